"""Dates, periods and deadlines as Vietnamese papers write them (linguistics §6–7).

Order is day, month, year. What lacks a year takes it from the article's own date, never from today;
without an anchor it stays unread. Lunar dates are text only.
"""

import polars as pl

from flows.read.dates.parts import day_of, parsed, year_missing
from flows.read.dates.words import (
    BARE_DAY,
    DAY,
    DAY_LEFT,
    DAY_RIGHT,
    DAY_RUNS_ON,
    DECADE,
    LEAD_IN,
    LUNAR_AFTER,
    LUNAR_BEFORE,
    LUNAR_DAY,
    LUNAR_LEFT,
    LUNAR_RIGHT,
    LUNAR_TOLD_LEFT,
    LUNAR_TOLD_RIGHT,
    MORE_MONTHS,
    MORE_YEARS,
    NO_SO_FAR_LEFT,
    NO_YEAR_LEFT,
    NO_YEAR_RIGHT,
    NUMBER_BEFORE,
    NUMBERED,
    NUMBERS_BEFORE,
    OF_SPAN,
    PART_OF,
    PARTS_OF_DAY,
    PATTERNS,
    RUNS_ON,
    SILENT,
    SOLAR_RIGHT,
    WEEKDAYS,
    YEAR,
)
from flows.read.letters import SMALL


def anchors(tokens: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """The day and year on which an article's own words rest: a, anchor_on (Date), anchor_year (Int32).

    Without a publication date the year is the one that the text names most often as present or
    past, as in an event's name; null where it names none.
    """
    named = (
        tokens.filter(
            pl.col("token").is_in(
                ["day", "day_range", "days", "month", "month_year", "quarter", "year", "months"]
            )
        )
        .filter(
            ~pl.col("surface").str.contains(r"(?i)^(?:đến|tới|trước|tầm nhìn|từ|sau|vào)\b"),
            ~pl.col("left").str.contains(
                r"(?i)(?:đến|tới|trước|tầm nhìn|từ|sau|giai đoạn|so với|cùng kỳ)\s+$"
            ),
            ~pl.col("left").str.contains(r"(?i)(?:mục tiêu|phấn đấu|kế hoạch|quy hoạch|phải|sẽ|đến năm)"),
        )
        .with_columns(year=pl.col("surface").str.extract(rf"({YEAR})\)?$").cast(pl.Int32))
        .drop_nulls("year")
        .group_by("a", "year")
        .agg(times=pl.len())
        .sort("times", "year", descending=True)
        .group_by("a", maintain_order=True)
        .agg(named_year=pl.col("year").first())
    )
    return articles.join(named, on="a", how="left").select(
        "a",
        anchor_on="published_on",
        anchor_year=pl.coalesce(pl.col("published_on").dt.year().cast(pl.Int32), "named_year"),
    )


def dates(tokens: pl.DataFrame, anchors: pl.DataFrame) -> pl.DataFrame:
    """Date tokens with their days: s, start, end, surface, starts_on, ends_on (Date), flow_start (Date),
    part_of_day, sense (`point`, `span`, `deadline`, `as_of`, `since`), is_fuzzy, is_base, rule.

    `tokens` are lexer rows with a, s, start, end, surface, token, left and right (the sentence around).
    `flow_start` is where the period of a flow begins for "hết năm 2023"; `is_base` marks what a figure
    is compared with ("so với cùng kỳ năm 2022").
    """
    lead_in = pl.col("left").str.slice(-40).str.extract(LEAD_IN).fill_null("")
    relative_year = pl.col("surface").str.contains(r"(?i)^năm\s+(?:trước|sau|qua|tới)$")
    no_year = relative_year & (
        pl.col("left").str.contains(NO_YEAR_LEFT) | pl.col("right").str.contains(NO_YEAR_RIGHT)
    )
    so_far = pl.col("token") == "months_so_far"
    known = (
        tokens.filter(pl.col("token").is_in(list(set(PATTERNS) - SILENT)))
        .filter(~no_year, ~(so_far & pl.col("left").str.contains(NO_SO_FAR_LEFT)), _is_solar(), _is_whole())
        .with_columns(
            surface=pl.when(so_far)
            .then(pl.col("surface").str.extract(r"^(.+?\s(?i:tháng))"))
            .otherwise("surface"),
            token=pl.when(so_far).then(pl.lit("months")).otherwise("token"),
        )
        .with_columns(end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32))
        .with_columns(_lead=lead_in)
        .with_columns(
            surface=pl.concat_str("_lead", "surface"),
            left=pl.col("left").str.slice(
                0, pl.col("left").str.len_chars() - pl.col("_lead").str.len_chars()
            ),
            start=pl.col("start") - pl.col("_lead").str.len_chars(),
        )
        .drop("_lead")
        .join(anchors, on="a", how="left", maintain_order="left")
    )
    return _sensed(_resolved(parsed(known)))


