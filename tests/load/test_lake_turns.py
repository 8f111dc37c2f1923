"""The turns of a lake's homes: one lease, a publication built on the one before it, and what a home gets and keeps when it catches up."""

import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from flows.contracts import DOCUMENTS, key
from flows.files import connected
from flows.load import books, captures, lake, lake_home, lease, ops, publish, tombstones
from flows.load.judgement import OVERRIDES
from flows.load.lake import Lake
from tests.load.test_lake import of, postgres  # noqa: F401 (a fixture)

try:
    for needed in ("ducklake", "sqlite_scanner", "postgres_scanner"):
        lake.extension(needed)
except lake.LakeRefused as missing:
    pytest.skip(str(missing), allow_module_level=True)

NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgres"])
def there(request: pytest.FixtureRequest, tmp_path: Path) -> Lake:
    where = request.getfixturevalue("postgres") if request.param == "postgres" else tmp_path / "kho.lake"
    return lake.address(f"ducklake:{request.param}:{where}")


def test_one_home_holds_the_lease_and_one_that_died_keeps_nobody_waiting_longer_than_its_term(
    there, monkeypatch
):
    with lease.held(there, "đất:/a'b", 0):
        assert lease.told(there).holder == "đất:/a'b"
        with pytest.raises(lease.LakeBusy, match="đất:/a'b publishes into"), lease.held(there, "nước:/c", 0):
            pass
        lease.check(there, "đất:/a'b")
        with pytest.raises(lake.LakeRefused, match="has taken the lease"):
            lease.check(there, "nước:/c")
    assert lease.told(there) is None

    monkeypatch.setattr(lease, "TERM", 4)
    lease._asked(there, lease.TAKE, "đất:/a'b")  # and no more: as one does that is killed
    with lease.held(there, "nước:/c", 30):
        first = lease.told(there).until
        while lease.told(there).until == first:  # it is put off meanwhile
            time.sleep(0.2)
    lease._asked(there, lease.TAKE, "đất:/a'b")
    with lease.held(there, "đất:/a'b", 0):  # its own home, which has one writer, does not wait
        pass


# A process that holds a home's turn until it is killed.
HOLDING = """
import sys
from pathlib import Path
from flows.load import publish
with publish.locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


class Two:
    """Two homes of a lake; each can publish a star with a document."""

    def __init__(self, folder: Path, empty: Path) -> None:
        self.there = f"ducklake:sqlite:{folder / 'kho.lake'}"
        self.one, self.two = (
            lake_home.linked(self.there, None, str(folder / name)) for name in ("one", "two")
        )
        shutil.copy(empty, self.one)
        with publish.locked(self.one):
            publish.publish_books(self.one)

    def document(self, home: Path, name: str) -> str:
        """The SHA-256 of a document that lies in a home's landing."""
        sha = name.encode().hex().ljust(64, "0")
        file = home.parent / "landing" / sha[:2] / sha[2:4] / sha
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"Bài {name}")
        return sha

    def publish(self, home: Path, name: str) -> str:
        """The id of a run that takes in a document and publishes generation by generation; a mark of it stands in the star."""
        run_id = f"20260102T00000{len(name)}-{name.encode().hex()[:6].ljust(6, '0')}"
        sha = self.document(home, name)
        with publish.locked(home), publish.writing(home) as work:
            work.connection.execute("UPDATE dim_topic SET name_en = ?", [name])
            ops.start_run(home, run_id, "rules")
            row = dict.fromkeys(DOCUMENTS) | {
                "sha256": sha,
                "origin": f"bao/{name}",
                "media_type": "text/plain",
                "fetched_at": NOW,
            }
            taken = pl.DataFrame([row], schema=DOCUMENTS).with_columns(
                capture_id=key("origin", "sha256", "fetched_at")
            )
            ops.record(home, "capture", taken, run_id=run_id)
            dealt = pl.DataFrame({"origin": [f"bao/{name}"], "sha256": [sha], "outcome": ["loaded"]})
            ops.record(home, "document", dealt, run_id=run_id)
            generation = publish.next_generation(home)
            ops.finish_run(home, run_id, "published", generation=generation)
            publish.publish(work, generation, 2)
        return run_id

    def in_lake(self, query: str) -> list[tuple[object, ...]]:
        with lake.reading(lake.address(self.there)) as star:
            return star.execute(query).fetchall()


@pytest.fixture
def homes(tmp_path: Path, empty: Path) -> Two:
    return Two(tmp_path, empty)


def known(home: Path) -> list[str]:
    return sorted(ops.known(home)["origin"])


def states(home: Path) -> dict[str, str]:
    return {row["run_id"]: row["state"] for row in ops.last_runs(home, 20)}


def test_a_home_gets_what_another_published_and_goes_on_from_there(homes):
    first = homes.publish(homes.one, "a")
    second = homes.publish(homes.two, "b")  # a new machine: its home is made from the lake in its first turn
    assert known(homes.two) == ["bao/a", "bao/b"]
    assert of(homes.two) == dict(of(homes.two), **of(homes.two))
    assert homes.in_lake("SELECT DISTINCT name_en FROM dim_topic") == [("b",)]
    assert homes.in_lake("SELECT run_id, generation FROM ops.run ORDER BY generation") == [
        (first, 1),
        (second, 2),
    ]
    homes.publish(homes.one, "cc")
    assert known(homes.one) == ["bao/a", "bao/b", "bao/cc"]
    assert states(homes.one) == dict.fromkeys(states(homes.one), "published")
    assert ops.generation(homes.one) == 3
    landing = [p.name for p in (homes.one.parent / "landing").rglob("*") if p.is_file()]
    assert len(landing) == 3
    published = [told for told in lake_home.writers(homes.two) if "published by" in told]
    assert (
        len(published) == 2
        and f"generation 3 of the lake was published by {lake_home.holder(homes.one)}" in published[0]
    )


