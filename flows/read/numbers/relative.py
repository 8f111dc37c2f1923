"""Quantities told by another: multiples, double digits, none left, fractions, ranks and "hàng trăm"."""

import polars as pl

from flows.contracts import AMOUNT
from flows.letters import LETTER
from flows.read.numbers.amounts import DIGITS, digits, scale
from flows.read.numbers.units import with_unit
from flows.read.rules import of_rows

MULTIPLES = {
    "đôi": 2,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
ORDINALS = {"nhất": 1, "nhì": 2, "hai": 2, "ba": 3, "tư": 4, "năm": 5}
RELATIVE = ["multiple", "double_digits", "none_left", "dozens", "fraction", "rank"]  # their tokens
# "tăng 2 lần trong tuần" is how often; so many times as much is what is held against something.
ROSE, THAN = r"^tăng", r"(?i)^\s(?:so (?:với )?|kể từ|lên\s)"
# "tăng 2,6 lần", "(tăng 3 lần)", "tăng hơn 6 lần, lên …": nothing happens a part of a time, or so often within brackets.
NOT_OFTEN, CLOSES, ABOUT_SO = r"[0-9],[0-9]", r"^\s?[)]", r"(?i)^tăng(?: thêm)? (?:hơn|gần|khoảng|trên|tới)\s"
ENDS = r"^\s?(?:[,.;)]|$)"
TIMES_OVER = {"gt": r"(?:hơn|trên)\s", "lt": r"gần\s", "approx": r"khoảng\s"}  # "gấp hơn 2 lần"
FRACTION_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "mười": 10}


@of_rows
def relative(tokens: pl.DataFrame, units: pl.DataFrame, unit: str) -> pl.DataFrame:
    """The values of tokens that are RELATIVE."""
    # "một con số rất ấn tượng" is a number, no bound.
    bounds = pl.col("left").str.slice(-50).str.contains(
        r"(?i)tăng|lạm phát|lãi|mức|tỷ lệ|tỉ lệ|duy trì|giữ|đạt|dưới|ở|trưởng|vay"
    ) & ~pl.col("right").str.contains(
        r"(?i)^\s(?:rất|cụ thể|ấn tượng|khổng lồ|đáng|biết|nào|không|chưa|kỷ lục|cho|mà|hay)\b"
    )
    lower, token = pl.col("surface").str.to_lowercase(), pl.col("token")
    often = (token == "multiple") & lower.str.contains(ROSE) & ~pl.col("right").str.contains(THAN)
    bracketed = pl.col("left").str.ends_with("(") & pl.col("right").str.contains(CLOSES)
    so_much = lower.str.contains(ABOUT_SO) & pl.col("right").str.contains(ENDS)
    often &= ~(lower.str.contains(NOT_OFTEN) | bracketed | so_much)
    rows = tokens.filter((token != "double_digits") | bounds, ~often)
    factor_word = lower.str.extract(r"(đôi|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?:\s+lần)?$")
    multiple = pl.coalesce(
        digits(lower.str.extract(rf"({DIGITS})"), pl.lit(False)),
        factor_word.replace_strict(MULTIPLES, default=None, return_dtype=AMOUNT),
        pl.when(lower.str.ends_with("rưỡi")).then(pl.lit("1.5").cast(AMOUNT)),
        pl.when(lower.str.ends_with("nửa")).then(pl.lit("0.5").cast(AMOUNT)),
    )
    upper, lower_number = (digits(lower.str.extract(p), pl.lit(False)) for p in (r"^([0-9]+)/", r"/([0-9]+)"))
    over = pl.coalesce(
        upper,
        lower.str.extract(rf"^({LETTER}+) phần").replace_strict(
            FRACTION_WORDS, default=None, return_dtype=AMOUNT
        ),
    )
    under = pl.coalesce(
        lower_number,
        lower.str.extract(rf"phần ({LETTER}+)$").replace_strict(
            FRACTION_WORDS, default=None, return_dtype=AMOUNT
        ),
    )
    under = pl.when(under > 0).then(under)
    true_fraction = lower.str.contains(r"\ssố$|phần")
    fraction = (
        pl.when(lower == "một nửa")
        .then(pl.lit("0.5").cast(AMOUNT))
        .when(true_fraction)
        .then((over / under).cast(AMOUNT))
        .otherwise(over)
    )
    rank = pl.coalesce(
        digits(lower.str.extract(r"([0-9]+)$"), pl.lit(False)),
        lower.str.extract(rf"thứ\s+({LETTER}+)$").replace_strict(ORDINALS, default=None, return_dtype=AMOUNT),
    )
    value = (
        pl.when(token == "multiple").then(multiple)
        .when(token == "double_digits").then(pl.lit(10).cast(AMOUNT))
        .when(token == "none_left").then(pl.lit(0).cast(AMOUNT))
        .when(token == "fraction").then(fraction)
        .when(token == "rank").then(rank)
        .otherwise(scale(lower))
    )  # fmt: skip
    comparator = (
        pl.when((token == "double_digits") & lower.str.contains("^(?:hai|2)")).then(pl.lit("ge"))
        .when(token == "double_digits").then(pl.lit("lt"))
        .when((token == "dozens") & lower.str.contains("^(?:hàng|chục)")).then(pl.lit("ge"))
        .when((token == "dozens") & lower.str.contains("^(?:gần|ngót)")).then(pl.lit("lt"))
        .when((token == "dozens") & lower.str.starts_with("hơn")).then(pl.lit("gt"))
        .when(token == "multiple").then(pl.coalesce(pl.when(lower.str.contains(told)).then(pl.lit(code)) for code, told in TIMES_OVER.items()))
    )  # fmt: skip
    valued = rows.with_columns(value=value, comparator=comparator)
    counted = with_unit(valued.filter(pl.col("token").is_in(["none_left", "dozens"])), units, unit)
    fixed = {"multiple": "times", "double_digits": "percent", "rank": "rank"}
    dimensions = {"multiple": "ratio", "double_digits": "percent", "rank": "ratio"}
    other = valued.filter(~pl.col("token").is_in(["none_left", "dozens"])).with_columns(
        unit=token.replace_strict(fixed, default=None, return_dtype=pl.String),
        dimension=token.replace_strict(dimensions, default=None, return_dtype=pl.String),
    )
    # The surface of a part of a whole is its number: the noun counted is no unit.
    number = pl.col("surface").str.extract(r"^([0-9]+/[0-9]+)")
    other = other.with_columns(surface=pl.coalesce(number, "surface")).with_columns(
        end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32)
    )
    return pl.concat([counted, other], how="diagonal").with_columns(
        rule=pl.concat_str(pl.lit("quantity_"), "token")
    )
