"""What a figure is held against: the goal that it has not reached, and the whole country's average (linguistics §4, §8)."""

import polars as pl

from flows.extract.measurements import codes
from flows.extract.measurements.budgets import of_a_part
from flows.read import neighbours
from flows.read.rules import of_rows, with_common

MORE = r"(?:\s(?:nhiều|hẳn|khá xa|xa|so với|rất nhiều))*"
SOFT = r"(?:\s(?:là|đạt|khoảng|trên|hơn|mức|tối thiểu|ít nhất|từ|giải ngân|tỷ lệ|vốn|kế hoạch|đầu tư công|chung|năm|cả năm|của|tỉnh))*\s$"
# "đạt 88% kế hoạch, không đạt mục tiêu 95%", "…, còn thấp hơn chỉ tiêu trên 95% đề ra".
UNREACHED = rf"(?i)(?:(?:không|chưa|khó)(?:\s(?:thể|kịp))?\s(?:đạt|hoàn thành|chạm|cán|về)(?:\s(?:được|tới|đến|đích))*|(?:thấp|kém|cao|nhiều|ít)\shơn{MORE}|vượt(?:\sxa)?|hụt\sso\svới)\s(?:(?:mức|mốc|con số|cả)\s)?(?:mục tiêu|chỉ tiêu){SOFT}"
# "đạt 27 tỷ USD, chưa chạm mốc 30 tỷ USD | như mục tiêu đề ra".
SHORT_OF = r"(?i)(?:còn\s(?:cách\s)?(?:khá\s|rất\s)?xa(?:\smới)?|(?:chưa|không)(?:\s(?:thể|kịp|hề))?)\s(?:đạt\s|chạm\s|cán\s|lên\s|với\s)?(?:(?:được|tới|đến)\s)?(?:mốc|mức|ngưỡng|con số)(?:\s(?:khoảng|trên|hơn))?\s$"
AS_AIMED = r"(?i)^\s(?:như\s|mà\s|theo\s|của\s|do\s)?(?:[^\s,;.0-9]+\s){0,4}?(?:mục tiêu|kỳ vọng|đề ra|đặt ra|kế hoạch|chỉ tiêu|mong muốn|giao)(?:[\s,.;]|$)"
BESIDE = r"^[^0-9;:]{1,90}$"
# What of a plan is paid out is held against what the plan has.
PLANS = {"public_investment_disbursement": "public_investment"}
NEAR = 2  # a goal is less than so many times what was reached, and more than that part of it; "vượt chỉ tiêu 5%" is by so much
RATIOS = ["ratio", "share"]
# "cao hơn bình quân cả nước (86%)", "trong khi cả nước tăng 8%": whose the second is; without a verb or brackets it may be by how much.
LAND = r"(?:cả nước|toàn quốc)"
OF_LAND = rf"(?i)(?:hơn|kém|vượt|so với|dưới|trên|bằng|xấp xỉ|trong khi|còn|xa)(?:\s(?:với|nhiều|so với|mức|tỷ lệ|tỉ lệ|tốc độ|tăng trưởng|tăng|giải ngân|bình quân|trung bình|chung|của|kết quả|đó))*\s{LAND}"
IS = r"(?:\s(?:là|đạt|tăng|giảm|còn|ở mức|chỉ|mới|hiện|ước|khoảng|có mức))+\s$"
ITS_LEVEL = rf"{OF_LAND}(?:\schung)?(?:{IS}|(?:\snăm\s[12][0-9]{{3}})?\s\((?:(?:là|đạt|tăng|giảm|khoảng|ở mức|cả nước)\s)*$)"
MAY_BE_BY = rf"{OF_LAND}(?:\schung)?(?:\s(?:tới|khoảng|gần|hơn))*\s$"
# "dưới mức 4,5% | mà Quốc hội cho phép": what the state allows or asks for.
BOUND = r"(?i)(?:dưới|hơn|trong|vượt|so với|bằng)\s(?:mức|ngưỡng|giới hạn|trần|con số|tỷ lệ|mốc)(?:\s(?:trần|tối đa|tối thiểu))?\s$"
ALLOWED = r"^\s(?:mà\s|do\s|theo\s|được\s)?(?:Quốc hội|Chính phủ|Thủ tướng(?: Chính phủ)?|Trung ương)\s(?:(?:đã|đề|cho)\s)*(?:cho phép|phép|giao|đề ra|đặt ra|ra|quyết nghị|yêu cầu|quy định|khống chế)"
PAID_OUT = "public_investment_disbursement"
# Each province is given a growth of its own by the Government: only what the National Assembly resolves on is the country's.
OF_ALL = r"^\s(?:mà\s|do\s|theo\s|được\s)?Quốc hội\s"
OF_A_PROVINCE = r"GRDP|(?i)(?:^|\s)(?:tỉnh|thành phố|TP\.?)\s"
TAKEN = ("metric", "head", "head_at", "head_end", "is_flow", "kind", "basis")


