"""A data set (JSON, CSV, Parquet) as rows: each a document with its own SHA-256, its columns mapped by name.

The rows are written once, beside the bytes they were read from, in small row groups: a batch reads its
slice and no more, and a later run sees from them, without reading the set again, which rows are new.
"""

import csv
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from flows.ingest.columns import FIELDS, names, plain_name, written
from flows.ingest.decode import NotText
from flows.ingest.kept import MEND, DocumentDamaged, kept_at, unfinished
from flows.ingest.records import records
from flows.ingest.slices import BETWEEN, CANONICAL, PROBLEM

ROWS = pl.Schema(
    {"row_number": pl.Int64, "sha256": pl.String, "bytes": pl.Int64}
    | dict.fromkeys(FIELDS, pl.String)
    | {"problem": pl.String}  # why the row itself cannot be read; null for most
)
# What the strings of a list in a field become: paragraphs, a line, names. In other fields several are no one's value.
JOINED = {"body": "\n\n", "title": " ", "lead": " ", "byline": ", "}
# What stands in a text field where there was no value: MySQL's and PostgreSQL's, SQL Server's, pandas', JavaScript's.
NOTHING = r"^\s*(?:\\N|NULL|null|\(null\)|NaN|nan|None|NaT|N/A|#N/A|undefined)\s*$"
NAMES_TOLD = 50
LOST = 50  # a text may lack one letter in so many, as one of a file may (decode)
READERS = 5  # a number that changes with what the readers of data sets make of them


ERRORS = (
    pa.ArrowException,
    pl.exceptions.PolarsError,
    pl.exceptions.PanicException,
    OSError,
    ValueError,
    csv.Error,
    NotText,
)


