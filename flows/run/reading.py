"""What a run does apart from Prefect: takes documents in, reads a batch of them, keeps one of each."""

import logging
import threading
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from flows.assets import rules_version
from flows.contracts import ARTICLE_TOPICS, ARTICLES, FACTS, REJECTED, SENTENCES, with_columns_of
from flows.files import parquet
from flows.forget import door
from flows.ingest import Found, NothingFound, discover, land, parse
from flows.ingest.discover import told_passed
from flows.load import aside, given, lake_home, ops, tombstones
from flows.processes import worker
from flows.run import net, stages
from flows.run.staged import Batches, stage, stage_documents
from flows.settings import Settings

if TYPE_CHECKING:
    from flows.read.lexicon import Lexicon

log = logging.getLogger(__name__)

COPIES = "copies"  # the folder in staging of what is told of files that came under another path
BACK = "9"  # how batches of documents that came back begin, after those of new ones
FAILED_BEFORE = "again-"  # how batches of documents are called that failed before
LEFT_BEHIND = "behind-"  # how batches of documents are called that a lake does not know of an earlier run
TRIED_AGAIN = 100  # documents that a run reads again by itself, where the rules have changed
FRAMES = {"articles": ARTICLES, "rejected": REJECTED, "sentences": SENTENCES, **FACTS, "article_topics": ARTICLE_TOPICS}  # fmt: skip
Approve = Callable[[pl.DataFrame], bool]  # fact_type, rule, added, removed, changed -> publish?


@dataclass(frozen=True)
class Intake:
    """What a run found: its new documents lie in `staging/documents`, a Parquet file a batch.

    `built_on` is the star's generation when it was looked which documents are known.
    """

    run_id: str
    staging: Path
    batches: tuple[str, ...]
    read: int
    unchanged: int
    built_on: int = 0
    forgotten: int = 0  # turned away, and counted nowhere else
    notes: tuple[str, ...] = ()  # what was asked for and is not taken in


def take_in(
    sources: list[str],
    warehouse: Path,
    batch_bytes: int,
    captured_at: datetime | None = None,
    watched: bool = False,
    begin: Callable[[str], None] = lambda run_id: None,
) -> Intake:
    """Lands the documents of the sources and lists the new ones in batches. Needs neither Prefect nor validation.

    A document that is known comes again where another took its place between, or where `captured_at` is a capture of
    it that is not booked. `begin` is told the run's id when something was found, before anything is written. What failed under other rules than today's comes too, TRIED_AGAIN documents at most, from where it is kept. The
    others were captured at `captured_at`, else now. Raises NothingFound where no source matches a document, or one that is not
    `watched` is not there; ValueError for a capture that lies in the future.
    """
    now = datetime.now(UTC)
    if captured_at and captured_at > now:
        raise ValueError(
            f"captured at {captured_at}: chưa tới lúc ấy / is still to come: ghi lúc tải tài liệu / give when the documents were fetched"
        )
    run_id = new_run_id(now)
    there, notes = _with_documents(sources, watched)
    passed: Counter[str] = Counter()
    found = discover(there, passed)
    begin(run_id)
    staging = warehouse.parent / "staging" / run_id
    with stages.measured(staging, "land") as counted:
        intake = _taken(found, warehouse, staging, batch_bytes, captured_at, now, passed)
        counted["rows"] = intake.read - intake.unchanged
        counted["bytes"] = _bytes(staging) if intake.batches else 0
    return replace(intake, notes=(*notes, *([over] if (over := told_passed(passed)) else [])))


