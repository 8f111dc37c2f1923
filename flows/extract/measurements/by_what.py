"""What a percentage is of where the words stand behind it: "tăng 14% về số doanh nghiệp", "bằng 97% về vốn đăng ký"."""

from functools import cache

import polars as pl

from flows.extract.measurements import codes

BY_WHAT = r"(?i)^\svề\s(?:tổng\s|tổng số\s)?(?:số|lượng|khối lượng|sản lượng|giá trị|trị giá|kim ngạch|giá|vốn|dự án|doanh thu|doanh số|lợi nhuận|LNTT|LNST|lãi)(?:[\s,.;)]|$)"
PROJECTS = r"(?i)^\svề\s(?:tổng\s)?(?:số\s|số lượng\s|lượng\s)?dự án"
FIRMS = r"(?i)^\svề\s(?:tổng\s)?(?:số\s|số lượng\s|lượng\s)doanh nghiệp"
CAPITAL = r"(?i)^\svề\s(?:tổng\s)?(?:số\s)?vốn"
REGISTERED = r"(?i)vốn (?:đầu tư )?đăng ký"
WORTH = r"(?i)^\svề\s(?:tổng\s)?(?:giá trị|trị giá|kim ngạch)"
REVENUE, PROFIT = (
    r"(?i)^\svề\s(?:tổng\s)?doanh (?:thu|số)",
    r"(?i)^\svề\s(?:tổng\s)?(?:lợi nhuận|LNTT|LNST|lãi)",
)
NEW = r"(?i)thành lập mới|đăng ký (?:thành lập )?mới"
TRADE = {"export_turnover": "(?i)xuất khẩu", "import_turnover": "(?i)nhập khẩu"}


@cache
def by_what() -> pl.Expr:
    """The metric of a percentage that BY_WHAT stands behind, by what governs it (_of_head); null where no metric is of that."""
    of_head, right, ahead = pl.col("_of_head"), pl.col("right"), pl.col("segment").str.slice(-250)
    out, into = (ahead.str.contains(words) for words in TRADE.values())
    trade = (
        pl.when(of_head.is_in([*TRADE, "trade_turnover", "industrial_production"])).then(of_head)
        .when(out & ~into).then(pl.lit("export_turnover"))
        .when(into & ~out).then(pl.lit("import_turnover"))
    )  # fmt: skip
    capital = (
        pl.when(of_head.is_in(codes.CAPITAL)).then(of_head)
        .when((ahead + right.str.slice(0, 20)).str.contains(REGISTERED)).then(pl.lit("registered_investment"))
    )  # fmt: skip
    new = pl.when(ahead.str.contains(NEW)).then(pl.lit("new_enterprises")).otherwise(pl.lit("enterprises"))
    return (
        pl.when(right.str.contains(PROJECTS)).then(pl.lit("project_count"))
        .when(right.str.contains(FIRMS)).then(new)
        .when(right.str.contains(CAPITAL)).then(capital)
        .when(right.str.contains(WORTH)).then(trade)
        .when(right.str.contains(REVENUE)).then(pl.lit("revenue"))
        .when(right.str.contains(PROFIT)).then(pl.lit("profit"))
    )  # fmt: skip
