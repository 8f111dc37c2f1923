"""Why a fact says what it says: its sentence with the span marked, its article, its rule, its run, its judge."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Group
from rich.text import Text

from flows.assets import sql
from flows.files import connected
from flows.report.asked import rows, written
from flows.report.rules import told

TABLES = (
    "fact_measurement", "fact_target", "fact_statement", "fact_event", "fact_investment", "fact_agreement", "fact_position", "fact_citation", "fact_mention",
)  # fmt: skip
OWN = {
    "fact_id",
    "version_id",
    "article_id",
    "sentence_number",
    "char_start",
    "char_end",
    "surface",
    "is_repeat",
    "confidence",
    "rule",
    "run_id",
    "rules_version",
}


class UnknownFact(KeyError):
    """No fact has this id."""


def explain(warehouse: Path, fact_id: str) -> Group:
    """The explanation of a fact, current or superseded. Raises UnknownFact."""
    with connected(warehouse, read_only=True) as connection:
        for table in TABLES:
            found = rows(connection, f"SELECT * FROM {table} WHERE fact_id = $fact_id", {"fact_id": fact_id})
            if not found:
                continue
            (fact,) = found
            where = {
                "version_id": fact["version_id"],
                "sentence_number": fact["sentence_number"],
                "table": table,
            }
            (about,) = connection.execute(written(sql("report/explain.sql"), where)).fetchall()
            keys = [v for k, v in fact.items() if k.endswith("_id") and v]
            names = {
                row["entity_id"]: row["name"]
                for row in rows(
                    connection,
                    "SELECT entity_id, name FROM dim_entity WHERE entity_id IN $keys",
                    {"keys": keys},
                )
            }
            return Group(
                _rendered(table, fact, about, names),
                *_meant(connection, fact, keys),
                *_judged(connection, fact_id),
            )
        rejected = _judged(connection, fact_id)
    if rejected:
        return Group(Text(f"{fact_id}", style="bold"), *rejected)
    raise UnknownFact(
        f"không có dữ kiện mã / no fact has the id {fact_id}: mã ở cột / ids stand in the column fact_id of every view of schema mart"
    )


def _meant(connection: duckdb.DuckDBPyConnection, fact: dict[str, Any], keys: list[str]) -> list[Text]:
    """Whom the fact's people are, and which event it is, in the other articles that tell of them."""
    asked = {"names": keys, "fact_id": fact["fact_id"], "article_id": fact["article_id"]}
    meant = connection.execute(written(sql("report/meant.sql"), asked)).fetchall()
    return [
        Text(
            f"Là ai/meant:     {name} = {kind} {identity_id}, bài/articles {articles}"
            + (f", {reason}: {evidence}" if evidence else f", {reason}")
        )
        for name, kind, identity_id, articles, reason, evidence in meant
    ]


def _judged(connection: duckdb.DuckDBPyConnection, fact_id: str) -> list[Text]:
    """What people said of the fact, the last word first, and below what the rules had read; nothing where none did."""
    judged = connection.execute(written(sql("report/judgement.sql"), {"fact_id": fact_id})).fetchall()
    lines: list[Text] = []
    read: dict[str, None] = {}  # what the rules read, each reading once: of an earlier text it may be another
    for action, amendment, reason, judged_by, judged_at, sentence, origin, original, of in judged:
        elsewhere = "" if of == fact_id else f" (bản trước của bài / an earlier text, {of})"
        lines.append(
            Text(
                f"Người duyệt / judged: {action} {amendment or ''} · {judged_by}, {judged_at:%Y-%m-%d %H:%M}: {reason}{elsewhere}",
                style="yellow",
            )
        )
        if original and any(said[0] in ("reject", "amend") for said in judged):
            columns = json.loads(original).items()
            as_read = {k: v for k, v in columns if k not in OWN and v not in (None, [])}
            read[f"Máy đọc / as read:    {json.dumps(as_read, ensure_ascii=False)}"] = None
        if action == "reject" and sentence:
            read[f"Câu / sentence:       {sentence}  ({origin or '?'})"] = None
    return lines + [Text(line, style="dim") for line in read]


def _withdrawn(at: datetime | None, why: str | None) -> list[Text]:
    """That the article was withdrawn, when and why; nothing where it was not."""
    if at is None:
        return []
    return [
        Text(
            f"Bài đã rút / withdrawn: {at:%Y-%m-%d %H:%M}, {why or '?'}; không bảng nào có dữ kiện này / no view has this fact",
            style="red",
        )
    ]


def _rendered(table: str, fact: dict[str, object], about: tuple[Any, ...], names: dict[str, str]) -> Group:
    sentence, begins, role, title, origin, published_on, version, is_current, checks, failed, *gone = about
    start = int(str(fact["char_start"])) - int(str(begins))
    end = int(str(fact["char_end"])) - int(str(begins))
    words = str(sentence)
    marked = Text.assemble(
        words[:start], (words[start:end] or str(fact["surface"]), "bold reverse"), words[end:]
    )
    values = {
        k: names.get(str(v), v) for k, v in fact.items() if k not in OWN and v is not None and v != "unknown"
    }
    state = "" if is_current else "  (bản đã thay / a superseded version)"
    return Group(
        Text(f"{table.removeprefix('fact_')} {fact['fact_id']}", style="bold"),
        Text(""),
        marked,
        Text(""),
        *(Text(f"  {k.removesuffix('_id'):16} {v}") for k, v in values.items()),
        Text(""),
        Text(f"Bài / article:   {title or '(không tít / untitled)'}"),
        Text(
            f"                 {origin}, đăng/published {published_on or '?'}, bản/version {version}{state}, {role}, ký tự/characters {fact['char_start']}–{fact['char_end']}"
        ),
        *_withdrawn(*gone),
        Text(
            f"Luật / rule:     {fact['rule']}, độ tin/confidence {fact['confidence']}, rules {fact['rules_version']}"
        ),
        *(Text(f"                 {line}", style="dim") for line in told(str(fact["rule"]))),
        Text(f"Lần chạy / run:  {fact['run_id']}"),
        Text(f"Kiểm tra/checks: {checks} qua/passed, {failed} không/failed on its table in that run"),
    )
