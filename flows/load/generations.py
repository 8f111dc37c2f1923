"""The generations kept beside a warehouse: what each is of, which of them go first, and which is the one before the last run.

A rollback brings people's judgements with it, so that of the stars which judgements made after one run, one is enough: they
never push out the star of an earlier run.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.files import VIETNAM
from flows.load import books, published

JUDGEMENTS = ("override", "identity", "withdraw", "forget")  # kinds of runs that bring no document


@dataclass(frozen=True)
class Made:
    """What published a generation."""

    run_id: str
    kind: str
    started_at: datetime

    def __str__(self) -> str:
        """In the form `rebuild, 2026-03-04 21:05`, by the clock of Vietnam."""
        return f"{self.kind}, {self.started_at.astimezone(VIETNAM):%Y-%m-%d %H:%M}"


def made(warehouse: Path) -> dict[int, Made]:
    """What published each generation that the books know, the oldest first."""
    if not books.path(warehouse).exists():
        return {}
    with books.reading(warehouse) as store:
        rows = store.rows(
            "SELECT generation, run_id, coalesce(kind, 'manual'), started_at FROM run WHERE generation IS NOT NULL ORDER BY generation, seq"
        )
    return {number: Made(run_id, kind, at) for number, run_id, kind, at in rows}


def told(number: int, by: dict[int, Made]) -> str:
    """A generation with what published it, in the form `41 (rebuild, 2026-03-04 21:05)`."""
    return f"{number} ({by[number]})" if number in by else f"{number}"


def before_last_run(warehouse: Path) -> int:
    """How many kept generations back the star lies that was there before the last run (rebuild, rollback), whatever people judged since; 1 where none is kept."""
    runs = _runs(made(warehouse))
    older = (
        back
        for back, file in enumerate(published.generations(warehouse), 1)
        if runs and int(file.stem) < runs[-1]
    )
    return next(older, 1)


def by_worth(warehouse: Path) -> list[Path]:
    """The generations kept, those that are to stay longest first: the newest of each run, then those that a judgement took the place of."""
    runs = _runs(made(warehouse))
    newest: dict[int, Path] = {}
    replaced = []
    for file in published.generations(warehouse):
        if file != newest.setdefault(_run_of(int(file.stem), runs), file):
            replaced.append(file)
    return [*newest.values(), *replaced]


def _runs(by: dict[int, Made]) -> list[int]:
    """The generations that a run published, not a judgement."""
    return [number for number, one in by.items() if one.kind not in JUDGEMENTS]


def _run_of(number: int, runs: list[int]) -> int:
    """The generation of the run whose documents one holds; its own number where the books know of none."""
    before = bisect_right(runs, number)
    return runs[before - 1] if before else number
