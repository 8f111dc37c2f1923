"""What figures say across articles: claims, contradictions, progress towards targets, implied rates."""

from collections.abc import Callable
from typing import Any

import pytest

from flows.assets import sql
from flows.questions import answer
from tests.load.conftest import news, tells

Answer = Callable[[str], list[tuple[Any, ...]]]


QUESTIONS = {
    "claims": "SELECT metric, subject, scope, value_low::BIGINT, value_high::BIGINT, articles FROM mart.claims ORDER BY ALL",
    "contradictions": "SELECT least(value_a, value_b)::BIGINT, greatest(value_a, value_b)::BIGINT FROM mart.contradictions",
    "progress": "SELECT value::BIGINT, actual_value::BIGINT, share_reached, progress, reason FROM mart.target_progress_by(DATE '2025-11-01') ORDER BY ALL",
    "progress later": "SELECT progress, reason FROM mart.target_progress_by(DATE '2026-02-01') ORDER BY ALL",
    "progress earlier": "SELECT progress FROM mart.target_progress_by(DATE '2025-03-01') ORDER BY ALL",
    "disputed": "SELECT actual_is_disputed, reason FROM mart.target_progress_by(DATE '2025-11-01') ORDER BY ALL",
    "fx": "SELECT round(implied_vnd), reference_vnd::BIGINT FROM mart.fx_implied",
    "speakers": "SELECT speaker FROM mart.measurements WHERE speaker IS NOT NULL",
    "unclaimed": "SELECT count(*) FROM mart.measurements WHERE claim_id IS NOT NULL AND (metric IS NULL OR subject IS NULL)",
}


@pytest.fixture
def told(loaded) -> Answer:
    """What the articles of the test answer to each question."""
    return loaded(QUESTIONS).__getitem__


@tells(
    a=news("2025-01-08", "Kinh tế Phú Thọ năm 2024", "Năm 2024, thu ngân sách của Phú Thọ đạt hơn 16.000 tỷ đồng."),
    b=news("2025-01-09", "Phú Thọ tổng kết năm", "Thu ngân sách của Phú Thọ năm 2024 đạt 16.050 tỷ đồng, theo cơ quan thuế."),
)  # fmt: skip
def test_more_than_a_figure_agrees_with_what_rounds_to_it(told):
    assert told("contradictions") == []
    assert told("claims") == [("state_budget_revenue", "Phú Thọ", None, 16_000 * 10**9, 16_050 * 10**9, 2)]


@tells(
    a=news("2025-01-08", "Giảm nghèo ở Phú Thọ", "Năm 2024, tỷ lệ hộ nghèo của Phú Thọ giảm 2-3%."),
    b=news("2025-01-09", "Phú Thọ tổng kết năm", "Tỷ lệ hộ nghèo của Phú Thọ năm 2024 giảm 3%, theo cơ quan thống kê."),
)  # fmt: skip
def test_the_range_of_a_fall_goes_from_the_deepest_to_the_least(told):
    assert told("claims") == [("poverty_rate", "Phú Thọ", None, -3, -2, 2)]
    assert told("contradictions") == []


@tells(
    a=news("2025-01-08", "Xuất khẩu của Phú Thọ", "Năm 2024, kim ngạch xuất khẩu của Phú Thọ giảm hơn 20%."),
    b=news("2025-01-09", "Phú Thọ tổng kết năm", "Kim ngạch xuất khẩu của Phú Thọ năm 2024 giảm 21,5%, theo cơ quan thống kê."),
    c=news("2025-01-10", "Phú Thọ nhìn lại", "Kim ngạch xuất khẩu của Phú Thọ năm 2024 giảm 18,4%, theo cơ quan thuế."),
)  # fmt: skip
def test_more_than_a_fall_agrees_with_a_deeper_one_and_with_no_smaller_one(loaded):
    pairs = "SELECT least(value_a, value_b)::DOUBLE, greatest(value_a, value_b)::DOUBLE FROM mart.contradictions ORDER BY ALL"
    assert loaded({"pairs": pairs})["pairs"] == [(-21.5, -18.4), (-20.0, -18.4)]


@tells(
    a=news("2025-01-08", "Kinh tế Phú Thọ năm 2024", "Năm 2024, thu ngân sách của Phú Thọ đạt 16.000 tỷ đồng."),
    b=news("2025-01-09", "Phú Thọ tổng kết năm", "Thu ngân sách của Phú Thọ năm 2024 đạt 18.700 tỷ đồng, theo cơ quan thuế."),
)  # fmt: skip
def test_two_values_beyond_rounding_contradict(told):
    assert told("contradictions") == [(16_000 * 10**9, 18_700 * 10**9)]


