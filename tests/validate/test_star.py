"""The audit: a star as the load room writes it passes; each way to break it is caught by name."""

import json
import shutil

import duckdb
import polars as pl
import pytest

from flows.contracts import DOCUMENTS
from flows.load import merge, ops, publish
from flows.validate.star import audit_at_once, audit_star, shown

# how a star is broken, what it is done by, the expectation that must catch it
FAULTS = [
    ("a fact twice", "INSERT INTO fact_mention FROM (FROM fact_mention LIMIT 1)", "fact_mention.fact_id_unique"),
    ("a fact without an id", "UPDATE fact_citation SET fact_id = NULL WHERE version_id = 'v1'", "fact_citation.fact_id_present"),
    ("a fact of no article", "UPDATE fact_event SET version_id = 'gone' WHERE version_id = 'v1'", "fact_event.article_exists"),
    ("a fact of no sentence", "UPDATE fact_target SET sentence_number = 99 WHERE version_id = 'v1'", "fact_target.sentence_exists"),
    ("a shifted span", "UPDATE fact_measurement SET char_start = char_start + 1, char_end = char_end + 1 WHERE version_id = 'v1'", "fact_measurement.span_holds_surface"),
    ("a subject of no dimension", "UPDATE fact_measurement SET subject_id = 'nobody' WHERE version_id = 'v1'", "fact_measurement.subject_id_exists"),
    ("a null key", "UPDATE fact_statement SET speaker_id = NULL WHERE version_id = 'v1'", "fact_statement.speaker_id_exists"),
    ("a unit of no seed", "UPDATE fact_mention SET unit = 'bushel' WHERE version_id = 'v2'", "fact_mention.unit_exists"),
    ("a conversion of nothing", "UPDATE fact_measurement SET equivalent_of = 'gone' WHERE version_id = 'v2'", "fact_measurement.equivalent_of_exists"),
    ("a target of no figure", "UPDATE fact_target SET measurement_id = 'gone' WHERE version_id = 'v2'", "fact_target.measurement_exists"),
    ("a sentence twice", "INSERT INTO dim_sentence FROM (FROM dim_sentence WHERE sentence_number = 3 AND version_id = 'v2')", "dim_sentence.key_unique"),
    ("a figure doubled by a view", "INSERT INTO dim_metric FROM (FROM dim_metric WHERE metric = 'state_budget_revenue' LIMIT 1)", "fact_measurement.view_shows_each_once"),
    ("two current versions", "UPDATE dim_article SET article_id = 'article-v1' WHERE version_id = 'v2'", "dim_article.one_current"),
    ("an article from nowhere", "DELETE FROM dim_source WHERE source <> 'unknown'", "dim_article.source_exists"),
    ("no unknown member", "DELETE FROM dim_entity WHERE entity_id = 'unknown'", "dim_entity.unknown_present"),
    ("one name, two keys", "INSERT INTO dim_entity BY NAME SELECT 'other' AS entity_id, entity_kind, name FROM dim_entity WHERE name = 'Bắc Hà'", "dim_entity.natural_key_unique"),
    ("a metric twice", "INSERT INTO dim_metric FROM (FROM dim_metric LIMIT 1)", "dim_metric.metric_unique"),
    ("a rate below zero", "UPDATE dim_fx_rate SET vnd = -vnd", "dim_fx_rate.vnd_in_range"),
    ("a host of no event", "UPDATE bridge_event_host SET fact_id = 'gone' WHERE version_id = 'v1'", "bridge_event_host.fact_exists"),
    ("a party of no dimension", "UPDATE bridge_agreement_party SET entity_id = 'nobody' WHERE version_id = 'v1'", "bridge_agreement_party.entity_id_exists"),
    ("an article that reprints itself", "INSERT INTO bridge_reprint VALUES ('article-v2', 'article-v2', 1)", "bridge_reprint.two_articles"),
    ("a reprint of nothing", "INSERT INTO bridge_reprint VALUES ('article-v2', 'gone', 1.5)", "bridge_reprint.article_exists"),
    ("a topic of no seed", "UPDATE bridge_article_topic SET topic = 'gossip' WHERE version_id = 'v1'", "bridge_article_topic.topic_exists"),
    ("a telling that means nobody", "UPDATE bridge_identity SET identity_id = 'nobody' WHERE entity_kind = 'event'", "bridge_identity.identity_exists"),
    ("a telling that means two", "INSERT INTO bridge_identity FROM (FROM bridge_identity LIMIT 1)", "bridge_identity.telling_id_unique"),
    ("a merge without a known reason", "UPDATE bridge_identity SET reason = 'hunch' WHERE entity_kind = 'organization'", "bridge_identity.reason_known"),
    ("an office holder nobody settled", "DELETE FROM bridge_identity WHERE name_id = (SELECT min(person_id) FROM fact_position)", "fact_position.holder_told"),
    ("a person of no telling", "INSERT INTO dim_person (person_id, name, articles) VALUES ('ghost', 'Ma', 1)", "dim_person.is_told"),
    ("an organisation twice", "INSERT INTO dim_organization FROM (FROM dim_organization LIMIT 1)", "dim_organization.organization_id_unique"),
    ("a project nobody settled", "DELETE FROM bridge_identity WHERE entity_kind = 'project'", "fact_investment.project_told"),
    ("an event told by nobody", "UPDATE fact_event SET event_id = 'gone'", "fact_event.event_id_exists"),
    ("an event that ends before it starts", "UPDATE dim_event SET starts_on = '2025-02-02', ends_on = '2025-02-01'", "dim_event.ends_before_start"),
    ("a body that succeeds itself", "INSERT INTO bridge_organization_successor VALUES ('Bộ Mây', 'Bộ Mây', '2025-03-01', NULL)", "bridge_organization_successor.two_bodies"),
]  # fmt: skip


