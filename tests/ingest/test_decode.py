"""Vietnamese in every encoding papers have used reads the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.ingest.decode import TCVN3, VISCII, VNI, LettersLost, NotText, decode

WORDS = [
    "tỉnh",
    "của",
    "và",
    "các",
    "được",
    "không",
    "những",
    "trong",
    "người",
    "là",
    "có",
    "với",
    "một",
    "đã",
    "cho",
    "năm",
    "đồng",
    "này",
    "để",
    "huyện",
    "xã",
    "phường",
    "đường",
    "vườn",
    "nước",
    "biển",
    "cảng",
    "sản",
    "xuất",
    "nghề",
    "mỹ",
    "nghệ",
    "quả",
    "bưởi",
    "lũ",
    "lụt",
    "bão",
    "kỳ",
    "họp",
    "chỉ",
    "đạo",
    "quyết",
    "định",
    "hỗ",
    "trợ",
    "ổn",
    "thỏa",
    "khuyến",
    "khích",
    "đẩy",
    "mạnh",
    "ứng",
    "dụng",
    "chuyển",
    "đổi",
    "số",
    "giữ",
    "gìn",
    "rừng",
    "phòng",
    "hộ",
    "bảo",
    "vệ",
    "ngưỡng",
    "cửa",
    "mẫu",
    "mực",
]
SENTENCE = "Ủy ban nhân dân tỉnh đã duyệt kế hoạch trồng rừng của các xã ven biển trong năm này."
texts = st.lists(st.sampled_from(WORDS), min_size=12, max_size=60).map(" ".join)


def in_cp1258(text: str) -> bytes:
    """Windows-1258 spells a letter with its hat, and the tone after it."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    spelt = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
        spelt.append(base + "".join(p for p in parts if p in tones))
    return "".join(spelt).encode("cp1258")


def in_font(text: str, table: dict[str, str]) -> str:
    """As a legacy font's text shows in Latin-1."""
    spelt = {letter: code for code, letter in table.items()}
    return "".join(spelt.get(letter, letter) for letter in text)


@given(texts)
def test_unicode_is_read_with_and_without_a_mark_composed_and_decomposed(text):
    decomposed = unicodedata.normalize("NFD", text)
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert decode(text.encode(encoding)) == decode(decomposed.encode(encoding)) == text
    assert decode(b"\xfe\xff" + text.encode("utf-16-be")) == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_read_too(codec):
    text = "Ủy ban nhân dân tỉnh họp ngày 5/3.\n\n“Thu ngân sách đạt 12.000 tỷ đồng”, ông Hà nói."
    assert decode(text.encode(codec)) == decode(unicodedata.normalize("NFD", text).encode(codec)) == text


@given(texts)
def test_windows_1258_is_read(text):
    assert decode(in_cp1258(text)) == text


@given(texts)
def test_tcvn3_is_read(text):
    assert decode(in_font(text, TCVN3).encode("latin-1")) == text


@given(texts)
def test_vni_is_read(text):
    assert decode(in_font(text, VNI).encode("latin-1")) == text


@given(texts)
def test_viscii_is_read(text):
    table = {letter: bytes([0x80 + i]) for i, letter in enumerate(VISCII)}
    assert decode(b"".join(table.get(c) or c.encode("ascii", "ignore") for c in text)) == text


@pytest.mark.parametrize("table", [TCVN3, VNI], ids=["TCVN3", "VNI"])
def test_a_legacy_font_that_was_saved_as_unicode_is_read(table):
    text = SENTENCE.lower()
    assert decode(in_font(text, table).encode("utf-8")) == text


def test_vni_has_its_capitals():
    assert decode(in_font(SENTENCE.upper(), VNI).encode("latin-1")) == SENTENCE.upper()


def encoded_again(content: bytes, encoding: str, errors: str) -> bytes:
    """UTF-8 whose bytes were taken for letters of another encoding, and encoded again."""
    read = (bytes([b]).decode(encoding, errors) if errors else _as_browsers_do(b) for b in content)
    return "".join(read).encode()


def _as_browsers_do(byte: int) -> str:
    return chr(byte) if byte in b"\x81\x8d\x8f\x90\x9d" else bytes([byte]).decode("cp1252")


@given(texts)
def test_what_was_encoded_twice_or_thrice_is_read(text):
    text = f"{SENTENCE} {text}"
    latin = encoded_again(text.encode(), "latin-1", "strict")
    windows = encoded_again(text.encode(), "cp1252", "")
    assert decode(latin) == decode(windows) == decode(encoded_again(windows, "cp1252", "")) == text


def test_letters_that_were_lost_by_encoding_twice_are_told():
    lost = encoded_again(f"{SENTENCE} Người dân mừng về điều này.".encode(), "cp1252", "replace")
    with pytest.raises(LettersLost, match="encoded twice, and lost 3 letters"):
        decode(lost)


def test_capitals_before_quotes_are_not_taken_for_letters_encoded_twice():
    text = "“ĐÔ THỊ XÔ VIẾT”, “THỊ XÃ”, «CHÂU Âu», “ĐÃ…”, «ĐẠI XÔ», “LÃ”, “XÃ” " * 3
    assert decode(text.encode()) == text


def test_a_torn_end_costs_one_character():
    content = SENTENCE.encode() * 20
    assert decode(content + "ế".encode()[:2]) == SENTENCE * 20 + "\ufffd"


def test_text_in_other_languages_is_left_as_it_is():
    for text in (
        "The province approved a plan for café owners.",
        "Chính phủ họp. 政府开会。",
        "Le préfet a été élu à Nîmes.",
    ):
        assert decode(text.encode()) == text


@pytest.mark.parametrize(
    "content",
    [bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + bytes(300), b"\xff\xfe" + bytes([0, 0xD8]) * 200],
    ids=["every byte", "an image", "broken UTF-16"],
)
def test_what_is_no_text_is_refused(content):
    with pytest.raises(NotText):
        decode(content)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content):
    try:
        text = decode(content)
    except NotText:
        return
    assert unicodedata.is_normalized("NFC", text)
    text.encode()
