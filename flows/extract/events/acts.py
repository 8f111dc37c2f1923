"""Events told by their acts: sessions of elected bodies, ceremonies (linguistics §12)."""

import polars as pl

from flows.extract.events.borders import COLUMNS, DAY_TOLD, FIELDS, NAMED_AGAIN, cut, pattern_of
from flows.extract.projects import words
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read.rules import of_rows
from flows.read.spans import find, lex

CEREMONY = r"(?:khai trương|hạ thủy|(?:phát động|ra quân) (?:Tháng|Tuần|Ngày|Năm|Tết|(?i:chiến dịch|phong trào|cuộc thi|cuộc vận động))|trao (?i:giấy chứng nhận|học bổng|quyết định|giải thưởng|danh hiệu|chứng nhận)|khởi công|khởi động gói thầu|động thổ|khánh thành(?:(?:,| và) (?:chính thức )?(?:đưa vào (?:sử dụng|hoạt động|khai thác|vận hành)|gắn biển))?|thông xe|hợp long|ký kết (?i:hợp tác|thỏa thuận|hợp đồng|biên bản|bản ghi nhớ|ghi nhớ|chương trình|quy chế|kế hoạch phối hợp)|ký(?: kết)? (?i:[0-9]+|hai|ba|bốn|năm) (?i:thỏa ước|thỏa thuận|biên bản|bản ghi nhớ|hiệp định)|(?:kỷ niệm|sơ kết|tổng kết) [0-9]+ năm)\s[^“”\".;:(),]+(?:\([A-ZĐ&]{2,10}\)\s[^“”\".;:(),]+)?"
GOES_ON = r"\s(?:(?:đi )?vào sản xuất|chuyên|quy mô|có|trị giá|cho các|về việc|và (?:trao|phát động|công bố|ký|đón|giao|tặng|được|đã|sẽ|cho|các|nhiều|đưa)).*$"
# "khánh thành và đưa vào sử dụng cầu A" is the inauguration of the bridge.
PUT_TO_USE = (
    r"^khánh thành((?:,| và) (?:chính thức )?(?:đưa vào (?:sử dụng|hoạt động|khai thác|vận hành)|gắn biển)) "
)
# "tổ chức phát động “Chiến dịch A”", "khởi công dự án “Nhà máy B”": the quotation marks close it.
QUOTED_ACT = rf"(?:phát động|ra quân|khai trương|khởi công|động thổ|khánh thành)\s(?:{SMALL}+\s){{0,3}}[“\"]{CAPITAL}[^“”\"]{{5,120}}[”\"]"
# "khánh thành sau 17 tháng thi công": when, and not what.
WHEN_ONLY = r"^\S+ \S+ (?:sau|vào|từ|trong|trước|tại|nhân|ngày|sáng|chiều|tối|đúng)\s"
# "… đã khởi công cầu A vào sáng 3/5": the day right behind it.
DAY_BEHIND = r"^,?\s(?:(?i:vào|trong)\s)?(?:(?i:lúc)\s[0-9h:]+\s)?(?i:sáng|trưa|chiều|tối|ngày|hôm)\s(?:(?i:ngày)\s)?(?:[0-9(]|nay|qua)"
ITS_DAY = r"^(?:(?i:mới đây|cùng ngày)|(?i:vào )?(?i:sáng|trưa|chiều|tối|ngày|hôm|rạng sáng)\s[^,]{1,40}|[^,]{2,60}\s(?:vừa|chính thức))[,\s]"
ACT_WORDS = ["khai trương", "hạ thủy", "phát động", "ra quân", "trao ", "khởi công", "khởi động gói thầu", "động thổ", "khánh thành", "thông xe", "hợp long", "ký kết ", "ký hai", "ký ba", "ký bốn", "ký 2", "ký 3", "ký 4", "ký 5", "kỷ niệm ", "sơ kết ", "tổng kết "]  # fmt: skip
ACTS = {
    "trao": "award",
    "khởi": "groundbreaking",
    "động": "groundbreaking",
    "khánh": "inauguration",
    "thông": "inauguration",
    "hợp": "inauguration",
    "ký": "signing",
    "kỷ": "anniversary",
    "sơ": "conference",
    "tổng": "conference",
    "khai": "opening",
    "hạ": "launch",
    "phát": "launch",
    "ra": "launch",
}
# "Sáng 5/10, cầu Bến Đá chính thức thông xe": told of the work behind the day, and named by what was done to it.
ON_DAY_OF_WORK = r"(?i:sáng|trưa|chiều|tối|ngày|hôm nay|hôm qua)(?:[^;:.,“”]|[0-9]\.[0-9]){0,40},\s(?:(?i:tại|ở)\s[^,;:.]{3,60},\s)?"
# "Dự án “Nhà ga Bến Đá” đã chính thức khánh thành".
WORK_QUOTED = r"(?i:dự án|công trình)\s[“\"][^“”\"]{5,120}[”\"]"
WAS_OPENED = (
    r"\s(?:(?:đã|vừa|chính thức|được|cũng)\s)+(khởi công|động thổ|khánh thành|thông xe|hợp long)(?:[\s,.]|$)"
)
# "nhà máy A vẫn chưa được khởi công", "cầu B lẽ ra được khánh thành", "… không kịp được thông xe"; "hàng không" denies nothing.
NOT_DONE = r"\s(?:chưa|sẽ|dự kiến|lẽ ra|đáng lẽ|đáng ra|hoãn|thay vì|nếu|kế hoạch|lùi)(?:\s|$)|[^g]\s(?:không|phải|cần|chờ|để|bị)(?:\s(?:thể|kịp|sớm|hề))*$"
ANOTHER_TIME = r"^(?:\sxây dựng)?\s(?:vào\s|từ\s|hồi\s)*(?:năm|tháng|đầu|giữa|cuối|quý)\s"
# "… với quy mô 20 ha" tells how it is built; "nối A với Quốc lộ 6" belongs to it, and with whom something is signed.
WITH = rf"\svới\s(?:{SMALL}|[0-9]).*$"
# "… nối cảng A với quốc lộ 6".
JOINS = rf"\snối\s[^,]*{CAPITAL}[^,]*\svới\s(?:tỉnh|thành phố|huyện|xã|phường|cảng|cao tốc|quốc lộ|đường|sân bay|khu|cầu|trung tâm)\s"
# "kỳ họp HĐND tỉnh A", "kỳ họp giữa năm của HĐND tỉnh A": without a number it is one by its body and its day.
UNNUMBERED = (
    r"(?i:kỳ họp)(?:\s(?i:bất thường|chuyên đề|thường lệ|thường kỳ|cuối năm|giữa năm|đầu tiên|cuối cùng))*"
)
# The sessions of an elected body: "kỳ họp thứ 9 của Quốc hội", "phiên chất vấn và trả lời chất vấn".
SESSION = rf"(?:(?i:kỳ họp|phiên họp)(?:\s(?i:bất thường|chuyên đề|thường lệ))*\s(?i:lần thứ|thứ)\s(?:[0-9]+|{LETTER}+)|(?i:phiên chất vấn(?: và trả lời chất vấn)?)(?:\s(?i:đầu tiên|cuối cùng))?|{UNNUMBERED})(?:(?:,|\s?[-–])?\s(?:(?i:của)\s)?(?:Quốc hội|QH|[ỦU][ỷy] ban (?i:thường vụ) Quốc hội|UBTVQH|(?i:ủy ban|uỷ ban|hội đồng)\s(?i:liên|hỗn hợp|chung|hợp tác|điều phối|chỉ đạo|quốc gia|nhân quyền|di sản)\s[^,.;:()“”]{{3,110}}(?:{FIELDS}[^,.;:()“”]{{2,60}})?|(?i:(?:tiểu )?ban chỉ đạo|ban chấp hành|ban thường vụ|tổ công tác|tiểu ban)\s[^,.;:()“”]{{3,110}}(?:{FIELDS}[^,.;:()“”]{{2,60}}|(?:,\s(?i:chống|dự án|lãng phí|tiêu cực|trọng điểm|kiểm soát|đổi mới)\s?[^,.;:()“”]{{0,60}}){{0,3}})|(?:HĐND|Hội đồng nhân dân)(?:\s(?i:TP)\.{CAPITAL}{LETTER}+|(?:\s(?i:tỉnh|thành phố|huyện|TP)\.?)?(?:\s{CAPITAL}{LETTER}+){{1,3}}|\s(?i:tỉnh|thành phố|huyện|quận|thị xã|phường|xã))?))?(?:\slần(?:\sthứ)?\s[0-9]+)?(?:,?\s(?i:khóa|khoá)\s(?:[IVXL]+|[0-9]{{1,2}}|này))?(?:,?\s\(?(?i:nhiệm kỳ)\s[0-9]{{4}}\s?-\s?[0-9]{{4}}\)?)?(?:{NAMED_AGAIN})?"
SITS = r"(?i)(?:^|[\s,])(?:tại|khai mạc|bế mạc|tiếp tục|bắt đầu|bước vào|tiến hành|điều hành|mở đầu|trong|tổ chức|khuôn khổ|bên lề|chủ trì|tham dự|chương trình(?: làm việc| nghị sự)?|nghị quyết)\s(?:(?:của|tại) )?$|(?:buổi|ngày|phiên)\s[^,.;]{0,30}của\s$"
RECALLED = r"(?i)\S\s(?:(?:tại|nghị quyết)\s|(?:chủ trì|tham dự|bên lề|chương trình(?: làm việc| nghị sự)?)\s(?:(?:của|tại)\s)?)$"
TO_COME = r"(?i)(?:trình (?:ra|tại|Quốc hội|HĐND|Hội đồng nhân dân)|sắp tới|sẽ|dự kiến|chuẩn bị|trước|sau|từ|các|nhiều|những)\s(?:[^,.;]{0,60}\s)?$"
# A session to come is one if its day is told: "sẽ tiến hành phiên chất vấn … trong hai ngày 11 và 12/11".
CONVENES = r"(?i)(?:quốc hội|HĐND|hội đồng nhân dân)[^,.;]{0,60}\s(?:tiến hành|khai mạc|tổ chức|bước vào)\s$"
IS_HELD = r"(?i)^,?\s(?:(?:đã|sẽ|được|chính thức|cũng|tiếp tục)\s)*(?:tiến hành|diễn ra|khai mạc|bế mạc|họp|bước vào|khép lại)(?:\s|[,.]|$)"
# "kỳ họp thứ 5 dự kiến khai mạc ngày 3/12".
WILL_BE = r"(?i)^,?\sdự kiến\s(?:sẽ\s)?(?:tiến hành|diễn ra|khai mạc|họp|được tổ chức)\s"
# "Sáng 13/7, kỳ họp thứ 5, HĐND TP A, 100% đại biểu biểu quyết".
ON_ITS_DAY = r"^(?i:sáng|chiều|tối|ngày|hôm|trong)\s[^;:.]{1,80},\s(?:(?i:tại|trong)\s)?$"
# "Tại phiên bế mạc sáng 4/7, kỳ họp thứ 4 HĐND tỉnh A đã thông qua": a sitting of it.
# "Sáng nay (5-11), Quốc hội sẽ thảo luận ở hội trường".
DEBATES = r"Quốc hội(?:\s(?i:đã|sẽ|tiếp tục|tiến hành|bắt đầu|cũng|dự kiến))*\s(?i:thảo luận|họp phiên toàn thể)\s(?i:ở|tại)\s(?i:hội trường|tổ)"
ON_DAY = (
    r"(?i)(?:^|,\s)(?:(?:trong|vào)\s)?(?:sáng|chiều|tối|ngày|hôm)\s[^,;:.]{1,40},\s(?:[^,;:.]{3,60},\s)?$"
)
NUMBERED = r"(?i)^\S+ \S+ .*(?:thứ|lần)\s|chất vấn"
AT_SITTING = r"^(?i:tại|trong)\s(?i:phiên|buổi)\s[^;:.,]{1,60},\s$"
ITS_BODY = r"(?i)quốc hội|\sQH|HĐND|hội đồng|[uủ][ỷy] ban"
# "luật vừa được Quốc hội thông qua tại kỳ họp thứ 3": where something was done, of which the article tells nothing else.
PASSED = r"(?i)(?:thông qua|ban hành|bầu)\s(?:tại|trong)\s$"
# "kỳ họp Quốc hội tới": of no number, and to come.
NEXT = r"^\s(?:tới|sắp tới|tới đây|lần tới|sau|năm sau|năm tới)(?:[\s,.;]|$)"
# "họp báo công bố kết quả kỳ họp thứ 3 … diễn ra chiều 2/6": what was held is the press conference.
OF_ANOTHER = r"(?i)(?:họp báo|hội nghị|hội thảo|tọa đàm|tiếp xúc cử tri|triển lãm)\s[^,;.:]{0,60}$"
# "Ủy ban Thường vụ Quốc hội khai mạc phiên họp thứ 39": one of many bodies whose meetings are told by their number.
WHOSE_SESSION = r"(Ủy ban Thường vụ Quốc hội)(?:\s(?i:đã|sẽ|chính thức|tiếp tục|tổ chức|bắt đầu|bước vào|tiến hành|khai mạc|bế mạc|họp))+\s$"


