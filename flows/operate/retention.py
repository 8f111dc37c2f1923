"""What is kept how long, and `khotin prune`: what nobody needs any more makes room. No article, judgement or document of one ever goes."""

import contextlib
import errno
import json
import shutil
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.files import size
from flows.load import books, generations, lake_home, publish, published, snapshots
from flows.load.published import opened
from flows.load.store import instant
from flows.processes import prefect_server
from flows.report.kept import prune as prune_reports
from flows.report.kept import runs as reported
from flows.settings import Settings

DAY = 86_400
YOUNG = 2 * DAY  # seconds for which what was landed may not be booked yet
LOG_BYTES = 5_000_000  # of a log; the half that was written last stays
LOG, RUNS = "nhật ký / log", "lượt chạy trên Prefect / Prefect's runs"
STILL_FULL = "đĩa vẫn đầy, sổ chưa dọn được / the disk is still full and the books could not be pruned: make room elsewhere, then prune again"
EVENT_DAYS = 7  # Prefect keeps its events so long, too
PATIENCE_SECONDS = 60
PAST = "fetched_at < :before AND status IS NOT 404 AND status IS NOT 410 AND reason IS NOT 'gone' AND (sha256 IS NULL OR role = 'listing') AND requested IS NOT NULL"
# Requests that brought no page: all but the last of each address. What was gone stays, for it withdraws its article.
CAPTURES = f"{PAST} AND seq NOT IN (SELECT max(seq) FROM capture WHERE requested IS NOT NULL GROUP BY requested, role, outcome)"
REPLAYED = "state = 'replayed' AND \"at\" < :before"
PASSED = 'success AND "at" < :before'
STAGES = "started_at < :before"
ENDED = (
    "state_type IN ('COMPLETED', 'FAILED', 'CANCELLED', 'CRASHED') AND coalesce(end_time, created) < :before"
)
# What of a flow run Prefect's database does not delete with it.
OF_RUN = ("log", "artifact")


@dataclass(frozen=True)
class Pruned:
    """What of one kind went, or would go: how many, and how many bytes where they are known."""

    what: str
    count: int
    size: int = 0
    is_left: bool = False  # it stays, for the disk is full: `what` says so


def prune(warehouse: Path, settings: Settings, dry_run: bool = False) -> list[Pruned]:
    """Removes what the settings (keep_…) say is kept no longer; with `dry_run` it only says what would go.

    On a full disk what files hold goes, and then what the books do; where they find no room even so, that is said (`is_left`).
    Raises WarehouseBusy where another process writes for a minute.
    """
    home = warehouse.parent
    before = datetime.now(UTC) - timedelta(days=settings.keep_days)
    with publish.locked(warehouse, PATIENCE_SECONDS, makes_room=True):
        # Files first: on a full disk they make the room that the books need to be written.
        found = [
            _files("bản kho cũ / generations", _old_generations(warehouse, settings), dry_run),
            _files("tệp lạc / strays", _old(home / "work" / "strays", before), dry_run),
            _files(
                "dựng lại dở dang / rebuilds that did not end",
                _old(home / "work" / "rebuild", before),
                dry_run,
            ),
            _reports(home / "reports", settings.keep_reports, dry_run),
            _log(prefect_server.home(warehouse) / "server.log", dry_run),
        ]
        try:
            found += [
                *_rows(warehouse, before, dry_run),
                _files(
                    "tài liệu không của bài nào / documents of no article",
                    _unneeded(warehouse, before),
                    dry_run,
                ),
            ]
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            found.append(Pruned(STILL_FULL, 0, is_left=True))
    found.append(_prefect(prefect_server.home(warehouse) / "prefect.db", before, dry_run))
    found += _snapshots(warehouse, settings.keep_generations, dry_run)
    if not dry_run and not any(kind.is_left for kind in found):
        _mark(warehouse).touch()
    return found


def is_due(warehouse: Path) -> bool:
    """Whether nothing was pruned for a day: a schedule does so once a day."""
    mark = _mark(warehouse)
    return not mark.exists() or time.time() - mark.stat().st_mtime > DAY


def _mark(warehouse: Path) -> Path:
    return warehouse.parent / "work" / "pruned"


def _files(what: str, files: Iterable[Path], dry_run: bool) -> Pruned:
    """Removes files and folders; how many and how large."""
    count = bytes_ = 0
    for file in files:
        count, bytes_ = count + 1, bytes_ + size(file)
        if dry_run:
            continue
        if file.is_dir() and not file.is_symlink():
            shutil.rmtree(file, ignore_errors=True)
        else:
            file.unlink(missing_ok=True)
    return Pruned(what, count, bytes_)


def _snapshots(warehouse: Path, keep: int, dry_run: bool) -> list[Pruned]:
    """Snapshots of a home's lake before the last and as many as generations are kept, and files that none of them has any more; small files are merged."""
    there = lake_home.lake_of(warehouse)
    if not there:
        return []
    with publish.locked(warehouse, PATIENCE_SECONDS):
        ended, files = snapshots.expire(there, keep, dry_run)
        small, merged = (0, 0) if dry_run else snapshots.compact(there, warehouse.parent / "work")
    return [
        Pruned("bản chụp của hồ / snapshots of the lake", ended),
        Pruned("tệp của hồ / files of the lake", files),
        Pruned("tệp nhỏ của hồ, đã gộp / small files of the lake, merged", small - merged),
    ]


