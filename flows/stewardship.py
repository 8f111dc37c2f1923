"""What a steward does with a warehouse: replays quarantine, rebuilds, rolls back, judges facts. No Prefect but in runs."""

import json
import logging
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from flows.forget import forgetting
from flows.ingest import parse
from flows.ingest.naming import canonical_url
from flows.load import (
    aside,
    blocks,
    books,
    forget,
    generations,
    given,
    identity,
    judged_facts,
    judgement,
    lake_home,
    ops,
    publish,
    published,
    tombstones,
    withdrawal,
)
from flows.load.amended_places import with_places
from flows.load.published import opened
from flows.report.summary import RunSummary
from flows.run import one_run, reading, rebuilding
from flows.run.republish import republish

log = logging.getLogger(__name__)


class NothingToDo(ValueError):
    """There is nothing that the command could work on."""


def replay(warehouse: Path, batch_bytes: int, ids: Collection[str] | None = None) -> RunSummary:
    """Reads the documents of open items (all without `ids`) again with today's rules; what passes lands once.

    So are later texts of an article to which a person's word on the item's fact went along.
    Raises NothingToDo where no item is open, UnknownItem for an id that names none.
    """
    with publish.locked(warehouse):
        ops.mend(warehouse)
        items = aside.items(warehouse, "open", ids)
        if not items:
            closed = aside.closed_by(aside.items(warehouse, "closed", ids)) if ids else ""
            raise NothingToDo(
                closed
                or "không có mục đang mở / no open item: `khotin quarantine list --state all` shows those that left"
            )
        wanted = _documents_of(items).vstack(
            _told_again(warehouse, [i["fact_id"] for i in items if i["fact_id"]])
        )
        if wanted.is_empty():
            raise NothingToDo("these items are of no single document: every run judges them anew")
        documents = ops.documents(warehouse, wanted)
        if documents.is_empty():
            raise NothingToDo("the documents of these items were never kept: run their sources again")
        return one_run.carry_out(
            reading.take_again(warehouse, documents, batch_bytes, called=reading.FAILED_BEFORE),
            warehouse,
            "replay",
        )


def rebuild(
    warehouse: Path,
    batch_bytes: int,
    approve: reading.Approve,
    since: date | None = None,
    named_anew: bool = False,
) -> RunSummary:
    """Reads every kept document again with today's rules; with a day in Vietnam, all that give a version which one fetched since gives.

    Each stays the article that it was given to, by the key that it had, unless all are to be `named_anew`.
    `approve` is shown the difference by rule before anything is published. Raises NothingToDo.
    """
    with publish.locked(warehouse):
        ops.mend(warehouse)
        documents = given.documents_since(warehouse, since) if since else ops.documents(warehouse)
        if documents.is_empty():
            raise NothingToDo(
                f"no document was kept{f' since {since}' if since else ''}: `khotin run` brings some"
            )
        intake = rebuilding.taken(warehouse, documents, batch_bytes, named_anew)
        if before := rebuilding.done(intake):
            log.warning("%d of %d batches were read by a rebuild that was ended: it goes on from there", before, len(intake.batches))  # fmt: skip
        try:
            return one_run.carry_out(intake, warehouse, "rebuild", approve)
        finally:
            if not rebuilding.may_go_on(intake.staging):
                rebuilding.clear(warehouse)


def close_items(warehouse: Path, ids: Collection[str], reason: str, by: str) -> list[str]:
    """Closes items with a reason, in the books and in the published file; the ids of those that were not closed yet.

    Raises NothingToDo where all were.
    """
    with publish.locked(warehouse):
        items = aside.items(warehouse, None, ids)
        found = [item["quarantine_id"] for item in items if item["state"] != "closed"]
        if items and not found:
            raise NothingToDo(aside.closed_by(items))
        aside.close(warehouse, found, reason, by)
        if warehouse.exists():
            publish.publish_books(warehouse)
    return found


