"""Reading on Dask: on a cluster of the run's own (`KHOTIN_RUNNER=dask`), or on one that stands (`dask:tcp://HOST:PORT`).

Workers are told paths and give figures; documents, and what is read of them, lie on storage that every worker sees under
the same path. An attempt writes into a folder of its own, and only that whose answer arrives is taken: a worker that was
given up for lost and still writes changes nothing. Fetching, validating, loading and reporting stay where the run is.
"""

import contextlib
import hashlib
import logging
import shutil
import signal
import socket
import sys
import uuid
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import cache
from importlib.metadata import version
from pathlib import Path

import dask
from distributed import CancelledError, Client, KilledWorker, LocalCluster, Security
from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.settings import PREFECT_API_URL
from prefect_dask import DaskTaskRunner

from flows.assets import PACKAGE, rules_version
from flows.processes import prefect_server
from flows.run import reading, stages
from flows.settings import RUNNER, Settings

log = logging.getLogger(__name__)

CONNECT_SECONDS, WORKERS_SECONDS = 10, 60  # until a scheduler answers; until the first worker is there
LIBRARIES = ("polars", "trafilatura")  # those that read texts, whose versions must be the same everywhere
ATTEMPTS = "attempts"  # the folder in staging with a folder for each time that a batch is read
# A worker that dies costs its batch one attempt; at the second death the batch is read by halves, where the run is.
# Workers hold nothing for each other, so there is nothing to spill, and one that pauses would never go on.
OWN = {
    "distributed.scheduler.allowed-failures": 1,
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
}
_heard: ContextVar[Callable[[str], None]] = ContextVar("heard")  # what hears that a batch is read


class ClusterUnfit(RuntimeError):
    """The cluster cannot be reached, or would not give what this machine gives."""


def read(
    staging: Path, landing: Path, batches: list[str], heard: Callable[[str], None]
) -> list[dict[str, int]]:
    """The counts of batches, as `reading.read_batch` gives and stages them, in their order; `heard` is told of each.

    A batch that ended two workers is read by `reading.read_by_halves`. Raises ClusterUnfit, and what reading raises.
    """
    settings, token = Settings(), _heard.set(heard)
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # of a worker's death, the run tells
    try:
        begun = _own(settings) if settings.cluster is None else _standing(settings.cluster, staging)
        with begun as (address, keys):
            runner = DaskTaskRunner(address=address, client_kwargs={"security": keys})
            on_cluster = flow(name="khotin-read", task_runner=runner, persist_result=False, validate_parameters=False)  # fmt: skip
            return on_cluster(_read)(staging, landing, batches)
    except CancelledError as error:
        raise ClusterUnfit(f"{RUNNER}={settings.runner}: its scheduler was lost while batches were read; nothing was published, run again") from error  # fmt: skip
    finally:
        _heard.reset(token)


@contextlib.contextmanager
def _own(settings: Settings) -> Iterator[tuple[str, Security | None]]:
    """A cluster on this machine that ends with the block, closed to other users: its address, and the keys to it."""
    keys = Security.temporary()
    with (
        dask.config.set(OWN),
        LocalCluster(
            n_workers=settings.cluster_workers,
            threads_per_worker=1,
            memory_limit=settings.memory_of_cluster // settings.cluster_workers,
            security=keys,
            preload=[
                __name__,
                *dask.config.get("distributed.worker.preload"),
            ],  # it calls `dask_setup` of each
            scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
            silence_logs=logging.CRITICAL,
        ) as cluster,
    ):
        yield cluster.scheduler_address, keys


