"""Who holds which office, who "ông Ký" is, and which phrases can speak or act (linguistics §9–10)."""

import polars as pl

from flows.letters import CAPITAL, LETTER, SMALL
from flows.read import neighbours
from flows.read.name_borders import plain
from flows.read.organizations.trailing import OF_FIRM
from flows.read.people.given_names import by_given_name, full_names
from flows.read.people.people import FEMALE, MALE
from flows.read.rules import of_rows
from flows.read.spans import order

DIRECT = [" ", " - ", " – ", " — ", " là ", " hiện là ", " hiện nay là "]  # office, then name
CHAIN = [", ", " kiêm ", ", kiêm ", ", đồng thời là ", " - ", " – "]  # office, then office
# Name, then office.
HOLDS = [f"{mark} hiện {how} " for mark in ("", ",") for how in ("là", "làm", "giữ chức", "đang là", "đang làm", "đang giữ chức")]  # fmt: skip
HOLDS += [f"{now} {how} " for now in (" đang", " hiện đang", " cũng đang", " hiện") for how in ("nắm giữ chức", "nắm giữ chức vụ", "giữ chức vụ", "giữ cương vị", "đảm nhiệm chức vụ", "đảm nhiệm vị trí")]  # fmt: skip
TRAIL = [", ", " (", " - ", " – ", ", là ", " là ", ", nguyên là ", " ", *HOLDS]  # fmt: skip
# "bổ nhiệm ông A giữ chức vụ Giám đốc Sở B": told with where it is held only.
APPOINTED = [
    f"{mark} {how} "
    for mark in ("", ",")
    for how in ("giữ chức", "giữ chức vụ", "giữ chức danh", "làm", "đảm nhiệm chức vụ")
]
LISTED = [": ", ", ", "; ", " và ", " - ", " – ", ""]  # between the names that share an office
TOGETHER = r"(?i)(?:các (?:đồng chí|ông|bà)|đồng chí)[ :]*$"
# Who leads the state leads no firm: "Chủ tịch Tập đoàn X, Thủ tướng B" names two people, the first unread.
HEADS_OF_STATE = [
    "tổng bí thư",
    "chủ tịch nước",
    "phó chủ tịch nước",
    "thủ tướng",
    "phó thủ tướng",
    "chủ tịch quốc hội",
]
# Whoever a foreign state's office behind a name may belong to: "A, Tổng thống Pháp | B".
ABROAD = ["tổng thống", "thủ tướng", "ngoại trưởng", "quốc vương", "đại sứ", "chủ tịch quốc hội"]
NO_ACT = r"^ (?:của|và|kiêm|nước|thứ|nhiệm kỳ|khóa|phụ trách|thường trực)[ ,.;]"
LONGEST_CHAIN = 4
LONGEST_GAP = 30
OWNER = ("owner_start", "owner_end", "owner_from")

COLLECTIVE = (
    r"(?i:(?:các|nhiều|một số|những|đa số) (?:đại biểu|ý kiến|chuyên gia|đơn vị|doanh nghiệp|nhà đầu tư|bộ, ngành|bộ ngành|địa phương|nhà khoa học|hộ dân|người dân|cử tri|đại diện [^,.;:]{2,40}?)"
    rf"|lãnh đạo (?:tỉnh|thành phố|huyện|xã|địa phương|bộ|sở|ubnd tỉnh|tỉnh {CAPITAL}{LETTER}*(?: {CAPITAL}{LETTER}*){{0,3}}|thành phố {CAPITAL}{LETTER}*(?: {CAPITAL}{LETTER}*){{0,2}})"
    r"|đại diện (?:lãnh đạo )?(?:doanh nghiệp|chủ đầu tư|nhà thầu|ban tổ chức|đơn vị [^,.;:]{2,30}?)|nguồn tin|giới chuyên gia|chuyên gia|người dân|ban tổ chức|chủ đầu tư)"
)