def reopen_items(warehouse: Path, ids: Collection[str]) -> list[str]:
    """Opens items again that a person closed, in the books and in the published file; their ids. Raises NothingToDo where none was."""
    with publish.locked(warehouse):
        found = [item["quarantine_id"] for item in aside.items(warehouse, "closed", ids)]
        if not found:
            raise NothingToDo(
                "nobody closed these: `khotin quarantine list --state closed` shows those that are"
            )
        aside.reopen(warehouse, found)
        if warehouse.exists():
            publish.publish_books(warehouse)
    return found


def rollback(warehouse: Path, back: int | None = None) -> tuple[str, int, int]:
    """Publishes the generation kept `back` ago again, without it the one before the last run; (which it is, the number it is published as, `back`).

    It takes the place of a file that is damaged or lost too. People's judgements hold in it, and runs that came after it count as rolled back: their documents are new again.
    Beyond the files kept, a lake's home goes back by the lake's snapshots. Scheduled runs hold until `resume`. Raises NothingToDo where no such generation is kept, Refused.
    """
    with publish.locked(warehouse):
        broken = published.is_broken(warehouse)
        if not broken:
            ops.mend(warehouse)
        kept, made = published.generations(warehouse), generations.made(warehouse)
        back = back or (1 if broken else generations.before_last_run(warehouse))
        number = int(kept[-1].stem) if kept else ops.generation(warehouse)
        origin = (
            kept[back - 1]
            if 1 <= back <= len(kept)
            else lake_home.taken_out(warehouse, back - len(kept), number)
        )
        if not origin:
            there = ", ".join(generations.told(int(p.stem), made) for p in kept) or "none"
            raise NothingToDo(
                f"không có bản lùi {back} / no generation {back} back: kept are {there} (1 is the newest of them)"
            )
        if wrong := blocks.damage(origin):
            raise NothingToDo(f"{origin} {wrong}: {published.way_back(warehouse)}")
        if broken:
            log.warning("%s was damaged: it lies in %s now", warehouse, published.put_away(warehouse))
            ops.mend(warehouse)
        number = int(origin.stem)
        if held := tombstones.load(warehouse):
            forget.without_forgotten(warehouse, origin, held)
        republish(warehouse, "rollback", f"generation {number} published again", origin)
        generation = publish.next_generation(warehouse) - 1
    return generations.told(number, made), generation, back


def override(
    warehouse: Path,
    fact_id: str,
    action: str,
    reason: str,
    by: str,
    changes: dict[str, Any],
    batch_bytes: int,
) -> str:
    """Books a judgement of a fact, named by its id or how it begins, and publishes the star with it; what became of the fact, in lines.

    It is booked when the star with it has passed its audit, and not before. `undo` takes back the last one. A fact that
    lies in quarantine lands by it, where no more than a warning set it aside, and goes back there when it is undone. Raises ValueError for a judgement that
    cannot be applied, NothingToDo for a fact that is nowhere, Refused.
    """
    if action not in judgement.ACTIONS:
        raise ValueError(f"{action} không phải phán quyết / is no judgement: accept, reject, amend or undo")
    if not reason.strip() and action != "undo":
        raise ValueError('cần nêu lý do / a judgement needs a reason: --reason "…"')
    if (action == "amend") != bool(changes):
        raise ValueError("amend cần / amend needs --set COLUMN=VALUE, and only amend takes it")
    with publish.locked(warehouse):
        ops.mend(warehouse)
        asked = judged_facts.found(warehouse, fact_id)
        fact_id, changes = _with_carried(warehouse, asked, action, changes)
        taken_back = judged_facts.last_word(ops.overrides(warehouse, fact_id)) if action == "undo" else ""
        if action == "undo":
            _something_to_undo(warehouse, fact_id)
        fact_type = judged_facts.fact_type(warehouse, fact_id)
        item = None if fact_type or action == "undo" else _item(warehouse, fact_id)
        before = judged_facts.shown(warehouse, asked, item and item["payload"])
        words = _amendment(fact_type or str(item and item["fact_type"]), before, changes) if changes else None
        row = {
            "fact_id": fact_id, "action": action, "amendment": words, "reason": reason, "judged_by": by, "at": datetime.now(UTC),
        }  # fmt: skip
        booked = pl.DataFrame([row], schema=judgement.OVERRIDES)
        back = _landed_by_it(warehouse, fact_id, booked) if action == "undo" and fact_type else None
        if fact_type and not back:
            republish(warehouse, "override", f"{action} {fact_id}: {reason}", judged=("override", booked))
            after = judged_facts.shown(warehouse, asked)
            return f"{fact_type} {asked}: {action}\n{judged_facts.told(before, after, taken_back)}"
        if back:
            item = back
            aside.open_again(warehouse, item["quarantine_id"])
        books.judge(warehouse, "override", booked)
        if item is None:
            publish.publish_books(warehouse)
            return f"{fact_id}: undo; the star does not hold it"
        if action == "reject":
            aside.close(warehouse, [item["quarantine_id"]], reason, by)
            publish.publish_books(warehouse)
            return f"{item['fact_type']} {fact_id}: rejected; its quarantine item is closed"
    run = replay(warehouse, batch_bytes, [item["quarantine_id"]])
    after = judged_facts.shown(warehouse, asked)
    return (
        f"{item['fact_type']} {asked}: {action}; its article was read again in run {run.run_id}\n"
        f"{judged_facts.told(before, after, taken_back)}"
    )


