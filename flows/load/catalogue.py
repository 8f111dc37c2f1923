"""What a reader finds in the published file beside the star: the views and macros of mart, the history of quality in dq,
and a comment on each of them and on every column. They are made when what they are made from has changed, not in every run.
"""

import csv
import hashlib
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from typing import Any

import duckdb

from flows.assets import root, sql, written
from flows.files import in_quotes
from flows.load.migrate import create_views, view_statements

SCHEMAS = ("mart", "dq", "ops")
MADE_FROM = ("sql/marts", "sql/load", "sql/comments", "expectations", "sql/migrations", "sql/books")
THERE = """
SELECT schema_name, table_name, 'TABLE' FROM duckdb_tables() WHERE database_name = current_database()
UNION ALL SELECT schema_name, view_name, 'VIEW' FROM duckdb_views() WHERE database_name = current_database()
UNION ALL SELECT schema_name, function_name, CASE function_type WHEN 'macro' THEN 'MACRO' ELSE 'MACRO TABLE' END FROM duckdb_functions() WHERE database_name = current_database()
"""
STANDING = (
    "SELECT string_agg(translate(sql, '()\" ' || chr(10), ''), chr(10) ORDER BY schema_name, view_name) FROM duckdb_views() "
    "WHERE database_name = current_database() AND schema_name IN ('mart', 'dq')"
)


def make(connection: duckdb.DuckDBPyConnection) -> bool:
    """Makes views, macros and comments anew where the file holds others than today's, or somebody changed a view by hand;
    False where it holds these.
    """
    connection.execute("CREATE TABLE IF NOT EXISTS ops.catalogue (digest VARCHAR, made_at TIMESTAMPTZ)")
    if not is_of_another_khotin(connection):
        return False
    connection.execute("SET VARIABLE suites = ?", [str(root() / "expectations" / "*.json")])
    connection.execute(sql("load/quality.sql"))
    create_views(connection)
    columns: dict[tuple[str, str], list[str]] = {}
    for schema, name, column in connection.execute(
        "SELECT schema_name, table_name, column_name FROM duckdb_columns() WHERE database_name = current_database() ORDER BY column_index"
    ).fetchall():
        columns.setdefault((schema, name), []).append(column)
    wanted = [(s, n, k) for s, n, k in connection.execute(THERE).fetchall() if s in SCHEMAS]
    told = (comments(f"{s}.{n}", columns.get((s, n), []), k) for s, n, k in wanted)
    connection.execute(f"BEGIN; {''.join(told)} COMMIT")  # one by one they take ten times as long
    connection.execute("DELETE FROM ops.catalogue")
    connection.execute("INSERT INTO ops.catalogue VALUES (?, now())", [_digest(connection)])
    return True


def note_copied(connection: duckdb.DuckDBPyConnection) -> None:
    """Has a file that was copied whole know its views as DuckDB wrote them there: `REPLACE` may name its columns in another order."""
    connection.execute("UPDATE ops.catalogue SET digest = ?", [_digest(connection)])


def is_of_another_khotin(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether a published file holds other views, macros, comments or tables than this khotin makes; nothing is written."""
    try:
        made = connection.execute("SELECT digest FROM ops.catalogue").fetchall()
    except duckdb.CatalogException:  # of before it was noted
        return True
    return made != [(_digest(connection),)]


def comments(target: str, columns: Iterable[str], kind: str = "TABLE") -> str:
    """The statements that comment a TABLE, VIEW, MACRO or MACRO TABLE (`dq.result`) and its columns, as sql/comments says.

    What it says nothing of gets no comment.
    """
    schema, name = target.split(".")
    words = {column: comment(schema, name, column) for column in ("", *columns)}
    told = {column: in_quotes(text) for column, text in words.items() if text}
    whole = f"COMMENT ON {kind} {target} IS {told.pop('')};" if "" in told else ""
    return whole + "".join(f'COMMENT ON COLUMN {target}."{c}" IS {text};' for c, text in told.items())


def comment(schema: str, name: str, column: str = "") -> str | None:
    """What is said of a column, or of its table, view or macro: Vietnamese / English · codes; None where nothing is."""
    fits = (row for row in _rows(schema).get(column, ()) if fnmatchcase(name, row["object"]))
    # The name itself goes before patterns, a narrower pattern before a wider one.
    best = max(fits, key=lambda row: (row["object"] == name, len(row["object"])), default=None)
    if best is None:
        return None
    return f"{best['vi']} / {best['en']}" + (f" · {best['codes']}" if best["codes"] else "")


@cache
def _rows(schema: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of sql/comments/SCHEMA.csv by column, "" for tables, views and macros."""
    rows: dict[str, list[dict[str, Any]]] = {}
    with (root() / "sql" / "comments" / f"{schema}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["column"], []).append(row)
    return rows


def _digest(connection: duckdb.DuckDBPyConnection) -> str:
    """Changes with every text that views, macros and comments are made from, with the tables below them, and with the views
    as they stand, whose brackets, quotes and blanks DuckDB sets anew when it opens a file.
    """
    (standing,) = connection.execute(STANDING).fetchone() or ("",)
    made_from, told = _texts(tuple(sorted(w for f in MADE_FROM for w in written(root() / f))))
    return hashlib.sha256("\0".join([*made_from, str(standing), *told]).encode()).hexdigest()[:20]


@lru_cache(maxsize=1)
def _texts(_: tuple[tuple[str, int], ...]) -> tuple[list[str], list[str]]:
    """The texts that views are made from; those of comments and the names of migrations. Read again where a file was written since."""
    told = [
        f.read_text(encoding="utf-8")
        for folder, wanted in (("sql/comments", "*.csv"), ("expectations", "*.json"))
        for f in sorted((root() / folder).glob(wanted))
    ]
    told += sorted(f.name for kind in ("migrations", "books") for f in (root() / "sql" / kind).glob("*.sql"))
    return [*view_statements(), sql("load/quality.sql")], told
