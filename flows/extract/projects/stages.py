"""How far a project is: the furthest stage that the words about it tell (linguistics §15.1)."""

from functools import cache

import polars as pl

from flows.extract.reference_words import project_stages
from flows.read.rules import of_rows
from flows.read.vocabulary import either

# From the first thought to the end; of two stages told the later one holds.
ORDER = ["proposed", "approved", "registered", "started", "delayed", "suspended", "cancelled", "completed"]
# "Dự kiến quý II, tỉnh khánh thành …": an adverbial that opens a clause governs it beyond its comma.
FORESEEN = r"(^|[,;.:]\s)(?:(?:theo )?(?:dự kiến|kế hoạch|lộ trình)|dự tính)(?:\s[^\s,;.]+){0,8},\s"
# "lẽ ra thông xe từ năm 2024": it was not; "từng được hứa khánh thành dịp Tết": whether it was, nobody tells.
SHOULD = r"(?:lẽ ra|đáng lẽ|đáng lý|đáng ra)\s(?:[^,.;]|[0-9]\.[0-9]){0,60}?"
ONCE = r"từng\s(?:được\s)?(?:hứa|hẹn|dự kiến|cam kết|lên kế hoạch|đặt mục tiêu)\s[^,.;]{0,60}?"
SPAN_OF_TIME = r"[0-9][0-9,.]*\s?(?:%|tháng|ngày|tuần|năm|quý|điểm phần trăm)"
NOT_LATE = r"(?:không|tránh|nếu|hạn chế)\s(?:để\s|bị\s|được\s|xảy ra\s)?(?:chậm|trễ|lùi|gia hạn)"
# "kiến nghị tạm dừng 20 dự án", "có thể bị thu hồi": nothing is stopped yet.
MAY_STOP = r"(?:kiến nghị|đề nghị|đề xuất|nguy cơ|có thể|xem xét|nếu|sẽ|tránh|không)\s(?:[^\s.;]+\s){0,4}?(?:tạm dừng|tạm ngừng|tạm ngưng|dừng thi công|ngừng thi công|đình chỉ|bị thu hồi|thu hồi|chấm dứt hoạt động|chấm dứt dự án|hủy bỏ|huỷ bỏ)"
# "dở dang rồi bị thu hồi đầu năm", but "sổ đỏ bị thu hồi", "hộ dân bị thu hồi đất".
REVOKED = r"((?:dự án|công trình|chủ trương|và|nhưng|song|đã|vừa|rồi)\s(?:đã |vừa |từng )?)bị thu hồi([,.;]|$|\s(?:vào|từ|hồi|đầu|cuối|giữa|năm|tháng|ngày|trong|sau|do|vì|theo|vĩnh viễn|hoàn toàn)\s)"
THINGS = r"(?:đất|sổ đỏ|giấy chứng nhận|tiền|tài sản|diện tích|bằng|thẻ|giấy phép)(?:\s[^\s,.;]+){0,3}\s(?:và|đã|vừa|từng)?\s?bị thu hồi"
AGAIN = r"thông xe (?:trở )?lại"  # after a jam
# "dời sang quý III", no "di dời tới 90 hộ": households are moved, and so many of them are no time.
PUT_OFF = r"(?:^|[^i]\s|[^d\s]i\s)dời"
A_TIME = r"[0-9]{1,2}/[0-9]|[0-9]{1,2}[.-][0-9]{1,2}[.-]20[0-9]{2}|[0-9]{1,2}-[0-9]{1,4}\s?(?:[,.;)]|$)|20[0-9]{2}\s?(?:[,.;)]|$)"
# "chậm 6,5% so với kế hoạch", "nay lùi sang quý III", "được gia hạn thêm 8 tháng", "chưa thể thông xe như kế hoạch".
LATE = (
    rf"(?:chậm|trễ)\s(?:(?:hơn|gần|khoảng|tới|trên|đến)\s)*{SPAN_OF_TIME}"
    rf"|(?:lùi|{PUT_OFF})\s(?:(?:lại|thời gian|thời hạn|thời điểm|tiến độ|ngày|mốc|lịch|hạn)\s(?:[^\s,.;]+\s){{0,4}}?)?(?:đến|sang|tới|lại)\s(?:cuối|đầu|giữa|hết|sau|quý|tháng|năm|ngày|{A_TIME})"
    rf"|gia hạn\s(?:(?:thời gian|thời hạn|tiến độ)\s(?:[^\s,.;]+\s){{0,4}}?)?thêm\s(?:(?:hơn|gần|khoảng)\s)?{SPAN_OF_TIME}"
)
AS_PLANNED = r"(?:như|đúng|kịp)\s(?:kế hoạch|hạn|hẹn|tiến độ|thời hạn|dự kiến|cam kết|lịch)"
# "hoàn thành ngày 28/8/2026", told in October: done. "thời gian hoàn thành tháng 8/2026": so it was planned.
DONE_ON = r"(?:^\s*|(\S+)[\s,]+)hoàn thành\s(?:(?:vào|từ|trong|hôm)\s)?(?:ngày\s([0-9]{1,2})/|tháng\s)([0-9]{1,2})[/-](20[0-9]{2})"
PLANNED = ["gian", "hạn", "điểm", "độ", "mốc", "ngày", "lịch", "việc", "đồng", "kế", "hoạch", "tiêu", "đấu"]  # "thời gian", "thời hạn", …  # fmt: skip
# "huyện yêu cầu nhà thầu hoàn thành tháng 8/2026": asked for, and nobody tells whether it was done.
ASKED = r"(?:^|\s)(?:yêu cầu|đề nghị|chỉ đạo|đôn đốc|giao|hứa|hẹn)\s+(?:[^\s,.;]+\s+){0,8}?hoàn thành\s"
# "hoàn thành tháng 8/2026 nhưng nay mới đạt 60%".
NOT_DONE = r"hoàn thành\s.*(?:(?:nhưng|song|mà|đến nay|hiện|tuy nhiên)\s[^.;]{0,60}?(?:chưa|không|mới|chỉ|còn|dở dang)|mới (?:đạt|được)|(?:vẫn|còn) chưa)(?:\s|[,.;]|$)"
# "dự kiến thông xe", "dự kiến khởi công tháng 9": when it is to be done or begun is foreseen, no longer whether.
ENDS_THEN = r"dự kiến\s(?:(?:sẽ|được|cơ bản|chính thức|sớm|vào|trong|cuối|đầu|giữa|năm|quý|tháng|[0-9]\S*)\s)*(?:hoàn thành|thông xe|về đích|khánh thành|hợp long|vận hành|đưa vào|đi vào|cán đích|bàn giao|thông tuyến|khởi công|động thổ)"
# "Dự án khởi công trong quý II/2024", told in March: not begun yet.
BEGUN_IN = r"(?:khởi công|động thổ)(?:\s[^\s,.;0-9]+){0,4}?\s(?:(?:quý (i{1,3}|iv|[1-4]))|(?:tháng |[0-9]{1,2}/)([0-9]{1,2}))(?:/|\s?-\s?|\snăm\s)(20[0-9]{2})"
QUARTERS = {"i": 1, "ii": 4, "iii": 7, "iv": 10, "1": 1, "2": 4, "3": 7, "4": 10}  # their first months
OVER = r"(?:^|\s)(?:vừa|đã|mới)\s"
# "đã hoàn thành phần xây lắp", "đã hoàn thành 60%": a part of it.
PARTLY = r"hoàn thành\s(?:(?:xây dựng|thi công|đầu tư|gần|hơn|khoảng|trên|được|xong|cơ bản|toàn bộ)\s)*(?:phần|[0-9]|giải phóng|thủ tục|công tác|hồ sơ|báo cáo|việc|(?:các )?hạng mục|(?:các )?thủ tục|thiết kế|quy hoạch|gói thầu)"
# "được tái khởi động sau 7 năm đắp chiếu": it is over.
RESUMED = r"(?:tái khởi động|khởi động lại|trở lại)"
STOOD_STILL = r"sau\s(?:[^\s,.;]+\s){1,4}?(?:năm|tháng|thời gian)\s(?:[^\s,.;]+\s){0,3}?[“\"]?(?:đắp chiếu|tạm dừng|tạm ngưng|đình trệ|dở dang|dừng thi công|chậm tiến độ)"
COMING = r"(?:sẽ|dự kiến|chuẩn bị|sắp|phấn đấu|chưa|chờ|sớm|không thể|mới|để|khi|nếu|đến khi|mục tiêu|nhằm|phải|cần|kế hoạch|phương án|quyết tâm|cam kết)"


