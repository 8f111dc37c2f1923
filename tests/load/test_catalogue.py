"""The published file explains itself: every table, view, macro and column of mart, dq and ops says what it is."""

import csv
import json
import re
from pathlib import Path

import pytest

from flows.assets import reference, root
from flows.load import catalogue, publish
from flows.load.published import opened
from flows.load.tables import TABLES

NAMES = f"""
SELECT schema_name, name, column_name, told FROM (
    SELECT schema_name, table_name AS name, '' AS column_name, comment AS told FROM duckdb_tables()
    UNION ALL SELECT schema_name, view_name, '', comment FROM duckdb_views()
    UNION ALL SELECT schema_name, function_name, '', comment FROM duckdb_functions()
    UNION ALL SELECT schema_name, table_name, column_name, comment FROM duckdb_columns()
) WHERE schema_name IN {catalogue.SCHEMAS}
"""
Told = dict[tuple[str, str, str], str | None]


@pytest.fixture(scope="module")
def told(empty: Path) -> Told:
    """What the published file says of each name: by schema, table and column."""
    with opened(empty) as connection:
        return {(s, n, c): t for s, n, c, t in connection.execute(NAMES).fetchall()}


def test_every_name_is_explained_in_vietnamese_and_in_english(told):
    assert len(told) > 700
    assert [name for name, words in told.items() if not words or " / " not in words] == []


def test_no_comment_speaks_of_what_is_gone(told):
    used = {(s, c, words) for (s, _, c), words in told.items()}
    for schema in catalogue.SCHEMAS:
        file = root() / "sql" / "comments" / f"{schema}.csv"
        rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
        assert len({(row["object"], row["column"]) for row in rows}) == len(rows), (
            f"{file.name} says one twice"
        )
        for row in rows:
            words = f"{row['vi']} / {row['en']}" + (f" · {row['codes']}" if row["codes"] else "")
            assert (schema, row["column"], words) in used, f"{file.name}: {row['object']}.{row['column']}"


def test_codes_are_listed_as_the_expectations_have_them(told):
    views = {table: view for view, table in TABLES.items()} | {"bridge_identity": "identities"}
    seen = 0
    for file in sorted((root() / "expectations").glob("*.json")):
        for expectation in json.loads(file.read_text(encoding="utf-8"))["expectations"]:
            codes = expectation["kwargs"].get("value_set")
            words = told.get(("mart", views.get(file.stem, file.stem), expectation["kwargs"].get("column")))
            if codes and words:
                seen += 1
                assert set(codes) <= set(re.findall(r"\w+", words)), (file.stem, words)
    assert seen > 10


@pytest.mark.parametrize(
    ("seed", "column", "view", "named"),
    [
        ("event_kinds", "event_kind", "events", "event_kind"),
        ("organization_heads", "kind", "organizations", "kind"),
        ("organizations", "kind", "organizations", "kind"),
        ("project_kinds", "kind", "projects", "kind"),
    ],
)
def test_codes_that_an_editor_gives_are_listed(told, seed, column, view, named):
    codes = set(reference(seed)[column].drop_nulls().str.strip_chars())
    assert codes <= set(re.findall(r"\w+", told["mart", view, named]))


def test_a_publication_makes_nothing_anew_and_what_it_books_stays_explained(empty, told, tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    with publish.locked(warehouse):
        with publish.writing(warehouse, empty) as work:
            made_at = work.connection.execute("SELECT made_at FROM ops.catalogue").fetchall()
            assert not catalogue.make(work.connection)
            publish.publish(work, 1, 1)
        publish.rewrite(warehouse, warehouse, lambda work: None)
    with opened(warehouse) as connection:
        assert connection.execute("SELECT made_at FROM ops.catalogue").fetchall() == made_at
        assert {(s, n, c): t for s, n, c, t in connection.execute(NAMES).fetchall()} == told


def test_a_file_made_from_other_views_gets_todays(empty, tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    with publish.locked(warehouse):
        with publish.writing(warehouse, empty) as work:
            work.connection.execute(
                "CREATE OR REPLACE VIEW mart.claims AS SELECT 1 AS old; UPDATE ops.catalogue SET digest = 'old'"
            )
            publish.publish(work, 1, 1)
        with publish.writing(warehouse) as work:
            assert work.connection.execute("SELECT claim_id FROM mart.claims").fetchall() == []
