"""Which articles are copies of which: texts become shingles here, in polars; they are compared in DuckDB (sql/settle)."""

import hashlib
from collections.abc import Iterator

import duckdb
import polars as pl

from flows.assets import sql

AT_ONCE = 2_000  # texts whose words are held in memory together
FIGURE = 7  # the code of every figure where figures are masked
# Shingles are made of these letters: marks, case, "đ" and "d", "i" and "y", and the marks within figures do not tell texts apart.
ALIKE = {"đ": "d", "y": "i"}


def settle_reprints(connection: duckdb.DuckDBPyConnection) -> None:
    """Ties copies to their originals for what a run touched (temp table `touched`), and notes which facts they repeat.

    Leaves `affected_article`: the articles touched, and those that became a copy or ceased to be one. A function of
    the current texts, never of the order in which they came.
    """
    unsampled = "SELECT version_id AS id, text FROM dim_article ANTI JOIN bridge_shingle USING (version_id)"
    connection.execute("CREATE OR REPLACE TEMP TABLE compared (article_id VARCHAR)")
    _with_codes(connection, unsampled, "settle/sampled.sql")
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
    _with_codes(connection, texts, "settle/shingled.sql")


def _with_codes(connection: duckdb.DuckDBPyConnection, texts: str, statements: str) -> None:
    """Runs the statements of a file on `coded`: the texts (id, text) of a query as codes, AT_ONCE by AT_ONCE."""
    for coded in _coded(connection.execute(texts).pl()):
        connection.register("coded", coded)
        connection.execute(sql(statements))
        connection.unregister("coded")


def _coded(texts: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The words of texts as 31-bit codes that are the same on every machine: id, codes, masked (figures all alike)."""
    for part in texts.iter_slices(AT_ONCE):
        plain = pl.col("text").str.to_lowercase().str.normalize("NFKD").str.replace_all(r"\p{M}+", "")
        plain = plain.str.replace_many(ALIKE).str.replace_all(r"(\d)[.,](\d)", "$1$2")
        words = part.select(
            "id", word=plain.str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars().str.split(" ")
        ).explode("word")
        known = words["word"].unique()
        codes = pl.DataFrame(
            {"word": known, "code": [_code(w) for w in known]}, schema_overrides={"code": pl.UInt64}
        )
        is_figure = pl.col("word").str.contains(r"^\d")
        yield (
            words.join(codes, on="word", how="left", maintain_order="left")
            .with_columns(
                masked=pl.when(is_figure).then(pl.lit(FIGURE, pl.UInt64)).otherwise("code"),
            )
            .group_by("id", maintain_order=True)
            .agg(codes="code", masked="masked")
        )


def _code(word: str) -> int:
    """A word's code; leading noughts of a figure say nothing ("03/4" is "3/4")."""
    return int.from_bytes(hashlib.md5(word.lstrip("0").encode()).digest()[:4], "big") >> 1