def test_a_writer_that_is_killed_in_its_turn_leaves_the_last_snapshot_and_its_home_goes_on_at_once(homes):
    homes.publish(homes.one, "a")
    before = homes.in_lake("SELECT * FROM lake.snapshots()")
    writer = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(homes.one)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert writer.stdout and writer.stdout.readline() == b"held\n"
    with pytest.raises(publish.WarehouseBusy, match="publishes into"), publish.locked(homes.two):
        pass
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    assert homes.in_lake("SELECT * FROM lake.snapshots()") == before
    homes.publish(homes.one, "b")
    assert homes.in_lake("SELECT DISTINCT name_en FROM dim_topic") == [("b",)]


def test_what_never_came_into_the_lake_is_brought_in_again_when_another_home_went_on(homes, monkeypatch):
    homes.publish(homes.two, "a")
    with monkeypatch.context() as away:
        away.setattr(lake, "_opened", lambda *_: (_ for _ in ()).throw(OSError("the lake is away")))
        lost = homes.publish(homes.two, "lost")
        books.judge(
            homes.two,
            "override",
            pl.DataFrame([("f1", "reject", None, "misread", "Hoa", NOW)], schema=OVERRIDES, orient="row"),
        )
    assert "the lake is away" in lake_home.behind(homes.two)
    assert lake_home.agreed_generation(homes.two) < ops.generation(homes.two)

    homes.publish(homes.one, "b")
    with publish.locked(homes.two):
        assert not lake_home.behind(homes.two)
    assert states(homes.two)[lost] == "left_behind"
    assert known(homes.two) == ["bao/a", "bao/b"]
    assert ops.left_behind(homes.two)["origin"].to_list() == ["bao/lost"]
    assert lake_home.unjudged(homes.two) and ops.overrides(homes.two)["fact_id"].to_list() == ["f1"]

    homes.publish(homes.two, "lost")  # as a run does with what was left behind
    assert ops.left_behind(homes.two).is_empty()
    assert homes.in_lake("SELECT fact_id FROM ops.override") == [("f1",)]
    assert ("bao/lost",) in homes.in_lake("SELECT origin FROM ops.document")


def test_what_was_published_on_what_is_old_does_not_come_into_the_lake(homes):
    homes.publish(homes.two, "a")
    with publish.locked(homes.two):
        # Its process slept longer than its term, and the other home had a turn.
        lease._asked(lake.address(homes.there), lease.GIVE_BACK, lake_home.holder(homes.two))
        homes.publish(homes.one, "b")
        publish.publish_books(homes.two)
    assert lake_home.overtaken(homes.two) and "published generation 2" in lake_home.behind(homes.two)
    assert homes.in_lake("SELECT DISTINCT name_en FROM dim_topic") == [("b",)]


def test_judgements_pauses_and_holds_of_both_homes_hold_in_both(homes):
    homes.publish(homes.two, "a")
    for home, fact, source in ((homes.one, "f1", "bao-a"), (homes.two, "f2", "bao-b")):
        with publish.locked(home):
            books.judge(
                home,
                "override",
                pl.DataFrame([(fact, "reject", None, "misread", "Hoa", NOW)], schema=OVERRIDES, orient="row"),
            )
            captures.put_state(home, source, {"active": False})
            publish.publish_books(home)
    with publish.locked(homes.one):
        pass
    for home in (homes.one, homes.two):
        assert sorted(ops.overrides(home)["fact_id"]) == ["f1", "f2"]
        assert {n: s["active"] for n, s in captures.states(home).items()} == {"bao-a": False, "bao-b": False}
        assert (home.parent / "judgements.jsonl").read_text().count("misread") == 2
    captures.put_state(homes.one, "bao-b", {"active": True})
    homes.publish(homes.two, "b")
    homes.publish(homes.one, "c")
    assert captures.states(homes.one)["bao-b"]["active"] is True


def test_what_one_home_forgot_waits_in_no_other(homes):
    homes.publish(homes.two, "a")
    with publish.locked(homes.one):
        held = tombstones.book(homes.one, [(tombstones.DOCUMENT, "sha")], "asked for", "Hoa")
        publish.publish_books(homes.one)
    assert held.holds(tombstones.DOCUMENT, "sha")

    # A turn of the other home does not pass over it: first what was forgotten is taken out there too.
    with publish.locked(homes.two):
        assert tombstones.count(homes.two) == 0
        with connected(homes.two, read_only=True) as star:
            assert star.execute("SELECT count(*) FROM ops.tombstone").fetchone() == (0,)
    with publish.locked_here(homes.two):
        assert lake_home.forgotten_elsewhere(homes.two)
    with publish.locked(homes.two):
        assert tombstones.load(homes.two).holds(tombstones.DOCUMENT, "sha")
        assert not lake_home.behind(homes.two)
