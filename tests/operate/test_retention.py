"""What is kept how long: nobody's article, judgement or document goes; what else has grown old does, and is told first."""

import errno
import os
import shutil
import sqlite3
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from flows.files import connected
from flows.load import books, generations, ops, published
from flows.operate import retention
from flows.settings import Settings
from tests.conftest import here
from tests.run.test_ends import mounted

LONG_AGO = datetime.now(UTC) - timedelta(days=200)
NEWS, OLD_LIST, LAST_LIST, STRAY, YOUNG = (c * 64 for c in "abcde")


def captured(sha: str | None, days: int, **more: object) -> dict[str, object]:
    at = datetime.now(UTC) - timedelta(days=days)
    return {"sha256": sha, "fetched_at": at, "outcome": "fetched", "role": "page", "status": 200} | more


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """A warehouse after a long time: a star with one article, generations, requests, strays, reports, a log."""
    warehouse = tmp_path / "khotin.duckdb"
    ops.start_run(warehouse, "20250101T000000-aaaaaa", "rules")
    ops.finish_run(warehouse, "20250101T000000-aaaaaa", "nothing_new")
    (tmp_path / "generations").mkdir()
    for name in ("khotin.duckdb", *(f"generations/{n:06d}.duckdb" for n in range(1, 5))):
        with connected(tmp_path / name) as star:
            star.execute(f"CREATE TABLE dim_article AS SELECT '{NEWS}' AS sha256")
    rows = [
        captured(NEWS, 300, requested="https://bao.example/1"),
        captured(OLD_LIST, 300, role="listing", requested="https://bao.example/rss"),
        captured(LAST_LIST, 200, role="listing", requested="https://bao.example/rss"),
        captured(None, 300, outcome="not_modified", status=304, requested="https://bao.example/rss", role="listing"),
        captured(None, 250, outcome="not_modified", status=304, requested="https://bao.example/rss", role="listing"),
        captured(None, 300, outcome="failed", status=404, requested="https://bao.example/2"),
    ]  # fmt: skip
    for row in rows:
        ops.record(warehouse, "capture", pl.DataFrame([row], schema_overrides={"sha256": pl.String}))
    for sha in (NEWS, OLD_LIST, LAST_LIST, STRAY, YOUNG):
        file = tmp_path / "landing" / sha[:2] / sha[2:4] / sha
        file.parent.mkdir(parents=True)
        file.write_bytes(bytes(100))
        if sha != YOUNG:
            os.utime(file, (0, time.time() - 30 * retention.DAY))
    (tmp_path / "reports").mkdir()
    for n in range(3):
        (tmp_path / "reports" / f"2025010{n + 1}T000000-aaaaaa.html").touch()
    stray = tmp_path / "work" / "strays" / "ops.sqlite.1"
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.touch()
    os.utime(stray, (0, LONG_AGO.timestamp()))
    (tmp_path / "prefect").mkdir()
    (tmp_path / "prefect" / "server.log").write_bytes(b"line\n" * 1_200_000)
    return warehouse


def lying(warehouse: Path) -> set[str]:
    """The files beside a warehouse, but for locks and the like."""
    found = {str(p.relative_to(warehouse.parent)) for p in warehouse.parent.rglob("*") if p.is_file()}
    return {f for f in found if not f.startswith(("work/writer", "work/books", "work/pruned", "ops.sqlite-"))}


def test_what_is_old_goes_and_what_is_needed_stays(year, monkeypatch):
    monkeypatch.setenv("KHOTIN_KEEP_GENERATIONS", "3")
    monkeypatch.setenv("KHOTIN_KEEP_REPORTS", "2")
    before = lying(year)
    told = here("prune", "--dry-run", warehouse=year).stdout
    assert lying(year) == before
    done = here("prune", warehouse=year).stdout
    assert done.splitlines()[:-1] == told.splitlines()[:-1] and "documents of no article" in done
    gone = before - lying(year)
    assert gone == {
        "generations/000001.duckdb",
        f"landing/bb/bb/{OLD_LIST}",
        f"landing/dd/dd/{STRAY}",
        "reports/20250101T000000-aaaaaa.html",
        "work/strays/ops.sqlite.1",
    }
    with books.reading(year) as store:
        assert store.rows("SELECT sha256, status FROM capture ORDER BY seq") == [
            (NEWS, 200), (LAST_LIST, 200), (None, 304), (None, 404),
        ]  # fmt: skip
    log = (year.parent / "prefect" / "server.log").read_bytes()
    assert len(log) <= retention.LOG_BYTES // 2 and log.startswith(b"line\n")
    assert "gone: 0 B" in here("prune", warehouse=year).stdout and not retention.is_due(year)


