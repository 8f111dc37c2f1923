"""A home that publishes into a lake: which lake, and bringing that up to date with the home's file.

A run works in its home, a warehouse file with its books on a local disk, as in any other. `lake.json` beside the file names the
lake, and the file that the lake holds by its stamp: whatever puts another file in its place (a run, a rollback, a restored
backup) and dies before the lake has it leaves the two unlike, and the next start goes on.
"""

import json
import logging
import os
from pathlib import Path
from typing import Any

import duckdb

from flows.load import books, lake, ops, snapshots, tombstones
from flows.load.extensions import LakeRefused
from flows.load.lake import Lake

log = logging.getLogger(__name__)

NAME = "lake.json"


def linked(told: str, data: str | None = None) -> Path:
    """The home's file of a lake by its address, which publishes into the lake from now on. Raises LakeRefused.

    Of a catalogue in FILE it is FILE.home/khotin.duckdb; of one in PostgreSQL warehouse/khotin.duckdb, below the folder
    of khotin.toml or the one where the command is given. `data` is where a new lake's data is to lie.
    """
    there = lake.address(told, data)
    home = (
        Path(f"{there.file}.home") if there.file else Path(os.environ.get("KHOTIN_HOME", ".")) / "warehouse"
    )
    warehouse = home.resolve() / "khotin.duckdb"
    known = _link(warehouse)
    if known:
        if known["lake"] != there.name or (data and known["data"] != there.data):
            raise LakeRefused(
                f"{warehouse} publishes into {known['lake']} (data in {known['data']}), not into {there.name}: give the command in another folder, or remove {warehouse.parent / NAME}"
            )
        return warehouse
    last = lake.last_home(there)
    if last is not None and not warehouse.exists():
        raise LakeRefused(
            f"{there.name} holds a star, and its home {warehouse} is not there: `khotin restore` a backup there, or `khotin migrate-warehouse LAKE {warehouse}` and `khotin doctor --mend --warehouse {warehouse}`"
        )
    if last and last != _identity(warehouse):
        raise LakeRefused(
            f"another warehouse than {warehouse} publishes into {there.name}: a lake has one home, make another lake"
        )
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    _note(warehouse, {"lake": there.name, "data": there.data, "held": None, "forgotten": 0, "why": ""})
    return warehouse


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

    Where something was forgotten since, the lake is made anew, and its older snapshots and their files end at once. A lake that cannot be reached or written stays behind: it is logged, and told by `behind`.
    """
    there = lake_of(warehouse)
    if not there or not behind(warehouse):
        return
    before = (_link(warehouse) or {}).get("forgotten", 0)
    known = {"lake": there.name, "data": there.data, "forgotten": before}
    held, forgotten = _stamp(warehouse), tombstones.count(warehouse)
    try:
        generation, anew = ops.generation(warehouse), forgotten != before
        lake.push(warehouse, there, f"generation {generation}", _identity(warehouse), generation, anew)
        if anew:
            snapshots.end_older(there)
    except (LakeRefused, duckdb.Error, OSError) as error:
        _note(warehouse, {**known, "held": None, "why": " ".join(str(error).split())[:300]})
        log.warning("%s", behind(warehouse))
        return
    _note(warehouse, {**known, "held": held, "forgotten": forgotten, "why": ""})


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
        return json.loads((warehouse.parent / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def _note(warehouse: Path, known: dict[str, Any]) -> None:
    file = warehouse.parent / NAME
    fresh = file.with_name(f"{NAME}.{os.getpid()}")
    fresh.write_text(json.dumps(known), encoding="utf-8")
    fresh.replace(file)


def _stamp(warehouse: Path) -> list[int]:
    """What tells a file from the one that took its place."""
    there = warehouse.stat()
    return [there.st_ino, there.st_mtime_ns, there.st_size]
