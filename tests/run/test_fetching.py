"""What a run fetches: new pages of a feed, pages that are due, and what becomes of sources that fail."""

import gzip
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows import sites, stewardship
from flows.fetch import gather
from flows.fetch.contracts import Item, Limits
from flows.fetch.sources import ZONE, Source
from flows.fetch.taken import Bounds, Known
from flows.load import captures
from flows.load.hashes import hashes
from flows.report import prometheus
from flows.report.summary import in_a_line
from flows.run import incoming
from flows.settings import Settings
from tests.conftest import here
from tests.run.conftest import LEAD, RSS, Paper, asked_of, back, booked, fetched, only_fetched, taken_in
from tests.web import Asked, Reply, in_turn, redirect

NOTHING = {"read": 0, "loaded": 0, "unchanged": 0, "duplicate": 0, "rejected": 0}
FIGURE = "SELECT value::BIGINT / 1000000000 FROM mart.measurements WHERE kind = 'level' AND NOT is_repeat ORDER BY 1"


def star(warehouse: Path) -> dict[str, str]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return hashes(connection)


def test_a_feed_comes_in_once_and_its_pages_are_followed(paper: Paper, warehouse):
    paper.write(1, 2, 3)
    feed = paper.feed(1, 2, 3, etag='"a"')
    run = taken_in([feed], warehouse)
    assert run.documents == NOTHING | {"read": 3, "loaded": 3}
    assert run.requests == {
        "made": 4,
        "fetched": 4,
        "not_modified": 0,
        "refused": 0,
        "failed": 0,
        "put_off": 0,
    }
    assert asked_of(warehouse, "SELECT DISTINCT published_from FROM mart.articles") == [("metadata",)]

    again = taken_in([feed], warehouse)
    assert (again.state, again.documents) == ("nothing_new", NOTHING)
    assert again.requests == {
        "made": 1,
        "fetched": 0,
        "not_modified": 1,
        "refused": 0,
        "failed": 0,
        "put_off": 0,
    }

    back(warehouse, 25)
    paper.write(2, figure=99)  # edited
    paper.web.on(
        "/tin-3.html", paper.page(3).replace("</nav>", "</nav><!-- -->")
    )  # other bytes, the same text
    late = taken_in([feed], warehouse)
    assert late.requests == {
        "made": 4,
        "fetched": 2,
        "not_modified": 2,
        "refused": 0,
        "failed": 0,
        "put_off": 0,
    }
    assert late.documents == NOTHING | {"read": 2, "loaded": 1, "duplicate": 1}
    assert asked_of(warehouse, FIGURE) == [(11200,), (13200,), (99200,)]
    versions = "SELECT title, max(article_version) FROM mart.article_versions GROUP BY 1 ORDER BY 1"
    assert [n for _, n in asked_of(warehouse, versions)] == [2, 1, 1]  # Bắc Ninh, Lào Cai, Nghệ An
    assert paper.web.counts["/tin-1.html"] == 2  # now and after a day, not at each run

    paper.web.on("/tin-1.html", Reply(b"", 410))
    shown = "SELECT count(*) FROM mart.articles WHERE withdrawn_at IS NULL"
    for hours, more, left in ((24 * 7, 4, 4), (2, 5, 4)):  # gone once, gone twice
        back(warehouse, hours)
        paper.write(more)
        taken_in([paper.feed(1, 2, 3, more)], warehouse)
        assert asked_of(warehouse, shown) == [(left,)]
    assert booked(warehouse, "SELECT count(*) FROM capture WHERE reason = 'gone' AND status = 410") == [(2,)]


def test_an_article_is_shown_under_the_address_that_answered_and_withdrawn_by_it(paper: Paper, warehouse):
    paper.write(1)
    taken_in([paper.feed(1)], warehouse)
    address = paper.web.url("/tin-1.html")
    assert address.startswith("http://")
    assert asked_of(warehouse, "SELECT origin FROM mart.articles") == [(address,)]
    stewardship.withdraw(warehouse, f"{address}?utm_source=mail", "một tin giả", "Lan")
    assert asked_of(warehouse, "SELECT count(*) FROM mart.articles WHERE withdrawn_at IS NULL") == [(0,)]


