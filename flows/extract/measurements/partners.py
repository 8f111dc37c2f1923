"""What trade with other lands is of whose: the part that another land has of ours."""

import polars as pl

from flows.extract.measurements import codes

HAS_A_SHARE = r"(?i)^\s(?:\([^()]*\)\s)?(?:(?:đã|cũng|hiện|đang|vẫn|tiếp tục|dẫn đầu với|đứng đầu với)\s)*(?:chiếm|đóng góp|nắm)\s"


def partners_share() -> pl.Expr:
    """ "Trung Quốc chiếm 20% kim ngạch xuất khẩu": the part that another land has of our trade is no level of that land's."""
    ahead = pl.col("sentence").str.slice(
        pl.col("until_before"), pl.max_horizontal("start", "until_before") - pl.col("until_before")
    )
    return (
        (pl.col("kind") == "share")
        & pl.col("metric").is_in(codes.FROM_ABROAD)
        & (pl.col("kind_before") == "country")
        & ~pl.col("name_before").is_in(["Việt Nam", "@nation"])
        & ahead.str.contains(HAS_A_SHARE)
    ).fill_null(False)
