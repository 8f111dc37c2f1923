"""When an article was published, as its header, metadata, address or dateline says it; never when it was fetched."""

import polars as pl

from flows.contracts import INSTANT

ZONE = "Asia/Ho_Chi_Minh"
FIRST_YEAR = 1990  # a day before the web is a misprint, or a machine's zero
MONTHS = {
    m: str(i)
    for i, m in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}

YEAR = r"(?:19|20)\d{2}"
YEAR_FIRST = rf"(?:^|\D)({YEAR})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?:\D|$)"
DAY_FIRST = rf"(?:^|\D)(\d{{1,2}})\s?[-/.]\s?(\d{{1,2}})\s?[-/.]\s?({YEAR})(?:\D|$)"
IN_WORDS = rf"(?:^|\D)(\d{{1,2}})\s+tháng\s+(\d{{1,2}})[,\s]+(?:năm\s+)?({YEAR})(?:\D|$)"
MAIL = rf"(?:^|\D)(\d{{1,2}}) +(\d{{1,2}})-[a-z]* +({YEAR})(?:\D|$)"  # "17 May 2024", its month made "5-"
# "8:05 SA", "8:05 CH": sáng and chiều, as Windows and SharePoint write AM and PM in Vietnamese.
CLOCK = r"(?:^|[T\D])([01]?\d|2[0-3])(?::|h|g)([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?\s*(am\b|pm\b|sa\b|ch\b)?"
OFFSET = r"(?:\d|am|pm)\s*\(?(?:(?:gmt|utc)\s*)?([+-])(\d{1,2}):?(\d{2})?\)?$"

# A line that holds a date and no more: before the title, or right after it.
WEEKDAY = r"(?:(?:thứ\s+\p{L}+|chủ nhật)\s*,?\s*)?"
A_DAY = rf"(?:{YEAR}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?{YEAR}|\d{{1,2}} tháng \d{{1,2}}(?:,| năm) ?{YEAR})"
A_TIME = r"\d{1,2}[:hg]\d{2}(?::\d{2})?(?:\s*(?:am|pm))?"
A_ZONE = r"\(?(?:(?:gmt|utc)\s*)?[+-]\d{1,2}(?::?\d{2})?\)?"
DATE_LINE = (
    rf"(?i)^(?:date:?\s+|(?:cập nhật|ngày đăng|đăng lúc|xuất bản)(?: lúc)?:?\s+)?(?:{A_TIME}\s*[,|-]?\s*)?"
    rf"{WEEKDAY}(?:ngày\s+)?{A_DAY}(?:\s*[T,|–-]?\s*{A_TIME})?(?:\s*(?:{A_ZONE}|Z))?$"
)
# "date 2025-06-12 …": a date that opens the title's line.
DATE_MARK = rf"(?i)^(date:?\s+{A_DAY}\s+)\S"
# "(QNP) - Hà Nội, ngày 3/10/2025 -": a dateline with a whole date opens the text.
DATELINE = rf"^(?:\([^()\n]{{1,30}}\)\s*[-–]?\s*)?\p{{Lu}}[\p{{L}}. ]{{1,30}},\s*(?:ngày\s+)?(\d{{1,2}}[-/.]\d{{1,2}}[-/.]{YEAR})\s*(?:\([^()\n]{{1,30}}\)\s*)?[-–:]"

IN_PATH = rf"/({YEAR})[/-](\d{{1,2}})[/-](\d{{1,2}})(?:/|-|$)"
# A number of the kind yyyymmddhhmmss… that ends the address is the moment the page was made.
IN_NUMBER = (
    rf"[-/]({YEAR})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d\d{{0,3}}\.\w{{2,5}}$"
)


def published(raw: pl.Series) -> pl.DataFrame:
    """(on: Date, at: UTC instant) of dates (String) as sources write them, row for row; null where one says none.

    Reads ISO 8601, "Thứ tư, 12/4/2023, 19:39 (GMT+7)", "12-04-2023 19:39", "5 tháng 6 năm 2024", the dates of
    mail and feeds, Unix seconds and milliseconds. Days come before months. A time without a zone is
    Vietnam's; `at` is null without a time of day, and midnight without a zone is none.

    >>> published(pl.Series(["1635998400"]))["on"].item()
    datetime.date(2021, 11, 4)
    """
    raw = raw.alias("raw").cast(pl.String)
    text = (
        raw.drop_nulls()
        .unique()
        .to_frame()
        .with_columns(text=pl.col("raw").str.strip_chars().str.to_lowercase())
    )
    told = _with_instant(_with_offset(_with_clock(_with_day(text))))
    day = pl.coalesce(pl.col("at").dt.convert_time_zone(ZONE).dt.date(), "day")
    return (
        raw.to_frame()
        .join(told.select("raw", "at", on=day), on="raw", how="left", maintain_order="left")
        .select("on", "at")
    )


