"""The books outlive readers, accidents and dead processes; judgements of people are never lost."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows.contracts import INSTANT
from flows.load import books, journal, judgement, ops, publish, store
from flows.load.published import opened
from flows.load.store import BooksDamaged, BooksLocked
from flows.operate import doctor
from flows.report.booked import booked

MOMENT = datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC)


def process(script: str) -> "subprocess.Popen[str]":
    """A process of its own that runs a script."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], stderr=subprocess.PIPE, text=True
    )


def a_run(warehouse: Path, run_id: str, results: int = 1) -> None:
    """A run that takes in a document, is judged by expectations, and publishes."""
    ops.start_run(warehouse, run_id, "rules")
    document = {
        "capture_id": run_id,
        "origin": f"bao/{run_id}.txt",
        "sha256": run_id,
        "outcome": "loaded",
        "fetched_at": MOMENT,
    }
    ops.record(warehouse, "capture", pl.DataFrame([document]), run_id=run_id)
    ops.record(warehouse, "document", pl.DataFrame([document]), run_id=run_id)
    found = pl.DataFrame({"expectation": [f"e{i}" for i in range(results)]})
    ops.record(warehouse, "result", found, run_id=run_id, success=True, percent=0.5)
    with publish.locked(warehouse), publish.writing(warehouse) as work:
        number = publish.next_generation(warehouse)
        ops.finish_run(warehouse, run_id, "published", generation=number, documents_read=1)
        publish.publish(work, number, 5)


def judge(warehouse: Path, fact_id: str, action: str = "accept", amendment: str | None = None) -> None:
    row = {
        "fact_id": fact_id,
        "action": action,
        "amendment": amendment,
        "reason": "đã xem",
        "judged_by": "Lan",
        "at": datetime.now(UTC),
    }
    books.judge(warehouse, "override", pl.DataFrame([row], schema=judgement.OVERRIDES))


