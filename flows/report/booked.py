"""The books, and what else lies beside a warehouse, as any program may read them: without the libraries that write them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from flows.files import size

STAGES = """
SELECT stage, seconds, "rows", bytes, peak_memory FROM stage
WHERE run_id = (SELECT run_id FROM stage ORDER BY seq DESC LIMIT 1) ORDER BY started_at, seq
"""
# Folders whose files are few enough to be walked; of a landing the books tell the size.
BESIDE = ("generations", "reports", "prefect", "work", "staging")


@contextmanager
def booked(warehouse: Path) -> Iterator[sqlite3.Connection]:
    """A connection that reads the books. Raises FileNotFoundError where no run was made, ValueError where they cannot be read."""
    file = warehouse.parent / "ops.sqlite"
    if not file.exists() and not warehouse.exists():
        raise FileNotFoundError(f"no runs yet beside {warehouse}: `khotin run` makes the first")
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True, timeout=10)) as store:
            yield store
    except sqlite3.Error as error:
        raise ValueError(f"{file} cannot be read ({error}): `khotin doctor` says why") from None


def stages(store: sqlite3.Connection) -> list[tuple[str, float, int | None, int | None, int | None]]:
    """Of the last run that had something to do, its stages: name, seconds, rows, bytes, peak memory. Older books have none."""
    if not store.execute("SELECT 1 FROM sqlite_master WHERE name = 'stage'").fetchall():
        return []
    return store.execute(STAGES).fetchall()


def sizes(warehouse: Path) -> dict[str, int]:
    """Bytes of the folders beside a warehouse, but for its landing."""
    return {name: size(warehouse.parent / name) for name in BESIDE}
