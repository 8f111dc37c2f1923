"""Measurements: a quantity with what it measures, of whom, for when, and whether it is done or promised."""

from functools import cache

import polars as pl

from flows.extract.measurements import codes
from flows.extract.measurements.areas import with_what_stands_there
from flows.extract.measurements.averages import with_average
from flows.extract.measurements.clauses import in_clauses
from flows.extract.measurements.closing import within_years
from flows.extract.measurements.compared import of_a_year_before
from flows.extract.measurements.corrected import as_corrected, with_corrections
from flows.extract.measurements.currencies import with_currencies
from flows.extract.measurements.denied import without_denied, without_undone
from flows.extract.measurements.differences import as_told_beside, with_differences
from flows.extract.measurements.former import of_former_area
from flows.extract.measurements.goal_lists import with_goal_lists
from flows.extract.measurements.going_on import going_on, with_shared_basis
from flows.extract.measurements.held_against import beside_the_nation, held_to_goals
from flows.extract.measurements.in_turn import about_alike
from flows.extract.measurements.kinds import HEADINGS, MEASURED, with_kind
from flows.extract.measurements.market_days import on_market_days
from flows.extract.measurements.meetings import of_the_meeting
from flows.extract.measurements.metrics import with_metric
from flows.extract.measurements.next_year import of_next_year
from flows.extract.measurements.periods import with_period
from flows.extract.measurements.rates import without_bases
from flows.extract.measurements.schedule import with_delays
from flows.extract.measurements.scope import with_scope, with_speaker, with_total
from flows.extract.measurements.speakers import of_another
from flows.extract.measurements.spent import spent_by_now
from flows.extract.measurements.status import IN_PLACE, settle_status, with_status
from flows.extract.measurements.steps import with_steps
from flows.extract.measurements.subjects import with_subject
from flows.read import Reading, neighbours
from flows.read.lexicon import Lexicon
from flows.read.rules import of_rows, with_common

