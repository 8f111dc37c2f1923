"""Judgements of people on facts, applied to the star before every publication; what was read is kept beside them."""

import json
from typing import Any

import duckdb
import polars as pl

from flows.assets import sql
from flows.contracts import FACT, FACTS
from flows.load.tables import BRIDGES, TABLES

ACTIONS = ("accept", "reject", "amend")
_JSON_TYPES = {
    pl.String: '"VARCHAR"',
    pl.Int32: '"INTEGER"',
    pl.Float64: '"DOUBLE"',
    pl.Boolean: '"BOOLEAN"',
    pl.Date: '"DATE"',
    pl.Decimal: '"DECIMAL(38,6)"',
    pl.List: '["VARCHAR"]',
}


def structure(fact_type: str, columns: set[str] | None = None) -> str:
    """The structure by which DuckDB reads a fact's JSON: its contract's columns (or some of them) and their types."""
    types = {
        c: _JSON_TYPES[t.base_type()] for c, t in FACTS[fact_type].items() if not columns or c in columns
    }
    return "{" + ", ".join(f'"{c}": {t}' for c, t in types.items()) + "}"


def amendment(fact_type: str, changes: dict[str, Any]) -> str:
    """The changes as JSON. Raises ValueError for a column that facts of the type do not have, or a value it cannot hold."""
    own = [c for c in FACTS[fact_type] if c not in FACT]
    strange = sorted(set(changes) - set(own))
    if strange:
        raise ValueError(f"{fact_type} has no column {strange[0]} to amend: it has {', '.join(own)}")
    words = json.dumps(changes, ensure_ascii=False)
    try:
        duckdb.execute("SELECT json_transform_strict(?, ?)", [words, structure(fact_type, set(changes))])
    except duckdb.Error as error:
        raise ValueError(f"{words} cannot amend {fact_type}: {error}") from None
    return words


def judge(connection: duckdb.DuckDBPyConnection) -> int:
    """Makes the star show every fact as it was last judged in ops.override; how many facts are judged.

    The temporary table `touched` holds the versions just loaded and settled, whose rows are as the rules read them;
    it holds those of judged facts afterwards, to be settled again. A rejected fact takes with it what leans on it.
    """
    connection.execute(sql("load/judgements.sql"))
    counted = connection.execute(
        "SELECT (SELECT count(*) FROM judged) + (SELECT count(*) FROM fact_judgement)"
    )
    if counted.fetchone() == (0,):
        return 0
    known = _with_leaning(connection)
    for table in (*TABLES.values(), *BRIDGES):
        connection.execute(f"DELETE FROM {table} WHERE fact_id IN (SELECT fact_id FROM originals)")
    connection.execute("DELETE FROM touched")
    _stage(connection)
    for name in ("dim_entity", *TABLES.values(), "bridges"):
        for statement in connection.extract_statements(sql(f"load/{name}.sql")):
            stamp = dict.fromkeys(statement.named_parameters)
            connection.execute(statement, stamp or None)
    for table in TABLES.values():
        connection.execute(
            f"UPDATE {table} SET judgement = CASE action WHEN 'accept' THEN 'accepted' WHEN 'amend' THEN 'amended' END, "
            "run_id = o.run_id, rules_version = o.rules_version "
            f"FROM originals AS o LEFT JOIN judged USING (fact_id) WHERE {table}.fact_id = o.fact_id"
        )
    connection.execute(sql("load/judgements_kept.sql"))
    return known


def _with_leaning(connection: duckdb.DuckDBPyConnection) -> int:
    """Fills `originals` with what the rules read of every judged fact and of what leans on a rejected one."""
    found = True
    while found:
        for name, table in TABLES.items():
            rows = connection.execute(
                sql("load/judged.sql"), {"view": f"mart.{name}", "table": f"main.{table}"}
            ).pl()
            kept = [
                {
                    "fact_id": row["fact_id"],
                    "fact_type": name,
                    "version_id": row["version_id"],
                    "original": json.dumps({c: row[c] for c in FACTS[name]}, ensure_ascii=False, default=str),
                    "run_id": row["run_id"],
                    "rules_version": row["rules_version"],
                }
                for row in rows.to_dicts()
            ]
            if kept:
                connection.register("_kept", pl.DataFrame(kept))
                connection.execute(
                    "INSERT INTO originals BY NAME FROM _kept WHERE fact_id NOT IN (SELECT fact_id FROM originals)"
                )
                connection.unregister("_kept")
        leaning = connection.execute(sql("load/leaning.sql")).fetchall()
        found = bool(leaning)
        for fact_id, leans_on in leaning:
            connection.execute("DELETE FROM judged WHERE fact_id = ?", [fact_id])
            connection.execute(
                "INSERT INTO judged SELECT ?, action, NULL, 'leans on ' || fact_id || ': ' || reason, judged_by, judged_at "
                "FROM judged WHERE fact_id = ?",
                [fact_id, leans_on],
            )
    return int((connection.execute("SELECT count(*) FROM originals").fetchone() or [0])[0])


def _stage(connection: duckdb.DuckDBPyConnection) -> None:
    """Tables staged_NAME of what is to be put back: each judged fact, amended, but for those rejected."""
    for name in FACTS:
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW staged_{name} AS SELECT unnest(json_transform(json_merge_patch(o.original, "
            f"coalesce(j.amendment, '{{}}')), '{structure(name)}')) FROM originals AS o LEFT JOIN judged AS j USING (fact_id) "
            f"WHERE o.fact_type = '{name}' AND j.action IS DISTINCT FROM 'reject'"
        )
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW staged_article_topics AS FROM bridge_article_topic WHERE false"
    )