def test_an_article_that_states_no_day_has_its_feed_s(paper: Paper, warehouse):
    paper.write(1, dated=False)
    paper.web.on("/tin-1.html", paper.page(1, dated=False))
    taken_in([paper.feed(1)], warehouse)
    day = paper.at(1).astimezone(ZONE).date()
    assert asked_of(warehouse, "SELECT published_on, published_from FROM mart.articles") == [(day, "feed")]


def test_a_run_all_of_whose_sources_failed_is_told_apart_from_one_with_nothing_new(paper: Paper, warehouse):
    paper.write(1)
    good, bad = paper.feed(1), paper.web.on("/bad.xml", Reply(b"no", 503))
    down = taken_in([bad], warehouse)
    assert down.state == "sources_failed" and down.is_wrong
    assert "mọi nguồn đều hỏng, không có gì mới / every source failed, nothing new" in in_a_line(down)
    ((state, message),) = booked(warehouse, "SELECT state, message FROM run")
    assert state == "sources_failed" and message.startswith(f"{bad}: ") and "503" in message
    assert 'khotin_runs_total{state="sources_failed"} 1\n' in prometheus.text(warehouse)
    shown = here("status", warehouse=warehouse).stdout.replace("\n", "")
    assert f"{down.run_id} sources_failed: {bad}" in shown

    assert taken_in([bad, good], warehouse).state == "published"
    half = taken_in([bad, good], warehouse)
    assert half.state == "nothing_new" and not half.is_wrong and half.sources[bad]


def test_a_run_took_what_its_books_say(paper: Paper, warehouse):
    paper.write(1)
    feed = paper.feed(1)
    taken_in([feed], warehouse)
    run = taken_in([feed], warehouse)
    ((began, ended),) = booked(
        warehouse, f"SELECT started_at, finished_at FROM run WHERE run_id = '{run.run_id}'"
    )
    assert run.seconds == (ended - began).total_seconds() > 0
    assert f"{run.seconds:.1f} s" in in_a_line(run)


def test_a_source_that_fails_stops_no_other_and_rests_longer_each_time(
    paper: Paper, warehouse, tmp_path, monkeypatch
):
    paper.write(1)
    good, bad = paper.feed(1), paper.web.on("/bad.xml", Reply(b"no", 403))
    run = only_fetched([good, bad], warehouse)
    assert run.pages == 1 and not run.all_failed
    assert run.sources[good] is None and "403" in str(run.sources[bad])
    assert run.unfetched == {"403 máy chủ báo lỗi / the host answers with an error": (1, bad)}
    assert (
        sum(run.requests[w] for w in ("fetched", "not_modified", "refused", "failed")) == run.requests["made"]
    )

    rests = []
    for _ in range(4):
        run = only_fetched([bad], warehouse)
        assert run.all_failed
        state = captures.states(warehouse)[bad]
        rests.append(
            state["rests_until"] and round((state["rests_until"] - state["fetched_at"]) / timedelta(hours=1))
        )
    assert rests == [None, 1, 2, 4]
    assert any("has failed 5 times in a row" in note for note in run.notes)

    seeds = tmp_path / "seeds"
    seeds.mkdir()
    head = "source,name_vi,name_en,aliases,folders,ids,kind,address,active\n"
    (seeds / "sources.csv").write_text(
        f"{head}bad.example,,,,,,feed,{bad},yes\ngood.example,,,,,,feed,{good},yes\n"
    )
    monkeypatch.setenv("KHOTIN_SEEDS", str(seeds))
    captures.put_state(
        warehouse, "bad.example", {"failures": 3, "rests_until": datetime.now(UTC) + timedelta(hours=1)}
    )
    assert [s.name for s in incoming.asked([], warehouse, scheduled=True).sources] == ["good.example"]
    assert [s.name for s in incoming.asked([], warehouse).sources] == ["good.example"]
    assert [s.name for s in incoming.asked(["bad.example"], warehouse).sources] == [
        "bad.example"
    ]  # a person insists
    captures.put_state(warehouse, "good.example", {"active": False})
    assert not incoming.asked([], warehouse)


