"""Organisations and offices, read from golden sentences."""

from functools import cache
from pathlib import Path

import polars as pl
import pytest

from flows.assets import reference
from flows.extract import facts
from flows.ingest.texts import article_rows
from flows.read import lexicon, read

GOLDEN = Path(__file__).parent.parent / "golden"


def golden(name: str) -> list[dict[str, str | None]]:
    return pl.read_csv(GOLDEN / f"{name}.csv", infer_schema=False).to_dicts()


@cache
def read_file(name: str) -> dict[str, pl.DataFrame]:
    """The facts of all sentences of a golden file, read as one batch: each sentence an article."""
    texts = [str(row["text"]) for row in golden(name)]
    articles = article_rows(
        [{"id": str(i), "text": t, "published_on": "2024-10-15"} for i, t in enumerate(texts)]
    )
    numbered = articles.select("article_id", text="text")
    found = facts(read(articles, lexicon.load()), lexicon.load())
    return {kind: frame.join(numbered, on="article_id") for kind, frame in found.items()}


def cases(name: str):
    return pytest.mark.parametrize("row", golden(name), ids=lambda r: str(r["text"])[:50])


@cases("organizations")
def test_organisations_have_their_full_names_and_nothing_else_is_one(row):
    mentions = read_file("organizations")["mentions"].filter(
        (pl.col("text") == row["text"]) & (pl.col("entity_kind") == "organization")
    )
    assert list(dict.fromkeys(mentions["entity"])) == (row["organizations"] or "").split("|") or (
        row["organizations"] is None and mentions.is_empty()
    )


@pytest.mark.parametrize(
    ("published_on", "organization"),
    [
        ("2018-05-02", "Phòng Thương mại và Công nghiệp Việt Nam"),
        ("2024-05-02", "Liên đoàn Thương mại và Công nghiệp Việt Nam"),
    ],
)
def test_a_short_name_means_the_body_that_stood_on_the_articles_day(published_on, organization):
    articles = article_rows([{"id": "1", "text": "VCCI hỏi ý kiến hội viên.", "published_on": published_on}])
    assert read(articles, lexicon.load()).organizations["organization"].to_list() == [organization]


def test_every_ministry_is_found_by_its_field():
    ministries = reference("central_bodies").filter(pl.col("kind") == "ministry")["name"]
    assert set(ministries.str.strip_prefix("Bộ ")) <= set(reference("fields")["field"])


@cases("positions")
def test_offices_are_rank_words_in_an_organisation_held_by_a_person(row):
    found = read_file("positions")["position_observations"].filter(pl.col("text") == row["text"])
    told = {
        ";".join(c or "" for c in r)
        for r in found.select("person", "title", "organization", "tenure").iter_rows()
    }
    assert told == set((row["positions"] or "").split("|")) - {""}


@cases("office_changes")
def test_an_appointment_begins_one_office_and_ends_another(row):
    columns = ["person", "title", "organization", "tenure", "change", "starts_on", "ends_on"]
    found = read_file("office_changes")["position_observations"].filter(pl.col("text") == row["text"])
    told = {";".join("" if c is None else str(c) for c in r) for r in found.select(columns).iter_rows()}
    assert told == set((row["changes"] or "").split("|")) - {""}


def test_an_elided_place_is_filled_from_the_article():
    articles = article_rows(
        [
            {
                "id": "1",
                "text": "Tỉnh Lào Cai trồng thêm quế. UBND tỉnh cấp giống. Tỉnh ủy và Sở Nội vụ cùng kiểm tra.",
                "published_on": "2024-10-15",
            }
        ]
    )
    mentions = facts(read(articles, lexicon.load()), lexicon.load())["mentions"]
    assert mentions.filter(pl.col("entity_kind") == "organization")["entity"].to_list() == [
        "Ủy ban nhân dân tỉnh Lào Cai",
        "Tỉnh ủy Lào Cai",
        "Sở Nội vụ tỉnh Lào Cai",
    ]
