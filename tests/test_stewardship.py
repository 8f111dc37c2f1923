"""What a steward corrects stays corrected: replay, rebuild, rollback and judgements, on a real warehouse."""

import json
import re
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows import stewardship
from flows.assets import root, rules_version
from flows.contracts import FACTS
from flows.load import aside, generations, journal, ops, publish, published
from flows.load.hashes import hashes
from flows.report.summary import RunSummary
from flows.run import booking, finish, reading
from flows.validate.frames import validate_frames
from tests.conftest import here, khotin

# What a broken rule might have made of a row: fact type, column, what it then says, the rows spoilt.
FAULTS = [
    ("measurements", "kind", "vibe", 4),
    ("measurements", "status", "maybe", 3),
    ("statements", "directness", "sideways", 4),
    ("position_observations", "tenure", "eternal", 4),
    ("mentions", "entity_kind", "animal", 4),
    ("targets", "comparator", "~", 1),
]


def rows(warehouse: Path, query: str, *parameters: object) -> list[tuple]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(query, list(parameters)).fetchall()


def star(warehouse: Path) -> dict[str, str]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return hashes(connection)


def spoil(staging: Path) -> list[str]:
    """Spoils staged rows that nothing leans on, as a broken rule would; the ids of the facts spoilt."""
    spoilt: list[str] = []
    for fact_type, column, value, count in FAULTS:
        frame = pl.read_parquet(staging / fact_type / "*.parquet")
        free = ~pl.col("fact_id").is_in(spoilt + leaned_on(staging))
        ids = frame.filter(free)["fact_id"].head(count).to_list()
        spoilt += ids
        said = pl.when(pl.col("fact_id").is_in(ids)).then(pl.lit(value)).otherwise(column)
        for file in (staging / fact_type).glob("*.parquet"):
            pl.read_parquet(file).with_columns(said.alias(column)).write_parquet(file)
    return spoilt


def leaned_on(staging: Path) -> list[str]:
    figures = pl.read_parquet(staging / "measurements" / "*.parquet")
    targets = pl.read_parquet(staging / "targets" / "*.parquet")
    columns = [figures["equivalent_of"], figures["part_of"], targets["measurement_id"]]
    return pl.concat([c.rename("leans_on") for c in columns]).drop_nulls().to_list()


@pytest.fixture(scope="module")
def faulty(tmp_path_factory) -> tuple[Path, list[str]]:
    """A warehouse of the sample articles that a broken rule read: 20 of its facts were set aside."""
    warehouse = tmp_path_factory.mktemp("faulty") / "khotin.duckdb"
    with publish.locked(warehouse):
        intake = reading.take_in([str(root() / "seeds" / "articles")], warehouse, 8_000_000)
        ops.start_run(warehouse, intake.run_id, rules_version())
        booking.book_captures(warehouse, intake.run_id, intake.staging)
        landing = warehouse.parent / "landing"
        counts: Counter[str] = Counter()
        for batch in intake.batches:
            counts.update(reading.read_batch(intake.staging, landing, batch))
        counts.update(reading.keep_one_of_each(intake.staging, warehouse))
        spoilt = spoil(intake.staging)
        outcome = validate_frames(intake.staging)
        ways = {way: counts[way] for way in ("loaded", "duplicate", "rejected")}
        none = {"loaded": 0, "repeats": 0, "quarantined": 0}
        run = RunSummary(intake.run_id, str(warehouse), {"read": intake.read, "unchanged": 0, **ways}).but(
            facts={name: {"extracted": counts[f"extracted {name}"], **none} for name in FACTS}
        )
        run = finish.load(run, intake.staging, outcome)
    assert run.stops == () and run.state == "published"
    return warehouse, spoilt


OPEN = "SELECT fact_id FROM dq.quarantine WHERE state = 'open' AND stage = '{}'"


def copied(warehouse: Path, folder: Path) -> Path:
    """A copy of a warehouse with all that lies beside it."""
    return Path(shutil.copytree(warehouse.parent, folder, dirs_exist_ok=True)) / warehouse.name


@dataclass(frozen=True)
class Replayed:
    """A warehouse of which all that was set aside was replayed with mended rules, and what the commands printed."""

    warehouse: Path
    listed: str
    printed: str


