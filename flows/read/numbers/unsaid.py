"""Money whose đồng goes without saying: "lãi 85 tỷ", "học phí 1,5 - 2,2 triệu/tháng"."""

import polars as pl

from flows.letters import BEGINS, ENDS, LETTER
from flows.read.numbers.amounts import DIGITS, SCALE, amounts
from flows.read.numbers.comparators import JOINT
from flows.read.numbers.units import unit_pattern
from flows.read.rules import of_rows
from flows.read.vocabulary import Vocabulary

FINANCE = rf"(?i){BEGINS}(?:vốn|thu|chi|doanh thu|doanh số|lợi nhuận|lãi|lỗ|trị giá|giải ngân|kinh phí|ngân sách|đầu tư|hỗ trợ|giá|tiền|nợ|thuế|phí|cước|lương|thưởng|phạt|bồi thường|tài trợ|vay|nộp|trả|tài sản){ENDS}"

# The đồng goes without saying where the words about money stand in the figure's clause, and nothing after it may be
# what is counted instead: its clause ends, or goes on with one of these. "1,5 tỷ..." is cut short.
CLAUSE = r"[^,;:.(]*$"
SAID_OF = (
    r"sau thuế|trước thuế|vốn|tiền|doanh thu|lợi nhuận|nợ|kinh phí|ngân sách|có|có thể|sẽ|đang|bị|được|không|chưa|cần|phải|này|làm|xây|xây dựng|mua|đầu tư|hỗ trợ|triển khai|thực hiện|nâng cấp|sửa|giúp|trả|nuôi|phục vụ|"
    r"vào|trong|so với|mỗi|để|đã|của|từ|cho|theo|tùy|tuỳ|tại|ở|năm|tháng|quý|với|trên|sau|trước|khi|nhờ|do|tương đương|ngay|thì|nhưng|nên|mà|"
    r"(?:một|1) (?:năm|tháng|ngày|người|hộ|suất|lượng|chỉ|cây|m2|kg)"
)
NOTHING_COUNTED = rf"(?i)^\s*$|^\s?[,;:!?)”\"]|^\.(?:[\s”\")]|$)|^\s?\((?:tăng|giảm|bằng|đạt|chiếm|tương đương|khoảng|gần|hơn|[0-9])|^\s?/|^\s(?:{SAID_OF})(?:[\s,.;]|$)"
PRICED_BY = rf"(?i)^\s?/\s?(?:m2|m²|lượng|chỉ|cây|căn|nền|lô|sào|người|hộ|tháng|đêm|suất|vé){ENDS}"  # of money alone: "30 triệu/m2"
OF_DEBT = rf"(?i)^\s(?:nợ|vốn|tiền){ENDS}"  # "600 nghìn tỷ nợ xấu"
ENDS_OF = rf"^(.+?){JOINT}(.+)$"
# "26 tỷ và 8 tỷ đồng": the next amount tells the currency of both.
SHARES_DONG = rf"(?i)^\s?(?:và|đến|tới|hoặc|hay|lên|xuống|còn|,)\s{DIGITS}(?:\s?{SCALE})+\s?(?:đồng|VNĐ|VND)(?:[^{LETTER}]|$)"

# "lần lượt 9 tỷ, 7 tỷ và 6 tỷ đồng", "3 triệu và 5 triệu USD": amounts of a list that ends with "và" have the currency that its end tells,
# a foreign one where both count in the same scale: "1.500 tỷ và 20 triệu USD" are đồng and dollars.
LISTED = rf"^(?:,\s{DIGITS}(?:\s?{SCALE})+)*,?\s(?i:và|hay|hoặc)\s(?:(?i:hơn|gần|khoảng|trên|xấp xỉ)\s)*{DIGITS}(?:\s?({SCALE}))+\s?"


@of_rows
def unsaid(tokens: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """ "lãi 85 tỷ": đồng, where the words around are about money and nothing else is counted; a number without unit
    elsewhere, as where the sentence spoke of another currency last ("20 triệu USD, trong đó vốn vay 15 triệu").
    "1 triệu 2" is neither one million nor two. Of a range, "25-30 triệu/m2", the scale may stand once, at the end.
    """
    surface = pl.col("surface").str.strip_chars_end()
    rows = tokens.with_columns(
        number=surface,
        surface=surface,
        right=pl.concat_str(pl.col("surface").str.slice(surface.str.len_chars()), "right"),
    )
    # Without its currency "2 tỷ 5" is cut short as well as told short.
    short = pl.col("number").str.contains(rf"{SCALE}\s[1-9]$")
    rows = rows.filter(~pl.col("right").str.contains(r"^\s?[0-9]"), ~short)
    low, high = (pl.col("number").str.extract(ENDS_OF, part).str.strip_chars() for part in (1, 2))
    shared = pl.col("number").str.extract(rf"((?:\s?{SCALE})+)$").str.strip_chars()
    scaled = (
        pl.when(low.str.contains(rf"{SCALE}$")).then(low).otherwise(pl.concat_str(low, pl.lit(" "), shared))
    )
    rows = rows.with_columns(low=pl.when(high.is_null()).then("number").otherwise(scaled), high=high)
    divisible = rows["number"].is_null()
    others = Vocabulary(units.filter(pl.col("dimension") == "money", pl.col("code") != "VND")["word"])
    foreign = unit_pattern(others.within(rows["left"]))
    spoken_of = rf"(?s)^.*[0-9\s]({foreign}|đồng|VNĐ|VND)(?:[^{LETTER}]|$)"
    in_dong = pl.col("left").str.extract(spoken_of).is_in(["đồng", "VNĐ", "VND"]).fill_null(True)
    large = pl.col("number").str.contains(r"(?i)(?:tỷ|tỉ|triệu)")
    right = pl.col("right")
    of_money = pl.col("left").str.extract(f"({CLAUSE})").str.contains(FINANCE) | right.str.contains(
        f"{PRICED_BY}|{OF_DEBT}"
    )
    money = (
        large
        & in_dong
        & of_money
        & ((right.str.contains(NOTHING_COUNTED) & ~right.str.contains(r"^\s?(?:\.\.|…)")) | right.str.contains(SHARES_DONG))
    )  # fmt: skip
    currencies = units.filter(pl.col("dimension") == "money", pl.col("factor") == 1)
    told = Vocabulary(currencies["word"])
    of_list = rf"{LISTED}({unit_pattern(told.within(rows['right']))})(?:[^{LETTER}]|$)"
    scale, own_scale = (
        words.str.to_lowercase().replace({"tỉ": "tỷ"})
        for words in (right.str.extract(of_list, 1), pl.col("number").str.extract(rf"({SCALE})$"))
    )
    codes = dict(currencies.select("word", "code").iter_rows())
    shared_currency = right.str.extract(of_list, 2).replace_strict(
        codes, default=None, return_dtype=pl.String
    )
    shared_currency = pl.when((scale == own_scale) | (shared_currency == "VND")).then(shared_currency)
    unit = pl.coalesce(pl.when(large).then(shared_currency), pl.when(money).then(pl.lit("VND")))
    return rows.with_columns(
        value=amounts(rows["low"], divisible),
        value_high=amounts(rows["high"], divisible),
        unit=unit,
        dimension=pl.when(unit.is_not_null()).then(pl.lit("money")),
        end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32),
        rule=pl.lit("quantity_implied_dong"),
    ).filter(
        pl.col("unit").is_not_null() | pl.col("surface").str.contains(r"^[0-9]"),
        pl.col("high").is_null() | (pl.col("value") < pl.col("value_high")),
    )
