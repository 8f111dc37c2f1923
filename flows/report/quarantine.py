"""One thing set aside, for a person: its words in their sentence, the reason, the row, what can be done."""

import json
import re
from collections.abc import Mapping
from typing import Any

from rich.console import Group
from rich.text import Text

from flows.report.summary import REASONS

END = re.compile(r"[.!?…]\s|\n")
NOT_SHOWN = {
    "fact_id",
    "version_id",
    "article_id",
    "sentence_number",
    "char_start",
    "char_end",
    "is_repeat",
    "surface",
}


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence, or line, that holds a span begins and ends.

    >>> sentence_around("Một. Hai ba bốn. Năm.", 9, 11)
    (5, 16)
    """
    before = [m.end() for m in END.finditer(text, 0, start)]
    after = END.search(text, end)
    return (before[-1] if before else 0), (after.start() + 1 if after else len(text))


def shown(item: Mapping[str, Any], text: str | None) -> Group:
    """A quarantine item; `text` is its article's text, or None where none can be read."""
    row = json.loads(item["payload"]) if item["payload"] else {}
    parts = [
        Text(f"{item['fact_type'] or 'document'} {item['quarantine_id']}", style="bold"),
        Text(f"{REASONS.get(item['reason'], item['reason'])}", style="red"),
        Text(
            f"{item['expectation'] or item['stage']} · run {item['run_id']} · rules {item['rules_version']}",
            style="dim",
        ),
        Text(""),
    ]
    if text and item["char_start"] is not None and item["char_end"] is not None:
        parts += [_marked(text, item["char_start"], item["char_end"]), Text("")]
    elif text:
        parts += [Text(text[:400] + (" …" if len(text) > 400 else "")), Text("")]
    parts += [
        Text(f"  {k:16} {v}") for k, v in row.items() if v not in (None, [], False) and k not in NOT_SHOWN
    ]
    parts.append(Text(f"\nNguồn / origin: {item['origin']}"))
    if item["state"] != "open":
        parts.append(Text(f"{item['state']} · {item['closed_by']}: {item['closed_reason']}"))
        if item["state"] == "closed":
            parts.append(
                Text(
                    f"khotin quarantine reopen {item['quarantine_id'][:8]}                  mở lại / opens it again"
                )
            )
        return Group(*parts)
    short = item["quarantine_id"][:8]
    parts.append(
        Text(
            f"khotin quarantine replay {short}                  đọc lại sau khi sửa quy tắc hay danh mục / after a rule or seed was mended"
        )
    )
    parts.append(
        Text(f'khotin quarantine close {short} --reason "…"      đúng là không dùng được / rightly set aside')
    )
    if item["fact_id"]:
        parts.append(
            Text(f'khotin override accept {item["fact_id"]} --reason "…"   số này đúng / the fact is right')
        )
        if row.get("value") is not None:
            parts.append(
                Text(
                    f'khotin override amend {item["fact_id"]} --set value=… --reason "…"   số đúng là số khác / it is another figure'
                )
            )
    return Group(*parts)


def _marked(text: str, start: int, end: int) -> Text:
    begins, ends = sentence_around(text, start, end)
    return Text.assemble(text[begins:start], (text[start:end], "bold reverse"), text[end:ends].rstrip())
