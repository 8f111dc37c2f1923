"""Where a sentence says what its figures measure."""

import polars as pl

from flows.read import Reading
from flows.read.lexicon import Lexicon, either
from flows.read.spans import find

# Units that tell the metric by themselves, where no trigger governs the figure.
BY_UNIT = {
    "project": "project_count",
    "visit": "tourist_arrivals",
    "visitor": "tourist_arrivals",
    "enterprise": "enterprises",
}


def metric_words(reading: Reading, lexicon: Lexicon) -> pl.DataFrame:
    """Trigger words of metrics: s, at, until (UInt32), metric, dimension (one row a dimension it can have), needs_period."""
    triggers = _triggers(lexicon)
    sentences = reading.sentences.filter(
        pl.col("s").is_in(reading.quantities["s"].unique().implode())
    ).select("s", "sentence")
    pattern = r"(?i)" + either(triggers["trigger"].to_list())
    found = find(sentences, pattern, "sentence").join(sentences, on="s", how="left", maintain_order="left")
    inside = pl.col("sentence").str.slice(pl.col("start").cast(pl.Int64) - 1, 1).str.contains(r"\p{L}") & (
        pl.col("start") > 0
    )
    runs_on = pl.col("sentence").str.slice(pl.col("end"), 1).str.contains(r"\p{L}")
    return (
        found.filter(~inside, ~runs_on)
        .with_columns(trigger=pl.col("surface").str.to_lowercase())
        .join(
            triggers.with_columns(pl.col("trigger").str.to_lowercase()).unique("trigger", keep="first"),
            on="trigger",
        )
        .with_columns(dimension=pl.col("units").str.split("|"))
        .explode("dimension")
        .select("s", "metric", "dimension", "needs_period", "trigger", at="start", until="end")
        .sort("s", "at")
    )


def _triggers(lexicon: Lexicon) -> pl.DataFrame:
    return (
        lexicon.metrics.with_columns(trigger=pl.col("triggers").str.split("|"))
        .explode("trigger")
        .select("trigger", "units", metric="code", needs_period=pl.col("needs_period") == "true")
    )
