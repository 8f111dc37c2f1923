"""What a figure measures: the head word that governs it, not merely the nearest one."""

from functools import cache

import polars as pl

from flows.extract.measurements import codes, worth
from flows.extract.measurements.added_up import with_sums_so_far
from flows.extract.measurements.areas import ONE, in_hectares, of_land
from flows.extract.measurements.by_what import BY_WHAT, by_what
from flows.extract.measurements.carried import AND, DEALT, with_carried
from flows.extract.measurements.chained import with_chained
from flows.extract.measurements.clauses import light
from flows.extract.measurements.counts import NO_TOURISM, NO_VISIT, as_counted
from flows.extract.measurements.employees import employees
from flows.extract.measurements.heads import MACRO, SOME_ENTERPRISES, UNKNOWN, heads
from flows.extract.measurements.kinds import A_YEAR
from flows.extract.measurements.levies import is_tax
from flows.extract.measurements.meant import as_meant
from flows.extract.measurements.multiples import multiplied
from flows.extract.measurements.pointed import with_pointed
from flows.extract.measurements.poor import (
    ARE_NEAR_POOR,
    ARE_POOR,
    NEAR_POOR,
    NEAR_POOR_TOO,
    NO_LONGER_POOR,
    OF_ALL_HOUSEHOLDS,
    POOR_ARE,
    POOR_FELL,
    STILL,
)
from flows.extract.measurements.ranked import with_ranked
from flows.extract.measurements.rates import of_a_currency
from flows.extract.projects.words import kinds
from flows.letters import BEGINS, ENDS, LETTER, SMALL
from flows.read import Reading, neighbours
from flows.read.lexicon import Lexicon
from flows.read.rules import of_rows, with_common

REACH = {"count": 30, "area": 60, "ratio": 30}  # characters between head and figure; others reach further
FAR, TIMES_REACH = 200, 60