def sessions(told: pl.DataFrame) -> pl.DataFrame:
    """Sessions of the National Assembly and of people's councils that the sentence tells of as held."""
    likely = told.filter(
        pl.col("sentence").str.contains_any(["iên họp thứ", "ỳ họp ", "hiên chất vấn", "ở hội trường", "tại hội trường", "ở tổ", "tại tổ"])
    )  # fmt: skip
    return pl.concat([_sat(likely), _debated(likely)])


@of_rows
def _debated(likely: pl.DataFrame) -> pl.DataFrame:
    """What the National Assembly debates on a day, told by the verb: "Sáng 5/11, Quốc hội thảo luận ở hội trường về …"."""
    rows = find(likely.select("s", "sentence"), DEBATES, "sentence").join(
        likely, on="s", how="left", maintain_order="left"
    )
    place = pl.col("surface").str.extract(r"\s((?i:ở|tại)\s(?i:hội trường|tổ))$")
    led = pl.col("surface").str.extract(r"^(.*?)(?i:thảo luận|họp phiên)").str.len_chars()
    # "Quốc hội họp phiên toàn thể tại hội trường": a sitting, as what is debated at it.
    whole = pl.col("surface").str.contains("(?i)họp phiên")
    sitting = pl.when(whole).then(pl.lit("phiên toàn thể ")).otherwise(pl.lit("phiên thảo luận "))
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    return (
        rows.filter(left.str.contains(ON_DAY))
        .with_columns(
            left=pl.col("sentence").str.slice(0, pl.col("start") + led),
            start=(pl.col("start") + led).cast(pl.UInt32),
            name=pl.concat_str(sitting, place, pl.lit(" của Quốc hội")),
            noun=pl.lit("phiên thảo luận"),
            token=pl.lit("session"),
            event_kind=pl.lit("session"),
            rule=pl.lit("event_session"),
        )
        .select(COLUMNS)
    )


