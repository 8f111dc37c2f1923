"""`khotin forget`: what is to be forgotten is found, told, and taken out of everything that lies beside a warehouse; what comes
again is turned away at the door. docs/forget.md says what that does and does not do.
"""

import contextlib
import gzip
import html
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pyarrow as pa

from flows.assets import rules_version
from flows.contracts import DOCUMENTS
from flows.ingest import parse
from flows.ingest.land import kept_at
from flows.ingest.naming import canonical_url
from flows.ingest.rewriting import blank_file, delete, has, without_rows
from flows.load import books, forget, ops, publish, tombstones
from flows.load.blanking import BLANK, blanked, in_sql, plain
from flows.load.forget import Found
from flows.load.published import opened
from flows.load.tombstones import Tombstones

AN_ARTICLE = "article_id = $words OR origin = $words OR article_key = key_of('article|' || $address) OR (length($words) >= 6 AND starts_with(article_id, $words)) "
SENTENCE = 20  # characters from which on a sentence is no one else's
TAG = re.compile(r"<[^>]*>")
CHUNK = 500  # documents parsed at once


class NotFound(ValueError):
    """Nothing is called so."""


@dataclass
class Plan:
    """What is to be forgotten, and where it lies: place → how many."""

    found: Found
    documents: pl.DataFrame  # DOCUMENTS that give it, or name the people
    facts: set[str] = field(default_factory=set)

    @property
    def places(self) -> dict[str, int]:
        """How many of what will be removed or rewritten."""
        row = self.documents["container"].is_not_null()
        return {
            "articles": self.found.versions["article_id"].n_unique(),
            "versions": self.found.versions.height,
            "people's names": len(self.found.names),
            "facts": len(self.facts),
            "documents in landing": self.documents.filter(~row)["sha256"].n_unique(),
            "rows of data sets": self.documents.filter(row).height if self.found.versions.height else 0,
            "data sets rewritten": self.documents["container"].drop_nulls().n_unique(),
        } | {f"versions in {name}": count for name, count in self.found.stars.items() if count}


def plan(warehouse: Path, words: str) -> Plan:
    """What `words` name: an article by its id, origin or URL, with every text that is the same word for word; else a person.

    Raises NotFound, ValueError for a name that a person in public office bears.
    """
    forget.migrated(warehouse)
    address = pl.select(canonical_url(pl.lit(words))).item() or words
    found = forget.search(warehouse, AN_ARTICLE, {"words": words, "address": address})
    if found.versions["article_id"].n_unique() > 1:
        many = found.versions["article_id"].unique().sort().to_list()
        raise NotFound(
            f"{words}: {len(many)} articles are called so ({', '.join(many[:5])}): give one's article_id"
        )
    if found.versions.height:
        texts = found.versions["text"].to_list()
        found = forget.search(warehouse, "text IN (SELECT unnest($texts))", {"texts": texts})
        found.addresses = [w for w in dict.fromkeys((words, address)) if "://" in w]
        documents = _of_articles(warehouse, found)
    else:
        found = Found(names=_names(warehouse, words))
        documents = _naming(warehouse, found)
    return Plan(found, documents, forget.facts_of(warehouse, found))


