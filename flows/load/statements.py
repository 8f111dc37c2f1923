"""The statements of a file of sql/, run one after the other."""

from typing import Any

import duckdb

from flows.assets import sql


def run_file(connection: duckdb.DuckDBPyConnection, name: str, **given: Any) -> None:
    """Runs the statements of `sql/NAME`, each with those of the given parameters that it names."""
    for statement in connection.extract_statements(sql(name)):
        names = statement.named_parameters
        connection.execute(statement, {k: v for k, v in given.items() if k in names} or None)
