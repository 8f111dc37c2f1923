"""The books, and what else lies beside a warehouse, as any program may read them: without the libraries that write them."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from flows.files import LITTLE, size

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
        raise FileNotFoundError(
            f"chưa có lần chạy nào cạnh / no runs yet beside {warehouse}: `khotin run` tạo lần đầu / makes the first"
        )
    try:
        with closing(_opened(file)) as store:
            yield store
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "").startswith("SQLITE_IOERR") and _free(file) < LITTLE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file)) from None
        raise ValueError(
            f"{file} không đọc được / cannot be read ({error}): `khotin doctor` nói vì sao / says why"
        ) from None


def _opened(file: Path) -> sqlite3.Connection:
    """A connection that reads; on a disk that is full, or mounted read-only, one that asks for no place beside the file, where no WAL waits."""
    address = f"file:{quote(str(file))}?mode=ro"
    store = sqlite3.connect(address, uri=True, timeout=10)
    try:
        store.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        store.close()
        wal = file.with_name(f"{file.name}-wal")
        is_written = _free(file) >= LITTLE and not os.statvfs(file.parent).f_flag & os.ST_RDONLY
        if is_written or not file.exists() or (wal.exists() and wal.stat().st_size):
            raise
        store = sqlite3.connect(f"{address}&immutable=1", uri=True)
    return store


def _free(file: Path) -> int:
    """The bytes free on the disk of a file."""
    return shutil.disk_usage(file.parent).free


def stages(store: sqlite3.Connection) -> list[tuple[str, float, int | None, int | None, int | None]]:
    """Of the last run that had something to do, its stages: name, seconds, rows, bytes, peak memory. Older books have none."""
    if not store.execute("SELECT 1 FROM sqlite_master WHERE name = 'stage'").fetchall():
        return []
    return store.execute(STAGES).fetchall()


def sizes(warehouse: Path) -> dict[str, int]:
    """Bytes of the folders beside a warehouse, but for its landing."""
    return {name: size(warehouse.parent / name) for name in BESIDE}