@tells(
    a=news("2025-01-08", "Kinh tế Phú Thọ năm 2024", "Năm 2024, thu ngân sách của Phú Thọ đạt 16.000 tỷ đồng."),
    b=news("2025-01-09", "Thu nội địa Phú Thọ", "Năm 2024, thu nội địa của Phú Thọ đạt 12.500 tỷ đồng."),
    c=news("2024-01-09", "Phú Thọ đặt kế hoạch", "Phú Thọ đặt mục tiêu năm 2024 thu ngân sách đạt 14.000 tỷ đồng."),
)  # fmt: skip
def test_figures_of_another_scope_or_status_never_contradict(told):
    assert told("contradictions") == []
    assert {c[2] for c in told("claims")} == {None, "nội địa"}


@tells(
    a=news("2025-02-08", "Việt Nam và Lào", "Kim ngạch thương mại giữa Việt Nam và Lào năm 2024 đạt 2,2 tỷ USD."),
    b=news("2025-02-09", "Việt Nam và Thái Lan", "Kim ngạch thương mại giữa Việt Nam và Thái Lan năm 2024 đạt 19 tỷ USD."),
)  # fmt: skip
def test_trade_with_different_partners_never_contradicts(told):
    assert told("contradictions") == []


@tells(
    a=news("2025-07-08", "Kinh tế Phú Thọ", "Năm 2024, kim ngạch xuất khẩu của Phú Thọ đạt 12 tỷ USD.", "Kim ngạch xuất khẩu của Phú Thọ năm 2024 đạt 15 tỷ USD."),
    b=news("2025-07-09", "Phú Thọ nhìn lại", "Kim ngạch xuất khẩu của Phú Thọ năm 2024 đạt 13,5 tỷ USD."),
)  # fmt: skip
def test_an_article_that_gives_two_values_tells_of_two_things(told):
    assert told("contradictions") == []


@tells(
    a=news("2025-01-08", "Dự báo của Phú Thọ", "Năm 2025, tăng trưởng kinh tế của Phú Thọ được dự báo đạt 7%."),
    b=news("2025-01-09", "Triển vọng của Phú Thọ", "Tăng trưởng kinh tế của Phú Thọ năm 2025 được dự báo đạt 8,5%."),
)  # fmt: skip
def test_two_forecasts_differ_without_contradiction(told):
    assert told("contradictions") == []


@tells(
    a=news("2025-01-08", "Kinh tế Phú Thọ năm 2024", "Năm 2024, thu ngân sách của Phú Thọ đạt 16.000 tỷ đồng."),
    b=news("2025-01-09", "Phú Thọ tổng kết năm", "Thu ngân sách của Phú Thọ năm 2024 đạt 1.300 tỷ đồng, theo cơ quan thuế."),
    c=news("2025-01-10", "Thu ngân sách Phú Thọ", "Thu ngân sách của Phú Thọ năm 2024 đạt 16 tỷ đồng, theo kho bạc."),
)  # fmt: skip
def test_values_far_apart_are_of_two_things_but_for_a_slip_of_the_unit(told):
    assert told("contradictions") == [(16 * 10**9, 16_000 * 10**9)]


@tells(
    a=news("2025-02-08", "Hợp tác kinh tế", "Kim ngạch thương mại song phương năm 2024 của Việt Nam đạt 8,3 tỷ USD."),
    b=news("2025-02-09", "Hợp tác mở rộng", "Kim ngạch thương mại song phương năm 2024 của Việt Nam đạt 7,5 tỷ USD."),
)  # fmt: skip
def test_trade_with_a_partner_that_is_not_told_is_no_claim(told):
    assert told("claims") == []


@tells(
    a=news("2025-01-08", "Chuyện làng", "Cả xóm góp 45 triệu đồng sửa đường.", "Doanh thu đạt 3 tỷ đồng.")
)  # fmt: skip
def test_a_figure_without_metric_or_subject_takes_part_in_no_claim(told):
    assert told("claims") == [] and told("unclaimed") == [(0,)]


@tells(
    a=news("2025-01-10", "Sơn La bàn kế hoạch", "Sơn La phấn đấu năm 2025 thu ngân sách đạt 5.000 tỷ đồng."),
    b=news("2025-10-05", "Sơn La sau ba quý", "Thu ngân sách của Sơn La 9 tháng đầu năm đạt 2.000 tỷ đồng."),
)  # fmt: skip
def test_a_target_is_behind_when_time_runs_faster_than_the_figure(told):
    assert told("progress") == [(5_000 * 10**9, 2_000 * 10**9, 0.4, "behind", None)]
    # Before the actual nothing is known; after the deadline it is due, for no actual of that day is known.
    assert told("progress earlier") == [("not_rateable",)]
    assert told("progress later") == [("due", "the newest actual is of 2025-09-30, before the deadline")]