def carry_out(warehouse: Path, wanted: Plan, reason: str, by: str) -> dict[str, int]:
    """Forgets what was planned; place → how many were removed or rewritten. The caller holds the writer's lock.

    Tombstones are booked first; the published star, by which it is found, changes last: a process that dies between leaves what
    the same command goes on with. Raises ValueError for a reason that tells what is forgotten, Refused.
    """
    found = wanted.found
    blank = blanking(warehouse, found)
    if not reason.strip():
        raise ValueError('forgetting needs a reason: --reason "…"')
    if blank(reason) != reason:
        raise ValueError("the reason stays, and it tells what is to be forgotten: say it in other words")
    held = tombstones.book(warehouse, found.things(Tombstones(b"", [], {})), reason, by)
    is_article = bool(found.versions.height)
    landing = warehouse.parent / "landing"
    gone, named = (wanted.documents, None) if is_article else (None, wanted.documents)
    rewrite(warehouse, landing, gone, named, blank if not is_article else None)
    nothing = wanted.documents.clear()
    forget.from_books(
        books.path(warehouse), found, gone if gone is not None else nothing, wanted.facts, blank
    )
    run_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{held.digest('run', str(datetime.now(UTC)))[:6]}"
    ops.start_run(warehouse, run_id, rules_version(), "forget")
    try:
        *kept, published = forget.stars(warehouse)
        for file in kept:
            publish.rewrite(warehouse, file, lambda work: forget.from_star(work.connection, found))
        others = sum(_files(warehouse, found, blank))
        told = "; ".join(f"{n} {what}" for what, n in wanted.places.items() if n)
        ops.finish_run(warehouse, run_id, "published", message=told)
        publish.rewrite(warehouse, published, lambda work: _audited(work, found))
    except BaseException as error:
        with contextlib.suppress(Exception):
            ops.fail_run(warehouse, run_id, f"{type(error).__name__}: {error}"[:2000])
        raise
    return wanted.places | {"other files": others}


def _audited(work: publish.Work, found: Found) -> None:
    """Takes what was found out of the star that is to be published. Raises Refused where it fails its audit then."""
    from flows.audit import audit
    from flows.validate.star import audit_at_once

    forget.from_star(work.connection, found)
    audited, _ = audit(work.connection, audit_at_once, audit_at_once)
    if audited.stops:
        raise publish.Refused(f"not published: {' | '.join(audited.stops)}")


def at_door(warehouse: Path, documents: pl.DataFrame, held: Tombstones) -> tuple[pl.DataFrame, int]:
    """Documents (DOCUMENTS) without those that are forgotten, names blanked; how many were turned away. Their bytes go too."""
    if not held or documents.is_empty():
        return documents, 0
    landing = warehouse.parent / "landing"
    away, named, names = [documents.clear()], [documents.clear()], set()
    for part in documents.iter_slices(CHUNK):
        articles, rejected = parse(part.select(DOCUMENTS.names()), landing)
        told = articles.select(
            "version_id", "origin", "sha256", "article_key", "keyed_by", "title", "text", "lead", "byline"
        )
        forgotten = [
            any(held.holds(kind, thing) for kind, thing in held.of_article(*row))
            for row in told.select("article_key", "keyed_by", "title", "text", "sha256").iter_rows()
        ]
        hit = told.filter(pl.Series(forgotten, dtype=pl.Boolean))
        away.append(_with_duplicates(part, hit, rejected))
        bearing = [
            held.names(" \n ".join(v or "" for v in row))
            for row in told.select("title", "lead", "byline", "text").iter_rows()
        ]
        names |= {name for found in bearing for name in found}
        named.append(
            _with_duplicates(
                part, told.filter(pl.Series([bool(b) for b in bearing], dtype=pl.Boolean)), rejected
            )
        )
    gone, naming = pl.concat(away), pl.concat(named)
    naming = naming.join(gone, on=["origin", "sha256"], how="anti")
    if gone.is_empty() and naming.is_empty():
        return documents, 0
    rewritten = rewrite(warehouse, landing, gone, naming, blanked(names) if names else None)
    kept = documents.join(gone, on=["origin", "sha256"], how="anti", maintain_order="left")
    return rewritten.applied(kept), gone.height


