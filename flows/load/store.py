"""One SQLite file and the verbs on it: what another database would have to offer to hold the books in its place.

Readers never wait for the writer, nor it for them (WAL); every transaction is on the disk when it ends.
"""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

import polars as pl

from flows.contracts import INSTANT
from flows.files import LITTLE
from flows.load.migrate import beyond, digest

PRUNED = ":pruned"  # in table `changed`, behind the name of a table that rows were taken out of
BOOKS = "ops.sqlite"  # beside the warehouse
PATIENCE_SECONDS = 10.0  # how long another program's lock is waited for
_TYPES: dict[str, Any] = {
    "VARCHAR": pl.String,
    "BIGINT": pl.Int64,
    "INTEGER": pl.Int32,
    "BOOLEAN": pl.Boolean,
    "DOUBLE PRECISION": pl.Float64,
    "TIMESTAMPTZ": INSTANT,
}
_INSTANT = "%Y-%m-%d %H:%M:%S%.6f+00:00"  # of one width, so that its order is that of time
Parameters = Sequence[Any] | Mapping[str, Any]

sqlite3.register_converter("TIMESTAMPTZ", lambda told: datetime.fromisoformat(told.decode()))
sqlite3.register_converter("BOOLEAN", lambda told: told == b"1")


class BooksLocked(RuntimeError):
    """Another program holds the books, or the published file, for longer than we wait."""


class BooksDamaged(RuntimeError):
    """The books are not what they should be: nothing is read from them or written to them until they are mended."""


class Store:
    """An open transaction on a file: a snapshot to read, or all that is booked or none of it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._changed: set[str] = set()

    def rows(self, query: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """The rows of a query. Columns of tables come as they are declared: instants with their zone, truth as bool."""
        return self._connection.execute(query, parameters).fetchall()

    def frame(self, query: str, parameters: Parameters = ()) -> pl.DataFrame:
        """The rows of a query with its columns' names, typed by the tables' declarations where a name is theirs."""
        cursor = self._connection.execute(query, parameters)
        names = [c[0] for c in cursor.description]
        types = self._declared
        schema = {name: _TYPES[types[name]] if name in types else None for name in names}
        return pl.DataFrame(cursor.fetchall(), schema=schema, orient="row")

    @cached_property
    def _declared(self) -> dict[str, str]:
        """The type of each column of any table: no name has two, and none changes within a transaction."""
        return {name: kind for table in self.tables() for name, kind in self.columns(table).items()}

    def tables(self) -> list[str]:
        """The names of the tables."""
        return [n for (n,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]

    def columns(self, table: str) -> dict[str, str]:
        """The columns of a table with their declared types, without `seq`."""
        told = self.rows("SELECT name, type FROM pragma_table_info(?)", [table])
        return {name: kind for name, kind in told if name != "seq"}

    def append(self, table: str, rows: pl.DataFrame) -> int:
        """Appends the columns of a frame that the table has; how many rows. Instants are UTC."""
        known = self.columns(table)
        frame = rows.select([c for c in rows.columns if c in known])
        instants = [c for c, kind in frame.schema.items() if isinstance(kind, pl.Datetime)]
        frame = frame.with_columns(_as_told(pl.col(c), frame.schema[c]) for c in instants)
        names = ", ".join(f'"{c}"' for c in frame.columns)
        marks = ", ".join("?" * frame.width)
        self._connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", frame.iter_rows())
        self._changed.add(table)
        return frame.height

    def change(self, table: str, statement: str, parameters: Parameters = ()) -> int:
        """Runs a statement that changes rows of a table; how many."""
        self._changed.add(table)
        return self._connection.execute(statement, parameters).rowcount

    def prune(self, table: str, condition: str, parameters: Parameters = ()) -> int:
        """Deletes rows of a table that otherwise only grows; how many. The published copy of it begins anew."""
        self._changed.add(f"{table}{PRUNED}")
        return self.change(table, f"DELETE FROM {table} WHERE {condition}", parameters)

    def _close_transaction(self) -> None:
        """Counts the transaction, where it changed anything."""
        self._changed.discard("books")
        if not self._changed:
            return
        self._connection.execute("UPDATE books SET sequence = sequence + 1")
        self._connection.executemany(
            "INSERT OR REPLACE INTO changed SELECT ?, sequence FROM books", [(t,) for t in self._changed]
        )


def instant(moment: datetime) -> str:
    """An instant as the books hold it: "2026-01-02 03:04:05.000006+00:00"."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f+00:00")


@contextmanager
def snapshot(file: Path) -> Iterator[Store]:
    """A file opened for reading only, as it stands now. Raises BooksLocked, BooksDamaged."""
    with _named(file), _connected(file, "ro") as connection:
        connection.execute("BEGIN")
        yield Store(connection)


