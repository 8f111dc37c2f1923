"""Named questions: the queries of sql/analysis, with what each answers and its parameters."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from flows.assets import root

if TYPE_CHECKING:
    import duckdb

PARAMETER = re.compile(r"^-- \$(\w+) = (.*?) : (.*)$")


@dataclass(frozen=True)
class Question:
    """A query of sql/analysis: its name, what it answers, its SQL, its parameters with default and meaning."""

    name: str
    answers: str
    sql: str
    parameters: dict[str, tuple[str, str]]


class UnknownQuestion(KeyError):
    """No query of that name."""


def questions() -> list[Question]:
    """Every named question, by name."""
    return [
        _read(p.stem, p.read_text(encoding="utf-8"))
        for p in sorted((root() / "sql" / "analysis").glob("*.sql"))
    ]


def question(name: str) -> Question:
    """The question of that name. Raises UnknownQuestion with the names there are, and the nearest."""
    known = {q.name: q for q in questions()}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise UnknownQuestion(f"no question {name}: {hint}there are {', '.join(known)}")


def answer(connection: "duckdb.DuckDBPyConnection", name: str, given: dict[str, str]) -> None:
    """Asks a named question; its rows are fetched from the connection. What is not given has its default.

    Raises UnknownQuestion, ValueError for a parameter that it does not have.
    """
    asked = question(name)
    strange = sorted(set(given) - set(asked.parameters))
    if strange:
        raise ValueError(
            f"{name} has no parameter {strange[0]}: it has {', '.join(asked.parameters) or 'none'}"
        )
    values = {n: given.get(n, default) for n, (default, _) in asked.parameters.items()}
    if not values:
        connection.execute(asked.sql)
        return
    # Prepared in SQL: to bind values from Python DuckDB imports pandas, which takes longer than the answer.
    connection.execute(f"PREPARE asked AS {asked.sql}")
    literals = ("{} := '{}'".format(n, value.replace("'", "''")) for n, value in values.items())
    connection.execute(f"EXECUTE asked({', '.join(literals)})")


def _read(name: str, text: str) -> Question:
    header = [line for line in text.splitlines() if line.startswith("--")]
    parameters = {m[1]: (m[2].strip(), m[3].strip()) for line in header if (m := PARAMETER.match(line))}
    answers = " ".join(line.removeprefix("--").strip() for line in header if not PARAMETER.match(line))
    return Question(name, answers, text, parameters)
