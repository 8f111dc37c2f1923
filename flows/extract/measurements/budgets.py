"""Budgets: of a year, told sentence by sentence (linguistics §4); and what is a treasury's, whoever builds beside it."""

from functools import cache

import polars as pl

from flows.read import neighbours

GOES_ON_BUDGET = r"(?i)^[\s,;]*(?:(?:trong đó|còn|và),?\s)?(?:tổng\s)?(?:số\s)?(?:thu|chi|dự toán)\s[^,;:.]*$|,\s(?:tổng\s)?(?:số\s)?(?:thu|chi)\s[^,;:.]*$"

# What a treasury takes in is no project's, which only pays into it: "nâng thu ngân sách", but "nộp ngân sách".
TAKEN_IN = r"^(?i:(?:tổng |dự toán )?thu (?:ngân sách|nội địa|NSNN|cân đối|(?:từ )?(?:xuất nhập khẩu|XNK)))"
OF_THE_PLAN = r"(?i)đầu tư công"


@cache
def of_a_part() -> pl.Expr:
    """The figure is the whole of which the one before is a part: "đạt 1.250/3.400 tỷ đồng" (Boolean)."""
    return (pl.col("linked") & (pl.col("gap") == "/")).fill_null(False)


@cache
def of_a_treasury() -> pl.Expr:
    """The figure is of who governs, not of the project named before it (Boolean): what is taken in, and what is paid out of the
    public plan by who builds the project ("sẽ hoàn thành cầu A và giải ngân 100% vốn đầu tư công").
    """
    head = pl.col("head").fill_null("")
    taken_in = (pl.col("metric") == "state_budget_revenue") & head.str.contains(TAKEN_IN)
    planned = pl.concat_str(head, pl.col("right").str.slice(0, 30)).str.contains(OF_THE_PLAN)
    paid_out = (pl.col("metric") == "public_investment_disbursement") & planned & pl.col("_project_built")
    return (taken_in | paid_out).fill_null(False)


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
