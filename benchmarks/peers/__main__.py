"""khotin and other tools side by side, on the same articles, in turn: prints a table (docs/performance.md says what its rows compare).

    python benchmarks/peers [ARTICLES [TURNS [WORK…]]]      # 5000 articles, 3 turns, all works; `make bench-peers`

Every turn is a process of its own, khotin's and its peers' one after the other; seconds are those of the work alone, without starting
and importing. Peers are installed on demand, each in an environment of its own (environments.py).
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import table  # noqa: E402
from environments import PINS, NotToBeHad, python_of  # noqa: E402
from whole_run import CORPUS, articles  # noqa: E402

SAMPLE = 60  # articles that underthesea reads
MADE_PAGES = 20  # where there are no saved ones
PAGE = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="2025-06-01T08:00:00+07:00">
<link rel="canonical" href="https://bao.example/tin-{number}.html"></head><body><nav><ul>{links}</ul></nav>
<main><article><h1>{title}</h1>{paragraphs}</article></main><aside class="related"><ul>{links}</ul></aside></body></html>"""


class Side(NamedTuple):
    """One tool at one work: whose environment (`khotin` or a key of PINS), the script and its work, how it is called in the table."""

    environment: str
    script: str
    work: str
    called: str


# A work, the unit of its rate, and its sides; each peer is compared with the first.
COMPARISONS = {
    "loading": ("rows", [
        Side("khotin", "ours", "load", "khotin: rows, keys"),
        Side("dlt", "with_dlt", "upsert", "dlt, merge (upsert)"),
        Side("dlt", "with_dlt", "append", "dlt, append, unique indexes"),
        Side("khotin", "ours", "load_whole", "khotin: a whole warehouse"),
    ]),
    "reading": ("sentences", [
        Side("khotin", "ours", "read_all", "khotin, all articles: everything"),
        Side("khotin", "ours", "read_sample", f"khotin, {SAMPLE} articles: everything"),
        Side("underthesea", "with_underthesea", "ner", f"underthesea, {SAMPLE} articles: sentences and NER"),
        Side("underthesea", "with_underthesea", "split", f"underthesea, {SAMPLE} articles: sentences alone"),
    ]),
    "pages": ("pages", [
        Side("khotin", "ours", "pages", "khotin: page to article"),
        Side("khotin", "ours", "trafilatura_alone", "trafilatura as it comes"),
        Side("khotin", "ours", "trafilatura_as_asked", "trafilatura with khotin's options"),
    ]),
    "validation": ("rows", [
        Side("khotin", "ours", "validate", "khotin"),
        Side("khotin", "with_gx", "pandas", "Great Expectations, pandas"),
        Side("khotin", "with_gx", "sql", "Great Expectations, DuckDB"),
    ]),
    "marts": ("views", [
        Side("khotin", "ours", "views", "khotin: views and macros"),
        Side("khotin", "ours", "commented_views", "khotin: and comments"),
        Side("dbt", "with_dbt", "first", "dbt, a new project"),
        Side("dbt", "with_dbt", "again", "dbt, a known project"),
    ]),
}  # fmt: skip


def main(count: str = "5000", turns: str = "3", *works: str) -> None:
    """Prepares a folder, runs the turns and prints the table."""
    folder = Path(tempfile.mkdtemp(prefix="khotin-peers-"))
    try:
        articles(int(count)).write_parquet(folder / "articles.parquet")
        save_pages(folder)
        told = _run(Path(sys.executable), "ours", "prepare", folder)
        save_sample(folder)
        load = " ".join(f"{n:.1f}" for n in os.getloadavg())
        print(f"{count} articles, {told['rows']:,} staged rows, {told['pages']} pages; {turns} turns; Python {platform.python_version()}, {os.cpu_count()} cores, load {load}")  # fmt: skip
        print("khotin's", ", ".join(f"{p} {version(p)}" for p in ("duckdb", "polars", "great-expectations", "trafilatura")), "; peers", *(p for pins in PINS.values() for p in pins))  # fmt: skip
        print(table.HEAD, flush=True)
        for work in works or COMPARISONS:
            compare(work, folder, int(turns))
        print(f"load at the end {' '.join(f'{n:.1f}' for n in os.getloadavg())}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def compare(work: str, folder: Path, turns: int) -> None:
    """Runs the sides of a work in turn, and prints their rows."""
    unit, sides = COMPARISONS[work]
    found: dict[Side, list[dict[str, Any]]] = defaultdict(list)
    pythons: dict[Side, Path | str] = {side: _python(side.environment) for side in sides}
    for _ in range(turns):
        for side, python in pythons.items():
            if isinstance(python, Path):
                found[side].append(_run(python, side.script, side.work, folder))
    for side, python in pythons.items():
        if isinstance(python, str):
            print(table.absent(work, side.called, python))
            continue
        is_peer = not side.called.startswith("khotin")
        print(table.row(work, side.called, unit, found[side], found[sides[0]] if is_peer else None))
        more = {k: v for k, v in found[side][-1].items() if k not in ("wall", "processor", "units")}
        print(f"{side.called}: {found[side][-1]['units']:,} {unit} {more or ''}", file=sys.stderr, flush=True)


def _python(environment: str) -> Path | str:
    """The interpreter of an environment; why there is none."""
    try:
        return Path(sys.executable) if environment == "khotin" else python_of(environment)
    except NotToBeHad as error:
        return str(error)


def _run(python: Path, script: str, work: str, folder: Path) -> dict[str, Any]:
    """What a turn told, in a folder `turn` of its own. Raises RuntimeError with what it said where it failed."""
    turn = folder / "turn"
    shutil.rmtree(turn, ignore_errors=True)
    turn.mkdir()
    done = subprocess.run(
        [str(python), str(HERE / f"{script}.py"), work, str(folder)], cwd=turn, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{script}.py {work}: {done.stderr[-3000:]}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def save_pages(folder: Path) -> None:
    """Saved pages of articles where the corpus has them, else pages made of articles."""
    pages = folder / "pages"
    pages.mkdir()
    if saved := sorted((CORPUS / "html").glob("*_article.html")):
        for file in saved:
            shutil.copyfile(file, pages / file.name)
        return
    rows = pl.read_parquet(folder / "articles.parquet").select("title", "body").unique("body").head(MADE_PAGES + 30).rows()  # fmt: skip
    links = "".join(f'<li><a href="/tin-khac-{n}.html">{title}</a></li>' for n, (title, _) in enumerate(rows))
    for number, (title, body) in enumerate(rows[:MADE_PAGES]):
        paragraphs = "".join(f"<p>{line}</p>" for line in body.splitlines())
        page = PAGE.format(title=title, number=number, links=links, paragraphs=paragraphs)
        (pages / f"{number:02}.html").write_text(page, encoding="utf-8")


def save_sample(folder: Path) -> None:
    """Texts that are spread over the staged articles, with how many sentences khotin splits of each."""
    texts = pl.read_parquet(folder / "staging" / "articles", columns=["version_id", "text"])
    counts = pl.read_parquet(folder / "staging" / "sentences", columns=["version_id"]).group_by("version_id").len("sentences")  # fmt: skip
    every = max(1, texts.height // SAMPLE)
    texts.gather_every(every).head(SAMPLE).join(counts, on="version_id").write_ndjson(folder / "sample.jsonl")


if __name__ == "__main__":
    main(*sys.argv[1:])
