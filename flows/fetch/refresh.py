"""Where a page without a text of its own leads its reader: `<meta http-equiv="refresh" content="0;url=…">`."""

import html
import re

from flows.ingest.unseen import seen, without_tags

LARGEST = 10_000  # bytes of a page that does no more than lead on
LETTERS = 400  # that such a page shows: "Đang chuyển trang, bấm vào đây nếu trang không tự chuyển"
AT_ONCE = 5  # seconds; who waits longer reads first
META = re.compile(r"(?is)<meta\b[^<>]*>")
REFRESH = re.compile(r"(?i)http-equiv\s*=\s*[\"']?\s*refresh\b")
CONTENT = re.compile(r"(?is)\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
TOLD = re.compile(r"(?is)\s*([0-9]{1,4})(?:\.[0-9]*)?\s*[;,]\s*url\s*=\s*[\"']?\s*([^\"'\s]+)")


def leads_to(body: bytes, content_type: str | None) -> str | None:
    """The address to which a page leads at once, as it is written; null where it does not, or shows a text.

    >>> leads_to(b'<html><head><meta http-equiv=refresh content="0; url=/moi-7.html"></head></html>', "text/html")
    '/moi-7.html'
    """
    if (
        len(body) > LARGEST
        or b"refresh" not in body.lower()
        or "html" not in (content_type or "html").lower()
    ):
        return None
    page = seen(body.decode("utf-8", "replace"))
    tag = next((found[0] for found in META.finditer(page) if REFRESH.search(found[0])), "")
    content = CONTENT.search(tag)
    told = TOLD.match(html.unescape(content[content.lastindex or 0])) if content else None
    if told is None or int(told[1]) > AT_ONCE or sum(map(str.isalpha, without_tags(page))) > LETTERS:
        return None
    return told[2]
