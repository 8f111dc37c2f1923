"""What the rest of khotin books and asks: runs, captures, documents, results, judgements and holds, in the books beside the warehouse."""

import os
import re
import shutil
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.assets import sql
from flows.contracts import DOCUMENTS
from flows.files import VIETNAM
from flows.load import alive, books, judgement
from flows.load.all_or_nothing import all_or_nothing
from flows.load.books import COPIED
from flows.load.catalogue import comments
from flows.load.generations import JUDGEMENTS
from flows.load.published import check, opened
from flows.load.store import PRUNED, Store, instant

UNFINISHED = "unfinished"  # in landing: files that are being written
# Tables whose rows never change: their copy grows by what is new.
GROWING = {"capture", "document", "result", "profile", "alert", "stage"}
AHEAD = timedelta(minutes=5)  # how far the books may be ahead of the clock
CLOCK = "set the clock; until then what comes in counts as older than what is there"
RUN_ID = re.compile(r"\d{8}T\d{6}-[0-9a-f]{6}")


def known(warehouse: Path, since: int = 0, captured_at: datetime | None = None) -> pl.DataFrame:
    """The documents that published runs dealt with, those after generation `since`: origin, sha256 (String), is_last (Boolean).
    None where nothing is published.

    One that was gone when it was last looked for is new: it may have come back. `is_last`: no other document of that
    origin was captured since; or, with `captured_at`, this one was captured just then.
    """
    if not warehouse.exists():
        return pl.DataFrame(schema={"origin": pl.String, "sha256": pl.String, "is_last": pl.Boolean})
    given = {"since": since, "captured_at": instant(captured_at) if captured_at else None}
    with books.reading(warehouse) as store:
        return store.frame(sql("load/known.sql"), given).with_columns(pl.col("is_last").cast(pl.Boolean))


def generation(warehouse: Path) -> int:
    """The newest generation that the books know; 0 where there is none."""
    if not books.exist(warehouse):
        return 0
    with books.reading(warehouse) as store:
        ((number,),) = store.rows("SELECT coalesce(max(generation), 0) FROM run")
    return int(number)


def is_lost(warehouse: Path) -> bool:
    """Whether nothing lies where the books know that something was published."""
    return not warehouse.exists() and generation(warehouse) > 0


def documents(warehouse: Path, wanted: pl.DataFrame | None = None, since: date | None = None) -> pl.DataFrame:
    """DOCUMENTS that runs kept, each as it was first fetched: those wanted (origin, sha256), those fetched since a day in Vietnam.

    Raises ValueError where some were booked before captures said how to read them.
    """
    start = instant(datetime.combine(since, time(), VIETNAM)) if since else ""
    with books.reading(warehouse) as store:
        found = store.frame(sql("report/captures.sql"), {"since": start})
    if wanted is not None:
        found = found.join(wanted.select("origin", "sha256").unique(), on=["origin", "sha256"], how="semi")
    unreadable = found.filter(pl.col("media_type").is_null()).height
    if unreadable:
        raise ValueError(
            f"{unreadable} documents were kept by an older khotin, which did not say what they are: run their sources again"
        )
    return found.cast(dict(DOCUMENTS))  # type: ignore[arg-type]


def left_behind(warehouse: Path) -> pl.DataFrame:
    """DOCUMENTS of files that runs loaded which the home's lake never came to hold, and that no published run dealt with since."""
    if not books.exist(warehouse):
        return pl.DataFrame(schema=DOCUMENTS)
    with books.reading(warehouse) as store:
        # Captures are looked through only where there is such a run.
        if store.frame("SELECT run_id FROM run WHERE state = 'left_behind' LIMIT 1").is_empty():
            return pl.DataFrame(schema=DOCUMENTS)
        return store.frame(sql("load/left_behind.sql")).cast(dict(DOCUMENTS))  # type: ignore[arg-type]


def last_runs(warehouse: Path, count: int) -> list[dict[str, Any]]:
    """The rows of the last runs, the newest first. Raises FileNotFoundError where no run was ever made."""
    with books.reading(warehouse) as store:
        return (
            store.frame("SELECT * FROM run ORDER BY started_at DESC LIMIT ?", [count]).drop("seq").to_dicts()
        )


