"""Rows of a query as a table, CSV, JSON or Parquet."""

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flows.terminal import console, seen

if TYPE_CHECKING:
    import duckdb
    import polars as pl
    from rich.table import Table

SHOWN = 200
NUMERIC = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT", "FLOAT", "DOUBLE")  # fmt: skip


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


def print_rows(asked: "duckdb.DuckDBPyConnection", format: Format) -> None:
    """Prints the rows of what a connection was asked last; polars, which takes time to import, writes files only."""
    if format is Format.csv:
        if sys.stdout.isatty():
            print(seen(_flat(asked.pl()).write_csv()), end="")
        else:  # a file gets what is there
            _flat(asked.pl()).write_csv(sys.stdout)
    elif format is Format.parquet:
        asked.pl().write_parquet(sys.stdout.buffer)
    elif format is Format.json:
        names = [column[0] for column in asked.description or []]
        for row in _fetched(asked):
            line = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=plain)
            print(seen(line) if sys.stdout.isatty() else line)
    else:
        _print_table(asked)


def plain(value: Any) -> Any:
    """A value as JSON or a table shows it: a decimal as a plain number, a day in ISO."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if isinstance(value, str | int | float | list | dict) else str(value)


def _fetched(asked: "duckdb.DuckDBPyConnection") -> Iterator[tuple[Any, ...]]:
    while part := asked.fetchmany(10_000):
        yield from part


def _flat(frame: "pl.DataFrame") -> "pl.DataFrame":
    """CSV has no lists: JSON in the cell."""
    import polars as pl

    nested = [name for name, kind in frame.schema.items() if kind.is_nested()]
    return frame.with_columns(
        pl.Series(
            n, [json.dumps(v, ensure_ascii=False, default=plain) for v in frame[n].to_list()], pl.String
        )
        for n in nested
    )


def _print_table(asked: "duckdb.DuckDBPyConnection") -> None:
    columns = [(column[0], str(column[1])) for column in asked.description or []]
    rows = [["" if v is None else _shown(v) for v in row] for row in asked.fetchmany(SHOWN)]
    height = len(rows) + sum(1 for _ in _fetched(asked))
    widths = [
        min(30, max(len(name), *(len(row[i]) for row in rows), 0)) + 3 for i, (name, _) in enumerate(columns)
    ]
    table = _table(columns, rows, height < 40) if sum(widths) < console.width else _records(columns, rows)
    console.print(table)
    more = f"; the first {SHOWN} are shown, --format csv gives all" if height > SHOWN else ""
    console.print(f"{height} rows{more}", style="dim")


def _table(columns: list[tuple[str, str]], rows: list[list[str]], lines: bool) -> "Table":
    from rich.table import Table

    table = Table(show_lines=lines)
    for i, (name, kind) in enumerate(columns):
        short = all(len(row[i]) <= 30 for row in rows)
        right = kind in NUMERIC or kind.startswith("DECIMAL")
        table.add_column(name, no_wrap=short, justify="right" if right and not kind.endswith("]") else "left")
    for row in rows:
        table.add_row(*row)
    return table


def _records(columns: list[tuple[str, str]], rows: list[list[str]]) -> "Table":
    """Rows too wide for the window: a line a column, those without a value left out."""
    from rich.table import Table

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for row in rows:
        for (name, _), value in zip(columns, row, strict=True):
            if value:
                table.add_row(name, value)
        table.add_row("", "")
    return table


def _shown(value: Any) -> str:
    """A value as a table shows it: thousands grouped, but for years and other short whole numbers."""
    shown = plain(value)
    large = isinstance(shown, int | float) and not isinstance(shown, bool) and abs(shown) >= 10_000
    return f"{shown:,}" if large else seen(str(shown))
