"""Several homes of one lake: whoever publishes, in whatever order or at once, the lake holds what one home would that was given everything."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.files import connected
from flows.load import lake
from tests.conftest import REVENUE, here
from tests.load.conftest import news
from tests.load.test_lake import of, postgres  # noqa: F401 (a fixture)
from tests.load.test_lake_home import in_lake

try:
    for needed in ("ducklake", "sqlite_scanner", "postgres_scanner"):
        lake.extension(needed)
except lake.LakeRefused as missing:
    pytest.skip(str(missing), allow_module_level=True)

EARLY, LATE = "2025-01-09T08:00", "2025-01-10T08:00"
CHAIR = "Ông Trần Quốc Thuận, Chủ tịch UBND tỉnh Quảng Ninh, cho biết cầu mới đã thông xe."
# What two homes are given: an article each, one that both have, one that the later has corrected, and a person whom both tell of.
GIVEN = {
    "first": {
        "thu.txt": REVENUE.format(amount="56.200"),
        "chung.txt": REVENUE.format(amount="41.300").replace("Quảng Ninh", "Hải Dương"),
        "sua.txt": REVENUE.format(amount="9.100").replace("Quảng Ninh", "Nam Định"),
    },
    "second": {
        "cau.txt": news("2025-01-08", "Thông xe cầu mới", CHAIR),
        "chung.txt": REVENUE.format(amount="41.300").replace("Quảng Ninh", "Hải Dương"),
        "sua.txt": REVENUE.format(amount="9.300").replace("Quảng Ninh", "Nam Định"),
    },
}
WHEN = {"first": EARLY, "second": LATE}


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The run of each home: its folder, with the time at which its articles were captured."""
    base = tmp_path_factory.mktemp("given")
    for name, texts in GIVEN.items():
        folder = base / name / "bao"
        folder.mkdir(parents=True)
        for file, text in texts.items():
            (folder / file).write_text(text, encoding="utf-8")
    return {name: ["run", str(base / name / "bao"), "--captured-at", WHEN[name]] for name in GIVEN}


@pytest.fixture(scope="module")
def plain(given, warm, tmp_path_factory) -> dict[str, str]:
    """The table hashes of a warehouse that was given everything."""
    warehouse = tmp_path_factory.mktemp("plain") / "khotin.duckdb"
    for command in given.values():
        here(*command, warehouse=warehouse, beside=warm)
    return of(warehouse)


class Homes:
    """Homes of one lake, by name: what tells a command which."""

    def __init__(self, kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
        self.folder = tmp_path
        server = kind == "postgres" and request.getfixturevalue("postgres")
        if server:
            self._database(server, tmp_path.name)
        self.there = f"ducklake:{kind}:" + (server.replace("dbname=postgres", f"dbname={tmp_path.name}") if server else str(tmp_path / "kho.lake"))  # fmt: skip

    @staticmethod
    def _database(server: str, name: str) -> None:
        with connected() as connection:
            connection.load_extension(str(lake.extension("postgres_scanner")))
            connection.execute(f"ATTACH '{server}' AS s (TYPE postgres)")
            connection.execute(
                f"CALL postgres_execute('s', 'CREATE DATABASE \"{name}\"', use_transaction => false)"
            )

    def of(self, name: str) -> dict[str, str]:
        """The environment of a home."""
        return {"KHOTIN_LAKE_HOME": str(self.folder / name), "KHOTIN_LAKE_DATA": str(self.folder / "data")}

    def file(self, name: str) -> Path:
        return self.folder / name / "khotin.duckdb"

    def tell(self, name: str, *command: str, beside: dict[str, str] | None = None) -> str:
        return here(*command, warehouse=Path(self.there), beside={**self.of(name), **(beside or {})}, check=command[0] != "doctor").stdout  # fmt: skip


@pytest.fixture(params=["sqlite", "postgres"])
def homes(request: pytest.FixtureRequest, tmp_path: Path) -> Homes:
    return Homes(request.param, tmp_path, request)


@pytest.mark.parametrize("order", [("first", "second"), ("second", "first")])
def test_one_home_after_the_other_brings_what_one_home_would(homes, order, given, plain, warm):
    for name in order:
        homes.tell(name, *given[name], beside=warm)
    assert in_lake(homes.there) == of(homes.file(order[1])) == plain

    # The other, and a machine that has nothing but the lake's address, get all of it: star, books and kept documents.
    for name in (order[0], "third"):
        assert "the lake holds what its home published" in homes.tell(name, "doctor", "--mend")
        assert of(homes.file(name)) == plain
        landing = homes.file(name).parent / "landing"
        assert len([f for f in landing.rglob("*") if f.is_file()]) == 5
    query = "SELECT count(*) AS runs FROM ops.run WHERE state = 'published'"
    assert homes.tell("third", "sql", query, "--format", "csv").split()[1:] == ["2"]


def test_two_writers_at_once_lose_nothing_and_a_reader_sees_one_snapshot_or_the_next(homes, given, plain):
    for name in given:  # both know the lake while it is still empty
        homes.tell(name, "doctor", "--mend")
    command = [sys.executable, "-c", "from flows.cli import app; app()"]
    writers = [
        subprocess.Popen([*command, *given[name]], env=os.environ | {"KHOTIN_WAREHOUSE": homes.there, **homes.of(name)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for name in given
    ]  # fmt: skip
    seen = []
    while any(w.poll() is None for w in writers):
        time.sleep(0.5)
        if lake.last(lake.address(homes.there)):
            with lake.reading(lake.address(homes.there)) as reader:
                count = "SELECT (SELECT count(*) FROM dim_article), (SELECT count(DISTINCT version_id) FROM fact_mention)"
                seen.append(reader.execute(count).fetchone())
    for writer in writers:
        assert writer.wait() == 0, writer.communicate()[0]
    assert all(articles == told for articles, told in seen)
    assert in_lake(homes.there) == plain
