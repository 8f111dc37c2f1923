"""What is forgotten and comes again is turned away before it lands (docs/forget.md)."""

import html
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from flows.contracts import DOCUMENTS
from flows.forget import forgotten_documents as landed
from flows.ingest import parse
from flows.ingest.rewriting import has
from flows.load import tombstones
from flows.load.blanking import blanked
from flows.load.tombstones import Tombstones


def without_forgotten(warehouse: Path, documents: pl.DataFrame, held: Tombstones) -> tuple[pl.DataFrame, int]:
    """Documents (DOCUMENTS) without those that are forgotten, names blanked; how many were turned away. Their bytes go too."""
    if not held or documents.is_empty():
        return documents, 0
    landing, known = warehouse.parent / "landing", landed.sought_by(held)
    away, named, names = [documents.clear()], [documents.clear()], set()
    for part in documents.iter_slices(landed.CHUNK):
        articles, rejected = parse(part.select(DOCUMENTS.names()), landing)
        told = articles.select(
            "version_id", "origin", "sha256", "article_key", "keyed_by", "title", "text", "lead", "byline"
        )
        forgotten = [
            any(held.holds(kind, thing) for kind, thing in held.of_article(*row))
            for row in told.select("article_key", "keyed_by", "title", "text", "sha256").iter_rows()
        ]
        hit = told.filter(pl.Series(forgotten, dtype=pl.Boolean))
        away.append(landed.with_duplicates(part, hit, rejected))
        bearing = [
            held.names(" \n ".join(v or "" for v in row))
            for row in told.select("title", "lead", "byline", "text").iter_rows()
        ]
        names |= {name for found in bearing for name in found}
        linking = _linking(part, landing, known) if held.has(tombstones.ARTICLE) else []
        is_named = pl.Series([bool(b) for b in bearing], dtype=pl.Boolean) | told["sha256"].is_in(linking)
        named.append(landed.with_duplicates(part, told.filter(is_named), rejected))
    gone, naming = pl.concat(away), pl.concat(named)
    naming = naming.join(gone, on=["origin", "sha256"], how="anti")
    if gone.is_empty() and naming.is_empty():
        return documents, 0
    blank = blanked(names)
    ways = {
        sha: known.of_page(origin, media_type, blank)
        for sha, origin, media_type in naming.select("sha256", "origin", "media_type").iter_rows()
    }
    rewritten = landed.rewrite(warehouse, gone, naming, lambda sha: ways.get(sha, blank))
    kept = documents.join(gone, on=["origin", "sha256"], how="anti", maintain_order="left")
    return rewritten.applied(kept), gone.height


def _linking(documents: pl.DataFrame, landing: Path, known: landed.Sought) -> list[str]:
    """The SHA-256 of those of the documents that link to what is known to be forgotten."""
    pages = documents.filter(pl.col("container").is_null(), pl.col("media_type") == "text/html")
    rows = pages.select("sha256", "origin", "media_type").iter_rows()
    return [sha for sha, origin, kind in rows if has(sha, landing, known.of_page(origin, kind, str))]


def listing_without_forgotten(body: bytes, url: str, content_type: str | None, held: Tombstones) -> bytes:
    """A feed, sitemap or list page as it may be kept: without items that are forgotten, names blanked."""
    known = landed.sought_by(held) if held.has(tombstones.ARTICLE) else None
    names = held.names(html.unescape(html.unescape(landed.text_of(body))))
    return landed.listing(body, url, content_type, known, blanked(names))


def other_addresses(warehouse: Path, origins: Iterable[str]) -> None:
    """Books addresses that led to what is forgotten, so that they are asked for no more, and takes them out of listings kept."""
    told = landed.keys(origins).values()
    things = [(tombstones.ARTICLE, key) for key in told]
    held = tombstones.book(warehouse, things, "another address of what is forgotten", "khotin")
    landed.rewrite_listings(warehouse, landed.listings(warehouse, landed.sought_by(held), str))


def turned_away(count: int) -> str:
    """The note of a run at whose door so many forgotten documents stood."""
    return f"{count} documents are forgotten and were turned away (docs/forget.md)"