def turned_away(count: int) -> str:
    """The note of a run at whose door so many forgotten documents stood."""
    return f"{count} documents are forgotten and were turned away (docs/forget.md)"


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
    landing: Path,
    gone: pl.DataFrame | None,
    named: pl.DataFrame | None,
    blank: Callable[[str], str] | None,
) -> Rewritten:
    """Takes documents out of landing and blanks names in others; what took the place of what.

    New documents are written first, then booked, and the old ones deleted last: a process that dies between leaves all there.
    """
    done = Rewritten()
    both = [f for f in (gone, named) if f is not None]
    for sha in pl.concat([f["container"] for f in both]).drop_nulls().unique().sort() if both else ():
        if not kept_at(sha, landing).exists():
            continue
        rows = gone.filter(pl.col("container") == sha)["row_number"].to_list() if gone is not None else []
        is_named = named is not None and named.filter(pl.col("container") == sha).height
        before = (
            dict(named.filter(pl.col("container") == sha).select("row_number", "sha256").iter_rows())
            if named is not None
            else {}
        )
        new, changed = without_rows(sha, landing, rows, blank if is_named else None)
        done.documents[sha] = new
        done.rows |= {
            (sha, number): (before[number], fresh) for number, fresh in changed.items() if number in before
        }
    files = pl.col("container").is_null() & pl.col("bytes").is_not_null()
    for sha in gone.filter(files)["sha256"].unique() if gone is not None else ():
        delete(sha, landing)
    for sha in named.filter(files)["sha256"].unique() if named is not None else ():
        fresh = blank_file(sha, landing, blank) if blank and kept_at(sha, landing).exists() else None
        if fresh:
            done.documents[sha] = fresh
    moved = done.documents | dict(done.rows.values())
    now = datetime.now(UTC)
    booked = [{"old_sha256": old, "new_sha256": new, "at": now} for old, new in moved.items() if old != new]
    if booked:
        ops.record(warehouse, "replaced", pl.DataFrame(booked))
    _rebook(warehouse, done)
    for old in tombstones.load(warehouse).replaced:
        delete(old, landing)
    return done


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


def _of_articles(warehouse: Path, found: Found) -> pl.DataFrame:
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
        parts.append(_with_duplicates(part, hits, rejected))
    return pl.concat(parts).unique(["origin", "sha256"], maintain_order=True)


def _naming(warehouse: Path, found: Found) -> pl.DataFrame:
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


def _captured(warehouse: Path) -> pl.DataFrame:
    """DOCUMENTS of every capture, once each."""
    with books.reading(warehouse) as store:
        rows = store.frame(
            f"SELECT {', '.join(DOCUMENTS)} FROM capture WHERE sha256 IS NOT NULL GROUP BY origin, sha256"
        )
    return rows.cast(dict(DOCUMENTS))  # type: ignore[arg-type]


def _with_duplicates(part: pl.DataFrame, hits: pl.DataFrame, rejected: pl.DataFrame) -> pl.DataFrame:
    """The documents of a part that gave what was hit, also as the second of it."""
    again = rejected.join(hits, on="version_id", how="semi").select("origin", "sha256")
    return part.join(
        pl.concat([hits.select("origin", "sha256"), again]),
        on=["origin", "sha256"],
        how="semi",
        maintain_order="left",
    )


def _names(warehouse: Path, words: str) -> list[str]:
    """The names of a person, given by one or by an id of `khotin identity show`. Raises NotFound, ValueError."""
    name, names, public = plain(words), set(), False
    for file in forget.stars(warehouse):
        with opened(file) as star:
            told = star.execute(
                "SELECT e.name, coalesce(p.is_public, false) FROM dim_entity AS e LEFT JOIN bridge_identity AS i ON e.entity_id = i.name_id "
                "LEFT JOIN dim_person AS p ON i.identity_id = p.person_id WHERE e.entity_kind = 'person' AND e.name IS NOT NULL "
                "AND (NOT contains($words, ' ') AND length($words) >= 6 AND (starts_with(i.identity_id, $words) OR starts_with(i.telling_id, $words)) "
                "OR contains($words, ' ') AND regexp_matches(e.name, $pattern))",
                {"words": words, "pattern": in_sql(name)},
            ).fetchall()
        told = [(n, p) for n, p in told if " " not in words or plain(n) == name]
        names |= {plain(n) for n, _ in told}
        public = public or any(p for _, p in told)
    if not names:
        raise NotFound(
            f"{words}: no article has that id, origin or address, and no person is called so by two words or more"
        )
    if public:
        raise ValueError(
            f"{words}: articles have a person of that name in an office of state or Party; khotin forgets names of private people: "
            "forget the articles in question one by one"
        )
    return sorted(names)


