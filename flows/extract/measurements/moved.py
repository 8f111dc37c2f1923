"""What something was lowered or raised by where its name stands between ("giảm tỷ lệ hộ nghèo 3%"), and the level that it left
("còn 5,8%, giảm từ 18,1%"; linguistics §4)."""

from functools import cache

import polars as pl

from flows.extract.measurements import codes
from flows.letters import LETTER
from flows.read import neighbours

# The verb, what it moves, and the figure; the last verb before the figure counts.
VERB = rf"(?s)^(?:.*[^{LETTER}])?"
WHAT = r"((?:\s[^\s,;:.()0-9%+–-]+){1,9}?)"
SOFT = r"(?:\s(?:thêm|bớt|khoảng|hơn|gần|bình quân|trung bình|tối thiểu|ít nhất|thấp nhất|từ))*\s$"
BY_SO_MUCH = rf"{VERB}(?:(cắt giảm|giảm|hạ)|(tăng)){WHAT}{SOFT}"
# These syllables make another word of the verb: "tăng trưởng", "giảm trừ", "gia tăng", "hạ tầng".
OTHER_WORD = r"^\s(?:trưởng|cường|tốc|ca|huyết|lực|vọt|sinh|trừ|nghèo|thiểu|phát|sàn|trần|sút|tầng|lưu|du|viện|cấp|cánh|âm|đau|cân|sốc)(?:\s|$)"
# What stands for a level, another verb or another clause between them.
NO_OBJECT = r"(?:^|\s)(?:xuống|còn|lên|đến|tới|đạt|ở|về|là|với|chiếm|bằng|có|khi|để|do|nhờ|nhằm|gồm|như|mà|và|hay|hoặc|thì|nên|nếu|sẽ|đã|được|bị|trên|dưới|tăng|giảm|hạ|nâng|trị giá|giúp|làm|đưa|không|chưa|vào|so|từ|đang|vẫn|cùng|phải|trong|sau|trước|nhưng|song|tương đương|tương ứng|ước|quá|thấp|cao|hưởng|chịu|trả)(?:\s|$)|(?:^|\s)mức$|[^á]\sthành$"
# Rates that are told to have moved by more are rather levels, told without "còn" or "lên".
MOST = {"interest_rate": 4, "tax_rate": 5, "poverty_rate": 8, "unemployment_rate": 5, "urbanisation_rate": 8, "forest_cover": 8}  # fmt: skip
# "tăng giá bán … có thể giảm mức tiêu thụ 4%": of what is named between, whatever head stands before.
A_NOUN = r"^\s(?:mức|lượng|số|chi phí|nguy cơ|tỷ lệ|tỉ lệ|thời gian|sử dụng|tiêu|nhu cầu|quy mô|phát thải|sản lượng|nhân sự|biên chế)\s"
LEAST_WAGE = 2_000_000  # "tăng lương cơ sở 2,34 triệu đồng": to so much
# "giảm từ (mức) 18,1%", behind what it is now.
LEFT = r"(?:^|[\s,])(?:(giảm|hạ|sụt giảm|thu hẹp|xuống)|(tăng|nâng|lên))(?:\s(?:mạnh|nhẹ|sâu|đáng kể|dần|so với|nhanh))*\stừ(?:\s(?:mức|khoảng|gần|hơn|trên|con số|tỷ lệ|chỉ))*\s$"
# "tăng 12,4%, không đạt mục tiêu 14%": what was aimed at, of the same.
UNREACHED = r"(?:không|chưa)(?: thể)? đạt(?: được)? (?:mức |con số )?(?:mục tiêu|chỉ tiêu|kế hoạch|kịch bản|dự báo)(?: [^ ,;.()0-9]+){0,4}\s$"
# "thấp hơn bình quân cả nước 6,3 điểm phần trăm"
POINTS_LESS = r"(?:thấp|ít|nhỏ|kém|chậm) hơn(?: [^ ,;.()0-9]+){1,8}\s$"
MOVES = r"(?:thấp|ít|nhỏ|kém|chậm) hơn[^,;.]*\s(?:tăng|giảm|còn|xuống|lên|cao hơn|đạt)\s[^,;.]*$"
BESIDE = r"^[^0-9;.:]{1,60}$"
# "xuống 1,5% vào cuối năm 2025, từ mức 2,02%", "lên 50%, so với mức 40% hiện nay": so is what no verb leaves, behind a level that is reached.
REACHED = r"(?:lên|xuống|còn|đạt|về|ở)(?:\s(?:mức|tới|đến|còn|dưới|hơn|gần|khoảng|trên|xấp xỉ|chỉ|ít nhất|tối thiểu))*\s$"
FROM_LEVEL = r"(?:^|[\s,])(?:từ(?:\s(?:mức|khoảng|gần|hơn|trên|con số|thực hiện|tỷ lệ|chỉ))*|so với mức)\s$"
A_TIME = r"(?:năm|tháng|quý|ngày|giai đoạn)\s[0-9iv/.–-]+(?:\snăm\s[0-9]{4})?"
THEN_OR_NOW = r"^(?:/[^\s,;.()0-9]+)?\s(?:(?:của|trong|vào|hồi|ở|như)\s)?(?:(?:cuối|đầu|giữa|tháng|quý|năm)\s|hiện\s(?:nay|tại)|một năm trước)"