def lunar(tokens: pl.DataFrame) -> pl.DataFrame:
    """Days and months that the words tell as those of the lunar calendar: s, start, end, surface, rule.

    They say no day: each year's calendar would, and "mùng 2/9" alone is said of either. "Tết", "Giêng", "Chạp", "rằm", "âm
    lịch" and the year's name (can chi) tell it (linguistics §6).
    """
    left, right = pl.col("left"), pl.col("right")
    told = (pl.col("token") == "lunar") | (
        pl.col("token").is_in(["day", "days", "day_range", "month", "month_range"])
        & (left.str.contains(LUNAR_TOLD_LEFT) | right.str.contains(LUNAR_TOLD_RIGHT))
    )
    before = left.str.extract(LUNAR_BEFORE).fill_null("")
    after = right.str.extract(LUNAR_AFTER).fill_null("")
    return (
        tokens.filter(told, ~right.str.contains(SOLAR_RIGHT))
        .with_columns(
            surface=pl.concat_str(before, "surface", after), start=pl.col("start") - before.str.len_chars()
        )
        .with_columns(end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32))
        .select("s", "start", "end", "surface", rule=pl.lit("date_lunar"))
    )


def _is_solar() -> pl.Expr:
    """No words around make it a day, month or year of the lunar calendar."""
    return ~(
        (pl.col("surface").str.contains(LUNAR_DAY) & ~pl.col("surface").str.contains(YEAR))
        | pl.col("left").str.contains(LUNAR_LEFT)
        | pl.col("right").str.contains(LUNAR_RIGHT)
    )


def _is_whole() -> pl.Expr:
    """The words tell the date whole: no part of a list, a range or a short year stands outside, no noun numbers it."""
    token, left, right = pl.col("token"), pl.col("left"), pl.col("right")
    day = token.is_in(["day", "days", "day_range"])
    numbered = pl.col("surface").str.contains(r"^[0-9]") & (
        left.str.contains(NUMBERED)
        | (pl.col("surface").str.contains(r"(?i)tháng") & right.str.contains(OF_SPAN))
    )
    listed = pl.col("surface").str.contains(r"^[0-9]") & left.str.contains(NUMBERS_BEFORE)
    noun = right.str.contains(rf"^\s{SMALL}") & ~right.str.contains(DAY_RIGHT) & ~left.str.contains(DAY_LEFT)
    part = pl.col("surface").str.contains(BARE_DAY) & (left.str.contains(PART_OF) | noun)
    return ~(
        right.str.contains(RUNS_ON)
        | ((token == "day") & part)
        | (day & (left.str.contains(NUMBER_BEFORE) | numbered | listed | right.str.contains(DAY_RUNS_ON)))
        | ((token == "year") & (left.str.contains(DECADE) | right.str.contains(MORE_YEARS)))
        | ((token == "month") & right.str.contains(MORE_MONTHS))
        | ((token == "days") & ~_in_turn())
    )


