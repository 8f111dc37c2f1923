"""A copy of all that cannot be made anew, in one file, and back: star, books, judgements, kept documents, the user's seeds.

The file is a zip with a manifest of SHA-256, readable by its owner only: it holds the key of what is forgotten.
"""

import contextlib
import errno
import hashlib
import json
import os
import re
import shutil
import sqlite3
import stat
import time
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import polars as pl
from filelock import FileLock, Timeout

from flows.assets import own_seeds
from flows.files import named_when_full
from flows.forget import forgetting
from flows.load import books, journal, lake_home, ops, publish, tombstones
from flows.load.published import READ_ONLY

MANIFEST = "manifest.json"
FORMAT = 2  # 1: documents as they came, none packed
STAR, BOOKS, JUDGEMENTS, KEY = "khotin.duckdb", "ops.sqlite", "judgements.jsonl", "forget.key"
# All that a backup may hold: no other name is unpacked, so none can lead out of the folder.
NAMES = re.compile(
    rf"(?:{re.escape(STAR)}|{re.escape(BOOKS)}|{re.escape(JUDGEMENTS)}|{re.escape(KEY)}"
    r"|landing/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}(?:\.br)?|seeds/[\w-]+\.csv)\Z"
)
PART = 1 << 20
Told = Callable[[str], None]


class BackupDamaged(ValueError):
    """A file is no backup of khotin, or not what was written."""


class InTheWay(ValueError):
    """Something lies where a backup would be restored."""


@dataclass(frozen=True)
class Held:
    """What a backup holds, or what of it was restored."""

    made_at: str
    files: int
    size: int
    forgotten: int = 0  # versions and names taken out, for they were forgotten since


def backup(warehouse: Path, file: Path, told: Told = lambda words: None) -> Held:
    """Writes a backup, consistent whatever runs meanwhile: star and books are those of one moment under the writer's lock.

    Raises FileNotFoundError where nothing is published, FileExistsError, WarehouseBusy, ValueError for a file beside the
    warehouse, or where something was forgotten meanwhile.
    """
    file = file.absolute()
    if not warehouse.exists():
        raise FileNotFoundError(f"{warehouse} is not there yet: `khotin run` makes it")
    if file.exists():
        raise ValueError(f"{file} is there already: name another file")
    if warehouse.parent in file.parents:
        raise ValueError(
            f"{file} lies beside the warehouse, and would be lost with it: name a place elsewhere"
        )
    work, half = warehouse.parent / "work" / "backup", file.with_name(f"{file.name}.new")
    with _alone(warehouse):
        try:
            with publish.locked_here(warehouse, publish.PATIENCE_SECONDS):
                ops.mend(warehouse)
                _one_moment(warehouse, work)
                landed = list(_landed(warehouse.parent / "landing"))
                forgotten = _forgotten(warehouse)
            with named_when_full(half):
                held = _write(half, [*_files(work), *_seeds(), *landed], told)
            if _forgotten(warehouse) != forgotten:
                raise ValueError(
                    "something was forgotten while the backup was written: give the command again"
                )
            half.replace(file)
        finally:
            half.unlink(missing_ok=True)
            shutil.rmtree(work, ignore_errors=True)
    return held


def restore(
    warehouse: Path,
    file: Path,
    overwrite: bool = False,
    told: Told = lambda words: None,
    templates: Collection[str] = (),
) -> Held:
    """Puts a backup back, once every hash is found right. What was forgotten here since is forgotten in it first.

    A seed that still says what one of the `templates` does is nobody's work: it is in no backup's way. A lake's home catches up with its lake in its next turn. With `overwrite`, what lies there is moved to work/strays; kept
    documents of both stay. Raises BackupDamaged, InTheWay, WarehouseBusy, publish.Refused where the star fails its audit without
    what is forgotten.
    """
    with zipfile.ZipFile(_opened(file)) as packed, publish.locked_here(warehouse, publish.PATIENCE_SECONDS):
        manifest = _manifest(packed, file)
        blocking = [
            str(p) for p in _places(warehouse, manifest["files"]) if p.exists() and not _says(p, templates)
        ]
        if blocking and not overwrite:
            raise InTheWay(
                f"{', '.join(blocking[:5])}: there already; --overwrite puts the backup in its place and moves it to work/strays"
            )
        work = warehouse.parent / "work" / "restore"
        shutil.rmtree(work, ignore_errors=True)
        try:
            _unpack(packed, manifest["files"], work, file, told)
            told("bỏ những gì đã quên / taking out what is forgotten …")
            forgotten = _forget_again(warehouse, work / STAR)
            lake_home.behind_its_lake(warehouse)
            _put_in_place(warehouse, work)
        finally:
            shutil.rmtree(work, ignore_errors=True)
        ops.mend(warehouse)
    size = sum(entry["bytes"] for entry in manifest["files"].values())
    return Held(manifest["made_at"], len(manifest["files"]), size, forgotten)


