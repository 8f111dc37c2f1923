"""The books of a home made to hold what its lake's books hold: what other homes fetched, dealt with, judged and set aside.

A lake holds the books as they were copied into the star that was published last. Rows that tell of what happened add up; of what
changes (runs, items set aside, holds, sources) the rules stand below.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.load import books, journal
from flows.load.books import COPIED
from flows.load.published import opened
from flows.load.store import Store, instant

JUDGED = ("override", "identity", "withdrawal", "tombstone")  # what people said; the journal has it too
TOLD = ("capture", "document", "result", "profile", "alert", "stage", "replaced")  # what happened
LEFT_BEHIND = "published in this home, and not yet in its lake when another home went on: its documents are brought in again"


def join(warehouse: Path, star: Path, wanted: Callable[[str], bool]) -> bool:
    """Makes a home's books hold those that a star's file holds copies of; whether judgements of this home's are not among these.

    One transaction. `wanted` tells by a document's SHA-256 whether the books may speak of it. A run that this home published, and the
    star does not know, is `left_behind` from then on.
    """
    with opened(star) as connection:
        copied = {table: _copied(connection, target) for target, table in COPIED.items()}
    paused = _pauses(warehouse)
    with books.writing(warehouse) as store:
        ours = {table: store.frame(f"SELECT * FROM {table} ORDER BY seq").drop("seq") for table in COPIED.values()}  # fmt: skip
        theirs = {table: _of_wanted(_as(frame, ours[table]), wanted) for table, frame in copied.items()}
        theirs["capture"] = _never_asked(theirs["capture"])
        for table in TOLD:
            store.append(table, _lacking(theirs[table], ours[table]))
        for table in JUDGED:
            _judge(warehouse, store, table, _lacking(theirs[table], ours[table], journal.KEYS[table]))
        _runs(store, theirs["run"], ours["run"])
        _items(warehouse, store, theirs["quarantine"], ours["quarantine"])
        _holds(warehouse, store, theirs["hold"], ours["hold"])
        _sources(store, theirs["source"], ours["source"], paused)
    return any(_lacking(ours[t], theirs[t], journal.KEYS[t]).height for t in JUDGED if t != "tombstone")


def _copied(connection: duckdb.DuckDBPyConnection, target: str) -> pl.DataFrame | None:
    """What a star holds of a table of the books; None where it was never copied."""
    query = "SELECT 1 FROM duckdb_tables() WHERE schema_name || '.' || table_name = ?"
    if not connection.execute(query, [target]).fetchone():
        return None
    return connection.execute(f"FROM {target} ORDER BY rowid").pl()


def _as(frame: pl.DataFrame | None, ours: pl.DataFrame) -> pl.DataFrame:
    """A frame with the columns and types of ours."""
    if frame is None:
        return ours.clear()
    return frame.select(
        (pl.col(c) if c in frame.columns else pl.lit(None)).cast(kind).alias(c)
        for c, kind in ours.schema.items()
    )


def _never_asked(captures: pl.DataFrame) -> pl.DataFrame:
    """Captures of an older khotin that called failed what was put off, as sql/books/006_put_off.sql does ours."""
    is_put_off = (pl.col("outcome") == "failed") & (pl.col("reason") == "later") & pl.col("status").is_null()
    return captures.with_columns(outcome=pl.when(is_put_off).then(pl.lit("put_off")).otherwise("outcome"))


def _of_wanted(rows: pl.DataFrame, wanted: Callable[[str], bool]) -> pl.DataFrame:
    """Rows without those of documents that are not wanted."""
    if "sha256" not in rows.columns:
        return rows
    unwanted = [sha for sha in rows["sha256"].unique().drop_nulls() if not wanted(sha)]
    return rows.filter(~pl.col("sha256").is_in(unwanted) | pl.col("sha256").is_null())


def _lacking(rows: pl.DataFrame, there: pl.DataFrame, on: tuple[str, ...] = ()) -> pl.DataFrame:
    """The rows that are not there, by some columns or by all."""
    keys = list(on or rows.columns)
    return rows.join(
        there.select(keys).unique(), on=keys, how="anti", nulls_equal=True, maintain_order="left"
    )


def _judge(warehouse: Path, store: Store, table: str, rows: pl.DataFrame) -> None:
    if rows.height:
        store.append(table, rows)
        books.keep_judgements(warehouse, store, table, rows.to_dicts())


def _runs(store: Store, theirs: pl.DataFrame, ours: pl.DataFrame) -> None:
    """A run that has ended is as the lake knows it; one that is under way is its own home's to tell of."""
    ended = theirs.filter(pl.col("state") != "running")
    store.append("run", _lacking(ended, ours, ("run_id",)))
    for row in _differing(ended, ours, "run_id"):
        _put(store, "run", "run_id", row)
    behind = _lacking(ours.filter(pl.col("state") == "published"), ended, ("run_id",))
    for run_id in behind["run_id"]:
        change = "UPDATE run SET state = 'left_behind', message = ? WHERE run_id = ?"
        store.change("run", change, [LEFT_BEHIND, run_id])


