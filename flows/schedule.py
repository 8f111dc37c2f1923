"""Serves the flow on a schedule until stopped, on a real Prefect server that it keeps on loopback.

A flow served on Prefect's temporary server never fires, so where no server is configured one is started as a child
process; its address lies in `prefect/server.url` beside the warehouse, where `khotin run` finds it.
"""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

ZONE = "Asia/Ho_Chi_Minh"
STARTUP_SECONDS = 120
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class ServerFailed(RuntimeError):
    """The Prefect server did not come up."""


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
    with server(warehouse) as api:
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


@contextlib.contextmanager
def server(warehouse: Path) -> Iterator[str]:
    """The address of a Prefect server's API: the configured one, else one of our own, stopped at the end."""
    configured = os.environ.get("PREFECT_API_URL")
    if configured:
        yield configured
        return
    folder = warehouse.parent / "prefect"
    folder.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)],
            stdout=log,
            stderr=log,
            start_new_session=True,
            env=os.environ | {"PREFECT_UI_ENABLED": "false"},
        )
    api, address = f"http://127.0.0.1:{port}/api", folder / "server.url"
    try:
        _wait_for(api, process, folder / "server.log")
        address.write_text(api)
        yield api
    finally:
        address.unlink(missing_ok=True)
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _wait_for(api: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ServerFailed(f"Prefect's server ended with {process.returncode}: see {log}")
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{api}/health", timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.3)
    raise ServerFailed(f"Prefect's server did not answer within {STARTUP_SECONDS} s: see {log}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _stop(*_: object) -> None:
    raise KeyboardInterrupt
