"""Keeps documents under their SHA-256 before anything reads them, and hands them on in batches of bounded size."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import polars as pl

from flows.contracts import DOCUMENTS, conform, key
from flows.ingest.discover import DATA_SETS, Found

BATCH_BYTES = 8_000_000
SLICE_ROWS = 2_000


def land(
    found: Iterable[Found], landing: Path, fetched_at: datetime, known: pl.DataFrame, batch_bytes: int = BATCH_BYTES
) -> Iterator[pl.DataFrame]:
    """Batches of DOCUMENTS with `state` (`new` or `unchanged`); new bytes are landed first.

    `known` (origin, sha256) are documents that earlier runs dealt with. A data set is landed whole, and
    each of its rows is a document of its own.
    """
    seen = set(known.rows())
    pending: list[dict[str, object]] = []
    size = 0
    for document in found:
        content = document.path.read_bytes()
        sha = hashlib.sha256(content).hexdigest()
        is_new = (document.origin, sha) not in seen
        if document.media_type in DATA_SETS:
            if is_new:
                keep(content, sha, landing)
                yield from _rows(document, sha, landing, fetched_at, known, batch_bytes)
            else:
                rows = known.filter(pl.col("origin").str.starts_with(document.origin + "#"))
                yield _frame([{"origin": o, "sha256": s} for o, s in rows.rows()], fetched_at, "unchanged")
            continue
        if is_new:
            keep(content, sha, landing)
        pending.append(
            {
                "sha256": sha,
                "origin": document.origin,
                "media_type": document.media_type,
                "bytes": len(content),
                "state": "new" if is_new else "unchanged",
            }
        )
        size += len(content)
        if size >= batch_bytes:
            yield _frame(pending, fetched_at)
            pending, size = [], 0
    if pending:
        yield _frame(pending, fetched_at)


def keep(content: bytes, sha: str, landing: Path) -> Path:
    """Writes bytes under landing/ab/cd/SHA, whole or not at all; the same bytes are kept once."""
    path = landed(sha, landing)
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{sha}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)
    return path


def landed(sha: str, landing: Path) -> Path:
    """Where a document of this SHA-256 is kept."""
    return landing / sha[:2] / sha[2:4] / sha


def read_data_set(path: Path, media_type: str) -> pl.LazyFrame:
    """A data set as a lazy frame: JSON lines, CSV with a header (all columns String), or Parquet."""
    if media_type == "application/jsonl":
        return pl.scan_ndjson(path, infer_schema_length=None)
    if media_type == "text/csv":
        return pl.scan_csv(path, infer_schema=False)
    return pl.scan_parquet(path)


def _rows(
    document: Found, sha: str, landing: Path, fetched_at: datetime, known: pl.DataFrame, batch_bytes: int
) -> Iterator[pl.DataFrame]:
    """The rows of a data set as documents, slice by slice."""
    rows = read_data_set(landed(sha, landing), document.media_type)
    names = rows.collect_schema().names()
    name = next((c for c in names if c.lower() in ("id", "article_id", "url")), None)
    total = rows.select(pl.len()).collect().item()
    for start in range(0, total, SLICE_ROWS):
        part = rows.slice(start, SLICE_ROWS).with_row_index("row_number", start).collect()
        texts = part.select(pl.struct(names).struct.json_encode()).to_series().to_list()
        label = pl.col("row_number").cast(pl.String) if name is None else pl.coalesce(pl.col(name).cast(pl.String), pl.col("row_number").cast(pl.String))
        frame = part.select(
            sha256=pl.Series([hashlib.sha256(t.encode()).hexdigest() for t in texts], dtype=pl.String),
            origin=pl.concat_str(pl.lit(document.origin + "#"), label),
            media_type=pl.lit("application/json"),
            container=pl.lit(sha),
            container_type=pl.lit(document.media_type),
            row_number=pl.col("row_number").cast(pl.Int64),
            bytes=pl.Series([len(t) for t in texts], dtype=pl.Int64),
        )
        old = known.with_columns(_known=pl.lit(True)).unique(["origin", "sha256"])
        frame = frame.join(old, on=["origin", "sha256"], how="left", maintain_order="left")
        frame = frame.with_columns(
            state=pl.when("_known").then(pl.lit("unchanged")).otherwise(pl.lit("new")),
            _batch=pl.col("bytes").cum_sum() // batch_bytes,
        ).drop("_known")
        for batch in frame.partition_by("_batch", include_key=False, maintain_order=True):
            yield _frame(batch.to_dicts(), fetched_at)


def _frame(rows: list[dict[str, object]], fetched_at: datetime, state: str | None = None) -> pl.DataFrame:
    schema = pl.Schema(dict(DOCUMENTS) | {"container_type": pl.String, "state": pl.String})
    frame = pl.DataFrame(rows, schema_overrides=dict(schema), infer_schema_length=None)
    missing = [pl.lit(None, dtype).alias(c) for c, dtype in schema.items() if c not in frame.columns]
    frame = frame.with_columns(missing).with_columns(fetched_at=pl.lit(fetched_at, DOCUMENTS["fetched_at"]))
    if state:
        frame = frame.with_columns(state=pl.lit(state))
    frame = frame.with_columns(capture_id=key("origin", "sha256", "fetched_at"))
    return conform(frame, schema, "documents")
