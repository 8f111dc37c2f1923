"""What a load touched of every table of the star, in schema `touched`: made when an audit asks for it, not by each load."""

import duckdb

from flows.assets import sql
from flows.load.all_or_nothing import all_or_nothing

SCHEMA = "touched"  # of tables that hold what was touched of the star's tables of the same names; none lands


def note_settled(connection: duckdb.DuckDBPyConnection) -> None:
    """Temporary tables that settling notes down in: the articles it looked at anew, the identities whose tellings changed, the
    names that are told again or no more. What was shown of an earlier load is gone.
    """
    connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    connection.execute("CREATE OR REPLACE TEMP TABLE retold (entity_id VARCHAR)")
    connection.execute("CREATE OR REPLACE TEMP TABLE settled_article (article_id VARCHAR)")
    connection.execute("CREATE OR REPLACE TEMP TABLE settled (identity_id VARCHAR)")


def is_everything(connection: duckdb.DuckDBPyConnection) -> None:
    """Says of a load that more than its articles may have changed, as where seeds did: nothing is shown of it."""
    connection.execute("DROP TABLE settled_article")


def shown(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The tables of which the last load touched a row, each with these rows in schema `touched`; none where that is not known."""
    is_shown, is_known = connection.execute(
        "SELECT EXISTS (FROM duckdb_schemas() WHERE database_name = current_database() AND schema_name = ?), "
        "EXISTS (FROM duckdb_tables() WHERE database_name = 'temp' AND table_name = 'settled_article')",
        [SCHEMA],
    ).fetchone() or (False, False)
    if is_known and not is_shown:
        with all_or_nothing(connection):
            connection.execute(sql("settle/touched.sql"))
    rows = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE schema_name = ? AND estimated_size > 0", [SCHEMA]
    ).fetchall()
    return {name for (name,) in rows}
