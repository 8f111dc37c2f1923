"""What people judged of facts: which judgement of each is in force, and whether one can hold at all.

A judgement is checked against its column's type, code list and expectations before it is booked, and again by every
run, for a rule or a seed may have changed since.
"""

import difflib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

import duckdb
import polars as pl

from flows.assets import reference, root
from flows.contracts import FACT, FACTS, INSTANT, Columns

ACTIONS = ("accept", "reject", "amend", "undo")
LETS_PASS = ("accept", "amend")  # what has the gate set a fact aside no more
_OVERRIDE: Columns = {
    "fact_id": pl.String,
    "action": pl.String,
    "amendment": pl.String,
    "reason": pl.String,
    "judged_by": pl.String,
    "at": INSTANT,
}
OVERRIDES = pl.Schema(_OVERRIDE)
YEARS = "1800", "2199"  # of days that a person may amend: a slip of the keyboard stands outside
TOLD = 64  # values of a code list that an error names
_JSON_TYPES = {
    pl.String: '"VARCHAR"',
    pl.Int32: '"INTEGER"',
    pl.Float64: '"DOUBLE"',
    pl.Boolean: '"BOOLEAN"',
    pl.Date: '"DATE"',
    pl.Decimal: '"DECIMAL(38,6)"',
    pl.List: '["VARCHAR"]',
}
_HOLDS = {
    pl.String: "text",
    pl.Int32: "a whole number",
    pl.Float64: "a number",
    pl.Boolean: "true or false",
    pl.Date: "a day, YYYY-MM-DD",
    pl.Decimal: "a number of at most 32 digits and 6 decimals",
    pl.List: 'a list in JSON, such as ["a", "b"]',
}
# An expectation whose column is a code list that an editor may lengthen.
_SEED_LIST = re.compile(r"(\w+) NOT IN \(SELECT (\w+) FROM seed_(\w+)\)")


# The units of a figure that is no level of its metric: none of these kinds can be in đồng or in people.
_UNITS_OF = {
    "growth": ("percent", "permille"),
    "share": ("percent", "permille"),
    "ratio": ("percent", "permille", "times"),
    "multiple": ("times",),
    "rank": ("rank",),
}


@dataclass(frozen=True)
class Standing:
    """The judgement of a fact that is in force: the last one not taken back, with every amendment that adds up to it."""

    fact_id: str
    action: str
    amendment: str | None  # JSON: column → value
    reason: str
    judged_by: str
    judged_at: datetime


def standing(overrides: pl.DataFrame) -> list[Standing]:
    """The judgements in force among OVERRIDES in the order in which they were booked.

    `accept` and `reject` speak of the fact as it was read; `amend` adds to the amendments right before it; `undo`
    takes back the last one that is not taken back yet.
    """
    said: dict[str, list[Standing]] = {}
    for fact_id, action, amendment, reason, judged_by, at in overrides.select(OVERRIDES.names()).iter_rows():
        before = said.setdefault(fact_id, [])
        if action == "undo":
            del before[-1:]
            continue
        if action == "amend" and before and before[-1].action == "amend":
            changes = json.loads(before[-1].amendment or "{}") | json.loads(amendment)
            amendment = json.dumps(changes, ensure_ascii=False)
        told = amendment if action == "amend" else None
        before.append(Standing(fact_id, action, told, reason, judged_by, at))
    return [stack[-1] for stack in said.values() if stack]


def structure(fact_type: str, columns: Iterable[str] | None = None) -> str:
    """The structure by which DuckDB reads a fact's JSON: its contract's columns (or some of them) and their types."""
    wanted = FACTS[fact_type] if columns is None else columns
    types = {c: _JSON_TYPES[FACTS[fact_type][c].base_type()] for c in wanted}
    return "{" + ", ".join(f'"{c}": {t}' for c, t in types.items()) + "}"


def amendment(fact_type: str, changes: dict[str, Any]) -> str:
    """The changes as JSON. Raises ValueError, in one line, where `fault` finds something."""
    words = json.dumps(changes, ensure_ascii=False)
    if wrong := fault(fact_type, changes):
        raise ValueError(wrong)
    return words


def fault(fact_type: str, changes: dict[str, Any]) -> str | None:
    """Why values can never stand in their columns, with what can: no such column, another type, not of the code list,
    out of range; None where they can.
    """
    own = [c for c in FACTS[fact_type] if c not in FACT]
    for column, value in changes.items():
        if column not in own:
            return f"{fact_type} has no column {column} to amend: it has {', '.join(own)}"
        kind = FACTS[fact_type][column].base_type()
        given = f"{column}={'' if value is None else value} cannot amend {fact_type}"
        if value is not None and not _readable(fact_type, column, value):
            return f"{given}: {column} is {_HOLDS[kind]}"
        for expectation in expectations(fact_type):
            if told := _against(expectation, column, value):
                return f"{given}: {told}"
        if value is not None and kind == pl.Date and not YEARS[0] <= str(value)[:4] <= YEARS[1]:
            return f"{given}: {column} is a day of the years {YEARS[0]} to {YEARS[1]}, such as 2025-03-04"
    return None


