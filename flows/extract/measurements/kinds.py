"""Level, growth, change, share, ratio, multiple or rank, and what it is measured against (linguistics §4)."""

from functools import cache

import polars as pl

from flows.contracts import AMOUNT
from flows.extract.measurements import codes
from flows.extract.measurements.compared import LAST_TIME, OF_PLAN, PLAN, with_basis
from flows.extract.measurements.moved import by_so_much, goal_beside, left_level, of_another_noun, points_less
from flows.letters import LETTER
from flows.read import Reading, neighbours
from flows.read.numbers.signs import is_change, is_gain
from flows.read.rules import of_rows, with_common

MEASURED = ["money", "percent"]  # always a measurement, with a metric or without
POINTS = ["percentage_point", "basis_point"]  # what rates rise and fall by
HEADINGS = ["title", "section", "lead", "caption"]
A_YEAR = r"^\s?(?:/|mỗi\s|một\s|hằng\s|hàng\s)\s?năm"
EACH_YEAR = r"(?:mỗi|hằng|hàng) năm[^,;.%]*$"
RISE = r"(?:tăng trưởng|tăng giá|tăng|nhích|mở rộng thêm|tăng tốc)"
FALL = r"(?:giảm giá|hạ giá|giảm|sụt giảm|sụt|rớt|tụt|cắt giảm|hạ|mất giá|lao dốc|thụt lùi|bốc hơi|bay hơi)"
LOSES = r"mất"  # "giá heo hơi mất 2.000 đồng/kg": of a price alone
# "mất 300 tỷ USD vốn hóa", "các cổ phiếu giảm 9%, cổ phiếu A mất 8%": what a market loses, not part of a whole.
MARKET_VALUE = r"^\s(?:giá trị |tổng )*(?:vốn h[óo][aá]|thị giá|giá trị)"
LOST_SO = (
    r"^(?:\s(?:giá trị|thị giá|vốn h[óo][aá]|xuống|so với|trong (?:phiên|ngày|tuần)|và|sau)|\s?[,.;)]|\s?$)"
)
ON_A_MARKET = r"(?i)cổ phiếu|chứng khoán|chỉ số|vốn h[óo][aá]|thị giá|bitcoin|tiền (?:số|điện tử|ảo)|đồng (?:rúp|ruble|bảng|yên|nhân dân tệ|euro|usd|đô la)|(?:tăng|giảm|sụt)(?:\s[^\s,;.()0-9]+){0,3}\s[0-9][0-9.,]*\s?%"
QUOTES = "['\"“”‘’]"
SHORT = r"hụt"  # "hụt 6%" fell; money that is short ("hụt thu 300 tỷ đồng") is not told of a metric
DIFFERS = (
    r"(?:(cao|nhiều|lớn|nhanh|đắt)|(thấp|ít|nhỏ|kém|rẻ))\s+hơn(?:\s+(?:khoảng|hẳn|tới|gần|đến|trên))*\s*$"
)
# "kém năm ngoái 1,8%", "thấp hơn gạo Thái Lan 15 USD": by how much stands behind what is compared with.
THAN_LAST = rf"(?:((?:cao|nhiều|lớn|nhanh) hơn)|((?:thấp|ít|nhỏ|chậm|kém) hơn|kém)) {LAST_TIME}(?: (?:là|khoảng|tới|hơn|gần|trên))*\s*$"
THAN_OTHER = rf"(?:(cao|nhiều|lớn|đắt)|(thấp|ít|nhỏ|kém|rẻ)) hơn(?: so với)?((?: {LETTER}+){{1,6}}?)(?: (?:là|khoảng|tới|hơn|gần|trên|đến))*\s*$"
NO_OTHER = r" (?:mức|số|giá|bình quân|trung bình|từ|là|kế hoạch|dự toán|chỉ tiêu|mục tiêu|dự báo|mốc|ngưỡng|kỷ lục|đạt|còn|lên|xuống|tăng|giảm|khi|vì|do|nhờ)(?: |$)"
# "Mức giảm thu là 1.150 tỷ đồng": the head tells which way.
BY_HEAD = r"mức (?:(tăng)|((?:sụt )?giảm))(?: [^ ,;.()0-9%]+){0,8}? (?:là|ở|khoảng|tới|lên|đạt|hơn|gần)(?: (?:mức|tới|đến|khoảng|hơn|gần|trên))*\s*$"
# "…; giảm chi quản lý là 35 tỷ đồng": so does the verb that opens the clause.
BY_VERB = r"^\s?(?:(tăng)|((?:cắt )?giảm))(?: [^ ,;:.()0-9%]+){1,7} (?:là|lên tới|lên đến)(?: (?:khoảng|hơn|gần|trên))*\s*$"
PRICE_OF_GOLD = r" giá (vàng|trong nước|thế giới)"  # "thấp hơn giá vàng thế giới 2 triệu đồng"
NOT_SO = r"không\s(?:cao|nhiều|lớn|thấp|ít|nhỏ|kém)\s+hơn"
NO_LESS = rf"{NOT_SO}\s*$"  # "không thấp hơn 20.000 đồng" is a bound
SOFT = (
    r"(?:\s+(?:thêm|hơn|khoảng|trên|gần|tới|xấp xỉ|bình quân|trung bình|tối thiểu|tối đa|ít nhất|không|quá|vượt quá|đến|ước|đạt|là|mức|từ|chừng|chỉ|hàng năm|hằng năm|mỗi năm|(?:ở )?(?:mỗi|cả hai|hai) chiều|mỗi (?:lượng|lít|kg|tấn|ounce)|được|khá|rất|tương đối|mạnh|cao|nhanh|tốt|nhẹ|sâu|"
    r"nhất|đều|với|lần lượt|tương ứng|trưởng|gấp|vượt|dưới|cả|kỷ lục|đáng kể|so với cùng kỳ|liên tiếp|thấp nhất))*,?(?:\s+(?:trên|gần|hơn|khoảng|tới|dưới))*\s*\(?$"
)
TO = r"(?:lên|xuống|xuống còn|còn|lên mức|lên tới|lên đến|chỉ còn|đạt mức|về mức|ở mức|về|mốc)(?:\s+(?:hơn|khoảng|trên|gần|mức|tới|dưới|đến|xấp xỉ|còn|ngưỡng))*\s*$"
# "từ 5% lên 7%" is two levels, or two shares where the words are of a part.
FROM = r"(?:^|[\s(])từ(?:\s(?:mức|quy mô|khoảng|gần|hơn|trên|dưới|chỉ|con số))*\s*$"
SOME = r"(?:\s(?:mức|khoảng|gần|hơn|trên|dưới|còn|chỉ còn|tới|đến|con số|xấp xỉ|thành))*\s"
THEN = r"\s(?:\((?:năm )?[0-9/–-]+\)|(?:vào |hồi |trong |của |ở )?(?:đầu |cuối |giữa )?(?:năm|tháng|quý|giai đoạn|ngày) [0-9iv/–-]+|(?:vào |hồi )?(?:đầu|cuối|giữa) (?:năm|tháng|quý)(?: (?:nay|ngoái|trước))?)"
UNIT_TOLD = r"(?:(?:/|\s)[^\s,;.()0-9]+){0,3}?"  # "tỷ đồng", "/tấn"
TIME_BEHIND = rf"^{UNIT_TOLD}{THEN}\s"
TO_NEXT = rf"^{UNIT_TOLD}(?:\s?\([^()]{{0,50}}\))?(?:{THEN})?\s(?:lên|xuống|còn|về|đến|tới){SOME}\(?[0-9]"
TO_THIS = rf"(?i)^{UNIT_TOLD}(?:{THEN})?\s(?:lên|xuống|còn|về|đến|tới){SOME}$"
REACHES = r"^,?\s(?:lên|đạt)(?: [^ ,;.0-9]+){0,2} [0-9][0-9.,]*\s?%|^\sso (?:với )?(?:năm|cùng kỳ)"  # "tăng 0,4%, đạt 52%"
AND_MORE = r"^[^,;.]{0,15}trở (?:lên|xuống)"
PARTS = r"(?:tỷ trọng|tỉ trọng|tỷ lệ|tỉ lệ|chiếm)"
SHARE = r"(?:chiếm|tỷ trọng|tỉ trọng|đóng góp|dành|tỷ lệ|tỉ lệ)(?:\s+\S+){0,6}?\s*$"
GROWTH_HEAD = (
    r"(?:tốc độ|tỷ lệ|tỉ lệ) (?:gia )?tăng|mức tăng|(?:tốc độ|tỷ lệ|tỉ lệ) phát triển|tăng trưởng|tăng g?r?dp"
)
RATIO = r"^\s*(?:so với\s+|so\s+|của\s+|tổng\s+)?(?:kế hoạch|dự toán|chỉ tiêu|hợp đồng|khối lượng|giá\s+trị hợp đồng|giá\s+trị|tiến độ|công suất|vốn kế hoạch|lãi suất|mức lãi suất|mục tiêu)"
# "chiếm 31% tổng giá trị xuất khẩu" is a part of it, "đạt 90% giá trị hợp đồng" is measured against it.
OF_WORTH = r"^\s*(?:của\s+)?(?:tổng\s+)?giá\s+trị\s"
PART = r"(?:chiếm|đóng góp|tỷ trọng|tỉ trọng)(?:\s+\S+){0,3}?\s*$"
# "GRDP tăng 9,5%, cao hơn mức 7,09% của cả nước": growth of another.
THAN_OF = (
    r"(?:cao hơn|thấp hơn|so với|vượt|hơn|[0-9] lần)(?: (?:mức tăng|mức bình quân|mức|con số|bình quân))+\s*$"
)
OF_NATION = r"^\scủa\s(?:cả nước|toàn quốc)"
# "GRDP đạt 8,2%" is its growth; "vốn đầu tư đạt 33% GRDP" is a part of it.
REACHED = r"đạt(?:\s+(?:khoảng|gần|hơn|trên|mức))*\s*$"
AS_PARTS = r"cơ cấu|trong (?:tổng )?(?:gdp|grdp)|tỷ trọng|tỉ trọng"
OF_WHOLE = r"^\s*(?:so với |của |tổng )?(?:gdp|grdp|tổng|kế hoạch|dự toán|chỉ tiêu|mục tiêu)"
EXCEEDS = r"vượt(?:\s+(?:thêm|hơn|khoảng|gần|tới))*\s*$"
# "vượt dự toán 2%": by how much stands behind what is exceeded.
EXCEEDS_PLAN = (
    r"vượt (?:dự toán|kế hoạch)(?: (?:năm|cả năm|giao|được giao|đề ra|pháp lệnh|khoảng|hơn|gần|tới))*\s*$"
)
# "tiền đất đạt 73% dự toán, thuế đạt 66%": of the plan, too.
REACHED_TOO = r"^[^;.()0-9]{0,50}(?:dự toán|kế hoạch|chỉ tiêu)[^;.()0-9]{0,10},[^;.()0-9]{0,60} đạt\s*$"
ENDS_THERE = r"^\s?[,;.]"
EQUALS = r"bằng(?:\s+(?:khoảng|gần|hơn|trên|xấp xỉ|mức))*\s*$"
COMPARED = r"^\s*(?:so\s|cùng kỳ|của cùng kỳ|mức\s|của năm|(?:năm|quý|tháng) (?:trước|ngoái))"
# "GRDP tăng 9,6%, cao hơn dự báo 6,5%": what was foreseen of the same growth.
THAN_TOLD = r"(?:cao hơn|thấp hơn|so với|vượt|hơn)(?: mức| con số)? (?:dự báo|mục tiêu|kế hoạch|kịch bản|ước tính|chỉ tiêu|cùng kỳ)(?: \S+){0,3}\s*$"
# "Tăng mạnh nhất là xuất khẩu (15,2%)": by how much stands in brackets.
ROSE_MOST, FELL_MOST = (
    rf"(?:^|[^{LETTER}]){w} [^ ,;.()]+(?: nhất)? (?:là|ở|thuộc về|gồm|như)[^,;.()]*\(\s*$"
    for w in ("tăng", "giảm")
)
# "tăng 18 vụ (13,7%)": by how much in percent stands in brackets behind by how many.
ROSE_BY, FELL_BY = (
    rf"(?:^|[^{LETTER}]){w}(?:\s(?:thêm|khoảng|gần|hơn|trên|tới))*\s[0-9][0-9.,]*(?:\s[^ ,;.()0-9]+){{1,5}}\s?\(\s*$"
    for w in ("tăng", "giảm")
)
# "18% kỳ vọng giá tăng": how many think so is so, whatever they think.
THINK = r"(?i)^\s(?:(?:số |trong số )?(?:người|chuyên gia|nhà đầu tư|doanh nghiệp|ý kiến|nhà phân tích|người tham gia|người được hỏi|công ty)(?:\s[^\s,;.]+){0,6}?\s)?(?:dự đoán|dự báo|cho rằng|kỳ vọng|tin rằng|tin tưởng|nhận định|đánh giá|lạc quan|bi quan|mong muốn|muốn|ủng hộ|đồng ý|nghĩ|nói rằng|trả lời|giữ quan điểm)\s"
# "…, với 16% người dùng cài phần mềm": a part of them, whatever grew before.
WITH = r"(?:^|[\s,;:(])(?:với|trong đó(?: có)?|rằng|có)(?:\s(?:khoảng|gần|hơn|trên|tới|đến|chỉ|xấp xỉ))*\s*$"
SOME_PEOPLE = r"^\s(?:(?:trong )?(?:tổng )?số )?(?:người|doanh nghiệp|hộ|học sinh|sinh viên|khách hàng|cử tri|lao động|phụ nữ|trẻ em|bệnh nhân|ý kiến|công ty|nhân viên|thí sinh)\s"
# Clauses without a verb of their own take the verb of the figure before: "khu vực II tăng 5%, khu vực III 7%".
VERBS = rf"(?:^|[^{LETTER}])(?:tăng|giảm|nhích|sụt|hụt|rớt|đạt|chiếm|bằng|là|còn|có|được|dành|đóng góp|vượt|hoàn thành|lên|xuống|thấp hơn|cao hơn|chia|trả|cổ tức)(?:[^{LETTER}]|$)"

