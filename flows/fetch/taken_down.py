"""Pages of known articles that are taken down without saying so by their status: they lead to the front page, or answer that nothing is there."""

from collections.abc import Sequence
from dataclasses import replace

from flows.fetch.taken import Course, Taken, at_once
from flows.ingest.addresses import is_front
from flows.ingest.decode import NotText, decode
from flows.ingest.page_boxes import names_no_page, running
from flows.ingest.pages import NotAnArticle, open_page


def parted(taken: Sequence[Taken]) -> tuple[list[Taken], list[Taken]]:
    """(pages that hold a known article no more, all others)."""
    down = [_is_down(t) for t in taken]
    return (
        [t for t, is_down in zip(taken, down, strict=True) if is_down],
        [t for t, is_down in zip(taken, down, strict=True) if not is_down],
    )


def is_known(taken: Taken) -> bool:
    """Whether a page that answered had a text before."""
    is_there = taken.fetched.outcome in ("fetched", "not_modified")
    return is_there and taken.known is not None and taken.known.kept_at is not None


def settled(down: Sequence[Taken], looked: int, course: Course) -> list[Taken]:
    """Pages that are down as they are booked: gone, as if they had answered 410.

    Where most of the known pages that were looked at, `looked`, are down at once, they stay as they answered, and the course is told.
    """
    if at_once(len(down), looked):
        course.notes.append(
            f"{len(down)} trên {looked} bài đã biết cùng lúc không còn bài (về trang chủ, hay báo không tìm thấy): chưa coi là gỡ, hãy xem trang / "
            f"{len(down)} of {looked} known articles answer no article all at once (the front page, or that nothing is there): they are "
            f'not taken for withdrawn, look at the site, then `khotin withdraw ADDRESS --reason "…"`: {down[0].fetched.url}'
        )
        return list(down)
    return [
        replace(t, fetched=replace(t.fetched, outcome="failed", reason="gone", body=None), gone=True)
        for t in down
    ]


def _is_down(taken: Taken) -> bool:
    answer, known = taken.fetched, taken.known
    if answer.outcome != "fetched" or not answer.body or not is_known(taken) or known is None:
        return False
    was = known.origin or answer.url
    return (is_front(answer.final_url) and not is_front(was)) or _says_so(answer.body, answer.final_url)


def _says_so(body: bytes, url: str) -> bool:
    """Whether a page is no article, and its title or a heading says that nothing is there."""
    try:
        opened = open_page(decode(body), url)
    except (NotText, NotAnArticle):
        return False
    if opened.why_no_article is None:
        return False
    headings = [running(e, 600) for e in opened.tree.iter("title", "h1", "h2", "h3")]
    return names_no_page(headings, "gone") is not None