def dask_setup(_: object) -> None:
    """In a worker of a run's own cluster, as it begins: the terminal sends its signals to all, and the run ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextlib.contextmanager
def _standing(address: str, staging: Path) -> Iterator[tuple[str, Security | None]]:
    """The address of a cluster whose workers can do the work; the keys to it, if any, Dask's own settings name. Raises ClusterUnfit."""
    named = f"{RUNNER}=dask:{address}"
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterUnfit(
            f"{named}: no Dask scheduler answers there ({error}): start one (docs/scale.md), or set {RUNNER}=local"
        ) from error
    with client:
        try:
            client.wait_for_workers(1, WORKERS_SECONDS)
            lacks = client.run(lack, code_version(), staging, PREFECT_API_URL.value())
        except TimeoutError as error:
            raise ClusterUnfit(
                f"{named}: its scheduler has no worker: start one with `dask worker {address}` (docs/scale.md)"
            ) from error
        except ModuleNotFoundError as error:
            raise ClusterUnfit(
                f'{named}: a worker lacks {error.name}: pip install "khotin[dask]" there'
            ) from error
        for one, lacking in lacks.items():
            if lacking:
                raise ClusterUnfit(f"{named}: the worker {one} {lacking}")
        yield address, None


def lack(code: str, staging: Path, api: str | None = None) -> str:
    """In a worker: what it lacks to read what lies in `staging` as `code` does, and to tell the Prefect server at `api` of it; nothing, if it is fit."""
    if code_version() != code:
        return "has other code, seeds or libraries than the run: install the same khotin there, name the same KHOTIN_SEEDS, start it anew"
    if not (staging / "documents").is_dir():
        return f"does not see {staging}: let the warehouse lie on storage that every worker sees under the same path"
    if api and not prefect_server.answers(api):
        return f"does not reach Prefect's server at {api}: start one that it reaches (docs/scale.md) and name it in PREFECT_API_URL"
    return ""


def attempt(code: str, staging: Path, landing: Path, name: str) -> tuple[Path, dict[str, int]]:
    """In a worker: reads a batch into a folder of its own in staging; the folder, and the counts. Raises ClusterUnfit."""
    if lacking := lack(code, staging):
        raise ClusterUnfit(f"a worker on {socket.gethostname()} {lacking}")
    folder = staging / ATTEMPTS / f"{name}-{uuid.uuid4().hex[:8]}"
    folder.mkdir(parents=True)
    (folder / "documents").symlink_to(staging / "documents")
    return folder, reading.read_batch(folder, landing, name)


@cache
def code_version() -> str:
    """12 hex digits that change with the code, by its content, with the rules' seeds and the libraries that read.

    A process is asked once, as it begins: what it has imported by then is what it goes by.
    """
    digest = hashlib.sha256(" ".join([rules_version(), *map(version, LIBRARIES)]).encode())
    for file in sorted(PACKAGE.rglob("*.py")):
        digest.update(f"{file.relative_to(PACKAGE)} ".encode() + file.read_bytes())
    return digest.hexdigest()[:12]


there = task(name="read", task_run_name="read {name}", persist_result=False, cache_policy=NO_CACHE, retries=1)(attempt)  # fmt: skip
by_halves = task(name="read by halves", task_run_name="read {name} by halves", persist_result=False, cache_policy=NO_CACHE)(reading.read_by_halves)  # fmt: skip


def _read(staging: Path, landing: Path, batches: list[str]) -> list[dict[str, int]]:
    """The flow of `read`; what it is given goes to every worker with each task, so it is paths and names alone."""
    code, counts = code_version(), []
    under_way = [there.submit(code, staging, landing, name) for name in batches]
    for name, batch in zip(batches, under_way, strict=True):
        try:
            folder, counted = batch.result()
            _take(staging, folder, name)
        except KilledWorker as death:
            log.warning("batch %s ended %s workers, the last %s; it is read here by halves", name, death.allowed_failures + 1, death.last_worker.address)  # fmt: skip
            counted = by_halves(staging, landing, name)
        counts.append(counted)
        _heard.get()(name)
    return counts


def _take(staging: Path, folder: Path, name: str) -> None:
    """Moves what an attempt staged to where a run looks for it, in place of what an earlier reading left of the batch."""
    reading._clear(staging, name, 0, sys.maxsize)
    for frame in reading.FRAMES:
        (staging / frame).mkdir(parents=True, exist_ok=True)
        for file in (folder / frame).iterdir():
            file.rename(staging / frame / file.name)
    if (notes := folder / stages.NOTES).exists():
        with (staging / stages.NOTES).open("a", encoding="utf-8") as of_run:
            of_run.write(notes.read_text(encoding="utf-8"))
    shutil.rmtree(folder)
