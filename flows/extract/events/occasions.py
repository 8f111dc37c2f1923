"""When and where an event was, who held it and who came: the slots of events (linguistics §12)."""

import polars as pl

from flows.extract.events.borders import YEAR
from flows.letters import CAPITAL, LETTER, SMALL
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
ITS_DAY = r"(?i)^[”\"]?,?\s?\(?(?:(?:đã|sẽ|vừa|được|chính thức|dự kiến|diễn ra|tổ chức|khai mạc|bắt đầu|bế mạc)\s)*(?:(?:tại|ở)\s[^.;:“”]{2,60},?\s)?(?:(?:diễn ra|tổ chức|khai mạc|vào|từ|trong|cuối)\s)*$"
# "Ngày 3/6, bà Lan cho biết tỉnh sẽ tổ chức …": the day of the telling.
TOLD_THEN = r"(?i)(?:cho biết|cho hay|thông tin|trao đổi|thông báo|tiết lộ|khẳng định|nói|rời|lên đường)[\s,]"
# "Ngày 3/6, Đài Tiếng nói A tổ chức …", "… Sở Thông tin và Truyền thông …": bodies whose names hold such a word.
NO_TELLING = r"(?i)tiếng nói|thông tin (?:và|&|-) truyền thông|(?:bộ|sở|phòng|cục|trung tâm|ban|vụ|công nghệ|văn hóa|và) thông tin"
BEFORE_DAY = r"(?:^|[\s(,“])"
DAY_AND_MONTH = r"((?i:(?:sáng|trưa|chiều|tối|đêm|ngày|hôm))\s(?:(?i:ngày)\s)?([0-9]{1,2})\s?[/.-]\s?([0-9]{1,2}))(?:[\s,.;:)]|$)"
UNTIL_A_YEAR = rf"(?i)(?:vào|đến|tới|trước|sau|từ)\s(?:hết |cuối )?năm {YEAR}$"
LONGEST = pl.duration(days=62)
FIRST_NEWS = 1997  # papers on the web; older days are history
DAYS = ["date_day", "date_days", "date_day_range", "date_deictic", "date_weekday"]

VENUE_END = r"(?:[,\s(]*(?i:(?:ở|tại)?\s*(?:tỉnh|thành phố|TP\.?|huyện|thị xã|phường|xã|quận|đặc khu)\s*)|[,\s(]+(?i:ở|tại)?[,\s(]*)$"
LONGEST_VENUE = 11  # blanks
NO_VENUE = r"(?i)^(?:hội nghị|hội thảo|kỳ họp|đại hội|triển lãm|họp|buổi|lễ|diễn đàn|phiên|cuộc|thành phố|tỉnh|tp|huyện|xã|phường|quận|thị xã|việt nam|đây|chương trình|sự kiện)"
HOLDS = r"(?i:phối hợp tổ chức|đồng tổ chức|tổ chức|đồng chủ trì|chủ trì|khai mạc|đăng cai|họp|trao|khởi công|khánh thành|động thổ|công bố)"
# "… được Bộ Y tế tổ chức", "… do Bộ Y tế tổ chức".
HELD_BY = (
    r"^([”\"]?\s(?i:(?:vừa|mới|đã|sẽ|cũng|chính thức)\s)*(?i:được)\s)[^,.;:“”]{3,90}?\s(?i:tổ chức|đăng cai)",
    r"(?s)^(.*?\s(?i:do)\s)",
)
NO_HOST = r"(?i)\(\s?$|(?:của|tại|thuộc|trụ sở|dự|tới|đến|theo|chủ tịch|giám đốc|bí thư|trưởng|phó|thủ tướng|thường trực|chủ nhiệm|đại sứ|ủy viên|đại diện|lãnh đạo|đoàn|đoàn đại biểu|đoàn công tác)\s$|(?:^|[\s(])(?i:ảnh|nguồn)\s?:?[^.,;)]{0,40}$"
# "phiên họp thường kỳ Chính phủ": the body that meets.
SESSION_OF = r"^(?i:phiên họp|phiên thảo luận|cuộc họp|kỳ họp|họp báo|đại hội)(?:\s(?i:thường trực|trực tuyến|báo|báo cáo|của|toàn thể|thường kỳ|định kỳ|bất thường|chuyên đề|tổng kết|lần|thứ|[0-9]+|[IVXL]+|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười(?: \S+)?))*,?\s$"
AREA = rf"((?:(?:tỉnh|thành phố|huyện|xã|phường|đặc khu) ){CAPITAL}{LETTER}*(?:(?: - | ){CAPITAL}{LETTER}*){{0,5}})\s*(?:\([^()]*\)\s*)?(?:{SMALL}+\s+){{0,2}}{HOLDS}"

