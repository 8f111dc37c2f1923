"""What tells a project, put together of the words of seeds/reference/project_words.csv (linguistics §15.1)."""

from functools import cache

import polars as pl

from flows.extract.reference_words import project_kinds, project_words
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read.vocabulary import either

# "dự án đầu tư hơn 9km tỉnh lộ 61"; "dự án nhạc nước 20 tỷ đồng"
LENGTH = r"(?:(?:hơn|gần|khoảng|trên) )?[0-9][0-9.,]*\s?(?:km|ha|m)"
TIMES = r"(?:nghìn tỷ|nghìn tỉ|tỷ|tỉ|triệu)"
SUM = r"[0-9][0-9.,]*\s(?:nghìn |ngàn )?(?:tỷ|tỉ|triệu)"


@cache
def words(role: str) -> list[str]:
    """The words of a role, as the seed gives them."""
    rows = project_words()
    return rows.filter(rows["role"] == role)["word"].to_list()


@cache
def any_of(*roles: str) -> str:
    """A pattern of any of the words of some roles, as the seed writes them."""
    return either([w for role in roles for w in words(role)])


@cache
def kinds() -> str:
    """A pattern of what opens any word for what is built, and is one itself: "nhà máy", not "nhà máy điện"."""
    rows = project_kinds().filter(pl.col("kind").is_not_null(), pl.col("alone") == "yes")
    every = rows["word"].to_list()
    shortest = [w for w in every if not any(w.startswith(f"{o} ") for o in every)]
    return either([form for w in shortest for form in (w, w.capitalize())])


@cache
def cues() -> list[str]:
    """Literals without any of which a sentence tells of no project; the first letter may be a capital."""
    return [w[1:] if " " in w else f" {w} " for w in words("cue")]


@cache
def changed() -> str:
    """What is done to something that stands: it tells two undertakings at one place apart."""
    return f"(?i:{any_of('change')})"


@cache
def built() -> str:
    """What is done to make something."""
    return f"(?i:{any_of('build')})"


@cache
def aims() -> str:
    """What a programme is to bring about, in front of its name: "dự án tăng cường năng lực …"."""
    return f"^(?i:{any_of('aim')})\\s"


@cache
def changing() -> str:
    """What is done to something, right before the word for what it is."""
    work = rf"(?:{changed()}|(?i:xây dựng))"
    return rf"((?:{work}(?:,| và)?\s)*{work}\s(?:đoạn\s)?)(?:tuyến\s)?$"


@cache
def opening() -> str:
    """What may stand between "dự án" and the word for what it builds."""
    others = "(?i:thành phần(?: [0-9]+)?|BOT|BT|PPP|ODA|và|hệ thống|hạ tầng|kinh doanh|kết cấu|tuyến|cụm|công trình|đại|đoạn|hạng mục|thu hồi đất|bồi thường|hỗ trợ|tái định cư|giải phóng mặt bằng|thi công|nghiên cứu(?: khả thi)?|lập|ô tô)"
    return rf"^(?:\s?[“\"]?(?:{changed()}|{built()}|{others}|{LENGTH}),?)*\s?[“\"]?$"


@cache
def many() -> str:
    """Before "dự án": many, one of many, or who manages them."""
    return rf"(?i)(?:^|[\s(“])(?:{any_of('many')}|[0-9.]+(?: chủ đầu tư)?)\s$"


@cache
def of_many() -> str:
    """ "dự án" and what is done, behind which a kind of work is not taken for what "các dự án" were not taken for."""
    return rf"(?i)dự án\s(?:{built()}\s|{changed()},?\s)*$"


@cache
def on_the_way() -> str:
    """A place on the way, no undertaking."""
    return rf"(?i)(?:^|[\s(“])(?:{any_of('on_the_way')})\s(?:{SMALL}+\s)?(?:tuyến\s|nút giao\s|{LETTER}*đường\s)?$"


@cache
def doing() -> str:
    """The work told right before a name. What is to be widened stands already: its name is none of a project."""
    between = "xây dựng|thêm|mới|lễ|đồng bộ|xong|toàn bộ|(?:[0-9]+ )?gói thầu|(?:[0-9]+|hai|ba|bốn|các|những) (?:công trình|dự án)|tiếp|đầu tư|thi công|dự án|công trình|nâng cấp|mở rộng|và|tuyến|hạng mục|các|việc|gói thầu|của|tỷ lệ|tỉ lệ|1/[0-9]+"
    return rf"(?i)(?:^|[\s(“,])(?:{any_of('doing')})\s(?:(?:{between})\s){{0,3}}[“\"]?$"


@cache
def costing() -> str:
    """A sum told right before what it is for: "tổng mức đầu tư cho …"."""
    return rf"(?i)(?:{any_of('capital')})\s(?:đầu tư\s)?(?:(?:của|cho|để|xây dựng|thực hiện|dự án|công trình|đầu tư)\s){{1,3}}$"


