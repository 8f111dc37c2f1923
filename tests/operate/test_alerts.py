"""Alerts reach a webhook and a mailbox once, and again when it is over: against receivers on this machine."""

import json
import socketserver
import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import polars as pl
import pytest

from flows.load import ops
from flows.operate import alerts
from flows.processes import worker
from flows.report.summary import RunSummary
from tests.conftest import khotin


class Receiver:
    """What a webhook and a mailbox on loopback got."""

    def __init__(self) -> None:
        self.posts: list[dict] = []
        self.mails: list[str] = []
        self.refuse = False


@pytest.fixture
def receiver(monkeypatch) -> Iterator[Receiver]:
    got = Receiver()

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(503 if got.refuse else 200)
            self.end_headers()
            if not got.refuse:
                got.posts.append(json.loads(body))

        def log_message(self, *_: object) -> None: ...

    class Mailbox(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                if line.upper().startswith(b"DATA"):
                    self.wfile.write(b"354 go on\r\n")
                    lines = []
                    while (said := self.rfile.readline()) != b".\r\n":
                        lines.append(said)
                    got.mails.append(b"".join(lines).decode())
                self.wfile.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 well\r\n")

    hook, mailbox = (
        HTTPServer(("127.0.0.1", 0), Hook),
        socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mailbox),
    )
    for server in (hook, mailbox):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("KHOTIN_ALERT_WEBHOOK", f"http://127.0.0.1:{hook.server_address[1]}/hook")
    monkeypatch.setenv("KHOTIN_ALERT_EMAIL", "lan@toa-soan.example")
    monkeypatch.setenv("KHOTIN_SMTP", f"smtp://127.0.0.1:{mailbox.server_address[1]}")
    monkeypatch.setattr(alerts, "PAUSE_SECONDS", 0)
    yield got
    for server in (hook, mailbox):
        server.shutdown()
        server.server_close()


@pytest.fixture
def warehouse(tmp_path) -> Path:
    path = tmp_path / "khotin.duckdb"
    ops.start_run(path, "r0", "rules")
    ops.finish_run(path, "r0", "published", generation=1)
    return path


def run(warehouse: Path, number: int, **columns: object) -> RunSummary:
    return RunSummary(f"r{number}", str(warehouse), {}, state="published").but(**columns)


STOP = "mentions.fact_id_present: 1 of 4 rows"


def test_a_refused_run_is_told_once_and_its_recovery_once(receiver, warehouse):
    for number in (1, 2):
        alerts.settle(run(warehouse, number, state="refused", stops=(STOP,)))
    alerts.settle(run(warehouse, 3, state="nothing_new"))
    for number in (4, 5):
        alerts.settle(run(warehouse, number))
    told = [(post["run_id"], [(a["state"], a["key"]) for a in post["alerts"]]) for post in receiver.posts]
    assert told == [
        ("r1", [("failing", "refused:mentions.fact_id_present")]),
        ("r4", [("recovered", "refused:mentions.fact_id_present")]),
    ]
    assert len(receiver.mails) == 2
    assert (
        "Subject: khotin: 1 failing, 0 recovered" in receiver.mails[0] and "1 of 4 rows" in receiver.mails[0]
    )


def test_a_failed_run_is_told_with_its_error(receiver, warehouse):
    alerts.settle(run(warehouse, 1, state="failed"), "OSError: no space left on device")
    (post,) = receiver.posts
    assert "no space left" in post["alerts"][0]["message"]
    alerts.settle(run(warehouse, 2, state="nothing_new"))
    assert receiver.posts[-1]["alerts"][0]["state"] == "recovered"


def test_a_critical_failure_that_only_sets_rows_aside_is_told_too(receiver, warehouse):
    failed = {
        "expectation": "events.ends_before_start",
        "severity": "critical",
        "unexpected": 2,
        "table_name": "events",
    }
    warning = {
        "expectation": "events.lasts_too_long",
        "severity": "warning",
        "unexpected": 2,
        "table_name": "events",
    }
    alerts.settle(run(warehouse, 1, failed=(failed, warning)))
    assert [a["key"] for a in receiver.posts[0]["alerts"]] == ["critical:events.ends_before_start"]


def test_a_stale_source_is_told_by_a_scheduled_run(receiver, warehouse):
    ids, now = [f"s{i}" for i in range(6)], datetime.now(UTC)
    started = [now - timedelta(days=20 - i) for i in range(6)]
    ops.record(
        warehouse,
        "run",
        pl.DataFrame({"run_id": ids, "started_at": started}),
        state="published",
        kind="scheduled",
    )
    ops.record(
        warehouse,
        "profile",
        pl.DataFrame({"run_id": ids}),
        source="bao.example",
        measure="articles",
        value=12,
        counted=12,
    )
    alerts.settle(run(warehouse, 1))
    assert receiver.posts == []
    alerts.settle(run(warehouse, 2, kind="scheduled", state="nothing_new"))
    assert [a["key"] for a in receiver.posts[0]["alerts"]] == ["stale:bao.example"]


def test_what_could_not_be_sent_is_sent_by_the_next_run(receiver, warehouse):
    receiver.refuse = True
    alerts.settle(run(warehouse, 1, state="refused", stops=(STOP,)))
    assert alerts.open_alerts(warehouse) == {}
    receiver.refuse = False
    alerts.settle(run(warehouse, 2, state="refused", stops=(STOP,)))
    assert [p["run_id"] for p in receiver.posts] == ["r2"]


def test_a_refused_command_alerts_and_keeps_its_reasons(receiver, tmp_path, warm):
    articles = tmp_path / "in"
    articles.mkdir()
    for number in range(10):
        text = f"In district {number} more taxes were collected this year than in any year before. " * 9
        (articles / f"english-{number}.txt").write_text(text)
    warehouse = tmp_path / "w" / "khotin.duckdb"
    done = khotin(
        "run",
        str(articles),
        warehouse=warehouse,
        check=False,
        beside={worker.VARIABLE: warm[worker.VARIABLE]},
    )
    assert done.returncode == 1
    (post,) = receiver.posts
    assert post["alerts"][0]["key"] == "refused:articles.rows_present" and post["report"].endswith(".html")
    assert Path(post["report"]).exists()
    with sqlite3.connect(f"file:{warehouse.parent / 'prefect' / 'prefect.db'}?mode=ro", uri=True) as prefect:
        assert prefect.execute("SELECT count(*) FROM artifact WHERE key = 'khotin-critical'").fetchone() == (
            1,
        )
        assert prefect.execute("SELECT count(*) FROM events WHERE event = 'khotin.critical'").fetchone() == (
            1,
        )
