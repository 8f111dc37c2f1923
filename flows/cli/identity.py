"""`khotin identity`: who and what is meant across articles, and a person's word on it."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.terminal import By, Reason, WarehouseOption, console, place

identity = typer.Typer(
    help="Who and what is meant across articles: show, join, part, undo. / Ai và cái gì được nói đến: xem, gộp, tách, hoàn tác.",
    no_args_is_help=True,
)


@identity.command("show")
def show_identity(
    words: Annotated[str, typer.Argument(help="A name or a part of one, or how an id begins.")],
    warehouse: WarehouseOption = None,
) -> None:
    """The people, organisations, events and projects of a name: where each is told of, and why the tellings are taken for one.

    Examples: `khotin identity show "Nguyễn Văn Hùng"` · `khotin identity show 3fa1c2d4`
    """
    from rich.table import Table

    from flows import near_names
    from flows.load.identity import UnknownTelling, tellings
    from flows.load.published import opened

    rows = tellings(place(warehouse), words)
    if rows.is_empty():
        with opened(place(warehouse)) as star:
            near = near_names.near(star, "identity", words)
        meant = f"có phải / did you mean {', '.join(near)}?" if near else "`khotin search WORDS`"
        raise UnknownTelling(
            f"không gì tên là, không mã nào bắt đầu bằng / nothing is called or has an id that begins with {words}; {meant}"
        )
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
    _judged("same", [first, second], reason, by, warehouse)


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
    _judged("apart", [telling], reason, by, warehouse)


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
    _judged("undone", ids, reason, by, warehouse)


def _judged(verdict: str, ids: list[str], reason: str, by: str | None, warehouse: Path | None) -> None:
    from flows import stewardship

    booked = stewardship.identify(place(warehouse), verdict, ids, reason, by or getpass.getuser())
    console.print(f"đã ghi / booked: {booked} · `khotin identity show {ids[0]}`")
