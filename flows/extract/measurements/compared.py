"""What growth, change, ratios and multiples are measured against: the year before, the period before, a plan, a day (linguistics §4)."""

import polars as pl

from flows.letters import LETTER
from flows.read import Reading
from flows.read.rules import of_rows, with_common

LAST_TIME = (
    r"(?:so với )?(?:cùng kỳ(?: năm (?:ngoái|trước))?|năm (?:ngoái|trước)|(?:tháng|quý|kỳ|tuần|vụ) trước)"
)
PLAN = (
    r"^\s*(?:so với |của |tổng )?(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|nghị quyết|tổng vốn kế hoạch|kịch bản)"
)
OF_PLAN = r"^[^;.,]{0,20}?(?:so với |của )?(?:kế hoạch|dự toán|chỉ tiêu|kịch bản)"
INSTEAD = r"^\s(?:thay vì|như)\s"  # of what was planned the figure is no part
LAST_YEAR = r"(?:cùng kỳ|svck|năm (?:trước|ngoái))"
LAST_TURN = r"(?:tháng|quý|kỳ|tuần|ngày|phiên|hôm) (?:trước|qua|liền)"
YOY = r"^[^;.]{0,45}?(?:cùng kỳ|svck|(?:so với|so|của) năm (?:trước|ngoái))|^[^;.,]{0,40}?so với [^;.,0-9]{1,40}? năm (?:trước|ngoái)"
# "cao hơn mức 5,5% cùng kỳ": the time behind is that of the figure it is held against.
HIGHER_THAN = r"^[^;.0-9]{0,16}(?:cao|thấp) hơn (?:mức |con số )?[0-9]"
FROM_A_YEAR = r"^so (?:với )?năm ([12][0-9]{3})"
YEAR_END = r"so (?:với )?(?:[^;.,0-9]{1,15} )?cuối năm"  # a day of its own
PREVIOUS = rf"^[^;.]{{0,40}}?so (?:với )?(?:[^;.,0-9]{{1,40}}? )?{LAST_TURN}"
# What a year began with has no day of its own: "so với đầu năm", "tăng 11% từ đầu năm".
BEGUN = r"so (?:với )?(?:hồi |thời điểm |mức |ngày )?đầu (?:năm|kỳ|quý|tháng|tuần)"
FROM_BEGUN, SINCE_BEGUN = (rf"^[^;.,]{{0,30}}?{words}" for words in (BEGUN, r"(?:kể )?từ đầu năm"))
OF_A_YEAR = r"\s(?:năm )?[0-9]"
# "so với cùng kỳ, lượng hồ sơ tăng 16%": told ahead, in the figure's own clause.
AHEAD_OF = r"(?:{opens})[^%;.]{{0,12}}so (?:với )?(?:[^;.,0-9%]{{1,20}} )?{what}[^;%]{{0,90}}$"
MOVED = rf"(?:tăng|giảm|đạt|bằng|vượt|gấp|cao hơn|thấp hơn)[^{LETTER}]"
# "giảm 10% so với 5,4 tỷ USD năm 2024": how much it was stands before when it was.
OF_A_SUM = r"^[^;.,]{0,20}so (?:với )?(?:(?:mức|con số) )?[0-9][0-9.,]*(?: [^;.,0-9%]{1,12})? (?:của |trong |hồi |vào )?năm ([12][0-9]{3})"
A_TURN = r"(?i)(?:giai đoạn|thời kỳ|nhiệm kỳ)\s[12][0-9]{3}"
RELATIVE = ["growth", "change", "ratio", "multiple"]  # kinds that are measured against something


