"""Bytes of XML from the web as text that is safe to parse: in its true encoding, without declarations of entities."""

import html
import re
from collections.abc import Iterator

from flows.files import counted
from flows.ingest.decode import NotText, decode

LARGEST = 52_428_800  # bytes: the most that the sitemap protocol allows, and more than any feed
PACKED = (b"\x1f\x8b", b"BZh", b"\x28\xb5\x2f\xfd", b"\xfd7zXZ", b"PK\x03\x04")
DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,500}\?>", re.IGNORECASE)
# What may stand before the root: comments, instructions, a document type with or without declarations of its own.
BEFORE_ROOT = re.compile(r"\s*(?:<!--.*?-->|<\?.*?\?>)", re.DOTALL)
DOCTYPE = re.compile(r"\s*<!DOCTYPE\b", re.IGNORECASE)
PLAIN_DOCTYPE = re.compile(r"\s*<!DOCTYPE\b[^\[<>]{0,2000}>", re.IGNORECASE)
ROOT = re.compile(r"\s*<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
ANY_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
ENTITY = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)([A-Za-z][A-Za-z0-9]{1,30};)?"
)
NEVER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]|&#(?:0*(?:[0-8]|1[124-9]|2\\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));"
)


class Unsafe(ValueError):
    """Bytes that no parser may see, or that are no text at all."""


def text_of(body: bytes) -> str:
    """The text, in whatever encoding it came, without byte order mark. Raises Unsafe: packed, too large, no text."""
    if body.startswith(PACKED):
        raise Unsafe(
            "nó bị nén, phải giải nén trước khi đọc / it is packed: it has to be unpacked before it is read"
        )
    if len(body) > LARGEST:
        raise Unsafe(f"{len(body)} byte, nhiều nhất là / bytes; the most is {LARGEST}")
    try:
        return decode(body)
    except NotText as error:
        raise Unsafe(f"không phải văn bản / it is no text: {error}") from error


def without_prolog(text: str) -> str:
    """XML from its root on. Raises Unsafe where its document type declares anything of its own."""
    declared = DECLARATION.match(text)
    start = _before_root(text, declared.end() if declared else 0)
    if DOCTYPE.match(text, start):
        plain = PLAIN_DOCTYPE.match(text, start)
        if not plain:
            raise Unsafe(
                "khai báo DTD riêng, như bom XML / its document type has declarations of its own, as XML bombs and external entities do"
            )
        start = _before_root(text, plain.end())
    return text[start:].strip()


def _before_root(text: str, start: int) -> int:
    """Where comments and instructions end that stand at `start`."""
    while before := BEFORE_ROOT.match(text, start):
        start = before.end()
    return start


def root_of(text: str) -> str | None:
    """The local name of the root element, small letters; null where none opens the text."""
    found = ROOT.match(text)
    return found[2].lower() if found else None


def opening_root(text: str) -> str | None:
    """The local name of the first element, whatever stands before it: what a text is meant to be, safe or not."""
    start = re.sub(r"<!--.*?-->", "", text[:20_000], flags=re.DOTALL)
    found = ANY_ROOT.search(start)
    return found[1].lower() if found else None


def mended(text: str) -> tuple[str, list[str]]:
    """XML that a parser takes, and what was mended: bare ampersands, HTML's named entities, characters XML forbids."""
    told: list[str] = []
    text, forbidden = NEVER.subn("", text)
    if forbidden:
        told.append(
            f"bỏ {forbidden} ký tự XML cấm / {counted(forbidden, 'character')} that XML forbids left out"
        )
    parts, bare = [], 0
    for part, is_cdata in _sections(text):
        written, times = (part, 0) if is_cdata else ENTITY.subn(_written_out, part)
        parts.append(written)
        bare += times
    if bare:
        told.append(
            f"sửa {bare} dấu & hay thực thể lạ / {counted(bare, 'ampersand or entity', 'ampersands or entities')} that XML does not know written out"
        )
    return "".join(parts), told


def is_cut(text: str, name: str) -> bool:
    """Whether the last element of a name is opened and not closed: the answer ended before it did."""
    start = max((m.start() for m in re.finditer(rf"<(?:[\w.-]+:)?{name}[\s>]", text)), default=-1)
    return start >= 0 and not re.search(rf"</(?:[\w.-]+:)?{name}\s*>", text[start:])


def _sections(text: str) -> Iterator[tuple[str, bool]]:
    """(part, whether it is a CDATA section) of a text; one that is not closed is none."""
    at = 0
    while (start := text.find("<![CDATA[", at)) >= 0 and (end := text.find("]]>", start)) >= 0:
        yield text[at:start], False
        yield text[start : end + 3], True
        at = end + 3
    yield text[at:], False


def _written_out(entity: re.Match[str]) -> str:
    known = html.unescape(entity[0]) if entity[1] else entity[0]
    return html.escape(known, quote=False) if known != entity[0] else "&amp;" + entity[0][1:]
