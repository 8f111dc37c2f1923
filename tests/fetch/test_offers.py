"""What a site offers to be read from, and what an answer from it is."""

import pytest

from flows.fetch.offers import Offer, common_places, in_robots, kind_of_answer, offered

HOME = "https://bao.example.vn/"


def page(head: str = "", body: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>Báo Mẫu</title>{head}</head><body>{body}</body></html>".encode()
    )


HEADS = {
    "RSS": ("<link rel='alternate' type='application/rss+xml' title='Tin mới' href='/rss/tin-moi.rss'>", Offer("feed", f"{HOME}rss/tin-moi.rss", "Tin mới")),
    "Atom": ("<LINK REL=ALTERNATE TYPE='application/atom+xml; charset=utf-8' HREF='atom.xml'>", Offer("feed", f"{HOME}atom.xml")),
    "JSON Feed": ("<link rel=alternate type=application/feed+json href=/feed.json>", Offer("feed", f"{HOME}feed.json")),
    "at another host": ("<link rel=alternate type=application/rss+xml href=https://feeds.example.org/bao>", Offer("feed", "https://feeds.example.org/bao")),
    "a sitemap": ("<link rel=sitemap type=application/xml href=/sitemap.xml>", Offer("sitemap", f"{HOME}sitemap.xml")),
    "on a base": ("<base href='https://bao.example.vn/vn/'><link rel=alternate type=application/rss+xml href=tin.rss>", Offer("feed", f"{HOME}vn/tin.rss")),
}  # fmt: skip
NO_HEADS = {
    "a style sheet": "<link rel=stylesheet href=/a.css>",
    "another language": "<link rel=alternate hreflang=en href=https://bao.example.vn/en>",
    "a script's address": "<link rel=alternate type=application/rss+xml href='javascript:x'>",
}
LINKS = {
    "/rss": "feed_list", "/rss.htm": "feed_list", "/rss/": "feed_list", "/rssMain.html": "feed_list", "/pages/rss.aspx": "feed_list", "/rss-feed.html": "feed_list",
    "/rss/kinh-te.rss": "feed", "/tin-moi.rss": "feed", "/feed/": "feed", "/kinh-te/feed": "feed", "/rss/chinh-tri": "feed", "/rss.xml": "feed", "/?feed=rss2": "feed", "/index.xml": "feed",
    "/sitemap.xml": "sitemap", "/sitemaps/news-sitemap.xml.gz": "sitemap", "/sitemap_index.xml": "sitemap",
    "/kinh-te": None, "/tin-ve-rss-401122.html": None, "/feedback": None, "/thoi-su/progress.html": None, "mailto:rss@bao.example.vn": None, "https://khac.example.org/rss.xml": None,
}  # fmt: skip


@pytest.mark.parametrize("name", HEADS)
def test_a_pages_head_names_feeds_and_sitemaps(name):
    head, offer = HEADS[name]
    assert offered(page(head), HOME) == [offer]


@pytest.mark.parametrize("name", NO_HEADS)
def test_other_links_in_a_head_offer_nothing(name):
    assert offered(page(NO_HEADS[name]), HOME) == []


@pytest.mark.parametrize("address", LINKS)
def test_a_link_offers_by_its_address(address):
    found = offered(page(body=f"<nav><a href='{address}'>RSS</a></nav>"), HOME)
    assert [o.kind for o in found] == ([LINKS[address]] if LINKS[address] else [])


def test_a_page_that_lists_feeds_offers_each_of_them():
    sections = {"Thời sự": "thoi-su", "Kinh tế": "kinh-te", "Giáo dục": "giao-duc"}
    body = "".join(f"<li><a href='/rss/{s}.rss'>{t}</a></li>" for t, s in sections.items())
    found = offered(page(body=f"<ul>{body}</ul><a href='/rss.htm'>RSS</a>"), f"{HOME}rss.htm")
    assert found == [Offer("feed", f"{HOME}rss/{s}.rss", t) for t, s in sections.items()]


def test_what_the_head_names_comes_first_and_robots_last_each_once():
    head = "<link rel=alternate type=application/rss+xml href=/rss/tin-moi.rss>"
    body = "<a href='/rss.htm'>RSS</a><a href='/rss/tin-moi.rss'>Tin mới</a><a href='/sitemap.xml'>Sơ đồ</a>"
    robots = (
        "User-agent: *\nDisallow: /in\nsitemap:/sitemap.xml\nSitemap: https://bao.example.vn/news.xml # tin\n"
    )
    assert [o.url.removeprefix(HOME) for o in offered(page(head, body), HOME, robots)] == [
        "rss/tin-moi.rss",
        "rss.htm",
        "sitemap.xml",
        "news.xml",
    ]


def test_robots_names_sitemaps_only():
    assert in_robots("Sitemap: javascript:x\nSitemaps: /a.xml\n  SITEMAP : /b.xml", HOME) == [
        Offer("sitemap", f"{HOME}b.xml")
    ]
    assert in_robots("", HOME) == []


def test_common_places_are_of_the_host_itself():
    places = common_places("https://bao.example.vn/kinh-te/tin-1.html?x=1")
    assert {o.kind for o in places} == {"feed", "feed_list", "sitemap"}
    assert all(o.url.startswith(HOME) and "?" not in o.url for o in places)
    assert len({o.url for o in places}) == len(places)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<?xml version='1.0'?><!-- x --><rss version='2.0'>", "feed"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'/>", "feed"),
        ("<rdf:RDF xmlns:rdf='x'>", "feed"),
        ('{"version": "https://jsonfeed.org/version/1.1"}', "feed"),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss/>', "feed"),
        ("<urlset/>", "sitemap"),
        ("<s:sitemapindex xmlns:s='x'/>", "sitemap"),
        ('{"items": 1}', "other"),
        ("Không tìm thấy", "other"),
        ("<html><body><p>Trang trống</p></body></html>", "other"),
        ("", "other"),
    ],
)
def test_an_answer_is_known_by_its_bytes(body, kind):
    assert kind_of_answer(body.encode(), HOME, "text/html") == kind


def test_bytes_that_are_no_text_are_something_else():
    assert (
        kind_of_answer(b"\x1f\x8b\x08\x00", HOME)
        == kind_of_answer(b"%PDF-1.7\x00\x01\x02\x03" * 50, HOME)
        == "other"
    )