@of_rows
def held_to_goals(rows: pl.DataFrame) -> pl.DataFrame:
    """The goal of the same that a figure right before has not reached, or has passed, is a target of the same kind; so is what the state
    allows. Needs status, promised and the figures in order.
    """
    rows = rows.sort("s", "start")
    before = {c: neighbours.before(pl.col(c), "s") for c in (*TAKEN, "unit", "value")}
    size, reached = pl.col("value").abs(), before["value"].abs()
    alike = (
        pl.col("linked")
        & (pl.col("unit") == before["unit"])
        & pl.col("gap").str.contains(BESIDE)
        & before["metric"].is_not_null()
        & (size < reached * NEAR)
        & (size * NEAR > reached)
    )
    tail = pl.col("segment").str.slice(-110)
    part = (pl.col("unit") == "percent") & before["kind"].is_in(["ratio"]) & pl.col("kind").is_in(RATIOS)
    rows = rows.with_columns(_alike=alike.fill_null(False), _a_part=part.fill_null(False)).pipe(
        with_common,
        _unreached=pl.col("_a_part") & tail.str.contains(UNREACHED),
        _short=tail.str.contains(SHORT_OF) & pl.col("right").str.contains(AS_AIMED),
        _bound=tail.str.contains(BOUND) & pl.col("right").str.contains(ALLOWED),
        where=pl.col("_alike"),
    )
    # "tăng 6,9%, thấp hơn mức 8% Chính phủ giao": what is given is a growth as well.
    grows = (
        pl.col("_bound")
        & (pl.col("unit") == "percent")
        & (before["kind"] == "growth")
        & pl.col("kind").is_in(RATIOS)
    )
    taken = (pl.col("_unreached") | grows).fill_null(False)
    # "đạt 1.250/3.400 tỷ đồng": the whole that a year's plan or budget has. Of others nobody knows what the whole is.
    whole = of_a_part()
    planned = whole & pl.col("metric").is_in([*codes.BUDGET, *PLANS])
    aimed = taken | pl.col("_short").fill_null(False) | pl.col("_bound").fill_null(False)
    return rows.with_columns(
        *(pl.when(taken).then(before[c]).otherwise(c).alias(c) for c in TAKEN if c != "metric"),
        metric=pl.when(taken)
        .then(before["metric"])
        .when(~whole | planned)
        .then(pl.when(whole).then(pl.col("metric").replace(PLANS)).otherwise("metric")),
        way=pl.when(taken).then(pl.lit("head")).when(whole & ~planned).then(pl.lit("none")).otherwise("way"),
        status=pl.when(aimed).then(pl.lit("target")).otherwise("status"),
        promised=pl.col("promised") & ~aimed,
    ).drop("_alike", "_a_part", "_unreached", "_short", "_bound")


@of_rows
def beside_the_nation(rows: pl.DataFrame) -> pl.DataFrame:
    """What a place's figure is held against is the country's: "cao hơn bình quân cả nước (86%)". Where it may as well be the difference
    it measures nothing. Needs subject and subject_kind.
    """
    rows = rows.sort("s", "start")
    before = {
        c: neighbours.before(pl.col(c), "s") for c in ("metric", "unit", "subject_kind", "kind", "basis")
    }
    same = (pl.col("metric") == before["metric"]) & (pl.col("kind") == before["kind"])
    # "giải ngân 800 tỷ đồng vốn đầu tư công, đạt 89% kế hoạch, cao hơn bình quân cả nước (86%)"
    paid_out = (
        (before["metric"] == PAID_OUT)
        & (before["kind"] == "ratio")
        & pl.col("metric").is_in([PAID_OUT, "public_investment"])
        & pl.col("kind").is_in(RATIOS)
    )
    alike = (
        (same | paid_out)
        & (pl.col("unit") == before["unit"])
        & ~before["subject_kind"].eq_missing(pl.lit("country"))
    ).fill_null(False)
    tail = pl.col("segment").str.slice(-110)
    bound = tail.str.contains(BOUND) & pl.col("right").str.contains(ALLOWED)
    # "cao hơn bình quân cả nước (15% so với 9%)": the first is the place's own.
    both = pl.col("right").str.contains(r"^\sso với\s")
    growth = (pl.col("metric") == "economic_growth") & pl.col("right").str.contains(OF_ALL)
    of_land = pl.col("metric").is_in(codes.ALLOWED_BY_THE_STATE) | (
        growth & ~pl.col("before").str.contains(OF_A_PROVINCE)
    )
    lands = alike & ((tail.str.contains(ITS_LEVEL) & ~both) | (bound & of_land))
    unclear = alike & ~lands & tail.str.contains(MAY_BE_BY) & (pl.col("unit") == "percent")
    return rows.with_columns(
        subject=pl.when(lands).then(pl.lit("Việt Nam")).when(~unclear).then("subject"),
        subject_kind=pl.when(lands).then(pl.lit("country")).when(~unclear).then("subject_kind"),
        metric=pl.when(lands).then(before["metric"]).when(~unclear).then("metric"),
        kind=pl.when(lands).then(before["kind"]).otherwise("kind"),
        basis=pl.when(lands & paid_out.fill_null(False)).then(before["basis"]).otherwise("basis"),
        way=pl.when(unclear).then(pl.lit("none")).otherwise("way"),
    )
