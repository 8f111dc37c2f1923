"""A tiny timeline of articles that were edited, withdrawn, brought back and dated anew: what is shown now, what was known on each day."""

import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from flows import stewardship
from flows.assets import rules_version, sql
from flows.contracts import FACTS
from flows.load import given, merge, ops, publish, withdrawal
from flows.load.hashes import hashes
from flows.load.migrate import KNOWN_ON
from flows.run import booking, reading, republish
from tests.conftest import read_once

EDITED = """---
url: https://bao.example/thu-ngan-sach.html
date: {day}
title: Thu ngân sách và đầu tư ở Quảng Ninh
---

Năm 2024, tổng thu ngân sách nhà nước trên địa bàn Quảng Ninh đạt {amount} tỷ đồng, tăng 5% so với cùng kỳ.

Ông Trần Quốc Thuận, Chủ tịch UBND tỉnh Quảng Ninh, cho biết tỉnh phấn đấu năm 2025 thu ngân sách nhà nước đạt {goal} tỷ đồng.

Theo Quyết định số 123/QĐ-UBND, Công ty TNHH Hoa Đào đầu tư dự án Nhà máy dệt Hoa Đào với tổng vốn {capital} tỷ đồng tại Quảng Ninh.

Sáng {fair}/3/2025, tại thành phố Hạ Long, UBND tỉnh Quảng Ninh tổ chức Hội nghị xúc tiến đầu tư Quảng Ninh năm 2025.

Tại hội nghị, UBND tỉnh Quảng Ninh và Công ty TNHH Hoa Đào đã ký biên bản ghi nhớ hợp tác về chuyển đổi số.
"""
OTHER = """---
url: https://bao.example/hoi-nghi.html
date: 2025-03-08
title: Hội nghị xúc tiến đầu tư
---

Sáng 7/3/2025, tại thành phố Hạ Long, UBND tỉnh Quảng Ninh tổ chức Hội nghị xúc tiến đầu tư Quảng Ninh năm 2025.

Chủ tịch UBND tỉnh Quảng Ninh Trần Quốc Thuận phát biểu rằng tỉnh chào đón doanh nghiệp. Công ty Hoa Đào dự hội nghị.

Năm 2024, tổng thu ngân sách nhà nước trên địa bàn Quảng Ninh đạt 48.000 tỷ đồng.
"""
FIRST = {"day": "2025-03-03 08:00", "amount": "56.200", "goal": "60.000", "capital": "500", "fair": "7"}
SECOND = FIRST | {
    "day": "2025-03-05 17:00",
    "amount": "56.900",
    "goal": "61.000",
    "capital": "700",
    "fair": "8",
}
ADDRESS = "https://bao.example/thu-ngan-sach.html"


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


def take(warehouse: Path, name: str, text: str, moment: str) -> None:
    """A run that captured one file."""
    folder = warehouse.parent / f"in-{moment.replace(':', '')}" / "bao"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    with publish.locked(warehouse):
        intake = reading.take_in([str(folder)], warehouse, 8_000_000, at(moment))
        ops.start_run(warehouse, intake.run_id, rules_version())
        read_once(intake, warehouse.parent / "landing")
        booking.book_captures(warehouse, intake.run_id, intake.staging)
        reading.keep_one_of_each(intake.staging, warehouse)
        with publish.writing(warehouse) as work:
            merge.merge(work.connection, intake.staging, intake.run_id, rules_version())
            generation = publish.next_generation(warehouse)
            ops.finish_run(warehouse, intake.run_id, "published", generation=generation)
            booking.book_documents(warehouse, intake.run_id, intake.staging)
            publish.publish(work, generation, 5)


def answer(warehouse: Path, moment: str, status: int, origin: str = ADDRESS) -> None:
    """A run whose fetch of an address ended so; published where that changes anything."""
    capture = pl.DataFrame({"origin": [origin], "status": [status], "fetched_at": [at(moment)]})
    ops.record(warehouse, "capture", capture, run_id=f"run of {moment}")
    with publish.locked(warehouse):
        republish.follow_sources(warehouse)


