"""Hosts side by side, each in its own pace."""

import asyncio
import contextlib
import queue
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from itertools import islice
from typing import Generic, TypeVar

from flows.fetch.contracts import Limits

AHEAD = 10_000  # requests that are taken out of the caller's iterable before their turn
BLOCK = 100
TICK = 0.25  # seconds that a thread waits at once: a wait without end hears no signal that another thread was given

Asked = TypeVar("Asked")
Got = TypeVar("Got")


class Host:
    """One host's pace: so many requests at once, and so long between their starts."""

    def __init__(self, at_once: int) -> None:
        self.room = asyncio.Semaphore(at_once)
        self.gate = asyncio.Lock()
        self.next_start = 0.0  # by the loop's clock
        self.rests_until = 0.0  # it asked to be left alone for longer than a run waits


class Pace:
    """The paces of all hosts, by name: ports and schemes of one host share it."""

    def __init__(self, limits: Limits) -> None:
        self._hosts: dict[str, Host] = defaultdict(lambda: Host(limits.host_requests))

    @contextlib.asynccontextmanager
    async def turn(self, name: str, delay: float, clock: asyncio.Timeout) -> AsyncIterator[None]:
        """A host's turn, `delay` seconds after its last one began; the clock stands still while it is waited for."""
        host, loop = self._hosts[name], asyncio.get_running_loop()
        async with still(clock):
            await host.room.acquire()
        try:
            async with still(clock), host.gate:
                await asyncio.sleep(max(0.0, host.next_start - loop.time()))
                host.next_start = loop.time() + delay
            yield
        finally:
            host.room.release()

    async def due(self, name: str) -> None:
        """Waits until a host may be asked, without taking its turn."""
        loop = asyncio.get_running_loop()
        while (left := self._hosts[name].next_start - loop.time()) > 0:
            await asyncio.sleep(left)

    def wait(self, name: str, seconds: float) -> None:
        """Nothing starts at a host for so long."""
        host = self._hosts[name]
        host.next_start = max(host.next_start, asyncio.get_running_loop().time() + seconds)

    def rest(self, name: str, seconds: float, now: float) -> None:
        """A host is not asked for so long, by the loop's clock: see `resting`."""
        host = self._hosts[name]
        host.rests_until = max(host.rests_until, now + seconds)

    def resting(self, name: str) -> float:
        """The seconds that a host still wants to be left alone; 0 where it may be asked."""
        return max(0.0, self._hosts[name].rests_until - asyncio.get_running_loop().time())

    def all_resting(self, now: float) -> dict[str, float]:
        """The hosts that still want to be left alone, each with the seconds."""
        return {
            name: host.rests_until - now for name, host in list(self._hosts.items()) if host.rests_until > now
        }


@contextlib.asynccontextmanager
async def still(clock: asyncio.Timeout) -> AsyncIterator[None]:
    """Stops a deadline's clock for the block."""
    loop = asyncio.get_running_loop()
    end = clock.when()
    if end is None:
        yield
        return
    left = end - loop.time()
    clock.reschedule(None)
    try:
        yield
    finally:
        if not clock.expired():
            clock.reschedule(loop.time() + left)


def side_by_side(
    loop: asyncio.AbstractEventLoop,
    requests: Iterable[Asked],
    host_of: Callable[[Asked], str],
    due: Callable[[str], Awaitable[None]],
    fetch: Callable[[Asked], Awaitable[Got]],
    limits: Limits,
) -> Iterator[list[Got]]:
    """What `fetch` makes of the requests, as they end, those together that ended while the caller was busy; runs in the
    caller's thread, fetches in the loop's.

    A host waits for its pace without taking the place of another. At most `limits.requests` results are under way
    or not yet dealt with: the caller has dealt with what it was given when it asks for more. When it stops, what is
    under way is cancelled.
    """
    queues = Queues(loop, due, fetch, limits)
    source, untaken, more = iter(requests), 0, True
    try:
        while True:
            if more and untaken <= AHEAD - BLOCK:
                block = [(host_of(r), r) for r in islice(source, BLOCK)]
                more = len(block) == BLOCK
                untaken += len(block)
                queues.add(block)
            if not untaken:
                return
            ended = queues.next_results()
            untaken -= len(ended)
            yield ended
            queues.dealt_with(len(ended))
    finally:
        with contextlib.suppress(CancelledError):
            queues.stop()


class Queues(Generic[Asked, Got]):
    """Requests that wait in a queue for each host, and the loop's tasks that fetch them. The caller is in another thread, and
    is told by CancelledError where the loop was closed by a third.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        due: Callable[[str], Awaitable[None]],
        fetch: Callable[[Asked], Awaitable[Got]],
        limits: Limits,
    ) -> None:
        self._loop, self._due, self._fetch, self._at_once = loop, due, fetch, limits.host_requests
        self._ended: queue.SimpleQueue[Got | BaseException] = queue.SimpleQueue()
        self._waiting: dict[str, deque[Asked]] = defaultdict(deque)
        self._workers: dict[str, int] = defaultdict(int)
        self._tasks: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(
            limits.requests
        )  # given back when the caller has dealt with the result

    def add(self, block: list[tuple[str, Asked]]) -> None:
        """Queues requests, each with its host."""
        self._on_loop(self._added, block)

    def next_results(self) -> list[Got]:
        """The next result, waited for, and those that are there with it; raises what a fetch raised."""
        results = [self._waited_for()]
        with contextlib.suppress(queue.Empty):
            while True:
                results.append(self._ended.get_nowait())
        got: list[Got] = []
        for result in results:
            if isinstance(result, BaseException):
                raise result
            got.append(result)
        return got

    def _waited_for(self) -> Got | BaseException:
        while True:
            with contextlib.suppress(queue.Empty):
                return self._ended.get(timeout=TICK)
            if self._loop.is_closed():
                raise CancelledError

    def dealt_with(self, count: int) -> None:
        """Gives the places of so many results to others."""
        for _ in range(count):
            self._on_loop(self._places.release)

    def stop(self) -> None:
        """Forgets what waits, and cancels what is under way."""
        self._on_loop(self._stopped)

    def _on_loop(self, function: Callable[..., object], *given: object) -> None:
        try:
            self._loop.call_soon_threadsafe(function, *given)
        except RuntimeError:  # the client was closed by another thread
            raise CancelledError from None

    def _added(self, block: list[tuple[str, Asked]]) -> None:
        for host, request in block:
            self._waiting[host].append(request)
            if self._workers[host] < self._at_once:
                self._workers[host] += 1
                self._tasks.add(task := self._loop.create_task(self._work(host)))
                task.add_done_callback(self._left)

    async def _work(self, host: str) -> None:
        waiting = self._waiting[host]
        try:
            while waiting:
                await self._due(host)
                await self._places.acquire()
                if not waiting:
                    self._places.release()
                    return
                self._ended.put(await self._fetch(waiting.popleft()))
        except Exception as error:
            self._ended.put(error)
        finally:
            self._workers[host] -= 1

    def _left(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if task.cancelled():  # the client was closed by another thread: whoever waits for a result is told
            self._ended.put(CancelledError())

    def _stopped(self) -> None:
        for waiting in self._waiting.values():
            waiting.clear()
        for task in list(self._tasks):
            task.cancel()
