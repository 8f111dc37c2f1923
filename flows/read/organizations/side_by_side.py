"""Departments and ministries told side by side behind one head: "các sở Y tế, Nội vụ", "Bộ Tài chính, Công Thương" (linguistics §13)."""

import polars as pl

from flows.letters import CAPITAL, FIGURE, LETTER
from flows.read.lexicon import Lexicon
from flows.read.name_borders import BEFORE_HEAD, fields
from flows.read.rules import of_rows
from flows.read.spans import find
from flows.read.vocabulary import Vocabulary

SPACE = rf"[ {BEFORE_HEAD}]"
BESIDE = r"(?:,| và|, và) "
# In lower case the head is one only behind "các": "cán bộ", "trụ sở" are none.
HEADS = {"department": "[Ss]ở", "ministry": "[Bb]ộ"}
COLUMNS = ["a", "s", "token", "surface", "own", "start", "end", "marked"]


@of_rows
def side_by_side(marked: pl.DataFrame, area: str, lexicon: Lexicon) -> pl.DataFrame:
    """The bodies that are told by their field alone: a, s, token, surface (as each would be told by itself), own (what
    stands in the text), start, end, marked. The first behind a head in the singular is told by itself already.

    `area` is the pattern of a place that completes the names.
    """
    told = {
        "department": fields(lexicon).pattern(marked["marked"]),
        "ministry": Vocabulary(lexicon.fields.filter("ministry")["word"], cased=False).pattern(
            marked["marked"]
        ),
    }
    return pl.concat([_of(marked, token, told[token], area) for token in HEADS])


def _of(marked: pl.DataFrame, token: str, field: str, area: str) -> pl.DataFrame:
    """The bodies of one head."""
    head = HEADS[token]
    several = rf"[Cc]ác{SPACE}{head}(?:, (?:ban, )?ngành)?:?"
    pattern = rf"(?:{several}|{head[1]}{head[-1]}){SPACE}(?i:{field})(?:{BESIDE}(?i:{field}))+(?:{area})?"
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
        surface=pl.concat_str(
            pl.lit("Sở " if token == "department" else "Bộ "),
            "surface",
            pl.col("list").str.slice(last) if token == "department" else pl.lit(""),
        ),
        start=(pl.col("_from") + pl.col("start")).cast(pl.UInt32),
        end=(pl.col("_from") + pl.col("end")).cast(pl.UInt32),
        _told=is_first & ~pl.col("list").str.contains("^[Cc]ác"),
    )
    return items.filter(~pl.col("_told"), pl.col("own").str.contains(f"^{CAPITAL}")).select(COLUMNS)
