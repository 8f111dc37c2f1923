"""The words of dates, periods and deadlines (linguistics §6–7), as patterns for the lexer.

Order is day, month, year. Lunar dates are text only.
"""

YEAR = r"(?:19|20)\d{2}"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
MONTH = r"(?:1[0-2]|0?[1-9])"
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
QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4, "đầu": 1, "cuối": 4}
WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "chủ nhật": 6} | {
    str(n): n - 2 for n in range(2, 8)
}
COUNTS = MONTH_WORDS | {"bốn": 4} | {str(n): n for n in range(1, 13)}

# Words before a date that belong to it: "tính đến hết", "chậm nhất là trước".
LEAD_IN = r"(?:^|[^\p{L}])((?i:(?:tính|kể|lũy kế|luỹ kế|chậm nhất|muộn nhất|tầm nhìn|trong|vào|từ|đến|tới|trước|sau|hết|cả|là|hạn|cuối)\s+){1,4})$"
DAY_WORD = r"(?:(?i:ngày|hôm|mùng|mồng)\s+)+"
CUE = rf"(?:{PART_OF_DAY}\s+(?:{DAY_WORD})?|{DAY_WORD})"
AND = r"\s*(?:-|–|—|,|và|đến|tới)\s*"
FUZZY = r"(?:(?i:đầu|giữa|cuối|khoảng)\s+)*"
ITS_YEAR = rf"(?:\s?[/\-.]\s?{YEAR}|\s+(?:(?i:năm)\s+)?{YEAR}|\s+(?i:năm\s+(?:nay|ngoái|trước|tới|sau|qua)))"
COUNT = r"(?:\d{1,2}|(?i:mười hai|mười một|mười|hai|ba|bốn|năm|sáu|bảy|tám|chín))"