def blanking(warehouse: Path, found: Found) -> Callable[[str], str]:
    """What blanks in a text all that tells what was found: names; titles, addresses and sentences of articles."""
    blank = blanked(found.names)
    told = {t for t in found.versions["title"].drop_nulls() if len(t) >= SENTENCE // 2}
    told |= {o for o in found.versions["origin"] if "://" in o or len(o) >= SENTENCE}
    told |= set(found.addresses)
    for text in found.versions["text"]:
        told |= {s.strip() for s in re.split(r"\n+|(?<=[.!?…]) ", text) if len(s.strip()) >= SENTENCE}
    ways = {
        w: BLANK * len(t)
        for t in told
        for w in (t, html.escape(t), html.escape(t, quote=False), json.dumps(t)[1:-1])
    }
    needles = (
        re.compile("|".join(re.escape(w) for w in sorted(ways, key=len, reverse=True))) if ways else None
    )

    def both(text: str) -> str:
        text = blank(text)
        return needles.sub(lambda m: ways[m[0]], text) if needles else text

    return both


def _files(warehouse: Path, found: Found, blank: Callable[[str], str]) -> Iterable[int]:
    """Takes what was found out of every other file beside the warehouse: 1 for each that was deleted or rewritten."""
    home = warehouse.parent
    stars = {
        *forget.stars(warehouse),
        books.path(warehouse),
        tombstones.key_file(warehouse),
        warehouse.with_name(warehouse.name + ".wal"),
    }
    versions = set(found.versions["version_id"])
    for file in sorted(home.rglob("*")):
        inside = file.relative_to(home).parts
        if (
            not file.is_file()
            or file.is_symlink()
            or file in stars
            or inside[0] == "landing"
            or file.suffix == ".lock"
            or file.name.endswith(("-wal", "-shm"))
        ):
            continue
        if inside[0] == "reports":
            yield _from_report(file, versions, blank)
        elif file.name.endswith((".warc", ".warc.gz")):
            yield _from_warc(file, blank)
        else:
            yield _from_file(file, blank)


def _from_report(file: Path, versions: set[str], blank: Callable[[str], str]) -> bool:
    """Deletes a page that shows it: `khotin report RUN` builds it anew from what the warehouse has now."""
    text = file.read_bytes().decode("utf-8", "surrogateescape")
    seen = " ".join(html.unescape(TAG.sub("", text)).split())
    if file.stem in versions or blank(text) != text or blank(seen) != seen:
        file.unlink()
        return True
    return False


def _from_file(file: Path, blank: Callable[[str], str]) -> bool:
    """Blanks a text or an SQLite file, packed or not; a database or a stray of another kind that has it is deleted."""
    content = file.read_bytes()
    if content.startswith(b"SQLite format 3"):
        return forget.from_sqlite(file, blank) > 0
    packed = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}.get(content[:2]) or (
        "zstd" if content[:4] == b"\x28\xb5\x2f\xfd" else None
    )
    plainly = pa.CompressedInputStream(pa.BufferReader(content), packed).read() if packed else content
    text = plainly.decode("utf-8", "surrogateescape")
    changed = blank(text)
    if changed == text:
        return False
    if content[8:12] == b"DUCK" or content.startswith(b"PAR1"):
        file.unlink()
        return True
    fresh = changed.encode("utf-8", "surrogateescape")
    if packed == "gzip":
        fresh = gzip.compress(fresh)
    elif packed:
        fresh = pa.Codec("zstd").compress(fresh, asbytes=True)
    file.write_bytes(fresh)
    return True


def _from_warc(file: Path, blank: Callable[[str], str]) -> bool:
    """Writes a WARC anew without the records that have it."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.warcwriter import WARCWriter

    out, left = io.BytesIO(), 0
    with file.open("rb") as stream:
        writer = WARCWriter(out, gzip=file.suffix == ".gz")
        for record in ArchiveIterator(stream):
            raw = record.raw_stream.read()
            record.raw_stream = io.BytesIO(raw)
            content = record.content_stream().read() if record.http_headers else raw
            told = "\n".join(
                [
                    str(record.rec_headers),
                    str(record.http_headers or ""),
                    content.decode("utf-8", "surrogateescape"),
                ]
            )
            if blank(told) != told:
                left += 1
                continue
            record.raw_stream, record.length = io.BytesIO(raw), len(raw)
            writer.write_record(record)
    if left:
        file.write_bytes(out.getvalue())
    return left > 0
