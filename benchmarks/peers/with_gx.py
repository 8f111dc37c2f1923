"""Great Expectations by itself on khotin's staged tables and suites, in khotin's environment, which has it.

    python benchmarks/peers/with_gx.py pandas|sql FOLDER      # FOLDER as `ours.py prepare` leaves it

`pandas`: one frame a table, one checkpoint; expectations that are SQL queries cannot be asked there. `sql`: all of them, a suite after
the other, over the tables that khotin lays out in DuckDB.
"""

import sys
from pathlib import Path
from typing import Any

from clock import tell

sys.path.insert(0, str(Path(__file__).parents[2]))

import great_expectations as gx
import pandas as pd

from flows.files import connected, share_out
from flows.validate import suites
from flows.validate.expectations import ROWS_QUERY, written
from flows.validate.frames import FRAMES, lay_out


def in_pandas(staging: Path) -> dict[str, Any]:
    """What a checkpoint over frames in memory finds."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_pandas("staged")
    definitions, frames = [], {}
    for name in FRAMES:
        suite = written(name)
        suite["expectations"] = [e for e in suite["expectations"] if e["type"] != ROWS_QUERY]
        frames[name] = pd.read_parquet(staging / name)
        asked = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe("all")
        definitions.append((name, gx.ValidationDefinition(name=name, data=asked, suite=context.suites.add(suites.load(suite)))))  # fmt: skip
    results = []
    for name, definition in definitions:
        context.validation_definitions.add(definition)
        checkpoint = context.checkpoints.add(gx.Checkpoint(name=name, validation_definitions=[definition]))
        found = checkpoint.run(batch_parameters={"dataframe": frames[name]})
        results += [r for one in found.run_results.values() for r in one.results]
    return _told(results, sum(len(frame) for frame in frames.values()))


def in_sql(staging: Path, database: Path) -> dict[str, Any]:
    """What the suites find, asked as they are."""
    with connected(database) as connection:
        share_out(connection, staging)
        lay_out(connection, staging)
        results = []
        with suites.datasource(connection) as source:
            for name in FRAMES:
                asset = source.add_table_asset(name=name, table_name=name)
                batch = asset.add_batch_definition_whole_table("all").get_batch()
                results += batch.validate(suites.load(written(name))).results
        rows = sum(connection.table(name).count("*").fetchone()[0] for name in FRAMES)
    return _told(results, rows)


def _told(results: list[Any], rows: int) -> dict[str, Any]:
    raised = [r.expectation_config.type for r in results if r.exception_info.get("raised_exception")]
    assert not raised, raised
    broken = sorted(r.expectation_config.meta["id"] for r in results if not r.success)
    return {"units": rows, "checks": len(results), "broken": broken}


if __name__ == "__main__":
    kind, folder = sys.argv[1], Path(sys.argv[2])
    if kind == "pandas":
        tell(lambda: in_pandas(folder / "staging"))
    else:
        tell(lambda: in_sql(folder / "staging", folder / "turn" / "frames.duckdb"))
