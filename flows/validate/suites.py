"""Native Great Expectations suites from expectations/*.json, run by SQL in DuckDB.

Frames are laid out in a database file of their own: memory stays bounded whatever a run brings,
and what fails is found again by SQL instead of being carried through memory. Suites are evaluated in two passes: one
metric counts what breaks each of their expectations; what something breaks is then evaluated by itself.
"""

import json
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

os.environ["GX_ANALYTICS_ENABLED"] = "False"  # before the import: nothing is sent anywhere

import duckdb
import great_expectations as gx
from duckdb_sqlalchemy import ConnectionWrapper
from great_expectations.data_context.types.base import ProgressBarsConfig

from flows.validate.counting import ExpectNoUnexpectedRows
from flows.validate.expectations import Asked, SuiteBroken, count_queries, finding, passed
from flows.validate.finding import Finding

for _name in list(logging.root.manager.loggerDict):  # some of its loggers set a level of their own
    if _name.split(".")[0] == "great_expectations":
        logging.getLogger(_name).setLevel(logging.ERROR)


def load(suite: dict[str, Any]) -> gx.ExpectationSuite:
    """A written suite as Great Expectations has it.

    Raises SuiteBroken where expectations were lost: Great Expectations drops one of a type that it does not know
    with a log line only.
    """
    loaded = gx.ExpectationSuite(name=suite["name"], expectations=suite["expectations"], meta=suite["meta"])
    asked = [e["meta"]["id"] for e in suite["expectations"]]
    there = [(e.meta or {}).get("id") for e in loaded.expectations]
    if asked != there:
        lost = ", ".join(i for i in asked if i not in there)
        raise SuiteBroken(
            f"expectations/{suite['name']}.json: {len(asked)} expectations written, {len(there)} loaded; lost: {lost or 'their order'}. "
            "Great Expectations knows no such type: mend the type, or import the module that registers it"
        )
    return loaded


@contextmanager
def datasource(connection: duckdb.DuckDBPyConnection) -> Iterator[Any]:
    """A data source over the database that a connection holds open; let go of at the end."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    # It would write the whole context as YAML for every table and batch, and keep it nowhere: half the time of an audit.
    context.variables.save = lambda: None  # type: ignore[method-assign]
    source = context.data_sources.add_sql(  # type: ignore[call-arg]  # kwargs go to create_engine
        name="khotin",
        connection_string="duckdb:///:memory:",
        kwargs={
            "creator": lambda: ConnectionWrapper(connection.cursor()),
            "isolation_level": "AUTOCOMMIT",
            "skip_autocommit_rollback": True,
        },
    )
    try:
        yield source
    finally:
        source.get_engine().dispose()
        source.get_execution_engine().close()


def run(source: Any, asked: Sequence[Asked], keep: Path | None = None) -> list[Finding]:
    """What each expectation of the suites found, in their order.

    Great Expectations' own result of each suite is kept as `keep`/SUITE.json, for its Data Docs. Raises SuiteBroken where
    an expectation could not be evaluated: a check that did not run is no check that passed.
    """
    counted = _counted(source, asked)
    return [one for each in asked for one in _found(source, each, counted.get(each.relation) or {}, keep)]


def _counted(source: Any, asked: Sequence[Asked]) -> dict[str, dict[str, int] | None]:
    """By relation and expectation, how many rows break it; None for a suite that cannot be counted as a whole."""
    queries = {each.relation: count_queries(each.suite, each.relation) for each in asked}
    if not queries:
        return {}
    anywhere = _batch(source, asked[0], "counted")  # the queries name their relations themselves
    return anywhere.validate(ExpectNoUnexpectedRows(queries=queries)).result.get("observed_value") or {}


def _found(source: Any, asked: Asked, counted: dict[str, int], keep: Path | None) -> list[Finding]:
    """What each expectation of a suite found: what no row breaks has passed, the others are evaluated by themselves."""
    suite = asked.suite
    doubtful = [e for e in suite["expectations"] if counted.get(e["meta"]["id"]) != 0]
    told = {e["meta"]["id"]: passed(e) for e in suite["expectations"]}
    if doubtful:
        evaluated = _one_by_one(
            _batch(source, asked, asked.relation), suite | {"expectations": doubtful}, asked.keys
        )
        told |= {e.expectation_config.meta["id"]: e.to_json_dict() for e in evaluated}
    if keep:
        _keep(list(told.values()), suite["name"], keep)
    return [finding(one, suite, asked.relation) for one in told.values()]


def _batch(source: Any, asked: Asked, name: str) -> Any:
    """The whole table or view of a suite, as Great Expectations has it, under a name that no other has."""
    asset = source.add_table_asset(name=name, table_name=asked.suite["name"], schema_name=asked.home)
    return asset.add_batch_definition_whole_table("all").get_batch()


def _one_by_one(batch: Any, suite: dict[str, Any], keys: list[str]) -> list[Any]:
    """Great Expectations' own results of a suite, each expectation by itself, with the query that finds what breaks it."""
    validation = batch.validate(
        load(suite),
        result_format={
            "result_format": "SUMMARY",
            "partial_unexpected_count": 0,
            "unexpected_index_column_names": keys,
            "return_unexpected_index_query": True,
        },
    )
    if len(validation.results) != len(suite["expectations"]):
        raise SuiteBroken(
            f"{suite['name']}: {len(suite['expectations'])} expectations, {len(validation.results)} evaluated: Great Expectations left some out"
        )
    return list(validation.results)


def _keep(results: list[dict[str, Any]], name: str, folder: Path) -> None:
    """Keeps a suite's results in Great Expectations' form as `folder`/NAME.json."""
    met = sum(r["success"] for r in results)
    told = {
        "success": met == len(results),
        "suite_name": name,
        "suite_parameters": {},
        "results": results,
        "statistics": {
            "evaluated_expectations": len(results),
            "successful_expectations": met,
            "unsuccessful_expectations": len(results) - met,
            "success_percent": 100 * met / len(results),
        },
        "meta": {
            "great_expectations_version": gx.__version__,
            "run_id": {"run_name": None, "run_time": datetime.now(UTC).isoformat()},
        },
        "id": None,
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(told, ensure_ascii=False, default=str), encoding="utf-8")
