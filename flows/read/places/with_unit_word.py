"""Places by their unit word: "phường Hạ Long" of 2026 is a ward, "thành phố Hạ Long" of 2023 a city of a province.

Of the names after a unit word the longest is taken that the gazetteer lists for the word, the article's
day and its province. What it does not list is read as written, with less confidence.
"""

from functools import cache

import polars as pl

from flows.letters import CAPITAL, FIGURE, LETTER, SMALL
from flows.read.name_borders import BEFORE_HEAD, BEFORE_NAME, IN_NAME, IN_PLACE, plain
from flows.read.rules import of_rows
from flows.read.spans import find
from flows.read.vocabulary import cased

_WORD = rf"{CAPITAL}[{LETTER}'’{IN_PLACE}{IN_NAME}]*(?:-{SMALL}+)*"
NAME = rf"{_WORD}(?:[ {BEFORE_HEAD}]{_WORD}){{0,3}}"
_WHOLE = rf"{NAME}(?: ?[-–] ?{NAME})?(?: [0-9]{{1,2}})?"
_NUMBER = rf"[0-9]{{1,2}}(?: {NAME})?"  # "quận 1"; "Phường 1 Bảo Lộc"
UNITS = {
    "tỉnh": "tỉnh", "thành phố": "thành phố", "tp": "thành phố", "t.p": "thành phố", "huyện": "huyện", "quận": "quận",
    "thị xã": "thị xã", "xã": "xã", "phường": "phường", "thị trấn": "thị trấn", "đặc khu": "đặc khu",
    "h": "huyện", "q": "quận", "tx": "thị xã", "x": "xã", "p": "phường", "tt": "thị trấn",
}  # fmt: skip
RANKS = {
    "tỉnh": "p", "thành phố": "pd", "huyện": "d", "quận": "d", "thị xã": "d",
    "xã": "c", "phường": "c", "thị trấn": "c", "đặc khu": "c",
}  # fmt: skip
LEVELS = {
    "tỉnh": "province", "thành phố": "city", "huyện": "district", "quận": "district", "thị xã": "district",
    "xã": "commune", "phường": "ward", "thị trấn": "commune", "đặc khu": "commune",
}  # fmt: skip
SHORT = r"^(?:T[XT]|[HQPX])(?:\.| |$)"  # also other words' short forms: read only where the gazetteer knows the name
_DOTTED = r"(?:T\.P|TP|Tp|tp|TX|Tx|TT|[HQPX])\."
_UNIT = rf"(?:{_DOTTED}|{cased('thành phố|thị xã|thị trấn|đặc khu|phường|huyện|tỉnh|quận|tp|xã')}|TX|TT)"
_KIND = r"(?: (?:đảo|miền núi|vùng cao|biên giới|ven biển|biển|cảng|bãi ngang))?"
UNIT = rf"(?:{_UNIT}{_KIND}[ {BEFORE_NAME}]|{_DOTTED})(?:{_WHOLE}|{_NUMBER})"
UNIT_BEGUN = rf"(?:{_UNIT}{_KIND}[ {BEFORE_NAME}]|{_DOTTED})[{CAPITAL}0-9]"
_MORE = rf"^((?:, {NAME}(?: [0-9]{{1,2}})?)*(?:,? (?:và|hoặc|hay) {NAME}(?: [0-9]{{1,2}})?)?)"
_PLURAL = rf"(?i)(?:^|[^{LETTER}])(?:các|những|hai|ba|bốn|năm|sáu|nhiều|một số|[0-9]+) $"
# What "xã", "phường" and the rest also end, and what a capital after a unit word also begins.
_NO_UNIT = rf"(?i)(?:hợp tác|thông tấn|làng|công|ông|bà) $|[{LETTER}{FIGURE}./&]$"
_NO_NAME = (
    r"^(?:Ủy|Uỷ|Đảng|Đoàn|Mặt|Hội|Công|Bí|Chủ|Phó|Sở|Ban|Tỉnh|Thành|Bộ|Viện|Trung tâm|Văn phòng|UBND|HĐND|MTTQ|UB|Đội|Khu|KCN|Xanh|NTM|OCOP|Quân|Phòng|"
    r"Cục|Chi cục|Tổng|Trường|Nhà|Tòa|Kho|Hải quan|Thuế|Liên|Ngân hàng|Quỹ|Hiệp hội|Đại học|Bệnh viện|Ông|Bà|Anh|Chị|Giám đốc|Trưởng|Bưu điện|Thanh tra|Vườn|Rừng|Sông|Cảng|Chợ|Trạm)(?: |$)"
)