@pytest.fixture(scope="session")
def star(healthy, tmp_path_factory):
    folder = tmp_path_factory.mktemp("star")
    staging = healthy().write(folder / "staging")
    warehouse = folder / "khotin.duckdb"
    ops.start_run(warehouse, "run", "rules")
    with publish.writing(warehouse) as work:
        merge.merge(work.connection, staging, "run", "rules")
        publish.publish(work, 1, 5)
    return warehouse


@pytest.fixture(scope="session")
def broken(star, tmp_path_factory):
    path = tmp_path_factory.mktemp("broken") / "khotin.duckdb"
    shutil.copyfile(star, path)
    with duckdb.connect(str(path)) as connection:
        for _, statement, _ in FAULTS:
            connection.execute(statement)
        return audit_star(connection)


def test_a_star_as_it_is_loaded_passes(star):
    with duckdb.connect(str(star), read_only=True) as connection:
        outcome = audit_star(connection)
    assert outcome.results.filter(~pl.col("success")).is_empty()
    assert outcome.stops == []
    assert outcome.results["evaluated"].max() > 0


def test_the_audited_star_can_be_written_to_afterwards(star, tmp_path):
    path = tmp_path / "khotin.duckdb"
    shutil.copyfile(star, path)
    with duckdb.connect(str(path)) as connection:
        audit_star(connection)
        connection.execute("CREATE TABLE after_audit (a INTEGER)")


@pytest.fixture
def grown(star, healthy, tmp_path):
    """The star, with another run merged into it and not published yet."""
    staged = healthy()
    rows = {name: [r for r in rows if r.get("version_id") == "v2"] for name, rows in staged.rows.items()}
    spelt = (
        json.dumps(rows, default=str)
        .replace("article-v2", "article-v3")
        .replace("-v2", "-v3")
        .replace('"v2"', '"v3"')
    )
    changed = json.loads(spelt)
    staged.rows = {name: [old | {c: v for c, v in new.items() if isinstance(v, str) and "v3" in v}
                          for old, new in zip(rows[name], changed[name], strict=True)] for name in rows}  # fmt: skip
    shutil.copyfile(star, tmp_path / "khotin.duckdb")
    (tmp_path / "khotin.duckdb").chmod(0o644)
    with publish.writing(tmp_path / "khotin.duckdb") as work:
        merge.merge(work.connection, staged.write(tmp_path / "staging"), "second", "rules")
        shown(work.connection)
        yield work.connection


