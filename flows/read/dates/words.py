"""The words of dates, periods and deadlines (linguistics §6–7), as patterns for the lexer.

Order is day, month, year. Lunar dates are text only.
"""

from flows.letters import BEGINS, CAPITAL, ENDS, LETTER, SMALL

YEAR = r"(?:19|20)[0-9]{2}"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
MONTH = r"(?:1[0-2]|0?[1-9])"
ROMAN = r"(?:IV|III|II|I)"
QUARTER = rf"(?:{ROMAN}|[1-4])"
PART_OF_DAY = r"(?i:rạng sáng|sáng|trưa|chiều|tối|đêm)"
PARTS_OF_DAY = {
    "rạng sáng": "morning",
    "sáng": "morning",
    "trưa": "noon",
    "chiều": "afternoon",
    "tối": "evening",
    "đêm": "night",
}
MONTH_WORDS = {
    "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12,
}  # fmt: skip
MONTH_NAMES = {f"tháng {word}": f"tháng {n}" for word, n in reversed(MONTH_WORDS.items())}  # longest first
QUARTERS = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "đầu": 1, "cuối": 4,
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4,
}  # fmt: skip
WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "chủ nhật": 6} | {
    str(n): n - 2 for n in range(2, 8)
}
COUNTS = MONTH_WORDS | {"một": 1, "bốn": 4} | {str(n): n for n in range(1, 13)}

# Words before a date that belong to it: "tính đến hết", "chậm nhất là trước".
LEAD_IN = rf"(?:^|[^{LETTER}])((?i:(?:tính|kể|lũy kế|luỹ kế|chậm nhất|muộn nhất|tầm nhìn|trong|vào|từ|đến|tới|trước|sau|hết|cả|là|hạn|cuối)\s+){{1,4}})$"
DAY_WORD = r"(?:(?i:ngày|hôm|mùng|mồng)\s+)+"
CUE = rf"(?:{PART_OF_DAY}\s+(?:{DAY_WORD})?|{DAY_WORD})"
# "22/11 - Chiều 21/11, …": what a capital opens goes on from no day before.
THEN_CUE = CUE.replace("(?i:", "(?:")
TO = r"\s*(?:-|–|—|đến|tới)\s*"
AND = r"\s*(?:-|–|—|,|và|đến|tới)\s*"
FUZZY = r"(?:(?i:nửa đầu|nửa cuối|đầu|giữa|cuối|khoảng|ngày đầu tiên|ngày cuối cùng|[0-9]{1,2} ngày (?:đầu|cuối))\s+(?i:của\s+)?)*"
YEAR_WORDS = rf"\s+(?i:(?:của\s+)?năm)\s+(?:{YEAR}|(?i:nay|ngoái|trước|tới|sau|qua))"
ITS_YEAR = rf"(?:\s?[/\-.]\s?{YEAR}|\s+(?i:của\s+)?(?:(?i:năm)\s+)?{YEAR}|\s+(?i:(?:của\s+)?năm\s+(?:nay|ngoái|trước|tới|sau|qua)))"
COUNT = r"(?:[0-9]{1,2}|(?i:mười hai|mười một|mười|hai|ba|bốn|năm|sáu|bảy|tám|chín))"
# Beside the article's own day: "tháng này", "quý tới", "tuần vừa qua".
LAST, NEXT = "trước|vừa qua|vừa rồi|qua|rồi", "tới đây|tới|sau"
BESIDE = f"(?:này|{LAST}|{NEXT})"
MONTH_WORD = "(?i:mười một|mười hai|mười|hai|ba|tư|năm|sáu|bảy|tám|chín)"
ANY_MONTH = rf"(?:{MONTH}|{MONTH_WORD})"
# What is told of a year whose number alone follows: "doanh thu 2024 đạt", "kế hoạch 2025".
OF_A_YEAR = r"doanh thu|doanh số|lợi nhuận|lãi|sau thuế|trước thuế|thuần|GDP|GRDP|CPI|lạm phát|tăng trưởng|kế hoạch|dự toán|chỉ tiêu|ngân sách|xuất khẩu|nhập khẩu|kim ngạch|kinh doanh|tài chính|thường niên|tín dụng"
A_DAY = rf"{DAY}(?:/{MONTH}(?:/{YEAR})?|\s+(?i:tháng)\s+{MONTH}(?:{ITS_YEAR})?)"

