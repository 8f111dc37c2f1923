"""Prefect's server as khotin starts it on loopback: for the runs of one process, for a schedule, or to stay.

Prefect's own temporary server is started when a flow is called and migrates its database each time it is new. Here it is
started as soon as a run has something to do, beside the imports, with a database that was migrated once a machine and
Prefect version; its port is bound before it starts, so nobody can take it. It dies with whoever started it, also on SIGKILL:
it reads its standard input and ends where that ends.
"""

import atexit
import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from flows.assets import machine_cache
from flows.processes import signals

HOST = "127.0.0.1"
STARTUP_SECONDS = 120
# What names a database of the user's own for the server.
DATABASES = ("PREFECT_API_DATABASE_CONNECTION_URL", "PREFECT_SERVER_DATABASE_CONNECTION_URL")
STOP_SECONDS = 15


class ServerFailed(RuntimeError):
    """The Prefect server did not come up."""


@dataclass
class Server:
    """A server that was started: where its API answers, its process, its log, and its database."""

    api: str
    process: "subprocess.Popen[bytes]"
    log: Path
    home: Path
    patience: float = STOP_SECONDS
    is_lost: bool = False  # it ended by itself
    is_stopped: bool = False

    def wait(self) -> None:
        """Returns when it answers. Raises ServerFailed."""
        deadline = time.monotonic() + STARTUP_SECONDS
        while time.monotonic() < deadline:
            if answers(self.api):
                _mark_migrated(self.home)
                return
            if self.process.poll() is not None:
                raise ServerFailed(f"Prefect's server ended with {self.process.returncode}: see {self.log}")
            time.sleep(0.05)
        raise ServerFailed(f"Prefect's server did not answer within {STARTUP_SECONDS} s: see {self.log}")

    def hurry(self) -> None:
        """Lets it have a second only when it is stopped: a signal asks this process to end, and clients of its own still listen."""
        self.patience = 1

    def watch(self) -> None:
        """From now on this process gets a SIGTERM where the server ends by itself, `is_lost`; not where both are told to end."""

        def wait() -> None:
            self.process.wait()
            time.sleep(2)  # within which a supervisor's signal to all reaches each
            if not self.is_stopped:
                self.is_lost = True
                os.kill(os.getpid(), signal.SIGTERM)

        threading.Thread(target=wait, daemon=True).start()

    def stop(self) -> None:
        """Stops it in good order, so that what it was told last is written."""
        self.is_stopped = True
        _stop(self.process.pid)
        try:
            self.process.wait(timeout=self.patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def home(warehouse: Path) -> Path:
    """Prefect's folder: beside the warehouse, not in the user's home."""
    return warehouse.resolve().parent / "prefect"


def environment(warehouse: Path) -> dict[str, str]:
    """Prefect's settings for a warehouse, but for those that are set already: its home beside it, nothing sent anywhere, a log that leaves failures to the command.

    PREFECT_API_URL is among them where a server that `khotin schedule` or `khotin server start` keeps answers.
    """
    quiet = {
        "PREFECT_HOME": str(home(warehouse)),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
        "PREFECT_CLI_PROMPT": "false",
        "PREFECT_UI_API_URL": "/api",  # the pages ask the server they came from, on whatever port; else one on 4200
    }
    kept = kept_address(warehouse)
    if kept:
        quiet["PREFECT_API_URL"] = kept
    unset = {name: value for name, value in quiet.items() if name not in os.environ}
    direct = {name: _with_loopback(os.environ.get(name, "")) for name in ("NO_PROXY", "no_proxy")}
    # Prefect's HTTP client fails at once where a SOCKS proxy is named, though it would never ask it.
    socks = {name: "" for name, value in os.environ.items() if name.lower().endswith("_proxy") and value.startswith("socks")}  # fmt: skip
    return unset | direct | socks


def kept_address(warehouse: Path) -> str | None:
    """The API of a server that stays and answers; None where there is none."""
    folder = home(warehouse)
    try:
        api = (folder / "server.url").read_text(encoding="utf-8").strip()
        process_id = int((folder / "server.pid").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if answers(api):
        return api
    if not _lives(process_id):
        with contextlib.suppress(OSError):
            _forget(folder)
    return None


def kept_worker(warehouse: Path) -> str | None:
    """The words by which `worker.at_hand` finds the worker of a server that stays; None without one."""
    file = home(warehouse) / "worker"
    return file.read_text() if file.exists() and kept_address(warehouse) else None


def answers(api: str) -> bool:
    """Whether a server answers there; a proxy is never asked."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{api}/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, http.client.HTTPException):
        return False


def turns(api: str) -> list[tuple[datetime, str]]:
    """The next turn of each schedule that a server fires: when, and what it is called; none where it does not say."""
    asked = {
        "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}},
        "sort": "EXPECTED_START_TIME_ASC",
        "limit": 100,
    }
    request = urllib.request.Request(
        f"{api}/flow_runs/filter", json.dumps(asked).encode(), {"Content-Type": "application/json"}
    )
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(request, timeout=5) as answer:
            waiting = json.load(answer)
    except (OSError, http.client.HTTPException, ValueError):
        return []
    first: dict[str, tuple[datetime, str]] = {}
    for run in waiting:
        when = datetime.fromisoformat(run["expected_start_time"])
        told = " ".join(tag for tag in run["tags"] if tag != "auto-scheduled")
        first.setdefault(run["deployment_id"], (when, told or run["name"]))
    return sorted(first.values())


def _configured() -> str | None:
    """The API that PREFECT_API_URL names. Raises ServerFailed where nobody answers there: Prefect would go on trying."""
    api = os.environ.get("PREFECT_API_URL")
    if api:
        try:
            urllib.request.urlopen(f"{api}/health", timeout=10).close()
        except urllib.error.HTTPError:
            pass  # it answers; what it allows is between it and Prefect
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise ServerFailed(
                f"PREFECT_API_URL={api} does not answer ({error}): start that server, or unset the variable and khotin starts its own"
            ) from None
    return api


def _lives(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


_own: Server | None = None  # the server of this process's runs


def begin(warehouse: Path) -> None:
    """Sets Prefect's environment; starts a server for the runs of this process where none is at hand.

    Call it before Prefect is imported, and `wait` before a flow is called.
    """
    global _own
    os.environ.update(environment(warehouse))
    if _own is None and not _configured():
        _own = start(warehouse)
        os.environ["PREFECT_API_URL"] = _own.api
        atexit.register(_own.stop)
        signals.unblocking.append(_own.hurry)


def wait() -> None:
    """Returns when the server of this process's runs answers. Raises ServerFailed."""
    if _own:
        _own.wait()


def start(warehouse: Path, services: bool = False, stays: bool = False) -> Server:
    """Starts a server on a free port of loopback.

    With `services` it schedules runs and cleans up after them; else it only keeps what it is told. Without `stays`
    it ends with this process.
    """
    folder = home(warehouse)
    folder.mkdir(parents=True, exist_ok=True)
    template, database = _template(), folder / "prefect.db"
    if not database.exists() and template.exists():
        half = database.with_name(
            "prefect.db.new"
        )  # a copy that a full disk or a kill leaves half is never taken for whole
        shutil.copyfile(template, half)
        half.replace(database)
        _mark_migrated(folder)
    own = not any(name in os.environ for name in DATABASES)
    settings = {
        "PREFECT_HOME": str(folder),
        "PREFECT_UI_ENABLED": "true" if stays or services else "false",
        "PREFECT__SERVER_EPHEMERAL": "" if services else "1",
        "PREFECT__SERVER_FINAL": "1",
        "PREFECT_API_DATABASE_MIGRATE_ON_START": "false" if own and _is_migrated(folder) else "true",
        "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    }
    log = folder / "server.log"
    with socket.socket() as listening, log.open("ab") as output:
        listening.bind((HOST, 0))
        listening.listen(128)
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "flows.processes.prefect_server",
                str(listening.fileno()),
                *([str(folder)] if stays else []),
            ],
            stdin=subprocess.DEVNULL if stays else subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,
            pass_fds=[listening.fileno()],
            env=os.environ | environment(warehouse) | settings,
        )
        return Server(f"http://{HOST}:{listening.getsockname()[1]}/api", process, log, folder)


@contextlib.contextmanager
def kept(warehouse: Path) -> Iterator[tuple[str, Server | None]]:
    """The address of a server with its services while the block runs: the configured one, else one of our own, which comes too."""
    if configured := _configured():
        yield configured, None
        return
    server = start(warehouse, services=True)
    try:
        server.wait()
        _keep(server)
        yield server.api, server
    finally:
        _forget(server.home)
        server.hurry()
        server.stop()


def start_to_stay(warehouse: Path) -> str:
    """Starts a server that outlives this process, for `khotin run` to use; its API's address. One that answers already stays."""
    running = kept_address(warehouse)
    if running:
        return running
    server = start(warehouse, services=True, stays=True)
    server.wait()
    _keep(server)
    return server.api


def stop_staying(warehouse: Path) -> bool:
    """Stops the server that `start_to_stay` started; False where none runs."""
    api = kept_address(warehouse)
    if api is None:
        return False
    _stop(int((home(warehouse) / "server.pid").read_text()))
    _forget(home(warehouse))
    deadline = time.monotonic() + STOP_SECONDS
    while answers(api) and time.monotonic() < deadline:
        time.sleep(0.1)
    return True


def _keep(server: Server) -> None:
    (server.home / "server.pid").write_text(str(server.process.pid))
    (server.home / "server.url").write_text(server.api)


def _forget(folder: Path) -> None:
    for name in ("server.url", "server.pid", "worker"):
        (folder / name).unlink(missing_ok=True)


def _stop(process_id: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process_id, signal.SIGTERM)


def _with_loopback(hosts: str) -> str:
    """A list of hosts that no proxy serves, with loopback in it."""
    named = [host.strip() for host in hosts.split(",") if host.strip()]
    return ",".join([*named, *(host for host in (HOST, "localhost") if host not in named)])


def _template() -> Path:
    """An empty database of Prefect's, migrated once a machine and version."""
    return machine_cache() / f"prefect-{version('prefect')}.db"


def _is_migrated(folder: Path) -> bool:
    told = folder / "migrated"
    return (folder / "prefect.db").exists() and told.exists() and told.read_text() == version("prefect")


def _mark_migrated(folder: Path) -> None:
    """Notes that a folder's database is that of this Prefect, and keeps it as the template where it is the first."""
    if _is_migrated(folder):
        return
    template = _template()
    with contextlib.suppress(
        OSError, sqlite3.Error
    ):  # without a template the next new database takes some seconds more
        if not template.exists():
            template.parent.mkdir(parents=True, exist_ok=True)
            half = template.with_suffix(f".{os.getpid()}")
            with contextlib.closing(sqlite3.connect(folder / "prefect.db")) as source, contextlib.closing(sqlite3.connect(half)) as copy:  # fmt: skip
                if source.execute("SELECT count(*) FROM flow_run").fetchone() == (0,):
                    source.backup(copy)
                    half.replace(template)
                else:
                    half.unlink()
    (folder / "migrated").write_text(version("prefect"))


def _serve(handle: int) -> None:
    """Serves Prefect's API on a socket that is bound already."""
    import uvicorn

    config = uvicorn.Config(
        "prefect.server.api.server:create_app", factory=True, log_level="error", lifespan="on"
    )
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=handle)])


def _stay(handle: int, folder: Path) -> None:
    """Serves until stopped, with a warm worker beside it whose key its owner alone can read."""
    from flows.processes import worker

    with worker.kept() as words:
        file = folder / "worker"
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
        file.write_text(words)
        _serve(handle)


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    if sys.argv[2:]:
        _stay(int(sys.argv[1]), Path(sys.argv[2]))
    else:
        threading.Thread(target=_end_with_parent, daemon=True).start()
        _serve(int(sys.argv[1]))
