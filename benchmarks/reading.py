"""Where the reading's time goes: processor time of reading and extraction by folder and by function, polars' included.

    python benchmarks/reading.py [ARTICLES] [FUNCTIONS]            # 1000 articles, the 40 dearest functions

A function's own time is what it spends in polars and in Python, without the functions of khotin that it calls. Printed beside it: what
one article costs in a warm process, which is what a small run and `khotin extract` feel.
"""

import cProfile
import os
import pstats
import sys
import time
from collections import Counter
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).parent))
from whole_run import articles

from flows import extract
from flows.assets import root
from flows.ingest.texts import article_rows
from flows.read import lexicon, read

FLOWS = str(root() / "flows") + os.sep
DAY = "2025-06-01"  # articles here need some day, no matter which
ROUNDS = 5


def of(texts: list[str]) -> pl.DataFrame:
    """ARTICLES of the texts, as `khotin extract` makes them."""
    return article_rows({"id": str(n), "text": text, "published_on": DAY} for n, text in enumerate(texts))


def facts(rows: pl.DataFrame) -> int:
    """How many facts are read in the articles."""
    found = extract.facts(read(rows, lexicon.load()), lexicon.load())
    return sum(frame.height for frame in found.values())


def own_seconds(stats: pstats.Stats) -> Counter[tuple[str, str]]:
    """Seconds by (module, function) of khotin, without those of the functions of khotin that it calls."""
    ours = {place: entry for place, entry in stats.stats.items() if place[0].startswith(FLOWS)}  # type: ignore[attr-defined]
    seconds: Counter[tuple[str, str]] = Counter()
    for (file, _, name), (_, _, _, cumulative, callers) in ours.items():
        seconds[file.removeprefix(FLOWS), name] += cumulative
        for caller, (_, _, _, spent) in callers.items():
            if caller in ours:
                seconds[caller[0].removeprefix(FLOWS), caller[2]] -= spent
    return seconds


def main(count: int = 1_000, shown: int = 40) -> None:
    """Reads `count` articles of the corpus (of the samples where it is absent) and prints the table."""
    bodies = articles(5_000).filter(pl.col("body").str.len_chars() > 200)["body"].head(count).to_list()
    facts(of(bodies[:5]))  # what is made once is made
    one = []
    for text in bodies[:ROUNDS]:
        started, rows = time.process_time(), of([text])
        facts(rows)
        one.append(time.process_time() - started)
    profile, rows = cProfile.Profile(time.process_time), of(bodies)
    started = time.process_time()
    profile.enable()
    total = facts(rows)
    profile.disable()
    seconds = time.process_time() - started
    size = sum(len(text.encode()) for text in bodies) / 1e6
    print(
        f"one article: {min(one):.2f} s; {len(bodies)} articles ({size:.1f} MB, {total} facts): {seconds:.1f} s, ",
        end="",
    )
    print(f"{seconds / len(bodies) * 1000:.1f} ms each, {size / seconds:.2f} MB/s")
    own = own_seconds(pstats.Stats(profile))
    folders: Counter[str] = Counter()
    for (module, _), spent in own.items():
        folders["/".join(module.split("/")[:2])] += spent
    print(
        *(f"{spent:8.2f} s {spent / seconds:5.0%}  {folder}" for folder, spent in folders.most_common(14)),
        sep="\n",
    )
    print()
    print(*(f"{spent:8.3f} s {spent / seconds:6.1%}  {module}: {name}" for (module, name), spent in own.most_common(shown)), sep="\n")  # fmt: skip


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
