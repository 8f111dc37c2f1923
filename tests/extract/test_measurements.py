"""Figures with their meaning: golden sentences, ties, parts, speakers, and what never changes."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows import extract
from flows.ingest.texts import article_rows
from flows.read import lexicon, read
from tests import at_once
from tests.golden import DAY, Row, golden, rows

COLUMNS = [
    "surface", "metric", "subject", "kind", "value", "value_high", "unit", "per", "comparator", "status", "basis",
    "period_start", "period_end", "scope",
]  # fmt: skip
NUMBERS, DAYS = {"value", "value_high"}, {"period_start", "period_end"}


@cache
def together() -> dict[tuple[str, str | None], dict[str, pl.DataFrame]]:
    """The facts of each article that a test of this file tells, by its text and day, all in one reading."""
    told = dict.fromkeys(("\n\n".join(texts), named.get("published_on", DAY)) for texts, named in at_once.given(__file__, "facts", "measured"))  # fmt: skip
    told |= dict.fromkeys(
        [(text, DAY) for text in [*DUE, *NO_TARGETS]] + [(text, None) for text in OPEN_DAYS]
    )
    lines = [{"id": str(i), "text": text, "published_on": day} for i, (text, day) in enumerate(told)]
    found = extract.facts(read(article_rows(lines), lexicon.load()), lexicon.load())
    return {
        article: {name: frame.filter(pl.col("article_id") == str(i)) for name, frame in found.items()}
        for i, article in enumerate(told)
    }


def facts(*texts: str, published_on: str | None = DAY) -> dict[str, pl.DataFrame]:
    """The facts of one article, its paragraphs given one by one."""
    return together()["\n\n".join(texts), published_on]


def measured(*texts: str, published_on: str | None = DAY) -> list[dict[str, Any]]:
    return facts(*texts, published_on=published_on)["measurements"].sort("char_start").to_dicts()


def meant(row: Row) -> tuple[Any, ...]:
    def cell(column: str) -> Any:
        value = row[column]
        if value is None:
            return None
        return Decimal(value) if column in NUMBERS else date.fromisoformat(value) if column in DAYS else value

    return tuple(cell(c) for c in COLUMNS)


@pytest.mark.parametrize("text", sorted({str(r["text"]) for r in rows("measurements")}))
def test_every_figure_of_a_sentence_is_read_whole(text: str):
    wanted = [r for r in rows("measurements") if r["text"] == text]
    assert golden("measurements").of(wanted[0], "measurements", *COLUMNS) == [meant(r) for r in wanted]


def test_what_befell_hectares_is_no_area_of_their_place():
    assert measured("Mưa lũ khiến huyện Sông Mã thiệt hại 130 ha.") == []
    assert measured("Huyện Sông Mã đã thu hồi 130 ha để mở đường.") == []
    assert measured("Huyện Sông Mã chuyển đổi 130 ha sầu riêng.") == []


def test_a_conversion_restates_the_figure_before_it():
    dong, dollars = measured(
        "Dự án cầu Rạch Chanh có tổng vốn đầu tư 2.600 tỷ đồng, tương đương 104 triệu USD."
    )
    assert dollars["equivalent_of"] == dong["fact_id"]
    assert (dollars["metric"], dollars["subject"]) == (dong["metric"], dong["subject"])
    assert dong["value_usd"] == dollars["value"] and dong["fx"] == "stated"


def test_what_was_reached_stands_beside_a_goal_as_what_it_is():
    goal, reached = measured(
        "Lào Cai phấn đấu hạ tỷ lệ hộ nghèo xuống 11% vào năm 2026, năm 2024 là 19%.",
        published_on="2025-10-02",
    )
    assert (goal["status"], reached["status"]) == ("target", "actual")
    goal, reached = measured(
        "Năm 2025, tỉnh Phú Yên đề ra mục tiêu đón 5 triệu lượt khách nhưng mới đón được 4,1 triệu lượt."
    )
    assert (goal["status"], reached["status"]) == ("target", "actual")
    first, second = measured(
        "Mục tiêu thu ngân sách năm 2023 là 10.000 tỷ đồng, năm 2024 là 12.000 tỷ đồng.",
        published_on="2025-10-02",
    )
    assert (first["status"], second["status"]) == ("target", "target")


def test_what_is_to_be_reached_by_what_the_main_clause_tells_is_a_goal():
    purpose, means = measured("Để GRDP của Lào Cai năm 2025 tăng 9,5%, công nghiệp phải tăng 14%.")
    assert (purpose["status"], means["status"]) == ("target", "target")
    (sold,) = measured("Để trả nợ, anh bán nhà được 2 tỷ đồng.")
    assert sold["status"] == "actual"


def test_the_next_steps_of_a_goal_are_goals_and_those_of_what_went_on_are_not():
    steps = measured(
        "Chỉ thị yêu cầu đến ngày 30/6 giải ngân đạt 35% kế hoạch; đến ngày 30/9 giải ngân đạt 60% kế hoạch."
    )
    assert [m["status"] for m in steps] == ["target", "target"]
    went = measured("Đến ngày 30/4 giải ngân đạt 10% kế hoạch; đến ngày 30/6 giải ngân đạt 30% kế hoạch.")
    assert [m["status"] for m in went] == ["actual", "actual"]


def test_two_parts_of_a_sum_are_no_conversion():
    found = measured("Tổng vốn gồm 60 triệu USD và 400 tỷ đồng.")
    assert [m["equivalent_of"] for m in found] == [None, None]
    assert {m["fx"] for m in found} == {"reference"}


def test_a_rate_that_no_market_knew_ties_nothing():
    found = measured("Công ty có vốn 500 tỷ đồng (3 tỷ USD là của đối tác).")
    assert [m["equivalent_of"] for m in found] == [None, None]


def test_yen_beside_dollars_are_never_taken_for_dong():
    yen, dollars = measured("Khoản viện trợ 2,9 tỷ yên, tương đương 26 triệu USD.")
    assert dollars["equivalent_of"] == yen["fact_id"]
    assert yen["value_vnd"] is None and dollars["fx"] == "reference"


def test_a_part_names_its_total():
    total, part = measured("Thu ngân sách Phú Yên đạt 9.000 tỷ đồng, trong đó thu nội địa 7.000 tỷ đồng.")
    assert part["part_of"] == total["fact_id"] and total["part_of"] is None


def test_a_sentence_that_goes_into_detail_belongs_to_the_one_before():
    total, part = measured(
        "Năm 2024, tổng vốn đầu tư của dự án là 3.000 tỷ đồng.", "Trong đó, vốn vay 1.200 tỷ đồng."
    )
    assert part["part_of"] == total["fact_id"]
    assert part["period_end"] == date(2024, 12, 31)


def test_who_says_a_figure_is_its_speaker():
    (figure,) = measured("Ông Trần Văn Hậu cho biết doanh thu đạt 45 tỷ đồng.")
    assert figure["speaker"] == "Trần Văn Hậu"


def test_of_two_who_foresee_each_has_his_own_figures():
    first, second = measured(
        "ADB dự báo GDP của Việt Nam năm 2026 tăng 6,2%, trong khi HSBC dự báo tăng 6,5%."
    )
    assert (first["speaker"], second["speaker"]) == ("Ngân hàng Phát triển châu Á", "HSBC")
    first, before, after = measured(
        "Ngân hàng Thế giới dự báo GDP của Việt Nam tăng 6,1%, IMF hạ dự báo từ 5,9% xuống 5,7%."
    )
    assert first["speaker"] == "Ngân hàng Thế giới"
    assert before["speaker"] == after["speaker"] == "Quỹ Tiền tệ Quốc tế"
    figures = measured("ADB dự báo GDP của Việt Nam tăng 6,2%, lạm phát ở mức 3,4%.")
    assert {f["speaker"] for f in figures} == {"Ngân hàng Phát triển châu Á"}


def test_what_a_proposal_would_replace_is_as_it_is_now():
    proposed, now = measured(
        "Ông Trần Văn Hậu đề nghị hạ lãi suất cho vay xuống 4,5%/năm, thay vì mức 5,8% hiện nay."
    )
    assert (proposed["status"], now["status"]) == ("proposed", "actual")


def test_what_somebody_asks_for_besides_is_not_of_the_body_asked_before():
    *_, besides = measured(
        "Ông Trần Văn Hậu đề nghị Ngân hàng Nhà nước hạ lãi suất cho vay xuống 4,5%/năm. Ông cũng kiến nghị bố trí 320 tỷ đồng làm đường."
    )
    assert besides["subject"] is None


def test_what_lies_ahead_is_no_fact():
    (figure,) = measured("Năm 2030, dân số thành phố là 2 triệu người.", published_on="2025-03-01")
    assert figure["status"] == "forecast"


def test_a_headline_takes_its_metric_from_the_body():
    found = measured(
        "Nhà máy sữa 1.150 tỷ đồng về đích",
        "Nhà máy sữa Sông Bồ có tổng mức đầu tư 1.150 tỷ đồng và đã chạy thử.",
    )
    assert {m["metric"] for m in found} == {"project_investment"}


def test_a_promise_with_a_figure_is_a_target_tied_to_its_measurement():
    found = facts("Lâm Đồng phấn đấu đến năm 2028 thu ngân sách đạt 20.000 tỷ đồng.")
    target, measurement = found["targets"].to_dicts()[0], found["measurements"].to_dicts()[0]
    assert target["measurement_id"] == measurement["fact_id"]
    assert (target["deadline"], target["subject"]) == (date(2028, 12, 31), "Lâm Đồng")


def test_works_to_be_done_by_a_day_are_a_target_of_the_project():
    text = "Dự án cầu Sông Lam 3 vốn 900 tỷ đồng đang thi công, dự kiến đưa công trình vào khai thác trước ngày 30/6/2027."
    (target,) = facts(text)["targets"].to_dicts()
    assert (target["subject"], target["deadline"]) == ("cầu Sông Lam 3", date(2027, 6, 30))


def test_each_figure_of_a_firms_yearly_plan_is_a_target():
    text = "Năm 2026, Công ty cổ phần Gốm Thanh Lâm đặt kế hoạch doanh thu 640 tỷ đồng và lãi sau thuế 52 tỷ đồng, tăng lần lượt 12% và 9%."
    targets = facts(text)["targets"]
    assert targets["surface"].to_list() == ["640 tỷ đồng", "52 tỷ đồng", "12%", "9%"]
    assert targets["deadline"].unique().to_list() == [date(2026, 12, 31)]


def test_where_a_goal_sets_out_from_is_none():
    text = "Bộ Y tế phấn đấu hạ tỷ lệ hút thuốc từ 38% hiện nay xuống 30% vào năm 2030."
    assert facts(text)["targets"]["surface"].to_list() == ["30%"]


def test_where_a_goal_sets_out_from_is_none_where_both_share_a_unit():
    text = "Bộ Y tế phấn đấu hạ tỷ lệ hút thuốc từ 38 xuống 30% vào năm 2030."
    assert facts(text)["targets"]["surface"].to_list() == ["30%"]


def test_a_goal_in_words_has_the_level_to_be_reached():
    text = "Cảng Cửa Lò phấn đấu nâng công suất từ 2 lên 5 triệu tấn vào năm 2028."
    assert facts(text)["targets"]["value"].to_list() == [5_000_000]


def test_parts_of_a_plan_go_on_in_the_year_of_the_sentence_before():
    text = (
        "Năm 2024, Lào Cai thu ngân sách 11.450 tỷ đồng, tăng 7% so với năm trước. "
        "Thu nội địa đạt 96% kế hoạch, thu từ đất đạt 104% kế hoạch."
    )
    ends = {m["surface"]: str(m["period_end"]) for m in facts(text)["measurements"].to_dicts()}
    assert (ends["96%"], ends["104%"]) == ("2024-12-31", "2024-12-31")


def test_a_goal_is_of_the_body_right_before_the_promise():
    text = "Tại Hậu Giang, Sở Y tế Cần Thơ phấn đấu xóa xã trắng về trạm y tế."
    assert facts(text)["targets"]["subject"].to_list() == ["Sở Y tế thành phố Cần Thơ"]


def test_a_goal_told_again_without_its_day_is_a_repeat():
    text = (
        "Năm 2026, Sơn La đặt mục tiêu thu ngân sách đạt 6.000 tỷ đồng. "
        "Để đạt mục tiêu thu ngân sách 6.000 tỷ đồng, các huyện siết chi thường xuyên."
    )
    assert sorted(facts(text)["targets"]["is_repeat"].to_list()) == [False, True]


def test_the_same_number_of_another_subject_is_no_repeat():
    both = "Năm 2024, GRDP tỉnh Hậu Giang tăng 7%, GRDP tỉnh Sơn La tăng 7%."
    assert facts(both)["measurements"]["is_repeat"].to_list() == [False, False]
    visits = "Năm 2024, tỉnh Lào Cai đón 3 triệu lượt khách.\n\nNăm 2024, tỉnh Hòa Bình đón hơn 3 triệu lượt khách."
    assert facts(visits)["measurements"]["is_repeat"].to_list() == [False, False]
    alike = (
        "Năm 2024, GRDP tỉnh Hậu Giang tăng 7%, GRDP tỉnh Sơn La tăng 7%. Năm 2024, GRDP Hậu Giang tăng 7%."
    )
    assert facts(alike)["measurements"]["is_repeat"].to_list() == [False, False, True]
    goals = (
        "Năm 2026, tỉnh Lào Cai phấn đấu thu ngân sách đạt 9.000 tỷ đồng.\n\n"
        "Năm 2026, tỉnh Hòa Bình phấn đấu thu ngân sách đạt trên 9.000 tỷ đồng."
    )
    assert facts(goals)["targets"]["is_repeat"].to_list() == [False, False]
    assert facts(goals)["measurements"]["is_repeat"].to_list() == [False, False]


def test_the_same_number_of_one_subject_told_otherwise_is_a_repeat():
    department = "Năm 2024, tỉnh Lào Cai đón 3 triệu lượt khách. Sở Du lịch Lào Cai đón 3 triệu lượt khách."
    assert facts(department)["measurements"]["is_repeat"].sum() == 1
    mutual = "Thương mại Việt Nam - Hàn Quốc đạt 70 tỷ USD năm 2024. Hàn Quốc đạt kim ngạch thương mại 70 tỷ USD với Việt Nam."
    assert facts(mutual)["measurements"]["is_repeat"].sum() == 1
    short = "Năm 2024, Công ty cổ phần Thép Sao Nam lãi 58 tỷ đồng. Thép Sao Nam lãi 58 tỷ đồng."
    assert facts(short)["measurements"]["is_repeat"].sum() == 1


def test_a_draft_is_due_by_the_day_on_which_it_is_to_be_submitted():
    (target,) = facts("Bộ Tài chính sẽ trình Chính phủ dự thảo nghị định trong tháng 9/2031.")[
        "targets"
    ].to_dicts()
    assert (target["subject"], str(target["deadline"])) == ("Bộ Tài chính", "2031-09-30")
    assert facts("Bộ Tài chính đã trình Chính phủ dự thảo nghị định.")["targets"].is_empty()


def test_a_goal_in_words_has_its_deadline():
    (target,) = facts("Tỉnh đặt mục tiêu xóa hết điểm trường tạm trước năm 2027.")["targets"].to_dicts()
    assert target["deadline"] == date(2026, 12, 31) and target["value"] is None


def test_a_part_of_trade_takes_no_partner_from_another_article():
    texts = ["Thương mại với Pháp tăng mạnh.", "Trong đó, Việt Nam xuất khẩu 4,4 tỷ USD."]
    articles = article_rows([{"id": str(i), "text": t, "published_on": "2025-10-15"} for i, t in enumerate(texts)])  # fmt: skip
    found = extract.facts(read(articles, lexicon.load()), lexicon.load())["measurements"]
    assert found["scope"].to_list() == [None]


DUE = {
    "Chủ tịch tỉnh giao Sở Y tế Cần Thơ báo cáo kết quả trước ngày 20/11.": [("Sở Y tế thành phố Cần Thơ", date(2025, 11, 20))],
    "Đến năm 2032, Hậu Giang phải hoàn thành hơn 120 km đường ven sông.": [("Hậu Giang", date(2032, 12, 31))],
    "Dự kiến trong quý IV, đề án sẽ được hoàn thiện để trình tỉnh.": [(None, date(2025, 12, 31))],
    "Nhà máy được chia làm hai kỳ và hoàn thành trong 30 tháng.": [(None, None)],
    "Bộ Tài chính cần báo cáo kết quả rà soát trước ngày 15/12.": [("Bộ Tài chính", date(2025, 12, 15))],
    "Mục tiêu đến năm 2045, Việt Nam trở thành nước có công nghiệp muối hiện đại.": [("Việt Nam", date(2045, 12, 31))],
    "Tập đoàn Hoa Ban cam kết bàn giao toàn bộ bến tàu vào ngày 30/11.": [("Tập đoàn Hoa Ban", date(2025, 11, 30))],
    "Sở Xây dựng Lào Cai được yêu cầu báo cáo việc sửa cầu trong tháng 12.": [("Sở Xây dựng tỉnh Lào Cai", date(2025, 12, 31))],
    "Ông nhấn mạnh phải hoàn thành đường băng trong tháng 6.": [(None, date(2026, 6, 30))],
    "Xã đẩy nhanh việc sửa cầu Sông Gâm, mục tiêu cơ bản hoàn thành năm 2027.": [(None, date(2027, 12, 31))],
    "Chương trình mục tiêu quốc gia về nước sạch hoàn thành năm 2027.": [],
    "Bộ Công an phấn đấu cấp thẻ cho 100% ngư dân trước ngày 1/6/2026.": [("Bộ Công an", date(2026, 6, 1))],
    "Các xã kiểm tra lại từng hộ, sửa danh sách, hoàn thành trước ngày 20/12/2025.": [(None, date(2025, 12, 20))],
    "Thời gian hoàn thành trong quý I/2026.": [(None, date(2026, 3, 31))],
    "Trọng tâm là nghề cá, đưa Việt Nam trở thành nước mạnh về biển vào năm 2035.": [("Việt Nam", date(2035, 12, 31))],
    "Cả xã góp sức hoàn thành mục tiêu mà huyện đề ra là trồng 40 km rừng phi lao trong năm 2026.": [(None, date(2026, 12, 31))],
    "Các chủ đầu tư phải bảo đảm giải ngân thêm không thấp hơn 210 tỷ đồng.": [(None, None)],
    "Đến ngày 31/12 phải giải ngân đạt 82% kế hoạch vốn.": [("Việt Nam", date(2025, 12, 31))],
    "Mục tiêu là đến năm 2028, mảng cá hộp của Hoa Ban sẽ đạt doanh số 70 tỷ đồng.": [(None, date(2028, 12, 31))],
    "Mục tiêu chúng ta đưa ra là chậm nhất đến năm 2031, nghề muối phải bán được sang châu Âu.": [(None, date(2031, 12, 31))],
    "Theo hãng tin Bloomberg, mục tiêu của chuyến đi là thống nhất điều khoản thuế với nước bạn.": [(None, None)],
    "Từ nay đến năm 2030, tỉnh Kiên Giang sẽ thực hiện 6 công trình ngăn mặn tại các cửa sông.": [("Kiên Giang", date(2030, 12, 31))],
    "Nhà máy sẽ được đầu tư xây dựng hoàn thành trong 4 năm.": [(None, None)],
    "Thời gian thực hiện hoàn thành trước ngày 13/6/2026.": [(None, date(2026, 6, 13))],
    "Nhà máy được chia làm hai kỳ, hoàn thành trong vòng 4 năm.": [(None, None)],
    "Việt Nam có lợi thế về biển, phấn đấu trở thành nơi đóng tàu của châu Á.": [("Việt Nam", None)],
    "Thời gian hoàn thành nhà máy đến quý IV/2026.": [(None, date(2026, 12, 31))],
    "Sơn La quyết tâm đưa vùng cao nguyên thành nơi trồng hoa lớn nhất miền Bắc.": [("Sơn La", None)],
    "Mục tiêu của hội thảo là bàn cách giữ nước ngọt cho vùng ven biển.": [(None, None)],
    "Thị xã Hồng Lĩnh đặt mục tiêu 40 nhà vườn đón khách trong năm 2026.": [("Hồng Lĩnh", date(2026, 12, 31))],
    "Mục tiêu của Pháp và Đức là ký xong thỏa thuận vào tháng 10/2026.": [("Pháp", date(2026, 10, 31))],
    "Chỉ số thông quan (theo cách tính của Ngân hàng Thế giới) phấn đấu đến năm 2030 thuộc nhóm 30 nước đứng đầu.": [(None, date(2030, 12, 31))],
    "Đối với nhóm năm công ty thì chậm nhất năm 2029 phải sáp nhập xong.": [(None, date(2029, 12, 31))],
    "Ngoài ra, đến năm 2035, toàn tỉnh có 30 bến thuyền và 12 chợ nổi.": [(None, date(2035, 12, 31))],
    "Đề án phát triển nghề cá năm 2026 với mục tiêu tăng trưởng đạt 9% trở lên.": [("Việt Nam", date(2026, 12, 31))],
}  # fmt: skip

# In an article without a day of its own: what is due though nobody can say in which year.
OPEN_DAYS = {
    "Đại diện ban quản lý cho biết đoạn đường tránh dự kiến hoàn thành vào cuối năm.": ["dự kiến hoàn thành vào cuối năm"],
    "Các đội thi công sẽ nỗ lực bàn giao mặt bằng trong tháng này.": ["nỗ lực bàn giao mặt bằng trong tháng này"],
    "Sở Xây dựng phải báo cáo UBND thành phố trước ngày 14/5.": ["phải báo cáo UBND thành phố trước ngày 14/5"],
    "Nhà máy sẽ đi vào hoạt động vào tháng 8 tới.": ["sẽ đi vào hoạt động vào tháng 8 tới"],
    "Đoạn tuyến đã hoàn thành trong tháng này.": [],
    "Hộ dân phải nộp hồ sơ trước ngày 14/5 hằng năm.": [],
    "Dù thế nào, cả đội sẽ cố gắng hoàn thành phần thi trên sân khấu vào ngày 14/5 tới.": [],
    "Từ nay đến cuối năm cần phải xem lại các đơn hàng.": [],
    "Tiến độ gấp nên anh phải ở lại đảo đến cuối năm.": [],
    "Với đà này, ông sẽ có thể hoàn thành cuốn sách vào tháng 8 tới.": [],
}  # fmt: skip


def test_what_is_due_by_a_day_is_a_target_of_who_is_told_to():
    told = {t: facts(t)["targets"].sort("char_start").select("subject", "deadline").rows() for t in DUE}
    assert told == DUE
    undated = {t: facts(t, published_on=None)["targets"].sort("char_start") for t in OPEN_DAYS}
    assert {t: found["goal"].to_list() for t, found in undated.items()} == OPEN_DAYS
    assert all(found["deadline"].is_null().all() for found in undated.values())


def test_what_a_goal_is_held_against_is_none():
    text = "Mục tiêu của hợp tác xã năm 2026 là xuất 70% sản lượng sang Nhật Bản, thay vì 40% như hiện nay."
    assert facts(text)["targets"]["surface"].to_list() == ["70%"]


def test_a_list_of_goals_is_a_target_an_item():
    text = "Mục tiêu của đề án: số vụ cháy giảm 12%; hộ được tập huấn đạt 90%; xóa hết điểm nóng về điện."
    found = facts(text)["targets"].sort("char_start")
    assert found["goal"].to_list() == [
        "số vụ cháy giảm 12%",
        "hộ được tập huấn đạt 90%",
        "xóa hết điểm nóng về điện",
    ]


NO_TARGETS = [
    "Doanh nghiệp đã vượt mục tiêu năm.",
    "Sự quyết tâm của bà con làm nên mùa vàng.",
    "Chương trình mục tiêu quốc gia được triển khai rộng khắp.",
    "Cả đội hướng tới một mùa giải đẹp.",
    "Tôi đang phấn đấu vì tương lai của các con trong năm 2027.",
    "HLV đặt mục tiêu giành ba điểm trong trận gặp Gia Lai.",
    "Mục tiêu bị bắn trúng là kho xăng ở Kharkiv trong năm 2026.",
    "Đây là mục tiêu mà tỉnh hướng tới khi lập quy hoạch đến năm 2030.",
    "Ban Quản lý hy vọng cầu sẽ hoàn thành trước tháng 9/2026.",
    "Bệnh viện phải tới năm 2029 mới hoàn thành.",
    "Hai bên tai nạn giao thông xảy ra trước ngày 5/11.",
    "Nga sẽ chuyển giao cho bạn hàng sáu chiếc máy bay vào tháng 4/2026.",
    "Ông phải chấp hành án đến tháng 12/2027.",
    "Chiến lược phát triển thủy sản đến năm 2030 được đề nghị sửa đổi.",
    "Các sở gửi Bộ Tài chính trước ngày 31/12 của năm báo cáo.",
    "Thành phố tập trung thay thế các chung cư được xây dựng trước năm 1975.",
    "Kế hoạch hằng năm phải báo cáo trước ngày 30/1 mỗi năm.",
    "Giới phân tích dự đoán làn sóng này sẽ đưa Ấn Độ trở thành nơi gia công lớn nhất vào năm 2035.",
    "Tới cuối tháng 3, sau khi vấp phải phản ứng của dân, nhà máy rời khỏi xã.",
    "Ông cho rằng mục tiêu tiếp theo của giá bạc sẽ là 62 USD một ounce.",
    "Trong mỗi trận đấu, đội phải có tỷ lệ chuyền bóng trên 60%.",
    "Công ty mua bán điện không đạt kế hoạch đề ra, nhưng doanh thu vẫn tăng 9%.",
    "Dự định của họ là nhằm mục tiêu vào Ấn Độ.",
    "Cung tiền tăng ít hơn nhiều so với mục tiêu cả năm của ngân hàng.",
    "Các chỉ tiêu sử dụng đất: cây xanh trên 2 m2, nhà ở tối đa 40%.",
    "Nhà máy có lợi nhuận đạt 100% kế hoạch đã đề ra, ở mức 110 tỷ đồng, bằng 104% so với năm trước.",
    "Hằng năm ngân sách trung ương bổ sung có mục tiêu cho tỉnh 70% số tăng thu.",
    "Đến cuối năm, các chỉ tiêu nợ nằm trong giới hạn: nợ công ở mức 58,7% GDP.",
    "Thợ đã làm ngày làm đêm, hoàn thành trong 3 tháng.",
    "Quốc hội phê chuẩn quyết toán ngân sách với các chỉ tiêu: tổng số thu là 1.291 tỷ đồng.",
    "Sơn La luôn đặt mục tiêu an toàn của bà con lên hàng đầu.",
    "Thỏa thuận được ký tại Tokyo nhằm mục tiêu mở một trường dạy nghề.",
    "Chính phủ sẽ lập quỹ trong năm nay; cam kết chia sẻ kinh nghiệm với nước bạn.",
    "Mục tiêu cao nhất là sức khỏe của người dân nên việc mở cửa phải thận trọng.",
    "Mục tiêu lâu dài của tôi là mở được một lớp dạy đàn ở quê.",
    "Mục tiêu xanh hóa vào năm 2030 là một cơ hội mới cho người trồng rừng.",
    "Tỉnh Bến Tre phấn đấu thực hiện tốt các mục tiêu, nhiệm vụ đề ra.",
    "Ngành muối quyết tâm đạt mục tiêu tăng trưởng của năm 2026.",
    "Thành phố nên đặt mục tiêu trồng cây thật nhanh ở các khu công nghiệp.",
    "Trường nghề được thành lập năm 2026 với mục tiêu trở thành nơi học tốt nhất vùng.",
    "Để đạt mức tăng trưởng như tỉnh đề ra, hai quý còn lại phải tăng trung bình 9,2%.",
    "Công ty đã hoàn thành chỉ tiêu 70 tỷ đồng lợi nhuận đề ra.",
    "Bộ từng đặt mục tiêu tỷ lệ nội địa hóa là 45% vào năm 2027.",
    "Đây là hồ chứa đa mục tiêu, cấp nước cho 9.000 ha lúa.",
    "Với mục tiêu phủ xanh đồi trọc, ông Hòa cho biết xã có 1.200 người tham gia.",
    "Sáu tháng đầu năm, huyện đã thực hiện dự toán thu 320 tỷ đồng, đạt 52% kế hoạch.",
    "Mức chi trả này áp dụng đối với người vào viện trước ngày 1/12/2025.",
    "Nhà máy phải nghỉ luân phiên để chờ đơn hàng, thì đến tháng 11, xưởng phải dừng hẳn.",
    "Hai nước cam kết đóng cửa mỏ than, ngày 3/11 ra tuyên bố chung.",
    "Báo cáo của Bộ Công Thương cũng dự báo giá thép sẽ đổi chiều trong năm 2026.",
    "Huyện đề nghị tỉnh gia hạn việc hỗ trợ người nuôi tôm đến hết ngày 31/12/2025.",
    "Sau khi cam kết sẽ xây lại chợ trong năm 2026, ông đổi ý.",
    "Nước ta tích cực thực hiện các nghĩa vụ, cam kết quốc tế về quyền trẻ em đến năm 2030.",
    "Cơ quan phấn đấu để hoàn thành xuất sắc nhiệm vụ được giao.",
    "Chủ đầu tư cam kết sẽ bàn giao chợ vào tháng 3/2026 nhưng không giữ lời.",
    "Báo cáo dự báo một số nghề sẽ có nhiều việc trong quý IV năm 2025.",
    "Nhiều hãng đề nghị Bộ Tài chính cho phép xe mở tờ khai trước ngày 1/12/2025 vẫn theo mức thuế cũ.",
    "Anh từng hứa sẽ hoàn thành việc tháo dỡ trước ngày 31/12/2025.",
    "Gói thầu dự kiến hoàn thành đến tháng 11/2025 (đã hoàn thành sớm hai tháng).",
    "Công ty quyết tâm làm sống lại dự án 640 triệu USD.",
    "Cầu dự kiến hoàn thành vào tháng 12/2025 nhưng, đến nay sau ba năm thi công, hai mố cầu vẫn dở dang.",
]


def test_what_is_done_and_what_is_vague_is_no_target():
    assert [goal for text in NO_TARGETS for goal in facts(text)["targets"]["goal"]] == []


SENTENCES = sorted({str(r["text"]) for r in rows("measurements")})


@settings(deadline=None, max_examples=2)  # the first is the plainest one
@given(st.lists(st.permutations(SENTENCES[:24]), min_size=12, max_size=12))
def test_a_figure_means_the_same_wherever_its_paragraph_stands(orders: list[list[str]]):
    texts = ["\n\n".join(order) for order in orders]
    lines = [{"id": str(i), "text": text, "published_on": "2025-10-15"} for i, text in enumerate(texts)]
    found = extract.facts(read(article_rows(lines), lexicon.load()), lexicon.load())["measurements"]
    told = found.group_by("article_id").agg(pl.struct("surface", "kind", "unit", "comparator").sort())
    assert all(t.to_list() == told["surface"][0].to_list() for t in told["surface"])
    for article, surface, start, end in found.select(
        "article_id", "surface", "char_start", "char_end"
    ).rows():
        assert texts[int(article)][start:end] == surface


def test_a_sentence_without_a_time_goes_on_in_that_of_the_one_before():
    told = "Năm 2024, Kon Tum thu ngân sách 4.100 tỷ đồng. Thu nội địa đạt 3.200 tỷ đồng, tăng 8%. Chi ngân sách đạt 9.000 tỷ đồng."
    assert {row["period_end"] for row in measured(told)} == {date(2024, 12, 31)}


def test_what_has_a_time_or_an_owner_of_its_own_or_none_does_not_go_on():
    for apart in (
        measured("Năm 2024, Kon Tum thu ngân sách 4.100 tỷ đồng. Hằng năm, xổ số nộp ngân sách 150 tỷ đồng."),
        measured("Năm 2024, Kon Tum thu ngân sách 4.100 tỷ đồng. Trước đó, thu nội địa đạt 3.200 tỷ đồng."),
        measured(
            "Năm 2024, Kon Tum thu ngân sách 4.100 tỷ đồng. Tỉnh đặt mục tiêu thu nội địa 3.200 tỷ đồng."
        ),
        measured("Năm 2024, Kon Tum thu ngân sách 4.100 tỷ đồng. Kon Tum còn 7.000 hộ nghèo."),
        measured("Năm 2024, Kon Tum thu ngân sách 4.100 tỷ đồng. Giá điện là 2.100 đồng/kWh."),
        measured("Năm 2024, Kon Tum thu ngân sách 4.100 tỷ đồng. Gia Lai thu ngân sách 6.000 tỷ đồng."),
    ):
        assert apart[-1]["period_end"] is None


def test_the_time_of_which_a_place_is_told_to_fare_well_is_that_of_its_figures():
    told = measured(
        "Lai Châu đi lên",
        "Kinh tế - xã hội 9 tháng năm 2024 của tỉnh Lai Châu tiếp tục khởi sắc. GRDP tăng 8,1%. Thu ngân sách đạt 2.100 tỷ đồng, bằng 71% dự toán. Xuất khẩu đạt 78 triệu USD.",
    )
    assert {(str(m["period_start"]), str(m["period_end"])) for m in told} == {("2024-01-01", "2024-09-30")}


def test_that_time_is_of_no_other_place_goal_or_stock_and_of_no_plans_or_feasts():
    told = [
        *measured(
            "Lai Châu đi lên",
            "Kinh tế - xã hội 9 tháng năm 2024 của tỉnh Lai Châu tiếp tục khởi sắc. Tỉnh Sơn La thu ngân sách 3.400 tỷ đồng.",
        ),
        *measured(
            "Lai Châu đi lên",
            "Kinh tế - xã hội 9 tháng năm 2024 của tỉnh Lai Châu tiếp tục khởi sắc. Hiện nay GRDP của tỉnh Lai Châu tăng 8,3%.",
        ),
        *measured(
            "Lai Châu đi lên",
            "Kinh tế - xã hội 9 tháng năm 2024 của tỉnh Lai Châu tiếp tục khởi sắc. Tỉnh Lai Châu phấn đấu thu ngân sách 2.900 tỷ đồng.",
        ),
        *measured(
            "Lai Châu đi lên",
            "Kinh tế - xã hội 9 tháng năm 2024 của tỉnh Lai Châu tiếp tục khởi sắc. Tỷ lệ che phủ rừng của tỉnh Lai Châu đạt 52%.",
        ),
        *measured(
            "Lai Châu vui hội",
            "Lễ hội 9 tháng năm 2024 của tỉnh Lai Châu rất vui. Tỉnh Lai Châu thu ngân sách 2.300 tỷ đồng.",
        ),
    ]
    assert len(told) == 5
    assert not [m for m in told if m["period_start"] and m["period_start"].year == 2024]


def test_of_two_years_told_neither_is_that_of_the_next_sentence():
    told = "Năm 2024, Kon Tum thu ngân sách 4.100 tỷ đồng, năm 2023 thu 3.900 tỷ đồng. Thu nội địa đạt 3.200 tỷ đồng."
    assert measured(told)[-1]["period_end"] is None


def test_the_months_past_of_an_article_without_a_date_are_those_that_it_tells():
    told = (
        "Tỉnh họp bàn tình hình 6 tháng đầu năm 2024. Trong 6 tháng qua, Kon Tum thu ngân sách 1.900 tỷ đồng."
    )
    assert measured(told, published_on=None)[0]["period_end"] == date(2024, 6, 30)


def test_an_undated_article_is_of_the_year_after_the_one_it_is_measured_against():
    level, growth = measured(
        "Trong 4 tháng đầu năm, cả nước nhập khẩu phân bón 410 triệu USD, tăng 7,5% so với cùng kỳ năm 2016.",
        published_on=None,
    )
    assert level["period_end"] == growth["period_end"] == date(2017, 4, 30)


def test_the_only_period_of_a_headline_is_that_of_flows_without_a_time_of_their_own():
    revenue, part, exports, price = measured(
        """Kinh tế Phú Yên 6 tháng đầu năm 2023

