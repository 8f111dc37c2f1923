"""A data set (JSON lines, CSV, Parquet) as rows: each a document with its own SHA-256, its columns mapped by name.

The rows are written once, beside the bytes they were read from, in small row groups: a batch reads its
slice and no more, and a later run sees from them, without reading the set again, which rows are new.
"""

import csv
import hashlib
import os
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from flows.ingest.decode import NotText
from flows.ingest.records import CANONICAL, PROBLEM, records

# What data sets call their columns: the first that a row has filled, in this order, without regard to case.
COLUMNS = {
    "document_id": ("id", "article_id", "doc_id", "guid"),
    "url": ("url", "link", "canonical_url"),
    "source": ("source", "publisher", "domain"),
    "title": ("title", "headline", "tieu_de"),
    "lead": ("lead", "sapo", "description", "summary"),
    "byline": ("byline", "author", "authors"),
    "body": ("body", "text", "content", "html", "noi_dung"),
    "published_raw": ("published", "published_at", "date", "pubdate", "publish_date", "published_on"),
    "published_more": ("published_raw",),
}
ROWS = pl.Schema(
    {"row_number": pl.Int64, "sha256": pl.String, "bytes": pl.Int64}
    | dict.fromkeys(COLUMNS, pl.String)
    | {"problem": pl.String}  # why the row itself cannot be read; null for most
)
# Part of the file's name, so that rows mapped by an older table are not taken for today's.
EDITION = hashlib.sha256(repr((COLUMNS, ROWS)).encode()).hexdigest()[:8]


class NotADataSet(ValueError):
    """A data set without rows that could be articles: `reason` is a code of `parse`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def rows_of(sha: str, landing: Path) -> Path:
    """The Parquet file (ROWS) of a landed data set's rows, written where it is not there yet.

    Raises NotADataSet: `not_text` where the bytes cannot be read, `no_text` where no column holds a text,
    `empty` where there is no row.
    """
    kept = landing / sha[:2] / sha[2:4] / sha
    rows = kept.with_name(f"{sha}.rows-{EDITION}.parquet")
    if rows.exists():
        return rows
    part = rows.with_name(f"{rows.name}.{os.getpid()}.part")
    try:
        _write(kept, part)
        part.replace(rows)
    finally:
        part.unlink(missing_ok=True)
    return rows


def _write(kept: Path, part: Path) -> None:
    """Streams the rows of the bytes into `part`, a row group a slice."""
    columns: set[str] = set()
    number = 0
    with pq.ParquetWriter(
        part, pl.DataFrame(schema=ROWS).to_arrow().schema, compression="zstd", compression_level=1
    ) as out:
        try:
            for rows in records(kept):
                columns |= set(rows.columns)
                out.write_table(_mapped(rows, number).to_arrow())
                number += rows.height
        except (pa.ArrowException, pl.exceptions.PolarsError, OSError, csv.Error, NotText) as error:
            raise NotADataSet("not_text", f"no data set after {number} rows: {str(error)[:200]}") from error
    if not number:
        raise NotADataSet("empty", "no rows")
    if not {c.lower() for c in columns} & set(COLUMNS["body"]):
        seen = ", ".join(sorted(columns - {CANONICAL, PROBLEM}))[:200]
        raise NotADataSet(
            "no_text", f"columns {seen}; one with the text is called {' or '.join(COLUMNS['body'])}"
        )


def _mapped(rows: pl.DataFrame, first: int) -> pl.DataFrame:
    """A slice of records as ROWS."""
    names = {c.lower(): c for c in reversed(rows.columns)}
    filled = {
        ours: [
            pl.when(pl.col(names[t]).str.contains(r"\S")).then(pl.col(names[t])) for t in theirs if t in names
        ]
        for ours, theirs in COLUMNS.items()
    }
    texts = rows[CANONICAL].to_list()
    return rows.select(
        row_number=pl.int_range(first, first + rows.height, dtype=pl.Int64),
        sha256=pl.Series([hashlib.sha256(t.encode()).hexdigest() for t in texts], dtype=pl.String),
        bytes=pl.col(CANONICAL).str.len_bytes().cast(pl.Int64),
        **{ours: pl.coalesce(c) if c else pl.lit(None, pl.String) for ours, c in filled.items()},
        problem=pl.col(PROBLEM),
    )
