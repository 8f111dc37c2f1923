"""Every rule of reading has a row of seeds/reference/rules.csv: what it reads, where it stands, a sentence that it reads."""

import re

import pytest

from flows import extract
from flows.assets import reference, root
from flows.ingest.texts import article_rows
from flows.read import lexicon, read
from tests.golden import rows

DAY = "2024-10-02"  # of the articles of the examples
GOLDEN = ("quantities", "dates", "measurements", "statements", "events", "investments", "agreements", "positions", "organizations", "places", "citations")  # fmt: skip


def given(texts: dict[str, str]) -> dict[str, set[str]]:
    """The rules that gave facts in each of the texts."""
    articles = article_rows({"id": name, "text": text, "published_on": DAY} for name, text in texts.items())
    found = extract.facts(read(articles, lexicon.load()), lexicon.load())
    told: dict[str, set[str]] = {name: set() for name in texts}
    for frame in found.values():
        if "rule" in frame.columns:
            for article, rule in frame.select("article_id", "rule").iter_rows():
                told[article.split("/")[-1]].update(rule.split("+"))
    return told


@pytest.fixture(scope="module")
def listed() -> list[dict[str, str]]:
    return reference("rules").to_dicts()


@pytest.fixture(scope="module")
def told(listed) -> dict[str, set[str]]:
    """The rules that gave facts in the example of each rule, and by their numbers in the golden sentences, all in one reading."""
    texts = sorted({row["text"] for name in GOLDEN for row in rows(name) if row["text"]})
    return given(
        {row["rule"]: row["example"] for row in listed} | {str(n): text for n, text in enumerate(texts)}
    )


def test_every_rule_reads_its_example(listed, told):
    assert not {row["rule"]: told[row["rule"]] for row in listed if row["rule"] not in told[row["rule"]]}


def test_every_rule_stands_where_its_row_says(listed):
    """By its name, or by what its name ends with beside the family it is put together from."""
    for row in listed:
        source = (root() / "flows" / row["home"]).read_text(encoding="utf-8")
        family, _, key = row["rule"].partition("_")
        own = rf'"{row["rule"]}"|"{key}"|\b{key}='
        assert re.search(rf'{own}|"{family}_', source), row["rule"]


def test_every_rule_that_reads_something_in_the_golden_sentences_is_listed_and_every_measured_one_too(
    listed, told
):
    known = {row["rule"] for row in listed}
    assert set().union(*told.values()) <= known
    assert set(reference("confidence")["rule"]) <= known
