"""The other articles that a web page names, each a card: link, title, time, summary; and whether a page is a list of them."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml.etree import iterwalk  # type: ignore[import-untyped]

from flows.ingest.addresses import site, whole, without_tracking
from flows.ingest.page_boxes import letters, name_words, names_no_article, running
from flows.ingest.page_dates import DATE_NAMES, DAY, LABEL, is_a_date_line, value_of
from flows.ingest.page_teasers import HEADINGS, INLINE, in_a_sentence

A_TITLE, TITLE_WORDS = 20, 5  # characters, words: names of sections and buttons are shorter
A_LONG_TITLE = 36  # characters: one that names an article whatever its address looks like
LONGEST_TITLE, LONGEST_SUMMARY = 300, 1_000
A_TEXT = 40  # characters; what is shorter is a label
MOST = 20_000  # links looked at; a page has hundreds
FEWEST = 3  # cards with texts that make a list
A_LEAD_AND_MORE = 2
A_BODY, SHORTEST_BODY = 3, 400  # blocks of text on end, and their characters, that are an article's
OUTSIDE = frozenset(
    ("nav", "footer", "form", "script", "style", "noscript", "iframe", "select", "button", "template", "head")
)
# An address of an article has a number of its own, a day, or the slug of a whole title.
NUMBER = re.compile(r"\d{3,}")
A_DAY = re.compile(r"/20\d{2}[/-]\d{1,2}[/-]")
SLUG = re.compile(r"/[^/]*(?:-[^/-]+){6,}[^/]*$")
A_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|pptx?|zip|rar|mp[34]|xml|rss)$", re.IGNORECASE
)
UNKNOWN = "https://unknown.invalid/"  # the base of relative links on a page whose address is not known
FOOTER = re.compile("-(?:footer|chan-trang|chantrang|copyright|ban-quyen)-")
CUT = ("…", "...")


@dataclass
class Card:
    """An article named on a page, and what stands with it; `when` is a day as it is written."""

    url: str
    title: str
    link: Any
    is_heading: bool
    when: str | None = None
    summary: str | None = None
    blocks: list[int] = field(default_factory=list)  # lengths of the texts after it, up to the next card


@dataclass(frozen=True)
class Cards:
    """A page's cards in its order, and the lengths of the texts that are no card's: after its headline, and before it."""

    cards: list[Card]
    own: list[int]
    before: list[int]
    is_titled: bool = False  # the headline reads like an article's, not like a section's name
    is_section: bool = False  # it reads like a section's name

    @property
    def is_list(self) -> bool:
        """Whether the page's running text is that of its cards, not one text of its own."""
        texts = [card.blocks for card in self.cards if card.blocks]
        if len(self.cards) < FEWEST or _is_body(self.own):
            return False
        dated = sum(card.when is not None for card in self.cards)
        if self.is_section and dated >= FEWEST and len(self.own) < A_LEAD_AND_MORE:
            return True  # a table of titles and days, with a word on its section at most
        if not texts:
            return False
        # Links to related articles may follow each paragraph of one that has a title.
        if self.is_titled and len(self.own) >= A_LEAD_AND_MORE:
            return False
        if len(texts) < FEWEST and (self.own or self.before):
            return False
        runs = [self.own, self.before, *texts]
        longest = max(runs, key=sum)
        prevails = 2 * sum(longest) >= sum(map(sum, runs))
        # After a link to a related article a body may begin; a card's summary may be the page's only text.
        return not prevails or (longest in texts and not _is_body(longest))


NONE = Cards([], [], [])


def _is_body(run: list[int]) -> bool:
    return len(run) >= A_BODY and sum(run) >= SHORTEST_BODY