COUNTED_IN = {
    "poor_households": ["household"],
    "project_count": ["project"],
    "enterprises": ["enterprise"],
    "new_enterprises": ["enterprise"],
    "employment": ["person"],
    "population": ["person", "household"],
    "tourist_arrivals": ["visitor", "visit", "person"],
}
DEFICIT = r"(?i)(?:nhập siêu|thâm hụt|bị âm)"
SURPLUS = r"(?i)(?:xuất siêu|thặng dư)"
# "lỗ ròng 45 tỷ đồng" is a profit below zero; what losses of years add up to is one as of a day. "bù lỗ", "giảm lỗ": of another sum.
LOSSES = ["lỗ", "lỗ ròng", "lỗ sau thuế", "lỗ trước thuế", "lỗ lũy kế", "lỗ luỹ kế"]
ADDED_UP = ["lỗ lũy kế", "lỗ luỹ kế"]
OF_A_LOSS = r"^(?:[^0-9,;:.()]{0,40}\s(?:năm|quý|tháng|kỳ|ngày|(?:hết|cuối|đầu)(?:\s(?:năm|quý|tháng))?)\s[0-9IV/.-]+(?:\s(?:năm\s)?[0-9]{4})?)?[^0-9,;:.()]{0,40}$"
# "mức lỗ tăng gấp 3 lần, lên hơn 45 tỷ đồng"; a "lỗ hổng" costs what no firm loses.
GREW_TO = r"^[^0-9;:.()]{0,60}?\s[0-9][0-9.,]*\s?(?:lần|%)[^0-9;:.()]{0,40}\s(?:lên|xuống|còn|đạt|tương đương)(?:\s(?:mức|còn|tới|đến|hơn|gần|khoảng|trên|với))*\s$"
NO_SUCH_LOSS = r"(?i)^\s(?:hổng|khoan|đen|thông|thủng|chân lông|mộng|sáo)"
# "mức lỗ từ 120 tỷ đồng xuống còn 45 tỷ đồng"
FROM_A_LOSS = r"^\stừ\s[0-9][0-9.,]*\s(?:nghìn tỷ|tỷ|triệu)(?:\s(?:đồng|USD))?(?:\s(?:lên|xuống|còn|về|mức|hơn|gần|khoảng|chỉ|tới))+\s$"
NO_LOSS = r"(?i)(?:bù|giảm|cắt|xóa|xoá|bớt|thoát|hết|đắp|xử lý|không)\s(?:(?:khoản|số|mức|bị|thua)\s)*$"
# "giảm lỗ 40 tỷ đồng": by so much more is earned; "giảm lỗ xuống 40 tỷ đồng" is a level.
LESSENS = r"(?i)(?:giảm|bớt)\s(?:(?:khoản|số|mức)\s)*$"
BY = r"(?i)^\s(?:(?:được|thêm|hơn|gần|khoảng|tới|trên|đến|ròng|sau thuế|trước thuế)\s)*$"
# "gạo 5% tấm", "gạo tấm 5%": a sort of rice.
SORT, SORT_AHEAD = r"(?i)^\stấm", r"(?i)gạo(?:\s\S+){0,4}\s$|tấm\s$"
# "không lấy một đồng tiền công" tells no sum; "21.7350 đồng/USD" is a slip of which nobody knows what was meant.
A_COIN, MISPRINTED = (
    r"^\s(?:tiền|vốn|bạc|nào|lương|lời|lãi|lẻ|xu)(?:\s|[,.;”]|$)",
    r"^[0-9]{1,3}(?:\.[0-9]{3})*[.,][0-9]{4,}\s?(?:đồng|đ|VN[DĐ])",
)
# "chia làm tám bảng", "hai bảng quảng cáo": groups and boards, no pounds.
BOARDS, DRAWN = (
    r"(?i)^\s(?:quảng|đấu|thi đấu|điện tử|hiệu|chỉ|tên|vàng|biểu|xếp|gỗ|đen)(?:\s|[,.;]|$)",
    r"(?i)chia\s(?:[^\s,;.]+\s){0,3}$",
)

# What moves by points is growth, or a part of the output: "nợ công so với GDP giảm 2 điểm phần trăm".
OF_OUTPUT = r"(?i)(?:tỷ|tỉ) (?:trọng|lệ)|cơ cấu|chiếm|nợ|thâm hụt|bội chi|đóng góp|so với G?R?DP|/\s?G?R?DP|trên G?R?DP"


