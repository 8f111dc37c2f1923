"""A person's name in a text, however it is written there, and the text with it blanked at equal length."""

import html.entities
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

BLANK = "█"
# Where the tone stands in the older and the newer way of writing: "hoà", "hòa".
TONES = dict(zip(["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"], ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"], strict=True))  # fmt: skip
# Who is named by the given name alone is so addressed.
ADDRESS = "ông|bà|anh|chị|em|cô|chú|bác|cháu|cụ|thầy|bé|nạn nhân|bị cáo|bị can|đối tượng"
BETWEEN = r"(?:\s|&nbsp;|&#160;|&#xa0;|\\u00a0)+"
LETTER = r"[^\W\d_]"
Blanked = Callable[[str], str]


def plain(name: str) -> str:
    """A name as names are compared: small letters, NFC, one way of placing tones, single blanks.

    >>> plain("NGUYỄN  Hoà")
    'nguyễn hòa'
    """
    words = " ".join(unicodedata.normalize("NFC", name).lower().split())
    for old, new in TONES.items():
        words = words.replace(old, new)
    return words


def blanked(names: Iterable[str]) -> Blanked:
    """What blanks the names (as `plain` gives them) in a text: every letter of theirs, in UTF-8, HTML and JSON alike.

    In a text that has a name, the given name after a form of address ("ông Hùng") goes too. Other texts come back as they are.

    >>> blanked(["trần văn an"])("Ông Trần Văn An (vợ ông An)")
    'Ông ████ ███ ██ (vợ ông ██)'
    """
    patterns = [(_full(n), _given(n), [len(w) for w in n.split()]) for n in sorted(set(names))]

    def blank(text: str) -> str:
        for full, given, lengths in patterns:
            if full.search(text):
                text = full.sub(lambda m, n=lengths: _hidden(m, n), text)  # type: ignore[misc]
                text = given.sub(lambda m, n=lengths: m[1] + BLANK * n[-1], text)  # type: ignore[misc]
        return text

    return blank


@cache
def in_sql(name: str) -> str:
    """A pattern of DuckDB's for texts in NFC that may have a name; `blanked` looks closely."""
    return "(?i)" + r"\s+".join("(?:" + "|".join(map(re.escape, _ways(w))) + ")" for w in name.split())


def _hidden(match: re.Match[str], lengths: list[int]) -> str:
    seps = [*match.groups(), ""]
    return "".join(BLANK * n + sep for n, sep in zip(lengths, seps, strict=True))


def _full(name: str) -> re.Pattern[str]:
    words = f"({BETWEEN})".join(map(_word, name.split()))
    return re.compile(rf"(?<!{LETTER}){words}(?!{LETTER}|[\u0300-\u036f])", re.IGNORECASE)


def _given(name: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!{LETTER})((?:{ADDRESS}){BETWEEN}){_word(name.split()[-1])}(?!{LETTER}|[\u0300-\u036f])",
        re.IGNORECASE,
    )


def _ways(word: str) -> list[str]:
    """A word with its tone placed in either way."""
    older = word
    for old, new in TONES.items():
        older = older.replace(new, old)
    return [word] if older == word else [word, older]


def _word(word: str) -> str:
    return "(?:" + "|".join("".join(map(_letter, way)) for way in _ways(word)) + ")"


def _letter(letter: str) -> str:
    """A letter in any of the ways in which a file may write it."""
    found: list[str] = []
    for c in dict.fromkeys((letter, letter.upper())):
        apart = unicodedata.normalize("NFD", c)
        half = unicodedata.normalize("NFC", apart[:2]) + apart[2:]
        found += map(re.escape, dict.fromkeys((c, apart, half)))
        if ord(c) > 127:
            found += [f"&#0*{ord(c)};", f"&#x0*{ord(c):x};", rf"\\u{ord(c):04x}"]
            if named := html.entities.codepoint2name.get(ord(c)):
                found.append(f"&{named};")
    return f"(?:{'|'.join(found)})"
