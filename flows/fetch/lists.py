"""Section and list pages of papers: the articles that they name."""

from collections.abc import Sequence

from flows.fetch.contracts import Item, Listing
from flows.fetch.pagers import next_page
from flows.fetch.times import instants
from flows.files import counted
from flows.ingest.decode import NotText, decode
from flows.ingest.page_boxes import running
from flows.ingest.page_cards import Card
from flows.ingest.pages import LARGEST_PAGE, NotAnArticle, Page, open_page, tree_of


class NotAList(ValueError):
    """Bytes that are no list of articles: an article, an empty frame, no page; says which."""


def read(body: bytes, url: str, content_type: str | None = None) -> Listing:
    """The articles that a list page names (kind list), each once, in the page's order.

    Only links of the page's own site, outside of its menus, tags and advertisements; a day stands only where it stands in
    the article's own box. What is a list and what an article is decided where articles are read
    (`flows.ingest.pages.open_page`), so a page is never both. The encoding is told by the bytes. Raises NotAList.
    """
    page = opened(body, url)
    if page.why_no_article is None:
        raise NotAList("là một bài báo, không phải trang danh sách / an article, not a list of them")
    if not page.cards.cards:
        raise NotAList(
            f"không nêu bài nào của trang mình / it names no article of its own site; {page.why_no_article}"
        )
    problems: list[str] = []
    title = next((running(e, 600) for e in page.tree.iter("title")), None)
    further = next_page(tree_of(decode(body)), url)  # the page's own tree lacks boxes that say "Xem thêm"
    pages = (further,) if further else ()
    return Listing("list", _items(page.cards.cards, problems), pages, title or None, tuple(problems))


def opened(body: bytes, url: str) -> Page:
    """A page of HTML found at `url`. Raises NotAList where it is none."""
    if len(body) > LARGEST_PAGE:
        raise NotAList(f"{len(body)} byte, nhiều nhất là / bytes; the most is {LARGEST_PAGE}")
    try:
        text = decode(body)
    except NotText as error:
        raise NotAList(f"không phải văn bản / no text: {error}") from error
    if "<" not in text:
        raise NotAList("không phải trang HTML / no page of HTML: there is no tag in it")
    try:
        return open_page(text, url)
    except NotAnArticle as error:
        raise NotAList(str(error)) from error


def _items(cards: Sequence[Card], problems: list[str]) -> tuple[Item, ...]:
    days = instants([card.when for card in cards])
    if unread := sum(bool(card.when) and day is None for card, day in zip(cards, days, strict=True)):
        problems.append(
            f"{unread} ngày không đọc được, không phải ngày hay còn chưa tới / {counted(unread, 'date')} not read, none or still to come"
        )
    return tuple(
        Item(card.url, card.title, day, summary=card.summary) for card, day in zip(cards, days, strict=True)
    )
