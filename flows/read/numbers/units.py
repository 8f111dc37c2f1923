"""Units of measure as papers write them, longest first, and the number that stands before one."""

from collections.abc import Iterable

import polars as pl

from flows.contracts import AMOUNT
from flows.read.rules import of_rows

# Money in thousands, millions and hundredths of its unit, as prices are told: "50k đồng", "5tr đồng", "9 UScent".
MULTIPLES = (
    ("VND", "1000", "k đồng|K đồng|k VNĐ|K VNĐ|k VND|K VND"),
    ("VND", "1000000", "tr đồng|tr VNĐ|tr VND"),
    ("USD", "1000", "k USD|K USD|k$|K$|k đô|K đô"),
    ("USD", "0.01", "UScent|Uscent|US cent|UScents|US cents|cent Mỹ|xu Mỹ"),
    ("EUR", "1000", "k euro|K euro|k€|K€"),
)


def unit_pattern(words: Iterable[str]) -> str:
    """The pattern of ways to write units, longest first."""
    escaped = [
        w.replace("$", r"\$").replace("(", r"\(").replace(".", r"\.")
        for w in sorted(words, key=len, reverse=True)
    ]
    symbols = [w for w in escaped if not (w[-1].isalpha() or w[-1].isdecimal())]
    return "(?:" + "|".join([*symbols, *(w for w in escaped if w not in symbols)]) + ")"


def money_first(units: pl.DataFrame) -> str:
    """The pattern of what stands before an amount of money: signs, and codes in capitals ("US$", "GBP"). `units` as `unit_words` gives them."""
    words = units.filter(pl.col("dimension") == "money", pl.col("factor") == 1)["word"]
    first = [w for w in words if not w[-1].isalpha() or (len(w) == 3 and w.isupper())]
    escaped = (w.replace("$", r"\$").replace(".", r"\.") for w in sorted(first, key=len, reverse=True))
    return "(?:" + "|".join(escaped) + ")"


def unit_words(units: pl.DataFrame) -> pl.DataFrame:
    """Every way to write a unit: word, code, dimension, factor. `units` is their seed. Foreign money is also "đồng" of it ("đồng euro")."""
    listed = (
        units.drop_nulls("words")
        .with_columns(word=pl.col("words").str.split("|"))
        .explode("word")
        .select("word", "code", "dimension", pl.col("factor").cast(AMOUNT))
    )
    multiples = pl.DataFrame(
        [
            {"word": word, "code": code, "dimension": "money", "factor": factor}
            for code, factor, words in MULTIPLES
            for word in words.split("|")
        ]
    ).with_columns(pl.col("factor").cast(AMOUNT))
    foreign = listed.filter(pl.col("dimension") == "money", pl.col("code") != "VND")
    of_money = foreign.with_columns(word=pl.concat_str(pl.lit("đồng "), "word"))
    return pl.concat([listed, of_money, multiples]).unique("word", keep="first", maintain_order=True)


@of_rows
def with_unit(rows: pl.DataFrame, units: pl.DataFrame, unit: str) -> pl.DataFrame:
    """Adds the unit that ends a surface: unit, dimension, factor, and `number`, what stands before it.

    `units` as `unit_words` gives them, `unit` the pattern of those that may stand there.
    """
    found = rows.with_columns(word=pl.col("surface").str.extract(rf"({unit})$"))
    return (
        found.join(units, on="word", how="left", maintain_order="left")
        .rename({"code": "unit"})
        .with_columns(
            number=pl.col("surface")
            .str.head(-pl.col("word").str.len_chars().cast(pl.Int64))
            .str.strip_chars_end()
        )
    )


def times_factor(values: pl.Expr) -> pl.Expr:
    return (values * pl.col("factor")).cast(AMOUNT)
