"""How many times over: what grew so many times is what its head measures, if it is held against its own past (linguistics §4)."""

import polars as pl

from flows.extract.measurements.chained import OF_A_TIME
from flows.extract.measurements.clauses import light

# "thu ngân sách gấp 3 lần năm 2015", "doanh thu đã tăng hơn 6 lần"; "giá cao gấp 3 lần hàng nội" is held against another good.
GREW = (
    r"(?i)(?:^|\s)(?:tăng|tăng trưởng|giảm)(?:\s(?:lên|tới|đến|khoảng|hơn|gần|trên|thêm|tối đa|ít nhất))*\s$"
)
GREW_SO = r"(?i)^(?:tăng|giảm|nhân đôi)"
ON = r"(?i)^(?:\s?[,.;)]|\s?$|\s(?:so với (?:năm|quý|tháng|giai đoạn|nhiệm kỳ|cùng kỳ|đầu|cuối|hồi|kế hoạch|[0-9])|sau [0-9]+|kể từ|từ (?:mức|năm)|lên|và|trong (?:vòng|giai đoạn|[0-9]+|năm|quý)))"
WHICH = r"(?i)^\s(?:quốc tế|nội địa|nước ngoài)"  # "lượng khách quốc tế"
# What undertakings cost and cover is held against others of their kind.
OF_OTHERS = ["project_investment", "compensation", "area", "tax_rate", "exchange_rate"]


def multiplied(of_head: pl.Expr) -> pl.Expr:
    """The metric of a figure in times over: that of its head, where it is of the same thing at another time (String)."""
    between = pl.col("sentence").str.slice(pl.col("until"), pl.col("_start") - pl.col("until"))
    grew = pl.col("surface").str.contains(GREW_SO) | between.str.slice(-30).str.contains(GREW)
    held = pl.col("right").str.contains(OF_A_TIME) | (grew & pl.col("right").str.contains(ON))
    near = light(between.str.replace(WHICH, ""), 0) & ~between.str.contains("[,;:(]")
    return pl.when(held & near & ~of_head.is_in(OF_OTHERS)).then(of_head)
