"""What is told of a project across articles: its latest stage and capital, and its history."""

from datetime import date

import pytest

from tests.load.conftest import news, tells

QUESTIONS = {
    "projects": "SELECT name, stage, amount_vnd::BIGINT, investors, first_told_on, last_told_on, articles FROM mart.projects ORDER BY ALL",
    "history": "SELECT published_on, stage, amount_vnd::BIGINT FROM mart.project_history",
    "rests_on": """SELECT s.stage, c.amount_vnd::BIGINT FROM mart.projects p
        JOIN mart.investments s ON p.stage_fact_id = s.fact_id JOIN mart.investments c ON p.capital_fact_id = c.fact_id""",
}
FIRM = "Công ty cổ phần Gió Lào"


@pytest.fixture
def told(loaded):
    """What the articles of the test answer to each question."""
    return loaded(QUESTIONS).__getitem__


@tells(
    a=news("2024-03-08", "Thêm điện gió ở Quảng Trị", f"UBND tỉnh phê duyệt dự án Nhà máy điện gió Hòn Nét 2 do {FIRM} làm chủ đầu tư, tổng mức đầu tư 2.400 tỷ đồng."),
    b=news("2025-01-09", "Chuyện ở bãi ngang", "Dự án Nhà máy điện gió Hòn Nét 2 đang chậm tiến độ vì thiếu mặt bằng."),
    c=news("2024-09-01", "Ngày hội ở bãi ngang", "Sáng nay, dự án Nhà máy điện gió Hòn Nét 2 được khởi công."),
)  # fmt: skip
def test_a_project_is_one_row_with_its_latest_stage_and_the_last_capital_told(told):
    assert told("projects") == [
        ("Nhà máy điện gió Hòn Nét 2", "delayed", 2_400 * 10**9, [FIRM], date(2024, 3, 8), date(2025, 1, 9), 3)
    ]  # fmt: skip
    assert told("history") == [
        (date(2024, 3, 8), "approved", 2_400 * 10**9),
        (date(2024, 9, 1), "started", None),
        (date(2025, 1, 9), "delayed", None),
    ]
    assert told("rests_on") == [("delayed", 2_400 * 10**9)]


@tells(a=news("2024-03-08", "Vốn vào tỉnh", "Tỉnh cấp phép 9 dự án với tổng vốn 700 tỷ đồng."))
def test_a_total_is_no_project(told):
    assert told("projects") == []
