"""What went wrong, in one line that a person can act on."""

import errno
import os
import re
from collections.abc import Iterator

from flows.config import whence

# What to do about what the operating system refuses.
ACTS = {
    errno.EACCES: "take another place, or have its owner allow it",
    errno.EPERM: "take another place, or have its owner allow it",
    errno.EROFS: "take a place that can be written",
    errno.ENOSPC: "make room, then run again: nothing half done was published",
    errno.EDQUOT: "make room, then run again: nothing half done was published",
    errno.EISDIR: "name a file",
    errno.ENOTDIR: "a file stands where a folder is wanted: name another place",
    errno.EMFILE: "let more files be open (ulimit -n), then run again",
}


# How libraries say that a disk is full, each in its own exception.
FULL = re.compile(r"(?i)no space left on device|disk is full|disk quota exceeded|max_temp_directory_size")
AGAIN = "run again: what was landed is kept, and read anew; where it happens again, look at the disk"
BACK = "`khotin doctor` names the newest generation that is whole, and the command that publishes it again"
UNFORESEEN = "; this was not foreseen, `khotin --debug …` shows where it happened"
LITTLE = "Out of Memory Error"  # DuckDB's, of what it may hold, wherever it is told
DEEP = 20  # causes of causes that are looked at


def line(error: BaseException) -> str:
    """A failure in one line; what no rule foresees with its kind, and how to see where it came from.

    A full disk is told as that, whichever library met it.

    What was noted on it is said too.

    >>> line(ValueError("no run 7:\\n  `khotin status` lists them"))
    'no run 7: `khotin status` lists them'
    >>> line(PermissionError(13, "Permission denied", "/kho"))
    '/kho: Permission denied; take another place, or have its owner allow it'
    """
    return "; ".join([_line(error), *getattr(error, "__notes__", [])])


def booked(error: BaseException) -> str:
    """A failure as the books tell it: in one line; what no rule foresees with its kind.

    >>> booked(OSError(28, "No space left on device", "/kho/a", None, "/kho/b"))
    '/kho/b: no room left on the disk; make room, then run again: nothing half done was published'
    >>> booked(KeyError("a"))
    'KeyError: a'
    """
    return _line(error).removesuffix(UNFORESEEN)


def _line(error: BaseException) -> str:
    kind = type(error)
    if full := _of_full_disk(error):
        return full
    if any(LITTLE in str(cause) for cause in _causes(error)):
        return (
            f"{whence('memory')}={os.environ.get('KHOTIN_MEMORY', '2GB')} is too little for this: give more there, then run again: "
            "nothing half done was published"
        )
    if isinstance(error, OSError) and error.errno is not None:
        return _refused(error)
    if isinstance(error, UnicodeDecodeError):
        return f"no UTF-8 text: byte {error.object[error.start]:#04x} at position {error.start}; save it as UTF-8"
    if kind.__module__.startswith("pydantic"):
        return _settings(error)
    if "duckdb" in kind.__module__:
        return _of_duckdb(str(error))
    words = str(error.args[0] if isinstance(error, KeyError) and error.args else error)
    foreseen = kind.__module__.startswith("flows.") or kind in (ValueError, FileNotFoundError)
    if foreseen and words:
        return _joined(words)
    return f"{kind.__name__}: {_joined(words)}{UNFORESEEN}"


def _of_full_disk(error: BaseException) -> str | None:
    """The line for a failure that a full disk caused, with the file where one is named."""
    for found in _causes(error):
        if isinstance(found, OSError) and found.errno in (errno.ENOSPC, errno.EDQUOT):
            # Of a copy, a link or a rename the second name is the one that was to be written.
            where = found.filename2 if found.filename2 is not None else found.filename
            return (
                f"{f'{where}: ' if where is not None else ''}no room left on the disk; {ACTS[errno.ENOSPC]}"
            )
        if FULL.search(str(found)):
            named = re.search(r'file "([^"]+)"', str(found))
            return f"{named[1] + ': ' if named else ''}no room left on the disk; {ACTS[errno.ENOSPC]}"
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """A failure and what it came of, the last first."""
    found: BaseException | None = error
    for _ in range(DEEP):
        if found is None:
            return
        yield found
        found = found.__cause__ or found.__context__


def _refused(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename is not None else ""
    act = ACTS.get(error.errno or 0)
    return f"{where}{error.strerror}" + (f"; {act}" if act else "")


def _settings(error: BaseException) -> str:
    """A wrong setting by the name of its variable."""
    told = [
        f"{whence(str(e['loc'][0]))}={e['input']}: {e['msg'].removeprefix('Value error, ')}"
        for e in error.errors()  # type: ignore[attr-defined]
    ]
    return f"{'; '.join(told)}; mend it there"


def _of_duckdb(words: str) -> str:
    """DuckDB's message without the copy of the query that it points into."""
    said = _joined(re.split(r"\n+LINE \d+:", words)[0])
    if short := re.search(r'Could not read enough bytes from file "([^"]+)"', said):
        return f"{short[1]} is cut short: {BACK}"
    if "Corrupt database file" in said:
        return (
            f"a block of the warehouse, or of its work copy, is damaged ({said[:200]}): {AGAIN}, and {BACK}"
        )
    if "Conflicting lock" in said:
        return f"{said}; another program has the file open for writing: close it there"
    return said


def _joined(words: str) -> str:
    return " ".join(part for row in words.splitlines() if (part := row.strip()))
