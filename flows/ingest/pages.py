"""Web pages: the article out of its page."""

import html
import re
import unicodedata
from typing import Any

LARGEST_PAGE = 10_000_000  # bytes; real ones are below one million, and a tree takes seventy times its page
DEEPEST = 500  # tags nested deeper are no page a paper makes, and would exhaust the stack of what reads them
MIN_TEXT = 150
STATED = re.compile(
    r"""(?:property|name|itemprop)=["'](?:article:published_time|pubdate|datePublished|publishdate)["'][^<>]{0,300}?content=["']([^"']+)"""
    r"""|"datePublished"\s*:\s*"([^"]+)\""""
)
DATE_CLASS = re.compile(r"(?i)(?:^|[\s_-])(?:time|date|datetime|pubdate|publish|published)(?:$|[\s_-])")
YEAR = re.compile(r"(?:19|20)\d{2}")
SITE = re.compile(r"""property=["']og:type["'][^<>]{0,300}?content=["']website""")
ARTICLE = re.compile(r'"@type"\s*:\s*"\w*Article"')
SENTENCE_END = (".", "!", "?", "…", '"', "”", ":", ";")
OPENING_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")


class NotAnArticle(ValueError):
    """A page that is a list, a section or an empty frame."""


def page(content: str) -> dict[str, str | None]:
    """The fields of a page's article, by their names in COLUMNS of the data sets, and `date_from`.

    The date is what the page states (`metadata`) or shows at its article (`header`); none is guessed from what
    else stands on it. Raises NotAnArticle.
    """
    from trafilatura import bare_extraction, load_html  # take half a second: only where pages are read

    if (depth := _depth(content)) > DEEPEST:
        raise NotAnArticle(f"tags nested {depth} deep")
    tree = load_html(content)
    found: Any = tree is not None and bare_extraction(
        tree, with_metadata=True, include_comments=False, include_tables=False, favor_precision=True
    )
    if not found or not found.text:
        raise NotAnArticle("no running text")
    untouched = load_html(content)  # extraction takes its tree apart
    told, whole = _longest_column(untouched), len(found.text)
    if told < max(MIN_TEXT, whole * 0.4):
        raise NotAnArticle(f"a list: {told} of {whole} characters stand together as one text")
    stated = STATED.search(content)
    if not stated and SITE.search(content) and not ARTICLE.search(content):
        raise NotAnArticle("it calls itself part of a web site, and states no date")
    told_date = html.unescape(stated[1] or stated[2]) if stated else _shown_date(untouched, found.title)
    return {
        "url": found.url,
        "source": None,
        "title": found.title,
        "lead": found.description,
        "byline": _author(found.author, found.hostname),
        "body": _without_menu(found.text, found.title),
        "published_raw": told_date,
        "date_from": "metadata" if stated else "header",
    }


def _shown_date(tree: Any, title: str | None) -> str | None:
    """The text of what is made for a date between the headline and the text; null without it.

    A date before the headline may be today's, and one after the text another article's.
    """
    elements = (element for element in tree.iter() if isinstance(element.tag, str))
    for element in elements:
        if element.tag == "h1" or (
            element.tag != "title" and title and (element.text or "").strip() == title
        ):
            break
    paragraphs = 0
    for element in elements:
        paragraphs += element.tag == "p" and len("".join(element.itertext())) > 80
        if paragraphs > 1:  # the first may be the lead, above the date
            return None
        marked = element.tag == "time" or DATE_CLASS.search(element.get("class") or "")
        text = " ".join(element.itertext()).strip(" \t\r\n-–|•") if marked else ""
        if 8 <= len(text) <= 80 and YEAR.search(text):
            return text
    return None


def _depth(content: str) -> int:
    """How many more tags are open than closed, at most: cheap, and never less than the tree's depth by much."""
    depth = deepest = 0
    void = {
        "br",
        "img",
        "meta",
        "link",
        "input",
        "hr",
        "source",
        "area",
        "base",
        "col",
        "embed",
        "wbr",
        "p",
        "li",
    }
    for closing, name in OPENING_TAG.findall(content):
        if name.lower() not in void:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _longest_column(tree: Any) -> int:
    """The most characters of running text that stand side by side under one element; words of links do not count.

    An article's paragraphs are siblings; in a list of articles each lead has a box of its own.
    """
    columns: dict[Any, int] = {}
    for block in tree.iter("p", "div", "td", "section", "article"):
        own = len(block.text or "") + sum(
            len(child.tail or "") for child in block if isinstance(child.tag, str)
        )
        own += sum(len(e.text or "") for e in block.iterchildren("span", "strong", "b", "em", "i"))
        column = block.getparent() if block.tag == "p" else block
        if own >= 40 and column is not None:
            columns[column] = columns.get(column, 0) + own
    return max(columns.values(), default=0)


def _without_menu(text: str, title: str | None) -> str:
    """The text from its first sentence (or its title) on: what stands before are names of columns and other headlines."""
    lines = text.split("\n")
    start = next(
        (
            i
            for i, line in enumerate(lines)
            if line == title or (len(line) > 60 and line.endswith(SENTENCE_END))
        ),
        0,
    )
    return "\n".join(lines[start:])


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
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(c for c in plain if c.isalnum())
