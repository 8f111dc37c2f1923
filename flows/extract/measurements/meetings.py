"""What a firm lays before its yearly meeting is of that meeting's year: "họp ĐHĐCĐ thường niên 2024 … mục tiêu doanh thu 900 tỷ đồng" (linguistics §7)."""

import polars as pl

from flows.extract.measurements import codes
from flows.letters import BEGINS, ENDS
from flows.read import Reading
from flows.read.rules import of_rows

MEETING = (
    r"(?i)(?:đại hội|ĐHĐCĐ|ĐHCĐ|ĐHĐCĐTN)[^.;:]{0,40}?thường niên (?:năm |lần thứ [0-9]+ năm )?([12][0-9]{3})"
)
# A sentence with a time of its own, or one of each year, of several years, of what was once planned.
OTHER_TIME = rf"(?i){BEGINS}(?:quý|tháng|giai đoạn|nhiệm kỳ|mỗi|hằng|bình quân|trung hạn|dài hạn|trước đó|trước đây|năm tới|năm sau|những năm|[0-9]+ năm|đến năm){ENDS}|năm [12][0-9]{{3}}"
LAST_YEAR = r"(?i)so (?:với )?(?:[^\s,;.]+\s){0,4}?năm [12][0-9]{3}"  # what it is held against
AHEAD = ["target", "forecast"]


@of_rows
def of_the_meeting(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Fills period_start and period_end of what a firm means to earn, where its sentence names no time: the year of the only yearly meeting of the article, if
    that is the article's own year.
    """
    years = (
        reading.sentences.filter(pl.col("sentence").str.contains(MEETING))
        .select("a", _year=pl.col("sentence").str.extract(MEETING).cast(pl.Int32))
        .unique()
        .group_by("a")
        .agg(pl.col("_year"))
        .filter(pl.col("_year").list.len() == 1)
        .select("a", _year=pl.col("_year").list.first())
    )
    rows = rows.join(years, on="a", how="left", maintain_order="left")
    words = pl.col("sentence").str.replace_all(LAST_YEAR, " ")
    fits = (
        pl.col("period_start").is_null()
        & pl.col("period_end").is_null()
        & pl.col("metric").is_in(codes.OF_FIRMS_ALONE)
        & pl.col("status").is_in(AHEAD)
        & (pl.col("_year") == pl.col("anchor_year"))
        & ~words.str.contains(OTHER_TIME)
    ).fill_null(False)
    return rows.with_columns(
        period_start=pl.when(fits).then(pl.date(pl.col("_year"), 1, 1)).otherwise("period_start"),
        period_end=pl.when(fits).then(pl.date(pl.col("_year"), 12, 31)).otherwise("period_end"),
    ).drop("_year")
