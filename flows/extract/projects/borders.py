"""Where a project's name ends (linguistics §15.1)."""

import polars as pl

from flows.letters import CAPITAL, SMALL
from flows.read.rules import of_rows

LONGEST = 170
# A name ends before these whatever stands before them; after a name or a number also before SOFT.
WORDS = (
    r"có|với (?:tổng|vốn|quy mô|công suất|chiều|mức|diện|số|kinh)|do|nằm|đặt tại|tọa lạc|trị giá|đã|được|sẽ|đang|là|vừa|cho|để|gồm|bao gồm|quy mô|công suất|tổng vốn|tổng mức|tổng diện tích|vốn|dự kiến|khi|"
    r"(?:rộng|dài|cao) (?:[0-9]|khoảng|hơn|gần|trên)\S*|dài|chiều dài|đạt|(?:đầu|cuối|giữa) (?:năm|tháng|quý)|nhân (?:kỷ niệm|dịp|ngày)|cũng|đến nay|bằng (?:nguồn|vốn|ngân sách|hình)|nhằm|thuộc|làm|trước|sau|này|nêu trên|nói trên|khoảng|diện tích|"
    r"chậm|bị|vẫn|chưa|không|phải|cần|ngay|hiện|hôm|ngày|sáng|chiều|tối|tháng|vào|theo|gặp|đúng|rồi|thì|mà|nên|nếu|vì|nhưng|còn|đều|mang|giúp|tạo (?:ra|điều|việc|động|đà|nên)|góp|đưa|hoàn|khởi|thi công|triển khai|đi vào|mới được|lên|xuống|ra (?:mắt|đời|khỏi)|trong|như|nơi|cùng với|cùng|đồng thời|giữa|hay|hoặc|sắp|chính thức|luôn|vượt|chiếm|thu hút|phục vụ|nữa|đó|ấy|cách|trở thành|bắt đầu|chuyển (?:sang|đổi|thành|từ)|thay đổi|hình thức|phải|thành công|thông qua|dưới|quanh|trên địa bàn|thiếu|và dự án|và các|lớn|đầu tiên|cũ|lại|dọc|liên quan|trao|nói|cho biết|yêu cầu|bàn giao|tiếp tục|đầu tư (?:hơn|gần|trên|[0-9])\S*|ước|chạy"
)
BODY = r"(?:Công ty|Cty|CTCP|Quốc hội|Chính phủ|Nhà nước|Tập đoàn|Tổng [Cc]ông ty|UBND|Ủy ban|HĐND|Bộ|Sở|Ban [Qq]uản lý|Phó|Chủ tịch|Thủ tướng|Bộ trưởng|Giám đốc|Ông|Bà|ông|bà|anh|chị|Ảnh|Nguồn|Theo|Dự án|Trong|Tại|Ngày|Sau|Đây)"
MEASURE = r"[0-9][0-9.,]*\s?(?:nghìn|ngàn|tỷ|tỉ|triệu|km|m|m2|ha|MW|căn|tầng|tháng|năm|làn|người|hộ|tấn|lần|phút|giờ|phòng|giường|chỗ|sao|héc|hecta|[Tt]háng)(?:[\s,.;)/]|$)|[0-9.,]+%"
HARD = rf"(?:,?\s(?:{WORDS})(?:[\s,.;:]|$)|\s{BODY}\s|\s[–-]\s(?:Ảnh|ảnh|Nguồn|ông|bà|một|là|nơi|công trình|dự án)\s|[;:”“\"()…?!\n]|\s\.|\.(?:\s|$|\.)|,\s?$|\s(?:Sáng|Trưa|Chiều|Tối)\s[0-9]|\s{MEASURE}).*$"
SOFT = r"đi qua|đoạn (?:qua|từ|đi)|tại|của|ở|từ|đến|tới|ra|qua|nối|trên|với|và|gần|về|sang|đi"
# "tuyến số 2 (Bến Thành - Tham Lương)": its ends in brackets tell which.
# "đường sắt đô thị Hải Bình, tuyến Bến Đá - Cầu Ngang": so is it told without brackets.
ENDS = rf"{CAPITAL}[^(),;.–-]{{2,30}}?\s?[–-]\s?{CAPITAL}"
ROUTE = rf"^((?:\s\S+){{0,3}}\ssố\s[0-9]+{CAPITAL}?\s\({ENDS}[^()]{{2,40}}\)|(?:\s[^\s,]+){{1,3}},? tuyến {ENDS}{SMALL}*(?:\s{CAPITAL}{SMALL}+)*)"
NAME = rf"(?:{CAPITAL}[^\s,]*|[0-9][^\s,]*)"
IN_QUOTES = r"^([^“”\"]*)[”\"]"  # a name in quotes ends with them
# "quốc lộ 3 đoạn qua …": which stretch of it is no part of its name.
STRETCH = rf"^(.*?\s{NAME}.*?)\s(?:đoạn (?:qua|từ|đi)|đi qua|kết nối)\s.*$"
SOFT_TAIL = rf"\s(?:{SOFT})(?:\s.*)?$"
# "nối từ cầu A đến cầu B", "tại nút giao C": before any name the soft words lead to it.
UP_TO_NAME = (
    rf"^((?:\s[^\s,]+|,\s{SMALL}[^\s,]*){{0,24}}?\s{NAME}.*?)(?:\s(?:{SOFT}|sản xuất|chế biến)\s|,|$)"
)
SHORT = r"((?:^|[\s(–-])(?:TP|Tp|tp|P|Q|H|TX))\."  # a full stop that ends nothing
PART = rf"\s(?:đoạn|nhánh|hướng)\s{SMALL}|^\s(?:kết )?(?:nối|từ)\s"  # "đoạn … đến …": the soft words belong to it
# "Nhà máy kính nổi siêu trắng tại KCN Phú Mỹ II": enough is said before where it lies.
PLACED = rf"^((?:,?\s{SMALL}[^\s,]*){{3,}}?)\s(?:tại|ở)\s(?:KCN|CCN|KKT|Khu|khu công|khu kinh tế|cụm|xã|phường|huyện|quận|tỉnh|thành phố|TP|Tp|thị|{CAPITAL}{SMALL}+\s{CAPITAL})"
# Up to its last name or number; four small words at most lie between two of its names.
WITH_NAMES = rf"^((?:\s[^\s]+){{0,24}}?\s{NAME}(?:(?:,?\s{SMALL}[^\s,]*){{0,4}}(?:,?\s|\s?[–-]\s?(?:{SMALL}+\s){{0,2}}){NAME})*(?:\s(?:mở rộng|kéo dài|mới)(?:\s|$))?)"
ALONE = rf"(?:^|\s{SMALL}[^\s]*|[–-])\s{CAPITAL}{SMALL}+$"  # "– Vành": one capital, and the word goes on in small letters ("đai ngoài")
GOES_ON = r"^((?:\s[^\s,]+){1,4})(?:,|$)"
NO_NAMES = {
    f" {w}": f" {w.lower()}" for w in ("VIP", "TOD", "BOT", "BTL", "PPP", "ODA", "FDI", "BĐS", "NƠXH")
}  # no names, whatever their capitals
LISTED = r"^([^,]{4,60}(?:, [^,]{3,40}){0,2} và [^,]{3,60})"  # "tôn, thép và ống màu": a list in lower case


