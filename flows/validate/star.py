"""The audit after loading: keys, references, grain and spans of the star, by SQL in DuckDB."""

from pathlib import Path

import polars as pl

from flows.contracts import QUARANTINE, RESULTS
from flows.validate import Outcome
from flows.validate.frames import result_row, stop_line


def audit_star(database: Path) -> Outcome:
    """Audits a work copy that no connection holds open. Every critical failure stops publication."""
    from flows.validate import suites

    rows, stops = [], []
    with suites.datasource(database) as (context, source):
        for table, suite in suites.load_by_table("star").items():
            for evaluated in suites.run(context, source, suite, table, []).results:
                row = result_row(evaluated, "star", "star", table)
                rows.append(row)
                if not row["success"] and row["severity"] == "critical":
                    stops.append(stop_line(row, evaluated.expectation_config.meta["why"]))
    return Outcome(pl.DataFrame(rows, schema=RESULTS), pl.DataFrame(schema=QUARANTINE), stops)
