"""People's judgements of who and what is meant: two tellings are one, or one stands apart; each can be undone."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl

from flows.load import books
from flows.load.published import opened


class UnknownTelling(ValueError):
    """No telling or identity has that id, or several begin with it."""


def tellings(warehouse: Path, words: str) -> pl.DataFrame:
    """The rows of mart.identities that bear a name, in any part of it, with or without diacritics, or an id, or how one begins; at most 500.

    entity_kind, identity_id, identity, telling_id, told_as, reason, evidence, article_id, published_on, title.
    """
    with opened(warehouse) as connection:
        return connection.execute(
            "FROM mart.identities WHERE mart.speaks_of(told_as, $words::VARCHAR) OR mart.speaks_of(identity, $words::VARCHAR) "
            "OR length($words) >= 6 AND (starts_with(identity_id, $words) OR starts_with(telling_id, $words)) "
            "ORDER BY entity_kind, identity, identity_id, published_on, telling_id LIMIT 500",
            {"words": words},
        ).pl()


def judgement(warehouse: Path, verdict: str, ids: list[str], reason: str, by: str) -> pl.DataFrame:
    """The rows of ops.identity that a judgement is booked as.

    `same` takes two ids of tellings or identities, `apart` one of a telling, `undone` those whose judgements end.
    Raises ValueError for a judgement that cannot hold, UnknownTelling.
    """
    if not reason.strip():
        raise ValueError('a judgement needs a reason: --reason "…"')
    with opened(warehouse) as connection:
        found = [_told(connection, i) for i in ids]
    kinds = {told.kind for told in found}
    if len(kinds) > 1:
        raise ValueError(f"{' and '.join(sorted(kinds))} cannot be one: name two of a kind")
    in_force = _in_force(warehouse, found)
    pairs = (
        sorted(in_force, key=lambda p: (p[0], p[1] or "")) if verdict == "undone" else [_pair(verdict, found)]
    )
    if not pairs:
        raise ValueError(
            "no judgement of these is in force: `khotin identity show NAME` shows those that are"
        )
    if verdict == "apart" and pairs[0] in in_force:
        raise ValueError(f"{ids[0]} stands apart already: `khotin identity undo {ids[0]}` takes that back")
    rows = [
        {"entity_kind": next(iter(kinds)), "telling_id": a, "other_id": b, "verdict": verdict, "reason": reason,
         "judged_by": by, "at": datetime.now(UTC)}
        for a, b in pairs
    ]  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={"other_id": pl.String})


@dataclass(frozen=True)
class Told:
    """What an id names: the kind, the identity, and its tellings (all of them, or the one that the id names)."""

    kind: str
    identity_id: str
    tellings: list[str]


def _told(connection: duckdb.DuckDBPyConnection, given: str) -> Told:
    rows = connection.execute(
        "SELECT entity_kind, identity_id, list(telling_id ORDER BY telling_id) FROM bridge_identity "
        "WHERE length($given) >= 6 AND (starts_with(identity_id, $given) OR starts_with(telling_id, $given)) "
        "GROUP BY entity_kind, identity_id, starts_with(identity_id, $given)",
        {"given": given},
    ).fetchall()
    if len(rows) != 1:
        many = f"{len(rows)} have ids that begin so" if rows else "none has that id"
        raise UnknownTelling(f"{given}: {many}; `khotin identity show NAME` lists them")
    return Told(*rows[0])


def _pair(verdict: str, found: list[Told]) -> tuple[str, str | None]:
    if verdict == "apart":
        if len(found) != 1 or len(found[0].tellings) != 1:
            raise ValueError(
                "one telling is taken apart at a time: give its telling id, not that of its identity"
            )
        return found[0].tellings[0], None
    if len(found) != 2:
        raise ValueError("two are joined: give two ids")
    if found[0].identity_id == found[1].identity_id:
        raise ValueError("these are one already")
    first, second = sorted((found[0].tellings[0], found[1].tellings[0]))
    return first, second


def _in_force(warehouse: Path, found: list[Told]) -> set[tuple[str, str | None]]:
    """The pairs judged, and those that stand apart (with None), of which one is among the tellings found.

    The last word counts: who is taken apart is joined to none of those that he was joined to before.
    """
    wanted = {t for told in found for t in told.tellings}
    with books.reading(warehouse) as store:
        rows = store.rows('SELECT telling_id, other_id, verdict FROM identity ORDER BY "at", seq')
    held: set[tuple[str, str | None]] = set()
    for a, b, verdict in rows:
        if verdict == "apart":
            held = {pair for pair in held if a not in pair}
        if verdict == "undone":
            held.discard((a, b))
        else:
            held.add((a, b))
    return {pair for pair in held if wanted & {*pair}}
