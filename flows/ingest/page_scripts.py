"""Pages whose text only a script brings: empty frames, gates that set a cookie and come again, redirects by script."""

import re
from typing import Any

from flows.ingest.page_boxes import LENGTH, running
from flows.ingest.unseen import seen, without_tags

FRAMES = ("root", "app", "__next", "__nuxt", "___gatsby", "q-app", "svelte")  # what the usual frameworks fill
# Characters of a frame that is not filled yet: "Đang tải dữ liệu, vui lòng chờ trong giây lát".
A_LOADER = 120
LARGEST = 50_000  # characters
SCRIPT = re.compile(r"(?i)<script\b")


def is_script_alone(content: str) -> bool:
    """Whether a page shows no letter before its script has run.

    >>> is_script_alone('<html><body><script>location.href = "/moi-7.html"</script></body></html>')
    True
    >>> is_script_alone("<html><body><p>Chợ mới</p><script>dem()</script></body></html>")
    False
    """
    if len(content) > LARGEST or SCRIPT.search(content) is None:
        return False
    return not any(map(str.isalnum, without_tags(seen(content))))


def needs_script(tree: Any) -> bool:
    """Whether a page without text asks for a script, or holds an empty frame that one fills."""
    asks = any("javascript" in running(e, 600).lower() for e in tree.iter("noscript"))
    frames = (e for e in tree.iter("div", "main", "app-root") if e.tag == "app-root" or e.get("id") in FRAMES)
    return asks or any(_is_unfilled(frame) for frame in frames)


def _is_unfilled(frame: Any) -> bool:
    """Whether a frame is empty, or holds one line that asks to wait."""
    parts = next(frame.iter("a", "p", "h1", "h2", "form", "article"), None)
    return not running(frame, 200) or (parts is None and int(LENGTH(frame)) <= A_LOADER)
