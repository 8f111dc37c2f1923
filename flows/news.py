"""The news flow, readable as a table of contents: fetch, read, validate, load, audit, publish, report. Start here."""

import functools
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from itertools import count
from pathlib import Path
from typing import Any

from prefect import flow, tags, task
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    update_progress_artifact,
)
from prefect.cache_policies import NO_CACHE
from prefect.context import TagsContext
from prefect.task_runners import ThreadPoolTaskRunner

from flows.failures import line
from flows.fetch.sources import Source
from flows.load import ops, publish
from flows.operate import alerts
from flows.processes import signals, worker
from flows.report.summary import RunSummary, markdown
from flows.run import fetching, finish, reading, rebuilding, republish
from flows.run.progress import Progress
from flows.settings import Settings

TAGS = 20  # sources that a run is tagged with
QUIET: dict[str, Any] = {"persist_result": False, "cache_policy": NO_CACHE}


def stage(name: str, function: Callable[..., Any], **options: Any) -> Any:
    """A task whose function, of a room, the worker carries out."""

    @functools.wraps(function)
    def apart(*given: Any) -> Any:
        return worker.call(function, *given)

    return task(name=name, **QUIET, **options)(apart)


fetch = task(name="fetch", task_run_name="fetch {source.name}", **QUIET)(fetching.fetch)
read_batch = task(name="read", task_run_name="read {name}", retries=1, **QUIET)(rebuilding.read_apart)
validate = stage("validate", finish.validate)
validate_again = stage("validate again", finish.validate_again)
load = stage("load", finish.load)
load_here = task(name="load", **QUIET)(finish.load)
refuse = stage("refuse", finish.refuse)
follow = stage("withdraw", republish.follow_sources)
report = stage("report", finish.report)


def untagged(function: Callable[..., RunSummary]) -> Callable[..., RunSummary]:
    """A flow whose tasks bear none of its tags: each is a limit that Prefect asks its server about before every task."""

    @functools.wraps(function)
    def without(*given: Any, **named: Any) -> RunSummary:
        with TagsContext(current_tags=set()):
            return function(*given, **named)

    return without


def tagged(kind: str, sources: Sequence[Source]) -> AbstractContextManager[object]:
    """Within it, flow runs bear their kind and their first sources on Prefect's pages."""
    return tags(kind, *(s.name for s in sources[:TAGS]))


@flow(
    name="khotin-fetch",
    task_runner=ThreadPoolTaskRunner(max_workers=fetching.SIDE_BY_SIDE),  # type: ignore[arg-type]
    persist_result=False,
    validate_parameters=False,
)
def fetched(run: RunSummary, sources: Sequence[Source], told: Callable[[str], None] | None) -> RunSummary:
    """The sources' captures, booked as they come, many sources side by side; one that fails stops no other."""
    signals.take()
    with fetching.way_out(run, told) as way:
        ends = [fetch.submit(way, source) for source in sources]
        return fetching.gathered(run, [end.result() for end in ends])


@flow(
    name="khotin-news",
    flow_run_name="{run.kind} {run.run_id}",
    persist_result=False,
    validate_parameters=False,
)
@untagged
def news(
    run: RunSummary,
    staging: Path,
    batches: list[str],
    approve: reading.Approve | None = None,
    sources: Sequence[Source] = (),
    told: Callable[[str], None] | None = None,
) -> RunSummary:
    """One run over what is fetched from `sources` and the batches of documents that lie in `staging`; tasks hand each
    other paths and figures, never frames.

    The writer's lock is held from merge to publication. Loading stays in this process where a person is to `approve` of
    the difference.
    """
    signals.take()
    landing = Path(run.warehouse).parent / "landing"
    progress = Progress(Path(run.warehouse), run.run_id, told)
    if sources:
        progress.stage("tải / fetching")
        run = fetched(run, sources, progress.say)
        run, fresh = fetching.stage(run, staging)
        batches = batches + fresh
    if not batches:
        run = finish.nothing_new(run)
        with publish.locked(Path(run.warehouse), publish.PATIENCE_SECONDS):
            gone, back = follow(Path(run.warehouse)) or (0, 0)
        return run.but(withdrawn=gone, brought_back=back)
    progress.reading(staging, batches)
    taken_in, bar = run, _bar(run, len(batches))

    def heard(name: str) -> None:
        progress.read(name)
        bar()

    counts = read(staging, landing, batches, heard)
    progress.stage("kiểm định / validating")
    run, outcome = validate(taken_in, staging, counts)
    progress.stage("chờ lượt ghi / waiting for its turn to write")
    with (
        nullcontext()
        if run.kind in finish.AGAIN
        else publish.locked(Path(run.warehouse), publish.PATIENCE_SECONDS)
    ):
        if ops.generation(Path(run.warehouse)) != run.built_on and run.kind not in finish.AGAIN:
            run, outcome = validate_again(taken_in, staging)
        progress.stage("nạp, xuất bản / loading, publishing")
        worker.call(finish.book, run, outcome)
        signals.go_on()
        if not run.stops:
            run = load_here(run, staging, outcome, approve) if approve else load(run, staging, outcome)
        if run.stops:
            run = refuse(run, staging, outcome)
    progress.stage("lập báo cáo / reporting")
    reported = report(run, staging, return_state=True).result(raise_on_failure=False)
    run = reported if isinstance(reported, RunSummary) else finish.unreported(run, reported)
    return _shown(run)


def by_settings() -> Callable[..., RunSummary]:
    """`news` with as many batches read side by side as the settings allow that hold when it is asked for."""
    return news.with_options(
        task_runner=ThreadPoolTaskRunner(max_workers=Settings().side_by_side)  # type: ignore[arg-type]
    )


def read(
    staging: Path, landing: Path, batches: list[str], heard: Callable[[str], None]
) -> list[dict[str, int]]:
    """The counts of batches, in their order, wherever KHOTIN_RUNNER has them read; `heard` is told of each."""
    if Settings().runner != "local":
        from flows.run import cluster

        return cluster.read(staging, landing, batches, heard)
    counts, under_way = [], [read_batch.submit(staging, landing, name) for name in batches]
    for name, batch in zip(batches, under_way, strict=True):
        counts.append(batch.result())
        heard(name)
    return counts


def _bar(run: RunSummary, batches: int) -> Callable[[], None]:
    """A bar on Prefect's pages for a run of many batches, to be told of each that is read; where that fails the run goes on."""
    if batches == 1:
        return lambda: None
    with suppress(Exception):
        shown = create_progress_artifact(0.0, "khotin-progress", f"Run {run.run_id}: {batches} batches")

        done = count(1)

        def tell() -> None:
            with suppress(Exception):
                update_progress_artifact(shown, progress=100 * next(done) / batches)  # type: ignore[arg-type]

        return tell
    return lambda: None


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
        return run.noted(
            f"trang của Prefect không hiện lần chạy này / Prefect's pages do not show this run: {line(error)}"
        )
    return run