def _items(warehouse: Path, store: Store, theirs: pl.DataFrame, ours: pl.DataFrame) -> None:
    """An item is as the lake knows it, but for one that a person closed here."""
    key = "quarantine_id"
    fresh = _lacking(theirs, ours, (key,))
    store.append("quarantine", fresh)
    closed_here = set(ours.filter(pl.col("state") == "closed")[key])
    changed = [row for row in _differing(theirs, ours, key) if row[key] not in closed_here]
    for row in changed:
        _put(store, "quarantine", key, row)
    closed = [row for row in (*fresh.to_dicts(), *changed) if row["state"] == "closed"]
    if closed:
        books.keep_judgements(warehouse, store, "quarantine", closed)


def _holds(warehouse: Path, store: Store, theirs: pl.DataFrame, ours: pl.DataFrame) -> None:
    """Scheduled runs hold in every home, until a person lets them go on in one."""
    _judge(warehouse, store, "hold", _lacking(theirs, ours, ("at",)))
    ended = theirs.filter(pl.col("released_at").is_not_null())
    for row in _differing(ended, ours.filter(pl.col("released_at").is_null()), "at"):
        change = 'UPDATE hold SET released_at = ? WHERE "at" = ?'
        store.change("hold", change, [instant(row["released_at"]), instant(row["at"])])
        books.keep_judgements(warehouse, store, "hold", [row])


def _sources(store: Store, theirs: pl.DataFrame, ours: pl.DataFrame, paused: dict[str, Any]) -> None:
    """A source is as who fetched it last knows it; paused or not as a person said here since the last publication, else there.

    `paused`: what this home's published star says of it.
    """
    store.append("source", _lacking(theirs, ours, ("name",)))
    here = {row["name"]: row for row in ours.to_dicts()}
    for row in _differing(theirs, ours, "name"):
        own = here[row["name"]]
        active = own["active"] if own["active"] != paused.get(row["name"]) else row["active"]
        later = (row["fetched_at"] is not None) and (
            own["fetched_at"] is None or row["fetched_at"] > own["fetched_at"]
        )
        _put(store, "source", "name", (row if later else own) | {"active": active})


def _pauses(warehouse: Path) -> dict[str, Any]:
    """What the published star says of each source: paused or not."""
    if not warehouse.exists():
        return {}
    with opened(warehouse) as connection:
        told = _copied(connection, "ops.source")
    return {} if told is None else dict(told.select("name", "active").iter_rows())


def _differing(theirs: pl.DataFrame, ours: pl.DataFrame, key: str) -> list[dict[str, Any]]:
    """Their rows of what both have and tell differently."""
    known = theirs.join(ours.select(key), on=key, how="semi", maintain_order="left")
    return _lacking(known, ours).to_dicts()


def _put(store: Store, table: str, key: str, row: dict[str, Any]) -> None:
    """Makes the row of a key what it is told to be."""
    told = {c: instant(v) if isinstance(v, datetime) else v for c, v in row.items()}
    sets = ", ".join(f'"{c}" = :{c}' for c in told)
    store.change(table, f'UPDATE {table} SET {sets} WHERE "{key}" = :{key}', told)
