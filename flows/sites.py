"""What a person does with sites: looks at what one would bring, adds one to the own seeds, writes what was fetched as WARC."""

import csv
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import polars as pl

from flows.assets import own_seeds, reference, root
from flows.fetch import gather
from flows.fetch.contracts import Fetched, Item, Request
from flows.fetch.sources import WEB, ZONE, Source, host, listed, named
from flows.fetch.taken import Course, Known
from flows.ingest.discover import ADDRESS
from flows.ingest.kept import DocumentDamaged, content_of
from flows.ingest.naming import fetched_url
from flows.load import captures
from flows.run import put_off
from flows.run.fetching import client
from flows.settings import Settings

if TYPE_CHECKING:
    from flows.fetch.client import Client

TRIED = 12  # places that `add` asks for a feed or sitemap


class Nothing:
    """gather's Memory of a source that was never fetched."""

    seen: frozenset[str] = frozenset()

    def listing(self, url: str) -> Known:
        """Nothing is known of it."""
        return Known()

    def pages(self, urls: Any) -> dict[str, Known]:
        """None is known."""
        return {}

    def claim(self, url: str) -> bool:
        """Nobody else is there."""
        return True

    def sitemaps(self) -> list[str]:
        """None."""
        return []

    def forgotten(self, urls: Any) -> set[str]:
        """None."""
        return set()


@dataclass
class Seen:
    """What an address offers."""

    kind: str | None = None
    items: list[Item] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failed: str | None = None


@dataclass(frozen=True)
class Added:
    """A source that was added, the file of seeds that it was written to (null where it was there already), and how many items it names now."""

    source: Source
    where: Path | None
    items: int


def looked_at(name: str, warehouse: Path, settings: Settings) -> Seen:
    """What a source, or an address, would bring; a host that wants to be left alone is not asked. Raises ValueError where it is neither."""
    source = named(name, listed())
    if source is None or not WEB.match(source.address):
        raise ValueError(
            f"{name} không phải địa chỉ hay tên nguồn / is no address and no source's name: `khotin source list --all` shows the names"
        )
    with client(settings, captures.rests(warehouse)) as opened:
        return _seen(opened, source)


def _seen(opened: "Client", source: Source) -> Seen:
    course, seen = Course(), Seen()
    for taken, listing in gather.looked_at(opened, source, Nothing(), course):
        if listing:
            seen.kind = seen.kind or listing.kind
            seen.items += listing.items
        elif taken.role == "page" and taken.fetched.outcome == "fetched":
            seen.kind, seen.items = "page", [Item(taken.fetched.final_url)]
    seen.notes, seen.failed = course.notes, course.failed or course.put_off
    return seen


def add(
    address: str, warehouse: Path, settings: Settings, name: str | None, schedule: str, delay: float | None, section: str | None,
) -> Added:  # fmt: skip
    """Adds what an address offers to the user's own seeds, active. Raises ValueError where it offers nothing."""
    if ADDRESS.match(address) and not WEB.match(address):
        raise ValueError(f"{address}: chỉ tải http và https / only http and https are fetched")
    if not WEB.match(address):
        address = f"https://{address}"
    folder = own_seeds() or warehouse.parent / "seeds"
    if folder.resolve() == (root() / "seeds").resolve():
        raise ValueError(
            f"{folder} là danh mục của khotin / holds khotin's own seeds: name a folder of yours in KHOTIN_SEEDS"
        )
    folder.mkdir(parents=True, exist_ok=True)
    rows = listed()
    with client(settings, captures.rests(warehouse)) as opened:
        found, seen = _offered(opened, Source(address, address, delay=delay))
    there = next((s for s in rows.values() if s.address.rstrip("/") == found.address.rstrip("/")), None)
    if there and name is None:
        put_off.go_on(warehouse, there)
        return Added(there, None, len(seen.items))
    called = name or _name(found.address, rows)
    row = {"source": called, "kind": str(found.kind), "address": found.address, "section": section, "language": "vi",
           "pass_on": "no", "delay": None if delay is None else f"{delay:g}", "schedule": schedule, "active": "yes"}  # fmt: skip
    file = _write(folder, row)
    os.environ.setdefault("KHOTIN_SEEDS", str(folder))
    return Added(listed()[called], file, len(seen.items))


