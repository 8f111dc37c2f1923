"""Whose share a price is of: the code named last before it, tied to its firm where the article ties them; of no place."""

import polars as pl

from flows.extract.measurements.firms import NO_FIRM, issuers
from flows.extract.measurements.worth import OF_STOCKS, TICKER_MOVES, TO_PRICE
from flows.letters import LETTER
from flows.read import Reading
from flows.read.rules import of_rows

OF_SHARES = r"(?i)cổ phiếu|thị giá|cổ phần|(?:^|\s)mã\s"
# "ROS giảm 400 đồng xuống 130.000 đồng": a code alone, but no city ("TP.HCM"), no money and no market.
CODE = rf"(?s)^(.*(?:^|[^{LETTER}0-9.]))([A-Z][A-Z0-9]{{2}})(?:$|[^{LETTER}0-9])"
CITY = r"TP\.?\s?HCM|ĐHQG[- ]?HCM"
BESIDE = 8  # letters between a firm and its code
NO_CODE = ["CTY", "OTC", "ETF", "EPS", "IPO", "BCTC", "TTCK", "CTCP", "GTGT", "PVN", "ROE", "ROA", "SJC"]


@of_rows
def with_issuer(rows: pl.DataFrame, reading: Reading, bodies: pl.DataFrame) -> pl.DataFrame:
    """Gives prices of shares to the firm whose code stands last before them: subject, subject_kind. Where nobody ties the code to a
    firm, they are nobody's, and no longer `_open`. `bodies` as firms() has them; `rows` have _firm_until.
    """
    per_share = (pl.col("per") == "share").fill_null(False)
    # "SLD tăng 1,6% lên 28.000 đồng/cổ phiếu"
    moves = pl.col("before").str.slice(-40).str.contains(TICKER_MOVES)
    moves &= pl.col("right").str.contains(TO_PRICE) | pl.col("sentence").str.contains(OF_STOCKS)
    stock = (pl.col("metric") == "price") & (per_share | moves | pl.col("segment").str.contains(OF_SHARES))
    stock &= ~pl.col("per").is_in(["ounce", "litre", "kg"]).fill_null(False)
    said = pl.when(stock).then(pl.col("segment").str.replace_all(CITY, "      "))
    rows = rows.with_columns(
        _code=said.str.extract(CODE, 2),
        _code_until=pl.col("start") - pl.col("segment").str.len_chars() + said.str.extract(CODE, 1).str.len_chars() + 3,
    )  # fmt: skip
    known = (pl.col("_code").str.contains(NO_FIRM) & (pl.col("_code") != "HCM")) | pl.col("_code").is_in(
        NO_CODE
    )
    rows = rows.with_columns(_code=pl.when(~known).then("_code"))
    itself = pl.col("organization") == pl.col("surface")
    told = bodies.join(reading.sentences.select("s", "a"), on="s").select("a", "surface", "organization")
    told = told.filter(pl.col("surface").is_in(rows["_code"].drop_nulls().unique().implode()))
    tied = pl.concat([issuers(reading), told.filter(~itself)]).unique().unique(["a", "surface"], keep="none")
    alone = (
        told.filter(itself)
        .filter(pl.col("surface").str.len_chars() == 3)
        .unique()
        .join(tied, on=["a", "surface"], how="anti")
    )
    ties = pl.concat([tied, alone]).select("a", _code="surface", _issuer="organization")
    rows = rows.join(ties, on=["a", "_code"], how="left", maintain_order="left")
    # "giá cổ phiếu AAA của Công ty A": a firm named behind the code is the one that is meant.
    nearest = pl.col("_code").is_not_null() & ~(
        (pl.col("_firm_until") > pl.col("_code_until")) & pl.col("_firm").is_not_null()
    ).fill_null(False)
    # "cổ phiếu của Sông Lô là SLD, giá …"
    beside = (pl.col("_code_until") - 3 - pl.col("_firm_until").cast(pl.Int64)).is_between(0, BESIDE)
    nearest &= ~(beside & pl.col("_firm").is_not_null() & pl.col("_issuer").is_null()).fill_null(False)
    itself = (pl.col("subject") == pl.col("_code")).fill_null(False)
    takes = nearest & ~(itself & pl.col("_issuer").is_null())
    return rows.with_columns(
        subject=pl.when(takes).then("_issuer").otherwise("subject"),
        subject_kind=pl.when(takes & pl.col("_issuer").is_not_null())
        .then(pl.lit("organization"))
        .when(takes)
        .then(None)
        .otherwise("subject_kind"),
        _open=pl.col("_open") & ~nearest,
        _unowned=pl.col("_unowned") & ~nearest,
    ).drop("_code", "_code_until", "_issuer")