@contextlib.contextmanager
def _alone(warehouse: Path) -> Iterator[None]:
    """One backup of a warehouse at a time. Raises WarehouseBusy."""
    file = warehouse.parent / "work" / "backup.lock"
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise publish.WarehouseBusy(f"another backup of {warehouse} is being written: wait for it") from None
    try:
        yield
    finally:
        lock.release()


def _one_moment(warehouse: Path, work: Path) -> None:
    """The star (which is replaced by a rename and never written to), the books and what belongs to them, as they stand now."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        os.link(warehouse, work / STAR)
    except OSError:  # a file system without hard links
        shutil.copyfile(warehouse, work / STAR)
    address = f"file:{quote(str(books.path(warehouse)))}?mode=ro"
    try:
        with (
            contextlib.closing(sqlite3.connect(address, uri=True)) as source,
            contextlib.closing(sqlite3.connect(work / BOOKS)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_FULL":
            raise
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(work / BOOKS)) from None
    for beside in (journal.beside(books.path(warehouse)), tombstones.key_file(warehouse)):
        if beside.is_file() and not beside.is_symlink():
            shutil.copyfile(beside, work / beside.name)


def _files(work: Path) -> list[tuple[str, Path]]:
    return [(p.name, p) for p in sorted(work.iterdir()) if NAMES.match(p.name)]


def _seeds() -> list[tuple[str, Path]]:
    own = own_seeds()
    found = sorted(own.glob("*.csv")) if own else []
    return [(f"seeds/{p.name}", p) for p in found if NAMES.match(f"seeds/{p.name}") and _is_file(p)]


def _landed(landing: Path) -> Iterator[tuple[str, Path]]:
    """The kept documents; links, what is being written and what is made of a document again are left out."""
    for folder, _, names in os.walk(landing):
        inside = Path(folder).relative_to(landing.parent).as_posix()
        found = ((f"{inside}/{n}", Path(folder, n)) for n in sorted(names))
        yield from ((name, path) for name, path in found if NAMES.match(name) and _is_file(path))


def _is_file(path: Path) -> bool:
    return stat.S_ISREG(path.lstat().st_mode)


def _forgotten(warehouse: Path) -> int:
    with books.reading(warehouse) as store:
        ((count,),) = store.rows("SELECT count(*) FROM tombstone")
    return int(count)


def _write(file: Path, content: list[tuple[str, Path]], told: Told) -> Held:
    """Writes the zip: files as they come, the manifest last."""
    listed: dict[str, dict[str, Any]] = {}
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:  # fmt: skip
        for number, (name, path) in enumerate(content):
            if number % 100 == 0:
                told(f"đang ghi / writing … {number}/{len(content)}")
            try:
                source = _no_link(path)
            except FileNotFoundError:
                if name.startswith("landing/"):  # no longer needed, and pruned since
                    continue
                raise
            with source, packed.open(name, "w", force_zip64=True) as target:
                sha, size = _copy(source, target)
            listed[name] = {"sha256": sha, "bytes": size}
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        manifest = {"format": FORMAT, "khotin": version("khotin"), "made_at": made_at, "files": listed}
        packed.writestr(MANIFEST, json.dumps(manifest, indent=0))
    with file.open("rb") as written:
        os.fsync(written.fileno())
    return Held(made_at, len(listed), sum(e["bytes"] for e in listed.values()))


def _no_link(path: Path) -> IO[bytes]:
    """A file opened to read, unless it is a link: a backup never follows one."""
    return os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb")


def _copy(source: IO[bytes], target: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while part := source.read(PART):
        digest.update(part)
        size += len(part)
        target.write(part)
    return digest.hexdigest(), size


def _opened(file: Path) -> Path:
    if not file.is_file():
        raise FileNotFoundError(f"{file}: no such file")
    if not zipfile.is_zipfile(file):
        raise BackupDamaged(f"{file} is no backup of khotin, or cut short")
    return file


def _manifest(packed: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    """What a backup says that it holds, every name and kind of entry looked at. Raises BackupDamaged."""
    entries = packed.infolist()
    try:
        manifest = json.loads(packed.read(MANIFEST))
        files = manifest["files"]
        told = {name: (str(e["sha256"]), int(e["bytes"])) for name, e in files.items()}
    except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile):
        raise BackupDamaged(f"{file} has no manifest of khotin: it is no backup, or damaged") from None
    if manifest.get("format") not in range(1, FORMAT + 1):
        raise BackupDamaged(
            f"{file} was written by a newer khotin ({manifest.get('khotin')}): upgrade khotin"
        )
    names = [e.filename for e in entries if e.filename != MANIFEST]
    if strange := [n for n in names if not NAMES.match(n) or n not in told]:
        raise BackupDamaged(
            f"{file} holds {strange[0]!r}, which no backup of khotin does: nothing was unpacked"
        )
    if any(stat.S_ISLNK(e.external_attr >> 16) for e in entries) or len(set(names)) < len(names):
        raise BackupDamaged(f"{file} holds links, or one name twice: nothing was unpacked")
    if missing := sorted(set(told) - set(names)) or [n for n in (STAR, BOOKS) if n not in told]:
        raise BackupDamaged(f"{file} lacks {missing[0]}: it is damaged")
    return dict(manifest)


def _places(warehouse: Path, files: Iterable[str]) -> Iterator[Path]:
    """Where what a backup holds would lie; kept documents are under their hash, and in nobody's way."""
    yield warehouse
    yield books.path(warehouse)
    yield journal.beside(books.path(warehouse))
    seeds = _own_seeds(warehouse)
    yield from (seeds / Path(name).name for name in files if name.startswith("seeds/"))


