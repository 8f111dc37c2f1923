"""Events: conferences, fairs, sessions and ceremonies with their theme, day, venue, hosts and guests (linguistics §12)."""

import polars as pl

from flows.extract.events.occasions import attended, dated, hosted, placed, themed
from flows.extract.reference_words import event_kinds
from flows.read import Reading
from flows.read.letters import CAPITAL, LETTER
from flows.read.lexicon import either
from flows.read.rules import of_rows
from flows.read.spans import lex

YEAR = r"(?:19|20)[0-9]{2}"
HELD = r"(?i:phối hợp tổ chức|đồng tổ chức|tổ chức|đồng chủ trì|chủ trì|khai mạc|đăng cai|diễn ra|bế mạc|công bố|phát động|họp trực tuyến|họp|dự|tham dự|tham gia|trong khuôn khổ|phát biểu tại|phát biểu khai mạc)"
BEFORE = rf"{HELD}(?:\s(?i:thành công|trọng thể|trực tuyến|lần đầu tiên))?\s+(?:(?i:sự kiện|chương trình|buổi|cuộc)\s+)?[“\"]?$"
AFTER = r"^[”\"]?,?\s*(?:(?i:đã|sẽ|được|chính thức|vừa|lần thứ \S+|cũng)\s+)*(?i:diễn ra|tổ chức|khai mạc|bế mạc|khép lại|bắt đầu|được tổ chức)"
# Who attends tells of an event only with its day: it may be one to come, or of another year.
WEAK = (
    r"(?i)(?:dự|tham gia|trong khuôn khổ|phát biểu tại)\s+(?:(?:sự kiện|chương trình|buổi|cuộc)\s+)?[“\"]?$"
)
DAY_TOLD = r"(?:^|[\s(])(?:(?i:ngày|sáng|chiều|tối|trưa|hôm)\s(?:(?i:ngày)\s)?[0-9]{1,2}[/.\-][0-9]|(?i:sáng|chiều|tối|hôm|trưa)\s(?:nay|qua)|(?i:ngày)\s[0-9])"
OPENS = r"^(?:(?i:tại|trong|ở)\s(?:(?i:buổi|cuộc)\s)?)$|[,.]\s(?i:tại|trong)\s(?:(?i:buổi|cuộc)\s)?$"
# Not held, or not yet certain to be.
UNHELD = r"(?i)(?:hoãn|hủy|huỷ|kêu gọi|đề nghị|đề xuất|kiến nghị|xin|muốn|lên kế hoạch|từ chối|không|chưa|từng)\s(?:việc\s)?(?:tổ chức|đăng cai|chủ trì|tham dự|tham gia|dự|họp)\s(?:\S+\s){0,2}$"
# What returns every year is no event until its day is told.
YEARLY = r"(?i)(?:hằng|hàng|mỗi) năm"
MANY = r"(?i:các|những|nhiều|mỗi|hàng loạt|một số|hàng trăm|hàng chục|hai|ba|[0-9]+|từng|sau|trước|chứng kiến|chuẩn bị cho|kết quả)\s$"
# Where a name ends that neither a mark nor a year closes.
STOP = r"(?:,?\s(?i:bế mạc|khai mạc|khép lại|với (?:chủ đề|sự|mục|nhiều|hơn|khoảng|gần|[0-9])|tại|diễn ra|nhằm|do|được|đã|sẽ|vào|từ|để|cho biết|cho hay|có|dự kiến|mới đây|vừa|khẳng định|ngày [0-9]+\S*|(?:sáng|chiều|tối|trưa) (?:[0-9]+\S*|ngày|nay|qua|cùng)|thu hút|quy tụ|là|hoặc|theo|bên dưới|đồng ý|thông qua|và (?:gặp|nhận|mời|trân trọng|trao|phát biểu|công bố|ký|thăm|làm việc|tiếp|được)|nhân dịp|thống nhất|chính thức|ông|bà|năm (?:nay|ngoái|trước|tới)|lần này|nổi tiếng|lại|đều|vẫn|đang|dù)(?:\s|$)|\s(?:Phát biểu|Theo|Trong|Ảnh)\s).*$"
GENERIC = r"(?i)^\S+(?: \S+)? (?:này|trên|đó|nói trên|lần này|hôm nay|cho thấy|quan trọng|lớn|trực tuyến|khác|thường niên)(?:\s|$)"
# Words that tell of what sort an event is; a name needs more. Before a quoted name they belong to it.
SORT = r"(?i:quốc tế|quốc gia|toàn quốc|toàn thể|khu vực|khoa học|chuyên đề|thường kỳ|thường niên|định kỳ|bất thường|trực tuyến|giao lưu|nghệ thuật|tổng kết|sơ kết|ra mắt|tuyên truyền|kỹ thuật|kín|khẩn|hẹp|mở rộng|riêng|trên|chung|song phương|đa phương|cấp cao|cấp tỉnh|cấp bộ)"
LONGEST = 170
HELD_WORDS = [
    "ổ chức",
    "chủ trì",
    "hai mạc",
    "đăng cai",
    "iễn ra",
    "ế mạc",
    "ông bố",
    "phát động",
    "họp",
    "dự ",
    "ham gia",
    "khuôn khổ",
    "hát biểu",
    "hép lại",
    "ắt đầu",
    "ại ",
    "ong ",
]

