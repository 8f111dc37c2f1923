"""Articles with their facts marked in the text: what a person checks the reading by."""

import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment

from flows.assets import sql

HIDDEN = {
    "fact_id", "article_id", "article_version", "version_id", "published_on", "surface", "char_start", "char_end", "sentence", "sentence_number",
    "is_repeat", "claim_id", "confidence", "rule", "rules_version", "judgement", "entity_id", "metric_name", "event_id", "person_id",
    "organization_id", "speaker_id",
}  # fmt: skip


def write_articles(
    connection: duckdb.DuckDBPyConnection, folder: Path, look: list[dict[str, Any]], environment: Environment
) -> dict[str, str]:
    """Writes a page for each article of `look` (rows of sql/report/look.sql); version_id → path from the report."""
    if not look:
        return {}
    folder.mkdir(parents=True, exist_ok=True)
    versions = [row["version_id"] for row in look]
    articles = {a["version_id"]: a for a in _rows(connection, "report/article.sql", versions)}
    facts: dict[str, list[dict[str, Any]]] = {v: [] for v in versions}
    for row in _rows(connection, "report/marks.sql", versions):
        fact = json.loads(row["row"])
        if fact.get("char_start") is not None and fact.get("char_end") is not None:
            facts[row["version_id"]].append(_fact(fact, row))
    template = environment.get_template("article.html.j2")
    linked = {}
    for version in versions:
        told = sorted(facts[version], key=lambda f: (f["start"], f["end"], f["type"]))
        page = template.render(
            article=articles[version],
            facts=told,
            pieces=list(pieces(articles[version]["text"], told)),
            report=f"../{folder.name}.html",
        )
        (folder / f"{version}.html").write_text(page, encoding="utf-8")
        linked[version] = f"{folder.name}/{version}.html"
    return linked


def pieces(text: str, facts: Iterable[dict[str, Any]]) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    """The text cut where a fact begins or ends: (piece, the facts over it, the narrowest first).

    >>> [(t, [f["start"] for f in over]) for t, over in pieces("abcd", [{"start": 1, "end": 4}, {"start": 2, "end": 3}])]
    [('a', []), ('b', [1]), ('c', [2, 1]), ('d', [1])]
    """
    spans = [f for f in facts if 0 <= f["start"] < f["end"] <= len(text)]
    cuts = sorted({0, len(text), *(f["start"] for f in spans), *(f["end"] for f in spans)})
    begins = sorted(spans, key=lambda f: f["start"])
    active: list[dict[str, Any]] = []
    at = 0
    for start, end in pairwise(cuts):
        while at < len(begins) and begins[at]["start"] <= start:
            active.append(begins[at])
            at += 1
        active = [f for f in active if f["end"] > start]
        yield text[start:end], sorted(active, key=lambda f: f["end"] - f["start"])


def _fact(fact: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    values = {k: v for k, v in fact.items() if k not in HIDDEN and v not in (None, [], False)}
    return {
        "id": fact["fact_id"], "type": row["fact_type"], "start": fact["char_start"], "end": fact["char_end"], "surface": fact["surface"],
        "values": values, "rule": fact["rule"], "confidence": fact["confidence"], "is_repeat": fact["is_repeat"],
        "judgement": fact.get("judgement"), "reason": row["reason"], "sentence": fact.get("sentence"),
    }  # fmt: skip


def _rows(connection: duckdb.DuckDBPyConnection, query: str, versions: list[str]) -> list[dict[str, Any]]:
    cursor = connection.execute(sql(query), {"versions": versions})
    names = [d[0] for d in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