@of_rows
def unit_names(found: pl.DataFrame) -> pl.DataFrame:
    """Every name after a unit word: n, a, s, start (of the name), begin (of the mention: a number takes its
    unit word with it), unit, name (marked), short, first, plural, joined (with others by "và"), right.

    `found` has the matches of UNIT (a, s, start, surface, left, right); "các phường Hà Tu, Cao Xanh và
    Hà Lầm" is three names.
    """
    more = pl.col("right").str.extract(_MORE).fill_null("")
    word = pl.col("surface").str.extract(rf"^({_UNIT}{_KIND})")
    rows = found.filter(~pl.col("left").str.contains(_NO_UNIT)).select(
        "a",
        "s",
        begin="start",
        base=pl.col("start") + word.str.len_chars(),
        unit=word.str.to_lowercase()
        .str.extract(rf"^(thành phố|thị xã|thị trấn|đặc khu|{LETTER}+(?:\.p)?)")
        .replace_strict(UNITS, default=None),
        short=word.str.contains(SHORT),
        plural=pl.col("left").str.contains(_PLURAL),
        names=pl.concat_str(pl.col("surface").str.slice(word.str.len_chars()), more),
        after=pl.col("right").str.slice(more.str.len_chars()),
    )
    rows = rows.with_row_index("_unit").with_columns(text="names")
    parts = find(rows, rf"{_WHOLE}|{_NUMBER}", "text").sort("_unit", "start")
    parts = parts.filter(~pl.col("surface").str.contains(r"^(?:TP|TX|TT|[HQPX])(?: |$)"))  # its own unit word
    return parts.select(
        "a",
        "s",
        start=(pl.col("base") + pl.col("start")).cast(pl.UInt32),
        begin=pl.when(pl.col("surface").str.contains(r"^[0-9]") & (pl.col("start") <= 1))
        .then("begin")
        .otherwise(pl.col("base") + pl.col("start")),
        unit="unit",
        name="surface",
        short="short",
        first=pl.col("start") <= 1,
        plural="plural",
        joined=pl.col("names").str.contains(r" (?:và|hoặc|hay) "),
        right=pl.concat_str(pl.col("names").str.slice(pl.col("end")), "after"),
    ).with_row_index("n")


@of_rows
def candidates(names: pl.DataFrame, localities: pl.DataFrame) -> pl.DataFrame:
    """n with each unit of the gazetteer that the beginning of the name may mean: the gazetteer's columns, the
    number of `parts` it takes, `length` in code points.
    """
    parts = pl.col("name").str.replace_all(BEFORE_HEAD, " ").str.split(" ")
    heads = pl.col("name").str.replace_all(BEFORE_HEAD, f" {BEFORE_HEAD}").str.split(" ")
    begun = (
        names.select("n", "unit", "name", parts=pl.int_ranges(1, parts.list.len() + 1))
        .explode("parts")
        .with_columns(
            begun=parts.list.head(pl.col("parts")).list.join(" "),
            rest=heads.list.get(pl.col("parts"), null_on_oob=True),
        )
    )
    number = pl.when(pl.col("begun").str.contains(r"^[0-9]")).then(
        pl.concat_str(
            pl.col("unit").str.slice(0, 1).str.to_uppercase(), pl.col("unit").str.slice(1), pl.lit(" ")
        )
    )
    return (
        begun.with_columns(
            word=pl.concat_str(number.fill_null(""), plain(pl.col("begun")).str.replace_all("’", "'")),
            length=pl.col("begun").str.len_chars(),
            said="unit",
        )
        .drop("unit", "name", "begun")
        .join(localities, on="word", how="inner", maintain_order="left")
        .filter(pl.col("said").replace_strict(RANKS).str.contains(pl.col("rank"), literal=True))
    )


