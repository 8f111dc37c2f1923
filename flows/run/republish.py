"""The star published again without new articles: after a person's judgement, a rollback, a withdrawal."""

import contextlib
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import duckdb
import polars as pl

from flows.assets import rules_version
from flows.failures import booked
from flows.load import books, judge, lake_home, merge, ops, publish, said_with, withdrawal
from flows.run import reading
from flows.run.audit import audit
from flows.settings import Settings
from flows.validate.star import audit_at_once


def republish(
    warehouse: Path,
    kind: str,
    message: str,
    origin: Path | None = None,
    judged: tuple[str, pl.DataFrame] | None = None,
) -> None:
    """Publishes the star (or a kept generation) with people's judgements, where it passes the audit.

    `judged`, a table of the books and rows of it, are judgements not booked yet: the star is tried with them first.
    Raises ValueError where one cannot be applied, Refused.
    """
    with publish.writing(warehouse, origin) as work:
        if judged:
            _try(work.connection, *judged)
        run_id = reading.new_run_id(datetime.now(UTC))
        said = "your judgement was not booked: give it again" if judged else ""
        try:
            ops.start_run(warehouse, run_id, rules_version(), kind)
            if not judged:
                merge.judge_again(work.connection)
            audited, _ = audit(work.connection, partial(audit_at_once, whole=bool(origin)), audit_at_once)
            ops.record(warehouse, "result", audited.results, run_id=run_id)
            if audited.stops:
                raise publish.Refused(f"not published: {' | '.join(audited.stops)}")
            generation = publish.next_generation(warehouse)
            if origin:
                ops.roll_back(warehouse, int(origin.stem), run_id)
            if judged:
                books.judge(warehouse, *judged)
                said = "your judgement is booked: the next publication shows it"
            ops.finish_run(warehouse, run_id, "published", generation=generation, message=message)
            lake_home.judged(warehouse)
            publish.publish(work, generation, Settings().keep_generations)
        except BaseException as error:
            if said and isinstance(error, OSError):
                error.add_note(said)
            with contextlib.suppress(
                Exception
            ):  # what stopped it may stop this too; the next start books it then
                if isinstance(error, publish.Refused):
                    ops.finish_run(warehouse, run_id, "refused", message=str(error)[:2000])
                else:
                    ops.fail_run(warehouse, run_id, booked(error)[:2000])
            raise


def _try(star: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> None:
    """Judges the star with rows that are not booked yet: publication copies the books over them."""
    star.register("_judged", rows)
    star.execute(f"INSERT INTO ops.{table} BY NAME FROM _judged")
    star.unregister("_judged")
    merge.judge_again(star)
    if table != "override":
        return
    for fact_id, why in judge.set_aside(star).items():
        if fact_id in rows["fact_id"]:
            raise ValueError(f"{fact_id}: {why}{said_with.way(star, fact_id)}")


def follow_sources(warehouse: Path) -> tuple[int, int] | None:
    """Publishes the star with what captures tell of articles withdrawn or come back, where no run has done so; how many were
    withdrawn, and how many came back, or None where there was nothing to do.

    The caller holds the writer's lock. Raises Refused.
    """
    if not withdrawal.waiting(warehouse):
        return None
    before = withdrawal.withdrawn(warehouse)
    republish(warehouse, "withdraw", "articles whose sources withdrew them or brought them back")
    after = withdrawal.withdrawn(warehouse)
    return len(after - before), len(before - after)


def follow_judgements(warehouse: Path) -> None:
    """Publishes the star that a lake's home caught up with, where people judged in this home what it does not show yet.

    The caller holds the writer's lock. Raises Refused.
    """
    if lake_home.unjudged(warehouse):
        republish(warehouse, "override", "judgements of this home, in the star of its lake")
