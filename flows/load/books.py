"""The books of a warehouse: where they lie, that they are whole, and how they are mended. Books are never begun anew
where a published warehouse says that there were some.
"""

import shutil
import sys
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
from filelock import FileLock

from flows.load import journal, store
from flows.load.published import opened
from flows.load.store import BooksDamaged, Store

# The tables of the published file that hold copies of the books'. `host` has none: how long a host wants to be left alone
# concerns who asked it, and one that is asked too early, after the books were restored, says so again.
COPIED = {
    "ops.run": "run",
    "ops.capture": "capture",
    "ops.document": "document",
    "ops.override": "override",
    "ops.identity": "identity",
    "ops.withdrawal": "withdrawal",
    "ops.tombstone": "tombstone",
    "ops.replaced": "replaced",
    "ops.hold": "hold",
    "dq.result": "result",
    "dq.quarantine_item": "quarantine",
    "dq.profile": "profile",
    "ops.alert": "alert",
    "ops.source": "source",
    "ops.stage": "stage",
}
MEND = "`khotin doctor --mend`"
# What can be done about a fault, and the command that does it.
WAYS = {
    "restore": f"{MEND} restores it from the published copy and judgements.jsonl (so does the next run)",
    "refuse": f"put this warehouse's own ops.sqlite back; or {MEND} restores it from the published copy, and keeps the other in work/strays",
    "anew": f"put a copy of ops.sqlite back; or {MEND} begins it anew with judgements.jsonl: documents will be read again",
}
_checked: dict[
    Path, tuple[int, int]
] = {}  # the files that this process found whole, by what tells them from others


def path(warehouse: Path) -> Path:
    """ops.sqlite lies beside the warehouse."""
    return warehouse.parent / store.BOOKS


def exist(warehouse: Path) -> bool:
    """Whether there are books, or were: a published warehouse has some, though they be lost."""
    return any(p.exists() for p in (path(warehouse), _old(warehouse), warehouse))


@contextmanager
def reading(warehouse: Path) -> Iterator[Store]:
    """The books as they stand, to read. Raises FileNotFoundError where no run was ever made, BooksDamaged, BooksLocked."""
    if not exist(warehouse):
        raise FileNotFoundError(
            f"chưa có lần chạy nào cạnh / no runs yet beside {warehouse}: `khotin run` tạo lần đầu / makes the first"
        )
    file = path(warehouse)
    if _old(warehouse).exists() and not file.exists():
        _ready(warehouse)
    try:
        with store.snapshot(file) as books:
            yield books
    except BooksDamaged as error:
        raise BooksDamaged(f"{error}: the next run mends it from what was published, or {MEND}") from None


@contextmanager
def writing(warehouse: Path) -> Iterator[Store]:
    """One transaction on the books: all of it is booked when the block ends, or none.

    The first of a process finds out whether they are whole: lost or damaged ones are restored from the published file
    and judgements.jsonl, and a line says so. Raises BooksDamaged where they cannot be, BooksLocked.
    """
    _ready(warehouse)
    lines = journal.beside(path(warehouse))
    with store.transaction(path(warehouse)) as books:
        before = journal.size(lines)
        try:
            yield books
        except BaseException:
            journal.cut(lines, before)
            raise


def judge(warehouse: Path, table: str, rows: pl.DataFrame) -> None:
    """Books judgements of people, and writes them to judgements.jsonl: all of them in both, or none in either."""
    with writing(warehouse) as books:
        books.append(table, rows)
        keep_judgements(warehouse, books, table, rows.to_dicts())


