"""`khotin page` and `khotin site`: pages of what the warehouse knows of a subject."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.terminal import WarehouseOption, console, errors, place, published, tell_near_names


class Kind(StrEnum):
    """What a page can be of."""

    province = "province"
    metric = "metric"
    person = "person"
    organization = "organization"
    project = "project"


def add_to(app: typer.Typer) -> None:
    """Adds the commands `page` and `site`."""
    app.command()(page)
    app.command()(site)


def page(
    name: Annotated[
        str,
        typer.Argument(
            help="A name, with or without diacritics, a metric's code, or an id of mart.people and the like."
        ),
    ],
    kind: Annotated[
        Kind | None, typer.Option(help="Which sort of thing is meant where several are called so.")
    ] = None,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Builds the page of a province, a leader, an organisation, a project or a metric, and prints its path.

    Examples: `khotin page "Quảng Ninh" --open` · `khotin page state_budget_revenue` · `khotin page "UBND tỉnh Quảng Ninh" --kind organization`
    """  # fmt: skip
    from flows.report.site import write_page
    from flows.report.subjects import NotFound

    if not name.strip():
        raise typer.BadParameter("chưa có gì để tìm, nêu một tên / nothing to look for: give a name")
    try:
        path = write_page(place(warehouse), name.strip(), kind)
    except NotFound:
        with published(warehouse) as connection:
            tell_near_names(connection, {"page": name.strip()})
        raise
    print(path)
    if open_it:
        typer.launch(str(path))


def site(
    folder: Annotated[Path, typer.Argument(help="A folder that is new, empty, or holds an earlier site.")],
    warehouse: WarehouseOption = None,
) -> None:
    """A page for every subject, with an index that is searched as you type: files that need no server and no network.

    Example: `khotin site ../khotin-site`
    """
    from flows.report.site import write_site

    with errors.status("đang dựng trang / building the site …"):
        counts = write_site(place(warehouse), folder)
    console.print("  ".join(f"{count} {name}" for name, count in counts.items()))
    console.print(f"{folder.resolve() / 'index.html'}")
