"""People and their offices: names in their frames, titles with organisations, and who stands with which."""

import polars as pl

from flows.read.lexicon import Lexicon, either
from flows.read.marked import BEFORE_NAME, IN_NAME, IN_PLACE, SYLLABLE, plain
from flows.read.organizations import FIELD
from flows.read.spans import lex

HONORIFIC = (
    r"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Đđ]ồng chí|[Đđ]/c|[Nn]gài|[Cc]ô|[Tt]hầy|GS\.?TSKH\.?|GS\.?TS\.?|PGS\.?,? ?TS\.?|GS\.?|TSKH\.?|TS\.?|ThS\.?|KTS\.?|BS\.?|LS\.?|NSND|NSƯT|"
    r"[Ll]uật sư|[Nn]ghệ nhân|[Gg]ià làng|[Bb]ác sĩ|[Tt]iến sĩ|[Gg]iáo sư|[Nn]hà báo|[Đđ]ại tướng|[Tt]hượng tướng|[Tt]rung tướng|[Tt]hiếu tướng|[Đđ]ại tá|[Tt]hượng tá|[Tt]rung tá|[Tt]hiếu tá|[Cc]hị em)"
)
FEMALE, MALE = r"^(?:[Bb]à|[Cc]hị|[Cc]ô)$", r"^(?:[Ôô]ng|[Aa]nh|[Tt]hầy)$"
# Any capitalised run, also foreign ("Kim Min-soo", "Wan Ling Martello", "K'Brêu").
ANY_NAME = rf"\p{{Lu}}[\p{{L}}'’\-]*(?:[ {IN_NAME}{IN_PLACE}]\p{{Lu}}[\p{{L}}'’\-]*){{0,4}}"
FULL_NAME = rf"{SYLLABLE}(?:{IN_NAME}{SYLLABLE}){{1,3}}"
SPACE = rf"[ {BEFORE_NAME}]"
TENURE = r"(?:nguyên|cựu|quyền|tân|Nguyên|Cựu|Quyền|Tân)"
TENURES = {"nguyên": "former", "cựu": "former", "quyền": "acting"}
PARTY_SEAT = r"(?:[ỦU][yỷ] viên|Uỷ viên) (?:dự khuyết )?(?:Ban Chấp hành )?(?:Trung ương Đảng|Bộ Chính trị|Ban Bí thư)|(?:[ỦU][yỷ] viên|Uỷ viên) (?:BCH )?(?:Trung ương|TW|T\.Ư) Đảng"


def title_pattern(lexicon: Lexicon) -> str:
    """The pattern of every title, in either case of its first letter, the longest first."""
    titles = lexicon.titles["title"].to_list()
    both = [
        t
        for title in titles
        for t in (title, title[0].lower() + title[1:], title.replace(" Thường trực", " thường trực"))
    ]
    return either(both + [t.replace("Thủ tướng", "thủ tướng") for t in titles])


