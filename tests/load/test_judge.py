"""Judgements of people hold in the star, add up, can be taken back, and never stop a run."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows import stewardship
from flows.assets import root
from flows.contracts import FACTS
from flows.load import aside, books, journal, judgement, merge, ops, publish
from flows.load import judge as judge_room
from flows.load.hashes import hashes
from flows.load.published import opened
from tests.load.conftest import staged_alone

ARTICLE = """date 2025-01-08 Thu ngân sách Quảng Ninh năm 2024

Năm 2024, tổng thu ngân sách nhà nước trên địa bàn Quảng Ninh đạt 56.200 tỷ đồng, tăng 5% so với cùng kỳ.

Cục Thống kê tỉnh Quảng Ninh cho biết năm 2024 tỉnh đón 18 triệu lượt khách.
"""
OTHER = "date 2025-02-01 Thu ngân sách Hải Dương\n\nNăm 2024, tổng thu ngân sách nhà nước trên địa bàn Hải Dương đạt 31.000 tỷ đồng.\n"


def load(warehouse: Path, staging: Path, run_id: str) -> None:
    """A run: merges a staging and publishes it with people's judgements."""
    ops.start_run(warehouse, run_id, "rules")
    with publish.locked(warehouse), publish.writing(warehouse) as work:
        merge.merge(work.connection, staging, run_id, "rules")
        number = publish.next_generation(warehouse)
        ops.finish_run(warehouse, run_id, "published", generation=number)
        publish.publish(work, number, 5)


def judge(warehouse: Path, fact_id: str, action: str, amendment: str | None = None) -> int:
    """Books a judgement and publishes the star with it; how many facts were put back."""
    row = {"fact_id": fact_id, "action": action, "amendment": amendment, "reason": "đã xem", "judged_by": "Lan", "at": datetime.now(UTC)}  # fmt: skip
    books.judge(warehouse, "override", pl.DataFrame([row], schema=judgement.OVERRIDES))
    return judge_again(warehouse)


def judge_again(warehouse: Path) -> int:
    with publish.locked(warehouse), publish.writing(warehouse) as work:
        put_back = merge.judge_again(work.connection)
        publish.publish(work, publish.next_generation(warehouse), 5)
    return put_back


def rows(warehouse: Path, query: str) -> list[tuple]:
    with opened(warehouse) as connection:
        return connection.execute(query).fetchall()


def shown(warehouse: Path, fact_id: str) -> list[tuple]:
    columns = "value::DOUBLE, unit, status, value_vnd::DOUBLE, judgement"
    return rows(warehouse, f"SELECT {columns} FROM mart.measurements WHERE fact_id = '{fact_id}'")


def star(warehouse: Path) -> dict[str, str]:
    with opened(warehouse) as connection:
        return hashes(connection)


