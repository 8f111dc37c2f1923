"""Data sets of which more than a few rows are damaged: a delivery that was cut or mangled, which one row set aside does not show."""

from pathlib import Path

import polars as pl

from flows.files import parquet

SHARE = 0.01  # of the rows that a run read of a data set; below it they are set aside, as any document is, and told by reason
FILES_TOLD = 5


def notes(staging: Path) -> list[str]:
    """A line for each data set of which at least SHARE of the rows that a run read are damaged."""
    rejected = pl.scan_parquet(parquet(staging / "rejected")).filter(pl.col("reason") == "malformed")
    rows = pl.scan_parquet(parquet(staging / "documents")).filter(pl.col("container").is_not_null())
    found = (
        rows.select("origin", "sha256", "container", "row_number")
        .join(rejected.select("origin", "sha256", "detail"), on=["origin", "sha256"], how="left")
        .sort("row_number")
        .group_by("container")
        .agg(
            file=pl.col("origin").first().str.extract(r"^([^#]*)"),
            rows=pl.len(),
            damaged=pl.col("detail").count(),
            first=pl.col("detail").drop_nulls().first(),
        )
        .filter(pl.col("damaged") >= pl.max_horizontal(1, SHARE * pl.col("rows")))
        .sort("file")
        .collect()
    )
    told = [
        f"{file}: {damaged} trong {rows} dòng hỏng / of {rows} rows {damaged} are damaged ({damaged / rows:.0%}): {first[:160]}; "
        "ask for the file again, `khotin quarantine list --reason malformed` shows them"
        for file, rows, damaged, first in found.select("file", "rows", "damaged", "first").iter_rows()
    ]
    return first_of(told)


def first_of(told: list[str]) -> list[str]:
    """The lines of the first few files that a run notes something of, and how many more there are."""
    more = len(told) - FILES_TOLD
    return told[:FILES_TOLD] + ([f"… {more} tệp nữa như vậy / {more} more files like it"] if more > 0 else [])
