"""Files that an earlier run was given by a folder above or below: `run kho/` and then `run kho/html/` name them otherwise."""

from collections.abc import Sequence
from unicodedata import normalize

import polars as pl

from flows.assets import reference
from flows.ingest.discover import DATA_SETS, ZIP, Found


def with_other_names(known: pl.DataFrame, found: Sequence[Found]) -> pl.DataFrame:
    """The known documents (origin, sha256, is_last), and under the names that found files have now those that are known under others.

    A file is known by its path below one folder, whichever that was: its name then is an end of its path. Where it would
    belong to another source under it (`folders` of sources.csv), it is another. What another took the place of is new.
    """
    unknown = _unknown(known, found)
    if not unknown:
        return known
    last = known.filter(pl.col("is_last"))
    last = last.with_columns(_file="origin")
    if any(_holds_others(document) for document in unknown):
        held = last.with_columns(_file=_file())
        last = pl.concat([last, held.filter(pl.col("_file") != pl.col("origin"))])
    named = {folder for row in reference("sources")["folders"].drop_nulls() for folder in row.split("|")}
    ends = [(end, d.origin) for d in unknown for end in _ends(d) if _same_source(end, d.origin, named)]
    others = pl.DataFrame(ends, {"_file": pl.String, "_now": pl.String}, orient="row")
    told = last.join(others, on="_file").select(
        origin=pl.col("_now") + pl.col("origin").str.slice(pl.col("_file").str.len_chars()),
        sha256="sha256",
        is_last="is_last",
    )
    return pl.concat([known, told.join(known, on=["origin", "sha256"], how="anti")])


def _unknown(known: pl.DataFrame, found: Sequence[Found]) -> list[Found]:
    """Those of the files found that are not known by their names; what holds others is told by these."""
    if known.is_empty():
        return []
    by_name = pl.DataFrame({"origin": [document.origin for document in found]}, {"origin": pl.String})
    by_name = by_name.with_row_index("place")
    return [found[place] for place in by_name.join(known, on="origin", how="anti")["place"].sort()]


def _file() -> pl.Expr:
    """The file of a known document: "kho/2024.zip" of "kho/2024.zip/a.txt", "kho/a.csv.gz" of "kho/a.csv.gz#12"."""
    zipped = pl.col("origin").str.split(".zip/").list
    of_row = pl.col("origin").str.split("#").list.first()
    return pl.when(zipped.len() > 1).then(zipped.first() + ".zip").otherwise(of_row)


def _holds_others(document: Found) -> bool:
    return document.kind == ZIP or document.kind in DATA_SETS


def _ends(document: Found) -> list[str]:
    """The names that a file may have below the folders above it, but the one that it has."""
    path = document.path.as_posix().encode(errors="replace").decode()
    parts = normalize("NFC", path).strip("/").split("/")
    return [end for n in range(len(parts) - 1) if (end := "/".join(parts[n:])) != document.origin]


def _same_source(name: str, other: str, named: set[str]) -> bool:
    """Whether no row of sources.csv tells the folders of two names apart."""
    folders = {n.rpartition("/")[0] for n in (name, other)}
    return not folders & named
