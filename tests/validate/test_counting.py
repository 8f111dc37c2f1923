"""Two passes give what Great Expectations gives one by one, on healthy rows and on broken ones, for every expectation."""

import dataclasses

import duckdb
import pytest

from flows.validate import frames
from flows.validate.expectations import breaking_rows, written
from tests.validate.test_frames import FACT_FAULTS, spoil


@pytest.fixture(scope="module")
def laid_out(healthy, tmp_path_factory):
    """Frames with every planted fault, in a database."""
    staged = spoil(healthy())
    for _ in range(2):
        staged.add_fact("citations", "v2", fact_id="twice")
    with duckdb.connect() as connection:
        frames.lay_out(connection, staged.write(tmp_path_factory.mktemp("counted")))
        yield connection


def test_suites_counted_as_a_whole_find_what_they_find_one_by_one(laid_out, monkeypatch):
    from flows.validate import suites

    asked = [suites.Asked(written(name), frames.keys_of(name)) for name in frames.FRAMES]
    with suites.datasource(laid_out) as source:
        counted = suites.run(source, asked)
    monkeypatch.setattr(suites, "_counted", lambda *_: {})
    with suites.datasource(laid_out) as source:
        one_by_one = suites.run(source, asked)
    told = [[dataclasses.replace(f, observed=None if f.success else f.observed) for f in found] for found in (counted, one_by_one)]  # fmt: skip
    assert told[0] == told[1]
    assert {f.suite for f in counted if f.success} == set(frames.FRAMES)
    assert any(not f.success for f in counted)


def test_a_suite_that_cannot_be_counted_hinders_no_other(laid_out):
    from flows.validate import suites

    broken = written("citations")
    broken["expectations"][0]["kwargs"] = {"column": "no_such_column"}
    asked = [suites.Asked(broken, []), suites.Asked(written("events"), frames.keys_of("events"))]
    with suites.datasource(laid_out) as source:
        counted = suites._counted(source, asked)
    assert counted["citations"] is None
    assert set(counted["events"]) == {e["meta"]["id"] for e in written("events")["expectations"]}


def test_the_first_pass_alone_finds_what_is_broken(laid_out):
    found = {
        e["meta"]["id"]
        for name in frames.FRAMES
        for e in written(name)["expectations"]
        if laid_out.execute(f"SELECT count(*) FROM ({breaking_rows(e, name)})").fetchone() != (0,)
    }
    assert {f"{fact_type}.{expectation}" for _, fact_type, _, expectation, _ in FACT_FAULTS} <= found
    assert "citations.fact_id_unique" in found and "mentions.fact_id_present" not in found
