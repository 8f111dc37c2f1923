"""What is forgotten, taken out of a star and out of SQLite files: articles whole, people's names blanked in what stays."""

import contextlib
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.assets import sql
from flows.contracts import key
from flows.load import journal, publish, published
from flows.load.all_or_nothing import all_or_nothing
from flows.load.blanking import blanked, in_sql, plain, shorter
from flows.load.merge import settle
from flows.load.migrate import behind
from flows.load.published import opened
from flows.load.store import PATIENCE_SECONDS, BooksLocked, Store, transaction
from flows.load.tables import BRIDGES, TABLES
from flows.load.tombstones import ARTICLE, NAME, TITLED, Tombstones
from flows.load.touched import note_settled

VERSIONS = (
    "SELECT version_id, article_id, article_key, keyed_by, title, text, sha256, origin FROM dim_article"
)
# Rows of the books that speak of a document, an article or a fact.
OF_DOCUMENT = ("capture", "document", "quarantine")


@dataclass
class Found:
    """What of a warehouse is to be forgotten: versions of articles (VERSIONS), and names of people as `plain` gives them."""

    versions: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=dict.fromkeys(("version_id", "article_id", "article_key", "keyed_by", "title", "text", "sha256", "origin"), pl.String)))  # fmt: skip
    names: list[str] = field(default_factory=list)
    facts: int = 0
    addresses: list[str] = field(
        default_factory=list
    )  # canonical: by which the articles were named or fetched
    stars: dict[str, int] = field(
        default_factory=dict
    )  # of each file of a star: how many versions it has of them

    def things(self, of: Tombstones) -> list[tuple[str, str]]:
        """(kind, thing): what tombstones are made of."""
        columns = ("article_key", "keyed_by", "title", "text", "sha256")
        named = [t for row in self.versions.select(columns).iter_rows() for t in of.of_article(*row)]
        named += [(ARTICLE, k) for k in self.keys()]
        titles = self.versions["title"].drop_nulls().unique()
        named += [(TITLED, f"{k}|{plain(title)}") for k in self.keys() for title in titles]
        return named + [(NAME, name) for name in self.names]

    def keys(self) -> list[str]:
        """The keys by which addresses name the articles."""
        durable = self.versions.filter(pl.col("keyed_by") == "url")["article_key"]
        named = pl.DataFrame({"address": self.addresses}, schema={"address": pl.String})
        return sorted({*durable, *named.select(key(pl.lit("article"), "address")).to_series()})


def known_to(tombstones: Tombstones, star: duckdb.DuckDBPyConnection) -> Found:
    """What of a star is forgotten by tombstones: a generation that was put back may hold what was forgotten since."""
    if not tombstones:
        return Found()
    rows = star.execute(VERSIONS).pl()
    hits = [
        any(tombstones.holds(kind, told) for kind, told in tombstones.of_article(*row))
        for row in rows.select("article_key", "keyed_by", "title", "text", "sha256").iter_rows()
    ]
    people = star.execute(
        "SELECT name FROM dim_entity WHERE entity_kind = 'person' AND name IS NOT NULL"
    ).fetchall()
    names = sorted({plain(n) for (n,) in people if tombstones.holds(NAME, plain(n))})
    return Found(rows.filter(pl.Series(hits, dtype=pl.Boolean)), names)


def from_star(star: duckdb.DuckDBPyConnection, found: Found) -> None:
    """Takes what was found out of a star, and settles it as if it had never been there."""
    star.execute("CREATE OR REPLACE TEMP TABLE touched (version_id VARCHAR, article_id VARCHAR)")
    note_settled(star)
    with all_or_nothing(star):
        star.register("_found", found.versions.select("article_id").unique())
        star.execute(
            "CREATE OR REPLACE TEMP TABLE forgotten AS SELECT version_id, article_id FROM dim_article SEMI JOIN _found USING (article_id)"
        )
        star.unregister("_found")
        for table in ("dim_article", "ops.version_capture"):
            star.execute(
                f"UPDATE {table} AS t SET sha256 = r.new_sha256 FROM ops.replaced AS r WHERE t.sha256 = r.old_sha256"
            )
        star.execute(
            "UPDATE dim_article SET withdrawn_at = now() WHERE version_id IN (SELECT version_id FROM forgotten)"
        )
        star.execute("INSERT INTO touched SELECT '', article_id FROM forgotten")
        star.execute(sql("load/untold.sql"))
        if found.names:
            _names(star, found.names)
        star.execute(sql("settle/restored.sql"))
        settle(star)
        star.execute(sql("load/forget_articles.sql"))


