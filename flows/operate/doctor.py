"""What is wrong with a set-up, and the command that mends it."""

import contextlib
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import duckdb

from flows import config
from flows.assets import own_seeds, reference, root, sql
from flows.failures import line
from flows.files import VIETNAM, connected, told_size
from flows.forget import forgetting
from flows.load import alive, blocks, books, captures, catalogue, lake_home, ops, publish, published
from flows.load.published import opened
from flows.load.store import BooksLocked
from flows.operate import data_sets
from flows.processes import prefect_server
from flows.run import incoming, republish
from flows.seed_values import misnamed
from flows.seeds import SeedFault, read
from flows.settings import Settings

# Versions with which khotin does not work, and why (pyproject.toml bounds them).
BOUNDS = {
    "sqlalchemy": ((2, 1), "with it Prefect's scheduler schedules nothing"),
    "fastapi": ((0, 151), "with it Prefect's server does not start"),
    "prefect": ((3, 9), "khotin was not tried with it"),
    "duckdb": ((1, 6), "khotin was not tried with it"),
    "polars": ((3, 0), "khotin was not tried with it"),
}
FAILED = ("failed", "refused")
TIRED = 3  # failures of a source in a row
NOBODY = "không ai đang ghi / nobody writes"
ROOM = 500_000_000
TOLD = 20  # faults of one seed that are listed
NEARLY = 0.75  # how alike a file beside the warehouse is to a seed that it is meant for


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is good, what was seen, how to mend it."""

    good: bool
    what: str
    mend: str = ""
    # Good, and of a kind of which there are dozens: they are counted where nobody asks for each.
    is_one_of_many: bool = False


def findings(warehouse: Path) -> list[Finding]:
    """Everything `khotin doctor` looks at, in order. What of it cannot be asked, for the warehouse cannot be read, is told by that."""
    return [
        _settings(),
        *_misspelt(),
        *_memory(),
        _python(),
        *_packages(),
        _assets(),
        *_seeds(warehouse),
        _folder(warehouse),
        *_warehouse(warehouse),
        _books(warehouse),
        *_readable(_lake, warehouse),
        *_readable(_runs, warehouse),
        *_readable(_data_sets, warehouse),
        _writer(warehouse),
        _schedule(warehouse),
        *_readable(_sources, warehouse),
    ]


def mended(warehouse: Path) -> str:
    """Mends the books, brings a lake up to date that is behind its home, and says how, a line each. Raises WarehouseBusy while a run writes."""
    with publish.locked_here(warehouse):
        said = books.mend(warehouse)
        forgetting.follow(warehouse)
    if not lake_home.lake_of(warehouse):
        return said
    with publish.locked(warehouse):
        republish.follow_judgements(warehouse)
    return f"{said}\n{lake_home.behind(warehouse) or 'the lake holds what its home published'}"


def audited(warehouse: Path) -> list[Finding]:
    """Every critical expectation that the published star breaks; that it breaks none."""
    from flows.validate.star import audit_at_once

    if not warehouse.exists():
        return _warehouse(warehouse)
    found = [
        Finding(False, f"{kept} {wrong}: it is of no use to `khotin rollback`", f"remove it: rm -f {kept}")
        for kept in published.generations(warehouse)
        if (wrong := blocks.damage(kept))
    ]
    try:
        with connected(warehouse, read_only=True) as connection:
            outcome = audit_at_once(connection, whole=True)
    except duckdb.Error as error:
        return [
            *found,
            Finding(False, f"the star cannot be audited: {line(error)}", published.way_back(warehouse)),
        ]
    mend = "`khotin rebuild` makes the star anew; `khotin rollback` publishes the generation before"
    checked = f"{outcome.results.height} expectations of the whole star hold"
    found += [Finding(False, stop, mend) for stop in outcome.stops]
    for expectation, reason, rows in (
        outcome.failing.group_by("expectation", "reason", maintain_order=True).len().iter_rows()
    ):
        told = f"{expectation}: {reason}: {rows} rows of the published star"
        found.append(Finding(False, told, "the next `khotin run` sets them aside; mend the rule or seed"))
    return found or [Finding(True, checked)]


def _settings() -> Finding:
    """Whether every setting can be what it is said to be."""
    try:
        said = [told for told in config.every() if told.whence != "default"]
    except ValueError as error:  # pydantic's is one
        return Finding(False, line(error), "mend it there")
    return Finding(
        True,
        f"cài đặt / settings: {', '.join(f'{t.name} ({t.whence})' for t in said) or 'đều mặc định / all as they come'}",
    )


def _misspelt() -> list[Finding]:
    """Variables of the environment that nothing reads."""
    return [
        Finding(
            False,
            f"{name}: không có cài đặt này / is no setting of khotin, nothing reads it",
            f"did you mean {near}?",
        )
        for name, near in config.misspelt()
    ]


def _memory() -> list[Finding]:
    """What a run may take, beside what this machine has; nothing where a setting is wrong, which is told by itself."""
    try:
        settings = Settings()
    except ValueError:
        return []
    has = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    told = (
        f"bộ nhớ / memory: a run takes {told_size(settings.memory)} (KHOTIN_MEMORY), of it DuckDB {told_size(settings.memory_of_duckdb)}; "
        f"this machine has {told_size(has)}"
    )
    return [Finding(settings.memory <= has, told, f"give a run less, such as KHOTIN_MEMORY={has // 2}")]


def _python() -> Finding:
    return Finding(
        sys.version_info >= (3, 11),
        f"Python {sys.version.split()[0]}",
        "install Python 3.11 or newer, then `make clean run`",
    )


def _packages() -> list[Finding]:
    found = []
    for name, (bound, why) in BOUNDS.items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            found.append(
                Finding(
                    False, f"{name}: thiếu / is missing", "pip install --require-hashes -r requirements.lock"
                )
            )
            continue
        good = tuple(int(p) for p in installed.split(".")[:2]) < bound
        told = f"{name} {installed}" + ("" if good else f": {why}")
        found.append(Finding(good, told, f"pip install '{name}<{bound[0]}.{bound[1]}'"))
    return found


def _assets() -> Finding:
    try:
        return Finding(True, f"SQL, kiểm định và danh mục / khotin's SQL, expectations and seeds: {root()}")
    except FileNotFoundError as error:
        return Finding(False, str(error), "pip install --force-reinstall khotin")


def _seeds(warehouse: Path) -> list[Finding]:
    """Every seed: how many rows, or each fault of it with file, row, column and what to do; and what of the user's own
    folder is read.
    """
    known = sorted((root() / "seeds" / "reference").glob("*.csv"))
    own = own_seeds()
    if own and not own.is_dir():
        mend = "make the folder, or name another one in KHOTIN_SEEDS"
        return [Finding(False, f"{own}: no such folder, though KHOTIN_SEEDS names it", mend)]
    beside = own or warehouse.parent / "seeds"  # read only where a file of it is called like a seed
    names = [path.stem for path in known]
    strays = misnamed(beside, names, 0.6 if own else NEARLY) if beside.is_dir() else []
    strays = [fault for fault in strays if own or fault.mend.startswith("call it")]
    found = [Finding(False, fault.seen, fault.mend) for fault in strays]
    for path in known:
        try:
            rows = reference(path.stem).height
        except SeedFault as error:
            found += [Finding(False, fault.seen, fault.mend) for fault in error.faults[:TOLD]]
            if len(error.faults) > TOLD:
                found.append(
                    Finding(False, f"{path.stem}: {len(error.faults) - TOLD} faults more", "mend these first")
                )
            continue
        replaced = _replaced(path, own)
        found.append(
            Finding(True, f"seeds/{path.name}: {rows} dòng/rows{replaced}", is_one_of_many=not replaced)
        )
    return found


def _replaced(path: Path, own: Path | None) -> str:
    """How many rows of a seed are the user's own, and which of khotin's they take the place of."""
    if own is None or not (own / path.name).is_file():
        return ""
    theirs, ours = read(own / path.name), set(read(path).to_series())
    taken = [key for key in theirs.to_series() if key in ours]
    instead = f", in place of khotin's {', '.join(taken[:TOLD])}" if taken else ""
    return f", {theirs.height} of them from {own}{instead}"


def _folder(warehouse: Path) -> Finding:
    folder = warehouse.parent
    existing = next(p for p in (folder, *folder.parents) if p.exists())
    if not os.access(existing, os.W_OK | os.X_OK):
        return Finding(False, f"{existing} không ghi được / cannot be written", "have its owner allow it, or name another place with --warehouse")  # fmt: skip
    free = shutil.disk_usage(existing).free
    return Finding(
        free > ROOM,
        f"{folder}: {free / 1e9:.1f} GB trống/free",
        "make room: khotin keeps every document and the last generations",
    )


def _readable(look: Callable[[Path], list[Finding]], warehouse: Path) -> list[Finding]:
    """What a look finds; nothing where it needs a warehouse that cannot be read."""
    try:
        return look(warehouse)
    except (duckdb.Error, BooksLocked):
        return []


def _warehouse(warehouse: Path) -> list[Finding]:
    """Whether the published file can be read, is whole, and holds all that the books say was loaded."""
    if ops.is_lost(warehouse):
        mend = f"{published.way_back(warehouse)}; or `khotin rebuild` reads every kept document again"
        return [Finding(False, f"{warehouse} đã mất / was published before and is not there any more", mend)]
    if not warehouse.exists():
        return [Finding(True, f"chưa có kho / no warehouse yet at {warehouse}; `khotin run` makes it")]
    try:
        wrong = published.fault(warehouse) or ((told := blocks.damage(warehouse)) and (told, None))
        if wrong:
            return [Finding(False, f"{warehouse} {wrong[0]}", wrong[1] or published.way_back(warehouse))]
        with opened(warehouse) as connection:
            if catalogue.is_of_another_khotin(connection):
                told = f"{warehouse} holds the tables and views of another khotin, or views that were changed by hand: questions of this one may not find theirs"
                return [Finding(False, told, "`khotin run` upgrades it, also where nothing is new")]
            ((articles,),) = connection.execute("SELECT count(*) FROM mart.articles").fetchall()
            ((lacking,),) = connection.execute(sql("load/lacking.sql")).fetchall()
    except BooksLocked as error:
        return [Finding(False, str(error), "close the program that writes to it; readers open it read-only")]
    except duckdb.Error as error:
        return [
            Finding(
                False, f"{warehouse} không đọc được / cannot be read: {error}", published.way_back(warehouse)
            )
        ]
    found = [Finding(True, f"{warehouse}: {articles} bài/articles")]
    if lacking:
        told = (
            f"{warehouse} holds nothing of {lacking} documents that runs had loaded: it was begun anew since"
        )
        found.append(Finding(False, told, "`khotin rebuild` brings them back"))
    return found


def _books(warehouse: Path) -> Finding:
    """Whether the books are there, whole, this warehouse's, and no older than what was published with them."""
    file = books.path(warehouse)
    if not books.exist(warehouse):
        return Finding(True, f"chưa có sổ / no books yet at {file}; `khotin run` begins them")
    try:
        found = books.fault(warehouse)
    except BooksLocked as error:
        return Finding(False, str(error), "close the program that holds it")
    except duckdb.Error as error:
        return Finding(
            False, f"{file} cannot be held against {warehouse}: {error}", "mend the warehouse first"
        )
    if found:
        return Finding(False, found[0], books.WAYS[found[1]])
    return Finding(True, f"{file}: sổ lành / whole, {file.stat().st_size / 1e6:.1f} MB")


