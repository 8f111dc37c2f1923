"""Mentions: every span that names a person, an organisation, a place, a quantity or a date."""

import polars as pl

from flows.read import Reading


def mentions(reading: Reading) -> pl.DataFrame:
    """Rows of fact type `mentions`: s, start, end, entity_kind, entity, value …, starts_on, ends_on, calendar, rule.

    A figure that no column holds has no value: validation sets it aside.
    """
    # Where the Prime Minister acts, the Government does.
    implied = reading.offices.filter(
        pl.col("organization") == "Chính phủ", pl.col("title").str.contains("Thủ tướng")
    )
    implied = implied.select("s", "start", "end", rule=pl.lit("organization_office"), entity="organization")
    kinds = {
        "person": reading.people.select("s", "start", "end", "rule", entity="person"),
        "organization": pl.concat(
            [reading.organizations.select("s", "start", "end", "rule", entity="organization"), implied],
            how="vertical_relaxed",
        ),
        "place": reading.places.select("s", "start", "end", "rule", entity="place", place_code="code"),
        "quantity": pl.concat(
            [
                reading.quantities.select(
                    "s", "start", "end", "rule", "value", "value_high", "unit", "comparator"
                ),
                reading.unread.select("s", "start", "end", "rule"),
            ],
            how="diagonal",
        ),
        "date": pl.concat(
            [
                reading.dates.select("s", "start", "end", "rule", "starts_on", "ends_on"),
                reading.lunar.select("s", "start", "end", "rule", calendar=pl.lit("lunar")),
            ],
            how="diagonal",
        ),
    }
    return pl.concat(
        [rows.with_columns(entity_kind=pl.lit(kind)) for kind, rows in kinds.items()], how="diagonal"
    )
