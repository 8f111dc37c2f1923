"""The commands that run the flow: run, schedule, server start and stop. `flows.cli` adds them to khotin."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from flows.cli.terminal import WarehouseOption, console, errors, place, span

server = typer.Typer(help="A Prefect server that stays, for runs to use. / Máy chủ Prefect chạy thường trực.")


def add_to(app: typer.Typer) -> None:
    """Adds the commands that run the flow to the app."""
    for command in (run, schedule):
        app.command()(command)
    app.add_typer(server, name="server")


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
    from flows.operate import logs
    from flows.report.summary import in_a_line, rendered, told
    from flows.run import one_run
    from flows.settings import Settings

    captured = _instant(captured_at) if captured_at else None
    patience = span(wait).total_seconds() if wait else 0
    path, size = place(warehouse), Settings().batch_bytes
    with errors.status("tìm bài mới / looking for what is new …") as status:
        summary = one_run.run_patiently(
            sources or [], path, size, patience, captured_at=captured, told=status.update
        )
    if logs.as_json():
        logs.say(in_a_line(summary), "error" if summary.is_wrong else "info", **told(summary))
    else:
        console.print(rendered(summary))
    if summary.is_wrong:
        raise typer.Exit(1)
    if strict and (summary.set_aside or any(summary.sources.values())):
        raise typer.Exit(3)


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
        raise typer.BadParameter("chỉ nêu một / give either --cron or --every")
    if sources and not (cron or every):
        raise typer.BadParameter(
            "nêu nguồn thì nêu cả lịch / give --cron or --every with what you name; sources of the seed have times of their own"
        )
    from flows.schedule import serve

    serve(sources or [], place(warehouse), cron, every)


@server.command("start")
def start_server(warehouse: WarehouseOption = None) -> None:
    """Starts a Prefect server on loopback that stays, with a warm worker: runs are quicker, and its pages show them.

    Example: `khotin server start`, then `khotin run …`, and at the end `khotin server stop`
    """
    from flows.processes import prefect_server

    with errors.status("đang mở máy chủ / starting the server …"):
        api = prefect_server.start_to_stay(place(warehouse))
    console.print(f"Prefect: {api.removesuffix('/api')}")


@server.command("stop")
def stop_server(warehouse: WarehouseOption = None) -> None:
    """Stops the server that `khotin server start` started."""
    from flows.processes import prefect_server

    stopped = prefect_server.stop_staying(place(warehouse))
    console.print("đã dừng / stopped" if stopped else "không có máy chủ nào đang chạy / none runs")


def _instant(words: str) -> datetime:
    """An option's instant in ISO 8601, Vietnam's without a zone; anything else is wrong usage."""
    try:
        instant = datetime.fromisoformat(words)
    except ValueError:
        raise typer.BadParameter(
            f"{words} không phải thời điểm / is no instant: 2025-03-04T08:00+07:00"
        ) from None
    return instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
