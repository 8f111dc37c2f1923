"""Word documents (.docx): their paragraphs as a text, within bounds."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import takewhile
from typing import Any

from flows.ingest.page_dates import is_of_a_place
from flows.ingest.unpack import ERRORS, FREE_BYTES, MOST_TIMES, NotUnpacked

LARGEST_PART = 20_000_000  # bytes of XML; a tree takes ten times as much
MOST_PARTS = 10_000
A_PARAGRAPH = 80  # characters; shorter ones head a document
# The day that an editor fills in on a cover page; those of its making and saving are the file's, not the article's.
PUBLISHED = re.compile(rb"<(?:\w+:)?PublishDate>\s*(\d{4}-\d{2}-\d{2})[^<]{0,30}</")
# What stands within a paragraph of other texts: text boxes, which come twice, and words that were moved away.
LEFT_OUT = frozenset(("txbxContent", "moveFrom", "del", "Fallback"))


def docx_fields(content: bytes) -> dict[str, str | None]:
    """The fields of a Word document, by their names in FIELDS of the columns, and `date_from`.

    The text is its paragraphs; tables are none of it, as on pages, unless all stands in them. The title is a
    paragraph of the style Title. The date is that of a cover page (`metadata`), or where and when a document of the
    administration was issued, in the table that heads it (`header`): when a file was made or saved is no date of it.
    Raises NotUnpacked: `unreadable` where it is no such document, `too_large` beyond the bounds.
    """
    day = _checked(content)
    import docx  # takes a twentieth of a second: only where one is read

    try:
        document = docx.Document(BytesIO(content))
        body, styles = document.element.body, {style.style_id: style.name for style in document.styles}
    except Exception as error:  # whatever the library and the parser below it stumble over
        raise NotUnpacked(
            "unreadable",
            f"không đọc được tệp Word / no Word document that can be read: {type(error).__name__}: {str(error)[:200]}",
        ) from error
    paragraphs = [(p, line) for p in body.iter(_name("p")) for line in _lines(p)]
    outside = [(p, text) for p, text in paragraphs if not _is_in(p, "tbl")]
    heading = takewhile(lambda pair: _is_in(pair[0], "tbl") or len(pair[1]) < A_PARAGRAPH, paragraphs)
    issued = next((text for p, text in heading if _is_in(p, "tbl") and is_of_a_place(text)), None)
    told = outside or paragraphs
    title = next((text for p, text in told if styles.get(p.style) == "Title"), None)
    return {
        "title": title,
        "body": "\n\n".join(text for _, text in told if text != title),
        "published_raw": day or issued,
        "date_from": "metadata" if day else "header",
    }


def _checked(content: bytes) -> str | None:
    """Checks the bounds of what a document unpacks to before anything parses it; the day of its cover page."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise NotUnpacked("too_large", f"{len(parts)} parts; {MOST_PARTS} is the most")
            for part in parts:
                is_xml = part.filename.endswith((".xml", ".rels"))
                most = LARGEST_PART if is_xml else max(FREE_BYTES, MOST_TIMES * part.compress_size)
                if part.file_size > most or part.file_size > max(FREE_BYTES, MOST_TIMES * part.compress_size):
                    raise NotUnpacked("too_large", f"{part.filename} unpacks to {part.file_size} bytes")
                if is_xml and b"<!DOCTYPE" in archive.open(part).read(2_000):
                    raise NotUnpacked(
                        "unreadable", f"{part.filename} declares a document type, as XML bombs do"
                    )
            covers = (archive.read(p)[:100_000] for p in parts if p.filename.startswith("customXml/item"))
            day = next((found for cover in covers if (found := PUBLISHED.search(cover))), None)
    except NotUnpacked:
        raise
    except ERRORS as error:
        raise NotUnpacked(
            "unreadable",
            f"không phải tệp Word, hay bị hỏng / no Word document, or a damaged one: {str(error)[:200]}",
        ) from error
    return day[1].decode() if day else None


def _lines(paragraph: Any) -> list[str]:
    """The lines of a paragraph that are not empty."""
    lines = "".join(_words(paragraph)).split("\n")
    return [" ".join(line.split()) for line in lines if line.strip()]


def _words(element: Any) -> Iterator[str]:
    for child in element:
        name = child.tag.rsplit("}", 1)[-1] if isinstance(child.tag, str) else ""
        if name == "t":
            yield child.text or ""
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "tab":
            yield " "
        elif name not in LEFT_OUT:
            yield from _words(child)


def _is_in(paragraph: Any, name: str) -> bool:
    return any(a.tag == _name(name) for a in paragraph.iterancestors())


def _name(local: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{local}"
