"""Sitemaps: of pages, of news, of other sitemaps, as XML or as plain text (sitemaps.org, Google's news extension)."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from flows.fetch import xml
from flows.fetch.contracts import Item, Listing
from flows.fetch.times import instants
from flows.files import counted
from flows.ingest.addresses import site, whole, without_tracking

MOST_ITEMS = 50_000  # the protocol's own bound
A_FEW = 3  # pages that do not change in one second
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
ELEMENT = {"urlset": "url", "sitemapindex": "sitemap"}


class NotASitemap(ValueError):
    """Bytes that are no sitemap, or none that may be read; says why."""


def read(body: bytes, url: str, now: datetime | None = None) -> Listing:
    """The addresses of a sitemap (kind sitemap, news_sitemap, sitemap_index), each once, in its order.

    Those of an index stand in `further`. `lastmod` is `updated_at`: only a news sitemap says when its pages were
    published. Addresses of another site than the sitemap's are left out, as its protocol has it, and so are those
    beyond the first MOST_ITEMS; `problems` says so. Raises NotASitemap.
    """
    try:
        text = xml.text_of(body)
        if not text.lstrip().startswith("<"):
            return _listing("sitemap", _lines(text), url, [], now)
        text = xml.without_prolog(text)
    except xml.Unsafe as error:
        raise NotASitemap(str(error)) from error
    root = xml.root_of(text)
    if root not in ELEMENT:
        raise NotASitemap(
            f"<{root}>, không phải sitemap / a <{root}>, not a sitemap: it begins {' '.join(text[:60].split())!r}"
        )
    name = ELEMENT[root]
    is_cut = xml.is_cut(text, name)
    text, problems = xml.mended(text)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(text.encode(), parser)
    except etree.LxmlError as error:
        raise NotASitemap(f"không phân tích được / it cannot be parsed: {str(error)[:200]}") from error
    if tree is None:
        raise NotASitemap("không phân tích được gì / nothing in it can be parsed")
    told = [_fields(element) for element in tree.iter(f"{{*}}{name}")]
    if parser.error_log:
        problems.append(
            f"sai định dạng, đọc được đến đâu hay đến đó / malformed, read as far as it can be: {parser.error_log[0].message[:200]}"
        )
    if is_cut and told:
        told.pop()
        problems.append("bị cắt, bỏ địa chỉ cuối / it was cut off: its last address is left out")
    is_news = any("publication_date" in fields or "title" in fields for fields in told)
    kind = "sitemap_index" if root == "sitemapindex" else "news_sitemap" if is_news else "sitemap"
    return _listing(kind, told, url, problems, now)


def is_text(text: str) -> bool:
    """Whether a text is a sitemap of addresses: one a line, and nothing else but remarks."""
    lines = _told(text)
    return bool(lines) and all(ADDRESS.fullmatch(line) for line in lines)


def _lines(text: str) -> list[dict[str, str]]:
    if not is_text(text):
        raise NotASitemap(
            f"không phải XML hay danh sách địa chỉ / neither XML nor a list of addresses: it begins {' '.join(text[:60].split())!r}"
        )
    return [{"loc": line} for line in _told(text)]


def _told(text: str) -> list[str]:
    """The lines of a text without empty ones and remarks ("# …")."""
    return [line for line in map(str.strip, text.splitlines()) if line and not line.startswith("#")]


def _fields(element: Any) -> dict[str, str]:
    """The texts of an address's elements by their local names; of pictures and videos none."""
    fields: dict[str, str] = {}
    waiting = list(element)
    for child in waiting:
        if not isinstance(child.tag, str):
            continue
        name = child.tag.rsplit("}", 1)[-1]
        if name == "news":
            waiting.extend(child)
        elif name not in ("image", "video") and (child.text or "").strip():
            fields.setdefault(name, child.text.strip())
    return fields


def _is_made_now(changes: list[datetime | None], now: datetime | None) -> bool:
    """Whether a sitemap says of all its pages that they changed in one or two seconds, lately: so do generators that write the time of the request.

    A day alone is none of it, nor is what lies longer back: a site that was moved as a whole.
    """
    told = {at.replace(microsecond=0) for at in changes if at}
    if len(changes) < A_FEW or None in changes or len(told) > 2:
        return False
    first, last = min(told), max(told)
    lately = (now or datetime.now(UTC)) - first <= timedelta(days=1)
    return lately and last - first <= timedelta(seconds=len(told)) and (last.hour, last.minute) != (0, 0)


def _listing(
    kind: str, told: list[dict[str, str]], url: str, problems: list[str], now: datetime | None
) -> Listing:
    if len(told) > MOST_ITEMS:
        problems.append(
            f"{len(told)} địa chỉ, chỉ đọc {MOST_ITEMS} địa chỉ đầu / {len(told)} addresses; those after the first {MOST_ITEMS} are left out"
        )
        told = told[:MOST_ITEMS]
    addressed: dict[str, dict[str, str]] = {}
    unread = 0
    for fields in told:
        if address := whole(fields.get("loc"), url):
            addressed.setdefault(without_tracking(address), fields)
        else:
            unread += 1
    own = {a: fields for a, fields in addressed.items() if site(a) == site(url)}
    if unread:
        problems.append(
            f"bỏ {unread} mục không có địa chỉ web / {counted(unread, 'entry', 'entries')} without a web address left out"
        )
    if strange := len(addressed) - len(own):
        problems.append(
            f"bỏ {strange} địa chỉ của trang khác / {counted(strange, 'address', 'addresses')} of other sites left out"
        )
    if kind == "sitemap_index":
        return Listing(kind, (), tuple(a for a in own if a != url), None, tuple(problems))
    dates = {name: [fields.get(name) for fields in own.values()] for name in ("publication_date", "lastmod")}
    read_dates = {name: instants(values, now) for name, values in dates.items()}
    for name, values in dates.items():
        unread_dates = [v for v, day in zip(values, read_dates[name], strict=True) if v and not day]
        if unread_dates:
            problems.append(
                f"{len(unread_dates)} {name} không phải ngày hay còn chưa tới / {counted(len(unread_dates), 'value')} of {name} not read, no date or still to come, such as {unread_dates[0][:60]!r}"
            )
    if _is_made_now(read_dates["lastmod"], now):
        read_dates["lastmod"] = [None] * len(own)
        problems.append(
            f"mọi lastmod là lúc sơ đồ được lập, không phải lúc trang đổi: không dùng / every lastmod of {len(own)} is when the sitemap was "
            "made, not when its pages changed: none is believed"
        )
    items = tuple(
        Item(a, " ".join(fields.get("title", "").split()) or None, published_at, updated_at)
        for (a, fields), published_at, updated_at in zip(own.items(), *read_dates.values(), strict=True)
    )
    return Listing(kind, items, (), None, tuple(problems))
