"""The quality report: one page that needs no other host, from SQL on the published warehouse."""

import json
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, FileSystemLoader

from flows.assets import root, sql

VIETNAM = timezone(timedelta(hours=7))
SEVERITIES = ("critical", "warning", "info")

SECTIONS = {
    "facts": "Dữ kiện trong kho / Facts in the warehouse",
    "failed": "Kỳ vọng không đạt / Failed expectations",
    "quarantine": "Để riêng / Set aside",
    "metrics": "Chỉ tiêu / Coverage of metrics",
    "places": "Nơi chốn / Coverage of places",
    "fill": "Mức đầy / Fill rates",
    "contradictions": "Mâu thuẫn / Contradictions",
    "runs": "Các lần chạy / Runs",
}


def build_report(warehouse: Path, run_id: str | None = None, folder: Path | None = None) -> Path:
    """Writes the report of a run (the last one without `run_id`) and returns its path.

    It lies in `folder`, else in reports/ beside the warehouse. Raises FileNotFoundError where there is no
    warehouse yet, ValueError for a run that it does not know.
    """
    if not warehouse.exists():
        raise FileNotFoundError(f"{warehouse} is not there yet: run `khotin run` first")
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        run = _rows(connection, sql("report/run.sql"), {"run_id": run_id})
        if not run:
            raise ValueError(f"no run {run_id or ''} in {warehouse}: `khotin status` lists them")
        found = run[0]
        sections: list[dict[str, Any]] = []
        for name, heading in SECTIONS.items():
            query = sql(f"report/{name}.sql")
            parameters = {"run_id": found["run_id"]} if "$run_id" in query else {}
            sections.append(
                {"name": name, "heading": heading, "sql": query, "rows": _rows(connection, query, parameters)}
            )
    folder = folder or warehouse.parent / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    failed = next(s["rows"] for s in sections if s["name"] == "failed")
    page = environment.get_template("page.html.j2").render(
        run=found,
        started=found["started_at"].astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M"),
        sections=sections,
        failed=explained(failed),
        severities={s: sum(row["severity"] == s for row in failed) for s in SEVERITIES},
    )
    path = folder / f"{found['run_id']}.html"
    path.write_text(page, encoding="utf-8")
    return path


def explained(failed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Failed results, gravest first, each with what its suite says of it: vi, en, why, act, sets_aside.

    A result of an expectation that is gone from the suites since keeps its id alone.
    """
    words = {}
    for path in sorted((root() / "expectations").glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8"))["expectations"]:
            words[entry["meta"]["id"]] = {"en": entry["description"], **entry["meta"]}
    ordered = sorted(failed, key=lambda row: (SEVERITIES.index(row["severity"]), -(row["unexpected"] or 0)))
    return [{**row, **words.get(row["expectation"], {})} for row in ordered]


def _rows(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: dict[str, Any]
) -> list[dict[str, Any]]:
    cursor = connection.execute(query, parameters or None)
    names = [d[0] for d in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
