"""Times a whole run beside its floor on the same articles, and prints the ratio and the memory of all its processes.

The floor reads the articles, splits sentences, finds money with one pattern, writes Parquet and loads it into DuckDB. The whole run is
`khotin run` as a person starts it, imports, Prefect's server and report included.

    python benchmarks/whole_run.py [ARTICLES | FILE.parquet]…      # 5000 and 40000 without
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import duckdb
import polars as pl

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
CORPORA = {5_000: "articles_5k.parquet", 40_000: "articles_40k.parquet"}
KHOTIN = [sys.executable, "-c", "from flows.cli import app; app()"]
MONEY = r"\d[\d.,]*\s*(?:nghìn |triệu |tỷ |tỉ )*(?:đồng|USD)"
FLOOR_ROUNDS = 3


def articles(count: int) -> pl.DataFrame:
    """About that many articles: the corpus of that size where it is present, else the least one or the samples, repeated with changed ids."""
    corpus = CORPUS / CORPORA.get(count, CORPORA[5_000])
    if corpus.exists():
        base = pl.read_parquet(corpus)
    else:
        samples = sorted((ROOT / "seeds" / "articles").glob("q*.txt"))
        base = pl.DataFrame(
            {
                "article_id": [p.stem for p in samples],
                "title": [p.stem for p in samples],
                "body": [p.read_text() for p in samples],
            }
        )
    if count in CORPORA and corpus.exists():
        return base
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


def whole(source: Path, warehouse: Path) -> tuple[float, float, float, str]:
    """A whole run: wall seconds, processor seconds and peak memory in GB of all its processes together, and what it told."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [*KHOTIN, "run", str(source), "--warehouse", str(warehouse)],
        cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    peak = Peak(process.pid)
    told = process.communicate()[0]
    wall, processor = time.monotonic() - begun, sum(os.times()[2:4])
    assert process.returncode == 0, told
    return wall, processor, peak.stop(), told


class Peak:
    """The most memory that a process and its descendants held together, looked at ten times a second.

    What several of them share is counted once (PSS, /proc/PID/smaps_rollup).
    """

    def __init__(self, root: int) -> None:
        self.root, self.most, self.over = root, 0, threading.Event()
        self.looking = threading.Thread(target=self._look, daemon=True)
        self.looking.start()

    def stop(self) -> float:
        """The peak in GB."""
        self.over.set()
        self.looking.join()
        return self.most / 1e6

    def _look(self) -> None:
        while not self.over.wait(0.1):
            self.most = max(self.most, sum(_held(pid) for pid in _family(self.root)))


def _family(root: int) -> list[int]:
    """The process and its descendants."""
    family = [root]
    for pid in family:
        with contextlib.suppress(OSError):
            for thread in Path(f"/proc/{pid}/task").iterdir():
                family += map(int, (thread / "children").read_text().split())
    return family


def _held(pid: int) -> int:
    """Kilobytes that a process holds; none where it has ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def bench(source: Path, folder: Path) -> None:
    """Times one source and prints what was found."""
    count = pl.scan_parquet(source).select(pl.len()).collect().item()
    least = min(floor(source, folder) for _ in range(FLOOR_ROUNDS))
    before = sum(os.times()[2:4])
    wall, processor, peak, told = whole(source, folder / "khotin.duckdb")
    print(told)
    print(f"articles              {count:,}")
    print(f"floor                 {least:.2f} s")
    print(f"whole run             {wall:.1f} s, {count / wall:,.0f} articles/s")
    print(f"processor time        {processor - before:.1f} s")
    print(f"ratio to the floor    {wall / least:.1f}x")
    print(f"peak memory           {peak:.2f} GB, all processes together", flush=True)


def main() -> None:
    for given in sys.argv[1:] or map(str, CORPORA):
        folder = Path(tempfile.mkdtemp(prefix="khotin-bench-"))
        try:
            source = Path(given)
            if given.isdigit():
                source = folder / "articles.parquet"
                articles(int(given)).write_parquet(source)
            bench(source, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
