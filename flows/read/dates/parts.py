"""A date's words become years, months and days, as far as they tell; the missing year by cue and anchor."""

from functools import cache

import polars as pl

from flows.read.dates.words import (
    ARRIVES,
    COMING,
    COUNT,
    COUNTS,
    DAY,
    FUTURE,
    GONE,
    ITS_YEAR,
    LAST,
    MET_WITH,
    MONTH,
    MONTH_NAMES,
    NEXT,
    NO_SO_FAR_LEFT,
    OF_SO_FAR,
    OPENS,
    OWED,
    OWED_BEHIND,
    PAST,
    PLANNED,
    QUARTERS,
    SHARED_YEAR,
    SO_FAR_LEFT,
    SO_FAR_RIGHT,
    WITHIN,
    YEAR,
)
from flows.read.rules import of_rows

# Tokens that name months or days; in others "tháng năm" is a number of months in a year ("7 tháng năm 2025").
MONTHLY = ["day", "days", "day_range", "month", "month_range"]
RANGES = ["years", "decade", "school_year", "day_range", "month_range", "quarter_range"]
SHORT_YEARS_AHEAD = 10  # "3/9/91" is 1991, "20/11/24" 2024: a year of two digits lies at most so far ahead


def day_of(year: pl.Expr, month: pl.Expr | int, day: pl.Expr | int) -> pl.Expr:
    """That day; null where the calendar has none ("31/6")."""
    parts = [p.cast(pl.String) if isinstance(p, pl.Expr) else pl.lit(str(p)) for p in (year, month, day)]
    return pl.concat_str(parts, separator="-").str.to_date("%Y-%m-%d", strict=False)


def beside(plain: pl.Expr) -> pl.Expr:
    """How far the unit that ends the words lies from the article's own: -1, 0, 1 ("tuần trước", "quý này", "tháng tới")."""
    return (
        pl.when(plain.str.contains(rf"\s(?:{LAST})$"))
        .then(-1)
        .when(plain.str.contains(rf"\s(?:{NEXT})$"))
        .then(1)
        .otherwise(0)
    )


def _number(text: pl.Expr, pattern: str) -> pl.Expr:
    return text.str.extract(pattern).cast(pl.Int32, strict=False)


@cache
def plain_words() -> pl.Expr:
    """The words in lower case, months in digits, days as "7/3": "Ngày 7 tháng ba" is "ngày 7/3"."""
    lower = pl.col("words").str.to_lowercase().str.replace_all(r"\s+", " ")
    numbered = lower.str.replace_many(list(MONTH_NAMES), list(MONTH_NAMES.values()), leftmost=True)
    joined = numbered.str.replace_all(r"([0-9]{1,2}) tháng ([0-9]{1,2})", "${1}/${2}")
    # "ngày 4 và 5-12" is "ngày 4 và 5/12".
    dashed = joined.str.replace(rf"([0-9]{{1,2}})[-.]([0-9]{{1,2}})((?:[-.]{YEAR})?)$", "${1}/${2}${3}")
    joined = (
        pl.when((pl.col("token") == "days") & joined.str.contains(" (?:và|đến|tới) "))
        .then(dashed)
        .otherwise(joined)
    )
    return pl.when(pl.col("token").is_in(MONTHLY)).then(joined).otherwise(lower)


