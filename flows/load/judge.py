"""Judgements of people on facts, applied to the star before every publication; what was read is kept beside them."""

import json
import re
from typing import Any

import duckdb
import polars as pl

from flows.assets import reference, sql
from flows.contracts import DISTINCT, FACTS, key
from flows.files import connected
from flows.load import along, judgement
from flows.load.statements import run_file
from flows.load.tables import BRIDGES, TABLES


def judge(connection: duckdb.DuckDBPyConnection) -> int:
    """Makes the star show every fact as it is judged in ops.override; how many facts had to be put back for it.

    A judgement goes with its sentence: it holds for the same fact of the article's current version, until somebody judges that
    one too. The temporary table `touched` holds the versions just loaded and settled, whose rows are as the rules read them;
    where facts were put back, it holds their versions afterwards, to be settled again. A rejected fact takes with it what
    leans on it, an amended figure the targets and projects that say it. An amendment that today's rules or seeds make impossible is not applied: `fact_judgement.set_aside`
    says why.
    """
    booked = connection.execute('SELECT * FROM ops.override ORDER BY "at", rowid').pl()
    in_force = [(*vars(s).values(),) for s in judgement.standing(booked)]
    connection.execute(sql("load/judgements.sql"))
    if in_force:
        connection.executemany(
            "INSERT INTO judged (fact_id, action, amendment, reason, judged_by, judged_at) VALUES (?, ?, ?, ?, ?, ?)",
            in_force,
        )
    elif connection.execute("SELECT count(*) FROM fact_judgement").fetchone() == (0,):
        return 0
    _read(connection)
    _carry(connection)
    _read(connection)
    _with_leaning(connection)
    went_along = along.go_along(connection, _read)
    _apply(connection)
    _as_judged(connection)
    found = _against_rows(connection)
    for fact_id in found.keys() & went_along.keys():
        along.take_back(connection, went_along[fact_id])
    _set_aside(connection, found)
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


def _read(connection: duckdb.DuckDBPyConnection) -> None:
    """Fills `originals` with what the rules read of every judged fact that it lacks."""
    lacking = " UNION ALL ".join(
        f"SELECT DISTINCT '{name}' FROM {table} WHERE fact_id IN (SELECT fact_id FROM judged ANTI JOIN originals USING (fact_id))"
        for name, table in TABLES.items()
    )
    for (name,) in connection.execute(lacking).fetchall():
        views = {"view": f"mart.{name}", "table": f"main.{TABLES[name]}"}
        kept = [
            {
                "fact_id": row["fact_id"],
                "fact_type": name,
                "version_id": row["version_id"],
                "original": json.dumps({c: row[c] for c in FACTS[name]}, ensure_ascii=False, default=str),
                "run_id": row["run_id"],
                "rules_version": row["rules_version"],
            }
            for row in connection.execute(sql("load/judged.sql"), views).pl().to_dicts()
        ]
        if kept:
            connection.register("_kept", pl.DataFrame(kept))
            connection.execute("INSERT INTO originals BY NAME FROM _kept")
            connection.unregister("_kept")


def _carry(connection: duckdb.DuckDBPyConnection) -> None:
    """Has each judgement hold for the fact that tells the same in the current version of its article, in the same sentence."""
    same = [_elsewhere(connection, name) for name in FACTS]
    connection.register("same_fact", pl.concat(same))
    connection.execute(sql("load/judgements_carried.sql"))
    connection.unregister("same_fact")


def _elsewhere(connection: duckdb.DuckDBPyConnection, fact_type: str) -> pl.DataFrame:
    """fact_id, told_id (String): the judged facts of a type, and those of other versions that would have their ids there.

    `carried.let_pass` asks the same of what is staged, before it lands.
    """
    asked = {"table": f"main.{TABLES[fact_type]}", "fact_type": fact_type}
    found = connection.execute(sql("load/judgements_elsewhere.sql"), asked).pl()
    identity = DISTINCT.get(fact_type, [])
    if found.is_empty():
        return found.select("fact_id", "told_id")
    if identity:
        connection.register("_found", found.select("told_id"))
        read = ", ".join(f"original ->> '{c}' AS {c}" for c in identity)
        told = connection.execute(
            f"SELECT fact_id AS told_id, {read} FROM originals WHERE fact_id IN (FROM _found) UNION ALL "
            f"SELECT fact_id, {', '.join(identity)} FROM mart.{fact_type} "
            "WHERE fact_id IN (FROM _found) AND fact_id NOT IN (SELECT fact_id FROM originals)"
        ).pl()
        connection.unregister("_found")
        found = found.join(told, on="told_id")
    own_id = key("version_id", pl.lit(fact_type), "char_start", "char_end", *identity)
    return found.filter(own_id == pl.col("fact_id")).select("fact_id", "told_id")


def _with_leaning(connection: duckdb.DuckDBPyConnection) -> None:
    """Has what leans on a rejected fact be rejected too."""
    while leaning := connection.execute(sql("load/leaning.sql")).fetchall():
        for fact_id, leans_on in leaning:
            connection.execute("DELETE FROM judged WHERE fact_id = ?", [fact_id])
            connection.execute(
                "INSERT INTO judged (fact_id, action, reason, judged_by, judged_at) "
                "SELECT ?, action, 'leans on ' || fact_id || ': ' || reason, judged_by, judged_at FROM judged WHERE fact_id = ?",
                [fact_id, leans_on],
            )
        _read(connection)


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
            for (fact_id,) in frames.execute(f"SELECT DISTINCT fact_id FROM ({query})").fetchall():
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
    frames = {
        name: connection.execute(q).pl() for name, q in queries.items() if re.search(rf"\b{name}\b", words)
    }
    return frames | {f"seed_{name}": reference(name) for name in set(re.findall(r"\bseed_(\w+)", words))}


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
    whose = {"run_id": None, "rules_version": None}  # those of the run that read them: told below
    if "statements" in types:
        run_file(connection, f"load/{TABLES['statements']}.sql", **whose)
    # What kind of speaker a figure has is told by the statements of its article.
    connection.execute(sql("load/judgements_speakers.sql"))
    for table in ("dim_entity", *(TABLES[t] for t in types if t != "statements"), "bridges"):
        run_file(connection, f"load/{table}.sql", **whose)
    for name in types:
        table = TABLES[name]
        connection.execute(
            f"UPDATE {table} SET judgement = CASE WHEN set_aside IS NULL THEN CASE action WHEN 'accept' THEN 'accepted' WHEN 'amend' THEN 'amended' END END, "
            "run_id = o.run_id, rules_version = o.rules_version "
            f"FROM originals AS o LEFT JOIN judged USING (fact_id) WHERE {table}.fact_id = o.fact_id AND o.fact_id IN (SELECT fact_id FROM changed)"
        )
