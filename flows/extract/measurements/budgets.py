"""Budgets of a year that are told sentence by sentence (linguistics §4)."""

import polars as pl

from flows.read import neighbours

BUDGET = ["state_budget_revenue", "state_budget_expenditure"]
GOES_ON_BUDGET = r"(?i)^[\s,;]*(?:(?:trong đó|còn|và),?\s)?(?:tổng\s)?(?:số\s)?(?:thu|chi|dự toán)\s[^,;:.]*$|,\s(?:tổng\s)?(?:số\s)?(?:thu|chi)\s[^,;:.]*$"


def budgets(rows: pl.DataFrame) -> pl.DataFrame:
    """What a budget goes on with is of the same year: "Năm 2023 thu 4.600 tỷ đồng. Tổng chi 11.200 tỷ đồng." """
    days = ("period_start", "period_end")
    planned = pl.when(pl.col("_budget") & (pl.col("status") == "target")).then(pl.struct(*days, "s"))
    last = neighbours.before(neighbours.last_told(planned, "a", "paragraph"), "a", "paragraph").struct
    bare = pl.col("_untold") & pl.all_horizontal(pl.col(c).is_null() for c in days)
    goes_on = bare & (pl.col("s") - last.field("s") <= 2) & pl.col("segment").str.contains(GOES_ON_BUDGET)
    goes_on = goes_on.fill_null(False)
    return rows.with_columns(
        *(pl.when(goes_on).then(last.field(c)).otherwise(c).alias(c) for c in days),
        status=pl.when(goes_on).then(pl.lit("target")).otherwise("status"),
    )
