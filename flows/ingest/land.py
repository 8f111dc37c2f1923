"""Keeps documents under their SHA-256 before anything reads them, and hands them on in batches of bounded size."""

import hashlib
import json
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import polars as pl

from flows.contracts import DOCUMENTS, conform, key
from flows.ingest.datasets import check_texts, is_empty_row, rows_of
from flows.ingest.discover import DATA_SETS, NOT_READ, ZIP, Found, kind_of, origins, passed_over, why_not_read
from flows.ingest.kept import TOO_LARGE, is_kept, keep, kept_at, size_of, unfinished
from flows.ingest.other_roots import with_other_names
from flows.ingest.unpack import Chunks, NotUnpacked, chunks, members

BATCH_BYTES = 8_000_000
LANDED = pl.Schema(dict(DOCUMENTS) | {"state": pl.String})
NO_BYTES = hashlib.sha256(b"").hexdigest()


class _Part(NamedTuple):
    """A file, or a file of a zip."""

    path: Path
    origin: str
    kind: str
    read: Chunks


def land(
    found: Iterable[Found],
    landing: Path,
    fetched_at: datetime,
    known: pl.DataFrame,
    max_bytes: int = BATCH_BYTES,
    forgotten: Callable[[str], bool] | None = None,
    replaced: Mapping[str, str] | None = None,
    passed: Counter[str] | None = None,
) -> Iterator[pl.DataFrame]:
    """Batches of DOCUMENTS with `state` (String: `new`, `unchanged`, `returned` or `forgotten`); new bytes are landed first.

    `known` (origin, sha256) are documents that earlier runs dealt with; one of which it says that it `is_last` no more of
    its origin is `returned`. The same bytes of one origin, in two folders, are one document: the second is `unchanged`; so are those of a
    file that is known by a folder above or below. Files come many to a batch, until
    `max_bytes` of them; a data set is landed whole, and each of its rows is a document of its own, in slices
    of about `max_bytes`. A data set that cannot be read as one comes as one document, for `parse` to reject.
    Packed files are landed unpacked, a zip's members each by itself, as if it were a folder; those that are no documents
    are counted in `passed`, by ending. Where a file could
    not be taken in, `bytes` is null and `headers` a JSON object with `reason` and `detail` for `parse`. Raises
    ValueError where `fetched_at` has no zone.

    What is `forgotten` (by its SHA-256) is not kept, and what was `replaced` (old to new SHA-256) is taken as what took its
    place, without the rows that are forgotten.
    """
    if fetched_at.tzinfo is None:
        raise ValueError(f"fetched_at {fetched_at} has no zone: give the instant with one, such as UTC")
    if "is_last" not in known.columns:
        known = known.select("origin", "sha256", is_last=pl.lit(True))
    found = list(found)
    known = with_other_names(known, found)
    times = Counter(document.origin for document in found)
    pending: list[dict[str, object]] = []
    size = 0
    for document, part in ((d, part) for d in found for part in _parts(d, passed)):
        row = _landed(part, landing, forgotten, replaced or {})
        if part.kind in DATA_SETS and row["bytes"] is not None and not row.get("_forgotten"):
            try:
                is_rewritten = row["sha256"] in (replaced or {}).values()
                rows = _documents_of(part.origin, str(row["sha256"]), landing, is_rewritten)
            except OSError:  # the disk, not the data
                raise
            except (
                Exception,
                pl.exceptions.PanicException,
            ):  # `parse` says why, or raises it for this one alone
                rows = None
            if rows is not None:
                yield from _batches(rows, known, fetched_at, max_bytes)
                if times[document.origin] > 1:
                    known = _with(known, rows)
                continue
        pending.append(row)
        size += int(str(row["bytes"] or 0))
        if size >= max_bytes:
            files = pl.DataFrame(pending, infer_schema_length=None)
            yield from _batches(files, known, fetched_at, size + 1)
            known = _with(known, files.filter(pl.col("origin").is_in([o for o, n in times.items() if n > 1])))
            pending, size = [], 0
    if pending:
        yield from _batches(pl.DataFrame(pending, infer_schema_length=None), known, fetched_at, size + 1)


def _parts(document: Found, passed: Counter[str] | None) -> Iterator[_Part]:
    """A document's part: itself, or the members of a zip that khotin reads (a zip in it is told as not read); NotUnpacked or OSError
    where it has none.
    """
    if document.kind != ZIP:
        yield _Part(document.path, document.origin, document.kind, partial(chunks, document.path))
        return
    try:
        _check_is_file(document.path)
        with members(document.path) as found:
            named = origins([name for name, _ in found])
            times, kinds = Counter(named), [kind_of(name) for name, _ in found]
            if not set(kinds) - {None, NOT_READ}:
                raise NotUnpacked(
                    "empty",
                    f"{len(found)} tệp trong zip, không tệp nào khotin đọc / files in the zip, none that khotin reads",
                )
            for number, (origin, kind, (_, read)) in enumerate(zip(named, kinds, found, strict=True)):
                if kind:
                    again = f"~{number}" if times[origin] > 1 else ""
                    kind = NOT_READ if kind == ZIP else kind
                    yield _Part(document.path, f"{document.origin}/{origin}{again}", kind, read)
                elif passed is not None and (ending := passed_over(origin)):
                    passed[ending] += 1
    except (NotUnpacked, OSError) as error:
        yield _Part(document.path, document.origin, document.kind, partial(_raised, error))


def _raised(error: Exception) -> Iterator[bytes]:
    raise error


