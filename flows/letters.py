"""Letters: classes of them and of digits for patterns, cheap to compile, and what they are without their marks.

polars keeps 32 compiled patterns and compiles all others anew at every call. Rust's `\\p{L}`, `\\p{Lu}`, `\\p{Ll}` and `\\p{N}`
hold the letters and digits of every script in hundreds of ranges, and cost five times what these do. These are exact for
the letters of Vietnamese, coarse for other scripts. Each stands alone or within another class: `[^{LETTER}-]`. For
digits patterns say `[0-9]`, not `\\d`, for the same reason.
"""

import re
import unicodedata

_WITH_MARKS = "".join(map(chr, range(0x1EA0, 0x1EFA)))  # Ạ, ạ to Ỹ, ỹ: capital and small by turns

LETTER = "[A-Za-zªµºÀ-ÖØ-öø-ʯΑ-ωА-яḀ-ỿ]"
CAPITAL = f"[A-ZÀ-ÖØ-ÞĂĐĨŨƠƯŌŠŽČΑ-ΩА-Я{_WITH_MARKS[::2]}]"
SMALL = f"[a-zß-öø-ÿăđĩũơưōšžčα-ωа-я{_WITH_MARKS[1::2]}]"
FIGURE = "[0-9²³¹¼-¾⁰-₉Ⅰ-ↈ①-⓿]"

# Where a word begins and ends, as `\b` does, in patterns that are only asked whether they match: beyond ASCII `\b` costs the
# fast engine, and what such a pattern looks through takes it ten times as long.
BEGINS = f"(?:^|[^{LETTER}{FIGURE}_])"
ENDS = f"(?:[^{LETTER}{FIGURE}_]|$)"


def without_marks(text: str) -> str:
    """A text in lower case without diacritics, đ as d.

    >>> without_marks("Đường Hòa Bình")
    'duong hoa binh'
    """
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def parted(text: str, with_marks: bool = True) -> list[str]:
    """The words of a text in lower case, as written or without diacritics.

    >>> parted("Thu ngân-sách"), parted("Thu ngân-sách", with_marks=False)
    (['thu', 'ngân', 'sách'], ['thu', 'ngan', 'sach'])
    """
    told = unicodedata.normalize("NFC", text.lower()) if with_marks else without_marks(text)
    return re.findall(r"[^\W_]+", told)


def folded(text: str, with_marks: bool = False) -> str:
    """The words of a text in small letters, without marks or as written, a blank between them.

    >>> folded("TP.HCM"), folded("Bà Rịa - Vũng Tàu"), folded("Bà Rịa - Vũng Tàu", with_marks=True)
    ('tp hcm', 'ba ria vung tau', 'bà rịa vũng tàu')
    """
    return " ".join(parted(text, with_marks))