@of_rows
def parsed(tokens: pl.DataFrame) -> pl.DataFrame:
    """Adds plain, year (Int32, explicit or by a word), and month and day of start and end as far as the words tell.

    `tokens` has token, words (the date without the words that lead in to it), anchor_on and anchor_year.
    """
    plain, token = pl.col("plain"), pl.col("token")
    short = _number(plain, rf"/{MONTH}/([0-9]{{2}})$")
    century = pl.when(short <= pl.col("anchor_year") % 100 + SHORT_YEARS_AHEAD).then(2000).otherwise(1900)
    # "Quý III và quý IV năm 2024", "tháng 4 và tháng 5/2024": said once, behind the second.
    shared = pl.when(token.is_in(["quarter", "month"])).then(_number(pl.col("right"), SHARED_YEAR))
    # In January "lợi nhuận cả năm đạt 40 tỷ" tells of the year that is over, "kế hoạch cả năm" of the new one.
    over = plain.str.contains("cả năm$") & (pl.col("anchor_on").dt.month() == 1)
    over &= ~_around().str.contains(FUTURE) & ~_around().str.contains(PLANNED)
    relative = (
        pl.when(over)
        .then(-1)
        .when(plain.str.contains(r"năm nay$|[0-9]\s+nay$|cả năm$|đầu năm$|quý nay$"))
        .then(0)
        .when(plain.str.contains(rf"năm (?:ngoái|{LAST})$"))
        .then(-1)
        .when(plain.str.contains(rf"năm (?:{NEXT})$"))
        .then(1)
        .when(plain.str.contains(r"năm kia$"))
        .then(-2)
    )
    this_month, this_quarter = (
        getattr(pl.col("anchor_on").dt, unit)().cast(pl.Int32) for unit in ("month", "quarter")
    )
    # What is used several times is made once.
    tokens = tokens.with_columns(plain=plain_words()).with_columns(
        *(
            pl.when(plain.str.contains(rf"{unit} (?:này|{LAST}|{NEXT})$"))
            .then(this + beside(plain))
            .alias(near)
            for unit, this, near in (
                ("tháng", this_month, "_near_month"),
                ("quý", this_quarter, "_near_quarter"),
            )
        ),
        _pairs=plain.str.extract_all(rf"{DAY}\s?[/.\-]\s?{MONTH}\b"),
        _years=plain.str.extract_all(rf"\b{YEAR}\b").list.eval(pl.element().cast(pl.Int32)),
    )
    near_month, near_quarter = pl.col("_near_month"), pl.col("_near_quarter")
    pairs, years = pl.col("_pairs"), pl.col("_years")
    turned = (
        pl.when((near_month < 1) | (near_quarter < 1))
        .then(-1)
        .when((near_month > 12) | (near_quarter > 4))
        .then(1)
        .when(near_month.is_not_null() | near_quarter.is_not_null())
        .then(0)
    )
    last_pair = rf"({DAY})/({MONTH})(?:{ITS_YEAR})?\)?$"
    n = plain.str.extract(
        r"([0-9]{1,2}|mười hai|mười một|mười|hai|ba|bốn|năm|sáu|bảy|tám|chín)\s+(?:tháng|quý)"
    ).replace_strict(COUNTS, default=None, return_dtype=pl.Int32)
    first_half = ~plain.str.contains(r"\b(?:cuối|còn lại)\b")
    quarter = pl.coalesce(
        (near_quarter - 1) % 4 + 1,
        plain.str.extract(r"(?:quý |^q)(iv|iii|ii|i|[1-4]|đầu|cuối|một|hai|ba|bốn|tư)").replace_strict(
            QUARTERS, default=None, return_dtype=pl.Int32
        ),
    )
    # "I, II và III" follow one another, "I và III" do not: those are no one span.
    in_turn = plain.str.extract_all(r"(?:^|[\s,–—-])(?:iv|iii|ii|i|[1-4])\b").list.eval(
        pl.element().str.strip_chars(" ,–—-").replace_strict(QUARTERS, default=None, return_dtype=pl.Int32)
    )
    first, last = in_turn.list.first(), in_turn.list.last()
    one_span = ~plain.str.contains(r",|và") | (last - first == in_turn.list.len() - 1)
    decade = _number(plain, r" (?:19|20)?([0-9]0)$")
    decade = decade + pl.when(plain.str.contains(r" 20[0-9]0$")).then(2000).otherwise(1900)
    month = pl.coalesce(
        (near_month - 1) % 12 + 1,
        _number(plain, rf"tháng\s+({MONTH})\b"),
        _number(plain, rf"^t({MONTH})"),
        _number(plain, rf"({MONTH})/{YEAR}$"),
        _number(pairs.list.first(), rf"[/.\-]\s?({MONTH})$"),
    )
    tokens = tokens.with_columns(_month=month)
    month = pl.col("_month")
    last_month = pl.coalesce(_number(pairs.list.last(), rf"[/.\-]\s?({MONTH})$"), month)
    range_months = (
        plain.str.replace_all(rf"[/.\-]\s?{YEAR}|{YEAR}", "")
        .str.extract_all(rf"\b{MONTH}\b")
        .list.eval(pl.element().cast(pl.Int32))
    )
    months_start = pl.when(first_half).then(1).otherwise(13 - n)
    months_end = pl.when(first_half).then(n).otherwise(12)
    # "ngày 15 tháng sau"
    first_day = pl.coalesce(
        _number(pairs.list.first(), rf"^({DAY})"),
        pl.when(near_month.is_not_null()).then(_number(plain, rf"({DAY}) tháng")),
    )

    def by_kind(cases: dict[str, pl.Expr | int]) -> pl.Expr:
        chosen = pl.lit(None, pl.Int32)
        for kind, value in cases.items():
            chosen = pl.when(token == kind).then(value).otherwise(chosen)
        return chosen.cast(pl.Int32)

    return tokens.with_columns(
        year=pl.coalesce(pl.when(token == "decade").then(decade), years.list.first(), century + short, shared, pl.col("anchor_year") + pl.coalesce(relative, turned)),
        last_year=pl.when(token == "decade").then(decade + 9).otherwise(years.list.last()),
        year_count=years.list.len(),
        month1=by_kind(
            {
                "day": month,
                "days": plain.str.extract(last_pair, 2).cast(pl.Int32),
                "day_range": _number(pairs.list.first(), rf"[/.\-]\s?({MONTH})$"),
                "month": month,
                "month_year": month,
                "month_range": range_months.list.get(0, null_on_oob=True),
                "months": months_start,
                "half": pl.when(first_half).then(1).otherwise(7),
                "quarters": pl.when(first_half).then(1).otherwise(13 - 3 * n),
                "quarter": quarter * 3 - 2,
                "quarter_range": pl.when(one_span).then(first * 3 - 2),
                "year": pl.lit(1),
                "year_start": pl.lit(1),
                "years": pl.lit(1),
                "decade": pl.lit(1),
                "school_year": pl.lit(9),
            }
        ),
        month2=by_kind(
            {
                "day": month,
                "days": plain.str.extract(last_pair, 2).cast(pl.Int32),
                "day_range": last_month,
                "month": month,
                "month_year": month,
                "month_range": range_months.list.get(1, null_on_oob=True),
                "months": months_end,
                "half": pl.when(first_half).then(6).otherwise(12),
                "quarters": pl.when(first_half).then(n * 3).otherwise(12),
                "quarter": quarter * 3,
                "quarter_range": pl.when(one_span).then(last * 3),
                "year": pl.lit(12),
                "year_start": pl.lit(12),
                "years": pl.lit(12),
                "decade": pl.lit(12),
                "school_year": pl.lit(5),
            }
        ),
        day1=by_kind({"day": first_day, "days": _number(plain, rf"^\D*({DAY})"), "day_range": first_day}),
        day2=by_kind(
            {
                "day": first_day,
                "days": _number(plain, last_pair),
                "day_range": _number(pairs.list.last(), rf"^({DAY})"),
            }
        ),
    ).drop("_near_month", "_near_quarter", "_pairs", "_years", "_month")  # fmt: skip


