"""`khotin forget`: what is to be forgotten is found, told, and taken out of everything that lies beside a warehouse; what comes
again is turned away at the door. docs/forget.md says what that does and does not do.
"""

import contextlib
import html
import json
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from flows import near_names
from flows.assets import rules_version
from flows.fetch.relisting import hidden
from flows.files import VIETNAM
from flows.forget import forgotten_documents as landed
from flows.forget.forgotten_files import cleaned
from flows.ingest.naming import canonical_url
from flows.load import books, forget, lake_home, ops, publish, tombstones
from flows.load.blanking import BLANK, Blanked, blanked, in_sql, plain, tells
from flows.load.forget import Found
from flows.load.published import opened
from flows.load.tombstones import Tombstones
from flows.processes import prefect_server
from flows.run import rebuilding

AN_ARTICLE = "article_id = $words OR origin = $words OR article_key = key_of('article|' || $address) OR (length($words) >= 6 AND starts_with(article_id, $words)) "
SERVER_WRITES_SECONDS = 6  # a running Prefect server writes what it was told within five
SENTENCE = 20  # characters from which on a sentence is no one else's

VERSIONS_IN = "versions in "
PLACES = {
    "articles": "bài", "versions": "bản của bài", "people's names": "tên người", "facts": "dữ kiện", "documents in landing": "tài liệu trong landing",
    "rows of data sets": "dòng của tập dữ liệu", "data sets rewritten": "tập dữ liệu viết lại", "documents rewritten": "tài liệu viết lại",
    "feeds, sitemaps and lists rewritten": "nguồn tin, sơ đồ trang và danh sách viết lại", "other files": "tệp khác",
}  # fmt: skip


class NotFound(ValueError):
    """Nothing is called so."""


@dataclass
class Plan:
    """What is to be forgotten, and where it lies."""

    found: Found
    documents: pl.DataFrame  # DOCUMENTS that give the articles: they go
    facts: set[str]
    linking: (
        pl.DataFrame
    )  # DOCUMENTS that stay, blanked: those that name the people, or that link to the articles
    blank_of: landed.BlankOf
    listings: dict[str, bytes]  # feeds, sitemaps and lists that name it, by SHA-256; what is kept instead

    @property
    def places(self) -> dict[str, int]:
        """How many of what will be removed or rewritten."""
        gone, stay = self.documents, self.linking
        return {
            "articles": self.found.versions["article_id"].n_unique(),
            "versions": self.found.versions.height,
            "people's names": len(self.found.names),
            "facts": len(self.facts),
            "documents in landing": gone.filter(pl.col("container").is_null())["sha256"].n_unique(),
            "rows of data sets": gone.filter(pl.col("container").is_not_null()).height,
            "data sets rewritten": pl.concat([gone, stay])["container"].drop_nulls().n_unique(),
            "documents rewritten": stay.filter(pl.col("container").is_null())["sha256"].n_unique(),
            "feeds, sitemaps and lists rewritten": len(self.listings),
        } | {f"{VERSIONS_IN}{name}": count for name, count in self.found.stars.items() if count}


def in_vietnamese(place: str) -> str:
    """A key of `Plan.places` in Vietnamese.

    >>> in_vietnamese("facts"), in_vietnamese("versions in 000007.duckdb")
    ('dữ kiện', 'bản của bài trong 000007.duckdb')
    """
    of, file = ("versions", place.removeprefix(VERSIONS_IN)) if place.startswith(VERSIONS_IN) else (place, "")
    return PLACES[of] + (f" trong {file}" if file else "")


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
        return _of_articles(warehouse, found, words)
    return _of_people(warehouse, Found(names=_names(warehouse, words)))


def _of_articles(warehouse: Path, found: Found, words: str = "") -> Plan:
    found.addresses = landed.addressed(warehouse, found, words)
    documents = landed.of_articles(warehouse, found)
    linking, ways = landed.linking(warehouse, found, blanking)
    listings = dict(landed.listings(warehouse, landed.sought(found), blanking(found)))
    return Plan(found, documents, forget.facts_of(warehouse, found), linking, ways, listings)


