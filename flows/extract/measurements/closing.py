"""Periods that an article's own day and the year of a plan bound: a budget year's close, days to come, plans of a year (linguistics §7)."""

import polars as pl

from flows.extract.measurements import codes
from flows.extract.measurements.budgets import of_a_part
from flows.read import neighbours
from flows.read.rules import of_rows

BY_THE_CLOSE = r"(?i)(?:đến|tới|hết)\s(?:hết\s|cuối\s)?(?:(?:ngày\s)?(?:31/0?1|31 tháng 0?1)|tháng\s(?:0?1|một)|niên độ)(?:[^0-9]|$)"
# "kế hoạch vốn năm 2026": January is the first month of that plan.
PLAN_OF = r"(?i)(?:kế hoạch|vốn)(?:\s[^\s,;:.()0-9]+){0,6}?\snăm\s([12][0-9]{3})"
BY_THE_MIDDLE = r"(?i)(?:giữa|trung tuần)\s(?:tháng|năm)"
# "bằng 80% dự toán tỉnh giao (| 900 tỷ đồng)": the plan of the year, whatever months the share of it is of.
PLAN_IN_BRACKETS = r"(?i)(?:dự toán|kế hoạch|chỉ tiêu)(?:\s[^\s,;:.()0-9]+){0,6}(?:\snăm\s[12][0-9]{3})?\s\((?:(?:là|khoảng|hơn|gần|trên)\s)*$"
OF_THE_MONTHS = r"(?i)(?:dự toán|kế hoạch|chỉ tiêu)\s(?:(?:của|trong|giao)\s)*(?:[0-9]{1,2}\stháng|tháng|quý)"
A_TURN = pl.duration(days=12)


@of_rows
def within_years(rows: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Mends periods: what is paid out by the close of the budget year has an open start, what is so by "giữa tháng" of the article's own
    month is so by its day, the plan in brackets behind a share of it, or behind a part of it and a slash, is the year's. Needs status and periods.
    """
    rows = rows.join(articles.select("a", _today="anchor_on"), on="a", how="left", maintain_order="left")
    start, end, today = pl.col("period_start"), pl.col("period_end"), pl.col("_today")
    month = end.dt.month()
    plan = pl.coalesce(
        text.str.extract(PLAN_OF).cast(pl.Int32) for text in (pl.col("before"), pl.col("right"))
    )
    closes = (
        pl.col("metric").is_in(codes.PAID_OUT)
        & (month == 1)
        & (end.dt.day() == 31)
        & (start == pl.date(end.dt.year(), 1, 1))
        & pl.col("before").str.contains(BY_THE_CLOSE)
        & plan.ne_missing(end.dt.year())
    ).fill_null(False)
    so_far = (
        start.is_null()
        & pl.col("period_is_fuzzy")
        & (pl.col("status") == "actual")
        & (end > today)
        & (end - today < A_TURN)
        & (end.dt.truncate("1mo") == today.dt.truncate("1mo"))
        & pl.col("before").str.contains(BY_THE_MIDDLE)
    ).fill_null(False)
    planned = (
        (pl.col("kind") == "level")
        & (neighbours.before(pl.col("kind"), "s") == "ratio")
        & (pl.col("status") == "target")
        & pl.col("segment").str.slice(-90).str.contains(PLAN_IN_BRACKETS)
        & ~pl.col("segment").str.slice(-90).str.contains(OF_THE_MONTHS)
        & (start.dt.year() == end.dt.year())
        & (start == pl.date(end.dt.year(), 1, 1))
    ).fill_null(False)
    # "đến 30/9 đạt 1.250/3.400 tỷ đồng": the whole is the plan of the year.
    given = of_a_part() & pl.col("metric").is_in(codes.GIVEN_FOR_A_YEAR)
    whole = (
        given
        & (start.dt.year().fill_null(end.dt.year()) == end.dt.year())
        & (start.is_not_null() | (month > 1))
    )
    whole = whole.fill_null(False)
    planned |= whole
    return rows.with_columns(
        period_start=pl.when(whole).then(pl.date(end.dt.year(), 1, 1)).when(~closes).then("period_start"),
        status=pl.when(given).then(pl.lit("target")).otherwise("status"),
        period_end=pl.when(so_far).then("_today").when(planned).then(pl.date(end.dt.year(), 12, 31)).otherwise("period_end"),
    ).drop("_today")  # fmt: skip
