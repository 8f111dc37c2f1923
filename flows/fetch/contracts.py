"""What enters and leaves this room: requests, how they ended, and what a listing names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

# A name and a port become the addresses to connect to, as text; OSError where the name has none.
Resolve = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True)
class Request:
    """What is to be fetched; the validators are of the last answer that was kept."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    delay: float | None = None  # seconds between two requests to its host, instead of the limits' own


@dataclass(frozen=True)
class Fetched:
    """How a request ended. `outcome`: fetched, not_modified, refused, failed, put_off.

    Reasons of `refused`, where nothing was asked of the address: `url`, `scheme` and `userinfo` (what it is), `address`
    (where it leads), `robots` (forbidden), `robots_unread` (the site could not say).
    Reasons of `failed`: `dns`, `connect`, `tls`, `timeout`, `protocol`, `length` (cut, or a wrong Content-Length),
    `encoding`, `too_large`, `bomb`, `redirect` (too many, or to no address), `redirect_loop`, `later` (it answered that
    it wants a longer pause than a run waits, see `retry_after`), `status` (404, 410, 500, …), `warc` (a record that cannot be read).
    `put_off` has the reason `later`: not asked for, because the host wants to be left alone for `retry_after` seconds more;
    or `waits`: a run fetches no more pages of its source.
    """

    url: str  # as asked for
    final_url: str  # after redirects
    outcome: str
    reason: str | None  # a code; None where it succeeded
    detail: str | None  # a sentence for people: what, where, what to do
    status: int | None
    headers: tuple[tuple[str, str], ...]
    body: bytes | None  # decoded of gzip, deflate and br, bounded
    fetched_at: datetime  # UTC
    retry_after: float | None = None  # seconds after which the host wants to be asked again
    redirects: tuple[str, ...] = ()  # the addresses that were gone through, without the final one
    moved: bool = False  # every redirect says that it is for good


MOVED = (301, 302, 303, 307, 308)  # statuses that lead to another address


@dataclass(frozen=True)
class Limits:
    """What one fetch may cost, in seconds and bytes, and how politely hosts are asked."""

    connect_seconds: float = 10  # for a name's addresses, and for each connection
    read_seconds: float = 20  # between two pieces of an answer
    total_seconds: float = (
        120  # for a fetch with its redirects and retries, waiting for the host's turn left out
    )
    body_bytes: int = 20_000_000  # as sent
    decoded_bytes: int = 50_000_000  # as read
    redirects: int = 10
    attempts: int = 3
    wait_initial: float = 0.5  # before the second attempt; twice that before the third, and so on
    wait_max: float = 15
    wait_jitter: float = 1
    retry_after: float = 30  # a host that wants a longer pause is asked in a later run
    host_delay: float = 1  # between the starts of two requests to one host
    crawl_delay: float = 30  # a longer one in robots.txt counts as this
    host_requests: int = 2  # at once, to one host
    requests: int = 16  # at once, in all


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
    """What a feed, sitemap or list page names."""

    kind: str  # rss, atom, json_feed, sitemap, sitemap_index, news_sitemap, list
    items: tuple[Item, ...]
    further: tuple[str, ...] = ()  # addresses of sitemaps within an index, of a feed's next page
    title: str | None = None
    problems: tuple[str, ...] = ()  # what was mended or left out, in sentences
