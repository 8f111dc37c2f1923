"""What stands on a web page beside its article: boxes of other articles, comments, polls, prices, paywalls."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import islice
from typing import Any

from lxml.etree import XPath  # type: ignore[import-untyped]

from flows.assets import reference

LONGEST_NAMES = 500  # characters
MARKS = re.compile(r"[\W_]+")
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
AROUND = (
    " \t\r\n:.>»•*-–|0123456789()[]"  # what stands around a box's heading: ">> Xem thêm:", "Bình luận (12)"
)
LONGEST_HEADING = 60
LONGEST_COUNTER = 100
LONGEST_NOTICE = (
    600  # characters; a box of class "paywall" that holds more is the article's own text behind it
)
SHORT = ("paywall", "caption")  # kinds of boxes that hold so much at most
A_HEADLINE = 30  # characters
MOST_LINKS = 30
# What an offer asks, or where it is taken: "1.200.000 đồng/năm", "gọi 0912 345 678".
OFFERED = re.compile(r"\d\s*(?:nghìn|ngàn|triệu|k)?\s*(?:đồng|đ|vnđ|vnd)\b|\b(?:0|\+84)\d(?:[ .-]?\d){7,9}\b")
PRICE = re.compile(r"\d[.,]\d")
BARS = frozenset("|•·▪♦")
BETWEEN = re.compile(rf"\s[{''.join(sorted(BARS))}]\s")
MOST_TABLES = 50  # looked at, outer ones first
UNSEEN = frozenset(("head", "title", "meta", "link", "script", "style", "noscript", "input"))
LENGTH = XPath("string-length(normalize-space(.))")
PIECES = XPath(
    "descendant::text()[string-length(.) > 40][not(parent::script or parent::style)][not(ancestor::a)]",
    smart_strings=False,
)
BLOCKS = frozenset(("p", "li", "div", "section", "td", "h2", "h3", "h4", "h5", "h6"))
Words = tuple[Callable[[str], str | None], frozenset[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]
DIALOGS = ("dialog", "alertdialog")  # what lies over a page: consent, a gate, an offer
LONGEST_DIALOG, A_REST = 3_000, 150  # characters: of such a box, and of the running text beside it
PARTED = re.compile(r"\s+[-–|•·:»]+\s+")  # a headline and its site's name
AN_OPENING = 3  # blanks in words of what is gone that a headline may begin with; others are the whole of it
LISTS = frozenset(("ul", "ol", "div", "table", "section", "aside"))


def name_words(element: Any) -> str:
    """The words of an element's class, id and type as "-word-word-", small letters: "-box-related-news-"."""
    get = element.get
    named, known, typed = get("class"), get("id"), get("type")
    return _words_of(
        named and named[:LONGEST_NAMES], known and known[:LONGEST_NAMES], typed and typed[:LONGEST_NAMES]
    )


@lru_cache(maxsize=10_000)
def _words_of(*names: str | None) -> str:
    return f"-{'-'.join(WORD.findall(' '.join(filter(None, names))[:LONGEST_NAMES])).lower()}-"


def letters(text: str) -> str:
    """A text's letters and digits, small, without what stands between: for telling whether two say the same."""
    return MARKS.sub("", unicodedata.normalize("NFC", text).casefold())


def running(element: Any, most: int = 2_000) -> str:
    """An element's text with single blanks, as far as `most` characters of its source."""
    parts, length = [], 0
    for part in element.itertext():
        parts.append(part)
        length += len(part)
        if length >= most:
            break
    return " ".join(" ".join(parts)[:most].split())


def without_boxes(tree: Any) -> None:
    """Takes out of a page's tree what seeds/reference/page_boxes.csv names, and paragraphs that are one link.

    A box that holds the headline or half of the page's running text is none, whatever its name.
    """
    kind_of, headings, more, notices, offers = _words()
    whole = told(tree)
    heads = list(tree.iter("h1", "body", "html"))
    held = {*heads, *(a for h1 in heads for a in h1.iterancestors())}

    def is_apart(element: Any, most: int | None = None) -> bool:
        return (
            element is not None
            and element not in held
            and (most is None or bool(LENGTH(element) <= most))
            and told(element) * 2 < whole
        )

    boxes: list[Any] = []
    for element in tree.iter("*"):
        tag = element.tag
        if tag in UNSEEN:
            continue
        if tag in ("ul", "ol") and _are_links(element):
            boxes.append(element)
            continue
        kind = _kind(element, kind_of)
        if kind and (
            is_apart(element, LONGEST_NOTICE if kind in SHORT else None)
            or (kind == "consent" and element not in held and _lies_over(element, whole))
        ):
            boxes.append(element)
            continue
        text = running(element, 1_000) if tag == "p" else (element.text or "").strip()
        if not text or len(text) > LONGEST_NOTICE:
            continue
        small = text.lower()
        if len(text) <= LONGEST_HEADING and text.strip(AROUND).lower() in headings:
            boxes += _under(element, is_apart)
        elif notices.search(small) or (offers.match(small) and OFFERED.search(small)) or _is_ticker(text):
            boxes += _widest(element, lambda box: is_apart(box, LONGEST_NOTICE))
        elif tag == "p" and (more.match(small) or _is_a_link(element, text)):
            boxes.append(element)
    for box in boxes:
        if box.getparent() is not None:
            box.drop_tree()


