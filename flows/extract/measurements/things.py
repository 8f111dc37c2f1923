"""What things cost, how large they are and who works there: figures that the time something was done with them is none of."""

from functools import cache

import polars as pl

from flows.extract.measurements import codes

BEGUN = r"(?i)(?:khởi công|động thổ|khánh thành|hoàn thành|hoàn tất|giao đất|cấp đất|thành lập|đi vào (?:hoạt động|sử dụng|vận hành)|đưa vào (?:sử dụng|hoạt động|khai thác|vận hành)|vận hành|xây dựng|cấp phép|cách đây|bắt đầu)(?: (?:từ|vào|hồi|trong|ngay|khoảng|đầu|cuối|giữa))*\s$"
AGO = r"(?i)^cách đây"
# "khu đất rộng 4 ha", "với diện tích 120 ha": as large as it is at any time, unless it is what grows there.
OF_A_SITE = r"(?i)(?:rộng|(?:với|có|trên|trên tổng) diện tích|khu đất|lô đất|thửa đất|mặt bằng)(?:\s(?:khoảng|hơn|gần|trên|là|tới|đến|xấp xỉ|lên tới|lên đến|sàn|đất|xây dựng|sử dụng|mặt bằng))*\s$"
GROWS = r"(?i)^,?\s(?:tăng|giảm|chiếm|trồng|lúa|ngô|cây|rau|rừng|cà phê|chè|mía|sắn|nuôi|hoa|đậu|lạc|cao su|hồ tiêu|điều|thanh long|vải|nhãn)"
WITH_STAFF = r"(?i)\svới(?:\s(?:tổng số|khoảng|hơn|gần|trên|số lượng))*\s$"

# "hoàn thành cầu A trong quý III/2025, tổng mức đầu tư 900 tỷ đồng": the day by which a work is done is no time of its capital.
COSTS = r"(?i),\s(?:với\s|có\s)?(?:tổng\s)?(?:mức đầu tư|vốn đầu tư|vốn|kinh phí)(?:\s(?:dự kiến|là|khoảng|hơn|gần|trên|xây dựng))*\s$"
IS_DONE = r"(?i)(?:hoàn thành|hoàn tất|thông xe|khánh thành|bàn giao|đưa vào (?:sử dụng|khai thác|vận hành))\s[^;.]*$"
BALLOTS = r"(?i)^\s(?:(?:tổng|số|lá|trong)\s)*phiếu"  # "trúng cử nhiệm kỳ 2026-2031 với 100% phiếu"


def of_ballots() -> pl.Expr:
    """A percentage is of the ballots that were cast for somebody (Boolean): no place's, and of no term of office."""
    return (pl.col("unit") == "percent") & pl.col("right").str.contains(BALLOTS)


@cache
def begun(way: str) -> pl.Expr:
    """A date tells when the thing whose cost or size a figure is was begun (Boolean)."""
    start = pl.col(f"date_start_{way}")
    left = pl.col("sentence").str.slice(0, start).str.slice(-40)
    told = left.str.contains(BEGUN) | pl.col("sentence").str.slice(start, 10).str.contains(AGO)
    return (pl.col("metric").is_in(codes.OF_THINGS) & told).fill_null(False)


@cache
def of_a_thing() -> pl.Expr:
    """How large a site is, what it costs and how many work there, whatever is told to have been done with it (Boolean); and ballots."""
    left = pl.col("before").str.slice(-60)
    site = (pl.col("metric") == "area") & left.str.contains(OF_A_SITE) & ~pl.col("right").str.contains(GROWS)
    staff = (pl.col("metric") == "employment") & left.str.contains(WITH_STAFF)
    cost = (pl.col("metric") == "project_investment") & left.str.contains(COSTS)
    cost &= pl.col("segment").str.contains(IS_DONE)
    return (((site | staff | cost) & (pl.col("kind") == "level")) | of_ballots()).fill_null(False)
