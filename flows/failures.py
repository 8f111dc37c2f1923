"""What went wrong, in one line that a person can act on."""

import errno
import os
import re
from collections.abc import Iterator

from flows.config import whence

NOT_ALLOWED = "chọn chỗ khác, hoặc xin chủ cho phép / take another place, or have its owner allow it"
NO_ROOM = "dọn chỗ rồi chạy lại, chưa gì dở dang được xuất bản / make room, then run again: nothing half done was published"
# What to do about what the operating system refuses.
ACTS = {
    errno.EACCES: NOT_ALLOWED,
    errno.EPERM: NOT_ALLOWED,
    errno.EROFS: "chọn chỗ ghi được / take a place that can be written",
    errno.ENOSPC: NO_ROOM,
    errno.EDQUOT: NO_ROOM,
    errno.EISDIR: "nêu một tệp / name a file",
    errno.ENOTDIR: "có tệp ở chỗ cần thư mục / a file stands where a folder is wanted: name another place",
    errno.EMFILE: "cho mở nhiều tệp hơn / let more files be open (ulimit -n), then run again",
}

# What it says of these, in Vietnamese.
REFUSALS = {
    errno.ENOENT: "không có",
    errno.EACCES: "không được phép",
    errno.EPERM: "không được phép",
    errno.EROFS: "ổ đĩa chỉ đọc",
    errno.EEXIST: "đã có",
    errno.EISDIR: "là thư mục",
    errno.ENOTDIR: "không phải thư mục",
    errno.EMFILE: "mở quá nhiều tệp",
    errno.ENAMETOOLONG: "tên quá dài",
}

# How libraries say that a disk is full, each in its own exception.
FULL = re.compile(r"(?i)no space left on device|disk is full|disk quota exceeded|max_temp_directory_size")
AGAIN = "chạy lại, tài liệu đã lưu được đọc lại / run again: what was landed is kept, and read anew; where it happens again, look at the disk"
BACK = "`khotin doctor` chỉ bản lành mới nhất và lệnh lấy lại / names the newest generation that is whole, and the command that publishes it again"
UNFORESEEN = "; ngoài dự liệu / this was not foreseen, `khotin --debug …` shows where it happened"
LITTLE = "Out of Memory Error"  # DuckDB's, of what it may hold, wherever it is told
DEEP = 20  # causes of causes that are looked at


def line(error: BaseException) -> str:
    """A failure in one line; what no rule foresees with its kind, and how to see where it came from.

    A full disk is told as that, whichever library met it.

    What was noted on it is said too.

    >>> line(ValueError("no run 7:\\n  `khotin status` lists them"))
    'no run 7: `khotin status` lists them'
    >>> line(PermissionError(13, "Permission denied", "/kho"))
    '/kho: không được phép / Permission denied; chọn chỗ khác, hoặc xin chủ cho phép / take another place, or have its owner allow it'
    """
    return "; ".join([_line(error), *getattr(error, "__notes__", [])])


def booked(error: BaseException) -> str:
    """A failure as the books tell it: in one line; what no rule foresees with its kind.

    >>> booked(OSError(28, "No space left on device", "/kho/a", None, "/kho/b"))
    '/kho/b: đĩa hết chỗ / no room left on the disk; dọn chỗ rồi chạy lại, chưa gì dở dang được xuất bản / make room, then run again: nothing half done was published'
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
            f"{whence('memory')}={os.environ.get('KHOTIN_MEMORY', '2GB')} không đủ / is too little for this: cho thêm rồi chạy lại / give more there, then run again: "
            "nothing half done was published"
        )
    if isinstance(error, OSError) and error.errno is not None:
        return _refused(error)
    if isinstance(error, UnicodeDecodeError):
        return f"không phải UTF-8 / no UTF-8 text: byte {error.object[error.start]:#04x} at position {error.start}; lưu lại bằng / save it as UTF-8"
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
            return f"{f'{where}: ' if where is not None else ''}đĩa hết chỗ / no room left on the disk; {ACTS[errno.ENOSPC]}"
        if FULL.search(str(found)):
            named = re.search(r'file "([^"]+)"', str(found))
            return f"{named[1] + ': ' if named else ''}đĩa hết chỗ / no room left on the disk; {ACTS[errno.ENOSPC]}"
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
    ours = REFUSALS.get(error.errno or 0)
    told = f"{ours} / {error.strerror}" if ours else error.strerror
    return f"{where}{told}" + (f"; {act}" if act else "")


def _settings(error: BaseException) -> str:
    """A wrong setting by the name of its variable."""
    told = [
        f"{whence(str(e['loc'][0]))}={e['input']}: {e['msg'].removeprefix('Value error, ')}"
        for e in error.errors()  # type: ignore[attr-defined]
    ]
    return f"{'; '.join(told)}; sửa ở đó / mend it there"


def _of_duckdb(words: str) -> str:
    """DuckDB's message without the copy of the query that it points into."""
    said = _joined(re.split(r"\n+LINE \d+:", words)[0])
    if short := re.search(r'Could not read enough bytes from file "([^"]+)"', said):
        return f"{short[1]}: tệp bị cắt / is cut short: {BACK}"
    if "Corrupt database file" in said:
        return f"kho hay bản đang ghi có khối hỏng / a block of the warehouse, or of its work copy, is damaged ({said[:200]}): {AGAIN}, and {BACK}"
    if "Conflicting lock" in said:
        return f"{said}; chương trình khác đang mở tệp để ghi, đóng nó lại / another program has the file open for writing: close it there"
    return said


def _joined(words: str) -> str:
    return " ".join(part for row in words.splitlines() if (part := row.strip()))
