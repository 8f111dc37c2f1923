"""Names and words are found as people type them: in any case, with old or new tone placement, without diacritics."""

import unicodedata

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.load.published import opened

TOLD = "Chủ tịch UBND tỉnh Hoà Bình kiểm tra thủy lợi ở Đà Bắc, tăng 5% (so với 2024)."


@pytest.fixture(scope="module")
def star(empty):
    with opened(empty) as connection:
        yield connection


def answer(star: duckdb.DuckDBPyConnection, what: str, told: str, asked: str) -> bool:
    """What a macro of two words says."""
    return bool(
        star.execute(f"SELECT mart.{what}($told, $asked)", {"told": told, "asked": asked}).fetchone()[0]
    )


@pytest.mark.parametrize("asked", ["Hòa Bình", "hoà bình", "HOA BINH", "thuỷ lợi", "thuy loi", "da bac", "5% (so", "UBND", "", "%", unicodedata.normalize("NFD", "Hoà Bình")])  # fmt: skip
def test_words_are_found_as_they_are_typed(star, asked):
    assert answer(star, "speaks_of", TOLD, asked)


@pytest.mark.parametrize("asked", ["Hoá Bình", "thủy lời", "đa bac", "5.", "t.nh", "Hòa  Bình", "[ch]"])
def test_words_that_are_not_said_are_not_found(star, asked):
    assert not answer(star, "speaks_of", TOLD, asked)


@pytest.mark.parametrize(
    ("told", "asked", "is_so"),
    [
        ("Ủy ban nhân dân tỉnh Thanh Hóa", "UBND tỉnh Thanh Hoá", True),
        ("Ủy ban nhân dân tỉnh Thanh Hóa", "ubnd tinh thanh hoa", True),
        ("Hội đồng nhân dân tỉnh Thanh Hóa", "HĐND tỉnh Thanh Hóa", True),
        ("Ủy ban nhân dân tỉnh Thanh Hóa", "Thanh Hóa", False),
        ("Lê Hòa", "Lê Hoa", False),
        ("Lê Hòa", "le hoa", True),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan", True),
    ],
)
def test_a_name_is_meant_whole(star, told, asked, is_so):
    assert answer(star, "is_named", told, asked) is is_so


def test_every_letter_is_found_by_the_one_without_its_marks(star):
    """DuckDB's strip_accents says which; what else is asked for is taken as it is written."""
    unfound = """
        SELECT chr(n) FROM (SELECT range::INTEGER AS n, mart.bare(chr(range::INTEGER)) AS bare FROM range(192, 7936))
        WHERE regexp_full_match(bare, '[a-z]') AND lower(chr(n)) = chr(n) AND NOT mart.is_named(chr(n), bare)
    """
    assert star.execute(unfound).fetchall() == []


words = st.lists(st.sampled_from(["hoà", "Hòa", "hóa", "HOA", "thuỷ", "Thủy", "thuy", "quý", "Đà", "da", "5%", "(a)", ".", "-", "[x]*", "\\d"]), max_size=3).map(" ".join)  # fmt: skip


@given(words, words, words)
def test_it_is_as_if_both_were_folded(star, before, asked, behind):
    told = f"{before} {asked} {behind}"
    if asked not in ("", "%"):
        folded = "SELECT CASE WHEN mart.bare($asked) = lower($asked) THEN contains(mart.bare($told), lower($asked)) ELSE contains(toned($told), toned($asked)) END"
        for said in (told, f"{before} {behind}", told.upper()):
            row = star.execute(folded, {"told": said, "asked": asked}).fetchone()
            assert row and answer(star, "speaks_of", said, asked) is row[0]


OLD_AND_NEW = [(f"{a}{b}", f"{c}{d}") for a, tones, d, new in (("o", "àáảãạ", "a", "òóỏõọ"), ("o", "èéẻẽẹ", "e", "òóỏõọ"), ("u", "ỳýỷỹỵ", "y", "ùúủũụ")) for b, c in zip(tones, new, strict=True)]  # fmt: skip


@given(st.text(st.sampled_from("oaeuyOAEUYòóỏõọàáảãạèéẻẽẹỳýỷỹỵùúủũụÒÀÁÝbđĐ19  .,-–:\n“”…%"), max_size=40))
def test_words_are_folded_to_small_letters_one_placement_of_tones_and_single_blanks(star, told):
    toned = told.lower()
    for old, new in OLD_AND_NEW:
        toned = toned.replace(old, new)
    words = "".join(c if c.isalnum() else " " for c in toned).split()
    found = star.execute("SELECT toned($told), folded($told)", {"told": told}).fetchone()
    assert found == (toned, " ".join(words))
