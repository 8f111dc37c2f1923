"""One pass over the sentences that hold a number: dates, quantities, and digits that are neither.

Legal numbers, roads, telephone numbers, scores and digits inside names take their digits first, so
that nothing reads them as a quantity (linguistics §19).
"""

import polars as pl

from flows.letters import CAPITAL, FIGURE, LETTER
from flows.read.dates import words as date_words
from flows.read.numbers.amounts import DECIMALS, DIGITS, FULL, HALF, PART, SCALE, WORD, WORDS
from flows.read.numbers.comparators import JOINT, UNTIL
from flows.read.numbers.moves import move_pattern
from flows.read.numbers.quantities import CENTS, SHORT
from flows.read.rules import of_rows
from flows.read.spans import lex, without_overlap

_DOCUMENTS = "nghị quyết|nghị định|quyết định|thông tư|chỉ thị|kết luận|công văn|luật|pháp lệnh|thông báo|tờ trình|công điện|đề án|hướng dẫn"
DOCUMENT = rf"(?i:{_DOCUMENTS})"
# "kế hoạch 2025" is of a year, "kế hoạch số 125", "Kế hoạch 125/KH-UBND" are documents.
NUMBERED_PLAN = rf"(?i:kế hoạch)\s+(?:(?i:số):?\s+[0-9]+(?:[-/.][0-9]+)*(?:[-/][{CAPITAL}0-9]+)*|[0-9]+(?:[-/][0-9]{{4}})?(?:[-/]{CAPITAL}[{CAPITAL}0-9]*)+)(?:-{CAPITAL}+)*"
NAMED = r"(?i:điều|khoản|mục|chương|giai đoạn|số|tổ|khu|nhóm|khoá|khóa|lần thứ|lần|thứ|thế kỷ|cấp|hạng|loại|đề án|tầng|lô|phòng|bến|cổng|km|phố|ngõ|đội|mốc|phiên bản|mức độ|chuẩn|bậc|vòng|đợt|kỳ|tuyến|bảng|phần|tập)"
_IDLE_WORDS = "một số|một trong|một cách|thứ tư|thứ năm|thứ hai|thứ ba|thứ sáu|thứ bảy|đầu tư|tư nhân|tư vấn|tư pháp|tư tưởng|năm nào|hàng năm|hằng năm|mỗi năm"
NOT_A_QUANTITY = {
    "document": rf"{DOCUMENT}(?:\s+(?i:số))?:?\s+[0-9]+(?:[-/.][0-9]+)*(?:[-/][{CAPITAL}0-9]+)*(?:-{CAPITAL}+)*|{NUMBERED_PLAN}",
    "symbol": rf"[0-9]+(?:/[0-9]{{4}})?(?:[-/]{CAPITAL}{{2,}}[{CAPITAL}0-9]*)+(?:-{CAPITAL}+)*",
    "telephone": r"(?:\(?\+84\)?|0)[0-9]{1,3}(?:[. -][0-9]{3,4}){2}|1[89]00[ .]?[0-9]{4}|0[0-9]{9}",
    "road": rf"(?:(?i:quốc lộ|tỉnh lộ|đường tỉnh|đường huyện|cao tốc|đường số|đường vành đai|vành đai)\s+|(?:QL|TL|ĐT|DT|HL|CT)\s?\.?)[0-9]+{LETTER}?(?:\+[0-9]+)?|(?i:km)\s?[0-9]+\+[0-9]+",
    "clock": r"[0-9]{1,2}\s?(?:h|g|giờ)\s?[0-9]{0,2}(?:'|\s?phút)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?",
    "idiom": r"24/7|24/24h?|4\.0",
    "score": rf"(?i:tỷ số|tỉ số|thắng|thua|hòa|hoà)\s+(?:{LETTER}+\s+){{0,2}}[0-9]{{1,2}}\s?-\s?[0-9]{{1,2}}|\([0-9]{{1,2}}-[0-9]{{1,2}}(?:[,;] [0-9]{{1,2}}-[0-9]{{1,2}})*\)",
    "named": rf"{CAPITAL}[{LETTER}]*[-‑]?[0-9]+(?:[.:\-][0-9]+)*{LETTER}*|[0-9]+{CAPITAL}{LETTER}*|(?:ISO|TCVN|QCVN)\s[0-9]+(?::[0-9]+)?",
    "ordinal": r"(?i:(?:lần|kỳ họp|phiên họp|khóa|khoá|hội nghị|đại hội|tiểu đoàn|phiên)\s+(?:thứ\s+)?)(?:[0-9]+|[IVXL]+)",
    "numbered": rf"{NAMED}\s+[0-9]+(?:[.,][0-9]+)*(?:-[0-9]+)?",
    "idle_word": rf"(?i:{_IDLE_WORDS})",
}

