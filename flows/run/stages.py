"""What each stage of a run took: seconds, rows, bytes, memory. Noted beside what the run stages, by whichever process
carries it out, and booked before publication and at the run's end, however it ends.
"""

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from flows.contracts import INSTANT
from flows.load import ops

NOTES = "stages.jsonl"
NOTED = pl.Schema(
    {"stage": pl.String, "began": pl.Float64, "ended": pl.Float64, "rows": pl.Int64, "bytes": pl.Int64, "peak_memory": pl.Int64}
)  # fmt: skip
_guard, _under_way = threading.Lock(), 0


@contextlib.contextmanager
def measured(staging: Path, stage: str) -> Iterator[dict[str, int]]:
    """Notes the block as a stage, or a part of one, of the run that stages there; what it yields is told `rows` and `bytes`.

    Not where that is told to be no row. Parts of a stage may run side by side, also in several processes: the stage lasts from the first's start to the last's end.
    """
    counts: dict[str, int] = {}
    _begin()
    began = time.time()
    try:
        yield counts
    finally:
        note = {"stage": stage, "began": began, "ended": time.time(), **counts, "peak_memory": _end()}
        if counts.get("rows") != 0:
            _note(staging, note)


def _note(staging: Path, note: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):  # a full disk is told by what had more to write
        staging.mkdir(parents=True, exist_ok=True)
        with (staging / NOTES).open("a", encoding="utf-8") as file:
            file.write(json.dumps(note) + "\n")


def book(warehouse: Path, run_id: str, staging: Path) -> None:
    """Books the stages noted since it was last done, a row each."""
    file = staging / NOTES
    if not file.exists():
        return
    noted = pl.read_ndjson(file, schema=NOTED)
    file.unlink()
    began = pl.col("began").min()
    rows = noted.group_by("stage", maintain_order=True).agg(
        started_at=began,
        seconds=(pl.col("ended").max() - began).round(3),
        rows=pl.when(pl.col("rows").count() > 0).then(pl.col("rows").sum()),
        bytes=pl.when(pl.col("bytes").count() > 0).then(pl.col("bytes").sum()),
        peak_memory=pl.col("peak_memory").max(),
    )
    instants = [datetime.fromtimestamp(at, UTC) for at in rows["started_at"]]
    ops.record(
        warehouse,
        "stage",
        rows.with_columns(started_at=pl.Series(instants, dtype=INSTANT)),
        run_id=run_id,
    )


def _begin() -> None:
    """Lets the system count the most memory anew, where nothing else is measured in this process."""
    global _under_way
    with _guard:
        if not _under_way:
            with contextlib.suppress(OSError):
                Path("/proc/self/clear_refs").write_text("5")
        _under_way += 1


def _end() -> int | None:
    """The most bytes that this process held since it was counted anew; None where the system does not tell."""
    global _under_way
    with _guard:
        _under_way -= 1
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return None
