"""When an article was published, as its header, metadata or address says it; never when it was fetched."""

import polars as pl

from flows.contracts import INSTANT

ZONE = "Asia/Ho_Chi_Minh"
YEAR_FIRST = r"((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?"
DAY_FIRST = r"(\d{1,2})[/-](\d{1,2})[/-]((?:19|20)\d{2})(?:\D+(\d{1,2}):(\d{2}))?"
OFFSET = r"\d(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})\)?$"
IN_URL = r"/((?:19|20)\d{2})[/-](\d{2})[/-](\d{2})/"


def published(raw: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """(published_on, published_at) of a date as sources write it; both null where it says none.

    Reads ISO 8601, "Thứ tư, 12/4/2023, 19:39 (GMT+7)", "12-04-2023 19:39", Unix seconds. Without a zone the
    time is Vietnam's. `published_at` (UTC) is null where there is no time of day.

    >>> pl.select(published(pl.lit("1635998400"))[0]).item()
    datetime.date(2021, 11, 4)
    """
    text = raw.str.strip_chars()
    local, has_time = _local(text)
    offset = text.str.extract(OFFSET)
    sign = pl.when(offset.str.starts_with("-")).then(-1).otherwise(1)
    hours = offset.str.extract(r"[+-](\d{2})").cast(pl.Int64).fill_null(0) * sign
    minutes = offset.str.extract(r"[+-]\d{2}:?(\d{2})").cast(pl.Int64).fill_null(0) * sign
    zoned = (local - pl.duration(hours=hours, minutes=minutes)).dt.replace_time_zone("UTC")
    native = local.dt.replace_time_zone(ZONE, non_existent="null", ambiguous="earliest").dt.convert_time_zone("UTC")
    seconds = text.str.extract(r"^(1\d{9})$").cast(pl.Int64)
    unix = pl.from_epoch(seconds, "s").dt.replace_time_zone("UTC")
    instant = pl.coalesce(unix, pl.when(has_time & offset.is_not_null()).then(zoned).when(has_time).then(native))
    day = pl.coalesce(instant.dt.convert_time_zone(ZONE).dt.date(), local.dt.date())
    sane = day.dt.year().is_between(1990, 2100)
    return pl.when(sane).then(day), pl.when(sane).then(instant).cast(INSTANT)


def published_in_url(url: pl.Expr) -> pl.Expr:
    """The day in an address such as ".../2024/05/17/…" (Date); null without an unmistakable one."""
    return pl.concat_str([url.str.extract(IN_URL, i) for i in (1, 2, 3)], separator="-").str.to_date("%Y-%m-%d", strict=False)


def _local(text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The local datetime that the words name, and whether they name a time of day."""
    def part(i: int, j: int) -> pl.Expr:
        return pl.coalesce(text.str.extract(YEAR_FIRST, i), text.str.extract(DAY_FIRST, j))

    day = pl.concat_str([part(1, 3), part(2, 2), part(3, 1)], separator="-")
    hour, minute = part(4, 4), part(5, 5)
    clock = pl.concat_str([hour.fill_null("0"), minute.fill_null("00"), text.str.extract(YEAR_FIRST, 6).fill_null("00")], separator=":")
    local = pl.concat_str(day, clock, separator=" ").str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="us", strict=False)
    return local, hour.is_not_null()
