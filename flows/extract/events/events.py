"""Events: conferences, fairs, sessions, ceremonies and visits with their theme, day, venue, hosts and guests (linguistics §12)."""

from functools import cache

import polars as pl

from flows.extract.events.acts import ceremonies, sessions
from flows.extract.events.borders import (
    ASIDE,
    BADGES,
    DAY_TOLD,
    DAYS_MARKED,
    FIELDS,
    NAMED_AGAIN,
    TERM,
    YEAR,
    cut,
    of_both,
    pattern_of,
    with_commas_of_rows,
    without_predicate,
)
from flows.extract.events.holders import held_by_others
from flows.extract.events.hosts import attended, hosted
from flows.extract.events.inner import (
    GOES_ON,
    ITS_THEME,
    PLANS,
    SPEECH,
    held_within,
    in_every_case,
    named_otherwise,
    of_a_press_conference,
    of_its_own,
    spanned,
    under_its_noun,
    will_be,
)
from flows.extract.events.lasting import told_later
from flows.extract.events.meetings import WITH_PEOPLE, named_by_whom, voters
from flows.extract.events.named import (
    CONGRESS,
    CONGRESS_OF_YEAR,
    NAMED_WORDS,
    NUMBERED_SHORT,
    SUMMIT,
    attended_by_name,
    by_name_alone,
    in_english,
    known_by_name,
    of_a_year,
    of_nobody,
    summit,
    talks,
    within,
)
from flows.extract.events.occasions import dated, themed
from flows.extract.events.tellings import one_each, tellings
from flows.extract.events.visits import visits
from flows.extract.events.where import placed
from flows.extract.reference_words import event_kinds
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read import Reading
from flows.read.rules import of_rows, with_common
from flows.read.spans import lex
from flows.read.vocabulary import either

