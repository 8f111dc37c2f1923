"""Visits named after the visitor: "chuyến thăm Lào của Thủ tướng A" (linguistics §12)."""

import polars as pl

from flows.extract.events.borders import COLUMNS, DAY_TOLD
from flows.letters import CAPITAL, LETTER
from flows.read import Reading
from flows.read.rules import of_rows
from flows.read.spans import find

# "thăm chính thức Lào (của Thủ tướng A)"; without such a word a visit is named by whose it is: "chuyến thăm Lào của Thủ tướng A".
SORTS = r"(?i:chính thức|cấp nhà nước|hữu nghị)"
WORKING = r"(?:\s(?i:và làm việc|làm việc|hữu nghị|chính thức|cấp nhà nước|cấp cao))*"
TO = r"(?:\s(?i:tới|đến|tại|nước|cộng hòa|liên bang|vương quốc|hợp chúng quốc|thành phố|thủ đô|tỉnh|bang))*"
LAND = rf"\s{CAPITAL}[{LETTER}]*(?:\s{CAPITAL}[{LETTER}]*){{0,3}}"
# "chuyến thăm chính thức Lào ngày 3-5/9 của …": when it was, no part of its name.
WHEN = r"\s(?i:(?:từ )?ngày [0-9][^\s,;()]*(?: đến (?:ngày )?[0-9][^\s,;()]*)?|vừa qua|mới đây|lần này|sắp tới|tới đây)"
WHOSE = rf"(?:{WHEN})?\s(?i:của)\s(?:[^\s,.;:()“”]+\s){{0,6}}?{CAPITAL}[{LETTER}]*(?:\s{CAPITAL}[{LETTER}]*){{1,4}}"
VISITS = [
    rf"(?:(?i:chuyến)\s)?(?i:thăm){WORKING}\s{SORTS}(?:\s[0-9]{{1,2}}\s(?i:ngày))?(?:\s(?i:của)\s[^,.;:()“”]{{3,60}}?\s(?i:tới|đến|tại))?{TO}{LAND}(?:{WHOSE})?",
    rf"(?i:chuyến thăm){WORKING}{TO}{LAND}{WHOSE}",
    rf"(?i:chuyến thăm){WORKING}{WHOSE}\s(?i:tới|đến|tại){TO}{LAND}",
    rf"(?i:chuyến thăm){WORKING}{WHOSE}",
    rf"(?i:chuyến thăm){WORKING}{TO}{LAND}",
]
HALF = r"\s(?:Phó|Chủ|Thủ|Tổng|Bộ|Bí|Đại|Giám|Trưởng|Thứ|Ngoại|Quốc)$"  # the first half of an office
OF_HIM = r"\s(?i:ông|bà|mình|họ)\s(?:đến|tới|tại|sang)\s"  # "chuyến thăm của ông đến Trung Đông"
SAID = r"(?i)cho biết|cho hay|cho rằng|nói|khẳng định|nhấn mạnh|đánh giá|tin tưởng|thông báo|[;:]"
# "Trong khuôn khổ chuyến thăm chính thức Lào, chiều 3/9, Thủ tướng A": whose visit it is stands behind.
BEGINS = r"^(?i:trong(?: khuôn khổ| chương trình)?|nhân|tiếp tục(?: chương trình)?|bắt đầu|kết thúc)\s$"
NEAR = 60  # characters from a visit to whom it is told of
INVITED = r"(?i)(?:nhân dịp|mời|đề nghị|muốn|có thể|sau|trước|khi|nếu|từng|các|những)\s(?:[^,.;]{0,60}\s)?$"


def visits(told: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Visits named after the visitor: official and state visits whose day is told ("thăm chính thức Lào"), and any that
    tells whose it is ("chuyến thăm Lào của Thủ tướng A").
    """
    likely = told.filter(
        pl.col("sentence").str.contains_any(["huyến thăm", "thăm chính thức", "thăm cấp", "thăm hữu nghị"])
    )
    return _visited(likely, reading)


@of_rows
def _visited(likely: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    rows = find(likely.select("s", "sentence"), f"(?:{'|'.join(VISITS)})", "sentence").join(
        likely, on="s", how="left", maintain_order="left"
    )
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    named = pl.col("surface").str.contains(rf"{WHOSE}(?:$|\s)")
    rows = rows.with_columns(left=left, _named=named).filter(
        ~left.str.contains(INVITED),
        ~pl.col("surface").str.contains(HALF),
        ~pl.col("surface").str.contains(OF_HIM),
        pl.col("sentence").str.contains(DAY_TOLD) | named | left.str.contains(BEGINS),
    )
    visit = pl.col("surface").str.replace(r"^(?i:chuyến )?(?i:thăm)", "chuyến thăm").str.replace(WHEN, "")
    # Without such a word and whose it is only one that opens what its visitor does.
    told = pl.col("_named") | (
        pl.col("sentence").str.contains(DAY_TOLD) & pl.col("surface").str.contains(rf"\s{SORTS}")
    )
    rows = _by_whom(rows, reading).filter(told | pl.col("_opens"))
    return rows.with_columns(
        name=pl.concat_str(visit, pl.when(~pl.col("_named")).then(pl.lit(" của ") + pl.col("_visitor")).fill_null("")),
        noun=pl.lit("chuyến thăm"),
        token=pl.lit("visit"),
        event_kind=pl.lit("visit"),
        rule=pl.lit("event_visit"),
    ).select(COLUMNS)  # fmt: skip


@of_rows
def _by_whom(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds _opens and _visitor: whoever the clause tells of before the visit, else right behind a visit that opens the sentence."""
    people = reading.phrases.drop_nulls("person").select("s", "person", at="start", until="end")
    before = rows.sort("s", "start").join_asof(
        people.sort("s", "until"), left_on="start", right_on="until", by="s", check_sortedness=False
    )
    met = before.sort("s", "end").join_asof(
        people.select("s", next="person", next_at="at", next_until="until").sort("s", "next_at"),
        left_on="end", right_on="next_at", by="s", strategy="forward", check_sortedness=False,
    )  # fmt: skip
    gap = pl.col("sentence").str.slice(pl.col("until"), pl.col("start") - pl.col("until"))
    opens = pl.col("left").str.contains(BEGINS) & (pl.col("next_at") - pl.col("end") <= NEAR)

    def shown(person: str, at: str, until: str) -> pl.Expr:
        """The name as written with its office, the name alone where that stood in another sentence: "ông Nam"."""
        written = pl.col("sentence").str.slice(pl.col(at), pl.col(until) - pl.col(at))
        full = written.str.contains(rf"^{CAPITAL}") & written.str.ends_with(pl.col(person))
        return (
            pl.when(full)
            .then(written.str.extract(r"(?:^(?:Ông|Bà) )?([^,]+)$").str.strip_chars())
            .otherwise(person)
        )

    return met.with_columns(
        _opens=opens.fill_null(False),
        _visitor=pl.when(opens).then(shown("next", "next_at", "next_until"))
        .when(~gap.str.contains(SAID)).then(shown("person", "at", "until"))
    )  # fmt: skip
