"""Days of a column in figures that fit two ways, "3/4/2025": 3 April in Vietnam, 4 March where the month goes first."""

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

# Two figures and a year, as they stand in a date; "2025-03-04" is none.
FIGURES = r"(?:^|[^0-9])([0-9]{1,2})[-/]([0-9]{1,2})[-/](?:19|20)[0-9]{2}(?:[^0-9]|$)"
CLOCK = r"(?i)[0-9]\s*[ap]\.?m\b"  # "8:00 AM": whoever writes it may put the month first, too
SLIPS = 20  # a day of its column in so many may be misprinted, and says nothing of how the others are written


class Sure(NamedTuple):
    """How many days of a column fit with the month first alone, and how many with the day first alone."""

    month_first: int
    day_first: int


def sure(days: pl.Series) -> Sure:
    """What days (String) of one column show of how it writes them.

    >>> sure(pl.Series("day", ["2/13/2025", "3/4/2025", "2025-04-03"]))
    Sure(month_first=1, day_first=0)
    """
    return sure_of(days.alias("day").to_frame().lazy(), ["day"])["day"]


def sure_of(rows: pl.LazyFrame, columns: Sequence[str]) -> dict[str, Sure]:
    """The same of several columns (String), however many rows there are: they are counted as they are read."""
    parts = {c: pl.col(c).str.extract_groups(FIGURES).struct.rename_fields(["a", "b"]) for c in columns}
    late = {
        f"{way}{c}": ((_figure(part, one) > 12) & (_figure(part, other) <= 12)).sum()
        for c, part in parts.items()
        for way, one, other in (("month", "b", "a"), ("day", "a", "b"))
    }
    counted = rows.select(**late).collect(engine="streaming").row(0, named=True)
    return {c: Sure(int(counted[f"month{c}"]), int(counted[f"day{c}"])) for c in columns}


def without_twofold(days: pl.Series, column: Sure) -> pl.Series:
    """Days (String) of a column, null where one is told in two ways: where the others show that the month goes first, or
    none shows that the day does and the clock is American.

    >>> without_twofold(pl.Series(["3/4/2025", "3/3/2025", "3/4/2025 8:00 AM"]), Sure(0, 0)).to_list()
    ['3/4/2025', '3/3/2025', None]
    """
    parts = _parts(days)
    is_open = ((parts["a"] != parts["b"]) & (parts["a"] <= 12) & (parts["b"] <= 12)).fill_null(False)
    if column.month_first * SLIPS <= column.day_first:
        if column.day_first or not is_open.any():
            return days
        is_open &= days.str.contains(CLOCK)
    return days.set(is_open, None)


def why_unread(unread: pl.Series, column: Sure) -> str:
    """What a note adds where days that were not read (String) are told in two ways; nothing where none is."""
    kept = without_twofold(unread, column)
    twofold = unread.filter(kept.is_null() & unread.is_not_null())
    if twofold.is_empty():
        return ""
    return (
        f"; ngày như '{twofold[0][:40]}' hiểu được hai cách nên không đọc / days such as '{twofold[0][:40]}' fit the month first "
        "and the day first: none of them is read"
    )


def _parts(days: pl.Series) -> pl.DataFrame:
    groups = pl.col("day").str.extract_groups(FIGURES).struct.rename_fields(["a", "b"])
    return days.alias("day").to_frame().select(a=_figure(groups, "a"), b=_figure(groups, "b"))


def _figure(parts: pl.Expr, name: str) -> pl.Expr:
    return parts.struct.field(name).cast(pl.Int64)
