"""What is known of a province, a leader, an organisation, a project or a metric: its facts, as its page shows them."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from flows import place_names
from flows.assets import sql
from flows.letters import without_marks
from flows.report import words
from flows.report.asked import Rows, rows

KINDS = {
    "province": ("tỉnh, thành phố", "province or city"),
    "metric": ("chỉ tiêu", "metric"),
    "person": ("lãnh đạo", "leader"),
    "organization": ("tổ chức", "organisation"),
    "project": ("dự án", "project"),
}
CHARTS, POINTS = 8, 2  # charts on a page at most; figures over time from which on there is one


@dataclass
class Subject:
    """One that has a page: its kind, key and name, what is said of it in a line, its facts and what is settled of it."""

    kind: str
    key: str
    name: str
    about: str
    facts: Rows
    told: dict[str, Rows]  # positions, projects, contradictions
    cited: Rows  # facts that these rest on, where they are not its own

    @property
    def file(self) -> str:
        """The name of its page: plain letters, and of a thing whose name others may bear part of its id."""
        plain = re.sub(r"[^a-z0-9]+", "-", without_marks(self.name.partition(" / ")[0])).strip("-")
        own = "" if self.kind in ("province", "metric") else f"-{self.key[:8]}"
        return f"{self.kind}-{plain[:60]}{own}.html"

    def of(self, fact_type: str) -> Rows:
        """Its facts of a type, the newest first."""
        return [f for f in self.facts if f["fact_type"] == fact_type]


class NotFound(ValueError):
    """Nothing, or more than one thing, is called so."""


def named(connection: duckdb.DuckDBPyConnection, name: str, kind: str | None) -> Subject:
    """The subject of a name or an id, with or without diacritics; of several kinds the first of KINDS.

    Raises NotFound where there is none, or where several things of a kind are called so.
    """
    found = _listed(connection, name, kind)
    best = next((k for k in KINDS if any(row["kind"] == k for row in found)), None)
    meant = [row for row in found if row["kind"] == best]
    if not meant:
        raise NotFound(
            f"{name}: không có tỉnh, người, tổ chức, dự án hay chỉ tiêu nào tên như vậy / no province, public person, organisation, project or metric that facts tell of is called so"
        )
    own = [row for row in meant if without_marks(row["name"]) == without_marks(name)]
    if best == "province" and len(meant) > 1:  # one that has borne another name
        meant = own or meant[:1]
    if len(meant) > 1:
        told = "; ".join(
            f"{r['key']} {r['name']} ({r['facts']} facts{', ' + r['about'] if r['about'] else ''})"
            for r in meant[:5]
        )
        raise NotFound(
            f"{name}: {len(meant)} mục trùng tên, nêu mã / are called so, give one's id: {told}"[:1500]
        )
    return _told(connection, meant)[0]


def all_of_them(connection: duckdb.DuckDBPyConnection, least: int) -> list[Subject]:
    """Every province and metric that facts tell of, and what else has at least so many facts."""
    found = [row for row in _listed(connection, None, None) if row["facts"] >= least or row["kind"] in ("province", "metric")]  # fmt: skip
    return _told(connection, found)


def _listed(connection: duckdb.DuckDBPyConnection, name: str | None, kind: str | None) -> Rows:
    connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")
    connection.execute(sql("report/subject_ties.sql"))
    called = name and place_names.asked(name)
    return rows(connection, sql("report/subjects.sql"), {"name": name, "called": called, "kind": kind})


def _told(connection: duckdb.DuckDBPyConnection, found: Rows) -> list[Subject]:
    connection.execute("CREATE OR REPLACE TEMP TABLE asked (kind VARCHAR, key VARCHAR)")
    if found:
        connection.executemany("INSERT INTO asked VALUES (?, ?)", [(r["kind"], r["key"]) for r in found])
    facts = {f["fact_id"]: f for f in rows(connection, sql("report/subject_facts.sql"), {})}
    topics = _topics(connection)
    for fact in facts.values():
        fact["topic"] = topics.get(fact["article_id"])
        fact["compared_with"] = facts.get(fact["actual_fact_id"])
    ties = defaultdict(set)
    for kind, key, fact_id in connection.execute("SELECT kind, key, fact_id FROM tie SEMI JOIN asked USING (kind, key)").fetchall():  # fmt: skip
        ties[kind, key].add(fact_id)
    order = {fact_id: i for i, fact_id in enumerate(facts)}
    beside = _beside(connection)
    subjects = []
    for row in found:
        ids = ties[row["kind"], row["key"]] & order.keys()
        own = [facts[i] for i in sorted(ids, key=order.__getitem__)]
        told = beside(row, own)
        cited = {p[f"{what}_fact_id"] for p in told["projects"] for what in ("capital", "stage", "first")}
        cited |= {c[side] for c in told["contradictions"] for side in ("fact_a", "fact_b")}
        cited |= {f["actual_fact_id"] for f in own if f["compared_with"]}
        beside_own = [facts[i] for i in sorted(cited & order.keys() - ids, key=order.__getitem__)]
        subjects.append(Subject(row["kind"], row["key"], row["name"], _about(row), own, told, beside_own))
    return subjects


def _about(row: dict[str, Any]) -> str:
    """What is said of a subject in a line, where the languages differ in Vietnamese / English; of a project where it is and what it builds."""
    if not row["built"]:
        return row["about"] or ""
    vi, en = words.PROJECT_KINDS.get(row["built"], (row["built"], row["built"]))
    return " / ".join(" · ".join(filter(None, (row["about"], kind))) for kind in (vi, en))


def _topics(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The topic that an article speaks of most, in Vietnamese / English."""
    query = "SELECT article_id, arg_max(name_vi || ' / ' || name_en, weight) FROM mart.article_topics GROUP BY article_id"
    return dict(connection.execute(query).fetchall())


