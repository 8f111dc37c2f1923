"""Named questions: the queries of sql/analysis, what each answers, its parameters, and how one is found by words.

A file begins with its question in Vietnamese and English; `-- ? words, words` are other words that people ask it with,
`-- $name = default (choices) : what it means` is a parameter and `-- > column: value | column: value` an example of a row.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING

from flows.asked_names import TAKEN_BY, Named, named
from flows.asked_people import with_people
from flows.asked_values import taken
from flows.assets import root
from flows.letters import parted, without_marks

if TYPE_CHECKING:
    import duckdb

PARAMETER = re.compile(r"-- \$(\w+) = (.*?)(?: ?\(([^)]*)\))? : (.*)")
ALSO, EXAMPLE, AND = "-- ? ", "-- > ", " | "
# Words that most questions have, whatever they ask: by these alone none is found where there are others.
IDLE = (
    "ai là gì nào bao nhiêu mấy sao thế khi đâu ở của có không và với về các những mỗi được bị đã đang sẽ cho trong theo từ đến năm nay hay "
    "a an the is are was were of in on at by to for and or what which who whom whose how where when did does do has have"
)
# What is asked by a name alone, the likeliest first: what it amounts to over time, its figures, what was promised.
PLAINLY = {
    "metric": ("metric_over_time", "figures", "league"),
    "place": ("figures", "promises", "projects"),
    "office": ("office_holders",),
    "body": ("office_holders",),
    "person": ("person", "said", "said_about"),
}
GUIDE = """# Questions / Câu hỏi

Written by `make questions` from `sql/analysis/`; a test holds it against them. Ask one with `khotin sql NAME param=value`, find one with `khotin ask WORDS`.
Names are taken with or without diacritics. What is left out has its default; an empty text asks for everything.
The columns below show codes, as csv, json, parquet and markdown hold them; a table tells them in Vietnamese and English ("đã đạt / reached").

| name | answers |
| --- | --- |"""


@dataclass(frozen=True)
class Parameter:
    """What a question is asked with: its default, what it means in Vietnamese / English, the only values it can have if any."""

    name: str
    default: str
    meaning: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A query of sql/analysis: its name, what it answers in Vietnamese / English, its SQL, its parameters, an example of a row, other words that people ask it with."""

    name: str
    answers: str
    sql: str
    notes: str = ""
    parameters: dict[str, Parameter] = field(default_factory=dict)
    example: dict[str, str] = field(default_factory=dict)
    also: str = ""


class UnknownQuestion(ValueError):
    """No query of that name."""


def questions() -> list[Question]:
    """Every named question, by name."""
    files = sorted((root() / "sql" / "analysis").glob("*.sql"))
    return [read(file.stem, file.read_text(encoding="utf-8")) for file in files]


def question(name: str) -> Question:
    """The question of that name. Raises UnknownQuestion with the nearest names, else how to list them."""
    known = {q.name: q for q in questions()}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, 3, 0.6) or [n for n in known if name and name in n][:3]
    if named := of_view(name):
        hint = f"là khung nhìn / it is a view: {named}"
    elif near:
        hint = f"có phải / did you mean {', '.join(near)}?"
    else:
        hint = "`khotin sql` kể hết / lists them, `khotin ask WORDS` tìm một câu / finds one"
    raise UnknownQuestion(f"không có câu hỏi / no question {name}: {hint}")


def of_view(name: str) -> str | None:
    """The command that shows the first rows of the view of mart that is called so, if one is."""
    file = root() / "sql" / "marts" / f"{name}.sql"
    if not name.isidentifier() or not file.exists() or f"VIEW mart.{name} AS" not in file.read_text(encoding="utf-8"):  # fmt: skip
        return None
    return f'khotin sql "FROM mart.{name} LIMIT 20"'


