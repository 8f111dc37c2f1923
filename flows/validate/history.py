"""Each source held against its own past: what it brought and how it was read, in this run and in scheduled ones before."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl

from flows.assets import sql
from flows.files import connected, parquet_in_sql, share_out

NEEDED = ("documents", "rejected", "articles", "measurements", "statements")
PROFILE = pl.Schema({"source": pl.String, "measure": pl.String, "value": pl.Float64, "counted": pl.Int64})
PAST = pl.Schema([*PROFILE.items(), ("run_id", pl.String), ("started_at", pl.Datetime("us", "UTC"))])


def profile(staging: Path) -> pl.DataFrame:
    """PROFILE of a run's staging: a row a source and measure; source `*` stands for the whole run."""
    with connected() as connection:
        share_out(connection, staging)
        for name in NEEDED:
            connection.execute(f"CREATE VIEW {name} AS FROM {parquet_in_sql(staging.resolve() / name)}")
        return connection.execute(sql("validate/profile.sql")).pl().cast(dict(PROFILE))  # type: ignore[arg-type]


def lay_out(
    connection: duckdb.DuckDBPyConnection,
    today: pl.DataFrame,
    past: pl.DataFrame,
    now: datetime | None = None,
) -> None:
    """Makes the table `history` of a database: today's PROFILE beside PAST, for the suite of that name."""
    connection.register("today", today)
    connection.register("past", past)
    connection.execute(sql("validate/history.sql"), {"now": now or datetime.now(UTC)})
    connection.unregister("today")
    connection.unregister("past")
