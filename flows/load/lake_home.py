"""A home that publishes into a lake: which lake, and bringing that up to date with the home's file, or the home with the lake.

A run works in its home, a warehouse file with its books on a local disk, as in any other. `lake.json` beside the file names the
lake, and the file that the lake holds by its stamp: whatever puts another file in its place (a run, a rollback, a restored
backup) and dies before the lake has it leaves the two unlike, and the next start goes on.
"""

import json
import logging
import os
import socket
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import duckdb

from flows.files import VIETNAM
from flows.load import LAKE_LINK, books, catching_up, lake, lease, ops, snapshots, tombstones
from flows.load.extensions import LakeMovedOn, LakeRefused
from flows.load.lake import Lake
from flows.load.publications import Publication

log = logging.getLogger(__name__)

HOMES = 20  # publications that are looked through for who publishes
NO_PUSH: dict[str, Any] = {"id": None, "then": {}}
# What a home knows of its lake: the publication that it is at, that one's generation, and the file's stamp then; the push
# that is under way, and what is so once it has come there.
NOTHING: dict[str, Any] = {
    "lake": "", "data": None, "held": None, "forgotten": 0, "why": "", "publication": None, "generation": 0, "pushed": NO_PUSH,
    "unjudged": False, "unforgotten": False, "overtaken": False,
}  # fmt: skip


def linked(told: str, data: str | None = None, home: str | None = None) -> Path:
    """The file of this machine's home of a lake by its address, which publishes into the lake from now on. Raises LakeRefused.

    It lies in the folder `home`; without one, of a catalogue in FILE in FILE.home, of one in PostgreSQL in warehouse, below the
    folder of khotin.toml or the one where the command is given. `data` is where a new lake's data is to lie. Where the lake
    holds a star, the home gets it when it is first written (`turn`).
    """
    there = lake.address(told, data)
    folder = Path(home) if home else Path(f"{there.file}.home") if there.file else Path(os.environ.get("KHOTIN_HOME", ".")) / "warehouse"  # fmt: skip
    warehouse = folder.resolve() / "khotin.duckdb"
    known = _link(warehouse)
    if known:
        if known["lake"] != there.name or (data and known["data"] != there.data):
            raise LakeRefused(
                f"{warehouse} publishes into {known['lake']} (data in {known['data']}), not into {there.name}: give the command in another folder, or remove {warehouse.parent / LAKE_LINK}"
            )
        return warehouse
    lake.last(there)
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    _note(warehouse, {**NOTHING, "lake": there.name, "data": there.data})
    return warehouse


@contextmanager
def turn(warehouse: Path, wait_seconds: float = 0) -> Iterator[None]:
    """A home's turn to settle and publish: it holds the lake's lease, and what other homes published since its last turn is here.

    Where the warehouse is no lake's home, nothing. The caller holds the writer's lock. A lake that cannot be reached is logged, and the
    home works on what it has; a new home has nothing. Raises LakeBusy, LakeRefused for a new home without its lake.
    """
    there = lake_of(warehouse)
    with ExitStack() as held:
        if there:
            with books.writing(warehouse):
                pass  # where there are none yet, they are born; lost ones are restored
            try:
                held.enter_context(lease.held(there, holder(warehouse), wait_seconds))
                _follow(warehouse, there)
            except (LakeRefused, duckdb.Error, sqlite3.Error, OSError) as error:
                if not warehouse.exists():
                    raise LakeRefused(
                        f"{there.name} cannot be read, and {warehouse} is not there yet: {_line(error)}"
                    ) from None
                log.warning("%s cannot be followed (%s): what comes is published in %s until it can", there.name, _line(error), warehouse)  # fmt: skip
        yield


