"""Quantities with comparator, scale and unit: "hơn 16.000 tỷ đồng", "từ 5 đến 7 tỷ đồng", "gấp đôi"."""

import polars as pl

from flows.contracts import AMOUNT
from flows.read.numbers import DIGITS, PART, SCALE, amounts, digits, scale
from flows.read.spans import find

# Words before a number, the innermost decides (linguistics §2); "không dưới" comes after "dưới", so it wins.
COMPARATORS = {
    "gt": r"hơn|trên|quá|vượt|vượt mức|ngoài|vượt qua|vượt trên",
    "lt": r"dưới|chưa đến|chưa tới|không đến|không tới|chưa đầy|gần|ngót|ngót nghét",
    "approx": r"khoảng|chừng|(?:có|đạt|mất|được|cách) độ|tầm|xấp xỉ|suýt soát|sát|trên dưới|xê dịch quanh|xê dịch|tương đương|tương đương với|ước khoảng|quãng",
    "le": r"tối đa|không quá|không vượt quá|nhiều nhất|cao nhất|cao nhất là",
    "ge": r"ít nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn",
}
DIFFERENCE = r"(?i)\b(?:cao|thấp|nhiều|ít|lớn|nhỏ|tăng|giảm|nhanh|đắt|rẻ|hẳn|kém)\s+hơn(?:\s+hẳn|\s+so với)?(?:\s+mức)?\s+$"
NOT_COMPARED = r"(?i)\b(?:không ít hơn|không thấp hơn)\s+$"
MULTIPLES = {
    "đôi": 2,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
ORDINALS = {"nhất": 1, "nhì": 2, "hai": 2, "ba": 3, "tư": 4, "năm": 5}
FRACTION_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "mười": 10}
FINANCE = r"(?i)\b(?:vốn|thu|chi|doanh thu|doanh số|lợi nhuận|lãi|lỗ|trị giá|giải ngân|kinh phí|ngân sách|đầu tư|hỗ trợ|giá|tiền|nợ|thuế|phạt|bồi thường|tài trợ|vay|nộp|tài sản)\b"
# "tỷ lệ", "đồng chí": the syllable after a scale or unit word makes another word of it (linguistics §19.2).
TRAPS = {
    r"(?i)(?:tỷ|tỉ)$": r"(?i)^\s*(?:lệ|trọng|giá|suất|phú|số)\b",
    r"(?i)đồng$": r"(?i)^\s*(?:chí|hành|phạm|đội|nghiệp|minh|hồ|tác giả|bào|bộ|loại|thời|đều|ruộng|xu|lúa|môn|hương|nhân dân tệ|euro|USD|yên|won|bảng)\b",
    r"(?i)dân$": r"(?i)^\s(?:tộc|phố|quân|cư|chủ|vận|sự|phòng|số|làng|tình|gian|lập|trí|ca)\b",
    r"(?i)(?:bảng|ca|vụ|điểm|tạ|tấn|mẫu|trường)$": r"(?i)^\s(?:xếp hạng|sĩ|khúc|mùa|số|hợp|ơn|công)\b",
}


def unit_pattern(units: pl.DataFrame) -> str:
    """The pattern of every way to write a unit, longest first. `units`: code, words (| between)."""
    listed = _unit_words(units).get_column("word").to_list()
    escaped = [
        w.replace("$", r"\$").replace("(", r"\(").replace(".", r"\.")
        for w in sorted(listed, key=len, reverse=True)
    ]
    symbols = [w for w in escaped if not (w[-1].isalpha() or w[-1].isdecimal())]
    return "(?:" + "|".join(symbols) + "|(?:" + "|".join(w for w in escaped if w not in symbols) + r"))"


def _unit_words(units: pl.DataFrame) -> pl.DataFrame:
    return (
        units.drop_nulls("words")
        .with_columns(word=pl.col("words").str.split("|"))
        .explode("word")
        .select("word", "code", "dimension", pl.col("factor").cast(AMOUNT))
        .unique("word", keep="first", maintain_order=True)
    )