def _names(star: duckdb.DuckDBPyConnection, names: list[str]) -> None:
    ids, short = (
        pl.DataFrame({"entity_id": _called(star, called)}, schema={"entity_id": pl.String})
        for called in (names, {short for name in names for short in shorter(name)})
    )
    blank, pattern = blanked(names), "|".join(map(in_sql, names))
    texts = naming(star, names)
    columns = pl.col("text", "title", "lead", "byline")
    changed = texts.with_columns(columns.map_elements(blanked(names, named=True), return_dtype=pl.String))
    star.register("_names", ids)
    star.register("_short", short)
    star.execute("CREATE OR REPLACE TEMP TABLE forgotten_short AS FROM _short")
    star.unregister("_short")
    star.register("_blanked", changed)
    star.execute("CREATE OR REPLACE TEMP TABLE forgotten_name AS FROM _names")
    star.execute("CREATE OR REPLACE TEMP TABLE blanked AS FROM _blanked")
    star.unregister("_names")
    star.unregister("_blanked")
    star.execute(sql("load/forget_names.sql"))
    for table in (*TABLES.values(), *BRIDGES):
        star.execute(f"DELETE FROM {table} WHERE fact_id IN (FROM forgotten_fact)")
    star.execute(
        "DELETE FROM dim_entity WHERE entity_id IN (FROM forgotten_short) AND entity_id NOT IN (SELECT entity_id FROM named)"
    )
    for table in TABLES.values():
        star.execute(
            f"UPDATE {table} SET surface = b.text[{table}.char_start + 1 : {table}.char_end] FROM blanked AS b WHERE {table}.version_id = b.version_id"
        )
    star.execute("INSERT INTO touched SELECT DISTINCT '', article_id FROM blanked")
    _everywhere(star, pattern, blank)


def _called(star: duckdb.DuckDBPyConnection, names: Collection[str]) -> list[str]:
    """The ids of people's names (as `plain` gives them)."""
    people = star.execute(
        "SELECT entity_id, name FROM dim_entity WHERE entity_kind = 'person' AND name IS NOT NULL ORDER BY entity_id"
    ).fetchall()
    return [i for i, n in people if plain(n) in names]


def naming(star: duckdb.DuckDBPyConnection, names: list[str]) -> pl.DataFrame:
    """The versions whose texts have one of the names: version_id, article_id, text, title, lead, byline, sha256, origin."""
    pattern = "|".join(map(in_sql, names))
    texts = star.execute(
        "SELECT version_id, article_id, text, title, lead, byline, sha256, origin FROM dim_article "
        "WHERE regexp_matches(concat_ws(' ', text, title, lead, byline), $pattern)",
        {"pattern": pattern},
    ).pl()
    blank = blanked(names)
    told = pl.concat_str("text", "title", "lead", "byline", ignore_nulls=True, separator=" ")
    return texts.filter(told.map_elements(lambda t: blank(t) != t, return_dtype=pl.Boolean))


