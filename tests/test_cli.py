"""The commands, as scripts and people call them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.assets import root
from flows.questions import questions
from tests.conftest import khotin


@pytest.mark.parametrize("name", [q.name for q in questions()])
def test_every_named_question_runs_with_its_defaults(sample_run, name):
    assert khotin("sql", name, "--format", "csv", warehouse=sample_run[0]).stdout.count("\n") >= 1


def test_a_question_takes_parameters(sample_run):
    printed = khotin(
        "sql",
        "metric_over_time",
        "metric=export_turnover",
        "subject=Hải Phòng",
        "--format",
        "json",
        warehouse=sample_run[0],
    ).stdout
    rows = [json.loads(line) for line in printed.splitlines()]
    assert {r["value"] for r in rows if r["kind"] == "level"} == {16_400_000_000, 14_900_000_000}


def test_an_unknown_question_names_the_nearest(sample_run):
    done = khotin("sql", "promisses", warehouse=sample_run[0], check=False)
    assert done.returncode == 1 and "did you mean promises" in done.stderr


def test_sql_cannot_write_or_read_other_files(sample_run):
    for statement in ("delete from main.dim_article where true", "select * from read_csv('/etc/passwd')"):
        done = khotin("sql", statement, warehouse=sample_run[0], check=False)
        assert done.returncode == 1 and done.stderr.startswith("khotin: ")


def test_extract_keeps_every_line_in_jsonl(tmp_path):
    lines = [
        {"id": "a", "text": "Thu ngân sách đạt 1.234,5 tỷ đồng.", "published_on": "2025-10-15"},
        {"id": "b", "text": "Không có số nào.", "published_on": None},
    ]
    given = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    done = khotin("extract", "--jsonl", "-", warehouse=tmp_path / "none.duckdb", input=given)
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert [m["value"] for m in first["mentions"] if m["entity_kind"] == "quantity"] == [1_234_500_000_000]
    assert second == {"id": "b", "mentions": [], "facts": []}
    assert not (tmp_path / "none.duckdb").exists()


def test_a_source_that_is_not_there_is_said_in_one_line(tmp_path):
    done = khotin("run", str(tmp_path / "nothing"), warehouse=tmp_path / "w" / "khotin.duckdb", check=False)
    assert done.returncode == 1
    assert "no document there" in done.stderr and "Traceback" not in done.stderr


def test_doctor_finds_nothing_wrong_and_a_broken_seed(tmp_path):
    assert "✗" not in khotin("doctor", warehouse=tmp_path / "khotin.duckdb").stdout
    (tmp_path / "metrics.csv").write_text("wrong,columns\n1,2\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from flows.cli import app; app()", "doctor"],
        capture_output=True,
        text=True,
        env=os.environ | {"KHOTIN_SEEDS": str(tmp_path)},
    )
    assert done.returncode == 1 and "metrics.csv" in done.stdout


@pytest.mark.parametrize(
    "command", ["sql", "explain", "extract", "status", "doctor", "quarantine", "report", "--help"]
)
def test_reading_commands_import_neither_prefect_nor_great_expectations(command, tmp_path):
    assert "heavy: []" in imported(tmp_path / "k.duckdb", command)


def test_a_run_with_nothing_new_imports_neither(sample_run):
    printed = imported(sample_run[0], "run", str(root() / "seeds" / "articles"))
    assert "không có gì mới" in printed and "heavy: []" in printed


def imported(warehouse: Path, *arguments: str) -> str:
    """What a command prints, and then which of the two heavy packages it imported."""
    script = (
        "import sys\nfrom flows.cli import app\n"
        f"sys.argv = ['khotin', *{arguments!r}]\n"
        "try:\n    app()\nexcept SystemExit:\n    pass\n"
        "print('heavy:', [m for m in ('prefect', 'great_expectations') if m in sys.modules])"
    )
    return subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        input="",
        env=os.environ | {"KHOTIN_WAREHOUSE": str(warehouse)},
    ).stdout


def test_a_named_source_file_of_one_article_runs(tmp_path, sample_run):
    article = Path("seeds/articles/can-tho-von-cong.txt")
    printed = khotin("run", str(article), warehouse=tmp_path / "w" / "khotin.duckdb").stdout
    assert "1 đọc/read = 1 nạp/loaded" in printed