@tells(
    a=news("2025-01-10", "Sơn La bàn kế hoạch", "Sơn La phấn đấu năm 2025 thu ngân sách đạt 5.000 tỷ đồng."),
    b=news("2025-10-05", "Sơn La sau ba quý", "Thu ngân sách của Sơn La 9 tháng đầu năm đạt 4.600 tỷ đồng."),
)  # fmt: skip
def test_a_target_is_on_track_when_the_figure_keeps_up(told):
    assert [row[3] for row in told("progress")] == ["on_track"]


@tells(
    a=news("2025-01-10", "Sơn La bàn kế hoạch", "Sơn La phấn đấu năm 2025 tăng trưởng GRDP đạt 9%."),
    b=news("2025-10-05", "Sơn La sau ba quý", "GRDP của Sơn La 9 tháng đầu năm tăng 8,1%."),
)  # fmt: skip
def test_a_rate_is_not_rated_by_the_time_gone_by(told):
    assert [row[3] for row in told("progress")] == ["under_way"]


@tells(
    a=news("2025-01-10", "Sơn La bàn kế hoạch", "Sơn La phấn đấu năm 2025 thu ngân sách đạt 5.000 tỷ đồng."),
    b=news("2026-01-05", "Sơn La năm qua", "Thu ngân sách của Sơn La năm 2025 đạt 4.700 tỷ đồng."),
)  # fmt: skip
def test_a_target_is_missed_by_an_actual_of_its_day(told):
    assert told("progress later") == [("missed", None)]


@tells(
    a=news("2025-01-10", "Sơn La bàn kế hoạch", "Sơn La phấn đấu năm 2025 thu ngân sách đạt 5.000 tỷ đồng."),
    b=news("2025-10-05", "Sơn La sau ba quý", "Thu ngân sách của Sơn La 9 tháng đầu năm đạt 2.000 tỷ đồng."),
    c=news("2025-10-09", "Kho bạc Sơn La", "Thu ngân sách của Sơn La 9 tháng đầu năm đạt 2.900 tỷ đồng, theo kho bạc."),
)  # fmt: skip
def test_progress_by_a_disputed_actual_says_so(told):
    assert told("disputed") == [(True, "the actual is disputed: other articles tell another value")]


@tells(
    a=news("2025-01-10", "Sơn La bàn kế hoạch", "Sơn La phấn đấu năm 2025 thu ngân sách đạt 5.000 tỷ đồng."),
    b=news("2025-01-05", "Sơn La năm qua", "Thu ngân sách của Sơn La năm 2024 đạt 5.200 tỷ đồng."),
)  # fmt: skip
def test_what_was_so_before_the_period_of_a_target_does_not_reach_it(told):
    assert [row[3] for row in told("progress")] == ["not_rateable"]


@tells(
    a=news("2025-01-10", "Sơn La bàn kế hoạch", "Sơn La phấn đấu năm 2025 tăng trưởng GRDP đạt 8%."),
    b=news("2025-10-05", "Sơn La sau ba quý", "GRDP của Sơn La 9 tháng đầu năm tăng 8,4%."),
    c=news("2026-01-05", "Sơn La năm qua", "GRDP của Sơn La năm 2025 tăng 7,6%."),
)  # fmt: skip
def test_growth_of_a_part_of_the_year_neither_reaches_nor_misses_its_goal(told):
    assert [(str(row[1]), row[3]) for row in told("progress")] == [("8", "under_way")]
    assert told("progress later") == [("missed", None)]


@tells(
    a=news("2025-01-10", "Sơn La bàn kế hoạch", "Sơn La phấn đấu đến năm 2030 kim ngạch xuất khẩu đạt 400 triệu USD."),
    b=news("2025-01-05", "Sơn La năm qua", "Kim ngạch xuất khẩu của Sơn La năm 2024 đạt 190 triệu USD."),
    c=news("2025-09-05", "Sơn La tháng 8", "Kim ngạch xuất khẩu của Sơn La tháng 8 năm 2025 đạt 17 triệu USD."),
)  # fmt: skip
def test_what_a_year_should_bring_stands_beside_a_whole_year_and_no_month(told):
    assert [(row[1], row[3]) for row in told("progress")] == [(190 * 10**6, "under_way")]


@tells(
    a=news("2025-01-10", "Sơn La bàn kế hoạch", "Sơn La phấn đấu năm 2025 thu ngân sách đạt 5.000 tỷ đồng."),
    b=news("2025-10-05", "Sơn La sau ba quý", "Thu ngân sách của Sơn La 9 tháng đầu năm đạt 48.000 tỷ đồng."),
)  # fmt: skip
def test_an_actual_far_beyond_the_goal_is_hardly_of_the_same_thing(told):
    assert [row[3:] for row in told("progress")] == [
        ("not_rateable", "the newest actual is 9.6 times the goal: it is hardly of the same thing")
    ]


