"""What one expectation found, as a row of RESULTS and as a line for who must act."""

import json
from dataclasses import dataclass
from typing import Any

import duckdb
import polars as pl

from flows.contracts import RESULTS

EXAMPLES = 3


@dataclass(frozen=True)
class Finding:
    """One expectation as it was evaluated. `rows` is the query that finds its failing rows again."""

    id: str
    suite: str
    relation: str  # the table or view that was evaluated
    column: str | None
    severity: str  # critical, warning, info
    success: bool
    unexpected: int | None  # null where the expectation is about a table and not about rows
    observed: Any
    rows: str | None
    description: str  # Vietnamese / English, as are why and act
    why: str
    sets_aside: str | None  # fact, article, or a tie of the star; null where a failure sets nothing aside
    act: str | None
    max_rows: int | None = (
        None  # of a suite of the star: more than both, and a failure is no fault of single rows
    )
    max_share: float | None = None

    @property
    def table(self) -> str:
        """The table or view that it is about; what a run touched of it lies in schema `touched`."""
        return self.relation.removeprefix("touched.")

    @property
    def stops(self) -> bool:
        """Whether it forbids publication."""
        return not self.success and self.severity == "critical" and self.sets_aside is None


def results(
    findings: list[Finding], stage: str, connection: duckdb.DuckDBPyConnection
) -> tuple[pl.DataFrame, list[str]]:
    """(RESULTS, a line for each finding that stops) with examples read from the database they are about."""
    relations = dict.fromkeys(f.relation for f in findings)
    counted = ", ".join(f"(SELECT count(*) FROM {relation})" for relation in relations)
    row = connection.execute(f"SELECT {counted}").fetchone() if relations else ()
    counts = dict(zip(relations, row or (), strict=True))
    examples = {f.id: _examples(f, connection) for f in findings if not f.success}
    rows = [
        row
        for f in findings
        for row in (
            _by_source(f, counts[f.relation], connection)
            if f.suite == "history"
            else [_row(f, stage, counts[f.relation], examples.get(f.id))]
        )
    ]
    stops = [_stop(f, counts[f.relation], examples[f.id]) for f in findings if f.stops]
    return pl.DataFrame(rows, schema=RESULTS, orient="row"), stops


def flood(finding: Finding, table: str, connection: duckdb.DuckDBPyConnection) -> str | None:
    """Why a failure that sets rows aside stops a publication all the same: too many rows of the table; None where they are few."""
    if finding.unexpected is None or finding.unexpected <= (finding.max_rows or 0):
        return None
    (rows,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,)
    share = finding.max_share or 0.0
    if finding.unexpected <= share * rows:
        return None
    why = (
        f"Quá {finding.max_rows} dòng và {share:.0%} của bảng thì không còn là lỗi của từng dòng. / "
        f"More than {finding.max_rows} rows and {share:.0%} of the table are no fault of single rows. "
    )
    return _stop(finding, rows, _examples(finding, connection), why)


def _row(finding: Finding, stage: str, evaluated: int, examples: str | None) -> dict[str, Any]:
    unexpected = finding.unexpected
    return {
        "stage": stage,
        "suite": finding.suite,
        "table_name": finding.table,
        "source": None,
        "expectation": finding.id,
        "column_name": finding.column,
        "severity": finding.severity,
        "success": finding.success,
        "evaluated": evaluated,
        "unexpected": unexpected,
        "percent": 100 * unexpected / evaluated if unexpected is not None and evaluated else None,
        "observed": examples,
    }


def _by_source(
    finding: Finding, evaluated: int, connection: duckdb.DuckDBPyConnection
) -> list[dict[str, Any]]:
    """A finding about sources as a row for each source that failed, with its figures; one row where none did."""
    if finding.success or finding.rows is None:
        return [_row(finding, "history", evaluated, None)]
    rows = connection.execute(f"FROM ({finding.rows}) ORDER BY source, measure").pl().to_dicts()
    return [
        _row(finding, "history", evaluated, json.dumps([row], ensure_ascii=False, default=str))
        | {"source": row["source"], "column_name": row["measure"], "unexpected": 1}
        for row in rows
    ]


def _examples(finding: Finding, connection: duckdb.DuckDBPyConnection) -> str:
    """Up to three failing rows as a JSON list; what was observed where the expectation is about a table."""
    if finding.rows is None:
        return json.dumps(finding.observed, default=str)
    rows = connection.execute(f"FROM ({finding.rows}) LIMIT {EXAMPLES}").pl().to_dicts()
    return json.dumps(rows, ensure_ascii=False, default=str)


def _stop(finding: Finding, evaluated: int, examples: str, also: str = "") -> str:
    """What stopped a publication: what, where, how many, an example, why it matters, what to do."""
    many = f"observed {examples}"
    if finding.rows is not None:
        many = f"{finding.unexpected} of {evaluated} rows, e.g. {examples}"
    return f"{finding.id}: {finding.description}: {many}. {also}{finding.why} {finding.act or ''}".rstrip()
