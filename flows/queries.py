"""One query of a person's own on a connection: it reads, and it reaches nothing beside the warehouse."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

# DuckDB calls most of them a SELECT; blanks and comments may stand before.
PRAGMA = re.compile(r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*(pragma)\b", re.I | re.S)
# Functions that change the connection, or write a file, out of a SELECT.
CHANGING = re.compile(
    r"\b((?:en|dis)able_\w+|(?:force_)?checkpoint|truncate_duckdb_logs|write_log)\W*\(", re.I
)
PIVOT = re.compile(r"(?i)\bpivot\b")  # without its columns DuckDB makes two statements of it
LOCKED = (
    "SET TimeZone = 'Asia/Ho_Chi_Minh'",  # instants are shown as the days of the views are
    "SET python_enable_replacements = false",  # no variable of this program is a table
    "SET enable_external_access = false",  # no file, no address, no other database, no extension
    "SET lock_configuration = true",
)


class Refused(ValueError):
    """A query that would do more than read."""


def lock(connection: "duckdb.DuckDBPyConnection") -> None:
    """From now on the connection reads its own database and nothing else; no query can undo that."""
    for setting in LOCKED:
        connection.execute(setting)


def run(connection: "duckdb.DuckDBPyConnection", query: str) -> None:
    """Runs one query that reads; its rows are fetched from the connection.

    Raises Refused where it is more than one statement or of another kind, DuckDB's own error where it cannot be run.
    """
    statements = connection.extract_statements(query)
    if not statements:
        raise Refused(
            "không có câu hỏi / no query: give SQL in quotes, or the name of a question (`khotin sql` lists them)"
        )
    if len(statements) > 1:
        pivot = "; of PIVOT say the columns with IN (…)" if PIVOT.search(query) else ""
        raise Refused(
            f"{len(statements)} lệnh, mỗi lần một câu / statements: give one query at a time{pivot}"
        )
    kind = statements[0].type.name
    if kind not in ("SELECT", "EXPLAIN"):
        raise Refused(
            f"chỉ chạy câu đọc, đây là {kind} / only a query that reads is run, and this is {kind}: begin with SELECT, WITH or FROM"
        )
    if found := PRAGMA.match(query) or CHANGING.search(query):
        raise Refused(
            f"chỉ chạy câu đọc, bỏ {found[1]} / only a query that reads is run, and {found[1]} does more: leave it out"
        )
    connection.execute(statements[0])