def rows(warehouse: Path, query: str, *parameters: object) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(query, list(parameters)).fetchall()


def star(warehouse: Path) -> dict[str, str]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return hashes(connection)


SETTLED = ("bridge_identity", "bridge_reprint", "dim_person", "dim_organization", "dim_event", "dim_project")


def settled(warehouse: Path) -> dict[str, str]:
    return {table: told for table, told in star(warehouse).items() if table in SETTLED}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Warehouses that tests begin with: the other article alone, with the one that the tests are about, that one edited once,
    and the first text of it back again."""
    alone = tmp_path_factory.mktemp("alone") / "khotin.duckdb"
    take(alone, "b.md", OTHER, "2025-03-02T08:00")
    both = Path(shutil.copytree(alone.parent, tmp_path_factory.mktemp("both") / "kho")) / "khotin.duckdb"
    take(both, "a.md", EDITED.format(**FIRST), "2025-03-03T08:00")
    edited = Path(shutil.copytree(both.parent, tmp_path_factory.mktemp("edited") / "kho")) / "khotin.duckdb"
    take(edited, "a.md", EDITED.format(**SECOND), "2025-03-05T18:00")
    returned = (
        Path(shutil.copytree(edited.parent, tmp_path_factory.mktemp("returned") / "kho")) / "khotin.duckdb"
    )
    take(returned, "a.md", EDITED.format(**FIRST), "2025-03-07T08:00")  # the same bytes, which it knows
    return {"alone": alone, "both": both, "edited": edited, "returned": returned}


@pytest.fixture
def begun(base: dict[str, Path], tmp_path: Path) -> Callable[[str], Path]:
    """A copy of a warehouse to begin with."""
    return lambda name: Path(shutil.copytree(base[name].parent, tmp_path / name)) / "khotin.duckdb"


# What of each type of fact is looked at, and which rows.
SAID = {
    "measurements": ("surface", "surface LIKE '56.%'"),
    "targets": ("surface", "surface LIKE '6%'"),
    "investments": ("amount_vnd::BIGINT", "amount_vnd IS NOT NULL"),
    "statements": ("statement", "verb = 'cho biết'"),
    "events": ("starts_on", "starts_on IS NOT NULL"),
    "agreements": ("kind", "true"),
    "citations": ("symbol", "true"),
    "position_observations": ("person", "person IS NOT NULL"),
    "mentions": ("surface", "entity_kind = 'quantity'"),
}


def told(warehouse: Path, day: str | None = None) -> dict[str, list[str]]:
    """What the first article's facts say now, or were known to say on a day, by type."""
    known = f"_known_on('{day}')" if day else ""
    mine = "article_id = (SELECT DISTINCT article_id FROM dim_article WHERE title LIKE 'Thu ngân sách và%')"
    with duckdb.connect(str(warehouse), read_only=True) as star:
        return {
            name: [str(v) for (v,) in star.execute(f"SELECT {column} FROM mart.{name}{known} WHERE {mine} AND {which} AND NOT is_repeat ORDER BY ALL").fetchall()]
            for name, (column, which) in SAID.items()
        }  # fmt: skip


def test_every_type_of_fact_is_known_on_each_day_as_it_was_told_then(base):
    warehouse = base["edited"]
    first, second = told(warehouse, "2025-03-05"), told(warehouse, "2025-03-06")
    assert all(first.values()) and all(second.values())
    assert [first["measurements"], second["measurements"]] == [["56.200 tỷ đồng"], ["56.900 tỷ đồng"]]
    assert [first["targets"], second["targets"]] == [["60.000 tỷ đồng"], ["61.000 tỷ đồng"]]
    assert [first["investments"], second["investments"]] == [["500000000000"], ["700000000000"]]
    assert [first["events"], second["events"]] == [["2025-03-07"], ["2025-03-08"]]
    dated = (
        "SELECT published_on::VARCHAR FROM mart.articles_known_on('{}') WHERE title LIKE 'Thu ngân sách và%'"
    )
    days = [rows(warehouse, dated.format(day)) for day in ("2025-03-02", "2025-03-05", "2025-03-06")]
    assert days == [[], [("2025-03-03",)], [("2025-03-05",)]]
    assert second == told(warehouse)
    assert not any(told(warehouse, "2025-03-02").values())


