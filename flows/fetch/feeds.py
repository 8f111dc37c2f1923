"""Feeds: RSS 0.9 to 2.0, Atom, JSON Feed, as the items they name."""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import polars as pl

from flows.fetch import xml
from flows.fetch.contracts import Item, Listing
from flows.fetch.times import instants
from flows.files import counted
from flows.ingest.addresses import whole, without_tracking
from flows.ingest.twofold import sure, why_unread

ROOTS = {"rss": "rss", "rdf": "rss", "feed": "atom"}
FURTHER = ("next", "prev-archive")  # a feed's next page, an archive's before it (RFC 5005)
ITEM = {"rss": "item", "atom": "entry"}
MARKUP = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
IN_A_LINE = re.compile(
    r"</?(?:a|abbr|b|em|font|i|mark|s|small|span|strong|su[bp]|u)\b[^<>]*>", re.IGNORECASE
)  # within words
# Titles that other vocabularies (Atom, Dublin Core) give an item beside its own: a parser takes whichever comes first.
# Neither looks beyond where the next of its kind begins: of what is never closed each is then looked through once.
AN_ITEM = re.compile(r"<item\b(?:(?!<item\b).)*?</item\s*>", re.DOTALL)
OTHERS_TITLE = re.compile(
    r"<([\w.-]+):title\b[^<>]*(?:/>|>(?:(?!<[\w.-]+:title\b).)*?</\1:title\s*>)", re.DOTALL
)
LONGEST_TITLE, LONGEST_SUMMARY = 500, 2_000  # characters
MOST_ITEMS = 50_000
JSON_FEED = "https://jsonfeed.org/version/"


class NotAFeed(ValueError):
    """Bytes that are no feed, or none that may be read; says why."""


@dataclass(frozen=True)
class _Told:
    """An item as it was written."""

    url: str | None
    guid: str | None
    title: str | None
    published: str | None
    updated: str | None
    summary: str | None
    section: str | None


@dataclass(frozen=True)
class _Feed:
    kind: str
    title: str | None
    told: list[_Told]
    further: list[str | None]
    problems: list[str]


def read(body: bytes, url: str, content_type: str | None = None, now: datetime | None = None) -> Listing:
    """The items of a feed (kind rss, atom, json_feed), in its order, each address once.

    `url` is where it was found: relative addresses stand on it, unless the feed says on what. The encoding is told
    by the bytes, whatever their declaration or `content_type` says. Malformed XML is mended, an item that was cut off
    left out, a date that is none, or that lies ahead of `now`, null: `problems` says so. Raises NotAFeed.
    """
    try:
        text = xml.text_of(body)
        feed = _json(text) if text.lstrip()[:1] in ("{", "[") else _xml(text)
    except xml.Unsafe as error:
        raise NotAFeed(str(error)) from error
    problems = list(feed.problems)
    if len(feed.told) > MOST_ITEMS:
        problems.append(
            f"{len(feed.told)} mục, chỉ đọc {MOST_ITEMS} mục đầu / {len(feed.told)} items; those after the first {MOST_ITEMS} are left out"
        )
    items = _dated(feed.told[:MOST_ITEMS], url, problems, now)
    further = tuple(dict.fromkeys(a for told in feed.further if (a := whole(told, url)) and a != url))
    return Listing(feed.kind, tuple(_once(items, problems)), further, feed.title, tuple(problems))


