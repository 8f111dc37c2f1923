"""What an event was about, and when it was (linguistics §12)."""

import polars as pl

from flows.extract.events.borders import ALSO_FRAMES, FRAMES, YEAR
from flows.extract.events.inner import of_a_press_conference
from flows.extract.events.lasting import LONGEST, lasting, on_the_same_day
from flows.letters import CAPITAL, LETTER
from flows.read import Reading
from flows.read.dates.parts import day_of
from flows.read.dates.words import ABOUT_A_YEAR
from flows.read.rules import of_rows

THEME = r"(?i:chủ đề)\s*(?:là|:|của \S+ \S+ là)?\s*[“\"]([^”\"]+)[”\"]"
THEME_OF = (
    r"(?i:hội nghị|hội thảo|diễn đàn|sự kiện|triển lãm|chương trình|lễ|tuần lễ|ngày hội|tọa đàm|đại hội)"
)
PARTS = {"sáng": "morning", "trưa": "noon", "chiều": "afternoon", "tối": "evening", "đêm": "night"}
# A day that goes on right after the name is the event's own.
ITS_DAY = r"(?i)^[”\"]?(?:\s\([^()]{1,60}\))?,?\s?\(?(?:(?:đã|sẽ|vừa|được|chính thức|dự kiến|diễn ra|tổ chức|khai mạc|bắt đầu|bế mạc)\s)*(?:(?:tại|ở)\s[^.;:“”]{2,60},?\s)?(?:(?:diễn ra|tổ chức|khai mạc|vào|từ|trong|cuối)\s)*$"
# "Nam Định, 22/11/2024 - Chiều 21/11, …": the day of a date line is that of what follows where nothing else tells.
WRITTEN_AT = (
    rf"^(?:\([^()]{{2,30}}\)\s?(?:[-–—]\s?)?)?{CAPITAL}{LETTER}*(?:\.?\s?{CAPITAL}{LETTER}*){{0,4}},\s$"
)
AND_THEN = r"^\)?\s?(?:\([^()]{2,30}\)\s?)?[-–—:.](?:\s|$)"
# "Ngày 3/6, bà Lan cho biết tỉnh sẽ tổ chức …": the day of the telling.
TOLD_THEN = r"(?i)(?:cho biết|cho hay|thông tin|trao đổi|thông báo|tiết lộ|khẳng định|nói|rời|lên đường|chốt danh sách|chốt quyền|đăng ký cuối cùng)[\s,]"
# "ông A gặp ông B tại Hội nghị C ngày 3/6", "bên lề Hội nghị C chiều 3/6": the day of what two did there.
MET_THERE = r"(?i)\s(?:gặp(?: nhau| riêng)?|bắt tay|hội đàm|chụp ảnh(?: chung)?|trò chuyện|cuộc gặp)(?:\s[^.;:]{0,120})?\s(?:là\s)?(?:tại|trong|ở|nhân)\s(?:(?:buổi|cuộc)\s)?[“\"]?$|(?:^|[\s,])bên lề\s(?:(?:buổi|cuộc|chuỗi)\s)?(?:sự kiện\s)?[“\"]?$"
SUMMONED = r"(?i)(?:^|\s)(?:giấy|thư) (?:triệu tập|mời)\s[^.;]*$"  # when they were sent
OF_STATES = ["conference", "forum"]
IS_HELD = r"(?i)\s(?:diễn ra|tổ chức|khai mạc|bế mạc|từ)\s"
# "Trao đổi với báo A ngày 3/6, ông B cho biết sẽ tổ chức …": the day of the telling, told behind it.
TOLD_TO = r"(?i)^(?:trao đổi|trả lời|nói chuyện|chia sẻ|thông tin|phát biểu)\s(?:với|phỏng vấn|cho)\s[^,;]*$"
# "Ngày 3/6, Đài Tiếng nói A tổ chức …", "… Sở Thông tin và Truyền thông …": bodies whose names hold such a word.
NO_TELLING = r"(?i)tiếng nói|thông tin (?:và|&|-) truyền thông|(?:bộ|sở|phòng|cục|trung tâm|ban|vụ|công nghệ|văn hóa|và) thông tin"
# "Nhân kỷ niệm 95 năm Ngày thành lập Đảng (3/2/1930 - 3/2/2025), sáng 1/2, …": the day that is honoured.
DAY_HONOURED = (
    r"(?i)(?:kỷ niệm|kỉ niệm|ngày sinh|ngày mất|ngày thành lập|ngày truyền thống)\s[^;()]*\([^()]*$"
)
OF_PAPER = rf"(?i)\ssố\s[0-9]\S*$|[0-9]/(?-i:{CAPITAL})"
BEFORE_DAY = r"(?:^|[\s(,“])"
DAY_AND_MONTH = r"((?i:(?:sáng|trưa|chiều|tối|đêm|ngày|hôm))\s(?:(?i:ngày)\s)?([0-9]{1,2})\s?[/.-]\s?([0-9]{1,2}))(?:[\s,.;:)]|$)"
UNTIL_THEN = r"^\s?(?:đến|tới|[-–])\s?(?:(?:hết|ngày)\s)*([0-9]{1,2})\s?[/.-]\s?([0-9]{1,2})(?:[\s,.;:)]|$)"
OWN_DAY = r"^[”\"]?,?\s(?:(?:đã|sẽ|được|chính thức|dự kiến|sắp|diễn ra|tổ chức|khai mạc|vào)\s)+"
# "nhiệm kỳ 2025-2030", "giai đoạn 2021-2025": the last of several years.
OF_A_TERM = rf"(?i)(?:nhiệm kỳ|giai đoạn|khóa|khoá)\s[^,;]{{0,12}}{YEAR}$|{YEAR}\s?[-–]\s?{YEAR}$"
UNTIL_A_YEAR = rf"(?i)(?:vào|đến|tới|trước|sau|từ)\s(?:hết |cuối )?năm {YEAR}$"
YEARLY = ["contest", "festival", "fair", "exhibition"]
FIRST_NEWS = 1997  # papers on the web; older days are history
DAYS = ["date_day", "date_days", "date_day_range", "date_deictic", "date_weekday"]