# In order: where two match at one place the first wins. No `\b`: on text beyond ASCII it costs the fast
# engine; the lexer checks the borders of what it found.
PATTERNS = {
    "lunar": rf"(?:(?:{DAY_WORD})?[0-9]+\s+)?(?i:tháng\s+(?:giêng|chạp))|(?i:{DAY_WORD}[0-9]+\s+tết|ra giêng|[0-9]+/[0-9]+\s+âm lịch)",
    # Ahead of the day that "6 tháng 2024" would be.
    "months": rf"{COUNT}\s+(?i:tháng)\s+(?i:đầu|cuối|còn lại)(?:\s+(?i:của))?(?:\s+(?i:năm)(?:\s+(?:{YEAR}|(?i:nay|ngoái|trước)))?)?"
    rf"|{COUNT}\s+(?i:tháng)(?:\s+(?i:(?:của\s+)?năm\s+)?|/){YEAR}|{COUNT}\s+(?i:tháng\s+năm\s+(?:nay|ngoái|trước))",
    "day_range": rf"{CUE}?{A_DAY}{TO}(?:(?i:hết)\s+)?{THEN_CUE}?{A_DAY}",
    # "ngày 4 và 5-12", "từ ngày 15 đến 18.6", "từ 11 đến 15-6": a dash or a stop before the month, which the last of the days alone has.
    "days": rf"{CUE}{DAY}(?:\s*,\s*{DAY})*\s+(?i:và|đến|tới)\s+(?:(?i:hết)\s+)?(?:{DAY_WORD})?{DAY}(?:-{MONTH}(?:-{YEAR})?|\.{MONTH}(?:\.{YEAR})?)|{DAY}\s+(?:đến|tới)\s+{DAY}-{MONTH}(?:-{YEAR})?|{CUE}?{DAY}(?:\s*,\s*{DAY})*{AND}(?:(?i:hết)\s+)?(?:{DAY_WORD})?{DAY}(?:/{MONTH}(?:/{YEAR})?|\s+(?i:tháng)\s+{MONTH}(?:{ITS_YEAR})?)|{CUE}{DAY}{AND}{DAY_WORD}{DAY}\s+(?i:tháng)\s+{MONTH_WORD}(?:{ITS_YEAR})?",
    "day": rf"(?:{CUE}?{DAY}/{MONTH}/(?:{YEAR}|[0-9]{{2}})|{CUE}?{DAY}-{MONTH}-{YEAR}|{CUE}?{DAY}\.{MONTH}\.{YEAR}"
    rf"|{CUE}?{DAY}\s+(?i:tháng)\s+{MONTH}(?:{ITS_YEAR})?|{CUE}{DAY}\s+(?i:tháng)\s+{MONTH_WORD}(?:{ITS_YEAR})?|(?:{CUE}{DAY}\s?[/.\-]\s?{MONTH}|{DAY}/{MONTH})(?:{YEAR_WORDS})?|\({DAY}[/.\-]{MONTH}\)|{CUE}{DAY}\s+(?i:tháng\s+{BESIDE}))\)?",
    # Ahead of the range that "tháng 9-2" would be.
    "month_dash": rf"(?i:tháng)\s+{MONTH}\s?-\s?{YEAR}(?:{TO}(?:(?i:hết|tháng)\s+)*{MONTH}{ITS_YEAR})?",
    "month_range": rf"(?i:tháng)\s+{ANY_MONTH}(?:{ITS_YEAR})?{TO}(?:(?:(?i:hết|tháng)\s+)*{MONTH}|(?i:(?:hết\s+)?tháng)\s+{MONTH_WORD})(?:{ITS_YEAR})?",
    "months_so_far": rf"(?:[0-9]{{1,2}}|(?i:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một))\s+(?i:tháng)(?:,|\s+(?:(?i:ước|đạt|tăng|giảm|bằng|thặng dư|thâm hụt|xuất siêu|nhập siêu|xuất khẩu|nhập khẩu|thu|chi|ghi nhận|đón|giải ngân|cả nước|toàn tỉnh|của|doanh thu|lợi nhuận|kim ngạch|tổng)|{CAPITAL}{LETTER}*))",
    "half": rf"(?i:nửa\s+(?:đầu|cuối)\s+(?:của\s+)?năm)(?:\s+(?:{YEAR}|(?i:nay|ngoái|trước|tới|sau)))?",
    "quarters": rf"(?i:hai|ba|2|3)\s+(?i:quý)\s+(?:(?i:(?:đầu|cuối)\s+năm|còn lại(?:\s+(?:của\s+)?năm)?)(?:\s+{YEAR}|\s+(?i:nay))?|(?i:năm\s+)?{YEAR})",
    "quarter_range": rf"(?i:quý)\s+(?:{ROMAN}{TO}(?:(?i:hết|quý)\s+)*{ROMAN}(?:{ITS_YEAR})?|[1-4]{TO}(?:(?i:hết|quý)\s+)*[1-4]{ITS_YEAR})"
    rf"|(?i:quý)\s+{ROMAN}(?:\s*,\s*{ROMAN})*\s*(?:,|và)\s*{ROMAN}(?:{ITS_YEAR})?|(?i:quý)\s+[1-4](?:\s*,\s*[1-4])*\s*(?:,|và)\s*[1-4]{ITS_YEAR}"
    rf"|(?i:quý)\s+{QUARTER}{ITS_YEAR}{TO}(?i:(?:hết\s+)?quý)\s+{QUARTER}{ITS_YEAR}",
    "quarter": rf"(?i:quý)\s+(?:(?:{QUARTER}|(?i:đầu|cuối|một|hai|ba|bốn|tư))(?:{ITS_YEAR})?|(?i:{BESIDE}))|Q[1-4]\s?[/-]\s?{YEAR}",
    # Ahead of the duration that "5 năm" of "5 năm 2021-2025" would be.
    "year_list": rf"(?:{COUNT}\s+)?(?i:năm)\s+{YEAR}(?:,\s?{YEAR})*\s?(?:,|,?\s?và)\s{YEAR}",
    "years": rf"(?:(?i:giai đoạn|thời kỳ|nhiệm kỳ|các năm|(?:{COUNT}\s+)?năm)\s+)?\(?{YEAR}\s?(?:[-–—]|(?i:đến)(?:\s+(?i:hết|năm))*)\s?{YEAR}\)?"
    rf"|(?i:từ năm)\s+{YEAR}\s+(?i:đến)(?:\s+(?i:hết|năm))*\s+{YEAR}",
    "counted": rf"(?:{COUNT}|(?i:một))\s+(?i:năm|quý|tháng|tuần|ngày)\s+(?i:vừa qua|vừa rồi|qua|gần đây|gần nhất|tới đây|sắp tới|tới)",
    "ago": rf"(?i:cách đây)\s+(?:{COUNT}|(?i:một))\s+(?i:ngày|tuần|tháng|năm)",
    "duration": rf"(?i:trong\s+)?{COUNT}\s+(?i:năm|tháng|tuần|ngày|giờ|phút)\s+(?i:nay|liền|liên tiếp|liên tục|sau|trước đó|trước)"
    r"|(?i:(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều|vài|mấy)\s+năm)|[0-9]+\s+(?i:năm|tuần|giờ|phút|tuổi)",
    "school_year": rf"(?i:năm học)\s+{YEAR}\s?[-–—]\s?{YEAR}",
    "decade": r"(?i:thập niên|thập kỷ)\s+(?:19|20)[0-9]0|(?i:thập niên|thập kỷ|những năm)\s+[3-9]0|(?i:những năm)\s+(?:19[0-9]0|20[1-9]0)",
    "year_start": rf"(?i:(?:kể\s+)?từ\s+đầu\s+năm)(?:\s+(?:{YEAR}|(?i:nay|ngoái|trước)))?",
    "year_of": rf"(?i:{OF_A_YEAR})\s+20[0-4][0-9]",
    "year": rf"(?:{FUZZY}|(?i:tháng\s+))(?i:năm)\s+(?:{YEAR}|(?i:nay|ngoái|kia|{LAST}|{NEXT}))|(?i:đến|tới|trước|vào|hết)\s+{YEAR}"
    rf"|(?i:cả\s+năm)(?:\s+(?:{YEAR}|(?i:nay|ngoái|trước|tới|sau)))?",
    "month": rf"{FUZZY}(?i:(?:thượng tuần|trung tuần|hạ tuần)\s+)?(?i:tháng)\s+(?:{ANY_MONTH}(?:{ITS_YEAR})?|(?i:{BESIDE}))|T{MONTH}/{YEAR}",
    "month_year": rf"{MONTH}/{YEAR}",
    "weekday": rf"(?:{PART_OF_DAY}\s+)?(?i:(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s+(?:(?:của\s+)?tuần\s+{BESIDE}|tới đây|tới|vừa qua|vừa rồi))",
    "deictic": rf"(?:{PART_OF_DAY}\s+)?(?i:(?:ngày\s+)?hôm\s+(?:nay|qua|kia)|ngày\s+(?:mai|kia))|{PART_OF_DAY}\s+(?i:nay|qua|mai)|(?i:(?:(?:đầu|giữa|cuối)\s+)?tuần\s+{BESIDE})",
}
# In lower case, what a match of these patterns holds.
CUES = {
    "lunar": ["giêng", "chạp", "tết", "âm lịch"], "month_dash": ["tháng"], "month_range": ["tháng"], "months": ["tháng"], "months_so_far": ["tháng"],
    "month": ["tháng", "/"], "month_year": ["/"], "half": ["nửa"], "quarters": ["quý"], "quarter_range": ["quý"], "quarter": ["quý", "q"],
    "counted": ["qua", "rồi", "gần", "tới"], "ago": ["cách đây"], "school_year": ["năm học"], "years": ["-", "–", "—", "đến"], "decade": ["thập", "những năm"],
    "year_list": ["năm"], "year_start": ["từ"], "year_of": ["20"], "year": ["năm", "đến", "tới", "trước", "vào", "hết"], "weekday": ["thứ", "chủ nhật"],
    "deictic": ["hôm", "mai", "kia", "nay", "qua", "tuần"], "day": ["/", "-", ".", "tháng"],
    "day_range": ["-", "–", "—", "đến", "tới"], "days": ["-", "–", "—", ",", "và", "đến", "tới"],
}  # fmt: skip
SILENT = {"lunar", "duration"}  # take their digits out of reach, and say no day
# "những năm trước", "các tháng tới", "mỗi năm sau khi": no single one. "so với tháng trước": before the one told of.
RELATIVE = rf"(?i)(?:năm|quý|tháng|tuần)\s+{BESIDE}$"
NO_ONE_LEFT = r"(?i)(?:những|các|nhiều|mấy|mỗi|hằng|hàng|từng|vài|số|dăm|bao|lâu|nửa|đôi|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|chục|trăm|[0-9/])\s*$"
NO_ONE_RIGHT = rf"(?i)^\s+(?:đây|đó|khi|này|đi|năm|tháng|tuần)(?:[^{LETTER}]|$)"
COMPARED = r"(?i)(?:so|hơn) (?:với )?(?:cùng |mức )?(?:kỳ |thời điểm )?(?:của )?$"
SHORTER = r"(?i)(?:quý|tháng|tuần)\s+(?:trước|này)$"
# "kim loại quý này" is precious, "ba tháng rồi" are over: of these only where the words around are of time.
OF_TWO_MEANINGS = r"(?i)quý\s+này$|\srồi$|năm\s+kia$"
TIME_LEFT = r"(?i)^$|[,.;:(“\"]\s?$|(?:^|\s)(?:trong|vào|cuối|đầu|giữa|từ|đến|hết|hồi|và|riêng|ngay|của|so với|kết thúc|hôm)\s$"
TIME_RIGHT = rf"(?i)^\s*$|^\s?[,.;:)”\"?!]|^\s(?:có|là|của|tại|ở|và|với|cho|đã|được|sẽ|đạt|tăng|giảm|do|trên|chỉ)(?:[^{LETTER}]|$)"
# Number words beside "tháng" and "quý" may count what follows: "mỗi tháng hai lần", "tháng ba mẹ về", "quý hai vị".
NUMBER_WORD = r"(?:tháng|quý)\s+(?:một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|mười một|mười hai)$"
MAY = r"tháng năm$"  # also months and years: a month only after a word of time
MAY_LEFT = r"(?i)^$|(?:trong|vào|hồi|từ|đến|tới|trước|sau|hết|cuối|đầu|giữa|và|ngày [0-9]+)\s$"
UNSURE_WORD = r"(?:tháng|quý)\s+(?:một|hai|ba|bốn|năm)$"
NO_MONTH_LEFT = r"(?i)(?:[0-9]|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mỗi|hàng|hằng|từng|những|các|mấy|vài|nhiều|ngày,?|bao|nửa|sinh|mưa|theo)\s$"
NO_MONTH_RIGHT = rf"(?i)^\s(?:mươi|chục|trăm|nghìn|ngàn|triệu|tỷ|tỉ|lần|lượt|buổi|ngày|tuần|tháng|quý|phiên|kỳ|kì|đợt|người|suất|chuyến|bữa|hộ|con|cái|chiếc|cuộc|lớp|loại|vấn|nhân|pháp|liệu|cách|duy|tưởng|vị|bà|ông|bạn)(?:[^{LETTER}]|$)"
MONTH_ENDS = rf"(?i)^\s*$|^\s?[,.;:)(/”\"?!–-]|^\s(?:này|tới|sắp|vừa|năm|đến|và|của|với|là|có|tại|ở|đã|sẽ|khi|để|do|theo|cho|trong|trên|vào|thì|cùng)(?:[^{LETTER}]|$)"
# "ngày 20/12 tới, cầu thông xe" is the next one; "ngày 20/12 tới thăm xã" is a day on which somebody came.
COMING = rf"(?i)^\s(?:tới|sắp tới)(?:[^{LETTER}]|$)"
ARRIVES = rf"^\s(?:tới)\s(?:{CAPITAL}|[0-9]|(?i:nay|hết|cuối|đầu|giữa|ngày|tháng|năm|quý|khi|lúc|thăm|dự|tham|làm|chúc|nhà|trụ sở|hiện trường|tỉnh|thành|xã|phường|huyện|các|những|nơi|chỗ)(?:[^{LETTER}]|$))"
GONE = r"(?i)^\s(?:vừa qua|vừa rồi|qua\s?[,.;)])"
NO_WEEKDAY_LEFT = r"(?i)(?:bên|phút|giây|tuần|tháng|lần|kỳ|phiên|khóa|khoá|hội nghị|đại hội|họp|hạng|đứng|xếp|vị trí|người|con|hai|đợt|trận|vòng|giải|số|tập|cấp|cuộc)\s$"
# What is counted from the article's day: "hơn 10 năm qua" and "3-5 năm tới" begin nowhere, the lowest of "10 năm qua" is no figure of them.
NO_COUNT_LEFT = r"(?i)(?:hơn|gần|trên|dưới|khoảng|chừng|quá|ít nhất|tối thiểu|[0-9]\s?(?:-|–|đến|tới|hoặc)|vài|mấy|mỗi|cứ|từng|sau|kéo dài|trong số)\s?$|(?:nhất|đầu tiên|kỷ lục|lần đầu|chưa từng|hiếm)[^,.;]{0,25}$"
# "các năm 2021, 2022 và 2023 lần lượt chiếm …": each year has a figure of its own; without the word the list is no one span.
IN_TURN = r"(?i)^[^.;]{0,200}lần lượt"
# "nửa đầu năm kinh doanh 2024", "năm tài chính 2024": a part of it, or another year than the calendar's.
NO_YEAR_LEFT = r"(?i)(?:nửa|quý|tháng|kỳ|nửa năm đầu|năm)(?:\s\S+){1,2}\s$"
# "hai năm 2015 và 2016": a span, told by its years.
SO_MANY = r"(?i)^(?:hai|ba|bốn|năm|[2-5])\snăm\s"
# "từ đầu năm học": of no calendar year. "doanh thu 2024 tỷ đồng", "kế hoạch 2025-2030": no year, or not one alone.
OTHER_YEAR = rf"(?i)^\s(?:học|tài chính|thứ|âm lịch|mới|tới|sau)(?:[^{LETTER}]|$)"
YEAR_ENDS = rf"(?i)^\s*$|^\s?[,;:)”\"?!(]|^\.(?:\s|$)|^\s(?:đạt|là|ước|dự kiến|dự báo|tăng|giảm|chỉ|ở|khoảng|của|với|so|từ|và|sẽ|đã|được|có|cho|lên|xuống|còn|trên|tại|vừa|cũng|không|do|theo|bằng|cao|thấp|vượt)(?:[^{LETTER}]|$)"
NO_DECADE_LEFT = r"(?i)(?:đầu|giữa|cuối)\s$"
NO_DECADE_RIGHT = rf"(?i)^\s?[-–/][0-9\s]|^,\s?[0-9]|^\s(?:tuổi|và|đến|tới)(?:[^{LETTER}]|$)"
# "từ 1000 đến 2000 đồng", "trước 2000 người": no year where a unit follows.
# A decade is no year: "những năm 1990", "thập niên 2000".
DECADE = r"(?i)(?:những|thập niên|thập kỷ)\s+(?:đầu\s+|giữa\s+|cuối\s+)?$"
# The year in a name of what is held is that of what it is about, or the next one.
ABOUT_A_YEAR = r"(?i)(?:tổng kết|sơ kết|triển khai|nhiệm vụ|kế hoạch|công tác|đánh giá|kết quả)\s"
# "Quý I các năm 2023, 2024" is of several years. "Quý III và quý IV năm 2024": the year is told once for both.
OF_YEARS = r"(?i)^\s(?:của\s)?(?:các|những|hai|ba)\snăm\s"
SHARED_YEAR = rf"(?i)^(?:,|\s(?:và|hoặc|hay))\s(?:(?:quý|tháng)\s)?(?:[IVX]+|[0-9]{{1,2}}|một|hai|ba|bốn|tư)\s?(?:năm\s|[/-])({YEAR})"
# Lunar days are none of the solar calendar's. "mùng" is said of both: of a solar day where its year is told.
CAN_CHI = "(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý) (?:tý|tí|sửu|dần|mão|mẹo|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi)"
AND_MORE = r"(?:\s*(?:,|và|hoặc|hay|-|–|đến|tới)\s*(?:(?:hết|từ|ngày|mùng|mồng|rằm)\s+)*[0-9]{1,2}(?:/[0-9]{1,2}|\s+tháng\s+[0-9]{1,2})?)*"
# Other peoples' calendars: "theo lịch Chăm", "Phật lịch".
OTHERS = (
    rf"(?:phật|hồi|chăm|khmer|thái) lịch|lịch (?:của )?(?:(?:người|đồng bào|dân tộc) |(?-i:{CAPITAL}{SMALL}))"
)
# What says of the date before it that it is one of the lunar calendar.
LUNAR_SAID = rf"(?:nhuận(?:[^{LETTER}]|$)|(?:(?:tính )?theo )?(?:năm )?(?:âm lịch|lịch âm|al(?:[^{LETTER}]|$)|âl(?:[^{LETTER}]|$)|{CAN_CHI}|âm(?:$|[,.;)]|\s(?:năm|hằng|hàng|và|đến|tới|là|thì)\s)))"
LUNAR_RIGHT = rf"(?i)^{AND_MORE}\s*\(?(?:{LUNAR_SAID}|(?:(?:tính )?theo )?(?:{OTHERS}))"
LUNAR_LEFT = rf"(?i)(?:rằm|(?:mùng|mồng)\s{LETTER}+|(?:theo |tính )(?:âm lịch|lịch âm|(?:phật|hồi|chăm|khmer) lịch|lịch (?-i:{CAPITAL}{SMALL}+)),?(?:\s(?:là|vào|ngày))*|giỗ tổ[^,.;]{{0,25}})\s$"
LUNAR_DAY = r"(?i)mùng|mồng"
# Told as lunar, and not only unlike a solar day; the words around that belong to it. "Tết Dương lịch" is the solar one.
LUNAR_TOLD_LEFT = r"(?i)(?:rằm|(?:theo |tính )(?:âm lịch|lịch âm),?(?:\s(?:là|vào|ngày))*)\s$"
LUNAR_TOLD_RIGHT = rf"(?i)^{AND_MORE}\s*\(?{LUNAR_SAID}"
LUNAR_BEFORE = (
    rf"(?i)(?:^|[^{LETTER}])((?:(?:đêm|sáng|tối|chiều|ngày)\s)*(?:(?:ngày|mùng|mồng)\s[0-9]{{1,2}}|rằm)\s)$"
)
LUNAR_AFTER = rf"(?i)^(\s(?:nhuận|(?:năm )?{CAN_CHI}|(?:âm lịch|lịch âm|âl|al)|\((?:âm lịch|lịch âm|âl|al)\)))(?:[^{LETTER}]|$)"
SOLAR_RIGHT = rf"(?i)^\s(?:dương|tây)(?:[^{LETTER}]|$)|^{AND_MORE}\s*\(?(?:(?:tính )?theo )?(?:{OTHERS})"
# A date that is not told whole: "5/4/18", "tháng 9/2025-3/2026", "26, 27 và 28 tháng 6", "năm 2023 và 2024".
RUNS_ON = r"^/[0-9]|^[-–][0-9]|^\s?[-–]\s?[0-9]+/[0-9]"
DAY_RUNS_ON = r"^[.,][0-9]"
NUMBER_BEFORE = r"(?:^|[^0-9/.,%])[0-9]{1,2}\s*(?:và|,\s*và|đến|tới|-|–)\s*(?:ngày\s+)?$"
NUMBERS_BEFORE = r"(?:^|[^0-9/.,%])[0-9]{1,2}\s*,\s*$"
MORE_YEARS = rf"^\s*(?:,|và|hoặc)\s*{YEAR}(?:[^0-9]|$)"
MORE_MONTHS = rf"^\s*(?:,|và)\s*{MONTH}(?:\s*(?:,|và)\s*{MONTH}|/{YEAR}|\s+năm\s+{YEAR}|\s*[.;)]|\s*$)"
# "từ 11 đến 15-6" are days where a word of days or a mark follows, "từ 3 đến 5-6 người" none.
BARE_SPAN = r"^[0-9]{1,2}\s+(?:đến|tới)\s+[0-9]{1,2}-[0-9]{1,2}$"
# Nouns that number what follows them: "tuần 2 tháng 10", "đợt 1/9"; a span: "sau 2 tháng 10 ngày".
NUMBERED = rf"(?i)(?:^|[^{LETTER}])(?:tuần|đợt|kỳ|kì|lần|phiên|vòng|số|tập|quý|top|trận|ca|lớp|khóa|khoá|hạng|nhóm|tổ|lượt|chặng|phần|mùa|giai đoạn|bài|tiết)\s(?:thứ\s)?$"
# "3/4" alone is a day only where the words around are of days: "chiếm 1/3 tổng số", "đạt 8/10 mục tiêu", "đường 29/3".
BARE_DAY = r"^[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2}$|\s|$)"
PART_OF = rf"(?i)(?:^|[^{LETTER}])(?:thị lực|xác suất|điểm|mắt|tối đa|chọi|cỡ|khổ|chiếm|bằng|khoảng|hơn|gần|nhất|tối thiểu|đạt|thắng|thua|tỷ lệ|tỉ lệ|đường|phố|sân|rút|giảm|tăng|hoàn thành|được|có|còn|quảng trường|công viên|bệnh viện|nhà máy|tỉ số|tỷ số)\s$"
DAY_LEFT = rf"(?i)(?:^|[^{LETTER}])(?:từ|đến|tới|ngày|nay|mai|qua|sau|trước|hết|vào|là|dịp|nhật|thứ {LETTER}+|hôm|và|muộn|lễ|khánh)\s$"
DAY_RIGHT = rf"(?i)^\s(?:vừa|tại|ở|tới|đến|và|này|năm|của|do|là|với|khi|để|theo|cho|sẽ|đã|có|qua|vào|hằng|hàng|trở|dương|giữa|trong|trên|nhưng|thì)(?:[^{LETTER}]|$)"
OF_SPAN = rf"(?i)^\s(?:ngày|tuần|giờ|buổi)(?:[^{LETTER}]|$)"
# "8 tháng thu 5 tỷ đồng" may be any eight months; "lũy kế 8 tháng thu …" are the year's first, and so are "xuất khẩu 8 tháng của tỉnh …" and
# those within which something was done, told in or after the last of them.
SO_FAR_RIGHT = r"(?i)\s(?:ước|đạt|tăng|giảm|bằng)$"
SO_FAR_LEFT = r"(?i)(?:lũy kế|luỹ kế|tính chung|cộng dồn)\s(?:cả\s|trong\s)?$"
OF_SO_FAR = rf"(?i)(?:^|[^{LETTER}])(?:doanh thu|doanh số|lợi nhuận|lãi|thuế|GDP|GRDP|CPI|IIP|ngân sách|thu nội địa|xuất khẩu|nhập khẩu|xuất nhập khẩu|kim ngạch|cán cân|giải ngân|công nghiệp|bán lẻ|FDI|đầu tư công|đầu tư nước ngoài|khách du lịch|khách quốc tế|tăng trưởng)(?:\s[^\s,;.:()0-9]+){{0,3}}\s$"
WITHIN, OPENS = r"(?i)(?:^|[\s,(“])trong\s$", r"(?i)(?:^|[,;:.(“]\s?|^(?:như vậy|tính ra|cụ thể),?\s)trong\s$"
NO_SO_FAR_LEFT = (
    r"(?i)(?:trong|sau|vòng|hạn|mỗi|cứ|hơn|gần|khoảng|suốt|mới|trước|từ|đến|dài|kỳ|phạt|tù|năm)\s+$"
)