def _taken(
    found: list[Found],
    warehouse: Path,
    staging: Path,
    batch_bytes: int,
    captured_at: datetime | None,
    now: datetime,
    passed: Counter[str],
) -> Intake:
    """The intake of what was found, landed and staged."""
    new = Batches(staging, batch_bytes)
    read = unchanged = forgotten = 0
    built_on = lake_home.agreed_generation(warehouse)
    held = tombstones.load(warehouse)
    to_try = aside.to_try_again(warehouse, rules_version(), TRIED_AGAIN)
    known = ops.known(warehouse, captured_at=captured_at).join(to_try, on=["origin", "sha256"], how="anti")
    returned, standing = [], []
    for documents in land(
        found,
        warehouse.parent / "landing",
        captured_at or now,
        known,
        batch_bytes,
        (lambda sha: held.holds(tombstones.DOCUMENT, sha)) if held else None,
        held.replaced,
        passed,
    ):
        returned.append(documents.filter(pl.col("state") == "returned").drop("state"))
        standing.append(documents.filter(pl.col("state") == "unchanged").select("origin"))
        same = standing[-1].height
        fresh, away = door.without_forgotten(
            warehouse, documents.filter(pl.col("state") == "new").drop("state"), held
        )
        read, unchanged = read + same + fresh.height, unchanged + same
        forgotten += away + documents.filter(pl.col("state") == "forgotten").height
        new.add(fresh)
        to_try = to_try.join(fresh, on=["origin", "sha256"], how="anti")
    new.end()
    batches = new.names
    if returned and (back := pl.concat(returned)).height:
        # Of two documents that one origin stands for, in two folders, none is back while both are there.
        came_back = back.join(pl.concat(standing), on="origin", how="anti")
        fresh, away = door.without_forgotten(warehouse, came_back, held)
        read, unchanged = read + back.height - away, unchanged + back.height - came_back.height
        forgotten += away
        batches += stage_documents(staging, fresh, batch_bytes, BACK)
    behind = ops.left_behind(warehouse)
    if behind.height:
        fresh, away = door.without_forgotten(warehouse, behind, held)
        batches += stage_documents(staging, fresh, batch_bytes, LEFT_BEHIND)
        read, forgotten = read + fresh.height, forgotten + away
    if to_try.height:
        again = stage_documents(staging, ops.documents(warehouse, to_try), batch_bytes, FAILED_BEFORE)
        batches, read = batches + again, read + to_try.height
    return Intake(staging.name, staging, tuple(batches), read, unchanged, built_on, forgotten)


def _bytes(staging: Path) -> int:
    """The bytes of the documents staged."""
    size = pl.scan_parquet(parquet(staging / "documents")).select(pl.col("bytes").sum())
    return int(size.collect().item())


def _with_documents(sources: list[str], watched: bool) -> tuple[list[str], list[str]]:
    """The sources that match a document, and a line for each other: an empty folder keeps none of the others waiting. Raises
    NothingFound where none does, or one is not there that is not `watched`: its name may be written wrongly.
    """
    if len(sources) < 2 and not watched:
        return sources, []
    found, empty, notes = [], [], []
    for source in sources:
        try:
            discover([source])
            found.append(source)
        except NothingFound as error:
            is_there = Path(source).exists() or has_magic(source)
            if not (is_there or watched):
                raise
            empty.append(str(error))
            if is_there:  # one that is not is told by the row that watches it
                notes.append(empty[-1])
    if empty and not found:
        others = f" ({len(empty)} nguồn đều vậy / so for {len(empty)} sources)" if len(empty) > 1 else ""
        raise NothingFound(f"{empty[0]}{others}")
    return found, notes


def take_again(
    warehouse: Path,
    documents: pl.DataFrame,
    batch_bytes: int,
    named_anew: bool = False,
    called: str = "",
    staging: Path | None = None,
) -> Intake:
    """An intake of documents (DOCUMENTS) that earlier runs kept, in batches, to be read with today's rules.

    Each stays what the star holds it for, the same article by the same key, unless it is to be `named_anew`.
    `called` is what the batches' names begin with: FAILED_BEFORE for documents of which it is known that they failed.
    """
    documents, forgotten = door.without_forgotten(warehouse, documents, tombstones.load(warehouse))
    if not named_anew:
        documents = given.booked(warehouse, documents)
    run_id = new_run_id(datetime.now(UTC))
    staging = staging or warehouse.parent / "staging" / run_id
    names = stage_documents(staging, documents, batch_bytes, called)
    return Intake(run_id, staging, tuple(names), documents.height, 0, forgotten=forgotten)


def new_run_id(now: datetime) -> str:
    """A run's id: when it began, and what tells two of one second apart."""
    return f"{now:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:6]}"


def read_apart(staging: Path, landing: Path, name: str) -> dict[str, int]:
    """`read_batch` by the worker at hand, `read_by_halves` where that dies. Raises SharedFailure."""
    try:
        return worker.call(read_batch, staging, landing, name, memory=Settings().memory_of_worker)
    except worker.WorkerDied as death:
        log.warning("batch %s: %s; it is read again by halves", name, death)
        return read_by_halves(staging, landing, name)


