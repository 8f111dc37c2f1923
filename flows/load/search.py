"""The index for full-text search, which lies in the star's own file: it follows the articles by what changed.

What it is asked by is the macro mart.search (sql/marts/search.sql).
"""

import duckdb

from flows.assets import sql

FOUND = "SELECT version_id FROM dim_article WHERE is_current AND withdrawn_at IS NULL"
GONE = f"SELECT 1 FROM search.text ANTI JOIN ({FOUND}) USING (version_id) LIMIT 1"
FRESH = f"SELECT 1 FROM ({FOUND}) ANTI JOIN search.text USING (version_id) LIMIT 1"


def follow(star: duckdb.DuckDBPyConnection) -> None:
    """Brings the index up to the articles as they are: texts that are current are found, those that are gone are not."""
    if star.execute(GONE).fetchone():
        star.execute(sql("load/search_gone.sql"))
    if not star.execute(FRESH).fetchone():
        return
    while star.execute(FRESH).fetchone():  # by slices, so that memory is that of a slice
        star.execute(sql("load/search_fresh.sql"))
    star.execute(sql("load/search_enter.sql"))
