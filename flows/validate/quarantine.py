"""What is set aside: the rows that failed, and those that lean on them, each with its first reason."""

import json

import duckdb
import polars as pl

from flows.contracts import FACTS, QUARANTINE, conform, key
from flows.validate.finding import Finding

# A fact that leans on one set aside goes with it, and comes back with it: a conversion without its figure would be
# counted as one, a part without its total would be left out of sums, a target would promise the wrong figure.
LEANS_ON = (
    ("measurements", "equivalent_of"),
    ("measurements", "part_of"),
    ("targets", "measurement_id"),
)
ASIDE = pl.Schema({"row_id": pl.String, "expectation": pl.String, "reason": pl.String})


def set_aside(
    findings: list[Finding], connection: duckdb.DuckDBPyConnection, judged: frozenset[str] = frozenset()
) -> pl.DataFrame:
    """QUARANTINE rows for what failed: a row a fact, and for an article one row of its own and one a fact of it.

    A warning does not set aside a fact in `judged`; what is critical, its article, and what it leans on still do.

    An article's row has fact_type `articles` and no fact_id. The connection holds the frames as tables.
    """
    failed = [f for f in findings if not f.success and f.rows is not None]
    articles = _failing(connection, [f for f in failed if f.sets_aside == "article"], "version_id")
    facts = {
        name: _failing(
            connection, [f for f in failed if f.sets_aside == "fact" and f.suite == name], "fact_id", judged
        )
        for name in FACTS
    }
    for name in FACTS if articles.height else ():
        facts[name] = _first(facts[name], _of_articles(connection, name, articles))
    _with_leaning(connection, facts)
    parts = [_rows(connection, name, "fact_id", aside) for name, aside in facts.items() if aside.height]
    if articles.height:
        parts.insert(0, _rows(connection, "articles", "version_id", articles))
    return pl.concat([pl.DataFrame(schema=QUARANTINE), *parts])


def articles_aside(connection: duckdb.DuckDBPyConnection, failing: pl.DataFrame) -> pl.DataFrame:
    """QUARANTINE rows of the articles (FAILING) for which a suite cannot be evaluated, and of their facts; the payload holds the detail."""
    details = dict(failing.select("row_id", "detail").rows())
    articles = failing.select(ASIDE.names())
    parts = [(name, _of_articles(connection, name, articles)) for name in FACTS]
    whole = _rows(connection, "articles", "version_id", articles)
    payload = [
        json.dumps({"detail": details[version], **json.loads(row)}, ensure_ascii=False)
        for version, row in whole.select("version_id", "payload").rows()
    ]
    facts = [_rows(connection, name, "fact_id", aside) for name, aside in parts if aside.height]
    return pl.concat([whole.with_columns(payload=pl.Series(payload, dtype=pl.String)), *facts])


def _failing(
    connection: duckdb.DuckDBPyConnection,
    failed: list[Finding],
    column: str,
    judged: frozenset[str] = frozenset(),
) -> pl.DataFrame:
    """ASIDE rows of the findings: the first finding that names a row gives its reason."""
    parts = [
        connection.execute(f"SELECT DISTINCT {column} AS row_id FROM ({f.rows}) ORDER BY 1")
        .pl()
        .filter(~pl.col("row_id").is_in(list(judged)) | (f.severity != "warning"))
        .with_columns(expectation=pl.lit(f.id), reason=pl.lit(f.description))
        for f in failed
        if f.rows is not None
    ]
    return _first(*parts)


def _first(*parts: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([pl.DataFrame(schema=ASIDE), *parts]).unique("row_id", keep="first", maintain_order=True)


def _of_articles(connection: duckdb.DuckDBPyConnection, name: str, articles: pl.DataFrame) -> pl.DataFrame:
    gone = articles.rename({"row_id": "version_id"})
    connection.register("_gone", gone)
    try:
        facts = connection.execute(
            f"SELECT fact_id AS row_id, version_id FROM {name} SEMI JOIN _gone USING (version_id)"
        ).pl()
    finally:
        connection.unregister("_gone")
    return facts.join(gone, on="version_id", maintain_order="left").select(
        "row_id",
        "expectation",
        pl.format("Bài bị để riêng / its article was set aside: {}", "reason").alias("reason"),
    )


def _with_leaning(connection: duckdb.DuckDBPyConnection, facts: dict[str, pl.DataFrame]) -> None:
    """Adds to `facts`, in place, what leans on what is set aside, until nothing more does. All of it leans on figures."""
    if facts["measurements"].is_empty():
        return
    leaning = {
        (name, column): connection.execute(
            f"SELECT fact_id AS row_id, {column} AS leans_on FROM {name} WHERE {column} IS NOT NULL"
        ).pl()
        for name, column in LEANS_ON
    }
    found = True
    while found:
        found = False
        gone = facts["measurements"].select(leans_on="row_id", expectation="expectation", why="reason")
        for (name, column), rows in leaning.items():
            more = rows.join(gone, on="leans_on").join(facts[name], on="row_id", how="anti")
            words = pl.format(
                "Số liệu ở {} bị để riêng / the figure in {} was set aside: {}",
                pl.lit(column),
                pl.lit(column),
                "why",
            )
            facts[name] = _first(facts[name], more.select("row_id", "expectation", words.alias("reason")))
            found = found or more.height > 0


def _rows(connection: duckdb.DuckDBPyConnection, name: str, column: str, aside: pl.DataFrame) -> pl.DataFrame:
    """QUARANTINE rows with the whole row as JSON; an article's text stays in landing/ and is left out."""
    connection.register("_aside", aside)
    kept = "* EXCLUDE (text)" if name == "articles" else "*"
    try:
        rows = connection.execute(
            f"SELECT r.*, to_json(r)::VARCHAR AS payload, a.expectation, a.reason FROM (SELECT {kept} FROM {name}) AS r "
            f"JOIN _aside AS a ON r.{column} = a.row_id ORDER BY r.{column}"
        ).pl()
    finally:
        connection.unregister("_aside")
    is_fact = name in FACTS
    none = pl.lit(None)
    return conform(
        rows.select(
            quarantine_id=key(pl.lit(name), column, pl.int_range(pl.len()).over(column)),
            stage=pl.lit("frames"),
            reason="reason",
            expectation="expectation",
            article_id="article_id",
            version_id="version_id",
            fact_type=pl.lit(name),
            fact_id=pl.col("fact_id") if is_fact else none.cast(pl.String),
            char_start=pl.col("char_start") if is_fact else none.cast(pl.Int32),
            char_end=pl.col("char_end") if is_fact else none.cast(pl.Int32),
            origin=none.cast(pl.String) if is_fact else pl.col("origin"),
            payload="payload",
        ),
        QUARANTINE,
        "quarantine",
    )