@pytest.fixture(scope="module")
def stagings(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The article, and three others that come after it, each staged alone."""
    others = [OTHER.replace("31.000", figure) for figure in ("31.000", "32.000", "33.000")]
    return staged_alone(tmp_path_factory.mktemp("staged"), [ARTICLE, *others])


@pytest.fixture(scope="module")
def as_read(stagings: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of one article that nobody judged, to be copied."""
    warehouse = tmp_path_factory.mktemp("read") / "khotin.duckdb"
    load(warehouse, stagings[0], "r1")
    return warehouse


@pytest.fixture
def warehouse(as_read: Path, tmp_path: Path) -> Path:
    shutil.copytree(as_read.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "khotin.duckdb"


@pytest.fixture
def figure(warehouse: Path) -> str:
    """The budget's figure: 56,200 billion đồng."""
    ((fact_id,),) = rows(warehouse, "SELECT fact_id FROM mart.measurements WHERE surface = '56.200 tỷ đồng' AND NOT is_repeat")  # fmt: skip
    return str(fact_id)


READ = (56_200e9, "VND", "actual", 56_200e9, None)


def test_amendments_add_up_the_last_is_taken_back_first_and_what_was_read_comes_back(warehouse, figure):
    before = star(warehouse)
    assert shown(warehouse, figure) == [READ]
    assert judge(warehouse, figure, "amend", '{"status": "estimate"}') == 1
    assert judge(warehouse, figure, "amend", '{"value": "41000000000000"}') == 1
    assert shown(warehouse, figure) == [(41e12, "VND", "estimate", 41e12, "amended")]
    assert judge(warehouse, figure, "undo") == 1
    assert shown(warehouse, figure) == [(56_200e9, "VND", "estimate", 56_200e9, "amended")]
    assert judge(warehouse, figure, "undo") == 1
    assert shown(warehouse, figure) == [READ] and star(warehouse) == before


def test_only_what_is_judged_otherwise_is_put_back(warehouse, figure, stagings):
    others = [f for (f,) in rows(warehouse, "SELECT fact_id FROM mart.mentions ORDER BY 1 LIMIT 3")]
    assert [judge(warehouse, f, "accept") for f in others] == [1, 1, 1]
    assert judge_again(warehouse) == 0
    assert judge(warehouse, figure, "reject") == 1 and shown(warehouse, figure) == []
    load(warehouse, stagings[1], "r2")  # a run that touches no judged version
    assert shown(warehouse, figure) == []
    assert judge_again(warehouse) == 0


def test_who_says_an_amended_figure_stays_who_it_was(warehouse):
    query = "SELECT f.fact_id, e.entity_kind FROM fact_measurement AS f JOIN dim_entity AS e ON f.speaker_id = e.entity_id WHERE e.entity_kind = 'organization' AND surface = '18 triệu lượt khách'"  # fmt: skip
    before = rows(warehouse, query)
    assert before
    judge(warehouse, before[0][0], "amend", '{"value": "17000000"}')
    assert rows(warehouse, query) == before


def test_a_judgement_that_a_seed_makes_impossible_is_set_aside_named_and_stops_nothing(
    warehouse, figure, stagings, tmp_path, monkeypatch
):
    head, *_ = [line for line in (root() / "seeds" / "reference" / "units.csv").read_text(encoding="utf-8").splitlines() if line.startswith("code,")]  # fmt: skip
    own = tmp_path / "own"
    own.mkdir()
    (own / "units.csv").write_text(f"{head}\nshell,vỏ sò,shell,money,1,vỏ sò\n", encoding="utf-8")
    monkeypatch.setenv("KHOTIN_SEEDS", str(own))
    load(warehouse, stagings[1], "r2")
    judge(warehouse, figure, "amend", judgement.amendment("measurements", {"unit": "shell"}))
    assert shown(warehouse, figure) == [(56_200e9, "shell", "actual", None, "amended")]

    monkeypatch.delenv("KHOTIN_SEEDS")
    with pytest.raises(ValueError, match="unit is one of"):
        judgement.amendment("measurements", {"unit": "shell"})
    load(warehouse, stagings[2], "r3")
    assert shown(warehouse, figure) == [READ]
    ((stage_name, reason, state, run_id),) = rows(warehouse, f"SELECT stage, reason, state, run_id FROM dq.quarantine WHERE fact_id = '{figure}'")  # fmt: skip
    assert (stage_name, state, run_id) == ("judgement", "open", "r3") and "unit=shell" in reason
    (item,) = [i for i in aside.items(warehouse) if i["stage"] == "judgement"]
    assert item["origin"] == "bao/0.txt" and rows(warehouse, "SELECT DISTINCT facts_quarantined FROM mart.articles") == [(0,)]  # fmt: skip

    monkeypatch.setenv("KHOTIN_SEEDS", str(own))
    load(warehouse, stagings[3], "r4")
    assert shown(warehouse, figure)[0][1] == "shell"
    assert rows(warehouse, "SELECT state FROM dq.quarantine WHERE stage = 'judgement'") == [("replayed",)]


CANNOT_BE = [
    ({"unit": "USDx"}, "unit is one of"),
    ({"period_start": "2030-01-01"}, "period"),
    ({"part_of": "nothing"}, "total"),
    ({"value_vnd": "7"}, "own currency"),
    ({"unit": "household"}, "unit=household does not fit metric=state_budget_revenue"),
    ({"unit": "percent"}, "units of money"),
    ({"kind": "growth"}, "kind=growth cannot be with unit=VND: it is in percent"),
    ({"kind": "rank"}, "it is in rank"),
    ({"metric": "population"}, "units of count"),
    ({"kind": "multiple", "unit": "percent"}, "it is in times"),
]


def test_what_cannot_be_is_refused_before_anything_is_booked(warehouse, figure):
    before, runs_before = warehouse.read_bytes(), ops.last_runs(warehouse, 9)
    for changes, words in CANNOT_BE:
        with pytest.raises(ValueError, match=words) as refused:
            stewardship.override(warehouse, figure, "amend", "x", "Lan", changes, 8_000_000)
        assert "\n" not in str(refused.value)
    assert ops.overrides(warehouse).is_empty() and ops.last_runs(warehouse, 9) == runs_before
    assert journal.told(journal.beside(books.path(warehouse))) == []
    assert warehouse.read_bytes() == before


@pytest.mark.parametrize(
    ("metric", "kind", "unit"),
    [
        ("state_budget_revenue", "growth", "percent"), ("state_budget_revenue", "change", "USD"), ("economic_growth", "change", "percentage_point"),
        ("poverty_rate", "level", "percent"), ("tourist_arrivals", "level", "visit"), ("export_turnover", "multiple", "times"),
        (None, "level", "household"), ("area", "level", "hectare"), ("public_investment_disbursement", "ratio", "percent"),
    ],
)  # fmt: skip
def test_units_that_fit_can_be_amended(metric, kind, unit):
    row = {"metric": "state_budget_revenue", "kind": "level", "unit": "VND"}
    assert judgement.misfit(row, {"metric": metric, "kind": kind, "unit": unit}) is None
    assert judgement.misfit(row | {"unit": "household"}, {"status": "estimate"}) is None
    assert (
        judgement.misfit({"metric": None, "unit": "percent"}, {"metric": "export_turnover"}) is None
    )  # a target: "tăng 10%"


def test_every_critical_check_on_rows_can_be_asked_of_a_judgement(warehouse):
    with publish.locked(warehouse), publish.writing(warehouse) as work:
        merge.judge_again(work.connection)
        judge_room._as_judged(work.connection)
        for fact_type in FACTS:
            rows_of = [e for e in judgement.expectations(fact_type) if "unexpected_rows_query" in e["kwargs"]]
            critical = [(fact_type, e) for e in rows_of if e["severity"] == "critical"]
            with duckdb.connect() as frames:
                for name, frame in judge_room._frames(work.connection, critical).items():
                    frames.register(name, frame)
                for _, e in critical:
                    query = e["kwargs"]["unexpected_rows_query"].replace("{batch}", fact_type)
                    assert frames.execute(f"SELECT fact_id FROM ({query})").fetchall() == []


def asking(query: str) -> dict[str, object]:
    """A critical check on rows."""
    return {"type": "unexpected_rows_expectation", "severity": "critical", "kwargs": {"unexpected_rows_query": query}, "description": "Đơn vị / Unit", "meta": {"why": "so"}}  # fmt: skip


def test_a_check_finds_the_frames_and_seeds_it_names_however_they_are_written(warehouse, figure, monkeypatch):
    query = "SELECT fact_id FROM seed_units, {batch}\nWHERE unit = code AND code = 'USD'"
    monkeypatch.setattr(judgement, "expectations", lambda fact_type: [asking(query)])
    judge(warehouse, figure, "amend", '{"unit": "USD"}')
    assert rows(warehouse, "SELECT set_aside FROM fact_judgement") == [("Đơn vị / Unit: so",)]


def test_a_check_that_cannot_be_asked_lets_no_amendment_pass(warehouse, figure, monkeypatch):
    monkeypatch.setattr(
        judgement,
        "expectations",
        lambda fact_type: [asking("SELECT fact_id FROM {batch} WHERE unlt IS NULL")],
    )
    with pytest.raises(duckdb.BinderException, match="unlt"):
        judge(warehouse, figure, "amend", '{"status": "estimate"}')
    assert shown(warehouse, figure) == [READ]


def test_there_is_nothing_to_undo_where_nobody_judged(warehouse, figure):
    with pytest.raises(stewardship.NothingToDo, match="no judgement"):
        stewardship.override(warehouse, figure, "undo", "", "Lan", {}, 8_000_000)
