"""The commands of a steward: quarantine, identity, override, withdraw, rebuild, rollback, resume. `flows.cli` adds them to khotin."""

import getpass
import json
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.terminal import WarehouseOption, console, day, errors, place

if TYPE_CHECKING:
    import polars as pl
    from rich.table import Table

    from flows.load import aside
    from flows.report.summary import RunSummary

quarantine = typer.Typer(
    help="What was set aside and why: list, show, replay, close. / Những gì bị để riêng và vì sao.",
    invoke_without_command=True,
)
identity = typer.Typer(
    help="Who and what is meant across articles: show, join, part, undo. / Ai và cái gì được nói đến: xem, gộp, tách, hoàn tác.",
    no_args_is_help=True,
)
Reason = Annotated[str, typer.Option("--reason", help="Why, in your words.")]
By = Annotated[str | None, typer.Option("--by", help="Who judges; none: your name on this machine.")]
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
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]


class State(StrEnum):
    """States of a quarantine item."""

    open = "open"
    replayed = "replayed"
    closed = "closed"
    all = "all"


class Judgement(StrEnum):
    """What a person says of a fact."""

    accept = "accept"
    reject = "reject"
    amend = "amend"
    undo = "undo"


def add_to(app: typer.Typer) -> None:
    """Adds the steward's commands to the app."""
    app.add_typer(quarantine, name="quarantine")
    app.add_typer(identity, name="identity")
    for command in (override, withdraw, rebuild, rekey, rollback, resume):
        app.command()(command)


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

    only = aside.Only(reason, rule, source, article)
    items = aside.items(place(warehouse), None if state is State.all else state.value, only=only)
    if len(items) > MANY and not only and not every:
        console.print(_groups(aside.groups(items)))
        console.print(
            f"{len(items)} items; --all, --reason, --rule, --source or --article lists them", style="dim"
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
    from flows.load import aside
    from flows.settings import Settings

    only = aside.Only(reason, rule, source, article)
    quarantine_ids = _meant(warehouse, quarantine_ids, only, "đọc lại / to read again", yes)
    settings = Settings()
    _run(
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
    """Closes items for good, with a reason: those named, or the open ones of a group.

    Examples: `khotin quarantine close 3fa1c2d4 --reason "an advertisement, no article"` ·
    `khotin quarantine close --of empty --source bao --reason "files without text"`
    """
    from flows.load import aside
    from flows.stewardship import close_items

    quarantine_ids = _meant(
        warehouse, quarantine_ids, aside.Only(of, rule, source, article), "đóng / to close", yes
    )
    if not quarantine_ids:
        raise typer.BadParameter("name items by their ids, or a group by --of, --rule, --source or --article")
    closed = close_items(place(warehouse), quarantine_ids, reason, by or getpass.getuser())
    console.print(f"đã đóng / closed: {len(closed)}")


@identity.command("show")
def show_identity(
    words: Annotated[str, typer.Argument(help="A name or a part of one, or how an id begins.")],
    warehouse: WarehouseOption = None,
) -> None:
    """The people, organisations and events of a name: where each is told of, and why the tellings are taken for one.

    Examples: `khotin identity show "Nguyễn Văn Hùng"` · `khotin identity show 3fa1c2d4`
    """
    from rich.table import Table

    from flows.load.identity import tellings

    rows = tellings(place(warehouse), words)
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in (
        "là/identity",
        "id",
        "nói là/told as",
        "lý do/reason",
        "chứng cứ/evidence",
        "telling",
        "ngày/day",
        "bài/article",
    ):
        table.add_column(heading)
    before = None
    for row in rows.to_dicts():
        first, before = row["identity_id"] != before, row["identity_id"]
        table.add_row(
            row["identity"] if first else "", row["identity_id"][:8] if first else "", row["told_as"], row["reason"],
            row["evidence"] or "", row["telling_id"][:8], str(row["published_on"] or ""), row["title"] or "",
        )  # fmt: skip
    console.print(table)
    count = rows["identity_id"].n_unique()
    console.print(f"{rows.height} tellings of {count} (mart.identities holds all)", style="dim")


@identity.command("join")
def join(
    first: Annotated[str, typer.Argument(help="An id of an identity or a telling, or how it begins.")],
    second: Annotated[str, typer.Argument(help="Another.")],
    reason: Reason,
    by: By = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Says that two are one and the same; it outlives rebuilds and rollbacks.

    Example: `khotin identity join 3fa1c2d4 77ab0e12 --reason "he changed ministries in 2021"`
    """
    _identify("same", [first, second], reason, by, warehouse)


@identity.command("part")
def part(
    telling: Annotated[str, typer.Argument(help="The id of a telling, or how it begins.")],
    reason: Reason,
    by: By = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Says that one telling is someone or something else: it stands apart.

    Example: `khotin identity part 3fa1c2d4 --reason "a namesake: the footballer"`
    """
    _identify("apart", [telling], reason, by, warehouse)


@identity.command("undo")
def undo(
    ids: Annotated[list[str], typer.Argument(help="Ids of identities or tellings.")],
    reason: Reason,
    by: By = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Ends the judgements in force of these: what the evidence says holds again.

    Example: `khotin identity undo 3fa1c2d4 --reason "it was the same man after all"`
    """
    _identify("undone", ids, reason, by, warehouse)


def override(
    judgement: Annotated[
        Judgement, typer.Argument(help="accept, reject, amend, or undo, which takes the last one back.")
    ],
    fact_id: Annotated[
        str, typer.Argument(help="An id from the column fact_id of any view, or of dq.quarantine.")
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why, in your words; undo needs none.")] = "",
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", help="COLUMN=VALUE to amend; an empty value is null, a list is JSON."),
    ] = None,
    by: By = None,
    warehouse: WarehouseOption = None,
) -> None:
    """A person's word on a fact: it outlives rebuilds and rollbacks, and is seen wherever the fact is.

    Amendments of one fact add up. Examples: `khotin override reject 9c1e… --reason "the paper misprinted it"` ·
    `khotin override amend 9c1e… --set value=1500000000000 --reason "…"` · `khotin override undo 9c1e…`
    """
    from flows import stewardship
    from flows.settings import Settings

    given = dict(_change(c) for c in changes or [])
    line = stewardship.override(
        place(warehouse),
        fact_id,
        judgement.value,
        reason,
        by or getpass.getuser(),
        given,
        Settings().batch_bytes,
    )
    console.print(line)


def withdraw(
    article: Annotated[
        str,
        typer.Argument(help="An article_id of mart.articles or how it begins, a URL, or a path as origin."),
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why, in your words; --undo needs none.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take the withdrawal back.")] = False,
    by: By = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Takes an article with its facts out of every view; its texts and its history stay, and --undo brings it back.

    It outlives rebuilds, rollbacks and later captures. Examples: `khotin withdraw https://bao.example/tin/1.html --reason "a hoax"` ·
    `khotin withdraw 3fa1c2d4 --undo`
    """
    from flows import stewardship

    article_id = stewardship.withdraw(place(warehouse), article, reason, by or getpass.getuser(), undo)
    console.print(f"{'trở lại / back' if undo else 'đã rút / withdrawn'}: {article_id}")


def rebuild(
    since: Annotated[
        str | None, typer.Option(help="Documents fetched since this day only, YYYY-MM-DD.", callback=day)
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Publish without asking.")] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Recomputes facts from the kept documents with today's rules; shows the difference before it publishes.

    Examples: `khotin rebuild` · `khotin rebuild --since 2026-01-01 --yes`
    """
    from flows import stewardship
    from flows.settings import Settings

    start = date.fromisoformat(since) if since else None
    _run(warehouse, None, lambda path: stewardship.rebuild(path, Settings().batch_bytes, _asked(yes), start))


def rekey(
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Publish without asking.")] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Names every article anew by today's rules of keys, from the kept documents; shows the difference before it publishes.

    For a warehouse of an older khotin, and after sources or their `ids` changed. A judgement of a fact whose article
    gets another key is kept in the books, but finds its fact no more.

    Examples: `khotin rekey` · `khotin rekey --yes`
    """
    from flows import stewardship
    from flows.settings import Settings

    _run(
        warehouse,
        None,
        lambda path: stewardship.rebuild(path, Settings().batch_bytes, _asked(yes), named_anew=True),
    )


def rollback(
    back: Annotated[
        int, typer.Argument(help="How many kept generations back; 1 is the one before today's.")
    ] = 1,
    warehouse: WarehouseOption = None,
) -> None:
    """Publishes a kept generation again; scheduled runs hold until `khotin resume`.

    Examples: `khotin rollback` · `khotin rollback 2`
    """
    from flows import stewardship

    number, generation = stewardship.rollback(place(warehouse), back)
    console.print(
        f"Bản {number} được xuất bản lại, nay là bản {generation} / generation {number} is published again, as generation {generation}.\n"
        "Lịch chạy tạm dừng / scheduled runs hold: `khotin resume`",
    )


def resume(warehouse: WarehouseOption = None) -> None:
    """Lets scheduled runs go on after a rollback."""
    from flows.load import ops

    resumed = ops.resume(place(warehouse))
    console.print(
        "lịch chạy tiếp tục / scheduled runs go on" if resumed else "không có gì tạm dừng / nothing was held"
    )


def _identify(verdict: str, ids: list[str], reason: str, by: str | None, warehouse: Path | None) -> None:
    from flows import stewardship

    booked = stewardship.identify(place(warehouse), verdict, ids, reason, by or getpass.getuser())
    console.print(f"đã ghi / booked: {booked} · `khotin identity show {ids[0]}`")


def _run(warehouse: Path | None, words: str | None, work: Callable[[Path], "RunSummary"]) -> None:
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


def _asked(yes: bool) -> Callable[["pl.DataFrame"], bool]:
    """Shows a difference, and asks whether to publish it."""

    def approve(difference: "pl.DataFrame") -> bool:
        console.print(_difference(difference))
        return yes or typer.confirm("Xuất bản? / Publish?", default=False)

    return approve


def _difference(difference: "pl.DataFrame") -> "Table | str":
    from rich.table import Table

    if difference.is_empty():
        return "Không khác gì / no fact differs."
    table = Table(
        "dữ kiện/facts", "quy tắc/rule", title="Khác với kho hiện nay / Difference from today's star"
    )
    for heading in ("thêm/added", "mất/removed", "đổi/changed"):
        table.add_column(heading, justify="right")
    for row in difference.iter_rows():
        table.add_row(*(str(v) for v in row))
    return table


def _change(words: str) -> tuple[str, Any]:
    column, mark, value = words.partition("=")
    if not mark:
        raise typer.BadParameter(f"--set {words}: give COLUMN=VALUE")
    value = value.strip()
    return column.strip(), json.loads(value) if value.startswith("[") else value or None


def _meant(
    warehouse: Path | None, ids: list[str] | None, only: "aside.Only", what: str, yes: bool
) -> list[str] | None:
    """The ids given, or those of the open items of a group, once a person agreed to how many they are."""
    from flows.load import aside

    if not only:
        return ids
    if ids:
        raise typer.BadParameter("give ids, or a group, not both")
    found = aside.items(place(warehouse), "open", only=only)
    if not found:
        raise ValueError("no open item is of this group: `khotin quarantine list` shows the groups")
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


def _payload(item: dict[str, Any]) -> dict[str, Any]:
    return json.loads(item["payload"]) if item["payload"] else {}