HELD = r"(?i:phối hợp tổ chức|đồng tổ chức|tổ chức|tiến hành|cử hành|làm|triệu tập|khai giảng|đồng chủ trì|chủ trì|khai mạc|đăng cai|diễn ra|bế mạc|công bố|phát động|họp trực tuyến|họp|kết thúc|dự|tham dự|tham gia|trong khuôn khổ|bên lề|chứng kiến|phát biểu tại|phát biểu (?:khai mạc|kết luận|bế mạc|chỉ đạo)|(?:nói|thông tin|cho biết|nhấn mạnh|chỉ đạo|khẳng định|kết luận|báo cáo|nêu|nêu rõ|chia sẻ|cho hay|đề cập|cảnh báo|đánh giá|nhận định|lưu ý|phát biểu|tuyên bố|công bố|đề nghị|yêu cầu|kiến nghị|bày tỏ)(?: như vậy| như trên| điều này| điều trên| thông tin trên| thông tin này| nội dung trên| nội dung này| vấn đề này| vấn đề trên| quan điểm trên| ý kiến trên)?(?: (?:ngày|sáng|chiều|tối|hôm) [^ ,;]{1,10}(?: [0-9][0-9/.-]{2,9})?)? tại|(?:phát biểu|nói|chia sẻ|khẳng định|nhấn mạnh|cho biết)(?: như vậy| như trên| điều này)? trong)"
BEFORE = rf"{HELD}(?:\s(?i:thành công|trọng thể|trực tuyến|lần đầu tiên))?\s+(?:(?i:sự kiện|chương trình|hoạt động|buổi|cuộc|chuỗi)\s+)?[“\"]?$"
AFTER = r"^[”\"]?(?:\s\([^()]{2,60}\))?(?:,?\s(?i:nhiệm kỳ|khóa|khoá)\s[^,.;]{1,20}?)?(?:\s(?i:năm nay|lần này|hôm nay|vừa qua|sắp tới|tới đây))?,?\s*(?:(?i:đã|đang|sẽ|được|chính thức|vừa|mới|lần thứ \S+|cũng|dự kiến)\s+)*(?i:diễn ra|tổ chức|khai mạc|bế mạc|khép lại|bắt đầu|mở cửa|khai hội|bước (?:vào|sang) ngày|được phát động|họp (?:phiên|tại|dưới)|kéo dài (?:từ|đến|trong)|được tổ chức|vào (?:sáng |chiều |tối )?ngày [0-9]|(?:do|được) (?:[^,.;:“”]|, Thể thao){3,90}? (?:tổ chức|đăng cai|phối hợp|chủ trì))"
# "Đại lễ A tại chùa B diễn ra ngày 3/5".
THERE = rf"^[”\"]?\s(?i:tại|ở)\s(?:{SMALL}+\s){{0,2}}{CAPITAL}[^,.;:“”]{{1,50}}?\s(?:(?i:đã|sẽ|chính thức|vừa)\s)*(?i:diễn ra|khai mạc|được tổ chức)\s"
# What was done at it.
WAS_DONE = r"^[”\"]?\s(?:(?i:đã|vừa)\s(?i:tôn vinh|vinh danh|trao|nghe|thông qua|bầu|thành công)\s|(?i:thành công (?:tốt đẹp|rực rỡ)))"
WISHED = r"(?i)(?:chúc(?: mừng)?|mong|để|cho|giúp|vì)\s$"  # "chúc Đại hội A thành công tốt đẹp"
# Who attends tells of an event only with its day: it may be one to come, or of another year.
WEAK = r"(?i)(?:kết thúc|dự|tham gia|trong khuôn khổ|bên lề|chứng kiến|tại)\s+(?:(?:sự kiện|chương trình|buổi|cuộc)\s+)?[“\"]?$"
WITHIN = r"\strong\s(?:(?:buổi|cuộc)\s)?[“\"]?$"  # "chia sẻ trong hội thảo A"
OPENS = r"(?:^|\s)(?i:tại|trong|ở)\s(?:(?i:buổi|cuộc)\s)?$"
# Whoever speaks at it, and the name closes the sentence or opens it: captions tell so, and first sentences.
AT_IT = r"(?i)^[^,;:]{3,120}\s(?:phát biểu|trao đổi|chia sẻ|tham luận|kết luận|chỉ đạo|chủ trì|tham dự|dự|vinh danh)(?:\s(?:khai mạc|kết luận|chỉ đạo|ý kiến|chúc mừng))?\s(?:tại\s)?(?:buổi\s|cuộc\s)?[“\"]?$"
# "Đó là khẳng định của ông A tại hội nghị B."
THAT_IS = r"(?i)^(?:đó|đây)(?: cũng)? là\s[^;:]{3,250}\s(?:tại|trong)\s(?:buổi\s|cuộc\s)?[“\"]?$"
AT_FIRST = r"(?:^|(?:[,;]|(?i:rằng|biết))\s)(?i:tại|trong|phát biểu(?: khai mạc| kết luận| chỉ đạo)?(?: (?:ngày|sáng|chiều|tối|hôm) [^ ,;]{1,10}(?: [0-9][0-9/.-]{2,9})?)? tại|trao đổi tại|chia sẻ tại|bên lề)\s(?:(?i:buổi|cuộc)\s)?[“\"]?$"
# "Ngày 16/6, tại hội nghị phản biện …, nhiều chuyên gia": the day, where it was, and what it was.
ON_ITS_DAY = r"^(?i:(?:rạng )?sáng|trưa|chiều|tối|đêm|ngày|hôm|trong (?:hai |ba |[0-9] )?ngày)\s[^,;:.]{1,40}(?:,\s(?:tại|ở)\s[^,;:]{3,80})*,?\s(?i:phát biểu(?: khai mạc| kết luận| chỉ đạo)? tại|tại|trong khuôn khổ|trong|bên lề)\s(?:(?i:buổi|cuộc)\s)?[“\"]?$"
OTHER_TIME = r"(?i)(?:từng|trước đó|năm ngoái|năm [0-9]{4}|sẽ|dự kiến|chuẩn bị|sắp|mời|kế hoạch|sau|trước|muốn)\s(?:[^,.;]{0,60}\s)?[“\"]?$"
# "Tại hội nghị A ở Huế, …", "… tại hội nghị A chiều 3/6.": where and when stand between the name and what closes it.
THERE_THEN = r"(?:\s(?:(?i:tại|ở)\s(?:[^,.;:()“”]|[0-9]\.[0-9]){2,45}|(?i:sáng|chiều|tối|ngày|hôm|mới đây|vừa qua)(?:\s(?:[^,.;:()“”]|[0-9]\.[0-9]){1,20})?))?"
SHOWN = r"^(?i:(?:quang cảnh|toàn cảnh|các đại biểu (?:tham )?dự)\s)?$"  # "Lễ cắt băng khánh thành cầu A."
FRAME = r"^([^“”\"]*\s(?:trong|thuộc)\s(?:khuôn khổ\s)?(?:chuỗi sự kiện\s|sự kiện\s)?)[“\"]"
UNHELD = r"(?i)(?:có thể|hoãn|hủy|huỷ|ngừng|dừng|kêu gọi|đề nghị|đề xuất|kiến nghị|xin|muốn|lên kế hoạch|từ chối|không|chưa|từng|sớm)\s(?:việc\s)?(?:tổ chức|đăng cai|chủ trì|khai mạc|tham dự|tham gia|dự|họp)\s(?:\S+\s){0,2}$"
# To come some day that nobody tells.
TO_COME = r"(?i)\s(?:sẽ|dự kiến|chuẩn bị|sắp|kế hoạch|yêu cầu|chỉ đạo|giao)\s(?:[^\s,;]+\s){0,4}(?:tổ chức|chủ trì|triệu tập|khai mạc|phát động)\s(?:(?:buổi|cuộc)\s)?[“\"]?$"
# "Đề nghị UBND quận A chủ trì phối hợp Sở B tổ chức …": asked for.
ASKED_FOR = r"(?:^|[\s,])(?:[Đđ]ề nghị|[Yy]êu cầu|giao cho|phải|cần)\s(?:[^\s,;]+\s){0,14}tổ chức\s(?:(?:buổi|cuộc)\s)?[“\"]?$"
# A meeting is named by a name in its subject or of who meets: of "cuộc họp về giá đất" there are many.
BY_NAME = rf"^\S+ \S+\s(?:.*\s)?{CAPITAL}{LETTER}|\s[0-9]+/{YEAR}|\s(?:\S+\s){{6,}}năm {YEAR}$|^\S+ \S+\s(?:sơ kết|tổng kết)\s\S+ \S+ \S+"
# An election is one by its round, or where it was held: of "cuộc bầu cử Quốc hội" there are many.
ELECTED = rf"^(?i:vòng)\s|\s{CAPITAL}{LETTER}+(?:\s{CAPITAL}{LETTER}*)*(?:\s(?:năm\s)?{YEAR})?$"
HOUSES = r"\s(?:Quốc hội|Tổng thống|Hạ viện|Thượng viện|Nghị viện|Hội đồng|Thủ tướng)$"
# What a name tells besides its noun: what it is about, or a name.
SUBJECT = rf"^\S+ .*\s{CAPITAL}|\s(?:về|giữa|với|quyết định|nghị quyết)\s"
# "Hội nghị thượng đỉnh G20": an abbreviation alone names an event.
BY_LETTERS = r"\s(?:[A-ZĐ]{3,}(?:-?[0-9]{1,2})?|[A-Z]-?[0-9]{1,2})(?:\s|$)"
# "lấy ý kiến hộ dân, cá nhân và tổ chức về": a list that the name goes on with.
AND_ABOUT = rf",\s(?:{SMALL}+\s){{1,4}}và\s(?:{SMALL}+\s){{1,5}}?(?:về|của)\s"
# "Hội nghị về Biển, Đảo và Khí hậu của Việt Nam lần thứ 5": commas between fields, up to the number that closes the name.
ROW = rf"[^“”\".;:(),\[\]]*(?i:về)\s{CAPITAL}[^“”\".;:(),\[\]]+(?:,\s{CAPITAL}[^“”\".;:(),\[\]]+){{1,3}}\svà\s{CAPITAL}[^“”\".;:(),\[\]]+\slần thứ\s[0-9A-Za-zăâđêôơưáàảãạ]+"
OFFICE_NEXT = r",\s(?i:thủ tướng|bộ trưởng|thứ trưởng|phó|chủ tịch|tổng|giám đốc|bí thư|ông|bà|đồng chí|TS|GS|PGS|trung tướng|thiếu tướng|đại tá)\.?\s"
AND_TOPIC = rf"\svề\s[^“”\".;:(),]+{FIELDS}"  # "kỳ họp về rác thải, khu dân cư và chất thải"
MET_WITH = r"(?i)^(?:(?:cuộc họp|họp báo|hội thảo|hội nghị|tọa đàm) (?:cùng|với nhau|và|giữa|khẩn|kín|nội bộ)|(?:cuộc )?họp báo (?:chung|trước|sau|với))(?:\s|$)"
JOINT = rf"^(?i:(?:cuộc )?họp báo chung (?:với|của|giữa))\s.*{CAPITAL}{LETTER}*\s{CAPITAL}"  # with a person or a body
BY_A_YEAR = rf"^\s(?i:vào năm) {YEAR}"  # when something is to be done: the name ended before
# What returns every year is no event until its day is told.
YEARLY = r"(?i)(?:hằng|hàng|mỗi) (?:năm|tháng|tuần|quý)|thường niên (?:tổ chức|tham dự|tham gia)"
# "tham gia Hội thi A từ năm 2012": since when, no year of its own.
SINCE = rf"\s(?i:từ|kể từ|vào)\s(?:năm\s)?{YEAR}$"
MANY = r"(?i:các|những|nhiều|mỗi|hàng loạt|một số|hàng trăm|hàng chục|hai|ba|[0-9]+|từng|sau|sau khi|trước|trước khi|chuẩn bị cho|kết quả)\s$|(?i:các|những|nhiều|một số|hai|ba|bốn|[0-9]+)\s(?:cuộc|buổi)\s$|\sBan Tổ chức\s$|(?:^Ban|\sban|^Nhà|\snhà|\sđơn vị(?: đồng)?|công tác|cách thức|khâu) tổ chức\s(?:chuỗi\s)?$|\s[Tt]rưởng Ban tổ chức\schuỗi\s$"
# A firm's own congress: "ĐHĐCĐ bất thường".
SHAREHOLDERS = rf"^(?:{CONGRESS_OF_YEAR}|{CONGRESS})$"
GENERIC = r"(?i)^\S+(?: \S+)? (?:này|trên|đó|nói trên|lần này|lần trước|hôm nay|những ngày|cho thấy|quan trọng|lớn|khác|bắt đầu)(?:\s|$)|^\S+(?: \S+)? trực tuyến$|\sthường niên$|^\S+(?: \S+)? (?:hết sức|hoàn toàn|vô cùng|rất|thực sự|công bố rộng rãi)(?:\s|$)|^\S+(?: \S+){0,2} của (?:bộ|sở|cục|ban|ngành|tỉnh|thành phố|TP|huyện|công ty|trường)$|^họp báo công bố$|^lễ công bố của\s|^(?:gặp mặt|họp mặt) giữa (?:hai|ba|các)\s|^(?:đại hội đồng cổ đông|đại hội cổ đông|đhđcđ|đhcđ)$|^diễn đàn (?:quốc hội|nghị trường|hđnd|hội đồng nhân dân)(?:\s\S+){0,1}$|^(?:cuộc họp|hội nghị) giao ban(?:\s[^0-9]+)?$|^lễ (?:khai|bế) mạc (?:lễ hội|hội nghị|hội thảo|giải|liên hoan)$|^(?:cuộc họp|họp báo|hội nghị|hội thảo|phiên họp|lễ|buổi)\s.*\s(?:này|đó|trên)$|^lễ hội yêu cầu\s|\s(?:về|của|và|với|cho|về việc)$"
LONGEST, LONGEST_QUOTED = 170, 230
# Names in single quotation marks are as those in double ones.
IN_SINGLE = rf"(^|[\s(])['‘]({CAPITAL}[^'’‘“”\"]{{5,150}})['’]"
HELD_WORDS = [
    "ổ chức", "chủ trì", "hai mạc", "đăng cai", "iễn ra", "ế mạc", "ông bố", "phát động", "họp", "dự ", "ham gia", "khuôn khổ", "bên lề", "Bên lề", "chứng kiến", "hát biểu", "hép lại", "ắt đầu", "mở cửa", "buổi làm", "cuộc làm", "khai hội", "hai giảng", "kéo dài", "riệu tập", "thu hút", "làm lễ", "cử hành", "iến hành", "ại ", "ong ", "Lễ ", "cảnh ",
]  # fmt: skip