# "nâng cả hai chiều mua và bán thêm 10 đồng"
ADDED = r"(?:nâng|cộng|bổ sung)[^,;.0-9]{1,40}\sthêm(?:\s(?:khoảng|hơn|gần|tới))*\s*$"
AND_SUM = r"^(?:/[^\s,;.()0-9]+)?\s(?:và|hay|hoặc)\s(?:hơn |gần |khoảng |trên )?$"
# A percentage reached that is no rate is a part of a whole: "nợ công ở mức 62% GDP", "thị phần lên 35%" …
A_RATE = r"(?:kinh tế|giá |nghèo|thuế|phí|lãi|lợi suất|lợi tức|lạm phát|thất nghiệp|cổ tức|chiết khấu|tỷ giá|tỉ giá|cpi)(?:[^;]*)$"
# … or growth where it is told of that: "tăng trưởng nhập khẩu vẫn ở mức 23%".
GROWS = r"tăng trưởng[^,;.:%]*$|tăng (?:nhanh|mạnh|vọt)[^;.:%]{0,12}$"
PART_OF_ALL = r"(?:tỷ|tỉ) (?:trọng|lệ)[^;.]*(?:g?r?dp|tổng)"
OF_ALL = r"^\s?(?:g?r?dp|tổng|của|vốn|dư nợ|kim ngạch|thu |chi )"


