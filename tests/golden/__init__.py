"""Golden sentences, written for this project, with what a person reads in them: a CSV a kind of reading.

All sentences of a file are read in one batch, once; each test looks up its own.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from flows import extract
from flows.ingest.texts import article_rows
from flows.read import Reading, lexicon, read

Row = dict[str, str | None]
DAY = "2025-10-15"  # the day of an article whose row names none


@dataclass(frozen=True)
class Golden:
    """The rows of a golden file as read: an article a sentence, by its text."""

    reading: Reading
    facts: dict[str, pl.DataFrame]

    def of(self, row: Row, name: str, *columns: str) -> list[tuple[Any, ...]]:
        """What was read in the row's sentence: mentions of the reading, or facts of a type."""
        if name in self.facts:
            found = self.facts[name].filter(pl.col("article_id") == row["text"]).sort("char_start")
        else:
            article = self.reading.articles.filter(pl.col("article_id") == row["text"]).select("a")
            told = self.reading.sentences.join(article, on="a").select("s")
            found = getattr(self.reading, name).join(told, on="s").sort("start")
        return found.select(columns).rows()


def rows(name: str) -> list[Row]:
    """The rows of tests/golden/NAME.csv; empty cells are null."""
    return pl.read_csv(Path(__file__).parent / f"{name}.csv", infer_schema=False).to_dicts()


@cache
def golden(name: str) -> Golden:
    """Reads the distinct sentences of a golden file in one batch."""
    texts = {row["text"]: row.get("published_on") or DAY for row in rows(name)}
    lines = [{"id": text, "text": text, "published_on": day} for text, day in texts.items()]
    found = read(article_rows(lines), lexicon.load())
    return Golden(found, extract.facts(found, lexicon.load()))