def _beside(connection: duckdb.DuckDBPyConnection) -> Any:
    """A function of a subject's row and facts: the terms of office, projects and contradictions that concern it."""
    positions = rows(
        connection,
        "FROM mart.positions ORDER BY coalesce(valid_from, first_observed_on) DESC NULLS LAST, person",
        {},
    )
    projects = {p["project_id"]: p for p in rows(connection, "FROM mart.projects", {})}
    contradictions = rows(connection, sql("report/subject_contradictions.sql"), {})
    by_person, by_organization = defaultdict(list), defaultdict(list)
    for position in positions:
        by_person[position["person_id"]].append(position)
        by_organization[position["organization_id"]].append(position)

    def told(row: dict[str, Any], facts: Rows) -> dict[str, Rows]:
        held = by_person[row["key"]] if row["kind"] == "person" else by_organization[row["key"]]
        if row["kind"] == "province":
            bodies = {f["organization_id"] for f in facts if f["organization_id"]}
            held = [p for body in sorted(bodies) for p in by_organization[body]]
        meant = {f["project_id"] for f in facts if f["project_id"] in projects}
        ids = {f["fact_id"] for f in facts}
        return {
            "positions": held[:200],
            "projects": sorted(
                (projects[i] for i in meant), key=lambda p: (-(p["amount_vnd"] or 0), p["name"])
            ),
            "contradictions": [c for c in contradictions if c["fact_a"] in ids or c["fact_b"] in ids][:50],
        }

    return told


def charts_of(subject: Subject) -> list[tuple[str, str, Rows]]:
    """What is worth a chart: (title in Vietnamese / English, unit, points), the fullest first.

    Levels of one metric, owner, scope, unit and length of period over time, for nine months and a year are no line; of
    figures of a day and status the one that was told last. A part is no point of its total's line (mart.parts).
    """
    lines: dict[tuple[str, ...], dict[Any, dict[str, Any]]] = defaultdict(dict)
    for fact in reversed(subject.of("measurements")):
        if (
            fact["figure_kind"] != "level"
            or fact["is_part"]
            or not fact["metric"]
            or fact["value"] is None
            or not fact["period_end"]
        ):
            continue
        is_own = subject.kind == "province" and fact["subject"] == subject.key
        owner = "" if is_own else fact["subject"] or ""
        told = (owner, fact["scope"] or "", _length(fact["period_start"], fact["period_end"]))
        line = (fact["metric_name"] or fact["metric"], *told, fact["unit_name"] or fact["unit"] or "")
        lines[line][fact["period_end"], fact["status"]] = {
            "day": fact["period_end"],
            "value": fact["value"],
            "status": fact["status"],
            "words": f"{fact['period_end']:%d/%m/%Y}: {fact['surface']} ({' / '.join(words.STATUSES.get(fact['status'], [fact['status']]))})",
            "href": href(fact),
        }
    drawn = [
        (
            " · ".join(word for word in name[:-1] if word),
            name[-1],
            sorted(points.values(), key=lambda p: p["day"]),
        )
        for name, points in lines.items()
        if len(points) >= POINTS
    ]
    return sorted(drawn, key=lambda line: (-len(line[2]), line[0]))[:CHARTS]


def _length(start: date | None, end: date) -> str:
    """How long a period is, in months; nothing for a day, or where its start is not told.

    >>> _length(date(2024, 1, 1), date(2024, 12, 31)), _length(None, date(2024, 12, 31))
    ('12 tháng / 12 months', '')
    """
    months = round(((end - start).days + 1) / 30.44) if start else 0
    return f"{months} tháng / {months} months" if months else ""


def href(fact: dict[str, Any]) -> str:
    """Where a fact stands on its article's page."""
    return f"{Path('articles') / fact['article_id']}.html#{fact['fact_id']}"
