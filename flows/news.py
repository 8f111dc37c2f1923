"""The news flow, readable as a table of contents: read, validate, load, audit, publish, report. Start here."""

import threading
import time
from collections.abc import Mapping
from pathlib import Path

import polars as pl
from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import ThreadPoolTaskRunner

from flows import alerts, finish, runs, validate
from flows.contracts import FACTS
from flows.load import ops
from flows.report.page import build_report
from flows.report.summary import RunSummary, markdown
from flows.settings import Settings
from flows.validate import docs, history

read_batch = task(
    name="read", task_run_name="read {name}", retries=1, persist_result=False, cache_policy=NO_CACHE
)(runs.read_batch)


@task(name="validate", persist_result=False, cache_policy=NO_CACHE)
def validate_staging(run: RunSummary, staging: Path) -> validate.Outcome:
    """The staged frames against their suites, and each source against the scheduled runs before where this is one."""
    from flows.validate.frames import validate_frames

    warehouse = Path(run.warehouse)
    today = history.profile(staging)
    ops.record(warehouse, "profile", today, run_id=run.run_id)
    past = ops.past(warehouse) if run.kind == "scheduled" else None
    return validate_frames(staging, ops.judged(warehouse), today, past, staging / finish.GX)


load = task(name="load", persist_result=False, cache_policy=NO_CACHE)(finish.load)
refuse = task(name="refuse", persist_result=False, cache_policy=NO_CACHE)(finish.refuse)


@flow(
    name="khotin-news",
    task_runner=ThreadPoolTaskRunner(max_workers=Settings().workers),  # type: ignore[arg-type]
    persist_result=False,
    validate_parameters=False,
)
def news(
    run: RunSummary, staging: Path, batches: list[str], approve: runs.Approve | None = None
) -> RunSummary:
    """One run over the batches of documents that lie in `staging`; tasks hand each other paths, never frames."""
    started, warehouse = time.monotonic(), Path(run.warehouse)
    if run.kind not in finish.AGAIN:
        runs.book_captures(warehouse, run.run_id, staging)
    warming = threading.Thread(target=validate.warm)
    warming.start()
    counts = [
        f.result()
        for f in [read_batch.submit(staging, warehouse.parent / "landing", name) for name in batches]
    ]
    warming.join()
    run = _read(run, [*counts, runs.keep_one_of_each(staging, warehouse)])

    outcome = validate_staging(run, staging)
    set_aside = runs.rejected_as_quarantine(staging).vstack(outcome.quarantined)
    ops.record(warehouse, "result", outcome.results, run_id=run.run_id)
    run = run.but(
        documents=_without_set_aside(run.documents, outcome),
        set_aside=dict(set_aside["reason"].value_counts().rows()),
    ).with_results(outcome.results.to_dicts(), outcome.stops)

    if not run.stops:
        run = load(run, staging, outcome, set_aside, approve)
    if run.stops:
        run = refuse(run, staging, set_aside)
    reports = warehouse.parent / "reports"
    docs.build_docs(staging / finish.GX, reports / run.run_id / "data-docs", reports / f"{run.run_id}.html")
    run = run.but(report=str(build_report(warehouse, run.run_id)), seconds=time.monotonic() - started)
    create_markdown_artifact(markdown(run), key="khotin-run", description=f"Run {run.run_id}: {run.state}")
    if critical := alerts.markdown(run):
        create_markdown_artifact(
            critical, key="khotin-critical", description=f"Run {run.run_id}: {run.state}"
        )
        alerts.emit(run)
    return run


def _read(run: RunSummary, counts: list[dict[str, int]]) -> RunSummary:
    """The run with what became of its documents, and what was extracted."""

    def total(name: str) -> int:
        return sum(c.get(name, 0) for c in counts)

    documents = {**run.documents, **{way: total(way) for way in ("loaded", "duplicate", "rejected")}}
    none = {"loaded": 0, "repeats": 0, "quarantined": 0}
    return run.but(
        documents=documents, facts={name: {"extracted": total(f"extracted {name}"), **none} for name in FACTS}
    )


def _without_set_aside(documents: Mapping[str, int], outcome: validate.Outcome) -> dict[str, int]:
    """An article that was set aside whole did not land: it counts as rejected."""
    whole = outcome.quarantined.filter(pl.col("fact_type") == "articles").height
    return {**documents, "loaded": documents["loaded"] - whole, "rejected": documents["rejected"] + whole}