def is_named_caption(element: Any) -> bool:
    """Whether an element's class or id calls it the caption of a picture."""
    return _words()[0](name_words(element)) == "caption"


def _kind(element: Any, kind_of: Callable[[str], str | None]) -> str | None:
    """What a box is for, by its name; one that lies over the page asks the reader's consent."""
    if element.get("role") in DIALOGS or element.get("aria-modal") == "true":
        return "consent"
    return kind_of(name_words(element))


def _lies_over(element: Any, whole: int) -> bool:
    """Whether a page has a text without a box that asks for consent, however much that says."""
    return bool(LENGTH(element) <= LONGEST_DIALOG) and whole - told(element) >= A_REST


def without_layout(tree: Any) -> None:
    """Turns the tables that lay a page out into plain boxes: those that hold half of its running text, or its headline."""
    tables = list(islice(tree.iter("table"), MOST_TABLES))
    whole = told(tree) if tables else 0
    for table in tables:
        if next(table.iter("h1"), None) is not None or told(table) * 2 >= whole > 0:
            for part in (table, *table.iterchildren("tbody"), *table.xpath("./tr | ./tbody/tr")):
                for cell in part.iterchildren("td", "th") if part.tag == "tr" else ():
                    cell.tag = "div"
                part.tag = "div"


def names_no_page(titles: list[str], only: str | None = None) -> str | None:
    """The words of a page's titles that name no article: that nothing is there, a login, a consent (`only` those of one kind); null where none does."""
    rows = zip(*reference("page_boxes").to_dict(as_series=False).values(), strict=True)
    known = {w: k for w, where, k in rows if where == "headline" and k != "site" and only in (None, k)}
    openings = tuple(
        f"{w} " for w, k in known.items() if k in ("gone", "later") and w.count(" ") >= AN_OPENING
    )
    parts = (part.strip(" .!?…").lower() for title in titles for part in PARTED.split(title))
    return next((part for part in parts if part in known or part.startswith(openings)), None)


def names_a_site(title: str) -> bool:
    """Whether a title is no more than its site's name: "Cổng thông tin điện tử tỉnh Cao Bằng", "Trang chủ - Báo Mẫu".

    A headline may begin so too ("Cổng thông tin điện tử tỉnh ra mắt"): only what says something else goes before it.
    """
    words, where, kinds = reference("page_boxes").to_dict(as_series=False).values()
    known = tuple(
        w for w, place, kind in zip(words, where, kinds, strict=True) if (place, kind) == ("headline", "site")
    )
    return title.strip().lower().startswith(known)


def is_counter(line: str) -> bool:
    """Whether a line says how often an article was read, shared or liked, and no more: "Lượt xem: 1.031 | Chia sẻ 21"."""
    if len(line) > LONGEST_COUNTER or not any(map(str.isdigit, line)):
        return False
    words, where, _ = reference("page_boxes").to_dict(as_series=False).values()
    return (
        _counters(tuple(w for w, place in zip(words, where, strict=True) if place == "counter")).fullmatch(
            line
        )
        is not None
    )


@lru_cache(maxsize=4)
def _counters(words: tuple[str, ...]) -> re.Pattern[str]:
    counted, number = "|".join(map(re.escape, words)) or "(?!)", r"\d+(?:[.,]\d+)*\s?[kK]?"
    one = rf"(?:{counted})\s*[:(]?\s*{number}\)?(?:\s(?:lượt|lần))?|{number}\s(?:{counted})"
    return re.compile(rf"(?i)\W*(?:{one})(?:\W+(?:{one}))*\W*")


