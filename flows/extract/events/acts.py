"""Events told by their acts: sessions of elected bodies, ceremonies, official visits (linguistics §12)."""

import polars as pl

from flows.extract.events.borders import COLUMNS, DAY_TOLD, NAMED_AGAIN, cut
from flows.letters import CAPITAL, LETTER
from flows.read import Reading
from flows.read.rules import of_rows
from flows.read.spans import find, lex

CEREMONY = r"(?:khai trương|hạ thủy|(?:phát động|ra quân) (?:Tháng|Tuần|Ngày|Năm|Tết|(?i:chiến dịch|phong trào|cuộc thi|cuộc vận động))|trao (?:giấy chứng nhận|quyết định|giải thưởng|danh hiệu|chứng nhận)|khởi công|động thổ|khánh thành|thông xe|hợp long|ký kết (?:hợp tác|thỏa thuận|hợp đồng|biên bản|chương trình))\s[^“”\".;:(),]+"
GOES_ON = r"\s(?:(?:đi )?vào sản xuất|với|quy mô|có|trị giá|cho các|và (?:trao|phát động|công bố|ký|đón|giao|tặng|được|đã|sẽ|cho|các|nhiều|đưa)).*$"
ITS_DAY = r"^(?:(?i:mới đây)|(?i:sáng|trưa|chiều|tối|ngày|hôm|rạng sáng)\s[^,]{1,40}|[^,]{2,60}\s(?:vừa|chính thức))[,\s]"
ACTS = {
    "trao": "award",
    "khởi": "groundbreaking",
    "động": "groundbreaking",
    "khánh": "inauguration",
    "thông": "inauguration",
    "hợp": "inauguration",
    "ký": "signing",
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
