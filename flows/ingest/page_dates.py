"""The day on which a web page says that its article was published.

A page tells many days: of its site, its videos, comments, other articles, of changes to the article itself. Only what is
stated of the article itself, or shown beside its headline, dates it; where such statements differ, none does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Any

import polars as pl
from lxml.etree import XPath  # type: ignore[import-untyped]

from flows.ingest.page_boxes import name_words, running
from flows.ingest.page_head import LEAD_NAMES, OUTSIDE, SENTENCE_END, after_headline, is_same_title
from flows.ingest.page_nodes import is_article
from flows.ingest.published import FIRST_YEAR, plain_day, published

# Names under which pages state when their article was published: Open Graph, Dublin Core, and what CMSs make of them.
STATED = frozenset(
    (
        "article:published_time",
        "article:published",
        "og:article:published_time",
        "og:published_time",
        "published_time",
        "published_at",
        "published_date",
        "pubdate",
        "publishdate",
        "publish_date",
        "publish-date",
        "publication_date",
        "publication-date",
        "datepublished",
        "schema:datepublished",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.date.issued",
        "citation_publication_date",
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
    )
)
STATING = XPath(".//*[@itemprop or @property]")
DATE_NAMES = re.compile(
    r"-(?:time|date|datetime|pubdate|publish|published|posted|dateandtime|ngay|ngaydang|ngay-dang|thoigian|thoi-gian)-"
)
UPDATED_NAMES = re.compile(r"-(?:update|updated|modified|edited|cap-nhat|capnhat)-")
PUBLISHED_NAMES = re.compile(r"-(?:publish|published|pubdate|posted|ngaydang|ngay-dang)-")
TODAY_NAMES = re.compile(r"-(?:now|today|current|clock|live|header-top|top-header|topbar|top-bar)-")
ANOTHERS_NAMES = re.compile(
    r"-(?:ticker|news-ticker|marquee|video|player|podcast|gallery|event|events|su-kien|sukien|caption)-"
)
VALUES = ("datetime", "content", "title", "data-datetime", "data-date", "data-time", "data-published")
LABEL = re.compile(
    r"(?i)(?P<updated>cập nhật|chỉnh sửa|sửa đổi|ngày sửa|sửa(?= lúc| ngày|\s*:|\s*\d)|lần cuối|updated|modified|edited)"
    r"|(?P<published>xuất bản|ngày đăng|đăng(?= tải| bài| lúc| ngày| vào|\s*:|\s*\d)|phát hành|published|posted|submitted)"
)
LABEL_WORDS = r"(?:\s*(?:lúc|ngày|tải|bài|at|on|lần cuối|vào|:|-|–|\||,))*\s*$"
DAY = re.compile(
    r"(?:(?:19|20)\d{2})[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:19|20)\d{2}"
    r"|\d{1,2}\s+(?i:tháng|thg)\s+(?:\d{1,2}|(?i:mười hai|mười một|mười|chín|tám|bảy|sáu|tư|ba|hai|một))[,\s]+(?:năm\s+)?(?:19|20)\d{2}|^1\d{9}(?:\d{3})?$|\d{1,2} [A-Z][a-z]{2} (?:19|20)\d{2}|[A-Z][a-z]{2,8} \d{1,2}, (?:19|20)\d{2}"
)
CLOCK = re.compile(r"\d{1,2}\s*(?:[:hg]|giờ)\s*\d{2}|^1\d{9}(?:\d{3})?$")
# What may stand beside a date in its line; and what, but for names, may not: it says whose date it is.
DATE_WORDS = re.compile(
    r"(?i)\b(?:thứ\s+\w+|chủ nhật|ngày|tháng|thg|năm|lúc|vào|giờ|phút|gmt|utc|sa|ch|am|pm|xuất bản|đăng tải|đăng bài|đăng|cập nhật|phát hành"
    r"|published|posted|submitted|updated|on|at|(?:by|bởi)(?:\s+[\w.@-]+)?|tác giả|nguồn|người (?:đăng|viết|gửi)|(?:ban )?biên tập|(?:số )?(?:lượt|lần) (?:truy cập|xem|đọc|nghe)|cỡ chữ|đã xem|xem|đọc|chia sẻ|views?|bình luận|phản hồi)\b|\d{1,2}[hg]\d{2}|\dT\d|\dZ\b"
)
WORDS = re.compile(r"[^\W\d_]+")
PLACE = re.compile(r"([^\W\d_][\w .–-]{1,40}?)\s?,\s?ngày\s\d[^,;:]*$")
# Month first or day first: a machine's field says a day in two ways where both fit and its clock is American.
AMERICAN = re.compile(r"(?i)^(\d{1,2})/(\d{1,2})/\d{4}\b.*\d\s*[ap]m\b")
LONGEST_LINE = 140
A_HEADLINE = 30
DEEPEST_PARENT = 3


@dataclass(frozen=True)
class Shown:
    """A date that stands beside a headline: its text, and whether it is told to be the day of publishing."""

    text: str
    is_labelled: bool


def page_date(tree: Any, nodes: list[dict[str, Any]], titles: list[str], head: Any) -> tuple[str | None, str]:
    """(date as written, where it stands: "metadata" or "header") of a page's article; the date null where none is sure.

    `nodes` are the JSON-LD objects of_this_page. Statements that differ by more than a day are told apart by the date that
    is shown; where that agrees with none of them, there is none. A date shown as that of a change is none.
    """
    stated = [*_meta(tree), *_values(nodes, "datePublished"), *_microdata(tree, titles, head)]
    days = _days(stated)
    stated = [s for s in stated if days[s]]
    if stated and _agree([days[s] for s in stated]):
        return _fullest(stated, days), "metadata"
    shown = _shown(tree, head) if head is not None else []
    days |= _days([s.text for s in shown])
    told = [s.text for s in shown if days[s.text] and s.is_labelled] or [
        s.text for s in shown if days[s.text]
    ]
    if len({days[t] for t in told}) != 1:
        return None, "header"
    if not stated:
        return _fullest(told, days), "header"
    agreed = [s for s in stated if _agree([days[s], days[told[0]]])]
    return (_fullest(agreed, days) if agreed else None), "metadata"


def _fullest(texts: list[str], days: dict[str, date | None]) -> str:
    """The first of some dates, or the first of the same day with a time."""
    return next((t for t in texts if days[t] == days[texts[0]] and CLOCK.search(t)), texts[0])


def _values(nodes: list[dict[str, Any]], key: str) -> list[str]:
    values = (node.get(key) for node in nodes)
    return [str(v) for v in values if isinstance(v, str | int)]


def _meta(tree: Any) -> Iterator[str]:
    for meta in tree.iter("meta"):
        names = {(meta.get(a) or "").strip().lower() for a in ("property", "name", "http-equiv")}
        if names & STATED and meta.get("content"):
            yield meta.get("content")


def _microdata(tree: Any, titles: list[str], head: Any) -> Iterator[str]:
    """What the page's article says as an item of its own, or as an item's part without one."""
    found = []
    for element in STATING(tree):
        names = f"{element.get('itemprop') or ''} {element.get('property') or ''}".lower().split()
        if {"datepublished", "schema:datepublished"}.intersection(names) and _is_of_article(element):
            found.append((element, _item(element)))
    unnamed = {item for _, item in found if item is not None and not _headings(item)}
    for element, item in found:
        if item is None:
            is_own = not _is_anothers(element, head)
        elif headings := _headings(item):
            is_own = any(is_same_title(h, t) for h in headings for t in titles)
        else:
            is_own = len(unnamed) == 1 or _holds(item, head)
        if is_own:
            yield value_of(element) or running(element, LONGEST_LINE)


def _item(element: Any) -> Any:
    """The item of microdata or RDFa that an element is a part of; null without one."""
    return next(
        (i for i in element.iterancestors() if i.get("itemscope") is not None or i.get("typeof")), None
    )


def _headings(item: Any) -> list[str]:
    named = (e for e in STATING(item) if (e.get("itemprop") or e.get("property") or "").lower() == "headline")
    return [text for e in named if (text := (e.get("content") or running(e, 600)).strip())]


def _is_of_article(element: Any) -> bool:
    """Whether the item around an element is an article, or none is."""
    item = _item(element)
    kind = ((item.get("itemtype") or item.get("typeof") or "") if item is not None else "").split()
    return not kind or is_article({"@type": kind[0]})


def _shown(tree: Any, head: Any) -> list[Shown]:
    """The dates beside a headline that are not told to be of a change."""
    found = [s for e in _just_before(head) for s in _of(e, head) if CLOCK.search(s.text) or e.tag == "time"]
    read: set[Any] = set()
    for element in chain(head.iterdescendants("*"), after_headline(tree, head)):
        if element in read or element.getparent() in read:
            read.add(element)
            continue
        parts = list(_of(element, head))
        if parts:
            read.add(element)
        found += parts
    return found


def _just_before(head: Any) -> list[Any]:
    """The elements of the block right before a headline in its own container: a date there may be its own, or today's."""
    box = head
    for _ in range(DEEPEST_PARENT):
        parent = box.getparent()
        if parent is None or parent.tag == "body":
            return []
        before = box.getprevious()
        if before is not None:
            break
        box = parent
    if before is None or before.tag in ("nav", "header", "script") or len(running(before, 400)) > 200:
        return []
    return [e for e in before.iter("*") if len(e) == 0]


