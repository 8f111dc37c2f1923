"""Whose name a figure stands behind as an item of a list does: "Bình Dương (17%)"."""

import polars as pl

from flows.extract.measurements.owners import PUBLIC
from flows.extract.measurements.ranked import SOFT, is_ranked
from flows.read import Reading

LIST_ITEM = r"(?i)^(?:\s\(|:\s|\s:\s|\s[–-]\s)(?:(?:đạt|ước|tăng|giảm|với|khoảng|hơn|gần|trên|chiếm)\s)*$"
# "tăng 50 xu Mỹ (1,1%)": a land within the name of its money has nothing.
OF_MONEY = r"(?i)\s(?:xu|đô la|đô-la|bảng|franc|yên|won)\s[^\s,;.()]+$"


def with_tag(rows: pl.DataFrame, reading: Reading, bodies: pl.DataFrame) -> pl.DataFrame:
    """Adds _tag and _tag_kind: the place or business (of firms()) whose name the figure stands behind as in a list, "Bình Dương (17%)",
    and _unknown: in a ranking it stands behind a name of nobody that is known.
    """
    country = pl.col("level") == "country"
    places = reading.places.filter(pl.col("level") != "zone").select(
        "s", _tag="place", _tag_kind=pl.when(country).then(pl.lit("country")).otherwise(pl.lit("place")), _tag_end="end"
    )  # fmt: skip
    firms = bodies.select("s", _tag="organization", _tag_kind=pl.lit("organization"), _tag_end="end")
    people = reading.people.select("s", _tag="person", _tag_kind=pl.lit("person"), _tag_end="end")
    tags = pl.concat([places, firms, people], how="vertical_relaxed").sort(
        "s", "_tag_end", "_tag_kind", "_tag"
    )
    rows = rows.sort("s", "start").join_asof(
        tags, left_on="start", right_on="_tag_end", by="s", check_sortedness=False
    )
    between = pl.col("sentence").str.slice(
        pl.col("_tag_end"), pl.max_horizontal("_tag_end", "start") - pl.col("_tag_end")
    )
    # A public body has a figure so where a ranking says it.
    public = (pl.col("_tag_kind") == "organization") & pl.col("_tag").str.contains(PUBLIC)
    in_brackets = between.str.starts_with(" (") | (pl.col("_tag_kind") != "person")
    money = pl.col("sentence").str.slice(0, pl.col("_tag_end")).str.slice(-16).str.contains(OF_MONEY)
    ranked = is_ranked()
    right_behind = between.str.contains(LIST_ITEM) | (ranked & between.str.contains(f"^{SOFT}"))
    tagged = (right_behind & in_brackets & ~money & (ranked | ~public)).fill_null(False)
    return rows.with_columns(
        *(pl.when(tagged).then(c).alias(c) for c in ("_tag", "_tag_kind")), _unknown=ranked & ~tagged
    ).drop("_tag_end")