@pytest.fixture(scope="module")
def replayed(faulty, warm, tmp_path_factory) -> Replayed:
    """A copy of the faulty warehouse, mended."""
    warehouse = copied(faulty[0], tmp_path_factory.mktemp("replayed"))
    listed = here("quarantine", "list", warehouse=warehouse).stdout
    printed = here("quarantine", "replay", warehouse=warehouse, beside=warm).stdout
    return Replayed(warehouse, listed, printed)


def test_twenty_faults_mended_and_replayed_give_the_tables_of_a_clean_run(faulty, replayed, sample_run):
    warehouse, spoilt = faulty
    assert len(spoilt) == 20
    assert {f for (f,) in rows(warehouse, OPEN.format("frames"))} == set(spoilt)
    assert star(warehouse) != star(sample_run[0])
    assert "23 items" in replayed.listed  # with the three documents that are no articles

    assert "đã xuất bản" in replayed.printed
    assert star(replayed.warehouse) == star(sample_run[0])
    assert rows(replayed.warehouse, OPEN.format("frames")) == []
    left = "SELECT DISTINCT state, closed_by LIKE 'run %' FROM dq.quarantine WHERE stage = 'frames'"
    assert rows(replayed.warehouse, left) == [("replayed", True)]
    assert len(rows(replayed.warehouse, OPEN.format("ingest"))) == 3


def test_an_item_is_shown_with_its_words_marked_and_what_can_be_done(faulty):
    warehouse, spoilt = faulty
    item = next(i for i in aside.items(warehouse, None) if i["fact_id"] == spoilt[0])
    printed = here("quarantine", "show", item["quarantine_id"], warehouse=warehouse).stdout
    assert json.loads(item["payload"])["surface"] in printed
    assert "measurements.kind_known" in printed and item["origin"] in printed


def test_closing_an_item_needs_a_reason_and_says_who(faulty, tmp_path):
    warehouse = copied(faulty[0], tmp_path)
    item = next(i for i in aside.items(warehouse, "open") if i["reason"] == "empty")
    refused = here(
        "quarantine", "close", item["quarantine_id"], "--reason", " ", warehouse=warehouse, check=False
    )
    assert refused.exit_code == 1 and "needs a reason" in refused.stderr
    here(
        "quarantine",
        "close",
        item["quarantine_id"][:9],
        "--reason",
        "một tệp rỗng",
        "--by",
        "Lan",
        warehouse=warehouse,
    )
    told = "SELECT state, closed_by, closed_reason FROM dq.quarantine WHERE quarantine_id = ?"
    assert rows(warehouse, told, item["quarantine_id"]) == [("closed", "Lan", "một tệp rỗng")]
    with pytest.raises(aside.UnknownItem, match="quarantine list"):
        stewardship.close_items(warehouse, ["zzz"], "why", "Lan")

    fact = next(i for i in aside.items(warehouse, "open") if i["fact_id"])
    again = fact["quarantine_id"][:8]
    stewardship.close_items(warehouse, [again], "một quảng cáo", "Lan")
    said = {"reason": "nghĩ lại", "by": "Lan", "changes": {}, "batch_bytes": 8_000_000}
    for judge in (
        lambda: stewardship.override(warehouse, fact["fact_id"], "accept", **said),
        lambda: stewardship.replay(warehouse, 8_000_000, [again]),
        lambda: stewardship.close_items(warehouse, [again], "lần nữa", "Minh"),
    ):
        with pytest.raises(
            stewardship.NothingToDo, match=f"by Lan: một quảng cáo; `khotin quarantine reopen {again}`"
        ):
            judge()
    assert "opened again: 1" in here("quarantine", "reopen", again, warehouse=warehouse).stdout
    assert rows(warehouse, told, fact["quarantine_id"]) == [("open", None, None)]
    with pytest.raises(stewardship.NothingToDo, match="nobody closed"):
        stewardship.reopen_items(warehouse, [again])
    assert journal.told(warehouse.with_name("judgements.jsonl"))[-1]["row"]["state"] == "open"


REVENUE = "FROM mart.measurements WHERE metric = 'state_budget_revenue' AND kind = 'level' AND NOT is_repeat"


