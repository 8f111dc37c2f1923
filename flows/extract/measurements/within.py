"""Figures of something within the place that is told: some of its districts, a bank's branch, a sight. None of them is the place's."""

from functools import cache

import polars as pl

from flows.extract.measurements import codes
from flows.extract.measurements.clauses import TOLD_BY
from flows.letters import CAPITAL, LETTER

# "còn 14 xã có tỷ lệ hộ nghèo trên 40%", "riêng các huyện nghèo, tỷ lệ hộ nghèo là 28%": a rate of some within, which are not named.
SOME = r"(?:[0-9]{1,3}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều|một số|các|những|không ít|vài)\s(?:bộ|ngành|cơ quan|tỉnh|thành phố|tỉnh thành|địa phương|huyện|quận|thị xã|xã|phường|thôn|bản|đơn vị|nước|quốc gia|chủ đầu tư)"
UP_TO_RATE = r"(?:[^,;0-9]|[0-9][0-9.,]*\s?%)*$"
OF_SOME = rf"(?i)(?:^|[;,:“(]\s?|\s(?:có|còn|và|là|với|hiện|tại|ở|của|nước|riêng|hơn|gần|đến|tới)\s){SOME}\s{UP_TO_RATE}|(?:^|;\s)(?:(?:riêng|tại|ở|đối với|với)\s)+{SOME}[^,;0-9]{{0,60}},\s(?:tỷ lệ|tỉ lệ|giải ngân|tăng trưởng){UP_TO_RATE}"
ONE_OF_SOME = r"(?i)(?:trong|thuộc|so với|hơn|kém|bằng|cho|nhất|đầu|giúp|khỏi|từ)\s(?:số\s|của\s)*(?:các|những|[0-9]+)\s[^,;]*$"
# "Agribank chi nhánh Thanh Hóa có dư nợ …", "Vietcombank Huế", "Ngân hàng Chính sách xã hội tỉnh": of the branch, no province's; the
# State Bank's branches tell of all banks of theirs.
A_BRANCH = rf"(?:[Cc]hi nhánh|CN)\s(?:(?:tỉnh|thành phố|TP\.?|huyện)\s)?{CAPITAL}|(?:BIDV|ACB|SHB|[A-ZĐ][A-Za-z]*[Bb]ank)\s{CAPITAL}|(?i:ngân hàng (?:chính sách xã hội|CSXH)|NHCSXH|quỹ tín dụng|phòng giao dịch)"
OF_ALL_BANKS = r"(?i)nhà nước|NHNN|địa bàn|toàn (?:tỉnh|thành phố|huyện|hệ thống|ngành|xã)|(?:của|trong) (?:tỉnh|thành phố|huyện)\s"
# "Vịnh Hạ Long đón 2 triệu lượt khách": of a sight, no province's.
SIGHT = rf"(?:^|[\s,;(“])(?:(?i:khu (?:di tích|du lịch|danh thắng|nghỉ dưỡng|vui chơi|bảo tồn)|vườn quốc gia|bảo tàng|di tích|quần thể|danh thắng|thắng cảnh|chùa|đền|bãi biển|vịnh|hang|động|công viên|sân bay|cảng|khách sạn)\s[^,;%]{{0,60}}\s(?i:đón|thu hút|tiếp đón|phục vụ)\s|({CAPITAL}[{LETTER}]*(?:[\s-]+{CAPITAL}[{LETTER}]*){{0,5}})\s(?:(?:đã|cũng|ước|sẽ|chỉ|dự kiến)\s)*(?:đón|tiếp đón)(?:\s(?:được|hơn|gần|khoảng|trên|tới))*\s$)"
NO_SIGHT = rf"^(?:(?:Tỉnh|Thành|TP|Toàn|Cả|Ngành|Du lịch|Sở|UBND|Địa|Nơi|Đây|Huyện|Xã|Thị|Phường|Quận|Vùng|Miền|Đồng|Thủ|Cố đô)(?:[^{LETTER}]|$)|[A-ZĐ]+$)"


@cache
def of_some_within() -> pl.Expr:
    """A figure is of something within the place that would be its subject (Boolean). Needs subject, subject_kind, segment and gap."""
    placed = pl.col("subject_kind").is_in(["place", "country"])
    rate = pl.col("metric").is_in(codes.OF_EVERY_PLACE) & (pl.col("unit") == "percent")
    of_some = pl.when(rate & pl.col("kind").is_in(["level", "ratio", "growth"])).then(
        pl.col("segment").str.contains(OF_SOME) & ~pl.col("segment").str.contains(ONE_OF_SOME)
    )
    clause = pl.col("segment").str.replace(TOLD_BY, "")
    lent = (
        placed & (pl.col("metric").is_in(codes.LENT) | pl.col("metric").is_null()) & (pl.col("unit") == "VND")
    )
    branch = pl.when(lent).then(clause.str.contains(A_BRANCH) & ~clause.str.contains(OF_ALL_BANKS))
    guests = pl.when(placed & pl.col("metric").is_in(["tourist_arrivals", "tourism_revenue"]))
    host = guests.then(pl.col("gap").str.extract(SIGHT, 1))
    hosts = guests.then(pl.col("gap").str.contains(SIGHT)) & (
        host.is_null()
        | ~(
            host.str.contains(NO_SIGHT)
            | host.str.contains(pl.col("subject"), literal=True)
            | pl.col("subject").str.contains(host, literal=True)
        )
    )
    return of_some.fill_null(False) | branch.fill_null(False) | hosts.fill_null(False)
