"""dlt loading khotin's staged Parquet into DuckDB, in its own environment.

    build/peers/dlt/bin/python benchmarks/peers/with_dlt.py upsert|append FOLDER

`upsert` merges by primary key, so that a second run changes nothing, as khotin's load does; `append` lets DuckDB's own indexes refuse a key
that is there twice (dlt declares those of one column alone: sentences and topics go unchecked). Rows are given as Arrow tables, which dlt
writes and loads as Parquet without looking at each row; its import of ready files took no less. The tables are there and empty beforehand.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ |= {
    "RUNTIME__DLTHUB_TELEMETRY": "false",
    "RUNTIME__LOG_LEVEL": "ERROR",
}  # nothing is sent anywhere

import dlt
import pyarrow.parquet as pq
from clock import tell

KEYS = {"articles": ["version_id"], "sentences": ["version_id", "sentence_number"], "article_topics": ["version_id", "topic"]}  # fmt: skip
FACTS = ("mentions", "measurements", "targets", "statements", "events", "investments", "agreements", "position_observations", "citations")  # fmt: skip
UPSERT = {"disposition": "merge", "strategy": "upsert"}


def resources(staging: Path, how: str, empty: bool) -> Iterator[Any]:
    """A resource a table, with its key."""
    for name in (*KEYS, *FACTS):
        key = KEYS.get(name, ["fact_id"])
        unique = {key[0]: {"unique": True}} if how == "append" and len(key) == 1 else None
        yield dlt.resource(
            tables(staging / name, empty),
            name=name,
            primary_key=key,
            write_disposition=UPSERT if how == "upsert" else "append",
            columns=unique,
        )


def tables(folder: Path, empty: bool) -> Iterator[Any]:
    """The Arrow tables of a folder of Parquet files; the first without its rows where they are to be empty."""
    for file in sorted(folder.glob("*.parquet")):
        if empty:
            yield pq.read_schema(file).empty_table()
            return
        yield pq.read_table(file)


def main(how: str, folder: Path) -> None:
    """Tells the cost of a load."""
    turn, staging = folder / "turn", folder / "staging"
    pipeline = dlt.pipeline(
        "staged",
        pipelines_dir=str(turn / "pipelines"),
        destination=dlt.destinations.duckdb(str(turn / "dlt.duckdb"), create_indexes=how == "append"),
        dataset_name="star",
    )
    pipeline.run(list(resources(staging, how, empty=True)))

    def work() -> dict[str, Any]:
        pipeline.run(list(resources(staging, how, empty=False))).raise_on_failed_jobs()
        counts = pipeline.last_trace.last_normalize_info.row_counts
        return {"units": sum(n for name, n in counts.items() if not name.startswith("_dlt"))}

    tell(work)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