def published_in_url(url: pl.Series) -> pl.Series:
    """The day in an address such as ".../2024/05/17/…" or "…-20240517080054340.htm"; null without such a one."""
    path = url.alias("path").to_frame().with_columns(pl.col("path").str.replace(r"[?#].*$", ""))
    numbers = path.select(_groups(IN_PATH, "path", "path"), _groups(IN_NUMBER, "path", "number"))
    return numbers.select(pl.coalesce(_date("path", 1, 2, 3), _date("number", 1, 2, 3))).to_series()


def _groups(pattern: str, column: str, name: str) -> pl.Expr:
    return pl.col(column).str.extract_groups(pattern).alias(name)


def _date(groups: str, year: int, month: int, day: int) -> pl.Expr:
    parts = [pl.col(groups).struct.field(str(i)).str.zfill(2) for i in (year, month, day)]
    return pl.concat_str(parts, separator="-").str.to_date("%Y-%m-%d", strict=False)


def _with_day(texts: pl.DataFrame) -> pl.DataFrame:
    """Adds `day`, by the first way of writing it that fits."""
    month = pl.col("text").str.replace_many([f" {m}" for m in MONTHS], [f" {i}-" for i in MONTHS.values()])
    ways = {"year_first": YEAR_FIRST, "day_first": DAY_FIRST, "in_words": IN_WORDS}
    texts = texts.with_columns(_groups(p, "text", name) for name, p in ways.items())
    texts = texts.with_columns(mail=month.str.extract_groups(MAIL))
    return texts.with_columns(
        day=pl.coalesce(
            _date("year_first", 1, 2, 3), *(_date(way, 3, 2, 1) for way in ("day_first", "in_words", "mail"))
        )
    )


def _with_clock(texts: pl.DataFrame) -> pl.DataFrame:
    """Adds `clock`, the time of day as a duration; null without one."""
    field = pl.col("clock").struct.field
    hour, minute, second = (field(str(i)).cast(pl.Int64, strict=False) for i in (1, 2, 3))
    half = field("4")
    hour = (
        pl.when(half.is_in(["pm", "ch"]))
        .then(hour % 12 + 12)
        .when(half.is_in(["am", "sa"]))
        .then(hour % 12)
        .otherwise(hour)
    )
    return texts.with_columns(_groups(CLOCK, "text", "clock")).with_columns(
        clock=pl.duration(hours=hour, minutes=minute, seconds=second.fill_null(0), time_unit="us")
    )


def _with_offset(texts: pl.DataFrame) -> pl.DataFrame:
    """Adds `offset`, how far the stated zone is ahead of UTC, as a duration; null without one."""
    field = pl.col("offset").struct.field
    sign = pl.when(field("1") == "-").then(-1).otherwise(1)
    hours, minutes = field("2").cast(pl.Int64), field("3").cast(pl.Int64).fill_null(0)
    is_utc = pl.col("text").str.contains(r"\d\s*\(?(?:z|gmt|utc)\)?$")
    stated = pl.when(is_utc).then(0).when(hours <= 14).then(sign * (hours * 60 + minutes))
    return texts.with_columns(_groups(OFFSET, "text", "offset")).with_columns(
        offset=pl.duration(minutes=stated, time_unit="us")
    )


def _with_instant(texts: pl.DataFrame) -> pl.DataFrame:
    """Adds `at`."""
    local = pl.col("day").cast(pl.Datetime("us")) + pl.col("clock")
    zoned = (local - pl.col("offset")).dt.replace_time_zone("UTC")
    native = local.dt.replace_time_zone(ZONE, non_existent="null", ambiguous="earliest").dt.convert_time_zone(
        "UTC"
    )
    is_day_only = (pl.col("clock") == pl.duration(hours=0)) & pl.col("offset").is_null()
    seconds = pl.col("text").str.extract(r"^(1\d{9})(?:\.0+|\d{3})?$").cast(pl.Int64)
    unix = pl.from_epoch(seconds, "s").dt.replace_time_zone("UTC").dt.cast_time_unit("us")
    return texts.with_columns(
        at=pl.coalesce(unix, pl.when(~is_day_only).then(pl.coalesce(zoned, native))).cast(INSTANT)
    )
