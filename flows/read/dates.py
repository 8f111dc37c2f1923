"""Dates, periods and deadlines as Vietnamese papers write them (linguistics §6–7).

Order is day, month, year. What lacks a year takes it from the article's own date, never from today;
without an anchor it stays unread. Lunar dates are text only.
"""

import polars as pl

YEAR = r"(?:19|20)\d{2}"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
MONTH = r"(?:1[0-2]|0?[1-9])"
PART_OF_DAY = r"(?i:rạng sáng|sáng|trưa|chiều|tối|đêm)"
PARTS_OF_DAY = {
    "rạng sáng": "morning",
    "sáng": "morning",
    "trưa": "noon",
    "chiều": "afternoon",
    "tối": "evening",
    "đêm": "night",
}
MONTH_WORDS = {
    "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12,
}  # fmt: skip
QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4, "đầu": 1, "cuối": 4}
WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "chủ nhật": 6} | {
    str(n): n - 2 for n in range(2, 8)
}
COUNTS = MONTH_WORDS | {str(n): n for n in range(1, 13)}

# Words before a date that belong to it: "tính đến hết", "chậm nhất là trước".
LEAD_IN = r"(?:^|[^\p{L}])((?i:(?:tính|kể|lũy kế|luỹ kế|chậm nhất|muộn nhất|tầm nhìn|trong|vào|từ|đến|tới|trước|sau|hết|cả|là|hạn|cuối)\s+){1,4})$"
DAY_WORD = r"(?:(?i:ngày|hôm|mùng|mồng)\s+)+"
CUE = rf"(?:{PART_OF_DAY}\s+(?:{DAY_WORD})?|{DAY_WORD})"
AND = r"\s*(?:-|–|—|,|và|đến|tới)\s*"
FUZZY = r"(?:(?i:đầu|giữa|cuối|khoảng)\s+)*"
ITS_YEAR = rf"(?:\s?[/\-.]\s?{YEAR}|\s+(?:(?i:năm)\s+)?{YEAR}|\s+(?i:năm\s+(?:nay|ngoái|trước|tới|sau|qua)))"
COUNT = r"(?:\d{1,2}|(?i:mười hai|mười một|mười|hai|ba|bốn|năm|sáu|bảy|tám|chín))"

