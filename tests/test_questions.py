"""Named questions: each says what it answers, runs as it stands, answers with the columns that it tells, and binds what it is given."""

import re
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from flows import asked_names
from flows.asked_values import taken
from flows.assets import root
from flows.files import connected
from flows.near_names import hints, meant
from flows.questions import (
    Question,
    UnknownQuestion,
    answer,
    filled_in,
    found,
    guide,
    names_in,
    question,
    questions,
    read,
)

EVERY = pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)


@pytest.fixture(scope="module")
def sample(sample_run) -> Iterator[duckdb.DuckDBPyConnection]:
    with connected(sample_run[0], read_only=True) as connection:
        yield connection


def rows(connection: duckdb.DuckDBPyConnection, name: str, **given: str) -> list[dict[str, Any]]:
    answer(connection, name, given)
    names = [column[0] for column in connection.description or []]
    return [dict(zip(names, row, strict=True)) for row in connection.fetchall()]


def test_there_are_questions_enough_to_start_from():
    assert len(questions()) >= 30


@EVERY
def test_a_question_says_in_two_languages_what_it_answers_and_is_asked_with(asked: Question):
    assert asked.answers.count(" / ") == 1 and asked.also.count(" / ") == bool(asked.also)
    assert all(p.meaning.count(" / ") == 1 for p in asked.parameters.values())
    assert all(p.default in ("", *p.choices) for p in asked.parameters.values() if p.choices)


@EVERY
def test_a_question_runs_as_it_stands_and_has_the_columns_of_its_example(sample, asked: Question):
    answer(sample, asked.name, {})
    assert [column[0] for column in sample.description or []] == list(asked.example)


@EVERY
def test_what_a_question_is_given_is_never_sql(sample, asked: Question):
    """One that is no name of anything gives no rows, no more rows than there are, or an error about the value itself."""
    for parameter in asked.parameters.values():
        given = {parameter.name: "x'); ATTACH 'y' AS y; SELECT ('"}
        if parameter.choices:
            with pytest.raises(ValueError, match=f"{parameter.name} is none of its values"):
                answer(sample, asked.name, given)
            continue
        try:
            answer(sample, asked.name, given)
        except (ValueError, duckdb.InvalidInputException) as error:
            assert "ATTACH" in str(error)
        else:
            assert sample.fetchall() == []
    assert sample.execute("SELECT count(*) FROM duckdb_databases() WHERE database_name = 'y'").fetchone() == (
        0,
    )


def test_the_guide_is_what_the_questions_say():
    written = (root() / "docs" / "questions.md").read_text(encoding="utf-8")
    assert written == guide(), "run `make questions`"


# What each is for, on the sample articles


def test_a_province_s_promises_are_found_with_and_without_diacritics(sample):
    told = rows(sample, "promises", subject="Quảng Ninh")
    assert told == rows(sample, "promises", subject="quang ninh") and len(told) == 7
    (demanded,) = (r for r in told if (r["subject"] or "").startswith("các địa phương"))
    assert demanded["offices"] and demanded["deadline"]
    assert demanded in rows(sample, "promises", subject="Tỉnh ủy Quảng Ninh")
    for name in ("tỉnh Quảng Ninh", "tinh quang ninh", "Quàng Ninh", "Quang Ninh province"):
        assert rows(sample, "promises", subject=name) == told, name


def test_promises_due_in_a_year(sample):
    (kept,) = (p for p in rows(sample, "promises_due", year="2024") if p["metric"] == "state_budget_revenue")
    assert (kept["progress"], kept["value"], kept["actual_value"]) == (
        "reached",
        55_600 * 10**9,
        56_200 * 10**9,
    )
    assert {p["deadline"].year for p in rows(sample, "promises_due", year="2024")} == {2024}


def test_what_was_due_and_nobody_reported(sample):
    told = rows(sample, "promises_unreported", with_figure="yes")
    assert told and all(p["days_overdue"] >= 0 and p["value"] is not None for p in told)


