"""A fact that a person judges: found by how its id begins, as it is shown, and what a word changed of it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.contracts import FACT, FACTS
from flows.load import books
from flows.load.published import opened
from flows.load.tables import TABLES

ID = re.compile(r"[0-9a-f]{20}")
LEAST = 6  # characters of an id's beginning
EMPTY = "trống/empty"
SAID = {"accept": "đúng như đọc / right as read", "reject": "bỏ, không bảng nào có nữa / rejected, no view has it", "amend": "đã sửa / amended"}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A fact at a moment: its row of mart (none where no view has it), what is known of it else, and the word in force."""

    row: dict[str, Any] | None = None
    known: dict[str, Any] = field(default_factory=dict)
    word: str = ""


def found(warehouse: Path, given: str) -> str:
    """The id of the one fact, in the star, in quarantine or judged, whose id begins so; as given where there is none.

    Raises ValueError for a beginning that several share, or that is too short.
    """
    if ID.fullmatch(given):
        return given
    if len(given) < LEAST:
        raise ValueError(f"{given}: give {LEAST} characters of the fact's id or more")
    ids: set[str] = set()
    if warehouse.exists():
        tables = " UNION ALL ".join(
            f"SELECT fact_id FROM {table}" for table in (*TABLES.values(), "fact_judgement")
        )
        with opened(warehouse) as star:
            asked = f"SELECT DISTINCT fact_id FROM ({tables}) WHERE starts_with(fact_id, ?)"
            ids |= {i for (i,) in star.execute(asked, [given]).fetchall()}
    if books.exist(warehouse):
        with books.reading(warehouse) as store:
            for table in ("quarantine", "override"):
                begins = f"SELECT DISTINCT fact_id FROM {table} WHERE substr(fact_id, 1, ?) = ?"
                ids |= {i for (i,) in store.rows(begins, [len(given), given])}
    if len(ids) > 1:
        told = ", ".join(sorted(ids)[:5])
        raise ValueError(f"{len(ids)} facts have ids that begin with {given}: {told}")
    return ids.pop() if ids else given


def shown(warehouse: Path, fact_id: str, payload: str | None = None) -> Shown:
    """A fact as the published star shows it, with the word of a person that is in force; `payload`, its row in quarantine."""
    if not warehouse.exists():
        return Shown(known=json.loads(payload or "{}"))
    with opened(warehouse) as star:
        judged = star.execute(
            "SELECT fact_type, action, amendment, original FROM fact_judgement WHERE fact_id = ? AND set_aside IS NULL",
            [fact_id],
        ).fetchone()
        name = _type(star, fact_id)
        row = row_of(star, name, fact_id) if name else None
    known = json.loads(payload or (judged and judged[3]) or "{}")
    return Shown(row, known, f"{SAID[judged[1]]} {_columns(judged[2])}".strip() if judged else "")


def fact_type(warehouse: Path, fact_id: str) -> str | None:
    """The type of a fact that the published star holds, or held until a person rejected it."""
    if not warehouse.exists():
        return None
    with opened(warehouse) as star:
        row = star.execute("SELECT fact_type FROM fact_judgement WHERE fact_id = ?", [fact_id]).fetchone()
        return _type(star, fact_id) or (str(row[0]) if row else None)


def row_of(star: duckdb.DuckDBPyConnection, fact_type: str, fact_id: str) -> dict[str, Any] | None:
    """A fact as its view shows it, the columns of its type; None where it does not."""
    there = star.execute(f"SELECT * FROM mart.{fact_type} WHERE fact_id = ?", [fact_id]).pl().to_dicts()
    return {c: there[0][c] for c in there[0] if c in FACTS[fact_type]} if there else None


def _type(star: duckdb.DuckDBPyConnection, fact_id: str) -> str | None:
    """The type of a fact that the star holds."""
    for name, table in TABLES.items():
        if star.execute(f"SELECT 1 FROM {table} WHERE fact_id = ?", [fact_id]).fetchone():
            return name
    return None


def last_word(booked: pl.DataFrame) -> str:
    """Of the words booked of a fact, the one that an undo takes back, in a line; '' where none is in force."""
    said: list[dict[str, Any]] = []
    for row in booked.to_dicts():
        if row["action"] == "undo":
            del said[-1:]
        else:
            said.append(row)
    if not said:
        return ""
    columns = _columns(said[-1]["amendment"])
    return f"{said[-1]['action']}{columns and ' '}{columns} ({said[-1]['judged_by']}: {said[-1]['reason']})"


def told(before: Shown, after: Shown, taken_back: str = "") -> str:
    """Lines of what changed of a fact, from what to what, of what was taken back, and of what holds now."""
    lines = [f"rút lại / taken back: {taken_back}"] if taken_back else []
    was, now = before.row or {}, after.row or {}
    if was and now:
        own = [c for c in now if c not in FACT and was.get(c) != now[c]]
        lines += [f"  {c}: {_plain(was.get(c))} → {_plain(now[c])}" for c in own]
    elif was:
        lines.append(f"  {was['surface']} → {EMPTY}")
    elif now:
        lines.append(f"  {EMPTY} → {now['surface']}")
    holds = after.word or ("như máy đọc / as read" if now else "không bảng nào có / no view has it")
    return "\n".join([*lines, f"nay / now: {holds}"])


def _columns(amendment: str | None) -> str:
    """An amendment in the form `value=1,500, unit=VND`."""
    changes: Mapping[str, Any] = json.loads(amendment or "{}")
    return ", ".join(f"{c}={_plain(v)}" for c, v in changes.items())


def _plain(value: Any) -> str:
    """A value for people.

    >>> _plain(Decimal("12900000.500000")), _plain("12460000000000"), _plain(["a", "b"]), _plain(None)
    ('12,900,000.5', '12,460,000,000,000', 'a, b', 'trống/empty')
    """
    if value is None or value == []:
        return EMPTY
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, Decimal) or (
        isinstance(value, str) and re.fullmatch(r"-?[0-9]{5,}(?:\.[0-9]+)?", value)
    ):
        whole, _, part = f"{Decimal(value):,f}".partition(".")
        return f"{whole}.{part.rstrip('0')}".rstrip(".")
    return str(value)