@pytest.fixture(scope="module")
def with_judgements(replayed, tmp_path_factory) -> tuple[Path, dict[str, str]]:
    """Three figures that a person judged: one rejected, one amended, one accepted."""
    warehouse = copied(replayed.warehouse, tmp_path_factory.mktemp("judged"))
    leaned = "(SELECT equivalent_of FROM mart.measurements UNION SELECT part_of FROM mart.measurements)"
    ids = [
        f
        for (f,) in rows(
            warehouse,
            f"SELECT fact_id {REVENUE} AND fact_id NOT IN (FROM {leaned} WHERE equivalent_of IS NOT NULL) ORDER BY 1 LIMIT 3",
        )
    ]
    told = dict(zip(("rejected", "amended", "accepted"), ids, strict=True))
    by = {"by": "Lan", "batch_bytes": 8_000_000, "warehouse": warehouse}
    stewardship.override(fact_id=told["rejected"], action="reject", reason="báo in nhầm", changes={}, **by)
    stewardship.override(
        fact_id=told["amended"],
        action="amend",
        reason="đính chính hôm sau",
        changes={"value": "1234000000", "subject": "Hà Nội"},
        **by,
    )
    stewardship.override(fact_id=told["accepted"], action="accept", reason="đã đối chiếu", changes={}, **by)
    return warehouse, told


@pytest.fixture
def judged(with_judgements, tmp_path) -> tuple[Path, dict[str, str]]:
    """A copy of that warehouse for a test of its own."""
    warehouse, told = with_judgements
    return copied(warehouse, tmp_path / "judged"), told


def judgement_holds(warehouse: Path, told: dict[str, str]) -> None:
    shown = dict(
        rows(warehouse, "SELECT fact_id, judgement FROM mart.measurements WHERE judgement IS NOT NULL")
    )
    assert shown == {told["amended"]: "amended", told["accepted"]: "accepted"}
    amended = "SELECT value::BIGINT, subject FROM mart.measurements WHERE fact_id = ?"
    assert rows(warehouse, amended, told["amended"]) == [(1_234_000_000, "Hà Nội")]
    assert rows(warehouse, "SELECT count(*) FROM mart.measurements WHERE fact_id = ?", told["rejected"]) == [
        (0,)
    ]


def test_a_judgement_is_seen_in_views_and_by_explain(with_judgements):
    warehouse, told = with_judgements
    judgement_holds(warehouse, told)
    rejected = here("explain", told["rejected"], warehouse=warehouse).stdout
    assert "reject" in rejected and "Lan" in rejected and "báo in nhầm" in rejected and "as read" in rejected
    amended = here("explain", told["amended"], warehouse=warehouse).stdout
    assert "1234000000" in amended and "đính chính hôm sau" in amended
    assert here("explain", told["amended"][:8], warehouse=warehouse).stdout == amended


def test_a_judgement_survives_rebuild_and_rollback_with_as_many_generations_as_the_setting_says(
    judged, monkeypatch, warm
):
    warehouse, told = judged
    assert len(published.generations(warehouse)) == 4
    monkeypatch.setenv("KHOTIN_KEEP_GENERATIONS", "2")
    printed = here("rebuild", "--yes", warehouse=warehouse, beside=warm).stdout
    assert "no fact differs" in printed  # the rules are those that read it
    assert len(published.generations(warehouse)) == 2
    judgement_holds(warehouse, told)

    refused = here("rollback", "3", warehouse=warehouse, check=False)
    assert refused.exit_code == 1 and "no generation 3 back" in refused.stderr
    assert re.search(r"kept are 5 \(override, 20[^)]*\), 1 \(manual, 20", refused.stderr)
    printed = here("rollback", warehouse=warehouse).stdout
    assert "`khotin rollback 3`" in printed and "generation 5 (override, 20" in printed
    assert "published again" in printed
    judgement_holds(warehouse, told)
    assert ops.held(warehouse)
    printed = here("resume", warehouse=warehouse).stdout
    assert "go on" in printed and ops.held(warehouse) is None


