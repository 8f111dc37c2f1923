"""A rebuild that is ended while it reads goes on from there, and from nowhere else."""

import polars as pl
import pytest

from flows.load import ops
from flows.run import booking, reading, rebuilding
from tests.conftest import REVENUE, Stage


@pytest.fixture
def kept(tmp_path, stage: Stage):
    """A warehouse whose books know three documents."""
    warehouse = tmp_path / "khotin.duckdb"
    texts = {f"{n}.txt": REVENUE.format(amount=f"{n}.200").replace("Quảng Ninh", place) for n, place in enumerate(("Lào Cai", "Bắc Ninh", "Cà Mau"), 11)}  # fmt: skip
    intake = stage(texts)
    ops.start_run(warehouse, intake.run_id, "rules")
    booking.book_captures(warehouse, intake.run_id, intake.staging)
    booking.book_documents(warehouse, intake.run_id, intake.staging)
    ops.finish_run(warehouse, intake.run_id, "published", generation=1)
    return warehouse


def read(warehouse, times: int, monkeypatch) -> tuple[list[str], list[dict[str, int]]]:
    """A rebuild of batches of one document that comes to its end after so many; the batches it read, and all counts."""
    intake = rebuilding.taken(warehouse, ops.documents(warehouse), 1, False)
    assert len(intake.batches) == intake.read == 3
    own, batches = [], list(intake.batches)[:times]
    read_batch = reading.read_batch
    with monkeypatch.context() as patched:
        patched.setattr(reading, "read_batch", lambda staging, landing, name: own.append(name) or read_batch(staging, landing, name))  # fmt: skip
        counts = [rebuilding.read_apart(intake.staging, warehouse.parent / "landing", n) for n in batches]
    assert rebuilding.done(intake) == times
    return own, counts


def test_batches_that_were_read_are_read_no_more_by_the_same_rebuild(kept, monkeypatch):
    assert read(kept, 2, monkeypatch)[0] == ["00001", "00002"]
    ops.mend(kept)  # as every start does
    own, counts = read(kept, 3, monkeypatch)
    assert own == ["00003"] and [c["loaded"] for c in counts] == [1, 1, 1]
    staging = next(rebuilding.place(kept).iterdir())
    assert len(list((staging / "measurements").glob("*.parquet"))) == 3


def test_other_rules_documents_or_stars_and_what_is_validated_or_forgotten_begin_anew(kept, monkeypatch):
    def others() -> None:
        documents = ops.documents(kept).with_columns(origin=pl.lit("bao/") + pl.col("sha256"))
        monkeypatch.setattr(ops, "documents", lambda warehouse: documents)

    def publication() -> None:
        ops.start_run(kept, "r2", "rules")
        ops.finish_run(kept, "r2", "published", generation=4)

    changes = {
        "rules": lambda: monkeypatch.setattr(rebuilding, "rules_version", lambda: "others"),
        "star": publication,
        "validated": lambda: rebuilding.ends_reading(next(rebuilding.place(kept).iterdir())),
        "forgotten": lambda: rebuilding.clear(kept),
        "documents": others,
    }

    def taken() -> reading.Intake:
        return rebuilding.taken(kept, ops.documents(kept), 1, False)

    told = {}
    for what, change in changes.items():
        (taken().staging / rebuilding.READ / "00001.json").write_text("{}")
        assert rebuilding.done(taken()) == 1
        change()
        told[what] = rebuilding.done(taken())
    assert told == dict.fromkeys(changes, 0) and len(list(rebuilding.place(kept).iterdir())) == 1
