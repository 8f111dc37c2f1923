"""Fetches the sources of a run: every answer is landed, then booked as a capture, and the pages among them staged to be read."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from flows.contracts import key
from flows.failures import line
from flows.fetch import gather
from flows.fetch.contracts import Fetched, Item
from flows.fetch.sources import Source, host, interval, listed
from flows.fetch.taken import Bounds, Course, Known, Taken
from flows.forget import door, forgotten_documents
from flows.ingest.discover import KINDS, NOT_READ
from flows.ingest.kept import DocumentDamaged, content_of, keep
from flows.ingest.naming import fetched_url
from flows.load import captures, ops, tombstones
from flows.processes import signals
from flows.report.summary import UNFETCHED, RunSummary
from flows.run import put_off, staged, stages
from flows.run.page_notes import PageNotes, is_elsewhere
from flows.run.put_off import PUT_OFF
from flows.settings import Settings, listed_hosts

if TYPE_CHECKING:
    from flows.fetch.client import Client

SIDE_BY_SIDE = 16  # sources that are fetched at once
OF_ARCHIVE = 8  # answers of a WARC file that are booked together
READ = ("text/html", "text/plain", "text/markdown", KINDS[".docx"])
SECRET = ("set-cookie", "set-cookie2")  # headers that are not kept
OUTCOMES = ("fetched", "not_modified", "refused", "failed")
# A source that fails so often in a row rests for an hour, then twice as long each time, a week at most.
PATIENCE, REST, LONGEST_REST = 3, timedelta(hours=1), timedelta(days=7)


@dataclass
class Way:
    """What the sources of one run share while they are fetched."""

    run_id: str
    warehouse: Path
    client: "Client"
    bounds: Bounds
    told: Callable[[str], None] | None
    held: tombstones.Tombstones  # what is forgotten
    claimed: set[str] = field(default_factory=set)
    made: Counter[str] = field(default_factory=Counter)  # requests by source, for who watches
    planned: Counter[str] = field(default_factory=Counter)
    guard: threading.Lock = field(default_factory=threading.Lock)
    stopped: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class End:
    """How a source's fetching ended."""

    name: str
    requests: Mapping[str, int]  # by OUTCOMES and PUT_OFF
    pages: int  # that came with a body
    failed: str | None
    notes: tuple[str, ...]
    left: int = 0  # pages that wait for the next run
    unfetched: Mapping[str, tuple[int, str]] = field(default_factory=dict)  # by why: how many, an address


@contextmanager
def way_out(run: RunSummary, told: Callable[[str], None] | None) -> Iterator[Way]:
    """What the sources of a run are fetched with. A signal that asks to end is heard between two answers."""
    settings = Settings()
    warehouse = Path(run.warehouse)
    with client(settings, captures.rests(warehouse)) as opened:
        bound = replace(bounds(settings), window=run.window)
        way = Way(run.run_id, warehouse, opened, bound, told, tombstones.load(warehouse))
        signals.unblocking.append(way.stopped.set)
        try:
            yield way
        finally:
            way.stopped.set()
            signals.unblocking.remove(way.stopped.set)


def client(settings: Settings, rests: Mapping[str, float] | None = None) -> "Client":
    """The HTTP client that the settings ask for, to be closed; it leaves hosts alone that still rest (seconds)."""
    from flows.fetch.client import Client
    from flows.fetch.contracts import Limits

    limits = Limits(
        host_delay=settings.fetch_delay,
        body_bytes=int(settings.fetch_bytes),
        total_seconds=settings.fetch_seconds,
    )
    return Client(listed_hosts(settings.allow_hosts), settings.contact, limits=limits, rests=rests)


def bounds(settings: Settings) -> Bounds:
    """What one run of one source fetches at most."""
    again = [interval(words) for words in settings.fetch_again.split(",")]
    return Bounds(settings.fetch_pages, timedelta(days=settings.fetch_days), tuple(a for a in again if a))


