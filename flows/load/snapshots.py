"""The snapshots of a lake: which there are, how they end, and how the files that they left are merged."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from flows.files import connected, in_quotes, share_out
from flows.load.lake import Lake, attached

# Each run adds a file a table at most: those below this many bytes are merged once a day, larger ones are never written again.
SMALL = 64_000_000
DELETED = 0.5  # the share of a file's rows that later snapshots deleted, from which on it is written anew
FLUSH = "ducklake_flush_inlined_data('lake')"
REWRITE = f"ducklake_rewrite_data_files('lake', delete_threshold => {DELETED})"
MERGE = f"ducklake_merge_adjacent_files('lake', max_file_size => {SMALL})"
# The snapshots before the last few publications.
OLDER = """
SELECT snapshot_id FROM lake.snapshots() WHERE snapshot_id < (
    SELECT min(snapshot_id) FROM (SELECT snapshot_id FROM lake.snapshots() WHERE commit_extra_info LIKE '%"home"%' ORDER BY 1 DESC LIMIT ?)
)
"""


def listed(lake: Lake) -> list[tuple[int, str]]:
    """The snapshots of a lake that can be read: number and message, the oldest first."""
    with attached(replace(lake, data=None)) as connection:
        return connection.execute(
            "SELECT snapshot_id, coalesce(commit_message, '') FROM lake.snapshots() ORDER BY 1"
        ).fetchall()


def generations(lake: Lake) -> dict[int, int]:
    """The last snapshot of each generation of the home that can be read, the oldest first."""
    with attached(replace(lake, data=None)) as connection:
        told = connection.execute(
            "SELECT snapshot_id, commit_extra_info FROM lake.snapshots() WHERE snapshot_id > 0 ORDER BY snapshot_id"
        ).fetchall()
    found = {json.loads(info or "{}").get("generation", 0): number for number, info in told}
    return {generation: number for generation, number in sorted(found.items()) if generation}


def expire(lake: Lake, keep: int, dry_run: bool = False, at_once: bool = False) -> tuple[int, int]:
    """Ends all snapshots before the last `keep` + 1 publications, and deletes files that no snapshot has; how many of both.

    But for `at_once`, files stay for a day: a reader may be at a snapshot that has just ended, and a writer at one to come.
    """
    told = f"'lake', dry_run => {dry_run}"
    which = "cleanup_all => true" if at_once else "older_than => now() - INTERVAL 1 DAY"
    with attached(replace(lake, data=None)) as connection:
        ended = [number for (number,) in connection.execute(OLDER, [keep + 1]).fetchall()]
        if ended:
            connection.execute(f"CALL ducklake_expire_snapshots({told}, versions => {ended})")
        files = [
            connection.execute(f"CALL {call}({told}, {which})").fetchall()
            for call in ("ducklake_cleanup_old_files", "ducklake_delete_orphaned_files")
        ]
    return len(ended), sum(map(len, files))


def compact(lake: Lake, work: Path) -> tuple[int, int]:
    """Merges small files: how many there were of them, and into how many. Every snapshot that can be read stays as it is.

    Rows that small publications left in the catalogue go to files first; what does not fit into memory is spilled in `work`.
    The caller holds the lake's lease.
    """
    with attached(replace(lake, data=None)) as connection:
        share_out(connection, work)
        _transaction(
            connection, FLUSH
        )  # DuckLake takes what adds files and what merges them in transactions apart
        merged = _transaction(connection, REWRITE, MERGE)
    return sum(before for *_, before, _ in merged), sum(after for *_, after in merged)


def _transaction(connection: duckdb.DuckDBPyConnection, *calls: str) -> list[tuple[Any, ...]]:
    """Calls functions of DuckLake in a snapshot of their own; the rows that they give."""
    connection.execute("BEGIN")
    connection.execute("CALL lake.set_commit_message('khotin', 'compaction')")
    rows = [row for call in calls for row in connection.execute(f"CALL {call}").fetchall()]
    connection.execute("COMMIT")
    return rows


def end_older(lake: Lake) -> None:
    """Ends all snapshots but the last, with their files at once, and writes the catalogue anew without what it held of them.

    A reader that is at an older snapshot loses its files. PostgreSQL gives the room of deleted rows back at its next VACUUM.
    """
    expire(lake, keep=0, at_once=True)
    if lake.kind == "sqlite" and lake.file:
        with closing(sqlite3.connect(lake.file)) as catalogue:
            catalogue.execute("VACUUM")
            catalogue.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if lake.kind == "duckdb" and lake.file:
        _written_anew(lake.file)


def _written_anew(file: Path) -> None:
    """Puts a copy of a DuckDB file in its place: blocks that are free in it hold what was deleted."""
    fresh = file.with_name(f"{file.name}.fresh")
    fresh.unlink(missing_ok=True)
    with connected() as connection:
        connection.execute(f"ATTACH {in_quotes(file)} AS held (READ_ONLY)")
        connection.execute(f"ATTACH {in_quotes(fresh)} AS fresh")
        connection.execute("COPY FROM DATABASE held TO fresh")
    fresh.replace(file)
