"""Numbers as Vietnamese papers write them: "40.321", "1,5 nghìn tỷ", "hai mươi mốt", "một tỷ rưỡi".

A dot groups thousands and a comma marks decimals; where the other style is meant, or neither is
sure, the decision table of linguistics §1.1 decides. What it does not cover stays unread (null).
"""

from decimal import Decimal
from functools import cache
from itertools import product

import polars as pl

from flows.contracts import AMOUNT
from flows.letters import LETTER
from flows.read import neighbours

DIGITS = r"(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+(?:[.,][0-9]+)*)"
SCALES = {"tỷ": 9, "tỉ": 9, "triệu": 6, "vạn": 4, "nghìn": 3, "ngàn": 3, "trăm": 2, "chục": 1}
SCALE = r"(?i:" + "|".join(SCALES) + ")"
HALF = "(?i:rưỡi|rưởi)"

_ONES = {
    1: ["một"],
    2: ["hai"],
    3: ["ba"],
    4: ["bốn"],
    5: ["năm"],
    6: ["sáu"],
    7: ["bảy", "bẩy"],
    8: ["tám"],
    9: ["chín"],
}
_AFTER_TENS = _ONES | {1: ["mốt", "một"], 4: ["tư", "bốn"], 5: ["lăm", "nhăm", "năm"]}
WORD = r"(?i:không|một|mốt|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín|mười|mươi|trăm|linh|lẻ|hăm)"
PLAIN_WORDS = rf"{WORD}(?:\s{WORD})*"
POINT = r"(?i:phẩy|chấm)"
DECIMALS = rf"\s{POINT}\s(?:[0-9]{{1,3}}|{PLAIN_WORDS})"  # "hai phẩy năm", "2 chấm 23"
WORDS = rf"{PLAIN_WORDS}(?:{DECIMALS})?"


def _below_thousand() -> dict[str, int]:
    """Every number word from 1 to 999, in each of its spellings, and "không trăm …" as a tail."""
    below_hundred = {word: n for n, words in _ONES.items() for word in words}
    below_hundred |= {"mười": 10}
    for n, words in (_ONES | {5: ["lăm", "năm"]}).items():
        below_hundred |= {f"mười {w}": 10 + n for w in words}
    for tens, ten_words in _ONES.items():
        if tens == 1:
            continue
        for ten in ten_words:
            below_hundred |= {f"{ten} mươi": 10 * tens, f"{ten} chục": 10 * tens}
            for n, words in _AFTER_TENS.items():
                below_hundred |= {f"{ten} mươi {w}": 10 * tens + n for w in words}
            # "hai lăm", "ba mốt": what is said only after "mươi" tells that it is left out.
            below_hundred |= {f"{ten} {w}": 10 * tens + n for n, w in ((1, "mốt"), (4, "tư"), (5, "lăm"))}
    below_hundred |= {f"hăm {w}": 20 + n for n, words in _AFTER_TENS.items() for w in words}
    tails = {f"{zero} {w}": n for zero, (n, words) in product(("linh", "lẻ"), _ONES.items()) for w in words}
    tails |= {word: n for word, n in below_hundred.items() if n >= 10}
    hundreds = {f"{w} trăm": 100 * n for n, words in (_ONES | {0: ["không"]}).items() for w in words}
    whole = {f"{h} {t}": a + b for (h, a), (t, b) in product(hundreds.items(), tails.items())}
    halves = {f"{h} {half}": n + 50 for h, n in hundreds.items() if n for half in ("rưỡi", "rưởi")}
    return below_hundred | {h: n for h, n in hundreds.items() if n} | whole | halves


def _decimals() -> dict[str, Decimal]:
    """What stands after "phẩy": digit by digit ("không năm" is 0.05) or as a number of two ("mười bốn" is 0.14)."""
    ones = {"không": "0"} | {word: str(n) for n, words in _ONES.items() for word in words}
    by_digit = dict(ones)
    for _ in range(2):
        by_digit |= {f"{a} {b}": x + y for (a, x), (b, y) in product(ones.items(), by_digit.items())}
    numbers = {word: str(n) for word, n in BELOW_THOUSAND.items() if 10 <= n < 100}
    return {word: Decimal(f"0.{told}") for word, told in (by_digit | numbers).items()}


BELOW_THOUSAND = _below_thousand()
SPOKEN = {word: Decimal(n) for word, n in BELOW_THOUSAND.items()} | {"nửa": Decimal("0.5")}
# "một nghìn linh hai": no hundreds stand between.
AFTER_THOUSANDS = {
    f"{zero} {w}": Decimal(n) for n, words in _ONES.items() for w in words for zero in ("linh", "lẻ")
}
# The same as columns, made once.
SPOKEN_VALUES, DECIMAL_VALUES = (
    (pl.Series(told.keys()), pl.Series(told.values(), dtype=AMOUNT))
    for told in (SPOKEN | AFTER_THOUSANDS, _decimals())
)
# Beyond these a figure is no figure, and their product still fits AMOUNT.
LARGEST = Decimal(10) ** 20
LONGEST = 16  # digits before the comma
POWERS = {n: Decimal(10) ** n for n in range(16)}


