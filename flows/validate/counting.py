"""A whole suite counted in one query: how many rows break each of its expectations.

Great Expectations evaluates expectation after expectation, each with metrics and queries of its own: some 20 ms each,
and as many passes over the table. Here one expectation of our own, registered with it, asks one metric a table: the
number of rows that break each expectation of a suite. Only what breaks is then evaluated by itself, with its rows.
"""

from typing import Any, ClassVar

from great_expectations.execution_engine.sqlalchemy_execution_engine import SqlAlchemyExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import MetricProvider, metric_value

from flows.validate.expectations import counting


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
        with execution_engine.get_connection() as connection:
            row = connection.exec_driver_sql(counting(asked)).fetchone()
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