@of_rows
def themed(rows: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Adds theme: of the event's sentence, else of a sentence after it that speaks of the event's theme."""
    later = told.join(rows.select("a").unique(), on="a", how="semi").filter(
        pl.col("sentence").str.contains(THEME), pl.col("sentence").str.contains(THEME_OF)
    )
    first = (
        later.sort("s")
        .group_by("a", maintain_order=True)
        .agg(_theme=pl.col("sentence").str.extract(THEME).first())
    )
    alone = pl.col("same").n_unique().over("a") == 1
    return (
        rows.join(first, on="a", how="left", maintain_order="left")
        .with_columns(
            theme=pl.when(pl.col("token") != "visit").then(
                pl.coalesce(pl.col("sentence").str.extract(THEME), pl.when(alone).then("_theme"))
            )
        )
        .drop("_theme")
    )


@of_rows
def dated(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds starts_on, ends_on, part_of_day, and framed (it frames another event of its sentence): the day told right after the name ("… diễn ra tại Huế từ 3-5/6"), else
    the sentence's first, unless it is the day on which somebody told of the event.

    In an article without a date a day without a year takes the year of the event's name, else that of a month or
    day near it which the article tells in full, else none.
    """
    days = reading.dates.filter(
        pl.col("rule").is_in(DAYS), ~pl.col("is_base"), pl.col("ends_on") - pl.col("starts_on") <= LONGEST
    ).select("a", "s", "starts_on", "ends_on", "part_of_day", at="start", until="end", day="surface")
    days = pl.concat([days, _without_year(rows, days, reading), on_the_same_day(rows, days)])
    # "Trong khuôn khổ Hội nghị A, chiều 3/6, Bộ B tổ chức Hội thảo C": the day is the seminar's.
    frames = pl.col("left").str.contains(FRAMES) & (pl.len().over("s") > 1)
    frames |= pl.col("left").str.contains(ALSO_FRAMES)
    rows = rows.with_row_index("_i").with_columns(framed=frames)
    met = (
        rows.filter((pl.col("token") != "named") | ~of_a_press_conference())
        .select("_i", "s", "start", "end", "name", "token", "event_kind", "sentence", "framed")
        .join(days, on="s")
        .filter(
            (pl.col("until") <= pl.col("start"))
            | (pl.col("at") >= pl.col("end"))
            | (pl.col("token") == "visit")  # "chuyến thăm Lào ngày 3-5/9 của …"
        )
        .join(reading.articles.select("a", "anchor_on"), on="a")
    )
    before = pl.col("at") < pl.col("start")
    gap = (
        pl.when(before)
        .then(pl.col("sentence").str.slice(pl.col("until"), pl.col("start") - pl.col("until")))
        .otherwise(
            pl.col("sentence").str.slice(pl.col("end"), pl.max_horizontal("at", "end") - pl.col("end"))
        )
    )
    left = pl.col("sentence").str.slice(0, pl.col("at"))
    written = left.str.contains(WRITTEN_AT) & pl.col("sentence").str.slice(pl.col("until")).str.contains(
        AND_THEN
    )
    told_to = (
        before & left.str.contains(TOLD_TO) & pl.col("sentence").str.slice(pl.col("until")).str.contains("^,")
    )
    # "sơ kết 2 năm thực hiện Quy định số 5 ngày 3/3/2026": the day of the paper.
    of_paper = (gap == " ") & ~before & pl.col("name").str.contains(OF_PAPER)
    # "báo cáo số 6/BC-A ngày 3/6/2027 của Ủy ban B": the day of the paper, wherever it stands.
    of_paper |= left.str.contains(r"\ssố\s[^\s,;]*[/-][^\s,;]*\s$")
    # "… tại Lễ hội A Ngày 3/6, đại diện UBND B cho biết": the first word of another sentence.
    glued = ~before & pl.col("day").str.contains(rf"^{CAPITAL}") & (gap == " ")
    there = pl.col("sentence").str.slice(0, pl.col("start")).str.contains(MET_THERE)
    summoned = pl.col("sentence").str.slice(0, pl.col("start")).str.contains(SUMMONED)
    there &= pl.col("event_kind").is_in(OF_STATES) & ~(~before & gap.str.contains(IS_HELD))
    met = met.filter(~left.str.contains(DAY_HONOURED), ~told_to, ~of_paper, ~there, ~glued, ~summoned)
    followed = met.with_columns(
        _turn=pl.when(~before).then(2).when(written).then(1).otherwise(0),
        _own=~before & gap.str.contains(ITS_DAY) & ~(pl.col("framed") & (gap == ", ")),
        _span=pl.col("ends_on") - pl.col("starts_on"),
    )
    first = (
        followed.filter(
            ~(before & gap.str.replace_all(NO_TELLING, "").str.contains(TOLD_THEN)),
            pl.col("_own") | ((pl.col("token") != "named") & ~pl.col("framed")),
        )
        .sort("_i", "_own", "_turn", "at", descending=[False, True, False, False])
        .unique("_i", keep="first", maintain_order=True)
    )
    first = _in_its_year(first, reading).with_columns(ends_on=pl.col("starts_on") + pl.col("_span"))
    part = pl.col("sentence").str.extract(r"^((?i:sáng|trưa|chiều|tối|đêm))\s").str.to_lowercase()
    return lasting(
        rows.join(
            first.select("_i", "starts_on", "ends_on", "part_of_day"),
            on="_i",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            part_of_day=pl.coalesce(
                "part_of_day",
                pl.when(~pl.col("framed")).then(
                    part.replace_strict(PARTS, default=None, return_dtype=pl.String)
                ),
            )
        )
        .drop("_i"),
        reading,
    )


def _then() -> pl.Expr:
    """The last of days without a year ("17/6 đến 2/7"), else the first."""
    rest = pl.col("sentence").str.slice(pl.col("until"), 30)
    day, month = (rest.str.extract(UNTIL_THEN, i).cast(pl.Int32) for i in (1, 2))
    last = day_of(pl.col("_year").fill_null(2000), month, day)
    return pl.when(last > pl.col("starts_on")).then(last).otherwise("starts_on")


def _without_year(rows: pl.DataFrame, days: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The days without a year, as columns of `days`, of the sentences of articles without a date in which no day is read:
    in the year of a day near it or of a month that holds it, if the article tells no later one; where the event's name
    closes with a year, in 2000.
    """
    undated = reading.articles.filter(pl.col("anchor_on").is_null()).select("a")
    bare = (
        rows.select("a", "s", "end", "name", "sentence")
        .unique("s", keep="first", maintain_order=True)
        .join(undated, on="a", how="semi")
    )
    bare = bare.join(days, on="s", how="anti")
    if bare.is_empty():
        return days.clear()
    # The day right behind the name is its own: "Ngày 2/3, trường A hưởng ứng Ngày hội B diễn ra ngày 9/3".
    behind = (
        pl.col("sentence").str.slice(pl.col("end")).str.extract(f"({OWN_DAY}){DAY_AND_MONTH}").str.len_chars()
    )
    skipped = pl.when(behind.is_not_null()).then(pl.col("end") + behind).otherwise(0)
    bare = bare.with_columns(
        _skipped=skipped, _rest=pl.concat_str(pl.lit(" "), pl.col("sentence").str.slice(skipped))
    )
    told, day, month = (pl.col("_rest").str.extract(f"{BEFORE_DAY}{DAY_AND_MONTH}", i) for i in (1, 2, 3))
    before = pl.col("_rest").str.extract(f"(?s)^(.*?{BEFORE_DAY}){DAY_AND_MONTH}").str.len_chars()
    at = pl.col("_skipped") + before - 1
    bare = bare.with_columns(day=told, _day=day.cast(pl.Int32), _month=month.cast(pl.Int32), at=at)
    full = reading.dates.filter(pl.col("surface").str.contains(YEAR)).select(
        "a", "surface", "starts_on", _to="ends_on"
    )
    near = bare.join(full, on="a").with_columns(_year=pl.col("starts_on").dt.year())
    near = near.with_columns(_on=day_of(pl.col("_year"), pl.col("_month"), pl.col("_day")))
    one = (pl.col("starts_on") == pl.col("_to")) & ((pl.col("_on") - pl.col("_to")).abs() <= LONGEST)
    within = pl.col("_on").is_between("starts_on", "_to") & (pl.col("_to") - pl.col("starts_on") <= LONGEST)
    # Of an article that tells of several years a day is of none: history, or a plan.
    years = near.filter(one | within).group_by("s").agg(pl.col("_year").min(), _other=pl.col("_year").max())
    told_year = pl.col("surface").str.extract(rf"({YEAR})").cast(pl.Int32)
    last = full.group_by("a").agg(_last=told_year.max())
    bare = bare.join(years, on="s", how="left").join(last, on="a", how="left")
    only = (pl.col("_year") == pl.col("_other")) & (pl.col("_year") >= pl.col("_last"))
    bare = bare.with_columns(_year=pl.when(only & (pl.col("_year") >= FIRST_NEWS)).then("_year"))
    # A prize of 2016 is awarded in 2017.
    of_name = pl.col("name").str.extract(rf"({YEAR})$").cast(pl.Int32)
    named = (of_name >= pl.max_horizontal(pl.col("_last"), pl.lit(FIRST_NEWS))) & ~pl.col(
        "name"
    ).str.contains(rf"(?i)giải\s|{OF_A_TERM}")
    found = bare.filter(pl.col("_year").is_not_null() | named.fill_null(False))
    return (
        found.with_columns(
            starts_on=day_of(pl.col("_year").fill_null(2000), pl.col("_month"), pl.col("_day")),
            part_of_day=pl.lit(None, pl.String),
            until=(pl.col("at") + pl.col("day").str.len_chars()),
            day=pl.concat_str(
                "day", pl.concat_str(pl.lit("/"), pl.col("_year").cast(pl.String)).fill_null("")
            ),
        )
        .drop_nulls("starts_on")
        .with_columns(ends_on=_then())
        .select(days.columns)
        .cast(days.schema)
    )


@of_rows
def _in_its_year(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Rows (_i, a, name, day, starts_on, anchor_on) with starts_on in the year that name or article tell."""
    sure = pl.col("anchor_on").is_not_null() | pl.col("day").str.contains(YEAR)
    told = (
        reading.dates.filter(
            pl.col("surface").str.contains(YEAR), pl.col("ends_on") - pl.col("starts_on") <= LONGEST
        )
        .filter(pl.col("starts_on").dt.year() >= FIRST_NEWS)
        .select("a", near="starts_on")
        .unique()
    )
    met = rows.filter(~sure).select("_i", "a", "starts_on").join(told, on="a")
    tried = pl.concat(
        met.with_columns(year=pl.col("near").dt.year() + off).with_columns(
            day=day_of(pl.col("year"), pl.col("starts_on").dt.month(), pl.col("starts_on").dt.day())
        )
        for off in (-1, 0, 1)
    )
    close = tried.filter((pl.col("day") - pl.col("near")).abs() <= LONGEST)
    latest = close.group_by("_i").agg(_year=pl.col("year").max())
    name_year = pl.when(
        ~pl.col("name").str.contains(ABOUT_A_YEAR)
        & ~pl.col("name").str.contains(UNTIL_A_YEAR)
        & ~pl.col("name").str.contains(OF_A_TERM)
    ).then(pl.col("name").str.extract(rf"({YEAR})$").cast(pl.Int32))
    # "Hội chợ A 2027 mở từ 23/11", told in spring: the year of its name lies ahead.
    ahead = pl.col("event_kind").is_in(YEARLY) & ~pl.col("day").str.contains(YEAR)
    ahead &= name_year > pl.col("starts_on").dt.year()
    sure &= ~ahead.fill_null(False)
    month, day = pl.col("starts_on").dt.month(), pl.col("starts_on").dt.day()
    return rows.join(latest, on="_i", how="left", maintain_order="left").with_columns(
        starts_on=pl.when(sure)
        .then("starts_on")
        .otherwise(day_of(pl.coalesce(name_year, "_year"), month, day))
    )
