"""What trade with other lands is of whose: the part that another land has of ours."""

import polars as pl

from flows.extract.measurements import codes
from flows.extract.measurements.counts import MARKETS, RECEIVED

HAS_A_SHARE = r"(?i)^\s(?:\([^()]*\)\s)?(?:(?:đã|cũng|hiện|đang|vẫn|tiếp tục|dẫn đầu với|đứng đầu với)\s)*(?:chiếm|đóng góp|nắm)\s"

RANKED_MARKET = r"(?i)(?:thị trường|xếp thứ|đứng thứ|vị trí|dẫn đầu|tiếp đến|tiếp theo|theo sau)[^,;.]*$"


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


def of_a_market() -> pl.Expr:
    """ "… thị trường Hàn Quốc với 331.000 lượt": visitors from there, of the land that is visited (Boolean)."""
    return (
        (pl.col("metric") == "tourist_arrivals")
        & (pl.col("kind") != "share")
        & ((pl.col("way") == "again") | pl.col("gap").str.contains(RANKED_MARKET))
        & (pl.col("kind_before") == "country")
        & ~pl.col("name_before").is_in(["Việt Nam", "@nation"])
        & pl.col("sentence").str.contains(MARKETS)
        & ~pl.col("gap").str.contains(RECEIVED)
    ).fill_null(False)
