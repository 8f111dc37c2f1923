"""Articles with their facts marked in the text: what a person checks the reading by."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment

from flows.assets import root, sql
from flows.report.asked import rows, sentences_of
from flows.report.charts import number

# As the template writes them: what a page rests on, and its way back.
RESTS_ON, BACK = '<meta name="rests-on" content="{}">', '<a href="../{}.html">'
AT_ONCE = 3  # facts that are told of one piece of the text where it is pointed at
LONG = 80  # letters of a text that is not told there
HIDDEN = {
    "fact_id", "article_id", "article_version", "version_id", "published_on", "surface", "char_start", "char_end", "sentence", "sentence_number",
    "is_repeat", "claim_id", "confidence", "rule", "rules_version", "judgement", "entity_id", "metric_name", "event_id", "person_id",
    "organization_id", "speaker_id",
}  # fmt: skip


def write_articles(
    connection: duckdb.DuckDBPyConnection, folder: Path, look: list[dict[str, Any]], environment: Environment
) -> dict[str, str]:
    """A page in `folder` for each article of `look` (rows of sql/report/look.sql); version_id → path from the report.

    A page that an earlier report beside it has of the same facts is taken over: only what changed is written anew.
    """
    if not look:
        return {}
    folder.mkdir(parents=True, exist_ok=True)
    versions = [row["version_id"] for row in look]
    rests_on = _rests_on(connection, versions)
    earlier = _earlier(folder)
    missing = [row for row in look if not _taken_over(row["version_id"], folder, rests_on, earlier)]
    if missing:
        _write(connection, folder, missing, rests_on, environment)
    return {version: f"{folder.name}/{version}.html" for version in versions}


def _write(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    look: list[dict[str, Any]],
    rests_on: dict[str, str],
    environment: Environment,
) -> None:
    about = {"versions": [row["version_id"] for row in look], "articles": [row["article_id"] for row in look]}
    facts: dict[str, list[dict[str, Any]]] = {v: [] for v in about["versions"]}
    with sentences_of(connection, about["versions"]):
        marks = rows(connection, sql("report/marks.sql"), about)
    for row in marks:
        fact = json.loads(row["row"])
        if fact.get("char_start") is not None and fact.get("char_end") is not None:
            facts[row["version_id"]].append(_fact(fact, row))
    template = environment.get_template("article.html.j2")
    for article in rows(connection, sql("report/article.sql"), about):
        version = article["version_id"]
        told = sorted(facts[version], key=lambda f: (f["start"], f["end"], f["type"]))
        page = template.render(
            article=article,
            facts=told,
            counts=Counter(f["type"] for f in told),
            pieces=[(piece, *_told_of(piece, over)) for piece, over in pieces(article["text"], told)],
            report=f"../{folder.name}.html",
            rests_on=rests_on[version],
        )
        (folder / f"{version}.html").write_text(page, encoding="utf-8")


def _rests_on(connection: duckdb.DuckDBPyConnection, versions: list[str]) -> dict[str, str]:
    """version_id → a digest of what its page is made from: what is known of the article, and khotin's own files."""
    told = rows(connection, sql("report/rests_on.sql"), {"versions": versions})
    return {r["version_id"]: hashlib.sha256((_made_by() + r["told"]).encode()).hexdigest()[:16] for r in told}


@cache
def _made_by() -> str:
    """A digest of the files that decide what a page looks like and what it shows."""
    here, asked = Path(__file__).parent, root() / "sql"
    files = [here / f"{name}.py" for name in ("articles", "charts", "words", "summary")]
    files += [asked / "report" / "article.sql", asked / "report" / "marks.sql"]
    files += sorted([*(here / "templates").iterdir(), *(asked / "marts").iterdir()])
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _earlier(folder: Path) -> dict[str, Path]:
    """version_id → its newest page: the one in `folder` where a report was there before, else that of an earlier run."""
    older = sorted(f for f in folder.parent.iterdir() if f.is_dir() and f != folder)
    return {page.stem: page for f in (*older, folder) for page in f.glob("*.html")}


def _taken_over(version: str, folder: Path, rests_on: dict[str, str], earlier: dict[str, Path]) -> bool:
    """Whether an earlier page is up to date; it then stands in `folder`, with its way back to this report."""
    page = earlier.get(version)
    if page is None:
        return False
    text = page.read_text(encoding="utf-8")
    if RESTS_ON.format(rests_on[version]) not in text[:500]:
        return False
    if page.parent != folder:
        text = text.replace(BACK.format(page.parent.name), BACK.format(folder.name), 1)
        (folder / page.name).write_text(text, encoding="utf-8")
    return True


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


def _told_of(piece: str, over: list[dict[str, Any]]) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """(The fact that a piece of the text is coloured as, what is told of it at once); no fact where none stands over it."""
    if not over or not piece.strip():
        return None, []
    return next((f for f in over if f["type"] != "mentions"), over[0]), over[:AT_ONCE]


def _fact(fact: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    values = [(k, v) for k, v in fact.items() if k not in HIDDEN and v not in (None, [], False)]
    shown = [(k, _shown(v)) for k, v in values]
    return {
        "id": fact["fact_id"], "type": row["fact_type"], "start": fact["char_start"], "end": fact["char_end"], "surface": fact["surface"],
        "shown": shown, "brief": [(k, v) for k, v in shown if not isinstance(fact[k], str) or len(v) < LONG], "rule": fact["rule"],
        "confidence": fact["confidence"], "is_repeat": fact["is_repeat"],
        "judgement": fact.get("judgement"), "reason": row["reason"], "sentence": fact.get("sentence"),
    }  # fmt: skip


def _shown(value: Any) -> str:
    """A value of a fact (text, truth, number, list of texts) as it is read."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value)
    return ", ".join(map(str, value)) if isinstance(value, list | dict) else str(value)