def _everywhere(star: duckdb.DuckDBPyConnection, pattern: str, blank: Callable[[str], str]) -> None:
    """Blanks what else of the star, of ops and dq has a name in it: what was said, names of events, payloads."""
    columns = star.execute(
        "SELECT schema_name, table_name, column_name FROM duckdb_columns() WHERE database_name = current_database() AND data_type = 'VARCHAR' "
        "AND schema_name IN ('main', 'ops', 'dq') AND (schema_name, table_name) IN (SELECT (schema_name, table_name) FROM duckdb_tables() WHERE NOT temporary)"
    ).fetchall()
    for schema, table, column in columns:
        where = f'{schema}.{table} WHERE regexp_matches("{column}", ?)'
        for (told,) in star.execute(f'SELECT DISTINCT "{column}" FROM {where}', [pattern]).fetchall():
            if (changed := blank(told)) != told:
                star.execute(
                    f'UPDATE {schema}.{table} SET "{column}" = ? WHERE "{column}" = ?', [changed, told]
                )


def from_books(
    file: Path,
    found: Found,
    documents: pl.DataFrame,
    facts: set[str],
    blank: Callable[[str], str],
    asked: set[str],
) -> None:
    """Takes documents (origin, sha256), articles, facts and requests for addresses (`asked`) out of the books and the journal, and
    blanks what else tells of them.
    """
    gone = set(documents.select("origin", "sha256").iter_rows())
    articles, versions = set(found.versions["article_id"]), set(found.versions["version_id"])
    with transaction(file) as books:
        for table in OF_DOCUMENT:
            for origin, sha in gone:
                books.change(table, f"DELETE FROM {table} WHERE origin = ? AND sha256 = ?", [origin, sha])
        for address in asked:
            books.change("capture", "DELETE FROM capture WHERE requested = ?1 OR origin = ?1", [address])
        for version in versions:
            books.change("quarantine", "DELETE FROM quarantine WHERE version_id = ?", [version])
        for article in articles:
            books.change("withdrawal", "DELETE FROM withdrawal WHERE article_id = ?", [article])
        for fact in facts:
            books.change("override", "DELETE FROM override WHERE fact_id = ?", [fact])
            books.change("quarantine", "DELETE FROM quarantine WHERE fact_id = ?", [fact])
        _observed(books, versions | facts | articles)
        lines = journal.beside(file)
        ((books_id,),) = books.rows("SELECT books_id FROM books")
        blank_texts(books.rows, books.change, books.tables(), blank)
        journal.write_anew(lines, books_id, books)
        books.change("books", "UPDATE books SET journaled = ?", [journal.size(lines)])
    vacuum(file)


def _observed(books: Store, ids: set[str]) -> None:
    """What an expectation saw of what is forgotten: rows of JSON that name it by an id."""
    for seq, observed in books.rows("SELECT seq, observed FROM result WHERE observed IS NOT NULL"):
        if any(i in observed for i in ids):
            books.change("result", "UPDATE result SET observed = NULL WHERE seq = ?", [seq])


def blank_texts(
    rows: Callable[..., list[tuple[Any, ...]]],
    change: Callable[..., object],
    tables: list[str],
    blank: Callable[[str], str],
) -> int:
    """Blanks every text of the tables of an SQLite file; how many values changed."""
    count = 0
    for table in tables:
        names = [name for (name,) in rows("SELECT name FROM pragma_table_info(?)", [table])]
        for name in names:
            told = rows(
                f'SELECT DISTINCT CAST("{name}" AS TEXT) FROM "{table}" WHERE typeof("{name}") IN (\'text\', \'blob\')'
            )
            for (value,) in told:
                if isinstance(value, str) and (changed := blank(value)) != value:
                    change(
                        table,
                        f'UPDATE "{table}" SET "{name}" = ? WHERE CAST("{name}" AS TEXT) = ?',
                        [changed, value],
                    )
                    count += 1
    return count


