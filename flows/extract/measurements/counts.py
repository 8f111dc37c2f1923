"""Counts that no head governs: visitors told on from market to market, how many people and firms a place has."""

import polars as pl

from flows.extract.measurements.heads import SOME_ENTERPRISES
from flows.letters import BEGINS, CAPITAL, ENDS, LETTER
from flows.read import neighbours
from flows.read.rules import of_rows, with_common

NO_TOURISM = r"(?i)hành khách|chuyến bay|vận tải|xe buýt|sân bay|hàng không|bệnh viện|khám|sử dụng dịch vụ|tế bào|nhà ga|tàu điện|hệ thống cửa hàng"
NO_VISIT = r"(?i)^\s(?:xem|thích|like|chia sẻ|tải|truy cập|bình luận|theo dõi|nghe|mua|tìm kiếm|tiêm|khám|tàu|xe|thuyền|chuyến|phương tiện|doanh nghiệp|hộ|hồ sơ)(?:[\s,.;]|$)"  # "nửa triệu lượt xem"
REACH = 3  # sentences over which markets go on to be told
MANY = 1000
SOFT = r"(?:\s(?:hơn|trên|gần|khoảng|tới|xấp xỉ|chừng|đến|có|với|là|tổng cộng|hiện|đạt|lên tới))*\s$"
MARKETS = rf"(?i){BEGINS}(?:khách|thị trường|quốc gia|vùng lãnh thổ|vị trí|xếp thứ|đứng thứ){ENDS}"
# "… Lào tăng 6,5%, Ma Cao (Trung Quốc) tăng 8%": by how much the visitors of each grew.
MARKET_GREW = rf"(?:^|[,:;]\s|\s(?:như|và|là|:)\s){CAPITAL}{LETTER}+(?:\s{CAPITAL}{LETTER}+){{0,2}}(?:\s\([^()]*\))?,?\s(?:tăng|giảm)(?:\s(?:mạnh|nhẹ|hơn|gần|tới|trên|khoảng|trưởng))*\s$"
# "Việt Nam đón 18 triệu lượt khách thì Thái Lan đón 40 triệu"
RECEIVED = rf"(?i){BEGINS}đón(?:\s(?:được|khoảng|hơn|gần|trên|tới))*\s$"
SCALED = r"(?i)\s(?:triệu|nghìn|ngàn|vạn)$"
NOUNLESS = r"^\s?(?:[,.;)]|$|\s(?:vào|trong|năm|và|thì|còn)\s)"
# "Tỉnh có 1,2 triệu dân", "với 12.500 nhân khẩu": all who live there.
PEOPLE = r"(?i)\s(?:dân|nhân khẩu)$"
LIVE = rf"(?:(?i:có|với|quy mô|dân số|gồm|là|đông)){SOFT}|(?i:hộ|ha|km2|thôn|bản|ấp|xã|phường)(?:,|\svà)\s(?:hơn |gần |trên |khoảng |với )*$"
# Whose land is taken, who was asked, what "nơi đây" or "thành phố này" is: of no place that is named.
SOME = r"(?i)\([^()]*$|thu hồi|di dời|giải tỏa|giải toả|giải phóng|khảo sát|hỏi ý kiến|bị ảnh hưởng|dự án|chung cư|\s(?:này|đây|nơi|làng|đảo|hẻm|khu phố|tổ dân phố|thôn|bản|ấp|buôn|xóm|phum|sóc|giáo xứ|lưu vực)(?:\s|,)"
DIFFERS = r"(?i)(?:chênh lệch|chênh|tăng|giảm|kém|thêm)[^,;.]{0,30}$"
ALL = r"(?i)^\s?(?:[,.;:)]|$|\s(?:và|với|sinh sống|đang sinh sống|cư trú|ở|tại|nhưng|trên|như|là|nên|,)\s?)"
FEWER = r"(?i)(?:mỗi|cứ|bình quân|thu hút|phục vụ|hỗ trợ|giúp|di dời|cấp nước|nước sạch|tiêm|ảnh hưởng|phủ sóng)(?:\s[^\s,;.]+){0,3}\s$"
# "Bắc Giang có trên 9.500 doanh nghiệp, khoảng 306.000 lao động"
HAS = rf"(?:{CAPITAL}{LETTER}+|(?i:tỉnh|thành phố|huyện|quận|thị xã|cả nước|địa phương|nước ta))(?:\s(?i:này|ta))?(?:\s(?i:hiện|đã|nay|đang))*\s(?i:có){SOFT}"
OF_MEMBERS = r"(?i)hội|câu lạc bộ|khu công nghiệp|KCN|khu kinh tế|cụm|chương trình|tập đoàn|công ty|ngân hàng|ngành|lĩnh vực|đại hội|sàn|CLB|hệ thống|danh sách|VCCI|VINASA|khu công nghệ|gian hàng|làng nghề|nhóm"
FIRMS = r"(?i)^\s?(?:[,.;:)]|$|\s(?:với|và|hoạt động|đang hoạt động|trong đó)\s)"


