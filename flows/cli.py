"""The commands: each a few lines over the rooms. Reading commands import neither Prefect nor Great Expectations."""

import json
import os
import sys
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.table import Table

from flows import steward_cli
from flows.settings import Settings
from flows.terminal import WarehouseOption, console, errors, place, published, told

app = typer.Typer(
    help="khotin: Vietnamese public-sector news as a star schema in DuckDB. / Kho dữ kiện từ tin tức khu vực công.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
steward_cli.add_to(app)


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


@app.command()
def run(
    sources: Annotated[
        list[str] | None, typer.Argument(help="Files, folders or globs; none: the bundled sample articles.")
    ] = None,
    warehouse: WarehouseOption = None,
    strict: Annotated[bool, typer.Option(help="Exit 3 where anything was set aside.")] = False,
    captured_at: Annotated[
        str | None,
        typer.Option(
            help="When the documents were fetched, in ISO 8601; without a zone it is Vietnam's; none: now."
        ),
    ] = None,
) -> None:
    """One run: ingest what is new, extract, validate, load, publish, report.

    Examples: `khotin run articles/` · `khotin run "2025/*.txt" news.parquet --warehouse /data/khotin.duckdb`
    """
    from flows import runs
    from flows.assets import root
    from flows.report.summary import rendered

    settings = Settings()
    path = place(warehouse)
    os.environ.update(runs.prefect_environment(path))
    with told(), errors.status("đang chạy / running …"):
        summary = runs.run_once(
            sources or [str(root() / "seeds" / "articles")],
            path,
            settings.batch_bytes,
            captured_at=_instant(captured_at) if captured_at else None,
        )
    console.print(rendered(summary))
    if summary.stops:
        raise typer.Exit(1)
    if strict and summary.set_aside:
        raise typer.Exit(3)


@app.command()
def schedule(
    sources: Annotated[
        list[str] | None, typer.Argument(help="Files, folders or globs to look at each time.")
    ] = None,
    cron: Annotated[str | None, typer.Option(help='When, as cron in Vietnam\'s time: "0 6 * * *".')] = None,
    every: Annotated[str | None, typer.Option(help="How often: 30s, 15m, 6h, 1d.")] = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Runs on a schedule until stopped, on a Prefect server of its own.

    Examples: `khotin schedule --every 15m incoming/` · `khotin schedule --cron "0 6,18 * * *"`
    """
    if (cron is None) == (every is None):
        errors.print("khotin: give either --cron or --every", style="red")
        raise typer.Exit(2)
    from flows import runs
    from flows.assets import root

    path = place(warehouse)
    os.environ.update(runs.prefect_environment(path))
    from flows.schedule import serve

    with told():
        serve(sources or [str(root() / "seeds" / "articles")], path, cron, every)


@app.command()
def extract(
    file: Annotated[str, typer.Argument(help="A text file, or - for standard input.")] = "-",
    published_on: Annotated[
        str | None, typer.Option(help="The day of publication, YYYY-MM-DD: relative dates rest on it.")
    ] = None,
    format: Annotated[Format, typer.Option(help="json or table.")] = Format.json,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl", help="Lines of {id, text, published_on} in, lines of {id, mentions, facts} out."
        ),
    ] = False,
) -> None:
    """The facts of one text; no warehouse is touched.

    Examples: `khotin extract article.txt --published-on 2025-10-15 --format table` · `khotin extract --jsonl - < in.jsonl`
    """
    from flows import extract as extraction
    from flows import read
    from flows.read import lexicon
    from flows.report.extracted import article_rows, extracted

    with told():
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        lines = (
            [json.loads(line) for line in text.splitlines() if line.strip()]
            if jsonl
            else [{"id": file, "text": text, "published_on": published_on}]
        )
        words = lexicon.load()
        articles = article_rows(lines)
        reading = read.read(articles, words)
        found = list(extracted(articles, reading.sentences, extraction.facts(reading, words)))
    if jsonl:
        for line in found:
            print(json.dumps(line, ensure_ascii=False, default=_plain))
    elif format is Format.json:
        print(json.dumps(found[0], ensure_ascii=False, indent=1, default=_plain))
    else:
        for fact in found[0]["facts"]:
            values = {
                k: v
                for k, v in fact.items()
                if v not in (None, False)
                and k
                not in ("fact_type", "fact_id", "sentence", "confidence", "rule", "char_start", "char_end")
            }
            console.print(
                f"[bold]{fact['fact_type']}[/bold]  "
                + "  ".join(f"{k}={_plain(v)}" for k, v in values.items()),
                highlight=False,
            )


@app.command()
def sql(
    query: Annotated[
        str | None, typer.Argument(help="SQL, or the name of a question; none: the questions there are.")
    ] = None,
    parameters: Annotated[list[str] | None, typer.Argument(help="param=value … of a question.")] = None,
    format: Annotated[Format, typer.Option(help="table, csv, json or parquet.")] = Format.table,
    warehouse: WarehouseOption = None,
) -> None:
    """Read-only SQL on the published warehouse, or a named question.

    Examples: `khotin sql "select metric, value, unit, sentence from mart.measurements limit 5"` · `khotin sql promises subject="Quảng Ninh"`
    """
    from flows.questions import question, questions

    with told():
        if query is None:
            for known in questions():
                console.print(f"[bold]{known.name}[/bold]  {known.answers}")
                for name, (default, meaning) in known.parameters.items():
                    console.print(f"    {name}={default}  {meaning}", style="dim", highlight=False)
            return
        given = dict(p.split("=", 1) for p in parameters or [] if "=" in p)
        values: dict[str, str] = {}
        if " " not in query.strip():
            asked = question(query)
            strange = sorted(set(given) - set(asked.parameters))
            if strange:
                raise ValueError(
                    f"{query} has no parameter {strange[0]}: it has {', '.join(asked.parameters) or 'none'}"
                )
            values = {n: given.get(n, default) for n, (default, _) in asked.parameters.items()}
            query = asked.sql
        with published(warehouse) as connection:
            connection.execute("SET enable_external_access = false")
            frame = connection.execute(query, values or None).pl()
    _print_rows(frame, format)


@app.command()
def explain(
    fact_id: Annotated[str, typer.Argument(help="An id from the column fact_id of any view.")],
    warehouse: WarehouseOption = None,
) -> None:
    """The sentence with the span marked, the article, the rule, the run and its checks."""
    from flows.report.explain import explain as explanation

    with told():
        console.print(explanation(place(warehouse), fact_id))


@app.command()
def report(
    run_id: Annotated[
        str | None, typer.Argument(help="A past run, as `khotin status` lists them; none: the last.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Failures of every run since this day, YYYY-MM-DD, not of one alone.")
    ] = None,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Builds the quality report of the last run, of a past one, or of a period, and prints its path.

    Examples: `khotin report --open` · `khotin report 20261124T144228-79a30c` · `khotin report --since 2026-11-01`
    """
    from flows.report.page import build_report

    with told():
        path = build_report(place(warehouse), run_id, since=date.fromisoformat(since) if since else None)
    print(path)
    if open_it:
        typer.launch(str(path))


@app.command()
def status(warehouse: WarehouseOption = None) -> None:
    """Last runs, next run, health and sizes, on one screen."""
    from flows.assets import rules_version
    from flows.report.status import status as screen

    with told():
        console.print(screen(place(warehouse), rules_version()))


@app.command()
def doctor(warehouse: WarehouseOption = None) -> None:
    """Says what is wrong with the set-up, and the command that mends it."""
    from flows.doctor import findings

    found = findings(place(warehouse))
    for finding in found:
        console.print(
            ("[green]✓[/green] " if finding.good else "[red]✗[/red] ") + finding.what, highlight=False
        )
        if not finding.good:
            console.print(f"    {finding.mend}", highlight=False)
    if any(not f.good for f in found):
        raise typer.Exit(1)


def _instant(words: str) -> datetime:
    """An instant in ISO 8601; without a zone it is Vietnam's. Raises ValueError."""
    instant = datetime.fromisoformat(words)
    return instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def _table(frame: Any, rows: list[list[str]]) -> Table:
    table = Table(show_lines=frame.height < 40)
    for i, (name, kind) in enumerate(frame.schema.items()):
        short = all(len(row[i]) <= 30 for row in rows)
        table.add_column(name, no_wrap=short, justify="right" if kind.is_numeric() else "left")
    for row in rows:
        table.add_row(*row)
    return table


def _records(frame: Any, rows: list[list[str]]) -> Table:
    """Rows too wide for the window: a line a column, those without a value left out."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for row in rows:
        for name, value in zip(frame.columns, row, strict=True):
            if value:
                table.add_row(name, value)
        table.add_row("", "")
    return table


def _print_rows(frame: Any, format: Format) -> None:
    if format is Format.csv:
        import polars as pl

        nested = [
            name for name, kind in frame.schema.items() if kind.is_nested()
        ]  # CSV has no lists: JSON in the cell
        flat = [
            pl.Series(
                n, [json.dumps(v, ensure_ascii=False, default=_plain) for v in frame[n].to_list()], pl.String
            )
            for n in nested
        ]
        frame.with_columns(flat).write_csv(sys.stdout)
    elif format is Format.parquet:
        frame.write_parquet(sys.stdout.buffer)
    elif format is Format.json:
        for row in frame.iter_rows(named=True):
            print(json.dumps(row, ensure_ascii=False, default=_plain))
    else:
        rows = [["" if v is None else _shown(v) for v in row] for row in frame.head(200).iter_rows()]
        widths = [
            min(30, max(len(c), *(len(row[i]) for row in rows), 0)) + 3 for i, c in enumerate(frame.columns)
        ]
        table = _table(frame, rows) if sum(widths) < console.width else _records(frame, rows)
        console.print(table)
        console.print(
            f"{frame.height} rows"
            + ("; the first 200 are shown, --format csv gives all" if frame.height > 200 else ""),
            style="dim",
        )


def _shown(value: Any) -> str:
    """A value as a table shows it: thousands grouped, but for years and other short whole numbers."""
    plain = _plain(value)
    large = isinstance(plain, int | float) and not isinstance(plain, bool) and abs(plain) >= 10_000
    return f"{plain:,}" if large else str(plain)


def _plain(value: Any) -> Any:
    """A value as JSON or a table shows it: a decimal as a plain number, a day in ISO."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if isinstance(value, str | int | float | list | dict) else str(value)