def test_feed_sitemap_and_parts_in_any_order_give_the_same_tables(paper: Paper, tmp_path):
    numbers = list(range(1, 15))
    paper.write(*numbers)
    ways = {"feed": [[paper.feed(*numbers)]], "sitemap": [[paper.sitemap(*numbers)]]}
    shuffled = random.Random(7).sample(numbers, len(numbers))
    parts = [paper.feed(*shuffled[i::7], path=f"/part-{i}.xml") for i in range(7)]
    ways["parts"] = [parts[:1], parts[1:4], parts[4:]]
    found = {}
    for way, runs in ways.items():
        warehouse = tmp_path / way / "khotin.duckdb"
        for given in runs:
            taken_in(given, warehouse)
        found[way] = star(warehouse)
    assert found["feed"] == found["sitemap"] == found["parts"]

    written = sites.export(tmp_path / "feed" / "khotin.duckdb", tmp_path / "tin.warc.gz", None)
    assert written == 15
    paper.web.asked.clear()
    offline = tmp_path / "offline" / "khotin.duckdb"
    assert taken_in([str(tmp_path / "tin.warc.gz")], offline).documents["loaded"] == 14
    assert star(offline) == found["feed"] and not paper.web.asked
    again = taken_in([str(tmp_path / "tin.warc.gz")], offline)
    assert again.documents == NOTHING | {"read": 14, "unchanged": 14}


def test_a_feed_that_has_lost_items_is_told_and_the_sitemap_brings_them(paper: Paper, warehouse):
    paper.write(*range(1, 8))
    paper.sitemap(*range(1, 8))
    paper.web.on("/", '<html><head><link rel="sitemap" href="/sitemap.xml"></head><body></body></html>')
    only_fetched([paper.feed(1, 2)], warehouse)
    run = only_fetched([paper.feed(6, 7)], warehouse)
    assert run.pages == 5 and any("items between may be lost" in note for note in run.notes)
    assert only_fetched([paper.feed(6, 7)], warehouse).notes == ()


def paged(paper: Paper, last: int, size: int, rel: str = "next") -> str:
    """A feed in pages, each with a link to the next, the newest articles first; its address."""
    numbers = list(range(last, 0, -1))
    pages = [numbers[i : i + size] for i in range(0, last, size)]
    for page, part in enumerate(pages, 1):
        link = f'<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="{rel}" href="/rss-{page + 1}.xml"/>'
        paper.feed(*part, path=f"/rss-{page}.xml", more=link if page < len(pages) else "")
    return paper.web.url("/rss-1.xml")


def test_a_feed_that_suddenly_names_nothing_is_told_until_it_names_some_again(paper: Paper, warehouse):
    paper.write(1)
    new = paper.feed(path="/moi.xml")
    assert [n for n in only_fetched([new], warehouse).notes if n.startswith(new)] == [
        f"{new}: không nêu bài nào / names no article: xem lại / look at it, `khotin source add` finds what its site offers now"
    ]
    taken_in([paper.feed(1)], warehouse)
    for _ in range(2):
        (note,) = [n for n in only_fetched([paper.feed()], warehouse).notes if "no article" in n]
        assert "không nêu bài nào, lần trước có / names no article, and it named some the last time" in note
    assert not [n for n in only_fetched([paper.feed(1)], warehouse).notes if "no article" in n]


@pytest.mark.parametrize("rel", ["next", "prev-archive"])
def test_the_next_pages_of_a_feed_are_read_until_one_names_what_is_known(paper: Paper, warehouse, rel):
    paper.write(*range(1, 41))
    assert (
        only_fetched([paged(paper, 4, 2, rel)], warehouse).pages == 4
    )  # all its pages, for nothing was known
    run = only_fetched([paged(paper, 9, 2, rel)], warehouse)
    assert (run.pages, paper.web.counts["/rss-4.xml"]) == (5, 0)  # 9 8, 7 6, 5 4: the last names a known one
    assert not any("lost" in note for note in run.notes)
    run = only_fetched([paged(paper, 40, 2, rel)], warehouse)
    assert (run.pages, paper.web.counts[f"/rss-{gather.FURTHER + 2}.xml"]) == (2 * (gather.FURTHER + 1), 0)
    assert any("items between may be lost" in note for note in run.notes)


