"""What an operator sees and asks for: the state of runs, waiting for another, khotin's version."""

import io
import json
import time
from datetime import UTC, datetime

from rich.console import Console

from flows.files import VIETNAM
from flows.load import alive, captures, ops, publish
from flows.report.status import status
from flows.run import stages
from flows.run.progress import Progress
from flows.scheduled import turn
from tests.conftest import here

ARTICLE = "date 2025-01-08 Thu ngân sách\n\nNăm 2024, Quảng Ninh thu ngân sách nhà nước 56.200 tỷ đồng.\n"


def test_status_says_why_a_run_failed_how_far_a_running_one_is_and_how_large_things_are(tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    ops.start_run(warehouse, "r1", "rules")
    ops.fail_run(warehouse, "r1", "OSError: no room left\non the disk")
    ops.start_run(warehouse, "r2", "rules")
    told = []
    progress = Progress(warehouse, "r2", told.append)
    progress.stage("kiểm định / validating")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "r1.html").write_bytes(bytes(12_345))
    printed = here("status", warehouse=warehouse).stdout
    assert "r1 failed: OSError: no room left on the disk" in printed
    assert "r2: kiểm định / validating …" in printed and told == ["kiểm định / validating …"]
    assert "reports 12.3 KB" in printed
    ops.finish_run(warehouse, "r2", "nothing_new")
    assert "validating" not in here("status", warehouse=warehouse).stdout


def test_status_keeps_ids_whole_in_a_narrow_window_says_what_runs_were_and_tells_vietnams_time(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    warehouse, run_id = tmp_path / "khotin.duckdb", "20260101T235900-79a30c"
    ops.start_run(warehouse, run_id, "rules", "withdraw")
    ops.finish_run(warehouse, run_id, "published", documents_read=3)
    out = io.StringIO()
    Console(file=out, width=60).print(status(warehouse, "rules"))
    now = datetime.now(VIETNAM)
    assert run_id in out.getvalue() and "…" not in out.getvalue()
    assert f"{now:%Y-%m-%d}" in out.getvalue() and f"{now:%H}:" in out.getvalue()
    assert "withdraw" in out.getvalue() and "Vietnam" in out.getvalue()
    monkeypatch.undo()
    time.tzset()


def test_a_run_whose_process_is_gone_is_told_as_dead_before_another_begins(tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    ops.start_run(warehouse, "r1", "rules")
    assert "died" not in here("status", warehouse=warehouse).stdout
    alive._held.pop(alive._file(warehouse, "r1")).release()  # as the system does where its process is killed
    assert "r1: tiến trình đã mất" in here("status", warehouse=warehouse).stdout
    told = here("doctor", warehouse=warehouse, check=False).stdout
    assert "last run r1 died" in told and "`khotin run` goes on from there" in told


def test_status_for_prometheus_is_figures_that_it_reads(tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    ops.start_run(warehouse, "r1", "rules", "scheduled")
    ops.finish_run(warehouse, "r1", "published", documents_read=3, facts_loaded=7)
    with stages.measured(tmp_path / "staging" / "r1", "read") as counted:
        counted |= {"rows": 3, "bytes": 4_500}
    stages.book(warehouse, "r1", tmp_path / "staging" / "r1")
    captures.put_state(warehouse, 'báo "a"', {"failures": 2, "fetched_at": datetime(2026, 1, 1, tzinfo=UTC)})
    lines = here("status", "--prometheus", warehouse=warehouse).stdout.splitlines()
    told = {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines if line[0] != "#"}
    assert told['khotin_run_documents_read{kind="scheduled",state="published"}'] == 3
    assert told['khotin_run_facts_loaded{kind="scheduled",state="published"}'] == 7
    assert told['khotin_stage_rows{stage="read"}'] == 3 and told['khotin_stage_bytes{stage="read"}'] == 4_500
    assert 0 <= told['khotin_stage_seconds{stage="read"}'] < 60
    assert told['khotin_source_failures{source="báo \\"a\\""}'] == 2
    assert told['khotin_source_fetched_timestamp_seconds{source="báo \\"a\\""}'] == 1_767_225_600
    assert told['khotin_runs_total{state="published"}'] == 1 and told["khotin_held"] == 0
    assert told['khotin_size_bytes{of="books"}'] > 0
    helped = {line.split()[2] for line in lines if line.startswith("# HELP")}
    assert {name.partition("{")[0] for name in told} <= helped


def test_a_run_of_a_schedule_is_one_line_whatever_becomes_of_it(tmp_path, capsys):
    warehouse, incoming = tmp_path / "khotin.duckdb", tmp_path / "incoming"
    assert turn([str(incoming)], warehouse, None) == "nothing_new"
    assert turn([str(incoming)], warehouse, datetime(2026, 1, 1, tzinfo=UTC)).startswith("skipped: run")
    with publish.locked(warehouse), publish.reserved(warehouse, str(incoming)):
        incoming.mkdir()
        (incoming / "a.txt").write_text(ARTICLE, encoding="utf-8")
        assert turn([str(incoming)], warehouse, None) == "skipped: another run writes"
    nothing, made_up, busy = (line[9:] for line in capsys.readouterr().out.splitlines())
    assert "không có gì mới / nothing new" in nothing and "0 bài/documents" in nothing
    assert "made up for it" in made_up and busy.endswith("skipped: another run writes")


def test_lines_are_objects_of_json_where_a_setting_says_so(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("KHOTIN_LOG", "json")
    turn([str(tmp_path / "incoming")], tmp_path / "khotin.duckdb", None)
    printed = capsys.readouterr()
    told, note = json.loads(printed.out), json.loads(printed.err)
    assert (told["schedule"], told["state"], told["level"]) == ("all", "nothing_new", "info")
    assert note["run_id"] == told["run_id"] and "no document there" in note["message"]
    failed = here(
        "explain", "x", warehouse=tmp_path / "none.duckdb", check=False, beside={"KHOTIN_LOG": "json"}
    )
    assert json.loads(failed.stderr)["level"] == "error"


def test_a_run_waits_for_another_that_takes_in_the_same(tmp_path):
    folder, warehouse = tmp_path / "bao", tmp_path / "w" / "khotin.duckdb"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    with publish.reserved(warehouse, str(folder)):
        done = here("run", str(folder), "--wait", "1s", warehouse=warehouse, check=False)
        assert done.exit_code == 1 and "being taken in by another run" in done.stderr
    assert here("run", str(folder), "--wait", "soon", warehouse=warehouse, check=False).exit_code == 2


def test_khotin_says_its_version(tmp_path):
    assert here("--version", warehouse=tmp_path / "khotin.duckdb").stdout.startswith("khotin 0.")
