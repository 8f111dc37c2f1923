"""What spares a short text the cost of a long one: rules without rows, and long lists of words."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from flows.read.rules import of_rows
from flows.read.vocabulary import LONG, Vocabulary

ROWS = pl.DataFrame({"s": [1, 2], "surface": ["5 tỷ", "7"]})


def test_a_rule_without_rows_is_asked_once_what_columns_it_gives():
    asked = []

    @of_rows
    def doubled(rows: pl.DataFrame) -> pl.DataFrame:
        asked.append(rows.height)
        return rows.with_columns(twice=pl.col("s") * 2)

    first, again, full = doubled(ROWS.clear()), doubled(ROWS.clear()), doubled(ROWS)
    assert asked == [0, 2]
    assert_frame_equal(first, again)
    assert first.schema == full.schema
    assert full["twice"].to_list() == [2, 4]


def test_rows_with_other_columns_have_an_answer_of_their_own():
    @of_rows
    def kept(rows: pl.DataFrame, column: str) -> pl.DataFrame:
        return rows.select(column)

    assert kept(ROWS.clear(), "s").columns == ["s"]
    assert kept(ROWS.clear(), "surface").columns == ["surface"]
    assert kept(ROWS.select("s").clear(), "s").schema == {"s": pl.Int64}


def test_a_choice_has_an_answer_of_its_own():
    @of_rows
    def numbered(rows: pl.DataFrame, too: bool = False) -> pl.DataFrame:
        return rows.with_row_index() if too else rows

    assert numbered(ROWS.clear()).columns == ["s", "surface"]
    assert numbered(ROWS.clear(), True).columns == ["index", "s", "surface"]


@pytest.mark.parametrize("columns", [["s"], ("surface",), pl.col("s")])
def test_columns_that_its_answer_would_not_go_by_are_refused(columns):
    @of_rows
    def kept(rows: pl.DataFrame, columns: object) -> pl.DataFrame:
        return rows.select(columns)

    with pytest.raises(TypeError, match="by words"):
        kept(ROWS.clear(), columns)


def test_a_rule_that_makes_rows_of_none_is_refused():
    @of_rows
    def counted(rows: pl.DataFrame) -> pl.DataFrame:
        return rows.select(pl.len())

    with pytest.raises(ValueError, match="counted made 1 rows of none"):
        counted(ROWS.clear())


syllables = st.lists(st.sampled_from(["Hạ", "Hòa", "Long", "Hà", "Nội", "Phú", "An"]), min_size=1, max_size=6)
texts = st.builds(" ".join, syllables)


@given(st.lists(texts, min_size=1, unique=True), st.lists(texts, max_size=4))
def test_every_word_that_stands_in_a_text_is_looked_for_in_its_order(words, told):
    within = Vocabulary(words).within(pl.Series(told, dtype=pl.String))
    assert [w for w in words if any(w in text for text in told)] == [
        w for w in within if any(w in text for text in told)
    ]
    assert within == [w for w in words if w in within]


def test_of_a_long_text_all_words_are_looked_for():
    assert Vocabulary(["Hạ Long", "Hạ Hòa"]).within(pl.Series(["x" * (LONG + 1)])) == ["Hạ Long", "Hạ Hòa"]
