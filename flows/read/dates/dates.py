"""Dates, periods and deadlines as Vietnamese papers write them (linguistics §6–7).

Order is day, month, year. What lacks a year takes it from the article's own date, never from today;
without an anchor it stays unread. Lunar dates are text only.
"""

from functools import cache

import polars as pl

from flows.letters import BEGINS, ENDS, LETTER, SMALL
from flows.read.dates.days import resolved
from flows.read.dates.lunar import is_solar
from flows.read.dates.parts import day_of, in_turn, is_so_far, parsed
from flows.read.dates.words import (
    ABOUT_A_YEAR,
    BARE_DAY,
    BARE_SPAN,
    COMPARED,
    DAY_LEFT,
    DAY_RIGHT,
    DAY_RUNS_ON,
    DECADE,
    IN_TURN,
    LAST,
    LEAD_IN,
    MAY,
    MAY_LEFT,
    MONTH_ENDS,
    MORE_MONTHS,
    MORE_YEARS,
    NEXT,
    NO_COUNT_LEFT,
    NO_DECADE_LEFT,
    NO_DECADE_RIGHT,
    NO_MONTH_LEFT,
    NO_MONTH_RIGHT,
    NO_ONE_LEFT,
    NO_ONE_RIGHT,
    NO_WEEKDAY_LEFT,
    NO_YEAR_LEFT,
    NUMBER_BEFORE,
    NUMBER_WORD,
    NUMBERED,
    NUMBERS_BEFORE,
    OF_SPAN,
    OF_TWO_MEANINGS,
    OF_YEARS,
    OTHER_YEAR,
    PART_OF,
    PATTERNS,
    RELATIVE,
    RUNS_ON,
    SHORTER,
    SILENT,
    SO_MANY,
    TIME_LEFT,
    TIME_RIGHT,
    UNSURE_WORD,
    YEAR,
)
from flows.read.rules import of_rows
from flows.read.spans import find

# Between the noun of what is held and the year in its name, which may stand in quotation marks.
REST_OF_NAME = r"[^,.;“]{0,120}(?:“[^”.;]{0,120})?"


def anchors(tokens: pl.DataFrame, articles: pl.DataFrame, event: str) -> pl.DataFrame:
    """The day and year on which an article's own words rest: a, anchor_on (Date), anchor_year (Int32).

    Without a publication date the year is one that the text tells as its own (_own_year), null where it tells none. `event` is
    a pattern of the nouns of events, in small letters.
    """
    undated = articles.filter(pl.col("published_on").is_null()).select("a")
    own = _own_year(tokens.join(undated, on="a", how="semi", maintain_order="left"), event)
    return articles.join(own, on="a", how="left", maintain_order="left").select(
        "a",
        anchor_on="published_on",
        anchor_year=pl.coalesce(pl.col("published_on").dt.year().cast(pl.Int32), "own_year"),
    )


# "kém năm ngoái 1,8%": what a figure is measured against.
THAN, THE_ONE_BEFORE = r"(?i)(?:hơn|\ském)\s$", r"(?i)^(?:năm|tháng|quý) (?:ngoái|trước)$"
# "kém năm 2019 tới 300 tỷ đồng"; "cao hơn năm 2019 (5%)" tells a figure of that year.
A_YEAR = rf"(?i)^(?:năm {YEAR}|(?:quý|tháng) (?:[0-9]{{1,2}}|i{{1,3}}|iv)(?:(?:/| năm ){YEAR})?)$"
BY_SO_MUCH = r"(?i)^(?:\s(?:là|khoảng|tới|đến|gần|hơn|trên|chừng))*\s[0-9]"
# "gấp 3 lần năm 2010, đạt 8 tỷ USD", "bằng 95% năm 2019"
SO_MANY_TIMES = r"(?i)(?:gấp|bằng)(?:\s(?:[^\s,;]|,[0-9])+){0,3}?\s?(?:lần|đôi|ba|rưỡi|%)\s(?:của\s)?$"

# "trong tháng đầu tiên của năm 2017"
FIRST_MONTHS = r"(?i)(?:tháng|quý|nửa)\s(?:đầu tiên|đầu)\s(?:của\s)?$"


