"""Rows that the readers of a fact type found become rows of its contract: spans, ids, confidence, repeats."""

from functools import cache

import polars as pl

from flows.contracts import DISTINCT, FACT, FACTS, conform, key
from flows.extract.reference_words import confidences
from flows.extract.repeats import which_of_them
from flows.letters import LETTER
from flows.read import Reading
from flows.read.rules import of_rows

# A rule that no one has measured yet.
DEFAULT_CONFIDENCE = 0.8

# What makes two facts of an article the same one, told twice.
SAME = {
    "mentions": ["entity_kind", "entity", "value", "unit", "starts_on", "ends_on"],
    "measurements": ["metric", "kind", "value", "value_high", "unit"],
    "targets": ["_goal", "metric", "value", "unit", "_deadline"],
    "statements": ["speaker", "verb", "statement"],
    "events": ["name"],
    "investments": ["project", "amount_vnd", "amount_usd"],
    "agreements": ["kind", "surface"],
    "position_observations": ["person", "title", "organization"],
    "citations": ["kind", "number"],
}
# The same of another subject is another of these.
FIGURES = ["measurements", "targets"]
# Who tells of a goal again makes that telling no fuller.
BESIDES = [("targets", "speaker")]
# The fullest telling is the fact: these columns count for it, then the role, then the order.
TELLING = ["body", "lead", "caption", "pull_quote", "section", "title"]


@of_rows
def as_facts(rows: pl.DataFrame, reading: Reading, fact_type: str) -> pl.DataFrame:
    """Rows (s, start, end relative to the sentence, the type's own columns, rule) as the type's contract.

    A column the rows lack is null. Of the rows of an article that say the same, the fullest is the fact
    and the others are its repeats.
    """
    schema = FACTS[fact_type]
    own = [c for c in schema if c not in FACT]
    missing = [pl.lit(None, schema[c]).alias(c) for c in own if c not in rows.columns]
    placed = (
        rows.with_columns(missing)
        .select("s", "start", "end", "rule", *own)
        .join(
            reading.sentences.select(
                "s", "a", "version_id", "sentence_number", "role", "sentence", "char_start"
            ),
            on="s",
        )
        .join(reading.articles.select("a", "article_id"), on="a")
        .with_columns(surface=pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
        .with_columns(
            char_end=(pl.col("char_start") + pl.col("end")).cast(pl.Int32),
            char_start=(pl.col("char_start") + pl.col("start")).cast(pl.Int32),
        )
    )
    identity = DISTINCT.get(fact_type, [])
    placed = placed.unique(
        ["version_id", "char_start", "char_end", *identity], keep="first", maintain_order=True
    )
    placed = placed.with_columns(
        fact_id=key("version_id", pl.lit(fact_type), "char_start", "char_end", *identity),
        confidence=_confidence(),
    )
    return conform(_with_repeats(placed, fact_type).select(schema.names()).cast(schema), schema, fact_type)


@cache
def _confidence() -> pl.Expr:
    """The measured precision of a rule; of rules joined by + the product."""
    measured = confidences()
    parts = pl.col("rule").str.split_exact("+", 1)
    first, second = (parts.struct.field(f"field_{i}") for i in (0, 1))
    known = [
        part.replace_strict(measured, default=DEFAULT_CONFIDENCE, return_dtype=pl.Float64)
        for part in (first, second)
    ]
    return (known[0] * pl.when(second.is_null()).then(1.0).otherwise(known[1])).round(3)


@cache
def _of_what() -> pl.Expr:
    """The words after a percentage without a metric: what it is of, as far as it tells one from another."""
    after = pl.col("sentence").str.slice(pl.col("end"), 40).str.to_lowercase()
    told = after.str.extract(rf"^\s*({LETTER}+(?:\s{LETTER}+)?)")
    return pl.when(pl.col("metric").is_null() & (pl.col("unit") == "percent")).then(told)


def _with_repeats(placed: pl.DataFrame, fact_type: str) -> pl.DataFrame:
    same = ["version_id", *SAME[fact_type]]
    if fact_type == "targets":  # a goal with a figure is the same in other words
        placed = placed.with_columns(_goal=pl.when(pl.col("value").is_null()).then("goal"))
        goal = ["version_id", "_goal", "metric", "value", "unit"]
        day = pl.coalesce("deadline", pl.col("deadline").drop_nulls().first().over(goal))
        placed = placed.with_columns(_deadline=day)  # told again without its day
    if fact_type == "measurements":  # a headline without a period tells the figure of the body that has one
        ends = pl.col("period_end").drop_nulls().first()
        period = pl.coalesce("period_end", ends.over(*same, "subject"), ends.over(same))
        placed = placed.with_columns(_period=period).with_columns(_of=_of_what())
        # In one sentence two figures that look alike are two ("100% giảng viên …; 100% giảng viên …").
        nth = pl.int_range(pl.len()).over("version_id", "sentence_number", *same[1:], "_of")
        placed = placed.with_columns(_nth=pl.when(pl.col("metric").is_null()).then(nth).otherwise(0))
        same = [*same, "_period", "_of", "_nth"]
    telling = [c for c in FACTS[fact_type] if c not in FACT and (fact_type, c) not in BESIDES]
    filled = pl.sum_horizontal([pl.col(c).is_not_null().cast(pl.Int32) for c in telling])
    told = pl.col("role").replace_strict(
        {r: i for i, r in enumerate(TELLING)}, default=len(TELLING), return_dtype=pl.Int32
    )
    ranked = placed.with_columns(_filled=filled, _told=told).sort(
        ["_filled", "_told", "char_start"], descending=[True, False, False], maintain_order=True
    )
    if fact_type in FIGURES:
        ranked = which_of_them(ranked, same)
        same = [*same, "_whose"]
    return ranked.with_columns(is_repeat=~pl.struct(same).is_first_distinct()).sort(
        "version_id", "char_start", "fact_id"
    )