@of_rows
def _sat(likely: pl.DataFrame) -> pl.DataFrame:
    rows = find(likely.select("s", "sentence"), SESSION, "sentence").join(
        likely, on="s", how="left", maintain_order="left"
    )
    # "Kỳ họp lần thứ 39 Ủy ban liên Chính phủ A - B được tổ chức": a committee's name ends where any does.
    # "… của Ban Chỉ đạo A, nghe báo cáo và cho ý kiến": what is done at it.
    whole = cut(pl.col("surface")).str.replace(rf",\s(?i:{pattern_of('apart')})\s.*$", "")
    rows = rows.with_columns(surface=whole).with_columns(
        end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32)
    )
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    right = pl.col("sentence").str.slice(pl.col("end"), 40)
    dated = pl.col("sentence").str.contains(DAY_TOLD)
    will_be = right.str.contains(WILL_BE) & right.str.contains(DAY_TOLD)
    held = right.str.contains(IS_HELD) & ~left.str.contains(OF_ANOTHER)
    planned = (dated & (left.str.contains(CONVENES) | held)) | will_be
    on_its_day = left.str.contains(ON_ITS_DAY) & left.str.contains(DAY_TOLD) & right.str.contains("^,")
    on_its_day |= left.str.contains(AT_SITTING) & left.str.contains(DAY_TOLD)
    numbered = pl.col("surface").str.contains(NUMBERED)
    sits = (left.str.contains(SITS) | held | on_its_day) & ~left.str.contains(TO_COME)
    # "Thực hiện Nghị quyết kỳ họp thứ 9": of whom and when nobody tells.
    with_body = pl.col("surface").str.contains(ITS_BODY)
    bare = ~with_body & left.str.contains(RECALLED) & ~dated
    passed = left.str.contains(PASSED) & ~right.str.contains(DAY_TOLD)
    body = pl.when(~with_body).then(left.str.extract(WHOSE_SESSION))
    told = rows.with_columns(
        left=left,
        _body=body,
        _own=with_body,
        _nth=pl.col("surface").str.to_lowercase().str.extract(r"^(\S+ \S+ .*?thứ \S+)"),
    )
    told = told.with_columns(_full=pl.col("surface").filter("_own").n_unique().over("a", "_nth"))
    # "kỳ họp thứ 4 của Quốc hội", later "kỳ họp thứ 4": the body that the article gives it once.
    whole = pl.when(pl.col("_full") == 1).then(pl.col("surface").filter("_own").first().over("a", "_nth"))
    name = (
        pl.when("_own")
        .then("surface")
        .otherwise(pl.coalesce(pl.concat_str("surface", pl.lit(" của "), "_body"), whole, "surface"))
    )
    return told.with_columns(name=name).filter((sits & ~bare & ~passed) | planned, numbered | (dated & with_body & ~right.str.contains(NEXT))).with_columns(
        noun=pl.col("surface").str.extract(r"^(\S+ \S+)").str.to_lowercase(),
        token=pl.when("_own").then(pl.lit("full_session")).otherwise(pl.lit("session")),
        event_kind=pl.lit("session"),
        rule=pl.lit("event_session"),
    ).select(COLUMNS)  # fmt: skip


