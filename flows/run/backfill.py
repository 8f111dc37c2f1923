"""A span of days fetched for the first time, or what of it was missed: slice by slice, each a run, beside the schedule.

What a slice has taken in is known and is not fetched again, and slices that are done are noted beside the warehouse: the same
command goes on where it was.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from flows.fetch.sources import ON_DISK, WARC, ZONE, Source, listed, named
from flows.files import counted
from flows.report.summary import RunSummary
from flows.run import incoming, one_run

MOST = 20  # runs of one slice: each fetches KHOTIN_FETCH_PAGES pages of a source at most
Slice = tuple[date, date]  # first and last day
GOES_ON = "chạy lại lệnh này thì làm tiếp / the same command goes on from there"


class SliceFailed(RuntimeError):
    """Every source of a slice failed, or pages of some slices were put off."""


def slices(start: date, end: date, days: int) -> list[Slice]:
    """The days from start to end, both included, in slices of so many days.

    >>> [(str(a), str(b)) for a, b in slices(date(2025, 1, 1), date(2025, 1, 10), 7)]
    [('2025-01-01', '2025-01-07'), ('2025-01-08', '2025-01-10')]
    """
    starts = [start + timedelta(days=n) for n in range(0, (end - start).days + 1, days)]
    return [(first, min(first + timedelta(days=days - 1), end)) for first in starts]


def backfill(
    names: list[str],
    parts: list[Slice],
    warehouse: Path,
    batch_bytes: int,
    patience: float,
    told: Callable[[str], None] | None = None,
) -> Iterator[tuple[Slice, RunSummary | None]]:
    """Each slice with the last run of it; None for one that was done before. `patience`: seconds to wait for another run of a source.

    A slice with pages that were put off is not done; the others go on, and SliceFailed names at the end what is left.

    Raises ValueError for what names no source of the web, SliceFailed, WarehouseBusy.
    """
    given = [s.name for s in sources(names, warehouse)]
    noted = _noted(warehouse, given, parts)
    done = set(json.loads(noted.read_text())) if noted.exists() else set()
    waiting: list[str] = []
    for number, part in enumerate(parts, 1):
        if part[0].isoformat() in done:
            yield part, None
            continue
        head = f"[{number}/{len(parts)}] {part[0]} – {part[1]}: "
        run = _slice(given, part, warehouse, batch_bytes, patience, lambda words, head=head: told(head + words) if told else None)  # type: ignore[misc]  # fmt: skip
        if why := why_put_off(run):
            waiting.append(f"{part[0]} – {part[1]}: {why}")
        else:
            done.add(part[0].isoformat())
            noted.parent.mkdir(parents=True, exist_ok=True)
            noted.write_text(json.dumps(sorted(done)))
        yield part, run
    if waiting:
        raise SliceFailed(f"{'; '.join(waiting)}; {GOES_ON}")
    noted.unlink(missing_ok=True)


def sources(names: list[str], warehouse: Path) -> list[Source]:
    """The sources of the web that are called so; without names, the active ones. Raises ValueError, NothingActive."""
    rows = listed()
    found = {name: named(name, rows) for name in names}
    if unknown := [name for name, source in found.items() if source is None]:
        raise ValueError(
            f"{unknown[0]}: không có nguồn này / is no source: `khotin source list --all` shows their names"
        )
    every = [s for s in found.values() if s] if names else incoming.active(warehouse)
    web = [s for s in every if s.kind not in (*ON_DISK, "warc") and not s.address.endswith(WARC)]
    if not web:
        raise incoming.NothingActive(incoming.HOW) if not names else ValueError(f"{names[0]} không tải từ mạng / is not fetched from the web: `khotin run` takes files in, however old")  # fmt: skip
    return web


def window(part: Slice) -> tuple[datetime, datetime]:
    """The instants from which and to before which a slice's days last in Vietnam."""
    first, last = part
    return datetime.combine(first, time(), ZONE), datetime.combine(last + timedelta(days=1), time(), ZONE)


def _slice(
    given: list[str],
    part: Slice,
    warehouse: Path,
    batch_bytes: int,
    patience: float,
    told: Callable[[str], None] | None,
) -> RunSummary:
    """Runs over a slice until none of its pages wait for a further run; what a host puts off is not waited for."""
    for _ in range(MOST):
        run = one_run.run_patiently(
            given, warehouse, batch_bytes, patience, told=told, kind="backfill", window=window(part)
        )
        if run.all_failed:
            why = next(iter(run.sources.values()))
            raise SliceFailed(f"{part[0]} – {part[1]}: {why}; {GOES_ON}")
        if not run.left:
            break
    return run


def why_put_off(run: RunSummary) -> str | None:
    """In words, that requests of a slice were put off, so that it is not done; None where none was."""
    count = run.requests.get("put_off")
    return (
        f"hoãn {count} lần hỏi vì máy chủ bảo đợi / {counted(count, 'request')} put off, for the host asks to wait"
        if count
        else None
    )


def _noted(warehouse: Path, given: list[str], parts: list[Slice]) -> Path:
    """Where it is noted which slices are done."""
    told = repr((sorted(given), [(a.isoformat(), b.isoformat()) for a, b in parts]))
    return warehouse.parent / "work" / "backfill" / f"{hashlib.sha256(told.encode()).hexdigest()[:20]}.json"
