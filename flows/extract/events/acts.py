"""Events told by their acts: sessions of elected bodies, ceremonies (linguistics §12)."""

import polars as pl

from flows.extract.events.borders import COLUMNS, DAY_TOLD, NAMED_AGAIN, cut
from flows.letters import CAPITAL, LETTER
from flows.read.rules import of_rows
from flows.read.spans import find, lex

CEREMONY = r"(?:khai trương|hạ thủy|(?:phát động|ra quân) (?:Tháng|Tuần|Ngày|Năm|Tết|(?i:chiến dịch|phong trào|cuộc thi|cuộc vận động))|trao (?:giấy chứng nhận|quyết định|giải thưởng|danh hiệu|chứng nhận)|khởi công|động thổ|khánh thành|thông xe|hợp long|ký kết (?:hợp tác|thỏa thuận|hợp đồng|biên bản|bản ghi nhớ|ghi nhớ|chương trình)|kỷ niệm [0-9]+ năm)\s[^“”\".;:(),]+"
GOES_ON = r"\s(?:(?:đi )?vào sản xuất|với|quy mô|có|trị giá|cho các|và (?:trao|phát động|công bố|ký|đón|giao|tặng|được|đã|sẽ|cho|các|nhiều|đưa)).*$"
ITS_DAY = r"^(?:(?i:mới đây)|(?i:vào )?(?i:sáng|trưa|chiều|tối|ngày|hôm|rạng sáng)\s[^,]{1,40}|[^,]{2,60}\s(?:vừa|chính thức))[,\s]"
ACTS = {
    "trao": "award",
    "khởi": "groundbreaking",
    "động": "groundbreaking",
    "khánh": "inauguration",
    "thông": "inauguration",
    "hợp": "inauguration",
    "ký": "signing",
    "kỷ": "anniversary",
    "khai": "opening",
    "hạ": "launch",
    "phát": "launch",
    "ra": "launch",
}
# The sessions of an elected body: "kỳ họp thứ 9 của Quốc hội", "phiên chất vấn và trả lời chất vấn".
SESSION = rf"(?:(?i:kỳ họp|phiên họp)(?:\s(?i:bất thường|chuyên đề|thường lệ))*\s(?i:lần thứ|thứ)\s(?:[0-9]+|{LETTER}+)|(?i:phiên chất vấn(?: và trả lời chất vấn)?)(?:\s(?i:đầu tiên|cuối cùng))?)(?:,?\s(?:(?i:của)\s)?(?:Quốc hội|QH|Ủy ban Thường vụ Quốc hội|(?:HĐND|Hội đồng nhân dân)(?:(?:\s(?i:tỉnh|thành phố|huyện|TP)\.?)?(?:\s{CAPITAL}{LETTER}+){{1,3}})?))?(?:,?\s(?i:khóa|khoá)\s(?:[IVXL]+|[0-9]{{1,2}}|này))?(?:,?\s\(?(?i:nhiệm kỳ)\s[0-9]{{4}}\s?-\s?[0-9]{{4}}\)?)?(?:{NAMED_AGAIN})?"
SITS = r"(?i)(?:^|[\s,])(?:tại|khai mạc|bế mạc|tiếp tục|bắt đầu|bước vào|tiến hành|điều hành|mở đầu|trong|tổ chức|khuôn khổ|chương trình|nghị quyết)\s$|(?:buổi|ngày|phiên)\s[^,.;]{0,30}của\s$"
RECALLED = r"(?i)\S\s(?:tại|nghị quyết)\s$"
TO_COME = r"(?i)(?:trình (?:ra|tại|Quốc hội|HĐND|Hội đồng nhân dân)|sắp tới|sẽ|dự kiến|chuẩn bị|trước|sau|từ|các|nhiều|những)\s(?:[^,.;]{0,60}\s)?$"
# A session to come is one if its day is told: "sẽ tiến hành phiên chất vấn … trong hai ngày 11 và 12/11".
CONVENES = r"(?i)(?:quốc hội|HĐND|hội đồng nhân dân)[^,.;]{0,60}\s(?:tiến hành|khai mạc|tổ chức|bước vào)\s$"
IS_HELD = r"(?i)^,?\s(?:(?:đã|sẽ|được|chính thức|cũng)\s)*(?:tiến hành|diễn ra|khai mạc|bế mạc|họp|bước vào|khép lại)(?:\s|[,.]|$)"
# "Sáng 13/7, kỳ họp thứ 5, HĐND TP A, 100% đại biểu biểu quyết".
ON_ITS_DAY = r"^(?i:sáng|chiều|tối|ngày|hôm|trong)\s[^;:.]{1,80},\s(?:(?i:tại|trong)\s)?$"
ITS_BODY = r"(?i)quốc hội|\sQH|HĐND|hội đồng nhân dân"
# "Ủy ban Thường vụ Quốc hội khai mạc phiên họp thứ 39": one of many bodies whose meetings are told by their number.
WHOSE_SESSION = r"(Ủy ban Thường vụ Quốc hội)(?:\s(?i:đã|sẽ|chính thức|tiếp tục|tổ chức|bắt đầu|bước vào|tiến hành|khai mạc|bế mạc|họp))+\s$"


