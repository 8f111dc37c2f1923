"""Who held which office, and when: intervals from observations, whatever they are."""

import itertools
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.assets import sql
from flows.load import merge, publish
from flows.questions import answer
from tests.conftest import Stage
from tests.load.conftest import news, tells

PEOPLE, OFFICES = ["Lò Minh Tuấn", "Vì Thị Mai", "Hà Văn Sáng"], ["Bí thư", "Phó Bí thư"]
OBSERVATION = st.tuples(
    st.sampled_from(PEOPLE),
    st.sampled_from(OFFICES),
    st.sampled_from(["current", "current", "acting", "former"]),
    st.none() | st.integers(0, 12).map(lambda n: date(2024, 1, 1) + timedelta(days=30 * n)),
)


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """An empty star."""
    warehouse = tmp_path_factory.mktemp("positions") / "khotin.duckdb"
    with publish.locked(warehouse), publish.writing(warehouse) as work:
        work.connection.execute(
            "INSERT INTO dim_title VALUES ('Bí thư', 4, true, 'Bí thư'), ('Phó Bí thư', 5, false, 'Phó Bí thư')"
        )
        work.connection.execute(
            "INSERT INTO dim_organization (organization_id, name) VALUES ('o', 'Tỉnh ủy Sơn La')"
        )
        work.connection.execute(
            "INSERT INTO bridge_identity (entity_kind, telling_id, name_id, identity_id) VALUES ('organization', 'o', 'o', 'o')"
        )
        work.connection.executemany(
            "INSERT INTO dim_person (person_id, name) VALUES ($1, $1)", [[p] for p in PEOPLE]
        )
        yield work