def held(people: pl.DataFrame, offices: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Offices with the name that stands with them: the columns of `offices`, and owner_start, owner_end
    (UInt32, the name), owner_from (where the name's phrase begins), before (Boolean, the office stands before the name).
    """
    units = pl.concat(
        [
            people.select(
                "s",
                start="from_",
                end="end",
                name_start="start",
                is_name=pl.lit(True),
                row=pl.lit(None, pl.UInt32),
                title_key=pl.lit(None, pl.String),
                told=pl.lit(False),
                placed=pl.lit(False),
            ),
            offices.with_row_index("row").select(
                "s",
                "start",
                "end",
                name_start=pl.lit(None, pl.UInt32),
                is_name=pl.lit(False),
                row="row",
                title_key="title_key",
                told=pl.col("rule") == "office_told",
                placed=pl.col("organization").is_not_null(),
            ),
        ]
    ).sort("s", "start")
    units = _with_gaps(units, sentences)
    ahead = _owned(units, -1, "gap_after", DIRECT)
    behind = _owned(units, 1, "gap_before", TRAIL)
    # "A, Bí thư Tỉnh ủy X, Chủ tịch UBND tỉnh B": what a name leads belongs to it, unless the next name follows at once.
    behind_owner = behind.filter(~pl.col("is_name")).select(
        "row", *(pl.col(c).alias(f"{c}_b") for c in OWNER)
    )
    at_once = pl.col("gap_after").is_in(DIRECT)
    owners = ahead.filter(~pl.col("is_name")).join(behind_owner, on="row")
    first = pl.col("owner_start").is_not_null() & (at_once | pl.col("owner_start_b").is_null())
    owners = owners.select(
        "row",
        before=first,
        **{c: pl.when(first).then(c).otherwise(f"{c}_b") for c in OWNER},
    )
    owners = _beside(owners, units)
    numbered = offices.with_row_index("row")
    each = _of_next(numbered.join(owners, on="row", how="left", maintain_order="left"), sentences)
    return pl.concat([each, _shared(units, numbered, sentences).select(each.columns)]).drop("row")


@of_rows
def _beside(owners: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """ "Chủ tịch Liên đoàn X, bà A, cho biết": an office that no one holds yet is of the name behind its comma, if that name
    holds none.
    """
    after = {c: pl.col(c).shift(-1) for c in ("is_name", "name_start", "end", "start")}
    names = units.filter(
        ~pl.col("is_name"), pl.col("gap_after") == ", ", after["is_name"], pl.col("placed") | pl.col("told")
    )
    beside = units.with_columns(**{f"_{c}": e for c, e in after.items()}).join(
        names.select("row"), on="row", how="semi"
    ).select("row", "s", _start="_name_start", _end="_end", _from="_start")  # fmt: skip
    taken = (
        owners.join(units.select("row", "s"), on="row")
        .drop_nulls("owner_start")
        .select("s", _start="owner_start")
    )
    beside = beside.join(taken.unique(), on=["s", "_start"], how="anti").drop("s")
    met = owners.join(beside, on="row", how="left", maintain_order="left")
    free = pl.col("owner_start").is_null() & pl.col("_start").is_not_null()
    new = dict(zip(OWNER, ("_start", "_end", "_from"), strict=True))
    return met.with_columns(
        before=pl.when(free).then(True).otherwise("before"),
        **{c: pl.when(free).then(pl.col(source)).otherwise(c) for c, source in new.items()},
    ).drop("_start", "_end", "_from")


@of_rows
def _of_next(held: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Lets go of an office behind a name that already had one before, where an unread name may follow the office or it is
    the next clause's subject: "Phó Chủ tịch Quốc hội A, Tổng thống Cộng hòa Séc X", "tiếp Bộ trưởng A, Thủ tướng cảm ơn".
    """
    served = held.filter("before", pl.col("owner_start").is_not_null()).select("s", "owner_start").unique()
    served = served.with_columns(_served=pl.lit(True))
    met = held.join(served, on=["s", "owner_start"], how="left", maintain_order="left").join(
        sentences.select("s", "sentence"), on="s", how="left", maintain_order="left"
    )
    right = pl.col("sentence").str.slice(pl.col("end"), 24)
    opens = right.str.contains(rf"^(?: \([^()]*\))? {CAPITAL}")
    has_one = pl.col("_served").fill_null(False)
    leads = pl.col("title_key").is_in([*HEADS_OF_STATE, *ABROAD])
    acts = has_one & leads & right.str.contains(rf"^ {SMALL}") & ~right.str.contains(NO_ACT)
    lost = ((has_one | pl.col("title_key").is_in(ABROAD)) & opens | acts) & ~pl.col("before")
    return met.with_columns(pl.when(~lost).then(c).alias(c) for c in OWNER).drop("_served", "sentence")


def _shared(units: pl.DataFrame, offices: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """ "các đồng chí Phó Chủ tịch UBND tỉnh: A, B và C": an office told once for the names listed behind it."""
    heads = (
        units.filter(~pl.col("is_name"), pl.col("gap_after") == ": ")
        .join(sentences.select("s", "sentence"), on="s")
        .filter(pl.col("sentence").str.slice(0, pl.col("start")).str.contains(TOGETHER))
        .select("s", head="row", at="start")
    )
    behind = units.join(heads, on="s").filter(pl.col("start") > pl.col("at")).sort("head", "start")
    apart = ~pl.col("gap_before").is_in(LISTED) | pl.col("gap_before").is_null()
    names = behind.filter(~apart.cum_max().over("head"), pl.col("is_name"))
    owned = names.select(
        row="head", owner_start="name_start", owner_end="end", owner_from="start", before=pl.lit(True)
    )
    return offices.join(owned, on="row", how="inner")


def _with_gaps(units: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Adds what stands between a unit and its neighbours in the sentence: gap_before, gap_after (String, null at its ends)."""
    text = sentences.select("s", "sentence")
    same = pl.col("s") == pl.col("s").shift(1)
    units = units.with_columns(_from=pl.when(same).then(pl.col("end").shift(1)))
    near = units.filter(pl.col("_from") <= pl.col("start"), pl.col("start") - pl.col("_from") <= LONGEST_GAP)
    gaps = near.join(text, on="s", how="left", maintain_order="left").select(
        "s",
        "start",
        "is_name",
        gap_before=pl.col("sentence")
        .str.slice(pl.col("_from"), pl.col("start") - pl.col("_from"))
        .str.replace(r"^ \([^)]*\)", "")
        .str.replace(r"^(?: [–-]|[–-] )$", " – "),  # "ông A –Trưởng Ban B"
    )
    units = units.drop("_from").join(gaps, on=["s", "start", "is_name"], how="left", maintain_order="left")
    return units.with_columns(
        gap_after=pl.when(pl.col("s") == pl.col("s").shift(-1)).then(pl.col("gap_before").shift(-1))
    )


def _owned(units: pl.DataFrame, step: int, gap: str, link: list[str]) -> pl.DataFrame:
    """Passes a name's place on to the offices that lead to it through links, in one direction."""
    own = {"owner_start": "name_start", "owner_end": "end", "owner_from": "start"}
    owned = units.with_columns(**{c: pl.when("is_name").then(source) for c, source in own.items()})
    next_is_name = pl.col("is_name").shift(step)
    chained = ~next_is_name & pl.col(gap).is_in(CHAIN)
    if step < 0:
        of_firm = pl.col("title_key").str.contains(OF_FIRM) & ~pl.col("title_key").is_in(HEADS_OF_STATE)
        other = of_firm & pl.col("title_key").shift(step).is_in(HEADS_OF_STATE)
        # A minister is not his own deputy: "theo Bộ trưởng Bộ Y tế, Thứ trưởng A".
        other |= (pl.col("title_key") == "bộ trưởng") & pl.col("title_key").shift(step).str.starts_with(
            "thứ trưởng"
        )
        chained &= ~other & ~(pl.col("told") & (pl.col(gap) == ", "))
    named = pl.col(gap).is_in(link)
    if step > 0:
        named |= pl.col(gap).is_in(APPOINTED) & pl.col("placed")
    linked = (next_is_name & named) | chained
    takes = ~pl.col("is_name") & pl.col("owner_start").is_null() & linked
    for _ in range(LONGEST_CHAIN):
        owned = owned.with_columns(
            pl.when(takes).then(pl.col(c).shift(step)).otherwise(c).alias(c) for c in OWNER
        )
    return owned


def resolved(
    people: pl.DataFrame, subjects: pl.DataFrame, held: pl.DataFrame, sentences: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """People and phrases with who is meant.

    Returns `people` (a, s, start, end, surface, person, is_anaphor, rule) and `phrases` (a, s, start, end,
    person, title, organization, is_anaphor): the longest span of each person's phrase, an unnamed
    office-holder's with person null where it stays open.
    """
    known = full_names(people)
    named = by_given_name(people, known)
    titles = held.filter(pl.col("owner_start").is_not_null()).join(
        named.select("s", owner_start="start", person="person"), on=["s", "owner_start"], how="inner"
    )
    unnamed = _unnamed(held.filter(pl.col("owner_start").is_null()), titles, known, sentences)
    phrases = _phrases(named, held)
    together = pl.concat([phrases, unnamed], how="diagonal")
    bare = _bare_subjects(subjects, together, people)
    everyone = pl.concat([together, bare], how="diagonal").sort("s", "start")
    return named, everyone


def _phrases(named: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    owned = held.filter(pl.col("owner_start").is_not_null()).group_by("s", "owner_start").agg(
        first=pl.col("start").min(),
        last=pl.col("end").max(),
        title=pl.col("title").first(),
        title_key=pl.col("title_key").first(),
        organization=pl.col("organization").first(),
    )  # fmt: skip
    return named.join(
        owned, left_on=["s", "start"], right_on=["s", "owner_start"], how="left", maintain_order="left"
    ).select(
        "a",
        "s",
        start=pl.min_horizontal("from_", "first"),
        end=pl.max_horizontal("end", "last"),
        person="person",
        title="title",
        title_key="title_key",
        organization="organization",
        is_anaphor="is_anaphor",
        honorific="honorific",
    )


def _family(key: pl.Expr) -> pl.Expr:
    return key.str.replace(r" (?:thường trực|phụ trách)$", "")


@of_rows
def _unnamed(
    unheld: pl.DataFrame, titles: pl.DataFrame, known: pl.DataFrame, sentences: pl.DataFrame
) -> pl.DataFrame:
    """Offices without a name: by the given name after it, else by the last holder of such an office."""
    text = sentences.select("s", "sentence")
    rows = unheld.join(text, on="s", how="left", maintain_order="left").with_columns(
        given=pl.col("sentence")
        .str.slice(pl.col("end"), 24)
        .str.extract(rf"^ ({CAPITAL}{SMALL}*(?:-{SMALL}+)?)(?:[ ,.;:]|$)"),
        _at=order(),
    )
    by_given = known.select("a", "given", at="at", _named="person").sort("at")
    rows = rows.sort("_at").join_asof(
        by_given, left_on="_at", right_on="at", by=["a", "given"], check_sortedness=False
    )
    # "Tổng Thư ký Milan Novak": what looked like a firm's name is who the article tells of.
    people = known.select("a", organization="person", _person="person").unique()
    rows = rows.join(people, on=["a", "organization"], how="left").with_columns(
        organization=pl.when(pl.col("_person").is_null()).then("organization")
    )
    holders = titles.select(
        "a",
        family=_family(pl.col("title_key")),
        at=order(),
        holder="person",
        holder_organization="organization",
    ).sort("at")
    rows = rows.with_columns(family=_family(pl.col("title_key")))
    rows = rows.sort("_at").join_asof(
        holders, left_on="_at", right_on="at", by=["a", "family"], check_sortedness=False, suffix="_h"
    )
    # "Thủ tướng yêu cầu …" in a headline, whom the text names only then: its one holder of that office.
    only = (
        titles.select(
            "a", family=_family(pl.col("title_key")), _only="person", _only_organization="organization"
        )
        .group_by("a", "family")
        .agg(pl.col("_only").unique(), pl.col("_only_organization").first())
        .filter(pl.col("_only").list.len() == 1)
        .with_columns(pl.col("_only").list.first())
    )
    rows = rows.join(only, on=["a", "family"], how="left").with_columns(
        holder=pl.coalesce("holder", "_only"),
        holder_organization=pl.coalesce("holder_organization", "_only_organization"),
    )
    agrees = (
        pl.col("organization").is_null()
        | pl.col("holder_organization").is_null()
        | (pl.col("organization") == pl.col("holder_organization"))
    )
    named = pl.col("_named").is_not_null()
    return rows.with_columns(
        person=pl.coalesce("_person", "_named", pl.when(agrees).then("holder")),
        end=pl.when(named).then(pl.col("end") + 1 + pl.col("given").str.len_chars()).otherwise("end").cast(pl.UInt32),
    ).select(
        "a", "s", "start", "end", "person", "title", "title_key", "organization", is_anaphor=pl.lit(True), honorific=pl.lit(None, pl.String)
    )  # fmt: skip


@of_rows
def _bare_subjects(subjects: pl.DataFrame, phrases: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """ "Ông", "Bà" at the head of a sentence: the last person before who may be meant."""
    genders = (
        people.with_columns(
            g=pl.when(pl.col("honorific").str.contains(FEMALE) | pl.col("surface").str.contains(r"\sThị\s"))
            .then(pl.lit("f"))
            .when(pl.col("honorific").str.contains(MALE))
            .then(pl.lit("m"))
        )
        .group_by("a", "given")
        .agg(g=pl.col("g").drop_nulls().first())
    )
    before = phrases.filter(pl.col("person").is_not_null()).with_columns(
        given=pl.col("person").str.extract(r"([^ ]+)$"), at=order()
    )
    before = before.join(genders, on=["a", "given"], how="left").select("a", "at", "person", "g")
    rows = subjects.with_columns(_at=order()).sort("_at")
    parts = []
    for word, other in (("Ông", "f"), ("Bà", "m")):
        candidates = before.filter(pl.col("g").is_null() | (pl.col("g") != other)).sort("at")
        parts.append(
            rows.filter(pl.col("surface") == word).join_asof(
                candidates, left_on="_at", right_on="at", by="a", check_sortedness=False
            )
        )
    return pl.concat(parts).select(
        "a", "s", "start", "end", "person", is_anaphor=pl.lit(True), honorific="surface"
    )


def actors(
    phrases: pl.DataFrame, organizations: pl.DataFrame, collectives: pl.DataFrame, sentences: pl.DataFrame
) -> pl.DataFrame:
    """Phrases that can speak or act, one row each, the longest first where they overlap: a, s, start, end,
    speaker, speaker_kind (`person`, `organization`, null), speaker_role, organization.
    """
    text = sentences.select("s", "sentence")
    by_person = phrases.select(
        "a", "s", "start", "end",
        speaker="person",
        speaker_kind=pl.when(pl.col("person").is_not_null()).then(pl.lit("person")),
        organization="organization",
    )  # fmt: skip
    by_organization = organizations.select(
        "a",
        "s",
        "start",
        "end",
        speaker="organization",
        speaker_kind=pl.lit("organization"),
        organization="organization",
    )
    by_collective = collectives.select(
        "a",
        "s",
        "start",
        "end",
        speaker=pl.lit(None, pl.String),
        speaker_kind=pl.lit(None, pl.String),
        organization=pl.lit(None, pl.String),
    )
    every = pl.concat([by_person, by_organization, by_collective]).with_columns(
        _length=pl.col("end") - pl.col("start")
    )
    # An organisation inside an office-holder's phrase does not speak itself; of two that are one phrase the person speaks.
    every = every.sort("s", "start", "_length", descending=[False, False, True], maintain_order=True)
    reach = neighbours.reached("s")
    return (
        every.filter(reach.is_null() | (pl.col("start") >= reach) | (pl.col("end") > reach))
        .join(text, on="s", how="left", maintain_order="left")
        .with_columns(
            speaker_role=pl.when(pl.col("speaker").is_null()).then(
                plain(pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
            )
        )
        .select("a", "s", "start", "end", "speaker", "speaker_kind", "speaker_role", "organization")
    )
