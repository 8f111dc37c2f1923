"""CSV as records: what separates the fields told by the header, a row that cannot be read set aside by itself."""

import csv
import itertools
import re
from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import polars as pl

from flows.files import counted
from flows.ingest.columns import plain_name
from flows.ingest.lines import LONGEST_LINE, opened
from flows.ingest.slices import PROBLEM, Slice, canonical, distinct, slices

SEPARATORS = ",;\t|"
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)  # Excel's own first line
MOST_COLUMNS = 10_000
TITLE_LINES, LONGEST_TITLES = 10, 5_000  # what people write above a table's header, and its characters
ESCAPED = re.compile(r'(?<!\\)\\"')  # Spark and MySQL put a backslash before a quote within a field
# What shows a row for one, by the names of its columns: where rows go on after a quote that does not fit.
SIGNS = (
    (re.compile(r"_?id|.*_id|guid|mã (?:bài|tin)"), re.compile(r"\S{1,200}")),
    (re.compile(r"url|link|canonical_url|liên kết|đường dẫn"), re.compile(r"https?://\S+")),
    (re.compile(r"(?:.*_)?date(?:_.*)?|publish.*|pubdate|ngày.*"), re.compile(r"(?=.*\d{4}).{8,60}")),
)


class _Row(NamedTuple):
    fields: list[str]
    problem: str | None = None
    ends: bool = True  # it is known where the row ends


class _Lines(Iterator[str]):
    """Lines that can be given back, as far as the last `mark`; csv.Error where one row takes too many."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: deque[str] = deque()
        self._size = 0
        self.taken: list[str] = []

    def __next__(self) -> str:
        if self._size > LONGEST_LINE:
            raise csv.Error(f"dòng dài hơn / a row of over {LONGEST_LINE} characters")
        line = self._back.popleft() if self._back else next(self._lines)
        self.taken.append(line)
        self._size += len(line)
        return line

    def mark(self) -> None:
        self.taken, self._size = [], 0

    def rewind(self) -> None:
        self._back.extendleft(reversed(self.taken))
        self.mark()


def records(path: Path, wanted: Mapping[str, str]) -> Iterator[Slice]:
    """Slices of the rows below a header (see `flows.ingest.records`). Raises csv.Error where there is no header.

    The header is the first line, or one of the TITLE_LINES below it where only that names a text and another field.
    A quote that does not fit makes its row unread, with the lines up to the next that shows itself a row by its
    id, address or date: a line of a torn article is never taken for one. Rows without content are none.
    """
    csv.field_size_limit(2**31 - 1)  # articles are longer than the 128 KB that csv takes by default
    with opened(path) as text:
        lines = _Lines(text.lines())
        separator, names, is_spaced = _header(lines, wanted)
        kept = [name for name in names if plain_name(name) in wanted]
        nothing: list[str | None] = [None] * len(names)
        rows = _rows(_Rows(lines, separator, names, is_spaced))
        for part in slices(rows, lambda row: sum(map(len, row.fields))):
            fields = [nothing if row.problem else row.fields for row in part]
            frame = pl.DataFrame(fields, schema=dict.fromkeys(names, pl.String), orient="row")
            frame = frame.with_columns(pl.Series(PROBLEM, [row.problem for row in part], dtype=pl.String))
            yield Slice(frame.select(*kept, PROBLEM, canonical([*names, PROBLEM])), names)


def _header(lines: _Lines, wanted: Mapping[str, str]) -> tuple[str, list[str], bool]:
    """(separator, names of the columns, whether a blank follows the separator)."""
    first = _next_filled(lines)
    stated = SEPARATOR_LINE.fullmatch(first)
    if stated:
        first = _next_filled(lines)
    separators = stated[1] if stated else SEPARATORS
    first = _below_titles(lines, first, separators, wanted)
    separator = max(separators, key=lambda s: _known(first, s, wanted))
    is_spaced = f"{separator} " in first
    lines.rewind()
    cells = next(csv.reader(lines, delimiter=separator, skipinitialspace=is_spaced), [])
    names = [name.replace("\0", "").strip() for name in cells]
    while names and not names[-1]:
        names.pop()
    if first and not names:
        raise csv.Error(f"không có dòng tiêu đề / no header: its first line names no column: {first[:100]!r}")
    if len(names) > MOST_COLUMNS:
        raise csv.Error(f"{len(names)} cột, nhiều nhất là / columns; the most is {MOST_COLUMNS}")
    return separator, distinct(names), is_spaced


def _below_titles(lines: _Lines, first: str, separators: str, wanted: Mapping[str, str]) -> str:
    """The header among the first line, taken just now, and the short ones below it; alone taken then. The first where none is one."""

    def is_header(line: str) -> bool:
        return any(_names_a_text(line, separator, wanted) for separator in separators)

    opening = [first]
    while (
        len(opening) <= TITLE_LINES and sum(map(len, opening)) < LONGEST_TITLES and not is_header(opening[-1])
    ):
        opening.append(next(lines, ""))
    lines.rewind()
    for _ in opening[:-1] if is_header(opening[-1]) else ():
        next(lines)
    lines.mark()
    return next(lines, "")


def _next_filled(lines: _Lines) -> str:
    line = ""
    while not line.strip():
        lines.mark()
        line = next(lines, "end")
    return line if lines.taken else ""


def _names_a_text(line: str, separator: str, wanted: Mapping[str, str]) -> bool:
    """Whether a line's cells, parted so, name a text and another field."""
    fields = {wanted.get(plain_name(cell)) for cell in line.split(separator)} - {None}
    return "body" in fields and len(fields) > 1


