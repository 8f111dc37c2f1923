"""The one way in which khotin fetches: politely, bounded, and from no address that is not everybody's."""

import asyncio
import re
import threading
from collections.abc import Coroutine, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import wait
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import responses
from importlib.metadata import version
from typing import Any, Self, TypeVar
from urllib.parse import urljoin

import httpcore
import stamina
import stamina.instrumentation

from flows.fetch.address import Address, Refused, allowed_hosts, host_of, parse, resolve_by_system, shown
from flows.fetch.connect import connections
from flows.fetch.contracts import MOVED, Fetched, Limits, Request, Resolve
from flows.fetch.decode import ACCEPTED
from flows.fetch.exchange import LATER, Answer, Ended, get
from flows.fetch.hosts import TICK, Pace, side_by_side, still
from flows.fetch.refresh import leads_to
from flows.fetch.robots import AGENT, BYTES, Robots, Rules

FOR_GOOD = (301, 308)
WORTH_ANOTHER = (429, 500, 502, 503, 504)
LONGEST_PAUSE = 7 * 86_400.0  # a Retry-After beyond this counts as this
ACCEPT = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,application/rss+xml,application/atom+xml,*/*;q=0.8"
)
T = TypeVar("T")

# Retries are told in what a fetch ends with, not in lines of a log.
stamina.instrumentation.set_on_retry_hooks([])


@dataclass
class Way:
    """How far a fetch has come."""

    addresses: list[str] = field(default_factory=list)  # asked for in this attempt, redirects in their order
    attempts: int = 0
    for_now: bool = False  # a redirect was not for good

    def begin(self) -> None:
        self.addresses.clear()
        self.for_now = False
        self.attempts += 1

    @property
    def last(self) -> str | None:
        return self.addresses[-1] if self.addresses else None


class Client:
    """Fetches for one run; a context manager that threads may share.

    Requests run in one event loop in a thread of the client's own, so that one deadline holds for all phases of a
    fetch (name, connection, TLS, head, body, pauses), and a stop cancels whatever is under way at once. Robots are
    asked, hosts keep their pace, redirects are followed address by address. Neither cookies nor
    credentials are kept or sent.

    `allowed` are hosts (host or host:port) that may be fetched although their address is private; `contact` is where
    the owner of a site can write to. ValueError where either is not what it should be. `rests`: seconds for which hosts
    asked to be left alone.
    """

    def __init__(
        self,
        allowed: Sequence[str] = (),
        contact: str | None = None,
        resolve: Resolve = resolve_by_system,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        rests: Mapping[str, float] | None = None,
    ) -> None:
        self._limits = limits
        self._rests = dict(rests or {})
        self._allowed = allowed_hosts(allowed)
        self._resolve = resolve
        self._headers = {
            "User-Agent": user_agent(contact),
            "Accept": ACCEPT,
            "Accept-Language": "vi,en;q=0.5",
            "Accept-Encoding": ACCEPTED,
        }

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fetch", daemon=True)
        self._thread.start()
        self._pace = Pace(self._limits)
        for name, seconds in self._rests.items():
            self._pace.rest(name, seconds, self._loop.time())
        self._robots = Robots(self._robots_txt, self._limits.crawl_delay)
        self._pool: httpcore.AsyncConnectionPool = connections(
            self._resolve, self._allowed, self._limits.requests * 2
        )
        return self

    def __exit__(self, *_: object) -> None:
        """Cancels what is under way and closes every connection."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(timeout=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    def fetch(self, request: Request) -> Fetched:
        """How one request ended; never raises for what the web does."""
        return self._wait(self._fetch(request))

    def fetch_all(self, requests: Iterable[Request]) -> Iterator[list[Fetched]]:
        """How requests ended, as they end, those together that ended while the caller was busy: hosts side by side, each
        in its own pace.

        `requests` is read in the caller's thread, up to 10,000 ahead. No more than the limits' `requests` are asked for
        whose answers the caller has not dealt with, by asking for more. Leaving the loop cancels what is under way.
        """
        return side_by_side(self._loop, requests, _host, self._pace.due, self._fetch, self._limits)

    def resting(self) -> dict[str, float]:
        """The hosts that want to be left alone, each with the seconds for which it still does."""
        return self._pace.all_resting(self._loop.time())

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        waiting = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            while not wait([waiting], timeout=TICK).done:
                pass
            return waiting.result()
        except BaseException:
            waiting.cancel()
            raise

    async def _close(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._pool.aclose()

    async def _robots_txt(self, url: str) -> Fetched:
        return await self._fetch(Request(url, delay=0), robots_txt=True)

    async def _fetch(self, request: Request, robots_txt: bool = False) -> Fetched:
        way = Way()
        try:
            async with asyncio.timeout(self._limits.total_seconds) as clock:
                return await self._attempts(request, way, clock, robots_txt)
        except Ended as end:
            if way.attempts > 1 and end.again is not False:
                end.detail = f"{end.detail} (đã hỏi {way.attempts} lần / asked {way.attempts} times)"
            return _fetched(
                request,
                way,
                end.outcome,
                end.reason,
                end.detail,
                end.status,
                end.headers,
                None,
                end.retry_after,
            )
        except TimeoutError:
            where = shown(way.last or request.url)
            words = f"{where}: quá lâu, kể cả hỏi lại / not done within {self._limits.total_seconds:g} s, retries included; {LATER}"
            return _fetched(request, way, "failed", "timeout", words)

    async def _attempts(
        self, request: Request, way: Way, clock: asyncio.Timeout, robots_txt: bool
    ) -> Fetched:
        limits = self._limits
        async for attempt in stamina.retry_context(
            on=_again,
            attempts=limits.attempts,
            timeout=None,  # the clock holds for the attempts together
            wait_initial=limits.wait_initial,
            wait_max=limits.wait_max,
            wait_jitter=limits.wait_jitter,
        ):
            with attempt:
                way.begin()
                answer = await self._follow(request, way, clock, robots_txt)
                outcome = "not_modified" if answer.status == 304 else "fetched"
                body = None if answer.status == 304 else answer.body
                return _fetched(request, way, outcome, None, None, answer.status, answer.headers, body)
        raise AssertionError("an attempt returns or raises")

    async def _follow(self, request: Request, way: Way, clock: asyncio.Timeout, robots_txt: bool) -> Answer:
        """The last answer of a row of redirects, by a header or a page's refresh, each address judged before it is asked."""
        url, headers = request.url, self._headers | _conditions(request)
        while True:
            address = _parsed(url)
            if address.url in way.addresses:
                words = f"{address.url} dẫn về chính nó / leads back to itself; có thể nó đòi cookie, khotin không giữ: báo chủ trang hoặc bỏ nó / it may want cookies, which are not kept: tell its owner, or leave it out"
                raise Ended("redirect_loop", words)
            way.addresses.append(address.url)
            if len(way.addresses) > self._limits.redirects + 1:
                words = f"{way.addresses[0]} chuyển hướng hơn {self._limits.redirects} lần / was led on more than {self._limits.redirects} times, at last to {address.url}; không đi tiếp / not followed further"
                raise Ended("redirect", words)
            if left := self._pace.resting(address.host):
                raise _later(address, left)
            rules = Rules(None) if robots_txt else await self._allowed_by_robots(address, clock)
            delay = self._limits.host_delay if request.delay is None else request.delay
            async with self._pace.turn(address.host, max(delay, rules.delay), clock):
                if left := self._pace.resting(address.host):  # said while the turn was waited for
                    raise _later(address, left)
                answer = await get(self._pool, address, headers, self._limits, BYTES if robots_txt else None)
            location = None if robots_txt and answer.status not in MOVED else _leads_to(answer)
            if location is None:
                return self._judged(answer, address, conditional=len(headers) > len(self._headers))
            way.for_now |= answer.status not in FOR_GOOD
            url = _joined(address, location)

    async def _allowed_by_robots(self, address: Address, clock: asyncio.Timeout) -> Rules:
        async with still(clock):  # robots.txt has a deadline of its own
            rules = await self._robots.rules(address)
        if rules.allow(address):
            return rules
        words = f"{address.url}: {address.origin}/robots.txt cấm chương trình tải / asks programs not to fetch it; hỏi chủ trang, hoặc bỏ nó / ask its owner, or leave it out"
        raise Ended("robots", words, outcome="refused")

    def _judged(self, answer: Answer, address: Address, conditional: bool) -> Answer:
        """An answer that is a success, or not modified; Ended for any other, with whether to ask again."""
        if answer.status in (200, 203) or (answer.status == 304 and conditional):
            return answer
        named = responses.get(answer.status, "")
        pause = retry_after(answer.header("retry-after"), datetime.now(UTC))
        status = f"{address.url} trả lời / answered {answer.status} {named}".rstrip()
        if answer.status in WORTH_ANOTHER and pause is not None:
            if pause > self._limits.retry_after:
                self._pace.rest(address.host, pause, asyncio.get_running_loop().time())
                words = f"{status}, và bảo đợi / and wants to be left alone for {pause:,.0f} s; {LATER}"
                raise Ended("later", words, status=answer.status, headers=answer.headers, retry_after=pause)
            self._pace.wait(address.host, pause)
        again: bool | float = answer.status in WORTH_ANOTHER
        if again and pause is not None:
            again = pause
        advice = LATER if again else "xem lại địa chỉ / look at the address"
        raise Ended(
            "status",
            f"{status}; {advice}",
            status=answer.status,
            headers=answer.headers,
            retry_after=pause,
            again=again,
        )


def user_agent(contact: str | None) -> str:
    """Who asks, honestly: khotin/VERSION (+contact); ValueError for a contact that is no header's text.

    >>> user_agent("https://bao.example/bot").endswith(" (+https://bao.example/bot)")
    True
    """
    if contact is None or not contact.strip():
        return f"{AGENT}/{version('khotin')}"
    if not re.fullmatch(r"[\x21-\x7e]+(?: [\x21-\x7e]+)*", contact.strip()) or set("()") & set(contact):
        raise ValueError(
            f"KHOTIN_CONTACT: {shown(contact)!r} không đặt vào user agent được / cannot stand in a user agent; ghi e-mail hay URL / write an e-mail address or a URL"
        )
    return f"{AGENT}/{version('khotin')} (+{contact.strip()})"


def retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds of a Retry-After header, given as seconds or as a date; None where it is neither. A week at most.

    >>> retry_after("120", datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    >>> retry_after("Thu, 01 Jan 2026 00:01:00 GMT", datetime(2026, 1, 1, tzinfo=UTC))
    60.0
    """
    if value is None:
        return None
    if re.fullmatch(r"[0-9]+", value):
        return min(float(value[:12]), LONGEST_PAUSE)
    try:
        then = parsedate_to_datetime(value)
    except (ValueError, IndexError, OverflowError):
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return min(max(0.0, (then - now).total_seconds()), LONGEST_PAUSE)


def _again(error: Exception) -> bool | float:
    return error.again if isinstance(error, Ended) else False


def _conditions(request: Request) -> dict[str, str]:
    """The headers that ask for changes only; validators that are no header's text are left out."""
    stated = {"If-None-Match": request.etag, "If-Modified-Since": request.last_modified}
    return {name: v for name, v in stated.items() if v and re.fullmatch(r"[\x20-\x7e]+", v.strip())}


def _parsed(url: str) -> Address:
    try:
        return parse(url)
    except Refused as error:
        raise Ended(error.reason, str(error), outcome="refused") from error


def _leads_to(answer: Answer) -> str | None:
    """Where an answer leads on: by its header, or a page that shows nothing else by its refresh."""
    if answer.status in MOVED:
        return answer.header("location")
    return leads_to(answer.body, answer.header("content-type")) if answer.status == 200 else None


def _joined(address: Address, location: str) -> str:
    try:
        return urljoin(address.url, location.strip())
    except ValueError as error:
        words = f"{address.url} dẫn đến / leads to {shown(location)}, không phải địa chỉ / which is no address; báo chủ trang / tell its owner"
        raise Ended("redirect", words) from error


def _later(address: Address, left: float) -> Ended:
    words = f"{address.host} bảo đợi thêm / wants to be left alone for {left:,.0f} s more, chưa hỏi / not asked for: {shown(address.url)}; {LATER}"
    return Ended("later", words, outcome="put_off", retry_after=left)


def _host(request: Request) -> str:
    return host_of(request.url)


def _fetched(
    request: Request,
    way: Way,
    outcome: str,
    reason: str | None,
    detail: str | None,
    status: int | None = None,
    headers: tuple[tuple[str, str], ...] = (),
    body: bytes | None = None,
    pause: float | None = None,
) -> Fetched:
    return Fetched(
        url=request.url,
        final_url=way.last or request.url,
        outcome=outcome,
        reason=reason,
        detail=detail,
        status=status,
        headers=headers,
        body=body,
        fetched_at=datetime.now(UTC),
        retry_after=pause,
        redirects=tuple(way.addresses[:-1]),
        moved=len(way.addresses) > 1 and not way.for_now,
    )
