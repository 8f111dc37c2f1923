"""The state of a warehouse on one screen."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Group
from rich.table import Table
from rich.text import Text


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
            # Grouped, not asked with a parameter: binding one makes DuckDB import pandas, which takes longer than all the rest.
            counted = connection.execute(
                "SELECT rules_version, count(*) FILTER (is_current), count(*) FROM dim_article GROUP BY ALL"
            ).fetchall()
        articles, versions = sum(c for _, c, _ in counted), sum(v for _, _, v in counted)
        older = sum(c for rules, c, _ in counted if rules is not None and rules != rules_version)
        parts.append(Text(f"{articles} articles, {versions} versions; {older} read with older rules"))
        parts.append(
            Text(
                f"{warehouse}: {warehouse.stat().st_size / 1e6:.1f} MB; landing {_size(warehouse.parent / 'landing') / 1e6:.1f} MB"
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


def _size(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
