"""The commands of a steward on facts, articles and generations: override, withdraw, forget, rebuild, rekey, rollback, resume."""

import getpass
import json
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.rows import Format
from flows.cli.sql import sql
from flows.cli.terminal import (
    By,
    WarehouseOption,
    Yes,
    console,
    day,
    named,
    place,
    summarised,
)

if TYPE_CHECKING:
    import polars as pl
    from rich.table import Table


class Judgement(StrEnum):
    """What a person says of a fact."""

    accept = "accept"
    reject = "reject"
    amend = "amend"
    undo = "undo"
    list = "list"


def add_to(app: typer.Typer) -> None:
    """Adds the steward's commands to the app."""
    for command in (override, withdraw, forget, rebuild, rekey, rollback, resume):
        app.command()(command)


def override(
    judgement: Annotated[
        Judgement,
        typer.Argument(
            help="accept, reject, amend, undo, which takes the last one back, or list, which shows them all."
        ),
    ],
    fact_id: Annotated[
        str,
        typer.Argument(
            help="An id from the column fact_id of any view, or of dq.quarantine, or how it begins; list needs none."
        ),
    ] = "",
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
    `khotin override amend 9c1e… --set value=1500000000000 --reason "…"` · `khotin override undo 9c1e…` · `khotin override list`
    """
    from flows import stewardship
    from flows.load import said_with
    from flows.settings import Settings

    if judgement is Judgement.list:
        if reason or changes:
            raise typer.BadParameter("list shows judgements: it takes no --reason and no --set")
        sql("judgements", [f"fact={fact_id}", f"who={by or ''}"], Format.table, warehouse)
        return
    if not fact_id:
        raise typer.BadParameter(f"{judgement.value}: nêu mã dữ kiện / give the fact's id")
    given = _changes(changes or [])
    lines = stewardship.override(
        place(warehouse),
        fact_id,
        judgement.value,
        reason,
        by or getpass.getuser(),
        given,
        Settings().batch_bytes,
    )
    console.print(lines, markup=False, highlight=False, soft_wrap=True)
    for told in said_with.lines(place(warehouse), fact_id):
        console.print(told, soft_wrap=True, highlight=False)


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


def forget(
    what: Annotated[
        str,
        typer.Argument(
            help="An article_id, a URL, an origin; or a private person's name, or an id of `identity show`."
        ),
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why, in words that do not tell what; they stay.")],
    yes: Yes = False,
    by: By = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Takes an article, or a private person's name, out of everything that khotin keeps, and turns it away when it comes again.

    It says first what it will remove, and cannot be undone. docs/forget.md says what it does and does not do. Examples:
    `khotin forget https://bao.example/tin/1.html --reason "the publisher took it down"` · `khotin forget "Nguyễn Thị Hoa" --reason "she asked"`
    """
    from flows import stewardship
    from flows.forget import forgetting
    from flows.load import lake_home

    def approve(places: dict[str, int]) -> bool:
        for place_name, count in places.items():
            if count:
                console.print(f"{count:>8}  {forgetting.in_vietnamese(place_name)} / {place_name}")
        return yes or typer.confirm("Quên hẳn, không lấy lại được? / Forget for good?", default=False)

    path = place(warehouse)
    done = stewardship.forgotten(path, what, reason, by or getpass.getuser(), approve)
    console.print("không đổi gì / nothing was changed" if done is None else "đã quên / forgotten")
    if done is not None and (lake := lake_home.lake_of(path)):
        console.print(
            f"bản chụp cũ của hồ còn giữ / older snapshots of {lake.name} still hold it: docs/lake.md says how the lake is made anew"
        )


def rebuild(
    since: Annotated[
        str | None,
        typer.Option(
            help="Only what was fetched since this day, YYYY-MM-DD, and older documents of the same text.",
            callback=day,
        ),
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
    summarised(
        warehouse, None, lambda path: stewardship.rebuild(path, Settings().batch_bytes, _asked(yes), start)
    )


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

    summarised(
        warehouse,
        None,
        lambda path: stewardship.rebuild(path, Settings().batch_bytes, _asked(yes), named_anew=True),
    )


def rollback(
    back: Annotated[
        int | None,
        typer.Argument(
            min=1,
            help="How many kept generations back; 1 is the one before today's. Without it the one before the last run.",
            show_default=False,
        ),
    ] = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Publishes a kept generation again, also where the published file is damaged or lost; scheduled runs hold until `khotin resume`.

    People's judgements hold in it, also those of later days.

    Examples: `khotin rollback` · `khotin rollback 2`
    """
    from flows import stewardship
    from flows.load import published

    path = named(warehouse)
    path = path if published.generations(path) else place(warehouse)
    which, generation, back = stewardship.rollback(path, back)
    console.print(
        f"Bản {which} được xuất bản lại, nay là bản {generation} / generation {which} is published again, as generation {generation}.\n"
        "Lịch chạy tạm dừng / scheduled runs hold: `khotin resume`\n"
        f"`khotin rollback` lần nữa đưa bản vừa bỏ trở lại, lùi thêm là / again brings back the one just left, further back is: `khotin rollback {back + 2}`",
        soft_wrap=True,
    )


def resume(warehouse: WarehouseOption = None) -> None:
    """Lets scheduled runs go on after a rollback."""
    from flows.load import ops

    resumed = ops.resume(place(warehouse))
    console.print(
        "lịch chạy tiếp tục / scheduled runs go on" if resumed else "không có gì tạm dừng / nothing was held"
    )


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


def _changes(told: list[str]) -> dict[str, Any]:
    """By column. Raises BadParameter where a column is told twice: nobody knows which is meant."""
    pairs = [_change(words) for words in told]
    twice = sorted({c for c, _ in pairs if [x for x, _ in pairs].count(c) > 1})
    if twice:
        raise typer.BadParameter(f"--set {twice[0]}: nêu hai lần / told twice, give each column once")
    return dict(pairs)


def _change(words: str) -> tuple[str, Any]:
    column, mark, value = words.partition("=")
    if not mark:
        raise typer.BadParameter(f"--set {words}: ghi / give COLUMN=VALUE")
    value = value.strip()
    if not value.startswith("["):
        return column.strip(), value or None
    try:
        return column.strip(), json.loads(value)
    except json.JSONDecodeError as error:
        raise typer.BadParameter(f'--set {words}: no JSON list; give one as ["a", "b"]') from error
