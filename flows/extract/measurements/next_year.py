"""The year behind a told one: "Năm 2019 lãi 31 tỷ đồng, năm sau đó lãi 45 tỷ đồng", also where the sentence before told the first."""

import polars as pl

from flows.read import neighbours
from flows.read.rules import of_rows, with_common

# What follows the words up to the figure; a time of its own there is the figure's.
NEXT_YEAR = r"(?is)^(.*?)(?:^|[\s,(])năm (?:kế tiếp|tiếp theo|sau đó|liền sau|kế sau|ngay sau đó)([^;.]*)$"
CUES = ["năm kế ", "năm tiếp ", "năm sau đó", "năm liền ", "năm ngay "]
OWN_TIME = r"(?i)(?:^|\s)(?:năm|tháng|quý|tuần|ngày|cùng kỳ|hiện|nay)(?:[\s,]|$)|(?:19|20)[0-9]{2}"
# "5 năm tiếp theo", "các năm sau đó", "một năm sau đó": another span.
OTHER_SPAN = r"(?i)(?:[0-9]|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|các|những|mỗi|nhiều|vài|mấy|từng|hằng|hàng|hơn|chục|đến)$"
TIME_BEHIND = r"(?i)^[^,;.]{0,24}?(?:\(|năm |vào )(?:19|20)[0-9]{2}"
GOES_ON = 1  # sentences back to the year that the words are told of


@of_rows
def of_next_year(rows: pl.DataFrame) -> pl.DataFrame:
    """Moves period_start and period_end of figures behind "năm kế tiếp" on by a year: from the year of the figure told before the words."""
    left, since = (pl.col("before").str.extract(NEXT_YEAR, n) for n in (1, 2))
    said = since.is_not_null() & ~since.str.contains(OWN_TIME) & ~left.str.contains(OTHER_SPAN)
    said &= ~pl.col("right").str.contains(TIME_BEHIND)
    likely = pl.col("before").str.to_lowercase().str.contains_any(CUES)
    rows = rows.sort("s", "start").pipe(with_common, _next=said, where=likely)
    rows = rows.with_columns(pl.col("_next").fill_null(False))
    if not rows["_next"].any():
        return rows.drop("_next")
    days = ("period_start", "period_end")
    year = pl.col("period_start").dt.year()
    whole = (pl.col("period_start") == pl.date(year, 1, 1)) & (pl.col("period_end") == pl.date(year, 12, 31))
    told = pl.when(whole & ~pl.col("_next"))
    last = neighbours.before(neighbours.last_told(told.then(year), "a"), "a")
    last_s = neighbours.before(neighbours.last_told(told.then("s"), "a"), "a")
    after = pl.when(pl.col("s") - last_s <= GOES_ON).then(last + 1)
    moved = pl.col("_next") & after.is_not_null()
    return rows.with_columns(
        pl.when(moved).then(pl.date(after, *day)).otherwise(c).alias(c) for c, day in zip(days, ((1, 1), (12, 31)), strict=True)
    ).drop("_next")  # fmt: skip
