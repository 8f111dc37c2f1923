"""What an editor may correct, loaded once: units, places, names of offices, surnames, verbs, metrics."""

from dataclasses import dataclass
from functools import cache

import polars as pl

from flows.assets import reference
from flows.read.gazetteer import listed, localities
from flows.read.units import unit_pattern


@dataclass(frozen=True)
class Lexicon:
    """The seeds as frames (all columns String), and the patterns made of them."""

    units: pl.DataFrame  # code, dimension, factor, words
    metrics: pl.DataFrame  # code, triggers, units, needs_period
    places: (
        pl.DataFrame
    )  # what a name alone means: name, level, parent, valid_from, valid_to, aliases, lower, code
    localities: pl.DataFrame  # every administrative unit by each spelling of its name; gazetteer.py
    titles: pl.DataFrame  # title, organization, rank, single_seat
    surnames: pl.DataFrame  # surname, strong
    organizations: pl.DataFrame  # organization, kind, aliases
    organization_heads: pl.DataFrame  # head, kind, lower, area
    organization_words: pl.DataFrame  # word
    fields: pl.DataFrame  # field, aliases
    verbs: pl.DataFrame  # verb, head, force, marked
    topics: pl.DataFrame  # code, terms
    fx_rates: pl.DataFrame  # year, unit, vnd
    unit: str


@cache
def load() -> Lexicon:
    """The lexicon of khotin's seeds with the user's own (KHOTIN_SEEDS) on top."""
    units = reference("units")
    found = localities(reference("administrative_units"), reference("administrative_successors"))
    return Lexicon(
        units=units,
        metrics=reference("metrics"),
        places=listed(found, reference("places"), reference("countries")),
        localities=found,
        titles=reference("titles"),
        surnames=reference("surnames"),
        organizations=reference("organizations"),
        organization_heads=reference("organization_heads"),
        organization_words=reference("organization_words"),
        fields=reference("fields"),
        verbs=reference("reporting_verbs"),
        topics=reference("topics"),
        fx_rates=reference("fx_rates"),
        unit=unit_pattern(units),
    )


def words(column: str = "words") -> pl.Expr:
    """A cell of words with | between, as a list."""
    return pl.col(column).str.split("|")


def either(options: list[str]) -> str:
    """A pattern of any of the words, the longest first, their special characters escaped."""
    ordered = sorted({o for o in options if o}, key=lambda o: (-len(o), o))
    return (
        "(?:" + "|".join(o.replace(".", r"\.").replace("(", r"\(").replace("-", r"\-") for o in ordered) + ")"
    )


def cased(options: str) -> str:
    """A pattern of words with | between as texts write them: lower, first letter or every syllable a capital, all
    capitals. Plain alternatives run several times faster than a pattern without case.
    """
    forms = {f for w in options.split("|") for f in (w, w[0].upper() + w[1:], w.title(), w.upper())}
    return either(sorted(forms))
