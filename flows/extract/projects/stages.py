"""How far a project is: the furthest stage that the words about it tell (linguistics §15.1)."""

from functools import cache

import polars as pl

from flows.extract.reference_words import project_stages
from flows.read.rules import of_rows
from flows.read.vocabulary import either

# From the first thought to the end; of two stages told the later one holds.
ORDER = ["proposed", "approved", "registered", "started", "delayed", "suspended", "cancelled", "completed"]
# "dự kiến thông xe", "dự kiến khởi công tháng 9": when it is to be done or begun is foreseen, no longer whether.
ENDS_THEN = r"dự kiến\s(?:(?:sẽ|được|cơ bản|chính thức|sớm|vào|trong|cuối|đầu|giữa|năm|quý|tháng|[0-9]\S*)\s)*(?:hoàn thành|thông xe|về đích|khánh thành|hợp long|vận hành|đưa vào|đi vào|cán đích|bàn giao|thông tuyến|khởi công|động thổ)"
# "Dự án khởi công trong quý II/2024", told in March: not begun yet.
BEGUN_IN = r"(?:khởi công|động thổ)(?:\s[^\s,.;0-9]+){0,4}?\s(?:(?:quý (i{1,3}|iv|[1-4]))|(?:tháng |[0-9]{1,2}/)([0-9]{1,2}))(?:/|\s?-\s?|\snăm\s)(20[0-9]{2})"
QUARTERS = {"i": 1, "ii": 4, "iii": 7, "iv": 10, "1": 1, "2": 4, "3": 7, "4": 10}  # their first months
OVER = r"(?:^|\s)(?:vừa|đã|mới)\s"
# "đã hoàn thành phần xây lắp", "đã hoàn thành 60%": a part of it.
PARTLY = r"hoàn thành\s(?:(?:gần|hơn|khoảng|trên|được|xong|cơ bản|toàn bộ)\s)*(?:phần|[0-9]|giải phóng|thủ tục|công tác|hồ sơ|báo cáo|việc|(?:các )?hạng mục|(?:các )?thủ tục|thiết kế|quy hoạch|gói thầu)"
# "được tái khởi động sau 7 năm đắp chiếu": it is over.
RESUMED = r"(?:tái khởi động|khởi động lại|trở lại)"
STOOD_STILL = r"sau\s(?:[^\s,.;]+\s){1,4}?(?:năm|tháng|thời gian)\s(?:[^\s,.;]+\s){0,3}?[“\"]?(?:đắp chiếu|tạm dừng|tạm ngưng|đình trệ|dở dang|dừng thi công|chậm tiến độ)"
COMING = r"(?:sẽ|dự kiến|chuẩn bị|sắp|phấn đấu|chưa|chờ|sớm|không thể|mới|để|khi|nếu|đến khi|mục tiêu|nhằm|phải|cần|kế hoạch|phương án|quyết tâm|cam kết)"


@cache
def _ahead() -> str:
    """What is still to come: a word of the future and up to the stage it takes away."""
    words = project_stages().filter(pl.col("ahead") == "yes")["word"].to_list()
    return rf"(?:^|\s){COMING}\s[^,.;]{{0,60}}?(?:{either(words)}|hoàn thành)(?:,?[^,.;]{{0,25}}(?:{either(words)}))?"


@cache
def _in_year() -> str:
    """The year that is told right behind what is opened."""
    words = project_stages().filter(pl.col("ahead") == "yes")["word"].to_list()
    return rf"(?:{either(words)})[^,.;0-9]{{0,25}}(?:[0-9]{{1,2}}/)*(20[0-9]{{2}})"


@of_rows
def with_stage(rows: pl.DataFrame, text: str, year: str, today: str) -> pl.DataFrame:
    """Adds stage (null where the words tell none) from a text column; what is to be opened, or opened in a year after
    that of the article (a column, Int32), is not open yet, and what begins after its day (a column, Date) not begun.
    """
    words = project_stages()
    told = (
        pl.col(text)
        .str.to_lowercase()
        .str.replace_all(ENDS_THEN, "sẽ hoàn thành")
        .str.replace_all(PARTLY, " ")
    )
    resumed = told.str.contains(RESUMED)
    told = pl.when(resumed).then(told.str.replace_all(STOOD_STILL, " ")).otherwise(told)
    stage = pl.lit(None, pl.String)
    quarter, month, in_year = (told.str.extract(BEGUN_IN, n) for n in (1, 2, 3))
    first = pl.coalesce(
        quarter.replace_strict(QUARTERS, default=None, return_dtype=pl.Int8),
        month.cast(pl.Int8, strict=False),
    )
    begins = pl.when(first.is_between(1, 12)).then(pl.date(in_year.cast(pl.Int32), first, 1))
    told = (
        pl.when((begins > pl.col(today)).fill_null(False))
        .then(told.str.replace_all(BEGUN_IN, " "))
        .otherwise(told)
    )
    rows = rows.with_columns(_told=told, _now=told.str.replace_all(_ahead(), " "))
    for code in ORDER:
        of = words.filter(pl.col("stage") == code)
        ahead = of.filter(pl.col("ahead") == "yes")["word"].to_list()
        plain = of.filter(pl.col("ahead") == "no")["word"].to_list()
        met = pl.lit(False)
        for column, cues in (("_now", ahead), ("_told", plain)):
            if cues:
                met = met | pl.col(column).str.contains_any(cues)
        stage = pl.when(met).then(pl.lit(code)).otherwise(stage)
    done_in = pl.col("_now").str.extract(_in_year()).cast(pl.Int32)
    over = pl.col("_told").str.contains(OVER)
    to_come = ((stage == "completed") & (done_in > pl.col(year)) & ~over).fill_null(False)
    return rows.with_columns(stage=pl.when(~to_come).then(stage)).drop("_told", "_now")


def furthest(over: list[str]) -> pl.Expr:
    """The furthest stage among the rows of a group."""
    rank = pl.col("stage").replace_strict(
        {s: i for i, s in enumerate(ORDER)}, default=None, return_dtype=pl.Int32
    )
    return rank.max().over(over).replace_strict(dict(enumerate(ORDER)), default=None, return_dtype=pl.String)
