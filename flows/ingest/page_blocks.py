"""The blocks that an article's body is made of: items of a live blog or a digest, parts between banners, paragraphs of the page itself."""

import re
from typing import Any

from flows.ingest.page_boxes import BLOCKS, name_words, running, told
from flows.ingest.page_cards import is_footer
from flows.ingest.page_head import SENTENCE_END, is_same_title

MARKED = ("article", "div", "main", "section")
LISTS = ("ul", "ol")
ITEMS = ("article", "section", "li")
PARAGRAPHS = frozenset(("p", "pre", "blockquote"))
AFTER = frozenset(("ul", "ol", "dl", "table", *PARAGRAPHS))  # what may end a body after its last paragraph
HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
LINES = frozenset(("b", "strong", "time", "span", "div"))  # that may head an item
LONGEST_HEADING = 150
A_PARAGRAPH = 40  # characters outside of links
NUMBER = re.compile(r"\d+-")
# Names of boxes that stand beside each other by the page's layout, "col-md-8 left", and not as parts of a text.
LAYOUT = re.compile(
    r"-(?:(?:row|cols?|columns?|grid|container|wrapper|xs|sm|md|lg|xl|left|right|fluid|\d+)-)+"
)


def without_next_articles(tree: Any, head: Any) -> None:
    """Takes out of a page's tree the articles that it loads below its own: boxes like the one that holds its headline and its text, each with an `h1` that says something else."""
    if head is None or head.tag != "h1":
        return
    title = running(head, 600)
    for box in head.iterancestors(*MARKED):
        if _paragraphs(box) < 2:
            continue
        for other in list(box.itersiblings(box.tag)):
            heads = [running(h1, 600) for h1 in other.iter("h1")]
            if heads and _are_alike(box, other) and not any(is_same_title(one, title) for one in heads):
                other.drop_tree()


def blocks_of(column: Any, head: Any) -> list[Any]:
    """The blocks of the body whose column of running text is told, of one parent, as they stand; none where the column is all of it.

    They are boxes like the column's own that have running text, and paragraphs beside it. Around the headline, where other
    things of the page stand too, each box is an item by its tag or its heading, or has paragraphs.
    """
    above = set() if head is None else {head, *head.iterancestors()}
    box, found = column, []
    while box not in above and box.tag not in ("body", "html") and (parent := box.getparent()) is not None:
        blocks = _blocks(box, parent, above, parent in above or parent.tag == "body")
        if len(blocks) > 1:
            found = blocks
        box = parent
    return found


def whole_body(column: Any, head: Any) -> Any:
    """The element that holds a column and the blocks that go on with it, made where none holds those alone; null where none can be named."""
    blocks = blocks_of(column, head) or _boxes_of(column, head)
    body = blocks[0].getparent() if blocks else column
    for heading in (h for block in blocks for h in _headings(block) if h.tag in LINES):
        heading.tag = "p"  # a line of its own
    for line in [e for block in blocks for e in block.iter("div") if _is_line(e)]:
        line.tag = "p"
    is_open = body.tag == "body" or (blocks and head is not None and body in head.iterancestors())
    run = blocks if blocks and is_open else _paragraphs_of(body) if body.tag not in (*MARKED, *LISTS) else []
    if run:
        return _wrapped(run)
    if body.tag in LISTS:
        for item in (body, *body.iterchildren("li")):
            item.tag = "div"
    return body if body.tag in MARKED else None


def opening(body: Any) -> tuple[str, ...]:
    """The lines that head the first item of a body, before its first paragraph."""
    lines: list[str] = []
    for element in body.iter("p", "li", *HEADINGS):
        text = running(element, 600)
        if (
            len(text) > LONGEST_HEADING
            or text.endswith(SENTENCE_END)
            or (element.tag == "li" and len(element))
        ):
            break
        lines.append(text)
    return tuple(lines)


def _blocks(box: Any, parent: Any, above: set[Any], is_open: bool) -> list[Any]:
    """The children of a box's parent that go on with it, itself among them, as they stand; a single paragraph before it is its lead."""
    children = list(parent)
    start = next((n for n, child in enumerate(children) if child in above), -1) + 1 if is_open else 0
    own = children.index(box)
    texts = [e for e in children[start:own] if _is_text(e, is_open)]
    boxes = [e for e in children[start:own] if _is_part(box, e) or _goes_on(box, e, is_open)]
    boxes += [e for e in children[own:] if e is box or _goes_on(box, e, is_open)]
    is_strict = is_open or len(boxes) == 1
    after = [e for e in children[own:] if _is_text(e, is_strict)] if len(boxes) > 1 or not is_open else []
    is_lead = len(texts) == 1 and (is_open or len(boxes) == 1)
    found = {*boxes, *after, *(() if is_lead else texts)}
    return [e for e in children if e in found]


