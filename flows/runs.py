"""What a run does apart from Prefect: takes documents in, reads a batch of them, keeps the books."""

import contextlib
import shutil
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from flows import alerts, prefect_server, worker
from flows.assets import rules_version
from flows.contracts import FACTS, QUARANTINE, SENTENCES, key
from flows.failures import line
from flows.files import parquet
from flows.ingest import NothingFound, discover, land, parse
from flows.load import aside, ops, publish
from flows.report.summary import RunSummary
from flows.signals import Stopped

Approve = Callable[[pl.DataFrame], bool]  # fact_type, rule, added, removed, changed -> publish?


@dataclass(frozen=True)
class Intake:
    """What a run found: its new documents lie in `staging/documents`, a Parquet file a batch."""

    run_id: str
    staging: Path
    batches: tuple[str, ...]
    read: int
    unchanged: int


def take_in(sources: list[str], warehouse: Path, batch_bytes: int, watched: bool = False) -> Intake:
    """Lands the documents of the sources and lists the new ones in batches. Needs neither Prefect nor validation.

    Raises NothingFound where a source matches no document; of `watched` sources, where none does.
    """
    now = datetime.now(UTC)
    run_id = new_run_id(now)
    staging = warehouse.parent / "staging" / run_id
    batches: list[str] = []
    read = unchanged = 0
    for documents in land(
        discover(_with_documents(sources) if watched else sources),
        warehouse.parent / "landing",
        now,
        ops.known(warehouse),
        batch_bytes,
    ):
        fresh = documents.filter(pl.col("state") == "new").drop("state")
        read, unchanged = read + documents.height, unchanged + documents.height - fresh.height
        if fresh.height:
            batches.append(f"{len(batches) + 1:05d}")
            _stage(staging, "documents", batches[-1], fresh)
    return Intake(run_id, staging, tuple(batches), read, unchanged)


def _with_documents(sources: list[str]) -> list[str]:
    """The sources that match a document: an empty folder keeps none of the others waiting. Raises NothingFound where none does."""
    found, empty = [], []
    for source in sources:
        try:
            discover([source])
            found.append(source)
        except NothingFound as error:
            empty.append(str(error))
    if not found:
        raise NothingFound(empty[0] if len(empty) == 1 else f"{empty[0]} (so for {len(empty)} sources)")
    return found


def take_again(warehouse: Path, documents: pl.DataFrame, batch_bytes: int) -> Intake:
    """An intake of documents (DOCUMENTS) that earlier runs kept, in batches, to be read with today's rules."""
    run_id = new_run_id(datetime.now(UTC))
    staging = warehouse.parent / "staging" / run_id
    size = pl.col("bytes").fill_null(0)
    parts = documents.with_columns(_batch=(size.cum_sum() - size) // batch_bytes).partition_by(
        "_batch", maintain_order=True, include_key=False
    )
    names = tuple(f"{number:05d}" for number in range(1, len(parts) + 1))
    for name, part in zip(names, parts, strict=True):
        _stage(staging, "documents", name, part)
    return Intake(run_id, staging, names, documents.height, 0)


def new_run_id(now: datetime) -> str:
    """A run's id: when it began, and what tells two of one second apart."""
    return f"{now:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:6]}"


def read_batch(staging: Path, landing: Path, name: str) -> dict[str, int]:
    """Reads one batch of documents and stages its articles and facts: counts of both, by what became of them."""
    from flows import extract, read
    from flows.read import lexicon

    documents = pl.read_parquet(staging / "documents" / f"{name}.parquet", glob=False)
    articles, rejected = parse(documents, landing)
    words = lexicon.load()
    reading = read.read(articles, words)
    found = extract.facts(reading, words)
    frames = {
        "articles": articles,
        "rejected": rejected,
        "sentences": reading.sentences.select(SENTENCES.names()),
        **found,
    }
    for frame_name, frame in frames.items():
        _stage(staging, frame_name, name, frame)
    duplicates = rejected.filter(pl.col("reason") == "duplicate").height
    counts = {"loaded": articles.height, "duplicate": duplicates, "rejected": rejected.height - duplicates}
    return counts | {f"extracted {fact_type}": found[fact_type].height for fact_type in FACTS}


def keep_one_of_each(staging: Path) -> dict[str, int]:
    """Where two batches hold the same version of an article, the first keeps it; by how much the counts change."""
    files = sorted((staging / "articles").glob("*.parquet"))
    seen: set[str] = set()
    gone: Counter[str] = Counter()
    for file in files:
        versions = pl.read_parquet(file, columns=["version_id"], glob=False)["version_id"].to_list()
        again = seen.intersection(versions)
        seen.update(versions)
        if not again:
            continue
        gone.update({"loaded": -len(again), "duplicate": len(again)})
        for name in (*FACTS, "articles", "sentences", "article_topics"):
            path = staging / name / file.name
            frame = pl.read_parquet(path, glob=False)
            kept = frame.filter(~pl.col("version_id").is_in(list(again)))
            kept.write_parquet(path)
            gone[f"extracted {name}"] -= frame.height - kept.height
    return dict(gone)


def book_captures(warehouse: Path, run_id: str, staging: Path) -> None:
    """Books every fetch of a document, whatever becomes of it."""
    ops.record(warehouse, "capture", pl.read_parquet(parquet(staging / "documents")), run_id=run_id)


