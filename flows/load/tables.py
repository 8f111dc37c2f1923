"""Which table of the star holds which fact type, and the lists that hang on facts."""

import duckdb

TABLES = {
    "mentions": "fact_mention",
    "measurements": "fact_measurement",
    "targets": "fact_target",
    "statements": "fact_statement",
    "events": "fact_event",
    "investments": "fact_investment",
    "agreements": "fact_agreement",
    "position_observations": "fact_position",
    "citations": "fact_citation",
}
BRIDGES = (
    "bridge_event_host",
    "bridge_event_participant",
    "bridge_agreement_party",
    "bridge_agreement_field",
    "bridge_investment_place",
)
STAGED = ["articles", "sentences", "article_topics", *TABLES]


def has_rows(connection: duckdb.DuckDBPyConnection, source: str) -> bool:
    """Whether there is a row of `SELECT 1 FROM source`."""
    return connection.execute(f"SELECT 1 FROM {source} LIMIT 1").fetchone() is not None