@of_rows
def _own_year(tokens: pl.DataFrame, event: str) -> pl.DataFrame:
    """The year in which an article without a date was written, as its text tells it: a, own_year (Int32).

    It is the last year, named as past or present (linguistics §6), that is counted by its parts ("6 tháng đầu năm 2017",
    "quý I/2017", "tháng đầu tiên của năm 2017"), that is in the name of what is held on a day without a year ("Sáng 29/9, hội chợ … năm 2023"), or that of a
    whole day in the month of a day without a year; or a year named four times, no other more often and none later; else the one after
    that of "so với cùng kỳ năm 2016", if no later one is named. The year
    that a text merely names most often is that of 3 in 10 articles.
    """
    dated = tokens.filter(
        pl.col("token").is_in(
            ["day", "day_range", "days", "month", "month_year", "quarter", "year", "months"]
        )
    ).with_columns(
        year=pl.col("surface").str.extract(rf"({YEAR})\)?$").cast(pl.Int32),
        month=pl.when(pl.col("token") == "day").then(
            pl.col("surface").str.extract(r"^\D*[0-9]{1,2}\D+?([0-9]{1,2})").cast(pl.Int32)
        ),
    )
    bare = dated.filter(pl.col("token") == "day", pl.col("year").is_null())
    named = (
        dated.drop_nulls("year")
        .filter(
            ~pl.col("surface").str.contains(r"(?i)^(?:đến|tới|trước|tầm nhìn|từ|sau|vào)\b"),
            ~pl.col("left").str.contains(
                r"(?i)(?:đến|tới|trước|tầm nhìn|từ|sau|giai đoạn|so với|cùng kỳ)\s+$"
            ),
            ~pl.col("left").str.contains(r"(?i)(?:mục tiêu|phấn đấu|kế hoạch|quy hoạch|phải|sẽ|đến năm)"),
        )
        .join(bare.group_by("s").agg(_day=pl.col("start").min()), on="s", how="left")
        .join(bare.select("a", "month", _near=pl.lit(True)).unique(), on=["a", "month"], how="left")
    )
    counted = pl.col("token").is_in(["months", "quarter"])
    opened = (pl.col("token") == "year") & pl.col("left").str.contains(FIRST_MONTHS)
    held = (
        (pl.col("token") == "year")
        & (pl.col("_day") < pl.col("start"))
        & pl.col("left").str.to_lowercase().str.contains(rf"{BEGINS}{event}{ENDS}{REST_OF_NAME}$")
        & ~pl.col("left").str.contains(ABOUT_A_YEAR)
    )
    # "tăng 11% so với cùng kỳ năm 2016" is told in 2017, where no year is told as the text's own and none later is named.
    base = dated.filter(
        pl.col("token") == "year", pl.col("left").str.contains(r"(?i)so (?:với )?cùng kỳ\s+$")
    )
    later = dated.group_by("a").agg(_latest=pl.col("year").max())
    since = (
        base.drop_nulls("year")
        .group_by("a")
        .agg(base_year=pl.col("year").max() + 1)
        .join(later, on="a")
        .filter(pl.col("_latest") <= pl.col("base_year"))
        .select("a", own_year="base_year")
    )
    told = (
        named.group_by("a", "year")
        .agg(times=pl.len(), is_told=(counted | opened | held | pl.col("_near")).fill_null(False).any())
        .with_columns(
            is_most=pl.col("times") == pl.col("times").max().over("a"),
            is_last=pl.col("year") == pl.col("year").max().over("a"),
        )
        .filter(pl.col("is_told") | (pl.col("is_most") & pl.col("is_last") & (pl.col("times") >= 4)))
        .group_by("a")
        .agg(own_year=pl.col("year").max())
    )
    return pl.concat([told, since], how="vertical_relaxed").unique("a", keep="first", maintain_order=True)