def measurements(
    reading: Reading, lexicon: Lexicon, statements: pl.DataFrame, projects: pl.DataFrame
) -> pl.DataFrame:
    """Rows of fact type `measurements`: every amount of money and percentage, and of other units what a metric fits.

    Columns: s, start, end, those of the contract, promised (the cue of its status is a promise)
    and listed (it stands in a list of goals).
    `statements` and `projects` are the rows of those fact types: s, start, end, speaker; project, is_total.
    """
    rows = in_clauses(reading).join(
        reading.articles.select("a", "anchor_year"), on="a", how="left", maintain_order="left"
    )
    rows = with_metric(rows, reading, lexicon)
    rows = without_bases(rows)
    rows = with_kind(rows, reading)
    rows = with_delays(about_alike(rows))
    rows = with_differences(rows)
    rows = with_average(rows)
    rows = _deficits(rows)
    rows = _losses(rows)
    rows = _metric_by_kind(rows)
    rows = _in_place(rows)
    rows = _told_again(rows)
    rows = with_corrections(rows)
    rows = rows.filter(
        pl.col("dimension").is_in(MEASURED) | pl.col("metric").is_not_null(),
        ~_measures_nothing(),
    )
    rows = with_goal_lists(rows, reading)
    rows = with_status(rows)
    rows = held_to_goals(rows)
    rows = with_period(rows, reading)
    rows = settle_status(rows, reading.articles)
    rows = with_steps(rows, reading.articles)
    rows = spent_by_now(rows, reading.articles)
    rows = within_years(rows, reading.articles)
    rows = with_subject(rows, reading, projects)
    rows = beside_the_nation(rows)
    rows = of_the_meeting(on_market_days(going_on(rows, reading), reading), reading)
    rows = of_a_year_before(rows)
    rows = of_next_year(rows)
    rows = with_shared_basis(rows)
    rows = without_undone(rows)
    rows = _capital(rows, reading, projects)
    rows = with_what_stands_there(with_scope(rows, reading))
    rows = of_former_area(rows)
    rows = as_corrected(rows)
    rows = without_denied(rows)
    rows = as_told_beside(rows)
    rows = with_currencies(rows, reading, lexicon)
    rows = _told_again(rows)
    a_head = pl.col("metric").str.ends_with("_per_capita") & (pl.col("per") == "person")
    rows = rows.with_columns(per=pl.when(a_head.fill_null(False)).then(None).otherwise("per"))
    rows = with_total(rows)
    rows = with_speaker(rows, statements)
    rows = of_another(rows, reading)
    return rows.select(
        "s", "start", "end", "metric", "subject", "subject_kind", "scope", "part_of", "kind", "value", "value_high", "unit", "per", "comparator",
        "status", "basis", "period_start", "period_end", "period_is_fuzzy", "value_vnd", "value_usd", "fx", "equivalent_of", "speaker", "promised", "listed", rule=pl.concat_str("rule", pl.lit("+metric_"), "way"),
    )  # fmt: skip


@of_rows
def _in_place(rows: pl.DataFrame) -> pl.DataFrame:
    """ "Thay vì 8% như kế hoạch, GRDP chỉ tăng 6,5%": what did not come about measures what the next figure does."""
    rows = rows.sort("s", "start")
    alike = ("unit", "metric", "kind", "is_flow")
    behind = {c: neighbours.behind(pl.col(c), "s") for c in alike}
    fits = (
        pl.col("metric").is_null()
        & pl.col("before").str.slice(-30).str.contains(IN_PLACE)
        & (behind["unit"] == pl.col("unit"))
        & behind["metric"].is_not_null()
        & (neighbours.behind(pl.col("value"), "s") > 0)
    ).fill_null(False)
    return rows.with_columns(
        *(pl.when(fits).then(behind[c]).otherwise(c).alias(c) for c in alike),
        way=pl.when(fits).then(pl.lit("head")).otherwise("way"),
    )


@cache
def _measures_nothing() -> pl.Expr:
    """A percentage that names a sort of rice measures nothing (Boolean), nor do a coin of a saying and đồng that have decimals."""
    left, right = pl.col("before").str.slice(-40), pl.col("right")
    rice = left.str.contains(SORT_AHEAD) & (right.str.contains(SORT) | left.str.contains(r"(?i)gạo tấm\s$"))
    coin = pl.col("right").str.contains(A_COIN) & (pl.col("surface").str.to_lowercase() == "một đồng")
    misprint = pl.col("surface").str.contains(MISPRINTED)
    group = pl.col("right").str.contains(BOARDS) | left.str.contains(DRAWN)
    group &= (pl.col("unit") == "GBP") & pl.col("surface").str.contains(r"^[^\s]+\sbảng$")
    return ((pl.col("unit") == "percent") & rice) | ((pl.col("unit") == "VND") & (coin | misprint)) | group