def _of(element: Any, head: Any) -> Iterator[Shown]:
    """The dates that an element is made for, or that are all it holds."""
    names = name_words(element)
    props = f"{element.get('itemprop') or ''} {element.get('property') or ''}".lower()
    marked = element.tag == "time" or "date" in props or DATE_NAMES.search(names) is not None
    text = running(element, 400).strip(" -–|•")
    value = value_of(element) if marked else None
    if not value and not (_is_dated(text) and (marked or _is_small(element, text))):
        return
    if any(value_of(inner) or DATE_NAMES.search(name_words(inner)) for inner in element.iterdescendants("*")):
        return  # those inside are read one by one
    if _is_anothers(element, head) or not _is_of_article(element):
        return
    if TODAY_NAMES.search(names) or TODAY_NAMES.search(name_words(element.getparent())):
        return
    is_published = PUBLISHED_NAMES.search(names) is not None
    if "modified" in props or (UPDATED_NAMES.search(names) and not is_published):
        return
    label = _last_label(_before(element)) or ("published" if is_published else None)
    own = LABEL.search(text)
    found = [(value, own.lastgroup if own else label)] if value else _labelled(text, label)
    yield from (Shown(told, label == "published") for told, label in found if label != "updated")


def _is_dated(text: str) -> bool:
    """Whether a text is a line that tells a date and little more."""
    return 8 <= len(text) <= LONGEST_LINE and DAY.search(text) is not None and is_a_date_line(text)