# Metrics of places that a count of enterprises is one of, and frames that say so.
ALL_OF_THEM = r"(?i)(?:toàn tỉnh|cả nước|toàn quốc|địa bàn|toàn thành phố|hiện có|tổng số|toàn ngành)[^.;]*$"
# "số doanh nghiệp thành lập mới là 1.180": what follows the noun says which are counted.
NEW_ONES = r"(?i)số (?:lượng )?doanh nghiệp (?:được )?(?:đăng ký )?(?:thành lập )?mới"
# "thành lập mới 745 doanh nghiệp", "giải thể 120 doanh nghiệp": so does the verb right before the figure.
ABOUT = r"(?:\s(?:thêm|được|tới|khoảng|gần|hơn|trên|đối với|xấp xỉ))*\s*$"
FOUNDED = rf"(?i)(?:thành lập|đăng ký|cấp mới|phát triển)(?:\s(?:thành lập|đăng ký|kinh doanh|cho))*\smới(?:\scho)?{ABOUT}|phát triển thêm{ABOUT}"
CLOSED = rf"(?i)(?:giải thể|phá sản|đóng cửa|đình chỉ|tạm ngừng|ngừng|tạm dừng|rút lui|rời thị trường|thu hồi (?:giấy phép|giấy chứng nhận|đăng ký)(?:\s[^\s,;.0-9]+){{0,4}}?|quay trở lại|trở lại)(?:\s(?:hoạt động|kinh doanh|của|cho|có|là))*{ABOUT}"
# "phát sinh mới 340 hộ nghèo": how many more there were, not how many there are.
ARISEN = rf"(?i)(?:phát sinh|tái nghèo)(?:\s(?:mới|lại|là))*{ABOUT}"
THEIR_NUMBER = r"(?i)số (?:lượng )?doanh nghiệp"
OF_SOME = r"(?i)doanh nghiệp" + SOME_ENTERPRISES.removeprefix("^")
TOURISM = rf"(?i)du lịch|du khách|tham quan|lưu trú|khách quốc tế|điểm đến|lễ hội|nghỉ dưỡng|vãn cảnh|{BEGINS}đón{ENDS}"
A_CROWD = 50  # fewer visitors are people in a story
# After a percentage in a clause of its own these go on about the head; any other noun is what it is a part of:
# "tỷ lệ hộ nghèo còn 1%, 90% số xã đạt chuẩn".
NO_NOUN = (
    r"so|của|kế hoạch|dự toán|chỉ tiêu|mục tiêu|nghị quyết|kịch bản|cùng|trong|vào|năm|tháng|quý|ngày|và|trên|theo|do|nhờ|với|về|ở|tại|từ|đến|tới|là|thì|nhưng|tổng|"
    r"trở|mỗi|một|mức|vốn|lên|xuống|cho|để|khi|sau|trước|đối|bình quân|mà|còn|tương|giai đoạn|sang|hoặc|đã|được|sẽ|cao|thấp|nhanh|hơn|nhiều|ít|giá trị|khối lượng|hợp đồng|nếu|vì|như|cũng|này|đây"
)
OWN_NOUN = rf"^\s{SMALL}"
GOES_ON = rf"^\s(?:{NO_NOUN})(?:[^{LETTER}]|$)"
APART = r"[,:;)–]\s|\s(?:và|còn|với)\s"
# "GRDP bình quân tăng 7,35%/năm": on average a year, not a head.
ON_AVERAGE = {"grdp bình quân": "grdp", "gdp bình quân": "gdp"}
IS_LARGE = r"(?i)(?:rộng|diện tích|quy mô|hơn|gần|khoảng|trên|dưới|chưa đến|còn|tới|xấp xỉ)[^,;.]{0,20}$"
# "thu ngân sách hụt 1.100 tỷ đồng", "vượt dự toán 410 tỷ đồng", "12% còn lại": how much is lacking, over or left is not the
# whole. "thất thu ngân sách" is what was lost of it.
LACKING = r"(?i)(?:(?:^|[^m\s]\s)hụt|thiếu|thất thu|nợ đọng|còn nợ|vượt (?:dự toán|kế hoạch|chỉ tiêu)(?: (?:được giao|năm|cả năm|giao|pháp lệnh|trung ương|tỉnh))*)(?:\s(?:khoảng|hơn|gần|trên|tới|đến|là|ước|mất|xấp xỉ))*\s*$"
# "quy mô vốn của các doanh nghiệp bình quân 18 tỷ đồng": what firms have, no project's cost.
POOLS = ["quy mô vốn", "tổng nguồn vốn", "nguồn vốn", "tổng vốn"]
OF_COMPANIES = r"(?i)(?:của|mỗi|một) (?:các |những |mỗi |một )?(?:doanh nghiệp|công ty|ngân hàng)|huy động"
# "khu đô thị A (420 ha)", "công viên B (khoảng 40 ha)": how large what is built is.
LARGE = r"\((?:(?:khoảng|hơn|gần|trên|rộng|quy mô|diện tích)\s)*$"
# "chiếm 12% trong tổng kim ngạch xuất khẩu"
WITHIN_ALL = r"^\s(?:trong|của|trên)\s(?:(?:tổng số|tổng|cơ cấu|toàn bộ)\s)?"
# "đạt 80% kế hoạch doanh thu"
PLAN_OF = r"^\s(?:của\s)?(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán)\s(?:năm\s|về\s)?"
# "giải ngân đạt 92% kế hoạch vốn đầu tư công" is of what is disbursed, "đã giải ngân, phân bổ 92% kế hoạch …" is not.
DEALS_OUT = r"(?i)\s(?:phân bổ|bố trí|giao|điều chuyển|bổ sung|thu hồi|còn)[^,;.0-9]{0,25}$"
# "92% kế hoạch vốn đầu tư công đã được giải ngân": the verb's other half stands behind the figure.
DISBURSED_BEHIND = r"(?i)^\s(?:(?:tổng|số|kế hoạch|nguồn|tổng số|tổng kế hoạch)\s)*(?:vốn )?đầu tư công\s(?:[^,;.0-9]|[0-9]{4}){0,60}?giải ngân"
OF_NO_GOODS = ["person", "household", "year", "quarter", "month", "week", "day", "night", "hour", "share", "enterprise"]  # fmt: skip
# "gấp đôi mức tăng 6% của GRDP": whose growth it is stands behind.
GROWTH_OF = r"(?i)(?:mức|tốc độ|đà|nhịp) (?:tăng|giảm|tăng trưởng)(?:\s(?:khoảng|hơn|gần|trên|bình quân))*\s$"
# "nhập siêu bằng 4% kim ngạch xuất khẩu": a balance held against exports is no part of them.
BALANCE = (
    r"(?i)(?:nhập siêu|xuất siêu)[^;.]*\s(?:chiếm|bằng|tương đương|ở mức|là|dưới|khoảng)(?:\s[^,;]{0,20})?$"
)
OF_EXPORTS = r"(?i)^\s(?:so với\s)?(?:tổng\s)?kim ngạch xuất khẩu"
# "thu ngân sách đạt 97 tỷ đồng, tổng chi ước đạt 87 tỷ đồng"
SPENT = r"(?i),\s(?:và\s|còn\s)?tổng chi(?:\s(?:ước|ước đạt|đạt|là|khoảng|hơn|gần|trên))*\s$"
LEFT_OVER = r"(?i)^\s(?:số |vốn )?còn lại(?:[\s,.;]|$)"
LOST = "thất "
DEALT_OUT = r"(?i)lần lượt"
RISE_IN_DIGITS = "quantity_double_digits"  # "tăng trưởng hai con số"


