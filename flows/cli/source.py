"""The commands of sources: source list, check, add, pause, resume; export-warc. `flows.cli` adds them to khotin."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.cli.terminal import WarehouseOption, console, day, errors, place

source = typer.Typer(
    help="What is fetched: list, check, add, pause, resume. / Nguồn tin: liệt kê, xem thử, thêm, tạm dừng, tiếp tục.",
    no_args_is_help=True,
)
TOLD = 20  # items that `check` shows
LOOKING = "đang xem / looking …"


def add_to(app: typer.Typer) -> None:
    """Adds the commands of sources to the app."""
    app.add_typer(source, name="source")
    app.command("export-warc")(export_warc)


@source.command("list")
def list_sources(
    every: Annotated[bool, typer.Option("--all", help="Those that are not active too.")] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """The sources of the seed and their state: active, paused, resting; when they were fetched, what went wrong.

    Examples: `khotin source list` · `khotin source list --all`
    """
    from rich.table import Table

    from flows.fetch.sources import listed
    from flows.load import captures
    from flows.run.incoming import HOW, is_active, unnamed

    path = place(warehouse)
    states, rows = captures.states(path), listed()
    table = Table(
        "nguồn/source", "loại/kind", "trạng thái/state", "lần cuối/last", "địa chỉ/address", box=None
    )
    shown = [s for s in rows.values() if every or is_active(s, states.get(s.name)) or s.name in states]
    for row in shown:
        state = states.get(row.name) or {}
        last = state.get("fetched_at")
        table.add_row(
            row.name, row.kind or "", _state(is_active(row, state or None), state), _time(last), row.address
        )
    if not shown:
        console.print(HOW)
        return
    console.print(table)
    for row in shown:
        if message := (states.get(row.name) or {}).get("message"):
            console.print(f"{row.name}: {message}", style="dim")
        if lacks := unnamed(row):
            console.print(f"{row.name}: {lacks}", style="dim", soft_wrap=True)


@source.command("check")
def check(
    name: Annotated[
        str, typer.Argument(help="A source's name, or the address of a feed, sitemap, list or page.")
    ],
    warehouse: WarehouseOption = None,
) -> None:
    """What would come in, with dates and titles; nothing is stored.

    Examples: `khotin source check baochinhphu.vn` · `khotin source check https://nhandan.vn/rss/home.rss`
    """
    from flows import sites
    from flows.settings import Settings

    path = place(warehouse)
    with errors.status(LOOKING):
        seen = sites.looked_at(name, path, Settings())
    for item in seen.items[:TOLD]:
        console.print(f"{_time(item.published_at or item.updated_at):16}  {item.title or ''}  {item.url}")
    if seen.kind:
        console.print(
            f"{seen.kind}: {len(seen.items)} mục/items"
            + (f", {TOLD} hiện ở đây/shown" if len(seen.items) > TOLD else "")
        )
    for note in seen.notes:
        console.print(f"Lưu ý / note: {note}", style="yellow")
    if seen.failed:
        raise ValueError(f"{name}: {seen.failed}")


@source.command("add")
def add(
    address: Annotated[str, typer.Argument(help="A feed, a sitemap, or any page of a site that offers one.")],
    name: Annotated[str | None, typer.Option(help="What to call it; none: its host.")] = None,
    schedule: Annotated[str, typer.Option(help="How often: 30m, 6h, or cron in Vietnam's time.")] = "1h",
    delay: Annotated[float | None, typer.Option(help="Seconds between two requests to its host.")] = None,
    section: Annotated[str | None, typer.Option(help="Which section of the paper it is.")] = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Adds a source to your own seeds (KHOTIN_SEEDS, else seeds/ beside the warehouse): the feed or sitemap that a page offers.

    Examples: `khotin source add https://baolaocai.vn` · `khotin source add https://nhandan.vn/rss/home.rss --schedule 30m`
    """
    from flows import sites
    from flows.settings import Settings

    path = place(warehouse)
    with errors.status(LOOKING):
        added = sites.add(address, path, Settings(), name, schedule, delay, section)
    done = "đã thêm / added" if added.where else "đã có từ trước, đang lấy / was there already, is active"
    console.print(f"{done}: {added.source.name}  ({added.source.kind})  {added.source.address}")
    place_of_it = f"{added.where}  ·  " if added.where else ""
    console.print(f"  {place_of_it}{added.items} mục/items; `khotin run` nạp nó / takes it in", style="dim")


@source.command("pause")
def pause(
    name: Annotated[str, typer.Argument(help="A source's name, as `khotin source list` shows it.")],
    warehouse: WarehouseOption = None,
) -> None:
    """Leaves a source out of runs until it is resumed; what it brought stays. Example: `khotin source pause vov.vn`"""
    _set_active(name, False, warehouse)
    console.print(f"tạm dừng / paused: {name}")


@source.command("resume")
def resume(
    name: Annotated[str, typer.Argument(help="A source's name, as `khotin source list --all` shows it.")],
    warehouse: WarehouseOption = None,
) -> None:
    """Takes a source in again, or for the first time; one that rested does so no more. Example: `khotin source resume vov.vn`"""
    _set_active(name, True, warehouse)
    console.print(f"tiếp tục / resumed: {name}")


def export_warc(
    file: Annotated[Path, typer.Argument(help="Where to: NAME.warc.gz, or NAME.warc.")],
    since: Annotated[
        str | None, typer.Option(help="What was fetched since this day in Vietnam, YYYY-MM-DD.", callback=day)
    ] = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Writes what was fetched as WARC; `khotin run FILE` takes it in again without a network.

    Example: `khotin export-warc tin.warc.gz --since 2026-11-01`
    """
    from flows import sites

    written = sites.export(place(warehouse), file, since)
    console.print(f"{file}: {written} bản ghi / records")


def _set_active(name: str, active: bool, warehouse: Path | None) -> None:
    from flows.fetch.sources import listed
    from flows.load import captures
    from flows.run import put_off

    path, rows = place(warehouse), listed()
    if name not in rows:
        raise ValueError(
            f"{name}: không có nguồn này / is no source: `khotin source list --all` shows their names"
        )
    if active:
        put_off.go_on(path, rows[name])
    else:
        captures.put_state(path, name, {"active": False})


def _state(active: bool, state: dict[str, Any]) -> str:
    if not active:
        return "tạm dừng/paused" if state.get("active") is False else "chưa bật/not active"
    if state.get("rests_until"):
        return f"nghỉ/rests until {_time(state['rests_until'])}"
    return f"hỏng/failed ×{state['failures']}" if state.get("failures") else "đang lấy/active"


def _time(moment: datetime | None) -> str:
    from flows.fetch.sources import ZONE

    return moment.astimezone(ZONE).strftime("%Y-%m-%d %H:%M") if moment else ""
