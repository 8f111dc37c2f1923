"""What a source's run asks for: its listing, what that names and is not known yet, and pages that are due to be looked at again."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

from flows.fetch import taken_down
from flows.fetch.contracts import Fetched, Item, Listing, Request
from flows.fetch.sources import Source
from flows.fetch.taken import Bounds, Course, Fetches, Known, Memory, Taken, waiting
from flows.files import counted

GONE = (404, 410)
LISTINGS = 50  # sitemaps of an index, pages of a feed: what one run of a source reads at most
ARCHIVE = 500  # the same, of a window of time: a paper's sitemaps since it began
FURTHER = 5  # pages of a feed or list after its first
SEEN = 1_000  # names of a listing that are kept for the next time
TRIES = 5  # failures in a row, each in a run of its own, after which a page is left alone
GONE_AGAIN = timedelta(hours=1)  # after a page was gone it is asked for once more
REFUSED_AGAIN = timedelta(days=1)
WAITING = 10  # runs' worth of pages that are kept waiting: an archive names the others again
TOGETHER = 200  # pages that wait are booked in so many at once


def gather(
    client: Fetches, source: Source, memory: Memory, course: Course, bounds: Bounds
) -> Iterator[list[Taken]]:
    """The answers to everything that a source's run asks for, as they come, those together that came together.

    Who asks for more has dealt with what it was given; `course` says how it goes.
    """
    items: list[Item] = []
    for taken, listing in _listings(client, source, memory, course, [source.address], bounds):
        yield [taken]
        if listing:
            items += _within(listing, bounds, course, taken.fetched.url == source.address)
    if source.kind in (None, "feed") and course.seen is not None:
        lost = bool(memory.seen) and bool(course.seen) and memory.seen.isdisjoint(course.seen)
        if lost and not bounds.window:
            course.notes.append(_lost(source))
        if lost or bounds.window:
            sitemaps = memory.sitemaps()
            if not sitemaps:
                home = client.fetch(Request(urljoin(source.address, "/"), delay=source.delay))
                yield [Taken(home, "listing")]
                sitemaps = _offered(home)
            for taken, listing in _listings(client, source, memory, Course(), sitemaps, bounds):
                yield [taken]
                if listing:
                    items += _within(listing, bounds, course, False)
    yield from _pages(client, source, memory, course, bounds, items)


def looked_at(
    client: Fetches, source: Source, memory: Memory, course: Course
) -> Iterator[tuple[Taken, Listing | None]]:
    """The answers to what `gather` asks first, with what they name: for who only wants to look."""
    return _listings(client, source, memory, course, [source.address], Bounds())


def _listings(
    client: Fetches, source: Source, memory: Memory, course: Course, addresses: list[str], bounds: Bounds
) -> Iterator[tuple[Taken, Listing | None]]:
    """Listings from addresses on, with those that they lead to; an address that answers with an article is a page.

    The next page of a feed or list is read while none names what is known, FURTHER of them at most.
    """
    waiting, asked, further = list(addresses), set[str](), 0
    most, most_further = (ARCHIVE, ARCHIVE) if bounds.window else (LISTINGS, FURTHER)
    while waiting and len(asked) < most:
        url = waiting.pop(0)
        if url in asked:
            continue
        asked.add(url)
        alone = memory.pages([url]).get(url) if source.kind in (None, "page") else None
        known = alone or memory.listing(url)
        answer = client.fetch(Request(url, known.etag, known.last_modified, source.delay))
        first = url == source.address
        body = (
            answer.body
            if answer.outcome == "fetched"
            else known.body
            if answer.outcome == "not_modified"
            else None
        )
        kind = "page" if source.kind == "page" or (alone and body is None) else None
        kind = kind or (None if body is None else _kind(source, body, answer))
        if kind in ("page", "article"):
            took = _alone(answer, known, course)
            answer, gone = took.fetched, took.gone
            yield took, None
            is_there = answer.outcome in ("fetched", "not_modified")
            listing, why = None, None if is_there or gone else _why(answer)
        else:
            listing, why = (None, _why(answer)) if body is None else _read(kind or "", body, answer)
            if listing:
                _note_empty(listing, source, url, memory, course)
                listing = _without(listing, memory.forgotten(i.url for i in listing.items), course)
            yield Taken(answer, "listing", known=known), listing
        if listing:
            course.notes += [f"{url}: {problem}" for problem in listing.problems]
            if first or listing.kind != "sitemap_index":
                course.seen = [*(course.seen or []), *_names(listing.items)][:SEEN]
            if "sitemap" in listing.kind:
                waiting += listing.further
            elif further < most_further and _goes_on(listing, memory, bounds):
                waiting += listing.further[:1]
                further += 1
        elif why and first:
            _not_read(course, why, answer)
        elif why:
            course.notes.append(f"{url}: {why}")
    if waiting:
        course.notes.append(f"bỏ {len(waiting)} trang danh sách ngoài {most} trang / {counted(len(waiting), 'listing')} more than {most} left out")  # fmt: skip


def _alone(answer: Fetched, known: Known, course: Course) -> Taken:
    """A source's own address that is a page, as it was taken."""
    took = Taken(answer, "page", known=known, gone=answer.status in GONE)
    return taken_down.settled([took], 1, course)[0] if taken_down.parted([took])[0] else took


