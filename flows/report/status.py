"""The state of a warehouse on one screen."""

import contextlib
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from flows.files import VIETNAM, connected, size, told_size
from flows.report.asked import rows
from flows.report.booked import booked, sizes, stages

# What is kept is counted in the books: a landing of many files takes minutes to walk.
HELD = """
SELECT count(*) FILTER (is_current) AS articles, count(*) AS versions, count(*) FILTER (rules_version <> $rules AND is_current) AS older,
    (SELECT count(*) FROM (SELECT DISTINCT sha256 FROM ops.capture WHERE bytes IS NOT NULL)) AS documents,
    (SELECT coalesce(sum(bytes), 0)::BIGINT FROM (SELECT DISTINCT sha256, bytes FROM ops.capture)) AS bytes
FROM dim_article
"""
REASON = 300  # letters of why a run went wrong
DIED = (
    "tiến trình đã mất, lần chạy sau làm tiếp / its process is gone, the next `khotin run` goes on from there"
)
WRONG = ("failed", "crashed", "refused", "sources_failed")
RUN_ID = len("20261124T144228-79a30c")
TIMES = "giờ Việt Nam / times are Vietnam's (UTC+7)"


RUNS = "SELECT run_id, started_at, kind, state, documents_read, documents_rejected, facts_loaded, facts_quarantined, message FROM run ORDER BY started_at DESC LIMIT 8"
HOLD = 'SELECT reason FROM hold WHERE released_at IS NULL ORDER BY "at" DESC LIMIT 1'

SOURCES = "SELECT name, active, fetched_at, failures, rests_until, message FROM source ORDER BY failures DESC, name LIMIT 12"


def status(
    warehouse: Path,
    rules_version: str,
    server: str | None = None,
    turns: Sequence[tuple[datetime, str]] = (),
    lives: Callable[[str], bool] = lambda run_id: True,
) -> Group:
    """The last runs and why some failed, how far a running one is, the sources that were fetched, why scheduled ones hold,
    sizes, articles read with older rules, the schedule. `server` is the one that answers, `turns` are the next of its schedules;
    `lives` says whether a process carries out a run that is open.

    Raises FileNotFoundError where no run was made, ValueError where the books cannot be read.
    """
    runs, held, sources, last_stages = _told_there(warehouse)
    died = {run_id for run_id, _, _, state, *_ in runs if state == "running" and not lives(run_id)}
    table = Table(box=None, padding=(0, 1, 0, 0))
    table.add_column("run", no_wrap=True, min_width=RUN_ID)  # what one copies: the others give way
    for heading in ("started", "state", "documents", "facts"):
        table.add_column(heading, overflow="fold", min_width=5 if heading == "facts" else 10)
    for run_id, started_at, kind, state, read, rejected, loaded, aside, _ in runs:
        ended = "died" if run_id in died else state
        ended = ended if kind in (None, "manual", "scheduled") else f"{ended}: {kind}"
        documents = "" if read is None else f"{read} read" + (f", {rejected} rejected" if rejected else "")
        facts = "" if loaded is None else f"{loaded}" + (f", {aside} set aside" if aside else "")
        table.add_row(run_id, _minute(started_at), ended, documents, facts)
    parts: list[Text | Table] = [
        Text(TIMES, style="dim"),
        table,
        *_told(runs, warehouse, died),
        *_stages(last_stages),
        *_sources(sources),
    ]
    if warehouse.exists():
        with connected(warehouse, read_only=True) as connection:
            counted = rows(connection, HELD, {"rules": rules_version})[0]
        parts.append(
            Text("{articles} articles, {versions} versions; {older} read with older rules".format(**counted))
        )
        landing = f"{counted['documents']} documents kept, {told_size(counted['bytes'])} as they came"
        parts.append(Text(f"{warehouse}: {told_size(size(warehouse))}; {landing}"))
    beside = [f"{name} {told_size(held)}" for name, held in sizes(warehouse).items() if held]
    parts.append(Text(f"beside it: {', '.join(beside)}"))
    if held:
        parts.append(Text(f"HOLD: {held[0][0]}; scheduled runs wait for `khotin resume`", style="yellow"))
    parts.append(Text(f"schedule: {server or 'none runs; `khotin schedule --every 15m` starts one'}"))
    for when, name in turns:
        parts.append(Text(f"next run: {when.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S}  {name}"))
    return Group(*parts)


def _told(runs: list[Any], warehouse: Path, died: Collection[str]) -> list[Text]:
    """Why runs went wrong, and how far the one is that runs now."""
    parts = []
    for run_id, _, _, state, *_, message in runs:
        if run_id in died:
            parts.append(Text(f"{run_id}: {DIED}", style="yellow"))
        elif state == "running":
            with contextlib.suppress(OSError):
                far = (warehouse.parent / "work" / "running" / f"{run_id}.txt").read_text(encoding="utf-8")
                parts.append(Text(f"{run_id}: {far}", style="cyan"))
        elif state in WRONG and message:
            parts.append(Text(f"{run_id} {state}: {' '.join(message.split())[:REASON]}", style="yellow"))
    return parts


def _stages(rows: list[Any]) -> list[Text]:
    """What the stages of the last run took that had something to do, in one line."""
    told = []
    for stage, seconds, count, size_, memory in rows:
        through = [f"{count} rows"] if count is not None else []
        through += [told_size(size_)] if size_ is not None else []
        through += [f"peak {told_size(memory)}"] if memory is not None else []
        told.append(f"{stage} {seconds:.1f} s" + (f" ({', '.join(through)})" if through else ""))
    return [Text(f"stages: {' · '.join(told)}")] if told else []


def _sources(rows: list[Any]) -> list[Table]:
    """The state of sources, those that fail first."""
    if not rows:
        return []
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("source", "state", "fetched", "told"):
        table.add_column(heading)
    for name, active, fetched_at, failures, rests_until, message in rows:
        rests = (
            f"failed ×{failures}, rests until {_minute(rests_until)}"
            if rests_until
            else f"failed ×{failures}"
        )
        waits = rests_until and datetime.fromisoformat(rests_until) > datetime.now(UTC)
        alone = f"rests until {_minute(rests_until)}" if waits else "fetched"
        state = "paused" if active == 0 else rests if failures else alone
        table.add_row(name, state, _minute(fetched_at), message or "")
    return [table]


def _minute(told: str | None) -> str:
    return datetime.fromisoformat(told).astimezone(VIETNAM).strftime("%Y-%m-%d %H:%M") if told else ""


def _told_there(warehouse: Path) -> tuple[list[Any], list[Any], list[Any], list[Any]]:
    """The last runs, what holds them, the state of sources, and the stages of the last run that had any."""
    with booked(warehouse) as store:
        names = store.execute("SELECT name FROM sqlite_master WHERE name = 'source'").fetchall()
        sources = store.execute(SOURCES).fetchall() if names else []  # older books have none yet
        return store.execute(RUNS).fetchall(), store.execute(HOLD).fetchall(), sources, stages(store)
