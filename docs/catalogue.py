"""What a star says of itself, as the docs' reference and pictures need it: tables, columns, keys, and what each view reads."""

import re
from dataclasses import dataclass

import duckdb

from flows.contracts import FACT, FACTS

COLUMNS = """
SELECT schema_name, table_name, comment FROM duckdb_tables() WHERE database_name = current_database() AND schema_name IN ('main', 'mart', 'dq', 'ops')
UNION ALL SELECT schema_name, view_name, comment FROM duckdb_views() WHERE database_name = current_database() AND schema_name IN ('mart', 'dq', 'ops')
ORDER BY ALL
"""
# What a column's comment names as the table that its value is a key of: "The unit; dim_unit."
KEY = re.compile(r"(?:^|; )((?:dim|bridge|fact)_\w+)(?=[.;,]|$)")
READS = re.compile(r"\b(?:FROM|JOIN)\s+((?:mart\.)?[a-z_]+)")
APART = ("left_out", "migration")  # tables of the main schema that are no part of the star


@dataclass(frozen=True)
class Column:
    """One column: its type, its words, and the table that it is a key of, if any."""

    name: str
    kind: str
    words: str
    key_of: str | None


@dataclass(frozen=True)
class Table:
    """A table or view with its columns in their order."""

    name: str
    words: str
    columns: list[Column]

    @property
    def keys(self) -> list[Column]:
        """The columns that lead to other tables."""
        return [c for c in self.columns if c.key_of]


def tables(connection: duckdb.DuckDBPyConnection, schema: str) -> dict[str, Table]:
    """The tables and views of a schema by name; the star's own schema is `main`."""
    named = {n: w for s, n, w in connection.execute(COLUMNS).fetchall() if s == schema and n not in APART}
    columns: dict[str, list[Column]] = {name: [] for name in named}
    query = "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE database_name = current_database() AND schema_name = ? ORDER BY table_name, column_index"
    for table, column, kind, words in connection.execute(query, [schema]).fetchall():
        if table in named:
            key = next((k for k in KEY.findall(words or "") if k in named and k != table), None)
            columns[table].append(Column(column, kind, words or "", key))
    return {name: Table(name, words or "", columns[name]) for name, words in named.items()}


def read_by(connection: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """Which tables of the star, and which views of mart, each view of mart reads."""
    rows = connection.execute(
        "SELECT view_name, sql FROM duckdb_views() WHERE database_name = current_database() AND schema_name = 'mart' ORDER BY view_name"
    ).fetchall()
    known = {*tables(connection, "main"), *(f"mart.{view}" for view, _ in rows)}
    return {view: set(READS.findall(text.replace("(", " "))) & known for view, text in rows}


def whence(noun: str, column: str, star: Table) -> str:
    """Where a column of the view of a fact type comes from: `read`, `loaded` or `joined` (reference/lineage.md says what these are)."""
    own = {*FACT, *FACTS[noun].names()}
    if column in own:
        return "read"
    return "loaded" if column in {c.name for c in star.columns} else "joined"