def _books_are_read(warehouse: Path) -> bool:
    """Whether there are books that can be read: what is wrong with others is told by itself."""
    return books.path(warehouse).exists() and not books.fault(warehouse, thorough=False)


def _runs(warehouse: Path) -> list[Finding]:
    """How the last run ended, why scheduled ones hold, and whether the clock was set back since."""
    if not _books_are_read(warehouse):
        return []
    found = []
    if last := next(iter(ops.last_runs(warehouse, 1)), None):
        why = (
            f": {' '.join(last['message'].split())[:300]}"
            if last["message"] and last["state"] in FAILED
            else ""
        )
        mend = "mend what it names, then the same command again: it goes on from there"
        died = last["state"] == "running" and not alive.alive(warehouse, last["run_id"])
        gone = "died: its process is gone, the next `khotin run` goes on from there"
        state = gone if died else f"{last['state']}{why}"
        found.append(
            Finding(last["state"] not in FAILED, f"lượt cuối / last run {last['run_id']} {state}", mend)
        )
    if behind := ops.clock_is_behind(warehouse):
        found.append(Finding(False, behind, ops.CLOCK))
    if reason := ops.held(warehouse):
        found.append(
            Finding(
                False,
                f"lịch đang dừng chờ / scheduled runs hold: {reason}",
                "`khotin resume` lets them go on",
            )
        )
    return found


