"""A whole suite counted in one query: how many rows break each of its expectations.

Great Expectations evaluates expectation after expectation, each with metrics and queries of its own: some 20 ms each,
and as many passes over the table. Here one expectation of our own, registered with it, asks one metric a table: the
number of rows that break each expectation of a suite. Only what breaks is then evaluated by itself, with its rows.
"""

from typing import Any, ClassVar

from great_expectations.execution_engine.sqlalchemy_execution_engine import SqlAlchemyExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import MetricProvider, metric_value

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
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


class UnexpectedCounts(MetricProvider):
    """How many rows each query gives, by its name, asked in one query of the table's database."""

    metric_name = "khotin.unexpected_counts"
    domain_keys = ("batch_id",)
    value_keys = ("queries",)

    @metric_value(engine=SqlAlchemyExecutionEngine)
    def _sqlalchemy(
        cls,
        execution_engine: SqlAlchemyExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any],
    ) -> dict[str, int]:
        asked = metric_value_kwargs["queries"]
        counted = ", ".join(f"(SELECT count(*) FROM ({query}))" for query in asked.values())
        with execution_engine.get_connection() as connection:
            row = connection.exec_driver_sql(f"SELECT {counted}").fetchone()
        return dict(zip(asked, row or (), strict=True))


class ExpectNoUnexpectedRows(BatchExpectation):
    """No query of a suite gives a row; what is observed is how many rows each of them gives."""

    queries: dict[str, str]
    metric_dependencies: ClassVar[tuple[str, ...]] = ("khotin.unexpected_counts",)
    success_keys: ClassVar[tuple[str, ...]] = ("queries",)
    domain_keys: ClassVar[tuple[str, ...]] = ("batch_id",)

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: Any = None,
    ) -> dict[str, Any]:
        counts = metrics["khotin.unexpected_counts"]
        return {"success": not any(counts.values()), "result": {"observed_value": counts}}