def test_a_full_disk_gets_room_again_before_the_books_are_written(year, monkeypatch, tmp_path):
    monkeypatch.setenv("KHOTIN_KEEP_GENERATIONS", "2")
    with mounted(tmp_path / "disk", "-o", "size=12m"):
        full = tmp_path / "disk" / "khotin.duckdb"
        for name in ("khotin.duckdb", "ops.sqlite", "generations", "landing", "reports"):
            kept = year.parent / name
            (shutil.copytree if kept.is_dir() else shutil.copy)(kept, full.parent / name)
        with suppress(OSError), (full.parent / "others").open("wb", buffering=0) as others:
            while others.write(bytes(4096)):
                pass
        assert shutil.disk_usage(full.parent).free == 0
        done = here("prune", warehouse=full).stdout
        assert "generations" in done and "requests without a page" in done and not retention.is_due(full)
        assert sorted(p.name for p in (full.parent / "generations").iterdir()) == [
            "000003.duckdb", "000004.duckdb",
        ]  # fmt: skip


def test_what_goes_on_a_disk_that_stays_full_goes_all_the_same_and_the_rest_is_told(year, monkeypatch):
    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "ops.sqlite")

    monkeypatch.setenv("KHOTIN_KEEP_GENERATIONS", "1")
    monkeypatch.setattr(books, "writing", full)
    done = here("prune", warehouse=year, check=False)
    assert done.exit_code == 1 and "generations" in done.stdout
    assert done.stderr.startswith("khotin: đĩa vẫn đầy") and "the books could not be pruned" in done.stderr
    assert [p.name for p in (year.parent / "generations").iterdir()] == ["000004.duckdb"]
    assert retention.is_due(year), "the next turn of a schedule tries again"
    assert (year.parent / "landing" / OLD_LIST[:2] / OLD_LIST[2:4] / OLD_LIST).exists(), "books tell of it"


def test_generations_go_by_their_size_too_and_the_newest_stays(year):
    settings = Settings(keep_bytes=1)  # type: ignore[arg-type]
    assert retention.prune(year, settings, dry_run=True)[0].count == 3


def test_of_the_stars_that_judgements_made_after_a_run_the_newest_stays_and_the_others_go_first(year):
    for number, kind in enumerate(("manual", "scheduled", "override", "forget"), 1):
        ops.start_run(year, f"20250102T00000{number}-aaaaaa", "rules", kind)
        ops.finish_run(year, f"20250102T00000{number}-aaaaaa", "published", generation=number)
    assert [int(p.stem) for p in generations.by_worth(year)] == [4, 1, 3, 2]
    assert generations.before_last_run(year) == 4
    retention.prune(year, Settings(keep_generations=2))
    assert [int(p.stem) for p in published.generations(year)] == [4, 1]
    assert generations.before_last_run(year) == 2

    books.path(year).unlink()
    assert [int(p.stem) for p in generations.by_worth(year)] == [4, 1]  # nobody knows what they are of
    assert generations.before_last_run(year) == 1


def test_ended_runs_of_long_ago_leave_prefect_s_database(tmp_path):
    database = tmp_path / "prefect.db"
    with sqlite3.connect(database) as store:
        store.executescript("""
            CREATE TABLE flow_run (id TEXT PRIMARY KEY, state_type TEXT, end_time TEXT, created TEXT);
            CREATE TABLE task_run (id TEXT, flow_run_id TEXT REFERENCES flow_run ON DELETE CASCADE);
            CREATE TABLE log (flow_run_id TEXT); CREATE TABLE artifact (flow_run_id TEXT);
            CREATE TABLE events (id TEXT, occurred TEXT); CREATE TABLE event_resources (event_id TEXT, occurred TEXT);
            INSERT INTO flow_run VALUES ('old', 'COMPLETED', '2025-01-01', '2025-01-01'), ('waits', 'SCHEDULED', NULL, '2025-01-01'), ('new', 'FAILED', '2999-01-01', '2025-01-01');
            INSERT INTO task_run VALUES ('t1', 'old'), ('t2', 'new');
            INSERT INTO log VALUES ('old'), ('new'); INSERT INTO artifact VALUES ('old'), ('new');
            INSERT INTO events VALUES ('e', '2025-01-01'), ('f', '2999-01-01'); INSERT INTO event_resources VALUES ('e', '2025-01-01');
        """)
    assert retention._prefect(database, LONG_AGO, dry_run=True).count == 1
    assert retention._prefect(database, LONG_AGO, dry_run=False).count == 1
    with sqlite3.connect(database) as store:
        left = {
            t: store.execute(f"SELECT * FROM {t}").fetchall()
            for t in ("task_run", "log", "artifact", "event_resources")
        }
        assert left == {
            "task_run": [("t2", "new")],
            "log": [("new",)],
            "artifact": [("new",)],
            "event_resources": [],
        }
        assert store.execute("SELECT id FROM flow_run").fetchall() == [("new",), ("waits",)]
        assert store.execute("SELECT id FROM events").fetchall() == [("f",)]
