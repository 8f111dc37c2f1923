"""What is read in an article does not depend on the articles beside it: batches are cut by size, and in any order."""

from dataclasses import fields

import polars as pl
import pytest

from flows import extract
from flows.ingest.texts import article_rows
from flows.read import lexicon, read
from tests.golden import DAY, rows

FILES = (
    "positions",
    "organizations",
    "statements",
    "measurements",
    "office_changes",
    "events",
    "investments",
    "agreements",
)


def facts(texts: list[str]) -> dict[str, pl.DataFrame]:
    """The facts of the texts by type, read in one batch."""
    lines = [{"id": text, "text": text, "published_on": DAY} for text in texts]
    found = extract.facts(read(article_rows(lines), lexicon.load()), lexicon.load())
    return {
        name: frame.sort(pl.all())
        for name, frame in found.items()
        if {"fact_id", "sentence_number"} <= set(frame.columns)
    }


def told(parts: list[dict[str, pl.DataFrame]], name: str) -> list[tuple[object, ...]]:
    """Which words of which article give which fact, without ids: they go by the place in the batch."""
    columns = [c for c in parts[0][name].columns if c == "article_id" or not c.endswith(("_id", "_of"))]
    whole = pl.concat([part[name].select(columns) for part in parts])
    return sorted(whole.iter_rows(), key=str)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Golden sentences, and pairs of which one holds a name that the other goes on behind."""
    golden = sorted({row["text"] for name in FILES for row in rows(name) if row["text"]})
    pairs = [
        "Bộ trưởng Tư pháp Mỹ Edward Norman cho biết tòa đã mở.",
        "Bộ trưởng Tư pháp Mỹ Edward Norman Ngày mai sẽ sang thăm.",
        "Thứ trưởng Bộ Y tế Vũ Văn Lâm nói thuốc đã đủ.",
        "Ông tiếp Thứ trưởng Bộ Y tế Vũ Văn Lâm Phạm vi cấp thuốc rộng hơn.",
    ]  # fmt: skip
    return golden + pairs


def test_articles_read_together_give_what_they_give_apart_in_any_order(texts):
    together = [facts(texts)]
    apart = [facts(texts[::-1][n::3]) for n in range(3)]
    for name in together[0]:
        assert told(apart, name) == told(together, name), name


def test_an_article_that_tells_nothing_has_the_columns_of_one_that_tells_much():
    """Rules over no rows answer from memory (read/rules.py); what they answer is what the long way gives."""
    empty, full = (
        read(article_rows([{"id": "1", "text": text, "published_on": DAY}]), lexicon.load())
        for text in ("Trời trong.", "\n\n".join(row["text"] for row in rows("measurements")[:12]))
    )
    for part in fields(empty):
        assert getattr(empty, part.name).schema == getattr(full, part.name).schema, part.name
    assert full.quantities.height > 0 and empty.quantities.height == 0