@cache
def by_so_much() -> tuple[pl.Expr, pl.Expr]:
    """A figure is what something that is named between was lowered, or raised, by (Boolean each). Needs `_ahead`, the words before it
    in small letters.
    """
    told = pl.col("_ahead").str.slice(-110).str.replace_all("giá trị gia tăng", "gtgt", literal=True)
    what = told.str.extract(BY_SO_MUCH, 3)
    metric, percent, value = pl.col("metric"), pl.col("unit") == "percent", pl.col("value")
    most = metric.replace_strict(MOST, default=None, return_dtype=pl.Int32)
    small = ~(percent & (pl.coalesce("value_high", "value") > most)).fill_null(False)
    small &= ~((metric == "wage") & ~percent & (value >= LEAST_WAGE)).fill_null(False)
    # "từ" belongs to a range, and to where something began.
    from_ = told.str.contains(r"\stừ\s$") & pl.col("value_high").is_null()
    fits = (
        what.is_not_null()
        & ~what.str.contains(f"{OTHER_WORD}|{NO_OBJECT}")
        & ~told.str.contains(rf"(?:[^{LETTER}]gia|không|chưa|chẳng|mức|tốc độ|tỷ lệ|tỉ lệ|biên độ|trị)\s(?:cắt giảm|giảm|hạ|tăng)\s[^,;.]*$")
        & small
        & ~from_
        & ~metric.is_in(codes.NO_MOVE).fill_null(False)
        & (metric.is_not_null() | percent)
        & (pl.col("unit") != "percentage_point")
        & ~(percent & pl.col("_right").str.contains(r"^\s(?:của )?g?r?dp(?:[^a-z]|$)"))
    ).fill_null(False)  # fmt: skip
    rises = told.str.extract(BY_SO_MUCH, 2).is_not_null()
    # "tăng tỷ lệ lao động qua đào tạo 65%": to so much.
    to_rate = percent & what.str.contains(r"^\s(?:tỷ|tỉ) lệ") & (value > 10)
    return fits & ~rises, fits & rises & ~to_rate.fill_null(False)


@cache
def of_another_noun() -> pl.Expr:
    """Where a figure is by how much something else was moved than its head names (Boolean). Needs `_ahead`."""
    what = pl.col("_ahead").str.slice(-110).str.extract(BY_SO_MUCH, 3)
    head = pl.col("head").str.to_lowercase()
    return what.str.contains(A_NOUN) & ~what.str.contains(head, literal=True) & pl.col("metric").is_not_null()


@cache
def points_less() -> pl.Expr:
    """A figure is by how many points something is less than what is named between (Boolean). Needs `_tail`."""
    less = pl.col("_tail").str.contains(POINTS_LESS) & ~pl.col("_tail").str.contains(MOVES)
    return (pl.col("unit") == "percentage_point") & less


@cache
def goal_beside() -> pl.Expr:
    """A figure is the goal that the figure before it has not reached (Boolean). Needs `_tail`."""
    beside = pl.col("linked") & (pl.col("prev_unit") == pl.col("unit")) & pl.col("gap").str.contains(BESIDE)
    return (beside & (pl.col("unit") == "percent") & pl.col("_tail").str.contains(UNREACHED)).fill_null(False)


@cache
def left_level() -> pl.Expr:
    """A figure is the level that the figure before it has left: "còn 5,8%, giảm từ 18,1%" (Boolean). Needs `_tail`."""
    down, up = (pl.col("_tail").str.extract(LEFT, way).is_not_null() for way in (1, 2))
    fits = (down & (pl.col("prev_value") < pl.col("value"))) | (up & (pl.col("prev_value") > pl.col("value")))
    beside = pl.col("linked") & (pl.col("prev_unit") == pl.col("unit")) & pl.col("gap").str.contains(BESIDE)
    bound = pl.col("value_high").is_not_null() | (pl.col("comparator") == "ge")
    # The time of what is reached may stand between.
    timed = pl.col("gap").str.to_lowercase().str.replace_all(A_TIME, "").str.contains(BESIDE)
    bare = pl.col("_tail").str.contains(FROM_LEVEL) & pl.col("_right").str.contains(THEN_OR_NOW)
    bare &= timed & pl.col("linked") & (pl.col("prev_unit") == pl.col("unit"))
    bare &= neighbours.before(pl.col("_tail").str.contains(REACHED), "s")
    return (((fits & beside) | bare) & ~bound).fill_null(False)
