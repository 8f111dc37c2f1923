"""Places as papers name them, read by the article's day, from golden sentences."""

from functools import cache
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.assets import reference
from flows.ingest.texts import article_rows
from flows.read import lexicon, read
from flows.read.name_borders import place_names
from tests import at_once

GOLDEN = pl.read_csv(Path(__file__).parent.parent / "golden" / "places.csv", infer_schema=False).to_dicts()
UNITS = reference("administrative_units")


Article = tuple[str, str | None]  # a text and its day
DAY = "2024-05-10"


def places_of(articles: list[Article]) -> dict[Article, pl.DataFrame]:
    """The places of each article, all in one reading."""
    lines = [{"id": str(i), "text": text, "published_on": day} for i, (text, day) in enumerate(articles)]
    found = read(article_rows(lines), lexicon.load()).places.sort("s", "start")
    return {article: found.filter(pl.col("a") == i) for i, article in enumerate(articles)}


@cache
def together() -> dict[Article, pl.DataFrame]:
    """The places of the golden texts, and of those that the tests of this file give word for word."""
    given = [(text, *(day or [DAY])) for (text, *day), _ in at_once.given(__file__, "places", "told")]
    return places_of(list(dict.fromkeys([*given, *((r["text"], r["published_on"]) for r in GOLDEN)])))


def places(text: str, published_on: str | None = DAY) -> pl.DataFrame:
    return together()[text, published_on]


def told(text: str, published_on: str | None = DAY) -> list[str]:
    rows = places(text, published_on).select("place", "level", "code").rows()
    return [f"{place}/{level}/{code or ''}" for place, level, code in rows]


@pytest.mark.parametrize("row", GOLDEN, ids=lambda r: f"{r['published_on']} {r['text'][:50]}")
def test_a_text_has_these_places_and_no_others(row):
    assert told(row["text"], row["published_on"]) == (row["places"] or "").split(
        "|" if row["places"] else None
    )


def test_a_name_after_its_unit_word_is_read_again_where_it_stands_alone():
    found = told("Xã Tân Lĩnh Thượng họp. Huyện Cái Bè, tỉnh Tiền Giang dự. Sau đó Cái Bè ra văn bản.")
    assert found[1:] == ["Cái Bè/district/d819", "Tiền Giang/province/p82", "Cái Bè/district/d819"]


def test_a_bare_district_without_its_province_stays_unread():
    assert told("Đoàn khảo sát Châu Thành và Tân Phú.") == []


def test_an_article_without_a_date_leaves_the_unit_open_where_several_bore_the_name():
    assert told("Phường Hạ Long và tỉnh Quảng Ninh đón khách.", None) == [
        "Hạ Long/ward/c06688-2025",
        "Quảng Ninh/province/p22",
    ]
    assert told("Huyện Châu Thành đón khách.", None) == ["Châu Thành/district/"]


def test_what_the_gazetteer_lists_is_surer_than_what_it_lacks():
    rules = places("Xã Bình Hưng Thạch và huyện Cái Bè, tỉnh Tiền Giang góp đất.")["rule"].to_list()
    assert rules == ["place_unit", "place_unit_listed", "place_unit_listed"]


def test_names_of_communes_are_not_glued_in_other_texts():
    names = place_names(lexicon.load())
    assert "Quảng Ninh" in names and "Hàn Quốc" in names
    assert "Minh Khai" not in names and "Thống Nhất" not in names


names = st.sampled_from(UNITS.filter(~pl.col("name").str.contains(r"\d"))["name"].to_list())


kinds = st.sampled_from(["xã", "phường", "huyện", "thành phố", "tỉnh"])


@settings(max_examples=2)  # the first is the plainest one
@given(st.lists(st.tuples(kinds, names, st.sampled_from([", ", " (", "; "])), min_size=60, max_size=60))
def test_a_span_holds_its_words(told):
    texts = [f"Đoàn đến {kind} {name}{after}rồi về Hà Nội hôm sau." for kind, name, after in told]
    for (text, _), found in places_of([(text, DAY) for text in dict.fromkeys(texts)]).items():
        assert found.height > 0
        for start, end, surface in found.select("start", "end", "surface").rows():
            assert text[start:end] == surface


def test_the_list_of_units_is_whole():
    count = dict(
        UNITS.filter(pl.col("id").str.ends_with("-2025")).group_by(pl.col("id").str.slice(0, 1)).len().rows()
    )
    assert count == {"p": 34, "c": 3321}
    before = UNITS.filter(~pl.col("id").str.contains("-"))
    assert dict(before.group_by(pl.col("id").str.slice(0, 1)).len().rows()) == {"p": 63, "d": 696, "c": 10035}


def test_every_unit_of_june_2025_went_somewhere():
    ended = UNITS.filter(~pl.col("id").str.contains("-"), ~pl.col("id").str.starts_with("d"))["id"]
    assert set(ended) <= set(reference("administrative_successors")["id"])