# "Phó Chủ tịch UBND tỉnh Nguyễn Văn A chủ trì": whose office it is, then a name.
OFFICE_OF = rf"(?:UBND|HĐND|(?i:nhân dân|ủy|uỷ|đoàn|đội))\s{AREA}"

GUESTS = r"^(?i:(?:đến |tới |cùng )?(?:tham )?dự|chủ trì|hội nghị có sự (?:tham|góp)|sự kiện có sự (?:tham|góp)|buổi lễ có sự tham|tham gia|về dự)|(?i:sự (?:tham dự|tham gia|hiện diện|có mặt|chủ trì) của|(?:tham )?dự (?:hội nghị|hội thảo|buổi lễ|lễ|diễn đàn|chương trình|sự kiện|kỳ họp|phiên họp) (?:có|còn có))"
PRESIDES = r"^[^.;:]*(?i:chủ trì|đồng chủ trì|phát biểu|tham dự|tới dự|đến dự|dự)\s"


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
        .with_columns(theme=pl.coalesce(pl.col("sentence").str.extract(THEME), pl.when(alone).then("_theme")))
        .drop("_theme")
    )


@of_rows
def dated(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds starts_on, ends_on, part_of_day: the day told right after the name ("… diễn ra tại Huế từ 3-5/6"), else
    the sentence's first, unless it is the day on which somebody told of the event.

    In an article without a date a day without a year takes the year of the event's name, else that of a month or
    day near it which the article tells in full, else none.
    """
    days = reading.dates.filter(
        pl.col("rule").is_in(DAYS), ~pl.col("is_base"), pl.col("ends_on") - pl.col("starts_on") <= LONGEST
    ).select("a", "s", "starts_on", "ends_on", "part_of_day", at="start", until="end", day="surface")
    days = pl.concat([days, _without_year(rows, days, reading)])
    rows = rows.with_row_index("_i")
    met = (
        rows.select("_i", "s", "start", "end", "name", "token", "sentence")
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
    followed = met.with_columns(
        _own=~before & gap.str.contains(ITS_DAY) & ~pl.col("name").str.contains(rf"[0-9]/{CAPITAL}"),
        _span=pl.col("ends_on") - pl.col("starts_on"),
    )
    first = (
        followed.filter(
            ~(before & gap.str.replace_all(NO_TELLING, "").str.contains(TOLD_THEN)),
            pl.col("_own") | (pl.col("token") != "named"),
        )
        .sort("_i", "_own", "at", descending=[False, True, False])
        .unique("_i", keep="first", maintain_order=True)
    )
    first = _in_its_year(first, reading).with_columns(ends_on=pl.col("starts_on") + pl.col("_span"))
    part = pl.col("sentence").str.extract(r"^((?i:sáng|trưa|chiều|tối|đêm))\s").str.to_lowercase()
    return (
        rows.join(
            first.select("_i", "starts_on", "ends_on", "part_of_day"),
            on="_i",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            part_of_day=pl.coalesce(
                "part_of_day", part.replace_strict(PARTS, default=None, return_dtype=pl.String)
            )
        )
        .drop("_i")
    )


def _without_year(rows: pl.DataFrame, days: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The days without a year, as columns of `days`, of the sentences of articles without a date in which no day is read:
    in the year of a day near it or of a month that holds it, if the article tells no later one; where the event's name
    closes with a year, in 2000.
    """
    undated = reading.articles.filter(pl.col("anchor_on").is_null()).select("a")
    bare = rows.select("a", "s", "name", "sentence").unique("s").join(undated, on="a", how="semi")
    bare = bare.join(days, on="s", how="anti")
    if bare.is_empty():
        return days.clear()
    told, day, month = (pl.col("sentence").str.extract(f"{BEFORE_DAY}{DAY_AND_MONTH}", i) for i in (1, 2, 3))
    at = pl.col("sentence").str.extract(f"(?s)^(.*?{BEFORE_DAY}){DAY_AND_MONTH}").str.len_chars()
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
    ).str.contains(r"(?i)giải\s")
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
        .with_columns(ends_on="starts_on")
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
        ~pl.col("name").str.contains(ABOUT_A_YEAR) & ~pl.col("name").str.contains(UNTIL_A_YEAR)
    ).then(pl.col("name").str.extract(rf"({YEAR})$").cast(pl.Int32))
    month, day = pl.col("starts_on").dt.month(), pl.col("starts_on").dt.day()
    return rows.join(latest, on="_i", how="left", maintain_order="left").with_columns(
        starts_on=pl.when(sure)
        .then("starts_on")
        .otherwise(day_of(pl.coalesce(name_year, "_year"), month, day))
    )