def events(reading: Reading, said: pl.DataFrame) -> pl.DataFrame:
    """Rows of fact type `events`: s, start, end (of the name), name, theme, event_kind, starts_on, ends_on,
    part_of_day, venue, place, hosts, participants, rule. One row a named event of an article, where it is
    told first. `said` are the rows of `statements`: without a list of guests the speakers are the participants.
    """
    told = reading.sentences.filter(pl.col("role").is_in(["body", "lead", "caption"])).select(
        "s", "a", "sentence_number", sentence=pl.col("sentence").str.replace_all(IN_SINGLE, "${1}“${2}”")
    )
    others = [sessions(told), ceremonies(told), visits(told, reading), talks(told), voters(told)]
    rows = tellings(pl.concat([of_nobody(_named(told), reading.people), *others]))
    rows = placed(dated(themed(rows, told), reading), reading)
    rows = told_later(one_each(of_its_own(hosted(rows, reading))), told, reading)
    rows = held_by_others(rows, told, reading)
    # Who speaks of an election stands for it, or counts the votes.
    named = (pl.col("token") == "named") | (pl.col("event_kind") == "election")
    attending = attended(rows.filter(~named), told, reading, said)
    rows = pl.concat([attending, by_name_alone(rows.filter(named))]).sort("s", "start")
    return rows.select(
        "s", "start", "end", "name", "theme", "event_kind", "starts_on", "ends_on", "part_of_day", "venue", "place", "hosts", "participants", "rule"
    )  # fmt: skip


