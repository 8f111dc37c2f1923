"""The flow that a schedule fires: one whole run, or none where another one writes."""

from pathlib import Path

from prefect import flow

from flows import runs
from flows.load.publish import WarehouseBusy
from flows.settings import Settings


@flow(name="khotin-scheduled", persist_result=False)
def scheduled_run(sources: list[str], warehouse: str) -> str:
    """Runs over what is new in the sources; returns the run's state."""
    try:
        return runs.run_once(sources, Path(warehouse), Settings().batch_bytes).state
    except WarehouseBusy:
        return "skipped: another run writes"
