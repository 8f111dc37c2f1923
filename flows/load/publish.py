"""The work copy, and its publication by one rename: readers see the last generation or the next, never half.

Where the warehouse is a lake's home, the lake follows at once by one snapshot (flows/load/lake_home.py).
"""

import contextlib
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from flows.files import connected, in_quotes, share_out
from flows.load import aside, catalogue, generations, lake_home, ops, search
from flows.load.lease import LakeBusy
from flows.load.migrate import migrate
from flows.load.published import opened, put_in_place

PATIENCE_SECONDS = (
    3600  # for the writer's lock: another run or a person writes; of a lake, another home publishes
)


class WarehouseBusy(RuntimeError):
    """Another run is writing this warehouse."""


class Refused(RuntimeError):
    """The star that a command would publish fails its audit."""


@dataclass
class Work:
    """The copy that a run writes: its path and its open connection."""

    warehouse: Path
    path: Path
    connection: duckdb.DuckDBPyConnection


@contextmanager
def locked(warehouse: Path, wait_seconds: float = 0, makes_room: bool = False) -> Iterator[None]:
    """The one writer's lock; of a lake's home the lake's lease too, with what other homes published meanwhile brought here.

    Raises WarehouseBusy where one of them is not free in time, ValueError where DuckDB could not write.
    """
    deadline = time.monotonic() + wait_seconds
    with locked_here(warehouse, wait_seconds, makes_room), contextlib.ExitStack() as held:
        try:
            held.enter_context(lake_home.turn(warehouse, max(0.0, deadline - time.monotonic())))
        except LakeBusy as error:
            raise WarehouseBusy(str(error)) from None
        yield


@contextmanager
def locked_here(warehouse: Path, wait_seconds: float = 0, makes_room: bool = False) -> Iterator[None]:
    """The one writer's lock of a home, held by the operating system: a process that dies lets go of it. Of a lake nothing is asked.

    A work copy that one who died left is deleted. On a full disk only what `makes_room` goes on. Raises
    WarehouseBusy with the holder's process id where it is not free in time, ValueError where DuckDB could not write.
    """
    if "?" in str(warehouse):
        raise ValueError(
            f"{warehouse}: DuckDB không ghi được dưới tên có dấu hỏi / cannot write below a name with a question mark, take another"
        )
    folder = warehouse.parent / "work"
    folder.mkdir(parents=True, exist_ok=True)
    lock, holder = FileLock(folder / "writer.lock"), folder / "writer.pid"
    try:
        lock.acquire(timeout=wait_seconds)
    except Timeout:
        pid = (holder.read_text() if holder.exists() else "") or "unknown"
        raise WarehouseBusy(
            f"{warehouse} đang được ghi, đợi hay dừng nó / is being written by process {pid}: wait for it, or stop it"
        ) from None
    try:
        with contextlib.suppress(*[OSError] if makes_room else []):
            holder.write_text(str(os.getpid()))
        _remove(_work_copy(warehouse))
        yield
    finally:
        lock.release()


@contextmanager
def reserved(warehouse: Path, source: str) -> Iterator[None]:
    """The lock of one source, held by the operating system: what comes of it is taken in by one run at a time.

    Raises WarehouseBusy where another run has it.
    """
    folder = warehouse.parent / "work" / "sources"
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(source.encode("utf-8", "surrogateescape")).hexdigest()[:20]
    lock = FileLock(folder / f"{name}.lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise WarehouseBusy(
            f"{source} đang được nạp ở lần chạy khác / is being taken in by another run: wait for it, or stop it"
        ) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def writing(warehouse: Path, origin: Path | None = None) -> Iterator[Work]:
    """A work copy of the published generation (or of the file `origin`), migrated and open; deleted where the block fails.

    The caller holds `locked`. Publishing closes the connection.
    """
    path = _work_copy(warehouse)
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove(path)
    try:
        _lay(origin or warehouse, path)
        work = Work(warehouse, path, connected(path))
        try:
            share_out(work.connection, path)
            migrate(work.connection)
            ops.copy_into(work.connection, warehouse)
            catalogue.make(work.connection)
            yield work
        finally:
            with contextlib.suppress(duckdb.Error):  # what made the block fail is what is to be told
                work.connection.close()
    finally:
        _remove(path)