@of_rows
def _deficits(rows: pl.DataFrame) -> pl.DataFrame:
    """A deficit of trade is a balance below zero; what it grew by, or was a share of, says nothing of the balance.

    Of "thâm hụt 3,4 tỷ USD, còn lũy kế 8 tháng thặng dư 10 tỷ USD" the nearer word decides.
    """
    told = pl.col("sentence").str.slice(
        pl.col("head_at"), pl.max_horizontal("start", "head_at") - pl.col("head_at")
    )
    ahead = pl.col("sentence").str.slice(0, pl.col("head_at"))
    nearest = told.str.replace(rf"(?s)^.*{SURPLUS}", "")
    deficit = (pl.col("metric") == "trade_balance") & (
        nearest.str.contains(DEFICIT) | (ahead.str.contains(rf"{DEFICIT}\s$") & ~told.str.contains(SURPLUS))
    )
    deficit = deficit.fill_null(False)
    level = deficit & (pl.col("kind") == "level")
    other = deficit & (pl.col("kind") != "level")
    return rows.with_columns(
        value=pl.when(level).then(-pl.col("value").abs()).otherwise("value"),
        value_high=pl.when(level).then(-pl.col("value_high").abs()).otherwise("value_high"),
        metric=pl.when(other).then(None).otherwise("metric"),
        way=pl.when(other).then(pl.lit("none")).otherwise("way"),
    )


@of_rows
def _losses(rows: pl.DataFrame) -> pl.DataFrame:
    """What is lost is a profit below zero; what a loss is lessened by, more profit."""
    between = pl.col("sentence").str.slice(
        pl.col("head_end"), pl.max_horizontal("start", "head_end") - pl.col("head_end")
    )
    ahead = pl.col("sentence").str.slice(0, pl.col("head_at")).str.slice(-24)
    lost = (
        pl.col("head").str.to_lowercase().is_in(LOSSES)
        & (pl.col("dimension") == "money")
        & (pl.col("kind") == "level")
    )
    loss = (
        lost
        & between.str.contains(f"{OF_A_LOSS}|{FROM_A_LOSS}|{GREW_TO}")
        & ~between.str.contains(NO_SUCH_LOSS)
        & ~ahead.str.contains(NO_LOSS)
    ).fill_null(False)
    less = (lost & between.str.contains(BY) & ahead.str.contains(LESSENS)).fill_null(False)
    less &= pl.col("metric").is_null() & ~pl.col("head").str.to_lowercase().is_in(ADDED_UP)
    of_profit = (loss & pl.col("metric").is_null()) | less
    of_period = of_profit & ~pl.col("head").str.to_lowercase().is_in(ADDED_UP)
    return rows.pipe(
        with_common,
        value=pl.when(loss).then(-pl.col("value").abs()).otherwise("value"),
        value_high=pl.when(loss).then(-pl.col("value_high").abs()).otherwise("value_high"),
        kind=pl.when(less).then(pl.lit("change")).otherwise("kind"),
        metric=pl.when(of_profit).then(pl.lit("profit")).otherwise("metric"),
        way=pl.when(of_profit).then(pl.lit("head")).otherwise("way"),
        is_flow=pl.when(of_period).then(True).otherwise("is_flow"),
    )


