"""People: full names by their shape, names that an honorific opens, and the titles that stand around them (linguistics §9)."""

import polars as pl

from flows.read.letters import CAPITAL, FIGURE, LETTER
from flows.read.name_borders import BEFORE_HEAD, BEFORE_NAME, IN_NAME, IN_PLACE, SYLLABLE, TITLE, plain
from flows.read.people.offices import TENURE
from flows.read.spans import lex

HONORIFIC = (
    r"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Đđ]ồng chí|[Đđ]/c|[Nn]gài|[Cc]ô|[Tt]hầy|GS\.?TSKH\.?|GS\.?TS\.?|PGS\.?,? ?TS\.?|GS\.?|TSKH\.?|TS\.?|ThS\.?|KTS\.?|BS\.?|LS\.?|NSND|NSƯT|"
    r"[Ll]uật sư|[Nn]ghệ nhân|[Gg]ià làng|[Bb]ác sĩ|[Tt]iến sĩ|[Gg]iáo sư|[Nn]hà báo|[Đđ]ại tướng|[Tt]hượng tướng|[Tt]rung tướng|[Tt]hiếu tướng|[Đđ]ại tá|[Tt]hượng tá|[Tt]rung tá|[Tt]hiếu tá|[Cc]hị em)"
)
FEMALE, MALE = r"^(?:[Bb]à|[Cc]hị|[Cc]ô)$", r"^(?:[Ôô]ng|[Aa]nh|[Tt]hầy)$"
# Any capitalised run, also foreign ("Kim Min-soo", "Wan Ling Martello", "K'Brêu").
ANY_NAME = rf"{CAPITAL}[{LETTER}'’\-]*(?:[ {IN_NAME}{IN_PLACE}]{CAPITAL}[{LETTER}'’\-]*){{0,4}}"
FULL_NAME = rf"{SYLLABLE}(?:{IN_NAME}{SYLLABLE}){{1,3}}"
SPACE = rf"[ {BEFORE_NAME}]"


def names_and_titles(marked: pl.DataFrame) -> pl.DataFrame:
    """Lexer rows for people: a, s, token (`name`, `called`, `title`, `subject`), surface, start, end, left, right.

    `name` is a full name by its shape, `called` an honorific with what follows it, `title` an office's
    rank words, `subject` a bare "Ông" or "Bà". Surfaces are marked text.
    """
    patterns = {
        "called": rf"{HONORIFIC}{SPACE}{ANY_NAME}",
        "name": FULL_NAME,
        "title": rf"(?:{TENURE}[ {BEFORE_HEAD}])?(?:{TITLE})",
        "subject": r"(?:Ông|Bà)",
    }
    found = lex(marked, patterns, "marked", words=True).join(
        marked.select("s", "marked"), on="s", how="left", maintain_order="left"
    )
    return (
        found.with_columns(
            left=pl.col("marked").str.slice(0, pl.col("start")).str.slice(-60),
            right=pl.col("marked").str.slice(pl.col("end"), 140),
        )
        .filter(
            ~pl.col("left").str.contains(rf"[{LETTER}{FIGURE}{IN_NAME}]$"),
            ~pl.col("right").str.contains(rf"^[{LETTER}{IN_NAME}]") | pl.col("token").is_in(["called"]),
        )
        .drop("marked")
    )


def people(tokens: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """People named in full or called by honorific: a, s, start, end (of the name), surface, person, given,
    honorific, from_ (where the phrase with its honorific begins), is_full, rule.

    `person` is null where the name is a reference to be resolved ("ông Ký").
    """
    rows = tokens.filter(pl.col("token").is_in(["name", "called"]))
    honorific = pl.col("surface").str.extract(rf"^({HONORIFIC}){SPACE}")
    # Within a sentence "Anh" is the country: "Bộ trưởng Nội vụ Anh Amber Rudd".
    country = (honorific == "Anh") & ~pl.col("left").str.contains(r"(?:^|[.:;“\"”(–-] ?)$")
    offset = honorific.str.len_chars() + 1
    name = pl.when(pl.col("token") == "called").then(pl.col("surface").str.slice(offset)).otherwise("surface")
    rows = rows.with_columns(
        honorific=pl.when((pl.col("token") == "called") & ~country).then(honorific),
        from_=pl.when((pl.col("token") == "called") & country).then(pl.col("start") + offset).otherwise("start").cast(pl.UInt32),
        start=pl.when(pl.col("token") == "called").then(pl.col("start") + offset).otherwise("start").cast(pl.UInt32),
        surface=name,
    ).with_columns(surface=pl.when(pl.col("surface").str.contains(IN_NAME)).then(
        # A full name ends the run: what a capital opens after it is another thing.
        pl.col("surface").str.extract(rf"^({FULL_NAME})")
    ).otherwise("surface"))  # fmt: skip
    rows = rows.drop_nulls("surface").with_columns(
        end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32),
        surface=plain(pl.col("surface")),
    )
    syllables = pl.col("surface").str.count_matches(" ") + 1
    place = places.select("s", "start", _place=pl.lit(True)).unique(["s", "start"])
    return (
        rows.join(place, on=["s", "start"], how="left", maintain_order="left")
        .filter(pl.col("_place").is_null() | (pl.col("token") == "name") | (syllables > 1))
        .filter(
            ~pl.col("surface").str.contains(r"^(?:Bí thư|Chủ tịch|Giám đốc|Nội|Ngoại|Bộ|Sở|Việt Nam|Đảng)\b")
        )
        .with_columns(
            is_full=(syllables >= 2) | pl.col("surface").str.contains(rf"^{CAPITAL}['’]{CAPITAL}"),  # K'Brêu
            given=pl.col("surface").str.extract(r"([^ ]+)$"),
            rule=pl.concat_str(pl.lit("person_"), "token"),
        )
        .with_columns(person=pl.when("is_full").then("surface"))
        .select(
            "a", "s", "start", "end", "surface", "person", "given", "honorific", "from_", "is_full", "rule"
        )
    )
