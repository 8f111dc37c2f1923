"""Spans of a long article are checked in memory that its text bounds, not its text times its facts."""

import duckdb
import pytest

from flows.validate.expectations import count_queries, counting, written
from flows.validate.frames import lay_out
from tests.validate.conftest import SAID, TEXT, Staged, article, sentences

FILLER = "Tỉnh Bắc Hà mở thêm đường về xã vùng cao. "


@pytest.fixture(scope="module")
def long_article(tmp_path_factory) -> duckdb.DuckDBPyConnection:
    """An article of a megabyte with 1,000 figures, one of them moved, in a database that may hold 250 MB and spill nothing."""
    staged = Staged(["v1"])
    count, start = 18_000, len(TEXT) + 1
    staged.rows["articles"] = [article("v1", text=f"{TEXT} {FILLER * count}".rstrip())]
    last = sentences("v1")[-1]
    staged.rows["sentences"] += [
        last | {"sentence_number": len(SAID) + i, "char_start": begins, "char_end": begins + len(FILLER) - 1, "sentence": FILLER[:-1]}
        for i, begins in enumerate(range(start, start + count * len(FILLER), len(FILLER)))
    ]  # fmt: skip
    for i in range(1_000):
        staged.add_fact("measurements", "v1", fact_id=f"m{i}")
    staged.add_fact("measurements", "v1", fact_id="moved", char_start=0, char_end=len("1.500 tỷ đồng"))
    staged.add_fact("measurements", "v1", fact_id="of another sentence", sentence_number=0)
    connection = duckdb.connect(
        config={"memory_limit": "250MB", "max_temp_directory_size": "0KB", "threads": 2}
    )
    lay_out(connection, staged.write(tmp_path_factory.mktemp("long")))
    return connection


@pytest.mark.parametrize(("suite", "wrong"), [("measurements", {"moved"}), ("sentences", set())])
def test_spans_of_a_long_article_are_checked_in_little_memory(long_article, suite, wrong):
    queries = count_queries(written(suite), suite)
    assert long_article.execute(counting(queries)).fetchone()
    query = next(q for name, q in queries.items() if ".span_holds" in name)
    assert {row[0] for row in long_article.execute(query).fetchall()} == wrong
