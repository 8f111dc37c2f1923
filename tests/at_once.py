"""The texts that the tests of a file give to a function word for word, so that all of them can be read in one reading.

A reading of one text costs about as much as one of fifty: most of it makes the patterns ready.
"""

import ast
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl

from flows import extract
from flows.ingest.texts import article_rows
from flows.read import lexicon, read


def facts(*told: tuple[str | None, Iterable[str]]) -> dict[str, pl.DataFrame]:
    """The facts of articles of one text each, told by their days, all in one reading; `article_id` is the text."""
    lines = [{"id": text, "text": text, "published_on": day} for day, texts in told for text in texts]
    return extract.facts(read(article_rows(lines), lexicon.load()), lexicon.load())


def given(file: str, *functions: str) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    """What the calls of these functions in a file are given, arguments and named ones, each once; but for what is worked out
    first: only literals, and names of literals of the same test, are known before it runs.

    >>> file = getfixture("tmp_path") / "test_a.py"
    >>> _ = file.write_text('def test_a():\\n    text = "Một."\\n    assert told(text, day=None) == told("Hai.")\\n    told(text + "!")')
    >>> given(str(file), "told")
    [(('Một.',), {'day': None}), (('Hai.',), {})]
    """
    found = []
    for test in ast.parse(Path(file).read_text(encoding="utf-8")).body:
        if isinstance(test, ast.FunctionDef):
            names = {n.targets[0].id: n.value for n in ast.walk(test) if isinstance(n, ast.Assign) and isinstance(n.targets[0], ast.Name)}  # fmt: skip
            calls = (n for n in ast.walk(test) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name))
            found += [_literal(call, names) for call in calls if call.func.id in functions]  # type: ignore[attr-defined]
    return [call for i, call in enumerate(found) if call is not None and call not in found[:i]]


class _Named(ast.NodeTransformer):
    """Puts what a name was given in its place."""

    def __init__(self, names: dict[str, ast.expr]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.names.get(node.id, node)


def _literal(call: ast.Call, names: dict[str, ast.expr]) -> tuple[tuple[Any, ...], dict[str, Any]] | None:
    def value(node: ast.expr) -> Any:
        return ast.literal_eval(_Named(names).visit(node))

    try:
        return tuple(value(a) for a in call.args), {str(k.arg): value(k.value) for k in call.keywords}
    except ValueError:
        return None