@cache
def in_turn() -> pl.Expr:
    """ "26, 27 và 28/6" are days that follow one another, "5 và 9/6" are not: they are no one span."""
    surface = pl.when(pl.col("token") == "days").then("surface")  # of others nobody asks
    days = surface.str.extract_all(rf"\b{DAY}\b").list.eval(pl.element().cast(pl.Int32))
    listed = surface.str.contains(r",|và")
    told = surface.str.count_matches(r",|và") + 1
    return ~listed | (days.list.get(1, null_on_oob=True) - days.list.first() == 1) & (
        days.list.get(told - 1, null_on_oob=True) - days.list.first() == told - 1
    )


@of_rows
def with_years(tokens: pl.DataFrame) -> pl.DataFrame:
    """Fills year where the words name none, and adds year2, that of the end.

    Of a span whose year is told once, at its end, the start may lie in the year before: "từ 30/12 đến 2/1/2025".
    """
    leaning = tokens.with_columns(_around=_around()).with_columns(**_leanings())
    told = leaning.with_columns(year=pl.coalesce("year", year_missing()), _told="year")
    ranged = pl.col("token").is_in(RANGES)
    turns = pl.col("token").is_in(["day_range", "month_range", "quarter_range"]) & (
        pl.col("month1") > pl.col("month2")
    )
    once = turns & (pl.col("year_count") < 2)
    return told.with_columns(
        year=pl.when(once & pl.col("_told").is_not_null()).then(pl.col("year") - 1).otherwise("year"),
        year2=pl.when(ranged & pl.col("last_year").is_not_null())
        .then("last_year")
        .when(once & pl.col("_told").is_null())
        .then(pl.col("year") + 1)
        .otherwise("year"),
    ).drop("_told", "_around", *_leanings())