def ceremonies(told: pl.DataFrame) -> pl.DataFrame:
    """What is opened, begun or awarded on a day that the sentence begins with: "Sáng 6/2, … đã khánh thành …"."""
    dated = pl.col("sentence").str.contains(ITS_DAY) | pl.col("sentence").str.contains(DAY_TOLD)
    likely = told.filter(pl.col("sentence_number") <= 8, pl.col("sentence").str.contains_any(ACT_WORDS))
    likely = likely.filter(dated)
    return pl.concat([_done(likely), _of_work(likely)])


@of_rows
def _of_work(likely: pl.DataFrame) -> pl.DataFrame:
    """What was done to a work on the day that its sentence begins with: "Ngày 5/10, cầu A được khánh thành"."""
    told = rf"^({ON_DAY_OF_WORK})((?i:dự án\s)?{words.kinds()}\s[^,;:.“”]{{2,90}}?|{WORK_QUOTED}){WAS_OPENED}"
    before, work, act = (pl.col("sentence").str.extract(told, i) for i in (1, 2, 3))
    rows = likely.with_columns(left=before, _work=work, _act=act).drop_nulls("_act")
    start = pl.col("left").str.len_chars()
    right = pl.col("sentence").str.extract(rf"{WAS_OPENED}(.*)$", 2)
    # What stands in quotation marks is whole.
    named = (
        pl.when(pl.col("_work").str.contains(r"[“\"]"))
        .then("_work")
        .otherwise(cut(pl.col("_work"), stands=False))
    )
    return rows.with_columns(
        start=start.cast(pl.UInt32),
        end=(start + named.str.len_chars()).cast(pl.UInt32),
        name=pl.concat_str("_act", pl.lit(" "), named.str.replace_all(r"[“”\"]", "")),
        noun="_act",
        token=pl.lit("ceremony"),
        event_kind=pl.col("_act").str.extract(r"^(\S+)").replace_strict(ACTS, return_dtype=pl.String),
        rule=pl.lit("event_ceremony"),
    ).filter(
        pl.col("_work").str.slice(1).str.contains(rf"{CAPITAL}|[0-9]"),
        ~pl.concat_str(pl.lit(" "), right).str.contains(ANOTHER_TIME),
        ~pl.col("_work").str.contains(NOT_DONE),
    ).select(COLUMNS)  # fmt: skip


