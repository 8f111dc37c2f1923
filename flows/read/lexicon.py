"""What an editor may correct, loaded once: units, places, names of offices, surnames, verbs, metrics."""

from dataclasses import dataclass
from functools import cache

import polars as pl

from flows.assets import reference
from flows.read.numbers.units import money_first, unit_words
from flows.read.places.gazetteer import listed, localities, with_spellings
from flows.read.vocabulary import Vocabulary, cased, either

# As papers also write "Liên hợp quốc".
UNITED_NATIONS = ["Liên Hợp Quốc", "Liên Hợp quốc", "Liên hiệp quốc", "Liên Hiệp Quốc", "LHQ"]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The seeds as frames (all columns String), and the patterns made of them. What is made of a lexicon alone is
    made once: a function with `functools.cache`.
    """

    units: pl.DataFrame  # by each way to write them: word, code, dimension, factor (Decimal)
    metrics: pl.DataFrame  # code, triggers, units, needs_period
    places: (
        pl.DataFrame
    )  # what a name alone means: name, level, parent, valid_from, valid_to, aliases, lower, code
    localities: pl.DataFrame  # every administrative unit by each spelling of its name; gazetteer.py
    titles: pl.DataFrame  # title, organization, rank, single_seat
    surnames: pl.DataFrame  # surname, strong
    given_names: pl.DataFrame  # name
    office_changes: pl.DataFrame  # word, change
    organizations: pl.DataFrame  # by each name: word, organization, kind, valid_from, valid_to
    organization_heads: pl.DataFrame  # head, kind, lower, area
    organization_words: pl.DataFrame  # word
    organization_endings: pl.DataFrame  # ending
    fields: pl.DataFrame  # of ministries and departments, by each name: word, field, ministry
    verbs: pl.DataFrame  # verb, head, force, marked
    topics: pl.DataFrame  # code, terms
    fx_rates: pl.DataFrame  # year, unit, vnd
    named_times: pl.DataFrame  # times of the year by each name in lower case: word, starts, ends (MM-DD)
    unit: Vocabulary
    money_first: str
    named_time: str
    event: str  # nouns of events, in small letters


@cache
def load() -> Lexicon:
    """The lexicon of khotin's seeds with the user's own (KHOTIN_SEEDS) on top."""
    units = unit_words(reference("units"))
    named = reference("named_times")
    found = localities(reference("administrative_units"), reference("administrative_successors"))
    return Lexicon(
        units=units,
        metrics=reference("metrics"),
        places=listed(found, reference("places"), reference("countries")),
        localities=found,
        titles=reference("titles"),
        surnames=reference("surnames"),
        given_names=reference("given_names"),
        office_changes=reference("office_changes"),
        organizations=_organizations(reference("central_bodies"), reference("organizations")),
        organization_heads=reference("organization_heads"),
        organization_words=reference("organization_words"),
        organization_endings=reference("organization_endings"),
        fields=_fields(reference("fields"), reference("central_bodies")),
        verbs=reference("reporting_verbs"),
        topics=reference("topics"),
        fx_rates=reference("fx_rates"),
        named_times=_named_times(named),
        unit=Vocabulary(units["word"]),
        money_first=money_first(units),
        named_time=cased("|".join(named["words"])),
        event=either(reference("event_kinds")["noun"].to_list()),
    )


def _organizations(central: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """The bodies known by name. A name may be that of several, one after the other (VCCI)."""
    every = pl.concat([central.rename({"name": "organization"}), others], how="diagonal")
    word = pl.col("word")
    named = every.with_columns(word=pl.concat_list("organization", words("aliases").fill_null([])))
    nations = word.str.contains("Liên hợp quốc", literal=True)
    spelled = [pl.when(nations).then(word.str.replace("Liên hợp quốc", other)) for other in UNITED_NATIONS]
    named = named.explode("word").with_columns(
        word=pl.concat_list(
            word, pl.when(word.str.starts_with("Ủy ban")).then(word.str.replace("Ủy", "Uỷ")), *spelled
        )
    )
    named = with_spellings(named.explode("word").drop_nulls("word"))
    named = named.unique(["word", "organization"], keep="first", maintain_order=True)
    return named.select("word", "organization", "kind", "valid_from", "valid_to")


def _named_times(named: pl.DataFrame) -> pl.DataFrame:
    """Times of the year by each of their names, in lower case."""
    return (
        named.with_columns(word=words())
        .explode("word")
        .select(pl.col("word").str.to_lowercase(), "starts", "ends")
        .unique("word", keep="first", maintain_order=True)
    )


def _fields(fields: pl.DataFrame, central: pl.DataFrame) -> pl.DataFrame:
    """The fields by each name: papers also write &, - or nothing for "và"."""
    ministries = central.filter(pl.col("kind") == "ministry")["name"].str.strip_prefix("Bộ ").to_list()
    field = pl.col("field")
    linked = [field.str.replace(" và ", link, literal=True) for link in (" & ", " - ", " – ", " ")]
    every = pl.concat_list(field, words("aliases").fill_null([]), *linked)
    named = fields.select(every.alias("word"), "field", ministry=field.is_in(ministries)).explode("word")
    return with_spellings(named.drop_nulls("word")).unique("word", keep="first", maintain_order=True)


@cache
def words(column: str = "words") -> pl.Expr:
    """A cell of words with | between, as a list."""
    return pl.col(column).str.split("|")
