"""The index for full-text search, which lies in the star's own file: it follows the articles by what changed.

What it is asked by is the macro mart.search (sql/marts/search.sql).
"""

import duckdb

from flows.assets import sql

FOUND = "SELECT version_id FROM dim_article WHERE is_current AND withdrawn_at IS NULL"
GONE = f"SELECT 1 FROM search.text ANTI JOIN ({FOUND}) USING (version_id) LIMIT 1"
# What lay in slices is put in order together whenever the index passes a multiple of these numbers of texts, so that runs of an
# article each leave few slices: one of 500 articles takes a fraction of a second every 500th run, one of 8,000 seconds every 8,000th.
SLICES = (8000, 500)
TEXTS = "SELECT coalesce(max(text_id), 0) FROM search.text"
FRESH = f"SELECT 1 FROM ({FOUND}) ANTI JOIN search.text USING (version_id) LIMIT 1"


def follow(star: duckdb.DuckDBPyConnection) -> None:
    """Brings the index up to the articles as they are: texts that are current are found, those that are gone are not."""
    if star.execute(GONE).fetchone():
        star.execute(sql("load/search_gone.sql"))
    if not star.execute(FRESH).fetchone():
        return
    before = text_count(star)
    while star.execute(FRESH).fetchone():  # by slices, so that memory is that of a slice
        star.execute(sql("load/search_fresh.sql"))
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
