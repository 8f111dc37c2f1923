"""What is told of a project across articles: which tellings are of one, its latest stage and capital, and its history."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from flows.load import books, judgement, merge, ops, publish
from flows.load.published import opened
from flows.questions import answer
from flows.report import subjects
from tests.load.conftest import news, tells

QUESTIONS = {
    "projects": "SELECT name, stage, amount_vnd::BIGINT, investors, first_told_on, last_told_on, articles FROM mart.projects ORDER BY ALL",
    "history": "SELECT published_on, stage, amount_vnd::BIGINT FROM mart.project_history",
    "rests_on": """SELECT s.stage, c.amount_vnd::BIGINT FROM mart.projects p
        JOIN mart.investments s ON p.stage_fact_id = s.fact_id JOIN mart.investments c ON p.capital_fact_id = c.fact_id""",
    "sentences": """SELECT first_sentence, stage_sentence, capital_sentence,
        len(list_distinct([first_article_id, stage_article_id, capital_article_id])) FROM mart.projects""",
    "things": "SELECT kind, province, articles FROM mart.projects ORDER BY ALL",
    "names": "SELECT list_sort(list_concat([name], aliases)) FROM dim_project ORDER BY ALL",
    "why": "SELECT DISTINCT reason, evidence FROM mart.identities WHERE entity_kind = 'project' ORDER BY ALL",
    "figures": "SELECT m.subject, p.name FROM mart.measurements m JOIN mart.projects p USING (project_id)",
}
FIRM = "Công ty cổ phần Gió Lào"


@pytest.fixture
def told(loaded):
    """What the articles of the test answer to each question."""
    return loaded(QUESTIONS).__getitem__


WIND = {
    "a": news("2024-03-08", "Thêm điện gió ở Quảng Trị", f"UBND tỉnh phê duyệt dự án Nhà máy điện gió Hòn Nét 2 do {FIRM} làm chủ đầu tư, tổng mức đầu tư 2.400 tỷ đồng."),
    "b": news("2025-01-09", "Chuyện ở bãi ngang", "Dự án Nhà máy điện gió Hòn Nét 2 đang chậm tiến độ vì thiếu mặt bằng."),
    "c": news("2024-09-01", "Ngày hội ở bãi ngang", "Sáng nay, dự án điện gió Hòn Nét 2 được khởi công."),
}  # fmt: skip


@tells(**WIND)
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
    ((first, stage, capital, articles),) = told("sentences")
    assert first == capital and first.startswith("UBND tỉnh phê duyệt") and "chậm tiến độ" in stage
    assert articles == 2
    assert told("things") == [("power", "Quảng Trị", 3)]
    assert told("names") == [(["Nhà máy điện gió Hòn Nét 2", "điện gió Hòn Nét 2"],)]


@tells(
    a=news("2024-03-01", "Cầu ở bãi ngang", "Công ty Sao Khuê đề xuất đầu tư cầu Hòn Nét với tổng vốn 900 tỷ đồng. HĐND tỉnh đã phê duyệt chủ trương đầu tư cầu Hòn Nét."),
    b=news("2024-04-01", "Đường ở bãi ngang", "Tỉnh vừa khởi công dự án đường Hòn Nét - Bãi Sậy dài 15 km. Tổng mức đầu tư của dự án là 2.310 tỷ đồng."),
)  # fmt: skip
def test_a_stage_and_a_capital_are_shown_in_the_sentences_that_tell_them(told):
    assert [p[:3] for p in told("projects")] == [
        ("cầu Hòn Nét", "approved", 900 * 10**9),
        ("đường Hòn Nét - Bãi Sậy", "started", 2_310 * 10**9),
    ]
    rests_on = [("approved", 900 * 10**9), ("started", 2_310 * 10**9)]
    assert sorted(told("rests_on")) == rests_on
    assert [h[1:] for h in told("history")] == rests_on
    for stage, capital in (row[1:3] for row in told("sentences")):
        assert ("phê duyệt" in stage and "900 tỷ" in capital) or (
            "khởi công" in stage and "2.310 tỷ" in capital
        )


@tells(a=news("2024-03-08", "Vốn vào tỉnh", "Tỉnh cấp phép 9 dự án với tổng vốn 700 tỷ đồng."))
def test_a_total_is_no_project(told):
    assert told("projects") == []


@tells(
    a=news("2024-03-01", "Khởi công ở Đắk Lắk", "Sáng nay khởi công dự án cao tốc Hòn Nét - Bãi Sậy."),
    b=news("2024-04-01", "Nghệ An họp bàn", "Dự án tuyến cao tốc Hòn Nét – Bãi Sậy đang thi công."),
    c=news("2024-05-01", "Chuyện dọc đường", "Dự án đường bộ cao tốc Hòn Nét-Bãi Sậy đã hoàn thành."),
)  # fmt: skip
def test_a_line_is_known_by_its_ends_however_its_kind_and_the_dash_are_written(told):
    assert [p[-1] for p in told("projects")] == [3]
    assert told("why") == [("same_name", "cao tốc hòn nét bãi sậy")]


@tells(
    a=news("2024-03-01", "Nghệ An đón khách", "Sáng nay, tỉnh Nghệ An khởi công dự án Khu công nghiệp Đồi Sim."),
    b=news("2024-04-01", "Hải Dương mở thêm khu", "UBND tỉnh Hải Dương phê duyệt dự án KCN Đồi Sim."),
    c=news("2024-04-09", "Nghệ An gọi vốn", "Tỉnh Nghệ An cho biết dự án KCN Đồi Sim đang triển khai."),
    d=news("2024-05-01", "Chuyện bên đường", "Dự án khu công nghiệp Đồi Sim đang chậm tiến độ."),
)  # fmt: skip
def test_one_name_in_two_provinces_is_two_and_without_a_place_it_joins_neither(told):
    assert told("things") == [
        ("industrial_zone", "Hải Phòng", 1),  # Hải Dương is a part of it since 2025
        ("industrial_zone", "Nghệ An", 2),
        ("industrial_zone", None, 1),
    ]


@tells(
    a=news("2024-03-01", "Nghệ An đón khách", "Sáng nay, tỉnh Nghệ An khởi công dự án Khu công nghiệp Đồi Sim."),
    d=news("2024-05-01", "Chuyện bên đường", "Dự án khu công nghiệp Đồi Sim đang chậm tiến độ."),
)  # fmt: skip
def test_a_name_without_a_place_is_that_of_the_only_one(told):
    assert told("things") == [("industrial_zone", "Nghệ An", 2)]
    assert ("only_one", "khu công nghiệp đồi sim, Nghệ An") in told("why")


@tells(
    a=news("2024-03-01", "Đường ở Huế", "Dự án mở rộng Sân bay Đồi Sim được khởi công."),
    b=news("2024-04-01", "Đường ở Huế", "Dự án Sân bay Đồi Sim được khởi công."),
    c=news("2024-05-01", "Đường ở Huế", "Dự án Cảng hàng không quốc tế Đồi Sim giai đoạn 2 được khởi công."),
    d=news("2024-06-01", "Đường ở Huế", "Dự án sân bay Đồi Sim giai đoạn II được khởi công."),
)  # fmt: skip
def test_an_extension_and_a_phase_are_projects_of_their_own(told):
    assert [t[-1] for t in told("things")] == [1, 1, 2]


@tells(
    a=news("2024-03-01", "Nạo vét ở Huế", "Thành phố Huế khởi công dự án nạo vét, xây dựng hạ tầng rạch Hòa Lựu."),
    b=news("2024-04-01", "Kênh rạch ở Huế", "Dự án cải tạo rạch Hòa Lựu của thành phố Huế có tổng mức đầu tư 450 tỷ đồng."),
    c=news("2024-05-01", "Nước ở Huế", "Dự án rạch Hòa Lựu tại thành phố Huế chậm tiến độ."),
    d=news("2024-06-01", "Cầu ở Huế", "Thành phố Huế khởi công dự án cầu rạch Hòa Lựu, vốn 90 tỷ đồng."),
    e=news("2024-06-02", "Kênh ở Huế", "Dự án cải tạo môi trường kênh Hòa Lựu của thành phố Huế được khởi công."),
    f=news("2024-06-03", "Kênh mới ở Huế", "Dự án kênh Hòa Lựu của thành phố Huế được khởi công."),
    h=news("2024-07-01", "Đường ở Huế", "Thành phố Huế khởi công dự án nâng cấp, mở rộng đường Hòa Lựu."),
    i=news("2024-07-02", "Đường ở Huế", "Dự án mở rộng và nâng cấp đường Hòa Lựu của thành phố Huế chậm tiến độ."),
    j=news("2024-07-03", "Đường ở Huế", "Dự án đường Hòa Lựu của thành phố Huế chậm tiến độ."),
    g=news("2024-06-04", "Nạo vét ở Nghệ An", "Tỉnh Nghệ An khởi công dự án nạo vét rạch Hòa Lựu."),
)  # fmt: skip
def test_whatever_is_done_to_a_body_of_water_is_one_project_of_its_province_and_two_changes_are_one_in_any_order(
    told,
):
    assert told("things") == [
        ("bridge", "Huế", 1), ("road", "Huế", 1), ("road", "Huế", 2), *(("water", "Huế", n) for n in (1, 1, 3)), ("water", "Nghệ An", 1)
    ]  # fmt: skip


@tells(
    a=news("2024-03-01", "Đồng Nai đón khách", "Tỉnh Đồng Nai khởi công dự án Cảng hàng không quốc tế Đồi Sim."),
    b=news("2024-04-01", "Chuyện ở Tây Ninh", "Dự án sân bay Đồi Sim đang thi công."),
    c=news("2024-03-02", "Nghệ An đón khách", "Tỉnh Nghệ An khởi công dự án Nhà máy thép Sông Con Bãi Sậy."),
    d=news("2024-04-02", "Chuyện ở Tây Ninh", "Dự án nhà máy thép Sông Con - Bãi Sậy đang thi công."),
)  # fmt: skip
def test_an_airport_and_a_plant_with_a_long_name_are_one_wherever_they_are_told_of(told):
    assert [t[0::2] for t in told("things")] == [("airport", 2), ("factory", 2)]


@tells(
    a=news("2024-03-01", "Tin nhà máy", f"Dự án nhà máy chế biến trái cây do {FIRM} làm chủ đầu tư đã khởi công."),
    b=news("2024-04-01", "Tin xưởng", f"Dự án nhà máy chế biến trái cây do {FIRM} làm chủ đầu tư đang chậm tiến độ."),
    c=news("2024-05-01", "Tin vườn", "Dự án nhà máy chế biến trái cây do Công ty TNHH Vườn Xa làm chủ đầu tư đã khởi công."),
)  # fmt: skip
def test_common_words_are_one_project_only_with_one_investor(told):
    assert [t[-1] for t in told("things")] == [1, 2]


@tells(
    a=news("2024-03-01", "Cầu ở Nghệ An", "Tỉnh Nghệ An khởi công dự án đường vành đai 3."),
    b=news("2024-04-01", "Họp về đường", "Dự án đường vành đai 3 đang chậm tiến độ."),
)  # fmt: skip
def test_a_number_tells_nothing_without_a_place(told):
    assert [t[-1] for t in told("things")] == [1, 1]


@tells(
    a=news("2024-03-01", "Điện gió ở Nghệ An", "Dự án Nhà máy điện gió Hòn Nét 2 có tổng mức đầu tư 900 tỷ đồng."),
    b=news("2024-04-01", "Nghệ An họp bàn", "Điện gió Hòn Nét 2 đã khởi công.", "Dự án điện gió Hòn Nét 2 có tổng mức đầu tư 950 tỷ đồng."),
)  # fmt: skip
def test_figures_of_a_project_lead_to_it_whatever_it_is_called_beside_them(told):
    assert [p[-1] for p in told("projects")] == [2]
    assert len({name for _, name in told("figures")}) == 1 and len(told("figures")) == 2


def published(warehouse: Path, staging: Path | None = None) -> None:
    """Publishes a star with people's judgements, after merging a staging where one is given."""
    ops.start_run(warehouse, "run", "rules")
    with publish.locked(warehouse), publish.writing(warehouse) as work:
        if staging:
            merge.merge(work.connection, staging, "run", "rules")
        else:
            merge.judge_again(work.connection)
        number = publish.next_generation(warehouse)
        ops.finish_run(warehouse, "run", "published", generation=number)
        publish.publish(work, number, 5)


