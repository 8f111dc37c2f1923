"""The commands: each a few lines over the rooms. Reading commands import neither Prefect nor Great Expectations."""

from typing import Annotated, Any

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

# The commands as `khotin --help` shows them: by what a person comes for, what is needed first on top.
PANELS = {
    "Bắt đầu / Begin": ("demo", "init", "run", "schedule", "status", "doctor"),
    "Hỏi kho / Ask the warehouse": ("ask", "sql", "search", "explain", "report", "page", "site", "export", "mcp"),
    "Cách đọc / How texts are read": ("extract", "rules"),
    "Người giữ kho / Stewardship": ("quarantine", "override", "identity", "withdraw", "forget"),
    "Nguồn tin / Sources": ("source", "backfill", "export-warc"),
    "Đọc lại, lùi lại / Read again, go back": ("rebuild", "rekey", "rollback", "resume"),
    "Vận hành / Operation": ("server", "ui", "backup", "restore", "prune", "migrate-warehouse"),
}  # fmt: skip
PANEL_OF = {name: panel for panel, names in PANELS.items() for name in names}


class InPanels(Commands):
    """The commands in their panels, and in the order of these."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(PANEL_OF)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if command := super().get_command(ctx, cmd_name):
            command.rich_help_panel = PANEL_OF[cmd_name]  # type: ignore[attr-defined]
        return command


app = typer.Typer(
    cls=InPanels,
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
