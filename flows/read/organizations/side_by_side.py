"""Bodies told side by side behind one head: "các sở Y tế, Nội vụ", "UBND hai tỉnh Lai Châu và Lào Cai" (linguistics §13)."""

import polars as pl

from flows.letters import CAPITAL, FIGURE, LETTER
from flows.read.lexicon import Lexicon
from flows.read.name_borders import BEFORE_HEAD, IN_PLACE, fields, ministries
from flows.read.rules import of_rows
from flows.read.spans import find

SPACE = rf"[ {BEFORE_HEAD}]"
BESIDE = r"(?:,| và|, và) "
# "UBND các tỉnh A, B và C": one head, one unit, a place each.
OF_AREAS = r"(?:UBND|[UỦ][yỷ] ban nhân dân|HĐND|Hội đồng nhân dân) (?:các|cả hai|hai|ba|bốn|năm|[0-9]{1,2}) (?:tỉnh|thành phố|huyện|quận|thị xã|phường|xã)"
A_PLACE = rf"{CAPITAL}[{LETTER}{IN_PLACE}]*(?: {CAPITAL}[{LETTER}{IN_PLACE}]*){{0,3}}"
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
    return pl.concat(
        [departments, _of(marked, "ministry", ministries(lexicon).pattern(told), ""), _of_areas(marked)]
    )


def _of_areas(marked: pl.DataFrame) -> pl.DataFrame:
    """Committees and councils of several areas, a body each: what stands in the text is its place, with the head for the first."""
    likely = marked.filter(pl.col("marked").str.contains(OF_AREAS))
    pattern = rf"{OF_AREAS}:? {A_PLACE}(?:{BESIDE}{A_PLACE})+"
    lists = find(likely.with_columns(_text="marked"), pattern, "_text", words=True)
    lists = lists.rename({"surface": "list", "start": "_from", "end": "_until"}).with_row_index("_list")
    head = pl.col("list").str.extract(rf"^({OF_AREAS}:?) ")
    lists = lists.with_columns(
        _head=head.str.extract(r"^(.+?) (?:các|cả hai|hai|ba|bốn|năm|[0-9]+) "),
        _unit=head.str.extract(r"([^0-9 :]+(?: phố| xã)?):?$"),
        _places=pl.col("list").str.slice(head.str.len_chars() + 1),
        _at=(pl.col("_from") + head.str.len_chars() + 1),
    )
    items = find(lists.with_columns(_text="_places"), A_PLACE, "_text", words=True).sort("_list", "start")
    return items.with_columns(
        own="surface",
        token=pl.lit("committee"),
        surface=pl.concat_str("_head", pl.lit(" "), "_unit", pl.lit(" "), "surface"),
        start=(pl.col("_at") + pl.col("start")).cast(pl.UInt32),
        end=(pl.col("_at") + pl.col("end")).cast(pl.UInt32),
    ).select(COLUMNS)


def _of(marked: pl.DataFrame, token: str, field: str, area: str) -> pl.DataFrame:
    """The bodies of one head."""
    head = HEADS[token]
    # In lower case the head is one only behind "các": "cán bộ", "trụ sở" are none.
    several = rf"[Cc]ác{SPACE}(?:{head}|{head.lower()})(?:, (?:ban, )?ngành)?:?"
    pattern = rf"(?:{several}|{head}){SPACE}(?i:{field})(?:{BESIDE}(?i:{field}))+(?:{area})?"
    led = [cue for gap in SPACE[1:-1] for cue in (f"{head}{gap}", f"ác{gap}{head}", f"ác{gap}{head.lower()}")]
    likely = marked.filter(pl.col("marked").str.contains_any(led))
    lists = find(likely.with_columns(_text="marked"), pattern, "_text", words=True)
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