def misfit(row: dict[str, Any], changes: dict[str, Any]) -> str | None:
    """Why a fact's unit, kind and metric cannot stand together once it is amended; None where they can, or stay as read.

    A level is in the units of its metric's seed row, a change too, or in points of percentages; growth, shares, ratios,
    multiples and ranks have units of their own. The percent that the row names is that of a rate, whose level it is, or
    that in which a sum of money or a count grows (of a target, which has no kind, it may be either).
    """
    amended = row | changes
    metric, unit, kind = (amended.get(c) for c in ("metric", "unit", "kind"))
    if unit is None or not {"metric", "unit", "kind"} & set(changes):
        return None
    if kind in _UNITS_OF:
        if unit in _UNITS_OF[kind]:
            return None
        return f"kind={kind} cannot be with unit={unit}: it is in {' or '.join(_UNITS_OF[kind])}"
    metrics = reference("metrics").filter(pl.col("code").eq_missing(metric))
    if metrics.is_empty():
        return None
    named = metrics["units"][0].split("|")
    fitting = [d for d in named if d != "percent" or len(named) == 1 or "kind" not in row]
    codes = reference("units").filter(pl.col("dimension").is_in(fitting))["code"].to_list()
    codes = [code for code in codes if "kind" not in row or code not in ("times", "rank")]
    if kind == "change" and "percent" in named:
        codes += ["percentage_point", "basis_point", "percent"]
    if unit in codes:
        return None
    return (
        f"unit={unit} does not fit metric={metric}{f', kind={kind}' if kind else ''}: it is in units of {' or '.join(fitting)}, "
        f"such as {', '.join(codes[:4])} (seeds/reference/metrics.csv)"
    )


@cache
def expectations(fact_type: str) -> list[dict[str, Any]]:
    """The expectations of a fact type by which a row is set aside."""
    suite = json.loads((root() / "expectations" / f"{fact_type}.json").read_text(encoding="utf-8"))
    return [e for e in suite["expectations"] if e["meta"].get("sets_aside") == "fact"]


def consequences(row: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The changes with what follows from them: an amended figure's forms in đồng and dollars.

    Its own currency's form is the figure; the other's keeps the reference rate, but nothing that the article stated of
    another figure.
    """
    if not {"value", "unit"} & set(changes) or not {"value_vnd", "value_usd"} <= set(row):
        return changes
    unit, value = changes.get("unit", row["unit"]), changes.get("value", row["value"])
    own = {"VND": "value_vnd", "USD": "value_usd"}.get(unit)
    forms: dict[str, Any] = {"value_vnd": None, "value_usd": None, "fx": None}
    if own:
        forms[own] = value
    if "unit" not in changes and row["fx"] == "reference" and value is not None and _decimal(row["value"]):
        times = Decimal(str(value)) / Decimal(str(row["value"]))
        for form in ("value_vnd", "value_usd"):
            if form != own and row[form] is not None:
                forms |= {form: str(round(Decimal(str(row[form])) * times, 6)), "fx": "reference"}
    return forms | changes


def _decimal(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _readable(fact_type: str, column: str, value: Any) -> bool:
    words = json.dumps({column: value}, ensure_ascii=False)
    try:
        duckdb.execute("SELECT json_transform_strict(?, ?)", [words, structure(fact_type, [column])])
    except duckdb.Error:
        return False
    return True


def _against(expectation: dict[str, Any], column: str, value: Any) -> str | None:
    """What an expectation has against a value of a column, with what it allows."""
    told, kind, severity = expectation["kwargs"], expectation["type"], expectation["severity"]
    if told.get("column") == column:
        if kind.endswith("to_not_be_null") and value is None:
            return f"{column} cannot be empty"
        if kind.endswith("to_be_in_set") and value is not None and value not in told["value_set"]:
            return f"{column} is one of {', '.join(told['value_set'])}"
        if kind.endswith("to_be_between") and value is not None and not _between(value, told):
            return f"{column} lies between {told.get('min_value')} and {told.get('max_value')}"
    if severity == "critical" and value is not None:
        query = told.get("unexpected_rows_query", "")
        for named, code, seed in _SEED_LIST.findall(query):
            codes = [*reference(seed)[code].unique().sort(), *re.findall(rf"{column} <> '([^']+)'", query)]
            if named == column and value not in codes:
                return f"{column} is one of {_listed(str(value), codes)} (seeds/reference/{seed}.csv)"
    return None


def _between(value: Any, bounds: dict[str, Any]) -> bool:
    low, high = bounds.get("min_value"), bounds.get("max_value")
    if isinstance(low if low is not None else high, str):  # days: their words have their order
        return (low is None or str(value) >= low) and (high is None or str(value) <= high)
    number = Decimal(str(value))
    return (low is None or number >= Decimal(str(low))) and (high is None or number <= Decimal(str(high)))


def _listed(value: str, codes: list[str]) -> str:
    if len(codes) <= TOLD:
        return ", ".join(codes)
    same = [code for code in codes if code.lower() == value.lower()]
    near = same or difflib.get_close_matches(value, codes, TOLD // 8, 0.3) or codes[: TOLD // 8]
    return f"{len(codes)} codes, the nearest {', '.join(near)}"