@of_rows
def dates(tokens: pl.DataFrame, anchors: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """Date tokens with their days: s, start, end, surface, starts_on, ends_on (Date), flow_start (Date),
    part_of_day, sense (`point`, `span`, `deadline`, `as_of`, `since`), is_fuzzy, is_base, rule.

    `tokens` are lexer rows with a, s, start, end, surface, token, left and right (the sentence around).
    `named` lists times that have a name: word, starts, ends (MM-DD).
    `flow_start` is where the period of a flow begins for "hết năm 2023"; `is_base` marks what a figure
    is compared with ("so với cùng kỳ năm 2022").
    """
    lead_in = pl.col("left").str.slice(-40).str.extract(LEAD_IN).fill_null("")
    so_far = pl.col("token") == "months_so_far"
    known = (
        tokens.filter(pl.col("token").is_in([*(set(PATTERNS) - SILENT), "named_time"]))
        .pipe(_told_apart)
        .pipe(_each_year)
        .join(anchors, on="a", how="left", maintain_order="left")
        .with_columns(_lower=pl.col("surface").str.to_lowercase())
        .filter(
            ~so_far | is_so_far(),
            is_solar(),
            _is_whole(),
            _is_meant(),
        )
        .with_columns(
            surface=pl.when(so_far)
            .then(pl.col("surface").str.extract(r"^(.+?\s(?i:tháng))"))
            .otherwise("surface"),
            token=pl.when(so_far)
            .then(pl.lit("months"))
            .otherwise(pl.col("token").replace("year_of", "year")),
        )
        .with_columns(end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32))
        .with_columns(_lead=lead_in, words="surface")
        .with_columns(
            surface=pl.concat_str("_lead", "surface"),
            left=pl.col("left").str.slice(
                0, pl.col("left").str.len_chars() - pl.col("_lead").str.len_chars()
            ),
            start=pl.col("start") - pl.col("_lead").str.len_chars(),
        )
        .drop("_lead", "_lower")
    )
    return _sensed(resolved(parsed(known), named))


def _told_apart(tokens: pl.DataFrame) -> pl.DataFrame:
    """ "các tháng năm 2024", "doanh thu 2024" name a year: its words begin where that does. "tháng 9-2024" is a month or opens a range."""
    month = pl.col("surface").str.extract(r"^((?i:tháng)\s+)(?i:năm)\s").fill_null("")
    noun = pl.col("surface").str.extract(rf"^(.+\s){YEAR}$")
    inside = (
        pl.when(pl.col("token") == "year")
        .then(month)
        .when(pl.col("token") == "year_of")
        .then(noun)
        .otherwise(pl.lit(""))
    )
    dash = (
        pl.when(pl.col("surface").str.contains(rf"{YEAR}.+"))
        .then(pl.lit("month_range"))
        .otherwise(pl.lit("month"))
    )
    return tokens.with_columns(
        token=pl.when(pl.col("token") == "month_dash").then(dash).otherwise("token"),
        start=(pl.col("start") + inside.str.len_chars()).cast(pl.UInt32),
        surface=pl.col("surface").str.slice(inside.str.len_chars()),
        left=pl.concat_str("left", inside),
    )


@of_rows
def _each_year(tokens: pl.DataFrame) -> pl.DataFrame:
    """The years of a list that "lần lượt" deals figures out to, a row a year; of others only "hai năm 2023 và 2024" is a span."""
    listed = tokens.filter(pl.col("token") == "year_list", pl.col("right").str.contains(IN_TURN))
    years = find(
        listed.rename({"start": "_from"}).drop("end"), rf"(?:(?i:năm)\s+)?{YEAR}", "surface"
    ).with_columns(
        start=(pl.col("_from") + pl.col("start")).cast(pl.UInt32),
        token=pl.lit("year"),
        left=pl.lit(""),
        right=pl.lit(""),
    )
    told = pl.col("surface").str.extract_all(YEAR).list.eval(pl.element().cast(pl.Int32))
    one_span = told.list.last() - told.list.first() == told.list.len() - 1
    spans = tokens.filter(
        pl.col("token") == "year_list",
        ~pl.col("right").str.contains(IN_TURN),
        pl.col("surface").str.contains(SO_MANY),
        one_span,
    ).with_columns(token=pl.lit("years"))
    rest = tokens.filter(pl.col("token") != "year_list")
    return pl.concat([rest, spans, years.select(rest.columns)]).sort("s", "start")


