"""Teasers: links to other articles that stand alone, with the text or two that is said of those."""

from collections import Counter
from itertools import islice
from typing import Any

from flows.ingest.page_boxes import A_HEADLINE, PIECES, running, told

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
FORMS = frozenset(("b", "strong", "i", "em", "u", "font", "mark", "small", "span"))
INLINE = FORMS | {"a", "sub", "sup", "abbr", "time", "label", "img"}
TEXTS, LONGEST = 2, 1_000  # pieces of running text in a teaser, and their characters
FEWEST = 3  # teasers in a row
MOST = 3_000  # links looked at; a page has hundreds


def without_teasers(tree: Any, head: Any) -> None:
    """Takes out of a page's tree the boxes of links to other articles that have text of their own, and rows of such.

    What holds the headline or half of the page's text is no such box, nor what has text before its link: a body
    may hold a link to a related article.
    """
    whole = told(tree)
    held = {None, *tree.iter("body", "html"), *(() if head is None else (head, *head.iterancestors()))}
    links = islice((a for a in tree.iter("a") if _is_titled(a) and not in_a_sentence(a)), MOST)
    titles = {_line(link) for link in links} - held  # null is held
    within = Counter(box for title in titles for box in title.iterancestors())
    boxes: set[Any] = set()
    rows: set[Any] = set()
    for title in titles:
        box, parent = title, title.getparent()
        while parent not in held and within[parent] == 1 and _is_teaser(parent, title, whole):
            box, parent = parent, parent.getparent()
        if PIECES(box) or (box.tag == "a" and len(box)):
            boxes.add(box)
        elif parent not in held and within[parent] >= FEWEST:
            rows.add(parent)
    boxes |= {row for row in rows if _is_row(row, titles, whole)}
    for box in boxes:
        if box.getparent() is not None:
            box.drop_tree()


def in_a_sentence(link: Any) -> bool:
    """Whether words go on before or after a link: "Theo <a>báo cáo của tỉnh</a>, …" names no article beside the text.

    A day or a number before a title is no words.
    """
    before, after = _beside(link, before=True), _beside(link, before=False)
    return (any(map(str.isalpha, before)) and (before[-1].isalnum() or before[-1] in ',(“"')) or (
        after != "" and (after[0].islower() or after[0] == ",")
    )


def _beside(node: Any, before: bool) -> str:
    """The words right before or after an element on its line; those in boxes of their own, such as a section's name, are none."""
    while True:
        parent, other = node.getparent(), node.getprevious() if before else node.getnext()
        words = (
            node.tail
            if not before
            else other.tail
            if other is not None
            else parent.text
            if parent is not None
            else ""
        )
        if words and words.strip():
            return words.strip()
        if other is not None:
            return running(other, 200) if other.tag in FORMS and not other.get("class") else ""
        if parent is None or parent.tag not in FORMS:
            return ""
        node = parent


def _is_titled(link: Any) -> bool:
    """Whether the words of a link read like a headline."""
    return bool(link.get("href")) and len(running(link, 200)) >= A_HEADLINE


def _line(link: Any) -> Any:
    """The heading or block that a link stands in alone; itself where it holds blocks, as a whole card does; else null."""
    if any(child.tag not in INLINE for child in link):
        return link
    block = next((e for e in link.iterancestors() if e.tag not in INLINE), None)
    return block if block is not None and _is_alone(link, block) else None


def _is_alone(link: Any, block: Any) -> bool:
    """Whether a link is all the words of its block, but for a label."""
    return len(running(block, 400)) - len(running(link, 400)) < A_HEADLINE


def _is_teaser(box: Any, title: Any, whole: int) -> bool:
    texts = PIECES(box)
    length = sum(map(len, texts))
    if len(texts) > TEXTS or length > LONGEST or 2 * length >= whole:
        return False
    return not any(
        PIECES(e) for above in (title, *_up_to(title, box)) for e in above.itersiblings(preceding=True)
    ) and not (len((box.text or "").strip()) > A_HEADLINE)


def _up_to(element: Any, box: Any) -> list[Any]:
    """The elements around an element, within a box."""
    found = []
    for around in element.iterancestors():
        if around is box:
            break
        found.append(around)
    return found


def _is_row(box: Any, titles: set[Any], whole: int) -> bool:
    """Whether a box is a row of titles, each with a text or two after it."""
    if 2 * told(box) >= whole or sum(child in titles for child in box) < FEWEST:
        return False
    texts, length = TEXTS + 1, 0
    for child in box:
        if child in titles:
            texts = length = 0
            continue
        pieces = [*PIECES(child), *([child.tail] if len((child.tail or "").strip()) > A_HEADLINE else [])]
        texts, length = texts + len(pieces), length + sum(map(len, pieces))
        if pieces and (texts > TEXTS or length > LONGEST):
            return False
    return True
