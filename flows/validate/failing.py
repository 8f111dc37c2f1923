"""The articles for which a suite cannot be evaluated, found by halves: a value that SQL cannot convert or hold."""

from collections.abc import Sequence
from typing import Any

import duckdb
import polars as pl

from flows.contracts import FACTS
from flows.validate.expectations import count_queries, written

OF_ARTICLES = ("articles", "sentences", "article_topics", *FACTS)  # tables that have a version_id
# Row ids are those of versions; `detail` says what DuckDB raised.
FAILING = pl.Schema({"row_id": pl.String, "expectation": pl.String, "reason": pl.String, "detail": pl.String})


def failing(connection: duckdb.DuckDBPyConnection, suite: str | None) -> pl.DataFrame:
    """FAILING rows of a suite over the frames of a connection, as `validate_frames` lays them out.

    None where the suite fails whatever the articles: an unknown column, a query that is no SQL.
    """
    if suite not in OF_ARTICLES:
        return pl.DataFrame(schema=FAILING)
    cursor = connection.cursor()
    cursor.execute("CREATE SCHEMA part")
    cursor.execute("CREATE TABLE part.chosen (version_id VARCHAR)")
    for name in OF_ARTICLES:
        cursor.execute(f"CREATE VIEW part.{name} AS FROM main.{name} WHERE version_id IN (FROM part.chosen)")
    cursor.execute("SET search_path = 'part,main'")
    queries = count_queries(written(suite), f"part.{suite}")
    versions = [v for (v,) in cursor.execute("SELECT DISTINCT version_id FROM main.articles ORDER BY 1").fetchall()]  # fmt: skip
    rows = [] if _raised(cursor, queries, []) else _found(cursor, queries, versions)
    cursor.execute("DROP SCHEMA part CASCADE")
    return pl.DataFrame(rows, schema=FAILING, orient="row")


def remove(connection: duckdb.DuckDBPyConnection, versions: pl.Series) -> None:
    """Takes articles out of the frames."""
    for name in OF_ARTICLES:
        connection.execute(f"DELETE FROM {name} WHERE version_id IN (SELECT unnest(?))", [versions.to_list()])


def _found(
    cursor: duckdb.DuckDBPyConnection, queries: dict[str, str], versions: Sequence[str]
) -> list[tuple[Any, ...]]:
    raised = _raised(cursor, queries, versions)
    if raised is None:
        return []
    if len(versions) == 1:
        expectation, message = raised
        return [(versions[0], expectation, "failed", message)]
    half = len(versions) // 2
    return _found(cursor, queries, versions[:half]) + _found(cursor, queries, versions[half:])


def _raised(
    cursor: duckdb.DuckDBPyConnection, queries: dict[str, str], versions: Sequence[str]
) -> tuple[str, str] | None:
    """(the first expectation that cannot be evaluated over these articles, DuckDB's message); None where all can."""
    cursor.execute("DELETE FROM part.chosen")
    cursor.execute("INSERT INTO part.chosen SELECT unnest(?)", [list(versions)])
    for expectation, query in queries.items():
        try:
            cursor.execute(f"SELECT count(*) FROM ({query})").fetchone()
        except duckdb.Error as error:
            return expectation, f"{type(error).__name__}: {' '.join(str(error).split())}"[:300]
    return None
