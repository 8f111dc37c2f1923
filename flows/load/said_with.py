"""What a person is told beside a judgement of a fact: which other facts went along with it, and which still say what it said."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from flows.assets import sql
from flows.contracts import FACT
from flows.load import along
from flows.load.judged_facts import found, row_of
from flows.load.published import opened

Row = dict[str, Any]
AGAIN = "`khotin override {action} {fact_id}{sets} --reason …`"


def lines(warehouse: Path, fact_id: str) -> list[str]:
    """A line a fact that says the same as one that was judged: it went along, or what to type where it is to be judged too.

    Of a fact that a word did not bring out of quarantine, it says why. `fact_id` may be how an id begins.
    """
    if not warehouse.exists():
        return []
    fact_id = found(warehouse, fact_id)
    with opened(warehouse) as star:
        word = _word(star, fact_id)
        if not word:
            return _still_aside(star, fact_id)
        action = word["action"]
        pairs = along.linked(star, [fact_id], "fact_judgement")
        told = [line for pair in pairs for line in _of_pair(star, fact_id, action, *pair)]
        return told + (_again(star, fact_id) if action != "accept" else [])


def way(star: duckdb.DuckDBPyConnection, fact_id: str) -> str:
    """Which figure a target or a project says, to be judged instead of it; nothing where there is none."""
    figures = [f for f, other, _ in along.linked(star, [fact_id], "fact_judgement") if other == fact_id]
    if not figures:
        return ""
    asked = AGAIN.format(action="amend", fact_id=figures[0], sets=" --set …")
    return f"; số của nó là / its figure is {figures[0]}, and it goes along with that: {asked}"


def _of_pair(
    star: duckdb.DuckDBPyConnection, asked: str, action: str, figure: str, other: str, fact_type: str
) -> list[str]:
    """What is told of one of a figure and of what says it, when the other was judged."""
    told, kind = (other, fact_type) if asked == figure else (figure, "measurements")
    word = _word(star, told)
    if action == "reject":
        if word and word["action"] == "reject":
            return [f"{kind} {told}: bị bỏ cùng / rejected with it"] if asked == figure else []
        return [f"{kind} {told}: còn nói số ấy / still says that figure: {AGAIN.format(action='reject', fact_id=told, sets='')}"]  # fmt: skip
    now = {of: _now(star, of, of_type) for of, of_type in ((figure, "measurements"), (other, fact_type))}
    if not all(now.values()):
        return []
    if action == "accept":
        return [f"{kind} {told}: cùng ở trong kho / is in the star with it"] if asked == figure else []
    lines = []
    if asked == figure and word and not word["set_aside"]:
        lines = _went_along(kind, told, word, _word(star, figure), now[told])
    read = {of: _read(star, of) or now[of] for of in now}
    if not (differing := _differing(fact_type, now[figure], now[other], read[figure], read[other])):
        return lines
    if asked == figure:
        wanted = {c: now[figure][of] if of else None for c, of in differing.items()}
    else:
        wanted = {of: now[other][c] for c, of in differing.items() if of}
    why = f" ({word['set_aside']})" if word and word["set_aside"] else ""
    asking = AGAIN.format(action="amend", fact_id=told, sets=_sets(wanted))
    return [*lines, f"{kind} {told}: còn nói khác / says otherwise{why}: {asking}"]


def _went_along(kind: str, told: str, word: Row, figure: Row, now: Row) -> list[str]:
    """What of a fact is as its figure was amended to."""
    amended = {_plain(v) for v in json.loads(figure["amendment"] or "{}").values()}
    went = {c: v for c, v in json.loads(word["amendment"] or "{}").items() if _plain(v) in amended}
    is_so = {c: v for c, v in went.items() if along.same(now[c], v)}
    said = _sets(is_so).replace(" --set ", " ")
    return [f"{kind} {told}: theo cùng / went along:{said}"] if is_so else []


def _differing(fact_type: str, figure: Row, other: Row, figure_read: Row, other_read: Row) -> dict[str, str | None]:  # fmt: skip
    """Columns of what says a figure that said the same when they were read and do not now: to the figure's, None where it has none."""
    if fact_type == "targets":
        return {
            c: of
            for c, of in along.SAID_BY.items()
            if along.same(other_read[c], figure_read[of]) and not along.same(other[c], figure[of])
        }
    column = along.MONEY.get(str(figure_read["unit"]))
    if column is None or not along.same(other_read[column], figure_read["value"]):
        return {}
    if figure["metric"] != figure_read["metric"] or figure["subject"] != figure_read["subject"]:
        return {column: None} if along.same(other[column], figure["value"]) else {}
    now = along.MONEY.get(str(figure["unit"]))
    return {} if now is None or along.same(other[now], figure["value"]) else {now: "value"}


def _again(star: duckdb.DuckDBPyConnection, fact_id: str) -> list[str]:
    """The other figures of the text that say what was read of a judged one, or convert it, and that nobody judged."""
    rows = star.execute(sql("report/said_again.sql"), {"fact_id": fact_id}).fetchall()
    return [
        f"measurements {other}: “{surface}” còn nói như cũ / still says the same; nếu cũng sai / where it is wrong too: "
        + AGAIN.format(action="amend", fact_id=other, sets=" --set …")
        for other, surface in rows
    ]


def _still_aside(star: duckdb.DuckDBPyConnection, fact_id: str) -> list[str]:
    rows = star.execute(
        "SELECT o.fact_id, q.reason, q.payload ->> 'measurement_id' FROM ops.override AS o JOIN dq.quarantine AS q USING (fact_id) "
        "WHERE o.fact_id = ? AND q.state = 'open' AND q.stage = 'frames' GROUP BY ALL",
        [fact_id],
    ).fetchall()
    if len(rows) != 1:
        return []
    ((_, reason, figure),) = rows
    asked = f": {AGAIN.format(action='amend', fact_id=figure, sets=' --set …')}" if figure else ""
    return [f"vẫn để riêng / still set aside: {reason}{asked}"]


def _now(star: duckdb.DuckDBPyConnection, fact_id: str, fact_type: str) -> Row:
    """A fact as the star shows it; nothing where it does not."""
    row = row_of(star, fact_type, fact_id) or {}
    return {c: None if told is None else _words(told) for c, told in row.items() if c not in FACT}


def _word(star: duckdb.DuckDBPyConnection, fact_id: str) -> Row:
    row = star.execute(
        "SELECT action, amendment, reason, set_aside FROM fact_judgement WHERE fact_id = ?", [fact_id]
    ).fetchone()
    return dict(zip(("action", "amendment", "reason", "set_aside"), row, strict=True)) if row else {}


def _read(star: duckdb.DuckDBPyConnection, fact_id: str) -> Row:
    row = star.execute("SELECT original FROM fact_judgement WHERE fact_id = ?", [fact_id]).fetchone()
    return json.loads(row[0]) if row else {}


def _sets(said: Row) -> str:
    """What `--set` is given, as a shell takes it.

    >>> _sets({"value": Decimal("5000.00"), "subject": "Thái Bình"})
    ' --set value=5000 --set "subject=Thái Bình"'
    """
    told = [f"{c}={_plain(v)}" for c, v in said.items()]
    return "".join(f' --set "{one}"' if " " in one else f" --set {one}" for one in told)


def _plain(value: object) -> str:
    return "" if value is None else _words(value)


def _words(value: object) -> str:
    """A value as `--set` takes it: 1250000000000, not 1250000000000.000000."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