def test_a_judgement_is_audited_without_great_expectations_and_as_strictly(grown, star):
    with duckdb.connect(str(star), read_only=True) as connection:
        assert audit_at_once(connection).results.equals(audit_star(connection).results)
    assert audit_at_once(grown).results.equals(audit_star(grown).results)
    grown.execute("UPDATE touched.fact_citation SET sentence_number = 99")
    assert audit_at_once(grown).stops == audit_star(grown).stops != []


def test_the_claims_that_a_run_touched_have_the_bounds_that_the_view_shows(grown):
    """sql/settle/touched.sql asks only the figures of these claims, by the rule of mart.claims."""
    bounds = "SELECT claim_id, value_low, value_high FROM {} ORDER BY claim_id"
    touched = grown.execute(bounds.format("touched.claims")).fetchall()
    assert touched
    shown = grown.execute(bounds.format("mart.claims SEMI JOIN touched.claims USING (claim_id)")).fetchall()
    assert touched == shown


def test_what_a_run_touched_is_shown_when_an_audit_asks_and_is_gone_with_the_next_load(
    grown, healthy, tmp_path
):
    there = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'touched'"
    assert grown.execute("SELECT version_id FROM touched.dim_article").fetchall() == [("v3",)]
    merge.merge(grown, healthy().write(tmp_path / "more"), "third", "rules")
    assert grown.execute(there).fetchall() == []
    assert set(audit_star(grown).results["stage"]) == {"touched"} and grown.execute(there).fetchall()
    again = healthy().write(tmp_path / "again")
    (again / "documents").mkdir()
    pl.DataFrame(schema=DOCUMENTS).write_parquet(again / "documents" / "0.parquet")
    merge.merge(grown, again, "fourth", "rules", again=True)
    assert shown(grown) == set() and set(audit_star(grown).results["stage"]) == {"star"}


def test_a_run_audits_what_it_touched_and_the_whole_star_where_asked(grown):
    touched, whole = audit_star(grown), audit_star(grown, whole=True)
    assert (touched.stops, whole.stops) == ([], [])
    assert set(touched.results["stage"]) == {"touched"} and set(whole.results["stage"]) == {"star"}
    evaluated = {
        o.results["stage"][0]: dict(o.results.select("table_name", "evaluated").rows())
        for o in (touched, whole)
    }
    assert (evaluated["touched"]["dim_article"], evaluated["star"]["dim_article"]) == (1, 3)
    assert "dim_place" not in evaluated["touched"] and evaluated["star"]["dim_place"] > 10_000


def found(outcome):
    """The expectations that stop a publication or, where nothing does, set rows aside."""
    failed = outcome.results.filter(~pl.col("success") & (pl.col("severity") == "critical"))
    assert outcome.stops or outcome.failing.height
    return set(failed["expectation"])


OF_A_RUN = [f for f in FAULTS if f[0] in {
    "a shifted span", "a subject of no dimension", "a null key", "a fact of no sentence", "a host of no event", "a topic of no seed"
}]  # fmt: skip


@pytest.mark.parametrize("fault", OF_A_RUN, ids=[f[0] for f in OF_A_RUN])
def test_a_fault_that_a_run_brings_is_found_by_its_own_audit(grown, fault):
    what, statement, expectation = fault
    table = expectation.split(".")[0]
    assert statement.count(table) == 1, what
    grown.execute(statement.replace(table, f"touched.{table}").replace("'v1'", "'v3'"))
    assert expectation in found(audit_star(grown))


@pytest.mark.parametrize("fault", FAULTS, ids=[f[0] for f in FAULTS])
def test_a_broken_star_fails_the_expectation_made_for_it(broken, fault):
    assert fault[2] in found(broken)


def test_a_stop_says_how_many_and_shows_one(broken):
    line = next(s for s in broken.stops if s.startswith("fact_target.measurement_exists"))
    assert "1 of" in line and "targets-v2" in line and "report it" in line
