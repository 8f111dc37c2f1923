"""What a sum of money is the price or the cost of, by the words beside it."""

from functools import cache

import polars as pl

from flows.extract.measurements.carried import MOVES
from flows.letters import BEGINS, ENDS

# A verb of investing after the figure: "4.410 tỷ đồng đã đầu tư vào".
INVESTED = r"(?i)^\s+(?:đã được đầu tư|đã đầu tư|đã giải ngân)"
INVEST = r"(?i)^\s+(?:để\s)?(?:vốn\s)?đầu tư(?:\s+(?:xây dựng|phát triển|vào|cho|hạ tầng|mở rộng))"
PROJECT_NEAR = r"(?i)(?:dự án|nhà máy|công trình|tuyến đường|khu đô thị|cao tốc|hạ tầng|xây dựng)"
WORTH = r"(?i)(?:trị giá|tổng kinh phí|kinh phí|nguồn vốn|với vốn|có vốn|số vốn|tổng dự toán|tổng mức)(?:\s+(?:là|đạt|lên tới|lên đến|hơn|gần|trên|khoảng|ước|ước tính|xấp xỉ|dự kiến|tới))*\s*$"
# "chi 460 triệu USD nhập khẩu", "đóng góp 900 tỷ đồng vào ngân sách": the verb's other half stands behind the figure.
SPENT_ABROAD = r"(?i)^(?:,? tương đương[^;()]{0,40}?(?:đồng|USD),?)?\s(?:\([^)]*\)\s)?(?:để\s)?(?:nhập khẩu|nhập về|nhập)(?:\s|$|[,.])"
TO_BUDGET = r"(?i)^\s(?:\([^)]*\)\s)?(?:vào|cho)\s(?:nguồn\s)?(?:thu\s)?(?:ngân sách|NSNN)"
GIVES = r"(?i)(?:nộp|đóng góp|góp|mang lại|đem lại|mang về|đem về|thu về)(?:\s\S+){0,4}\s*$"
# "nộp Kho bạc Nhà nước 6 tỷ đồng", "đóng thuế 300 tỷ đồng": what the state gets, where no person pays it.
TO_TREASURY = r"(?i)(?:nộp (?:vào )?kho bạc(?: nhà nước)?|(?:nộp|đóng) thuế)(?:\s(?:số tiền|hơn|gần|trên|khoảng|là|tổng cộng))*\s$"
# "dự án 3 tỷ USD", "nhà máy hơn 70 triệu USD": what a thing costs stands right behind it.
COSTS = r"(?i)(?:dự án|nhà máy|công trình|tổ hợp|khu đô thị|cao tốc)(?:\s(?:trị giá|hơn|gần|trên|khoảng|tới|đến|quy mô))*\s$"
# "30 tỷ đồng xây cầu A": what a sum builds stands right behind it, unless somebody gives, lends or owes it.
BUILDS = r"(?i)^\s(?:để\s)?(?:xây dựng|xây|cải tạo|nâng cấp|mở rộng|tu bổ|trùng tu|tôn tạo|làm (?:đường|cầu|cao tốc|metro))\s"
BUILDS_NO_WORKS = r"(?i)^\s(?:để\s)?(?:xây dựng|xây|mở rộng|nâng cấp)\s(?:máy bay|tàu|xe|vũ khí|thiết bị|phần mềm|hệ thống|mạng|nông thôn|thương hiệu|đội ngũ|mối|quan hệ|hình ảnh|chính quyền|hệ sinh thái|quỹ|kế hoạch|thị trường|kinh doanh|hợp tác|nhà tình|nhà cho|căn)"
OF_NOBODY = r"(?i)(?:giúp|đưa|hỗ trợ|tài trợ|viện trợ|vay|ủng hộ|quyên góp|tặng|phạt|nợ|thưởng|huy động|chiếm đoạt|tham ô|thiếu|lừa|nhận|trúng)[^,;.]{0,50}$"
LARGE_SUMS = {"VND": 500_000_000, "USD": 50_000, "EUR": 50_000}
# "36,5 triệu đồng/lượng", "đổi 22.700 đồng/USD": money for so much of a good is its price, where no other word governs it.
A_GOOD = r"(?:lượng|chỉ|ounce|oz|kg|kilogam|ki-lô-gam|lít|tấn|tạ|yến|thùng|m3|m2|mét vuông|mét khối|kWh|cổ phiếu|cp|bao|con|quả|trái|gallon|pound)"
FOR_A_GOOD = rf"(?i)^\s?(?:/|mỗi\s|một\s)\s?{A_GOOD}(?:[\s,.;:)(]|$)"
FOR_MONEY = r"^\s?/\s?(?:USD|EUR|euro|bảng|yên|NDT|nhân dân tệ)(?:[\s,.;:)(]|$)"
NO_PRICE = r"(?i)(?:giá trị sổ sách|EPS|trên (?:mỗi )?cổ phiếu|cổ tức|mệnh giá|trích lập|chênh lệch|trợ giá|tiền công|cước|thu (?:được|về|lãi))[^,;]{0,60}$"
LEVIES = r"(?i)thuế|khung "  # "thuế với xăng tăng từ 3.000 đồng/lít lên 4.000 đồng/lít"
# "cổ phiếu A tăng 5%", "A tăng 1,3% lên 39.750 đồng/cổ phiếu": what moves is its price, not its number.
SHARE_MOVES = rf"(?i)(?:^|[,;.:(]\s?|\s)(?:các |những |nhiều |khiến |của |giá |mã |và |khi )?cổ phiếu(?:\s(?:[^\s,;.:()]+)){{0,5}}?\s(?:{MOVES}\s?)+(?:\s?(?:mạnh|nhẹ|thêm|hơn|gần|khoảng|tới|đến|tổng cộng|liên tiếp|trên|xấp xỉ|điểm))*\s$"
NUMBER_OF = r"(?i)(?:số|số lượng|lượng|khối lượng|triệu|nghìn|tỷ|[0-9]|mua|bán|phát hành|sở hữu|nắm giữ|chia|thưởng|quỹ)\s(?:lại\s)?cổ phiếu|(?:vốn|cổ tức|tỷ lệ|tỉ lệ|lợi nhuận|doanh thu|thanh khoản|giao dịch)\s[^,;.]*$"
# "GBA tăng 2,4%, GBC giảm 1,1%" where a sentence is of stocks.
TICKER_MOVES = rf"(?:^|[\s,(])[A-Z][A-Z0-9]{{2}}\s(?:đang\s|cũng\s|tiếp tục\s)?(?:{MOVES}\s)+(?:(?:mạnh|nhẹ|thêm|hơn|gần|tới|đến)\s)*$"
TRADED = r"(?i)(?:khối lượng|giá trị|thanh khoản|khớp lệnh|lợi nhuận|doanh thu)[^,;]*$"
OF_STOCKS = r"(?i)cổ phiếu|mã |blue-?chip|VN30|VN-Index|HNX|trần|phiên"
TO_PRICE = rf"(?i)^,?\s(?:lên|xuống|còn|về|đạt|ở)(?:\s(?:mức|còn|khoảng|hơn|gần))*\s[0-9][0-9.,]*\s(?:nghìn |triệu )?(?:đồng|USD|euro)\s?/\s?{A_GOOD}"
# "khoản viện trợ trị giá 1,5 triệu euro": worth that no project has.
OF_AID = r"(?i)(?:viện trợ|tài sản|hợp đồng|hàng hóa|hàng hoá|lô hàng|học bổng|giải thưởng|cổ phiếu|thương vụ|giao dịch|quà|thiết bị)[^,;.]{0,30}trị giá[^,;]{0,30}$"
# "doanh số đạt 23.000 xe, tăng 6%": what was sold is counted, and brings no sum.
UNITS_SOLD = r"(?i)doanh số[^;.]{0,70}[0-9.,]+\s(?:(?:nghìn|ngàn|triệu)\s)?(?:xe|chiếc|máy|ô tô|sản phẩm|bản|căn|thiết bị|đơn vị|thùng|cuốn|lượt|chai|đôi|TV|điện thoại)"
# "vốn trái phiếu Chính phủ, qua 6 tháng, Bộ mới giao được 5.000 tỷ đồng"
ALLOTTED = r"(?i)(?:giao|phân bổ|bố trí) được(?:\s(?:hơn|gần|khoảng|trên))*\s*$"
OF_PLAN_FUNDS = r"(?i)vốn trái phiếu|đầu tư công|kế hoạch vốn|vốn đầu tư"
# No currency costs so many đồng: "quy đổi theo tỷ giá, vàng thế giới tương đương 33 triệu đồng/lượng" is gold's price.
DEAR = 200_000
OF_GOLD = r"(?i)vàng"
# "giá trung bình khai báo của ô tô nhập khẩu là 24.000 USD" is a price; "quỹ bình ổn giá" is none.
PRICE_TOLD = (
    r"(?i)(?:^|[,:]\s|\s)giá (?:trung bình|bình quân)[^,;0-9]{0,60}(?:xuất khẩu|nhập khẩu)[^,;0-9]{0,40}$"
)
OF_A_FUND = r"(?i)quỹ (?:BOG|bình ổn)[^,;]*$"
# "chênh lệch giữa giá mua và giá bán là 2 triệu đồng" is no price.
A_DIFFERENCE = r"(?i)(?:chênh lệch|mức chênh|chênh nhau|cách biệt|khoảng cách)[^,;.0-9]{0,90}$"
# "lợi nhuận sau thuế chưa phân phối": what is kept of the profits of years.
# "cả gốc lẫn lãi 30 tỷ đồng", "trả lãi 5 tỷ đồng": what is paid for a loan is nobody's profit.
NO_PROFIT = r"(?i)(?:lợi nhuận|lãi|LNST)[^,;.]{0,25}\s(?:chưa phân phối|giữ lại)(?:\s[^,;]{0,50})?$|(?:gốc(?:\s\S+)?\s|tiền\s|trả\s|nợ\s|đóng\s)lãi(?:\s[^\s,;.]+){0,5}\s*$|(?:tỷ|tỉ) lệ (?:các |số )?(?:doanh nghiệp|công ty|hộ|đơn vị)[^,;.]{0,30}$|(?:gốc(?:\s\S+)?|trả|nợ|đóng|vay)(?: tiền)? lời(?:\s[^\s,;.]+){0,5}\s*$|(?:đối tượng|bị can|bị cáo|gian lận|trái phép|lừa)[^.;]* lời(?:\s[^\s,;.]+){0,3}\s*$"
# "lời 20%" is a margin, or an answer of so many: "trả lời 100%".
GAIN = ["lời", "tiền lời", "thu lời", "kiếm lời", "lời ròng"]
# "gửi 100 triệu đồng, lãi 6%/năm": told by the year, it is a rate.
LENT_AT = r"(?i)lãi(?:\s(?:là|khoảng|hơn|gần|cố định|từ|chỉ|tới|đến|với|mức))*\s$"
# "nhóm giao thông tăng 3%": a group of goods whose prices an index is made of; "giá một số mặt hàng tăng như: gạo tăng 1%".
OF_AN_INDEX = r"(?i)CPI|chỉ số giá|giá tiêu dùng"
A_GROUP = r"(?i)(?:^|[\s,;(])nhóm\s[^,;.()0-9%]{2,60}?\s(?:tăng|giảm)(?:\s[^\s,;.()0-9%]+){0,4}\s$"
# "vé tham quan là 20 USD", but for what tickets bring in.
A_TICKET = r"(?i)(?:^|[\s,;:(“])vé(?:\s[^\s,;.:()0-9]+){0,5}?:?\s$"
TICKETS_SOLD = r"(?i)(?:bán|thu|tiền|từ|phòng|doanh|nhờ|triệu|nghìn|số|lượng|của) vé|thêm|phụ thu"
CHEAP = {"VND": 20_000_000, "USD": 1_000, "EUR": 1_000}
# "xếp thứ 3 về cải cách hành chính": a rank is of the index that is named last, or of the one behind it.
INDEX = r"(?is)^.*(PCI|năng lực cạnh tranh|PAR ?INDEX|cải cách hành chính|PAPI|quản trị và hành chính công|SIPAS|sự hài lòng|chuyển đổi số|DTI|đổi mới sáng tạo|xuất khẩu)"
COMPETITIVE = r"(?i)PCI|năng lực cạnh tranh"
# "cổ phiếu A vượt đỉnh 21.400 đồng", "lên mức 58.700 đồng cổ phiếu": what a share costs; a dividend is none.
SHARE_AT = r"(?i)(?:đỉnh|đáy|mốc|mức|vùng|ngưỡng|quanh|lên|xuống|còn|về|chạm|tham chiếu)(?:\s(?:mới|giá|là|ở|tại|gần|hơn|khoảng|cao nhất|thấp nhất|lịch sử|kỷ lục|tăng|giảm))*\s$"
A_SHARE = r"(?i)^\s?/?\s?(?:cổ phiếu|cổ phần|cp)(?:[\s,.;)]|$)|^\s?(?:[,.;)]|$)|^\s(?:sau|trong|khi|ở|và|phiên|một|mỗi)\s"
MOVED_TO = (
    rf"(?i)(?:{MOVES})(?:\s[^\s,;]+){{0,4}}?\s(?:lên|xuống|còn|về)(?:\s(?:mức|giá|còn|sàn|trần|tại|chỉ))*\s$"
)
PER_SHARE = r"(?i)^\s?/\s?(?:cổ phiếu|cp)(?:[\s,.;)]|$)"
OF_SHARES = r"(?i)cổ phiếu|thị giá"
NO_SHARE = r"(?i)cổ tức|mệnh giá|phạt|phí|trả|tạm ứng|lãi|EPS|giá trị sổ sách|thuế|lương|mua lại"
# What notes, bonds and shares are issued at is no price; a ticket's is one.
AT_PAR, TICKETS = r"(?i)mệnh giá[^,;.]{0,40}$", rf"(?i){BEGINS}(?:vé|thẻ|voucher|phiếu mua){ENDS}"