def _says(file: Path, templates: Collection[str]) -> bool:
    return file.suffix == ".csv" and file.read_text(encoding="utf-8", errors="replace") in templates


def _own_seeds(warehouse: Path) -> Path:
    return own_seeds() or warehouse.parent / "seeds"


def _unpack(packed: zipfile.ZipFile, files: dict[str, Any], work: Path, file: Path, told: Told) -> None:
    """Unpacks every file into a folder, each held against its hash. Raises BackupDamaged."""
    for number, (name, entry) in enumerate(files.items()):
        if number % 100 == 0:
            told(f"đang đọc / reading … {number}/{len(files)}")
        target = work / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with packed.open(name) as source, target.open("xb") as out:
                sha, size = _copy(source, out)
        except (zipfile.BadZipFile, EOFError, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise BackupDamaged(f"{file}: {name} is damaged ({error}): nothing was restored") from None
        if (sha, size) != (entry["sha256"], entry["bytes"]):
            raise BackupDamaged(f"{file}: {name} is not what was backed up: nothing was restored")
    if (work / KEY).exists():
        (work / KEY).chmod(0o600)


def _forget_again(warehouse: Path, restored: Path) -> int:
    """Forgets in what was unpacked all that is forgotten here; how many versions and names that were.

    Raises ValueError where the tombstones here were made with another key.
    """
    rows = _tombstones_here(warehouse)
    if rows.height:
        here, there = tombstones.key_file(warehouse), tombstones.key_file(restored)
        if there.exists() and there.read_text() != here.read_text():
            raise ValueError(
                f"{here} is another key than the backup's: it is another warehouse's, restore it into a folder of its own"
            )
        if not there.exists():
            shutil.copyfile(here, there)
            there.chmod(0o600)
        known = {(r["kind"], r["digest"]) for r in _tombstones_here(restored).iter_rows(named=True)}
        fresh = [r for r in rows.iter_rows(named=True) if (r["kind"], r["digest"]) not in known]
        if fresh:
            books.judge(restored, "tombstone", pl.DataFrame(fresh, schema=rows.schema))
    held = tombstones.load(restored)
    if not held:
        return 0
    with publish.locked(restored):
        ops.mend(restored)
        taken = forgetting.take_out_known(restored)
    landing = restored.parent / "landing"
    for name, path in list(_landed(landing)):
        if held.holds(tombstones.DOCUMENT, Path(name).name[:64]):
            path.unlink()
            taken += 1
    return taken


def _tombstones_here(warehouse: Path) -> pl.DataFrame:
    if not books.exist(warehouse):
        return pl.DataFrame()
    with books.reading(warehouse) as store:
        return store.frame("SELECT * FROM tombstone ORDER BY seq").drop("seq")


def _put_in_place(warehouse: Path, work: Path) -> None:
    """Moves what was unpacked to where it belongs, what lay there to work/strays; the star, by which all is known, last.

    A process that dies between leaves the old star with books that the next run mends by it, or the new one whole.
    """
    home = warehouse.parent
    strays = home / "work" / "strays" / f"before-restore-{time.time_ns()}"
    for name, path in list(_landed(work / "landing")):
        target = home / name
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
    seeds = _own_seeds(warehouse)
    for path in sorted((work / "seeds").glob("*.csv")):
        _swap(path, seeds / path.name, strays)
    _swap(work / KEY, tombstones.key_file(warehouse), None)
    file = books.path(warehouse)
    for end in ("-wal", "-shm"):
        _swap(work / f"none{end}", file.with_name(file.name + end), strays)
    _swap(work / BOOKS, file, strays)
    _swap(work / JUDGEMENTS, journal.beside(file), strays)
    _swap(work / "none", home / "generations", strays)  # they are of the star that goes
    (work / STAR).chmod(READ_ONLY)
    _swap(work / STAR, warehouse, strays, keep=True)


def _swap(fresh: Path, place: Path, strays: Path | None, keep: bool = False) -> None:
    """Puts a file where another lies, which goes to `strays`; `keep`: the place is never empty between. Nothing fresh: only away."""
    if place.exists() and strays:
        strays.mkdir(parents=True, exist_ok=True)
        if keep:
            os.link(place, strays / place.name)
        else:
            place.rename(strays / place.name)
    if fresh.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh.replace(place)
