"""The audit of a star before it is published: what fails is left out and the rest audited again, or the star is refused."""

from collections.abc import Callable

import duckdb
import polars as pl

from flows.load.left_out import LEFT, leave_out
from flows.validate import Outcome

ROUNDS = 4  # a fault may come of another that left; one that still comes after these is none of single rows


def audit(
    connection: duckdb.DuckDBPyConnection,
    first: Callable[[duckdb.DuckDBPyConnection], Outcome],
    again: Callable[[duckdb.DuckDBPyConnection], Outcome],
) -> tuple[Outcome, pl.DataFrame]:
    """What the audit found, and what was left out of the star for it (LEFT): `first` audits it, `again` what changed since.

    Results are those of the first audit, with what failed only later. `stops` says why the star cannot be published.
    """
    outcome = first(connection)
    results, left = [outcome.results], []
    for _ in range(ROUNDS):
        if outcome.stops or outcome.failing.is_empty():
            break
        left.append(leave_out(connection, outcome.failing))
        outcome = again(connection)
        told = pl.concat(results).filter(~pl.col("success"))
        results.append(outcome.results.filter(~pl.col("success")).join(told, on="expectation", how="anti"))
    stops = outcome.stops + [
        f"{expectation}: {reason}: {rows} rows still fail after {ROUNDS} rounds of setting aside what does; report it with "
        "the examples: the last good star stays published"
        for expectation, reason, rows in outcome.failing.group_by(
            "expectation", "reason", maintain_order=True
        )
        .len()
        .iter_rows()
        if not outcome.stops
    ]
    rows = pl.concat([pl.DataFrame(schema=LEFT), *left]).unique(
        ["kind", "thing_id"], keep="last", maintain_order=True
    )
    return Outcome(results=pl.concat(results), stops=stops), rows
