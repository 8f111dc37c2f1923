"""The gazetteer: every unit's names with their other spellings, its province, and the days on which it stood."""

import polars as pl

from flows.letters import SMALL

LEVELS = {
    "tỉnh": "province", "huyện": "district", "quận": "district", "thị xã": "district",
    "xã": "commune", "thị trấn": "commune", "đặc khu": "commune", "phường": "ward",
}  # fmt: skip
# The two accepted places of the tone in an open syllable (linguistics §0): hòa and hoà, thủy and thuỷ.
_TONES = {
    f"{first}{last} ": f"{plain}{toned} "
    for plain, firsts, ends in (
        ("o", "òóỏõọ", (("a", "àáảãạ"), ("e", "èéẻẽẹ"))),
        ("u", "ùúủũụ", (("y", "ỳýỷỹỵ"),)),
    )
    for last, toneds in ends
    for first, toned in zip(firsts, toneds, strict=True)
}
EARLY, LATE = pl.date(1900, 1, 1), pl.date(9999, 12, 31)


def with_spellings(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with a `word`, and after them the same rows with its other spellings: the tone's other place,
    dashes without blanks, Đăk for Đắk.

    >>> with_spellings(pl.DataFrame({"word": ["Phú Hòa", "Hạ Long"]}))["word"].to_list()
    ['Phú Hòa', 'Hạ Long', 'Phú Hoà']
    """
    word = pl.col("word")
    toned = (word + " ").str.replace_many(list(_TONES), list(_TONES.values())).str.strip_chars_end(" ")
    other = rows.with_columns(_toned=toned).filter(pl.col("_toned") != word)
    rows = pl.concat([rows, other.drop("word").rename({"_toned": "word"}).select(rows.columns)])
    for ours, theirs in (
        (" - ", "-"),
        (" - ", " – "),
        (" - ", " -"),
        ("Đắk", "Đăk"),
        ("Đắk", "Đak"),
        ("Đăk", "Đắk"),
    ):
        other = rows.filter(word.str.contains(ours, literal=True))
        rows = pl.concat([rows, other.with_columns(word.str.replace_all(ours, theirs, literal=True))])
    return rows


def one_tone(name: pl.Expr) -> pl.Expr:
    """Names with each tone in one place: "sức khoẻ" as "sức khỏe"."""
    return (name + " ").str.replace_many(list(_TONES.values()), list(_TONES)).str.strip_chars_end(" ")


def localities(units: pl.DataFrame, successors: pl.DataFrame) -> pl.DataFrame:
    """A row for each spelling of each administrative unit.

    word; code (id of the seed), name, unit (its word), rank (p, d, c), level (contract's), parent_name,
    province (its name then), provinces (that and the names of those it went into), valid_from, valid_to
    (Date, both filled), bare (Boolean).
    """
    names = units.select(parent="id", parent_name="name", grandparent="parent")
    rows = units.join(names, on="parent", how="left", maintain_order="left").with_columns(
        rank=pl.col("id").str.slice(0, 1),
        province_id=pl.when(pl.col("id").str.starts_with("p"))
        .then("id")
        .when(pl.col("parent").str.starts_with("p"))
        .then("parent")
        .otherwise("grandparent"),
    )
    rows = rows.join(_provinces(units, successors), on="province_id", how="left", maintain_order="left")
    city = pl.when(pl.col("rank") == "p").then(pl.lit("city")).otherwise(pl.lit("district"))
    level = pl.when(pl.col("unit") == "thành phố").then(city)
    words = pl.concat_list("name", pl.col("aliases").str.split("|").fill_null([]))
    return with_spellings(
        rows.select(
            word=words,
            code="id",
            name="name",
            unit="unit",
            rank="rank",
            level=level.otherwise(pl.col("unit").replace_strict(LEVELS, default=None)),
            parent_name="parent_name",
            province="province",
            provinces="provinces",
            valid_from=pl.col("valid_from").str.to_date("%Y-%m-%d").fill_null(EARLY),
            valid_to=pl.col("valid_to").str.to_date("%Y-%m-%d").fill_null(LATE),
            bare=pl.col("bare").eq("yes").fill_null(False),
        )
        .explode("word")
        .filter(pl.col("word") != "")
    )


def _provinces(units: pl.DataFrame, successors: pl.DataFrame) -> pl.DataFrame:
    """province_id, province, provinces: each province with the names of those it went into, in two steps."""
    own = units.filter(pl.col("id").str.starts_with("p")).select(province_id="id", province="name")
    named = own.rename({"province_id": "successor", "province": "later"})
    step = successors.filter(pl.col("id").str.starts_with("p")).select(
        province_id="id", successor="successor"
    )
    twice = step.join(step, left_on="successor", right_on="province_id").select(
        "province_id", successor="successor_right"
    )
    later = (
        pl.concat([step, twice])
        .join(named, on="successor")
        .group_by("province_id")
        .agg(later=pl.col("later").sort())
    )
    return own.join(later, on="province_id", how="left").select(
        "province_id",
        "province",
        provinces=pl.concat_list("province", pl.col("later").fill_null([])).list.unique(),
    )


def listed(found: pl.DataFrame, regions: pl.DataFrame, countries: pl.DataFrame) -> pl.DataFrame:
    """What a name alone means: provinces, towns known to all, regions and countries.

    `found` is `localities`. name, level, parent, valid_from, valid_to (ISO or null), aliases, lower (those that
    begin in lower case, "miền Tây"; both | between), code (a country's, else null); a name once, as the highest
    and newest of what bore it.
    """
    units = (
        found.filter((pl.col("rank") == "p") | pl.col("bare"))
        .sort(pl.col("rank").replace_strict({"p": 0, "d": 1}), "valid_to", descending=[False, True])
        .group_by("name", maintain_order=True)
        .agg(
            pl.col("level").first(),
            pl.when(pl.col("rank").first() == "p")
            .then(pl.lit("Việt Nam"))
            .otherwise(pl.col("province").first())
            .alias("parent"),
            valid_from=pl.col("valid_from").min(),
            valid_to=pl.col("valid_to").max(),
            aliases=pl.col("word").unique(maintain_order=True),
        )
        .with_columns(
            valid_from=pl.when(pl.col("valid_from") > EARLY).then(pl.col("valid_from").cast(pl.String)),
            valid_to=pl.when(pl.col("valid_to") < LATE).then(pl.col("valid_to").cast(pl.String)),
            aliases=pl.col("aliases").list.join("|"),
        )
    )
    more = pl.concat(
        [
            regions.select("name", "level", "parent", "aliases"),
            countries.select(
                "name", "code", "aliases", level=pl.lit("country"), parent=pl.lit(None, pl.String)
            ),
        ],
        how="diagonal",
    ).with_columns(word=pl.concat_list("name", pl.col("aliases").str.split("|").fill_null([])))
    lower = pl.col("word").str.contains(rf"^{SMALL}")
    more = (
        with_spellings(more.explode("word"))
        .group_by("name", "level", "parent", "code", maintain_order=True)
        .agg(
            aliases=pl.col("word").filter(~lower).unique(maintain_order=True).str.join("|"),
            lower=pl.col("word").filter(lower).unique(maintain_order=True).str.join("|"),
        )
    )
    columns = ["name", "level", "parent", "valid_from", "valid_to", "aliases", "lower", "code"]
    return (
        pl.concat([units, more], how="diagonal")
        .select(columns)
        .unique("name", keep="first", maintain_order=True)
    )
