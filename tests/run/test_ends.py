"""Ends and edges: signals, full and read-only disks, odd names, what is no warehouse. Real processes, one warehouse for many tests."""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest
from typer.testing import CliRunner, Result

from flows import failures, files, schedule, scheduled
from flows.assets import root
from flows.cli import app, terminal
from flows.contracts import QUARANTINE
from flows.load import alive, books, merge, ops, publish
from flows.processes import prefect_server, worker
from flows.report.summary import RunSummary, rendered
from flows.run import finish, one_run, reading
from flows.stewardship import text_of
from tests.conftest import REVENUE, Stage, khotin

COMMAND = [sys.executable, "-c", "from flows.cli import app; app()"]
ODD = 'it\'s 100% "#1" a=b&c; [kho] {dữ} $HOME ' + unicodedata.normalize("NFD", "liệu") + " *"
NOWHERE = {"HTTP_PROXY": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9", "ALL_PROXY": "socks5://127.0.0.1:9"}  # fmt: skip
OTHER = REVENUE.format(amount="41.000").replace("Quảng Ninh", "Hải Dương")


def asked(*arguments: str, warehouse: Path) -> Result:
    """The command in this process."""
    return CliRunner().invoke(app, [*arguments, "--warehouse", str(warehouse)], env={"COLUMNS": "300"})


def line_of(done: Result) -> str:
    """The one line of a failure."""
    assert done.exit_code == 1, (done.stdout, done.stderr, done.exception)
    (line,) = done.stderr.splitlines()
    assert line.startswith("khotin: ")
    return line


def run_states(warehouse: Path) -> list[tuple[str, str, str | None]]:
    """(run_id, state, message) of every run, as another program reads the books."""
    try:
        with sqlite3.connect(f"file:{ops_file(warehouse)}?mode=ro", uri=True) as connection:
            return connection.execute("SELECT run_id, state, message FROM run ORDER BY seq").fetchall()
    except sqlite3.Error:
        return []


def ops_file(warehouse: Path) -> str:
    return str(books.path(warehouse)).replace("%", "%25").replace("#", "%23").replace("?", "%3f")


def processes(mark: str) -> list[int]:
    """The processes, however they came about, that were started with MARK in their environment and still run."""
    found = []
    for place in Path("/proc").iterdir():
        try:
            if place.name.isdigit() and f"MARK={mark}\0".encode() in (place / "environ").read_bytes():
                found.append(int(place.name))
        except OSError:
            continue
    return found


def workers(mark: str) -> list[int]:
    """Those of the processes that are workers."""
    found = []
    for process in processes(mark):
        with suppress(OSError):
            if b"flows.processes.worker" in Path(f"/proc/{process}/cmdline").read_bytes():
                found.append(process)
    return found


def until(condition: Callable[[], object], seconds: float = 90) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.1)
    return bool(condition())


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    """A small file system of its own at a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", *options, "tmpfs", str(folder)], capture_output=True, text=True) if shutil.which("mount") else None  # fmt: skip
    if done is None or done.returncode:
        pytest.skip(f"this machine lets nobody mount a small disk: {done.stderr if done else 'no mount'}")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse at a path of many odd letters, long, with two generations; proxies and a long TMPDIR were set for its run."""
    home = tmp_path_factory.mktemp("odd")
    warehouse = home / ODD / ("rất dài " * 20).strip() / f"{ODD}.duckdb"
    incoming, temporary = home / f"in {ODD}", home / ("t" * 150)
    warehouse.parent.mkdir(parents=True)
    incoming.mkdir()
    temporary.mkdir()
    (incoming / "a.txt").write_text(REVENUE.format(amount="56.200"), encoding="utf-8")
    (incoming / "none.txt").write_text("", encoding="utf-8")
    subprocess.run(
        [*COMMAND, "run", str(incoming)],
        env=os.environ | NOWHERE | {"KHOTIN_WAREHOUSE": str(warehouse), "TMPDIR": str(temporary)},
        check=True,
    )
    return warehouse


def fact_of(warehouse: Path) -> str:
    printed = asked("sql", "select fact_id from mart.measurements order by 1 limit 1", "--format", "csv", warehouse=warehouse)  # fmt: skip
    return printed.stdout.split()[1]


