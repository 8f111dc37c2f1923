"""Runs whose warehouse is a lake: they work in its home, and what they publish is a snapshot of the lake."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows.files import connected
from flows.load import lake, lake_home, ops, publish, published, snapshots
from flows.load.hashes import hashes
from tests.conftest import REVENUE, here, khotin
from tests.load.test_lake import of, postgres  # noqa: F401 (a fixture)

try:
    for needed in ("ducklake", "sqlite_scanner", "postgres_scanner"):
        lake.extension(needed)
except lake.LakeRefused as missing:
    pytest.skip(str(missing), allow_module_level=True)


def articles(folder: Path, *amounts: str) -> str:
    """A folder of articles that tell these amounts."""
    folder.mkdir(exist_ok=True)
    for amount in amounts:
        (folder / f"{amount}.txt").write_text(REVENUE.format(amount=amount), encoding="utf-8")
    return str(folder)


def told(command: list[str], where: Path | str, **beside: str) -> str:
    return khotin(*command, warehouse=Path(where), beside=beside).stdout


def in_lake(there: str) -> dict[str, str]:
    with lake.reading(lake.address(there)) as connection:
        return hashes(connection)


def messages(there: str) -> int:
    return len(snapshots.listed(lake.address(there)))


def kept(at: lake.Lake, words: str) -> bool:
    """Whether a file of a lake tells the words: its catalogue, and its data as read by DuckDB, whatever snapshot has it."""
    files = [p for p in Path(at.data).rglob("*") if p.is_file()]
    with connected() as connection:
        rows = [r for p in files for r in connection.execute(f"SELECT t::VARCHAR FROM '{p}' AS t").fetchall()]
    catalogue = b"".join(p.read_bytes() for p in at.file.parent.glob(f"{at.file.name}*") if p.is_file())
    return any(words in row for (row,) in rows) or words.encode() in catalogue


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_run_publishes_into_the_lake_what_the_plain_run_publishes(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    where = request.getfixturevalue("postgres") if kind == "postgres" else tmp_path / "kho.lake"
    there, given = f"ducklake:{kind}:{where}", articles(tmp_path / "bao", "56.200", "60.100")
    beside = {"KHOTIN_LAKE_DATA": str(tmp_path / "data"), "KHOTIN_HOME": str(tmp_path)}
    plain = tmp_path / "plain" / "khotin.duckdb"
    told(["run", given], plain)
    told(["run", given], there, **beside)
    assert told(["status", "--hashes"], there) == told(["status", "--hashes"], plain)

    first = messages(there)
    fact = told(["sql", "select min(fact_id) from fact_measurement", "--format", "csv"], there).split()[-1]
    told(["override", "reject", fact, "--reason", "misread"], there, **beside)
    told(["override", "reject", fact, "--reason", "misread"], plain)
    assert messages(there) == first + 1
    assert told(["status", "--hashes"], there) == told(["status", "--hashes"], plain)
    assert "holds what" in told(["doctor"], there, **beside)


# A process that brings a home's lake up to date, and is killed before its commit, or after it before that is noted.
KILLED = """
import os, signal, sys
from pathlib import Path
from flows.load import lake, lake_home, ops, publish
def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)
pushed = lake.push
if sys.argv[2] == "before":
    lake._commit = killed
else:
    lake.push = lambda *told: killed(pushed(*told))
warehouse = Path(sys.argv[1])
with publish.locked(warehouse):
    publish.publish_books(warehouse)