def names_and_titles(marked: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Lexer rows for people: a, s, token (`name`, `called`, `title`, `seat`), surface, start, end, left, right.

    `name` is a full name by its shape, `called` an honorific with what follows it, `title` an office's
    rank words, `seat` a seat in a Party body. Surfaces are marked text.
    """
    patterns = {
        "seat": PARTY_SEAT,
        "called": rf"{HONORIFIC}{SPACE}{ANY_NAME}",
        "name": FULL_NAME,
        "title": rf"(?:{TENURE} )?{title_pattern(lexicon)}",
        "subject": r"(?:Ông|Bà)",
    }
    found = lex(marked, patterns, "marked").join(
        marked.select("s", "marked"), on="s", how="left", maintain_order="left"
    )
    return (
        found.with_columns(
            left=pl.col("marked").str.slice(0, pl.col("start")).str.slice(-60),
            right=pl.col("marked").str.slice(pl.col("end"), 80),
        )
        .filter(
            ~pl.col("left").str.contains(rf"[\p{{L}}\p{{N}}{IN_NAME}]$"),
            ~pl.col("right").str.contains(rf"^[\p{{L}}{IN_NAME}]") | pl.col("token").is_in(["called"]),
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
    offset = honorific.str.len_chars() + 1
    name = pl.when(pl.col("token") == "called").then(pl.col("surface").str.slice(offset)).otherwise("surface")
    rows = rows.with_columns(
        honorific=pl.when(pl.col("token") == "called").then(honorific),
        from_="start",
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
            is_full=syllables >= 2,
            given=pl.col("surface").str.extract(r"([^ ]+)$"),
            rule=pl.concat_str(pl.lit("person_"), "token"),
        )
        .with_columns(person=pl.when("is_full").then("surface"))
        .select(
            "a", "s", "start", "end", "surface", "person", "given", "honorific", "from_", "is_full", "rule"
        )
    )


def offices(
    tokens: pl.DataFrame,
    organizations: pl.DataFrame,
    homes: pl.DataFrame,
    marked: pl.DataFrame,
    lexicon: Lexicon,
) -> pl.DataFrame:
    """Offices, named holder or not: a, s, start, end, surface, title, title_key, organization, tenure, rule."""
    titles = lexicon.titles.select(
        _key=pl.col("title").str.to_lowercase(), title="title", implied="organization"
    ).unique("_key", keep="first")
    rows = tokens.filter(pl.col("token") == "title").with_columns(
        word=pl.col("surface").str.extract(rf"^({TENURE}) ").str.to_lowercase(),
        _key=pl.col("surface").str.replace(rf"^{TENURE} ", "").str.to_lowercase(),
    )
    rows = rows.join(titles, on="_key", how="left", maintain_order="left")
    # The organisation that begins right after the title, or that its last word opens ("Phó Trưởng Ban Chỉ đạo").
    after = organizations.select(
        "s", _org_start="start", _org_end="end", _org="organization", _org_surface="surface"
    )
    spaced = rows.with_columns(_at=pl.col("end") + 1).join(
        after, left_on=["s", "_at"], right_on=["s", "_org_start"], how="left", maintain_order="left"
    )
    overlap = r"(?i)(ban|văn phòng|viện|cục|vụ|đoàn|thanh tra)$"
    own_word = pl.col("surface").str.extract(overlap)
    right = pl.col("right")
    of = right.str.extract(rf"^(?: của)? (?:Bộ )?({FIELD})")
    place_after = plain(
        right.str.extract(
            rf"^ ((?:tỉnh|thành phố|TP\.?|huyện|thị xã|quận|xã|phường)(?:[ ]?\p{{Lu}}[\p{{L}}{IN_PLACE}]*(?: \p{{Lu}}\p{{Ll}}+)?)?)"
        )
    )
    tail = right.str.extract(
        rf"^ ((?:Chỉ đạo|Quản lý|Tổ chức|Tuyên giáo|Nội chính|Kinh tế|Dân vận|Pháp chế|đại biểu Quốc hội|ĐBQH)[^;.:(“\"{BEFORE_NAME}]{{0,140}})"
    )
    joined = spaced.with_columns(_own=own_word, _of=of, _place=place_after, _tail=tail)
    fields = pl.col("_of")
    org_tail = (
        plain(pl.col("_tail"))
        .str.replace(
            r",? (?:phát biểu|cho biết|nhấn mạnh|khẳng định|chủ trì|dự|cùng|đã|là|và [a-zđ]+ [a-zđ]+ khác).*$",
            "",
        )
        .str.strip_chars(" ,")
    )
    body = pl.col("_own").str.to_titlecase().replace({"Ban": "Ban", "Đoàn": "Đoàn"})
    committee = pl.concat_str(body, pl.lit(" "), org_tail.str.replace("^ĐBQH", "đại biểu Quốc hội"))
    people_committee = pl.concat_str(
        pl.lit("Ủy ban nhân dân "),
        pl.when(pl.col("_place") == "tỉnh")
        .then(pl.concat_str(pl.lit("tỉnh"), pl.concat_str(pl.lit(" "), "home").fill_null("")))
        .otherwise(pl.col("_place").str.replace(r"^TP\.? ?", "Thành phố ")),
    )
    key = pl.col("_key")
    organization = (
        pl.when(key.is_in(["bộ trưởng", "thứ trưởng", "thứ trưởng thường trực"]) & fields.is_not_null())
        .then(pl.concat_str(pl.lit("Bộ "), plain(fields)))
        .when(pl.col("_own").is_not_null() & org_tail.is_not_null())
        .then(
            pl.when(org_tail.str.ends_with(" tỉnh") & pl.col("home").is_not_null())
            .then(pl.concat_str(committee, pl.lit(" "), "home"))
            .otherwise(committee)
        )
        .when(
            key.str.contains("chánh văn phòng")
            & pl.col("_org").is_not_null()
            & ~pl.col("_org").str.starts_with("Văn phòng")
        )
        .then(pl.concat_str(pl.lit("Văn phòng "), "_org"))
        .when(pl.col("_org").is_not_null())
        .then("_org")
        .when(
            key.is_in(["chủ tịch", "phó chủ tịch", "phó chủ tịch thường trực"])
            & pl.col("_place").is_not_null()
        )
        .then(people_committee)
        .otherwise("implied")
    )
    extent = (
        pl.when(key.is_in(["bộ trưởng", "thứ trưởng", "thứ trưởng thường trực"]) & fields.is_not_null())
        .then(pl.col("end") + right.str.extract(rf"^((?: của)? (?:Bộ )?{FIELD})").str.len_chars())
        .when(pl.col("_own").is_not_null() & org_tail.is_not_null())
        .then(pl.col("end") + 1 + org_tail.str.len_chars())
        .when(pl.col("_org").is_not_null())
        .then("_org_end")
        .when(key.is_in(["chủ tịch", "phó chủ tịch"]) & pl.col("_place").is_not_null())
        .then(pl.col("end") + 1 + pl.col("_place").str.len_chars())
        .otherwise("end")
    )
    joined = (
        joined.join(homes, on="a", how="left", maintain_order="left")
        if "home" not in joined.columns
        else joined
    )
    named = joined.with_columns(organization=organization, end=extent.cast(pl.UInt32), tenure=_tenure())
    seats = tokens.filter(pl.col("token") == "seat").with_columns(
        title=pl.lit("Ủy viên"),
        organization=pl.when(pl.col("surface").str.contains("Bộ Chính trị")).then(pl.lit("Bộ Chính trị"))
        .when(pl.col("surface").str.contains("Ban Bí thư")).then(pl.lit("Ban Bí thư")).otherwise(pl.lit("Ban Chấp hành Trung ương Đảng")),
        tenure=pl.lit("current"),
        _key=pl.lit("ủy viên"),
    )  # fmt: skip
    columns = ["a", "s", "start", "end", "title", "organization", "tenure", "_key"]
    every = (
        pl.concat([named.select(columns), seats.select(columns)])
        .rename({"_key": "title_key"})
        .sort("s", "start")
    )
    text = marked.select("s", _text=plain(pl.col("marked")))
    return (
        every.join(text, on="s", how="left", maintain_order="left")
        .with_columns(
            surface=pl.col("_text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")),
            title=pl.col("title").str.replace("^Phó Trưởng ban", "Phó Trưởng Ban"),
            organization=_full(pl.col("organization")),
            rule=pl.lit("office"),
        )
        .drop("_text")
    )


def _tenure() -> pl.Expr:
    return (
        pl.when(pl.col("_key").str.ends_with("phụ trách"))
        .then(pl.lit("acting"))
        .otherwise(pl.col("word").replace_strict(TENURES, default="current", return_dtype=pl.String))
    )


def _full(organization: pl.Expr) -> pl.Expr:
    """An organisation's name as the lexicon of ministries writes it."""
    from flows.read.organizations import EXPANSIONS, FIELDS

    proper = {f"Bộ {f}".lower(): f"Bộ {EXPANSIONS.get(f, f)}" for f in FIELDS}
    return organization.str.to_lowercase().replace_strict(
        proper, default=organization, return_dtype=pl.String
    )
