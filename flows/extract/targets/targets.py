"""Targets: what was promised or ordered, by when; a figure's target is also a measurement (linguistics §8)."""

import polars as pl

from flows.extract.measurements.kinds import where_it_began
from flows.extract.measurements.scope import with_speaker
from flows.extract.roundups import by_section
from flows.extract.targets.due import due
from flows.extract.targets.figures import figures
from flows.extract.targets.goals import goals
from flows.extract.targets.whose import COMMITS, ORDERS, Whose, with_pledge
from flows.read import Reading
from flows.read.rules import of_rows
from flows.read.spans import without_overlap

TOLD = ["body", "lead", "pull_quote", "title"]
# A quantity of these says how large the goal is; an amount of money beside it is what the work costs.
NO_EXTENT = ["money", "rank", "duration"]
# "Nếu được bố trí vốn, cầu sẽ …", "… trước ngày 30/6 nếu đủ vốn": what may be, if something else is.
IF = r"(?:^|[\s,“\"])(?i:nếu|trong trường hợp|với điều kiện|trường hợp|giả sử)\s[^;:.”]{3,120},\s(?:thì\s)?[^;:.,”]*$"
IF_ONLY = r"^,?\s(?i:với điều kiện|miễn là|trong trường hợp)\s|^\s(?i:nếu)\s|^,\s(?i:nếu)\s(?i:được|có|đủ|mặt bằng|vốn|nguồn|thời tiết|tiến độ|mọi|không (?:có gì|vướng|gặp|phát sinh))\s"
# "Nếu như năm ngoái …, thì năm nay …" compares.
IF_THEN = r"(?i)nếu (?:như )?(?:năm|trước|giai đoạn|tháng|quý|ở|trong|nhiệm kỳ)\s"
# "Cử tri đề nghị tỉnh hoàn thành …": they ask the body to, which has promised nothing.
PETITION = r"(?:^|[,;:.]\s)(?i:(?:nhiều|các|một số|không ít|ngoài ra,|bên cạnh đó,|đồng thời,)\s)*(?i:cử tri|người dân|bà con|nhân dân|hộ dân)(?:\s[^\s,;:.“”]+){0,10}?\s(?i:đề nghị|kiến nghị|yêu cầu|mong|mong muốn)(?:\s[^;:“”]*)?$"
# "UBND tỉnh đã | giao Sở A …"; whom another order tells to hand it on is no such body.
HANDS = r"^,?\s(?:(?i:đã|vừa|cũng|tiếp tục|đồng thời|trực tiếp|thống nhất)\s)*$"
# "Bà A, Chủ tịch UBND tỉnh, | đặt mục tiêu …": the last such words before the goal.
SET_BY = r"(?s)^(.*[\s,])(?:đặt|đề|đưa)(?: ra)? (?:mục tiêu|chỉ tiêu|kế hoạch)(?:\s|$)"
TOLD_TO = r"(?i:yêu cầu|đề nghị|kiến nghị|chỉ đạo|giao|cho|với|của|tại|từ|được)\s$"
# "Tháng 3/2019, chủ đầu tư lại xin khởi động, hoàn thành trong 40 tháng": what a year that is over opens was promised then.
OF_THEN = r"^(?:[^,;:.]{0,60},\s|.*[.“]\s)?(?i:(?:vào|hồi|ngay từ|từ|trong|cuối|đầu|giữa|khoảng)\s){0,2}$"
ITS_YEAR = (
    r"[12][0-9]{3}|(?i:này|nay|tới|sau)(?:[\s,]|$)"  # "trước ngày 20/1" behind such a year is one of then
)
# "Văn phòng Chính phủ truyền đạt ý kiến của Phó Thủ tướng A yêu cầu …": whose words are conveyed.
CONVEYS = r"(?i)(?:truyền đạt|thông báo)\s(?:ý kiến|kết luận|chỉ đạo)(?:\s(?:chỉ đạo|kết luận))?(?:\scủa)?\s$"
NEAR = 60  # characters between what opens the goal and its quantity


def targets(
    reading: Reading, measurements: pl.DataFrame, statements: pl.DataFrame, investments: pl.DataFrame
) -> pl.DataFrame:
    """Rows of fact type `targets`: s, start, end, subject, goal, deadline, metric, value, unit, comparator, speaker,
    measurement_id, rule. The other frames are the rows of those fact types, before ids.
    """
    reading = by_section(reading)
    told = reading.sentences.filter(pl.col("role").is_in(TOLD)).select("s", "a", "sentence")
    whose = Whose(reading, investments)
    counted = figures(measurements, reading, whose)
    in_words = goals(told, reading, measurements, counted, statements, whose)
    by_a_day = without_overlap(due(told, reading, whose), in_words)
    # A figure that is due that day in the same sentence is the same target.
    by_a_day = by_a_day.join(counted, on=["s", "deadline"], how="anti")
    others = _binding(pl.concat([in_words, by_a_day], how="vertical_relaxed"), told)
    others = with_speaker(_with_extent(whose.in_words(others.drop("sentence")), reading), statements)
    # "ông A cam kết …", "bà B yêu cầu Sở C …": somebody's words begin behind the verb that opens the goal.
    others = with_pledge(
        others.join(told.select("s", "sentence"), on="s", how="left"), statements, COMMITS + ORDERS
    )
    others = _handed_by(others.with_columns(pl.coalesce("speaker", "_promiser")), reading)
    others = _conveyed(others.drop("_promiser", "_office_of"), reading).drop("sentence")
    every = _set_by(pl.concat([counted, others], how="diagonal"), told, reading)
    return _not_of_old(every, told, reading)


