"""Events known by their name alone, of which no sentence needs to say that they are held (linguistics §12)."""

from functools import cache

import polars as pl

from flows.extract.events.borders import COLUMNS, DAY_TOLD, YEAR, cut, pattern_of
from flows.letters import CAPITAL, SMALL
from flows.read.rules import of_rows
from flows.read.spans import find, without_overlap

# What stands before a name within what is told of another event, the name, and what makes it one of its kind.
LEADS = r"(?:về|khai mạc|bế mạc|giới thiệu|công bố|thông tin về|chuẩn bị|phục vụ|và|,)\s(?:chương trình\s|sự kiện\s)?"
NAME = r"[^“”\".;:(),]+?"
NUMBERED = rf"(?:lần thứ [^\s,.;:()“”]+|(?:năm\s)?{YEAR}(?:\s?[-–]\s?{YEAR})?)"
NAMED_WORDS = [
    "lần thứ ",
    "“",
    '"',
    " 19",
    " 20",
    "ễ khởi",
    "ễ động",
    "ễ khánh",
    "ễ thông",
    "ễ hợp",
    "ễ đặt",
    "ễ gắn",
    "ễ cắt",
    "ượng đỉnh",
    "ấp cao",
]
# Works are begun and opened once; of these kinds each has its number, its year or its name.
ONCE = ["groundbreaking", "inauguration"]
IN_A_ROW = ["conference", "forum", "fair", "exhibition", "festival", "seminar", "contest"]
BY_PROPER_NAME = ["conference", "forum", "seminar"]
BEFORE_NAME = r"(?i:thượng đỉnh|cấp cao|đặc biệt|quốc tế|toàn cầu|các|nước|bộ trưởng|ngoại trưởng|lãnh đạo)"
SUMMIT = r"(?i:(?:thượng đỉnh|cấp cao)(?: đặc biệt)?)"
PROPER = rf"{CAPITAL}[^\s,.;:()“”]*(?:\s(?:[-–&]\s)?(?:{CAPITAL}[^\s,.;:()“”]*|[0-9]+|châu|và))*"
ATTENDED = r"(?i)(?:dự|tham gia|tại|ở|khuôn khổ|bên lề|nhân|nhân dịp|trước thềm|kể từ|chủ trì|tổ chức|đăng cai|diễn ra|khai mạc|bế mạc)\s(?:(?:sự kiện|buổi|cuộc)\s)?$"
MEETING = r"(?i:đhđcđ|đhcđ|đại hội đồng cổ đông|đại hội cổ đông)"
CONGRESS = rf"{MEETING}\s(?i:thường niên|bất thường)"
# "ĐHĐCĐ thường niên 2023 của CTCP Gỗ A": the shareholders of a firm meet once a year.
CONGRESS_OF_YEAR = rf"{MEETING}(?:\s(?i:thường niên|bất thường))?(?:\slần (?:thứ )?[0-9]+)?\s(?:năm\s)?{YEAR}(?:\scủa\s(?:(?:Chứng khoán|Ngân hàng|Tập đoàn|Tổng công ty|Công ty)\s)?(?:{SMALL}+\s){{0,3}}{CAPITAL}[^\s,.;:()“”]*(?:\s(?:[-–&]\s)?{CAPITAL}[^\s,.;:()“”]*)*)?"
AT_CONGRESS = r"(?i)(?:tại|từ|ở|trong|đến|phiên họp|cuộc họp|[,:]|^)\s?(?:kỳ\s|cuộc\s|phiên\s)?(?:họp\s)?$"
# "Hội nghị … về biến đổi khí hậu (COP26)": what a row calls its nth for short, which ends the name.
NUMBERED_SHORT = r"\s\([A-ZĐ]{2,}[\s-]?[0-9]{2}\)"
# "Vietnam Motor Show 2017": in English the noun stands behind, and the year makes it one of its row.
ENGLISH = {
    "forum": "forum", "dialogue": "forum", "summit": "conference", "conference": "conference", "congress": "congress", "symposium": "seminar",
    "competition": "contest", "contest": "contest", "challenge": "contest", "hackathon": "contest", "marathon": "contest",
    "expo": "exhibition", "exhibition": "exhibition", "show": "exhibition", "fair": "fair", "festival": "festival",
}  # fmt: skip
IN_ENGLISH = (
    rf"(?:[A-Z][A-Za-z0-9&'’-]*\s){{1,6}}(?:{'|'.join(noun.capitalize() for noun in ENGLISH)})\s{YEAR}"
)
# "Biển Xanh Cup 2027 khởi tranh ngày 3/6", "Techfest 2026 diễn ra từ 4 đến 6/9": a name of its own with a year, and a verb of being held.
WORD = r"(?:[A-ZĐ][A-Za-zđĐ0-9&'’]*(?:-[A-Z0-9][A-Za-z0-9]*)*)"
OF_A_YEAR = rf"{WORD}(?:\s{WORD}){{0,4}}\s{YEAR}(?:\s?[-–/]\s?{YEAR})?"
OPENED = r"^,\s(?:từ\s)(?:ngày\s)?[0-9]{1,2}[/-]|^(?:\s\([^()]{2,30}\))?,?\s(?:(?:đã|sẽ|vừa|được|chính thức|dự kiến|cũng)\s)*(?:diễn ra|khai mạc|khởi tranh|bế mạc|tổ chức|mở màn|khai cuộc)\s(?:[^,;.:]{0,60}\s)?(?:từ|ngày|sáng|chiều|tối|hôm)\s(?:ngày\s)?(?:[0-9]|nay|mai|qua)"
# "vòng loại A Cup 2027", "chung kết B 2026": a part of it; "năm 2026", "Tết 2027", "tháng 6/2026": none.
PART_OF_IT = r"(?i)(?:vòng loại|vòng bảng|trận|bán kết|tứ kết|lượt cuối|lượt đi)[^.;]{0,60}$|(?:cúp|giải|cuộc thi|lhp|liên hoan|lễ hội)(?: \S+){0,3}\s$|ảnh:?\s$|(?:vòng(?: \S+){0,3}|kết|lượt \S+|trận|bảng \S|hậu|sau|trước|thềm|lịch|vé|suất|mùa(?: giải)?|từ|năm|tháng|quý|giai đoạn|kế hoạch|tết|ngày|nghị quyết|luật|dự án|chiến lược|đề án|quy hoạch)\s$"
CONTESTS = r"(?i)(?:^|\s)(?:\S*cup|\S*league|games|olympic\S*|open|euro|\S*marathon|championship\S*|miss|hackathon|robocon|masters)\s"
# Leagues go on for most of a year, and are no event of days.
SEASON = rf"(?i)league|liga|serie|(?:^|\s)w?nba\s|{YEAR}\s?[-–/]\s?{YEAR}$"
HOLDS = r"(?i)(?:tổ chức|khai mạc|đăng cai|diễn ra|bế mạc)\s(?:(?:sự kiện|chương trình)\s)?[“\"]?$"
IS_HELD = r"(?i)^[”\"]?,?\s(?:(?:đã|sẽ|vừa|được|chính thức|dự kiến)\s)*(?:diễn ra|khai mạc|bế mạc|mở cửa|tổ chức)(?:\s|,|\.|$)"
# The number or year of what an event is about.
OF_ANOTHER = r"(?i)\s(?:giai đoạn|nghị sự|nhiệm kỳ|khóa|khoá|luật|năm [a-z]\S+|kế hoạch|mục tiêu|nghị quyết|chiến lược|tầm nhìn|kêu gọi|kết quả|đầu tiên|tổng kết|sơ kết|triển khai|nhiệm vụ|công tác)\s|\svà dự\s"
# "cuộc hội đàm giữa Thủ tướng A và Tổng thống B": talks are known by who held them, and on which day.
TALKS = (
    r"(?i:cuộc|buổi)\s(?i:hội đàm)(?:\s(?i:cấp cao|chính thức|hẹp|song phương))*\s(?i:giữa)\s[^“”\".;:(),]+"
)
OF_BOTH = rf"\s(?i:giữa)\s.*{CAPITAL}{SMALL}.*\s(?i:và|với)\s.*{CAPITAL}{SMALL}"
UNTALKED = r"(?i)(?:sẽ|dự kiến|hoãn|hủy|huỷ|chuẩn bị|kế hoạch|đề nghị|khả năng|các|những|nhiều)\s(?:[^,.;]{0,60}\s)?$"
# "Nghị quyết Hội nghị lần thứ tư": of the paper, not of the day.
OF_PAPERS = r"(?i)(?:nghị quyết|văn kiện|kết luận|thông báo|tinh thần|quy chế|thể lệ|đề án|kỷ yếu)(?:\s(?:của|từ|tại))?\s$"


