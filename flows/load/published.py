"""The published file, and any other DuckDB file, opened for reading with patience for whoever holds it; whether it can be read at all."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from flows.files import connected
from flows.load import store
from flows.load.migrate import newer_than_code
from flows.load.store import BooksLocked

READ_ONLY = 0o444
HEADERS = 3 * 4096  # bytes before a DuckDB file's first block


class WarehouseUnreadable(ValueError):
    """What lies at the warehouse's name cannot be read, or is none of khotin's."""


def check(file: Path) -> None:
    """Finds out, before anything is read or written, that a warehouse can be built upon. Raises WarehouseUnreadable, BooksLocked."""
    if not file.exists():
        return
    kept = sorted((file.parent / "generations").glob("*.duckdb"))
    otherwise = f"; the generation before is {kept[-1]}" if kept else ""
    mend = f"move it away and run again{otherwise}"
    try:
        with opened(file) as connection:
            size = connection.execute(
                "SELECT block_size * used_blocks FROM pragma_database_size()"  # free ones at its end may not be there
            ).fetchone()
            tables = {
                f"{s}.{t}"
                for s, t in connection.execute(
                    "SELECT schema_name, table_name FROM duckdb_tables()"
                ).fetchall()
            }
            if size and file.stat().st_size < size[0] + HEADERS:
                raise WarehouseUnreadable(
                    f"{file} cannot be read, for it is cut short: {file.stat().st_size} of {size[0] + HEADERS} bytes; {mend}"
                )
            if not {"main.migration", "ops.run"} <= tables:
                raise WarehouseUnreadable(
                    f"{file} is a DuckDB database of something else: name another file with --warehouse"
                )
            if newer := newer_than_code(connection):
                raise WarehouseUnreadable(
                    f"{file} was written by a newer khotin ({', '.join(newer)}): upgrade khotin"
                )
    except duckdb.Error as error:
        said = " ".join(str(error).split())
        if "newer version of DuckDB" in said or "version number" in said:
            mend = "upgrade khotin and its DuckDB, or name another file with --warehouse"
        short = ", for it is cut short" if "Could not read enough bytes" in said else ""
        raise WarehouseUnreadable(f"{file} cannot be read{short} ({said[:300]}): {mend}") from None


@contextmanager
def opened(file: Path, patience: float | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection. Raises BooksLocked where another program writes to the file for longer than `patience`
    seconds (PATIENCE_SECONDS without it).
    """
    patience = store.PATIENCE_SECONDS if patience is None else patience
    until = time.monotonic() + patience
    while True:
        try:
            connection = connected(file, read_only=True)
            break
        except duckdb.IOException as error:
            if "set lock" not in str(error):  # "block" is a word of damaged files
                raise
            if time.monotonic() > until:
                holder = str(error).partition("held in ")[2].split(". ")[0] or "another program"
                raise BooksLocked(
                    f"{file} was held for writing by {holder} for {patience:g} s: close it there, then try again; nothing was changed"
                ) from None
            time.sleep(0.1)
    try:
        yield connection
    finally:
        connection.close()


def put_in_place(fresh: Path, file: Path) -> None:
    """Makes a closed file of a star the one that is published, read-only, by one rename.

    A client that wrote to the published file and died leaves a WAL that would be replayed into the next one: it is moved to
    work/strays.
    """
    stray = file.with_name(file.name + ".wal")
    if stray.exists():
        folder = file.parent / "work" / "strays"
        folder.mkdir(parents=True, exist_ok=True)
        stray.replace(folder / f"{file.name}.{stray.stat().st_mtime_ns}.wal")
    fresh.chmod(READ_ONLY)
    _sync(fresh)
    fresh.replace(file)
    _sync(file.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
