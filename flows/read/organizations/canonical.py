"""The canonical full names of organisations: abbreviations written out, elided places filled in (linguistics §13, §17)."""

import re
from functools import cache

import polars as pl

from flows.letters import CAPITAL, SMALL
from flows.read.lexicon import Lexicon
from flows.read.name_borders import IN_PLACE, fields, plain
from flows.read.rules import of_rows
from flows.read.vocabulary import Vocabulary

# What a name begins with, and how it is written in full.
OPENING = {
    r"^(?:UBND|(?i:[uủ][yỷ] ban nhân dân)) ": "Ủy ban nhân dân ", r"^(?:HĐND|(?i:hội đồng nhân dân)) ": "Hội đồng nhân dân ",
    r"^Văn phòng UBND ": "Văn phòng Ủy ban nhân dân ", r"^Văn phòng HĐND ": "Văn phòng Hội đồng nhân dân ",
    r"^KBNN ": "Kho bạc Nhà nước ", r"^NHNN ": "Ngân hàng Nhà nước ", r"^LĐLĐ ": "Liên đoàn Lao động ", r"^(Bộ|Ban) CHQS ": "${1} Chỉ huy Quân sự ", r"^(Bộ Chỉ huy )?BĐBP ": "${1}Bộ đội Biên phòng ", r"^Hội CCB ": "Hội Cựu chiến binh ", r"^TTYT ": "Trung tâm Y tế ", r"^CDC ": "Trung tâm Kiểm soát bệnh tật ",
    r"^(?:TAND|(?i:tòa án nhân dân|toà án nhân dân)) ": "Tòa án nhân dân ", r"^(?i:tòa án|toà án) (tỉnh|thành phố|tp|huyện|quận|thị xã|TP|Thành phố|Tỉnh)": "Tòa án nhân dân ${1}", r"^Đoàn luật sư ": "Đoàn Luật sư ", r"^Trạm y tế ": "Trạm Y tế ", r"^Sở cảnh sát ": "Sở Cảnh sát ", r"^(?:BHXH|Bảo hiểm Xã hội) ": "Bảo hiểm xã hội ", r"^(Sở |Phòng |Đội )?(?i:cảnh sát) PCCC ": "${1}Cảnh sát phòng cháy chữa cháy ", r"^(?:VKSND|Viện KSND|Viện [Kk]iểm sát [Nn]hân dân) ": "Viện Kiểm sát nhân dân ", r"^(?:BQL|Ban quản lý) ": "Ban Quản lý ", r"^Ban QLDA ": "Ban Quản lý Dự án ", r"^(Ban Quản lý) KTT ": "${1} Khu kinh tế ", r"^Ban chỉ đạo ": "Ban Chỉ đạo ", r"^Cổng (?:TTĐT|thông tin điện tử) ": "Cổng Thông tin điện tử ",
    r"^(?i:đoàn (?:ĐBQH|đại biểu Quốc hội))": "Đoàn đại biểu Quốc hội", r"^ĐH ": "Đại học ", r"^(?:BVĐK|(?i:bệnh viện đa khoa)) (?i:trung tâm) ": "Bệnh viện Đa khoa Trung tâm ", r"^BVĐK ": "Bệnh viện Đa khoa ", r"^BV ": "Bệnh viện ", r"^CTCP ": "Công ty cổ phần ", r"^Tổng CTCP ": "Tổng công ty cổ phần ", r"^Tổng Cty ": "Tổng công ty ", r"^Cty ": "Công ty ", r"^HTX ": "Hợp tác xã ", r"^(?:NXB|Nhà xuất bản) ĐH ": "Nhà xuất bản Đại học ", r"^NXB ": "Nhà xuất bản ", r"^CLB ": "Câu lạc bộ ",
    r"^Hội LHPN ": "Hội Liên hiệp Phụ nữ ", r"^LĐBĐ ": "Liên đoàn Bóng đá ", r"^(?:MTTQ|Mặt trận Tổ quốc)(?: Việt Nam| ?VN)?$": "Mặt trận Tổ quốc Việt Nam", r"^(?:MTTQ|Mặt trận Tổ quốc)(?: Việt Nam| ?VN)? ([^V]|V[^iN])": "Ủy ban Mặt trận Tổ quốc Việt Nam ${1}",
    r"^(?:UB ?|[ỦU][yỷ] ban )(?:MTTQ|Mặt trận(?: Tổ quốc)?)(?: Việt Nam| ?VN)?( |$)": "Ủy ban Mặt trận Tổ quốc Việt Nam${1}", r"^Ủy ban Mặt trận Tổ quốc Việt Nam (Lào xây dựng)": "Ủy ban Mặt trận ${1}", r"^Trường (?:ĐH|đại học) ": "Trường Đại học ",
    r"^Tổng Công ty": "Tổng công ty", r"^Tổng Hội ": "Tổng hội ", r"^(Ban .+?)(?: của)? HĐND ": "${1} Hội đồng nhân dân ", r" [Tt]rách [Nn]hiệm [Hh]ữu [Hh]ạn ": " TNHH ", r" TNHH (?:[Mm]ột|1) [Tt]hành [Vv]iên ": " TNHH MTV ",
    r"^(Công ty|Tổng công ty)((?: TNHH| MTV)*) (?:CP|[Cc]ổ [Pp]hần) ": "${1}${2} cổ phần ", r"^[Uu]ỷ ban ": "Ủy ban ",
    r"^(?i:đảng (?:uỷ|ủy)) ": "Đảng ủy ", r"^đảng bộ ": "Đảng bộ ", r"^(?i:tỉnh (?:uỷ|ủy))": "Tỉnh ủy", r"^(?i:thành (?:uỷ|ủy))": "Thành ủy", r"^(?i:huyện (?:uỷ|ủy))": "Huyện ủy", r"^(?i:quận (?:uỷ|ủy))": "Quận ủy", r"^(?i:thị (?:uỷ|ủy))": "Thị ủy",
    r"^((?i:chính phủ|quốc hội|thượng viện|hạ viện|nghị viện|hội đồng nhà nước|hội đồng bộ trưởng)) (?:của )?nước ": "${1} ", r"^((?i:chính phủ|quốc hội|thượng viện|hạ viện|nghị viện|hội đồng nhà nước|hội đồng bộ trưởng)) (?:của )?Cộng hòa ([^SDTCN]|Cu)": "${1} ${2}", r"^Trung ương Đảng (Cộng|Nhân|Dân|Lao)": "Ban Chấp hành Trung ương Đảng ${1}", r"^Ngân hàng (?:TMCP|[Tt]hương [Mm]ại [Cc]ổ [Pp]hần)": "Ngân hàng thương mại cổ phần",
}  # fmt: skip
INSIDE = {
    r" (và|-) UBND ": " ${1} Ủy ban nhân dân ", r" (và|-) HĐND ": " ${1} Hội đồng nhân dân ", r" Đoàn ĐBQH ": " Đoàn đại biểu Quốc hội ",
    rf" VN( {SMALL}|$)": " Việt Nam${1}", r" DN( |$)": " Doanh nghiệp${1}",
    r" GHPGVN( |$)": " Giáo hội Phật giáo Việt Nam${1}", r" KCN ": " Khu công nghiệp ", r" KKT ": " Khu kinh tế ", r" [Kk]hu CNC ": " Khu công nghệ cao ", r" (?:uỷ|ủy) ": " ủy ", r" [–—] ": " - ",
    r" GTVT( |$)": " giao thông vận tải${1}", r" QLTT( |$)": " Quản lý thị trường${1}", r" BĐS( |$)": " Bất động sản${1}", r" CNTT( |$)": " Công nghệ thông tin${1}", r" TDTT( |$)": " Thể dục thể thao${1}", r" ĐTXD( |$)": " đầu tư xây dựng${1}",
    r" CSGT( |$)": " Cảnh sát giao thông${1}", r" CSHS( |$)": " Cảnh sát hình sự${1}", r" CSĐT( |$)": " Cảnh sát điều tra${1}", r" CSKT( |$)": " Cảnh sát kinh tế${1}",
    r" nhân dân Cấp cao tại ": " nhân dân cấp cao tại ", r" (?:TƯ|TW|T\.Ư|[Tt]rung [Ưư]ơng)( |$)": " Trung ương${1}", r" (?:TƯ|TW)([0-9])": " Trung ương ${1}",
}  # fmt: skip
UNITS = {
    r" (?:TP|T\.P|Tp|tp|Thành phố)[. ]+": " thành phố ", rf" TP({CAPITAL})": " thành phố ${1}", r" TX\.? ": " thị xã ", rf" TX\.({CAPITAL}{SMALL})": " thị xã ${1}", rf" X\. ?({CAPITAL}{SMALL})": " xã ${1}", rf" (?:TT\. ?|TT )({CAPITAL}{SMALL})": " thị trấn ${1}", r" Quận ": " quận ", r" Phường ": " phường ",
    rf" Tỉnh( {CAPITAL}|$)": " tỉnh${1}", r" (?:TP\.?|Thành phố)$": " thành phố", rf" Huyện( {CAPITAL}|$)": " huyện${1}", rf" Xã ({CAPITAL})": " xã ${1}", r" Thị xã ": " thị xã ", r" Thị trấn ": " thị trấn ",
    rf" H\. ?({CAPITAL}{SMALL})": " huyện ${1}", rf" Q\. ?({CAPITAL}{SMALL}|[0-9])": " quận ${1}", rf" P\. ?({CAPITAL}{SMALL}|[0-9])": " phường ${1}",
    r" thành phố (?:HCM|Hồ Chí Minh)$": " Thành phố Hồ Chí Minh", r" thành phố HN$": " thành phố Hà Nội", r" BR-VT$": " Bà Rịa - Vũng Tàu",
}  # fmt: skip
# Bodies whose name a bare place completes: "UBND Quảng Ninh" is that of the province.
LOCAL = rf"^(?:Văn phòng )?(?:(?:Ủy ban|Hội đồng|Tòa án|Viện Kiểm sát) nhân dân|Đoàn đại biểu Quốc hội|Đoàn Luật sư|Công an|Cục Thuế|Cục Hải quan|Cục Thống kê|Đảng bộ|Bảo hiểm xã hội|Kho bạc Nhà nước|Liên đoàn Lao động|Hội Nông dân|Bộ Chỉ huy Quân sự) ({CAPITAL}.*)$"
# Compounds whose case the name's own writing settles.
AS_WRITTEN = re.compile(
    "^(?:các|khu|tại|nhân|nhỏ|vừa|nước|thành|tập) |^(?:ngân hàng|bệnh viện|trung tâm|liên hiệp|hòa bình|hữu nghị|tương lai|đại chúng|sáng tạo|hiện đại|bền vững|dân trí|thế giới)$| và "
)
FIRST, LAST = "\ue017", "\ue018"
# What a listed name may be told with: "Công ty Sao Mai", but "Tập đoàn Sao Mai" is a name.
OF_BRAND = r"^(?i:công ty|ngân hàng) "
OF_MAKER = rf"^[Hh]ãng(?: {SMALL}+)* ({CAPITAL})"  # "hãng xe Sông Mây"; but "Hãng Phim …" is a name
OF_FILMS = "^(?i:hãng phim) "
ELIDED = {"tỉnh": "province", "thành phố": "city"}
LOCAL_TOKENS = ["committee", "department", "area", "party", "head"]
# What keeps its capitals within a name.
PROPER_WITHIN = ["Quốc hội", "Chính phủ", "Việt Nam", "Hồ Chí Minh", "Hà Nội", "Liên Hợp Quốc", "Liên Hiệp Quốc", "Hoa Kỳ", "Nhật Bản", "Hàn Quốc", "Trung Quốc", "Cộng sản", "Trường Sơn"]  # fmt: skip
PROPER_WORDS = ["Đảng", "Mỹ", "Nga", "Pháp", "Đức", "Anh", "Á", "Âu", "Lăng"]