def identify(warehouse: Path, verdict: str, ids: list[str], reason: str, by: str) -> int:
    """Books a judgement of who or what is meant (`same`, `apart`, `undone`) and publishes the star with it; how many rows.

    Raises ValueError for a judgement that cannot hold or an id that names none, Refused.
    """
    with publish.locked(warehouse):
        ops.mend(warehouse)
        booked = identity.judgement(warehouse, verdict, ids, reason, by)
        republish(warehouse, "identity", f"{verdict} {' '.join(ids)}: {reason}", judged=("identity", booked))
    return booked.height


def withdraw(warehouse: Path, words: str, reason: str, by: str, undo: bool = False) -> str:
    """Takes an article with its facts out of what is shown, or (`undo`) takes that back, and publishes the star so; its id.

    A person's word: it outlives rebuilds, rollbacks and later captures. Raises ValueError for one that cannot hold, Refused.
    """
    with publish.locked(warehouse):
        ops.mend(warehouse)
        address = pl.select(canonical_url(pl.lit(words))).item() or words
        booked = withdrawal.judgement(warehouse, words, address, reason, by, undo)
        article_id = str(booked["article_id"][0])
        said = f"{booked['verdict'][0]} {article_id}: {reason}"
        republish(warehouse, "withdraw", said, judged=("withdrawal", booked))
    return article_id


def forgotten(
    warehouse: Path, words: str, reason: str, by: str, approve: Callable[[dict[str, int]], bool]
) -> dict[str, int] | None:
    """Forgets an article or a private person, once `approve` was shown where how much of it lies; what was done, None where not.

    Raises ValueError for what cannot be forgotten so, Refused.
    """
    with publish.locked(warehouse):
        ops.mend(warehouse)
        went_on = forgetting.go_on(warehouse)
        try:
            wanted = forgetting.plan(warehouse, words)
        except forgetting.NotFound:
            if went_on:  # it was what a process that died had begun
                return {}
            raise
        if not approve(wanted.places):
            return None
        return forgetting.carry_out(warehouse, wanted, reason, by)