def listed(paper: Paper, path: str, articles: range, link: str) -> str:
    """A list page of articles, with a link at its end; its address."""
    cards = "".join(
        f'<article class="card"><h3><a href="/tin-{n}.html">{paper.title(n)} và nhiệm vụ của cả năm</a></h3>'
        f'<time datetime="{paper.at(n).isoformat()}">hôm nay</time><p>Sáng nay tỉnh công bố.</p></article>'
        for n in articles
    )
    told = f'<html lang="vi"><head><title>Kinh tế</title></head><body><main><h1>Kinh tế</h1>{cards}</main>{link}</body></html>'
    return paper.web.on(path, told)


@pytest.mark.parametrize("link", ['<a href="/kinh-te/trang-{}.html">Trang sau</a>', '<ul class="pagination"><li><a href="/kinh-te/trang-{}.html">{}</a></li></ul>'])  # fmt: skip
def test_a_list_is_read_page_by_page_as_its_pager_leads_and_no_further_than_a_run_goes(
    paper: Paper, warehouse, link
):
    paper.write(*range(1, 41))
    pages = ["/kinh-te.html", *(f"/kinh-te/trang-{n}.html" for n in range(2, 9))]
    for number, path in enumerate(pages, 1):
        more = link.format(number + 1, number + 1) + '<a href="/van-hoa/trang-2.html">Xem thêm</a>'
        listed(paper, path, range(5 * number - 4, 5 * number + 1), more)
    run = only_fetched([paper.web.url(pages[0])], warehouse)
    assert [paper.web.counts[path] for path in pages] == [1] * (gather.FURTHER + 1) + [0] * (
        7 - gather.FURTHER
    )
    assert run.pages == 5 * (gather.FURTHER + 1) and paper.web.counts["/van-hoa/trang-2.html"] == 0, run.notes
    only_fetched([paper.web.url(pages[0])], warehouse)
    assert paper.web.counts[pages[1]] == 1  # the first names what is known


def test_the_next_page_of_a_list_is_read_and_that_of_an_archive_is_not(paper: Paper, warehouse):
    paper.write(*range(1, 21))
    first = listed(paper, "/kinh-te-1", range(1, 9), '<ul class="pagination"><li><a rel="next" href="/kinh-te-2">Trang sau</a></li></ul>')  # fmt: skip
    paper.start -= timedelta(days=90)  # the second page is old
    listed(paper, "/kinh-te-2", range(9, 17), '<a rel="next" href="/kinh-te-3">Trang sau</a>')
    listed(paper, "/kinh-te-3", range(17, 21), "")
    run = only_fetched([first], warehouse)
    assert (run.pages, paper.web.counts["/kinh-te-2"], paper.web.counts["/kinh-te-3"]) == (8, 1, 0), run.notes


@pytest.mark.parametrize("sort", ["application/x-gzip", "application/gzip", "application/xml"])
def test_sitemaps_that_are_files_of_gzip_are_read(paper: Paper, warehouse, sort):
    paper.write(1, 2, 3)
    paper.sitemap(1, 2, 3)
    packed = gzip.compress(paper.web.answer(Asked("127.0.0.1:1", "/sitemap.xml", {})).body)
    child = paper.web.on("/tin-tuc.xml.gz", Reply(packed, headers={"Content-Type": sort}))
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{child}</loc></sitemap></sitemapindex>'
    address = paper.web.on(
        "/muc-luc.xml.gz", Reply(gzip.compress(index.encode()), headers={"Content-Type": sort})
    )
    run = only_fetched([address], warehouse)
    assert (run.pages, run.notes) == (3, ()) and run.requests["fetched"] == 5


