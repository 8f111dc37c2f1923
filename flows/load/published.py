"""The published file, and any other DuckDB file, opened for reading with patience for whoever holds it; whether it can be read at all."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from flows.files import connected
from flows.load import blocks, store
from flows.load.blocks import HEADERS
from flows.load.migrate import newer_than_code
from flows.load.store import BooksLocked

READ_ONLY = 0o444


class WarehouseUnreadable(ValueError):
    """What lies at the warehouse's name cannot be read, or is none of khotin's."""


class WarehouseDamaged(ValueError):
    """A block of what was to be published is not as it was written."""


def check(file: Path) -> None:
    """Finds out, before anything is read or written, that a warehouse can be built upon. Raises WarehouseUnreadable, BooksLocked."""
    if file.exists() and (wrong := fault(file)):
        raise WarehouseUnreadable(f"{file} {wrong[0]}: {wrong[1] or way_back(file)}")
    if not file.exists() and (other := _whose_books(file)):
        raise WarehouseUnreadable(
            f"{file} không có, sổ bên cạnh là của / is not there, and the books beside it are of {other.name}: mỗi thư mục một kho / a folder holds one warehouse; "
            f"name --warehouse {other}, or a file in a folder of its own"
        )


def _whose_books(file: Path) -> Path | None:
    """Another warehouse in a folder that has books, which count documents and generations for one alone."""
    if not (file.parent / store.BOOKS).exists():
        return None
    beside = sorted(file.parent.glob("*.duckdb"))
    return next((other for other in beside if other != file and not fault(other)), None)


def fault(file: Path) -> tuple[str, str | None] | None:
    """Why a file cannot be built upon, in words that follow its name, and what to do, None where that is `way_back`; None where it
    can be. Raises BooksLocked.
    """
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
                told = f"{file.stat().st_size} of {size[0] + HEADERS} bytes"
                return f"cannot be read, for it is cut short: {told}", None
            if not {"main.migration", "ops.run"} <= tables:
                return (
                    "là kho DuckDB của thứ khác / is a DuckDB database of something else",
                    "nêu tệp khác / name another file with --warehouse",
                )
            if newer := newer_than_code(connection):
                return (
                    f"do bản khotin mới hơn ghi / was written by a newer khotin ({', '.join(newer)})",
                    "upgrade khotin",
                )
    except duckdb.Error as error:
        said = " ".join(str(error).split())
        if "newer version of DuckDB" in said or "version number" in said:
            mend = "upgrade khotin and its DuckDB, or name another file with --warehouse"
            return f"cannot be read ({said[:300]})", mend
        short = ", for it is cut short" if "Could not read enough bytes" in said else ""
        return f"cannot be read{short} ({said[:300]})", None
    return None


def generations(warehouse: Path) -> list[Path]:
    """The generations kept, the newest first."""
    return sorted((warehouse.parent / "generations").glob("*.duckdb"), reverse=True)


def way_back(warehouse: Path) -> str:
    """What brings back a warehouse that is damaged: the newest generation kept that is whole, else its kept documents."""
    for back, kept in enumerate(generations(warehouse), 1):
        if not blocks.damage(kept) and not fault(kept):
            return f"`khotin rollback {back}` publishes generation {int(kept.stem)} again, the newest that is whole; then `khotin run`"
    return (
        "không còn bản nào lành / no whole generation is kept: `khotin restore` puts a backup back, else move it away, then `khotin rebuild` reads "
        "every kept document again"
    )


def is_broken(file: Path) -> bool:
    """Whether what lies at the warehouse's name was one and is damaged. Raises WarehouseUnreadable for what is none of this khotin's."""
    if not file.exists():
        return False
    wrong = fault(file)
    if wrong and wrong[1]:
        raise WarehouseUnreadable(f"{file} {wrong[0]}: {wrong[1]}")
    return bool(wrong or blocks.damage(file))


def put_away(file: Path) -> Path:
    """Moves a broken file with its WAL out of the way; where it lies now."""
    _put_away_wal(file)
    return _put_away(file, f"{file.name}.{file.stat().st_mtime_ns}.broken")


def _put_away_wal(file: Path) -> None:
    """Moves what a client that wrote to a published file and died left, and DuckDB would replay into the next one."""
    wal = file.with_name(file.name + ".wal")
    if wal.exists():
        _put_away(wal, f"{file.name}.{wal.stat().st_mtime_ns}.wal")


def _put_away(stray: Path, name: str) -> Path:
    folder = stray.parent / "work" / "strays"
    folder.mkdir(parents=True, exist_ok=True)
    return stray.replace(folder / name)


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
                    f"{file} bị giữ để ghi bởi / was held for writing by {holder} for {patience:g} s: close it there, then try again; nothing was changed"
                ) from None
            time.sleep(0.1)
    try:
        yield connection
    finally:
        connection.close()


def put_in_place(fresh: Path, file: Path) -> None:
    """Makes a closed file of a star the one that is published, read-only, by one rename. Raises WarehouseDamaged."""
    if wrong := blocks.damage(fresh):
        raise WarehouseDamaged(
            f"{fresh} {wrong}, nothing was published: run again; where it happens again, {way_back(file)}"
        )
    _put_away_wal(file)
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