def rows(warehouse: Path, query: str) -> list[tuple]:
    with opened(warehouse) as connection:
        return connection.execute(query).fetchall()


STAGES = "SELECT name, stage, articles FROM mart.projects ORDER BY ALL"


@tells(**WIND)
def test_a_corrected_stage_is_followed_and_a_telling_can_be_parted_and_put_back(apart, request, tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    published(warehouse, apart[request.node.name])
    name = "Nhà máy điện gió Hòn Nét 2"
    assert rows(warehouse, STAGES) == [(name, "delayed", 3)]
    ((fact_id, telling),) = rows(
        warehouse,
        "SELECT h.fact_id, i.telling_id FROM mart.project_history h JOIN mart.identities i USING (article_id) "
        "WHERE h.stage = 'delayed' AND i.entity_kind = 'project'",
    )

    def judged(action: str, amendment: str | None = None) -> list[tuple]:
        row = {"fact_id": fact_id, "action": action, "amendment": amendment, "reason": "báo đính chính", "judged_by": "Lan", "at": datetime.now(UTC)}  # fmt: skip
        books.judge(warehouse, "override", pl.DataFrame([row], schema=judgement.OVERRIDES))
        published(warehouse)
        return rows(warehouse, STAGES)

    assert judged("amend", json.dumps({"stage": "completed"})) == [(name, "completed", 3)]
    assert judged("reject") == [(name, "started", 2)]
    assert judged("undo") == [(name, "completed", 3)]
    assert judged("undo") == [(name, "delayed", 3)]

    def identified(verdict: str) -> list[tuple]:
        row = {"entity_kind": "project", "telling_id": telling, "other_id": None, "verdict": verdict, "reason": "bãi khác", "judged_by": "Lan", "at": datetime.now(UTC)}  # fmt: skip
        books.judge(warehouse, "identity", pl.DataFrame([row], schema_overrides={"other_id": pl.String}))
        published(warehouse)
        return rows(warehouse, STAGES)

    assert identified("apart") == [(name, "delayed", 1), (name, "started", 2)]
    assert identified("undone") == [(name, "delayed", 3)]


@tells(**WIND)
def test_a_warehouse_of_before_has_its_projects_settled_by_the_next_load(apart, request, tmp_path, stage):
    warehouse = tmp_path / "khotin.duckdb"
    published(warehouse, apart[request.node.name])
    with publish.locked(warehouse), publish.writing(warehouse) as work:
        for statement in (
            "DROP VIEW mart.projects", "DROP TABLE dim_project", "DELETE FROM bridge_identity WHERE entity_kind = 'project'",
            "UPDATE dim_entity SET fold = folded(name) WHERE entity_kind = 'project'",
            "ALTER TABLE dim_entity DROP COLUMN project_kind", "ALTER TABLE dim_entity DROP COLUMN known_by",
            "DELETE FROM migration WHERE name = '024_projects.sql'",
        ):  # fmt: skip
            work.connection.execute(statement)
        publish.publish(work, publish.next_generation(warehouse), 5)
    published(warehouse, stage({"z.txt": news("2025-02-01", "Chợ quê", "Chợ quê đông khách.")}).staging)
    assert rows(warehouse, STAGES) == [("Nhà máy điện gió Hòn Nét 2", "delayed", 3)]


@tells(
    a=news("2024-03-18", "Cầu mới ở Phú Thọ", "UBND tỉnh Phú Thọ phê duyệt dự án cầu Bến Lội, tổng mức đầu tư 1.250 tỷ đồng."),
    b=news("2025-01-08", "Phú Thọ họp bàn", "Dự án cầu Bến Lội ở tỉnh Phú Thọ được điều chỉnh tổng mức đầu tư từ 1.250 tỷ đồng lên 1.860 tỷ đồng."),
    c=news("2026-01-12", "Chuyện bên sông", "Dự án cầu Bến Lội ở tỉnh Phú Thọ, tổng mức đầu tư 1.860 tỷ đồng, đã thông xe."),
)  # fmt: skip
def test_capital_told_on_another_day_is_a_history_and_no_contradiction(loaded):
    told = loaded(
        {
            **QUESTIONS,
            "contradictions": "FROM mart.contradictions",
            "capital": "SELECT amount_vnd_before::BIGINT, amount_vnd::BIGINT FROM mart.project_history",
        }
    )
    assert told["contradictions"] == []
    assert told["capital"] == [
        (None, 1_250 * 10**9),
        (1_250 * 10**9, 1_860 * 10**9),
        (1_860 * 10**9, 1_860 * 10**9),
    ]
    answer(told.star, "projects_capital", {})
    assert [(row[1], int(row[2]), int(row[3]), row[5]) for row in told.star.fetchall()] == [
        (date(2025, 1, 8), 1_250 * 10**9, 1_860 * 10**9, 0.488)
    ]


@tells(
    a=news("2024-03-18", "Cầu mới ở Phú Thọ", "UBND tỉnh Phú Thọ phê duyệt dự án cầu Bến Lội, tổng mức đầu tư 1.520 tỷ đồng."),
    b=news("2024-03-20", "Đính chính", "Trong tin ngày 18/3, tổng mức đầu tư dự án cầu Bến Lội ở tỉnh Phú Thọ bị ghi nhầm là 1.520 tỷ đồng. Con số đúng là 1.250 tỷ đồng."),
)  # fmt: skip
def test_capital_that_was_misprinted_is_no_history(loaded):
    told = loaded(
        {**QUESTIONS, "capital": "SELECT amount_vnd::BIGINT FROM mart.project_history ORDER BY published_on"}
    )
    assert told["capital"] == [(1_250 * 10**9,), (None,)]
    answer(told.star, "projects_capital", {})
    assert told.star.fetchall() == []
    answer(told.star, "corrections", {"change": "printed"})
    assert {row[4:8] for row in told.star.fetchall()} >= {
        (
            "investments",
            "printed",
            "cầu Bến Lội 1,520,000,000,000 VND",
            "project_investment actual 1.250 tỷ đồng",
        )
    }


@tells(
    a=news("2024-03-18", "Nhà máy mới ở Phú Thọ", "UBND tỉnh Phú Thọ phê duyệt dự án Nhà máy giấy Bến Lội, tổng mức đầu tư 1.520 tỷ đồng (60 triệu USD)."),
    b=news("2024-03-20", "Đính chính", "Trong tin ngày 18/3, tổng mức đầu tư dự án Nhà máy giấy Bến Lội ở tỉnh Phú Thọ bị ghi nhầm là 1.520 tỷ đồng (60 triệu USD). Con số đúng là 1.250 tỷ đồng (50 triệu USD)."),
    c=news("2024-03-22", "Đính chính lần hai", "Trong tin ngày 18/3, tổng mức đầu tư dự án Nhà máy giấy Bến Lội ở tỉnh Phú Thọ bị ghi nhầm là 1.520 tỷ đồng. Con số đúng là 1.205 tỷ đồng."),
)  # fmt: skip
def test_each_currency_is_corrected_by_its_own_figure_and_by_the_last_correction(loaded):
    told = loaded(
        {
            "capital": "SELECT amount_vnd::BIGINT, amount_usd::BIGINT FROM mart.project_history ORDER BY published_on",
        }
    )
    assert told["capital"][0] == (1_205 * 10**9, 50 * 10**6)


@tells(
    a=news("2024-03-18", "Cầu mới ở Phú Thọ", "UBND tỉnh Phú Thọ phê duyệt dự án cầu Bến Lội, tổng mức đầu tư 1.250 tỷ đồng."),
    b=news("2024-03-18", "Phú Thọ xây cầu", "Dự án cầu Bến Lội ở tỉnh Phú Thọ có tổng mức đầu tư 1.520 tỷ đồng."),
)  # fmt: skip
def test_capital_told_otherwise_on_one_day_is_a_contradiction(loaded):
    assert len(loaded({"contradictions": "FROM mart.contradictions"})["contradictions"]) == 1


@tells(
    a=news("2024-03-18", "Thêm khu công nghiệp", "UBND tỉnh Phú Thọ họp phiên thường kỳ.", "Cùng ngày, UBND tỉnh chấp thuận chủ trương đầu tư Khu công nghiệp Đồi Sim do Công ty CP Đồi Sim làm nhà đầu tư, tổng vốn khoảng 2.900 tỷ đồng."),
)  # fmt: skip
def test_a_province_that_is_told_in_a_body_s_name_alone_is_where_a_project_lies(told):
    assert told("things") == [("industrial_zone", "Phú Thọ", 1)]


@tells(
    a=news("2024-03-18", "Thêm việc cho mùa khô", "HĐND tỉnh Phú Thọ thông qua nghị quyết về đầu tư công.", "UBND tỉnh Phú Thọ báo cáo về nguồn vốn; dự án hồ Bến Lội được khởi công."),
    b=news("2024-03-19", "Đường dài", "HĐND tỉnh Phú Thọ bàn việc, tỉnh Phú Thọ góp ý.", "Dự án cao tốc Hòn Nét - Bãi Sậy đang thi công."),
    c=news("2024-03-20", "Hai tỉnh bàn việc", "Tỉnh Phú Thọ và tỉnh Lạng Sơn ký kết.", "Tỉnh Phú Thọ cho biết dự án chợ Đồi Sim được khởi công."),
)  # fmt: skip
def test_a_project_lies_in_the_only_province_of_its_article_but_a_line_that_is_not_named_after_it(told):
    assert told("things") == [("commerce", None, 1), ("expressway", None, 1), ("water", "Phú Thọ", 1)]


@tells(
    a=news("2025-03-09", "Thêm nhà máy ở Biên Hòa", "Dự án Nhà máy sợi Long Bình với tổng vốn đầu tư 1.900 tỷ đồng được khởi công tại TP Biên Hòa."),
)  # fmt: skip
def test_a_project_of_a_town_is_on_the_page_of_its_province(loaded):
    told = loaded({"places": "SELECT province, places FROM mart.projects"})
    assert told["places"] == [("Đồng Nai", ["Biên Hòa"])]
    page = subjects.named(told.star, "Đồng Nai", "province")
    assert [p["name"] for p in page.told["projects"]] == ["Nhà máy sợi Long Bình"]
    assert [f["fact_type"] for f in page.facts] == ["investments"]


@tells(
    a=news("2025-03-08", "Chuyện nhà máy", "Nhà máy giấy Sông Buông có doanh thu 350 tỷ đồng năm 2024."),
)  # fmt: skip
def test_a_project_that_only_figures_tell_of_has_a_row_that_they_lead_to(loaded):
    told = loaded(
        {
            "row": "SELECT p.name, p.stage, p.amount_vnd, p.places, p.articles, p.first_told_on, m.surface FROM mart.projects AS p JOIN mart.measurements AS m ON p.first_fact_id = m.fact_id AND p.project_id = m.project_id",
            "nowhere": "SELECT identity FROM mart.identities WHERE entity_kind = 'project' AND identity_id NOT IN (SELECT project_id FROM mart.projects)",
        }
    )
    assert told["row"] == [("Nhà máy giấy Sông Buông", None, None, [], 1, date(2025, 3, 8), "350 tỷ đồng")]
    assert told["nowhere"] == []
    assert [p["name"] for p in subjects.named(told.star, "Nhà máy giấy Sông Buông", None).told["projects"]] == ["Nhà máy giấy Sông Buông"]  # fmt: skip


@tells(
    a=news("2025-03-08", "Chuyện chương trình", "Ca sĩ Hoài Lam nhận xét: 'Các cháu hát rất hay và tự tin trên sân khấu'."),
)  # fmt: skip
def test_who_only_speaks_is_one_of_the_people(loaded):
    who = "SELECT p.name, p.is_public, s.speaker FROM mart.statements AS s JOIN mart.people AS p ON s.speaker_id = p.person_id"
    assert loaded({"who": who})["who"] == [("Hoài Lam", False, "Hoài Lam")]


@tells(
    a=news("2024-03-08", "Đầu tư ở Nam Định", "Năm 2023, vốn đầu tư công của tỉnh Nam Định đạt 7.100 tỷ đồng."),
    b=news("2025-03-08", "Đầu tư ở Nam Định", "Năm 2024, vốn đầu tư công của tỉnh Nam Định đạt 7.400 tỷ đồng, trong đó vốn ngân sách Trung ương là 2.900 tỷ đồng."),
)  # fmt: skip
def test_a_part_is_no_point_of_the_chart_of_its_total(loaded):
    page = subjects.named(loaded({}).star, "Nam Định", "province")
    ((_, _, points),) = subjects.charts_of(page)
    assert [int(p["value"]) // 10**9 for p in points] == [7_100, 7_400]
