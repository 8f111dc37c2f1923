"""Targets: what was promised or ordered, by when; a figure's target is also a measurement (linguistics §8)."""

import polars as pl

from flows.extract.measurements.kinds import where_it_began
from flows.extract.measurements.scope import with_speaker
from flows.extract.targets.due import due
from flows.extract.targets.figures import figures
from flows.extract.targets.goals import goals
from flows.extract.targets.whose import Whose, with_pledge
from flows.read import Reading
from flows.read.rules import of_rows
from flows.read.spans import without_overlap

TOLD = ["body", "lead", "pull_quote", "title"]
# A quantity of these says how large the goal is; an amount of money beside it is what the work costs.
NO_EXTENT = ["money", "rank", "duration"]
NEAR = 60  # characters between what opens the goal and its quantity


def targets(
    reading: Reading, measurements: pl.DataFrame, statements: pl.DataFrame, investments: pl.DataFrame
) -> pl.DataFrame:
    """Rows of fact type `targets`: s, start, end, subject, goal, deadline, metric, value, unit, comparator, speaker,
    measurement_id, rule. The other frames are the rows of those fact types, before ids.
    """
    told = reading.sentences.filter(pl.col("role").is_in(TOLD)).select("s", "a", "sentence")
    whose = Whose(reading, investments)
    counted = figures(measurements, reading, whose)
    in_words = goals(told, reading, measurements, counted, statements, whose)
    by_a_day = without_overlap(due(told, reading, whose), in_words)
    # A figure that is due that day in the same sentence is the same target.
    by_a_day = by_a_day.join(counted, on=["s", "deadline"], how="anti")
    others = whose.in_words(pl.concat([in_words, by_a_day], how="vertical_relaxed"))
    # "ông A cam kết …": his words begin behind the verb that opens the goal.
    others = with_pledge(with_speaker(_with_extent(others, reading), statements), statements)
    others = others.with_columns(pl.coalesce("speaker", "_promiser")).drop("_promiser", "_office_of")
    return pl.concat([counted, others], how="diagonal")


@of_rows
def _with_extent(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds value, unit and comparator of the first quantity near the opening of the goal ("hoàn thành hơn 200 km đường sắt")."""
    told = reading.quantities.drop_nulls("dimension").filter(~pl.col("dimension").is_in(NO_EXTENT))
    told = told.with_columns(segment="left").filter(~where_it_began())
    met = (
        rows.select("s", "start", "end")
        .join(told.select("s", "value", "unit", "comparator", at="start"), on="s")
        .filter(pl.col("at") >= pl.col("start"), pl.col("at") < pl.col("end"))
        .filter(pl.col("at") - pl.col("start") <= NEAR, pl.col("value") != 0)
        .sort("s", "start", "at")
        .unique(["s", "start"], keep="first", maintain_order=True)
    )
    return rows.join(
        met.select("s", "start", "value", "unit", "comparator"),
        on=["s", "start"],
        how="left",
        maintain_order="left",
    )