def test_a_target_and_its_actual_stand_on_one_line(sample):
    (line,) = (
        r for r in rows(sample, "targets_and_actuals", metric="state_budget_revenue", subject="Quảng Ninh")
        if r["target"] and r["actual"]
    )  # fmt: skip
    assert (line["target"], line["actual"]) == (55_600 * 10**9, 56_200 * 10**9)
    assert line["actual_of_target"] == pytest.approx(1.0108)


def test_a_metric_s_history_is_of_the_metric_and_subject_asked_for(sample):
    told = rows(sample, "metric_over_time", metric="export_turnover", subject="hai phong")
    assert {r["value"] for r in told if r["kind"] == "level"} == {16_400_000_000, 14_900_000_000}
    for name in ("kim ngạch xuất khẩu", "Kim ngach xuat khau", "export turnover"):
        assert rows(sample, "metric_over_time", metric=name, subject="hai phong") == told, name


def test_a_body_is_found_by_its_short_word(sample):
    for name in (
        "UBND tỉnh Quảng Ninh",
        "ubnd tinh quang ninh",
        "Uỷ ban nhân dân tỉnh Quảng Ninh",
        "UBND Quảng Ninh",
        "UBND tinh Quang Ninh",
    ):
        told = rows(sample, "office_holders", organization=name, day="2024-06-30")
        assert {r["organization"] for r in told} == {"Ủy ban nhân dân tỉnh Quảng Ninh"}, name


def test_a_value_that_a_question_cannot_take_is_told_with_its_parameter_in_two_languages(sample):
    for name, given, told in (
        ("promises_due", {"year": "nay", "subject": "Quảng Ninh"}, "year=nay không phải năm / is no year: YYYY"),
        ("office_holders", {"day": "31/2/2024"}, "day=31/2/2024 không phải ngày / is no day: DD/MM/YYYY"),
        ("office_holders", {"day": "6/2024"}, "day=6/2024 không phải một ngày / is more than a day"),
        ("events", {"since": "hôm kia"}, "since=hôm kia không phải ngày / is no day"),
        ("runs", {"count": "vài"}, "count=vài không phải số nguyên / is no whole number"),
        ("runs", {"count": "-1"}, "count=-1 ngoài khoảng / is out of range: 0"),
        ("runs", {"count": "3000000000"}, "count=3000000000 ngoài khoảng / is out of range: 0"),
        ("topics", {"year": "99999"}, "year=99999 không phải năm / is no year: YYYY"),
        ("to_check", {"below": "thấp"}, "below=thấp không phải số / is no number"),
        ("projects", {"kind": "lâu đài"}, "không có giá trị ấy / kind is none of its values 'lâu đài': expressway, road"),
        ("projects", {"stage": "sắp xong"}, "không có giá trị ấy / stage is none of its values 'sắp xong': proposed, approved"),
    ):  # fmt: skip
        with pytest.raises(ValueError, match=f"^{name}: {re.escape(told)}"):
            answer(sample, name, given)


@pytest.mark.parametrize(
    ("name", "parameter", "code", "written"),
    [
        ("projects", "kind", "bridge", ("cầu", "cau", "Bridge", "cầu / bridge")),
        ("projects", "kind", "factory", ("nhà máy", "nha may", "factory")),
        ("projects", "stage", "approved", ("phê duyệt", "phe duyet", "phê duyệt / approved", "chấp thuận chủ trương")),
        ("projects", "stage", "started", ("khởi công", "động thổ")),
        ("targets_and_actuals", "kind", "growth", ("tăng trưởng", "tăng trưởng / growth")),
        ("documents_cited", "kind", "decree", ("nghị định", "Nghi dinh")),
        ("agreements_signed", "kind", "memorandum", ("biên bản ghi nhớ", "memorandum")),
        ("league", "status", "estimate", ("ước đạt",)),
        ("said_about", "topic", "tourism", ("du lịch", "Tourism")),
        ("office_holders", "day", "2024-06-30", ("30/6/2024", "30-06-2024", "ngày 30/6/2024", "30 tháng 6 năm 2024")),
        ("events", "since", "2024-11-01", ("tháng 11/2024", "11/2024", "2024-11", "1/11/2024")),
        ("timeline_of", "since", "2025-01-01", ("2025", "năm 2025")),
        ("promises_due", "year", "2024", ("năm 2024", " 2024 ")),
        ("exchange_rates", "off_by", "0.05", ("0,05",)),
    ],
)  # fmt: skip
def test_values_are_taken_as_people_write_them(name, parameter, code, written):
    asked = question(name)
    for value in (code, *written):
        assert taken(asked.sql, parameter, value, asked.parameters[parameter].choices) == code, value


