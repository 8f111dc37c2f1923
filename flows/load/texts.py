"""The texts of many articles, some megabytes of them at a time."""

from collections.abc import Iterator

import duckdb
import polars as pl

AT_ONCE = 4_000_000  # bytes of text whose words are held in memory together


def in_parts(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[pl.DataFrame]:
    """The rows of a query with a column `text`, AT_ONCE bytes of it by AT_ONCE; what is done with each part may use the connection."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE at_hand AS {query}")
    parts = (
        "SELECT min(rowid), max(rowid) FROM (SELECT rowid, sum(strlen(text)) OVER (ORDER BY rowid) // $size AS part FROM at_hand) "
        "GROUP BY part ORDER BY part"
    )
    for part in connection.execute(parts, {"size": AT_ONCE}).fetchall():
        yield connection.execute("FROM at_hand WHERE rowid BETWEEN ? AND ?", part).pl()
    connection.execute("DROP TABLE at_hand")