def cards_of(tree: Any, address: str | None, titles: list[str], head: Any) -> Cards:
    """The cards of a page with these titles of its own and this headline, found at `address` (null: not known).

    Links to other sites, files and the page itself are none, nor are those in menus, forms, and boxes and addresses that
    page_boxes.csv says name no article. An article is one card, with the title of its heading.
    """
    base = _base(tree, address)
    found: dict[str, Card] = {}
    own = {letters(title) for title in titles}
    for link, url in _links(tree, base):
        title = _title(link)
        if title is None or letters(title) in own or in_a_sentence(link):
            continue
        key, is_heading = _key(url), _heading(link) is not None
        known = found.get(key)
        if known is None or (is_heading and not known.is_heading):
            found[key] = Card(known.url if known else url, title, link, is_heading)
    found.pop(_key(address or base), None)
    cards = _of_articles(list(found.values()))
    own_text, before = _texts(tree, cards, head)
    _date(cards)
    is_titled = head is not None and _is_title(running(head, 600))
    return Cards(cards, own_text, before, is_titled, head is not None and not is_titled)


def is_footer(element: Any) -> bool:
    """Whether an element says whose site it is: a footer by its tag or name."""
    return element.tag == "footer" or FOOTER.search(name_words(element)) is not None


def _base(tree: Any, address: str | None) -> str:
    """What relative links stand on: the page's base, on its address, as found or as the page gives it."""
    stated = (
        e.get("href") or e.get("content")
        for e in tree.iter("link", "meta")
        if e.get("rel") == "canonical" or e.get("property") == "og:url"
    )
    found = address or next((a for s in stated if (a := whole(s, UNKNOWN))), None) or UNKNOWN
    return next((a for e in tree.iter("base") if (a := whole(e.get("href"), found))), None) or found


def _links(tree: Any, base: str) -> list[tuple[Any, str]]:
    """(link, address) of the links that may be cards: on the page's own site, outside of what names no article."""
    boxes, addresses = names_no_article()
    known: dict[Any, bool] = {}

    def is_apart(element: Any) -> bool:
        """Whether an element, or one around it, names no article."""
        chain = [element]
        while chain[-1] is not None and chain[-1] not in known:
            chain.append(chain[-1].getparent())
        apart = known.get(chain.pop(), False)
        for one in reversed(chain):
            named = boxes.search(name_words(one))
            own = one.tag in OUTSIDE or (named is not None and not _holds_cards(one, named.lastgroup))
            known[one] = apart = apart or own
        return apart

    found = []
    for link in islice(tree.iter("a"), MOST):
        url = whole(link.get("href"), base)
        path = urlsplit(url).path if url else ""
        if url is None or not path.strip("/") or A_FILE.search(path) or addresses.search(url.lower()):
            continue
        if not is_apart(link):
            found.append((link, without_tracking(url)))
    own = site(base)
    if own == site(UNKNOWN):  # a page saved without an address: the site most of its links lead to
        sites = Counter(site(url) for _, url in found)
        own = sites.most_common(1)[0][0] if sites else own
    return [(link, url) for link, url in found if site(url) in (own, site(UNKNOWN))]


def _holds_cards(element: Any, kind: str | None) -> bool:
    """Whether a box with the name of a menu holds cards: menus have no headings with titles in links; an advertisement has one."""
    if element.tag in ("html", "body", "main"):
        return True
    fewest = FEWEST if kind == "advertisement" else 1
    titled = (a for h in element.iter(*HEADINGS) for a in h.iter("a") if _is_title(running(a, LONGEST_TITLE)))
    return len(list(islice(titled, fewest))) == fewest


def _key(url: str) -> str:
    """What tells addresses of one article from others: no scheme, "www.", "m.", closing slash."""
    return re.sub(r"^https?://(?:www\.|m\.)?", "", url.lower()).rstrip("/")


def _heading(link: Any) -> Any:
    """The heading that a link stands in, or that stands in it; null without one."""
    around = next((e for e in islice(link.iterancestors(), 3) if e.tag in HEADINGS), None)
    return around if around is not None else next(link.iter(*HEADINGS), None)


def _title(link: Any) -> str | None:
    """The title that a link's words, its heading, its title or its picture's words give; null where none is one."""
    heading = next(link.iter(*HEADINGS), None)
    words = running(heading if heading is not None else link, 2 * LONGEST_TITLE)
    if (
        heading is None and len(words) > LONGEST_TITLE
    ):  # a whole card in a link: its first words of a title's length
        words = next(
            (
                w
                for e in link.iterdescendants("*")
                if _is_title(w := running(e, 600)) and len(w) <= LONGEST_TITLE
            ),
            "",
        )
    others = [link.get("title") or "", *(e.get("alt") or "" for e in islice(link.iter("img"), 1))]
    if words.endswith(CUT):
        start = letters(words)
        words = next((" ".join(o.split()) for o in others if letters(o).startswith(start)), words)
    for title in (words, *(" ".join(o.split()) for o in others)):
        if _is_title(title):
            return title[:LONGEST_TITLE]
    return None


