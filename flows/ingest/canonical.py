"""Whether an address that a page gives as its own names this page: a template gives all its pages one address, which names none."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from flows.ingest.addresses import without_tracking
from flows.letters import parted

# Of a part of a query that names an article: "id=11", "newsId=11", "p=11".
ID = re.compile(r"(?i)(?:p|\w*id)")
NUMBER = re.compile(r"\d+")
LONG = 3  # digits of a number that names an article in a path
YEAR = re.compile(r"(?:19|20)\d\d")
ENDING = re.compile(r"(?i)(?:/amp)?/*$")
FILE = re.compile(r"(?:\.[a-z]{2,5})+$")
FEWEST, MOST = 3, 0.6  # words of a slug that the headline says: so many, and this share of them


def names_it(stated: str, fetched: str, headline: str) -> bool:
    """Whether an address that a page states is that of the page at the address `fetched`.

    It is where it is called alike, bears the same number, or its slug says the headline. What names the article in a query is
    not dropped for an address that does neither.

    >>> names_it("https://xa.example.vn/chi-tiet.aspx", "https://xa.example.vn/chi-tiet.aspx?id=11", "Xã A mở chợ mới")
    False
    >>> names_it("https://xa.example.vn/xa-a-mo-cho-moi", "https://xa.example.vn/chi-tiet.aspx?id=11", "Xã A mở chợ mới")
    True
    """
    own, (path, query) = _parts(fetched), _parts(stated)
    ids = {n for name, value in own[1] if ID.fullmatch(name) for n in NUMBER.findall(value)}
    numbers = {n for part in (path, *(value for _, value in query)) for n in NUMBER.findall(part)}
    if ids:
        is_alike = bool(ids & numbers)
    else:
        shared = {
            n for n in numbers & set(NUMBER.findall(own[0])) if len(n) >= LONG and not YEAR.fullmatch(n)
        }
        is_alike = path == own[0] or bool(shared)
    return is_alike or _says(path, headline)


def _parts(address: str) -> tuple[str, list[tuple[str, str]]]:
    """(the last part of an address's path without its ending, its query) of an address, in small letters."""
    parts = urlsplit(without_tracking(address))
    last = unquote(ENDING.sub("", parts.path)).rsplit("/", 1)[-1].lower()
    return FILE.sub("", last), parse_qsl(parts.query)


def _says(slug: str, headline: str) -> bool:
    said, words = (set(parted(text, with_marks=False)) for text in (headline, slug))
    return len(words & said) >= max(FEWEST, MOST * len(words))
