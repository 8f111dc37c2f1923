"""The quality report: one page that needs no other host, from SQL on the published warehouse, and its articles."""

import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from flows.assets import root, sql
from flows.files import VIETNAM, connected
from flows.report import charts, words
from flows.report.articles import write_articles
from flows.report.asked import Rows, rows, sentences_of, written
from flows.report.verdict import tasks, verdict

SEVERITIES = ("critical", "warning", "info")
PAGES = 100  # articles that get a page of their own: the most telling ones
SHARED = "mart.contradictions"  # a view over the whole warehouse that several queries ask: it is read once
# One thread: a report is many small queries, and a second thread costs each of them more than it brings.
SMALL: dict[str, str | bool | int | float | list[str]] = {"threads": "1", "preserve_insertion_order": "false"}


def build_report(
    warehouse: Path,
    run_id: str | None = None,
    folder: Path | None = None,
    since: date | None = None,
    pages: int = PAGES,
) -> Path:
    """Writes the report of a run (the last one without `run_id`) and the pages of its articles; returns its path.

    It lies in `folder`, else in reports/ beside the warehouse; its articles lie in a folder of the run's name there.
    With `since` its failures are those of every run since that day in Vietnam. Raises FileNotFoundError where there
    is no warehouse yet, ValueError for a run that it does not know.
    """
    if not warehouse.exists():
        raise FileNotFoundError(f"{warehouse} is not there yet: run `khotin run` first")
    folder = folder or warehouse.parent / "reports"
    with connected(warehouse, True, SMALL) as connection:
        connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")
        run = rows(connection, sql("report/run.sql"), {"run_id": run_id})
        if not run:
            raise ValueError(f"no run {run_id or ''} in {warehouse}: `khotin status` lists them")
        found = run[0]
        parameters = {"run_id": found["run_id"], "pages": pages, "since": since}
        queries = ("tiles", "stages", "hold", "examples", "recovered", "quarantine_reasons", *words.SECTIONS)
        asked = {name: sql(f"report/{name}.sql") for name in queries}
        with sentences_of(connection, []):
            connection.execute(f"CREATE TEMP TABLE once AS FROM {SHARED}")
        known = connection.execute(
            "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'ops' AND table_name = 'source'"
        )
        late = (
            set() if known.fetchone() else {"fetched", "unfetched"}
        )  # what an older khotin published does not hold
        told = {
            name: [] if name in late else rows(connection, _once(query), parameters)
            for name, query in asked.items()
        }
        if told["contradictions"]:
            with sentences_of(connection, _disputed(connection, told["contradictions"])):
                told["contradictions"] = rows(connection, asked["contradictions"], parameters)
        linked = write_articles(connection, folder / found["run_id"], told["look"], environment())
    unknown = dict.fromkeys(("vi", "en", "why_vi", "why", "act_vi", "act", "sets_aside"))
    failed = [unknown | row for row in explained(told["failed"])]
    hold = told["hold"][0]["reason"] if told["hold"] else None
    page = (
        environment()
        .get_template("page.html.j2")
        .render(
            run=found,
            since=since,
            verdict=verdict(found, failed),
            tasks=tasks(failed, told["tiles"][0], hold),
            tiles=told["tiles"][0],
            failed=failed,
            examples=_grouped(told["examples"], "expectation"),
            told=told,
            linked=linked,
            queries={name: written(query, parameters) for name, query in asked.items()},
            data_docs=(folder / found["run_id"] / "data-docs" / "index.html").exists(),
        )
    )
    folder.mkdir(parents=True, exist_ok=True)
    period = f"-since-{since}" if since else ""
    path = folder / f"{found['run_id']}{period}.html"
    path.write_text(page, encoding="utf-8")
    return path


def explained(failed: Rows) -> Rows:
    """Failed results, gravest first, each with what its suite says of it: vi, en, why_vi, why, act_vi, act, sets_aside; and what was seen of a source.

    A result of an expectation that is gone from the suites since keeps its id alone.
    """
    known = {}
    for path in sorted((root() / "expectations").glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8"))["expectations"]:
            known[entry["meta"]["id"]] = {"en": entry["description"], **entry["meta"]}
    ordered = sorted(failed, key=lambda row: (SEVERITIES.index(row["severity"]), -(row["unexpected"] or 0)))
    return [{**row, **known.get(row["expectation"], {}), "seen": _seen(row)} for row in ordered]


def _seen(row: dict[str, Any]) -> dict[str, Any]:
    """What a result about a source saw of it beside its past; empty for any other result."""
    return json.loads(row["observed"])[0] if row.get("source") and row["observed"] else {}


@cache
def environment() -> Environment:
    """Jinja with the report's templates, charts and words; every value is escaped."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals.update(charts=charts, words=words, both=words.both)
    made.filters.update(number=charts.numbers, day=_day, closed=words.closed, cut=words.cut)
    return made


def _day(value: Any) -> str:
    """A day, or an instant in Vietnam, as people there write it."""
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else ""


def _grouped(rows: Rows, column: str) -> dict[str, Rows]:
    grouped: dict[str, Rows] = {}
    for row in rows:
        grouped.setdefault(row[column], []).append(row)
    return grouped


def _disputed(connection: duckdb.DuckDBPyConnection, pairs: Rows) -> list[str]:
    """The versions that the articles of contradictions have now."""
    articles = sorted({pair[side] for pair in pairs for side in ("article_a", "article_b")})
    current = "SELECT version_id FROM dim_article WHERE is_current AND article_id IN $articles"
    return [row["version_id"] for row in rows(connection, current, {"articles": articles})]


def _once(query: str) -> str:
    """The query over the rows of SHARED that are at hand; what is shown asks the view."""
    return query.replace(SHARED, "once")
