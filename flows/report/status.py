"""The state of a warehouse on one screen."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Group
from rich.table import Table
from rich.text import Text

from flows.report.asked import rows

# What is kept is counted in the books: a landing of many files takes minutes to walk.
HELD = """
SELECT count(*) FILTER (is_current) AS articles, count(*) AS versions, count(*) FILTER (rules_version <> $rules AND is_current) AS older,
    (SELECT count(*) FROM ops.capture) AS captures, (SELECT coalesce(sum(bytes), 0)::BIGINT FROM ops.capture) AS bytes
FROM dim_article
"""


def status(
    warehouse: Path, rules_version: str, runs: Sequence[dict[str, Any]], held: str | None = None
) -> Group:
    """The last runs (rows of the books), why scheduled ones hold, sizes, and articles read with older rules."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("run", "started", "state", "documents", "facts", "set aside"):
        table.add_column(heading)
    for run in runs:
        told = (run["run_id"], run["started_at"].astimezone().strftime("%Y-%m-%d %H:%M"), run["state"])
        counts = (run["documents_read"], run["facts_loaded"], run["facts_quarantined"])
        table.add_row(*told, *("" if v is None else str(v) for v in counts))
    parts: list[Text | Table] = [table]
    if warehouse.exists():
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            counted = rows(connection, HELD, {"rules": rules_version})[0]
        parts.append(
            Text("{articles} articles, {versions} versions; {older} read with older rules".format(**counted))
        )
        size = warehouse.stat().st_size / 1e6
        parts.append(
            Text(
                f"{warehouse}: {size:.1f} MB; {counted['captures']} documents kept, {counted['bytes'] / 1e6:.1f} MB"
            )
        )
    if held:
        parts.append(Text(f"HOLD: {held}; scheduled runs wait for `khotin resume`", style="yellow"))
    server = warehouse.parent / "prefect" / "server.url"
    parts.append(
        Text(
            f"schedule: {server.read_text().strip() if server.exists() else 'none runs; `khotin schedule --every 15m` starts one'}"
        )
    )
    return Group(*parts)
