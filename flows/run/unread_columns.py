"""Data sets whose titles or days nobody could read: a column that has no name that khotin knows, days in a writing that it does not read."""

from pathlib import Path

import polars as pl

from flows.files import parquet
from flows.ingest.datasets import rows_of, unknown_columns
from flows.ingest.twofold import sure, why_unread
from flows.run.damaged_rows import SHARE, first_of

COLUMNS_TOLD = 8


def notes(staging: Path, landing: Path) -> list[str]:
    """A line for each data set of whose articles some have no title, or no day, though a column may hold it."""
    rows = pl.scan_parquet(parquet(staging / "documents")).filter(pl.col("container").is_not_null())
    articles = pl.scan_parquet(parquet(staging / "articles")).select(
        "origin", "sha256", "title", "published_on"
    )
    found = (
        rows.select("origin", "sha256", "container", number="row_number")
        .join(articles, on=["origin", "sha256"], how="inner")
        .sort("number")
        .group_by("container", maintain_order=True)
        .agg(
            file=pl.col("origin").first().str.extract(r"^([^#]*)"),
            rows=pl.len(),
            untitled=pl.col("number").filter(pl.col("title").is_null()),
            undated=pl.col("number").filter(pl.col("published_on").is_null()),
        )
        .filter(pl.col("untitled").list.len() + pl.col("undated").list.len() > 0)
        .sort("file")
        .collect()
    )  # fmt: skip
    return first_of([line for row in found.iter_rows(named=True) if (line := _told(landing, **row))])


def _told(
    landing: Path, container: str, file: str, rows: int, untitled: list[int], undated: list[int]
) -> str | None:
    try:
        held = pl.read_parquet(
            rows_of(container, landing), columns=["row_number", "title", "published_raw"], glob=False
        )
        columns = unknown_columns(container, landing)
    except (OSError, ValueError, pl.exceptions.PolarsError):  # what is damaged is told by itself
        return None
    told = []
    title, day = (held.filter(pl.col("row_number").is_in(numbers))[column].drop_nulls() for numbers, column in ((untitled, "title"), (undated, "published_raw")))  # fmt: skip
    lacks = [
        f"{len(numbers)} trong {rows} dòng không có {name}, {len(numbers)} of {rows} rows have no {english}"
        for numbers, values, name, english in (
            (untitled, title, "tên bài", "title"),
            (undated, day, "ngày", "day"),
        )
        if numbers and values.is_empty()
    ]
    if lacks and columns:
        shown = ", ".join(f"'{c}'" for c in columns[:COLUMNS_TOLD]) + (
            " …" if len(columns) > COLUMNS_TOLD else ""
        )
        told.append(
            f"không biết cột / columns not known: {shown} ({'; '.join(lacks)}): a row of columns.csv in your seeds says what a column "
            "holds (docs/sources.md), then `khotin rebuild`"
        )
    if day.len() >= max(1, SHARE * rows):  # fewer that are none are slips of their rows
        told.append(
            f"{day.len()} trong {rows} giá trị của cột ngày không đọc được / {day.len()} of {rows} values of the day are no day that "
            f"khotin reads, such as '{day[0][:40]}': write 2025-04-15{why_unread(day, sure(held['published_raw']))}"
        )
    return f"{file}: {'; '.join(told)}" if told else None