@contextmanager
def transaction(file: Path) -> Iterator[Store]:
    """One transaction: on the disk as a whole when the block ends, undone where it fails. Raises BooksLocked, BooksDamaged."""
    with _named(file), _connected(file, "rw") as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            store = Store(connection)
            yield store
            store._close_transaction()
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def create(file: Path, books_id: str, sequence: int = 0) -> None:
    """A new file with empty books."""
    with _named(file), _connected(file, "rwc") as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE migration (name VARCHAR, digest VARCHAR, applied_at TIMESTAMPTZ)")
    migrate(file)
    with transaction(file) as store:
        born = instant(datetime.now(UTC))
        store.change("books", "INSERT INTO books VALUES (?, ?, ?, 0)", [books_id, born, sequence])


def copy(file: Path, target: Path) -> None:
    """Copies a file as it stands, what its WAL holds among it."""
    with _named(file), _connected(file, "ro") as source, closing(sqlite3.connect(target)) as written:
        source.backup(written)
        written.execute("PRAGMA journal_mode = DELETE")


def waiting(file: Path) -> list[Path]:
    """What `sql/books` has beyond the file. Raises MigrationRefused."""
    with snapshot(file) as store:
        applied = dict(store.rows("SELECT name, digest FROM migration"))
    return beyond(applied, "books", file)


def migrate(file: Path) -> None:
    """Applies what `sql/books` has beyond the file. Raises MigrationRefused."""
    for step in waiting(file):
        now = instant(datetime.now(UTC))
        stamp = f"INSERT INTO migration VALUES ('{step.name}', '{digest(step)}', '{now}');"
        with _named(file), _connected(file, "rw") as connection:
            connection.executescript(
                f"BEGIN IMMEDIATE;\n{step.read_text(encoding='utf-8')}\n{stamp}\nCOMMIT;"
            )


def damage(file: Path, thorough: bool = True) -> str | None:
    """What is wrong with a file as SQLite sees it, or None. `thorough` reads every page."""
    try:
        with snapshot(file) as store:
            store.rows("SELECT books_id, sequence FROM books")
            told = store.rows("PRAGMA quick_check(1)") if thorough else [("ok",)]
    except BooksDamaged as error:
        return str(error).removeprefix(f"{file} ")
    return None if told == [("ok",)] else f"is damaged: {str(told[0][0]).splitlines()[-1]}"


@contextmanager
def _connected(file: Path, mode: str) -> Iterator[sqlite3.Connection]:
    connection = _opened(file, f"mode={mode}")
    try:
        if mode == "ro":
            connection = _that_reads(file, connection)
        connection.execute("PRAGMA synchronous = FULL")
        yield connection
    finally:
        connection.close()


def _opened(file: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"file:{quote(str(file))}?{how}",
        uri=True,
        timeout=PATIENCE_SECONDS,
        isolation_level=None,
        detect_types=sqlite3.PARSE_DECLTYPES,
    )


def _that_reads(file: Path, connection: sqlite3.Connection) -> sqlite3.Connection:
    """The connection, or one that asks for no place beside the file: readers of a WAL share a file there, which a full disk, or
    one that is mounted read-only, has no room for. Nobody writes there then, and where no WAL waits the file has all.
    """
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        wal = file.with_name(f"{file.name}-wal")
        if not _takes_nothing(file.parent) or not file.exists() or (wal.exists() and wal.stat().st_size):
            raise
        connection.close()
        return _opened(file, "mode=ro&immutable=1")
    return connection


def _takes_nothing(folder: Path) -> bool:
    """Whether a disk is full, or mounted so that nobody can write to it."""
    return bool(os.statvfs(folder).f_flag & os.ST_RDONLY) or shutil.disk_usage(folder).free < LITTLE


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """SQLite's errors, as what a person can act on."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorname", "")
        if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise BooksLocked(
                f"{file} was held by another program for {PATIENCE_SECONDS:g} s: close what has it open for writing, then "
                "try again; nothing was booked"
            ) from None
        no_room = code.startswith("SQLITE_IOERR") and shutil.disk_usage(file.parent).free < LITTLE
        if code.startswith("SQLITE_FULL") or no_room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file)) from None
        # "Locking protocol": readers could not agree on the file they share, which on such a disk nobody can write.
        cannot = code.startswith("SQLITE_PROTOCOL") and _takes_nothing(file.parent)
        if (cannot or code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN"))) and file.exists():
            raise OSError(errno.EROFS, "the books cannot be written", str(file)) from None
        if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "no such table" in str(error):
            raise BooksDamaged(f"{file} is damaged: {error}") from None
        if code.startswith("SQLITE_CANTOPEN") and not file.exists():
            raise BooksDamaged(f"{file} is missing") from None
        raise


def _as_told(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    zone = getattr(kind, "time_zone", None)
    utc = column.dt.convert_time_zone("UTC") if zone else column.dt.replace_time_zone("UTC")
    return utc.dt.strftime(_INSTANT)
