"""By how much a sum or a count is above or below a plan or a year before, told behind what it is held against (linguistics §4)."""

import polars as pl

from flows.contracts import AMOUNT
from flows.extract.measurements.kinds import may_measure
from flows.read import neighbours
from flows.read.rules import of_rows, with_common

PLAN = r"(?:mức |giá |số )?(?:dự toán|kế hoạch|chỉ tiêu|mục tiêu|giá gói thầu)(?: (?:[^\s,;:.()0-9]+|năm [12][0-9]{3}|[0-9]{1,2} tháng)){0,4}?"
YEAR = r"(?:thực hiện |của )?(?:cùng kỳ(?: năm (?:trước|ngoái|[12][0-9]{3}))?|năm (?:trước|ngoái|[12][0-9]{3})|(?:tháng|quý) trước)"
PERIOD = r"(?i)^(?:tháng|quý)"
BY = r"(?:\s(?:là|khoảng|gần|tới|đến|hơn|trên|những|chừng))*\s$"
# "cao hơn dự toán 130 tỷ đồng", "kém năm 2019 tới 250 tỷ đồng": more or less (2) than a plan (3) or a time before (4).
THAN = rf"(?i)(?:((?:(?:cao|nhiều|lớn)\s)?hơn|vượt|tăng so với)|((?:thấp|ít|nhỏ|kém)\shơn|kém|hụt|thiếu|giảm so với))\s(?:(?:hẳn\s)?so với\s)?(?:({PLAN})|({YEAR})){BY}"
NO_THAN = (
    r"(?i)(?:không|chẳng|chưa)\s(?:[^\s,;]+\s)?(?:cao|nhiều|lớn|thấp|ít|nhỏ|hơn|kém|vượt|hụt|thiếu)\s[^,;]*$"
)
MAY_BE_IT = r"(?i)(?:dự toán|kế hoạch)[^,;]*$"  # a goal behind its noun is most often the goal
# Nothing else is named between the level and the difference: "đạt 900 tỷ đồng, cao hơn …".
BESIDE = r"(?i)^[^\s,;.()0-9]{0,12},?(?:\s(?:và|đã|nhưng|tức|bị|cũng|là|song|qua đó|khách|rừng|hàng))*\s(?:cao|nhiều|lớn|thấp|ít|nhỏ|hơn|kém|vượt|hụt|thiếu|tăng|giảm|dôi)\s"
OF_A_PLAN = r"(?:dự toán|kế hoạch|chỉ tiêu|mục tiêu)"
# "vượt 400 tỷ đồng so với dự toán", "So với dự toán 8.000 tỷ đồng, thu ngân sách vượt 1.200 tỷ đồng": more (1) or less (2).
SHORT_OR_OVER = (
    r"(?i)(?:(vượt|dôi)|(hụt|thiếu))(?:\s(?:thu|thêm|dư))?(?:\s(?:khoảng|gần|tới|đến|hơn|trên))*\s$"
)
PLAN_BEHIND = rf"(?i)^(?:\s(?:tiền|vốn))?\s(?:so với|so)\s(?:mức |số )?{OF_A_PLAN}"
PLAN_AHEAD = rf"(?i)(?:^|[,;]\s)so với (?:mức |số )?{OF_A_PLAN}[^,;]{{0,40}}[0-9][^,;]{{0,20}},\s[^;]*$"
EXACT = r"(?i)vượt\s$"  # "vượt 400 tỷ đồng so với dự toán": by that much, no bound
PROMISED = (
    r"(?i)phấn đấu|quyết tâm|mục tiêu (?:là|thu|đạt)|(?:^|\s)(?:sẽ|dự kiến|cố gắng|hứa|đề xuất|cần|phải)\s"
)
MOST = 0.5  # what a difference is at most of the level told right before; "vượt dự toán 6.500 tỷ đồng" may tell the plan
# "vượt dự toán 20 tỷ đồng, đạt 310 tỷ đồng": the level that the difference led to.
REACHING = r"(?i)^(?:\s\([^()]*\))?,\s(?:(?:đã|và|tức|qua đó)\s)?(?:đạt|lên|ước đạt|thu được|thu)(?:\s(?:mức|gần|hơn|trên|khoảng|tới|đến|được|ở mức|tổng cộng))*\s$"
LIKE_IT = ("metric", "head", "head_at", "head_end", "is_flow", "way")