def _not_read(course: Course, why: str, answer: Fetched) -> None:
    """Notes that a source's own address was not read: it failed, unless its host put it off."""
    if answer.outcome == "put_off":
        course.put_off = why
    else:
        course.failed, course.retry_after = why, answer.retry_after


def _goes_on(listing: Listing, memory: Memory, bounds: Bounds) -> bool:
    """Whether the next page of a feed or list may name what is new: this one names nothing known, and something not too old."""
    names = _names(listing.items)
    urls = {i.url for i in listing.items}
    oldest = bounds.window[0] if bounds.window else datetime.now(UTC) - bounds.oldest
    is_known = not memory.seen.isdisjoint(names) or not urls.isdisjoint(memory.pages(urls))
    return (bool(bounds.window) or not is_known) and any(
        (_when(i) or oldest) >= oldest for i in listing.items
    )


def _without(listing: Listing, forgotten: set[str], course: Course) -> Listing:
    """A listing without items that are forgotten."""
    if not forgotten:
        return listing
    course.notes.append(f"{len(forgotten)} mục đã quên, không tải / {counted(len(forgotten), 'item')} forgotten and not fetched (docs/forget.md)")  # fmt: skip
    return replace(listing, items=tuple(i for i in listing.items if i.url not in forgotten))


def _kind(source: Source, body: bytes, answer: Fetched) -> str:
    """What a body is: the row's word for lists, else what its bytes say."""
    from flows.fetch.offers import kind_of_answer

    kind = kind_of_answer(body, answer.final_url, header(answer, "content-type"))
    return "list" if source.kind == "list" and kind == "other" else kind


def _read(kind: str, body: bytes, answer: Fetched) -> tuple[Listing | None, str | None]:
    """(what a listing names, why it cannot be read)."""
    from flows.fetch import feeds, lists, sitemaps

    told = header(answer, "content-type")
    try:
        if kind == "feed":
            return feeds.read(body, answer.final_url, told), None
        if kind == "sitemap":
            return sitemaps.read(body, answer.final_url), None
        if kind == "list":
            return lists.read(body, answer.final_url, told), None
    except ValueError as error:
        return None, str(error)
    return (
        None,
        "không phải feed, sitemap, trang danh sách hay bài báo / neither a feed, a sitemap, a list of articles nor an article: `khotin source add` finds what a site offers",
    )


def named_by(answer: Fetched, kind: str) -> tuple[Item, ...]:
    """What a feed, sitemap or list names; nothing where it cannot be read."""
    listing, _ = _read(kind, answer.body or b"", answer)
    return listing.items if listing else ()