def with_basis(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """yoy, previous_period, plan or a day: what growth, change, ratio and multiples are measured against."""
    bases = (
        reading.dates.filter("is_base")
        .select("s", base_start="start", base_end="end", base_on="ends_on", base_words="surface")
        .sort("s", "base_start")
    )
    rows = rows.sort("s", "start").join_asof(
        bases, left_on="end", right_on="base_start", by="s", strategy="forward", check_sortedness=False
    )
    right = pl.col("_right")
    to_base = (
        pl.col("sentence")
        .str.slice(pl.col("end"), pl.max_horizontal("base_start", "end") - pl.col("end"))
        .str.slice(0, 60)
    )
    base_near = pl.col("base_start").is_not_null() & to_base.str.contains(
        r"^[^;.,]{0,20}(?:\([0-9.,]+\s?%\)\s?)?so (?:với )?[^;.,]{0,20}$"
    )
    # "gấp 1,6 lần năm 2020"
    times = (pl.col("unit") == "times") & to_base.str.contains(r"^\s(?:của\s)?$")
    base_near |= times & pl.col("base_words").str.contains(r"(?i)^năm [0-9]{4}$").fill_null(False)
    # "giai đoạn 2021-2025 …, gấp đôi so với giai đoạn 2016-2020": the turn right before.
    next_year = (pl.col("base_on").dt.year() + 1).cast(pl.String).fill_null("\x00")
    turn_before = pl.col("base_words").str.contains(A_TURN) & pl.col("before").str.contains(
        next_year, literal=True
    )
    turn_before = turn_before.fill_null(False)
    base_year = (
        pl.col("base_words")
        .str.to_lowercase()
        .str.contains(r"^(?:năm\s+)?(?:[0-9]{4}|trước|ngoái|năm ngoái|năm trước)$")
    )
    last_year = base_year & (pl.col("base_on").dt.year() == pl.col("anchor_year") - 1)
    # "gấp 5 lần so với năm 2003", of an article without a day: of a year that is named, unless the next one is, too.
    some_year = (pl.col("unit") == "times") & pl.col("anchor_year").is_null()
    some_year &= ~pl.col("before").str.contains(next_year, literal=True)
    told = pl.concat_str(pl.lit("ăm "), (pl.col("anchor_year") - 1).cast(pl.String)).fill_null("\x00")
    before_that = (
        base_year
        & (pl.col("base_on").dt.year() == pl.col("anchor_year") - 2)
        & pl.col("before").str.contains(told, literal=True)
    )
    than = pl.col("_tail").str.extract(rf"(?:hơn|kém) ({LAST_TIME})[^,;]*$")
    opening = pl.col("before").str.slice(0, 130).str.to_lowercase()
    leading = opening.str.extract(r"^[^;%]{0,45}?(so (?:với )?[^;]*)")
    own = "^so (?:với )?(?:[^;%]{1,25}? )?"
    leading = pl.when(~opening.str.extract(r"^([^;%]*?)so ").str.contains(MOVED)).then(leading)
    gap = pl.col("gap").str.to_lowercase()
    # "So với năm 2015, kim ngạch tăng 9%": the year is told ahead.
    of_sum = pl.coalesce(right.str.extract(OF_A_SUM), leading.str.extract(FROM_A_YEAR)).cast(pl.Int32)
    year_behind = pl.concat_str(pl.lit("ăm "), (of_sum + 1).cast(pl.String)).fill_null("\x00")
    since_last = (of_sum == pl.col("anchor_year") - 1) | pl.col("before").str.contains(
        year_behind, literal=True
    )

    def ahead(what: str) -> pl.Expr:
        """Told before the figure: in a clause of its own, where another figure stands before it."""
        alone, behind = (AHEAD_OF.format(opens=opens, what=what) for opens in (r"^|\s", r"[,(:]"))
        return pl.when("linked").then(gap.str.contains(behind)).otherwise(gap.str.contains(alone))

    begun = [right.str.contains(w) & ~right.str.contains(w + OF_A_YEAR) for w in (FROM_BEGUN, SINCE_BEGUN)]
    from_begun = begun[0] | (begun[1] & ~pl.col("is_flow").fill_null(False))
    # Of what was to be disbursed a part of it is told, whether or not the words say so.
    disbursed = (pl.col("metric") == "public_investment_disbursement") & (pl.col("kind") == "ratio")
    basis = (
        pl.when((disbursed | pl.col("_plan_told")).fill_null(False)).then(pl.lit("plan"))
        .when((right.str.contains(PLAN) | right.str.contains(OF_PLAN)) & ~right.str.contains(INSTEAD)).then(pl.lit("plan"))
        .when(than.str.contains("năm|cùng kỳ")).then(pl.lit("yoy"))
        .when(than.is_not_null()).then(pl.lit("previous_period"))
        .when(right.str.contains(PREVIOUS) | from_begun | (times & right.str.contains(rf"^\s{LAST_TURN}"))).then(pl.lit("previous_period"))
        .when(base_near & turn_before).then(pl.lit("previous_period"))
        .when(base_near & base_year & ~last_year & ~before_that & pl.col("base_on").is_not_null() & (pl.col("base_on").dt.year() < pl.col("anchor_year") - 1)).then(pl.col("base_on").cast(pl.String))
        .when((right.str.contains(YOY) & ~right.str.contains(f"{HIGHER_THAN}|{YEAR_END}")) | (base_near & base_year & ~some_year)).then(pl.lit("yoy"))
        .when(base_near & pl.col("base_on").is_not_null()).then(pl.col("base_on").cast(pl.String))
        .when(right.str.contains(r"^[^;.,]{0,25}(?:năm ngoái|năm trước)") | since_last.fill_null(False)).then(pl.lit("yoy"))
        .when(ahead(LAST_YEAR) | leading.str.contains(own + LAST_YEAR)).then(pl.lit("yoy"))
        .when(ahead(LAST_TURN) | leading.str.contains(rf"{own}{LAST_TURN}|^{BEGUN}|^so với (?:quý (?:i{{1,3}}|iv|[1-4])|[0-9]{{1,2}} tháng đầu năm)(?:[^{LETTER}]|$)")).then(pl.lit("previous_period"))
        .when(of_sum < pl.col("anchor_year") - 1).then(pl.format("{}-12-31", of_sum))
    )  # fmt: skip
    # Of parallel figures the last one names the basis for all: "tăng 5% về lượng, 7% về giá trị so với cùng kỳ".
    rows = rows.pipe(with_common, basis=basis, where=pl.col("kind").is_in(RELATIVE))
    next_basis = pl.when(pl.col("kind") == "growth").then("basis").backward_fill().over("s", "_segment")
    light_ahead = right.str.contains(r"^[^;.]{0,40}(?:%|[0-9])")
    next_grows = (pl.col("kind").shift(-1) == "growth").over("s", "_segment")
    inherits = (pl.col("kind") == "growth") & pl.col("basis").is_null() & light_ahead & next_grows
    inherits &= ~right.str.contains(HIGHER_THAN)
    # "GRDP tăng 11%, thu ngân sách vượt 20% dự toán": of the plan is what exceeds it alone.
    inherits &= ~pl.col("_tail").str.contains(r"vượt[^,;.0-9]*$").shift(-1).over("s", "_segment").fill_null(
        False
    )
    return rows.with_columns(basis=pl.when(inherits).then(next_basis).otherwise("basis")).drop(
        "base_start", "base_end", "base_on", "base_words"
    )


@of_rows
def of_a_year_before(rows: pl.DataFrame) -> pl.DataFrame:
    """A figure that is held against the day a year before its own, "quý II/2024 tăng 12% so với quý II/2023", has basis yoy."""
    day = pl.col("period_end").dt.offset_by("-1y").dt.month_end().cast(pl.String)
    ends_month = pl.col("period_end") == pl.col("period_end").dt.month_end()
    same = (ends_month & (pl.col("basis") == day)).fill_null(False)
    return rows.with_columns(basis=pl.when(same).then(pl.lit("yoy")).otherwise("basis"))
