"""Finds sql/, expectations/ and seeds/, in a checkout and in an installed wheel alike, and what a machine keeps of its own."""

import csv
import hashlib
import os
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # many commands want a file's place and no seed: polars is imported with the seeds
    from collections.abc import Iterator

    import polars as pl

PACKAGE = Path(__file__).resolve().parent
# The columns of sources.csv that reading goes by; the others say what is fetched, and when.
PUBLISHER = ("source", "name_vi", "name_en", "aliases", "folders", "ids")


@cache
def root() -> Path:
    """The folder that holds sql/, expectations/ and seeds/: the checkout, or the wheel's `flows/_assets`.

    Raises FileNotFoundError where neither has them: the installation is broken.
    """
    for folder in (PACKAGE / "_assets", PACKAGE.parent):
        if (folder / "sql").is_dir() and (folder / "seeds").is_dir():
            return folder
    raise FileNotFoundError(f"no sql/ and seeds/ beside {PACKAGE}: install khotin again")


def machine_cache() -> Path:
    """The folder of what all warehouses of a user share and can make again: $XDG_CACHE_HOME/khotin, else ~/.cache/khotin.

    Of a user without a home (a container's, by number alone) a folder that cannot be, so that nothing is kept.
    """
    told = os.environ.get("XDG_CACHE_HOME")
    try:
        folder = Path(told) if told else Path.home() / ".cache"
    except RuntimeError:
        folder = Path(os.devnull)
    return folder / "khotin"


def sql(name: str) -> str:
    """The text of `sql/NAME`, such as "load/fact_measurement.sql"."""
    return (root() / "sql" / name).read_text(encoding="utf-8")


def own_seeds() -> Path | None:
    """The folder of a user's own seeds (`KHOTIN_SEEDS`), whose rows come on top of khotin's."""
    folder = os.environ.get("KHOTIN_SEEDS")
    return Path(folder) if folder else None


def seed_file(name: str) -> Path:
    """khotin's own file of a seed."""
    return root() / "seeds" / "reference" / f"{name}.csv"


def reference(name: str) -> "pl.DataFrame":
    """The rows of `seeds/reference/NAME.csv`, every column String, empty cells null.

    Rows of the user's own file of that name replace khotin's rows with the same first column;
    a new key is a new row. Raises SeedFault (a ValueError) where a row of either file is wrong.
    """
    own = own_seeds()
    changed = tuple(written(f) for f in (root() / "seeds" / "reference", own) if f and f.is_dir())
    return _checked(name, own, changed)


def plain_rows(name: str) -> "Iterator[dict[str, str]]":
    """The rows of a seed: khotin's as they are, for those need no checks; checked where the user has an own file of that name."""
    own = own_seeds()
    if own and (own / f"{name}.csv").is_file():
        yield from reference(name).iter_rows(named=True)
        return
    lines = seed_file(name).read_text(encoding="utf-8-sig").splitlines()
    yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def written(folder: Path) -> tuple[tuple[str, int], ...]:
    """The files of a folder and when each was written: asked so often in a run that pathlib takes too long."""
    with os.scandir(folder) as files:
        return tuple(sorted((f.path, f.stat().st_mtime_ns) for f in files))


@lru_cache(maxsize=64)
def _checked(name: str, own: Path | None, changed: tuple[tuple[tuple[str, int], ...], ...]) -> "pl.DataFrame":
    """The rows of a seed, checked once for as long as no file of seeds changes."""
    from flows.seed_values import wrong
    from flows.seeds import SeedFault, faults

    found = []
    for frame, path in _files(name):
        found += faults(name, frame, path, _merged) or wrong(name, frame, path, _merged)
    if found:
        raise SeedFault(found)
    return _merged(name)


def _files(name: str) -> "list[tuple[pl.DataFrame, Path]]":
    """khotin's rows and, where there is such a file, the user's, each with its file."""
    import polars as pl

    from flows.seeds import PROMISES, Fault, SeedFault, read

    path = seed_file(name)
    ours = read(path)
    folder = own_seeds()
    if folder is not None and not folder.is_dir():
        raise FileNotFoundError(
            f"{folder}: no such folder, though KHOTIN_SEEDS names it: make it, or name another"
        )
    if folder is None or not (folder / f"{name}.csv").is_file():
        return [(ours, path)]
    own = folder / f"{name}.csv"
    theirs = read(own)
    optional = PROMISES[name].optional if name in PROMISES else ()
    lacking = [c for c in ours.columns if c in optional and c not in theirs.columns]
    theirs = theirs.with_columns(pl.lit(None, pl.String).alias(c) for c in lacking)
    if lacking and set(theirs.columns) == set(ours.columns):
        theirs = theirs.select(ours.columns)
    if theirs.columns != ours.columns:
        what = f"has columns {', '.join(theirs.columns)}; khotin's has {', '.join(ours.columns)}"
        raise SeedFault([Fault(own, what, "give it khotin's columns", 1)])
    return [(ours, path), (theirs, own)]


def holds_seeds(folder: Path) -> bool:
    """Whether any file of a folder is called like a seed of khotin's."""
    return any((folder / seed.name).is_file() for seed in (root() / "seeds" / "reference").glob("*.csv"))


def _merged(name: str) -> "pl.DataFrame":
    import polars as pl

    ours, *own = [frame for frame, _ in _files(name)]
    for theirs in own:
        ours = pl.concat([ours.join(theirs, on=ours.columns[0], how="anti"), theirs])
    return ours


@cache
def rules_version() -> str:
    """12 hex digits that change with the code's version, its rules' text and what reading takes from every seed."""
    digest = hashlib.sha256(version("khotin").encode())
    folders = [PACKAGE / "read", PACKAGE / "extract", root() / "seeds" / "reference"]
    files = [p for f in folders for p in sorted(f.rglob("*")) if p.suffix in {".py", ".csv"}]
    mine = own_seeds()
    files += sorted(mine.glob("*.csv")) if mine else []
    for file in files:
        if file.name == "sources.csv":
            continue
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    digest.update(repr(sorted(_publishers())).encode())
    return digest.hexdigest()[:12]


def _publishers() -> set[tuple[str, ...]]:
    """What reading takes from sources.csv: the publishers and their names, not what is fetched of them or when.

    A publisher of whom nothing but the host is told is called by it anyway: to add its feed leaves what was read as it is.
    """
    rows: dict[str, tuple[str, ...]] = {}
    for folder in (root() / "seeds" / "reference", own_seeds()):
        file = folder / "sources.csv" if folder else None
        if file and file.is_file():
            lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
            for row in csv.DictReader(line for line in lines if not line.startswith("#")):
                told = tuple(row.get(c) or "" for c in PUBLISHER)
                rows[told[0]] = told
    return {told for name, told in rows.items() if "/" not in name and any(told[1:])}