def test_a_run_s_id_stays_what_it_is():
    assert taken(question("changes").sql, "since", "20261127T081738-490d07") == "20261127T081738-490d07"
    assert taken(question("changes").sql, "since", "27/11/2026") == "2026-11-27"


def test_a_body_is_found_by_its_short_word_in_every_question(sample):
    long = rows(sample, "office_changes", organization="Ủy ban nhân dân tỉnh Quảng Ninh")
    assert long and all(
        rows(sample, "office_changes", organization=name) == long
        for name in (
            "UBND tỉnh Quảng Ninh",
            "ubnd tinh quang ninh",
            "UBND tinh Quang Ninh",
            "UBND Quảng Ninh",
        )
    )


@pytest.mark.parametrize(
    "given, near",
    [
        ({"metric": "thu ngân sách"}, "did you mean thu ngân sách nhà nước?"),
        ({"metric": "gdpx"}, "did you mean gdp"),
        ({"metric": "xyz"}, "khotin sql metric_coverage"),
        ({"subject": "Quang Nin"}, "did you mean Quảng Ninh"),
        ({"organization": "UBND Quảng Nin"}, "Quảng Ninh"),
        ({"person": "Thuận"}, "did you mean Trần Quốc Thuận?"),
        ({"view": "projcts"}, "did you mean projects"),
        ({"province": "Quảng Nin"}, "did you mean Quảng Ninh"),
    ],
)
def test_what_nothing_is_called_has_the_nearest_names_beside_it(sample, given, near):
    (hint,) = hints(sample, given)
    assert near in hint and f"nothing is called {next(iter(given.values()))}" in hint


def test_what_something_is_called_in_any_writing_has_no_hint(sample):
    called = {"metric": "export turnover", "subject": "quang ninh", "organization": "ubnd tinh quang ninh"}
    others = {"person": "b43129713b0403e7f239", "place": "", "year": "2019", "words": "không có"}
    assert hints(sample, called | others) == []


def test_two_papers_disagree_about_one_figure(sample):
    (pair,) = rows(sample, "disagreements")
    assert {pair["value_a"], pair["value_b"]} == {16_400_000_000, 14_900_000_000} and pair["apart"] == 0.091
    assert all(pair[f"{told}_{side}"] for told in ("published_on", "title") for side in "ab")


def test_a_project_told_twice_is_counted_once(sample):
    (told,) = rows(sample, "projects", words="Sao Bắc")
    assert (told["amount_vnd"], told["articles"]) == (4_300 * 10**9, 2)
    (here,) = (r for r in rows(sample, "projects_by_place") if r["place"] == "Bắc Ninh")
    (built,) = (r for r in rows(sample, "projects_by_kind") if r["kind"] == "factory")
    assert here["amount_vnd"] == built["amount_vnd"] == 4_300 * 10**9
    assert [p["project"] for p in rows(sample, "projects", place="can tho", kind="bridge")] == ["cầu Ô Môn"]
    assert len(rows(sample, "project_story", words="sao bac")) == 2


def test_a_converted_amount_gives_the_rate_that_it_implies(sample):
    rates = rows(sample, "exchange_rates", unit="USD")
    assert len(rates) == 2 and all(25_400 < r["implied_vnd"] < 25_500 for r in rates)
    assert rows(sample, "exchange_rates", off_by="0.05") == []


