"""Organisations and offices, read from golden sentences."""

from functools import cache

import polars as pl
import pytest

from flows.assets import reference
from flows.extract import facts
from flows.ingest.texts import article_rows
from flows.read import lexicon, read
from tests import at_once
from tests.golden import rows

DAY = "2024-10-15"
FILES = ("organizations", "positions", "office_changes")


@cache
def together() -> dict[str, pl.DataFrame]:
    """The facts of the articles that tests and golden files of this file tell, with `text` and `day`, all in one reading."""
    told = [(text, *(day or [DAY])) for (text, *day), _ in at_once.given(__file__, "facts_of")]
    told += [(VCCI, day) for day, _ in CALLED] + [(str(row["text"]), DAY) for name in FILES for row in rows(name)]  # fmt: skip
    lines = [{"id": str(i), "text": text, "published_on": day} for i, (text, day) in enumerate(dict.fromkeys(told))]  # fmt: skip
    numbered = pl.DataFrame(lines).select(article_id="id", text="text", day="published_on")
    found = facts(read(article_rows(lines), lexicon.load()), lexicon.load())
    return {kind: frame.join(numbered, on="article_id") for kind, frame in found.items()}


def facts_of(text: str, day: str = DAY) -> dict[str, pl.DataFrame]:
    """The facts of an article, in the order of its words."""
    this = (pl.col("text") == text) & (pl.col("day") == day)
    kinds = ("mentions", "position_observations")
    return {kind: together()[kind].filter(this).sort("char_start") for kind in kinds}


def organizations(text: str, day: str = DAY) -> list[str]:
    """The organisations that an article tells of, by their full names."""
    return facts_of(text, day)["mentions"].filter(pl.col("entity_kind") == "organization")["entity"].to_list()


def cases(name: str):
    return pytest.mark.parametrize("row", rows(name), ids=lambda r: str(r["text"])[:50])


@cases("organizations")
def test_organisations_have_their_full_names_and_nothing_else_is_one(row):
    assert list(dict.fromkeys(organizations(row["text"]))) == [n for n in (row["organizations"] or "").split("|") if n]  # fmt: skip


VCCI = "VCCI hỏi ý kiến hội viên."
CALLED = [
    ("2018-05-02", "Phòng Thương mại và Công nghiệp Việt Nam"),
    ("2024-05-02", "Liên đoàn Thương mại và Công nghiệp Việt Nam"),
]


@pytest.mark.parametrize(("published_on", "organization"), CALLED)
def test_a_short_name_means_the_body_that_stood_on_the_articles_day(published_on, organization):
    assert organizations(VCCI, published_on) == [organization]


def test_every_ministry_is_found_by_its_field():
    ministries = reference("central_bodies").filter(pl.col("kind") == "ministry")["name"]
    assert set(ministries.str.strip_prefix("Bộ ")) <= set(reference("fields")["field"])


@cases("positions")
def test_offices_are_rank_words_in_an_organisation_held_by_a_person(row):
    found = facts_of(row["text"])["position_observations"]
    told = {
        ";".join(c or "" for c in r)
        for r in found.select("person", "title", "organization", "tenure").iter_rows()
    }
    assert told == set((row["positions"] or "").split("|")) - {""}


@cases("office_changes")
def test_an_appointment_begins_one_office_and_ends_another(row):
    columns = ["person", "title", "organization", "tenure", "change", "starts_on", "ends_on"]
    found = facts_of(row["text"])["position_observations"]
    told = {";".join("" if c is None else str(c) for c in r) for r in found.select(columns).iter_rows()}
    assert told == set((row["changes"] or "").split("|")) - {""}


def test_an_elided_place_is_filled_from_the_article():
    found = facts_of("Tỉnh Lào Cai trồng thêm quế. UBND tỉnh cấp giống. Tỉnh ủy và Sở Nội vụ cùng kiểm tra.")
    mentions = found["mentions"].filter(pl.col("entity_kind") == "organization")
    assert mentions["entity"].to_list() == [
        "Ủy ban nhân dân tỉnh Lào Cai",
        "Tỉnh ủy Lào Cai",
        "Sở Nội vụ tỉnh Lào Cai",
    ]


def test_units_called_like_people_are_nobody_behind_their_noun_and_in_its_list():
    found = facts_of("Các huyện U Minh, Trần Văn Thời đã có nước. Nước đã về huyện Trần Văn Thời, Đầm Dơi. Mưa lớn ở phường Nguyễn Thái Bình, Trần Hưng Đạo và Bến Thành.")  # fmt: skip
    kinds = found["mentions"]["entity_kind"].to_list()
    assert "person" not in kinds and kinds.count("place") == 7


def people(facts: dict[str, pl.DataFrame]) -> list[str]:
    """The people that an article tells of, by their names."""
    return facts["mentions"].filter(pl.col("entity_kind") == "person")["entity"].to_list()


def test_a_name_ends_before_a_noun_of_people_or_an_office_with_a_capital():
    assert people(facts_of("Bác sĩ Lê Minh Tám Cán bộ Trạm Y tế xã Phước Hội dự lễ.")) == ["Lê Minh Tám"]
    assert people(facts_of("GS Anna Lindgren Giám đốc điều hành Lúa Vàng Group dự lễ.")) == ["Anna Lindgren"]
    # A given name before a word in lower case.
    assert people(facts_of("Ông Lê Minh Công nhân dịp này tặng quà.")) == ["Lê Minh Công"]
    assert people(facts_of("Ông Lê Minh Học sinh năm 1970.")) == ["Lê Minh Học"]
