"""The audit after loading: keys, references, grain and spans of the star, by SQL in DuckDB."""

from pathlib import Path

import duckdb

from flows.validate import Outcome
from flows.validate.finding import Finding, results


def audit_star(database: Path, keep: Path | None = None) -> Outcome:
    """Audits a work copy that no connection of this process holds open; it is opened for reading.

    Great Expectations' own results are kept in the folder `keep`. Every critical failure is in `stops`. Raises SuiteBroken for a suite that cannot be run.
    """
    from flows.validate import suites

    findings: list[Finding] = []
    with suites.datasource(database) as (context, source):
        for name in suites.of_stage("star"):
            findings += suites.run(context, source, suites.load(name), [], keep)
    with duckdb.connect(str(database), read_only=True) as connection:
        rows, stops = results(findings, "star", connection)
    return Outcome(results=rows, stops=stops)
