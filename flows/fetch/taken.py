"""What a source's run is told and tells while it goes: what was known before, what it took, how far it may go."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

from flows.fetch.contracts import Fetched, Item, Request

# So many of what is known, and more than this share of it: a site, or a folder, has changed, not the articles.
SEVERAL, MOST = 3, 0.5


def at_once(gone: int, known: int) -> bool:
    """Whether so many are gone together that they are hardly taken down one by one."""
    return gone >= SEVERAL and gone > MOST * known


@dataclass(frozen=True)
class Known:
    """What the books say of an address that was asked for before."""

    origin: str | None = None  # what its document is called
    etag: str | None = None
    last_modified: str | None = None
    first_at: datetime | None = None
    last_at: datetime | None = None
    kept_at: datetime | None = None  # when its text was fetched last
    outcome: str | None = None  # of the last answer
    reason: str | None = None
    failures: int = 0  # in a row
    put_off_at: datetime | None = None  # its host put it off, and it was not asked for since
    waits: bool = False  # put off because a run fetches no more pages of its source, and never asked for
    item: Item | None = None
    body: bytes | None = None  # of a listing: as it was fetched last


class Memory(Protocol):
    """What was fetched before, for one source."""

    seen: frozenset[str]  # what its listing named the last time

    def listing(self, url: str) -> Known: ...

    def pages(self, urls: Iterable[str]) -> Mapping[str, Known]:
        """Those of the addresses that are known, and all that were lately fetched for the source."""

    def claim(self, url: str) -> bool:
        """Whether nobody else in this run fetches the page."""

    def sitemaps(self) -> list[str]:
        """The publisher's sitemaps that the seed names."""

    def forgotten(self, urls: Iterable[str]) -> set[str]:
        """Those of the addresses that are forgotten: they are not asked for."""


@dataclass(frozen=True)
class Taken:
    """An answer and what it is: a listing (a feed, sitemap, list), or a page that may hold an article."""

    fetched: Fetched
    role: str  # listing, page
    item: Item | None = None  # of a page, as its listing names it
    known: Known | None = None
    gone: bool = False  # it says that the page is there no more, whatever its status


@dataclass
class Course:
    """How a source's run goes: filled while its answers come."""

    failed: str | None = None  # why the source as a whole failed
    put_off: str | None = None  # why it was not asked for: its host wants to be left alone
    retry_after: float | None = None
    notes: list[str] = field(default_factory=list)
    seen: list[str] | None = None  # what its listing names; None where it was not read
    watermark: datetime | None = None  # the newest publication that it names
    planned: int = 0
    left: int = 0  # pages that wait for the next run


@dataclass(frozen=True)
class Bounds:
    """What one run of one source fetches at most, and when pages are looked at again after they were first fetched."""

    pages: int = 1000
    oldest: timedelta = timedelta(days=30)  # in sitemaps and further pages, which name whole archives
    again: tuple[timedelta, ...] = (timedelta(hours=24), timedelta(days=7))
    window: tuple[datetime, datetime] | None = None  # only what was published from then to before then


class Fetches(Protocol):
    """The client, as far as it is used here."""

    def fetch(self, request: Request) -> Fetched: ...

    def fetch_all(self, requests: Iterable[Request]) -> Iterator[list[Fetched]]: ...


def waiting(url: str) -> Fetched:
    """That a page was not asked for, because a run fetches no more pages of its source."""
    return Fetched(url, url, "put_off", "waits", None, None, (), None, datetime.now(UTC))