def _follow(warehouse: Path, there: Lake) -> None:
    """Brings here what another home published, or there what this one did: whichever is behind."""
    last, known = lake.last(there), _link(warehouse) or NOTHING
    if last and last.id == known["pushed"]["id"]:  # it came there, and its process died before that was noted
        _note(warehouse, {**known, **known["pushed"]["then"], "publication": last.id, "pushed": NO_PUSH})
    elif last and last.id != known["publication"]:
        catching_up.check_forgotten(warehouse, there)
        beyond, forgets = catching_up.catch_up(warehouse, there)
        log.info(
            "caught up with generation %d of %s, published by %s", last.generation, there.name, last.where
        )
        then = {
            "held": _stamp(warehouse),
            "forgotten": tombstones.count(warehouse),
            "generation": last.generation,
            "why": "",
        }
        beside = {"unjudged": beyond, "unforgotten": forgets, "pushed": NO_PUSH}
        _note(warehouse, {**known, **then, **beside, "publication": last.id})
    bring(warehouse)


def forgotten_elsewhere(warehouse: Path) -> bool:
    """Whether another home forgot something since this one's last turn: its tombstones are booked then, and what they stand for is to be
    taken out of here before the next. The caller holds the writer's lock. A lake that cannot be read is told by that turn.
    """
    there, known = lake_of(warehouse), _link(warehouse) or NOTHING
    if not there or not warehouse.exists():
        return False
    try:
        last = lake.last(there)
        went_on = bool(last and last.id != known["publication"])
        taken = went_on and catching_up.take_tombstones(warehouse, there)
        return taken or (went_on and tombstones.count(warehouse) != known["forgotten"])
    except (LakeRefused, duckdb.Error, OSError):
        return False


def agreed_generation(warehouse: Path) -> int:
    """The newest generation that the books know; of a lake's home not above the last that its lake is known to hold, which another
    home may go on from.
    """
    known = _link(warehouse)
    return min(ops.generation(warehouse), known["generation"]) if known else ops.generation(warehouse)


def behind_its_lake(warehouse: Path) -> None:
    """Notes, before another file takes the place of a home's, that it is not what the lake holds: the next turn catches up."""
    if known := _link(warehouse):
        _note(warehouse, {**known, "publication": None, "held": None, "pushed": NO_PUSH})


def unjudged(warehouse: Path) -> bool:
    """Whether people judged in this home what the star that it caught up with does not show: it is to be published again."""
    return bool((_link(warehouse) or NOTHING)["unjudged"])


def unforgotten(warehouse: Path) -> bool:
    """Whether this home forgot what the star that it caught up with holds: until it is taken out (`forgotten`), nothing comes into the lake."""
    return bool((_link(warehouse) or NOTHING)["unforgotten"])


def forgotten(warehouse: Path) -> None:
    """Notes that the star holds nothing that this home forgot, and makes the lake anew without it."""
    if known := _link(warehouse):
        _note(warehouse, {**known, "unforgotten": False, "forgotten": -1, "held": None})
        bring(warehouse)


def judged(warehouse: Path) -> None:
    """Notes that the star shows all that people judged in this home."""
    if (known := _link(warehouse)) and known["unjudged"]:
        _note(warehouse, {**known, "unjudged": False})


def overtaken(warehouse: Path) -> bool:
    """Whether what this home published cannot come into its lake, for another home went on meanwhile: the next turn catches up."""
    return bool((_link(warehouse) or NOTHING)["overtaken"])


def holder(warehouse: Path) -> str:
    """What a home is called in the lake: its machine and folder."""
    return f"{socket.gethostname()}:{warehouse.parent}"


def lake_of(warehouse: Path) -> Lake | None:
    """The lake that a home publishes into; None where it is no lake's home."""
    known = _link(warehouse)
    return lake.address(known["lake"], known["data"]) if known else None


def behind(warehouse: Path) -> str | None:
    """In words, that a lake does not hold yet what its home published; None where it does, or where none is one."""
    known = _link(warehouse)
    if not known or not warehouse.exists():
        return None
    file = lake.address(known["lake"]).file
    if known["held"] == _stamp(warehouse) and (file is None or file.exists()):
        return None
    why = f" ({known['why']})" if known["why"] else ""
    return f"published in {warehouse}, but not yet in {known['lake']}{why}: the next start brings it there, and `khotin doctor --mend`"


