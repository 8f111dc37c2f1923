"""The gate before loading: every staged row against its suite; what fails is set aside with its reason."""

from pathlib import Path

import duckdb
import polars as pl

from flows.assets import reference
from flows.contracts import FACTS, QUARANTINE
from flows.files import UNORDERED, connected, parquet_in_sql, share_out
from flows.validate import Outcome, history
from flows.validate.expectations import Asked, SuiteBroken, written
from flows.validate.failing import failing, remove
from flows.validate.finding import Finding, results
from flows.validate.quarantine import articles_aside, set_aside

KEYS = {
    "articles": ["version_id"],
    "sentences": ["version_id", "sentence_number"],
    "article_topics": ["version_id"],
}
FRAMES = [*KEYS, *FACTS]
# Code lists that an editor may lengthen: expectations read them as tables seed_NAME.
SEEDS = ("metrics", "units", "topics", "titles", "reporting_verbs")


def validate_frames(
    staging: Path,
    judged: frozenset[str] = frozenset(),
    today: pl.DataFrame | None = None,
    past: pl.DataFrame | None = None,
    keep: Path | None = None,
) -> Outcome:
    """Validates a run's staging (a folder of Parquet files for each of FRAMES, and for what was rejected), and today's profile against PAST ones.

    Facts in `judged` were accepted or amended by a person: a warning does not set them aside.

    Rows that fail an expectation of severity critical or warning are quarantined where it sets rows aside: the
    fact, or the whole article with its facts. A critical failure that sets nothing aside is in `stops`. `info` is
    recorded only. An article for which a suite cannot be evaluated is set aside whole, as `failed`, and the others are
    validated without it. Great Expectations' own results are kept in the folder `keep`. Raises SuiteBroken for a suite
    that cannot be run, whatever the articles.
    """
    database = staging / "frames.duckdb"
    database.unlink(missing_ok=True)
    names = list(FRAMES)
    with connected(database) as connection:
        share_out(connection, staging)
        connection.execute("PRAGMA force_compression = 'uncompressed'")  # it is deleted in a minute
        connection.execute(UNORDERED)
        lay_out(connection, staging)
        if today is not None and past is not None and past.height:
            history.lay_out(connection, today, past)
            names.append("history")
        unchecked = [pl.DataFrame(schema=QUARANTINE)]
        while True:
            try:
                findings = _findings(connection, names, keep)
                break
            except SuiteBroken as broken:
                failed = failing(connection, broken.suite)
                if failed.is_empty():
                    raise
                unchecked.append(articles_aside(connection, failed))
                remove(connection, failed["row_id"])
        rows, stops = results(findings, "frames", connection)
        outcome = Outcome(rows, pl.concat([*unchecked, set_aside(findings, connection, judged)]), stops)
    database.unlink()
    return outcome


def _findings(connection: duckdb.DuckDBPyConnection, names: list[str], keep: Path | None) -> list[Finding]:
    """What the suites found. Raises SuiteBroken."""
    from flows.validate import suites

    asked = [Asked(written(name), keys_of(name)) for name in names]
    with suites.datasource(connection) as source:
        return suites.run(source, asked, keep)


def keys_of(name: str) -> list[str]:
    """The columns by which a failing row of a frame is found again."""
    return KEYS.get(name, ["fact_id", "surface"] if name in FACTS else [])


def lay_out(connection: duckdb.DuckDBPyConnection, staging: Path) -> None:
    """A table of each frame, of what was rejected, and of each seed; at once, for the disk is waited for at every commit."""
    connection.execute("BEGIN")
    for name in (*FRAMES, "rejected"):
        connection.execute(f"CREATE TABLE {name} AS FROM {parquet_in_sql(staging.resolve() / name)}")
    for name in SEEDS:
        connection.register("_seed", reference(name))
        connection.execute(f"CREATE TABLE seed_{name} AS FROM _seed")
        connection.unregister("_seed")
    connection.execute("COMMIT")
