"""A person's word on a fact goes with its sentence into the article's next text, and says so where the sentence is gone."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from flows import questions, stewardship
from flows.contracts import FACTS
from flows.load import aside, carried, merge, ops, publish
from flows.load.published import opened
from flows.run.reading import Intake
from tests.conftest import Stage, here

TEXT = """---
url: https://bao.example/tin/ngan-sach.html
date: 2025-01-10
title: Thu ngân sách tỉnh Thái Bình năm 2024
---

Năm 2024, tổng thu ngân sách nhà nước trên địa bàn tỉnh Thái Bình đạt 11.200 tỷ đồng, tăng 6% so với năm 2023.

Toàn tỉnh có {firms} doanh nghiệp thành lập mới trong năm.

Ông Nguyễn Văn Thành, Chủ tịch UBND tỉnh Thái Bình, cho biết tỉnh phấn đấu năm 2025 thu ngân sách 12.000 tỷ đồng.

Cục Thuế thu được 300 tỷ đồng. Trong tháng 12, cơ quan này thu 40 tỷ đồng. Cục Thuế thu được 300 tỷ đồng.
"""


def load(warehouse: Path, intake: Intake, again: bool = False) -> None:
    with publish.locked(warehouse), publish.writing(warehouse) as work:
        ops.start_run(warehouse, intake.run_id, "rules")
        merge.merge(work.connection, intake.staging, intake.run_id, "rules", again=again)
        number = publish.next_generation(warehouse)
        ops.finish_run(warehouse, intake.run_id, "published", generation=number)
        publish.publish(work, number, 5)


@pytest.fixture
def home(stage: Stage, tmp_path: Path) -> tuple[Path, Intake, Intake]:
    """A warehouse of an article's first text, and both its texts as they were read: the second has other firms."""
    first, second = (
        kept(stage({"a.md": TEXT.format(firms=firms)}), tmp_path) for firms in ("1.200", "1.250")
    )
    load(tmp_path / "khotin.duckdb", first)
    return tmp_path / "khotin.duckdb", first, second


def kept(intake: Intake, folder: Path) -> Intake:
    """What was read, out of the way of whoever tidies up after runs."""
    return replace(intake, staging=shutil.copytree(intake.staging, folder / "kept" / intake.run_id))


def ask(warehouse: Path, query: str) -> list[tuple]:
    with opened(warehouse) as star:
        return star.execute(query).fetchall()


def fact(warehouse: Path, surface: str, view: str = "measurements") -> str:
    return str(ask(warehouse, f"SELECT fact_id FROM mart.{view} WHERE surface LIKE '{surface}%' ORDER BY char_start DESC")[0][0])  # fmt: skip


def override(warehouse: Path, fact_id: str, action: str, **changes: object) -> None:
    stewardship.override(warehouse, fact_id, action, "đã xem", "Lan", changes, 8_000_000)


REVENUE = "SELECT value::BIGINT, status, judgement, article_version FROM mart.measurements WHERE surface = '11.200 tỷ đồng'"


def test_what_is_amended_rejected_or_accepted_stays_so_in_the_next_text_of_the_article(home):
    warehouse, first, second = home
    override(warehouse, fact(warehouse, "11.200"), "amend", value=12_200_000_000_000)
    judged = {
        view: ask(warehouse, f"SELECT fact_id, surface FROM mart.{view} ORDER BY char_start LIMIT 1")[0]
        for view in ("mentions", "statements", "targets", "position_observations")
    }
    for view, (fact_id, _) in judged.items():
        override(warehouse, fact_id, "reject" if view == "statements" else "accept")
    for staged, again in ((second, False), (second, True), (first, True)):
        load(warehouse, staged, again)
        assert ask(warehouse, REVENUE) == [(12_200_000_000_000, "actual", "amended", 2)]
        assert ask(warehouse, "SELECT count(*) FROM mart.statements") == [(0,)]
        for view in ("mentions", "targets", "position_observations"):
            told = f"SELECT judgement FROM mart.{view} WHERE judgement IS NOT NULL"
            assert ask(warehouse, told) == [("accepted",)], view
        assert aside.items(warehouse) == []


def test_a_later_word_adds_to_the_one_that_came_along_and_each_is_taken_back_in_its_turn(home):
    warehouse, _, second = home
    override(warehouse, fact(warehouse, "11.200"), "amend", value=12_200_000_000_000)
    load(warehouse, second)
    now = fact(warehouse, "11.200")
    override(warehouse, now, "amend", status="estimate")
    assert ask(warehouse, REVENUE) == [(12_200_000_000_000, "estimate", "amended", 2)]
    override(warehouse, now, "undo")
    assert ask(warehouse, REVENUE) == [(12_200_000_000_000, "actual", "amended", 2)]
    override(warehouse, now, "undo")
    assert ask(warehouse, REVENUE) == [(11_200_000_000_000, "actual", None, 2)]
    with pytest.raises(stewardship.NothingToDo):
        override(warehouse, now, "undo")


