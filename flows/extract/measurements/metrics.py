"""What a figure measures: the head word that governs it, not merely the nearest one."""

from functools import cache

import polars as pl

from flows.extract.measurements.carried import AND, DEALT, MOVES, with_carried
from flows.extract.measurements.clauses import light
from flows.extract.measurements.heads import MACRO, SOME_ENTERPRISES, heads
from flows.extract.measurements.kinds import A_YEAR
from flows.extract.projects.words import kinds
from flows.letters import BEGINS, ENDS, LETTER, SMALL
from flows.read import Reading
from flows.read.lexicon import Lexicon
from flows.read.rules import of_rows

REACH = {"count": 30, "area": 60, "ratio": 30}  # characters between head and figure; others reach further
FAR = 200

# Metrics of places that a count of enterprises is one of, and frames that say so.
ALL_OF_THEM = r"(?i)(?:toàn tỉnh|cả nước|toàn quốc|địa bàn|toàn thành phố|hiện có|tổng số|toàn ngành)[^.;]*$"
# "số doanh nghiệp thành lập mới là 1.180": what follows the noun says which are counted.
NEW_ONES = r"(?i)số (?:lượng )?doanh nghiệp (?:được )?(?:đăng ký )?(?:thành lập )?mới"
THEIR_NUMBER = r"(?i)số (?:lượng )?doanh nghiệp"
OF_SOME = r"(?i)doanh nghiệp" + SOME_ENTERPRISES.removeprefix("^")
TOURISM = rf"(?i)du lịch|du khách|tham quan|lưu trú|khách quốc tế|điểm đến|lễ hội|nghỉ dưỡng|vãn cảnh|{BEGINS}đón{ENDS}"
NO_TOURISM = r"(?i)vận tải|xe buýt|sân bay|hàng không|bệnh viện|khám|sử dụng dịch vụ|tế bào|nhà ga|tàu điện|hệ thống cửa hàng"
A_CROWD = 50  # fewer visitors are people in a story
# Who works somewhere, not people to whom something happened.
EMPLOYS = (
    r"(?i)(?:việc làm|tuyển|sử dụng|có|với|quy mô|tạo|đội ngũ|tổng số|thu hút|biên chế|gồm)\s(?:[^,;.]*\s)?$"
)
BEFALLEN = r"(?i)^\s(?:\S+\s){0,2}(?:bị|tử vong|thiệt mạng|mất tích|gặp nạn|trở lên|trở xuống|(?:trên|này) (?:được|đã|bị)|nhập viện|ngộ độc|có nhu cầu|đình công|mất việc|nghỉ việc|ngừng việc)\b"
# A verb of investing after the figure: "4.410 tỷ đồng đã đầu tư vào".
INVESTED = r"(?i)^\s+(?:đã được đầu tư|đã đầu tư|đã giải ngân)"
INVEST = r"(?i)^\s+(?:để\s)?(?:vốn\s)?đầu tư(?:\s+(?:xây dựng|phát triển|vào|cho|hạ tầng|mở rộng))"
# After a percentage in a clause of its own these go on about the head; any other noun is what it is a part of:
# "tỷ lệ hộ nghèo còn 1%, 90% số xã đạt chuẩn".
NO_NOUN = (
    r"so|của|kế hoạch|dự toán|chỉ tiêu|mục tiêu|nghị quyết|kịch bản|cùng|trong|vào|năm|tháng|quý|ngày|và|trên|theo|do|nhờ|với|về|ở|tại|từ|đến|tới|là|thì|nhưng|tổng|"
    r"trở|mỗi|một|mức|vốn|lên|xuống|cho|để|khi|sau|trước|đối|bình quân|mà|còn|tương|giai đoạn|sang|hoặc|đã|được|sẽ|cao|thấp|nhanh|hơn|nhiều|ít|giá trị|khối lượng|hợp đồng|nếu|vì|như|cũng|này|đây"
)
OWN_NOUN = rf"^\s{SMALL}"
GOES_ON = rf"^\s(?:{NO_NOUN})(?:[^{LETTER}]|$)"
APART = r"[,:;)–]\s|\s(?:và|còn|với)\s"
# "312 hộ mới thoát nghèo": poor no longer.
NO_LONGER_POOR = r"(?i)^\s(?:(?:đã|mới|vừa|được|sẽ|vươn lên)\s)*(?:thoát|vượt)\s"
# "GRDP bình quân tăng 7,35%/năm": on average a year, not a head.
ON_AVERAGE = {"grdp bình quân": "grdp", "gdp bình quân": "gdp"}
NEAR_POOR = r"(?i)cận nghèo"
NEAR_POOR_TOO = r"(?i)^\s*(?:,|và|hoặc|/|\()\s*(?:hộ\s)?cận nghèo(?:$|[.,;)]|\s(?:trên|tại|của|ở|năm|được|có|đã|cần|chưa|thuộc|trong)\s)"
# "còn 27,1% hộ nghèo", but not "còn 20% hộ nghèo chưa có nhà": those are a part of the poor.
STILL = r"(?i)còn(?:\s(?:khoảng|hơn|gần|dưới|trên|xấp xỉ|lại|chưa đến|chưa đầy))*\s$"
ARE_NEAR_POOR = r"(?i)^\s(?:số )?(?:hộ )?cận nghèo"
# "…, hộ nghèo giảm 0,5%": their part of all.
POOR_FELL = rf"(?i){BEGINS}hộ nghèo(?: (?:đa chiều|toàn tỉnh|cả nước|bình quân|giảm|còn|xuống|khoảng|hơn|gần|dưới|trên|thêm|chỉ|từ))*? (?:giảm|còn)(?: (?:xuống|còn|khoảng|hơn|gần|dưới|trên|thêm|chỉ|từ|bình quân))*\s$"
# "còn 3.210 hộ nghèo (chiếm tỷ lệ 1,2%)", "giảm hộ nghèo từ 3%": their part of all households, not a part of the poor.
POOR_ARE = r"(?i)(?:[0-9]|\s(?:số|giảm))\shộ nghèo(?: (?:đa chiều|toàn (?:tỉnh|huyện|xã|thành phố|quốc)|cả nước|trên địa bàn|bình quân|hằng năm|hàng năm|mỗi năm|trung bình|còn|là|giảm|đạt))*,?\s?\(?(?:(?:chiếm|tương đương|tương ứng|bằng|với|tỷ lệ|tỉ lệ|từ|khoảng|hơn|gần|trên|dưới|còn|là|xuống|thêm)\s)*$"
OF_ALL_HOUSEHOLDS = r"(?i)^(?:$|\s?[,.;:)/–-]|\s(?:tổng số hộ(?: dân|$|[,.;)])|số hộ (?:dân|toàn|trong)|số hộ$|dân số|so với|và|trở lên|toàn|mỗi năm|/năm|một năm))"
# "1 ha lúa cho 60 triệu đồng": so much of it, no area of anything.
ONE = r"(?i)^(?:1|một)\s?(?:ha|hecta|héc ta|m2|mét vuông|km2)$"
IS_LARGE = r"(?i)(?:rộng|diện tích|quy mô|hơn|gần|khoảng|trên|dưới|chưa đến|còn|tới|xấp xỉ)[^,;.]{0,20}$"
ARE_POOR = r"(?i)^\s(?:số )?hộ nghèo(?:$|\s?[,.;:()]|\s(?:và|tương đương|tương ứng|theo|tính|cuối|vào|năm))"
# "49.000 ha đất canh tác": what an area is of stands behind it.
OF_LAND = r"(?i)^\s?[“\"]?(?:đất|diện tích|rừng|lúa|mặt nước|mặt bằng|canh tác|cây trồng|cây ăn|nuôi trồng)"
PROJECT_NEAR = r"(?i)(?:dự án|nhà máy|công trình|tuyến đường|khu đô thị|cao tốc|hạ tầng|xây dựng)"
WORTH = r"(?i)(?:trị giá|tổng kinh phí|kinh phí|nguồn vốn|với vốn|có vốn|số vốn|tổng dự toán)(?:\s+(?:là|đạt|lên tới|lên đến|hơn|gần|trên|khoảng|ước|ước tính|xấp xỉ|dự kiến|tới))*\s*$"