def sessions(told: pl.DataFrame) -> pl.DataFrame:
    """Sessions of the National Assembly and of people's councils that the sentence tells of as held."""
    likely = told.filter(
        pl.col("sentence").str.contains_any(["iên họp thứ", "ỳ họp thứ", "ỳ họp lần", "ỳ họp bất", "ỳ họp chuyên", "ỳ họp thường", "hiên chất vấn"])
    )  # fmt: skip
    return _sat(likely)


@of_rows
def _sat(likely: pl.DataFrame) -> pl.DataFrame:
    rows = find(likely.select("s", "sentence"), SESSION, "sentence").join(
        likely, on="s", how="left", maintain_order="left"
    )
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    right = pl.col("sentence").str.slice(pl.col("end"), 40)
    planned = pl.col("sentence").str.contains(DAY_TOLD) & (
        left.str.contains(CONVENES) | right.str.contains(IS_HELD)
    )
    on_its_day = left.str.contains(ON_ITS_DAY) & left.str.contains(DAY_TOLD) & right.str.contains("^,")
    sits = (left.str.contains(SITS) | right.str.contains(IS_HELD) | on_its_day) & ~left.str.contains(TO_COME)
    # "Thực hiện Nghị quyết kỳ họp thứ 9": of whom and when nobody tells.
    bare = (
        ~pl.col("surface").str.contains(ITS_BODY)
        & left.str.contains(RECALLED)
        & ~pl.col("sentence").str.contains(DAY_TOLD)
    )
    body = pl.when(~pl.col("surface").str.contains(ITS_BODY)).then(left.str.extract(WHOSE_SESSION))
    return rows.with_columns(left=left, _body=body).filter((sits & ~bare) | planned).with_columns(
        name=pl.concat_str("surface", (pl.lit(" của ") + pl.col("_body")).fill_null("")),
        noun=pl.col("surface").str.extract(r"^(\S+ \S+)").str.to_lowercase(),
        token=pl.when(pl.col("surface").str.contains(ITS_BODY)).then(pl.lit("full_session")).otherwise(pl.lit("session")),
        event_kind=pl.lit("session"),
        rule=pl.lit("event_session"),
    ).select(COLUMNS)  # fmt: skip


def ceremonies(told: pl.DataFrame) -> pl.DataFrame:
    """What is opened, begun or awarded on a day that the sentence begins with: "Sáng 6/2, … đã khánh thành …"."""
    return _done(told.filter(pl.col("sentence").str.contains(ITS_DAY), pl.col("sentence_number") <= 8))


@of_rows
def _done(likely: pl.DataFrame) -> pl.DataFrame:
    rows = lex(likely.select("s", "sentence"), {"ceremony": CEREMONY}, "sentence").join(
        likely, on="s", how="left", maintain_order="left"
    )
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    rows = rows.filter(pl.col("token") != "hall", pl.col("surface").str.len_chars() >= 8)
    # What is built is named by where it stands: "khởi công dự án cầu vượt tại nút giao …".
    short, long = cut(pl.col("surface")), cut(pl.col("surface"), stands=False)
    named = short.str.contains(rf"{CAPITAL}")
    name = pl.when(named).then(short).otherwise(long).str.replace(GOES_ON, "").str.strip_chars_end(" ,-–")
    rows = rows.with_columns(left=left, surface=name).filter(
        left.str.contains(rf"(?:đã|vừa|chính thức|tiến hành|tổ chức|cùng|,)\s$|{LETTER}\s$"),
        ~left.str.contains(
            r"(?i)(?:lễ|sau khi|dự kiến|sẽ|để|từ|khi|chuẩn bị|được|đã được|việc|công tác|dự)\s$"
        ),
        ~pl.col("surface").str.starts_with("kỷ ") | left.str.ends_with("tổ chức "),
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
    ).select(COLUMNS)
