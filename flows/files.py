"""khotin's own files, whatever the folder that holds them is called: databases opened without noise, the Parquet of a staging."""

import glob
from pathlib import Path
from typing import Any

import duckdb


def connected(file: Path | None = None, read_only: bool = False, config: dict[str, Any] | None = None) -> duckdb.DuckDBPyConnection:  # fmt: skip
    """A connection to a DuckDB file, to memory without one. DuckDB would draw a progress bar into what a command prints."""
    connection = duckdb.connect(str(file or ":memory:"), read_only=read_only, config=config or {})
    connection.execute("SET enable_progress_bar = false")
    return connection


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