# "chi 460 triệu USD nhập khẩu", "đóng góp 900 tỷ đồng vào ngân sách": the verb's other half stands behind the figure.
SPENT_ABROAD = r"(?i)^\s(?:\([^)]*\)\s)?(?:để\s)?(?:nhập khẩu|nhập về|nhập)(?:\s|$|[,.])"
TO_BUDGET = r"(?i)^\s(?:\([^)]*\)\s)?(?:vào|cho)\s(?:nguồn\s)?(?:thu\s)?(?:ngân sách|NSNN)"
GIVES = r"(?i)(?:nộp|đóng góp|góp|mang lại|đem lại)(?:\s\S+){0,4}\s*$"
# "nộp Kho bạc Nhà nước 8 tỷ đồng", "đóng thuế 370 tỷ đồng": what the state gets, where no person pays it.
TO_TREASURY = r"(?i)(?:nộp (?:vào )?kho bạc(?: nhà nước)?|(?:nộp|đóng) thuế)(?:\s(?:số tiền|hơn|gần|trên|khoảng|là|tổng cộng))*\s$"
# "dự án 3 tỷ USD", "nhà máy hơn 70 triệu USD": what a thing costs stands right behind it.
COSTS = r"(?i)(?:dự án|nhà máy|công trình|tổ hợp|khu đô thị|cao tốc)(?:\s(?:trị giá|hơn|gần|trên|khoảng|tới|đến|quy mô))*\s$"
# "30 tỷ đồng xây cầu A": what a sum builds stands right behind it, unless somebody gives, lends or owes it.
BUILDS = r"(?i)^\s(?:để\s)?(?:xây dựng|xây|cải tạo|nâng cấp|mở rộng|tu bổ|trùng tu|tôn tạo|khắc phục|làm (?:đường|cầu|cao tốc|metro))\s"
BUILDS_NO_WORKS = r"(?i)^\s(?:để\s)?(?:xây dựng|xây|mở rộng|nâng cấp)\s(?:nông thôn|thương hiệu|đội ngũ|mối|quan hệ|hình ảnh|chính quyền|hệ sinh thái|quỹ|kế hoạch|thị trường|kinh doanh|hợp tác|nhà tình|nhà cho|căn)"
OF_NOBODY = r"(?i)(?:giúp|đưa|hỗ trợ|tài trợ|viện trợ|vay|ủng hộ|quyên góp|tặng|phạt|nợ|thưởng|huy động|chiếm đoạt|tham ô|thiếu|lừa|nhận|trúng)[^,;.]{0,50}$"
LARGE_SUMS = {"VND": 500_000_000, "USD": 50_000, "EUR": 50_000}
# "thu ngân sách hụt 1.100 tỷ đồng", "vượt dự toán 410 tỷ đồng", "12% còn lại": how much is lacking, over or left is not the
# whole. "thất thu ngân sách" is what was lost of it.
LACKING = r"(?i)(?:(?:^|[^m\s]\s)hụt|thiếu|thất thu|nợ đọng|còn nợ|vượt (?:dự toán|kế hoạch|chỉ tiêu)(?: (?:được giao|năm|cả năm|giao|pháp lệnh|trung ương|tỉnh))*)(?:\s(?:khoảng|hơn|gần|trên|tới|đến|là|ước|mất|xấp xỉ))*\s*$"
# "36,5 triệu đồng/lượng", "đổi 22.700 đồng/USD": money for so much of a good is its price, where no other word governs it.
A_GOOD = r"(?:lượng|chỉ|ounce|oz|kg|kilogam|ki-lô-gam|lít|tấn|tạ|yến|thùng|m3|m2|mét vuông|mét khối|kWh|cổ phiếu|cp|bao|con|quả|trái|gallon|pound)"
FOR_A_GOOD = rf"(?i)^\s?(?:/|mỗi\s|một\s)\s?{A_GOOD}(?:[\s,.;:)(]|$)"
FOR_MONEY = r"^\s?/\s?(?:USD|EUR|euro|bảng|yên|NDT|nhân dân tệ)(?:[\s,.;:)(]|$)"
NO_PRICE = r"(?i)(?:trích lập|chênh lệch|trợ giá|tiền công|cước|thu (?:được|về|lãi))[^,;]{0,60}$"
LEVIES = r"(?i)thuế|khung "  # "thuế với xăng tăng từ 3.000 đồng/lít lên 4.000 đồng/lít"
# "cổ phiếu A tăng 5%", "A tăng 1,3% lên 39.750 đồng/cổ phiếu": what moves is its price, not its number.
SHARE_MOVES = rf"(?i)(?:^|[,;.:(]\s?|\s)(?:các |những |nhiều |khiến |của |giá |mã |và |khi )?cổ phiếu(?:\s(?:[^\s,;.:()]+)){{0,5}}?\s(?:{MOVES}\s?)+(?:\s?(?:mạnh|nhẹ|thêm|hơn|gần|khoảng|tới|đến|tổng cộng|liên tiếp|trên|xấp xỉ|điểm))*\s$"
NUMBER_OF = r"(?i)(?:số|số lượng|lượng|khối lượng|triệu|nghìn|tỷ|[0-9]|mua|bán|phát hành|sở hữu|nắm giữ|chia|thưởng|quỹ)\s(?:lại\s)?cổ phiếu|(?:vốn|cổ tức|tỷ lệ|tỉ lệ|lợi nhuận|doanh thu|thanh khoản|giao dịch)\s[^,;.]*$"
TO_PRICE = rf"(?i)^,?\s(?:lên|xuống|còn|về|đạt|ở)(?:\s(?:mức|còn|khoảng|hơn|gần))*\s[0-9][0-9.,]*\s(?:nghìn |triệu )?(?:đồng|USD|euro)\s?/\s?{A_GOOD}"
# "khu đô thị A (420 ha)", "công viên B (khoảng 40 ha)": how large what is built is.
LARGE = r"\((?:(?:khoảng|hơn|gần|trên|rộng|quy mô|diện tích)\s)*$"
# "khoản viện trợ trị giá 1,5 triệu euro": worth that no project has.
OF_AID = r"(?i)(?:viện trợ|tài sản|hợp đồng|hàng hóa|hàng hoá|lô hàng|học bổng|giải thưởng|cổ phiếu|thương vụ|giao dịch|quà|thiết bị)[^,;.]{0,30}trị giá[^,;]{0,30}$"
# "chiếm 18% trong tổng kim ngạch xuất khẩu"
WITHIN_ALL = r"^\s(?:trong|của|trên)\s(?:(?:tổng số|tổng|cơ cấu|toàn bộ)\s)?"
# "đạt 80% kế hoạch doanh thu"
PLAN_OF = r"^\s(?:của\s)?(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán)\s(?:năm\s|về\s)?"
# "92% kế hoạch vốn đầu tư công đã được giải ngân": the verb's other half stands behind the figure.
DISBURSED_BEHIND = r"(?i)^\s(?:(?:tổng|số|kế hoạch|nguồn|tổng số|tổng kế hoạch)\s)*(?:vốn )?đầu tư công\s(?:[^,;.0-9]|[0-9]{4}){0,60}?giải ngân"
# "giá gạo xuất khẩu 385 USD/tấn": what a unit of goods brings is its price, no turnover.
TRADE = ["export_turnover", "import_turnover", "trade_turnover"]
OF_NO_GOODS = ["person", "household", "year", "month", "day", "hour", "share", "enterprise"]
# "gấp đôi mức tăng 6% của GRDP": whose growth it is stands behind.
GROWTH_OF = r"(?i)(?:mức|tốc độ|đà|nhịp) (?:tăng|giảm|tăng trưởng)(?:\s(?:khoảng|hơn|gần|trên|bình quân))*\s$"
LEFT_OVER = r"(?i)^\s(?:số |vốn )?còn lại(?:[\s,.;]|$)"
LOST = "thất "


