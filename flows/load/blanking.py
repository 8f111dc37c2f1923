"""A person's name in a text, however it is written there, and the text with it blanked at equal length."""

import html.entities
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

from flows.letters import without_marks

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


def blanked(names: Iterable[str], named: bool = False) -> Blanked:
    """What blanks the names (as `plain` gives them) in a text: every letter of theirs, in UTF-8, HTML and JSON alike.

    In a text that has a name (any, where `named`), so does the given name after a form of address ("ông Hùng"), and the middle
    and given name, after one or with capitals ("Diệu Hiền"). Other texts come back as they are.

    >>> blanked(["trần văn an"])("Ông Trần Văn An (vợ ông An)")
    'Ông ████ ███ ██ (vợ ông ██)'
    >>> blanked(["đỗ thị mai lan"])("Chị Đỗ Thị Mai Lan vắng, Mai Lan ốm.")
    'Chị ██ ███ ███ ███ vắng, ███ ███ ốm.'
    """
    patterns = [
        (_full(n), [len(w) for w in n.split()], [(_addressed(t), _full(t), [len(w) for w in t.split()]) for t in shorter(n)])
        for n in sorted(set(names))
    ]  # fmt: skip

    def blank(text: str) -> str:
        for full, lengths, short in patterns:
            if not named and not full.search(text):
                continue
            text = full.sub(lambda m, n=lengths: _hidden(m.groups(), n), text)  # type: ignore[misc]
            for addressed, alone, n in short:
                text = addressed.sub(lambda m, n=n: m[1] + _hidden(m.groups()[1:], n), text)  # type: ignore[misc]
                if len(n) > 1:
                    text = alone.sub(lambda m, n=n: _hidden(m.groups(), n) if _is_called(m) else m[0], text)  # type: ignore[misc]
        return text

    return blank


def shorter(name: str) -> list[str]:
    """How a person of a name is called for short, the longest first: middle and given name, the given name.

    >>> shorter("đỗ thị mai lan")
    ['thị mai lan', 'mai lan', 'lan']
    """
    words = name.split()
    return [" ".join(words[i:]) for i in range(1, len(words))]


def tells(names: Iterable[str]) -> Callable[[str], bool]:
    """Whether a text tells a name or a part of it, with or without diacritics: what stays after a forgetting must not.

    >>> tells(["đỗ thị mai lan"])("ba Lan yeu cau"), tells(["đỗ thị mai lan"])("lan can hỏng")
    (True, False)
    """
    known = {*names, *(without_marks(n) for n in names)}
    blank = blanked(known, named=True)
    parts = [_full(part) for n in known for part in (n, *shorter(n)) if " " in part]
    given = {n.split()[-1] for n in known}
    bare = re.compile(
        rf"(?<!{LETTER})(?:{without_marks(ADDRESS)}) (?:{'|'.join(map(re.escape, given))})(?!{LETTER})"
    )

    def tell(text: str) -> bool:
        plainly = without_marks(text)
        words = re.findall(rf"{LETTER}+", unicodedata.normalize("NFC", text))
        if any(w[0].isupper() and {plain(w), without_marks(w)} & given for w in words):
            return True
        is_bare = plainly == text.lower()  # written without diacritics at all
        return (
            blank(text) != text
            or any(p.search(plainly) for p in parts)
            or bool(is_bare and bare.search(plainly))
        )

    return tell


@cache
def in_sql(name: str) -> str:
    """A pattern of DuckDB's for texts in NFC that may have a name; `blanked` looks closely."""
    return "(?i)" + r"\s+".join("(?:" + "|".join(map(re.escape, _ways(w))) + ")" for w in name.split())


def _hidden(between: Iterable[str], lengths: list[int]) -> str:
    return "".join(BLANK * n + sep for n, sep in zip(lengths, [*between, ""], strict=True))


def _is_called(match: re.Match[str]) -> bool:
    """Whether words are a name by themselves: with capitals, and neither the end of another's nor the begin of a longer one."""
    if not all(_is_capital(word) for word in re.split(BETWEEN, match[0])):
        return False
    after = re.match(rf"{BETWEEN}({LETTER})", match.string[match.end() : match.end() + 40])
    if after and after[1].isupper():
        return False
    before = re.search(rf"(^|[.!?…:;\n\"“>]\s*)?({LETTER}+){BETWEEN}$", match.string[max(0, match.start() - 60) : match.start()])  # fmt: skip
    return not before or not before[2][0].isupper() or before[1] is not None


def _is_capital(word: str) -> bool:
    """Whether a word begins with a capital, however a file writes that: "Đ", "&#272;", "\\u0110"."""
    told = html.unescape(word)
    if told.startswith("\\u"):
        told = chr(int(told[2:6], 16))
    return told[:1].isupper()


def _full(name: str) -> re.Pattern[str]:
    words = f"({BETWEEN})".join(map(_word, name.split()))
    return re.compile(rf"(?<!{LETTER}){words}(?!{LETTER}|[\u0300-\u036f])", re.IGNORECASE)


def _addressed(name: str) -> re.Pattern[str]:
    """A name after a form of address."""
    words = f"({BETWEEN})".join(map(_word, name.split()))
    return re.compile(
        rf"(?<!{LETTER})((?:{ADDRESS}){BETWEEN}){words}(?!{LETTER}|[\u0300-\u036f])", re.IGNORECASE
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
