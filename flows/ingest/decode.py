"""Bytes become text: UTF-8, UTF-16, windows-1258, and the legacy TCVN3 and VNI, told apart by what reads as Vietnamese."""

import re
import unicodedata

_TCVN3_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ"
_TCVN3_BYTES = bytes.fromhex(
    "b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbaecccecfd0d1aad2d3d4d5d6d7d8dcdddedfe1e2e3e4abe5e6e7e8e9aceaebecedeeeff1f2f3f4adf5f6f7f8f9fafbfcfdfea1a2a3a4a5a6a7"
)
TCVN3 = dict(zip(_TCVN3_BYTES, _TCVN3_LETTERS, strict=True))

_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}


def _vni_table() -> dict[str, str]:
    """VNI's pairs: a base letter and the mark that stands after it."""
    pairs = {b + m: b + t for b in "aeouyôö" for m, t in _TONES.items()}
    pairs = {k: v.replace("ô", "ơ").replace("ö", "ư") for k, v in pairs.items()}
    pairs |= {b + m: b + "\u0302" + t for b in "aeo" for m, t in _CIRCUMFLEX.items()}
    pairs |= {"a" + m: "a\u0306" + t for m, t in _BREVE.items()}
    upper = {k.upper(): v.upper() for k, v in pairs.items()}
    singles = {"ñ": "đ", "Ñ": "Đ", "ô": "ơ", "Ô": "Ơ", "ö": "ư", "Ö": "Ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "Æ": "Ỉ", "Ó": "Ĩ", "Ò": "Ị", "Î": "Ỵ"}
    return {k: unicodedata.normalize("NFC", v) for k, v in (pairs | upper | singles).items()}


VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_COMMON = re.compile(r"(?<!\w)(?:của|và|các|được|không|những|trong|người|là|có|với|một|đã|cho|tỉnh|năm|đồng|này|để)(?!\w)")
_LETTERS = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
_ODD = re.compile(r"[\x80-\x9f¡-¿×÷ÆØÞßæøþ]")


class NotText(ValueError):
    """Bytes that are no text in any encoding khotin knows."""


def decode(content: bytes) -> str:
    """The text of the bytes, NFC, without a byte order mark. Raises NotText.

    >>> decode("Thu ngân sách của tỉnh".encode("utf-16"))
    'Thu ngân sách của tỉnh'
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _nfc(content.decode("utf-16", errors="replace"))
    if content.count(b"\0"):
        raise NotText(f"{content.count(0)} zero bytes")
    try:
        return _nfc(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    latin = content.decode("latin-1")
    tcvn3 = "".join(TCVN3.get(b, chr(b)) for b in content)
    candidates = [content.decode("cp1258", errors="replace"), tcvn3, _VNI_PATTERN.sub(lambda m: VNI[m.group()], latin)]
    best = max(map(_nfc, candidates), key=_plausible)
    if _plausible(best) <= 0:
        raise NotText("neither UTF-8 nor a Vietnamese encoding")
    return best


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff"))


def _plausible(text: str) -> float:
    """How much a text reads as Vietnamese: common words and letters, less what no paper prints."""
    sample = text[:20_000]
    words = len(_COMMON.findall(sample.lower())) * 8
    return words + len(_LETTERS.findall(sample)) - 6 * len(_ODD.findall(sample)) - 10 * sample.count("\ufffd")