@of_rows
def with_metric(rows: pl.DataFrame, reading: Reading, lexicon: Lexicon) -> pl.DataFrame:
    """Adds metric, head (the word that governs), head_at, head_end, is_flow and way to figures with their clauses.

    `way` is how the metric was told: `head` or `beside` (a word before), `after` (a word after), `unit` (unit and
    surface), `none` (it was not).
    """
    met = _with_heads(rows, heads(reading, lexicon))
    met = met.with_columns(_told=_by_words(pl.col("_governs") & pl.col("metric").is_null()))
    met = met.with_columns(_of_head=pl.when("_governs").then(_of_twins()))
    met = met.with_columns(_metric=_chosen())
    way = (
        pl.when(pl.col("_metric").is_null()).then(pl.lit("none"))
        .when((pl.col("_metric") == pl.col("_of_head")) & pl.col("_beside")).then(pl.lit("beside"))
        .when(pl.col("_metric") == pl.col("_of_head")).then(pl.lit("head"))
        .when(pl.col("_metric") == pl.col("_told")).then(pl.lit("unit"))
        .otherwise(pl.lit("after"))
    )  # fmt: skip
    met = met.with_columns(
        metric="_metric",
        way=way,
        head=pl.when("_governs").then("word"),
        head_at=pl.when("_governs").then("at"),
        head_end=pl.when("_governs").then("until"),
    )
    carried = with_carried(met.drop("word", "at", "until", "twin", *_ADDED, strict=False))
    needs = lexicon.metrics.select(metric="code", is_flow=pl.col("needs_period") == "true")
    return carried.join(needs, on="metric", how="left", maintain_order="left")


