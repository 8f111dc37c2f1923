"""khotin's own files, whatever the folder that holds them is called: databases opened without noise, the Parquet of a staging."""

import glob
import os
from pathlib import Path
from typing import Any

import duckdb


def connected(file: Path | None = None, read_only: bool = False, config: dict[str, Any] | None = None) -> duckdb.DuckDBPyConnection:  # fmt: skip
    """A connection to a DuckDB file, to memory without one. DuckDB would draw a progress bar into what a command prints."""
    connection = duckdb.connect(str(file or ":memory:"), read_only=read_only, config=config or {})
    connection.execute("SET enable_progress_bar = false")
    return connection


FEW = 30_000_000  # bytes of files


def share_out(connection: duckdb.DuckDBPyConnection, *places: Path) -> None:
    """One thread for a connection where the files at hand (databases, folders of Parquet) are small, else one a core.

    DuckDB divides a table among threads by groups of 122,880 rows: with fewer, other threads have nothing to do but to
    wait, and a small load costs a quarter more.
    """
    files = (f for place in places for f in ([place] if place.is_file() else place.rglob("*.parquet")))
    small = sum(f.stat().st_size for f in files) < FEW
    connection.execute("SET threads = 1" if small else "RESET threads")


def size(place: Path) -> int:
    """Bytes of a file, or of all files in a folder; 0 where there is none. Links are counted, not followed."""
    try:
        if not place.is_dir() or place.is_symlink():
            return place.lstat().st_size
        return sum(size(Path(entry.path)) for entry in os.scandir(place))
    except FileNotFoundError:  # it went while it was looked at, or was never there
        return 0


def told_size(count: float) -> str:
    """Bytes as people say them.

    >>> told_size(999), told_size(35_400), told_size(2_345_678), told_size(10_400_000_000)
    ('999 B', '35.4 KB', '2.3 MB', '10.4 GB')
    """
    if count < 1000:
        return f"{count:.0f} B"
    for unit in ("KB", "MB"):
        count /= 1000
        if count < 1000:
            return f"{count:.1f} {unit}"
    return f"{count / 1000:.1f} GB"


def parquet(folder: Path) -> str:
    """The pattern of the Parquet files of a folder, for polars: what in its name would be a pattern is none.

    >>> parquet(Path("/kho/[1]/articles"))
    '/kho/[[]1]/articles/*.parquet'
    """
    return f"{glob.escape(str(folder))}/*.parquet"


def parquet_in_sql(folder: Path) -> str:
    """The Parquet files of a folder as a relation in SQL: a view takes no parameters, so its name is quoted here.

    >>> parquet_in_sql(Path("/it's/articles"))
    "read_parquet('/it''s/articles/*.parquet')"
    """
    return f"read_parquet('{parquet(folder).replace(chr(39), chr(39) * 2)}')"
