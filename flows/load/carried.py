"""People's judgements for an article that comes in with a new text: they go with the sentences that stay."""

from pathlib import Path

import polars as pl

from flows.assets import sql
from flows.contracts import DISTINCT, key
from flows.load import ops
from flows.load.published import opened


def let_pass(warehouse: Path, staging: Path) -> frozenset[str]:
    """The facts that no warning sets aside: those that a person accepted or amended, and of the articles in `staging` those
    that tell the same, in the same words at the same place of the same sentence.
    """
    judged = ops.judged(warehouse)
    if not judged or not warehouse.exists():
        return judged
    with opened(warehouse) as star:
        # Not what was taken back since, nor what went along with a figure: that comes back with it.
        said = star.execute(sql("load/judgements_that_land.sql"), {"judged": sorted(judged)}).pl()
    again = [
        _again(staging, fact_type, judged_facts)
        for (fact_type,), judged_facts in said.partition_by("fact_type", as_dict=True).items()
    ]
    return judged.union(*again)


def _again(staging: Path, fact_type: str, said: pl.DataFrame) -> list[str]:
    """The staged facts of a type that would have a judged fact's id in its version.

    `judge._elsewhere` asks the same of the star once they have landed. To both the same fact is that at the same place of
    the same sentence, said as often before it.
    """
    place = ["article_id", "sentence", "nth", "starts", "ends"]
    facts = pl.scan_parquet(staging / fact_type / "*.parquet").filter(
        pl.col("article_id").is_in(said["article_id"].unique().to_list())
    )
    sentences = (
        pl.scan_parquet(staging / "sentences" / "*.parquet")
        .join(facts.select("version_id"), on="version_id", how="semi")
        .select(
            "version_id",
            "sentence_number",
            "sentence",
            begins="char_start",
            nth=pl.col("sentence_number").rank("ordinal").over("version_id", "sentence").cast(pl.Int64),
        )
    )
    identity = [pl.col(c) for c in DISTINCT.get(fact_type, [])]
    own_id = key("said_in", pl.lit(fact_type), "said_start", "said_end", *identity)
    return (
        facts.join(sentences, on=["version_id", "sentence_number"])
        .with_columns(
            starts=pl.col("char_start") - pl.col("begins"), ends=pl.col("char_end") - pl.col("begins")
        )
        .join(said.lazy(), on=place, suffix="_said")
        .filter(own_id == pl.col("fact_id_said"))
        .select("fact_id")
        .collect()["fact_id"]
        .to_list()
    )
