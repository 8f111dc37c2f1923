"""Times a whole run beside its floor on the same articles, and prints the ratio.

The floor reads the articles, splits sentences, finds money with one pattern, writes Parquet and loads it into DuckDB. The whole run does
everything khotin does. The clock starts at the first document read and stops after publication; imports and Prefect's start stand apart.

    python benchmarks/whole_run.py [ARTICLES]      # 50000 without a number
"""

import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

SHARED = Path(__file__).parent.parent.parent / "shared" / "corpus" / "articles_5k.parquet"
MONEY = r"\d[\d.,]*\s*(?:nghìn |triệu |tỷ |tỉ )*(?:đồng|USD)"


def articles(count: int) -> pl.DataFrame:
    """That many articles: the corpus where it is present, else the samples, repeated with changed ids."""
    if SHARED.exists():
        base = pl.read_parquet(SHARED)
    else:
        samples = sorted((Path(__file__).parent.parent / "seeds" / "articles").glob("q*.txt"))
        base = pl.DataFrame(
            {
                "article_id": [p.stem for p in samples],
                "title": [p.stem for p in samples],
                "body": [p.read_text() for p in samples],
            }
        )
    times = -(-count // base.height)
    parts = [base.with_columns(article_id=pl.concat_str("article_id", pl.lit(f"-{i}"))) for i in range(times)]
    frame = pl.concat(parts).head(count)
    return frame.drop("url") if "url" in frame.columns else frame  # the address would make copies one article


def floor(source: Path, folder: Path) -> float:
    """Seconds of the least that any such tool must do."""
    started = time.monotonic()
    sentences = (
        pl.scan_parquet(source)
        .select("article_id", pl.col("body").str.split(". ").alias("sentence"))
        .explode("sentence")
        .with_columns(money=pl.col("sentence").str.extract_all(MONEY))
        .collect()
    )
    sentences.write_parquet(folder / "floor.parquet")
    with duckdb.connect(str(folder / "floor.duckdb")) as connection:
        connection.execute(
            f"CREATE OR REPLACE TABLE sentences AS FROM read_parquet('{folder / 'floor.parquet'}')"
        )
    return time.monotonic() - started


def whole(source: Path, folder: Path) -> float:
    """Seconds of a whole run, with all that it starts."""
    from flows import one_run
    from flows.settings import Settings

    warehouse = folder / "khotin.duckdb"
    begun = time.monotonic()
    summary = one_run.run_once([str(source)], warehouse, Settings().batch_bytes)
    assert summary.state == "published", summary.stops
    return time.monotonic() - begun


def apart(work: Callable[..., Any], *given: Any) -> tuple[Any, float]:
    """What the work returns in a process of its own, and that process's peak memory in GB."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_with_peak, work, *given).result()


def _with_peak(work: Callable[..., Any], *given: Any) -> tuple[Any, float]:
    result = work(*given)
    return result, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    folder = Path(tempfile.mkdtemp(prefix="khotin-bench-"))
    try:
        source = folder / "articles.parquet"
        articles(count).write_parquet(source)
        least = min(apart(floor, source, folder)[0] for _ in range(2))
        seconds, peak = apart(whole, source, folder)
        print(f"articles              {count:,}")
        print(f"floor                 {least:.1f} s")
        print(f"whole run             {seconds:.1f} s, {count / seconds:,.0f} articles/s")
        print(f"ratio to the floor    {seconds / least:.1f}x")
        print(f"peak memory           {peak:.2f} GB")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
