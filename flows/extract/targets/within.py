"""Works that are to take so long, whose last day nobody tells (linguistics §8)."""

import polars as pl

from flows.letters import LETTER
from flows.read.spans import find

DURATION = r"(?:(?i:sẽ|phải|cam kết)(?: được)? bàn giao(?: [^\s,;.:()0-9]+){0,6}? trong(?: vòng)?|(?i:thời gian|thời hạn|tiến độ)\s(?i:hoàn thành)(?:\s(?i:dự án|công trình|là|dự kiến|trong|khoảng))*|(?:(?i:(?:sẽ|phải|dự kiến|và|được)(?: được)?(?: (?:đầu tư xây dựng|đầu tư|xây dựng|thi công|triển khai)(?: và)?)?) )?hoàn thành trong(?: vòng)?(?: khoảng)?)\s[0-9]+\s(?i:tháng|năm|ngày)"


def within_a_time(told: pl.DataFrame) -> pl.DataFrame:
    """Works that are to take so long, whose day nobody tells: "hoàn thành trong 24 tháng"."""
    likely = told.filter(
        pl.col("sentence").str.contains_any(
            ["hoàn thành trong", "n hoàn thành ", "độ hoàn thành", "bàn giao "]
        )
    )
    rows = find(likely.select("s", "sentence"), DURATION, "sentence", words=True)
    rows = rows.join(likely, on="s", how="left", maintain_order="left")
    # "…, hoàn thành trong 40 tháng" is due, unless it is told as done.
    bare = pl.col("surface").str.contains("^hoàn thành")
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    rows = rows.filter(~bare | (left.str.contains(r",\s$") & ~left.str.contains(r"\s(?:đã|vừa|từng)\s")))
    return rows.filter(
        ~pl.col("sentence").str.slice(pl.col("end"), 8).str.contains(rf"^(?:{LETTER}|[0-9]|\s(?i:qua|[0-9]))")
    ).select(
        "s", "a", "sentence", "surface", "start", "end", deadline=pl.lit(None, pl.Date), frame=pl.lit("time"), rule=pl.lit("target_duration")
    )  # fmt: skip
