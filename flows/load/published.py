"""The published file, and any other DuckDB file, opened for reading with patience for whoever holds it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from flows.load import store
from flows.load.store import BooksLocked


@contextmanager
def opened(file: Path, patience: float | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection. Raises BooksLocked where another program writes to the file for longer than `patience`
    seconds (PATIENCE_SECONDS without it).
    """
    patience = store.PATIENCE_SECONDS if patience is None else patience
    until = time.monotonic() + patience
    while True:
        try:
            connection = duckdb.connect(str(file), read_only=True)
            break
        except duckdb.IOException as error:
            if "lock" not in str(error):
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
