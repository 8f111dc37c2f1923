"""Whose an investment abroad is: the land whose firms invest, not the one that it goes to."""

import polars as pl

from flows.extract.measurements import codes
from flows.extract.measurements.clauses import given
from flows.read import Reading
from flows.read.rules import of_rows

# "đầu tư tại Việt Nam với 90 dự án", "nhà đầu tư lớn thứ 4 vào Việt Nam".
INVESTED_IN = r"(?i)đầu tư(?:\s(?:nước ngoài|trực tiếp|lớn|lớn (?:nhất|nhì)|thứ (?:nhất|hai|ba|tư|năm|[0-9/]+)|hàng đầu))*\s(?:tại|vào|ở|sang)\s(?:thị trường\s)?$"


@of_rows
def with_investor(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Gives what is invested in a land to the only other land that its sentence names before: subject, subject_kind; such rows
    are no longer `_open`.

    `rows` have name_before, kind_before and at_before of owners().
    """
    left = pl.col("sentence").str.slice(0, pl.col("at_before")).str.slice(-60)
    into = rows.filter(
        pl.col("metric").is_in(codes.OF_INVESTORS),
        pl.col("kind_before") == "country",
        (pl.col("subject_kind") == "country").fill_null(True),
        left.str.contains(INVESTED_IN),
    )
    if into.is_empty():
        return rows
    target = pl.col("name_before").replace("@nation", "Việt Nam")
    lands = reading.places.filter(pl.col("level") == "country").select("s", _land="place", _land_end="end")
    only = (
        into.select("s", "start", "at_before", _target=target)
        .join(lands, on="s")
        .filter(pl.col("_land_end") <= pl.col("at_before"), pl.col("_land") != pl.col("_target"))
        .group_by("s", "start")
        .agg(pl.col("_land").unique())
        .filter(pl.col("_land").list.len() == 1)
        .with_columns(pl.col("_land").list.first())
    )
    rows = rows.join(only, on=["s", "start"], how="left", maintain_order="left")
    return rows.with_columns(**given(pl.col("_land"), "country")).drop("_land")
