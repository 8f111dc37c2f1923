"""Serves the flow on a schedule until stopped, on a real Prefect server that it keeps on loopback.

A flow served on Prefect's temporary server never fires, so where no server is configured one is started as a child
process; `khotin run` finds it beside the warehouse. One warm worker carries out the runs, one after another.
"""

import asyncio
import contextlib
import json
import logging
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from glob import has_magic
from pathlib import Path
from typing import Any

from cronsim import CronSim, CronSimError
from filelock import FileLock, Timeout

from flows.fetch.sources import interval, listed, named
from flows.ingest.discover import ADDRESS
from flows.load import published
from flows.operate import logs, room
from flows.processes import prefect_server, worker
from flows.settings import ALLOWED, SCHEDULE

ZONE = "Asia/Ho_Chi_Minh"
POLL_SECONDS = 5  # how late a turn may begin
ALL, HOURLY = (
    "all",
    "1h",
)  # the name of a schedule over all that is named; how often a source comes whose row says nothing


class ServedAlready(RuntimeError):
    """Another process serves the schedules of this warehouse."""


@dataclass(frozen=True)
class Turns:
    """The turns of one schedule: what it is called, when they are, what each takes in."""

    name: str
    when: str  # "15m", or cron in Vietnam's time
    places: tuple[str, ...]

    @property
    def deployment(self) -> str:
        """What Prefect calls it."""
        return "khotin" if self.name == ALL else f"khotin-{self.name.replace('/', '-')}"


def planned(sources: list[str], warehouse: Path, when: str | None) -> list[Turns]:
    """One schedule over the sources; without `when`, one for each active source, by its row of sources.csv (hourly where it says nothing).

    Raises ValueError, NothingActive.
    """
    if when:
        return [Turns(ALL, when, tuple(_places(sources, warehouse)))]
    from flows.run import incoming

    active = incoming.active(warehouse)
    if not active:
        raise incoming.NothingActive(incoming.HOW)
    return [Turns(s.name, s.schedule or HOURLY, (s.name,)) for s in active]


def serve(sources: list[str], warehouse: Path, cron: str | None, every: str | None) -> None:
    """Serves runs until SIGINT or SIGTERM, by one schedule or by those of the active sources; one at a time, the operating
    system's lock guards it. Where its Prefect server is lost, this process begins again, with another one.

    Raises ServedAlready, ValueError.
    """
    if every and not interval(every):
        raise ValueError(f"--every {every}: give a number and s, m, h or d, such as 15m")
    if cron:
        _check_cron(cron)
    published.check(warehouse)
    schedules = planned(sources, warehouse, cron or every)
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    room.awaited(warehouse.parent)  # a server that cannot write its database would end at once
    with alone(warehouse):
        is_lost = _served(schedules, warehouse)
    if is_lost:
        _begin_again()
    logs.say("lịch đã dừng / the schedule has ended: what was published stands")


@contextlib.contextmanager
def alone(warehouse: Path) -> Iterator[None]:
    """The one process that serves the schedules of a warehouse, by a lock that ends with it. Raises ServedAlready with its number.

    Of two, each would let go of the other's turns, and the one that ends would take the other's server with it.
    """
    folder = warehouse.parent / "work"
    folder.mkdir(exist_ok=True)
    lock, holder = FileLock(folder / "schedule.lock"), folder / "schedule.pid"
    try:
        lock.acquire(timeout=0)
    except Timeout:
        pid = (holder.read_text(encoding="utf-8") if holder.exists() else "") or "unknown"
        raise ServedAlready(
            f"đã có lịch chạy / a schedule of {warehouse} is being served by process {pid}: "
            f"dừng nó trước / stop it first (Ctrl-C, or kill {pid}); one `khotin schedule` serves any number of sources"
        ) from None
    try:
        with contextlib.suppress(OSError):  # a full disk, which it waits out
            holder.write_text(str(os.getpid()), encoding="utf-8")
        yield
    finally:
        lock.release()