class NotADataSet(ValueError):
    """A data set without rows that could be articles: `reason` is a code of `parse`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def rows_of(sha: str, landing: Path) -> Path:
    """The Parquet file (ROWS) of a landed data set's rows, written where it is not there yet.

    Raises NotADataSet: `not_text` where the bytes cannot be read, `malformed` where no row can, `no_text` where
    no column holds a text, `empty` where there is no row.
    """
    kept = kept_at(sha, landing)
    # Part of the file's name, so that rows read by older rules or names are not taken for today's.
    edition = hashlib.sha256(repr((names(), ROWS, READERS)).encode()).hexdigest()[:8]
    rows = kept.with_name(f"{sha}.rows-{edition}.parquet")
    if rows.exists():
        return rows
    part = unfinished(landing, rows.name)
    try:
        _write(kept, part)
        part.replace(rows)
    finally:
        part.unlink(missing_ok=True)
    return rows


def check_texts(sha: str, landing: Path) -> None:
    """Raises NotADataSet (`no_text`) where no row of a landed data set holds a text, though each can be read: what is wrong with its
    column is told once, not with every row.
    """
    with pq.ParquetFile(rows_of(sha, landing)) as file:
        count, lacking = file.metadata.num_rows, {"body": 0, "problem": 0}
        for group in range(file.num_row_groups):
            columns = file.metadata.row_group(group)
            for number in range(columns.num_columns):
                column = columns.column(number)
                if column.path_in_schema in lacking and column.statistics:
                    lacking[column.path_in_schema] += column.statistics.null_count
    if lacking == {"body": count, "problem": count}:
        raise NotADataSet(
            "no_text",
            f"không dòng nào trong {count} dòng có văn bản / none of {count} rows holds a text: {_held(kept_at(sha, landing))}",
        )


def _held(kept: Path) -> str:
    """What the columns that should hold the texts of a data set hold instead, by its first rows."""
    fields = names()
    first = next(iter(records(kept, fields))).rows[CANONICAL]
    told: dict[str, str] = {}
    for row in map(json.loads, first.head(NAMES_TOLD)):
        for name, value in row.items() if isinstance(row, dict) else ():
            if fields.get(plain_name(name)) == "body":
                shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
                told[name] = told.get(name) or (shown[:60] if shown.startswith(("{", "[")) else "")
    nested = [
        f"cột {name} lồng nhau / column {name} is nested, as {value} …"
        for name, value in told.items()
        if value
    ]
    empty = [f"cột {name} trống / column {name} is empty" for name, value in told.items() if not value]
    return "; ".join([*nested, *empty]) + (
        "; đặt văn bản vào một cột / give the text itself in a column" if nested else ""
    )


def unknown_columns(sha: str, landing: Path) -> list[str]:
    """The columns of a landed data set that no name of the seed fits, by its first rows, as it writes them."""
    fields = names()
    first = next(iter(records(kept_at(sha, landing), fields)))
    return [name for name in first.names if plain_name(name) not in fields]


def some_rows(sha: str, landing: Path, start: int, stop: int) -> pl.DataFrame:
    """ROWS of a landed data set, those from number `start` to before `stop`; made anew where what was made of it is damaged.

    Raises DocumentDamaged where the data set itself is gone, or is none any more.
    """
    try:
        file = rows_of(sha, landing)
        try:
            return _slice(file, start, stop)
        except pl.exceptions.ComputeError:
            file.unlink(missing_ok=True)
            return _slice(rows_of(sha, landing), start, stop)
    except (FileNotFoundError, NotADataSet) as error:
        why = (
            "is not there"
            if isinstance(error, FileNotFoundError)
            else f"không phải bản đã lưu / is not what was kept: {error}"
        )
        raise DocumentDamaged(f"{kept_at(sha, landing)} {why}; {MEND}") from None


def _slice(file: Path, start: int, stop: int) -> pl.DataFrame:
    return pl.scan_parquet(file, glob=False).slice(start, stop - start).collect()


def is_empty_row() -> pl.Expr:
    """Whether a row of ROWS stands where one was forgotten."""
    return pl.all_horizontal(pl.col(c).is_null() for c in (*FIELDS, "problem"))


def _write(kept: Path, part: Path) -> None:
    """Streams the rows of the bytes into `part`, a row group a slice."""
    seen_names: set[str] = set()
    columns: set[str] = set()
    fields = names()
    number = unread = 0
    problem = ""
    with pq.ParquetWriter(
        part, pl.DataFrame(schema=ROWS).to_arrow().schema, compression="zstd", compression_level=1
    ) as out:
        try:
            for rows, seen in records(kept, fields):
                seen_names |= set(seen) if len(seen_names) < NAMES_TOLD else set()
                columns |= {fields.get(plain_name(name), "") for name in rows.columns}
                out.write_table(_mapped(rows, number, fields).to_arrow())
                number += rows.height
                unread += rows[PROBLEM].len() - rows[PROBLEM].null_count()
                problem = problem or next(iter(rows[PROBLEM].drop_nulls()), "")
        except ERRORS as error:
            if isinstance(error, OSError) and error.errno:
                raise  # the disk, not the data
            raise NotADataSet(
                "not_text", f"hỏng sau {number} dòng / no data set after {number} rows: {str(error)[:200]}"
            ) from error
    if not number:
        raise NotADataSet("empty", "no rows")
    if unread == number:
        raise NotADataSet(
            "malformed",
            f"không đọc được dòng nào trong {number} dòng / none of {number} rows can be read; dòng đầu / the first: {problem}",
        )
    if "body" not in columns:
        told = ", ".join(sorted(seen_names))[:200]
        raise NotADataSet(
            "no_text",
            f"cột / columns {told}; cột văn bản tên là / one with the text is called {' or '.join(written('body'))}, or has a row in seeds/reference/columns.csv",
        )


def _mapped(rows: pl.DataFrame, first: int, fields: Mapping[str, str]) -> pl.DataFrame:
    """A slice of records as ROWS; `fields` are those of plain names."""
    filled = {
        ours: [
            pl.when(pl.col(c).str.contains(r"\S") & ~pl.col(c).str.contains(NOTHING)).then(pl.col(c))
            for name, field in fields.items()
            if field == ours
            for c in rows.columns
            if plain_name(c) == name
        ]
        for ours in FIELDS
    }
    texts = rows[CANONICAL].to_list()
    body = pl.coalesce(filled["body"] or pl.lit(None, pl.String))
    lost, letters = body.str.count_matches("\ufffd"), body.str.len_chars()
    torn = pl.when((lost > 1) & (lost * LOST > letters)).then(
        pl.format("{} of the {} characters of its text are none in any encoding", lost, letters)
    )
    return rows.select(
        row_number=pl.int_range(first, first + rows.height, dtype=pl.Int64),
        sha256=pl.Series([hashlib.sha256(t.encode()).hexdigest() for t in texts], dtype=pl.String),
        bytes=pl.col(CANONICAL).str.len_bytes().cast(pl.Int64),
        **{
            ours: _joined(pl.coalesce(c), ours) if c else pl.lit(None, pl.String)
            for ours, c in filled.items()
        },
        problem=pl.coalesce(PROBLEM, torn),
    )


def _joined(field: pl.Expr, name: str) -> pl.Expr:
    if name in JOINED:
        return field.str.replace_all(BETWEEN, JOINED[name], literal=True)
    return pl.when(~field.str.contains(BETWEEN, literal=True)).then(field)
