"""Web pages: the article out of its page."""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.etree import ElementDefaultClassLookup, LxmlError  # type: ignore[import-untyped]
from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HTMLParser, fragment_fromstring, fromstring  # type: ignore[import-untyped]

from flows.ingest.addresses import FRONT, site
from flows.ingest.canonical import names_it
from flows.ingest.page_blocks import blocks_of, opening, whole_body, without_next_articles
from flows.ingest.page_boxes import (
    letters,
    names_a_site,
    names_no_page,
    running,
    without_boxes,
    without_layout,
)
from flows.ingest.page_boxes import told as told_in
from flows.ingest.page_captions import captions_of, is_photo_story, told_beside, with_captions_as_text
from flows.ingest.page_cards import NONE, Cards, cards_of
from flows.ingest.page_dates import page_date
from flows.ingest.page_head import as_stated, headline, is_same_title, lead, signature
from flows.ingest.page_nodes import (
    authors,
    is_article,
    is_of_this_page,
    node_addresses,
    nodes_of,
    of_this_page,
    publisher,
    stated_text,
)
from flows.ingest.page_scripts import is_script_alone, needs_script
from flows.ingest.page_tables import with_rows_as_lines
from flows.ingest.page_teasers import without_teasers
from flows.ingest.page_text import column_of, extracted, in_order, with_broken_lines, without_menu
from flows.letters import without_marks

LARGEST_PAGE = 10_000_000  # bytes; real ones are below one million, and a tree takes seventy times its page
DEEPEST = 500  # tags nested deeper are no page a paper makes, and would exhaust the stack of what reads them
MIN_TEXT = 150
STRUCK = ("del", "s", "strike")  # "đã chi <del>3</del> 450 triệu": what was struck out is said no more
A_SLUG = 3  # hyphens
BY_SCRIPT = "chữ không nằm trong trang, phải chạy script / its text is not in the page: a script fetches it"
HOME = re.compile(rf"(?i){FRONT}")
# Tags that nest: those that are never closed, or need not be, open nothing.
NESTING_TAG = re.compile(
    r"<(/?)(?!(?i:br|img|meta|link|input|hr|source|area|base|col|embed|wbr|p|li)(?![a-zA-Z0-9]))[a-zA-Z]"
)
MARKUP = re.compile(r"(?i)</?(?:p|div|br|span|b|strong|em|i|h[1-6]|ul|ol|li|table|figure|img|a)\b[^<>]*>")
# As trafilatura's own, but that every element is an HtmlElement: that one calls Python to tell it, each time an element is met.
PARSER = HTMLParser(
    collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
)
PARSER.set_element_class_lookup(
    ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment, entity=HtmlEntity)
)


class NotAnArticle(ValueError):
    """A page that is a list, a section or an empty frame: `reason` is a code of `parse`."""

    def __init__(self, detail: str, reason: str = "not_an_article") -> None:
        super().__init__(detail)
        self.reason = reason


@dataclass(frozen=True)
class Page:
    """A web page that may be an article: its tree without boxes of other things, what it names, what it says of itself.

    `nodes` are its JSON-LD objects, `articles` those of an article's kind; `column` is the element under which most of its
    text runs, `head` the one that shows the headline.
    """

    tree: Any
    cards: Cards
    nodes: list[dict[str, Any]]
    articles: list[dict[str, Any]]
    addresses: list[str]
    column: Any
    head: Any
    why_no_article: NotAnArticle | None


