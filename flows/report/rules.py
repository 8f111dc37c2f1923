"""The rules by which facts are read: what each reads, where it stands, how often it was right, what it gave."""

from functools import cache
from pathlib import Path

import polars as pl
from rich.table import Table

from flows.assets import reference, sql
from flows.files import connected


def rules(warehouse: Path | None = None, words: str = "") -> pl.DataFrame:
    """A row a rule, sorted by name: rule, name_vi, name_en, home (a path in flows/), section (of the linguistics of
    Vietnamese news), example (String), right, read (Int64: of `read` findings that a person read `right` were; null where
    nobody has), facts, facts_last_run (Int64: in the warehouse, null without one).

    With `words` only the rules of which a column holds them.
    """
    measured = reference("confidence").select("rule", pl.col("right", "read").cast(pl.Int64))
    known = reference("rules").join(measured, on="rule", how="left", maintain_order="left")
    known = known.join(_given(warehouse), on="rule", how="left").sort("rule")
    told = pl.concat_str("rule", "name_vi", "name_en", "home", separator=" ", ignore_nulls=True)
    return known.filter(told.str.to_lowercase().str.contains(words.lower(), literal=True))


def listing(known: pl.DataFrame) -> Table:
    """The rules (as `rules` gives them) as people read them."""
    table = Table(
        "quy tắc/rule", "đọc gì/reads", "ở đâu/where", "§", "đúng/right", "lần cuối/last run", "tất cả/all", box=None, padding=(0, 2, 0, 0)
    )  # fmt: skip
    for row in known.iter_rows(named=True):
        right = "–" if row["read"] is None else f"{row['right']}/{row['read']}"
        given = ("–" if row[c] is None else f"{row[c]:,}" for c in ("facts_last_run", "facts"))
        reads = f"{row['name_vi']} / {row['name_en']}"
        table.add_row(row["rule"], reads, f"flows/{row['home']}", row["section"], right, *given)
    return table


def _given(warehouse: Path | None) -> pl.DataFrame:
    if warehouse is None or not warehouse.exists():
        return pl.DataFrame(schema={"rule": pl.String, "facts": pl.Int64, "facts_last_run": pl.Int64})
    with connected(warehouse, read_only=True) as connection:
        return connection.execute(sql("report/rules.sql")).pl()


@cache
def _told() -> dict[str, str]:
    rows = reference("rules").select("rule", "name_vi", "name_en", "home").iter_rows()
    return {rule: f"{vi} / {en} (flows/{home})" for rule, vi, en, home in rows}


def told(rule: str) -> list[str]:
    """What the rules of a fact ("quantity_money+metric_head") read and where they stand, a line a rule."""
    return [f"{one}: {_told()[one]}" for one in rule.split("+") if one in _told()]