def test_every_command_works_at_a_path_of_odd_letters_behind_proxies(odd):
    fact = fact_of(odd)
    (item,) = [i["quarantine_id"] for i in json_rows(odd, "select quarantine_id from dq.quarantine")]
    for command in (
        ["status"],
        ["report"],
        ["explain", fact],
        ["quarantine", "show", item],
        ["override", "reject", fact, "--reason", "thử"],
        ["rollback"],
        ["resume"],
        ["quarantine", "close", item, "--reason", "thử"],
        ["doctor"],
    ):
        done = asked(*command, warehouse=odd)
        assert done.exit_code == 0, (command, done.stdout, done.stderr)
    assert [state for _, state, _ in run_states(odd)] == ["published"] * 3


def json_rows(warehouse: Path, query: str) -> list[dict[str, object]]:
    return [
        json.loads(row)
        for row in asked("sql", query, "--format", "json", warehouse=warehouse).stdout.splitlines()
    ]


def test_a_question_mark_in_the_path_is_refused_before_anything_is_made(tmp_path):
    for command in (["run"], ["rollback"], ["quarantine", "replay"]):
        line = line_of(asked(*command, warehouse=tmp_path / "a?b" / "khotin.duckdb"))
        assert "question mark" in line and not (tmp_path / "a?b").exists()
    (tmp_path / "c?d").mkdir()
    (tmp_path / "c?d" / "khotin.duckdb").touch()
    with pytest.raises(ValueError, match="question mark"), publish.locked(tmp_path / "c?d" / "khotin.duckdb"):
        pass


