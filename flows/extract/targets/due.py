"""Works and orders with a day to be held to: "dự kiến thông xe cuối năm", "giao Sở A báo cáo trước ngày 15/6"."""

from functools import cache

import polars as pl

from flows.extract.reference_words import duty_words
from flows.extract.targets.goals import SPORT
from flows.extract.targets.whose import WITH_OTHERS, Whose
from flows.extract.targets.within import within_a_time
from flows.letters import CAPITAL, LETTER
from flows.read import Reading
from flows.read.rules import of_rows
from flows.read.spans import find, without_overlap
from flows.read.vocabulary import either

WORD = r"[^\s;:“”!?]+"
# A day that something is due: "trước ngày 30/6", "trong quý III", "vào cuối năm nay".
BY = r"^(?i:trước|chậm nhất|muộn nhất|hạn|hết|đến|tới|trong|vào|ngay trong)\s"
BY_THEN = r"^(?i:trước|chậm nhất|muộn nhất|hạn|hết|đến|tới)\s"
FROM_NOW = r"(?:^|,\s|\s(?i:kế hoạch|lộ trình|rằng|biết)\s)(?i:từ (?:nay|năm nay|bây giờ))\s$"  # "Từ nay đến năm 2028, tỉnh sẽ …"
EXPECTED = r"(?:^|[\s,])(?i:dự kiến|theo kế hoạch|theo lộ trình),?\s$"  # "dự kiến đến tháng 10 sẽ có báo cáo"
LACKS = r"^[^;.]{0,60}?\s(?i:sẽ (?:bị|thiếu|mất|phải|vượt|cần|còn|tăng|giảm|chiếm)|dự báo|có thể)\s"  # foreseen, but by no plan
# "chiến lược đến năm 2030", "kế hoạch trong năm": the time of a paper, of an event or a sum, no deadline.
OF_PAPER = r"(?i)(?:quy hoạch|chiến lược|đề án)(?:\s[^\s,;]+){0,12}\s$|(?:chiến lược|đề án|quy hoạch|kế hoạch|chương trình|nghị quyết|định hướng|tầm nhìn|dự toán|nhiệm vụ|diễn ra|xảy ra|tổ chức|kể từ|bắt đầu|có hiệu lực|phát sinh|ban hành)(?:\s[^\s,;]+){0,7}\s$"
# The last day that something may take: who names it so is held to it.
STRICT = r"^(?i:trước|chậm nhất|muộn nhất|hạn)\s"
# "đã nộp trước ngày 5/6", "nếu chậm nộp trước ngày 5/6": what was, was not or may be.
DONE_ALREADY = r"(?i)(?:^|\s)(?:đã|từng|sau khi|nếu|khi|kể từ|không|chưa)\s(?:[^\s,;]+\s){0,12}$"
# Literals that the sentences of last days hold, in either case of the first letter, and of what somebody is asked for.
LAST_DAY = ["rước ngày ", "rước tháng ", "rước quý ", "rước 1", "rước 2", "rước 3", "hậm nhất", "uộn nhất"]
ASKED = ["được yêu cầu", "được đề nghị", "được giao "]
# "trước ngày 15 hằng tháng": a day that returns is no deadline.
EVERY = r"^\s(?i:hằng|hàng|mỗi|của năm|năm sau|của mỗi|của tháng)\s"
# What ends a piece of work, told before its last day without "sẽ" or "phải"; among the words of duty_words.csv are nouns too.
FINISHES = r"(?i:hoàn thành|hoàn tất|hoàn thiện|xong|bàn giao|phê duyệt|thanh toán)"
WHAT = r"(?:\s(?i:dự kiến|là|nhà máy|dự án|công trình|toàn bộ|toàn tuyến))*"
# "thời gian hoàn thành", "tiến độ thực hiện, hoàn thành": when it is to be done, whatever day is told behind it.
TIMED = rf"(?i)(?:thời gian|thời hạn|tiến độ)\s(?:\S+\s){{0,3}}?{FINISHES}{WHAT}\s$"
# "Các nước cam kết bỏ điện than, ngày 3/11 ra tuyên bố": the day of what follows.
ON_A_DAY = r"^(?i:ngày|sáng|chiều|tối|hôm)\s"
# "Thực hiện Nghị quyết A, trong tháng 3/2026, | Bộ B đã …": the day of what was done.
ON_WHICH = r"^,?\s[^;:.]{0,90}?\s(?:đã|vừa)\s"
# "giao từ tháng 1/2026 đến ngày 10/5/2026": a period, in which something was done.
SINCE = r"(?i)\stừ (?:(?:ngày|tháng|đầu|quý|năm) )*[0-9IV][0-9IV/.-]*\s$"
# "Thế giới phải hành động trước năm 2030": nobody whom one could hold to it.
ALL_OF_US = r"(?i)(?:thế giới|loài người|nhân loại|chúng ta|mọi người)\sphải\s"
PRIVATE = r"(?i)ly hôn|ly dị|đám cưới|hôn lễ|dưỡng thương|chấn thương"  # nobody's work
# "tai nạn giao thông …:": in these "giao" orders nothing.
NO_GIVING = r"(?i)giao (?:thông|dịch|lưu|hàng|thừa|tiếp|hữu|đấu|phối|nhau|cắt)|(?:bàn|ngoại|nút|chuyển|tiếp|xã|kết) giao"
# "Báo cáo của Bộ A dự báo …", "Báo cáo tài chính đến cuối năm …": a paper, no order to report.
TELLS = rf"^\s*Báo cáo\s(?:(?:tài chính|thường niên|mới|dự báo|cho thấy|chỉ ra|nhận định)\s|(?:của|từ)\s{CAPITAL}|(?:[^;.]*\s)?(?:cho thấy|chỉ ra|dự báo|nhận định|ghi nhận|nêu|nêu rõ|dự đoán|ước tính|cảnh báo)[\s,])"
# With these syllables before it the verb is part of a noun: "tiến trình", "công trình", "tờ trình".
PROCESS = r"(?i)(?:tiến|quá|công|chương|lộ|quy|giáo|thuyết|hành|tờ|giải|cơ quan|sự) $"
# "Ngoài ra, đến năm 2030, …": what joins a plan to the one before it.
GOES_ON = r"(?:Cụ thể|Ngoài ra|Theo đó|Đồng thời|Bên cạnh đó|Đặc biệt|Trong đó|Dự kiến|Theo (?:kế hoạch|quy hoạch|lộ trình|đề án))"
# A day that opens its clause belongs to what follows it.
OPENS = r"(?:^|[,(–-]\s|\s(?i:và|thì|đó|nay|rằng|dự kiến|là|kế hoạch|tiến độ|lộ trình|yêu cầu|bảo|đảm|để|mà|mục tiêu|phấn đấu|chỉ đạo)\s)$"
# Who is told to: a body by its name, or one of these.
TOLD_TO = rf"(?:(?i:nhiệm vụ|cho|ngay|sau|đối với)\s)*(?:{CAPITAL}|(?:[0-9]+|các|cơ quan|đơn vị|địa phương|ngành|tỉnh|thành phố|chủ đầu tư|nhà thầu|lực lượng|toàn|tất cả|cục|chi cục|sở|ban|bộ|ủy ban|công ty|doanh nghiệp|ngân hàng|nhà đầu tư|trường|xã|phường|huyện|quận|hội|lãnh đạo|người đứng đầu|phải|đến|trong|trước|tập trung|khẩn trương|sớm|hoàn thành|báo cáo|chấm dứt|buổi|cuộc)\s)"
NO_ORDER = r"(?i)(?:^|\s)(?:theo|thực hiện|những|các|hai|ba|nhiều|một|[0-9]+|phù hợp|đáp ứng|sự|ý kiến|việc|có|tinh thần|Sở|Bộ|Ban|nhằm|chuyển|bàn|ngoại|ký|được|phân|nộp)(?:\s(?:với|yêu cầu|đề nghị))?\s$"
REPORTED = r"(?i)\s(?:đã|cho biết|bày tỏ|dự kiến sẽ tổ chức|của Thủ tướng|xảy ra)\s"
AND_THEN = r"^,\s(?:[^\s,;]+\s){4,}"
HOPED = r"^Nếu\s|(?i)(?:có thể|khả năng|hy vọng|hi vọng|kỳ vọng|mong|mong muốn|nếu|không|chưa|khó|lùi|thay vì|lẽ ra|đáng lẽ|từng (?:hứa|cam kết|có|đặt|dự kiến))(?:\s\S+){0,4}\s$|(?:kéo dài|gia hạn)(?:\s\S+){0,8}\s$|\s(?i:phải)\s$"
# "dự đoán sẽ trở thành …", "góp phần đưa …": what others foresee or may come of it.
NO_PLAN = r"(?i)(?:^|\s)(?:dự đoán|dự báo|có thể|nếu|từng|đã|góp phần|giúp|không|chưa|khát vọng)\s[^;:]{0,80}$"  # fmt: skip
# "hoàn thành mục tiêu này, trong đó | đến năm 2027 sẽ …": the day is that of the part which follows.
OF_A_PART = r",\s(?i:trong đó),?\s$"
# What somebody had to bear, what is put off, what returns every year.
BORNE = r"(?i)đến hạn phải\s|(?:^|\s)phải\s(?:tới|đến|mất|chờ|đợi|chứng kiến|đối mặt|lùi|chịu|trả|ở|hẹn|nghỉ|đóng cửa|dừng|đăng|nhập viện|chấp hành|dài|kéo dài|vào (?:tù|trại|viện)|ngồi tù|ra tòa|hầu tòa|cấp cứu|phẫu thuật|ly hôn|từ chức|giải tán|phá sản|bỏ (?:trốn|học|nghề)|làm (?:việc|thêm) (?:trong|tại|ở|ngoài))\s|(?:đã|từng|có|không|chưa)\sphải\s|\s(?:lùi|chậm lại|hoãn)\s|(?:tiếp tục duy trì|kéo dài|gia hạn|tạm dừng|tạm hoãn)\s(?:\S+\s){0,10}?(?:đến|tới)\s|(?:định kỳ|hằng|hàng|mỗi)\s(?:năm|tháng|quý)"
# "thời gian thực hiện dự kiến trong năm 2025", "chương trình mục tiêu quốc gia", "từ ngày bàn giao", "kinh phí để hoàn thành": no act that is due.
NO_ACT = rf"^(?i:thời gian|tiến độ|mục tiêu quốc gia)\s|^(?i:mục tiêu)\s[^;]*\s(?:nghị quyết|đề án|chương trình)\s|,\s(?:nhưng|song)\s|^[^,;]{{0,24}}\s(?:đã|vừa) được\s|lộ trình (?:đến|tới) năm|(?i)(?:từ ngày|kinh phí|sau khi|từ khi|trước khi|kể từ)\s(?:\S+\s){{0,4}}?(?:hoàn|bàn|xong|vận|khánh|thông)|phần (?:trình diễn|thi) |sẽ có thể |áp dụng (?:đối với|cho)\s|\slễ bàn giao\s|(?:đề nghị|kiến nghị)\s[^,;]*\scho phép\s|\s\"(?-i:{CAPITAL})"
GONE = r"(?i)(?:nhưng|song) (?:đã |lại |sau đó )?(?:bị |phải lùi|chậm)|(?:nhưng|song),?(?:\s[^;]{0,60}?)?\s(?:chưa|vẫn|không|mới chỉ)\s|^[^.;]{0,5}\(đã\s|ban đầu|trước đây|lúc đó|khi đó"
# Frames whose words stand before their day, each a pattern of what is due up to it.
THEN_DAY = ["act", "order", "owed", "bid", "item", "asked", "will", "before", "done_by", "become"]
REPORTS_TO = r"\s(?i:về|lên|tới|trước|của|với)\s$"  # "yêu cầu báo cáo về Bộ A": who is told is another
ADDRESSED = 45  # characters from the order to whom it is given
NO_DAYS = ["date_deictic", "date_years", "date_weekday"]
# A day that an article without a day of its own leaves open: "vào cuối năm", "trong tháng này", "trước ngày 20/2".
OPEN_DAY = r"(?i:trước|chậm nhất|muộn nhất|hết|đến|tới|trong|vào)\s(?:(?i:là|vào|trong|đến|trước)\s)?(?i:(?:(?:khoảng )?(?:cuối|đầu|giữa) (?:năm|tháng|quý)|năm|tháng|quý|tuần)(?: này| nay| tới| sau)|(?:cuối|giữa) (?:năm|tháng)|(?:(?:cuối|đầu|giữa) )?(?:tháng [0-9]{1,2}|quý (?-i:IV|I{1,3}))(?: này| năm nay| tới| năm tới)?|ngày [0-9]{1,2}[/-][0-9]{1,2}(?: tới| này)?)"
# It is told in full, or is one of many.
NOT_OPEN = rf"^(?:{LETTER}|[0-9]|[/.\-–][0-9]|\s(?:[-–]\s?)?[0-9]|\s(?i:năm|của|âm lịch|hằng|hàng|mỗi|qua|vừa)(?:\s|$)|,?\s(?:và|đến)\s[0-9])"
LONGEST = 90  # characters of what follows the act in a clause that begins with its day


