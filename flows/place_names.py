"""The names that people type for a province or its bodies, and what became of it: one home for questions, search, pages and hints."""

import re
import unicodedata
from collections import defaultdict
from functools import cache

from flows.assets import own_seeds, plain_rows
from flows.letters import folded, without_marks

OR = "|"  # between the names that mart.is_named and mart.holds_name take for one
SHORT = re.compile(r"[A-Z]{2}")  # an abbreviation, such as "BRVT"
# Words for the unit that stand before its name, or in English behind it.
PROVINCIAL = re.compile(r"(?:(?P<unit>tp|tinh|thanh pho) )?(?P<name>.+?)(?: province| city)?")
LEVEL = re.compile(r"(?:tp\b\.?|tinh |thanh pho |thi xa |thi tran |quan |huyen |phuong |xa ) *(?=\S)")
CITY = re.compile(r"\btp\b\.? *(?=\S)", re.I)  # "TP. Thủ Đức"
TOKENS = 7  # words of the longest name and its unit: "thành phố", "Bà Rịa - Vũng Tàu"


def asked(words: str, in_part: bool = False, lying: bool = False) -> str:
    """What mart.is_named is asked for where a person types some words for a place or a body: as typed, without a place's level word,
    and as a province or its body is called, by any name of it. As a part of a name (`in_part`) it keeps the level word typed;
    for what lies in a province of today (`lying`) those that it was made of are asked for too.

    Behind other words a province's marks must be right, but for words without any and behind its level word.

    >>> asked("tphcm"), asked("Công an TPHCM"), asked("huyện Tây Sơn"), asked("Đại học Sài Gòn")
    ('tphcm|ho chi minh', 'Công an TPHCM|Công an thành phố Hồ Chí Minh|Công an Hồ Chí Minh', 'huyện Tây Sơn|Tây Sơn', 'Đại học Sài Gòn')
    """
    if words in ("", "%"):
        return words
    words = unicodedata.normalize("NFC", " ".join(words.split()))
    level = LEVEL.match(without_marks(words))
    written = CITY.sub("thành phố ", words)
    rest = [words[level.end() :]] if level and not in_part else []
    names = [words, written, *rest, *_provincial(words, in_part)]
    names += merged_into(words) if lying else []
    if without_marks(words) == words.lower():  # without marks they stand for any
        names = [words, *map(without_marks, names[1:])]
    return OR.join(dict.fromkeys(names))


def _provincial(words: str, in_part: bool) -> list[str]:
    """What the province or body is called that the words mean by their end, where they mean one."""
    tokens = list(re.finditer(r"\S+", words))
    for token in tokens[-TOKENS:]:
        before, end = words[: token.start()], words[token.start() :]
        meant = _at_end(end)
        if meant is None:
            continue
        unit, name, *others = meant
        typed = _typed_unit(end)
        if not before.strip():
            return [f"{unit} {name}".strip()] if in_part and typed else [name, *others]
        if unit and (typed or without_marks(end) == end.lower() or end.lower() == name.lower()):
            return [f"{before}{unit} {name}", f"{before}{name}"]
        return []
    return []


def _at_end(words: str) -> list[str] | None:
    """The unit and names of the province that words are a name of; a unit that it never was makes them another's."""
    found = PROVINCIAL.fullmatch(folded(words))
    meant = called().get(found["name"]) if found else None
    typed = _typed_unit(words)
    return None if meant and typed and meant[0] and typed != without_marks(meant[0]) else meant


def _typed_unit(words: str) -> str:
    found = PROVINCIAL.fullmatch(folded(words))
    unit = (found["unit"] if found else None) or ""
    return "thanh pho" if unit == "tp" else unit


def called() -> dict[str, list[str]]:
    """What each folded name of a province means: its unit, its name, and other names that the whole of it has borne.

    The unit of one that is no part of a body's name ("Sài Gòn") is empty.
    """
    return _called(own_seeds())


def merged_into(words: str) -> list[str]:
    """The names of those that a province of today was made of, besides its own, in order; none for any other words.

    >>> merged_into("tỉnh Hưng Yên"), merged_into("Quảng Ninh"), merged_into("Thái Bình")
    (['Thái Bình'], [], [])
    """
    own = set((_at_end(words) or [])[1:])
    return sorted(old for old, new in _successions(own_seeds()) if new in own)


def went_into(words: str) -> str | None:
    """The name of the province of today that one went into which bears its own name no more.

    >>> went_into("thai binh"), went_into("Hưng Yên")
    ('Hưng Yên', None)
    """
    own = set((_at_end(words) or [])[1:])
    return min((new for old, new in _successions(own_seeds()) if old in own), default=None)


@cache
def _called(_: object) -> dict[str, list[str]]:
    units = {row["name"]: row for row in provinces()}
    renamed: dict[str, set[str]] = defaultdict(set)
    befores: dict[tuple[str, str], set[str]] = defaultdict(set)
    names = {row["id"]: row["name"] for row in provinces()}
    for row in plain_rows("administrative_successors"):
        if row["successor"] in names and row["id"] in names:
            befores[row["successor"], row["changed_on"]].add(row["id"])
    for (new, _on), old in befores.items():
        if len(old) == 1:
            (before,) = old
            renamed[names[new]].add(names[before])
            renamed[names[before]].add(names[new])
    meant: dict[str, list[str]] = {}
    for name, row in units.items():
        others = sorted(renamed[name] - {name})
        meant[folded(name)] = [row["unit"], name, *others]
        for alias in filter(None, (row["aliases"] or "").split("|")):
            is_part = SHORT.search(alias) or alias[0] == name[0]
            key = PROVINCIAL.fullmatch(folded(alias))
            meant.setdefault(
                key["name"] if key else folded(alias), [row["unit"] if is_part else "", name, *others]
            )
    return meant


def provinces() -> list[dict[str, str]]:
    """The rows of provinces and cities of their rank, of all days."""
    return [row for row in plain_rows("administrative_units") if row["id"].startswith("p")]


@cache
def _successions(_: object) -> set[tuple[str, str]]:
    """The names of each province that ended and of that of today which it went into, where they differ and are not another name of the whole."""
    names = {row["id"]: row["name"] for row in provinces()}
    pairs = {(names.get(r["id"]), names.get(r["successor"])) for r in plain_rows("administrative_successors")}
    same = {(name, other) for _unit, name, *others in called().values() for other in others}
    return {(old, new) for old, new in pairs if old and new and old != new and (old, new) not in same}
