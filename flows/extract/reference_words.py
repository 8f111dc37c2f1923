"""What an editor may correct of the words of facts, loaded once: nouns of events, kinds of documents, who issues them."""

from functools import cache

import polars as pl

from flows.assets import reference
from flows.read.vocabulary import Vocabulary


@cache
def lands() -> list[str]:
    """Countries and parts of the world by every name: seeds/reference/countries.csv, and the regions of places.csv without a parent."""
    world = reference("places").filter(pl.col("level") == "region", pl.col("parent").is_null())
    rows = pl.concat([reference("countries").select("name", "aliases"), world.select("name", "aliases")])
    return [*rows["name"], *rows["aliases"].drop_nulls().str.split("|").explode()]


@cache
def event_kinds() -> pl.DataFrame:
    """noun, event_kind, plain (all String): seeds/reference/event_kinds.csv."""
    return reference("event_kinds")


@cache
def event_words(role: str) -> list[str]:
    """The words of a role (ends, dated, whole, beside, act, sort) in seeds/reference/event_words.csv."""
    return reference("event_words").filter(pl.col("role") == role)["word"].to_list()


@cache
def project_kinds() -> pl.DataFrame:
    """word, kind, alone, same_as (all String): seeds/reference/project_kinds.csv."""
    return reference("project_kinds")


@cache
def project_words() -> pl.DataFrame:
    """word, role, same_as (all String): seeds/reference/project_words.csv."""
    return reference("project_words")


@cache
def project_stages() -> pl.DataFrame:
    """word, stage, ahead (all String): seeds/reference/project_stages.csv."""
    return reference("project_stages")


@cache
def document_kinds() -> pl.DataFrame:
    """name, kind, bare, letters (all String): seeds/reference/document_kinds.csv."""
    return reference("document_kinds")


@cache
def central_symbols() -> dict[str, str]:
    """The central bodies by the symbols of their documents (BTC): seeds/reference/central_bodies.csv."""
    rows = reference("central_bodies").drop_nulls("symbol")
    return dict(rows.select("symbol", "name").iter_rows())


@cache
def other_heads() -> pl.DataFrame:
    """word, kind (all String): seeds/reference/other_heads.csv."""
    return reference("other_heads")


@cache
def confidences() -> dict[str, float]:
    """How often each measured rule is right: seeds/reference/confidence.csv, drawn towards one half where few were read."""
    read = reference("confidence").select(
        "rule",
        confidence=((pl.col("right").cast(pl.Float64) + 1) / (pl.col("read").cast(pl.Float64) + 2)).round(3),
    )
    return dict(read.iter_rows())


@cache
def duty_words() -> pl.DataFrame:
    """word, force (all String): seeds/reference/duty_words.csv."""
    return reference("duty_words")


@cache
def speaker_nouns() -> Vocabulary:
    """The nouns of seeds/reference/speakers.csv, in any case."""
    return Vocabulary(reference("speakers")["noun"], cased=False)


@cache
def late_leaders() -> list[str]:
    """Who is called by an office long after it was over ("Chủ tịch Hồ Chí Minh"): seeds/reference/late_leaders.csv."""
    return reference("late_leaders")["name"].to_list()


@cache
def world_leaders() -> pl.DataFrame:
    """person, title, _land (String), _until (Date, null where it lasts): whose land or government an office is that is told without it, and when it
    ended: seeds/reference/world_leaders.csv."""
    until = pl.col("valid_to").str.to_date()
    return reference("world_leaders").select("title", person="name", _land="organization", _until=until)


@cache
def callings() -> list[str]:
    """What people are called by who hold no office ("ca sĩ"), in lower case: seeds/reference/callings.csv."""
    return reference("callings")["word"].to_list()