CEREMONY = r"(?:trao (?:giấy chứng nhận|quyết định|giải thưởng|danh hiệu|chứng nhận)|khởi công|động thổ|khánh thành|thông xe)\s[^“”\".;:(),]+"
ITS_DAY = r"^(?:(?i:sáng|trưa|chiều|tối|ngày|hôm|rạng sáng)\s[^,]{1,40}|[^,]{2,60}\s(?:vừa|chính thức))[,\s]"
ACTS = {
    "trao": "award",
    "khởi": "groundbreaking",
    "động": "groundbreaking",
    "khánh": "inauguration",
    "thông": "inauguration",
}


def events(reading: Reading, said: pl.DataFrame) -> pl.DataFrame:
    """Rows of fact type `events`: s, start, end (of the name), name, theme, event_kind, starts_on, ends_on,
    part_of_day, venue, place, hosts, participants, rule. One row a named event of an article, where it is
    told first. `said` are the rows of `statements`: without a list of guests the speakers are the participants.
    """
    told = reading.sentences.filter(pl.col("role").is_in(["body", "lead"])).select(
        "s", "a", "sentence", "sentence_number"
    )
    rows = _one_each(pl.concat([_named(told), _ceremonies(told)], how="diagonal"))
    rows = themed(rows, told)
    rows = dated(rows, reading)
    rows = placed(rows, reading)
    rows = hosted(rows, reading)
    rows = attended(rows, told, reading, said)
    return rows.select(
        "s", "start", "end", "name", "theme", "event_kind", "starts_on", "ends_on", "part_of_day", "venue", "place", "hosts", "participants", "rule"
    )  # fmt: skip


