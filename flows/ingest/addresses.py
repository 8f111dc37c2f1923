"""Addresses that listings name: made whole, and told apart by the site they belong to."""

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

LONGEST = 2_000  # characters
# Second levels under which sites are registered: "abc.gov.vn" is a site, "gov.vn" is none.
SHARED = frozenset(
    (
        "com",
        "net",
        "org",
        "gov",
        "edu",
        "info",
        "biz",
        "ac",
        "co",
        "name",
        "pro",
        "health",
        "int",
        "id",
        "io",
        "ai",
    )
)
# A part of a query that says whence a reader came, or in which visit: "sid=12" may be a story, a long one is a visit.
TRACKED = (
    r"(?:(?:utm_[^&=]*|fbclid|gclid|zarsrc|jsessionid|phpsessid|aspsessionid[a-z]*|asp\.net_sessionid)(?:=[^&]*|\b)"
    r"|(?:sid|session_?id)=[0-9a-z]{26}[^&]*)"
)
TRACKING = re.compile(TRACKED, re.IGNORECASE)
# The same in a path: "/tin-1.html;jsessionid=A1B2", "/(S(lit3py55t21z5v55vlm25s55))/tin-1.aspx".
VISITED = r"(?:;|%3b)(?:jsessionid|phpsessid)=[^/?#;]*|/\(s\([0-9a-z]{24}\)\)"
VISIT = re.compile(VISITED, re.IGNORECASE)
# The last part of a front page's path.
FRONT = r"(?:index|default|home|trang-?chu|main)(?:\.\w{2,5})?"
FRONT_PATH = re.compile(rf"(?i)/*(?:{FRONT})?/*")
UNWRITTEN = re.compile(r"[\x00-\x20\x7f]+")


def whole(address: str | None, base: str) -> str | None:
    """An http(s) address made whole on its base, without fragment; null where it is none.

    >>> whole("/kinh-te/tin-1.html#binh-luan", "https://bao.example.vn/rss/kinh-te.rss")
    'https://bao.example.vn/kinh-te/tin-1.html'
    """
    written = UNWRITTEN.sub("", address or "") if "\n" in (address or "") else (address or "").strip()
    if not written or len(written) > LONGEST:
        return None
    try:
        parts = urlsplit(urljoin(base, written))
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname or parts.username is not None:
            return None
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return urlunsplit(
        (
            parts.scheme.lower(),
            parts.netloc.lower(),
            UNWRITTEN.sub("%20", parts.path),
            UNWRITTEN.sub("%20", parts.query),
            "",
        )
    )


def is_front(address: str) -> bool:
    """Whether an address is that of a site's front page, by its path alone.

    >>> is_front("https://bao.example.vn/index.html"), is_front("https://bao.example.vn/?id=5"), is_front("https://bao.example.vn/tin")
    (True, False, False)
    """
    parts = urlsplit(address)
    return not parts.query and FRONT_PATH.fullmatch(parts.path) is not None


def without_tracking(address: str) -> str:
    """An address without what only tells where its reader came from, or in which visit.

    >>> without_tracking("https://bao.example.vn/tin?utm_source=x&id=5&fbclid=y")
    'https://bao.example.vn/tin?id=5'
    >>> without_tracking("https://bao.example.vn/tin-1.html;jsessionid=A1B2.may1?PHPSESSID=zzz")
    'https://bao.example.vn/tin-1.html'
    """
    path, mark, query = address.partition("?")
    path = VISIT.sub("", path)
    kept = "&".join(part for part in query.split("&") if part and not TRACKING.fullmatch(part))
    return path + mark + kept if kept else path


def site(address: str) -> str:
    """The site that an address belongs to: the registered name of its host, or the host itself where it has none.

    >>> site("https://kinhdoanh.bao.example.vn/tin"), site("http://sotaichinh.ninhbinh.gov.vn"), site("http://127.0.0.1:80/a")
    ('example.vn', 'ninhbinh.gov.vn', '127.0.0.1')
    """
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""
    labels = host.split(".")
    if len(labels) < 3 or labels[-1].isdecimal() or ":" in host:
        return host
    return ".".join(labels[-3:] if labels[-2] in SHARED else labels[-2:])
