"""A WARC file as what a source's run takes in: its pages, with what the listings within it say of them."""

from collections.abc import Iterator
from pathlib import Path

from flows.fetch import warc
from flows.fetch.contracts import Fetched, Item
from flows.fetch.gather import GONE, header, named_by
from flows.fetch.taken import Taken

LISTINGS = ("feed", "sitemap", "list")


def taken_from(file: Path) -> Iterator[Taken]:
    """The answers that a WARC file holds, in its order; the file is read twice, for a feed may stand after its pages."""
    kinds, items = [], dict[str, Item]()
    for answer in _answers(file):
        kinds.append(_kind(answer))
        if kinds[-1] in LISTINGS:
            for item in named_by(answer, str(kinds[-1])):
                items.setdefault(item.url, item)
    for answer, kind in zip(_answers(file), kinds, strict=True):
        named = items.get(answer.url) or items.get(answer.final_url)
        role = "listing" if kind in LISTINGS else "page"
        yield Taken(answer, role, named, gone=answer.status in GONE)


def _kind(answer: Fetched) -> str | None:
    """What an answer's body is; null without one."""
    from flows.fetch.offers import kind_of_answer

    if not answer.body:
        return None
    return kind_of_answer(answer.body, answer.final_url, header(answer, "content-type"))


def _answers(file: Path) -> Iterator[Fetched]:
    with file.open("rb") as opened:
        yield from warc.read(opened)
