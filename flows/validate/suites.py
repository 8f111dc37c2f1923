"""Native Great Expectations suites from expectations/*.json, run by SQL in DuckDB.

Frames are validated where they lie, as views over the staged Parquet: memory stays bounded whatever a run brings,
140,000 rows take some seconds, and what fails is found again by SQL instead of being carried through memory.
"""

import gc
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ["GX_ANALYTICS_ENABLED"] = "False"  # before the import: nothing is sent anywhere

import great_expectations as gx
from great_expectations.data_context.types.base import ProgressBarsConfig

from flows.assets import root
from flows.validate.finding import Finding

for _name in list(logging.root.manager.loggerDict):  # some of its loggers set a level of their own
    if _name.split(".")[0] == "great_expectations":
        logging.getLogger(_name).setLevel(logging.ERROR)

ROWS_QUERY = "unexpected_rows_expectation"


class SuiteBroken(RuntimeError):
    """A suite on disk cannot be run as it stands."""


def folder() -> Path:
    """Where the suites lie."""
    return root() / "expectations"


def load(name: str, suites: Path | None = None) -> gx.ExpectationSuite:
    """The suite of `expectations/NAME.json` (or of another folder).

    Raises SuiteBroken where expectations were lost: Great Expectations drops one of a type that it does not know
    with a log line only.
    """
    path = (suites or folder()) / f"{name}.json"
    written = json.loads(path.read_text(encoding="utf-8"))
    suite = gx.ExpectationSuite(
        name=written["name"], expectations=written["expectations"], meta=written["meta"]
    )
    asked = [e["meta"]["id"] for e in written["expectations"]]
    loaded = [(e.meta or {}).get("id") for e in suite.expectations]
    if asked != loaded:
        lost = ", ".join(i for i in asked if i not in loaded)
        raise SuiteBroken(
            f"{path}: {len(asked)} expectations written, {len(loaded)} loaded; lost: {lost or 'their order'}. "
            "Great Expectations knows no such type: mend the type, or import the module that registers it"
        )
    return suite


def of_stage(stage: str) -> list[str]:
    """The names of the suites of a stage: frames (before loading) or star (after)."""
    written = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder().glob("*.json"))}
    return [name for name, suite in written.items() if suite["meta"]["stage"] == stage]


@contextmanager
def datasource(database: Path) -> Iterator[tuple[Any, Any]]:
    """(context, data source) over a DuckDB file, opened for reading; let go of at the end."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = context.data_sources.add_sql(  # type: ignore[call-arg]  # kwargs go to create_engine
        name=database.stem,
        connection_string=f"duckdb:///{database}",
        kwargs={
            "isolation_level": "AUTOCOMMIT",
            "skip_autocommit_rollback": True,
            "connect_args": {"read_only": True},
        },
    )
    try:
        yield context, source
    finally:
        source.get_engine().dispose()
        source.get_execution_engine().close()
        del source, context
        gc.collect()  # Great Expectations' engines hold the file until they are collected


def run(
    context: Any, source: Any, suite: gx.ExpectationSuite, keys: list[str], keep: Path | None = None
) -> list[Finding]:
    """What each expectation of a suite found over the table or view of the suite's name.

    Great Expectations' own result is kept as `keep`/SUITE.json, for its Data Docs.

    `keys` are the columns by which a failing row is found again. Raises SuiteBroken where an expectation could
    not be evaluated: a check that did not run is no check that passed.
    """
    schema = suite.meta.get("schema")
    asset = source.add_table_asset(name=suite.name, table_name=suite.name, schema_name=schema)
    definition = gx.ValidationDefinition(
        name=suite.name,
        data=asset.add_batch_definition_whole_table("all"),
        suite=context.suites.add(suite),
    )
    validation = context.validation_definitions.add(definition).run(
        result_format={
            "result_format": "SUMMARY",
            "partial_unexpected_count": 0,
            "unexpected_index_column_names": keys,
            "return_unexpected_index_query": True,
        }
    )
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        told = json.dumps(validation.to_json_dict(), ensure_ascii=False, default=str)
        (keep / f"{suite.name}.json").write_text(told, encoding="utf-8")
    table = f"{schema}.{suite.name}" if schema else suite.name
    findings = [_finding(evaluated, suite, table) for evaluated in validation.results]
    if len(findings) != len(suite.expectations):
        raise SuiteBroken(
            f"{suite.name}: {len(suite.expectations)} expectations, {len(findings)} evaluated: Great Expectations left some out"
        )
    return findings


def _finding(evaluated: Any, suite: gx.ExpectationSuite, table: str) -> Finding:
    config, result = evaluated.expectation_config, evaluated.result
    raised = _raised(evaluated.exception_info)
    if raised:
        raise SuiteBroken(f"{suite.name}: {config.meta['id']} could not be evaluated: {raised}")
    if config.type == ROWS_QUERY:
        unexpected, query = result["observed_value"], config.kwargs["unexpected_rows_query"]
        query = query.replace("{batch}", table)
    else:
        unexpected = result.get("unexpected_count", 0 if evaluated.success else None)
        query = result.get("unexpected_index_query")
    return Finding(
        id=config.meta["id"],
        suite=suite.name,
        table=table,
        column=config.kwargs.get("column"),
        severity=config.severity.value,
        success=bool(evaluated.success),
        unexpected=unexpected,
        observed=result.get("observed_value"),
        rows=None if evaluated.success or not query else query.rstrip("; \n"),
        description=f"{config.meta['vi']} / {config.description}",
        why=_both(config.meta, "why"),
        sets_aside=config.meta.get("sets_aside"),
        act=_both(config.meta, "act") if "act" in config.meta else None,
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