def test_every_fact_view_has_its_macro_and_today_it_shows_what_the_view_shows(base):
    assert set(FACTS) <= set(KNOWN_ON)
    with duckdb.connect(str(base["edited"]), read_only=True) as star:
        for name in KNOWN_ON:
            shown = star.execute(f"SELECT * FROM mart.{name} ORDER BY ALL").fetchall()
            known = f"SELECT * FROM mart.{name}_known_on(DATE '2030-01-01') ORDER BY ALL"
            assert star.execute(known).fetchall() == shown, name
            # Of whose kinds these articles tell none: project_goals, corrected.
            assert shown or name in ("project_goals", "corrected"), name


@pytest.mark.parametrize("view", [*KNOWN_ON, "target_progress"])
def test_no_column_of_a_view_with_a_macro_has_the_name_of_the_macros_parameter(view):
    body = re.sub(r"--.*|'[^']*'", "", sql(f"marts/{view}.sql").split(";\n")[0])
    assert not re.findall(r"\bday\b", body)


def test_who_held_which_office_is_known_of_the_articles_of_a_day(base):
    held = "SELECT person, first_observed_on::VARCHAR, observations FROM mart.positions_known_on('{}') WHERE person IS NOT NULL"
    days = [
        rows(base["edited"], held.format(day))
        for day in ("2025-03-01", "2025-03-02", "2025-03-03", "2025-03-06")
    ]
    name = "Trần Quốc Thuận"
    assert days == [[], [(name, "2025-03-08", 1)], [(name, "2025-03-03", 2)], [(name, "2025-03-05", 2)]]


def test_an_edit_is_told_as_facts_added_removed_and_changed(base):
    changes = rows(base["edited"], "SELECT fact_type, change, what, before FROM mart.version_changes")
    assert (
        "measurements",
        "changed",
        "state_budget_revenue actual 56.900 tỷ đồng",
        "state_budget_revenue actual 56.200 tỷ đồng",
    ) in changes
    assert {t for t, change, *_ in changes if change == "changed"} >= {
        "measurements",
        "targets",
        "events",
        "investments",
    }
    assert not [c for c in changes if c[0] in ("citations", "agreements")]


def test_an_address_that_is_gone_in_two_runs_takes_the_article_out_and_a_text_brings_it_back(begun):
    warehouse = begun("edited")
    before = star(warehouse)
    shown = told(warehouse)
    answer(warehouse, "2025-03-07T08:00", 404)
    assert told(warehouse) == shown  # once may be a mishap
    answer(warehouse, "2025-03-08T18:00", 410)
    assert not any(told(warehouse).values())
    assert rows(
        warehouse,
        "SELECT DISTINCT withdrawn_at AT TIME ZONE 'UTC' FROM mart.articles WHERE title LIKE 'Thu ngân%'",
    ) == [(datetime(2025, 3, 8, 18),)]
    assert told(warehouse, "2025-03-08") == shown  # 18:00 UTC is the 9th in Vietnam
    assert not any(told(warehouse, "2025-03-09").values())

    answer(warehouse, "2025-03-12T08:00", 304)
    assert told(warehouse) == shown
    assert not any(told(warehouse, "2025-03-10").values())
    assert told(warehouse, "2025-03-12") == shown
    assert star(warehouse) == before


def test_two_answers_of_one_run_or_with_a_text_between_withdraw_nothing(begun):
    warehouse = begun("edited")
    shown = told(warehouse)
    answer(warehouse, "2025-03-07T08:00", 404)
    ops.record(
        warehouse,
        "capture",
        pl.DataFrame({"origin": [ADDRESS], "status": [404], "fetched_at": [at("2025-03-07T09:00")]}),
        run_id="run of 2025-03-07T08:00",
    )
    answer(warehouse, "2025-03-08T08:00", 304)
    answer(warehouse, "2025-03-09T08:00", 404)
    assert told(warehouse) == shown


