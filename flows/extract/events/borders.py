"""Where the name of an event ends, and what a telling of one holds (linguistics §12)."""

from functools import cache

import polars as pl

from flows.extract.reference_words import event_words
from flows.letters import CAPITAL, SMALL
from flows.read.vocabulary import either

YEAR = r"(?:19|20)[0-9]{2}"
DAY_TOLD = r"(?:^|[\s(])(?:(?i:ngày|sáng|chiều|tối|trưa|hôm)\s(?:(?i:ngày)\s)?[0-9]{1,2}[/.\-][0-9]|(?i:sáng|chiều|tối|hôm|trưa|ngày)\s(?:nay|qua|mai)|(?i:ngày)\s[0-9]|(?i:từ)\s[0-9]{1,2}(?:[/.\-][0-9]{1,2})?\s?(?:đến|tới|[-–])\s?[0-9]{1,2}[/.\-][0-9]|(?:^|(?i:sáng|trưa|chiều|tối|đêm)\s)(?i:cùng ngày))"
# "… về biến đổi khí hậu (COP 26)", "đường vành đai 2 (đoạn 1, đoạn 2)", "Luật Đất đai (sửa đổi)": what the brackets add belongs to the name.
NAMED_AGAIN = r"\s?\((?:(?:[A-ZĐ]{3,}|[A-Z][0-9]{1,2})[^()]{0,20}|[^()]{3,40}(?:19|20)[0-9]{2}|(?i:kỳ họp|đoạn|giai đoạn)\s[^()]{1,40}|(?i:sửa đổi|thay thế|bổ sung)[^()]{0,40})\)"
# "về nước sạch, rác thải, cây xanh và Đề án 5": fields in a row, which "và" closes; the next may begin with a capital.
FIELDS = rf"(?:,\s{SMALL}+(?:\s{SMALL}+){{0,5}}){{1,5}}\svà\s"
TERM = r"\s?\((?i:khóa|khoá)\s[IVXL0-9]{1,6}\)"  # "Ban Chấp hành Hội A (khóa V)": so its name closes
# "công điện số 8 (ngày 3/2) của Thủ tướng": the day of what it is about, no part of the name.
ASIDE = r"\s?\((?:ngày\s)?[0-9]{1,2}[/.-][0-9]{1,2}[^()]{0,12}\)"
# "lễ trao Huy hiệu 50 năm, 40 năm tuổi Đảng": the badges of one ceremony.
BADGES = r"[0-9]{2}(?:\snăm)?,\s[0-9]{2}(?:\snăm|,|\svà)"
ROW_OF_BADGES = r"([0-9]{2}(?: năm)?),(\s[0-9]{2})"
# "Lễ kỷ niệm Ngày Nước (22/3), Ngày Khí tượng (23/3) và …": the days that one ceremony marks.
DAYS_MARKED = rf"{ASIDE},\s(?:Ngày|Tháng|Tuần)\s[^“”\".;:(),]+"
# "hội nghị G20 đã được “dành” cho …": a verb, and no name in quotation marks.
SAID_OF_IT = rf"^([^“”\"]*?)\s(?:đã|đang|sẽ|được|bị|vừa|là|không|chưa)\s[^“”\"]*[“\"]{SMALL}.*$"
# "Cùng dự lễ giỗ tổ với Bộ trưởng có …": with whom others came.
ALONG_WITH = r"(?i)cùng\s(?:tham\s)?(?:dự|gia|có mặt tại|tham gia)\s(?:(?:buổi|cuộc)\s)?$"
# "lễ ký quy chế giữa Bộ A, Bộ B và …": a first party without a second is cut.
ONE_PARTY = rf"\sgiữa\s{CAPITAL}[^,]*$"
COLUMNS = ["a", "s", "start", "end", "name", "event_kind", "noun", "token", "left", "sentence", "sentence_number", "rule"]  # fmt: skip
FRAMES = r"(?i)khuôn khổ\s(?:(?:chuỗi\s)?(?:sự kiện|chương trình|hoạt động)\s)?$"  # what follows is told for the sake of another event within it
# "trong khuôn khổ chuyến thăm A và dự hội nghị B, sáng 3/6, …": what is told then was not at the conference.
# "đã tiếp Thủ tướng B sang dự và đồng chủ trì kỳ họp C": nor what is told of those who receive him.
ALSO_FRAMES = r"(?i)khuôn khổ\s[^,;.]{0,120}\s(?:và|nhân dịp)\s(?:tham\s)?dự\s$|\s(?:tiếp|gặp|hội kiến)\s[^.;]{5,200}\s(?:sang|đang ở|đến|tới|nhân dịp)\s[^.;]{0,60}(?:dự|chủ trì|tham gia)\s(?:(?:cuộc|buổi)\s)?$"
MET_WITH = (
    r"^((?i:phiên|buổi|cuộc)\s(?i:đối thoại|làm việc|gặp mặt|gặp gỡ|tiếp xúc)(?:\s\S+){0,3}?) với ([0-9])"
)
STANDS = ["tại", "ở"]  # where something stands or is held