def _named(told: pl.DataFrame) -> pl.DataFrame:
    """Event nouns with a name, of which the sentence says that they are held."""
    kinds = event_kinds()
    noun = f"(?i:{either(kinds['noun'].to_list())})"
    patterns = {
        "hall": rf"(?i:trung tâm|cung|nhà|phòng)\s{noun}",
        "quoted": rf"(?:{noun}\s+(?:{SORT}\s+){{0,3}})?[“\"][^”\"“]+[”\"](?:\s+(?:lần thứ \S+|năm {YEAR}|{YEAR}))?",
        "dated": rf"{noun}\s[^“”\".;:()]+?\s(?:năm\s)?{YEAR}",
        "plain": rf"{noun}\s[^“”\".;:(),]+",
    }
    either_case = [w for n in kinds["noun"].to_list() for w in (n, n.capitalize())]
    likely = told.filter(
        pl.col("sentence").str.contains_any(either_case), pl.col("sentence").str.contains_any(HELD_WORDS)
    )
    rows = lex(likely.select("s", "sentence"), patterns, "sentence").join(
        likely, on="s", how="left", maintain_order="left"
    )
    rows = rows.filter(pl.col("token") != "hall", pl.col("surface").str.len_chars() >= 8)
    cut = pl.col("surface").str.replace(STOP, "").str.strip_chars_end(" ,-–")
    # A year beyond where the name stops is none of its own.
    dated_name = (pl.col("token") == "dated") & (cut.str.len_chars() == pl.col("surface").str.len_chars())
    rows = rows.with_columns(
        surface=pl.when((pl.col("token") == "quoted") | dated_name)
        .then("surface")
        .otherwise(cut.str.replace(r",.*$", "")),
        token=pl.when(dated_name | (pl.col("token") == "quoted")).then("token").otherwise(pl.lit("plain")),
    ).with_columns(end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32))
    rows = rows.filter(pl.col("surface").str.len_chars() <= LONGEST)
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    right = pl.col("sentence").str.slice(pl.col("end"), 60)
    rows = rows.with_columns(
        left=left,
        right=right,
        noun=pl.coalesce(
            pl.col("surface").str.extract(rf"^[“\"]?({noun})\s"), left.str.extract(rf"({noun})\s*$")
        ).str.to_lowercase(),
    ).join(
        kinds.rename({"noun": "_noun"}), left_on="noun", right_on="_noun", how="left", maintain_order="left"
    )
    day_told = pl.col("sentence").str.contains(DAY_TOLD)
    held = pl.col("left").str.contains(BEFORE) & (~pl.col("left").str.contains(WEAK) | day_told)
    told_of = pl.col("right").str.contains(AFTER)
    opening = pl.col("left").str.contains(OPENS) & (
        pl.col("right").str.contains(
            r"^[”\"]?,?\s(?:(?i:diễn ra|do|tổ chức|sáng|chiều|ngày|tối|hôm|mới đây)|\()"
        )
    )
    words = pl.col("surface").str.count_matches(" ") + 1
    topic = words - pl.col("noun").str.count_matches(" ") - 1
    own = (
        pl.when(pl.col("token") == "quoted").then(pl.col("noun").is_not_null() | (held & pl.col("left").str.contains(r"(?i)(?:tổ chức|khai mạc|sự kiện|chương trình)\s$")))
        .when(pl.col("token") == "dated").then(pl.col("noun").is_not_null())
        .otherwise((pl.col("plain") == "yes") & (words >= 4) & (topic >= 2))
    )  # fmt: skip
    verbal = (pl.col("noun") == "họp báo") & day_told  # "Bộ Tư pháp họp báo": the noun is the verb
    rows = rows.filter(
        own,
        held | told_of | opening | verbal.fill_null(False),
        ~pl.col("left").str.contains(MANY),
        ~pl.col("left").str.contains(r"(?i)chủ đề\s*(?:là|:)?\s*$"),
        ~pl.col("surface").str.contains(GENERIC),
        ~pl.col("surface").str.contains(rf"^{noun}(?:\s{SORT})+$"),
        ~pl.col("left").str.contains(UNHELD),
        day_told | ~pl.col("sentence").str.contains(YEARLY),
        pl.col("noun").is_null()
        | ~pl.col("noun").is_in(["cuộc họp"])
        | told_of
        | pl.col("left").str.contains(r"(?i)(?:tổ chức|chủ trì)\s$"),
    )
    name = (
        pl.col("surface")
        .str.replace(r"^(?i:sự kiện|chương trình)\s+([“\"])", "${1}")
        .str.replace_all(r"[“”\"]", "")
        .str.strip_chars(" ,")
    )
    skipped = (
        pl.col("surface").str.extract(r"^((?i:sự kiện|chương trình)\s+)[“\"]").str.len_chars().fill_null(0)
    )
    inner = pl.col("surface").str.slice(skipped).str.contains(r"^[“\"]").cast(pl.UInt32)
    return rows.with_columns(
        name=name,
        start=(pl.col("start") + skipped + inner).cast(pl.UInt32),
        end=(
            pl.col("end")
            - pl.col("surface").str.contains(r"[”\"]$").cast(pl.UInt32)
            * (pl.col("surface").str.slice(skipped).str.contains(r"^[“\"]")).cast(pl.UInt32)
        ).cast(pl.UInt32),
        event_kind=pl.col("event_kind").fill_null("event"),
        rule=pl.concat_str(pl.lit("event_"), "token"),
    ).select(
        "a",
        "s",
        "start",
        "end",
        "name",
        "event_kind",
        "noun",
        "token",
        "left",
        "sentence",
        "sentence_number",
        "rule",
    )


