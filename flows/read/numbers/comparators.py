"""What the words beside a number make of it: a bound, a rate, or the first syllable of another word."""

from functools import cache

import polars as pl

from flows.letters import BEGINS, CAPITAL, ENDS, LETTER
from flows.read.numbers.units import unit_pattern

# Words before a number, the innermost decides (linguistics §2); "không dưới" comes after "dưới", so it wins.
COMPARATORS = {
    "gt": r"hơn|trên|quá|vượt|vượt mức|ngoài|vượt qua|vượt trên|vượt(?: qua)? (?:mốc|ngưỡng)(?: [^\s,;.()0-9]+){1,4}?",
    "lt": r"dưới|(?:chưa|không) đạt(?: được| đến| tới)?|chưa bằng|chưa đến|chưa tới|không đến|không tới|chưa đầy|gần|ngót|ngót nghét",
    "approx": r"(?:khoảng|chừng|khoảng chừng|xấp xỉ) (?:từ|giữa)|khoảng|chừng|(?:có|đạt|mất|được|cách) độ|tầm|xấp xỉ|suýt soát|sát|trên dưới|(?:xê dịch|xoay|dao động) quanh(?: mức| ngưỡng)?|quanh(?: mức| ngưỡng)|quanh|xê dịch|tương đương|tương đương với|ước khoảng|quãng",
    "le": rf"(?:không để|không được|không nên|không cho phép)(?: {LETTER}+){{0,3}}? (?:quá|vượt|vượt quá|cao hơn|hơn|trên)|(?:không|đừng) (?:{LETTER}+ ){{1,3}}?quá|tối đa|không quá|(?:không|chưa) (?:cao hơn|nhiều hơn|lớn hơn|hơn)|(?:không|chưa) vượt(?: quá| qua)?(?: (?:mốc|ngưỡng)(?: [^\s,;.()0-9]+){{1,4}}?)?|nhiều nhất|cao nhất|cao nhất là",
    "ge": rf"ít nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn|không (?:thể|để|được|nên|cho phép)(?: {LETTER}+){{0,3}}? (?:dưới|thấp hơn|ít hơn|nhỏ hơn)",
}
SIGNS = {"gt": ">", "lt": "<", "ge": "≥|>=", "le": "≤|<="}
# What stands between the ends of a range; a bound of the upper end alone may follow: "từ 4 đến dưới 6 triệu đồng".
BOUNDS = {"dưới": "lt", "gần": "lt", "hơn": "gt", "trên": "gt", "khoảng": "approx"}
UNTIL = rf"\s(?i:đến|tới)(?:\s(?i:{'|'.join(BOUNDS)}))?\s"
JOINT = rf"(?:{UNTIL}|\s*(?:-|–|—|~|÷|(?i:đến|tới))\s*)"
# What rates are told by, and nothing is counted in.
DENOMINATORS = {
    "năm": "year",
    "tháng": "month",
    "ngày": "day",
    "giờ": "hour",
    "tuần": "week",
    "quý": "quarter",
    "đêm": "night",
    "cổ phiếu": "share",
    "cổ phần": "share",
    "lượng": "tael",
    "cây": "tael",
    "chỉ": "mace",
    "thùng": "barrel",
    "ounce": "ounce",
    "oz": "ounce",
}
# "8 triệu đồng/người/tháng": a head goes without saying, the month does not; a year does.
A_HEAD_A_MONTH = (
    rf"(?i)^\s?/\s?(?:người|lao động|công nhân|nhân viên|hộ|nhân khẩu)\s?/\s?(tháng|quý|tuần|ngày|giờ){ENDS}"
)
NO_RATE = r"(?i)^\smột (?:năm|tháng|ngày|giờ) (?:sau|trước|qua|nay|nữa)"
# "trong khoảng 70 - 72 triệu đồng": its ends are meant as told.
WITHIN = r"(?i)trong khoảng(?: từ)?\s+$"
RANGE = r"(?i)^[0-9.,]+(?:\s\S+){0,2}?\s?(?:[-–]|đến|tới)\s?[0-9]"
# "giá từ 2 triệu đồng" is a least price, where no upper end follows; "giảm giá từ 3 tỷ đồng xuống 2 tỷ đồng" has one.
AT_LEAST = rf"(?:giá|học phí|lương)(?: {LETTER}+){{0,3}} từ\s+$"
NO_LEAST = r"(?:tăng|giảm|hạ|điều chỉnh|nâng)(?: [^\s,;.]+){0,4}? từ\s+$"
UPPER_END = r"(?i)^[^;]{0,60}?\s(?:đến|tới|lên|xuống|còn|về|thành)\s|^[0-9.,]+(?:\s[^\s;]+){0,3}?\s?[-–]\s?[0-9]|^[^,;.()]{0,20}?\s(?:đã|sẽ|tăng|giảm)\s"
# "khảo sát 600 hộ": no "close to"; "đầu tư nước ngoài 3 tỷ USD"; "ngoài 80 tỷ đồng, …" that opens a clause: besides. "hàng
# không tăng quá 5%", "không chỉ tăng quá 5%" are no "at most".
OTHER_SAT = r"(?:ngành|đường|hãng|cảng|vận tải|vé|đi|bằng|thị trường|dịch vụ) hàng không |không (?:chỉ|những|phải|còn) |(?:khảo|giám|quan|trinh|cảnh) sát |(?:nước|bên|hải) ngoài |(?:^|[,;:.“\"(]\s?)ngoài (?:khoảng )?$"
DIFFERENCE = rf"(?i){BEGINS}(?:cao|thấp|nhiều|ít|lớn|nhỏ|nhanh|đắt|rẻ|hẳn|kém)\s+hơn(?:\s+hẳn|\s+so với)?(?:\s+mức)?\s+$"
NOT_COMPARED = rf"(?i){BEGINS}không (?:(?:thể|để|được|nên|cho phép) (?:{LETTER}+ ){{0,3}}?)?(?:ít|thấp|cao|nhiều|lớn) hơn\s+$"
# "tỷ lệ", "đồng chí": the syllable after a scale or unit word makes another word of it (linguistics §19.2).
TRAPS = {
    r"(?i)(?:tỷ|tỉ)$": r"(?i)^\s*(?:lệ|trọng|giá|suất|phú|số)\b",
    r"(?i)đồng$": r"(?i)^\s*(?:chí|hành|phạm|đội|nghiệp|minh|hồ|tác giả|bào|bộ|loại|thời|đều|ruộng|xu|lúa|môn|hương|tiền (?:chủ chốt|chính|mạnh|khác|tệ|ảo|chung|số|trong|quốc gia|lớn|này|châu))\b",
    # Of a dollar or a đồng that another word tells apart, the seed lists which; none of the others is the dollar or the đồng.
    r"(?i)(?:đô|đô[ -]la|đôla|dollar)$": rf"^\s{CAPITAL}|(?i)^\s?(?:thị|vật|đốc|hộ|thành)\b",
    r"đồng$": r"(?i)^\s(?:tiền\s)?(?:peso|franc|mark|lira|rand|real|rial|riyal|dinar|shekel|krona|krone|rupee|taka|tệ|crown|bitcoin)\b",
    # Another land's money than the seed's: "bảng Syria", "rupee Mauritius".
    r"(?:rupee|krona|krone|peso|real|riyal|lira|dinar)$": rf"^\s{CAPITAL}",
    r"bảng$": r"^\s(?:Ai Cập|Syria|Liban|Lebanon|Sudan|Ireland|Síp)\b",
    # Groups of a tournament, lists and signs: "chia làm tám bảng". A pound has its scale, its land or more than that.
    rf"(?i)^(?:[0-9]{{1,2}}|{LETTER}+(?:\smươi)?)\sbảng$": rf"^\s(?:đấu|tử thần|[A-L]{ENDS}|gồm|đá|được|diễn|mỗi bảng)|^[,.)]|^\s?$",
    r"\bđ$": r"^/c\b",
    r"^[0-9]{1,3}\s(?i:kíp)$": "",  # "3 ca, 4 kíp" are crews
    r"(?i)hạng$": r"(?i)^\s(?:mục|thức|người)\b",
    r"(?i)dân$": r"(?i)^\s(?:tộc|phố|quân|cư|chủ|vận|sự|phòng|số|làng|tình|gian|lập|trí|ca)\b",
    r"(?i)(?:bảng|ca|vụ|điểm|tạ|tấn|mẫu|trường)$": r"(?i)^\s(?:xếp hạng|sĩ|khúc|mùa|số|hợp|ơn|công)\b",
}


