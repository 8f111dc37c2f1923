"""Tables of a page's text: those that it announces become lines, a row a line."""

import re
from itertools import islice
from typing import Any

from flows.ingest.page_boxes import LENGTH, running
from flows.ingest.page_head import SENTENCE_END

MOST_TABLES, MOST_ROWS, MOST_SPAN = 30, 500, 100
LONGEST_CELL = 200  # characters; a cell that holds more is laid out, and no figure or name
NO_FIGURES = ("table", "img", "iframe", "input", "button", "h1", "h2", "h3", "form", "a")
# What announces a table: a colon at the line's end, or the table by its name.
ANNOUNCES = re.compile(
    r":$|\b(?:bảng|biểu|danh sách) (?:\d|sau\b|dưới\b|thống kê\b|tổng hợp\b)|\b(?:như sau|dưới đây|sau đây)\b|^(?:bảng|biểu|danh sách)\b"
)
FIGURE = re.compile(r"\d[.,]\d|^\d+$|\d ?%|\d (?:đồng|triệu|tỷ|tỉ)\b")
NUMBERED = re.compile(r"(?:stt|tt|số tt|số thứ tự|\d{1,3}\.?)?")


def with_rows_as_lines(body: Any) -> None:
    """Turns the tables of figures or names that a text announces, or that have a caption, into lines: "Nà Pheo: 42 hộ; 630 triệu đồng."

    A table that lays a page out is none, nor is one that nothing announces: what it is about is told nowhere.
    """
    for table in list(islice(body.iter("table"), MOST_TABLES)):
        if next(table.iterdescendants(*NO_FIGURES), None) is not None or not _is_announced(table, body):
            continue
        rows = _rows(table)
        full = sum(sum(map(bool, row)) > 1 for row in rows)
        if full < 2 or full * 2 < len(rows) or any(len(cell) > LONGEST_CELL for row in rows for cell in row):
            continue
        lines = [*(running(e) for e in table.iterchildren("caption")), *_lines(rows)]
        if (frame := table.getparent()).tag == "figure":
            for part in (frame, *frame.iterchildren("figcaption")):
                part.tag = "div" if part is frame else "p"
        table[:], table.text, table.tag = [], None, "div"
        table.attrib.clear()
        for line in lines:
            paragraph = table.makeelement("p")
            paragraph.text = line
            table.append(paragraph)


def _is_announced(table: Any, body: Any) -> bool:
    """Whether a table has a caption, or the line before it says that one follows."""
    if table.find("caption") is not None or table.getparent().find("figcaption") is not None:
        return True
    box = table
    while (before := _before(box)) is None and (box := box.getparent()) is not None and box is not body:
        pass
    return before is not None and ANNOUNCES.search(before.lower()) is not None


def _before(element: Any) -> str | None:
    """The line right before an element within its parent; null where there is none."""
    other = element.getprevious()
    while other is not None and not (other.tail or "").strip() and not LENGTH(other):
        other = other.getprevious()
    if other is None:
        parent = element.getparent()
        return (parent.text or "").strip() or None if parent is not None else None
    return (other.tail or "").strip() or running(other, 10_000)


def _rows(table: Any) -> list[list[str]]:
    """The cells of a table's rows, each in its column; what spans several rows stands in each."""
    rows: list[list[str]] = []
    held: dict[int, tuple[str, int]] = {}  # column: its words, the rows that they still stand in
    for row in islice(table.iter("tr"), MOST_ROWS):
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            cells += _held(held, len(cells))
            words, columns, lines = running(cell), _span(cell, "colspan"), _span(cell, "rowspan")
            if lines > 1:
                held |= {len(cells): (words, lines - 1)}
            cells += [words, *[""] * (columns - 1)]
        rows.append([*cells, *_held(held, len(cells))])
    return [row for row in rows if any(row)]


def _held(held: dict[int, tuple[str, int]], column: int) -> list[str]:
    """The words that stand in a column and those right after it from rows above."""
    found = []
    while column in held:
        words, left = held.pop(column)
        if left > 1:
            held[column] = (words, left - 1)
        found.append(words)
        column += 1
    return found


def _span(cell: Any, name: str) -> int:
    span = (cell.get(name) or "").strip()
    return max(1, min(int(span), MOST_SPAN)) if span.isdecimal() and len(span) < 9 else 1


def _lines(rows: list[list[str]]) -> list[str]:
    """A line a row: its first cell, then the others, each behind what its column is headed; without a first column that only counts rows."""
    wide = [row for row in rows if sum(map(bool, row[1:])) > 1]
    if wide and all(NUMBERED.fullmatch(row[0].lower()) for row in wide):
        rows = [row[1:] if row in wide else row for row in rows]
    headings = _headings(rows[0])
    lines = []
    for row in rows:
        of_columns = headings if row is not rows[0] and len(row) == len(headings) else [""] * len(row)
        told = [
            f"{h}: {cell}" if h else cell for h, cell in zip(of_columns[1:], row[1:], strict=True) if cell
        ]
        first = row[0].removesuffix(":")
        line = f"{first}: {'; '.join(told)}" if first and told else first or "; ".join(told)
        lines.append(line if line.endswith(SENTENCE_END) else f"{line}.")
    return lines


def _headings(row: list[str]) -> list[str]:
    """What a table's first row heads its columns; none where it tells figures itself. One that spans columns heads each."""
    if sum(map(bool, row)) < 2 or any(FIGURE.search(cell) for cell in row):
        return []
    headings: list[str] = []
    for cell in row:
        headings.append((cell or (headings[-1] if len(headings) > 1 else "")).removesuffix(":"))
    return headings