def _lake(warehouse: Path) -> list[Finding]:
    """Whether the lake holds what its home published; nothing where the warehouse is no lake's home."""
    there = lake_home.lake_of(warehouse)
    if not there:
        return []
    late = lake_home.behind(warehouse)
    mend = "mend what it names, then `khotin doctor --mend`"
    found = [Finding(not late, late or f"{there.name} holds what {warehouse} published", mend)]
    return found + [Finding(True, told) for told in lake_home.writers(warehouse)]


def _writer(warehouse: Path) -> Finding:
    """Whether a process writes just now."""
    if not (warehouse.parent / "work" / "writer.lock").exists():
        return Finding(True, NOBODY)
    try:
        with publish.locked_here(warehouse):
            return Finding(True, NOBODY)
    except publish.WarehouseBusy as error:
        return Finding(True, str(error))
    except OSError as error:
        return Finding(False, line(error), "have the folder's owner allow it")


def _schedule(warehouse: Path) -> Finding:
    """Whether a schedule's server answers, and when it fires next."""
    server = prefect_server.kept_address(warehouse)
    if server is None:
        return Finding(True, "chưa có lịch chạy / no schedule runs; `khotin schedule` starts one")
    turns = prefect_server.turns(server)
    following = (
        f", lượt tới / next {turns[0][0].astimezone(VIETNAM):%Y-%m-%d %H:%M:%S} (Vietnam) {turns[0][1]}"
        if turns
        else ", không có lượt nào / it fires nothing"
    )
    return Finding(True, f"Prefect at {server}{following}")


def _data_sets(warehouse: Path) -> list[Finding]:
    """Data sets whose copy in the landing is gone or torn."""
    if not _books_are_read(warehouse):
        return []
    return [Finding(False, *told) for told in data_sets.torn(warehouse)]


def _sources(warehouse: Path) -> list[Finding]:
    """Sources whose folder or file is not there, or that go on failing."""
    gone: list[Finding] = []
    with contextlib.suppress(ValueError, OSError):  # seeds or books that cannot be read are told elsewhere
        gone = [Finding(False, *told) for s in incoming.active(warehouse) for told in incoming.not_there(s)]
    if not _books_are_read(warehouse):
        return gone
    return gone + [
        Finding(False, f"nguồn / source {name} failed {state['failures']} times in a row: {state['message']}", f"`khotin source check {name}` tries it; `khotin source pause {name}` leaves it out")
        for name, state in captures.states(warehouse).items()
        if (state["failures"] or 0) >= TIRED and state["active"] is not False
    ]  # fmt: skip
