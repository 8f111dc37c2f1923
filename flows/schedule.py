"""Serves the flow on a schedule until stopped, on a real Prefect server that it keeps on loopback.

A flow served on Prefect's temporary server never fires, so where no server is configured one is started as a child
process; `khotin run` finds it beside the warehouse. One warm worker carries out the runs, one after another.
"""

import asyncio
import contextlib
import logging
import os
import re
import signal
from datetime import UTC, datetime, timedelta
from glob import has_magic
from pathlib import Path
from typing import Any

from cronsim import CronSim, CronSimError

from flows import prefect_server, worker
from flows.ingest.discover import ADDRESS
from flows.load import published
from flows.settings import SCHEDULE

ZONE = "Asia/Ho_Chi_Minh"
POLL_SECONDS = 5  # how late a turn may begin
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def interval(words: str) -> timedelta:
    """The interval that "30s", "15m", "6h" or "1d" names. Raises ValueError.

    >>> interval("15m")
    datetime.timedelta(seconds=900)
    """
    match = re.fullmatch(r"(\d+)([smhd])", words.strip())
    if match is None or int(match[1]) == 0:
        raise ValueError(f"--every {words}: give a number and s, m, h or d, such as 15m")
    return timedelta(**{UNITS[match[2]]: int(match[1])})


def serve(sources: list[str], warehouse: Path, cron: str | None, every: str | None) -> None:
    """Serves runs over the sources until SIGINT or SIGTERM; one at a time, the operating system's lock guards it."""
    pause = interval(every) if every else None
    if cron:
        _check_cron(cron)
    published.check(warehouse)
    places = _places(sources, warehouse)
    os.environ.update(prefect_server.environment(warehouse))
    os.environ[SCHEDULE] = str(os.getpid())  # before its worker starts, which works for who has its settings
    with prefect_server.kept(warehouse) as api, worker.kept():
        os.environ["PREFECT_API_URL"] = api
        from prefect.runner import Runner
        from prefect.schedules import Cron, Interval

        from flows.scheduled import scheduled_run

        when: Any = Cron(cron, timezone=ZONE) if cron else Interval(pause, timezone=ZONE)  # type: ignore[arg-type]
        print(
            f"khotin: serving {', '.join(places) or 'the active sources'} {cron or 'every ' + str(every)}; Prefect at {api}; stop with Ctrl-C",
            flush=True,
        )
        # Not paused when it ends, else a restart would find its schedule paused.
        runner = Runner(name="khotin", pause_on_shutdown=False, limit=1, query_seconds=POLL_SECONDS)
        runner.add_flow(
            scheduled_run,
            name="khotin",
            parameters={"sources": places, "warehouse": str(warehouse)},
            schedules=[when],
        )
        _run_until_stopped(runner)


def _run_until_stopped(runner: Any) -> None:
    """Runs Prefect's runner until SIGINT, SIGTERM or SIGHUP; its own way of taking SIGTERM leaves traces on the terminal."""
    for number in (signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)
    runner.handle_sigterm = lambda *_: signal.raise_signal(signal.SIGINT)
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # what is cancelled at the end is no news
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(runner.start())
    print("khotin: lịch đã dừng / the schedule has ended: what was published stands", flush=True)


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
    from flows import incoming
    from flows.fetch.sources import listed, named

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