@tells(
    a=news("2025-01-10", "Sơn La bàn kế hoạch", "Sơn La phấn đấu năm 2025 thu ngân sách đạt 5.000 tỷ đồng."),
    b=news("2025-03-05", "Năm nay của Sơn La", "Thu ngân sách của Sơn La năm 2025 đạt 5.000 tỷ đồng."),
)  # fmt: skip
def test_what_is_told_of_a_year_that_is_not_over_is_no_actual(told):
    assert [row[3] for row in told("progress")] == ["not_rateable"]


@tells(
    a=news(
        "2025-01-10", "Sơn La bàn kế hoạch", "Sơn La phấn đấu năm 2025 thu ngân sách đạt 5.000 tỷ đồng."
    )
)  # fmt: skip
def test_a_target_without_an_actual_is_not_rateable_and_says_why(told):
    assert [(row[3], "no dated actual" in row[4]) for row in told("progress")] == [("not_rateable", True)]


@tells(
    a=news(
        "2024-05-10",
        "Nhà máy mới",
        "Nhà máy giấy Sông Lam có tổng vốn đầu tư 2.500 tỷ đồng, tương đương 100 triệu USD.",
    )
)  # fmt: skip
def test_a_stated_pair_implies_its_rate(told):
    assert told("fx") == [(25_000, 24_165)]


@tells(
    a=news("2025-05-10", "Thu thuế", "Cục Thuế tỉnh Nam Định cho biết thu nội địa đạt 3.100 tỷ đồng.")
)  # fmt: skip
def test_an_organisation_speaks_as_one(told):
    assert told("speakers") == [("Cục Thuế tỉnh Nam Định",)]


@tells(
    a=news("2025-01-08", "Kinh tế Phú Thọ năm 2024", "Năm 2024, thu ngân sách của Phú Thọ đạt 12.640 tỷ đồng."),
    b=news("2025-01-09", "Phú Thọ tổng kết năm", "Thu ngân sách của Phú Thọ năm 2024 đạt 12.541 tỷ đồng, theo cơ quan thuế."),
    c=news("2025-01-10", "Phú Thọ nhìn lại", "Thu ngân sách của Phú Thọ năm 2024 đạt 12,6 nghìn tỷ đồng, theo kho bạc."),
)  # fmt: skip
def test_figures_agree_as_far_as_the_digits_told_allow(loaded):
    told = loaded(QUESTIONS)
    assert sorted(told["contradictions"]) == [
        (12_541 * 10**9, 12_600 * 10**9),
        (12_541 * 10**9, 12_640 * 10**9),
    ]
    answer(told.star, "confirmed", {})
    assert told.star.fetchall() == []


YEAR_S_END = {
    "a": news(
        "2025-01-10", "Sơn La bàn kế hoạch", "Năm 2025, tỉnh Sơn La đặt mục tiêu đón 5 triệu lượt khách."
    ),
    "b": news("2025-12-20", "Sơn La đón khách", "Năm 2025, tỉnh Sơn La đón 5,4 triệu lượt khách, tăng 12%."),
}


@tells(**YEAR_S_END)
def test_what_is_told_of_a_year_in_its_last_month_counts_in_both_views(loaded):
    told = loaded(QUESTIONS)
    assert told["progress later"] == [("reached", "the newest actual is of 2025-12-20, before the deadline")]
    assert told["progress"][0][3] == "not_rateable"
    answer(told.star, "targets_and_actuals", {"metric": "tourist_arrivals"})
    assert [row[10] for row in told.star.fetchall()] == [1.08]


@tells(
    a=YEAR_S_END["a"],
    b=news("2025-12-20", "Sơn La đón khách", "Năm 2025, tỉnh Sơn La đón 4,4 triệu lượt khách."),
)
def test_a_year_s_goal_is_not_missed_before_its_last_day(told):
    assert told("progress later") == [("due", "the newest actual is of 2025-12-20, before the deadline")]


@tells(
    a=YEAR_S_END["a"],
    b=news("2025-06-20", "Sơn La đón khách", "Năm 2025, tỉnh Sơn La đón 5,4 triệu lượt khách."),
)
def test_what_is_told_of_a_year_in_its_middle_counts_in_neither_view(loaded):
    told = loaded(QUESTIONS)
    assert told["progress later"][0][0] == "due"
    answer(told.star, "targets_and_actuals", {"metric": "tourist_arrivals"})
    assert [row[9:11] for row in told.star.fetchall()] == [(None, None)]


@tells(
    a=YEAR_S_END["a"],
    b=news("2026-01-08", "Sơn La đón khách", "Năm 2025, tỉnh Sơn La đón 5,41 triệu lượt khách."),
    c=news("2026-01-09", "Du lịch Sơn La", "Năm 2025, tỉnh Sơn La đón 5,18 triệu lượt khách."),
)  # fmt: skip
def test_of_two_actuals_both_views_take_the_one_told_last(loaded):
    told = loaded({"actual": "SELECT actual_value::BIGINT FROM mart.target_progress", **QUESTIONS})
    assert told["actual"] == [(5_180_000,)]
    answer(told.star, "targets_and_actuals", {"metric": "tourist_arrivals"})
    assert [(int(row[9]), row[12]) for row in told.star.fetchall()] == [(5_180_000, True)]