@of_rows
def with_metric(rows: pl.DataFrame, reading: Reading, lexicon: Lexicon) -> pl.DataFrame:
    """Adds metric, head (the word that governs), head_at, head_end, is_flow and way to figures with their clauses.

    `way` is how the metric was told: `head` or `beside` (a word before), `after` (a word after), `unit` (unit and
    surface), `none` (it was not).
    """
    met = _with_heads(rows, heads(reading, lexicon))
    # A number of no unit has no head either: seven figures in ten, of which most are no measurement.
    of_unit = pl.col("dimension").is_not_null() | (pl.col("rule") == RISE_IN_DIGITS)
    met = met.pipe(
        with_common, _told=_by_words(pl.col("_governs") & pl.col("metric").is_null()), where=of_unit
    )
    met = met.with_columns(_of_head=pl.when("_governs").then(_of_twins()))
    met = met.pipe(with_common, _metric=_chosen(), where=of_unit)
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
    met = in_hectares(
        with_carried(
            as_counted(as_meant(met)).drop("word", "at", "until", "twin", "partner", *_ADDED, strict=False)
        )
    )
    carried = with_sums_so_far(with_pointed(with_ranked(with_chained(met))))
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
    met = met.pipe(
        with_common,
        _beside=_beside() & (pl.col("_close_end") > pl.col("until").fill_null(0)),
        _governs=_governs(),
    )
    beside = pl.col("_beside")
    return met.with_columns(
        metric=pl.when(beside).then("_close").otherwise("metric"),
        word=pl.when(beside).then("_close_word").otherwise("word"),
        at=pl.when(beside).then("_close_at").otherwise("at"),
        until=pl.when(beside).then("_close_end").otherwise("until"),
        _governs=pl.col("_governs") | beside,
    )


