"""A list's next page: as the page says it (rel=next), else the link of its pager that leads to the same list, one page on; and whether an article has further pages."""

import re
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flows.assets import reference
from flows.ingest.addresses import site, whole
from flows.ingest.decode import NotText, decode
from flows.ingest.page_boxes import name_words, running
from flows.ingest.pages import NotAnArticle, tree_of

NUMBERS = re.compile(r"(\d{1,6})")
# How further pages of "/kinh-te" are called: "/kinh-te/trang-2", "/kinh-te-p2", "/kinh-te/page/2", "/kinh-te/2".
TAIL = re.compile(r"[/.-](?:[a-z]{1,6}[-/]?)?(\d{1,4})")
ENDING = re.compile(r"(?:\.[a-z]{2,5})?/?$")
A_PAGE = re.compile(r"(?:trang |page )?(?:[2-9]|[1-9]\d{1,3})")  # what a link to a page after the first says
NAMED = re.compile(
    r"(?:[/?&-](?:page|trang|p|pg|pageindex|paged)[=/-]?)\d", re.IGNORECASE
)  # and where it leads
PAGER = re.compile(r"-(?:pagination|paging|pager|phan-trang|phantrang|page-numbers|page-nav)-")
NEXT = "-next-"  # in the name of a link that shows an arrow, or of the box that it stands alone in
MAY_GO_ON = re.compile(rb"(?i)rel=[\"']?next|pagination|paging|pager|phan-?trang|page-n(?:umbers|av)")
BOXES_UP = 4  # from a link to its pager
FEWEST = 5  # articles on a page, where pages are told by the number of their first


def next_page(tree: Any, url: str) -> str | None:
    """The address of the page after this one of a list found at `url`; null where none is told.

    What rel=next names is on the list's site. A link that says "Sau", "›" or "Xem thêm", or a number in a pager, is followed
    where its address is the list's own on the same host, one page on.
    """
    base = next((a for e in tree.iter("base") if (a := whole(e.get("href"), url))), url)
    links = [
        (e, address)
        for e in tree.iter("link", "a")
        if (address := whole(e.get("href"), base)) and address != url and site(address) == site(url)
    ]
    told = (a for link, a in links if "next" in (link.get("rel") or "").lower().split())
    return next(told, None) or _by_pager([(link, a) for link, a in links if link.tag == "a"], url)


def goes_on(body: bytes, url: str) -> str | None:
    """The address of the further page on which an article found at `url` goes on; null where none is told.

    It lies below the article's own address, or asks for a page of it: what only comes next on the site does not. The whole
    page is read where a link of it may say so.
    """
    if not MAY_GO_ON.search(body):
        return None
    try:
        tree = tree_of(decode(body))
    except (NotText, NotAnArticle):
        return None
    stem = ENDING.sub("", urlsplit(url).path)
    links = [
        (e, a)
        for e in tree.iter("link", "a")
        if (a := whole(e.get("href"), url)) and a != url and urlsplit(a).path.startswith(stem)
    ]
    told = (
        a for e, a in links if "next" in (e.get("rel") or "").lower().split() and _step(url, a) is not None
    )
    in_pager = [
        (e, a)
        for e, a in links
        if any(PAGER.search(name_words(b)) for b in islice(e.iterancestors(), BOXES_UP))
    ]
    return next(told, None) or _by_pager(in_pager, url)


def _by_pager(links: list[tuple[Any, str]], url: str) -> str | None:
    steps = [(step, a, link) for link, a in links if (step := _step(url, a)) is not None]
    words = frozenset(reference("next_pages")["word"]) if steps else frozenset[str]()
    found = [(step, a) for step, a, link in steps if _leads_on(link, a, words)]
    return min(found)[1] if found else None


def _leads_on(link: Any, address: str, words: frozenset[str]) -> bool:
    """Whether a link says that it leads to a list's next page, or to one by its number."""
    told = (running(link, 60), link.get("title") or "", link.get("aria-label") or "")
    says = {" ".join(text.lower().split()) for text in told}
    box = link.getparent()
    alone = name_words(box) if box is not None and len(box) == 1 else ""
    if says & words or NEXT in name_words(link) or NEXT in alone:
        return True
    in_pager = any(PAGER.search(name_words(e)) for e in islice(link.iterancestors(), BOXES_UP))
    return (in_pager or NAMED.search(address) is not None) and any(map(A_PAGE.fullmatch, says))


def _step(url: str, address: str) -> int | None:
    """How far on an address is in the list of another: 1 for the next page, of one told by its first article so many; else null."""
    own, other = urlsplit(url), urlsplit(address)
    if own.netloc.removeprefix("www.") != other.netloc.removeprefix("www."):
        return None
    asked, asks = dict(parse_qsl(own.query)), dict(parse_qsl(other.query))
    if own.path != other.path:
        return _step_in_path(own.path, other.path) if asked == asks else None
    changed = [name for name in asked | asks if asked.get(name) != asks.get(name)]
    if len(changed) != 1:
        return None
    here, there = asked.get(changed[0]), asks.get(changed[0], "")
    if not NUMBERS.fullmatch(there) or not NUMBERS.fullmatch(here or "0"):
        return None
    if here is None and int(there) == 2:
        return 1
    step = int(there) - int(here or 0)
    return step if step == 1 or step >= FEWEST else None


def _step_in_path(own: str, other: str) -> int | None:
    """1 where one number in a path is one more than in another, or 2 where the other has none; else null."""
    parts, others = NUMBERS.split(own), NUMBERS.split(other)
    if len(parts) == len(others):
        ((mine, its), *more) = [(a, b) for a, b in zip(parts, others, strict=True) if a != b]
        numbers = not more and mine.isdecimal() and its.isdecimal()
        return 1 if numbers and int(its) == int(mine) + 1 else None
    stem, longer = ENDING.sub("", own), ENDING.sub("", other)
    added = TAIL.fullmatch(longer.removeprefix(stem)) if longer.startswith(stem) else None
    return 1 if added and int(added[1]) == 2 else None