# In order: where two match at one place the first wins. No `\b`: on text beyond ASCII it costs the fast
# engine; the lexer checks the borders of what it found.
PATTERNS = {
    "lunar": rf"(?:{DAY_WORD}\d+\s+)?(?i:tháng\s+(?:giêng|chạp))|(?i:{DAY_WORD}\d+\s+tết|ra giêng|\d+/\d+\s+âm lịch)",
    "day_range": rf"{CUE}?{DAY}/{MONTH}(?:/{YEAR})?{AND}(?:(?i:hết)\s+)?{CUE}?{DAY}/{MONTH}(?:/{YEAR})?",
    "days": rf"{CUE}?{DAY}{AND}(?:{DAY_WORD})?{DAY}/{MONTH}(?:/{YEAR})?",
    "day": rf"(?:{CUE}?{DAY}/{MONTH}/{YEAR}|{CUE}?{DAY}-{MONTH}-{YEAR}|{CUE}?{DAY}\.{MONTH}\.{YEAR}"
    rf"|{CUE}?{DAY}\s+(?i:tháng)\s+{MONTH}(?:{ITS_YEAR})?|{CUE}{DAY}\s?[/.\-]\s?{MONTH}|\({DAY}[/.\-]{MONTH}\)|{DAY}/{MONTH})\)?",
    "month_range": rf"(?i:tháng)\s+{MONTH}(?:/{YEAR})?\s*(?:-|–|đến|tới)\s*(?:(?i:hết|tháng)\s+)*{MONTH}(?:{ITS_YEAR})?",
    "month": rf"{FUZZY}(?i:(?:thượng tuần|trung tuần|hạ tuần)\s+)?(?:(?i:tháng)\s+(?:{MONTH}|Mười Một|Mười Hai|Mười|Hai|Ba|Tư|Năm|Sáu|Bảy|Tám|Chín))(?:{ITS_YEAR})?|T{MONTH}/{YEAR}",
    "months": rf"{COUNT}\s+(?i:tháng)\s+(?i:đầu|cuối)(?:\s+(?i:của))?(?:\s+(?i:năm)(?:\s+(?:{YEAR}|(?i:nay|ngoái|trước)))?)?"
    rf"|{COUNT}\s+(?i:tháng)(?:\s+(?i:năm)\s+|/){YEAR}",
    "months_so_far": r"(?:\d{1,2}|(?i:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một))\s+(?i:tháng)\s+(?i:ước|đạt|tăng|giảm|bằng)|^(?:\d{1,2}|(?i:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một))\s(?i:tháng),",
    "half": rf"(?i:nửa\s+(?:đầu|cuối)\s+năm)(?:\s+(?:{YEAR}|(?i:nay|ngoái|trước)))?",
    "quarters": rf"(?i:hai|ba|2|3)\s+(?i:quý)(?:\s+(?i:đầu\s+năm))?(?:\s+{YEAR}|\s+(?i:nay))?",
    "quarter": rf"(?i:quý)\s+(?:IV|III|II|I|[1-4]|đầu|cuối)(?:{ITS_YEAR})?",
    "duration": rf"(?i:trong\s+)?{COUNT}\s+(?i:năm|tháng|tuần|ngày|giờ|phút)\s+(?i:qua|gần đây|vừa qua|tới|nay|liền|liên tiếp|liên tục|sau|trước đó|trước)"
    r"|(?i:(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều|vài|mấy)\s+năm)|\d+\s+(?i:năm|tuần|giờ|phút|tuổi)",
    "school_year": rf"(?i:năm học)\s+{YEAR}\s?[-–—]\s?{YEAR}",
    "years": rf"(?:(?i:giai đoạn|thời kỳ|nhiệm kỳ|các năm|năm)\s+)?\(?{YEAR}\s?(?:[-–—]|(?i:đến)(?:\s+(?i:hết|năm))*)\s?{YEAR}\)?"
    rf"|(?i:từ năm)\s+{YEAR}\s+(?i:đến)(?:\s+(?i:hết|năm))*\s+{YEAR}",
    "year": rf"{FUZZY}(?i:năm)\s+(?:{YEAR}|(?i:nay|ngoái|trước|tới|sau|qua))|(?i:đến|tới|trước|vào|hết)\s+{YEAR}"
    rf"|(?i:cả\s+năm)(?:\s+(?:{YEAR}|(?i:nay|ngoái|trước|tới|sau)))?",
    "month_year": rf"{MONTH}/{YEAR}",
    "weekday": r"(?i:(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s+tuần\s+(?:này|trước|qua|tới|sau))",
    "deictic": r"(?i:hôm\s+(?:nay|qua|kia)|ngày\s+(?:mai|kia)|(?:sáng|trưa|chiều|tối|đêm)\s+(?:nay|qua|mai)|(?:tuần|tháng)\s+(?:này|trước|qua|tới|sau))",
}
SILENT = {"lunar", "duration"}  # take their digits out of reach, and say no day
# "những năm trước", "mỗi năm sau khi": no single year. "sau 6 tháng tăng 2 kg": a duration, no part of the year.
NO_YEAR_LEFT = r"(?i)(?:những|các|nhiều|mấy|mỗi|hằng|hàng|từng|vài|[\d/])\s*$"
NO_YEAR_RIGHT = r"(?i)^\s+(?:đây|đó|khi|này)\b"
NO_SO_FAR_LEFT = (
    r"(?i)(?:trong|sau|vòng|hạn|mỗi|cứ|hơn|gần|khoảng|suốt|mới|trước|từ|đến|dài|kỳ|phạt|tù|năm)\s+$"
)

FUTURE = r"(?i)\b(?:sẽ|dự kiến|sắp|tới đây|chuẩn bị)\b"
# A month or quarter without a year may lie ahead where the words are of plans.
PLANNED = r"(?i)\b(?:mục tiêu|phấn đấu|kịch bản|dự báo|kế hoạch|cần|phải)\b"
PAST = r"(?i)\b(?:đã|vừa|hôm|qua)\b"
BY = r"(?i)^(?:\S+\s+)*?(?:đến|tới|trước|chậm nhất|muộn nhất|hạn|hết|tầm nhìn)\s"


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
        .filter(~no_year, ~(so_far & pl.col("left").str.contains(NO_SO_FAR_LEFT)))
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
    return _sensed(_resolved(_parsed(known)))


def _day(year: pl.Expr, month: pl.Expr | int, day: pl.Expr | int) -> pl.Expr:
    """That day; null where the calendar has none ("31/6")."""
    parts = [p.cast(pl.String) if isinstance(p, pl.Expr) else pl.lit(str(p)) for p in (year, month, day)]
    return pl.concat_str(parts, separator="-").str.to_date("%Y-%m-%d", strict=False)


def _number(surface: pl.Expr, pattern: str) -> pl.Expr:
    return surface.str.extract(pattern).cast(pl.Int32, strict=False)


