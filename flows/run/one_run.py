"""One whole run: booked before its first request, its sources reserved, the writer's lock held from merge to publication only."""

import contextlib
import logging
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from flows.assets import rules_version
from flows.failures import AGAIN, booked, line
from flows.files import damaged
from flows.forget import door, forgetting
from flows.ingest import NothingFound
from flows.load import lake_home, ops, publish, withdrawal
from flows.load.published import check
from flows.operate import alerts, tracing
from flows.processes import prefect_server, signals, worker
from flows.report.summary import RunSummary
from flows.run import finish, incoming, reading, republish, stages
from flows.settings import Settings

log = logging.getLogger(__name__)

NONE = dict.fromkeys(("read", "loaded", "unchanged", "duplicate", "rejected"), 0)

BEGUN_ANEW = (
    "đã xuất bản mà nay không còn, lần này làm lại từ những gì nạp được / was published before and is not there any more: this run begins it "
    "anew with what it takes in; `khotin rebuild` brings back what runs before it had taken in"
)


class StagingDamaged(RuntimeError):
    """A file that a run had staged cannot be read."""


def run_once(
    given: list[str],
    warehouse: Path,
    batch_bytes: int,
    kind: str = "manual",
    captured_at: datetime | None = None,
    told: Callable[[str], None] | None = None,
    window: tuple[datetime, datetime] | None = None,
) -> RunSummary:
    """One whole run over files, addresses and names of sources; without any, over the active sources.

    With files alone, and nothing new in them, it ends before Prefect is imported. `told` hears how it goes on. Of
    sources, only what was published within `window` is taken in, where there is one.
    Raises WarehouseBusy where another run takes in the same source, NothingFound where a file's source matches nothing
    and NothingActive where no source is active (a scheduled run is booked as `nothing_new` then); any other failure
    closes the run as `failed` and is raised on.
    """
    warehouse = warehouse.resolve()
    run = _once(given, warehouse, batch_bytes, kind, captured_at, told, window)
    return _again(run, batch_bytes, told) if lake_home.overtaken(warehouse) else run


def _once(
    given: list[str],
    warehouse: Path,
    batch_bytes: int,
    kind: str,
    captured_at: datetime | None,
    told: Callable[[str], None] | None,
    window: tuple[datetime, datetime] | None,
) -> RunSummary:
    scheduled = kind == "scheduled"
    _mend(warehouse)
    behind, lost = ops.clock_is_behind(warehouse), ops.is_lost(warehouse)
    try:
        asked = incoming.asked(given, warehouse, scheduled)
    except incoming.NothingActive as error:
        if scheduled:
            return _nothing_there(warehouse, kind, str(error))
        raise
    if not asked:
        return _nothing_there(
            warehouse, kind, "; ".join(asked.notes) or "chưa nguồn nào đến hạn / no active source is due"
        )
    with contextlib.ExitStack() as held:
        asked = incoming.reserve(asked, warehouse, held)

        def begin(run_id: str) -> None:
            held.enter_context(_booked(warehouse, run_id, kind))

        watched = scheduled or bool(asked.sources) or not given
        try:
            intake = reading.take_in(asked.files, warehouse, batch_bytes, captured_at, watched, begin)
        except NothingFound as error:
            if asked.sources:
                asked = asked.without_files(str(error))
                intake = reading.take_in([], warehouse, batch_bytes, begin=begin)
            elif scheduled:
                return _nothing_there(warehouse, kind, str(error))
            else:
                raise
        clock = [f"{behind}: {ops.CLOCK}"] if behind else []
        anew = [f"{warehouse} {BEGUN_ANEW}"] if lost else []
        notes = [*clock, *anew, *asked.notes, *intake.notes, *incoming.gone(asked, warehouse, intake.run_id)]
        run = (
            _summary(intake, warehouse, kind)
            .but(sources=dict.fromkeys(asked.files), window=window)
            .noted(*notes)
        )
        return _carried(run, intake, asked, told=told)


def _again(run: RunSummary, batch_bytes: int, told: Callable[[str], None] | None) -> RunSummary:
    """A run whose star came too late for the lake of its home: what it brought is brought in again, on what another home published.

    Where that comes too late once more, the next run goes on.
    """
    warehouse = Path(run.warehouse)
    with publish.locked(warehouse, publish.PATIENCE_SECONDS):
        republish.follow_judgements(warehouse)
    with contextlib.ExitStack() as held:
        intake = reading.take_in([], warehouse, batch_bytes, begin=lambda run_id: held.enter_context(_booked(warehouse, run_id, run.kind)))  # fmt: skip
        if not intake.batches:
            return run
        note = f"another home published into the lake before run {run.run_id} could: this one brings in again what that brought"
        return _carried(
            _summary(intake, warehouse, run.kind).noted(note), intake, incoming.Asked(), told=told
        )


def run_patiently(
    given: list[str],
    warehouse: Path,
    batch_bytes: int,
    patience: float,
    captured_at: datetime | None = None,
    told: Callable[[str], None] | None = None,
    kind: str = "manual",
    window: tuple[datetime, datetime] | None = None,
) -> RunSummary:
    """`run_once`, begun as soon as the run that takes in the same has ended. Raises WarehouseBusy after `patience` seconds."""
    deadline = time.monotonic() + patience
    while True:
        try:
            return run_once(given, warehouse, batch_bytes, kind, captured_at, told, window)
        except publish.WarehouseBusy as error:
            if time.monotonic() >= deadline:
                raise
            if told:
                told(f"đang chờ / waiting: {error}")
            time.sleep(min(1, max(0, deadline - time.monotonic())))


