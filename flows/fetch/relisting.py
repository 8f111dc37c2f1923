"""Listings and pages that name what may be named no more: the addresses in their bytes, and the bytes without those."""

import html
import json
import re
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from typing import Any

from flows.fetch.contracts import Fetched, Item
from flows.fetch.feeds import JSON_FEED
from flows.fetch.gather import named_by
from flows.fetch.offers import kind_of_answer
from flows.ingest.addresses import whole
from flows.ingest.decode import NotText, decode

Among = Callable[[Iterable[str]], Collection[str]]  # those of some addresses that are not to be named
# An address by itself, or in an attribute that leads somewhere.
ADDRESS = re.compile(
    r"""https?:(?:\\?/){2}[^\s"'<>]+|\b(?:href|src|(?:data-)?(?:url|href|link|src))\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)
LINK = re.compile(
    r"""<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))[^>]*>.*?</a\s*>""",
    re.IGNORECASE | re.DOTALL,
)
# What a link shows, and what its tags say of it.
SHOWN = re.compile(
    r"""(?<=>)[^<>]+(?=<)|\b(?:alt|title|aria-label)\s*=\s*(?:"([^"]+)"|'([^']+)')""", re.IGNORECASE
)
NOWHERE = "#"


def addresses(text: str, base: str) -> set[str]:
    """The web addresses that a text names, whatever it is written in, made whole on the address where it was found."""
    plainly = html.unescape(html.unescape(text)).replace("\\/", "/")
    found = (whole(_written(m), base) for m in ADDRESS.finditer(plainly))
    return {address for address in found if address}


def relisted(body: bytes, url: str, content_type: str | None, among: Among) -> bytes | None:
    """A feed, sitemap or list page as a JSON Feed of its items without those `among` names; None where it names none of them.

    What cannot be read as a listing leaves a feed without items.
    """
    try:
        text = decode(body)
    except NotText:
        return None
    if not among(addresses(text, url)):
        return None
    headers = (("content-type", content_type or ""),)
    answer = Fetched(url, url, "fetched", None, None, 200, headers, body, datetime.now(UTC))
    items = named_by(answer, kind_of_answer(body, url, content_type))
    left_out = among([i.url for i in items] + [i.guid for i in items if i.guid])
    told = [_told(i) for i in items if i.url not in left_out and i.guid not in left_out]
    feed = {"version": f"{JSON_FEED}1.1", "home_page_url": url, "items": told}
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def hidden(text: str, among: Among) -> str:
    """A text with the web addresses that `among` names blanked, written in full as they are, at equal length."""
    spans = {m.span(): _written(m) for m in ADDRESS.finditer(text) if m.span() == _span(m)}
    gone = among({html.unescape(a) for a in spans.values()}) if spans else ()
    for (start, _), address in spans.items() if gone else ():
        if html.unescape(address) in gone:
            text = text[:start] + "█" * len(address) + text[start + len(address) :]
    return text


def unlinked(text: str, base: str, among: Among, titles: Callable[[str, str], bool]) -> str:
    """A page whose links to addresses that `among` names lead nowhere; what such a link shows is blanked (█) where
    `titles(address, words)` holds. A page without such links comes back as it is.
    """
    there = {m.span(): whole(html.unescape(_written(m)), base) for m in ADDRESS.finditer(text)}
    gone = among({a for a in there.values() if a})
    if not gone:
        return text
    spans = {_span(m): NOWHERE for m in ADDRESS.finditer(text) if there[m.span()] in gone}
    for link in LINK.finditer(text):
        address = whole(html.unescape(_written(link)), base)
        if address not in gone:
            continue
        for shown in SHOWN.finditer(text, *link.span()):
            start, end = _span(shown)
            if titles(str(address), html.unescape(text[start:end])):
                spans[start, end] = "█" * (end - start)
    for (start, end), instead in sorted(spans.items(), reverse=True):
        text = text[:start] + instead + text[end:]
    return text


def _written(match: re.Match[str]) -> str:
    """The address as it stands in the text."""
    start, end = _span(match)
    return match.string[start:end].replace("\\/", "/").rstrip(".,:;!?)")


def _span(match: re.Match[str]) -> tuple[int, int]:
    """Where the value of an attribute stands; of what is none, all of it."""
    group = next((g for g in range(1, (match.re.groups or 0) + 1) if match[g] is not None), 0)
    return match.span(group)


def _told(item: Item) -> dict[str, Any]:
    told = {
        "id": item.guid or item.url,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "date_published": item.published_at and item.published_at.isoformat(),
        "date_modified": item.updated_at and item.updated_at.isoformat(),
        "tags": [item.section] if item.section else None,
    }
    return {name: value for name, value in told.items() if value}
