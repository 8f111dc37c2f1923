"""Offices that are over, as their article tells: "khi còn là Chủ tịch tỉnh", "dưới thời Tổng thống A", "100 năm ngày sinh đồng chí B"."""

import polars as pl

from flows.read import Reading
from flows.read.people.holders import NO_LONGER
from flows.read.rules import of_rows

# What stands right before an office and its holder that is over.
WHILE = rf"(?i)(?:^|[\s,(“])(?:{NO_LONGER} (?:là|làm|giữ chức|giữ chức vụ)|(?:trong|suốt) thời gian (?:\S+ ){{0,3}}?(?:giữ|đảm nhiệm|đảm nhận) [^.;:“”]{{0,80}}?|(?:thời gian|giai đoạn)(?: còn)? (?:làm|là|giữ chức|giữ chức vụ)|phế truất|lật đổ|ám sát|sa thải|bãi nhiệm)\s?$"
# "Lúc vụ việc xảy ra năm 2018, ông | A là Giám đốc", "trước ngày 1/7, bà | B là Phó Bí thư": what he was at that time.
UNTIL = r"(?:trước (?:đây|đó)|(?:trước|(?:cho |tính )?đến (?:hết|trước))(?: (?:hết|cuối|đầu|giữa|thời điểm))* (?:ngày|tháng|quý|năm))"
THEN = rf"(?i)(?:^|[,;:“]\s?)(?:(?:(?:vào |tại )?thời điểm|lúc|trước khi|trước lúc)\s[^;.:]{{3,80}}?|{UNTIL}[^;.:,]{{0,40}}),?\s(?:ông|bà|anh|chị|đồng chí)\s$|(?i)(?:^|\s)(?:giai đoạn|thời gian|thời kỳ)\s(?:ông|bà|anh|chị|đồng chí)\s$|(?:^|[.;“]\s?)Trước khi\s[^;.:,]{{3,60}},\s$"
NOW = r"(?i)thời điểm (?:này|hiện)|lúc này|\s(?:tới|sắp tới)(?:\s|,)"
WAS = r"^[^,;]*?\s(?:đang |vẫn |còn )?(?:là|làm|giữ|đảm nhiệm|đảm nhận|đương chức)\s"
# "dưới thời Tổng thống A": past where the article tells nothing else of him in that office.
TIME_OF = r"(?i)(?:^|\s)(?:(?:dưới|từ|vào|hồi) (?:thời|nhiệm kỳ)(?: kỳ)?|thời)(?: của)?(?: các)?\s$"
# "Năm 1963, Tổng tư lệnh A": told of a century that is over.
CENTURY = r"(?:^|[.;]\s)(?i:(?:vào|từ|đến|đầu|cuối|giữa)\s)*(?i:(?:ngày|tháng)\s[0-9/\-]+(?:,|\s)\s?)*(?i:năm)\s1[0-9]{3},\s$"
# "Tại đại hội năm 2009, Giám đốc A", told years later: past where the article does not call him so of its own time.
YEAR = r"^(?:(?i:tại|trong|vào|hồi|từ|ngày|tháng|cuối|đầu|giữa|sáng|chiều)\s(?:[^,.;]{0,40}\s)?)?(?i:năm|[0-9]{1,2}[/-])\s?((?:19|20)[0-9]{2})(?:\s[^,.;:]{0,40})?[,:]\s"
YEARS_AGO = 3
# "Giai đoạn 2015-2020, bà | A giữ chức …", "Từ tháng 5/2015 đến năm 2020, …", "… Chủ tịch huyện B | (nhiệm kỳ 2011-2016)": over where the
# period's last year is.
POINT = r"(?:(?:ngày|tháng|năm|cuối|đầu|giữa) )*(?:[0-9]{1,2}[/.-]){0,2}"
YEARS = rf"(?:19|20)[0-9]{{2}}\s?(?:[-–]|đến(?: hết)?)\s?{POINT}"
PERIOD = rf"(?:(?:giai đoạn|nhiệm kỳ|thời kỳ|khóa)(?: từ)?|từ) {POINT}(?:{YEARS}(?:19|20)[0-9]{{2}}(?:,| và|;) (?:nhiệm kỳ |giai đoạn )?)*{YEARS}((?:19|20)[0-9]{{2}})"
IN_PERIOD = rf"(?i)(?:^|[.;:“] ?)(?:trong |ở |tại |vào )?{PERIOD}[^,;.:]{{0,20}}, (?:ông |bà |đồng chí )?$"
OF_PERIOD = rf"(?i)^(?:,? \(?|, ?)(?:trong |ở )?(?:khóa [IVXL0-9]+(?:,|;)? )?{PERIOD}(?:[^0-9-]|$)"
# Bodies that are themselves made for a period.
FOR_PERIOD = r"^(?:Ban Chỉ đạo|Ban [Đđ]iều|Tổ|Chương trình|Dự án|Ban Quản lý|Hội đồng (?:[^nt]|t[^h]))"
# Days that are kept in memory of somebody.
REMEMBERED = [
    "gày sinh",
    "gày mất",
    "ễ viếng",
    "ang lễ",
    "ễ tang",
    "ưởng niệm",
    "an táng",
    "từ trần",
    "qua đời",
    "ặc niệm",
]
IN_MEMORY = r"(?i)(?:ngày (?:sinh|mất)|lễ viếng|tang lễ|lễ tang|lễ truy điệu|tưởng niệm|mặc niệm|an táng)(?: của| cố| đồng chí| đại biểu| ông| bà| nhà [^\s,.;]+ [^\s,.;]+| đại tướng| thượng tướng| trung tướng| thiếu tướng| (?:nguyên )?(?:phó )?(?:tổng bí thư|chủ tịch|thủ tướng|bộ trưởng)(?: nước| quốc hội| chính phủ)?)*\s$"
DIED = r"^(?:\s\([^()]*\))?(?:,[^,.;]{0,70},)?\s(?:đã |vừa |mới )*(?:qua đời|từ trần|tạ thế)(?:[\s,.]|$)"
RELATIVE = (
    r"(?i)(?:^|\s)(?:mẹ|vợ|cha|bố|chồng|con|con trai|con gái|em|anh|chị)(?: của)?(?: (?:ông|bà|anh|chị))?\s$"
)
SPEAKS = r"^,? (?:(?:đã|cũng|vừa) )?(?:cho biết|cho hay|thông tin|nói|chia sẻ|khẳng định|nhấn mạnh|phát biểu|trả lời|báo cáo|xác nhận|đánh giá|đề nghị|yêu cầu)[ ,:]"
NEAR = 110  # characters before the office that are looked at


