"""How long an event lasts: its first and its last day, told together, apart, or in a later sentence (linguistics §12)."""

import polars as pl

from flows.extract.events.borders import FRAMES
from flows.read import Reading
from flows.read.dates.words import COUNTS
from flows.read.rules import of_rows

LONGEST = pl.duration(days=62)
# "Tối 28/8, khai mạc Liên hoan A", "đêm khai mạc Lễ hội B": the first of several days.
OPENS = r"(?i)khai mạc\s(?:\S+\s)?[“\"]?$"
IT_IS = r"(?i)^[”\"]?,?\s(?:(?:đã|sẽ|được|chính thức|vừa|cũng|sắp|dự kiến)\s)*"
IS_OPENED = rf"{IT_IS}(?:khai mạc|khai hội|bắt đầu|mở cửa|khởi tranh|mở màn)(?:[\s,.]|$)"
CLOSES = r"(?i)(?:bế mạc|kết thúc|khép lại)\s(?:\S+\s)?[“\"]?$"
IS_CLOSED = rf"{IT_IS}(?:bế mạc|kết thúc|khép lại)(?:[\s,.]|$)"
DAYS_LONG = ["festival", "fair", "exhibition", "contest", "congress"]  # and the sessions of elected bodies
# "Ngày 3/6, A bắt đầu chuyến thăm Lào": its first day; in the course of a visit other things are done on a day.
VISIT_BEGINS = r"(?i)(?:bắt đầu|lên đường|rời \S+ \S+|sang|đến)\s$"
VISIT_GOES_ON = r"(?i)(?:trong|nhân|khuôn khổ|dịp|kết thúc|đang|đang có|tiếp tục|trong thời gian|chương trình|về|của)\s(?:(?:tốt đẹp|thành công)\s)?$"
OWN_VISIT_DAY = r"^\s(?i:vào\s)?(?i:ngày|hôm)\s[0-9]"  # "trong chuyến thăm Lào ngày 3/6"
# "bế mạc chiều 12/10 sau 3 ngày làm việc": the first day is told by their number.
AFTER_DAYS = r"(?i)(?:^|\s)sau\s([0-9]{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\sngày\s(?:làm việc|diễn ra|tổ chức|tranh tài|thi đấu|thi tài|họp|thảo luận|hoạt động|mở cửa|trưng bày)"
IS_OVER = r"(?i)(?:bế mạc|kết thúc|khép lại|thành công|hoàn thành)"
# "khai mạc ngày 1/10 và kéo dài đến hết ngày 20/10", "… và bế mạc ngày 3/10", "từ 8h ngày 2/10 đến 22h ngày 4/10".
GOES_ON_UNTIL = r"(?i)\s(?:kéo dài|diễn ra|mở cửa|trưng bày|phục vụ)\s(?:(?:liên tục|cho)\s)?$"
UNTIL = r"(?i)^(?:đến|tới)\s"
CLOSES_ON = r"(?i)\s(?:bế mạc|kết thúc|khép lại)\s(?:(?:vào|lúc|trong|[0-9]{1,2}(?:h|g)[0-9]{0,2}|[0-9]{1,2} giờ)\s)*$"
UNTIL_AN_HOUR = r"(?i)(?:đến|tới)\s(?:hết\s)?[0-9]{1,2}(?:h|g|:|\sgiờ)\s?[0-9]{0,2}\s(?:phút\s)?$"
# "Hội nghị diễn ra trong hai ngày 14 và 15/10.", "Lễ hội sẽ kéo dài đến hết ngày 5/11.": told after the event, by its noun.
TOLD_LATER = r"^(?:Buổi |Cuộc )?(\S+(?: \S+){0,2}?)(?: này| năm nay| lần này)?(?: (?:đã|sẽ|được|dự kiến|chính thức|cũng))*\s(diễn ra|kéo dài|tổ chức|bắt đầu|mở cửa|kết thúc|bế mạc|khép lại)\s"
OVER = ["kết thúc", "bế mạc", "khép lại"]  # "Lễ hội sẽ kết thúc vào ngày 5/11.": its last day alone
LATER_GAP = r"(?i)^(?:(?:trong|vào|lúc|liên tục|từ|cho|suốt|thứ \S+|chủ nhật|[0-9]{1,2}(?:h|g|:)[0-9]{0,2}(?:\s?-\s?[0-9]{1,2}(?:h|g|:)?[0-9]{0,2})?|[0-9]+|hai|ba|bốn|năm|sáu|bảy|ngày|(?:tại|ở) [^,.;()]{2,60}),?\s)*\(?$"
# "Sự kiện diễn ra vào …": of the only event that the article tells.
IT = ["sự kiện", "chương trình", "buổi lễ", "lễ"]
# "Sáng cùng ngày, …": the day that was told last.
SAME_DAY = r"(?i:(?:rạng sáng|sáng|trưa|chiều tối|chiều|tối|đêm)\s)?(?i:cùng ngày)"
SAME_PARTS = {"sáng": "morning", "trưa": "noon", "chiều": "afternoon", "tối": "evening", "đêm": "night"}
SOON = 6  # sentences after the event


