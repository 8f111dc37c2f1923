"""The facts of one text as JSON or a table, no warehouse touched."""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from flows.contracts import ARTICLES, FACTS

DROPPED = {"version_id", "article_id", "sentence_number"}


def article_rows(lines: Iterable[dict[str, Any]]) -> pl.DataFrame:
    """ARTICLES of lines with id, text, published_on: the text as it stands, in NFC."""
    now = datetime.now(UTC)
    rows = [
        {
            "version_id": str(number),
            "article_id": str(line.get("id", number)),
            "origin": str(line.get("id", number)),
            "text": unicodedata.normalize("NFC", line["text"]).replace("ð", "đ").replace("Ð", "Đ"),
            "published_on": date.fromisoformat(line["published_on"]) if line.get("published_on") else None,
            "fetched_at": now,
            "language": "vi",
            "words": len(line["text"].split()),
        }
        for number, line in enumerate(lines)
    ]
    return pl.DataFrame([{**dict.fromkeys(ARTICLES), **row} for row in rows], schema=ARTICLES)


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
