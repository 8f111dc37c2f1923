"""How many projects a total is of (linguistics §15.1)."""

import polars as pl

NUMBER = r"(?:[0-9][0-9.]*|(?i:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười))"
COUNTS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
# "21 dự án, gồm 10 dự án … và 11 dự án …, tổng vốn …": the sum is that of all.
OF_ALL_PARTS = r"(?i)dự án[^,]*,\s(?:với\s|có\s)?tổng\s(?:số\s)?(?:vốn|mức đầu tư|trị giá)$"


def counted(surface: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Of the words up to a sum: how many projects have it (Int32), and how many code points stand before that number, null
    where it comes first. "1.200 dự án, trong đó 300 dự án …": the last number is that of the sum after it, unless the parts
    make up the first.
    """
    before = surface.str.extract(rf"(?s)^(.*(?:^|\s)){NUMBER}\s(?i:dự án)").str.len_chars()
    each = surface.str.to_lowercase().str.extract_all(rf"(?:^|\s){NUMBER}\sdự án")
    each = each.list.eval(_count(pl.element().str.strip_chars().str.strip_suffix(" dự án")))
    parts = surface.str.contains(OF_ALL_PARTS) & (each.list.first() * 2 == each.list.sum()).fill_null(False)
    return pl.when(parts).then(each.list.first()).otherwise(each.list.last()), pl.when(~parts).then(before)


def _count(number: pl.Expr) -> pl.Expr:
    grouped = number.str.extract(r"^([0-9]{1,3}(?:\.[0-9]{3})*|[0-9]+)$")
    return pl.coalesce(
        grouped.str.replace_all(".", "", literal=True).cast(pl.Int32, strict=False),
        number.replace_strict(COUNTS, default=None, return_dtype=pl.Int32),
    )