def fetch(way: Way, source: Source) -> End:
    """Fetches what a source has that is new or due; every answer is landed and booked as it comes.

    What goes wrong with one source is told by its end, and is no failure of the run.
    """
    course = Course()
    requests: Counter[str] = Counter()
    unfetched: dict[str, tuple[int, str]] = {}
    notes = PageNotes()
    waiting: set[str] = set()  # the hosts that put something off
    pages = 0
    try:
        staging = way.warehouse.parent / "staging" / way.run_id
        with stages.measured(staging, "fetch") as counted:
            counted |= {"rows": 0, "bytes": 0}
            for together in _answers(way, source, Booked(way, source), course):
                book(way, source, together)
                together = [t for t in together if not put_off.waits(t)]
                requests.update(t.fetched.outcome for t in together)
                for taken in together:
                    if taken.fetched.outcome in ("refused", "failed", PUT_OFF):
                        _add(unfetched, _why(taken), 1, taken.fetched.url)
                put_off.keep_rests(way.warehouse, way.client, together)
                waiting |= put_off.hosts(together)
                counted["rows"] += len(together)
                counted["bytes"] += sum(len(t.fetched.body or b"") for t in together)
                for page in (t for t in together if t.role == "page"):
                    notes.add(page)
                    pages += page.fetched.outcome == "fetched"
                _tell(way, source, requests.total(), course.planned)
                if way.stopped.is_set():
                    break
    except Exception as error:
        course.failed = line(error)
    course.notes += notes.told()
    put_off.settle(course, requests[PUT_OFF], way.client.resting(), waiting, bool(way.bounds.window))
    if not way.stopped.is_set() and not way.bounds.window:  # what a window leaves out is the schedule's still
        _settle(way, source, course)
    return End(source.name, requests, pages, course.failed, tuple(course.notes), course.left, unfetched)


def _why(taken: Taken) -> str:
    """Why a page was not fetched, in words: the status that was answered, or what stopped the request."""
    reason = "gone" if taken.gone else taken.fetched.reason or ""
    if taken.fetched.outcome == PUT_OFF:
        return UNFETCHED[PUT_OFF]
    words = UNFETCHED.get(reason, reason)
    return f"{taken.fetched.status} {words}" if reason in ("status", "gone", "later") else words


def _add(told: dict[str, tuple[int, str]], why: str, count: int, address: str) -> None:
    before, first = told.get(why, (0, address))
    told[why] = (before + count, first)


def _answers(way: Way, source: Source, memory: "Booked", course: Course) -> Iterator[list[Taken]]:
    """The answers of the web, or those that a WARC file holds, so many together as are booked in one transaction."""
    if source.kind != "warc":
        yield from gather.gather(way.client, source, memory, course, way.bounds)
        return
    from flows.fetch.archive import taken_from

    there = taken_from(Path(source.address))
    kept = (t for t in there if not memory.forgotten([t.fetched.url, t.fetched.final_url]))
    while together := list(islice(kept, OF_ARCHIVE)):
        yield together


class Booked:
    """gather's Memory of one source, from the books and the landing."""

    def __init__(self, way: Way, source: Source) -> None:
        state = captures.states(way.warehouse).get(source.name)
        self.seen = frozenset(json.loads(state["seen"])) if state and state["seen"] else frozenset()
        self._way, self._source = way, source

    def listing(self, url: str) -> Known:
        """What an address answered as a listing; nothing where its bytes are gone or damaged."""
        found = captures.listing(self._way.warehouse, url)
        if found is None:
            return Known()
        try:
            body = content_of(found["sha256"], self._way.warehouse.parent / "landing")
        except DocumentDamaged:
            return Known()
        etag, modified = gather.validators(found["headers"])
        return Known(etag=etag, last_modified=modified, body=body)

    def pages(self, urls: Iterable[str]) -> dict[str, Known]:
        """What the books say of pages."""
        rows = captures.addresses(self._way.warehouse, urls, self._source.name)
        return {row["requested"]: _known(row) for row in rows}

    def claim(self, url: str) -> bool:
        """Whether the page is this source's to fetch in this run."""
        with self._way.guard:
            if url in self._way.claimed:
                return False
            self._way.claimed.add(url)
            return True

    def sitemaps(self) -> list[str]:
        """The sitemaps of the source's publisher in the seed."""
        return [
            s.address
            for s in listed().values()
            if s.kind == "sitemap" and host(s.address) == host(self._source.address)
        ]

    def forgotten(self, urls: Iterable[str]) -> set[str]:
        """Those of the addresses that tombstones know."""
        return set(forgotten_documents.sought_by(self._way.held).among(urls)) if self._way.held else set()