@of_rows
def within(told: pl.DataFrame, noun: str) -> pl.DataFrame:
    """Names with their number or year that stand within what is told of another event, or in a row, as `lex` gives them:
    "họp báo về Lễ hội A lần thứ 6, Liên hoan B năm 2017".
    """
    found = find(told.select("s", "sentence"), rf"(?i:{LEADS})(?:{noun})\s{NAME}\s{NUMBERED}", "sentence")
    lead = pl.col("surface").str.extract(rf"^((?i:{LEADS}))(?:{noun})\s").str.len_chars()
    return found.with_columns(
        surface=pl.col("surface").str.slice(lead),
        start=(pl.col("start") + lead).cast(pl.UInt32),
        token=pl.lit("dated"),
    ).join(told, on="s", how="left", maintain_order="left")


@of_rows
def in_english(told: pl.DataFrame, noun: str) -> pl.DataFrame:
    """Events by an English name with its year, as COLUMNS: "Vietnam Motor Show 2017"."""
    likely = told.filter(pl.col("sentence").str.contains_any([f" {noun.capitalize()} " for noun in ENGLISH]))
    rows = find(likely.select("s", "sentence"), IN_ENGLISH, "sentence", words=True).join(
        likely, on="s", how="left", maintain_order="left"
    )
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    right = pl.col("sentence").str.slice(pl.col("end"), 40)
    held = left.str.contains(HOLDS) | right.str.contains(IS_HELD)
    own = pl.col("surface").str.extract(rf"(\S+)\s{YEAR}$").str.to_lowercase()
    return rows.with_columns(
        left=left,
        name="surface",
        noun=own,
        event_kind=own.replace_strict(ENGLISH, return_dtype=pl.String),
        token=pl.when(held).then(pl.lit("plain")).otherwise(pl.lit("named")),
        rule=pl.lit("event_named"),
    ).filter(~left.str.contains(rf"{noun}\s(?:\S+\s){{0,3}}[“\"]?$")).select(COLUMNS)  # fmt: skip