def _is_small(element: Any, text: str) -> bool:
    """Whether an element that is not marked as a date's is one all the same: of few parts, with a time or a label before the day,
    without a name, or of a place.
    """
    if len(list(islice(element.iter(), 5))) > 4:
        return False
    before = text[: day.start()] if (day := DAY.search(text)) else ""
    is_labelled = _last_label(before) == "published"
    return CLOCK.search(text) is not None or is_labelled or _is_bare(text) or is_of_a_place(text)


def _labelled(text: str, label: str | None) -> Iterator[tuple[str, str | None]]:
    """(date, its label) of the parts of a line that tell one day each; the first part's label is the one before the line."""
    start = 0
    for mark in [*LABEL.finditer(text), None]:
        part = text[start : mark.start() if mark else len(text)]
        if len(set(DAY.findall(part))) == 1:
            yield part.strip(" :-–|"), label
        if mark:
            label, start = mark.lastgroup, mark.end()


def value_of(element: Any) -> str | None:
    """A date in an attribute that is made for one."""
    values = (element.get(name) for name in VALUES)
    return next((v.strip() for v in values if v and len(v) <= LONGEST_LINE and DAY.search(v.strip())), None)


def is_a_date_line(text: str) -> bool:
    """Whether a line tells a date, at most with names and counts: any other word may make it another thing's date."""
    beside = DATE_WORDS.sub(" ", LABEL.sub(" ", text))
    return not any(word[0].islower() for word in WORDS.findall(beside))