def _known(row: dict[str, Any]) -> Known:
    etag, modified = gather.validators(row["headers"])
    told = json.loads(row["last_headers"]).get("feed") if row["last_headers"] else None
    item = None
    if isinstance(told, dict):
        at = told.get("published_at")
        item = Item(row["requested"], told.get("title"), datetime.fromisoformat(at) if at else None)
    columns = ("origin", "first_at", "last_at", "kept_at", "outcome", "reason", "failures", "put_off_at")
    waits = bool(row["waits"])
    return Known(etag=etag, last_modified=modified, item=item, waits=waits, **{c: row[c] for c in columns})


def book(way: Way, source: Source, taken: Sequence[Taken]) -> None:
    """Lands the bytes of answers, then books the answers as captures; those that the books hold are passed over."""
    landing = way.warehouse.parent / "landing"
    rows = [_row(_at_door(t, way.held), source, landing, way.held.replaced) for t in taken if not put_off.is_told(t)]  # fmt: skip
    frame = pl.DataFrame(rows, schema=captures.CAPTURES)
    frame = frame.with_columns(origin=pl.coalesce(fetched_url(pl.col("origin")), "origin"))
    frame = frame.with_columns(capture_id=key("origin", "sha256", "fetched_at"))
    held = captures.booked(way.warehouse, frame["capture_id"]) if source.kind == "warc" else set()
    ops.record(
        way.warehouse, "capture", frame.filter(~pl.col("capture_id").is_in(list(held))), run_id=way.run_id
    )


def _at_door(taken: Taken, held: tombstones.Tombstones) -> Taken:
    """An answer as it may be kept: a listing without what is forgotten, which is fetched whole the next time."""
    body, answer = taken.fetched.body, taken.fetched
    if taken.role != "listing" or not held or not body:
        return taken
    kept = door.listing_without_forgotten(body, answer.final_url, gather.header(answer, "content-type"), held)
    return taken if kept == body else replace(taken, fetched=replace(answer, body=kept, headers=()))


def _row(taken: Taken, source: Source, landing: Path, replaced: Mapping[str, str]) -> dict[str, Any]:
    """An answer as a row of CAPTURES, its bytes landed, or what was `replaced` (by SHA-256) is there in their place."""
    answer = taken.fetched
    is_there = answer.outcome == "fetched"
    origin = answer.final_url if is_there else (taken.known and taken.known.origin) or answer.url
    return {
        "origin": origin,
        "sha256": keep(answer.body or b"", landing, replaced) if is_there else None,
        "bytes": len(answer.body or b"") if is_there else None,
        "source": source.publisher,
        "media_type": media_type(answer) if is_there else None,
        "fetched_at": answer.fetched_at,
        "status": answer.status,
        "headers": _headers(answer, taken.item),
        "requested": answer.url,
        "outcome": answer.outcome,
        "reason": "gone" if taken.gone else "moved" if is_elsewhere(answer) else answer.reason,
        "role": taken.role,
        "feed": source.name,
    }


def _headers(answer: Fetched, item: Item | None) -> str:
    """An answer's headers as JSON; `feed` in it is what the listing says that named the page."""
    told: dict[str, Any] = {k: v for k, v in answer.headers if k.lower() not in SECRET}
    if item and (item.title or item.published_at):
        at = item.published_at and item.published_at.isoformat()
        told["feed"] = {"title": item.title, "published_at": at}
    return json.dumps(told, ensure_ascii=False)


def media_type(answer: Fetched) -> str:
    """The media type of an answer's body, a page's where none is told; NOT_READ for what may hold no article."""
    told = (gather.header(answer, "content-type") or "").partition(";")[0].strip().lower()
    if told in ("", "application/xhtml+xml", "application/octet-stream"):
        return "text/html"
    return told if told in READ else NOT_READ


