"""Other countries that are told by "nước này": the one that was named last, where its sentence names no other."""

import polars as pl

from flows.letters import CAPITAL, LETTER
from flows.read import Reading, neighbours
from flows.read.rules import of_rows
from flows.read.spans import find, order

THIS_LAND = r"(?i:nước|quốc gia|đảo quốc|đất nước)\snày"
OURS = "Việt Nam"
ENDINGS = [rf"\s({CAPITAL}{LETTER}*)$", rf"\s({CAPITAL}{LETTER}*\s{CAPITAL}{LETTER}*)$"]


@of_rows
def this_land(told: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Where the sentences `told` (s, sentence) say "nước này": s, at, until (UInt32), name, kind (`country`)."""
    met = find(told, THIS_LAND, "sentence").select(
        "s",
        at=pl.col("start").cast(pl.UInt32),
        until=pl.col("end").cast(pl.UInt32),
        _order=order("s", "start"),
    )
    met = met.join(reading.sentences.select("s", "a"), on="s")
    lands = reading.places.filter(pl.col("level") == "country").select("s", "a", "start", "place")
    # "Bộ Tài chính Nhật Bản": a land within a body's name.
    known = lands.select("place").unique()
    bodies = pl.concat(
        reading.organizations.select(
            "s", "a", "start", place=pl.col("organization").str.extract(ending)
        ).join(known, on="place", how="semi")
        for ending in ENDINGS
    )
    lands = pl.concat([lands, bodies]).sort("s", "start")
    # Of several lands told before in a sentence nobody knows which is meant.
    lands = lands.filter(pl.col("place") != OURS)
    another = pl.col("place") != pl.col("place").first().over("s")
    named = lands.select(
        "a", _order=order(), name=pl.when(neighbours.so_far(another, "s") == 0).then("place")
    ).sort("_order", "name")
    known = met.sort("_order").join_asof(named, on="_order", by="a", check_sortedness=False)
    return known.drop_nulls("name").select("s", "at", "until", "name", kind=pl.lit("country"))
