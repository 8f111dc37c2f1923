"""What a run writes into the books: captures, what became of every document, what was set aside."""

from pathlib import Path

import polars as pl

from flows.assets import rules_version
from flows.contracts import QUARANTINE, key
from flows.files import parquet
from flows.load import aside, ops
from flows.run.reading import COPIES


def book_captures(warehouse: Path, run_id: str, staging: Path) -> None:
    """Books every capture of a file, whatever becomes of it; what was fetched, or is read again from where it is kept, was booked then."""
    for taken in sorted((staging / "documents").glob("[0-9]*.parquet")):
        files = pl.read_parquet(taken, glob=False).filter(pl.col("status").is_null())
        ops.record(warehouse, "capture", files, run_id=run_id)


def book_documents(warehouse: Path, run_id: str, staging: Path) -> None:
    """Books what became of every document, so that the next run knows them."""
    documents = pl.read_parquet(parquet(staging / "documents"))
    rejected = pl.read_parquet(parquet(staging / "rejected"))
    if (staging / COPIES).exists():
        copies = pl.read_parquet(parquet(staging / COPIES)).select("sha256", "origin", _copied=pl.lit(True))
        documents = documents.join(copies, on=["sha256", "origin"], how="left")
    else:
        documents = documents.with_columns(_copied=pl.lit(None, pl.Boolean))
    outcome = (
        pl.when((pl.col("reason") == "duplicate") | (pl.col("reason").is_null() & pl.col("_copied")))
        .then(pl.lit("duplicate"))
        .when(pl.col("reason").is_not_null())
        .then(pl.lit("rejected"))
    )
    booked = documents.join(rejected, on=["sha256", "origin"], how="left").with_columns(
        outcome=outcome.otherwise(pl.lit("loaded"))
    )
    ops.record(warehouse, "document", booked.select("origin", "sha256", "outcome"), run_id=run_id)


def rejected_as_quarantine(staging: Path) -> pl.DataFrame:
    """QUARANTINE rows for the documents that no article could be read from."""
    rejected = pl.read_parquet(parquet(staging / "rejected")).filter(pl.col("reason") != "duplicate")
    missing = [pl.lit(None, dtype).alias(c) for c, dtype in QUARANTINE.items()]
    return rejected.select(
        *(
            m
            for m in missing
            if m.meta.output_name() not in ("quarantine_id", "stage", "reason", "origin", "payload")
        ),
        quarantine_id=key(pl.lit("document"), "origin", "sha256"),
        stage=pl.lit("ingest"),
        reason=pl.col("reason"),
        origin=pl.col("origin"),
        payload=pl.struct("sha256", "detail").struct.json_encode(),
    ).select(QUARANTINE.names())


def book_quarantine(warehouse: Path, run_id: str, staging: Path, rows: pl.DataFrame) -> None:
    """Books what was set aside, with its document, open until a steward replays or closes it."""
    documents = pl.read_parquet(parquet(staging / "documents"), columns=["origin", "sha256"])
    articles = pl.read_parquet(parquet(staging / "articles"), columns=["version_id", "origin", "sha256"])
    known = rows.join(
        articles, on="version_id", how="left", suffix="_of", maintain_order="left"
    ).with_columns(
        origin=pl.coalesce("origin", "origin_of"),
        sha256=pl.coalesce("sha256", pl.col("payload").str.json_path_match("$.sha256")),
        rules_version=pl.lit(rules_version()),
    )
    aside.book(warehouse, run_id, known.drop("origin_of"), documents)
