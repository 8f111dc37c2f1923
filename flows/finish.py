"""How a run ends, apart from Prefect: its staging is loaded, audited and published; or refused, with its reasons."""

import json
from pathlib import Path
from typing import Any

import polars as pl

from flows import runs, validate
from flows.assets import rules_version
from flows.load import merge, ops, publish
from flows.report.summary import RunSummary, totals, with_loaded
from flows.settings import Settings
from flows.validate.accounts import balance

AGAIN = ("replay", "rebuild")  # kinds of run that read kept documents again
GX = "gx"  # the folder in staging of Great Expectations' own results, for its Data Docs


def load(
    run: RunSummary,
    staging: Path,
    outcome: validate.Outcome,
    set_aside: pl.DataFrame,
    approve: runs.Approve | None = None,
) -> RunSummary:
    """Merges, audits, books and publishes; what fails the audit, or is not approved, leaves the star as it was."""
    from flows.validate.star import audit_star

    warehouse = Path(run.warehouse)
    with publish.writing(warehouse) as work:
        if approve:
            merge.remember(work.connection)
        loaded = merge.merge(
            work.connection, staging, run.run_id, rules_version(), outcome.quarantined, run.kind in AGAIN
        )
        run = with_loaded(run, loaded, dict(outcome.quarantined["fact_type"].value_counts().rows()))
        run = run.but(others=tuple(merge.others(work.connection, run.run_id)))
        difference = merge.difference(work.connection) if approve else pl.DataFrame()
        audited = audit_star(work.connection, staging / GX, ops.audit_is_due(warehouse, run.kind))
        ops.record(warehouse, "result", audited.results, run_id=run.run_id)
        run = run.with_results(
            audited.results.to_dicts(), [*audited.stops, *balance(run.documents, run.facts)]
        )
        if run.stops:
            return run
        if approve is None or approve(difference):
            run = close(run.but(state="published", generation=publish.next_generation(warehouse)))
            runs.book_quarantine(warehouse, run.run_id, staging, set_aside)
            runs.book_documents(warehouse, run.run_id, staging)
            publish.publish(work, run.generation, Settings().keep_generations)
            return run
    run = close(run.but(state="declined"))
    publish.publish_books(warehouse)
    return run


def refuse(run: RunSummary, staging: Path, set_aside: pl.DataFrame) -> RunSummary:
    """Publishes why a run was refused beside the last good star.

    What it set aside is booked where its documents are new; those read again stay as the star holds them.
    """
    warehouse = Path(run.warehouse)
    if run.kind not in AGAIN:
        runs.book_quarantine(warehouse, run.run_id, staging, set_aside)
    run = close(run.but(state="refused"))
    publish.publish_books(warehouse)
    return run


def close(run: RunSummary) -> RunSummary:
    """Closes the run in the books."""
    columns: dict[str, Any] = {f"documents_{way}": n for way, n in run.documents.items()}
    columns |= {f"facts_{way}": n for way, n in totals(run).items()}
    ops.finish_run(
        Path(run.warehouse),
        run.run_id,
        run.state,
        generation=run.generation or None,
        message=" | ".join(run.stops) or None,
        facts=json.dumps({name: dict(counts) for name, counts in run.facts.items()}),
        **columns,
    )
    return run
