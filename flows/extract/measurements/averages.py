"""What figures are told for each day, month or year: averages, and rates whose word does not lean on them (linguistics §4)."""

import polars as pl

from flows.extract.measurements.kinds import where_it_began
from flows.letters import BEGINS
from flows.read import neighbours
from flows.read.numbers.comparators import DENOMINATORS
from flows.read.rules import of_rows

SPAN = "ngày|tháng|năm|giờ|tuần|quý"
# "chợ mỗi ngày thu 30 triệu đồng"; where the clause opens with it, the next goes on: "bình quân mỗi tháng năm 2019, tỉnh thu 80 tỷ đồng".
EACH = rf"(?i){BEGINS}mỗi\s({SPAN})(?:\s[^,;:.()]*)?\s$"
EACH_AHEAD = rf"(?i)(?:(?:^|[,;:])\s?(?:(?:nhưng|và|còn|trong đó|tính ra)\s)?(?:mỗi|hằng|hàng)|(?:bình quân|trung bình)\s(?:mỗi|một|1|hằng|hàng))\s({SPAN})(?:\s[^,;:.()]*)?(?:,\s(?:[^m]|m[^ỗ])[^,;:.()]*)?\s$"
# Right behind a figure it is of that one: "nộp 4 tỷ đồng mỗi năm và tạo việc làm cho 90 lao động".
OF_THE_LAST = rf"(?i)^[^,;:.()]{{0,40}}?\s(?:mỗi|một|hằng|hàng)\s(?:{SPAN})(?:\s|[,;]|$)"
# "mỗi ngày một đông" is no rate.
EVER = r"(?i)mỗi (?:ngày|năm|tháng) (?:một|càng|mỗi|qua|[0-9])|(?:tăng|giảm|cao|đều|đặn|nhanh|tốt|nhiều|lên|qua|theo|ở|của) mỗi (?:ngày|tháng|năm),|[,;]\s(?:riêng|còn|năm|trong (?:đó|khi)|tổng|cả|lũy kế|đến nay)\s"
# "đón 900 lượt khách du lịch mỗi ngày", "nộp 4 tỷ đồng tiền thuế một năm"
BEHIND = rf"(?i)^(?:\s(?:du lịch|quốc tế|nội địa|khách|người|tham quan|hành khách|xe|hàng hóa|hàng hoá|tiền|thuế|vốn|ngân sách|nhà nước|cho|vào|trong|doanh thu|lợi nhuận|tiền thuế)){{0,4}}\s(?:mỗi|một)\s({SPAN})(?:\s?[,.;:)]|\s?$|\s(?:ở|tại|cho|từ|và|để|nhờ|với|trong)\s)"
# "mỗi tháng thu hút 3 dự án với số vốn 40 triệu USD"
WITH_IT = r"(?i)^(?:\s[^\s,;.:()0-9]+){0,2},?\s(?:với|và|cùng)\s[^,;.:()0-9]{0,40}$"
ONTO = r"(?i)^[^(]*\s(?:lên|xuống|còn|về|đến|tới)\s"
RATED = ["percent", "ratio"]


@of_rows
def with_average(rows: pl.DataFrame) -> pl.DataFrame:
    """Fills per with the day, week, month, quarter or year that levels are told for."""
    rows = rows.sort("s", "start")
    level = (pl.col("kind") == "level") & ~pl.col("dimension").is_in(RATED)
    own = pl.when("linked").then(pl.col("gap").str.replace(OF_THE_LAST, " ")).otherwise("gap")
    gap = pl.when(~pl.col("gap").str.contains(EVER)).then(own)
    told = pl.coalesce(
        pl.col("right").str.extract(BEHIND), gap.str.extract(EACH), gap.str.extract(EACH_AHEAD)
    ).str.to_lowercase()
    each = told.replace_strict(DENOMINATORS, default=None, return_dtype=pl.String)
    rows = rows.with_columns(_each=pl.when(level).then(each))
    goes_on = (
        level
        & pl.col("linked")
        & pl.col("gap").str.contains(WITH_IT)
        & ~pl.col("gap").str.contains(OF_THE_LAST)
    )
    rows = rows.with_columns(
        _each=pl.when(goes_on).then(pl.coalesce("_each", neighbours.before(pl.col("_each"), "s"))).otherwise("_each")
    )  # fmt: skip
    # "từ 4 triệu đồng lên 5 triệu đồng/tháng"
    same = (pl.col("unit") == neighbours.behind(pl.col("unit"), "s")) & neighbours.behind(
        pl.col("gap"), "s"
    ).str.contains(ONTO)
    behind = pl.when(where_it_began() & same).then(neighbours.behind(pl.col("per"), "s"))
    return rows.with_columns(per=pl.coalesce("per", behind, "_each")).drop("_each")
