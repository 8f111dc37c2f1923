"""From when to when an office was held, told beside it: "(2018 - 2023)", "từ tháng 7/2025", "Từ năm 2019 đến tháng 2/2025, ông A là …"."""

import polars as pl

from flows.extract.positions.past import FOR_PERIOD, WAS
from flows.read import Reading
from flows.read.rules import of_rows

YEAR = r"(?:19|20)[0-9]{2}"
POINT = rf"(?:(?:ngày|tháng|năm) )*(?:[0-9]{{1,2}}(?:[/.-]| năm )){{0,2}}{YEAR}"
TO = r"(?: ?[-–] ?| (?:đến|tới) (?:hết )?)"
CLOSED = r"(?:[,.;)]|$| (?:và|trước khi|rồi|sau đó)(?: |$))"
# Behind the office: "Giám đốc Sở A | (2018 - 2023)", "| từ năm 2019 đến tháng 2/2025"; a body's own term is nobody's.
BEHIND = rf"(?i)^(?: \((?:từ |giai đoạn |thời kỳ )?| (?:từ|(?:trong )?giai đoạn|(?:trong )?thời kỳ) )({POINT}){TO}({POINT}){CLOSED}"
SINCE = rf"(?i)^(?: \(từ | (?:kể )?từ )({POINT})(?: (?:đến|tới) nay)?{CLOSED}"
# Before whom it is told of: "Từ tháng 3/2020 đến tháng 6/2023, bà | A là Bí thư B".
AHEAD = (
    rf"(?:^|[.;“] ?)(?:Từ|Giai đoạn|Trong giai đoạn|Thời kỳ) ({POINT}){TO}({POINT}), (?:ông |bà |đồng chí )?$"
)
FROM_AHEAD = rf"(?:^|[.;“] ?)(?:Từ|Kể từ) ({POINT})(?: đến nay)?, (?:ông |bà |đồng chí )?$"
NEAR = 60  # characters beside the office that are looked at


@of_rows
def with_terms(held: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The rows of observations (a, sentence, start, end, organization, tenure, change, rule) with starts_on and ends_on where
    their term is told: its first day and the day after its last, of a year or a month that is told the widest; over where that is past.
    """
    words = pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    left = pl.col("sentence").str.slice(0, pl.col("start")).str.slice(-NEAR)
    right = pl.col("sentence").str.slice(pl.col("end"), NEAR)
    behind = pl.col("rule") != "position_before_name"
    was = words.str.contains(WAS) | left.str.contains(WAS)
    told = {
        "_from": pl.coalesce(
            right.str.extract(BEHIND), right.str.extract(SINCE), pl.when(was).then(left.str.extract(AHEAD)), pl.when(was).then(left.str.extract(FROM_AHEAD))
        ),
        "_to": pl.coalesce(right.str.extract(BEHIND, 2), pl.when(was).then(left.str.extract(AHEAD, 2))),
    }  # fmt: skip
    body = pl.col("organization").str.contains(FOR_PERIOD).fill_null(False)
    free = (
        behind
        & ~body
        & pl.col("change").is_null()
        & pl.col("starts_on").is_null()
        & pl.col("ends_on").is_null()
    )
    rows = held.with_columns(pl.when(free).then(e).alias(c) for c, e in told.items())
    rows = rows.with_columns(_from=day_of("_from"), _to=day_of("_to", after=True))
    rows = rows.join(
        reading.articles.select("a", _now="anchor_on"), on="a", how="left", maintain_order="left"
    )
    right_order = (pl.col("_from") < pl.col("_to")).fill_null(True)
    # Where no day tells how old an article is, a term that it narrates is over; "(2023 - 2027)" may be to come.
    undated = pl.col("_now").is_null() & pl.col("_to").is_not_null() & ~right.str.starts_with(" (")
    over = ((pl.col("_to") <= pl.col("_now")) | undated).fill_null(False) & right_order
    return rows.with_columns(
        starts_on=pl.coalesce("starts_on", pl.when(right_order).then("_from")),
        ends_on=pl.coalesce("ends_on", pl.when(right_order).then("_to")),
        tenure=pl.when(over & (pl.col("tenure") == "current")).then(pl.lit("former")).otherwise("tenure"),
    ).drop("_from", "_to", "_now")


def day_of(column: str, after: bool = False) -> pl.Expr:
    """The first day of the day, month or year that a column tells, or the day after its last; null where it is no date."""
    year, month, day = (
        pl.col(column).str.extract(pattern).cast(pl.Int32)
        for pattern in (
            rf"({YEAR})$",
            rf"([0-9]{{1,2}})(?:[/.-]| năm ){YEAR}$",
            rf"([0-9]{{1,2}})(?:[/.-])[0-9]{{1,2}}[/.-]{YEAR}$",
        )
    )
    iso = pl.format(
        "{}-{}-{}",
        year,
        month.fill_null(1).cast(pl.String).str.zfill(2),
        day.fill_null(1).cast(pl.String).str.zfill(2),
    )
    first = iso.str.to_date("%Y-%m-%d", strict=False)
    if not after:
        return first
    step = (
        pl.when(day.is_not_null())
        .then(pl.lit("1d"))
        .when(month.is_not_null())
        .then(pl.lit("1mo"))
        .otherwise(pl.lit("1y"))
    )
    return first.dt.offset_by(step)