def _in_turn() -> pl.Expr:
    """ "26, 27 và 28/6" are days that follow one another, "5 và 9/6" are not: they are no one span."""
    days = pl.col("surface").str.extract_all(rf"\b{DAY}\b").list.eval(pl.element().cast(pl.Int32))
    listed = pl.col("surface").str.contains(r",|và")
    told = pl.col("surface").str.count_matches(r",|và") + 1
    return ~listed | (days.list.get(1, null_on_oob=True) - days.list.first() == 1) & (
        days.list.get(told - 1, null_on_oob=True) - days.list.first() == told - 1
    )


def _resolved(told: pl.DataFrame) -> pl.DataFrame:
    token, lower = pl.col("token"), pl.col("surface").str.to_lowercase()
    fuzzy_month = (
        pl.when(lower.str.contains(r"đầu tháng|thượng tuần"))
        .then(1)
        .when(lower.str.contains(r"giữa tháng|trung tuần"))
        .then(11)
        .when(lower.str.contains(r"cuối tháng|hạ tuần"))
        .then(21)
    )
    fuzzy_year = (
        pl.when(lower.str.contains(r"đầu năm"))
        .then(1)
        .when(lower.str.contains(r"giữa năm"))
        .then(5)
        .when(lower.str.contains(r"cuối năm"))
        .then(10)
    )
    with_years = told.with_columns(year=pl.coalesce("year", year_missing())).with_columns(
        year2=pl.when(token.is_in(["years", "school_year", "day_range", "month_range"]))
        .then(pl.coalesce("last_year", "year"))
        .otherwise("year")
    )
    single = token == "year"
    month1 = pl.when(single).then(pl.coalesce(fuzzy_year, "month1")).otherwise("month1")
    month2 = pl.when(single & fuzzy_year.is_not_null()).then(fuzzy_year + 2).otherwise("month2")
    day1 = pl.coalesce("day1", pl.when(token == "month").then(fuzzy_month), 1)
    last_day = day_of(pl.col("year2"), month2, 1).dt.month_end()
    day2 = pl.coalesce(
        day_of(pl.col("year2"), pl.col("month2"), pl.col("day2")),
        pl.when((token == "month") & fuzzy_month.is_in([1, 11])).then(
            day_of(pl.col("year2"), pl.col("month2"), fuzzy_month + 9)
        ),
        last_day,
    )
    anchor = pl.col("anchor_on")
    weekday = lower.str.extract(r"(chủ nhật|hai|ba|tư|năm|sáu|bảy|[2-7])\s+tuần").replace_strict(
        WEEKDAYS, default=None, return_dtype=pl.Int32
    )
    week = (
        pl.when(lower.str.contains(r"(?:trước|qua)$"))
        .then(-7)
        .when(lower.str.contains(r"(?:tới|sau)$"))
        .then(7)
        .otherwise(0)
    )
    monday = anchor.dt.truncate("1w")
    days_off = (
        pl.when(lower.str.contains(r"kia$"))
        .then(pl.when(lower.str.starts_with("hôm")).then(-2).otherwise(2))
        .when(lower.str.contains(r"mai$"))
        .then(1)
        .when(lower.str.contains(r"qua$"))
        .then(-1)
        .otherwise(0)
    )
    on_week_day = monday + pl.duration(days=weekday + week)
    deictic_start = (
        pl.when(lower.str.starts_with("tuần"))
        .then(monday + pl.duration(days=week))
        .when(lower.str.starts_with("tháng"))
        .then(
            anchor.dt.month_start().dt.offset_by(
                pl.when(week < 0)
                .then(pl.lit("-1mo"))
                .when(week > 0)
                .then(pl.lit("1mo"))
                .otherwise(pl.lit("0mo"))
            )
        )
        .otherwise(anchor + pl.duration(days=days_off))
    )
    deictic_end = (
        pl.when(lower.str.starts_with("tuần"))
        .then(deictic_start + pl.duration(days=6))
        .when(lower.str.starts_with("tháng"))
        .then(deictic_start.dt.month_end())
        .otherwise(deictic_start)
    )
    calendar = ~token.is_in(["weekday", "deictic"])
    return with_years.with_columns(
        starts_on=pl.when(calendar)
        .then(day_of(pl.col("year"), month1, day1))
        .when(token == "weekday")
        .then(on_week_day)
        .otherwise(deictic_start),
        ends_on=pl.when(calendar)
        .then(day2)
        .when(token == "weekday")
        .then(on_week_day)
        .otherwise(deictic_end),
        part_of_day=lower.str.extract(r"(rạng sáng|sáng|trưa|chiều|tối|đêm)").replace_strict(
            PARTS_OF_DAY, default=None, return_dtype=pl.String
        ),
        is_fuzzy=(fuzzy_month.is_not_null() & (token == "month"))
        | (fuzzy_year.is_not_null() & single)
        | lower.str.contains("nhiệm kỳ|năm học|khoảng"),
    ).filter(pl.coalesce("starts_on", "ends_on").is_not_null(), pl.col("starts_on") <= pl.col("ends_on"))


