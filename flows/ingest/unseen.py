"""What of a page's source no reader sees, taken out without making its tree: cheap enough to ask of every answer."""

import re

UNSEEN = re.compile(r"(?is)<!--.*?-->|<(script|style|noscript|template|title)\b.*?</\1\s*>")
TAG = re.compile(r"<[^<>]*>")


def seen(source: str) -> str:
    """A page's source without comments, scripts, styles and its title."""
    return UNSEEN.sub("", source)


def without_tags(source: str) -> str:
    """The words of a source, its tags taken out.

    >>> without_tags(seen("<title>Tin</title><p>Ch\u1ee3 <b>m\u1edbi</b></p><script>dem()</script>"))
    'Ch\u1ee3 m\u1edbi'
    """
    return TAG.sub("", source)
