"""Articles that were withdrawn: by their source, which is told by captures, or by a person; and what is settled without them.

An address says so by 404 or 410 in `ops.capture` (origin: the address as it was asked for, status, fetched_at, run_id), or by a page
that says that nothing is there (reason `gone`), twice in different runs; or by leading to another article for good (reason `moved`); a file that is gone from a folder whose source withdraws so, by a capture of status 410 of its origin.
"""

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl

from flows.assets import sql
from flows.contracts import INSTANT, Columns
from flows.files import parquet_in_sql
from flows.load import books, ops
from flows.load.published import opened

GONE = 410  # the status of a capture that found a file gone
_WITHDRAWAL: Columns = {
    "article_id": pl.String,
    "verdict": pl.String,  # withdrawn, undone
    "reason": pl.String,
    "judged_by": pl.String,
    "at": INSTANT,
}
WITHDRAWALS = pl.Schema(_WITHDRAWAL)


class UnknownArticle(ValueError):
    """No article has that id or origin, or several have."""


def follow(connection: duckdb.DuckDBPyConnection, staging: Path | None = None) -> int:
    """Withdraws and brings back articles as the books say, before the star is settled; how many changed.

    Those are added to `touched`, names that are told again or no more to `retold`. `staging` is that of the run that is being
    loaded: its documents are not in the books yet.
    """
    connection.execute("CREATE OR REPLACE TEMP TABLE duplicate_now (origin VARCHAR, sha256 VARCHAR)")
    if staging and any((staging / "rejected").glob("*.parquet")):
        again = (
            f"SELECT origin, sha256 FROM {parquet_in_sql(staging / 'rejected')} WHERE reason = 'duplicate'"
        )
        connection.execute(f"INSERT INTO duplicate_now {again}")
    connection.execute(sql("load/withdrawn.sql"))
    hidden = "SELECT EXISTS (FROM ops.untold) OR EXISTS (FROM dim_article WHERE withdrawn_at IS NOT NULL)"
    if connection.execute(hidden).fetchone() == (True,):
        connection.execute(sql("load/untold.sql"))
    return int((connection.execute("SELECT count(*) FROM withdrawing").fetchone() or [0])[0])


def judgement(
    warehouse: Path, words: str, address: str, reason: str, by: str, undo: bool = False
) -> pl.DataFrame:
    """The row of the books (WITHDRAWALS) that a person's word on an article is booked as.

    `words` name it by its id, or how that begins, or by its origin; `address` are they as an article's key has them. Raises ValueError for a word that cannot hold,
    UnknownArticle.
    """
    if not reason.strip() and not undo:
        raise ValueError('a withdrawal needs a reason: --reason "…"')
    with opened(warehouse) as connection:
        article_id, title, is_withdrawn = _one(connection, words, address)
    with books.reading(warehouse) as store:
        said = store.rows(
            'SELECT verdict FROM withdrawal WHERE article_id = ? ORDER BY "at" DESC, seq DESC LIMIT 1',
            [article_id],
        )
    if undo and said != [("withdrawn",)]:
        why = "its source withdrew it" if is_withdrawn else "it is not withdrawn"
        raise ValueError(f"{article_id} ({title}): {why}, there is no withdrawal of a person's to undo")
    if not undo and said == [("withdrawn",)]:
        raise ValueError(f"{article_id} ({title}) is withdrawn already: --undo brings it back")
    row = {
        "article_id": article_id, "verdict": "undone" if undo else "withdrawn", "reason": reason, "judged_by": by, "at": datetime.now(UTC),
    }  # fmt: skip
    return pl.DataFrame([row], schema=WITHDRAWALS)


def missing(warehouse: Path, folder: str, found: set[str]) -> pl.DataFrame:
    """Files of a folder (the first part of their origins) that the star has articles of and that are not `found` (origins)
    any more: origin, article_id, title; those whose article is withdrawn left out.
    """
    if not warehouse.exists():
        return pl.DataFrame(schema={"origin": pl.String, "article_id": pl.String, "title": pl.String})
    with opened(warehouse) as connection:
        known = connection.execute(
            "SELECT a.origin, a.article_id, a.title FROM dim_article AS a "
            "ANTI JOIN (FROM ops.capture WHERE row_number IS NOT NULL) AS row USING (origin, sha256) WHERE a.is_current AND a.withdrawn_at IS NULL AND starts_with(a.origin, $folder) ORDER BY a.origin",
            {"folder": f"{folder}/"},
        ).pl()
    return known.filter(~pl.col("origin").is_in(list(found)))


def book_gone(warehouse: Path, run_id: str, origins: list[str], seen_at: datetime) -> None:
    """Books that files were looked for and are gone: with the next publication their articles are withdrawn."""
    rows = pl.DataFrame({"origin": origins}, schema={"origin": pl.String}).with_columns(
        status=pl.lit(GONE, pl.Int32), fetched_at=pl.lit(seen_at).cast(INSTANT)
    )
    ops.record(warehouse, "capture", rows, run_id=run_id)


def withdrawn(warehouse: Path) -> set[str]:
    """The articles that the star shows as withdrawn."""
    with opened(warehouse) as connection:
        rows = connection.execute("SELECT DISTINCT article_id FROM dim_article WHERE withdrawn_at IS NOT NULL").fetchall()  # fmt: skip
    return {article_id for (article_id,) in rows}


def waiting(warehouse: Path) -> bool:
    """Whether captures were booked since the last publication that may withdraw an article or bring one back."""
    if not warehouse.exists():
        return False
    with opened(warehouse) as connection:
        copied = connection.execute("SELECT last_row FROM ops.books WHERE table_name = 'capture'").fetchone()
    with books.reading(warehouse) as store:
        query = (
            "SELECT 1 FROM capture WHERE seq > ? AND (reason = 'moved' OR origin IN "
            "(SELECT origin FROM capture WHERE status IN (404, 410) OR reason = 'gone' UNION SELECT requested FROM capture WHERE reason = 'moved')) LIMIT 1"
        )
        return bool(store.rows(query, [copied[0] if copied else 0]))


def _one(connection: duckdb.DuckDBPyConnection, words: str, address: str) -> tuple[str, str, bool]:
    rows = connection.execute(
        "SELECT article_id, any_value(title), bool_or(withdrawn_at IS NOT NULL) FROM dim_article WHERE article_id = $words OR origin = $words "
        "OR article_key = key_of('article|' || $address) OR (length($words) >= 6 AND starts_with(article_id, $words)) GROUP BY article_id",
        {"words": words, "address": address},
    ).fetchall()
    if len(rows) != 1:
        many = f"{len(rows)} articles are called so" if rows else "no article has that id or origin"
        raise UnknownArticle(f"{words}: {many}; mart.articles has article_id and origin of each")
    return str(rows[0][0]), str(rows[0][1]), bool(rows[0][2])
