"""Strokes that a publisher lost (linguistics §0): "ngày 31 3 2023" is read as "ngày 31/3/2023", "47.300 đồng cổ phiếu" as "47.300 đồng/cổ phiếu",
letter for letter as long as it was.
"""

import polars as pl

from flows.letters import LETTER
from flows.read.rules import of_rows

LED = r"(?i:ngày|hôm|sáng|trưa|chiều|tối|đêm)"
AS_OF = rf"(?:{LED}|(?i:đến|từ|vào))"
DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
MONTH = r"(?:1[0-2]|0?[1-9])"
OF_A_YEAR = rf"({AS_OF} {DAY}) ({MONTH}) ((?:19|20)[0-9]{{2}})([^0-9]|$)"
CLOSED = rf"({LED} {DAY}) ({MONTH})(\s?[,.;:)](?:[^0-9]|$)|\s*$)"
OPEN = rf"({LED} {DAY}) ({MONTH})(\s[^\s0-9.,;:)])"  # "ngày 18 10 nhằm …", but also "ngày 5 3 ca mắc"
WITH_STROKES = r"[0-9]/[0-9]"
PER = rf"([0-9] (?:đồng|USD)) (cổ phiếu|cổ phần|cp|lít)([^{LETTER}]|$)"


@of_rows
def with_strokes(told: pl.DataFrame) -> pl.DataFrame:
    """Sentences (a, sentence) with strokes back where nothing else can be meant: in prices by what is bought, and between two
    numbers, a day and a month, that a year or a mark follows; where an article has several such days and no stroke between
    figures, also where words follow.
    """
    sentence = pl.col("sentence")
    sure = sentence.str.contains(OF_A_YEAR) | sentence.str.contains(CLOSED)
    rows = told.with_columns(sentence.str.replace_all(PER, "${1}/${2}${3}"), _sure=sure)
    if not rows["_sure"].any():
        return rows.drop("_sure")
    strokes = sentence.str.contains(WITH_STROKES).any()
    lost = (pl.col("_sure").sum().over("a") > 1) & ~strokes.over("a")
    closed = sentence.str.replace_all(OF_A_YEAR, "${1}/${2}/${3}${4}").str.replace_all(
        CLOSED, "${1}/${2}${3}"
    )
    return rows.with_columns(
        sentence=pl.when(lost).then(closed.str.replace_all(OPEN, "${1}/${2}${3}")).otherwise(closed)
    ).drop("_sure")
