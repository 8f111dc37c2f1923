"""What a run starts beside itself: a Prefect server and a worker. They do what they are for, and die with who started them."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from flows.processes import prefect_server, worker
from tests.conftest import khotin

ARTICLE = "date 2025-01-08 Thu ngân sách Quảng Ninh\n\nNăm 2024, tổng thu ngân sách nhà nước trên địa bàn Quảng Ninh đạt 56.200 tỷ đồng.\n"


def alive(process_id: int) -> bool:
    """Whether a process runs; one that ended and waits to be collected does not."""
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(condition, seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(condition())


@pytest.fixture(scope="module")
def asked() -> "worker.Worker":
    """A worker of this module's own."""
    started = worker.start()
    yield started
    started.stop()


def test_a_worker_returns_what_a_function_returns(asked):
    assert asked.call(os.path.join, "kho", "tin") == "kho/tin"
    assert asked.call(os.getpid) == asked.process.pid != os.getpid()


def test_an_error_of_a_function_is_raised_here(asked):
    with pytest.raises(FileNotFoundError, match="no such place"):
        asked.call(os.stat, "no such place")


def test_a_worker_that_dies_at_work_is_told_as_that():
    started = worker.start()
    with pytest.raises(worker.WorkerDied, match="_exit"):
        started.call(os._exit, 1)
    with pytest.raises(worker.WorkerDied, match="did not start"):
        started.call(os.getpid)
    started.stop()


def test_what_a_worker_imports_first_is_there_and_where_it_is_not_the_log_tells(monkeypatch, caplog):
    assert all(importlib.util.find_spec(module) for module in worker.WARM)
    monkeypatch.setattr(worker, "WARM", ("flows.nowhere",))
    with caplog.at_level("DEBUG", worker.__name__):
        worker._warm()
    assert "No module named 'flows.nowhere'" in caplog.text


def test_nobody_is_answered_without_the_key(asked):
    stranger = worker.Worker(asked.address, b"another key", asked.process)
    with pytest.raises(Exception, match="digest"):
        stranger.call(os.getpid)


def test_a_kept_worker_serves_run_after_run_and_begins_anew_where_seeds_changed(tmp_path, monkeypatch):
    monkeypatch.setenv("KHOTIN_SEEDS", str(tmp_path))
    (tmp_path / "units.csv").write_text("code\n")
    seen = []
    with worker.kept():
        for _ in range(2):
            with worker.at_hand():
                seen.append(worker.call(os.getpid))
        (tmp_path / "units.csv").write_text("code,more\n")
        os.utime(tmp_path / "units.csv", (1, 1))
        with worker.at_hand():
            seen.append(worker.call(os.getpid))
    assert seen[0] == seen[1] != seen[2]
    assert wait_until(lambda: not alive(seen[2]))


def test_a_worker_that_is_kept_works_for_who_has_its_settings_others_have_their_own(monkeypatch):
    seen = []
    monkeypatch.setenv("KHOTIN_KEEP_REPORTS", "7")
    with worker.kept():
        for reports in ("7", "7", "9"):
            monkeypatch.setenv("KHOTIN_KEEP_REPORTS", reports)
            with worker.at_hand():
                seen.append((worker.call(os.getpid), worker.call(os.getenv, "KHOTIN_KEEP_REPORTS")))
            monkeypatch.setenv("KHOTIN_ALERT_EMAIL", f"{len(seen)}@bao.example")  # the caller's alone
    assert [told for _, told in seen] == ["7", "7", "9"]
    assert seen[0] == seen[1] and seen[1][0] != seen[2][0]


HOLD = """
import os, sys, time
from pathlib import Path
from flows.processes import prefect_server, worker
server = prefect_server.start(Path(sys.argv[1]))
started = worker.start()
print(server.process.pid, started.call(os.getpid), flush=True)
time.sleep(600)
"""


def test_server_and_worker_die_with_a_parent_that_was_killed(tmp_path):
    parent = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "khotin.duckdb")], stdout=subprocess.PIPE, text=True
    )
    children = [int(word) for word in parent.stdout.readline().split()]
    assert len(children) == 2 and all(alive(c) for c in children)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert wait_until(lambda: not any(alive(c) for c in children))


def test_a_server_that_stays_shows_the_runs_that_use_it_and_one_proxy_hides_it_from_none(tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    khotin("server", "start", warehouse=warehouse)
    try:
        api = prefect_server.kept_address(warehouse)
        assert api and "127.0.0.1" in khotin("server", "start", warehouse=warehouse).stdout  # the same one
        assert prefect_server.kept_address(warehouse) == api
        nowhere = {"HTTP_PROXY": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9"}
        environment = os.environ | nowhere | {"KHOTIN_WAREHOUSE": str(warehouse)}
        command = [sys.executable, "-c", "from flows.cli import app; app()", "run", str(tmp_path / "a.txt")]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        request = urllib.request.Request(
            f"{api}/flow_runs/filter", data=b"{}", headers={"Content-Type": "application/json"}
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        pages = json.loads(opener.open(f"{api.removesuffix('/api')}/ui-settings").read())
        assert pages["api_url"] == "/api"  # what the pages ask is the server they came from
        told = json.loads(opener.open(request).read())
        assert [(r["state_type"], r["created_by"], r["tags"]) for r in told] == [
            ("COMPLETED", None, ["manual"])
        ]
        request = urllib.request.Request(
            f"{api}/task_runs/filter", data=b"{}", headers={"Content-Type": "application/json"}
        )
        wait_until(lambda: len(json.loads(opener.open(request).read())) >= 4, 10)
        tasks = {(r["name"].split("-")[0], *r["tags"]) for r in json.loads(opener.open(request).read())}
        assert tasks == {("read 00001",), ("validate",), ("load",), ("report",)}
    finally:
        stopped = khotin("server", "stop", warehouse=warehouse)
    assert "stopped" in stopped.stdout and prefect_server.kept_address(warehouse) is None
    assert "none runs" in khotin("server", "stop", warehouse=warehouse).stdout
