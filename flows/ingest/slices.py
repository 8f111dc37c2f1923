"""What the readers of data sets hand on: slices of records, each a row of text."""

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple, TypeVar

import polars as pl

SLICE_ROWS = 500
SLICE_BYTES = 8_000_000
CANONICAL = "_json"  # a record as JSON, its names in order: what its SHA-256 is taken of
PROBLEM = "_problem"  # why a record cannot be read; null for most
# Stands between the strings of a list in a field: Unicode's own mark between paragraphs.
BETWEEN = "\u2029"
T = TypeVar("T")


class Slice(NamedTuple):
    """Records: a String column a wanted field, CANONICAL and PROBLEM; and the names of the fields seen."""

    rows: pl.DataFrame
    names: Collection[str]


def slices(items: Iterator[T], size: Callable[[T], int]) -> Iterator[list[T]]:
    """Lists of SLICE_ROWS items, or of fewer where they reach SLICE_BYTES."""
    part: list[T] = []
    total = 0
    for item in items:
        part.append(item)
        total += size(item)
        if len(part) >= SLICE_ROWS or total >= SLICE_BYTES:
            yield part
            part, total = [], 0
    if part:
        yield part


def canonical(names: Collection[str]) -> pl.Expr:
    """CANONICAL of a frame's String columns."""
    return pl.struct(sorted(names)).struct.json_encode().alias(CANONICAL)


def distinct(names: list[str]) -> list[str]:
    """Column names, those that are empty named by their place, those that come again numbered: "text", "text.1"."""
    seen: dict[str, int] = {}
    told: list[str] = []
    for place, stated in enumerate(names, 1):
        name = stated or f"column_{place}"
        while name in seen:
            seen[name] += 1
            name = f"{name}.{seen[name]}"
        seen[name] = 0
        told.append(name)
    return told