# A part of a whole: "10/13 địa phương" is 10 of them, "2/3 số hộ" a true fraction.
COUNTED = r"(?i:số|địa phương|tỉnh|thành phố|huyện|xã|phường|thôn|đơn vị|hộ|dự án|chỉ tiêu|sở|ngành|trường|thành viên|đại biểu|nhiệm vụ|tiêu chí|người|ca|vụ|mẫu|điểm|công trình)"


# A sentence without a digit is worth a look when it holds one of these.
WORTH_A_LOOK = [
    "hôm nay", "hôm qua", "Hôm qua", "Hôm nay", "ngày mai", "năm nay", "năm ngoái", "năm tới", "năm trước", "tuần", "tháng", "quý", "Quý",
    "sáng ", "chiều ", "Sáng ", "Chiều ", "không còn", "hết ", "gấp ", "Gấp", "phần ", "con số", "chữ số", "một nửa", "hàng ", "Hàng ",
    " triệu", " tỷ", " tỉ ", " nghìn", " trăm", " mươi", " mười", " phẩy ", " ba ", "Ba ", " hai ", "Hai ", " bốn ", "Bốn ", " năm ", "Năm ", " sáu ", "Sáu ",
    " thứ ", "Thứ ", "hủ nhật ", "ả năm", "ôm qua", "ôm nay", "ôm kia", "gày mai", "gày kia", "áng mai", "ối mai", "ưa mai", "hiều mai", "êm mai",
    "ối qua", "hiều qua", "áng qua", "êm qua", "ưa qua", "áng nay", "hiều nay", "ối nay", "ưa nay", "êm nay",
    " tháng ", "Tháng ", " tuần ", "Tuần ", " quý ", "Quý ", "ùa hè", "ùa thu", " nửa ",
    " bảy ", "Bảy ", " tám ", "Tám ", " chín ", "Chín ", "Mười ", "Một ", "Gần ", "Hơn ",
]  # fmt: skip


NUMBER = rf"{DIGITS}(?:{DECIMALS})?(?:\s?{SCALE})*(?:\s{DIGITS}\s?{SCALE}+)*"
IN_TURN = r"(?i:lần lượt)(?:\s(?i:là|đạt|ước|ở|mức|tăng|giảm|hơn|gần|khoảng|trên|còn|lên|xuống)){0,3}\s"
OF_SEVERAL = r"(?:[0-9]{2,}|[0-9][.,][0-9]+)(?:[.,][0-9]+)*"  # no "1/2"
IMPLIED_RANGE = rf"{NUMBER}{JOINT}{DIGITS}(?:\s?{SCALE})+"  # "7-9 triệu": of what goes without saying


