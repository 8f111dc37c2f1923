"""Working meetings: named by with whom they were, and about what (linguistics §12)."""

import polars as pl

from flows.extract.events.borders import COLUMNS, DAY_TOLD
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read.rules import of_rows
from flows.read.spans import find

# "buổi làm việc trực tuyến với …", "buổi làm việc căng thẳng với …": how it went, before with whom.
HOW = rf"(?:\s{SMALL}+){{0,2}}"
WORKING = ["buổi làm việc", "cuộc làm việc"]
WITH_PEOPLE = [
    *WORKING,
    "buổi tiếp xúc cử tri",
    "cuộc tiếp xúc cử tri",
    "cuộc tiếp xúc với cử tri",
    "họp báo",
    "cuộc họp báo",
]  # that somebody "has"
# "buổi làm việc với Sở A về quỹ đất", "cuộc làm việc về cảng Bến Đá".
WITH_ABOUT = rf"(?i:với|giữa|cùng)\s.*{CAPITAL}.*\s(?i:về)\s|(?i:làm việc về)\s(?:\S+\s){{2,}}.*{CAPITAL}"
# On a day that is told: "buổi làm việc của Phó Thủ tướng A với tỉnh B", "buổi làm việc với Sở C", "… của lãnh đạo TP A với các
# doanh nghiệp vận tải", "… với lãnh đạo các bộ, ngành và 34 tỉnh".
ON_A_DAY = rf"^\S+ \S+ \S+{HOW} (?i:của|giữa)\s.*{CAPITAL}.*\s(?i:với|và)\s(?:.*{CAPITAL}|{SMALL}+\s{SMALL}+\s{SMALL}+)|^\S+ \S+ \S+{HOW} (?i:với|cùng)\s(?:{SMALL}+\s){{0,4}}(?:{CAPITAL}|[0-9]+\s{SMALL}|bộ, ngành)"
# "buổi làm việc với Sở A chiều 3/6 về …": the day stands within what is told of it.
THEN_ABOUT = r"^\s(?i:vào\s)?(?i:sáng|trưa|chiều|tối|ngày|hôm)\s[^,.;:]{2,20}\s(?i:về)\s"
# "Phóng viên có buổi làm việc với Công an quận A": a paper asks.
OF_PAPERS = r"(?:PV|[Pp]hóng viên)\s[^,.;]{0,60}$"
WITH_WHOM = rf"\s(?i:với|giữa|cùng)\s.*{CAPITAL}"
# "đã tiếp xúc cử tri quận A và B", "có cuộc tiếp xúc cử tri tại huyện C": known by where its voters live.
UNIT = r"(?i:quận|huyện|tỉnh|thành phố|TP\.?|thị xã|thị trấn|phường|xã)"
OF_NAME = rf"(?:{CAPITAL}{LETTER}+(?:\s{CAPITAL}{LETTER}+){{0,3}}|[0-9]{{1,2}})"
VOTERS = rf"(?:(?i:buổi|cuộc)\s)?(?i:tiếp xúc(?: với)? cử tri)(?:\s(?i:chuyên đề|định kỳ|trước kỳ họp|sau kỳ họp))?\s(?:(?i:tại|ở|của|các|hai)\s){{0,2}}{UNIT}\s?{OF_NAME}(?:(?:,|\svà|,\s{UNIT})\s(?:{UNIT}\s)?{OF_NAME}){{0,4}}"
NOT_MET = r"(?i)(?:sẽ|dự kiến|chuẩn bị|sau|trước|các|những|nhiều|kế hoạch|lịch|qua|khi|để|từ|từng|việc|công tác|hoạt động|kết quả|báo cáo|sau khi|ý kiến|kiến nghị)\s(?:[^,.;]{0,25}\s)?$"


@of_rows
def voters(told: pl.DataFrame) -> pl.DataFrame:
    """Meetings with voters, by the verb or the noun, whose day their sentence tells, as COLUMNS."""
    likely = told.filter(
        pl.col("sentence").str.contains_any(["iếp xúc cử tri", "iếp xúc với cử tri"]),
        pl.col("sentence").str.contains(DAY_TOLD),
    )
    rows = find(likely.select("s", "sentence"), VOTERS, "sentence").join(
        likely, on="s", how="left", maintain_order="left"
    )
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    return rows.with_columns(
        left=left,
        name="surface",
        noun=pl.lit("tiếp xúc cử tri"),
        token=pl.lit("plain"),
        event_kind=pl.lit("meeting"),
        rule=pl.lit("event_plain"),
    ).filter(~left.str.contains(NOT_MET)).select(COLUMNS)  # fmt: skip


def named_by_whom(day_told: pl.Expr) -> pl.Expr:
    """Whether a working meeting tells with whom it was, and about what or on which day (Boolean; true of what is none)."""
    name = pl.col("surface")
    none = ~pl.col("noun").is_in(WORKING).fill_null(False)
    whom = (
        name.str.contains(WITH_ABOUT)
        | (name.str.contains(ON_A_DAY) & day_told)
        | (name.str.contains(WITH_WHOM) & pl.col("right").str.contains(THEN_ABOUT))
    )
    return none | (whom & ~pl.col("left").str.contains(OF_PAPERS))
