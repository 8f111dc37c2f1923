"""Copies of an article are all kept, tied to one original, and counted once; what only looks like a copy stands by itself."""

import random

import duckdb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.load import merge, publish
from flows.load.hashes import hashes
from flows.load.migrate import migrate
from flows.load.reprints import APART, settle_reprints
from flows.run import reading
from tests.load.conftest import news, tells
from tests.planted import Planted, pairs, planted

TABLES = ("bridge_shingle", "bridge_reprint", "bridge_copy", "dim_article")


def put_in(star: duckdb.DuckDBPyConnection, articles: list[Planted]) -> None:
    """Lays texts into the star as a run does, and settles whose copies they are."""
    rows = pl.DataFrame(
        [(a.article_id, a.text) for a in articles],
        schema={"article_id": pl.String, "text": pl.String},
        orient="row",
    )
    star.register("rows_of_run", rows)
    star.execute("CREATE OR REPLACE TEMP TABLE settled_article (article_id VARCHAR)")
    star.execute(
        "CREATE OR REPLACE TEMP TABLE touched AS SELECT article_id AS version_id, article_id FROM rows_of_run"
    )
    star.execute(
        "INSERT INTO dim_article BY NAME SELECT article_id AS version_id, article_id, 1 AS article_version, true AS is_current, "
        "'unknown' AS source, md5(text) AS sha256, text FROM rows_of_run"
    )
    settle_reprints(star)


def star_with(*loads: list[Planted]) -> duckdb.DuckDBPyConnection:
    star = duckdb.connect()
    migrate(star)
    for articles in loads:
        put_in(star, articles)
    return star


def grouped(star: duckdb.DuckDBPyConnection) -> list[list[str]]:
    return [
        ids
        for (ids,) in star.execute(
            "SELECT list(article_id) FROM dim_article GROUP BY coalesce(duplicate_of, article_id)"
        ).fetchall()
    ]


@pytest.fixture(scope="module")
def articles() -> list[Planted]:
    return planted(seed=31, articles=100, added=True)


@pytest.fixture(scope="module")
def star(articles) -> duckdb.DuckDBPyConnection:
    return star_with(articles)


def test_copies_are_found_and_only_copies(articles, star):
    families: dict[str, list[str]] = {}
    for a in articles:
        families.setdefault(a.family, []).append(a.article_id)
    true, found = pairs(list(families.values())), pairs(grouped(star))
    assert len(true) > 150
    assert len(found & true) >= 0.98 * len(found)
    assert len(found & true) >= 0.95 * len(true)


def test_a_form_with_other_figures_is_no_copy_and_its_reprint_is(articles, star):
    forms = [a.article_id for a in articles if a.kind in ("gold", "weather", "budget")]
    tied = star.execute(
        "SELECT article_id, original_id FROM bridge_copy WHERE article_id IN ? OR original_id IN ?",
        [forms, forms],
    ).fetchall()
    assert {tuple(sorted(pair)) for pair in tied} == {
        (a.removesuffix("-again"), a) for a in forms if a.endswith("-again")
    }


def test_the_order_and_the_parts_in_which_articles_come_change_nothing(articles, star):
    some = random.Random(3).sample(articles, len(articles))
    parts = [some[n::7] for n in range(7)]
    star_in_parts = star_with(*parts)
    for table in TABLES:
        assert hashes(star_in_parts)[table] == hashes(star)[table], table


def test_a_small_run_compares_what_it_brought_only(articles, star):
    one = Planted("new", "base-0", "base", next(a.text for a in articles if a.family == "base-0"))
    with_it = star_with(articles, [one])
    compared = with_it.execute("SELECT count(*) FROM compared").fetchone()
    assert compared[0] < len(articles) / 2
    assert hashes(with_it)["bridge_copy"] == hashes(star_with([*articles, one]))["bridge_copy"]


def test_an_old_warehouse_is_sampled_by_its_next_run(articles, star):
    old = star_with(articles)
    old.execute("DELETE FROM bridge_shingle; DELETE FROM bridge_copy; DELETE FROM bridge_reprint")
    old.execute("UPDATE dim_article SET duplicate_of = NULL")
    put_in(old, [])
    assert {t: hashes(old)[t] for t in TABLES} == {t: hashes(star)[t] for t in TABLES}


BODY = (
    "Năm 2024, tổng thu ngân sách nhà nước trên địa bàn Phú Thọ đạt 16.000 tỷ đồng, tăng 5% so với năm trước.",
    "Ông Trần Quốc Thuận, Chủ tịch UBND tỉnh Phú Thọ, cho biết tỉnh phấn đấu năm 2025 thu ngân sách nhà nước đạt 18.000 tỷ đồng.",
    "Hơn bốn mươi xã ở vùng đồi đã có đường bê tông đến tận nhà văn hóa thôn, nhờ bà con hiến đất và góp ngày công.",
    "Đoàn công tác cũng đi thăm một vườn bưởi bên sông Lô, nơi các chủ vườn vừa ký được đơn hàng cho vụ thu tới.",
)
QUESTIONS = {
    "promises": "SELECT count(*) FROM ({promises})",
    "said": "SELECT count(*) FROM ({said})",
    "copies": "SELECT split_part(origin, '/', 2), split_part(original_origin, '/', 2), likeness, reason FROM mart.reprints ORDER BY ALL",
    "articles": "SELECT count(*) FROM mart.articles",
    "claims": "SELECT DISTINCT articles, independent_articles, sources FROM mart.claims WHERE metric = 'state_budget_revenue' AND status = 'actual' AND kind = 'level'",
    "sum": "SELECT sum(value)::BIGINT FROM mart.measurements WHERE NOT is_repeat AND status = 'actual' AND unit = 'VND' AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)",
}


