"""What fails an expectation of the star is left out of it, alone: the rest is published, and ties come back when they hold again."""

import json
from functools import partial
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows.assets import sql
from flows.contracts import FACTS
from flows.load import aside, merge, ops, publish
from flows.load.hashes import hashes
from flows.report.summary import RunSummary
from flows.run import finish
from flows.run.audit import audit
from flows.validate import Outcome
from flows.validate import star as star_audit
from flows.validate.star import audit_at_once, audit_star
from tests.validate.conftest import TEXT, Staged, own_words

ARTICLES = [f"v{n}" for n in range(1, 7)]
# how a row of the star is spoilt, what it is done by, the expectation that it then fails
FAULTS = [
    ("a unit of no seed", "UPDATE fact_mention SET unit = 'bushel' WHERE fact_id = 'mentions-v1'", "fact_mention.unit_exists"),
    ("a place of no gazetteer", "UPDATE fact_mention SET place_code = 'nowhere' WHERE fact_id = 'mentions-v2'", "fact_mention.place_code_exists"),
    ("a metric of no seed", "UPDATE fact_measurement SET metric = 'wealth' WHERE fact_id = 'measurements-v1'", "fact_measurement.metric_exists"),
    ("a figure in a unit of no seed", "UPDATE fact_measurement SET unit = 'bushel' WHERE fact_id = 'measurements-v2'", "fact_measurement.unit_exists"),
    ("a target for a metric of no seed", "UPDATE fact_target SET metric = 'wealth' WHERE fact_id = 'targets-v1'", "fact_target.metric_exists"),
    ("a target in a unit of no seed", "UPDATE fact_target SET unit = 'bushel' WHERE fact_id = 'targets-v2'", "fact_target.unit_exists"),
    ("a topic of no seed", "UPDATE bridge_article_topic SET topic = 'gossip' WHERE version_id = 'v1'", "bridge_article_topic.topic_exists"),
    ("a claim whose range falls", "CREATE OR REPLACE VIEW mart.claims AS SELECT * REPLACE (value_low - 1 AS value_high) FROM mart.true_claims", "claims.range_rises"),
    ("an office left before it was held", "UPDATE spoilt SET ends_before = 'Đỗ Thị Dung'", "positions.ends_before_start"),
    ("an office held twice at once", "UPDATE spoilt SET held_twice = 'Phạm Văn Cường'", "positions.no_overlap"),
    ("a merge without a known reason", "UPDATE bridge_identity SET reason = 'hunch' WHERE telling_id = (SELECT entity_id FROM dim_entity WHERE name = 'Cảng Sông Lam' AND entity_kind = 'organization')", "bridge_identity.reason_known"),
    ("a person without a name", "UPDATE dim_person SET name = NULL WHERE name = 'Trần Văn An'", "dim_person.name_present"),
    ("a person last seen before the first time", "UPDATE dim_person SET last_seen_on = '2020-01-01' WHERE name = 'Lê Thị Bình'", "dim_person.last_before_first"),
    ("a person of no telling", "INSERT INTO dim_person (person_id, name, articles) VALUES ('no one', 'Ma', 1)", "dim_person.is_told"),
    ("an organisation without a name", "UPDATE dim_organization SET name = NULL WHERE name = 'UBND tỉnh Bắc Hà'", "dim_organization.name_present"),
    ("an organisation that ended before it began", "UPDATE dim_organization SET valid_from = '2025-03-01', valid_to = '2025-02-01' WHERE name = 'Sở Du lịch tỉnh Bắc Hà'", "dim_organization.ends_before_start"),
    ("an organisation of no telling", "INSERT INTO dim_organization (organization_id, name) VALUES ('ghost', 'Ma')", "dim_organization.is_told"),
    ("an event that ends before it starts", "UPDATE dim_event SET starts_on = '2025-02-02', ends_on = '2025-02-01'", "dim_event.ends_before_start"),
    ("an event of no telling", "INSERT INTO dim_event (event_id, name, place_id) VALUES ('ghost', 'Lễ', 'unknown')", "dim_event.is_told"),
    ("a project of no telling", "INSERT INTO dim_project (project_id, name, articles) VALUES ('ghost project', 'Ma', 1)", "dim_project.is_told"),
    ("an article that reprints itself", "INSERT INTO bridge_reprint VALUES ('article-v2', 'article-v2', 1)", "bridge_reprint.two_articles"),
    ("a reprint that shares more than all", "UPDATE bridge_reprint SET shared = 1.5 WHERE article_id = 'article-v3' AND other_id = 'article-v4'", "bridge_reprint.shared_in_range"),
    ("a duplicate of itself", "UPDATE dim_article SET duplicate_of = 'article-v5' WHERE version_id = 'v5'", "dim_article.duplicate_of_another"),
]  # fmt: skip
LOST = {"mentions": 2, "measurements": 2, "targets": 2}
# Views that show what a table `spoilt` says: the true ones lie under them.
SPOILT_VIEWS = """
CREATE TABLE spoilt AS SELECT NULL::VARCHAR AS ends_before, NULL::VARCHAR AS held_twice;
CREATE OR REPLACE VIEW mart.positions AS
SELECT * REPLACE (CASE WHEN person = (SELECT ends_before FROM spoilt) THEN first_observed_on - 1 ELSE last_observed_on END AS last_observed_on)
FROM mart.true_positions
UNION ALL
SELECT * REPLACE (first_observed_on - 9 AS first_observed_on, true AS is_current)
FROM mart.true_positions WHERE person = (SELECT held_twice FROM spoilt);
"""
OFFICERS = {
    "Lê Thị Bình": "Sở Du lịch tỉnh Bắc Hà",
    "Phạm Văn Cường": "Sở Y tế tỉnh Bắc Hà",
    "Đỗ Thị Dung": "Sở Nội vụ tỉnh Bắc Hà",
}
SETTLED = ("bridge_identity", "bridge_reprint", "dim_person", "dim_organization", "dim_event", "dim_project")


