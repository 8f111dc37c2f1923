"""Statements, events, citations, agreements and investments, read from golden sentences."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.extract import facts
from flows.ingest.texts import article_rows
from flows.read import lexicon, read
from tests import at_once

GOLDEN = Path(__file__).parent.parent / "golden"
PUBLISHED = "2025-10-15"
FILES = ("statements", "no_statements", "events", "no_events", "citations", "no_citations", "agreements", "no_agreements",
         "investments", "no_investments")  # fmt: skip


def golden(name: str) -> list[dict[str, str | None]]:
    return pl.read_csv(GOLDEN / f"{name}.csv", infer_schema=False).to_dicts()


@cache
def together() -> dict[str, pl.DataFrame]:
    """The facts of the articles that tests and golden files of this file tell, with `text` and `day`, all in one reading."""
    told = [(text, named.get("published_on", PUBLISHED)) for (texts,), named in at_once.given(__file__, "facts_of") for text in texts]  # fmt: skip
    told += [(str(row["text"]), PUBLISHED) for name in FILES for row in golden(name)]
    lines = [{"id": str(i), "text": text, "published_on": day} for i, (text, day) in enumerate(dict.fromkeys(told))]  # fmt: skip
    articles = article_rows(lines)
    days = pl.DataFrame(lines, schema={"id": pl.String, "text": pl.String, "published_on": pl.String})
    numbered = days.select(article_id="id", text="text", day="published_on")
    found = facts(read(articles, lexicon.load()), lexicon.load())
    return {name: frame.join(numbered, on="article_id") for name, frame in found.items()}


def facts_of(texts: Iterable[str], published_on: str | None = PUBLISHED) -> dict[str, pl.DataFrame]:
    """The facts of articles by their texts; projects without their repeats (again)."""
    these = pl.col("text").is_in(list(texts)) & pl.col("day").eq_missing(published_on)
    once = ~pl.col("is_repeat")
    return {
        name: frame.filter(these & once if name == "investments" else these)
        for name, frame in together().items()
    }


def again(text: str) -> list[tuple[str, str | None, int | None]]:
    """Of the projects told again: by which words of a text that facts_of was asked for, with what stage and capital."""
    told = together()["investments"].filter(pl.col("text") == text, "is_repeat").sort("char_start")
    return [(r["surface"], r["stage"], r["amount_vnd"] and int(r["amount_vnd"])) for r in told.to_dicts()]


@cache
def read_file(name: str) -> dict[str, pl.DataFrame]:
    """The facts of all sentences of a golden file."""
    return facts_of({str(r["text"]) for r in golden(name)})


def found(name: str, fact_type: str, text: str) -> list[dict[str, Any]]:
    return read_file(name)[fact_type].filter(pl.col("text") == text).to_dicts()


def shown(value: Any) -> str | None:
    """A column's value as a golden cell holds it."""
    if isinstance(value, list):
        return "|".join(value) or None
    return None if value is None else str(value).removesuffix(".000000")


def agrees(row: dict[str, Any], wanted: dict[str, str | None]) -> bool:
    return all(shown(row[c]) == v for c, v in wanted.items() if c != "text")


def cases(name: str) -> Any:
    return pytest.mark.parametrize("row", golden(name), ids=lambda r: str(r["text"])[:60])


@cases("statements")
def test_a_statement_has_its_speaker_its_verb_and_what_was_said(row):
    rows = found("statements", "statements", row["text"])
    assert any(agrees(r, row) for r in rows), rows


def test_a_bare_pronoun_is_whoever_spoke_last_in_its_own_article():
    texts = [
        "Ông Trần Văn Hòe cho biết đê đã xong. Ông nói thêm rằng cống còn chậm.",
        "Ông nói: “Chúng tôi chờ nước rút để gieo lại lúa”.",
    ]
    said = facts_of(texts)["statements"].sort("char_start")
    assert said.filter(pl.col("text") == texts[0])["speaker"].to_list() == ["Trần Văn Hòe"] * 2
    assert said.filter(pl.col("text") == texts[1])["speaker"].to_list() == [None]


@cases("no_statements")
def test_what_only_looks_like_speech_is_no_statement(row):
    assert found("no_statements", "statements", row["text"]) == []


@cases("events")
def test_an_event_is_told_whole(row):
    rows = found("events", "events", row["text"])
    assert len(rows) == 1
    assert {c: shown(rows[0][c]) for c in row if c != "text"} == {c: v for c, v in row.items() if c != "text"}


