"""What is forgotten, found in landing and taken out of it: documents deleted, blanked or rewritten, and booked under what they are then."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from flows.contracts import DOCUMENTS, key
from flows.fetch.relisting import Among, relisted, unlinked
from flows.ingest import parse
from flows.ingest.decode import NotText, decode
from flows.ingest.kept import is_kept, keep, kept_at, remains
from flows.ingest.naming import canonical_url
from flows.ingest.rewriting import blank_file, delete, has, without_rows
from flows.load import books, forget, ops, tombstones
from flows.load.blanking import Blanked, blanked, plain
from flows.load.forget import Found
from flows.load.tombstones import ARTICLE, TITLED, Tombstones

CHUNK = 500  # documents parsed at once
BlankOf = Callable[[str], Blanked]  # what blanks a document, by its SHA-256


@dataclass(frozen=True)
class Sought:
    """By what listings and pages that name a forgotten article are known."""

    among: Among  # those of some addresses that are its
    titles: Callable[[str, str], bool]  # whether (an address, words) are its and its title

    def of_page(self, origin: str, media_type: str | None, then: Blanked) -> Blanked:
        """What takes links to it out of a page, and then blanks."""
        if media_type != "text/html":
            return then
        return lambda text: then(unlinked(text, origin, self.among, self.titles))


def sought(found: Found) -> Sought:
    """By what the articles that were found are known."""
    known, titles = set(found.keys()), {plain(t) for t in found.versions["title"].drop_nulls()}
    return Sought(
        lambda told: {a for a, k in keys(told).items() if k in known}, lambda _, words: plain(words) in titles
    )


def sought_by(held: Tombstones) -> Sought:
    """By what tombstones know articles."""
    return Sought(
        lambda told: {a for a, k in keys(told).items() if held.holds(ARTICLE, k)},
        lambda address, words: any(
            held.holds(TITLED, f"{k}|{plain(words)}") for k in keys([address]).values()
        ),
    )


def keys(told: Iterable[str]) -> dict[str, str]:
    """Web addresses with the keys of the articles that they name."""
    rows = pl.DataFrame({"told": list(dict.fromkeys(told))}, schema={"told": pl.String})
    rows = rows.with_columns(address=canonical_url(pl.col("told"))).drop_nulls("address")
    return dict(rows.select("told", key(pl.lit("article"), "address")).iter_rows())


def addressed(warehouse: Path, found: Found, words: str = "") -> list[str]:
    """The addresses, as `canonical_url` gives them, by which the articles found were named or fetched."""
    told = pl.DataFrame({"told": [*found.versions["origin"], words]})
    own = told.select(canonical_url(pl.col("told"))).to_series().drop_nulls()
    with books.reading(warehouse) as store:
        query = "SELECT DISTINCT requested FROM capture WHERE role = 'page' AND origin IN (SELECT value FROM json_each(?))"
        called = sorted({*own, *told["told"].drop_nulls()})
        asked = [r for (r,) in store.rows(query, [json.dumps(called)]) if r]
    more = pl.DataFrame({"told": asked}, schema={"told": pl.String})
    return sorted({*own, *more.select(canonical_url(pl.col("told"))).to_series().drop_nulls()})


@dataclass
class Rewritten:
    """What took the place of what in landing: documents by SHA-256, rows by the data set that held them and their number."""

    documents: dict[str, str] = field(default_factory=dict)
    rows: dict[tuple[str, int], tuple[str, str]] = field(default_factory=dict)  # to their old and new SHA-256

    def applied(self, documents: pl.DataFrame) -> pl.DataFrame:
        """Documents by what they are now."""
        rows = [
            self.rows.get(k, (None, None))[1] for k in documents.select("container", "row_number").iter_rows()
        ]
        fresh = pl.Series(rows, dtype=pl.String)
        moved = pl.col("sha256").replace(self.documents) if self.documents else pl.col("sha256")
        held = pl.col("container").replace(self.documents) if self.documents else pl.col("container")
        return documents.with_columns(sha256=pl.coalesce(fresh, moved), container=held)


def rewrite(
    warehouse: Path,
    gone: pl.DataFrame,
    named: pl.DataFrame,
    blank_of: BlankOf,
    listings: Iterable[tuple[str, bytes]] = (),
) -> Rewritten:
    """Takes documents out of landing and blanks others; what took the place of what. `listings`: what is kept in their places.

    New documents are written first, then booked, and the old ones deleted last: a process that dies between leaves all there.
    """
    done, landing = Rewritten(), warehouse.parent / "landing"
    for sha in pl.concat([gone["container"], named["container"]]).drop_nulls().unique().sort():
        if not kept_at(sha, landing).exists():
            continue
        rows = gone.filter(pl.col("container") == sha)["row_number"].to_list()
        own = named.filter(pl.col("container") == sha).select("row_number", "sha256")
        before = dict(own.iter_rows())
        new, changed = without_rows(sha, landing, rows, blank_of(sha) if before else None)
        done.documents[sha] = new
        done.rows |= {
            (sha, number): (before[number], fresh) for number, fresh in changed.items() if number in before
        }
    files = pl.col("container").is_null() & pl.col("bytes").is_not_null()
    for sha in gone.filter(files)["sha256"].unique():
        delete(sha, landing)
    for sha in named.filter(files)["sha256"].unique():
        fresh = blank_file(sha, landing, blank_of(sha)) if is_kept(sha, landing) else None
        if fresh:
            done.documents[sha] = fresh
    done.documents |= {sha: keep(body, landing) for sha, body in listings}
    _book(warehouse, done)
    return done


def rewrite_listings(warehouse: Path, listings: Iterable[tuple[str, bytes]]) -> None:
    """Keeps listings, by SHA-256, as what is given."""
    _book(warehouse, Rewritten({sha: keep(body, warehouse.parent / "landing") for sha, body in listings}))


def _book(warehouse: Path, done: Rewritten) -> None:
    """Books what took the place of what, and deletes what was replaced, ever."""
    moved = done.documents | dict(done.rows.values())
    now = datetime.now(UTC)
    booked = [{"old_sha256": old, "new_sha256": new, "at": now} for old, new in moved.items() if old != new]
    if booked:
        ops.record(warehouse, "replaced", pl.DataFrame(booked))
    _rebook(warehouse, done)
    for old in tombstones.load(warehouse).replaced:
        delete(old, warehouse.parent / "landing")


def _rebook(warehouse: Path, done: Rewritten) -> None:
    """Books what documents are called by now."""
    if not done.documents:
        return
    with books.writing(warehouse) as store:
        for old, new in done.documents.items():
            store.change("replaced", "UPDATE replaced SET new_sha256 = ? WHERE new_sha256 = ?", [new, old])
            store.change("capture", "UPDATE capture SET container = ? WHERE container = ?", [new, old])
            for table in forget.OF_DOCUMENT:
                store.change(table, f"UPDATE {table} SET sha256 = ? WHERE sha256 = ?", [new, old])
            # A listing that was rewritten is fetched whole the next time, and what it named is not compared with.
            its = "sha256 = ? AND role = 'listing'"
            store.change(
                "source",
                f"UPDATE source SET seen = NULL WHERE name IN (SELECT feed FROM capture WHERE {its})",
                [new],
            )
            store.change("capture", f"UPDATE capture SET headers = NULL WHERE {its}", [new])
        for (_, number), (before, fresh) in done.rows.items():
            origins = store.rows(
                "SELECT DISTINCT origin FROM capture WHERE sha256 = ? AND row_number = ?", [before, number]
            )
            for (origin,) in origins:
                for table in forget.OF_DOCUMENT:
                    store.change(
                        table,
                        f"UPDATE {table} SET sha256 = ? WHERE sha256 = ? AND origin = ?",
                        [fresh, before, origin],
                    )


def of_articles(warehouse: Path, found: Found) -> pl.DataFrame:
    """The documents kept that give the articles, also those that gave a text a second time."""
    captured = _captured(warehouse)
    pairs = found.versions.select("origin", "sha256").unique()
    direct = captured.filter(
        pl.col("sha256").is_in(pairs["sha256"].implode())
        | (
            pl.col("origin").is_in(pairs["origin"].implode())
            & pl.col("origin").str.contains("://", literal=True)
        )
    )
    with books.reading(warehouse) as store:
        again = store.frame("SELECT DISTINCT origin, sha256 FROM document WHERE outcome = 'duplicate'")
    others = captured.join(again, on=["origin", "sha256"], how="semi").join(
        direct, on=["origin", "sha256"], how="anti"
    )
    things = set(found.things(Tombstones(b"", [], {})))
    parts = [direct]
    for part in others.iter_slices(CHUNK):
        articles, rejected = parse(part, warehouse.parent / "landing")
        of = Tombstones(b"", [], {}).of_article
        rows = articles.select("article_key", "keyed_by", "title", "text", "sha256")
        hits = articles.filter(
            pl.Series([not things.isdisjoint(of(*row)) for row in rows.iter_rows()], dtype=pl.Boolean)
        )
        parts.append(with_duplicates(part, hits, rejected))
    return pl.concat(parts).unique(["origin", "sha256"], maintain_order=True)


def naming(warehouse: Path, found: Found) -> pl.DataFrame:
    """The documents kept whose bytes have one of the names."""
    captured, landing, blank = _captured(warehouse), warehouse.parent / "landing", blanked(found.names)
    files = captured.filter(pl.col("container").is_null(), pl.col("bytes").is_not_null())
    shas = [sha for sha in files["sha256"].unique() if has(sha, landing, blank)]
    rows = captured.filter(pl.col("container").is_not_null())
    parts = [files.filter(pl.col("sha256").is_in(shas))]
    for part in rows.partition_by("container"):
        if has(part["container"][0], landing, blank):
            parts.append(part)  # its rows are looked at one by one as it is rewritten
    return pl.concat(parts)


def asked_for(warehouse: Path, found: Found) -> set[str]:
    """The addresses of captures, as they were asked for or are called, that name the articles found."""
    with books.reading(warehouse) as store:
        rows = store.rows(
            "SELECT requested FROM capture WHERE requested IS NOT NULL UNION SELECT origin FROM capture WHERE origin LIKE '%://%'"
        )
    known = set(found.keys())
    return {address for address, k in keys(a for (a,) in rows).items() if k in known}


def linking(
    warehouse: Path, found: Found, blank_of: Callable[[Found, str], Blanked]
) -> tuple[pl.DataFrame, BlankOf]:
    """The documents kept of other articles that name those found, such as pages that link to them; and what blanks each.

    What an article says in its own text stays there.
    """
    landing, known = warehouse.parent / "landing", sought(found)
    of = set(found.versions["sha256"])
    files = _captured(warehouse).filter(
        pl.col("container").is_null(), pl.col("bytes").is_not_null(), ~pl.col("sha256").is_in(list(of))
    )
    blank = blank_of(found, "")
    rows = [
        (sha, origin, media_type)
        for sha, origin, media_type in files.select("sha256", "origin", "media_type")
        .unique("sha256")
        .iter_rows()
        if has(sha, landing, known.of_page(origin, media_type, blank))
    ]
    own, ways = forget.texts_of(warehouse, [sha for sha, _, _ in rows]), dict[str, Blanked]()
    for sha, origin, media_type in rows:
        way = known.of_page(origin, media_type, blank_of(found, own.get(sha, "")))
        if has(sha, landing, way):
            ways[sha] = way
    return files.filter(pl.col("sha256").is_in(list(ways))), ways.__getitem__


def listings(warehouse: Path, known: Sought | None, blank: Blanked) -> Iterator[tuple[str, bytes]]:
    """(SHA-256, what is kept instead) of the feeds, sitemaps and list pages kept that name what is sought, or have what is blanked."""
    with books.reading(warehouse) as store:
        rows = store.rows(
            "SELECT sha256, origin, max(headers) FROM capture WHERE role = 'listing' AND sha256 IS NOT NULL GROUP BY sha256"
        )
    for sha, url, headers in rows:
        body = remains(sha, warehouse.parent / "landing")
        if body is None:
            continue
        told = {k.lower(): v for k, v in json.loads(headers or "{}").items()}
        if (fresh := listing(body, url, told.get("content-type"), known, blank)) != body:
            yield sha, fresh


def listing(body: bytes, url: str, content_type: str | None, known: Sought | None, blank: Blanked) -> bytes:
    """A listing without the items that are sought, and blanked; the same bytes where it has nothing of either."""
    fresh = (known and relisted(body, url, content_type, known.among)) or body
    text = text_of(fresh)
    return blank(text).encode() if blank(text) != text else fresh


def text_of(body: bytes) -> str:
    """The text of bytes; nothing where they are none."""
    try:
        return decode(body)
    except NotText:
        return ""


def _captured(warehouse: Path) -> pl.DataFrame:
    """DOCUMENTS of every capture, once each."""
    with books.reading(warehouse) as store:
        rows = store.frame(
            f"SELECT {', '.join(DOCUMENTS)} FROM capture WHERE sha256 IS NOT NULL AND role IS NOT 'listing' GROUP BY origin, sha256"
        )
    return rows.cast(dict(DOCUMENTS))  # type: ignore[arg-type]


def with_duplicates(part: pl.DataFrame, hits: pl.DataFrame, rejected: pl.DataFrame) -> pl.DataFrame:
    """The documents of a part that gave what was hit, also as the second of it."""
    again = rejected.join(hits, on="version_id", how="semi").select("origin", "sha256")
    return part.join(
        pl.concat([hits.select("origin", "sha256"), again]),
        on=["origin", "sha256"],
        how="semi",
        maintain_order="left",
    )