@cache
def trapped() -> pl.Expr:
    """The word that ends the surface is the first syllable of another word ("3 đồng chí")."""
    return pl.any_horizontal(
        pl.col("surface").str.contains(end) & pl.col("right").str.contains(after)
        for end, after in TRAPS.items()
    )


def comparators(rows: pl.DataFrame) -> pl.Series:
    """The comparator of the words right before each number (left, surface, right, dimension); `eq` without any."""
    # What the words are looked for in is made once: each look costs a tenth of that.
    around = rows.select(
        "surface",
        "right",
        "dimension",
        before=pl.col("left").str.slice(-40).str.to_lowercase().str.replace_all(OTHER_SAT, " "),
        after=pl.col("right").str.slice(0, 40).str.to_lowercase(),
    )
    return around.select(_comparator()).to_series()


@cache
def _comparator() -> pl.Expr:
    before, after = pl.col("before"), pl.col("after")
    from_ = before.str.contains(AT_LEAST) & ~before.str.contains(NO_LEAST)
    from_ &= (pl.col("dimension") == "money").fill_null(False)
    ahead = pl.when(from_).then(pl.concat_str("surface", pl.col("right").str.slice(0, 90)))
    from_ &= ~ahead.str.contains(UPPER_END)
    chosen = pl.lit("eq")
    for code, cue in COMPARATORS.items():
        chosen = (
            pl.when(
                before.str.contains(
                    rf"{BEGINS}(?:{cue})(?:\s+(?:là|mức|mốc|ngưỡng|con số))?\s+\(?$|\(\s*(?:{cue})\s+$"
                )
            )
            .then(pl.lit(code))
            .otherwise(chosen)
        )
    for code, sign in SIGNS.items():
        signed = before.str.contains(rf"(?:^|[\s(:])(?:{sign})\s?$")
        chosen = pl.when(signed).then(pl.lit(code)).otherwise(chosen)
    chosen = (
        pl.when(
            (before.str.contains(DIFFERENCE) & ~before.str.contains(NOT_COMPARED))
            | (before.str.contains(WITHIN) & pl.concat_str("surface", "right").str.contains(RANGE))
        )
        .then(pl.lit("eq"))
        .otherwise(chosen)
    )
    return (
        pl.when(after.str.contains(r"^[^,;.:()0-9]{0,30}\strở lên\b") | from_)
        .then(pl.lit("ge"))
        .when(after.str.contains(rf"^(?:\s{LETTER}+){{0,2}}\s+(?:trở xuống|đổ lại)\b"))
        .then(pl.lit("le"))
        .otherwise(chosen)
    )