# "sắp xếp" and "công tác chuẩn bị" tell nothing of when.
FUTURE = rf"(?i){BEGINS}(?:(?:sẽ|dự kiến|tới đây){ENDS}|sắp(?:\s(?:[^x]|x[^ế])|[,.;)]))|(?:^|[^c]\s|[^á]c\s)chuẩn bị{ENDS}"
# A month or quarter without a year may lie ahead where the words are of plans.
PLANNED = rf"(?i){BEGINS}(?:mục tiêu|phấn đấu|kịch bản|dự báo|kế hoạch|cần|phải){ENDS}"
# What is owed or ordered lies ahead: "phải hoàn thành trong tháng 6".
OWED = rf"(?i){BEGINS}(?:phải|yêu cầu|phấn đấu|quyết tâm|cam kết|nỗ lực){ENDS}"
# "Đến ngày 31/12, các sở phải giải ngân hết".
OWED_BEHIND = rf"(?i)^,?(?:\s[^\s,;.]+){{0,5}}?\s(?:phải|phấn đấu|quyết tâm){ENDS}"
MET_WITH = rf"(?i)^,?(?:\s[^\s,;.]+){{0,5}}?\s(?:khi|vấp|gặp|mắc|trúng|đã){ENDS}"  # "sau khi vấp phải"
# "hôm nay" is not over.
PAST = rf"(?i){BEGINS}(?:(?:đã|vừa|qua){ENDS}|hôm\s(?:[^n]|n[^a]))"
