"""Data sets that lie in the landing and are none any more: rows of them cannot be read again, nor can `khotin forget` look into them."""

import os
from pathlib import Path

from flows.files import size
from flows.ingest.kept import MEND, kept_at
from flows.load import captures

PARQUET = b"PAR1"  # how a whole file of it begins and ends
GONE = "bản lưu đã mất / its copy is gone"
TORN = "Parquet hỏng hay bị cắt / is a Parquet that is damaged or cut off"


def torn(warehouse: Path) -> list[tuple[str, str]]:
    """What is wrong with each, and what to do. Of a Parquet file its two ends are looked at, of others that they are there.

    Nothing of a warehouse that was copied without its landing, to be read.
    """
    found: list[tuple[str, str]] = []
    landing = warehouse.parent / "landing"
    if not landing.is_dir():
        return found
    for sha, name, has_rows in captures.data_sets(warehouse):
        kept = kept_at(sha, landing)
        if not kept.is_file():
            found += [(f"{name}: {kept}: {GONE}", MEND)] if has_rows else []
        elif _is_torn(kept, is_parquet=not has_rows):
            mend = MEND if has_rows else f"ask for the file again, and: rm -f {kept}"
            found.append((f"{name}: {kept}: {TORN}", mend))
    return found


def _is_torn(file: Path, is_parquet: bool) -> bool:
    """Whether a Parquet file lacks its beginning or its end; one of another kind, or that may not be read, is none."""
    if not os.access(file, os.R_OK):
        return False
    with file.open("rb") as content:
        begins = content.read(4)
        content.seek(-min(4, size(file)), os.SEEK_END)
        ends = content.read()
    return ends != PARQUET if begins == PARQUET else is_parquet
