"""Text as khotin keeps it: NFC, plain blanks, paragraphs divided by one blank line."""

import unicodedata

import polars as pl

UNSEEN = r"[\x{0}-\x{8}\x{b}\x{c}\x{e}-\x{1f}\x{7f}\x{ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2064}\x{feff}\x{e000}-\x{f8ff}]"
BLANKS = r"[\x{a0}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}\t]"
# A list of strings that a scraper printed instead of joining: "['\r\n', 'Cùng đi với …', '\r\n']".
PRINTED_LIST = r"(?:\['|', '|', \"|\", '|'\])"


def cleaned(text: pl.Expr) -> pl.Expr:
    """Text in NFC without control, private-use or direction marks, a blank line between paragraphs.

    >>> pl.select(cleaned(pl.lit("Dòng một.\\r\\n  Dòng hai. "))).item()
    'Dòng một.\\n\\nDòng hai.'
    """
    tidy = text.map_batches(_nfc, return_dtype=pl.String).str.replace_all(UNSEEN, "").str.replace_all(BLANKS, " ")
    printed = tidy.str.contains(r"', '\\r\\n", literal=False) | tidy.str.contains(r"['\r\n", literal=True)
    joined = pl.when(printed).then(tidy.str.replace_all(r"(?:\\r)?\\n\s*", "\n").str.replace_all(PRINTED_LIST, "")).otherwise(tidy)
    return (
        joined.str.replace_all(r"\/", "/", literal=True)
        .str.replace_all("ð", "đ", literal=True)
        .str.replace_all("Ð", "Đ", literal=True)
        .str.replace_all(r"\s*[\r\n]\s*", "\n\n")
        .str.strip_chars()
    )


def _nfc(texts: pl.Series) -> pl.Series:
    return pl.Series(texts.name, [t if t is None else unicodedata.normalize("NFC", t) for t in texts.to_list()], dtype=pl.String)