def test_what_is_settled_across_articles_is_as_if_the_withdrawn_one_never_was(begun, base):
    warehouse = begun("edited")
    whole = star(warehouse)
    assert settled(warehouse) != settled(base["alone"])
    contradicted = rows(warehouse, "SELECT count(*) FROM mart.contradictions")
    article = rows(warehouse, "SELECT article_id FROM mart.articles WHERE title LIKE 'Thu ngân sách và%'")[0][
        0
    ]
    stewardship.withdraw(warehouse, ADDRESS, "một tin giả", "Lan")
    assert settled(warehouse) == settled(base["alone"])
    views = (
        "measurements",
        "claims",
        "positions",
        "people",
        "organizations",
        "distinct_events",
        "contradictions",
        "target_progress",
        "timeline",
        "identities",
    )
    with duckdb.connect(str(warehouse), read_only=True) as left, duckdb.connect(str(base["alone"]), read_only=True) as alone:  # fmt: skip
        for view in views:
            columns = "COLUMNS(c -> c NOT IN ('rules_version', 'run_id'))"
            query = f"SELECT {columns} FROM mart.{view} ORDER BY ALL"
            assert left.execute(query).fetchall() == alone.execute(query).fetchall(), view
    assert contradicted != [(0,)]

    stewardship.withdraw(warehouse, article[:8], "", "Lan", undo=True)
    assert star(warehouse) == whole


def test_a_person_s_word_on_an_article_outlives_later_captures_rollback_and_lost_books(begun):
    warehouse = begun("both")
    stewardship.withdraw(warehouse, ADDRESS, "một tin giả", "Lan")
    with pytest.raises(ValueError, match="withdrawn already"):
        stewardship.withdraw(warehouse, ADDRESS, "lần nữa", "Lan")
    take(warehouse, "a.md", EDITED.format(**SECOND), "2025-03-05T18:00")
    assert not any(told(warehouse).values())
    stewardship.rollback(warehouse, 1)
    assert not any(told(warehouse).values())
    (warehouse.parent / "ops.sqlite").unlink()
    with publish.locked(warehouse):
        ops.mend(warehouse)
        publish.publish_books(warehouse)
    assert rows(warehouse, "SELECT verdict, reason, judged_by FROM ops.withdrawal") == [
        ("withdrawn", "một tin giả", "Lan")
    ]
    stewardship.withdraw(warehouse, ADDRESS, "", "Lan", undo=True)
    assert all(told(warehouse).values())


@pytest.mark.parametrize(
    "words, reason, undo, said",
    [("https://bao.example/khong-co.html", "x", False, "no article"), (ADDRESS, " ", False, "needs a reason"), (ADDRESS, "", True, "it is not withdrawn")],
)  # fmt: skip
def test_a_word_that_cannot_hold_is_refused_before_it_is_booked(base, words, reason, undo, said):
    with pytest.raises(ValueError, match=said):
        withdrawal.judgement(base["edited"], words, words, reason, "Lan", undo)


def test_a_file_gone_from_a_folder_is_told_and_withdraws_where_that_is_booked(begun):
    warehouse = begun("both")
    gone = withdrawal.missing(warehouse, "bao", {"bao/b.md"})
    assert gone["origin"].to_list() == ["bao/a.md"]
    shown = told(warehouse)
    withdrawal.book_gone(warehouse, "r", gone["origin"].to_list(), at("2025-03-04T08:00"))
    with publish.locked(warehouse):
        assert republish.follow_sources(warehouse)
        assert not republish.follow_sources(warehouse)
    assert not any(told(warehouse).values())
    take(warehouse, "a.md", EDITED.format(**FIRST), "2025-03-06T08:00")  # the same bytes, which it knows
    assert told(warehouse) == shown == told(warehouse, "2025-03-03") == told(warehouse, "2025-03-06")
    assert not any(told(warehouse, "2025-03-05").values())


