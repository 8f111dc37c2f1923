"""The commands of an operator: backup, restore. `flows.cli` adds them to khotin."""

from pathlib import Path
from typing import Annotated

import typer

from flows.terminal import WarehouseOption, console, errors, place


def add_to(app: typer.Typer) -> None:
    """Adds the operator's commands to the app."""
    for command in (backup, restore):
        app.command()(command)


def backup(
    file: Annotated[
        Path, typer.Argument(help="Where to: a zip that is not there yet, outside the warehouse's folder.")
    ],
    warehouse: WarehouseOption = None,
) -> None:
    """Copies all that cannot be made anew into one file: star, books, judgements, kept documents, your seeds. Runs go on meanwhile.

    Example: `khotin backup /backups/khotin-2026-11-27.zip`
    """
    from flows import backup as copies
    from flows.files import told_size

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
    from flows import backup as copies
    from flows.files import told_size

    path = place(warehouse)
    with errors.status("đang chờ lượt / waiting for its turn …") as status:
        held = copies.restore(path, file, overwrite, status.update)
    console.print(
        f"{path}: {held.files} tệp/files, {told_size(held.size)}, sao lưu lúc / backed up at {held.made_at}"
    )
    if held.forgotten:
        console.print(f"{held.forgotten} đã quên từ đó, nay bỏ đi / were forgotten since, and are gone")