def _named(told: pl.DataFrame) -> pl.DataFrame:
    """Event nouns with a name, of which the sentence says that they are held."""
    kinds = event_kinds()
    noun = f"(?i:{either(kinds['noun'].to_list())})"
    act, beside = pattern_of("act"), pattern_of("beside")
    patterns = {
        # A house is no event, nor are the halves of "Quốc hội thảo luận".
        "hall": rf"(?i:trung tâm|cung|nhà|phòng|quốc)\s{noun}|(?i:đại lễ đường)",
        "quoted": rf"(?:{noun}:?\s+(?:[^\s“”\".;:(),]+:?\s+){{0,6}})?[“\"][^”\"“]+[”\"](?:\s+(?:lần thứ \S+|năm {YEAR}|{YEAR}))?",
        "dated": rf"{CONGRESS_OF_YEAR}|{noun}\s{ROW}|{noun}\s[^“”\".;:()\[\]]+?\s(?:năm\s)?{YEAR}(?:\s?[-–]\s?{YEAR})?(?:(?:,|\svà)\s{pattern_of('then')}\s[^“”\".;:()\[\]]{{0,60}}?{YEAR})?",
        "listed": rf"{noun}(?:\s[^“”\".;:(),\[\]]+)?{AND_TOPIC}[^“”\".;:(),\[\]]+",
        "plain": rf"(?:(?i:lễ\s{SMALL}+(?:\s{SMALL}+)?|gặp mặt|họp mặt),\s(?i:{act})|{noun}(?:(?:\s{SMALL}+){{1,6}},\s(?i:{act}))?)\s(?:TP\.|St\.\s|[A-Z]\.{CAPITAL}|T\.Ư|[A-ZĐ]{{2,}}\.[A-ZĐ]{{2,}}|[QPH]\.(?:{CAPITAL}|[0-9])|[0-9]\.[0-9]{{3}}|{BADGES}|[^“”\".;:(),\[\]])+(?:{TERM}|{DAYS_MARKED}|,\s(?:{beside})(?:\s[^“”\".;:(),]+)?|{AND_ABOUT}[^“”\".;:(),]+(?:,\s{SMALL}[^“”\".;:(),]+)?|{ASIDE}[^“”\".;:(),]+|{NAMED_AGAIN}(?:\s[^“”\".;:(),]+)?)*",
    }
    likely = told.filter(
        pl.col("sentence").str.contains_any(in_every_case(kinds["noun"].to_list())),
        pl.col("sentence").str.contains_any([*HELD_WORDS, *NAMED_WORDS]),
    )
    rows = lex(likely.select("s", "sentence"), patterns, "sentence").join(
        likely, on="s", how="left", maintain_order="left"
    )
    rows = pl.concat([rows, within(likely, noun).join(rows, on=["s", "start"], how="anti")])
    rows = pl.concat([rows, held_within(rows, patterns, noun).join(rows, on=["s", "start"], how="anti")])
    rows = rows.filter(pl.col("token") != "hall", pl.col("surface").str.len_chars() >= 8)
    rows = pl.concat([_held(rows, kinds, noun), in_english(told, noun)])
    return pl.concat([rows, of_a_year(told, rows, noun)])