def read_by_halves(staging: Path, landing: Path, name: str) -> dict[str, int]:
    """`read_batch` of a batch that ended a process, in a worker of its own, by halves until what ends it stands alone.

    A document that ends its process, or needs more memory than KHOTIN_MEMORY grants, is rejected as `killed`. Raises
    SharedFailure where many do.
    """
    memory = Settings().memory_of_worker
    documents = pl.read_parquet(staging / "documents" / f"{name}.parquet", glob=False)
    with _suspects, worker.begun_anew() as of_its_own:
        return _gathered(
            staging,
            name,
            net.by_halves(
                0,
                documents.height,
                lambda first, last: of_its_own(
                    read_batch, staging, landing, name, first, last, memory=memory
                ),
                lambda first, death: _stage_part(
                    staging, name, first, _set_aside(documents.slice(first, 1), net.KILLED, str(death))
                ),
                lambda error: isinstance(error, worker.WorkerDied),
            ),
        )


_suspects = threading.Lock()  # batches that end processes are read one at a time


def read_batch(
    staging: Path, landing: Path, name: str, start: int = 0, stop: int | None = None
) -> dict[str, int]:
    """Reads one batch of documents (those from `start` to before `stop`) and stages its articles and facts: counts of both, by what became of them.

    A document whose reading raises, whatever it raises, is rejected as `failed`; the others are read without it. Raises
    what is no document's fault (flows/run/net.py), SharedFailure where many documents fail in one way.
    """
    from flows.read import lexicon

    documents = pl.read_parquet(staging / "documents" / f"{name}.parquet", glob=False)
    stop = documents.height if stop is None else stop
    with stages.measured(staging, "read") as counted:
        counted |= {"rows": stop - start, "bytes": int(documents[start:stop]["bytes"].sum())}
        words = lexicon.load()
        _clear(staging, name, start, stop)
        parts = net.by_halves(
            start,
            stop,
            lambda first, last: _read(documents[first:last], landing, words),
            lambda first, error: _set_aside(documents.slice(first, 1), net.FAILED, net.told(error)),
            net.of_document,
        )
        return _gathered(
            staging, name, ((first, _stage_part(staging, name, first, frames)) for first, frames in parts)
        )


def check_failures(staging: Path, batches: str = "") -> None:
    """Raises SharedFailure where the documents of a run (of the batches called so) were set aside too often in one way.

    Documents that are read again because they failed before are not counted.
    """
    total = sum(
        pl.scan_parquet(p, glob=False).select(pl.len()).collect().item()
        for p in staging.glob("documents/[0-9]*")
    )
    files = sorted((staging / "rejected").glob(f"{batches or '[0-9]'}*.parquet"))
    failed = [
        row
        for file in files
        for row in pl.read_parquet(file, glob=False)
        .filter(pl.col("reason").is_in([net.FAILED, net.KILLED]))
        .select("origin", "detail")
        .iter_rows()
    ]
    net.check(failed, total)


def _read(documents: pl.DataFrame, landing: Path, words: "Lexicon") -> dict[str, pl.DataFrame]:
    """The frames (FRAMES) of documents."""
    from flows import extract, read

    articles, rejected = parse(documents, landing)
    reading = read.read(articles, words)
    found = extract.facts(reading, words)
    sentences = reading.sentences.select(SENTENCES.names())
    return {"articles": articles, "rejected": rejected, "sentences": sentences, **found}


def _set_aside(document: pl.DataFrame, reason: str, detail: str) -> dict[str, pl.DataFrame]:
    """The frames of a document that nothing could be read from."""
    why = document.select("sha256", "origin", reason=pl.lit(reason), detail=pl.lit(detail))
    row = with_columns_of(why, REJECTED)
    return {frame: pl.DataFrame(schema=schema) for frame, schema in FRAMES.items()} | {"rejected": row}


