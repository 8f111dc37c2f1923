"""Judgements of people on facts, applied to the star before every publication; what was read is kept beside them."""

import json
from typing import Any

import duckdb
import polars as pl

from flows.assets import reference, sql
from flows.contracts import FACTS
from flows.files import connected
from flows.load import judgement
from flows.load.tables import BRIDGES, TABLES


def judge(connection: duckdb.DuckDBPyConnection) -> int:
    """Makes the star show every fact as it is judged in ops.override; how many facts had to be put back for it.

    The temporary table `touched` holds the versions just loaded and settled, whose rows are as the rules read them;
    where facts were put back, it holds their versions afterwards, to be settled again. A rejected fact takes with it what
    leans on it. An amendment that today's rules or seeds make impossible is not applied: `fact_judgement.set_aside`
    says why.
    """
    booked = connection.execute('SELECT * FROM ops.override ORDER BY "at", rowid').pl()
    in_force = [(*vars(s).values(),) for s in judgement.standing(booked)]
    connection.execute(sql("load/judgements.sql"))
    if in_force:
        connection.executemany("INSERT INTO judged VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)", in_force)
    elif connection.execute("SELECT count(*) FROM fact_judgement").fetchone() == (0,):
        return 0
    _with_leaning(connection)
    _apply(connection)
    _as_judged(connection)
    _set_aside(connection, _against_rows(connection))
    connection.execute(sql("load/judgements_changed.sql"))
    types = [t for (t,) in connection.execute("SELECT DISTINCT fact_type FROM changed").fetchall()]
    if types:
        _put_back(connection, types)
    connection.execute(sql("load/judgements_kept.sql"))
    return int((connection.execute("SELECT count(*) FROM changed").fetchone() or [0])[0])


