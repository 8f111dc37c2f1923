"""The audit after loading: keys, references, grain and spans of the star, by SQL in DuckDB."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import polars as pl

from flows.assets import sql
from flows.contracts import FAILING
from flows.validate import Outcome
from flows.validate.expectations import Asked, of_stage, unbroken, written
from flows.validate.finding import Finding, flood, results

TOUCHED = "touched"  # the schema of tables that hold what a run touched of each table; none lands
# By what a row is known that fails an expectation of one column; a query of rows names its own.
KEYS = {
    "bridge_identity": ["telling_id"],
    "dim_person": ["person_id"],
    "dim_organization": ["organization_id"],
    "dim_project": ["project_id"],
}


def audit_star(
    connection: duckdb.DuckDBPyConnection, keep: Path | None = None, whole: bool = False
) -> Outcome:
    """Audits the star that a connection holds open: what its last load touched, where that is known; else, and if `whole`, all.

    Great Expectations' own results are kept in the folder `keep`. The stage of the results is `star` where all was
    audited, else `touched`: tables that were not touched have none then, nor have expectations whose meta says `whole`,
    which hold of the views as long as keys are unique. Rows that fail an expectation whose meta says what it sets aside
    are in `failing`; every other critical failure is in `stops`, and so is one of more rows than its suite's `max_rows`
    and `max_share` of the table. Raises SuiteBroken for a suite that cannot be run.
    """
    return _outcome(connection, _evaluated(connection, list(_asked(connection, whole)), keep))


def audit_at_once(connection: duckdb.DuckDBPyConnection, whole: bool = False) -> Outcome:
    """As `audit_star`, for who waits: Great Expectations, whose import takes seconds, is asked only of suites that something breaks."""
    findings: list[Finding] = []
    doubtful: list[Asked] = []
    for asked in _asked(connection, whole):
        found = unbroken(connection, asked)
        findings += found or []
        if found is None:
            doubtful.append(asked)
    return _outcome(connection, findings + (_evaluated(connection, doubtful) if doubtful else []))


def _evaluated(
    connection: duckdb.DuckDBPyConnection, asked: Sequence[Asked], keep: Path | None = None
) -> list[Finding]:
    """What Great Expectations finds of suites. Raises SuiteBroken."""
    from flows.validate import suites

    with suites.datasource(connection) as source:
        return suites.run(source, asked, keep)


def _asked(connection: duckdb.DuckDBPyConnection, whole: bool) -> Iterator[Asked]:
    """The suites to run, over what a run touched where that is known and not the `whole` is asked."""
    touched = set() if whole else shown(connection)
    for name in of_stage("star"):
        suite, keys = written(name), KEYS.get(name, [])
        if not touched:
            yield Asked(suite, keys)
        elif name in touched:
            of_touched = [e for e in suite["expectations"] if not e["meta"].get("whole")]
            yield Asked(suite | {"expectations": of_touched}, keys, TOUCHED)


def _outcome(connection: duckdb.DuckDBPyConnection, findings: list[Finding]) -> Outcome:
    touched = any(f.relation.startswith(f"{TOUCHED}.") for f in findings)
    rows, stops = results(findings, TOUCHED if touched else "star", connection)
    aside = [f for f in findings if f.sets_aside and not f.success]
    stops += [line for f in aside if (line := flood(f, _whole(f), connection))]
    failing = pl.concat(
        [pl.DataFrame(schema=FAILING), *(_failing(f, connection) for f in aside if not stops)]
    )
    return Outcome(results=rows, stops=stops, failing=failing)


def _whole(finding: Finding) -> str:
    """The table or view of the star of which a finding may have seen only what was touched."""
    return f"{written(finding.suite)['meta'].get('schema', 'main')}.{finding.suite}"


def _failing(finding: Finding, connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """FAILING rows of a finding."""
    rows = connection.execute(f"SELECT to_json(r)::VARCHAR AS payload FROM ({finding.rows}) AS r").pl()
    return rows.select(
        kind=pl.lit(finding.sets_aside),
        table_name=pl.lit(finding.suite),
        expectation=pl.lit(finding.id),
        reason=pl.lit(finding.description),
        payload="payload",
    )


def shown(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The tables of which the last load touched a row, each with these rows in schema `touched`; none where that is not known.

    They are copied there by what settling noted down, the first time that an audit asks.
    """
    is_shown, is_known = connection.execute(
        "SELECT EXISTS (FROM duckdb_schemas() WHERE database_name = current_database() AND schema_name = ?), "
        "EXISTS (FROM duckdb_tables() WHERE database_name = 'temp' AND table_name = 'settled_article')",
        [TOUCHED],
    ).fetchone() or (False, False)
    if is_known and not is_shown:
        connection.execute(f"BEGIN; {sql('settle/touched.sql')} COMMIT")  # one by one they wait for the disk
    rows = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE schema_name = ? AND estimated_size > 0", [TOUCHED]
    ).fetchall()
    return {name for (name,) in rows}
