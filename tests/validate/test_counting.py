"""Two passes give what Great Expectations gives one by one, on healthy rows and on broken ones, for every expectation."""

import dataclasses

import duckdb
import pytest

from flows.contracts import FACTS
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


@pytest.mark.parametrize("name", frames.FRAMES)
def test_a_suite_counted_as_a_whole_finds_what_it_finds_one_by_one(laid_out, name, monkeypatch):
    from flows.validate import suites

    keys = ["fact_id", "surface"] if name in FACTS else []
    with suites.datasource(laid_out) as source:
        counted = suites.run(source, written(name), keys)
    monkeypatch.setattr(suites, "_unbroken", lambda *_: set())
    with suites.datasource(laid_out) as source:
        one_by_one = suites.run(source, written(name), keys)
    told = [[dataclasses.replace(f, observed=None if f.success else f.observed) for f in found] for found in (counted, one_by_one)]  # fmt: skip
    assert told[0] == told[1]
    assert any(f.success for f in counted)


def test_the_first_pass_alone_finds_what_is_broken(laid_out):
    found = {
        e["meta"]["id"]
        for name in frames.FRAMES
        for e in written(name)["expectations"]
        if laid_out.execute(f"SELECT count(*) FROM ({breaking_rows(e, name)})").fetchone() != (0,)
    }
    assert {f"{fact_type}.{expectation}" for _, fact_type, _, expectation, _ in FACT_FAULTS} <= found
    assert "citations.fact_id_unique" in found and "mentions.fact_id_present" not in found
