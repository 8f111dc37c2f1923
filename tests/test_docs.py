"""The docs do what they say: their commands and queries run, their links lead somewhere, their reference is today's."""

import csv
import json
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.main import get_command

from docs import diagrams, reference, site
from docs.catalogue import read_by, tables
from flows.assets import reference as reference_of
from flows.assets import root
from flows.cli import app
from flows.load.published import opened
from flows.load.tables import TABLES
from tests.conftest import here

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
# Pages whose commands and queries run here, one after the other, on the sample articles; those of steward.md and sources.md, and
# the README's, run in their own tests.
RUN = ("tutorial", "analyst", "search", "pages", "export")
PAGES = site.written()


def blocks(page: str, language: str) -> list[str]:
    return [text for told, text in BLOCK.findall(PAGES[f"{page}.md"]) if told == language]


def commands(page: str) -> list[list[str]]:
    """The khotin commands that a page shows, as words without `khotin`."""
    lines = [line for told, text in BLOCK.findall(PAGES[page]) if told == "" for line in text.splitlines()]
    given = [part.strip() for line in lines for part in re.split(r"; +|&& +", line)]
    typed = [re.sub(r"^(?:\$ )?(?:\.venv/bin/)?khotin ", "khotin ", line) for line in given]
    return [shlex.split(line, comments=True)[1:] for line in typed if re.match("khotin [a-z]", line) and "…" not in line]  # fmt: skip


@pytest.fixture(scope="module")
def place(sample_run, tmp_path_factory) -> Iterator[tuple[Path, Path]]:
    """A folder to work in, and the warehouse of the sample articles, in another folder."""
    folder = tmp_path_factory.mktemp("docs") / "work"
    shutil.copytree(root() / "seeds" / "articles", folder / "articles")
    yield folder, sample_run[0]


@pytest.mark.parametrize("page", RUN)
def test_every_command_that_a_page_shows_works(page, place):
    folder, warehouse = place
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        (fact,) = connection.execute("SELECT fact_id FROM mart.target_progress WHERE progress = 'reached'").fetchone()  # fmt: skip
    # That of `articles/` is what `sample_run` did, and what an earlier page shows too has run.
    # A page whose scripts read what its commands make runs them all, whichever process the pages before it ran in.
    earlier = [] if blocks(page, "python") else RUN[: RUN.index(page)]
    before = [c for p in earlier for c in commands(f"{p}.md")]
    shown = [c for c in commands(f"{page}.md") if c[0] != "run" and c not in before]
    assert shown
    for command in shown:
        words = [fact if word == "FACT_ID" else word.replace("/data/", "../") for word in command if word != "--open"]  # fmt: skip
        here(*words, warehouse=warehouse, cwd=folder)
    with chdir(folder.parent):
        for script in blocks(page, "python"):
            exec(script, {})


def test_python_opens_the_file_as_the_page_on_tools_says(sample_run, monkeypatch):
    monkeypatch.chdir(sample_run[0].parent.parent)
    (script,) = blocks("tools", "python")
    names: dict[str, Any] = {}
    exec(script.replace("kho.close()", "rows = figures.pl().height, len(figures.df()), figures.to_arrow_table().num_rows"), names)  # fmt: skip
    names["kho"].close()
    assert len(set(names["rows"])) == 1 and names["rows"][0] > 20


def test_every_query_that_a_page_shows_runs(place):
    ran = []
    with opened(place[1]) as connection:
        for page in (p.removesuffix(".md") for p in PAGES if p not in ("index.md", "questions.md")):
            for query in blocks(page, "sql"):
                statements = [s for s in query.split(";") if s.strip()]
                ran += [connection.execute(s).fetchall() for s in statements]
    assert len(ran) >= 4


def test_the_notebook_runs_from_its_first_cell_to_its_last(sample_run, monkeypatch):
    monkeypatch.setenv("KHOTIN_WAREHOUSE", str(sample_run[0]))
    cells = json.loads((root() / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))["cells"]
    names: dict[str, Any] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    assert names["wide"].filter(subject="Quảng Ninh").select("target", "actual").row(0) == (55_600, 56_200)
    assert names["read"]["figures"][0] > 0 and len(names["told"]) == 3


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_command_that_a_page_names_exists_with_its_options(page):
    for words in commands(page):
        command, rest = get_command(app), list(words)
        while hasattr(command, "commands"):
            assert rest and rest[0] in command.commands, f"{page}: khotin {shlex.join(words)}"
            command = command.commands[rest.pop(0)]
        known = {option for p in command.params for option in (*p.opts, *p.secondary_opts)} | {"--help", "--warehouse"}  # fmt: skip
        assert {w.split("=")[0] for w in rest if w.startswith("--")} <= known, f"{page}: khotin {shlex.join(words)}"  # fmt: skip


@pytest.fixture(scope="module")
def pages(sample_run) -> dict[str, str]:
    with opened(sample_run[0]) as connection:
        return PAGES | reference.pages(connection)