def test_a_word_whose_sentence_was_corrected_ends_and_asks_to_be_looked_at_anew(home):
    warehouse, _, second = home
    override(warehouse, fact(warehouse, "1.200 doanh"), "amend", value=1_300)
    load(warehouse, second)
    firms = "SELECT value::INTEGER, judgement FROM mart.measurements WHERE surface LIKE '%doanh nghiệp'"
    assert ask(warehouse, firms) == [(1_250, None)]
    (item,) = aside.items(warehouse)
    assert (item["stage"], item["fact_type"], item["article_id"]) == ("judgement", "measurements", first_article(warehouse))  # fmt: skip
    assert item["reason"] == aside.ENDED
    aside.close(warehouse, [item["quarantine_id"]], "báo đã tự sửa", "Lan")
    override(warehouse, fact(warehouse, "1.250"), "accept")
    assert aside.items(warehouse) == []


def test_judgements_are_listed_with_their_sentence_and_whether_they_hold(home):
    warehouse, _, second = home
    revenue, firms, target, before = (
        fact(warehouse, words) for words in ("11.200", "1.200 doanh", "12.000", "40 tỷ")
    )
    for judged in (revenue, firms):
        override(warehouse, judged, "accept")
    override(warehouse, target, "amend", value=11_000_000_000_000)
    override(warehouse, target, "reject")
    override(warehouse, target, "undo")
    override(warehouse, target, "undo")
    load(warehouse, second)
    override(warehouse, before, "reject")  # of the earlier text, when there is a new one

    def listed(**asked: str) -> dict[str, tuple]:
        with opened(warehouse) as star:
            questions.answer(star, "judgements", asked)
            names = [column[0] for column in star.description]
            rows = [dict(zip(names, row, strict=True)) for row in star.fetchall()]
        return {
            r["surface"]: (r["state"], r["action"], r["judged_by"], r["reason"], r["carried_from"])
            for r in rows
        }

    assert listed() == {
        "11.200 tỷ đồng": ("in_force", "accept", "Lan", "đã xem", revenue),
        "1.200 doanh nghiệp": ("ended", "accept", "Lan", "đã xem", None),
        "12.000 tỷ đồng": ("taken_back", "undo", "Lan", "đã xem", None),
        "40 tỷ đồng": ("earlier_text", "reject", "Lan", "đã xem", None),
    }
    undone = ask(warehouse, "SELECT action, amendment FROM ops.override WHERE action = 'amend'")
    with opened(warehouse) as star:
        questions.answer(star, "judgements", {"state": "taken_back"})
        told = dict(zip([column[0] for column in star.description], star.fetchall()[0], strict=True))
    assert [("amend", told["amendment"])] == undone and told["why"] == "amend (Lan: đã xem)"
    assert "thu ngân sách 12.000 tỷ đồng" in told["sentence"] and told["title"] and told["origin"]
    assert [*listed(state="ended")] == [*listed(fact=firms)] == ["1.200 doanh nghiệp"]
    assert listed(who="Mai") == {}
    shown = here("override", "list", warehouse=warehouse).stdout
    assert "Toàn tỉnh có 1.200 doanh nghiệp" in " ".join(shown.split()) and "in_force" in shown


def first_article(warehouse: Path) -> str:
    return str(ask(warehouse, "SELECT article_id FROM mart.articles")[0][0])


def test_of_a_sentence_that_stands_twice_only_the_one_that_was_judged_is_meant(home):
    warehouse, _, second = home
    override(warehouse, fact(warehouse, "300 tỷ"), "amend", value=310_000_000_000)
    told = "SELECT value::BIGINT FROM mart.measurements WHERE surface = '300 tỷ đồng' ORDER BY char_start"
    both = [(300_000_000_000,), (310_000_000_000,)]
    assert ask(warehouse, told) == both
    assert (
        len(carried.let_pass(warehouse, second.staging)) == 2
    )  # the one judged, and the one that tells the same
    load(warehouse, second)
    assert ask(warehouse, told) == both


@pytest.mark.parametrize(
    "view", ["mentions", "measurements", "targets", "statements", "position_observations"]
)
def test_what_was_accepted_passes_the_gate_again_with_the_next_text(home, view):
    warehouse, _, second = home
    place = f"SELECT fact_id, surface FROM mart.{view} ORDER BY char_start, fact_id LIMIT 1"
    ((before, surface),) = ask(warehouse, place)
    assert carried.let_pass(warehouse, second.staging) == set()
    override(warehouse, before, "accept")
    passing = carried.let_pass(warehouse, second.staging)
    load(warehouse, second)
    assert view in FACTS and ask(warehouse, f"SELECT fact_id, surface FROM mart.{view} WHERE judgement = 'accepted'") == [(*passing - {before}, surface)]  # fmt: skip


def test_what_goes_along_with_a_figure_does_so_in_the_next_text_and_only_what_stands_judged_passes_the_gate(
    home,
):
    warehouse, _, second = home
    figure, other = fact(warehouse, "12.000 tỷ"), fact(warehouse, "40 tỷ")
    override(warehouse, figure, "amend", value=12_500_000_000_000)
    override(warehouse, other, "accept")
    assert len(carried.let_pass(warehouse, second.staging)) == 4  # each, and the one that tells the same
    override(warehouse, other, "undo")
    assert len(carried.let_pass(warehouse, second.staging)) == 2
    load(warehouse, second)
    told = "SELECT value::BIGINT, judgement, article_version FROM mart.targets"
    assert ask(warehouse, told) == [(12_500_000_000_000, "amended", 2)]
