"""Levels that something moved between, which no range holds: "tăng từ 500 lên 800 tỷ đồng", "giảm từ 10% đến 5%"."""

import polars as pl

from flows.contracts import AMOUNT
from flows.read.numbers.amounts import DECIMALS, DIGITS, SCALE, amounts
from flows.read.numbers.comparators import UNTIL, per
from flows.read.numbers.units import times_factor, with_unit
from flows.read.rules import of_rows

# "giảm từ 10% đến 5%"; "từ 500 đến 1 triệu đồng" falls in nothing, its thousands go unsaid.
FALLING, FALLS = r"(?i)(?:giảm|hạ|sụt|rớt|tụt|rút|hẹp|thấp)[^,.;]*\stừ\s$", rf"^(.*\S)({UNTIL})(.*)$"
# "từ 500 lên 800 tỷ đồng": from where and to where, the scale and the unit told once, at the end.
FROM = r"(?i:từ)\s(?:(?i:mức|khoảng|hơn|gần|trên|dưới)\s)?"
ONTO = r"\s(?i:lên|xuống)(?:\s(?i:còn|đến|tới|thành|mức|khoảng|hơn|gần|trên|dưới)){0,2}\s"
LEVEL = rf"{DIGITS}(?:{DECIMALS})?(?:\s?{SCALE})*"
MOVES = rf"^({FROM})({LEVEL})({ONTO})(.+)$"
GROUPED = r"^[0-9]{1,3}(?:[. ][0-9]{3})+$"  # a number of thousands that needs no scale


def move_pattern(unit: str) -> str:
    """The lexer's pattern of two levels that share their unit, of the units' pattern `unit`."""
    return rf"{FROM}{LEVEL}{ONTO}{LEVEL}\s?(?:{unit})"


@of_rows
def moves(tokens: pl.DataFrame, units: pl.DataFrame, unit: str) -> pl.DataFrame:
    """ "từ 500 lên 800 tỷ đồng": two figures each. The first is null where neither with the scale of the second nor without it
    it lies on the side that the word between them tells.
    """
    rows = with_unit(tokens, units, unit)
    before, origin, joint, goal = (pl.col("surface").str.extract(MOVES, part) for part in range(1, 5))
    rows = rows.with_columns(
        origin=origin,
        reached=pl.col("number").str.extract(MOVES, 4),
        at=before.str.len_chars(),
        joint=joint,
        goal=goal,
        per=per(units),
        rises=joint.str.to_lowercase().str.starts_with(" lên"),
        rule=pl.lit("quantity_move"),
    )
    counts = rows.select((pl.col("dimension") == "count") & ~pl.col("number").str.contains(SCALE)).to_series()
    scaled = pl.concat_str(
        "origin", pl.lit(" "), pl.col("reached").str.extract(rf"((?:{SCALE}\s?)+)$").fill_null("")
    )
    own = pl.col("origin").str.contains(rf"{SCALE}$")
    rows = rows.with_columns(scaled=pl.when(own).then("origin").otherwise(scaled))
    rows = rows.with_columns(
        reached=amounts(rows["reached"], counts),
        scaled=amounts(rows["scaled"], counts),
        alone=amounts(rows["origin"], counts),
    )
    fits = {
        name: pl.when(pl.col("rises"))
        .then(pl.col(name) < pl.col("reached"))
        .otherwise(pl.col(name) > pl.col("reached"))
        for name in ("scaled", "alone")
    }
    level = (
        pl.when(fits["scaled"])
        .then("scaled")
        .when(fits["alone"] & pl.col("origin").str.contains(GROUPED))
        .then("alone")
    )
    begins = pl.col("start") + pl.col("at")
    first = rows.with_columns(
        value=level,
        start=begins.cast(pl.UInt32),
        left=pl.concat_str("left", before),
        right=pl.concat_str("joint", "goal", "right"),
        surface="origin",
    )
    second = rows.with_columns(
        value="reached",
        start=(begins + pl.col("origin").str.len_chars() + pl.col("joint").str.len_chars()).cast(pl.UInt32),
        left=pl.concat_str("left", before, "origin", "joint"),
        surface="goal",
    )
    return _ended(pl.concat([first, second])).with_columns(value=times_factor(pl.col("value")))


@of_rows
def fallen(ranges: pl.DataFrame) -> pl.DataFrame:
    """Of ranges "giảm từ 10% đến 5%" that fall: two figures each, from where and to where."""
    surface, start = pl.col("surface"), pl.col("start")
    falling = ranges.filter(
        pl.col("value") > pl.col("value_high"),
        pl.col("left").str.contains(FALLING),
        surface.str.contains(FALLS),
    )
    origin, joint, goal = (surface.str.extract(FALLS, part) for part in (1, 2, 3))
    first = falling.with_columns(
        surface=origin, right=pl.concat_str(joint, goal, "right"), comparator=pl.lit(None, pl.String)
    )
    second = falling.with_columns(
        surface=goal,
        start=(start + origin.str.len_chars() + joint.str.len_chars()).cast(pl.UInt32),
        left=pl.concat_str("left", origin, joint),
        value="value_high",
    )
    return _ended(pl.concat([first, second])).with_columns(
        value_high=pl.lit(None, AMOUNT), rule=pl.lit("quantity_fall")
    )


def _ended(levels: pl.DataFrame) -> pl.DataFrame:
    """Each level with the end of its surface."""
    return levels.with_columns(end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32))
