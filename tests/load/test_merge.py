"""What a load lays down, what it replaces and what it leaves alone."""

import duckdb
import polars as pl

from flows import files
from flows.contracts import ARTICLES, SENTENCES
from flows.load import merge, publish
from flows.load.tables import TABLES
from tests.conftest import REVENUE, Stage


def test_a_corrected_version_replaces_what_is_shown_and_the_old_facts_stay_answerable(
    tmp_path, empty, stage: Stage
):
    warehouse = tmp_path / "khotin.duckdb"
    first, second = (stage({"a.txt": REVENUE.format(amount=amount)}) for amount in ("56.200", "56.900"))
    with publish.locked(warehouse), publish.writing(warehouse, empty) as work:
        for intake in (first, second):
            merge.merge(work.connection, intake.staging, intake.run_id, "rules")
        shown = work.connection.execute(
            "SELECT DISTINCT surface FROM mart.measurements WHERE metric = 'state_budget_revenue' AND status = 'actual' AND kind = 'level'"
        ).fetchall()
        kept = work.connection.execute(
            "SELECT DISTINCT surface FROM fact_measurement WHERE metric = 'state_budget_revenue' AND status = 'actual' AND kind = 'level'"
        ).fetchall()
    assert shown == [("56.900 tỷ đồng",)]
    assert set(kept) == {("56.200 tỷ đồng",), ("56.900 tỷ đồng",)}


def test_facts_set_aside_do_not_land(tmp_path, empty, stage: Stage):
    warehouse = tmp_path / "khotin.duckdb"
    staging = stage({"a.txt": REVENUE.format(amount="56.200")}).staging
    aside = (
        pl.read_parquet(staging / "measurements" / "*.parquet")
        .head(1)
        .with_columns(fact_type=pl.lit("measurements"))
    )
    with publish.locked(warehouse), publish.writing(warehouse, empty) as work:
        merge.merge(work.connection, staging, "run", "rules", aside)
        left = work.connection.execute("SELECT fact_id FROM fact_measurement").fetchall()
    assert (aside["fact_id"][0],) not in left and left


def test_an_article_set_aside_does_not_land_at_all(tmp_path, empty, stage: Stage):
    warehouse = tmp_path / "khotin.duckdb"
    staging = stage(
        {"a.txt": REVENUE.format(amount="56.200"), "b.txt": REVENUE.format(amount="41.000")}
    ).staging
    aside = pl.read_parquet(staging / "articles" / "*.parquet").head(1)
    aside = aside.select("version_id", fact_type=pl.lit("articles"), fact_id=pl.lit(None, pl.String))
    with publish.locked(warehouse), publish.writing(warehouse, empty) as work:
        merge.merge(work.connection, staging, "run", "rules", aside)
        articles = work.connection.execute("SELECT count(*) FROM dim_article").fetchone()
        facts = work.connection.execute(
            "SELECT count(*) FROM fact_mention WHERE version_id = ?", [aside["version_id"][0]]
        ).fetchone()
    assert (articles, facts) == ((1,), (0,))


def test_staged_frames_have_the_columns_of_their_contracts(stage: Stage):
    staging = stage({"a.txt": REVENUE.format(amount="56.200")}).staging
    for name, contract in (("articles", ARTICLES), ("sentences", SENTENCES)):
        assert pl.read_parquet(staging / name / "*.parquet").schema == contract


def test_the_star_has_a_column_for_every_column_of_the_fact_contracts(tmp_path):
    from flows.contracts import FACTS

    renamed = {
        "entity": "entity_id",
        "subject": "subject_id",
        "speaker": "speaker_id",
        "organization": "organization_id",
        "place": "place_id",
        "person": "person_id",
        "project": "project_id",
        "investor": "investor_id",
    }
    bridged = {"hosts", "participants", "parties", "fields", "places"}
    warehouse = tmp_path / "khotin.duckdb"
    with publish.locked(warehouse), publish.writing(warehouse) as work:
        for fact_type, table in TABLES.items():
            columns = {
                c
                for (c,) in work.connection.execute(
                    "SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [table]
                ).fetchall()
            }
            wanted = {renamed.get(c, c) for c in FACTS[fact_type] if c not in bridged}
            assert wanted <= columns, (table, wanted - columns)


def test_the_unknown_member_shows_as_null(tmp_path, empty, stage: Stage):
    warehouse = tmp_path / "khotin.duckdb"
    staging = stage(
        {
            "a.txt": "Tin vắn\n\nNhiều ý kiến cho rằng chi phí 35 tỷ đồng là cao, mong đơn vị thi công xem lại.\n"
        }
    ).staging
    with publish.locked(warehouse), publish.writing(warehouse, empty) as work:
        merge.merge(work.connection, staging, "run", "rules")
        assert work.connection.execute("SELECT subject, metric FROM mart.measurements").fetchall() == [
            (None, None)
        ]
        assert isinstance(work.connection, duckdb.DuckDBPyConnection)


def test_a_small_load_works_with_one_thread_and_a_large_one_with_all(
    empty, tmp_path, stage: Stage, monkeypatch
):
    staging = stage({"a.txt": REVENUE.format(amount="56.200")}).staging
    threads = "SELECT current_setting('threads')"
    warehouse = tmp_path / "khotin.duckdb"
    with publish.locked(warehouse), publish.writing(warehouse, empty) as work:
        merge.merge(work.connection, staging, "run", "rules")
        assert work.connection.execute(threads).fetchone() == (1,)
        monkeypatch.setattr(files, "FEW", 0)
        merge.merge(work.connection, staging, "run", "rules")
        assert work.connection.execute(threads).fetchone() == duckdb.connect().execute(threads).fetchone()
