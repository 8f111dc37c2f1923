"""A process that does the work of runs with everything imported, while Prefect's process orders it.

The imports of polars, DuckDB and Great Expectations then run beside those of Prefect, on the other core; and in a schedule
one worker outlives its runs, so none of them imports anything again. It dies with whoever started it, also on SIGKILL.
No fork: polars has threads.
"""

import contextlib
import importlib
import logging
import os
import pickle
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import Any, TypeVar

from flows import config
from flows.processes import signals

log = logging.getLogger(__name__)
T = TypeVar("T")

# What is called in a worker, by name: it is below all of them.
WARM = ("flows.extract", "flows.run.finish", "flows.run.reading", "flows.validate", "flows.report.page")
PREFIX = "khotin-"  # of the folder of its socket
VARIABLE = config.WORKER
PATIENCE_SECONDS = 60.0  # for a worker that is being started anew
TOO_MUCH = 77  # exit status of a worker that held more memory than it was granted
OLD_SECONDS = 3600  # what nobody answers for after that is a leaving
# Settings that a worker does not go by: which warehouse is meant each call says, and fetching and alerting are the caller's.
CALLERS = ("KHOTIN_WAREHOUSE", "KHOTIN_CONFIG", "KHOTIN_HOME", "KHOTIN_LOG", "KHOTIN_RUNNER", VARIABLE, "KHOTIN_FETCH_", "KHOTIN_ALLOW_HOSTS", "KHOTIN_CONTACT", "KHOTIN_ALERT_", "KHOTIN_SMTP")  # fmt: skip
RUNS, BYTES = 200, 700_000_000  # after so many runs, or so much memory, a kept worker begins anew


class WorkerDied(RuntimeError):
    """The worker's process ended while it worked."""


@dataclass
class Worker:
    """A worker as its users see it: where it listens, and the key that it asks for."""

    address: str
    key: bytes
    process: "subprocess.Popen[bytes] | None" = field(default=None, compare=False)
    warm: bool = field(default=True, compare=False)

    def call(self, function: Callable[..., T], *given: Any, memory: int | None = None) -> T:
        """What the function (of a module) returns, or raises, there. Raises WorkerDied.

        The worker ends itself where it holds more than `memory` bytes before the function returns.
        """
        process = self.process
        with self._connected() as connection:
            connection.send((function, given, memory))
            try:
                raised, value = connection.recv()
            except (EOFError, ConnectionError):
                why = _why(process, memory)
                raise WorkerDied(
                    f"the worker ended during {function.__module__}.{function.__qualname__}: {why}"
                ) from None
        if raised:
            raise value
        return value

    def revive(self) -> None:
        """Starts its process anew, where this process started it and it has ended."""
        with _reviving:
            if self.process and self.process.poll() is not None:
                self.process = _spawn(self.address, self.key, self.warm)

    def give_up(self) -> None:
        """Ends its process at once, where this process started it: who waits for an answer hears that it died."""
        if self.process:
            self.process.kill()

    def stop(self) -> None:
        """Ends its process, where this process started it, and clears up after it."""
        if self.process:
            self.process.kill()
            self.process.wait()
            shutil.rmtree(Path(self.address).parent, ignore_errors=True)

    def _connected(self) -> Connection:
        """A connection to it, waited for while it starts."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return Client(self.address, "AF_UNIX", authkey=self.key)
            except (FileNotFoundError, ConnectionError, EOFError):
                if (self.process and self.process.poll() is not None) or time.monotonic() > deadline:
                    raise WorkerDied("the worker did not start") from None
                time.sleep(0.02)


_at_hand: Worker | None = None
_reviving = threading.Lock()


def call(function: Callable[..., T], *given: Any, memory: int | None = None) -> T:
    """What the function returns: worked out by the worker at hand, here without one. Raises WorkerDied, but has another begun."""
    if _at_hand is None:
        return function(*given)
    try:
        return _at_hand.call(function, *given, memory=memory)
    except WorkerDied:
        _at_hand.revive()
        raise


@contextlib.contextmanager
def begun_anew() -> Iterator[Callable[..., Any]]:
    """`call` by a worker of nobody else's, which is begun anew each time that it has died; it imports what it is called for."""
    worker = start(warm=False)

    def by_itself(function: Callable[..., T], *given: Any, memory: int | None = None) -> T:
        worker.revive()
        return worker.call(function, *given, memory=memory)

    try:
        yield by_itself
    finally:
        worker.stop()


