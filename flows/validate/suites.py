"""Native Great Expectations suites from expectations/*.json, run by SQL in DuckDB.

Frames are validated where they lie, as views over the staged Parquet: memory stays bounded whatever a run brings,
and what fails is found again by SQL instead of being carried through memory. A suite is evaluated in two passes: one
query counts what breaks each of its expectations; what something breaks is then evaluated by itself.
"""

import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

os.environ["GX_ANALYTICS_ENABLED"] = "False"  # before the import: nothing is sent anywhere

import duckdb
import great_expectations as gx
from duckdb_sqlalchemy import ConnectionWrapper
from great_expectations.data_context.types.base import ProgressBarsConfig

from flows.assets import root
from flows.validate.counting import ROWS_QUERY, ExpectNoUnexpectedRows, breaking_rows
from flows.validate.finding import Finding

for _name in list(logging.root.manager.loggerDict):  # some of its loggers set a level of their own
    if _name.split(".")[0] == "great_expectations":
        logging.getLogger(_name).setLevel(logging.ERROR)


class SuiteBroken(RuntimeError):
    """A suite on disk cannot be run as it stands."""


def folder() -> Path:
    """Where the suites lie."""
    return root() / "expectations"


def written(name: str, suites: Path | None = None) -> dict[str, Any]:
    """The suite of `expectations/NAME.json` (or of another folder) as it is written."""
    return dict(json.loads(((suites or folder()) / f"{name}.json").read_text(encoding="utf-8")))


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


def of_stage(stage: str) -> list[str]:
    """The names of the suites of a stage: frames (before loading) or star (after)."""
    names = [p.stem for p in sorted(folder().glob("*.json"))]
    return [name for name in names if written(name)["meta"]["stage"] == stage]


@contextmanager
def datasource(connection: duckdb.DuckDBPyConnection) -> Iterator[Any]:
    """A data source over the database that a connection holds open; let go of at the end."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
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


def run(
    source: Any, suite: dict[str, Any], keys: list[str], keep: Path | None = None, schema: str | None = None
) -> list[Finding]:
    """What each expectation of a written suite found over the table or view of the suite's name.

    The relation lies in `schema`, else in that which the suite's meta names. Great Expectations' own result is kept
    as `keep`/SUITE.json, for its Data Docs. `keys` are the columns by which a failing row is found again. Raises
    SuiteBroken where an expectation could not be evaluated: a check that did not run is no check that passed.
    """
    name, home = suite["name"], schema or suite["meta"].get("schema")
    relation = f"{home}.{name}" if home else name
    asset = source.add_table_asset(name=relation, table_name=name, schema_name=home)
    batch = asset.add_batch_definition_whole_table("all").get_batch()
    unbroken = _unbroken(batch, suite, relation)
    doubtful = [e for e in suite["expectations"] if e["meta"]["id"] not in unbroken]
    told = {e["meta"]["id"]: _passed(e) for e in suite["expectations"]}
    evaluated = _one_by_one(batch, suite | {"expectations": doubtful}, keys) if doubtful else []
    told |= {e.expectation_config.meta["id"]: e.to_json_dict() for e in evaluated}
    if keep:
        _keep(list(told.values()), name, keep)
    return [_finding(one, suite, relation) for one in told.values()]


def _unbroken(batch: Any, suite: dict[str, Any], relation: str) -> set[str]:
    """The expectations that nothing breaks, by their ids; none where the suite cannot be counted as a whole."""
    asked = {e["meta"]["id"]: breaking_rows(e, relation) for e in suite["expectations"]}
    queries = {one: query for one, query in asked.items() if query}
    if not queries:
        return set()
    counted = batch.validate(ExpectNoUnexpectedRows(queries=queries))
    return {one for one, count in (counted.result.get("observed_value") or {}).items() if count == 0}


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


def _passed(entry: dict[str, Any]) -> dict[str, Any]:
    """The result of an expectation that nothing breaks, in Great Expectations' form."""
    none = {"observed_value": 0} if entry["type"] == ROWS_QUERY else {"unexpected_count": 0}
    return {
        "success": True,
        "expectation_config": entry,
        "result": none,
        "meta": {},
        "exception_info": {"raised_exception": False, "exception_traceback": None, "exception_message": None},
    }


def _keep(results: list[dict[str, Any]], name: str, folder: Path) -> None:
    """Keeps a suite's results in Great Expectations' form as `folder`/NAME.json."""
    passed = sum(r["success"] for r in results)
    told = {
        "success": passed == len(results),
        "suite_name": name,
        "suite_parameters": {},
        "results": results,
        "statistics": {
            "evaluated_expectations": len(results),
            "successful_expectations": passed,
            "unsuccessful_expectations": len(results) - passed,
            "success_percent": 100 * passed / len(results),
        },
        "meta": {
            "great_expectations_version": gx.__version__,
            "run_id": {"run_name": None, "run_time": datetime.now(UTC).isoformat()},
        },
        "id": None,
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(told, ensure_ascii=False, default=str), encoding="utf-8")


def _finding(told: dict[str, Any], suite: dict[str, Any], relation: str) -> Finding:
    config, result, success = told["expectation_config"], told["result"], bool(told["success"])
    meta = config["meta"]
    raised = _raised(told["exception_info"])
    if raised:
        raise SuiteBroken(f"{suite['name']}: {meta['id']} could not be evaluated: {raised}")
    if config["type"] == ROWS_QUERY:
        unexpected, query = result["observed_value"], config["kwargs"]["unexpected_rows_query"]
        query = query.replace("{batch}", relation)
    else:
        unexpected, query = result.get("unexpected_count"), result.get("unexpected_index_query")
    return Finding(
        id=meta["id"],
        suite=suite["name"],
        relation=relation,
        column=config["kwargs"].get("column"),
        severity=config["severity"],
        success=success,
        unexpected=unexpected,
        observed=result.get("observed_value"),
        rows=None if success or not query else query.rstrip("; \n"),
        description=f"{meta['vi']} / {config['description']}",
        why=_both(meta, "why"),
        sets_aside=meta.get("sets_aside"),
        act=_both(meta, "act") if "act" in meta else None,
    )


def _both(meta: dict[str, Any], name: str) -> str:
    """What the meta of an expectation says in Vietnamese and in English, as one line."""
    return f"{meta[name + '_vi']} / {meta[name]}"


def _raised(info: dict[str, Any]) -> str | None:
    """The message of an exception, which stands one level deeper where a metric raised it."""
    nested = [entry for entry in info.values() if isinstance(entry, dict)]
    for entry in [info, *nested]:
        if entry.get("raised_exception"):
            return str(entry["exception_message"])
    return None