def per(units: pl.DataFrame) -> pl.Expr:
    """The denominator of a rate, a unit's code: "/người", of money "mỗi ha", "một mét vuông", "mỗi hộ nghèo 50 triệu đồng" too;
    null without one.
    """
    listed = units.filter(~pl.col("dimension").is_in(["money", "percent"]))
    codes = dict(zip(listed["word"], listed["code"], strict=True)) | DENOMINATORS
    measured = listed.filter(~pl.col("dimension").is_in(["count", "ratio"]))["word"].to_list()
    a, each = unit_pattern([*DENOMINATORS, *measured]), unit_pattern(codes)
    right, money = pl.col("right").str.slice(0, 30), pl.col("dimension") == "money"
    word = pl.coalesce(
        right.str.extract(A_HEAD_A_MONTH),
        right.str.extract(rf"^\s?/\s?({unit_pattern(w for w in codes if ' ' in w)}){ENDS}"),
        right.str.extract(rf"^\s?/\s?([{LETTER}0-9²³]+)"),
        pl.when(money & ~right.str.contains(NO_RATE)).then(
            pl.coalesce(
                right.str.extract(rf"^\s(?:cho\s|trên\s)?(?:mỗi|một)\s({a}){ENDS}"),
                right.str.extract(rf"^\s(?:cho\s|trên\s)?mỗi\s({each}){ENDS}"),
                pl.col("left").str.slice(-40).str.extract(rf"(?i){BEGINS}mỗi\s({each})(?:\s{LETTER}+)?\s$"),
            )
        ),
    )
    code = word.replace_strict(codes, default=None, return_dtype=pl.String)
    # "250.000 đồng/thùng" is a price of crates, "82 USD/thùng" of barrels.
    return pl.when((code != "barrel") | (pl.col("unit") == "USD")).then(code)
