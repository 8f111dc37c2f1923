"""How long each named question takes on a warehouse: `make bench-questions WAREHOUSE=…`, which is only read.

Each is asked with its defaults, once to warm and three times; wall and processor time in ms (medians), the slowest first.
On a machine that does other work only the processor time tells something.
"""

import sys
import time
from statistics import median

import duckdb

from flows.questions import answer, questions


def taken(connection: duckdb.DuckDBPyConnection, name: str, times: int = 3) -> tuple[float, float]:
    """Median wall and processor time in ms of a question with its defaults, all its rows fetched, once it is warm."""
    walls, cores = [], []
    for _ in range(times + 1):
        wall, core = time.perf_counter(), time.process_time()
        cursor = connection.cursor()
        answer(cursor, name, {})
        cursor.fetchall()
        walls.append((time.perf_counter() - wall) * 1000)
        cores.append((time.process_time() - core) * 1000)
    return median(walls[1:]), median(cores[1:])


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit("which warehouse? make bench-questions WAREHOUSE=warehouse/khotin.duckdb")
    with duckdb.connect(sys.argv[1], read_only=True) as connection:
        times = {q.name: taken(connection, q.name) for q in questions()}
    for name, (wall, core) in sorted(times.items(), key=lambda told: -told[1][0]):
        print(f"{name:24} {wall:8.0f} ms {core:8.0f} ms of processor")


if __name__ == "__main__":
    main()
