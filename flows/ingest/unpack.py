"""Packed files as bytes: gzip, bzip2, xz, zstd, told by their first bytes, and the members of a zip; within bounds."""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
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


class NotUnpacked(ValueError):
    """An archive, or a member of one, that is not unpacked: `reason` is a code of `parse`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def chunks(path: Path, member: int | None = None) -> Iterator[bytes]:
    """The bytes of a file, unpacked where it is packed, or of a zip's member; an archive in an archive is refused.

    Raises NotUnpacked: `too_large` beyond MOST_BYTES or MOST_TIMES, `unreadable` where it is damaged; OSError
    where the file itself cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(10)
        file.seek(0)
        method = _method(start)
        if member is None and method is None:
            while chunk := file.read(CHUNK):
                yield chunk
            return
        try:
            yield from _bounded(_member(file, member) if member is not None else _stream(file, method), path)
        except NotUnpacked:
            raise
        except ERRORS as error:
            raise NotUnpacked(
                "unreadable", f"{method or 'zip'}, damaged or cut off: {str(error)[:200]}"
            ) from error


def members(path: Path) -> list[zipfile.ZipInfo]:
    """The files of a zip, in its order. Raises NotUnpacked where it is none, or would unpack beyond bounds."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except OSError:
        raise
    except (*ERRORS, UnicodeDecodeError) as error:
        raise NotUnpacked("unreadable", f"no zip, or a damaged one: {str(error)[:200]}") from error
    if len(infos) > MOST_MEMBERS:
        raise NotUnpacked("too_large", f"{len(infos)} files in one zip; {MOST_MEMBERS} is the most")
    # What a zip says of a member's size is the most that is read of it.
    size, most = sum(info.file_size for info in infos), _most(path)
    if size > most:
        raise NotUnpacked("too_large", _beyond(f"{size} bytes", path))
    return infos


def _method(start: bytes) -> str | None:
    return next((method for magic, method in MAGIC.items() if start.startswith(magic)), None)


def _most(path: Path) -> int:
    return min(MOST_BYTES, max(FREE_BYTES, MOST_TIMES * path.stat().st_size))


def _beyond(size: str, path: Path) -> str:
    return (
        f"{path.stat().st_size} bytes that unpack to {size}: the most is {MOST_TIMES} times its size, "
        f"and {MOST_BYTES} bytes; give it unpacked"
    )


def _bounded(stream: Iterator[bytes], path: Path) -> Iterator[bytes]:
    most = _most(path)
    size = 0
    for chunk in stream:
        size += len(chunk)
        if size > most:
            raise NotUnpacked("too_large", _beyond(f"over {most} bytes", path))
        yield chunk


def _stream(file: IO[bytes], method: str | None) -> Iterator[bytes]:
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
                raise EOFError("the stream ends before its end mark")
            yield decoder.decompress(packed, max_length=CHUNK)
            packed = b""
        # Padding between streams is zeros.
        packed = (decoder.unused_data or file.read(CHUNK)).lstrip(b"\0")


def _member(file: IO[bytes], number: int) -> Iterator[bytes]:
    with zipfile.ZipFile(file) as archive:
        info = [i for i in archive.infolist() if not i.is_dir()][number]
        name = PurePosixPath(info.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts:
            raise NotUnpacked("unreadable", "its name climbs out of the archive")
        if info.flag_bits & 1:
            raise NotUnpacked("unreadable", "encrypted")
        # Python reads bzip2 and LZMA members without a bound on what a piece unpacks to.
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise NotUnpacked(
                "unreadable", f"packed in the zip by method {info.compress_type}; khotin reads deflate"
            )
        with archive.open(info) as stream:
            chunk = stream.read(CHUNK)
            if _method(chunk):
                raise NotUnpacked("unreadable", "an archive within an archive: give it unpacked once")
            while chunk:
                yield chunk
                chunk = stream.read(CHUNK)
