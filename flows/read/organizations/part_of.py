"""Units told with the body they are part of: "Trưởng khoa Nội, | Bệnh viện A", "Trưởng phòng Tham mưu (| Công an tỉnh B)"."""

import polars as pl

from flows.letters import LETTER, SMALL
from flows.read.name_borders import BEFORE_HEAD, IN_NAME, plain
from flows.read.rules import of_rows

# What every hospital, force and department has, and is known by together with it alone.
UNIT = r"^(?:Khoa|Phòng|Bộ môn) "
WHOLE = r"^(?:Bệnh viện|Viện|Học viện|Trường|Đại học|Sở|Công an|Công ty|Cục|Chi cục|Tổng cục|Ủy ban nhân dân|Trung tâm|Bộ) "
# Whoever leads it stands before: "ông A, | Trưởng khoa", "bà B (| Trưởng phòng".
LED = rf"{IN_NAME}{LETTER}+(?:,| [-–]| ?\()[ {BEFORE_HEAD}]?$"
APART = r"^(?:, | \()(?:[Tt]rường )?$"
# Where the apposition ends; in a list of bodies another one follows.
CLOSED = rf"^(?:[).:;]|$|,? {SMALL}|,? [“\"]| [-–] )"


@of_rows
def with_whole(offices: pl.DataFrame, organizations: pl.DataFrame, marked: pl.DataFrame) -> pl.DataFrame:
    """The rows of offices (s, start, end, organization), those of a unit whose body stands behind it named together with it, and their
    span up to that body's end."""
    units = offices.filter(pl.col("organization").str.contains(UNIT))
    bodies = organizations.filter(pl.col("organization").str.contains(WHOLE))
    bodies = bodies.select("s", _start="start", _end="end", _body="organization")
    rows = (
        units.select("s", "start", "end")
        .join(bodies, on="s")
        .filter((pl.col("_start") - pl.col("end").cast(pl.Int64)).is_between(2, len(", Trường ")))
    )
    rows = rows.join(marked.select("s", "marked"), on="s")
    text = pl.col("marked")
    led = text.str.slice(0, pl.col("start")).str.slice(-30).str.contains(LED)
    apart = plain(text.str.slice("end", pl.col("_start") - pl.col("end"))).str.contains(APART)
    closed = plain(text.str.slice("_end", 40)).str.contains(CLOSED)
    rows = rows.filter(led & apart & closed).select("s", "start", "_end", "_body")
    met = offices.join(
        rows.unique(["s", "start"], keep="first"), on=["s", "start"], how="left", maintain_order="left"
    )
    whole = pl.concat_str("organization", pl.lit(" "), "_body")
    return met.with_columns(
        organization=pl.coalesce(whole, "organization"),
        end=pl.coalesce("_end", "end"),
    ).select(offices.columns)