@of_rows
def _held(rows: pl.DataFrame, kinds: pl.DataFrame, noun: str) -> pl.DataFrame:
    """Of names of events those that are held, as COLUMNS. `noun` is the pattern of the nouns in `kinds`."""
    # Most are no events by their names alone, which costs less to see than how they are told.
    return spanned(_told(_own_names(_bordered(rows, kinds, noun), noun), noun))


@of_rows
def _bordered(rows: pl.DataFrame, kinds: pl.DataFrame, noun: str) -> pl.DataFrame:
    """Names cut where they end, with `left` and `right` of them, their noun in lower case and what `kinds` has of it."""
    # "Hội thảo nằm trong khuôn khổ “Tuần lễ A”": the week is the event in quotation marks.
    framed = pl.col("surface").str.extract(FRAME).str.len_chars().fill_null(0)
    rows = rows.with_columns(
        surface=pl.col("surface").str.slice(framed), start=(pl.col("start") + framed).cast(pl.UInt32)
    ).pipe(under_its_noun, noun)
    # What stands in quotation marks after "chủ đề" is no name.
    themed_name = (pl.col("token") == "quoted") & pl.col("surface").str.contains(r"(?i)\schủ đề[:\s]")
    themed_name &= ~pl.col("surface").str.contains(rf"^{noun}{ITS_THEME}")
    rows = rows.with_columns(
        surface=pl.when(themed_name)
        .then(pl.col("surface").str.replace(r"(?i)\s(?:với )?chủ đề[:\s].*$", ""))
        .otherwise("surface"),
        token=pl.when(themed_name).then(pl.lit("plain")).otherwise("token"),
    )
    rows = without_predicate(rows)
    whole = cut(pl.col("surface"))
    # "các bộ, ngành", "lấy ý kiến hộ dân, cá nhân và tổ chức": commas within a name.
    short = with_commas_of_rows(whole.str.replace_all(rf",(\s(?:{pattern_of('beside')})\b)", "‚${1}"))
    apart = pl.col("surface").str.contains(rf",\s(?i:{pattern_of('apart')})\s")
    topics = (pl.col("token") == "listed") & ~apart & whole.str.contains(f"{AND_TOPIC}.")
    short = (
        pl.when(whole.str.contains(rf"^[^,]*{AND_ABOUT}") | topics)
        .then(whole.str.replace_all(",", "‚", literal=True))
        .otherwise(short)
    )
    # "lễ truy điệu, an táng các chiến sĩ", "hội nghị quán triệt, triển khai nghị quyết": two acts of one event.
    acts_of_one = rf"^([^,\s]+(?:\s[^,\s]+){{1,5}}),(\s(?:{pattern_of('act')})\s)"
    studied = r"^([^,]+\s(?i:học tập)),(\s(?i:quán triệt)\s)"
    short = (
        short.str.replace(acts_of_one, "${1}‚${2}").str.replace(studied, "${1}‚${2}").str.replace(r",.*$", "")
    )
    short = short.str.replace_all("‚", ",", literal=True).str.replace(rf"({NUMBERED_SHORT}).*$", "${1}")
    # "hội nghị G7 với các nước châu Á": letters are the whole of its name.
    short = short.str.replace(
        rf"^({noun}(?:\s{SUMMIT})?\s(?:[A-ZĐ]{{2,}}|[A-Z])-?[0-9]{{0,2}})\s(?:với|cùng)\s.*$", "${1}"
    )
    short = of_both(short)
    # A year beyond where the name stops is none of its own.
    dated_name = (
        (pl.col("token") == "dated")
        & ~pl.col("surface").str.contains(SINCE)
        & (whole.str.len_chars() <= LONGEST)
        & ~pl.col("surface").str.contains(OFFICE_NEXT)
        & (
            (whole.str.len_chars() == pl.col("surface").str.len_chars())
            | pl.col("surface").str.contains(rf"^{CONGRESS_OF_YEAR}$")
        )
    )
    # A long one is named by what stands before its first comma.
    short = pl.when(short.str.len_chars() > LONGEST).then(short.str.extract(r"^([^,]+)")).otherwise(short)
    rows = rows.pipe(
        with_common,
        surface=pl.when((pl.col("token") == "quoted") | dated_name).then("surface").otherwise(short),
        token=pl.when(dated_name | (pl.col("token") == "quoted")).then("token").otherwise(pl.lit("plain")),
    ).with_columns(end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32))
    quoted = pl.col("token") == "quoted"
    rows = rows.filter(
        pl.col("surface").str.len_chars() <= pl.when(quoted).then(LONGEST_QUOTED).otherwise(LONGEST)
    )
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    right = pl.col("sentence").str.slice(pl.col("end"), 110).str.replace(BY_A_YEAR, "")
    return rows.with_columns(
        left=left,
        right=right,
        noun=pl.coalesce(
            pl.col("surface").str.extract(rf"^[“\"]?({noun})[\s,:]"), left.str.extract(rf"({noun})\s*$")
        ).str.to_lowercase(),
    ).join(
        kinds.rename({"noun": "_noun"}), left_on="noun", right_on="_noun", how="left", maintain_order="left"
    )


