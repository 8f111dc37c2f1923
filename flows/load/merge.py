"""Staged Parquet into the star: an article version's facts are replaced whole, in one transaction."""

from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.assets import reference, sql
from flows.contracts import FACTS, QUARANTINE
from flows.files import UNORDERED, parquet_in_sql, share_out
from flows.load.all_or_nothing import all_or_nothing
from flows.load.judge import judge
from flows.load.migrate import load_reference
from flows.load.reprints import settle_reprints
from flows.load.statements import run_file
from flows.load.tables import STAGED, TABLES, has_rows
from flows.load.touched import is_everything, note_settled
from flows.load.withdrawal import follow

NAMING = (
    "organizations",
    "organization_heads",
    "central_bodies",
    "central_successors",
    "project_kinds",
    "project_words",
)
# Where the star tells none of a kind and never did, there is nothing to settle of it; planning that takes most of a small load.
NAMED = {
    "person": "dim_entity WHERE entity_kind = 'person'",
    "event": "fact_event",
    "project": "dim_entity WHERE entity_kind = 'project'",
}
TOLD = "{named} UNION ALL SELECT 1 FROM dim_{kind} UNION ALL SELECT 1 FROM bridge_identity WHERE entity_kind = '{kind}'"


def stage_views(
    connection: duckdb.DuckDBPyConnection, staging: Path, set_aside: pl.DataFrame | None = None
) -> None:
    """Views `staged_NAME` over the run's Parquet without what was set aside: facts by fact_id, and whole articles
    (fact_type `articles`) by version_id; `staged_captures` are all captures of versions, duplicates too.
    """
    connection.execute(sql("load/place_of.sql"))
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
        kept = "AND fact_id NOT IN (SELECT fact_id FROM set_aside)" if name in FACTS else ""
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW staged_{name} AS SELECT * FROM {parquet_in_sql(staging / name)} "
            f"WHERE version_id NOT IN (SELECT version_id FROM set_aside_versions) {kept}"
        )
    again = parquet_in_sql(staging / "rejected") if any((staging / "rejected").glob("*.parquet")) else None
    columns = "version_id, captured_at, fetched_at, origin, row_number, sha256, published_on, published_at, published_from"
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW staged_captures AS SELECT {columns} FROM staged_articles"
        + (
            f" UNION ALL SELECT {columns} FROM {again} WHERE version_id IS NOT NULL "
            "AND version_id NOT IN (SELECT version_id FROM set_aside_versions)"
            if again
            else ""
        )
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
    again: bool = False,
) -> dict[str, dict[str, int]]:
    """Merges a run's staging: counts `loaded` and `repeats` by fact type, before people's judgements are applied.

    Loading a batch twice, in any order, split in any way, gives the same tables. All or nothing. `again` says that
    the documents were read before: what each of them gave then is replaced, whatever it gives now.
    """
    share_out(connection, _file(connection), staging)
    connection.execute(UNORDERED)
    stage_views(connection, staging, set_aside)
    note_settled(connection)
    try:
        with all_or_nothing(connection):
            is_new_reference = load_reference(connection)
            if again:
                _note_again(connection, staging)
                connection.execute(sql("load/again.sql"))
            lay(connection, run_id, rules_version)
            counts = {name: _counted(connection, table) for name, table in TABLES.items()}
            _give(connection, again)
            if again:
                connection.execute(sql("load/given_before.sql"))
            follow(connection, staging)
            connection.execute(sql("settle/restored.sql"))
            settle(connection, again)
            if judge(connection):
                settle(connection, again)
            if again or is_new_reference:
                is_everything(connection)
    finally:
        connection.execute("RESET preserve_insertion_order")
    return counts


def lay(connection: duckdb.DuckDBPyConnection, run_id: str, rules_version: str) -> None:
    """Lays the rows of `stage_views` into the star's tables, each article version's replaced whole; nothing of it is settled."""
    for table in ("dim_article", "dim_sentence", "dim_entity", *TABLES.values(), "bridges"):
        run_file(connection, f"load/{table}.sql", run_id=run_id, rules_version=rules_version)


def _note_again(connection: duckdb.DuckDBPyConnection, staging: Path) -> None:
    """View `again`: the documents that are read again. Of one whose copy is damaged the star keeps what it gave before."""
    documents = parquet_in_sql(staging / "documents")
    damaged = f"ANTI JOIN (FROM {parquet_in_sql(staging / 'rejected')} WHERE reason = 'damaged') USING (origin, sha256)"
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW again AS SELECT origin, sha256 FROM {documents} "
        + (damaged if any((staging / "rejected").glob("*.parquet")) else "")
    )


