"""An article whose rows make a suite raise is found and set aside; a suite that is broken by itself stops the run."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.validate import expectations, failing, frames
from flows.validate.expectations import SuiteBroken
from tests.validate.conftest import Staged

ENTRY = {
    "type": "unexpected_rows_expectation",
    "severity": "critical",
    "description": "numbered",
    "meta": {"id": "citations.numbered", "vi": "có số", "why": "w", "why_vi": "w", "sets_aside": "fact"},
}


@pytest.fixture
def asking(monkeypatch) -> Callable[[str], None]:
    """Adds an expectation with this query to the suite of citations."""

    def ask(query: str) -> None:
        def written(name: str) -> dict[str, Any]:
            suite = expectations.written(name)
            entry = ENTRY | {"kwargs": {"unexpected_rows_query": query}}
            return suite | {"expectations": [*suite["expectations"], entry]} if name == "citations" else suite

        for module in (frames, failing):
            monkeypatch.setattr(module, "written", written)

    return ask


NUMBERED = "SELECT fact_id, surface FROM {batch} WHERE CAST(number AS INTEGER) < 0"


def test_the_article_that_a_suite_cannot_be_evaluated_for_is_set_aside_with_what_was_raised(asking, tmp_path):
    asking(NUMBERED)
    staged = Staged([f"v{i}" for i in range(5)])
    staged.rows["citations"][3]["number"] = "12a"
    outcome = frames.validate_frames(staged.write(tmp_path / "staging"))
    aside = outcome.quarantined
    assert outcome.stops == []
    assert set(aside["version_id"]) == {"v3"}
    assert aside["fact_type"].to_list().count("articles") == 1 and aside.height == 1 + 9
    whole = aside.row(0, named=True)
    assert (whole["reason"], whole["expectation"], whole["origin"]) == (
        "failed",
        "citations.numbered",
        "tin/v3.txt",
    )
    assert "ConversionException" in json.loads(whole["payload"])["detail"] and "12a" in whole["payload"]
    (told,) = outcome.results.filter(expectation="citations.numbered").to_dicts()
    assert told["success"] and told["evaluated"] == 4


@pytest.mark.parametrize("query", ["SELECT nowhere FROM {batch}", "SELECT CAST('x' AS INTEGER) FROM {batch} UNION ALL SELECT CAST(version() AS INTEGER)"], ids=["unknown column", "raises of no row"])  # fmt: skip
def test_a_suite_that_is_broken_by_itself_stops_the_run(asking, query, tmp_path: Path):
    asking(query)
    with pytest.raises(SuiteBroken, match=r"citations\.numbered could not be evaluated"):
        frames.validate_frames(Staged(["v1", "v2"]).write(tmp_path / "staging"))