@of_rows
def _done(likely: pl.DataFrame) -> pl.DataFrame:
    patterns = {"quoted": QUOTED_ACT, "ceremony": CEREMONY}
    rows = lex(likely.select("s", "sentence"), patterns, "sentence").join(
        likely, on="s", how="left", maintain_order="left"
    )
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    rows = rows.filter(pl.col("surface").str.len_chars() >= 8)
    # What is built is named by where it stands: "khởi công dự án cầu vượt tại nút giao …".
    put = pl.col("surface").str.extract(PUT_TO_USE).fill_null("")
    works = pl.col("surface").str.replace(PUT_TO_USE, "khánh thành ")
    short, long = cut(works), cut(works, stands=False)
    named = short.str.contains(rf"{CAPITAL}")
    name = pl.when(named).then(short).otherwise(long).str.replace(GOES_ON, "")
    signed = pl.col("surface").str.starts_with("ký ")
    name = pl.when(signed | name.str.contains(JOINS)).then(name).otherwise(name.str.replace(WITH, ""))
    name = pl.when(pl.col("token") == "quoted").then("surface").otherwise(name.str.strip_chars_end(" ,-–"))
    put = pl.when(pl.col("token") == "quoted").then(pl.lit("")).otherwise(put)
    end = pl.col("start") + name.str.len_chars() + put.str.len_chars()
    behind = pl.col("sentence").str.slice(end, 40).str.contains(DAY_BEHIND)
    rows = rows.with_columns(left=left, surface=name, end=end.cast(pl.UInt32)).filter(
        behind | pl.col("sentence").str.contains(ITS_DAY),
        left.str.contains(rf"(?:đã|vừa|chính thức|tiến hành|tổ chức|cùng|,)\s$|{LETTER}\s$"),
        ~left.str.contains(
            r"(?i)(?:lễ|sau khi|dự kiến|sẽ|để|từ|khi|chuẩn bị|được|đã được|việc|công tác|dự|cam kết|hứa|phấn đấu|quyết tâm|mục tiêu|yêu cầu|đề nghị)\s$"
        ),
        ~pl.col("surface").str.contains(r"\s(?:trước|chậm nhất|muộn nhất)$"),  # a deadline
        ~pl.col("surface").str.contains(WHEN_ONLY),
        ~pl.col("surface").str.contains("^(?:kỷ|sơ|tổng) ") | left.str.ends_with("tổ chức "),
        # "ký kết bản ghi nhớ": with whom or about what is not told.
        pl.col("surface").str.count_matches(" ") >= pl.when(signed).then(5).otherwise(4),
        pl.col("surface").str.contains(rf"{CAPITAL}|[0-9]"),
    )
    return rows.with_columns(
        name=pl.col("surface").str.replace_all(r"[“”\"]", ""),
        token=pl.lit("ceremony"),
        noun=pl.col("surface").str.extract(r"^(\S+)"),
        event_kind=pl.col("surface")
        .str.extract(r"^(\S+)")
        .replace_strict(ACTS, default="ceremony", return_dtype=pl.String),
        rule=pl.lit("event_ceremony"),
    ).select(COLUMNS)
