"""A date's words become years, months and days, as far as they tell; the missing year by cue and anchor."""

import polars as pl

from flows.read.dates.words import (
    COUNTS,
    DAY,
    FUTURE,
    ITS_YEAR,
    MONTH,
    MONTH_WORDS,
    PAST,
    PLANNED,
    QUARTER,
    QUARTERS,
    YEAR,
)


def day_of(year: pl.Expr, month: pl.Expr | int, day: pl.Expr | int) -> pl.Expr:
    """That day; null where the calendar has none ("31/6")."""
    parts = [p.cast(pl.String) if isinstance(p, pl.Expr) else pl.lit(str(p)) for p in (year, month, day)]
    return pl.concat_str(parts, separator="-").str.to_date("%Y-%m-%d", strict=False)


def _number(surface: pl.Expr, pattern: str) -> pl.Expr:
    return surface.str.extract(pattern).cast(pl.Int32, strict=False)


def parsed(tokens: pl.DataFrame) -> pl.DataFrame:
    """Adds year (Int32, explicit or by a word), and month and day of start and end as far as the words tell."""
    surface, token = pl.col("surface"), pl.col("token")
    lower = surface.str.to_lowercase()
    years = surface.str.extract_all(rf"\b{YEAR}\b").list.eval(pl.element().cast(pl.Int32))
    relative = (
        pl.when(lower.str.contains(r"năm nay$|[0-9]\s+nay$|quý nay$|cả năm$"))
        .then(0)
        .when(lower.str.contains(r"năm (?:ngoái|trước|qua)$"))
        .then(-1)
        .when(lower.str.contains(r"năm (?:tới|sau)$"))
        .then(1)
    )
    pairs = surface.str.extract_all(rf"{DAY}\s?[/.\-]\s?{MONTH}\b")
    last_pair = rf"({DAY})(?:/|\s+(?i:tháng)\s+)({MONTH})(?:{ITS_YEAR})?\)?$"
    count = lower.str.extract(
        r"([0-9]{1,2}|mười hai|mười một|mười|hai|ba|bốn|năm|sáu|bảy|tám|chín)\s+(?:tháng|quý)"
    )
    n = count.replace_strict(COUNTS, default=None, return_dtype=pl.Int32)
    first_half = ~lower.str.contains(r"\b(?:cuối|còn lại)\b")
    quarter = surface.str.extract(r"(?i:quý)\s+(IV|III|II|I|[1-4]|đầu|cuối)").replace_strict(
        QUARTERS, default=None, return_dtype=pl.Int32
    )
    # "I, II và III" follow one another, "I và III" do not: those are no one span.
    in_turn = surface.str.extract_all(rf"(?:^|[\s,–—-]){QUARTER}\b").list.eval(
        pl.element().str.strip_chars(" ,–—-").replace_strict(QUARTERS, default=None, return_dtype=pl.Int32)
    )
    first, last = in_turn.list.first(), in_turn.list.last()
    one_span = ~lower.str.contains(r",|và") | (last - first == in_turn.list.len() - 1)
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
                "quarters": pl.when(first_half).then(1).otherwise(13 - 3 * n),
                "quarter": quarter * 3 - 2,
                "quarter_range": pl.when(one_span).then(first * 3 - 2),
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
                "quarters": pl.when(first_half).then(n * 3).otherwise(12),
                "quarter": quarter * 3,
                "quarter_range": pl.when(one_span).then(last * 3),
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


def year_missing() -> pl.Expr:
    """The year of a date that names none: by cue, else the one candidate near the anchor (linguistics §6)."""
    anchor = pl.col("anchor_on")
    here = day_of(anchor.dt.year(), pl.col("month1"), pl.coalesce("day1", 1))
    around = pl.concat_str(pl.col("left").str.slice(-60), pl.lit(" | "), pl.col("right").str.slice(0, 60))
    widely = pl.concat_str("left", pl.lit(" | "), "right")
    ahead = pl.col("token").is_in(
        ["quarter", "quarter_range", "quarters", "months", "half"]
    ) & widely.str.contains(PLANNED)
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
