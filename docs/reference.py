"""The reference pages of the docs' site, written from what the program itself knows, so that they cannot lag behind it."""

import csv
import json
from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
from typer.main import get_command

from docs import diagrams
from docs.catalogue import Table, read_by, tables, whence
from flows.assets import root
from flows.cli import app
from flows.config import MEANINGS, variable
from flows.contracts import FACTS
from flows.load.tables import TABLES
from flows.seeds import PROMISES, Promise
from flows.settings import Settings

Rows = Sequence[tuple[str, ...]]
SCHEMAS = {
    "mart": "Các bảng để hỏi / What is there to ask",
    "dq": "Chất lượng / Quality, run by run",
    "ops": "Vận hành / What runs did, and what people judged",
}
WHENCE = {
    "read": "read in the article's text (`flows/extract/`)",
    "loaded": "given in loading: who is meant, what a person judged, by which rules (`sql/load/`, `sql/settle/`)",
    "joined": "joined or computed by the view (`sql/marts/`)",
}
GENERATED = "Written at build time from {}.\n"
WIDE = "---\nhide: [toc]\n---\n"  # a page whose pictures and tables take the place of its table of contents


def pages(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Every reference page by its file; `connection` is of a star, which may be empty."""
    star = tables(connection, "main")
    return {
        "reference/commands.md": commands(),
        **{f"reference/{s}.md": schema(s, tables(connection, s)) for s in SCHEMAS},
        "reference/star.md": star_page(star),
        "reference/lineage.md": lineage(connection, star),
        "reference/seeds.md": seeds(),
        "reference/settings.md": settings(),
        "reference/expectations.md": expectations(),
    }


def commands() -> str:
    """What `--help` says of every command."""
    lines = ["# Commands", "", GENERATED.format("`khotin --help` of each")]
    for name, command in _leaves(get_command(app), "khotin"):
        lines += [f"## {name}", "", *(line.strip() for line in (command.help or "").splitlines()), ""]
        rows = [_parameter(p) for p in command.params if p.name != "help" and not getattr(p, "hidden", False)]
        if rows:
            lines += [_table(("", "default", "what"), rows), ""]
    return "\n".join(lines)


def schema(name: str, found: dict[str, Table]) -> str:
    """Every view or table of a schema with its columns, as its comments say."""
    lines = [f"# Schema {name}", "", f"{SCHEMAS[name]}. " + GENERATED.format(f"`sql/comments/{name}.csv`")]
    for table in found.values():
        rows = [(f"`{c.name}`", c.kind.lower(), c.words) for c in table.columns]
        lines += [f"## {name}.{table.name}", "", table.words, "", _table(("column", "type", "what"), rows), ""]  # fmt: skip
    return "\n".join(lines)


def star_page(star: dict[str, Table]) -> str:
    """The entity-relationship diagram, the bus matrix, and the grain of each table."""
    facts = [star[table] for table in TABLES.values()]
    dims = sorted({str(c.key_of) for fact in facts for c in fact.keys})
    matrix = [
        (f"`{f.name}`", *(", ".join(f"`{c.name}`" for c in f.keys if c.key_of == d) for d in dims))
        for f in facts
    ]
    grains = [(f"`{t.name}`", t.words.removeprefix("Grain: ")) for t in star.values()]
    return "\n".join(
        [
            WIDE,
            "# The star",
            "",
            GENERATED.format(
                "the comments of the tables; no key is declared, runs audit that each leads somewhere"
            ),
            diagrams.star(star),
            "## Conformed keys",
            "",
            "Which fact leads to which dimension by which column: a column in one row and another row of one table joins the two.",
            "",
            _table(("fact", *(f"`{d}`" for d in dims)), matrix),
            "",
            "## Grain",
            "",
            _table(("table", "one row is"), grains),
            "",
        ]
    )


def lineage(connection: duckdb.DuckDBPyConnection, star: dict[str, Table]) -> str:
    """From a source to a column of mart: the picture, what each view reads, where each column of a fact comes from."""
    reads = read_by(connection)
    made = [(f"`mart.{v}`", ", ".join(f"`{name}`" for name in sorted(r))) for v, r in reads.items() if r]
    lines = [
        WIDE,
        "# Lineage",
        "",
        GENERATED.format("the SQL of the views and the contracts of the frames"),
        diagrams.lineage(reads),
        "## What each view is made from",
        "",
        _table(("view", "reads"), made),
        "",
        "## Where the columns of a fact come from",
        "",
        *(f"- **{code}**: {words}" for code, words in WHENCE.items()),
        "",
    ]
    rows = []
    mart = tables(connection, "mart")
    for noun in FACTS:
        by: dict[str, list[str]] = {code: [] for code in WHENCE}
        for column in mart[noun].columns:
            by[whence(noun, column.name, star[TABLES[noun]])].append(f"`{column.name}`")
        rows.append((f"`mart.{noun}`", *(" ".join(by[code]) for code in WHENCE)))
    return "\n".join([*lines, _table(("view", *WHENCE), rows), ""])


def seeds() -> str:
    """Every seed: what its first line says, its columns, and how a cell is written."""
    lines = [
        "# Seeds",
        "",
        GENERATED.format("`seeds/reference/` and `flows/seeds.py`"),
        "Your own rows lie in `seeds/` of your home, or in the folder that `KHOTIN_SEEDS` names, and come on top of these. `khotin doctor` says which row is wrong.",
        "",
    ]
    for file in sorted((root() / "seeds" / "reference").glob("*.csv")):
        told = file.read_text(encoding="utf-8").splitlines()
        remarks = [line.removeprefix("#").strip() for line in told if line.startswith("#")]
        rows = [line for line in told if line and not line.startswith("#")]
        promise = PROMISES.get(file.stem, Promise((), ()))
        cells = [(f"`{column}`", _cell(promise, column)) for column in next(csv.reader(rows[:1]))]
        lines += [f"## {file.name}", "", " ".join(remarks), "", f"{len(rows) - 1:,} rows.", "", _table(("column", "how it is written"), cells), ""]  # fmt: skip
    return "\n".join(lines)


def settings() -> str:
    """Every setting with its variable, its default and what it means."""
    rows = []
    for name, means in MEANINGS.items():
        default = Settings.model_fields[name].default
        rows.append((f"`{name}`", f"`{variable(name)}`", "" if default is None else f"`{default}`", means))
    return "\n".join(
        [
            "# Settings",
            "",
            GENERATED.format("`flows/settings.py` and `flows/config.py`"),
            "In `khotin.toml` by the first name, in the environment by the second, which goes before the file; `khotin doctor --settings` shows what holds here.",
            "",
            _table(("setting", "variable", "default", "what"), rows),
            "",
        ]
    )


def expectations() -> str:
    """Every expectation: what is expected, why, how grave it is, what to do."""
    lines = [WIDE, "# Expectations", "", GENERATED.format("`expectations/*.json`")]
    for file in sorted((root() / "expectations").glob("*.json")):
        suite = json.loads(file.read_text(encoding="utf-8"))
        rows = []
        for expectation in suite["expectations"]:
            meta = expectation["meta"]
            rows.append((f"`{meta['id']}`", str(expectation.get("severity", "")), meta.get("vi", ""), meta.get("why", ""), meta.get("act", "")))  # fmt: skip
        lines += [f"## {file.stem}", "", _table(("expectation", "severity", "kỳ vọng", "why", "what to do"), rows), ""]  # fmt: skip
    return "\n".join(lines)


def _leaves(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """The commands below a command, each by what is typed."""
    below = getattr(command, "commands", None)
    if below is None:
        yield name, command
        return
    for word, child in sorted(below.items()):
        if not getattr(child, "hidden", False):
            yield from _leaves(child, f"{name} {word}")


def _parameter(parameter: Any) -> tuple[str, ...]:
    told = getattr(parameter, "help", None) or ""
    if parameter.param_type_name == "argument":
        return f"`{parameter.name.upper()}`", "", told
    default = parameter.default
    shown = "" if default is None or default is False or callable(default) else f"`{default}`"
    return ", ".join(f"`{o}`" for o in (*parameter.opts, *parameter.secondary_opts)), shown, told


def _cell(promise: Promise, column: str) -> str:
    told = [promise.shapes[column][1]] if column in promise.shapes else []
    told += [f"one of `{promise.parents[column]}`, or empty"] if column in promise.parents else []
    told += ["names the row: never empty, no two alike" if len(promise.key) == 1 else f"with {', '.join(k for k in promise.key if k != column)} names the row"] if column in promise.key else []  # fmt: skip
    told += ["may be lacking in your own file"] if column in promise.optional else []
    return "; ".join(told)


def _table(heads: tuple[str, ...], rows: Rows) -> str:
    """A table of Markdown; what would end a cell or begin an element is escaped, except within `code`."""
    cells = ["| " + " | ".join(_safe(cell) for cell in row) + " |" for row in rows]
    return "\n".join(["| " + " | ".join(heads) + " |", "| " + " | ".join(["---"] * len(heads)) + " |", *cells])  # fmt: skip


def _safe(cell: str) -> str:
    parts = cell.replace("|", "\\|").replace("\n", " ").split("`")
    return "`".join(p if i % 2 else p.replace("<", "&lt;").replace("*", "\\*") for i, p in enumerate(parts))
