"""Each source against its own past: silent where there is none, loud where it changes its ways."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from flows.validate.frames import validate_frames
from flows.validate.history import PAST, PROFILE, profile

TODAY = datetime.now(UTC)
USUAL = {
    "articles": 40.0, "words_an_article": 420.0, "dated": 0.95, "figures_an_article": 3.0, "statements_an_article": 2.0, "metric_known": 0.6,
    "subject_known": 0.7, "period_known": 0.4, "speaker_known": 0.8, "dong_scale": 26.0,
}  # fmt: skip
# fault, what the source's day looks like, the expectation that must catch it, its severity
FAULTS = [
    ("empty source", {"articles": 0}, "volume_not_low", "critical"),
    ("a source that lost nearly all of its articles", {"articles": 4}, "volume_not_low", "critical"),
    ("doubled volume", {"articles": 86}, "volume_not_high", "warning"),
    ("bodies cut", {"words_an_article": 90}, "rates_steady", "warning"),
    ("menus let in", {"words_an_article": 1400}, "rates_steady", "warning"),
    ("no dates any more", {"dated": 0.1}, "shares_steady", "warning"),
    ("language drifted: nothing is recognised", {"metric_known": 0.1}, "shares_steady", "warning"),
    ("speakers lost", {"speaker_known": 0.2}, "shares_steady", "warning"),
    ("figures no longer found", {"figures_an_article": 0.4}, "rates_steady", "warning"),
    ("amounts a thousandfold", {"dong_scale": 26 + 6.9}, "money_scale_steady", "warning"),
]


def past(
    runs: int, source: str = "bao.example", gap: timedelta = timedelta(days=1), until: datetime = TODAY
) -> pl.DataFrame:
    """The profiles of runs a day apart, each a little different."""
    rows = [
        (source, measure, value * (1 + 0.02 * (i % 3 - 1)), 40, f"r{i}", until - (runs - i) * gap)
        for i in range(runs)
        for measure, value in USUAL.items()
    ]
    rows += [("*", "rejected", 0.02, 50, f"r{i}", until - (runs - i) * gap) for i in range(runs)]
    return pl.DataFrame(rows, schema=PAST, orient="row")


def today(source: str = "bao.example", rejected: float = 0.03, **changes: float) -> pl.DataFrame:
    rows = [
        (source, m, float(v), 40) for m, v in (USUAL | changes).items() if not (m == "articles" and v == 0)
    ]
    return pl.DataFrame([*rows, ("*", "rejected", rejected, 50)], schema=PROFILE, orient="row")


@pytest.fixture(scope="module")
def staging(healthy, tmp_path_factory):
    return healthy().write(tmp_path_factory.mktemp("history"))


def failed(staging, now: pl.DataFrame, before: pl.DataFrame | None) -> list[tuple[str, str, str | None]]:
    rows = validate_frames(staging, frozenset(), now, before).results.filter(~pl.col("success"))
    return rows.select("expectation", "severity", "source").rows()


@pytest.mark.parametrize("fault", FAULTS, ids=[f[0] for f in FAULTS])
def test_a_source_that_changes_its_ways_is_named(staging, fault):
    _, changes, expectation, severity = fault
    assert (f"history.{expectation}", severity, "bao.example") in failed(staging, today(**changes), past(8))


def test_more_rejections_than_ever_are_a_warning(staging):
    assert failed(staging, today(rejected=0.6), past(8)) == [
        ("history.rejected_share_steady", "warning", "*")
    ]


def test_a_source_silent_three_times_longer_than_ever_is_stale(staging):
    silent = past(8, "im.example", until=TODAY - timedelta(days=6))
    small = silent.with_columns(value=pl.when(pl.col("measure") == "articles").then(3.0).otherwise("value"))
    assert ("history.source_fresh", "warning", "im.example") in failed(
        staging, today(), pl.concat([past(8), small])
    )
    assert failed(staging, today(), past(8).vstack(past(8, "im.example").filter(pl.lit(False)))) == []


def test_what_is_too_low_stops_and_says_what_to_do(staging):
    outcome = validate_frames(staging, frozenset(), today(articles=4), past(8))
    (stop,) = outcome.stops
    assert "bao.example" in stop and "khotin run SOURCE" in stop


def test_a_usual_day_raises_nothing(staging):
    assert failed(staging, today(), past(8)) == []


def test_it_is_silent_before_five_scheduled_runs_and_in_a_run_by_hand(staging):
    strange = today(articles=4, metric_known=0.0, dong_scale=40.0)
    assert failed(staging, strange, past(4)) == []
    assert failed(staging, strange, None) == []
    assert failed(staging, strange, past(0)) == []


def test_a_profile_counts_what_a_run_staged(healthy, tmp_path):
    staged = healthy()
    staged.rows["rejected"] = [{"origin": "origin0", "sha256": "sha0", "reason": "empty"}]
    folder = staged.write(tmp_path / "staged")
    (folder / "documents").mkdir()
    documents = pl.DataFrame([{"origin": f"origin{i}", "sha256": f"sha{i}"} for i in range(3)])
    documents.write_parquet(folder / "documents" / "1.parquet")
    told = {(s, m): v for s, m, v, _ in profile(folder).rows()}
    assert told["baobacha.example", "articles"] == 2 and told["baobacha.example", "metric_known"] == 1
    assert told["*", "articles"] == 2 and told["*", "rejected"] == pytest.approx(1 / 3)