def of_works(right: pl.Expr) -> pl.Expr:
    """A sum is what the works right behind it cost (Boolean)."""
    builds = right.str.contains(BUILDS) & ~right.str.contains(BUILDS_NO_WORKS)
    return large() & builds & ~pl.col("before").str.slice(-60).str.contains(OF_NOBODY)


@cache
def of_a_ticket() -> pl.Expr:
    """A sum is what a ticket costs (Boolean)."""
    ahead = pl.col("segment").str.slice(-60)
    small = pl.any_horizontal(
        (pl.col("unit") == unit) & (pl.col("value") < most) for unit, most in CHEAP.items()
    )
    return small & ahead.str.contains(A_TICKET) & ~ahead.str.contains(TICKETS_SOLD)


@cache
def large() -> pl.Expr:
    """A sum is more than persons pay (Boolean)."""
    value = pl.col("value")
    return pl.any_horizontal(
        (pl.col("unit") == unit) & (value >= least) for unit, least in LARGE_SUMS.items()
    )


def at_a_price(right: pl.Expr) -> pl.Expr:
    """An amount for a share is what it moved to, whatever else governs (Boolean): "khớp 2 triệu đơn vị, giảm 3% về 2.700 đồng/CP"."""
    moved = pl.col("before").str.slice(-60).str.contains(MOVED_TO)
    return moved & right.str.contains(PER_SHARE) & ~pl.col("segment").str.slice(-90).str.contains(NO_SHARE)


def of_a_share() -> pl.Expr:
    """An amount is what a share costs on the market (Boolean)."""
    return (
        (pl.col("unit") == "VND")
        & pl.col("value").is_between(500, 1_000_000)
        & pl.col("surface").str.ends_with(" đồng")
        & pl.col("segment").str.slice(-150).str.contains(OF_SHARES)
        & ~pl.col("segment").str.slice(-90).str.contains(NO_SHARE)
        & pl.col("before").str.slice(-50).str.contains(SHARE_AT)
        & pl.col("right").str.contains(A_SHARE)
    )
