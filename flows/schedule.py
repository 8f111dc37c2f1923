"""Serves the flow on a schedule until stopped, on a real Prefect server that it keeps on loopback.

A flow served on Prefect's temporary server never fires, so where no server is configured one is started as a child
process; `khotin run` finds it beside the warehouse. One warm worker carries out the runs, one after another.
"""

import os
import re
import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

from flows import prefect_server, worker

ZONE = "Asia/Ho_Chi_Minh"
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
    signal.signal(signal.SIGTERM, _stop)
    os.environ.update(prefect_server.environment(warehouse))
    with prefect_server.kept(warehouse) as api, worker.kept():
        os.environ["PREFECT_API_URL"] = api
        from prefect.schedules import Cron, Interval

        from flows.scheduled import scheduled_run

        when: Any = Cron(cron, timezone=ZONE) if cron else Interval(pause, timezone=ZONE)  # type: ignore[arg-type]
        places = [s if "*" in s else str(Path(s).resolve()) for s in sources]
        print(
            f"khotin: serving {', '.join(places)} {cron or 'every ' + str(every)}; Prefect at {api}; stop with Ctrl-C",
            flush=True,
        )
        scheduled_run.serve(
            name="khotin",
            parameters={"sources": places, "warehouse": str(warehouse)},
            schedules=[when],
            pause_on_shutdown=False,  # else a restart would find its schedule paused
            limit=1,
            print_starting_message=False,
        )


def _stop(*_: object) -> None:
    raise KeyboardInterrupt
