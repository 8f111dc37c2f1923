"""The flow that a schedule fires: one whole run, or none where another one writes or its turn was made up for."""

import contextlib
import json
import os
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.runtime import deployment, flow_run
from prefect.states import Cancelled

from flows import config
from flows.failures import line
from flows.fetch.sources import WEB, ZONE, listed, named
from flows.load import ops
from flows.load.publish import WarehouseBusy
from flows.operate import logs, retention
from flows.report.summary import in_a_line
from flows.run import one_run
from flows.settings import ALLOWED, SCHEDULE, Settings


class NotAllowed(ValueError):
    """A run was asked for, on Prefect's pages, with what its schedule does not take in."""


@flow(name="khotin-scheduled", flow_run_name="{schedule}", persist_result=False)
def scheduled_run(sources: list[str], warehouse: str, schedule: str = "all") -> str:
    """Runs over what is new in the sources; returns the run's state. After a rollback it holds until `khotin resume`.

    Args:
        sources: Files, folders, globs or names of sources that the schedule takes in; none: the active ones that are due.
        warehouse: The warehouse file of the schedule.
        schedule: What the schedule is called: its source, or all.
    """
    config.load()
    logs.begin()
    if SCHEDULE in os.environ:
        threading.Thread(target=_end_with, args=(int(os.environ[SCHEDULE]),), daemon=True).start()
    check(sources, warehouse)
    try:
        return turn(sources, Path(warehouse), flow_run.scheduled_start_time, schedule)
    finally:
        if deployment.id:
            let_go_of_missed(UUID(deployment.id), Path(warehouse), schedule)


def check(sources: list[str], warehouse: str) -> None:
    """Raises NotAllowed for another warehouse, or for files outside of what the schedule takes in: Prefect's pages let whoever
    reaches them give other parameters.
    """
    if ALLOWED not in os.environ:
        return
    own, *places = json.loads(os.environ[ALLOWED])
    if warehouse != own:
        raise NotAllowed(f"{warehouse} is not the warehouse of this schedule, which is {own}")
    roots = [Path(p).resolve() for p in places if Path(p).is_absolute()]
    rows = listed()
    for source in sources:
        is_file = named(source, rows) is None or (not WEB.match(source) and source not in rows)
        if (
            is_file
            and source not in places
            and not any(Path(source).resolve().is_relative_to(r) for r in roots)
        ):
            raise NotAllowed(f"{source} lies outside of what this schedule takes in")


def turn(sources: list[str], warehouse: Path, due: datetime | None, schedule: str = "all") -> str:
    """What the turn of a schedule that was due then comes to.

    Turns missed in a pause or a long run are fired late, one after another: the first makes up for those that were due
    before it began. Why a run found nothing is said when it was not said of the run before.
    """
    reason = ops.held(warehouse)
    if reason:
        return _said(schedule, f"held: {reason}; `khotin resume` lets it go on")
    begun = _begun(warehouse, schedule)
    before = _last(begun)
    if before and due and due <= before["at"]:
        return _said(
            schedule, f"skipped: run {before['run_id']}, begun since this turn was due, made up for it"
        )
    now = datetime.now(UTC)
    try:
        run = one_run.run_once(sources, warehouse, Settings().batch_bytes, kind="scheduled")
    except WarehouseBusy:
        return _said(schedule, "skipped: another run writes")
    except Exception as error:
        _said(schedule, f"failed: {line(error)}")
        raise
    begun.parent.mkdir(parents=True, exist_ok=True)
    notes = list(run.notes)
    begun.write_text(
        json.dumps({"at": now.isoformat(), "run_id": run.run_id, "notes": notes}), encoding="utf-8"
    )
    _said(
        schedule,
        in_a_line(run),
        level="error" if run.is_wrong else "info",
        run_id=run.run_id,
        state=run.state,
        documents=run.documents,
        seconds=run.seconds,
    )
    if retention.is_due(warehouse):
        try:
            for kind in retention.prune(warehouse, Settings()):
                if kind.is_left:
                    logs.say(kind.what, "warning", schedule=schedule)
        except Exception as error:  # the run is done, whatever becomes of this
            logs.say(f"not pruned, the next turn tries again: {line(error)}", "warning", schedule=schedule)
    for note in notes:
        if not before or note not in before["notes"]:
            logs.say(note, "warning", schedule=schedule, run_id=run.run_id)
    return run.state


def let_go_of_missed(served: UUID, warehouse: Path, schedule: str, when: str = "meanwhile") -> int:
    """Cancels the turns that fell due meanwhile, but for the last, and that too where a run begun since made up for it; how many.

    `when` they fell due is told: during a turn, or before a schedule began that an earlier one had left them to.
    Prefect would start a process for each, one after another, for it to find that out: what is due now would wait for them.
    """
    due = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=FlowRunFilterExpectedStartTime.model_validate({"before_": datetime.now(UTC)}),
    )
    ours = DeploymentFilter(id=DeploymentFilterId(any_=[served]))
    with contextlib.suppress(Exception), get_client(sync_client=True) as client:  # they would be skipped then
        late = client.read_flow_runs(
            flow_run_filter=due, deployment_filter=ours, sort=FlowRunSort.EXPECTED_START_TIME_ASC, limit=200
        )
        last = _last(_begun(warehouse, schedule))
        missed = [r for r in late if r is not late[-1] or (last and r.expected_start_time <= last["at"])]
        for run in missed:
            client.set_flow_run_state(
                run.id, Cancelled(name="Skipped", message="a later turn makes up for it")
            )
        if missed:
            turns = "1 turn" if len(missed) == 1 else f"{len(missed)} turns"
            _said(schedule, f"skipped: {turns} that fell due {when}")
        return len(missed)
    return 0


def _begun(warehouse: Path, schedule: str) -> Path:
    """The file that says when the last run of a schedule that did not fail began."""
    return warehouse.parent / "work" / "turns" / quote(schedule, safe="")


def _last(begun: Path) -> dict[str, Any] | None:
    """The last run of a schedule that did not fail: at, run_id, notes; None where there is none."""
    try:
        told = json.loads(begun.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return dict(told) | {"at": datetime.fromisoformat(told["at"])}


def _said(schedule: str, words: str, **told: Any) -> str:
    """The words, and a line of them for who watches the schedule, at Vietnam's time."""
    name = "" if schedule == "all" else f"{schedule}  "
    at = "" if logs.as_json() else f"{datetime.now(ZONE):%Y-%m-%d %H:%M:%S}  {name}"
    logs.say(f"{at}{words}", schedule=schedule, **told)
    return words


def _end_with(schedule: int) -> None:
    """Ends this process when the schedule's is gone, also by SIGKILL: the next start books that the run did not end."""
    while os.getppid() == schedule:
        time.sleep(0.5)
    os._exit(1)
