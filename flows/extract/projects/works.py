"""Kinds of work of which the sentence tells the building, alone or in a list (linguistics §15.1)."""

from functools import cache

import polars as pl

from flows.extract.projects import words
from flows.extract.projects.lines import BULLET
from flows.extract.reference_words import lands
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read import neighbours
from flows.read.rules import of_rows

OF_CAPITAL = r"(?i)^[”\"]?,?\s(?:\([^)]*\)\s)?(?:dài [^,]{3,20},\s)?(?:có|với)\s(?:tổng\s)?(?:số\s)?(?:vốn|mức đầu tư|kinh phí|quy mô|chiều dài|diện tích|công suất|điểm đầu)|^\s(?:(?:có |với )?công suất|quy mô|trị giá)\s(?:\S+\s){0,2}[0-9]|^(?:,?\s(?:dài|rộng|cao|[0-9]+ làn|quy mô)\s?(?:[^,]|,[0-9]){0,22}){0,3},\s(?:(?:có|với)\s)?(?:tổng vốn|tổng mức|vốn đầu tư)|^[”\"]?\s\([^()]*[0-9]\s(?:nghìn\s)?(?:tỷ|tỉ|triệu USD)|^(?:\s\([^()]*\),?)?\s(?:do|được)\s[^,;]{3,90}\s(?:làm chủ đầu tư|đầu tư|thi công|xây dựng|triển khai)(?:[\s,.;]|$)"
# "Nhà máy A của Công ty B, vốn 90 tỷ đồng": its own sum right behind it, or behind whose it is.
ITS_SUM = r"(?i)^[”\"]?(?:\s\([^()]*\))?(?:\s(?:của|do)\s(?:công ty|tập đoàn|tổng công ty|CTCP|liên danh)\s[^,;.]{2,80}?)?,?\s(?:tổng\s)?(?:vốn|mức đầu tư)(?:\s(?:đầu tư|đăng ký|là|hơn|gần|khoảng|trên|ước|dự kiến)){0,3}\s[0-9][0-9.,]*\s(?:nghìn\s|ngàn\s)?(?:tỷ|tỉ|triệu)"
# "trao giấy chứng nhận đầu tư cho nhà máy A"
LICENSED = r"(?i)(?:chứng nhận (?:đăng ký )?đầu tư|chủ trương đầu tư|chấp thuận nhà đầu tư)\s(?:[^\s,;.]+\s){0,2}cho\s(?:các\s)?$"
# "Liên quan cao tốc A - B, tổng mức đầu tư được điều chỉnh": what is told of goes before, and what of it is a project's.
ABOUT = r"(?:^|[.;:]\s|[“\"])(?i:liên quan(?: đến| tới)?|về|riêng|đối với|với)\s(?:tuyến\s)?$"
ITS_WORKS = r"(?i)^(?:\s\([^)]*\))?,\s[^.]*?(?:tổng mức đầu tư|thời gian hoàn thành|khối lượng thi công|sản lượng thi công|giải phóng mặt bằng|bàn giao mặt bằng|mặt bằng đã|tiến độ (?:thi công|thực hiện|dự án)|(?:đã|sẽ|dự kiến|phải) (?:khởi công|thông xe|hoàn thành))"
# "Trường A đã khánh thành ngày 5/9", but "Trường A đã khánh thành phòng đọc".
BUILT = r"(?i)^[”\"]?\s(?:(?:đã|vừa|mới|cũng|chính thức)\s){1,3}(?:được\s)?(?:khánh thành|động thổ|khởi công)(?:,?\s(?:ngày|vào|hôm|tháng|năm|sáng|chiều|dịp|từ|đầu|cuối|trong|xong)[\s,.]|[,.;”]|$)"
# "– Trường A: 30 lớp, vốn 90 tỷ đồng;", in a table "Cầu A: Tổng mức đầu tư (tỷ đồng): 90"
LINE_OF_SUM = rf"(?i)^\s?[:(–-]\s?(?:[^.;()]{{0,60}},\s)?(?:tổng\s)?(?:số\s)?(?:vốn|mức đầu tư|kinh phí)[^.,;:0-9]{{0,30}}\s{words.SUM}\s"
# "Đường nối A – B, 900 tỷ đồng.": a line of a list that runs on over sentences.
ONLY_SUM = rf"^(?:\s\([^()]*\))?,\s(?:(?:hơn|gần|khoảng|trên)\s)?{words.SUM}\s(?:đồng|USD)\.?$"
AT_FIRST = rf"^(?:{BULLET[1:]})?$"
OF_TABLE = rf"(?i)^:\s(?:[^:;]+:\s[^:;]+;\s)*(?:tổng\s)?(?:vốn|mức đầu tư|kinh phí)[^:;]{{0,25}}\s\({words.TIMES}\s(?:đồng|USD)\):\s[0-9]"
# "nhà máy điện rác đầu tiên sẽ triển khai tại xã A với tổng vốn 90 tỷ đồng".
SUM_BEHIND = r"(?i)^[^.;:]{0,100}\s(?:tổng vốn|vốn đầu tư|mức đầu tư|trị giá)[^,.;]{0,30}[0-9]"
ENOUGH = 3  # words that a name without a proper name needs
FAR = rf"\s(?:trên|về|của|với|từ|đến|qua|sang|gần)\s|^(?:\S+\s){{1,3}}(?:tại|ở)\s|^(?:\S+\s){{4,7}}(?:tại|ở)\s{CAPITAL}"  # a name only behind these is another thing's
WHO = r"(?i)(?:nhà|cổ phần|CP|thương mại|và|công ty|Sở|Bộ) (?:đầu tư|xây dựng)\s(?:(?:dự án|công trình)\s)?$"  # who does it, no doing
LIST = r"(?i)(?:dự án|công trình (?:hạ tầng|giao thông|trọng điểm|lớn|xây dựng|đầu tư|động lực|quan trọng|chào mừng|này|trên|gồm))(?:[^.;:]|tp\.){0,100}?(?:\snhư|\sgồm(?: có)?|trong đó có|là|:)\s?:?\s"
# One project and what it is like or lies near, no list: "dự án này …", "gần đó có …".
NO_LIST = r"(?i)(?:dự án (?:này|trên)|(?:tiện ích|hạng mục|phân khu)(?:\s[^\s.;:,]+){0,4}?\s(?:gồm|như|là)|dự án (?:nối|kết nối|nằm|gần|giáp|cách|liền kề|tọa lạc|sở hữu|thừa hưởng)\s[^.;:]*?\s(?:gồm|như|là)|gần đó|xung quanh|tiếp giáp|liền kề|quanh đó|như ở|nơi như|nơi)\s[^.;:]{0,100}$"
LIES = r"(?i)(?:tại|ở|thuộc|địa chỉ(?: tại| ở)?|lô đất|ô đất|thửa đất)\s[^,;:]{2,60},\s$"  # "tại phường A, khu đô thị B", "lô đất 3, đường C": where it lies goes on
LINKED = r"^(?:\s\([^)]*\))?(?:,|;|\svà|,\svà|\scùng)\s(?:tuyến\s)?$"
SEVERAL = r"(?i)(?:^|\s)(?:các|những|nhiều|mỗi|một số|(?:một|các|những|nhiều) chủ đầu tư)\s$"  # "các đường vành đai", none of them
# "sáng kiến xây dựng Khu tổ hợp A": no more than a thought.
IDEA = r"(?i)(?:sáng kiến|ý tưởng|giấc mơ|ước mơ|mơ ước|mô hình)(?:\s(?:về|là|để))?(?:\s(?:đầu tư|xây dựng|xây|thành lập|phát triển|làm))*\s$"
TOGETHER = r"(?i)\scùng với\s$"  # "cùng với cầu A đã thông xe"
WITHIN = rf"{CAPITAL}{LETTER}*(?:\s[–-])?\s$"  # "Ô Chợ Mới": a name goes on, no new one begins
# Told of what stands as well, without a sum.
SIZE = r"^[”\"]?\s(?:có|với)\s(?:tổng\s)?(?:công suất|diện tích)\s"
HOUSE = r"(?i)(?:tại|ở|số|,)\s[0-9]+[A-Z]?(?:[/,–-]\s?[0-9]+[A-Z]?)*\s$"  # "tại 34, 36 đường A": an address
# A port or an airport that does something is no work ("cảng Bến Đá đã triển khai các biện pháp").
ACTS = r"^\s(?:(?:đã|đang|sẽ|cũng|vừa|tiếp tục)\s){1,2}(?:triển khai|đầu tư|xây dựng|tổ chức|thi công|hoàn thành|vận hành)\s(?:các|những|nhiều|một|thêm|[0-9])"
# "xây dựng nhà máy sản xuất lốp xe tại …", "… trị giá 20 triệu USD": without a name it is known by where it lies or its sum.
DEFINITE = rf"^\s(?:tại|ở)\s(?:tỉnh|huyện|xã|phường|thị xã|TP|thành phố|khu|Khu|KCN|CCN|cụm|Cụm|KKT|{CAPITAL}{SMALL}+\s{CAPITAL}{SMALL}+)"
PLACED = rf"^\s(?:tại|ở)\s({CAPITAL}{LETTER}*(?:\s{CAPITAL}{LETTER}*)+)"  # in a whole land it is no one work
OF_SUM = r"^,?\s(?:có |với )?(?:tổng )?(?:trị giá|vốn|mức đầu tư|kinh phí)[^,;.]{0,40}[0-9]"
# "tổng mức đầu tư cho cầu A là 90 tỷ đồng"; "cảng A – dự án hạ tầng do B đầu tư".
SUM_IN_BRACKETS = rf"^\s\((?:[^()0-9]{{0,40}}\s)?{words.SUM}\s"
IT_COSTS = r"(?i)^\s(?:là|vào|hơn|gần|khoảng|lên|tới|ước|dự kiến)\s[^,;.]{0,30}[0-9]"
# "2 cây cầu | A, B sẽ khởi công": how many there are, and the names behind the first.
COUNTED = r"(?i)(?:^|\s)(?:[0-9]|hai|ba|bốn|năm|các)\s$"
OTHERS = rf"^(?:(?:,|\svà)\s{CAPITAL}{SMALL}+(?:\s{CAPITAL}{SMALL}+){{0,2}})+"
# "sân bay A được xây dựng năm 1958": it stands, and nobody tells of a work on it.
LONG_AGO = r"(?i)^(?:\s\([^()]*\))?,?\s(?:(?:được|đã|vốn|do)\s)?(?:[^,.;0-9]{0,40}\s)?(?:xây|xây dựng|khởi công|thi công|hoàn thành|khánh thành|đưa vào sử dụng|đầu tư)(?:\s[^,.;0-9]{1,20})?\s(?:năm|những năm|thập niên|từ|trước|thế kỷ)\s(?:1[5-9][0-9]{2}|1[5-9](?:[,.\s]|$)|X[IVX]+)"
REOPENED = r"(?i)^\s(?:đã\s)?(?:thông xe|lưu thông|mở cửa) (?:trở )?lại"  # after a jam or a closure
A_PROJECT = r"(?i)^[”\"]?(?:\s\([^()]*\))?(?:\slà\s(?:một (?:trong (?:những |các )?)?)?dự án\s|(?:\s?[–-]|,|\slà)\s(?:một (?:trong (?:những |các )?)?)?(?:dự án|công trình) (?:trọng điểm|hạ tầng|giao thông|động lực|quan trọng|chào mừng|lớn|quy mô|tỷ|nghìn tỷ|do|được|có|từng|đầu tiên)\s)"
# "cầu vượt tại nút giao A": what it crosses names it; "nhà máy mới tại khu công nghiệp A với tổng vốn …".
OVER, CROSSING = (
    ["bridge", "tunnel"],
    rf"\s(?:tại|ở|qua|trên) (?:nút giao|giao lộ|vòng xoay|ngã|nút|sông|hồ)\s(?:{SMALL}+\s){{0,4}}{CAPITAL}",
)
MAKES, IN_ZONE = (
    ["factory", "power", "waste"],
    rf"\s(?:tại|ở)\s(?i:khu công nghiệp|kcn|cụm công nghiệp|ccn|khu kinh tế|khu công nghệ cao)\s{CAPITAL}",
)
# "dự án cũng sẽ cải tạo đường A": a part of it.
BY_PROJECT = r"(?i)dự án(?: này| trên)?\s(?:(?:cũng|còn|sẽ|đã|đang|gồm|bao gồm|có|việc)\s)+$"
# "cầu nối bệnh viện A và quốc lộ 6", "(ngã tư A - cầu B dài …)": what is joined, and where a line ends.
JOINED = rf"(?i:nối|giữa)\s[^,;:.()]{{2,70}}\s(?:và|với|đến|tới|[–-])\s$|\([^()]*{CAPITAL}[^()]*\s?[–-]\s?$"
ONLY_PHASE = rf"^{LETTER}+(?:,?\s{SMALL}+)*\sgiai đoạn\s[0-9I]+$"  # "phần mở rộng nhà xưởng ở giai đoạn 2": of what, its words do not tell
CIRCUITS = r"^\smạch\s"  # "đường dây 500 kV 2 mạch": no number of its name
# "ga Bến Đá của dự án …": a part of the project that is named behind it.
PART_OF = r"^[”\"]?\s(?:\([^)]*\)\s|\()?(?:của|thuộc|nằm trong|trong)\s(?:khuôn khổ |tổng thể )?(?:dự án|tuyến|công trình|gói thầu)\s"
# "các dự án nhiệt điện A và nhiệt điện B": two or more that are named right behind.
PLURAL = r"(?i)(?:các|những|hai|ba|bốn|năm|sáu|[0-9]+) (?:dự án|công trình)(?:,? (?:dự án|công trình|xây dựng|đầu tư|trọng điểm))*:?\s$"
# "các dự án: khu đô thị A (40 ha), rạch B (dài 6 km)": behind these also what rarely is a project by itself.
OF_LIST = r"(?i)(?:các|những|nhiều|một số|loạt|hai|ba|bốn|năm|[0-9]+) (?:dự án|công trình)[^.;:]{0,60}:\s(?:[^.;:]|[0-9]\.[0-9])*$"
SUCH_AS = OF_LIST.replace(":\\s", "(?:gồm|như)\\s")  # "Sông Mây 1" may be a power station