def quantity_patterns(unit: str, sign: str) -> dict[str, str]:
    """The lexer's patterns of quantities, for the units' pattern `unit` and that of the signs before money."""
    worded = rf"{WORDS}(?:\s{SCALE})*(?:\s{HALF})?"
    signed = rf"{sign}\s?{DIGITS}(?:\s?{SCALE})*{SHORT}?"
    return {
        "fraction": rf"[0-9]+/[0-9]+\s+{COUNTED}|(?i:(?:một|hai|ba|bốn) phần (?:hai|ba|tư|năm|mười))|(?i:một nửa)",
        "rank": rf"(?i:(?:xếp|đứng|vị trí|hạng|xếp hạng|thứ hạng|đứng vị trí)(?:\s{LETTER}+){{0,2}}?\s+thứ\s+)(?:[0-9]+|(?i:nhất|nhì|hai|ba|tư|năm))",
        "multiple": rf"(?i:(?:gấp|tăng(?:\sthêm)?)\s+(?:khoảng|hơn|gần|trên|tới)?\s*)(?:{DIGITS}|(?i:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười))\s+(?i:lần)|(?i:gấp\s+(?:đôi|ba|rưỡi)|nhân đôi|giảm một nửa)",
        "double_digits": r"(?i:hai|một|2|1)\s+(?i:con số|chữ số)",
        "none_left": rf"(?i:không còn|hết|xóa hết|xoá hết)\s+(?:{unit})",
        # "hàng trăm tỷ đồng" begins at a hundred; "hàng tỷ đồng" says no number.
        "dozens": rf"(?i:hàng\s+(?:chục|trăm|nghìn|ngàn|vạn)|(?:hơn|gần|cả|ngót)\s+{SCALE}|chục\s{SCALE})(?:\s{SCALE})*\s*(?:{unit})",
        "between": rf"(?i:giữa)\s{NUMBER}(?:\s?(?:{unit}))?\s(?i:và)\s{NUMBER}\s?(?:{unit})",
        "range": rf"{NUMBER}(?:\s?(?:{unit})|[kK])?{JOINT}(?:{NUMBER}|{worded})\s?(?:{unit})|{COUNT_WORD}(?:\s{worded})?(?:\s{SCALE})*(?:\s{HALF})?(?:\s(?:{unit}))?{UNTIL}(?:{NUMBER}|{worded})\s?(?:{unit})",
        "implied_range": IMPLIED_RANGE,
        "move": move_pattern(unit),
        # "lần lượt là 5,9 và 7,2 tỷ đồng": of two alone only where the word says that they are dealt out.
        "list": rf"(?:{DIGITS}(?:,\s{DIGITS})+|{IN_TURN}{DIGITS})\s+(?i:và)\s+{NUMBER}\s?(?:{unit})",
        # "đạt 1.250/3.400 tỷ đồng": so much of so much.
        "part": rf"{OF_SEVERAL}/{OF_SEVERAL}\s(?:{SCALE}\s?)+(?:{unit})",
        "money_first": rf"{signed}(?:\s?[-–]\s?{sign}?\s?{DIGITS}(?:\s?{SCALE})*{SHORT}?|\s(?i:đến|tới)\s{signed})?",
        "amount": rf"{FULL}\s?(?:{unit})(?:\s(?:{HALF}|{CENTS}))?",
        "implied": rf"(?:{DIGITS}|{WORD}(?:\s{WORD})*)\s?(?:{SCALE}\s?)+(?:{PART}|(?i:rưỡi|tư|hai|ba))?",
        "bare": rf"{DIGITS}",
    }


# In lower case, what a match of these patterns holds.
CUES = {
    "document": [*_DOCUMENTS.split("|"), "kế hoạch"], "idle_word": _IDLE_WORDS.split("|"), "score": ["tỷ số", "tỉ số", "thắng", "thua", "hòa", "hoà", "("],
    "ordinal": ["lần", "kỳ họp", "phiên họp", "khóa", "khoá", "hội nghị", "đại hội", "tiểu đoàn", "phiên"],
    "road": ["quốc lộ", "tỉnh lộ", "đường tỉnh", "đường huyện", "cao tốc", "đường số", "vành đai", "ql", "tl", "đt", "dt", "hl", "ct", "km"],
    "between": ["giữa"], "move": [" lên ", " xuống "], "list": ["và"], "part": ["/"], "none_left": ["không còn", "hết"], "multiple": ["gấp", "tăng", "nhân đôi", "giảm một nửa"],
    "dozens": ["hàng", "hơn", "gần", "cả", "ngót", "chục"], "double_digits": ["con số", "chữ số"],
    "fraction": ["/", " phần ", "một nửa"], "rank": ["xếp", "đứng", "vị trí", "hạng"],
    "range": ["-", "–", "—", "~", "÷", "đến", "tới"], "implied_range": ["-", "–", "—", "~", "÷", "đến", "tới"],
    "implied": ["tỷ", "tỉ", "triệu", "vạn", "nghìn", "ngàn", "trăm", "chục"],
} | date_words.CUES  # fmt: skip

# "dân số 1,2 triệu người", "đồng ý cấp 150 tỷ đồng": nothing is numbered in millions, percent or money.
VAGUE = r"(?i)(?:vài|mấy|dăm|bao|nhiều|[0-9])\s$"
# What number words begin with: "không tới 7000 đồng" is no range.
COUNT_WORD = r"(?i:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|hăm)"
MONEY_OR_SHARE = rf"{SCALE}|%|phần trăm|điểm (?:phần trăm|%|cơ bản)|đồng|VNĐ|VND|USD|đô la|euro"
NO_NUMBER = rf"(?i)^\s?(?:{MONEY_OR_SHARE})(?:[^{LETTER}]|$)"