def test_a_file_that_is_as_it_was_before_is_current_again_whatever_order_its_captures_came_in(base, begun):
    first, second = EDITED.format(**FIRST), EDITED.format(**SECOND)
    back = base["returned"]
    shown = told(base["edited"], "2025-03-05")
    assert told(back) == shown == told(back, "2025-03-07") != told(back, "2025-03-06")
    assert rows(back, "SELECT count(*) FROM mart.article_versions WHERE title LIKE 'Thu ngân%'") == [(2,)]

    other_way = begun("alone")
    for text, moment in (
        (first, "2025-03-07T08:00"),
        (second, "2025-03-05T18:00"),
        (first, "2025-03-03T08:00"),
    ):
        take(other_way, "a.md", text, moment)
    assert star(other_way) == star(back)
    assert told(other_way, "2025-03-05") == shown and told(other_way, "2025-03-02") != shown
    first_seen = "SELECT first_seen_at AT TIME ZONE 'UTC' FROM mart.articles WHERE title LIKE 'Thu ngân%'"
    assert (
        rows(other_way, first_seen)
        == rows(back, first_seen)
        == [(at("2025-03-03T08:00").replace(tzinfo=None),)]
    )


def test_what_did_not_change_since_is_no_new_capture(begun):
    warehouse = begun("edited")
    folder = warehouse.parent / "bao"
    folder.mkdir()
    (folder / "a.md").write_text(EDITED.format(**SECOND), encoding="utf-8")
    assert not reading.take_in([str(folder)], warehouse, 8_000_000).batches
    (folder / "a.md").write_text(EDITED.format(**FIRST), encoding="utf-8")
    assert reading.take_in([str(folder)], warehouse, 8_000_000).batches
    # Two folders of one name: both documents are there, as they were before, so none came back.
    other = warehouse.parent / "other" / "bao"
    other.mkdir(parents=True)
    (other / "a.md").write_text(EDITED.format(**SECOND), encoding="utf-8")
    intake = reading.take_in([str(folder), str(other)], warehouse, 8_000_000)
    assert (intake.read, intake.unchanged, intake.batches) == (2, 2, ())


def read_again(warehouse: Path, day: str) -> dict[str, int]:
    """A rebuild of what was fetched since a day; how many of its documents gave a version, and how many the same as another."""
    with publish.locked(warehouse):
        documents = given.documents_since(warehouse, date.fromisoformat(day))
        intake = reading.take_again(warehouse, documents, 8_000_000)
        ops.start_run(warehouse, intake.run_id, rules_version())
        counts: Counter[str] = Counter()
        for batch in intake.batches:
            counts.update(reading.read_batch(intake.staging, warehouse.parent / "landing", batch))
        counts.update(reading.keep_one_of_each(intake.staging, warehouse))
        with publish.writing(warehouse) as work:
            merge.merge(work.connection, intake.staging, intake.run_id, "rules of today", again=True)
            generation = publish.next_generation(warehouse)
            ops.finish_run(warehouse, intake.run_id, "published", generation=generation)
            publish.publish(work, generation, 5)
    return {way: counts[way] for way in ("loaded", "duplicate")}


def test_a_rebuild_since_a_day_reads_versions_that_older_documents_gave_first(begun):
    warehouse = begun("edited")
    take(warehouse, "b-moi.md", OTHER, "2025-03-09T08:00")  # what b.md said, seven days before
    before, versions = star(warehouse), "SELECT origin, rules_version FROM dim_article ORDER BY origin"
    was = dict(rows(warehouse, versions))
    assert read_again(warehouse, "2025-03-09") == {"loaded": 1, "duplicate": 1}
    assert star(warehouse) == before
    assert dict(rows(warehouse, versions)) == was | {"bao/b.md": "rules of today"}