def quantities(tokens: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """Quantity tokens with their values: a, s, start, end, surface, value, value_high (Decimal), unit,
    dimension, comparator, per (unit code), left, right, rule.

    `tokens` are lexer rows; `units` the seed of units. A value is in base units: "5 tỷ đồng" is
    5000000000. Rows whose number is unread, or stands inside a name, are left out.
    """
    unit = unit_pattern(units)
    found = pl.concat(
        [
            _plain(tokens, units, unit),
            _ranges(tokens, units, unit),
            _lists(tokens, units, unit),
            _implied(tokens),
            _bare(tokens),
            _relative(tokens, units, unit),
        ],
        how="diagonal",
    )
    return (
        found.filter(pl.col("value").is_not_null(), ~_trapped())
        .with_columns(comparator=pl.coalesce("comparator", _comparator()), per=_per(units))
        .sort("s", "start")
        .select(
            "a",
            "s",
            "start",
            "end",
            "surface",
            "value",
            "value_high",
            "unit",
            "dimension",
            "comparator",
            "per",
            "left",
            "right",
            "rule",
        )
    )


def _with_unit(rows: pl.DataFrame, units: pl.DataFrame, unit: str) -> pl.DataFrame:
    """Adds the unit that ends a surface: unit, dimension, factor, and `number`, what stands before it."""
    found = rows.with_columns(word=pl.col("surface").str.extract(rf"({unit})$"))
    known = _unit_words(units)
    return (
        found.join(known, on="word", how="left", maintain_order="left")
        .rename({"code": "unit"})
        .with_columns(
            number=pl.col("surface")
            .str.head(-pl.col("word").str.len_chars().cast(pl.Int64))
            .str.strip_chars_end()
        )
    )


def _times_factor(values: pl.Expr) -> pl.Expr:
    return (values * pl.col("factor")).cast(AMOUNT)


def _plain(tokens: pl.DataFrame, units: pl.DataFrame, unit: str) -> pl.DataFrame:
    rows = _with_unit(tokens.filter(pl.col("token") == "amount"), units, unit)
    # "năm dự án" may be "in the year, projects", and "một dự án" is an article before a noun.
    word, left = pl.col("number").str.to_lowercase(), pl.col("left")
    article = (word == "một") & (pl.col("dimension") == "count")
    year = (word == "năm") & left.str.contains(
        r"(?i)(?:trong|của|cả|một|đầu|cuối|giữa|hết|mỗi|hằng|hàng|từng|các|mấy|theo|\d)\s+$"
    )
    worded = pl.col("number").str.contains(r"^\p{L}")
    vague = worded & left.str.contains(r"(?i)\b(?:mười|trăm|thứ|vài|dăm)\s+$")
    rows = rows.filter(~article & ~year & ~vague)
    values = amounts(
        rows["number"],
        rows.select(pl.col("dimension").is_in(["count"]) | (pl.col("unit") == "VND")).to_series(),
    )
    name_before = left.str.contains(r"\p{Ll}\s\p{Lu}\p{L}*\s$") & (pl.col("dimension") == "count")
    return (
        rows.with_columns(value=values)
        .with_columns(
            value=_times_factor(pl.col("value")), rule=pl.concat_str(pl.lit("quantity_"), "dimension")
        )
        .filter(
            ~(name_before & pl.col("surface").str.contains(r"^\d{1,2}\s"))
            | pl.col("right").str.contains(r"^\s*$|^[.,;)]")
        )
    )


def _ranges(tokens: pl.DataFrame, units: pl.DataFrame, unit: str) -> pl.DataFrame:
    rows = _with_unit(tokens.filter(pl.col("token") == "range"), units, unit)
    joint = r"\s*(?:-|–|—|~|÷|(?i:đến|tới))\s*"
    low = pl.col("number").str.extract(rf"^({PART}(?:\s{PART})*)")
    high = pl.col("number").str.extract(rf"{joint}({PART}(?:\s{PART})*)$")
    rows = rows.with_columns(low=low.str.strip_chars(), high=high).with_columns(
        low=pl.when(pl.col("low").str.contains(SCALE)).then("low").otherwise(
            pl.concat_str(pl.col("low"), pl.lit(" "), pl.col("high").str.extract(rf"((?:{SCALE}\s?)+)$").fill_null(""))
        )
    )  # fmt: skip
    # "3-4.000 USD": the thousands are told once, at the end.
    lead = pl.col("high").str.extract(r"^(\d{1,3})\.000").cast(pl.Int32)
    few = pl.col("low").str.strip_chars().str.extract(r"^(\d{1,3})$").cast(pl.Int32)
    rows = rows.with_columns(
        low=pl.when(few < lead)
        .then(pl.concat_str(pl.col("low").str.strip_chars(), pl.lit(".000")))
        .otherwise("low")
    )
    indivisible = rows.select(pl.col("dimension") == "count").to_series()
    return (
        rows.with_columns(
            value=amounts(rows["low"], indivisible), value_high=amounts(rows["high"], indivisible)
        )
        .with_columns(
            value=_times_factor(pl.col("value")),
            value_high=_times_factor(pl.col("value_high")),
            rule=pl.lit("quantity_range"),
        )
        .filter(pl.col("value") <= pl.col("value_high"))
    )


def _lists(tokens: pl.DataFrame, units: pl.DataFrame, unit: str) -> pl.DataFrame:
    """ "3, 5 và 8 triệu USD": each number with the scale and unit that stand once, at the end."""
    rows = _with_unit(tokens.filter(pl.col("token") == "list"), units, unit).rename(
        {"start": "from", "surface": "whole"}
    )
    parts = find(rows.with_columns(text="whole"), DIGITS, "text")
    shared = pl.col("number").str.extract(rf"((?:{SCALE}\s?)+)$").fill_null("")
    parts = parts.with_columns(number=pl.concat_str("surface", pl.lit(" "), shared))
    values = amounts(parts["number"], parts.select(pl.col("dimension") == "count").to_series())
    last = pl.col("end") == pl.col("end").max().over("s", "from")
    tail = pl.when(last).then(pl.col("whole").str.slice(pl.col("start"))).otherwise("surface")
    return parts.with_columns(
        value=values,
        surface=tail,
        start=(pl.col("from") + pl.col("start")).cast(pl.UInt32),
        end=(pl.col("from") + pl.col("start") + tail.str.len_chars()).cast(pl.UInt32),
        left=pl.concat_str("left", pl.col("whole").str.slice(0, pl.col("start"))),
        rule=pl.lit("quantity_list"),
    ).with_columns(value=_times_factor(pl.col("value")))


def _implied(tokens: pl.DataFrame) -> pl.DataFrame:
    """ "lãi 85 tỷ": đồng, where the words around are about money."""
    rows = tokens.filter(pl.col("token").is_in(["implied", "money_first"])).with_columns(
        number=pl.col("surface").str.replace(r"^(?:US\$|\$|€|£|¥|USD|VND|VNĐ|EUR)\s?", "").str.strip_chars(),
        surface=pl.col("surface").str.strip_chars_end(),
    )
    values = amounts(rows["number"], rows["number"].is_null())
    symbol = pl.col("surface").str.extract(r"^(US\$|\$|€|£|¥|USD|VND|VNĐ|EUR)")
    large = pl.col("number").str.contains(r"(?i)(?:tỷ|tỉ|triệu)")
    money = large & (
        pl.concat_str(
            pl.col("left").str.slice(-80), pl.lit(" "), pl.col("right").str.slice(0, 40)
        ).str.contains(FINANCE)
    )
    currency = symbol.replace_strict(
        {
            "US$": "USD",
            "$": "USD",
            "USD": "USD",
            "€": "EUR",
            "EUR": "EUR",
            "£": "GBP",
            "¥": "JPY",
            "VND": "VND",
            "VNĐ": "VND",
        },
        default=None,
        return_dtype=pl.String,
    )
    unit = pl.coalesce(currency, pl.when(money).then(pl.lit("VND")))
    return rows.with_columns(
        value=values,
        unit=unit,
        dimension=pl.when(unit.is_not_null()).then(pl.lit("money")),
        end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32),
        rule=pl.when(symbol.is_null())
        .then(pl.lit("quantity_implied_dong"))
        .otherwise(pl.lit("quantity_money")),
    ).filter(pl.col("unit").is_not_null() | pl.col("surface").str.contains(r"^\d"))