@of_rows
def resolved(names: pl.DataFrame, found: pl.DataFrame, homes: pl.DataFrame) -> pl.DataFrame:
    """Names with what they mean: a, s, start, end, place, level, province, code, rule.

    `homes` has a, day (of the article, or null) and home. Of the units that fit, those of the article's
    day, the unit word said and the province at hand win; code is null where more than one is left.
    """
    here = names.join(homes, on="a", how="left", maintain_order="left").with_columns(
        _chain(found["province"].drop_nulls().unique())
    )
    ranked = found.join(
        here.select("n", "day", "at", "above", "short"), on="n", how="left", maintain_order="left"
    )
    # A listed name within a longer one is it only where something else begins there: a place, a person, an organisation, a number, a dash.
    ends = pl.col("rest").is_null() | pl.col("rest").str.contains(
        rf"[{IN_PLACE}{IN_NAME}{BEFORE_HEAD}]|^[0-9–-]"
    )
    day = pl.col("day")
    stood = (day.is_null() | day.is_between("valid_from", "valid_to")).fill_null(True)
    said = pl.col("unit") == pl.col("said")
    near = (pl.col("rank") == "p") | pl.col("provinces").list.contains(pl.col("at"))
    tier = (
        pl.when(
            stood & said & near.fill_null(False) & (pl.col("parent_name") == pl.col("above")).fill_null(False)
        )
        .then(0)
        .when(stood & said & near.fill_null(False))
        .then(1)
        .when(stood & said)
        .then(2)
        .when(stood & (near.fill_null(False) | (pl.col("rank") == "d")))
        .then(3)
        .when(near.fill_null(False) & said)
        .then(4)
        .when((said & (pl.col("rank") != "c")) | near.fill_null(False))
        .then(5)
    )
    ranked = ranked.with_columns(tier=tier).filter(
        pl.col("tier").is_not_null(),
        ~pl.col("short") | (pl.col("tier") <= 3),
        ends | (pl.col("tier") <= 1),
    )
    ranked = ranked.filter(pl.col("parts") == pl.col("parts").max().over("n")).filter(
        pl.col("tier") == pl.col("tier").min().over("n")
    )
    known = ranked.group_by("n", maintain_order=True).agg(
        pl.col("name", "level", "length").first(),
        code=one_code(),
        province=pl.when(pl.col("province").n_unique() == 1).then(pl.col("province").first()),
    )
    rows = names.rename({"name": "said"}).join(known, on="n", how="left", maintain_order="left")
    cut = pl.col("said").str.replace(rf" ?[-–] ?{CAPITAL}.*$| [0-9]+$|{BEFORE_HEAD}.*$", "")
    listed = pl.col("name").is_not_null()
    length = pl.col("length").fill_null(cut.str.len_chars())
    return rows.filter(pl.when(listed).then(_meant()).otherwise(_unlisted(cut))).select(
        "a",
        "s",
        start=pl.col("begin").cast(pl.UInt32),
        end=(pl.col("start") + length).cast(pl.UInt32),
        place=pl.coalesce("name", plain(cut)),
        level=pl.coalesce("level", pl.col("unit").replace_strict(LEVELS)),
        province="province",
        code="code",
        rule=pl.when(listed).then(pl.lit("place_unit_listed")).otherwise(pl.lit("place_unit")),
    )


@cache
def one_code(name: str = "name", code: str = "code") -> pl.Expr:
    """The code of a group of units where it is sure; of a province that goes on under its name the first."""
    goes_on = (pl.col("rank") == "p").all() & (pl.col(name).n_unique() == 1)
    first = pl.col(code).sort_by("valid_from", code).first()
    return pl.when((pl.col(code).n_unique() == 1) | goes_on).then(first)


def _chain(provinces: pl.Series) -> list[pl.Expr]:
    """at: the province said after the name ("xã A, huyện B, tỉnh C", "xã A, B, C"), else the article's; above:
    the unit said next.
    """
    joint = r"(?:,| \(|,? thuộc| của|,? thuộc địa bàn)"
    steps = rf"(?:{joint} ?(?:(?:{_UNIT})[ .]? ?)?{NAME}){{0,2}}?"
    words = rf"{CAPITAL}{LETTER}*(?:{IN_PLACE}[{LETTER}-]+)+"
    said = plain(
        pl.col("right").str.extract(rf"^{steps}{joint}? ?(?:(?i:tỉnh|thành phố|tp\.?) ?)?({words})", 1)
    )
    above = pl.col("right").str.extract(rf"^{joint} ?(?:(?:{_UNIT})[ .]? ?)?({NAME})", 1)
    return [
        pl.when(said.is_in(provinces.implode())).then(said).otherwise("home").alias("at"),
        plain(above).alias("above"),
    ]


@cache
def _meant() -> pl.Expr:
    """A listed name that the unit word reaches: the first, those of a plural, those of an enumeration to its "và"."""
    own = pl.col("level").is_in(["province", "city"]) == (pl.col("unit").is_in(["tỉnh", "thành phố"]))
    return pl.col("first") | pl.col("plural") | (pl.col("joined") & own)


def _unlisted(name: pl.Expr) -> pl.Expr:
    """Whether a name that the gazetteer lacks may be read: no person's, no short unit word, no common word."""
    short = (name.str.len_chars() < 5) | name.str.contains(r"[^\x00-\x7f]")
    common = ~name.str.contains(" ") & short & pl.col("right").str.contains(rf"^ {SMALL}")
    reached = pl.col("first") | pl.col("plural") | (pl.col("joined") & name.str.contains(" "))
    return (
        reached
        & ~pl.col("short")
        & ~common
        & (name.str.len_chars() > 1)
        & (name.str.contains(" ") | ~pl.col("said").str.contains(BEFORE_HEAD, literal=True))
        & ~name.str.contains(rf"^[0-9]|{IN_NAME}")
        & ~pl.col("right").str.contains(rf"^[{LETTER}\x{{e011}}-\x{{e01f}}]")
        & ~plain(name).str.contains(_NO_NAME)
    )