@cache
def _patterns() -> dict[str, str]:
    """The frames of what is due, made of the words of seeds/reference/duty_words.csv."""
    words = {name: rows["word"].to_list() for (name,), rows in duty_words().partition_by("force", as_dict=True).items()}  # fmt: skip
    will, must, done = (f"(?i:{either(words[force])})" for force in ("will", "must", "done"))
    due = f"(?:{will}|{must})"
    orders, plans = either(words["order"]), either(words["plan"])
    bids = either([w.capitalize() for w in [*words["bid"], *words["done"]]])
    return {
        # "nỗ lực hoàn thành, đưa vào khai thác trong quý IV"
        "act": rf"(?s)^(.*(?:^|[\s(“]))((?:{due}),?(?:\s+{WORD}){{0,10}}?\s+{done}(?:,\s(?i:đưa|bàn giao|thông xe|khánh thành|nghiệm thu|vận hành))?(?:\s+{WORD}){{0,14}}?)\s?$",
        "ends": rf"{done}\s$",
        # "xong phần thân năm 2031, hoàn thành nội thất năm 2032": a second work behind the day of the first.
        "second": rf"^(,?\s(?:(?:và|rồi|sau đó)\s)?)(?:[^\s,;:.“”!?]+\s){{0,6}}?{done}(?:\s[^\s,;:.“”!?]+){{0,8}}?\s?$",
        "order": rf"(?s)^(.*(?:^|\s))((?:{orders})\s{TOLD_TO}.*)$",
        "before": rf"(?s)^(.*(?:^|[\s(“]))((?:{FINISHES}|(?i:{either([*words['bid'], *words['last']])}))(?:\s+{WORD}){{1,20}}?)\s?$",
        "done_by": rf"(?s)^(.*(?:^|[\s(“]))({FINISHES}{WHAT})\s?$",
        "become": rf"(?s)^(.*(?:^|[\s(“]))((?i:đưa|nâng|tăng|giảm)(?:\s+{WORD}){{1,14}}?\s(?:(?i:trở thành|lọt vào|vào nhóm|vào tốp)(?:\s+{WORD}){{1,14}}?|(?i:lên|đạt|xuống|còn)(?:\s+{WORD}){{0,3}}?\s[0-9]{WORD}(?:\s+{WORD}){{0,5}}?))\s?$",
        "will": rf"(?s)^(.*(?:^|[\s(“]))((?i:sẽ|phải|cam kết|bảo đảm|đảm bảo)(?:\s+{WORD}){{2,15}}?)\s?$",
        "asked": r"(?s)^(.*(?:^|\s))((?i:được (?:yêu cầu|đề nghị|giao (?:nhiệm vụ |chủ trì|phối hợp|rà soát|đôn đốc|báo cáo|trình|hoàn thành|xây dựng|nghiên cứu|thực hiện)))(?:\s[^\s,;:“”!?]+,?){2,30}?)\s?$",
        "owed": rf"(?s)^(.*(?:^|\s))(phải(?:\s{WORD}){{1,25}})\s?$",
        "follows": rf"^(,?(?:\s{WORD}){{0,14}}?\s{due}(?:\s{WORD}){{0,6}}?\s{done})(?:[\s,.;)]|$)",
        "foreseen": rf"(?:^|[\s(“]){due},?\s$",
        "then": rf"^(,?(?:\s{WORD}){{0,12}}?\s{done})(?:[\s,.;)]|$)",
        "ahead": rf"^(,?(?:(?:\s{WORD}){{0,2}}?\s(?i:{plans})|(?:\s{WORD}){{0,6}}?\s(?i:{either(words['goal'])})))(?:\s|$)",
        "bid": rf"(?s)^(\s*(?:[-–+•*]|\(?[0-9a-z][.)])?\s*)((?:{bids})\s.*)$",
        "item": r"(?s)^(\s*(?:[-–+•*]|\(?[0-9a-z][.)])?\s*)((?:[^\s]+\s){3,})$",
        "told": rf"(?:{orders})\s[^;]*[:;]|^(?:{bids})\s[^;]*;",
        "from_now": r"^(,?(?:\s[^\s,;:“”]+){0,8}?\ssẽ\s)",
        "must": r"^(,?(?:\s[^\s,;:“”!?]+){0,9}?\s(?i:phải|sẽ)\s)",
        "told_to": rf"\s(?:{orders}),?\s$",
        "do": rf"^(,?\s(?:{either([*words['bid'], *words['last'], 'hoàn thành'])})\s)",
    }