def _give(connection: duckdb.DuckDBPyConnection, again: bool) -> None:
    """Gives texts under keys that may be used again to articles; their facts go with them, fact by fact the same."""
    connection.execute(sql("load/known_text.sql"))
    if not has_rows(connection, "known_text"):
        return
    run_file(connection, "load/articles_given.sql", again=again)
    if not has_rows(connection, "moved"):
        return
    for table in (*TABLES.values(), "bridge_article_topic"):
        connection.execute(
            f"UPDATE {table} SET article_id = moved.article_id FROM moved WHERE {table}.version_id = moved.version_id"
        )
    connection.execute("INSERT INTO touched SELECT version_id, unnest([before_id, article_id]) FROM moved")


def judge_again(connection: duckdb.DuckDBPyConnection) -> int:
    """Applies people's judgements, of facts, identities and withdrawals, to a star that nothing was loaded into; how many facts
    are judged. All or nothing.
    """
    connection.execute("CREATE OR REPLACE TEMP TABLE touched (version_id VARCHAR, article_id VARCHAR)")
    note_settled(connection)
    with all_or_nothing(connection):
        judged = judge(connection)
        follow(connection)
        connection.execute(sql("settle/restored.sql"))
        settle(connection)
    return judged


def versions(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The article versions that the last merge loaded."""
    return {v for (v,) in connection.execute("SELECT version_id FROM staged_articles").fetchall()}


def remember(connection: duckdb.DuckDBPyConnection) -> None:
    """Remembers what every fact says, to tell the difference that a merge makes."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE said_before (fact_type VARCHAR, fact_id VARCHAR, rule VARCHAR, said UBIGINT)"
    )
    for name, table in TABLES.items():
        connection.execute(sql("load/remembered.sql"), {"name": name, "table": f"main.{table}"})


def difference(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """fact_type, rule, added, removed, changed since `remember`: a row a rule whose facts differ."""
    parts = [
        connection.execute(sql("load/difference.sql"), {"name": name, "table": f"main.{table}"}).pl()
        for name, table in TABLES.items()
    ]
    return pl.concat(parts)


def others(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[dict[str, Any]]:
    """The articles that a run brought under a key that was used before: origin, title, other_title."""
    return connection.execute(sql("report/another.sql"), {"run_id": run_id}).pl().to_dicts()


def _counted(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, int]:
    row = connection.execute(
        f"SELECT count(*) FILTER (NOT is_repeat), count(*) FILTER (is_repeat) FROM {table} "
        "WHERE version_id IN (SELECT version_id FROM touched)"
    ).fetchone() or (0, 0)
    return {"loaded": row[0], "repeats": row[1]}


def _forget_entities(connection: duckdb.DuckDBPyConnection) -> None:
    """Drops entities that no row refers to any more, by any column that holds keys."""
    columns = connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'main' AND database_name = current_database() "
        "AND column_name LIKE '%\\_id' ESCAPE '\\' AND column_name NOT IN ('fact_id', 'version_id', 'article_id', 'claim_id', 'run_id', 'event_id') "
        "AND (table_name LIKE 'fact\\_%' ESCAPE '\\' OR table_name LIKE 'bridge\\_%' ESCAPE '\\') AND table_name <> 'bridge_identity'"
    ).fetchall()
    used = " UNION ALL ".join(
        f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL" for table, column in columns
    )
    connection.execute(f"DELETE FROM dim_entity WHERE entity_kind <> 'unknown' AND entity_id NOT IN ({used})")


def settle(connection: duckdb.DuckDBPyConnection, again: bool = False) -> None:
    """Runs sql/settle/*.sql for the articles in `touched`: what needs more than one article.

    Claims, versions, reprints, names; then of organisations, people, events and projects (people are told apart by their
    organisations) the tellings and their evidence, what they mean, and the dimension of what is meant. `again`: every name anew.
    """
    connection.execute(sql("load/place_of.sql"))
    if again:
        _forget_entities(connection)
        connection.execute(sql("settle/anew.sql"))
    for name in NAMING:
        connection.register(f"seed_{name}", reference(name))
    for name in ("claims", "article_versions"):
        connection.execute(sql(f"settle/{name}.sql"))
    settle_reprints(connection)
    connection.execute(sql("settle/new_names.sql"))
    if has_rows(connection, "new_name WHERE entity_kind = 'project'"):
        connection.execute(sql("settle/project_names.sql"))
    connection.execute(sql("settle/names.sql"))
    connection.execute(sql("settle/judged_identity.sql"))
    for kind in ("organization", "person", "event", "project"):
        if kind in NAMED and not has_rows(connection, TOLD.format(named=NAMED[kind], kind=kind)):
            continue
        connection.execute("SET VARIABLE entity_kind = ?", [kind])
        for name in (kind, "identity", f"dim_{kind}"):
            connection.execute(sql(f"settle/{name}.sql"))
    for name in NAMING:
        connection.unregister(f"seed_{name}")


def _file(connection: duckdb.DuckDBPyConnection) -> Path:
    """The file of the star that a connection writes."""
    row = connection.execute(
        "SELECT path FROM duckdb_databases() WHERE database_name = current_database()"
    ).fetchone()
    return Path(row[0]) if row and row[0] else Path(":memory:")