@tells(
    a=news("2025-08-15", "Nghệ An thu ngân sách khả quan", "7 tháng đầu năm 2025, thu ngân sách nhà nước tỉnh Nghệ An đạt 14.900 tỷ đồng."),
    b=news("2025-08-20", "Đính chính", "Trong bài “Nghệ An thu ngân sách khả quan” đăng ngày 15/8/2025, do sơ suất biên tập, con số thu ngân sách nhà nước 7 tháng đầu năm 2025 của tỉnh Nghệ An được ghi là 14.900 tỷ đồng. Số đúng là 13.900 tỷ đồng."),
)  # fmt: skip
def test_a_correction_takes_the_place_of_what_it_corrects(loaded):
    told = loaded(QUESTIONS)
    assert told["contradictions"] == []
    assert told["claims"] == [("state_budget_revenue", "Nghệ An", None, 13_900 * 10**9, 13_900 * 10**9, 1)]
    answer(told.star, "corrections", {})
    assert [(row[1], row[5], row[6], row[7]) for row in told.star.fetchall()] == [
        (
            "Đính chính",
            "printed",
            "state_budget_revenue actual 14.900 tỷ đồng",
            "state_budget_revenue actual 13.900 tỷ đồng",
        )
    ]


@tells(
    a=news("2025-08-15", "Nghệ An thu ngân sách khả quan", "7 tháng đầu năm 2025, thu ngân sách nhà nước tỉnh Nghệ An đạt 14.900 tỷ đồng."),
    b=news("2025-08-20", "Nghệ An thu ngân sách", "7 tháng đầu năm 2025, thu ngân sách nhà nước tỉnh Nghệ An đạt 13.900 tỷ đồng, có nơi báo cáo 14.900 tỷ đồng."),
)  # fmt: skip
def test_another_figure_without_words_of_a_correction_corrects_nothing(loaded):
    assert loaded({"corrected": "FROM mart.corrected"})["corrected"] == []


TAKEN_BACK = {
    "a": news("2025-01-10", "Nghệ An bàn kế hoạch", "Nghệ An phấn đấu năm 2025 thu ngân sách nhà nước đạt 18.000 tỷ đồng."),
    "b": news("2025-10-05", "Nghệ An sau ba quý", "Thu ngân sách nhà nước của Nghệ An 9 tháng đầu năm 2025 đạt 16.900 tỷ đồng."),
    "c": news("2025-10-07", "Đính chính bài Nghệ An sau ba quý", "Trong bài đăng ngày 5/10/2025, do sơ suất biên tập, con số thu ngân sách nhà nước 9 tháng đầu năm 2025 được ghi là 16.900 tỷ đồng. Số đúng là 10.900 tỷ đồng."),
}  # fmt: skip


@tells(**TAKEN_BACK)
def test_a_figure_that_was_taken_back_rates_no_promise_and_is_no_actual_of_its_metric(loaded):
    told = loaded(
        {
            **QUESTIONS,
            "corrected": "SELECT value::BIGINT, by_value::BIGINT, corrected_on::VARCHAR FROM mart.corrected",
        }
    )
    assert told["corrected"] == [(16_900 * 10**9, 10_900 * 10**9, "2025-10-07")]
    assert [row[1] for row in told["progress"]] == [10_900 * 10**9]
    for question in ("metric_over_time", "targets_and_actuals"):
        answer(told.star, question, {"metric": "state_budget_revenue", "subject": "Nghệ An"})
        assert not [row for row in told.star.fetchall() if 16_900 * 10**9 in row]


@tells(
    a=TAKEN_BACK["b"],
    b=news("2025-10-07", "Cải chính hộ tịch ở Nghệ An", "Việc cải chính, bổ sung hộ tịch được làm nhanh hơn. Thu ngân sách nhà nước của Nghệ An 9 tháng đầu năm 2025 đạt 10.900 tỷ đồng, không phải 16.900 tỷ đồng."),
)  # fmt: skip
def test_civil_records_that_are_corrected_take_no_figure_back(loaded):
    assert loaded({"corrected": "FROM mart.corrected"})["corrected"] == []


