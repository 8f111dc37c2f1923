"""Finds the documents of sources: a file, a folder, a glob."""

import logging
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import has_magic, iglob
from pathlib import Path

log = logging.getLogger(__name__)

KINDS = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".jsonl": "application/jsonl",
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
}
DATA_SETS = {"application/jsonl", "text/csv", "application/vnd.apache.parquet"}
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


class NothingFound(ValueError):
    """A source matches no document."""


class SameName(ValueError):
    """Two documents would carry one origin, and so be taken for versions of one article."""


@dataclass(frozen=True)
class Found:
    """A document found: where it lies, the folder it was found under, its media type."""

    path: Path
    root: Path
    kind: str

    @property
    def origin(self) -> str:
        """The path below the root, with the root's own last folder: "articles/2024/thang-5.txt" (NFC)."""
        return unicodedata.normalize("NFC", f"{self.root.name}/{self.path.relative_to(self.root).as_posix()}")


def discover(sources: Sequence[str | Path]) -> list[Found]:
    """The documents of the sources, each once, in the order of their origins.

    A folder is searched to its depth. A link that leads out of its root is left out, with a warning.
    Raises NothingFound where a source matches no document, SameName where two documents get one
    origin, and ValueError for an address.
    """
    found: dict[Path, Found] = {}
    for source in map(str, sources):
        if ADDRESS.match(source):
            raise ValueError(
                f"{source}: pages and feeds come with a later version; give a file, a folder or a glob"
            )
        documents = list(_documents(source))
        if not documents:
            raise NothingFound(
                f"{source}: no document there (looked from {Path.cwd()}); khotin reads {', '.join(KINDS)}: "
                "check the path, or give the folder that holds such files"
            )
        for document in documents:
            found.setdefault(document.path.resolve(), document)
    return _named(found.values())


def _named(documents: Iterable[Found]) -> list[Found]:
    by_origin: dict[str, Found] = {}
    for document in documents:
        other = by_origin.setdefault(document.origin, document)
        if other is not document:
            raise SameName(
                f"{document.path} and {other.path} would both be {document.origin}: give their common folder"
            )
    return sorted(by_origin.values(), key=lambda d: d.origin)


def _documents(source: str) -> Iterator[Found]:
    path = _absolute(source)
    if path.is_dir():
        yield from _below(path, path)
    elif path.exists():
        yield from _document(path, path.parent)
    elif has_magic(source):
        root = _fixed_part(source)
        for match in sorted(map(_absolute, iglob(source, recursive=True))):  # noqa: PTH207 (a pattern may be absolute)
            yield from _below(match, root) if match.is_dir() else _held(match, root)


def _fixed_part(pattern: str) -> Path:
    """The folder of a glob above its first wildcard."""
    parts = Path(pattern).parts
    first = next(i for i, part in enumerate(parts) if has_magic(part))
    return _absolute(os.path.join(".", *parts[:first]))  # noqa: PTH118 (Path drops the "." that stands for here)


def _below(folder: Path, root: Path) -> Iterator[Found]:
    for path in sorted(folder.rglob("*")):
        yield from _held(path, root)


def _held(path: Path, root: Path) -> Iterator[Found]:
    """The document, unless a link leads out of the root: a folder must not pull in what lies elsewhere."""
    if path.resolve().is_relative_to(root.resolve()):
        yield from _document(path, root)
    elif path.suffix.lower() in KINDS:
        log.warning("%s leads out of %s, to %s: left out", path, root, path.resolve())


def _document(path: Path, root: Path) -> Iterator[Found]:
    kind = KINDS.get(path.suffix.lower())
    if kind and path.is_file():
        yield Found(path, root, kind)


def _absolute(path: str) -> Path:
    """Absolute, without "..", its links kept: names come from what was asked for."""
    return Path(os.path.abspath(path))  # noqa: PTH100 (resolve() would follow links)