@cache
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
    unheaded_rise = (pl.col("rule") == RISE_IN_DIGITS) & of_head.is_null() & pl.col("until").is_null()
    free = of_head.is_null() & (~pl.col("_governs") | pl.col("word").is_in(DEALT))
    free &= ~ahead.str.contains(worth.NO_PRICE) & ~pl.col("sentence").str.contains(worth.LEVIES)
    macro = (
        pl.when(unheaded_rise).then("sentence").otherwise(pl.lit(""))
    )  # no other sentence is looked through
    near_project = pl.col("segment").str.slice(-220).str.contains(worth.PROJECT_NEAR)
    return (
        pl.when((pl.col("rule") == "quantity_dozens") & (pl.col("dimension") == "count")).then(None)
        .when((pl.col("unit") == "household") & (pl.col("surface").str.contains(NEAR_POOR) | right.str.contains(NEAR_POOR_TOO))).then(None)
        .when((pl.col("unit") == "household") & right.str.contains(NO_LONGER_POOR)).then(None)
        .when((pl.col("unit") == "enterprise") & right.str.contains(SOME_ENTERPRISES) & pl.col("_told").is_null()).then(None)
        .when((pl.col("unit") == "enterprise") & ahead.str.contains(CLOSED)).then(None)
        .when((pl.col("unit") == "household") & ahead.str.contains(ARISEN)).then(None)
        .when(percent & right.str.contains(ARE_NEAR_POOR)).then(None)
        .when(percent & (ahead.str.contains(POOR_FELL) | (ahead.str.contains(POOR_ARE) & right.str.contains(OF_ALL_HOUSEHOLDS)))).then(pl.lit("poverty_rate"))
        .when((pl.col("dimension") == "area") & pl.col("surface").str.contains(ONE) & ~ahead.str.contains(IS_LARGE)).then(None)
        .when(percent & pl.col("word").is_in(list(ON_AVERAGE)) & right.str.to_lowercase().str.contains(A_YEAR)).then(pl.col("word").replace_strict(ON_AVERAGE, default=None))
        .when((percent | (money & ~pl.col("sentence").str.contains(worth.LEVIES))) & right.str.contains(worth.TO_PRICE)).then(pl.lit("price"))
        .when(percent & ahead.str.contains(worth.TICKER_MOVES) & pl.col("sentence").str.contains(worth.OF_STOCKS) & ~ahead.str.contains(worth.TRADED)).then(pl.lit("price"))
        .when(percent & is_tax(right, ahead)).then(pl.lit("tax_rate"))
        .when((of_head == "project_investment").fill_null(False) & pl.col("word").is_in(POOLS) & pl.col("segment").str.contains(OF_COMPANIES)).then(None)
        .when(percent & (pl.col("word") == "cổ phiếu") & ahead.str.contains(worth.SHARE_MOVES) & ~ahead.str.contains(worth.NUMBER_OF)).then(pl.lit("price"))
        .when(percent & right.str.contains(DISBURSED_BEHIND)).then(pl.lit("public_investment_disbursement"))
        .when((pl.col("unit") == "rank") & _ranked().str.contains(worth.COMPETITIVE)).then(pl.lit("competitiveness_score"))
        .when(pl.col("unit") == "rank").then(None)
        .when(pl.col("unit") == "times").then(multiplied(of_head))
        .when(percent & right.str.contains(BY_WHAT)).then(by_what())
        .when((of_head == "profit").fill_null(False) & percent & (pl.col("per") == "year").fill_null(False) & ahead.str.contains(worth.LENT_AT)).then(pl.lit("interest_rate"))
        .when((of_head == "profit").fill_null(False) & (ahead.str.contains(worth.NO_PROFIT) | (percent & pl.col("word").is_in(worth.GAIN)))).then(None)
        .when(money & unheaded & (worth.of_a_ticket() | worth.of_a_share())).then(pl.lit("price"))
        .when(percent & ahead.str.contains(worth.A_GROUP) & pl.col("sentence").str.contains(worth.OF_AN_INDEX)).then(pl.lit("price"))
        .when(percent & right.str.contains(OF_EXPORTS) & pl.col("segment").str.contains(BALANCE)).then(None)
        .when((of_head == "revenue").fill_null(False) & ~money & pl.col("sentence").str.contains(worth.UNITS_SOLD)).then(None)
        .when((of_head == "exchange_rate").fill_null(False) & money & (pl.col("unit") == "VND") & (pl.col("value") >= worth.DEAR)).then(pl.when(ahead.str.contains(worth.OF_GOLD)).then(pl.lit("price")))
        .when(money & of_head.is_in(["import_turnover", "export_turnover"]).fill_null(False) & pl.col("segment").str.contains(worth.PRICE_TOLD)).then(pl.lit("price"))
        .when((of_head == "price").fill_null(False) & pl.col("segment").str.slice(-110).str.contains(worth.OF_A_FUND)).then(None)
        .when((of_head == "price").fill_null(False) & pl.col("segment").str.slice(-60).str.contains(worth.AT_PAR) & ~pl.col("sentence").str.contains(worth.TICKETS)).then(None)
        .when(of_head.is_in(["price", "exchange_rate"]).fill_null(False) & pl.col("segment").str.slice(-110).str.contains(worth.A_DIFFERENCE)).then(None)
        .when((of_head == "state_budget_revenue").fill_null(False) & ahead.str.contains(SPENT)).then(pl.lit("state_budget_expenditure"))
        .when((of_head == "price").fill_null(False) & (money | percent) & of_a_currency()).then(pl.lit("exchange_rate"))
        .when(money & unheaded & ahead.str.contains(worth.ALLOTTED) & pl.col("sentence").str.contains(worth.OF_PLAN_FUNDS)).then(pl.lit("public_investment"))
        .when(money & right.str.contains(worth.SPENT_ABROAD)).then(pl.lit("import_turnover"))
        .when(money & ((right.str.contains(worth.TO_BUDGET) & ahead.str.contains(worth.GIVES)) | (ahead.str.contains(worth.TO_TREASURY) & worth.large()))).then(pl.lit("state_budget_revenue"))
        .when(follows & money & following.is_not_null() & ~disbursed).then("_next")
        .when(follows & percent & ~whole & ~same_clause & following.is_not_null() & pl.col("before").str.slice(-40).str.contains(_SHARE)).then("_next")
        .when(percent & right.str.contains(r"^\scủa\s") & (pl.col("_next_gap") <= len(" của ")) & ahead.str.contains(GROWTH_OF) & following.is_not_null()).then("_next")
        .when(percent & (pl.col("_next_gap") <= right.str.extract(f"({PLAN_OF})").str.len_chars()) & following.is_not_null()).then(pl.when(disbursed & ~ahead.str.contains(DEALS_OUT)).then(of_head).otherwise("_next"))
        .when(percent & (pl.col("_next_gap") <= right.str.extract(f"({WITHIN_ALL})").str.len_chars()) & ~whole & ~same_clause & following.is_not_null() & (following != "tourist_arrivals") & pl.col("before").str.slice(-40).str.contains(_SHARE)).then("_next")
        # "giá gạo xuất khẩu 385 USD/tấn": what a unit of goods brings is its price, no turnover.
        .when(money & of_head.is_in(codes.TURNOVER) & pl.col("per").is_not_null() & ~pl.col("per").is_in(OF_NO_GOODS)).then(pl.lit("price"))
        .when(money & right.str.contains(worth.INVESTED)).then(pl.lit("realised_investment"))
        .when(money & right.str.contains(worth.INVEST) & ~disbursed & ~(of_head == "public_investment_disbursement").fill_null(False)).then(pl.lit("project_investment"))
        .when(money & ahead.str.contains(worth.WORTH) & near_project & ~ahead.str.contains(worth.OF_AID)).then(pl.lit("project_investment"))
        .when(money & unheaded & (ahead.str.contains(worth.COSTS) | worth.of_works(right))).then(pl.lit("project_investment"))
        .when(money & (free | (of_head == "price")) & right.str.contains(worth.FOR_MONEY)).then(pl.lit("exchange_rate"))
        .when(money & ((free & right.str.contains(worth.FOR_A_GOOD)) | worth.at_a_price(right))).then(pl.lit("price"))
        .when((pl.col("dimension") == "area") & of_head.is_null() & ahead.str.contains(LARGE) & ahead.str.contains(_built())).then(pl.lit("area"))
        .when(macro.str.contains(MACRO)).then(pl.lit("economic_growth"))
        .when(pl.col("_told").is_not_null()).then("_told")
        .otherwise(of_head)
    )  # fmt: skip


