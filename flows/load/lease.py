"""The one lease of a lake: which home settles and publishes just now, and until when nobody else does.

It is a row of the catalogue's database in PostgreSQL, by that server's clock, or a file beside a catalogue in a file. The holder puts
it off while it works; one that died does so no more, and keeps nobody waiting longer than the term.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from flows.files import VIETNAM, connected, in_quotes
from flows.load.extensions import OFFLINE, LakeMovedOn, extension
from flows.load.lake import Lake

log = logging.getLogger(__name__)

TERM = 60.0  # seconds: four times as long as between two renewals
ASKED_EVERY = 1.0  # seconds, while it is waited for
TABLE = "CREATE TABLE IF NOT EXISTS khotin_lease (one INTEGER PRIMARY KEY, holder VARCHAR, since DOUBLE PRECISION, until DOUBLE PRECISION)"
# Taken, or put off: one statement, so of two who ask at once one has it.
TAKE = """
INSERT INTO khotin_lease AS l (one, holder, since, until) VALUES (1, {holder}, {now}, {now} + {term})
ON CONFLICT (one) DO UPDATE SET holder = excluded.holder, until = excluded.until,
    since = CASE WHEN l.holder = excluded.holder AND l.until > {now} THEN l.since ELSE excluded.since END
WHERE l.holder = excluded.holder OR l.until <= {now}
"""
GIVE_BACK = "UPDATE khotin_lease SET until = {now} WHERE holder = {holder}"
HELD = "SELECT holder, since, until FROM khotin_lease WHERE until > {now}"
SERVER_CLOCK = "extract(epoch FROM clock_timestamp())::DOUBLE PRECISION"


class LakeBusy(RuntimeError):
    """Another home settles and publishes into the lake just now."""


@dataclass(frozen=True)
class Lease:
    """Who holds a lake's lease (its machine and folder), since when, and until when if it is not put off."""

    holder: str
    since: datetime
    until: datetime


@contextmanager
def held(lake: Lake, holder: str, wait_seconds: float) -> Iterator[None]:
    """Holds the lease within the block, and puts it off meanwhile. Raises LakeBusy where another holds it for longer than `wait_seconds`.

    A holder of the same name takes it over at once: a home has one writer, by a lock of its own.
    """
    deadline = time.monotonic() + wait_seconds
    while not (found := _asked(lake, TAKE, holder)) or found.holder != holder:
        if found and time.monotonic() >= deadline:
            raise LakeBusy(
                f"{found.holder} publishes into {lake.name} since {found.since.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S}: wait for it; "
                f"were it dead, its lease ends at {found.until.astimezone(VIETNAM):%H:%M:%S} (Vietnam)"
            )
        time.sleep(min(ASKED_EVERY, max(0.0, deadline - time.monotonic())))
    done = threading.Event()
    keeper = threading.Thread(target=_keep, args=(lake, holder, done), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()
        with suppress(duckdb.Error, sqlite3.Error, OSError):  # it lapses by itself
            _asked(lake, GIVE_BACK, holder)


def told(lake: Lake) -> Lease | None:
    """The lease as it stands; None where nobody holds it. Raises duckdb.Error, sqlite3.Error where it cannot be asked."""
    return _asked(lake, "", "")


def check(lake: Lake, holder: str) -> None:
    """Raises LakeMovedOn where another holds the lease: it lapsed here, and what is published now may be built on what is old."""
    found = told(lake)
    if found and found.holder != holder:
        raise LakeMovedOn(f"{found.holder} has taken the lease of {lake.name} meanwhile: try again")


def _keep(lake: Lake, holder: str, done: threading.Event) -> None:
    """Puts the lease off until it is given back."""
    while not done.wait(TERM / 4):
        try:
            _asked(lake, TAKE, holder)
        except (duckdb.Error, sqlite3.Error, OSError) as error:
            log.warning("the lease of %s could not be put off: %s", lake.name, error)


def _asked(lake: Lake, statement: str, holder: str) -> Lease | None:
    """Runs a statement on the lease, or none; the lease as it stands then."""
    row = (_in_file if lake.file else _in_server)(lake, statement, holder)
    if not row:
        return None
    return Lease(str(row[0]), *(datetime.fromtimestamp(told, UTC) for told in row[1:]))


def _in_file(lake: Lake, statement: str, holder: str) -> tuple[Any, ...] | None:
    # A file of its own: SQLite loses its locks where two libraries of it open one file in one process.
    file = Path(f"{lake.catalogue}.lease")
    if not statement and not file.exists():
        return None
    file.parent.mkdir(parents=True, exist_ok=True)
    words = {"holder": in_quotes(holder), "now": repr(time.time()), "term": TERM}
    with closing(sqlite3.connect(file, timeout=20, isolation_level=None)) as connection:
        connection.execute(TABLE)
        if statement:
            connection.execute(statement.format(**words))
        return connection.execute(HELD.format(**words)).fetchone()


def _in_server(lake: Lake, statement: str, holder: str) -> tuple[Any, ...] | None:
    words = {"holder": in_quotes(holder), "now": SERVER_CLOCK, "term": TERM}
    with connected(config=OFFLINE) as connection:
        connection.load_extension(str(extension("postgres_scanner")))
        connection.execute(f"ATTACH {in_quotes(lake.catalogue)} AS catalogue (TYPE postgres)")
        there = "SELECT 1 FROM postgres_query('catalogue', 'SELECT 1 FROM pg_tables WHERE tablename = ''khotin_lease''')"
        if not connection.execute(there).fetchone():
            if not statement:
                return None
            connection.execute(f"CALL postgres_execute('catalogue', {in_quotes(TABLE)})")
        if statement:
            connection.execute(f"CALL postgres_execute('catalogue', {in_quotes(statement.format(**words))})")
        return connection.execute(
            f"FROM postgres_query('catalogue', {in_quotes(HELD.format(**words))})"
        ).fetchone()
