"""Quarantine in the books: a thing set aside has one row, which stays open until it lands or a person closes it."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.assets import sql
from flows.load.ops import books, ops_path, record


class UnknownItem(KeyError):
    """No item of the quarantine has this id."""


def book(warehouse: Path, run_id: str, rows: pl.DataFrame, documents: pl.DataFrame) -> None:
    """Books what a run set aside (QUARANTINE with sha256 and rules_version), and lets go of what it did not.

    An item that is open already moves to this run; one that a person closed stays closed. The open items of the
    documents read (origin, sha256) that were not set aside again leave as `replayed`.
    """
    with books(warehouse) as connection:
        connection.register("set_aside", rows)
        connection.register("documents", documents.select("origin", "sha256"))
        connection.execute("BEGIN")
        for statement in connection.extract_statements(sql("load/quarantine.sql")):
            stamp = {"run_id": run_id} if statement.named_parameters else None
            connection.execute(statement, stamp)
        known = connection.execute("SELECT quarantine_id FROM quarantine").pl()
        connection.execute("COMMIT")
    record(
        warehouse,
        "quarantine",
        rows.join(known, on="quarantine_id", how="anti"),
        run_id=run_id,
        state="open",
    )


def items(
    warehouse: Path, state: str | None = "open", ids: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """Items of the quarantine, the newest first: in one state (all with None), those whose ids begin as given.

    Raises UnknownItem for an id that no item, or more than one, begins with.
    """
    if not ops_path(warehouse).exists():
        raise FileNotFoundError(f"no runs yet beside {warehouse}: `khotin run` makes the first")
    with duckdb.connect(str(ops_path(warehouse)), read_only=True) as connection:
        rows = connection.execute(
            'SELECT * FROM quarantine ORDER BY "at" DESC, stage, reason, quarantine_id'
        ).pl()
    found = rows.to_dicts()
    if ids:
        found = [_one(given, found) for given in ids]
    return [row for row in found if state is None or row["state"] == state]


def close(warehouse: Path, ids: Collection[str], reason: str, by: str) -> None:
    """Closes items with a reason. Raises ValueError without one."""
    if not reason.strip():
        raise ValueError('closing needs a reason: --reason "…"')
    with books(warehouse) as connection:
        connection.execute(
            "UPDATE quarantine SET state = 'closed', closed_by = ?, closed_reason = ? WHERE quarantine_id IN (SELECT unnest(?))",
            [by, reason, list(ids)],
        )


def _one(given: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    matching = [row for row in rows if row["quarantine_id"].startswith(given)]
    if len(matching) != 1:
        raise UnknownItem(
            f"{len(matching) or 'no'} items have an id that begins with {given}: `khotin quarantine list` shows the ids"
        )
    return matching[0]
