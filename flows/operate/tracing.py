"""Runs as OpenTelemetry traces, where the standard variables name a collector: a span a run, below it one for each stage.

Off unless OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is set; before that nothing of it is imported.
Spans are made of the books when a run has ended, so they tell what `khotin status` tells, of failed runs too.
"""

import logging
import os
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from flows.load import books

ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
INSTALL = 'pip install "khotin[otel]"'
PATIENCE_MILLISECONDS = 10_000  # a collector that does not answer keeps a run no longer
OF_RUN = ("run_id", "kind", "state", "generation", "rules_version", "documents_read", "documents_loaded", "documents_unchanged", "documents_duplicate", "documents_rejected", "facts_extracted", "facts_loaded", "facts_repeats", "facts_quarantined", "requests_made", "requests_failed")  # fmt: skip
OF_STAGE = ("rows", "bytes", "peak_memory")

log = logging.getLogger(__name__)


def wanted() -> bool:
    """Whether the environment names a collector, and neither switches OpenTelemetry off nor traces."""
    off = os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true"
    return (
        not off and os.environ.get("OTEL_TRACES_EXPORTER") != "none" and any(map(os.environ.get, ENDPOINTS))
    )


def send(warehouse: Path, run_id: str) -> bool:
    """Sends the spans of a run that has ended, where that is wanted; whether they arrived. Where they did not, a warning says why."""
    if not wanted():
        return False
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import OTELResourceDetector, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        log.warning("%s names a collector, but traces need an extra: %s", " or ".join(ENDPOINTS), INSTALL)
        return False
    ours = Resource({"service.name": "khotin", "service.version": version("khotin")})
    resource = Resource.create().merge(ours).merge(OTELResourceDetector().detect())
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    try:
        _tell(provider, warehouse, run_id)
        return provider.force_flush(PATIENCE_MILLISECONDS)
    finally:
        provider.shutdown()


def _tell(provider: Any, warehouse: Path, run_id: str) -> None:
    from opentelemetry.trace import Status, StatusCode, set_span_in_context

    with books.reading(warehouse) as store:
        (run,) = store.frame("SELECT * FROM run WHERE run_id = ?", [run_id]).to_dicts()
        stages = store.frame("SELECT * FROM stage WHERE run_id = ? ORDER BY started_at", [run_id]).to_dicts()
    tracer = provider.get_tracer("khotin", version("khotin"))
    ended = _nanoseconds(run["finished_at"] or run["started_at"])
    whole = tracer.start_span(
        "khotin run", start_time=_nanoseconds(run["started_at"]), attributes=_attributes(run, OF_RUN)
    )
    for stage in stages:
        at = _nanoseconds(stage["started_at"])
        part = tracer.start_span(
            stage["stage"], set_span_in_context(whole), start_time=at, attributes=_attributes(stage, OF_STAGE)
        )
        done = at + round(stage["seconds"] * 1e9)
        part.end(done)
        ended = max(ended, done)  # the report is built after publication
    if run["state"] in ("failed", "refused", "crashed", "sources_failed"):
        whole.set_status(Status(StatusCode.ERROR, run["message"]))
    whole.end(ended)


def _attributes(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {f"khotin.{name}": row[name] for name in names if row[name] is not None}


def _nanoseconds(instant: datetime) -> int:
    return round(instant.timestamp() * 1e6) * 1000