def observe(connection, observations) -> list[tuple]:
    """The rows of mart.positions where articles say just this."""
    for table in ("dim_article", "fact_position"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM bridge_identity WHERE entity_kind = 'person'")
    schema = {"person": pl.String, "title": pl.String, "tenure": pl.String, "day": pl.Date}
    schema |= {"change": pl.String, "starts_on": pl.Date, "ends_on": pl.Date}
    observations = [(*o, None, None, None)[: len(schema)] for o in observations]
    seen = pl.DataFrame(observations, schema, orient="row").with_row_index("i").cast({"i": pl.String})
    connection.register("seen", seen)
    connection.execute(
        "INSERT INTO dim_article BY NAME SELECT i AS version_id, i AS article_id, true AS is_current, day AS published_on FROM seen"
    )
    connection.execute(
        "INSERT INTO fact_position BY NAME SELECT i AS fact_id, i AS version_id, i AS article_id, person AS person_id, title, "
        "'o' AS organization_id, tenure, change, starts_on, ends_on FROM seen"
    )
    connection.execute(
        "INSERT INTO bridge_identity BY NAME SELECT 'person' AS entity_kind, i AS telling_id, i AS article_id, "
        "person AS name_id, person AS identity_id FROM seen"
    )
    return connection.execute(
        "SELECT person, title, tenure, first_observed_on, last_observed_on, valid_to, is_current, observations FROM mart.positions ORDER BY ALL"
    ).fetchall()


@settings(max_examples=40)
@given(st.lists(OBSERVATION, max_size=12))
def test_intervals_of_one_person_in_one_office_never_overlap_and_count_every_observation(work, observations):
    held = defaultdict(list)
    for person, title, _, first, last, valid_to, is_current, count in observe(work.connection, observations):
        held[person, title].append((first, last, valid_to, is_current, count))
    for (person, title), intervals in held.items():
        days = [o[3] for o in observations if o[:2] == (person, title) and o[2] != "former"]
        dated = sorted(i for i in intervals if i[0])
        assert all(earlier[2] < later[0] and not earlier[3] for earlier, later in itertools.pairwise(dated))
        assert all(first <= last <= (valid_to or last) for first, last, valid_to, *_ in dated)
        assert {d for d in days if d} <= {
            d for d in days for first, last, *_ in dated if d and first <= d <= last
        }
        if days:
            assert sum(count for *_, count in intervals) == len(days)


@settings(max_examples=20)
@given(st.lists(OBSERVATION, max_size=10), st.randoms(use_true_random=False))
def test_intervals_do_not_depend_on_the_order_of_articles(work, observations, random):
    shuffled = list(observations)
    random.shuffle(shuffled)
    assert observe(work.connection, shuffled) == observe(work.connection, observations)


def on(month: int) -> date:
    return date(2024, month, 1)


def test_only_a_successor_in_an_office_of_one_seat_ends_a_term(work):
    seen = [("Lò Minh Tuấn", "Bí thư", "current", on(1)), ("Vì Thị Mai", "Bí thư", "current", on(6))]
    assert [row[3:7] for row in observe(work.connection, seen)] == [
        (on(1), on(1), date(2024, 5, 31), False),
        (on(6), on(6), None, True),
    ]
    seats = [(person, "Phó Bí thư", tenure, day) for person, _, tenure, day in seen]
    assert [row[5:7] for row in observe(work.connection, seats)] == [(None, True), (None, True)]


def test_titles_of_one_office_are_one_office_and_a_successor_may_have_either(work):
    work.connection.execute(
        "INSERT INTO dim_title VALUES ('TGĐ', 5, true, 'Tổng Giám đốc'), ('Tổng Giám đốc', 5, true, 'Tổng Giám đốc')"
    )
    told = [
        ("Lò Minh Tuấn", "TGĐ", "current", on(1)),
        ("Lò Minh Tuấn", "Tổng Giám đốc", "current", on(3)),
        ("Vì Thị Mai", "TGĐ", "current", on(6)),
    ]
    assert [(*row[:2], *row[3:]) for row in observe(work.connection, told)] == [
        ("Lò Minh Tuấn", "Tổng Giám đốc", on(1), on(3), date(2024, 5, 31), False, 2),
        ("Vì Thị Mai", "Tổng Giám đốc", on(6), on(6), None, True, 1),
    ]


def test_who_comes_back_has_two_terms(work):
    holders = ["Lò Minh Tuấn", "Vì Thị Mai", "Lò Minh Tuấn"]
    rows = observe(work.connection, [(p, "Bí thư", "current", on(3 * i + 1)) for i, p in enumerate(holders)])
    assert [(r[0], r[3], r[6]) for r in rows] == [
        ("Lò Minh Tuấn", on(1), False),
        ("Lò Minh Tuấn", on(7), True),
        ("Vì Thị Mai", on(4), False),
    ]


def test_who_is_later_told_of_as_former_is_not_current_and_the_last_day_stays_open(work):
    seen = [("Vì Thị Mai", "Phó Bí thư", "current", on(1)), ("Vì Thị Mai", "Phó Bí thư", "former", on(6))]
    assert [row[3:7] for row in observe(work.connection, seen)] == [(on(1), on(1), None, False)]
    assert [row[2:7] for row in observe(work.connection, seen[1:])] == [("former", None, None, None, False)]


def test_an_appointment_begins_and_an_end_closes_an_interval_on_the_day_told(work):
    told = [
        ("Vì Thị Mai", "Phó Bí thư", "current", on(1)),
        ("Vì Thị Mai", "Phó Bí thư", "former", on(6), "ends", None, on(7)),
        ("Vì Thị Mai", "Bí thư", "current", on(6), "begins", on(7), None),
    ]
    observe(work.connection, told)
    query = "SELECT title, valid_from, valid_to, is_current FROM mart.positions ORDER BY title"
    assert work.connection.execute(query).fetchall() == [
        ("Bí thư", on(7), None, True),
        ("Phó Bí thư", None, date(2024, 6, 30), False),
    ]
    observe(work.connection, [("Vì Thị Mai", "Phó Bí thư", "former", on(6), "ends", None, None)])
    assert work.connection.execute(query).fetchall() == [("Phó Bí thư", None, date(2024, 5, 31), False)]


def test_the_named_question_tells_who_was_secretary_on_a_day(stage: Stage, tmp_path: Path):
    staging = stage({
        "a.txt": news("2023-08-20", "Quảng Ninh họp", "Bí thư Tỉnh ủy Quảng Ninh Vũ Quang Khải chủ trì, cho biết tỉnh dồn sức cho hạ tầng."),
        "b.txt": news("2023-11-02", "Quảng Ninh đối thoại", "Ông Vũ Quang Khải, Bí thư Tỉnh ủy Quảng Ninh, cho biết tỉnh lắng nghe doanh nghiệp."),
        "c.txt": news("2025-03-02", "Quảng Ninh đầu năm", "Bí thư Tỉnh ủy Quảng Ninh Đinh Thị Hạnh cho biết tỉnh đặt mục tiêu cao."),
        "d.txt": news("2025-03-04", "Thái Bình đầu năm", "Bí thư Tỉnh ủy Thái Bình Hồ Văn Lực cho biết tỉnh đặt mục tiêu cao."),
        "e.txt": news("2025-03-05", "Gặp mặt", "Ông Vũ Quang Khải, nguyên Bí thư Tỉnh ủy Quảng Ninh, cho biết ông đã nghỉ."),
    }).staging  # fmt: skip
    question = {"title": "Bí thư", "organization": "Tỉnh ủy Quảng Ninh"}
    with publish.locked(tmp_path / "khotin.duckdb"), publish.writing(tmp_path / "khotin.duckdb") as work:
        merge.merge(work.connection, staging, "run", "rules")

        def holders(day: str) -> list[tuple]:
            rows = work.connection.execute(sql("analysis/office_holders.sql"), question | {"day": day}).pl()
            return rows.select("person", "how_sure", "sentence").rows()

        ((person, how_sure, sentence),) = holders("2023-09-29")
        assert (
            person == "Vũ Quang Khải" and "seen before and after" in how_sure and "Vũ Quang Khải" in sentence
        )
        ((person, _, sentence),) = holders("2024-12-31")
        assert person == "Vũ Quang Khải" and "nguyên" not in sentence
        assert [h[0] for h in holders("2025-06-01")] == ["Đinh Thị Hạnh"]
        assert holders("2023-01-01") == []


def test_the_named_question_counts_an_office_from_its_told_first_day(stage: Stage, tmp_path: Path):
    told = "Ông Lưu Hải Đăng, được bổ nhiệm làm Giám đốc Sở Tài chính tỉnh Thái Bình từ ngày 1/3/2025, cho biết tỉnh sẽ tiết kiệm."
    staging = stage({"a.txt": news("2025-11-20", "Thái Bình tiết kiệm", told)}).staging
    with publish.locked(tmp_path / "khotin.duckdb"), publish.writing(tmp_path / "khotin.duckdb") as work:
        merge.merge(work.connection, staging, "run", "rules")

        def holders(day: str) -> list[tuple]:
            asked = {"title": "Giám đốc", "organization": "Sở Tài chính Thái Bình", "day": day}
            return (
                work.connection.execute(sql("analysis/office_holders.sql"), asked)
                .pl()
                .select("person", "how_sure")
                .rows()
            )

        assert holders("2025-02-28") == []
        ((person, how_sure),) = holders("2025-06-01")
        assert person == "Lưu Hải Đăng" and "since the start that is told" in how_sure


def test_who_is_appointed_from_a_day_to_come_follows_whoever_holds_the_office_until_then(work):
    day, first = date(2024, 11, 28), date(2024, 12, 2)
    for holder, next_one in itertools.permutations(PEOPLE, 2):  # whichever comes first by name
        told = [
            (holder, "Bí thư", "current", day),
            (next_one, "Bí thư", "current", day, "begins", first, None),
        ]
        ends = {
            person: (valid_to, current)
            for person, _, _, _, _, valid_to, current, _ in observe(work.connection, told)
        }
        assert ends == {holder: (first - timedelta(days=1), False), next_one: (None, True)}


def spans(work, told) -> list[tuple]:
    """Who held what from when to when, and does now."""
    observe(work.connection, told)
    query = "SELECT person, tenure, valid_from, valid_to, is_current FROM mart.positions ORDER BY title, first_observed_on, person"
    return work.connection.execute(query).fetchall()


def test_a_told_end_stands_though_a_successor_is_seen_only_later(work):
    told = [
        ("Lò Minh Tuấn", "Bí thư", "current", on(1)),
        ("Lò Minh Tuấn", "Bí thư", "former", on(6), "ends", None, date(2024, 5, 30)),
        ("Lò Minh Tuấn", "Bí thư", "former", on(8), "ends", None, None),  # told again, without the day
        ("Vì Thị Mai", "Bí thư", "current", on(9)),
    ]
    assert spans(work, told) == [
        ("Lò Minh Tuấn", "current", None, date(2024, 5, 29), False),
        ("Vì Thị Mai", "current", None, None, True),
    ]
    ahead = [told[0], ("Lò Minh Tuấn", "Bí thư", "current", on(2), "ends", None, on(3)), told[3]]
    assert spans(work, ahead)[0] == ("Lò Minh Tuấn", "current", None, date(2024, 2, 29), False)


def test_the_told_first_day_of_a_successor_ends_the_term_before(work):
    told = [
        ("Lò Minh Tuấn", "Bí thư", "current", on(1)),
        ("Vì Thị Mai", "Bí thư", "current", on(6), "begins", date(2024, 5, 20), None),
    ]
    assert spans(work, told) == [
        ("Lò Minh Tuấn", "current", None, date(2024, 5, 19), False),
        ("Vì Thị Mai", "current", date(2024, 5, 20), None, True),
    ]
    late = [*told, ("Lò Minh Tuấn", "Bí thư", "current", date(2024, 5, 25))]  # still called so
    assert [row[3] for row in spans(work, late)] == [date(2024, 5, 25), None]


def test_who_is_elected_anew_ends_nobodys_term_on_that_day(work):
    told = [
        ("Lò Minh Tuấn", "Bí thư", "current", on(1)),
        ("Vì Thị Mai", "Bí thư", "current", on(3)),
        ("Vì Thị Mai", "Bí thư", "current", on(7), "begins", on(7), None),
    ]
    assert spans(work, told)[0] == ("Lò Minh Tuấn", "current", None, date(2024, 2, 29), False)


def test_of_two_in_one_article_whoever_takes_the_office_comes_second(work):
    for leaves, takes in itertools.permutations(PEOPLE, 2):  # whichever comes first by name
        told = [
            (leaves, "Bí thư", "current", on(5)),
            (takes, "Bí thư", "current", on(5), "begins", None, None),
        ]
        held = {person: row for person, *row in spans(work, told)}
        assert held == {
            leaves: ["current", None, on(5), False],
            takes: ["current", on(5), None, True],
        }


def test_who_acted_for_an_office_until_he_got_it_has_not_left_it(work):
    told = [
        ("Vì Thị Mai", "Bí thư", "acting", on(2)),
        ("Vì Thị Mai", "Bí thư", "former", on(4), "ends", None, on(4)),
        ("Vì Thị Mai", "Bí thư", "current", on(4), "begins", on(4), None),
    ]
    assert spans(work, told) == [
        ("Vì Thị Mai", "acting", None, date(2024, 3, 31), False),
        ("Vì Thị Mai", "current", on(4), None, True),
    ]


def test_the_named_question_leaves_out_whoever_is_told_of_as_former_by_that_day(stage: Stage, tmp_path: Path):
    staging = stage({
        "a.txt": news("2023-03-20", "Sơn La họp", "Bí thư Tỉnh ủy Sơn La Lò Minh Tuấn chủ trì cuộc họp."),
        "b.txt": news("2024-09-05", "Gặp mặt", "Ông Lò Minh Tuấn, nguyên Bí thư Tỉnh ủy Sơn La, đến dự."),
    }).staging  # fmt: skip
    with publish.locked(tmp_path / "khotin.duckdb"), publish.writing(tmp_path / "khotin.duckdb") as work:
        merge.merge(work.connection, staging, "run", "rules")
        asked = {"title": "Bí thư", "organization": "Tỉnh ủy Sơn La"}

        def holders(day: str) -> list[str]:
            rows = work.connection.execute(sql("analysis/office_holders.sql"), asked | {"day": day}).pl()
            return rows["person"].to_list()

        assert holders("2024-06-01") == ["Lò Minh Tuấn"]
        assert holders("2024-09-05") == []


def test_whoever_rises_to_head_a_body_is_its_deputy_no_longer(work):
    start = date(2024, 1, 1)
    told = observe(work.connection, [("Lò Minh Tuấn", "Phó Bí thư", "current", start), ("Lò Minh Tuấn", "Bí thư", "current", date(2024, 6, 1))])  # fmt: skip
    assert [(row[1], *row[5:7]) for row in told] == [("Bí thư", None, True), ("Phó Bí thư", date(2024, 5, 31), False)]  # fmt: skip


@tells(
    a=news("2024-05-20", "Quảng Nam họp", "Chủ tịch UBND tỉnh Quảng Nam Lò Minh Tuấn chủ trì cuộc họp.", "Chủ tịch UBND huyện Thăng Bình Hà Văn Sáng dự họp."),
    b=news("2024-05-20", "Lào Cai họp", "Chủ tịch UBND tỉnh Lào Cai Vì Thị Mai chủ trì cuộc họp."),
    c=news("2026-01-09", "Đà Nẵng đón khách", "Đà Nẵng đón nhiều khách dịp đầu năm."),
)  # fmt: skip
def test_an_office_ends_with_the_province_or_the_level_of_its_body(loaded):
    star = loaded({"held": "SELECT person, valid_to, is_current FROM mart.positions ORDER BY ALL"})
    assert star["held"] == [
        ("Hà Văn Sáng", date(2025, 6, 30), False), ("Lò Minh Tuấn", date(2025, 6, 30), False), ("Vì Thị Mai", None, True),
    ]  # fmt: skip
    for body, day, there in (("UBND tỉnh Quảng Nam", "2025-06-01", 1), ("UBND tỉnh Quảng Nam", "2026-01-01", 0), ("UBND tỉnh Lào Cai", "2026-01-01", 1)):  # fmt: skip
        answer(star.star, "office_holders", {"organization": body, "day": day})
        assert len(star.star.fetchall()) == there