def page(content: str, address: str | None = None) -> dict[str, str | None]:
    """The fields of a page's article, by their names in FIELDS of the columns, and `date_from`.

    The date is what the page states of its article (`metadata`) or shows beside its headline (`header`); none is
    guessed from what else stands on it. The address is one with a path, for a home page names no article; a page that was
    fetched from an `address` is that, or what it gives as its own on the same site where that names it. The lead is the one shown above the
    body, else the page's description. Raises NotAnArticle.
    """
    opened = open_page(content, address)
    if opened.why_no_article:
        raise opened.why_no_article
    tree = opened.tree
    signed = signature(tree)
    if signed:
        signed[0].drop_tree()
    struck = tree.xpath("//*[contains(@style, 'line-through')]")
    for unseen in [*tree.iter("template", "script", "style", *STRUCK), *struck]:  # never shown, or taken back
        unseen.drop_tree()
    column = opened.column
    whole = None if column is None else whole_body(column, opened.head)
    if whole is not None:
        with_rows_as_lines(whole)
    with_broken_lines(tree)
    found = extracted(tree, whole)
    if not found or not found.text:
        raise NotAnArticle("no running text")
    title = _title(tree, found.title)
    head = headline(tree, title)
    is_other = head is not None and (head.tag != "h1" or names_a_site(title or ""))
    if is_other and not is_same_title(running(head), title or ""):
        title = running(head)  # the page's own title is its site's
    titles = _titles(tree, head, title)
    own = of_this_page(opened.articles, titles, opened.addresses)
    date, date_from = page_date(tree, own, titles, head)
    heading = () if whole is None or whole is column else opening(whole)
    body = without_menu(in_order(found.text, tree), title, heading)
    url = _article_address([*opened.addresses, *(a for node in own for a in node_addresses(node))])
    if address and (url is None or site(url) != site(address) or not names_it(url, address, title or "")):
        url = address
    return {
        "url": url,
        "source": _host(opened.addresses) or (None if url else publisher(tree, opened.nodes, own)),
        "title": title,
        "lead": lead(tree, head, body) or _description(found.description, body),
        "byline": _author(
            "; ".join(authors(own))
            or as_stated(found.author, _meta(tree, "author"))
            or (signed[1] if signed else None),
            found.hostname,
        ),
        "body": body,
        "published_raw": date,
        "date_from": date_from,
    }


def tree_of(content: str) -> Any:
    """The tree of a page as it is. Raises NotAnArticle where there is none, or none that can be walked."""
    if (deepest := depth(content)) > DEEPEST:
        raise NotAnArticle(f"thẻ lồng {deepest} tầng / tags nested {deepest} deep")
    tree = _parsed(content)
    if tree is None and is_script_alone(content):
        raise NotAnArticle(BY_SCRIPT, "needs_script")
    if tree is None:
        raise NotAnArticle("no running text")
    return tree


def _parsed(content: str) -> Any:
    """A page's tree as trafilatura's load_html makes it, by PARSER; null where it has none, or is no HTML."""
    from trafilatura.utils import repair_faulty_html  # takes half a second: only where pages are read

    tree, beginning = None, content[:50].lower()
    whole = repair_faulty_html(content, beginning)
    for given in (whole, whole.encode("utf-8", "surrogatepass")):  # a text that states an encoding is refused
        with suppress(ValueError, LxmlError):
            tree = fromstring(given, parser=PARSER)
        if tree is not None and len(tree):
            break
    return None if tree is None or ("html" not in beginning and len(tree) < 2) else tree


def open_page(content: str, address: str | None = None) -> Page:
    """A page, and why it is no article; the one place that tells articles from lists. Raises NotAnArticle where it has no tree.

    Captions are no text of it, but where they tell more than the rest does.
    """
    opened, is_photo_story = _opened(content, address, has_captions=False)
    return _opened(content, address, has_captions=True)[0] if is_photo_story else opened


