"""The sign before a number: "−3,7%", "(-3%)", "âm 3,7%", "+7%". A figure is read with its sign, or not at all."""

from functools import cache

import polars as pl

from flows.letters import LETTER
from flows.read.numbers.amounts import DIGITS
from flows.read.rules import of_rows

# A minus that leans on the number, where no other number or word stands before it ("3-5", "COVID-19"). Things that are
# counted are never below zero: before them it is the mark of a list's line ("- 3 xã; - 5 xã").
MINUS = r"(?:[\s(\[“\":=]|^)[-−–]$"
PLUS = r"(?:[\s(\[“\":=]|^)\+\s?$"
GAIN = r"\(\+\s?$"
APART = r"[(:]\s?[-−–]\s$|(?i:tăng|giảm|đạt|là|mức|còn|xuống|lên|từ|tới|đến|khoảng)\s[-−–]\s$"  # "(- 3%)"
LINE = r"^\s*[-−–]\s?$"
COUNTED = ["count", "area", "length", "mass", "volume", "power", "energy"]
_SOFT = r"(?:\s(?:khoảng|tới|đến|từ|gần|hơn|trên|dưới|xấp xỉ|mức|ở mức|lần lượt|bình quân|là|ít nhất|tối thiểu|tối đa|không quá|chưa đến))*"
BELOW_ZERO = rf"(?i)(?:^|[^{LETTER}])âm{_SOFT}\s\(?$"
# "lần lượt âm 2,1% và 1,3%": the word is said once for all; elsewhere nobody knows how far it reaches.
GOES_ON = rf"(?i)(?:^|[^{LETTER}])âm{_SOFT}\s{DIGITS}\s?%(?:\s*(?:,|và)\s*{DIGITS}\s?%)*\s*(?:,|và|, và)\s$"
IN_TURN = r"(?i)lần lượt"


@cache
def _minus() -> pl.Expr:
    left, counted = pl.col("left"), pl.col("dimension").is_in(COUNTED).fill_null(False)
    return (left.str.contains(MINUS) | left.str.contains(APART)) & ~left.str.contains(LINE) & ~counted


@cache
def stands_signed() -> pl.Expr:
    """A sign or the word for one stands before the row's number. Needs `left` and `dimension`."""
    return _minus() | pl.col("left").str.contains(BELOW_ZERO)


@cache
def is_change() -> pl.Expr:
    """A sign before the number says that it went up or down by so much. Needs `left` and `value`."""
    return pl.col("left").str.contains(PLUS) | (pl.col("value") < 0)


@cache
def is_gain() -> pl.Expr:
    """A plus in brackets says that a sum went up by so much: "(+70 USD)". Needs `left`."""
    return pl.col("left").str.contains(GAIN)


@of_rows
def signed(quantities: pl.DataFrame) -> pl.DataFrame:
    """Quantities below zero with their sign, which belongs to their surface where it is a mark.

    The comparator speaks of the size, as of a fall: "âm hơn 3%" is -3 with `gt`. "âm 3-5%" runs from -5 to -3; of a
    range with a mark ("-3 đến 5%") and of a line that begins with one right before its figure ("-3%") nobody knows,
    so they are unread.
    """
    left, minus, goes_on = pl.col("left"), pl.col("_minus"), pl.col("_goes_on")
    quantities = quantities.with_columns(_minus=_minus(), _goes_on=left.str.contains(GOES_ON))
    range_ = pl.col("value_high").is_not_null()
    below = minus | left.str.contains(BELOW_ZERO) | goes_on
    # "2 -3 tháng" is a range, "Covid -19" a name.
    unsure = minus & (range_ | pl.col("dimension").is_null() | left.str.contains(r"[0-9]\s[-−–]\s?$"))
    line = left.str.contains(r"^\s*[-−–]$") & ~pl.col("dimension").is_in(COUNTED).fill_null(False)
    mark = pl.when(minus).then(left.str.extract(r"([-−–]\s?)$")).otherwise(pl.lit(""))
    sure = quantities.filter(~unsure, ~line, ~goes_on | left.str.contains(IN_TURN))
    return sure.with_columns(
        value=pl.when(below).then(-pl.coalesce("value_high", "value")).otherwise("value"),
        value_high=pl.when(below & range_).then(-pl.col("value")).otherwise("value_high"),
        start=(pl.col("start") - mark.str.len_chars()).cast(pl.UInt32),
        surface=pl.concat_str(mark, "surface"),
        left=left.str.head(left.str.len_chars().cast(pl.Int64) - mark.str.len_chars().cast(pl.Int64)),
    ).drop("_minus", "_goes_on")