def clock_is_behind(warehouse: Path) -> str | None:
    """In words, how far the clock is behind the last run's start; None where it is not, or little."""
    if not books.path(warehouse).exists():
        return None
    with books.reading(warehouse) as store:
        rows = store.rows("SELECT started_at FROM run ORDER BY seq DESC LIMIT 1")
    ahead = rows[0][0] - datetime.now(UTC) if rows else timedelta()
    if ahead <= AHEAD:
        return None
    return f"the clock is behind: the last run began {ahead.total_seconds() / 60:.0f} minutes from now"


def start_run(warehouse: Path, run_id: str, rules_version: str, kind: str = "manual") -> None:
    """Opens a run's row; runs left open by a process that is gone become `crashed`.

    kind: manual, scheduled, replay, rebuild, rollback, override, identity, withdraw or forget.
    """
    alive.hold(warehouse, run_id)
    with books.writing(warehouse) as store:
        _end_the_dead(warehouse, store)
        store.change(
            "run",
            "INSERT INTO run (run_id, started_at, state, rules_version, process_id, kind) VALUES (?, ?, 'running', ?, ?, ?)",
            [run_id, _now(), rules_version, os.getpid(), kind],
        )


def mend(warehouse: Path) -> None:
    """What a process left that died: runs still open, staging, and books that say published before the rename.

    Call it under the writer's lock. The published file holds the row of every run that it was published by.
    Raises WarehouseUnreadable.
    """
    check(warehouse)
    if not alive.any_alive(warehouse):  # else what is being written there may be a living run's
        shutil.rmtree(warehouse.parent / "landing" / UNFINISHED, ignore_errors=True)
    for staging in (warehouse.parent / "staging").glob("*"):
        if RUN_ID.fullmatch(staging.name) and not alive.alive(warehouse, staging.name):
            shutil.rmtree(staging, ignore_errors=True)
    if not books.exist(warehouse):
        return
    told = _published_by(warehouse)
    with books.writing(warehouse) as store:
        _end_the_dead(warehouse, store)
        last = store.rows("SELECT run_id FROM run WHERE state = 'published' ORDER BY generation DESC LIMIT 1")
        if told is not None and last and last[0][0] not in told:
            _crashed(store, last[0][0], "its process ended before its star was published")


def _published_by(warehouse: Path) -> set[str] | None:
    """The runs that the published file knows; None where there is none."""
    if not warehouse.exists():
        return None
    with opened(warehouse) as connection:
        return {r for (r,) in connection.execute("SELECT run_id FROM ops.run").fetchall()}


def past(warehouse: Path, runs: int = 30) -> pl.DataFrame:
    """The profiles of the last scheduled runs that were published: source, measure, value, counted, run_id, started_at."""
    with books.reading(warehouse) as store:
        return store.frame(sql("validate/past.sql"), {"runs": runs})


def roll_back(warehouse: Path, generation: int, run_id: str) -> None:
    """Books that the star is that of an older generation: what was read since is new again, and scheduled runs hold."""
    with books.writing(warehouse) as store:
        later = store.rows(
            f"SELECT run_id FROM run WHERE generation > ? AND state = 'published' AND kind NOT IN {(*JUDGEMENTS, 'rollback')}",
            [generation],
        )
        for (other,) in later:
            store.change("run", "UPDATE run SET state = 'rolled_back' WHERE run_id = ?", [other])
            _reopen(store, other)
        hold = {
            "at": datetime.now(UTC), "reason": f"generation {generation} was published again by run {run_id}", "released_at": None,
        }  # fmt: skip
        store.append("hold", pl.DataFrame([hold]))
        books.keep_judgements(warehouse, store, "hold", [hold])


def held(warehouse: Path) -> str | None:
    """Why scheduled runs hold, or None: a rollback makes them, `khotin resume` ends it."""
    if not books.exist(warehouse):
        return None
    with books.reading(warehouse) as store:
        rows = store.rows('SELECT reason FROM hold WHERE released_at IS NULL ORDER BY "at" DESC LIMIT 1')
    return str(rows[0][0]) if rows else None


