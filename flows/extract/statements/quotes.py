"""What stands in quotation marks, also across sentences: "“A. B”, ông X nói" is one quotation."""

import polars as pl

from flows.read.rules import of_rows
from flows.read.spans import lex, order

MARKS = {"open": "[“«]", "close": "[”»]", "straight": '"'}
LONGEST = 12  # sentences: what stays open for longer is a lost mark, no quotation


def quotes(told: pl.DataFrame) -> pl.DataFrame:
    """Pairs of marks in reading order: a, open_s, open_at, close_s, close_at (UInt32, of the marks), from_, to
    (Int64, their order). `told` has a, s, sentence. A mark that meets no partner is left out.
    """
    marks = lex(told.select("a", "s", "sentence"), MARKS, "sentence")
    marks = marks.join(told.select("s", "sentence"), on="s", how="left", maintain_order="left")
    before = pl.col("sentence").str.slice(pl.max_horizontal(pl.col("start").cast(pl.Int64) - 1, 0), 1)
    opens = (pl.col("start") == 0) | before.str.contains(r"[\s(:\[–—-]")
    kind = (
        pl.when(pl.col("token") == "straight")
        .then(pl.when(opens).then(pl.lit("open")).otherwise(pl.lit("close")))
        .otherwise("token")
    )
    marks = marks.with_columns(kind=kind).drop("sentence").sort("s", "start")
    # "…“…”…": curly marks within straight ones.
    pairs = pl.concat([_paired(marks), _paired(marks.filter(pl.col("token") == "straight"))])
    pairs = pairs.unique("from_").sort("from_")
    inside = pl.col("to") < pl.col("to").cum_max().shift(1).over("a")
    return pairs.filter(~inside.fill_null(False))


@of_rows
def _paired(marks: pl.DataFrame) -> pl.DataFrame:
    """Each mark that opens with the next one, where that closes."""
    following = {c: pl.col(c).shift(-1).over("a") for c in ("kind", "s", "start")}
    pairs = marks.with_columns(
        _kind=following["kind"], close_s=following["s"], close_at=following["start"]
    ).filter(pl.col("kind") == "open", pl.col("_kind") == "close", pl.col("close_s") - pl.col("s") <= LONGEST)
    return pairs.select(
        "a",
        "close_s",
        "close_at",
        open_s="s",
        open_at="start",
        from_=order(),
        to=order("close_s", "close_at"),
    )


def without_lone_mark(words: pl.Expr) -> pl.Expr:
    """Words without the mark at their end that closes nothing in them."""
    lone = words.str.contains('[”"]$') & (words.str.count_matches('[“”"]') % 2 == 1)
    return pl.when(lone).then(words.str.strip_chars_end('”"')).otherwise(words)


@of_rows
def outside(rows: pl.DataFrame, pairs: pl.DataFrame, at: str) -> pl.DataFrame:
    """The rows (a, s, `at`) that stand in no quotation."""
    rows = rows.with_columns(_order=order("s", at)).sort("_order")
    met = rows.join_asof(
        pairs.select("a", "from_", "to"), left_on="_order", right_on="from_", by="a", check_sortedness=False
    )
    return met.filter(pl.col("to").is_null() | (pl.col("to") < pl.col("_order"))).drop(
        "_order", "from_", "to"
    )


@of_rows
def quoted(pairs: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The words of quotations that run over sentences: the pairs with `words` (String)."""
    long = pairs.filter(pl.col("close_s") > pl.col("open_s"))
    spread = long.with_columns(
        s=pl.int_ranges(pl.col("open_s"), pl.col("close_s") + 1, dtype=pl.UInt32)
    ).explode("s")
    spread = spread.join(told.select("s", "sentence"), on="s", how="left", maintain_order="left")
    piece = (
        pl.when(pl.col("s") == pl.col("open_s")).then(pl.col("sentence").str.slice(pl.col("open_at") + 1))
        .when(pl.col("s") == pl.col("close_s")).then(pl.col("sentence").str.slice(0, pl.col("close_at")))
        .otherwise("sentence")
    )  # fmt: skip
    return (
        spread.with_columns(piece=piece)
        .group_by(pairs.columns, maintain_order=True)
        .agg(words=pl.col("piece").drop_nulls().str.join(" ").str.strip_chars())
    )
