"""The commands that tell how things are: report, status, doctor. `flows.cli` adds them to khotin."""

from datetime import date
from typing import Annotated

import typer
from rich.text import Text

from flows.cli.terminal import WarehouseOption, console, day, errors, named, place, published
from flows.load import LAKE_LINK


def add_to(app: typer.Typer) -> None:
    """Adds the commands that tell how things are to the app."""
    for command in (report, status, doctor):
        app.command()(command)


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
    from flows.load.alive import alive
    from flows.processes.prefect_server import kept_address, turns
    from flows.report.status import status as screen

    path = place(warehouse)
    server = kept_address(path)
    coming = turns(server) if server else ()
    console.print(screen(path, rules_version(), server, coming, lambda run_id: alive(path, run_id)))
    if (path.parent / LAKE_LINK).exists():
        from flows.load import lake_home  # with what only a lake needs

        for told in lake_home.writers(path):
            console.print(told, highlight=False)


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
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Each seed that is whole too, not only how many.")
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
    from flows.operate.doctor import audited, findings, mended

    path = named(warehouse)
    if mend:
        console.print(mended(path))
    found = findings(path)
    if audit:
        with errors.status("đang kiểm tra toàn kho / auditing the star …"):
            found += audited(path)
    for finding in found:
        if finding.is_one_of_many and not verbose:
            continue
        console.print(Text.assemble(("✓", "green") if finding.good else ("✗", "red"), f" {finding.what}"))
        if not finding.good:
            console.print(f"    {finding.mend}")
    if (many := sum(f.is_one_of_many for f in found)) and not verbose:
        counted = f" {many} danh mục đều ổn / seeds are whole: `khotin doctor -v` lists them"
        console.print(Text.assemble(("✓", "green"), counted))
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