def _within(listing: Listing, bounds: Bounds, course: Course, is_first: bool) -> list[Item]:
    """The items of a listing; of a sitemap or a further page, which may name a whole archive, those not too old."""
    oldest = datetime.now(UTC) - bounds.oldest
    times = [i.published_at for i in listing.items if i.published_at]
    course.watermark = max([t for t in (course.watermark, *times) if t], default=None)
    if bounds.window:
        return _in_window(listing, bounds.window, course)
    if is_first and "sitemap" not in listing.kind:
        return list(listing.items)
    kept = [i for i in listing.items if (i.published_at or i.updated_at or oldest) >= oldest]
    if old := len(listing.items) - len(kept):
        course.notes.append(f"bỏ {old} địa chỉ cũ hơn {bounds.oldest.days} ngày / {counted(old, 'address', 'addresses')} older than {bounds.oldest.days} days left out ({listing.kind})")  # fmt: skip
    return kept


def _in_window(listing: Listing, window: tuple[datetime, datetime], course: Course) -> list[Item]:
    """The items of a listing that were published within a window, as far as it says when."""
    undated = sum(_when(i) is None for i in listing.items)
    if undated:
        course.notes.append(f"bỏ {undated} địa chỉ không có ngày / {counted(undated, 'address', 'addresses')} without a date left out")  # fmt: skip
    return [i for i in listing.items if (at := _when(i)) and window[0] <= at < window[1]]


def _offered(home: Fetched) -> list[str]:
    """The sitemap that a home page offers."""
    from flows.fetch.offers import offered

    found = offered(home.body, home.final_url) if home.body else []
    return [o.url for o in found if o.kind == "sitemap"][:1]


def _pages(
    client: Fetches, source: Source, memory: Memory, course: Course, bounds: Bounds, items: list[Item]
) -> Iterator[list[Taken]]:
    """The answers for items that are not known, and for pages that are due to be looked at again, the newest first."""
    now = datetime.now(UTC)
    by_url = {item.url: item for item in reversed(items)}
    known, named = memory.pages(by_url), set(by_url)
    if not bounds.window:
        by_url = {u: page.item or Item(u) for u, page in known.items() if page.waits} | by_url
    fresh = [u for u, item in by_url.items() if _is_new(item, known.get(u), now, bounds)]
    due = {u: page for u, page in known.items() if page.put_off_at and u in named} if bounds.window else known
    again = [u for u, page in due.items() if is_due(page, now, bounds.again) and u not in set(fresh)]
    fresh.sort(key=lambda u: _when(by_url[u]) or now, reverse=True)
    in_order = sorted([*again, *fresh], key=lambda u: _last_in_line(known.get(u)))
    wanted = [u for u in in_order if memory.claim(u)]
    course.planned, course.left = min(len(wanted), bounds.pages), max(0, len(wanted) - bounds.pages)
    if course.left:
        course.notes.append(f"{course.left} trang đợi lần chạy sau, mỗi lần tải {bounds.pages} / {counted(course.left, 'page')} left for the next run: one fetches {bounds.pages}")  # fmt: skip
    if not bounds.window:
        yield from _waiting([by_url[u] for u in wanted[bounds.pages :] if u not in known], bounds)
    requests = [_request(u, known.get(u), source) for u in wanted[: bounds.pages]]
    looked, down = 0, list[Taken]()
    for answers in client.fetch_all(requests):
        taken = [_page(answer, by_url.get(answer.url), known.get(answer.url)) for answer in answers]
        looked += sum(map(taken_down.is_known, taken))
        gone, others = taken_down.parted(taken)
        down += gone
        yield others
    if down:
        yield taken_down.settled(down, looked, course)


def _is_new(item: Item, known: Known | None, now: datetime, bounds: Bounds) -> bool:
    """Whether a page was never asked for, or its listing says that it was updated."""
    return known is None or known.waits or changed(item, known, now, bounds)