@of_rows
def as_counted(met: pl.DataFrame) -> pl.DataFrame:
    """The rows of with_metric() with the metric of such counts, way `again` or `unit`; visits without their noun have their unit."""
    met = met.sort("s", "start")
    open_ = pl.col("metric").is_null()
    before, right, surface = pl.col("before").str.slice(-110), pl.col("right"), pl.col("surface")
    told = pl.when(pl.col("metric") == "tourist_arrivals").then("s")
    last = neighbours.before(neighbours.last_told(told, "a"), "a")
    near = (pl.col("s") - last <= REACH) & (last <= pl.col("s"))
    among = near & pl.col("sentence").str.contains(MARKETS) & ~pl.col("sentence").str.contains(NO_TOURISM)
    visits = (
        (pl.col("unit") == "visit")
        & surface.str.ends_with("lượt")
        & among
        & (pl.col("value") >= MANY)
        & ~right.str.contains(NO_VISIT)
        & right.str.contains(NOUNLESS)
        & ~before.str.contains(DIFFERS)
    )
    grew = (
        (pl.col("unit") == "percent")
        & pl.col("head").is_null()
        & among
        & pl.col("sentence").str.contains("(?i)thị trường")
        & pl.col("gap").str.contains(MARKET_GREW)
        & right.str.contains(NOUNLESS + r"|^\s?\.{3}|^\sso (?:với )?cùng kỳ")
    )
    elided = (
        pl.col("dimension").is_null()
        & (last == pl.col("s"))
        & surface.str.contains(SCALED)
        & before.str.contains(RECEIVED)
        & right.str.contains(NOUNLESS)
    )
    person = pl.col("unit") == "person"
    people = person & surface.str.contains(PEOPLE) & before.str.contains(LIVE) & right.str.contains(ALL)
    people &= (pl.col("value") >= MANY) & ~before.str.contains(FEWER) & ~before.str.contains(SOME)
    firms = (
        (pl.col("unit") == "enterprise")
        & surface.str.ends_with("doanh nghiệp")
        & (pl.col("value") >= MANY)
        & before.str.contains(HAS)
        & right.str.contains(FIRMS)
        & ~right.str.contains(SOME_ENTERPRISES)
        & ~pl.col("segment").str.contains(OF_MEMBERS)
    )
    met = met.pipe(
        with_common,
        _visits=(open_ & (visits | grew | elided)).fill_null(False),
        _elided=(open_ & elided).fill_null(False),
        _people=(open_ & people).fill_null(False),
        _firms=(open_ & firms).fill_null(False),
    )
    metric = (
        pl.when("_visits").then(pl.lit("tourist_arrivals"))
        .when("_people").then(pl.lit("population"))
        .when("_firms").then(pl.lit("enterprises"))
    )  # fmt: skip
    return met.with_columns(
        metric=pl.coalesce(metric, "metric"),
        way=pl.when("_visits").then(pl.lit("again")).when(pl.col("_people") | pl.col("_firms")).then(pl.lit("unit")).otherwise("way"),
        unit=pl.when("_elided").then(pl.lit("visit")).otherwise("unit"),
        dimension=pl.when("_elided").then(pl.lit("count")).otherwise("dimension"),
        rule=pl.when("_elided").then(pl.lit("quantity_count")).otherwise("rule"),
    ).drop("_visits", "_elided", "_people", "_firms")  # fmt: skip