def _xml(text: str) -> _Feed:
    import feedparser  # takes a twentieth of a second: only where feeds are read

    text = xml.without_prolog(text)
    root = xml.root_of(text)
    if root not in ROOTS:
        is_page = root in ("html", "head", "body")
        ours = "trang HTML" if is_page else f"<{root}>" if root else "không phải XML"
        seen = "a page of HTML" if is_page else f"a <{root}>" if root else "no XML"
        raise NotAFeed(
            f"{ours}, không phải feed / {seen}, not a feed: it begins {' '.join(text[:60].split())!r}"
        )
    kind = ROOTS[root]
    is_cut = xml.is_cut(text, ITEM[kind])
    text, problems = xml.mended(text)
    if kind == "rss":
        text = AN_ITEM.sub(_by_its_own_title, text)
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        found = feedparser.parse(
            text.encode(), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
        # Dublin Core's date is that of publication in RSS; feedparser calls it the last change.
        date = "updated" if kind == "rss" and "<dc:date" in text else "published"
        told = [_entry(entry, date) for entry in found.entries]
    except Exception as error:  # its lenient parser raises whatever it stumbles over
        raise NotAFeed(
            f"không phân tích được / it cannot be parsed: {type(error).__name__}: {str(error)[:200]}"
        ) from error
    if not told and (found.bozo or not found.version):
        raise NotAFeed(f"không đọc được mục nào / no item can be read in it: {_fault(found)}")
    if found.bozo:
        problems.append(
            f"sai định dạng, đọc được đến đâu hay đến đó / malformed, read as far as it can be: {_fault(found)}"
        )
    if is_cut and told:
        told.pop()
        problems.append("bị cắt, bỏ mục cuối / it was cut off: its last item is left out")
    if kind == "atom":
        told = _by_their_changes(told)
    further = [link.get("href") for link in found.feed.get("links", []) if link.get("rel") in FURTHER]
    return _Feed(kind, _plain(found.feed.get("title"), LONGEST_TITLE), told, further, problems)


def _by_its_own_title(item: re.Match[str]) -> str:
    """An item of RSS without other vocabularies' titles, where it has one of its own."""
    return OTHERS_TITLE.sub("", item[0]) if "<title" in item[0] else item[0]


def _fault(found: Any) -> str:
    told = str(found.get("bozo_exception") or "không có gì của một feed / nothing in it is a feed's")
    return " ".join(re.sub(r"^<unknown>:(\d+):\d+:", r"dòng/line \1:", told).split())[:200]


def _by_their_changes(told: list[_Told]) -> list[_Told]:
    """Entries of an Atom feed that states no day of publication at all, by their last change, which Atom demands (RFC 4287).

    Not where all changed at one instant: then it is when the feed was made.
    """
    changes = {t.updated for t in told}
    if any(t.published for t in told) or (len(told) > 1 and len(changes) == 1):
        return told
    return [replace(t, published=t.updated) for t in told]


def _entry(entry: Any, date: str) -> _Told:
    published, updated = (
        dict.get(entry, name) for name in ("published", "updated")
    )  # its own get gives one for the other
    if published is None and date == "updated":
        published, updated = updated, None
    tags = entry.get("tags") or [{}]
    return _Told(
        url=entry.get("feedburner_origlink") or entry.get("link"),
        guid=entry.get("id"),
        title=entry.get("title"),
        summary=entry.get("summary"),
        section=tags[0].get("term"),
        published=published,
        updated=updated,
    )


def _json(text: str) -> _Feed:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAFeed(f"JSON hỏng / JSON that cannot be parsed: {str(error)[:200]}") from error
    if not isinstance(feed, dict) or not str(feed.get("version", "")).startswith(JSON_FEED):
        raise NotAFeed(
            f"JSON nhưng không phải JSON Feed / JSON, but no JSON Feed: its version is no {JSON_FEED}…"
        )
    items = feed.get("items")
    if not isinstance(items, list):
        raise NotAFeed("JSON Feed không có danh sách mục / a JSON Feed without a list of items")
    told = [_json_item(item) for item in items if isinstance(item, dict)]
    problems = []
    if strange := len(items) - len(told):
        problems.append(
            f"bỏ {strange} mục không phải đối tượng / {counted(strange, 'item')} left out: no object"
        )
    return _Feed(
        "json_feed", _plain(feed.get("title"), LONGEST_TITLE), told, [_string(feed.get("next_url"))], problems
    )


def _json_item(item: dict[str, Any]) -> _Told:
    summary = item.get("summary") or item.get("content_text") or item.get("content_html")
    tags = item.get("tags")
    number = item.get("id")
    return _Told(
        _string(item.get("url")) or _string(item.get("external_url")),
        str(number) if isinstance(number, int) else _string(number),
        _string(item.get("title")),
        _string(item.get("date_published")),
        _string(item.get("date_modified")),
        _string(summary),
        _string(tags[0]) if isinstance(tags, list) and tags else None,
    )


def _string(value: Any) -> str | None:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else None


def _dated(told: Sequence[_Told], url: str, problems: list[str], now: datetime | None) -> Iterator[Item]:
    """The items with addresses, their dates read all at once; adds to `problems` what is amiss."""
    stated = ((t, whole(t.url, url) or whole(t.guid, "about:blank")) for t in told)
    addressed = [(t, without_tracking(address)) for t, address in stated if address]
    if missing := len(told) - len(addressed):
        problems.append(
            f"{missing} mục không có địa chỉ web bị bỏ qua / {counted(missing, 'item')} without a web address left out"
        )
    days = [instants([getattr(t, name) for t, _ in addressed], now) for name in ("published", "updated")]
    unread = [t.published for (t, _), day in zip(addressed, days[0], strict=True) if t.published and not day]
    if unread:
        column = sure(pl.Series([t.published for t, _ in addressed], dtype=pl.String))
        problems.append(
            f"{len(unread)} ngày không đọc được, không phải ngày hay còn chưa tới / {counted(len(unread), 'date')} not read, none or still to come, such as "
            f"{unread[0][:60]!r}{why_unread(pl.Series(unread, dtype=pl.String), column)}"
        )
    if undated := sum(not t.published for t, _ in addressed):
        problems.append(
            f"{undated} mục không nói ngày đăng / {counted(undated, 'item')} without a date of publication"
        )
    for (t, address), published_at, updated_at in zip(addressed, *days, strict=True):
        yield Item(
            address,
            _plain(t.title, LONGEST_TITLE),
            published_at,
            updated_at,
            (t.guid or "").strip() or None,
            _plain(t.summary, LONGEST_SUMMARY),
            _plain(t.section, LONGEST_TITLE),
        )


def _once(items: Iterator[Item], problems: list[str]) -> list[Item]:
    """The items, each address once, as it comes first; a guid that stands for several addresses names none of them."""
    found: dict[str, Item] = {}
    again = 0
    for item in items:
        again += item.url in found
        found.setdefault(item.url, item)
    if again:
        problems.append(
            f"{again} mục trùng địa chỉ bị bỏ qua / {counted(again, 'item')} left out whose address came before"
        )
    times = Counter(item.guid for item in found.values() if item.guid)
    if shared := sum(count > 1 for count in times.values()):
        problems.append(
            f"{shared} guid dùng cho nhiều địa chỉ, không chỉ bài nào / {counted(shared, 'guid')} of several addresses, naming none of them"
        )
    return [replace(item, guid=None) if times[item.guid or ""] > 1 else item for item in found.values()]


def _plain(text: Any, most: int) -> str | None:
    """Words of a title or summary, which may be HTML, escaped once more or not."""
    if not isinstance(text, str):
        return None
    for _ in range(2):
        text = html.unescape(MARKUP.sub(" ", IN_A_LINE.sub("", text[: 20 * most])))
    return " ".join(text.split())[:most].strip() or None
