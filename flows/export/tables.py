"""The views as tables: Parquet, CSV and a workbook."""

import csv
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from flows.export.views import BY_YEAR, View
from flows.files import in_quotes

CELL, ROWS = 32_767, 1_048_575  # characters of a cell, and rows below the head, that a workbook can hold
Cells = Callable[[Any], str]


def rows(connection: duckdb.DuckDBPyConnection, view: View) -> Iterator[tuple[Any, ...]]:
    """The rows of a view, by parts: the connection asks nothing else meanwhile."""
    connection.execute(view.query)
    while part := connection.fetchmany(10_000):
        yield from part


def write_parquet(connection: duckdb.DuckDBPyConnection, view: View, folder: Path) -> list[Path]:
    """FOLDER/NAME.parquet, or of what articles tell, if anything, FOLDER/NAME/published_year=YEAR/*.parquet; the files."""
    target = folder / view.name
    if view.name in BY_YEAR and connection.execute(f"SELECT 1 FROM ({view.query}) LIMIT 1").fetchone():
        connection.execute(
            f"COPY (SELECT *, year(published_on) AS published_year FROM ({view.query})) TO {in_quotes(target)} "
            "(FORMAT parquet, COMPRESSION zstd, PARTITION_BY (published_year))"
        )
        return sorted((folder / view.name).rglob("*.parquet"))
    connection.execute(
        f"COPY ({view.query}) TO {in_quotes(f'{target}.parquet')} (FORMAT parquet, COMPRESSION zstd)"
    )
    return [folder / f"{view.name}.parquet"]


def write_csv(connection: duckdb.DuckDBPyConnection, view: View, folder: Path, cell: Cells) -> Path:
    """FOLDER/NAME.csv in UTF-8 with Excel's mark of it, each value as `cell` writes it: nothing that a spreadsheet would run."""
    path = folder / f"{view.name}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(view.columns)
        for row in rows(connection, view):
            writer.writerow([cell(v.isoformat() if isinstance(v, datetime) else v) for v in row])
    return path


def write_workbook(
    connection: duckdb.DuckDBPyConnection, views: list[View], path: Path, cell: Cells
) -> dict[str, int]:
    """A sheet a view, before them one that explains each column; by name how many rows did not fit.

    Text is text: no cell becomes a formula, a link or a number. Days are days, instants Vietnam's.
    """
    import xlsxwriter

    left_out = {}
    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "remove_timezone": True, "nan_inf_to_errors": True,
    }  # fmt: skip
    with xlsxwriter.Workbook(str(path), options) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        formats: dict[type, Any] = {date: book.add_format({"num_format": "yyyy-mm-dd"}), datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"})}  # fmt: skip
        about = book.add_worksheet("about")
        about.set_column(0, 1, 24)
        about.set_column(2, 2, 120)
        for i, title in enumerate(("sheet", "column", "tiếng Việt / English")):
            about.write_string(0, i, title, head)
        told = [(v.name, c, says) for v in views for c, says in [("", v.says), *((c, s) for c, (_, s) in v.columns.items())]]  # fmt: skip
        for number, line in enumerate(told, 1):
            for i, words in enumerate(line):
                about.write_string(number, i, words[:CELL])
        for view in views:
            sheet = book.add_worksheet(view.name[:31])
            for i, column in enumerate(view.columns):
                sheet.write_string(0, i, column, head)
            sheet.freeze_panes(1, 0)
            count = 0
            for count, row in enumerate(rows(connection, view), 1):
                if count <= ROWS:
                    for i, value in enumerate(row):
                        _write(sheet, count, i, value, formats, cell)
            sheet.autofilter(0, 0, max(min(count, ROWS), 1), len(view.columns) - 1)
            if count > ROWS:
                left_out[view.name] = count - ROWS
    return left_out


def _write(sheet: Any, row: int, column: int, value: Any, formats: dict[type, Any], cell: Cells) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, float(value) if isinstance(value, Decimal) else value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats[type(value)])
    else:
        sheet.write_string(row, column, (value if isinstance(value, str) else cell(value))[:CELL])
