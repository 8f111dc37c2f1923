"""Goals in steps: "hết quý I đạt 20%, hết quý II đạt 50% và hết năm đạt 100%" (linguistics §8)."""

import polars as pl

from flows.read import neighbours
from flows.read.rules import of_rows, with_common

# ", và hết quý II (phải) đạt": a time of its own and a verb, behind a step before.
STEP = r"(?i)^[^0-9;:]{0,40}?,?\s?(?:và\s|rồi\s)?(?:đến\s|tới\s)?(?:hết|cuối|đến|tới|cả)\s(?:hết\s)?(?:ngày|tháng|quý|năm|niên độ|(?:[0-9]{1,2}/)?[0-9]{1,2})(?:\s[^,;:]{0,24}?)?\s(?:(?:phải|giải ngân|thu|tỷ lệ|ước|thực hiện)\s)*(?:đạt\s)?(?:(?:trên|tối thiểu|ít nhất|khoảng|hơn|được|từ|hoàn thành)\s)*$"
AS_IT_WENT = r"(?i)\s(?:đã|mới|chỉ|vẫn|thực tế|ước|so với|cùng kỳ|tăng|giảm)\s"
# The year, and the budget year, that the last step ends with; nobody tells which.
BY_YEAR, BY_BUDGET_YEAR = r"(?i)\s(?:hết|cuối|cả)\snăm\s[^0-9]*$", r"(?i)\s(?:hết|cuối)\sniên\sđộ\s[^0-9]*$"
BY_ANY_YEAR = f"{BY_YEAR}|{BY_BUDGET_YEAR}"
PART_OF_PLAN = "public_investment_disbursement"
PLANS = [PART_OF_PLAN, "public_investment"]
# Steps on the way to a goal, and a year of its own: such a day is as told.
AS_A_STEP, A_YEAR = r"(?i)trong đó|cụ thể|lần lượt", r"(?:19|20)[0-9]{2}|(?i)niên độ"
# "cam kết đến cuối năm 2027 đạt 34 giường bệnh; 100% trạm y tế có bác sĩ": pledged as well, by the same day.
PLEDGES = r"(?i)(?:^|[\s,“])(?:cam kết|hứa|quyết tâm|phấn đấu|đặt mục tiêu)\s"
OF_ITS_OWN = r"(?i)(?:^|\s)(?:đã|hiện|hiện nay|nay|năm|tháng|quý|ngày|cùng kỳ|so với|trước đó|ước|mới|vẫn|đang|trong khi|riêng|là|chỉ)(?:[\s,]|$)"


