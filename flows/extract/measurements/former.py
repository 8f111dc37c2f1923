"""What is told of a place as it was before others were joined to it: "Riêng địa bàn Lào Cai cũ đón 8,4 triệu lượt khách"."""

from functools import cache

import polars as pl

from flows.assets import reference
from flows.letters import CAPITAL, LETTER
from flows.read.rules import of_rows

NAME = rf"{CAPITAL}[{LETTER}]*(?:\s{CAPITAL}[{LETTER}]*){{0,3}}"
# "Lào Cai cũ", "Lào Cai (cũ)", "Lào Cai trước sáp nhập"; the last one before the figure counts.
FORMER = rf"(?s)^.*?({NAME})\s(?:\(cũ\)|cũ|\(?trước (?:khi )?(?:sáp nhập|hợp nhất|sắp xếp)\)?)(?:[\s,.;:)][^;.]*)?$"
BOTH = r"(?i)\s(?:và|cùng)\s"


@cache
def _kept() -> pl.Series:
    """Names that a province of today has as well as one that went into it."""
    provinces = pl.col("id").str.starts_with("p")
    units = (
        reference("administrative_units").filter(provinces).with_columns(_now=pl.col("valid_to").is_null())
    )
    return units.group_by("name").agg(pl.col("_now").n_unique()).filter(pl.col("_now") == 2)["name"]


@of_rows
def of_former_area(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of measurements, with scope, those of a place within its old borders with that as scope."""
    name = pl.col("segment").str.extract(FORMER)
    told = (pl.col("subject_kind") == "place") & (name == pl.col("subject")) & pl.col("scope").is_null()
    told &= name.is_in(_kept().implode())
    behind = pl.col("segment").str.slice(-90)
    told &= ~behind.str.contains(BOTH)
    former = pl.when(told.fill_null(False)).then(pl.format("{} cũ", name))
    return rows.with_columns(scope=pl.coalesce("scope", former))
