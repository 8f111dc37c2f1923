"""The commands of an operator: backfill, backup, restore, prune, ui. `flows.cli` adds them to khotin."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli import home
from flows.cli.terminal import WarehouseOption, console, day, errors, place, span


def add_to(app: typer.Typer) -> None:
    """Adds the operator's commands to the app."""
    for command in (backfill, backup, restore, prune, ui, migrate_warehouse):
        app.command()(command)


def backfill(
    start: Annotated[
        str, typer.Option("--from", help="The first day of publication, YYYY-MM-DD.", callback=day)
    ],
    end: Annotated[str, typer.Option("--to", help="The last day, YYYY-MM-DD.", callback=day)],
    source: Annotated[
        list[str] | None,
        typer.Option(help="A source's name or address; again for more; none: the active ones."),
    ] = None,
    days: Annotated[int, typer.Option(help="How many days a slice has.", min=1)] = 7,
    wait: Annotated[str, typer.Option(help="How long to wait for another run of a source.")] = "1h",
    warehouse: WarehouseOption = None,
) -> None:
    """Takes in what sources published in a span of days, as far as their sitemaps, feeds and lists still name it with its day.

    Slice by slice, each a run; the schedule goes on beside it. What is known is not fetched again, and the same command goes on
    where it was stopped. Example: `khotin backfill --from 2025-01-01 --to 2025-06-30 --source nhandan.vn`
    """
    from datetime import date

    from flows.report.summary import in_a_line
    from flows.run import backfill as work
    from flows.settings import Settings

    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if last < first:
        raise typer.BadParameter(f"--to {end} trước / lies before --from {start}")
    path, parts, patience = place(warehouse), work.slices(first, last, days), span(wait).total_seconds()
    with errors.status("đang lấy lại / backfilling …") as status:
        for (a, b), run in work.backfill(
            source or [], parts, path, Settings().batch_bytes, patience, status.update
        ):
            console.print(f"{a} – {b}  {in_a_line(run) if run else 'đã xong / done before'}")


def backup(
    file: Annotated[
        Path, typer.Argument(help="Where to: a zip that is not there yet, outside the warehouse's folder.")
    ],
    warehouse: WarehouseOption = None,
) -> None:
    """Copies all that cannot be made anew into one file: star, books, judgements, kept documents, your seeds. Runs go on meanwhile.

    Example: `khotin backup /backups/khotin-2026-11-27.zip`
    """
    from flows.files import told_size
    from flows.operate import backup as copies

    with errors.status("đang chờ lượt / waiting for its turn …") as status:
        held = copies.backup(place(warehouse), file, status.update)
    console.print(
        f"{file}: {held.files} tệp/files, {told_size(held.size)} → {told_size(file.stat().st_size)}"
    )


def restore(
    file: Annotated[Path, typer.Argument(help="What `khotin backup` wrote.")],
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", help="Put it in the place of what is there, which goes to work/strays."),
    ] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Puts a backup back, once every file of it has the hash that it had; what was forgotten here since is forgotten in it, too.

    Examples: `khotin restore khotin.zip` · `khotin restore khotin.zip --overwrite` · `khotin restore khotin.zip --warehouse other/khotin.duckdb`
    """
    from flows.files import told_size
    from flows.operate import backup as copies

    path = place(warehouse)
    with errors.status("đang chờ lượt / waiting for its turn …") as status:
        held = copies.restore(path, file, overwrite, status.update, [home.SOURCES])
    console.print(
        f"{path}: {held.files} tệp/files, {told_size(held.size)}, sao lưu lúc / backed up at {held.made_at}"
    )
    if held.forgotten:
        console.print(f"{held.forgotten} đã quên từ đó, nay bỏ đi / were forgotten since, and are gone")


def prune(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Removes what nobody needs any more: generations and reports beyond those kept, requests that brought no page, strays, logs, Prefect's old runs.

    No article, document of one, or judgement goes. A schedule does it once a day. Settings keep_… say how long.

    Examples: `khotin prune --dry-run` · `khotin prune`
    """
    from flows.files import told_size
    from flows.operate import retention
    from flows.settings import Settings

    with errors.status("đang dọn / pruning …"):
        found = retention.prune(place(warehouse), Settings(), dry_run)
    for kind in found:
        if kind.count:
            console.print(
                f"{kind.count:>8}  {kind.what}" + (f", {told_size(kind.size)}" if kind.size else "")
            )
    words = "sẽ dọn / would go" if dry_run else "đã dọn / gone"
    console.print(f"{words}: {told_size(sum(kind.size for kind in found))}")
    if left := [kind.what for kind in found if kind.is_left]:
        errors.print(f"khotin: {left[0]}", soft_wrap=True, markup=False)
        raise typer.Exit(1)


def ui(
    browser: Annotated[bool, typer.Option(help="Open it in the browser.")] = True,
    warehouse: WarehouseOption = None,
) -> None:
    """Prefect's pages on loopback: runs with their stages, schedules, summaries. Where no server runs it starts one that stays.

    Examples: `khotin ui` · `khotin ui --no-browser`, and at the end `khotin server stop`
    """
    from flows.processes import prefect_server

    with errors.status("đang mở máy chủ / starting the server …"):
        page = prefect_server.start_to_stay(place(warehouse)).removesuffix("/api")
    console.print(page)
    if browser:
        typer.launch(page)


def migrate_warehouse(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FROM",
            help="A warehouse file, or ducklake:duckdb:FILE, ducklake:sqlite:FILE, ducklake:postgres:dbname=…",
        ),
    ],
    target: Annotated[str, typer.Argument(metavar="TO", help="The other of the two.")],
    data: Annotated[
        str | None,
        typer.Option(
            help="The folder of the lake's data, or s3://BUCKET/…; none: FILE.files. A new lake in PostgreSQL needs it."
        ),
    ] = None,
    version: Annotated[
        int | None, typer.Option(help="A snapshot of the lake to read; none: the last.")
    ] = None,
    warehouse: WarehouseOption = None,  # every command takes it; FROM and TO say which here
) -> None:
    """Copies the published star into a DuckLake (an extra, khotin[lake]), or a lake's snapshot into a new file; hashes are compared.

    Into a lake it is one snapshot of the rows that differ. Example: `khotin migrate-warehouse warehouse/khotin.duckdb ducklake:duckdb:kho.lake`
    """
    from flows.load import lake, snapshots

    into = target.startswith("ducklake:")
    if source.startswith("ducklake:") == into:
        raise typer.BadParameter("one of FROM and TO is a lake (ducklake:…), the other a file")
    if not into:
        there = lake.address(source, data)
        if version is not None and version not in (known := dict(snapshots.listed(there))):
            listed = ", ".join(map(str, known))
            raise typer.BadParameter(f"bản chụp / snapshot {version}: {there.name} có / has {listed}")
        found = lake.pull(there, Path(target), version)
        console.print(f"{target}: {len(found)} bảng, băm như nhau / tables, equal hashes")
        return
    if version is not None:
        raise typer.BadParameter("--version names a snapshot of FROM, which is a file")
    there, file = lake.address(target, data), place(Path(source))
    if not file.exists():
        raise FileNotFoundError(f"{file} chưa có / is not there yet: `khotin run` tạo ra nó / makes it")
    written = lake.push(file, there)
    for table in written:
        console.print(f"{table.table}  +{table.inserted}  −{table.deleted}")
    if not written:
        console.print("không có gì mới / nothing differs: no snapshot was made")
        return
    console.print(f"bản chụp / snapshot {snapshots.listed(there)[-1][0]}: băm như nhau / equal hashes")
