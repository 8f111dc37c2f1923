"""The days that a date's parts mean: of the calendar, and counted from the article's own day (linguistics §6–7)."""

import polars as pl

from flows.read.dates.parts import beside, day_of, with_years
from flows.read.dates.words import COUNTS, ITS_YEAR, NEXT, PARTS_OF_DAY, WEEKDAYS
from flows.read.rules import of_rows

# Which days of a month its parts are; null is its end.
TENTHS = {
    r"nửa đầu": (1, 15),
    r"nửa cuối": (16, None),
    r"đầu tháng|thượng tuần": (1, 10),
    r"giữa tháng|trung tuần": (11, 20),
    r"cuối tháng|hạ tuần": (21, None),
}
THIRDS = {r"đầu năm": 1, r"giữa năm": 5, r"cuối năm": 10}  # the first month of each, three months long
UNITS = {"năm": "y", "quý": "q", "tháng": "mo", "tuần": "w", "ngày": "d"}


@of_rows
def resolved(parsed: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """Adds starts_on, ends_on (Date), part_of_day and is_fuzzy; without what no calendar has.

    `parsed` is what `parts.parsed` gives; `named` lists the times that have a name: word, starts, ends (MM-DD).
    """
    plain, token = pl.col("plain"), pl.col("token")
    of_article = token.is_in(["weekday", "deictic", "counted", "ago"])
    named_days = with_years(parsed.filter(~of_article & (token != "named_time"))).pipe(_calendar)
    calendar = pl.concat(
        [
            named_days,
            _named(parsed.filter(token == "named_time"), named),
            _counted(parsed.filter(token == "counted")).pipe(_as_told, named_days),
            _ago(parsed.filter(token == "ago")),
            _near(parsed.filter(token.is_in(["weekday", "deictic"]))),
        ],
        how="diagonal",
    )
    return (
        calendar.with_columns(
            part_of_day=plain.str.extract(r"(rạng sáng|sáng|trưa|chiều|tối|đêm)").replace_strict(
                PARTS_OF_DAY, default=None, return_dtype=pl.String
            ),
            is_fuzzy=pl.col("is_fuzzy").fill_null(False) | plain.str.contains("nhiệm kỳ|năm học|khoảng"),
        )
        .filter(
            pl.coalesce("starts_on", "ends_on").is_not_null(),
            (pl.col("starts_on") <= pl.col("ends_on")).fill_null(False),
        )
        .sort("s", "start")
    )


@of_rows
def _calendar(told: pl.DataFrame) -> pl.DataFrame:
    """Days, months, quarters and years that the words name, and parts of them."""
    plain, token = pl.col("plain"), pl.col("token")
    year, year2 = pl.col("year"), pl.col("year2")
    third = pl.lit(None, pl.Int32)
    for cue, month in THIRDS.items():
        third = pl.when((token == "year") & plain.str.contains(cue)).then(month).otherwise(third)
    tenth = pl.lit(None, pl.String)
    for cue in reversed(TENTHS):  # the one listed first wins
        tenth = pl.when((token == "month") & plain.str.contains(cue)).then(pl.lit(cue)).otherwise(tenth)
    # What the words say is looked for once, not wherever it is used.
    said = told.with_columns(
        _third=third,
        _tenth=tenth,
        _few=plain.str.extract(r"([0-9]{1,2}) ngày đầu").cast(pl.Int32),
        _few_last=plain.str.extract(r"([0-9]{1,2}) ngày cuối").cast(pl.Int32),
    )
    third, few, few_last = pl.col("_third"), pl.col("_few"), pl.col("_few_last")
    first, last = (
        pl.col("_tenth").replace_strict(
            {cue: days[end] for cue, days in TENTHS.items()}, default=None, return_dtype=pl.Int32
        )
        for end in (0, 1)
    )
    month1 = pl.coalesce(third, "month1")
    month2 = pl.coalesce(third + 2, "month2")
    last_day = day_of(year2, month2, 1).dt.month_end()
    fuzzy = first.is_not_null() & few.is_null() & few_last.is_null()
    starts_on = day_of(year, month1, pl.coalesce("day1", pl.when(few.is_null()).then(first), 1))
    ends_on = pl.coalesce(
        day_of(year2, month2, pl.col("day2")),
        pl.when(token == "month").then(day_of(year2, month2, pl.coalesce(few, last))),
        pl.when(pl.col("day2").is_null()).then(last_day),
    )
    one_first, one_last = (plain.str.contains(f"^ngày {which}") for which in ("đầu tiên", "cuối cùng"))
    found = said.with_columns(
        starts_on=pl.when(one_last)
        .then(ends_on)
        .when(few_last.is_not_null())
        .then(ends_on - pl.duration(days=few_last - 1))
        .otherwise(starts_on),
        ends_on=pl.when(one_first).then(starts_on).otherwise(ends_on),
        is_fuzzy=fuzzy | third.is_not_null(),
    )
    return found.drop("_third", "_tenth", "_few", "_few_last")


@of_rows
def _named(told: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """ "Quốc khánh năm 2024", "mùa hè này": the days of the seed, in the year that is told."""
    word = pl.col("plain").str.replace(rf"(?:{ITS_YEAR}|\s+này)$", "")
    year = pl.coalesce("year", "anchor_year").cast(pl.String)
    found = told.with_columns(_word=word).join(
        named, left_on="_word", right_on="word", how="left", maintain_order="left"
    )
    return found.with_columns(
        starts_on=pl.concat_str(year, pl.lit("-"), "starts").str.to_date("%Y-%m-%d", strict=False),
        ends_on=pl.concat_str(year, pl.lit("-"), "ends").str.to_date("%Y-%m-%d", strict=False),
        is_fuzzy=pl.col("starts") != pl.col("ends"),
    ).drop("_word", "starts", "ends")


@of_rows
def _counted(told: pl.DataFrame) -> pl.DataFrame:
    """ "5 năm qua", "3 tháng tới": so many whole years, quarters, months, weeks or days beside the article's own."""
    plain = pl.col("plain")
    n = plain.str.extract(r"^(\S+(?: một| hai)?) (?:năm|quý|tháng|tuần|ngày)").replace_strict(
        COUNTS | {str(n): n for n in range(13, 100)}, default=None, return_dtype=pl.Int32
    )
    ahead = plain.str.contains("tới")
    spans = []
    for word, unit in UNITS.items():
        of_unit = told.filter(plain.str.contains(rf"^\S+(?: một| hai)? {word} "))
        back, forth = (
            pl.concat_str(sign, n.cast(pl.String), pl.lit(unit)) for sign in (pl.lit("-"), pl.lit(""))
        )
        now = pl.col("anchor_on").dt.truncate(f"1{unit}")
        after = now.dt.offset_by(f"1{unit}")
        first = pl.when(ahead).then(after).otherwise(now.dt.offset_by(back))
        last = pl.when(ahead).then(after.dt.offset_by(forth)).otherwise(now)
        spans.append(
            of_unit.with_columns(starts_on=first, ends_on=last.dt.offset_by("-1d"), is_fuzzy=pl.lit(True))
        )
    return pl.concat(spans)


@of_rows
def _as_told(counted: pl.DataFrame, calendar: pl.DataFrame) -> pl.DataFrame:
    """Of an article without a date "6 tháng qua" are those that it tells by their year: "6 tháng đầu năm 2024"."""
    told = (
        calendar.filter(pl.col("token") == "months", pl.col("month1") == 1)
        .select("a", _n="month2", _starts_on="starts_on", _ends_on="ends_on")
        .unique(["a", "_n"], keep="last", maintain_order=True)
    )
    n = pl.col("plain").str.extract(r"^(\S+(?: một| hai)?) tháng .*qua$")
    rows = counted.with_columns(_n=n.replace_strict(COUNTS, default=None, return_dtype=pl.Int32))
    return (
        rows.join(told, on=["a", "_n"], how="left", maintain_order="left")
        .with_columns(pl.coalesce(c, f"_{c}") for c in ("starts_on", "ends_on"))
        .drop("_n", "_starts_on", "_ends_on")
    )


@of_rows
def _ago(told: pl.DataFrame) -> pl.DataFrame:
    """ "cách đây 3 ngày" is that day; of weeks, months and years the whole one so long ago."""
    plain = pl.col("plain")
    n = plain.str.extract(r"^cách đây (\S+(?: một| hai)?) (?:năm|tháng|tuần|ngày)").replace_strict(
        COUNTS | {str(n): n for n in range(13, 100)}, default=None, return_dtype=pl.Int32
    )
    spans = []
    for word, unit in UNITS.items():
        back = pl.concat_str(pl.lit("-"), n.cast(pl.String), pl.lit(unit))
        first = pl.col("anchor_on").dt.truncate(f"1{unit}").dt.offset_by(back)
        spans.append(
            told.filter(plain.str.ends_with(f" {word}")).with_columns(
                starts_on=first,
                ends_on=first.dt.offset_by(f"1{unit}").dt.offset_by("-1d"),
                is_fuzzy=pl.lit(unit != "d"),
            )
        )
    return pl.concat(spans)


@of_rows
def _near(told: pl.DataFrame) -> pl.DataFrame:
    """Weekdays, weeks and days beside the article's own: "thứ sáu tới", "cuối tuần qua", "tối mai"."""
    plain, anchor = pl.col("plain"), pl.col("anchor_on")
    weekday = plain.str.extract(r"(chủ nhật|(?:hai|ba|tư|năm|sáu|bảy|[2-7])\b)").replace_strict(
        WEEKDAYS, default=None, return_dtype=pl.Int32
    )
    monday = anchor.dt.truncate("1w") + pl.duration(days=7 * beside(plain))
    of_week = plain.str.contains("tuần")
    # "thứ ba tới" is the first Tuesday after the article's day, "thứ ba vừa qua" the last one before it.
    today = anchor.dt.weekday().cast(pl.Int32) - 1
    until = (weekday - today - 1) % 7 + 1
    since = (today - weekday - 1) % 7 + 1
    next_one = anchor + pl.when(plain.str.contains(rf"\s(?:{NEXT})$")).then(
        pl.duration(days=until)
    ).otherwise(pl.duration(days=-since))
    days_off = (
        pl.when(plain.str.contains("hôm kia")).then(-2)
        .when(plain.str.contains(r"kia$")).then(2)
        .when(plain.str.contains(r"mai$")).then(1)
        .when(plain.str.contains(r"qua$")).then(-1)
        .otherwise(0)
    )  # fmt: skip
    day = anchor + pl.duration(days=days_off)
    is_weekday = pl.col("token") == "weekday"
    week_end = plain.str.starts_with("cuối")
    starts_on = (
        pl.when(is_weekday & of_week).then(monday + pl.duration(days=weekday))
        .when(is_weekday).then(next_one)
        .when(of_week & week_end).then(monday + pl.duration(days=5))
        .when(of_week).then(monday)
        .otherwise(day)
    )  # fmt: skip
    ends_on = pl.when(of_week & ~is_weekday).then(monday + pl.duration(days=6)).otherwise(starts_on)
    fuzzy = of_week & ~is_weekday & ~plain.str.contains(r"^tuần")
    return told.with_columns(starts_on=starts_on, ends_on=ends_on, is_fuzzy=fuzzy)
