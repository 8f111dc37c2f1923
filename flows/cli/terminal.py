"""What every command shares: its consoles, its warehouse, and how it fails."""

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.segment import Segment
from typer.core import TyperGroup

from flows import config
from flows.assets import holds_seeds
from flows.operate import logs
from flows.processes.signals import Stopped, stoppable

if TYPE_CHECKING:
    import duckdb

    from flows.report.summary import RunSummary

WarehouseOption = Annotated[
    Path | None,
    typer.Option(
        "--warehouse",
        help="The warehouse file; KHOTIN_WAREHOUSE says it too.",
        show_default="warehouse/khotin.duckdb",
    ),
]
Reason = Annotated[str, typer.Option("--reason", help="Why, in your words.")]
By = Annotated[str | None, typer.Option("--by", help="Who judges; none: your name on this machine.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]
# Where no person's window bounds it, a table may be wide.
WIDE = None if sys.stdout.isatty() else 140
# Text is text: words of articles and names of files may hold square brackets and colons. What is styled is a rich Text.
PLAIN: dict[str, Any] = {"markup": False, "emoji": False, "highlight": False}
# What a terminal would obey: C0 but for tab and line end, DEL, C1.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def seen(words: str) -> str:
    """Words as a terminal may show them: control characters are shown, never obeyed.

    >>> seen("a\x1b[2Jb")
    'a␛[2Jb'
    """
    return CONTROLS.sub(lambda found: chr(0x2400 + ord(found[0])) if found[0] < " " else "\ufffd", words)


class Terminal(Console):
    """A console that styles as rich does and shows the control characters of what it is given."""

    def render(self, renderable: Any, options: Any = None) -> Iterable[Segment]:
        """The segments of anything printed, inside tables too."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(seen(segment.text), segment.style)


console, errors = Terminal(width=WIDE, **PLAIN), Terminal(stderr=True, **PLAIN)
UNDONE = "bản đã xuất bản vẫn còn, chạy lại lệnh này thì làm tiếp / what was published before stands, the same command goes on from there"
# What of commands that only read is told instead.
READ_ONLY = dict.fromkeys(
    ("ask", "search", "explain", "status", "doctor"), "chưa gì thay đổi / nothing was changed"
) | {
    "sql": "câu hỏi chưa xong, chưa gì thay đổi / the query did not end, nothing was changed; LIMIT 100 behind it gives its first rows"
}
MISSPELT = "không có cài đặt này / {name} is no setting, nothing reads it: did you mean {near}?"
# DuckDB's mark in a database file, after eight bytes of checksum.
MARK = slice(8, 12), b"DUCK"


class Commands(TyperGroup):
    """The commands of khotin: a failure is one line of what and what to do, and exit 1; with --debug it keeps its trace.

    One that a signal ends says so in a line and exits with 128 and the signal's number.
    """

    def main(self, *given: Any, **how: Any) -> Any:
        """What a terminal has no letters for is shown by its number, and is no failure."""
        for out in (sys.stdout, sys.stderr):
            if isinstance(out, io.TextIOWrapper) and out.errors == "strict":
                out.reconfigure(errors="backslashreplace")
        return super().main(*given, **how)

    def invoke(self, context: Any) -> Any:
        try:
            with stoppable():
                config.load()
                logs.begin()
                for name, near in config.misspelt():
                    logs.say(MISSPELT.format(name=name, near=near), "warning")
                return super().invoke(context)
        except (typer.Exit, typer.Abort, typer.TyperException):
            raise
        except Stopped as stopped:
            _fail(f"{stopped}: {READ_ONLY.get(context.invoked_subcommand or '', UNDONE)}")
            raise typer.Exit(128 + stopped.number) from None
        except Exception as error:
            if context.params["debug"]:
                raise
            from flows.failures import line

            _fail(line(error))
            raise typer.Exit(1) from None


def _fail(words: str) -> None:
    if logs.as_json():
        logs.say(words, "error")
    else:
        errors.print(f"khotin: {words}", style="red", soft_wrap=True)


def day(option: typer.CallbackParam, value: str | None) -> str | None:
    """An option's day, as YYYY-MM-DD: of a month or a year the first of `--since` and `--from`, the last of `--until` and `--to`; anything else is wrong usage."""
    from flows.asked_values import one_day, span

    if not value:
        return value
    try:
        if option.name in ("since", "start"):
            return span(value)[0].isoformat()
        return (span(value)[1] if option.name in ("until", "end") else one_day(value)).isoformat()
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def span(words: str) -> timedelta:
    """An option's span of time, such as 30s, 15m, 6h or 1d; anything else is wrong usage."""
    from flows.fetch.sources import interval

    found = interval(words)
    if not found:
        raise typer.BadParameter(
            f"{words} không phải khoảng thời gian / is no span of time: số kèm / give a number and s, m, h or d, such as 15m"
        )
    return found


def place(warehouse: Path | None) -> Path:
    """The warehouse that a command works on.

    Raises ValueError where something else lies there.
    """
    path = named(warehouse)
    if "?" in str(path) and not path.exists():
        raise ValueError(
            f"{path}: DuckDB không ghi được dưới tên có dấu hỏi / cannot write below a name with a question mark, take another"
        )
    if any(letter < " " or "\ud800" <= letter <= "\udfff" for letter in str(path)):
        raise ValueError(
            f"{str(path)!a}: tên có ký tự điều khiển, hay không phải UTF-8 / a name with control characters, or that is no UTF-8; take another"
        )
    if path.is_dir():
        raise ValueError(
            f"{path} là thư mục, nêu một tệp trong đó / is a folder: name a file in it, such as {path / 'khotin.duckdb'}"
        )
    if path.is_file():
        with path.open("rb") as file:
            begins = file.read(16)
        where, mark = MARK
        if begins[where] != mark:
            raise ValueError(
                f"{path} không phải kho DuckDB / is no DuckDB database: nêu tệp khác / name another file with --warehouse"
            )
    return path


def named(warehouse: Path | None) -> Path:
    """The path that --warehouse, KHOTIN_WAREHOUSE or the default names, whatever lies there; of a lake, its home's. The user's own
    seeds beside it are read, unless KHOTIN_SEEDS names others. Raises LakeRefused.
    """
    if told := _lake(warehouse):
        from flows.load import lake_home

        path = lake_home.linked(told, os.environ.get("KHOTIN_LAKE_DATA"), os.environ.get("KHOTIN_LAKE_HOME"))
    else:
        path = Path(_told(warehouse) or "warehouse/khotin.duckdb").resolve()
    seeds = path.parent / "seeds"
    if holds_seeds(seeds):
        config.beside("seeds", seeds)
    return path


def _told(warehouse: Path | None) -> str:
    # Read here and not by Settings, whose library takes longer to import than most commands to answer.
    return str(warehouse or os.environ.get("KHOTIN_WAREHOUSE") or "")


def _lake(warehouse: Path | None) -> str | None:
    """The address of the lake that is named, if one is."""
    told = _told(warehouse)
    return told if told.startswith("ducklake:") else None


def published(warehouse: Path | None, in_file: bool = False) -> "duckdb.DuckDBPyConnection":
    """A read-only connection to the published warehouse, or to a lake's last snapshot; with `in_file` to the file of the lake's home."""
    from flows.files import connected

    if not in_file and (told := _lake(warehouse)):
        from flows.load import lake

        return lake.reading(lake.address(told))
    path = place(warehouse)
    if not path.exists():
        raise FileNotFoundError(f"{path} chưa có / is not there yet: `khotin run` tạo ra nó / makes it")
    return connected(path, read_only=True)


@contextmanager
def asked(connection: "duckdb.DuckDBPyConnection", warehouse: Path | None) -> Iterator[None]:
    """What a query does not find in a warehouse of another khotin is told with how it comes there; a lake follows its home."""
    import duckdb

    try:
        yield
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        from flows.load.catalogue import is_of_another_khotin

        if not _lake(warehouse) and is_of_another_khotin(connection):
            error.add_note(
                "kho của bản khotin khác, hay bị sửa tay / the warehouse is of another khotin, or was changed by hand: `khotin run` upgrades it, also where nothing is new"
            )
        raise


def tell_near_names(connection: "duckdb.DuckDBPyConnection", given: Mapping[str, str], found: bool = False) -> None:  # fmt: skip
    """Beside an answer without a row: what of its values names nothing there is, and what is called nearly so; beside another, what
    provinces of before merged have more.
    """
    from flows.near_names import beside, hints

    for hint in beside(connection, given) if found else hints(connection, given):
        errors.print(hint, style="yellow", soft_wrap=True)


def summarised(warehouse: Path | None, words: str | None, work: Callable[[Path], "RunSummary"]) -> None:
    """Carries out a run, prints its summary, and ends with 1 where it was refused."""
    from flows.report.summary import rendered

    path = place(warehouse)
    if words:
        with errors.status(words):
            summary = work(path)
    else:
        summary = work(path)
    console.print(rendered(summary))
    if summary.stops:
        raise typer.Exit(1)
