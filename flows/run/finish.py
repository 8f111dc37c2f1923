"""How a run goes on once its documents are read, apart from Prefect: validated, loaded, audited and published; or refused."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from flows.assets import rules_version
from flows.contracts import FACTS
from flows.failures import line
from flows.files import size
from flows.load import aside, carried, judge, merge, ops, publish
from flows.report.summary import RunSummary, totals, with_loaded
from flows.run import (
    booking,
    damaged_rows,
    net,
    paywalled,
    reading,
    rebuilding,
    stages,
    unnamed_rows,
    unread_columns,
)
from flows.run.audit import audit
from flows.settings import Settings
from flows.validate import Outcome, history
from flows.validate.accounts import balance

AGAIN = ("replay", "rebuild")  # kinds of run that read kept documents again
GX = "gx"  # the folder in staging of Great Expectations' own results, for its Data Docs


def validate(run: RunSummary, staging: Path, counts: list[dict[str, int]]) -> tuple[RunSummary, Outcome]:
    """The staged frames against their suites, and each source against the scheduled runs before where this is one.

    `counts` are those of the batches read. Needs no lock, and books nothing but captures: who loads books the rest.
    Raises SharedFailure where documents failed too often in one way.
    """
    rebuilding.ends_reading(staging)
    reading.check_failures(staging)
    if run.kind not in AGAIN:
        booking.book_captures(Path(run.warehouse), run.run_id, staging)
    return _validated(run, staging, counts, "validate")


def validate_again(run: RunSummary, staging: Path) -> tuple[RunSummary, Outcome]:
    """What `validate` finds without the documents that other runs have published since it was looked which are known.

    `run` is as it was before; the caller holds the writer's lock.
    """
    warehouse = Path(run.warehouse)
    ops.mend(warehouse)
    known = reading.leave_out_known(staging, warehouse, run.built_on)
    documents = {**run.documents, "unchanged": run.documents["unchanged"] + known}
    return _validated(run.but(documents=documents), staging, [reading.recount(staging)], "validate again")


def _validated(
    run: RunSummary, staging: Path, counts: list[dict[str, int]], stage: str
) -> tuple[RunSummary, Outcome]:
    with stages.measured(staging, stage) as counted:
        run, outcome = _checked(run, staging, counts)
        counted["rows"] = run.documents["loaded"] + totals(run)["extracted"]
    return run, outcome


def _checked(run: RunSummary, staging: Path, counts: list[dict[str, int]]) -> tuple[RunSummary, Outcome]:
    from flows.validate.frames import validate_frames

    warehouse = Path(run.warehouse)
    run = _read(run, [*counts, reading.keep_one_of_each(staging, warehouse)]).noted(
        *damaged_rows.notes(staging)
    )
    if run.kind not in AGAIN:
        landing = warehouse.parent / "landing"
        run = run.noted(*unread_columns.notes(staging, landing), *paywalled.notes(staging, landing))
    today = history.profile(staging)
    past = ops.past(warehouse) if run.kind == "scheduled" else None
    outcome = validate_frames(staging, carried.let_pass(warehouse, staging), today, past, staging / GX)
    _check_unchecked(staging, outcome, run.documents["loaded"])
    run = run.but(
        documents=_without_set_aside(run.documents, outcome),
        set_aside=dict(_set_aside(staging, outcome)["reason"].value_counts().rows()),
    ).with_results(outcome.results.to_dicts(), outcome.stops)
    return run, replace(outcome, profile=today)


def book(run: RunSummary, outcome: Outcome) -> None:
    """Books what a validation found, and the profile of each source."""
    warehouse = Path(run.warehouse)
    ops.record(warehouse, "profile", outcome.profile, run_id=run.run_id)
    ops.record(warehouse, "result", outcome.results, run_id=run.run_id)


def load(
    run: RunSummary, staging: Path, outcome: Outcome, approve: reading.Approve | None = None
) -> RunSummary:
    """Merges, audits, books and publishes; a star that is refused, or not approved, leaves the last one as it was.

    Rows that fail the audit are left out and told; the rest is published.
    """
    from flows.validate.star import audit_star

    warehouse = Path(run.warehouse)
    with publish.writing(warehouse) as work:
        if approve:
            merge.remember(work.connection)
        with stages.measured(staging, "merge") as counted:
            loaded = merge.merge(
                work.connection, staging, run.run_id, rules_version(), outcome.quarantined, run.kind in AGAIN
            )
            counted["rows"] = sum(types["loaded"] for types in loaded.values())
        run = with_loaded(run, loaded, dict(outcome.quarantined["fact_type"].value_counts().rows()))
        run = run.but(others=tuple(merge.others(work.connection, run.run_id)))
        if run.kind not in AGAIN:
            run = run.noted(*unnamed_rows.notes(work.connection, run.run_id))
        difference = merge.difference(work.connection) if approve else pl.DataFrame()
        whole = ops.audit_is_due(warehouse, run.kind)
        with stages.measured(staging, "audit") as counted:
            audited, left = audit(
                work.connection, lambda star: audit_star(star, staging / GX, whole), audit_star
            )
            counted["rows"] = int(audited.results["evaluated"].sum())
        ops.record(warehouse, "result", audited.results, run_id=run.run_id)
        run = _without_left_out(run, left, merge.versions(work.connection))
        run = run.with_results(
            audited.results.to_dicts(), [*audited.stops, *balance(run.documents, run.facts, run.requests)]
        )
        if run.stops:
            return run
        cannot = Counter(aside.CANNOT + why for why in judge.set_aside(work.connection).values())
        run = run.but(set_aside=dict(Counter(run.set_aside) + cannot))
        if approve is None or approve(difference):
            run = close(run.but(state="published", generation=publish.next_generation(warehouse)))
            booking.book_quarantine(warehouse, run.run_id, staging, _set_aside(staging, outcome))
            booking.book_documents(warehouse, run.run_id, staging)
            stages.book(warehouse, run.run_id, staging)
            with stages.measured(staging, "publish") as counted:
                publish.publish(work, run.generation, Settings().keep_generations)
                counted["bytes"] = size(warehouse)
            return run
    run = close(run.but(state="declined"))
    publish.publish_books(warehouse)
    return run


def refuse(run: RunSummary, staging: Path, outcome: Outcome) -> RunSummary:
    """Publishes why a run was refused beside the last good star.

    What it set aside is booked where its documents are new; those read again stay as the star holds them.
    """
    warehouse = Path(run.warehouse)
    if run.kind not in AGAIN:
        booking.book_quarantine(warehouse, run.run_id, staging, _set_aside(staging, outcome))
    run = close(run.but(state="refused"))
    publish.publish_books(warehouse)
    return run


def report(run: RunSummary, staging: Path) -> RunSummary:
    """The run with the path of its report page, which leads to Great Expectations' Data Docs of it.

    What of it cannot be built is a note: by now the star is published, or refused, whatever becomes of its report.
    """
    with stages.measured(staging, "report"):
        return _reported(run, staging)


def _reported(run: RunSummary, staging: Path) -> RunSummary:
    from flows.report.kept import prune
    from flows.report.page import build_report
    from flows.validate.docs import build_docs

    warehouse = Path(run.warehouse)
    reports = warehouse.parent / "reports"
    page = reports / f"{run.run_id}.html"
    try:
        build_docs(staging / GX, reports / run.run_id / "data-docs", page)
    except Exception as error:
        run = run.noted(
            f"không lập được Data Docs / Great Expectations' Data Docs could not be built: {line(error)}"
        )
    try:
        run = run.but(report=str(build_report(warehouse, run.run_id)))
    except Exception as error:
        run = unreported(run, error)
    try:
        prune(reports, Settings().keep_reports)
    except OSError as error:
        run = run.noted(f"không xóa được báo cáo cũ / old reports could not be deleted: {line(error)}")
    return run


def unreported(run: RunSummary, error: Exception) -> RunSummary:
    """The run with the note that its report failed, why, and what builds it later."""
    return run.noted(
        f"không lập được báo cáo / the report could not be built: {line(error)}; `khotin report {run.run_id}` builds it later"
    )


def nothing_new(run: RunSummary) -> RunSummary:
    """Closes a run that found no document that is new, or none of whose sources could be asked."""
    return close(run.but(state="sources_failed" if run.all_failed else "nothing_new"))


def close(run: RunSummary) -> RunSummary:
    """Closes the run in the books; it took what these say."""
    columns: dict[str, Any] = {f"documents_{way}": n for way, n in run.documents.items()}
    columns |= {f"requests_{way}": n for way, n in run.requests.items()}
    columns |= {f"facts_{way}": n for way, n in totals(run).items()}
    failed = [f"{name}: {why}" for name, why in run.sources.items()] if run.state == "sources_failed" else []
    seconds = ops.finish_run(
        Path(run.warehouse),
        run.run_id,
        run.state,
        generation=run.generation or None,
        message=" | ".join(run.stops or (*failed, *run.notes))[:2000] or None,
        facts=json.dumps({name: dict(counts) for name, counts in run.facts.items()}),
        **columns,
    )
    return run.but(seconds=seconds)


def _read(run: RunSummary, counts: list[dict[str, int]]) -> RunSummary:
    """The run with what became of its documents, and what was extracted."""

    def total(name: str) -> int:
        return sum(c.get(name, 0) for c in counts)

    documents = {**run.documents, **{way: total(way) for way in ("loaded", "duplicate", "rejected")}}
    none = {"loaded": 0, "repeats": 0, "quarantined": 0}
    return run.but(
        documents=documents, facts={name: {"extracted": total(f"extracted {name}"), **none} for name in FACTS}
    )


def _check_unchecked(staging: Path, outcome: Outcome, articles: int) -> None:
    """Raises SharedFailure where an expectation could not be evaluated for too many articles, those that failed before left out."""
    before = [
        o
        for p in staging.glob(f"documents/{reading.FAILED_BEFORE}*")
        for o in pl.read_parquet(p, glob=False)["origin"]
    ]
    failed = outcome.quarantined.filter(pl.col("reason") == net.FAILED, ~pl.col("origin").is_in(before))
    details = pl.format("{}: {}", "expectation", pl.col("payload").str.json_path_match("$.detail"))
    net.check(failed.select("origin", details).rows(), articles)


def _set_aside(staging: Path, outcome: Outcome) -> pl.DataFrame:
    """QUARANTINE rows of all that the run sets aside: documents, articles, facts."""
    return booking.rejected_as_quarantine(staging).vstack(outcome.quarantined)


def _without_set_aside(documents: Mapping[str, int], outcome: Outcome) -> dict[str, int]:
    """An article that was set aside whole did not land: it counts as rejected."""
    whole = outcome.quarantined.filter(pl.col("fact_type") == "articles").height
    return {**documents, "loaded": documents["loaded"] - whole, "rejected": documents["rejected"] + whole}


def _without_left_out(run: RunSummary, left: pl.DataFrame, versions: set[str]) -> RunSummary:
    """What the audit left out is set aside: told by reason, and of the run's own facts no longer counted as loaded."""
    facts = {name: dict(counts) for name, counts in run.facts.items()}
    for kind, fact_type, version_id, is_repeat in left.select(
        "kind", "fact_type", "version_id", "is_repeat"
    ).iter_rows():
        if kind == "fact" and version_id in versions:
            facts[fact_type]["repeats" if is_repeat else "loaded"] -= 1
            facts[fact_type]["quarantined"] += 1
    return run.but(facts=facts, set_aside=dict(Counter(run.set_aside) + Counter(left["reason"].to_list())))
