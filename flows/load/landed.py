"""The kept documents of a lake's homes, in the lake: a table of their files, so that a new home, or one that lacks some, gets them there.

Rows come with the snapshot of the star that refers to them, in one transaction, and leave the same way.
"""

import os
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import duckdb
import polars as pl

from flows.load.extensions import LakeRefused
from flows.load.ops import UNFINISHED

TABLE, KEYS = "landing.document", "landing.key"
KEY = "forget.key"  # beside a home's books
# As flows/ingest keeps them: XX/XX/SHA-256, packed (.br) or not. What is being written there has another name.
NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}(?:\.br)?\Z")
PART = 4_000_000  # bytes of a file in a row
AT_ONCE = 32_000_000  # bytes that go over at once
COLUMNS = {"name": pl.String, "part": pl.Int32, "bytes": pl.Binary}


def bring(connection: duckdb.DuckDBPyConnection, landing: Path, anew: bool = False) -> int:
    """Makes the lake (attached as `lake`, in a transaction) hold the files of a landing that it lacks; how many.

    With `anew` it then holds those only, in files of its own: what was forgotten is in none of them.
    """
    connection.execute("CREATE SCHEMA IF NOT EXISTS lake.landing")
    if anew:
        connection.execute(f"DROP TABLE IF EXISTS lake.{TABLE}")
    connection.execute(f"CREATE TABLE IF NOT EXISTS lake.{TABLE} (name VARCHAR, part INTEGER, bytes BLOB)")
    _bring_key(connection, landing.parent / KEY)
    lacking = sorted(_here(landing) - _names(connection))
    for rows in _rows(landing, lacking):
        connection.register("_landed", rows)
        connection.execute(f"INSERT INTO lake.{TABLE} FROM _landed")
        connection.unregister("_landed")
    return len(lacking)


def fetch(connection: duckdb.DuckDBPyConnection, landing: Path, wanted: Callable[[str], bool]) -> int:
    """Writes the files that the lake (attached as `lake`) holds and a landing lacks, each whole or not at all; how many.

    `wanted` tells by a document's SHA-256 whether it may be here.
    """
    if not _is_there(connection, TABLE):
        return 0
    lacking = sorted(n for n in _names(connection) - _here(landing) if wanted(Path(n).name[:64]))
    for start in range(0, len(lacking), 1000):
        query = f"SELECT name, bytes FROM lake.{TABLE} WHERE name IN (SELECT unnest(?)) ORDER BY name, part"
        found = connection.execute(query, [lacking[start : start + 1000]])
        for name, parts in groupby(_streamed(found), itemgetter(0)):
            _write(landing, name, (part for _, part in parts))
    return len(lacking)


def fetch_key(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Writes the key by which homes know what is forgotten, where the lake (attached as `lake`) holds one. Raises LakeRefused where
    another lies there.
    """
    row = (
        connection.execute(f"SELECT key FROM lake.{KEYS}").fetchone() if _is_there(connection, KEYS) else None
    )
    if not row:
        return
    if file.exists():
        if file.read_text() != row[0]:
            raise LakeRefused(
                f"{file} is another key than the lake's: what this home forgot is known to it alone; docs/lake.md says more"
            )
        return
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(row[0])


def _bring_key(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Makes the lake hold the key of a home that has one. Raises LakeRefused where the lake holds another."""
    connection.execute(f"CREATE TABLE IF NOT EXISTS lake.{KEYS} (key VARCHAR)")
    if not file.exists():
        return
    fetch_key(connection, file)
    insert = f"INSERT INTO lake.{KEYS} SELECT $key WHERE NOT EXISTS (FROM lake.{KEYS})"
    connection.execute(insert, {"key": file.read_text()})


def _is_there(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    query = (
        "SELECT 1 FROM duckdb_tables() WHERE database_name = 'lake' AND schema_name || '.' || table_name = ?"
    )
    return connection.execute(query, [table]).fetchone() is not None


def _names(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return {n for (n,) in connection.execute(f"SELECT DISTINCT name FROM lake.{TABLE}").fetchall()}


def _here(landing: Path) -> set[str]:
    """The names of the files of a landing, below it."""
    found = set()
    for folder, _, names in os.walk(landing):
        inside = Path(folder).relative_to(landing).as_posix()
        found |= {name for n in names if NAME.match(name := f"{inside}/{n}")}
    return found


def _rows(landing: Path, names: list[str]) -> Iterator[pl.DataFrame]:
    """The files in rows of at most PART bytes, about AT_ONCE at a time."""
    rows: list[tuple[str, int, bytes]] = []
    size = 0
    for name in names:
        with (landing / name).open("rb") as file:
            part = 0
            while (told := file.read(PART)) or not part:
                rows.append((name, part, told))
                part, size = part + 1, size + len(told)
                if size >= AT_ONCE:
                    yield pl.DataFrame(rows, COLUMNS, orient="row")
                    rows, size = [], 0
    if rows:
        yield pl.DataFrame(rows, COLUMNS, orient="row")


def _streamed(found: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, bytes]]:
    while row := found.fetchone():
        yield row[0], row[1]


def _write(landing: Path, name: str, parts: Iterator[bytes]) -> None:
    file = landing / name
    fresh = landing / UNFINISHED / f"{file.name}.{os.getpid()}.part"
    for place in (file, fresh):
        place.parent.mkdir(parents=True, exist_ok=True)
    with fresh.open("wb") as out:
        for part in parts:
            out.write(part)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)
