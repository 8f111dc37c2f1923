"""A rebuild that was ended while it read goes on from the batches that were read: they lie in work/rebuild until it is validated."""

import hashlib
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from flows.assets import rules_version
from flows.load import ops
from flows.run import reading, stages

TAKEN, READ = "taken.json", "read"  # what was taken again; the folder that notes which batches are read


def place(warehouse: Path) -> Path:
    """Where rebuilds lie that have not ended."""
    return warehouse.parent / "work" / "rebuild"


def taken(warehouse: Path, documents: pl.DataFrame, batch_bytes: int, named_anew: bool) -> reading.Intake:
    """`reading.take_again` of the documents; the same again as an earlier rebuild of the same documents, by the same rules, left it.

    What any other left is deleted.
    """
    staging = place(warehouse) / _key(warehouse, documents, batch_bytes, named_anew)
    run_id = reading.new_run_id(datetime.now(UTC))
    if may_go_on(staging) and (staging / TAKEN).exists():
        told = json.loads((staging / TAKEN).read_text(encoding="utf-8"))
        (staging / stages.NOTES).unlink(missing_ok=True)
        return reading.Intake(run_id, staging, tuple(told["batches"]), told["read"], 0, forgotten=told["forgotten"])  # fmt: skip
    clear(warehouse)
    intake = reading.take_again(warehouse, documents, batch_bytes, named_anew, staging=staging)
    (staging / READ).mkdir(parents=True)
    told = {"batches": intake.batches, "read": intake.read, "forgotten": intake.forgotten}
    (staging / TAKEN).write_text(json.dumps(told), encoding="utf-8")
    return intake


def read_apart(staging: Path, landing: Path, name: str) -> dict[str, int]:
    """`reading.read_apart`; of a rebuild, a batch that was read before it was ended is read no more."""
    note = staging / READ / f"{name}.json"
    if note.exists():
        return dict(json.loads(note.read_text(encoding="utf-8")))
    counts = reading.read_apart(staging, landing, name)
    if note.parent.is_dir():
        half = note.with_suffix(".part")
        half.write_text(json.dumps(counts), encoding="utf-8")
        half.replace(note)
    return counts


def done(intake: reading.Intake) -> int:
    """How many batches of an intake are read."""
    return len(list((intake.staging / READ).glob("*.json")))


def may_go_on(staging: Path) -> bool:
    """Whether what lies there came no farther than reading."""
    return (staging / READ).is_dir()


def ends_reading(staging: Path) -> None:
    """Says that what is staged is changed from here on: a rebuild that is ended now begins anew."""
    shutil.rmtree(staging / READ, ignore_errors=True)


def clear(warehouse: Path) -> None:
    """Deletes what rebuilds left that have not ended."""
    shutil.rmtree(place(warehouse), ignore_errors=True)


def _key(warehouse: Path, documents: pl.DataFrame, batch_bytes: int, named_anew: bool) -> str:
    """What must be the same for what was read to be of use: documents, rules, the star, how batches are made."""
    told = [rules_version(), ops.generation(warehouse), batch_bytes, named_anew, sorted(documents.select("origin", "sha256").iter_rows())]  # fmt: skip
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:20]
