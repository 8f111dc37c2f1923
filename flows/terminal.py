"""What every command shares: its consoles, its warehouse, and how it fails."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from flows.settings import Settings

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
console, errors = Console(width=WIDE), Console(stderr=True)


@contextmanager
def told() -> Iterator[None]:
    """A failure a person can act on is one line and exit 1; anything else keeps its trace."""
    import duckdb

    from flows.load.aside import UnknownItem
    from flows.load.migrate import MigrationRefused
    from flows.load.publish import Refused, WarehouseBusy
    from flows.load.store import BooksDamaged, BooksLocked
    from flows.questions import UnknownQuestion
    from flows.report.explain import UnknownFact

    try:
        yield
    except (
        WarehouseBusy,
        BooksDamaged,
        BooksLocked,
        MigrationRefused,
        Refused,
        UnknownQuestion,
        UnknownFact,
        UnknownItem,
        FileNotFoundError,
        duckdb.Error,
        ValueError,
    ) as error:
        message = error.args[0] if isinstance(error, KeyError) else error
        errors.print(f"khotin: {message}", style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from None


def place(warehouse: Path | None) -> Path:
    """The warehouse that a command works on."""
    return (warehouse or Settings().warehouse).resolve()


def published(warehouse: Path | None) -> Any:
    """A read-only connection to the published warehouse."""
    import duckdb

    path = place(warehouse)
    if not path.exists():
        raise FileNotFoundError(f"{path} is not there yet: `khotin run` makes it")
    return duckdb.connect(str(path), read_only=True)