NO_YEAR = (
    rf"(?i)^\s?(?:{MONEY_OR_SHARE}|người|hộ|tấn|kg|km|ha|m2|đ)(?:[^{LETTER}]|$)"  # "từ 1000 đến 2000 đồng"
)

# What wins where two overlap: a legal number over a date, a date over a name with digits, that over a quantity.
LATE = ("idle_word", "numbered", "named")
NUMBER_OF = r"(?i)(?:^|\s)(?:dân|sĩ|quân)\s$"  # "dân số 15.300 người": how many, and no number of a house
WINDOW = 160  # how many characters around a number its cues are looked for in
BORDER_LEFT, BORDER_RIGHT = rf"[{LETTER}{FIGURE}]$", rf"^[{LETTER}{FIGURE}]"
# What is left of a number whose head is missing or written in a way of its own: "1'234", "11,,3 triệu", "giảm ,89%", "62 , 7 %".
TORN = rf"[{LETTER}{FIGURE}][.,/'’‘`´_-]{{0,2}}$|(?:^|[\s(])[.,]$|[0-9]\s[.,]\s$"
# "12, 5 tỷ đồng" may be a number with a typesetter's blank: it is not read. A number that a noun or a list
# leaves behind ("tháng 6, 66%", "mức 20, 25, 30 triệu") parts nothing.
PARTED, SHORT_NUMBER = r"(?:^|[\s(])[0-9]{1,3},\s$", r"^[0-9]{1,3}(?:[^0-9]|$)"
BESIDE = rf"(?i:{NAMED}|tháng|quý|quí|ngày|tuổi|năm|quận|phường|và|[0-9]+,)\s[0-9]{{1,3}},\s$"
CITY = rf"^ (?:thị|vật|đốc|thành|hộ)(?:[^{LETTER}]|$)"  # "2 đô thị" are no dollars


def tokens(sentences: pl.DataFrame, unit: str, sign: str, named: str) -> pl.DataFrame:
    """Dates and quantities of the sentences: a, s, token, surface, start, end, left, right (the sentence around).

    `sentences` has a, s, sentence. `unit` is the units' pattern, `sign` that of signs before money, `named` that of
    the times that have a name. Three passes, for one pattern of all
    would outgrow the regex engine's cache; then what overlaps something stronger gives way.
    """
    likely = sentences.filter(
        pl.col("sentence").str.contains(r"[0-9]") | pl.col("sentence").str.contains_any(WORTH_A_LOOK)
    )
    likely = likely.select("a", "s", "sentence")
    lower = likely["sentence"].str.to_lowercase()
    quantities = quantity_patterns(unit, sign)
    masks = {k: v for k, v in NOT_A_QUANTITY.items() if k not in LATE} | {
        k: quantities.pop(k) for k in ("fraction", "rank", "money_first")
    }
    late = {k: v for k, v in NOT_A_QUANTITY.items() if k in LATE}
    after_cue = pl.col("left").str.contains(
        rf"(?:{date_words.DAY_WORD}|(?:{date_words.PART_OF_DAY}|(?i:nay|mai|qua|vào))\s+)$"
    )
    of_money = pl.col("right").str.contains(NO_NUMBER)
    thousands = (pl.col("token") == "named") & pl.col("surface").str.contains(r"^[0-9]+K$")
    numbered = pl.col("token") == "numbered"
    how_many = numbered & pl.col("surface").str.contains("^(?i:số)") & pl.col("left").str.contains(NUMBER_OF)
    amount = (
        (numbered & of_money)
        | how_many
        | (thousands & (of_money | pl.col("right").str.contains(r"^\s?[$€]")))
    )
    # "5 triệu USD 10 năm": the code ends the amount before it.
    ends = (pl.col("token") == "money_first") & pl.col("left").str.contains(rf"(?:[0-9]|{SCALE})\s?$")
    masked = _bordered(likely, masks | late, lower).filter(
        (pl.col("token") != "fraction") | ~after_cue, ~amount, ~ends
    )
    no_year = pl.col("token").is_in(["year", "years"]) & pl.col("right").str.contains(NO_YEAR)
    no_year = no_year & ~pl.col("surface").str.contains("(?i)năm")
    no_year |= (pl.col("token") == "year_of") & ~pl.col("right").str.contains(date_words.YEAR_ENDS)
    ranked = [
        masked.filter(~pl.col("token").is_in(LATE)),
        _bordered(
            likely,
            date_words.PATTERNS | {"named_time": rf"(?:{named})(?:{date_words.ITS_YEAR}|\s+(?i:này))"},
            lower,
        ).filter(~no_year),
        masked.filter(pl.col("token").is_in(LATE)),
        _bordered(likely, quantities, lower),
    ]
    # "hầu hết dự án" leaves some.
    ranked[3] = ranked[3].filter(
        (pl.col("token") != "none_left") | ~pl.col("left").str.contains(r"(?i)hầu\s+$"),
        # "vài chục tỷ đồng" is no ten.
        ~pl.col("surface").str.contains("^(?i:chục)") | ~pl.col("left").str.contains(VAGUE),
    )
    kept = ranked[0]
    for weaker in ranked[1:3]:
        kept = pl.concat([kept, without_overlap(weaker, kept)]).sort("s", "start")
    free = without_overlap(ranked[3], kept)
    upper = without_overlap(_upper_ends(ranked[3].join(free, on=["s", "start", "end"], how="anti")), kept)
    kept = pl.concat([kept, free, upper]).sort("s", "start")
    return kept.filter(~pl.col("token").is_in(list(NOT_A_QUANTITY)))


