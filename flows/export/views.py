"""What is exported: which views, which of their columns, and what the catalogue says of each."""

from dataclasses import dataclass

import duckdb

from flows.assets import reference
from flows.contracts import FACTS
from flows.files import in_quotes

# What an article or a fact tells lies in folders a year of publication; what is told across articles in one file each.
BY_YEAR = ("articles", *FACTS)
ACROSS = (
    "article_topics",
    "claims",
    "contradictions",
    "copied_facts",
    "corrected",
    "distinct_events",
    "event_participants",
    "organizations",
    "people",
    "positions",
    "projects",
    "target_progress",
)

# What tells the rows of a view apart, where it is not the fact that each row is …
KEYS = {
    "articles": ["article_id"],
    "article_topics": ["article_id", "topic"],
    "claims": ["claim_id"],
    "distinct_events": ["event_id"],
    "organizations": ["organization_id"],
    "people": ["person_id"],
    "projects": ["project_id"],
}
# … and the view, with its column, that a column of another view leads to.
LEADS_TO = {
    "article_id": ("articles", "article_id"),
    "claim_id": ("claims", "claim_id"),
    "event_id": ("distinct_events", "event_id"),
    "measurement_id": ("measurements", "fact_id"),
    "organization_id": ("organizations", "organization_id"),
    "person_id": ("people", "person_id"),
    "project_id": ("projects", "project_id"),
}


@dataclass(frozen=True)
class View:
    """A view as it is exported: its query, its columns with DuckDB's types and the catalogue's words, and the words on itself."""

    name: str
    query: str
    columns: dict[str, tuple[str, str]]
    says: str

    @property
    def key(self) -> list[str]:
        """The columns that tell its rows apart; none where a row is no single fact or thing."""
        is_a_fact = "fact_id" in self.columns and self.name != "event_participants"
        return KEYS.get(self.name, ["fact_id"] if is_a_fact else [])

    @property
    def leads_to(self) -> dict[str, tuple[str, str]]:
        """The view and its column that each of its columns leads to."""
        return {c: there for c, there in LEADS_TO.items() if c in self.columns and there != (self.name, c)}


def views(connection: duckdb.DuckDBPyConnection, full_text: bool) -> list[View]:
    """Every view that is exported. Withdrawn articles are in none.

    An excerpt is the sentence that tells a fact. Mentions go without theirs, which together are most of a text; the text of an article goes
    only with `full_text`, and only where the row of its source in seeds/reference/sources.csv says that it may be passed on.
    """
    comments = {
        (table, column): words
        for table, column, words in connection.execute(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE schema_name = 'mart' "
            "UNION ALL SELECT view_name, '', comment FROM duckdb_views() WHERE schema_name = 'mart'"
        ).fetchall()
    }
    found = []
    for name in (*BY_YEAR, *ACROSS):
        query = _query(name, full_text)
        described = connection.execute(f"DESCRIBE {query}").fetchall()
        columns = {column: (kind, comments.get((name, column)) or "") for column, kind, *_ in described}
        found.append(View(name, query, columns, comments.get((name, "")) or ""))
    return found


def _query(name: str, full_text: bool) -> str:
    if name == "mentions":
        return "SELECT * EXCLUDE (sentence) FROM mart.mentions"
    if name != "articles":
        return f"SELECT * FROM mart.{name}"
    if not full_text:
        return "SELECT * EXCLUDE (text) FROM mart.articles WHERE withdrawn_at IS NULL"
    passed_on = ", ".join(map(in_quotes, ["", *_passed_on()]))
    return f"SELECT * REPLACE (CASE WHEN source IN ({passed_on}) THEN text END AS text) FROM mart.articles WHERE withdrawn_at IS NULL"


def _passed_on() -> list[str]:
    """The sources whose texts may be passed on."""
    rows = reference("sources").iter_rows(named=True)
    return sorted(str(r["source"]) for r in rows if r["pass_on"] == "yes")