def named(name: str, **given: str) -> str:
    """A named question as SQL, its parameters filled in."""
    from flows.assets import sql

    text = sql(f"analysis/{name}.sql").rstrip().rstrip(";")
    for parameter, value in given.items():
        text = text.replace(f"${parameter}", f"'{value}'")
    return text


def asked() -> dict[str, str]:
    questions = {
        "promises": named("promises", subject="Phú Thọ"),
        "said": named("said", person="Trần Quốc Thuận"),
    }
    return {k: q.format(**questions) if k in questions else q for k, q in QUESTIONS.items()}


COUNTED_ONCE = {"promises": [(1,)], "said": [(1,)], "sum": [(16_000 * 10**9,)]}


@tells(a=news("2025-01-08", "Phú Thọ thu ngân sách", *BODY))
def test_an_article_without_copies_is_counted(loaded):
    answers = loaded(asked())
    assert {question: answers[question] for question in COUNTED_ONCE} == COUNTED_ONCE


@tells(
    a=news(
        "2025-01-08",
        "Cầu Bến Miễu",
        "Chủ tịch UBND tỉnh Phú Thọ Trần Quốc Thuận cam kết thông xe cầu Bến Miễu trước ngày 2/9/2027.",
        "Giám đốc Sở Xây dựng tỉnh Sơn La Lã Khắc Ninh cam kết thông xe cầu Nậm La trước ngày 2/9/2027.",
    )
)
def test_a_province_s_promises_are_those_of_its_bodies_too(loaded):
    promises = named("promises", subject="Phú Thọ"), named("promises_due", subject="phu tho", year="2027")
    told = loaded({q: f"SELECT subject, speaker FROM ({q})" for q in promises})
    assert [told[q] for q in promises] == [[("Ủy ban nhân dân tỉnh Phú Thọ", "Trần Quốc Thuận")]] * 2


@tells(
    a=news("2025-01-08", "Phú Thọ thu ngân sách", *BODY),
    b=news("2025-01-09", "Ngân sách Phú Thọ vượt thu", *BODY, "(Theo TTXVN)"),
    c=news("2025-01-08", "Phú Thọ thu ngân sách", *BODY, "(Theo TTXVN)"),
    d=news("2025-01-08", "Phú Thọ thu ngân sách", *BODY[:3]),
)
def test_an_article_counts_once_however_many_copies_are_kept(loaded):
    answers = loaded(asked())
    assert answers["articles"] == [(4,)]
    assert {question: answers[question] for question in COUNTED_ONCE} == COUNTED_ONCE
    ((articles, independent, _),) = answers["claims"]
    assert (articles, independent) == (4, 1)


@tells(
    later=news("2025-01-09", "Phú Thọ thu ngân sách", *BODY, "Phóng viên thường trú"),
    credits=news("2025-01-08", "Phú Thọ thu ngân sách", *BODY, "(Theo TTXVN)"),
    cut=news("2025-01-08", "Phú Thọ thu ngân sách", *BODY[:3]),
    fullest=news("2025-01-08", "Phú Thọ thu ngân sách", *BODY),
)
def test_the_original_is_the_earliest_then_the_one_that_credits_no_other_then_the_fullest(loaded):
    copies = loaded(asked())["copies"]
    word = lambda origin: origin.split("-")[1].removesuffix(".txt")  # noqa: E731
    told = {word(copy): (word(original), likeness, reason) for copy, original, likeness, reason in copies}
    assert {copy: (original, reason) for copy, (original, _, reason) in told.items()} == {
        "later": ("fullest", "published_before"),
        "credits": ("fullest", "credits_another"),
        "cut": ("fullest", "fuller"),
    }
    assert told["cut"][1] == "shortened"


def test_the_same_bytes_under_another_path_are_a_duplicate_and_kept(stage, tmp_path):
    text = news("2025-01-08", "Phú Thọ thu ngân sách", *BODY)
    warehouse = tmp_path / "khotin.duckdb"
    counts = []
    for texts in ({"a.txt": text, "b.txt": text}, {"c.txt": text}):
        staging = stage(texts).staging
        counts.append(reading.keep_one_of_each(staging, warehouse))
        with publish.locked(warehouse), publish.writing(warehouse) as work:
            merge.merge(work.connection, staging, "run", "rules")
            publish.publish(work, len(counts), 5)
    assert [(c["loaded"], c["duplicate"]) for c in counts] == [(-1, 1), (-1, 1)]
    with duckdb.connect(str(warehouse), read_only=True) as star:
        assert (
            star.execute("SELECT likeness, similarity, count(*) FROM mart.reprints GROUP BY ALL").fetchall()
            == [("same_bytes", 1.0, 2)]
        )  # fmt: skip


@given(st.text(st.sampled_from("aằĐ7٣ .,-–“ \n\t\u0301"), max_size=30))
def test_words_are_parted_by_whatever_is_neither_letter_nor_figure(text):
    parted = pl.Series([text]).str.replace_all(APART, " ").str.strip_chars()
    assert parted[0].split(" ") == pl.Series([text]).str.replace_all(r"[^\p{L}\p{M}\p{N}]+", " ")[0].strip(
        " "
    ).split(" ")