def from_to(ahead: pl.Expr, right: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Of "từ 5% lên 7%": the figure is the first, the figure is the second (Boolean each). `ahead` and `right` are the words
    around it in small letters; the rows are in order.
    """
    first = _first_of_two(ahead, right)
    second = (
        neighbours.before(first, "s")
        & (pl.col("prev_unit") == pl.col("unit"))
        & pl.col("gap").str.contains(TO_THIS)
    )
    return first.fill_null(False), second.fill_null(False)


@cache
def where_it_began() -> pl.Expr:
    """The figure is the first of "từ 5% lên 7%" (Boolean), by `segment` and `right` as they are written."""
    told = pl.col("segment").str.slice(-70).str.to_lowercase(), pl.col("right").str.to_lowercase()
    return _first_of_two(*told).fill_null(False)


def _first_of_two(ahead: pl.Expr, right: pl.Expr) -> pl.Expr:
    return ahead.str.contains(FROM) & right.str.contains(TO_NEXT) & ~right.str.contains(AND_MORE)


@of_rows
def with_kind(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds kind and basis, and makes falls negative. Needs metric, before, gap, right and the figures in order."""
    # Patterns are in lower case: the words around a figure are lowered once.
    rows = rows.with_columns(
        _ahead=pl.col("segment").str.slice(-220).str.replace_all(QUOTES, "").str.to_lowercase(),
        _right=pl.col("right").str.slice(0, 90).str.to_lowercase(),
    ).with_columns(_tail=pl.col("_ahead").str.slice(-70))
    segment, right, tail = pl.col("_ahead"), pl.col("_right"), pl.col("_tail")
    percent = pl.col("unit") == "percent"
    up, down = (_ahead_of_what(tail, segment, percent, way) for way in (1, 2))
    cut, lifted = by_so_much()
    rows = rows.pipe(
        with_common,
        _rises=tail.str.contains(rf"{RISE}{SOFT}")
        | tail.str.contains(rf"{ROSE_MOST}|{ROSE_BY}")
        | (up & percent),
        _falls=tail.str.contains(rf"{FALL}{SOFT}")
        | tail.str.contains(rf"{FELL_MOST}|{FELL_BY}")
        | (tail.str.contains(rf"{SHORT}{SOFT}") & percent)
        | (
            tail.str.contains(rf"{LOSES}{SOFT}")
            & ((pl.col("metric") == "price").fill_null(False) | _lost_on_a_market(right))
        )
        | (down & percent),
        _more=(tail.str.extract(DIFFERS, 1).is_not_null() & ~tail.str.contains(NO_LESS)) | (up & ~percent),
        _less=(tail.str.extract(DIFFERS, 2).is_not_null() & ~tail.str.contains(NO_LESS))
        | (down & ~percent)
        | points_less(),
        _cut=cut,
        _added=lifted,
        _left=left_level(),
        _beside=left_level() | goal_beside(),
        where=may_measure(),
    ).with_columns(_small=neighbours.behind(pl.col("value"), "s").fill_null(100) > pl.col("value") * 2)
    rate = pl.col("metric").is_in(codes.RATES)
    growing = pl.col("metric").is_in(codes.GROWTH)
    rises, falls, more, less = (pl.col(c) for c in ("_rises", "_falls", "_more", "_less"))
    moved = (pl.col("_cut") | pl.col("_added")).fill_null(False)
    to_level = tail.str.contains(TO)
    people_grow = pl.col("head").str.contains(r"(?:tăng|phát triển) dân số$").fill_null(False)
    growth_head = segment.str.contains(GROWTH_HEAD) & (
        pl.col("head_at").is_null()
        | pl.col("head").str.contains("tăng trưởng")
        | people_grow
        | segment.str.contains(r"(?:tốc độ tăng|mức tăng|tốc độ phát triển|tăng g?r?dp)")
        | growing
    )
    compared = right.str.contains(COMPARED)
    added = tail.str.contains(r"thêm[^,]*$") | (right.str.contains(REACHES) & pl.col("_small"))
    share_cue = tail.str.contains(SHARE) & ~people_grow
    # "vượt 12% dự toán" is by so much; "tăng từ 80 tỷ lên 110 tỷ đồng" is two levels.
    plan_behind = right.str.contains(PLAN) | right.str.contains(OF_PLAN)
    plan_ahead = percent & tail.str.contains(EXCEEDS_PLAN)
    exceeds = (tail.str.contains(EXCEEDS) & plan_behind) | plan_ahead
    reached_too = (
        percent & pl.col("gap").str.to_lowercase().str.contains(REACHED_TOO) & right.str.contains(ENDS_THERE)
    )
    from_, to_ = from_to(tail, right)
    two_levels = (from_ | to_) & ~growing.fill_null(False) & ~growth_head
    # "giảm tỷ lệ hộ nghèo từ 1,5 đến 2% mỗi năm": by so much a year, whatever stands between.
    yearly = right.str.contains(A_YEAR) | segment.str.contains(EACH_YEAR)
    by_year = percent & pl.col("metric").is_in(codes.STOCK_RATES) & yearly & ~to_level
    lowered, raised = (
        segment.str.contains(rf"(?:^|[^{LETTER}]){w}[^,;.%]*$") for w in (FALL, r"(?:tăng|nâng)")
    )
    kind = (
        pl.when(pl.col("_beside").fill_null(False)).then(None)
        .when((by_year & (lowered | raised)).fill_null(False)).then(pl.lit("growth"))
        .when(percent & right.str.contains(THINK)).then(pl.lit("share"))
        .when(percent & tail.str.contains(WITH) & right.str.contains(SOME_PEOPLE)).then(pl.lit("share"))
        .when(pl.col("unit") == "rank").then(pl.lit("rank"))
        .when(pl.col("unit") == "times").then(pl.lit("multiple"))
        .when(pl.col("rule") == "quantity_double_digits").then(pl.lit("growth"))
        .when(percent & is_change() & ~rate.fill_null(False)).then(pl.lit("growth"))
        .when(~percent & tail.str.contains(ADDED)).then(pl.lit("change"))
        .when(~percent & is_gain()).then(pl.lit("change"))
        .when(percent & exceeds).then(pl.lit("growth"))
        .when(two_levels & percent & ~rate.fill_null(False) & segment.str.contains(PARTS)).then(pl.lit("share"))
        .when(two_levels).then(pl.lit("level"))
        .when((more | less) & ~tail.str.contains(r"hơn mức\s*$")).then(pl.lit("change"))
        .when(percent & pl.col("metric").is_in(["gdp", "grdp"]) & tail.str.contains(REACHED) & ~right.str.contains(OF_WHOLE) & ~segment.str.contains(AS_PARTS)).then(pl.lit("growth"))
        .when(percent & pl.col("metric").is_in(["gdp", "grdp"]) & tail.str.contains(THAN_TOLD)).then(pl.lit("growth"))
        .when(percent & pl.col("metric").is_in(["gdp", "grdp"]) & tail.str.contains(THAN_OF) & right.str.contains(r"^\scủa\s")).then(pl.lit("growth"))
        .when(percent & pl.col("metric").is_in(["gdp", "grdp"]) & right.str.contains(OF_NATION) & ~share_cue & ~tail.str.contains(EQUALS)).then(pl.lit("growth"))
        .when(reached_too & (pl.col("prev_unit") == "percent")).then(pl.lit("ratio"))
        .when(to_level & percent & (growing | growth_head) & ~share_cue).then(pl.lit("growth"))
        .when(to_level & ~(compared & percent)).then(pl.lit("level"))
        .when(moved).then(pl.when(percent).then(pl.lit("growth")).otherwise(pl.lit("change")))
        .when(percent & tail.str.contains(EQUALS) & compared).then(pl.lit("ratio"))
        .when(percent & right.str.contains(OF_WORTH) & tail.str.contains(PART)).then(pl.lit("share"))
        .when(percent & right.str.contains(RATIO) & ~rises & ~falls & ~tail.str.contains(r"vượt\s*$")).then(pl.lit("ratio"))
        .when((rises | falls | tail.str.contains(r"nâng thêm\s$")) & percent & (~rate.fill_null(False) | falls | added)).then(pl.lit("growth"))
        .when((rises | falls) & ~percent).then(pl.lit("change"))
        .when(percent & (pl.col("metric") == "public_investment_disbursement")).then(pl.lit("ratio"))
        .when(percent & share_cue & ~rate.fill_null(False)).then(pl.lit("share"))
        .when(percent & (growing | growth_head)).then(pl.lit("growth"))
        .when(percent & rate).then(pl.lit("level"))
    )  # fmt: skip
    # "hạ lãi suất điều hành 0,25 điểm phần trăm": what is lowered stands between.
    points_off = pl.col("unit").is_in(POINTS) & lowered & ~raised & ~to_level
    rows = rows.pipe(with_common, _kind=kind, _plan_told=plan_ahead | reached_too, where=may_measure())
    rows = rows.pipe(
        with_common,
        _fall=(by_year & lowered).fill_null(False)
        | (pl.col("_cut").fill_null(False) & pl.col("_kind").is_in(["growth", "change"]))
        # "tăng trưởng giảm từ 7% xuống 5%" is two growths, and falls in neither.
        | (
            falls
            & pl.col("_kind").is_in(["growth", "change"])
            & ~(from_ & (growing | growth_head)).fill_null(False)
        )
        | (less & (pl.col("_kind") == "change"))
        | points_off.fill_null(False)
        | (pl.col("value") < 0),
        where=may_measure(),
    ).with_columns(_fall=pl.col("_fall") & ~pl.col("_beside").fill_null(False))
    # No verb of its own: as the figure before it, of the same unit and not of another matter.
    other_matter = pl.col("metric").is_null() & neighbours.before(pl.col("metric"), "s").is_not_null()
    # "hạ 200.000 đồng và 100.000 đồng/lượng"
    and_sum = pl.col("unit").is_in(["VND", "USD"]) & pl.col("gap").str.contains(AND_SUM)
    elliptic = (
        pl.col("linked")
        & (pl.col("prev_unit") == pl.col("unit"))
        & (percent | and_sum)
        & ~pl.col("gap").str.slice(0, 61).str.to_lowercase().str.contains(VERBS)
        & (pl.col("gap").str.len_chars() <= 60)
        & ~right.str.contains(RATIO)
        & ~other_matter
    )
    # What something came from, and what it has not reached, is of the kind that it is now.
    elliptic |= pl.col("_beside").fill_null(False)
    chain = neighbours.so_far((~(pl.col("_kind").is_null() & elliptic)).fill_null(True), "s")
    rows = rows.pipe(with_common, _chain=chain).pipe(
        with_common,
        _kind=pl.when(pl.col("_kind").is_null() & elliptic)
        .then(pl.col("_kind").first().over("s", "_chain"))
        .otherwise("_kind"),
        _fall=pl.when(pl.col("_kind").is_null() & elliptic)
        .then(pl.col("_fall").first().over("s", "_chain"))
        .otherwise("_fall"),
    )
    told = pl.coalesce(
        pl.col("_kind"),
        pl.when(pl.col("unit").is_in(["percent", "permille"])).then(pl.lit("share"))
        .when(pl.col("unit").is_in(POINTS)).then(pl.lit("change"))
        .otherwise(pl.lit("level")),
    )  # fmt: skip
    beside = (pl.col("_beside") & pl.col("metric").is_null() & pl.col("head").is_null()).fill_null(False)
    metric = pl.when(beside).then(neighbours.before(pl.col("metric"), "s")).otherwise("metric")
    rows = rows.with_columns(kind=told, metric=metric)
    # Of a sum it is a part where the whole is named; what is owed is told so by itself.
    rows = rows.pipe(
        with_common,
        _reached=pl.when(segment.str.contains(GROWS) & ~two_levels)
        .then(pl.lit("growth"))
        .otherwise(pl.lit("share")),
        _no_part=(pl.col("metric") != "debt")
        & ~right.str.contains(OF_ALL)
        & ~segment.str.contains(PART_OF_ALL),
        where=percent
        & (pl.col("kind") == "level")
        & ~rate.fill_null(False)
        & ~segment.str.replace_all("giá trị", " ").str.contains(A_RATE),
    )
    no_part = (pl.col("_reached") == "share") & pl.col("_no_part")
    no_part |= (pl.col("_cut") | pl.col("_added")) & percent & of_another_noun()
    rows = rows.with_columns(
        kind=pl.coalesce("_reached", "kind"),
        metric=pl.when(no_part.fill_null(False)).then(None).otherwise("metric"),
        way=pl.when(no_part).then(pl.lit("none")).otherwise("way"),
    )
    whole = pl.when(percent).then(100).otherwise(1000)
    more_than_whole = (pl.col("kind") == "share") & (pl.col("value") > whole)
    rows = rows.with_columns(kind=pl.when(more_than_whole).then(pl.lit("ratio")).otherwise("kind"))
    # Of growth itself "vượt 6%" is a bound, no difference.
    rows = rows.pipe(
        with_common,
        _by_so_much=tail.str.contains(r"vượt\s*$") & ~(growth_head & ~exceeds).fill_null(False),
        where=(pl.col("kind") == "growth") & (pl.col("comparator") == "gt"),
    )
    rows = rows.with_columns(comparator=pl.when("_by_so_much").then(pl.lit("eq")).otherwise("comparator"))
    fall = pl.col("_fall").fill_null(False) & pl.col("kind").is_in(["growth", "change"])
    negative = fall | (pl.col("value") < 0)
    # Below zero a range runs by size: "giảm 3-5%" is -3 to -5.
    sizes = [pl.col(c).abs() for c in ("value", "value_high")]
    least, most = pl.min_horizontal(sizes), pl.max_horizontal(sizes)
    rows = rows.with_columns(
        value=pl.when(negative).then(-least).otherwise("value").cast(AMOUNT),
        value_high=pl.when(negative & pl.col("value_high").is_not_null())
        .then(-most)
        .otherwise("value_high")
        .cast(AMOUNT),
    )
    return with_basis(rows, reading).drop(
        "_kind",
        "_fall",
        "_chain",
        "_ahead",
        "_right",
        "_tail",
        "_rises",
        "_falls",
        "_more",
        "_less",
        "_plan_told",
        "_small",
        "_reached",
        "_no_part",
        "_by_so_much",
        "_cut",
        "_added",
        "_beside",
    )


@cache
def may_measure() -> pl.Expr:
    """Money, percentages, what has a metric, and figures of headings, which take one from elsewhere (Boolean).

    Any other figure, seven in ten, is no measurement, of whatever kind it is: it stands among them as a neighbour.
    """
    return (
        pl.col("dimension").is_in(MEASURED) | pl.col("metric").is_not_null() | pl.col("role").is_in(HEADINGS)
    )


def _lost_on_a_market(right: pl.Expr) -> pl.Expr:
    """What stands behind a loss is a fall of a market's value (Boolean)."""
    percent = pl.col("unit") == "percent"
    fell = percent & right.str.contains(LOST_SO) & pl.col("before").str.contains(ON_A_MARKET)
    return fell | (~percent & right.str.contains(MARKET_VALUE))


def _ahead_of_what(tail: pl.Expr, segment: pl.Expr, percent: pl.Expr, way: int) -> pl.Expr:
    """Whether a figure is by how much something is more (`way` 1) or less (2) than what is named before it (Boolean)."""
    other = tail.str.extract(THAN_OTHER, way).is_not_null() & ~percent
    no_other = tail.str.extract(THAN_OTHER, 3).str.replace(PRICE_OF_GOLD, " ${1}").str.contains(
        NO_OTHER
    ) | tail.str.contains(NOT_SO)
    by_head = segment.str.slice(-110).str.extract(BY_HEAD, way).is_not_null() & (~percent | (way == 2))
    by_head |= segment.str.extract(BY_VERB, way).is_not_null() & ~percent
    return (
        tail.str.extract(THAN_LAST, way).is_not_null() | (other & ~no_other.fill_null(False)) | by_head
    ).fill_null(False)