def test_a_rebuild_shows_what_new_rules_change_and_publishes_nothing_unless_told(
    with_judgements, tmp_path, monkeypatch, warm
):
    warehouse, _ = with_judgements
    ours = (root() / "seeds" / "reference" / "metrics.csv").read_text(encoding="utf-8").splitlines()
    changed = next(line for line in ours if line.startswith("state_budget_revenue,"))
    name = changed.split(",")[3]
    (tmp_path / "metrics.csv").write_text(
        "\n".join([ours[1], changed.replace(name, "thu bằng vỏ sò")]), encoding="utf-8"
    )
    monkeypatch.setenv("KHOTIN_SEEDS", str(tmp_path))
    before = star(warehouse)
    api = {"PREFECT_API_URL": warm["PREFECT_API_URL"]}  # processes of its own, which read these seeds
    done = khotin("rebuild", warehouse=warehouse, input="n\n", beside=api)
    assert "quantity_money" in done.stdout and "declined" in done.stdout
    assert star(warehouse) == before


def test_a_changed_mind_brings_the_fact_back_as_it_was_read(judged):
    warehouse, told = judged
    said = stewardship.override(warehouse, told["rejected"][:8], "accept", "báo đúng", "Minh", {}, 8_000_000)
    assert said.startswith(f"measurements {told['rejected']}: accept") and said.endswith("right as read")
    assert rows(warehouse, f"SELECT judgement {REVENUE} AND fact_id = ?", told["rejected"]) == [("accepted",)]


def test_a_judgement_says_what_it_changed_from_what_to_what_and_what_holds_now(judged):
    warehouse, told = judged
    figure = told["amended"]

    def said(action: str, reason: str = "", **changes: str) -> list[str]:
        by = {"reason": reason, "by": "Lan", "changes": changes, "batch_bytes": 8_000_000}
        return stewardship.override(warehouse, figure[:9], action, **by).splitlines()

    lines = said("amend", "số của tỉnh khác", subject="an giang")
    assert lines[0] == f"measurements {figure}: amend"
    assert "  subject: Hà Nội → An Giang" in lines
    assert lines[-1] == "nay / now: đã sửa / amended value=1,234,000,000, subject=An Giang"
    lines = said("undo")
    assert lines[1] == "rút lại / taken back: amend subject=An Giang (Lan: số của tỉnh khác)"
    assert "  subject: An Giang → Hà Nội" in lines
    lines = said("undo")
    assert any(line.startswith("  value: 1,234,000,000 → ") for line in lines)
    assert lines[-1] == "nay / now: như máy đọc / as read"
    assert said("reject", "báo in nhầm")[-1].endswith("rejected, no view has it")
    for short, words in ((figure[:4], "6 characters"), ("ffffffff", "no fact has the id")):
        with pytest.raises(ValueError, match=words):
            stewardship.override(warehouse, short, "accept", "x", "Lan", {}, 8_000_000)


def test_what_was_read_is_explained_once_however_many_words_were_said_and_that_the_article_was_withdrawn(
    judged,
):
    warehouse, told = judged
    said = {"reason": "nghĩ lại", "by": "Lan", "batch_bytes": 8_000_000}
    for action, changes in (("amend", {"status": "estimate"}), ("reject", {}), ("undo", {})):
        stewardship.override(warehouse, told["amended"], action, changes=changes, **said)
    page = here("explain", told["amended"], warehouse=warehouse).stdout
    assert page.count("judged:") == 4 and page.count("as read") == 1 and "withdrawn" not in page

    ((article_id,),) = rows(
        warehouse, "SELECT article_id FROM fact_measurement WHERE fact_id = ?", told["amended"]
    )
    stewardship.withdraw(warehouse, article_id, "tin vịt", "Lan")
    page = here("explain", told["amended"], warehouse=warehouse).stdout
    assert "withdrawn: " in page and "judged: tin vịt" in page


def test_lists_go_and_come_back_with_their_fact(judged):
    warehouse, _ = judged
    lists = ("bridge_event_host", "bridge_event_participant")
    before = {name: star(warehouse)[name] for name in lists}
    ((fact_id,),) = rows(warehouse, "SELECT fact_id FROM mart.events WHERE len(hosts) > 0 ORDER BY 1 LIMIT 1")
    said = {"reason": "xem lại", "by": "Lan", "batch_bytes": 8_000_000}
    stewardship.override(warehouse, fact_id, "reject", changes={}, **said)
    assert {name: star(warehouse)[name] for name in lists} != before
    stewardship.override(warehouse, fact_id, "accept", changes={}, **said)
    assert {name: star(warehouse)[name] for name in lists} == before
    stewardship.override(warehouse, fact_id, "amend", changes={"hosts": ["UBND tỉnh Bắc Hà"]}, **said)
    assert rows(warehouse, "SELECT hosts FROM mart.events WHERE fact_id = ?", fact_id) == [
        (["UBND tỉnh Bắc Hà"],)
    ]


