"""Bytes become text: UTF-8, UTF-16, windows-1258, and the legacy TCVN3, VNI and VISCII, told apart by what reads as Vietnamese."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from itertools import islice

# TCVN3 (ABC): a byte a letter. Its fonts draw capitals with tones from the bytes of the small letters.
_TCVN3_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ"
_TCVN3_BYTES = bytes.fromhex(
    "b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbaecccecfd0d1aad2d3d4d5d6d7d8dcdddedfe1e2e3e4ab"
    "e5e6e7e8e9aceaebecedeeeff1f2f3f4adf5f6f7f8f9fafbfcfdfea1a2a3a4a5a6a7"
)
TCVN3 = dict(zip(map(chr, _TCVN3_BYTES), _TCVN3_LETTERS, strict=True))

# VISCII (RFC 1456): a byte a letter, from 0x80 on; the six capitals below are seldom printed.
VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)

# VNI: a letter, and after it a mark that windows-1252 would show as another letter; "í" and "ì" are themselves.
_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_HORNS = {"ô": "ơ", "ö": "ư"}
_SINGLE = {"ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"} | _HORNS


def _vni_table() -> dict[str, str]:
    small = {
        base + mark: _HORNS.get(base, base) + tone
        for base in ["a", "e", "o", "u", "y", *_HORNS]
        for mark, tone in _TONES.items()
    }
    small |= {base + mark: f"{base}\u0302{tone}" for base in "aeo" for mark, tone in _CIRCUMFLEX.items()}
    small |= {f"a{mark}": f"a\u0306{tone}" for mark, tone in _BREVE.items()}
    small |= _SINGLE
    capitals = {k.upper(): v.upper() for k, v in small.items()}
    titled = {k[0].upper() + k[1:]: v[0].upper() + v[1:] for k, v in small.items()}
    return {k: unicodedata.normalize("NFC", v) for k, v in (titled | capitals | small).items()}


VNI = _vni_table()
_VNI_PAIR = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_TCVN3_LETTER = str.maketrans(TCVN3)
_VISCII_LETTER = dict(enumerate(VISCII, 0x80))

# A Vietnamese syllable without its tone: what tells a right reading from a wrong one, letter by letter.
_TONE_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SYLLABLE = re.compile(
    "(?:ngh?|nh|th|tr|ch|gh|gi|kh|ph|qu|[bcdđghklmnprstvx])?"
    "(?:iêu|yêu|oai|oao|oay|oeo|uây|uôi|ươi|ươu|uya|uyu|a[iouy]?|â[uy]|e|eo|êu?|i[au]?|o[aei]?|ôi?|ơi?|u[aêiơy]?|ư[aiu]?|y"
    "|(?:oa|a|ê|i|uê|uy|y)(?:ch|nh)"
    "|(?:a|ă|â|e|o|ô|u|ư|oa|oă|oe|oo|iê|yê|uâ|uô|ươ)(?:ng|c)"
    "|(?:a|ă|â|e|ê|i|o|ô|ơ|u|ư|oa|oă|oe|iê|yê|uâ|uê|uô|uy|uyê|ươ)[mnpt])"
)
_WORD = re.compile(r"[^\W\d_]+")
_ODD = re.compile("[\x80-\x9f¡-©¬-±´-¹¼-¿×÷\ufffd]")  # what hardly a page prints
_LATIN = re.compile("[\xa1-ÿ]")
_BEYOND_LATIN = re.compile("[ăđơư\u1ea0-\u1ef9]", re.IGNORECASE)
_CONTROL = set(range(32)) - set(b"\t\n\v\f\r\x1a\x1d\x1e\x1f")  # those left out stand in real texts
SAMPLE = 20_000
FEWEST_UTF_16 = 8  # bytes from which on zeros beside letters tell UTF-16
# What Vietnamese texts are printed with.
_PRINTED = re.compile("[\t\n\r -~\xa0-ÿĂ-ưẠ-ỹ\u0300-\u036f\u2010-\u203a₫€]")

# UTF-8 that was taken for windows-1252 and encoded again: a first byte's letter, and the letters of those that follow.
_CP1252 = {chr(b): b for b in range(0x80, 0x100)}  # five bytes are no letter there, and were kept as they are
_CP1252 |= {bytes([b]).decode("cp1252"): b for b in range(0x80, 0x100) if b not in b"\x81\x8d\x8f\x90\x9d"}
_FOLLOWS = "".join(re.escape(c) for c, b in _CP1252.items() if b < 0xC0)
_TWICE = re.compile(f"[\xc2-\xdf][{_FOLLOWS}]|[\xe0-\xef][{_FOLLOWS}]{{2}}|\xf0[{_FOLLOWS}]{{3}}")
_LOST_TWICE = re.compile(f"[\xc3-\xc6]\ufffd|[\xe1\xe2][{_FOLLOWS}]\ufffd")
TWICE = ("\xe1\xba", "\xe1\xbb", "\xc3\xa1")  # ấ, ề and their like, á: no Vietnamese text is without them
FEWEST_TWICE = 3  # such pairs, below which they may be what the text prints


class NotText(ValueError):
    """Bytes that are no text in any encoding khotin knows."""


class LettersLost(NotText):
    """A text that was encoded twice, and lost letters on the way that nothing can bring back."""


def decode(content: bytes) -> str:
    """The text of the bytes, NFC, without a byte order mark.

    A text that was typed in a legacy font and saved as Unicode is read back too, and UTF-8 that was encoded twice.
    Raises NotText, LettersLost.

    >>> decode("Thu ngân sách của tỉnh".encode("utf-16"))
    'Thu ngân sách của tỉnh'
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _nfc(_sound(content.decode("utf-16", errors="replace"), "UTF-16"))
    if codec := unmarked_utf_16(content):
        return _nfc(_sound(content.decode(codec, errors="replace"), "UTF-16"))
    controls = sum(n for byte, n in Counter(content[:SAMPLE]).items() if byte in _CONTROL)
    if controls > len(content[:SAMPLE]) / 100:
        raise NotText(
            f"{controls} ký tự điều khiển ở đầu / control characters in the first {len(content[:SAMPLE])} bytes"
        )
    try:
        text = _nfc(once_encoded(content.decode("utf-8-sig")))
    except UnicodeDecodeError:
        reading = legacy_reading(content) or _torn
        return _sound(reading(content), "any encoding")
    if _BEYOND_LATIN.search(text) or not _LATIN.search(text):
        return text
    return _sound(max([text, *(_nfc(font(text)) for font in _FONTS)], key=_plausibility), "any encoding")


