"""The news flow, readable as a table of contents: read, validate, load, audit, publish, report. Start here."""

import functools
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import ThreadPoolTaskRunner

from flows import alerts, finish, runs, worker
from flows.failures import line
from flows.report.summary import RunSummary, markdown
from flows.settings import Settings


def stage(name: str, function: Callable[..., Any], **options: Any) -> Any:
    """A task whose function, of a room, the worker carries out."""

    @functools.wraps(function)
    def apart(*given: Any) -> Any:
        return worker.call(function, *given)

    return task(name=name, persist_result=False, cache_policy=NO_CACHE, **options)(apart)


read_batch = task(
    name="read", persist_result=False, cache_policy=NO_CACHE, task_run_name="read {name}", retries=1
)(runs.read_apart)
validate = stage("validate", finish.validate)
load = stage("load", finish.load)
load_here = task(name="load", persist_result=False, cache_policy=NO_CACHE)(finish.load)
refuse = stage("refuse", finish.refuse)
report = stage("report", finish.report)


@flow(
    name="khotin-news",
    task_runner=ThreadPoolTaskRunner(max_workers=Settings().workers),  # type: ignore[arg-type]
    persist_result=False,
    validate_parameters=False,
)
def news(
    run: RunSummary, staging: Path, batches: list[str], approve: runs.Approve | None = None
) -> RunSummary:
    """One run over the batches of documents that lie in `staging`; tasks hand each other paths and figures, never frames.

    Loading stays in this process where a person is to `approve` of the difference.
    """
    started, landing = time.monotonic(), Path(run.warehouse).parent / "landing"
    read = [read_batch.submit(staging, landing, name) for name in batches]
    run, outcome = validate(run, staging, [batch.result() for batch in read])
    if not run.stops:
        run = load_here(run, staging, outcome, approve) if approve else load(run, staging, outcome)
    if run.stops:
        run = refuse(run, staging, outcome)
    reported = report(run, staging, return_state=True).result(raise_on_failure=False)
    run = reported if isinstance(reported, RunSummary) else finish.unreported(run, reported)
    return _shown(run.but(seconds=time.monotonic() - started))


def _shown(run: RunSummary) -> RunSummary:
    """Shows the run on Prefect's pages; where that fails the run gets a note, for it is done."""
    try:
        create_markdown_artifact(
            markdown(run), key="khotin-run", description=f"Run {run.run_id}: {run.state}"
        )
        if critical := alerts.markdown(run):
            create_markdown_artifact(
                critical, key="khotin-critical", description=f"Run {run.run_id}: {run.state}"
            )
            alerts.emit(run)
    except Exception as error:
        return run.noted(f"Prefect's pages do not show this run: {line(error)}")
    return run