def due(told: pl.DataFrame, reading: Reading, whose: Whose) -> pl.DataFrame:
    """What is to be done by a day to come, or within a time: s, start, end, subject, goal, deadline, rule.

    `told` are sentences: s, a, sentence.
    """
    words = duty_words().filter(~pl.col("force").is_in(["done", "last"]))["word"].to_list()
    either_case = [w for word in words for w in (word, word.capitalize())] + LAST_DAY
    likely = told.filter(pl.col("sentence").str.contains_any(either_case))
    rows = _by_a_day(_days_to_come(likely, reading))
    rows = pl.concat([rows, without_overlap(within_a_time(told), rows)], how="vertical_relaxed")
    return _owned(
        rows.filter(~pl.col("sentence").str.contains(f"{SPORT}|{PRIVATE}")).with_row_index("_i"), whose
    )


def _days_to_come(told: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """A row a date that may be a deadline: s, a, sentence, at, until, day, deadline, left (its clause), right."""
    days = reading.dates.filter(
        pl.col("ends_on").is_not_null(), ~pl.col("is_base"), ~pl.col("rule").is_in(NO_DAYS)
    ).select("s", deadline="ends_on", at="start", until="end", day="surface")
    anchors = reading.articles.select("a", "anchor_on", "anchor_year")
    if anchors["anchor_on"].null_count():
        days = pl.concat([days, _open_days(told, reading)])
    rows = told.join(days, on="s").join(anchors, on="a", how="left", maintain_order="left")
    to_come = pl.coalesce(
        pl.col("deadline") >= pl.col("anchor_on"), pl.col("deadline").dt.year() >= pl.col("anchor_year"), True
    )
    left = pl.col("sentence").str.slice(0, pl.col("at")).str.replace(WITH_OTHERS, "${1}·")
    left = left.str.extract(r"([^;:“”!?]*)$")
    # "… vận hành Cuối năm 2016, thành phố …": a sentence of its own whose mark is lost.
    anew = pl.col("day").str.contains(rf"^{CAPITAL}") & left.str.contains(rf"{LETTER}\s$")
    return (
        rows.filter(to_come)
        .with_columns(
            left=pl.when(anew).then(pl.lit("")).otherwise(left),
            right=pl.col("sentence").str.slice(pl.col("until")),
        )
        .sort("s", "at")
    )


def _open_days(told: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Days that articles without a day of their own leave open: s, deadline (null), at, until, day."""
    undated = reading.articles.filter(pl.col("anchor_on").is_null()).select("a")
    likely = told.join(undated, on="a", how="semi")
    rows = find(likely.select("s", "sentence"), OPEN_DAY, "sentence", words=True).join(likely, on="s")
    whole = ~pl.col("sentence").str.slice(pl.col("end"), 12).str.contains(NOT_OPEN)
    # "từ nay đến cuối năm": how long something goes on.
    whole &= ~pl.col("sentence").str.slice(0, pl.col("start")).str.ends_with("nay ")
    return without_overlap(rows.filter(whole), reading.dates).select(
        "s", deadline=pl.lit(None, pl.Date), at="start", until="end", day="surface"
    )


@of_rows
def _by_a_day(rows: pl.DataFrame) -> pl.DataFrame:
    """What is due by each day that is a deadline: s, a, sentence, surface, start, end, deadline, frame, rule."""
    return _meant(_spanned(_framed(rows)))


@of_rows
def _framed(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of days that are deadlines, with the frame that makes them one (a name of `_patterns`)."""
    frames = _patterns()
    left, right, day = pl.col("left"), pl.col("right"), pl.col("day")
    bare_year = day.str.contains(r"^(?i:năm)\s") & ~left.str.contains(frames["ends"])
    of_paper = left.str.contains(f"{OF_PAPER}|{SINCE}")
    year = day.str.contains(r"^(?i:(?:trong|vào)\s(?:cả\s)?năm)\s")
    opens = left.str.contains(OPENS) & ~day.str.contains(r"\)$")
    order = left.str.extract(frames["order"], 2)
    ahead = left.str.extract(frames["order"], 1)
    on_occasion = left.str.contains(r"(?i)(?:dịp|kịp)\s$")
    act = (
        ~bare_year
        & left.str.contains(frames["act"])
        & ~(left.str.ends_with(", ") & day.str.contains(ON_A_DAY))
    )
    ordered = (
        (day.str.contains(BY) | on_occasion) & ~year & ~of_paper & ~order.str.contains(REPORTED) & ~ahead.str.contains(NO_ORDER)
    ).fill_null(False)  # fmt: skip
    owed = (
        day.str.contains(BY_THEN)
        & ~of_paper
        & left.str.contains(frames["owed"])
        & ~left.str.contains(r",\s$|,\sthì\s")
    )
    foreseen = (
        ~day.str.contains(r"\)$") & left.str.contains(frames["foreseen"]) & right.str.contains(frames["then"])
    )
    follows = opens & right.str.contains(frames["follows"])
    must = opens & day.str.contains(BY_THEN) & right.str.extract(frames["must"]).str.contains(r"(?i)phải\s$")
    # "đề nghị trong quý III, Sở A sẽ tổ chức …": the order stands before its day, what is to be done behind it.
    must |= left.str.contains(frames["told_to"]) & day.str.contains(BY) & right.str.contains(frames["must"])
    must &= ~left.str.ends_with(", thì ")
    # "Chậm nhất ngày 25/12, nộp hồ sơ …": an order that its last day opens.
    do = (left.str.strip_chars() == "") & day.str.contains(STRICT) & right.str.contains(frames["do"])
    sought = left.str.contains(frames["bid"]) & day.str.contains(BY) & ~of_paper & ~left.str.contains(TIMED)
    before = pl.col("sentence").str.slice(0, pl.col("at") - left.str.len_chars())
    sought &= ~pl.col("sentence").str.contains(TELLS) & ~(
        left.str.ends_with(", ") & right.str.contains(ON_WHICH)
    )
    item = (
        before.str.replace_all(NO_GIVING, " ").str.contains(frames["told"]) & left.str.contains(frames["item"]) & day.str.contains(BY) & ~year & ~of_paper
        & ~left.str.contains(REPORTED)
    )  # fmt: skip
    frame = (
        pl.when(act).then(pl.lit("act")).when(ordered).then(pl.lit("order")).when(owed).then(pl.lit("owed"))
        .when(foreseen).then(pl.lit("then")).when(follows).then(pl.lit("follows")).when(must).then(pl.lit("must"))
        .when(do).then(pl.lit("do"))
        .when(sought).then(pl.lit("bid")).when(item).then(pl.lit("item"))
    )  # fmt: skip
    part = left.str.contains(OF_A_PART) & right.str.contains(frames["ahead"])
    rows = rows.with_columns(frame=pl.when(~part).then(frame), _of_paper=of_paper, _year=year)
    framed = rows["frame"].is_not_null()
    every = pl.concat([rows.filter(framed), _by_its_day(rows.filter(~framed))], how="vertical_relaxed")
    return every.filter(~right.str.contains(EVERY)).drop("_of_paper", "_year").sort("s", "at")


@of_rows
def _by_its_day(rows: pl.DataFrame) -> pl.DataFrame:
    """Of the days that no frame of words makes deadlines those that say so themselves: years ahead that open their
    clause, the last day that something may take; and those by which somebody is asked for something.
    """
    frames = _patterns()
    left, right, day = pl.col("left"), pl.col("right"), pl.col("day")
    later = (
        pl.col("deadline").dt.year() > pl.coalesce(pl.col("anchor_on").dt.year(), "anchor_year")
    ).fill_null(False)
    become = later & left.str.contains(frames["become"]) & day.str.contains(BY) & ~left.str.contains(NO_PLAN)
    opens = (
        later
        & day.str.contains(BY_THEN)
        & left.str.contains(
            rf"^\s*(?:[-–+•*]\s?|Theo\s[^,]{{3,60}}\s|(?:{GOES_ON},?\s)?(?:(?i:giai đoạn)\s\S+\s)?)?$|{OF_A_PART}"
        )
    )
    from_now = (later & left.str.contains(FROM_NOW)) | (
        day.str.contains(BY_THEN) & left.str.contains(EXPECTED)
    )
    from_now &= right.str.contains(frames["from_now"]) & ~right.str.contains(LACKS)
    asked = ~pl.col("_of_paper") & left.str.contains_any(ASKED) & day.str.contains(BY) & ~pl.col("_year")
    strict = ~pl.col("_of_paper") & day.str.contains(STRICT) & (~day.str.contains(r"^(?i:trước năm)") | later)
    timed = left.str.contains(TIMED) & day.str.contains(BY)
    rows = rows.with_columns(
        _opens=opens, _asked=asked, _strict=strict, _timed=timed, _become=become, _from_now=from_now
    ).filter(opens | asked | strict | timed | become | from_now)
    opens = pl.col("_opens") & right.str.contains(frames["ahead"])
    opens &= ~right.str.contains(r"(?i)^[^;.]*(?:dự báo|có thể|ước tính|nếu)\s|^[^;.]{0,60}\sđã\s")
    asked = pl.col("_asked") & left.str.contains(frames["asked"]) & ~left.str.contains(REPORTED)
    strict = pl.col("_strict") & ~left.str.contains(DONE_ALREADY)
    will = strict & left.str.contains(frames["will"])
    before = strict & left.str.contains(frames["before"])
    before &= ~left.str.extract(frames["before"], 1).str.contains(PROCESS) & ~left.str.contains(r"\sthì\s")
    done_by = (strict & left.str.contains(frames["done_by"])) | pl.col("_timed")
    done_by &= ~left.str.extract(frames["done_by"], 1).str.contains(PROCESS) & ~left.str.contains(
        DONE_ALREADY
    )
    frame = (
        pl.when(opens).then(pl.lit("ahead")).when(asked).then(pl.lit("asked")).when(will).then(pl.lit("will"))
        .when(before).then(pl.lit("before")).when(done_by).then(pl.lit("done_by"))
        .when("_become").then(pl.lit("become")).when("_from_now").then(pl.lit("from_now"))
    )  # fmt: skip
    return (
        rows.with_columns(frame=frame)
        .drop("_opens", "_asked", "_strict", "_timed", "_become", "_from_now")
        .filter(pl.col("frame").is_not_null())
    )


@of_rows
def _spanned(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds start, end and surface of what is due, its day included, and rule."""
    frames = _patterns()
    left, right = pl.col("left"), pl.col("right")
    prefix = pl.coalesce(
        pl.when(pl.col("frame") == name).then(left.str.extract(frames[name])) for name in THEN_DAY
    ).str.len_chars()  # fmt: skip
    start = pl.when(prefix.is_not_null()).then(pl.col("at") - left.str.len_chars() + prefix).otherwise("at")
    # "… báo cáo trong tháng 9, bảo đảm công bố vào ngày 15/10": an order may hold several days, a clause each.
    last = pl.col("until").shift(1).over("s")
    again = (pl.col("frame") == "order") & (last > start)
    more_due = pl.col("sentence").str.slice(last, pl.max_horizontal("at", last) - last).str.contains(AND_THEN)
    rows = rows.filter((~again | more_due).fill_null(True))
    start = pl.when(again & (last > start)).then(last + 2).otherwise(start)
    between = pl.col("sentence").str.slice(last, pl.max_horizontal("at", last) - last)
    second = between.str.extract(frames["second"]).str.len_chars()
    start = (
        pl.when((pl.col("frame") == "act") & (last > start) & second.is_not_null())
        .then(last + second)
        .otherwise(start)
    )
    reached = pl.coalesce(
        pl.when(pl.col("frame") == name).then(right.str.extract(frames[name]))
        for name in ("then", "follows", "must", "do", "ahead", "from_now")
    )
    rest = right.str.slice(reached.str.len_chars()).str.extract(
        rf"^((?:[0-9][.,][0-9]|[^,.;:“”]){{0,{LONGEST}}})"
    )
    more = (reached.str.len_chars() + rest.str.len_chars()).fill_null(0)
    return rows.with_columns(
        start=start.cast(pl.UInt32),
        end=(pl.col("until") + more).cast(pl.UInt32),
        rule=pl.col("frame").replace_strict(
            dict.fromkeys(
                ["order", "owed", "must", "do", "bid", "item", "asked", "before", "done_by"], "target_order"
            )
            | dict.fromkeys(["ahead", "become", "from_now"], "target_ahead"),
            default="target_completion",
        ),
    ).with_columns(surface=pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))


@of_rows
def _meant(rows: pl.DataFrame) -> pl.DataFrame:
    """Those that are neither hoped for, borne, given up nor told twice."""
    ahead = pl.col("sentence").str.slice(0, pl.col("start"))
    rows = (
        rows.filter(
            ~ahead.str.contains(HOPED),
            ~pl.concat_str(ahead.str.slice(-20), "surface").str.contains(ALL_OF_US),
            ~pl.col("surface").str.contains(BORNE),
            ~pl.col("surface").str.contains(NO_ACT),
            ~pl.col("sentence").str.slice(pl.col("end"), 80).str.contains(GONE),
            ~ahead.str.contains(r"(?i)(?:ban đầu|đã)\s[^.;]{0,60}$") | (pl.col("frame") != "must"),
        )
        .sort("s", "start", "at")
        .unique(["s", "start"], keep="first", maintain_order=True)
    )
    # What a day that follows the act settles is not told again by the day before it.
    settled = pl.col("frame").is_in(THEN_DAY)
    first = rows.filter(settled)
    return pl.concat([first, without_overlap(rows.filter(~settled), first)]).select(
        "s", "a", "sentence", "surface", "start", "end", "deadline", "frame", "rule"
    ).sort("s", "start")  # fmt: skip


@of_rows
def _owned(rows: pl.DataFrame, whose: Whose) -> pl.DataFrame:
    """Adds subject: of an order the body that is told to; of works the project, else the body that promises."""
    rows = whose.begun_with(rows.with_columns(after="start"))
    rows = whose.acting(whose.with_project(whose.promising(rows)))
    governed = _governed(rows.filter(pl.col("frame").is_in(["ahead", "from_now"])), whose)
    rows = rows.join(governed, on="_i", how="left", maintain_order="left")
    told_to = (
        rows.filter(pl.col("frame").is_in(["order", "item", "must", "follows", "then"]))
        .select("_i", "s", "start", "end", "frame")
        .join(whose.bodies, on="s")
        .join(rows.select("_i", "sentence"), on="_i")
        .filter(
            ~pl.col("sentence").str.slice(0, pl.col("at")).str.contains(REPORTS_TO),
            pl.col("at") >= pl.col("start"),
            pl.col("at") <= pl.col("start") + pl.when(pl.col("frame") == "item").then(0).otherwise(ADDRESSED),
        )
        .sort("at", "until", "_body")
        .group_by("_i")
        .agg(_told_to=pl.col("_body").first())
    )
    rows = rows.join(told_to, on="_i", how="left", maintain_order="left")
    return rows.with_columns(
        subject=pl.when(pl.col("frame").is_in(["order", "item"]))
        .then("_told_to")
        .when(pl.col("frame").is_in(["must", "follows", "then"]))
        .then(pl.coalesce("_told_to", "_project", "_main", "_body"))
        .when(pl.col("frame").is_in(["owed", "asked", "will", "before", "done_by", "do"]))
        .then(pl.coalesce("_body", "_project", "_acts"))
        .when(pl.col("frame") == "become")
        .then(pl.coalesce("_begins", "_body"))
        .when(pl.col("frame").is_in(["ahead", "from_now"]))
        .then(pl.coalesce("_begins", "_body", "_owner", "_project", "_main"))
        .otherwise(pl.coalesce("_project", "_body", "_main")),
        goal="surface",
    ).select("s", "start", "end", "subject", "goal", "deadline", "rule")


@of_rows
def _governed(rows: pl.DataFrame, whose: Whose) -> pl.DataFrame:
    """_i and _owner of plans whose day stands before them: the place that they are of ("đến năm 2050 tỉnh sẽ …")."""
    return whose.governing(rows, r"[^,;]{0,60}").select("_i", "_owner")
