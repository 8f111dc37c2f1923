"""The commands: each a few lines over the rooms. Reading commands import neither Prefect nor Great Expectations."""

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.text import Text

from flows import (
    demo_cli,
    export_cli,
    home_cli,
    identity_cli,
    mcp_cli,
    operate_cli,
    page_cli,
    quarantine_cli,
    search_cli,
    source_cli,
    sql_cli,
    steward_cli,
)
from flows.rows import Format, plain
from flows.terminal import (
    Commands,
    WarehouseOption,
    console,
    day,
    errors,
    named,
    place,
    published,
    span,
)

app = typer.Typer(
    cls=Commands,
    help="khotin: Vietnamese public-sector news as a star schema in DuckDB. / Kho dữ kiện từ tin tức khu vực công.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
app.add_typer(quarantine_cli.quarantine, name="quarantine")
app.add_typer(identity_cli.identity, name="identity")
steward_cli.add_to(app)
source_cli.add_to(app)
sql_cli.add_to(app)
home_cli.add_to(app)
operate_cli.add_to(app)
search_cli.add_to(app)
export_cli.add_to(app)
page_cli.add_to(app)
demo_cli.add_to(app)
mcp_cli.add_to(app)


NOT_PRINTED = ("fact_type", "fact_id", "sentence", "confidence", "rule", "char_start", "char_end")


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"khotin {version('khotin')}")
        raise typer.Exit()


@app.callback()
def _every_command(
    debug: Annotated[
        bool, typer.Option("--debug", envvar="KHOTIN_DEBUG", help="Where a command fails, show the trace.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="khotin's version.")
    ] = False,
) -> None:
    pass  # what `flows.terminal.Commands` reads


@app.command()
def run(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders, globs, WARC files, addresses of feeds, sitemaps, lists or pages, names of sources; none: the active sources."
        ),
    ] = None,
    warehouse: WarehouseOption = None,
    strict: Annotated[
        bool, typer.Option(help="Exit 3 where anything was set aside or a source failed.")
    ] = False,
    captured_at: Annotated[
        str | None,
        typer.Option(
            help="When the documents were fetched, in ISO 8601; without a zone it is Vietnam's; none: now."
        ),
    ] = None,
    wait: Annotated[
        str | None,
        typer.Option(
            help="How long to wait where another run takes in the same: 30s, 10m; none: not at all."
        ),
    ] = None,
) -> None:
    """One run: fetch and ingest what is new, extract, validate, load, publish, report.

    Examples: `khotin run` · `khotin run https://nhandan.vn/rss/home.rss` · `khotin run articles/` · `khotin run "2025/*.txt" news.parquet --warehouse /data/khotin.duckdb`
    """
    from flows import one_run
    from flows.report.summary import rendered
    from flows.settings import Settings

    captured = _instant(captured_at) if captured_at else None
    patience = span(wait).total_seconds() if wait else 0
    path, size = place(warehouse), Settings().batch_bytes
    with errors.status("tìm bài mới / looking for what is new …") as status:
        summary = one_run.run_patiently(
            sources or [], path, size, patience, captured_at=captured, told=status.update
        )
    console.print(rendered(summary))
    if summary.stops or summary.all_failed:
        raise typer.Exit(1)
    if strict and (summary.set_aside or any(summary.sources.values())):
        raise typer.Exit(3)


