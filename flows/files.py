"""khotin's own files, whatever the folder that holds them is called: databases opened without noise, the Parquet of a staging."""

import glob
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import duckdb

LITTLE = 100_000  # bytes free on a disk that is as good as full: SQLite's index of its WAL finds no room then
VIETNAM = timezone(timedelta(hours=7))  # the zone of every time that people read, whatever the machine's is


def connected(file: Path | None = None, read_only: bool = False, config: dict[str, Any] | None = None) -> duckdb.DuckDBPyConnection:  # fmt: skip
    """A connection to a DuckDB file, to memory without one. DuckDB would draw a progress bar into what a command prints."""
    connection = duckdb.connect(str(file or ":memory:"), read_only=read_only, config=config or {})
    connection.execute("SET enable_progress_bar = false")
    return connection


def in_quotes(value: object) -> str:
    """A text in SQL, where no parameter can stand.

    >>> print(in_quotes("it's"))
    'it''s'
    """
    return "'" + str(value).replace("'", "''") + "'"


FEW = 30_000_000  # bytes of files
# For tables that are sets: with the order kept, what a quick thread read waits in memory, which bounds nothing, for a slow one.
UNORDERED = "SET preserve_insertion_order = false"
A_THREAD = 250_000_000  # bytes of memory that a thread of DuckDB's needs to work well


def share_out(connection: duckdb.DuckDBPyConnection, *places: Path) -> None:
    """What a connection may take in a run: the memory that KHOTIN_MEMORY leaves to DuckDB, and threads.

    What does not fit is spilled beside the database, or in the last of the places where that is in memory. One thread where
    the files at hand (databases, folders of Parquet) are small: DuckDB divides a table among threads by groups of 122,880
    rows, so with fewer, other threads have nothing to do but to wait, and a small load costs a quarter more. Else one a
    core, as far as the memory goes.
    """
    # Here, for its library takes longer to import than most commands to answer.
    from flows.settings import Settings

    files = (f for place in places for f in ([place] if place.is_file() else place.rglob("*.parquet")))
    small = sum(f.stat().st_size for f in files) < FEW
    granted = Settings().memory_of_duckdb
    connection.execute(f"SET memory_limit = '{granted} bytes'")
    connection.execute("RESET threads")
    (file, cores) = connection.execute(
        "SELECT path, current_setting('threads') FROM duckdb_databases() WHERE database_name = current_database()"
    ).fetchone() or (None, 1)
    connection.execute(f"SET threads = {1 if small else max(1, min(cores, granted // A_THREAD))}")
    if not file:
        spilled = places[-1].resolve() / "spilled"
        connection.execute(f"SET temp_directory = {in_quotes(spilled)}")


@contextmanager
def named_when_full(file: Path) -> Iterator[None]:
    """Has an error of the operating system say which file was written: of a write to an open one it does not."""
    try:
        yield
    except OSError as error:
        if error.errno is not None and error.filename is None:
            raise OSError(error.errno, error.strerror, str(file)) from error
        raise


def size(place: Path) -> int:
    """Bytes of a file, or of all files in a folder; 0 where there is none. Links are counted, not followed."""
    try:
        if not place.is_dir() or place.is_symlink():
            return place.lstat().st_size
        return sum(size(Path(entry.path)) for entry in os.scandir(place))
    except FileNotFoundError:  # it went while it was looked at, or was never there
        return 0


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count and what is counted, as English tells one and several.

    >>> counted(1, "file"), counted(2, "file"), counted(2, "entry", "entries")
    ('1 file', '2 files', '2 entries')
    """
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def told_size(count: float) -> str:
    """Bytes as people say them.

    >>> told_size(999), told_size(35_400), told_size(2_345_678), told_size(10_400_000_000)
    ('999 B', '35.4 KB', '2.3 MB', '10.4 GB')
    """
    if count < 1000:
        return f"{count:.0f} B"
    for unit in ("KB", "MB"):
        count /= 1000
        if count < 1000:
            return f"{count:.1f} {unit}"
    return f"{count / 1000:.1f} GB"


@contextmanager
def written_whole(
    folder: Path, warehouse: Path, what: str, is_one: Callable[[Path], bool], allowed: Path | None = None
) -> Iterator[Path]:
    """A folder to write `what` into (an export, a site): it takes the place of `folder`, and of an earlier one there, whole or not at all.

    Raises ValueError for a folder that holds anything else (`is_one` tells), a file, and one beside the warehouse that is
    not below `allowed`.
    """
    target, home = folder.resolve(), warehouse.resolve().parent
    if home in (target, *target.parents) and not (allowed and allowed.resolve() in target.parents):
        or_there = f", hoặc trong / or one in {allowed}" if allowed else ""
        raise ValueError(
            f"{target} nằm cạnh kho / lies beside the warehouse, where `khotin forget` looks for everything: nêu thư mục chỗ khác / name a folder elsewhere{or_there}"
        )
    if target.exists() and not target.is_dir():
        raise ValueError(f"{target} là tệp, nêu thư mục / is a file: name a folder")
    if target.is_dir() and any(target.iterdir()) and not is_one(target):
        raise ValueError(
            f"{target} đang chứa thứ khác / holds something else than {what}: nêu thư mục khác / name another folder"
        )
    part = target.with_name(f".{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        yield part
        shutil.rmtree(target, ignore_errors=True)
        part.rename(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def parquet(folder: Path) -> str:
    """The pattern of the Parquet files of a folder, for polars: what in its name would be a pattern is none.

    >>> parquet(Path("/kho/[1]/articles"))
    '/kho/[[]1]/articles/*.parquet'
    """
    return f"{glob.escape(str(folder))}/*.parquet"


def parquet_in_sql(folder: Path) -> str:
    """The Parquet files of a folder as a relation in SQL: a view takes no parameters, so its name is quoted here.

    >>> parquet_in_sql(Path("/it's/articles"))
    "read_parquet('/it''s/articles/*.parquet')"
    """
    return f"read_parquet({in_quotes(parquet(folder))})"


def damaged(staging: Path) -> Path | None:
    """The first file staged that cannot be read to its end; None where all can."""
    # Here, for it takes longer to import than most commands to answer.
    import pyarrow as pa
    import pyarrow.parquet as pq

    for file in sorted(staging.glob("*/*.parquet")):
        try:
            for _ in pq.ParquetFile(file).iter_batches():
                pass
        except (pa.ArrowException, OSError):
            return file
    return None