@cache
def _around() -> pl.Expr:
    """The sixty characters before and behind a date."""
    return pl.concat_str(pl.col("left").str.slice(-60), pl.lit(" | "), pl.col("right").str.slice(0, 60))


@cache
def _leanings() -> dict[str, pl.Expr]:
    """Whether the words around a date are of what lies ahead, of what is over, of what is owed (Boolean); needs `_around`."""
    around, right = pl.col("_around"), pl.col("right")
    ahead = pl.col("token").is_in(["quarter", "quarter_range", "quarters", "months", "half"])
    widely = pl.when(ahead).then(pl.concat_str("left", pl.lit(" | "), "right"))
    future = (
        around.str.contains(FUTURE)
        | widely.str.contains(PLANNED).fill_null(False)
        | pl.col("surface").str.contains(r"(?i)\b(?:trước|chậm nhất|muộn nhất|hạn)\b")
    )
    owed = pl.col("token").is_in(["day", "month", "month_year", "quarter"]) & (
        pl.col("left").str.slice(-110).str.contains(OWED)
        | (right.str.contains(OWED_BEHIND) & ~right.str.contains(MET_WITH))
    )
    return {"_future": future, "_past": around.str.contains(PAST), "_owed": owed}


@cache
def year_missing() -> pl.Expr:
    """The year of a date that names none: by cue, else the one candidate near the anchor (linguistics §6)."""
    anchor, right = pl.col("anchor_on"), pl.col("right")
    here = day_of(anchor.dt.year(), pl.col("month1"), pl.coalesce("day1", 1))
    coming = right.str.contains(COMING) & ~right.str.contains(ARRIVES)
    past, owed = pl.col("_past"), pl.col("_owed")
    future = pl.col("_future") | (owed & ~past)
    # "phải hoàn thành trong tháng 2", told in October: the next one.
    gone = (pl.col("token") == "month") & owed & ~past & (here.dt.month_end() < anchor)
    is_day = pl.col("day1").is_not_null()
    shift = (
        pl.when(coming)
        .then(pl.when(here < anchor).then(1).otherwise(0))
        .when(right.str.contains(GONE))
        .then(pl.when(here > anchor).then(-1).otherwise(0))
        .when(gone | (is_day & future & (here < anchor)))
        .then(1)
        .when(is_day & ~future & past & (here > anchor))
        .then(-1)
        .when(future | (here < anchor.dt.offset_by("65d")))
        .then(pl.when(~future & (here < anchor.dt.offset_by("-300d")) & is_day).then(1).otherwise(0))
        .otherwise(-1)
    )
    return pl.coalesce((anchor.dt.year() + shift).cast(pl.Int32), pl.col("anchor_year"))


@cache
def is_so_far() -> pl.Expr:
    """So many months are the first of the year (Boolean)."""
    surface, left = pl.col("surface"), pl.col("left").str.slice(-60)
    count = surface.str.to_lowercase().str.extract(rf"^({COUNT})").replace_strict(COUNTS, default=None)
    over = pl.col("anchor_on").dt.month() - count
    reached = surface.str.contains(SO_FAR_RIGHT)
    within = left.str.contains(WITHIN) & (reached | left.str.contains(OPENS)) & over.is_in([0, 1])
    within &= count > 1
    opens = (left == "") & surface.str.ends_with(",")
    whose = surface.str.contains(r"(?i)\scủa$") & left.str.contains(OF_SO_FAR)
    told = reached | left.str.contains(SO_FAR_LEFT) | opens | whose
    return (told & ~left.str.contains(NO_SO_FAR_LEFT)) | within.fill_null(False)