def _parsed(tokens: pl.DataFrame) -> pl.DataFrame:
    """Adds year (Int32, explicit or by a word), and month and day of start and end as far as the words tell."""
    surface, token = pl.col("surface"), pl.col("token")
    lower = surface.str.to_lowercase()
    years = surface.str.extract_all(rf"\b{YEAR}\b").list.eval(pl.element().cast(pl.Int32))
    relative = (
        pl.when(lower.str.contains(r"năm nay$|\d\s+nay$|quý nay$|cả năm$"))
        .then(0)
        .when(lower.str.contains(r"năm (?:ngoái|trước|qua)$"))
        .then(-1)
        .when(lower.str.contains(r"năm (?:tới|sau)$"))
        .then(1)
    )
    pairs = surface.str.extract_all(rf"{DAY}\s?[/.\-]\s?{MONTH}\b")
    last_pair = rf"({DAY})/({MONTH})(?:/{YEAR})?\)?$"
    count = lower.str.extract(
        r"(\d{1,2}|mười hai|mười một|mười|hai|ba|bốn|năm|sáu|bảy|tám|chín)\s+(?:tháng|quý)"
    )
    n = count.replace_strict(COUNTS, default=None, return_dtype=pl.Int32)
    first_half = ~lower.str.contains(r"\bcuối\b")
    quarter = surface.str.extract(r"(?i:quý)\s+(IV|III|II|I|[1-4]|đầu|cuối)").replace_strict(
        QUARTERS, default=None, return_dtype=pl.Int32
    )
    month = pl.coalesce(
        _number(surface, rf"(?i:tháng)\s+({MONTH})\b"),
        _number(surface, rf"^T({MONTH})"),
        lower.str.extract(
            r"tháng\s+(mười một|mười hai|mười|hai|ba|tư|năm|sáu|bảy|tám|chín)\b"
        ).replace_strict(MONTH_WORDS, default=None, return_dtype=pl.Int32),
        _number(surface, rf"({MONTH})/{YEAR}$"),
        _number(pairs.list.first(), rf"[/.\-]\s?({MONTH})$"),
    )
    last_month = pl.coalesce(_number(pairs.list.last(), rf"[/.\-]\s?({MONTH})$"), month)
    range_months = surface.str.extract_all(rf"\b{MONTH}\b").list.eval(pl.element().cast(pl.Int32))
    months_start = pl.when(first_half).then(1).otherwise(13 - n)
    months_end = pl.when(first_half).then(n).otherwise(12)

    def by_kind(cases: dict[str, pl.Expr | int]) -> pl.Expr:
        chosen = pl.lit(None, pl.Int32)
        for kind, value in cases.items():
            chosen = pl.when(token == kind).then(value).otherwise(chosen)
        return chosen.cast(pl.Int32)

    return tokens.with_columns(
        year=pl.coalesce(years.list.first(), pl.col("anchor_year") + relative),
        last_year=years.list.last(),
        has_year=(years.list.len() > 0) | relative.is_not_null(),
        month1=by_kind(
            {
                "day": month,
                "days": surface.str.extract(last_pair, 2).cast(pl.Int32),
                "day_range": _number(pairs.list.first(), rf"[/.\-]\s?({MONTH})$"),
                "month": month,
                "month_year": month,
                "month_range": range_months.list.get(0, null_on_oob=True),
                "months": months_start,
                "half": pl.when(first_half).then(1).otherwise(7),
                "quarters": pl.lit(1),
                "quarter": quarter * 3 - 2,
                "year": pl.lit(1),
                "years": pl.lit(1),
                "school_year": pl.lit(9),
            }
        ),
        month2=by_kind(
            {
                "day": month,
                "days": surface.str.extract(last_pair, 2).cast(pl.Int32),
                "day_range": last_month,
                "month": month,
                "month_year": month,
                "month_range": range_months.list.get(1, null_on_oob=True),
                "months": months_end,
                "half": pl.when(first_half).then(6).otherwise(12),
                "quarters": n * 3,
                "quarter": quarter * 3,
                "year": pl.lit(12),
                "years": pl.lit(12),
                "school_year": pl.lit(5),
            }
        ),
        day1=by_kind(
            {
                "day": pl.coalesce(
                    _number(pairs.list.first(), rf"^({DAY})"), _number(surface, rf"({DAY})\s+(?i:tháng)")
                ),
                "days": _number(surface, rf"^\D*({DAY})"),
                "day_range": _number(pairs.list.first(), rf"^({DAY})"),
            }
        ),
        day2=by_kind(
            {
                "day": pl.coalesce(
                    _number(pairs.list.first(), rf"^({DAY})"), _number(surface, rf"({DAY})\s+(?i:tháng)")
                ),
                "days": surface.str.extract(last_pair, 1).cast(pl.Int32),
                "day_range": _number(pairs.list.last(), rf"^({DAY})"),
            }
        ),
    )


