"""Quantities and dates as papers write them, read from golden sentences, and properties of reading."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.ingest.texts import article_rows
from flows.read import Reading, lexicon, read
from flows.read.numbers.amounts import amounts, digits
from tests.golden import Row, golden, rows


def reading(text: str, published_on: str | None = "2025-10-15") -> Reading:
    return read(article_rows([{"id": "x", "text": text, "published_on": published_on}]), lexicon.load())


@pytest.mark.parametrize("row", rows("quantities"), ids=lambda r: r["text"])
def test_a_quantity_is_read_with_unit_and_comparator(row: Row):
    found = golden("quantities").of(row, "quantities", "value", "value_high", "unit", "comparator")
    high = Decimal(row["value_high"]) if row["value_high"] else None
    assert (Decimal(str(row["value"])), high, row["unit"], row["comparator"]) in found


@pytest.mark.parametrize("row", rows("no_quantities"), ids=lambda r: r["text"])
def test_digits_and_words_that_are_no_quantity_are_left_alone(row: Row):
    assert golden("no_quantities").of(row, "quantities", "surface") == []


@pytest.mark.parametrize("row", rows("dates"), ids=lambda r: r["text"])
def test_a_date_rests_on_the_articles_own_day(row: Row):
    found = golden("dates").of(row, "dates", "starts_on", "ends_on")
    wanted = tuple(date.fromisoformat(row[c]) if row[c] else None for c in ("starts_on", "ends_on"))
    assert wanted in found


@pytest.mark.parametrize("row", rows("no_dates"), ids=lambda r: r["text"])
def test_lunar_days_and_spans_of_time_are_no_dates(row: Row):
    assert golden("no_dates").of(row, "dates", "surface") == []


@pytest.mark.parametrize("row", rows("lunar_days"), ids=lambda r: f"{r['text']} {r['surface']}")
def test_lunar_days_are_told_as_such_by_their_words(row: Row):
    assert (row["surface"],) in golden("lunar_days").of(row, "lunar", "surface")


def test_a_day_that_is_said_of_either_calendar_or_of_another_is_not_told_as_lunar():
    text = "Mùng 2/9, phố treo cờ. Ngày 1 Tết Dương lịch, chợ mở. Lễ Ka tê ngày 1/7 theo lịch Chăm. Ngày 10/3/2025, mưa. Âm 5 độ."
    assert reading(text).lunar.is_empty()


def test_a_date_without_year_and_anchor_stays_unread():
    assert reading("Sáng 3/6 đoàn công tác đến xã.", None).dates.is_empty()


def test_the_years_of_goals_do_not_date_an_article():
    text = "Mục tiêu đến năm 2040 là xong. Năm 2023, xã đã khởi công. Năm ngoái, đường còn lầy."
    last_year = reading(text, None).dates.filter(pl.col("surface") == "Năm ngoái")
    assert last_year["starts_on"].to_list() == [date(2022, 1, 1)]


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**15))
def test_a_whole_number_written_in_groups_reads_back(number: int):
    written = f"{number:,}".replace(",", ".")
    assert amounts(pl.Series([written]), pl.Series([False])).to_list() == [Decimal(number)]


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=10**6), st.integers(min_value=1, max_value=99))
def test_a_decimal_with_a_scale_reads_back(whole: int, cents: int):
    written = f"{whole:,}".replace(",", ".") + f",{cents:02d} triệu"
    assert amounts(pl.Series([written]), pl.Series([False])).to_list() == [
        Decimal(whole * 10**6 + cents * 10**4)
    ]


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=999), st.integers(min_value=1, max_value=999))
def test_an_amount_in_two_scales_adds_up(billions: int, millions: int):
    written = f"{billions} tỷ {millions} triệu"
    assert amounts(pl.Series([written]), pl.Series([False])).to_list() == [
        Decimal(billions * 10**9 + millions * 10**6)
    ]


@settings(deadline=None)
@given(st.decimals(min_value=1000, max_value=10**9, places=2))
def test_vietnamese_and_us_marks_mean_the_same_number(value: Decimal):
    us = f"{value:,.2f}"
    vietnamese = us.translate(str.maketrans(",.", ".,"))
    read_back = pl.select(digits(pl.lit(pl.Series([us, vietnamese])), pl.lit(False))).to_series().to_list()
    assert read_back == [value, value]


ONES = ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def spoken(number: int) -> str:
    """A number from 100 to 999 in words, as a newsreader says it."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = f"{ONES[hundreds]} trăm"
    if not rest:
        return head
    if not tens:
        return f"{head} linh {ONES[ones]}"
    last = {1: "mốt" if tens > 1 else "một", 4: "tư" if tens > 1 else "bốn", 5: "lăm"}.get(ones, ONES[ones])
    return f"{head} {'mười' if tens == 1 else ONES[tens] + ' mươi'} {last}".strip()


@settings(deadline=None)
@given(st.integers(min_value=100, max_value=999))
def test_number_words_read_back(number: int):
    assert amounts(pl.Series([spoken(number)]), pl.Series([False])).to_list() == [Decimal(number)]


PARTS = [
    "Thu ngân sách đạt 1.234 tỷ đồng.",
    "Ông Nguyễn Văn Tám, Chủ tịch UBND tỉnh Hà Nam, cho biết chi phí tăng 5%.",
    "Sáng 3/6, TP. Cà Mau khánh thành cầu.",
    "(Ảnh: T.T.)",
    "“Phải làm nhanh”, bà Lan nói.",
    "\U0001f600 Tỷ lệ đạt 40 %…",
    "ĐẦU TƯ CÔNG",
]


@settings(deadline=None, max_examples=5)
@given(st.lists(st.permutations(PARTS), min_size=8, max_size=8), st.sampled_from(["\n\n", " ", "\n"]))
def test_every_span_holds_its_words_and_order_changes_no_value(orders: list[list[str]], joint: str):
    texts = [joint.join(parts) for parts in orders]
    articles = article_rows([{"id": str(i), "text": t, "published_on": "2025-10-15"} for i, t in enumerate(texts)])  # fmt: skip
    found = read(articles, lexicon.load())
    sentences = found.sentences
    for a, start, end, sentence in sentences.select("a", "char_start", "char_end", "sentence").rows():
        assert articles["text"][a][start:end] == sentence
    for frame in (found.quantities, found.dates, found.people, found.organizations, found.places):
        placed = frame.join(sentences.select("s", "sentence"), on="s")
        for start, end, surface, sentence in placed.select("start", "end", "surface", "sentence").rows():
            assert sentence[start:end] == surface
    if joint == "\n\n":
        values = found.quantities.group_by("a").agg(pl.col("value").sort())["value"].to_list()
        assert all(v == values[0] for v in values)