def test_a_run_that_is_killed_goes_on_where_it_was(paper: Paper, warehouse):
    numbers = list(range(1, 61))
    paper.write(*numbers)
    feed = paper.feed(*numbers, etag='"a"')
    script = f"from pathlib import Path\nfrom tests.run.conftest import taken_in\ntaken_in([{feed!r}], Path({str(warehouse)!r}))"
    slow = {"KHOTIN_FETCH_DELAY": "0.02"}
    started = subprocess.Popen([sys.executable, "-c", script], env=os.environ | slow)
    deadline = time.monotonic() + 120
    while sum(paper.web.counts.values()) < 32 and time.monotonic() < deadline:
        time.sleep(0.01)
    started.send_signal(signal.SIGKILL)
    started.wait()
    before = dict(paper.web.counts)
    run, staging, _ = fetched([feed], warehouse)
    documents = pl.read_parquet(staging / "documents" / "*.parquet")
    assert documents["origin"].n_unique() == documents.height == run.documents["read"] == 60
    twice = [path for path, n in paper.web.counts.items() if path.startswith("/tin") and n > 1]
    assert 20 < len(before) < 60 and len(twice) <= Limits().requests  # what was asked for and not booked yet
    assert set(paper.web.counts) >= {f"/tin-{n}.html" for n in numbers}


def test_a_feed_that_marks_its_links_and_names_its_items_anew_each_time_brings_nothing_twice(
    paper: Paper, warehouse
):
    paper.write(1, 2)

    def marked(at: str) -> str:
        items = "".join(
            f"<item><title>Tin {n}</title><link>{paper.url(n)}?utm_source=rss&amp;fbclid={at}{n}</link><guid isPermaLink='false'>{at}{n}</guid></item>"
            for n in (1, 2)
        )
        return paper.web.on("/rss.xml", RSS.format(items))

    assert taken_in([marked("sang")], warehouse).state == "published"
    again = taken_in([marked("chieu")], warehouse)
    assert again.state == "nothing_new" and not [note for note in again.notes if "lost" in note]
    assert [paper.web.counts[f"/tin-{n}.html"] for n in (1, 2)] == [1, 1]


@pytest.mark.parametrize(
    "visit",
    [";jsessionid={}", "?PHPSESSID={}", "?sid={}", "?muc=2&ASPSESSIONIDQQ={}", ";JSESSIONID={}!-1?muc=2"],
)
def test_the_id_of_a_visit_names_no_other_article(paper: Paper, warehouse, visit):
    paper.write(1, 2)

    def marked(at: str) -> str:
        links = "".join(
            f"<item><title>Tin {n}</title><link>{paper.url(n)}{visit.format(at).replace('&', '&amp;')}</link></item>"
            for n in (1, 2)
        )
        return paper.web.on("/rss.xml", RSS.format(links))

    assert only_fetched([marked("a1" * 16)], warehouse).pages == 2
    assert only_fetched([marked("0b9" * 11)], warehouse).pages == 0
    origins = booked(warehouse, "SELECT origin FROM capture WHERE role = 'page' ORDER BY 1")
    more = "?muc=2" if "muc" in visit else ""
    assert origins == [(f"{paper.url(n)}{more}",) for n in (1, 2)]


def test_the_last_change_that_stands_for_a_publication_is_that_of_the_first_time(paper: Paper, warehouse):
    paper.write(1, 2, dated=False)
    told = "SELECT published_on, published_from FROM mart.articles ORDER BY 1"
    days = (paper.at(1) - timedelta(days=3), paper.at(1) - timedelta(days=2), paper.at(1))

    def atom(*changes: datetime) -> str:
        entries = "".join(
            f"<entry><title>Tin {n}</title><link href='{paper.url(n)}'/><updated>{at.isoformat()}</updated></entry>"
            for n, at in enumerate(changes, 1)
        )
        body = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Báo Thử</title>{entries}</feed>"
        return paper.web.on("/atom.xml", body)

    for n in (1, 2):
        paper.web.on(f"/tin-{n}.html", paper.page(n, dated=False))
    run = taken_in([atom(*days[:2])], warehouse)
    first = [(day.astimezone(ZONE).date(), "feed") for day in days[:2]]
    assert asked_of(warehouse, told) == first and not run.notes
    back(warehouse, 25)
    paper.web.on("/tin-1.html", paper.page(1, dated=False).replace("vượt dự toán", "cao hơn dự toán"))
    assert taken_in([atom(days[2], days[1])], warehouse).documents["loaded"] == 1
    assert asked_of(warehouse, told) == first


NOTHING_THERE = "<html><head><title>Không tìm thấy trang</title></head><body><p>{}</p><p>{}</p></body></html>"
STANDING = "SELECT title, article_version FROM mart.articles WHERE withdrawn_at IS NULL ORDER BY title"