@of_rows
def with_border(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds to rows (sentence, start, head_end) the name's end (UInt32), project (the name) proper: whether a name or a
    number stands in it behind its head, and own: whether one stands there before "tại", "của" and their like.
    """
    # Step by step: a pattern within an expression that is used three times would be carried out three times.
    rest, hard, soft, named = (pl.col(c) for c in ("_rest", "_hard", "_soft", "_named"))
    before = pl.col("sentence").str.slice(pl.col("start").cast(pl.Int64) - 1, 1)
    behind = pl.col("sentence").str.slice(pl.col("head_end"), LONGEST)
    rows = rows.with_columns(_rest=behind.str.replace_many(list(NO_NAMES), list(NO_NAMES.values())))
    rows = rows.with_columns(
        _hard=rest.str.replace_all(SHORT, "${1}·").str.replace(HARD, "").str.strip_chars_end()
    ).with_columns(_hard=hard.str.replace(STRETCH, "${1}"))
    rows = rows.with_columns(_part=hard.str.contains(PART), _plain=hard.str.replace(SOFT_TAIL, ""))
    stretch = hard.str.replace(rf"^(.*?\s{NAME}[^,]*),.*$", "${1}")
    up_to_name = pl.coalesce(hard.str.extract(UP_TO_NAME), hard.str.replace(r",\s.*$", ""))
    rows = rows.with_columns(_soft=pl.when("_part").then(stretch).otherwise(up_to_name))
    rows = rows.with_columns(
        _named=soft.str.extract(WITH_NAMES),
        own=pl.col("_plain").str.contains(rf"\s{NAME}") | pl.col("_part"),
    )
    beyond = soft.str.slice(named.str.len_chars()).str.extract(GOES_ON)
    rows = rows.with_columns(
        _named=pl.when(named.str.contains(ALONE)).then(named + beyond.fill_null("")).otherwise(named),
        _placed=pl.when(~pl.col("own")).then(hard.str.extract(PLACED)),
        _route=rest.str.extract(ROUTE),
        _quoted=pl.when(before.is_in(["“", '"'])).then(rest.str.extract(IN_QUOTES)),
    )
    plain = pl.coalesce(hard.str.extract(LISTED), pl.col("_plain").str.replace(r",.*$", ""))
    tail = pl.coalesce("_quoted", "_route", "_placed", "_named", plain).str.strip_chars_end(" ,.-–…")
    tail = tail.str.replace(rf"\s(?:{SOFT}|sản xuất|chế biến)$", "")
    return (
        rows.with_columns(
            proper=(named.is_not_null() & pl.col("_placed").is_null()) | pl.col("_route").is_not_null(),
            end=(pl.col("head_end") + tail.str.len_chars()).cast(pl.UInt32),
        )
        .with_columns(project=pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
        .filter(pl.col("end") > pl.col("start"))
        .select(pl.exclude("^_.*$"))
    )
