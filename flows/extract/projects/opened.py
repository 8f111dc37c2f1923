"""What a clause does to each of several projects: "khởi công cầu A, khánh thành trường B" (linguistics §15.1)."""

from functools import cache

import polars as pl

from flows.extract.projects.stages import coming
from flows.extract.reference_words import project_stages
from flows.read import neighbours
from flows.read.rules import of_rows
from flows.read.vocabulary import either

# "…, đồng thời trong quý tới khởi công | dự án …": what joins the clauses, when, and what lies between verb and name.
JOINS = r"(?:[,;]\s|(?:^|\s)(?:và|đồng thời|còn|rồi|lẫn)\s)"
BETWEEN = r"(?:(?:dự án|công trình|tuyến|gói thầu|hạng mục|đầu tư|xây dựng|thêm|tiếp|mới|xong|kỹ thuật|toàn tuyến|chủ trương|cho|cả|hai|ba|các|[0-9]+)\s)*[“\"]?"
# "nhiều dự án đắp chiếu như A, và phát hiện mới nhất đối với | dự án B": another thing is told of it.
ANEW = (
    r"(?i)(?:^|[\s,…])và\s(?:[^\s;]+\s){2,14}(?:đối với|liên quan (?:đến|tới))\s(?:(?:dự án|công trình)\s)?$"
)
DONE = r"(?:^|\s)(?:đã|vừa)\s"


@cache
def _opens() -> str:
    """The verb with which another clause opens right before a name, and all behind what joins it."""
    done = either([*project_stages()["word"].to_list(), "hoàn thành"])
    return rf"(?i)({JOINS}(?:[^\s,;]+\s){{0,8}}?(?:{done})\s{BETWEEN})$"


@of_rows
def with_governing(named: pl.DataFrame) -> pl.DataFrame:
    """Adds to named projects with their next: lead_text, what governs the name (the words before the first of the part,
    else the clause that opened last), and own_text, what is told behind it, without the clause that opens with the next.
    """
    gap = pl.col("part").str.slice(pl.col("name_end") - pl.col("from_"), pl.col("next") - pl.col("name_end"))
    same = ["s", "from_"]
    several = pl.len().over(same) > 1
    last = pl.col("next") >= pl.col("to")
    opened = pl.when(several & ~last).then(gap.str.extract(_opens()))
    named = named.sort("s", "from_", "start", "name_end").with_columns(_gap=gap, _opened=opened)
    lead = pl.col("part").str.slice(0, pl.col("lead"))
    opener = neighbours.before(pl.col("_opened"), *same)
    named = named.with_columns(
        _lead=lead, _opener=opener, _first=opener.is_null().cum_prod().over(same).cast(pl.Boolean)
    )
    # "sẽ hoàn thành cầu A và khởi công cầu B": the second is to come as well.
    ahead = coming(pl.col("_lead")) & ~pl.col("_opener").str.contains(DONE)
    own_lead = pl.concat_str(pl.when(ahead).then(pl.lit("sẽ ")).otherwise(pl.lit("")), "_opener")
    return named.with_columns(
        lead_text=pl.when(pl.col("joint").str.contains(ANEW))
        .then("joint")
        .when("_first")
        .then("_lead")
        .otherwise(own_lead.forward_fill().over(same)),
        own_text=pl.col("_gap").str.slice(
            0, pl.col("_gap").str.len_chars() - pl.col("_opened").str.len_chars().fill_null(0)
        ),
    ).drop("_gap", "_opened", "_lead", "_opener", "_first")