@of_rows
def at_work(rows: pl.DataFrame) -> pl.DataFrame:
    """Of the kinds of work those of which the sentence tells the building, alone or beside others."""
    # "xây nhà ở Hà Nội": a house somewhere.
    rows = rows.filter(~pl.col("project").str.contains(rf"^nhà ở {CAPITAL}|{ONLY_PHASE}"))
    project, right, changed = pl.col("project"), pl.col("_right"), pl.col("_changed")
    near = pl.col("_left").str.slice(-90)
    # "2 cây cầu A, B sẽ khởi công": what is done to all is told behind the last.
    skipped = pl.when(near.str.contains(COUNTED)).then(right.str.replace(OTHERS, ""))
    rows = in_list(rows).with_columns(
        _alone=(pl.col("alone") == "yes")
        | pl.col("_left").str.contains(OF_LIST)
        | (pl.col("_left").str.contains(SUCH_AS) & ~(pl.col("_titled") & (pl.col("kind") == "water")))
        | (pl.col("bullet") & right.str.contains(LINE_OF_SUM)),
        _plural=near.str.contains(PLURAL),
        # "các dự án Nhà máy thủy điện A mở rộng, B mở rộng": with a capital it is the first of them.
        _first=near.str.contains(PLURAL) & pl.col("_titled") & right.str.contains(r"^(?:,|\svà)\s"),
        _doing=(near.str.contains(words.doing()) & ~near.str.contains(WHO))
        | (near.str.contains(words.costing()) & right.str.contains(IT_COSTS))
        | (right.str.contains(A_PROJECT) & (pl.col("alone") == "yes"))
        | (right.str.contains(ITS_SUM) & near.str.contains(r"\slà\s$") & (pl.col("alone") == "yes"))
        | near.str.contains(LICENSED)
        | (near.str.contains(ABOUT) & right.str.contains(ITS_WORKS))
        | (pl.col("_titled") & (pl.col("alone") == "no") & right.str.contains(BUILT))
        | (pl.col("opens").is_not_null() & pl.col("own") & pl.col("_titled") & pl.col("built")),
        _done=(
            (right.str.contains(words.done()) | skipped.str.contains(words.done()))
            & ~right.str.contains(f"{ACTS}|{LONG_AGO}|{REOPENED}")
        )
        | right.str.contains(ITS_SUM)
        | (right.str.contains(rf"{OF_TABLE}|{ONLY_SUM}") & pl.col("_left").str.contains(AT_FIRST))
        | (right.str.contains(OF_CAPITAL) & (~right.str.contains(SIZE) | right.str.contains(SUM_BEHIND))),
        _on_the_way=near.str.contains(words.on_the_way()) & ~near.str.contains(TOGETHER),
        # "các dự án nhà máy A (vốn 3 triệu USD)": its own sum tells that it is one.
        _none=(near.str.contains(words.of_many()) & ~(pl.col("own") & right.str.contains(SUM_IN_BRACKETS)))
        | near.str.contains(SEVERAL)
        | near.str.contains(f"{BY_PROJECT}|{IDEA}")
        | right.str.contains(PART_OF)
        | near.str.contains(JOINED)
        | (project.str.contains(r"[0-9]$") & right.str.contains(CIRCUITS))
        | (pl.col("_titled") & near.str.contains(WITHIN))
        | ((pl.col("kind") == "road") & near.str.contains(HOUSE)),
    )
    listed, alone, doing = pl.col("token") == "listed", pl.col("_alone"), pl.col("_doing")
    rows = rows.sort("s", "start", "end").with_columns(
        _last=neighbours.before(pl.col("end"), "s").fill_null(0)
    )
    joint = pl.col("sentence").str.slice(pl.col("_last"), pl.col("start") - pl.col("_last"))
    linked = (pl.col("start") >= pl.col("_last")) & joint.str.contains(LINKED)
    # "nối cầu A và cảng B": what is linked to one on the way is on the way.
    rows = rows.with_columns(_chain=neighbours.so_far(~linked, "s")).with_columns(
        _off=~pl.col("_on_the_way").cum_max().over("s", "_chain"),
        _several=pl.col("_plural").first().over("s", "_chain")
        & (pl.col("proper").sum().over("s", "_chain") > 1),
    )
    off = pl.col("_off")
    over = pl.col("kind").is_in(OVER) & project.str.contains(CROSSING)
    new = pl.col("kind").is_in(MAKES) & project.str.contains(IN_ZONE) & right.str.contains(SUM_BEHIND)
    placed = (
        pl.col("own") | ~project.str.contains(FAR) | (changed & ~project.str.contains(r"\svề\s")) | over | new
    )
    # "đầu tư xây dựng Nhà máy chế biến sữa hạt": a capital within the sentence makes it a name.
    titled = (
        ~pl.col("proper") & pl.col("_titled") & (pl.col("start") > 0) & (pl.col("_words") > ENOUGH) & doing
    ) & ~near.str.contains(IDEA)
    # Without a name it is known by where it lies or by its sum; "làm đường bê tông ở xã A" may be any road.
    counted = near.str.contains(r"(?i)(?:[0-9]|hai|ba|bốn|năm|thêm|lại)\s$")
    unnamed = (
        ~pl.col("proper") & doing & alone & ~counted & ~pl.col("_none") & (pl.col("kind") != "road")
        & (((pl.col("_words") >= ENOUGH) & right.str.contains(DEFINITE) & ~right.str.extract(PLACED).is_in(lands()).fill_null(False)) | ((pl.col("_words") > ENOUGH) & right.str.contains(OF_SUM)))
    )  # fmt: skip
    several = ((pl.col("_several") & alone) | pl.col("_first")) & off & pl.col("own")
    sure = doing | (listed & alone) | (pl.col("_done") & off & alone) | (changed & ~pl.col("_on_the_way"))
    rows = rows.with_columns(token=pl.when(unnamed & ~titled).then(pl.lit("unnamed")).otherwise("token"))
    sure = (sure & ~pl.col("_none")) | several
    # "các dự án …, tòa nhà hỗn hợp của Công ty A": in a list it is known by whose it is, or by where it lies.
    owned = listed & alone & ~pl.col("_none")
    owned &= pl.col("owned") | (
        ~pl.col("proper") & (pl.col("_words") > ENOUGH) & right.str.contains(DEFINITE)
    )
    rows = rows.with_columns(_work=titled | unnamed | owned | (pl.col("proper") & placed & sure))
    # "cầu A, hầm B và cảng C dự kiến khởi công": what is told of one of them is told of all.
    with_others = pl.col("_work").any().over("s", "_chain") & off & pl.col("proper") & pl.col("own") & alone
    return rows.filter(pl.col("_work") | (with_others & ~pl.col("_none")))


@of_rows
def in_list(rows: pl.DataFrame) -> pl.DataFrame:
    """The token of what stands in a list of projects is `listed`."""
    left, near = pl.col("_left"), pl.col("_left").str.slice(-90)
    listed = (
        left.str.contains(LIST)
        & near.str.contains(_in_list())
        & ~near.str.contains(LIES)
        & ~left.str.contains(NO_LIST)
    )
    listed = listed | (pl.col("bullet") & left.str.contains(rf"{AT_FIRST[:-1]}(?:{words.built()}\s)*$"))
    return rows.with_columns(token=pl.when(listed).then(pl.lit("listed")).otherwise("token"))


@cache
def _in_list() -> str:
    return rf"(?i)(?:[:;,]|\svà|\snhư|\slà|\sgồm|\scó|\scùng)\s(?:(?:dự án|tuyến|{words.built()}|\([0-9]\)|[–-])\s)*$"
