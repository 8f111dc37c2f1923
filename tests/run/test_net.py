"""One bad document costs itself: what raises, whatever it raises, is found by halves and set aside by name."""

import errno
from collections import Counter
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import failures, read
from flows.assets import rules_version
from flows.load import aside, ops, publish
from flows.processes import worker
from flows.report.summary import REASONS, RunSummary
from flows.run import finish, net, reading
from tests import killing
from tests.conftest import REVENUE

BAD = "Bài này làm khotin vấp."


def texts(count: int, bad: tuple[int, ...] = (), word: str = BAD) -> dict[str, str]:
    """Articles by file name; the bad ones end in a sentence of their own."""
    made = {f"{i:03d}.txt": REVENUE.format(amount=f"{i + 11}.200") for i in range(count)}
    return {n: t + (f"\n{word}\n" if int(n[:3]) in bad else "") for n, t in made.items()}


def taken(folder: Path, made: dict[str, str]) -> reading.Intake:
    source = folder / "bao"
    source.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        (source / name).write_text(text, encoding="utf-8")
    return reading.take_in([str(source)], folder / "khotin.duckdb", 8_000_000)


def staged(staging: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(staging / name / "*.parquet")


def panic() -> None:
    raise pl.exceptions.PanicException("index out of bounds")


def too_deep() -> None:
    too_deep()


def letters() -> None:
    b"\xff".decode()


RAISES = {
    "PanicException": panic,
    "RecursionError": too_deep,
    "UnicodeDecodeError": letters,
    "ZeroDivisionError": lambda: divide(""),
    "MemoryError": lambda: bytearray(2**62),
}


def plant(monkeypatch: pytest.MonkeyPatch, error) -> None:
    """A rule that raises where it meets BAD; `error` is given the text of the articles."""
    reading = read.read

    def raises(articles: pl.DataFrame, *more: object) -> read.Reading:
        if articles["text"].str.contains(BAD, literal=True).any():
            error("".join(articles["text"]))
        return reading(articles, *more)

    monkeypatch.setattr(read, "read", raises)


def divide(_: str) -> None:
    _ = 1 // 0


@given(st.integers(0, 40), st.sets(st.integers(0, 39)))
def test_halves_find_every_bad_one_and_only_those(count, bad):
    def attempt(first: int, last: int) -> list[int]:
        if bad & set(range(first, last)):
            raise ValueError(first, last)
        return list(range(first, last))

    parts = list(net.by_halves(0, count, attempt, lambda n, why: [-n - 1], net.of_document)) if count else []
    told = [n for _, part in parts for n in part]
    assert told == [-n - 1 if n in bad else n for n in range(count)]
    assert all(first == abs(part[0] + (part[0] < 0)) for first, part in parts)


def test_whatever_documents_raise_they_alone_are_set_aside_and_the_others_are_read_as_without_them(
    monkeypatch, tmp_path
):
    good = texts(3)
    alone = taken(tmp_path / "alone", good)
    reading.read_batch(alone.staging, tmp_path / "alone" / "landing", "00001")

    plant(monkeypatch, lambda text: next(raises for kind, raises in RAISES.items() if kind in text)())
    bad = {f"001{kind}.txt": f"{good['001.txt']}\n{BAD} {kind}\n" for kind in RAISES}
    intake = taken(tmp_path / "with", good | bad)
    landing = tmp_path / "with" / "landing"
    reading.read_batch(
        intake.staging, landing, "00001", 6, 8
    )  # what an attempt that ended in the midst has left
    counts = reading.read_batch(intake.staging, landing, "00001")

    assert (counts["loaded"], counts["rejected"], counts["duplicate"]) == (3, len(RAISES), 0)
    rejected = staged(intake.staging, "rejected")
    assert set(rejected["reason"]) == {"failed"}
    assert rejected["origin"].to_list() == [f"bao/{name}" for name in sorted(bad)]
    for kind, detail in zip(sorted(RAISES), rejected["detail"], strict=True):
        assert detail.startswith(f"{kind} in flows.run.reading:") and "_read: " in detail
    for name in sorted(set(reading.FRAMES) - {"rejected"}):
        one, other = (
            staged(i.staging, name)
            .drop("fetched_at", "captured_at", strict=False)
            .sort(pl.all(), nulls_last=True)
            for i in (alone, intake)
        )
        differing = [c for c in one.columns if not one[c].equals(other[c])]
        assert differing == [], name
    assert staged(intake.staging, "measurements").height >= 3


def test_a_full_disk_is_no_document_s_fault(monkeypatch, tmp_path):
    def full(_: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "rows.parquet")

    plant(monkeypatch, full)
    intake = taken(tmp_path, texts(2, bad=(1,)))
    with pytest.raises(OSError, match="No space left") as raised:
        reading.read_batch(intake.staging, tmp_path / "landing", "00001")
    assert "make room" in failures.line(raised.value)
    assert not net.of_document(pl.exceptions.ComputeError("No space left on device (os error 28)"))
    assert not net.of_document(KeyboardInterrupt())


def test_what_many_documents_fail_of_is_khotin_s_fault_and_stops_the_run_in_one_line(monkeypatch, tmp_path):
    plant(monkeypatch, divide)
    intake = taken(tmp_path, texts(12, bad=tuple(range(1, 12))))
    with pytest.raises(net.SharedFailure) as raised:
        reading.read_batch(intake.staging, tmp_path / "landing", "00001")
    line = failures.line(raised.value)
    assert line.startswith(
        "10 of 12 documents fail in one way, the first bao/001.txt: ZeroDivisionError in flows.run.reading:"
    )
    assert "mend the rule" in line


@pytest.mark.parametrize(
    ("failed", "documents", "stops"), [(9, 9, False), (10, 199, True), (10, 200, False), (30, 500, True)]
)
def test_few_failures_or_a_small_share_of_them_do_not_stop_a_run(failed, documents, stops):
    rows = [(f"bao/{i}", f"ValueError in flows.read.x:7 f: of {i}") for i in range(failed)]
    if stops:
        with pytest.raises(net.SharedFailure, match=f"{failed} of {documents}"):
            net.check(rows, documents)
    else:
        net.check(rows, documents)


def test_a_document_that_ends_its_process_is_set_aside_and_another_process_reads_the_rest(
    monkeypatch, tmp_path
):
    monkeypatch.setattr(reading, "read_batch", killing.read_batch)
    intake = taken(tmp_path, texts(2, bad=(0,), word=f"Vụ tai nạn làm {killing.KILLS}."))
    with worker.at_hand():
        counts = reading.read_apart(intake.staging, tmp_path / "landing", "00001")
        assert worker.call(len, "một") == 3  # the worker at hand was begun anew
    assert (counts["loaded"], counts["rejected"]) == (1, 1)
    ((origin, reason, detail),) = (
        staged(intake.staging, "rejected").select("origin", "reason", "detail").rows()
    )
    assert (origin, reason) == ("bao/000.txt", "killed")
    assert "ended by SIGKILL" in detail
    assert staged(intake.staging, "articles")["origin"].to_list() == ["bao/001.txt"]


def test_a_worker_that_holds_more_than_it_may_ends(tmp_path):
    started = worker.start(warm=False)
    try:
        with pytest.raises(
            worker.WorkerDied, match=r"held more than 0\.0 GB, which is what KHOTIN_MEMORY grants"
        ):
            started.call(__import__("time").sleep, 30, memory=1_000_000)
        started.revive()
        assert started.call(len, "kho", memory=10**12) == 3
    finally:
        started.stop()


def run_of(intake: reading.Intake, warehouse: Path) -> RunSummary:
    """A run of an intake, without Prefect."""
    with publish.locked(warehouse):
        ops.start_run(warehouse, intake.run_id, reading.rules_version())
        counts = [reading.read_batch(intake.staging, warehouse.parent / "landing", b) for b in intake.batches]
        ways = {
            "read": intake.read,
            "unchanged": intake.unchanged,
            "loaded": 0,
            "duplicate": 0,
            "rejected": 0,
        }
        run, outcome = finish.validate(
            RunSummary(intake.run_id, str(warehouse), ways), intake.staging, counts
        )
        return finish.load(run, intake.staging, outcome)


def test_what_failed_is_tried_again_once_the_rules_have_changed_and_leaves_the_quarantine(
    monkeypatch, tmp_path
):
    warehouse = tmp_path / "khotin.duckdb"
    with monkeypatch.context() as planted:
        plant(planted, divide)
        run = run_of(taken(tmp_path, texts(3, bad=(2,))), warehouse)
    assert run.state == "published" and run.set_aside == {"failed": 1}
    assert (run.documents["read"], run.documents["loaded"], run.documents["rejected"]) == (3, 2, 1)
    assert "khotin failed to read it" in REASONS["failed"]
    (item,) = aside.items(warehouse)
    assert (item["origin"], item["rules_version"]) == ("bao/002.txt", rules_version())

    assert taken(tmp_path, {}).batches == ()  # the same rules would fail again
    monkeypatch.setattr(reading, "rules_version", lambda: "mended")
    intake = taken(tmp_path, {})  # the source itself still holds it
    assert (intake.read, intake.unchanged, intake.batches) == (3, 2, ("00001",))
    (tmp_path / "bao" / "002.txt").unlink()  # now only the landing does
    intake = taken(tmp_path, {})
    assert (intake.read, intake.unchanged, intake.batches) == (3, 2, ("again-00001",))
    run = run_of(intake, warehouse)
    assert run.state == "published" and run.documents["loaded"] == 1
    assert aside.items(warehouse) == []
    assert Counter(i["state"] for i in aside.items(warehouse, None)) == {"replayed": 1}
    captures = ops.documents(warehouse)
    assert captures["origin"].to_list() == [f"bao/00{i}.txt" for i in range(3)]
