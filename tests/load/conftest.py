"""Articles loaded into a star of their own, and what it then answers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows import runs
from flows.load import merge, publish
from flows.load.hashes import hashes
from tests.conftest import Stage

Answers = dict[str, list[tuple[Any, ...]]]


def news(day: str, title: str, *sentences: str) -> str:
    """An article's text, its sentences in paragraphs of their own."""
    return f"date {day} {title}\n\n" + "\n\n".join(sentences) + "\n"


@pytest.fixture
def answered(stage: Stage, tmp_path: Path) -> Callable[[dict[str, str], dict[str, str]], Answers]:
    """Loads articles by file name, and answers questions (name → SQL) on them."""

    def loaded(texts: dict[str, str], questions: dict[str, str]) -> Answers:
        staging = stage({f"{name}.txt": text for name, text in texts.items()}).staging
        lock = publish.locked(tmp_path / "khotin.duckdb")
        with lock, publish.writing(tmp_path / "khotin.duckdb") as work:
            merge.merge(work.connection, staging, "run", "rules")
            return {name: work.connection.execute(query).fetchall() for name, query in questions.items()}

    return loaded


def star_of(folder: Path, loads: list[Path]) -> dict[str, str]:
    """The table hashes after loading stagings in this order."""
    warehouse = folder / "khotin.duckdb"
    with publish.locked(warehouse), publish.writing(warehouse) as work:
        for staging in loads:
            merge.merge(work.connection, staging, "run", "rules")
        return hashes(work.connection)


def staged_alone(base: Path, texts: list[str]) -> list[Path]:
    """A staging for each text."""
    found = []
    for i, text in enumerate(texts):
        folder = base / str(i) / "bao"
        folder.mkdir(parents=True)
        (folder / f"{i}.txt").write_text(text, encoding="utf-8")
        intake = runs.take_in([str(folder)], base / f"{i}.duckdb", 8_000_000)
        runs.read_batch(intake.staging, base / "landing", intake.batches[0])
        found.append(intake.staging)
    return found
