"""What many statements change in a star is changed whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import duckdb


@contextmanager
def all_or_nothing(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """One transaction of the block: committed at its end, taken back where it raises. Each statement by itself would wait for the disk."""
    connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(duckdb.Error):  # what failed may have ended it
            connection.execute("ROLLBACK")
        raise
