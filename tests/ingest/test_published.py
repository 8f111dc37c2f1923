"""Dates as sources write them."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.ingest.published import published, published_in_url


def read(text: str) -> tuple[date | None, datetime | None]:
    return published(pl.Series([text])).row(0)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("text", "day", "instant"),
    [
        ("2024-05-17", date(2024, 5, 17), None),
        ("17/5/2024", date(2024, 5, 17), None),
        ("2024-05-17T00:00:00", date(2024, 5, 17), None),
        ("date 2024-05-17", date(2024, 5, 17), None),
        ("Ngày 5 tháng 6 năm 2024", date(2024, 6, 5), None),
        ("2024-05-17T20:30:00Z", date(2024, 5, 18), utc(2024, 5, 17, 20, 30)),
        ("2024-05-17T20:30:00.125+07:00", date(2024, 5, 17), utc(2024, 5, 17, 13, 30)),
        ("2024-05-17, 06:05:09+0700", date(2024, 5, 17), utc(2024, 5, 16, 23, 5, 9)),
        ("2024-05-17 06:05:09.000000", date(2024, 5, 17), utc(2024, 5, 16, 23, 5, 9)),
        ("Thứ tư, 15/5/2024, 19:39 (GMT+7)", date(2024, 5, 15), utc(2024, 5, 15, 12, 39)),
        ("Thứ Hai, 06/05/2024 - 13:22", date(2024, 5, 6), utc(2024, 5, 6, 6, 22)),
        ("19:05 | 06-05-2024", date(2024, 5, 6), utc(2024, 5, 6, 12, 5)),
        ("06/05/2024 01:15 PM", date(2024, 5, 6), utc(2024, 5, 6, 6, 15)),
        ("06/05/2024 12:15 AM", date(2024, 5, 6), utc(2024, 5, 5, 17, 15)),
        ("06/05/2024 1:15 CH", date(2024, 5, 6), utc(2024, 5, 6, 6, 15)),
        ("06/05/2024 12:15 SA", date(2024, 5, 6), utc(2024, 5, 5, 17, 15)),
        ("01:15 Chủ nhật, 05/05/2024", date(2024, 5, 5), utc(2024, 5, 4, 18, 15)),
        ("Fri, 17 May 2024 09:00:00 +0700", date(2024, 5, 17), utc(2024, 5, 17, 2)),
        ("Fri, 17 May 2024 20:00:00 GMT", date(2024, 5, 18), utc(2024, 5, 17, 20)),
        ("2024-05-17T09:00:00-05:30", date(2024, 5, 17), utc(2024, 5, 17, 14, 30)),
        ("1715904000", date(2024, 5, 17), utc(2024, 5, 17)),
        ("1715904000123", date(2024, 5, 17), utc(2024, 5, 17)),
    ],
)
def test_a_date_is_read_with_its_time_and_zone(text, day, instant):
    assert read(text) == (day, instant)


@pytest.mark.parametrize(
    "text", ["N/A", "", "hôm qua", "31/2/2024", "12/2024", "2024", "5/17/2024", "3.500.000", "0912345678901"]
)
def test_what_is_no_date_is_none(text):
    assert read(text) == (None, None)


def test_missing_dates_keep_their_rows():
    told = published(pl.Series([None, "17/5/2024", None, "17/5/2024"], dtype=pl.String))
    assert told["on"].to_list() == [None, date(2024, 5, 17), None, date(2024, 5, 17)]
    assert published(pl.Series([], dtype=pl.String)).height == 0


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://bao.example.vn/2024/05/17/tin-moi.html", date(2024, 5, 17)),
        ("https://bao.example.vn/kinh-te/2024-5-7/tin-moi.html?x=1", date(2024, 5, 7)),
        ("https://bao.example.vn/kinh-te/cho-que-dong-khach-20240517080054340.htm", date(2024, 5, 17)),
        ("https://bao.example.vn/kinh-te/cho-que-20249917080054340.htm", None),
        ("https://bao.example.vn/ke-hoach-2024-2025/tin-4199501.html", None),
        ("https://bao.example.vn/2024/05/tin.html", None),
        (None, None),
    ],
)
def test_an_address_tells_a_day_only_where_it_is_unmistakable(url, day):
    assert published_in_url(pl.Series([url], dtype=pl.String)).item() == day


@given(
    st.datetimes(datetime(1990, 1, 2), datetime(2089, 1, 1)).map(
        lambda d: d.replace(microsecond=0, tzinfo=UTC)
    )
)
def test_any_instant_is_read_back(instant):
    assert read(instant.isoformat())[1] == instant


@given(st.text(alphabet="0123456789/-:., TZ+()thángnămPM", max_size=40))
def test_no_text_stops_the_reading(text):
    read(text)
