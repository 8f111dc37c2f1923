"""The gate: each planted fault is caught by the expectation made for it, and only what is faulty is set aside."""

import json
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from flows.validate.frames import validate_frames

# fault, fact type, what is spoilt, the expectation that must catch it, its severity
FACT_FAULTS = [
    ("value scaled beyond any economy", "measurements", {"value": Decimal(15 * 10**17), "value_vnd": Decimal(15 * 10**17), "value_usd": None}, "vnd_in_range", "warning"),
    ("dollars scaled beyond the world", "measurements", {"unit": "USD", "value": Decimal(10**15), "value_usd": Decimal(10**15), "value_vnd": None}, "usd_in_range", "warning"),
    ("swapped currency", "measurements", {"value_usd": Decimal(1_500_000_000)}, "implied_rate_in_range", "warning"),
    ("amount differs from itself", "measurements", {"value_vnd": Decimal(1_499_000_000_000)}, "money_agrees", "critical"),
    ("negative population", "measurements", {"metric": "population", "unit": "person", "value": Decimal(-7), "value_vnd": None, "value_usd": None}, "count_not_negative", "critical"),
    ("negative area", "measurements", {"metric": "area", "unit": "hectare", "value": Decimal(-1), "value_vnd": None, "value_usd": None}, "count_not_negative", "critical"),
    ("more people than the world has", "measurements", {"metric": "population", "unit": "person", "value": Decimal(10**11), "value_vnd": None, "value_usd": None}, "population_in_range", "critical"),
    ("more surface than the earth has", "measurements", {"metric": "area", "unit": "km2", "value": Decimal(10**9), "value_vnd": None, "value_usd": None}, "area_in_range", "critical"),
    ("people counted in đồng", "measurements", {"metric": "population"}, "unit_fits_metric", "warning"),
    ("share above 100", "measurements", {"kind": "share", "unit": "percent", "value": Decimal(140), "value_vnd": None, "value_usd": None}, "share_in_range", "warning"),
    ("rate above 100", "measurements", {"metric": "poverty_rate", "unit": "percent", "value": Decimal(140), "value_vnd": None, "value_usd": None}, "rate_in_range", "warning"),
    ("growth of a level", "measurements", {"metric": "economic_growth", "kind": "growth", "unit": "percent", "value": Decimal(480), "value_vnd": None, "value_usd": None}, "growth_in_range", "warning"),
    ("income a head of a whole budget", "measurements", {"metric": "grdp_per_capita", "unit": "USD", "value": Decimal(60_000_000), "value_vnd": None, "value_usd": Decimal(60_000_000)}, "income_in_range", "warning"),
    ("future actual", "measurements", {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31)}, "actual_not_ahead", "warning"),
    ("period ends before it begins", "measurements", {"period_end": date(2023, 12, 31)}, "ends_before_start", "critical"),
    ("number taken for a year", "measurements", {"period_start": date(1500, 1, 1)}, "period_in_range", "warning"),
    ("range falls", "measurements", {"value_high": Decimal(5)}, "range_rises", "critical"),
    ("no value", "measurements", {"value": None}, "value_present", "critical"),
    ("no unit", "measurements", {"unit": None}, "unit_present", "critical"),
    ("unknown unit", "measurements", {"unit": "bushel", "metric": None}, "unit_known", "critical"),
    ("unknown metric", "measurements", {"metric": "happiness"}, "metric_known", "critical"),
    ("unknown status", "measurements", {"status": "maybe"}, "status_known", "critical"),
    ("no status", "measurements", {"status": None}, "status_present", "critical"),
    ("unknown kind", "measurements", {"kind": "vibe"}, "kind_known", "critical"),
    ("unknown basis", "measurements", {"basis": "last week or so"}, "basis_known", "critical"),
    ("comparator unknown", "measurements", {"comparator": "~"}, "comparator_known", "critical"),
    ("subject without its kind", "measurements", {"subject_kind": None}, "subject_with_kind", "critical"),
    ("orphan equivalent", "measurements", {"equivalent_of": "nowhere"}, "equivalent_of_exists", "critical"),
    ("orphan part", "measurements", {"part_of": "nowhere"}, "part_of_exists", "critical"),
    ("shifted span", "mentions", {"char_start": 1, "char_end": 7}, "span_holds_surface", "critical"),
    ("span beyond the text", "mentions", {"char_end": 99_999}, "span_holds_surface", "critical"),
    ("no end of span", "mentions", {"char_end": None}, "span_holds_surface", "critical"),
    ("unknown kind of mention", "mentions", {"entity_kind": "animal"}, "entity_kind_known", "critical"),
    ("figure that no column holds", "mentions", {"entity_kind": "quantity", "entity": None, "value": None}, "quantity_has_value", "critical"),
    ("nameless place", "mentions", {"entity": "…"}, "name_present", "critical"),
    ("orphan sentence", "mentions", {"sentence_number": 77}, "sentence_staged", "critical"),
    ("no rule", "mentions", {"rule": None}, "rule_present", "critical"),
    ("confidence above one", "mentions", {"confidence": 1.2}, "confidence_in_range", "critical"),
    ("orphan measurement_id", "targets", {"measurement_id": "nowhere"}, "measurement_exists", "critical"),
    ("deadline in the year 9999", "targets", {"deadline": date(9999, 12, 31)}, "deadline_in_range", "warning"),
    ("words of another sentence", "targets", {"goal": "thu ngân sách 1.500 tỷ đồng"}, "goal_in_sentence", "warning"),
    ("promise without words", "targets", {"goal": " "}, "goal_present", "critical"),
    ("nobody speaks", "statements", {"speaker": None, "speaker_kind": None}, "speaker_named", "critical"),
    ("verb of no seed", "statements", {"verb": "lẩm nhẩm"}, "verb_known", "critical"),
    ("unknown directness", "statements", {"directness": "sideways"}, "directness_known", "critical"),
    ("event ends before it begins", "events", {"ends_on": date(2025, 3, 4)}, "ends_before_start", "critical"),
    ("event of three years", "events", {"ends_on": date(2028, 3, 4)}, "lasts_too_long", "warning"),
    ("unknown part of day", "events", {"part_of_day": "teatime"}, "part_of_day_known", "critical"),
    ("negative capital", "investments", {"amount_vnd": Decimal(-1)}, "amount_vnd_in_range", "warning"),
    ("total with a project's name", "investments", {"is_total": True}, "project_or_total", "critical"),
    ("unknown stage", "investments", {"stage": "dreamt"}, "stage_known", "critical"),
    ("signs with himself", "agreements", {"parties": ["A", "A"]}, "parties_differ", "warning"),
    ("office of nobody", "position_observations", {"person": None}, "person_named", "critical"),
    ("title with its organisation", "position_observations", {"title": "Chủ tịch tỉnh Bắc Hà"}, "title_known", "warning"),
    ("unknown tenure", "position_observations", {"tenure": "eternal"}, "tenure_known", "critical"),
    ("document of the next century", "citations", {"year": 2125}, "year_in_range", "warning"),
    ("document without a number", "citations", {"number": None, "symbol": None}, "number_or_symbol", "critical"),
]  # fmt: skip
# A fault of an article takes the article aside, with its facts.
ARTICLE_FAULTS = [
    ("dated after it was fetched", {"published_on": date(2027, 1, 1)}, "published_after_fetch", "critical"),
    ("day and year mixed up", {"published_on": date(1903, 5, 20)}, "published_too_early", "critical"),
    ("date from nowhere", {"published_from": None}, "date_with_origin", "critical"),
    ("title outside of the text", {"title_end": 99_999}, "title_at_its_place", "critical"),
    ("English", {"language": "en"}, "language_known", "critical"),
    ("body lost", {"words": 4}, "words_in_range", "warning"),
]


