"""What says the same as an amended figure goes along with it, or the command names it."""

import shutil
from pathlib import Path

import pytest

from flows import stewardship
from flows.load import said_with
from tests.load.conftest import news, staged_alone
from tests.load.test_judge import load, rows

PLAN = news(
    "2025-02-03",
    "Kế hoạch năm 2025 của tỉnh Bắc Giang",
    "Tỉnh Bắc Giang phấn đấu năm 2025 thu ngân sách nhà nước đạt 21.000 tỷ đồng, tăng 7% so với năm 2024.",
    "Dự án Khu công nghiệp Ngọc Trai tại tỉnh Bắc Giang có tổng vốn đầu tư 2.700 tỷ đồng, được khởi công năm 2025.",
    "Dự án nhà máy Hoa Sữa tại Hải Phòng có tổng vốn đầu tư 90 triệu USD (khoảng 2.200 tỷ đồng).",
)
TARGETS = "SELECT surface, subject, metric, value::DOUBLE, unit, deadline::VARCHAR, judgement FROM mart.targets ORDER BY char_start"
REVENUE = ("21.000 tỷ đồng", "Bắc Giang", "state_budget_revenue", 21e12, "VND", "2025-12-31", None)
GROWTH = ("7%", "Bắc Giang", "state_budget_revenue", 7.0, "percent", "2025-12-31", None)
PROJECTS = "SELECT amount_vnd::DOUBLE, amount_usd::DOUBLE FROM mart.projects ORDER BY name"
MONEY = [(2.7e12, None), (2.2e12, 90e6)]


@pytest.fixture(scope="module")
def as_read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = tmp_path_factory.mktemp("along") / "khotin.duckdb"
    load(warehouse, staged_alone(tmp_path_factory.mktemp("staged"), [PLAN])[0], "r1")
    return warehouse


@pytest.fixture
def warehouse(as_read: Path, tmp_path: Path) -> Path:
    shutil.copytree(as_read.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "khotin.duckdb"


def fact(warehouse: Path, surface: str, view: str = "measurements") -> str:
    ((fact_id,),) = rows(warehouse, f"SELECT fact_id FROM mart.{view} WHERE surface = '{surface}'")
    return str(fact_id)


def say(warehouse: Path, fact_id: str, action: str, **changes: object) -> list[str]:
    """Judges a fact; what is told of others."""
    stewardship.override(warehouse, fact_id, action, "đã hỏi tỉnh", "Lan", changes, 8_000_000)
    return said_with.lines(warehouse, fact_id)


def test_a_target_goes_along_with_its_figure_and_comes_back_when_that_is_undone(warehouse):
    figure, target = fact(warehouse, "21.000 tỷ đồng"), fact(warehouse, "21.000 tỷ đồng", "targets")
    assert rows(warehouse, TARGETS) == [REVENUE, GROWTH]
    changes = {"value": "22000000000000", "period_end": "2026-12-31", "subject": "Bắc Ninh"}
    (told,) = say(warehouse, figure, "amend", **changes)
    assert told.startswith(f"targets {target}: theo cùng / went along: ") and "value=22000000000000" in told
    amended = ("21.000 tỷ đồng", "Bắc Ninh", "state_budget_revenue", 22e12, "VND", "2026-12-31", "amended")
    assert rows(warehouse, TARGETS) == [amended, GROWTH]
    assert rows(warehouse, f"SELECT reason FROM fact_judgement WHERE fact_id = '{target}'") == [(f"goes along with {figure}: đã hỏi tỉnh",)]  # fmt: skip
    assert say(warehouse, figure, "undo") == []
    assert rows(warehouse, TARGETS) == [REVENUE, GROWTH]


def test_only_what_said_the_same_goes_along_and_an_own_word_stands_above_an_earlier_one(warehouse):
    figure, target = fact(warehouse, "21.000 tỷ đồng"), fact(warehouse, "21.000 tỷ đồng", "targets")
    (told,) = say(warehouse, target, "amend", deadline="2027-12-31")
    assert f"override amend {figure} --set period_end=2027-12-31" in told
    told = say(warehouse, figure, "amend", value="23000000000000")
    assert len(told) == 2 and "went along" in told[0] and "--set deadline=2025-12-31" in told[1]
    assert rows(warehouse, TARGETS)[0][3:6] == (23e12, "VND", "2027-12-31")
    say(warehouse, figure, "amend", status="estimate")
    assert rows(warehouse, TARGETS)[0][3:6] == (23e12, "VND", "2027-12-31")
    assert say(warehouse, target, "undo") == [] and rows(warehouse, TARGETS)[0][3:6] == (23e12, "VND", "2025-12-31")  # fmt: skip
    with pytest.raises(ValueError, match=f"its figure is {figure}"):
        say(warehouse, target, "amend", value="1")


def test_a_rejected_target_stays_so_and_rejecting_a_figure_tells_what_goes_and_what_stays(warehouse):
    figure, target = fact(warehouse, "21.000 tỷ đồng"), fact(warehouse, "21.000 tỷ đồng", "targets")
    say(warehouse, target, "reject")
    say(warehouse, figure, "amend", value="23000000000000")
    assert rows(warehouse, TARGETS) == [GROWTH]
    (told,) = say(warehouse, fact(warehouse, "7%"), "reject")
    assert "rejected with it" in told and rows(warehouse, TARGETS) == []
    (told,) = say(warehouse, fact(warehouse, "2.700 tỷ đồng"), "reject")
    assert f"override reject {fact(warehouse, 'Khu công nghiệp Ngọc Trai', 'investments')}" in told
    assert rows(warehouse, PROJECTS) == MONEY


def test_a_project_goes_along_with_the_figure_of_its_money_and_a_conversion_is_named(warehouse):
    assert rows(warehouse, PROJECTS) == MONEY
    (told,) = say(warehouse, fact(warehouse, "2.700 tỷ đồng"), "amend", value="2650000000000")
    assert told.endswith("went along: amount_vnd=2650000000000")
    assert rows(warehouse, PROJECTS) == [(2.65e12, None), MONEY[1]]
    told = say(warehouse, fact(warehouse, "90 triệu USD"), "amend", value="95000000")
    assert len(told) == 2 and f"override amend {fact(warehouse, '2.200 tỷ đồng')}" in told[1]
    assert rows(warehouse, PROJECTS) == [(2.65e12, None), (2.2e12, 95e6)]
    say(warehouse, fact(warehouse, "2.700 tỷ đồng"), "amend", unit="USD", value="110000000")
    assert rows(warehouse, PROJECTS)[0] == (None, 110e6)
    told = say(warehouse, fact(warehouse, "90 triệu USD"), "amend", metric="export_turnover")
    assert any("--set amount_usd= --reason" in line for line in told)


def test_what_went_along_is_taken_back_where_its_figure_cannot_be_amended_any_more(warehouse, monkeypatch):
    figure = fact(warehouse, "21.000 tỷ đồng")
    say(warehouse, figure, "amend", value="22000000000000")
    monkeypatch.setattr("flows.load.judge._against_rows", lambda star: {figure: "quy tắc mới"})
    say(warehouse, fact(warehouse, "7%"), "accept")
    assert rows(warehouse, TARGETS)[0] == REVENUE and rows(warehouse, "SELECT set_aside FROM fact_judgement WHERE set_aside IS NOT NULL") == [("quy tắc mới",)]  # fmt: skip