def carry_out(
    intake: reading.Intake, warehouse: Path, kind: str, approve: reading.Approve | None = None
) -> RunSummary:
    """The run of kept documents, from its first row in the books to its report. The caller holds the writer's lock.

    `approve` is shown the difference of facts by rule before publication, and may refuse it.
    """
    with _booked(warehouse, intake.run_id, kind, intake.staging):
        return _carried(_summary(intake, warehouse, kind), intake, incoming.Asked(), approve)


def _carried(
    run: RunSummary,
    intake: reading.Intake,
    asked: "incoming.Asked",
    approve: reading.Approve | None = None,
    told: Callable[[str], None] | None = None,
) -> RunSummary:
    """The run of what was taken in, and of what is to be fetched."""
    warehouse = Path(run.warehouse)
    if not intake.batches and not asked.sources and not withdrawal.waiting(warehouse):
        return _told_of(finish.nothing_new(run))
    prefect_server.begin(warehouse)
    with worker.at_hand(prefect_server.kept_worker(warehouse)):
        from flows.news import by_settings, tagged

        news = by_settings()
        prefect_server.wait()
        signals.go_on()
        with tagged(run.kind, asked.sources):
            run = news(run, intake.staging, list(intake.batches), approve, asked.sources, told)
            return _told_of(run.noted(late) if (late := lake_home.behind(warehouse)) else run)


def _summary(intake: reading.Intake, warehouse: Path, kind: str) -> RunSummary:
    documents = NONE | {"read": intake.read, "unchanged": intake.unchanged}
    run = RunSummary(intake.run_id, str(warehouse), documents, kind, built_on=intake.built_on)
    return run.noted(door.turned_away(intake.forgotten)) if intake.forgotten else run


def _mend(warehouse: Path) -> None:
    """Mends what the dead left, and forgets what they had begun to; where another run writes just now, it did so itself."""
    check(warehouse)
    with contextlib.suppress(publish.WarehouseBusy), publish.locked_here(warehouse):
        ops.mend(warehouse)
        forgetting.follow(warehouse)
    with contextlib.suppress(publish.WarehouseBusy), publish.locked(warehouse):
        try:
            if publish.upgrade(warehouse, Settings().keep_generations):
                log.info(
                    "the warehouse was of another khotin: it is upgraded, and kept as it was as a generation"
                )
        except Exception as error:  # a run with something new meets it again, and books it
            log.warning("the warehouse is of another khotin and could not be upgraded: %s", line(error))
        republish.follow_judgements(warehouse)
        try:
            forgetting.go_on(warehouse)
        except publish.Refused as error:
            log.warning("what was begun to be forgotten is still published: %s", error)


@contextlib.contextmanager
def _booked(warehouse: Path, run_id: str, kind: str, staging: Path | None = None) -> Iterator[None]:
    """Opens a run in the books; closes it as `failed` where the block raises. Its staging goes with it, unless that lies elsewhere."""
    ops.start_run(warehouse, run_id, rules_version(), kind)
    own = warehouse.parent / "staging" / run_id
    staging = staging or own
    try:
        yield
    except BaseException as raised:
        stopped = signals.asked()
        error = raised if stopped else _with_damage(raised, staging)
        message = str(stopped) if stopped else booked(error)[:2000]
        with contextlib.suppress(
            Exception
        ):  # what stopped the run may stop this too; the next start books it then
            ops.fail_run(warehouse, run_id, message)
        if isinstance(error, Exception) and not stopped:
            _told_of(RunSummary(run_id, str(warehouse), NONE, kind, state="failed"), message)
        if error is raised:
            raise
        raise error from raised
    finally:
        _tried(stages.book, warehouse, run_id, staging)  # what a run took is worth no failure
        _tried(tracing.send, warehouse, run_id)
        shutil.rmtree(own, ignore_errors=True)


def _tried(function: Callable[..., object], warehouse: Path, run_id: str, *given: Path) -> None:
    """Calls what may fail without harm to its run; who looks for it in the log finds that it did."""
    try:
        function(warehouse, run_id, *given)
    except Exception:
        log.debug("%s.%s of run %s failed", function.__module__, function.__name__, run_id, exc_info=True)


def _with_damage(error: BaseException, staging: Path) -> BaseException:
    """What made a run fail: where a file that it staged cannot be read, that."""
    file = damaged(staging) if isinstance(error, Exception) else None
    if not file:
        return error
    return StagingDamaged(f"{file} is damaged ({line(error)[:200]}): {AGAIN}")


def _nothing_there(warehouse: Path, kind: str, why: str) -> RunSummary:
    """Books a run whose sources hold no document, rest or are not due: to be waited for, no failure."""
    run_id = reading.new_run_id(datetime.now(UTC))
    ops.start_run(warehouse, run_id, rules_version(), kind)
    seconds = ops.finish_run(warehouse, run_id, "nothing_new", message=why)
    _tried(tracing.send, warehouse, run_id)
    run = RunSummary(run_id, str(warehouse), NONE, kind, state="nothing_new", notes=(why,), seconds=seconds)
    return _told_of(run)


def _told_of(run: RunSummary, failure: str | None = None) -> RunSummary:
    """The run after its alerts were sent; that they could not be is a note on it, never its failure."""
    try:
        alerts.settle(run, failure)
    except Exception as error:
        return run.noted(
            f"không gửi hay ghi được cảnh báo / alerts could not be sent or booked: {line(error)}; lần sau gửi lại / the next run tries again"
        )
    return run
