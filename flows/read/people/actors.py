"""Who "ông Ký" is, and which phrases can speak or act (linguistics §9–10)."""

import polars as pl

from flows.letters import CAPITAL, LETTER, SMALL
from flows.read import neighbours
from flows.read.name_borders import plain
from flows.read.people.given_names import by_given_name, full_names
from flows.read.people.people import FEMALE, MALE
from flows.read.rules import of_rows
from flows.read.spans import order

COLLECTIVE = (
    r"(?i:(?:các|nhiều|một số|những|đa số) (?:đại biểu|ý kiến|chuyên gia|đơn vị|doanh nghiệp|nhà đầu tư|bộ, ngành|bộ ngành|địa phương|nhà khoa học|hộ dân|người dân|cử tri|đại diện [^,.;:]{2,40}?)"
    rf"|lãnh đạo (?:tỉnh|thành phố|huyện|xã|địa phương|bộ|sở|ubnd tỉnh|tỉnh {CAPITAL}{LETTER}*(?: {CAPITAL}{LETTER}*){{0,3}}|thành phố {CAPITAL}{LETTER}*(?: {CAPITAL}{LETTER}*){{0,2}})"
    r"|đại diện (?:lãnh đạo )?(?:doanh nghiệp|chủ đầu tư|nhà thầu|ban tổ chức|đơn vị [^,.;:]{2,30}?)|(?:(?:các|nhiều|một số|những|một) )?nguồn tin|giới chuyên gia|chuyên gia|người dân|ban tổ chức|chủ đầu tư)"
)


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
    # Whom another one followed in office is meant by "nguyên Bí thư" alone: "tân Bí thư", "Bí thư" is who followed.
    former = pl.col("tenure") == "former"
    begun = titles.filter(pl.col("change") == "begins", ~former)
    followed = titles.filter(former).join(
        begun, on=["a", "title_key", "organization"], how="semi", nulls_equal=True
    )
    today = titles.join(followed, on=["s", "owner_start", "start"], how="anti")
    holders = pl.concat(
        told.select(
            "a",
            family=_family(pl.col("title_key")),
            _former=pl.lit(once),
            at=order(),
            holder="person",
            holder_organization="organization",
        )
        for told, once in ((today, False), (titles, True))
    ).sort("at")
    rows = rows.with_columns(family=_family(pl.col("title_key")), _former=former.fill_null(False))
    rows = rows.sort("_at").join_asof(
        holders, left_on="_at", right_on="at", by=["a", "family", "_former"], check_sortedness=False
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