@cache
def _is_meant() -> pl.Expr:
    """The words name one time, and the article's own day tells which: no count of things, of years, of visits."""
    token, left, right = pl.col("token"), pl.col("left"), pl.col("right")
    lower = pl.col("_lower")
    beside = lower.str.contains(RELATIVE) & (
        left.str.contains(NO_ONE_LEFT)
        | right.str.contains(NO_ONE_RIGHT)
        | (lower.str.contains(SHORTER) & left.str.contains(COMPARED))
    )
    two_meanings = lower.str.contains(OF_TWO_MEANINGS) & ~(
        left.str.contains(TIME_LEFT) & right.str.contains(TIME_RIGHT)
    )
    word = (
        lower.str.contains(NUMBER_WORD)
        & (pl.col("surface").str.contains(rf"\s{SMALL}{LETTER}*$"))
        & (
            (left.str.contains(NO_MONTH_LEFT) & ~lower.str.contains(r"^ngày"))
            | right.str.contains(NO_MONTH_RIGHT)
            | (lower.str.contains(UNSURE_WORD) & ~right.str.contains(MONTH_ENDS))
            | (lower.str.contains(MAY) & (token == "month") & ~left.str.contains(MAY_LEFT))
        )
    )
    # "Phạm Văn Quý sau đó": a name.
    name = pl.col("surface").str.contains(r"^Quý\s[^0-9IV]") & ~left.str.contains(r"^$|[.:;“\"(]\s?$")
    weekday = (
        (token == "weekday")
        & ~lower.str.contains("tuần")
        & (
            left.str.contains(NO_WEEKDAY_LEFT)
            | (lower.str.ends_with(" tới") & ~right.str.contains(TIME_RIGHT))
        )
    )
    counted = (token == "counted") & (left.str.contains(NO_COUNT_LEFT) | right.str.contains(NO_ONE_RIGHT))
    decade = (token == "decade") & (left.str.contains(NO_DECADE_LEFT) | right.str.contains(NO_DECADE_RIGHT))
    other_year = (token == "year_start") & right.str.contains(OTHER_YEAR)
    no_year = (token == "year_of") & left.str.contains(NO_YEAR_LEFT)
    unmeant = beside | two_meanings | name | word | weekday | counted | decade | other_year | no_year
    return ~unmeant.fill_null(False)


@cache
def _is_whole() -> pl.Expr:
    """The words tell the date whole: no part of a list, a range or a short year stands outside, no noun numbers it."""
    token, left, right, surface = (pl.col(c) for c in ("token", "left", "right", "surface"))
    day = token.is_in(["day", "days", "day_range"])
    numbered = surface.str.contains(r"^[0-9]") & (
        left.str.contains(NUMBERED) | (surface.str.contains(r"(?i)tháng") & right.str.contains(OF_SPAN))
    )
    listed = surface.str.contains(r"^[0-9]") & left.str.contains(NUMBERS_BEFORE)
    noun_of = right.str.contains(rf"^\s{SMALL}") & ~right.str.contains(DAY_RIGHT)
    noun = noun_of & ~left.str.contains(DAY_LEFT)
    part = surface.str.contains(BARE_DAY) & (left.str.contains(PART_OF) | noun)
    return ~(
        right.str.contains(RUNS_ON)
        | right.str.contains(OF_YEARS)
        | ((token == "day") & part)
        | (day & (left.str.contains(NUMBER_BEFORE) | numbered | listed | right.str.contains(DAY_RUNS_ON)))
        | ((token == "year") & (left.str.contains(DECADE) | right.str.contains(MORE_YEARS)))
        | ((token == "month") & right.str.contains(MORE_MONTHS))
        | (
            (token == "days")
            & (~in_turn() | (surface.str.contains(BARE_SPAN) & (noun_of | ~left.str.contains(r"(?i)từ $"))))
        )
    )


