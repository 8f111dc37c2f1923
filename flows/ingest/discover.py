"""Finds the documents of sources: a file, a folder, a glob."""

import hashlib
import logging
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import has_magic, iglob
from pathlib import Path

from flows.files import counted

log = logging.getLogger(__name__)

KINDS = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
    ".jsonlines": "application/jsonl",
    ".jl": "application/jsonl",
    ".json": "application/json",
    ".csv": "text/csv",
    ".tsv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# Files of texts that khotin does not read: found, so that they are told and not passed over.
NOT_READ = "application/octet-stream"
UNREAD = {
    ".pdf", ".doc", ".docm", ".dot", ".dotx", ".rtf", ".odt", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".epub", ".mht", ".mhtml", ".eml", ".msg",
}  # fmt: skip
UNREAD_ARCHIVES = {".rar", ".7z", ".tar", ".tgz"}
# What stands beside texts and holds none: pictures, sound and films, what a saved page brings along, programs and their keys.
WITHOUT_TEXT = {
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".ico", ".bmp", ".tif", ".tiff", ".heic", ".avif", ".mp3", ".mp4", ".m4a", ".wav", ".ogg", ".avi",
    ".mov", ".mkv", ".webm", ".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".py", ".pyc", ".sh", ".bat", ".so", ".dll", ".exe",
    ".p12", ".pem", ".key", ".tmp", ".part", ".crdownload", ".lock", ".log", ".bak", ".ini", ".cfg", ".toml", ".yaml", ".yml", ".lnk", ".url", ".sha256", ".md5",
}  # fmt: skip
WARC = (".warc", ".warc.gz")
PASSED_TOLD = 10  # endings that a line names
AN_ENDING = re.compile(r"\.(?=[0-9]*[a-z])[a-z0-9]{1,10}")  # ".2025" and ". Kinh tế" are none
DATA_SETS = {"application/jsonl", "application/json", "text/csv", "application/vnd.apache.parquet"}
ZIP = "application/zip"
PACKED = {".gz", ".bz2", ".xz", ".zst"}  # "a.jsonl.gz" is what "a.jsonl" is
FOLDER = "inode/directory"  # one that may not be read
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


class NothingFound(ValueError):
    """A source matches no document."""


@dataclass(frozen=True)
class Found:
    """A document found: where it lies, what it is called, its media type.

    `origin` is the path below the root with the root's own last folder: "articles/2024/thang-5.txt" (NFC).
    """

    path: Path
    origin: str
    kind: str


def discover(sources: Sequence[str | Path], passed: Counter[str] | None = None) -> list[Found]:
    """The documents of the sources, each once, in the order of their origins; in `passed` files passed over are counted, by ending.

    A folder is searched to its depth. A link that leads out of its root is left out, with a warning. What cannot
    be read (a broken link, a pipe, a folder that may not be listed, a .pdf) is found too: `land` tells why. Documents
    of two roots may get one origin: they are told apart by their bytes. Raises NothingFound where a source matches no
    document that khotin reads, and ValueError for an address or nothing at all.
    """
    roots: dict[Path, tuple[Path, Path]] = {}
    for source in map(str, sources):
        if not source.strip():
            raise ValueError(
                '"": không nêu nguồn nào / no source; biến của shell trống chăng / is a variable of the shell empty? Give . for the current folder'
            )
        if ADDRESS.match(source):
            raise ValueError(
                f"{source}: chỉ tải http và https / only http and https are fetched; give such an address, a file, a folder or a glob"
            )
        over: Counter[str] = Counter()
        documents = list(_documents(source, over))
        unread = Counter(
            _ending(Path(path.name.lower())) or "không đuôi / without an ending"
            for path, _ in documents
            if _kind(path) == NOT_READ
        )
        if passed is not None:
            passed.update(over)
        if len(documents) == unread.total():
            unread += over
            beside = (
                f", chỉ có / but {', '.join(f'{n} {suffix}' for suffix, n in unread.items())}"
                if unread
                else ""
            )
            raise NothingFound(
                f"{source}: không có tài liệu nào / no document there{beside} (tìm từ / looked from {Path.cwd()}); khotin đọc / khotin reads "
                f"{', '.join(KINDS)}, tệp nén / those packed as {', '.join(sorted(PACKED))}, .zip: xem lại đường dẫn, hoặc nêu thư mục có các tệp "
                "ấy / check the path, or give the folder that holds such files"
            )
        for path, root in documents:
            roots.setdefault(_real(path), (path, root))
    return _named(list(roots.values()))


def kind_of(name: str) -> str | None:
    """The media type of a file's path, packed or not; NOT_READ for what may hold a text and is not read, null for no text.

    What has no ending is a program's where it, or a folder above, begins with "." or "_": ".DS_Store", "_SUCCESS", ".git/HEAD".
    """
    path = Path(name.lower())
    # What programs leave beside a file that is open, and what a Mac notes of each file.
    if path.name.startswith(("~$", "._")) or path.name.endswith("~") or "__macosx" in path.parts:
        return None
    if path.suffix == ".zip":
        return ZIP
    ending = _ending(path)
    if ending in UNREAD | UNREAD_ARCHIVES or not (
        ending or any(part.startswith((".", "_")) for part in path.parts)
    ):
        return NOT_READ
    return KINDS.get(ending)


def passed_over(name: str) -> str | None:
    """The ending by which a file that is no document is counted; None for a program's, and for what holds no text."""
    path = Path(name.lower())
    if path.name.startswith((".", "_", "~$")) or path.name.endswith("~") or "__macosx" in path.parts:
        return None
    ending = _ending(path)
    if not ending or ending in WITHOUT_TEXT:
        return None
    return next((whole for whole in WARC if path.name.endswith(whole)), ending)