def test_as_many_generations_are_kept_as_the_setting_says(judged, monkeypatch, warm):
    warehouse, told = judged
    monkeypatch.setenv("KHOTIN_KEEP_GENERATIONS", "2")
    for _ in range(2):
        stewardship.override(warehouse, told["accepted"], "accept", "xem lần nữa", "Lan", {}, 8_000_000)
        # the newest, and the star of the run before the one that people judged since
        assert [p.stem.lstrip("0") for p in published.generations(warehouse)][1:] == ["1"]
    with publish.locked(warehouse):
        assert generations.before_last_run(warehouse) == 2
    monkeypatch.setenv("KHOTIN_KEEP_GENERATIONS", "1")
    here("rebuild", "--yes", warehouse=warehouse, beside=warm)
    assert len(published.generations(warehouse)) == 1
    refused = here("rollback", "2", warehouse=warehouse, check=False)
    assert refused.exit_code == 1 and "no generation 2 back" in refused.stderr


@pytest.mark.parametrize(
    ("fact", "action", "reason", "changes", "words"),
    [
        ("accepted", "bless", "x", {}, "no judgement"),
        ("accepted", "reject", " ", {}, "needs a reason"),
        ("accepted", "amend", "x", {}, "--set"),
        ("accepted", "amend", "x", {"colour": "red"}, "no column colour"),
        ("accepted", "amend", "x", {"value": "many"}, "cannot amend"),
        ("accepted", "amend", "x", {"period_start": "0000-01-01"}, "years 1800 to 2199"),
        ("accepted", "amend", "x", {"unit": "usd"}, "the nearest USD"),
        ("nowhere", "reject", "x", {}, "no fact has the id nowhere"),
    ],
)
def test_a_judgement_that_cannot_hold_is_refused_and_leaves_no_trace(
    with_judgements, fact, action, reason, changes, words
):
    warehouse, told = with_judgements
    count = "SELECT count(*) FROM ops.override"
    before = rows(warehouse, count)
    with pytest.raises(ValueError, match=re.escape(words)):
        stewardship.override(warehouse, told.get(fact, fact), action, reason, "Lan", changes, 8_000_000)
    assert rows(warehouse, count) == before


POVERTY = """url: https://bao.example/tin/ho-ngheo.html
date: 2025-03-04
title: Tin vắn Thái Bình

Tỷ lệ hộ nghèo tỉnh Thái Bình năm 2024 là 140%.
"""


def test_a_fact_that_landed_by_a_word_goes_back_to_quarantine_with_it_also_from_the_article_s_later_text(
    tmp_path, warm
):
    warehouse, article = tmp_path / "khotin.duckdb", tmp_path / "bai" / "a.txt"
    article.parent.mkdir()
    rates = "SELECT surface, judgement FROM mart.measurements WHERE surface = '140%'"

    def run(text: str) -> None:
        article.write_text(text, encoding="utf-8")
        here("run", str(article.parent), warehouse=warehouse, beside=warm)

    run(POVERTY)
    ((fact_id,),) = rows(warehouse, OPEN.format("frames"))
    here("override", "accept", fact_id, "--reason", "báo viết vậy", warehouse=warehouse, beside=warm)
    run(POVERTY + "\nTỉnh có 260 xã.\n")
    assert rows(warehouse, rates) == [("140%", "accepted")]

    told = here("override", "undo", fact_id, warehouse=warehouse, beside=warm).stdout
    assert "read again" in told
    assert rows(warehouse, rates) == []
    set_aside = [i for (i,) in rows(warehouse, OPEN.format("frames"))]
    assert fact_id in set_aside and len(set_aside) == 2  # of each text one


