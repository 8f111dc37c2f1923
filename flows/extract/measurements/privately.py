"""What is said before a figure, without who says it; and whether it is of somebody, or some out of many, that nobody knows, or what people have in
their pockets."""

from functools import cache

import polars as pl

from flows.extract.projects.same import ABBREVIATED
from flows.letters import LETTER
from flows.read import neighbours

# "Bộ Tài chính cho biết, …": who says it does not own it.
SAID = r"(?i)^.*(?:cho biết|cho hay|cho rằng|nói rằng|khẳng định|nhấn mạnh|chia sẻ|nhận định|đánh giá|thống kê|số liệu|báo cáo|theo)(?: thêm| rằng)?[^,:]{0,90}?(?:[,:]|rằng)\s"
SAYS = r"(?i)^.*(?:cho biết|cho hay|cho rằng|chỉ ra|nêu rõ|lý giải|lưu ý|khẳng định|nhấn mạnh|chia sẻ|nhận định|thông tin|đề nghị|đề xuất|kiến nghị|yêu cầu)\s(?:thêm\s|rằng\s|thêm rằng\s)?"
A_MARK = r"^\(?[0-9a-zđ]{1,2}[.)]\s"  # of a line in a list: "a) Thu ngân sách"
# Persons, and some out of many: nobody knows which.
PRIVATE = rf"(?i)(?:^|[^{LETTER}])(?:tôi|ông|bà|anh|chị|cô|họ|mỗi|từng|người dân|bị can|bị cáo|nạn nhân|nghi phạm|đối tượng|cá nhân|hộ dân|gia đình|nông dân|ngư dân|khách hàng|người mua|người bán|nhà đầu tư|cổ đông|ứng viên|học sinh|sinh viên|thí sinh|người trả lời|người tham gia|khảo sát|(?:nước|quốc gia|bang|vùng lãnh thổ) này|một (?:doanh nghiệp|công ty|hộ|người|số)|có (?:những |một số |nhiều )?(?:địa phương|nơi|tỉnh|đơn vị|hộ|người)|hộ (?:thiệt hại|nghèo|vay)|ví dụ|chẳng hạn|giả sử|nếu (?:một|mỗi|bạn|người|ai|khách|giá|tính))(?:[^{LETTER}]|$)"
# Whoever gets something does not own what it costs: "công ty này phải trả cho tôi 400 triệu đồng".
TO_WHOM = (
    r"(?i)\s(?:cho|với|từ)\s(?:tôi|ông|bà|anh|chị|khách hàng|người mua|người dân|nhà đầu tư|cổ đông)(?:\s|$)"
)
# Customers and shareholders that a firm counts, borrows from or asks: "cho vay khách hàng cá nhân", "được Đại hội đồng cổ đông thông qua";
# a place's "tỷ lệ hộ nghèo", "thiết bị và đồ dùng gia đình", "một số ngành", "góp vốn, mua cổ phần của nhà đầu tư nước ngoài".
COUNTED_ON = r"(?i)(?:tỷ|tỉ) lệ hộ (?:cận )?nghèo|(?:đồ dùng|đồ điện|thiết bị|hàng|giúp việc|phục vụ)(?: trong)? gia đình|góp vốn[^.;]{0,25}cổ phần của (?:các )?nhà đầu tư (?:nước )?ngoài|(?:(?:tiền gửi|cho vay|huy động|số lượng|lượng|số|tệp|dư nợ|phục vụ|dịch vụ|chăm sóc|phải thu|vốn|tỷ lệ|tỉ lệ)(?: của| từ| ngắn hạn)? )khách hàng(?: cá nhân| doanh nghiệp)?|khách hàng (?:cá nhân|doanh nghiệp|mới|bán lẻ|tổ chức|thường xuyên)|đại hội (?:đồng )?cổ đông|(?:vốn|trình|lợi ích|thuộc về) cổ đông|cổ đông (?:đã )?(?:thông qua|công ty mẹ)|mỗi (?:cổ phiếu|cổ phần)|một số (?:chỉ tiêu|nội dung|lĩnh vực|mặt hàng|ngành|yếu tố|nguyên nhân|nông sản|nhóm|sản phẩm|khoản|chi phí|mảng|loại)"
ASKED = r"(?i)^\s(?:(?:số|trong|trong số|tổng số|các|hơn|gần|[0-9.]+)\s)*(?:doanh nghiệp|người|hộ|công ty|nhân viên)[^,.;]{0,30}?(?:được hỏi|tham gia|cho biết|cho rằng|trả lời|khảo sát|xác nhận)"

# Sums that people have in their pockets, by unit; and words for what a state or a province sets by a rule.
POCKET = {"VND": 500_000_000, "USD": 100_000, "EUR": 100_000}
RULED = r"(?i)hỗ trợ|trợ cấp|trợ giúp|phụ cấp|phạt|thuế|phí|mức lương|lương cơ sở|lương tối thiểu|lương hưu|mức hưởng|thu nhập|bình quân|đầu người|thưởng|học bổng|quy định|mức (?:đóng|hưởng|chi|giảm trừ)|giá (?:điện|nước|xăng|vé|đất)|định mức|ngân sách"
RULED_AS_WELL = r"(?i)^(?:/[^\s0-9,;]+)?,?\s(?:lên|xuống|đến|hoặc|và|thay vì|(?:và )?(?:cao nhất|thấp nhất|tối đa|tối thiểu)(?: là)?)\s$"
# What somebody won or is paid for a fight: theirs, however much.
WON = r"(?i)(?:giành|nhận|đạt|săn|trúng|xin|suất|phỏng vấn)\s[^,;.]{0,40}học bổng|học bổng[^,;.]{0,40}(?:giá trị|trị giá)|bỏ túi|tiền thưởng"


@cache
def said_of() -> pl.Expr:
    """The words before a figure, without who says them and whom they only count (String)."""
    return (
        pl.col("before")
        .str.replace_all(ABBREVIATED, "Hồ Chí Minh")
        .str.replace(A_MARK, "")
        .str.replace(SAYS, "")
        .str.replace(SAID, "")
        .str.replace_all(TO_WHOM, " ")
        .str.replace_all(COUNTED_ON, " ")
    )


@cache
def privately() -> pl.Expr:
    """Whether a figure is of a person or of some out of many (Boolean)."""
    return said_of().str.contains(PRIVATE) | pl.col("right").str.contains(ASKED)


@cache
def pocket() -> pl.Expr:
    """What people earn, pay and buy for, so no province's and no country's, unless a rule of theirs sets it (Boolean)."""
    value = pl.col("value").abs()
    small = pl.any_horizontal((pl.col("unit") == unit) & (value < most) for unit, most in POCKET.items())
    ruled = pl.concat_str("gap", pl.col("right").str.slice(0, 40)).str.contains(RULED)
    # "tăng mức thuế từ 2.000 đồng/lít lên 3.000 đồng/lít"
    ruled |= neighbours.before(ruled, "s").fill_null(False) & pl.col("gap").str.contains(RULED_AS_WELL)
    # What a kilogram costs is a market's; what a share costs, its firm's.
    market = (pl.col("metric") == "price") & ~pl.col("per").is_in(["person", "share"])
    won = pl.col("metric").is_null() & pl.col("gap").str.contains(WON)
    return ((small & ~ruled).fill_null(False) & ~market.fill_null(False)) | won
