"""A WARC file as what a source's run takes in: its pages, with what the feeds within it say of them."""

from collections.abc import Iterator
from pathlib import Path

from flows.fetch import warc
from flows.fetch.contracts import Fetched
from flows.fetch.gather import GONE, Taken, header, named_by

LISTING = ("feed", "sitemap")


def taken_from(file: Path) -> Iterator[Taken]:
    """The answers that a WARC file holds, in its order; the file is read twice, for a feed may stand after its pages."""
    items = {item.url: item for answer, kind in _answers(file) if kind in LISTING for item in named_by(answer, kind)}
    for answer, kind in _answers(file):
        role = "listing" if kind in (*LISTING, "list") else "page"
        yield Taken(answer, role, items.get(answer.url) or items.get(answer.final_url), gone=answer.status in GONE)


def _answers(file: Path) -> Iterator[tuple[Fetched, str | None]]:
    """Each answer with what its body is, null without one."""
    from flows.fetch.offers import kind_of_answer

    with file.open("rb") as opened:
        for answer in warc.read(opened):
            told = header(answer, "content-type")
            yield answer, kind_of_answer(answer.body, answer.final_url, told) if answer.body else None


