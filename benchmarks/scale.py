"""Prints what runs cost as the archive grows: time, memory and bytes at several sizes, and those of a small run on each.

The corpus is repeated with other names, places and figures, and each sentence in another article, so that a repetition
is no copy of what it was made from; the last column tells how many articles are copies all the same.

    python benchmarks/scale.py [ARTICLES…]      # 1000 5000 20000 40000 without
    RUNNERS=local,dask python benchmarks/scale.py 1000
"""

import os
import sys
import tempfile
from pathlib import Path

import polars as pl
from whole_run import articles, whole

from flows.assets import reference

SIZES = (1_000, 5_000, 20_000, 40_000)
BASE = 5_000
SMALL = 10  # articles of a small run
LAST = 997  # the repetition that a small run is of: no size has so many
HEADER = f"{'articles':>9} {'runner':>7} {'wall s':>8} {'CPU s':>8} {'GB held':>8} {'MB star':>8} {'MB all':>8} {'small: wall s':>14} {'CPU s':>6} {'copies':>9}"


def main() -> None:
    sizes = [int(given) for given in sys.argv[1:]] or SIZES
    runners = os.environ.get("RUNNERS", "local,dask").split(",")
    print(HEADER)
    for size in sizes:
        for runner in runners:
            with tempfile.TemporaryDirectory(prefix="khotin-bench-") as folder:
                bench(size, runner, Path(folder))


def bench(size: int, runner: str, folder: Path) -> None:
    """Times a run of so many articles and a small one after it, and prints a line."""
    os.environ["KHOTIN_RUNNER"] = runner
    base = articles(BASE).head(size)
    times = -(-size // base.height)
    pl.concat([repeated(base, i) for i in range(times)]).head(size).write_parquet(folder / "whole.parquet")
    repeated(base.head(SMALL), LAST).write_parquet(folder / "small.parquet")
    warehouse = folder / "kho" / "khotin.duckdb"
    wall, processor, peak = timed(folder / "whole.parquet", warehouse)
    star, everything = warehouse.stat().st_size, sum(p.stat().st_size for p in warehouse.parent.rglob("*") if p.is_file())  # fmt: skip
    small_wall, small_processor, _ = timed(folder / "small.parquet", warehouse)
    print(
        f"{size:>9,} {runner:>7} {wall:>8.1f} {processor:>8.1f} {peak:>8.2f} {star / 1e6:>8.1f} {everything / 1e6:>8.1f} {small_wall:>14.1f} {small_processor:>6.1f} {copies(warehouse):>9,}",
        flush=True,
    )


def timed(source: Path, warehouse: Path) -> tuple[float, float, float]:
    """Wall and processor seconds of a run, and the most that its processes held, in GB."""
    before = sum(os.times()[2:4])
    wall, after, peak, _ = whole(source, warehouse)
    return wall, after - before, peak


def copies(warehouse: Path) -> int:
    """How many articles of the star are copies of another."""
    import duckdb

    with duckdb.connect(str(warehouse), read_only=True) as connection:
        found = connection.execute("SELECT count(*) FROM main.bridge_copy").fetchone()
    return found[0] if found else 0


def repeated(base: pl.DataFrame, number: int) -> pl.DataFrame:
    """The articles with names, places and figures moved on by `number`, and each sentence in another article; as they are for 0."""
    if not number:
        return base
    moved = {name: names[(i + number) % len(names)] for names in (places(), surnames()) for i, name in enumerate(names)}  # fmt: skip
    sentences = base.with_row_index("row").select("row", sentence=pl.col("body").str.split(". "))
    bodies = (
        sentences.with_columns(place=pl.int_ranges(1, pl.col("sentence").list.len() + 1))
        .explode("sentence", "place")
        .with_columns(row=(pl.col("row") + pl.col("place") * number) % base.height)
        .sort("row", "place")
        .group_by("row", maintain_order=True)
        .agg(pl.col("sentence").str.join(". "))
    )
    return base.with_columns(body=bodies["sentence"]).with_columns(
        *(pl.col(c) + f"-{number}" for c in ("article_id", "url") if c in base.columns),
        *(figures(pl.col(c).str.replace_many(moved), number) for c in ("title", "body")),
    )


def figures(text: pl.Expr, number: int) -> pl.Expr:
    """A text in which the digit after each point or comma is another one: 15.200,5 becomes 15.400,7. Days and years stay."""
    return text.str.replace_many({f"{sign}{i}": f"{sign}{(i + number) % 9 + 1}" for sign in ".," for i in range(10)})  # fmt: skip


def places() -> list[str]:
    """The provinces of before July 2025, in the order of their codes."""
    units = reference("administrative_units").filter(pl.col("id").str.contains(r"^p\d\d$"))
    return units.unique("name", maintain_order=True)["name"].to_list()


def surnames() -> list[str]:
    """Surnames as names begin with them: with the space after them."""
    return [f"{name} " for name in reference("surnames").filter(pl.col("strong") == "yes")["surname"]]


if __name__ == "__main__":
    main()