@of_rows
def placed(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds venue and place: what stands after "tại", and the place named there, else the first of the sentence."""
    at = pl.coalesce(
        pl.col("sentence").str.extract(rf"(?s)^(.*?(?:^|[\s,])(?i:tại|ở) ){CAPITAL}").str.len_chars(),
        pl.col("sentence").str.extract(r"(?s)^(.*?(?:^|[\s,])(?i:tại) )").str.len_chars(),
    )
    at_name = pl.col("sentence").str.slice(pl.col("_at"), 1).str.contains(rf"{CAPITAL}")
    rows = rows.with_columns(_at=at).with_columns(_named=at_name.fill_null(False)).with_row_index("_i")
    named = reading.places.filter(~pl.col("level").is_in(["country", "region", "zone"])).select(
        "s", "place", place_start="start", place_end="end"
    )
    met = rows.select("_i", "s", "_at", "_named", "start", "end", "sentence", "token").join(named, on="s")
    outside = (pl.col("place_start") >= pl.col("end")) | (pl.col("place_end") <= pl.col("start"))
    apart = (
        pl.col("sentence")
        .str.slice(0, pl.col("place_start"))
        .str.contains(
            r"(?:[,(]\s*|(?:^|\s)(?i:tại|ở)\s)(?:(?i:tỉnh|thành phố|tp\.?|huyện|thị xã|phường|xã|quận|đặc khu)\s?)?$"
        )
    )
    # "tại Nhà hát Sông Hương Huế, …": the last word of where it was held.
    shown = pl.col("sentence").str.slice(
        pl.col("_at"), pl.max_horizontal("place_start", "_at") - pl.col("_at")
    )
    rest = pl.col("sentence").str.slice(pl.col("place_end"))
    closes = (
        ~shown.str.contains(r"[,.;:“”\"]")
        & rest.str.contains(r"^(?:[,.;)]|$)")
        & (pl.col("place") != "Hồ Chí Minh")
    )
    after = (
        met.with_columns(_apart=apart)
        .filter(pl.col("place_start") >= pl.col("_at"), pl.col("_apart") | closes, outside)
        .sort("_apart", "place_start", descending=[True, False])
        .group_by("_i")
        .agg(_after=pl.col("place").first(), _until=pl.col("place_start").first())
    )
    # What stands after "tại" and is no place that we know leaves the event without one.
    first = (
        met.filter(outside, pl.col("token") != "visit", pl.col("_at").is_null() | ~pl.col("_named"))
        .sort("place_start")
        .group_by("_i")
        .agg(_first=pl.col("place").first())
    )
    hosts = reading.organizations.select("s", _org="start")
    host = (
        rows.select("_i", "s", "_at")
        .join(hosts, on="s")
        .filter(pl.col("_org") > pl.col("_at"))
        .group_by("_i")
        .agg(_host=pl.col("_org").min())
    )
    rows = rows.join(after, on="_i", how="left", maintain_order="left").join(
        first, on="_i", how="left", maintain_order="left"
    )
    rows = rows.join(host, on="_i", how="left", maintain_order="left")
    until = pl.min_horizontal("_until", "_host", pl.when(pl.col("_at") < pl.col("start")).then("start"))
    until = pl.coalesce(until, pl.col("sentence").str.len_chars())
    shown = pl.col("sentence").str.slice(pl.col("_at"), pl.max_horizontal(until, "_at") - pl.col("_at"))
    shown = (
        shown.str.replace(
            rf"\s*[(.;:“\"].*$|\s(?:với|nhằm|do|từ|vào|trong|để|đã|sẽ|được|diễn ra|khai mạc|mang tên)\s.*$|,\s(?:diễn ra|được|kéo dài)(?:\s.*)?$|,\s{CAPITAL}.*$",
            "",
        )
        .str.replace(VENUE_END, "")
        .str.strip_chars_end(" ,")
    )
    usable = (
        shown.str.contains(rf"^(?:{CAPITAL}|(?:trụ sở|hội trường|khách sạn|quảng trường|nhà văn hóa)\s)")
        & shown.str.count_matches(" ").is_between(2, LONGEST_VENUE)
        & ~shown.str.contains(NO_VENUE)
        & (shown != pl.coalesce("_after", pl.lit("")))
    )
    return rows.with_columns(venue=pl.when(usable).then(shown), place=pl.coalesce("_after", "_first")).drop(
        "_i", "_at", "_named", "_after", "_until", "_first", "_host"
    )


@of_rows
def hosted(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds hosts: the organisations before the verb that holds the event or after "do"; whose session or press
    conference the name says it is; or a province that acts itself. Whose office somebody holds is no host.
    """
    rows = rows.with_row_index("_i").with_columns(
        _by=pl.coalesce(
            pl.col("sentence").str.slice(pl.col("end")).str.extract(by) for by in HELD_BY
        ).str.len_chars()
        + pl.col("end"),
        _holds=pl.col("left").str.contains(rf"{HOLDS}\s(?:.{{0,24}}\s)?[“\"]?$")
        | (pl.col("token") == "ceremony")
        | (pl.col("noun") == "họp báo").fill_null(False),
    )
    owned = reading.offices.drop_nulls("owner_start").select(
        "s", host_start="owner_start", _office=pl.lit(True)
    )
    named = (
        rows.select("_i", "s", "start", "end", "_by", "_holds", "sentence")
        .join(reading.organizations.select("s", "organization", host_start="start", host_end="end"), on="s")
        .join(owned.unique(), on=["s", "host_start"], how="left")
    )
    left = pl.col("sentence").str.slice(0, pl.col("host_start"))
    acting = (
        (pl.col("host_end") <= pl.col("start"))
        & pl.col("_holds")
        & pl.col("_office").is_null()
        & ~left.str.contains(NO_HOST)
        & pl.col("sentence")
        .str.slice(pl.col("host_end"), pl.max_horizontal("start", "host_end") - pl.col("host_end"))
        .str.replace_all(r"\([^()]*\)|(?:^|\s)(?:TP|TX|[QPH])\.", "")
        .str.contains(r"^[^.;:“”\"]{0,250}[“\"]?$")
    )
    within = pl.col("sentence").str.slice(
        pl.col("start"), pl.max_horizontal("host_start", "start") - pl.col("start")
    )
    its_own = (
        (pl.col("host_start") > pl.col("start"))
        & (pl.col("host_end") <= pl.col("end"))
        & within.str.contains(SESSION_OF)
    )
    by = (
        (pl.col("_by") <= pl.col("end") + 60)
        & (pl.col("host_start") >= pl.col("_by"))
        & (pl.col("host_start") < pl.col("_by") + 120)
        # "… do Bộ Y tế tổ chức tại Nhà hát Lớn": what follows the verb is a place.
        & ~pl.col("sentence")
        .str.slice(pl.col("_by"), pl.max_horizontal("host_start", "_by") - pl.col("_by"))
        .str.contains(r"tổ chức\s")
    )
    # "phiên họp thường kỳ quý I của UBND thành phố"
    whose = pl.col("sentence").str.slice(
        pl.col("end"), pl.max_horizontal("host_start", "end") - pl.col("end")
    )
    its_own = its_own | ((pl.col("host_start") > pl.col("end")) & whose.str.contains(r"^\s(?i:của)\s$"))
    held = (
        named.with_columns(_own=its_own)
        .filter(acting | by | its_own)
        .filter(pl.col("_own") | ~pl.col("_own").any().over("_i"))
        .sort("host_start")
        .group_by("_i")
        .agg(hosts=pl.col("organization").unique(maintain_order=True))
    )
    rows = rows.join(held, on="_i", how="left", maintain_order="left")
    area = pl.when("_holds", ~pl.col("left").str.contains(OFFICE_OF)).then(pl.col("left").str.extract(AREA))
    alone = pl.when(area.is_not_null()).then(pl.concat_list(area)).otherwise(pl.lit([], pl.List(pl.String)))
    return rows.with_columns(hosts=pl.coalesce("hosts", alone)).drop("_i", "_by", "_holds")


@of_rows
def attended(rows: pl.DataFrame, told: pl.DataFrame, reading: Reading, said: pl.DataFrame) -> pl.DataFrame:
    """Adds participants: the guests listed in sentences after the event, else the people who spoke after it."""
    order = rows.select("a", "s", "start").with_row_index("_i").sort("s")
    near = told.join(rows.select("a").unique(), on="a", how="semi")
    guests = near.filter(
        pl.col("sentence").str.contains(GUESTS) | pl.col("sentence").str.contains(PRESIDES)
    ).select("s", "a", "sentence")
    listed = (
        reading.people.select("s", "person", at="start")
        .join(guests, on="s")
        .filter(pl.col("sentence").str.contains(GUESTS) | pl.col("s").is_in(rows["s"].implode()))
    )
    speakers = (
        said.filter(pl.col("speaker_kind") == "person")
        .select("s", person="speaker", at="start")
        .join(told.select("s", "a"), on="s")
    )
    found = []
    for people in (listed, speakers):
        met = people.sort("s", "at").join_asof(
            order.select("a", "_i", _s="s").sort("_s"),
            left_on="s",
            right_on="_s",
            by="a",
            check_sortedness=False,
        )
        found.append(
            met.drop_nulls("_i")
            .group_by("_i", maintain_order=True)
            .agg(pl.col("person").unique(maintain_order=True))
        )
    both = found[0].join(found[1], on="_i", how="full", coalesce=True, suffix="_said")
    people = both.select("_i", participants=pl.coalesce("person", "person_said"))
    return (
        rows.with_row_index("_i")
        .join(people, on="_i", how="left", maintain_order="left")
        .drop("_i")
        .with_columns(pl.col("participants").fill_null(pl.lit([], pl.List(pl.String))))
    )