@of_rows
def _binding(rows: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The rows of targets, with sentence, without those told on a condition alone, or asked for by those who govern nothing."""
    rows = rows.join(told.select("s", "sentence"), on="s", how="left", maintain_order="left")
    ahead = pl.col("sentence").str.slice(0, pl.col("start"))
    asked = pl.col("sentence").str.slice(0, pl.col("start") + len("kiến nghị")).str.contains(PETITION)
    behind = pl.col("sentence").str.slice(pl.col("end"), 60)
    may_be = ahead.str.contains(IF) & ~ahead.str.contains(IF_THEN)
    return rows.filter(~asked, ~may_be, ~behind.str.contains(IF_ONLY))


@of_rows
def _handed_by(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The rows of targets, those of "giao Sở A …" with the person or body right before as speaker: no verb of speech tells who it is."""
    who = reading.actors.filter(pl.col("speaker").is_not_null()).select(
        "s", _who="speaker", _at="start", _end="end"
    )
    rows = rows.sort("s", "start").join_asof(
        who.sort("s", "_end"), left_on="start", right_on="_end", by="s", check_sortedness=False
    )
    between = pl.col("sentence").str.slice(pl.col("_end"), pl.col("start") - pl.col("_end"))
    told = pl.col("sentence").str.slice(0, pl.col("_at")).str.contains(TOLD_TO)
    hands = pl.col("goal").str.contains("^giao ") & between.str.contains(HANDS) & ~told
    return rows.with_columns(pl.coalesce("speaker", pl.when(hands).then("_who"))).drop("_who", "_at", "_end")


@of_rows
def _conveyed(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The rows of targets, those that a body conveys with whose words they are as speaker (null where he is not named)."""
    who = reading.actors.select("s", _who="speaker", _at="start", _end="end").join(
        rows.filter(pl.col("sentence").str.contains_any(["truyền đạt", "thông báo"]))
        .select("s", "sentence")
        .unique(),
        on="s",
    )
    who = who.filter(pl.col("sentence").str.slice(0, "_at").str.contains(CONVEYS)).drop("sentence")
    rows = rows.sort("s", "start").join_asof(
        who.sort("s", "_end"), left_on="start", right_on="_end", by="s", check_sortedness=False
    )
    conveyed = pl.when(pl.col("_at").is_not_null()).then("_who").otherwise("speaker")
    return rows.with_columns(speaker=conveyed).drop("_who", "_at", "_end")


@of_rows
def _not_of_old(rows: pl.DataFrame, told: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The rows of targets without those of a year that is over by whose name their sentence opens, which no later day is told of."""
    days = reading.dates.filter(pl.col("ends_on").is_not_null()).select(
        "s", _then="ends_on", _at="start", _until="end"
    )
    days = days.join(told, on="s").filter(pl.col("sentence").str.slice(0, "_at").str.contains(OF_THEN))
    years = reading.articles.select("a", _now=pl.coalesce(pl.col("anchor_on").dt.year(), "anchor_year"))
    days = days.join(years, on="a").filter(pl.col("_then").dt.year() < pl.col("_now"))
    over = (
        rows.select("s", "start", "end", "deadline", "goal", "measurement_id")
        .join(days, on="s")
        .filter(
            pl.col("_until") <= pl.col("start"),
            (pl.col("deadline").dt.year() < pl.col("_now")).fill_null(True)
            | (pl.col("measurement_id").is_null() & ~pl.col("goal").str.contains(ITS_YEAR)),
            ~pl.col("sentence").str.slice("_until", pl.col("start") - pl.col("_until")).str.contains("[;”]"),
        )
    )
    return rows.join(over, on=["s", "start", "end"], how="anti")


@of_rows
def _set_by(rows: pl.DataFrame, told: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The rows of targets, those that "Bà A, Chủ tịch UBND tỉnh, đặt mục tiêu …" tells with her as speaker."""
    who = reading.actors.filter(pl.col("speaker_kind") == "person")
    who = who.select("s", _who="speaker", _at="start", _end="end").sort("s", "_end")
    rows = rows.join(told.select("s", "sentence"), on="s", how="left", maintain_order="left")
    ahead = pl.col("sentence").str.slice(0, pl.col("end")).str.extract(SET_BY)
    rows = rows.with_columns(_set=ahead.str.len_chars().fill_null(0)).sort("s", "_set")
    rows = rows.join_asof(who, left_on="_set", right_on="_end", by="s", check_sortedness=False)
    between = pl.col("sentence").str.slice(pl.col("_end"), pl.col("_set") - pl.col("_end"))
    to_another = pl.col("sentence").str.slice(0, pl.col("_at")).str.contains(TOLD_TO)
    sets = (between.str.contains(HANDS) & ~to_another).fill_null(False)
    return rows.with_columns(pl.coalesce("speaker", pl.when(sets).then("_who"))).drop(
        "sentence", "_set", "_who", "_at", "_end"
    )


@of_rows
def _with_extent(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds value, unit and comparator of the first quantity near the opening of the goal ("hoàn thành hơn 200 km đường sắt")."""
    told = reading.quantities.drop_nulls("dimension").filter(~pl.col("dimension").is_in(NO_EXTENT))
    told = told.with_columns(segment="left").filter(~where_it_began())
    met = (
        rows.select("s", "start", "end")
        .join(told.select("s", "value", "unit", "comparator", at="start"), on="s")
        .filter(pl.col("at") >= pl.col("start"), pl.col("at") < pl.col("end"))
        .filter(pl.col("at") - pl.col("start") <= NEAR, pl.col("value") != 0)
        .sort("s", "start", "at")
        .unique(["s", "start"], keep="first", maintain_order=True)
    )
    return rows.join(
        met.select("s", "start", "value", "unit", "comparator"),
        on=["s", "start"],
        how="left",
        maintain_order="left",
    )