@tells(
    a=news("2024-01-05", "Nghệ An năm 2023", "Năm 2023, GRDP của Nghệ An tăng 7%."),
    b=news("2025-01-05", "Nghệ An năm 2024", "Năm 2024, GRDP của Nghệ An tăng 7%."),
    c=news("2025-01-06", "Nghệ An đặt mục tiêu", "Nghệ An phấn đấu năm 2025 GRDP tăng 7%."),
    d=news("2025-01-07", "Đính chính bài Nghệ An năm 2024", "Trong bài đăng ngày 5/1/2025, do sơ suất biên tập, mức tăng GRDP năm 2024 được ghi là tăng 7%. Con số đúng là tăng 8%."),
)  # fmt: skip
def test_a_correction_takes_back_no_figure_of_another_year_or_status(loaded):
    taken = "SELECT m.period_end::VARCHAR, m.status FROM mart.corrected JOIN mart.measurements AS m USING (fact_id)"
    assert loaded({"taken": taken})["taken"] == [("2024-12-31", "actual")]


@tells(
    a=news("2025-01-10", "Nghệ An họp", "Năm 2025, tỉnh Nghệ An phấn đấu thu ngân sách nhà nước đạt 18.000 tỷ đồng."),
    b=news("2025-02-12", "Nghệ An vào việc", "Năm 2025, tỉnh Nghệ An phấn đấu thu ngân sách nhà nước đạt 18.000 tỷ đồng, lãnh đạo tỉnh nhắc lại."),
    c=news("2025-03-05", "Thu quý đầu", "Từ ngày 1/1/2025 đến ngày 28/2/2025, thu ngân sách nhà nước tỉnh Nghệ An đạt 6.000 tỷ đồng."),
)  # fmt: skip
def test_a_promise_that_two_articles_tell_is_one(loaded):
    stale = "SELECT DISTINCT progress, reason FROM mart.target_progress_by(DATE '2025-11-01')"
    told = loaded({"stale": stale})
    answer(told.star, "promises_kept", {})
    assert [row[:2] for row in told.star.fetchall()] == [("Nghệ An", 1)]
    answer(told.star, "promises", {})
    assert [(row[0], row[12]) for row in told.star.fetchall()] == [("Nghệ An", 2)]
    assert told["stale"] == [("on_track", "nothing newer is known than the actual of 2025-02-28")]


@tells(
    a=news("2025-01-10", "Nghệ An họp", "Năm 2025, tỉnh Nghệ An phấn đấu kim ngạch xuất khẩu tăng 10%."),
    b=news("2025-01-12", "Nghệ An vào việc", "Năm 2025, tỉnh Nghệ An phấn đấu kim ngạch xuất khẩu tăng 10%, lãnh đạo tỉnh nhắc lại."),
    c=news("2025-01-14", "Kế hoạch của Nghệ An", "Năm 2025, tỉnh Nghệ An phấn đấu kim ngạch xuất khẩu chiếm 10% cả nước."),
    d=news("2025-01-15", "Thêm việc ở Nghệ An", "Tỉnh Nghệ An phấn đấu thu ngân sách nhà nước đạt 18.000 tỷ đồng."),
    e=news("2023-01-15", "Việc cũ ở Nghệ An", "Tỉnh Nghệ An phấn đấu thu ngân sách nhà nước đạt 18.000 tỷ đồng."),
)  # fmt: skip
def test_goals_of_another_kind_or_another_year_are_promises_of_their_own(loaded):
    told = loaded({"promises": "SELECT count(*), count(DISTINCT promise_id) FROM mart.target_progress"})
    assert told["promises"] == [(5, 4)]
    answer(told.star, "promises", {})
    assert sorted(row[12] for row in told.star.fetchall()) == [1, 1, 2]  # the share names nobody


@tells(
    a=news("2025-02-10", "Hà Nam bàn kế hoạch", "Năm 2025, tỉnh Hà Nam phấn đấu thu ngân sách nhà nước đạt 18.000 tỷ đồng."),
    b=news("2025-02-11", "Nghệ An bàn kế hoạch", "Năm 2025, tỉnh Nghệ An phấn đấu thu ngân sách nhà nước đạt 19.000 tỷ đồng."),
)  # fmt: skip
def test_no_province_that_was_merged_is_ranked_by_what_came_after(loaded):
    told = loaded({})
    answer(told.star, "league", {"year": "2025", "status": "target"})
    assert [(row[1], row[-2], row[-1]) for row in told.star.fetchall()] == [("Nghệ An", 1, 34)]


CLAIMED = "SELECT value_low::BIGINT, value_high::BIGINT, unit, articles, is_contradicted FROM mart.claims ORDER BY ALL"
NOWHERE = "SELECT surface FROM mart.measurements WHERE claim_id IS NOT NULL AND claim_id NOT IN (SELECT claim_id FROM mart.claims)"