def test_what_a_press_conference_is_about_are_events_of_their_own_without_its_day_and_hosts():
    text = (
        "Ngày 6/10 tại Hà Nội, UBND tỉnh Sơn La tổ chức họp báo về Lễ hội Hoa ban Mộc Châu lần thứ 3, "
        "Liên hoan Múa xòe Tây Bắc năm 2025 và Hội nghị xúc tiến đầu tư vùng Tây Bắc lần thứ 5."
    )
    press, *others = facts_of([text])["events"].rows(named=True)
    assert (press["event_kind"], press["hosts"]) == ("press_conference", ["Ủy ban nhân dân tỉnh Sơn La"])
    assert {e["name"] for e in others} == {
        "Lễ hội Hoa ban Mộc Châu lần thứ 3",
        "Liên hoan Múa xòe Tây Bắc năm 2025",
        "Hội nghị xúc tiến đầu tư vùng Tây Bắc lần thứ 5",
    }
    assert all(e["starts_on"] is None and e["hosts"] == [] and e["place"] is None for e in others)


def test_a_festival_told_by_its_year_and_then_by_its_number_is_one():
    text = "Tối 9/10, Festival Cá Tra Hồng Ngự 2025 khai mạc tại Đồng Tháp. Thành công của Festival Cá lần thứ 4 này là nhờ các hộ nuôi."  # fmt: skip
    assert facts_of([text])["events"]["name"].to_list() == ["Festival Cá Tra Hồng Ngự 2025"]


def test_what_is_held_within_another_event_is_one_of_its_own_and_has_the_day():
    text = "Trong khuôn khổ Hội nghị lần thứ ba các quan chức cao cấp (SOM3), chiều 11/10, Bộ Lâm nghiệp tổ chức Hội thảo về kế hoạch giữ rừng của các nước."  # fmt: skip
    told = facts_of([text])["events"].sort("char_start").select("name", "starts_on").rows()
    assert told == [
        ("Hội nghị lần thứ ba các quan chức cao cấp (SOM3)", None),
        ("Hội thảo về kế hoạch giữ rừng của các nước", date(2025, 10, 11)),
    ]


@cases("no_events")
def test_a_meeting_without_a_name_is_no_event(row):
    assert found("no_events", "events", row["text"]) == []


@cases("citations")
def test_a_document_is_cited_by_kind_and_number(row):
    rows = found("citations", "citations", row["text"])
    assert any(agrees(r, row) for r in rows), rows


@cases("no_citations")
def test_an_article_of_a_law_or_a_year_is_no_citation(row):
    assert found("no_citations", "citations", row["text"]) == []


@cases("agreements")
def test_an_agreement_has_its_kind_and_parties(row):
    rows = found("agreements", "agreements", row["text"])
    assert len(rows) == 1
    assert agrees(rows[0], row), rows


def test_a_sentence_may_tell_of_two_agreements():
    text = "Công ty cổ phần Sữa Cao Bằng ký kết hợp tác với UBND tỉnh Cao Bằng, đồng thời ký kết trở thành cổ đông chiến lược của Hợp tác xã Bò Mông."
    rows = facts_of([text])["agreements"]
    assert rows["kind"].to_list() == ["cooperation", "contract"]
    dairy, herd = "Công ty cổ phần Sữa Cao Bằng", "Hợp tác xã Bò Mông"
    assert rows["parties"].to_list() == [[dairy, "Ủy ban nhân dân tỉnh Cao Bằng"], [dairy, herd]]


@cases("no_agreements")
def test_what_was_not_signed_is_no_agreement(row):
    assert found("no_agreements", "agreements", row["text"]) == []


@cases("investments")
def test_a_project_has_its_capital_and_stage(row):
    rows = found("investments", "investments", row["text"])
    assert any(agrees(r, row) for r in rows), rows


@cases("no_investments")
def test_a_work_on_the_way_a_bill_or_a_song_is_no_project(row):
    assert found("no_investments", "investments", row["text"]) == []


def test_a_second_number_is_another_project_but_for_phases():
    plants = "Dự án Nhà máy điện khí Hòn Nét 1 và 2 đang chậm tiến độ."
    road = "Dự án đường Đồi Sim giai đoạn 1 và 2 được khởi công."
    told = facts_of([plants])["investments"]["project"].to_list()
    assert told == ["Nhà máy điện khí Hòn Nét 1", "Nhà máy điện khí Hòn Nét 2"]
    assert facts_of([road])["investments"]["project"].to_list() == ["đường Đồi Sim giai đoạn 1"]


