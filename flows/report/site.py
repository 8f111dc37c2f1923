"""A page for each subject, a page for each article that they cite, and an index: files that need no server and no network."""

import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

import duckdb

from flows.files import connected, written_whole
from flows.report import subjects, words
from flows.report.asked import Rows
from flows.report.page import SMALL, environment
from flows.report.subjects import KINDS, Subject

MARK = "khotin-site"  # in the index, by which a site is known as one
LEAST = 2  # facts, from which on a person, an organisation or a project has a page in a site


def write_page(warehouse: Path, name: str, kind: str | None = None, folder: Path | None = None) -> Path:
    """Writes the page of one subject and of the articles that it cites, in a folder of its name in `folder`, else in
    reports/subjects/; its path. What was there of it is replaced.

    Raises FileNotFoundError where there is no warehouse, NotFound.
    """
    folder = folder or warehouse.parent / "reports" / "subjects"
    with _opened(warehouse) as connection:
        subject = subjects.named(connection, name, kind)
    own = folder / subject.file.removesuffix(".html")
    shutil.rmtree(own, ignore_errors=True)
    _articles([subject], own)
    return _page(subject, own, None)


def write_site(warehouse: Path, folder: Path) -> dict[str, int]:
    """Writes a page for every subject, with an index; how many of each kind, and of articles. A site that was there is replaced.

    Raises FileNotFoundError where there is no warehouse, ValueError for a folder of something else.
    """
    with written_whole(folder, warehouse, "a site", _is_one, warehouse.parent / "reports") as part:
        with _opened(warehouse) as connection:
            told = subjects.all_of_them(connection, LEAST)
        cited = _articles(told, part)
        for subject in told:
            _page(subject, part, "index.html")
        template = environment().get_template("site.html.j2")
        index = template.render(subjects=told, kinds=KINDS, mark=MARK, articles=cited)
        (part / "index.html").write_text(index, encoding="utf-8")
    counts = {kind: sum(s.kind == kind for s in told) for kind in KINDS}
    return counts | {"article": cited}


def _opened(warehouse: Path) -> duckdb.DuckDBPyConnection:
    if not warehouse.exists():
        raise FileNotFoundError(f"{warehouse} is not there yet: run `khotin run` first")
    return connected(warehouse, True, SMALL)


def _is_one(folder: Path) -> bool:
    """Whether a folder holds a site."""
    index = folder / "index.html"
    return index.is_file() and MARK in index.read_text(encoding="utf-8", errors="replace")[:2000]


def _page(subject: Subject, folder: Path, home: str | None) -> Path:
    by_topic: dict[str, Rows] = defaultdict(list)
    for said in subject.of("statements"):
        by_topic[said["topic"] or "khác / other"].append(said)
    years: dict[Any, Rows] = defaultdict(list)
    for fact in subject.facts:
        years[fact["happened_on"].year if fact["happened_on"] else None].append(fact)
    page = (
        environment()
        .get_template("subject.html.j2")
        .render(
            subject=subject,
            kind=KINDS[subject.kind],
            home=home,
            lines=subjects.charts_of(subject),
            topics=sorted(by_topic.items(), key=lambda item: (item[0].startswith("khác"), -len(item[1]))),
            years=sorted(years.items(), key=lambda item: -(item[0] or 0)),
            articles=len({f["article_id"] for f in subject.facts}),
            href=subjects.href,
            types=words.TYPES,
        )
    )
    path = folder / subject.file
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
    return path


def _articles(told: list[Subject], folder: Path) -> int:
    """A page for each article cited: not its text, but each fact of these subjects with its sentence; how many."""
    facts: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    mentioned: dict[str, dict[str, Subject]] = defaultdict(dict)
    for subject in told:
        for fact in (*subject.facts, *subject.cited):
            facts[fact["article_id"]][fact["fact_id"]] = fact
            mentioned[fact["article_id"]][subject.file] = subject
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    template = environment().get_template("subject_article.html.j2")
    for article_id, own in facts.items():
        page = template.render(facts=list(own.values()), subjects=list(mentioned[article_id].values()), types=words.TYPES, kinds=KINDS)  # fmt: skip
        (folder / "articles" / f"{article_id}.html").write_text(page, encoding="utf-8")
    return len(facts)