def _opened(content: str, address: str | None, has_captions: bool) -> tuple[Page, bool]:
    """A page, read with or without the captions of its pictures, and whether those are most of what it tells."""
    tree = tree_of(content)
    captions = captions_of(tree)
    if has_captions:
        with_captions_as_text(captions)
    _without_logos(tree)
    whole_title = _meta(tree, "og:title") or next((running(e, 600) for e in tree.iter("title")), None)
    head = headline(tree, whole_title)
    titles = _titles(tree, head, whole_title)
    addresses = _addresses(tree)
    nodes = nodes_of(tree)
    articles = [node for node in nodes if is_article(node)]
    # A page that states that it is an article is one, or nothing: what else it names is not looked at.
    is_stated = _meta(tree, "article:published_time") is not None or is_of_this_page(
        articles, titles, addresses
    )
    cards = NONE if is_stated else cards_of(tree, address or next(iter(addresses), None), titles, head)
    without_next_articles(tree, head)
    without_teasers(tree, head)
    without_boxes(tree)
    without_layout(tree)
    column, told = column_of(tree, is_stated)
    if (
        told < MIN_TEXT
        and not cards.is_list
        and _with_stated_text(tree, head, of_this_page(articles, titles, addresses))
    ):
        head = headline(tree, whole_title)
        without_boxes(tree)
        column, told = column_of(tree, is_stated)
    blocks = blocks_of(column, head) if is_stated and column is not None else []
    rest = told_beside(captions, column, told, blocks)
    told = max(told, sum(map(told_in, blocks)))
    page = Page(tree, cards, nodes, articles, addresses, column, head, None)
    is_apart = not has_captions and not cards.is_list and (is_stated or head is not None)
    return _judged(page, content, told, is_stated, titles), is_apart and is_photo_story(captions, rest)


def _judged(page: Page, content: str, told: int, is_stated: bool, titles: list[str]) -> Page:
    """A page, with why it is no article where it is none."""
    tree, cards, articles, head = page.tree, page.cards, page.articles, page.head
    if cards.is_list:
        why = f"trang danh sách {len(cards.cards)} bài / a list of {len(cards.cards)} articles: the texts on it are theirs, and do not stand together"
    elif told < MIN_TEXT:
        if needs_script(tree) or is_script_alone(content):
            return replace(page, why_no_article=NotAnArticle(BY_SCRIPT, "needs_script"))
        why = f"không có văn bản liền mạch / no running text: {told} characters stand together as one, and an article has {MIN_TEXT}"
    elif not is_stated and (said := names_no_page(titles)) and not page_date(tree, [], titles, head)[0]:
        why = (
            f"tên trang nói / its headline says {said!r}: what stands here is no article, or may not be read"
        )
    elif _meta(tree, "og:type") == "website" and not articles and not page_date(tree, [], titles, head)[0]:
        why = "tự gọi là một phần của trang, không nói ngày / it calls itself part of a web site, and states no date"
    else:
        return page
    return replace(page, why_no_article=NotAnArticle(why))


def _with_stated_text(tree: Any, head: Any, own: list[dict[str, Any]]) -> bool:
    """Whether a page without text holds its article's in JSON-LD; it then stands in its tree, below its headline."""
    title, text = stated_text(own)
    body = next(tree.iter("body"), None)
    if body is None or len(text) < MIN_TEXT or depth(text) > DEEPEST:
        return False
    if MARKUP.search(text):
        box = fragment_fromstring(text, create_parent="div", parser=PARSER)
    else:
        box = body.makeelement("div")
        for line in filter(None, map(str.strip, text.splitlines())):
            paragraph = box.makeelement("p")
            paragraph.text = line
            box.append(paragraph)
    if head is None:
        head = body.makeelement("h1")
        head.text = title
        body.insert(0, head)
    above = [head, *head.iterancestors("header", "hgroup", "a")]
    above[-1].addnext(box)
    return True


def _without_logos(tree: Any) -> None:
    """Turns an `h1` that links to the front page into a plain box: it names the paper, not the article."""
    for h1 in list(tree.iter("h1")):
        links = islice(h1.iter("a"), 3)
        if any(a.get("href") and _path(a.get("href").strip()) == "" for a in links):
            h1.tag = "div"


def _meta(tree: Any, name: str) -> str | None:
    found = (m.get("content") for m in tree.iter("meta") if name in (m.get("property"), m.get("name")))
    return next((content.strip() for content in found if content and content.strip()), None)


