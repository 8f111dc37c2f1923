"""A small run pays little for its report: pages that are up to date are taken over, and old reports go."""

import re
from pathlib import Path

import pytest

from flows.load import aside, merge, ops, publish
from flows.report.kept import prune
from flows.report.page import build_report

YEAR_2024 = """date 2025-01-{day} Thu ngân sách tỉnh Quảng Ninh

Năm 2024, tổng thu ngân sách nhà nước trên địa bàn tỉnh Quảng Ninh đạt {amount} tỷ đồng.
"""


@pytest.fixture
def landed(stage, tmp_path):
    """Lands texts by file name as a run of that id, which ends with its report."""
    path = tmp_path / "khotin.duckdb"

    def land(run_id: str, texts: dict[str, str]) -> Path:
        ops.start_run(path, run_id, "rules")
        staging = stage(texts).staging if texts else None
        ops.finish_run(path, run_id, "published", documents_read=len(texts))
        with publish.writing(path) as work:
            if staging:
                merge.merge(work.connection, staging, run_id, "rules")
            publish.publish(work, publish.next_generation(path), 5)
        return build_report(path, run_id)

    return land


def articles(report: Path) -> dict[str, str]:
    return {p.name: p.read_text(encoding="utf-8") for p in report.with_suffix("").glob("*.html")}


def dated(report: Path, year: int) -> None:
    """Makes a page of a report tell when it was written, so that one written again is known."""
    for page in report.with_suffix("").glob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("</body>", f"<!-- {year} --></body>"), encoding="utf-8")


def test_a_page_of_an_article_that_did_not_change_is_taken_over_and_leads_back_to_its_own_report(landed):
    first = landed("20260101T000000-aaaaaa", {"a.txt": YEAR_2024.format(day="03", amount="56.200")})
    dated(first, 1999)
    second = landed("20260102T000000-bbbbbb", {"b.txt": YEAR_2024.format(day="04", amount="56.200")})
    pages = articles(second)
    assert len(pages) == 2 and sum("<!-- 1999 -->" in text for text in pages.values()) == 1
    assert all(f'<a href="../{second.name}">' in text for text in pages.values())
    assert all(f'<a href="../{first.name}">' in text for text in articles(first).values())
    assert set(
        re.findall(r'href="(20260102T000000-bbbbbb/\w+\.html)"', second.read_text(encoding="utf-8"))
    ) == {f"{second.stem}/{name}" for name in pages}


def test_a_page_is_written_anew_where_something_of_its_article_was_set_aside_since(landed, tmp_path):
    import polars as pl

    from flows.contracts import QUARANTINE

    first = landed("20260101T000000-aaaaaa", {"a.txt": YEAR_2024.format(day="03", amount="56.200")})
    dated(first, 1999)
    (version,) = (Path(name).stem for name in articles(first))
    item = {
        "quarantine_id": "q", "stage": "frames", "reason": "Không rõ / Unclear", "version_id": version, "fact_type": "measurements", "fact_id": "g",
        "payload": '{"fact_id": "g", "surface": "56.200", "char_start": 0, "char_end": 5, "rule": "r", "confidence": 1, "is_repeat": false}',
    }  # fmt: skip
    rows = pl.DataFrame([item], schema=QUARANTINE, orient="row")
    ops.record(tmp_path / "khotin.duckdb", "quarantine", rows, run_id="20260101T000000-aaaaaa", state="open")
    (text,) = articles(landed("20260102T000000-bbbbbb", {})).values()
    assert "Unclear" in text and "1999" not in text.split("</h1>")[1]
    aside.close(tmp_path / "khotin.duckdb", ["q"], "nothing wrong", "test")
    (text,) = articles(landed("20260103T000000-cccccc", {})).values()
    assert "Unclear" not in text


def test_two_articles_that_contradict_each_other_stand_side_by_side(landed):
    report = landed(
        "20260101T000000-aaaaaa",
        {
            "a.txt": YEAR_2024.format(day="03", amount="56.200"),
            "b.txt": YEAR_2024.format(day="04", amount="39.700").replace("tổng thu", "số thu"),
        },
    )
    page = report.read_text(encoding="utf-8")
    assert "đạt 56.200 tỷ đồng" in page and "đạt 39.700 tỷ đồng" in page
    assert "1 contradiction between articles" in page and page.count('<div class="pair">') == 1


def test_the_reports_of_the_newest_runs_are_kept_and_nothing_else_is_touched(tmp_path):
    runs = [f"2026010{day}T000000-abcdef" for day in range(1, 5)]
    for run_id in runs:
        (tmp_path / run_id / "data-docs").mkdir(parents=True)
        (tmp_path / f"{run_id}.html").write_text("r")
    (tmp_path / f"{runs[0]}-since-2026-01-01.html").write_text("r")
    (tmp_path / "notes.html").write_text("mine")
    assert prune(tmp_path, 2) == runs[:2]
    assert {p.name for p in tmp_path.iterdir()} == {
        "notes.html", *(runs[2:]), *(f"{r}.html" for r in runs[2:]),
    }  # fmt: skip
    assert prune(tmp_path, 2) == []


def test_no_report_is_no_fault(tmp_path):
    assert prune(tmp_path / "reports", 50) == []
