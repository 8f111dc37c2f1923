"""The books: runs, captures, documents, results and quarantine in ops.duckdb, which no rebuild touches."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.assets import root, sql
from flows.contracts import DOCUMENTS
from flows.load.migrate import migrate

COPIED = {
    "ops.run": "run",
    "ops.capture": "capture",
    "ops.override": "override",
    "ops.identity": "identity",
    "ops.hold": "hold",
    "dq.result": "result",
    "dq.quarantine_item": "quarantine",
    "dq.profile": "profile",
    "ops.alert": "alert",
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
    """The documents that published runs dealt with: origin, sha256 (String). None where nothing is published."""
    if not ops_path(warehouse).exists() or not warehouse.exists():
        return pl.DataFrame(schema={"origin": pl.String, "sha256": pl.String})
    with books(warehouse) as connection:
        return connection.execute(
            "SELECT DISTINCT origin, sha256 FROM document WHERE run_id IN (SELECT run_id FROM run WHERE state = 'published')"
        ).pl()


def documents(warehouse: Path, wanted: pl.DataFrame | None = None, since: date | None = None) -> pl.DataFrame:
    """DOCUMENTS that runs kept, each as it was first fetched: those wanted (origin, sha256), those fetched since a day.

    Raises ValueError where some were booked before captures said how to read them.
    """
    with books(warehouse) as connection:
        found = connection.execute(sql("report/captures.sql"), {"since": since}).pl()
    if wanted is not None:
        found = found.join(wanted.select("origin", "sha256").unique(), on=["origin", "sha256"], how="semi")
    unreadable = found.filter(pl.col("media_type").is_null()).height
    if unreadable:
        raise ValueError(
            f"{unreadable} documents were kept by an older khotin, which did not say what they are: run their sources again"
        )
    found = found.with_columns(pl.col("fetched_at").dt.replace_time_zone("UTC"))
    return found.cast(dict(DOCUMENTS))  # type: ignore[arg-type]


def start_run(warehouse: Path, run_id: str, rules_version: str, kind: str = "manual") -> None:
    """Opens a run's row; runs left open by a process that is gone become `crashed`.

    kind: manual, scheduled, replay, rebuild, rollback, override or identity.
    """
    with books(warehouse) as connection:
        for other, process in connection.execute(
            "SELECT run_id, process_id FROM run WHERE state = 'running'"
        ).fetchall():
            if not _alive(process):
                _crashed(connection, other, "its process ended before it did")
        connection.execute(
            "INSERT INTO run BY NAME SELECT ? AS run_id, now() AS started_at, 'running' AS state, ? AS rules_version, "
            "? AS process_id, ? AS kind",
            [run_id, rules_version, os.getpid(), kind],
        )


def mend(warehouse: Path) -> None:
    """Where a process ended between its books and its rename, its run was not published after all.

    Call it under the writer's lock. The published file holds the row of every run that it was published by.
    """
    if not ops_path(warehouse).exists() or not warehouse.exists():
        return
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        told = {r for (r,) in connection.execute("SELECT run_id FROM ops.run").fetchall()}
    with books(warehouse) as connection:
        row = connection.execute(
            "SELECT run_id FROM run WHERE state = 'published' ORDER BY generation DESC LIMIT 1"
        ).fetchone()
        if row and row[0] not in told:
            _crashed(connection, row[0], "its process ended before its star was published")


def past(warehouse: Path, runs: int = 30) -> pl.DataFrame:
    """The profiles of the last scheduled runs that were published: source, measure, value, counted, run_id, started_at."""
    with books(warehouse) as connection:
        found = connection.execute(sql("validate/past.sql"), {"runs": runs}).pl()
    return found.with_columns(pl.col("started_at").dt.replace_time_zone("UTC"))


def roll_back(warehouse: Path, generation: int, run_id: str) -> None:
    """Books that the star is that of an older generation: what was read since is new again, and scheduled runs hold."""
    with books(warehouse) as connection:
        later = connection.execute(
            "SELECT run_id FROM run WHERE generation > ? AND state = 'published' AND kind NOT IN ('override', 'identity', 'rollback')",
            [generation],
        ).fetchall()
        for (other,) in later:
            connection.execute("UPDATE run SET state = 'rolled_back' WHERE run_id = ?", [other])
            _reopen(connection, other)
        connection.execute(
            "INSERT INTO hold SELECT now(), ?, NULL",
            [f"generation {generation} was published again by run {run_id}"],
        )


def held(warehouse: Path) -> str | None:
    """Why scheduled runs hold, or None: a rollback makes them, `khotin resume` ends it."""
    if not ops_path(warehouse).exists():
        return None
    with books(warehouse) as connection:
        row = connection.execute(
            'SELECT reason FROM hold WHERE released_at IS NULL ORDER BY "at" DESC'
        ).fetchone()
    return str(row[0]) if row else None


def resume(warehouse: Path) -> bool:
    """Lets scheduled runs go on; False where they were not held."""
    if held(warehouse) is None:
        return False
    with books(warehouse) as connection:
        connection.execute("UPDATE hold SET released_at = now() WHERE released_at IS NULL")
    return True


def audit_is_due(warehouse: Path, kind: str) -> bool:
    """Whether a run is to audit the whole star and not only what it touched: the first scheduled run of a day."""
    if kind != "scheduled":
        return False
    with books(warehouse) as connection:
        row = connection.execute(
            "SELECT max(\"at\") > now() - INTERVAL 24 HOURS FROM result WHERE stage = 'star'"
        ).fetchone()
    return not (row and row[0])


def judged(warehouse: Path) -> frozenset[str]:
    """The facts whose last judgement is to accept or amend: the gate lets them pass."""
    if not ops_path(warehouse).exists():
        return frozenset()
    with books(warehouse) as connection:
        rows = connection.execute(
            'SELECT fact_id FROM override QUALIFY row_number() OVER (PARTITION BY fact_id ORDER BY "at" DESC, rowid DESC) = 1 '
            "AND action IN ('accept', 'amend')"
        ).fetchall()
    return frozenset(fact_id for (fact_id,) in rows)


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
    connection.execute("SET VARIABLE suites = ?", [str(root() / "expectations" / "*.json")])
    connection.execute(sql("load/quality.sql"))


def _crashed(connection: duckdb.DuckDBPyConnection, run_id: str, message: str) -> None:
    connection.execute(
        "UPDATE run SET state = 'crashed', finished_at = now(), message = ? WHERE run_id = ?",
        [message, run_id],
    )
    _reopen(connection, run_id)


def _reopen(connection: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Opens again what a run had let go of: its star is not the published one."""
    connection.execute(
        "UPDATE quarantine SET state = 'open', closed_by = NULL, closed_reason = NULL WHERE closed_by = 'run ' || ?",
        [run_id],
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
