"""The state of a warehouse as Prometheus reads it: a text of figures, for a textfile collector."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from flows.files import size
from flows.report.booked import booked, sizes, stages

LAST = (
    "SELECT coalesce(kind, 'manual'), state, max(started_at), documents_read, documents_loaded, documents_rejected, facts_loaded, facts_quarantined, "
    "(julianday(finished_at) - julianday(started_at)) * 86400 FROM run WHERE finished_at IS NOT NULL GROUP BY 1, 2"
)
LANDED = "SELECT coalesce(sum(bytes), 0) FROM (SELECT DISTINCT sha256, bytes FROM capture)"
OF_RUN = {
    "documents_read": "documents that the last run of its kind and state read",
    "documents_loaded": "documents that it loaded",
    "documents_rejected": "documents that it rejected",
    "facts_loaded": "facts that it loaded",
    "facts_set_aside": "facts that it set aside",
    "seconds": "how long it took",
}
OF_STAGE = {
    "seconds": "how long the stage took in the last run that had stages",
    "rows": "what went through it: documents, requests, facts, rows evaluated",
    "bytes": "bytes of documents, or of the published file",
    "peak_memory_bytes": "the most bytes of memory that one of its processes held",
}
Sample = tuple[dict[str, str], float | int | None]


def text(warehouse: Path) -> str:
    """The figures; those of landing are what the books tell.

    Raises FileNotFoundError where no run was made, ValueError where the books cannot be read.
    """
    with booked(warehouse) as store:
        lines = [*_of_books(store), *_sizes(warehouse, store)]
    return "\n".join(lines) + "\n"


def _of_books(store: sqlite3.Connection) -> Iterator[str]:
    states = store.execute("SELECT state, count(*) FROM run GROUP BY state ORDER BY state").fetchall()
    yield from _metric(
        "runs_total", "counter", "runs by how they ended", [({"state": s}, n) for s, n in states]
    )
    last = store.execute(LAST).fetchall()
    named = [{"kind": kind, "state": state} for kind, state, *_ in last]
    times = [datetime.fromisoformat(row[2]).timestamp() for row in last]
    yield from _metric("run_started_timestamp_seconds", "gauge", "when the last run of its kind and state began", zip(named, times, strict=True))  # fmt: skip
    for number, (name, told) in enumerate(OF_RUN.items(), 3):
        yield from _metric(f"run_{name}", "gauge", told, ((n, row[number]) for n, row in zip(named, last, strict=True)))  # fmt: skip
    last_stages = stages(store)
    for number, (name, told) in enumerate(OF_STAGE.items()):
        yield from _metric(
            f"stage_{name}", "gauge", told, (({"stage": s[0]}, s[1:][number]) for s in last_stages)
        )
    ((waiting,),) = store.execute("SELECT count(*) FROM quarantine WHERE state = 'open'").fetchall()
    yield from _metric("quarantine_open", "gauge", "items set aside that nobody closed", [({}, waiting)])
    ((held,),) = store.execute("SELECT count(*) FROM hold WHERE released_at IS NULL").fetchall()
    yield from _metric(
        "held", "gauge", "whether scheduled runs hold until khotin resume", [({}, min(held, 1))]
    )
    sources = store.execute(
        "SELECT name, coalesce(failures, 0), fetched_at FROM source ORDER BY name"
    ).fetchall()
    yield from _metric("source_failures", "gauge", "failures of a source in a row", [({"source": s}, n) for s, n, _ in sources])  # fmt: skip
    fetched = [({"source": s}, datetime.fromisoformat(at).timestamp()) for s, _, at in sources if at]
    yield from _metric("source_fetched_timestamp_seconds", "gauge", "when a source was fetched last", fetched)


def _sizes(warehouse: Path, store: sqlite3.Connection) -> Iterator[str]:
    held = {"warehouse": size(warehouse), "books": size(warehouse.parent / "ops.sqlite")}
    held |= sizes(warehouse)
    ((held["landing"],),) = store.execute(LANDED).fetchall()
    yield from _metric("size_bytes", "gauge", "bytes by what holds them; of landing, as its documents came", [({"of": n}, b) for n, b in held.items()])  # fmt: skip


def _metric(name: str, kind: str, told: str, samples: Iterable[Sample]) -> Iterator[str]:
    """The lines of one metric; a figure that is not known is left out.

    >>> list(_metric("held", "gauge", "whether", [({"a": 'x"y'}, 1), ({}, None)]))[1:]
    ['# TYPE khotin_held gauge', 'khotin_held{a="x\\\\"y"} 1']
    """
    yield f"# HELP khotin_{name} {told}"
    yield f"# TYPE khotin_{name} {kind}"
    for labels, value in samples:
        if value is not None:
            said = ",".join(f'{label}="{_escaped(v)}"' for label, v in labels.items())
            yield f"khotin_{name}{f'{{{said}}}' if said else ''} {value:.3f}".removesuffix(".000")


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