def _waiting(items: list[Item], bounds: Bounds) -> Iterator[list[Taken]]:
    """Pages that are to be asked for by a later run, whether their listing still names them then or not."""
    items = items[: WAITING * bounds.pages]
    for i in range(0, len(items), TOGETHER):
        yield [Taken(waiting(item.url), "page", item) for item in items[i : i + TOGETHER]]


def _last_in_line(known: Known | None) -> float:
    """0, but for a page that answered "later": its host put off the others for it, so they are asked first."""
    return known.last_at.timestamp() if known and known.reason == "later" and known.last_at else 0.0


def _page(answer: Fetched, named: Item | None, before: Known | None) -> Taken:
    first = before.item if before else None
    item = named or first
    if (
        named
        and first
        and first.published_at
        and named.published_at
        and named.published_at == named.updated_at
    ):
        # its last change stands for its publication: that was when it was named first
        item = replace(named, published_at=min(first.published_at, named.published_at))
    return Taken(answer, "page", item, before, answer.status in GONE)


def changed(item: Item, known: Known, now: datetime, bounds: Bounds) -> bool:
    """Whether a listing says that a page was updated since it was fetched, and it is one that may still change."""
    if known.outcome == "failed" or not (item.updated_at and known.last_at and known.first_at):
        return False
    lately = now - known.first_at <= max(bounds.again, default=timedelta(0))
    return lately and known.last_at < item.updated_at <= now


def is_due(known: Known, now: datetime, again: Iterable[timedelta]) -> bool:
    """Whether a page is to be asked for again: it was put off, it failed, was gone once, or its time after the first fetch has come."""
    if known.put_off_at:
        return True
    if known.first_at is None or known.last_at is None:
        return False
    if known.outcome == "refused":
        return now - known.last_at >= REFUSED_AGAIN and now - known.first_at <= max(
            again, default=timedelta(0)
        )
    if known.outcome == "failed" and known.failures < (2 if known.reason == "gone" else TRIES):
        return now - known.last_at >= (GONE_AGAIN if known.reason == "gone" else timedelta(0))
    return any(known.first_at + pause <= now and known.last_at < known.first_at + pause for pause in again)


def header(answer: Fetched, name: str) -> str | None:
    """A header of an answer by its name in small letters."""
    return next((value for key, value in answer.headers if key.lower() == name), None)


def _names(items: Sequence[Item]) -> list[str]:
    """What items are known again by: their addresses, and their guids, which some feeds make anew each time."""
    return list(dict.fromkeys(name for item in items for name in (item.url, item.guid) if name))


def validators(headers: str | None) -> tuple[str | None, str | None]:
    """(ETag, Last-Modified) of headers as the books keep them."""
    told = {k.lower(): v for k, v in json.loads(headers).items() if isinstance(v, str)} if headers else {}
    return told.get("etag"), told.get("last-modified")


def _request(url: str, known: Known | None, source: Source) -> Request:
    known = known or Known()
    return Request(url, known.etag, known.last_modified, source.delay)


def _when(item: Item) -> datetime | None:
    return item.published_at or item.updated_at


def _why(answer: Fetched) -> str:
    status = f"HTTP {answer.status}" if answer.status else ""
    return answer.detail or status or answer.reason or "không trả lời / no answer"


def _note_empty(listing: Listing, source: Source, url: str, memory: Memory, course: Course) -> None:
    """Notes that a source's own listing is there and names nothing: a feed that broke, or one that nobody fills."""
    if url == source.address and not listing.items and not listing.further:
        before = (", lần trước có", ", and it named some the last time") if memory.seen else ("", "")
        course.notes.append(
            f"{url}: không nêu bài nào{before[0]} / names no article{before[1]}: xem lại / look at it, `khotin source add` finds what its site offers now"
        )


def _lost(source: Source) -> str:
    return (
        f"{source.name}: feed không còn mục nào của lần trước, có thể đã lỡ tin ở giữa; tìm thêm trong sitemap: nên tải thường hơn / its feed "
        "names nothing that it named the last time, so items between may be lost; its sitemap is looked into: fetch it more often"
    )
