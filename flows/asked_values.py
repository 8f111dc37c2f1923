"""Values as people write them, for the parameters of questions and the options of commands: days, years, names of codes, places."""

import calendar
import re
from datetime import date
from functools import cache

from flows import place_names
from flows.assets import own_seeds, plain_rows
from flows.letters import folded

DAY = re.compile(r"(?:ngày )?([0-9]{1,2})(?:[/.-]| tháng )([0-9]{1,2})(?:[/.-]|,? năm |, )([0-9]{4})")
MONTH = re.compile(r"(?:tháng )?([0-9]{1,2})(?:[/.-]| năm |, )([0-9]{4})")
ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
YEAR = re.compile(r"(?:năm )?([0-9]{4})")
LISTED = 40  # values that a refusal names at most
NO_DAY = "không phải ngày / is no day"
DAYS = "DD/MM/YYYY, MM/YYYY, YYYY, YYYY-MM-DD"
# What lies there is asked for: in a province of today lies what lay in those that it was made of.
PLACES = ("place", "province")
NAMES = ("subject", "organization", "party", *PLACES)
NO_NUMBER = {"INTEGER": "không phải số nguyên / is no whole number", "DOUBLE": "không phải số / is no number"}
MOST = 2**31 - 1  # of an INTEGER
OUT_OF_RANGE = f"ngoài khoảng / is out of range: 0 … {MOST}"


def span(words: str) -> tuple[date, date]:
    """The first and last day of a day, month or year as people write them. Raises ValueError, in two languages.

    >>> [f"{first} {last}" for first, last in map(span, ("27/11/2024", "tháng 2/2024", "2024"))]
    ['2024-11-27 2024-11-27', '2024-02-01 2024-02-29', '2024-01-01 2024-12-31']
    """
    told = " ".join(words.lower().split())
    try:
        if found := DAY.fullmatch(told):
            day = date(int(found[3]), int(found[2]), int(found[1]))
            return day, day
        if found := MONTH.fullmatch(told):
            return _month(int(found[2]), int(found[1]))
        if found := ISO_MONTH.fullmatch(told):
            return _month(int(found[1]), int(found[2]))
        if found := YEAR.fullmatch(told):
            return date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)
        day = date.fromisoformat(told)
        return day, day
    except ValueError:
        raise ValueError(f"{words} {NO_DAY}: {DAYS}") from None


def one_day(words: str) -> date:
    """The day that words tell. Raises ValueError where they tell none, or a month or year."""
    first, last = span(words)
    if first != last:
        raise ValueError(f"{words} không phải một ngày / is more than a day: DD/MM/YYYY, YYYY-MM-DD")
    return first


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def taken(sql: str, parameter: str, value: str, choices: tuple[str, ...] = ()) -> str:
    """What a question is asked where a person gives its parameter a value: a day and a year as numbers, a code for its name, a place with
    its other names. Raises ValueError where it cannot be so asked.
    """
    cast = re.search(rf"\${parameter}\b(?:, ''\))?::(DATE|INTEGER|DOUBLE)", sql)
    if value in ("", "%") or value in choices:
        return value
    if (cast and cast[1] == "DATE") or parameter == "since":
        return _day(parameter, value, is_cast=bool(cast))
    if cast:
        return _number(parameter, value, cast[1])
    if choices or parameter in ("kind", "stage", "topic"):
        return _code(parameter, value, choices)
    if parameter in NAMES:
        in_part = bool(re.search(rf"holds_name\(\w+, \${parameter}\)", sql))
        return place_names.asked(value, in_part, lying=parameter in PLACES)
    return value


def _day(parameter: str, value: str, is_cast: bool) -> str:
    """The day that a parameter is asked with: of a month or year the first, where it is to be one day only that."""
    try:
        return (one_day(value) if parameter == "day" else span(value)[0]).isoformat()
    except ValueError as error:
        if not is_cast:  # an id of a run
            return value
        raise ValueError(f"{parameter}={error}") from None


def _number(parameter: str, value: str, kind: str) -> str:
    """The number that is asked with: a year without its word, a decimal comma as a point."""
    found = YEAR.fullmatch(" ".join(value.lower().split())) if parameter == "year" else None
    number = found[1] if found else value.strip().replace(",", ".")
    try:
        told = (int if kind == "INTEGER" else float)(number)
    except ValueError:
        told = None
    if parameter == "year" and not (told and YEAR.fullmatch(number)):
        raise ValueError(f"{parameter}={value} không phải năm / is no year: YYYY")
    if told is None:
        raise ValueError(f"{parameter}={value} {NO_NUMBER[kind]}")
    if kind == "INTEGER" and not 0 <= told <= MOST:
        raise ValueError(f"{parameter}={value} {OUT_OF_RANGE}")
    return number


def _code(parameter: str, value: str, choices: tuple[str, ...]) -> str:
    """The code that a value means, by its name in either language or by both as tables show them."""
    known = _codes(parameter, choices, own_seeds())
    codes = known.get(folded(value), set())
    if len(codes) == 1:
        return next(iter(codes))
    exact = {code for code in codes if code == value}
    if exact:
        return value
    there = choices or tuple(dict.fromkeys(code for told in known.values() for code in sorted(told)))
    near = sorted(codes) or there[:LISTED]
    raise ValueError(f"không có giá trị ấy / {parameter} is none of its values {value!r}: {', '.join(near)}")


@cache
def _codes(parameter: str, choices: tuple[str, ...], _: object) -> dict[str, set[str]]:
    """The codes that each plain name of a code of the parameter means."""
    from flows.report.words import ANSWERS, PROJECT_KINDS

    labels = ANSWERS.get(parameter, {}) if choices else PROJECT_KINDS
    told = [(code, name) for code, names in labels.items() for name in (*names, " / ".join(names))]
    if parameter == "stage":
        told += [(row["stage"], row["word"]) for row in plain_rows("project_stages")]
    elif parameter == "topic":
        told = [(r["code"], r[name]) for r in plain_rows("topics") for name in ("name_vi", "name_en")]
    elif parameter == "kind" and choices and "decree" in choices:
        told = [(row["kind"], row["name"]) for row in plain_rows("document_kinds")]
    elif parameter == "kind" and not choices:
        told += [(row["kind"], row["kind"]) for row in plain_rows("project_kinds") if row["kind"]]
    told += [(code, code) for code in (choices or {code for code, _name in told})]
    known: dict[str, set[str]] = {}
    for code, name in told:
        if not choices or code in choices:
            known.setdefault(folded(name), set()).add(code)
    return known
