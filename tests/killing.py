"""Reading as khotin does it, but for one text that ends the process that reads it: what a fault in a library would do."""

import os
import signal
from pathlib import Path

import polars as pl

from flows import read, runs

KILLS = "chết người"


def read_batch(
    staging: Path, landing: Path, name: str, start: int = 0, stop: int | None = None
) -> dict[str, int]:
    """`runs.read_batch`, with that text."""
    reading = read.read

    def kills(articles: pl.DataFrame, *more: object) -> "read.Reading":
        if articles["text"].str.contains(KILLS).any():
            os.kill(os.getpid(), signal.SIGKILL)
        return reading(articles, *more)

    read.read = kills
    try:
        return runs.read_batch(staging, landing, name, start, stop)
    finally:
        read.read = reading
