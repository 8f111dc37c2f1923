"""Rates of exchange: what one unit of a currency is changed for, and what a currency costs."""

from functools import cache

import polars as pl

from flows.read import neighbours
from flows.read.rules import of_rows

EQUALS = r"(?:=|tương đương(?:\svới)?|đổi(?:\s(?:được|lấy|ra))?|ăn|bằng)"
# "1 USD = 25.000 đồng": the base of a quotation is no figure of its own.
ONE = r"^(?:1|một)\s"
BASE = rf"(?i)^\s?{EQUALS}(?:\s(?:khoảng|hơn|gần))*\s?[0-9]"
# "110 yen đổi 1 USD"
BASE_BEHIND = r"(?i)[0-9]\s?[^\s0-9]{1,5}\s(?:=|đổi|ăn)\s$"
AGAINST_ONE = r"(?i)^\s(?:=|đổi|ăn)\s1\s"
# "giá USD ở mức 25.200 đồng": what a currency costs is its rate; "vàng quy đổi theo giá USD" is no such price.
OF_A_CURRENCY = r"(?i)giá\s(?:(?:mua|bán|mua bán|bán ra|mua vào|giao dịch)\s)*(?:đồng\s|đô\s|tiền\s|các\s)*(?:USD|đô la|ngoại tệ|bạc xanh|euro|EUR|bảng Anh|nhân dân tệ|NDT|yên|yen)([^,;.]{0,70})$"
NO_CURRENCY = r"(?i)giá|vàng|dầu"


@cache
def of_a_currency() -> pl.Expr:
    """A sum or a percentage is what a currency costs, or moves by (Boolean)."""
    told = pl.col("segment").str.slice(-110).str.extract(OF_A_CURRENCY)
    return (told.is_not_null() & ~told.str.contains(NO_CURRENCY)).fill_null(False)


@of_rows
def without_bases(rows: pl.DataFrame) -> pl.DataFrame:
    """The figures without the bases of quotations; what a base is changed for is a rate (metric, head, way, comparator)."""
    rows = rows.sort("s", "start")
    one = (pl.col("dimension") == "money") & pl.col("surface").str.contains(ONE)
    base = one & pl.col("right").str.contains(BASE)
    behind = one & pl.col("before").str.slice(-20).str.contains(BASE_BEHIND)
    base, behind = base.fill_null(False), behind.fill_null(False)
    money = pl.col("dimension") == "money"
    of_base = neighbours.before(base, "s").fill_null(False) & money
    rate = of_base | (money & pl.col("right").str.contains(AGAINST_ONE)).fill_null(False)
    told = neighbours.before(pl.col("comparator"), "s")
    return rows.with_columns(
        metric=pl.when(rate).then(pl.lit("exchange_rate")).otherwise("metric"),
        way=pl.when(rate).then(pl.lit("unit")).otherwise("way"),
        comparator=pl.when(of_base & (pl.col("comparator") == "eq")).then(told).otherwise("comparator"),
    ).filter(~base, ~behind)
