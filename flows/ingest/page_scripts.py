"""Pages that are a script and nothing else: gates that set a cookie and come again, redirects by script."""

import re

LARGEST = 50_000  # characters
SCRIPT = re.compile(r"(?i)<script\b")
UNSEEN = re.compile(r"(?is)<!--.*?-->|<(script|style|noscript|template|title)\b.*?</\1\s*>")
TAG = re.compile(r"<[^<>]*>")


def is_script_alone(content: str) -> bool:
    """Whether a page shows no letter before its script has run.

    >>> is_script_alone('<html><body><script>location.href = "/moi-7.html"</script></body></html>')
    True
    >>> is_script_alone("<html><body><p>Chợ mới</p><script>dem()</script></body></html>")
    False
    """
    if len(content) > LARGEST or SCRIPT.search(content) is None:
        return False
    return not any(map(str.isalnum, TAG.sub("", UNSEEN.sub("", content))))