@of_rows
def of_a_year(told: pl.DataFrame, others: pl.DataFrame, noun: str) -> pl.DataFrame:
    """Events by a name of their own with its year, held on a day that is told, as COLUMNS; not within `others`, which have
    s, start and end.
    """
    likely = told.filter(
        pl.col("sentence").str.contains(rf"{YEAR}"), pl.col("sentence").str.contains(DAY_TOLD)
    )
    rows = without_overlap(find(likely.select("s", "sentence"), OF_A_YEAR, "sentence", words=True), others)
    rows = rows.join(likely, on="s", how="left", maintain_order="left")
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    return rows.with_columns(
        left=left,
        name="surface",
        noun=pl.lit("giải"),
        event_kind=pl.when(pl.col("surface").str.contains(CONTESTS))
        .then(pl.lit("contest"))
        .when(pl.col("surface").str.contains("(?i)lhp |fest"))
        .then(pl.lit("festival"))
        .otherwise(pl.lit("event")),
        token=pl.lit("dated"),
        rule=pl.lit("event_dated"),
    ).filter(
        pl.col("sentence").str.slice(pl.col("end"), 110).str.contains(OPENED),
        pl.col("surface").str.contains(r"^\S{2}.*[A-Za-z]{3}"),
        ~pl.col("surface").str.contains(SEASON),
        ~left.str.contains(PART_OF_IT),
        ~left.str.contains(rf"(?:{noun})\s(?:[^\s,.;:]+\s){{0,5}}[“\"]?$|{CAPITAL}{SMALL}*\s$"),
    ).select(COLUMNS)  # fmt: skip


@cache
def known_by_name(noun: str) -> pl.Expr:
    """Whether a name alone tells of one event, whatever is said of it: by its number or year, in quotation marks, or of works
    that are begun and opened once.
    """
    name, kind = pl.col("surface"), pl.col("event_kind")
    sort = f"(?i:{pattern_of('sort')})"
    numbered = name.str.contains(
        rf"^{noun}\s(?:\S+\s){{0,14}}?(?:lần thứ [^\s“”\"]+(?:\s\S+){{0,12}}|(?:năm\s)?{YEAR})$"
    ) & ~name.str.contains(rf"[“”\"]|^{noun}\s[-–]")
    quoted = name.str.contains(
        rf"^{noun}(?:\s{sort})*:?\s[“\"](?:[^\s”\"]+\s){{2,}}[^”\"]+[”\"](?:\s{NUMBERED})?$"
    )
    # "Hội nghị sáng kiến “A và B”": a capital letter within a sentence is that of a name.
    quoted |= name.str.contains(
        rf"^{CAPITAL}\S+\s\S+(?:\s{SMALL}+){{0,4}}\s[“\"](?:[^\s”\"]+\s){{2,}}[^”\"]+[”\"](?:\s{NUMBERED})?$"
    ) & (pl.col("left") != "")
    lettered = name.str.contains(rf"{NUMBERED_SHORT}$") & ~name.str.contains(OF_ANOTHER)
    congress = name.str.contains(rf"^{CONGRESS_OF_YEAR}$") & pl.col("left").str.contains(AT_CONGRESS)
    return congress | (
        (pl.col("plain").eq("yes") | (kind == "contest"))
        & name.str.contains(rf"^\S+ .*{CAPITAL}")
        & ~pl.col("left").str.contains(OF_PAPERS)
        & (
            kind.is_in(ONCE)
            | (kind.is_in(IN_A_ROW) & ((numbered & ~name.str.contains(OF_ANOTHER)) | quoted | lettered))
        )
    )


