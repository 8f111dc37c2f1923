"""Suites: written whole, loaded whole, explained; and a suite that lost something stops loudly."""

import json
import subprocess
import sys

import duckdb
import pytest

from flows.assets import root
from flows.contracts import FACTS
from flows.validate.frames import FRAMES

WRITTEN = {
    p.stem: json.loads(p.read_text(encoding="utf-8"))
    for p in sorted((root() / "expectations").glob("*.json"))
}
EXPECTATIONS = [(name, e) for name, suite in WRITTEN.items() for e in suite["expectations"]]


def test_every_frame_has_a_suite_of_its_name():
    assert set(FRAMES) == {name for name, suite in WRITTEN.items() if suite["meta"]["stage"] == "frames"}
    assert set(FACTS) < set(FRAMES)


def test_every_table_of_the_star_has_a_suite():
    migrations = "".join(
        p.read_text(encoding="utf-8") for p in sorted((root() / "sql" / "migrations").glob("*.sql"))
    )
    with duckdb.connect() as connection:
        connection.execute(migrations)
        tables = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'"
        ).fetchall()
    audited = {name for name, suite in WRITTEN.items() if suite["meta"]["stage"] == "star"}
    assert {t for (t,) in tables} <= audited


@pytest.mark.parametrize("name", WRITTEN)
def test_an_expectation_has_an_id_two_languages_a_severity_and_a_reason(name):
    assert WRITTEN[name]["name"] == name
    ids = [e["meta"]["id"] for e in WRITTEN[name]["expectations"]]
    assert len(ids) == len(set(ids)) > 0
    for entry in WRITTEN[name]["expectations"]:
        assert entry["meta"]["id"].startswith(f"{name}.")
        assert entry["severity"] in {"critical", "warning", "info"}
        meta = entry["meta"]
        told = [(entry["description"], meta["vi"]), (meta["why"], meta["why_vi"])]
        told += [(meta["act"], meta["act_vi"])] if "act" in meta or "act_vi" in meta else []
        assert all(en and vi and vi != en for en, vi in told), meta["id"]
        assert len(meta["why"]) > 15 < len(meta["why_vi"]), meta["id"]


def test_what_stops_a_publication_says_what_to_do():
    stopping = [e for _, e in EXPECTATIONS if e["severity"] == "critical" and "sets_aside" not in e["meta"]]
    assert stopping and all(e["meta"].get("act") for e in stopping)


def test_what_sets_rows_aside_is_no_mere_information():
    setting = [e for _, e in EXPECTATIONS if "sets_aside" in e["meta"]]
    star = {"fact", "topic", "claim", "position", "identity", "event", "reprint"}
    assert {e["meta"]["sets_aside"] for e in setting} == {"fact", "article"} | star
    assert "info" not in {e["severity"] for e in setting}


def test_a_suite_of_the_star_that_sets_rows_aside_says_how_many_are_too_many():
    for suite in WRITTEN.values():
        meta = suite["meta"]
        if meta["stage"] == "star" and any("sets_aside" in e["meta"] for e in suite["expectations"]):
            assert meta["max_rows"] > 0 and 0 < meta["max_share"] < 1 and meta["max_why"]


def test_a_query_of_rows_keeps_to_its_batch():
    queries = [
        e["kwargs"]["unexpected_rows_query"]
        for _, e in EXPECTATIONS
        if "unexpected_rows_query" in e["kwargs"]
    ]
    assert queries and all("{batch}" in q for q in queries)


@pytest.mark.parametrize("name", WRITTEN)
def test_a_suite_is_loaded_whole(name):
    from flows.validate import suites

    assert len(suites.load(WRITTEN[name]).expectations) == len(WRITTEN[name]["expectations"])


def test_a_suite_that_loses_an_expectation_on_loading_is_refused():
    from flows.validate import suites

    suite = WRITTEN["articles"]
    lost = {**suite["expectations"][0], "type": "expect_column_values_to_be_lovely"}
    with pytest.raises(suites.SuiteBroken, match=r"lost: articles\.rows_present"):
        suites.load({**suite, "expectations": [lost, *suite["expectations"][1:]]})


def test_a_check_that_cannot_run_is_no_check_that_passed():
    from flows.validate import suites

    entry = {
        "type": "expect_column_values_to_not_be_null",
        "kwargs": {"column": "b"},
        "severity": "info",
        "description": "b",
    }
    written = {
        "name": "t",
        "meta": {},
        "expectations": [{**entry, "meta": {"id": "t.b", "vi": "b", "why": "b", "why_vi": "b"}}],
    }
    with duckdb.connect() as connection, suites.datasource(connection) as source:
        connection.execute("CREATE TABLE t (a INTEGER)")
        with pytest.raises(suites.SuiteBroken, match=r"t\.b could not be evaluated"):
            suites.run(source, [suites.Asked(written, ["a"])])


def test_the_room_is_entered_without_importing_great_expectations():
    code = "import sys, flows.validate, flows.validate.frames, flows.validate.star; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_great_expectations_is_imported_without_what_no_expectation_of_khotin_s_uses():
    code = (
        "import inspect, sys, flows.validate.suites\nfrom great_expectations.expectations.core import expect_column_kl_divergence_to_be_less_than as core\n"
        "inspect.getmodule(type(sys))\n"
        "print([m for m in ('scipy.stats._stats_py', 'altair.vegalite') if m in sys.modules], core.stats.norm.name, core.alt.Chart.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split("\n")[0] == "[] norm Chart"
