"""Suites as they are written, the SQL of what breaks each expectation, and what a result of one says. Nothing imports
Great Expectations here: its import takes seconds.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from flows.assets import root
from flows.files import in_quotes
from flows.validate.finding import Finding

ROWS_QUERY = "unexpected_rows_expectation"
COLUMN_QUERIES = {
    "expect_column_values_to_not_be_null": "SELECT 1 FROM {batch} WHERE {column} IS NULL",
    "expect_column_values_to_be_unique": "SELECT 1 FROM (SELECT count(*) AS rows FROM {batch} WHERE {column} IS NOT NULL GROUP BY {column}) WHERE rows > 1",
    "expect_column_values_to_be_in_set": "SELECT 1 FROM {batch} WHERE {column} NOT IN ({values})",
    "expect_column_values_to_be_between": "SELECT 1 FROM {batch} WHERE {column} < {least} OR {column} > {greatest}",
}


def breaking_rows(entry: dict[str, Any], relation: str) -> str | None:
    """SQL that gives a row for what breaks an expectation (an entry of a suite's file); null for one to be evaluated alone.

    A null breaks only the expectation that a column has none, as Great Expectations has it.

    >>> breaking_rows({"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "a"}}, "t")
    'SELECT 1 FROM t WHERE "a" IS NULL'
    """
    kwargs = entry["kwargs"]
    if entry["type"] == ROWS_QUERY:
        return str(kwargs["unexpected_rows_query"]).replace("{batch}", relation).rstrip("; \n")
    query = COLUMN_QUERIES.get(entry["type"])
    if query is None or set(kwargs) - {"column", "value_set", "min_value", "max_value"}:
        return None
    column = '"' + kwargs["column"].replace('"', '""') + '"'
    return query.format(
        batch=relation,
        column=column,
        values=", ".join(_literal(v) for v in kwargs.get("value_set") or ["NULL"]),
        least=_literal(kwargs.get("min_value")),
        greatest=_literal(kwargs.get("max_value")),
    )


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    return in_quotes(value) if isinstance(value, str) else str(value)


class Asked(NamedTuple):
    """A written suite to run over the table or view of its name."""

    suite: dict[str, Any]
    keys: list[str]  # the columns by which a row that fails is found again
    schema: str | None = None  # where the relation lies, if not where the suite's meta says

    @property
    def home(self) -> str | None:
        return self.schema or self.suite["meta"].get("schema")

    @property
    def relation(self) -> str:
        return f"{self.home}.{self.suite['name']}" if self.home else str(self.suite["name"])


class SuiteBroken(RuntimeError):
    """A suite cannot be run as it stands; `suite` where an expectation of it could not be evaluated over the rows."""

    def __init__(self, message: str, suite: str | None = None) -> None:
        super().__init__(message)
        self.suite = suite


def folder() -> Path:
    """Where the suites lie."""
    return root() / "expectations"


def written(name: str, suites: Path | None = None) -> dict[str, Any]:
    """The suite of `expectations/NAME.json` (or of another folder) as it is written."""
    return dict(json.loads(((suites or folder()) / f"{name}.json").read_text(encoding="utf-8")))


def of_stage(stage: str) -> list[str]:
    """The names of the suites of a stage: frames (before loading) or star (after)."""
    names = [p.stem for p in sorted(folder().glob("*.json"))]
    return [name for name in names if written(name)["meta"]["stage"] == stage]


def count_queries(suite: dict[str, Any], relation: str) -> dict[str, str]:
    """SQL that gives a row for what breaks each expectation of a suite, by its id; those evaluated alone are left out."""
    asked = {e["meta"]["id"]: breaking_rows(e, relation) for e in suite["expectations"]}
    return {one: query for one, query in asked.items() if query}


def counting(queries: dict[str, str]) -> str:
    """One query that gives a row: how many rows each of the queries gives, in their order."""
    return "SELECT " + ", ".join(f"(SELECT count(*) FROM ({query}))" for query in queries.values())


def unbroken(connection: duckdb.DuckDBPyConnection, asked: Asked) -> list[Finding] | None:
    """What a suite found where nothing breaks it; None where something does, or where it cannot be counted as a whole."""
    queries = count_queries(asked.suite, asked.relation)
    if len(queries) < len(asked.suite["expectations"]):
        return None
    if any(connection.execute(counting(queries)).fetchone() or ()):
        return None
    return [finding(passed(e), asked.suite, asked.relation) for e in asked.suite["expectations"]]


def passed(entry: dict[str, Any]) -> dict[str, Any]:
    """The result of an expectation that nothing breaks, in Great Expectations' form."""
    none = {"observed_value": 0} if entry["type"] == ROWS_QUERY else {"unexpected_count": 0}
    return {
        "success": True,
        "expectation_config": entry,
        "result": none,
        "meta": {},
        "exception_info": {"raised_exception": False, "exception_traceback": None, "exception_message": None},
    }


def finding(told: dict[str, Any], suite: dict[str, Any], relation: str) -> Finding:
    """A result in Great Expectations' form as a Finding. Raises SuiteBroken where the expectation could not be evaluated."""
    config, result, success = told["expectation_config"], told["result"], bool(told["success"])
    meta = config["meta"]
    raised = _raised(told["exception_info"])
    if raised:
        raise SuiteBroken(f"{suite['name']}: {meta['id']} could not be evaluated: {raised}", suite["name"])
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
        max_rows=suite["meta"].get("max_rows"),
        max_share=suite["meta"].get("max_share"),
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
