"""What says the same as a figure that a person amended: its targets and its project go along with it, and are told."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import duckdb

from flows.assets import sql
from flows.load import judgement

# Begins the reason of what goes along; the figure's id and its reason follow.
ALONG = "goes along with "
# Where a target says what its figure says.
SAID_BY = {
    "subject": "subject", "metric": "metric", "value": "value", "unit": "unit", "comparator": "comparator", "speaker": "speaker",
    "deadline": "period_end",
}  # fmt: skip
MONEY = {"VND": "amount_vnd", "USD": "amount_usd"}


@dataclass(frozen=True)
class Word:
    """A row of `judged`: what is said of a fact; without an action nothing yet."""

    fact_id: str
    action: str | None = None
    amendment: str | None = None
    reason: str | None = None
    judged_by: str | None = None
    judged_at: datetime | None = None


def linked(star: duckdb.DuckDBPyConnection, facts: list[str], kept: str) -> list[tuple[str, str, str]]:
    """(figure, other, fact type of the other) of the facts that say the same figure, one of which is in `facts`.

    `kept` is the table of facts as they were read, where a person judged them.
    """
    return star.execute(sql("load/along.sql"), {"facts": facts, "kept": kept}).fetchall() if facts else []


def changes(fact_type: str, figure: dict[str, Any], other: dict[str, Any], amended: dict[str, Any]) -> dict[str, Any]:  # fmt: skip
    """What follows for a target or a project that says a figure (both as they were read) from the figure's amendment.

    Only what said the same goes along: a target with a deadline of its own keeps it.
    """
    if fact_type == "targets":
        said = {c: of for c, of in SAID_BY.items() if same(other[c], figure[of])}
        if "subject_kind" in amended:  # a target's subject is of its figure's kind
            amended = {"subject": figure["subject"]} | amended
        return {c: amended[of] for c, of in said.items() if of in amended}
    if not {"value", "unit", "comparator"} & set(amended) or figure["unit"] not in MONEY:
        return {}
    before, after = (MONEY.get(str(of["unit"])) for of in (figure, figure | amended))
    found = {c: None for c in [before] if c and c != after} | (
        {after: (figure | amended)["value"]} if after and {"value", "unit"} & set(amended) else {}
    )
    if "comparator" in amended and same(other["comparator"], figure["comparator"]):
        found["comparator"] = amended["comparator"]
    return found


def go_along(
    star: duckdb.DuckDBPyConnection, read: Callable[[duckdb.DuckDBPyConnection], None]
) -> dict[str, list[Word]]:
    """Has what says the same as an amended figure be amended with it; by figure, what was judged of these before.

    What somebody said of such a fact itself since stands above it; a rejected one stays so. `read` fills `originals` with
    what the rules read of judged facts.
    """
    before: dict[str, list[Word]] = {}
    figures = star.execute(
        "SELECT fact_id FROM judged JOIN originals USING (fact_id) WHERE action = 'amend' AND fact_type = 'measurements'"
    ).fetchall()
    pairs = linked(star, [f for (f,) in figures], "originals")
    own = _words(star)
    pairs = [p for p in pairs if p[0] in own]
    if not pairs:
        return before
    fresh = list(dict.fromkeys((other,) for _, other, _ in pairs if other not in own))
    if fresh:
        star.executemany("INSERT INTO judged (fact_id) VALUES (?)", fresh)
        read(star)
    originals = _originals(star, [i for pair in pairs for i in pair[:2]])
    for figure, other, fact_type in pairs:
        if not {figure, other} <= originals.keys():
            continue  # of an earlier text: what was read of it stands nowhere
        amended = json.loads(own[figure].amendment or "{}")
        if judgement.fault("measurements", amended) or judgement.misfit(originals[figure], amended):
            continue
        word = own.get(other, Word(other))
        found = changes(fact_type, originals[figure], originals[other], amended)
        if found and (told := _with(word, own[figure], found)):
            before.setdefault(figure, []).append(word)
            _put(star, told)
            own[other] = told
    star.execute("DELETE FROM judged WHERE action IS NULL")
    return before


def take_back(star: duckdb.DuckDBPyConnection, before: list[Word]) -> None:
    """What went along with a figure is as it was before: the figure's amendment cannot be applied."""
    for word in before[::-1]:
        _put(star, word)
    star.execute("DELETE FROM judged WHERE action IS NULL")


def _with(own: Word, figure: Word, found: dict[str, Any]) -> Word | None:
    """The word on a fact with what follows from its figure's; None where the own one stands above it."""
    if own.action is None:
        reason = f"{ALONG}{figure.fact_id}: {figure.reason}"
        amendment = json.dumps(found, ensure_ascii=False)
        return Word(own.fact_id, "amend", amendment, reason, figure.judged_by, figure.judged_at)
    is_later = bool(own.judged_at and figure.judged_at and own.judged_at > figure.judged_at)
    if own.action == "reject" or (own.action == "accept" and is_later):
        return None
    said = json.loads(own.amendment or "{}")
    both = found | said if is_later else said | found
    return replace(own, action="amend", amendment=json.dumps(both, ensure_ascii=False))


def _words(star: duckdb.DuckDBPyConnection) -> dict[str, Word]:
    rows = star.execute(f"SELECT {', '.join(f.name for f in fields(Word))} FROM judged")
    return {row[0]: Word(*row) for row in rows.fetchall()}


def _put(star: duckdb.DuckDBPyConnection, word: Word) -> None:
    said = asdict(word)
    sets = ", ".join(f"{column} = ?" for column in said)
    star.execute(f"UPDATE judged SET {sets} WHERE fact_id = ?", [*said.values(), word.fact_id])


def _originals(star: duckdb.DuckDBPyConnection, facts: list[str]) -> dict[str, dict[str, Any]]:
    rows = star.execute(
        "SELECT fact_id, original FROM originals WHERE fact_id IN (SELECT unnest(?))", [facts]
    )
    return {fact_id: json.loads(original) for fact_id, original in rows.fetchall()}


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same: words, days, or numbers however they are written."""
    if isinstance(one, str) and isinstance(other, str):
        try:
            return one == other or Decimal(one) == Decimal(other)
        except ArithmeticError:
            return False
    return bool(one == other)
