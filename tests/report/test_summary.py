"""The summary: what came in, what landed, what was set aside and why, where it lies."""

import json
from io import StringIO

import pytest
from rich.console import Console

from flows.report.summary import RunSummary, markdown, rendered, told, totals, with_loaded


@pytest.fixture
def run():
    return RunSummary(
        run_id="20250306T000000-abc",
        warehouse="warehouse/khotin.duckdb",
        documents={"read": 5, "loaded": 2, "unchanged": 1, "duplicate": 1, "rejected": 1},
        facts={
            name: {"extracted": 9, "loaded": 0, "repeats": 0, "quarantined": 0}
            for name in ("targets", "events")
        },
        set_aside={"empty": 1, "Tỷ trọng từ 0 đến 100 % / A share lies within 0 and 100 %": 2},
        state="published",
        report="reports/run.html",
    )


def result(severity, success=False):
    return {
        "success": success,
        "severity": severity,
        "table_name": "targets",
        "expectation": "targets.unit_known",
        "unexpected": 2,
    }


def shown(run):
    console = Console(file=StringIO(), width=160)
    console.print(rendered(run))
    return console.file.getvalue()


def test_the_terminal_shows_where_everything_went(run):
    text = shown(run)
    for words in (
        "published",
        "5 đọc/read",
        "1 loại/rejected",
        "mục tiêu / targets",
        "A share lies within",
        run.warehouse,
        run.report,
    ):
        assert words in text


def test_what_was_loaded_and_set_aside_is_counted_by_type(run):
    loaded = {"targets": {"loaded": 6, "repeats": 1}, "events": {"loaded": 9, "repeats": 0}}
    counted = with_loaded(run, loaded, {"targets": 2, "articles": 1})
    assert counted.facts["targets"] == {"extracted": 9, "loaded": 6, "repeats": 1, "quarantined": 2}
    assert totals(counted) == {"extracted": 18, "loaded": 15, "repeats": 1, "quarantined": 2}


def test_a_run_is_told_to_what_collects_lines_with_the_sources_that_failed(run):
    shown = told(run.but(sources={"a": None, "b": "HTTP 500"}, notes=("một lưu ý / a note",)))
    assert json.loads(json.dumps(shown)) == shown
    assert shown["failed_sources"] == {"b": "HTTP 500"} and shown["documents"]["read"] == 5
    assert (shown["state"], shown["facts"]["extracted"], shown["notes"]) == (
        "published",
        18,
        ["một lưu ý / a note"],
    )


def test_what_was_withdrawn_is_told_beside_that_every_source_failed(run):
    down = run.but(state="sources_failed", sources={"a": "HTTP 500"}, withdrawn=4)
    assert "mọi nguồn đều hỏng, đã rút 4 bài / every source failed, 4 articles withdrawn" in shown(down)
    assert down.is_wrong and not run.is_wrong and run.but(stops=("targets.unit_known",)).is_wrong


def test_information_is_no_failure(run):
    checked = run.with_results([result("info"), result("warning"), result("critical", success=True)], [])
    assert [r["severity"] for r in checked.failed] == ["warning"]


def test_the_artifact_names_what_failed_and_why_it_stopped(run):
    refused = run.with_results([result("critical")], ["targets.unit_known: 2 of 9 rows"]).but(state="refused")
    text = markdown(refused)
    assert "| targets | targets.unit_known | critical | 2 |" in text
    assert "**Stopped:** targets.unit_known: 2 of 9 rows" in text and "refused" in text


def test_an_id_that_was_used_again_is_told_with_both_titles(run):
    others = tuple(
        {"origin": f"bao/a.jsonl#{n}", "title": f"Lễ hội [{n}]", "other_title": "Thu ngân sách"}
        for n in range(12)
    )
    for text in (shown(run.but(others=others)), markdown(run.but(others=others))):
        assert "bao/a.jsonl#3: “Lễ hội [3]” ≠ “Thu ngân sách”" in text
        assert "bao/a.jsonl#10" not in text and "12" in text
    assert "≠" not in shown(run) + markdown(run)
