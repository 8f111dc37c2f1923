"""What is forgotten is named by nothing that was fetched, then or later: feeds, sitemaps, lists, pages that link to it, WARC."""

import json
import shutil
from pathlib import Path

import pytest

from flows import sites, stewardship
from flows.load import captures
from flows.run import incoming
from tests.run.conftest import BODY, LEAD, Paper, asked_of, back, booked, taken_in
from tests.searching import places
from tests.web import Reply

TITLE = "Bắc Ninh thu ngân sách đợt 2"
GONE = (TITLE, "tin-2.html", "12.200 tỷ", "Ủy ban nhân dân tỉnh Bắc Ninh họp báo")
RELATED = f"""<aside class="related"><h4>Tin liên quan</h4><ul><li><a href="/tin-2.html?utm_source=box" title="{TITLE}"><img alt="{TITLE}" src="/2.jpg"></a>
<a href='/tin-2.html'>{TITLE}</a></li><li><a href="/tin-1.html">Lào Cai thu ngân sách đợt 1</a></li></ul></aside></body>"""


def forget(warehouse: Path, words: str) -> dict[str, int]:
    done = stewardship.forgotten(warehouse, words, "gỡ theo yêu cầu", "an editor", lambda found: True)
    assert done is not None
    return done


def link(paper: Paper, number: int, words: str = "") -> None:
    """Puts up an article whose page links to article 2."""
    page = paper.page(number).replace("</body>", RELATED).replace("</article>", f"{words}</article>")
    paper.web.on(f"/tin-{number}.html", page)