@pytest.mark.parametrize("down", ["says so", "front page"])
def test_an_article_whose_page_is_taken_down_without_a_status_of_its_own_is_gone_after_two_looks(
    paper: Paper, warehouse, down
):
    paper.write(1, 2)
    taken_in([paper.feed(1, 2)], warehouse)
    before = asked_of(warehouse, STANDING)
    nothing_there = NOTHING_THERE.format(LEAD.format("Lào Cai"), LEAD.format("Cà Mau"))
    paper.web.on("/", f"<html><body><h1>Báo Thử</h1><p>{LEAD.format('Lào Cai')}</p></body></html>")
    paper.web.on("/tin-1.html", nothing_there if down == "says so" else redirect("/"))
    back(warehouse, 25)
    run = taken_in([paper.feed(1, 2)], warehouse)
    assert asked_of(warehouse, STANDING) == before and run.documents == NOTHING
    assert [(why, told[1]) for why, told in run.unfetched.items()] == [
        ("200 trang không còn / the page is gone", paper.url(1))
    ]
    back(warehouse, 2)
    taken_in([paper.feed(1, 2)], warehouse)
    assert asked_of(warehouse, STANDING) == [("Bắc Ninh thu ngân sách đợt 2", 1)]
    assert paper.web.counts["/tin-1.html"] == 3


def test_most_articles_at_once_that_lead_to_the_front_page_are_not_withdrawn(paper: Paper, warehouse):
    paper.write(1, 2, 3, 4)
    taken_in([paper.feed(1, 2, 3, 4)], warehouse)
    paper.web.on("/", f"<html><body><h1>Báo Thử</h1><p>{LEAD.format('Lào Cai')}</p></body></html>")
    for n in (1, 2, 3):
        paper.web.on(f"/tin-{n}.html", redirect("/"))
    back(warehouse, 25)
    run = taken_in([paper.feed(1, 2, 3, 4)], warehouse)
    assert [n for n in run.notes if "3 of 4 known articles answer no article all at once" in n]
    back(warehouse, 24 * 6)
    taken_in([paper.feed(1, 2, 3, 4)], warehouse)
    assert len(asked_of(warehouse, STANDING)) == 4


@pytest.mark.parametrize("said", ["Bảo trì hệ thống", "Đăng nhập"])
def test_what_only_bars_the_way_takes_no_article_down(paper: Paper, warehouse, said):
    paper.write(1)
    taken_in([paper.feed(1)], warehouse)
    paper.web.on("/tin-1.html", NOTHING_THERE.format(LEAD, LEAD).replace("Không tìm thấy trang", said))
    for hours in (25, 24 * 7):
        back(warehouse, hours)
        taken_in([paper.feed(1)], warehouse)
    assert len(asked_of(warehouse, STANDING)) == 1


def renamed(paper: Paper, old: str, new: str, number: int, status: int) -> None:
    """An article's page stands at another address, where its earlier leads."""
    page = paper.page(number).replace(paper.url(number), paper.web.url(new))
    paper.web.on(new, page.replace("200 tỷ", "300 tỷ").replace("đợt", "trong đợt"))
    paper.web.on(old, redirect(new, status))


@pytest.mark.parametrize("feed_first", [True, False])
def test_an_article_that_moved_for_good_stands_where_it_moved_to(paper: Paper, warehouse, feed_first):
    paper.write(1, 2)
    taken_in([paper.feed(1, 2)], warehouse)
    renamed(paper, "/tin-1.html", "/so-lieu-moi-1.html", 1, 301)
    item = f"<item><title>Tin</title><link>{paper.web.url('/so-lieu-moi-1.html')}</link></item>"
    if feed_first:
        taken_in([paper.feed(2, more=item)], warehouse)
        assert len(asked_of(warehouse, STANDING)) == 3
    back(warehouse, 25)
    run = taken_in([paper.feed(2, more=item)], warehouse)
    assert [t for t, _ in asked_of(warehouse, STANDING)] == [
        "Bắc Ninh thu ngân sách đợt 2",
        "Lào Cai thu ngân sách trong đợt 1",
    ]
    assert [n for n in run.notes if "1 known articles moved" in n and paper.url(1) in n]
    why = asked_of(warehouse, "SELECT cause, reason FROM ops.withdrawn")
    assert why == [("source", f"chuyển sang / moved to {paper.web.url('/so-lieu-moi-1.html')}")]
    paper.write(1)
    back(warehouse, 24 * 7)
    taken_in([paper.feed(2, more=item)], warehouse)
    assert len(asked_of(warehouse, STANDING)) == 3  # it is back


