"""What turns cost as rows of a table: medians with the lowest and the highest, and how khotin stands beside a peer."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

Turn = Mapping[str, Any]  # wall and processor seconds, and `units`: how much was done
HEAD = "| work | who | processor, s | by the clock, s | of one core, a second | khotin beside it |\n| --- | --- | ---: | ---: | ---: | ---: |"


def spread(values: Sequence[float]) -> str:
    """The median with the lowest and the highest: `2.61 (2.40..2.93)`."""
    low, middle, high = (_short(v) for v in (min(values), median(values), max(values)))
    return f"{middle} ({low}..{high})"


def rate(turns: Sequence[Turn]) -> float:
    """Units done in a second of one core: by the median of the processor seconds that one takes."""
    return 1 / median(turn["processor"] / turn["units"] for turn in turns)


def row(work: str, who: str, unit: str, turns: Sequence[Turn], ours: Sequence[Turn] | None) -> str:
    """A row of the table; `ours` are the turns of khotin that a peer is compared with, None in khotin's own."""
    beside = "" if ours is None else f"{_short(rate(ours) / rate(turns))}x"
    processor, wall = (spread([turn[kind] for turn in turns]) for kind in ("processor", "wall"))
    return f"| {work} | {who} | {processor} | {wall} | {_short(rate(turns))} {unit} | {beside} |"


def absent(work: str, who: str, why: str) -> str:
    """The row of a peer that is not to be had here."""
    return f"| {work} | {who} | not to be had here: {why} | | | |"


def _short(value: float) -> str:
    """A figure in three digits or so."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
