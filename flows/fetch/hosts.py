"""Hosts side by side, each in its own pace."""

import asyncio
import contextlib
import queue
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from itertools import islice
from typing import TypeVar

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

    def rest(self, name: str, seconds: float) -> None:
        """A host is not asked for so long: see `resting`."""
        host = self._hosts[name]
        host.rests_until = max(host.rests_until, asyncio.get_running_loop().time() + seconds)

    def resting(self, name: str) -> float:
        """The seconds that a host still wants to be left alone; 0 where it may be asked."""
        return max(0.0, self._hosts[name].rests_until - asyncio.get_running_loop().time())


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
) -> Iterator[Got]:
    """What `fetch` makes of the requests, as they end; runs in the caller's thread, fetches in the loop's.

    A host waits for its pace without taking the place of another. At most `limits.requests` results are under way
    or not yet taken. When the caller stops, what is under way is cancelled.
    """
    ended: queue.SimpleQueue[Got | BaseException] = queue.SimpleQueue()
    waiting: dict[str, deque[Asked]] = defaultdict(deque)
    workers: dict[str, int] = defaultdict(int)
    tasks: set[asyncio.Task[None]] = set()
    places = asyncio.Semaphore(limits.requests)  # given back when the caller takes the result

    async def work(host: str) -> None:
        try:
            while waiting[host]:
                await due(host)
                await places.acquire()
                if not waiting[host]:
                    places.release()
                    return
                ended.put(await fetch(waiting[host].popleft()))
        except Exception as error:
            ended.put(error)
        finally:
            workers[host] -= 1

    def add(block: list[tuple[str, Asked]]) -> None:
        for host, request in block:
            waiting[host].append(request)
            if workers[host] < limits.host_requests:
                workers[host] += 1
                tasks.add(task := loop.create_task(work(host)))
                task.add_done_callback(left)

    def left(task: asyncio.Task[None]) -> None:
        tasks.discard(task)
        if task.cancelled():  # the client was closed by another thread: whoever waits for a result is told
            ended.put(CancelledError())

    def stop() -> None:
        waiting.clear()
        for task in list(tasks):
            task.cancel()

    def on_loop(function: Callable[..., object], *given: object) -> None:
        try:
            loop.call_soon_threadsafe(function, *given)
        except RuntimeError:  # the client was closed by another thread
            raise CancelledError from None

    source, untaken, more = iter(requests), 0, True
    try:
        while True:
            if more and untaken <= AHEAD - BLOCK:
                block = [(host_of(r), r) for r in islice(source, BLOCK)]
                more = len(block) == BLOCK
                untaken += len(block)
                on_loop(add, block)
            if not untaken:
                return
            try:
                result = ended.get(timeout=TICK)
            except queue.Empty:
                if loop.is_closed():
                    raise CancelledError from None
                continue
            untaken -= 1
            if isinstance(result, BaseException):
                raise result
            on_loop(places.release)
            yield result
    finally:
        with contextlib.suppress(CancelledError):
            on_loop(stop)