def test_an_article_that_leads_for_now_to_another_or_for_good_to_a_section_stands(paper: Paper, warehouse):
    paper.write(1, 2)
    taken_in([paper.feed(1, 2)], warehouse)
    renamed(paper, "/tin-1.html", "/so-lieu-moi-1.html", 1, 302)
    paper.web.on("/kinh-te", "<html><body><h1>Kinh tế</h1><p>Chuyên mục</p></body></html>")
    paper.web.on("/tin-2.html", redirect("/kinh-te", 301))
    back(warehouse, 25)
    taken_in([paper.feed(1, 2)], warehouse)
    assert len(asked_of(warehouse, STANDING)) == 3


def test_an_article_that_leads_for_good_to_one_of_another_number_is_not_withdrawn_for_one_look(
    paper: Paper, warehouse
):
    paper.write(1, 2)
    taken_in([paper.feed(1, 2)], warehouse)
    paper.web.on("/tin-1.html", redirect("/tin-2.html", 301))
    back(warehouse, 25)
    taken_in([paper.feed(1, 2)], warehouse)
    assert len(asked_of(warehouse, STANDING)) == 2


def test_pages_that_wait_are_fetched_later_though_the_feed_names_them_no_more(
    paper: Paper, warehouse, monkeypatch
):
    monkeypatch.setenv("KHOTIN_FETCH_PAGES", "2")
    paper.write(*range(1, 8))
    run = only_fetched([paper.feed(1, 2, 3, 4, 5)], warehouse)
    assert (run.pages, run.left, run.requests["put_off"]) == (2, 3, 0) and not run.unfetched
    run = only_fetched([paper.feed(6, 7)], warehouse)
    assert (run.pages, run.left) == (2, 3)  # the newest first
    only_fetched([paper.feed(6, 7)], warehouse)
    run = only_fetched([paper.feed(6, 7)], warehouse)
    assert (run.pages, run.left) == (1, 0)
    assert [paper.web.counts[f"/tin-{n}.html"] for n in range(1, 8)] == [1] * 7
    assert only_fetched([paper.feed(6, 7)], warehouse).pages == 0
    days = "SELECT count(*) FROM capture WHERE headers LIKE '%Tin 1%' AND outcome = 'fetched'"
    assert booked(warehouse, days) == [(1,)]  # as the feed called it then


def test_what_a_source_would_bring_is_shown_and_nothing_stored(paper: Paper, warehouse, tmp_path):
    paper.write(1, 2)
    seen = sites.looked_at(paper.feed(1, 2), warehouse, Settings())
    assert (seen.kind, [i.title for i in seen.items], seen.failed) == ("rss", ["Tin 1", "Tin 2"], None)
    assert not warehouse.parent.exists() and not list(tmp_path.iterdir())
    assert "403" in str(sites.looked_at(paper.web.on("/no", Reply(b"", 403)), warehouse, Settings()).failed)


def test_a_single_page_and_a_list_come_in(paper: Paper, warehouse):
    paper.write(*range(1, 9))
    assert taken_in([paper.url(8)], warehouse).documents["loaded"] == 1
    cards = "".join(
        f'<article class="card"><h3><a href="/tin-{n}.html">Quảng Ninh thu ngân sách nhà nước đợt {n} tăng mạnh</a></h3><p>Sáng nay tỉnh công bố.</p></article>'
        for n in range(1, 9)
    )
    page = f'<html lang="vi"><head><title>Kinh tế</title></head><body><main><h1>Kinh tế</h1>{cards}</main></body></html>'
    run = taken_in([paper.web.on("/kinh-te", page)], warehouse)
    assert run.documents == NOTHING | {"read": 7, "loaded": 7}, run.notes


