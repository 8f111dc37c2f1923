"""Units of measure as papers write them, longest first, and the number that stands before one."""

import polars as pl

from flows.contracts import AMOUNT
from flows.read.rules import of_rows


def unit_pattern(units: pl.DataFrame) -> str:
    """The pattern of every way to write a unit, longest first. `units`: code, words (| between)."""
    listed = unit_words(units).get_column("word").to_list()
    escaped = [
        w.replace("$", r"\$").replace("(", r"\(").replace(".", r"\.")
        for w in sorted(listed, key=len, reverse=True)
    ]
    symbols = [w for w in escaped if not (w[-1].isalpha() or w[-1].isdecimal())]
    return "(?:" + "|".join(symbols) + "|(?:" + "|".join(w for w in escaped if w not in symbols) + r"))"


def unit_words(units: pl.DataFrame) -> pl.DataFrame:
    """Every way to write a unit: word, code, dimension, factor. Foreign money is also "đồng" of it ("đồng euro")."""
    listed = (
        units.drop_nulls("words")
        .with_columns(word=pl.col("words").str.split("|"))
        .explode("word")
        .select("word", "code", "dimension", pl.col("factor").cast(AMOUNT))
    )
    foreign = listed.filter(pl.col("dimension") == "money", pl.col("code") != "VND")
    of_money = foreign.with_columns(word=pl.concat_str(pl.lit("đồng "), "word"))
    return pl.concat([listed, of_money]).unique("word", keep="first", maintain_order=True)


@of_rows
def with_unit(rows: pl.DataFrame, units: pl.DataFrame, unit: str) -> pl.DataFrame:
    """Adds the unit that ends a surface: unit, dimension, factor, and `number`, what stands before it."""
    found = rows.with_columns(word=pl.col("surface").str.extract(rf"({unit})$"))
    known = unit_words(units)
    return (
        found.join(known, on="word", how="left", maintain_order="left")
        .rename({"code": "unit"})
        .with_columns(
            number=pl.col("surface")
            .str.head(-pl.col("word").str.len_chars().cast(pl.Int64))
            .str.strip_chars_end()
        )
    )


def times_factor(values: pl.Expr) -> pl.Expr:
    return (values * pl.col("factor")).cast(AMOUNT)