@cache
def _definite() -> pl.Expr:
    """It is a certain one (Boolean): its day is told, or it is the nth of a row of congresses, whoever attends it on whatever day."""
    nth = pl.col("surface").str.contains(r"(?i)\slần thứ\s") | (pl.col("token") == "dated")
    return pl.col("sentence").str.contains(DAY_TOLD) | nth


@cache
def _is_held() -> pl.Expr:
    """The words before it say that somebody holds it (Boolean)."""
    weak = pl.col("left").str.contains(WEAK) | pl.col("left").str.contains(WITHIN)
    held = pl.col("left").str.contains(BEFORE) & (~weak | _definite())
    held = held | (pl.col("noun").is_in(WITH_PEOPLE) & pl.col("left").str.contains(r"(?i)\scó $"))
    return held | pl.col("left").str.contains(r"[”\"],?\s(?:và\s)?$")


@cache
def _press() -> pl.Expr:
    """A press conference of which sort it is, who holds it and when (Boolean): "họp báo chuyên đề do Bộ A tổ chức chiều 3/6"."""
    sort = pl.col("surface").str.contains(rf"^(?i:cuộc )?(?i:họp báo)\s(?i:{pattern_of('sort')})$")
    held = pl.col("right").str.contains(r"^\s(?i:do)\s[^,.;:“”]{3,45}")
    return sort & held & pl.col("sentence").str.contains(DAY_TOLD)


