"""How well and how fast the search finds: 40 questions in our own words, each with the articles that should answer it.

python benchmarks/searching.py WAREHOUSE    # one that `khotin run ../shared/corpus/articles_5k.parquet` made
"""

import statistics
import sys
import time
from pathlib import Path

from flows.files import connected
from flows.report.asked import written

QUESTIONS = Path(__file__).with_suffix(".tsv")  # question, tab, article ids with commas between


def main(warehouse: Path) -> None:
    """Prints recall@10, the mean reciprocal rank of the first expected article, and times, with and without diacritics."""
    lines = [line.split("\t") for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    with connected(warehouse, read_only=True) as star:
        for way, query in (
            ("as written", "SELECT $asked"),
            ("without diacritics", "SELECT mart.bare($asked)"),
        ):
            recall, ranks, seconds = [], [], []
            for words, ids in lines:
                ((asked,),) = star.execute(written(query, {"asked": words})).fetchall()
                began = time.process_time()
                found = star.execute(written("SELECT article_id FROM mart.search($asked)", {"asked": asked}))
                told = [article for (article,) in found.fetchall()]
                seconds.append(time.process_time() - began)
                expected = ids.split(",")
                recall.append(len(set(expected) & set(told)) / len(expected))
                ranks.append(max((1 / (told.index(e) + 1) for e in expected if e in told), default=0))
            print(
                f"{way}: recall@10 {statistics.mean(recall):.3f}, first right {statistics.mean(ranks):.3f}, processor time "
                f"{statistics.median(seconds) * 1000:.0f} ms (median), {max(seconds) * 1000:.0f} ms (most)"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
