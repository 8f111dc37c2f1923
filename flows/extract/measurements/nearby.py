"""Figures that no metric names, and a place or land that only stands near them: it is where something happened, who found it out, what an
article is about, and has them only where words say so."""

from functools import cache

import polars as pl

from flows.extract.measurements.owners import DOES
from flows.extract.measurements.privately import PRIVATE, SAYS, said_of
from flows.letters import BEGINS, CAPITAL, ENDS, SMALL

# "Bà Ngọc ở Hải Bình chi 3 tỷ đồng", "vợ chồng ở Lào …": where somebody lives.
LIVES = rf"(?:(?:^|\s)(?i:anh|chị|ông|bà|cô|em|cháu|bác|luật sư|bác sĩ|nhà báo|nghệ sĩ|bé)\s{CAPITAL}[^,;.]{{0,40}}(?:,\s[^,;.]{{0,40}})?|(?i:vợ chồng|một gia đình|du học sinh|sinh viên)[^,;.]{{0,30}})\s(?:ở|tại|ngụ|quê|trú|sống)\s(?:(?:ở|tại)\s)?(?:{SMALL}+\s){{0,3}}$"
# "Các nhà nghiên cứu của Lào cho rằng 15% …": whence they are who say it; what bodies of a place say is told of it.
FOUND = r"(?i)^[^,;]{0,40}\s(?:cho biết|cho hay|cho rằng|chỉ ra|nói rằng|tiết lộ|(?:nhận định|khẳng định|nhấn mạnh|phát hiện|cảnh báo)(?:,|:|\srằng))(?:\s|[,:])"
BODY_OF = r"(?:Sở|Bộ|Cục|Chi cục|Tổng cục|UBND|Ủy ban|Công an|Ban|Phòng|Tỉnh ủy|Thành ủy|Huyện ủy|Hội|Hiệp hội|BHXH|Ngân hàng|[Ll]ãnh đạo|[Cc]hính quyền|[Cc]hính phủ|[Cc]ục|[Cc]ơ quan|[Nn]gành)(?:\s[^\s,;.]+){0,8}\s$"
OF_ITSELF = rf"(?i){BEGINS}(?:(?:nước|tỉnh|thành phố|TP|quốc gia|địa phương|huyện|xã|quận|vùng|thủ đô)(?:\s(?:này|ta|có|đã|sẽ|đang))?|cả nước|toàn quốc|trên địa bàn|nơi đây|ở đây|tại đây){ENDS}"
# "thị trường chè toàn cầu trị giá 9 tỷ USD": the world's, unless a land makes up a part of it.
OF_THE_WORLD = r"(?i)toàn cầu|(?:trên|của|toàn) (?:toàn |cả )?thế giới|thị trường thế giới"
A_PART = r"(?i)chiếm|đóng góp|cung cấp|bằng|đáp ứng|tương đương|thị phần"
# "viên đá trị giá 600.000 USD": a thing's.
WORTH = r"(?i)\s(?:trị giá|có giá(?: trị)?|với giá|giá)(?:\s(?:tới|đến|lên|lên tới|lên đến|khoảng|hơn|gần|trên|ước|ước tính|tổng cộng|là|từ|xấp xỉ))*\s$"
LOST = r"(?i)thiệt hại|xuất khẩu|nhập khẩu|kim ngạch|tổng trị giá|sản xuất"
# "ở Lào, Pa Văn phải nộp phạt …": somebody comes up behind the place.
ITS_NAME = rf"^(?:\s{CAPITAL}{SMALL}*)+|^\s\([^()]*\)"  # "UBND tỉnh | Hải Bình yêu cầu …", "… | (Hải Bình)"
SOMEBODY = rf"{CAPITAL}{SMALL}+\s{CAPITAL}{SMALL}+"
# "từng nói", "mỗi năm": once and each year, not each person.
A_TIME = r"(?i)(?:^|\s)(?:từng|mỗi (?:năm|tháng|ngày|tuần|quý|phiên|lần))\s"
# "huyện A thăm hỏi và hỗ trợ mỗi nạn nhân 3 triệu đồng": it gives, whoever gets it.
GRANTS = r"(?i)hỗ trợ|trợ cấp|trợ giúp|ngân sách|dự toán|thưởng cho"
WITH_WHOM = rf"(?i:sang|từ|với|vào|đến|tới|qua|hơn|như|cùng|và|gồm|thị trường|giữa|cho|nghị quyết|nghị định|luật|chương trình|của|tại|ở)\s(?:{SMALL}+\s){{0,3}}{SOMEBODY}"


