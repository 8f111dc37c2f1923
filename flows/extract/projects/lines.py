"""Lists of projects whose items stand a line each: "Tỉnh khởi công các dự án sau:", "- Cầu A;", "- Đường B." (linguistics §15.1)."""

import polars as pl

from flows.read import neighbours
from flows.read.rules import of_rows

# "3 trường đã khởi công, gồm:" opens a list of projects as "các dự án:" does.
OPENS_LINES = r"(?i)(?:dự án|công trình)[^:]*:\s*$|(?:khởi công|khánh thành|động thổ|thông xe|đầu tư xây dựng|thi công)[^:]{0,60}(?:gồm|như sau|là)(?: có)?\s?:\s*$"
BULLET = r"^\s*(?:[-–+•*]|[0-9]{1,2}[.)])\s*"
NUMBER = r"^\s*[0-9]{1,2}[.)]\s*$"  # "1." stands before what it counts as a sentence of its own


@of_rows
def with_bullets(told: pl.DataFrame) -> pl.DataFrame:
    """Adds bullet: the sentence is a line of a list of projects that a sentence with a colon opens, and opening: that sentence,
    null for others.
    """
    numbered = neighbours.before(pl.col("sentence"), "a").str.contains(NUMBER).fill_null(False)
    line = pl.col("sentence").str.contains(BULLET) | numbered
    opens = pl.col("sentence").str.contains(OPENS_LINES)
    told = told.with_columns(_line=line, _opens=opens).with_columns(
        _list=neighbours.so_far(~pl.col("_line") | pl.col("_opens"), "a")
    )
    return (
        told.with_columns(bullet=pl.col("_line") & pl.col("_opens").first().over("a", "_list"))
        .with_columns(opening=pl.when("bullet").then(pl.col("sentence").first().over("a", "_list")))
        .drop("_line", "_opens", "_list")
    )
