"""What was spent or taken in beside a plan that the sentence tells is no plan (linguistics §8)."""

import polars as pl

from flows.read import neighbours
from flows.read.rules import of_rows

# "được giao 900 tỷ đồng, | đến ngày 25/4 giải ngân 40 tỷ đồng": a clause of its own time, with a verb that tells what was done.
SPENT = r"(?i)^[^0-9]{0,60}?(?:^|[,;(]|[\s,;](?:và|nhưng|song))\s(?:(?:tính|lũy kế|luỹ kế|riêng|trong|kết quả)\s)*(?:(?:đến|tới|hết|qua|sau)\s)*(?:(?:ngày|tháng|quý|cuối tháng|hết|năm)\s[0-9IV/.-]+|[0-9]{1,2}\stháng)[^;:.]*?\s(?:giải ngân|thu|chi|thanh toán|thực hiện)(?:\s(?:vốn|ngân sách|nhà nước|đầu tư công|nội địa|được|khoảng|hơn|gần|trên|đạt|là|mới))*\s$"
# What is yet to be done, foreseen or told as a plan is none of it.
TO_BE_DONE = r"(?i)(?:phấn đấu|mục tiêu|chỉ tiêu|phải|cần|yêu cầu|giao|kế hoạch|dự toán|dự kiến|sẽ|quyết tâm|cam kết|đề nghị|đề xuất|bảo đảm|đảm bảo|tối thiểu|ít nhất|trước|hoàn thành)(?:[\s,]|$)"
# "…, đạt 4%": of the same.
REACHED = r"(?i)^[^0-9;:]{0,30}?[\s,(](?:đạt|bằng|tương đương|chiếm)?(?:\s?(?:tỷ lệ|khoảng|hơn|gần|trên|mức))*\s?\(?$"


@of_rows
def spent_by_now(rows: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Makes actual what a clause of a time that is over tells as spent, and the percentage behind it, where a plan was told before.
    Needs status and periods.
    """
    rows = rows.join(articles.select("a", _today="anchor_on"), on="a", how="left", maintain_order="left")
    rows = rows.sort("s", "start")
    gap = pl.when(pl.col("linked")).then("gap").otherwise(pl.col("segment"))
    told = neighbours.before(pl.col("status"), "s") == "target"
    over = pl.col("period_end") <= pl.col("_today")
    # "phấn đấu giải ngân 100% kế hoạch, đến 15/7 giải ngân …": the words of a plan may stand before the last comma.
    clause = gap.str.extract(r"(,\s[^,]*)$")
    spent = (gap.str.contains(SPENT) & ~gap.str.contains(TO_BE_DONE)) | (
        clause.str.contains(SPENT) & ~clause.str.contains(TO_BE_DONE)
    ).fill_null(False)
    done = ((pl.col("status") == "target") & told & over & ~pl.col("listed") & spent).fill_null(False)
    behind = (
        neighbours.before(done, "s")
        & (pl.col("unit") == "percent")
        & pl.col("linked")
        & (pl.col("status") == "target")
        & pl.col("gap").str.contains(REACHED)
        & ~pl.col("gap").str.contains(TO_BE_DONE)
    ).fill_null(False)
    return rows.with_columns(
        status=pl.when(done | behind).then(pl.lit("actual")).otherwise("status"),
        promised=pl.col("promised") & ~(done | behind),
    ).drop("_today")
