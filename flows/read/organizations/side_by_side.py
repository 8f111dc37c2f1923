"""Departments and ministries told side by side behind one head: "các sở Y tế, Nội vụ", "Bộ Tài chính, Công Thương" (linguistics §13)."""

import polars as pl

from flows.letters import CAPITAL, FIGURE, LETTER
from flows.read.lexicon import Lexicon
from flows.read.name_borders import BEFORE_HEAD, fields, ministries
from flows.read.rules import of_rows
from flows.read.spans import find

SPACE = rf"[ {BEFORE_HEAD}]"
BESIDE = r"(?:,| và|, và) "
HEADS = {"department": "Sở", "ministry": "Bộ"}
COLUMNS = ["a", "s", "token", "surface", "own", "start", "end", "marked"]


@of_rows
def side_by_side(marked: pl.DataFrame, area: str, lexicon: Lexicon) -> pl.DataFrame:
    """The bodies that are told by their field alone: a, s, token, surface (as each would be told by itself), own (what
    stands in the text), start, end, marked. The first behind a head in the singular is told by itself already.

    `area` is the pattern of a place that completes the names.
    """
    told = marked["marked"]
    departments = _of(marked, "department", fields(lexicon).pattern(told), area)
    return pl.concat([departments, _of(marked, "ministry", ministries(lexicon).pattern(told), "")])


def _of(marked: pl.DataFrame, token: str, field: str, area: str) -> pl.DataFrame:
    """The bodies of one head."""
    head = HEADS[token]
    # In lower case the head is one only behind "các": "cán bộ", "trụ sở" are none.
    several = rf"[Cc]ác{SPACE}(?:{head}|{head.lower()})(?:, (?:ban, )?ngành)?:?"
    pattern = rf"(?:{several}|{head}){SPACE}(?i:{field})(?:{BESIDE}(?i:{field}))+(?:{area})?"
    lists = find(marked.with_columns(_text="marked"), pattern, "_text", words=True)
    lists = lists.rename({"surface": "list", "start": "_from", "end": "_until"}).with_row_index("_list")
    lists = lists.filter(
        ~pl.col("marked").str.slice(pl.col("_until"), 3).str.contains(rf"^ ?{CAPITAL}|^[{LETTER}{FIGURE}]")
    )
    items = find(lists.with_columns(_text="list"), f"(?i:{field})", "_text", words=True).sort(
        "_list", "start"
    )
    last = pl.col("end").max().over("_list")
    is_first = pl.col("start") == pl.col("start").min().over("_list")
    items = items.with_columns(
        own="surface",
        token=pl.lit(token),
        surface=pl.concat_str(pl.lit(f"{head} "), "surface", pl.col("list").str.slice(last)),
        start=(pl.col("_from") + pl.col("start")).cast(pl.UInt32),
        end=(pl.col("_from") + pl.col("end")).cast(pl.UInt32),
        _told=is_first & ~pl.col("list").str.contains("^[Cc]ác"),
    )
    return items.filter(~pl.col("_told"), pl.col("own").str.contains(f"^{CAPITAL}")).select(COLUMNS)
