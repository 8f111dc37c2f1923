"""Which articles are copies of which: texts become shingles here, in polars; they are compared in DuckDB (sql/settle)."""

import hashlib
from collections.abc import Iterator

import duckdb
import polars as pl

from flows.assets import sql

AT_ONCE = 2_000  # texts whose words are held in memory together
FIGURE = 7  # the code of every figure where figures are masked
# Shingles are made of these letters: marks, case, "đ" and "d", "i" and "y", and the dots within figures tell no texts apart.
ALIKE = str.maketrans("đy", "di")
# Odd, and their sum below 2^33, so that no five words of 31 bits overflow.
FACTORS = (1_540_483_477, 1_367_130_551, 998_244_353, 1_224_736_769, 754_974_721)
EVEN = 1_048_573  # a prime below 2^20: what a shingle leaves of it is even enough to sample by
RATE, LEAST = 16, 20  # one shingle in sixteen is sampled, of a short text about twenty


def settle_reprints(connection: duckdb.DuckDBPyConnection) -> None:
    """Ties copies to their originals for what a run touched (temp table `touched`), and notes which facts they repeat.

    Leaves `affected_article`: the articles touched, and those that became a copy or ceased to be one. A function of
    the current texts, never of the order in which they came.
    """
    unsampled = (  # the ids first, so that the texts of a large star are not read for a small run
        "SELECT version_id AS id, text FROM dim_article "
        "WHERE version_id IN (SELECT version_id FROM dim_article ANTI JOIN bridge_shingle USING (version_id))"
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE compared (article_id VARCHAR)")
    for coded in _coded(connection.execute(unsampled).pl()):
        _run_on(connection, "sampled", _sampled(*coded), "settle/sampled.sql")
    connection.execute(sql("settle/candidates.sql"))
    _shingle(connection, "SELECT article_id FROM likely UNION SELECT other_id FROM likely")
    connection.execute(sql("settle/reprints.sql"))
    _shingle(connection, "SELECT article_id FROM member")
    while connection.execute("SELECT count(*) FROM member").fetchone() != (0,):
        connection.execute(sql("settle/story.sql"))
    connection.execute(sql("settle/duplicates.sql"))
    connection.execute(sql("settle/copied_facts.sql"))


def _shingle(connection: duckdb.DuckDBPyConnection, articles: str) -> None:
    """All shingles of the current texts of these articles, into temp table `shingled`."""
    texts = (
        f"SELECT article_id AS id, text FROM dim_article SEMI JOIN current_article USING (version_id) WHERE article_id IN ({articles}) "
        "AND article_id NOT IN (SELECT article_id FROM shingled)"
    )
    for wholes, shingles in _coded(connection.execute(texts).pl()):
        lists = shingles.group_by("id", maintain_order=True).agg("shingle", "masked")
        _run_on(connection, "coded", wholes.join(lists, on="id", how="left"), "settle/shingled.sql")


def _run_on(connection: duckdb.DuckDBPyConnection, name: str, rows: pl.DataFrame, statements: str) -> None:
    """Runs the statements of a file that call these rows by this name."""
    connection.register(name, rows)
    connection.execute(sql(statements))
    connection.unregister(name)


def _sampled(wholes: pl.DataFrame, shingles: pl.DataFrame) -> pl.DataFrame:
    """The shingles (id, shingle) that stand for texts, and one more for each whole text.

    Which are taken depends on the text alone, and texts of like length take the same of what they share.
    """
    share = (LEAST / pl.col("words")).clip(1 / RATE, 1)
    most = wholes.select("id", _most=(share * EVEN).cast(pl.UInt64))
    taken = (
        shingles.select("id", "shingle")
        .join(most, on="id", how="left")
        .filter(pl.col("shingle") // 2**44 <= pl.col("_most"))
    )
    return pl.concat([taken.select("id", "shingle"), wholes.select("id", shingle="whole")]).unique()


def _coded(texts: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """(wholes, shingles) of texts (id, text), AT_ONCE by AT_ONCE.

    wholes: id, words (their number), whole (a number made of all of them). shingles, in the order of the text: id,
    shingle (five words in a row as a number), masked (the same with all figures alike).
    """
    for part in texts.iter_slices(AT_ONCE):
        plain = pl.col("text").str.to_lowercase().str.replace_all(r"(\d)[.,](\d)", "$1$2")
        plain = plain.str.replace_all(r"[^\p{L}\p{M}\p{N}]+", " ").str.strip_chars()
        words = part.select("id", word=plain.str.split(" ")).explode("word")
        words = words.join(_codes(words["word"].unique()), on="word", how="left", maintain_order="left")
        lengths = words["id"].rle().struct.field("len")
        ends = lengths.cum_sum().to_list()
        codes = words["code"].to_numpy()
        of_each = (codes[a:b].tobytes() for a, b in zip([0, *ends], ends, strict=False))
        wholes = pl.DataFrame(
            {
                "id": part["id"],
                "words": lengths,
                "whole": pl.Series([_number(c, 8) for c in of_each], dtype=pl.UInt64),
            }
        )
        is_whole = pl.col("id") == pl.col("id").shift(1 - len(FACTORS))
        yield (
            wholes,
            words.select(
                "id",
                *(_five(c).alias(name) for c, name in (("code", "shingle"), ("masked", "masked"))),
                _whole=is_whole,
            )
            .filter("_whole")
            .drop("_whole"),
        )


def _five(code: str) -> pl.Expr:
    """Each word and the four after it as one number: 20 bits to sample by, then 44 to tell them apart."""
    mixed = pl.sum_horizontal(pl.col(code).shift(-n) * factor for n, factor in enumerate(FACTORS))
    return mixed % EVEN * 2**44 + mixed // 2**20 % 2**44


def _codes(words: pl.Series) -> pl.DataFrame:
    """word, code (31 bits, the same on every machine), masked; leading noughts of a figure say nothing ("03/4" is "3/4")."""
    plain = words.str.normalize("NFKD").str.replace_all(r"\p{M}+", "").to_list()
    codes = [_number(w.translate(ALIKE).lstrip("0").encode(), 4) >> 1 for w in plain]
    masked = [FIGURE if w[:1].isdigit() else code for w, code in zip(plain, codes, strict=True)]
    return pl.DataFrame(
        {"word": words, "code": codes, "masked": masked},
        schema_overrides={"code": pl.UInt64, "masked": pl.UInt64},
    )


def _number(content: bytes, size: int) -> int:
    """Bytes as a number of so many bytes."""
    return int.from_bytes(hashlib.md5(content).digest()[:size], "little")