def test_a_place_is_told_beside_the_project_else_by_the_headline_else_by_its_name():
    told = [
        "Chuyện bến bãi\n\nDự án cầu Bến Đá tại huyện Mỹ Tú được khởi công.\n\nTỉnh Sóc Trăng đông vui, tỉnh Sóc Trăng chờ cầu.",
        "Tin vui ở Sóc Trăng\n\nCầu Bến Đá được khởi công.",
        "Chuyện bến bãi\n\nDự án Bệnh viện Mắt Sóc Trăng được khởi công.\n\nTỉnh Sóc Trăng đông vui.\n\nDân Sóc Trăng chờ cầu.",
        "Chuyện bến bãi\n\nCầu Bến Đá được khởi công.\n\nTỉnh Sóc Trăng đông vui.\n\nDân Sóc Trăng chờ cầu.",
    ]
    places = dict(facts_of(told)["investments"].select("text", "place").rows())
    assert [places[text] for text in told] == ["Mỹ Tú", "Sóc Trăng", "Sóc Trăng", None]


def test_the_place_of_a_plant_in_the_headline_is_not_that_of_another():
    text = "Tăng tốc nhiệt điện Thái Bình 2\n\nCông ty lắp xong dự án nhiệt điện Thái Bình 2 và dự án nhiệt điện Hòn Nét 1."
    places = dict(facts_of([text])["investments"].select("project", "place").rows())
    assert places["nhiệt điện Hòn Nét 1"] is None


def test_the_headlines_place_is_that_of_all_works_where_only_the_body_has_a_numbered_one():
    text = "Khởi công nhiều công trình ở Sơn La\n\nDự án bệnh viện Sơn La 2 đang thi công. Dự án cầu Bến Đá đã hoàn thành."
    places = dict(facts_of([text])["investments"].select("project", "place").rows())
    assert places["cầu Bến Đá"] == "Sơn La"


def test_what_a_firm_builds_beside_the_province_is_not_therefore_the_provinces():
    text = "UBND tỉnh Sóc Trăng họp sáng qua. Tỉnh có dự án cầu Bến Đá đang thi công; Công ty Sông Mây vừa khởi công nhà máy giấy Hòn Nét."
    places = dict(facts_of([text])["investments"].select("project", "place").rows())
    assert places == {"cầu Bến Đá": "Sóc Trăng", "nhà máy giấy Hòn Nét": None}


def test_what_a_city_will_build_lies_in_it_to_the_last_item_of_the_list():
    text = "Nhiều đường mới\n\nUBND TP Cần Thơ họp sáng qua. Năm nay thành phố sẽ khởi công nhiều dự án như: cầu Bến Đá (700 tỷ đồng); mở rộng đường Lê Hà (260 tỷ đồng)."
    places = dict(facts_of([text])["investments"].select("project", "place").rows())
    assert places == {"cầu Bến Đá": "Cần Thơ", "mở rộng đường Lê Hà": "Cần Thơ"}


def test_the_lines_of_a_list_of_projects_are_projects_with_their_capital():
    text = "UBND tỉnh giao triển khai các dự án sau:\n\n- Cầu Bến Đá: 650 tỷ đồng\n\n- Kè sông Lam: 120 tỷ đồng\n\nSau đó đoàn đi qua cầu Hạ Vàng."
    rows = facts_of([text])["investments"]
    assert rows["project"].to_list() == ["Cầu Bến Đá", "Kè sông Lam"]
    assert rows["amount_vnd"].to_list() == [650_000_000_000, 120_000_000_000]


def test_the_lines_behind_what_was_begun_are_projects_where_their_sums_say_so():
    begun = "Tháng này có 2 trường đã khởi công, gồm:\n\n- Trường Bến Đá: 36 lớp, vốn 208 tỷ đồng;\n\n- Trường Hạ Vàng: 24 lớp, 300 bàn ghế."
    graded = "Năm nay, các trường đạt chuẩn gồm:\n\n- Trường Bến Đá: 36 lớp, vốn 208 tỷ đồng;\n\n- Trường Hạ Vàng: 24 lớp."
    rows = facts_of([begun])["investments"]
    assert rows.select("project", "amount_vnd").rows() == [("Trường Bến Đá", 208_000_000_000)]
    assert facts_of([graded])["investments"]["project"].to_list() == []