@pytest.mark.parametrize(
    "first, last, outcome, failures, due",
    [
        (1, 1, "fetched", 0, False),
        (25, 25, "fetched", 0, True),
        (25, 0.5, "not_modified", 0, False),
        (24 * 8, 24 * 6, "not_modified", 0, True),
        (24 * 8, 1, "fetched", 0, False),
        (2, 0.1, "failed", 1, True),
        (2, 0.1, "failed", gather.TRIES, False),
        (2, 0.1, "refused", 0, False),
        (30, 25, "refused", 0, True),
    ],
)
def test_when_a_page_is_asked_for_again(first, last, outcome, failures, due):
    now = datetime(2026, 3, 4, tzinfo=UTC)
    known = Known(
        first_at=now - timedelta(hours=first),
        last_at=now - timedelta(hours=last),
        outcome=outcome,
        failures=failures,
    )
    assert gather.is_due(known, now, Bounds().again) == due


def test_a_page_is_fetched_again_where_its_listing_says_that_it_changed():
    now = datetime(2026, 3, 4, tzinfo=UTC)
    known = Known(first_at=now - timedelta(hours=9), last_at=now - timedelta(hours=5), outcome="fetched")
    at = {"before": 6, "since": 1}
    told = {
        k: gather.changed(Item("u", updated_at=now - timedelta(hours=h)), known, now, Bounds())
        for k, h in at.items()
    }
    assert told == {"before": False, "since": True}


@pytest.mark.parametrize(
    "schedule, hours, due", [(None, 0, True), ("6h", 5, False), ("6h", 6, True), ("0 6 * * *", 2, True), ("0 6 * * *", 0.5, False)]
)  # fmt: skip
def test_a_source_is_due_by_its_own_schedule(schedule, hours, due):
    now = datetime(2026, 3, 4, 0, 0, tzinfo=UTC)  # seven in the morning in Vietnam
    assert (
        Source("a", "https://a.example", schedule=schedule).is_due(now - timedelta(hours=hours), now) == due
    )


def test_bytes_are_landed_before_they_are_read_and_no_cookie_is_kept(paper: Paper, warehouse):
    paper.web.on(
        "/rss.xml", Reply(b"<rss><channel></channel></rss>", headers={"Set-Cookie": "a=b", "ETag": '"x"'})
    )
    only_fetched([paper.web.url("/rss.xml")], warehouse)
    ((sha, headers),) = booked(warehouse, "SELECT sha256, headers FROM capture")
    assert "a=b" not in headers and '"x"' in headers.replace('\\"', '"')
    kept = warehouse.parent / "landing" / sha[:2] / sha[2:4] / sha
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == sha


def test_a_page_that_fails_is_tried_again_by_the_next_run_though_the_feed_names_it_no_more(
    paper: Paper, warehouse
):
    paper.write(1, 2)
    good = paper.page(1).encode()
    paper.web.on("/tin-1.html", in_turn(Reply(b"", 403), good))
    assert only_fetched([paper.feed(1, 2)], warehouse).pages == 1
    run = only_fetched([paper.feed(2)], warehouse)
    assert run.pages == 1 and run.requests["failed"] == 0


def test_pages_that_share_one_canonical_address_are_articles_of_their_own_and_that_is_told(
    paper: Paper, warehouse
):
    for n in (1, 2, 3):
        paper.figures[n] = n + 10
        page = paper.page(n).replace(f'href="{paper.url(n)}"', 'href="/xa/chi-tiet-tin.aspx"')
        paper.web.on(f"/xa/chi-tiet-tin.aspx?id={n}", page)
    items = "".join(
        f"<item><title>Tin {n}</title><link>/xa/chi-tiet-tin.aspx?id={n}</link></item>" for n in (1, 2, 3)
    )
    run = taken_in([paper.web.on("/rss.xml", RSS.format(items))], warehouse)
    assert asked_of(warehouse, "SELECT count(*), max(article_version) FROM mart.articles") == [(3, 1)]
    assert [note for note in run.notes if "3 pages under different titles" in note]
    assert not [note for note in taken_in([paper.feed(4)], warehouse).notes if "different titles" in note]
