"""Packed files as bytes: gzip, bzip2, xz, zstd, told by their first bytes, and the members of a zip; within bounds."""

import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

import pyarrow as pa

MOST_BYTES = 4_000_000_000  # an archive may unpack to so many
MOST_TIMES = 200  # and to so many times its own size: text shrinks to a tenth, what shrinks more is no text
FREE_BYTES = 10_000_000  # any ratio goes below
MOST_MEMBERS = 100_000
CHUNK = 1_000_000
XZ_MEMORY = 2**27  # xz asks for up to 65 MB at its highest level; its format allows gigabytes

MAGIC = {b"\x1f\x8b": "gzip", b"BZh": "bz2", b"\x28\xb5\x2f\xfd": "zstd", b"\xfd7zXZ\x00": "xz"}
ERRORS = (
    EOFError, OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip


Chunks = Callable[[], Iterator[bytes]]


class NotUnpacked(ValueError):
    """An archive, or a member of one, that is not unpacked: `reason` is a code of `parse`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, unpacked where it is packed.

    Raises NotUnpacked: `too_large` beyond MOST_BYTES or MOST_TIMES, `unreadable` where it is damaged; OSError
    where the file itself cannot be read.
    """
    with path.open("rb") as file:
        method = _method(file.read(10))
        file.seek(0)
        if method is None:
            while chunk := file.read(CHUNK):
                yield chunk
            return
        most, size = _most(path), 0
        with _damage_told(method):
            for chunk in _stream(file, method):
                size += len(chunk)
                if size > most:
                    raise NotUnpacked("too_large", _beyond(path.stat().st_size, f"over {most}"))
                yield chunk


@contextmanager
def members(path: Path) -> Iterator[list[tuple[str, Chunks]]]:
    """The names of the files in a zip, in its order, and what reads each one's bytes, raising as `chunks` does.

    Members are read as long as what they say of their size stays within bounds; of one that says too little no more
    is read. Raises NotUnpacked where it is no zip, OSError where it cannot be read.
    """
    with path.open("rb") as file, ExitStack() as stack:
        with _damage_told("zip"):
            archive = stack.enter_context(zipfile.ZipFile(file))
            infos = [info for info in archive.infolist() if not info.is_dir()]
        if len(infos) > MOST_MEMBERS:
            raise NotUnpacked(
                "too_large",
                f"{len(infos)} tệp trong một zip, nhiều nhất là / files in one zip; the most is {MOST_MEMBERS}",
            )
        packed, most, taken = path.stat().st_size, _most(path), 0
        found: list[tuple[str, Chunks]] = []
        for info in infos:
            too_large = None
            if info.file_size > max(FREE_BYTES, MOST_TIMES * info.compress_size):
                too_large = _beyond(info.compress_size, str(info.file_size))
            elif taken + info.file_size > most:
                too_large = _beyond(packed, f"{taken + info.file_size}, this file among them")
            else:
                taken += info.file_size
            found.append((info.filename, partial(_member, archive, info, too_large)))
        yield found


def _method(start: bytes) -> str | None:
    return next((method for magic, method in MAGIC.items() if start.startswith(magic)), None)


def _most(path: Path) -> int:
    return min(MOST_BYTES, max(FREE_BYTES, MOST_TIMES * path.stat().st_size))


def _beyond(packed: int, unpacked: str) -> str:
    return (
        f"{packed} byte bung ra thành / bytes that unpack to {unpacked}: the most is {MOST_TIMES} times as many, "
        f"and {MOST_BYTES} in all; bung ra rồi đưa vào / give it unpacked"
    )


def _stream(file: IO[bytes], method: str) -> Iterator[bytes]:
    if method == "xz":
        yield from _xz(file)
        return
    with pa.CompressedInputStream(pa.PythonFile(file, mode="r"), method) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _xz(file: IO[bytes]) -> Iterator[bytes]:
    """Streams of xz one after another; lzma.open would take as much memory as the file asks for."""
    packed = file.read(CHUNK)
    while packed:
        decoder = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY)
        while not decoder.eof:
            if decoder.needs_input and not packed and not (packed := file.read(CHUNK)):
                raise EOFError("dòng đứt trước dấu kết / the stream ends before its end mark")
            yield decoder.decompress(packed, max_length=CHUNK)
            packed = b""
        # Padding between streams is zeros.
        packed = (decoder.unused_data or file.read(CHUNK)).lstrip(b"\0")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, too_large: str | None) -> Iterator[bytes]:
    if too_large:
        raise NotUnpacked("too_large", too_large)
    name = PurePosixPath(info.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts:
        raise NotUnpacked("unreadable", "tên trỏ ra ngoài tệp nén / its name climbs out of the archive")
    if info.flag_bits & 1:
        raise NotUnpacked("unreadable", "encrypted")
    # Python reads bzip2 and LZMA members without a bound on what a piece unpacks to.
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        method = f"method {info.compress_type}"
        raise NotUnpacked(
            "unreadable",
            f"nén trong zip bằng / packed in the zip by {method}; khotin chỉ đọc / reads deflate",
        )
    with _damage_told("zip"), archive.open(info) as stream:
        chunk = stream.read(CHUNK)
        if _method(chunk):
            raise NotUnpacked(
                "not_read",
                "tệp nén trong tệp nén, bung ra / an archive within an archive: unpack it, or give its files beside the others",
            )
        while chunk:
            yield chunk
            chunk = stream.read(CHUNK)


@contextmanager
def _damage_told(method: str) -> Iterator[None]:
    try:
        yield
    except NotUnpacked:
        raise
    except ERRORS as error:
        raise NotUnpacked(
            "unreadable", f"{method} hỏng hay bị cắt / {method}, damaged or cut off: {str(error)[:200]}"
        ) from error