@of_rows
def _metric_by_kind(rows: pl.DataFrame) -> pl.DataFrame:
    """GRDP that grows is economic growth; a share of growth or of a price is no such thing."""
    metric, kind = pl.col("metric"), pl.col("kind")
    points = metric.is_in(["grdp", "gdp"]) & (pl.col("unit") == "percentage_point") & (kind == "change")
    parts = points & pl.col("segment").str.contains(OF_OUTPUT)
    output = (metric.is_in(["grdp", "gdp"]) & (kind == "growth")) | (points & ~parts)
    # A metric that some kinds make no sense of is no metric of that figure.
    senseless = (
        (
            metric.is_in(codes.NEVER_SHARE)
            & (kind == "share")
            # "25 triệu lao động, chiếm 55% số lao động cả nước": a part of what was counted right before.
            & ~(metric.is_in(codes.COUNTED) & (pl.col("way") == "again"))
        )
        | (metric.is_in(codes.ONLY_GROWTH) & ~kind.is_in(["growth", "change"]))
        | (metric.is_in(["poverty_rate", "unemployment_rate"]) & kind.is_in(["share", "ratio"]))
        | ((pl.col("unit") == "percent") & (kind == "level") & ~metric.is_in(codes.LEVEL_IN_PERCENT))
    )
    # "36 xã" are no households, "13 dự án luật" no investment projects.
    units = metric.replace_strict(COUNTED_IN, default=None, return_dtype=pl.List(pl.String))
    miscounted = (pl.col("dimension") == "count") & units.is_not_null() & ~units.list.contains(pl.col("unit"))
    bills = (pl.col("unit") == "project") & pl.col("right").str.contains(
        r"(?i)^:?\s(?:luật|pháp lệnh|nghị quyết|bộ luật)"
    )
    # "du lịch đóng góp 15% GRDP" is no part of the visitors told before.
    of_output = (
        (metric == "tourist_arrivals")
        & (kind == "share")
        & pl.col("right").str.contains(r"^\s(?:tổng\s)?(?:GRDP|GDP|vào|cho|ngân sách|kinh tế)(?:\s|[,.;]|$)")
    )
    senseless = senseless | parts | miscounted.fill_null(False) | bills | of_output.fill_null(False)
    return rows.with_columns(
        metric=pl.when(output).then(pl.lit("economic_growth")).when(senseless).then(None).otherwise("metric"),
        way=pl.when(senseless).then(pl.lit("none")).otherwise("way"),
    ).with_columns(is_flow=pl.when(output).then(True).otherwise("is_flow"))


@of_rows
def _capital(rows: pl.DataFrame, reading: Reading, projects: pl.DataFrame) -> pl.DataFrame:
    """What an article tells as a project's capital is its investment, also where no word beside the figure says so:
    "cầu A (650 tỷ đồng)".
    """
    named = projects.filter(~pl.col("is_total")).join(reading.sentences.select("s", "a"), on="s")
    sums = pl.concat(
        named.select("a", value=f"amount_{unit.lower()}", unit=pl.lit(unit)) for unit in ("VND", "USD")
    )
    told = sums.drop_nulls().unique().with_columns(_of_project=pl.lit(True))
    open_ = pl.col("metric").is_null() & pl.col("head").is_null() & (pl.col("kind") == "level")
    mine = open_ & pl.col("_of_project").fill_null(False)
    return (
        rows.join(told, on=["a", "value", "unit"], how="left", maintain_order="left")
        .with_columns(
            metric=pl.when(mine).then(pl.lit("project_investment")).otherwise("metric"),
            way=pl.when(mine).then(pl.lit("again")).otherwise("way"),
        )
        .drop("_of_project")
    )


@of_rows
def _told_again(rows: pl.DataFrame) -> pl.DataFrame:
    """A figure told again without its head takes the metric from the telling that has one: in headings any,
    elsewhere only figures too particular to meet twice by chance.
    """
    told = (
        rows.filter(pl.col("metric").is_not_null())
        .group_by("a", "value", "unit", "kind")
        .agg(_metric=pl.col("metric").unique(), _flow=pl.col("is_flow").first())
        .filter(pl.col("_metric").list.len() == 1)
        .with_columns(pl.col("_metric").list.first())
    )
    heading = pl.col("role").is_in(HEADINGS)
    particular = ((pl.col("dimension") == "money") & (pl.col("value") >= 1_000_000)) | (
        (pl.col("unit") == "percent") & pl.col("surface").str.contains(r"[0-9][.,][0-9][0-9]")
    )
    again = pl.col("metric").is_null() & pl.col("head").is_null() & (heading | particular)
    return (
        rows.join(told, on=["a", "value", "unit", "kind"], how="left", maintain_order="left")
        .with_columns(
            metric=pl.when(again).then("_metric").otherwise("metric"),
            way=pl.when(again & pl.col("_metric").is_not_null()).then(pl.lit("again")).otherwise("way"),
            is_flow=pl.when(again).then("_flow").otherwise("is_flow"),
        )
        .drop("_metric", "_flow")
    )
