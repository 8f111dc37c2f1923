"""Quarantine in the books: a thing set aside has one row, which stays open until it lands or a person closes it."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict, cast

import duckdb
import polars as pl

from flows.assets import rules_version, sql
from flows.load import books
from flows.load.store import Store, instant

CANNOT = "Sửa của người duyệt không áp dụng được / a person's judgement cannot be applied: "
ENDED = "Bản mới của bài không còn câu đã duyệt, xem lại / the article's new text lacks the sentence that a person judged, look at it anew"
OF_THE_STAR = ("judgement", "star")  # stages whose items every publication books anew
CAPTURED = (
    "SELECT c.origin, c.sha256, c.source, max(c.seq) FROM json_each(?) AS d JOIN capture AS c "
    "ON c.origin = json_extract(d.value, '$[0]') AND c.sha256 = json_extract(d.value, '$[1]') "
    "WHERE c.source IS NOT NULL GROUP BY c.origin, c.sha256"
)
AMONG = "quarantine_id IN (SELECT value FROM json_each(?))"


class UnknownItem(KeyError):
    """No item of the quarantine has this id."""


def book(warehouse: Path, run_id: str, rows: pl.DataFrame, documents: pl.DataFrame) -> None:
    """Books what a run set aside (QUARANTINE with sha256 and rules_version), and lets go of what it did not.

    An item that is open already moves to this run; one that a person closed stays closed. The open items of the
    documents read (origin, sha256) that were not set aside again leave as `replayed`; what `book_star` books is not theirs
    to let go.
    """
    read = set(documents.select("origin", "sha256").iter_rows())
    again = set(rows["quarantine_id"])
    with books.writing(warehouse) as store:
        _set_aside(store, run_id, rows)
        open_items = store.rows(
            "SELECT quarantine_id, origin, sha256 FROM quarantine WHERE state = 'open' AND stage NOT IN ('judgement', 'star')"
        )
        landed = [i for i, origin, sha256 in open_items if i not in again and (origin, sha256) in read]
        _let_go(store, run_id, landed, "read again with the rules of that run: not set aside any more")


def book_star(warehouse: Path, star: duckdb.DuckDBPyConnection) -> None:
    """Books what a star leaves out: judgements that could not be applied or have lost their sentence, and what fails an expectation.

    What it no longer leaves out leaves as `replayed`.
    """
    judgements = star.execute(sql("load/judgements_set_aside.sql")).pl()
    cannot = judgements.drop("set_aside", "ended").with_columns(
        quarantine_id=pl.Series([_judgement_id(f) for f in judgements["fact_id"]], dtype=pl.String),
        reason=judgements.select(
            pl.when("ended").then(pl.lit(ENDED)).otherwise(CANNOT + pl.col("set_aside"))
        ).to_series(),
    )
    _book_stage(warehouse, "judgement", cannot, "the judgement is applied, or was taken back")
    left_out = star.execute(sql("load/left_out_items.sql")).pl()
    _book_stage(
        warehouse, "star", left_out, "judged anew with that run: it fails no longer, or was read again"
    )


def _book_stage(warehouse: Path, stage: str, rows: pl.DataFrame, gone: str) -> None:
    """Makes the open items of a stage equal to rows, but for those that a person closed."""
    with books.reading(warehouse) as store:
        booked = store.rows("SELECT quarantine_id, reason, state FROM quarantine WHERE stage = ?", [stage])
    closed = {i for i, _, state in booked if state == "closed"}
    open_items = {i: reason for i, reason, state in booked if state == "open"}
    told = rows.filter(~pl.col("quarantine_id").is_in(list(closed)))
    if open_items == dict(told.select("quarantine_id", "reason").iter_rows()):
        return
    with books.writing(warehouse) as store:
        ((run_id,),) = store.rows(
            "SELECT (SELECT run_id FROM run ORDER BY started_at DESC, seq DESC LIMIT 1)"
        )
        stamped = told.with_columns(stage=pl.lit(stage), rules_version=pl.lit(rules_version()))
        _set_aside(store, run_id, stamped)
        _let_go(store, run_id, open_items.keys() - set(told["quarantine_id"]), gone)


class Item(TypedDict):
    """A thing set aside: its row in the books but for their `seq`, the rule that read or stopped it, and its source."""

    quarantine_id: str
    run_id: str | None
    stage: str
    reason: str
    expectation: str | None
    article_id: str | None
    version_id: str | None
    fact_type: str | None
    fact_id: str | None
    char_start: int | None
    char_end: int | None
    origin: str | None
    payload: str | None
    rules_version: str | None
    state: str
    closed_by: str | None
    closed_reason: str | None
    at: datetime
    sha256: str | None
    rule: str
    source: str


@dataclass(frozen=True)
class Only:
    """Which items are meant: by words of their reason, the rule that read or stopped them, their source, their article."""

    reason: str | None = None
    rule: str | None = None
    source: str | None = None
    article: str | None = None
    codes: tuple[str, ...] = ()  # of reasons that people are shown in those words

    def __bool__(self) -> bool:
        return any(vars(self).values())

    def takes(self, item: Item) -> bool:
        """Whether an item (with `rule` and `source`) is meant: every word given must fit."""
        own = item["reason"] or ""
        reason = self.reason is None or own in self.codes or self.reason.lower() in own.lower()
        rule = self.rule is None or self.rule in (item["rule"], item["expectation"])
        source = self.source is None or self.source == item["source"]
        article = (
            self.article is None
            or (item["article_id"] or "").startswith(self.article)
            or self.article == item["origin"]
        )
        return reason and rule and source and article


def items(
    warehouse: Path,
    state: str | None = "open",
    ids: Collection[str] | None = None,
    only: Only | None = None,
    fact_id: str | None = None,
) -> list[Item]:
    """Items of the quarantine, the newest first: in one state (all with None), those whose ids begin as given, `only` some, or a fact's.

    Each has `rule`, the rule that read it, else the expectation that it fails, else its stage; and `source`. Raises
    UnknownItem for an id that no item, or more than one, begins with.
    """
    with books.reading(warehouse) as store:
        named = _named(store, ids) if ids else None
        given = {
            "state = ?": state,
            "fact_id = ?": fact_id,
            AMONG: json.dumps(named) if named else None,
        }
        asked = {condition: value for condition, value in given.items() if value is not None}
        rows = store.frame(
            f"SELECT * FROM quarantine WHERE {' AND '.join(asked) or 'true'} "
            'ORDER BY "at" DESC, stage, reason, quarantine_id',
            [*asked.values()],
        )
        documents = json.dumps(rows.select("origin", "sha256").drop_nulls().unique().rows())
        captured = {(o, s): source for o, s, source, _ in store.rows(CAPTURED, [documents])}
    found = [cast(Item, row) for row in rows.drop("seq").to_dicts()]
    for row in found:
        read_by = json.loads(row["payload"]).get("rule") if row["payload"] else None
        row["rule"] = read_by or row["expectation"] or row["stage"]
        row["source"] = captured.get((row["origin"], row["sha256"])) or _place(row["origin"])
    if named:
        by_id = {row["quarantine_id"]: row for row in found}
        found = [by_id[i] for i in named if i in by_id]
    return [row for row in found if not only or only.takes(row)]


def groups(found: list[Item]) -> list[tuple[tuple[str, str, str, str], int]]:
    """Items by (what they are, reason, rule, source), the most first, with how many."""
    counted = Counter((i["fact_type"] or "document", i["reason"], i["rule"], i["source"]) for i in found)
    return sorted(counted.items(), key=lambda group: (-group[1], group[0]))


def _place(origin: str | None) -> str:
    """Where a document of no known source came from: the host of its URL, else the folder of its path.

    >>> _place("https://bao.example/tin/1.html"), _place("bao/1.txt"), _place(None)
    ('bao.example', 'bao', '')
    """
    words = origin or ""
    return words.split("://", 1)[-1].split("/", 1)[0].split("#", 1)[0]


def to_try_again(warehouse: Path, rules: str, most: int) -> pl.DataFrame:
    """Documents (origin, sha256) of open items that failed under other rules than these (a `rules_version`), those that wait longest first."""
    if not books.exist(warehouse):
        return pl.DataFrame(schema={"origin": pl.String, "sha256": pl.String})
    with books.reading(warehouse) as store:
        return store.frame(
            "SELECT origin, sha256 FROM quarantine WHERE state = 'open' AND reason IN ('failed', 'killed') AND rules_version <> ? "
            'AND sha256 IS NOT NULL GROUP BY origin, sha256 ORDER BY min("at") LIMIT ?',
            [rules, most],
        )


def close(warehouse: Path, ids: Collection[str], reason: str, by: str) -> None:
    """Closes items with a reason. Raises ValueError without one."""
    if not reason.strip():
        raise ValueError('closing needs a reason: --reason "…"')
    with books.writing(warehouse) as store:
        for quarantine_id in ids:
            store.change(
                "quarantine",
                "UPDATE quarantine SET state = 'closed', closed_by = ?, closed_reason = ? WHERE quarantine_id = ?",
                [by, reason, quarantine_id],
            )
        closed = store.frame(f"SELECT * FROM quarantine WHERE {AMONG}", [json.dumps(list(ids))]).drop("seq")
        books.keep_judgements(warehouse, store, "quarantine", closed.to_dicts())


def closed_by(found: list[Item]) -> str:
    """Who closed the first of the items, why, and how it is opened again; '' where there is none."""
    if not found:
        return ""
    item = found[0]
    return (
        f"quarantine item {item['quarantine_id'][:8]} was closed by {item['closed_by']}: {item['closed_reason']}; "
        f"`khotin quarantine reopen {item['quarantine_id'][:8]}` opens it again"
    )


def reopen(warehouse: Path, ids: Collection[str]) -> None:
    """Opens items again that a person closed; judgements.jsonl tells so too."""
    with books.writing(warehouse) as store:
        store.change(
            "quarantine",
            f"UPDATE quarantine SET state = 'open', closed_by = NULL, closed_reason = NULL WHERE state = 'closed' AND {AMONG}",
            [json.dumps(list(ids))],
        )
        opened = store.frame(f"SELECT * FROM quarantine WHERE {AMONG}", [json.dumps(list(ids))]).drop("seq")
        books.keep_judgements(warehouse, store, "quarantine", opened.to_dicts())


def open_again(warehouse: Path, quarantine_id: str) -> None:
    """Opens an item again that had landed: what let it pass was taken back."""
    with books.writing(warehouse) as store:
        store.change(
            "quarantine",
            "UPDATE quarantine SET state = 'open', closed_by = NULL, closed_reason = NULL WHERE quarantine_id = ? AND state = 'replayed'",
            [quarantine_id],
        )


def _set_aside(store: Store, run_id: str | None, rows: pl.DataFrame) -> None:
    """Rows that are new become open items; those known move to this run and are open again, unless a person closed them."""
    at_hand = json.dumps(rows["quarantine_id"].to_list())
    known = {i for (i,) in store.rows(f"SELECT quarantine_id FROM quarantine WHERE {AMONG}", [at_hand])}
    now = datetime.now(UTC)
    for row in rows.filter(pl.col("quarantine_id").is_in(list(known))).to_dicts():
        store.change(
            "quarantine",
            "UPDATE quarantine SET state = 'open', run_id = ?, reason = ?, expectation = ?, payload = ?, rules_version = ?, "
            "closed_by = NULL, closed_reason = NULL, \"at\" = ? WHERE quarantine_id = ? AND state <> 'closed'",
            [run_id, row["reason"], row.get("expectation"), row["payload"], row["rules_version"], instant(now), row["quarantine_id"]],
        )  # fmt: skip
    fresh = rows.filter(~pl.col("quarantine_id").is_in(list(known)))
    if fresh.height:
        store.append(
            "quarantine",
            fresh.with_columns(
                run_id=pl.lit(run_id, pl.String),
                state=pl.lit("open"),
                at=pl.lit(now, pl.Datetime("us", "UTC")),
            ),
        )


def _let_go(store: Store, run_id: str | None, ids: Collection[str], why: str) -> None:
    for quarantine_id in ids:
        store.change(
            "quarantine",
            "UPDATE quarantine SET state = 'replayed', closed_by = ?, closed_reason = ? WHERE quarantine_id = ?",
            [f"run {run_id}", why, quarantine_id],
        )


def _judgement_id(fact_id: str) -> str:
    return hashlib.md5(f"judgement|{fact_id}".encode(), usedforsecurity=False).hexdigest()[:20]


def _named(store: Store, given: Collection[str]) -> list[str]:
    """The ids of the items that are named by them or by how they begin, as given."""
    whole = {
        i
        for (i,) in store.rows(f"SELECT quarantine_id FROM quarantine WHERE {AMONG}", [json.dumps([*given])])
    }
    return [words if words in whole else _one(store, words) for words in given]


def _one(store: Store, beginning: str) -> str:
    matching = store.rows(
        "SELECT DISTINCT quarantine_id FROM quarantine WHERE substr(quarantine_id, 1, ?) = ?",
        [len(beginning), beginning],
    )
    if len(matching) != 1:
        raise UnknownItem(
            f"{len(matching) or 'no'} items have an id that begins with {beginning}: `khotin quarantine list` shows the ids"
        )
    return str(matching[0][0])
