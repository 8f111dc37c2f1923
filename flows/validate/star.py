"""The audit after loading: keys, references, grain and spans of the star, by SQL in DuckDB."""

from pathlib import Path

import duckdb

from flows.validate import Outcome
from flows.validate.finding import Finding, results

TOUCHED = "touched"  # the schema of views that show what a run touched of each table


def audit_star(
    connection: duckdb.DuckDBPyConnection, keep: Path | None = None, whole: bool = False
) -> Outcome:
    """Audits the star that a connection holds open: what its last load touched, where schema `touched` shows it; else, and if `whole`, all.

    Great Expectations' own results are kept in the folder `keep`. The stage of the results is `star` where all was
    audited, else `touched`: tables that were not touched have none then, nor have expectations whose meta says `whole`,
    which hold of the views as long as keys are unique. Every critical failure is in `stops`. Raises SuiteBroken for a
    suite that cannot be run.
    """
    from flows.validate import suites

    touched = set() if whole else _touched(connection)
    findings: list[Finding] = []
    with suites.datasource(connection) as source:
        for name in suites.of_stage("star"):
            suite = suites.written(name)
            if not touched:
                findings += suites.run(source, suite, [], keep)
            elif name in touched:
                narrow = [e for e in suite["expectations"] if not e["meta"].get("whole")]
                findings += suites.run(source, suite | {"expectations": narrow}, [], keep, TOUCHED)
    rows, stops = results(findings, TOUCHED if touched else "star", connection)
    return Outcome(results=rows, stops=stops)


def _touched(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The tables of which the last load touched a row; none where that is not known."""
    rows = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE schema_name = ? AND estimated_size > 0", [TOUCHED]
    ).fetchall()
    return {name for (name,) in rows}
