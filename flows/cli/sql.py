"""`khotin sql` and `khotin ask`: queries on the published warehouse, named questions, and how one is found."""

import re
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from flows.cli.rows import Format, print_rows
from flows.cli.terminal import WarehouseOption, asked, console, errors, published, tell_near_names

if TYPE_CHECKING:
    from flows.questions import Question

NAME = re.compile(r"\w+")


def add_to(app: typer.Typer) -> None:
    """Adds the commands `sql` and `ask`."""
    app.command()(sql)
    app.command()(ask)


def sql(
    query: Annotated[
        str | None, typer.Argument(help="SQL, or the name of a question; none: the questions there are.")
    ] = None,
    parameters: Annotated[list[str] | None, typer.Argument(help="param=value … of a question.")] = None,
    format: Annotated[
        Format,
        typer.Option(
            help="table, csv (for Excel: cells that would be formulas are text), json (an object a line), parquet or markdown."
        ),
    ] = Format.table,
    warehouse: WarehouseOption = None,
) -> None:
    """Read-only SQL on the published warehouse, or a named question.

    Examples: `khotin sql "select metric, value, unit, sentence from mart.measurements limit 5"` · `khotin sql promises subject="Quảng Ninh"`
    """
    from flows import queries, questions
    from flows.near_names import meant

    if query is None:
        _list(questions.questions())
        return
    if NAME.fullmatch(query):
        given = _given(questions.question(query), parameters or [])
        with published(warehouse) as connection:
            queries.lock(connection)
            with asked(connection, warehouse):
                taken = meant(connection, given)
                if taken != given:
                    errors.print(Text(f"metric: {given['metric']} → {taken['metric']}"), style="dim")
                given = taken
                questions.answer(connection, query, given)
            found = print_rows(connection, format, in_words=True)
            tell_near_names(connection, given, found=bool(found))
        return
    if parameters:
        raise typer.BadParameter(
            f"{parameters[0]}: chỉ câu hỏi có tên mới có tham số / only a named question takes parameters; SQL đặt trong nháy / stands in quotes"
        )
    with published(warehouse) as connection:
        queries.lock(connection)
        with asked(connection, warehouse):
            queries.run(connection, query)
        print_rows(connection, format)


def ask(
    words: Annotated[list[str], typer.Argument(help="Words of your question, with or without diacritics.")],
    count: Annotated[int, typer.Option(help="How many questions to show.", min=1)] = 5,
    warehouse: WarehouseOption = None,  # every command takes it; the questions are khotin's own
) -> None:
    """Finds the named questions that your words ask, with their parameters.

    Examples: `khotin ask lời hứa đến hạn` · `khotin ask loi hua den han` · `khotin ask delayed projects`
    """
    from flows.questions import filled_in, found, names_in, of_view

    told = " ".join(words)
    called = names_in(told)
    fitting = found(told)[:count]
    if view := of_view(told):
        console.print(Text(f"mart.{told} là một khung nhìn / is a view:  {view}"), soft_wrap=True)
    elif not fitting:
        console.print("không câu hỏi nào có chữ ấy / no question has these words: `khotin sql` lists all")
        console.print(Text(f'khotin sql figures words="{told}"  ·  khotin search "{told}"  — tìm trong bài / looks in the articles'), soft_wrap=True)  # fmt: skip
        raise typer.Exit(1)
    for question in fitting:
        _tell(question, filled_in(question, called))
    console.print("\nkhotin sql NAME param=value — hỏi câu ấy / asks it", style="dim")


def _given(question: "Question", parameters: list[str]) -> dict[str, str]:
    """What a question is asked with. Raises BadParameter for what is no param=value, and for a parameter with two values."""
    for parameter in parameters:
        if "=" not in parameter:
            takes = " ".join(f"{name}=…" for name in question.parameters) or "không tham số / no parameters"
            raise typer.BadParameter(
                f"{parameter}: ghi / give param=value; {question.name} nhận / takes {takes}"
            )
    names = [parameter.partition("=")[0] for parameter in parameters]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise typer.BadParameter(
            f"{', '.join(twice)}: mỗi tham số một giá trị / one value each; ask once for each value"
        )
    return dict(parameter.split("=", 1) for parameter in parameters)


def _list(known: "list[Question]") -> None:
    """A question and its parameters on two lines each."""
    for question in known:
        console.print(Text.assemble((question.name, "bold"), f"  {question.answers}"), soft_wrap=True)
        if question.parameters:
            given = "  ".join(f"{p.name}={p.default}" for p in question.parameters.values())
            console.print(f"    {given}", style="dim", soft_wrap=True)
    console.print(
        "\nkhotin ask WORDS — tìm câu hỏi / finds one, and says what its parameters mean", style="dim"
    )


def _tell(question: "Question", given: dict[str, str]) -> None:
    """All that a question says of itself, and how it is asked with the names that the words hold."""
    console.print(Text.assemble((question.name, "bold"), f"  {question.answers}"), soft_wrap=True)
    if given:
        asked = "".join(f' {name}="{value}"' for name, value in given.items())
        console.print(Text(f"    khotin sql {question.name}{asked}"), soft_wrap=True)
    if question.notes:
        console.print(f"    {question.notes}", soft_wrap=True)
    for parameter in question.parameters.values():
        choices = f" ({', '.join(parameter.choices)})" if parameter.choices else ""
        console.print(f"    {parameter.name}={parameter.default}{choices}  {parameter.meaning}", style="dim", soft_wrap=True)  # fmt: skip
    console.print(f"    → {', '.join(question.example)}", style="dim", soft_wrap=True)