@of_rows
def canonical(rows: pl.DataFrame, lexicon: Lexicon) -> pl.Series:
    """The full name of each row (token, surface in marked text, home, day), or null where its body stays unknown."""
    every = rows.with_row_index("_at")
    written = every.drop_nulls("surface")  # most offices have no body to name
    named = written.select("_at", name=_canonical(written, lexicon))
    return every.select("_at").join(named, on="_at", how="left", maintain_order="left").get_column("name")


@of_rows
def _canonical(rows: pl.DataFrame, lexicon: Lexicon) -> pl.Series:
    token = pl.col("token")
    rows = rows.select("token", "home", "day", surface=plain(pl.col("surface")))
    rows = rows.with_columns(field=_field(rows["surface"], lexicon))
    made = pl.col("surface").str.replace(OF_MAKER, "${1}")
    films = pl.col("surface").str.contains(OF_FILMS)
    heads = pl.when(token == "head").then(pl.when(films).then("surface").otherwise(made))
    spelled = _spelled(rows.select(surface=heads), lexicon)
    rows = rows.with_columns(
        rest=_in_full(pl.col("surface").str.slice(pl.col("field").str.len_chars() + 3), lexicon),
        field=proper_field(pl.col("field"), lexicon),
        written=pl.coalesce(spelled, "surface"),
    ).with_columns(written=_written_out(lexicon)).pipe(_with_known, lexicon).with_columns(
        name=pl.when(token == "listed").then(pl.coalesce("known", "written"))
        .when((token == "head") & pl.col("known").is_not_null()).then("known")
        .when(token == "central").then(pl.when("stood").then("known"))
        .when(token == "ministry").then(pl.concat_str(pl.lit("Bộ "), "field", "rest"))
        .when(token == "department").then(pl.concat_str(pl.lit("Sở "), "field", "rest"))
        .otherwise("written"),
    )  # fmt: skip
    # "hãng xe Nhật Bản", "công ty Nhật" name no one; "Công ty thoát nước Hà Nội" does.
    own = pl.col("surface").str.replace(
        rf"^(?i:hãng|tập đoàn|công ty|ngân hàng|doanh nghiệp)(?: {SMALL}+)* ", ""
    )
    of_town = pl.col("surface").str.contains(rf"^Công ty(?: {SMALL}+){{2,}} {CAPITAL}") & own.is_in(
        _towns(lexicon)
    )
    nameless = (token == "head") & own.is_in(_place_names(lexicon)) & ~of_town
    rows = rows.with_columns(name=pl.when(~nameless).then("name"))
    return _with_area(rows, lexicon).get_column("name").str.replace_all(r"\s+", " ").str.strip_chars(" ,.-–")