def digits(text: pl.Expr, indivisible: pl.Expr) -> pl.Expr:
    """The value of a digit string (Decimal); null where its shape is none of the table's.

    `indivisible` (Boolean) says that what is counted cannot be divided, so "8,450" is 8450.

    >>> pl.select(digits(pl.lit("1.234,56"), pl.lit(False))).item()
    Decimal('1234.560000')
    """
    t = text.str.strip_chars_end(".,").str.replace_all(" ", ".", literal=True)
    dots_group = t.str.contains(r"^(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|0(?:\.[0-9]{3}){2,})(?:,[0-9]+)?$")
    commas_group = t.str.contains(
        r"^[0-9]{1,3}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?$|^[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+$"
    ) | (t.str.contains(r"^[1-9][0-9]{0,2},[0-9]{3}$") & (t.str.ends_with(",000") | indivisible))
    return (
        pl.when(dots_group)
        .then(t.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True))
        .when(commas_group)
        .then(t.str.replace_all(",", "", literal=True))
        .when(t.str.contains(r"^[0-9]+,[0-9]+$"))
        .then(t.str.replace(",", ".", literal=True))
        .when(t.str.contains(r"^[0-9]+(?:\.[0-9]+)?$"))
        .then(t)
        .str.extract(rf"^0*([0-9]{{1,{LONGEST}}}(?:\.[0-9]{{1,6}})?)$")
        .cast(AMOUNT, strict=False)
    )


def words(text: pl.Expr) -> pl.Expr:
    """The value of number words below 1,000, "hai phẩy năm" included (Decimal); null where it is none.

    >>> pl.select(words(pl.lit("một trăm linh năm"))).item()
    Decimal('105.000000')
    """
    plain = text.str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars()
    whole, tail = (plain.str.extract(rf"^(.*?)(?: {POINT} (.*))?$", i) for i in (1, 2))
    value = pl.coalesce(
        whole.replace_strict(*SPOKEN_VALUES, default=None, return_dtype=AMOUNT),
        digits(whole, pl.lit(False)),
        pl.when((whole == "không") & tail.is_not_null()).then(pl.lit(0, AMOUNT)),
    )
    decimals = pl.coalesce(
        tail.replace_strict(*DECIMAL_VALUES, default=None, return_dtype=AMOUNT),
        pl.concat_str(pl.lit("0."), tail.str.extract(r"^([0-9]{1,3})$")).cast(AMOUNT, strict=False),
    )
    return value + pl.when(tail.is_null()).then(pl.lit(0, AMOUNT)).otherwise(decimals)


def scale(text: pl.Expr) -> pl.Expr:
    """What scale words multiply by (Decimal): "nghìn tỷ" is 10¹²; 1 without any.

    >>> pl.select(scale(pl.lit("1,5 nghìn tỷ"))).item()
    Decimal('1000000000000.000000')
    """
    return _power(text).replace_strict(POWERS, default=None, return_dtype=AMOUNT)


def beyond(text: pl.Expr) -> pl.Expr:
    """Whether a figure has more digits, before or after its comma, than any column holds (Boolean): it is unread then.

    >>> pl.select(beyond(pl.lit("12.345.678.901.234.567 đồng"))).item(), pl.select(beyond(pl.lit("56.200 tỷ đồng"))).item()
    (True, False)
    """
    whole = text.str.extract(r"([0-9](?:[ .]?[0-9])*)").str.count_matches("[0-9]")
    long = rf"[0-9](?:[ .,]?[0-9]){{{LONGEST},}}|[0-9],[0-9]{{{AMOUNT.scale + 1},}}"
    return text.str.contains(long) | (whole + _power(text) > len(str(LARGEST)) - 1)


def _power(text: pl.Expr) -> pl.Expr:
    """How many noughts scale words stand for."""
    lower = text.str.to_lowercase()
    power = sum(
        (lower.str.count_matches(word, literal=True) * n for word, n in SCALES.items()), start=pl.lit(0)
    )
    return power.cast(pl.Int32)


_DIGIT_PART = rf"{DIGITS}(?:{DECIMALS})?(?:\s?{SCALE})*(?:\s{HALF})?"
_WORD_PART = rf"{WORDS}(?:\s{HALF})?(?:\s{SCALE})*(?:\s{HALF})?"
HALF_OF = rf"(?i:nửa)(?:\s{SCALE})+"  # "nửa tỷ"
PART = rf"(?:{_DIGIT_PART}|{_WORD_PART}|{HALF_OF})"
OF_HUNDREDS = r"^\s?(?i:trăm|chục)(?:\s|$)"  # "5 trăm tỷ": hundreds of tỷ
FULL = rf"(?:{_DIGIT_PART}(?:\s{_DIGIT_PART})*|{_WORD_PART}(?:\s{_WORD_PART})*|{HALF_OF})"  # "2 tỷ 345 triệu"


