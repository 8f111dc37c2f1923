"""The news flow, readable as a table of contents: read, validate, load, audit, publish, report. Start here."""

import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.task_runners import ThreadPoolTaskRunner

from flows import runs, validate
from flows.assets import rules_version
from flows.contracts import FACTS
from flows.load import merge, ops, publish
from flows.report.page import build_report
from flows.report.summary import RunSummary, markdown, totals, with_loaded
from flows.validate.accounts import balance

read_batch = task(name="read", task_run_name="read {name}", retries=1, persist_result=False)(runs.read_batch)


@task(name="validate", persist_result=False)
def validate_staging(staging: Path) -> validate.Outcome:
    """The staged frames against their suites."""
    from flows.validate.frames import validate_frames

    return validate_frames(staging)


@task(name="load", persist_result=False)
def load(run: RunSummary, staging: Path, outcome: validate.Outcome) -> RunSummary:
    """Merges, audits and publishes; what fails the audit leaves the published star as it was."""
    from flows.validate.star import audit_star

    warehouse = Path(run.warehouse)
    with publish.writing(warehouse) as work:
        loaded = merge.merge(work.connection, staging, run.run_id, rules_version(), outcome.quarantined)
        run = with_loaded(run, loaded, dict(outcome.quarantined["fact_type"].value_counts().rows()))
        with publish.released(work):
            audited = audit_star(work.path)
        ops.record(warehouse, "result", audited.results, run_id=run.run_id)
        run = run.with_results(
            audited.results.to_dicts(), [*audited.stops, *balance(run.documents, run.facts)]
        )
        if not run.stops:
            run = close(run.but(state="published", generation=publish.next_generation(warehouse)))
            publish.publish(work, run.generation)
    return run


@task(name="refuse", persist_result=False)
def refuse(run: RunSummary) -> RunSummary:
    """Publishes why a run was refused beside the last good star."""
    run = close(run.but(state="refused", generation=publish.next_generation(Path(run.warehouse))))
    publish.publish_refusal(Path(run.warehouse), run.generation)
    return run


@flow(
    name="khotin-news",
    task_runner=ThreadPoolTaskRunner(max_workers=2),  # type: ignore[arg-type]
    persist_result=False,
    validate_parameters=False,
)
def news(run: RunSummary, staging: Path, batches: list[str]) -> RunSummary:
    """One run over the batches of documents that lie in `staging`; tasks hand each other paths, never frames."""
    started, warehouse = time.monotonic(), Path(run.warehouse)
    warming = threading.Thread(target=validate.warm)
    warming.start()
    counts = [
        f.result()
        for f in [read_batch.submit(staging, warehouse.parent / "landing", name) for name in batches]
    ]
    warming.join()
    run = _read(run, [*counts, runs.keep_one_of_each(staging)])

    outcome = validate_staging(staging)
    set_aside = runs.rejected_as_quarantine(staging).vstack(outcome.quarantined)
    run = run.but(documents=_without_set_aside(run.documents, outcome))
    runs.book_quarantine(warehouse, run.run_id, set_aside)
    ops.record(warehouse, "result", outcome.results, run_id=run.run_id)
    run = run.but(set_aside=dict(set_aside["reason"].value_counts().rows())).with_results(
        outcome.results.to_dicts(), outcome.stops
    )

    if not run.stops:
        run = load(run, staging, outcome)
    if run.stops:
        run = refuse(run)
    else:
        runs.book_documents(warehouse, run.run_id, staging)
    run = run.but(report=str(build_report(warehouse, run.run_id)), seconds=time.monotonic() - started)
    create_markdown_artifact(markdown(run), key="khotin-run", description=f"Run {run.run_id}: {run.state}")
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


def close(run: RunSummary) -> RunSummary:
    """Closes the run in the books."""
    columns: dict[str, Any] = {f"documents_{way}": n for way, n in run.documents.items()}
    columns |= {f"facts_{way}": n for way, n in totals(run).items()}
    ops.finish_run(
        Path(run.warehouse),
        run.run_id,
        run.state,
        generation=run.generation,
        message=" | ".join(run.stops) or None,
        **columns,
    )
    return run
