"""Where a web page's article begins: its headline, what stands beside it, its lead."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from flows.ingest.page_boxes import BLOCKS, letters, name_words, names_a_site, running

HEADLINE_TAGS = frozenset(("h2", "h3", "h4", "div", "p", "span", "strong", "b", "td"))
OUTSIDE = frozenset(
    ("nav", "footer", "aside", "form", "figure", "script", "style", "iframe", "select", "button")
)
NOT_THE_ARTICLE = OUTSIDE - {"form"}  # a form may hold a whole page
LEAD_NAMES = re.compile(
    r"-(?:sapo|lead|teaser|summary|standfirst|chapeau|abstract|excerpt|intro|dek|tomtat|tom-tat|mota|mo-ta)-"
)
APART_LEAD_NAMES = re.compile(r"-(?:sapo|standfirst|chapeau|tomtat|tom-tat)-")  # nothing else is called so
TITLE_NAMES = re.compile(r"-(?:title|headline|tieude|tieu-de)-")
HEADINGS = ("h2", "h3", "h4")
SHORTEST_NAMED, LONGEST_NAMED = 25, 250  # characters of a headline that only its class tells
SIGNED = re.compile(r"-(?:author|authors|tacgia|tac-gia|butdanh|but-danh)-")
RIGHT = re.compile(r"text-align\s*:\s*right", re.IGNORECASE)
CAPITAL = r"[^\W\d_a-zà-ỹ][^\W\d_]*\.?"
MADE = r"(?:(?:(?:tin|bài|ảnh|và)[\s,]*)+:\s*)?"  # "Tin, ảnh: Lê Na"
A_NAME = re.compile(rf"(?i:{MADE})({CAPITAL}(?: {CAPITAL}){{1,4}})")
INLINE = frozenset(("font", "b", "strong", "em", "i", "span"))
CAPTION_NAMES = re.compile(
    r"-(?:caption|photo|image|img|credit|chuthich|chu-thich|tags?|author|breadcrumbs?)-"
)
NAMES_PARTED = re.compile(r"\s+[-–|&/]\s+|\s*[;,]\s+|\s+và\s+")
A_PARAGRAPH = 80  # characters
SHORTEST_LEAD, LONGEST_LEAD = 40, 800
SENTENCE_END = (".", "!", "?", "…", '"', "”")
SHORTEST_TITLE = 15  # letters of a title that is cut or has a site's name after it, to be known as the same


def is_same_title(one: str, other: str) -> bool:
    """Whether two headlines are the same but for case, marks, and a site's name after one of them."""
    short, long = sorted((letters(one), letters(other)), key=len)
    return short == long != "" or (len(short) >= SHORTEST_TITLE and long.startswith(short))


def headline(tree: Any, title: str | None) -> Any:
    """The element that shows the page's title; else the only `h1`, for a page's name may stand in others; null without one.

    A title that is the site's name gives way to a headline that says something else.
    """
    heads = list(tree.iter("h1"))
    if names_a_site(title or ""):
        telling = [h for h in heads if not names_a_site(running(h, 600))]
        shown = telling[0] if len(telling) == 1 else None if telling else _named(tree)
        if shown is not None:
            return shown
    stated = next((e for e in tree.iter(*HEADLINE_TAGS, "h1") if e.get("itemprop") == "headline"), None)
    if (
        stated is not None
        and len(own := letters(running(stated, 600))) >= SHORTEST_TITLE
        and own in letters(title or "")
    ):
        return stated
    start = letters(title or "")[:SHORTEST_TITLE]
    others = (e for e in tree.iter(*HEADLINE_TAGS) if start and letters(_opening(e)).startswith(start))
    for element in chain(heads, others):
        text = running(element, 600)
        if text and len(text) <= 400 and is_same_title(text, title or ""):
            return element
    return heads[0] if len(heads) == 1 else None if heads else _named(tree)


def _opening(element: Any) -> str:
    """The words that an element begins with; of a heading those of a link or other part in it, too."""
    return running(element, 100) if element.tag in HEADINGS else (element.text or "")[:100]


def _named(tree: Any) -> Any:
    """The only element that is called a title and is none of a link; of one in the other, the outer."""
    found: list[Any] = []
    for element in tree.iter(*HEADLINE_TAGS):
        if TITLE_NAMES.search(name_words(element)) and found[-1:] != [element.getparent()]:
            text = running(element, 600)
            apart = (
                next(element.iter("a"), None) is None
                and next(element.iterancestors("a", *NOT_THE_ARTICLE), None) is None
            )
            if apart and SHORTEST_NAMED <= len(text) <= LONGEST_NAMED and not names_a_site(text):
                found.append(element)
    return found[0] if len(found) == 1 else None if found else _only_heading(tree)


def _only_heading(tree: Any) -> Any:
    """The only `h2`, or `h3`, of a page without a title's name, as a view to print has it: no sentence, no link, no text before it."""
    headings = list(tree.iter("h2")) or list(tree.iter("h3"))
    text = running(headings[0], 600) if len(headings) == 1 else ""
    is_one = SHORTEST_NAMED <= len(text) <= LONGEST_NAMED and not text.endswith(SENTENCE_END)
    if not is_one or next(headings[0].iterancestors("a", *NOT_THE_ARTICLE), None) is not None:
        return None
    for element in tree.iter("p", "a", "h2", "h3"):
        if element is headings[0]:
            return None if next(element.iter("a"), None) is not None else element
        if element.tag == "p" and len(running(element, 200)) > A_PARAGRAPH:
            return None
    return None