def reprinted(staged: Staged, *versions: str) -> Staged:
    """The same frames, in which these versions have the text of the first of them."""
    for article in staged.rows["articles"]:
        if article["version_id"] in versions:
            article["text"] = TEXT + own_words(versions[0])
    return staged


def written_as(view: str, name: str) -> str:
    return sql(f"marts/{view}.sql").replace(f"VIEW mart.{view} ", f"VIEW mart.{name} ")


def published_with_faults(warehouse: Path, *statements: str) -> list[str]:
    """Spoils the published star, audits and publishes it as a run does; why it was refused."""
    ops.start_run(warehouse, f"run{len(statements)}", "rules")
    with publish.writing(warehouse) as work:
        for statement in statements:
            work.connection.execute(statement)
        whole = partial(audit_star, whole=True)
        outcome, _ = audit(work.connection, whole, audit_at_once)
        if not outcome.stops:
            work.connection.execute("DROP TABLE IF EXISTS spoilt CASCADE")
            publish.publish(work, publish.next_generation(warehouse), 5)
    return outcome.stops


def table(warehouse: Path, query: str) -> list[tuple]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(query).fetchall()


def star_hashes(warehouse: Path) -> dict[str, str]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return hashes(connection)


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    staged = reprinted(Staged(ARTICLES), "v3", "v4")
    for person, body in OFFICERS.items():
        staged.add_fact("position_observations", "v3", fact_id=person, person=person, organization=body)
    warehouse = folder / "khotin.duckdb"
    ops.start_run(warehouse, "first", "rules")
    with publish.writing(warehouse) as work:
        merge.merge(work.connection, staged.write(folder / "staging"), "first", "rules")
        publish.publish(work, 1, 5)
    return warehouse


@pytest.fixture(scope="module")
def spoilt(sound, tmp_path_factory) -> Path:
    """A star with all faults at once, as it was published."""
    warehouse = tmp_path_factory.mktemp("spoilt") / "khotin.duckdb"
    copied(sound, warehouse)
    views = [written_as("claims", "true_claims"), written_as("positions", "true_positions"), SPOILT_VIEWS]
    assert published_with_faults(warehouse, *views, *(statement for _, statement, _ in FAULTS)) == []
    return warehouse


