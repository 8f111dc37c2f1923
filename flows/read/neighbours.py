"""What stands before, behind and so far among rows of one group that stand together, as those of a sentence do.

Window expressions of polars group rows anew for each, which costs some 500 ns a row where they shift or accumulate; a
comparison with the row before costs two. Aggregates (`first`, `len`, `max`) are cheap there, and stay with `over`. The rows of
a group must follow one another, and the columns `by` that name it hold no null.
"""

from functools import cache, reduce
from operator import or_

import polars as pl

ROW = pl.int_range(pl.len(), dtype=pl.Int64)


@cache
def opens(*by: str) -> pl.Expr:
    """True where a group begins (Boolean)."""
    return reduce(or_, (pl.col(b).ne_missing(pl.col(b).shift(1)) for b in by))


def before(value: pl.Expr, *by: str) -> pl.Expr:
    """The value of the row before in its group, null in the first: `value.shift(1).over(*by)`.

    >>> rows = pl.DataFrame({"s": [1, 1, 2], "n": [5, 6, 7]})
    >>> rows.select(before(pl.col("n"), "s"), b=behind(pl.col("n"), "s")).rows()
    [(None, 6), (5, None), (None, None)]
    """
    return pl.when(~opens(*by)).then(value.shift(1))


def behind(value: pl.Expr, *by: str) -> pl.Expr:
    """The value of the row behind in its group, null in the last: `value.shift(-1).over(*by)`."""
    return pl.when(~opens(*by).shift(-1, fill_value=True)).then(value.shift(-1))


@cache
def nth(*by: str) -> pl.Expr:
    """How many rows of its group stand before a row (Int64): `int_range(len()).over(*by)`."""
    return ROW - _first(*by)


def last_told(value: pl.Expr, *by: str) -> pl.Expr:
    """The value, or the nearest one that is told before it in its group: `value.forward_fill().over(*by)`.

    >>> rows = pl.DataFrame({"s": [1, 1, 2, 2], "n": [5, None, None, 7]})
    >>> rows.select(last_told(pl.col("n"), "s")).to_series().to_list()
    [5, 5, None, 7]
    """
    told = pl.when(value.is_not_null()).then(ROW).forward_fill()
    return pl.when(told >= _first(*by)).then(value.forward_fill())


def so_far(value: pl.Expr, *by: str) -> pl.Expr:
    """The sum of small numbers, or how many are true, up to a row of its group (UInt32), null where the value is null:
    `value.cum_sum().over(*by)`.

    >>> rows = pl.DataFrame({"s": [1, 1, 2, 2], "f": [True, True, False, True]})
    >>> rows.select(so_far(pl.col("f"), "s")).to_series().to_list()
    [1, 2, 0, 1]
    """
    told = value.cast(pl.UInt32).fill_null(0)
    elsewhere = pl.when(opens(*by)).then(told.cum_sum() - told).forward_fill()
    return pl.when(value.is_not_null()).then(told.cum_sum() - elsewhere)


@cache
def reached(by: str, end: str = "end") -> pl.Expr:
    """How far the rows before in its group reach (Int64), null in the first: `col(end).cum_max().shift(1).over(by)`.

    `by` is a number, and the rows are in its order.

    >>> rows = pl.DataFrame({"s": [1, 1, 1, 2], "end": [9, 3, 4, 2]})
    >>> rows.select(reached("s")).to_series().to_list()
    [None, 9, 9, None]
    """
    group = pl.col(by).cast(pl.Int64) * 2**32
    return before((group + pl.col(end).cast(pl.Int64)).cum_max() - group, by)


@cache
def _first(*by: str) -> pl.Expr:
    """The number of the row with which its group begins."""
    return pl.when(opens(*by)).then(ROW).forward_fill()