@app.command()
def schedule(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders, globs, addresses or names of sources to look at each time; none: the active sources that are due."
        ),
    ] = None,
    cron: Annotated[str | None, typer.Option(help='When, as cron in Vietnam\'s time: "0 6 * * *".')] = None,
    every: Annotated[str | None, typer.Option(help="How often: 30s, 15m, 6h, 1d.")] = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Runs on a schedule until stopped, on a Prefect server of its own; without --cron or --every, each active source at its own times (sources.csv).

    Examples: `khotin schedule` · `khotin schedule --every 15m` · `khotin schedule --every 15m incoming/` · `khotin schedule --cron "0 6,18 * * *"`
    """
    if cron and every:
        raise typer.BadParameter("give either --cron or --every")
    if sources and not (cron or every):
        raise typer.BadParameter(
            "give --cron or --every with what you name; sources of the seed have times of their own"
        )
    from flows.schedule import serve

    serve(sources or [], place(warehouse), cron, every)


server = typer.Typer(help="A Prefect server that stays, for runs to use. / Máy chủ Prefect chạy thường trực.")
app.add_typer(server, name="server")


@server.command("start")
def start_server(warehouse: WarehouseOption = None) -> None:
    """Starts a Prefect server on loopback that stays, with a warm worker: runs are quicker, and its pages show them.

    Example: `khotin server start`, then `khotin run …`, and at the end `khotin server stop`
    """
    from flows import prefect_server

    with errors.status("đang mở máy chủ / starting the server …"):
        api = prefect_server.start_to_stay(place(warehouse))
    console.print(f"Prefect: {api.removesuffix('/api')}")


@server.command("stop")
def stop_server(warehouse: WarehouseOption = None) -> None:
    """Stops the server that `khotin server start` started."""
    from flows import prefect_server

    stopped = prefect_server.stop_staying(place(warehouse))
    console.print("đã dừng / stopped" if stopped else "không có máy chủ nào đang chạy / none runs")


@app.command()
def extract(
    file: Annotated[str, typer.Argument(help="A text file, or - for standard input.")] = "-",
    published_on: Annotated[
        str | None,
        typer.Option(help="The day of publication, YYYY-MM-DD: relative dates rest on it.", callback=day),
    ] = None,
    format: Annotated[Format, typer.Option(help="json or table.")] = Format.json,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl", help="Lines of {id, text, published_on} in, lines of {id, mentions, facts} out."
        ),
    ] = False,
) -> None:
    """The facts of one text, read as a run reads a .txt file of it; no warehouse is touched.

    Places (`char_start`, `char_end`) are those of the cleaned text, as in the warehouse: NFC, plain blanks, nothing
    unseen, one blank line between paragraphs, header lines left out. `--published-on` goes before a date in the text.

    Examples: `khotin extract article.txt --published-on 2025-10-15 --format table` · `khotin extract --jsonl - < in.jsonl`
    """
    from flows import extract as extraction
    from flows import read
    from flows.ingest.texts import article_rows
    from flows.read import lexicon
    from flows.report.extracted import extracted

    content = _content(file)
    lines = _lines(content) if jsonl else [{"id": file, "text": content, "published_on": published_on}]
    words = lexicon.load()
    articles = article_rows(lines)
    if not jsonl and content.strip() and not articles["text"][0]:
        raise ValueError(f"{file}: this is no text")
    reading = read.read(articles, words)
    found = list(extracted(articles, reading.sentences, extraction.facts(reading, words)))
    if jsonl:
        for line in found:
            print(json.dumps(line, ensure_ascii=False, default=plain))
    elif format is Format.json:
        print(json.dumps(found[0], ensure_ascii=False, indent=1, default=plain))
    else:
        for fact in found[0]["facts"]:
            values = {k: v for k, v in fact.items() if v not in (None, False) and k not in NOT_PRINTED}
            told = "  ".join(f"{k}={plain(v)}" for k, v in values.items())
            console.print(Text.assemble((fact["fact_type"], "bold"), "  ", told))


@app.command()
def explain(
    fact_id: Annotated[str, typer.Argument(help="An id from the column fact_id of any view.")],
    warehouse: WarehouseOption = None,
) -> None:
    """The sentence with the span marked, the article, the rule, the run and its checks."""
    from flows.report.explain import explain as explanation

    console.print(explanation(place(warehouse), fact_id))


@app.command()
def rules(
    words: Annotated[str, typer.Argument(help="Only rules with these words in their name or place.")] = "",
    warehouse: WarehouseOption = None,
) -> None:
    """The rules of reading: what each reads, where it stands, how often it was right, what it gave in the last run.

    Examples: `khotin rules` · `khotin rules date_` · `khotin rules "phần trăm"`
    """
    from flows.report.rules import listing
    from flows.report.rules import rules as found

    path = place(warehouse)
    known = found(path if path.exists() else None, words)
    console.print(listing(known))
    console.print(
        f"{known.height} quy tắc/rules; đúng/right: của số đã đọc soát / of those that a person read"
    )


@app.command()
def report(
    run_id: Annotated[
        str | None, typer.Argument(help="A past run, as `khotin status` lists them; none: the last.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            help="Failures of every run since this day, YYYY-MM-DD, not of one alone.", callback=day
        ),
    ] = None,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Builds the quality report of the last run, of a past one, or of a period, and prints its path.

    Examples: `khotin report --open` · `khotin report 20261124T144228-79a30c` · `khotin report --since 2026-11-01`
    """
    from flows.report.page import build_report

    path = build_report(place(warehouse), run_id, since=date.fromisoformat(since) if since else None)
    print(path)
    if open_it:
        typer.launch(str(path))