@of_rows
def with_differences(rows: pl.DataFrame) -> pl.DataFrame:
    """Makes changes of amounts that are by so much more or less than a plan or a year before: kind, value, basis, comparator, and the
    metric of the level before, or of the one that it led to. Adds _apart and _along (Boolean). What may be the plan itself has no metric.
    """
    tail = pl.col("segment").str.slice(-80)
    amount = ~pl.col("dimension").is_in(["percent", "ratio"])
    rows = rows.sort("s", "start").pipe(
        with_common,
        _less=tail.str.extract(THAN, 2).is_not_null(),
        _plan=tail.str.extract(THAN, 3).is_not_null(),
        _year=tail.str.extract(THAN, 4),
        _over=tail.str.extract(SHORT_OR_OVER, 1).is_not_null(),
        _short=tail.str.extract(SHORT_OR_OVER, 2).is_not_null(),
        _beside=pl.col("right").str.contains(PLAN_BEHIND) | pl.col("segment").str.contains(PLAN_AHEAD),
        _no_than=tail.str.contains(NO_THAN),
        where=amount & may_measure(),
    )
    level = amount & (pl.col("kind") == "level")
    less, plan, over, short = (pl.col(c) for c in ("_less", "_plan", "_over", "_short"))
    year = pl.col("_year").is_not_null()
    by_word = (over | short) & pl.col("_beside")
    kept = {c: neighbours.before(pl.col(c), "s") for c in ("value", "unit", "kind", "metric")}
    of_level = (pl.col("linked") & (kept["unit"] == pl.col("unit")) & (kept["kind"] == "level")).fill_null(
        False
    )
    small = of_level & (pl.col("value") < kept["value"].abs() * MOST)
    reached = {c: neighbours.behind(pl.col(c), "s") for c in ("unit", "value", "gap", *LIKE_IT)}
    led_to = (reached["unit"] == pl.col("unit")) & reached["gap"].str.contains(REACHING)
    led_to = ((plan | year) & led_to & (pl.col("value") < reached["value"].abs() * MOST)).fill_null(False)
    # Without a level beside it what stands behind a plan may be the plan.
    unclear = level & plan & ~of_level & ~led_to & ~by_word & tail.str.contains(MAY_BE_IT)
    apart = (
        amount
        & pl.col("kind").is_in(["level", "change"])
        & (by_word | ((plan | year) & small) | led_to | (year & ~of_level))
    )
    apart = apart.fill_null(False) & ~pl.col("_no_than")
    down = less | (short & by_word)
    along = apart & of_level & pl.col("gap").str.contains(BESIDE)
    told = pl.col("segment").str.extract(r"(?i)(?:hơn|kém)\s[^,;]*?([12][0-9]{3})[^,;]*$").cast(pl.Int32)
    next_year = pl.format("ăm {}", told + 1).fill_null("\x00")
    basis = (
        pl.when(plan | by_word).then(pl.lit("plan"))
        .when(pl.col("_year").str.contains(PERIOD)).then(pl.lit("previous_period"))
        .when((told < pl.col("anchor_year") - 1) & ~pl.col("before").str.contains(next_year, literal=True)).then(pl.format("{}-12-31", told))
        .otherwise(pl.lit("yoy"))
    )  # fmt: skip
    exact = (
        (pl.col("comparator") == "gt") & tail.str.contains(EXACT) & pl.col("kind").is_in(["level", "change"])
    )
    bare = pl.col("metric").is_null() & pl.col("head").is_null()
    takes, takes_next = along & bare, apart & led_to & bare
    before = {c: neighbours.before(pl.col(c), "s") for c in LIKE_IT}
    signed = pl.when(down).then(-pl.col("value").abs()).otherwise("value")
    rows = rows.with_columns(
        *(
            pl.when(takes).then(before[c]).when(takes_next).then(reached[c]).otherwise(c).alias(c)
            for c in LIKE_IT
        ),
        kind=pl.when(apart).then(pl.lit("change")).otherwise("kind"),
        value=pl.when(apart).then(signed).otherwise("value").cast(AMOUNT),
        basis=pl.when(apart).then(basis).otherwise("basis"),
        comparator=pl.when(exact & (apart | (pl.col("kind") == "change")))
        .then(pl.lit("eq"))
        .otherwise("comparator"),
        _apart=apart,
        _along=along,
    )
    return rows.with_columns(
        metric=pl.when(unclear).then(None).otherwise("metric"),
        way=pl.when(unclear).then(pl.lit("none")).otherwise("way"),
    ).drop("_less", "_plan", "_year", "_over", "_short", "_beside", "_no_than")


@of_rows
def as_told_beside(rows: pl.DataFrame) -> pl.DataFrame:
    """A difference is of the time and the scope of the level before it, and as done as that one; no plan that it is held against."""
    rows = rows.sort("s", "start")
    same = pl.col("_along") & (pl.col("metric") == neighbours.before(pl.col("metric"), "s"))
    same = same.fill_null(False)
    days = ("period_start", "period_end", "period_is_fuzzy", "scope")
    planned = pl.col("_apart") & (pl.col("status") == "target")
    done = planned & ~pl.col("segment").str.contains(PROMISED)
    told = pl.when(same).then(neighbours.before(pl.col("status"), "s"))
    return rows.with_columns(
        *(pl.when(same).then(neighbours.before(pl.col(c), "s")).otherwise(c).alias(c) for c in days),
        status=pl.coalesce(told, pl.when(done).then(pl.lit("actual")), "status"),
        promised=pl.col("promised") & ~done,
    ).drop("_apart", "_along")
