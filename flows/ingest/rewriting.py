"""Kept documents without what is forgotten: files deleted or blanked, data sets rewritten row by row, each row in its place."""

import hashlib
import io
import logging
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import polars as pl
from lxml import etree  # type: ignore[import-untyped]

from flows.ingest.columns import names
from flows.ingest.datasets import rows_of
from flows.ingest.decode import NotText, decode
from flows.ingest.docx import LARGEST_PART
from flows.ingest.kept import content_of, files_of, keep, kept_at, remains, unfinished
from flows.ingest.records import records
from flows.ingest.slices import CANONICAL
from flows.ingest.unpack import ERRORS

log = logging.getLogger(__name__)
Blank = Callable[[str], str]
ZIPPED = b"PK\x03\x04"  # how a Word document begins
EMPTY = "{}"  # stands in a data set where a row is forgotten, so that the others keep their numbers


def delete(sha: str, landing: Path) -> None:
    """Deletes a kept document, with the rows that were read from it."""
    for file in files_of(sha, landing):
        file.unlink(missing_ok=True)


def blank_file(sha: str, landing: Path, blank: Blank) -> str | None:
    """Keeps a document with names blanked beside one that has them; its SHA-256, None where that has none.

    What is no UTF-8 is written as UTF-8, with the mark that says so.
    """
    content = content_of(sha, landing)
    if content.startswith(ZIPPED):
        fresh = _docx(content, blank)
        return keep(fresh, landing) if fresh else None
    try:
        text, mark = content.decode("utf-8"), b""
    except UnicodeDecodeError:
        try:
            text, mark = decode(content), b"\xef\xbb\xbf"
        except NotText:
            return None
    changed = blank(text)
    return None if changed == text else keep(mark + changed.encode(), landing)


def has(sha: str, landing: Path, blank: Blank) -> bool:
    """Whether a kept document has something that is to be blanked; False where it is not kept.

    Of a Parquet file that is cut short or damaged nobody can say: a warning names it, so that a person may remove it. Raises
    OSError where the disk fails.
    """
    content = remains(sha, landing)
    if content is None:
        return False
    if content.startswith(b"PAR1"):
        try:
            rows = pl.read_parquet(io.BytesIO(content))
        except pl.exceptions.PolarsError:
            log.warning("%s: a damaged Parquet file, nobody can say whether it holds what is forgotten: remove it by hand (rm -f)", kept_at(sha, landing))  # fmt: skip
            return False
        texts = rows.select(pl.col(pl.String), pl.col(pl.List(pl.String)).list.join("\n"))
        return any(blank(t) != t for column in texts for t in column.drop_nulls())
    if content.startswith(ZIPPED):
        return _docx(content, blank) is not None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            text = decode(content)
        except NotText:
            return False
    return blank(text) != text


def _docx(content: bytes, blank: Blank) -> bytes | None:
    """A Word document with its words blanked, whatever runs they stand in, and its properties; None where it has nothing of it."""
    out, changed = io.BytesIO(), False
    try:
        with (
            zipfile.ZipFile(io.BytesIO(content)) as archive,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh,
        ):
            for part in archive.infolist():
                told = archive.read(part) if part.file_size <= LARGEST_PART else b""
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" not in told[:2_000]:
                    told, is_changed = _part(told, blank)
                    changed |= is_changed
                fresh.writestr(part.filename, told)
    except (*ERRORS, etree.LxmlError):
        return None
    return out.getvalue() if changed else None


def _part(told: bytes, blank: Blank) -> tuple[bytes, bool]:
    """A part of a Word document blanked, and whether anything was."""
    tree, changed = etree.fromstring(told, etree.XMLParser(resolve_entities=False, no_network=True)), False
    for paragraph in tree.iter("{*}p"):
        first, *others = [*paragraph.iter("{*}t")] or [None]
        words = "".join(t.text or "" for t in (first, *others) if t is not None)
        if first is not None and blank(words) != words:
            first.text, changed = blank(words), True
            for other in others:
                other.text = ""
    for element in tree.iter(etree.Element):
        for name, value in element.attrib.items():
            if blank(value) != value:
                element.attrib[name], changed = blank(value), True
        if element.text and blank(element.text) != element.text:
            element.text, changed = blank(element.text), True
    return (
        (etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True), True)
        if changed
        else (told, False)
    )


def without_rows(
    sha: str, landing: Path, numbers: Iterable[int], blank: Blank | None = None
) -> tuple[str, dict[int, str]]:
    """Keeps a data set without some rows and with names blanked beside one: its SHA-256, and that of each row that changed.

    Its rows keep their numbers. Parquet stays Parquet; any other becomes lines of JSON.
    """
    kept, gone = kept_at(sha, landing), set(numbers)
    before = _row_shas(sha, landing)
    with kept.open("rb") as file:
        is_parquet = file.read(4) == b"PAR1"
    fresh = _parquet(kept, gone, blank) if is_parquet else _lines(kept, gone, blank)
    new = _keep_data_set(fresh, landing)
    after = _row_shas(new, landing)
    return new, {n: after[n] for n in after if n in before and before[n] != after[n] and n not in gone}


def _lines(kept: Path, gone: set[int], blank: Blank | None) -> bytes:
    lines: list[str] = []
    for rows, _ in records(kept, names()):
        for text in rows[CANONICAL].to_list():
            line = EMPTY if len(lines) in gone else text.replace("\n", " ").replace("\r", " ")
            lines.append(blank(line) if blank else line)
    return ("\n".join(lines) + "\n").encode()


def _parquet(kept: Path, gone: set[int], blank: Blank | None) -> bytes:
    number = pl.int_range(pl.len())
    frame = pl.read_parquet(kept, glob=False)
    frame = frame.with_columns(pl.when(~number.is_in(sorted(gone))).then(pl.all()))
    if blank:
        frame = frame.with_columns(pl.col(pl.String).map_elements(blank, return_dtype=pl.String))
        lists = [c for c, kind in frame.schema.items() if kind == pl.List(pl.String)]
        frame = frame.with_columns(
            pl.col(c).list.eval(pl.element().map_elements(blank, return_dtype=pl.String)) for c in lists
        )
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


def _row_shas(sha: str, landing: Path) -> dict[int, str]:
    rows = pl.read_parquet(rows_of(sha, landing), columns=["row_number", "sha256"], glob=False)
    return dict(rows.iter_rows())


def _keep_data_set(fresh: bytes, landing: Path) -> str:
    sha = hashlib.sha256(fresh).hexdigest()
    kept = kept_at(sha, landing)
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = unfinished(landing, sha)
    part.write_bytes(fresh)
    part.replace(kept)
    return sha
