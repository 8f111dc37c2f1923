"""A search for words in everything that lies beside a warehouse: each file opened and unpacked, each table of each database."""

import gzip
import html
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import brotli
import duckdb
import polars as pl
import pyarrow as pa
from warcio.archiveiterator import ArchiveIterator

EMPTY = bytes(4096)  # most of a database is blocks of nothing, which take longest to look through


def places(warehouse: Path, words: tuple[str, ...]) -> list[str]:
    """Every place beside a warehouse that tells one of the words, in whatever letters."""
    return list(_places(warehouse, words))


def is_told(warehouse: Path, words: tuple[str, ...]) -> bool:
    """Whether any place beside a warehouse tells one of the words: it is looked through as far as the first."""
    return any(_places(warehouse, words))


def _places(warehouse: Path, words: tuple[str, ...]) -> Iterator[str]:
    ways = {w: {w, w.lower(), w.upper(), json.dumps(w)[1:-1]} for w in words}
    bare = {w: [way.encode() for way in told] for w, told in ways.items()}
    pattern = "(?i)" + "|".join(map(re.escape, words))
    yield from (
        f"{where}: {word}"
        for file in sorted(p for p in warehouse.parent.rglob("*") if p.is_file())
        for where, told in _told(str(file), file.read_bytes(), file, pattern)
        for word in words
        if any(way in told for way in (bare if isinstance(told, bytes) else ways)[word])
    )


def _told(where: str, content: bytes, file: Path | None, pattern: str) -> Iterator[tuple[str, str | bytes]]:
    """What bytes say, as they are and unpacked to the last."""
    yield where, content.replace(EMPTY, b"\0")
    if content[8:12] == b"DUCK" and file:
        yield from _duckdb(file, pattern)
    elif content.startswith(b"SQLite format 3") and file:
        yield from _sqlite(file)
    elif content.startswith(b"PAR1"):
        yield (
            where,
            json.dumps(pl.read_parquet(io.BytesIO(content)).to_dicts(), ensure_ascii=False, default=str),
        )
    elif where.endswith((".warc", ".warc.gz")):
        for record in ArchiveIterator(io.BytesIO(content)):
            yield from _told(
                f"{where}/{record.rec_headers.get_header('WARC-Target-URI')}",
                record.content_stream().read(),
                None,
                pattern,
            )
    elif content.startswith(b"\x1f\x8b"):
        yield from _told(f"{where}/gz", gzip.decompress(content), None, pattern)
    elif content.startswith(b"\x28\xb5\x2f\xfd"):
        yield from _told(
            f"{where}/zst", pa.CompressedInputStream(pa.BufferReader(content), "zstd").read(), None, pattern
        )
    elif where.endswith(".br"):
        yield from _told(f"{where}/br", brotli.decompress(content), None, pattern)
    elif content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from _told(f"{where}/{name}", archive.read(name), None, pattern)
    elif b"<" in content[:100] or b"&#" in content:
        plainly = html.unescape(re.sub(r"<[^>]*>", "", content.decode("utf-8", "replace")))
        yield (
            where,
            plainly + json.dumps(html.unescape(content.decode("utf-8", "replace")), ensure_ascii=False),
        )


def _duckdb(file: Path, pattern: str) -> Iterator[tuple[str, str]]:
    with duckdb.connect(str(file), read_only=True) as star:
        star.execute("PRAGMA disable_optimizer")  # it takes longer than reading the rows
        tables = star.execute(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE estimated_size > 0"
        ).fetchall()
        each = (
            f"SELECT '{table}', string_agg(t::VARCHAR, chr(10)) FROM {table} AS t WHERE regexp_matches(t::VARCHAR, $1)"
            for (table,) in tables
        )
        for table, told in star.execute(" UNION ALL ".join(each), [pattern]).fetchall():
            yield f"{file} {table}", told or ""


def _sqlite(file: Path) -> Iterator[tuple[str, str]]:
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    connection.text_factory = lambda b: b.decode("utf-8", "replace")
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    ).fetchall()
    for (table,) in tables:
        rows = connection.execute(f'SELECT * FROM "{table}"').fetchall()
        yield (
            f"{file} {table}",
            "\n".join(v if isinstance(v, str) else str(v) for row in rows for v in row if v is not None),
        )
    connection.close()
