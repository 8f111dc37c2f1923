"""A warehouse of every earlier khotin is brought up with all its rows, and what it was is kept."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import duckdb
import pytest

from flows import assets
from flows.files import connected
from flows.load import books, merge, migrate, ops, publish, published, store
from flows.operate import doctor
from tests.conftest import REVENUE, Stage, here

LONG_AGO = "018"  # the step up to which an earlier khotin knew them
COLUMNS = (
    "SELECT schema_name || '.' || table_name, list({column} ORDER BY column_name) FROM duckdb_columns() "
    "WHERE database_name = '{database}' AND schema_name = 'main' AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE database_name = '{database}') GROUP BY ALL"
)


@contextmanager
def earlier(tmp_path: Path, folder: str) -> Iterator[Path]:
    """A folder of sql that the code takes for its own, for migrations to be put into."""
    sql = tmp_path / "khotin" / "sql" / folder
    sql.mkdir(parents=True)
    with patch.object(migrate, "root", lambda: tmp_path / "khotin"):
        yield sql


def columns(
    star: duckdb.DuckDBPyConnection, database: str, told: str = "column_name"
) -> dict[str, list[str]]:
    return dict(star.execute(COLUMNS.format(column=told, database=database)).fetchall())


def fill(star: duckdb.DuckDBPyConnection, filled: set[str]) -> None:
    """Gives each table that is new today's rows, as far as they have its columns."""
    today = columns(star, "today")
    for table, there in columns(star, "earlier").items():
        common = ", ".join(f'"{c}"' for c in there if c in today.get(table, []))
        if common and table not in filled:
            star.execute(f"INSERT INTO {table} ({common}) SELECT {common} FROM today.{table} EXCEPT SELECT {common} FROM {table}")  # fmt: skip
            filled.add(table)