@cache
def pattern_of(role: str) -> str:
    """A pattern of the words of a role in seeds/reference/event_words.csv."""
    return either(event_words(role))


@cache
def _stop(stands: bool) -> str:
    """A pattern of what follows a name that neither a mark nor a year closes; with `stands` also where it is held."""
    ends = [word for word in event_words("ends") if stands or word not in STANDS]
    return rf",?\s(?:{either(ends)}|{pattern_of('dated')}\s[0-9]\S*)(?:[\s,]|$).*$"


def cut(name: pl.Expr, stands: bool = True) -> pl.Expr:
    """A name up to where its sentence goes on; "tồn tại" is no "tại", "về tổ chức" not what is held. Without `stands`
    "tại" and "ở" belong to it.
    """
    whole = sorted(event_words("whole"), key=len, reverse=True)  # "chuẩn bị tổ chức" before "chuẩn bị"
    # What is left of a paragraph's end, and brackets that do not close.
    name = name.str.replace(r"\s{2}.*$", "").str.replace(r"\s?\([^()]*$", "")
    joined = [word.replace(" ", "_") for word in whole]
    kept = name.str.replace_many(whole, joined, leftmost=True)
    # "phiên đối thoại bàn tròn với 11 tập đoàn": who met whom.
    kept = kept.str.replace(MET_WITH, "${1} với_${2}")
    # "lễ tổng kết và trao giải": what follows the first act belongs to the name.
    kept = kept.str.replace(r"^(\S+(?: \S+){1,3}) và (trao|công bố|ký|nhận|đón)", "${1} và_${2}").str.replace(
        _stop(stands), ""
    )
    return (
        kept.str.replace_all(r"và_(trao|công|ký|nhận|đón)", "và ${1}")
        .str.replace(r" với_([0-9])", " với ${1}")
        .str.replace_many(joined, whole, leftmost=True)
        .str.replace(r"(?i)(\slần thứ \S+) này$|\s(?:với |có |mang )?chủ đề:?\s*$", "${1}")
        .str.strip_chars_end(" ,-–…")
    )


def without_predicate(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with the names that go on with what is said of them, or with whom somebody came there, cut before it."""
    name, quoted = pl.col("surface"), pl.col("token") == "quoted"
    said_of = quoted & name.str.contains(SAID_OF_IT)
    along = ~quoted & pl.col("sentence").str.slice(0, pl.col("start")).str.contains(ALONG_WITH)
    return rows.with_columns(
        surface=pl.when(said_of)
        .then(name.str.replace(SAID_OF_IT, "${1}"))
        .when(along)
        .then(name.str.replace(r"\svới\s.*$", ""))
        .otherwise(name),
        token=pl.when(said_of).then(pl.lit("plain")).otherwise("token"),
    )


def with_commas_of_rows(name: pl.Expr) -> pl.Expr:
    """A name whose commas between the days or the badges of one ceremony are other signs, which end nothing."""
    kept = name.str.replace_all(r"\),(\s(?:Ngày|Tháng|Tuần)\s)", ")‚${1}")
    badges = kept.str.contains(r"(?i)huy hiệu")
    return pl.when(badges).then(kept.str.replace_all(ROW_OF_BADGES, "${1}‚${2}")).otherwise(kept)


def of_both(name: pl.Expr) -> pl.Expr:
    """A name without the first of two parties where the second is cut: "hội đàm giữa Bộ A, …"."""
    both = name.str.extract(rf"({ONE_PARTY})").str.contains(r"\s(?:và|với|cùng)\s|[-–]")
    return pl.when(~both.fill_null(True)).then(name.str.replace(ONE_PARTY, "")).otherwise(name)
