"""Finds the documents of sources: a file, a folder, a glob."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from glob import glob
from pathlib import Path

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".jsonl": "application/jsonl",
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
}
DATA_SETS = {"application/jsonl", "text/csv", "application/vnd.apache.parquet"}


class NothingFound(ValueError):
    """A source matches no document."""


@dataclass(frozen=True)
class Found:
    """A document found: where it lies, what it is called outside, what it is."""

    path: Path
    origin: str
    media_type: str


def discover(sources: Iterable[str]) -> list[Found]:
    """The documents of the sources, each once, in the order of their origins.

    A folder is searched to its depth; a link that leads out of its root is refused. Raises
    NothingFound, naming the source, where one matches nothing, and ValueError for an address.
    """
    found: dict[Path, Found] = {}
    for source in sources:
        if "://" in source:
            raise ValueError(f"{source}: pages and feeds are not read yet; give a file, a folder or a glob")
        matches = [Path(source)] if Path(source).exists() else [Path(p) for p in sorted(glob(source, recursive=True))]
        documents = [d for match in matches for d in _of(match)]
        if not documents:
            kinds = ", ".join(MEDIA_TYPES)
            raise NothingFound(f"{source}: no document there; khotin reads files that end in {kinds}")
        found |= {d.path: d for d in documents}
    return sorted(found.values(), key=lambda d: d.origin)


def _of(match: Path) -> list[Found]:
    if match.is_file():
        root = match.resolve().parent
        return [_found(match.resolve(), root)] if match.suffix.lower() in MEDIA_TYPES else []
    root = match.resolve()
    files = [p for p in sorted(root.rglob("*")) if p.is_file() and p.suffix.lower() in MEDIA_TYPES]
    return [_found(p, root) for p in files if p.resolve().is_relative_to(root)]


def _found(path: Path, root: Path) -> Found:
    origin = unicodedata.normalize("NFC", f"{root.name}/{path.relative_to(root).as_posix()}")
    return Found(path, origin, MEDIA_TYPES[path.suffix.lower()])
