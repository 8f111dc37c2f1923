"""The state of a warehouse on one screen."""

from pathlib import Path

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


def status(warehouse: Path, rules_version: str) -> Group:
    """Last runs, sizes, and articles read with older rules. Raises FileNotFoundError without a warehouse."""
    books = warehouse.parent / "ops.duckdb"
    if not books.exists():
        raise FileNotFoundError(f"no runs yet beside {warehouse}: `khotin run` makes the first")
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("run", "started", "state", "documents", "facts", "set aside"):
        table.add_column(heading)
    with duckdb.connect(str(books), read_only=True) as connection:
        runs = connection.execute(
            "SELECT run_id, strftime(started_at, '%Y-%m-%d %H:%M'), state, documents_read, facts_loaded, facts_quarantined FROM run ORDER BY started_at DESC LIMIT 8"
        ).fetchall()
    for row in runs:
        table.add_row(*("" if v is None else str(v) for v in row))
    parts: list[Text | Table] = [table]
    if warehouse.exists():
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            (held,) = rows(connection, HELD, {"rules": rules_version})
        parts.append(
            Text("{articles} articles, {versions} versions; {older} read with older rules".format(**held))
        )
        size = warehouse.stat().st_size / 1e6
        parts.append(
            Text(
                f"{warehouse}: {size:.1f} MB; {held['captures']} documents kept, {held['bytes'] / 1e6:.1f} MB"
            )
        )
    with duckdb.connect(str(books), read_only=True) as connection:
        hold = connection.execute(
            'SELECT reason FROM hold WHERE released_at IS NULL ORDER BY "at" DESC LIMIT 1'
        ).fetchone()
    if hold:
        parts.append(Text(f"HOLD: {hold[0]}; scheduled runs wait for `khotin resume`", style="yellow"))
    server = warehouse.parent / "prefect" / "server.url"
    parts.append(
        Text(
            f"schedule: {server.read_text().strip() if server.exists() else 'none runs; `khotin schedule --every 15m` starts one'}"
        )
    )
    return Group(*parts)
