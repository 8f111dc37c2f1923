"""Where the name of an event ends, and what a telling of one holds (linguistics §12)."""

import polars as pl

YEAR = r"(?:19|20)[0-9]{2}"
DAY_TOLD = r"(?:^|[\s(])(?:(?i:ngày|sáng|chiều|tối|trưa|hôm)\s(?:(?i:ngày)\s)?[0-9]{1,2}[/.\-][0-9]|(?i:sáng|chiều|tối|hôm|trưa|ngày)\s(?:nay|qua|mai)|(?i:ngày)\s[0-9])"
# "… về biến đổi khí hậu (COP 26)", "đường vành đai 2 (đoạn 1, đoạn 2)": what the brackets add belongs to the name.
NAMED_AGAIN = (
    r"\s?\((?:[A-Z]{3,}[^()]{0,20}|[^()]{3,40}(?:19|20)[0-9]{2}|(?i:kỳ họp|đoạn|giai đoạn)\s[^()]{1,40})\)"
)
# Where a name ends that neither a mark nor a year closes.
STOP = r"(?:,?\s(?i:đánh dấu|bế mạc|khai mạc|khép lại|mở cửa|khai hội|bước vào|kéo dài (?:từ|đến|trong)|đón khách|với (?:chủ đề|điểm nhấn|sự|mục|nhiều|hơn|khoảng|gần|[0-9])|tại|ở|diễn ra|tổ chức|nhằm|do|được|đã|sẽ|vào (?:ngày|sáng|chiều|tối|lúc|tháng|cuối|đầu|dịp|hồi|hôm|rằm|[0-9]\S*)|từ (?:ngày|sáng|chiều|tối|[0-9]\S*)|để|cho biết|cho hay|có|dự kiến|mới đây|vừa|khẳng định|ngày [0-9]+\S*|(?:sáng|chiều|tối|trưa) (?:[0-9]+\S*|ngày|nay|qua|cùng)|thu hút|quy tụ|là|hoặc|vì lý do|hôm (?:nay|qua)|theo|bên dưới|đồng ý|thông qua|và (?:chứng kiến|dự|tham dự|gặp|nhận|mời|trân trọng|trao|phát biểu|công bố|ký|thăm|làm việc|tiếp|được)|nhân dịp|thống nhất|chính thức|ông|bà|thăm (?:chính thức|cấp|hữu nghị|và làm việc)|năm (?:nay|ngoái|trước|tới)|lần này|nổi tiếng|lại|đều|vẫn|đang|còn|phải|không|chưa|dù|nhưng|cũng|tiếp tục|ngay trong|hồi|sắp|bị|những ngày)(?:\s|$)|\s(?:Phát biểu|Theo|Trong|Sau|Việc|Ảnh|Đông đảo|Trước|Tại|Sáng|Chiều|Đây|Liên quan)\s).*$"
# Words that tell of what sort an event is; a name needs more. Before a quoted name they belong to it.
SORT = r"(?i:quốc tế|quốc gia|toàn quốc|toàn thể|khu vực|khoa học|chuyên đề|thường kỳ|thường niên|định kỳ|bất thường|trực tuyến|giao lưu|nghệ thuật|tổng kết|sơ kết|ra mắt|tuyên truyền|kỹ thuật|kín|khẩn|hẹp|mở rộng|riêng|trên|chung|song phương|đa phương|cấp cao|cấp tỉnh|cấp bộ)"
COLUMNS = ["a", "s", "start", "end", "name", "event_kind", "noun", "token", "left", "sentence", "sentence_number", "rule"]  # fmt: skip


# Words of two syllables one of which alone would end a name: "phục hồi kinh tế", "doanh nghiệp nhỏ và vừa".
OF_TWO = [
    "tồn tại", "hiện tại", "nhà ở", "thiết bị", "trang bị", "chuẩn bị", "hàng không", "không gian", "không khí", "không quân",
    "toán không", "tự do", "lý do", "phục hồi", "thu hồi", "và vừa", "sắp xếp", "theo dõi", "thống nhất đất", "trở lại", "đi lại",
    "về tổ chức", "và tổ chức", "của tổ chức", "về dự kiến", "về thông qua", "về việc thông qua",
]  # fmt: skip
JOINED = [word.replace(" ", "_") for word in OF_TWO]


def cut(name: pl.Expr, stop: str) -> pl.Expr:
    """A name up to where its sentence goes on; "tồn tại" is no "tại", "về tổ chức" not what is held."""
    kept = name.str.replace_many(OF_TWO, JOINED)
    # "lễ tổng kết và trao giải": what follows the first act belongs to the name.
    kept = kept.str.replace(r"^(\S+(?: \S+){1,3}) và (trao|công bố|ký|nhận|đón)", "${1} và_${2}").str.replace(
        stop, ""
    )
    return (
        kept.str.replace_all(r"và_(trao|công|ký|nhận|đón)", "và ${1}")
        .str.replace_many(JOINED, OF_TWO)
        .str.strip_chars_end(" ,-–")
    )
