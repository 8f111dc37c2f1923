"""The tour of the sample articles: ten questions, each with an answer; a person's own warehouse is never filled with samples."""

from flows.cli.demo import HOME, TOUR
from tests.conftest import here


def test_each_question_of_the_tour_has_an_answer(sample_run, tmp_path):
    done = here("demo", "--warehouse", str(sample_run[0]), warehouse=tmp_path / "own.duckdb", cwd=tmp_path)
    answers = done.stdout.split("\n$ khotin ")[1:]
    assert len(answers) == len(TOUR) == 10
    assert not [a for a in answers if "\n0 rows" in a or "\n0 bài" in a or "khotin:" in a]
    assert "56.200 tỷ đồng" in answers[1] and "reached" in answers[2]
    assert list(tmp_path.iterdir()) == [] and HOME.parent.name == "khotin-demo"
