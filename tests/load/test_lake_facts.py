"""A lake of a warehouse with facts: what an article more brings, a writer that is killed, and what is told where the extra is missing."""

import importlib.util
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from flows.failures import line
from flows.files import connected
from flows.load import lake, merge, publish, snapshots
from flows.load.hashes import hashes
from tests.load.conftest import news, staged_apart

try:
    for name in ("ducklake", "sqlite_scanner"):
        lake.extension(name)
    missing = ""
except lake.LakeRefused as refused:
    missing = str(refused)
needs_lake = pytest.mark.skipif(bool(missing), reason=missing)

ARTICLES = {
    "first": news("2025-01-08", "Thu ngân sách Lào Cai", "Năm 2024, thu ngân sách nhà nước trên địa bàn tỉnh Lào Cai đạt 9.500 tỷ đồng, tăng 5% so với năm 2023."),
    "second": news("2025-02-10", "Xuất khẩu tháng 1", "Tháng 1/2025, kim ngạch xuất khẩu của tỉnh Đồng Nai đạt 2,1 tỷ USD, giảm 3% so với cùng kỳ năm trước."),
}  # fmt: skip
MEASURED = "SELECT metric, value, article_id FROM mart.measurements ORDER BY ALL"
# A process that publishes and is killed when it has written a table.
KILLED = """
import os, signal, sys
from pathlib import Path
from flows.load import lake
bring = lake._bring
def killed(*given):
    return bring(*given) and os.kill(os.getpid(), signal.SIGKILL)
lake._bring = killed
lake.push(Path(sys.argv[1]), lake.address(sys.argv[2]))
"""


def of(file: Path) -> dict[str, str]:
    with connected(file, read_only=True) as connection:
        return hashes(connection)


@pytest.fixture(scope="module")
def stars(tmp_path_factory: pytest.TempPathFactory, empty: Path) -> list[Path]:
    """A published warehouse with an article, and the one that a second article made of it."""
    base, found, before = tmp_path_factory.mktemp("lake"), [], empty
    told = {name: {f"{name}.txt": text} for name, text in ARTICLES.items()}
    for name, staging in staged_apart(base / "read", told).items():
        warehouse = base / name / "khotin.duckdb"
        with publish.locked(warehouse), publish.writing(warehouse, before) as work:
            merge.merge(work.connection, staging, "run", "rules")
            publish.publish(work, 1, 1)
        found.append(warehouse)
        before = warehouse
    return found


@needs_lake
@pytest.mark.parametrize("kind", ["duckdb", "sqlite"])
def test_an_article_more_is_one_snapshot_of_its_rows_also_after_a_writer_was_killed(kind, stars, tmp_path):
    first, second = stars
    there = lake.address(f"ducklake:{kind}:{tmp_path / 'kho.lake'}")
    lake.push(first, there)
    begun = snapshots.listed(there)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(second), there.name], capture_output=True, text=True)  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert snapshots.listed(there) == begun

    written = {w.table: w for w in lake.push(second, there, "the second article")}
    assert snapshots.listed(there) == [*begun, (begun[-1][0] + 1, "the second article")]
    assert (written["main.dim_article"].deleted, written["main.dim_article"].inserted) == (0, 1)
    assert not {"main.dim_metric", "main.dim_place", "ops.catalogue"} & set(written)

    assert lake.pull(there, tmp_path / "new.duckdb") == of(second) != of(first)
    assert lake.pull(there, tmp_path / "old.duckdb", begun[-1][0]) == of(first)
    with lake.reading(there) as reader, connected(tmp_path / "new.duckdb", read_only=True) as back:
        assert reader.execute(MEASURED).fetchall() == back.execute(MEASURED).fetchall() != []


@needs_lake
def test_a_table_of_other_columns_is_made_anew_and_a_file_still_comes_back_with_its_keys(stars, tmp_path):
    there = lake.address(f"ducklake:duckdb:{tmp_path / 'kho.lake'}")
    lake.push(stars[1], there)
    with lake.attached(there) as other:
        other.execute("ALTER TABLE lake.main.dim_article ADD COLUMN of_another_version INTEGER")
    assert lake.push(stars[1], there) == [lake.Written("main.dim_article", 0, 2)]
    assert lake.pull(there, tmp_path / "back.duckdb") == of(
        stars[1]
    )  # facts after the articles they refer to


@pytest.mark.parametrize(
    ("wheel", "reason"),
    [(None, "is not installed"), ("v1.5.4", "is for DuckDB 1.5.4, installed is 1.5.5")],
)
def test_an_extension_that_is_missing_or_does_not_fit_is_told_in_a_line(wheel, reason, tmp_path, monkeypatch):
    class Wheel:
        submodule_search_locations = (str(tmp_path),)

    if wheel:
        (tmp_path / "extensions" / wheel).mkdir(parents=True)
        (tmp_path / "extensions" / wheel / "ducklake.duckdb_extension").touch()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: Wheel if wheel else None)
    monkeypatch.setattr(duckdb, "__version__", "1.5.5")
    with pytest.raises(lake.LakeRefused) as refused:
        snapshots.listed(lake.address(f"ducklake:duckdb:{tmp_path / 'kho.lake'}"))
    assert line(refused.value) == f"DuckDB's extension ducklake {reason}: pip install 'khotin[lake]' brings a pair that fits"  # fmt: skip
    assert not (tmp_path / "kho.lake").exists()