def from_sqlite(file: Path, blank: Callable[[str], str]) -> int:
    """Blanks every text of a SQLite file of another program (Prefect's); how many values changed."""
    with contextlib.closing(sqlite3.connect(file, timeout=10, isolation_level=None)) as connection:
        connection.text_factory = lambda b: b.decode("utf-8", "surrogateescape")
        connection.execute("BEGIN IMMEDIATE")
        tables = [
            n
            for (n,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        count = blank_texts(
            lambda q, p=(): connection.execute(q, p).fetchall(),
            lambda _, q, p: connection.execute(q, p),
            tables,
            blank,
        )
        connection.execute("COMMIT")
    if count:
        vacuum(file)
    return count


def vacuum(file: Path) -> None:
    """Writes a SQLite file anew, so that no page holds what was deleted, and empties its WAL.

    Raises BooksLocked where a program that has it open does not let go of its WAL.
    """
    with contextlib.closing(sqlite3.connect(file, timeout=10, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > deadline:
                raise BooksLocked(
                    f"{file} is in use, and what is to be forgotten may be in {file.name}-wal: stop who has it open "
                    "(`khotin server stop`), and forget again"
                )
            time.sleep(0.05)


def stars(warehouse: Path) -> list[Path]:
    """Every file that holds a star: the kept generations, and the published one last."""
    return [*published.generations(warehouse)[::-1], *([warehouse] if warehouse.exists() else [])]


def migrated(warehouse: Path) -> None:
    """Brings the files of stars that an older khotin wrote to today's tables: what is to be forgotten is looked for there."""
    for file in stars(warehouse):
        with opened(file) as star:
            is_behind = behind(star)
        if is_behind:
            publish.rewrite(warehouse, file, lambda _: None)


def without_forgotten(warehouse: Path, file: Path, tombstones: Tombstones) -> None:
    """Writes a star anew without what tombstones say is forgotten, where it has any of it."""
    with opened(file) as star:
        known = None if behind(star) else known_to(tombstones, star)
    if known is None or known.versions.height or known.names:
        publish.rewrite(
            warehouse, file, lambda work: from_star(work.connection, known_to(tombstones, work.connection))
        )


def facts_of(warehouse: Path, found: Found) -> set[str]:
    """The facts of the versions found, and those that name the people, in every star."""
    facts: set[str] = set()
    for file in stars(warehouse):
        with opened(file) as star:
            star.register("_found", found.versions.select("version_id"))
            names = _called(star, found.names)
            short = _called(star, {s for name in found.names for s in shorter(name)}) if names else []
            there = naming(star, found.names)["version_id"].to_list() if short else []
            for table in TABLES.values():
                rows = star.execute(
                    f"SELECT fact_id FROM {table} SEMI JOIN _found USING (version_id)"
                ).fetchall()
                columns = [
                    c
                    for (c,) in star.execute(
                        "SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND schema_name = 'main' AND column_name IN ('entity_id', 'speaker_id', 'person_id')",
                        [table],
                    ).fetchall()
                ]
                for column in columns if names else ():
                    rows += star.execute(
                        f"SELECT fact_id FROM {table} WHERE {column} IN (SELECT unnest($names)) "
                        f"OR {column} IN (SELECT unnest($short)) AND version_id IN (SELECT unnest($there))",
                        {"names": names, "short": short, "there": there},
                    ).fetchall()
                facts |= {f for (f,) in rows}
    return facts


def texts_of(warehouse: Path, documents: Iterable[str]) -> dict[str, str]:
    """What the articles of every star say, title and all, by the SHA-256 of the document (of some) that they were read from."""
    said: dict[str, str] = {}
    for file in stars(warehouse):
        with opened(file) as star:
            rows = star.execute(
                "SELECT sha256, concat_ws(chr(10), title, lead, byline, text) FROM dim_article WHERE sha256 IN (SELECT unnest(?))",
                [list(documents)],
            ).fetchall()
        said |= {sha: f"{said.get(sha, '')}\n{text}" for sha, text in rows}
    return said


def search(warehouse: Path, where: str, parameters: dict[str, object]) -> Found:
    """The versions of articles that a condition on dim_article finds, in any star."""
    parts, counted = [Found().versions], {}
    for file in stars(warehouse):
        with opened(file) as star:
            rows = star.execute(
                f"{VERSIONS} WHERE article_id IN (SELECT article_id FROM dim_article WHERE {where})",
                parameters,
            ).pl()
        counted[file.name] = rows.height
        parts.append(rows)
    return Found(pl.concat(parts).unique("version_id"), stars=counted)