def _is_text(element: Any, is_strict: bool) -> bool:
    """Whether an element is a paragraph of running text; a strict one has no name of its own."""
    is_named = is_strict and element.get("class")
    return element.tag in PARAGRAPHS and told(element) >= A_PARAGRAPH and not is_named


def _goes_on(box: Any, other: Any, is_open: bool) -> bool:
    """Whether a box like another has running text of the same body."""
    if other.tag != box.tag or is_footer(other) or told(other) < A_PARAGRAPH:
        return False
    if not _are_alike(box, other):
        return False
    is_headed = bool(_headings(box) and _headings(other))
    if LAYOUT.fullmatch(name_words(box)):
        return is_headed and _paragraphs(other) > 0
    return not is_open or _paragraphs(other) >= (1 if is_headed or box.tag in ITEMS else 2)


def _is_part(box: Any, other: Any) -> bool:
    """Whether a box between headline and column has paragraphs, more than a lead: a part of the same text, whatever its name."""
    return other.tag == box.tag and not is_footer(other) and _paragraphs(other) > 1


def _are_alike(one: Any, other: Any) -> bool:
    """Whether two boxes have the same name but for numbers in it."""
    return NUMBER.sub("", name_words(one)) == NUMBER.sub("", name_words(other))


def _paragraphs(box: Any) -> int:
    """How many paragraphs of sentences a box has."""
    lines = (e for e in box.iter("p", "div") if e.tag == "p" or _is_line(e))
    return sum(told(e) >= A_PARAGRAPH and running(e).endswith(SENTENCE_END) for e in lines)


def _is_line(box: Any) -> bool:
    """Whether a box is a paragraph itself: words with no other block in it."""
    return next(box.iterdescendants(*BLOCKS, "br"), None) is None and bool((box.text or "").strip())


def _headings(box: Any) -> list[Any]:
    """What heads an item: the short lines that it opens with, "8h20", "Cầu bản Mo"."""
    found: list[Any] = []
    if (box.text or "").strip():
        return found
    for child in box:
        text = running(child, LONGEST_HEADING + 1)
        if not text and not (child.tail or "").strip():
            continue
        is_line = child.tag in HEADINGS or (
            child.tag in LINES and not len(child) and not (child.tail or "").strip()
        )
        if not is_line or len(text) > LONGEST_HEADING or text.endswith(SENTENCE_END):
            break
        found.append(child)
    return found


def _paragraphs_of(column: Any) -> list[Any]:
    """The first and the last block of the running text that stands in an element among other things of the page."""
    texts = [child for child in column if _is_text(child, is_strict=False)]
    if len(texts) < 2:
        return []
    first, last = texts[0], texts[-1]
    while (before := first.getprevious()) is not None and before.tag in PARAGRAPHS and _is_plain(before):
        first = before
    while (after := last.getnext()) is not None and after.tag in AFTER and _is_plain(after):
        last = after
    return [first, last]


def _boxes_of(column: Any, head: Any) -> list[Any]:
    """The boxes in which the text below a headline stands where it has no paragraphs: alike, each with several lines that are boxes."""
    if head is None or column.tag in MARKED or head.getparent() is not column:
        return []
    boxes = [e for e in head.itersiblings("div") if _paragraphs(e) and not _is_line(e) and not is_footer(e)]
    texts = [e for e in boxes if next(e.iter("p", "a"), None) is None and _goes_on(boxes[0], e, is_open=True)]
    return texts if len(texts) == len(boxes) > 1 else []


def _is_plain(element: Any) -> bool:
    return not element.get("class") and next(element.iter("a"), None) is None


def _wrapped(run: list[Any]) -> Any:
    """A box of its own around elements of one parent, from the first to the last of them."""
    first, last = run[0], run[-1]
    parent, box = first.getparent(), first.makeelement("div")
    inside = [first]
    while inside[-1] is not last:
        inside.append(inside[-1].getnext())
    parent.insert(parent.index(first), box)
    box.extend(inside)
    return box