def answer(connection: "duckdb.DuckDBPyConnection", name: str, given: dict[str, str]) -> None:
    """Asks a named question; its rows are fetched from the connection. What is not given has its default.

    Raises UnknownQuestion, ValueError for a parameter that it does not have or a value that it cannot have.
    """
    from flows.files import in_quotes

    asked = question(name)
    values = {p.name: p.default for p in asked.parameters.values()}
    for parameter, value in given.items():
        values[parameter] = _taken(asked, parameter, value)
    if not values:
        connection.execute(asked.sql)
        return
    # Prepared in SQL: to bind values from Python DuckDB imports pandas, which takes longer than the answer.
    connection.execute(f"PREPARE asked AS {asked.sql}")
    literals = (f"{n} := {in_quotes(value)}" for n, value in values.items())
    connection.execute(f"EXECUTE asked({', '.join(literals)})")


def found(words: str) -> list[Question]:
    """The questions that speak of any of the words, those that speak of most of them first.

    Case does not matter, nor do diacritics where the words have none: "đắt" is not "đạt", "dat" may be either. Two words in a row weigh as a word of
    their own ("chủ tịch" is not "chủ trì"), a word in a question's name or first lines more than one in its parameters and columns, and one that many
    questions have weighs little. Metrics, provinces, years, offices, bodies and people that the words name weigh for the questions that take them, and
    their single words for none ("tăng trưởng" is no "Viện trưởng"), nor do those of two that a question is asked with ("phê duyệt" is no "duyệt").
    """
    split = _words if without_marks(words) == words.lower() else _written
    idle = set(split(IDLE))
    called = names_in(words)
    all_of_them = questions()
    told_words = split(words)
    spans = [*_spans(called), *_together(told_words, split, all_of_them)]
    wanted = _terms(told_words) - _inside(told_words, spans) - _of_people(told_words, called)
    wanted = {term for term in wanted if not set(term.split()) <= idle} or wanted
    told = {
        q.name: (_terms(split(f"{q.name} {q.answers} {q.also}")), _terms(split(_beside(q))))
        for q in all_of_them
    }
    rarity = {w: 1 / max(1, sum(w in first or w in more for first, more in told.values())) for w in wanted}
    weights = {
        q.name: sum(rarity[w] * (3 if w in told[q.name][0] else w in told[q.name][1]) for w in wanted)
        for q in all_of_them
    }
    for q in all_of_them:
        weights[q.name] += _by_names(q, called)
    return sorted((q for q in all_of_them if weights[q.name] > 0), key=lambda q: (-weights[q.name], q.name))


def names_in(words: str) -> list[Named]:
    """The metrics, provinces, years, offices, bodies and people that words name."""
    with_marks = without_marks(words) != words.lower()
    return with_people(words, named(parted(words, with_marks), with_marks), with_marks)


def metric_of(words: str) -> str | None:
    """The metric that words mean which are all a part of its name alone ("giải ngân"); None where they mean none, or more besides."""
    called = names_in(words)
    if len(called) != 1 or called[0].kind != "metric":
        return None
    return called[0].name if called[0].end - called[0].begin == len(parted(words)) else None


def filled_in(asked: Question, called: list[Named]) -> dict[str, str]:
    """The parameters of a question that names fill in, each with the first that it can take."""
    given: dict[str, str] = {}
    for name in called:
        taken = next((p for p in TAKEN_BY[name.kind] if p in asked.parameters and p not in given), None)
        if taken:
            given[taken] = name.name
    return given


def _by_names(asked: Question, called: list[Named]) -> float:
    """What the names weigh for a question that takes them."""
    given = filled_in(asked, called)
    kinds = {name.kind for name in called if name.name in given.values()} - {"year"}
    plainly = [
        0.1 * (len(PLAINLY[k]) - PLAINLY[k].index(asked.name)) for k in kinds if asked.name in PLAINLY[k]
    ]
    return len(kinds) + sum(plainly)


def _of_people(words: list[str], called: list[Named]) -> set[str]:
    """The pairs of words of people's names and of the offices before them, where they stand nowhere else."""
    within = {i for n in called if n.kind == "person" for i in range(n.begin, n.end - 1)}
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    return {pairs[i] for i in within} - {pair for i, pair in enumerate(pairs) if i not in within}


def _spans(called: list[Named]) -> list[tuple[int, int]]:
    return [(name.begin, name.end) for name in called if name.end > name.begin + 1]


def _together(
    words: list[str], split: Callable[[str], list[str]], known: list[Question]
) -> list[tuple[int, int]]:
    """Where two words stand in a row that some question is asked with as one."""
    pairs = {tuple(split(told)) for q in known for told in re.split(r", | / ", q.also)}
    return [(i, i + 2) for i, pair in enumerate(pairwise(words)) if pair in pairs]