def _offered(opened: "Client", asked: Source) -> tuple[Source, Seen]:
    """The feed, sitemap or list that an address is or offers, with what it names."""
    from flows.fetch import offers

    first = opened.fetch(Request(asked.address, delay=asked.delay))
    if first.body is None and not _is_closed_home(first):
        raise ValueError(f"{asked.address}: {first.detail or first.reason}")
    kind = offers.kind_of_answer(first.body or b"", first.final_url, gather.header(first, "content-type"))
    places = [offers.Offer(kind, first.final_url)] if kind in ("feed", "sitemap") else _places(opened, first)
    for place in places:
        source = Source(place.url, place.url, place.kind, delay=asked.delay)
        seen = _seen(opened, source)
        if seen.items and not seen.failed:
            return source, seen
    if first.body is None:
        raise ValueError(f"{asked.address}: {first.detail}; không tìm thấy sitemap nào / its robots.txt names no sitemap that can be read, and none lies where they commonly do")  # fmt: skip
    if kind == "list":
        source = Source(asked.address, asked.address, "list", delay=asked.delay)
        return source, _seen(opened, source)
    what = (
        "một bài báo, `khotin run` nạp theo địa chỉ / an article, which `khotin run` takes in by its address"
        if kind == "article"
        else f"nó trả lời / what it answers is {kind}"
    )
    raise ValueError(
        f"{asked.address} không có feed, sitemap hay danh sách bài đọc được / offers no feed and no sitemap that can be read, and is no list of articles ({what}): name its feed"
    )


def _is_closed_home(first: Fetched) -> bool:
    """Whether a site's first page is what is not there, or closed: its robots.txt may name sitemaps nonetheless."""
    is_home = urlsplit(first.url).path in ("", "/") and not urlsplit(first.url).query
    return is_home and first.reason == "status" and 400 <= (first.status or 0) < 500 and first.status != 429


def _places(opened: "Client", first: Fetched) -> Iterator[Any]:
    """Feeds and sitemaps that a page offers, its lists of feeds gone through, feeds first; then where they commonly lie."""
    from flows.fetch import offers

    robots = opened.fetch(Request(urljoin(first.final_url, "/robots.txt")))
    found = offers.offered(
        first.body or b"", first.final_url, (robots.body or b"").decode("utf-8", "replace")
    )
    known = [
        o
        for kind in ("feed", "feed_list", "sitemap")
        for o in [*found, *offers.common_places(first.final_url)]
        if o.kind == kind
    ]
    for offer in [*found, *(o for o in known if o not in found)][:TRIED]:
        if offer.kind == "feed_list":
            listing = opened.fetch(Request(offer.url))
            yield from (o for o in offers.offered(listing.body or b"", listing.final_url) if o.kind == "feed")
        else:
            yield offer


def _name(address: str, rows: dict[str, Source]) -> str:
    """What to call a source: its host, with a word of its address where the host is taken."""
    name = host(address)
    if name not in rows:
        return name
    word = Path(urlsplit(address).path.rstrip("/")).name.split(".")[0] or "2"
    number = 2
    called = f"{name}/{word}"
    while called in rows:
        called, number = f"{name}/{word}-{number}", number + 1
    return called


def _write(folder: Path, row: dict[str, str | None]) -> Path:
    """Puts a row into the user's own sources.csv, in place of one of its name; what khotin's row says of the publisher stays."""
    file = folder / "sources.csv"
    known = {r["source"]: r for r in reference("sources").iter_rows(named=True)}
    row = {**known.get(str(row["source"]), {}), **row}
    columns = reference("sources").columns
    remarks: list[str] = []
    theirs: list[dict[str, str | None]] = []
    if file.exists():
        lines = file.read_text(encoding="utf-8-sig").splitlines()
        remarks = [line for line in lines if line.startswith("#")]
        theirs = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    rows = [r for r in theirs if r["source"] != row["source"]] + [row]
    folder.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.new")
    with fresh.open("w", encoding="utf-8", newline="") as opened:
        opened.writelines(f"{remark}\n" for remark in remarks)
        writer = csv.DictWriter(opened, columns, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows({c: r.get(c) or "" for c in columns} for r in rows)
    fresh.replace(file)
    return file


def export(warehouse: Path, file: Path, since: str | None) -> int:
    """Writes what was fetched, since a day in Vietnam or ever, as WARC; how many records. Raises FileNotFoundError without books."""
    from flows.fetch.warc import Writer

    start = datetime.combine(date.fromisoformat(since), time(), ZONE).astimezone(UTC) if since else None
    rows = captures.answered(warehouse, start)
    rows = rows.with_columns(_own=fetched_url(pl.col("requested")))
    fresh = file.with_name(f"{file.name}.new")
    try:
        with fresh.open("wb") as opened:
            warc = Writer(opened, compress=file.suffix == ".gz")
            for row in rows.iter_rows(named=True):
                if answer := _answer(row, warehouse.parent / "landing"):
                    warc.write(answer)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    return warc.written


def _answer(row: dict[str, Any], landing: Path) -> Fetched | None:
    """An answer as it was fetched; null where its bytes are kept no more, or damaged."""
    body = None
    if row["outcome"] == "fetched":
        try:
            body = content_of(row["sha256"], landing)
        except DocumentDamaged:
            return None
    headers = json.loads(row["headers"] or "{}")
    return Fetched(
        url=row["requested"],
        final_url=row["requested"] if row["origin"] == row["_own"] else row["origin"],
        outcome=row["outcome"],
        reason=row["reason"],
        detail=None,
        status=row["status"],
        headers=tuple((k, v) for k, v in headers.items() if isinstance(v, str)),
        body=body,
        fetched_at=row["fetched_at"],
    )
