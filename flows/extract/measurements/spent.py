"""What was spent or taken in beside a plan that the sentence tells is no plan (linguistics §8)."""

import polars as pl

from flows.read import neighbours
from flows.read.rules import of_rows

# "được giao 900 tỷ đồng, | đến ngày 25/4 giải ngân 40 tỷ đồng": a clause of its own time, with a verb that tells what was done.
SPENT = r"(?i)^[^0-9]{0,60}?(?:^|[,;(]|[\s,;](?:và|nhưng|song))\s(?:(?:tính|lũy kế|luỹ kế|riêng|trong|kết quả)\s)*(?:(?:đến|tới|hết|qua|sau)\s)*(?:(?:ngày|tháng|quý|cuối tháng|hết|năm)\s[0-9IV/.-]+|[0-9]{1,2}\stháng)[^;:.]*?\s(?:giải ngân|thu|chi|thanh toán|thực hiện)(?:\s(?:vốn|ngân sách|nhà nước|đầu tư công|nội địa|được|khoảng|hơn|gần|trên|đạt|là|mới))*\s$"
# "…, giá trị giải ngân đến hết tháng 4 là 40 tỷ đồng", "…, thực hiện 4 tháng đạt 40 tỷ đồng": the verb ahead of the time, which is over.
DOES = r"(?:giải ngân|thu|chi|thanh toán|thực hiện|thu hút|huy động|cấp phát|trồng|xuất khẩu)"
WHAT_IS_DONE = rf"(?i)^,\s(?:(?:và|nhưng|song|còn|giá trị|tổng|số|số vốn|vốn|tỷ lệ|tỉ lệ|khối lượng|kết quả|lũy kế|luỹ kế|đã|thực tế|trong đó)\s)*{DOES}"
DOES_BY = rf"{WHAT_IS_DONE}(?:\s[^\s,;:.0-9]+){{0,6}}?\s(?:(?:tính|trong|đến|tới|hết|qua|cuối|ngày|tháng|quý|của)\s)*(?:[0-9]{{1,2}}/[0-9/]+|(?:tháng|quý|ngày)\s[0-9IV]+(?:/[0-9]+)?|[0-9]{{1,2}}\stháng)(?:\s(?:đầu|năm|[12][0-9]{{3}}|nay|qua|vừa))*"
IS = r"(?:\s(?:là|đạt|được|mới|chỉ|ở|mức|khoảng|hơn|gần|trên|bằng))*\s*$"
# "…, giải ngân đến nay được 40 tỷ đồng", "…, tỷ lệ giải ngân hiện mới là 9%".
BY_NOW = rf"{WHAT_IS_DONE}(?:\s[^\s,;:.0-9]+){{0,6}}?\s(?:đến nay|tới nay|hiện nay|hiện)"
# "kế hoạch vốn là 900 tỷ đồng, giá trị giải ngân 40 tỷ đồng": less than the plan, and of it.
WORTH = rf"(?i)^,\s(?:giá trị|số vốn|kết quả)\sgiải ngân(?:\s(?:vốn|đầu tư công|thực tế))*{IS}"
# What is yet to be done, foreseen or told as a plan is none of it.
TO_BE_DONE = r"(?i)(?:phấn đấu|mục tiêu|chỉ tiêu|phải|cần|yêu cầu|giao|kế hoạch|dự toán|dự kiến|sẽ|quyết tâm|cam kết|đề nghị|đề xuất|bảo đảm|đảm bảo|tối thiểu|ít nhất|trước|hoàn thành)(?:[\s,]|$)"
# What a plan of funds is told by: "kế hoạch vốn là …", "được giao … vốn".
OF_PLANS = r"(?i)kế hoạch vốn|vốn kế hoạch|vốn (?:đầu tư công )?(?:đã )?(?:được )?(?:giao|phân bổ|bố trí)|(?:giao|phân bổ|bố trí)(?: [^\s,;.]+){0,3} vốn"
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
    in_plan = neighbours.before(pl.col("value"), "s") > pl.col("value")
    of_plan = pl.col("before").str.contains(OF_PLANS)
    by_now = (
        clause.str.contains(f"{BY_NOW}{IS}") | (clause.str.contains(WORTH) & of_plan & in_plan)
    ) & ~clause.str.contains(TO_BE_DONE)
    spent = (gap.str.contains(SPENT) & ~gap.str.contains(TO_BE_DONE)) | (
        clause.str.contains(f"{SPENT}|{DOES_BY}{IS}") & ~clause.str.contains(TO_BE_DONE)
    ).fill_null(False)
    done = (pl.col("status") == "target") & told & ~pl.col("listed")
    done = (done & ((over & spent) | by_now.fill_null(False))).fill_null(False)
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
