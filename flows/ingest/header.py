"""What stands before an article's text in a file: a date line, a block of "key: value", a title."""

import re
from dataclasses import dataclass, field

KEYS = {
    "id": "document_id", "url": "url", "link": "url", "title": "title", "date": "published_raw", "published": "published_raw",
    "source": "source", "author": "byline", "byline": "byline", "lead": "lead", "description": "lead",
}  # fmt: skip
KEY_LINE = re.compile(rf"^({'|'.join(KEYS)})\s*:\s*(.*)$", re.IGNORECASE)
DATE_LINE = re.compile(r"\s*date\s+(\d{4}-\d{2}-\d{2})[ \t]*", re.IGNORECASE)
TITLE_LENGTH = 220


@dataclass
class Headed:
    """A file's text apart from its metadata: fields by ARTICLES-like names, body, where the title stands in it."""

    fields: dict[str, str] = field(default_factory=dict)
    body: str = ""
    title: str | None = None
    published_from: str | None = None


def headed(text: str) -> Headed:
    """Splits a decoded file into metadata and body.

    Metadata is front matter between `---` lines, or lines of known keys closed by a blank line or `---`.
    A "date 2025-06-12" line stays in the body, as its header.
    """
    found = Headed()
    lines = text.split("\n")
    fenced = lines[0].strip() == "---"
    at = 1 if fenced else 0
    while at < len(lines) and (match := KEY_LINE.match(lines[at].strip())):
        found.fields[KEYS[match[1].lower()]] = match[2].strip().strip("\"'")
        at += 1
    closed = at < len(lines) and lines[at].strip() in ("", "---")
    if found.fields and (closed or fenced):
        found.body = "\n".join(lines[at + 1 :]).strip()
        found.published_from = "metadata" if "published_raw" in found.fields else None
    else:
        found.fields, found.body = {}, text.strip()
    found.body = re.sub(r"^#+\s+", "", found.body, flags=re.MULTILINE) if fenced else found.body
    if date := DATE_LINE.match(found.body):
        found.fields.setdefault("published_raw", date[1])
        found.published_from = found.published_from or "header"
    found.title = _title(found)
    return found


def _title(found: Headed) -> str | None:
    """The metadata's title, else a first line of the body that is short and ends no sentence."""
    if "title" in found.fields:
        return found.fields["title"]
    rest = DATE_LINE.sub("", found.body, count=1).lstrip()
    first, _, more = rest.partition("\n")
    line = first.strip()
    is_title = more.strip() and 0 < len(line) <= TITLE_LENGTH and line[-1] not in ".;,:”\""
    return line if is_title else None
