"""Sentences with the blanks inside known names marked, so that patterns see where a name begins and ends.

Nothing divides an organisation from the name that follows it ("Sở Công Thương Cao Bằng Hà Minh Đức").
So the blanks inside place names, titles and people's names become private-use characters of the same
length, and so does the blank before a person's name or before a word that opens an organisation's:
spans stay, and a blank is a border of words again.
"""

from functools import cache
from itertools import product
from string import ascii_lowercase

import polars as pl

from flows.assets import reference
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read.lexicon import Lexicon, words
from flows.read.vocabulary import Vocabulary

NO_GIVEN_NAME = "^(?:nhà|người|bị|chủ|cán) |(?: sĩ| sỹ| sư| viên| giả| xế| mẫu| huynh| lái| thủ| vợt)$"
IN_PLACE, IN_NAME, BEFORE_NAME, IN_TITLE, BEFORE_HEAD = "\ue010", "\ue011", "\ue012", "\ue013", "\ue014"
MARKS = r"[\x{e010}-\x{e014}]"
SYLLABLE = rf"{CAPITAL}{SMALL}{{0,6}}"
# By its shape one Vietnamese syllable: "Sơn", "Thanh", but not "Masan", "PSD".
VOWEL = "aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
ONE_SYLLABLE = rf"{CAPITAL}[^{VOWEL}]{{0,2}}[{VOWEL}]{{1,3}}(?:ch|ng|nh|[cmnpt])?"
# What stands before the name of Hồ Chí Minh the man; and before that where a tomb, a museum or a square is called by him.
HONOURED = ["Chủ tịch", "chủ tịch", "Bác", "cụ", "lãnh tụ", "Lãnh tụ"]
CALLED_BY_HIM = ["Lăng", "lăng", "tàng", "thờ", "niệm", "đài", "tượng", "trường"]
UNITS = [
    "thành phố", "thị xã", "thị trấn", "đặc khu", "phường", "huyện", "quận", "xã",
    "Huyện ủy", "Huyện uỷ", "Huyện đoàn", "Quận ủy", "Quận uỷ", "Thị ủy", "Thị uỷ",
]  # fmt: skip
# A part of a name from abroad: an initial, "McCain", "O'Reilly", "al-Abadi", "Jean-Claude".
PARTICLE = "(?:bin|ibn|abu|al|el|van|von|de|der|den|da|dos|del|la|Al)"
# Words that only look as if they opened an organisation's name.
NO_HEAD = [
    "Phòng chống", "Phòng, chống", "Phòng cháy", "Phòng ngừa", "Phòng không", "Phòng thủ", "Hội nghị", "Hội thảo", "Hội chợ", "Hội nhập", "Hội trường", "Viện trợ",
    "Trường hợp", "Trường Sa", "Trường Hải", "Vụ án", "Vụ việc", "Quỹ đất", "Đài Loan", "Cục bộ", "Báo cáo", "Báo chí", "Phòng Thương mại", "Hội nhập quốc tế",
]  # fmt: skip

# Names with a second head within.
TWO_HEADS = [
    "Đảng ủy Công an Trung ương",
    "Ủy ban Trung ương Mặt trận Tổ quốc",
    "Ủy ban Trung ương MTTQ",
    "Uỷ ban Trung ương MTTQ",
    "Ủy ban TƯ MTTQ",
    "Ủy ban T.Ư MTTQ",
    "Ủy ban TW MTTQ",
]
# Schools and unions of banks: the second head belongs to the name of the first.
KEPT = [
    "học Ngân hàng",
    "viện Ngân hàng",
    "hội Ngân hàng",
    "Viện Kiểm sát",
]
# One name with two heads in a row: "Hội Liên hiệp Thanh niên", "Vụ Tổ chức cán bộ", "CTCP Bệnh viện Sao Mai".
OF_NAME = ["Liên minh", "Liên hiệp", "Liên đoàn", "Học viện", "Cục", "Vụ", "Ban", "Phòng", "Sở", "Hội", "Hiệp hội", "Trung tâm", "Quỹ", "Viện", "Trường", "Công ty cổ phần", "Công ty Cổ phần", "Công ty CP", "Công ty TNHH", "Công ty", "CTCP", "Tổng công ty", "Báo", "Tạp chí"]  # fmt: skip
SECOND = ["Liên hiệp", "Tổ chức", "Bệnh viện", "Trung tâm", "Hợp tác xã", "BV"]