def set_aside(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The judgements that could not be applied to the star: fact_id → why."""
    rows = connection.execute("SELECT fact_id, set_aside FROM fact_judgement WHERE set_aside IS NOT NULL")
    return dict(rows.fetchall())


def _with_leaning(connection: duckdb.DuckDBPyConnection) -> None:
    """Fills `originals` with what the rules read of every judged fact and of what leans on a rejected one."""
    lacking = " UNION ALL ".join(
        f"SELECT DISTINCT '{name}' FROM {table} WHERE fact_id IN (SELECT fact_id FROM judged ANTI JOIN originals USING (fact_id))"
        for name, table in TABLES.items()
    )
    found = True
    while found:
        for (name,) in connection.execute(lacking).fetchall():
            rows = connection.execute(
                sql("load/judged.sql"), {"view": f"mart.{name}", "table": f"main.{TABLES[name]}"}
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
                connection.execute("INSERT INTO originals BY NAME FROM _kept")
                connection.unregister("_kept")
        leaning = connection.execute(sql("load/leaning.sql")).fetchall()
        found = bool(leaning)
        for fact_id, leans_on in leaning:
            connection.execute("DELETE FROM judged WHERE fact_id = ?", [fact_id])
            connection.execute(
                "INSERT INTO judged SELECT ?, action, NULL, 'leans on ' || fact_id || ': ' || reason, judged_by, judged_at, NULL, NULL "
                "FROM judged WHERE fact_id = ?",
                [fact_id, leans_on],
            )


def _apply(connection: duckdb.DuckDBPyConnection) -> None:
    """Fills in what each amendment comes to for its fact, or why its values can never stand in their columns or beside
    each other."""
    rows = connection.execute(
        "SELECT fact_id, fact_type, original, amendment FROM judged JOIN originals USING (fact_id) WHERE action = 'amend'"
    ).fetchall()
    for fact_id, fact_type, original, amendment in rows:
        changes, row = json.loads(amendment), json.loads(original)
        wrong = judgement.fault(fact_type, changes) or judgement.misfit(row, changes)
        applied = None if wrong else judgement.consequences(row, changes)
        connection.execute(
            "UPDATE judged SET applied = ?, set_aside = ? WHERE fact_id = ?",
            [applied and json.dumps(applied, ensure_ascii=False), wrong, fact_id],
        )


def _as_judged(connection: duckdb.DuckDBPyConnection) -> None:
    """Views judged_NAME of judged facts as they are to be shown: amended, or as read; none of those rejected."""
    for name in FACTS:
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW judged_{name} AS SELECT unnest(json_transform(json_merge_patch(o.original, "
            f"CASE WHEN j.set_aside IS NULL THEN coalesce(j.applied, '{{}}') ELSE '{{}}' END), '{judgement.structure(name)}')) "
            f"FROM originals AS o LEFT JOIN judged AS j USING (fact_id) WHERE o.fact_type = '{name}' AND j.action IS DISTINCT FROM 'reject'"
        )


def _against_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What critical expectations have against amended rows beside the other rows of their articles: fact_id → why.

    They are asked in a database of their own, by the names that the gate gives its frames, and of current versions: the
    views show no others.
    """
    rows = connection.execute(
        "SELECT fact_id, fact_type FROM judged JOIN originals USING (fact_id) WHERE action = 'amend' AND set_aside IS NULL "
        "AND version_id IN (SELECT version_id FROM dim_article WHERE is_current AND withdrawn_at IS NULL)"
    ).fetchall()
    amended = dict(rows)
    if not amended:
        return {}
    checks = [
        (fact_type, e)
        for fact_type in sorted(set(amended.values()))
        for e in judgement.expectations(fact_type)
        if e["severity"] == "critical" and "unexpected_rows_query" in e["kwargs"]
    ]
    found: dict[str, str] = {}
    with connected() as frames:
        for name, frame in _frames(connection, checks).items():
            frames.register(name, frame)
        for fact_type, expectation in checks:
            query = expectation["kwargs"]["unexpected_rows_query"].replace("{batch}", fact_type)
            why = f"{expectation['description']}: {expectation['meta']['why']}"
            try:
                failing = frames.execute(f"SELECT DISTINCT fact_id FROM ({query})").fetchall()
            except (duckdb.CatalogException, duckdb.BinderException):
                continue  # it speaks of a frame that only a run has: the gate asks it
            for (fact_id,) in failing:
                if fact_id in amended:
                    found.setdefault(fact_id, why)
    return found


def _frames(
    connection: duckdb.DuckDBPyConnection, checks: list[tuple[str, dict[str, Any]]]
) -> dict[str, pl.DataFrame]:
    """The frames that the checks name, for the versions of amended facts, as they are with people's judgements; and seeds."""
    words = " ".join(f"{fact_type} {e['kwargs']['unexpected_rows_query']}" for fact_type, e in checks)
    versions = "(SELECT version_id FROM originals SEMI JOIN judged USING (fact_id))"
    queries = {
        "articles": f"SELECT *, first_seen_at AS fetched_at FROM dim_article WHERE version_id IN {versions}",
        "sentences": f"FROM dim_sentence WHERE version_id IN {versions}",
    } | {
        name: f"SELECT f.version_id, f.sentence_number, v.* FROM mart.{name} AS v JOIN {table} AS f ON v.fact_id = f.fact_id "
        f"WHERE f.version_id IN {versions} AND v.fact_id NOT IN (SELECT fact_id FROM originals) UNION ALL BY NAME FROM judged_{name}"
        for name, table in TABLES.items()
    }
    frames = {name: connection.execute(q).pl() for name, q in queries.items() if name in words}
    return frames | {
        word: reference(word.removeprefix("seed_"))
        for word in set(words.replace(")", " ").split())
        if word.startswith("seed_")
    }


def _set_aside(connection: duckdb.DuckDBPyConnection, found: dict[str, str]) -> None:
    for fact_id, why in found.items():
        connection.execute("UPDATE judged SET set_aside = ? WHERE fact_id = ?", [why, fact_id])


def _put_back(connection: duckdb.DuckDBPyConnection, types: list[str]) -> None:
    """Loads the facts in `changed` anew, each as it is judged now."""
    for table in (*(TABLES[t] for t in types), *BRIDGES):
        connection.execute(f"DELETE FROM {table} WHERE fact_id IN (SELECT fact_id FROM changed)")
    connection.execute("DELETE FROM touched")
    for name in FACTS:
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW staged_{name} AS FROM judged_{name} WHERE fact_id IN (SELECT fact_id FROM changed)"
        )
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW staged_article_topics AS FROM bridge_article_topic WHERE false"
    )
    if "statements" in types:
        _load(connection, TABLES["statements"])
    # What kind of speaker a figure has is told by the statements of its article.
    connection.execute(sql("load/judgements_speakers.sql"))
    for table in ("dim_entity", *(TABLES[t] for t in types if t != "statements"), "bridges"):
        _load(connection, table)
    for name in types:
        table = TABLES[name]
        connection.execute(
            f"UPDATE {table} SET judgement = CASE WHEN set_aside IS NULL THEN CASE action WHEN 'accept' THEN 'accepted' WHEN 'amend' THEN 'amended' END END, "
            "run_id = o.run_id, rules_version = o.rules_version "
            f"FROM originals AS o LEFT JOIN judged USING (fact_id) WHERE {table}.fact_id = o.fact_id AND o.fact_id IN (SELECT fact_id FROM changed)"
        )


def _load(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    for statement in connection.extract_statements(sql(f"load/{table}.sql")):
        stamp = dict.fromkeys(statement.named_parameters)
        connection.execute(statement, stamp or None)