def test_who_holds_an_office_on_a_day(sample):
    asked = {"title": "Chủ tịch", "organization": "UBND tỉnh Quảng Ninh"}
    assert [r["person"] for r in rows(sample, "office_holders", **asked, day="2024-06-30")] == [
        "Trần Quốc Thuận"
    ]
    assert [r["person"] for r in rows(sample, "office_holders", **asked)] == ["Đỗ Thị Minh Hà"]


def test_who_said_what_about_something(sample):
    (told,) = rows(sample, "said_about", words="thu ngan sach", person="Trần Quốc Thuận", since="2024-01-01")[
        :1
    ]
    assert "55.600 tỷ đồng" in told["statement"] and "Chủ tịch" in told["offices"]
    assert rows(sample, "said_about", words="thu ngan sach", since="2030-01-01") == []


def test_who_met_whom(sample):
    (pair,) = rows(sample, "met", person="Nguyễn Khắc Duy")
    assert (pair["one"], pair["other"]) == ("Nguyễn Khắc Duy", "Đỗ Thị Minh Hà")


def test_what_an_article_said_before_it_was_corrected(sample):
    (edit,) = rows(sample, "corrections")
    assert "95 triệu USD" in edit["before"] and "59 triệu USD" in edit["what"]


def test_coverage_tells_conversions_and_repeats_apart_from_figures(sample):
    told = {r["metric"]: r for r in rows(sample, "metric_coverage")}
    counted = sample.execute(
        "SELECT count(*) FILTER (NOT is_repeat AND equivalent_of IS NULL), count(*) FILTER (is_repeat) FROM mart.measurements WHERE metric = 'export_turnover'"
    ).fetchone()
    assert (told["export_turnover"]["figures"], told["export_turnover"]["repeats"]) == counted


def test_the_catalogue_is_shown_with_what_each_name_means(sample):
    views = {r["view"]: r["means"] for r in rows(sample, "views")}
    assert "mart.projects" in views and all(views.values())
    columns = {r["column"]: r for r in rows(sample, "columns", view="mart.projects")}
    assert columns["amount_vnd"]["type"] == "DECIMAL(38,6)" and "in đồng" in columns["amount_vnd"]["means"]


# Names


def test_a_misspelt_name_or_parameter_names_the_nearest():
    with pytest.raises(UnknownQuestion, match="did you mean promises"):
        question("promisses")
    with pytest.raises(UnknownQuestion, match="did you mean projects"):
        question("project")
    with pytest.raises(UnknownQuestion, match="khotin ask"):
        question("zzz")
    with pytest.raises(UnknownQuestion, match=r'a view: khotin sql "FROM mart\.positions LIMIT 20"'):
        question("positions")
    with pytest.raises(UnknownQuestion, match="lists them"):  # a macro takes values
        question("versions_known_on")
    with pytest.raises(ValueError, match="no parameter subjekt: có phải / did you mean subject"):
        answer(duckdb.connect(), "promises", {"subjekt": "x"})


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("lời hứa đến hạn", "promises_due"),
        ("loi hua den han", "promises_due"),
        ("LỜI HỨA ĐẾN HẠN", "promises_due"),
        ("due promises", "promises_due"),
        ("ai giữ chức", "office_holders"),
        ("ty gia", "exchange_rates"),
        ("dự án chậm", "projects_delayed"),
        ("delayed projects", "projects_delayed"),
        ("ký gì với ai", "agreements_signed"),
        ("xếp hạng các tỉnh", "league"),
        ("league table provinces", "league"),
        ("báo nào chép", "reprints_by_source"),
        ("who met whom", "met"),
        ("hai báo nói khác nhau", "disagreements"),
        ("what is new since yesterday", "new_since"),
        ("dự án nào tăng vốn", "projects_capital"),
        ("du an doi von", "projects_capital"),
        ("projects whose capital changed", "projects_capital"),
        ("ai là chủ tịch tỉnh Thanh Hóa", "office_holders"),
        ("chu tich thanh hoa la ai", "office_holders"),
        ("giám đốc sở tài chính", "office_holders"),
        ("tỉnh nào thu ngân sách cao nhất", "league"),
        ("số liệu nào mâu thuẫn", "disagreements"),
        ("tăng trưởng GRDP", "metric_over_time"),
        ("FDI", "metric_over_time"),
        ("Lào Cai", "figures"),
    ],
)
def test_a_question_is_found_by_its_words(words, name):
    assert name in [q.name for q in found(words)[:3]]