def _old_generations(warehouse: Path, settings: Settings) -> list[Path]:
    """Generations beyond as many, or as many bytes, as are kept; the newest stays, whatever its size, and those that judgements
    took the place of go first.
    """
    gone, held = [], 0
    for number, file in enumerate(generations.by_worth(warehouse)):
        held += size(file)
        if number and (number >= settings.keep_generations or held > settings.keep_bytes):
            gone.append(file)
    return gone


def _rows(warehouse: Path, before: datetime, dry_run: bool) -> list[Pruned]:
    """Rows of the books that tell of long ago: requests without a page, items that landed since, expectations that held, stages."""
    kinds = {"capture": CAPTURES, "quarantine": REPLAYED, "result": PASSED, "stage": STAGES}
    if not books.path(warehouse).exists():
        return []
    given, counts = {"before": instant(before)}, {}
    with books.reading(warehouse) as store:
        kinds = {
            t: condition for t, condition in kinds.items() if t in store.tables()
        }  # older books lack some
        for table, condition in kinds.items():
            ((counts[table],),) = store.rows(f"SELECT count(*) FROM {table} WHERE {condition}", given)
    if any(counts.values()) and not dry_run:
        with books.writing(warehouse) as store:
            for table, condition in kinds.items():
                if counts[table]:
                    store.prune(table, condition, given)
    names = {"capture": "lượt hỏi không có trang / requests without a page", "quarantine": "mục đã nạp lại / items that landed", "result": "kiểm định đã đạt / expectations that held", "stage": "bước của các lần chạy / stages of runs"}  # fmt: skip
    return [Pruned(names[table], count) for table, count in counts.items()]


def _unneeded(warehouse: Path, before: datetime) -> list[Path]:
    """Kept documents that neither books, but for rows that go, nor any star speaks of; what was landed lately may not be booked yet."""
    landing = warehouse.parent / "landing"
    if not landing.is_dir() or not books.path(warehouse).exists():
        return []
    with books.reading(warehouse) as store:
        needed = {
            sha
            for query in (
                f"SELECT sha256 FROM capture WHERE ({CAPTURES}) IS NOT TRUE",
                "SELECT container FROM capture",
                "SELECT sha256 FROM quarantine WHERE state <> 'replayed'",
                "SELECT new_sha256 FROM replaced",
                "SELECT sha256 FROM document",
            )
            for (sha,) in store.rows(query, {"before": instant(before)})
        }
    for file in (warehouse, *published.generations(warehouse)):
        if file.exists():
            with opened(file) as star:
                needed |= {
                    sha for (sha,) in star.execute("SELECT DISTINCT sha256 FROM dim_article").fetchall()
                }
    last = time.time() - YOUNG
    named = {str(n).partition("#")[0] for n in needed if n}
    return [
        path
        for path in sorted(landing.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"))
        if path.name[:64] not in named and path.lstat().st_mtime < last
    ]


def _old(folder: Path, before: datetime) -> list[Path]:
    if not folder.is_dir():
        return []
    return [p for p in sorted(folder.iterdir()) if p.lstat().st_mtime < before.timestamp()]


def _reports(reports: Path, keep: int, dry_run: bool) -> Pruned:
    gone = reported(reports)[:-keep]
    freed = sum(size(p) for run_id in gone for p in reports.glob(f"{run_id}*"))
    if not dry_run:
        prune_reports(reports, keep)
    return Pruned("báo cáo / reports", len(gone), freed)


def _log(log: Path, dry_run: bool) -> Pruned:
    """Cuts a log that has grown long; who writes to it appends."""
    held = size(log)
    if held <= LOG_BYTES:
        return Pruned(LOG, 0)
    if not dry_run:
        with log.open("r+b") as file:
            file.seek(held - LOG_BYTES // 2)
            last = file.read()
            file.seek(0)
            file.write(last[last.find(b"\n") + 1 :])
            file.truncate()
    return Pruned(LOG, 1, held - LOG_BYTES // 2)


def _prefect(database: Path, before: datetime, dry_run: bool) -> Pruned:
    """Ended runs of long ago, and events, out of Prefect's database; a server may run meanwhile."""
    if not database.exists():
        return Pruned(RUNS, 0)
    held = size(database)
    events = datetime.now(UTC) - timedelta(days=EVENT_DAYS)
    with contextlib.closing(
        sqlite3.connect(database, timeout=PATIENCE_SECONDS, isolation_level=None)
    ) as store:
        store.execute("PRAGMA foreign_keys = ON")
        try:
            ids = [i for (i,) in store.execute(f"SELECT id FROM flow_run WHERE {ENDED}", {"before": _as_prefect(before)})]  # fmt: skip
            if dry_run:
                return Pruned(RUNS, len(ids))
            store.execute("BEGIN IMMEDIATE")
            store.execute("DELETE FROM events WHERE occurred < ?", [_as_prefect(events)])
            store.execute("DELETE FROM event_resources WHERE event_id NOT IN (SELECT id FROM events)")
            gone = json.dumps(ids)
            for table in OF_RUN:
                store.execute(
                    f"DELETE FROM {table} WHERE flow_run_id IN (SELECT value FROM json_each(?))", [gone]
                )
            store.execute("DELETE FROM flow_run WHERE id IN (SELECT value FROM json_each(?))", [gone])
            store.execute("COMMIT")
        except sqlite3.OperationalError:  # a database of the user's own, of another Prefect, or held
            return Pruned(RUNS, 0)
        with contextlib.suppress(sqlite3.OperationalError):  # the server reads: its room is used again
            store.execute("VACUUM")
            store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Pruned(RUNS, len(ids), max(0, held - size(database)))


def _as_prefect(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
