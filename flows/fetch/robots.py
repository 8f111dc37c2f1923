"""robots.txt is obeyed (RFC 9309): asked for once a run and site, through the same checks as any page."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from protego import Protego

from flows.fetch.address import Address
from flows.fetch.contracts import Fetched
from flows.fetch.exchange import Ended

AGENT = "khotin"  # the name under which robots.txt means this program
BYTES = 512 * 1024  # of a robots.txt that are read; RFC 9309 wants 500 KiB at least


@dataclass(frozen=True)
class Rules:
    """What a site allows; `delay` is in seconds, 0 where it asks for none."""

    robots: Protego | None  # None: all is allowed
    delay: float = 0.0

    def allow(self, address: Address) -> bool:
        return self.robots is None or self.robots.can_fetch(address.url, AGENT)


class Robots:
    """The rules of sites, each fetched when it is first needed."""

    def __init__(self, fetch: Callable[[str], Awaitable[Fetched]], longest_delay: float) -> None:
        self._fetch = fetch
        self._longest_delay = longest_delay
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    async def rules(self, address: Address) -> Rules:
        """The rules of an address's site; Ended where they cannot be had, which forbids all."""
        if address.origin not in self._rules:
            task = self._rules[address.origin] = asyncio.create_task(self._read(address.origin))
            task.add_done_callback(
                lambda t: t.cancelled() or t.exception()
            )  # seen, also where nobody waits any more
        return await asyncio.shield(
            self._rules[address.origin]
        )  # one fetch that is given up leaves it to the others

    async def _read(self, origin: str) -> Rules:
        got = await self._fetch(f"{origin}/robots.txt")
        if got.outcome == "fetched":
            return self._parsed(got.body or b"")
        if got.reason in ("redirect", "redirect_loop") or (
            got.reason == "status" and 400 <= (got.status or 0) < 500 and got.status != 429
        ):
            return Rules(None)  # "unavailable", RFC 9309 2.3.1.3: as if there were none
        if got.outcome == "refused" or got.reason in ("dns", "connect", "tls", "timeout"):
            raise Ended(got.reason or "robots", f"{origin}/robots.txt: {got.detail}", outcome=got.outcome)
        if got.reason == "later":
            raise Ended("later", f"{got.detail}", outcome="put_off", retry_after=got.retry_after)
        words = f"không đọc được {origin}/robots.txt nên không tải gì của trang / it cannot be read, so nothing of this site is fetched: {got.detail}"
        raise Ended("robots_unread", words, outcome="refused", retry_after=got.retry_after)

    def _parsed(self, body: bytes) -> Rules:
        robots = Protego.parse(body.decode("utf-8-sig", errors="replace"))
        rate = robots.request_rate(AGENT)
        delays = [robots.crawl_delay(AGENT) or 0.0, rate.seconds / rate.requests if rate else 0.0]
        return Rules(robots, min(max(delays), self._longest_delay))
