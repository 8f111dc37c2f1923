"""Captions of pictures: no part of an article's text, but where they are most of what it tells, as in a photo story."""

from typing import Any

from flows.ingest.page_boxes import LENGTH, LONGEST_NOTICE, is_named_caption, running, told

FEWEST = 3  # captions of a photo story
A_CAPTION = 40  # characters of one that tells something; "Ảnh: Lê Na" does not
WHOLE = frozenset(("html", "body", "main", "article"))


def captions_of(tree: Any) -> list[Any]:
    """The captions of a page's pictures that tell something, the outermost of those that stand in one another; none of a link."""
    found: list[Any] = []
    for element in tree.iter("figcaption", "p", "div", "td", "span", "em", "i"):
        if element.tag != "figcaption" and not is_named_caption(element):
            continue
        if not A_CAPTION <= LENGTH(element) <= LONGEST_NOTICE:
            continue
        above = set(element.iterancestors())
        is_linked = next(element.iter("a", "table"), None) is not None or any(e.tag == "a" for e in above)
        if not is_linked and above.isdisjoint(found):
            found.append(element)
    return found


def told_beside(captions: list[Any], column: Any, length: int, blocks: list[Any]) -> float:
    """Characters of running text beside the captions: of a column that tells so many, or of the blocks of its body."""
    within = [(c, {c, *c.iterancestors()}) for c in captions]
    counted = sum(LENGTH(c) for c, around in within if column in around and _is_in_a_line(c))
    told_in_blocks = sum(map(told, blocks)) - sum(told(c) for c, around in within if around & set(blocks))
    return max(length - counted, told_in_blocks)


def _is_in_a_line(caption: Any) -> bool:
    """Whether a caption's box counts as a paragraph: one without any."""
    box = next(caption.iterancestors("div"), None)
    return box is not None and next(box.iter("p", "a", "table", "h3"), None) is None


def is_photo_story(captions: list[Any], rest: float) -> bool:
    """Whether captions tell more than the other running text of their article, of so many characters."""
    return len(captions) >= FEWEST and sum(map(len, {running(caption) for caption in captions})) > rest


def with_captions_as_text(captions: list[Any]) -> None:
    """Turns captions into paragraphs, each in the place of the box that holds its picture and nothing else that is said."""
    for caption in captions:
        for inner in caption.iter("p", "div"):
            inner.tag = "span"
        caption.tag = "p"
        caption.attrib.clear()
        frame = caption
        while (around := frame.getparent()).tag not in WHOLE and LENGTH(around) == LENGTH(caption):
            frame = around
        if frame is not caption:
            caption.tail = frame.tail
            frame.getparent().replace(frame, caption)
