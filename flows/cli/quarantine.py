"""`khotin quarantine`: what was set aside and why, read again or closed by items or by groups."""

import getpass
import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.terminal import By, Reason, WarehouseOption, Yes, console, place, summarised

if TYPE_CHECKING:
    from rich.table import Table

    from flows.load import aside

quarantine = typer.Typer(
    help="What was set aside and why: list, show, replay, close, reopen. / Những gì bị để riêng và vì sao.",
    invoke_without_command=True,
)
MANY = 40  # items; more are told by groups
# Which items of the quarantine: `close` has another --reason, the person's.
OfReason = Annotated[str | None, typer.Option("--of", "--reason", help="Words of the items' reason.")]
Of = Annotated[str | None, typer.Option("--of", help="Words of the items' reason.")]
Rule = Annotated[
    str | None, typer.Option("--rule", help="The rule that read them, or the expectation they fail.")
]
Source = Annotated[str | None, typer.Option("--source", help="Their source.")]
Article = Annotated[
    str | None, typer.Option("--article", help="Their article: how its id begins, or its origin.")
]


class State(StrEnum):
    """States of a quarantine item."""

    open = "open"
    replayed = "replayed"
    closed = "closed"
    all = "all"


@quarantine.callback()
def _listed(context: typer.Context, warehouse: WarehouseOption = None) -> None:
    if context.invoked_subcommand is None:
        list_items(State.open, warehouse)


@quarantine.command("list")
def list_items(
    state: Annotated[State, typer.Option(help="open, replayed, closed or all.")] = State.open,
    warehouse: WarehouseOption = None,
    reason: OfReason = None,
    rule: Rule = None,
    source: Source = None,
    article: Article = None,
    every: Annotated[bool, typer.Option("--all", help="Every item, however many.")] = False,
) -> None:
    """What was set aside, the newest first; where it is much, by reason, rule and source.

    Examples: `khotin quarantine list` · `khotin quarantine list --reason "phần trăm"` · `khotin quarantine list --all --state closed`
    """
    from rich.table import Table

    from flows.load import aside
    from flows.report.summary import REASONS

    only = _only(reason, rule, source, article)
    items = aside.items(place(warehouse), None if state is State.all else state.value, only=only)
    if len(items) > MANY and not only and not every:
        console.print(_groups(aside.groups(items)))
        console.print(
            f"{len(items)} mục / {len(items)} items; --all, --reason, --rule, --source or --article lists them",
            style="dim",
        )
        return
    table = Table(
        "id",
        "loại/what",
        "lý do/reason",
        "nguồn/origin",
        "chữ/words",
        "state",
        box=None,
        padding=(0, 2, 0, 0),
    )
    for item in items:
        table.add_row(
            item["quarantine_id"][:8], item["fact_type"] or "document", REASONS.get(item["reason"], item["reason"]),
            item["origin"] or "", str(_payload(item).get("surface") or _payload(item).get("title") or ""), item["state"],
        )  # fmt: skip
    console.print(table)
    console.print(f"{len(items)} items", style="dim")


@quarantine.command("show")
def show(
    quarantine_id: Annotated[str, typer.Argument(help="An id, or how it begins.")],
    warehouse: WarehouseOption = None,
) -> None:
    """One item with its words marked in their sentence, the reason, the row, and what can be done.

    Example: `khotin quarantine show 3fa1c2d4`
    """
    from flows.load import aside
    from flows.report.quarantine import shown
    from flows.stewardship import text_of

    path = place(warehouse)
    item = aside.items(path, None, [quarantine_id])[0]
    console.print(shown(item, text_of(path, item)))


