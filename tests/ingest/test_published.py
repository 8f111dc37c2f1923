"""Dates as sources write them."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.ingest.published import plain_day, published, published_in_url


def read(text: str) -> tuple[date | None, datetime | None]:
    return published(pl.Series([text])).row(0)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("text", "day", "instant"),
    [
        ("2024-05-17", date(2024, 5, 17), None),
        ("17/5/2024", date(2024, 5, 17), None),
        ("17 thg 5, 2024", date(2024, 5, 17), None),
        ("Ngày 17/5/2024 (tức mùng 10 tháng 4 năm 2024 âm lịch)", date(2024, 5, 17), None),
        ("/Date(1715978000000+0700)/", date(2024, 5, 18), utc(2024, 5, 17, 20, 33, 20)),
        ("2024-05-17T00:00:00", date(2024, 5, 17), None),
        ("date 2024-05-17", date(2024, 5, 17), None),
        ("Ngày 5 tháng 6 năm 2024", date(2024, 6, 5), None),
        ("Thứ Tư, 12 Tháng Ba 2025", date(2025, 3, 12), None),
        ("5 tháng mười một năm 2024", date(2024, 11, 5), None),
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
    ("text", "day", "instant"),
    [
        ("20250304", date(2025, 3, 4), None),
        ("20250304T163000Z", date(2025, 3, 4), utc(2025, 3, 4, 16, 30)),
        ("20250304233000", date(2025, 3, 4), utc(2025, 3, 4, 16, 30)),
        ("March 4, 2025", date(2025, 3, 4), None),
        ("Mar 4th 2025 at 11:30 PM", date(2025, 3, 4), utc(2025, 3, 4, 16, 30)),
        ("04-Mar-2025", date(2025, 3, 4), None),
        ("4 September 2025", date(2025, 9, 4), None),
        ("Tue, 04 Mar 25 16:30:00 GMT", date(2025, 3, 4), utc(2025, 3, 4, 16, 30)),
        ("Tue Mar 04 2025 23:30:00 GMT+0700 (Indochina Time)", date(2025, 3, 4), utc(2025, 3, 4, 16, 30)),
        ("Tue Mar 04 16:30:00 +0000 2025", date(2025, 3, 4), utc(2025, 3, 4, 16, 30)),
        ("Tue Mar  4 23:30:00 2025", date(2025, 3, 4), utc(2025, 3, 4, 16, 30)),
        ("1741105800.5", date(2025, 3, 4), utc(2025, 3, 4, 16, 30)),
        ("1741105800123456", date(2025, 3, 4), utc(2025, 3, 4, 16, 30)),
        ("1741105800123456789", date(2025, 3, 4), utc(2025, 3, 4, 16, 30)),
        ("2025-03-04T16:30:00 EST", date(2025, 3, 5), utc(2025, 3, 4, 21, 30)),
        ("2025-03-04 23:30 (ICT)", date(2025, 3, 4), utc(2025, 3, 4, 16, 30)),
        ("2025-03-04 23:30:00 Asia/Ho_Chi_Minh", date(2025, 3, 4), utc(2025, 3, 4, 16, 30)),
        ("2025-03-04T23:30:00+07:00[Asia/Ho_Chi_Minh]", date(2025, 3, 4), utc(2025, 3, 4, 16, 30)),
        ("2025-03-04 23:30:00 +0700 +07", date(2025, 3, 4), utc(2025, 3, 4, 16, 30)),
        ("23:30 2025-03-04", date(2025, 3, 4), utc(2025, 3, 4, 16, 30)),
        ("2025-03-04+07:00", date(2025, 3, 4), None),
        ("04/03/2025 11:30 CH", date(2025, 3, 4), utc(2025, 3, 4, 16, 30)),
        ("9:30 sáng, 04/03/2025", date(2025, 3, 4), utc(2025, 3, 4, 2, 30)),
        ("9:30 chủ nhật, 02/03/2025", date(2025, 3, 2), utc(2025, 3, 2, 2, 30)),
        ("04/03/2025 12:30 đêm", date(2025, 3, 4), None),
        ("Ngày đăng: 04/03/2025, cập nhật 06/03/2025", date(2025, 3, 4), None),
        ("Cập nhật: 06/03/2025 10:30, ngày đăng: 04/03/2025", date(2025, 3, 4), None),
        ("2025-03-04 (04/03/2025)", date(2025, 3, 4), None),
        ("3/4/2025 11:30 PM", date(2025, 4, 3), utc(2025, 4, 3, 16, 30)),  # the day first, whoever wrote it
    ],
)
def test_a_date_is_read_as_exporters_and_systems_write_it(text, day, instant):
    assert read(text) == (day, instant)


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-04T16:30:00 CST",  # of China or of America
        "2025-03-04 16:30:00 America/New_York",
        "2025-03-04T16:30:00+25:00",
        "2025-03-04, 2025-03-05",
        "2025-03-04/2025-03-06",
        "20251304",
        "2025-W10-2",
        "0000-00-00",
        "2 giờ trước",
        "true",
        "-1741105800",
        "12 tháng năm 2025",
        "mùng 5 tháng 2 năm 2025 âm lịch",
        "5/2/2025 (ÂL)",
        "-2025-05-06",  # before our era
        "+12025-05-06T00:00:00Z",
        "1741105800000000000000",
        "17411058001",
        "1.7411058e9",
        "NaN",
        "Infinity",
    ],
)
def test_a_date_that_could_be_another_is_none(text):
    assert read(text) == (None, None)


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


two = st.integers(0, 32).map("{:02d}".format) | st.integers(0, 32).map(str)
years = st.sampled_from(["1899", "1990", "2024", "2025", "2100", "0202"])
marks = st.sampled_from(["/", "-", ".", " / "])
days_written = st.builds(lambda d, m, y, s: f"{d}{s}{m}{s}{y}", two, two, years, marks) | st.builds(
    "{}-{}-{}".format, years, two, two
)
clocks = st.sampled_from(["", "8:05", "08:05", "23:59:59", "24:00", "8h05", "06:05:09.0000001", "12:15 AM"])
zones = st.sampled_from(["", "Z", "+07:00", "+0700", "-05:00", "+14:00", " (GMT+7)", " GMT+7", " UTC", " EST", "+7"])  # fmt: skip
between = st.sampled_from(["T", " ", ", ", " - ", " | ", "-"])
openings = st.sampled_from(["", "Thứ ba, ", "Chủ nhật ", "Thứ Năm, ngày ", "ngày ", "Thứ 2, ", "Cập nhật: "])
written = st.builds("{}{}{}{}{}".format, openings, days_written, between, clocks, zones) | st.builds(
    "{}{}{}{}".format, clocks, between, openings, days_written
)


@settings(max_examples=15)
@given(st.lists(written | days_written, min_size=20, max_size=60))
def test_a_day_read_without_a_frame_is_the_one_that_a_frame_gives(texts):
    days = published(pl.Series(texts))["on"]
    assert [(t, plain_day(t) or day) for t, day in zip(texts, days, strict=True)] == list(
        zip(texts, days, strict=True)
    )


def test_the_usual_writings_of_a_day_need_no_frame():
    for text in ("2025-03-04", "2025-03-03T20:00:00Z", "Thứ ba, 4/3/2025, 08:00 (GMT+7)", "08:00 04-03-2025"):
        assert plain_day(text) == date(2025, 3, 4)
