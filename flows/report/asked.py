"""Queries of sql/report, asked as they are shown: with their parameters written in, to be pasted into `khotin sql`."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import duckdb

from flows.files import in_quotes

Rows = list[dict[str, Any]]


def rows(connection: duckdb.DuckDBPyConnection, query: str, parameters: dict[str, Any]) -> Rows:
    """The rows of a query, a dict each."""
    cursor = connection.execute(written(query, parameters))
    names = [d[0] for d in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def written(query: str, parameters: dict[str, Any]) -> str:
    """The query with its parameters as literals. DuckDB imports pandas to bind one, which costs more than most queries.

    >>> written("SELECT $day, $names, $run_id", {"day": date(2025, 3, 4), "names": ["a", "b"], "run_id": "it's"})
    "SELECT DATE '2025-03-04', ('a', 'b'), 'it''s'"
    """
    return re.sub(
        r"[$](\w+)", lambda m: literal(parameters[m[1]]) if m[1] in parameters else m[0], query
    ).strip()


def literal(value: str | int | date | list[str] | None) -> str:
    """A value as SQL; a list as one to look in, which DuckDB can do before it reads a row."""
    if value is None:
        return "NULL"
    if isinstance(value, list):
        return f"({', '.join(map(literal, value))})"
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    return str(value) if isinstance(value, int) else in_quotes(value)


@contextmanager
def sentences_of(connection: duckdb.DuckDBPyConnection, versions: list[str]) -> Iterator[None]:
    """While it lasts the views see the sentences of these versions only: a temporary table stands before the star's.

    Every view of facts joins the sentences; a large warehouse has millions, and a report cites a few.
    """
    cited = f"version_id IN {literal(versions)}" if versions else "false"
    connection.execute(
        f"CREATE TEMP TABLE dim_sentence AS FROM dim_sentence WHERE rowid IN (SELECT rowid FROM dim_sentence WHERE {cited})"
    )
    try:
        yield
    finally:
        connection.execute("DROP TABLE temp.dim_sentence")
