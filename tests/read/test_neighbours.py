"""Among neighbours as polars' window expressions tell it."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from flows.read import neighbours

ROWS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 1), st.none() | st.integers(0, 9), st.none() | st.booleans())
)


@given(ROWS)
def test_neighbours_are_those_of_window_expressions(
    rows: list[tuple[int, int, int | None, bool | None]],
) -> None:
    schema = {"s": pl.UInt32, "k": pl.UInt32, "n": pl.UInt32, "flag": pl.Boolean}
    frame = pl.DataFrame(sorted(rows, key=lambda row: row[:2]), schema=schema, orient="row")
    value, flag, by = pl.col("n"), pl.col("flag"), ("s", "k")
    told = frame.select(
        before=neighbours.before(value, *by),
        behind=neighbours.behind(value, *by),
        nth=neighbours.nth(*by),
        last=neighbours.last_told(value, *by),
        count=neighbours.so_far(flag, *by),
    )
    windows = frame.select(
        before=value.shift(1).over(by),
        behind=value.shift(-1).over(by),
        nth=pl.int_range(pl.len()).over(by),
        last=value.forward_fill().over(by),
        count=flag.cum_sum().over(by),
    )
    assert_frame_equal(told, windows)
    full = frame.drop_nulls("n")
    assert_frame_equal(
        full.select(reached=neighbours.reached("s", "n")),
        full.select(reached=value.cum_max().shift(1).over("s").cast(pl.Int64)),
    )