@cache
def _ranked() -> pl.Expr:
    """The index that a rank is in: the one named last before it, else what stands behind it (String)."""
    return pl.coalesce(pl.col("before").str.extract(worth.INDEX), "right")


@cache
def _built() -> str:
    """What is built, named before a bracket that is still open."""
    return rf"(?:^|[\s(,]){kinds()}\s[^();]{{2,60}}\s\([^()]*$"


_SHARE = r"(?i)(?:chiếm|đóng góp|bằng|tương đương)(?:\s+\S+){0,3}\s*$"


@cache
def _governs() -> pl.Expr:
    """The head reaches the figure: one clause, or clauses in which nothing else comes up."""
    between = pl.col("sentence").str.slice(pl.col("until"), pl.col("_start") - pl.col("until"))
    tail = pl.col("gap").str.replace(r"^.*[,:)–]\s", "")
    reach = pl.col("dimension").replace_strict(REACH, default=FAR, return_dtype=pl.Int64)
    reach = pl.when(pl.col("unit") == "times").then(TIMES_REACH).otherwise(reach)
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


@cache
def _of_twins() -> pl.Expr:
    """The head's metric; of two heads joined ("xuất khẩu và nhập khẩu lần lượt đạt 5 và 4 tỷ USD") the one whose turn it is.

    Without "lần lượt", and beyond a figure for each, nobody knows of which one a figure is.
    """
    number = pl.int_range(pl.len()).over("s", "until")
    between = pl.col("sentence").str.slice(pl.col("until"), pl.col("_start") - pl.col("until"))
    in_turn = between.str.contains(r"(?i)lần lượt|tương ứng")
    alike = (pl.col("unit") == pl.col("unit").first().over("s", "until")).fill_null(False)
    # "doanh thu và lợi nhuận đạt 640 tỷ đồng và 31 tỷ đồng"
    second = (number == 1) & alike & pl.col("gap").str.contains(AND)
    of_two = (number == 0) & ~between.str.contains(r"\svà\s")
    # Of a head that no seed knows ("chi phí thuê đất và nợ thuế lần lượt tăng 5% và 9%") the first has no metric.
    dealt = between.str.contains(DEALT_OUT) & ~pl.col("_beside") & (number == 0)
    dealt &= neighbours.behind(alike & pl.col("gap").str.contains(AND), "s").fill_null(False)
    in_turn |= second.any().over("s", "until") & of_two.any().over("s", "until")
    return (
        pl.when(dealt & pl.col("partner").is_not_null()).then(pl.col("partner").replace({UNKNOWN: None}))
        .when(pl.col("twin").is_null() | pl.col("_beside")).then("metric")
        .when(in_turn & (number == 0)).then("twin")
        .when(in_turn & (number == 1) & alike).then("metric")
    )  # fmt: skip


