"""Twenty random mutations of healthy rows, by a fixed seed: nearly all are caught, and why the others cannot be is said."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from flows.contracts import FACT, FACTS
from flows.validate.frames import validate_frames
from tests.validate.conftest import fact

SEED, FAULTS = 20261124, 20
# Mutations that no expectation can tell from news, by fact type, column and what was done.
UNSEEN = {
    (
        "events",
        "place",
        "garbled",
    ): "places are an open list: communes and streets that no seed holds are news too",
    (
        "agreements",
        "count",
        "shifted",
    ): "four memoranda are as likely as one, and the count may stand in words",
    ("targets", "rule", "garbled"): "rules are named in code, which the gate does not read",
}


def mutations(column: str, value: Any) -> dict[str, Callable[[Any], Any]]:
    """What can go wrong with a value of its kind, by name. A null is a fault only where every fact has a value."""
    lost = {"lost": lambda v: None} if column in FACT else {}
    return lost | _spoilt(value)


def _spoilt(value: Any) -> dict[str, Callable[[Any], Any]]:
    if isinstance(value, bool):
        return {}
    if isinstance(value, Decimal):
        return {"scaled up": lambda v: v * 10**6, "negated": lambda v: -v}
    if isinstance(value, int | float):
        return {"shifted": lambda v: v + 3, "negated": lambda v: -v - 1}
    if isinstance(value, date):
        return {"a century on": lambda v: v + timedelta(days=36_525)}
    if isinstance(value, list):
        return {"doubled": lambda v: v + v}
    return {"garbled": lambda v: v[::-1] + "?"}


def drawn() -> list[tuple[str, str, str, Any]]:
    """(fact type, column, what is done, the value it then has)."""
    draw = random.Random(SEED)
    found: list[tuple[str, str, str, Any]] = []
    while len(found) < FAULTS:
        fact_type = draw.choice(sorted(FACTS))
        row = fact(fact_type, "v1")
        column = draw.choice([c for c in FACTS[fact_type] if row.get(c) is not None and c != "fact_id"])
        possible = sorted(mutations(column, row[column]).items())
        if not possible:
            continue
        name, change = draw.choice(possible)
        if (fact_type, column, name) not in [f[:3] for f in found]:
            found.append((fact_type, column, name, change(row[column])))
    return found


@pytest.fixture(scope="module")
def caught(healthy, tmp_path_factory) -> dict[str, str]:
    staged = healthy()
    for i, (fact_type, column, _, value) in enumerate(drawn()):
        staged.add_fact(fact_type, "v1", **{"fact_id": f"random-{i}", column: value})
    outcome = validate_frames(staged.write(tmp_path_factory.mktemp("random")))
    assert outcome.stops == []
    return dict(outcome.quarantined.select("fact_id", "expectation").rows())


@pytest.mark.parametrize(("i", "fault"), enumerate(drawn()), ids=[" ".join(f[:3]) for f in drawn()])
def test_a_random_fault_is_caught_or_it_is_said_why_it_cannot_be(caught, i, fault):
    assert (f"random-{i}" in caught) != (fault[:3] in UNSEEN), caught.get(f"random-{i}")


def test_at_least_sixteen_of_twenty_are_caught(caught):
    assert len([f for f in caught if f.startswith("random-")]) >= 16


def test_no_healthy_row_is_set_aside_with_them(caught):
    assert all(f.startswith("random-") for f in caught)