@of_rows
def _own_names(rows: pl.DataFrame, noun: str) -> pl.DataFrame:
    """Those that a name makes one event of many: not "hội nghị này", nor "các hội nghị về …"."""
    shareholders = pl.col("surface").str.contains(SHAREHOLDERS) | _press()
    words = pl.col("surface").str.count_matches(" ") + 1
    topic = words - pl.col("noun").str.count_matches(" ") - 1
    about = (topic >= 2) | ((topic == 1) & pl.col("surface").str.contains(BY_LETTERS))
    proper = attended_by_name(noun)
    by_letters = proper & (words >= 3) & pl.col("surface").str.contains(BY_LETTERS)  # "hội nghị G20"
    own = (
        pl.when(pl.col("token") == "quoted").then(pl.col("noun").is_not_null() | (_is_held() & pl.col("left").str.contains(r"(?i)(?:tổ chức|khai mạc|sự kiện|chương trình|hoạt động)\s$")))
        .when(pl.col("token") == "dated").then(pl.col("noun").is_not_null())
        .otherwise(((pl.col("plain") == "yes") | pl.col("surface").str.contains(r"(?i)\slần thứ\s")) & (((words >= 4) & about) | shareholders | by_letters))
    )  # fmt: skip
    # A session is named by its number.
    numbered = (pl.col("noun") != "kỳ họp") | pl.col("surface").str.contains(r"(?i)\s(?:thứ|bất thường)\s")
    return rows.filter(
        own,
        numbered.fill_null(True),
        ~pl.col("left").str.contains(MANY),
        ~pl.col("surface").str.contains(PLANS),
    )