def test_a_row_of_a_table_has_its_capital_in_the_unit_of_the_column():
    text = (
        "Tiến độ một số công trình như bảng sau:\n\nCầu Hạ Vàng: Chiều dài (km): 3; Tổng mức đầu tư (tỷ đồng): 1.850,5; Hoàn thành: 2031."
        "\n\nMở rộng sân bay Hòn Nét: Vốn (triệu USD): 85; Hoàn thành: 2031.\n\nĐường Bến Đá: Chiều dài (km): 12; Diện tích (ha): 40."
        "\n\nKè Sao Bắc: Giải ngân (tỷ đồng): 40.\n\nSở Tài chính: Vốn (tỷ đồng): 30."
    )
    told = facts_of([text])["investments"].select("project", "amount_vnd", "amount_usd")
    assert told.rows() == [
        ("Cầu Hạ Vàng", 1_850_500_000_000, None),
        ("Mở rộng sân bay Hòn Nét", None, 85_000_000),
    ]


def test_a_name_in_brackets_is_the_same_project_and_a_place_in_them_is_not():
    named = "Chủ đầu tư dự án khu dân cư Hòn Nét (Leaf Town) bị phạt.\n\nDự án Leaf Town có tổng mức đầu tư 500 tỷ đồng."
    placed = "Chủ đầu tư dự án khu dân cư Hòn Nét (Hà Nội) bị phạt.\n\nDự án Leaf Town có tổng mức đầu tư 500 tỷ đồng."
    assert facts_of([named])["investments"]["amount_vnd"].to_list() == [500_000_000_000]
    assert facts_of([placed])["investments"].height == 2


def test_a_road_that_joins_two_is_neither_of_them():
    text = "Chuyện bến bãi\n\nVốn thiếu cho dự án đường cao tốc Bến Đá - Hạ Vàng. Dự án đường nối cao tốc Bến Đá - Hạ Vàng với quốc lộ 9 cũng chờ vốn đầu tư."
    told = facts_of([text])["investments"]["project"].to_list()
    assert told == ["đường cao tốc Bến Đá - Hạ Vàng", "đường nối cao tốc Bến Đá - Hạ Vàng với quốc lộ 9"]


def test_a_terminal_is_not_its_airport():
    text = "Dự án nhà ga T2 sân bay Hòn Nét có tổng mức đầu tư 900 tỷ đồng.\n\nSân bay Hòn Nét sẽ được mở rộng, dự án sân bay Hòn Nét chờ vốn."
    amounts = dict(facts_of([text])["investments"].select("project", "amount_vnd").rows())
    assert amounts == {"nhà ga T2 sân bay Hòn Nét": 900_000_000_000, "sân bay Hòn Nét": None}


def test_a_project_told_by_several_names_is_one_and_as_far_as_its_furthest_stage():
    text = "Tỉnh phê duyệt dự án Nhà máy điện gió Hòn Nét 2 năm 2023. Dự án có tổng mức đầu tư 2.400 tỷ đồng. Hôm nay, nhà máy điện gió Hòn Nét 2 được khởi công."
    (row,) = facts_of([text])["investments"].to_dicts()
    assert (row["amount_vnd"], row["stage"]) == (2_400_000_000_000, "started")


def test_a_total_does_not_lie_in_the_city_abroad_that_the_headline_names():
    text = "Thủ tướng kết thúc chuyến thăm Amsterdam\n\nHà Lan có 290 dự án với tổng vốn 8 tỷ USD."
    assert facts_of([text])["investments"].select("project_count", "place").rows() == [(290, None)]


def test_two_projects_named_together_leave_this_project_untold():
    text = "Tỉnh khởi công cầu Bến Đá và hầm Đèo Gió. Dự án có tổng mức đầu tư 700 tỷ đồng."
    assert facts_of([text])["investments"]["amount_vnd"].to_list() == [None, None]


def test_a_total_is_given_to_none_of_its_projects():
    text = "Tỉnh trao chứng nhận cho 3 dự án, tổng vốn 4.500 tỷ đồng. Các dự án gồm: Nhà máy gạch Tân Kỳ; Khu du lịch Bãi Lữ; Cảng cạn Nghi Lộc."
    rows = facts_of([text])["investments"]
    assert rows.filter("is_total")["amount_vnd"].to_list() == [4_500_000_000_000]
    assert rows.filter(~pl.col("is_total"))["amount_vnd"].to_list() == [None, None, None]


