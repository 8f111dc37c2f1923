"""When an article was published, as its header, metadata, address or dateline says it; never when it was fetched."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import polars as pl

from flows.contracts import INSTANT
from flows.letters import CAPITAL, LETTER

ZONE = "Asia/Ho_Chi_Minh"
FIRST_YEAR = 1990  # a day before the web is a misprint, or a machine's zero
MONTHS = {
    m: str(i)
    for i, m in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
# Hours ahead of UTC of zones whose name has one meaning: RFC 5322's but CST, which is China's too, and the region's.
# A name that is not here leaves the instant open, and so the day in Vietnam.
ZONES = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "etc/utc"), 0),
    **dict.fromkeys(("ict", "asia/ho_chi_minh", "asia/saigon", "asia/bangkok"), 7),
    "edt": -4,
    "est": -5,
    "cdt": -5,
    "mdt": -6,
    "mst": -7,
    "pdt": -7,
    "pst": -8,
    "cet": 1,
    "cest": 2,
    "msk": 3,
    "sgt": 8,
    "hkt": 8,
    "jst": 9,
    "kst": 9,
    "aest": 10,
    "aedt": 11,
}
# Halves of the day: in English, as a Vietnamese Windows writes them, in words. At night and noon the hour is open.
BEFORE_NOON, AFTER_NOON = [r"a\.?m\.?", "sa", "sáng"], [r"p\.?m\.?", "ch", "chiều", "tối"]
OPEN = ["trưa", "đêm", "khuya"]

YEAR = r"(?:19|20)[0-9]{2}"
MONTH = (
    "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
NTH = r"([0-9]{1,2})(?:st|nd|rd|th)?"
# Ways to write a day, and which of their groups are year, month, day; what stands around them is kept apart.
DAYS = {
    rf"({YEAR})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}})": (1, 2, 3),
    rf"([0-9]{{1,2}})\s?[-/.]\s?([0-9]{{1,2}})\s?[-/.]\s?({YEAR})": (3, 2, 1),
    rf"([0-9]{{1,2}})\s+(?:tháng|thg)\s+([0-9]{{1,2}})[,\s]+(?:năm\s+)?({YEAR})": (
        3,
        2,
        1,
    ),  # "thg" is how browsers shorten it
    rf"{NTH}[ -]+{MONTH},?[ -]+({YEAR})": (3, 2, 1),  # "17 May 2024", "04-Mar-2025"
    rf"{MONTH} +{NTH},? +({YEAR})": (3, 1, 2),  # "March 4, 2025"
}
# Months in words; "tháng năm 2025" may be a month or a year's.
IN_WORDS = {
    "mười hai": 12, "mười một": 11, "mười": 10, "chín": 9, "tám": 8, "bảy": 7, "sáu": 6, "tư": 4, "ba": 3, "hai": 2, "một": 1,
}  # fmt: skip
# Other writings of the same, made into one of those: digits run together (ISO 8601's basic format), a day with a
# zone but no time, a year of two digits in mail (RFC 5322, 4.3), a year after its time ("Tue Mar 4 16:30:00 2025").
REWRITTEN = (
    *((rf"([0-9]\s+tháng\s+){word}([,\s])", f"${{1}}{number}${{2}}") for word, number in IN_WORDS.items()),
    (rf"^({YEAR})(0[1-9]|1[0-2])([0-3][0-9])$", "$1-$2-$3"),
    (
        rf"^({YEAR})(0[1-9]|1[0-2])([0-3][0-9])[t _-]?([0-2][0-9])([0-5][0-9])([0-5][0-9])([^0-9].*)?$",
        "$1-$2-$3 $4:$5:$6$7",
    ),
    (rf"^({YEAR})(0[1-9]|1[0-2])([0-3][0-9])[t _-]?([0-2][0-9])([0-5][0-9])([^0-9].*)?$", "$1-$2-$3 $4:$5$6"),
    (r"\([^()]*âm lịch[^()]*\)", " "),  # "(tức ngày 5/2 âm lịch)" beside the day of the sun's calendar
    (r"^/date\(([0-9]{13})(?:[+-][0-9]{4})?\)/$", "$1"),  # .NET's
    (rf"^({YEAR}-[0-9][0-9]-[0-9][0-9])(?:z|[+-][0-9][0-9]:[0-9][0-9])$", "$1"),
    (rf"^([a-z]{{3}}, [0-9]{{1,2}} {MONTH}) ([0-4][0-9]) ([0-9][0-9]:)", "$1 20$3 $4"),
    (
        rf"^((?:[a-z]{{3}},? )?{MONTH} +[0-9]{{1,2}}) +([0-9][0-9]?:\S+)( [a-z]{{1,4}}| [+-][0-9]{{4}})? ({YEAR})$",
        "$1 $5 $3$4",
    ),
)
SIGNED = r"^[-+][0-9]{4,}-[0-9]"  # ISO 8601's years before and after what four digits hold: "-2025-05-06" is none of ours
LUNAR = rf"âm lịch|(?:^|[^{LETTER}])âl(?:[^{LETTER}]|$)"  # a day of the moon's calendar is another day of the sun's
# The day of an update is not the article's where another stands beside it.
UPDATED = r"(?:cập nhật|chỉnh sửa|sửa đổi|updated|modified)[^0-9]{0,20}[0-9/.:,h\- ]+"
A_DATE = r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{2,4}"
CLOCK = (
    r"(^|[^0-9+])([01]?[0-9]|2[0-3])(?::|h|g)([0-5][0-9])(?::([0-5][0-9])(?:[.,][0-9]+)?)?"
    rf"(?:\s*(?:({'|'.join(BEFORE_NOON)})|({'|'.join(AFTER_NOON)})|({'|'.join(OPEN)}))($|[^{LETTER}0-9])|($|[^0-9:]))"
)
# What follows the time, whose place "@" marks: "+07:00", "(GMT+7)", "EST", "+07:00[Asia/Ho_Chi_Minh]".
OFFSET = rf"@[^{LETTER}0-9+-]*(?:(?:gmt|utc)\s*)?([+-])([0-9]{{1,2}}):?([0-9]{{2}})?(?:[^0-9]|$)"
ZONE_NAME = rf"@[^{LETTER}0-9]*([a-z]{{1,5}}|[a-z]+/[a-z_/]+)[^{LETTER}0-9]*$"
# A day as Excel counts them from the end of 1899, its time behind the point, of 1998 to 2050: "45750.354".
EXCEL = r"^\s*((?:3[6-9]|4[0-9]|5[0-4])[0-9]{3}(?:\.[0-9]{1,15})?)\s*$"
UNIX = r"^(1[0-9]{9})(?:[0-9]{3}|[0-9]{6}|[0-9]{9})?(?:\.[0-9]+)?$"

# A line that holds a date and no more: before the title, or right after it.
WEEKDAY = rf"(?:(?:thứ\s+{LETTER}+|chủ nhật)\s*,?\s*)?"
A_DAY = rf"(?:{YEAR}-[0-9]{{1,2}}-[0-9]{{1,2}}|[0-9]{{1,2}}\s?[-/.]\s?[0-9]{{1,2}}\s?[-/.]\s?{YEAR}|[0-9]{{1,2}} tháng [0-9]{{1,2}}(?:,| năm) ?{YEAR})"
A_TIME = r"[0-9]{1,2}[:hg][0-9]{2}(?::[0-9]{2})?(?:\s*(?:am|pm))?"
A_ZONE = r"\(?(?:(?:gmt|utc)\s*)?[+-][0-9]{1,2}(?::?[0-9]{2})?\)?"
# Where and when a document of the administration was issued, on a line of its own (Decree 30/2020/NĐ-CP, article 8).
PLACE = rf"{CAPITAL}[{LETTER}.]*(?:(?: [-–] |[ .-]){CAPITAL}[{LETTER}.]*){{0,5}}"
DAY_IN_WORDS = rf"[0-9]{{1,2}} tháng [0-9]{{1,2}} năm {YEAR}"
PLACE_LINE = rf"{PLACE}\s?,\s?ngày (?:{DAY_IN_WORDS}|[0-9]{{1,2}}\s?[-/.]\s?[0-9]{{1,2}}\s?[-/.]\s?{YEAR})"
# "Ninh Bình, ngày 12 tháng 9 năm 2025" below the names of offices, the number and what else heads such a document.
IN_HEADING = rf"^(?:[^\n]{{0,149}}[^\n.!?…]\n+){{0,8}}?({PLACE}\s?,\s?ngày {DAY_IN_WORDS})(?:\n|$)"
DATE_LINE = (
    rf"^{PLACE_LINE}$|(?i)^(?:date:?\s+|(?:cập nhật|ngày đăng|đăng lúc|xuất bản)(?: lúc)?:?\s+)?(?:{A_TIME}\s*[,|-]?\s*)?"
    rf"{WEEKDAY}(?:ngày\s+)?{A_DAY}(?:\s*[T,|–-]?\s*{A_TIME})?(?:\s*(?:{A_ZONE}|Z))?$"
)
# "date 2025-06-12 …": a date that opens the title's line.
DATE_MARK = rf"(?i)^(date:?\s+{A_DAY}\s+)\S"
# "(QNP) - Hà Nội, ngày 3/10/2025 -": a dateline with a whole date opens the text.
DATELINE = rf"^(?:\([^()\n]{{1,30}}\)\s*[-–]?\s*)?{CAPITAL}[{LETTER}. ]{{1,30}},\s*(?:ngày\s+)?([0-9]{{1,2}}[-/.][0-9]{{1,2}}[-/.]{YEAR}|[0-9]{{1,2}} tháng [0-9]{{1,2}},? (?:năm )?{YEAR})\s*(?:\([^()\n]{{1,30}}\)\s*)?[-–:]"

IN_PATH = rf"/({YEAR})[/-]([0-9]{{1,2}})[/-]([0-9]{{1,2}})(?:/|-|$)"
# A number of the kind yyyymmddhhmmss… that ends the address is the moment the page was made.
IN_NUMBER = rf"[-/]({YEAR})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9][0-9]{{0,3}}\.\w{{2,5}}$"


# How most pages write a day, of which nothing need be weighed: for `plain_day`.
CLOCKED = r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?"
ISO = re.compile(
    r"((?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})(?:[T ](?:[0-9:.]+(?:\+07:?00)?"
    r"|((?:[01][0-9]|2[0-3]):[0-5][0-9])(?::[0-5][0-9](?:\.[0-9]+)?)?(Z|[+-](?:0[0-9]|1[0-3]):?[0-5][0-9])))?"
)
DAY_FIRST = re.compile(
    rf"(?i)({CLOCKED}[\s,|-]+)?(?:(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)[\s,]+)?(?:ngày\s)?"
    rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\3((?:19|20)[0-9]{{2}})"
    rf"(?(1)|(?:[\s,|-]+{CLOCKED}(?:\s?\(?(?:GMT|UTC)?\s?\+0?7(?::?00)?\)?)?)?)"
)


def published(raw: pl.Series) -> pl.DataFrame:
    """(on: Date, at: UTC instant) of dates (String) as sources write them, row for row; null where one says none.

    Reads ISO 8601, "Thứ tư, 12/4/2023, 19:39 (GMT+7)", "12-04-2023 19:39", "5 tháng 6 năm 2024", "March 4, 2025", the
    dates of mail and feeds, Unix seconds, milli-, micro- and nanoseconds. Of numbers the day comes before the month, as
    Vietnam writes it: "3/4/2025" is 3 April whoever wrote it, and "3/14/2025" is unread, as is a lunar day. A time without a zone is
    Vietnam's; where a zone's name is not known, or two days are told, nothing is read. `at` is null without
    a time of day, and midnight without a zone is none.

    >>> published(pl.Series(["1635998400"]))["on"].item()
    datetime.date(2021, 11, 4)
    """
    if raw.null_count() == len(raw):
        return pl.DataFrame(schema={"on": pl.Date, "at": INSTANT}).clear(len(raw))
    raw = raw.alias("raw").cast(pl.String)
    text = pl.col("raw").str.strip_chars().str.to_lowercase()
    for pattern, replacement in REWRITTEN:
        text = text.str.replace(pattern, replacement)
    without_update = pl.col("text").str.replace(UPDATED, " ")
    texts = (
        raw.drop_nulls()
        .unique()
        .to_frame()
        .filter(~pl.col("raw").str.strip_chars().str.contains(SIGNED))
        .with_columns(text=text)
        .with_columns(
            text=pl.when(without_update.str.contains(A_DATE)).then(without_update).otherwise("text")
        )
        .filter(~pl.col("text").str.contains(LUNAR))
    )
    told = _with_instant(_with_offset(_with_clock(_with_day(texts))))
    day = pl.coalesce(pl.col("at").dt.convert_time_zone(ZONE).dt.date(), "day")
    return (
        raw.to_frame()
        .join(told.select("raw", "at", on=day), on="raw", how="left", maintain_order="left")
        .select("on", "at")
    )


def without_excel_numbers(raw: pl.Expr) -> pl.Expr:
    """Cells of a column of days, those that hold Excel's number of one as ISO 8601 writes it.

    >>> pl.select(without_excel_numbers(pl.Series(["45750", "45750.5", "457500"]))).to_series().to_list()
    ['2025-04-03', '2025-04-03 12:00:00', '457500']
    """
    days = raw.str.extract(EXCEL).cast(pl.Float64)
    at = pl.datetime(1899, 12, 30) + pl.duration(seconds=(days * 86_400).round())
    day = at.dt.strftime("%Y-%m-%d")
    clock = pl.when(days != days.floor()).then(at.dt.strftime(" %H:%M:%S")).otherwise(pl.lit(""))
    return pl.coalesce(day + clock, raw)


def plain_day(text: str) -> date | None:
    """The day in Vietnam that `published` reads in an ISO date, or in one with the day first; null of any other text.

    For texts one by one: a frame of one takes longer than all else that is done with a page.
    """
    try:
        if iso := ISO.fullmatch(text.strip()):
            told = datetime.fromisoformat(f"{iso[1]}T{iso[2]}{iso[3]}") if iso[3] else None
            return told.astimezone(ZoneInfo(ZONE)).date() if told else date.fromisoformat(iso[1])
        if first := DAY_FIRST.fullmatch(text.strip()):
            return date(int(first[5]), int(first[4]), int(first[2]))
    except ValueError:  # such as 30/02/2025
        return None
    return None


def published_in_url(url: pl.Series) -> pl.Series:
    """The day in an address such as ".../2024/05/17/…" or "…-20240517080054340.htm"; null without such a one."""
    path = url.alias("path").to_frame().with_columns(pl.col("path").str.replace(r"[?#].*$", ""))
    numbers = path.select(_groups(IN_PATH, "path", "path"), _groups(IN_NUMBER, "path", "number"))
    return numbers.select(pl.coalesce(_date("path", 1, 2, 3), _date("number", 1, 2, 3))).to_series()


def _groups(pattern: str, column: str, name: str) -> pl.Expr:
    return pl.col(column).str.extract_groups(pattern).alias(name)


def _date(groups: str, year: int, month: int, day: int) -> pl.Expr:
    field = pl.col(groups).struct.field
    number = field(str(month)).str.head(3).replace(MONTHS)
    parts = [field(str(year)), number.str.zfill(2), field(str(day)).str.zfill(2)]
    return pl.concat_str(parts, separator="-").str.to_date("%Y-%m-%d", strict=False)


def _with_day(texts: pl.DataFrame) -> pl.DataFrame:
    """Adds `day`, by the first way of writing it that fits, and leaves in `text` the rest; null for two days."""
    texts = _without_a_day(_without_a_day(texts, "day"), "other")
    is_one = pl.col("other").is_null() | (pl.col("other") == pl.col("day"))
    return texts.with_columns(day=pl.when(is_one).then("day"))


def _without_a_day(texts: pl.DataFrame, name: str) -> pl.DataFrame:
    texts = texts.with_columns(pl.lit(None, pl.Date).alias(name))
    for way, (year, month, day) in DAYS.items():
        before = rf"(^|[^{LETTER}0-9])" if way.startswith(MONTH) else r"(^|[^0-9])"
        texts = texts.with_columns(_groups(rf"{before}{way}([^0-9]|$)", "text", "groups")).with_columns(
            found=_date("groups", year + 1, month + 1, day + 1)
        )
        is_first = pl.col(name).is_null() & pl.col("found").is_not_null()
        texts = texts.with_columns(
            pl.coalesce(name, "found").alias(name),
            text=pl.when(is_first)
            .then(pl.col("text").str.replace(rf"{before}{way}([^0-9]|$)", "${1} ${5}"))
            .otherwise("text"),
        )
    return texts


def _with_clock(texts: pl.DataFrame) -> pl.DataFrame:
    """Adds `clock`, the time of day as a duration, null without one; "@" stands in `text` where it stood."""
    field = pl.col("groups").struct.field
    hour, minute, second = (field(str(i)).cast(pl.Int64, strict=False) for i in (2, 3, 4))
    is_morning, is_evening, is_open = (field(str(i)).is_not_null() for i in (5, 6, 7))
    hour = (
        pl.when(is_evening).then(hour % 12 + 12)
        .when(is_morning & (hour <= 12)).then(hour % 12)
        .when(~is_morning & ~is_open).then(hour)
    )  # fmt: skip
    return texts.with_columns(_groups(CLOCK, "text", "groups")).with_columns(
        clock=pl.duration(hours=hour, minutes=minute, seconds=second.fill_null(0), time_unit="us"),
        text=pl.col("text").str.replace(CLOCK, "${1}@${8}${9}"),
    )


def _with_offset(texts: pl.DataFrame) -> pl.DataFrame:
    """Adds `offset`, how far the stated zone is ahead of UTC, as a duration, and `is_elsewhere`: in a zone not known."""
    field = pl.col("groups").struct.field
    sign = pl.when(field("1") == "-").then(-1).otherwise(1)
    hours, minutes = field("2").cast(pl.Int64), field("3").cast(pl.Int64).fill_null(0)
    name = pl.col("text").str.extract(ZONE_NAME)
    named = name.replace_strict(ZONES, default=None, return_dtype=pl.Int64) * 60
    stated = pl.when((hours <= 14) & (minutes < 60)).then(sign * (hours * 60 + minutes))
    return texts.with_columns(_groups(OFFSET, "text", "groups")).with_columns(
        offset=pl.duration(minutes=pl.coalesce(stated, named), time_unit="us"),
        is_elsewhere=pl.coalesce(stated, named).is_null() & pl.coalesce(name, field("2")).is_not_null(),
    )


def _with_instant(texts: pl.DataFrame) -> pl.DataFrame:
    """Adds `at`; takes `day` back where it is one of a zone not known."""
    local = pl.col("day").cast(pl.Datetime("us")) + pl.col("clock")
    zoned = (local - pl.col("offset")).dt.replace_time_zone("UTC")
    native = local.dt.replace_time_zone(ZONE, non_existent="null", ambiguous="earliest").dt.convert_time_zone(
        "UTC"
    )
    is_day_only = (pl.col("clock") == pl.duration(hours=0)) & pl.col("offset").is_null()
    seconds = pl.col("text").str.extract(UNIX).cast(pl.Int64)
    unix = pl.from_epoch(seconds, "s").dt.replace_time_zone("UTC").dt.cast_time_unit("us")
    told = pl.when(~is_day_only & ~pl.col("is_elsewhere")).then(pl.coalesce(zoned, native))
    return texts.with_columns(
        at=pl.coalesce(unix, told).cast(INSTANT), day=pl.when(~pl.col("is_elsewhere")).then("day")
    )
