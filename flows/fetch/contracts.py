"""What passes through the fetching room: requests, answers, and what a listing names."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Request:
    """What is to be fetched; the validators are of the last answer that was kept."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class Fetched:
    """How a request ended. `outcome`: fetched, not_modified, refused, failed."""

    url: str  # as asked for
    final_url: str  # after redirects
    outcome: str
    reason: (
        str | None
    )  # a code: robots, address, scheme, redirect_loop, too_large, bomb, timeout, status, dns, length, ...
    detail: str | None  # a sentence for people
    status: int | None
    headers: tuple[tuple[str, str], ...]
    body: bytes | None  # decoded of gzip/br/deflate, bounded
    fetched_at: datetime  # UTC
    retry_after: float | None = None
    redirects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """One thing that a feed, sitemap or list page names."""

    url: str
    title: str | None = None
    published_at: datetime | None = None  # with a zone; a time without one is Asia/Ho_Chi_Minh
    updated_at: datetime | None = None
    guid: str | None = None
    summary: str | None = None
    section: str | None = None


@dataclass(frozen=True)
class Listing:
    """What one answer lists."""

    kind: str  # rss, atom, json_feed, sitemap, sitemap_index, news_sitemap, list
    items: tuple[Item, ...]
    further: tuple[str, ...] = ()  # addresses of sitemaps within an index, of a feed's next page
    title: str | None = None
    problems: tuple[str, ...] = ()  # what was mended or left out, in sentences
