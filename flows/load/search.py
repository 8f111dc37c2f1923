"""The index for full-text search, which lies in the star's own file: it follows the articles by what changed.

What it is asked by is the macro mart.search (sql/marts/search.sql). Terms are counted here, in numpy: DuckDB's joins and
groups of every word of every text take twice as long.
"""

import duckdb
import numpy as np
import numpy.typing as npt
import polars as pl

from flows.assets import sql
from flows.load.texts import in_parts

Numbers = npt.NDArray[np.uint64]

FOUND = "SELECT version_id FROM dim_article WHERE is_current AND withdrawn_at IS NULL"
GONE = f"SELECT 1 FROM search.text ANTI JOIN ({FOUND}) USING (version_id) LIMIT 1"
# What lay in slices is put in order together whenever the index passes a multiple of these numbers of texts, so that runs of an
# article each leave few slices: one of 500 articles takes a fraction of a second every 500th run, one of 8,000 seconds every 8,000th.
SLICES = (8000, 500)
TEXTS = "SELECT coalesce(max(text_id), 0) FROM search.text"
FRESH = f"SELECT 1 FROM ({FOUND}) ANTI JOIN search.text USING (version_id) LIMIT 1"
HALF = np.uint64(32)  # bits: a key of a word, or of two, and the number of its text make one number
PAIRED = np.uint64(2_654_435_761)  # search.pair_key


def follow(star: duckdb.DuckDBPyConnection) -> None:
    """Brings the index up to the articles as they are: texts that are current are found, those that are gone are not."""
    if star.execute(GONE).fetchone():
        star.execute(sql("load/search_gone.sql"))
    if not star.execute(FRESH).fetchone():
        return
    before = text_count(star)
    star.execute("CREATE TEMP TABLE entering AS FROM search.term LIMIT 0")
    for texts in in_parts(star, sql("load/search_fresh.sql")):
        _enter(star, texts)
    star.execute("SET VARIABLE ordered_to = ?", [ordered_to(before, text_count(star))])
    star.execute(sql("load/search_enter.sql"))


def text_count(star: duckdb.DuckDBPyConnection) -> int:
    """The highest number of a text in the index."""
    ((number,),) = star.execute(TEXTS).fetchall()
    return int(number)


def ordered_to(before: int, after: int) -> int:
    """The text up to which the index stays as it lies when it grows from one number of texts to another: those after it are put in order.

    >>> ordered_to(10, 20), ordered_to(499, 500), ordered_to(1200, 1700), ordered_to(7999, 8001)
    (10, 0, 1000, 0)
    """
    passed = (size for size in SLICES if before // size < after // size)
    size = next(passed, None)
    return before if size is None else before // size * size


def _enter(star: duckdb.DuckDBPyConnection, texts: pl.DataFrame) -> None:
    """Takes texts (text_id, version_id, text: words with a blank between them) into the index, their terms into `entering`."""
    words = pl.when(pl.col("text") == "").then([]).otherwise(pl.col("text").str.split(" "))
    said = texts.select("text_id", "version_id", words=words)
    _insert(star, "search.text", said.with_columns(pl.col("words").list.len()))
    each = said.select("text_id", "words").explode("words", keep_nulls=False)
    toned, bare = _keys(star, each["words"])
    text = each["text_id"].to_numpy().astype(np.uint64)
    within = text[1:] == text[:-1]
    _insert(star, "entering", _counted(bare << HALF | text))
    _insert(star, "entering", _counted((toned << HALF | text)[toned != bare]))
    _insert(star, "entering", _counted(((bare[:-1] * PAIRED + bare[1:]) << HALF | text[1:])[within]))


def _keys(star: duckdb.DuckDBPyConnection, words: pl.Series) -> tuple[Numbers, Numbers]:
    """Of each word its search.word_key as it is written, and that without diacritics."""
    each = words.to_arrow().dictionary_encode()
    star.register("word", pl.DataFrame({"word": pl.Series(each.dictionary)}))
    keys = star.execute(sql("load/search_spelling.sql")).pl()
    star.unregister("word")
    at = each.indices.to_numpy()
    return keys["toned"].to_numpy().astype(np.uint64)[at], keys["bare"].to_numpy().astype(np.uint64)[at]


def _counted(keys: Numbers) -> pl.DataFrame:
    """Keys of terms, each with its text's number in its lower half, as rows of search.term, in order."""
    keys.sort()
    firsts = np.flatnonzero(np.diff(keys, prepend=~keys[:1]))
    times = np.minimum(np.diff(firsts, append=len(keys)), 255)
    found = keys[firsts]
    return pl.DataFrame({"term": (found >> HALF).astype(np.uint32), "text_id": found.astype(np.uint32), "times": times.astype(np.uint8)})  # fmt: skip


def _insert(star: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> None:
    star.register("rows", rows)
    star.execute(f"INSERT INTO {table} FROM rows")
    star.unregister("rows")
