"""Where the name of an event ends, and what a telling of one holds (linguistics §12)."""

import polars as pl

DAY_TOLD = r"(?:^|[\s(])(?:(?i:ngày|sáng|chiều|tối|trưa|hôm)\s(?:(?i:ngày)\s)?[0-9]{1,2}[/.\-][0-9]|(?i:sáng|chiều|tối|hôm|trưa|ngày)\s(?:nay|qua|mai)|(?i:ngày)\s[0-9])"
# "… về biến đổi khí hậu (COP 26)", "đường vành đai 2 (đoạn 1, đoạn 2)": what the brackets add belongs to the name.
NAMED_AGAIN = (
    r"\s\((?:[A-Z]{3,}[^()]{0,20}|[^()]{3,40}(?:19|20)[0-9]{2}|(?i:kỳ họp|đoạn|giai đoạn)\s[^()]{1,40})\)"
)
# Where a name ends that neither a mark nor a year closes.
STOP = r"(?:,?\s(?i:bế mạc|khai mạc|khép lại|với (?:chủ đề|điểm nhấn|sự|mục|nhiều|hơn|khoảng|gần|[0-9])|tại|ở|diễn ra|tổ chức|nhằm|do|được|đã|sẽ|vào (?:ngày|sáng|chiều|tối|lúc|tháng|cuối|đầu|dịp|hồi|hôm|rằm|[0-9]\S*)|từ (?:ngày|sáng|chiều|tối|[0-9]\S*)|để|cho biết|cho hay|có|dự kiến|mới đây|vừa|khẳng định|ngày [0-9]+\S*|(?:sáng|chiều|tối|trưa) (?:[0-9]+\S*|ngày|nay|qua|cùng)|thu hút|quy tụ|là|hoặc|theo|bên dưới|đồng ý|thông qua|và (?:gặp|nhận|mời|trân trọng|trao|phát biểu|công bố|ký|thăm|làm việc|tiếp|được)|nhân dịp|thống nhất|chính thức|ông|bà|năm (?:nay|ngoái|trước|tới)|lần này|nổi tiếng|lại|đều|vẫn|đang|còn|phải|không|chưa|dù|nhưng|cũng|tiếp tục|ngay trong|hồi|sắp|bị|những ngày)(?:\s|$)|\s(?:Phát biểu|Theo|Trong|Ảnh)\s).*$"
COLUMNS = ["a", "s", "start", "end", "name", "event_kind", "noun", "token", "left", "sentence", "sentence_number", "rule"]  # fmt: skip


def cut(name: pl.Expr, stop: str) -> pl.Expr:
    """A name up to where its sentence goes on; "tồn tại" is no "tại", "về tổ chức" not what is held."""
    kept = name.str.replace_all("tồn tại", "tồn_tại", literal=True)
    kept = kept.str.replace_all("nhà ở", "nhà_ở", literal=True)
    kept = kept.str.replace_all(r"(về|và|của) tổ chức", "${1} tổ_chức").str.replace(stop, "")
    return kept.str.replace_all(r"(tồn|tổ|nhà)_", "${1} ").str.strip_chars_end(" ,-–")
