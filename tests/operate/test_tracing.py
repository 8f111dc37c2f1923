"""Traces of runs: a collector that OpenTelemetry's own variables name gets a span a run and one a stage; nothing else does."""

import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from flows.load import ops
from flows.operate import tracing
from flows.run import one_run, stages

ENDPOINT, TRACES = tracing.ENDPOINTS
EXPORTER = "opentelemetry.exporter.otlp.proto.http.trace_exporter"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (ENDPOINT, TRACES, "OTEL_SDK_DISABLED", "OTEL_TRACES_EXPORTER", "OTEL_SERVICE_NAME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, bytes]]]:
    """An OTLP receiver that the environment names: what it was posted, path and body."""
    pytest.importorskip(EXPORTER, reason=f"OpenTelemetry's SDK is not installed: {tracing.INSTALL}")
    posted: list[tuple[str, bytes]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv(ENDPOINT, f"http://127.0.0.1:{server.server_port}")
        yield posted
        server.shutdown()


def spans(posted: list[tuple[str, bytes]]) -> tuple[dict[str, Any], list[Any]]:
    """The resource of the only post, and its spans, the one without a parent first."""
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    ((path, body),) = posted
    assert path == "/v1/traces"
    (told,) = ExportTraceServiceRequest.FromString(body).resource_spans
    resource = {a.key: a.value.string_value for a in told.resource.attributes}
    return resource, sorted(
        told.scope_spans[0].spans, key=lambda s: (s.parent_span_id, s.start_time_unix_nano)
    )


def a_run(warehouse: Path) -> None:
    ops.start_run(warehouse, "r1", "rules", "scheduled")
    with stages.measured(warehouse.parent / "staging" / "r1", "read") as counted:
        counted |= {"rows": 3, "bytes": 4_500}
    stages.book(warehouse, "r1", warehouse.parent / "staging" / "r1")


def test_a_run_is_a_span_and_each_of_its_stages_one_below_it(tmp_path, collector):
    warehouse = tmp_path / "khotin.duckdb"
    a_run(warehouse)
    ops.finish_run(warehouse, "r1", "published", documents_read=3, facts_loaded=7)
    assert tracing.send(warehouse, "r1")
    resource, (run, read) = spans(collector)
    assert (resource["service.name"], run.name, read.name) == ("khotin", "khotin run", "read")
    assert read.parent_span_id == run.span_id and read.trace_id == run.trace_id
    assert run.start_time_unix_nano <= read.start_time_unix_nano <= read.end_time_unix_nano
    assert read.end_time_unix_nano <= run.end_time_unix_nano
    of_run, of_read = ({a.key: a.value.int_value for a in span.attributes} for span in (run, read))
    assert (of_run["khotin.documents_read"], of_run["khotin.facts_loaded"]) == (3, 7)
    assert (of_read["khotin.rows"], of_read["khotin.bytes"]) == (3, 4_500)
    assert run.status.code == 0


def test_a_run_that_failed_is_told_as_an_error_and_the_service_as_it_is_named(
    tmp_path, collector, monkeypatch
):
    monkeypatch.setenv("OTEL_SERVICE_NAME", "kho-tin-tinh")
    warehouse = tmp_path / "khotin.duckdb"
    a_run(warehouse)
    ops.fail_run(warehouse, "r1", "OSError: no room left")
    assert tracing.send(warehouse, "r1")
    resource, (run, _) = spans(collector)
    assert resource["service.name"] == "kho-tin-tinh"
    assert (run.status.code, run.status.message) == (2, "OSError: no room left")


def test_a_run_sends_its_trace_by_itself(tmp_path, collector):
    one_run.run_once([str(tmp_path / "incoming")], tmp_path / "khotin.duckdb", 8_000_000, kind="scheduled")
    _, (run,) = spans(collector)
    assert {a.value.string_value for a in run.attributes} >= {"nothing_new", "scheduled"}


def test_a_trace_is_sent_where_what_the_run_took_cannot_be_booked(tmp_path, monkeypatch, caplog):
    sent: list[str] = []

    def book(warehouse: Path, run_id: str, staging: Path) -> None:
        raise OSError("no room left")

    monkeypatch.setattr(one_run.stages, "book", book)
    monkeypatch.setattr(one_run.tracing, "send", lambda warehouse, run_id: sent.append(run_id))
    with (
        caplog.at_level("DEBUG", one_run.__name__),
        one_run._booked(tmp_path / "khotin.duckdb", "r1", "manual"),
    ):
        pass
    assert sent == ["r1"] and "book of run r1 failed" in caplog.text and "no room left" in caplog.text


def test_a_collector_that_does_not_answer_fails_no_run(tmp_path, monkeypatch):
    pytest.importorskip(EXPORTER, reason=f"OpenTelemetry's SDK is not installed: {tracing.INSTALL}")
    monkeypatch.setenv(ENDPOINT, "http://127.0.0.1:9")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1")
    run = one_run.run_once(
        [str(tmp_path / "incoming")], tmp_path / "khotin.duckdb", 8_000_000, kind="scheduled"
    )
    assert run.state == "nothing_new"


def test_nothing_is_wanted_unless_a_collector_is_named(monkeypatch):
    assert not tracing.wanted()
    monkeypatch.setenv(TRACES, "http://127.0.0.1:4318/v1/traces")
    assert tracing.wanted()
    monkeypatch.setenv("OTEL_TRACES_EXPORTER", "none")
    assert not tracing.wanted()
    monkeypatch.delenv("OTEL_TRACES_EXPORTER")
    monkeypatch.setenv("OTEL_SDK_DISABLED", "true")
    assert not tracing.wanted()


def test_without_the_extra_a_warning_says_what_to_install(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv(ENDPOINT, "http://127.0.0.1:4318")
    monkeypatch.setitem(sys.modules, EXPORTER, None)
    assert not tracing.send(tmp_path / "khotin.duckdb", "r1")
    assert tracing.INSTALL in caplog.text
