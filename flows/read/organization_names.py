"""The canonical full names of organisations: abbreviations written out, elided places filled in (linguistics §13, §17)."""

import polars as pl

from flows.read.lexicon import Lexicon, words
from flows.read.marked import plain

# What a name begins with, and how it is written in full.
OPENING = {
    r"^(?:UBND|(?i:[uủ][yỷ] ban nhân dân)) ": "Ủy ban nhân dân ", r"^(?:HĐND|(?i:hội đồng nhân dân)) ": "Hội đồng nhân dân ",
    r"^Văn phòng UBND ": "Văn phòng Ủy ban nhân dân ", r"^Văn phòng HĐND ": "Văn phòng Hội đồng nhân dân ",
    r"^TAND ": "Tòa án nhân dân ", r"^VKSND ": "Viện Kiểm sát nhân dân ", r"^(?:BQL|Ban quản lý) ": "Ban Quản lý ", r"^Ban chỉ đạo ": "Ban Chỉ đạo ",
    r"^(?i:đoàn (?:ĐBQH|đại biểu Quốc hội))": "Đoàn đại biểu Quốc hội", r"^ĐH ": "Đại học ", r"^HTX ": "Hợp tác xã ", r"^NXB ": "Nhà xuất bản ", r"^CLB ": "Câu lạc bộ ",
    r"^Hội LHPN ": "Hội Liên hiệp Phụ nữ ", r"^(?:Ủy ban )?MTTQ ": "Ủy ban Mặt trận Tổ quốc ", r"^Trường (?:ĐH|đại học) ": "Trường Đại học ",
    r"^(Công ty|Tổng [Cc]ông ty)((?: TNHH| MTV)*) CP ": "${1}${2} cổ phần ", r"^(Công ty) [Cc]ổ phần": "${1} cổ phần", r"^Tổng Công ty": "Tổng công ty",
    r"^(?i:tỉnh (?:uỷ|ủy))": "Tỉnh ủy", r"^(?i:thành (?:uỷ|ủy))": "Thành ủy", r"^(?i:huyện (?:uỷ|ủy))": "Huyện ủy", r"^(?i:quận (?:uỷ|ủy))": "Quận ủy", r"^(?i:thị (?:uỷ|ủy))": "Thị ủy",
    r"^Ngân hàng (?:TMCP|[Tt]hương mại [Cc]ổ phần)": "Ngân hàng thương mại cổ phần",
}  # fmt: skip
INSIDE = {r" KCN ": " khu công nghiệp ", r" KKT ": " khu kinh tế ", r" (?:uỷ|ủy) ": " ủy "}
UNITS = {
    r" (?:TP|T\.P|Tp|tp|Thành phố)[. ]+": " thành phố ", r" TP(\p{Lu})": " thành phố ${1}", r" TX\.? ": " thị xã ", r" Quận ": " quận ", r" Phường ": " phường ",
    r" thành phố (?:HCM|Hồ Chí Minh)$": " Thành phố Hồ Chí Minh", r" BR-VT$": " Bà Rịa - Vũng Tàu",
}  # fmt: skip
# Bodies whose name a bare place completes: "UBND Quảng Ninh" is that of the province.
LOCAL = r"^(?:Văn phòng )?(?:(?:Ủy ban|Hội đồng|Tòa án|Viện Kiểm sát) nhân dân|Đoàn đại biểu Quốc hội|Công an|Cục Thuế|Cục Hải quan|Cục Thống kê|Đảng bộ) (\p{Lu}.*)$"
ELIDED = {"tỉnh": "province", "thành phố": "city"}


def canonical(rows: pl.DataFrame, lexicon: Lexicon) -> pl.Series:
    """The full name of each row (token, surface in marked text, home), or null where its body stays unknown."""
    surface = plain(pl.col("surface"))
    field, rest = _of_field(surface, lexicon)
    name = (
        pl.when(pl.col("token") == "listed").then(_known(surface, lexicon)).otherwise(_written_out(surface))
    )
    name = (
        pl.when(pl.col("token") == "ministry").then(pl.concat_str(pl.lit("Bộ "), field))
        .when(pl.col("token") == "department").then(pl.concat_str(pl.lit("Sở "), field, rest))
        .otherwise(name)
    )  # fmt: skip
    local = pl.col("token").is_in(["committee", "department", "area", "party", "head"])
    name = pl.when(local).then(_with_area(name, rest, lexicon)).otherwise(name)
    name = name.str.replace_all(r"\s+", " ").str.strip_chars(" ,.-–")
    return rows.select(name.alias("organization")).get_column("organization")


