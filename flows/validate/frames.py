"""The gate before loading: every staged row against its suite; what fails is set aside with its reason."""

import json
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.contracts import FACTS, QUARANTINE, RESULTS, conform, key
from flows.validate import Outcome

FRAMES = ["articles", "sentences", "article_topics", *FACTS]
# A fact that leans on one set aside is set aside with it.
LEANS_ON = {"targets": "measurement_id", "measurements": "equivalent_of"}


def validate_frames(staging: Path) -> Outcome:
    """Validates a run's staging. Rows that fail a row-level expectation are quarantined, whatever its severity but
    info; a critical failure of a whole table is in `stops`.
    """
    from flows.validate import suites

    database = staging / "frames.duckdb"
    _views(database, staging)
    results: list[dict[str, Any]] = []
    stops: list[str] = []
    failed: list[tuple[str, str, str, list[str]]] = []
    with suites.datasource(database) as (context, source):
        for name in FRAMES:
            suite = suites.load(name)
            outcome = suites.run(
                context, source, suite, name, ["fact_id"] if name in FACTS else ["version_id"]
            )
            for evaluated in outcome.results:
                row = result_row(evaluated, "frames", suite.name, name)
                results.append(row)
                if evaluated.success:
                    continue
                config = evaluated.expectation_config
                if config.meta["rows"] and row["severity"] != "info":
                    failed.append((name, row["expectation"], config.meta["why"], _ids(evaluated, config)))
                elif row["severity"] == "critical":
                    stops.append(stop_line(row, config.meta["why"]))
    quarantined = _quarantine(database, failed)
    database.unlink(missing_ok=True)
    return Outcome(conform(pl.DataFrame(results, schema=RESULTS), RESULTS, "results"), quarantined, stops)


def result_row(evaluated: Any, stage: str, suite: str, table: str) -> dict[str, Any]:
    """A validation result as a row of RESULTS."""
    config, result = evaluated.expectation_config, evaluated.result
    unexpected = result.get("unexpected_count")
    if unexpected is None:
        unexpected = (
            result.get("observed_value")
            if config.type == "unexpected_rows_expectation"
            else int(not evaluated.success)
        )
    evaluated_rows = result.get("element_count")
    examples = (
        result.get("partial_unexpected_list")
        or (result.get("details") or {}).get("unexpected_rows")
        or result.get("observed_value")
    )
    return {
        "stage": stage,
        "suite": suite,
        "table_name": config.meta.get("table", table),
        "source": None,
        "expectation": config.description or config.type,
        "column_name": config.kwargs.get("column"),
        "severity": str(getattr(config.severity, "value", config.severity)),
        "success": bool(evaluated.success),
        "evaluated": evaluated_rows,
        "unexpected": int(unexpected or 0),
        "percent": result.get("unexpected_percent"),
        "observed": None if evaluated.success else str(examples)[:500],
    }


def stop_line(row: dict[str, Any], why: str) -> str:
    """What stopped a publication: what, where, how many, one example, and why it matters."""
    column = f".{row['column_name']}" if row["column_name"] else ""
    return f"{row['table_name']}{column}: {row['expectation']} failed for {row['unexpected']} rows, e.g. {row['observed']}. {why}"


def _views(database: Path, staging: Path) -> None:
    database.unlink(missing_ok=True)
    with duckdb.connect(str(database)) as connection:
        for name in FRAMES:
            files = str((staging / name).resolve() / "*.parquet").replace("'", "''")
            connection.execute(f"CREATE VIEW {name} AS FROM read_parquet('{files}')")


def _ids(evaluated: Any, config: Any) -> list[str]:
    """The fact ids that failed; of a query of rows, by running it."""
    if config.type == "unexpected_rows_expectation":
        return [config.kwargs["unexpected_rows_query"]]
    return [row["fact_id"] for row in evaluated.result["unexpected_index_list"]]


def _quarantine(database: Path, failed: list[tuple[str, str, str, list[str]]]) -> pl.DataFrame:
    """The rows that failed, each once with its first reason, and those that lean on them."""
    parts = []
    with duckdb.connect(str(database), read_only=True) as connection:
        for name, expectation, why, ids in failed:
            query = ids[0].replace("{batch}", name) if ids and ids[0].startswith("SELECT") else None
            connection.register(
                "listed", pl.DataFrame({"fact_id": [] if query else ids}, schema={"fact_id": pl.String})
            )
            source = f"({query})" if query else "listed"
            rows = connection.execute(
                f"SELECT * FROM {name} WHERE fact_id IN (SELECT fact_id FROM {source})"
            ).pl()
            parts.append(_rows(rows, name, expectation, why))
        aside = (
            pl.concat(parts).unique("fact_id", keep="first", maintain_order=True)
            if parts
            else pl.DataFrame(schema=QUARANTINE)
        )
        for name, column in LEANS_ON.items():
            gone = aside.select("fact_id")
            connection.register("gone", gone)
            rows = connection.execute(
                f"SELECT * FROM {name} WHERE {column} IN (SELECT fact_id FROM gone)"
            ).pl()
            leaning = _rows(
                rows.filter(~pl.col("fact_id").is_in(gone["fact_id"].implode())),
                name,
                f"{column} was set aside",
                "It leans on a fact that was set aside.",
            )
            aside = pl.concat([aside, leaning])
    return aside


def _rows(rows: pl.DataFrame, fact_type: str, expectation: str, why: str) -> pl.DataFrame:
    payload = pl.Series(
        [json.dumps(r, ensure_ascii=False, default=str) for r in rows.to_dicts()], dtype=pl.String
    )
    return conform(
        rows.select(
            quarantine_id=key(pl.lit("fact"), "fact_id"),
            stage=pl.lit("frames"),
            reason=pl.lit(why),
            expectation=pl.lit(expectation),
            article_id="article_id",
            version_id="version_id",
            fact_type=pl.lit(fact_type),
            fact_id="fact_id",
            char_start="char_start",
            char_end="char_end",
            origin=pl.lit(None, pl.String),
            payload=payload,
        ),
        QUARANTINE,
        "quarantine",
    )
