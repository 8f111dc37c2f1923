"""What fails an expectation of the star is left out of it: facts leave with what leans on them, ties are untied and settled anew."""

import duckdb
import polars as pl

from flows.assets import sql
from flows.contracts import FACTS
from flows.load.all_or_nothing import all_or_nothing
from flows.load.merge import settle
from flows.load.tables import BRIDGES, TABLES
from flows.load.touched import note_settled

LEFT = pl.Schema(
    {
        "kind": pl.String,
        "thing_id": pl.String,
        "reason": pl.String,
        "fact_type": pl.String,
        "version_id": pl.String,
        "is_repeat": pl.Boolean,
    }
)
LEAVING = "SELECT kind, thing_id, reason, fact_type, version_id, coalesce((payload ->> 'is_repeat')::BOOLEAN, false) AS is_repeat FROM leaving"


def leave_out(connection: duckdb.DuckDBPyConnection, failing: pl.DataFrame) -> pl.DataFrame:
    """Leaves what fails (FAILING) out of the star and settles what it touched, which alone is then shown to an audit.

    What left: LEFT. A tie is put back by the next publication, to be
    judged anew; a fact or topic stays out until its article is read again. All or nothing.
    """
    note_settled(connection)
    with all_or_nothing(connection):
        connection.register("failing", failing)
        connection.execute(sql("load/leave_out.sql"))
        connection.unregister("failing")
        _facts(connection)
        connection.execute(sql("load/left_out_noted.sql"))
        settle(connection)
        return connection.execute(LEAVING).pl()


def _facts(connection: duckdb.DuckDBPyConnection) -> None:
    """Takes the facts in `leaving_fact` out of their tables, and their rows down in `leaving_of_facts`."""
    connection.execute("CREATE OR REPLACE TEMP TABLE leaving_of_facts AS FROM left_out LIMIT 0")
    for name in FACTS:
        rows = connection.execute(
            sql("load/leave_out_fact.sql"), {"fact_type": name, "table": f"main.{TABLES[name]}"}
        ).pl()
        if rows.height:
            connection.register("_rows", rows)
            connection.execute("INSERT INTO leaving_of_facts BY NAME FROM _rows")
            connection.unregister("_rows")
            for table in (TABLES[name], *BRIDGES):
                connection.execute(
                    f"DELETE FROM {table} WHERE fact_id IN (SELECT thing_id FROM leaving_of_facts)"
                )
