"""What a head means in its company: revenue told beside visitors is tourism's, an income of those who work for someone a wage."""

from functools import cache

import polars as pl

from flows.extract.measurements import codes
from flows.extract.measurements.privately import SAYS
from flows.letters import BEGINS, ENDS
from flows.read import neighbours
from flows.read.rules import of_rows, with_common

REVENUE = ["doanh thu", "tổng doanh thu"]
# Who has guests and takes money from them, but is no place …
OF_A_HOST = rf"(?i)công ty|tập đoàn|CTCP|doanh nghiệp|{BEGINS}(?:hãng|khách sạn|nhà hàng|bảo tàng|rạp|phim|cửa hàng|siêu thị|sân bay|đường sắt|chuyến bay|resort|quán|homestay|phòng vé|ca sĩ|ban tổ chức|chuỗi){ENDS}"
# … and what statistics tell of services: "doanh thu dịch vụ lưu trú, ăn uống".
OF_SERVICES = r"(?i)dịch vụ|lưu trú|ăn uống|vận tải|bán lẻ|thương mại|hàng hóa|bình quân|trung bình|sau thuế|mỗi|công nghiệp|phòng"
OPENING = 14  # letters before the head of a sentence that goes on about the visitors of the one before

# "công nhân có thu nhập bình quân 9 triệu đồng", "thu nhập bình quân của người lao động đạt 12 triệu đồng".
STAFF = r"người lao động|công nhân|nhân viên|lao động|cán bộ|công chức|viên chức|giáo viên|lãnh đạo|quản lý|giám đốc|chủ tịch|HĐQT|HĐTV|hội đồng (?:quản trị|thành viên)|ban (?:điều hành|kiểm soát)|kế toán trưởng|kiểm soát viên|nhân sự|tài xế|lái xe|kỹ sư|phi công|tiếp viên|bác sĩ|thợ|CNLĐ|CNVCLĐ|CBCNV|CBNV|CNV|NLĐ"
LEADERS = rf"(?i){BEGINS}(?:lãnh đạo|giám đốc|chủ tịch|HĐQT|HĐTV|hội đồng (?:quản trị|thành viên)|ban (?:điều hành|kiểm soát)|kế toán trưởng|kiểm soát viên){ENDS}"
EARNERS = rf"(?i){BEGINS}(?:{STAFF}){ENDS}"
WORKERS = rf"(?i){BEGINS}(?:{STAFF}|công ty|tập đoàn|tổng công ty|nhà máy|xí nghiệp|doanh nghiệp){ENDS}"
# "lãnh đạo có thu nhập 600 triệu đồng": a bare income, which the office or trade before or behind it makes a wage.
INCOME = ["thu nhập"]
OF_PEOPLE = r"(?i)đầu người|người dân|nông dân|hộ |nông thôn|khu vực|hội viên|xã viên|/ha|dân cư|nông nghiệp|mô hình|UBND|(?:lãnh đạo|chủ tịch|bí thư) (?:xã|huyện|tỉnh|thị trấn|hội [^đ])"
# Law sets it, no firm: "lương tối thiểu của người lao động".
BY_LAW = r"(?i)tối thiểu|cơ sở"
# What an income comes from, what is taken of it or is a firm's own is nobody's wage.
NO_WAGE = rf"(?i){BEGINS}(?:thuế|chịu|lãi|khác|thêm|tính|trồng|nuôi|vườn|rừng|phụ|quảng cáo|cá nhân|doanh nghiệp|công ty|dưới|nếu){ENDS}"
NEAR = 45  # letters before a bare income in which those who earn it stand
OPENS = 90  # letters that a sentence needs to tell of them
OF_ANOTHER = r"(?i)\s(?:của|cho|nhận|trả|kiếm)\s"
HELD = r"(?i)^(?:mặc dù|tuy|dù|trong khi)|,\s(?:song|nhưng|còn)\s"  # it turns to others
GOES_ON = 2  # sentences that an income is still of those who earned what the paragraph told before
# … unless others come up.
OTHERS = rf"(?i){BEGINS}(?:xã|huyện|tỉnh|thị trấn|thành phố|quận|phường|người|hộ|gia đình|Việt Nam|nước|vùng|bản|thôn|doanh thu){ENDS}"
CLAUSE = 70  # letters before the head in which those who earn stand