def test_what_a_project_lacks_it_has_from_another_telling():
    text = "Khởi công dự án Nhà máy nước Bản Chang tại huyện Ngân Sơn.\n\nDự án Nhà máy nước Bản Chang do Công ty cổ phần Nước Ba Bể làm chủ đầu tư có tổng vốn 75 tỷ đồng."
    (row,) = facts_of([text])["investments"].to_dicts()
    assert (row["place"], row["investor"]) == ("Ngân Sơn", "Công ty cổ phần Nước Ba Bể")
    assert (row["amount_vnd"], row["stage"]) == (75_000_000_000, "started")


def test_what_the_project_costs_is_told_in_a_sentence_without_its_name():
    costs = {
        "Tỉnh vừa khởi công dự án đường Bến Đá - Hạ Vàng dài 15 km. Tổng mức đầu tư của dự án là 2.310 tỷ đồng.": 2_310,
        "Cầu Bến Đá dài 2 km được khởi công. Tổng mức đầu tư hơn 640 tỷ đồng.": 640,
        "Dự án Bệnh viện Đa khoa Hòn Nét rộng 4 ha. Bệnh viện có 500 giường. Tổng vốn đầu tư dự kiến khoảng 560 tỷ đồng.": 560,
        "Cầu Hạ Vàng vừa được khởi công. Tổng mức đầu tư công trình được điều chỉnh từ 512 tỷ đồng lên 690 tỷ đồng.": 690,
        "Tỉnh khởi công 5 dự án, trong đó có cầu Hạ Vàng. Tổng mức đầu tư hơn 900 tỷ đồng.": None,
        "Cầu Hạ Vàng vừa được khởi công. Tổng mức đầu tư các dự án giao thông là 900 tỷ đồng.": None,
        "Cầu Hạ Vàng vừa được khởi công. Tổng mức đầu tư hơn 900 tỷ đồng cho 12 dự án giao thông.": None,
        "Cầu Hạ Vàng vừa được khởi công. Tổng vốn đầu tư 6 tháng đầu năm đạt 900 tỷ đồng.": None,
        "Cầu Hạ Vàng vừa được khởi công. Tỉnh còn làm nhiều công trình khác. Tổng vốn đầu tư 900 tỷ đồng.": None,
    }
    told = facts_of(costs)["investments"].select("text", "amount_vnd").rows()
    assert dict(told) == {text: amount and amount * 10**9 for text, amount in costs.items()}
    first = next(iter(costs))
    assert again(first) == [("Tổng mức đầu tư của dự án", None, 2_310 * 10**9)]


def test_a_stage_and_a_sum_of_two_sentences_are_told_again_each_in_its_own():
    text = "Công ty Sao Khuê đề xuất đầu tư cầu Bến Đá với tổng vốn 900 tỷ đồng. HĐND tỉnh đã phê duyệt chủ trương đầu tư cầu Bến Đá."
    (row,) = facts_of([text])["investments"].to_dicts()
    assert (row["amount_vnd"], row["stage"]) == (900_000_000_000, "approved")
    assert again(text) == [("cầu Bến Đá", "approved", 900_000_000_000)]
    one = "Tỉnh vừa khởi công dự án Cầu Bến Đá với tổng vốn 640 tỷ đồng."
    assert facts_of([one])["investments"].height == 1 and again(one) == []


def test_a_sum_that_is_only_asked_for_is_no_capital_of_an_approved_project():
    capital = {
        "Sở Xây dựng đề xuất tăng tổng mức đầu tư cao tốc Bến Đá - Hạ Vàng lên 7.400 tỷ đồng.": ("proposed", 7_400),
        "Sở Xây dựng đề xuất tăng tổng mức đầu tư cao tốc Bến Đá - Hạ Vàng lên 7.400 tỷ đồng. Cao tốc Bến Đá - Hạ Vàng được phê duyệt chủ trương đầu tư từ năm 2022.": ("approved", None),
        "Sở Xây dựng đề xuất tăng tổng mức đầu tư cao tốc Bến Đá - Hạ Vàng lên 7.400 tỷ đồng. Cao tốc Bến Đá - Hạ Vàng được phê duyệt chủ trương đầu tư từ năm 2022. Tổng mức đầu tư dự án là 5.900 tỷ đồng.": ("approved", 5_900),
    }  # fmt: skip
    told = {r["text"]: (r["stage"], r["amount_vnd"]) for r in facts_of(capital)["investments"].to_dicts()}
    assert told == {text: (stage, amount and amount * 10**9) for text, (stage, amount) in capital.items()}


