"""Sitemaps of pages, of news, of sitemaps, as XML and as text: the addresses they name, or why none."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.fetch import sitemaps

URL = "https://bao.example.vn/sitemap.xml"
A, B = "https://bao.example.vn/tin-518822.html", "https://bao.example.vn/tin-518823.html"
NOW = datetime(2025, 3, 5, tzinfo=UTC)
NEWS = "<news:news><news:publication><news:name>Báo Mẫu</news:name><news:language>vi</news:language></news:publication><news:publication_date>2025-03-04T08:00:00+07:00</news:publication_date><news:title>Thu &amp; chi của huyện</news:title></news:news>"
PICTURE = "<image:image><image:loc>https://bao.example.vn/a.jpg</image:loc><image:title>Ảnh</image:title></image:image>"


def urlset(*urls: str, end: str = "</urlset>") -> str:
    names = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {names}>{"".join(urls)}{end}'


def url(address: str, more: str = "") -> str:
    return f"<url><loc>{address}</loc>{more}</url>"


def read(body: str | bytes) -> "sitemaps.Listing":
    return sitemaps.read(body.encode() if isinstance(body, str) else body, URL, now=NOW)


def test_a_sitemap_names_pages_and_when_they_changed_last():
    listing = read(urlset(url(A, "<lastmod>2025-03-04</lastmod>" + PICTURE), url(B)))
    assert (listing.kind, [i.url for i in listing.items], listing.problems) == ("sitemap", [A, B], ())
    changed = listing.items[0]
    assert (changed.published_at, str(changed.updated_at)) == (None, "2025-03-04 00:00:00+07:00")


def test_a_news_sitemap_names_titles_and_days_of_publication():
    listing = read(urlset(url(A, NEWS + PICTURE)))
    told = listing.items[0]
    assert (listing.kind, told.title, str(told.published_at)) == (
        "news_sitemap",
        "Thu & chi của huyện",
        "2025-03-04 08:00:00+07:00",
    )


@pytest.mark.parametrize(
    ("changes", "are_believed"),
    [
        (["2025-03-05T06:59:30+07:00"] * 4, False),
        (["2025-03-05T06:59:30+07:00"] * 3 + ["2025-03-05T06:59:31+07:00"] * 2, False),
        (["2025-03-05T06:59:30+07:00"] * 2, True),
        (["2025-03-05T06:59:30+07:00"] * 3 + ["2025-03-05T05:00:00+07:00"], True),
        (["2025-03-05"] * 4, True),
        (["2024-11-02T06:59:30+07:00"] * 4, True),
    ],
    ids=["one instant", "two seconds", "two pages", "another", "a day", "long ago"],
)
def test_a_sitemap_that_says_that_all_its_pages_changed_just_now_says_when_it_was_made(changes, are_believed):
    pages = [
        url(f"https://bao.example.vn/tin-{n}.html", f"<lastmod>{at}</lastmod>")
        for n, at in enumerate(changes)
    ]
    listing = read(urlset(*pages))
    assert [i.updated_at is not None for i in listing.items] == [are_believed] * len(changes)
    assert any("none is believed" in p for p in listing.problems) != are_believed


def test_an_index_names_further_sitemaps():
    told = "".join(
        f"<sitemap><loc>{a}</loc><lastmod>2025-03-04</lastmod></sitemap>"
        for a in ("/a.xml", "/b.xml.gz", URL)
    )
    listing = read(f"<sitemapindex>{told}</sitemapindex>")
    assert (listing.kind, listing.items, listing.further) == (
        "sitemap_index",
        (),
        ("https://bao.example.vn/a.xml", "https://bao.example.vn/b.xml.gz"),
    )


def test_a_text_of_addresses_is_a_sitemap():
    assert [i.url for i in read(f"\ufeff{A}\r\n\r\n{B}\r\n").items] == [A, B]
    assert [i.url for i in read(f"# mỗi dòng một bài\n{A}\n{B}\n").items] == [A, B]


@pytest.mark.parametrize(
    ("body", "kept", "told"),
    [
        (urlset(url(A), url(A), url(B)), [A, B], ""),
        (urlset(url(A), url("https://other.example.org/x-1.html")), [A], "1 address of other sites"),
        (urlset(url("https://kinhte.example.vn/tin-1.html")), ["https://kinhte.example.vn/tin-1.html"], ""),
        (urlset(url(A), url("javascript:alert(1)"), url("")), [A], "2 entries without a web address"),
        (urlset(url("/tin?a=1&b=2")), ["https://bao.example.vn/tin?a=1&b=2"], "1 ampersand or entity"),
        (urlset(url(A), url(B), end="")[:-10], [A], "cut off"),
        (urlset(url(A, "<lastmod>hôm qua</lastmod>")), [A], "1 value of lastmod not read, no date"),
        (urlset(url(A, "<lastmod>2042-01-01</lastmod>")), [A], "still to come"),
        (urlset(), [], ""),
        (urlset(url(A)).encode("utf-16"), [A], ""),
        (urlset(url(A), "<x>" * 2_000), [A], "malformed"),
    ],
    ids=["twice", "another site", "another host of the site", "no addresses", "ampersands", "cut", "no date", "ahead", "empty", "UTF-16", "nested deep"],
)  # fmt: skip
def test_what_can_be_read_is_and_the_rest_is_told(body, kept, told):
    listing = read(body)
    assert [i.url for i in listing.items] == kept
    assert [p for p in listing.problems if told in p] if told else listing.problems == ()


def test_more_addresses_than_the_protocol_allows_are_left_out():
    listing = read(urlset(*(url(f"/tin-{n}.html") for n in range(50_001))))
    assert len(listing.items) == 50_000
    assert listing.problems == (
        "50001 địa chỉ, chỉ đọc 50000 địa chỉ đầu / 50001 addresses; those after the first 50000 are left out",
    )


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ('<!DOCTYPE urlset [<!ENTITY a "b">]>' + urlset(), "declarations of its own"),
        ('<!DOCTYPE urlset [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>&a;</loc></url></urlset>', "declarations of its own"),
        ("<rss><channel/></rss>", "<rss>, not a sitemap"),
        ("<html><body>404</body></html>", "<html>, not a sitemap"),
        ("Không có trang này", "neither XML nor a list"),
        (f"{A}\nvà nhiều trang khác", "neither XML nor a list"),
        ("", "neither XML nor a list"),
        (b"\x1f\x8b\x08\x00", "packed"),
    ],
    ids=["bomb", "external", "feed", "page", "words", "words between", "nothing", "packed"],
)  # fmt: skip
def test_what_is_no_sitemap_says_why(body, why):
    with pytest.raises(sitemaps.NotASitemap, match=why):
        read(body)


PIECES = ["<urlset>", "</urlset>", "<url>", "</url>", "<url", "<loc>", "</loc>", A, "<lastmod>", "2025-02-31", "&", "&#0;", "<![CDATA[", "]]>", "<!--", "\x00", "<sitemapindex>", "<sitemap>", "<news:title>", "<?x", "https://[", "\n", "<!DOCTYPE x>", "<a:b:c/>", "<:a>"]  # fmt: skip
WHOLE = urlset(url(A, NEWS + PICTURE), url(B, "<lastmod>2025-03-04</lastmod>")).encode()
mutated = st.builds(
    lambda first, second, put: WHOLE[:first] + put + WHOLE[second:],
    st.integers(0, len(WHOLE)),
    st.integers(0, len(WHOLE)),
    st.binary(max_size=6) | st.sampled_from(PIECES).map(str.encode),
)
made = st.lists(st.sampled_from(PIECES), max_size=25).map(lambda parts: "".join(parts).encode())


@settings(max_examples=200, deadline=None)
@given(mutated | made | st.binary(max_size=200))
def test_any_bytes_are_a_listing_or_no_sitemap(body):
    try:
        listing = sitemaps.read(body, URL, now=NOW)
    except sitemaps.NotASitemap as error:
        assert str(error)
        return
    assert all(i.url.startswith(("http://", "https://")) for i in listing.items)