def test_words_typed_with_diacritics_find_no_others():
    assert found("đắt") == [] and "quality" in [q.name for q in found("dat")]  # "Kiểm tra nào không đạt"


def test_two_words_in_a_row_are_no_others_that_share_a_syllable():
    assert found("chủ tịch")[0].name == "office_holders"  # and not "chủ trì", "có chủ"


def test_words_that_every_question_may_have_find_none_of_them_beside_others():
    assert [q.name for q in found("ai là gì ở zzz")] == [] and found("ai là ai")


def test_metrics_provinces_and_years_that_the_words_name_are_filled_in():
    words = "thu ngân sách Lào Cai 2025"
    asked = found(words)[0]
    assert asked.name == "metric_over_time"
    assert filled_in(asked, names_in(words)) == {"metric": "thu ngân sách nhà nước", "subject": "Lào Cai"}
    year = filled_in(question("promises_due"), names_in("loi hua lao cai 2027"))
    assert year == {"year": "2027", "subject": "Lào Cai"}
    for typed in ("lời hứa của TP.HCM", "loi hua cua tphcm", "promises sai gon"):
        assert filled_in(question("promises"), names_in(typed)) == {"subject": "Hồ Chí Minh"}, typed
    assert names_in("giải ngân")[0].name == "giải ngân vốn đầu tư công"  # as only one metric is called so
    assert names_in("ngân sách") == [] and names_in("ai giữ chức") == []


@pytest.mark.parametrize(
    ("words", "name", "given"),
    [
        ("ai là chủ tịch tỉnh quảng bình", "office_holders", {"title": "Chủ tịch", "organization": "UBND tỉnh Quảng Bình"}),
        ("chu tich tinh quang binh la ai", "office_holders", {"title": "Chủ tịch", "organization": "UBND tỉnh Quảng Bình"}),
        ("chủ tịch UBND TP.HCM là ai", "office_holders", {"title": "Chủ tịch", "organization": "UBND thành phố Hồ Chí Minh"}),
        ("bi thu thanh uy da nang", "office_holders", {"title": "Bí thư", "organization": "Thành ủy Đà Nẵng"}),
        ("bí thư Lào Cai là ai", "office_holders", {"title": "Bí thư", "organization": "Tỉnh ủy Lào Cai"}),
        ("giám đốc sở KH&ĐT Hà Nội", "office_holders", {"title": "Giám đốc", "organization": "Sở Kế hoạch và Đầu tư Hà Nội"}),
        ("bo truong bo cong thuong la ai", "office_holders", {"title": "Bộ trưởng", "organization": "Bộ Công Thương"}),
        ("chủ tịch UBND huyện Sông Mây", "office_holders", {"title": "Chủ tịch", "organization": "UBND huyện Sông Mây"}),
        ("ai ký với Tập đoàn Sao Mai", "agreements_signed", {"party": "Tập đoàn Sao Mai"}),
        ("Lò Văn Bảy nói gì", "said", {"person": "Lò Văn Bảy"}),
        ("nguyen van bay noi gi", "said", {"person": "Nguyen Van Bay"}),
        ("bà lê hồng mơ nói gì", "said", {"person": "Lê Hồng Mơ"}),
        ("Thủ tướng Trần Văn Bảy nói gì", "said", {"person": "Trần Văn Bảy"}),  # his office is not asked for
        ("Chủ tịch Hà Nội Trần Văn Bảy gặp ai", "met", {"person": "Trần Văn Bảy"}),
        ("Trần Văn Bảy", "person", {"person": "Trần Văn Bảy"}),
    ],
)  # fmt: skip
def test_offices_bodies_and_people_that_the_words_name_are_filled_in(words, name, given):
    asked = found(words)[0]
    assert (asked.name, filled_in(asked, names_in(words))) == (name, given)


