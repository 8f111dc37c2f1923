"""The sum of the months so far behind a semicolon: "thu ngân sách tháng 5 đạt 900 tỷ đồng; lũy kế 5 tháng đạt 4.100 tỷ đồng, tăng 6%"."""

import polars as pl

from flows.extract.measurements import codes
from flows.read import neighbours
from flows.read.rules import of_rows

# The clause names the months, a verb and nothing else that could be measured.
SUM = r"(?i)^\s(?:(?:và|còn|tính|lũy kế|luỹ kế|cộng dồn|tính chung|chung|cả|tổng)\s)*(?:(?:[0-9]{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một)\stháng|(?:từ\s)?đầu năm)(?:\s(?:đầu năm|đầu|qua|năm\s[12][0-9]{3}|năm nay|của năm|năm|đến nay))*,?(?:\s(?:ước|ước tính|đạt|ước đạt|thực hiện|là|được|khoảng|hơn|gần|trên|đã|thu|có))*\s$"
# "CPI tháng 5 tăng 0,3%; 5 tháng tăng 3,2%": of what is told as growth alone.
GREW = SUM.replace("|có))", "|có|tăng|tăng trưởng|giảm|bình quân))")
# ", bằng 112% … và tăng 14%": what is told of the sum behind it.
BEHIND = r"(?i)^[^;:.()]{0,60}?[\s,(](?:bằng|đạt|tăng|giảm|vượt|gấp|tương đương)(?:\s(?:khoảng|hơn|gần|trên|tới|thêm|mạnh|nhẹ|cao|hơn))*\s$"
TOLD = ("metric", "head", "head_at", "head_end")


@of_rows
def with_sums_so_far(rows: pl.DataFrame) -> pl.DataFrame:
    """What adds up the months behind a semicolon measures what the part before it opens with; so do the percentages told of it.
    `rows` have the columns of with_metric() but is_flow.
    """
    rows = rows.sort("s", "start")
    free = pl.col("metric").is_null() & pl.col("head").is_null()
    opens = ~pl.col("linked") & free & pl.col("segment").str.contains(GREW)
    last = neighbours.before(pl.col("_segment"), "s")
    # "xuất khẩu 3 tỷ USD, nhập khẩu 2,5 tỷ USD; 5 tháng đạt …": nobody knows of which.
    part = ("s", "_segment", "unit")
    only = pl.col("metric").min().over(part) == pl.col("metric").max().over(part)
    rows = rows.with_columns(_only=only)
    # The first figure of the part of the sentence before.
    first = pl.when(~pl.col("linked") & pl.col("dimension").is_not_null()).then(
        pl.struct("unit", "_segment", "_only", *TOLD)
    )
    told = neighbours.before(neighbours.last_told(first, "s"), "s").struct
    fits = (
        opens
        & (told.field("unit") == pl.col("unit"))
        & (told.field("_segment") == last)
        & told.field("_only")
        & told.field("metric").is_not_null()
        & (pl.col("segment").str.contains(SUM) | told.field("metric").is_in(codes.GROWN))
    ).fill_null(False)
    rows = rows.with_columns(
        _sum=fits,
        **{f"_{c}": pl.when(fits).then(told.field(c)) for c in TOLD},
    )
    behind = (
        pl.col("linked") & free & (pl.col("dimension") == "percent") & pl.col("gap").str.contains(BEHIND)
    ).fill_null(False)
    chain = neighbours.so_far(~behind, "s")
    rows = rows.with_columns(_chain=chain)
    holds = pl.col("_sum").first().over("s", "_chain")
    given = {c: pl.col(f"_{c}").first().over("s", "_chain") for c in TOLD}
    return rows.with_columns(
        *(pl.when(holds).then(given[c]).otherwise(c).alias(c) for c in TOLD),
        way=pl.when(holds).then(pl.lit("head")).otherwise("way"),
    ).drop("_sum", "_chain", "_only", *(f"_{c}" for c in TOLD))