# In order: where two match at one place the first wins. No `\b`: on text beyond ASCII it costs the fast
# engine; the lexer checks the borders of what it found.
PATTERNS = {
    "lunar": rf"(?:{DAY_WORD}\d+\s+)?(?i:tháng\s+(?:giêng|chạp))|(?i:{DAY_WORD}\d+\s+tết|ra giêng|\d+/\d+\s+âm lịch)",
    "day_range": rf"{CUE}?{DAY}/{MONTH}(?:/{YEAR})?{AND}(?:(?i:hết)\s+)?{CUE}?{DAY}/{MONTH}(?:/{YEAR})?",
    "days": rf"{CUE}?{DAY}{AND}(?:{DAY_WORD})?{DAY}/{MONTH}(?:/{YEAR})?",
    "day": rf"(?:{CUE}?{DAY}/{MONTH}/{YEAR}|{CUE}?{DAY}-{MONTH}-{YEAR}|{CUE}?{DAY}\.{MONTH}\.{YEAR}"
    rf"|{CUE}?{DAY}\s+(?i:tháng)\s+{MONTH}(?:{ITS_YEAR})?|{CUE}{DAY}\s?[/.\-]\s?{MONTH}|\({DAY}[/.\-]{MONTH}\)|{DAY}/{MONTH})\)?",
    "month_range": rf"(?i:tháng)\s+{MONTH}(?:/{YEAR})?\s*(?:-|–|đến|tới)\s*(?:(?i:hết|tháng)\s+)*{MONTH}(?:{ITS_YEAR})?",
    "month": rf"{FUZZY}(?i:(?:thượng tuần|trung tuần|hạ tuần)\s+)?(?:(?i:tháng)\s+(?:{MONTH}|Mười Một|Mười Hai|Mười|Hai|Ba|Tư|Năm|Sáu|Bảy|Tám|Chín))(?:{ITS_YEAR})?|T{MONTH}/{YEAR}",
    "months": rf"{COUNT}\s+(?i:tháng)\s+(?i:đầu|cuối|còn lại)(?:\s+(?i:của))?(?:\s+(?i:năm)(?:\s+(?:{YEAR}|(?i:nay|ngoái|trước)))?)?"
    rf"|{COUNT}\s+(?i:tháng)(?:\s+(?i:năm)\s+|/){YEAR}|{COUNT}\s+(?i:tháng\s+năm\s+(?:nay|ngoái|trước))",
    "months_so_far": r"(?:\d{1,2}|(?i:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một))\s+(?i:tháng)\s+(?i:ước|đạt|tăng|giảm|bằng)|^(?:\d{1,2}|(?i:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một))\s(?i:tháng),",
    "half": rf"(?i:nửa\s+(?:đầu|cuối)\s+năm)(?:\s+(?:{YEAR}|(?i:nay|ngoái|trước)))?",
    "quarters": rf"(?i:hai|ba|2|3)\s+(?i:quý)(?:\s+(?i:(?:đầu|cuối)\s+năm|còn lại(?:\s+(?:của\s+)?năm)?))?(?:\s+{YEAR}|\s+(?i:nay))?",
    "quarter": rf"(?i:quý)\s+(?:IV|III|II|I|[1-4]|đầu|cuối)(?:{ITS_YEAR})?",
    "duration": rf"(?i:trong\s+)?{COUNT}\s+(?i:năm|tháng|tuần|ngày|giờ|phút)\s+(?i:qua|gần đây|vừa qua|tới|nay|liền|liên tiếp|liên tục|sau|trước đó|trước)"
    r"|(?i:(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều|vài|mấy)\s+năm)|\d+\s+(?i:năm|tuần|giờ|phút|tuổi)",
    "school_year": rf"(?i:năm học)\s+{YEAR}\s?[-–—]\s?{YEAR}",
    "years": rf"(?:(?i:giai đoạn|thời kỳ|nhiệm kỳ|các năm|năm)\s+)?\(?{YEAR}\s?(?:[-–—]|(?i:đến)(?:\s+(?i:hết|năm))*)\s?{YEAR}\)?"
    rf"|(?i:từ năm)\s+{YEAR}\s+(?i:đến)(?:\s+(?i:hết|năm))*\s+{YEAR}",
    "year": rf"{FUZZY}(?i:năm)\s+(?:{YEAR}|(?i:nay|ngoái|trước|tới|sau|qua))|(?i:đến|tới|trước|vào|hết)\s+{YEAR}"
    rf"|(?i:cả\s+năm)(?:\s+(?:{YEAR}|(?i:nay|ngoái|trước|tới|sau)))?",
    "month_year": rf"{MONTH}/{YEAR}",
    "weekday": r"(?i:(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s+tuần\s+(?:này|trước|qua|tới|sau))",
    "deictic": r"(?i:hôm\s+(?:nay|qua|kia)|ngày\s+(?:mai|kia)|(?:sáng|trưa|chiều|tối|đêm)\s+(?:nay|qua|mai)|(?:tuần|tháng)\s+(?:này|trước|qua|tới|sau))",
}
SILENT = {"lunar", "duration"}  # take their digits out of reach, and say no day
# "những năm trước", "mỗi năm sau khi": no single year. "sau 6 tháng tăng 2 kg": a duration, no part of the year.
NO_YEAR_LEFT = r"(?i)(?:những|các|nhiều|mấy|mỗi|hằng|hàng|từng|vài|[\d/])\s*$"
NO_YEAR_RIGHT = r"(?i)^\s+(?:đây|đó|khi|này)\b"
NO_SO_FAR_LEFT = (
    r"(?i)(?:trong|sau|vòng|hạn|mỗi|cứ|hơn|gần|khoảng|suốt|mới|trước|từ|đến|dài|kỳ|phạt|tù|năm)\s+$"
)

FUTURE = r"(?i)\b(?:sẽ|dự kiến|sắp|tới đây|chuẩn bị)\b"
# A month or quarter without a year may lie ahead where the words are of plans.
PLANNED = r"(?i)\b(?:mục tiêu|phấn đấu|kịch bản|dự báo|kế hoạch|cần|phải)\b"
PAST = r"(?i)\b(?:đã|vừa|hôm|qua)\b"
BY = r"(?i)^(?:\S+\s+)*?(?:đến|tới|trước|chậm nhất|muộn nhất|hạn|hết|tầm nhìn)\s"
