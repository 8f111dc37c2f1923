"""Offices of whom the article has named before: "Ông từng là Giám đốc Sở A", "Bà hiện giữ chức Bí thư Huyện ủy B"."""

import polars as pl

from flows.extract.positions.terms import BEHIND, SINCE
from flows.read import Reading
from flows.read.people.holders import CHAIN, HELD_FOR, NO_LONGER
from flows.read.rules import of_rows

POST = r"(?:(?:các )?(?:chức vụ|chức danh|chức|cương vị|vị trí) )?"
DOES = rf"(?:là |làm |(?:nắm )?giữ {POST}|đảm nhiệm {POST}|đảm nhận {POST})"
# "Ông từng là | Giám đốc Sở A", "Bà, nguyên là | Bí thư Huyện ủy B".
BESIDE = r"(?:[^\s,.;:]+(?: [^\s,.;:]+){0,3} (?:và|kiêm) )?"  # "từng là nhà sáng lập và | Chủ tịch Hội A"
WAS = rf"^,? (?:cũng |đã |vốn )?{NO_LONGER} {DOES}{BESIDE}$"
# "Ông hiện là | Giám đốc Sở A", "Bà cũng đang giữ chức | Bí thư Huyện ủy B".
IS = rf"^,? (?:(?:cũng|còn|đồng thời) )?(?:hiện|hiện nay|đang|hiện đang) {DOES}$"
# "Ông làm | Giám đốc Sở A từ năm 2019 đến năm 2023": told with its years alone.
DID = rf"^(?: cũng| đã| còn)? {DOES}$"
LONGEST = 60


def of_subjects(reading: Reading) -> pl.DataFrame:
    """The offices of the Reading that are told of a bare "Ông" or "Bà" at the head of its clause, with where they are held: its
    rows of offices with `person`, owner_start and owner_end (the pronoun), and tenure `former` where they are over.
    """
    pronoun = pl.col("honorific").is_in(["Ông", "Bà"]) & pl.col("person").is_not_null()
    who = reading.phrases.filter("is_anaphor", pronoun, pl.col("end") - pl.col("start") <= len("Ông"))
    free = reading.offices.filter(pl.col("owner_start").is_null()).drop("owner_start", "owner_end")
    who = who.select("s", "person", owner_start="start", owner_end="end")
    rows = free.join(who, on="s").filter(pl.col("owner_end") < pl.col("start"))
    told = _listed(rows, reading.sentences.select("s", "sentence")).drop("sentence")
    return told.with_columns(rule=pl.lit("position_of_pronoun"))


@of_rows
def _listed(rows: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Of the rows those that stand right behind the pronoun and its verb, and those listed behind such a one."""
    rows = rows.sort("s", "start", "owner_start").unique(["s", "start"], keep="last", maintain_order=True)
    rows = rows.join(sentences, on="s", how="left", maintain_order="left")
    reach = pl.col("end").shift(1).over("s", "owner_start")
    led, gap = (
        pl.col("sentence").str.slice(begin, (pl.col("start").cast(pl.Int64) - begin).clip(0, LONGEST))
        for begin in (pl.col("owner_end"), reach.fill_null(0))
    )
    placed = pl.col("organization").is_not_null()
    right = pl.col("sentence").str.slice("end", LONGEST)
    dated = led.str.contains(DID) & (right.str.contains(BEHIND) | right.str.contains(SINCE))
    bare = gap.str.replace(r"^ \([^()]*\)", "").str.replace(HELD_FOR, "")
    rows = rows.with_columns(
        _was=led.str.contains(WAS) & placed,
        _is=(led.str.contains(IS) | dated) & placed,
        _next=bare.is_in([*CHAIN, " và "]) & reach.is_not_null() & placed,
    )
    run = (~pl.col("_next") | pl.col("_was") | pl.col("_is")).cum_sum()
    was, told = pl.col("_was").any().over(run), (pl.col("_was") | pl.col("_is")).any().over(run)
    tenure = pl.when(was).then(pl.lit("former")).otherwise("tenure")
    return rows.with_columns(tenure=tenure, _told=told).filter("_told").drop("_was", "_is", "_next", "_told")
