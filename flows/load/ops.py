"""The books: runs, captures, documents, results and quarantine in ops.duckdb, which no rebuild touches."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.load.migrate import migrate

COPIED = {
    "ops.run": "run",
    "ops.capture": "capture",
    "ops.override": "override",
    "dq.result": "result",
    "dq.quarantine_item": "quarantine",
}


def ops_path(warehouse: Path) -> Path:
    """ops.duckdb lies beside the warehouse."""
    return warehouse.parent / "ops.duckdb"


@contextmanager
def books(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """ops.duckdb opened for writing, its migrations applied; closed at the end."""
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(str(ops_path(warehouse)))
    try:
        migrate(connection, "ops")
        yield connection
    finally:
        connection.close()


def known(warehouse: Path) -> pl.DataFrame:
    """The documents that earlier runs dealt with: origin, sha256 (String)."""
    if not ops_path(warehouse).exists():
        return pl.DataFrame(schema={"origin": pl.String, "sha256": pl.String})
    with books(warehouse) as connection:
        return connection.execute("SELECT DISTINCT origin, sha256 FROM document").pl()


def start_run(warehouse: Path, run_id: str, rules_version: str) -> None:
    """Opens a run's row; runs left open by a process that is gone become `crashed`."""
    with books(warehouse) as connection:
        for other, process in connection.execute(
            "SELECT run_id, process_id FROM run WHERE state = 'running'"
        ).fetchall():
            if not _alive(process):
                connection.execute(
                    "UPDATE run SET state = 'crashed', finished_at = now(), message = 'its process ended before it did' WHERE run_id = ?",
                    [other],
                )
        connection.execute(
            "INSERT INTO run BY NAME SELECT ? AS run_id, now() AS started_at, 'running' AS state, ? AS rules_version, ? AS process_id",
            [run_id, rules_version, os.getpid()],
        )


def finish_run(warehouse: Path, run_id: str, state: str, **columns: Any) -> None:
    """Closes a run's row: state published, refused, failed or nothing_new, and any of its other columns."""
    with books(warehouse) as connection:
        sets = ", ".join(f"{name} = ?" for name in columns)
        connection.execute(
            f"UPDATE run SET state = ?, finished_at = now(){', ' + sets if sets else ''} WHERE run_id = ?",
            [state, *columns.values(), run_id],
        )


def record(warehouse: Path, table: str, rows: pl.DataFrame, **constant: Any) -> None:
    """Appends rows to a table of the books by column name, with columns of one value for all."""
    if rows.is_empty():
        return
    with books(warehouse) as connection:
        frame = rows.with_columns(**{k: pl.lit(v) for k, v in constant.items()})
        columns = {
            c
            for (c,) in connection.execute(
                "SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [table]
            ).fetchall()
        }
        connection.register("_rows", frame.select([c for c in frame.columns if c in columns]))
        stamp = ', now() AS "at"' if "at" in columns and "at" not in frame.columns else ""
        connection.execute(f"INSERT INTO {table} BY NAME SELECT *{stamp} FROM _rows")


def copy_into(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> None:
    """Copies the books into schemas ops and dq of a warehouse file."""
    with books(warehouse):
        pass
    connection.execute(f"ATTACH '{ops_path(warehouse)}' AS books (READ_ONLY)")
    for target, table in COPIED.items():
        connection.execute(f"CREATE OR REPLACE TABLE {target} AS FROM books.main.{table}")
    for target, table in COPIED.items():
        comment = connection.execute(
            "SELECT comment FROM duckdb_tables() WHERE database_name = 'books' AND table_name = ?", [table]
        ).fetchone()
        if comment and comment[0]:
            connection.execute(f"COMMENT ON TABLE {target} IS '{comment[0]}'")
    connection.execute("DETACH books")
    connection.execute(
        "CREATE OR REPLACE VIEW dq.quarantine AS SELECT q.quarantine_id, q.run_id, q.stage, q.reason, q.expectation, q.article_id, "
        'a.article_version, q.char_start, q.char_end, q.origin, q.payload, q.rules_version, q.state, q.closed_by, q.closed_reason, q."at", '
        "q.fact_type, q.fact_id, q.version_id FROM dq.quarantine_item AS q LEFT JOIN main.dim_article AS a ON q.version_id = a.version_id"
    )


def _alive(process: int | None) -> bool:
    if process is None:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
