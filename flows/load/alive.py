"""Whether the process of a run lives: it holds a lock of the operating system, which ends with it however it ends.

A process id alone does not say: in a container it is 1 time and again, and others come to bear it.
"""

from pathlib import Path

from filelock import FileLock, Timeout

_held: dict[Path, FileLock] = {}


def hold(warehouse: Path, run_id: str) -> None:
    """Says that this process carries out a run, until `let_go` or its end."""
    file = _file(warehouse, run_id)
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(file, thread_local=False)  # a run ends in another thread than it began in
    lock.acquire(timeout=0)
    _held[file] = lock


def let_go(warehouse: Path, run_id: str) -> None:
    """Says that a run has ended."""
    file = _file(warehouse, run_id)
    lock = _held.pop(file, None)
    if lock:
        lock.release()
        file.unlink(missing_ok=True)
    _told(warehouse, run_id).unlink(missing_ok=True)


def tell(warehouse: Path, run_id: str, words: str) -> None:
    """Says how far a run is, to whoever looks (`khotin status`), until it has ended."""
    file = _told(warehouse, run_id)
    fresh = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(words, encoding="utf-8")
        fresh.replace(file)
    except OSError:  # a full disk: what fails for it is the run's own work, which says so
        fresh.unlink(missing_ok=True)


def alive(warehouse: Path, run_id: str) -> bool:
    """Whether a process carries out the run. The lock of one that is gone is cleared away."""
    file = _file(warehouse, run_id)
    if not file.exists():
        return False
    try:
        with FileLock(file, timeout=0, thread_local=False):
            file.unlink(missing_ok=True)
            _told(warehouse, run_id).unlink(missing_ok=True)
    except Timeout:
        return True
    return False


def any_alive(warehouse: Path) -> bool:
    """Whether a process carries out any run."""
    files = sorted((warehouse.parent / "work" / "running").glob("*.lock"))
    return any(alive(warehouse, file.stem) for file in files)


def _told(warehouse: Path, run_id: str) -> Path:
    return _file(warehouse, run_id).with_suffix(".txt")


def _file(warehouse: Path, run_id: str) -> Path:
    return warehouse.parent / "work" / "running" / f"{run_id}.lock"
