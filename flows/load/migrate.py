"""Numbered migrations, applied in order, once; an applied file is never edited."""

import hashlib
import re
from pathlib import Path

import duckdb

from flows.assets import reference, root, rules_version, sql
from flows.contracts import FACTS
from flows.load.all_or_nothing import all_or_nothing

# The views that have a macro NAME_known_on(day) beside them, each after those it is built on: facts, their articles, and what
# is told across articles. Whom they mean is settled of the articles of today: positions of a day are those of today's identities.
KNOWN_ON = ("article_versions", "articles", "article_topics", "sentences", "event_participants", *FACTS, "corrected", "contradictions", "claims", "project_goals", "target_progress", "timeline", "positions")  # fmt: skip
TODAY = (
    "timezone('Asia/Ho_Chi_Minh', now())::DATE"  # in views: the day in Vietnam, whatever the zone of who asks
)
SEEDS = (
    "metrics",
    "units",
    "topics",
    "fx_rates",
    "titles",
    "administrative_units",
    "administrative_successors",
    "countries",
)


class MigrationRefused(RuntimeError):
    """The database and the migrations on disk do not belong together."""


def migrate(connection: duckdb.DuckDBPyConnection, folder: str = "migrations") -> list[str]:
    """Applies what `sql/FOLDER` has beyond the database; the names of the files applied.

    Raises MigrationRefused where an applied file was edited since, or the database is newer than the code.
    """
    connection.execute(
        "CREATE TABLE IF NOT EXISTS migration (name VARCHAR, digest VARCHAR, applied_at TIMESTAMPTZ)"
    )
    connection.execute("COMMENT ON TABLE migration IS 'Grain: one migration applied to this file.'")
    applied = dict(connection.execute("SELECT name, digest FROM migration").fetchall())
    fresh = beyond(applied, folder, "the warehouse")
    for file in fresh:
        with all_or_nothing(connection):
            connection.execute(file.read_text(encoding="utf-8"))
            connection.execute("INSERT INTO migration VALUES (?, ?, now())", [file.name, digest(file)])
    return [f.name for f in fresh]


def beyond(applied: dict[str, str], folder: str, what: object) -> list[Path]:
    """The files of `sql/FOLDER` that were not applied yet (those that were: name → digest), in their order.

    Raises MigrationRefused where an applied file was edited since, or `what` they were applied to is newer than the code.
    """
    files = {f.name: f for f in sorted((root() / "sql" / folder).glob("*.sql"))}
    if newer := sorted(set(applied) - set(files)):
        raise MigrationRefused(f"{what} was written by a newer khotin ({', '.join(newer)}): upgrade khotin")
    if edited := sorted(name for name, told in applied.items() if digest(files[name]) != told):
        raise MigrationRefused(
            f"sql/{folder}/{edited[0]} was edited after it was applied: write a new migration instead"
        )
    return [file for name, file in files.items() if name not in applied]


def digest(file: Path) -> str:
    """By which an applied file is known again: SHA-256 of its bytes."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def newer_than_code(connection: duckdb.DuckDBPyConnection, folder: str = "migrations") -> list[str]:
    """The migrations of a database that `sql/FOLDER` does not have."""
    applied = {name for (name,) in connection.execute("SELECT name FROM migration").fetchall()}
    return sorted(applied - {f.name for f in (root() / "sql" / folder).glob("*.sql")})


def behind(connection: duckdb.DuckDBPyConnection, folder: str = "migrations") -> bool:
    """Whether `sql/FOLDER` has migrations that a database has not."""
    applied = {name for (name,) in connection.execute("SELECT name FROM migration").fetchall()}
    return not {f.name for f in (root() / "sql" / folder).glob("*.sql")} <= applied


def view_statements() -> list[str]:
    """What creates every view of sql/marts, and the macros beside them."""
    files = sorted((root() / "sql" / "marts").glob("*.sql"))
    return [*(f.read_text(encoding="utf-8") for f in files), *map(known_on, KNOWN_ON), progress_by_day()]


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Creates every view of sql/marts anew, and the macros of KNOWN_ON; one that builds on another is tried again after it.

    Those of an earlier khotin go first: what builds on one would be bound to the columns that it had then. There is no
    transaction around it: a work copy in which this fails is deleted, whatever views it has left.
    """
    waiting = view_statements()
    for view in re.findall(r"^CREATE OR REPLACE VIEW ([\w.]+)", "\n".join(waiting), re.M):
        connection.execute(f"DROP VIEW IF EXISTS {view}")
    while waiting:
        failed: list[str] = []
        reason = ""
        for statements in waiting:
            try:
                connection.execute(statements)
            except duckdb.CatalogException as error:
                failed.append(statements)
                reason = reason or f"{statements.splitlines()[0]} cannot be created: {error}"
        if len(failed) == len(waiting):
            raise MigrationRefused(f"sql/marts: {reason}")
        waiting = failed


def known_on(view: str) -> str:
    """The macro mart.VIEW_known_on(day): the body of a view of KNOWN_ON over the articles as they were known that day.

    Raises MigrationRefused for a view that is written so that its macro would not go by the day.
    """
    body = _as_macro(view, f"{view}_known_on")
    by_day = re.sub(r"\bdim_article\b", "mart.versions_known_on(day)", body)
    by_day = re.sub(rf"\bmart\.({'|'.join(KNOWN_ON)})\b", r"mart.\1_known_on(day)", by_day)
    return _changed(by_day, body, f"marts/{view}.sql reads neither dim_article nor a view of KNOWN_ON")


def progress_by_day() -> str:
    """The macro mart.target_progress_by(day): the body of mart.target_progress as of that day instead of today.

    Raises MigrationRefused as `known_on` does.
    """
    body = _as_macro("target_progress", "target_progress_by")
    return _changed(body.replace(TODAY, "day"), body, f"marts/target_progress.sql has no {TODAY}")


def _as_macro(view: str, name: str) -> str:
    """The first statement of a view's file, its comments in it, as that of the macro mart.NAME(day)."""
    lines = sql(f"marts/{view}.sql").splitlines()
    ends = (n for n, line in enumerate(lines, 1) if line.split("--")[0].rstrip().endswith(";"))
    body = "\n".join(lines[: next(ends, None)])
    head = f"CREATE OR REPLACE VIEW mart.{view} AS"
    macro = body.replace(head, f"CREATE OR REPLACE MACRO mart.{name}(day) AS TABLE")
    return _changed(macro, body, f"marts/{view}.sql does not begin with {head}")


def _changed(now: str, before: str, why: str) -> str:
    if now == before:
        raise MigrationRefused(f"sql/{why}: its macro cannot be made of it")
    return now


def load_reference(connection: duckdb.DuckDBPyConnection) -> bool:
    """Makes the reference dimensions equal to the seeds; False where they hold today's already."""
    if connection.execute("SELECT rules_version FROM ops.reference").fetchone() == (rules_version(),):
        return False
    for name in SEEDS:
        connection.register(f"seed_{name}", reference(name))
    for file in ("reference.sql", "dim_place.sql"):
        connection.execute((root() / "sql" / "load" / file).read_text(encoding="utf-8"))
    for name in SEEDS:
        connection.unregister(f"seed_{name}")
    connection.execute("DELETE FROM ops.reference")
    connection.execute("INSERT INTO ops.reference VALUES (?, now())", [rules_version()])
    return True
