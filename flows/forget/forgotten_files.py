"""What is forgotten, taken out of the files beside a warehouse that are neither stars, books nor landing: reports, logs, Prefect's
database, WARC files, strays, packed or not.
"""

import gzip
import html
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from flows.files import connected, in_quotes
from flows.load import books, forget, tombstones
from flows.load.blanking import Blanked

TAG = re.compile(r"<[^>]*>")
PACKED = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}  # by how their files begin


def cleaned(warehouse: Path, versions: set[str], blank: Blanked) -> Iterator[bool]:
    """Takes what `blank` knows, and pages of the versions, out of every such file; whether each was deleted or rewritten."""
    home = warehouse.parent
    stars = {
        *forget.stars(warehouse),
        books.path(warehouse),
        tombstones.key_file(warehouse),
        warehouse.with_name(warehouse.name + ".wal"),
    }
    for file in sorted(home.rglob("*")):
        inside = file.relative_to(home).parts
        if (
            not file.is_file()
            or file.is_symlink()
            or file in stars
            or inside[0] == "landing"
            or file.suffix == ".lock"
            or file.name.endswith(("-wal", "-shm"))
        ):
            continue
        if inside[0] == "reports":
            yield _from_report(file, versions, blank)
        elif file.name.endswith((".warc", ".warc.gz")):
            yield _from_warc(file, blank)
        else:
            yield _from_file(file, blank)


def _from_report(file: Path, versions: set[str], blank: Blanked) -> bool:
    """Deletes a page that shows it: `khotin report RUN` builds it anew from what the warehouse has now."""
    text = file.read_bytes().decode("utf-8", "surrogateescape")
    seen = " ".join(html.unescape(TAG.sub("", text)).split())
    if file.stem in versions or blank(text) != text or blank(seen) != seen:
        file.unlink()
        return True
    return False


def _from_file(file: Path, blank: Blanked) -> bool:
    """Blanks a text or an SQLite file, packed or not; a database or a stray of another kind that has it is deleted."""
    content = file.read_bytes()
    if content.startswith(b"SQLite format 3"):
        return forget.from_sqlite(file, blank) > 0
    if content.startswith(b"PAR1") or content[8:12] == b"DUCK":
        if has_it := any(blank(told) != told for told in _told(file)):
            file.unlink()
        return has_it
    packed = next((codec for start, codec in PACKED.items() if content.startswith(start)), None)
    plainly = pa.CompressedInputStream(pa.BufferReader(content), packed).read() if packed else content
    text = plainly.decode("utf-8", "surrogateescape")
    changed = blank(text)
    if changed == text:
        return False
    fresh = changed.encode("utf-8", "surrogateescape")
    if packed == "gzip":
        fresh = gzip.compress(fresh)
    elif packed:
        fresh = pa.Codec("zstd").compress(fresh, asbytes=True)
    file.write_bytes(fresh)
    return True


def _told(file: Path) -> Iterator[str]:
    """The rows of a Parquet or DuckDB file in words: both may hold them compressed."""
    with connected() as reader:
        name = in_quotes(file)
        if file.read_bytes()[:4] == b"PAR1":
            tables = [f"read_parquet({name})"]
        else:
            reader.execute(f"ATTACH {name} AS stray (READ_ONLY)")
            found = reader.execute(
                "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'stray'"
            )
            tables = [f'stray."{schema}"."{table}"' for schema, table in found.fetchall()]
        for table in tables:
            rows = reader.execute(f"SELECT t::VARCHAR FROM {table} AS t")
            while part := rows.fetchmany(1000):
                yield "\n".join(told for (told,) in part)


def _from_warc(file: Path, blank: Blanked) -> bool:
    """Writes a WARC anew without the records that have it."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.warcwriter import WARCWriter

    out, left = io.BytesIO(), 0
    with file.open("rb") as stream:
        writer = WARCWriter(out, gzip=file.suffix == ".gz")
        for record in ArchiveIterator(stream):
            raw = record.raw_stream.read()
            record.raw_stream = io.BytesIO(raw)
            content = record.content_stream().read() if record.http_headers else raw
            told = "\n".join(
                [
                    str(record.rec_headers),
                    str(record.http_headers or ""),
                    content.decode("utf-8", "surrogateescape"),
                ]
            )
            if blank(told) != told:
                left += 1
                continue
            record.raw_stream, record.length = io.BytesIO(raw), len(raw)
            writer.write_record(record)
    if left:
        file.write_bytes(out.getvalue())
    return left > 0
