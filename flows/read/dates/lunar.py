"""Days and months of the lunar calendar: told as such by their words, and no day of the other one (linguistics §6)."""

from functools import cache

import polars as pl

from flows.read.dates.words import (
    LUNAR_AFTER,
    LUNAR_BEFORE,
    LUNAR_DAY,
    LUNAR_LEFT,
    LUNAR_RIGHT,
    LUNAR_TOLD_LEFT,
    LUNAR_TOLD_RIGHT,
    SOLAR_RIGHT,
    YEAR,
)


def lunar(tokens: pl.DataFrame) -> pl.DataFrame:
    """Days and months that the words tell as those of the lunar calendar: s, start, end, surface, rule.

    They say no day: each year's calendar would, and "mùng 2/9" alone is said of either. "Tết", "Giêng", "Chạp", "rằm", "âm
    lịch" and the year's name (can chi) tell it (linguistics §6).
    """
    left, right = pl.col("left"), pl.col("right")
    told = (pl.col("token") == "lunar") | (
        pl.col("token").is_in(["day", "days", "day_range", "month", "month_range"])
        & (left.str.contains(LUNAR_TOLD_LEFT) | right.str.contains(LUNAR_TOLD_RIGHT))
    )
    before = left.str.extract(LUNAR_BEFORE).fill_null("")
    after = right.str.extract(LUNAR_AFTER).fill_null("")
    return (
        tokens.filter(told, ~right.str.contains(SOLAR_RIGHT))
        .with_columns(
            surface=pl.concat_str(before, "surface", after), start=pl.col("start") - before.str.len_chars()
        )
        .with_columns(end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32))
        .select("s", "start", "end", "surface", rule=pl.lit("date_lunar"))
    )


@cache
def is_solar() -> pl.Expr:
    """No words around make it a day, month or year of the lunar calendar."""
    return ~(
        (pl.col("surface").str.contains(LUNAR_DAY) & ~pl.col("surface").str.contains(YEAR))
        | pl.col("left").str.contains(LUNAR_LEFT)
        | pl.col("right").str.contains(LUNAR_RIGHT)
    )
