"""What only an undertaking has, told without its name: its own and its borrowed capital, its debt, its losses, how much of the works is done."""

import polars as pl

from flows.extract.measurements.about import SEVERAL
from flows.letters import CAPITAL, LETTER

# How it is paid for, and what it owes and has lost.
FINANCED = r"(?i)(?:vốn (?:tự có|vay|đối ứng|ODA)|dư nợ|nợ gốc|khoản vay|(?:đã|bị|thua) lỗ|lỗ lũy kế|lỗ luỹ kế|đội vốn|giải ngân)[^;.:]{0,60}$"
# How much of it is done: "đã hoàn thành 99%", "khối lượng thực hiện đạt 95% hợp đồng".
DONE = r"(?i)(?:đã|mới|cơ bản|hiện|ước)\s(?:hoàn thành|thi công|xây dựng|thực hiện)(?:\s(?:được|khoảng|hơn|gần|trên|tới|đến))*\s$|(?:khối lượng|tiến độ|giá trị hợp đồng|sản lượng)(?:\s(?:thi công|thực hiện|thực tế|xây lắp|công việc|tổng thể|chung|dự án|công trình|toàn dự án|đạt|đã|mới|ước|khoảng|hơn|gần|trên|được|hoàn thành|tại|hiện trường|là))+\s$"
# Of a part of it, of those who build it, or of others.
PART = r"(?i)gói thầu|hạng mục|đơn nguyên|nhà thầu|liên danh|công tác|giai đoạn|phân đoạn|đoạn tuyến|mặt bằng|hộ dân|kế hoạch|mỗi năm|tín dụng|thị trường|ngành|cả nước|(?:^|\s)(?:cầu|hầm|nút giao|đường dẫn)\s"
# Who lends to it, or pays a part of it, owns none of that: "vay Ngân hàng A 40 triệu USD".
LENDERS = rf"(?i:vay|cho vay|tài trợ|hỗ trợ|ODA|bảo lãnh)(?:\s(?i:của|từ|bởi|do|vốn|ưu đãi|ngân hàng|chính phủ))*(?:\s{CAPITAL}[{LETTER}&]*)+"


def financed() -> pl.Expr:
    """A figure is of the one undertaking that is being told of (Boolean)."""
    left = pl.col("before").str.slice(-110)
    money = (pl.col("dimension") == "money") & left.str.contains(FINANCED)
    done = (pl.col("unit") == "percent") & pl.col("metric").is_null() & left.str.contains(DONE)
    beside = pl.concat_str(left, pl.col("surface"), pl.col("right").str.slice(0, 50))
    whole = ~beside.str.contains(SEVERAL) & ~beside.str.contains(PART)
    return ((money | done) & whole).fill_null(False)


def lenders_aside(told: pl.Expr) -> pl.Expr:
    """What is told before a figure without the names of those who lend."""
    return told.str.replace_all(LENDERS, " ")
