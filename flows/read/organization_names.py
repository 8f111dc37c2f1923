"""The canonical full names of organisations: abbreviations written out, elided places filled in (linguistics §13, §17)."""

import polars as pl

from flows.read.lexicon import Lexicon, either
from flows.read.marked import plain

# What a name begins with, and how it is written in full.
OPENING = {
    r"^(?:UBND|(?i:[uủ][yỷ] ban nhân dân)) ": "Ủy ban nhân dân ", r"^(?:HĐND|(?i:hội đồng nhân dân)) ": "Hội đồng nhân dân ",
    r"^Văn phòng UBND ": "Văn phòng Ủy ban nhân dân ", r"^Văn phòng HĐND ": "Văn phòng Hội đồng nhân dân ",
    r"^TAND ": "Tòa án nhân dân ", r"^VKSND ": "Viện Kiểm sát nhân dân ", r"^(?:BQL|Ban quản lý) ": "Ban Quản lý ", r"^Ban chỉ đạo ": "Ban Chỉ đạo ",
    r"^(?i:đoàn (?:ĐBQH|đại biểu Quốc hội))": "Đoàn đại biểu Quốc hội", r"^ĐH ": "Đại học ", r"^BV ": "Bệnh viện ", r"^CTCP ": "Công ty cổ phần ", r"^HTX ": "Hợp tác xã ", r"^NXB ": "Nhà xuất bản ", r"^CLB ": "Câu lạc bộ ",
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
LOCAL_TOKENS = ["committee", "department", "area", "party", "head"]


def canonical(rows: pl.DataFrame, lexicon: Lexicon) -> pl.Series:
    """The full name of each row (token, surface in marked text, home, day), or null where its body stays unknown."""
    token = pl.col("token")
    rows = rows.select("token", "home", "day", surface=plain(pl.col("surface"))).with_columns(
        field=_field(pl.col("surface"), lexicon)
    )
    rows = _with_known(rows, lexicon)
    rows = rows.with_columns(
        rest=pl.col("surface").str.slice(pl.col("field").str.len_chars() + 3),
        field=proper_field(pl.col("field"), lexicon),
        written=_written_out(pl.col("surface")),
    ).with_columns(
        name=pl.when(token == "listed").then(pl.coalesce("known", "surface"))
        .when(token == "central").then(pl.when("stood").then("known"))
        .when(token == "ministry").then(pl.concat_str(pl.lit("Bộ "), "field", "rest"))
        .when(token == "department").then(pl.concat_str(pl.lit("Sở "), "field", "rest"))
        .otherwise("written"),
    )  # fmt: skip
    return _with_area(rows, lexicon).get_column("name").str.replace_all(r"\s+", " ").str.strip_chars(" ,.-–")


def _with_known(rows: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Adds known, the listed body that bears the surface as its name, of several the one that stood on the day,
    and stood, whether it did.
    """
    stood = pl.col("day").is_between(
        pl.col("valid_from").str.to_date().fill_null(pl.date(1, 1, 1)),
        pl.col("valid_to").str.to_date().fill_null(pl.date(9999, 12, 31)),
    )
    return (
        rows.with_row_index("_row")
        .join(lexicon.organizations, left_on="surface", right_on="word", how="left", maintain_order="left")
        .with_columns(stood=stood.fill_null(False))
        .sort("_row", "stood", descending=[False, True], maintain_order=True)
        .unique("_row", keep="first", maintain_order=True)
        .rename({"organization": "known"})
        .drop("_row", "kind", "valid_from", "valid_to")
    )


def _written_out(surface: pl.Expr) -> pl.Expr:
    name = surface.str.slice(0, 1).str.to_uppercase() + surface.str.slice(1)
    for pattern, long in (OPENING | INSIDE).items():
        name = name.str.replace(pattern, long)
    return name


def _field(surface: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """The field of a ministry or department as it is written."""
    return surface.str.extract(rf"^(?i:bộ|sở) ((?i:{either(lexicon.fields['word'].to_list())}))")


def proper_field(written: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """A field in its official form, however it was written; null where no seed names it."""
    proper = dict(zip(lexicon.fields["word"].str.to_lowercase(), lexicon.fields["field"], strict=True))
    return written.str.to_lowercase().replace_strict(proper, default=None, return_dtype=pl.String)


def _with_area(rows: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Names of local bodies with the level of their area written out; an elided area is the article's home."""
    name = pl.col("name")
    for pattern, long in UNITS.items():
        name = name.str.replace(pattern, long)
    level = lexicon.places.filter(pl.col("level").is_in(list(ELIDED.values()))).unique("name", keep="first")
    unit = {v: k for k, v in ELIDED.items()}
    units = dict(zip(level["name"], level["level"].replace_strict(unit), strict=True))
    department, local = pl.col("token") == "department", pl.col("token").is_in(LOCAL_TOKENS)
    rows = rows.with_columns(
        name=pl.when(local).then(name).otherwise("name"),
        home_unit=pl.col("home").replace_strict(units, default=None, return_dtype=pl.String),
    ).with_columns(
        bare=pl.when(department).then(pl.col("rest").str.extract(r"^ (\p{Lu}.*)$")).otherwise(pl.col("name").str.extract(LOCAL)),
        whole=pl.when(pl.col("home") == "Hồ Chí Minh").then(pl.lit("Thành phố Hồ Chí Minh")).otherwise(pl.concat_str("home_unit", pl.lit(" "), "home")),
        unit=pl.col("name").str.extract(r" (tỉnh|thành phố)$"),
        seat=pl.col("name").str.extract(r"(Tỉnh|Thành) ủy$").replace({"Tỉnh": "tỉnh", "Thành": "thành phố"}),
    )  # fmt: skip
    rows = rows.with_columns(
        bare_unit=pl.col("bare").replace_strict(units, default=None, return_dtype=pl.String),
        prefix=pl.col("name").str.slice(0, pl.col("name").str.len_chars() - pl.col("bare").str.len_chars()),
        without=pl.col("name").str.replace(r" (?:tỉnh|thành phố)$", ""),
    )
    at_home = pl.col("home_unit")
    full = (
        pl.when(pl.col("bare") == "Hồ Chí Minh").then(pl.concat_str("prefix", pl.lit("Thành phố Hồ Chí Minh")))
        .when(pl.col("bare_unit").is_not_null()).then(pl.concat_str("prefix", "bare_unit", pl.lit(" "), "bare"))
        .when(pl.col("unit") == at_home).then(pl.concat_str("without", pl.lit(" "), "whole"))
        .when(pl.col("seat") == at_home).then(pl.concat_str("name", pl.lit(" "), "home"))
        .when(department & (pl.col("rest") == "") & at_home.is_not_null()).then(pl.concat_str("name", pl.lit(" "), "whole"))
        .otherwise("name")
    )  # fmt: skip
    return rows.with_columns(name=pl.when(local).then(full).otherwise("name"))
