"""What hosts put off: it is not asked for, is no failure, and comes in when they may be asked again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from flows import sites
from flows.fetch import gather
from flows.fetch.contracts import Limits
from flows.fetch.sources import Source
from flows.fetch.taken import Bounds, Known
from flows.load import books, captures, shared_books
from flows.report.summary import in_a_line, rendered
from flows.run import backfill, incoming, put_off
from flows.settings import Settings
from tests.run.conftest import Paper, back, booked, fetched, only_fetched
from tests.web import Reply

HOST = "127.0.0.1"
BUSY = Reply(b"", 429, headers={"Retry-After": "86400"})
PUT_OFF = "hoãn, chưa hỏi vì máy chủ bảo đợi / put off, not asked: its host asks to wait"


def end_rests(warehouse: Path, hours: float = 25) -> None:
    """So much later, the hosts may be asked again."""
    back(warehouse, hours)
    with books.writing(warehouse) as store:
        store.change("host", "DELETE FROM host")


def busy(paper: Paper, number: int, *numbers: int) -> str:
    """A feed of pages, one of which says that its host is busy for a day; its address."""
    paper.write(*numbers)
    paper.web.on(f"/tin-{number}.html", BUSY)
    return paper.feed(*numbers)


def test_what_is_put_off_is_told_and_booked_as_that_and_not_as_asked_or_failed(paper: Paper, warehouse):
    run = only_fetched([busy(paper, 20, *range(1, 21))], warehouse)  # the newest is asked first
    sent = sum(n for path, n in paper.web.counts.items() if path.startswith("/tin"))
    assert run.requests["made"] == sent + 1 == run.requests["fetched"] + run.requests["failed"]
    assert (run.requests["failed"], run.requests["put_off"]) == (1, 20 - sent)
    assert run.unfetched[PUT_OFF][0] == 20 - sent and f"{20 - sent} hoãn/put off" in in_a_line(run)
    assert f"{20 - sent} hoãn, chưa hỏi / put off, not asked" in str([getattr(p, "plain", "") for p in rendered(run).renderables])  # fmt: skip
    assert any(f"/ {20 - sent} requests put off" in note and HOST in note for note in run.notes)
    told = "SELECT outcome, status, count(*) FROM capture WHERE reason = 'later' GROUP BY ALL ORDER BY 1"
    assert booked(warehouse, told.replace("GROUP BY ALL", "GROUP BY 1, 2")) == [("failed", 429, 1), ("put_off", None, 20 - sent)]  # fmt: skip


def test_the_next_run_leaves_the_host_alone_for_as_long_as_it_asked(paper: Paper, warehouse, tmp_path, monkeypatch):  # fmt: skip
    feed = busy(paper, 9, *range(1, 10))
    only_fetched([feed], warehouse)
    state = captures.states(warehouse)[feed]
    assert state["rests_until"] - datetime.now(UTC) > timedelta(hours=23) and state["failures"] == 0
    before = dict(paper.web.counts)
    rows = booked(warehouse, "SELECT count(*) FROM capture")
    run = only_fetched([feed], warehouse)  # a person names it
    assert dict(paper.web.counts) == before and run.requests["made"] == 0 and not run.all_failed
    assert captures.states(warehouse)[feed]["failures"] == 0
    more = booked(warehouse, "SELECT count(*) FROM capture")[0][0] - rows[0][0]
    assert more == 2  # the feed, and the page that answered: of the others it is booked that they wait

    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "sources.csv").write_text(f"source,name_vi,name_en,aliases,folders,ids,kind,address,active\nbao.example,,,,,,feed,{feed}?muc=2,yes\n")  # fmt: skip
    monkeypatch.setenv("KHOTIN_SEEDS", str(seeds))
    run = only_fetched(["bao.example"], warehouse)  # another source of the same host
    assert dict(paper.web.counts) == before and run.sources == {"bao.example": None}
    assert not incoming.asked([], warehouse).sources  # nor does a schedule ask
    captures.end_rest(warehouse, HOST)
    assert only_fetched(["bao.example"], warehouse).requests["put_off"] == 0


def test_pages_that_were_put_off_often_come_in_though_the_feed_names_them_no_more(paper: Paper, warehouse):
    feed = busy(paper, 9, *range(1, 10))
    only_fetched([feed], warehouse)
    waiting = {
        path for (path,) in booked(warehouse, "SELECT requested FROM capture WHERE outcome = 'put_off'")
    }
    assert waiting
    paper.feed()
    for _ in range(gather.TRIES + 1):
        only_fetched([feed], warehouse)
    end_rests(warehouse)
    run = only_fetched([feed], warehouse)
    assert run.pages == len(waiting) and run.requests["put_off"] == 0
    end_rests(warehouse, 2)
    assert only_fetched([feed], warehouse).pages == 0  # asked once, not again


def test_a_page_that_was_busy_goes_behind_the_others(paper: Paper, warehouse):
    feed = busy(paper, 40, *range(1, 41))
    asked = []
    for _ in range(2):
        only_fetched([feed], warehouse)
        asked += [a.path for a in paper.web.asked if a.path.startswith("/tin")]
        paper.web.asked.clear()
        end_rests(warehouse)
    at_once = Limits().host_requests  # those on their way together arrive in any order
    assert "/tin-40.html" in asked[:at_once] and "/tin-40.html" in asked[-at_once:]
    assert {f"/tin-{n}.html" for n in range(1, 41)} == set(asked)


def test_a_slice_of_a_backfill_with_pages_put_off_is_not_done(paper: Paper, warehouse):
    feed = busy(paper, 9, *range(1, 10))
    window = (datetime.now(UTC) - timedelta(days=2), datetime.now(UTC))
    first, _, _ = fetched([feed], warehouse, window=window)
    assert first.requests["put_off"] and backfill.why_put_off(first)
    end_rests(warehouse)
    again, _, _ = fetched([feed], warehouse, window=window)
    assert again.pages == first.requests["put_off"] and not backfill.why_put_off(again)
    captures.put_rests(warehouse, {HOST: 600})
    run, _, _ = fetched([feed], warehouse, window=window)
    assert run.all_failed


@pytest.mark.parametrize("outcome, failures", [("fetched", 0), ("failed", gather.TRIES), (None, 0)])
def test_what_is_put_off_is_due_whatever_was_before(outcome, failures):
    now = datetime(2026, 3, 4, tzinfo=UTC)
    first = now - timedelta(hours=2) if outcome else None
    known = Known(first_at=first, last_at=first, outcome=outcome, failures=failures)
    again = Bounds().again
    assert not gather.is_due(known, now, again)
    waits = Known(first_at=first, last_at=first, outcome=outcome, failures=failures, put_off_at=now)
    assert gather.is_due(waits, now, again)


def test_books_of_an_older_khotin_tell_what_was_never_asked_as_put_off(paper: Paper, warehouse):
    feed = busy(paper, 9, *range(1, 10))
    only_fetched([feed], warehouse)
    with books.writing(warehouse) as store:
        store.change("capture", "UPDATE capture SET outcome = 'failed' WHERE outcome = 'put_off'")
        store.change("migration", "DELETE FROM migration WHERE name LIKE '006%' OR name LIKE '007%'")
        store.change("host", "DROP TABLE host")
        store.change("run", "ALTER TABLE run DROP COLUMN requests_put_off")
    books._checked.clear()
    with books.writing(warehouse):
        pass
    assert booked(warehouse, "SELECT outcome, count(*) > 0 FROM capture WHERE reason = 'later' GROUP BY 1 ORDER BY 1") == [("failed", 1), ("put_off", 1)]  # fmt: skip
    assert captures.rests(warehouse) == {}
    told = "SELECT c.sequence = b.sequence FROM changed AS c, books AS b WHERE table_name = 'run'"
    assert booked(warehouse, told) == [(True,)]  # so that its published copy has the new column


def test_a_note_names_the_hosts_that_put_off_what_its_source_asked_for_alone(paper: Paper, warehouse):
    feed = busy(paper, 9, *range(1, 10))
    only_fetched([feed], warehouse)
    captures.put_rests(warehouse, {"bao-khac.example": 7_200})
    run = only_fetched([feed], warehouse)
    told = [note for note in run.notes if "put off, still due" in note]
    assert told and all(HOST in note and "bao-khac.example" not in note for note in told)


def test_a_host_that_rests_is_not_looked_at_until_a_person_lets_its_source_go_on(paper: Paper, warehouse):
    feed = busy(paper, 9, *range(1, 10))
    only_fetched([feed], warehouse)
    before = dict(paper.web.counts)
    seen = sites.looked_at(feed, warehouse, Settings())
    assert "wants to be left alone" in str(seen.failed) and not seen.items
    with pytest.raises(ValueError, match="wants to be left alone"):
        sites.add(feed, warehouse, Settings(), None, "1h", None, None)
    assert dict(paper.web.counts) == before
    put_off.go_on(warehouse, Source(feed, feed))
    state = captures.states(warehouse)[feed]
    assert captures.rests(warehouse) == {} and state["active"] and state["rests_until"] is None
    assert sites.looked_at(feed, warehouse, Settings()).items


def test_a_lake_of_an_older_khotin_brings_no_failure_that_was_never_asked():
    told = {"outcome": ["failed", "failed", "put_off"], "reason": ["later"] * 3, "status": [None, 429, None]}
    assert shared_books._never_asked(pl.DataFrame(told))["outcome"].to_list() == ["put_off", "failed", "put_off"]  # fmt: skip