def test_a_road_lies_where_the_headline_says_and_not_at_its_ends():
    title = "Sơn La mở thêm hai tuyến đường"
    text = f"{title}\n\nDự án đường liên xã Chiềng Mai - Mường Bon có tổng mức đầu tư 46 tỷ đồng."
    articles = article_rows([{"id": "x", "text": text, "published_on": PUBLISHED}]).with_columns(
        title=pl.lit(title),
        title_start=pl.lit(0, pl.Int32),
        title_end=pl.lit(len(title), pl.Int32),
    )
    rows = facts(read(articles, lexicon.load()), lexicon.load())["investments"]
    assert rows["place"].to_list() == ["Sơn La"]


def test_the_stage_is_that_of_now():
    stages = {
        "Dự án cầu Bãi Lở có tổng vốn 60 tỷ đồng, sẽ hoàn thành và đưa vào sử dụng năm 2027.": None,
        "Dự án cầu Bãi Lở có tổng vốn 60 tỷ đồng, đã hoàn thành từ mùa xuân.": "completed",
        "Dự án cầu Bãi Lở có tổng vốn 60 tỷ đồng, đã hoàn thành phần mố.": None,
        "Dự án cầu Bãi Lở có tổng vốn 60 tỷ đồng, dự kiến thông xe cuối năm.": None,
        "Dự án cầu Bãi Lở có tổng vốn 60 tỷ đồng, dự kiến đầu tư trong hai năm.": "proposed",
        "Tỉnh cấp phép 9 dự án với tổng vốn 700 tỷ đồng và 2 dự án đã đi vào hoạt động.": "registered",
        "Dự án cầu Bãi Lở có tổng vốn 60 tỷ đồng được phê duyệt, khởi công trong quý II/2031.": "approved",
        "Dự án cầu Bãi Lở có tổng vốn 60 tỷ đồng, khởi công tháng 1/2022.": "started",
        "Dự án cầu Bãi Lở được điều chỉnh tổng mức đầu tư lên 60 tỷ đồng, dự kiến khởi công tháng 9/2031.": "approved",
    }
    assert dict(facts_of(stages)["investments"].select("text", "stage").rows()) == stages


def test_the_last_of_a_month_is_not_over_before_it():
    text = "Dự án cầu Bãi Lở hoàn thành ngày 31/8/2025, dài 300 m."
    (early,) = facts_of([text], published_on="2025-08-29")["investments"]["stage"]
    (late,) = facts_of([text], published_on="2025-08-31")["investments"]["stage"]
    assert (early, late) == (None, "completed")


def test_neither_a_price_nor_an_advance_is_capital():
    texts = [
        "Chủ đầu tư dự án Chung cư Lam Kinh bán cổ phần với giá 12.000 đồng/cổ phần.",
        "Dự án Nhà hát Bưởi được tạm ứng 20 tỷ đồng từ tháng trước.",
    ]
    rows = facts_of(texts)["investments"].sort("text")
    assert rows.select("project", "amount_vnd").rows() == [
        ("Chung cư Lam Kinh", None),
        ("Nhà hát Bưởi", None),
    ]


def test_a_clause_is_no_name():
    texts = [
        "Đây là một trong 4 dự án của huyện, ông Sùng A Lử dựng trường trị giá 30 tỷ đồng.",
        "Dự án được UBND tỉnh Hà Giang phê duyệt năm 2019 có tổng mức đầu tư 55 tỷ đồng.",
        "Dự án sẽ hoàn thành năm 2027 nếu đủ vốn đầu tư 90 tỷ đồng.",
    ]
    assert facts_of(texts)["investments"]["text"].to_list() == []


@pytest.mark.parametrize("name", ["statements", "events", "citations", "agreements", "investments"])
def test_every_fact_can_be_found_again_in_its_text(name):
    for fact_type in ("statements", "events", "citations", "agreements", "investments"):
        for row in read_file(name)[fact_type].to_dicts():
            assert row["text"][row["char_start"] : row["char_end"]] == row["surface"] != ""


