"""Tombstones: what is forgotten, as keyed hashes in the books, and whether something is that. The key lies beside the books."""

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import polars as pl

from flows.load import books
from flows.load.blanking import LETTER, plain

# What a tombstone is made of. A durable key of an article stops every text under it; one that may be used again, those of its title.
DOCUMENT, TEXT, ARTICLE, TITLED, NAME = "document", "text", "article", "titled", "name"
DURABLE = ("url", "stable_id")
WORDS = re.compile(rf"{LETTER}+")


class KeyLost(RuntimeError):
    """There are tombstones, and no key to know by it what they stand for."""


class Tombstones:
    """What is forgotten in a warehouse, to be asked."""

    def __init__(
        self, key: bytes, held: Iterable[tuple[str, str, int | None]], replaced: dict[str, str]
    ) -> None:
        """`held`: kind, digest and, of a name, how many words it has; `replaced`: old to new SHA-256 of documents."""
        rows = list(held)
        self._key = key
        self._held = {(kind, digest) for kind, digest, _ in rows}
        self._lengths = sorted({words for kind, _, words in rows if kind == NAME and words})
        self._known: dict[str, bool] = {}
        self.replaced = replaced

    def __bool__(self) -> bool:
        return bool(self._held)

    def has(self, kind: str) -> bool:
        """Whether anything of a kind is forgotten."""
        return any(kind == of for of, _ in self._held)

    def digest(self, kind: str, told: str) -> str:
        """The keyed hash of a thing of a kind."""
        return hmac.new(self._key, f"{kind}|{told}".encode(), hashlib.sha256).hexdigest()

    def holds(self, kind: str, told: str) -> bool:
        """Whether a thing is forgotten."""
        return (kind, self.digest(kind, told)) in self._held

    def of_article(
        self, key: str, keyed_by: str | None, title: str | None, text: str, sha256: str
    ) -> list[tuple[str, str]]:
        """The (kind, thing) by which a version of an article is known again."""
        by_key = (ARTICLE, key) if keyed_by in DURABLE else (TITLED, f"{key}|{plain(title or '')}")
        return [(DOCUMENT, sha256), (TEXT, hashlib.sha256(text.encode()).hexdigest()), by_key]

    def names(self, text: str) -> list[str]:
        """The forgotten names (as `plain` gives them) that a text has, written with capitals."""
        if not self._lengths:
            return []
        words = [(m[0], m.start(), m.end()) for m in WORDS.finditer(text)]
        found = set()
        for length in self._lengths:
            for i in range(len(words) - length + 1):
                part = words[i : i + length]
                if all(w[0].isupper() for w, _, _ in part) and not any(
                    text[a[2] : b[1]].strip() for a, b in pairwise(part)
                ):
                    name = plain(" ".join(w for w, _, _ in part))
                    if name not in self._known:
                        self._known[name] = self.holds(NAME, name)
                    if self._known[name]:
                        found.add(name)
        return sorted(found)


def key_file(warehouse: Path) -> Path:
    """Where the key lies: who has it and the books can try what was forgotten, guess by guess."""
    return warehouse.parent / "forget.key"


def load(warehouse: Path) -> Tombstones:
    """The tombstones of a warehouse. Raises KeyLost."""
    if not books.path(warehouse).exists():
        return Tombstones(b"", [], {})
    with books.reading(warehouse) as store:
        if "tombstone" not in store.tables():
            return Tombstones(b"", [], {})
        held = store.rows("SELECT kind, digest, words FROM tombstone")
        replaced = dict(store.rows("SELECT old_sha256, new_sha256 FROM replaced ORDER BY seq"))
    file = key_file(warehouse)
    if held and not file.exists():
        raise KeyLost(f"{file} is missing: without it khotin cannot know what was forgotten; put it back")
    return Tombstones(bytes.fromhex(file.read_text()) if file.exists() else b"", held, replaced)


def forgotten_at(warehouse: Path, things: Iterable[tuple[str, str]]) -> datetime | None:
    """When the first of things (kind, thing) was forgotten; None where none was. Raises KeyLost."""
    held = load(warehouse)
    digests = [held.digest(kind, told) for kind, told in things if held.holds(kind, told)]
    if not digests:
        return None
    with books.reading(warehouse) as store:
        rows = store.rows('SELECT digest, "at" FROM tombstone ORDER BY seq')
    return next(datetime.fromisoformat(str(at)) for digest, at in rows if digest in digests)


def count(warehouse: Path) -> int:
    """How many tombstones a warehouse's books have."""
    if not books.path(warehouse).exists():
        return 0
    with books.reading(warehouse) as store:
        return int(store.rows("SELECT count(*) FROM tombstone")[0][0]) if "tombstone" in store.tables() else 0


def book(warehouse: Path, things: Iterable[tuple[str, str]], reason: str, by: str) -> Tombstones:
    """Books tombstones of things (kind, thing) that have none yet; all there are then."""
    file = key_file(warehouse)
    held = load(warehouse)
    if not file.exists():
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_hex(32))
        held = Tombstones(bytes.fromhex(file.read_text()), [], held.replaced)
    now = datetime.now(UTC)
    rows = [
        {"kind": kind, "digest": held.digest(kind, told), "words": len(told.split()) if kind == NAME else None, "reason": reason, "forgotten_by": by, "at": now}
        for kind, told in dict.fromkeys(things)
        if not held.holds(kind, told)
    ]  # fmt: skip
    if rows:
        books.judge(warehouse, "tombstone", pl.DataFrame(rows, schema_overrides={"words": pl.Int32}))
    return load(warehouse)
