"""What a site offers to be read from: the feeds and sitemaps that its pages and robots.txt name; what an answer is."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from flows.fetch import lists, sitemaps, xml
from flows.ingest.addresses import site, whole
from flows.ingest.decode import NotText, decode
from flows.ingest.page_boxes import running
from flows.ingest.pages import LARGEST_PAGE, NotAnArticle, tree_of

FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/xml",
    "text/xml",
)
A_FEED = re.compile(
    r"\.(?:rss|atom|rdf)$|/(?:feeds?|atom)/?$|/(?:[\w-]*(?:rss|feed|atom)[\w-]*|index)\.xml$|/(?:rss|feeds?)/[^/.]+/?$|[?&]feed=",
    re.IGNORECASE,
)
FEED_LIST = re.compile(r"/rss[\w-]*(?:\.(?:html?|aspx|php|chn|vnp|vtv))?/?$", re.IGNORECASE)
A_SITEMAP = re.compile(r"sitemap[\w.-]*\.(?:xml|txt)(?:\.gz)?$|sitemap\.\w+$", re.IGNORECASE)
IN_ROBOTS = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
# Where content systems in use in Vietnam put them; the first that answers with one is taken.
COMMON = {
    "feed": ("/rss/home.rss", "/rss/tin-moi-nhat.rss", "/rss/trang-chu.rss", "/home.rss", "/rss.xml", "/feed/", "/feed", "/atom.xml", "/index.xml"),
    "feed_list": ("/rss", "/rss.htm", "/rss.html", "/rss.aspx", "/rss.chn"),
    "sitemap": ("/sitemap.xml", "/sitemap_index.xml", "/sitemap-news.xml", "/news-sitemap.xml", "/sitemaps/news.xml", "/google-news-sitemap.xml"),
}  # fmt: skip
MOST = 200  # offers of one page


@dataclass(frozen=True)
class Offer:
    """A place to read from. `kind`: feed, feed_list (a page that lists feeds), sitemap."""

    kind: str
    url: str
    title: str | None = None


def offered(body: bytes, url: str, robots: str | None = None) -> list[Offer]:
    """The feeds, lists of feeds and sitemaps that a page names in its head and links, then those of its site's robots.txt.

    Those that the head names come first. Each address once; those of other sites only where the head or robots.txt
    names them. A page that is none offers nothing.
    """
    found: dict[str, Offer] = {}
    for offer in (*_of_page(body, url), *in_robots(robots or "", url)):
        found.setdefault(offer.url, offer)
    found.pop(url, None)
    return list(found.values())[:MOST]


def in_robots(robots: str, url: str) -> list[Offer]:
    """The sitemaps that a robots.txt names (sitemaps.org: "Sitemap: ADDRESS", anywhere in it)."""
    addresses = (whole(told, url) for told in IN_ROBOTS.findall(robots[:500_000]))
    return [Offer("sitemap", address) for address in dict.fromkeys(addresses) if address]


def common_places(url: str) -> list[Offer]:
    """Where feeds and sitemaps of the host of `url` may lie, likely ones first: to be asked, nothing is known of them."""
    root = urljoin(url, "/")
    return [Offer(kind, urljoin(root, path)) for kind, paths in COMMON.items() for path in paths]


def kind_of_answer(body: bytes, url: str, content_type: str | None = None) -> str:
    """What bytes from an address are: feed, sitemap, list, article or other, by themselves, whatever `content_type` says.

    A feed or sitemap that is malformed is one too: who reads it says what is wrong with it.
    """
    try:
        text = xml.text_of(body).lstrip()
    except xml.Unsafe:
        return "other"
    if text.startswith("{"):
        return "feed" if "jsonfeed.org/version/" in text[:2_000] else "other"
    root = xml.opening_root(text)
    if root in ("rss", "rdf", "feed"):
        return "feed"
    if root in sitemaps.ELEMENT or sitemaps.is_text(text):
        return "sitemap"
    try:
        page = lists.opened(body, url)
    except lists.NotAList:
        return "other"
    if page.why_no_article is None:
        return "article"
    return "list" if page.cards.cards else "other"


def _of_page(body: bytes, url: str) -> list[Offer]:
    try:
        tree = tree_of(decode(body[:LARGEST_PAGE]))
    except (NotText, NotAnArticle):
        return []
    base = next((a for e in tree.iter("base") if (a := whole(e.get("href"), url))), url)
    head = [_in_head(link, base) for link in tree.iter("link")]
    links = [_in_link(link, base) for link in tree.iter("a")]
    return [o for o in head if o] + [o for o in links if o and site(o.url) == site(url)]


def _in_head(link: Any, base: str) -> Offer | None:
    rel, kind = (
        (link.get("rel") or "").lower().split(),
        (link.get("type") or "").lower().split(";")[0].strip(),
    )
    address = whole(link.get("href"), base)
    if address is None:
        return None
    if "sitemap" in rel:
        return Offer("sitemap", address, link.get("title"))
    is_feed = "feed" in rel or ("alternate" in rel and kind in FEED_TYPES)
    return Offer("feed", address, link.get("title")) if is_feed else None


def _in_link(link: Any, base: str) -> Offer | None:
    address = whole(link.get("href"), base)
    if address is None:
        return None
    path, title = urlsplit(address).path, running(link, 200) or link.get("title")
    if A_SITEMAP.search(path):
        return Offer("sitemap", address, title)
    if A_FEED.search(f"{path}?{urlsplit(address).query}".rstrip("?")):
        return Offer("feed", address, title)
    return Offer("feed_list", address, title) if FEED_LIST.search(path) else None