@quarantine.command("replay")
def replay(
    quarantine_ids: Annotated[
        list[str] | None, typer.Argument(help="Ids, or how they begin; none: every open item.")
    ] = None,
    reason: OfReason = None,
    rule: Rule = None,
    source: Source = None,
    article: Article = None,
    yes: Yes = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Reads the documents again with today's rules and seeds; what passes now lands once and leaves.

    Examples: `khotin quarantine replay` · `khotin quarantine replay 3fa1c2d4 77ab0e12` · `khotin quarantine replay --rule RULE`
    """
    from flows import stewardship
    from flows.settings import Settings

    only = _only(reason, rule, source, article)
    quarantine_ids = _meant(warehouse, quarantine_ids, only, "đọc lại / to read again", yes)
    settings = Settings()
    summarised(
        warehouse,
        "đang đọc lại / reading again …",
        lambda path: stewardship.replay(path, settings.batch_bytes, quarantine_ids),
    )


@quarantine.command("close")
def close(
    reason: Reason,
    quarantine_ids: Annotated[
        list[str] | None, typer.Argument(help="Ids, or how they begin; none: those of a group.")
    ] = None,
    of: Of = None,
    rule: Rule = None,
    source: Source = None,
    article: Article = None,
    yes: Yes = False,
    by: By = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Closes items, with a reason: those named, or the open ones of a group; `reopen` takes it back.

    Examples: `khotin quarantine close 3fa1c2d4 --reason "an advertisement, no article"` ·
    `khotin quarantine close --of empty --source bao --reason "files without text"`
    """
    from flows.stewardship import close_items

    quarantine_ids = _meant(
        warehouse, quarantine_ids, _only(of, rule, source, article), "đóng / to close", yes
    )
    if not quarantine_ids:
        raise typer.BadParameter(
            "nêu mã từng mục, hay một nhóm / name items by their ids, or a group by --of, --rule, --source or --article"
        )
    closed = close_items(place(warehouse), quarantine_ids, reason, by or getpass.getuser())
    console.print(f"đã đóng / closed: {len(closed)}")


@quarantine.command("reopen")
def reopen(
    quarantine_ids: Annotated[list[str], typer.Argument(help="Ids, or how they begin, of closed items.")],
    warehouse: WarehouseOption = None,
) -> None:
    """Opens closed items again: they can be read again, accepted or amended as before.

    Example: `khotin quarantine reopen 3fa1c2d4`
    """
    from flows.stewardship import reopen_items

    opened = reopen_items(place(warehouse), quarantine_ids)
    console.print(f"đã mở lại / opened again: {len(opened)}")


def _only(reason: str | None, rule: str | None, source: str | None, article: str | None) -> "aside.Only":
    """Which items are meant; a reason by its code or by words of what the tables show of it, in either language."""
    from flows.load import aside
    from flows.report.summary import REASONS

    words = (reason or "").lower()
    codes = tuple(code for code, shown in REASONS.items() if words and words in shown.lower())
    return aside.Only(reason, rule, source, article, codes)


def _meant(
    warehouse: Path | None, ids: list[str] | None, only: "aside.Only", what: str, yes: bool
) -> list[str] | None:
    """The ids given, or those of the open items of a group, once a person agreed to how many they are."""
    from flows.load import aside

    if not only:
        return ids
    if ids:
        raise typer.BadParameter("nêu mã hay nhóm, không cả hai / give ids, or a group, not both")
    found = aside.items(place(warehouse), "open", only=only)
    if not found:
        raise ValueError(
            "không có mục đang mở nào thuộc nhóm này / no open item is of this group: `khotin quarantine list` shows the groups"
        )
    console.print(_groups(aside.groups(found)))
    if not yes and not typer.confirm(f"{len(found)} {what}?", default=False):
        raise typer.Exit(0)
    return [item["quarantine_id"] for item in found]


def _groups(counted: list[tuple[tuple[str, str, str, str], int]]) -> "Table":
    from rich.table import Table

    from flows.report.summary import REASONS

    table = Table("loại/what", "lý do/reason", "quy tắc/rule", "nguồn/source", box=None, padding=(0, 2, 0, 0))
    table.add_column("mục/items", justify="right")
    for (what, reason, rule, source), count in counted:
        table.add_row(what, REASONS.get(reason, reason), rule, source, str(count))
    return table


def _payload(item: "aside.Item") -> dict[str, Any]:
    return json.loads(item["payload"]) if item["payload"] else {}
