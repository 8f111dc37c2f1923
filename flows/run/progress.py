"""How far a run is: told to the terminal, and beside the warehouse for `khotin status`."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from flows.load import alive

SECONDS = 0.5  # between two tellings in a file


class Progress:
    """The stage that a run is in, and while it reads: documents and bytes done, their rate, the time left."""

    def __init__(self, warehouse: Path, run_id: str, told: Callable[[str], None] | None) -> None:
        """`told` hears each line too; none: only the file beside the warehouse holds it."""
        self._warehouse, self._run_id, self._told = warehouse, run_id, told
        self._written = 0.0
        self._sizes: dict[str, tuple[int, int]] = {}
        self._done: list[str] = []
        self._began = time.monotonic()

    def say(self, words: str) -> None:
        """Tells a line; the file beside the warehouse is written twice a second at most."""
        if self._told:
            self._told(words)
        if time.monotonic() - self._written > SECONDS:
            self._written = time.monotonic()
            alive.tell(self._warehouse, self._run_id, words)

    def stage(self, words: str) -> None:
        """Tells that a stage begins."""
        self._written = 0.0
        self.say(f"{words} …")

    def reading(self, staging: Path, batches: Sequence[str]) -> None:
        """Begins the reading of batches of documents."""
        for name in batches:
            size = pl.read_parquet(staging / "documents" / f"{name}.parquet", columns=["bytes"], glob=False)
            self._sizes[name] = (size.height, int(size["bytes"].sum() or 0))
        self._began = time.monotonic()
        self.read()

    def read(self, *batches: str) -> None:
        """Tells that these batches are read."""
        self._done += batches
        documents, size = self._sum(self._done)
        every, whole = self._sum(self._sizes)
        self.stage(
            f"đọc / reading {documents}/{every} bài/documents, {size / 1e6:.1f}/{whole / 1e6:.1f} MB"
            + rate(documents, every, time.monotonic() - self._began)
        )

    def _sum(self, names: Sequence[str] | dict[str, tuple[int, int]]) -> tuple[int, int]:
        found = [self._sizes[name] for name in names]
        return sum(d for d, _ in found), sum(b for _, b in found)


def rate(done: int, of: int, seconds: float) -> str:
    """How quickly documents are done, and how long the others will take; nothing before the first is done.

    >>> rate(50, 200, 10)
    ', 5.0/s, còn/left 0:30'
    >>> rate(0, 200, 10)
    ''
    """
    if not done or seconds <= 0:
        return ""
    left = round((of - done) * seconds / done)
    return f", {done / seconds:.1f}/s, còn/left {left // 60}:{left % 60:02d}"
