"""Roundups: articles whose sections tell of several provinces in turn, each below its heading (linguistics §15.2)."""

from dataclasses import fields, replace

import polars as pl

from flows.read import Reading, neighbours
from flows.read.rules import of_rows

# Besides lines without a full stop, a paragraph that only opens what follows: "Tại tỉnh Hải Bình:".
OPENS = r"^[^:]{3,60}:$"
NEAR = 3  # sentences behind a heading in which the province that it names is named again


def by_section(reading: Reading) -> Reading:
    """The reading with each section of a roundup as an article of its own: its heading is the title, the province named there
    its home. So nothing in it is of the section before, of another province or, for want of an owner, of the country.

    `articles` has the column is_part (Boolean): a section of a roundup.
    """
    heads = _heads(reading)
    whole = reading.articles.with_columns(is_part=pl.lit(False))
    if heads.is_empty():
        return replace(reading, articles=whole)
    told = reading.sentences.join(heads, on="s", how="left", maintain_order="left")
    headed = pl.col("_headed").fill_null(False)
    told = told.with_columns(
        _a="a",
        a=(headed | neighbours.opens("a")).cum_sum().cast(pl.UInt32) - 1,
        role=pl.when(headed).then(pl.lit("title")).otherwise("role"),
    )
    parts = told.group_by("a", maintain_order=True).agg(
        pl.col("_a", "_province").first(), is_part=headed.first()
    )
    home = pl.when("is_part").then("_province").otherwise("home")
    articles = whole.drop("is_part").rename({"a": "_a"}).join(parts, on="_a").sort("a")
    numbers = told.select("s", "a")
    mentions = {
        field.name: frame.drop("a").join(numbers, on="s", how="left", maintain_order="left")
        for field in fields(reading)
        if "a" in (frame := getattr(reading, field.name)).columns and "s" in frame.columns
    }
    return replace(
        reading,
        **mentions
        | {
            "articles": articles.with_columns(home=home).drop("_a", "_province"),
            "sentences": told.drop("_a", "_headed", "_province"),
        },
    )


def _heads(reading: Reading) -> pl.DataFrame:
    """The headings of roundups: s, _headed (true), _province, which may be null. An article is one where two headings or more name
    each another province, which is named again right below; lines of a list are no headings. Of an article whose headline
    names one province alone a section without another is of that one.
    """
    provinces = reading.places.filter(
        pl.col("level").is_in(["province", "city"]), pl.col("province").is_not_null(), ~pl.col("in_date_line")
    ).select("s", "place", "surface")
    told = reading.sentences
    alone = neighbours.opens("a", "paragraph") & neighbours.opens("a", "paragraph").shift(-1, fill_value=True)
    opens = (pl.col("role") == "body") & alone & pl.col("sentence").str.ends_with(":")
    headings = told.filter((pl.col("role") == "section") | (opens & pl.col("sentence").str.contains(OPENS)))
    return _of_roundups(headings.select("s", "a", is_heading=pl.lit(True)), told, provinces)


@of_rows
def _of_roundups(headings: pl.DataFrame, sentences: pl.DataFrame, provinces: pl.DataFrame) -> pl.DataFrame:
    named = provinces.join(headings, on="s").group_by("s", "a").agg(
        pl.col("place", "surface").first(), only=pl.col("place").n_unique() == 1
    )  # fmt: skip
    several = named.filter("only").group_by("a").agg(pl.col("place").n_unique()).filter(pl.col("place") > 1)
    told = sentences.join(several.select("a"), on="a", how="semi").select("s", "a", "sentence")
    told = told.join(named.drop("a"), on="s", how="left", maintain_order="left")
    told = told.join(headings.drop("a"), on="s", how="left", maintain_order="left")
    behind = [neighbours.behind(pl.col("sentence"), "a")]
    while len(behind) < NEAR:
        behind.append(neighbours.behind(behind[-1], "a"))
    text = pl.concat_str(behind, separator=" ", ignore_nulls=True)
    again = text.str.contains(pl.col("place"), literal=True) | text.str.contains(
        pl.col("surface"), literal=True
    )
    heading = pl.col("is_heading").fill_null(False)
    listed = pl.any_horizontal(
        side(heading & pl.col("only").is_not_null(), "a").fill_null(False)
        for side in (neighbours.before, neighbours.behind)
    )
    told = told.with_columns(
        _headed=heading & ~(listed & pl.col("only").is_not_null()),
        _province=pl.when(pl.col("only") & again & ~listed).then("place"),
    )
    # What comes before the first section of a province is of the whole: headings of the article's own, where others' news follow it.
    begun = neighbours.so_far(pl.col("_province").is_not_null(), "a") > 0
    sections = told.filter("_headed", begun)
    roundups = sections.group_by("a").agg(pl.col("_province").drop_nulls().n_unique())
    titles = provinces.join(sentences.filter(pl.col("role") == "title").select("s", "a"), on="s").group_by(
        "a"
    )
    titled = titles.agg(pl.col("place").unique()).filter(pl.col("place").list.len() == 1)
    sections = sections.join(roundups.filter(pl.col("_province") > 1).select("a"), on="a", how="semi").join(
        titled.select("a", _title=pl.col("place").list.first()), on="a", how="left", maintain_order="left"
    )
    own = pl.when(pl.col("only").is_null()).then("_title")
    return sections.select("s", "_headed", _province=pl.coalesce("_province", own))