def copied(sound: Path, warehouse: Path) -> None:
    for name in ("khotin.duckdb", "ops.sqlite", "judgements.jsonl"):
        if (sound.parent / name).exists():
            warehouse.with_name(name).write_bytes((sound.parent / name).read_bytes())


@pytest.mark.parametrize("fault", FAULTS, ids=[f[0] for f in FAULTS])
def test_a_faulty_row_is_left_out_alone_and_told(spoilt, fault):
    items = [i for i in aside.items(spoilt) if i["expectation"] == fault[2]]
    assert [(i["stage"], i["state"]) for i in items] == [("star", "open")]
    assert json.loads(items[0]["payload"]) and " / " in items[0]["reason"]


def test_nothing_else_is_left_out(spoilt, sound):
    assert len(aside.items(spoilt)) == len(FAULTS)
    for name in ("mentions", "measurements", "targets", "statements", "events", "position_observations"):
        ((now,),), ((before,),) = (table(w, f"SELECT count(*) FROM mart.{name}") for w in (spoilt, sound))
        assert before - now == LOST.get(name, 0), name
    assert table(spoilt, "SELECT * FROM mart.measurements WHERE claim_id IS NOT NULL") == []


def test_a_tie_comes_back_when_it_holds_again_and_a_fact_when_it_is_read_again(spoilt, sound, tmp_path):
    healed = tmp_path / "khotin.duckdb"
    copied(spoilt, healed)
    ops.start_run(healed, "healed", "rules")
    with publish.writing(healed) as work:
        merge.judge_again(work.connection)
        outcome, left = audit(work.connection, audit_at_once, audit_at_once)
        assert (outcome.stops, left.height) == ([], 0)
        publish.publish(work, 3, 5)
    of_facts = [f for f in FAULTS if "of no seed" in f[0] or "gazetteer" in f[0]]
    assert {i["expectation"] for i in aside.items(healed)} == {e for _, _, e in of_facts}
    assert len(aside.items(healed, "replayed")) == len(FAULTS) - len(of_facts)
    now, before = star_hashes(healed), star_hashes(sound)
    assert {t: now[t] for t in SETTLED} == {t: before[t] for t in SETTLED}


def test_a_run_counts_what_its_audit_left_out_as_set_aside_and_balances(tmp_path):
    staged = Staged(["v1", "v2"])
    staged.rows["measurements"][0]["metric"] = "wealth"
    staged.add_fact("mentions", "v2", fact_id="again", is_repeat=True, unit="bushel")
    staging = staged.write(tmp_path / "staging")
    (staging / "documents").mkdir()
    documents = pl.DataFrame([{c: a[c] for c in ("origin", "sha256")} for a in staged.rows["articles"]])
    documents.write_parquet(staging / "documents" / "00001.parquet")
    facts = {
        name: {"extracted": len(staged.rows[name]), "loaded": 0, "repeats": 0, "quarantined": 0}
        for name in FACTS
    }
    came = {"read": 2, "loaded": 2, "unchanged": 0, "duplicate": 0, "rejected": 0}
    warehouse = tmp_path / "khotin.duckdb"
    ops.start_run(warehouse, "run", "rules")
    run = finish.load(RunSummary("run", str(warehouse), came, facts=facts), staging, Outcome())
    assert (run.stops, run.state) == ((), "published")
    assert run.facts["measurements"] == {"extracted": 2, "loaded": 1, "repeats": 0, "quarantined": 1}
    assert run.facts["mentions"] == {"extracted": 3, "loaded": 2, "repeats": 0, "quarantined": 1}
    assert sum(run.set_aside.values()) == 2 and all(" / " in reason for reason in run.set_aside)
    items = aside.items(warehouse)
    assert {(i["fact_id"], i["origin"], i["sha256"]) for i in items} == {
        ("measurements-v1", "tin/v1.txt", "sha-v1"), ("again", "tin/v2.txt", "sha-v2")
    }  # fmt: skip
    assert table(warehouse, "SELECT count(*) FROM dq.quarantine WHERE stage = 'star' AND state = 'open'") == [
        (2,)
    ]


