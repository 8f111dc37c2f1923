"""Golden sentences, written for this project, with what a person reads in them: a CSV a kind of reading.

All sentences of the files that a file of tests asks for are read in one batch, once; each test looks up its own.
"""

from collections import defaultdict
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import polars as pl

from flows import extract
from flows.ingest.texts import article_rows
from flows.read import Reading, lexicon, read

Row = dict[str, str | None]
DAY = "2025-10-15"  # the day of an article whose row names none


class Golden:
    """Golden files as read: each of their sentences an article with its day."""

    def __init__(self, *names: str) -> None:
        told = dict.fromkeys(_article(row) for name in names for row in rows(name))
        lines = [{"id": f"{i}", "text": text, "published_on": day} for i, (text, day) in enumerate(told)]
        self.articles = dict(zip(told, map(str, range(len(told))), strict=True))
        self.reading: Reading = read(article_rows(lines), lexicon.load())
        self.found: dict[str, dict[str, list[dict[str, Any]]]] = {}

    @cached_property
    def facts(self) -> dict[str, pl.DataFrame]:
        return extract.facts(self.reading, lexicon.load())

    def of(self, row: Row, name: str, *columns: str) -> list[tuple[Any, ...]]:
        """What was read in the row's sentence: mentions of the reading, or facts of a type."""
        if name not in self.found:
            self.found[name] = self._by_article(name)
        told = self.found[name].get(self.articles[_article(row)], [])
        return [tuple(one[c] for c in columns) for one in told]

    def _by_article(self, name: str) -> dict[str, list[dict[str, Any]]]:
        """All that was read of a kind, in the order of its words."""
        if hasattr(self.reading, name):
            articles = self.reading.articles.select("a", "article_id")
            sentences = self.reading.sentences.select("s", "a").join(articles, on="a")
            told = getattr(self.reading, name).join(sentences.select("s", "article_id"), on="s").sort("start")
        else:
            told = self.facts[name].sort("char_start")
        by_article = defaultdict(list)
        for one in told.to_dicts():
            by_article[one["article_id"]].append(one)
        return by_article


def _article(row: Row) -> tuple[str | None, str]:
    return row["text"], row.get("published_on") or DAY


def rows(name: str) -> list[Row]:
    """The rows of tests/golden/NAME.csv; empty cells are null."""
    return pl.read_csv(Path(__file__).parent / f"{name}.csv", infer_schema=False).to_dicts()


golden = cache(Golden)
