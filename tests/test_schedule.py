"""A schedule fires by itself, on a real Prefect server that it starts and stops."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb

from tests.conftest import REVENUE


def published_articles(warehouse: Path) -> int:
    if not warehouse.exists():
        return 0
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute("SELECT count(*) FROM mart.articles").fetchone()[0]


def wait_for(articles: int, warehouse: Path, process: "subprocess.Popen[str]", seconds: int) -> None:
    deadline = time.monotonic() + seconds
    while published_articles(warehouse) < articles:
        assert process.poll() is None, f"the schedule ended with {process.returncode}"
        assert time.monotonic() < deadline, f"{articles} articles were not published within {seconds} s"
        time.sleep(0.5)


def test_a_scheduled_run_fires_by_itself_twice_on_new_files(tmp_path):
    incoming, warehouse = tmp_path / "incoming", tmp_path / "w" / "khotin.duckdb"
    incoming.mkdir()
    (incoming / "a.txt").write_text(REVENUE.format(amount="56.200"), encoding="utf-8")
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from flows.cli import app; app()",
            "schedule",
            "--every",
            "5s",
            str(incoming),
        ],
        env=os.environ | {"KHOTIN_WAREHOUSE": str(warehouse)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        wait_for(1, warehouse, process, 180)
        (incoming / "b.txt").write_text(
            REVENUE.format(amount="41.000").replace("Quảng Ninh", "Hải Dương"), encoding="utf-8"
        )
        wait_for(2, warehouse, process, 120)
        assert (warehouse.parent / "prefect" / "server.url").exists()
    finally:
        process.send_signal(signal.SIGTERM)
        printed, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert [line.split()[1] for line in printed.splitlines()] == ["serving", "the"]  # no trace, no warning
    assert not (warehouse.parent / "prefect" / "server.url").exists()


def test_after_a_rollback_scheduled_runs_hold_until_they_are_let_go_on(tmp_path):
    from flows.load import ops
    from flows.scheduled import scheduled_run

    warehouse, incoming = tmp_path / "khotin.duckdb", tmp_path / "incoming"
    ops.start_run(warehouse, "r1", "rules", "rollback")
    ops.roll_back(warehouse, 3, "r1")
    assert scheduled_run.fn([str(incoming)], str(warehouse)).startswith(
        "held: generation 3 was published again"
    )
    assert ops.resume(warehouse) and not ops.resume(warehouse)
    assert (
        scheduled_run.fn([str(incoming)], str(warehouse)) == "nothing_new"
    )  # it goes on, and finds nothing there
    assert "no document there" in ops.last_runs(warehouse, 1)[0]["message"]
