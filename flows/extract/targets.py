"""Targets: what was promised, by when; a figure's target is also a measurement."""

import polars as pl

from flows.contracts import key
from flows.read import Reading
from flows.read.spans import find

PROMISE = r"(?i:đặt mục tiêu|đặt ra mục tiêu|đề ra mục tiêu|với mục tiêu|phấn đấu|quyết tâm|hướng tới|hướng đến mục tiêu)"
GOAL = rf"{PROMISE}(?:\s+(?i:là|đến khi|để))?\s+[^;.…]{{8,400}}"


def targets(reading: Reading, measurements: pl.DataFrame) -> pl.DataFrame:
    """Rows of fact type `targets`: s, start, end, subject, goal, deadline, metric, value, unit, comparator,
    measurement_id, rule. `measurements` are the rows of that fact type, before ids.
    """
    return pl.concat([_figures(reading, measurements), _words(reading, measurements)], how="diagonal")


def _figures(reading: Reading, measurements: pl.DataFrame) -> pl.DataFrame:
    rows = measurements.filter(
        pl.col("status") == "target", pl.col("equivalent_of").is_null(), pl.col("period_end").is_not_null()
    )
    sentences = reading.sentences.select("s", "version_id", "sentence", "char_start")
    return (
        rows.join(sentences, on="s", how="left", maintain_order="left")
        .with_columns(
            goal=pl.col("sentence")
            .str.slice(0, pl.col("end"))
            .str.extract(r"((?:[^,;.]|\d[,.]\d)*)$")
            .str.strip_chars(),
            deadline="period_end",
            measurement_id=key(
                "version_id",
                pl.lit("measurements"),
                pl.col("char_start") + pl.col("start").cast(pl.Int32),
                pl.col("char_start") + pl.col("end").cast(pl.Int32),
            ),
            rule=pl.lit("target_figure"),
        )
        .select(
            "s",
            "start",
            "end",
            "subject",
            "goal",
            "deadline",
            "metric",
            "value",
            "unit",
            "comparator",
            "measurement_id",
            "rule",
        )
    )


def _words(reading: Reading, measurements: pl.DataFrame) -> pl.DataFrame:
    """A goal told in words: the clause after the promise, where it holds no figure of its own."""
    told = reading.sentences.filter(pl.col("role").is_in(["body", "lead", "pull_quote"])).select(
        "s", "a", "sentence"
    )
    rows = find(told.select("s", "sentence"), GOAL, "sentence")
    # The first clause ends at a comma outside quote marks.
    clause = pl.col("surface").str.extract(rf"^({PROMISE}(?:[^,“\"]|[“\"][^”\"]*[”\"])*)").str.strip_chars()
    rows = rows.with_columns(surface=clause).with_columns(
        end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32)
    )
    figures = measurements.select("s", figure="start").sort("s", "figure")
    rows = rows.sort("s", "start").join_asof(
        figures, left_on="start", right_on="figure", by="s", strategy="forward", check_sortedness=False
    )
    rows = rows.filter(pl.col("figure").is_null() | (pl.col("figure") >= pl.col("end")))
    dates = (
        reading.dates.filter(pl.col("ends_on").is_not_null())
        .select("s", "ends_on", at="start")
        .sort("s", "at")
    )
    rows = rows.join_asof(
        dates, left_on="start", right_on="at", by="s", strategy="forward", check_sortedness=False
    )
    places = (
        reading.places.filter(~pl.col("level").is_in(["zone", "region"]))
        .select("s", "place", place_end="end")
        .sort("s", "place_end")
    )
    rows = rows.join_asof(places, left_on="start", right_on="place_end", by="s", check_sortedness=False)
    rows = rows.join(told.select("s", "a"), on="s", how="left", maintain_order="left").join(
        reading.articles.select("a", "home"), on="a", how="left", maintain_order="left"
    )
    return rows.with_columns(
        subject=pl.coalesce("place", "home"),
        goal=pl.col("surface").str.replace(rf"^{PROMISE}\s+(?:là\s+)?", ""),
        deadline=pl.when(pl.col("at") < pl.col("end")).then("ends_on"),
        rule=pl.lit("target_words"),
    ).select("s", "start", "end", "subject", "goal", "deadline", "rule")
