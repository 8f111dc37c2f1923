"""judgements.jsonl beside the books: what people judged, a line each, from which lost books are restored.

A judgement cannot be computed again. Each line is whole, `{"books": id, "table": name, "row": {…}}`, and on the disk before
the books hold it; the last line on a key holds. A line that a dying process left half is passed over.
"""

import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.load.store import Store, instant

# The tables that hold judgements of people, and what tells two of their rows apart.
KEYS = {
    "override": ("fact_id", "at"),
    "identity": ("telling_id", "other_id", "at"),
    "withdrawal": ("article_id", "at"),
    "hold": ("at",),
    "quarantine": ("quarantine_id",),
}
# All rows of these are judgements; of quarantine, those that a person closed.
OF_PEOPLE = dict.fromkeys(KEYS, "true") | {"quarantine": "state = 'closed'"}


def beside(books: Path) -> Path:
    """The journal of a file of books."""
    return books.with_name("judgements.jsonl")


def size(file: Path) -> int:
    """How long the journal is, in bytes; 0 where there is none."""
    return file.stat().st_size if file.exists() else 0


def append(file: Path, books_id: str, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Appends rows as lines, on the disk when it returns; where that fails, the file is as it was."""
    before = size(file)
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        torn = before and os.pread(handle, 1, before - 1) != b"\n"
        lines = "".join(_line(books_id, table, row) for row in rows)
        data = memoryview((("\n" if torn else "") + lines).encode())
        try:
            while data:
                data = data[os.write(handle, data) :]
            os.fsync(handle)
        except BaseException:
            os.ftruncate(handle, before)
            raise
    finally:
        os.close(handle)


def cut(file: Path, length: int) -> None:
    """Takes back what was appended beyond a length, where the books did not come to hold it."""
    if size(file) > length:
        os.truncate(file, length)


def told(file: Path, after: int = 0) -> list[dict[str, Any]]:
    """The whole lines from a byte on: books, table and row of each."""
    if not file.exists():
        return []
    lines = file.read_bytes()[after:].split(b"\n")
    found = []
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue  # half a line, or the blank after the last
        if isinstance(entry, dict) and entry.get("table") in KEYS and isinstance(entry.get("row"), dict):
            found.append(entry)
    return found


def write_anew(file: Path, books_id: str, store: Store) -> None:
    """Makes the journal hold every judgement of the books, by one rename."""
    fresh = file.with_name(file.name + ".new")
    fresh.unlink(missing_ok=True)
    for table in KEYS:
        append(fresh, books_id, table, judgements(store, table))
    fresh.replace(file)


def judgements(store: Store, table: str) -> list[dict[str, Any]]:
    """The rows of a table that people judged, in the order in which they did."""
    names = list(store.columns(table))
    columns = ", ".join(f'"{c}"' for c in names)
    rows = store.rows(f"SELECT {columns} FROM {table} WHERE {OF_PEOPLE[table]} ORDER BY seq")
    return [dict(zip(names, row, strict=True)) for row in rows]


def put(store: Store, entries: Iterable[dict[str, Any]]) -> int:
    """Makes the books hold what journal lines say, the last line on a key; how many rows they did not hold so."""
    last = {(e["table"], *(e["row"].get(c) for c in KEYS[e["table"]])): e for e in entries}
    return sum(_put_row(store, e["table"], e["row"]) for e in last.values())


def _put_row(store: Store, table: str, told: dict[str, Any]) -> bool:
    row = {c: v for c, v in told.items() if c in store.columns(table)}
    if store.rows(f"SELECT 1 FROM {table} WHERE {' AND '.join(map(_is, row))}", row):
        return False
    sets, same = ", ".join(map(_becomes, row)), " AND ".join(map(_is, KEYS[table]))
    if not store.change(table, f"UPDATE {table} SET {sets} WHERE {same}", row):
        names, marks = ", ".join(f'"{c}"' for c in row), ", ".join(f":{c}" for c in row)
        store.change(table, f"INSERT INTO {table} ({names}) VALUES ({marks})", row)
    return True


def _is(column: str) -> str:
    return f'"{column}" IS :{column}'


def _becomes(column: str) -> str:
    return f'"{column}" = :{column}'


def _line(books_id: str, table: str, row: dict[str, Any]) -> str:
    plain = {c: instant(v) if isinstance(v, datetime) else v for c, v in row.items()}
    return json.dumps({"books": books_id, "table": table, "row": plain}, ensure_ascii=False) + "\n"