def _landed(
    part: _Part, landing: Path, forgotten: Callable[[str], bool] | None, replaced: Mapping[str, str]
) -> dict[str, object]:
    """Hashes a part and copies it to its place, whole or not at all; the same bytes are kept once, forgotten ones never."""
    row: dict[str, object] = {"origin": part.origin, "media_type": part.kind, "headers": None}
    if part.kind == NOT_READ:
        return row | _not_taken("not_read", why_not_read(part.origin))
    digest, size = hashlib.sha256(), 0
    try:
        _check_is_file(part.path)
        for chunk in part.read():
            digest.update(chunk)
            size += len(chunk)
    except NotUnpacked as error:
        return row | _not_taken(error.reason, str(error))
    except OSError as error:
        return row | _not_taken("unreadable", _told(error, part.path))
    sha = digest.hexdigest()
    if forgotten and forgotten(sha):
        return row | {"sha256": sha, "bytes": size, "_forgotten": True}
    if sha in replaced and is_kept(replaced[sha], landing):
        return row | {"sha256": replaced[sha], "bytes": size_of(replaced[sha], landing)}
    if part.kind in DATA_SETS:
        _copy(part, kept_at(sha, landing), landing)
    elif size <= TOO_LARGE and not is_kept(sha, landing):
        keep(b"".join(part.read()), landing)
    return row | {"sha256": sha, "bytes": size}


def _copy(part: _Part, kept: Path, landing: Path) -> None:
    """Copies a data set of any size to its place, whole or not at all."""
    if kept.exists():
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    copy = unfinished(landing, kept.name)
    try:
        with copy.open("wb") as file:
            file.writelines(part.read())
        copy.replace(kept)
    finally:
        copy.unlink(missing_ok=True)


def _check_is_file(path: Path) -> None:
    """Raises OSError: a pipe is never opened, for it would be waited on."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        os.scandir(path).close()
    elif not stat.S_ISREG(mode):
        raise OSError(
            "đường ống, socket hay thiết bị, không phải tệp / a pipe, a socket or a device, not a file"
        )


def _told(error: OSError, path: Path) -> str:
    """Why a file could not be read, in words."""
    if isinstance(error, FileNotFoundError) and path.is_symlink():
        return f"liên kết đến / a link to {os.fsencode(path.readlink()).decode(errors='backslashreplace')}, không có / which is not there"
    return f"{error.strerror or error}, khi đọc / when it was to be read"


def _not_taken(reason: str, detail: str) -> dict[str, object]:
    problem = json.dumps({"reason": reason, "detail": detail}, ensure_ascii=False)
    return {"sha256": NO_BYTES, "bytes": None, "headers": problem}


def _documents_of(origin: str, sha: str, landing: Path, is_rewritten: bool) -> pl.DataFrame:
    """A document a row of a data set, called by the row's id where that id is in the set once, else by its number."""
    wanted = ["row_number", "sha256", "document_id", "bytes"]
    if not is_rewritten:  # of one that was, the rows with a text may be those that are forgotten
        check_texts(sha, landing)
    rows = pl.read_parquet(rows_of(sha, landing), columns=None if is_rewritten else wanted, glob=False)
    if is_rewritten:
        rows = rows.filter(~is_empty_row()).select(wanted)
    named = pl.col("document_id").is_not_null() & ~pl.col("document_id").is_duplicated()
    label = pl.when(named).then("document_id").otherwise(pl.col("row_number").cast(pl.String))
    return rows.select(
        "sha256",
        "row_number",
        "bytes",
        origin=pl.concat_str(pl.lit(origin + "#"), label),
        media_type=pl.lit("application/json"),
        container=pl.lit(sha),
    )


def _with(known: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Known documents and those that were taken in just now."""
    return pl.concat([known, documents.select("origin", "sha256", is_last=pl.lit(True))])


def _batches(
    documents: pl.DataFrame, known: pl.DataFrame, fetched_at: datetime, max_bytes: int
) -> Iterator[pl.DataFrame]:
    seen = known.select("origin", "sha256", _is_last="is_last").unique(["origin", "sha256"], keep="last")
    absent = [pl.lit(None, dtype).alias(c) for c, dtype in DOCUMENTS.items() if c not in documents.columns]
    _mark = [] if "_forgotten" in documents.columns else [pl.lit(False).alias("_forgotten")]
    landed = (
        documents.with_columns(absent + _mark)
        .with_columns(fetched_at=pl.lit(fetched_at).cast(DOCUMENTS["fetched_at"]))
        .with_columns(capture_id=key("origin", "sha256", "fetched_at"))
        .join(seen, on=["origin", "sha256"], how="left", maintain_order="left")
        .with_columns(
            state=pl.when(pl.col("_forgotten").fill_null(False))
            .then(pl.lit("forgotten"))
            .when(pl.col("_is_last") | ~pl.struct("origin", "sha256").is_first_distinct())
            .then(pl.lit("unchanged"))
            .when(pl.col("_is_last").is_not_null())
            .then(pl.lit("returned"))
            .otherwise(pl.lit("new"))
        )
        .with_columns(
            _batch=(pl.col("bytes").fill_null(0).cum_sum() - pl.col("bytes").fill_null(0)) // max_bytes
        )
        .cast({c: LANDED[c] for c in LANDED if c != "capture_id"})
    )
    for batch in landed.partition_by("_batch", maintain_order=True):
        yield conform(batch.drop("_batch", "_is_last", "_forgotten"), LANDED, "documents")