def _served(schedules: list[Turns], warehouse: Path) -> bool:
    """Serves schedules until this process is told to stop; whether it ended because its Prefect server was lost."""
    os.environ.update(prefect_server.environment(warehouse))
    os.environ[ALLOWED] = json.dumps([str(warehouse), *(p for s in schedules for p in s.places)])
    os.environ[SCHEDULE] = str(os.getpid())  # before its worker starts, which works for who has its settings
    with prefect_server.kept(warehouse) as (api, server), worker.kept(), room.watched(warehouse.parent):
        os.environ["PREFECT_API_URL"] = api
        from prefect.runner import Runner
        from prefect.schedules import Cron, Interval

        from flows.scheduled import let_go_of_missed, scheduled_run

        told = ", ".join(f"{' '.join(s.places) or 'the active sources'} ({s.when})" for s in schedules)
        logs.say(
            f"serving {told}; Prefect at {api.removesuffix('/api')}; `khotin status` tells the next turns; stop with Ctrl-C"
        )
        # Not paused when it ends, else a restart would find its schedule paused.
        runner = Runner(name="khotin", pause_on_shutdown=False, limit=1, query_seconds=POLL_SECONDS)
        for turns in schedules:
            pause = interval(turns.when)
            every_turn: Any = Interval(pause, timezone=ZONE) if pause else Cron(turns.when, timezone=ZONE)
            served: Any = runner.add_flow(
                scheduled_run,
                name=turns.deployment,
                parameters={
                    "sources": list(turns.places),
                    "warehouse": str(warehouse),
                    "schedule": turns.name,
                },
                schedules=[every_turn],
                tags=[turns.name, turns.when],
            )
            let_go_of_missed(served, warehouse, turns.name, "while no schedule was served")
        _let_go_of_others({s.deployment for s in schedules})
        if server:
            server.watch()
        _run_until_stopped(runner, server)
    return bool(server and server.is_lost)


def _begin_again() -> None:
    """This process anew, by the same words and under the same number: Prefect's clients keep the address of the server they met first."""
    logs.say(
        "máy chủ Prefect đã mất, đang mở máy khác / Prefect's server was lost: another one is being started",
        "warning",
    )
    del os.environ["PREFECT_API_URL"]
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _let_go_of_others(names: set[str]) -> None:
    """Deletes what an earlier schedule served under other names: its turns would wait for ever."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowFilter, FlowFilterName

    with get_client(sync_client=True) as client:
        ours = FlowFilter(name=FlowFilterName(any_=["khotin-scheduled"]))
        for deployment in client.read_deployments(flow_filter=ours, limit=200):
            if deployment.name not in names:
                client.delete_deployment(deployment.id)


def _run_until_stopped(runner: Any, server: prefect_server.Server | None) -> None:
    """Runs Prefect's runner until SIGINT, SIGTERM or SIGHUP; its own way of taking SIGTERM leaves traces on the terminal."""
    for number in (signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)

    def stop(*_: Any) -> None:
        if server and not server.is_lost:
            server.is_stopped = True  # a supervisor tells it to end, too: it is not lost then
        for run in multiprocessing.active_children() if server and server.is_lost else []:
            run.kill()  # it would go on asking the server that is lost; the next turn goes on where it was
        if (
            signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        ):  # as in a shell's background: SIGTERM is obeyed there too
            signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.raise_signal(signal.SIGINT)

    runner.handle_sigterm = stop
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # what is cancelled at the end is no news
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(runner.start())


def _check_cron(words: str) -> None:
    """Raises ValueError for words that are no time in cron; Prefect would say so only when its server is up."""
    try:
        next(CronSim(words, datetime.now(UTC)))
    except (CronSimError, StopIteration) as error:
        raise ValueError(
            f'--cron {words}: {str(error) or "it never fires"}; give minute, hour, day, month and weekday, such as "0 6 * * *"'
        ) from None


def _places(sources: list[str], warehouse: Path) -> list[str]:
    """The sources as every run of the schedule looks for them. Raises ValueError for one that is not there, NothingActive.

    A folder may be empty, and a glob may match nothing yet: they are watched. Without any, runs take in what is active
    then.
    """
    from flows.run import incoming

    if not sources:
        incoming.asked([], warehouse)
        return []
    rows, places = listed(), []
    for source in sources:
        if named(source, rows) and not os.path.lexists(source):
            places.append(source)
            continue
        if ADDRESS.match(source):
            raise ValueError(f"{source}: only http and https are fetched")
        if not has_magic(source) and not os.path.lexists(source):
            raise ValueError(
                f"{source} is not there (looked from {Path.cwd()}): make the folder first, it may be empty"
            )
        places.append(str(Path(source).absolute()))
    return places