def keep_judgements(warehouse: Path, books: Store, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Writes rows that a transaction has booked to judgements.jsonl, before it ends."""
    file = journal.beside(path(warehouse))
    ((books_id,),) = books.rows("SELECT books_id FROM books")
    journal.append(file, books_id, table, rows)
    books.change("books", "UPDATE books SET journaled = ?", [journal.size(file)])


def fault(warehouse: Path, thorough: bool = True) -> tuple[str, str] | None:
    """What is wrong with the books, and `restore`, `refuse` or `anew`: what can be done about it; None where they are whole.

    `restore`: the published file holds a copy. `refuse`: they are another warehouse's. `anew`: nothing holds a copy but
    judgements.jsonl.
    """
    file = path(warehouse)
    if _old(warehouse).exists() and not file.exists():
        _ready(warehouse)
    copy = published_copy(warehouse)
    way = "restore" if copy else "anew"
    if not file.exists():
        if not warehouse.exists():
            return None
        return f"{file} is missing, though {warehouse.name} was published", way
    if wrong := store.damage(file, thorough):
        return f"{file} {wrong}", way
    if copy is None or copy[0] is None:
        return None
    with store.snapshot(file) as books:
        ((books_id, sequence),) = books.rows("SELECT books_id, sequence FROM books")
    if books_id != copy[0]:
        return (
            f"{file} belongs to another warehouse: {warehouse.name} was published with other books",
            "refuse",
        )
    if sequence < copy[1]:
        return (
            f"{file} is older than what {warehouse.name} was published with ({sequence} < {copy[1]})",
            "restore",
        )
    return None


def mend(warehouse: Path) -> str:
    """Makes the books whole and says how, in one line. The caller holds the writer's lock.

    What lies there is moved to work/strays, never deleted.
    """
    if not exist(warehouse):
        return f"no books yet at {path(warehouse)}: nothing to mend"
    if found := fault(warehouse):
        with _lock(warehouse):
            return f"{found[0]}: {_restore(warehouse)}"
    _ready(warehouse)
    return f"{path(warehouse)} is whole: nothing to mend"


def published_copy(warehouse: Path) -> tuple[str | None, int] | None:
    """The id and sequence number of the books that the published file holds a copy of; None where it holds none.

    A file that an older khotin published does not name them: (None, 0).
    """
    if not warehouse.exists():
        return None
    with opened(warehouse) as connection:
        tables = {
            f"{s}.{t}"
            for s, t in connection.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall()
        }
        if "ops.books" in tables:
            row = connection.execute(
                "SELECT books_id, max(sequence) FROM ops.books GROUP BY books_id"
            ).fetchone()
            return (str(row[0]), int(row[1])) if row else (None, 0)
        return (None, 0) if "ops.run" in tables else None


def _ready(warehouse: Path) -> None:
    """Finds out, once a process and file, that the books are there and whole; births, moves or restores them."""
    file = path(warehouse)
    if _checked.get(file) == _identity(file):
        return
    with _lock(warehouse):
        if not file.exists() and _old(warehouse).exists():
            _say(_move_old(warehouse))
        elif not file.exists() and not warehouse.exists():
            _birth(warehouse)
        elif found := fault(warehouse):
            what, way = found
            if way != "restore":
                raise BooksDamaged(f"{what}: {WAYS[way]}")
            _say(f"{what}: {_restore(warehouse)}")
        if waiting := store.waiting(file):
            _upgrade(file, [step.name for step in waiting])
        _reconcile(file)
        _checked[file] = _identity(file)


def _upgrade(file: Path, waiting: list[str]) -> None:
    """Brings books of an older khotin up to today's; what they were is kept."""
    kept = _stray(file)
    store.copy(file, kept)
    store.migrate(file)
    _say(f"{file} was upgraded ({', '.join(waiting)}); what it was is kept as {kept}")


def _identity(file: Path) -> tuple[int, int]:
    try:
        told = file.stat()
    except FileNotFoundError:
        return (0, 0)
    return told.st_dev, told.st_ino


def _reconcile(file: Path) -> None:
    """Makes books and journal agree, where a process died between the two or one of them was put back."""
    lines = journal.beside(file)
    with store.snapshot(file) as books:
        ((books_id, length),) = books.rows("SELECT books_id, journaled FROM books")
    if journal.size(lines) == length:
        return
    with store.transaction(file) as books:
        if journal.size(lines) > length:
            journal.put(books, [e for e in journal.told(lines, length) if e["books"] == books_id])
            books.change("books", "UPDATE books SET journaled = ?", [journal.size(lines)])
        else:
            _write_journal(file, books)


def _write_journal(file: Path, books: Store) -> None:
    """Writes the journal beside a file of books anew, from books that are to lie there; what lay there is kept."""
    lines = journal.beside(file)
    if journal.size(lines):
        shutil.copy2(lines, _stray(lines))
    ((books_id,),) = books.rows("SELECT books_id FROM books")
    journal.write_anew(lines, books_id, books)
    books.change("books", "UPDATE books SET journaled = ?", [journal.size(lines)])


def _birth(warehouse: Path) -> None:
    """Begins the books of a warehouse that has none; a journal that lies there goes on to be read."""
    file = path(warehouse)
    lines = journal.told(journal.beside(file))
    books_id = str(lines[-1]["books"]) if lines else str(uuid.uuid4())
    fresh = _fresh(file)
    store.create(fresh, books_id)
    _put_in_place(fresh, file)


def _restore(warehouse: Path) -> str:
    """Builds the books anew from the published file and the journal, and puts them in place; what was done, in words."""
    file, copy = path(warehouse), published_copy(warehouse)
    lines = journal.told(journal.beside(file))
    books_id = copy[0] if copy and copy[0] else str(uuid.uuid4())
    fresh = _fresh(file)
    store.create(fresh, books_id, (copy[1] if copy else 0) + 1)
    ours = [e for e in lines if not (copy and copy[0]) or e["books"] == books_id]
    counts = {}
    with store.transaction(fresh) as books:
        if copy:
            counts = _from_published(warehouse, books)
        journaled = journal.put(books, ours)
        _write_journal(file, books)
    aside = _put_in_place(fresh, file)
    whence = f"restored from {warehouse.name} ({counts.get('run', 0)} runs)" if copy else "begun anew"
    kept = f"; what lay there is kept in {aside}" if aside else ""
    return f"{whence} with {journaled} judgements more of {journal.beside(file).name}{kept}"


def _from_published(warehouse: Path, books: Store) -> dict[str, int]:
    """Fills empty books with the copy that the published file holds; rows by table."""
    counts = {}
    with opened(warehouse) as connection:
        there = {
            f"{s}.{t}"
            for s, t in connection.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall()
        }
        for target, table in COPIED.items():
            if target in there:
                counts[table] = books.append(table, connection.execute(f"FROM {target} ORDER BY rowid").pl())
        if (
            "ops.document" not in there
        ):  # an older khotin published captures only: what it took in, it dealt with
            query = "SELECT origin, sha256, run_id, 'loaded' AS outcome FROM ops.capture SEMI JOIN (FROM ops.run WHERE state = 'published') USING (run_id)"
            counts["document"] = books.append("document", connection.execute(query).pl())
    return counts


def _move_old(warehouse: Path) -> str:
    """Moves books of an older khotin (ops.duckdb) into ops.sqlite, row by row and counted; the old file is kept."""
    old, file = _old(warehouse), path(warehouse)
    fresh = _fresh(file)
    store.create(fresh, str(uuid.uuid4()))
    with store.transaction(fresh) as books, opened(old) as connection:
        for table in COPIED.values():
            known = {
                c
                for (c,) in connection.execute(
                    "SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [table]
                ).fetchall()
            }
            if not known:
                continue
            columns = ", ".join(f'"{c}"' for c in books.columns(table) if c in known)
            rows = connection.execute(f"SELECT {columns} FROM {table} ORDER BY rowid").pl()
            booked = books.append(table, rows)
            ((held,),) = books.rows(f"SELECT count(*) FROM {table}")
            row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            if not (row and row[0] == booked == held):
                raise BooksDamaged(
                    f"{old}: {table} has {row and row[0]} rows, {held} arrived in {file.name}; it was left as it is"
                )
    with store.transaction(fresh) as books:
        _write_journal(file, books)
    _put_in_place(fresh, file)
    kept = old.with_name(old.name + ".old")
    old.rename(kept)
    return f"the books are now {file}; those of the older khotin are kept as {kept.name}"


def _fresh(file: Path) -> Path:
    fresh = file.with_name(file.name + ".new")
    for stray in fresh.parent.glob(fresh.name + "*"):
        stray.unlink()
    return fresh


def _put_in_place(fresh: Path, file: Path) -> Path | None:
    """Renames new books into place; where what lay there was moved to, or None."""
    aside = None
    for stray in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))):
        if stray.exists():
            target = _stray(stray)
            stray.rename(target)
            aside = aside or target
    fresh.rename(file)
    return aside


def _stray(file: Path) -> Path:
    """Where a file is kept that something else takes the place of."""
    folder = file.parent / "work" / "strays"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{file.name}.{file.stat().st_mtime_ns}"


def _lock(warehouse: Path) -> FileLock:
    """Held while books are looked over for the first time, made or mended: two processes do not both do it."""
    folder = warehouse.parent / "work"
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / "books.lock")


def _old(warehouse: Path) -> Path:
    return warehouse.parent / "ops.duckdb"


def _say(line: str) -> None:
    print(f"khotin: {line}", file=sys.stderr)
