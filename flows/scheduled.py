"""The flow that a schedule fires: one whole run, or none where another one writes."""

from pathlib import Path

from prefect import flow

from flows import runs
from flows.load import ops
from flows.load.publish import WarehouseBusy
from flows.report.kept import prune
from flows.settings import Settings


@flow(name="khotin-scheduled", persist_result=False)
def scheduled_run(sources: list[str], warehouse: str) -> str:
    """Runs over what is new in the sources; returns the run's state. After a rollback it holds until `khotin resume`."""
    reason = ops.held(Path(warehouse))
    if reason:
        return f"held: {reason}; `khotin resume` lets it go on"
    try:
        state = runs.run_once(sources, Path(warehouse), Settings().batch_bytes, kind="scheduled").state
    except WarehouseBusy:
        return "skipped: another run writes"
    prune(Path(warehouse).parent / "reports", Settings().keep_reports)
    return state
