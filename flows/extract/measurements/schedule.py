"""By how much works are behind their schedule or ahead of it: "đạt 12% khối lượng, chậm 6% so với kế hoạch" (linguistics §4)."""

import polars as pl

from flows.contracts import AMOUNT
from flows.read.rules import of_rows

BEHIND = r"(?i)(?:^|[\s,(])(?:bị\s)?(?:chậm|trễ)(?:\s(?:tiến độ|hơn|khoảng|gần|tới|đến|trên|mất))*\s$"
AHEAD = r"(?i)(?:^|[\s,(])(?:vượt|nhanh|sớm)(?:\s(?:tiến độ|hơn|khoảng|gần|tới|đến|trên))*\s$"
THAN_PLAN = r"(?i)^(?:\s(?:khối lượng|giá trị|tiến độ))?\sso(?:\svới)?\s(?:(?:yêu cầu|kế hoạch|thời gian|mốc|bảng|tổng)\s)*(?:kế hoạch|tiến độ|hợp đồng|yêu cầu)(?:[\s,.;)]|$)"
THAN_SCHEDULE = (
    r"(?i)^(?:\s(?:khối lượng|giá trị))?\sso(?:\svới)?\s(?:(?:kế hoạch|yêu cầu)\s)?tiến độ(?:[\s,.;)]|$)"
)


@of_rows
def with_delays(rows: pl.DataFrame) -> pl.DataFrame:
    """Makes a percentage that works are behind, or ahead of, their schedule a change against plan; behind it below zero, of no metric."""
    tail = pl.col("segment").str.slice(-60)
    late = tail.str.contains(BEHIND) & pl.col("right").str.contains(THAN_PLAN)
    early = tail.str.contains(AHEAD) & pl.col("right").str.contains(THAN_SCHEDULE)
    moved = ((pl.col("unit") == "percent") & (late | early)).fill_null(False)
    late, held = moved & late, moved & (pl.col("metric") == "project_investment").fill_null(False)
    exact = moved & pl.col("comparator").is_in(["gt"]) & tail.str.contains(r"(?i)vượt\s$")
    return rows.with_columns(
        kind=pl.when(moved).then(pl.lit("change")).otherwise("kind"),
        basis=pl.when(moved).then(pl.lit("plan")).otherwise("basis"),
        value=pl.when(late).then(-pl.col("value").abs()).otherwise("value").cast(AMOUNT),
        value_high=pl.when(late).then(-pl.col("value_high").abs()).otherwise("value_high").cast(AMOUNT),
        comparator=pl.when(exact).then(pl.lit("eq")).otherwise("comparator"),
        metric=pl.when(~held).then("metric"),
        way=pl.when(held).then(pl.lit("none")).otherwise("way"),
    )
