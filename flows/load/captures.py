"""What was fetched, in the books: every request is a capture; pages are known, due and pending by their captures."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from flows.assets import sql
from flows.contracts import DOCUMENTS, Columns
from flows.load import alive, books
from flows.load.store import instant

LATELY = timedelta(
    days=40
)  # pages first fetched before that are asked for again only where a listing names them
_FETCHED: Columns = dict.fromkeys(("requested", "outcome", "reason", "role", "feed"), pl.String)
CAPTURES = pl.Schema({**DOCUMENTS, **_FETCHED})


def addresses(warehouse: Path, urls: Iterable[str], feed: str) -> list[dict[str, Any]]:
    """What is known of pages: of these addresses, and of those lately fetched for a feed (sql/load/addresses.sql)."""
    since = instant(datetime.now(UTC) - LATELY)
    given = {"addresses": json.dumps(list(urls)), "feed": feed, "since": since}
    with books.reading(warehouse) as store:
        rows = store.frame(sql("load/addresses.sql"), given).to_dicts()
    times = ("kept_at", "first_at", "last_at", "put_off_at")  # computed ones come as the books write them
    return [row | {c: datetime.fromisoformat(row[c]) for c in times if row[c]} for row in rows]


def listing(warehouse: Path, url: str) -> dict[str, Any] | None:
    """The last listing that an address answered with: sha256, headers; None where it never did."""
    query = (
        "SELECT sha256, headers FROM capture WHERE requested = ? AND role = 'listing' AND outcome = 'fetched' "
        "ORDER BY fetched_at DESC LIMIT 1"
    )
    with books.reading(warehouse) as store:
        found = store.frame(query, [url]).to_dicts()
    return found[0] if found else None


def booked(warehouse: Path, ids: Iterable[str]) -> set[str]:
    """Those of some captures that the books hold."""
    with books.reading(warehouse) as store:
        query = "SELECT capture_id FROM capture WHERE capture_id IN (SELECT value FROM json_each(?))"
        return {i for (i,) in store.rows(query, [json.dumps(list(ids))])}


def pending(warehouse: Path, run_id: str) -> pl.DataFrame:
    """DOCUMENTS (with run_id) of pages that were fetched, by this run or by one that came to no end, and that no published
    run dealt with yet.
    """
    with books.reading(warehouse) as store:
        open_runs = store.rows("SELECT run_id FROM run WHERE state = 'running' AND run_id <> ?", [run_id])
        running = [r for (r,) in open_runs if alive.alive(warehouse, r)]
        found = store.frame(sql("load/pending.sql"), {"running": json.dumps(running)})
    return found.cast(dict(DOCUMENTS) | {"run_id": pl.String})  # type: ignore[arg-type]


def empty(warehouse: Path, capture_ids: Iterable[str]) -> None:
    """Leaves of captures that a page answered, not which and with what: what is forgotten was turned away."""
    nothing = "origin = NULL, requested = NULL, sha256 = NULL, bytes = NULL, headers = NULL"
    change = f"UPDATE capture SET {nothing}, reason = 'forgotten' WHERE capture_id = ?"
    with books.writing(warehouse) as store:
        for capture_id in capture_ids:
            store.change("capture", change, [capture_id])


def answered(warehouse: Path, since: datetime | None = None) -> pl.DataFrame:
    """CAPTURES of the requests that a host answered, since an instant or ever, in the order of time."""
    query = "SELECT * FROM capture WHERE requested IS NOT NULL AND status IS NOT NULL AND fetched_at >= ? ORDER BY fetched_at, seq"
    with books.reading(warehouse) as store:
        return store.frame(query, [instant(since) if since else ""]).drop("seq", "run_id")


def data_sets(warehouse: Path) -> list[tuple[str, str, bool]]:
    """The data sets that lie in the landing, by the books: SHA-256, the name of the file, whether rows of it were taken in."""
    query = """
        SELECT container, min(origin), TRUE FROM capture WHERE container IS NOT NULL AND sha256 IS NOT NULL GROUP BY container
        UNION ALL SELECT sha256, min(origin), FALSE FROM capture
        WHERE container IS NULL AND media_type = 'application/vnd.apache.parquet' AND bytes IS NOT NULL GROUP BY sha256
    """
    with books.reading(warehouse) as store:
        replaced = {sha for (sha,) in store.rows("SELECT old_sha256 FROM replaced")}
        found = store.rows(query)
    return [(sha, name.partition("#")[0], bool(rows)) for sha, name, rows in found if sha not in replaced]


def states(warehouse: Path) -> dict[str, dict[str, Any]]:
    """The state of each source that has one by name: active, fetched_at, watermark, seen, failures, rests_until, message, run_id."""
    if not books.exist(warehouse):
        return {}
    with books.reading(warehouse) as store:
        return {
            row["name"]: row
            for row in store.frame("SELECT * FROM source ORDER BY name").drop("seq").to_dicts()
        }


def rests(warehouse: Path) -> dict[str, float]:
    """The hosts that asked to be left alone, each with the seconds for which they still do."""
    if not books.exist(warehouse):
        return {}
    now = datetime.now(UTC)
    with books.reading(warehouse) as store:
        told = store.rows("SELECT name, rests_until FROM host WHERE rests_until > ?", [instant(now)])
    return {name: (until - now).total_seconds() for name, until in told}


def put_rests(warehouse: Path, seconds: Mapping[str, float]) -> None:
    """Books the hosts that asked to be left alone, for so many seconds from now, where the books do not say so yet."""
    known, now = rests(warehouse), datetime.now(UTC)
    told = {name: left for name, left in seconds.items() if left > known.get(name, 0.0) + 1}
    if not told:
        return
    with books.writing(warehouse) as store:
        for name, left in told.items():
            until = instant(now + timedelta(seconds=left))
            store.change(
                "host", "INSERT OR REPLACE INTO host (name, rests_until) VALUES (?, ?)", [name, until]
            )


def end_rest(warehouse: Path, name: str) -> None:
    """A person says that a host may be asked again."""
    if not books.exist(warehouse):
        return
    with books.writing(warehouse) as store:
        store.change("host", "DELETE FROM host WHERE name = ?", [name])


def put_state(warehouse: Path, name: str, changes: Mapping[str, Any]) -> None:
    """Changes the state of a source."""
    columns = {c: instant(v) if isinstance(v, datetime) else v for c, v in changes.items()}
    sets = ", ".join(f"{c} = :{c}" for c in columns)
    with books.writing(warehouse) as store:
        store.change("source", "INSERT OR IGNORE INTO source (name, failures) VALUES (?, 0)", [name])
        store.change("source", f"UPDATE source SET {sets} WHERE name = :name", {**columns, "name": name})