def test_what_leans_on_a_fact_leaves_with_it(sound, tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    copied(sound, warehouse)
    leaning = "UPDATE fact_target SET measurement_id = 'measurements-v1' WHERE version_id = 'v1'"
    assert published_with_faults(warehouse, leaning, FAULTS[2][1]) == []
    assert {i["fact_id"] for i in aside.items(warehouse)} == {"measurements-v1", "targets-v1"}


def test_an_event_that_fails_by_itself_takes_its_fact_along(sound, tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    copied(sound, warehouse)
    alone = "UPDATE fact_event SET ends_on = '2025-03-01', place_id = 'unknown', name = 'Lễ hội' WHERE version_id = 'v1'"
    spoil = "UPDATE dim_event SET ends_on = '2025-03-01'"
    assert published_with_faults(warehouse, alone, spoil) == []
    assert [i["fact_id"] for i in aside.items(warehouse)] == ["events-v1"]
    assert table(warehouse, "SELECT count(*) FROM fact_event") == [(len(ARTICLES) - 1,)]


@pytest.mark.parametrize(
    "fault, expectation",
    [
        ("UPDATE fact_measurement SET subject_id = 'nobody' WHERE version_id = 'v1'", "fact_measurement.subject_id_exists"),
        ("UPDATE fact_mention SET unit = 'bushel'; INSERT INTO fact_mention SELECT f.* REPLACE ('m' || n AS fact_id) FROM (FROM fact_mention LIMIT 1) AS f, range(30) AS t(n)", "fact_mention.unit_exists"),
    ],
    ids=["a broken reference", "a flood of faults"],
)  # fmt: skip
def test_a_broken_structure_and_a_flood_stop_the_run(sound, tmp_path, fault, expectation):
    warehouse = tmp_path / "khotin.duckdb"
    copied(sound, warehouse)
    stops = published_with_faults(warehouse, *fault.split("; "))
    assert expectation in {s.split(":")[0] for s in stops}
    assert aside.items(warehouse) == []


def test_what_is_left_out_depends_on_the_rows_and_not_on_their_order(tmp_path, monkeypatch):
    def strict(name):
        suite = star_audit_written(name)
        bounds = {
            "bridge_reprint": "SELECT article_id, other_id FROM {batch} WHERE shared > 0.5",
            "claims": "SELECT claim_id FROM {batch} WHERE value_low > 0",
            "dim_event": "SELECT event_id FROM {batch} WHERE articles > 1",
            "dim_person": "SELECT person_id FROM {batch} WHERE articles > 1",
        }
        for e in suite["expectations"]:
            if e["meta"].get("sets_aside") and name in bounds and e["type"] == "unexpected_rows_expectation":
                e["kwargs"]["unexpected_rows_query"] = bounds[name]
        return suite

    star_audit_written = star_audit.written
    monkeypatch.setattr(star_audit, "written", strict)
    found = []
    for number, loads in enumerate(
        ([["v1", "v2", "v3"]], [["v3"], ["v1"], ["v2"]], [["v2"], ["v1", "v3"], ["v2"]])
    ):
        warehouse = tmp_path / str(number) / "khotin.duckdb"
        for step, versions in enumerate(loads):
            staging = reprinted(Staged(versions), "v1", "v2").write(tmp_path / f"{number}-{step}")
            ops.start_run(warehouse, f"{number}-{step}", "rules")
            with publish.writing(warehouse) as work:
                merge.merge(work.connection, staging, "run", "rules")
                outcome, _ = audit(work.connection, audit_at_once, audit_at_once)
                assert outcome.stops == []
                publish.publish(work, step + 1, 5)
        items = sorted((i["quarantine_id"], i["reason"], i["payload"]) for i in aside.items(warehouse))
        found.append((star_hashes(warehouse), items))
    assert {i["fact_type"] for i in aside.items(warehouse)} == {"claim", "reprint", "event", "identity"}
    assert found[1] == found[0] == found[2]