def test_a_rebuild_since_a_day_leaves_a_text_that_came_back_its_first_capture(begun):
    warehouse = begun("returned")
    before = star(warehouse)
    captures = "SELECT version_id, captured_at::VARCHAR, origin FROM ops.version_capture ORDER BY ALL"
    booked = rows(warehouse, captures)
    shown = told(warehouse, "2025-03-03")
    assert read_again(warehouse, "2025-03-07") == {"loaded": 1, "duplicate": 0}
    assert rows(warehouse, captures) == booked and len(booked) == 4
    assert star(warehouse) == before and told(warehouse, "2025-03-03") == shown


# What a follower of the warehouse is told


def changes(warehouse: Path, since: str) -> Counter[tuple[Any, ...]]:
    """How many of each type came, went or changed since a run or a day, and why."""
    told = "SELECT fact_type, change, cause FROM mart.changes_since($1) WHERE happened_at IS NOT NULL"
    return Counter(rows(warehouse, told, since))


def last_run(warehouse: Path) -> str:
    return str(rows(warehouse, "SELECT max_by(run_id, finished_at) FROM ops.run")[0][0])


def test_an_article_that_came_is_told_with_every_type_of_its_facts_whenever_it_was_captured(begun):
    warehouse = begun("alone")
    before = last_run(warehouse)
    assert not changes(warehouse, before)
    take(warehouse, "a.md", EDITED.format(**FIRST), "2025-03-01T08:00")  # older than what is there
    assert set(changes(warehouse, before)) == {(t, "added", "new_article") for t in ("articles", *FACTS)}
    assert changes(warehouse, "2025-03-02")["articles", "added", "new_article"] == 2
    assert not changes(warehouse, "2999-01-01")


def test_a_copy_kept_by_fact_id_holds_what_the_views_show(begun):
    warehouse = begun("both")
    copy = {view: set(rows(warehouse, f"SELECT fact_id FROM mart.{view}")) for view in FACTS}
    before = last_run(warehouse)

    def follow(since: str) -> str:
        told = "SELECT DISTINCT fact_type, change, fact_id FROM mart.changes_since($1)"
        said = defaultdict(set)
        for view, change, fact in rows(warehouse, told, since):
            said[view, change].add((fact,))
        for view in FACTS:
            copy[view] -= said[view, "removed"]
            copy[view] |= said[view, "added"]
            assert copy[view] == set(rows(warehouse, f"SELECT fact_id FROM mart.{view}")), view
        return last_run(warehouse)

    take(warehouse, "a.md", EDITED.format(**SECOND), "2025-03-05T18:00")
    stewardship.withdraw(warehouse, ADDRESS.replace("thu-ngan-sach", "hoi-nghi"), "một tin giả", "Lan")
    told = changes(warehouse, before)
    assert told["articles", "changed", "new_version"] == told["articles", "removed", "withdrawn"] == 1
    before = follow(before)

    stewardship.withdraw(warehouse, ADDRESS.replace("thu-ngan-sach", "hoi-nghi"), "", "Lan", undo=True)
    take(warehouse, "a.md", EDITED.format(**FIRST), "2025-03-09T08:00")  # the first text comes back
    told = changes(warehouse, before)
    assert told["articles", "added", "returned"] == told["articles", "changed", "new_version"] == 1
    before = follow(before)

    ((figure,),) = rows(warehouse, "SELECT fact_id FROM mart.measurements WHERE surface = '56.200 tỷ đồng'")
    for action, change in (("accept", "changed"), ("undo", "changed"), ("reject", "removed")):
        stewardship.override(warehouse, figure, action, "xem lại", "Lan", {}, 8_000_000)
        assert changes(warehouse, before) == {("measurements", change, "judged"): 1}
        before = follow(before)


def test_an_article_that_is_read_again_is_told_so(begun):
    warehouse = begun("edited")
    before = last_run(warehouse)
    read_again(warehouse, "2025-03-01")
    assert {(change, cause) for _, change, cause in changes(warehouse, before)} == {("changed", "read_again")}


def test_a_moment_that_is_neither_a_day_nor_a_run_is_refused(base):
    with pytest.raises(duckdb.InvalidInputException, match="neither a day"):
        rows(base["edited"], "FROM mart.changes_since('hôm qua')")
