"""Times what a small run costs beside an empty Prefect flow, on warehouses of several sizes, and what a person waits for.

Every kind is timed in turn, again and again, so that what else the machine does meets all of them alike. Wall seconds are
medians; processor seconds are those of all processes that a command starts, together.

    python benchmarks/small_run.py [ROUNDS] [SIZE…]      # 5 rounds, 5k and 40k without

Warehouses of 5,000 and 40,000 articles are made once, from the corpus where it is present, and kept in warehouse/bench.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import polars as pl
from whole_run import KHOTIN, articles

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "warehouse" / "bench"
EMPTY_FLOW = "from prefect import flow\nflow(lambda: None, name='empty')()"
SIZES = {"5k": 5_000, "40k": 40_000}
NEWS = """date 2025-{month:02d}-{day:02d} Thu ngân sách Quảng Ninh đợt {number}

Tính đến ngày {day}/{month}/2025, thu ngân sách nhà nước trên địa bàn Quảng Ninh đạt {number}.200 tỷ đồng, tăng 5% so với cùng kỳ.
"""


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    folder = Path(tempfile.mkdtemp(prefix="khotin-bench-"))
    try:
        warehouses = {size: made(size) for size in sys.argv[2:] or SIZES}
        bench(folder, warehouses, rounds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def bench(folder: Path, warehouses: dict[str, Path | None], rounds: int) -> None:
    """Times every kind and prints what it found."""
    ready = folder / "ready" / "khotin.duckdb"
    run(one_article(folder, 0), ready)
    run(_unmarked(folder), ready)
    fact = subprocess.run(
        [*KHOTIN, "sql", "select min(fact_id) from mart.measurements where value is not null", "--format", "csv"],
        env=environment(ready), check=True, capture_output=True, text=True, cwd=ROOT,
    ).stdout.split()[-1]  # fmt: skip
    numbers = iter(range(1, 10_000))
    home = {"PREFECT_HOME": str(folder / "prefect"), "PREFECT_LOGGING_LEVEL": "ERROR", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}  # fmt: skip
    flow = [sys.executable, "-c", EMPTY_FLOW]
    timed(flow, home)  # migrates its database once

    def new(warehouse: Path) -> Callable[[], tuple[float, float]]:
        return lambda: run(one_article(folder, next(numbers)), warehouse)

    kinds: dict[str, Callable[[], tuple[float, float]]] = {
        "empty flow": lambda: timed(flow, home),
        "one article, empty warehouse": lambda: run(
            one_article(folder, next(numbers)), folder / f"new{next(numbers)}" / "khotin.duckdb"
        ),
    }
    kinds |= {f"one article, {size}": new(path) for size, path in warehouses.items() if path}
    kinds["nothing new"] = lambda: run(folder / "0.txt", ready)
    kinds["replay of one document"] = lambda: timed(
        [*KHOTIN, "quarantine", "replay", "--yes"], environment(ready)
    )
    kinds["override"] = lambda: timed(
        [*KHOTIN, "override", "amend", fact, "--set", f"value={next(numbers)}", "--reason", "bench"], environment(ready)
    )  # fmt: skip
    kinds["status"] = lambda: timed([*KHOTIN, "status"], environment(ready))
    kinds["sql"] = lambda: timed([*KHOTIN, "sql", "select 1"], environment(ready))
    found = measured(kinds, rounds)

    timed([*KHOTIN, "server", "start"], environment(ready))
    try:
        served = home | {"PREFECT_API_URL": (ready.parent / "prefect" / "server.url").read_text()}
        kinds = {"empty flow, server": lambda: timed(flow, served), "one article, server": new(ready)}
        found |= measured(kinds, rounds)
    finally:
        timed([*KHOTIN, "server", "stop"], environment(ready))
    report(found)


def measured(
    kinds: dict[str, Callable[[], tuple[float, float]]], rounds: int
) -> dict[str, tuple[float, float]]:
    """Median wall and processor seconds of each kind, timed in turn."""
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in kinds}
    for _ in range(rounds):
        for name, work in kinds.items():
            seen[name].append(work())
    return {name: (median(w for w, _ in times), median(c for _, c in times)) for name, times in seen.items()}


def report(found: dict[str, tuple[float, float]]) -> None:
    """Prints the figures, and those that are held against a bar."""
    for name, (wall, processor) in found.items():
        print(f"{name:30s} {wall:6.2f} s wall  {processor:6.2f} s of processor time")
    empty = found["one article, empty warehouse"][0]
    print(f"one article / empty flow       {empty / found['empty flow'][0]:.2f} times (bar 1.6)")
    more = found["one article, server"][0] - found["empty flow, server"][0]
    print(f"one article on a server        {more:.2f} s more than an empty flow there (bar 3)")
    for size in SIZES:
        if f"one article, {size}" in found:
            print(
                f"{size} / empty warehouse     {found[f'one article, {size}'][0] / empty:.2f} times (bar 1.3 at 40k)"
            )
    print(f"nothing new                    {found['nothing new'][0]:.2f} s (bar 1.5)")


def made(size: str) -> Path | None:
    """A warehouse of that many articles, made once; None where it cannot be made."""
    warehouse = KEPT / size / "khotin.duckdb"
    if not warehouse.exists():
        print(f"making a warehouse of {SIZES[size]:,} articles in {KEPT / size} …", flush=True)
        source = _written(articles(SIZES[size]), size)
        done = subprocess.run([*KHOTIN, "run", str(source)], env=environment(warehouse), cwd=ROOT)
        if done.returncode:
            print(f"none was made: {source} was refused")
            return None
    return warehouse


def _written(frame: pl.DataFrame, size: str) -> Path:
    path = KEPT / size / "articles.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(path)
    return path


def one_article(folder: Path, number: int) -> Path:
    """An article that no warehouse holds yet."""
    path = folder / f"{number}.txt"
    path.write_text(
        NEWS.format(number=number + 10, day=number % 28 + 1, month=number % 12 + 1), encoding="utf-8"
    )
    return path


def _unmarked(folder: Path) -> Path:
    """An article that is set aside, for its letters lost their marks."""
    path = folder / "unmarked.txt"
    path.write_text(
        "Uy ban nhan dan tinh da thong qua ke hoach trong rung trong nam nay, nguoi dan duoc nhan cay giong.\n"
    )
    return path


def run(source: Path, warehouse: Path) -> tuple[float, float]:
    return timed([*KHOTIN, "run", str(source)], environment(warehouse))


def environment(warehouse: Path) -> dict[str, str]:
    return {"KHOTIN_WAREHOUSE": str(warehouse)}


def timed(command: list[str], settings: dict[str, str]) -> tuple[float, float]:
    """Wall and processor seconds of a command and all that it starts and waits for. Raises CalledProcessError."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, env=os.environ | settings, check=True, capture_output=True, cwd=ROOT)
    wall, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
