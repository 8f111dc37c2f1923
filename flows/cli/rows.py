"""Rows of a query as a table, CSV, JSON, Parquet or Markdown."""

import csv
import io
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flows.cli.terminal import console, seen
from flows.files import counted

if TYPE_CHECKING:
    import duckdb
    from rich.table import Table

SHOWN = 200
NUMERIC = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT", "FLOAT", "DOUBLE")  # fmt: skip
# What a spreadsheet takes for a formula where a cell begins with it: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"  # by it Excel knows UTF-8


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"
    markdown = "markdown"


def print_rows(asked: "duckdb.DuckDBPyConnection", format: Format, in_words: bool = False) -> int:
    """Prints the rows of what a connection was asked last, and says how many; polars, which takes time to import, writes Parquet only.

    A table may show codes in words; all other formats hold them as the views do.
    """
    if format is Format.parquet:
        frame = asked.pl()
        frame.write_parquet(sys.stdout.buffer)
        return frame.height
    if format is Format.table:
        return _print_table(asked, in_words)
    printed = {Format.csv: _print_csv, Format.json: _print_json, Format.markdown: _print_markdown}
    return printed[format](asked)


def plain(value: Any) -> Any:
    """A value as JSON or a table shows it: a decimal as a plain number, a day in ISO."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if isinstance(value, str | int | float | list | dict) else str(value)


def _fetched(asked: "duckdb.DuckDBPyConnection") -> Iterator[tuple[Any, ...]]:
    while part := asked.fetchmany(10_000):
        yield from part


def _print_json(asked: "duckdb.DuckDBPyConnection") -> int:
    names = [column[0] for column in asked.description or []]
    height = 0
    for row in _fetched(asked):
        height += 1
        line = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=plain)
        print(seen(line) if sys.stdout.isatty() else line)
    return height


def _print_csv(asked: "duckdb.DuckDBPyConnection") -> int:
    """Into a file with Excel's mark of UTF-8; in a terminal without, and control characters shown."""
    terminal = sys.stdout.isatty()
    if not terminal:
        if isinstance(sys.stdout, io.TextIOWrapper):  # whatever the machine's own encoding and line ends are
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        sys.stdout.write(BOM)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([column[0] for column in asked.description or []])
    height = 0
    for row in _fetched(asked):
        height += 1
        cells = [cell(value) for value in row]
        writer.writerow([seen(c) for c in cells] if terminal else cells)
    return height


def cell(value: Any) -> str:
    """A value as a cell of CSV: numbers in plain digits, a list as JSON, text that a spreadsheet would run with ' before it.

    >>> [cell(v) for v in (Decimal("56200000000000.000000"), 1e-7, None, True, "=1+1", ["a"])]
    ['56200000000000', '0.0000001', '', 'true', "'=1+1", '["a"]']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal | float):
        return digits(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=plain)
    words = str(value)
    return f"'{words}" if isinstance(value, str) and words.startswith(FORMULA) else words


def digits(value: Decimal | float) -> str:
    """A number in plain digits: no exponent, no zeros that say nothing.

    >>> digits(Decimal("100.500000")), digits(1e16), digits(float("nan"))
    ('100.5', '10000000000000000', 'nan')
    """
    exact = Decimal(repr(value)) if isinstance(value, float) else value
    if not exact.is_finite():
        return str(value)
    plainly = format(exact, "f")
    return plainly.rstrip("0").rstrip(".") if "." in plainly else plainly


def _print_markdown(asked: "duckdb.DuckDBPyConnection") -> int:
    columns = [(column[0], str(column[1])) for column in asked.description or []]
    print(_markdown_row([name for name, _ in columns]))
    print(_markdown_row(["---:" if _is_number(kind) else "---" for _, kind in columns]))
    height = 0
    for row in _fetched(asked):
        height += 1
        print(_markdown_row(["" if value is None else _markdown(value) for value in row]))
    return height


def _markdown_row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _markdown(value: Any) -> str:
    """A value as text of a Markdown cell, whatever it holds: no column begins, no markup or HTML is obeyed."""
    words = seen(str(plain(value)) if not isinstance(value, Decimal | float) else digits(value))
    for letter in "\\`*_[]<>|":
        words = words.replace(letter, f"\\{letter}")
    return " ".join(words.split())


def _print_table(asked: "duckdb.DuckDBPyConnection", in_words: bool) -> int:
    columns = [(column[0], str(column[1])) for column in asked.description or []]
    rows = [["" if v is None else _shown(v) for v in row] for row in asked.fetchmany(SHOWN)]
    if in_words:
        from flows.report.words import told_in_both

        rows = [[told_in_both(name, v) for (name, _), v in zip(columns, row, strict=True)] for row in rows]
    height = len(rows) + sum(1 for _ in _fetched(asked))
    widths = [
        min(30, max(len(name), *(len(row[i]) for row in rows), 0)) + 3 for i, (name, _) in enumerate(columns)
    ]
    table = _table(columns, rows, height < 40) if sum(widths) < console.width else _records(columns, rows)
    console.print(table)
    more = (
        f"; hiện {SHOWN} dòng đầu / the first {SHOWN} are shown, --format csv gives all"
        if height > SHOWN
        else ""
    )
    console.print(f"{height} dòng / {counted(height, 'row')}{more}", style="dim")
    return height


def _table(columns: list[tuple[str, str]], rows: list[list[str]], lines: bool) -> "Table":
    from rich.table import Table

    table = Table(show_lines=lines)
    for i, (name, kind) in enumerate(columns):
        short = all(len(row[i]) <= 30 for row in rows)
        table.add_column(name, no_wrap=short, justify="right" if _is_number(kind) else "left")
    for row in rows:
        table.add_row(*row)
    return table


def _is_number(kind: str) -> bool:
    return kind in NUMERIC or (kind.startswith("DECIMAL") and not kind.endswith("]"))


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