def bring(warehouse: Path) -> None:
    """Brings a home's lake up to date in one snapshot, where it is behind; the caller holds the writer's lock.

    Where something was forgotten since, the lake is made anew, and its older snapshots and their files end at once. A lake that cannot
    be reached or written, or that another home has published into meanwhile, stays as it is: it is logged, and told by `behind`.
    """
    there = lake_of(warehouse)
    if not there or not behind(warehouse) or unforgotten(warehouse):
        return
    known, forgotten = _link(warehouse) or NOTHING, tombstones.count(warehouse)
    generation, anew = ops.generation(warehouse), forgotten != known["forgotten"]
    fresh = Publication(uuid.uuid4().hex, _identity(warehouse), holder(warehouse), generation)
    then = {"held": _stamp(warehouse), "forgotten": forgotten, "generation": generation}
    known |= {"held": None, "why": "", "overtaken": False}
    # One that dies before the older snapshots have ended does all of it again.
    _note(
        warehouse, {**known, "pushed": {"id": fresh.id, "then": {"generation": generation} if anew else then}}
    )
    try:
        lease.check(there, fresh.where)
        if lake.push(warehouse, there, f"generation {generation}", fresh, known["publication"], anew):
            known["publication"] = fresh.id
        if anew:
            snapshots.end_older(there)
    except (LakeRefused, duckdb.Error, sqlite3.Error, OSError) as error:
        _note(warehouse, {**known, "why": _line(error), "overtaken": isinstance(error, LakeMovedOn)})
        log.warning("%s", behind(warehouse))
        return
    _note(warehouse, {**known, **then})


def writers(warehouse: Path) -> list[str]:
    """In words, a line each: which homes published last into a home's lake, and which holds its lease; none where there is no lake,
    or it does not answer, which `behind` or the next turn tells.
    """
    there = lake_of(warehouse)
    if not there:
        return []
    try:
        held, published = lease.told(there), lake.publishers(there, HOMES)
    except (LakeRefused, duckdb.Error, sqlite3.Error, OSError):
        return []
    newest = {p.where or "a copy": (p, at) for p, at in reversed(published)}
    lines = [
        f"generation {p.generation} of the lake was published by {where} at {at.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S} (Vietnam)"
        for where, (p, at) in sorted(newest.items(), key=lambda told: told[1][1], reverse=True)
    ]
    own = f"{held.holder} settles and publishes into the lake since {held.since.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S} (Vietnam)" if held else None  # fmt: skip
    return [own, *lines] if own else lines


def taken_out(warehouse: Path, back: int, before: int) -> Path | None:
    """A generation that only the home's lake holds still, as a file among those kept: `back` before the one numbered `before`.

    None where there is none. Raises LakeRefused where its snapshot cannot be read.
    """
    there = lake_of(warehouse)
    held = snapshots.generations(there) if there and back > 0 else {}
    older = sorted((n for n in held if n < before), reverse=True)
    if not there or back > len(older) or not older:
        return None
    file = warehouse.parent / "generations" / f"{older[back - 1]:06d}.duckdb"
    lake.pull(there, file, held[older[back - 1]])
    file.chmod(0o444)
    return file


def _identity(warehouse: Path) -> str:
    """The id of the books that a file was published with: the home's own."""
    copy = books.published_copy(warehouse)
    return (copy and copy[0]) or ""


def _link(warehouse: Path) -> dict[str, Any] | None:
    try:
        return NOTHING | json.loads((warehouse.parent / LAKE_LINK).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def _note(warehouse: Path, known: dict[str, Any]) -> None:
    file = warehouse.parent / LAKE_LINK
    fresh = file.with_name(f"{LAKE_LINK}.{os.getpid()}")
    fresh.write_text(json.dumps(known), encoding="utf-8")
    fresh.replace(file)


def _stamp(warehouse: Path) -> list[int]:
    """What tells a file from the one that took its place."""
    there = warehouse.stat()
    return [there.st_ino, there.st_mtime_ns, there.st_size]


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]
