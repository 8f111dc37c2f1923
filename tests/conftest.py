"""Fixtures: sample texts staged for loading, and one whole run over the bundled sample articles."""

import functools
import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, chdir, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

# Before polars is imported: as many processes as cores test at once, and threads that wait for each other turn idle.
os.environ.setdefault("POLARS_MAX_THREADS", "1")

import polars as pl
import pytest
from filelock import FileLock
from hypothesis import settings
from typer.testing import CliRunner, Result

from flows.assets import root
from flows.cli import app
from flows.load import publish
from flows.processes import prefect_server, worker
from flows.run import reading

# The same examples in every run; no test asserts speed, for machines are busy at times.
settings.register_profile("khotin", deadline=None, derandomize=True)
settings.load_profile("khotin")

# The files that take longest, by processor time, come first: otherwise one core ends with them while the other is idle.
LONGEST = (
    "test_stewardship",
    "test_forgetting",
    "test_cluster",
    "test_carried",
    "test_ends",
    "test_fetching",
    "test_versions",
    "test_forgotten",
    "test_source_cli",
    "test_damage",
    "test_left_out",
    "test_steward_guide",
    "test_cli",
    "test_net",
    "test_judge",
    "test_articles_given",
    "test_order",
    "test_reprints",
    "test_strict",
    "test_quantities",
    "test_star",
    "test_measurements",
    "test_folders",
    "test_projects",
    "test_claims",
    "test_merge",
    "test_books",
    "test_datasets",
    "test_docs",
    "test_rebuilding",
    "test_publication",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: tests that wait for a server or a schedule leave theirs idle."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session", autouse=True)
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """First runs in this process begin with a copy of one star without articles, which the code made: its migrations, views
    and comments take longer than what most tests load. They are looked through each time; a process of its own makes its own.
    """
    empty, lay = tmp_path_factory.mktemp("empty") / "star.duckdb", publish._lay

    def laid(source: Path, path: Path) -> None:
        if not source.exists():
            if not empty.exists():
                with (
                    patch.object(publish, "_lay", lay),
                    publish.writing(empty.parent / "first" / "khotin.duckdb") as work,
                ):
                    work.connection.execute("DELETE FROM ops.books")  # these are of other books
                    work.connection.execute("CHECKPOINT")
                    shutil.copyfile(work.path, empty)
            shutil.copyfile(empty, path)
        lay(source, path)

    with patch.object(publish, "_lay", laid):
        yield


Stage = Callable[[dict[str, str]], reading.Intake]

REVENUE = """date 2025-01-08 Thu ngân sách Quảng Ninh năm 2024

Năm 2024, tổng thu ngân sách nhà nước trên địa bàn Quảng Ninh đạt {amount} tỷ đồng, tăng 5% so với cùng kỳ.

Ông Trần Quốc Thuận, Chủ tịch UBND tỉnh Quảng Ninh, cho biết tỉnh phấn đấu năm 2025 thu ngân sách nhà nước đạt 60.000 tỷ đồng.
"""


READ: dict[str, dict[str, bytes]] = {}  # by what a batch's documents are: the files that their reading staged


