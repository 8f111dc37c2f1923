"""What the published star says of a run's documents before they are loaded: their keys, and versions it has already."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from flows.assets import sql
from flows.files import connected, in_quotes, parquet, share_out
from flows.load import ops
from flows.load.published import opened

# The star's articles and their captures; those of an older khotin tell as much as they can.
STAR = """CREATE TEMP VIEW star_article AS SELECT version_id, origin, sha256, article_key, article_id, published_on FROM dim_article;
CREATE TEMP VIEW star_capture AS FROM ops.version_capture"""
_OF_ARTICLES = """CREATE TEMP VIEW star_capture AS
SELECT version_id, captured_at, origin, row_number, sha256, published_on, published_at, published_from FROM star_article"""
OLD = f"""CREATE TEMP VIEW star_article AS
SELECT a.version_id, a.origin, a.sha256, a.article_key, a.article_id, a.captured_at, p.row_number, a.published_on, a.published_at, a.published_from
FROM dim_article AS a LEFT JOIN ops.version_place AS p USING (version_id);
{_OF_ARTICLES}"""
OLDER = f"""CREATE TEMP VIEW star_article AS
SELECT version_id, origin, sha256, article_id AS article_key, article_id, first_seen_at AS captured_at, NULL::BIGINT AS row_number,
    published_on, published_at, published_from
FROM dim_article;
{_OF_ARTICLES}"""
NONE = f"""CREATE TEMP TABLE star_article (
    version_id VARCHAR, origin VARCHAR, sha256 VARCHAR, article_key VARCHAR, article_id VARCHAR, captured_at TIMESTAMPTZ, row_number BIGINT,
    published_on DATE, published_at TIMESTAMPTZ, published_from VARCHAR
);
{_OF_ARTICLES}"""


def booked(warehouse: Path, documents: pl.DataFrame) -> pl.DataFrame:
    """The documents (origin, sha256, …) with `article_key` and `article_id` as the star holds them; null where it does not."""
    with _star(warehouse) as connection:
        connection.register("documents", documents.select("origin", "sha256"))
        found = connection.execute(
            "SELECT DISTINCT ON (origin, sha256) origin, sha256, article_key, article_id FROM star_article SEMI JOIN documents USING (origin, sha256)"
        ).pl()
    return documents.join(found, on=["origin", "sha256"], how="left", maintain_order="left")


def documents_since(warehouse: Path, day: date) -> pl.DataFrame:
    """DOCUMENTS fetched, or fetched again, since a day in Vietnam; and all others that give the versions which the star has
    of them, for a version is read from the first of all that give it.
    """
    fetched = ops.documents(warehouse, since=day).select("origin", "sha256")
    with _star(warehouse) as connection:
        connection.register("fetched", fetched)
        wanted = connection.execute(
            "FROM fetched UNION SELECT origin, sha256 FROM star_capture WHERE version_id IN "
            "(SELECT version_id FROM star_capture SEMI JOIN fetched USING (origin, sha256))"
        ).pl()
    return ops.documents(warehouse, wanted)


def given_already(staging: Path, warehouse: Path) -> pl.DataFrame:
    """Staged versions (file, REJECTED but for its reasons) that another document gives (first_origin), of the run or of the
    star: the first that tells the day which the last of all that give it tells.
    """
    return _asked(staging, warehouse, "load/given_already.sql")


def same_bytes(staging: Path, warehouse: Path) -> pl.DataFrame:
    """Staged files (sha256, origin) whose bytes came under another path (first_origin), in the run or before it."""
    return _asked(staging, warehouse, "load/same_bytes.sql")


def _asked(staging: Path, warehouse: Path, query: str) -> pl.DataFrame:
    """A query's answer on `staged` articles, the run's `documents` and `star_article`."""
    with _star(warehouse) as connection:
        share_out(connection, warehouse, staging)
        for view, folder in (("staged", "articles"), ("documents", "documents")):
            files = in_quotes(parquet(staging / folder))
            connection.execute(f"CREATE TEMP VIEW {view} AS FROM read_parquet({files}, filename = true)")
        return connection.execute(sql(query)).pl()


@contextmanager
def _star(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published star to read, with `star_article`: its articles; none where nothing is published."""
    with opened(warehouse) if warehouse.exists() else connected() as connection:
        connection.execute(sql("load/place_of.sql"))
        # Of duckdb_columns() every view would be bound, which takes ten times as long.
        tables = dict(connection.execute("SELECT table_name, sql FROM duckdb_tables()").fetchall())

        def has(table: str, column: str) -> bool:
            return re.search(rf"\b{column}\b", tables.get(table, "")) is not None

        if has("version_capture", "captured_at"):
            star = STAR
        elif has("dim_article", "article_key"):
            star = OLD
        else:
            star = OLDER if has("dim_article", "version_id") else NONE
        connection.execute(star)
        yield connection