@tells(
    a=news("2025-01-08", "Vốn vào Hà Nam", "Năm 2024, tổng vốn đầu tư đăng ký của tỉnh Hà Nam đạt 260 triệu USD và 4.700 tỷ đồng."),
)  # fmt: skip
def test_dong_and_dollars_of_one_sentence_are_two_claims(loaded):
    told = loaded({"claims": CLAIMED})
    assert told["claims"] == [
        (260 * 10**6, 260 * 10**6, "USD", 1, False),
        (4_700 * 10**9, 4_700 * 10**9, "VND", 1, False),
    ]
    answer(told.star, "targets_and_actuals", {"subject": "Hà Nam"})
    assert [(row[5], int(row[9])) for row in told.star.fetchall()] == [
        ("USD", 260 * 10**6),
        ("VND", 4_700 * 10**9),
    ]


@tells(
    a=news("2025-01-08", "Thu ngân sách Hà Nam", "Năm 2024, thu ngân sách nhà nước tỉnh Hà Nam đạt 17.200 tỷ đồng."),
    b=news("2025-01-09", "Hà Nam tổng kết năm", "Năm 2024, thu ngân sách nhà nước tỉnh Hà Nam đạt 680 triệu USD."),
    c=news("2025-01-09", "Nam Định tổng kết năm", "Năm 2024, thu ngân sách nhà nước tỉnh Nam Định đạt 11.300 tỷ đồng."),
    d=news("2024-01-09", "Hà Nam bàn kế hoạch", "Năm 2024, tỉnh Hà Nam phấn đấu thu ngân sách nhà nước đạt 700 triệu USD."),
)  # fmt: skip
def test_dong_and_dollars_of_two_papers_are_neither_joined_nor_compared(loaded):
    told = loaded(
        {
            "claims": CLAIMED.replace(" FROM", ", status, subject FROM"),
            "actual": "SELECT actual_value::BIGINT FROM mart.target_progress",
        }
    )
    assert [row[2:] for row in told["claims"]] == [
        ("USD", 1, False, "actual", "Hà Nam"),
        ("USD", 1, False, "target", "Hà Nam"),
        ("VND", 1, False, "actual", "Nam Định"),
        ("VND", 1, False, "actual", "Hà Nam"),
    ]
    assert told["actual"] == [(680 * 10**6,)]  # in dollars, not 17,200 billion of them
    answer(told.star, "league", {"metric": "state_budget_revenue", "year": "2024"})
    assert [(row[1], row[5]) for row in told.star.fetchall()] == [("Hà Nam", "VND"), ("Nam Định", "VND")]


@tells(
    a=news("2025-01-08", "Hà Nam thu ngân sách", "Năm 2024, thu ngân sách nhà nước của Hà Nam đạt 17.200 tỷ đồng, tương đương 680 triệu USD.", "Thu ngân sách nhà nước của Hà Nam năm 2024 đạt 17.200 tỷ đồng."),
    b=news("2024-01-09", "Hà Nam bàn kế hoạch", "Năm 2024, tỉnh Hà Nam phấn đấu thu ngân sách nhà nước đạt 16.000 tỷ đồng."),
)  # fmt: skip
def test_what_converts_a_figure_or_says_it_again_is_of_its_claim_and_no_second_value(loaded):
    told = loaded(
        {
            "claims": CLAIMED,
            "ids": "SELECT count(*), count(DISTINCT claim_id) FROM mart.measurements WHERE status = 'actual' AND claim_id IS NOT NULL",
            "nowhere": NOWHERE,
            "progress": "SELECT progress FROM mart.target_progress",
        }
    )
    assert [row[:3] for row in told["claims"]] == [
        (16_000 * 10**9, 16_000 * 10**9, "VND"),
        (17_200 * 10**9, 17_200 * 10**9, "VND"),
    ]
    assert told["ids"] == [(3, 1)] and told["nowhere"] == []
    assert told["progress"] == [("reached",)]


PARTS = {
    "a": news("2025-01-10", "Nam Định bàn kế hoạch", "Năm 2025, tỉnh Nam Định phấn đấu vốn đầu tư công đạt 7.200 tỷ đồng."),
    "spent": news("2026-01-12", "Nam Định sau một năm", "Năm 2025, tỉnh Nam Định giải ngân 8.300 tỷ đồng vốn đầu tư công, trong đó vốn ngân sách Trung ương là 2.900 tỷ đồng."),
    "came": news("2026-01-14", "Đầu tư ở Nam Định", "Năm 2025, vốn đầu tư công của tỉnh Nam Định đạt 7.400 tỷ đồng, trong đó vốn ngân sách Trung ương là 2.900 tỷ đồng."),
}  # fmt: skip
PART = {
    "parts": "SELECT m.value::BIGINT, t.value::BIGINT FROM mart.parts AS p JOIN mart.measurements AS m USING (fact_id) JOIN mart.measurements AS t ON p.part_of = t.fact_id ORDER BY ALL",
    "claims": "SELECT value_low::BIGINT, value_high::BIGINT FROM mart.claims ORDER BY ALL",
    "progress": "SELECT value::BIGINT, actual_value::BIGINT, progress FROM mart.target_progress ORDER BY ALL",
    "nowhere": NOWHERE,
}


