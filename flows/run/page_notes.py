"""What a run tells of the pages that it fetches of one source, while they come."""

import html
import re
from urllib.parse import urljoin

from flows.fetch.contracts import Fetched
from flows.fetch.taken import Taken
from flows.ingest.addresses import site, without_tracking

LINK = re.compile(rb"(?is)<link\b[^>]*>")
CANONICAL = re.compile(rb"(?i)rel\s*=\s*[\"']?canonical\b")
HREF = re.compile(rb"(?i)href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
TITLE = re.compile(rb"(?is)<title[^>]*>(.*?)</title")
SAME = re.compile(r"(?i)^https?://(?:www\.)?")
HEAD = 200_000  # bytes of a page in which its head stands


class PageNotes:
    """Gathers from pages what becomes a note of the run: articles that go on or moved, a canonical address that several pages share."""

    def __init__(self) -> None:
        self._cut: list[str] = []
        self._moved: list[str] = []
        self._shared: dict[str, dict[str, bytes]] = {}  # by canonical address: pages, and their titles

    def add(self, taken: Taken) -> None:
        """Takes in the answer for a page."""
        from flows.fetch.pagers import goes_on

        answer = taken.fetched
        if taken.known and taken.known.origin not in (None, answer.final_url) and is_elsewhere(answer):
            self._moved.append(f"{answer.url} → {answer.final_url}")
        if answer.outcome != "fetched" or not answer.body:
            return
        if further := goes_on(answer.body, answer.final_url):
            self._cut.append(further)
        head, url = answer.body[:HEAD], without_tracking(answer.final_url)
        stated, title = canonical(head, url), TITLE.search(head)
        if stated and stated != url and title:
            self._shared.setdefault(stated, {})[url] = title[1].strip()

    def told(self) -> list[str]:
        """The notes, in both languages."""
        notes = []
        if self._cut:
            many = len(self._cut)
            notes.append(
                f"{many} bài còn trang sau, chỉ trang đầu được đọc / {many} articles go on on further pages, only the first is read: {self._cut[0]}"
            )
        if self._moved:
            many = len(self._moved)
            notes.append(
                f"{many} bài đã biết chuyển hẳn sang địa chỉ khác: địa chỉ cũ được rút khi bài đứng ở địa chỉ mới / {many} known articles moved "
                f"to other addresses for good: what stood at the earlier is withdrawn where the later holds an article: {self._moved[0]}"
            )
        shared = {a: pages for a, pages in self._shared.items() if len(set(pages.values())) > 1}
        if shared:
            address, pages = max(shared.items(), key=lambda told: len(told[1]))
            many = sum(map(len, shared.values()))
            notes.append(
                f"{many} trang khác tít khai chung địa chỉ chính thức (canonical), địa chỉ ấy không gọi đúng bài thì bài mang địa chỉ đã tải / "
                f"{many} pages under different titles share what they give as their canonical address, which is not believed where it "
                f"does not name the page: {address} of {next(iter(pages))}"
            )
        return notes


def is_elsewhere(answer: Fetched) -> bool:
    """Whether a page was fetched at another address, which its own leads to for good: not only by another scheme or `www.`."""
    is_moved = answer.moved or answer.reason == "moved"  # so a WARC file of khotin's own tells it
    return answer.outcome == "fetched" and is_moved and _named(answer.url) != _named(answer.final_url)


def _named(url: str) -> str:
    return SAME.sub("", without_tracking(url)).rstrip("/")


def canonical(head: bytes, url: str) -> str | None:
    """The canonical address that the head of a page at `url` gives, on the same site; null without one."""
    link = next((found[0] for found in LINK.finditer(head) if CANONICAL.search(found[0])), b"")
    told = HREF.search(link)
    if told is None:
        return None
    try:
        stated = without_tracking(urljoin(url, html.unescape(told[told.lastindex or 0].decode()).strip()))
    except ValueError:  # no address, or none of letters
        return None
    return stated if site(stated) == site(url) else None
