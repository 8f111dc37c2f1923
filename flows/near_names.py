"""What was perhaps meant by a name that nothing in the warehouse bears: for answers without a row."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from flows import place_names
from flows.asked_values import NAMES as PLACED
from flows.asked_values import PLACES as LYING
from flows.files import in_quotes

if TYPE_CHECKING:
    import duckdb

BODIES = "SELECT unnest([name, regexp_replace(name, ' (tỉnh|thành phố) ', ' ')] || aliases) AS name FROM dim_organization"
PLACES = "SELECT DISTINCT name FROM dim_place WHERE place_code IN (SELECT place_code FROM fact_mention)"
PROVINCES = "SELECT DISTINCT name FROM dim_place WHERE place_code = province_code"
PEOPLE = "SELECT DISTINCT name FROM mart.people"
# What can have a page of its own (sql/report/subjects.sql), without a count of its facts.
SUBJECTS = f"""SELECT name FROM (SELECT DISTINCT name_vi AS name FROM dim_metric WHERE metric IN (SELECT metric FROM fact_measurement)
UNION {PLACES} AND place_code = province_code UNION {PEOPLE} WHERE is_public UNION {BODIES} UNION SELECT name FROM mart.projects)"""
# The names that a parameter of a question, an option of a search or a page can have.
NAMES = {
    "metric": "SELECT DISTINCT unnest([metric, name_vi, name_en]) AS name FROM dim_metric",
    "subject": "SELECT subject AS name FROM mart.measurements UNION SELECT subject FROM mart.targets",
    "place": PLACES,
    "province": PROVINCES,
    "organization": BODIES,
    "party": BODIES,
    "person": PEOPLE,
    "private": "SELECT name FROM dim_entity WHERE entity_kind = 'person' AND name IS NOT NULL",
    "identity": "SELECT told_as AS name FROM mart.identities UNION SELECT identity FROM mart.identities",
    "page": SUBJECTS,
    "view": "SELECT view_name AS name FROM duckdb_views() WHERE schema_name IN ('mart', 'dq', 'ops')",
}
LISTED = {"metric": "sql metric_coverage", "view": "sql views"}  # what lists them all
# Names that hold the words asked for, the shortest first, then those written nearly so; letters are compared without marks.
NEAR = """SELECT min(name) FROM (
    SELECT name, mart.bare(folded(name)) AS plain,
        contains(' ' || plain || ' ', ' ' || words || ' ') AS holds, jaro_winkler_similarity(plain, words) AS likeness
    FROM ({names}), (SELECT mart.bare(folded(mart.written_out({asked}))) AS words)) WHERE holds OR likeness >= 0.9
GROUP BY plain, holds, likeness ORDER BY holds DESC, if(holds, length(plain), 0), likeness DESC, plain LIMIT 3"""
ID = re.compile(r"[0-9a-f]{20}")


def hints(connection: "duckdb.DuckDBPyConnection", given: Mapping[str, str]) -> list[str]:
    """A line for each value given that names nothing there is, with the nearest names, and one for a province that has rows under an earlier or later
    name; none for what is called so."""
    told: list[str] = []
    for name, value in given.items():
        if name not in NAMES or not value or ID.fullmatch(value):
            continue
        if others := [n for n in _elsewhere(name, value) if _is_there(connection, name, n)]:
            told.append(_merged(name, value, others))
        elif not _is_there(connection, name, value):
            nearly = place_names.asked(value).split(place_names.OR)[-1] if name in PLACED else value
            told.append(_hint(name, value, near(connection, name, nearly)))
    return told


def near(connection: "duckdb.DuckDBPyConnection", kind: str, value: str) -> list[str]:
    """The names of a kind nearest to a value, however that is written."""
    rows = connection.execute(NEAR.format(names=NAMES[kind], asked=in_quotes(value))).fetchall()
    return [called for (called,) in rows]


def beside(connection: "duckdb.DuckDBPyConnection", given: Mapping[str, str]) -> list[str]:
    """A line for each province of today whose own rows alone are an answer, where those that it was made of have rows too."""
    told: list[str] = []
    for name, value in given.items():
        olds = place_names.merged_into(value) if name == "subject" else []
        if others := [old for old in olds if _is_there(connection, name, old)]:
            told.append(_merged(name, value, others))
    return told


def _elsewhere(name: str, value: str) -> list[str]:
    """The provinces under whose names the rows of one may be that was merged into another, or made of others."""
    if name not in (*PLACED, "page"):
        return []
    new = place_names.went_into(value)
    olds = place_names.merged_into(value) if name not in LYING else []
    return [new] if new else olds


def _merged(name: str, value: str, others: list[str]) -> str:
    """What is said of a province that has rows under other names."""
    ask = ", ".join(f'{name}="{other}"' for other in others)
    if place_names.went_into(value):
        return f"{value} nay thuộc / is part of {others[0]} today: {ask}"
    return f"{value} hôm nay gồm cả / is made of {', '.join(others)} too: {ask}"


def meant(connection: "duckdb.DuckDBPyConnection", given: Mapping[str, str]) -> dict[str, str]:
    """What is given, with a metric's own name for words that no metric is called by and that all together mean one ("giải ngân")."""
    from flows.questions import metric_of

    metric = metric_of(given.get("metric", ""))
    if metric is None or _is_there(connection, "metric", given["metric"]):
        return dict(given)
    return {**given, "metric": metric}


def _is_there(connection: "duckdb.DuckDBPyConnection", kind: str, value: str) -> bool:
    """Whether something of that kind is called so."""
    asked = place_names.asked(value) if kind in (*PLACED, "page") else value
    query = f"SELECT bool_or(mart.is_named(name, {in_quotes(asked)})) FROM ({NAMES[kind]})"
    return connection.execute(query).fetchall() == [(True,)]


def _hint(name: str, value: str, near: list[str]) -> str:
    """What is said of a value that names nothing."""
    meant = f"có phải / did you mean {', '.join(near)}?"
    hint = meant if near else f"xem / see `khotin {LISTED.get(name, 'search WORDS')}`"
    return f"{name}: không gì tên là / nothing is called {value}; {hint}"
