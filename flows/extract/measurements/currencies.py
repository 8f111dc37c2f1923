"""Stated conversions tied to their figure, and the comparable forms in đồng and dollars."""

import polars as pl

from flows.contracts import AMOUNT, key
from flows.letters import LETTER
from flows.read import Reading, neighbours
from flows.read.lexicon import Lexicon
from flows.read.rules import of_rows

EQUIVALENT = rf"(?i)^\s*(?:[{LETTER}0-9/]{{0,12}}\s*)?(?:\(|,?\s*(?:tương đương|tức|hay|khoảng|quy đổi|xấp xỉ))(?:\s*(?:tương đương|tức|là|với|khoảng|gần|hơn|trên|xấp xỉ|ước|tính|theo tỷ giá|quy đổi|vào|chừng|ước tính|bằng|mức|đương))*\s*$"
# Đồng for a dollar in the years that papers write of; beyond, two figures are no pair.
DONG_A_DOLLAR = (10_000, 40_000)


@of_rows
def with_currencies(rows: pl.DataFrame, reading: Reading, lexicon: Lexicon) -> pl.DataFrame:
    """Adds equivalent_of (the fact_id of the figure that a conversion restates), value_vnd, value_usd and fx.

    A conversion carries its figure's claim: metric, subject, kind, status and period. value_vnd and value_usd
    are `stated` where the article gives the pair, else at the reference rate of the figure's year.
    """
    rows = _tied(rows.sort("s", "start"))
    dong, dollar = pl.col("unit") == "VND", pl.col("unit") == "USD"
    level = (pl.col("dimension") == "money") & pl.col("kind").is_in(["level", "change"])
    rates = lexicon.fx_rates.filter(pl.col("unit") == "USD").select(
        _year=pl.col("year").cast(pl.Int32), _rate=pl.col("vnd").cast(AMOUNT)
    )
    year = pl.coalesce(pl.col("period_end").dt.year().cast(pl.Int32), "anchor_year")
    rows = rows.with_columns(_year=year).join(rates, on="_year", how="left", maintain_order="left")
    pair_vnd, pair_usd = (pl.when(pl.col("_pair_unit") == u).then("_pair_value") for u in ("VND", "USD"))
    vnd = pl.coalesce(pair_vnd, pl.when(dollar).then((pl.col("value") * pl.col("_rate")).cast(AMOUNT)))
    usd = pl.coalesce(pair_usd, pl.when(dong).then((pl.col("value") / pl.col("_rate")).cast(AMOUNT)))
    stated = (dong & pair_usd.is_not_null()) | (dollar & pair_vnd.is_not_null())
    rows = rows.with_columns(
        value_vnd=pl.when(level).then(pl.when(dong).then("value").otherwise(vnd)),
        value_usd=pl.when(level).then(pl.when(dollar).then("value").otherwise(usd)),
        fx=pl.when(level & stated)
        .then(pl.lit("stated"))
        .when(level & (dong | dollar) & pl.col("_rate").is_not_null())
        .then(pl.lit("reference"))
        .when(level & (pair_vnd.is_not_null() | pair_usd.is_not_null()))
        .then(pl.lit("stated")),
    )
    return rows.drop("_pair_value", "_pair_unit", "_year", "_rate")


@of_rows
def _tied(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds equivalent_of and the other side of a pair: _pair_value, _pair_unit."""
    claim = (
        "metric",
        "subject",
        "subject_kind",
        "scope",
        "per",
        "kind",
        "status",
        "period_start",
        "period_end",
        "period_is_fuzzy",
    )
    last = {
        c: neighbours.before(pl.col(c), "s")
        for c in ("start", "end", "value", "unit", "dimension", "kind", *claim)
    }
    gap = pl.col("sentence").str.slice(
        last["end"], pl.col("start") - pl.min_horizontal(last["end"], pl.col("start"))
    )
    money = (pl.col("dimension") == "money") & (last["dimension"] == "money")
    rate = (
        pl.when((pl.col("unit") == "USD") & (last["unit"] == "VND")).then(last["value"].cast(pl.Float64) / pl.col("value").cast(pl.Float64))
        .when((pl.col("unit") == "VND") & (last["unit"] == "USD")).then(pl.col("value").cast(pl.Float64) / last["value"].cast(pl.Float64))
    )  # fmt: skip
    plausible = rate.is_null() | rate.is_between(*DONG_A_DOLLAR)
    levels = pl.col("kind").is_in(["level", "change"]) & last["kind"].is_in(["level", "change"])
    tied = (
        money & levels & (last["unit"] != pl.col("unit")) & (gap.str.len_chars() <= 40) & gap.str.slice(0, 41).str.contains(EQUIVALENT) & plausible
    ).fill_null(False)  # fmt: skip
    rows = rows.with_columns(_tied=tied, _of_value=last["value"], _of_unit=last["unit"])
    tied = pl.col("_tied")
    rows = rows.with_columns(
        value=pl.when(tied & (last["value"] < 0)).then(-pl.col("value").abs()).otherwise("value"),
        equivalent_of=pl.when(tied).then(
            key(
                "version_id",
                pl.lit("measurements"),
                pl.col("char_start") + last["start"].cast(pl.Int32),
                pl.col("char_start") + last["end"].cast(pl.Int32),
            )
        ),
        **{c: pl.when(tied).then(last[c]).otherwise(c) for c in claim},
    )
    followed = neighbours.behind(pl.col("_tied"), "s").fill_null(False)
    pair = {
        "_pair_value": pl.when("_tied").then("_of_value").when(followed).then(neighbours.behind(pl.col("value"), "s")),
        "_pair_unit": pl.when("_tied").then("_of_unit").when(followed).then(neighbours.behind(pl.col("unit"), "s")),
    }  # fmt: skip
    return rows.with_columns(**pair).drop("_tied", "_of_value", "_of_unit")