@of_rows
def with_steps(rows: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """What a goal of a share goes on with step by step is a goal as well, of the same, each by its own day. Needs status and periods."""
    stepped = pl.col("gap").str.contains(STEP)
    rows = rows.sort("s", "start").pipe(
        with_common, _stepped=stepped, where=pl.col("linked") & (pl.col("unit") == "percent")
    )
    rows = _over_by_now(rows.with_columns(pl.col("_stepped").fill_null(False)), articles)
    before = {c: neighbours.before(pl.col(c), "s") for c in ("unit", "status", "kind", "metric")}
    part = (pl.col("unit") == "percent") & pl.col("kind").is_in(["ratio", "share"])
    same = (pl.col("metric") == before["metric"]) | (
        pl.col("metric").is_in(PLANS) & (before["metric"] == PART_OF_PLAN)
    )
    goes_on = (
        pl.col("linked")
        & part
        & (before["unit"] == "percent")
        & (before["kind"] == "ratio")
        & same
        & pl.col("_stepped")
        & ~pl.col("gap").str.contains(AS_IT_WENT)
        & ~pl.col("_over")
    ).fill_null(False)
    rows = rows.with_columns(_step=neighbours.so_far(~goes_on, "s"), _goes_on=goes_on)
    first = {c: pl.col(c).first().over("s", "_step") for c in ("status", "promised", "metric")}
    of_goal = pl.col("_goes_on") & (first["status"] == "target")
    year = neighbours.last_told(
        pl.when(~pl.col("gap").str.contains(BY_ANY_YEAR)).then("period_end"), "s"
    ).dt.year()
    ends = (
        pl.when(pl.col("gap").str.contains(BY_YEAR)).then(pl.date(year, 12, 31))
        .when(pl.col("gap").str.contains(BY_BUDGET_YEAR)).then(pl.date(year + 1, 1, 31))
        .otherwise("period_end")
    )  # fmt: skip
    own = of_goal & pl.col("gap").str.contains(BY_ANY_YEAR) & year.is_not_null()
    rows = _pledged_too(rows)
    return rows.with_columns(
        status=pl.when(of_goal).then(pl.lit("target")).otherwise("status"),
        promised=pl.when(of_goal).then(first["promised"]).otherwise("promised"),
        metric=pl.when(of_goal).then(first["metric"]).otherwise("metric"),
        period_end=pl.when(own).then(ends).otherwise("period_end"),
    ).drop("_step", "_goes_on", "_over", "_stepped")


def _over_by_now(rows: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Adds _over: the only part of a plan told behind a goal that lies ahead, by a day that is past, was reached and is no step
    ("phấn đấu cả năm đạt 100%, đến hết tháng 6 đạt 50%", told in July); it is of the goal's own year.
    """
    days = articles.select("a", _today="anchor_on")
    rows = rows.join(days, on="a", how="left", maintain_order="left")
    end, gap = pl.col("period_end"), pl.col("gap")
    goal = neighbours.before(end, "s")
    of_goal_s = neighbours.before(pl.col("status"), "s") == "target"
    told = (
        pl.col("_stepped")
        & of_goal_s
        & (neighbours.before(pl.col("unit"), "s") == "percent")
        & (goal > pl.col("_today"))
        & ~gap.str.contains(BY_ANY_YEAR)
        & ~gap.str.contains(AS_A_STEP)
        & ~neighbours.behind(pl.col("_stepped"), "s").fill_null(False)
    ).fill_null(False)
    rows = rows.with_columns(_told=told)
    # A day without a year was taken for the next one, as those of goals are.
    year_ago = end.dt.offset_by("-1y")
    back = (
        pl.col("_told")
        & (end > goal)
        & (year_ago.dt.year() == goal.dt.year())
        & (year_ago <= pl.col("_today"))
    )
    back = (back & ~gap.str.contains(A_YEAR) & (end.dt.month() > 1)).fill_null(False)
    over = back | (pl.col("_told") & (end <= pl.col("_today"))).fill_null(False)
    return rows.with_columns(
        period_start=pl.when(back).then(pl.col("period_start").dt.offset_by("-1y")).otherwise("period_start"),
        period_end=pl.when(back).then(year_ago).otherwise("period_end"),
        status=pl.when(over).then(pl.lit("actual")).otherwise("status"),
        promised=pl.col("promised") & ~over,
        _over=over,
    ).drop("_today", "_told")


def _pledged_too(rows: pl.DataFrame) -> pl.DataFrame:
    """What a pledge goes on with behind a semicolon, without a time or verb of its own, is pledged by the same day."""
    days = ("period_start", "period_end")
    bare = pl.all_horizontal(pl.col(c).is_null() for c in days)
    too = (
        ~pl.col("linked")
        & bare
        & (pl.col("status") == "actual")
        & (pl.col("unit") == "percent")
        & (neighbours.before(pl.col("status"), "s") == "target")
        & neighbours.before(pl.col("period_end"), "s").is_not_null()
        & pl.col("before").str.contains(PLEDGES)
        & ~pl.col("segment").str.contains(OF_ITS_OWN)
        & (pl.col("segment").str.len_chars() <= 40)
    ).fill_null(False)
    return rows.with_columns(
        *(pl.when(too).then(neighbours.before(pl.col(c), "s")).otherwise(c).alias(c) for c in days),
        status=pl.when(too).then(pl.lit("target")).otherwise("status"),
        promised=pl.col("promised") | too,
    )
