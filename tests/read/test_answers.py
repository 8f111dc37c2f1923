"""What rules give of no rows is kept from one process to the next, and whatever befalls the file costs time only."""

import json
import os
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from flows.assets import machine_cache
from flows.read.answers import KEPT_FILES, Answers

FRAME = pl.DataFrame(
    {
        "word": ["a"],
        "number": [Decimal("1.5")],
        "day": [date(2025, 1, 1)],
        "at": [datetime(2025, 1, 1)],
        "spans": [[{"start": 1, "end": 2}]],
        "nothing": [None],
    },
    schema_overrides={"number": pl.Decimal(38, 6), "at": pl.Datetime("us", "UTC")},
).clear()


def test_frames_and_series_without_rows_come_back_as_they_were(tmp_path: Path):
    learning = Answers(tmp_path / "rules-a.json")
    learning.learn("a frame", FRAME)
    learning.learn("a series", FRAME["day"])
    learning.keep()
    again = Answers(tmp_path / "rules-a.json")
    frame, series = again.answer("a frame"), again.answer("a series")
    assert isinstance(frame, pl.DataFrame) and frame.schema == FRAME.schema and frame.is_empty()
    assert isinstance(series, pl.Series) and (series.name, series.dtype) == ("day", pl.Date)
    assert again.answer("another") is None


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"a": 5}', "\u00e9"])
def test_a_damaged_file_is_as_none(tmp_path: Path, content: str):
    file = tmp_path / "rules-a.json"
    file.write_text(content, encoding="utf-8")
    answers = Answers(file)
    assert answers.answer("a frame") is None
    answers.learn("a frame", FRAME)
    answers.keep()
    assert Answers(file).answer("a frame") is not None


def test_an_answer_that_was_changed_is_as_none(tmp_path: Path):
    file = tmp_path / "rules-a.json"
    answers = Answers(file)
    answers.learn("a frame", FRAME)
    answers.keep()
    told = json.loads(file.read_text())
    file.write_text(json.dumps({asked: f"{answer[:40]}" for asked, answer in told.items()}))
    assert Answers(file).answer("a frame") is None


def test_a_folder_that_cannot_be_written_is_gone_past(tmp_path: Path):
    (tmp_path / "cache").write_text("a file where the folder should be")
    answers = Answers(tmp_path / "cache" / "rules-a.json")
    answers.learn("a frame", FRAME)
    answers.keep()
    assert answers.answer("a frame") is not None


def test_a_user_without_a_home_keeps_nothing(monkeypatch):
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 987_654_321)
    answers = Answers(machine_cache() / "rules-a.json")
    answers.learn("a frame", FRAME)
    answers.keep()
    assert answers.answer("a frame") is not None and not answers.file.exists()


def test_files_of_rules_long_gone_are_let_go(tmp_path: Path):
    for number in range(KEPT_FILES + 2):
        answers = Answers(tmp_path / f"rules-{number}.json")
        answers.learn("a frame", FRAME)
        answers.keep()
        os.utime(answers.file, (number, number))
    assert len(list(tmp_path.iterdir())) == KEPT_FILES
    assert (tmp_path / f"rules-{KEPT_FILES + 1}.json").exists()


READ = """
import sys
from flows.extract import facts
from flows.ingest.texts import article_rows
from flows.read import lexicon, read, rules
from flows.read.answers import Answers
asked = []
learn = Answers.learn
Answers.learn = lambda *given: (asked.append(given[1]), learn(*given))
row = {"id": "1", "text": "Năm 2024, thu ngân sách tỉnh Hà Nam đạt 12.500 tỷ đồng.", "published_on": "2025-01-01"}
found = facts(read(article_rows([row]), lexicon.load()), lexicon.load())
for name, frame in found.items():
    print(name, frame.schema, frame.rows())
print(len(asked), file=sys.stderr)
"""


def test_the_next_process_reads_the_same_and_asks_no_rule_again(tmp_path: Path):
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    first, second = (
        subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, env=environment)
        for _ in range(2)
    )
    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    assert first.stdout == second.stdout and "state_budget_revenue" in first.stdout
    assert int(first.stderr.splitlines()[-1]) > 100
    assert int(second.stderr.splitlines()[-1]) == 0