def _bare(tokens: pl.DataFrame) -> pl.DataFrame:
    """A number before a noun that no unit lists; none inside a name, none that is a year."""
    rows = tokens.filter(
        pl.col("token") == "bare",
        ~pl.col("left").str.contains(r"\p{Lu}[\p{L}]*\s$")
        | (pl.col("left").str.contains(r"^\s*\p{Lu}\p{L}*\s$")),
        ~pl.col("surface").str.contains(r"^(?:19|20)\d{2}$"),
        pl.col("right").str.contains(r"^\s\p{Ll}") | pl.col("surface").str.contains(r"[.,]\d"),
        ~pl.col("left").str.contains(r"[\p{L}\d][-/.]$"),
        ~pl.col("right").str.contains(r"^\s?[-/]\s?\d"),
    )
    return rows.with_columns(
        value=digits(pl.col("surface"), pl.col("right").str.contains(r"^\s\p{Ll}")),
        rule=pl.lit("quantity_bare"),
    )


def _relative(tokens: pl.DataFrame, units: pl.DataFrame, unit: str) -> pl.DataFrame:
    """Multiples, double digits, none left, fractions, ranks and "hàng trăm"."""
    rows = tokens.filter(
        pl.col("token").is_in(["multiple", "double_digits", "none_left", "dozens", "fraction", "rank"])
    )
    # "một con số rất ấn tượng" is a number, no bound.
    bounds = pl.col("left").str.slice(-50).str.contains(
        r"(?i)tăng|lạm phát|lãi|mức|tỷ lệ|tỉ lệ|duy trì|giữ|đạt|dưới|ở|trưởng|vay"
    ) & ~pl.col("right").str.contains(
        r"(?i)^\s(?:rất|cụ thể|ấn tượng|khổng lồ|đáng|biết|nào|không|chưa|kỷ lục|cho|mà|hay)\b"
    )
    rows = rows.filter((pl.col("token") != "double_digits") | bounds)
    lower, token = pl.col("surface").str.to_lowercase(), pl.col("token")
    factor_word = lower.str.extract(r"(đôi|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?:\s+lần)?$")
    multiple = pl.coalesce(
        digits(lower.str.extract(rf"({DIGITS})"), pl.lit(False)),
        factor_word.replace_strict(MULTIPLES, default=None, return_dtype=AMOUNT),
        pl.when(lower.str.ends_with("rưỡi")).then(pl.lit("1.5").cast(AMOUNT)),
        pl.when(lower.str.ends_with("nửa")).then(pl.lit("0.5").cast(AMOUNT)),
    )
    upper, lower_number = lower.str.extract(r"^(\d+)/"), lower.str.extract(r"/(\d+)")
    over = pl.coalesce(
        upper.cast(AMOUNT),
        lower.str.extract(r"^(\p{L}+) phần").replace_strict(
            FRACTION_WORDS, default=None, return_dtype=AMOUNT
        ),
    )
    under = pl.coalesce(
        lower_number.cast(AMOUNT),
        lower.str.extract(r"phần (\p{L}+)$").replace_strict(
            FRACTION_WORDS, default=None, return_dtype=AMOUNT
        ),
    )
    true_fraction = lower.str.contains(r"\ssố$|phần")
    fraction = (
        pl.when(lower == "một nửa")
        .then(pl.lit("0.5").cast(AMOUNT))
        .when(true_fraction)
        .then((over / under).cast(AMOUNT))
        .otherwise(over)
    )
    rank = pl.coalesce(
        lower.str.extract(r"(\d+)$").cast(AMOUNT),
        lower.str.extract(r"thứ\s+(\p{L}+)$").replace_strict(ORDINALS, default=None, return_dtype=AMOUNT),
    )
    value = (
        pl.when(token == "multiple").then(multiple)
        .when(token == "double_digits").then(pl.lit(10).cast(AMOUNT))
        .when(token == "none_left").then(pl.lit(0).cast(AMOUNT))
        .when(token == "fraction").then(fraction)
        .when(token == "rank").then(rank)
        .otherwise(scale(lower))
    )  # fmt: skip
    comparator = (
        pl.when((token == "double_digits") & lower.str.contains("^(?:hai|2)")).then(pl.lit("ge"))
        .when(token == "double_digits").then(pl.lit("lt"))
        .when((token == "dozens") & lower.str.starts_with("hàng")).then(pl.lit("ge"))
        .when((token == "dozens") & lower.str.contains("^(?:gần|ngót)")).then(pl.lit("lt"))
        .when((token == "dozens") & lower.str.starts_with("hơn")).then(pl.lit("gt"))
    )  # fmt: skip
    valued = rows.with_columns(value=value, comparator=comparator)
    counted = _with_unit(valued.filter(pl.col("token").is_in(["none_left", "dozens"])), units, unit)
    fixed = {"multiple": "times", "double_digits": "percent", "rank": "rank"}
    dimensions = {"multiple": "ratio", "double_digits": "percent", "rank": "ratio"}
    other = valued.filter(~pl.col("token").is_in(["none_left", "dozens"])).with_columns(
        unit=token.replace_strict(fixed, default=None, return_dtype=pl.String),
        dimension=token.replace_strict(dimensions, default=None, return_dtype=pl.String),
    )
    # The surface of a part of a whole is its number: the noun counted is no unit.
    number = pl.col("surface").str.extract(r"^(\d+/\d+)")
    other = other.with_columns(surface=pl.coalesce(number, "surface")).with_columns(
        end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32)
    )
    return pl.concat([counted, other], how="diagonal").with_columns(
        rule=pl.concat_str(pl.lit("quantity_"), "token")
    )