def _stage_part(staging: Path, name: str, first: int, frames: Mapping[str, pl.DataFrame]) -> dict[str, int]:
    """Stages what was read of a batch from its document number `first` on; counts of it, by what became of them."""
    for frame_name, frame in frames.items():
        stage(staging, frame_name, f"{name}.{first:07d}", frame)
    rejected = frames["rejected"]
    duplicates = rejected.filter(pl.col("reason") == "duplicate").height
    counts = {
        "loaded": frames["articles"].height,
        "duplicate": duplicates,
        "rejected": rejected.height - duplicates,
    }
    return counts | {f"extracted {fact_type}": frames[fact_type].height for fact_type in FACTS}


def _gathered(staging: Path, name: str, parts: Iterable[tuple[int, Mapping[str, int]]]) -> dict[str, int]:
    """The counts of a batch from those of its parts; after each, it is looked whether too many fail in one way."""
    counts: Counter[str] = Counter()
    for number, (_, part) in enumerate(parts):
        counts.update(part)
        if number and not name.startswith(FAILED_BEFORE):
            check_failures(staging, name)
    return dict(counts)


def _clear(staging: Path, name: str, start: int, stop: int) -> None:
    """Removes what an earlier attempt, which ended in the midst, staged of these documents."""
    for frame in FRAMES:
        for file in (staging / frame).glob(f"{name}.*.parquet"):
            if start <= int(file.name.split(".")[-2]) < stop:
                file.unlink()


def keep_one_of_each(staging: Path, warehouse: Path) -> dict[str, int]:
    """Leaves out versions that another document gives, of the run or of the star: by how much the counts change.

    They count as duplicates. So do files whose bytes came under another path, which are loaded, as copies.
    """
    already = given.given_already(staging, warehouse)
    gone: Counter[str] = Counter()
    for part in already.partition_by("file"):
        file = part["file"][0]
        gone.update({"loaded": -part.height, "duplicate": part.height})
        for name in (*FACTS, "articles", "sentences", "article_topics"):
            path = staging / name / file
            frame = pl.read_parquet(path, glob=False)
            kept = frame.filter(~pl.col("version_id").is_in(part["version_id"].implode()))
            kept.write_parquet(path)
            gone[f"extracted {name}"] -= frame.height - kept.height
    if already.height:
        again = already.with_columns(
            reason=pl.lit("duplicate"),
            detail=pl.format("trùng bài / the same text of the same article as {}", "first_origin"),
        ).select(pl.col(c).cast(dtype) for c, dtype in REJECTED.items())
        times = len(list((staging / "rejected").glob("given_already*")))
        stage(staging, "rejected", f"given_already{times or ''}", again)
    copies = given.same_bytes(staging, warehouse)
    if copies.height:
        gone.update({"loaded": -copies.height, "duplicate": copies.height})
        times = len(list((staging / COPIES).glob("same_bytes*")))
        stage(staging, COPIES, f"same_bytes{times or ''}", copies)
    return dict(gone)


def leave_out_known(staging: Path, warehouse: Path, built_on: int) -> int:
    """Leaves out documents that runs published since a generation dealt with, with all that was read of them; how many."""
    dealt = ops.known(warehouse, since=built_on)
    on, left_out = ["origin", "sha256"], 0
    versions = pl.read_parquet(parquet(staging / "articles"), columns=["version_id", *on])
    gone = versions.join(dealt, on=on, how="semi")["version_id"].implode()
    for name in ("documents", *FRAMES):
        for file in (staging / name).glob("*.parquet"):
            frame = pl.read_parquet(file, glob=False)
            keyed = name in ("documents", "articles", "rejected")
            kept = frame.join(dealt, on=on, how="anti", maintain_order="left") if keyed else frame.filter(~pl.col("version_id").is_in(gone))  # fmt: skip
            if kept.height < frame.height:
                kept.write_parquet(file)
                left_out += (frame.height - kept.height) * (name == "documents")
    return left_out


def recount(staging: Path) -> dict[str, int]:
    """The counts of all that is staged, as `read_batch` gives those of a batch."""

    def height(name: str) -> int:
        return pl.scan_parquet(parquet(staging / name)).select(pl.len()).collect().item()

    reasons = pl.read_parquet(parquet(staging / "rejected"))["reason"]
    duplicates = int((reasons == "duplicate").sum())
    counts = {"loaded": height("articles"), "duplicate": duplicates, "rejected": reasons.len() - duplicates}
    return counts | {f"extracted {fact_type}": height(fact_type) for fact_type in FACTS}
