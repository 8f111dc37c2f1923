"""JSON as records: an object a line, or lists and objects written over many lines; databases' exports, and APIs' answers."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from flows.ingest.columns import plain_name
from flows.ingest.lines import LONGEST_LINE, opened
from flows.ingest.slices import CANONICAL, PROBLEM, Slice, slices
from flows.ingest.values import as_text, encodable

DECODER = json.JSONDecoder()
NAMES_SEEN = 50
DEEPEST_LIST = 3  # objects around a list of records
ITS_OWN = {"body", "document_id", "url", "published_raw"}
BEFORE_A_LIST, LIST_GOES_ON = " \t\r\n,[", " \t\r\n,]"


class Unread(NamedTuple):
    """What stands where a record should, and why it is none."""

    text: str
    problem: str


def records(path: Path, wanted: Mapping[str, str]) -> Iterator[Slice]:
    """Slices of the objects of a file (see `flows.ingest.records`); where a list is broken, the rest of it is one Unread."""
    with opened(path) as text:
        values = _lines(text.lines()) if _is_by_lines(path) else _values(text.pieces())
        found = (row for value in values for row in _rows_of(*value, wanted))
        for part in slices(found, lambda pair: len(pair[0])):
            rows = [_record(text, value, wanted) for text, value in part]
            names = sorted({name for row in rows for name in row})
            columns = {name: [row.get(name) for row in rows] for name in names}
            seen = {
                str(name): None for _, value in part if isinstance(value, dict) for name in _fields(value)
            }
            yield Slice(
                pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String)), list(seen)[:NAMES_SEEN]
            )


def _is_by_lines(path: Path) -> bool:
    """An object a line: the first line is one, or a broken one; not the opening of an object that lines go on."""
    with opened(path) as text:
        lines = (line.strip() for line in text.lines() if line.strip())
        first, second = next(lines, ""), next(lines, "")
    if first.startswith("["):
        return False
    try:
        json.loads(first)
    except json.JSONDecodeError as error:
        goes_on = error.pos >= len(first) and not error.msg.startswith("Unterminated string")
        return not goes_on or (second.startswith("{") and not isinstance(_loaded(second), Unread))
    except (ValueError, RecursionError):
        return True
    return True


def _lines(lines: Iterator[str]) -> Iterator[tuple[str, Any]]:
    for line in map(str.strip, lines):
        if line:
            yield line, _loaded(line.removesuffix(","))  # as in a list that lost its brackets


def _loaded(line: str) -> Any:
    if len(line) >= LONGEST_LINE:
        return Unread(line, f"dòng dài hơn / a line of over {LONGEST_LINE} characters")
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        return Unread(line, f"không phải JSON / no JSON: {str(error)[:100]}: {line[:100]}")


def _values(pieces: Iterator[str]) -> Iterator[tuple[str, Any]]:
    """(text, value) of the values of lists and of those one after another, as they stream by."""
    buffer, at, within, read = "", 0, False, 0
    while True:
        while at < len(buffer) and buffer[at] in (LIST_GOES_ON if within else BEFORE_A_LIST):
            within = buffer[at] == "[" or (within and buffer[at] != "]")
            at += 1
        end, error = at, None
        if at < len(buffer):
            try:
                value, end = DECODER.raw_decode(buffer, at)
            except (ValueError, RecursionError) as refused:
                error = refused
        # A value that reaches the end of what was read may go on after it.
        if end == len(buffer) or (error and _is_cut(error, buffer)):
            more = _more(pieces, len(buffer) - at) if len(buffer) - at < LONGEST_LINE else ""
            if more:
                read += at
                buffer, at = buffer[at:] + more, 0
                continue
        if error:
            problem = f"từ ký tự {read + at} không phải JSON, phần sau không đọc / no JSON from character {read + at} on, the rest is not read: {str(error)[:100]}"
            yield buffer[at : at + 1000], Unread(buffer[at : at + 1000], problem)
            return
        if end == at:
            break
        yield buffer[at:end], value
        at = end
    if within:
        yield (
            "[",
            Unread(
                f"end of {read + at}",
                "danh sách chưa đóng, tệp bị cắt / the list is not closed: the file was cut off",
            ),
        )


def _more(pieces: Iterator[str], count: int) -> str:
    """As many characters again, so that a long value is not tried over and over."""
    parts: list[str] = []
    while sum(map(len, parts)) <= count and (piece := next(pieces, "")):
        parts.append(piece)
    return "".join(parts)


def _is_cut(error: Exception, buffer: str) -> bool:
    return isinstance(error, json.JSONDecodeError) and (
        error.msg.startswith("Unterminated string") or error.pos >= len(buffer) - 16
    )


def _rows_of(text: str, value: Any, wanted: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """A value's records: itself, those of the list that it wraps, or of the columns that it holds."""
    wrapped = _wrapped(value, wanted, DEEPEST_LIST) or _of_columns(value, wanted)
    if wrapped is None:
        yield text, value
    else:
        yield from ((json.dumps(record), record) for record in wrapped)


