"""A warehouse in DuckLake: the same rows as the file, only what differs written, older snapshots readable."""

import shutil
from pathlib import Path

import pytest

from flows.files import connected
from flows.load import lake
from flows.load.hashes import hashes
from tests.conftest import here

try:
    for needed in ("ducklake", "sqlite_scanner"):
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


@pytest.mark.parametrize("kind", ["duckdb", "sqlite"])
def test_a_lake_holds_what_the_file_holds_and_gives_it_back(kind: str, file: Path, tmp_path: Path) -> None:
    there = f"ducklake:{kind}:{tmp_path / 'kho.lake'}"
    before = of(file)
    told = here("migrate-warehouse", str(file), there, warehouse=file)
    assert "equal hashes" in told.stdout
    assert "no snapshot was made" in here("migrate-warehouse", str(file), there, warehouse=file).stdout
    first = lake.snapshots(lake.address(there))[-1][0]

    amend(file)
    assert lake.push(file, lake.address(there), "run 2") == [lake.Written("main.dim_metric", 2, 1)]
    assert lake.snapshots(lake.address(there))[-1] == (first + 1, "run 2")

    here("migrate-warehouse", there, str(tmp_path / "new.duckdb"), warehouse=file)
    here("migrate-warehouse", there, str(tmp_path / "old.duckdb"), "--version", str(first), warehouse=file)
    assert of(tmp_path / "new.duckdb") == of(file) != before
    assert of(tmp_path / "old.duckdb") == before


def test_an_address_that_is_none_is_refused_without_its_words() -> None:
    with pytest.raises(lake.LakeRefused) as refused:
        lake.address("ducklake:postgres:dbname=kho password=secret")
    assert "secret" not in str(refused.value)