def _of_people(warehouse: Path, found: Found) -> Plan:
    documents, blank = landed.naming(warehouse, found), blanked(found.names)
    listings = dict(landed.listings(warehouse, None, blank))
    facts = forget.facts_of(warehouse, found)
    return Plan(found, documents.clear(), facts, documents, lambda _: blank, listings)


def carry_out(warehouse: Path, wanted: Plan, reason: str, by: str) -> dict[str, int]:
    """Forgets what was planned; place → how many were removed or rewritten. The caller holds the writer's lock.

    Raises ValueError for a reason that tells what is forgotten, Refused.
    """
    if not reason.strip():
        raise ValueError('forgetting needs a reason: --reason "…"')
    if blanking(wanted.found)(reason) != reason or tells(wanted.found.names)(reason):
        raise ValueError("the reason stays, and it tells what is to be forgotten: say it in other words")
    with _booked(warehouse) as run_id:
        tombstones.book(warehouse, wanted.found.things(Tombstones(b"", [], {})), reason, by)
        return _take_out(warehouse, wanted, run_id)


def go_on(warehouse: Path) -> bool:
    """Carries out what a process that died left half forgotten; whether there was any. The caller holds the writer's lock.

    Raises Refused.
    """
    if not lake_home.unforgotten(warehouse):
        return _is_half_done(warehouse) and take_out_known(warehouse) > 0
    taken = take_out_known(warehouse)  # from the star of a lake that did not know of it
    lake_home.forgotten(warehouse)
    return taken > 0


def follow(warehouse: Path) -> None:
    """Takes out of a lake's home what another home has forgotten. The caller holds the writer's lock. Raises Refused.

    The tombstones are booked first, with a run: one that dies between is gone on with (`go_on`).
    """
    if lake_home.forgotten_elsewhere(warehouse):
        take_out_known(warehouse)


def take_out_known(warehouse: Path) -> int:
    """Takes out of everything what its tombstones name; how many versions and names that were. The caller holds the
    writer's lock. Raises Refused.
    """
    held = tombstones.load(warehouse)
    found = [_known(file, held) for file in forget.stars(warehouse)]
    versions = pl.concat([Found().versions, *(f.versions for f in found)]).unique("version_id")
    names = sorted({name for f in found for name in f.names})
    plans = []
    if versions.height:
        plans.append(_of_articles(warehouse, Found(versions)))
    if names:
        plans.append(_of_people(warehouse, Found(names=names)))
    for wanted in plans:
        with _booked(warehouse) as run_id:
            _take_out(warehouse, wanted, run_id)
    return versions.height + len(names)


def _known(file: Path, held: Tombstones) -> Found:
    with opened(file) as star:
        return forget.known_to(held, star)


def _is_half_done(warehouse: Path) -> bool:
    """Whether the last forgetting came to no end: the published star, which changes last, has not its run."""
    if not warehouse.exists():
        return False
    with books.reading(warehouse) as store:
        last = store.rows("SELECT run_id FROM run WHERE kind = 'forget' ORDER BY seq DESC LIMIT 1")
    if not last:
        return False
    with opened(warehouse) as star:
        return not star.execute("FROM ops.run WHERE run_id = ? AND state = 'published'", last[0]).fetchall()


@contextlib.contextmanager
def _booked(warehouse: Path) -> Iterator[str]:
    """A run of kind `forget`: its id; `failed` where the block raises, `_take_out` finishes it."""
    run_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    ops.start_run(warehouse, run_id, rules_version(), "forget")
    try:
        yield run_id
    except BaseException as error:
        with contextlib.suppress(Exception):
            ops.fail_run(warehouse, run_id, f"{type(error).__name__}: {error}"[:2000])
        raise


