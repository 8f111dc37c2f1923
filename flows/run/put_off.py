"""What was not asked for, because its host asked to be left alone for longer than a run waits: no failure, and due until it is asked."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.fetch.address import host_of
from flows.fetch.sources import Source
from flows.fetch.taken import Course, Taken
from flows.files import counted
from flows.load import captures

if TYPE_CHECKING:
    from flows.fetch.client import Client

PUT_OFF = "put_off"  # the outcome
TOLD_AGAIN = timedelta(days=1)  # after which a page that is still put off is booked once more


def keep_rests(warehouse: Path, opened: "Client", together: Sequence[Taken]) -> None:
    """Books how long hosts want to be left alone, where an answer says so: the next run keeps to it."""
    if any(t.fetched.reason == "later" for t in together):
        captures.put_rests(warehouse, opened.resting())


def is_told(taken: Taken) -> bool:
    """Whether the books say already that a page is put off, and lately."""
    before = taken.known.put_off_at if taken.known and taken.fetched.outcome == PUT_OFF else None
    return before is not None and taken.fetched.fetched_at - before < TOLD_AGAIN


def waits(taken: Taken) -> bool:
    """Whether a page was not asked for because a run fetches no more of its source, which its host has no part in."""
    return taken.fetched.outcome == PUT_OFF and taken.fetched.reason == "waits"


def hosts(together: Sequence[Taken]) -> set[str]:
    """The hosts of what was put off: that asked for, and that which it led to."""
    off = [t.fetched for t in together if t.fetched.outcome == PUT_OFF]
    return {host_of(url) for answer in off for url in (answer.url, answer.final_url)}


def settle(course: Course, count: int, rests: Mapping[str, float], of: Collection[str], is_slice: bool) -> None:  # fmt: skip
    """Tells how many requests were put off, and the rests `of` their hosts. A slice of a backfill whose listing was is not done."""
    if count:
        now = datetime.now(UTC)
        told = [f"{name} bảo đợi đến / wants to be left alone until {now + timedelta(seconds=s):%Y-%m-%d %H:%M} UTC" for name, s in sorted(rests.items()) if name in of]  # fmt: skip
        course.notes.insert(0, f"hoãn {count} lần hỏi, lần sau hỏi lại / {counted(count, 'request')} put off, still due: {'; '.join(told) or 'máy chủ bảo đợi / the host asked to wait'}")  # fmt: skip
    if is_slice and course.put_off:
        course.failed = course.put_off


def go_on(warehouse: Path, source: Source) -> None:
    """A person says that a source is to be fetched: it is active, neither it nor its host rests any more."""
    captures.put_state(warehouse, source.name, {"active": True, "failures": 0, "rests_until": None})
    captures.end_rest(warehouse, host_of(source.address))


def state(
    source: Source, course: Course, rests: Mapping[str, float], before: Mapping[str, Any], rests_until: datetime | None,
) -> dict[str, Any]:  # fmt: skip
    """What of a source's state is otherwise for its host's wish: it rests as long, and was not fetched where it was not asked."""
    changes: dict[str, Any] = {}
    if course.put_off:
        changes = {"failures": before.get("failures") or 0, "fetched_at": before.get("fetched_at")}
    if left := rests.get(host_of(source.address)):
        until = datetime.now(UTC) + timedelta(seconds=left)
        changes["rests_until"] = max(until, rests_until or until)
    return changes
