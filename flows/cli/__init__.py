"""The commands: each a few lines over the rooms. Reading commands import neither Prefect nor Great Expectations."""

from typing import Annotated

import typer

from flows.cli import (
    demo,
    export,
    extract,
    home,
    identity,
    mcp,
    operate,
    page,
    quarantine,
    run,
    search,
    source,
    sql,
    state,
    steward,
)
from flows.cli.terminal import Commands

app = typer.Typer(
    cls=Commands,
    help="khotin: Vietnamese public-sector news as a star schema in DuckDB. / Kho dữ kiện từ tin tức khu vực công.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
app.add_typer(quarantine.quarantine, name="quarantine")
app.add_typer(identity.identity, name="identity")
for commands in (steward, source, sql, home, operate, search, export, page, demo, mcp, run, extract, state):
    commands.add_to(app)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"khotin {version('khotin')}")
        raise typer.Exit()


@app.callback()
def _every_command(
    debug: Annotated[
        bool, typer.Option("--debug", envvar="KHOTIN_DEBUG", help="Where a command fails, show the trace.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="khotin's version.")
    ] = False,
) -> None:
    pass  # what `flows.cli.terminal.Commands` reads