def read_once(intake: reading.Intake, landing: Path) -> None:
    """Reads what a run took in. Several tests take in the same file at the same moment: of them the first reads it."""
    for batch in intake.batches:
        documents = pl.read_parquet(intake.staging / "documents" / f"{batch}.parquet").write_json()
        if documents not in READ:
            reading.read_batch(intake.staging, landing, batch)
            files = intake.staging.glob(f"*/{batch}.*.parquet")
            READ[documents] = {f"{f.relative_to(intake.staging)}": f.read_bytes() for f in files}
        for name, content in READ[documents].items():
            file = intake.staging / name
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """Stages the facts of texts by file name, as a run does it, beside the warehouse tmp_path/khotin.duckdb: those of a test
    were captured an hour after each other.
    """
    hours = itertools.count()

    def staged(texts: dict[str, str]) -> reading.Intake:
        hour = next(hours)
        folder = tmp_path / f"in{hour}" / "bao"
        folder.mkdir(parents=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        captured = datetime(2026, 1, 2, tzinfo=UTC) + timedelta(hours=hour)
        intake = reading.take_in([str(folder)], tmp_path / "khotin.duckdb", 8_000_000, captured)
        read_once(intake, tmp_path / "landing")
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


def told_to(beside: Mapping[str, str] | None) -> AbstractContextManager[object]:
    """Prefect reads its settings once a process; within this it has the server that `beside` leads to, if any."""
    if not beside or "PREFECT_API_URL" not in beside:
        return nullcontext()
    from prefect.context import SettingsContext

    before = SettingsContext.get()
    assert before
    return SettingsContext(profile=before.profile, settings=prefect_settings(beside["PREFECT_API_URL"]))


@functools.cache
def prefect_settings(api: str) -> object:
    """Prefect's settings with a server: made once a server, for that takes half a second."""
    from prefect.settings import PREFECT_API_URL, get_current_settings

    return get_current_settings().copy_with_update(updates={PREFECT_API_URL: api})


def here(
    *arguments: str,
    warehouse: Path,
    check: bool = True,
    beside: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    **options: object,
) -> Result:
    """The command in this process, which has imported what it needs: for tests that are not about a process.

    A run is worked off here too; the Prefect server it is told to is the one that `beside` leads to (`warm`).
    """
    environment = {"KHOTIN_WAREHOUSE": str(warehouse), "COLUMNS": "200", **(beside or {})}
    before = dict(os.environ)
    try:
        with (
            patch.object(worker, "at_hand", lambda *_: nullcontext()),
            chdir(cwd or Path.cwd()),
            told_to(beside),
        ):
            done = CliRunner().invoke(app, arguments, env=environment, **options)  # type: ignore[arg-type]
    finally:
        os.environ.clear()
        os.environ.update(before)
    if check and done.exit_code != 0:
        raise AssertionError(
            f"khotin {' '.join(arguments)} ended with {done.exit_code}:\n{done.stdout}\n{done.stderr}\n{done.exception}"
        )
    return done


def imported(
    warehouse: Path, commands: list[list[str]], libraries: tuple[str, ...]
) -> dict[tuple[str, ...], list[str]]:
    """Which of the libraries a process has imported after each of the commands, one after the other: a library that one
    imports is told of those after it too.
    """
    script = (
        "import json, sys\nfrom flows.cli import app\n"
        f"for command in {commands!r}:\n"
        "    sys.argv = ['khotin', *command]\n"
        "    try:\n        app()\n    except SystemExit:\n        pass\n"
        f"    print('\\nimported:', json.dumps([command, [m for m in {libraries!r} if m in sys.modules]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        input="",
        env=os.environ | {"KHOTIN_WAREHOUSE": str(warehouse)},
    )
    told = [json.loads(line[9:]) for line in done.stdout.splitlines() if line.startswith("imported:")]
    assert len(told) == len(commands), done.stdout + done.stderr
    return {tuple(command): found for command, found in told}


def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of what is made once, whatever number of processes test."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What leads runs to a Prefect server and a worker that stay, as after `khotin server start`: for tests that are
    about neither, nor about settings, which the worker takes from its own environment.

    All processes that test share them: the first starts them, the last stops them.
    """
    folder = shared(tmp_path_factory) / "server"
    warehouse, users = folder / "khotin.duckdb", folder / "users"
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "lock"):
        if not users.exists():
            khotin("server", "start", warehouse=warehouse)
        users.write_text(f"{int(users.read_text()) + 1 if users.exists() else 1}")
        api, words = prefect_server.kept_address(warehouse), prefect_server.kept_worker(warehouse)
        assert api and words
    try:
        yield {"PREFECT_API_URL": api, worker.VARIABLE: words}
    finally:
        with FileLock(folder / "lock"):
            left = int(users.read_text()) - 1
            users.write_text(f"{left}")
            if not left:
                khotin("server", "stop", warehouse=warehouse)
                users.unlink()


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """One whole run over the sample articles, cold: the warehouse and what the command printed.

    It is done once, whatever number of processes test; each has a copy of its own.
    """
    own, base = tmp_path_factory.mktemp("samples") / "warehouse", shared(tmp_path_factory)
    folder, told = base / "sample_run", base / "sample_run.txt"
    with FileLock(base / "sample_run.lock"):
        if not told.exists():
            done = khotin("run", str(root() / "seeds" / "articles"), warehouse=folder / "khotin.duckdb")
            told.write_text(done.stdout, encoding="utf-8")
    shutil.copytree(folder, own, ignore=shutil.ignore_patterns("prefect"))
    return own / "khotin.duckdb", told.read_text(encoding="utf-8")
