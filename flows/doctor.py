"""What is wrong with a set-up, and the command that mends it."""

import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import duckdb

from flows.assets import own_seeds, reference, root

# Versions with which khotin does not work, and why (pyproject.toml bounds them).
BOUNDS = {"sqlalchemy": (2, 1), "fastapi": (0, 151), "prefect": (3, 9), "duckdb": (1, 6), "polars": (3, 0)}
SEEDS = ("metrics", "units", "places", "titles", "surnames", "reporting_verbs", "topics", "fx_rates")
ROOM = 500_000_000


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is good, what was seen, how to mend it."""

    good: bool
    what: str
    mend: str = ""


def findings(warehouse: Path) -> list[Finding]:
    """Everything `khotin doctor` looks at, in order."""
    return [_python(), *_packages(), _assets(), *_seeds(), _folder(warehouse), _warehouse(warehouse)]


def _python() -> Finding:
    return Finding(
        sys.version_info >= (3, 11),
        f"Python {sys.version.split()[0]}",
        "install Python 3.11 or newer, then `make clean run`",
    )


def _packages() -> list[Finding]:
    found = []
    for name, bound in BOUNDS.items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            found.append(
                Finding(False, f"{name} is missing", "pip install --require-hashes -r requirements.lock")
            )
            continue
        good = tuple(int(p) for p in installed.split(".")[:2]) < bound
        found.append(Finding(good, f"{name} {installed}", f"pip install '{name}<{bound[0]}.{bound[1]}'"))
    return found


def _assets() -> Finding:
    try:
        return Finding(True, f"khotin's SQL, expectations and seeds: {root()}")
    except FileNotFoundError as error:
        return Finding(False, str(error), "pip install --force-reinstall khotin")


def _seeds() -> list[Finding]:
    """Seeds that cannot be read, and rows that are wrong: an empty or repeated key, a blank at its edge."""
    found = []
    for name in SEEDS:
        try:
            frame = reference(name)
        except Exception as error:  # any broken file is a finding, never a crash of the doctor
            found.append(
                Finding(
                    False,
                    f"seeds/{name}.csv: {error}",
                    f"correct {(own_seeds() or root() / 'seeds' / 'reference') / f'{name}.csv'}",
                )
            )
            continue
        first = frame.columns[0]
        keys = frame[first].to_list()
        wrong = [i for i, k in enumerate(keys) if k is None or k != k.strip() or k.startswith("\ufeff")]
        line = f"row {wrong[0] + 1}: {first} is {keys[wrong[0]]!r}" if wrong else ""
        found.append(
            Finding(
                not wrong,
                f"seeds/{name}.csv: {frame.height} rows {line}".strip(),
                f"correct that row of {name}.csv",
            )
        )
    return found


def _folder(warehouse: Path) -> Finding:
    folder = warehouse.parent
    existing = next(p for p in (folder, *folder.parents) if p.exists())
    free = shutil.disk_usage(existing).free
    return Finding(
        free > ROOM,
        f"{folder}: {free / 1e9:.1f} GB free",
        "make room: khotin keeps every document and the last generations",
    )


def _warehouse(warehouse: Path) -> Finding:
    if not warehouse.exists():
        return Finding(True, f"no warehouse yet at {warehouse}; `khotin run` makes it")
    try:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            row = connection.execute("SELECT count(*) FROM mart.articles").fetchone()
        return Finding(True, f"{warehouse}: {row[0] if row else 0} articles")
    except duckdb.Error as error:
        return Finding(
            False,
            f"{warehouse} cannot be read: {error}",
            f"move it away and run again; older generations lie in {warehouse.parent / 'generations'}",
        )
