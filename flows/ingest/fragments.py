"""Bodies of data sets that are markup: read as pages are, as far as a part of a page can be."""

import html
import re
from contextlib import suppress
from typing import Any

import polars as pl
from lxml.etree import LxmlError, iterwalk  # type: ignore[import-untyped]
from lxml.html import fromstring  # type: ignore[import-untyped]

from flows.ingest.clean import ESCAPED, MARKUP
from flows.ingest.page_boxes import told, without_boxes, without_layout
from flows.ingest.page_captions import captions_of, is_photo_story, with_captions_as_text
from flows.ingest.page_tables import with_rows_as_lines
from flows.ingest.page_teasers import without_teasers
from flows.ingest.page_text import without_counters
from flows.ingest.pages import DEEPEST, LARGEST_PAGE, PARSER, STRUCK, NotAnArticle, depth, page

FIELDS = ("title", "lead", "body")
ESCAPES = 3  # a body that was escaped more often is none that a program wrote
# Breaks that a program wrote as words, "Câu một.\\nCâu hai.", in a text that has no others.
WRITTEN_BREAK = r"(?:\\r)?\\n"
BROKEN = rf"[.!?…”>\"]\s*{WRITTEN_BREAK}"
A_PAGE = re.compile(r"(?i)^\s*(?:<\?xml[^<>]*>\s*)?(?:<!doctype\s+html|<html\b)")
HAS_MARKUP = re.compile(MARKUP)
HAS_ESCAPED = re.compile(ESCAPED)
LAID_OUT = re.compile(r"(?i)<(?:p|div|br|table|li)\b")
BLANK_LINES = re.compile(r"(?:\r?\n[ \t]*){2,}")
# What a page shows beside its text, or a reader of it never sees.
BESIDE = (
    "figcaption", "aside", "nav", "footer", "button", "select", "textarea", "iframe", "noscript", "object", "video", "audio",
    "svg", "head",
)  # fmt: skip
BLOCKS = frozenset((
    "p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "tbody",
    "tr", "td", "th", "figure", "figcaption", "blockquote", "section", "article", "main", "header", "center", "pre", "address",
))  # fmt: skip


def with_plain_bodies(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of a data set, their bodies' markup read as a page's: without boxes of other things, captions and scripts, rows of
    tables as lines. Escaped markup ("&lt;p&gt;") is markup where no other stands beside it.

    A body that is a whole page gives title and lead, too, where the row has none.
    """
    is_marked = pl.any_horizontal(
        pl.col(c).str.contains(f"{MARKUP}|{ESCAPED}|{BROKEN}") for c in FIELDS
    ).fill_null(False)
    marked = rows.select(is_marked).to_series()
    if not marked.any():
        return rows
    places = marked.arg_true()
    read = [_plain(row) for row in rows.filter(marked).select("url", *FIELDS).iter_rows(named=True)]
    return rows.with_columns(
        rows[c].scatter(places, pl.Series([row[c] for row in read], dtype=pl.String)) for c in FIELDS
    )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    row = row | {c: _unescaped(row[c]) for c in FIELDS}
    body = row["body"]
    if not body or len(body) > LARGEST_PAGE or not HAS_MARKUP.search(body) or depth(body) > DEEPEST:
        return row
    if A_PAGE.match(body):
        with suppress(NotAnArticle):
            found = page(body, row["url"])
            return row | {"body": _kept(found["body"])} | {
                c: row[c] or _kept(found[c]) for c in ("title", "lead")
            }  # fmt: skip
    return row | {"body": _kept(text_of(body)) or body}


def _kept(text: str | None) -> str | None:
    """Words that were read out of their markup: "<" among them is said by the text."""
    return text.replace("<", "&lt;") if text else None


def _unescaped(text: str | None) -> str | None:
    """Breaks and markup that were escaped, the markup whole, once or more often, as they were before."""
    if text and "\n" not in text.strip() and re.search(BROKEN, text):
        text = re.sub(WRITTEN_BREAK, "\n", text)
    for _ in range(ESCAPES):
        if not text or HAS_MARKUP.search(text) or not HAS_ESCAPED.search(text):
            break
        text = html.unescape(text)
    return text


def text_of(markup: str) -> str | None:
    """The running text of a part of a page, a blank line between paragraphs; null where it has none.

    >>> text_of("<p>Xã Ba có <b>3</b> chợ.</p><figcaption>Chợ Ba.</figcaption>")
    'Xã Ba có 3 chợ.'
    """
    broken = BLANK_LINES.sub("<br>", markup)
    if not LAID_OUT.search(markup):  # its lines are its paragraphs
        broken = broken.replace("\n", "<br>")
    try:
        tree = fromstring(f"<html><body><div>{broken}</div></body></html>", parser=PARSER)
    except (ValueError, LxmlError):
        return None
    struck = tree.xpath("//*[contains(@style, 'line-through')]")
    for unseen in [*tree.iter("template", "script", "style", *STRUCK), *struck]:
        unseen.drop_tree()
    captions = captions_of(tree)
    rest = told(tree) - sum(map(told, captions))
    if is_photo_story(captions, rest):
        with_captions_as_text(captions)
    without_teasers(tree, None)
    without_boxes(tree)
    without_layout(tree)
    with_rows_as_lines(tree)
    _without_rest(tree)
    paragraphs = [" ".join(line.split()) for line in _lines(tree)]
    return "\n\n".join(without_counters([line for line in paragraphs if line])) or None


def _without_rest(tree: Any) -> None:
    """Takes out what a page's reading leaves out, too, but nothing that holds half of the text: tables that nothing announces tell no sentences."""
    whole = told(tree)
    beside = [e for e in tree.iter(*BESIDE) if told(e) * 2 < max(whole, 1)]
    for element in [*beside, *(t for t in tree.iter("table") if not told(t) and whole)]:
        if element.getparent() is not None:
            element.drop_tree()


def _lines(tree: Any) -> list[str]:
    """The words of a tree, those of each block apart."""
    pieces: list[str] = []
    for event, element in iterwalk(tree, events=("start", "end")):
        is_block = element.tag in BLOCKS
        if event == "start":
            pieces += ["\n"] * is_block + [_flat(element.text)]
        else:
            pieces += ["\n"] * is_block + [_flat(element.tail)]
    return "".join(pieces).split("\n")


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")