def published(warehouse: Path, query: str) -> list[tuple]:
    with opened(warehouse) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published warehouse with the books of two runs and a judgement, to be copied."""
    path = tmp_path_factory.mktemp("books") / "khotin.duckdb"
    a_run(path, "r1", 3)
    judge(path, "f1")
    a_run(path, "r2", 2)
    return path


@pytest.fixture
def warehouse(two_runs: Path, tmp_path: Path) -> Path:
    shutil.copytree(two_runs.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "khotin.duckdb"


@pytest.fixture
def forgetful() -> None:
    """As a new process: nothing is known of the books."""
    books._checked.clear()


# What is published of the books


def test_the_published_copy_has_the_names_and_types_of_the_contract(warehouse):
    types = dict(published(warehouse, "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'run' AND schema_name = 'ops'"))  # fmt: skip
    assert types["started_at"] == "TIMESTAMP WITH TIME ZONE" and types["documents_read"] == "BIGINT"
    assert types["generation"] == "INTEGER" and types["kind"] == "VARCHAR" and "seq" not in types
    assert published(warehouse, "SELECT success, percent FROM dq.result LIMIT 1") == [(True, 0.5)]
    assert published(warehouse, "SELECT fetched_at FROM ops.capture LIMIT 1") == [(MOMENT,)]
    comments = published(warehouse, "SELECT table_name FROM duckdb_tables() WHERE schema_name IN ('ops', 'dq') AND comment IS NULL")  # fmt: skip
    assert ("books",) not in comments and ("run",) not in comments


def test_a_copy_grows_by_what_is_new_and_equals_the_books(warehouse):
    marks = "SELECT table_name, sequence, last_row FROM ops.books ORDER BY 1"
    before = {t: (s, last) for t, s, last in published(warehouse, marks)}
    a_run(warehouse, "r3", 4)
    after = {t: (s, last) for t, s, last in published(warehouse, marks)}
    assert after["result"][1] == before["result"][1] + 4 and after["result"][0] > before["result"][0]
    assert published(warehouse, "SELECT run_id, count(*) FROM dq.result GROUP BY 1 ORDER BY 1") == [("r1", 3), ("r2", 2), ("r3", 4)]  # fmt: skip
    assert published(warehouse, "SELECT run_id, state FROM ops.run ORDER BY 1") == [("r1", "published"), ("r2", "published"), ("r3", "published")]  # fmt: skip


# Readers and writers


def test_rows_that_were_pruned_leave_the_published_copy_with_the_next_publication(warehouse):
    with books.writing(warehouse) as store:
        assert store.prune("capture", "run_id = ?", ["r1"]) == 1
    a_run(warehouse, "r3")
    assert published(warehouse, "SELECT run_id FROM ops.capture ORDER BY ALL") == [("r2",), ("r3",)]
    a_run(warehouse, "r4")
    assert published(warehouse, "SELECT count(*) FROM ops.capture") == [(3,)]


def test_readers_in_loops_and_a_writer_never_meet(warehouse, tmp_path):
    stop = tmp_path / "stop"
    reader = f"""
        import sqlite3, duckdb
        from pathlib import Path
        from flows.assets import rules_version
        from flows.operate.doctor import _books
        from flows.load import aside, ops
        from flows.report.status import status
        warehouse, times = Path({str(warehouse)!r}), 0
        while not Path({str(stop)!r}).exists() or not times:
            status(warehouse, "rules"), ops.last_runs(warehouse, 8), ops.held(warehouse)
            aside.items(warehouse)
            assert _books(warehouse).good
            foreign = sqlite3.connect("file:{tmp_path}/ops.sqlite?mode=ro", uri=True)
            assert foreign.execute("SELECT count(*) FROM run").fetchone()[0] >= 2
            with duckdb.connect(str(warehouse), read_only=True) as connection:
                assert connection.execute("SELECT count(*) FROM ops.run").fetchone()[0] >= 2
            foreign.close()
            times += 1
    """
    writer = f"""
        from pathlib import Path
        from tests.load.test_books import a_run, judge
        for i in range(2):
            judge(Path({str(warehouse)!r}), f"g{{i}}")
            a_run(Path({str(warehouse)!r}), f"w{{i}}")
    """
    readers, booking = [process(reader)], process(writer)
    assert (booking.wait(), booking.stderr.read()) == (0, "")
    stop.touch()
    assert [(r.wait(), r.stderr.read()) for r in readers] == [(0, "")]
    assert published(warehouse, "SELECT count(*) FROM ops.run WHERE state = 'published'") == [(4,)]
    assert len(journal.told(tmp_path / "judgements.jsonl")) == 3


def test_a_lock_held_by_another_program_is_named_after_a_stated_time_and_nothing_is_hurt(
    warehouse, monkeypatch
):
    monkeypatch.setattr(store, "PATIENCE_SECONDS", 0.2)
    foreign = sqlite3.connect(books.path(warehouse), isolation_level=None)
    foreign.execute("BEGIN EXCLUSIVE")
    assert ops.last_runs(warehouse, 8)[0]["run_id"] == "r2"  # it does not keep readers out
    with pytest.raises(BooksLocked, match=r"held by another program for 0\.2 s.*nothing was booked"):
        judge(warehouse, "f2")
    foreign.execute("ROLLBACK")
    foreign.close()
    assert ops.overrides(warehouse)["fact_id"].to_list() == ["f1"]
    assert len(journal.told(journal.beside(books.path(warehouse)))) == 1
    judge(warehouse, "f2")


def test_a_program_that_writes_to_the_published_file_is_named_and_hurts_nothing(
    warehouse, tmp_path, monkeypatch
):
    held, go = tmp_path / "held", tmp_path / "go"
    script = f"""
        import duckdb, os, time
        from pathlib import Path
        os.chmod({str(warehouse)!r}, 0o644)
        connection = duckdb.connect({str(warehouse)!r})
        Path({str(held)!r}).touch()
        while not Path({str(go)!r}).exists(): time.sleep(0.05)
    """
    judge(warehouse, "f2")
    foreign = process(script)
    while not held.exists():
        time.sleep(0.05)
    with (
        pytest.raises(BooksLocked, match=rf"held for writing by .*PID {foreign.pid}.* for 0.3 s"),
        opened(warehouse, 0.3),
    ):
        pass
    a_run(warehouse, "r3")  # what this process knows to be whole, it need not open: a new file takes the name
    go.touch()
    foreign.communicate()
    assert published(warehouse, "SELECT count(*) FROM ops.run") == [(3,)]


# Accidents


def cut_short(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2 + 100)


def emptied(file: Path) -> None:
    os.truncate(file, 0)


def overwritten(file: Path) -> None:
    file.write_text("ghi chú của một người khác\n" * 400, encoding="utf-8")


def a_page_spoilt(file: Path) -> None:
    with file.open("r+b") as handle:
        handle.seek(2 * 4096)
        handle.write(b"\xff" * 8 * 4096)


def gone(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("accident", [cut_short, emptied, overwritten, a_page_spoilt, gone])
def test_lost_books_are_restored_with_every_judgement_and_the_run_says_so(
    warehouse, accident, forgetful, capsys
):
    judge(warehouse, "f2", "reject")  # after the last publication: only the journal has it
    file = books.path(warehouse)
    for end in ("-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)
    accident(file)
    books._checked.clear()
    finding = doctor._books(warehouse)
    assert not finding.good and "khotin doctor --mend" in finding.mend
    with publish.locked(warehouse):
        ops.mend(warehouse)
    told = capsys.readouterr().err
    assert "restored from khotin.duckdb (2 runs)" in told and told.count("\n") == 1
    assert doctor._books(warehouse).good
    assert ops.overrides(warehouse)["fact_id"].to_list() == ["f1", "f2"]
    assert ops.known(warehouse).height == 2 and publish.next_generation(warehouse) == 3
    a_run(warehouse, "r3", 1)
    assert published(warehouse, "SELECT run_id, count(*) FROM dq.result GROUP BY 1 ORDER BY 1") == [("r1", 3), ("r2", 2), ("r3", 1)]  # fmt: skip
    if accident is not gone:
        assert list((warehouse.parent / "work" / "strays").glob("ops.sqlite.*"))


def test_books_put_back_from_an_old_copy_are_brought_up_to_what_was_published(warehouse, forgetful, capsys):
    file = books.path(warehouse)
    copy = file.read_bytes()
    a_run(warehouse, "r3")
    judge(warehouse, "f3")
    file.write_bytes(copy)
    books._checked.clear()
    assert "older than what khotin.duckdb was published with" in doctor._books(warehouse).what
    a_run(warehouse, "r4")
    assert "restored from khotin.duckdb" in capsys.readouterr().err
    assert [r["run_id"] for r in ops.last_runs(warehouse, 9)] == ["r4", "r3", "r2", "r1"]
    assert ops.judged(warehouse) == {"f1", "f3"}


def test_books_of_another_warehouse_are_refused_until_a_person_decides(warehouse, tmp_path, forgetful):
    a_run(tmp_path / "other" / "khotin.duckdb", "theirs")
    books.path(warehouse).write_bytes((tmp_path / "other" / "ops.sqlite").read_bytes())
    books._checked.clear()
    with pytest.raises(BooksDamaged, match=r"belongs to another warehouse.*khotin doctor --mend"):
        judge(warehouse, "f2")
    assert "restored from khotin.duckdb (2 runs)" in doctor.mended(warehouse)
    assert ops.judged(warehouse) == {"f1"}
    assert doctor.mended(warehouse).endswith("nothing to mend")


def test_without_a_copy_nothing_is_begun_anew_unless_told(tmp_path, forgetful):
    warehouse = tmp_path / "khotin.duckdb"
    ops.start_run(warehouse, "r1", "rules")
    judge(warehouse, "f1")
    overwritten(books.path(warehouse))
    books._checked.clear()
    with pytest.raises(BooksDamaged, match="doctor --mend"):
        ops.finish_run(warehouse, "r1", "failed")
    with pytest.raises(BooksDamaged, match="doctor --mend"):
        ops.last_runs(warehouse, 8)
    assert "begun anew with 1 judgements" in doctor.mended(warehouse)
    assert ops.judged(warehouse) == {"f1"}


def test_a_judgement_is_in_books_and_journal_or_in_neither_whenever_its_process_dies(warehouse, forgetful):
    script = f"""
        import os, signal
        from pathlib import Path
        from flows.load import books, journal
        from tests.load.test_books import judge
        append = journal.append
        def die(*told):
            append(*told)
            os.kill(os.getpid(), signal.SIGKILL)
        journal.append = die
        judge(Path({str(warehouse)!r}), "f2")
    """
    assert process(script).wait() == -signal.SIGKILL
    with journal.beside(books.path(warehouse)).open("a", encoding="utf-8") as handle:
        handle.write('{"books": "half a li')  # a line that another process left half
    judge(warehouse, "f3")  # what a person said before its process died is booked by the next
    assert ops.overrides(warehouse)["fact_id"].to_list() == ["f1", "f2", "f3"]
    lines = journal.told(journal.beside(books.path(warehouse)))
    assert [e["row"]["fact_id"] for e in lines] == ["f1", "f2", "f3"]


def test_a_lost_journal_is_written_anew_from_the_books(warehouse, forgetful):
    ops.roll_back(warehouse, 1, "r9")
    ops.resume(warehouse)
    file = journal.beside(books.path(warehouse))
    file.unlink()
    books._checked.clear()
    judge(warehouse, "f2")
    told = {e["table"]: e["row"] for e in journal.told(file)}
    assert told["override"]["fact_id"] == "f2" and told["hold"]["released_at"]
    assert len(journal.told(file)) == 3


# From the books of an older khotin


def test_old_books_are_moved_once_counted_and_kept(tmp_path, capsys, forgetful):
    with duckdb.connect(str(tmp_path / "ops.duckdb")) as old:
        old.execute(
            "CREATE TABLE run (run_id VARCHAR, started_at TIMESTAMPTZ, state VARCHAR, generation INTEGER, process_id BIGINT);"
            "INSERT INTO run VALUES ('r1', '2026-01-02 03:04:05.000006+00', 'published', 7, 1), ('r2', now(), 'running', NULL, 1);"
            'CREATE TABLE override (fact_id VARCHAR, action VARCHAR, amendment VARCHAR, reason VARCHAR, judged_by VARCHAR, "at" TIMESTAMPTZ);'
            "INSERT INTO override VALUES ('f1', 'accept', NULL, 'x', 'Lan', now());"
        )
    warehouse = tmp_path / "khotin.duckdb"
    runs = ops.last_runs(warehouse, 8)
    assert [(r["run_id"], r["state"]) for r in runs] == [("r2", "running"), ("r1", "published")]
    assert runs[1]["started_at"] == MOMENT
    assert "kept as ops.duckdb.old" in capsys.readouterr().err and not (tmp_path / "ops.duckdb").exists()
    assert publish.next_generation(warehouse) == 8 and ops.judged(warehouse) == {"f1"}
    assert len(journal.told(tmp_path / "judgements.jsonl")) == 1


# Dead processes


def test_a_run_whose_process_was_killed_has_crashed_though_its_id_lives_on(tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    script = f"""
        import os, signal
        from pathlib import Path
        from flows.load import ops
        ops.start_run(Path({str(warehouse)!r}), "20260102T030405-abcdef", "rules")
        folder = Path({str(tmp_path)!r}) / "staging" / "20260102T030405-abcdef"
        folder.mkdir(parents=True)
        os.kill(os.getpid(), signal.SIGKILL)
    """
    assert process(script).wait() == -signal.SIGKILL
    with books.writing(warehouse) as opened_books:  # as in a container, where every process is 1
        opened_books.change("run", "UPDATE run SET process_id = ?", [os.getpid()])
    ops.start_run(warehouse, "20260102T030406-fedcba", "rules")
    (tmp_path / "staging" / "20260102T030406-fedcba").mkdir()
    (tmp_path / "staging" / "mine").mkdir()  # no run's: it stays
    with publish.locked(warehouse):
        ops.mend(warehouse)
    assert {r["run_id"][-6:]: r["state"] for r in ops.last_runs(warehouse, 8)} == {"abcdef": "crashed", "fedcba": "running"}  # fmt: skip
    assert sorted(p.name for p in (tmp_path / "staging").iterdir()) == ["20260102T030406-fedcba", "mine"]


# Which judgement is in force


def said(*told: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    rows = [
        {"fact_id": "f", "action": a, "amendment": m, "reason": "x", "judged_by": "Lan", "at": MOMENT + timedelta(seconds=i)}
        for i, (a, m) in enumerate(told)
    ]  # fmt: skip
    standing = judgement.standing(pl.DataFrame(rows, schema=judgement.OVERRIDES))
    return [(s.action, s.amendment) for s in standing]


UNIT, VALUE = '{"unit": "USD"}', '{"value": "1"}'


@pytest.mark.parametrize(
    ("told", "in_force"),
    [
        ([("amend", UNIT), ("amend", VALUE)], [("amend", '{"unit": "USD", "value": "1"}')]),
        ([("amend", VALUE), ("amend", '{"value": "2"}')], [("amend", '{"value": "2"}')]),
        ([("amend", UNIT), ("amend", VALUE), ("undo", None)], [("amend", UNIT)]),
        ([("amend", UNIT), ("undo", None)], []),
        ([("reject", None), ("accept", None)], [("accept", None)]),
        ([("reject", None), ("accept", None), ("undo", None)], [("reject", None)]),
        ([("amend", UNIT), ("reject", None), ("amend", VALUE)], [("amend", VALUE)]),
        ([("accept", None), ("amend", UNIT), ("undo", None), ("undo", None)], []),
    ],
)
def test_amendments_add_up_and_undo_takes_back_the_last_word(told, in_force):
    assert said(*told) == in_force


@pytest.mark.parametrize(
    ("fact_type", "changes", "words"),
    [
        ("measurements", {"unit": "USDx"}, "unit is one of .*USD.*units.csv"),
        ("measurements", {"status": "foo"}, "status is one of actual, estimate, forecast, target, proposed"),
        ("measurements", {"status": None}, "cannot be empty"),
        ("measurements", {"period_end": "2025-02-30"}, "period_end is a day"),
        ("measurements", {"value": "nhiều"}, "value is a number"),
        ("measurements", {"value": "1e40"}, "value is a number"),
        ("measurements", {"metric": "thu_ngan_sach"}, "metric is one of .*state_budget_revenue"),
        ("targets", {"deadline": "2999-01-01"}, "deadline lies between 1900-01-01 and 2200-12-31"),
        ("agreements", {"count": "-3"}, "count lies between 1 and 10000"),
        ("statements", {"verb": "hát vang"}, "101 codes|verb is one of"),
        ("events", {"hosts": "UBND"}, "hosts is a list"),
        ("events", {"colour": "red"}, "no column colour"),
    ],
)  # fmt: skip
def test_what_can_never_stand_in_a_column_is_refused_in_a_line_that_says_what_can(fact_type, changes, words):
    with pytest.raises(ValueError, match=words) as refused:
        judgement.amendment(fact_type, changes)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("fact_type", "changes"),
    [
        ("measurements", {"unit": "USD", "status": "actual", "value": "1234.5", "basis": None}),
        ("statements", {"verb": "theo"}),
        ("targets", {"deadline": "2030-12-31"}),
        ("events", {"hosts": ["UBND tỉnh"]}),
    ],
)
def test_what_can_stand_is_not(fact_type, changes):
    assert json.loads(judgement.amendment(fact_type, changes)) == changes


FIGURE = {
    "value": "50.000000",
    "unit": "VND",
    "value_vnd": "50.000000",
    "value_usd": "0.002000",
    "fx": "reference",
}


@pytest.mark.parametrize(
    ("row", "changes", "follows"),
    [
        (FIGURE, {"value": "100"}, {"value_vnd": "100", "value_usd": "0.004000", "fx": "reference"}),
        (FIGURE | {"fx": "stated"}, {"value": "100"}, {"value_vnd": "100", "value_usd": None, "fx": None}),
        (FIGURE, {"unit": "percent"}, {"value_vnd": None, "value_usd": None, "fx": None}),
        (FIGURE, {"status": "target"}, {}),
    ],
)
def test_the_comparable_forms_of_an_amended_figure_follow_it(
    row: dict[str, str], changes: dict[str, str], follows: dict[str, Callable]
):
    assert judgement.consequences(row, changes) == changes | follows


def test_books_on_a_disk_that_nobody_can_write_are_read_but_not_without_what_their_wal_holds(tmp_path):
    disk, warehouse = tmp_path / "disk", tmp_path / "disk" / "khotin.duckdb"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        a_run(warehouse, "first")
        with suppress(OSError), (disk / "others").open("wb", buffering=0) as others:
            while others.write(bytes(4096)):
                pass
        full = shutil.disk_usage(disk).free == 0
        with booked(warehouse) as shown:  # as `khotin status` does
            assert (full, shown.execute("SELECT run_id FROM run").fetchall()) == (True, [("first",)])
        (disk / "others").unlink()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with books.reading(warehouse) as read, booked(warehouse) as shown:
            assert read.rows("SELECT run_id FROM run") == shown.execute("SELECT run_id FROM run").fetchall() == [("first",)]  # fmt: skip
        with pytest.raises(OSError, match=r"Read-only|cannot be written"):
            ops.start_run(warehouse, "second", "rules")
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        books.path(warehouse).with_name("ops.sqlite-wal").write_bytes(b"what a process left that was killed")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(OSError, match="cannot be written"), books.reading(warehouse):
            pass
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_column_of_one_name_has_one_type_in_all_tables(two_runs):
    with books.reading(two_runs) as ours:
        declared = {(name, kind) for table in ours.tables() for name, kind in ours.columns(table).items()}
        assert len(declared) == len({name for name, _ in declared})
        assert ours.frame('SELECT run_id, "at", success FROM result').dtypes == [
            pl.String,
            INSTANT,
            pl.Boolean,
        ]