@cache
def only_nearby() -> pl.Expr:
    """The place or land named last before a figure that no metric names does not have it (Boolean). Needs at_before, until_before."""
    money = pl.col("dimension") == "money"
    ahead = pl.col("sentence").str.slice(0, pl.col("at_before")).str.slice(-110)
    since = pl.col("sentence").str.slice(
        pl.col("until_before"), pl.max_horizontal("start", "until_before") - pl.col("until_before")
    )
    acts = since.str.contains(DOES) | since.str.contains(GRANTS)
    found = since.str.contains(FOUND) & ~ahead.str.contains(BODY_OF)
    world = since.str.slice(-70).str.contains(OF_THE_WORLD) & ~since.str.contains(A_PART)
    worth = money & since.str.slice(-40).str.contains(WORTH) & ~since.str.contains(LOST)
    somebody = since.str.replace(ITS_NAME, " ").str.replace_all(WITH_WHOM, " ").str.contains(SOMEBODY)
    private = money & said_of().str.replace_all(A_TIME, " ").str.contains(PRIVATE)
    itself = since.str.replace(SAYS, " ").str.contains(OF_ITSELF)
    return (
        (money & ahead.str.contains(LIVES) & ~itself)
        | (found & ~itself)
        | world
        | (~acts & (worth | somebody | private))
    ).fill_null(False)


# What is the state's or a place's own: "dự toán ngân sách 5.000 tỷ đồng".
PUBLIC_MONEY = rf"(?i)ngân sách|trái phiếu chính phủ|trái phiếu địa phương|{BEGINS}(?:quốc hội|chính phủ|thủ tướng|nhà nước|trung ương|(?-i:TƯ|ODA|FDI)|GDP|GRDP|NSNN){ENDS}|cả nước|toàn quốc|nước ta|toàn (?:tỉnh|thành phố|ngành|huyện)|bội chi|đầu tư công|kế hoạch vốn|giải ngân|xuất khẩu|nhập khẩu|kim ngạch|thặng dư|thâm hụt|kiều hối|dự trữ ngoại hối|viện trợ|nợ công|(?:tỉnh|thành phố|địa phương) (?:đã|sẽ|đang|có|nợ|chi|bố trí|dành|hỗ trợ)|vốn đầu tư|dự toán|quyết toán|chi tiêu (?:quân sự|quốc phòng|công)|trợ cấp|phụ cấp|lương cơ sở|nghị định|(?:mức|khung|áp|đánh) thuế|thuế (?:suất|tuyệt đối)|được quy định|viện phí|{BEGINS}xuất (?:sang|[a-zà-ỹđ]+ sang)|mang về|giá trị(?:\s[^\s,;.]+){{0,5}}\s(?:đạt|ước)|bình quân đầu người|cho [^,;.]{{0,25}}vay"
# What part of those that statistics count: "31% cử tri", "12% doanh nghiệp", "tỷ trọng công nghiệp là 40%".
COUNTED = rf"(?i){BEGINS}(?:doanh nghiệp|DN|hộ|dân số|người dân|dân|cử tri|lao động|lực lượng lao động|người (?:bệnh|lớn|trưởng thành|cao tuổi|nghèo|khuyết tật|tiêu dùng)|học sinh|sinh viên|phụ nữ|trẻ em|thanh niên|xã|phường|huyện|cơ quan|thủ tục|hồ sơ|dịch vụ|công chức|viên chức|cán bộ|đảng viên|giáo viên|phụ cấp|trợ cấp|cửa hàng|chuyến bay|ý kiến|vị thành niên|nam giới|xuất sang|khách|du khách|lượt|công nghiệp|nông nghiệp|nông|lâm nghiệp|thủy sản|xây dựng|thương mại|kinh tế|ngành|khu vực|sản lượng|sản xuất|năng suất lao động|tăng trưởng|GDP|GRDP|ngân sách|NSNN|bội chi|thuế|kim ngạch|xuất khẩu|nhập khẩu|vốn|năng lượng|điện|tiêu dùng|thị trường|mục tiêu quốc gia|chương trình quốc gia|cơ sở|số vụ|số ca|diện tích|đất|rừng|tổng đàn|đàn){ENDS}"
# … and what is no land's, whoever counts it.
UNCOUNTED = r"(?i)bệnh nhân|ca (?:bệnh|tử vong|ung thư)|đại biểu|(?:số|lá|tổng) phiếu|phiếu (?:bầu|thuận|trắng)|cổ phần|thoái vốn|cổ phiếu|công suất|động cơ|nhiên liệu|thành công|ký quỹ|tài sản|giá trị hợp đồng|cơ thể|độ ẩm|học phí|hành lý|chức năng|thu nhập từ|sở hữu"
SPOKEN_BY = r"(?:Kiểm toán|Ngân hàng|Kho bạc) Nhà nước"


@cache
def loose_sum() -> pl.Expr:
    """A sum that neither a metric nor words about public money tell of (Boolean): no place's that was told of before. Needs `_public`."""
    return (pl.col("dimension") == "money") & pl.col("metric").is_null() & ~pl.col("_public").fill_null(False)


@cache
def of_the_topic() -> pl.Expr:
    """What no metric names is of the place or land that the article is about (Boolean): a sum where the words tell of public money, a
    percentage of what statistics count.
    """
    said = pl.concat_str(
        pl.col("before").str.replace(SAYS, " ").str.replace_all(SPOKEN_BY, " ").str.slice(-180),
        pl.lit(" "),
        pl.col("right").str.slice(0, 60),
    )
    percent = pl.col("dimension") == "percent"
    counted = said.str.contains(COUNTED) & ~said.str.contains(UNCOUNTED)
    return pl.when(percent).then(counted).otherwise(said.str.contains(PUBLIC_MONEY)).fill_null(False)