@pytest.mark.parametrize(
    "words",
    [
        "ai giữ chức",
        "đường sắt cao tốc Bắc Nam",
        "Đường Hồ Chí Minh",
        "Lý Sơn",
        "trần nợ công",
        "vũ khí hạt nhân",
        "Trần nợ công năm 2025",
        # Without marks "đô thị", "chi hỗ trợ", "do văn phòng", "ba lễ hội" and "do ai" are no names.
        "do thi thong minh",
        "chi ho tro nguoi ngheo",
        "do van phong nao",
        "ba le hoi lon",
        "giam doc do ai bo nhiem",
    ],
)
def test_words_that_name_nobody_are_no_people(words):
    assert not [n for n in names_in(words) if n.kind in ("person", "body")]


def test_an_office_that_the_words_name_is_answered_with_who_holds_it(sample):
    words = "ai la chu tich ubnd tinh quang ninh"
    asked = found(words)[0]
    assert rows(sample, asked.name, **filled_in(asked, names_in(words)))[0]["person"] == "Đỗ Thị Minh Hà"


def test_a_word_within_one_that_a_question_is_asked_with_is_not_looked_for_alone():
    for words in ("phê duyệt", "phe duyet", "UBND tỉnh phê duyệt dự án gì"):
        assert found(words)[0].name == "projects" and "judgements" not in [q.name for q in found(words)], (
            words
        )
    assert "judgements" in [q.name for q in found("ai duyệt")]  # "người duyệt"


def test_words_that_mean_one_metric_stand_for_its_name_and_lose_nothing(sample):
    more = {"metric": "giải ngân Gia Lai", "year": "2025"}
    assert meant(sample, more) == more  # the province would be lost
    assert meant(sample, {"metric": "giải ngân"}) == {"metric": "giải ngân vốn đầu tư công"}
    assert meant(sample, {"metric": "GRDP"}) == {"metric": "GRDP"} and meant(sample, {"subject": "giải ngân"}) == {"subject": "giải ngân"}  # fmt: skip


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    """A folder of own seeds, before and after which names are read anew."""
    monkeypatch.setenv("KHOTIN_SEEDS", str(tmp_path))
    asked_names._known.cache_clear()
    yield tmp_path
    asked_names._known.cache_clear()


METRICS = "code,name_vi,name_en,triggers,units,needs_period,better,is_flow,successor\n"


def test_a_name_that_two_metrics_share_means_neither(seeds):
    row = "{0},{1} cua xanh,crab output,{1} cua xanh nuôi lồng,mass,true,higher,true,\n"
    file = seeds / "metrics.csv"
    file.write_text(METRICS + row.format("crab_catch", "sản lượng"), encoding="utf-8")
    assert [n.name for n in names_in("crab output")] == ["sản lượng cua xanh"]
    both = row.format("crab_catch", "sản lượng") + row.format("crab_sale", "lượng bán")
    file.write_text(METRICS + both, encoding="utf-8")
    asked_names._known.cache_clear()
    assert names_in("crab output") == [] and names_in("cua xanh") == []
    assert [n.name for n in names_in("sản lượng cua xanh")] == ["sản lượng cua xanh"]


@pytest.mark.parametrize("text", [METRICS.replace(",", ";"), "code,name_en\ncrab_output,crab output\n"])
def test_an_own_seed_that_is_broken_is_named_with_what_to_do(seeds, text):
    (seeds / "metrics.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"metrics\.csv, row 1: .*(plain CSV|khotin's columns)"):
        names_in("giải ngân")


def test_words_that_no_question_has_find_none():
    assert found("zzz qqq") == []


def test_a_header_that_cannot_be_read_says_so():
    with pytest.raises(ValueError, match=r"odd.sql: -- \$day: write"):
        read("odd", "-- Hỏi? / Asks?\n-- $day\nSELECT 1;")
    with pytest.raises(ValueError, match="first line"):
        read("odd", "SELECT 1;")
