"""The place that a person means who amends whose a figure is: the gazetteer's own name, for any other name would be another place.

As everywhere, a name may be typed without diacritics, with the word for its unit, or as one of its other names.
"""

import difflib
import unicodedata
from functools import cache
from typing import Any

import polars as pl

from flows.assets import reference
from flows.letters import folded, without_marks

KINDS = ("place", "country")
# Columns of other facts that hold a place's name, or another's.
OF_A_PLACE = {"targets": "subject", "events": "place", "investments": "place"}
NEAR, LIKENESS = 3, 0.75  # how many near names are told, and how like they are
SEEDS = {"place": "administrative_units.csv, places.csv", "country": "countries.csv"}


def with_places(fact_type: str, row: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The changes to a fact that is `row` now, with a place by the gazetteer's name, and the kind of a subject that tells none.

    Raises ValueError, in one line, for a subject that is said to be a place and is none, with the names that are near.
    """
    if column := OF_A_PLACE.get(fact_type):
        names = _called(changes[column], KINDS) if isinstance(changes.get(column), str) else []
        return changes | {column: names[0][1]} if len(names) == 1 else changes
    if fact_type != "measurements" or not {"subject", "subject_kind"} & set(changes):
        return changes
    subject, kind = (changes.get(c, row.get(c)) for c in ("subject", "subject_kind"))
    if subject is None and "subject_kind" not in changes:  # what is nobody's is of no kind
        return changes | {"subject_kind": None}
    told = changes.get("subject_kind")
    if not isinstance(subject, str) or (kind is not None and kind not in KINDS):
        return changes
    names = _called(subject, (told,) if told else KINDS)
    if len(names) == 1:
        ((kind, name),) = names
        fitting = {} if row.get("subject_kind") == kind and not told else {"subject_kind": kind}
        return changes | {"subject": name} | fitting
    raise ValueError(_refusal(subject, told, [name for _, name in names]))


def _refusal(subject: str, told: str | None, several: list[str]) -> str:
    """Why a subject is not taken for a place, with what to type."""
    kinds = (told,) if told else KINDS
    near = several or _near(subject, kinds)
    meant = f"có phải / did you mean {', '.join(near)}? " if near else ""
    if other := [kind for kind, _ in _called(subject, KINDS) if told and kind != told]:
        meant = f"it is a {other[0]}: --set subject_kind={other[0]}. "
    what = "several places are called so" if several else f"no {' or '.join(kinds)} is called so"
    return (
        f"subject={subject} cannot amend measurements: {what} (seeds/reference/{', '.join(SEEDS[kind] for kind in kinds)}). "
        f"{meant}What is no place needs its kind: --set subject_kind=organization, or project, sector, person"
    )


def _called(words: str, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    """(kind, name) of the places that words name: a province or country alone, where it is among them."""
    asked = folded(words)
    found = [known for kind in kinds for known in _gazetteer(kind).get(asked, [])]
    if without_marks(words) != words.lower():  # typed with diacritics: they count, wherever the tone stands
        found = [known for known in found if _marks(known[2]) == _marks(words)]
    ranked = sorted({(rank, kind, name) for kind, name, _, rank in found})
    return list(dict.fromkeys((kind, name) for rank, kind, name in ranked if rank == ranked[0][0]))


def _near(words: str, kinds: tuple[str, ...]) -> list[str]:
    """The names written most like it, provinces and countries first."""
    asked = folded(words)
    ranks: dict[str, int] = {}
    for kind in kinds:
        for plain, known in _gazetteer(kind).items():
            if abs(len(plain) - len(asked)) <= 3:
                ranks[plain] = min(rank for *_, rank in known)
    likely = difflib.get_close_matches(asked, ranks, 20, LIKENESS)
    closest = sorted(likely, key=lambda plain: (plain != asked, ranks[plain]))
    named = [known[1] for plain in closest for kind in kinds for known in _gazetteer(kind).get(plain, [])]
    return list(dict.fromkeys(named))[:NEAR]


@cache
def _gazetteer(kind: str) -> dict[str, list[tuple[str, str, str, int]]]:
    """Plain words → (kind, name, as it is written, rank) of each place that is called so; provinces and regions have rank 0, communes 2."""
    rows: list[tuple[str, str, int]] = []
    if kind == "country":
        for row in reference("countries").iter_rows(named=True):
            names = [row["name"], row["name_en"], *(row["aliases"] or "").split("|")]
            rows += [(row["name"], other, 0) for other in names]
    else:
        for row in reference("administrative_units").iter_rows(named=True):
            rank = "pdc".index(row["id"][0])
            names = [row["name"], *(row["aliases"] or "").split("|")]
            rows += [(row["name"], other, rank) for other in (*names, f"{row['unit']} {row['name']}")]
            if row["unit"] == "thành phố":
                rows.append((row["name"], f"TP {row['name']}", rank))
        for row in reference("places").filter(pl.col("level") != "sea").iter_rows(named=True):
            rows += [(row["name"], other, 0) for other in (row["name"], *(row["aliases"] or "").split("|"))]
    found: dict[str, list[tuple[str, str, str, int]]] = {}
    for name, written, rank in dict.fromkeys(rows):
        if written:
            found.setdefault(folded(written), []).append((kind, name, written, rank))
    return found


def _marks(words: str) -> list[str]:
    """The letters and marks of words, whatever letter of a syllable has the tone."""
    return sorted(
        c for c in unicodedata.normalize("NFD", words.lower()) if c.isalnum() or unicodedata.combining(c)
    )