@pytest.fixture(scope="session")
def healthy_outcome(healthy, tmp_path_factory):
    staged = healthy()
    staged.add_fact("measurements", "v1", fact_id="total")
    staged.add_fact("measurements", "v1", fact_id="part", part_of="total")
    return validate_frames(staged.write(tmp_path_factory.mktemp("healthy")))


def spoil(staged):
    """Adds every planted fault, and of each faulty article a fact."""
    for i, (_, fact_type, spoilt, _, _) in enumerate(FACT_FAULTS):
        staged.add_fact(fact_type, "v1", fact_id=f"fault-{i}", **spoilt)
    for i, (_, spoilt, _, _) in enumerate(ARTICLE_FAULTS):
        staged.add_article(f"article-fault-{i}", **spoilt)
        staged.add_fact("mentions", f"article-fault-{i}", article_id=f"article-article-fault-{i}")
    return staged


@pytest.fixture(scope="session")
def spoilt_outcome(healthy, tmp_path_factory):
    staged = spoil(healthy())
    staged.add_fact("measurements", "v2", fact_id="wrong total", status="maybe")
    staged.add_fact("measurements", "v2", fact_id="its part", part_of="wrong total")
    staged.add_fact("measurements", "v2", fact_id="the part's equivalent", equivalent_of="its part")
    value = Decimal(1_500_000_000_000)
    staged.add_fact(
        "targets", "v2", fact_id="its target", measurement_id="the part's equivalent", value=value
    )
    for _ in range(2):
        staged.add_fact("citations", "v2", fact_id="twice")
    return validate_frames(staged.write(tmp_path_factory.mktemp("spoilt")))