@of_rows
def lasting(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Rows of events with the day that their sentence tells (starts_on, ends_on) as what it is of the whole of them."""
    return _until(_first_days(rows), reading)


@of_rows
def _first_days(rows: pl.DataFrame) -> pl.DataFrame:
    """Of one day that is only the first or the last of an event of several days what it tells, of one amid them nothing."""
    right = pl.col("sentence").str.slice(pl.col("end"), 60)
    one = (pl.col("starts_on") == pl.col("ends_on")).fill_null(True)
    long = pl.col("event_kind").is_in(DAYS_LONG) | (pl.col("noun") == "kỳ họp").fill_null(False)
    visit = pl.col("token") == "visit"
    goes_on = pl.col("left").str.contains(VISIT_GOES_ON) & ~right.str.contains(OWN_VISIT_DAY)
    begins = (long & (pl.col("left").str.contains(OPENS) | right.str.contains(IS_OPENED))) | (
        visit & ~goes_on & pl.col("left").str.contains(VISIT_BEGINS)
    )
    closes = long & (pl.col("left").str.contains(CLOSES) | right.str.contains(IS_CLOSED))
    # "Tối 3/6, trong khuôn khổ Lễ hội A, …": what was done then is not all of it.
    amid = visit & goes_on
    amid |= long & pl.col("left").str.contains(FRAMES) & (pl.col("starts_on") == pl.col("ends_on"))
    # "bế mạc sau 3 ngày làm việc": of whatever kind, and so its first day is known.
    told = pl.col("sentence").str.extract(AFTER_DAYS).str.to_lowercase()
    days = told.replace_strict(COUNTS, default=None, return_dtype=pl.Int32)
    counted = ~visit & days.is_not_null() & pl.col("sentence").str.contains(IS_OVER)
    amid, closes = one & amid, one & (closes | counted)
    begins = one & begins & ~counted
    of_days = pl.col("starts_on") - pl.duration(days=days - 1)
    return rows.with_columns(
        starts_on=pl.when(counted & closes).then(of_days).when(~closes & ~amid).then("starts_on"),
        ends_on=pl.when(~begins & ~amid).then("ends_on"),
        part_of_day=pl.when(~begins & ~closes & ~amid).then("part_of_day"),
    )


@of_rows
def _until(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds to the first day the last one, which the sentence tells apart from it."""
    rows = rows.with_row_index("_i")
    first = rows.filter((pl.col("starts_on") == pl.col("ends_on")).fill_null(True))
    days = reading.dates.filter(pl.col("rule") == "date_day", ~pl.col("is_base"))
    met = first.select("_i", "s", "end", "starts_on", "sentence").join(
        days.select("s", "surface", at="start", last="ends_on"), on="s"
    )
    met = met.filter(
        pl.col("at") >= pl.col("end"),
        pl.col("last") > pl.col("starts_on"),
        pl.col("last") - pl.col("starts_on") <= LONGEST,
    )
    # Of what is told behind another event nothing is of this one.
    others = rows.select("s", _other="start", _by="_i")
    between = (
        met.select("_i", "s", "end", "at")
        .join(others, on="s")
        .filter(pl.col("_other").is_between("end", "at"), pl.col("_by") != pl.col("_i"))
    )
    gap = pl.col("sentence").str.slice(pl.col("end"), pl.max_horizontal("at", "end") - pl.col("end"))
    until = gap.str.contains(GOES_ON_UNTIL) & pl.col("surface").str.contains(UNTIL)
    told = met.filter(until | gap.str.contains(CLOSES_ON) | gap.str.contains(UNTIL_AN_HOUR)).join(
        between, on=["_i", "at"], how="anti"
    )
    last = told.group_by("_i").agg(_last=pl.col("last").first())
    return (
        rows.join(last, on="_i", how="left", maintain_order="left")
        .with_columns(
            ends_on=pl.coalesce("_last", "ends_on"),
            part_of_day=pl.when(pl.col("_last").is_null()).then("part_of_day"),
        )
        .drop("_i", "_last")
    )


@of_rows
def told_later(rows: pl.DataFrame, told: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Events, one row each, with the days that a sentence soon after tells of the only one of their noun: "Lễ hội diễn ra …"."""
    rows = rows.with_row_index("_i")
    only = rows.with_columns(_lone=pl.len().over("a") == 1).filter(
        pl.len().over("a", "noun") == 1, pl.col("token") != "visit"
    )
    later = told.with_columns(
        noun=pl.col("sentence").str.extract(TOLD_LATER).str.to_lowercase(),
        _over=pl.col("sentence").str.extract(TOLD_LATER, 2).is_in(OVER),
        _verb=pl.col("sentence").str.extract(f"({TOLD_LATER})").str.len_chars(),
    ).drop_nulls("noun")
    days = reading.dates.filter(
        pl.col("rule").is_in(["date_day", "date_days", "date_day_range"]), ~pl.col("is_base")
    )
    each = only.select("_i", "a", "noun", "starts_on", "ends_on", "_lone", _s="s")
    lone = (
        each.filter("_lone").drop("noun").join(pl.DataFrame({"noun": IT}), how="cross").select(each.columns)
    )
    met = (
        pl.concat([each, lone])
        .join(later.select("a", "s", "noun", "_verb", "_over", "sentence"), on=["a", "noun"])
        .filter(pl.col("s") > pl.col("_s"), pl.col("s") - pl.col("_s") <= SOON)
        .join(days.select("s", "surface", at="start", from_="starts_on", to="ends_on"), on="s")
        .with_columns(from_=pl.when(~pl.col("_over")).then("from_"))
        .filter(pl.col("at") >= pl.col("_verb"), pl.col("to") - pl.coalesce("from_", "starts_on") <= LONGEST)
    )
    gap = pl.col("sentence").str.slice(pl.col("_verb"), pl.max_horizontal("at", "_verb") - pl.col("_verb"))
    one = (pl.col("starts_on") == pl.col("ends_on")).fill_null(True)
    whole = pl.col("from_").is_not_null() & (
        pl.col("starts_on").is_null() | (one & pl.col("starts_on").is_between("from_", "to"))
    )
    end = pl.col("from_").is_null() & one & (pl.col("starts_on") < pl.col("to"))
    found = (
        met.filter(gap.str.contains(LATER_GAP), whole.fill_null(False) | end.fill_null(False))
        .sort("s", "at")
        .group_by("_i", maintain_order=True)
        .agg(_from=pl.coalesce("from_", "starts_on").first(), _to=pl.col("to").first())
    )
    changed = (pl.col("_to") != pl.col("ends_on")) | (pl.col("_from") != pl.col("starts_on"))
    return (
        rows.join(found, on="_i", how="left", maintain_order="left")
        .with_columns(
            starts_on=pl.coalesce("_from", "starts_on"),
            ends_on=pl.coalesce("_to", "ends_on"),
            part_of_day=pl.when(~changed.fill_null(False)).then("part_of_day"),
        )
        .drop("_i", "_from", "_to")
    )


@of_rows
def on_the_same_day(rows: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """The days, as columns of `days`, of the sentences of events that tell of "cùng ngày" alone: the one day that a sentence
    before tells last.
    """
    told, before = (
        pl.col("sentence").str.extract(pattern)
        for pattern in (rf"(?:^|[\s,(])({SAME_DAY})[\s,)]", rf"(?s)^(.*?(?:^|[\s,(])){SAME_DAY}[\s,)]")
    )
    alike = (
        rows.select("a", "s", day=told, at=before.str.len_chars())
        .drop_nulls("day")
        .unique("s", maintain_order=True)
    )
    one = days.filter(pl.col("starts_on") == pl.col("ends_on"))
    found = (
        alike.join(days, on="s", how="anti")
        .join(one.select("a", "starts_on", "ends_on", _s="s", _at="at"), on="a")
        .filter(pl.col("_s") < pl.col("s"), pl.col("s") - pl.col("_s") <= SOON)
        .sort("s", "_s", "_at", descending=[False, True, False])
        .unique("s", keep="first", maintain_order=True)
    )
    part = pl.col("day").str.to_lowercase().str.extract(r"(sáng|trưa|chiều|tối|đêm)")
    return (
        found.with_columns(
            part_of_day=part.replace_strict(SAME_PARTS, default=None, return_dtype=pl.String),
            until=pl.col("at") + pl.col("day").str.len_chars(),
        )
        .select(days.columns)
        .cast(days.schema)
    )