@cache
def summit(noun: str) -> pl.Expr:
    """Whether the name is that of a summit and no more ("Hội nghị thượng đỉnh G20"), or a conference's letters and number
    ("Hội nghị COP29"): each is one, whatever is said of it.
    """
    name = pl.col("surface")
    told = name.str.contains(rf"^{noun}\s{SUMMIT}\s{PROPER}$") | name.str.contains(
        rf"^{noun}(?:\s{SUMMIT})?\s[A-ZĐ]+-?[0-9]{{1,2}}$"
    )
    return (
        pl.col("event_kind").is_in(BY_PROPER_NAME) & told & ~pl.col("left").str.contains(OF_PAPERS)
    ).fill_null(False)


@cache
def attended_by_name(noun: str) -> pl.Expr:
    """Whether somebody attends or holds a conference whose noun a proper name follows: "dự Diễn đàn Doanh nghiệp A - B"."""
    # "tại diễn đàn Quốc hội": of many a body is the forum.
    name = pl.col("surface").str.contains(rf"^{noun}(?:\s{BEFORE_NAME})*\s{CAPITAL}") & ~pl.col(
        "surface"
    ).str.starts_with("diễn đàn")
    return (
        pl.col("event_kind").is_in(BY_PROPER_NAME)
        & pl.col("token").is_in(["plain", "named"])
        & name
        & pl.col("left").str.contains(ATTENDED)
    ).fill_null(False)


@of_rows
def talks(told: pl.DataFrame) -> pl.DataFrame:
    """Talks between two who are named, held on a day that is told, as COLUMNS."""
    likely = told.filter(
        pl.col("sentence").str.contains("hội đàm", literal=True), pl.col("sentence").str.contains(DAY_TOLD)
    )
    rows = find(likely.select("s", "sentence"), TALKS, "sentence").join(
        likely, on="s", how="left", maintain_order="left"
    )
    rows = rows.with_columns(
        name=cut(pl.col("surface")), left=pl.col("sentence").str.slice(0, pl.col("start"))
    )
    return rows.with_columns(
        end=(pl.col("start") + pl.col("name").str.len_chars()).cast(pl.UInt32),
        noun=pl.lit("cuộc hội đàm"),
        event_kind=pl.lit("meeting"),
        token=pl.lit("plain"),
        rule=pl.lit("event_plain"),
    ).filter(pl.col("name").str.contains(OF_BOTH), ~pl.col("left").str.contains(UNTALKED)).select(COLUMNS)  # fmt: skip


@of_rows
def of_nobody(rows: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Leaves out names that hold a person's: in "tại Hội nghị Thủ tướng Trần Văn A nêu" the name ends before the office."""
    met = rows.join(people.select("s", _from="start", _until="end"), on="s").filter(
        pl.col("token") == "named",
        ~pl.col("name").str.contains(rf"{NUMBERED}$"),
        pl.col("_from") < pl.col("end"),
        pl.col("_until") > pl.col("start"),
    )
    return rows.join(met, on=["s", "start"], how="anti")


def by_name_alone(rows: pl.DataFrame) -> pl.DataFrame:
    """Events that no sentence tells as held have their own day at most: where and by whom is told of others beside them."""
    none = pl.lit([], pl.List(pl.String))
    return rows.with_columns(
        venue=pl.lit(None, pl.String),
        place=pl.lit(None, pl.String),
        part_of_day=pl.when(pl.col("starts_on").is_not_null()).then("part_of_day"),
        hosts=none,
        participants=none,
    )