@of_rows
def _upper_ends(taken: pl.DataFrame) -> pl.DataFrame:
    """Of ranges that something stronger took the upper ends, amounts of their own: "6% năm 2016 đến khoảng 15%"."""
    lower = pl.col("surface").str.extract(rf"^(.*{UNTIL})")
    return taken.filter(pl.col("token") == "range", lower.is_not_null()).with_columns(
        token=pl.lit("amount"),
        surface=pl.col("surface").str.slice(lower.str.len_chars()),
        start=(pl.col("start") + lower.str.len_chars()).cast(pl.UInt32),
        left=pl.concat_str("left", lower),
    )


@of_rows
def _bordered(likely: pl.DataFrame, patterns: dict[str, str], lower: pl.Series) -> pl.DataFrame:
    """Lexer rows whose ends are borders of syllables; an amount whose unit ran into a word is a bare number."""
    found = (
        lex(likely.select("s", "sentence"), patterns, "sentence", cues=CUES, cued=lower)
        .join(likely, on="s", how="left", maintain_order="left")
        .with_columns(
            left=pl.col("sentence").str.slice(0, pl.col("start")).str.slice(-WINDOW),
            right=pl.col("sentence").str.slice(pl.col("end"), WINDOW),
        )
        .select("a", "s", "token", "surface", "start", "end", "left", "right")
    )
    return _whole(found)


@of_rows
def _whole(found: pl.DataFrame) -> pl.DataFrame:
    """Tokens that begin and end where a word or a number does."""
    open_left = pl.col("left").str.contains(BORDER_LEFT)
    number_left = pl.col("surface").str.contains(r"^[0-9]") & pl.col("left").str.contains(TORN)
    parted = pl.col("surface").str.contains(SHORT_NUMBER) & pl.col("left").str.contains(PARTED)
    parted = parted & ~pl.col("left").str.contains(BESIDE)
    open_right = pl.col("right").str.contains(BORDER_RIGHT) & pl.col("surface").str.contains(
        rf"[{LETTER}{FIGURE}]$"
    )
    open_right = open_right | (pl.col("surface").str.ends_with(" đô") & pl.col("right").str.contains(CITY))
    number = pl.coalesce(
        pl.when(pl.col("token") == "amount").then(
            pl.col("surface").str.extract(rf"^({DIGITS}(?:\s?{SCALE})*)")
        ),
        pl.when(pl.col("token") == "range").then(pl.col("surface").str.extract(rf"^({IMPLIED_RANGE})")),
    )
    shortened = open_right & number.is_not_null()
    bare = pl.when(number.str.contains(SCALE)).then(pl.lit("implied")).otherwise(pl.lit("bare"))
    bare = pl.when(pl.col("token") == "range").then(pl.lit("implied_range")).otherwise(bare)
    return (
        found.filter(~open_left & ~number_left & ~parted, ~open_right | shortened)
        .with_columns(
            token=pl.when(shortened).then(bare).otherwise("token"),
            right=pl.when(shortened)
            .then(pl.concat_str(pl.col("surface").str.slice(number.str.len_chars()), "right"))
            .otherwise("right"),
            surface=pl.when(shortened).then(number).otherwise("surface"),
        )
        .with_columns(end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32))
    )
