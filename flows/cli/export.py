"""`khotin export`: the views of the published warehouse as files that other programs open."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.terminal import WarehouseOption, console, errors, place
from flows.export import Kind


def add_to(app: typer.Typer) -> None:
    """Adds the command `export`."""
    app.command()(export)


def export(
    folder: Annotated[Path, typer.Argument(help="A folder that is new, empty, or holds an earlier export.")],
    format: Annotated[
        list[Kind] | None,
        typer.Option(help="parquet, csv, excel or jsonld, several times; none: all of them."),
    ] = None,
    full_text: Annotated[
        bool,
        typer.Option("--full-text", help="Texts too, of sources whose row in sources.csv says pass_on=yes."),
    ] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Facts with their sentences as Parquet, CSV, an Excel workbook and JSON-LD, with a datapackage.json that explains each column.

    Examples: `khotin export ../khotin-export` · `khotin export /tmp/facts --format parquet --format csv`
    """  # fmt: skip
    from flows.cli.rows import cell
    from flows.export.package import export as written

    with errors.status("đang xuất / exporting …"):
        done = written(place(warehouse), folder, format or list(Kind), full_text, cell)
    for name, count in done.rows.items():
        console.print(f"{count:>9,}  {name}")
    for name, count in done.left_out.items():
        console.print(
            f"khotin.xlsx: {count:,} dòng / rows of {name} không vừa một trang tính / do not fit into a sheet: lấy / take Parquet or CSV"
        )
    console.print(f"{done.folder}")
