"""Topics of an article by how often it says their words."""

import polars as pl

from flows.contracts import ARTICLE_TOPICS, conform
from flows.letters import LETTER
from flows.read import Reading
from flows.read.lexicon import Lexicon
from flows.read.spans import find
from flows.read.vocabulary import either


def topics(reading: Reading, lexicon: Lexicon) -> pl.DataFrame:
    """ARTICLE_TOPICS: each topic said as often as its seed asks, with its share of all topic words as weight."""
    terms = (
        lexicon.topics.with_columns(term=pl.col("terms").str.split("|"))
        .explode("term")
        .select(
            "term", topic="code", times=pl.col("times").cast(pl.Int32), key=pl.col("term").str.to_lowercase()
        )
    )
    texts = reading.sentences.filter(pl.col("repeat_of").is_null()).select("a", "sentence")
    # Short forms in capitals are words of their own only so ("AI", never "ai"); other words in any case.
    short = pl.col("term").str.contains(r"^[A-Z][A-Za-z]?[A-Z]$")
    words = either(terms.filter(~short)["term"].to_list())
    capitals = either(terms.filter(short)["term"].to_list())
    borders = find(texts, rf"(?:^|[^{LETTER}])(?:(?i:{words})|{capitals})(?:[^{LETTER}]|$)", "sentence")
    said = borders.with_columns(
        key=pl.col("surface").str.to_lowercase().str.replace_all(rf"^[^{LETTER}]|[^{LETTER}]$", "")
    )
    counted = (
        said.join(terms, on="key").group_by("a", "topic").agg(said=pl.len(), times=pl.col("times").first())
    )
    enough = counted.filter(pl.col("said") >= pl.col("times"))
    weighted = enough.with_columns(weight=(pl.col("said") / pl.col("said").sum().over("a")).round(4))
    return conform(
        weighted.join(reading.articles.select("a", "version_id", "article_id"), on="a")
        .select(ARTICLE_TOPICS.names())
        .sort("version_id", "topic"),
        ARTICLE_TOPICS,
        "article_topics",
    )
