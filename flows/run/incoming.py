"""What a run takes in: files, and sources that are fetched; each is reserved for one run at a time."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from glob import has_magic
from pathlib import Path
from typing import Any

from flows.assets import reference
from flows.fetch.sources import ON_DISK, WARC, Source, listed, named
from flows.fetch.taken import at_once
from flows.files import counted
from flows.forget import forgotten_documents
from flows.ingest import NothingFound, discover
from flows.load import captures, publish, tombstones, withdrawal

SOME = 5  # names of files that a line tells

HOW = (
    "chưa nguồn nào được bật / no source is active: `khotin source add https://…` thêm một nguồn / adds one, `khotin source list --all` "
    "kể các nguồn đã biết / shows those that the seed knows, `khotin source resume NAME` bật một nguồn / takes one of them in; hoặc nêu tệp, "
    "thư mục, địa chỉ / or name files, folders or addresses to `khotin run`"
)


class NothingActive(ValueError):
    """A run was asked for without sources, and none is active."""


class Forgotten(ValueError):
    """A run was asked for a page that is forgotten."""


@dataclass(frozen=True)
class Asked:
    """What a run is asked to take in."""

    files: list[str] = field(default_factory=list)
    sources: tuple[Source, ...] = ()
    folders: tuple[Source, ...] = ()  # of the files, those that rows of the seed watch
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.files or self.sources)

    def without_files(self, note: str) -> "Asked":
        """The same without its files, and why."""
        return replace(self, files=[], notes=(*self.notes, note))


def asked(given: Sequence[str], warehouse: Path, scheduled: bool = False) -> Asked:
    """What the words mean: addresses, WARC files and names of rows are sources, all else is files; none: the active sources.

    Of those, what rests is left out, and by a scheduled run what is not due. A scheduled run leaves out a named source that is
    paused or rests. Raises NothingActive, Forgotten.
    """
    rows, held = listed(), tombstones.load(warehouse)
    if given:
        # A schedule tells files by absolute paths; in a home a folder may be called like its source.
        is_file = {
            g: Path(g).exists() and not g.lower().endswith(WARC) and not (scheduled and g in rows)
            for g in given
        }
        found = {g: None if is_file[g] else named(g, rows) for g in given}
        sources = [s for s in found.values() if s]
        if _forgotten(sources, held):
            raise Forgotten(
                "một địa chỉ bạn nêu đã quên, không hỏi lại nữa / an address that you gave is forgotten, and is not asked for again (docs/forget.md)"
            )
        files = [g for g, s in found.items() if s is None]
        return _of_a_schedule(files, sources, warehouse) if scheduled else _parted(files, sources)
    states = captures.states(warehouse)
    active_ones = active(warehouse)
    if not active_ones:
        raise NothingActive(HOW)
    now = datetime.now(UTC)
    active_ones = [s for s in active_ones if not _forgotten([s], held)]
    resting = {s.name for s in active_ones if _rests(states.get(s.name, {}), now)}
    due = [s for s in active_ones if not scheduled or s.is_due(states.get(s.name, {}).get("fetched_at"), now)]
    told = [
        f"{name} nghỉ đến / rests until {states[name]['rests_until']:%Y-%m-%d %H:%M} UTC"
        for name in sorted(resting)
    ]
    told += [f"{words}; {act}" for s in due for words, act in not_there(s)]
    return replace(_parted([], [s for s in due if s.name not in resting]), notes=tuple(told))


def not_there(source: Source) -> list[tuple[str, str]]:
    """That what a row watches is not there, and what to do; nothing where it is, or is fetched."""
    if source.kind not in ON_DISK or has_magic(source.address) or Path(source.address).exists():
        return []
    what = f"nguồn / source {source.name}: không có / is not there: {source.address}"
    return [(what, f"tạo nó, hoặc / make it, or `khotin source pause {source.name}` leaves it out")]


def unnamed(source: Source) -> str | None:
    """That articles of a watched folder have no source by it, for no row names the folder; None where one does, or it is fetched."""
    if source.kind != "folder" or has_magic(source.address):
        return None
    name = Path(source.address).absolute().name
    rows = reference("sources")["folders"].drop_nulls()
    if any(folder == name or folder.startswith(f"{name}/") for row in rows for folder in row.split("|")):
        return None
    return (
        f"bài không tự nêu nguồn thì không có nguồn / articles that state no source have none: write {name} into `folders` of its row, "
        "then `khotin rebuild`"
    )


def active(warehouse: Path) -> list[Source]:
    """The sources that runs take in."""
    states = captures.states(warehouse)
    return [s for s in listed().values() if is_active(s, states.get(s.name))]


def _of_a_schedule(files: list[str], sources: Sequence[Source], warehouse: Path) -> Asked:
    """What a schedule names, without the sources that a person paused, or that rest: its turns come on."""
    states, now = captures.states(warehouse), datetime.now(UTC)
    state = {s.name: states.get(s.name) or {} for s in sources}
    paused = [s for s in sources if state[s.name].get("active") is False]
    resting = [s for s in sources if s not in paused and _rests(state[s.name], now)]
    told = [f"{s.name} đang tạm dừng / is paused: `khotin source resume {s.name}`" for s in paused]
    told += [
        f"{s.name} nghỉ đến / rests until {state[s.name]['rests_until']:%Y-%m-%d %H:%M} UTC" for s in resting
    ]
    kept = [s for s in sources if s not in paused and s not in resting]
    return replace(_parted(files, kept), notes=tuple(told))


def _forgotten(sources: Iterable[Source], held: tombstones.Tombstones) -> bool:
    """Whether one of the sources is a page that is forgotten."""
    return bool(held) and bool(forgotten_documents.sought_by(held).among(s.address for s in sources))


def is_active(source: Source, state: Mapping[str, Any] | None) -> bool:
    """Whether runs take a source in: as a person said, else as its row says."""
    said = state["active"] if state else None
    return source.active if said is None else bool(said)


def _rests(state: Mapping[str, Any], now: datetime) -> bool:
    until = state.get("rests_until")
    return until is not None and until > now


def _parted(files: list[str], sources: Iterable[Source]) -> Asked:
    sources = list(dict.fromkeys(sources))
    on_disk = [s for s in sources if s.kind in ON_DISK]
    web = tuple(s for s in sources if s.kind not in ON_DISK)
    return Asked(files + [s.address for s in on_disk], web, tuple(s for s in on_disk if s.kind == "folder"))


def reserve(asked: Asked, warehouse: Path, held: ExitStack) -> Asked:
    """What of it this run has for itself until `held` closes; the rest is told in its notes.

    Raises WarehouseBusy where another run has all of it.
    """
    files, sources, busy = [], [], []
    for file in asked.files:
        try:
            held.enter_context(publish.reserved(warehouse, str(Path(file).absolute())))
            files.append(file)
        except publish.WarehouseBusy as error:
            busy.append(error)
    for source in asked.sources:
        try:
            held.enter_context(publish.reserved(warehouse, source.name))
            sources.append(source)
        except publish.WarehouseBusy as error:
            busy.append(error)
    if busy and not files and not sources:
        raise busy[0]
    notes = (*asked.notes, *map(str, busy))
    return Asked(files, tuple(sources), tuple(f for f in asked.folders if f.address in files), notes)


def _in_others_of(name: str, folder: Source) -> set[str]:
    """The origins of files in other watched folders that are called alike: the star cannot tell from which of them one came."""
    found: set[str] = set()
    for other in listed().values():
        if other.kind == "folder" and other != folder and Path(other.address).absolute().name == name:
            with suppress(NothingFound):
                found |= {document.origin for document in discover([other.address])}
    return found


def gone(asked: Asked, warehouse: Path, run_id: str) -> list[str]:
    """A line for each watched folder that files are gone from; where its row withdraws so, it is booked that they are gone.

    Where most of a folder is gone at once, which a copy that is under way looks like, that is booked by the next run that finds
    it so.
    """
    told = []
    for folder in asked.folders:
        try:
            name = Path(folder.address).absolute().name
            found = {document.origin for document in discover([folder.address])}
        except NothingFound:
            continue  # it may be a disk that is not there: nothing is gone for that
        found |= _in_others_of(name, folder)
        missing = withdrawal.missing(warehouse, name, found)["origin"].to_list()
        waiting = _not_sure(folder, warehouse, missing, len(missing) + len(found)) if folder.withdraws else []
        if folder.withdraws:
            sure = [origin for origin in missing if origin not in set(waiting)]
            withdrawal.book_gone(warehouse, run_id, sure, datetime.now(UTC))
        if missing:
            some = ", ".join(missing[:SOME]) + (" …" if len(missing) > SOME else "")
            told.append(
                f"{len(missing)} tệp không còn / {counted(len(missing), 'file')} gone from {folder.address} "
                f"({_what_becomes(folder, len(missing), len(waiting))}): {some}"
            )
    return told


def _not_sure(folder: Source, warehouse: Path, missing: list[str], known: int) -> list[str]:
    """Of the files that are gone from a folder those that are not withdrawn yet: where most of it is gone at once, what no run before found gone."""
    state = captures.states(warehouse).get(folder.name) or {}
    before = set(json.loads(state.get("seen") or "[]"))
    is_most = at_once(len(missing), known)
    waiting = [origin for origin in missing if origin not in before] if is_most else []
    if waiting or before:
        captures.put_state(
            warehouse, folder.name, {"seen": json.dumps(missing, ensure_ascii=False) if waiting else None}
        )
    return waiting


def _what_becomes(folder: Source, missing: int, waiting: int) -> str:
    """What becomes of the articles of files that are gone."""
    if not folder.withdraws:
        return "bài ở lại / their articles stay"
    if not waiting:
        return "đã rút / withdrawn"
    return (
        f"phần lớn thư mục mất cùng lúc, {waiting} bài chưa rút: lần chạy sau mà vẫn vậy thì rút / most of the folder at once, {waiting} of "
        f"{missing} are not withdrawn yet: the next run that finds them gone withdraws them"
    )