def _is_bare(text: str) -> bool:
    """Whether a line holds a date and no name."""
    return not WORDS.search(DATE_WORDS.sub(" ", text))


def is_of_a_place(text: str) -> bool:
    """Whether a line says where and when, as a document of the administration does: "Ninh Bình, ngày 12 tháng 9 năm 2025"."""
    place = PLACE.match(text)
    return place is not None and all(word[0].isupper() for word in WORDS.findall(place[1]))


def _is_anothers(element: Any, head: Any) -> bool:
    """Whether a date stands with a link that reads like the headline of another article."""
    own = len(running(element, 400))
    box = element
    for _ in range(DEEPEST_PARENT):
        if box is None or box.tag in ("body", "main") or _holds(box, head):
            return False
        if box.tag in OUTSIDE or ANOTHERS_NAMES.search(name_words(box)):
            return True
        text = running(box, 1_000)
        if box.tag in ("li", "tr", "a") and len(text) - own >= A_HEADLINE / 2 and not is_a_date_line(text):
            return True
        if any(len(running(a, 200)) >= A_HEADLINE for a in islice(box.iter("a"), 5)):
            return True
        if any(
            not LEAD_NAMES.search(name_words(h)) and not running(h, 600).endswith(SENTENCE_END)
            for h in islice(box.iter("h2", "h3", "h4"), 2)
        ):
            return True
        if box.tag in ("p", "header") or len(text) > 300:
            return False
        box = box.getparent()
    return False


def _holds(box: Any, head: Any) -> bool:
    return head is not None and (box is head or any(a is box for a in head.iterancestors()))


def _before(element: Any) -> str:
    """The words right before an element, in its parent or, where it opens that, in the next one out."""
    for _ in range(DEEPEST_PARENT):
        parent, before = element.getparent(), element.getprevious()
        if parent is None:
            return ""
        if before is not None:
            words = (before.tail or "").strip() or (
                running(before, 200) if isinstance(before.tag, str) else ""
            )
        else:
            words = (parent.text or "").strip()
        if words:
            return words[-40:]
        element = parent
    return ""


def _last_label(words: str) -> str | None:
    """The label that words end with, whose date is still to come."""
    labels = list(LABEL.finditer(words))
    if not labels or not re.match(LABEL_WORDS, words[labels[-1].end() :]):
        return None
    return labels[-1].lastgroup


def _days(texts: list[str]) -> dict[str, date | None]:
    """The day of each text; null where it tells none, or more than one."""
    days = {t: plain_day(t) for t in texts}
    if others := [t for t, day in days.items() if not day]:
        days |= dict(zip(others, published(pl.Series(others, dtype=pl.String))["on"], strict=True))
    return {t: None if d is None or d.year < FIRST_YEAR or _is_twofold(t) else d for t, d in days.items()}


def _is_twofold(text: str) -> bool:
    parts = AMERICAN.match(text.strip())
    return parts is not None and parts[1] != parts[2] and int(parts[1]) <= 12 and int(parts[2]) <= 12


def _agree(days: list[date | None]) -> bool:
    """Within a day of each other: zones part them by no more."""
    known = [d for d in days if d]
    return bool(known) and (max(known) - min(known)).days <= 1
