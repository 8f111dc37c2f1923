"""Bodies told by the word for what they belong to alone: "UBND huyện" in an article that names one district, "Thanh tra Bộ" where it
names one ministry (linguistics §10)."""

from functools import cache

import polars as pl

from flows.assets import reference
from flows.letters import CAPITAL, LETTER
from flows.read.name_borders import BEFORE_NAME
from flows.read.places.with_unit_word import LEVELS, UNITS
from flows.read.rules import of_rows
from flows.read.spans import order

# The units of each level: one whose word is not said ("các huyện A, | B") may be of any of them.
KINDS = {
    level: [unit for unit in LEVELS if LEVELS[unit] == level]
    for level in ("city", "district", "commune", "ward")
}
# A body's name that ends in such a word ("Công an huyện"), and the Party's committees, which have it within.
UNIT = "(thành phố|thị xã|thị trấn|đặc khu|huyện|quận|phường|xã)"
ELIDED = rf"(?:[^tT]..|[tT][^áà].|..[^c]) {UNIT}$"  # "Liên minh Hợp tác xã" is none
OF_PARTY = {"Huyện ủy": "huyện", "Quận ủy": "quận", "Thị ủy": "thị xã", "Thành ủy": "thành phố"}
IN_FULL = rf" {UNIT} ({CAPITAL}.+)$"
# "Thanh tra Bộ" is that of the one ministry, "Thanh tra Sở" of the one department.
PART = "^(?:Thanh tra|Văn phòng|Cơ quan|Đảng ủy|Đảng bộ|Ban Cán sự đảng|Công đoàn) (Bộ|Sở)"
ABOVE = r"(Bộ|Sở) (.+)$"
OF_ABOVE = ["ministry", "department"]
BEHIND = (
    rf"(?i)(?:^|[^{LETTER}])({'|'.join(unit.replace('.', '[.]') for unit in UNITS)})\.?[ {BEFORE_NAME}]?$"
)
# Any of its kind is meant: "các UBND xã", "UBND xã, phường", "UBND xã nơi cư trú".
ANY, OF_ANY = r"(?i)(?:^|\s)(?:các|những|mỗi|từng|nhiều|cấp)\s$", r"^(?:/|,? (?:hoặc |và |hay )?(?:huyện|quận|thị xã|thị trấn|xã|phường)[ ,.;/]| (?:nơi|có thẩm quyền)[ ,.]|,? (?:ngành|sở|bộ|ban)[ ,.])"  # fmt: skip


@of_rows
def settled(bodies: pl.DataFrame, units: pl.DataFrame, marked: pl.DataFrame) -> pl.DataFrame:
    """The rows of `bodies` (a, s, start, end, organization) with those of an elided unit named by the one of `units`
    (named_alone) that the article has named before them.
    """
    name = pl.col("organization")
    unit = pl.coalesce(
        name.str.extract(ELIDED), name.str.extract(f"{PART}$"), name.replace_strict(OF_PARTY, default=None)
    )
    text = marked.select("s", "marked")
    rows = bodies.with_columns(_unit=unit, _at=order()).join(text, on="s", how="left", maintain_order="left")
    rows = rows.join(units, on=["a", "_unit"], how="left", maintain_order="left")
    left = pl.col("marked").str.slice(0, pl.col("start")).str.slice(-12)
    right = pl.col("marked").str.slice(pl.col("end"), 24)
    one = (pl.col("_since") < pl.col("_at")) & ~left.str.contains(ANY) & ~right.str.contains(OF_ANY)
    whole = pl.concat_str("organization", pl.lit(" "), "_place")
    return rows.with_columns(organization=pl.when(one).then(whole).otherwise("organization")).select(
        bodies.columns
    )


def named_alone(bodies: pl.DataFrame, places: pl.DataFrame, marked: pl.DataFrame) -> pl.DataFrame:
    """The units that are the one of their kind in their article: a, _unit, _place, _since (where it is first told with its word)."""
    central = pl.col("place").is_in(_cities())
    rows = places.filter(pl.col("level").is_in(list(KINDS)), ~central | (pl.col("level") != "city"))
    rows = rows.join(marked.select("s", "marked"), on="s", how="left")
    word = pl.col("marked").str.slice(0, pl.col("start")).str.slice(-12).str.extract(BEHIND)
    unit = word.str.to_lowercase().replace_strict(UNITS, default=None)
    able = pl.col("level").replace_strict(KINDS, return_dtype=pl.List(pl.String))
    since = pl.when(unit.is_not_null()).then(order())
    told = rows.select(
        "a", "place", since=since, unit=pl.when(unit.is_null()).then(able).otherwise(pl.concat_list(unit))
    ).explode("unit")
    body = pl.col("organization")
    in_full = [body.str.extract(IN_FULL, group) for group in (1, 2)]
    within = bodies.select("a", place=in_full[1], since=order(), unit=in_full[0]).drop_nulls()
    within = within.filter((pl.col("unit") != "thành phố") | ~pl.col("place").is_in(_cities()))
    above = bodies.select(
        "a", place=body.str.extract(ABOVE, 2), since=order(), unit=body.str.extract(ABOVE, 1)
    )
    above = above.filter(
        bodies["kind"].is_in(OF_ABOVE) | bodies["organization"].str.contains(f"{PART} ")
    ).drop_nulls()
    one = pl.concat([told, within, above]).group_by("a", _unit="unit").agg(
        pl.col("place").n_unique().alias("_n"), pl.col("place").first().alias("_place"), _since=pl.col("since").min()
    )  # fmt: skip
    return one.filter(pl.col("_n") == 1, pl.col("_since").is_not_null()).drop("_n")


@cache
def _cities() -> list[str]:
    """The cities that are no part of a province: a body of one is filled in where it is written out."""
    return reference("places").filter(pl.col("level") == "city")["name"].to_list()