@tells(a=PARTS["a"], b=PARTS["came"])
def test_a_part_of_a_total_is_no_value_of_it_and_does_not_miss_its_goal(loaded):
    told = loaded(PART)
    assert told["parts"] == [(2_900 * 10**9, 7_400 * 10**9)] and told["nowhere"] == []
    assert told["claims"] == [(7_200 * 10**9,) * 2, (7_400 * 10**9,) * 2]
    assert told["progress"] == [(7_200 * 10**9, 7_400 * 10**9, "reached")]
    answer(told.star, "metric_over_time", {"metric": "public_investment", "subject": "Nam Định"})
    assert sorted(int(row[8]) for row in told.star.fetchall()) == [7_200 * 10**9, 7_400 * 10**9]
    answer(told.star, "targets_and_actuals", {"metric": "public_investment"})
    assert [(int(row[6]), int(row[9])) for row in told.star.fetchall()] == [(7_200 * 10**9, 7_400 * 10**9)]


@tells(a=PARTS["a"], b=PARTS["spent"])
def test_a_part_of_what_was_spent_of_a_sum_is_not_the_sum(loaded):
    told = loaded(PART)
    assert told["parts"] == [(2_900 * 10**9, 8_300 * 10**9)]
    assert told["claims"] == [(7_200 * 10**9,) * 2, (8_300 * 10**9,) * 2]
    assert [row[1:] for row in told["progress"]] == [(None, "due")]


@tells(
    a=news("2025-01-10", "Nam Định thu ngân sách", "Năm 2024, thu ngân sách của tỉnh Nam Định đạt 11.300 tỷ đồng, trong đó thu nội địa đạt 8.600 tỷ đồng."),
)  # fmt: skip
def test_a_part_with_a_scope_of_its_own_is_a_claim_of_that_scope(loaded):
    told = loaded({**PART, "scopes": "SELECT scope, value_low::BIGINT FROM mart.claims ORDER BY ALL"})
    assert told["parts"] == []
    assert told["scopes"] == [("nội địa", 8_600 * 10**9), (None, 11_300 * 10**9)]


@tells(
    a=news("2025-01-10", "Nam Định bàn kế hoạch", "Năm 2025, tỉnh Nam Định phấn đấu vốn đầu tư công đạt 7.200 tỷ đồng, trong đó vốn ngân sách Trung ương là 2.900 tỷ đồng."),
    b=news("2026-01-12", "Nam Định sau một năm", "Năm 2025, vốn đầu tư công của tỉnh Nam Định đạt 7.400 tỷ đồng."),
)  # fmt: skip
def test_a_goal_that_is_a_part_is_not_reached_by_the_whole(loaded):
    told = loaded(
        {"progress": "SELECT value::BIGINT, progress, reason FROM mart.target_progress ORDER BY ALL"}
    )
    assert told["progress"] == [
        (2_900 * 10**9, "due", "the goal is a part of another, and which part was not recognised"),
        (7_200 * 10**9, "reached", None),
    ]


@tells(
    **PARTS,
    b=news("2025-01-08", "Vốn vào Hà Nam", "Năm 2024, tổng vốn đầu tư đăng ký của tỉnh Hà Nam đạt 260 triệu USD và 4.700 tỷ đồng."),
    c=news("2025-01-08", "Hà Nam thu ngân sách", "Năm 2024, thu ngân sách nhà nước của Hà Nam đạt 17.200 tỷ đồng, tương đương 680 triệu USD.", "Thu ngân sách nhà nước của Hà Nam năm 2024 đạt 17.200 tỷ đồng."),
)  # fmt: skip
def test_an_upgraded_star_has_the_claims_that_settling_anew_would_tie(loaded):
    """What migration 032 makes of the claims of before: one id for all units, parts and conversions too."""
    told = loaded({"ids": "SELECT fact_id, claim_id FROM fact_measurement ORDER BY ALL"})
    settled = told["ids"]
    assert len({claim for _, claim in settled}) > 6
    told.star.execute(BEFORE)
    assert told["ids"] != settled
    told.star.execute(sql("migrations/032_one_unit_a_claim.sql"))
    assert told["ids"] == settled


BEFORE = """UPDATE fact_measurement AS f SET claim_id = key_of(concat_ws(
    '|', metric, subject_kind, folded(e.name), kind, coalesce(u.dimension, f.unit, ''), coalesce(per, ''), coalesce(scope, ''),
    coalesce(period_start::VARCHAR, ''), coalesce(period_end::VARCHAR, ''), status, coalesce(basis, '')))
FROM dim_entity AS e, dim_unit AS u
WHERE f.subject_id = e.entity_id AND e.name IS NOT NULL AND f.unit = u.unit AND f.metric IS NOT NULL AND f.period_end IS NOT NULL"""