def _known(header: str, separator: str, wanted: Mapping[str, str]) -> tuple[int, int]:
    """How many wanted columns, and how many in all, a separator makes of a header."""
    names = header.split(separator)
    return sum(plain_name(name) in wanted for name in names), len(names)


class _Rows:
    """Takes rows off lines, one by one."""

    def __init__(self, lines: _Lines, separator: str, names: list[str], is_spaced: bool) -> None:
        # Strict: a lenient reader takes an open quote and the rows after it for one field, and does not say so.
        readers = [
            csv.reader(text, delimiter=separator, skipinitialspace=is_spaced, strict=True)
            for text in (lines, map(_unescaped, lines))
        ]
        self._lines = lines
        self._plain, self._escaping = readers
        self._width = len(names)
        self._signs = [
            (i, sign) for i, name in enumerate(names) for of, sign in SIGNS if of.fullmatch(name.lower())
        ]

    def take(self) -> _Row:
        """The next row. Raises StopIteration."""
        row = self._parsed(self._plain)
        count = len(self._lines.taken)
        if not row.problem or not any(map(ESCAPED.search, self._lines.taken)):
            return row
        self._lines.rewind()
        again = self._parsed(self._escaping)
        if not again.problem:
            return again
        self._lines.rewind()
        for _ in range(count):
            next(self._lines)
        return row

    def drop(self) -> int:
        """Leaves out the first line of what was taken, and those that follow, up to a row: how many."""
        self._lines.rewind()
        next(self._lines)
        for count in itertools.count(1):
            try:
                row = self.take()
            except StopIteration:
                return count
            is_row = not row.problem and self._shows_itself(row.fields)
            self._lines.rewind()
            if is_row:
                return count
            next(self._lines)
        raise AssertionError

    def _parsed(self, reader: Iterator[list[str]]) -> _Row:
        self._lines.mark()
        try:
            fields = next(reader)
        except csv.Error as error:
            return _Row(
                [],
                f"dấu nháy không khớp / a quote that does not fit, {error}: {self._lines.taken[0][:100]!r}",
                ends=False,
            )
        if not any(map(str.strip, fields[self._width :])):
            fields = fields[: self._width]
        if len(fields) == self._width or not any(map(str.strip, fields)):
            return _Row(fields)
        return _Row(
            [],
            f"{len(fields)} ô, tiêu đề có {self._width} cột / fields where the header has {self._width}: {fields!r}"[
                :300
            ],
        )

    def _shows_itself(self, fields: list[str]) -> bool:
        filled = [(fields[i].strip(), sign) for i, sign in self._signs if fields and fields[i].strip()]
        return bool(filled) and all(sign.fullmatch(field) for field, sign in filled)


def _unescaped(line: str) -> str:
    return ESCAPED.sub('""', line)


def _rows(rows: _Rows) -> Iterator[_Row]:
    """All rows, those without content left out."""
    while True:
        try:
            row = rows.take()
        except StopIteration:
            return
        if not row.ends:
            count = rows.drop()
            row = _Row(
                [],
                f"{row.problem} (bỏ {count} dòng / {counted(count, 'line')} left out)"
                if count > 1
                else row.problem,
            )
        if row.problem or any(map(str.strip, row.fields)):
            yield row
