"""The state of a warehouse on one screen."""

from pathlib import Path

import duckdb
from rich.console import Group
from rich.table import Table
from rich.text import Text


def status(warehouse: Path, rules_version: str) -> Group:
    """Last runs, sizes, and articles read with older rules. Raises FileNotFoundError without a warehouse."""
    books = warehouse.parent / "ops.duckdb"
    if not books.exists():
        raise FileNotFoundError(f"no runs yet beside {warehouse}: `khotin run` makes the first")
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("run", "started", "state", "documents", "facts", "set aside"):
        table.add_column(heading)
    with duckdb.connect(str(books), read_only=True) as connection:
        rows = connection.execute(
            "SELECT run_id, strftime(started_at, '%Y-%m-%d %H:%M'), state, documents_read, facts_loaded, facts_quarantined FROM run ORDER BY started_at DESC LIMIT 8"
        ).fetchall()
    for row in rows:
        table.add_row(*("" if v is None else str(v) for v in row))
    parts: list[Text | Table] = [table]
    if warehouse.exists():
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            counted = connection.execute(
                "SELECT count(*) FILTER (is_current), count(*), count(*) FILTER (rules_version <> ? AND is_current) FROM dim_article",
                [rules_version],
            ).fetchone() or (0, 0, 0)
        parts.append(
            Text(f"{counted[0]} articles, {counted[1]} versions; {counted[2]} read with older rules")
        )
        parts.append(
            Text(
                f"{warehouse}: {warehouse.stat().st_size / 1e6:.1f} MB; landing {_size(warehouse.parent / 'landing') / 1e6:.1f} MB"
            )
        )
    with duckdb.connect(str(books), read_only=True) as connection:
        held = connection.execute(
            'SELECT reason FROM hold WHERE released_at IS NULL ORDER BY "at" DESC LIMIT 1'
        ).fetchone()
    if held:
        parts.append(Text(f"HOLD: {held[0]}; scheduled runs wait for `khotin resume`", style="yellow"))
    server = warehouse.parent / "prefect" / "server.url"
    parts.append(
        Text(
            f"schedule: {server.read_text().strip() if server.exists() else 'none runs; `khotin schedule --every 15m` starts one'}"
        )
    )
    return Group(*parts)


def _size(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
