"""Times how articles are compared with each other: shingles of every text, then who is a copy of whom.

Nothing else of a run is timed. The floor splits the same texts into words and counts the different ones; half of the articles
beside all of them tells whether time grows with their number, or faster.

    python benchmarks/copies.py [ARTICLES | FILE.parquet]…      # 40000 without
"""

import sys
import tempfile
import time
from pathlib import Path

import duckdb
import polars as pl
from whole_run import ROOT, articles

sys.path.insert(0, str(ROOT))

from flows.files import UNORDERED, connected, share_out
from flows.load.migrate import migrate
from flows.load.reprints import settle_reprints


def star_of(source: pl.DataFrame, folder: Path) -> duckdb.DuckDBPyConnection:
    """A star that holds these articles and nothing that was read of them."""
    star = connected(folder / f"{source.height}.duckdb")
    share_out(star, folder)
    star.execute("RESET threads")
    star.execute(UNORDERED)
    migrate(star)
    star.register("source", source)
    star.execute(
        "INSERT INTO dim_article BY NAME SELECT md5(article_id)[:20] AS version_id, version_id AS article_id, 1 AS article_version, "
        "true AS is_current, 'unknown' AS source, md5(body) AS sha256, title, concat_ws(chr(10) || chr(10), title, body) AS text FROM source"
    )
    star.execute("CREATE TEMP TABLE settled_article (article_id VARCHAR)")
    star.execute("CREATE TEMP TABLE touched AS SELECT version_id, article_id FROM dim_article")
    return star


def floor(source: pl.DataFrame) -> float:
    """Seconds of the least that any comparison by words must do."""
    started = time.monotonic()
    source["body"].str.to_lowercase().str.split(" ").explode().n_unique()
    return time.monotonic() - started


def compared(source: pl.DataFrame) -> tuple[float, float, int]:
    """Wall and processor seconds of comparing these articles, and how many are copies."""
    with tempfile.TemporaryDirectory(prefix="khotin-bench-") as folder, star_of(source, Path(folder)) as star:
        wall, processor = time.monotonic(), time.process_time()
        settle_reprints(star)
        taken = time.monotonic() - wall, time.process_time() - processor
        (copies,) = star.execute("SELECT count(*) FROM bridge_copy").fetchone() or (0,)
    return *taken, copies


def bench(source: pl.DataFrame) -> None:
    """Times one corpus and prints what was found."""
    compared(source.head(100))  # imports, and what is made once a process
    half, _, _ = compared(source.gather_every(2))
    wall, processor, copies = compared(source)
    print(f"articles            {source.height:,}, of which copies {copies:,}")
    print(
        f"compared            {source.height / wall:,.0f} articles/s ({source.height / processor:,.0f} of processor time)"
    )
    print(f"ratio to the floor  {wall / floor(source):.1f}x")
    print(f"all beside half     {wall / half:.2f}x the time", flush=True)


def main() -> None:
    for given in sys.argv[1:] or ["40000"]:
        source = articles(int(given)) if given.isdigit() else pl.read_parquet(given)
        # Of each address one text: an article is compared by its current version.
        bench(source.unique("url", keep="first", maintain_order=True) if "url" in source.columns else source)


if __name__ == "__main__":
    main()
