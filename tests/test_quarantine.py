"""A quarantine of many items: told by groups, and closed by groups."""

import json

import polars as pl
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.contracts import QUARANTINE
from flows.load import aside, ops

SHARE, DATE = "Tỷ trọng từ 0 đến 100 % / A share lies within 0 and 100 %", "Ngày có thật / A day that is one"


@pytest.fixture
def warehouse(tmp_path):
    """30 shares and 20 days set aside, of two papers, and a file without text."""
    path = tmp_path / "khotin.duckdb"
    ops.start_run(path, "run", "rules")
    facts = [
        {"quarantine_id": f"q{n:03}", "stage": "frames", "fact_type": "measurements", "fact_id": f"f{n}", "article_id": f"a{n % 5}",
         "reason": SHARE if n < 30 else DATE, "expectation": "measurements.share" if n < 30 else "measurements.day",
         "origin": f"https://{'bac' if n % 2 else 'nam'}.example/{n}.html", "payload": json.dumps({"rule": "figure", "surface": "120 %"})}
        for n in range(50)
    ]  # fmt: skip
    empty = {"quarantine_id": "e", "stage": "ingest", "reason": "empty", "origin": "bao/1.txt"}
    rows = pl.DataFrame([*facts, empty], schema=QUARANTINE, orient="row")
    ops.record(path, "quarantine", rows, run_id="run", state="open")
    return path


def typed(warehouse, *words: str, answer: str = "") -> str:
    done = CliRunner().invoke(app, ["quarantine", *words, "--warehouse", str(warehouse)], input=answer)
    return done.output if done.exit_code == 0 else f"{done.exit_code}: {done.output}"


def test_many_items_are_told_by_reason_rule_and_source_and_rows_where_asked(warehouse):
    groups = typed(warehouse, "list")
    assert "q001" not in groups and "51 items" in groups
    told = [
        line.split()[-3:] for line in groups.splitlines() if line.startswith(("measurements", "document"))
    ]
    assert sorted(told) == sorted(
        [["figure", s, n] for s, n in (("bac.example", "15"), ("nam.example", "15"), ("bac.example", "10"), ("nam.example", "10"))]
        + [["ingest", "bao", "1"]]
    )  # fmt: skip
    assert "q001" in typed(warehouse, "list", "--all")


@pytest.mark.parametrize(
    "words, count",
    [
        (["--reason", "tỷ trọng"], 30),
        (["--rule", "measurements.day"], 20),
        (["--rule", "figure", "--source", "bac.example"], 25),
        (["--article", "a1"], 10),
        (["--article", "bao/1.txt"], 1),
        (["--source", "nowhere"], 0),
        (["--reason", "empty"], 1),
        (["--reason", "không có chữ"], 1),
        (["--reason", "không có chữ / empty"], 1),
    ],
)
def test_filters_list_the_items_that_fit_them_all(warehouse, words, count):
    assert f"\n{count} items" in typed(warehouse, "list", *words)


def test_a_group_is_closed_once_its_number_was_told_and_agreed_to(warehouse):
    close = (
        "close",
        "--of",
        "tỷ trọng",
        "--source",
        "bac.example",
        "--reason",
        "báo viết sai",
        "--by",
        "Lan",
    )
    assert "15 đóng / to close?" in typed(warehouse, *close, answer="n\n")
    assert len(aside.items(warehouse)) == 51
    assert "closed: 15" in typed(warehouse, *close, "--yes")
    closed = aside.items(warehouse, "closed")
    assert len(closed) == 15 and {(i["closed_by"], i["source"]) for i in closed} == {("Lan", "bac.example")}


def test_a_group_and_ids_or_neither_is_wrong_usage(warehouse):
    assert typed(warehouse, "close", "q001", "--rule", "figure", "--reason", "x").startswith("2:")
    assert typed(warehouse, "close", "--reason", "x").startswith("2:")
    assert typed(warehouse, "replay", "q001", "--rule", "figure").startswith("2:")
    assert len(aside.items(warehouse)) == 51


def test_items_are_named_by_their_ids_or_how_these_begin_or_by_their_fact(warehouse):
    named = aside.items(warehouse, ids=["e", "q011", "q010"])
    assert [i["quarantine_id"] for i in named] == ["e", "q011", "q010"]
    assert [i["fact_id"] for i in aside.items(warehouse, fact_id="f7")] == ["f7"]
    aside.close(warehouse, ["q007"], "báo viết sai", "Lan")
    assert aside.items(warehouse, fact_id="f7") == aside.items(warehouse, ids=["q007"]) == []
    assert len(aside.items(warehouse, None, ["q007"], fact_id="f7")) == 1
    for words, said in (("q04", "10 items"), ("x", "no items"), ("%", "no items")):
        with pytest.raises(aside.UnknownItem, match=said):
            aside.items(warehouse, None, ["q001", words])


def test_an_item_is_of_the_source_that_captured_its_document(warehouse):
    captures = [{"capture_id": c, "origin": "bao/1.txt", "sha256": "s", "source": source} for c, source in (("1", "cũ"), ("2", "báo"), ("3", None))]  # fmt: skip
    ops.record(warehouse, "capture", pl.DataFrame(captures), run_id="run")
    item = {"quarantine_id": "d", "stage": "ingest", "reason": "empty", "origin": "bao/1.txt"}
    rows = pl.DataFrame([item], schema=QUARANTINE).with_columns(sha256=pl.lit("s"), rules_version=pl.lit("r"))
    for again in (1, 2):
        aside.book(warehouse, f"run{again}", rows, rows.select("origin", "sha256"))
        found = {
            i["quarantine_id"]: (i["source"], i["run_id"]) for i in aside.items(warehouse, ids=["d", "e"])
        }
        assert found == {"d": ("báo", f"run{again}"), "e": ("bao", "run")}
    assert len(aside.items(warehouse)) == 52
