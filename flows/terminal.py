"""What every command shares: its consoles, its warehouse, and how it fails."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

WarehouseOption = Annotated[
    Path | None,
    typer.Option(
        "--warehouse",
        help="The warehouse file; KHOTIN_WAREHOUSE says it too.",
        show_default="warehouse/khotin.duckdb",
    ),
]
# Where no person's window bounds it, a table may be wide.
WIDE = None if sys.stdout.isatty() else 140
# Text is text: words of articles and names of files may hold square brackets and colons. What is styled is a rich Text.
PLAIN: dict[str, Any] = {"markup": False, "emoji": False, "highlight": False}
console, errors = Console(width=WIDE, **PLAIN), Console(stderr=True, **PLAIN)
# DuckDB's mark in a database file, after eight bytes of checksum.
MARK = slice(8, 12), b"DUCK"


class Commands(TyperGroup):
    """The commands of khotin: a failure is one line of what and what to do, and exit 1; with --debug it keeps its trace."""

    def invoke(self, context: Any) -> Any:
        try:
            return super().invoke(context)
        except (typer.Exit, typer.Abort, typer.TyperException):
            raise
        except Exception as error:
            if context.params["debug"]:
                raise
            from flows.failures import line

            errors.print(f"khotin: {line(error)}", style="red", soft_wrap=True)
            raise typer.Exit(1) from None


def day(value: str | None) -> str | None:
    """An option's day, YYYY-MM-DD; anything else is wrong usage."""
    try:
        return value and date.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{value} is no day: YYYY-MM-DD") from None


def place(warehouse: Path | None) -> Path:
    """The warehouse that a command works on. Raises ValueError where something else lies there."""
    path = named(warehouse)
    if "?" in str(path) and not path.exists():
        raise ValueError(f"{path}: DuckDB cannot write below a name with a question mark, take another")
    if path.is_dir():
        raise ValueError(f"{path} is a folder: name a file in it, such as {path / 'khotin.duckdb'}")
    if path.is_file():
        with path.open("rb") as file:
            begins = file.read(16)
        where, mark = MARK
        if begins[where] != mark:
            raise ValueError(f"{path} is no DuckDB database: name another file with --warehouse")
    return path


def named(warehouse: Path | None) -> Path:
    """The path that --warehouse, KHOTIN_WAREHOUSE or the default names, whatever lies there."""
    # Read here and not by Settings, whose library takes longer to import than most commands to answer.
    return (warehouse or Path(os.environ.get("KHOTIN_WAREHOUSE") or "warehouse/khotin.duckdb")).resolve()


def published(warehouse: Path | None) -> Any:
    """A read-only connection to the published warehouse."""
    import duckdb

    path = place(warehouse)
    if not path.exists():
        raise FileNotFoundError(f"{path} is not there yet: `khotin run` makes it")
    return duckdb.connect(str(path), read_only=True)
