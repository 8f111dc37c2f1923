"""A warehouse in DuckLake: the same rows as the file, only what differs written, older snapshots readable."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.files import connected
from flows.load import lake, snapshots
from flows.load.extensions import LakeMovedOn
from flows.load.hashes import hashes
from flows.load.publications import Publication
from tests.conftest import here

try:
    for needed in ("ducklake", "sqlite_scanner", "postgres_scanner"):
        lake.extension(needed)
except lake.LakeRefused as missing:
    pytest.skip(str(missing), allow_module_level=True)


def of(file: Path) -> dict[str, str]:
    with connected(file, read_only=True) as connection:
        return hashes(connection)


@pytest.fixture
def file(empty: Path, tmp_path: Path) -> Path:
    """A warehouse with reference dimensions, that a test may change."""
    copy = tmp_path / "kho" / "it's.duckdb"  # a quote in a name is no end of a text
    copy.parent.mkdir()
    shutil.copy(empty, copy)
    copy.chmod(0o644)
    return copy


def amend(file: Path) -> None:
    """One row of dim_metric changed, one taken out."""
    with connected(file) as connection:
        connection.execute(
            "UPDATE dim_metric SET name_en = 'Changed' WHERE metric = (SELECT min(metric) FROM dim_metric)"
        )
        connection.execute("DELETE FROM dim_metric WHERE metric = (SELECT max(metric) FROM dim_metric)")


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """The words by which libpq reaches a PostgreSQL of the test's own, on a socket; it runs as `postgres` where root tests."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin")) or [
        Path(found).parent for found in [shutil.which("initdb")] if found
    ]
    if not programs:
        pytest.skip("no PostgreSQL: apt-get install postgresql")
    user = {"user": "postgres", "group": "postgres"} if os.getuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(dir="/tmp"))  # a socket's path is short, and root's own folders are closed

    def run(program: str, *words: str) -> None:
        subprocess.run(
            [programs[-1] / program, *words], check=True, stdout=subprocess.DEVNULL, cwd="/", **user
        )  # type: ignore[call-overload]

    try:
        if user:
            shutil.chown(folder, **user)
        data = str(folder / "data")
        run("initdb", "-D", data, "-U", "kho", "-A", "trust", "--no-sync")
        run(
            "pg_ctl",
            "-D",
            data,
            "-w",
            "-l",
            f"{folder}/log",
            "-o",
            f"-F -k {folder} -c listen_addresses=",
            "start",
        )
        run("createdb", "-h", str(folder), "-U", "kho", "merged")
        yield f"dbname=postgres user=kho host={folder}"
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize("kind", ["duckdb", "sqlite", "postgres"])
def test_a_lake_holds_what_the_file_holds_and_gives_it_back(
    kind: str, file: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    where = request.getfixturevalue("postgres") if kind == "postgres" else tmp_path / "kho.lake"
    there, before = f"ducklake:{kind}:{where}", of(file)
    told = here("migrate-warehouse", str(file), there, "--data", f"{tmp_path}/data", warehouse=file)
    assert "equal hashes" in told.stdout
    at = lake.address(there, tmp_path / "data")
    assert lake.push(file, at) == []
    first = snapshots.listed(at)[-1][0]

    amend(file)
    assert lake.push(file, at, "run 2") == [lake.Written("main.dim_metric", 2, 1)]
    assert snapshots.listed(at)[-1] == (first + 1, "run 2")
    query = "SELECT count(*) AS n FROM dim_metric WHERE name_en = 'Changed'"
    assert here("sql", query, "--format", "json", warehouse=Path(there)).stdout == '{"n": 1}\n'
    beside = {"KHOTIN_LAKE_HOME": f"{tmp_path}/home"}
    mended = here("doctor", "--mend", warehouse=Path(there), check=False, beside=beside)
    assert "the lake holds what its home published" in mended.stdout, (mended.stderr, mended.exception)
    assert of(tmp_path / "home" / "khotin.duckdb") == of(file)

    assert lake.pull(at, tmp_path / "new.duckdb") == of(file)
    lake.pull(at, tmp_path / "old.duckdb", first)
    assert of(tmp_path / "new.duckdb") == of(file) != before
    assert of(tmp_path / "old.duckdb") == before


# A process that publishes, and stops before its commit, with all files of its snapshot written, for as long as it is let.
HALTED = """
import sys
from pathlib import Path
from flows.load import lake
def halt(*_):
    print("written", flush=True)
    sys.stdin.read()
lake._commit = halt
lake.push(Path(sys.argv[1]), lake.address(sys.argv[2]))
"""


def test_a_writer_that_is_killed_leaves_the_last_snapshot_and_readers_never_see_half(
    file: Path, tmp_path: Path
) -> None:
    there = lake.address(f"ducklake:sqlite:{tmp_path / 'kho.lake'}")
    lake.push(file, there)
    before, held = of(file), snapshots.listed(there)
    amend(file)
    writer = subprocess.Popen(
        [sys.executable, "-c", HALTED, str(file), there.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert writer.stdin and writer.stdout
    with lake.reading(there) as reader:
        assert writer.stdout.readline() == b"written\n"
        assert hashes(reader) == before
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        assert hashes(reader) == before
        assert snapshots.listed(there) == held
        assert lake.push(file, there) == [lake.Written("main.dim_metric", 2, 1)]
        assert hashes(reader) == of(file)


def test_of_two_writers_at_once_the_later_is_refused_and_so_is_one_that_builds_on_what_is_old(
    file: Path, tmp_path: Path
) -> None:
    there = lake.address(f"ducklake:sqlite:{tmp_path / 'kho.lake'}")
    first, second = Publication("1", "a home"), Publication("2", "another home")
    lake.push(file, there, publication=first)
    with lake.attached(there) as slow, lake.attached(there) as quick:
        for connection in (slow, quick):
            connection.execute(
                "USE lake; BEGIN; INSERT INTO main.migration SELECT * FROM main.migration LIMIT 1"
            )
        lake._commit(quick, there, "quick", second)
        with pytest.raises(LakeMovedOn, match="another writer"):
            lake._commit(slow, there, "slow", first)
    with pytest.raises(LakeMovedOn, match="another home published"):
        lake.push(file, there, publication=Publication("3", "a home"), base="1")
    with pytest.raises(lake.LakeRefused, match="a copy would take out"):
        lake.push(file, there)
    assert [told for _, told in snapshots.listed(there)][-1] == "quick"


def test_extensions_come_from_their_wheels_and_none_is_fetched(file: Path, tmp_path: Path) -> None:
    with lake.attached(lake.address(f"ducklake:sqlite:{tmp_path / 'kho.lake'}")) as connection:
        connection.execute(f"SET extension_directory = '{tmp_path / 'extensions'}'")
        with pytest.raises(duckdb.Error, match="spatial"):
            connection.execute("SELECT ST_Point(1, 2)")
        loaded = connection.execute(
            "SELECT extension_name FROM duckdb_extensions() WHERE loaded AND install_mode <> 'STATICALLY_LINKED' ORDER BY 1"
        ).fetchall()
    assert loaded == [("ducklake",), ("sqlite_scanner",)]
    assert not (tmp_path / "extensions").exists()


def test_an_address_that_is_none_is_refused_without_its_words() -> None:
    for told in ("ducklake:mysql:secret", "ducklake:sqlite:", "ducklake:postgres:dbname=kho password=secret"):
        with pytest.raises(lake.LakeRefused) as refused:
            lake.address(told)
        assert "secret" not in str(refused.value)


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_small_files_are_merged_and_every_snapshot_reads_as_before(
    kind: str, file: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    where = str(tmp_path / "kho.lake")
    if kind == "postgres":
        where = request.getfixturevalue("postgres").replace("=postgres", "=merged")
    at = lake.address(f"ducklake:{kind}:{where}", tmp_path / "data")
    for run in range(4):
        with connected(file) as connection:
            connection.execute("INSERT INTO dim_unit SELECT 'u' || $1 || '-' || i, 'đơn vị', 'unit', 'count' FROM range(50) AS r (i)", [run])  # fmt: skip
            connection.execute("DELETE FROM dim_unit WHERE unit LIKE 'u0-1%' AND $1 = 3", [run])
        lake.push(file, at, f"run {run}")

    def told() -> dict[int, tuple]:
        with lake.attached(at) as connection:
            query = "SELECT count(*), sum(hash(unit)) FROM lake.main.dim_unit AT (VERSION => {})"
            return {n: connection.execute(query.format(n)).fetchone() for n, said in snapshots.listed(at) if said.startswith("run")}  # fmt: skip

    before = told()
    assert len(set(before.values())) == 4
    small, merged = snapshots.compact(at, tmp_path)
    assert small > merged >= 1 and told() == before
    assert snapshots.listed(at)[-1][1] == "compaction"
    lasting = snapshots.listed(at)
    assert snapshots.compact(at, tmp_path) == (0, 0) and snapshots.listed(at) == lasting
    # What publications are kept is counted without the snapshots that merged.
    assert snapshots.expire(at, 1) == (len(lasting) - 4, 0)
    assert lake.push(file, at) == [] and told() == dict(list(before.items())[2:])