@app.command()
def status(
    hashes: Annotated[
        bool, typer.Option("--hashes", help="Only a line a table of the star: its name and its hash.")
    ] = False,
    prometheus: Annotated[
        bool, typer.Option("--prometheus", help="Only figures, as Prometheus reads them.")
    ] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Last runs, next run, health and sizes, on one screen; or the tables' hashes: equal ones hold equal rows.

    Examples: `khotin status` · `khotin status --hashes` · `khotin status --prometheus > /var/lib/node_exporter/khotin.prom`
    """
    if prometheus:
        from flows.report.prometheus import text

        print(text(place(warehouse)), end="")
        return
    if hashes:
        from flows.load.hashes import hashes as found

        with published(warehouse) as connection:
            for name, told in sorted(found(connection).items()):
                print(name, told)
        return
    from flows.assets import rules_version
    from flows.prefect_server import kept_address, turns
    from flows.report.status import status as screen

    path = place(warehouse)
    server = kept_address(path)
    console.print(screen(path, rules_version(), server, turns(server) if server else ()))


@app.command()
def doctor(
    audit: Annotated[
        bool, typer.Option("--audit", help="Also audit the whole star: keys, references, spans.")
    ] = False,
    mend: Annotated[
        bool,
        typer.Option(
            "--mend", "--fix", help="Mend the books from the published warehouse and judgements.jsonl."
        ),
    ] = False,
    settings: Annotated[
        bool, typer.Option("--settings", help="Only the settings: value, where it comes from, what it means.")
    ] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Says what is wrong with the set-up, and the command that mends it.

    Examples: `khotin doctor` · `khotin doctor --settings` · `khotin doctor --audit` · `khotin doctor --mend`
    """
    if settings:
        _show_settings()
        return
    from flows.doctor import audited, findings, mended

    path = named(warehouse)
    if mend:
        console.print(mended(path))
    found = findings(path)
    if audit:
        with errors.status("đang kiểm tra toàn kho / auditing the star …"):
            found += audited(path)
    for finding in found:
        console.print(Text.assemble(("✓", "green") if finding.good else ("✗", "red"), f" {finding.what}"))
        if not finding.good:
            console.print(f"    {finding.mend}")
    if any(not f.good for f in found):
        raise typer.Exit(1)


def _show_settings() -> None:
    """Every setting, its value, where it comes from, what it means."""
    from rich.table import Table

    from flows import config

    table = Table("cài đặt/setting", "giá trị/value", "từ/from", "nghĩa/means", box=None)
    for told in config.every():
        table.add_row(told.name, told.value, told.whence, told.means)
    console.print(table)


def _instant(words: str) -> datetime:
    """An option's instant in ISO 8601, Vietnam's without a zone; anything else is wrong usage."""
    try:
        instant = datetime.fromisoformat(words)
    except ValueError:
        raise typer.BadParameter(f"{words} is no instant: 2025-03-04T08:00+07:00") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def _content(file: str) -> bytes:
    """The bytes of a file, or of standard input for "-"."""
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()


def _lines(content: bytes) -> list[dict[str, Any]]:
    """Lines of {id, text, published_on}. Raises ValueError with the line that is none."""
    lines = []
    for number, words in enumerate(content.splitlines(), 1):
        if not words.strip():
            continue
        try:
            line = json.loads(words)
        except UnicodeDecodeError as error:
            raise ValueError(
                f"line {number} is no UTF-8 text at byte {error.start}: save the file as UTF-8"
            ) from None
        except json.JSONDecodeError as error:
            raise ValueError(f"line {number} is no JSON: {error}") from None
        if not isinstance(line, dict) or not isinstance(line.get("text"), str):
            raise ValueError(f'line {number} has no text: give {{"id": …, "text": …, "published_on": …}}')
        try:
            date.fromisoformat(line.get("published_on") or "2000-01-01")
        except (TypeError, ValueError):
            raise ValueError(
                f"line {number}: published_on {line['published_on']!r} is no day: YYYY-MM-DD"
            ) from None
        lines.append(line)
    return lines