def unmarked_utf_16(content: bytes) -> str | None:
    """The codec of UTF-16 without a byte order mark, as bcp and some editors write it; None where the bytes are none.

    Every plain letter, blank or figure has a zero beside it, on the same side; what comes of it is printed in Vietnamese.
    """
    sample = content[: SAMPLE - SAMPLE % 2]
    zeros = {"utf-16-le": sample[1::2].count(0), "utf-16-be": sample[::2].count(0)}
    codec, most = max(zeros.items(), key=lambda side: side[1])
    if len(sample) < FEWEST_UTF_16 or most < len(sample) / 8:
        return None
    text = sample.decode(codec, errors="replace")
    return codec if len(_PRINTED.findall(text)) >= 0.98 * len(text) else None


def once_encoded(text: str) -> str:
    """A text whose UTF-8 was encoded twice or more, as it was before; any other unchanged. Raises LettersLost."""
    while any(pair in text for pair in TWICE):
        found = list(islice(_TWICE.finditer(text), FEWEST_TWICE))
        if len(found) < FEWEST_TWICE:
            break
        start = found[0].start()
        sample = text[start : start + SAMPLE]
        if _plausibility(_TWICE.sub(_single, sample)) <= _plausibility(sample):
            break
        if lost := len(_LOST_TWICE.findall(text)):
            raise LettersLost(
                f"UTF-8 bị mã hóa hai lần, mất {lost} chữ / UTF-8 that was encoded twice, and lost {lost} letters so: take it in again from its source"
            )
        text = _TWICE.sub(_single, text)
    return text


def _single(pair: re.Match[str]) -> str:
    try:
        return bytes(_CP1252[c] for c in pair[0]).decode("utf-8")
    except UnicodeDecodeError:
        return pair[0]


def legacy_reading(content: bytes) -> Callable[[bytes], str] | None:
    """How bytes that are no UTF-8 read best, as a function to NFC; null where they are UTF-8 with a few torn bytes."""
    best = max((_torn, *_LEGACY), key=lambda reading: _plausibility(reading(content)))
    return None if best is _torn else best


def _torn(content: bytes) -> str:
    return _nfc(content.decode("utf-8-sig", errors="replace"))


def _cp1258(content: bytes) -> str:
    return _nfc(content.decode("cp1258", errors="replace"))


# A legacy font's text as it shows in Latin-1, read back.
_FONTS: tuple[Callable[[str], str], ...] = (
    lambda latin: latin.translate(_TCVN3_LETTER),
    lambda latin: _VNI_PAIR.sub(lambda pair: VNI[pair.group()], latin),
)
_LEGACY: tuple[Callable[[bytes], str], ...] = (
    _cp1258,
    lambda content: _nfc(_FONTS[0](content.decode("latin-1"))),
    lambda content: _nfc(_FONTS[1](content.decode("latin-1"))),
    lambda content: _nfc(content.decode("latin-1").translate(_VISCII_LETTER)),
)


def _sound(text: str, encoding: str) -> str:
    lost = text.count("\ufffd")
    if lost > max(1, len(text) / 50):
        raise NotText(f"{lost} of {len(text)} characters are none in {encoding}")
    return text


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff"))


def _plausibility(text: str) -> int:
    """Words with marks that are Vietnamese syllables, less those that are none, less the characters that were lost."""
    sample = text[:SAMPLE].lower()
    marked = Counter(word for word in _WORD.findall(sample) if not word.isascii())
    score = sum(count if _is_syllable(word) else -count for word, count in marked.items())
    return score - len(_ODD.findall(sample))


def _is_syllable(word: str) -> bool:
    toneless, tones = _TONE_MARKS.subn("", unicodedata.normalize("NFD", word))
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)) is not None
