"""What settling notes down of a load, for itself and for the audit, which copies the rows that a run touched from there."""

import duckdb


def note_settled(connection: duckdb.DuckDBPyConnection) -> None:
    """Temporary tables that settling notes down in: the articles it looked at anew, the identities whose tellings changed, the
    names that are told again or no more. What an audit copied of an earlier load is gone.
    """
    connection.execute("DROP SCHEMA IF EXISTS touched CASCADE")
    connection.execute("CREATE OR REPLACE TEMP TABLE retold (entity_id VARCHAR)")
    connection.execute("CREATE OR REPLACE TEMP TABLE settled_article (article_id VARCHAR)")
    connection.execute("CREATE OR REPLACE TEMP TABLE settled (identity_id VARCHAR)")


def is_everything(connection: duckdb.DuckDBPyConnection) -> None:
    """Says of a load that more than its articles may have changed, as where seeds did: an audit looks at the whole star."""
    connection.execute("DROP TABLE settled_article")
