"""Who of an article "ông Ký", "bà Ivanka" is: people called by a part of their name (linguistics §10)."""

import polars as pl

from flows.read.name_borders import ONE_SYLLABLE
from flows.read.people.people import FEMALE, MALE
from flows.read.spans import order


def full_names(people: pl.DataFrame) -> pl.DataFrame:
    """The full names of each article with where they first stand: a, person, given, at, gender."""
    gender = pl.when(pl.col("honorific").str.contains(FEMALE) | pl.col("person").str.contains(r"\sThị\s")).then(pl.lit("f")).when(
        pl.col("honorific").str.contains(MALE)
    ).then(pl.lit("m"))  # fmt: skip
    return (
        people.filter("is_full")
        .with_columns(gender=gender, at=order())
        .group_by("a", "person", "given")
        .agg(at=pl.col("at").min(), gender=pl.col("gender").drop_nulls().first())
        .sort("at")
    )


def by_given_name(people: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """ "ông Ký", "bà Thu Hằng": the full name of the article that ends so, the nearest one before."""
    longer = known.select("a", "given", "at", full="person", full_gender="gender").sort("at")
    rows = people.with_columns(_at=order()).sort("_at")
    met = rows.join_asof(
        longer, left_on="_at", right_on="at", by=["a", "given"], strategy="backward", check_sortedness=False
    )
    later = rows.join_asof(
        longer, left_on="_at", right_on="at", by=["a", "given"], strategy="forward", check_sortedness=False
    )
    met = met.with_columns(full=pl.coalesce("full", later["full"]))
    tail = pl.col("full").str.ends_with(pl.concat_str(pl.lit(" "), "surface")).fill_null(False)
    met = met.join(_by_first_name(known), on=["a", "given"], how="left", maintain_order="left")
    first = ~tail & pl.col("person").is_null()
    # What opens a Vietnamese name is a surname: whose, stays open.
    alone = pl.when(pl.col("alone") & pl.col("opens").is_null()).then("surface")
    person = pl.when(tail).then("full").when(first).then(pl.coalesce("first", alone)).otherwise("person")
    return (
        met.with_columns(is_anaphor=tail | (first & pl.col("first").is_not_null()), person=person)
        .filter(pl.col("person").is_not_null())
        .sort("s", "start")
        .select("a", "s", "start", "end", "surface", "person", "is_anaphor", "from_", "honorific", "rule")
    )


def _by_first_name(known: pl.DataFrame) -> pl.DataFrame:
    """The first parts of the full names of each article: a, given, first (the full name where it is a foreign one, as in
    "bà Ivanka", "ông Kim"; null where several begin so), opens (true).
    """
    foreign = pl.col("person").str.contains("-") | ~pl.col("person").str.contains(
        rf"^{ONE_SYLLABLE}(?: {ONE_SYLLABLE})*$"
    )
    return (
        known.filter(pl.col("person").str.contains(" "))
        .group_by("a", given=pl.col("person").str.extract(r"^(\S+)"))
        .agg(
            first=pl.when((pl.len() == 1) & foreign.first()).then(pl.col("person").first()),
            opens=pl.lit(True),
        )
    )
