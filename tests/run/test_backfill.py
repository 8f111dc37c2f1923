"""A span of days from a paper's sitemap: slice by slice, nothing twice, and the schedule's state is as it was."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.fetch.sources import ZONE
from flows.load import captures
from flows.report.summary import RunSummary
from flows.run import backfill, one_run
from tests.conftest import here
from tests.run.conftest import Paper, asked_of, taken_in

DAYS = [n * 86_400 for n in range(6)]  # the numbers of articles that are published a day apart


@pytest.fixture
def archive(paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paper:
    """A paper whose sitemap, offered by its home page, names an article a day since long ago; its source is a feed of the last one."""
    paper.start = datetime.now(UTC) - timedelta(days=400)
    paper.write(*DAYS)
    paper.sitemap(*DAYS)
    paper.web.on("/", '<html><head><link rel="sitemap" href="/sitemap.xml"></head><body></body></html>')
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "sources.csv").write_text(
        "source,name_vi,name_en,aliases,folders,ids,kind,address,schedule,active\n"
        f"127.0.0.1,Báo,Paper,,,,feed,{paper.feed(DAYS[-1])},1h,yes\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("KHOTIN_SEEDS", str(seeds))
    return paper


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The windows that runs were asked for; they are carried out without Prefect."""
    asked: list[Any] = []

    def run(given: list[str], warehouse: Path, *_: Any, window: Any, kind: str, **__: Any) -> RunSummary:
        asked.append(window)
        if len(asked) == 2 and fails:
            fails.pop()
            raise KeyboardInterrupt
        return taken_in(given, warehouse, window=window)

    fails = [True]
    monkeypatch.setattr(one_run, "run_patiently", run)
    return asked


def test_days_are_taken_in_slice_by_slice_and_the_same_command_goes_on(archive, warehouse, runs):
    first = archive.at(DAYS[0]).astimezone(ZONE).date()
    given = ["backfill", "--from", f"{first}", "--to", f"{first + timedelta(days=3)}", "--days", "2"]
    stopped = here(*given, warehouse=warehouse, check=False)
    assert stopped.exit_code != 0 and "2 nạp/loaded" in stopped.stdout
    printed = here(*given, warehouse=warehouse).stdout.splitlines()
    assert "done before" in printed[0] and "2 nạp/loaded" in printed[1]
    articles = "SELECT count(*), min(published_on), max(published_on) FROM mart.articles"
    assert asked_of(warehouse, articles) == [(4, first, first + timedelta(days=3))]
    assert [w[0].date() for w in runs] == [first, first + timedelta(days=2), first + timedelta(days=2)]
    assert captures.states(warehouse) == {}  # the schedule finds its source as it left it
    assert not list((warehouse.parent / "work" / "backfill").iterdir())
    pages = len([a for a in archive.web.asked if "/tin-" in str(a)])
    again = here(*given, warehouse=warehouse).stdout
    assert again.count("không có gì mới / nothing new") == 2
    assert len([a for a in archive.web.asked if "/tin-" in str(a)]) == pages


def test_what_cannot_be_backfilled_is_told(warehouse, tmp_path):
    for given, code, words in (
        (["--from", "2025-02-01", "--to", "2025-01-01"], 2, "lies before"),
        (["--from", "2025-01-01", "--to", "2025-01-02", "--source", "nobody"], 1, "is no source"),
        (
            ["--from", "2025-01-01", "--to", "2025-01-02", "--source", "a.warc.gz"],
            1,
            "is not fetched from the web",
        ),
        (["--from", "2025-01-01", "--to", "2025-01-02"], 1, "no source is active"),
    ):
        done = here("backfill", *given, warehouse=warehouse, check=False)
        assert done.exit_code == code and words in done.stderr
    whole = backfill.window((date(2025, 1, 1), date(2025, 1, 7)))
    assert whole == (datetime(2025, 1, 1, tzinfo=ZONE), datetime(2025, 1, 8, tzinfo=ZONE))


def test_a_slice_that_a_host_puts_off_leaves_the_others_to_go_on(archive, warehouse, monkeypatch):
    asked: list[date] = []
    busy = {date(2025, 1, 3)}

    def run(given: list[str], warehouse: Path, *_: Any, window: Any, **__: Any) -> RunSummary:
        asked.append(window[0].date())
        off = 7 if window[0].date() in busy else 0
        return RunSummary("run", str(warehouse), {"read": 0}, requests={"made": 3, "put_off": off}, sources={"a": None, "b": "later" if off else None})  # fmt: skip

    monkeypatch.setattr(one_run, "run_patiently", run)
    parts = backfill.slices(date(2025, 1, 1), date(2025, 1, 6), 2)
    with pytest.raises(backfill.SliceFailed, match=r"^2025-01-03 – 2025-01-04: hoãn 7 lần hỏi vì máy chủ bảo đợi / 7 requests put off[^;]*; chạy lại lệnh này"):  # fmt: skip
        list(backfill.backfill(["127.0.0.1"], parts, warehouse, 1_000, 0))
    assert asked == [date(2025, 1, 1), date(2025, 1, 3), date(2025, 1, 5)]
    busy.clear()
    done = [made is not None for _, made in backfill.backfill(["127.0.0.1"], parts, warehouse, 1_000, 0)]
    assert done == [False, True, False] and asked[3:] == [date(2025, 1, 3)]
    assert not list((warehouse.parent / "work" / "backfill").iterdir())


def test_a_slice_goes_on_with_what_waits_though_a_host_puts_off(archive, warehouse, monkeypatch):
    left = [40, 20, 0]

    def run(given: list[str], warehouse: Path, *_: Any, **__: Any) -> RunSummary:
        return RunSummary("run", str(warehouse), {"read": 0}, requests={"put_off": 1}, sources={"a": None, "b": "later"}, left=left.pop(0))  # fmt: skip

    monkeypatch.setattr(one_run, "run_patiently", run)
    with pytest.raises(backfill.SliceFailed, match="put off"):
        list(backfill.backfill(["127.0.0.1"], [(date(2025, 1, 1), date(2025, 1, 2))], warehouse, 1_000, 0))
    assert left == []