WILL = r"(?:sẽ|dự kiến|chuẩn bị|sắp|phấn đấu|mục tiêu|phải|cần|kế hoạch|quyết tâm|cam kết|để|nhằm|nếu)"  # of all that follows
# "mới khởi công ngày 20/8" is of late, "đến năm sau mới khởi công" is not.
NO_SOONER = r"(?:đến|tới|phải|sang|sau|mãi|khi|thì|chờ|dự kiến|sẽ)\s[^.;]{0,80}?\smới\s"


@cache
def _done() -> str:
    """What is done to a project, once it is no longer to come."""
    return either([*project_stages().filter(pl.col("ahead") == "yes")["word"].to_list(), "hoàn thành"])


@cache
def _ahead(coming: str = COMING) -> str:
    """What is still to come: a word of the future and up to the stage it takes away."""
    words = project_stages().filter(pl.col("ahead") == "yes")["word"].to_list()
    return rf"(?:^|\s){coming}\s[^,.;]{{0,60}}?(?:{_done()})(?:,?[^,.;]{{0,25}}(?:{either(words)}))?"


@cache
def _missed() -> str:
    """What should have been done, or could not be as planned, up to the word for it."""
    done = rf"(?:{_done()}|xong)"
    return (
        rf"{SHOULD}{done}|(?:chưa|không) (?:thể|kịp)\s[^,.;]{{0,30}}?{done}[^,.;]{{0,30}}?{AS_PLANNED}|{LATE}"
    )