@cache
def _place_names(lexicon: Lexicon) -> pl.Series:
    return pl.Series([[*lexicon.places["name"], "Nhật", "Hàn", "Thái", "Ấn"]])


@cache
def _towns(lexicon: Lexicon) -> pl.Series:
    return lexicon.localities.filter(pl.col("rank") == "p")["name"].unique()


def _with_known(rows: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Adds known, the listed body whose name is written, of several the one that stood on the day, and stood,
    whether it did.
    """
    stood = pl.col("day").is_between("valid_from", "valid_to")
    return (
        rows.with_row_index("_row")
        .with_columns(_key=_key(pl.when(pl.col("token") == "head").then("written").otherwise("surface")))
        .join(_listed_names(lexicon), on="_key", how="left", maintain_order="left")
        .with_columns(stood=stood.fill_null(False))
        .sort("_row", "stood", descending=[False, True], maintain_order=True)
        .unique("_row", keep="first", maintain_order=True)
        .rename({"organization": "known"})
        .drop("_row", "_key", "kind", "valid_from", "valid_to")
    )


@cache
def _listed_names(lexicon: Lexicon) -> pl.DataFrame:
    """The listed bodies by each name as it is compared: organization, kind, valid_from, valid_to (Date), _key."""
    names = lexicon.organizations.with_columns(_key=_key(pl.col("word")))
    short = names.filter(~pl.col("word").str.contains(" "), pl.col("word") != pl.col("organization"))
    names = pl.concat([names, short.with_columns(_key="tập đoàn " + pl.col("_key"))]).drop("word")
    return names.with_columns(
        pl.col("valid_from").str.to_date().fill_null(pl.date(1, 1, 1)),
        pl.col("valid_to").str.to_date().fill_null(pl.date(9999, 12, 31)),
    )


def _key(name: pl.Expr) -> pl.Expr:
    """A name as it is compared: in lower case, without the word that may stand before it."""
    return name.str.replace(OF_BRAND, "").str.to_lowercase()


@cache
def _written_out(lexicon: Lexicon) -> pl.Expr:
    surface = pl.col("written")
    name = surface.str.slice(0, 1).str.to_uppercase() + surface.str.slice(1)
    for pattern, long in (OPENING | INSIDE).items():
        name = name.str.replace_all(pattern, long)
    short, full = _short_fields(lexicon)
    name = (name + pl.lit(" ")).str.replace_many(short, full, leftmost=True).str.strip_chars_end(" ")
    return _in_full(name, lexicon)


def _in_full(name: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """A name with its province by that one's own name: "Bà Rịa-Vũng Tàu", "BR-VT", "TT-Huế"."""
    short, full = _provinces(lexicon)
    return name.str.replace_many(short, full, leftmost=True)


@cache
def _provinces(lexicon: Lexicon) -> tuple[list[str], list[str]]:
    """The provinces with a dash, or told by letters, by each other name, and in full."""
    lettered = pl.col("word").str.contains(rf"^{CAPITAL}\.?{CAPITAL}[ -]")
    lettered &= ~pl.col("word").str.starts_with("TP")
    rows = lexicon.localities.filter(pl.col("rank") == "p", pl.col("name").str.contains(" - ") | lettered)
    rows = rows.select("word", "name").unique(maintain_order=True)
    return rows["word"].to_list(), rows["name"].to_list()


@cache
def _short_fields(lexicon: Lexicon) -> tuple[list[str], list[str]]:
    """Fields in letters ("GD&ĐT", "NN-PTNT") and in full, each between blanks; what may be another thing's, too short to
    tell, is left out.
    """
    rows = lexicon.fields.filter(
        pl.col("word").str.contains(rf"^{CAPITAL}{{2,}}(?:[{CAPITAL}&,-]| [&-] )*$"),
        pl.col("word").str.len_chars() >= 5,
    )
    rows = rows.sort(pl.col("word").str.len_chars(), descending=True)
    return [f" {w} " for w in rows["word"]], [f" {f} " for f in rows["field"]]


def _spelled(names: pl.DataFrame, lexicon: Lexicon) -> pl.Series:
    """Each name (surface) with its compounds in one case, as papers differ: of some in a row the first alone has a capital
    ("Bệnh viện Đa khoa Hoàn Mỹ", "Hội Chế biến và Xuất khẩu thủy sản Năm Căn").
    """
    heads = _heads(lexicon).pattern(names["surface"])
    parts = names.with_columns(head=pl.col("surface").str.extract(f"^((?i:{heads}))").fill_null(""))
    rest = (
        pl.col("surface").str.slice(pl.col("head").str.len_chars()).str.replace_all(" ", "  ", literal=True)
    )
    parts = parts.with_columns(rest=pl.concat_str(rest, pl.lit(" ")))
    forms, longest_first = _compounds(lexicon)
    met = longest_first.within(parts["rest"])
    put = pl.col("rest").str.replace_many(met, [forms[form] for form in met], leftmost=True)
    put = put.str.replace_all(f"{LAST}  {FIRST}", "  ", literal=True).str.replace_all(LAST, "", literal=True)
    letters = _first_letters(lexicon)
    put = put.str.replace_many([FIRST + c for c in letters], [c.upper() for c in letters])
    put = put.str.replace_all("  ", " ", literal=True).str.strip_chars_end(" ")
    return parts.select(pl.concat_str("head", put)).to_series()


@cache
def _heads(lexicon: Lexicon) -> Vocabulary:
    """What names begin with, in any case."""
    return Vocabulary(lexicon.organization_heads["head"], cased=False)


@cache
def _first_letters(lexicon: Lexicon) -> list[str]:
    """What compounds begin with."""
    return sorted(set(lexicon.organization_words["word"].str.slice(0, 1)))


@cache
def _compounds(lexicon: Lexicon) -> tuple[dict[str, str], Vocabulary]:
    """The compounds of names in each case, how they are put, and the order in which they win."""
    # "tỉnh Hải Dương" is a place, whatever the word means elsewhere.
    places = set(lexicon.places["name"].str.to_lowercase())
    # Each blank is written twice, so that compounds in a row each have their own border.
    forms = {
        f" {form} ": f" {form} " if AS_WRITTEN.search(word.replace("  ", " ")) else f" {FIRST}{word}{LAST} "
        for word in lexicon.organization_words["word"].str.replace_all(" ", "  ", literal=True)
        if " " in word and word.replace("  ", " ").lower() not in places
        for form in (word, word[0].upper() + word[1:], word.title())
    }
    return forms, Vocabulary(sorted(forms, key=lambda form: (-len(form), form)))


def _field(surface: pl.Series, lexicon: Lexicon) -> pl.Series:
    """The field of a ministry or department as it is written."""
    return surface.str.extract(rf"^(?i:bộ|sở) ((?i:{fields(lexicon).pattern(surface)}))")


def proper_field(written: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """A field in its official form, however it was written; null where no seed names it."""
    return written.str.to_lowercase().replace_strict(
        _proper_fields(lexicon), default=None, return_dtype=pl.String
    )


@cache
def _proper_fields(lexicon: Lexicon) -> dict[str, str]:
    return dict(zip(lexicon.fields["word"].str.to_lowercase(), lexicon.fields["field"], strict=True))


def _with_area(rows: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Names of local bodies with the level of their area written out; an elided area is the article's home."""
    units = _units(lexicon)
    department, local = pl.col("token") == "department", pl.col("token").is_in(LOCAL_TOKENS)
    rows = rows.with_columns(
        name=pl.when(local).then(_with_unit()).otherwise("name"),
        home_unit=pl.col("home").replace_strict(units, default=None, return_dtype=pl.String),
    ).with_columns(
        bare=pl.when(department).then(pl.col("rest").str.extract(rf"^ ({CAPITAL}.*)$")).otherwise(pl.col("name").str.extract(LOCAL)),
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
        .when(pl.col("seat") == at_home).then(pl.concat_str("name", pl.lit(" "), pl.when(pl.col("home") == "Hồ Chí Minh").then("whole").otherwise("home")))
        .when(department & (pl.col("rest") == "") & at_home.is_not_null()).then(pl.concat_str("name", pl.lit(" "), "whole"))
        .otherwise("name")
    )  # fmt: skip
    return rows.with_columns(name=pl.when(local).then(full).otherwise("name"))


@cache
def _with_unit() -> pl.Expr:
    """A name with the noun of its unit in full."""
    name = pl.col("name")
    for pattern, long in UNITS.items():
        name = name.str.replace(pattern, long)
    return name


@cache
def _units(lexicon: Lexicon) -> dict[str, str]:
    """What a province or city is called before its name."""
    level = lexicon.places.filter(pl.col("level").is_in(list(ELIDED.values()))).unique("name", keep="first")
    return dict(
        zip(level["name"], level["level"].replace_strict({v: k for k, v in ELIDED.items()}), strict=True)
    )


def lowered(name: str) -> str:
    """A name as papers also write it, with the words behind the first in lower case but for names within it.

    >>> lowered("Ủy ban Thường vụ Quốc hội")
    'Ủy ban thường vụ Quốc hội'
    """
    first, rest = name.split(" ", 1)
    for proper in PROPER_WITHIN:
        rest = rest.replace(proper, proper.replace(" ", IN_PLACE))
    kept = (
        w if IN_PLACE in w or w in PROPER_WORDS or not w[1:].islower() else w.lower() for w in rest.split(" ")
    )
    return f"{first} {' '.join(kept)}".replace(IN_PLACE, " ")
