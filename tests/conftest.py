"""Fixtures: sample texts staged for loading, and one whole run over the bundled sample articles."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from flows import runs
from flows.assets import root

# The same examples in every run; no test asserts speed, for machines are busy at times.
settings.register_profile("khotin", deadline=None, derandomize=True)
settings.load_profile("khotin")

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
    *arguments: str, warehouse: Path, check: bool = True, **options: object
) -> "subprocess.CompletedProcess[str]":
    """The command as a person types it, in a process of its own."""
    environment = os.environ | {"KHOTIN_WAREHOUSE": str(warehouse), "COLUMNS": "200"}
    command = [sys.executable, "-c", "from flows.cli import app; app()", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, **options)  # type: ignore[call-overload]
    if check and done.returncode != 0:
        raise AssertionError(
            f"khotin {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        )
    return done


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """One whole run over the sample articles: the warehouse and what the command printed."""
    warehouse = tmp_path_factory.mktemp("samples") / "khotin.duckdb"
    done = khotin("run", str(root() / "seeds" / "articles"), warehouse=warehouse)
    return warehouse, done.stdout