"""


@pytest.fixture
def home(empty: Path, tmp_path: Path) -> tuple[str, Path]:
    """A lake with its home, which has published a star once."""
    there = f"ducklake:sqlite:{tmp_path / 'kho.lake'}"
    warehouse = lake_home.linked(there)
    shutil.copy(empty, warehouse)
    with publish.locked(warehouse):
        publish.publish_books(warehouse)
    assert in_lake(there) == of(warehouse) and not lake_home.behind(warehouse)
    return there, warehouse


@pytest.mark.parametrize("when", ["before", "after"])
def test_what_a_killed_process_published_reaches_the_lake_at_the_next_start(when, home, tmp_path):
    there, warehouse = home
    with publish.locked(warehouse), publish.writing(warehouse) as work:
        work.connection.execute("UPDATE dim_metric SET name_en = 'Changed'")
        work.connection.execute("CHECKPOINT")
        shutil.copy(work.path, tmp_path / "next.duckdb")
    (tmp_path / "next.duckdb").replace(warehouse)
    before, count = in_lake(there), messages(there)
    dead = subprocess.run(
        [sys.executable, "-c", KILLED, str(warehouse), when], capture_output=True, text=True
    )
    assert dead.returncode == -signal.SIGKILL, dead.stderr
    assert (in_lake(there) == before) == (when == "before")
    assert "not yet in" in str(lake_home.behind(warehouse))

    here("run", articles(tmp_path / "none_new"), warehouse=Path(there), check=False)
    assert not lake_home.behind(warehouse)
    assert in_lake(there) == of(warehouse) != before
    assert messages(there) == count + 1


def test_a_lake_that_cannot_be_written_leaves_the_home_published_and_is_told(home, monkeypatch, caplog):
    there, warehouse = home
    with monkeypatch.context() as broken:
        broken.setattr(
            lake, "_commit", lambda *_: (_ for _ in ()).throw(OSError("the disk of the lake is full"))
        )
        with publish.locked(warehouse), publish.writing(warehouse) as work:
            work.connection.execute("UPDATE dim_metric SET name_en = 'Changed'")
            publish.publish(work, 1, 1)
    assert "not yet in ducklake:sqlite" in caplog.text and "the disk of the lake is full" in caplog.text
    assert "the disk of the lake is full" in here("doctor", warehouse=Path(there), check=False).stdout
    assert in_lake(there) != of(warehouse)
    assert (
        "the lake holds what its home published"
        in here("doctor", "--mend", warehouse=Path(there), check=False).stdout
    )
    assert in_lake(there) == of(warehouse)


def test_a_home_publishes_into_one_lake(home, tmp_path):
    there, warehouse = home
    assert lake_home.linked(there) == warehouse
    with pytest.raises(lake.LakeRefused, match=r"publishes into ducklake:sqlite:.* not into"):
        lake_home.linked(there, str(tmp_path / "elsewhere"))


def test_a_copy_that_was_migrated_goes_on_as_the_home_of_its_lake(home, tmp_path):
    there, warehouse = home
    shutil.rmtree(warehouse.parent)
    here("migrate-warehouse", there, str(warehouse), warehouse=warehouse)
    assert "restored from" in here("doctor", "--mend", warehouse=warehouse, check=False).stdout
    assert lake_home.linked(there) == warehouse
    count = messages(there)
    with publish.locked(warehouse):
        lake_home.bring(warehouse)
    assert messages(there) <= count + 1 and in_lake(there) == of(warehouse)


def test_rollback_goes_back_by_snapshots_beyond_the_kept_files_and_prune_ends_them(home, monkeypatch):
    there, warehouse = home
    monkeypatch.setenv("KHOTIN_KEEP_GENERATIONS", "1")
    name = "SELECT DISTINCT name_en FROM dim_topic"
    for generation in (1, 2, 3):
        run_id = f"20260101T00000{generation}-00000{generation}"
        with publish.locked(warehouse), publish.writing(warehouse) as work:
            work.connection.execute("UPDATE dim_topic SET name_en = ?", [f"Generation {generation}"])
            ops.start_run(warehouse, run_id, "rules")
            ops.finish_run(warehouse, run_id, "published", generation=generation)
            publish.publish(work, generation, keep=1)
    assert [p.stem for p in published.generations(warehouse)] == ["000002"]
    at = lake.address(there)
    assert list(snapshots.generations(at)) == [1, 2, 3]

    here("rollback", "2", warehouse=Path(there))
    with lake.reading(at) as star:
        assert star.execute(name).fetchall() == [("Generation 1",)]
    assert in_lake(there) == of(warehouse)
    assert here("rollback", "9", warehouse=Path(there), check=False).exit_code

    count = messages(there)
    assert "snapshots of the lake" in here("prune", "--dry-run", warehouse=Path(there)).stdout
    assert messages(there) == count
    here("prune", warehouse=Path(there))
    assert list(snapshots.generations(at)) == [3, 4]  # the last, and as many before it as are kept
    assert in_lake(there) == of(warehouse)


@pytest.mark.parametrize("kind", ["sqlite", "duckdb"])
def test_what_is_forgotten_is_in_no_file_of_the_lake(kind: str, tmp_path: Path) -> None:
    there = f"ducklake:{kind}:{tmp_path / 'kho.lake'}"
    at, given = lake.address(there), articles(tmp_path / "bao", "56.200", "60.100")
    here("run", given, warehouse=Path(there))
    assert kept(at, "60.100")
    (article,) = here("sql", "select article_id from mart.articles where text like '%60.100%'", "--format", "csv", warehouse=Path(there)).stdout.split()[1:]  # fmt: skip

    (tmp_path / "bao" / "60.100.txt").unlink()
    here("forget", article, "--reason", "the paper took it down", "--yes", warehouse=Path(there))
    assert not kept(at, "60.100") and kept(at, "56.200")
    assert len(snapshots.listed(at)) == 1
    assert in_lake(there) == of(lake_home.linked(there))


def test_a_lake_that_was_lost_is_made_anew_from_its_home(home):
    there, warehouse = home
    at = lake.address(there)
    at.file.unlink()
    shutil.rmtree(at.data)
    assert "not yet in" in lake_home.behind(warehouse)
    with publish.locked(warehouse):
        lake_home.bring(warehouse)
    assert in_lake(there) == of(warehouse) and not lake_home.behind(warehouse)


def test_a_warehouse_without_a_lake_opens_none(empty, tmp_path, monkeypatch):
    warehouse = tmp_path / "khotin.duckdb"
    shutil.copy(empty, warehouse)
    monkeypatch.setattr(lake, "_opened", None)
    lake_home.bring(warehouse)
    assert lake_home.behind(warehouse) is None and lake_home.lake_of(warehouse) is None
    assert list(tmp_path.iterdir()) == [warehouse]
