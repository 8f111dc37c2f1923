"""When the things that a listing names were published, as it tells: real instants, none of them still to come."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from flows.ingest.published import FIRST_YEAR, ZONE, published
from flows.ingest.twofold import sure, without_twofold

AHEAD = timedelta(days=1)  # a clock may be wrong by so much; what lies farther ahead is a misprint or a trick


def instants(told: Sequence[str | None], now: datetime | None = None) -> list[datetime | None]:
    """The instants of dates as listings write them, in Vietnam's time; null where one tells none.

    A time without a zone is Vietnam's, a day without a time its midnight there. A day that is told in two ways is none (flows.ingest.twofold). Before the web, and more than AHEAD
    after `now`, is no date.

    >>> instants(["Thu, 06 Feb 2025 20:30:48 GMT", "31/02/2025"])
    [datetime.datetime(2025, 2, 7, 3, 30, 48, tzinfo=zoneinfo.ZoneInfo(key='Asia/Ho_Chi_Minh')), None]
    """
    latest = (now or datetime.now(UTC)) + AHEAD
    zone = ZoneInfo(ZONE)
    days = pl.Series(told, dtype=pl.String)
    read = published(without_twofold(days, sure(days)))
    midnight = read["on"].cast(pl.Datetime("us")).dt.replace_time_zone(ZONE).dt.convert_time_zone("UTC")
    found = read["at"].zip_with(read["at"].is_not_null(), midnight).to_list()
    return [
        at.astimezone(zone) if at is not None and at.year >= FIRST_YEAR and at <= latest else None
        for at in found
    ]
