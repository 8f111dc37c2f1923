"""What a stage took is booked a row a stage, whichever of its parts and processes did the work, and however it ended."""

import threading
import time

import pytest

from flows.load import books, ops
from flows.run import stages


@pytest.fixture
def run(tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    ops.start_run(warehouse, "r1", "rules")

    def booked() -> dict[str, tuple]:
        stages.book(warehouse, "r1", tmp_path / "staging")
        with books.reading(warehouse) as store:
            rows = store.rows('SELECT stage, seconds, "rows", bytes, peak_memory FROM stage ORDER BY seq')
        return {stage: tuple(told) for stage, *told in rows}

    return tmp_path / "staging", booked


def test_parts_side_by_side_are_one_stage_from_the_first_start_to_the_last_end(run):
    staging, booked = run

    def part(rows: int) -> None:
        with stages.measured(staging, "read") as counted:
            counted |= {"rows": rows, "bytes": 100 * rows}
            time.sleep(0.1)

    threads = [threading.Thread(target=part, args=(n,)) for n in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (seconds, rows, size, _), *_ = booked().values()
    assert 0.1 <= seconds < 0.3 and (rows, size) == (6, 600)
    assert booked() != {} and not (staging / stages.NOTES).exists()


def test_the_most_memory_is_that_of_the_stage_and_not_of_what_went_before(run):
    staging, booked = run
    with stages.measured(staging, "merge"):
        held = b"x" * 500_000_000
    del held
    with stages.measured(staging, "audit"):
        pass
    told = booked()
    assert (
        told["merge"][3] - told["audit"][3] > 100_000_000
    )  # what other tests left may be given back meanwhile
    assert told["audit"][1:3] == (None, None)


def test_a_stage_that_fails_is_told_and_one_with_nothing_to_do_is_not(run):
    staging, booked = run
    with stages.measured(staging, "land") as counted:
        counted["rows"] = 0
    with pytest.raises(ZeroDivisionError), stages.measured(staging, "validate") as counted:
        counted["rows"] = 1 // 0
    assert list(booked()) == ["validate"]