def resume(warehouse: Path) -> bool:
    """Lets scheduled runs go on; False where they were not held."""
    if held(warehouse) is None:
        return False
    with books.writing(warehouse) as store:
        holding = store.frame("SELECT * FROM hold WHERE released_at IS NULL").drop("seq").to_dicts()
        now = datetime.now(UTC)
        store.change("hold", "UPDATE hold SET released_at = ? WHERE released_at IS NULL", [instant(now)])
        books.keep_judgements(warehouse, store, "hold", [{**h, "released_at": now} for h in holding])
    return True


def overrides(warehouse: Path, fact_id: str | None = None) -> pl.DataFrame:
    """Judgements of facts as they were booked, of one fact or of all: fact_id, action, amendment, reason, judged_by, at."""
    if not books.exist(warehouse):
        return pl.DataFrame(schema=judgement.OVERRIDES)
    with books.reading(warehouse) as store:
        query = 'SELECT * FROM override WHERE fact_id = coalesce(?, fact_id) ORDER BY "at", seq'
        return store.frame(query, [fact_id]).drop("seq")


def audit_is_due(warehouse: Path, kind: str) -> bool:
    """Whether a run is to audit the whole star and not only what it touched: the first scheduled run of a day."""
    if kind != "scheduled":
        return False
    day_before = instant(datetime.now(UTC) - timedelta(hours=24))
    with books.reading(warehouse) as store:
        rows = store.rows("SELECT 1 FROM result WHERE stage = 'star' AND \"at\" > ? LIMIT 1", [day_before])
    return not rows


def judged(warehouse: Path) -> frozenset[str]:
    """The facts whose judgement in force is to accept or amend: the gate lets them pass."""
    standing = judgement.standing(overrides(warehouse))
    return frozenset(s.fact_id for s in standing if s.action in judgement.LETS_PASS)


def finish_run(warehouse: Path, run_id: str, state: str, **columns: Any) -> float:
    """Closes a run's row: state published, refused, failed, nothing_new or sources_failed, and any of its other columns.

    Returns how long it took, in seconds: what is printed of a run, its report and its metrics tell the same.
    """
    now = _now()
    sets = "".join(f", {name} = ?" for name in columns)
    with books.writing(warehouse) as store:
        store.change(
            "run",
            f"UPDATE run SET state = ?, finished_at = ?{sets} WHERE run_id = ?",
            [state, now, *columns.values(), run_id],
        )
        rows = store.rows("SELECT started_at, finished_at FROM run WHERE run_id = ?", [run_id])
    alive.let_go(warehouse, run_id)
    return float((rows[0][1] - rows[0][0]).total_seconds()) if rows else 0.0


def fail_run(warehouse: Path, run_id: str, message: str) -> None:
    """Closes a run as `failed`, unless the published file holds its end already: then it is what the books say."""
    try:
        done = _published_by(warehouse)
        with books.writing(warehouse) as store:
            if not (done and run_id in done and store.rows("SELECT 1 FROM run WHERE run_id = ? AND state <> 'running'", [run_id])):  # fmt: skip
                _end(store, run_id, "failed", message)
    finally:
        alive.let_go(warehouse, run_id)


def record(warehouse: Path, table: str, rows: pl.DataFrame, **constant: Any) -> None:
    """Appends rows to a table of the books by column name, with columns of one value for all."""
    if rows.is_empty():
        return
    with books.writing(warehouse) as store:
        frame = rows.with_columns(**{k: pl.lit(v) for k, v in constant.items()})
        if "at" in store.columns(table) and "at" not in frame.columns:
            frame = frame.with_columns(at=pl.lit(datetime.now(UTC)))
        store.append(table, frame)