def _wrapped(value: Any, wanted: Mapping[str, str], deepest: int) -> list[Any] | None:
    """The list of records with a text in what an API answers: {"data": […]}, {"hits": {"hits": […]}}; null for what is a record.

    A record has a text, an id, an address or a day of its own: a list in it, of its comments, is no list of articles.
    """
    if not isinstance(value, dict) or deepest == 0 or _told_by(value, wanted) & ITS_OWN:
        return None
    for inner in value.values():
        if isinstance(inner, list):
            if any(isinstance(one, dict) and "body" in _told_by(one, wanted) for one in inner):
                return inner
        elif found := _wrapped(inner, wanted, deepest - 1):
            return found
    return None


def _of_columns(value: Any, wanted: Mapping[str, str]) -> list[Any] | None:
    """The records of columns, as pandas and R write a table: {"title": ["A", "B"], "text": […], "date": […]}; null for what is a record.

    One article has paragraphs, but no two titles with as many texts and days, ids or addresses.
    """
    lists = (
        {name: told for name, told in value.items() if isinstance(told, list)}
        if isinstance(value, dict)
        else {}
    )
    counts = {wanted.get(plain_name(name)): len(told) for name, told in lists.items()}
    count = counts.get("title", 0)
    if (
        count < 2
        or counts.get("body") != count
        or not any(counts.get(f) == count for f in ITS_OWN - {"body"})
    ):
        return None
    columns = {
        name: told if len(lists.get(name, ())) == count else [told] * count for name, told in value.items()
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _told_by(value: dict[str, Any], wanted: Mapping[str, str]) -> set[str]:
    """The fields that an object fills."""
    return {
        wanted[plain_name(name)]
        for name, told in _fields(value).items()
        if plain_name(name) in wanted and as_text(told)
    }


def _record(text: str, value: Any, wanted: Mapping[str, str]) -> dict[str, str | None]:
    """A record's wanted fields as text, with CANONICAL and PROBLEM."""
    if isinstance(value, Unread):
        return {CANONICAL: encodable(value.text), PROBLEM: encodable(value.problem)}
    if not isinstance(value, dict):
        kind = type(value).__name__
        return {
            CANONICAL: encodable(text),
            PROBLEM: encodable(f"không phải đối tượng / {kind}, not an object: {text[:100]}"),
        }
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    fields = {k: as_text(v) for k, v in _fields(value).items() if plain_name(k) in wanted}
    return fields | {CANONICAL: encodable(canonical), PROBLEM: None}


def _fields(value: dict[str, Any]) -> dict[str, Any]:
    """An object's fields; those of an Elasticsearch hit are its `_source`, named by its `_id`, those of a JSON:API resource
    its `attributes`, named by its `id`.
    """
    for name, held in (("_id", value.get("_source")), ("id", value.get("attributes"))):
        if isinstance(held, dict):
            return {name: value.get(name)} | held
    return value
