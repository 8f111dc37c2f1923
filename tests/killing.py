"""Reading as khotin does it, but for one text that ends the process that reads it, what a fault in a library would do, and
one that raises. Dask's workers read so where they are told to preload this.
"""

import contextlib
import os
import signal
from importlib.util import find_spec
from pathlib import Path

import polars as pl

from flows import read
from flows.run import reading

KILLS, RAISES = "chết người", "Câu này làm khotin vấp."
ONCE = "KHOTIN_KILLED_ONCE"  # names the file that a worker makes before it is killed in the middle of a batch, once
READ_BATCH = reading.read_batch
DASK = find_spec("prefect_dask") is not None


def dask_setup(_: object) -> None:
    """What Dask calls in a worker that preloads this."""
    reading.read_batch, staging = read_batch, reading.stage

    def killed_once(folder: Path, name: str, batch: str, frame: pl.DataFrame) -> None:
        staging(folder, name, batch, frame)
        with contextlib.suppress(FileExistsError, KeyError), Path(os.environ[ONCE]).open("x") as told:
            told.write("a worker was killed")
            told.flush()
            os.kill(os.getpid(), signal.SIGKILL)

    reading.stage = killed_once


def read_batch(
    staging: Path, landing: Path, name: str, start: int = 0, stop: int | None = None
) -> dict[str, int]:
    """`reading.read_batch`, with those texts."""
    reading = read.read

    def kills(articles: pl.DataFrame, *more: object) -> "read.Reading":
        if articles["text"].str.contains(KILLS).any():
            os.kill(os.getpid(), signal.SIGKILL)
        if articles["text"].str.contains(RAISES, literal=True).any():
            raise ValueError("not foreseen")
        return reading(articles, *more)

    read.read = kills
    try:
        return READ_BATCH(staging, landing, name, start, stop)
    finally:
        read.read = reading