@cache
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
    no_tourists = fits.str.contains("hành khách|khách hàng") | pl.col("right").str.contains(NO_VISIT)
    enterprise = pl.col("unit") == "enterprise"
    vague = pl.col("rule") == "quantity_dozens"
    employs, workers = employees(fits, around)
    return (
        pl.when(vague).then(None)
        .when(fits.str.contains("hộ nghèo")).then(pl.lit("poor_households"))
        .when((pl.col("unit") == "percent") & pl.col("segment").str.slice(-30).str.contains(STILL) & pl.col("right").str.contains(ARE_POOR)).then(pl.lit("poverty_rate"))
        .when(fits.str.contains("việc làm|chỗ làm việc")).then(pl.lit("employment"))
        .when((fits.str.contains("(?:lao động|nhân viên)$") & employs & (pl.col("value") > 1)) | workers | ((pl.col("unit") == "person") & ~fits.str.contains("đại biểu|học") & pl.col("segment").str.slice(-120).str.contains(r"(?i)số (?:người )?lao động"))).then(pl.lit("employment"))
        .when(enterprise & pl.col("right").str.contains(r"(?i)^\s*(?:được )?(?:đăng ký )?thành lập mới")).then(pl.lit("new_enterprises"))
        .when(enterprise & (pl.col("segment").str.contains(NEW_ONES) | pl.col("segment").str.slice(-50).str.contains(FOUNDED))).then(pl.lit("new_enterprises"))
        .when(enterprise & (pl.col("right").str.contains(r"(?i)^\s(?:(?:đang|còn) )?hoạt động") | (pl.col("before").str.slice(-60).str.contains(ALL_OF_THEM) & ~pl.col("right").str.contains(SOME_ENTERPRISES) & ~headed))).then(pl.lit("enterprises"))
        .when(visitors & tourists & ~no_tourists & ~headed & (pl.col("value") >= A_CROWD)).then(pl.lit("tourist_arrivals"))
        .when(enterprise & pl.col("segment").str.contains(THEIR_NUMBER) & ~pl.col("segment").str.contains(OF_SOME) & ~headed & ~pl.col("right").str.contains(SOME_ENTERPRISES)).then(pl.lit("enterprises"))
        .when(pl.col("unit") == "project").then(pl.lit("project_count"))
        .when((pl.col("dimension") == "area") & of_land()).then(pl.lit("area"))
    )  # fmt: skip