@of_rows
def past(held: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The rows of observations with tenure `former` where the office is over: a, s, sentence, start, end, person, title,
    organization, tenure, change, rule and others.
    """
    left = pl.col("sentence").str.slice(0, pl.col("start")).str.slice(-NEAR)
    held = held.join(
        reading.articles.select("a", _now=pl.col("anchor_on").dt.year()),
        on="a",
        how="left",
        maintain_order="left",
    )
    # "Từ năm 2021, ông A giữ chức B": since then he has it.
    words = pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    since = pl.col("sentence").str.starts_with("Từ ") & words.str.contains(WAS)
    told_of = pl.when(~since).then(pl.col("sentence").str.extract(YEAR).cast(pl.Int32))
    long_ago = (told_of <= pl.col("_now") - YEARS_AGO).fill_null(False)
    held = held.with_columns(
        _time=left.str.contains(TIME_OF) | long_ago,
        _over=left.str.contains(WHILE) | left.str.contains(CENTURY) | _was_then(left) | _of_old(left),
    )
    same = ["a", "person", "title"]
    held = held.join(_remembered(held, reading), on=same, how="left", maintain_order="left")
    current, former = pl.col("tenure") == "current", pl.col("tenure") == "former"
    # "Tổng Bí thư A, nguyên Tổng Bí thư: B, C": the second title is of whom it stands before.
    both = current.any().over("s", "person", "title", "organization")
    held = held.filter(~(former & both))
    otherwise = (current & ~pl.col("_time") & ~pl.col("_over")).any().over(same)
    # Who is once told with "nguyên" holds that office no longer, though the article calls him by it elsewhere.
    one_body = pl.col("organization").drop_nulls().n_unique().over(same) <= 1
    told = former.any().over(same) & one_body & pl.col("change").is_null().all().over(same)
    over = pl.col("_over") | (pl.col("_time") & ~otherwise) | pl.col("_dead").fill_null(False) | told
    return held.with_columns(
        tenure=pl.when(current & over & pl.col("change").is_null()).then(pl.lit("former")).otherwise("tenure")
    ).drop("_time", "_over", "_dead", "_now")


def _was_then(left: pl.Expr) -> pl.Expr:
    """Whether an office is told with the time at which its holder had it; `left` stands before both."""
    words = pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    named_first = pl.col("rule") != "position_before_name"
    return named_first & left.str.contains(THEN) & ~left.str.contains(NOW) & words.str.contains(WAS)


def _of_old(left: pl.Expr) -> pl.Expr:
    """Whether an office is told with a period of years that is over; `left` stands before it and its holder."""
    words = pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    named_first = pl.col("rule") != "position_before_name"
    ahead = pl.when(named_first & words.str.contains(WAS)).then(left.str.extract(IN_PERIOD))
    body = pl.col("organization").str.contains(FOR_PERIOD).fill_null(False)
    right = pl.col("sentence").str.slice("end", NEAR)
    # "…, Giám đốc Sở B, giai đoạn 2016-2020 tỉnh xây 12 trạm": said of what follows.
    behind = pl.when(named_first & ~body & ~right.str.contains("^, (?:giai|thời|trong|ở|từ)")).then(
        right.str.extract(OF_PERIOD)
    )
    return (pl.coalesce(ahead, behind).cast(pl.Int32) < pl.col("_now")).fill_null(False)


def _remembered(held: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The offices of whom an article remembers as dead: a, person, title, _dead (true).

    His namesake speaks in an office of his own, which is not told with the death.
    """
    likely = reading.sentences.select("a", "s", "sentence").filter(
        pl.col("sentence").str.contains_any(REMEMBERED)
    )
    met = likely.join(held.select("a", "person").unique(), on="a").filter(
        pl.col("sentence").str.contains(pl.col("person"), literal=True)
    )
    parts = pl.col("sentence").str.splitn(pl.col("person"), 2).struct
    ahead, behind = parts[0].str.slice(-NEAR), parts[1]
    died = behind.str.contains(DIED) & ~ahead.str.contains(RELATIVE)
    dead = met.filter(ahead.str.contains(IN_MEMORY) | died).select("a", "s", "person").unique()
    theirs = held.join(dead, on=["a", "person"], how="semi").select(
        "a", "s", "person", "title", "sentence", "end", "tenure"
    )
    told = theirs.join(dead, on=["a", "s", "person"], how="semi")
    speaks = theirs.filter(
        pl.col("tenure") == "current", pl.col("sentence").str.slice("end", 30).str.contains(SPEAKS)
    )
    namesake = speaks.join(told, on=["a", "person"], how="semi").join(
        told, on=["a", "person", "title"], how="anti"
    )
    return (
        theirs.select("a", "person", "title").unique().join(namesake, on=["a", "person", "title"], how="anti")
    ).with_columns(_dead=pl.lit(True))