@pytest.fixture(scope="module")
def before(sample_run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A star of the sample articles as it was at LONG_AGO, and beside it as the steps since leave it."""
    base = tmp_path_factory.mktemp("earlier")
    with connected(base / "earlier.duckdb") as star, earlier(base, "migrations") as known:
        star.execute(f"ATTACH '{sample_run[0]}' AS today (READ_ONLY)")
        filled = {"main.migration"}
        for step in sorted((assets.root() / "sql" / "migrations").glob("*.sql")):
            shutil.copy(step, known)
            assert migrate.migrate(star) == [step.name]
            fill(star, filled)
            if step.name.startswith(LONG_AGO):
                star.execute("CHECKPOINT")
                shutil.copy(base / "earlier.duckdb", base / "khotin.duckdb")
    return base


def test_every_step_from_the_first_takes_the_rows_along(before, sample_run):
    with connected(before / "earlier.duckdb") as star:
        star.execute(f"ATTACH '{sample_run[0]}' AS today (READ_ONLY)")
        typed = "column_name || ' ' || data_type"
        assert columns(star, "earlier", typed) == columns(star, "today", typed)
        counts = "SELECT (SELECT count(*) FROM earlier.{0}), (SELECT count(*) FROM today.{0})"
        told = {t: star.execute(counts.format(t)).fetchall() for t in columns(star, "today")}
        lost = {table for table, ((had, has),) in told.items() if had != has}
        assert lost == {"main.bridge_reprint"}  # 018 lets the next load compare articles anew


def test_a_warehouse_of_an_earlier_khotin_goes_on_and_what_it_was_is_kept(before, tmp_path, stage: Stage, capsys):  # fmt: skip
    warehouse = tmp_path / "khotin.duckdb"
    shutil.copy(before / "khotin.duckdb", warehouse)
    with connected(warehouse) as star:  # a view that had fewer columns then, on which others build
        star.execute(
            "CREATE SCHEMA IF NOT EXISTS mart; CREATE OR REPLACE VIEW mart.positions AS SELECT 'x' AS fact_id"
        )
    first = sorted((assets.root() / "sql" / "books").glob("*.sql"))[:1]
    with earlier(tmp_path, "books") as known:
        shutil.copy(first[0], known)
        store.create(books.path(warehouse), "these")
        with store.transaction(books.path(warehouse)) as old:
            old.change("run", "INSERT INTO run (run_id, state, generation) VALUES ('old', 'published', 3)")
    was, booked = warehouse.read_bytes(), store.damage(books.path(warehouse))
    assert booked is None
    intake = stage({"b.txt": REVENUE.format(amount="41.000")})
    ops.start_run(warehouse, intake.run_id, "rules")
    assert "upgraded" in capsys.readouterr().err
    (kept,) = (tmp_path / "work" / "strays").glob("ops.sqlite.*")
    with store.snapshot(kept) as old:
        assert "tombstone" not in old.tables() and old.rows("SELECT run_id FROM run") == [("old",)]
    with publish.locked(warehouse), publish.writing(warehouse) as work:
        merge.merge(work.connection, intake.staging, intake.run_id, "rules")
        ops.finish_run(warehouse, intake.run_id, "published", generation=publish.next_generation(warehouse))
        publish.publish(work, 4, 5)
    assert [file.read_bytes() == was for file in published.generations(warehouse)] == [True]
    with connected(warehouse, read_only=True) as star:
        assert star.execute("SELECT count(*) FROM mart.article_versions").fetchone() == (16,)
        assert star.execute("SELECT count(*) > 0 FROM mart.people WHERE name IN (SELECT person FROM mart.positions)").fetchone() == (True,)  # fmt: skip
        assert star.execute("SELECT run_id, state FROM ops.run ORDER BY ALL").fetchall() == [(intake.run_id, "published"), ("old", "published")]  # fmt: skip


def test_a_run_with_nothing_new_upgrades_and_until_then_questions_and_the_doctor_say_so(before, tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    shutil.copy(before / "khotin.duckdb", warehouse)
    store.create(books.path(warehouse), "these")
    nothing = tmp_path / "in"  # a run of it ends at once
    nothing.mkdir()
    with connected(warehouse) as star:  # published: with its views, and a copy of the books
        star.execute("CREATE SCHEMA IF NOT EXISTS mart; CREATE VIEW mart.articles AS FROM dim_article")
        star.execute("CREATE SCHEMA IF NOT EXISTS ops; CREATE TABLE ops.run (run_id VARCHAR)")
    was = warehouse.read_bytes()

    def told() -> list[str]:
        return [found.mend for found in doctor.findings(warehouse) if "another khotin" in found.what]

    asked = here("sql", "promises_due", warehouse=warehouse, check=False)
    assert asked.exit_code == 1 and "`khotin run` upgrades it" in asked.stderr
    assert told() == ["`khotin run` upgrades it, also where nothing is new"]
    here("run", str(nothing), warehouse=warehouse, check=False)
    assert [file.read_bytes() == was for file in published.generations(warehouse)] == [True]
    here("sql", "promises_due", warehouse=warehouse)
    assert told() == []
    upgraded = warehouse.read_bytes()
    here("run", str(nothing), warehouse=warehouse, check=False)
    assert warehouse.read_bytes() == upgraded


@pytest.mark.parametrize(
    "written, otherwise, make",
    [
        ("CREATE OR REPLACE VIEW mart.claims AS", "CREATE OR REPLACE VIEW\nmart.claims AS", lambda: migrate.known_on("claims")),
        ("dim_article", '"dim_article_"', lambda: migrate.known_on("article_versions")),
        ("::DATE", "::date", migrate.progress_by_day),
    ],
)  # fmt: skip
def test_a_view_written_otherwise_yields_no_macro_that_ignores_its_day(written, otherwise, make, monkeypatch):
    assert "(day)" in make()
    monkeypatch.setattr(migrate, "sql", lambda name: assets.sql(name).replace(written, otherwise))
    with pytest.raises(migrate.MigrationRefused, match=r"sql/marts/.*\.sql"):
        make()


def test_a_macro_ends_where_its_view_does(monkeypatch):
    told = "-- Of articles;\nCREATE OR REPLACE VIEW mart.articles AS\nFROM dim_article -- all;\nWHERE true; -- no more\nSELECT 1;"
    monkeypatch.setattr(migrate, "sql", lambda name: told)
    assert migrate.known_on("articles").splitlines()[2:] == ["FROM mart.versions_known_on(day) -- all;", "WHERE true; -- no more"]  # fmt: skip


def test_steps_are_due_in_their_order_and_refused_where_one_is_unknown_or_was_edited(tmp_path):
    with earlier(tmp_path, "books") as known:
        for name in ("002_b.sql", "001_a.sql", "003_c.sql"):
            (known / name).write_text(f"SELECT '{name}';\n", encoding="utf-8")
        applied = {"001_a.sql": migrate.digest(known / "001_a.sql")}
        assert [step.name for step in migrate.beyond(applied, "books", "these")] == ["002_b.sql", "003_c.sql"]
        with pytest.raises(
            migrate.MigrationRefused, match=r"^these was written by a newer khotin \(004_d.sql\)"
        ):
            migrate.beyond(applied | {"004_d.sql": "?"}, "books", "these")
        with pytest.raises(migrate.MigrationRefused, match=r"^sql/books/002_b.sql was edited"):
            migrate.beyond(applied | {"002_b.sql": "?"}, "books", "these")