@contextlib.contextmanager
def at_hand(kept: str | None = None) -> Iterator[None]:
    """A worker for `call` as long as the block runs: one that is kept, else one of its own, which starts meanwhile.

    `kept` are the words of `kept()`, if not those of the environment.
    """
    global _at_hand
    named = os.environ.get(VARIABLE) or kept
    worker = (_kept(named) if named and config.is_worker(named) else None) or start()
    _at_hand = worker
    signals.unblocking.append(worker.give_up)
    try:
        yield
    finally:
        _at_hand = None
        signals.unblocking.remove(worker.give_up)
        worker.stop()


@contextlib.contextmanager
def kept() -> Iterator[str]:
    """Keeps a worker for runs of other processes as long as the block runs; where it ends, another takes its place.

    Child processes find it in their environment, others by the words that it gives.
    """
    first = start()
    stopping = threading.Event()

    def watch() -> None:
        worker = first
        while not stopping.is_set():
            if worker.process and worker.process.poll() is not None:
                worker.process = _spawn(worker.address, worker.key)
            stopping.wait(0.1)
        worker.stop()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    os.environ[VARIABLE] = f"{first.address} {first.key.hex()}"
    try:
        yield os.environ[VARIABLE]
    finally:
        del os.environ[VARIABLE]
        stopping.set()
        watcher.join()


def _why(process: "subprocess.Popen[bytes] | None", memory: int | None) -> str:
    """Why a worker's process ended, as far as is known: who did not start it does not see how it ended."""
    code = None
    with contextlib.suppress(subprocess.TimeoutExpired):
        code = process.wait(PATIENCE_SECONDS) if process else None
    if code == TOO_MUCH and memory:
        return f"it held more than {memory / 1e9:.1f} GB, which is what KHOTIN_MEMORY grants"
    if code is not None and code < 0:
        return f"ended by {signal.Signals(-code).name}: out of memory, or a library's fault"
    return "out of memory, or killed"


def start(warm: bool = True) -> Worker:
    """Starts a worker; it imports what runs need while its first call is under way, or only what is called where it is not `warm`."""
    address = str(Path(tempfile.mkdtemp(prefix=PREFIX, dir=_short())) / "worker")
    key = secrets.token_bytes(32)
    return Worker(address, key, _spawn(address, key, warm), warm)


def _short() -> Path:
    """A folder whose sockets' names stay within what the system allows (104 bytes or more), whatever TMPDIR says.

    Folders there of workers that were killed with whoever started them are cleared away.
    """
    named = Path(tempfile.gettempdir())
    folder = named if len(os.fsencode(named)) < 70 else Path("/tmp")
    for other in folder.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if other.stat().st_uid == os.getuid() and time.time() - other.stat().st_mtime > OLD_SECONDS and _is_dead(other / "worker"):  # fmt: skip
                shutil.rmtree(other)
    return folder


def _is_dead(address: Path) -> bool:
    """Whether nobody listens at a socket."""
    with socket.socket(socket.AF_UNIX) as asking:
        try:
            asking.connect(str(address))
        except (ConnectionRefusedError, FileNotFoundError):
            return True
    return False


def _named(words: str) -> tuple[str, bytes]:
    address, key = words.rsplit(" ", 1)
    return address, bytes.fromhex(key)


def _spawn(address: str, key: bytes, warm: bool = True) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "flows.processes.worker", address, *(["warm"] if warm else [])]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
    assert process.stdin
    process.stdin.write(key)
    process.stdin.flush()
    return process


def _kept(words: str) -> Worker | None:
    """The worker that is kept, ready for a run, begun anew where it has become old; None where it has other settings than
    this process, for a process goes by those it was started with."""
    worker = Worker(*_named(words))
    if worker.call(_settings) != _settings():
        return None
    with contextlib.suppress(WorkerDied):
        worker.call(_retire_if_old)
    worker.call(os.getpid)
    return worker