def _ceremonies(told: pl.DataFrame) -> pl.DataFrame:
    """What is opened, begun or awarded on a day that the sentence begins with: "Sáng 6/2, … đã khánh thành …"."""
    likely = told.filter(pl.col("sentence").str.contains(ITS_DAY), pl.col("sentence_number") <= 8)
    rows = lex(likely.select("s", "sentence"), {"ceremony": CEREMONY}, "sentence").join(
        likely, on="s", how="left", maintain_order="left"
    )
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    rows = rows.filter(pl.col("token") != "hall", pl.col("surface").str.len_chars() >= 8)
    cut = (
        pl.col("surface")
        .str.replace(STOP, "")
        .str.replace(r"\s(?:sản xuất|với|quy mô|có|trị giá|và|cho các).*$", "")
        .str.strip_chars_end(" ,-–")
    )
    rows = rows.with_columns(left=left, surface=cut).filter(
        left.str.contains(rf"(?:đã|vừa|chính thức|tiến hành|tổ chức|cùng|,)\s$|{LETTER}\s$"),
        ~left.str.contains(
            r"(?i)(?:lễ|sau khi|dự kiến|sẽ|để|từ|khi|chuẩn bị|được|đã được|việc|công tác|dự)\s$"
        ),
        pl.col("surface").str.count_matches(" ") >= 4,
        pl.col("surface").str.contains(rf"{CAPITAL}|[0-9]"),
    )
    return rows.with_columns(
        end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32),
        name="surface",
        noun=pl.col("surface").str.extract(r"^(\S+)"),
        event_kind=pl.col("surface")
        .str.extract(r"^(\S+)")
        .replace_strict(ACTS, default="ceremony", return_dtype=pl.String),
        rule=pl.lit("event_ceremony"),
    ).select(
        "a",
        "s",
        "start",
        "end",
        "name",
        "event_kind",
        "noun",
        "token",
        "left",
        "sentence",
        "sentence_number",
        "rule",
    )


PAIRED = 50  # events that are held against the others of their articles at once


@of_rows
def _one_each(rows: pl.DataFrame) -> pl.DataFrame:
    """Each event of an article once: a later name that shares most of its words with an earlier one is the same."""
    rank = pl.col("token").replace_strict(
        {"quoted": 0, "dated": 0, "plain": 1, "ceremony": 1}, return_dtype=pl.Int32
    )
    rows = (
        rows.with_columns(rank=rank)
        .sort("s", "start")
        .unique(["a", "name"], keep="first", maintain_order=True)
        .with_row_index("i")
    )
    words = rows.select(
        "i",
        "a",
        "s",
        "noun",
        "rank",
        words=pl.col("name").str.to_lowercase().str.replace_all(r"[,\-–]", "").str.split(" ").list.unique(),
    )
    common = pl.col("words").list.set_intersection("words_e").list.len() / pl.min_horizontal(
        pl.col("words").list.len(), pl.col("words_e").list.len()
    )
    better = (pl.col("rank_e") < pl.col("rank")) | (
        (pl.col("rank_e") == pl.col("rank")) & (pl.col("i_e") < pl.col("i"))
    )
    same = (common >= 0.6) | ((pl.col("s") == pl.col("s_e")) & (pl.col("rank") >= pl.col("rank_e")))
    # An article can hold thousands of events: their pairs are looked at a slice at a time.
    told_before = (
        pl.concat(
            part.join(words, on="a", suffix="_e")
            .filter(pl.col("i") != pl.col("i_e"))
            .filter(better)
            .filter(same)
            .select("i")
            for part in words.iter_slices(PAIRED)
        )
        if words.height
        else words.select("i")
    )
    return rows.join(told_before, on="i", how="anti").drop("i", "rank")