def told_passed(passed: Counter[str]) -> str | None:
    """A line on the files that were passed over; None where none was."""
    if not passed:
        return None
    told = ", ".join(f"{n} {ending}" for ending, n in passed.most_common(PASSED_TOLD))
    warc = (
        "; đọc WARC thì nêu tên tệp / `khotin run FILE` reads a WARC file that is named"
        if any(e in passed for e in WARC)
        else ""
    )
    return (
        f"{passed.total()} tệp thuộc loại khotin không đọc đã bị bỏ qua / {counted(passed.total(), 'file')} of kinds that khotin does not read passed "
        f"over: {told}{' …' if len(passed) > PASSED_TOLD else ''}: lưu thành / save as one of {', '.join(KINDS)}{warc}"
    )


def why_not_read(name: str) -> str:
    """What is told of a file whose name is NOT_READ: what to do with it."""
    ending = _ending(Path(name.lower()))
    if Path(name.lower()).suffix == ".zip":
        return (
            ".zip trong .zip: bung ra / a .zip within a .zip: unpack it, or give its files beside the others"
        )
    if ending in UNREAD_ARCHIVES:
        return f"khotin không mở {ending}, bung ra hay nén thành .zip / khotin does not open {ending}: unpack it, or pack it as .zip"
    if ending:
        return f"khotin không đọc {ending}, lưu thành .docx hay .txt / khotin does not read {ending}: save it as .docx or .txt"
    return (
        f"tên không nói là loại tệp gì / its name does not say what it is: let it end in {', '.join(KINDS)}"
    )


def _ending(path: Path) -> str:
    """The ending of a name in small letters, of a packed file the one before; "" where there is none."""
    ending = Path(path.stem).suffix if path.suffix in PACKED else path.suffix
    return ending if AN_ENDING.fullmatch(ending) else ""


def origins(names: Sequence[str]) -> list[str]:
    """Paths as origins, each its own: NFC, bytes that are no UTF-8 as "\\xe9".

    Of paths that would be one so, such as a name in composed and in decomposed letters, that which is written
    so keeps it; the others end in "~" and eight digits of their bytes' SHA-256.
    """
    plain = [
        unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "backslashreplace")) for name in names
    ]
    times = Counter(plain)
    return [
        origin
        if times[origin] == 1 or origin == name
        else f"{origin}~{hashlib.sha256(os.fsencode(name)).hexdigest()[:8]}"
        for origin, name in zip(plain, names, strict=True)
    ]


def _named(documents: list[tuple[Path, Path]]) -> list[Found]:
    names = [f"{root.name}/{path.relative_to(root).as_posix()}" for path, root in documents]
    distinct = list(dict.fromkeys(names))
    origin = dict(zip(distinct, origins(distinct), strict=True))
    found = [Found(path, origin[name], _kind(path)) for name, (path, _) in zip(names, documents, strict=True)]
    return sorted(found, key=lambda d: (d.origin, d.path))


def _kind(path: Path) -> str:
    return kind_of(path.name) or FOLDER


def _documents(source: str, over: Counter[str]) -> Iterator[tuple[Path, Path]]:
    """(path, root) of each document of a source; `over` counts the files that are none."""
    path = _absolute(source)
    if _is_folder(path):
        yield from _below(path, path, over)
    elif os.path.lexists(path):
        yield from _document(path, path.parent, over)
    elif has_magic(source):
        root, pattern = _split(path)
        for match in sorted(iglob(pattern, root_dir=root, recursive=True)):  # noqa: PTH207 (a pattern is no path)
            yield from (
                _below(root / match, root, over)
                if _is_folder(root / match)
                else _held(root / match, root, over)
            )


def _split(path: Path) -> tuple[Path, str]:
    """(folder, pattern): the folder is what exists by its very name, square brackets and all."""
    root = Path(path.anchor)
    parts = list(path.parts[1:])
    while parts and _is_folder(root / parts[0]):
        root /= parts.pop(0)
    return root, str(Path(*parts))


def _below(folder: Path, root: Path, over: Counter[str]) -> Iterator[tuple[Path, Path]]:
    unread: list[OSError] = []
    for above, folders, files in os.walk(folder, onerror=unread.append):
        folders.sort()
        for name in sorted(files):
            yield from _held(Path(above, name), root, over)
        for error in unread:
            yield Path(error.filename), root
        unread.clear()
    for error in unread:
        yield Path(error.filename), root


def _held(path: Path, root: Path, over: Counter[str]) -> Iterator[tuple[Path, Path]]:
    """The document, unless a link leads out of the root: a folder must not pull in what lies elsewhere."""
    if _real(path).is_relative_to(_real(root)):
        yield from _document(path, root, over)
    elif kind_of(path.name):
        log.warning("%s leads out of %s, to %s: left out", path, root, _real(path))


def _document(path: Path, root: Path, over: Counter[str]) -> Iterator[tuple[Path, Path]]:
    name = str(path.relative_to(root))
    if _is_folder(path):
        return
    if kind_of(name):
        yield path, root
    elif ending := passed_over(name):
        over[ending] += 1


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 (Path.is_dir raises where it may not look)


def _real(path: Path) -> Path:
    """Where a path leads; a link that leads in a circle, to itself."""
    return Path(os.path.realpath(path))


def _absolute(path: str) -> Path:
    """Absolute, without "..", its links kept: names come from what was asked for."""
    return Path(os.path.abspath(path))  # noqa: PTH100 (resolve() would follow links)
