"""The running text of a page: the element that holds it, and what trafilatura reads there."""

from operator import itemgetter
from typing import Any

from lxml.etree import XPath  # type: ignore[import-untyped]

from flows.ingest.page_boxes import LENGTH, PIECES, is_counter, letters
from flows.ingest.page_cards import is_footer
from flows.ingest.page_dates import DAY, is_a_date_line

HEADING_LINES = 4  # of a body, that may hold what stands beside its headline
SENTENCE_END = (".", "!", "?", "…", '"', "”", ":", ";")
SHORT_TEXT = 250  # trafilatura's own bound: of a shorter text it asks other algorithms
A_LINE = 30  # letters of a line that a page says once
MOST_SEARCHED = 10**9  # letters, over all lines: half a second; 2,000 lines of a page of 500,000
RUNNING = frozenset(
    ("span", "a", "b", "strong", "em", "i", "font", "time", "small", "label", "u")
)  # in a line
FRAMED = XPath("descendant::*[contains(@style, 'border')]")
ASKED: dict[str, Any] = {  # of trafilatura; page_date tells the date: theirs is not searched for
    "with_metadata": True,
    "include_comments": False,
    "include_tables": False,
    "favor_precision": True,
    "date_extraction_params": {"extensive_search": False},
}


def column_of(tree: Any, is_article: bool) -> tuple[Any, int]:
    """The element under which most characters of running text stand side by side, and how many; words of links and of footers do not count.

    An article's paragraphs are siblings; in a list of articles each lead has a box of its own. Where a page states that it is an
    article, its paragraphs may have boxes of their own too.
    """
    columns: dict[Any, int] = {}
    footers = (e for e in tree.iter("footer", "div", "section", "td") if is_footer(e))
    below = {e for footer in footers for e in footer.iter("p", "div", "td", "section")}
    for block in tree.iter("p", "div", "td", "section", "article", "main", "center", "form", "pre", "body"):
        if block in below:
            continue
        is_paragraph = block.tag in ("p", "pre") or (
            block.tag == "div" and next(block.iter("p", "a", "table", "h3"), None) is None
        )
        if is_paragraph:
            own = int(LENGTH(block)) - sum(int(LENGTH(a)) for a in block.iter("a", "time"))
        else:
            own = len(block.text or "") + sum(len(child.tail or "") for child in block)
            own += sum(len(e.text or "") for e in block.iterchildren("span", "strong", "b", "em", "i"))
        column = block.getparent() if is_paragraph else block
        if is_article and is_paragraph and column is not None and len(column) == 1:
            column = column.getparent()
        if own >= 40 and column is not None:
            columns[column] = columns.get(column, 0) + own
    return max(columns.items(), key=itemgetter(1), default=(None, 0))


def extracted(tree: Any, body: Any) -> Any:
    """trafilatura's Document of a page's tree, which loses its frames' style and gains a mark; null where it finds none.

    The body is marked as what it looks for first. Its own reading stands where that holds half of what the page tells, in
    paragraphs: the other algorithms that it would then ask replace a reading by one twice as long, one without paragraphs,
    or a short one, and take as long again.
    """
    from trafilatura import bare_extraction  # takes half a second: only where pages are read

    for framed in FRAMED(tree):  # a frame in the text is the article's own: what is another's went before
        framed.attrib.pop("style")
    if body is not None:
        body.set("itemprop", "articleBody")
    own: Any = bare_extraction(tree, fast=True, **ASKED)
    told = sum(len(" ".join(piece.split())) for piece in PIECES(tree))
    is_whole = own and len(own.text) >= max(SHORT_TEXT, told / 2) and own.body.xpath("boolean(.//p//text())")
    return own if is_whole else bare_extraction(tree, **ASKED)


def with_broken_lines(tree: Any) -> None:
    """Breaks the line before each block that stands right after words or inline elements: "<span>28/11/2026</span><div>Chiều 27/11".

    Browsers do; trafilatura runs the two together.
    """
    for block in list(tree.iter("div", "p", "table", "section", "article", "ul", "ol", "blockquote")):
        before, parent = block.getprevious(), block.getparent()
        words = before.tail if before is not None else parent.text if parent is not None else None
        if (words or "").strip() or (before is not None and before.tag in RUNNING and LENGTH(before)):
            block.addprevious(block.makeelement("br"))


def in_order(text: str, tree: Any) -> str:
    """A text whose paragraphs stand as on the page: trafilatura adds those of other blocks at the end. A heading stays with what it heads."""
    lines = text.split("\n")
    keys = [letters(line) for line in lines]
    if sum(len(key) >= A_LINE for key in keys) < 2:
        return text
    page = letters(" ".join(chunk for body in tree.iter("body") for chunk in body.itertext()))
    if len(lines) * len(page) > MOST_SEARCHED:
        return text
    places = [page.find(key) if len(key) >= A_LINE else -1 for key in keys]
    found = [place for place in places if place >= 0]
    if found == sorted(found):
        return text
    parts: list[tuple[int, list[str]]] = [(-1, [])]
    heading: list[str] = []
    for line, place in zip(lines, places, strict=True):
        if place >= 0:
            parts.append((place, [*heading, line]))
            heading = []
        elif heading or not line.endswith(SENTENCE_END):
            heading.append(line)
        else:
            parts[-1][1].append(line)
    parts[-1][1].extend(heading)
    return "\n".join(line for _, part in sorted(parts, key=itemgetter(0)) for line in part)


def without_menu(text: str, title: str | None, opening: tuple[str, ...] = ()) -> str:
    """The text from its first sentence (its title, what heads its first item) on: what stands before are names of columns and other headlines.

    A line that is a date and no more, among its first, is what stands beside the headline; one that counts readers, among its
    first or last, changes with each of them.
    """
    lines = text.split("\n")
    start = next(
        (
            i
            for i, line in enumerate(lines)
            if line == title or line in opening or (len(line) > 60 and line.endswith(SENTENCE_END))
        ),
        0,
    )
    kept = lines[start:]
    first = [line for line in kept[:HEADING_LINES] if not (DAY.search(line) and is_a_date_line(line))]
    return "\n".join(without_counters([*first, *kept[HEADING_LINES:]]))


def without_counters(lines: list[str]) -> list[str]:
    """Lines of a text without those among its first or last that count its readers."""
    edge = len(lines) - HEADING_LINES
    return [line for n, line in enumerate(lines) if HEADING_LINES <= n < edge or not is_counter(line)]