def after_headline(tree: Any, head: Any) -> Iterator[Any]:
    """The elements from a headline on to the article's second paragraph: the first may be the lead, above the date.

    What stands outside the article (navigation, forms, pictures) is left out, with what it holds.
    """
    elements = tree.iter("*")
    for element in elements:
        if element is head:
            break
    left = set(head.iter())
    article = next(head.iterancestors("article"), None)
    inside = (
        set(article.iter("*")) if article is not None and len(running(article)) > A_PARAGRAPH * 3 else None
    )
    paragraphs = 0
    for element in elements:
        if inside is not None and element not in inside:
            return
        if element in left or element.getparent() in left or element.tag in OUTSIDE:
            left.add(element)
            continue
        if element.tag in BLOCKS:
            paragraphs += _paragraphs(element)
        if paragraphs > 1:
            return
        yield element


def _paragraphs(block: Any) -> int:
    """How many paragraphs a block's own text is, two for one that is too long for a lead."""
    pieces = (
        [running(block)] if block.tag == "p" else [block.text or "", *(child.tail or "" for child in block)]
    )
    lengths = [len(piece.strip()) for piece in pieces]
    return sum(length > A_PARAGRAPH for length in lengths) + any(length > LONGEST_LEAD for length in lengths)


def lead(tree: Any, head: Any, body: str) -> str | None:
    """The lead that stands between the headline and the body, outside of what was read as the body; else the only one of the
    page that is called so, wherever it stands; null without one.
    """
    if head is None:
        return None
    for element in after_headline(tree, head):
        text = running(element, 2 * LONGEST_LEAD)
        if not SHORTEST_LEAD <= len(text) <= LONGEST_LEAD:
            continue
        names = name_words(element)
        named = LEAD_NAMES.search(names) is not None
        if CAPTION_NAMES.search(names) or not (named or _is_a_paragraph(element, text)):
            continue
        if letters(text)[:60] in letters(body):
            break
        return text
    return _lead_apart(tree, body)


def _lead_apart(tree: Any, body: str) -> str | None:
    """What a page calls its lead, once and with no link, outside of the way from headline to body: above it or below."""
    found = [e for e in tree.iter("p", "div", "h2", "h3", "span") if APART_LEAD_NAMES.search(name_words(e))]
    outer = [e for e in found if e.getparent() not in found]
    if len(outer) != 1 or next(outer[0].iter("a"), None) is not None:
        return None
    if next(outer[0].iterancestors("a", "li", *NOT_THE_ARTICLE), None) is not None:
        return None
    text = running(outer[0], 2 * LONGEST_LEAD)
    is_one = SHORTEST_LEAD <= len(text) <= LONGEST_LEAD and letters(text)[:60] not in letters(body)
    return text if is_one else None


def as_stated(author: str | None, stated: str | None) -> str | None:
    """The authors that trafilatura found, as the page's `author` states them: it keeps one of "Mỹ Hà - Thu Trang", and no point of "T.Nga"."""
    if not author or not letters(stated or "").startswith(letters(author.split(";")[0])):
        return author
    return "; ".join(name for part in NAMES_PARTED.split(stated or "") if (name := part.strip()))


def signature(tree: Any) -> tuple[Any, str] | None:
    """The paragraph that signs an article, right below its text, and the name: a name and no more than "Tin, ảnh:" before it,
    called an author or set to the right; null without one.
    """
    for element in tree.iter("p", "div"):
        text = running(element, 100)
        named = A_NAME.fullmatch(text)
        if named is None:
            continue
        is_right = RIGHT.search(element.get("style") or "") or (element.get("align") or "").lower() == "right"
        before, after = element.getprevious(), element.getnext()
        closes = before is not None and len(running(before, 200)) > A_PARAGRAPH / 2
        if (
            closes
            and (after is None or len(running(after, 200)) <= A_PARAGRAPH)
            and (is_right or SIGNED.search(name_words(element)))
        ):
            return element, named[1]
    return None


def _stands_alone(element: Any) -> bool:
    """Whether an inline element is a line of its own."""
    beside = (element.getprevious(), element.getnext())
    before = element.getprevious().tail if beside[0] is not None else element.getparent().text
    return (
        element.tag in INLINE
        and not (element.tail or "").strip()
        and not (before or "").strip()
        and all(e is None or e.tag in BLOCKS | {"br", "hr", "center", "table", "h1"} for e in beside)
    )


def _is_a_paragraph(element: Any, text: str) -> bool:
    """Whether a block is one paragraph of sentences of its own."""
    return (
        (element.tag in BLOCKS or _stands_alone(element))
        and len(text) >= A_PARAGRAPH
        and text.endswith(SENTENCE_END)
        and not any(child.tag in BLOCKS for child in element.iter() if child is not element)
        and not any(len(running(a, 200)) > A_PARAGRAPH / 2 for a in element.iter("a"))
        and not any(CAPTION_NAMES.search(name_words(a)) for a in list(element.iterancestors())[:2])
    )