@of_rows
def _sensed(resolved: pl.DataFrame) -> pl.DataFrame:
    """Turns days into what the words make of them: a deadline, an as-of day, an open start, a span."""
    told = pl.col("surface").str.to_lowercase().str.replace(rf"\s(?:{LAST}|{NEXT})$", " này")
    resolved = resolved.with_columns(_lower=told)  # once, not wherever it is looked through
    lower, token = pl.col("_lower"), pl.col("token")
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
            "counted",
        ]
    )
    before_year = lower.str.contains(rf"{BEGINS}trước\s") & token.is_in(
        ["year", "month", "month_year", "quarter"]
    )
    from_start = token == "year_start"
    as_of = lower.str.contains(rf"{BEGINS}(?:tính đến|kể đến|lũy kế|luỹ kế){ENDS}") & ~ranges & ~from_start
    as_of &= ~lower.str.contains(r"^(?:lũy|luỹ) kế (?:trong )?(?:cả )?năm\s")  # that year's whole
    as_of |= (token == "day") & pl.col("left").str.contains(r"(?i)tại thời điểm (?:ngày )?$")
    until_end = lower.str.contains(rf"{BEGINS}(?:hết|đến cuối){ENDS}|^cuối năm") & ~ranges & ~as_of
    by = lower.str.contains(rf"{BEGINS}(?:đến|tới|trước|chậm nhất|muộn nhất|hạn|tầm nhìn)\s") & ~ranges
    until_now = pl.col("right").str.contains(r"(?i)^\s(?:đến|tới) nay\b") & ~ranges
    since = (lower.str.contains(r"^(?:(?:kể|tính) )?(?:từ|sau)\s") & ~ranges & ~by) | until_now | from_start
    ends_on = (
        pl.when(before_year).then(pl.col("starts_on").dt.offset_by("-1d"))
        .when(lower.str.contains(r"đến cuối năm")).then(day_of(pl.col("year2"), 12, 31))
        .when(since).then(None)
        .otherwise("ends_on")
    )  # fmt: skip
    # "từ đầu năm đến ngày 15/9": it begins where the year does.
    from_january = (by | until_end) & pl.col("left").str.contains(rf"(?i)từ đầu năm(?:\s(?:{YEAR}|nay))?\s$")
    by, until_end = by & ~from_january, until_end & ~from_january
    january = day_of(pl.col("year"), 1, 1)
    closes = (as_of | by | until_end) & ~since
    return resolved.with_columns(
        ends_on=ends_on,
        flow_start=pl.when(closes & ~before_year).then(january).otherwise("starts_on"),
        starts_on=pl.when(from_january).then(january).when(closes | before_year).then(None).otherwise("starts_on"),
        sense=pl.when(since)
        .then(pl.lit("since"))
        .when(as_of)
        .then(pl.lit("as_of"))
        .when(until_end)
        .then(pl.lit("until_end"))
        .when(by)
        .then(pl.lit("deadline"))
        .when((pl.col("starts_on") == pl.col("ends_on")) & ~from_january)
        .then(pl.lit("point"))
        .otherwise(pl.lit("span")),
        is_base=pl.col("left").str.contains(r"(?i)(?:sinh|sinh ngày|thành lập|ra đời)\s*$") | pl.col("left").str.contains(r"(?i)(?:so với|bằng|cùng kỳ|mức|của)\s*(?:cùng kỳ|cuối|đầu|thời điểm|thực hiện)?\s*$")
        & pl.col("left").str.contains(r"(?i)(?:so với|cùng kỳ|bằng \S+ (?:của )?)[^,;]{0,25}$")
        | (pl.col("left").str.contains(THAN) & (pl.col("surface").str.contains(THE_ONE_BEFORE) | (pl.col("surface").str.contains(A_YEAR) & pl.col("right").str.contains(BY_SO_MUCH))))
        | (pl.col("left").str.contains(SO_MANY_TIMES) & pl.col("surface").str.contains(f"{A_YEAR}|{THE_ONE_BEFORE}") & ~pl.col("right").str.starts_with(" (")),
        rule=pl.concat_str(pl.lit("date_"), token),
    ).select(
        "a", "s", "start", "end", "surface", "starts_on", "ends_on", "flow_start", "part_of_day", "sense", "is_fuzzy", "is_base", "rule"
    )  # fmt: skip