@of_rows
def as_meant(met: pl.DataFrame) -> pl.DataFrame:
    """The rows of with_metric(), with the metric that their heads mean beside the words around them."""
    met = met.sort("s", "start")
    between = pl.col("sentence").str.slice(
        pl.col("head_end"), pl.max_horizontal("start", "head_end") - pl.col("head_end")
    )
    ahead = pl.col("sentence").str.slice(0, pl.col("head_at"))
    hosted = pl.col("sentence").str.contains(OF_A_HOST)
    visited = pl.when(pl.col("metric").is_in(codes.TOURISM) & ~hosted).then("s")
    last = neighbours.before(neighbours.last_told(visited, "a", "paragraph"), "a", "paragraph")
    near = (last == pl.col("s")) | ((last == pl.col("s") - 1) & (pl.col("head_at") <= OPENING))
    of_guests = (
        (pl.col("metric") == "revenue")
        & pl.col("head").is_in(REVENUE)
        & near
        & ~hosted
        & ~between.str.contains(OF_SERVICES)
    )
    met = met.pipe(with_common, _of_guests=of_guests.fill_null(False), **_earned(ahead, between))
    # "Lãnh đạo công ty có thu nhập 600 triệu đồng. Năm trước, thu nhập bình quân khoảng 580 triệu đồng."
    told = neighbours.last_told(pl.when("_earned").then("s"), "a", "paragraph")
    goes_on = pl.col("_income") & (pl.col("s") - told <= GOES_ON)
    return met.with_columns(
        metric=pl.when("_of_guests").then(pl.lit("tourism_revenue"))
        .when(pl.col("_earned") | goes_on.fill_null(False)).then(pl.lit("wage"))
        .otherwise("metric"),
        way=pl.when(pl.col("metric").is_null() & (pl.col("_earned") | goes_on.fill_null(False))).then(pl.lit("head")).otherwise("way"),
    ).drop("_of_guests", "_earned", "_income")  # fmt: skip


def _earned(ahead: pl.Expr, between: pl.Expr) -> dict[str, pl.Expr]:
    """_earned: an income of those who work for someone; _income: one that could go on with such a one told before (Boolean each)."""
    clause = ahead.str.replace(SAYS, "").str.slice(-CLAUSE).str.replace(r"^.*[;.]", "")
    of_people = clause.str.contains(OF_PEOPLE) | between.str.contains(OF_PEOPLE)
    per_head = pl.col("metric") == "income_per_capita"
    per_head &= ~pl.col("head").str.contains("đầu người")
    bare = pl.col("head").is_in(INCOME) & pl.col("metric").is_null() & (pl.col("dimension") == "money")
    bare &= ~ahead.str.ends_with("có thể ")  # what it may come to in a life
    bare &= ~(ahead.str.slice(-8).str.contains(NO_WAGE) | between.str.contains(NO_WAGE))
    workers = clause.str.contains(WORKERS) | between.str.contains(WORKERS)
    earners = clause.str.slice(-NEAR).str.contains(EARNERS) | between.str.contains(EARNERS)
    others = ahead.str.contains(OTHERS) | between.str.contains(OTHERS)
    return {
        "_earned": ((per_head & workers | bare & earners) & ~of_people).fill_null(False),
        "_income": ((per_head | bare) & ~of_people & ~others).fill_null(False),
    }


@cache
def of_leaders() -> pl.Expr:
    """A wage or an income of those who lead a firm or a body, which no place has (Boolean)."""
    return (pl.col("metric") == "wage").fill_null(False) & _earning().str.contains(LEADERS)


@cache
def of_its_staff() -> pl.Expr:
    """A wage of people whom a sentence tells at once, or goes on about, so of the firm that was told before it
    (Boolean): "17 lãnh đạo có thu nhập …".
    """
    plainly = pl.col("before").str.len_chars() <= OPENS
    wages = neighbours.before(neighbours.last_told(pl.col("metric"), "a", "paragraph"), "a", "paragraph")
    goes_on = (wages == "wage").fill_null(False) & ~pl.col("before").str.contains(OF_ANOTHER)
    staff = _earning().str.contains(EARNERS) | goes_on
    staff &= ~_earning().str.contains(BY_LAW) & ~pl.col("before").str.contains(HELD)
    return (pl.col("metric") == "wage").fill_null(False) & plainly & staff


@cache
def _earning() -> pl.Expr:
    """The words before a figure, its head among them, in which those who earn stand (String)."""
    return pl.col("before").str.replace(SAYS, "").str.slice(-CLAUSE).str.replace(r"^.*[;.]", "")