def _year_missing() -> pl.Expr:
    """The year of a date that names none: by cue, else the one candidate near the anchor (linguistics §6)."""
    anchor = pl.col("anchor_on")
    here = _day(anchor.dt.year(), pl.col("month1"), pl.coalesce("day1", 1))
    around = pl.concat_str(pl.col("left").str.slice(-60), pl.lit(" | "), pl.col("right").str.slice(0, 60))
    widely = pl.concat_str("left", pl.lit(" | "), "right")
    ahead = pl.col("token").is_in(["quarter", "quarters", "months", "half"]) & widely.str.contains(PLANNED)
    future = (
        around.str.contains(FUTURE)
        | ahead
        | pl.col("surface").str.contains(r"(?i)\b(?:trước|chậm nhất|muộn nhất|hạn)\b")
    )
    past = around.str.contains(PAST)
    is_day = pl.col("day1").is_not_null()
    shift = (
        pl.when(is_day & future & (here < anchor))
        .then(1)
        .when(is_day & ~future & past & (here > anchor))
        .then(-1)
        .when(future | (here < anchor.dt.offset_by("65d")))
        .then(pl.when(~future & (here < anchor.dt.offset_by("-300d")) & is_day).then(1).otherwise(0))
        .otherwise(-1)
    )
    return pl.coalesce((anchor.dt.year() + shift).cast(pl.Int32), pl.col("anchor_year"))


def _resolved(parsed: pl.DataFrame) -> pl.DataFrame:
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
    with_years = parsed.with_columns(year=pl.coalesce("year", _year_missing())).with_columns(
        year2=pl.when(token.is_in(["years", "school_year", "day_range", "month_range"]))
        .then(pl.coalesce("last_year", "year"))
        .otherwise("year")
    )
    single = token == "year"
    month1 = pl.when(single).then(pl.coalesce(fuzzy_year, "month1")).otherwise("month1")
    month2 = pl.when(single & fuzzy_year.is_not_null()).then(fuzzy_year + 2).otherwise("month2")
    day1 = pl.coalesce("day1", pl.when(token == "month").then(fuzzy_month), 1)
    last_day = _day(pl.col("year2"), month2, 1).dt.month_end()
    day2 = pl.coalesce(
        _day(pl.col("year2"), pl.col("month2"), pl.col("day2")),
        pl.when((token == "month") & fuzzy_month.is_in([1, 11])).then(
            _day(pl.col("year2"), pl.col("month2"), fuzzy_month + 9)
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
        .then(_day(pl.col("year"), month1, day1))
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
    ranges = token.is_in(["years", "day_range", "days", "month_range", "school_year"])
    before_year = lower.str.contains(r"\btrước\s") & token.is_in(["year", "month", "month_year", "quarter"])
    as_of = lower.str.contains(r"\b(?:tính đến|kể đến|lũy kế|luỹ kế)\b") & ~ranges
    until_end = lower.str.contains(r"\bhết\b|^cuối năm|\bđến cuối\b") & ~ranges & ~as_of
    by = lower.str.contains(r"\b(?:đến|tới|trước|chậm nhất|muộn nhất|hạn|tầm nhìn)\s") & ~ranges
    until_now = pl.col("right").str.contains(r"(?i)^\s(?:đến|tới) nay\b") & ~ranges
    since = (lower.str.contains(r"^(?:kể )?(?:từ|sau)\s") & ~ranges & ~by) | until_now
    ends_on = (
        pl.when(before_year).then(pl.col("starts_on").dt.offset_by("-1d"))
        .when(lower.str.contains(r"đến cuối năm")).then(_day(pl.col("year2"), 12, 31))
        .when(since).then(None)
        .otherwise("ends_on")
    )  # fmt: skip
    closes = as_of | by | until_end
    return resolved.with_columns(
        ends_on=ends_on,
        flow_start=pl.when(closes & ~before_year).then(_day(pl.col("year"), 1, 1)).otherwise("starts_on"),
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
        is_base=pl.col("left").str.contains(r"(?i)(?:so với|bằng|cùng kỳ|mức|của)\s*(?:cùng kỳ|cuối|đầu|thời điểm)?\s*$")
        & pl.col("left").str.contains(r"(?i)(?:so với|cùng kỳ|bằng \S+ (?:của )?)[^,;]{0,25}$"),
        rule=pl.concat_str(pl.lit("date_"), token),
    ).select(
        "a", "s", "start", "end", "surface", "starts_on", "ends_on", "flow_start", "part_of_day", "sense", "is_fuzzy", "is_base", "rule"
    )  # fmt: skip
