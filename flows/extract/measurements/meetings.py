"""What a firm lays before its yearly meeting is of that meeting's year: "họp ĐHĐCĐ thường niên 2024 … mục tiêu doanh thu 900 tỷ đồng" (linguistics §7)."""

import polars as pl

from flows.extract.measurements import codes
from flows.extract.measurements.going_on import AHEAD
from flows.letters import BEGINS, ENDS
from flows.read import Reading
from flows.read.dates.words import YEAR
from flows.read.rules import of_rows

# "ĐHĐCĐ thường niên 2025", "kế hoạch kinh doanh năm 2025": the year of a firm's plan …
PLAN = rf"(?i)(?:đhđcđ|đhcđ|đại hội(?: đồng)? cổ đông)(?:[^.;:]{{0,40}}? thường niên)?(?: năm| lần thứ [0-9]+ năm)? ({YEAR})|kế hoạch (?:kinh doanh|lợi nhuận|doanh thu)(?: năm)? ({YEAR})"
# … and a yearly meeting told without a year, which is of the running one until late in it.
YEARLY, UNTIL = r"(?i)(?:đhđcđ|đhcđ|đại hội(?: đồng)? cổ đông) thường niên", 9
# A sentence with a time of its own, or one of each year, of several years, of what was once planned.
OTHER_TIME = rf"(?i){BEGINS}(?:quý|tháng|giai đoạn|nhiệm kỳ|mỗi|hằng|bình quân|trung hạn|dài hạn|trước đó|trước đây|năm tới|năm sau|những năm|[0-9]+ năm|đến năm){ENDS}|năm [12][0-9]{{3}}"
LAST_YEAR = r"(?i)so (?:với )?(?:[^\s,;.]+\s){0,4}?năm [12][0-9]{3}"  # what it is held against


@of_rows
def of_the_meeting(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Fills period_start and period_end of what a firm means to earn, where its sentence names no time: that of the plan or of the
    yearly meeting that the article tells of, if it is not over.
    """
    told = reading.sentences.select("a", "sentence").join(
        reading.articles.select("a", "anchor_on", now="anchor_year"), on="a"
    )
    year = pl.coalesce(pl.col("sentence").str.extract(PLAN, i) for i in (1, 2)).cast(pl.Int32)
    running = pl.col("sentence").str.contains(YEARLY) & (pl.col("anchor_on").dt.month() <= UNTIL)
    year = pl.coalesce(year, pl.when(running).then("now"))
    years = told.select("a", "now", _year=year).drop_nulls("_year").unique()
    # Meetings of the year before and of the next are named beside this one's.
    now = years.filter(pl.col("_year") == pl.col("now"))
    years = pl.concat([now, years.join(now, on="a", how="anti").unique("a", keep="none")]).select(
        "a", "_year"
    )
    rows = rows.join(years, on="a", how="left", maintain_order="left")
    words = pl.col("sentence").str.replace_all(LAST_YEAR, " ")
    fits = (
        pl.col("period_start").is_null()
        & pl.col("period_end").is_null()
        & pl.col("metric").is_in(codes.OF_FIRMS_ALONE)
        & pl.col("per").is_null()
        & pl.col("status").is_in(AHEAD)
        & (pl.col("_year") >= pl.col("anchor_year")).fill_null(True)
        & ~words.str.contains(OTHER_TIME)
    ).fill_null(False)
    return rows.with_columns(
        period_start=pl.when(fits).then(pl.date(pl.col("_year"), 1, 1)).otherwise("period_start"),
        period_end=pl.when(fits).then(pl.date(pl.col("_year"), 12, 31)).otherwise("period_end"),
    ).drop("_year")
