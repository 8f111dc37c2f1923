"""Parquet as records: every column's values as text, whatever its type; a damaged part set aside by itself."""

import json
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from flows.ingest.columns import plain_name
from flows.ingest.decode import NotText, decode
from flows.ingest.slices import CANONICAL, PROBLEM, SLICE_BYTES, SLICE_ROWS, Slice, canonical, distinct
from flows.ingest.values import as_text

ERRORS = (pa.ArrowException, pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError)  # fmt: skip
WRITABLE = (pl.String, pl.Boolean, pl.Null, pl.Categorical, pl.Enum)
UTC_TIME = "%Y-%m-%dT%H:%M:%S%.6fZ"


def records(path: Path, wanted: Collection[str]) -> Iterator[Slice]:
    """Slices of the rows of a Parquet file (see `flows.ingest.records`), a row group after the other.

    Where a row group cannot be read, its wanted columns are read alone; where that fails too, one record says so.
    """
    with pq.ParquetFile(path) as file:
        names = file.schema_arrow.names
        kept = [name for name in names if plain_name(name) in wanted]
        for group in range(file.num_row_groups):
            done = 0
            try:
                for batch in _batches(file, group, None):
                    yield Slice(_texts(batch, wanted), names)
                    done += batch.num_rows
            except ERRORS as error:
                yield from _saved(file, group, done, kept, wanted, error)


def _saved(
    file: pq.ParquetFile,
    group: int,
    done: int,
    kept: list[str],
    wanted: Collection[str],
    error: BaseException,
) -> Iterator[Slice]:
    """The rest of a row group, by its wanted columns."""
    count = file.metadata.row_group(group).num_rows
    skip = done
    try:
        for batch in _batches(file, group, kept) if kept else ():
            rest = batch.slice(min(skip, batch.num_rows))
            skip -= batch.num_rows - rest.num_rows
            if rest.num_rows:
                yield Slice(_texts(rest, wanted), file.schema_arrow.names)
                done += rest.num_rows
    except ERRORS as again:
        error = again
    if done < count:
        problem = f"không đọc được / rows {done} to {count - 1} of row group {group} cannot be read: {str(error)[:200]}"
        yield Slice(pl.DataFrame({CANONICAL: [problem], PROBLEM: [problem]}), file.schema_arrow.names)


def _batches(file: pq.ParquetFile, group: int, columns: list[str] | None) -> Iterator[pa.RecordBatch]:
    metadata = file.metadata.row_group(group)
    rows = max(1, min(SLICE_ROWS, SLICE_BYTES * metadata.num_rows // max(1, metadata.total_byte_size)))
    yield from file.iter_batches(batch_size=rows, row_groups=[group], columns=columns)


def _texts(batch: pa.RecordBatch, wanted: Collection[str]) -> pl.DataFrame:
    names = distinct(batch.schema.names)
    columns = [_series(name, batch.column(i)) for i, name in enumerate(names)]
    fields = [_first(c, (_field, _none)) for c in columns if plain_name(c.name) in wanted]
    texts = pl.DataFrame([_first(c, (_text, _printed, _none)) for c in columns])
    rows = texts.select(canonical(names)) if names else pl.DataFrame({CANONICAL: []}, {CANONICAL: pl.String})
    return rows.with_columns(pl.lit(None, pl.String).alias(PROBLEM)).hstack(fields)


def _series(name: str, column: pa.Array) -> pl.Series:
    """A column in polars; of a type that polars does not know, as Python prints it.

    Polars takes it on trust that strings are UTF-8: those that are not become Binary, deeper ones are null.
    """
    try:
        column.validate(full=True)
    except pa.ArrowInvalid:
        strings = (pa.string(), pa.large_string(), pa.string_view())
        column = column.cast(pa.large_binary()) if column.type in strings else pa.nulls(len(column))
    if _is_known(column.type):
        return pl.Series(name, pl.from_arrow(column))
    return pl.Series(name, [None if not v.is_valid else str(v) for v in column], dtype=pl.String)


def _is_known(kind: pa.DataType) -> bool:
    """Polars has this type: for others it panics, which no handler should have to see."""
    t = pa.types
    if t.is_dictionary(kind):
        return _is_known(kind.value_type)
    if kind.num_fields:
        is_list = t.is_list(kind) or t.is_large_list(kind) or t.is_fixed_size_list(kind)
        return (is_list or t.is_struct(kind) or t.is_map(kind)) and all(
            _is_known(kind.field(i).type) for i in range(kind.num_fields)
        )
    return not (t.is_decimal256(kind) or t.is_interval(kind) or isinstance(kind, pa.BaseExtensionType))


def _first(column: pl.Series, ways: tuple[Callable[[pl.Series], pl.Series], ...]) -> pl.Series:
    """By the first way that does not fail."""
    for way in ways[:-1]:
        try:
            return way(column)
        except (*ERRORS, NotImplementedError, TypeError):
            continue
    return ways[-1](column)


def _text(column: pl.Series) -> pl.Series:
    """For CANONICAL."""
    dtype = column.dtype
    if dtype == pl.List(pl.String):
        return column.list.join(", ", ignore_nulls=True)
    if not _is_writable(dtype):
        return _printed(column)
    if dtype.is_nested():
        encoded = column.to_frame().select(pl.struct(column.name).struct.json_encode())
        return encoded.to_series().alias(column.name)
    return column.cast(pl.String, strict=False)


def _is_writable(dtype: pl.DataType) -> bool:
    """Polars can write this type as text, and in JSON."""
    if isinstance(dtype, pl.Struct):
        return all(_is_writable(field.dtype) for field in dtype.fields)  # type: ignore[arg-type]
    if isinstance(dtype, pl.List | pl.Array):
        return _is_writable(dtype.inner)  # type: ignore[arg-type]
    return (dtype.is_numeric() or dtype.is_temporal() or dtype in WRITABLE) and dtype != pl.Duration


def _printed(column: pl.Series) -> pl.Series:
    values = [None if v is None else json.dumps(v, ensure_ascii=False, default=str) for v in column.to_list()]
    return pl.Series(column.name, values, dtype=pl.String)


def _none(column: pl.Series) -> pl.Series:
    return pl.Series(column.name, [None] * len(column), dtype=pl.String)


def _field(column: pl.Series) -> pl.Series:
    """As a field: text, an instant in UTC, what nested values tell (see `values.as_text`)."""
    dtype = column.dtype
    if isinstance(dtype, pl.Datetime) and dtype.time_zone:
        return column.dt.convert_time_zone("UTC").dt.strftime(UTC_TIME)
    if dtype == pl.Binary or dtype.is_nested():
        told = _decoded if dtype == pl.Binary else as_text
        return pl.Series(column.name, [told(v) for v in column.to_list()], dtype=pl.String)
    return column.cast(pl.String, strict=False)


def _decoded(content: Any) -> str | None:
    try:
        return None if content is None else decode(content)
    except NotText:
        return None
