"""Staged Parquet into the star: an article version's facts are replaced whole, in one transaction."""

from pathlib import Path

import duckdb
import polars as pl

from flows.assets import root, sql
from flows.contracts import FACTS, QUARANTINE
from flows.load.migrate import load_reference

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
STAGED = ["articles", "sentences", "article_topics", *FACTS]


def stage_views(
    connection: duckdb.DuckDBPyConnection, staging: Path, set_aside: pl.DataFrame | None = None
) -> None:
    """Views `staged_NAME` over the run's Parquet without what was set aside: facts by fact_id, and whole articles
    (fact_type `articles`) by version_id.
    """
    aside = set_aside if set_aside is not None else pl.DataFrame(schema=QUARANTINE)
    connection.register("_aside", aside.select("fact_type", "fact_id", "version_id"))
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE set_aside AS SELECT fact_id FROM _aside WHERE fact_id IS NOT NULL"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE set_aside_versions AS SELECT version_id FROM _aside WHERE fact_type = 'articles'"
    )
    connection.unregister("_aside")
    for name in STAGED:
        files = str(staging / name / "*.parquet").replace("'", "''")
        kept = "AND fact_id NOT IN (SELECT fact_id FROM set_aside)" if name in FACTS else ""
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW staged_{name} AS SELECT * FROM read_parquet('{files}') "
            f"WHERE version_id NOT IN (SELECT version_id FROM set_aside_versions) {kept}"
        )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT version_id, article_id FROM staged_articles"
    )


def merge(
    connection: duckdb.DuckDBPyConnection,
    staging: Path,
    run_id: str,
    rules_version: str,
    set_aside: pl.DataFrame | None = None,
) -> dict[str, dict[str, int]]:
    """Merges a run's staging: counts `loaded` and `repeats` by fact type.

    Loading a batch twice, in any order, split in any way, gives the same tables. All or nothing.
    """
    stamp = {"run_id": run_id, "rules_version": rules_version}
    stage_views(connection, staging, set_aside)
    connection.execute("BEGIN")
    try:
        load_reference(connection)
        for table in ("dim_article", "dim_sentence", "dim_entity", *TABLES.values(), "bridges"):
            _run(connection, sql(f"load/{table}.sql"), stamp)
        counts = {
            name: dict(
                zip(
                    ("loaded", "repeats"),
                    connection.execute(
                        f"SELECT count(*) FILTER (NOT is_repeat), count(*) FILTER (is_repeat) FROM {table} WHERE version_id IN (SELECT version_id FROM touched)"
                    ).fetchone()
                    or (0, 0),
                    strict=True,
                )
            )
            for name, table in TABLES.items()
        }
        settle(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return counts


def settle(connection: duckdb.DuckDBPyConnection) -> None:
    """Runs sql/settle/*.sql for the articles in `touched`: what needs more than one article."""
    for file in sorted((root() / "sql" / "settle").glob("*.sql")):
        connection.execute(file.read_text(encoding="utf-8"))


def _run(connection: duckdb.DuckDBPyConnection, text: str, stamp: dict[str, str]) -> None:
    """Runs the statements of a file, each with the parameters it names."""
    for statement in connection.extract_statements(text):
        names = set(statement.named_parameters)
        connection.execute(statement, {k: v for k, v in stamp.items() if k in names} or None)