@of_rows
def _told(rows: pl.DataFrame, noun: str) -> pl.DataFrame:
    """Those of which their sentence says that they are held; what is known by its name alone becomes `token` named."""
    definite, day_told = _definite(), pl.col("sentence").str.contains(DAY_TOLD)
    shareholders = pl.col("surface").str.contains(SHAREHOLDERS) | _press()
    told_of = pl.col("right").str.contains(AFTER) | (day_told & pl.col("right").str.contains(THERE))
    told_of |= definite & day_told & pl.col("right").str.contains(r"^\s(?i:thu hút|quy tụ)\s")
    told_of |= (
        (pl.col("left") == "") & pl.col("noun").str.starts_with("lễ ") & pl.col("right").str.contains(GOES_ON)
    )
    done = pl.col("right").str.contains(WAS_DONE) & ~pl.col("left").str.contains(WISHED)
    told_of = told_of | ((definite | (pl.col("token") == "quoted")) & done)
    opening = pl.col("left").str.contains(OPENS) & (
        pl.col("right").str.contains(
            r"^[”\"]?,?\s(?:(?i:diễn ra|với chủ đề|do|tổ chức|sáng|chiều|ngày|tối|hôm|mới đây|vừa|của [^,.;:“”]{3,60} (?:sáng|chiều|ngày|tối|hôm)\s)|\()"
        )
    )
    # "Tại lễ khởi công X ở Y vào ngày 28/6, …", and a picture of it.
    opening = opening | (pl.col("left").str.contains(r"^(?i:tại)\s(?:(?i:buổi|cuộc)\s)?[“\"]?$") & day_told)
    opening = opening | (
        pl.col("left").str.contains(ON_ITS_DAY) & pl.col("right").str.contains(r"^[”\"]?(?:,|\s\()")
    )
    ends = pl.col("right").str.contains(rf"^[”\"]?{THERE_THEN}\s?(?:\.(?:\s|$)|\(|$)")
    subject = pl.col("surface").str.contains(SUBJECT) | pl.col("event_kind").is_in(["award", "signing"])
    proper = (subject.fill_null(False) | (pl.col("token") == "quoted")) & (
        pl.col("surface").str.count_matches(" ") >= 5
    )
    # A ceremony with its full name is of that article, whoever attends it, unless it is to come or was another time.
    at_ceremony = pl.col("noun").str.starts_with("lễ ").fill_null(False) & pl.col("left").str.contains(WEAK)
    at_first = pl.col("left").str.contains(AT_FIRST) & pl.col("right").str.contains(
        rf"^[”\"]?{THERE_THEN},\s"
    )
    by_speaker = (
        pl.col("left").str.contains(AT_IT)
        | pl.col("left").str.contains(THAT_IS)
        | (pl.col("left").str.contains(OPENS) & day_told)
    )
    spoken = (
        ~pl.col("noun").is_in(["cuộc họp"]).fill_null(False)
        & ~pl.col("left").str.contains(OTHER_TIME)
        & (
            (proper & (at_ceremony | at_first | (by_speaker & ends)))
            | ((pl.col("token") == "dated") & at_first)
        )
    )
    ceremony = pl.col("noun").str.contains(r"^lễ (?:[^h]|h[^ộ])").fill_null(False)
    pictured = pl.col("left").str.contains(SHOWN) & ((pl.col("left") != "") | ceremony)
    shown = pictured & pl.col("right").str.contains(rf"(?i)^[”\"]?{THERE_THEN}\s?(?:\.|\(ảnh|$)")
    # The nth of its row, or that of a year, is known by its name alone, whatever is said of it.
    named = known_by_name(noun) | summit(noun) | attended_by_name(noun)
    spoken |= pl.col("surface").str.contains(JOINT) & pl.col("left").str.contains(r"(?i)(?:tại|trong)\s$")
    verbal = (pl.col("noun") == "họp báo") & day_told  # "Bộ Tư pháp họp báo": the noun is the verb
    told = _is_held() | told_of | opening | shown | spoken | verbal.fill_null(False)
    told &= ~of_a_press_conference()
    return rows.with_columns(token=pl.when(told).then("token").otherwise(pl.lit("named"))).filter(
        told | named.fill_null(False),
        named_otherwise(day_told),
        (pl.col("event_kind") != "election").fill_null(True)
        | (day_told & pl.col("surface").str.replace(HOUSES, "").str.contains(ELECTED)),
        (pl.col("noun") != "cuộc họp").fill_null(True) | ~pl.col("left").str.contains(r"(?i)một\s$"),
        (pl.col("noun") != "kỳ họp").fill_null(True) | ~pl.col("right").str.contains(r"^,?\s(?i:dự kiến)\s"),
        ~(pl.col("left").str.contains(r"\scủa $") & (pl.col("noun") == "diễn đàn").fill_null(False)),
        ~pl.col("left").str.contains(r"(?i)chủ đề\s*(?:là|:)?\s*$"),
        shareholders | ~pl.col("surface").str.contains(GENERIC),
        (pl.col("noun") != "cuộc họp") | pl.col("surface").str.contains(BY_NAME) | pl.col("noun").is_null(),
        ~pl.col("surface").str.contains(r"[“\"]")
        | pl.col("surface").str.contains(rf"[“\"](?:{CAPITAL}|[0-9])"),
        ~pl.col("surface").str.contains(SPEECH),
        ~pl.col("surface").str.contains(MET_WITH) | pl.col("surface").str.contains(JOINT),
        shareholders
        | ~pl.col("surface").str.contains(rf"^{noun}(?:\s(?i:{pattern_of('sort')}))+$")
        | pl.col("right").str.contains(r"^\s(?i:với chủ đề)\s"),
        ~pl.col("left").str.contains(UNHELD),
        definite | ~pl.col("left").str.contains(TO_COME) | will_be(noun),
        definite | ~pl.col("left").str.contains(ASKED_FOR),
        day_told | ~pl.concat_str("left", "right").str.contains(YEARLY),
        named_by_whom(day_told),
        pl.col("noun").is_null()
        | ~pl.col("noun").is_in(["cuộc họp"])
        | told_of
        | day_told
        | pl.col("left").str.contains(r"(?i)(?:tổ chức|chủ trì)\s$"),
    )