_runs = 0
_born: tuple[tuple[str, int], ...] = ()


def _settings() -> dict[str, str]:
    """The settings of this process's environment that a worker goes by."""
    return {k: v for k, v in os.environ.items() if k.startswith("KHOTIN_") and not k.startswith(CALLERS)}


def _retire_if_old() -> None:
    """In the worker: ends it after many runs, with much memory, or where code, SQL, expectations or seeds changed."""
    global _runs
    _runs += 1
    if _runs > RUNS or _resident() > BYTES or _written() != _born:
        os._exit(0)


def _resident() -> int:
    """Bytes of memory that this process holds; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def _written() -> tuple[tuple[str, int], ...]:
    """Every file that a worker goes by, with when it was written."""
    from flows.assets import PACKAGE, own_seeds, root

    folders = [PACKAGE, *(root() / name for name in ("sql", "expectations", "seeds")), own_seeds()]
    files = [p for folder in folders if folder for p in folder.rglob("*") if p.suffix in {".py", ".sql", ".json", ".csv"}]  # fmt: skip
    return tuple(sorted((str(p), p.stat().st_mtime_ns) for p in files))


def _warm() -> None:
    """Imports what runs need, in the order in which they need it, and makes what every run makes.

    What is wrong with that, such as a seed, is told by the call that needs it.
    """
    try:
        for module in WARM:
            importlib.import_module(module)
        from flows import validate
        from flows.read import lexicon

        lexicon.load()
        validate.warm()
    except Exception:
        log.debug("the worker is not warm", exc_info=True)


def _serve(address: str, key: bytes, warm: bool) -> None:
    global _born
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # the terminal sends it to all; who started the worker ends it
    _born = _written()
    Path(address).unlink(missing_ok=True)
    try:
        listening = Listener(address, "AF_UNIX", authkey=key, backlog=16)
    except FileNotFoundError:  # who started the worker has ended, and its folder is cleared away
        return
    with listening as listener:
        if warm:
            threading.Thread(target=_warm, daemon=True).start()
        while True:
            with contextlib.suppress(EOFError, ConnectionError):
                threading.Thread(target=_answer, args=(listener.accept(),), daemon=True).start()


def _answer(connection: Connection) -> None:
    """Works off one call. Where the caller is gone before it ends, so is its run: the worker ends, and with it what it wrote."""
    done: list[tuple[bool, Any]] = []
    with connection, contextlib.suppress(EOFError, ConnectionError):
        function, given, memory = connection.recv()
        working = threading.Thread(target=_work, args=(function, given, done), daemon=True)
        working.start()
        while working.is_alive():
            working.join(0.01)
            if connection.poll():  # nothing is said meanwhile: it is the end
                os._exit(1)
            if memory and _resident() > memory:
                os._exit(TOO_MUCH)
        connection.send_bytes(_pickled(done[0]))


def _work(function: Callable[..., Any], given: tuple[Any, ...], done: list[tuple[bool, Any]]) -> None:
    try:
        done.append((False, function(*given)))
    except BaseException as error:
        done.append((True, error))


def _pickled(answer: tuple[bool, Any]) -> bytes:
    """The answer as bytes; an error that cannot travel goes as its words."""
    with contextlib.suppress(Exception):
        told = pickle.dumps(answer)
        pickle.loads(told)
        return told
    return pickle.dumps((True, RuntimeError(f"{type(answer[1]).__name__}: {answer[1]}")))


def _end_with_parent(folder: Path) -> None:
    sys.stdin.buffer.read()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


if __name__ == "__main__":
    from flows.processes import worker  # what is pickled by name belongs to this module, not to __main__

    key = sys.stdin.buffer.read(32)
    threading.Thread(target=worker._end_with_parent, args=(Path(sys.argv[1]).parent,), daemon=True).start()
    worker._serve(sys.argv[1], key, sys.argv[2:] == ["warm"])