@pytest.fixture(scope="session")
def broken_outcome(healthy, tmp_path_factory):
    staged = healthy()
    staged.add_fact("mentions", "v1", fact_id=None)
    staged.rows["sentences"].append(staged.rows["sentences"][0])
    staged.rows["article_topics"].append(
        {"version_id": "v1", "article_id": "article-v1", "topic": "gossip", "weight": 0.1}
    )
    staged.rows["article_topics"].append(
        {"version_id": "v2", "article_id": "article-v2", "topic": "ai", "weight": 3.0}
    )
    return validate_frames(staged.write(tmp_path_factory.mktemp("broken")))


def failed(outcome) -> dict[str, str]:
    """Failed expectations with their severity."""
    rows = outcome.results.filter(~pl.col("success"))
    return dict(rows.select("expectation", "severity").rows())


def test_healthy_frames_raise_nothing(healthy_outcome):
    assert failed(healthy_outcome) == {}
    assert healthy_outcome.quarantined.is_empty()
    assert healthy_outcome.stops == []


@pytest.mark.parametrize(("i", "fault"), enumerate(FACT_FAULTS), ids=[f[0] for f in FACT_FAULTS])
def test_a_faulty_fact_is_set_aside_by_the_expectation_made_for_it(spoilt_outcome, i, fault):
    _, fact_type, _, expectation, severity = fault
    aside = spoilt_outcome.quarantined.filter(pl.col("fact_id") == f"fault-{i}")
    assert aside.select("fact_type", "expectation").rows() == [(fact_type, f"{fact_type}.{expectation}")]
    assert failed(spoilt_outcome)[f"{fact_type}.{expectation}"] == severity


@pytest.mark.parametrize(("i", "fault"), enumerate(ARTICLE_FAULTS), ids=[f[0] for f in ARTICLE_FAULTS])
def test_a_faulty_article_is_set_aside_with_its_facts(spoilt_outcome, i, fault):
    _, _, expectation, severity = fault
    aside = spoilt_outcome.quarantined.filter(pl.col("version_id") == f"article-fault-{i}")
    assert sorted(aside.select("fact_type", "expectation").rows()) == [
        ("articles", f"articles.{expectation}"),
        ("mentions", f"articles.{expectation}"),
    ]
    assert failed(spoilt_outcome)[f"articles.{expectation}"] == severity


def test_what_leans_on_a_fact_set_aside_goes_with_it(spoilt_outcome):
    aside = spoilt_outcome.quarantined.filter(
        pl.col("version_id") == "v2", pl.col("fact_type") != "citations"
    )
    assert set(aside["fact_id"]) == {"wrong total", "its part", "the part's equivalent", "its target"}
    assert set(aside["expectation"]) == {"measurements.status_known"}


def test_two_rows_of_one_id_are_two_rows_set_aside(spoilt_outcome):
    twice = spoilt_outcome.quarantined.filter(pl.col("fact_id") == "twice")
    assert twice["expectation"].to_list() == ["citations.fact_id_unique"] * 2
    assert twice["quarantine_id"].n_unique() == 2


def test_only_what_is_faulty_is_set_aside_and_nothing_stops(spoilt_outcome):
    faults = len(FACT_FAULTS) + 2 * len(ARTICLE_FAULTS)
    assert spoilt_outcome.quarantined.height == faults + 4 + 2
    assert spoilt_outcome.stops == []


def test_a_row_set_aside_keeps_its_payload_and_a_readable_reason(spoilt_outcome):
    i = [f[0] for f in FACT_FAULTS].index("share above 100")
    row = spoilt_outcome.quarantined.row(by_predicate=pl.col("fact_id") == f"fault-{i}", named=True)
    assert row["reason"] == "Tỷ trọng từ 0 đến 100 % / A share lies within 0 and 100 %"
    assert json.loads(row["payload"])["value"] == 140
    assert (row["article_id"], row["char_start"] is not None, row["stage"]) == ("article-v1", True, "frames")


def test_faults_that_cannot_be_set_aside_stop_the_run_and_say_why(broken_outcome):
    stopping = [
        "mentions.fact_id_present",
        "sentences.key_unique",
        "article_topics.topic_known",
        "article_topics.weight_in_range",
    ]
    assert sorted(line.split(":")[0] for line in broken_outcome.stops) == sorted(stopping)
    topic = next(line for line in broken_outcome.stops if line.startswith("article_topics.topic_known"))
    assert "1 of 4 rows" in topic and "gossip" in topic and "run again" in topic


@pytest.mark.parametrize(("rejected", "stops"), [(10, ["articles.rows_present"]), (9, [])])
def test_ten_documents_without_an_article_stop_a_run_and_fewer_do_not(healthy, tmp_path, rejected, stops):
    staged = healthy()
    staged.rows = {name: [] for name in staged.rows}
    staged.rows["rejected"] = [{"origin": f"tin/{i}.txt", "reason": "empty"} for i in range(rejected)]
    outcome = validate_frames(staged.write(tmp_path / "empty"))
    assert [line.split(":")[0] for line in outcome.stops] == stops
    assert all('"rejected": 10' in line for line in outcome.stops)