def _known(surface: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    pairs = lexicon.organizations.select("organization", word=words("aliases")).explode("word").drop_nulls()
    names = dict(zip(pairs["word"], pairs["organization"], strict=True))
    return surface.replace_strict(names, default=surface, return_dtype=pl.String)


def _written_out(surface: pl.Expr) -> pl.Expr:
    name = surface.str.slice(0, 1).str.to_uppercase() + surface.str.slice(1)
    for patterns in (OPENING, INSIDE):
        for pattern, long in patterns.items():
            name = name.str.replace(pattern, long)
    return name


def _of_field(surface: pl.Expr, lexicon: Lexicon) -> tuple[pl.Expr, pl.Expr]:
    """The field of a ministry or department in its official form, and what stands behind it."""
    pairs = (
        lexicon.fields.select("field", word=pl.concat_list("field", words("aliases").fill_null([])))
        .explode("word")
        .drop_nulls()
    )
    proper = {w.lower(): f for w, f in zip(pairs["word"], pairs["field"], strict=True)}
    pattern = "|".join(sorted((w.replace("-", r"\-") for w in pairs["word"]), key=len, reverse=True))
    written = surface.str.extract(rf"^(?i:bộ|sở) ((?i:{pattern}))")
    field = written.str.to_lowercase().replace_strict(proper, default=None, return_dtype=pl.String)
    return field, surface.str.slice(written.str.len_chars() + 3)  # fmt: skip


def _with_area(name: pl.Expr, rest: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """The name with its area's level written out, and an elided area filled from the article's home."""
    for pattern, long in UNITS.items():
        name = name.str.replace(pattern, long)
    level = lexicon.places.filter(pl.col("level").is_in(list(ELIDED.values()))).unique("name", keep="first")
    unit = {v: k for k, v in ELIDED.items()}
    units = dict(zip(level["name"], level["level"].replace_strict(unit), strict=True))
    department = pl.col("token") == "department"
    bare = pl.when(department).then(rest.str.extract(r"^ (\p{Lu}.*)$")).otherwise(name.str.extract(LOCAL))
    bare_unit = bare.replace_strict(units, default=None, return_dtype=pl.String)
    for_city = bare.replace({"Hồ Chí Minh": "Thành phố Hồ Chí Minh"})
    prefix = name.str.slice(0, name.str.len_chars() - bare.str.len_chars())
    name = (
        pl.when(bare == "Hồ Chí Minh").then(pl.concat_str(prefix, for_city))
        .when(bare_unit.is_not_null()).then(pl.concat_str(prefix, bare_unit, pl.lit(" "), bare))
        .otherwise(name)
    )  # fmt: skip
    home = pl.col("home")
    home_unit = home.replace_strict(units, default=None, return_dtype=pl.String)
    whole = (
        pl.when(home == "Hồ Chí Minh")
        .then(pl.lit("Thành phố Hồ Chí Minh"))
        .otherwise(pl.concat_str(home_unit, pl.lit(" "), home))
    )
    open_unit = name.str.extract(r" (tỉnh|thành phố)$")
    without = name.str.replace(r" (?:tỉnh|thành phố)$", "")
    committee = name.str.contains(r"(?:Tỉnh|Thành) ủy$")
    seat = name.str.extract(r"(Tỉnh|Thành) ủy$").replace({"Tỉnh": "tỉnh", "Thành": "thành phố"})
    return (
        pl.when(open_unit.is_not_null() & (open_unit == home_unit)).then(pl.concat_str(without, pl.lit(" "), whole))
        .when(committee & (seat == home_unit)).then(pl.concat_str(name, pl.lit(" "), home))
        .when(department & (rest == "") & home_unit.is_not_null()).then(pl.concat_str(name, pl.lit(" "), whole))
        .otherwise(name)
    )  # fmt: skip
