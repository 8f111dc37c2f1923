"""The whole way, as a person goes it: the sample articles in, a warehouse to query out."""

from pathlib import Path

import duckdb
import pytest

from flows.load.hashes import hashes
from tests.conftest import here, khotin


@pytest.fixture(scope="module")
def star(sample_run: tuple[Path, str]) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(sample_run[0]), read_only=True)


def one(star: duckdb.DuckDBPyConnection, query: str) -> object:
    row = star.execute(query).fetchone()
    return row[0] if row and len(row) == 1 else row


def test_the_summary_says_what_came_in_and_what_was_set_aside(sample_run):
    _, printed = sample_run
    assert "18 đọc/read = 15 nạp/loaded" in printed
    assert "không phải tiếng Việt / not Vietnamese" in printed
    assert "reports" in printed


def test_a_second_run_finds_nothing_new_and_changes_no_table(sample_run):
    warehouse, _ = sample_run
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        before = hashes(connection)
    again = here("run", "seeds/articles", warehouse=warehouse)
    assert "không có gì mới" in again.stdout
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        assert hashes(connection) == before


def test_every_span_holds_its_words(star):
    for view in (
        "mentions",
        "measurements",
        "targets",
        "statements",
        "events",
        "position_observations",
        "citations",
    ):
        broken = one(
            star,
            f"SELECT count(*) FROM mart.{view} AS f JOIN mart.articles AS a USING (article_id) "
            "WHERE substr(a.text, f.char_start + 1, f.char_end - f.char_start) <> f.surface OR f.char_start IS NULL",
        )
        assert broken == 0, view


def test_a_target_stands_beside_the_later_actual(star):
    assert one(
        star,
        "SELECT value, actual_value, progress FROM mart.target_progress "
        "WHERE subject = 'Quảng Ninh' AND metric = 'state_budget_revenue' AND deadline = DATE '2024-12-31' AND actual_value IS NOT NULL",
    ) == (55_600_000_000_000, 56_200_000_000_000, "reached")


def test_a_corrected_article_shows_its_new_figure_only(star):
    values = star.execute(
        "SELECT value::BIGINT FROM mart.measurements WHERE unit = 'USD' AND surface LIKE '% triệu USD' AND sentence LIKE '%Lâm Đồng xuất khẩu hoa%'"
    ).fetchall()
    assert values == [(59_000_000,)]
    assert (
        one(star, "SELECT max(article_version) FROM mart.article_versions WHERE title LIKE 'Lâm Đồng%'") == 2
    )
    changed = star.execute(
        "SELECT change, what, before FROM mart.version_changes WHERE what LIKE '%triệu USD%'"
    ).fetchall()
    assert changed == [
        ("changed", "export_turnover actual 59 triệu USD", "export_turnover actual 95 triệu USD")
    ]


def test_two_papers_that_disagree_are_shown_side_by_side(star):
    assert one(
        star,
        "SELECT least(value_a, value_b)::BIGINT, greatest(value_a, value_b)::BIGINT FROM mart.contradictions WHERE subject = 'Hải Phòng'",
    ) == (14_900_000_000, 16_400_000_000)


def test_a_reprint_is_tied_to_the_article_it_repeats(star):
    tied = star.execute(
        "SELECT least(a.origin, b.origin), greatest(a.origin, b.origin) FROM mart.articles AS a JOIN mart.articles AS b ON a.duplicate_of = b.article_id"
    ).fetchall()
    assert tied == [("articles/bac-ninh-ban-rut-gon.txt", "articles/bac-ninh-du-an.txt")]
    assert (
        one(
            star,
            "SELECT DISTINCT independent_articles FROM mart.claims WHERE subject = 'Bắc Ninh' AND articles = 2",
        )
        == 1
    )


def test_an_office_passes_to_its_successor(star):
    holders = star.execute(
        "SELECT person, is_current FROM mart.positions WHERE title = 'Chủ tịch' AND organization = 'Ủy ban nhân dân tỉnh Quảng Ninh' ORDER BY first_observed_on"
    ).fetchall()
    assert holders == [("Trần Quốc Thuận", False), ("Đỗ Thị Minh Hà", True)]


def test_a_stated_equivalent_is_no_second_amount(star):
    assert (
        star.execute(
            "SELECT value::BIGINT, unit, fx FROM mart.measurements WHERE equivalent_of IS NOT NULL AND surface = '169 triệu USD' AND NOT is_repeat"
        ).fetchall()
        == [(169_000_000, "USD", "stated")] * 2
    )  # both papers tell it


def test_what_cannot_land_is_set_aside_with_its_reason(star):
    found = dict(
        star.execute(
            "SELECT split_part(origin, '/', 2), reason FROM dq.quarantine WHERE stage = 'ingest'"
        ).fetchall()
    )
    assert found == {
        "tep-rong.txt": "empty",
        "english-only.txt": "not_vietnamese",
        "rac-nhi-phan.txt": "not_text",
    }


def test_the_accounts_of_the_run_balance(star):
    row = one(
        star,
        "SELECT documents_read = documents_loaded + documents_unchanged + documents_duplicate + documents_rejected, "
        "facts_extracted = facts_loaded + facts_repeats + facts_quarantined FROM ops.run WHERE state = 'published'",
    )
    assert row == (True, True)


def test_what_each_stage_of_the_run_took_is_told(star, sample_run):
    told = star.execute("SELECT stage, seconds, rows, bytes FROM ops.stage ORDER BY started_at").fetchall()
    assert [stage for stage, *_ in told] == ["land", "read", "validate", "merge", "audit"]
    assert all(seconds > 0 and rows > 0 for _, seconds, rows, _ in told)
    assert told[0][2:] == told[1][2:]  # documents and bytes landed are those read
    printed = here("status", warehouse=sample_run[0]).stdout
    line = printed.partition("stages: ")[2]
    assert line.startswith("land ") and line.index(" publish ") < line.index(" report ")


def test_every_table_and_column_of_the_star_has_a_comment(star):
    silent = star.execute(
        "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND comment IS NULL AND table_name <> 'migration' "
        "UNION ALL SELECT table_name || '.' || column_name FROM duckdb_columns() WHERE schema_name = 'main' AND NOT internal AND comment IS NULL "
        "AND table_name <> 'migration'"
    ).fetchall()
    assert silent == []


def test_explain_shows_the_sentence_the_rule_and_the_run(sample_run):
    warehouse, _ = sample_run
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        (fact_id,) = connection.execute(
            "SELECT fact_id FROM mart.measurements WHERE surface = '56.200 tỷ đồng'"
        ).fetchone()
    shown = here("explain", fact_id, warehouse=warehouse).stdout
    assert "tổng thu ngân sách nhà nước trên địa bàn đạt 56.200 tỷ đồng" in shown
    assert "quantity_money" in shown and "state_budget_revenue" in shown


def test_the_report_needs_no_other_host(sample_run):
    warehouse, _ = sample_run
    page = Path(khotin("report", warehouse=warehouse).stdout.strip()).read_text(encoding="utf-8")
    assert "http://" not in page and "https://" not in page.replace("https://tinmientay.example", "")
    assert "<b>18</b>" in page