def _settle(way: Way, source: Source, course: Course) -> None:
    """Books the state in which a source's fetching leaves it."""
    now = datetime.now(UTC)
    before = captures.states(way.warehouse).get(source.name) or {}
    changes: dict[str, Any] = {"fetched_at": now, "run_id": way.run_id}
    if course.failed:
        failures = (before.get("failures") or 0) + 1
        rest = rest_after(failures)
        asked_for = timedelta(seconds=min(course.retry_after or 0, LONGEST_REST.total_seconds()))
        rest = max(rest, asked_for)
        if failures >= PATIENCE:
            course.notes.append(
                f"{source.name} hỏng {failures} lần liên tiếp, nghỉ / has failed {failures} times in a row and rests for {rest}"
            )
        changes |= {
            "failures": failures,
            "message": course.failed,
            "rests_until": now + rest if rest else None,
        }
    else:
        changes |= {"failures": 0, "rests_until": None, "message": course.notes[0] if course.notes else None}
    changes |= put_off.state(source, course, way.client.resting(), before, changes["rests_until"])
    if course.seen:
        changes["seen"] = json.dumps(course.seen, ensure_ascii=False)
    if newest := max([t for t in (course.watermark, before.get("watermark")) if t], default=None):
        changes["watermark"] = newest
    captures.put_state(way.warehouse, source.name, changes)


def rest_after(failures: int) -> timedelta:
    """How long a source rests after so many failures in a row.

    >>> [str(rest_after(n)) for n in (2, 3, 4, 40)]
    ['0:00:00', '1:00:00', '2:00:00', '7 days, 0:00:00']
    """
    if failures < PATIENCE:
        return timedelta(0)
    return min(REST * 2 ** min(failures - PATIENCE, 30), LONGEST_REST)


def _tell(way: Way, source: Source, made: int, planned: int) -> None:
    with way.guard:
        way.made[source.name], way.planned[source.name] = made, planned
        done, all_of_it = sum(way.made.values()), max(sum(way.planned.values()), sum(way.made.values()))
    if way.told:
        way.told(f"đang tải / fetching … {done}/{all_of_it} · {source.name}")


def gathered(run: RunSummary, ends: Sequence[End]) -> RunSummary:
    """The run with what became of its requests, pages and sources."""
    counts: Counter[str] = Counter()
    for end in ends:
        counts.update(end.requests)
    requests = {"made": counts.total() - counts[PUT_OFF], **{o: counts[o] for o in (*OUTCOMES, PUT_OFF)}}
    unfetched: dict[str, tuple[int, str]] = {}
    for end in ends:
        for why, (count, address) in end.unfetched.items():
            _add(unfetched, why, count, address)
    notes = [note for end in ends for note in end.notes]
    pages = sum(end.pages for end in ends)
    return run.but(
        requests=requests,
        unfetched=unfetched,
        pages=pages,
        left=sum(end.left for end in ends),
        sources={**run.sources, **{e.name: e.failed for e in ends}},
    ).noted(*notes)


def stage(run: RunSummary, staging: Path) -> tuple[RunSummary, list[str]]:
    """Stages the pages that were fetched, now or by a run that came to no end, and not dealt with yet.

    The run with them in its accounts (what it fetched and is known is unchanged), and the names of their batches.
    """
    warehouse = Path(run.warehouse)
    pending = captures.pending(warehouse, run.run_id)
    own = pending.filter(pl.col("run_id") == run.run_id).height
    kept, away = door.without_forgotten(warehouse, pending.drop("run_id"), tombstones.load(warehouse))
    gone = pending.join(kept, on="capture_id", how="anti")
    documents = {
        **run.documents,
        "read": run.documents["read"] + run.pages - own + kept.height,
        "unchanged": run.documents["unchanged"] + run.pages - own,
    }
    names = staged.stage_documents(staging, kept, Settings().batch_bytes, "1")
    if away:
        door.other_addresses(warehouse, gone["origin"])
        captures.empty(warehouse, gone["capture_id"])
        run = run.noted(door.turned_away(away))
    return run.but(documents=documents), names
