"""`khotin search`: full-text search on the published warehouse, offline, by the index that lies in it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from flows.cli.rows import Format, print_rows
from flows.cli.terminal import WarehouseOption, console, published, tell_near_names

if TYPE_CHECKING:
    import duckdb

LONGEST = 1000  # characters of a question; mart.search reads no more
SHOWN_FACTS = 3


def add_to(app: typer.Typer) -> None:
    """Adds the command `search`."""
    app.command()(search)


def search(
    words: Annotated[
        list[str],
        typer.Argument(help='Words, with or without diacritics; "in quotes" they follow each other.'),
    ],
    since: Annotated[
        str | None,
        typer.Option(help="Published on this day or later: DD/MM/YYYY, MM/YYYY, YYYY or YYYY-MM-DD."),
    ] = None,
    until: Annotated[str | None, typer.Option(help="Published on this day or earlier.")] = None,
    person: Annotated[str, typer.Option(help="Only articles that name this person.")] = "",
    metric: Annotated[
        str, typer.Option(help="Only articles with a figure of this metric, by code or name.")
    ] = "",
    province: Annotated[str, typer.Option(help="Only articles that name a place in this province.")] = "",
    source: Annotated[str, typer.Option(help="Only articles of this paper, by host or name.")] = "",
    limit: Annotated[int, typer.Option(help="How many articles at most.", min=1, max=1000)] = 10,
    format: Annotated[Format, typer.Option(help="table, csv, json, parquet or markdown.")] = Format.table,
    warehouse: WarehouseOption = None,
) -> None:
    """Articles that speak of your words, best first, each with the sentence that says most of them and the facts it tells.

    The same in SQL: `from mart.search('…', since := '2024-01-01')`.

    Examples: `khotin search chuyển đổi số Quảng Ninh` · `khotin search '"thu ngân sách" ha nam' --since 2024-01-01` · `khotin search điện gió --province "Bạc Liêu" --format json`
    """  # fmt: skip
    from flows import queries

    asked = query(" ".join(words), since, until, person, metric, province, source, limit)
    with published(warehouse, in_file=True) as connection:  # where a lake's index lies
        if not connection.execute("SELECT 1 FROM duckdb_functions() WHERE schema_name = 'mart' AND function_name = 'search'").fetchone():  # fmt: skip
            raise ValueError(
                "kho này có trước khi có tìm kiếm / this warehouse was published before there was a search: `khotin run` indexes it"
            )
        queries.lock(connection)
        connection.execute(asked)
        if not (_show(connection) if format is Format.table else print_rows(connection, format)):
            tell_near_names(connection, {"person": person, "metric": metric, "province": province})


def query(
    words: str,
    since: str | None = None,
    until: str | None = None,
    person: str = "",
    metric: str = "",
    province: str = "",
    source: str = "",
    limit: int = 10,
) -> str:
    """The query that asks mart.search. Raises BadParameter for words that ask nothing, or too much."""
    from flows import place_names
    from flows.asked_values import span
    from flows.report.asked import written

    asked = words.strip()
    if not any(letter.isalnum() for letter in asked):
        raise typer.BadParameter("chưa có gì để tìm, nêu một từ / nothing to look for: give a word or more")
    if len(asked) > LONGEST:
        raise typer.BadParameter(
            f"{len(asked)} chữ cái, nhiều nhất {LONGEST} / {len(asked)} characters: give {LONGEST} or fewer, the words that matter"
        )
    try:
        begin, end = since and span(since)[0].isoformat(), until and span(until)[1].isoformat()
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    there = place_names.asked(province, lying=True)
    given = {"asked": asked, "limit": limit, "since": begin, "until": end, "person": person, "metric": metric, "province": there, "source": source}  # fmt: skip
    return written(
        "FROM mart.search($asked, at_most := $limit, since := $since, until := $until, person := $person, "
        "metric := $metric, province := $province, source := $source)",
        given,
    )


def _show(asked: "duckdb.DuckDBPyConnection") -> int:
    """Each article: its title, where it stands, the sentence with what was asked in bold, what facts the sentence tells; how many."""
    names = [column[0] for column in asked.description or []]
    found = [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
    lacking = [row.get("lacks") or [] for row in found]  # a file of before has no such column
    nowhere = _common(lacking)
    for row, lacks in zip(found, lacking, strict=True):
        about = " · ".join(str(v) for v in (row["source"], row["published_on"], row["article_id"][:12]) if v)
        console.print(Text.assemble((row["title"] or "—", "bold"), (f"  {about}", "dim")), soft_wrap=True)
        console.print(_marked(f"  {row['snippet']}"), soft_wrap=True)
        for fact in row["facts"][:SHOWN_FACTS]:
            console.print(_fact(fact), style="dim", soft_wrap=True)
        if here := [told for told in lacks if told not in nowhere]:
            console.print(f"  thiếu / without: {_quoted(here)}", style="yellow", soft_wrap=True)
        console.print(f"  {row['origin']}\n", style="dim", soft_wrap=True)
    console.print(f"{len(found)} bài / articles", style="dim")
    if nowhere:
        console.print(f"không bài nào trên đây có / none of these has: {_quoted(nowhere)}", style="yellow", soft_wrap=True)  # fmt: skip
    return len(found)


def _common(lacking: list[list[str]]) -> list[str]:
    """What of the words none of the articles has."""
    each = [set(" ".join(lacks).split()) for lacks in lacking]
    everywhere = set.intersection(*each) if each else set()
    kept = (
        " ".join(w for w in told.split() if w in everywhere) for told in min(lacking, key=len, default=[])
    )
    return [told for told in kept if told]


def _quoted(words: list[str]) -> str:
    return ", ".join(f'"{w}"' for w in words)


def _marked(snippet: str) -> Text:
    """What stands between « and » in bold, the marks themselves left out."""
    text = Text()
    for part in snippet.split("«"):
        hit, end, rest = part.partition("»")
        text.append(hit, "bold yellow" if end else "")
        text.append(rest)
    return text


def _fact(fact: dict[str, Any]) -> str:
    told = " ".join(fact["surface"].split())
    return f"  {fact['fact_type']}: {told[:80]}{'…' if len(told) > 80 else ''}  (khotin explain {fact['fact_id'][:20]})"