@cache
def done() -> str:
    """The work told right behind a name."""
    size = r"(?:(?:tổng )?(?:chiều )?dài [^,]{3,20},?\s|(?:hiện|sau khi|dự kiến|chính thức|vừa|đã|đang|sẽ|được|cơ bản|sớm|bắt đầu|có thể|chưa|cũng|tiếp tục|cần|phải)\s){1,4}"
    who = r"(?:(?i:tổ chức|chính thức|cơ bản|sớm|Quốc hội|Chính phủ|Thủ tướng|UBND \S+|chủ đầu tư)\s){0,2}"
    return (
        rf"(?i)^[”\"]?(?:\svà\s[^,.;]{{1,60}}?|\s(?:tại|ở)\s[^,.;]{{3,40}}?)?,?\s(?:\([^)]*\))?,?\s?{size}(?:được\s)?{who}(?:{any_of('done')})"
        r"|^[”\"]?\smới\s(?:được\s)?(?:khởi công|động thổ)|^[”\"]?\s(?:sẽ|dự kiến|sớm)\s(?:sẽ\s)?vận hành|^[”\"]?\s(?:đúng|kịp|vượt|bảo đảm|đảm bảo) tiến độ"
        r"|^[”\"]?\s(?:đội vốn|chậm tiến độ|vướng (?:giải phóng )?mặt bằng|thông xe|hợp long|đóng điện|cất nóc)(?:[\s,.;]|$)"
        r"|^[”\"]?\s(?:tọa|toạ) lạc tại\s|^[”\"]?\svào quy hoạch"
    )


@cache
def no_name() -> str:
    """What begins no name after "dự án"."""
    return rf"^(?i:{any_of('no_name')})(?:[\s,.]|$)"


@cache
def law() -> str:
    """An act that is drafted, no work."""
    return rf"^(?i:dự án\s)?(?i:{any_of('law')})\s"


@cache
def ends() -> str:
    """Words that end a name, whatever stands before them."""
    return rf"{any_of('ends')}|(?:rộng|dài|cao) (?:[0-9]|khoảng|hơn|gần|trên)\S*|đầu tư (?:hơn|gần|trên|[0-9])\S*"


@cache
def item_ends() -> str:
    """What ends an item of a list, and all behind it."""
    whose = r"của (?i:công ty|tập đoàn|tổng|các|một|nhà)"
    return rf"(?:,?\s(?:{any_of('ends', 'ends_item')}|{whose}|(?:rộng|dài) (?:[0-9]|khoảng|hơn|gần|trên)\S*)(?:\s|$)|\s\(|[;:.](?:\s|$)).*$"


@cache
def leads() -> str:
    """Words that lead from a name to another ("qua", "nối"): they end it once a name or a number was told."""
    return any_of("leads")


@cache
def lower() -> dict[str, str]:
    """Words that are no names, with their capitals and without."""
    return {f" {w}": f" {w.lower()}" for w in words("no_capital_word")}


@cache
def whole() -> dict[str, str]:
    """What goes on with a name though it holds a word that ends one, as it is and as one word of the same length."""
    return {f" {w} ": f" {w.replace(' ', '_').replace(',', '_')} " for w in words("whole")}


@cache
def of_capital() -> str:
    """Before a sum: it is the project's capital."""
    habit = "là|tới|lên tới|lên đến|khoảng|hơn|gần|trên|dự kiến|xấp xỉ|ước|với|số tiền|thêm"
    return rf"(?i)(?:{any_of('capital')})[^;]{{0,70}}$|(?:đầu tư|quy mô)(?:\s(?:{habit})){{0,3}}\s$"


@cache
def no_capital() -> str:
    """Before a sum: it is something else."""
    # "đội vốn thêm", "giảm": by so much, not to it
    risen = r"\s(?:tăng|giảm|cắt giảm|đội|vượt)(?:\s(?:vốn|giá|chi phí|kinh phí|tổng|tổng vốn|mức|đầu tư|thêm|gần|hơn|khoảng|trên|tới))*\s$"
    return rf"(?i)(?:{any_of('no_capital')})[^,;]{{0,40}}$|{risen}"


@cache
def other_work() -> str:
    """Between a project and a sum: another work, which takes the sum."""
    return rf"(?:(?i:thực hiện|triển khai|và)\s(?i:dự án)\s|{SMALL}{{2}}\.\s{CAPITAL}|(?i:dự án)\s{CAPITAL}|(?:(?i:dự án)\s|(?i:xây dựng)\s(?:\S+\s)?){kinds()}\s|,\s{kinds()}(?:\s{SMALL}+){{0,4}}\s{CAPITAL})"