HUNG = {
    "a": "Ông Nguyễn Mạnh Hùng, Giám đốc Sở Y tế tỉnh Bắc Giang, cho biết dịch đã giảm.",
    "b": "Giám đốc Sở Y tế tỉnh Bắc Giang Nguyễn Mạnh Hùng cho biết thuốc đã đủ.",
    "c": "Ông Nguyễn Mạnh Hùng, Giám đốc Công ty TNHH Hoa Đào, cho biết nhà máy đã chạy thử.",
}


def people(warehouse: Path) -> list[tuple[str, ...]]:
    """The files of each Nguyễn Mạnh Hùng."""
    told = "SELECT list(origin ORDER BY origin) FROM mart.identities JOIN mart.articles USING (article_id) WHERE identity = 'Nguyễn Mạnh Hùng' GROUP BY identity_id"
    return sorted(tuple(Path(o).stem for o in origins) for (origins,) in rows(warehouse, told))


def test_who_is_meant_is_judged_by_people_and_each_judgement_can_be_undone(tmp_path, warm):
    folder, warehouse = tmp_path / "bao", tmp_path / "k" / "khotin.duckdb"
    folder.mkdir()
    for i, (name, text) in enumerate(HUNG.items()):
        (folder / f"{name}.txt").write_text(
            f"date 2024-03-0{i + 1} Bản tin {name}\n\n{text}\n", encoding="utf-8"
        )
    here("run", str(folder), warehouse=warehouse, beside=warm)
    assert people(warehouse) == [("a", "b"), ("c",)]
    printed = here("identity", "show", "mạnh hùng", warehouse=warehouse).stdout
    assert here("identity", "show", "manh hung", warehouse=warehouse).stdout == printed
    assert "same_office" in printed and "Sở Y tế tỉnh Bắc Giang" in printed and "3 tellings of 2" in printed
    ((fact_id,), *_) = rows(warehouse, "SELECT fact_id FROM mart.position_observations WHERE organization LIKE 'Sở Y tế%'")  # fmt: skip
    explained = here("explain", fact_id, warehouse=warehouse).stdout
    assert "articles 2, same_office: Sở Y tế tỉnh Bắc Giang" in explained

    told = dict(rows(warehouse, "SELECT origin[-5:-5], telling_id FROM mart.identities JOIN mart.articles USING (article_id) WHERE told_as = 'Nguyễn Mạnh Hùng'"))  # fmt: skip
    identity = dict(rows(warehouse, "SELECT telling_id, identity_id FROM bridge_identity"))
    here("identity", "join", told["a"][:10], told["c"][:10], "--reason", "một người", warehouse=warehouse)  # fmt: skip
    assert people(warehouse) == [("a", "b", "c")]
    stewardship.identify(warehouse, "apart", [told["b"]], "trùng tên", "Lan")
    assert people(warehouse) == [("a", "c"), ("b",)]

    here("rebuild", "--yes", warehouse=warehouse, beside=warm)
    assert people(warehouse) == [("a", "c"), ("b",)]
    stewardship.rollback(warehouse, 3)
    assert people(warehouse) == [("a", "c"), ("b",)]

    here("identity", "undo", told["b"], told["c"], "--reason", "xem lại", warehouse=warehouse)
    assert people(warehouse) == [("a", "b"), ("c",)]
    assert len(rows(warehouse, "SELECT * FROM ops.identity")) == 4

    for verdict, ids in (("same", [told["a"], told["c"]]), ("apart", [told["c"]])):
        stewardship.identify(warehouse, verdict, ids, "nghĩ lại", "Lan")
    assert people(warehouse) == [("a", "b"), ("c",)]
    with pytest.raises(ValueError, match="apart already"):
        stewardship.identify(warehouse, "apart", [told["c"]], "nghĩ lại", "Lan")
    assert stewardship.identify(warehouse, "undone", [told["c"]], "nghĩ lại", "Lan") == 1

    for words, (verdict, *ids) in {
        "one telling is taken apart at a time": ("apart", identity[told["a"]]),
        "one already": ("same", told["a"], told["b"]),
        "cannot be one": ("same", told["a"], next(t for t in identity if t not in told.values())),
        "none has that id": ("same", told["a"], "zzzzzzzz"),
        "no judgement of these": ("undone", told["a"]),
    }.items():
        with pytest.raises(ValueError, match=words):
            stewardship.identify(warehouse, verdict, ids, "x", "Lan")