def glued(text: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """Text with the blanks inside listed places and titles marked."""
    marks = glue(lexicon)
    return text.str.replace_many(marks.put, leftmost=True)


@cache
def countries(lexicon: Lexicon, but: str = "") -> Vocabulary:
    """The countries (without the one named `but`) by every name, the blanks in these marked."""
    named = lexicon.places.filter(pl.col("level") == "country", pl.col("name") != but)
    every = named.select(pl.concat_list("name", words("aliases").fill_null([])).alias("n")).explode("n")["n"]
    return Vocabulary(every.unique(maintain_order=True).str.replace_all(" ", IN_PLACE))


@cache
def our_provinces(lexicon: Lexicon) -> Vocabulary:
    """The provinces and cities of this country, the blanks in their names marked."""
    ours = pl.col("level").is_in(["province", "city"]) & (pl.col("parent") == "Việt Nam")
    return Vocabulary(lexicon.places.filter(ours)["name"].unique().str.replace_all(" ", IN_PLACE))


@cache
def fields(lexicon: Lexicon) -> Vocabulary:
    """The fields of ministries and departments by each name."""
    return Vocabulary(lexicon.fields["word"], cased=False)


@cache
def ministries(lexicon: Lexicon) -> Vocabulary:
    """The fields of ministries by each name."""
    return Vocabulary(lexicon.fields.filter("ministry")["word"], cased=False)


POSTS = ("chức", "nhiệm", "nghiệp")


@cache
def glue(lexicon: Lexicon) -> "Marks":
    """Marks of the blanks within listed places and titles."""
    marks = {n: n.replace(" ", IN_PLACE) for n in place_names(lexicon)}
    titles = title_forms(lexicon)
    marks |= {t: t.replace(" ", IN_TITLE) for t in titles}
    # "giữ chức vụ phó giám đốc": no "vụ phó".
    deputies = [t for t in titles if t.startswith("phó ")]
    marks |= {f"{post} vụ {t}": f"{post} vụ {t.replace(' ', IN_TITLE)}" for post in POSTS for t in deputies}
    # "ông Lê Văn A-Phó Giám đốc": a dash without blanks is none within the name.
    marks |= {f"-{t}": f"–{t.replace(' ', IN_TITLE)}" for t in titles if t[0].isupper()}
    return Marks(marks | _before_a_name(lexicon) | _of_the_man())


@cache
def apart_from_names() -> "Marks":
    """Marks of the blank between a name and a noun of people with a capital that follows it without a mark: "ông Lê Văn
    Tám | Giảng viên Trường B". Of nouns whose first syllable is a given name too ("Công nhân", "Học sinh") nobody knows.
    """
    nouns = pl.concat([reference("callings")["word"], reference("speakers")["noun"]]).unique()
    nouns = nouns.filter(nouns.str.contains(NO_GIVEN_NAME)).sort()
    return Marks({f"{IN_NAME}{noun[0].upper()}{noun[1:]}{end}": f"{BEFORE_HEAD}{noun[0].upper()}{noun[1:]}{end}" for noun in nouns for end in " ,."})  # fmt: skip


def _before_a_name(lexicon: Lexicon) -> dict[str, str]:
    """A country before a name from abroad that goes on where a place's ends, which stay as they are: "Mỹ Tho|mas"."""
    lands = tuple(f"{word} " for word in countries(lexicon).words)
    begun = [n for n in place_names(lexicon) if n.startswith(lands)]
    return {f"{n}{letter}": f"{n}{letter}" for n in begun for letter in ascii_lowercase}


def _of_the_man() -> dict[str, str]:
    """Marks of the man whose name the city has, and of what is called by him, whose name stays one."""
    marks = {}
    for lead in HONOURED:
        told, title = f"{lead} Hồ Chí Minh", lead.replace(" ", IN_TITLE)
        marks[told] = f"{title} {'Hồ Chí Minh'.replace(' ', IN_NAME)}"
        called = f"{title} {'Hồ Chí Minh'.replace(' ', IN_PLACE)}"
        marks |= {f"{what} {told}": f"{what} {called}" for what in CALLED_BY_HIM}
    return marks


@cache
def openings(lexicon: Lexicon) -> "Marks":
    """Marks of the blank before each title and each word that opens an organisation's name, in glued text."""
    heads = [h for h in lexicon.organization_heads["head"] if h[0].isupper()]
    lower = lexicon.organization_heads.filter(pl.col("lower") == "yes")["head"].to_list()
    heads += [h[0].lower() + h[1:] for h in lower]
    heads += ["UBND", "HĐND", "Ủy ban nhân dân", "Hội đồng nhân dân", "Tỉnh ủy", "Thành ủy", "Huyện ủy"]
    heads += TWO_HEADS
    heads += [f"{body} {field}" for body in ("Bộ", "Sở") for field in lexicon.fields["word"]]
    heads += [t.replace(" ", IN_TITLE) for t in title_forms(lexicon)]
    heads += [f"{first} {second}" for first in OF_NAME for second in SECOND]
    # "Tổng Liên đoàn Lao động Việt Nam": a head within a name that is known opens none of its own.
    known = lexicon.organizations.select(glued(pl.col("word"), lexicon))["word"]
    heads += known.filter(known.str.contains_any([f" {h}" for h in heads])).to_list()
    # At the head of a sentence "Tổng công ty" is one word, no "Tổng" before a "công ty".
    first = {h: h for h in heads if " " in h} | {w: w for w in KEPT}
    opened = {f" {h}": f"{BEFORE_HEAD}{h}" for h in heads} | {f" {w}": f" {w}" for w in NO_HEAD}
    return Marks(first | opened | _behind_units(heads, lexicon))


def _behind_units(heads: list[str], lexicon: Lexicon) -> dict[str, str]:
    """Marks inside the names of places that hold one of the heads ("Vụ Bản", "An Hội"), each behind every unit's word."""
    named = lexicon.localities.filter(pl.col("word").str.contains(" ")).unique("word").sort("word")
    holds = pl.format(" {} ", "word").str.contains_any([f" {h} " for h in heads])
    places = named.filter(holds).select(glued(pl.col("word"), lexicon))["word"]
    units = [*UNITS, *(unit.capitalize() for unit in UNITS), "tp", "Tp", "TP", "TP.", "TX", "TT"]
    return {f"{u} {place}": f"{u} {place.replace(' ', IN_PLACE)}" for u in units for place in places}


class Marks:
    """Words, the longest first, with what is put in their place."""

    def __init__(self, by: dict[str, str]) -> None:
        self.put = {word: by[word] for word in sorted(by, key=lambda w: (-len(w), w))}
        self.words = Vocabulary(self.put)


def replaced(sentences: pl.DataFrame, marks: Marks) -> pl.DataFrame:
    """The sentences with the marks put: an automaton of those words alone that may stand there."""
    met = marks.words.within(sentences["sentence"])
    put = pl.col("sentence").str.replace_many(met, [marks.put[word] for word in met], leftmost=True)
    return sentences.with_columns(put)


def place_names(lexicon: Lexicon) -> list[str]:
    """Every listed name and alias of more than one word."""
    listed = lexicon.places.select(pl.concat_list("name", words("aliases").fill_null([])).alias("n")).explode(
        "n"
    )
    return sorted(listed.filter(pl.col("n").str.contains(" ")).get_column("n").unique().to_list())


def title_forms(lexicon: Lexicon) -> list[str]:
    """Every title as texts write it: each of its words with a capital or without ("Phó chủ tịch Thường trực"), a board
    with two or with one ("Hội đồng Quản trị").
    """
    titles = lexicon.titles["title"]
    boards = titles.filter(titles.str.contains("Hội đồng [a-zà-ỹ]"))
    forms = {
        " ".join(words)
        for title in [
            *titles,
            *boards.str.replace("Hội đồng q", "Hội đồng Q").str.replace("Hội đồng t", "Hội đồng T"),
        ]
        if title != "Đại biểu"  # "Đoàn đại biểu Quốc hội" is one name
        for words in product(*(_cased(w) for w in title.split(" ")))
    }
    return sorted(f for f in forms if " " in f)


# The words in titles that papers write with a capital though they are no names: "Trưởng Phòng", "Giám Đốc Điều hành".
RAISED = ["phòng", "đặc", "toàn", "khoa", "đoàn", "ban", "đơn", "bộ", "phát", "điều", "đại", "cấp", "tịch", "đốc", "thư", "sứ", "trưởng", "cục", "vụ", "viện", "nhiệm"]  # fmt: skip


def _cased(word: str) -> set[str]:
    """A title's word in small letters, as the seed has it, and raised where papers do so."""
    return {word, word[0].lower() + word[1:]} | ({word.title()} if word in RAISED else set())


TITLE = rf"{LETTER}+(?:{IN_TITLE}{LETTER}+)+|CEO|P?T?GĐ|PCT"  # a title in marked text


def plain(text: pl.Expr) -> pl.Expr:
    """Marked text as it was written."""
    return text.str.replace_all(MARKS, " ")