def _is_title(words: str) -> bool:
    return len(words) >= A_TITLE and len(words.split()) >= TITLE_WORDS


def _of_articles(cards: list[Card]) -> list[Card]:
    """The cards whose addresses are of articles: by numbers about as long as the others', else by days, slugs, long titles."""
    numbers = [max(map(len, NUMBER.findall(_local(card.url))), default=0) for card in cards]
    numbered = sorted(n for n in numbers if n)
    if len(numbered) >= FEWEST and 2 * len(numbered) >= len(cards):
        usual = numbered[len(numbered) // 2]
        return [card for card, n in zip(cards, numbers, strict=True) if n >= max(3, usual - 1)]
    return [
        card
        for card, n in zip(cards, numbers, strict=True)
        if n
        or A_DAY.search(card.url)
        or SLUG.search(urlsplit(card.url).path)
        or len(card.title) >= A_LONG_TITLE
    ]


def _local(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def _texts(tree: Any, cards: list[Card], head: Any) -> tuple[list[int], list[int]]:
    """(own, before): lengths of the texts after the headline and before it; those after a card become its blocks."""
    by_link = {card.link: card for card in cards}
    own: list[int] = []
    before: list[int] = []
    run, card, line = before, None, ""
    for piece in (*_pieces(tree, by_link, head), None):
        if isinstance(piece, str):
            line += piece
            continue
        text, line = " ".join(line.split()), ""
        if len(text) >= A_TEXT and not (card is not None and letters(text) in letters(card.title)):
            run.append(len(text))
            if card is not None and card.summary is None:
                card.summary = text[:LONGEST_SUMMARY]
        if piece is not None:
            card = by_link.get(piece)
            run = card.blocks if card else own
    return own, before


def _pieces(tree: Any, links: Collection[Any], head: Any) -> Iterator[Any]:
    """The words that a page shows, piece by piece: null where a line ends, and the headline and the links (of cards) where
    they begin. Of links only the words beside the title of a card count.
    """
    within: Any = None  # the link that the walk is in
    walk = iterwalk(tree, events=("start", "end"), tag="*")
    for event, element in walk:
        is_inline = element.tag in INLINE
        if event == "end":
            if not is_inline or element in links:
                yield None
            if element is within:
                within = None
            if within is None or (within in links and element is not within and is_inline):
                yield element.tail or ""
        elif element.tag in OUTSIDE or is_footer(element):
            yield None
            walk.skip_subtree()
        else:
            if element is head or element in links:
                yield element
            elif not is_inline:
                yield None
            if element.tag == "a":
                within = element
            if within is None or (within in links and _is_beside_the_title(element, within)):
                yield element.text or ""


def _is_beside_the_title(element: Any, link: Any) -> bool:
    return element is not link and element.tag not in HEADINGS


def _date(cards: list[Card]) -> None:
    """Fills in the day that stands in a card's own box, where it is one: in a flat row of cards it may be the next one's."""
    held = Counter(box for card in cards for box in (card.link, *card.link.iterancestors()))
    for card in cards:
        box = card.link
        while (parent := box.getparent()) is not None and held[parent] == 1 and parent.tag != "body":
            box = parent
        days = {when: DAY.search(when) for when in _days_in(box)}
        if len({day[0] for day in days.values() if day}) == 1:
            card.when = max(days, key=len)


def _days_in(box: Any) -> Iterator[str]:
    for element in islice(box.iter("*"), 200):
        if element.tag == "time" or DATE_NAMES.search(name_words(element)):
            if value := value_of(element):
                yield value
                continue
        elif len(element):
            continue
        text = running(element, 120)
        label = LABEL.search(text)
        if DAY.search(text) and is_a_date_line(text) and (label is None or label.lastgroup == "published"):
            yield text
