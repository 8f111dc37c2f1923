"""The facts of one text as JSON or a table, no warehouse touched."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from flows.contracts import FACTS

DROPPED = {"version_id", "article_id", "sentence_number"}


def extracted(
    articles: pl.DataFrame, sentences: pl.DataFrame, found: dict[str, pl.DataFrame]
) -> Iterator[dict[str, Any]]:
    """A line an article: {id, mentions: [...], facts: [...]}, each fact with its type and its sentence."""
    said = sentences.select("version_id", "sentence_number", "sentence")
    by_version: dict[str, dict[str, Any]] = {
        v: {"id": i, "mentions": [], "facts": []}
        for v, i in articles.select("version_id", "article_id").rows()
    }
    for fact_type in FACTS:
        for row in (
            found[fact_type]
            .join(said, on=["version_id", "sentence_number"], how="left")
            .iter_rows(named=True)
        ):
            line = by_version[row["version_id"]]
            kept = {k: v for k, v in row.items() if k not in DROPPED}
            if fact_type == "mentions":
                line["mentions"].append(kept)
            else:
                line["facts"].append({"fact_type": fact_type, **kept})
    yield from by_version.values()
