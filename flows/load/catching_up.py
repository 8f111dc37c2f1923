"""A home catches up with its lake: its file becomes what another home published, its books and kept documents get what they lack."""

import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl

from flows.files import connected, share_out
from flows.load import books, lake, landed, ops, shared_books, tombstones
from flows.load.extensions import LakeRefused
from flows.load.lake import Lake
from flows.load.published import put_in_place


class ForgottenElsewhere(LakeRefused):
    """Another home forgot something that this one may still keep."""


def check_forgotten(warehouse: Path, there: Lake) -> None:
    """Raises ForgottenElsewhere where the lake has tombstones that a home with a star has not: what they stand for is here still."""
    if warehouse.exists() and _tombstones(warehouse, there).height:
        raise ForgottenElsewhere(
            "another home has forgotten something, which is to go here too: the next `khotin run` takes it out, and `khotin doctor --mend`"
        )


def take_tombstones(warehouse: Path, there: Lake) -> bool:
    """Books the tombstones of a lake that a home has not, with the key by which they are known; whether there were any."""
    fresh = _tombstones(warehouse, there)
    if fresh.height:
        books.judge(warehouse, "tombstone", fresh)
    return fresh.height > 0


def _tombstones(warehouse: Path, there: Lake) -> pl.DataFrame:
    """The tombstones of a lake that a home has not."""
    with lake.attached(replace(there, data=None)) as connection:
        landed.fetch_key(connection, tombstones.key_file(warehouse))
        told = connection.execute("FROM lake.ops.tombstone").pl()
    with books.reading(warehouse) as store:
        known = store.frame("SELECT kind, digest FROM tombstone")
    return told.join(known, on=["kind", "digest"], how="anti")


def catch_up(warehouse: Path, there: Lake) -> tuple[bool, bool]:
    """Makes a home hold what its lake's last snapshot holds; whether this home has judgements, or tombstones, beyond it.

    The caller holds lock and lease. The star is there last, by one rename: a process that dies before begins again. Generations kept
    as files were of this home alone, so that they no longer follow each other: the lake's snapshots are what `khotin rollback` goes
    back by. Raises LakeRefused.
    """
    part = warehouse.parent / "work" / "caught.duckdb"
    for left in (part, part.with_name(f"{part.name}.wal")):
        left.unlink(missing_ok=True)
    try:
        lake.pull(there, part)
        with lake.attached(replace(there, data=None)) as connection:
            landed.fetch_key(connection, tombstones.key_file(warehouse))
            held = tombstones.load(warehouse)

            def wanted(sha: str) -> bool:
                return not held.holds(tombstones.DOCUMENT, sha)

            landed.fetch(connection, warehouse.parent / "landing", wanted)
        beyond = shared_books.join(warehouse, part, wanted)
        with connected(part) as star:
            share_out(star, part)
            forgets = star.execute("SELECT count(*) FROM ops.tombstone").fetchone() != (
                tombstones.count(warehouse),
            )
            star.execute(
                "DROP TABLE IF EXISTS ops.books"
            )  # which tells how far other books, or older ones, were copied
            ops.copy_into(star, warehouse)
            star.execute("CHECKPOINT")
        shutil.rmtree(warehouse.parent / "generations", ignore_errors=True)
        put_in_place(part, warehouse)
    finally:
        part.unlink(missing_ok=True)
    return beyond, forgets
