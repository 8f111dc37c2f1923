"""Whether two figures of an article that look alike are one, told twice: not where each is somebody else's."""

from functools import cache
from typing import Any

import polars as pl

from flows.assets import reference
from flows.read.sentences import folded

# Whose a figure is may be taken from the sentences before it, and amiss: two subjects that their own sentences name are two;
# other places are where the figure is round ("5 triệu lượt khách"), one of more digits is hardly met twice by chance.
ROUND = r"^-?[0-9]{1,3}0*(?:\.0*)?$|^-?0\.0*[0-9]{1,3}0*$|^-?[0-9]{1,2}\.[0-9]0*$|^-?[0-9]\.[0-9]{2}0*$"
# What two countries trade is one figure, told of either.
MUTUAL = ["trade_turnover"]


def which_of_them(rows: pl.DataFrame, same: list[str]) -> pl.DataFrame:
    """The rows, fullest first, with `_whose`: tells those of one group of look-alikes apart that are of different subjects.

    One without a subject, or of a subject of another kind (the province and its department), is of the first it can be of.
    """
    if "subject" not in rows.columns:
        return rows.with_columns(_whose=pl.lit(0))
    rows = rows.with_row_index("_row")
    several = pl.col("subject").drop_nulls().n_unique().over(same) > 1
    # A figure of which nobody knows what it measures is hardly known whose it is.
    alike = rows.filter(several, pl.col("metric").is_not_null() | pl.col("value").is_null())
    if alike.is_empty():
        return rows.with_columns(_whose=pl.lit(0)).drop("_row")
    kind = pl.col("subject_kind") if "subject_kind" in rows.columns else pl.lit("any")
    subject = pl.concat_str(pl.lit(" "), folded(pl.col("subject")), pl.lit(" "))
    sentence = pl.concat_str(pl.lit(" "), folded(pl.col("sentence")), pl.lit(" "))
    alike = alike.select(
        "_row",
        _group=pl.col("_row").first().over(same),
        # "cả nước tăng 8%, Cà Mau tăng 8%"
        _kind=kind.replace("country", "place"),
        _country=kind == "country",
        _mutual=pl.col("metric").is_in(MUTUAL).fill_null(False),
        _name=subject,
        _named=sentence.str.contains(subject, literal=True).fill_null(False),
        _round=pl.col("value").cast(pl.String).str.contains(ROUND).fill_null(False),
    )
    kept: dict[int, list[dict[str, dict[str, Any]]]] = {}
    told = [(row["_row"], _place(kept.setdefault(row["_group"], []), row)) for row in alike.to_dicts()]
    whose = pl.DataFrame(told, schema={"_row": pl.UInt32, "_whose": pl.Int32}, orient="row")
    return (
        rows.join(whose, on="_row", how="left", maintain_order="left")
        .with_columns(pl.col("_whose").fill_null(0))
        .drop("_row")
    )


def _place(kept: list[dict[str, dict[str, Any]]], row: dict[str, Any]) -> int:
    """Which of the figures kept so far a row tells again; the next number where none. A figure is of a subject of each kind that told it."""
    for place, figure in enumerate(kept):
        if row["_name"] is None:
            return place
        other = figure.get(row["_kind"])
        if other is None or not _differ(other, row):
            figure.setdefault(row["_kind"], row)
            return place
    kept.append({row["_kind"]: row} if row["_name"] is not None else {})
    return len(kept) - 1


def _differ(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two subjects of one kind are two: neither is the other's name in short ("Tesla", "Công ty xe điện Tesla")."""
    if one["_name"] in other["_name"] or other["_name"] in one["_name"]:
        return False
    if (one["_name"], other["_name"]) in _lies_in() or (other["_name"], one["_name"]) in _lies_in():
        return False  # "cả thành phố Biên Hòa", told of the province
    of_country = one["_country"] or other["_country"]
    if of_country and one["_mutual"]:
        return False
    return (one["_named"] and other["_named"]) or (
        one["_round"] and one["_kind"] == "place" and not of_country
    )


@cache
def _lies_in() -> set[tuple[str, str]]:
    """The names of districts and communes, each with that of its province, as subjects are compared."""
    units = {
        row["id"]: row for row in reference("administrative_units").select("id", "name", "parent").to_dicts()
    }
    names = pl.DataFrame({"id": list(units)}).with_columns(
        name=pl.Series([u["name"] for u in units.values()])
    )
    told = dict(
        names.select("id", pl.concat_str(pl.lit(" "), folded(pl.col("name")), pl.lit(" "))).iter_rows()
    )
    above = {
        i: u["parent"] if u["parent"].startswith("p") else units[u["parent"]]["parent"]
        for i, u in units.items()
        if u["parent"] in units
    }
    return {(told[id_], told[province]) for id_, province in above.items() if province in told}