def _trapped() -> pl.Expr:
    """The word that ends the surface is the first syllable of another word ("3 đồng chí")."""
    return pl.any_horizontal(
        pl.col("surface").str.contains(end) & pl.col("right").str.contains(after)
        for end, after in TRAPS.items()
    )


def _comparator() -> pl.Expr:
    """The comparator of the words right before a number; `eq` without any."""
    before = pl.col("left").str.slice(-40).str.to_lowercase()
    after = pl.col("right").str.slice(0, 30).str.to_lowercase()
    chosen = pl.lit("eq")
    for code, cue in COMPARATORS.items():
        chosen = (
            pl.when(before.str.contains(rf"\b(?:{cue})(?:\s+(?:là|mức))?\s+\(?$|\(\s*(?:{cue})\s+$"))
            .then(pl.lit(code))
            .otherwise(chosen)
        )
    chosen = (
        pl.when(before.str.contains(DIFFERENCE) & ~before.str.contains(NOT_COMPARED))
        .then(pl.lit("eq"))
        .otherwise(chosen)
    )
    return (
        pl.when(after.str.contains(r"^(?:\s\p{L}+){0,2}\s+trở lên\b"))
        .then(pl.lit("ge"))
        .when(after.str.contains(r"^(?:\s\p{L}+){0,2}\s+(?:trở xuống|đổ lại)\b"))
        .then(pl.lit("le"))
        .otherwise(chosen)
    )


def _per(units: pl.DataFrame) -> pl.Expr:
    """The denominator of a rate: "/người", "mỗi ha"; null without one."""
    listed = _unit_words(units).filter(~pl.col("dimension").is_in(["money", "percent"]))
    codes = dict(zip(listed["word"], listed["code"], strict=True)) | {
        "năm": "year",
        "tháng": "month",
        "ngày": "day",
    }
    right = pl.col("right").str.slice(0, 20)
    word = right.str.extract(r"^\s?/\s?([\p{L}\d²³]+)")
    return word.replace_strict(codes, default=None, return_dtype=pl.String)