def _sensed(resolved: pl.DataFrame) -> pl.DataFrame:
    """Turns days into what the words make of them: a deadline, an as-of day, an open start, a span."""
    lower, token = pl.col("surface").str.to_lowercase(), pl.col("token")
    ranges = token.is_in(
        [
            "years",
            "day_range",
            "days",
            "month_range",
            "quarter_range",
            "school_year",
            "months",
            "half",
            "quarters",
        ]
    )
    before_year = lower.str.contains(r"\btrước\s") & token.is_in(["year", "month", "month_year", "quarter"])
    as_of = lower.str.contains(r"\b(?:tính đến|kể đến|lũy kế|luỹ kế)\b") & ~ranges
    until_end = lower.str.contains(r"\bhết\b|^cuối năm|\bđến cuối\b") & ~ranges & ~as_of
    by = lower.str.contains(r"\b(?:đến|tới|trước|chậm nhất|muộn nhất|hạn|tầm nhìn)\s") & ~ranges
    until_now = pl.col("right").str.contains(r"(?i)^\s(?:đến|tới) nay\b") & ~ranges
    since = (lower.str.contains(r"^(?:kể )?(?:từ|sau)\s") & ~ranges & ~by) | until_now
    ends_on = (
        pl.when(before_year).then(pl.col("starts_on").dt.offset_by("-1d"))
        .when(lower.str.contains(r"đến cuối năm")).then(day_of(pl.col("year2"), 12, 31))
        .when(since).then(None)
        .otherwise("ends_on")
    )  # fmt: skip
    closes = as_of | by | until_end
    return resolved.with_columns(
        ends_on=ends_on,
        flow_start=pl.when(closes & ~before_year).then(day_of(pl.col("year"), 1, 1)).otherwise("starts_on"),
        starts_on=pl.when(closes | before_year).then(None).otherwise("starts_on"),
        sense=pl.when(since)
        .then(pl.lit("since"))
        .when(as_of)
        .then(pl.lit("as_of"))
        .when(until_end)
        .then(pl.lit("until_end"))
        .when(by)
        .then(pl.lit("deadline"))
        .when(pl.col("starts_on") == pl.col("ends_on"))
        .then(pl.lit("point"))
        .otherwise(pl.lit("span")),
        is_base=pl.col("left").str.contains(r"(?i)(?:sinh|sinh ngày|thành lập|ra đời)\s*$") | pl.col("left").str.contains(r"(?i)(?:so với|bằng|cùng kỳ|mức|của)\s*(?:cùng kỳ|cuối|đầu|thời điểm|thực hiện)?\s*$")
        & pl.col("left").str.contains(r"(?i)(?:so với|cùng kỳ|bằng \S+ (?:của )?)[^,;]{0,25}$"),
        rule=pl.concat_str(pl.lit("date_"), token),
    ).select(
        "a", "s", "start", "end", "surface", "starts_on", "ends_on", "flow_start", "part_of_day", "sense", "is_fuzzy", "is_base", "rule"
    )  # fmt: skip