def _inside(words: list[str], spans: list[tuple[int, int]]) -> set[str]:
    """The single words of names and of what is said as one, where they stand nowhere else."""
    within = {i for begin, end in spans for i in range(begin, end)}
    return {words[i] for i in within} - {w for i, w in enumerate(words) if i not in within}


def read(name: str, text: str) -> Question:
    """A question from its file. Raises ValueError where its header lacks the question or cannot be read."""
    header = [line for line in text.splitlines() if line.startswith("--")]
    parameters: dict[str, Parameter] = {}
    example: dict[str, str] = {}
    told: list[str] = []
    also: list[str] = []
    for line in header:
        if found := PARAMETER.fullmatch(line):
            choices = tuple(c.strip() for c in (found[3] or "").split(",") if c.strip())
            parameters[found[1]] = Parameter(found[1], found[2].strip(), found[4], choices)
        elif line.startswith(EXAMPLE):
            cells = (cell.split(": ", 1) for cell in line.removeprefix(EXAMPLE).split(AND))
            example |= dict(cells)
        elif line.startswith(ALSO):
            also.append(line.removeprefix(ALSO))
        elif line.startswith("-- $"):
            raise ValueError(f"sql/analysis/{name}.sql: {line}: write -- $name = default : meaning")
        else:
            told.append(line.removeprefix("-- "))
    if not told:
        raise ValueError(
            f"sql/analysis/{name}.sql: its first line is to be its question, in Vietnamese / English"
        )
    return Question(name, told[0], text, " ".join(told[1:]), parameters, example, ", ".join(also))


def guide() -> str:
    """docs/questions.md: every question with its parameters and an example of its columns."""
    lines = [GUIDE, *(f"| [`{q.name}`](#{q.name}) | {q.answers} |" for q in questions())]
    for q in questions():
        given = "".join(f" {p.name}={_shown(p.default)}" for p in q.parameters.values())
        lines += ["", f"## {q.name}", "", q.answers, *(["", q.notes] if q.notes else [])]
        lines += ["", f"    khotin sql {q.name}{given}", ""]
        for p in q.parameters.values():
            choices = f" ({', '.join(p.choices)})" if p.choices else ""
            lines.append(f"- `{p.name}`{choices}: {p.meaning}")
        lines += [*([""] if q.parameters else []), "| column | for example |", "| --- | --- |"]
        lines += [f"| `{column}` | {value} |" for column, value in q.example.items()]
    return "\n".join(lines) + "\n"


def _shown(default: str) -> str:
    return f'"{default}"' if " " in default or not default else default


def _taken(asked: Question, parameter: str, value: str) -> str:
    """What a parameter is asked with for a value as people write it. Raises ValueError for one that it cannot have."""
    if parameter not in asked.parameters:
        there = ", ".join(asked.parameters) or "none"
        near = get_close_matches(parameter, asked.parameters, 1)
        hint = f"có phải / did you mean {near[0]}? " if near else ""
        raise ValueError(
            f"{asked.name} không có tham số / has no parameter {parameter}: {hint}nó có / it has {there}"
        )
    try:
        return taken(asked.sql, parameter, value, asked.parameters[parameter].choices)
    except ValueError as error:
        raise ValueError(f"{asked.name}: {error}") from None


def _beside(asked: Question) -> str:
    parameters = (f"{p.name} {p.meaning} {' '.join(p.choices)}" for p in asked.parameters.values())
    return " ".join([asked.notes, *parameters, *asked.example])


def _terms(words: list[str]) -> set[str]:
    """The words, and each two in a row."""
    return {*words, *(f"{one} {other}" for one, other in pairwise(words))}


def _words(text: str) -> list[str]:
    """Words in lower case without diacritics, đ as d; plurals of English words by their stem."""
    return _written(without_marks(text))


def _written(text: str) -> list[str]:
    """Words in lower case as they are written; plurals of English words by their stem."""
    return [w[:-1] if len(w) > 3 and w.endswith("s") else w for w in parted(text)]


if __name__ == "__main__":
    print(guide(), end="")