def _take_out(warehouse: Path, wanted: Plan, run_id: str) -> dict[str, int]:
    """Takes what was planned out of everything, under tombstones that are booked and a run that is open; place → how many.

    The published star, by which it is found, changes last: where a process dies between, `go_on` goes on, or the same command.
    """
    found, blank = wanted.found, blanking(wanted.found)
    rebuilding.clear(warehouse)
    landed.rewrite(warehouse, wanted.documents, wanted.linking, wanted.blank_of, wanted.listings.items())
    asked = landed.asked_for(warehouse, found)
    forget.from_books(books.path(warehouse), found, wanted.documents, wanted.facts, blank, asked)
    *kept, published = forget.stars(warehouse)
    for file in kept:
        publish.rewrite(warehouse, file, lambda work: forget.from_star(work.connection, found))
    versions = set(found.versions["version_id"])
    others = sum(cleaned(warehouse, versions, blank))
    if prefect_server.kept_address(warehouse):
        time.sleep(SERVER_WRITES_SECONDS)
        others += sum(cleaned(warehouse, versions, blank))
    told = [(n, what) for what, n in wanted.places.items() if n]
    both = ("; ".join(f"{n} {name(what)}" for n, what in told) for name in (in_vietnamese, str))
    ops.finish_run(warehouse, run_id, "published", message=" / ".join(both))
    publish.rewrite(warehouse, published, lambda work: _audited(work, found))
    return wanted.places | {"other files": others}


def _audited(work: publish.Work, found: Found) -> None:
    """Takes what was found out of the star that is to be published. Raises Refused where it fails its audit then."""
    from flows.run.audit import audit
    from flows.validate.star import audit_at_once

    forget.from_star(work.connection, found)
    audited, _ = audit(work.connection, audit_at_once, audit_at_once)
    if audited.stops:
        raise publish.Refused(f"not published: {' | '.join(audited.stops)}")


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
            f"{words}: no article has that id, origin or address, and no person is called so by two words or more{_near(warehouse, words)}"
        )
    if public:
        raise ValueError(
            f"{words}: articles have a person of that name in an office of state or Party; khotin forgets names of private people: "
            "forget the articles in question one by one"
        )
    return sorted(names)


def _near(warehouse: Path, words: str) -> str:
    """When what is asked for was forgotten, or who was perhaps meant: the end of a message."""
    address = pl.select(canonical_url(pl.lit(words))).item() or words
    things = [
        (tombstones.NAME, plain(words)),
        *((tombstones.ARTICLE, k) for k in landed.keys([address]).values()),
    ]
    if at := tombstones.forgotten_at(warehouse, things):
        return f"; đã quên ngày / forgotten on {at.astimezone(VIETNAM):%Y-%m-%d}: what comes again is turned away"
    if not warehouse.exists():
        return ""
    with opened(warehouse) as star:
        near = near_names.near(star, "private", words)
    return f"; có phải / did you mean {', '.join(near)}? A name is given with its diacritics" if near else ""


def blanking(found: Found, own: str = "") -> Blanked:
    """What blanks in a text all that tells what was found: names; titles, addresses and sentences of articles, but those that
    `own` has, which is what another article says.
    """
    blank = blanked(found.names)
    told = {t for t in found.versions["title"].drop_nulls() if len(t) >= SENTENCE // 2}
    told |= {o for o in found.versions["origin"] if "://" in o or len(o) >= SENTENCE}
    for text in found.versions["text"]:
        told |= {s.strip() for s in re.split(r"\n+|(?<=[.!?…]) ", text) if len(s.strip()) >= SENTENCE}
    ways = {
        w
        for t in told - {t for t in told if t in own}
        for w in (t, html.escape(t), html.escape(t, quote=False), json.dumps(t)[1:-1])
    }
    needles = re.compile("|".join(map(re.escape, sorted(ways, key=len, reverse=True)))) if ways else None
    known = landed.sought(found).among

    def both(text: str) -> str:
        text = blank(text)
        if not needles:
            return text
        return hidden(
            needles.sub(lambda m: BLANK * len(m[0]), text),
            lambda told: known(a for a in told if a not in own),
        )

    return both