def amounts(text: pl.Series, indivisible: pl.Series) -> pl.Series:
    """The values (Decimal) of whole amounts: parts with their scales, added where the scale falls.

    "2 tỷ 345 triệu" is 2345000000, "một tỷ rưỡi" 1500000000, "hai triệu tư" 2400000, "2 tỷ 5" 2500000000,
    "một nghìn hai trăm tỷ" 1200000000000. Null where any part is unread, or no part of the one before.
    """
    if text.is_empty():
        return pl.Series("amount", [], AMOUNT)
    parts = (
        pl.DataFrame({"text": text, "indivisible": indivisible})
        .with_row_index("row")
        .with_columns(part=pl.col("text").str.extract_all(PART))
        .explode("part")
        .with_columns(
            number=pl.col("part").str.extract(
                rf"^({DIGITS}(?:{DECIMALS})?|{WORDS}(?:\s(?i:rưỡi|rưởi))?|(?i:nửa))"
            ),
            half=pl.col("part").str.contains(rf"{SCALE}\s{HALF}$"),
        )
    )
    # A scale word that also ends number words ("ba trăm", "hai chục") belongs to the number.
    tail = pl.col("part").str.slice(pl.col("number").str.len_chars())
    worded = pl.when(pl.col("figure").is_null()).then("number")  # words cost five times what digits do
    read = (
        parts.with_columns(figure=digits(pl.col("number"), pl.col("indivisible")))
        .with_columns(
            value=pl.coalesce("figure", words(worded)),
            times=scale(tail),
            of=scale(tail.str.replace(OF_HUNDREDS, "")),
        )
        .with_columns(
            value=pl.when(pl.col("half"))
            .then(pl.col("value") + pl.lit("0.5").cast(AMOUNT))
            .otherwise("value"),
        )
        .with_columns(shared=_shared(100))
        .with_columns(times=pl.col("times") * pl.col("shared"), of=pl.col("of") * pl.col("shared"))
        .with_columns(times=pl.col("times") * _shared(1000))
        .with_columns(above=neighbours.before(pl.col("times"), "row"))
    )
    lone_digit = (
        pl.col("number").str.to_lowercase().str.contains(r"^(?:một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín)$")
    )
    lone_figure = pl.col("number").str.contains("^[1-9]$") & (pl.col("above") >= 1_000_000)
    elided = (lone_digit | lone_figure) & (pl.col("times") == 1) & (pl.col("above") > 1)
    tenths = (
        pl.col("number")
        .str.to_lowercase()
        .replace_strict({"tư": 4, "lăm": 5}, default=pl.col("value"), return_dtype=AMOUNT)
    )
    return (
        read.with_columns(
            amount=pl.when(elided)
            .then(tenths * pl.col("above") / 10)
            .otherwise(pl.col("value") * pl.col("times"))
            .cast(AMOUNT)
        )
        .with_columns(
            amount=pl.when((pl.col("amount") < LARGEST) & (_begins() | elided | _goes_on())).then("amount")
        )
        .group_by("row", maintain_order=True)
        .agg(amount=pl.when(pl.col("amount").is_null().any()).then(None).otherwise(pl.col("amount").sum()))
        .get_column("amount")
        .cast(AMOUNT)
    )


@cache
def _begins() -> pl.Expr:
    """The first part of an amount; "linh hai" is none."""
    return pl.col("above").is_null() & ~pl.col("number").str.contains(r"^(?i:linh|lẻ)")


@cache
def _shared(power: int) -> pl.Expr:
    """What the hundreds or thousands before a smaller part are multiplied by: in "một nghìn hai trăm tỷ" and in "2 trăm 50 tỷ"
    both are of tỷ.
    """
    of, smaller = (neighbours.behind(pl.col(c), "row") for c in ("of", "value"))
    both = (pl.col("times") == power) & (of >= 1_000_000) & (smaller < power)
    return pl.when(both).then(of).otherwise(pl.lit(1, AMOUNT)).cast(AMOUNT)


@cache
def _goes_on() -> pl.Expr:
    """A part goes on where the part above it left off: below its scale, and in thousands or, after thousands, in ones."""
    above, times = pl.col("above"), pl.col("times")
    to_ones = (times > 1) | pl.col("number").str.contains(rf"^(?:[0-9]{{3}}|{LETTER}.*)$")
    zero = pl.col("number").str.contains(r"^(?i:linh|lẻ)")
    return (
        (pl.col("amount") < above)
        & ((times >= 1000) | ((above == 1000) & to_ones))
        & ~(zero & (above != 1000))
    )
