"""Finds sql/, expectations/ and seeds/, in a checkout and in an installed wheel alike."""

import hashlib
import os
from functools import cache
from importlib.metadata import version
from pathlib import Path

import polars as pl

PACKAGE = Path(__file__).resolve().parent


def root() -> Path:
    """The folder that holds sql/, expectations/ and seeds/: the checkout, or the wheel's `flows/_assets`.

    Raises FileNotFoundError where neither has them: the installation is broken.
    """
    for folder in (PACKAGE / "_assets", PACKAGE.parent):
        if (folder / "sql").is_dir() and (folder / "seeds").is_dir():
            return folder
    raise FileNotFoundError(f"no sql/ and seeds/ beside {PACKAGE}: install khotin again")


def sql(name: str) -> str:
    """The text of `sql/NAME`, such as "load/fact_measurement.sql"."""
    return (root() / "sql" / name).read_text(encoding="utf-8")


def own_seeds() -> Path | None:
    """The folder of a user's own seeds (`KHOTIN_SEEDS`), whose rows come on top of khotin's."""
    folder = os.environ.get("KHOTIN_SEEDS")
    return Path(folder) if folder else None


def reference(name: str) -> pl.DataFrame:
    """The rows of `seeds/reference/NAME.csv`, every column String, empty cells null.

    A row of the user's own file of that name replaces khotin's row with the same first column;
    a new key is a new row. Raises ValueError where the user's file has other columns.
    """
    ours = _csv(root() / "seeds" / "reference" / f"{name}.csv")
    folder = own_seeds()
    if folder is None or not (folder / f"{name}.csv").is_file():
        return ours
    theirs = _csv(folder / f"{name}.csv")
    if theirs.columns != ours.columns:
        raise ValueError(f"{folder / name}.csv has columns {theirs.columns}; khotin's has {ours.columns}")
    return pl.concat([ours.join(theirs, on=ours.columns[0], how="anti"), theirs])


@cache
def rules_version() -> str:
    """12 hex digits that change with the code's version, its rules' text and every seed."""
    digest = hashlib.sha256(version("khotin").encode())
    folders = [PACKAGE / "read", PACKAGE / "extract", root() / "seeds" / "reference"]
    files = [p for f in folders for p in sorted(f.rglob("*")) if p.suffix in {".py", ".csv"}]
    mine = own_seeds()
    files += sorted(mine.glob("*.csv")) if mine else []
    for file in files:
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _csv(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema=False, comment_prefix="#")