_ADDED = ["_start", "_next", "_next_gap", "_close", "_close_word", "_close_at", "_close_end", "_beside", "_governs", "_told", "_of_head", "_metric"]  # fmt: skip


def _with_heads(rows: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """Adds the head before each figure (metric, word, at, until, twin), whether it reaches it (_governs) or stands
    beside it (_beside), and the next head after it (_next, _next_gap). `words` are rows of heads().
    """
    governing = words.filter(~pl.col("close"), ~pl.col("of_share")).drop("close", "of_share")
    rows = rows.with_columns(_start=pl.col("start")).sort("s", "_start")
    met = rows.join_asof(
        governing.sort("s", "until"),
        left_on="_start",
        right_on="until",
        by=["s", "dimension"],
        check_sortedness=False,
    )
    after = rows.select("s", "dimension", "end").join_asof(
        words.select("s", "dimension", "at", next_metric="metric").sort("s", "at"),
        left_on="end",
        right_on="at",
        by=["s", "dimension"],
        strategy="forward",
        check_sortedness=False,
    )
    met = met.with_columns(_next=after["next_metric"], _next_gap=after["at"] - pl.col("end"))
    close = words.filter("close").select(
        "s", "dimension", _close="metric", _close_word="word", _close_at="at", _close_end="until"
    )
    met = met.join_asof(
        close.sort("s", "_close_end"),
        left_on="_start",
        right_on="_close_end",
        by=["s", "dimension"],
        check_sortedness=False,
    )
    met = met.with_columns(
        _beside=_beside() & (pl.col("_close_end") > pl.col("until").fill_null(0)), _governs=_governs()
    )
    beside = pl.col("_beside")
    return met.with_columns(
        metric=pl.when(beside).then("_close").otherwise("metric"),
        word=pl.when(beside).then("_close_word").otherwise("word"),
        at=pl.when(beside).then("_close_at").otherwise("at"),
        until=pl.when(beside).then("_close_end").otherwise("until"),
        _governs=pl.col("_governs") | beside,
    )


def _chosen() -> pl.Expr:
    """The metric of a figure by the words around it: those right behind it, then unit and surface, then its head."""
    of_head, following, right = pl.col("_of_head"), pl.col("_next"), pl.col("right")
    money, percent = pl.col("dimension") == "money", pl.col("dimension") == "percent"
    owed = pl.col("before").str.slice(-60).str.contains(LACKING)
    follows = (pl.col("_next_gap") <= 1) & (money | percent) & ~right.str.contains(r"^\s?[,.;:(]") & ~owed
    # "giải ngân 4.120 tỷ đồng vốn đầu tư công"
    disbursed = (of_head == "public_investment_disbursement") & following.is_in(
        ["public_investment", "project_investment"]
    )
    disbursed = disbursed.fill_null(False)
    # "nợ xấu chiếm 1,8% tổng dư nợ": the part is what is measured, where it stands in the clause.
    clause = pl.col("segment").str.replace(r"^.*[,:)]\s", "").str.len_chars()
    same_clause = (of_head.is_not_null() & (pl.col("at") + clause >= pl.col("_start"))).fill_null(False)
    whole = following.is_in(["gdp", "grdp", "economic_growth"]).fill_null(False)
    unheaded = of_head.is_null() & pl.col("_told").is_null()
    ahead = pl.col("segment").str.slice(-70)
    unheaded_rise = (
        (pl.col("rule") == "quantity_double_digits") & of_head.is_null() & pl.col("until").is_null()
    )
    free = of_head.is_null() & (~pl.col("_governs") | pl.col("word").is_in(DEALT))
    free &= ~ahead.str.contains(NO_PRICE) & ~pl.col("sentence").str.contains(LEVIES)
    macro = (
        pl.when(unheaded_rise).then("sentence").otherwise(pl.lit(""))
    )  # no other sentence is looked through
    near_project = pl.col("segment").str.slice(-220).str.contains(PROJECT_NEAR)
    return (
        pl.when((pl.col("rule") == "quantity_dozens") & (pl.col("dimension") == "count")).then(None)
        .when((pl.col("unit") == "household") & (pl.col("surface").str.contains(NEAR_POOR) | right.str.contains(NEAR_POOR_TOO))).then(None)
        .when((pl.col("unit") == "household") & right.str.contains(NO_LONGER_POOR)).then(None)
        .when((pl.col("unit") == "enterprise") & right.str.contains(SOME_ENTERPRISES) & pl.col("_told").is_null()).then(None)
        .when(percent & right.str.contains(ARE_NEAR_POOR)).then(None)
        .when(percent & (ahead.str.contains(POOR_FELL) | (ahead.str.contains(POOR_ARE) & right.str.contains(OF_ALL_HOUSEHOLDS)))).then(pl.lit("poverty_rate"))
        .when((pl.col("dimension") == "area") & pl.col("surface").str.contains(ONE) & ~ahead.str.contains(IS_LARGE)).then(None)
        .when(percent & pl.col("word").is_in(list(ON_AVERAGE)) & right.str.to_lowercase().str.contains(A_YEAR)).then(pl.col("word").replace_strict(ON_AVERAGE, default=None))
        .when((percent | money) & right.str.contains(TO_PRICE)).then(pl.lit("price"))
        .when(percent & (pl.col("word") == "cổ phiếu") & ahead.str.contains(SHARE_MOVES) & ~ahead.str.contains(NUMBER_OF)).then(pl.lit("price"))
        .when(percent & right.str.contains(DISBURSED_BEHIND)).then(pl.lit("public_investment_disbursement"))
        .when((pl.col("unit") == "rank") & pl.concat_str("before", "right").str.contains("(?i)PCI|năng lực cạnh tranh")).then(pl.lit("competitiveness_score"))
        .when(pl.col("unit") == "rank").then(None)
        .when(money & right.str.contains(SPENT_ABROAD)).then(pl.lit("import_turnover"))
        .when(money & ((right.str.contains(TO_BUDGET) & ahead.str.contains(GIVES)) | (ahead.str.contains(TO_TREASURY) & _large()))).then(pl.lit("state_budget_revenue"))
        .when(follows & money & following.is_not_null() & ~disbursed).then("_next")
        .when(follows & percent & ~whole & ~same_clause & following.is_not_null() & pl.col("before").str.slice(-40).str.contains(_SHARE)).then("_next")
        .when(percent & right.str.contains(r"^\scủa\s") & (pl.col("_next_gap") <= len(" của ")) & ahead.str.contains(GROWTH_OF) & following.is_not_null()).then("_next")
        .when(percent & (pl.col("_next_gap") <= right.str.extract(f"({PLAN_OF})").str.len_chars()) & following.is_not_null()).then("_next")
        .when(percent & (pl.col("_next_gap") <= right.str.extract(f"({WITHIN_ALL})").str.len_chars()) & ~whole & ~same_clause & following.is_not_null() & pl.col("before").str.slice(-40).str.contains(_SHARE)).then("_next")
        .when(money & of_head.is_in(TRADE) & pl.col("per").is_not_null() & ~pl.col("per").is_in(OF_NO_GOODS)).then(pl.lit("price"))
        .when(money & right.str.contains(INVESTED)).then(pl.lit("realised_investment"))
        .when(money & right.str.contains(INVEST)).then(pl.lit("project_investment"))
        .when(money & ahead.str.contains(WORTH) & near_project & ~ahead.str.contains(OF_AID)).then(pl.lit("project_investment"))
        .when(money & unheaded & (ahead.str.contains(COSTS) | _of_works(right))).then(pl.lit("project_investment"))
        .when(money & (free | (of_head == "price")) & right.str.contains(FOR_MONEY)).then(pl.lit("exchange_rate"))
        .when(money & free & right.str.contains(FOR_A_GOOD)).then(pl.lit("price"))
        .when((pl.col("dimension") == "area") & of_head.is_null() & ahead.str.contains(LARGE) & ahead.str.contains(_built())).then(pl.lit("area"))
        .when(macro.str.contains(MACRO)).then(pl.lit("economic_growth"))
        .when(pl.col("_told").is_not_null()).then("_told")
        .otherwise(of_head)
    )  # fmt: skip


def _of_works(right: pl.Expr) -> pl.Expr:
    """A sum is what the works right behind it cost (Boolean)."""
    builds = right.str.contains(BUILDS) & ~right.str.contains(BUILDS_NO_WORKS)
    return _large() & builds & ~pl.col("before").str.slice(-60).str.contains(OF_NOBODY)


def _large() -> pl.Expr:
    """A sum is more than persons pay (Boolean)."""
    value = pl.col("value")
    return pl.any_horizontal(
        (pl.col("unit") == unit) & (value >= least) for unit, least in LARGE_SUMS.items()
    )


@cache
def _built() -> str:
    """What is built, named before a bracket that is still open."""
    return rf"(?:^|[\s(,]){kinds()}\s[^();]{{2,60}}\s\([^()]*$"


_SHARE = r"(?i)(?:chiếm|đóng góp|bằng|tương đương)(?:\s+\S+){0,3}\s*$"


def _governs() -> pl.Expr:
    """The head reaches the figure: one clause, or clauses in which nothing else comes up."""
    between = pl.col("sentence").str.slice(pl.col("until"), pl.col("_start") - pl.col("until"))
    tail = pl.col("gap").str.replace(r"^.*[,:)–]\s", "")
    reach = pl.col("dimension").replace_strict(REACH, default=FAR, return_dtype=pl.Int64)
    sums = pl.col("prev_dimension").is_in(["money", "percent"])
    alike = (pl.col("prev_dimension") == pl.col("dimension")) | (
        sums & pl.col("dimension").is_in(["money", "percent"])
    )
    figure_between = (pl.col("prev_end") > pl.col("until")) & alike
    comma = between.str.contains(r"[,:)–]\s")
    right = pl.col("right")
    of_its_own = (
        (pl.col("unit") == "percent")
        & between.str.contains(APART)
        & right.str.contains(OWN_NOUN)
        & ~right.str.contains(GOES_ON)
    )
    lost = pl.col("sentence").str.slice(0, pl.col("at")).str.to_lowercase().str.ends_with(LOST)
    # "…, 92% vốn đầu tư công được giải ngân": a part of what stands right behind it.
    of_the_next = (
        (pl.col("unit") == "percent")
        & between.str.contains(APART)
        & (pl.col("_next_gap") <= 1).fill_null(False)
        & ~pl.col("before").str.slice(-40).str.contains(_SHARE)
    )
    partly = (
        between.str.contains(LACKING)
        | lost
        | ((pl.col("unit") == "percent") & figure_between & right.str.contains(LEFT_OVER))
        | of_the_next
    )
    light_enough = pl.when(figure_between).then(light(pl.col("gap"), 2)).otherwise(~comma | light(tail, 2))
    return (
        pl.col("until").is_not_null()
        & ~between.str.contains(r"[;]|[.!?…]\s")
        & (between.str.len_chars() <= reach)
        & light_enough
        & ~of_its_own
        & ~partly
    ).fill_null(False)


def _of_twins() -> pl.Expr:
    """The head's metric; of two heads joined ("xuất khẩu và nhập khẩu lần lượt đạt 5 và 4 tỷ USD") the one whose turn it is.

    Without "lần lượt", and beyond a figure for each, nobody knows of which one a figure is.
    """
    number = pl.int_range(pl.len()).over("s", "until")
    between = pl.col("sentence").str.slice(pl.col("until"), pl.col("_start") - pl.col("until"))
    in_turn = between.str.contains(r"(?i)lần lượt|tương ứng")
    alike = (pl.col("unit") == pl.col("unit").first().over("s", "until")).fill_null(False)
    # "doanh thu và lợi nhuận đạt 900 tỷ đồng và 28 tỷ đồng"
    second = (number == 1) & alike & pl.col("gap").str.contains(AND)
    of_two = (number == 0) & ~between.str.contains(r"\svà\s")
    in_turn |= second.any().over("s", "until") & of_two.any().over("s", "until")
    return (
        pl.when(pl.col("twin").is_null() | pl.col("_beside")).then("metric")
        .when(in_turn & (number == 0)).then("twin")
        .when(in_turn & (number == 1) & alike).then("metric")
    )  # fmt: skip


def _beside() -> pl.Expr:
    """A head that governs only what is right after it stands there."""
    between = pl.col("sentence").str.slice(pl.col("_close_end"), pl.col("_start") - pl.col("_close_end"))
    return (
        pl.col("_close_end").is_not_null()
        & (between.str.len_chars() <= 25)
        & between.str.contains(rf"^[\s{LETTER}]*$")
        & light(between, 0)
    ).fill_null(False)


def _by_words(headed: pl.Expr) -> pl.Expr:
    """The metric that unit and surface tell where nothing governs the figure."""
    fits = pl.col("surface").str.to_lowercase()
    visitors = pl.col("unit").is_in(["visit", "visitor"])
    around = pl.concat_str("before", pl.col("right").str.slice(0, 40))
    tourists = fits.str.contains("du khách|khách quốc tế|khách nội địa|khách du lịch") | (
        fits.str.contains("khách$|lượt$") & around.str.contains(TOURISM) & ~around.str.contains(NO_TOURISM)
    )
    no_tourists = fits.str.contains("hành khách|khách hàng")
    enterprise = pl.col("unit") == "enterprise"
    vague = pl.col("rule") == "quantity_dozens"
    employs = pl.col("before").str.slice(-40).str.contains(EMPLOYS) & ~pl.col("right").str.contains(BEFALLEN)
    return (
        pl.when(vague).then(None)
        .when(fits.str.contains("hộ nghèo")).then(pl.lit("poor_households"))
        .when((pl.col("unit") == "percent") & pl.col("segment").str.slice(-30).str.contains(STILL) & pl.col("right").str.contains(ARE_POOR)).then(pl.lit("poverty_rate"))
        .when(fits.str.contains("việc làm|chỗ làm việc")).then(pl.lit("employment"))
        .when((fits.str.contains("(?:lao động|nhân viên|công nhân)$") & employs) | ((pl.col("unit") == "person") & ~fits.str.contains("đại biểu|học") & pl.col("segment").str.slice(-120).str.contains(r"(?i)số (?:người )?lao động"))).then(pl.lit("employment"))
        .when(enterprise & pl.col("right").str.contains(r"(?i)^\s*(?:được )?(?:đăng ký )?thành lập mới")).then(pl.lit("new_enterprises"))
        .when(enterprise & pl.col("segment").str.contains(NEW_ONES)).then(pl.lit("new_enterprises"))
        .when(enterprise & (pl.col("right").str.contains(r"(?i)^\s(?:(?:đang|còn) )?hoạt động") | (pl.col("before").str.slice(-60).str.contains(ALL_OF_THEM) & ~pl.col("right").str.contains(SOME_ENTERPRISES) & ~headed))).then(pl.lit("enterprises"))
        .when(visitors & tourists & ~no_tourists & ~headed & (pl.col("value") >= A_CROWD)).then(pl.lit("tourist_arrivals"))
        .when(enterprise & pl.col("segment").str.contains(THEIR_NUMBER) & ~pl.col("segment").str.contains(OF_SOME) & ~headed & ~pl.col("right").str.contains(SOME_ENTERPRISES)).then(pl.lit("enterprises"))
        .when(pl.col("unit") == "project").then(pl.lit("project_count"))
        .when((pl.col("dimension") == "area") & pl.col("right").str.contains(OF_LAND)).then(pl.lit("area"))
    )  # fmt: skip