def _with_carried(
    warehouse: Path, fact_id: str, action: str, changes: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    """The fact and the changes that are meant where the word in force was said of another version's fact.

    `undo` takes back that word; what is amended now adds to what was amended there.
    """
    if not warehouse.exists() or judgement.standing(ops.overrides(warehouse, fact_id)):
        return fact_id, changes
    with opened(warehouse) as connection:
        carried = connection.execute(
            "SELECT carried_from, amendment FROM fact_judgement WHERE fact_id = ? AND carried_from IS NOT NULL",
            [fact_id],
        ).fetchone()
    if not carried:
        return fact_id, changes
    if action == "undo":
        return str(carried[0]), changes
    return fact_id, json.loads(carried[1] or "{}") | changes if action == "amend" else changes


def _amendment(fact_type: str, fact: judged_facts.Shown, changes: dict[str, Any]) -> str:
    """The changes as JSON, a place by its own name. Raises ValueError for what can never stand in its column."""
    judgement.amendment(fact_type, changes)
    return judgement.amendment(fact_type, with_places(fact_type, fact.known | (fact.row or {}), changes))


def _something_to_undo(warehouse: Path, fact_id: str) -> None:
    if not judgement.standing(ops.overrides(warehouse, fact_id)):
        raise NothingToDo(
            f"no judgement of {fact_id} is in force: `khotin explain {fact_id}` shows what was said of it"
        )


def _landed_by_it(warehouse: Path, fact_id: str, undone: pl.DataFrame) -> aside.Item | None:
    """The item of a fact that the gate let pass for a person's word alone, where nothing said of it holds that once this is undone."""
    left = judgement.standing(ops.overrides(warehouse, fact_id).vstack(undone))
    if any(s.action in judgement.LETS_PASS for s in left):
        return None
    gate = (i for i in aside.items(warehouse, "replayed", fact_id=fact_id) if i["sha256"])
    return next((i for i in gate if i["stage"] not in aside.OF_THE_STAR), None)


def _told_again(warehouse: Path, fact_ids: list[str]) -> pl.DataFrame:
    """origin, sha256 (String) of the texts that a person's word on one of these facts went along to."""
    none = pl.DataFrame(schema={"origin": pl.String, "sha256": pl.String})
    if not warehouse.exists():
        return none
    with opened(warehouse) as connection:
        return none.vstack(connection.execute(
            "SELECT DISTINCT a.origin, a.sha256 FROM fact_judgement AS j JOIN dim_article AS a USING (version_id) "
            "WHERE j.carried_from IN (SELECT unnest(?::VARCHAR[]))",
            [fact_ids],
        ).pl())  # fmt: skip


def _item(warehouse: Path, fact_id: str) -> aside.Item:
    """The open quarantine item of a fact, where a person's word can let it pass."""
    found = aside.items(warehouse, "open", fact_id=fact_id)
    if not found:
        closed = aside.items(warehouse, "closed", fact_id=fact_id)
        raise NothingToDo(
            aside.closed_by(closed)
            or f"không có dữ kiện mã / no fact has the id {fact_id}, in the star or in quarantine"
        )
    with books.reading(warehouse) as store:
        query = 'SELECT severity FROM result WHERE expectation = ? ORDER BY "at" DESC, seq DESC LIMIT 1'
        rows = store.rows(query, [found[0]["expectation"]])
    if rows == [("critical",)]:
        raise ValueError(
            f"{found[0]['expectation']} is critical: no judgement lets {fact_id} pass; mend the rule or seed, then "
            f"`khotin quarantine replay {found[0]['quarantine_id']}`"
        )
    return found[0]


def _documents_of(items: list[aside.Item]) -> pl.DataFrame:
    """origin, sha256 (String) of the documents of quarantine items; none for an item without one."""
    named = pl.DataFrame(items, schema={"origin": pl.String, "sha256": pl.String}, infer_schema_length=None)
    return named.drop_nulls()


def text_of(warehouse: Path, item: aside.Item) -> str | None:
    """The text of a quarantine item's article: from the star, else read again from its kept document; None where it has none."""
    if warehouse.exists() and item["version_id"]:
        with opened(warehouse) as connection:
            row = connection.execute(
                "SELECT text FROM dim_article WHERE version_id = ?", [item["version_id"]]
            ).fetchone()
        if row:
            return str(row[0])
    documents = ops.documents(warehouse, _documents_of([item]))
    if documents.is_empty():
        return None
    articles, _ = parse(documents, warehouse.parent / "landing")
    return str(articles["text"][0]) if articles.height else None