def listings(paper: Paper, *numbers: int) -> list[str]:
    """A feed with whole texts, a JSON feed, a sitemap and a list page of articles; their addresses."""
    items = "".join(
        f"<item><title>{paper.title(n)}</title><link>{paper.url(n)}</link><guid isPermaLink='false'>tin so {n}</guid>"
        f"<description><![CDATA[<a href='{paper.url(n)}'>{paper.title(n)}</a> {LEAD.format(paper.province(n))}]]></description></item>"
        for n in numbers
    )
    told = [
        {
            "id": f"{n}",
            "url": paper.url(n),
            "title": paper.title(n),
            "content_text": BODY.format(paper.province(n), n + 10),
        }
        for n in numbers
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": told}
    cards = "".join(
        f'<article class="card"><h3><a href="/tin-{n}.html">{paper.title(n)} và nhiệm vụ của cả năm</a></h3><p>{LEAD.format(paper.province(n))}</p></article>'
        for n in numbers
    )
    page = f'<html lang="vi"><head><title>Kinh tế</title></head><body><main><h1>Kinh tế</h1>{cards}</main></body></html>'
    rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Báo Thử</title>{items}</channel></rss>'
    answer = Reply(rss.encode(), headers={"ETag": f'"{numbers}"', "Content-Type": "application/rss+xml"})
    return [
        paper.web.on("/rss.xml", answer),
        paper.web.on("/feed.json", json.dumps(feed)),
        paper.sitemap(*numbers),
        paper.web.on("/kinh-te", page),
    ]


def test_a_forgotten_article_is_named_by_nothing_that_is_kept_and_asked_for_no_more(paper: Paper, warehouse):
    paper.write(*range(1, 9))
    link(paper, 3, words=f"<p>Trước đó, {TITLE} đã được công bố rộng rãi trên nhiều phương tiện.</p>")
    link(paper, 4)
    given = listings(paper, *range(1, 9))
    taken_in(given, warehouse)
    sites.export(warehouse, warehouse.parent / "tin.warc.gz", None)
    own = "SELECT text FROM mart.articles WHERE title LIKE '%đợt 3'"
    before = asked_of(warehouse, own)
    assert len(places(warehouse, GONE)) > 20

    done = forget(warehouse, paper.url(2))
    assert (done["articles"], done["documents in landing"], done["documents rewritten"]) == (1, 1, 2)
    assert done["feeds, sitemaps and lists rewritten"] == 4
    # Article 3 says the title in its own text, which stays; all else is gone.
    left = places(warehouse, GONE)
    assert {word.rpartition(": ")[2] for word in left} == {TITLE} and asked_of(warehouse, own) == before
    forget(warehouse, paper.url(3))
    assert places(warehouse, GONE) == []

    asked = paper.web.counts["/tin-2.html"]
    back(warehouse, 25)
    paper.write(9, 10)
    link(paper, 9)
    runs = [taken_in(listings(paper, *range(1, 11)), warehouse) for _ in range(2)]
    assert (runs[0].documents["loaded"], runs[1].documents["read"]) == (2, 0), runs[0].notes
    assert any("forgotten and not fetched" in note for note in runs[0].notes)
    assert paper.web.counts["/tin-2.html"] == asked
    assert places(warehouse, GONE) == []
    assert asked_of(warehouse, "SELECT count(*) FROM mart.articles") == [(8,)]
    with pytest.raises(incoming.Forgotten, match="is not asked for again"):
        taken_in([paper.url(2)], warehouse)

    # The same text under another address is turned away once, and that address asked for no more.
    paper.web.on("/amp/2", paper.page(2))
    feed = paper.web.on(
        "/amp.xml",
        f'<rss version="2.0"><channel><item><title>{TITLE}</title><link>{paper.web.url("/amp/2")}</link></item></channel></rss>',
    )
    notes = [taken_in([feed], warehouse).notes for _ in range(2)]
    assert any("turned away" in note for note in notes[0]) and paper.web.counts["/amp/2"] == 1
    assert places(warehouse, (*GONE, "/amp/2")) == []


def test_a_listing_without_a_forgotten_item_still_names_the_others(paper: Paper, warehouse, tmp_path):
    paper.write(1, 2, 3, dated=False)
    for number in (1, 2, 3):
        paper.web.on(f"/tin-{number}.html", paper.page(number, dated=False))
    feed = paper.feed(1, 2, 3, etag='"a"')
    taken_in([feed], warehouse)
    forget(warehouse, paper.url(2))
    assert captures.states(warehouse)[feed]["seen"] is None
    assert booked(warehouse, "SELECT headers FROM capture WHERE role = 'listing'") == [(None,)]

    # Written as WARC and taken in again, the others have the days that the feed gives them.
    sites.export(warehouse, tmp_path / "tin.warc", None)
    offline = tmp_path / "offline" / "khotin.duckdb"
    taken_in([str(tmp_path / "tin.warc")], offline)
    days = "SELECT title, published_on, published_from FROM mart.articles ORDER BY 1"
    assert asked_of(offline, days) == asked_of(warehouse, days) and len(asked_of(offline, days)) == 2
    assert places(offline, (TITLE, "tin-2.html")) == []


def test_what_is_forgotten_comes_back_by_no_warc(paper: Paper, warehouse, tmp_path):
    paper.write(*range(1, 5))
    link(paper, 4)
    taken_in(listings(paper, 1, 2, 3, 4), warehouse)
    sites.export(warehouse, tmp_path / "tin.warc.gz", None)
    forget(warehouse, paper.url(2))
    run = taken_in([str(tmp_path / "tin.warc.gz")], warehouse)
    assert run.documents["loaded"] == 0 and places(warehouse, GONE) == []
    shutil.copy(tmp_path / "tin.warc.gz", warehouse.parent / "alt.warc.gz")
    forget(warehouse, paper.url(1))  # a WARC beside the warehouse is rewritten
    assert places(warehouse, ("tin-1.html", "đợt 1<")) == []


def test_a_forgotten_person_is_blanked_in_listings_that_come_again(paper: Paper, warehouse):
    person = "Đoàn Thúy Hiền"
    paper.write(1, 2)
    told = f"<p>Bà {person}, hộ dân xã Mường Chiềng, cho biết gia đình thu 321 triệu đồng từ mật ong.</p>"
    paper.web.on("/tin-1.html", paper.page(1).replace("</article>", f"{told}</article>"))
    rss = (
        f'<rss version="2.0"><channel><item><title>Chuyện bà {person}</title><link>{paper.url(1)}</link>'
        f"<description>{told.replace('<', '&lt;')}</description></item></channel></rss>"
    )
    feed = paper.web.on("/rss.xml", rss)
    taken_in([feed], warehouse)
    assert len(places(warehouse, (person,))) > 3
    done = forget(warehouse, person)
    assert (done["documents rewritten"], done["feeds, sitemaps and lists rewritten"]) == (1, 1)
    assert places(warehouse, (person,)) == []
    paper.web.on("/rss.xml", rss.replace("Chuyện", "Lại chuyện"))
    taken_in([feed], warehouse)
    assert places(warehouse, (person,)) == []
    assert asked_of(warehouse, "SELECT count(*) FROM mart.articles") == [(1,)]


def test_requests_for_a_forgotten_article_are_forgotten_too(paper: Paper, warehouse):
    paper.write(1, 2, 3)
    feed = paper.feed(1, 2, 3)
    taken_in([feed], warehouse)
    back(warehouse, 25)
    for number, status in ((2, 404), (3, 500)):
        paper.web.on(f"/tin-{number}.html", Reply(b"", status))
    taken_in([feed], warehouse)
    for number in (2, 3):
        asked = f"SELECT count(*) FROM capture WHERE requested LIKE '%tin-{number}%' OR origin LIKE '%tin-{number}%'"
        assert booked(warehouse, asked) > [(1,)]
        forget(warehouse, paper.url(number))
        assert booked(warehouse, asked) == [(0,)]
        assert places(warehouse, (f"tin-{number}.html",)) == []