def test_the_same_words_in_a_pull_quote_are_a_repeat():
    text = (
        "Ông Lù Văn Chiến cho biết bản đã có điện lưới. Cả bản mừng vui vì từ nay không còn phải thắp đèn dầu.\n\n"
        "Ông Lù Văn Chiến cho biết bản đã có điện lưới.\n\nNgười già kể chuyện bên bếp lửa suốt đêm."
    )
    rows = facts_of([text])
    assert sorted(rows["statements"]["is_repeat"].to_list()) == [False, True]


def test_a_statement_at_the_only_event_of_an_article_names_it():
    text = "Ngày 9/10, UBND tỉnh Sơn La tổ chức Hội nghị tiêu thụ nhãn muộn. Ông Cầm Văn Thành cho biết sản lượng tăng."
    rows = facts_of([text])["statements"]
    assert rows.select("speaker", "event").rows() == [("Cầm Văn Thành", "Hội nghị tiêu thụ nhãn muộn")]


def test_a_speaker_keeps_the_organisation_that_an_office_named_once():
    text = "Ông Vừ A Tếnh, Giám đốc Sở Tư pháp Điện Biên, chủ trì buổi họp. Ông Tếnh cho biết hồ sơ đã đủ."
    rows = facts_of([text])["statements"]
    assert rows.select("speaker", "organization").rows() == [("Vừ A Tếnh", "Sở Tư pháp tỉnh Điện Biên")]


def test_a_calling_is_the_one_person_whom_the_article_calls_so():
    [told] = [
        r["speaker"]
        for r in facts_of(
            [
                "Giá trứng\n\nChuyên gia Lê Đăng Hòa cho rằng giá trứng đã chạm đáy.\n\nTheo chuyên gia, người nuôi nên giữ đàn."
            ]
        )["statements"].to_dicts()
        if r["verb"] == "theo"
    ]
    assert told == "Lê Đăng Hòa"


def test_of_two_who_are_called_so_nobody_is_meant():
    said = facts_of(
        [
            "Vụ kiện\n\nLuật sư Lê Đăng Hòa và luật sư Trần Thị Bích cho biết phiên tòa bị hoãn.\n\nLuật sư cũng cho rằng hồ sơ còn thiếu."
        ]
    )["statements"].to_dicts()
    assert {(r["speaker"], r["verb"]) for r in said} == {
        ("Lê Đăng Hòa", "cho biết"),
        (None, "cho rằng"),
    }


def test_an_event_told_again_in_short_is_one_event():
    text = (
        "Ngày 9/10, UBND tỉnh Sơn La tổ chức Hội nghị tiêu thụ nhãn muộn năm 2025. "
        "Hội nghị tiêu thụ nhãn muộn diễn ra trong một ngày với nhiều hợp đồng."
    )
    assert facts_of([text])["events"]["name"].to_list() == ["Hội nghị tiêu thụ nhãn muộn năm 2025"]


def test_without_a_date_of_the_article_the_year_of_a_day_must_be_told():
    days = {
        "Ngày 5/6, xã tổ chức Hội nghị Nông dân trẻ năm 2019.": "2019-06-05",
        "Ngày 5/6, xã tổ chức Hội nghị tổng kết phong trào năm 2018.": None,
        "Ngày 5/6, xã tổ chức Hội nghị giống lúa mới. Ngày 1/6/2019, xã được mùa.": "2019-06-05",
        "Ngày 5/6, xã tổ chức Hội nghị giống lúa mới. Năm 2018 xã mất mùa.": None,
        "Ngày 5/6, xã tổ chức Hội nghị giống lúa mới. Tháng 5/2018, xã mất mùa.": None,
        "Chiều ngày 5/6, xã tổ chức Hội nghị giống ngô mới. Tháng 6/2018, xã được mùa.": "2018-06-05",
        "Sáng 5-6, xã đã tổ chức họp mặt nông dân Xuân Mậu Tuất 2018.": "2018-06-05",
        "Sáng 5-6, xã tổ chức Hội nghị giống khoai mới. Tháng 6/2014, xã được mùa. Năm 2016 xã mất mùa.": None,
    }
    rows = facts_of(days, published_on=None)["events"].select("text", "starts_on").rows()
    assert {text: shown(day) for text, day in rows} == days


def test_an_article_is_about_what_it_says_often():
    text = (
        "Chuyển đổi số đổi thay bản làng. Nhờ chuyển đổi số, bà con bán hàng qua mạng. Bà con thích du lịch."
    )
    assert facts_of([text])["article_topics"]["topic"].to_list() == ["digital_transformation"]
