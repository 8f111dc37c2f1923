"""Keeps documents under their SHA-256 before anything reads them, and hands them on in batches of bounded size."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import polars as pl

from flows.contracts import DOCUMENTS, conform, key
from flows.ingest.datasets import NotADataSet, rows_of
from flows.ingest.discover import DATA_SETS, Found

BATCH_BYTES = 8_000_000
TOO_LARGE = 50_000_000  # a file above is no article; a data set may be of any size
LANDED = pl.Schema(dict(DOCUMENTS) | {"state": pl.String})
NO_BYTES = hashlib.sha256(b"").hexdigest()


def land(
    found: Iterable[Found],
    landing: Path,
    fetched_at: datetime,
    known: pl.DataFrame,
    max_bytes: int = BATCH_BYTES,
) -> Iterator[pl.DataFrame]:
    """Batches of DOCUMENTS with `state` (String: `new` or `unchanged`); new bytes are landed first.

    `known` (origin, sha256) are documents that earlier runs dealt with. Files come many to a batch, until
    `max_bytes` of them; a data set is landed whole, and each of its rows is a document of its own, in slices
    of about `max_bytes`. A data set that cannot be read as one comes as one document, for `parse` to reject.
    `bytes` is null where a file could not be read. Raises ValueError
    where `fetched_at` has no zone.
    """
    if fetched_at.tzinfo is None:
        raise ValueError(f"fetched_at {fetched_at} has no zone: give the instant with one, such as UTC")
    pending: list[dict[str, object]] = []
    size = 0
    for document in found:
        row = _landed_file(document, landing)
        if document.kind in DATA_SETS and row["bytes"] is not None:
            try:
                rows = _documents_of(document, str(row["sha256"]), landing)
            except NotADataSet:
                rows = None
            if rows is not None:
                yield from _batches(rows, known, fetched_at, max_bytes)
                continue
        pending.append(row)
        size += int(str(row["bytes"] or 0))
        if size >= max_bytes:
            yield from _batches(pl.DataFrame(pending, infer_schema_length=None), known, fetched_at, size + 1)
            pending, size = [], 0
    if pending:
        yield from _batches(pl.DataFrame(pending, infer_schema_length=None), known, fetched_at, size + 1)


def kept_at(sha: str, landing: Path) -> Path:
    """Where a document of this SHA-256 is kept."""
    return landing / sha[:2] / sha[2:4] / sha


def _landed_file(document: Found, landing: Path) -> dict[str, object]:
    """Hashes a file and copies it to its place, whole or not at all; the same bytes are kept once."""
    row: dict[str, object] = {"origin": document.origin, "media_type": document.kind}
    try:
        size = document.path.stat().st_size
        with document.path.open("rb") as file:
            sha = hashlib.file_digest(file, "sha256").hexdigest()
            kept = kept_at(sha, landing)
            if (size <= TOO_LARGE or document.kind in DATA_SETS) and not kept.exists():
                file.seek(0)
                kept.parent.mkdir(parents=True, exist_ok=True)
                part = kept.with_name(f"{sha}.{os.getpid()}.part")
                with part.open("wb") as copy:
                    shutil.copyfileobj(file, copy)
                part.replace(kept)
    except (FileNotFoundError, PermissionError, IsADirectoryError):
        return row | {"sha256": NO_BYTES, "bytes": None}
    return row | {"sha256": sha, "bytes": size}


def _documents_of(document: Found, sha: str, landing: Path) -> pl.DataFrame:
    """A document a row of a data set, called by the row's id where that id is in the set once, else by its number."""
    rows = pl.read_parquet(rows_of(sha, landing), columns=["row_number", "sha256", "document_id", "bytes"])
    named = pl.col("document_id").is_not_null() & ~pl.col("document_id").is_duplicated()
    label = pl.when(named).then("document_id").otherwise(pl.col("row_number").cast(pl.String))
    return rows.select(
        "sha256",
        "row_number",
        "bytes",
        origin=pl.concat_str(pl.lit(document.origin + "#"), label),
        media_type=pl.lit("application/json"),
        container=pl.lit(sha),
    )


def _batches(
    documents: pl.DataFrame, known: pl.DataFrame, fetched_at: datetime, max_bytes: int
) -> Iterator[pl.DataFrame]:
    seen = known.select("origin", "sha256").unique().with_columns(_seen=pl.lit(True))
    absent = [pl.lit(None, dtype).alias(c) for c, dtype in DOCUMENTS.items() if c not in documents.columns]
    landed = (
        documents.with_columns(absent)
        .with_columns(fetched_at=pl.lit(fetched_at).cast(DOCUMENTS["fetched_at"]))
        .with_columns(capture_id=key("origin", "sha256", "fetched_at"))
        .join(seen, on=["origin", "sha256"], how="left", maintain_order="left")
        .with_columns(state=pl.when("_seen").then(pl.lit("unchanged")).otherwise(pl.lit("new")))
        .with_columns(
            _batch=(pl.col("bytes").fill_null(0).cum_sum() - pl.col("bytes").fill_null(0)) // max_bytes
        )
        .cast({c: LANDED[c] for c in LANDED if c != "capture_id"})
    )
    for batch in landed.partition_by("_batch", maintain_order=True):
        yield conform(batch.drop("_batch", "_seen"), LANDED, "documents")