Thu ngân sách của tỉnh đạt 3.100 tỷ đồng, bằng 51,2% kế hoạch năm.

Xuất khẩu của tỉnh đạt 210 triệu USD.

Giá lúa ở mức 6.500 đồng/kg."""
    )
    half = (date(2023, 1, 1), date(2023, 6, 30))
    assert {(f["period_start"], f["period_end"]) for f in (revenue, part, exports)} == {half}
    assert price["period_end"] is None


def test_a_headline_with_a_period_over_no_figures_leaves_the_figures_of_others_as_they_are():
    texts = (
        "Hai cơ quan phối hợp tuyên truyền giai đoạn 2017 - 2022\n\nHai cơ quan ký kết chương trình phối hợp.",
        "Tỉnh kiểm tra tài sản cán bộ\n\nTỉnh đã thu hồi 3 tỷ đồng trong năm 2016. Ngân sách tỉnh chi 40 tỷ đồng.",
    )
    lines = [{"id": str(i), "text": text} for i, text in enumerate(texts)]
    found = extract.facts(read(article_rows(lines), lexicon.load()), lexicon.load())["measurements"]
    assert found["article_id"].to_list() == ["1", "1"]


def test_what_was_spent_by_now_beside_a_plan_is_done():
    spent = measured("Kế hoạch vốn đầu tư công năm 2025 của tỉnh Lai Châu là 3.120 tỷ đồng, giải ngân đến nay được 402 tỷ đồng.", published_on="2025-05-12")  # fmt: skip
    rate = measured("Tỉnh Lai Châu đặt mục tiêu giải ngân 95% vốn đầu tư công năm 2025, tỷ lệ giải ngân hiện mới là 14%.", published_on="2025-05-12")  # fmt: skip
    assert [row["status"] for row in (*spent, *rate)] == ["target", "actual", "target", "actual"]