def publish(work: Work, generation: int, keep: int) -> None:
    """Makes the work copy the published file, and keeps the generation that it replaces, `keep` (1 or more) in all."""
    _keep_generation(work.warehouse, generation - 1, keep)
    _rename(work)


def publish_books(warehouse: Path) -> None:
    """Publishes today's books beside the star as it is: why a run was refused, or an item closed, stands in SQL.

    The star stays the generation that it was, so none is kept.
    """
    with writing(warehouse) as work:
        _rename(work)


def upgrade(warehouse: Path, keep: int) -> bool:
    """Publishes a star of another khotin with today's tables, views and comments, and keeps it as it was as a generation.

    False where it is today's, or there is none. The caller holds `locked`. Raises MigrationRefused where an older khotin would read it.
    """
    if not warehouse.exists():
        return False
    with opened(warehouse) as star:
        if not catalogue.is_of_another_khotin(star):
            return False
    with writing(warehouse) as work:
        publish(work, next_generation(warehouse), keep)
    return True


def rewrite(warehouse: Path, file: Path, change: Callable[[Work], None]) -> None:
    """Changes a file of a star, the published or a kept one, and writes it anew: no block of it holds what was deleted.

    It gets today's books whole. The generation stays what it is, and none is kept of what it was.
    """
    with writing(warehouse, file) as work:
        work.connection.execute("DELETE FROM ops.books")
        ops.copy_into(work.connection, warehouse)
        change(work)
        search.follow(work.connection)
        if file == warehouse:
            aside.book_star(warehouse, work.connection)
        work.connection.execute("DROP SCHEMA IF EXISTS touched CASCADE")
        ops.copy_into(work.connection, warehouse)
        work.connection.execute("CHECKPOINT")
        fresh = work.path.with_name("fresh.duckdb")
        _remove(fresh)
        try:
            work.connection.execute(f"ATTACH {in_quotes(fresh)} AS fresh")
            work.connection.execute("COPY FROM DATABASE khotin TO fresh")
            work.connection.execute("DETACH fresh")
            work.connection.close()
            with connected(fresh) as copied:
                catalogue.note_copied(copied)
                copied.execute("CHECKPOINT")
            put_in_place(fresh, file)
        finally:
            _remove(fresh)
    lake_home.bring(warehouse)


def _rename(work: Work) -> None:
    """The index brought up, books copied in, checkpoint, read-only, one rename."""
    search.follow(work.connection)
    aside.book_star(work.warehouse, work.connection)
    work.connection.execute("DROP SCHEMA IF EXISTS touched CASCADE")
    ops.copy_into(work.connection, work.warehouse)
    work.connection.execute("CHECKPOINT")
    work.connection.close()
    put_in_place(work.path, work.warehouse)
    lake_home.bring(work.warehouse)


def next_generation(warehouse: Path) -> int:
    """One more than the newest generation that the books know."""
    return ops.generation(warehouse) + 1


def _keep_generation(warehouse: Path, number: int, keep: int) -> None:
    if not warehouse.exists():
        return
    folder = warehouse.parent / "generations"
    folder.mkdir(exist_ok=True)
    target = folder / f"{number:06d}.duckdb"
    if not target.exists():
        os.link(warehouse, target)
    for old in generations.by_worth(warehouse)[keep:]:
        old.unlink()


def _lay(source: Path, path: Path) -> None:
    """Lays the work copy of what was published; of nothing, DuckDB begins it."""
    if source.exists():
        _copy(source, path)
        path.chmod(0o644)


def _copy(source: Path, target: Path) -> None:
    """A copy that shares blocks where the file system can; the published file's own WAL stays behind."""
    shutil.copyfile(source, target)


def _work_copy(warehouse: Path) -> Path:
    return warehouse.parent / "work" / "khotin.duckdb"


def _remove(path: Path) -> None:
    """Deletes a database with its WAL and what DuckDB spilled beside it."""
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)
    shutil.rmtree(path.with_name(path.name + ".tmp"), ignore_errors=True)
