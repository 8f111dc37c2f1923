"""Quantities and dates as papers write them, read from golden sentences, and properties of reading."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.read import lexicon, read
from flows.read.numbers import amounts
from flows.report.extracted import article_rows

GOLDEN = Path(__file__).parent.parent / "golden"


def rows(name: str) -> list[dict[str, str | None]]:
    return pl.read_csv(GOLDEN / f"{name}.csv", infer_schema=False).to_dicts()


def reading(text: str, published_on: str | None = "2025-10-15"):
    return read(article_rows([{"id": "x", "text": text, "published_on": published_on}]), lexicon.load())


@pytest.mark.parametrize("row", rows("quantities"), ids=lambda r: r["text"])
def test_a_quantity_is_read_with_unit_and_comparator(row):
    found = reading(row["text"]).quantities.select("value", "value_high", "unit", "comparator").rows()
    high = Decimal(row["value_high"]) if row["value_high"] else None
    assert (Decimal(row["value"]), high, row["unit"], row["comparator"]) in found


@pytest.mark.parametrize("row", rows("no_quantities"), ids=lambda r: r["text"])
def test_digits_and_words_that_are_no_quantity_are_left_alone(row):
    assert reading(row["text"]).quantities.is_empty()


@pytest.mark.parametrize("row", rows("dates"), ids=lambda r: r["text"])
def test_a_date_rests_on_the_articles_own_day(row):
    found = reading(row["text"], row["published_on"]).dates.select("starts_on", "ends_on").rows()
    wanted = tuple(date.fromisoformat(row[c]) if row[c] else None for c in ("starts_on", "ends_on"))
    assert wanted in found


def test_a_date_without_year_and_anchor_stays_unread():
    assert reading("Sáng 3/6 đoàn công tác đến xã.", None).dates.is_empty()


@given(st.integers(min_value=0, max_value=10**15))
def test_a_whole_number_written_in_groups_reads_back(number):
    written = f"{number:,}".replace(",", ".")
    assert amounts(pl.Series([written]), pl.Series([False])).to_list() == [Decimal(number)]


@given(st.integers(min_value=1, max_value=10**6), st.integers(min_value=1, max_value=99))
def test_a_decimal_with_a_scale_reads_back(whole, cents):
    written = f"{whole:,}".replace(",", ".") + f",{cents:02d} triệu"
    assert amounts(pl.Series([written]), pl.Series([False])).to_list() == [
        Decimal(whole * 10**6 + cents * 10**4)
    ]


TEXTS = st.lists(
    st.sampled_from(
        [
            "Thu ngân sách đạt 1.234 tỷ đồng.",
            "Ông Nguyễn Văn Tám, Chủ tịch UBND tỉnh Hà Nam, cho biết chi phí tăng 5%.",
            "Sáng 3/6, TP. Cà Mau khánh thành cầu.",
            "(Ảnh: T.T.)",
            "“Phải làm nhanh”, bà Lan nói.",
            "\U0001f600 Tỷ lệ đạt 40 %…",
            "ĐẦU TƯ CÔNG",
        ]
    ),
    min_size=1,
    max_size=12,
)


@settings(deadline=None, max_examples=40)
@given(TEXTS, st.sampled_from(["\n\n", " ", "\n"]))
def test_every_span_holds_its_words_and_order_changes_no_value(parts, joint):
    text = joint.join(parts)
    found = reading(text)
    sentences = found.sentences
    for start, end, sentence in sentences.select("char_start", "char_end", "sentence").rows():
        assert text[start:end] == sentence
    for frame in (found.quantities, found.dates, found.people, found.organizations, found.places):
        placed = frame.join(sentences.select("s", "sentence"), on="s")
        for start, end, surface, sentence in placed.select("start", "end", "surface", "sentence").rows():
            assert sentence[start:end] == surface
    backwards = reading(joint.join(reversed(parts)))
    if joint == "\n\n":
        assert sorted(backwards.quantities["value"].to_list()) == sorted(found.quantities["value"].to_list())
