"""Figures that "lần lượt" deals out: to the dates, or to those who have them, that stand before the word, each in its turn."""

import polars as pl

from flows.extract.measurements.carried import EACH_IN_TURN
from flows.read import neighbours
from flows.read.rules import of_rows, with_common

# The first of the figures that are dealt out.
FIRST = r"(?i)lần lượt(?:\s(?:là|đạt|ở mức|tăng|giảm|ước đạt|khoảng|hơn|gần|với))*\s$"
GOES_ON = r"^\s*(?:,|và|, và|;)\s*$"
# Between names of one list, and between its last name and the word.
LISTED = r"^\s*(?:,|;|và|, và|cùng)\s+(?:(?i:tỉnh|thành phố|huyện|thị xã|quận|công ty|và)\s)*(?:TP\.\s?)?$"
# "A và B là hai hãng nợ nhiều nhất, lần lượt 5 và 4 tỷ đồng": a comma may close what is said of both.
TO_THE_WORD = r"^[^.,;:()]{0,70}(?:,\s(?:với\s|ở mức\s)?)?$"
AND = r"\svà\s"  # "A và B có doanh thu và lợi nhuận lần lượt …": nobody knows in turn of what

# "lần lượt khoảng 34 triệu đồng, 22 triệu đồng và ": the word before the first is said of all.
ABOUT_ALL = r"(?i)lần lượt(?:\s(?:là|đạt|ở mức|ước|ước đạt|tăng|giảm|chiếm))*\s(?:khoảng|xấp xỉ|chừng|tầm|tương đương)\s(?:[0-9][0-9.,]*\s?(?:%|[^\s,;.:()0-9]+(?:\s[^\s,;.:()0-9]+){0,3}?)(?:,\svà|,|\svà)\s)+$"


def about_alike(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows, each figure that "lần lượt khoảng" deals out as rough as the first."""
    alike = pl.col("linked") & (pl.col("prev_unit") == pl.col("unit")) & (pl.col("comparator") == "eq")
    rows = rows.pipe(
        with_common, _rough=pl.col("before").str.slice(-120).str.contains(ABOUT_ALL), where=alike
    )
    return rows.with_columns(
        comparator=pl.when("_rough").then(pl.lit("approx")).otherwise("comparator")
    ).drop("_rough")


def with_turns(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds _word (where the "lần lượt" stands that deals a figure out; of a sentence's the first), _turn (which of its figures it is,
    from 0) and _turns (how many it deals out). Needs before and gap.
    """
    at = pl.col("before").str.extract(r"(?is)^(.*)lần lượt").str.len_chars()
    first = pl.col("before").str.contains(FIRST)
    rows = rows.with_columns(
        _word=at, _run=neighbours.so_far(~(pl.col("gap").str.contains(GOES_ON) | first), "s")
    )
    dealt = (pl.col("_run") == pl.col("_run").filter(first).first().over("s")) & pl.col("_word").is_not_null()
    rows = rows.with_columns(_word=pl.when(dealt).then("_word"))
    told = pl.when(pl.col("_word").is_not_null())
    return rows.with_columns(
        _turn=told.then(pl.int_range(pl.len()).over("s", "_word")),
        _turns=told.then(pl.len().over("s", "_word")),
    ).drop("_run")


@of_rows
def each_in_turn(rows: pl.DataFrame, owning: pl.DataFrame, bodies: pl.DataFrame) -> pl.DataFrame:
    """ "GRDP của Hà Nội, Hải Phòng và Huế lần lượt tăng 8%, 11% và 9%": each has its own, where there are as many names as figures.

    `owning` are rows of owners(), `bodies` of firms().
    """
    rows = with_turns(rows.sort("s", "start"))
    dealt = rows.filter(pl.col("_turns") > 1).select("s", "sentence", "_word", "_turns").unique()
    places = owning.filter(~pl.col("name").str.starts_with("@")).select("s", "at", "until", "name", "kind")
    firms = bodies.select("s", at="start", until="end", name="organization", kind=pl.lit("organization"))
    named = (
        pl.concat([places, firms], how="vertical_relaxed")
        .join(dealt, on="s")
        .filter(pl.col("until") < pl.col("_word"))
        .sort("s", "_word", "at")
    )  # fmt: skip
    by = ("s", "_word")
    since = pl.col("sentence").str.slice(
        neighbours.before(pl.col("until"), *by), pl.col("at") - neighbours.before(pl.col("until"), *by)
    )
    opens = ~since.str.contains(LISTED).fill_null(False)
    named = named.with_columns(_list=neighbours.so_far(opens, *by))
    to_word = pl.col("sentence").str.slice(pl.col("until"), pl.col("_word") - pl.col("until"))
    listed = named.filter(
        pl.col("_list") == pl.col("_list").last().over(by),
        pl.len().over(by) == pl.col("_turns"),
        pl.col("name").n_unique().over(by) == pl.col("_turns"),
        to_word.last().over(by).str.contains(TO_THE_WORD),
        ~to_word.last().over(by).str.contains(AND),
    ).select("s", "_word", _name="name", _of="kind", _turn=pl.int_range(pl.len()).over(by))
    rows = _and_again(rows.join(listed, on=["s", "_word", "_turn"], how="left", maintain_order="left"))
    has = pl.col("_name").is_not_null()
    return rows.with_columns(
        subject=pl.coalesce("_name", "subject"),
        subject_kind=pl.coalesce("_of", "subject_kind"),
        _open=pl.col("_open") & ~has,
        _unowned=pl.col("_unowned") & ~has,
    ).drop("_word", "_turn", "_turns", "_name", "_of")


def _and_again(rows: pl.DataFrame) -> pl.DataFrame:
    """ "… lần lượt đạt 28 tỷ đồng và 12 tỷ đồng, tăng 50% và 207%": as many figures right behind are theirs in the same turn."""
    told = pl.when(pl.col("_name").is_not_null())
    many, nth = told.then("_turns").max().over("s"), neighbours.nth("s")
    since = nth - told.then(nth).min().over("s") - many
    opens = (since == 0) & pl.col("gap").str.contains(EACH_IN_TURN)
    goes_on = (since > 0) & pl.col("gap").str.contains(GOES_ON)
    again = pl.when(((opens | goes_on) & (since < many)).fill_null(False)).then(since)
    rows = rows.with_columns(_again=again, _all=many)
    whole = pl.col("_again").count().over("s") == pl.col("_all")
    names = rows.filter(pl.col("_name").is_not_null()).select(
        "s", "_turn", _again_name="_name", _again_of="_of"
    )
    rows = rows.with_columns(_again=pl.when(whole).then("_again"))
    return (
        rows.join(names, left_on=["s", "_again"], right_on=["s", "_turn"], how="left", maintain_order="left")
        .with_columns(_name=pl.coalesce("_name", "_again_name"), _of=pl.coalesce("_of", "_again_of"))
        .drop("_again", "_all", "_again_name", "_again_of")
    )