@cache
def _untold() -> str:
    """What was once promised, or came "mãi đến tháng 12 mới": how far it is now, these words do not tell."""
    return rf"{SHOULD}.*\smới\s(?:{_done()})|{ONCE}(?:{_done()})|{NOT_LATE}|{MAY_STOP}|{THINGS}|{AGAIN}"


def coming(text: pl.Expr) -> pl.Expr:
    """Whether what a text begins is still to come: "tỉnh sẽ hoàn thành"."""
    return text.str.to_lowercase().str.replace_all(FORESEEN, "${1}sẽ ").str.contains(_ahead(WILL))


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
    told = pl.col(text).str.to_lowercase().str.replace_all(FORESEEN, "${1}sẽ ")
    told = told.str.replace_all(_untold(), " ").str.replace_all(_missed(), " chậm tiến độ ")
    told = told.str.replace_all(REVOKED, "${1}thu hồi dự án${2}")
    told = (
        pl.when(told.str.contains(NO_SOONER))
        .then(told)
        .otherwise(told.str.replace_all(rf"mới (?:được )?({_done()})", "vừa ${1}"))
    )
    rows = _done_on(rows.with_columns(_told=told), today)
    told = pl.col("_told").str.replace_all(ENDS_THEN, "sẽ hoàn thành").str.replace_all(PARTLY, " ")
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


def _done_on(rows: pl.DataFrame, today: str) -> pl.DataFrame:
    """Rows whose _told says of what was done on a day, or in a month, that is over that it was."""
    told = pl.col("_told")
    before, *on = (told.str.extract(DONE_ON, n) for n in (1, 2, 3, 4))
    day, month, year = (n.cast(pl.Int32, strict=False) for n in on)
    # A month without a day is over with its last.
    first = pl.date(year, month.clip(1, 12), 1)
    ended = pl.min_horizontal(
        first + pl.duration(days=day.fill_null(31).clip(1, 31) - 1), first.dt.month_end()
    )
    over = (ended <= pl.col(today)) & ~before.fill_null("").is_in(PLANNED)
    over &= ~told.str.contains(ASKED) & ~told.str.contains(NOT_DONE)
    done = told.str.replace(DONE_ON, "${1} đã hoàn thành ")
    return rows.with_columns(_told=pl.when(over.fill_null(False)).then(done).otherwise(told))


def furthest(over: list[str]) -> pl.Expr:
    """The furthest stage among the rows of a group."""
    rank = pl.col("stage").replace_strict(
        {s: i for i, s in enumerate(ORDER)}, default=None, return_dtype=pl.Int32
    )
    return rank.max().over(over).replace_strict(dict(enumerate(ORDER)), default=None, return_dtype=pl.String)