def names_no_article() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The seed: names of boxes whose links name no article (a group a kind), and parts of addresses that are no article's."""
    words, where, kinds = reference("page_boxes").to_dict(as_series=False).values()
    return _compiled_links(tuple(words), tuple(where), tuple(kinds))


@lru_cache(maxsize=4)
def _compiled_links(
    words: tuple[str, ...], where: tuple[str, ...], kinds: tuple[str, ...]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = list(zip(words, where, kinds, strict=True))
    kinds_of = {
        w: kind
        for w, place, kind in rows
        if place == "links" or (place == "class" and kind not in ("related", "paywall"))
    }
    boxes = (
        f"(?P<{kind}>{'|'.join(re.escape(w) for w, k in kinds_of.items() if k == kind)})"
        for kind in sorted(set(kinds_of.values()))
    )
    addresses = (
        re.escape(w.removesuffix("/")) + r"(?:[/?]|\.\w{2,5}$|$)"
        for w, place, _ in rows
        if place == "address"
    )
    return re.compile(f"-(?:{'|'.join(boxes) or '(?!)'})-"), re.compile("|".join(addresses) or "(?!)")


def _words() -> Words:
    """The seed: what tells the kind of a box by its name_words, headings over boxes, openings of lines on other articles, notices, openings of offers."""
    words, where, kinds = reference("page_boxes").to_dict(as_series=False).values()
    return _compiled(tuple(words), tuple(where), tuple(kinds))


@lru_cache(maxsize=4)
def _compiled(words: tuple[str, ...], where: tuple[str, ...], kinds: tuple[str, ...]) -> Words:
    rows = list(zip(words, where, kinds, strict=True))

    def any_of(place: str, kind: str | None = None) -> str:
        found = (re.escape(word) for word, w, k in rows if w == place and kind in (None, k))
        return "|".join(found) or "(?!)"

    boxes = sorted({kind for _, w, kind in rows if w == "class"})
    names = "|".join(f"(?P<{kind}>{any_of('class', kind)})" for kind in boxes)
    named = re.compile(f"-(?:{names})-")

    @lru_cache(maxsize=10_000)
    def kind_of(words: str) -> str | None:
        found = named.search(words)
        return found.lastgroup if found else None

    return (
        kind_of,
        frozenset(word for word, w, _ in rows if w == "heading"),
        re.compile(rf"[»>•*\s-]*(?:{any_of('heading', 'related')})\s*:\s*\S"),
        re.compile(any_of("notice")),
        re.compile(rf"\W*(?:{any_of('offer')})\b"),
    )


def told(element: Any) -> int:
    """Characters of running text in an element: pieces that are no link, and longer than a label."""
    return sum(map(len, PIECES(element)))


def _under(heading: Any, is_apart: Callable[[Any], bool]) -> list[Any]:
    """What a box's heading stands over: the box that it opens, else itself and the list right after it."""
    box = heading
    while (
        box.getprevious() is None and is_apart(parent := box.getparent()) and not (parent.text or "").strip()
    ):
        box = parent
        if box.tag in LISTS:
            return [box]
    after = box.getnext()
    return [box, after] if after is not None and after.tag in LISTS and is_apart(after) else [box]


def _widest(element: Any, fits: Callable[[Any], bool]) -> list[Any]:
    """The outermost of an element and its ancestors that fit, one in the other; none where itself does not."""
    if not fits(element):
        return []
    while fits(parent := element.getparent()):
        element = parent
    return [element]


def _is_ticker(text: str) -> bool:
    """Whether a line is a board of figures side by side, "SJC 118,5 | USD 25.910 | RON95 20.100", and no sentence."""
    if BARS.isdisjoint(text) or text.endswith((".", "!", "?", "…", ":")):
        return False
    parts = BETWEEN.split(text)
    figures = sum(PRICE.search(part) is not None for part in parts)
    return len(parts) > 2 and figures * 2 > len(parts)


def _are_links(items: Any) -> bool:
    """Whether each item of a list is a link to another article."""
    found = items.findall("li")
    return 0 < len(found) <= MOST_LINKS and all(_is_a_link(item, running(item, 1_000)) for item in found)


def _is_a_link(element: Any, text: str) -> bool:
    """Whether the words of a paragraph are a link to another article, with at most "Xem thêm:" before it."""
    if len(text) < A_HEADLINE or next(element.iter("a"), None) is None:
        return False
    linked = " ".join(running(a) for a in islice(element.iter("a"), 5))
    return len(linked) >= A_HEADLINE and len(letters(text)) - len(letters(linked)) <= len("mờiđọcthêm")
