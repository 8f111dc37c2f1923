"""Cue words only spare work: what the lexer finds by them is what it finds without."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.read import lexicon
from flows.read.dates import words as date_words
from flows.read.marking import marked
from flows.read.numbers import numerals
from flows.read.numbers.units import unit_pattern
from flows.read.organizations import organizations
from flows.read.spans import lex
from flows.read.vocabulary import Vocabulary, either
from tests.golden import rows

FILES = ("quantities", "dates", "measurements", "amount_phrases", "date_phrases", "no_quantities", "no_dates", "lunar_days")  # fmt: skip


@pytest.fixture(scope="module")
def patterns() -> dict[str, str]:
    known = lexicon.load()
    quantities = numerals.quantity_patterns(unit_pattern(known.units["word"]), known.money_first)
    return numerals.NOT_A_QUANTITY | date_words.PATTERNS | quantities


def test_every_cue_is_one_of_a_pattern_that_there_is(patterns):
    assert set(numerals.CUES) <= set(patterns)
    assert all(cue == cue.lower() for cues in numerals.CUES.values() for cue in cues)


def test_golden_sentences_give_the_same_tokens_with_cues_as_without(patterns):
    texts = pl.DataFrame(
        {
            "sentence": sorted(
                {
                    text
                    for name in FILES
                    for row in rows(name)
                    for text in [row.get("text") or row.get("phrase")]
                    if text
                }
            )
        }
    )
    for case in (
        texts,
        texts.select(pl.col("sentence").str.to_uppercase()),
        texts.select(pl.col("sentence").str.to_titlecase()),
    ):
        for name, pattern in patterns.items():
            without = lex(case, {name: pattern}, "sentence")
            assert lex(case, {name: pattern}, "sentence", cues=numerals.CUES).equals(without), name


def test_golden_sentences_give_the_same_organizations_with_cues_as_without():
    known = lexicon.load()
    told = pl.DataFrame({"sentence": sorted({row["text"] for row in rows("organizations")})})
    numbered = told.with_row_index("s").with_columns(a="s")
    texts = marked(numbered, known).select("s", "marked")
    each = organizations.patterns(texts["marked"], known)
    cues = organizations.cues(texts["marked"], known)
    assert set(cues) <= set(each)
    for name, pattern in each.items():
        without = lex(texts, {name: pattern}, "marked")
        assert lex(texts, {name: pattern}, "marked", cues=cues, cued=texts["marked"]).equals(without), name


@given(
    st.lists(st.text("abă Hạ", max_size=6)), st.lists(st.text("abă Hạ", min_size=1, max_size=7), min_size=1)
)
def test_a_vocabulary_leaves_out_no_word_that_stands_in_a_text(texts, words):
    told = pl.Series(texts, dtype=pl.String)
    assert {w for w in words if any(w in text for text in texts)} <= set(Vocabulary(words).within(told))
    lowered = {w for w in words if any(w.lower() in text.lower() for text in texts)}
    assert lowered <= set(Vocabulary(words, cased=False).within(told))


def test_a_pattern_is_made_of_those_words_alone():
    assert Vocabulary(["Nga", "Hoa Kỳ", "Lào"]).pattern(pl.Series(["với Lào và Nga"])) == either(
        ["Nga", "Lào"]
    )
