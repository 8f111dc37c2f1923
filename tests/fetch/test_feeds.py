"""Feeds of every kind, as papers' and portals' systems make them, whole and broken: the items they name, or why none is."""

import json
import os
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.assets import root
from flows.fetch import feeds
from flows.fetch.contracts import Item

URL = "https://bao.example.vn/rss/tin-moi.rss"
NOW = datetime(2025, 3, 5, tzinfo=UTC)
A, B = (
    "https://bao.example.vn/huyen-muong-sen-518822.html",
    "https://bao.example.vn/cang-van-thuy-518823.html",
)
TITLE_A, TITLE_B = "Huyện Mường Sen xây thêm bốn trường", "Cảng Vân Thủy đón tàu “lớn nhất” từ trước tới nay"
DAY = "2025-03-04T08:00:00+07:00"


@dataclass(frozen=True)
class Feed:
    """A feed; the titles it names by address (null: none), their instants where they are not DAY, what is told of it."""

    body: bytes | str
    titles: dict[str, str | None] = field(default_factory=lambda: {A: TITLE_A, B: TITLE_B})
    kind: str = "rss"
    days: dict[str, str | None] = field(default_factory=dict)
    told: str = ""  # stands in one of its problems; "" where there is none
    url: str = URL


def item(
    url: str = A,
    title: str = TITLE_A,
    date: str = "<pubDate>Tue, 04 Mar 2025 08:00:00 +0700</pubDate>",
    more: str = "",
) -> str:
    return f"<item><title>{title}</title><link>{url}</link><description><![CDATA[<a href='{url}'><img src='x.jpg'></a></br>Sáng nay, huyện khởi công &amp; trao quà.]]></description>{date}{more}</item>"


def rss(
    *items: str,
    head: str = '<?xml version="1.0" encoding="utf-8"?>',
    channel: str = "",
    end: str = "</channel></rss>",
) -> str:
    told = "".join(items or (item(), item(B, TITLE_B)))
    return f'{head}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Báo Mẫu</title><link>https://bao.example.vn</link>{channel}{told}{end}'


def entry(
    url: str = A, title: str = TITLE_A, date: str = "<published>2025-03-04T08:00:00+07:00</published>"
) -> str:
    return f'<entry><title>{title}</title><link href="{url}"/><id>{url}</id>{date}<updated>2025-03-05T09:00:00+07:00</updated><summary type="html">&lt;p&gt;Sáng nay&lt;/p&gt;</summary></entry>'


def atom(*entries: str, attributes: str = "", head: str = "") -> str:
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"{attributes}><title>Báo Mẫu</title>{head}{"".join(entries or (entry(), entry(B, TITLE_B)))}</feed>'


def json_feed(**changes: object) -> str:
    told = [
        {"id": n, "url": url, "title": title, "date_published": DAY}
        for n, (url, title) in enumerate([(A, TITLE_A), (B, TITLE_B)])
    ]
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Báo Mẫu", "items": told} | changes
    )


def in_windows_1258(text: str) -> bytes:
    """The bytes of a text in windows-1258, which writes tones after their letters."""
    return b"".join(_letter_and_tone(c).encode("cp1258", "replace") for c in text)


def _letter_and_tone(letter: str) -> str:
    marks = unicodedata.normalize("NFD", letter)
    tone = next((m for m in marks if m in "\u0300\u0301\u0303\u0309\u0323"), "")
    return unicodedata.normalize("NFC", marks.replace(tone, "")) + tone if tone else letter


RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://bao.example.vn"><title>Báo Mẫu</title></channel>
<item rdf:about="{A}"><title>{TITLE_A}</title><link>{A}</link><dc:date>2025-03-04T01:00:00Z</dc:date></item>
<item rdf:about="{B}"><title>{TITLE_B}</title><link>{B}</link><dc:date>2025-03-04T08:00:00+07:00</dc:date></item></rdf:RDF>"""

ONE = {A: TITLE_A}
FEEDS = {
    "RSS 2.0": Feed(rss()),
    "RSS 1.0": Feed(RDF),
    "RSS 0.91 with its old document type": Feed(rss(head='<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">')),
    "RSS with Dublin Core's date": Feed(rss(item(date="<dc:date>2025-03-04T08:00:00+07:00</dc:date>"), item(B, TITLE_B))),
    "Atom": Feed(atom(), kind="atom"),
    "Atom with a base": Feed(atom(entry("huyen-muong-sen-518822.html"), entry("/cang-van-thuy-518823.html", TITLE_B), attributes=' xml:base="https://bao.example.vn/"'), kind="atom", url="https://feeds.example.com/x"),
    "Atom that tells changes only": Feed(atom(entry(date=""), entry(B, TITLE_B, "")), kind="atom", days={A: None, B: None}, told="2 items without a date of publication"),
    "Atom that states no publication": Feed(atom(entry(date="").replace("05T09", "04T08"), entry(B, TITLE_B, "")), kind="atom", days={B: "2025-03-05T09:00:00+07:00"}),
    "Atom of one entry that states none": Feed(atom(entry(date="")), ONE, "atom", {A: "2025-03-05T09:00:00+07:00"}),
    "Atom that states the publication of some": Feed(atom(entry(), entry(B, TITLE_B, "").replace("05T09", "06T09")), kind="atom", days={B: None}, told="1 item without a date of publication"),
    "JSON Feed": Feed(json_feed(), kind="json_feed"),
    "JSON Feed, day alone": Feed(json_feed(items=[{"id": "x", "url": A, "title": TITLE_A, "date_published": "2025-03-04"}]), ONE, "json_feed", {A: "2025-03-04T00:00:00+07:00"}),
    "relative addresses": Feed(rss(item("/huyen-muong-sen-518822.html"), item("../cang-van-thuy-518823.html", TITLE_B))),
    "addresses within lines": Feed(rss(item(f"\n   {A}\n "), item(B, TITLE_B))),
    "an address as guid alone": Feed(rss(f"<item><title>{TITLE_A}</title><guid isPermaLink='true'>{A}</guid><pubDate>Tue, 04 Mar 2025 01:00:00 GMT</pubDate></item>"), ONE),
    "a date without a zone": Feed(rss(item(date="<pubDate>2025-03-04 08:00:00</pubDate>")), ONE),
    "a date as Vietnam writes it": Feed(rss(item(date="<pubDate>04/03/2025 08:00</pubDate>")), ONE),
    "an American date": Feed(rss(item(date="<pubDate>3/14/2025 8:00:00 AM</pubDate>")), ONE, days={A: None}, told="1 date not read, none or still to come"),
    "an impossible date": Feed(rss(item(date="<pubDate>Tue, 31 Feb 2025 08:00:00 +0700</pubDate>")), ONE, days={A: None}, told="1 date not read, none or still to come"),
    "a date far ahead": Feed(rss(item(date="<pubDate>Tue, 04 Mar 2042 08:00:00 +0700</pubDate>")), ONE, days={A: None}, told="still to come"),
    "a machine's zero": Feed(rss(item(date="<pubDate>Mon, 01 Jan 0001 00:00:00 +0700</pubDate>")), ONE, days={A: None}, told="1 date not read, none or still to come"),
    "a day told in two ways": Feed(rss(item(date="<pubDate>3/4/2025 8:00:00 AM</pubDate>")), ONE, days={A: None}, told="'3/4/2025 8:00:00 AM' fit the month first"),
    "a day told in two ways beside one with the month first": Feed(rss(item(date="<pubDate>3/4/2025</pubDate>"), item(B, TITLE_B, "<pubDate>1/30/2025</pubDate>")), days={A: None, B: None}, told="fit the month first"),
    "no date": Feed(rss(item(date="")), ONE, days={A: None}, told="1 item without a date of publication"),
    "a day alone": Feed(rss(item(date="<pubDate>2025-03-04</pubDate>")), ONE, days={A: "2025-03-04T00:00:00+07:00"}),
    "one item twice": Feed(rss(item(), item(), item(B, TITLE_B)), told="1 item left out whose address came before"),
    "one guid for two": Feed(rss(item(more="<guid>tin</guid>"), item(B, TITLE_B, more="<guid>tin</guid>")), told="1 guid of several addresses"),
    "an item without an address": Feed(rss(item(""), item(B, TITLE_B)), {B: TITLE_B}, told="1 item without a web address"),
    "an address that is a script": Feed(rss(item("javascript:alert(1)"), item("file:///etc/passwd"), item(B, TITLE_B)), {B: TITLE_B}, told="2 items without a web address"),
    "bare ampersands": Feed(rss(item(A + "?a=1&b=2", "Thu & chi"), item(B, TITLE_B)), {A + "?a=1&b=2": "Thu & chi", B: TITLE_B}, told="ampersands"),
    "HTML's entities": Feed(rss(item(title="C&aacute; v&agrave; t&ocirc;m &ndash; xu&acirc;n"), item(B, TITLE_B)), {A: "Cá và tôm – xuân", B: TITLE_B}, told="written out"),
    "titles escaped twice": Feed(rss(item(title="Thu &amp;amp; chi &amp;quot;lớn&amp;quot;")), {A: 'Thu & chi "lớn"'}),
    "a title with marks of more and less": Feed(rss(item(title="<![CDATA[Lạm phát < 4%, GDP > 6%]]>")), {A: "Lạm phát < 4%, GDP > 6%"}),
    "markup in a title": Feed(rss(item(title="<![CDATA[<b>Huyện</b> <script>x</script>họp]]>")), {A: "Huyện x họp"}),
    "a control character": Feed(rss(item(title=TITLE_A[:6] + "\x0b" + TITLE_A[6:])), ONE, told="XML forbids"),
    "cut off within an item": Feed(rss()[:-40], ONE, told="cut off"),
    "cut off after an item": Feed(rss(end=""), told="malformed"),
    "an unclosed tag": Feed(rss(item(more="<category>Giáo dục"), item(B, TITLE_B)), told="malformed"),
    "junk after the end": Feed(rss() + "<script>quangcao()</script>", told="malformed"),
    "blank lines before the declaration": Feed("\n\n  " + rss()),
    "a byte order mark": Feed("\ufeff" + rss()),
    "a comment and a style sheet before": Feed(rss(head='<?xml version="1.0"?><!-- Báo Mẫu --><?xml-stylesheet href="x.xsl"?>')),
    "UTF-16": Feed(rss(head='<?xml version="1.0" encoding="utf-16"?>').encode("utf-16")),
    "windows-1258": Feed(in_windows_1258(rss())),
    "windows-1258 that calls itself UTF-8,": Feed(in_windows_1258(rss(head='<?xml version="1.0" encoding="utf-8"?>'))),
    "UTF-8 that calls itself Latin-1": Feed(rss(head='<?xml version="1.0" encoding="iso-8859-1"?>').encode()),
    "UTF-8 encoded twice": Feed(rss(item(), item(B, "Cảng Vân Thủy đón tàu lớn")).encode().decode("latin-1").encode(), {A: TITLE_A, B: "Cảng Vân Thủy đón tàu lớn"}),
    "an empty channel": Feed(rss("<!-- -->"), {}),
    "other namespaces": Feed(rss(item(more="<media:content xmlns:media='http://search.yahoo.com/mrss/' url='https://bao.example.vn/a.jpg'/><content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'><![CDATA[<p>Toàn văn</p>]]></content:encoded>"), item(B, TITLE_B))),
    "a next page": Feed(atom(head='<link rel="next" href="/rss?page=2"/>'), kind="atom"),
}  # fmt: skip

BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
NONE = {
    "an XML bomb": (rss(item(title="&c;"), head=BOMB), "declarations of its own"),
    "an external entity": (rss(item(title="&x;"), head='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "declarations of its own"),
    "a bomb behind a comment": (rss(head="<?xml version='1.0'?><!-- x -->\n" + BOMB), "declarations of its own"),
    "a bomb in UTF-16": (rss(head=BOMB).encode("utf-16"), "declarations of its own"),
    "a page of HTML": ("<!DOCTYPE html><html><head><title>Báo Mẫu</title></head><body><p>Tin</p></body></html>", "HTML"),
    "a sitemap": ("<urlset><url><loc>https://bao.example.vn</loc></url></urlset>", "<urlset>, not a feed"),
    "words": ("Không tìm thấy trang", "no XML"),
    "nothing": ("", "no XML"),
    "still packed": (b"\x1f\x8b\x08\x00abc", "packed"),
    "bytes of a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 40, "no text"),
    "nested deep": ("<rss>" + "<a>" * 5_000, "no item can be read"),
    "a root and no feed": ("<rss", "no item can be read"),
    "JSON of another kind": ('{"items": []}', "no JSON Feed"),
    "JSON that is broken": ('{"version": "https://jsonfeed.org/version/1", "items": [', "cannot be parsed"),
    "JSON nested deep": ("[" * 100_000, "cannot be parsed"),
    "a JSON Feed without items": ('{"version": "https://jsonfeed.org/version/1", "items": 7}', "without a list"),
}  # fmt: skip


def read(feed: Feed) -> "feeds.Listing":
    body = feed.body.encode() if isinstance(feed.body, str) else feed.body
    return feeds.read(body, feed.url, None, now=NOW)


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_names_its_articles_with_their_titles_and_days(name):
    feed = FEEDS[name]
    listing = read(feed)
    assert (listing.kind, {i.url: i.title for i in listing.items}) == (feed.kind, feed.titles)
    days = {i.url: i.published_at and i.published_at.isoformat() for i in listing.items}
    assert days == {url: feed.days.get(url, DAY) for url in feed.titles}
    assert [p for p in listing.problems if feed.told in p] if feed.told else listing.problems == ()


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_feed_or_none_that_is_safe_says_why(name):
    body, why = NONE[name]
    with pytest.raises(feeds.NotAFeed, match=why):
        feeds.read(body.encode() if isinstance(body, str) else body, URL)


def test_an_item_keeps_its_summary_in_words_its_section_and_its_guid():
    listing = read(
        Feed(rss(item(more="<category>Giáo dục</category><guid isPermaLink='false'>tin-1</guid>")))
    )
    told = listing.items[0]
    assert (told.summary, told.section, told.guid) == (
        "Sáng nay, huyện khởi công & trao quà.",
        "Giáo dục",
        "tin-1",
    )
    assert listing.title == "Báo Mẫu"


def test_a_title_is_the_items_own_whatever_other_vocabularies_call_it_and_its_markup_parts_no_words():
    others = "<dc:title>Tên trong kho</dc:title><a:title xmlns:a='http://www.w3.org/2005/Atom'/>"
    first = item().replace("<title>", others + "<title>")
    only = item(B).replace(f"<title>{TITLE_A}</title>", "<dc:title>Chỉ có tên trong kho</dc:title>")
    assert [i.title for i in read(Feed(rss(first, only))).items] == [TITLE_A, "Chỉ có tên trong kho"]
    marked = rss(item(title="<![CDATA[<b>Mưa lớn</b>, hai xã <i>đ</i>ắp đê<br>suốt đêm]]>"))
    assert [i.title for i in read(Feed(marked)).items] == ["Mưa lớn, hai xã đắp đê suốt đêm"]


def test_a_change_is_no_publication():
    entries = read(Feed(atom())).items
    assert {e.updated_at and e.updated_at.isoformat() for e in entries} == {"2025-03-05T09:00:00+07:00"}
    assert read(Feed(rss())).items[0].updated_at is None


def test_a_feeds_next_page_is_told():
    assert read(FEEDS["a next page"]).further == ("https://bao.example.vn/rss?page=2",)
    assert read(Feed(json_feed(next_url="/feed.json?page=2"))).further == (
        "https://bao.example.vn/feed.json?page=2",
    )


def test_ten_thousand_items_are_read():
    body = rss(*(item(f"/tin-{n}.html", f"Tin số {n} của huyện Mường Sen") for n in range(10_000))).encode()
    listing = feeds.read(body, URL)
    assert len({i.url for i in listing.items}) == 10_000


PIECES = [
    "<rss version='2.0'>", "<channel>", "</channel>", "</rss>", "<item>", "</item>", "<item", "<title>", "</title>", "<link>", f"<link>{A}</link>", "<![CDATA[", "]]>",
    "<!--", "-->", "&amp;", "&", "&#0;", "&#x110000;", "&nbsp;", "\x00", "\ud7ff", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", f"<link href='{A}' rel='next'/>", "<link href='https://['/>",
    "<pubDate>", "31/02/2025", "Tue, 04 Mar 2025 25:61:00 +9999", "</pubDate>", "<!DOCTYPE rss [", "<!ENTITY x 'y'>", "]>", "<?xml version='1.0' encoding='utf-16'?>", "{", '"items": [', "<a b='", "Tỉnh", "<dc:date>", "xml:base='https://['",
]  # fmt: skip
SEEDS = [f.body.encode() if isinstance(f.body, str) else f.body for f in FEEDS.values()]
mutated = st.builds(
    lambda body, cuts, put: body[: cuts[0] % (len(body) + 1)] + put + body[cuts[1] % (len(body) + 1) :],
    st.sampled_from(SEEDS),
    st.tuples(st.integers(0, 5_000), st.integers(0, 5_000)),
    st.binary(max_size=8) | st.sampled_from(PIECES).map(lambda p: p.encode("utf-8", "replace")),
)
made = st.lists(st.sampled_from(PIECES), max_size=25).map(
    lambda parts: "".join(parts).encode("utf-8", "replace")
)


@settings(max_examples=150, deadline=None)
@given(mutated | made | st.binary(max_size=200))
def test_any_bytes_are_a_listing_or_no_feed(body):
    try:
        listing = feeds.read(body, URL, now=NOW)
    except feeds.NotAFeed as error:
        assert str(error)
        return
    for told in listing.items:
        assert isinstance(told, Item) and told.url.startswith(("http://", "https://"))
        assert told.published_at is None or told.published_at.utcoffset() is not None


def corpus() -> list[Path]:
    folder = Path(os.environ.get("KHOTIN_CORPUS") or root().parent / "shared" / "corpus") / "feeds"
    return sorted(folder.iterdir()) if folder.is_dir() else []


@pytest.mark.skipif(
    not corpus(), reason="the corpus of real feeds is not here: set KHOTIN_CORPUS to its folder"
)
def test_every_real_feed_names_articles_with_titles_and_days():
    for path in corpus():
        listing = feeds.read(path.read_bytes(), "https://vnexpress.net/rss/tin-moi-nhat.rss")
        assert listing.items, path.name
        assert all(i.title and i.published_at for i in listing.items), path.name
        assert bool(listing.problems) == (path.name.startswith("malformed") or "20171114" in path.name)
