"""The flow that a schedule fires: one whole run, or none where another one writes or its turn was made up for."""

import contextlib
import os
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

from prefect import flow
from prefect.runtime import flow_run

from flows import config, one_run, retention
from flows.failures import line
from flows.fetch.sources import ZONE
from flows.load import ops
from flows.load.publish import WarehouseBusy
from flows.report.summary import in_a_line
from flows.settings import SCHEDULE, Settings


@flow(name="khotin-scheduled", persist_result=False)
def scheduled_run(sources: list[str], warehouse: str) -> str:
    """Runs over what is new in the sources; returns the run's state. After a rollback it holds until `khotin resume`."""
    config.load()
    if SCHEDULE in os.environ:
        threading.Thread(target=_end_with, args=(int(os.environ[SCHEDULE]),), daemon=True).start()
    return turn(sources, Path(warehouse), flow_run.scheduled_start_time)


def turn(sources: list[str], warehouse: Path, due: datetime | None) -> str:
    """What the turn that was due then comes to.

    Turns missed in a pause or a long run are fired late, one after another: the first makes up for those that were due
    before it began. Why a run found nothing is said when it was not said of the run before.
    """
    reason = ops.held(warehouse)
    if reason:
        return _said(f"held: {reason}; `khotin resume` lets it go on")
    before = ops.last_scheduled(warehouse)
    if before and due and due <= before["started_at"]:
        return _said(f"skipped: run {before['run_id']}, begun since this turn was due, made up for it")
    try:
        run = one_run.run_once(sources, warehouse, Settings().batch_bytes, kind="scheduled")
    except WarehouseBusy:
        return _said("skipped: another run writes")
    except Exception as error:
        _said(f"failed: {line(error)}")
        raise
    _said(in_a_line(run))
    if retention.is_due(warehouse):
        with contextlib.suppress(WarehouseBusy):  # the next turn does
            retention.prune(warehouse, Settings())
    for note in run.notes:
        if not before or note != before["message"]:
            print(f"khotin: {note}", file=sys.stderr, flush=True)
    return run.state


def _said(words: str) -> str:
    """The words, and a line of them for who watches the schedule, at Vietnam's time."""
    print(f"khotin: {datetime.now(ZONE):%Y-%m-%d %H:%M:%S}  {words}", flush=True)
    return words


def _end_with(schedule: int) -> None:
    """Ends this process when the schedule's is gone, also by SIGKILL: the next start books that the run did not end."""
    while os.getppid() == schedule:
        time.sleep(0.5)
    os._exit(1)
