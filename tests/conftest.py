"""Fixtures: sample texts staged for loading, and one whole run over the bundled sample articles."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from flows import prefect_server, runs, worker
from flows.assets import root

# The same examples in every run; no test asserts speed, for machines are busy at times.
settings.register_profile("khotin", deadline=None, derandomize=True)
settings.load_profile("khotin")

# The files that take longest come first: otherwise one core ends with them while the other is idle.
LONGEST = (
    "test_stewardship",
    "test_steward_guide",
    "test_ends",
    "test_source_cli",
    "test_order",
    "test_left_out",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: tests that wait for a server or a schedule leave theirs idle."""
    return (os.cpu_count() or 1) + 1


Stage = Callable[[dict[str, str]], runs.Intake]

REVENUE = """date 2025-01-08 Thu ngân sách Quảng Ninh năm 2024

Năm 2024, tổng thu ngân sách nhà nước trên địa bàn Quảng Ninh đạt {amount} tỷ đồng, tăng 5% so với cùng kỳ.

Ông Trần Quốc Thuận, Chủ tịch UBND tỉnh Quảng Ninh, cho biết tỉnh phấn đấu năm 2025 thu ngân sách nhà nước đạt 60.000 tỷ đồng.
"""


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """Stages the facts of texts by file name, as a run does it, beside the warehouse tmp_path/khotin.duckdb."""
    count = iter(range(1000))

    def staged(texts: dict[str, str]) -> runs.Intake:
        folder = tmp_path / f"in{next(count)}" / "bao"
        folder.mkdir(parents=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        intake = runs.take_in([str(folder)], tmp_path / "khotin.duckdb", 8_000_000)
        for batch in intake.batches:
            runs.read_batch(intake.staging, tmp_path / "landing", batch)
        return intake

    return staged


def khotin(
    *arguments: str,
    warehouse: Path,
    check: bool = True,
    beside: Mapping[str, str] | None = None,
    **options: object,
) -> "subprocess.CompletedProcess[str]":
    """The command as a person types it, in a process of its own, with the environment that `beside` adds."""
    environment = os.environ | {"KHOTIN_WAREHOUSE": str(warehouse), "COLUMNS": "200"} | (beside or {})
    command = [sys.executable, "-c", "from flows.cli import app; app()", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, **options)  # type: ignore[call-overload]
    if check and done.returncode != 0:
        raise AssertionError(
            f"khotin {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        )
    return done


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What leads runs to a Prefect server and a worker that stay, as after `khotin server start`: for tests that are
    about neither, nor about settings, which the worker takes from its own environment.
    """
    warehouse = tmp_path_factory.mktemp("server") / "khotin.duckdb"
    khotin("server", "start", warehouse=warehouse)
    try:
        api, words = prefect_server.kept_address(warehouse), prefect_server.kept_worker(warehouse)
        assert api and words
        yield {"PREFECT_API_URL": api, worker.VARIABLE: words}
    finally:
        khotin("server", "stop", warehouse=warehouse)


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """One whole run over the sample articles, cold: the warehouse and what the command printed.

    It is done once, whatever number of processes test; each has a copy of its own.
    """
    own = tmp_path_factory.mktemp("samples") / "warehouse"
    shared = own.parent if "PYTEST_XDIST_WORKER" not in os.environ else own.parents[1].parent
    folder, told = shared / "sample_run", shared / "sample_run.txt"
    with FileLock(shared / "sample_run.lock"):
        if not told.exists():
            done = khotin("run", str(root() / "seeds" / "articles"), warehouse=folder / "khotin.duckdb")
            told.write_text(done.stdout, encoding="utf-8")
    shutil.copytree(folder, own, ignore=shutil.ignore_patterns("prefect"))
    return own / "khotin.duckdb", told.read_text(encoding="utf-8")
