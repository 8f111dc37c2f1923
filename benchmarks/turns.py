"""Lets a schedule fire so many runs, with files that appear, change and vanish, and looks whether anything grows that should not.

    python benchmarks/turns.py [TURNS]      # 200; also `make soak`

Memory and file handles of all its processes, Prefect's database and the time of a run are told at the start and at the end;
every run must have ended, published or with nothing new. Ends with 1 where a bar of docs/operate.md is missed.
"""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
KHOTIN = [sys.executable, "-c", "from flows.cli import app; app()"]
EVERY = "5s"
KEPT = 40  # files in the folder, from then on one vanishes for each that appears
EDGE = 20  # turns at the start and at the end that are compared; the first ones warm up
WARMING = 5
NEWS = "date 2025-02-{day:02d} Thu ngân sách đợt {number}\n\nTính đến ngày {day}/2/2025, thu ngân sách nhà nước trên địa bàn Quảng Ninh đạt {number}.{part}00 tỷ đồng.\n"
MOST_PREFECT = 100_000_000
MOST_SLOWER, MOST_GROWN = 1.2, 1.25  # the time of a run; memory and handles


def write(folder: Path, number: int, part: int = 2) -> None:
    text = NEWS.format(day=number % 28 + 1, number=number + 100, part=part)
    (folder / f"{number:04d}.txt").write_text(text, encoding="utf-8")


def family(pid: int) -> list[int]:
    """A process and all that it and those started."""
    found = [pid]
    for parent in found:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += [int(c) for c in (task / "children").read_text().split()]
    return found


def held(pid: int) -> tuple[int, int]:
    """Bytes of memory and file handles that a process and its family hold."""
    memory = handles = 0
    for one in family(pid):
        with contextlib.suppress(OSError):
            memory += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            handles += len(list(Path(f"/proc/{one}/fd").iterdir()))
    return memory, handles


def booked(warehouse: Path) -> list[tuple[str, float]]:
    """State and seconds of every run."""
    query = "SELECT state, (julianday(finished_at) - julianday(started_at)) * 86400 FROM run ORDER BY seq"
    try:
        with contextlib.closing(sqlite3.connect(f"file:{warehouse.parent / 'ops.sqlite'}?mode=ro", uri=True)) as books:  # fmt: skip
            return books.execute(query).fetchall()
    except sqlite3.Error:
        return []


def turns(base: Path, count: int) -> tuple[list[tuple[int, int]], list[tuple[str, float]], int]:
    """Memory and handles after each turn, the runs, bytes of Prefect's database."""
    warehouse, folder = base / "w" / "khotin.duckdb", base / "in"
    folder.mkdir()
    write(folder, 0)
    schedule = subprocess.Popen([*KHOTIN, "schedule", "--every", EVERY, str(folder)], env=os.environ | {"KHOTIN_WAREHOUSE": str(warehouse)}, cwd=ROOT, stdout=subprocess.DEVNULL)  # fmt: skip
    samples: list[tuple[int, int]] = []
    try:
        while len(samples) < count and schedule.poll() is None:
            ended = [run for run in booked(warehouse) if run[0] != "running"]
            if len(ended) <= len(samples):
                time.sleep(0.2)
                continue
            samples.append(held(schedule.pid))
            number = len(samples)
            write(folder, number)
            write(folder, random.randint(max(0, number - KEPT + 1), number), random.randint(3, 9))
            (folder / f"{number - KEPT:04d}.txt").unlink(missing_ok=True)
            if number % 10 == 0:
                print(f"{number:4} turns, {samples[-1][0] / 1e6:.0f} MB, {samples[-1][1]} handles", flush=True)  # fmt: skip
    finally:
        schedule.send_signal(signal.SIGTERM)
        schedule.wait(60)
    return samples, booked(warehouse), (warehouse.parent / "prefect" / "prefect.db").stat().st_size


def main(count: int) -> int:
    random.seed(1)
    base = Path(tempfile.mkdtemp(prefix="khotin-turns-"))
    try:
        samples, runs, database = turns(base, count)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    edge = min(EDGE, max(1, (count - WARMING) // 3))
    early = slice(WARMING, WARMING + edge)
    published = [seconds for state, seconds in runs if state == "published"]
    figures = {
        "MB of memory": [s[0] / 1e6 for s in samples],
        "file handles": [float(s[1]) for s in samples],
        "seconds of a run": published,
    }
    wrong = []
    for name, told in figures.items():
        if len(told) <= WARMING + edge:
            wrong.append(f"{name}: only {len(told)} turns")
            continue
        first, last = median(told[early]), median(told[-edge:])
        print(f"{name}: {first:.1f} at the start, {last:.1f} at the end ({last / first:.2f})")
        if last > first * (MOST_SLOWER if name == "seconds of a run" else MOST_GROWN):
            wrong.append(f"{name} grew from {first:.1f} to {last:.1f}")
    states = {state for state, _ in runs[:-1]}  # the last may have been stopped
    wrong += [f"runs that are {state}" for state in sorted(states - {"published", "nothing_new"})]
    print(f"Prefect's database: {database / 1e6:.1f} MB; {len(runs)} runs: {len(published)} published")
    if database > MOST_PREFECT:
        wrong.append(f"Prefect's database has {database / 1e6:.0f} MB")
    print("\n".join(wrong) or "nothing grew, every run is accounted for")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
