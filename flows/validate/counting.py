"""Suites counted, one query each: how many rows break each of their expectations.

Great Expectations evaluates expectation after expectation, each with metrics and queries of its own: some 20 ms each,
and as many passes over the table; a validation of its own costs as much again. Here one expectation of our own, registered
with it, asks one metric for all suites of a run: the number of rows that break each of their expectations. Only what breaks is
then evaluated by itself, with its rows.
"""

from typing import Any, ClassVar

from great_expectations.execution_engine.sqlalchemy_execution_engine import SqlAlchemyExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import MetricProvider, metric_value
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from flows.validate.expectations import counting


class UnexpectedCounts(MetricProvider):
    """How many rows each query gives, by its relation and name, asked in one query for each relation of the database.

    None for a relation of which a query fails: it is asked again, expectation by expectation, which says why.
    """

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
    ) -> dict[str, dict[str, int] | None]:
        asked: dict[str, dict[str, str]] = metric_value_kwargs["queries"]
        with execution_engine.get_connection() as connection:
            return {relation: _counts(connection, queries) for relation, queries in asked.items()}


def _counts(connection: Connection, queries: dict[str, str]) -> dict[str, int] | None:
    if not queries:
        return None
    try:
        row = connection.exec_driver_sql(counting(queries)).fetchone()
    except DBAPIError:
        return None
    return dict(zip(queries, row or (), strict=True))


class ExpectNoUnexpectedRows(BatchExpectation):
    """No query of any suite gives a row; what is observed is how many rows each of them gives."""

    queries: dict[str, dict[str, str]]
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
        unbroken = all(found is not None and not any(found.values()) for found in counts.values())
        return {"success": unbroken, "result": {"observed_value": counts}}