def test_every_page_is_in_the_navigation_and_the_other_way_round(pages):
    config = tomllib.loads((root() / "docs" / site.CONFIG).read_text(encoding="utf-8"))["project"]
    named = [file for part in config["nav"] for entries in part.values() for e in entries for file in e.values()]  # fmt: skip
    assert sorted(named) == sorted(pages), "each page stands once in the nav of docs/zensical.toml"
    assert config["theme"]["font"] is False


def test_every_link_between_pages_leads_somewhere(pages):
    for page, text in pages.items():
        prose = re.sub(r"^```.*?^```|`[^`\n]*`", "", text, flags=re.M | re.S)
        for path, anchor in re.findall(r"\]\(([\w/.-]*)(?:#([\w-]+))?\)", prose):
            target = str(Path(page).parent / path) if path else page
            assert target in pages, f"{page}: {path}"
            assert not anchor or re.search(rf"^#+ {anchor}$", pages[target], re.M | re.I), f"{page}: {anchor}"


def test_every_section_of_the_linguistics_that_code_and_rules_name_is_there():
    headings = set(re.findall(r"^###? ([0-9.]*[0-9])", PAGES["linguistics.md"], re.M))
    code = [
        p
        for folder in ("flows", "sql")
        for p in (root() / folder).rglob("*.*")
        if p.suffix in (".py", ".sql")
    ]
    cited = {
        section
        for path in code
        for words in re.findall(r"linguistics §([0-9.–]*[0-9])", path.read_text(encoding="utf-8"))
        for section in words.split("–")
    }
    named = set(reference_of("rules")["section"])
    assert len(cited) > 20 and cited - headings == set() and named - headings == set()


def test_every_link_of_a_page_leads_to_a_file_where_it_lies_too():
    for page in [*(root() / "docs").glob("*.md"), *(root() / name for name in site.BESIDE)]:
        prose = re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
        gone = [p for p in re.findall(r"\]\(([\w/.-]+)(?:#[\w-]+)?\)", prose) if not (page.parent / p).exists()]  # fmt: skip
        assert gone == [], page.name


def test_the_reference_tells_every_view_command_seed_and_setting(pages, sample_run):
    with opened(sample_run[0]) as connection:
        for schema in reference.SCHEMAS:
            for view, table in tables(connection, schema).items():
                part = pages[f"reference/{schema}.md"].split(f"\n## {schema}.{view}\n")[1].split("\n## ")[0]
                assert all(f"| `{c.name}` |" in part for c in table.columns), view
    told = pages["reference/commands.md"]
    assert {"## khotin run", "## khotin quarantine replay", "## khotin source add"} <= set(told.splitlines())
    assert "`--wait`" in told and "```" not in told
    seeds = {file.name for file in (root() / "seeds" / "reference").glob("*.csv")}
    assert seeds == set(re.findall(r"^## (.*)$", pages["reference/seeds.md"], re.M))


def test_the_pictures_show_the_star_as_it_is(sample_run):
    with opened(sample_run[0]) as connection:
        star, reads = tables(connection, "main"), read_by(connection)
    picture = diagrams.star(star)
    assert all(f">{name}</text>" in picture for name in star)
    assert {c.key_of for c in star["fact_measurement"].keys} == {"dim_article", "dim_sentence", "dim_metric", "dim_entity", "dim_unit"}  # fmt: skip
    assert reads["claims"] >= {"fact_measurement", "dim_article"} and reads["projects"] >= {"dim_project", "mart.investments", "mart.project_history"}  # fmt: skip
    way = diagrams.lineage(reads)
    assert all(f">{table}</text>" in way and f">mart.{noun}</text>" in way for noun, table in TABLES.items())
    assert "http" not in picture + way


def test_what_a_version_of_the_mart_has_stays_as_it_is(sample_run):
    """A column that goes, or has another type, needs a new row in sql/marts/releases.sql, and this list written anew."""
    with opened(sample_run[0]) as connection:
        there = connection.execute("SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = 'mart'").fetchall()  # fmt: skip
        assert connection.execute("SELECT max(version) = count(*) FROM mart.releases").fetchone() == (True,)
    with (root() / "tests" / "golden" / "mart.csv").open(encoding="utf-8", newline="") as file:
        promised = {tuple(row) for row in list(csv.reader(file))[1:]}
    assert promised - set(there) == set()


def test_the_site_is_built_strictly_and_asks_nobody(tmp_path):
    pytest.importorskip("zensical", reason="the site's builder is not installed: `make zensical` brings it")
    first = site.build(tmp_path / "docs")
    assert first.is_file() and site.faults(first.parent) == []
    (first.parent / "away.html").write_text(
        '<a href="none.html">x</a><img src="https://bao.example/a.png"><a href="index.html#none">y</a>',
        encoding="utf-8",
    )
    assert len(site.faults(first.parent)) == 3