def copy_into(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> None:
    """Makes schemas ops and dq of a warehouse file hold the books: what changed since it last did.

    `ops.books` says of each table up to where it was copied, and with which sequence number of which books.
    """
    with books.writing(warehouse):
        pass  # where there are none yet, they are born
    with books.reading(warehouse) as store:
        ((books_id, sequence),) = store.rows("SELECT books_id, sequence FROM books")
        changed = dict(store.rows("SELECT table_name, sequence FROM changed"))
        with all_or_nothing(connection):
            copied = _copied(connection, books_id)
            marks: list[Any] = []
            for target, table in COPIED.items():
                before = copied.get(table)
                if before is None or changed.get(table, 0) > before[0]:
                    grows = (
                        before is not None
                        and table in GROWING
                        and changed.get(f"{table}{PRUNED}", 0) <= before[0]
                        and _has_columns(connection, store, target, table)
                    )
                    last = _copy(connection, store, target, table, before[1] if before and grows else None)
                else:
                    last = before[1]
                marks += [table, books_id, sequence, last]
            connection.execute(
                "CREATE OR REPLACE TABLE ops.books (table_name VARCHAR, books_id VARCHAR, sequence BIGINT, last_row BIGINT)"
            )
            connection.execute(comments("ops.books", ("table_name", "books_id", "sequence", "last_row")))
            rows = ", ".join(["(?, ?, ?, ?)"] * len(COPIED))
            connection.execute(f"INSERT INTO ops.books VALUES {rows}", marks)


def _copied(connection: duckdb.DuckDBPyConnection, books_id: str) -> dict[str, tuple[int, int]]:
    """What a file holds of these books: table → sequence number and last row copied."""
    there = connection.execute(
        "SELECT 1 FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = 'ops' AND table_name = 'books'"
    ).fetchone()
    if not there:
        return {}
    rows = connection.execute(
        "SELECT table_name, sequence, last_row FROM ops.books WHERE books_id = ?", [books_id]
    ).fetchall()
    return {table: (sequence, last) for table, sequence, last in rows}


def _has_columns(connection: duckdb.DuckDBPyConnection, store: Store, target: str, table: str) -> bool:
    """Whether a copy has the columns of its table in the books, which a newer khotin may have added to."""
    there = connection.execute(
        "SELECT 1 FROM duckdb_tables() WHERE database_name = current_database() AND schema_name || '.' || table_name = ?",
        [target],
    ).fetchone()
    if not there:
        return False
    told = connection.execute(f"FROM {target} LIMIT 0").description  # duckdb_columns() would bind every view
    return {column[0] for column in told or ()} == set(store.columns(table))


def _copy(
    connection: duckdb.DuckDBPyConnection, store: Store, target: str, table: str, after: int | None
) -> int:
    """Copies a table whole, or the rows after one; the last row copied."""
    rows = store.frame(f"SELECT * FROM {table} WHERE seq > ? ORDER BY seq", [after or 0])
    columns = store.columns(table)
    if after is None:
        told = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        connection.execute(f"CREATE OR REPLACE TABLE {target} ({told})")
        connection.execute(comments(target, columns))
    if rows.height:
        connection.register("_rows", rows.drop("seq"))
        connection.execute(f"INSERT INTO {target} BY NAME FROM _rows")
        connection.unregister("_rows")
    return int(rows["seq"][-1]) if rows.height else after or 0


def _end_the_dead(warehouse: Path, store: Store) -> None:
    for (run_id,) in store.rows("SELECT run_id FROM run WHERE state = 'running'"):
        if not alive.alive(warehouse, run_id):
            _crashed(store, run_id, "its process ended before it did")


def _crashed(store: Store, run_id: str, message: str) -> None:
    _end(store, run_id, "crashed", message)


def _end(store: Store, run_id: str, state: str, message: str) -> None:
    """Closes a run that published nothing, and opens again what it had let go of."""
    store.change(
        "run",
        "UPDATE run SET state = ?, finished_at = ?, message = ? WHERE run_id = ?",
        [state, _now(), message, run_id],
    )
    _reopen(store, run_id)


def _reopen(store: Store, run_id: str) -> None:
    """Opens again what a run had let go of: its star is not the published one."""
    store.change(
        "quarantine",
        "UPDATE quarantine SET state = 'open', closed_by = NULL, closed_reason = NULL WHERE closed_by = ?",
        [f"run {run_id}"],
    )


def _now() -> str:
    return instant(datetime.now(UTC))
