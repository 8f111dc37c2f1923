"""What was perhaps meant by a name that nothing in the warehouse bears: for answers without a row."""

import re
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

BODIES = "SELECT unnest([name, regexp_replace(name, ' (tỉnh|thành phố) ', ' ')] || aliases) AS name FROM dim_organization"
PLACES = "SELECT DISTINCT name FROM dim_place WHERE place_code IN (SELECT place_code FROM fact_mention)"
PROVINCES = "SELECT DISTINCT name FROM dim_place WHERE place_code = province_code"
# The names that a parameter of a question, or an option of a search, can have.
NAMES = {
    "metric": "SELECT DISTINCT unnest([metric, name_vi, name_en]) AS name FROM dim_metric",
    "subject": "SELECT subject AS name FROM mart.measurements UNION SELECT subject FROM mart.targets",
    "place": PLACES,
    "province": PROVINCES,
    "organization": BODIES,
    "party": BODIES,
    "person": "SELECT DISTINCT name FROM mart.people",
    "view": "SELECT view_name AS name FROM duckdb_views() WHERE schema_name IN ('mart', 'dq', 'ops')",
}
LISTED = {"metric": "sql metric_coverage", "view": "sql views"}  # what lists them all
SHOWN = 3
ID = re.compile(r"[0-9a-f]{20}")


def hints(connection: "duckdb.DuckDBPyConnection", given: Mapping[str, str]) -> list[str]:
    """A line for each value given that names nothing there is, with the nearest names; none for what is called so."""
    told: list[str] = []
    for name, value in given.items():
        if name not in NAMES or not value or ID.fullmatch(value):
            continue
        asked = "'{}'".format(value.replace("'", "''"))
        is_there = f"SELECT bool_or(mart.is_named(name, {asked})) FROM ({NAMES[name]})"
        row = connection.execute(f"SELECT ({is_there}), mart.written_out({asked})").fetchone()
        if row and not row[0]:
            told.append(_hint(name, value, _plain(row[1]), _names(connection, name)))
    return told


def _names(connection: "duckdb.DuckDBPyConnection", name: str) -> dict[str, str]:
    """Names by their letters without marks."""
    rows = connection.execute(
        f"SELECT name FROM ({NAMES[name]}) WHERE name IS NOT NULL ORDER BY name"
    ).fetchall()
    return {_plain(told): told for (told,) in rows}


def _hint(name: str, value: str, asked: str, known: Mapping[str, str]) -> str:
    """What is said of a value that names nothing; `asked` is it without marks, its short words written out."""
    holding = sorted((n for n in known if f" {asked} " in f" {n} "), key=len)
    near = list(dict.fromkeys([*holding, *get_close_matches(asked, known, SHOWN, 0.75)]))[:SHOWN]
    meant = f"có phải / did you mean {', '.join(known[n] for n in near)}?"
    hint = meant if near else f"xem / see `khotin {LISTED.get(name, 'search WORDS')}`"
    return f"{name}: không gì tên là / nothing is called {value}; {hint}"


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.strip().casefold().replace("đ", "d"))
    return "".join(c for c in letters if not unicodedata.combining(c))
