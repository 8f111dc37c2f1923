"""Text as khotin keeps it: NFC, plain blanks, paragraphs divided by one blank line.

What looks alike (ð for đ, tone placement) stays as the paper wrote it: folding serves matching only.
"""

import html
import re
import unicodedata

import polars as pl

UNSEEN = r"[\x{0}-\x{8}\x{e}-\x{1f}\x{7f}-\x{84}\x{86}-\x{9f}\x{ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2064}\x{feff}\x{e000}-\x{f8ff}]"
BLANKS = r"[\t\x{a0}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}]"
SEVERAL = r" {2,}([^\p{Lu} ])"  # ahead of a capital several blanks may be what is left of a paragraph's end
BREAK = r"\r\n?|[\x{b}\x{c}\x{85}\x{2028}\x{2029}]"
ENTITY = r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"

# A list of strings that a scraper printed instead of joining: "['\r\n', 'Một đoạn …', '\r\n']".
PRINTED = r"\['\s*\\r\\n|', '\s*\\r\\n"
PIECES = (
    (r"([.!?…”])(?:'|\"), ?(?:'|\")([\p{Lu}“])", "$1\n$2"),  # a piece that ends a sentence ends its paragraph
    (r"\[(?:'|\")|(?:'|\"), ?(?:'|\")|(?:'|\")\]", ""),
    (r"\\[rnt]", "\n"),
    (r"\\u200b", " "),
    (r"\\(['\x22])", "$1"),
)

# A blank that does not break, as a program printed it, with its backslash or without: "đạt \xa08,4", "của xa0Sở".
PRINTED_BLANK = r" *(?:\\xa0|(?m:^| )xa0) *"

NAMES = "p|div|br|span|a|b|i|em|strong|h[1-6]|ul|ol|li|table|tr|t[dh]|img|figure|script|style"
MARKUP = rf"(?i:</?(?:{NAMES})(?:\s[^<>]*)?/?>)"
# Markup that a program wrote as words, told by what closes: "&lt;/p&gt;", "&amp;lt;/div&amp;gt;", "&lt;br /&gt;".
ESCAPED = rf"(?i:&(?:amp;)*(?:lt|#60);(?:/(?:{NAMES})|(?:br|img)\b[^<>]*?)\s*/?&(?:amp;)*(?:gt|#62);)"
TAGS = (
    (r"(?is)<(?:script|style)\b[^<>]*>.*?</(?:script|style)\s*>", ""),
    (r"(?i)</?(?:p|div|br|h[1-6]|ul|ol|li|table|tr|figure|figcaption|blockquote|section)\b[^<>]*>", "\n\n"),
    (r"(?i)</?t[dh]\b[^<>]*>", " "),  # cells of a row
    (r"</?[a-zA-Z!][^<>]*>", ""),
)


def cleaned(text: pl.Expr) -> pl.Expr:
    """Text (String) in NFC without control, private-use or invisible marks, a blank line between paragraphs.

    Every line is a paragraph, but where a text was wrapped at a width: there a line goes on in the next.

    >>> pl.select(cleaned(pl.lit("Dòng một.\\r\\n  Dòng hai. "))).item()
    'Dòng một.\\n\\nDòng hai.'
    """
    plain = _where(text, pl.col("_text").str.contains(MARKUP), _replaced(pl.col("_text"), TAGS))
    read = _where(
        plain, pl.col("_text").str.contains(ENTITY), pl.col("_text").map_batches(_unescaped, pl.String)
    )
    tidy = read.str.replace_all(BREAK, "\n").str.replace_all(UNSEEN, "").str.replace_all(BLANKS, " ")
    tidy = _where(
        tidy, pl.col("_text").str.contains(PRINTED_BLANK), pl.col("_text").str.replace_all(PRINTED_BLANK, " ")
    )
    joined = _where(tidy, pl.col("_text").str.contains(PRINTED), _replaced(pl.col("_text"), PIECES))
    lines = (
        joined.str.replace_all(r"\/", "/", literal=True)
        .str.replace_all(r"\"", '"', literal=True)
        .str.replace_all(SEVERAL, " $1")
        .str.replace_all(r" +\n", "\n")
    )
    unwrapped = pl.col("_text").str.replace_all(r"([^\n])\n *([^\n])", "$1 $2")
    whole = _where(lines, _is_wrapped(pl.col("_text")), unwrapped)
    paragraphs = whole.str.replace_all(r"\s*\n\s*", "\n\n").str.strip_chars()
    return paragraphs.map_batches(
        _composed, pl.String
    )  # last: taking a mark away can bring a letter and its tone together


def _is_wrapped(lines: pl.Expr) -> pl.Expr:
    """Most line ends that are no blank line fall inside a sentence, and lines are short."""
    ends = lines.str.count_matches(r"[^\n]\n[^\n]")
    inside = lines.str.count_matches(r"[^\n.!?…:;”\"]\n *\p{Ll}")
    return (
        (ends >= 4)
        & (inside * 2 > ends)
        & (lines.str.len_chars() < 120 * (lines.str.count_matches("\n") + 1))
    )


def _where(text: pl.Expr, condition: pl.Expr, changed: pl.Expr) -> pl.Expr:
    """The text, changed where the condition on `_text` holds; the change is computed for those rows only."""
    return text.map_batches(lambda s: _changed(s, condition, changed), return_dtype=pl.String)


def _changed(texts: pl.Series, condition: pl.Expr, changed: pl.Expr) -> pl.Series:
    frame = texts.alias("_text").to_frame()
    holds = frame.select(condition.fill_null(False)).to_series()
    if not holds.any():
        return texts
    new = frame.filter(holds).select(changed).to_series()
    return texts.scatter(holds.arg_true(), new)


def _replaced(text: pl.Expr, pairs: tuple[tuple[str, str], ...]) -> pl.Expr:
    for pattern, replacement in pairs:
        text = text.str.replace_all(pattern, replacement)
    return text


def _composed(texts: pl.Series) -> pl.Series:
    """NFC. Python sees at once that a text is NFC already; polars does not."""
    composed = [None if t is None else unicodedata.normalize("NFC", t) for t in texts.to_list()]
    return pl.Series(texts.name, composed, dtype=pl.String)


def _unescaped(texts: pl.Series) -> pl.Series:
    read = [re.sub(ENTITY, lambda entity: html.unescape(entity.group()), t) for t in texts.to_list()]
    return pl.Series(texts.name, read, dtype=pl.String)
