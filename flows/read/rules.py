"""A rule over rows is not carried out where there are none: its patterns cost the same for no row as for a thousand."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import polars as pl

from flows.read.answers import answers

P = ParamSpec("P")
R = TypeVar("R", pl.DataFrame, pl.Series)
Rule = Callable[Concatenate[pl.DataFrame, P], R]


def of_rows(rule: Rule[P, R]) -> Rule[P, R]:
    """Marks a rule whose result has rows only where its first frame has some, whatever else it is given.

    The first time that frame is empty the rule says what columns it gives; from then on that answer stands for
    frames of the same columns, in later processes too (answers.py). Raises ValueError where a rule makes rows of none,
    TypeError where it is given columns by lists or expressions: two calls with others of them would share an answer.
    """
    known: dict[Any, R] = {}
    # Answers are kept by the text of this code: those of a rule from elsewhere may change without it.
    is_ours = rule.__module__.startswith("flows.")

    @wraps(rule)
    def carried_out(rows: pl.DataFrame, /, *more: P.args, **named: P.kwargs) -> R:
        if rows.height:
            return rule(rows, *more, **named)
        shape = (_shape(rows), *map(_shape, more), *((name, _shape(given)) for name, given in named.items()))
        if shape not in known:
            known[shape] = answered(shape, rows, *more, **named)
        return known[shape]

    def answered(shape: Any, rows: pl.DataFrame, /, *more: P.args, **named: P.kwargs) -> R:
        asked = f"{rule.__module__}.{rule.__qualname__} {shape!r}"
        kept = answers().answer(asked) if is_ours else None
        if kept is not None:
            return cast(R, kept)
        given = rule(rows, *more, **named)
        if len(given):
            raise ValueError(f"{rule.__name__} made {len(given)} rows of none: it is no rule of_rows")
        if is_ours:
            answers().learn(asked, given)
        return given

    return carried_out


def _shape(given: Any) -> Any:
    """What the columns of a result may depend on: a frame's columns, a word, a choice. What else a rule is given (seeds, patterns,
    a Reading) changes its rows, never its columns."""
    if isinstance(given, pl.DataFrame):
        return tuple(given.schema.items())
    if isinstance(given, list | tuple | pl.Expr):
        raise TypeError(
            f"a rule of_rows names columns by words, each an argument, not by a {type(given).__name__}"
        )
    return given if isinstance(given, str | bool) else None


def with_common(
    rows: pl.DataFrame, /, *given: pl.Expr, where: pl.Expr | None = None, **columns: pl.Expr
) -> pl.DataFrame:
    """`rows.with_columns(…)`, what its columns have in common evaluated once: `rows.pipe(with_common, …)`.

    An eager operation of polars evaluates a subexpression as often as it is written: patterns over many rows, in each
    branch that asks for them. Planning takes some 0.2 ms, so this is for columns that share such patterns. With `where`
    the columns are null in all other rows, whose words no pattern then sees: they may look at no row but their own.

    >>> rows = pl.DataFrame({"unit": ["VND", "person"], "n": [1, 2]})
    >>> rows.pipe(with_common, twice=pl.col("n") * 2, where=pl.col("unit") == "VND").rows()
    [('VND', 1, 2), ('person', 2, None)]
    """
    if where is None:
        return rows.lazy().with_columns(*given, **columns).collect()
    asked = rows.select(where.fill_null(False)).to_series()
    told = rows.filter(asked).lazy().select(*given, **columns).collect()
    place = pl.select(pl.when(asked).then(asked.cum_sum() - 1)).to_series()
    return rows.with_columns(told.select(pl.all().gather(place)))