def _title(tree: Any, title: str | None) -> str | None:
    """The title that was found, but where that is the name at the end of the page's own: then the headline shown for it.

    trafilatura takes the part without a full stop, and "3.150 tỷ đồng" has one.
    """
    whole = next((running(e, 600) for e in tree.iter("title")), "")
    if not title or not letters(whole).endswith(letters(title)) or letters(whole) == letters(title):
        return title
    shown = headline(tree, whole)
    return (
        running(shown) if shown is not None and letters(whole).startswith(letters(running(shown))) else title
    )


def _titles(tree: Any, head: Any, title: str | None) -> list[str]:
    shown = [running(e, 600) for e in ([head] if head is not None else []) + list(tree.iter("title"))[:1]]
    return [t for t in (title, _meta(tree, "og:title"), *shown) if t]


def _addresses(tree: Any) -> list[str]:
    """The addresses that a page gives as its own, the canonical one first; relative ones stand on its base."""
    links = [e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    base = (
        next((e.get("href") for e in tree.iter("base") if e.get("href")), None) or _meta(tree, "og:url") or ""
    )
    found = []
    for address in (*links[:1], _meta(tree, "og:url")):
        try:
            whole = urljoin(base.strip(), (address or "").strip())
            parts = urlsplit(whole)
        except ValueError:  # no address, such as "https://["
            continue
        if address and parts.scheme in ("http", "https") and parts.hostname:
            found.append(whole)
    return found


def _article_address(addresses: list[str]) -> str | None:
    """The first address that names an article: with a path, not of a front page, not of a section; the second where it lies below the first."""
    named = [a for a in addresses if _path(a) and not _is_home(a) and not _is_section(a)]
    if (
        len(named) > 1
        and _path(named[1]).startswith(_path(named[0]) + "/")
        and not _path(named[1]).endswith("/amp")
    ):
        return named[1]
    return named[0] if named else None


def _is_home(address: str) -> bool:
    return "?" not in address and HOME.fullmatch(_path(address).rsplit("/", 1)[-1]) is not None


def _is_section(address: str) -> bool:
    """Such as "/kinh-te": no number, no file, no query, and no slug of a title."""
    last = _path(address).rsplit("/", 1)[-1]
    return "?" not in address and last.count("-") < A_SLUG and re.search(r"[0-9.]", last) is None


def _path(address: str) -> str:
    try:
        return urlsplit(address).path.rstrip("/")
    except ValueError:
        return ""


def _host(addresses: list[str]) -> str | None:
    """The host that all of a page's own addresses share where none of them names the article; else null."""
    hosts = {(urlsplit(a).hostname or "").removeprefix("www.") for a in addresses}
    return hosts.pop() if len(hosts) == 1 and not _article_address(addresses) else None


def _description(description: str | None, body: str) -> str | None:
    """A page's description, unless it is the body's opening, cut where a search engine cuts it."""
    start = letters(description or "")
    is_cut = start in letters(body[:2_000]) and (description or "") not in body
    return None if not start or is_cut else description


def depth(content: str) -> int:
    """How many more tags are open than closed, at most: cheap, and never less than the tree's depth by much."""
    depth = deepest = 0
    for closing in NESTING_TAG.findall(content):
        if closing:
            depth = max(0, depth - 1)
        else:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _author(author: str | None, host: str | None) -> str | None:
    """The persons among a page's authors: the paper's own name, in whatever spelling, is none."""
    paper = _letters((host or "").removeprefix("www.").split(".")[0])
    persons = [p.strip() for p in (author or "").split(";")]
    persons = [
        p
        for p in persons
        if p
        and not (paper and (paper in _letters(p) or _letters(p) in paper))
        and not p.lower().endswith(" vn")
    ]
    return "; ".join(dict.fromkeys(persons)) or None


def _letters(name: str) -> str:
    return "".join(c for c in without_marks(name) if c.isalnum())
