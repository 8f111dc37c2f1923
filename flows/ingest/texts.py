"""Single texts become ARTICLES, each read as a run reads a .txt file of it: what `khotin extract` works on."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from flows.contracts import ARTICLES, conform
from flows.ingest.byline import byline
from flows.ingest.decode import NotText
from flows.ingest.parse import RAW, dated, fields, opened


def article_rows(lines: Iterable[dict[str, Any]]) -> pl.DataFrame:
    """ARTICLES of lines with text (String, or the bytes of a file), id and published_on (ISO, may be missing).

    A run's own steps: decoding, header lines, cleaning, title, date and byline; `published_on` goes before a date
    that the text tells. Nothing is rejected here: a text that is none (binary, empty) is an empty one, another
    language's is read as it stands. Raises ValueError where published_on is no day.
    """
    now = datetime.now(UTC)
    rows = [_raw(line) | {"fetched_at": now, "origin": str(line.get("id", n)), "sha256": str(n)} for n, line in enumerate(lines)]  # fmt: skip
    read = dated(opened(pl.DataFrame(rows, schema=RAW))).with_columns(pl.col("text").fill_null(""))
    read = read.with_columns(
        version_id="sha256",
        article_id="origin",
        article_key="origin",
        keyed_by=pl.lit("text"),
        is_given=pl.lit(False),
        captured_at="fetched_at",
        language=pl.lit("vi"),
        words=pl.col("text").str.count_matches(r"\S+").cast(pl.Int32),
        byline=pl.coalesce("byline", byline(pl.col("text"))),
    )
    return conform(read.select(ARTICLES.names()), ARTICLES, "articles")


def _raw(line: dict[str, Any]) -> dict[str, Any]:
    content = line["text"]
    if isinstance(content, str):
        content = content.encode("utf-8", "replace")
    try:
        found = fields(content, "text/plain")
    except NotText:
        found = {}
    if day := line.get("published_on"):
        found |= {"published_raw": _day(day).isoformat(), "published_more": None}
    return {**found, "date_from": "metadata", "reason": None, "detail": None}


def _day(told: str) -> date:
    try:
        return date.fromisoformat(told)
    except ValueError as error:
        raise ValueError(
            f"published_on không phải ngày / is no day as YYYY-MM-DD: {told!r} ({error})"
        ) from None
