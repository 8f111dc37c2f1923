"""The records of a data set's file, slice by slice: Parquet, CSV, JSON lines, told apart by their bytes."""

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import polars as pl
import pyarrow.parquet as pq

from flows.ingest.decode import decode

SLICE_ROWS = 500
SLICE_BYTES = 8_000_000
CANONICAL = "_json"  # a record as JSON, its names in order: what its SHA-256 is taken of
PROBLEM = "_problem"  # why a record cannot be read; null for most
T = TypeVar("T")


def records(path: Path) -> Iterator[pl.DataFrame]:
    """Slices of records: a String column a field, CANONICAL and PROBLEM.

    A record that cannot be read comes with its PROBLEM and empty fields. Raises pyarrow's, csv's or NotText's
    errors where the file as a whole cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(4096).removeprefix(codecs.BOM_UTF8).lstrip()
    if start.startswith(b"PAR1"):
        return _parquet(path)
    return _json_lines(path) if start.startswith((b"{", b"[")) else _csv(path)


def _parquet(path: Path) -> Iterator[pl.DataFrame]:
    for batch in pq.ParquetFile(path).iter_batches(batch_size=SLICE_ROWS):
        rows = pl.DataFrame(pl.from_arrow(batch))
        texts = rows.select(_as_text(pl.col(c), dtype) for c, dtype in rows.schema.items())
        yield texts.with_columns(_canonical(texts.columns), pl.lit(None, pl.String).alias(PROBLEM))


def _as_text(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    if dtype == pl.List(pl.String):
        return column.list.join(", ", ignore_nulls=True)
    if isinstance(dtype, pl.List | pl.Array | pl.Struct):
        return pl.struct(column).struct.json_encode().alias(column.meta.output_name())
    return column.cast(pl.String, strict=False)


def _canonical(names: list[str]) -> pl.Expr:
    return pl.struct(sorted(names)).struct.json_encode().alias(CANONICAL)


def _csv(path: Path) -> Iterator[pl.DataFrame]:
    csv.field_size_limit(2**31 - 1)  # articles are longer than the 128 KB that csv takes by default
    with _lines(path) as lines:
        header = next(lines, "")
        delimiter = max(",;\t|", key=header.count)
        names = [name.strip() for name in next(csv.reader([header], delimiter=delimiter), [])]
        if not all(names) or len(set(names)) < len(names):
            raise csv.Error(f"no header with a name of its own for each column: {header[:100]!r}")
        nothing: list[str | None] = [None] * len(names)
        for rows in _slices(csv.reader(lines, delimiter=delimiter), lambda row: sum(map(len, row))):
            problems = [_misfit(row, names) for row in rows]
            fields = [nothing if wrong else row for row, wrong in zip(rows, problems, strict=True)]
            frame = pl.DataFrame(fields, schema=dict.fromkeys(names, pl.String), orient="row")
            frame = frame.with_columns(pl.Series(PROBLEM, problems, dtype=pl.String))
            yield frame.with_columns(_canonical([*names, PROBLEM]))


def _misfit(row: list[str], names: list[str]) -> str | None:
    if len(row) == len(names):
        return None
    return f"{len(row)} fields where the header has {len(names)}: {row!r}"[:300]


def _json_lines(path: Path) -> Iterator[pl.DataFrame]:
    with _lines(path) as lines:
        for part in _slices((line for line in lines if line.strip()), len):
            rows = [_record(line) for line in part]
            names = sorted({name for row in rows for name in row})
            columns = {name: [row.get(name) for row in rows] for name in names}
            yield pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String))


def _record(line: str) -> dict[str, str | None]:
    """One line's fields as text, with CANONICAL and PROBLEM."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {CANONICAL: line, PROBLEM: f"no JSON: {str(error)[:100]}"}
    if not isinstance(fields, dict):
        return {CANONICAL: line, PROBLEM: f"{type(fields).__name__}, not an object: {line[:100]}"}
    canonical = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {k: _field(v) for k, v in fields.items()} | {CANONICAL: _encodable(canonical), PROBLEM: None}


def _field(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        value = ", ".join(value)
    return _encodable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _encodable(text: str) -> str:
    """Half a surrogate pair, which JSON can spell and UTF-8 cannot, becomes U+FFFD."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


@contextmanager
def _lines(path: Path) -> Iterator[Iterator[str]]:
    """The lines of a text: streamed where it is UTF-8, else decoded whole."""
    with path.open("rb") as file:
        start = file.read(1_000_000)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(
            start
        )  # waits for the rest of a last character cut in half
    except UnicodeDecodeError:
        yield io.StringIO(decode(path.read_bytes()), newline="")
        return
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as text:
        yield text


def _slices(items: Iterator[T], size: Callable[[T], int]) -> Iterator[list[T]]:
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
