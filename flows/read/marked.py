"""Sentences with the blanks inside known names marked, so that patterns see where a name begins and ends.

Nothing divides an organisation from the name that follows it ("Sở Công Thương Cao Bằng Hà Minh Đức").
So the blanks inside place names and inside people's names become private-use characters of the same
length, and the blank before a person's name another: spans stay, and a blank is a border of words again.
"""

import polars as pl

from flows.read.lexicon import Lexicon, either, words

IN_PLACE, IN_NAME, BEFORE_NAME = "\ue010", "\ue011", "\ue012"
MARKS = r"[\x{e010}-\x{e012}]"
SYLLABLE = r"\p{Lu}\p{Ll}{0,6}"
# Middle names that make a run with a rarer surname a name too.
MIDDLE = (
    "(?:Văn|Thị|Đức|Hữu|Minh|Quang|Xuân|Ngọc|Thanh|Hồng|Quốc|Công|Đình|Bá|Tiến|Anh|Tuấn|Hoàng|Thành|Duy|Việt|Thế|Trọng|Mạnh|Hải|Thu|"
    "Kim|Lưu|Huy|Thái|Chí|Nhật|Trung|Khắc|Sỹ|Sĩ|Đăng|Phúc|Bảo|Gia|Như|Mỹ|Phương|Bích|Thúy|Thuý|Ánh|Nguyên|Tấn|Viết|Vĩnh|Cao|Phi|Hoài|Thất|A|Thuận|Khánh|Tùng|Sơn|Ích|Đại|Danh|Tất|Cảnh|Doãn|Quý|Vũ|Lê|Thiện|Diệu|Hà)"
)
# Words before a name that make it something else: streets, schools, companies, prizes.
NO_PERSON = (
    "(?i:đường|phố|ngõ|trường|học|thpt|thcs|viện|hồ|cầu|chợ|chùa|đền|tượng đài|công viên|quảng trường|đại lộ|bến|sông|núi|công ty|tập đoàn|"
    "nhà máy|thương hiệu|giải thưởng|giải|quỹ|khách sạn|siêu thị|đảo|cảng|hầm|khu|ga|sân|rạp|nhà hát|bảo tàng|cphần|phần|tnhh|mtv|doanh nghiệp|hãng|hiệu|ctcp|thuyền|tàu)"
)


def marked(sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """a, s and `marked`: the sentence with the blanks of place names and of people's names marked."""
    names = place_names(lexicon)
    glued = [n.replace(" ", IN_PLACE) for n in names]
    surnames = lexicon.surnames.sort(pl.col("surname").str.len_chars(), descending=True)
    strong = either(surnames.filter(pl.col("strong") == "yes")["surname"].to_list())
    every = either(surnames["surname"].to_list())
    ahead, syllable = r"(^|[\s(“\":;,\-–])", f"({SYLLABLE})"
    text = pl.col("sentence").str.replace_many(names, glued, leftmost=True)
    # Four syllables, then three; a rarer surname asks for a usual middle name.
    for first, middle, rest in (
        (strong, SYLLABLE, 2),
        (every, MIDDLE, 2),
        (strong, SYLLABLE, 1),
        (every, MIDDLE, 1),
    ):
        tail = rf" {syllable}" * rest
        joined = "".join(f"{IN_NAME}${{{i}}}" for i in range(3, 4 + rest))
        text = text.str.replace_all(
            rf"{ahead}({first}) ({middle}){tail}([^\p{{L}}{IN_PLACE}]|$)",
            f"${{1}}${{2}}{joined}${{{4 + rest}}}",
        )
    named = rf"({SYLLABLE}{IN_NAME})"
    text = text.str.replace_all(rf" {named}", f"{BEFORE_NAME}${{1}}")
    text = text.str.replace_all(rf"(^|[^\p{{L}}])({NO_PERSON}){BEFORE_NAME}", "${1}${2} ")
    return sentences.select("a", "s", marked=text)


def place_names(lexicon: Lexicon) -> list[str]:
    """Every listed name and alias of more than one word, the longest first."""
    listed = lexicon.places.select(pl.concat_list("name", words("aliases").fill_null([])).alias("n")).explode(
        "n"
    )
    many = listed.filter(pl.col("n").str.contains(" ")).get_column("n").unique().to_list()
    return sorted(many, key=lambda n: (-len(n), n))


def plain(text: pl.Expr) -> pl.Expr:
    """Marked text as it was written."""
    return text.str.replace_all(MARKS, " ")