@pytest.mark.parametrize("way", ["SIGTERM", "SIGINT", "SIGTERM as process 1", "SIGKILL"])
def test_a_run_that_a_signal_ends_leaves_nothing_but_what_was_published(odd, tmp_path, way):
    before, told = odd.read_bytes(), len(run_states(odd))
    (tmp_path / "b.txt").write_text(OTHER, encoding="utf-8")
    command, number = [*COMMAND, "run", str(tmp_path)], signal.Signals[way.split()[0]]
    if way.endswith("1"):
        alone = ["unshare", "--pid", "--fork", "--mount-proc", "--kill-child"]
        if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True).returncode:
            pytest.skip("this machine lets nobody begin a space of process ids, as a container is")
        command = [*alone, *command]
    mark = f"{tmp_path}{way}"
    started = subprocess.Popen(
        command,
        env=os.environ | {"KHOTIN_WAREHOUSE": str(odd), "MARK": mark},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert until(lambda: len(run_states(odd)) > told and len(processes(mark)) >= 3)
    target = started.pid
    if way.endswith("1"):
        target = int(Path(f"/proc/{target}/task/{target}/children").read_text().split()[0])
    os.kill(target, number)
    _, errors = started.communicate(timeout=30)
    assert until(lambda: not processes(mark), 20)
    if number is signal.SIGKILL:
        assert run_states(odd)[-1][1] == "running"
        with publish.locked(odd):  # the next start
            ops.mend(odd)
        assert run_states(odd)[-1][1:] == ("crashed", "its process ended before it did")
    else:
        assert started.returncode == 128 + number
        assert errors == f"khotin: bị dừng bởi / stopped by {number.name}: {terminal.UNDONE}\n"
        assert run_states(odd)[-1][1:] == ("failed", f"bị dừng bởi / stopped by {number.name}")
    with publish.locked(odd):
        assert odd.read_bytes() == before
    assert (
        not list((odd.parent / "staging").iterdir()) and not (odd.parent / "work" / "khotin.duckdb").exists()
    )


def test_a_schedule_waits_for_documents_recovers_from_a_killed_run_and_a_lost_server_and_leaves_no_process(
    tmp_path,
):
    warehouse, incoming = tmp_path / "kho [1]" / "khotin.duckdb", tmp_path / "in"
    incoming.mkdir()
    mark = str(tmp_path)
    started = subprocess.Popen(
        [*COMMAND, "schedule", "--every", "8s", str(incoming)],
        env=os.environ | NOWHERE | {"KHOTIN_WAREHOUSE": str(warehouse), "MARK": mark},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert until(lambda: [s for _, s, _ in run_states(warehouse)][:1] == ["nothing_new"], 120)
        (incoming / "a.txt").write_text(OTHER, encoding="utf-8")

        def running() -> list[int]:
            states = run_states(warehouse)
            return flow_runs(started.pid) if states and states[-1][1] == "running" else []

        def published() -> bool:
            at_work.append(len(workers(mark)))
            return run_states(warehouse)[-1][1] == "published"

        assert until(running)
        for run in running():
            os.kill(run, signal.SIGKILL)
        at_work: list[int] = []
        assert until(published, 120)
        assert max(at_work) == 1  # the one that is kept carries out the runs of the schedule
        assert until(lambda: flow_runs(started.pid), 60)
        server = prefect_server.home(warehouse) / "server.pid"
        lost, runs = int(server.read_text()), len(run_states(warehouse))
        os.kill(lost, signal.SIGKILL)

        def another() -> bool:
            return (
                server.exists()
                and server.read_text() != str(lost)
                and bool(prefect_server.kept_address(warehouse))
            )

        assert until(another, 180)
        (incoming / "b.txt").write_text(REVENUE.format(amount="56.200"), encoding="utf-8")
        assert until(lambda: [s for _, s, _ in run_states(warehouse)[runs:]][-1:] == ["published"], 120)
        assert started.poll() is None
        with pytest.raises(schedule.ServedAlready, match=f"process {started.pid}"), schedule.alone(warehouse):
            pass  # also of one that began again
    finally:
        started.kill()
        printed, _ = started.communicate()
    with schedule.alone(warehouse):
        pass  # its place is free at once, however it ended
    assert until(lambda: not processes(mark), 60)
    states = [(state, message) for _, state, message in run_states(warehouse)]
    assert ("crashed", "its process ended before it did") in states
    assert states[0][0] == "nothing_new" and "no document there" in str(states[0][1])
    assert printed.count("Prefect's server was lost") == 1
    assert printed.count("no document there") == 1 and "Traceback" not in printed


def flow_runs(schedule: int) -> list[int]:
    """The processes of a schedule's runs."""
    children = Path(f"/proc/{schedule}/task/{schedule}/children").read_text().split()
    return [int(c) for c in children if b"spawn_main" in Path(f"/proc/{c}/cmdline").read_bytes()]


def test_turns_that_were_missed_are_made_up_for_once(tmp_path):
    warehouse, incoming = tmp_path / "khotin.duckdb", tmp_path / "in"
    now = datetime.now(UTC)
    missed = [now - timedelta(minutes=m) for m in (3, 2, 1)]
    told = [scheduled.turn([str(incoming)], warehouse, due) for due in [*missed, now + timedelta(minutes=1)]]
    assert [t.split(":")[0] for t in told] == ["nothing_new", "skipped", "skipped", "nothing_new"]
    assert len(run_states(warehouse)) == 2


def test_an_empty_folder_keeps_no_other_source_of_a_schedule_waiting(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text(OTHER, encoding="utf-8")
    sources = [str(tmp_path / "empty"), str(tmp_path / "a.txt")]
    assert reading.take_in(sources, tmp_path / "w" / "khotin.duckdb", 8_000_000, watched=True).read == 1


@pytest.mark.parametrize(
    "given, words",
    [
        (["--cron", "61 * * * *"], "--cron 61 * * * *: Bad"),
        (["--cron", "daily"], "give minute, hour, day"),
        (["--every", "0m"], "give a number"),
        (["--every", "5m", "nowhere"], "nowhere is not there"),
        (["--every", "5m", "ftp://bao.example/rss"], "only http and https are fetched"),
    ],
)
def test_a_schedule_that_cannot_start_says_why_in_one_line(tmp_path, given, words):
    assert words in line_of(asked("schedule", *given, warehouse=tmp_path / "khotin.duckdb"))


def test_a_configured_server_that_does_not_answer_is_told_at_once(tmp_path, monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    for start in (lambda: prefect_server.begin(tmp_path / "khotin.duckdb"), lambda: prefect_server.kept(tmp_path / "k").__enter__()):  # fmt: skip
        monkeypatch.setattr(os, "environ", dict(os.environ))
        with pytest.raises(prefect_server.ServerFailed, match=r"does not answer.*unset the variable"):
            start()


def test_the_address_of_a_server_that_is_gone_is_forgotten(tmp_path):
    gone = subprocess.Popen(["true"])
    gone.wait()
    home = tmp_path / "prefect"
    home.mkdir()
    (home / "server.url").write_text("http://127.0.0.1:9/api")
    (home / "server.pid").write_text(str(gone.pid))
    assert prefect_server.kept_address(tmp_path / "khotin.duckdb") is None
    assert list(home.iterdir()) == []


def test_a_worker_s_socket_that_nobody_answers_is_cleared_away(monkeypatch, request):
    tmp_path = Path(tempfile.mkdtemp(prefix="kt-", dir="/tmp"))  # a socket's name is short
    request.addfinalizer(lambda: shutil.rmtree(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for name, listening in (("khotin-dead", False), ("khotin-alive", True)):
        (tmp_path / name).mkdir()
        held = socket.socket(socket.AF_UNIX)
        held.bind(str(tmp_path / name / "worker"))
        if listening:
            held.listen()
            answering = held
        os.utime(tmp_path / name, (0, 0))
    assert worker._short() == tmp_path
    assert [p.name for p in tmp_path.iterdir()] == ["khotin-alive"]
    answering.close()


def full(folder: Path) -> None:
    """Fills the disk that a folder lies on."""
    with (folder / "filler").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(65536))
        except OSError:
            pass


@pytest.mark.parametrize("folder", ["landing", "staging", "work", "prefect", "."])
def test_a_full_disk_is_told_in_one_line_before_reading_and_the_next_run_goes_on(tmp_path, folder):
    warehouse, incoming = tmp_path / "w" / "khotin.duckdb", tmp_path / "in"
    incoming.mkdir()
    (incoming / "a.txt").write_text(OTHER, encoding="utf-8")
    place = warehouse.parent / folder
    with mounted(place, "-o", "size=256k"):
        full(place)
        if folder == "prefect":  # a process of its own: Prefect's settings stay in the environment of one
            done = khotin("run", str(incoming), warehouse=warehouse, check=False)
            line = done.stderr
            assert done.returncode == 1 and len(line.splitlines()) == 1
        else:
            line = line_of(asked("run", str(incoming), warehouse=warehouse))
        assert "no room left on the disk" in line and "make room, then run again" in line
        (place / "filler").unlink()
        if folder in ("landing", "staging"):
            with publish.locked(warehouse):
                ops.mend(warehouse)
                assert reading.take_in([str(incoming)], warehouse, 8_000_000).read == 1
        assert not list(warehouse.parent.rglob("*.part"))


def load(warehouse: Path, staging: Path, run_id: str) -> None:
    ops.start_run(warehouse, run_id, "rules")
    try:
        with publish.locked(warehouse), publish.writing(warehouse) as work:
            merge.merge(work.connection, staging, run_id, "rules")
            ops.finish_run(warehouse, run_id, "published", generation=publish.next_generation(warehouse))
            publish.publish(work, 1, 5)
    except Exception as error:
        ops.fail_run(warehouse, run_id, str(error))
        raise


def test_a_disk_that_fills_while_loading_leaves_the_last_star_and_nothing_is_lost(tmp_path, stage: Stage):
    warehouse = tmp_path / "khotin.duckdb"
    load(warehouse, stage({"a.txt": REVENUE.format(amount="56.200")}).staging, "r1")
    before, second = warehouse.read_bytes(), stage({"b.txt": OTHER})
    with mounted(tmp_path / "work", "-o", f"size={len(before) + 1_000_000}"):
        with pytest.raises(Exception) as told:
            load(warehouse, second.staging, "r2")
        assert "no room left on the disk" in failures.line(told.value)
        assert [p.name for p in (tmp_path / "work").glob("khotin.duckdb*")] == []
    assert warehouse.read_bytes() == before and run_states(warehouse)[-1][1] == "failed"
    load(warehouse, second.staging, "r3")
    with duckdb.connect(str(warehouse), read_only=True) as star:
        assert star.execute("SELECT count(*) FROM mart.articles").fetchone() == (2,)


def test_books_on_a_full_disk_are_told_as_that_and_keep_what_they_held(tmp_path):
    with mounted(tmp_path / "w", "-o", "size=2m"):
        warehouse = tmp_path / "w" / "khotin.duckdb"
        ops.start_run(warehouse, "r1", "rules")
        full(warehouse.parent)
        with pytest.raises(OSError) as told:
            for number in range(200):
                ops.start_run(warehouse, f"more{number}", "r" * 10_000)
        assert "no room left on the disk" in failures.line(told.value)
        (warehouse.parent / "filler").unlink()
        ops.finish_run(warehouse, "r1", "nothing_new")
        assert run_states(warehouse)[0][:2] == ("r1", "nothing_new")


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_read(tmp_path):
    with mounted(tmp_path / "w", "-o", "ro"):
        line = line_of(
            asked("run", str(root() / "seeds" / "articles"), warehouse=tmp_path / "w" / "khotin.duckdb")
        )
    assert "Read-only file system; chọn chỗ ghi được / take a place that can be written" in line


def newer_khotin(file: Path) -> None:
    file.chmod(0o644)
    with duckdb.connect(str(file)) as star:
        star.execute("INSERT INTO migration VALUES ('999_tomorrow.sql', '', now())")


def newer_duckdb(file: Path) -> None:
    file.chmod(0o644)
    with file.open("r+b") as handle:
        handle.seek(12)
        handle.write((999).to_bytes(8, "little"))


def something_else(file: Path) -> None:
    file.unlink()
    with duckdb.connect(str(file)) as other:
        other.execute("CREATE TABLE mine (a INT)")


@pytest.mark.parametrize(
    "spoil, words",
    [
        (lambda f: (f.chmod(0o644), os.truncate(f, f.stat().st_size - 300_000)), "is cut short.*(no whole generation is kept|khotin doctor)"),
        (lambda f: (f.chmod(0o644), os.truncate(f, 5_000)), "cannot be read.*no whole generation is kept"),
        (lambda f: (f.chmod(0o644), os.truncate(f, 0)), "is no DuckDB database: nêu tệp khác / name another file"),
        (newer_khotin, "written by a newer khotin.*upgrade khotin"),
        (newer_duckdb, "cannot be read.*no whole generation is kept"),
        (something_else, "is a DuckDB database of something else: nêu tệp khác / name another file"),
    ],
    ids=["cut short", "only its head", "no bytes", "newer khotin", "newer DuckDB", "something else"],
)  # fmt: skip
def test_what_is_no_warehouse_of_this_khotin_is_refused_before_reading(odd, tmp_path, spoil, words):
    warehouse = tmp_path / "khotin.duckdb"
    shutil.copy(odd, warehouse)
    spoil(warehouse)
    held = warehouse.read_bytes()
    assert re.search(words, line_of(asked("run", warehouse=warehouse)))
    assert warehouse.read_bytes() == held and not (tmp_path / "landing").exists()


def test_a_second_warehouse_in_the_folder_of_another_is_refused_before_its_books_are_used(odd, tmp_path):
    warehouse, other = tmp_path / "khotin.duckdb", tmp_path / "other.duckdb"
    shutil.copy(odd, warehouse)
    shutil.copy(odd.parent / "ops.sqlite", tmp_path)
    told = line_of(asked("run", warehouse=other))
    assert (
        "the books beside it are of khotin.duckdb: mỗi thư mục một kho / a folder holds one warehouse; "
        in told
    )
    assert not other.exists() and not (tmp_path / "landing").exists()


def test_a_report_that_fails_leaves_the_run_published_and_says_what_builds_it(odd, tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    shutil.copy(odd, warehouse)
    run_id = json_rows(warehouse, "select run_id from ops.run where state = 'published' limit 1")[0]["run_id"]
    (tmp_path / "reports").write_text("a file where the folder is wanted")
    run = finish.report(RunSummary(str(run_id), str(warehouse), {}, state="published"), tmp_path / "staging")
    assert run.state == "published" and not run.report
    assert any(f"`khotin report {run_id}` builds it later" in note for note in run.notes)
    run = run.but(documents=dict.fromkeys(("read", "loaded", "unchanged", "duplicate", "rejected"), 0))
    with terminal.console.capture() as shown:
        terminal.console.print(rendered(run))
    assert "Lưu ý / note: không lập được báo cáo / the report could not be built" in shown.get()
    (tmp_path / "reports").unlink()
    assert asked("report", str(run_id), warehouse=warehouse).exit_code == 0


def test_alerts_that_cannot_be_booked_are_a_note_on_the_run(tmp_path, monkeypatch):
    run = RunSummary("r", str(tmp_path / "khotin.duckdb"), {}, state="published")
    (tmp_path / "ops.sqlite").write_text("no books")
    told = one_run._told_of(run)
    assert told.state == "published" and "alerts could not be sent or booked" in told.notes[0]


def test_a_failure_after_publication_leaves_the_run_published(tmp_path, stage: Stage):
    warehouse = tmp_path / "khotin.duckdb"
    load(warehouse, stage({"a.txt": OTHER}).staging, "r1")
    ops.fail_run(warehouse, "r1", "its report's process was killed")
    assert run_states(warehouse)[-1][1] == "published" and not alive.alive(warehouse, "r1")


def test_an_item_without_a_document_is_shown_and_control_characters_are_never_obeyed(tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    item = {"quarantine_id": "q1", "stage": "ingest", "reason": "empty", "origin": "bao/\x1b[2J\x9b1m.txt", "payload": json.dumps({"title": "\x1b]0;tên\x07"})}  # fmt: skip
    rows = pl.DataFrame([item], schema=QUARANTINE, orient="row").with_columns(sha256=pl.lit(None, pl.String))
    ops.record(warehouse, "quarantine", rows, run_id="r", state="open")
    assert text_of(warehouse, ops_item(warehouse)) is None
    for command in (["list"], ["show", "q1"]):
        done = asked("quarantine", *command, warehouse=warehouse)
        assert done.exit_code == 0, (done.stdout, done.stderr)
        assert "bao/␛[2J" in done.stdout and not terminal.CONTROLS.search(done.stdout)
    assert "of no single document" in line_of(asked("quarantine", "replay", warehouse=warehouse))


def ops_item(warehouse: Path) -> dict[str, object]:
    from flows.load import aside

    return aside.items(warehouse)[0]


def test_sql_shows_control_characters_in_a_table(odd):
    done = asked("sql", "select chr(27) || '[31mđỏ' as a", warehouse=odd)
    assert "␛[31mđỏ" in done.stdout and "\x1b" not in done.stdout


def test_no_connection_of_khotin_s_draws_a_progress_bar(odd):
    with files.connected(odd, read_only=True) as star:
        assert star.execute("SELECT current_setting('enable_progress_bar')").fetchone() == (False,)
    places = [
        p for p in (root() / "flows").rglob("*.py") if "duckdb.connect(" in p.read_text(encoding="utf-8")
    ]
    assert [p.name for p in places] == ["files.py"]


def test_leavings_of_the_dead_are_cleared_at_the_next_start(tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    leavings = [
        tmp_path / "work" / "khotin.duckdb",
        tmp_path / "work" / "khotin.duckdb.wal",
        tmp_path / "work" / "khotin.duckdb.tmp" / "spilled",
        tmp_path / "landing" / "unfinished" / "0123.99.part",
        tmp_path / "staging" / "20260101T000000-abcdef" / "documents" / "00001.parquet",
    ]
    for file in leavings:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    with publish.locked(warehouse):
        ops.mend(warehouse)
    assert not [file for file in leavings if file.exists()]


def test_every_test_that_the_promises_name_is_there():
    named = set(re.findall(r"`(test_\w+)`", (root() / "docs" / "promises.md").read_text(encoding="utf-8")))
    there = {
        name
        for path in (root() / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.M)
    }
    assert named and not named - there
