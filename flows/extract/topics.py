"""Topics of an article by how often it says their words."""

import polars as pl

from flows.contracts import ARTICLE_TOPICS, conform
from flows.read import Reading
from flows.read.lexicon import Lexicon, either
from flows.read.spans import find

OFTEN_ENOUGH = 2


def topics(reading: Reading, lexicon: Lexicon) -> pl.DataFrame:
    """ARTICLE_TOPICS: each topic said at least twice, with its share of all topic words as weight."""
    terms = (
        lexicon.topics.with_columns(term=pl.col("terms").str.split("|"))
        .explode("term")
        .select("term", topic="code")
    )
    texts = reading.sentences.filter(pl.col("repeat_of").is_null()).select("a", "sentence")
    found = find(texts, either(terms["term"].to_list()), "sentence").join(
        terms, left_on="surface", right_on="term"
    )
    counted = found.group_by("a", "topic").agg(said=pl.len()).filter(pl.col("said") >= OFTEN_ENOUGH)
    weighted = counted.with_columns(weight=(pl.col("said") / pl.col("said").sum().over("a")).round(4))
    return conform(
        weighted.join(reading.articles.select("a", "version_id", "article_id"), on="a")
        .select(ARTICLE_TOPICS.names())
        .sort("version_id", "topic"),
        ARTICLE_TOPICS,
        "article_topics",
    )
