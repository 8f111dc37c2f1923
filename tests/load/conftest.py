"""Articles loaded into a star of their own, and what it then answers; those of a whole file of tests are read in one reading."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from flows.load import merge, publish
from flows.load.hashes import hashes
from flows.load.migrate import load_reference
from flows.run import reading

# The articles of a test, by name: `@tells(a=news(…), b=news(…))`; its fixture `loaded` has them in a star.
tells = pytest.mark.tells


def news(day: str, title: str, *sentences: str) -> str:
    """An article's text, its sentences in paragraphs of their own."""
    return f"date {day} {title}\n\n" + "\n\n".join(sentences) + "\n"


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with its reference dimensions and nothing else: what a star of a test's own begins as."""
    warehouse = tmp_path_factory.mktemp("empty") / "kho" / "khotin.duckdb"
    with publish.locked(warehouse), publish.writing(warehouse) as work:
        load_reference(work.connection)
        publish.publish(work, 1, 1)
    return warehouse


@pytest.fixture(scope="module")
def apart(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The staging of each test that `tells`, by its name."""
    items = [item for item in request.session.items if item.path == request.path]
    marks = {item.name: item.get_closest_marker("tells") for item in items}
    texts = {
        test: {f"{i}-{name}.txt": text for name, text in mark.kwargs.items()}
        for i, (test, mark) in enumerate(marks.items())
        if mark
    }
    return staged_apart(tmp_path_factory.mktemp("told"), texts)


@dataclass(frozen=True)
class Answers:
    """What a star answers to questions (name → SQL), each when it is asked for."""

    star: duckdb.DuckDBPyConnection
    questions: dict[str, str]

    def __getitem__(self, name: str) -> list[tuple[Any, ...]]:
        return self.star.execute(self.questions[name]).fetchall()


@pytest.fixture
def loaded(
    apart: dict[str, Path], empty: Path, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Callable[[dict[str, str]], Answers]]:
    """Loads what the test tells into a star that answers questions as long as the test runs."""
    with ExitStack() as held:

        def answering(questions: dict[str, str]) -> Answers:
            warehouse = tmp_path / "khotin.duckdb"
            held.enter_context(publish.locked(warehouse))
            work = held.enter_context(publish.writing(warehouse, empty))
            merge.merge(work.connection, apart[request.node.name], "run", "rules")
            return Answers(work.connection, questions)

        yield answering


def star_of(folder: Path, empty: Path, loads: list[Path]) -> dict[str, str]:
    """The table hashes after loading stagings in this order."""
    warehouse = folder / "khotin.duckdb"
    with publish.locked(warehouse), publish.writing(warehouse, empty) as work:
        for staging in loads:
            merge.merge(work.connection, staging, "run", "rules")
        return hashes(work.connection)


def staged_alone(base: Path, texts: list[str]) -> list[Path]:
    """A staging for each text."""
    return list(staged_apart(base, {f"{i}": {f"{i}.txt": text} for i, text in enumerate(texts)}).values())


def staged_apart(base: Path, told: dict[str, dict[str, str]]) -> dict[str, Path]:
    """A staging for the texts (by file name, each name once) of each key, all of them read in one reading."""
    folder = base / "bao"
    folder.mkdir(parents=True)
    for name, text in (item for texts in told.values() for item in texts.items()):
        (folder / name).write_text(text, encoding="utf-8")
    intake = reading.take_in([str(folder)], base / "khotin.duckdb", 8_000_000)
    for batch in intake.batches:
        reading.read_batch(intake.staging, base / "landing", batch)
    whole = {
        name: pl.read_parquet(intake.staging / name / "*.parquet") for name in (*reading.FRAMES, "documents")
    }
    return {
        key: _part(whole, [f"bao/{name}" for name in texts], base / "apart" / str(i))
        for i, (key, texts) in enumerate(told.items())
    }


def _part(whole: dict[str, pl.DataFrame], origins: list[str], staging: Path) -> Path:
    """The staging of some documents of a whole one."""
    versions = whole["articles"].filter(pl.col("origin").is_in(origins))["version_id"]
    for name, frame in whole.items():
        (staging / name).mkdir(parents=True)
        column, values = (
            ("origin", origins) if "origin" in frame.columns else ("version_id", versions.to_list())
        )
        frame.filter(pl.col(column).is_in(values)).write_parquet(staging / name / "00001.parquet")
    return staging