def book_documents(warehouse: Path, run_id: str, staging: Path) -> None:
    """Books what became of every document, so that the next run knows them."""
    documents = pl.read_parquet(parquet(staging / "documents"))
    rejected = pl.read_parquet(parquet(staging / "rejected"))
    outcome = (
        pl.when(pl.col("reason") == "duplicate")
        .then(pl.lit("duplicate"))
        .when(pl.col("reason").is_not_null())
        .then(pl.lit("rejected"))
    )
    booked = documents.join(rejected, on=["sha256", "origin"], how="left").with_columns(
        outcome=outcome.otherwise(pl.lit("loaded"))
    )
    ops.record(warehouse, "document", booked.select("origin", "sha256", "outcome"), run_id=run_id)


def rejected_as_quarantine(staging: Path) -> pl.DataFrame:
    """QUARANTINE rows for the documents that no article could be read from."""
    rejected = pl.read_parquet(parquet(staging / "rejected")).filter(pl.col("reason") != "duplicate")
    missing = [pl.lit(None, dtype).alias(c) for c, dtype in QUARANTINE.items()]
    return rejected.select(
        *(
            m
            for m in missing
            if m.meta.output_name() not in ("quarantine_id", "stage", "reason", "origin", "payload")
        ),
        quarantine_id=key(pl.lit("document"), "origin", "sha256"),
        stage=pl.lit("ingest"),
        reason=pl.col("reason"),
        origin=pl.col("origin"),
        payload=pl.struct("sha256", "detail").struct.json_encode(),
    ).select(QUARANTINE.names())


def book_quarantine(warehouse: Path, run_id: str, staging: Path, rows: pl.DataFrame) -> None:
    """Books what was set aside, with its document, open until a steward replays or closes it."""
    documents = pl.read_parquet(parquet(staging / "documents"), columns=["origin", "sha256"])
    articles = pl.read_parquet(parquet(staging / "articles"), columns=["version_id", "origin", "sha256"])
    known = rows.join(
        articles, on="version_id", how="left", suffix="_of", maintain_order="left"
    ).with_columns(
        origin=pl.coalesce("origin", "origin_of"),
        sha256=pl.coalesce("sha256", pl.col("payload").str.json_path_match("$.sha256")),
        rules_version=pl.lit(rules_version()),
    )
    aside.book(warehouse, run_id, known.drop("origin_of"), documents)


def _stage(staging: Path, name: str, batch: str, frame: pl.DataFrame) -> None:
    folder = staging / name
    folder.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(folder / f"{batch}.parquet")


def run_once(
    sources: list[str], warehouse: Path, batch_bytes: int, wait_seconds: float = 0, kind: str = "manual"
) -> RunSummary:
    """One whole run under the writer's lock: with nothing new it ends before Prefect is imported.

    Raises WarehouseBusy where another run writes, NothingFound where a source matches nothing (a scheduled run is
    booked as `nothing_new` then); any other failure closes the run as `failed` and is raised on.
    """
    warehouse = warehouse.resolve()
    with publish.locked(warehouse, wait_seconds):
        ops.mend(warehouse)
        try:
            intake = take_in(sources, warehouse, batch_bytes, watched=kind == "scheduled")
        except NothingFound as error:
            if kind != "scheduled":
                raise
            return _nothing_there(warehouse, str(error))
        return carry_out(intake, warehouse, kind)


def _nothing_there(warehouse: Path, why: str) -> RunSummary:
    """Books a scheduled run whose sources hold no document: to be waited for, no failure."""
    run_id = new_run_id(datetime.now(UTC))
    ops.start_run(warehouse, run_id, rules_version(), "scheduled")
    ops.finish_run(warehouse, run_id, "nothing_new", message=why)
    none = dict.fromkeys(("read", "loaded", "unchanged", "duplicate", "rejected"), 0)
    return _told_of(RunSummary(run_id, str(warehouse), none, "scheduled", state="nothing_new", notes=(why,)))


def carry_out(intake: Intake, warehouse: Path, kind: str, approve: Approve | None = None) -> RunSummary:
    """The run of what was taken in, from its first row in the books to its report. The caller holds the lock.

    `approve` is shown the difference of facts by rule before publication, and may refuse it.
    """
    ops.start_run(warehouse, intake.run_id, rules_version(), kind)
    ways = {"read": intake.read, "loaded": 0, "unchanged": intake.unchanged, "duplicate": 0, "rejected": 0}
    run = RunSummary(intake.run_id, str(warehouse), ways, kind)
    try:
        if not intake.batches:
            columns = {f"documents_{way}": n for way, n in ways.items()}
            ops.finish_run(warehouse, run.run_id, "nothing_new", **columns)
            run = run.but(state="nothing_new")
        else:
            prefect_server.begin(warehouse)
            with worker.at_hand():
                from flows.news import news

                prefect_server.wait()
                run = news(run, intake.staging, list(intake.batches), approve)
        return _told_of(run)
    except BaseException as error:
        message = str(error) if isinstance(error, Stopped) else f"{type(error).__name__}: {error}"[:2000]
        with contextlib.suppress(
            Exception
        ):  # what stopped the run may stop this too; the next start books it then
            ops.fail_run(warehouse, run.run_id, message)
        if isinstance(error, Exception):
            _told_of(run.but(state="failed"), message)
        raise
    finally:
        shutil.rmtree(intake.staging, ignore_errors=True)


def _told_of(run: RunSummary, failure: str | None = None) -> RunSummary:
    """The run after its alerts were sent; that they could not be is a note on it, never its failure."""
    try:
        alerts.settle(run, failure)
    except Exception as error:
        return run.noted(f"alerts could not be sent or booked: {line(error)}; the next run tries again")
    return run
