"""Documents as they are kept in `landing`: under the SHA-256 of their bytes, packed where that saves room, read back as they came.

A data set lies as it came, for it is read slice by slice where it lies; so does what packing makes no smaller by a block.
"""

import contextlib
import hashlib
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import brotli

TOO_LARGE = 50_000_000  # a file above is no article; a data set may be of any size
PACKED = ".br"
PIECE = 1 << 16
BLOCK = 4096  # bytes that a file takes on a disk at the least
# Pages of HTML become a quarter to a fifth in 4 ms each; what the next better one saves, a tenth, costs fifteen times as much.
QUALITY = 7


MEND = "xóa rồi nạp lại nguồn, hay lấy lại từ bản sao lưu / delete what lies there and run its source again, or put it back from a backup; then `khotin rebuild`"


class DocumentDamaged(ValueError):
    """What is kept of a document is not what was kept, or is not there."""


def keep(content: bytes, landing: Path, replaced: Mapping[str, str] = MappingProxyType({})) -> str:
    """Keeps bytes under their SHA-256, whole or not at all; the SHA-256. What was `replaced` is what took its place."""
    sha = hashlib.sha256(content).hexdigest()
    if sha in replaced and is_kept(replaced[sha], landing):
        return replaced[sha]
    if not is_kept(sha, landing):
        place, written = _as_kept(content, kept_at(sha, landing))
        place.parent.mkdir(parents=True, exist_ok=True)
        copy = unfinished(landing, place.name)
        copy = copy.with_name(f"{threading.get_ident()}-{copy.name}")
        try:
            copy.write_bytes(written)
            copy.replace(place)
        finally:
            copy.unlink(missing_ok=True)
    return sha


def kept_at(sha: str, landing: Path) -> Path:
    """Where a document of this SHA-256 lies as it came; packed, it lies beside."""
    return landing / sha[:2] / sha[2:4] / sha


def is_kept(sha: str, landing: Path) -> bool:
    """Whether a document is kept, as it came or packed."""
    place = kept_at(sha, landing)
    return place.exists() or _packed(place).exists()


def content_of(sha: str, landing: Path) -> bytes:
    """The bytes of a kept document. Raises DocumentDamaged where it is not there, or its bytes are not those that were kept."""
    came, place = remains(sha, landing), kept_at(sha, landing)
    if came is None:
        raise DocumentDamaged(f"{place}: không còn / is not there; {MEND}")
    if hashlib.sha256(came).hexdigest() != sha:
        raise DocumentDamaged(
            f"{place} is not what was kept: its {len(came)} bytes have another SHA-256; {MEND}"
        )
    return came


def remains(sha: str, landing: Path) -> bytes | None:
    """What can be read of a kept document, whatever became of it; None where it is not there."""
    place = kept_at(sha, landing)
    for file, read in ((place, bytes), (_packed(place), _unpacked)):
        with contextlib.suppress(FileNotFoundError):
            return read(file.read_bytes())
    return None


def size_of(sha: str, landing: Path) -> int:
    """How many bytes a kept document has. Raises DocumentDamaged."""
    place = kept_at(sha, landing)
    return place.stat().st_size if place.exists() else len(content_of(sha, landing))


def files_of(sha: str, landing: Path) -> list[Path]:
    """The files that hold a document, and the rows that were read from it."""
    place = kept_at(sha, landing)
    return [place, _packed(place), *place.parent.glob(f"{sha}.rows-*.parquet")]


def unfinished(landing: Path, name: str) -> Path:
    """Where a file that is to be kept is written first: what a dying process leaves there, the next run deletes."""
    folder = landing / "unfinished"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.{os.getpid()}.part"


def _as_kept(content: bytes, place: Path) -> tuple[Path, bytes]:
    """Where bytes are kept, and as which."""
    if BLOCK < len(content) <= TOO_LARGE:
        packed = brotli.compress(content, quality=QUALITY)
        if len(packed) <= len(content) - BLOCK:
            return _packed(place), packed
    return place, content


def _packed(place: Path) -> Path:
    return place.with_name(place.name + PACKED)


def _unpacked(packed: bytes) -> bytes:
    """What a packed file holds, as far as it is whole, and little more than TOO_LARGE bytes of it."""
    stream, parts, size = brotli.Decompressor(), list[bytes](), 0
    with contextlib.suppress(brotli.error):
        for start in range(0, len(packed), PIECE):
            parts.append(stream.process(packed[start : start + PIECE], output_buffer_limit=TOO_LARGE + 1))
            size += len(parts[-1])
            if size > TOO_LARGE:
                break
    return b"".join(parts)
