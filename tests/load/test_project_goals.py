"""Goals told in words about a project: to start it or to have it done, rated by what later articles tell of it."""

from datetime import date

import pytest

from flows.questions import answer
from tests.load.conftest import news, tells

QUESTIONS = {
    "progress": "SELECT progress, reason, actual_period_end FROM mart.target_progress WHERE project_id IS NOT NULL ORDER BY deadline, progress",
    "in between": "SELECT progress, reason FROM mart.target_progress_by(DATE '2025-03-01') WHERE project_id IS NOT NULL",
    "after its day": "SELECT progress, reason FROM mart.target_progress_by(DATE '2025-09-01') WHERE project_id IS NOT NULL",
    "told by": "SELECT i.stage, i.sentence = p.actual_sentence FROM mart.target_progress AS p JOIN mart.investments AS i ON p.actual_fact_id = i.fact_id",
    "rated": "SELECT count(*) FROM mart.target_progress WHERE progress LIKE 'reached%'",
    "goals": "SELECT count(*) FROM mart.targets WHERE NOT is_repeat",
}
PROMISED = news("2024-02-10", "Hưng Yên họp báo", "Chủ tịch UBND tỉnh Hưng Yên Trần Văn Lực khẳng định: “Tỉnh sẽ hoàn thành cầu Bến Lội trước ngày 30/6/2025”.", "Cầu Bến Lội đang được thi công, vốn 900 tỷ đồng.")  # fmt: skip


@pytest.fixture
def told(loaded):
    """What the articles of the test answer to each question."""
    return loaded(QUESTIONS).__getitem__


@tells(
    a=PROMISED,
    b=news(
        "2026-01-12",
        "Chuyện bên sông",
        "Ngày 28/12/2025, cầu Bến Lội với tổng mức đầu tư 900 tỷ đồng đã thông xe.",
    ),
)
def test_a_project_done_on_a_day_after_its_promise_is_reached_late(loaded):
    told = loaded(QUESTIONS)
    assert told["progress"] == [("reached_late", "181 days after the deadline", date(2025, 12, 28))]
    assert told["told by"] == [("completed", True)]
    assert told["in between"] == [
        ("under_way", "no later article tells that the project was completed; it was last told to be started")
    ]
    assert told["after its day"] == [
        ("due", "no later article tells that the project was completed; it was last told to be started")
    ]
    answer(told.star, "projects_delayed", {})
    assert [row[1:5] for row in told.star.fetchall()] == [
        ("completed", date(2026, 1, 12), date(2025, 6, 30), 181)
    ]
    answer(told.star, "promises_unreported", {})
    assert told.star.fetchall() == []


@tells(
    a=PROMISED,
    b=news("2025-06-12", "Chuyện bên sông", "Cầu Bến Lội đã thông xe, tổng mức đầu tư 900 tỷ đồng."),
)
def test_what_is_told_as_done_before_its_day_is_reached_without_a_day_of_its_own(told):
    assert told("progress") == [("reached", None, None)]


@tells(
    a=PROMISED,
    b=news("2026-01-12", "Chuyện bên sông", "Cầu Bến Lội đã thông xe, tổng mức đầu tư 900 tỷ đồng."),
)
def test_what_is_told_as_done_after_its_day_may_have_been_done_before(told):
    assert told("progress") == [
        (
            "not_rateable",
            "it was told to be completed on 2026-01-12, after the deadline, but not since when",
            None,
        )
    ]


@tells(
    a=news("2024-02-10", "Cầu ở Hưng Yên", "Dự án cầu Bến Lội có tổng mức đầu tư 900 tỷ đồng, dự kiến hoàn thành vào tháng 6/2025."),
    b=news("2025-05-12", "Chuyện bên sông", "Ngày 9/5/2025, cầu Bến Lội ở tỉnh Hưng Yên được khánh thành."),
)  # fmt: skip
def test_a_goal_that_names_none_is_of_the_project_told_of(told):
    assert told("progress") == [("reached", None, date(2025, 5, 9))]


@tells(
    a=news("2024-02-10", "Cầu ở Hưng Yên", "Tỉnh Hưng Yên sẽ hoàn thành giải phóng mặt bằng cầu Bến Lội trước ngày 30/6/2025.", "Dự án cầu Bến Lội có tổng mức đầu tư 900 tỷ đồng."),
    b=news("2024-02-11", "Đường ở Hưng Yên", "Tỉnh Hưng Yên sẽ hoàn thành đường Đồi Sim đoạn qua xã Bến Lội trước ngày 30/6/2025.", "Dự án đường Đồi Sim có tổng mức đầu tư 300 tỷ đồng."),
    c=news("2025-05-12", "Chuyện bên sông", "Ngày 9/5/2025, cầu Bến Lội và đường Đồi Sim ở tỉnh Hưng Yên được khánh thành."),
)  # fmt: skip
def test_a_part_of_a_project_is_not_rated_by_the_whole(told):
    assert told("goals") == [(2,)] and told("rated") == [(0,)]


@tells(
    a=PROMISED,
    b=news(
        "2025-05-12",
        "Chuyện bên sông",
        "Ngày 9/5/2025, cầu Bến Lội ở tỉnh Hưng Yên được khởi công, tổng mức đầu tư 900 tỷ đồng.",
    ),
)
def test_a_start_does_not_reach_a_goal_of_completion(told):
    assert [row[0] for row in told("progress")] == ["due"]


@tells(a=PROMISED, b=news("2024-02-11", "Hưng Yên làm đường", "Tỉnh Hưng Yên đặt mục tiêu thu hút 40 dự án."))
def test_the_promise_of_a_leader_is_his_place_s(loaded):
    told = loaded(QUESTIONS)
    answer(told.star, "promises", {"subject": "hung yen"})
    assert ["cầu Bến Lội" in row[2] for row in told.star.fetchall()].count(True) == 1
    answer(told.star, "promises", {"subject": "thai binh"})
    assert told.star.fetchall() == []
