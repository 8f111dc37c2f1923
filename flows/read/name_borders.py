"""Sentences with the blanks inside known names marked, so that patterns see where a name begins and ends.

Nothing divides an organisation from the name that follows it ("Sở Công Thương Cao Bằng Hà Minh Đức").
So the blanks inside place names, titles and people's names become private-use characters of the same
length, and so does the blank before a person's name or before a word that opens an organisation's:
spans stay, and a blank is a border of words again.
"""

from functools import cache
from itertools import product

import polars as pl

from flows.letters import CAPITAL, LETTER, SMALL
from flows.read.lexicon import Lexicon, words
from flows.read.vocabulary import Vocabulary, either

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
# Middle names that make a run with a rarer surname a name too.
MIDDLE = (
    "(?:Văn|Thị|Đức|Hữu|Minh|Quang|Xuân|Ngọc|Thanh|Hồng|Quốc|Công|Đình|Bá|Tiến|Anh|Tuấn|Hoàng|Thành|Duy|Việt|Thế|Trọng|Mạnh|Hải|Thu|"
    "Kim|Lưu|Huy|Thái|Chí|Nhật|Trung|Khắc|Sỹ|Sĩ|Đăng|Phúc|Bảo|Gia|Như|Mỹ|Phương|Bích|Thúy|Thuý|Ánh|Nguyên|Tấn|Viết|Vĩnh|Cao|Phi|Hoài|Thất|A|Thuận|Khánh|Tùng|Sơn|Ích|Đại|Danh|Tất|Cảnh|Doãn|Quý|Vũ|Lê|Thiện|Diệu|Hà)"
)
# A part of a name from abroad: an initial, "McCain", "O'Reilly", "al-Abadi", "Jean-Claude".
PARTICLE = "(?:bin|ibn|abu|al|el|van|von|de|der|den|da|dos|del|la|Al)"
ABROAD = "A-Za-zÀ-ÖØ-öø-ÿČčŠšŽžŌō"
FOREIGN = rf"(?:{PARTICLE}[ -])*[A-ZÀ-ÖØ-ÞČŠŽŌ](?:\.(?:[A-Z][a-z]+)?|(?:['’][A-Z])?[a-zß-öø-ÿčšžō]+(?:[A-Z][a-z]+)?(?:[-'’][{ABROAD}]+)*)"
# "Kim Jong-un", "Ban Ki-moon": no Vietnamese word goes on in lower case behind a hyphen.
KOREAN = r"[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+"
# "Katy Jones, chuyên gia …, cho biết": who opens a sentence, or follows its quotation, is a person by what is said of him.
DESCRIBED = (
    rf"(?:^|[”\"],? )((?:{FOREIGN})(?: {FOREIGN}){{1,3}}), (?:(?:một|nguyên|cựu|hiện là) )?(?i:(?:phó )?(?:tổng )?giám đốc|(?:phó )?chủ tịch|chuyên gia|giáo sư|tiến sĩ|nhà (?:nghiên cứu|phân tích|kinh tế|khoa học|sáng lập|báo|hoạt động|sử học|ngoại giao)|"
    r"nghiên cứu (?:sinh|viên)|nhân viên|luật sư|bác sĩ|cố vấn|kỹ sư|người (?:phát ngôn|sáng lập|đứng đầu|phụ trách)|phát ngôn viên|trưởng (?:bộ phận|nhóm|phòng|khoa|đại diện)|thành viên|đồng (?:sáng lập|tác giả|giám đốc)|tác giả|quan chức|nghị sĩ|biên tập viên|cây bút|ceo) "
)
OPENS_SENTENCE = "^(?:Theo|Sau|Trong|Khi|Tại|Với|Từ|Ông|Bà|Anh|Chị|Cô|Ngài|Bên|Còn|Và|Như|Cùng|Do|Nếu|Dù|Tuy|Về|Trên|Hôm|Riêng|Cả|TS|GS|PGS|BS|Báo|Tờ|Hãng) "
# Whoever an office of a state leads, its field and its country between them, is a person, whatever the name looks like.
OF_STATE = (
    r"(?i:(?:phó )?tổng thống|(?:phó )?thủ tướng(?: thường trực)?|ngoại trưởng|quốc vương|nữ hoàng|bộ trưởng|thứ trưởng(?: thường trực)?|(?:phó )?đại sứ(?: đặc mệnh toàn quyền)?|"
    r"tổng lãnh sự|(?:phó )?chủ tịch nước|tổng bí thư)"
)
LEADING = r"(?i:(?:phó )?chủ tịch|(?:phó )?bí thư(?: thường trực)?|tổng thư ký|thống đốc|thị trưởng)"
BEGUN = ["ổng thống", "hủ tướng", "oại trưởng", "uốc vương", "ữ hoàng", "ộ trưởng", "hứ trưởng", "ại sứ", "ãnh sự", "hủ tịch", "í thư", "hư ký", "hống đốc", "hị trưởng"]  # fmt: skip
# Surnames that are words of other names too: a delegation, a lake, a martial art.
ALSO_WORDS = ["Đoàn", "Hồ", "Hoàng", "Võ", "Lý", "Vương", "Đào", "Dương", "Tôn", "Tống"]
ADDRESS = "(?i:ông|bà|anh|chị|đồng chí|đ/c|đại biểu|ĐB|ĐBQH|luật sư|bác sĩ|tiến sĩ|TS|PGS|GS)\\.?"
DELEGATE = "(?:[Đđ]ại biểu(?: Quốc hội)?|ĐBQH|ĐB)"  # no title elsewhere: "Đoàn đại biểu", "các đại biểu"
NO_NAME = r" (?:Theo|Trong|Sau|Khi|Cùng|Trao|Nhân|Ngay|Tuy|Còn|Song|Chia|Tham|Qua|Do)$"  # a sentence may follow without a full stop
# Words before a name that make it something else: streets, schools, companies, prizes.
NO_PERSON = (
    "(?i:đường|phố|ngõ|trường|học|chuyên|sư phạm|thpt|thcs|viện|hồ|cầu|chợ|chùa|đền|tượng đài|công viên|quảng trường|đại lộ|bến|sông|núi|công ty|tập đoàn|"
    "nhà máy|cty|kcn|ccn|kkt|khu công nghiệp|cụm công nghiệp|khu kinh tế|thương hiệu|giải thưởng|giải|quỹ|khách sạn|siêu thị|đảo|cảng|hầm|khu|ga|sân|rạp|nhà hát|bảo tàng|xuất khẩu|cphần|phần|tnhh|mtv|doanh nghiệp|hãng|hiệu|ctcp|thuyền|tàu)"
)
# Words that only look as if they opened an organisation's name.
NO_HEAD = [
    "Phòng chống", "Phòng, chống", "Phòng cháy", "Phòng ngừa", "Phòng không", "Hội nghị", "Hội thảo", "Hội chợ", "Hội nhập", "Hội trường", "Viện trợ",
    "Trường hợp", "Trường Sa", "Vụ án", "Vụ việc", "Quỹ đất", "Đài Loan", "Cục bộ", "Báo cáo", "Báo chí", "Phòng Thương mại", "Hội nhập quốc tế",
]  # fmt: skip

# Names with a second head within.
TWO_HEADS = [
    "Đảng ủy Công an Trung ương",
    "Ủy ban Trung ương Mặt trận Tổ quốc",
    "Ủy ban Trung ương MTTQ",
    "Uỷ ban Trung ương MTTQ",
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


def marked(sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """a, s and `marked`: the sentence with the blanks of places, titles, people and before organisations marked."""
    surnames = lexicon.surnames.sort(pl.col("surname").str.len_chars(), descending=True)
    strong = either(surnames.filter(pl.col("strong") == "yes")["surname"].to_list())
    every = either(surnames["surname"].to_list())
    sentences = _apart_from_people(sentences, every, strong, lexicon)
    sentences = _replaced(sentences, _glue(lexicon))
    alone = surnames.filter(pl.col("strong") == "yes", ~pl.col("surname").is_in(ALSO_WORDS))[
        "surname"
    ].to_list()
    sentences = _over_places(sentences, every, either(alone), lexicon)
    sentences = _foreign(_led_by_office(sentences, every, strong, lexicon), lexicon)
    # About every third sentence holds a surname before a capital, or a blank within a name that is marked already.
    likely = sentences.filter(pl.col("sentence").str.contains(rf"{every} {CAPITAL}|{IN_NAME}"))
    if likely.height:
        sentences = sentences.update(_named(likely, every, strong), on="s")
    return _replaced(sentences, _openings(lexicon)).select("a", "s", marked="sentence")


def _named(sentences: pl.DataFrame, every: str, strong: str) -> pl.DataFrame:
    """s and sentence: glued sentences with the blanks within people's names, and the one before each, marked."""
    text = pl.col("sentence")
    ahead, syllable = r"(^|[\s(“\":;,\-–]|S\.|KH\.)", f"({SYLLABLE})"  # "TS.Trần Văn A"
    # Two names in a row, the first a school's or a company's: "Trường THPT Chu Văn An Phạm Thị Lý".
    two = rf"{ahead}({strong}) {syllable} {syllable} ({strong}) {syllable} {syllable}([^{LETTER}{IN_PLACE}{IN_TITLE}]|$)"
    text = text.str.replace_all(
        two, f"${{1}}${{2}}{IN_NAME}${{3}}{IN_NAME}${{4}} ${{5}}{IN_NAME}${{6}}{IN_NAME}${{7}}${{8}}"
    )
    # Two surnames, the mother's second: "Hà Nguyễn Khánh Linh"; the first must not be the end of a place's name.
    text = text.str.replace_all(
        rf"(^|[(“\":;,–-] ?|(?:^|[\s(“\"])(?:Ông|Bà|Anh|Chị|Cô|Thầy|Em|{SMALL}+) )({every}) ({strong}) {syllable} {syllable}([^{LETTER}{IN_PLACE}{IN_TITLE}]|$)",
        f"${{1}}${{2}}{IN_NAME}${{3}}{IN_NAME}${{4}}{IN_NAME}${{5}}${{6}}",
    )
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
            rf"{ahead}({first}) ({middle}){tail}([^{LETTER}{IN_PLACE}{IN_TITLE}]|$)",
            f"${{1}}${{2}}{joined}${{{4 + rest}}}",
        )
    named = rf"({CAPITAL}[{LETTER}'’.\-]*{IN_NAME})"
    text = text.str.replace_all(rf" {named}", f"{BEFORE_NAME}${{1}}")
    text = text.str.replace_all(rf"(^|[^{LETTER}])({NO_PERSON}){BEFORE_NAME}", "${1}${2} ")
    return sentences.select("s", sentence=text)


def _apart_from_people(sentences: pl.DataFrame, every: str, strong: str, lexicon: Lexicon) -> pl.DataFrame:
    """Sentences with the blanks of units marked whose names begin like a person's, right before a person's:
    "UBND huyện Vũ Thư Nguyễn Quang Bách".
    """
    likely = sentences.filter(
        pl.col("sentence").str.contains(
            rf"{either(UNITS)} {every} {SYLLABLE}(?: {SYLLABLE})? {strong} {SYLLABLE}"
        )
    )
    if likely.is_empty():
        return sentences
    names = _like_people(lexicon).within(likely["sentence"])
    marks = {f"{unit} {n} ": f"{unit} {n.replace(' ', IN_PLACE)} " for unit in UNITS for n in names}
    return sentences.update(_replaced(likely.select("s", "sentence"), _Marks(marks)), on="s")


@cache
def _like_people(lexicon: Lexicon) -> Vocabulary:
    """Names of units below the province that begin with a surname."""
    surname = pl.col("word").str.extract(r"^(\S+) ").is_in(lexicon.surnames["surname"].implode())
    return Vocabulary(lexicon.localities.filter(surname, pl.col("rank") != "p")["word"].unique().sort())


def _over_places(sentences: pl.DataFrame, every: str, strong: str, lexicon: Lexicon) -> pl.DataFrame:
    """Glued sentences with the names marked that a place's name ends, behind a surname that is nothing else, or behind
    an office or an honorific and any surname: "Nguyễn Hòa Bình", "ông Lương Hà Giang".
    """
    text = pl.col("sentence")
    likely = sentences.filter(text.str.contains(rf"{every} (?:{MIDDLE} )?{SYLLABLE}{IN_PLACE}{SYLLABLE}"))
    if likely.is_empty():
        return sentences
    end = rf"([^{LETTER}{IN_PLACE}{IN_TITLE}]|$)"
    place = rf"({SYLLABLE}){IN_PLACE}({SYLLABLE}){end}"
    apart = r"(^|[\s(“\":;,\-–])"
    # Countries and the capital stand behind other words with a capital too ("Miss Tạ | Hy Lạp").
    province = lexicon.places.filter(
        pl.col("level") == "province", pl.col("name").str.count_matches(" ") == 1
    )
    own = either(province["name"].str.replace(" ", IN_PLACE).unique().to_list())
    alone = rf"(^|[“\":;,(–-] ?|{SMALL} )({strong}) ({own}){end}"
    joined = f"${{1}}${{2}}{IN_NAME}"
    put = text.str.replace_all(
        rf"({IN_TITLE}{LETTER}+ |(?:^|[\s(“\":;,\-–])(?:{ADDRESS}) )({every}) {place}",
        f"{joined}${{3}}{IN_NAME}${{4}}${{5}}",
    )
    put = put.str.replace_all(
        rf"{apart}({every}) (Thị|Văn|Đức|Minh|Ngọc|Thanh) {place}",
        f"{joined}${{3}}{IN_NAME}${{4}}{IN_NAME}${{5}}${{6}}",
    )
    put = put.str.replace_all(alone, f"{joined}${{3}}${{4}}")
    # What is left of the place's mark within a name is the name's.
    put = put.str.replace_all(rf"({IN_NAME}{SYLLABLE}){IN_PLACE}", f"${{1}}{IN_NAME}")
    return sentences.update(likely.select("s", put), on="s")


def _led_by_office(sentences: pl.DataFrame, every: str, strong: str, lexicon: Lexicon) -> pl.DataFrame:
    """Glued sentences with the names marked that only the office before them tells: "Tổng thống Nga Vladimir Putin",
    "Tổng Bí thư Tô Lâm".
    """
    text = pl.col("sentence")
    likely = sentences.filter(
        text.str.contains_any([*(w.replace(" ", IN_TITLE) for w in BEGUN), "ại biểu ", "ĐB ", "ĐBQH "])
    )
    if likely.is_empty():
        return sentences
    country = countries(lexicon).pattern(likely["sentence"])
    field = fields(lexicon).pattern(likely["sentence"])
    name = rf"((?:{FOREIGN})(?: {FOREIGN}){{1,3}}|{every}(?: {SYLLABLE}){{1,3}})(?: {SMALL}|[^{LETTER} {IN_PLACE}{IN_TITLE}]|$)"
    state, leading = (title.replace(" ", IN_TITLE) for title in (OF_STATE, LEADING))
    state = rf"(?:{state}|(?i:chủ{IN_TITLE}tịch) Quốc hội)"
    patterns = [
        rf"{state}(?:(?: Bộ)? (?i:{field}))?(?:(?: của)? {country})?(?: (?:tại|ở) {country})? {name}",
        rf"(?i:bộ|thứ){IN_TITLE}trưởng [^,.;:()“”\"]{{2,45}} {country} {name}",
        rf"{leading} {country} {name}",
        rf"{leading} ({strong} {SYLLABLE})(?: {SMALL}|[,.;:)]|$)",
        rf"{DELEGATE} ({every}(?: {SYLLABLE}){{2,3}})(?: [({SMALL[1:]}|[^{LETTER} {IN_PLACE}{IN_TITLE}]|$)",
    ]
    told = pl.concat(
        likely.select("s", told=text.str.extract_all(p))
        .explode("told")
        .drop_nulls()
        .with_columns(name=pl.col("told").str.extract(p))
        for p in patterns
    )
    return _with_names(sentences, told.filter(~pl.col("name").str.contains(rf"^{country} ")))


def _foreign(sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Glued sentences with the names marked that a given name from abroad opens, and Korean ones."""
    text = pl.col("sentence")
    given = [f"{name} " for name in lexicon.given_names["name"]]
    sentences = _with_names(sentences, _described(sentences))
    likely = sentences.filter(text.str.contains_any(given) | text.str.contains(KOREAN))
    if likely.is_empty():
        return sentences
    met = likely.select(text.str.extract_many(given, overlapping=True)).to_series().explode().unique()
    opened = [name.strip() for name in given if name in set(met)]
    pattern = rf"(?:{KOREAN}|{either(opened)}(?: {FOREIGN}){{1,3}})" if opened else KOREAN
    told = likely.select("s", name=text.str.extract_all(pattern)).explode("name").drop_nulls()
    return _with_names(sentences, told.with_columns(told="name"))


def _described(sentences: pl.DataFrame) -> pl.DataFrame:
    """The foreign names with what their bearer is right behind them: s, told, name."""
    told = sentences.select("s", name=pl.col("sentence").str.extract(DESCRIBED)).drop_nulls()
    vietnamese = pl.col("name").str.contains(rf"^{ONE_SYLLABLE}(?: {ONE_SYLLABLE})*$")
    told = told.filter(~vietnamese, ~pl.col("name").str.contains(OPENS_SENTENCE))
    return told.with_columns(told="name")


def _with_names(sentences: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The sentences with the blanks marked of the names (told: s, told, and name, which ends it) that each itself tells:
    what another sentence tells has no say in it.
    """
    told = told.with_columns(name=pl.col("name").str.replace(NO_NAME, ""))
    told = told.filter(pl.col("name").str.contains(" ")).sort("s", pl.col("told").str.len_chars(), descending=[False, True])  # fmt: skip
    texts = dict(sentences.join(told, on="s", how="semi").select("s", "sentence").iter_rows())
    for s, phrase, name in told.select("s", "told", "name").iter_rows():
        lead = phrase.split(name, 1)[0]
        texts[s] = texts[s].replace(lead + name, lead + name.replace(" ", IN_NAME))
    if not texts:
        return sentences
    put = pl.DataFrame({"s": list(texts), "sentence": list(texts.values())}, schema_overrides={"s": sentences.schema["s"]})  # fmt: skip
    return sentences.update(put, on="s")


def glued(text: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """Text with the blanks inside listed places and titles marked."""
    marks = _glue(lexicon)
    return text.str.replace_many(marks.put, leftmost=True)


@cache
def countries(lexicon: Lexicon, but: str = "") -> Vocabulary:
    """The countries (without the one named `but`) by every name, the blanks in these marked."""
    named = lexicon.places.filter(pl.col("level") == "country", pl.col("name") != but)
    every = named.select(pl.concat_list("name", words("aliases").fill_null([])).alias("n")).explode("n")["n"]
    return Vocabulary(every.unique(maintain_order=True).str.replace_all(" ", IN_PLACE))


@cache
def fields(lexicon: Lexicon) -> Vocabulary:
    """The fields of ministries and departments by each name."""
    return Vocabulary(lexicon.fields["word"], cased=False)


@cache
def ministries(lexicon: Lexicon) -> Vocabulary:
    """The fields of ministries by each name."""
    return Vocabulary(lexicon.fields.filter("ministry")["word"], cased=False)


@cache
def _glue(lexicon: Lexicon) -> "_Marks":
    marks = {n: n.replace(" ", IN_PLACE) for n in place_names(lexicon)}
    marks |= {t: t.replace(" ", IN_TITLE) for t in title_forms(lexicon)}
    return _Marks(marks | _of_the_man())


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
def _openings(lexicon: Lexicon) -> "_Marks":
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
    begun = tuple(f" {h}" for h in heads)
    heads += [w for w in known if any(w.startswith(begun, at) for at, c in enumerate(w) if c == " ")]
    # At the head of a sentence "Tổng công ty" is one word, no "Tổng" before a "công ty".
    first = {h: h for h in heads if " " in h} | {w: w for w in KEPT}
    opened = {f" {h}": f"{BEFORE_HEAD}{h}" for h in heads} | {f" {w}": f" {w}" for w in NO_HEAD}
    return _Marks(first | opened | _behind_units(heads, lexicon))


def _behind_units(heads: list[str], lexicon: Lexicon) -> dict[str, str]:
    """Marks inside the names of places that begin with one of the heads ("Vụ Bản", "Hội An"), each behind every unit's word."""
    opening = tuple(f"{h} " for h in heads)
    known = lexicon.localities.filter(pl.col("word").str.contains(" ")).unique("word").sort("word")
    known = known.filter(pl.Series([w.startswith(opening) for w in known["word"]], dtype=pl.Boolean))
    places = known.select(glued(pl.col("word"), lexicon))["word"]
    units = [*UNITS, *(unit.capitalize() for unit in UNITS), "tp", "Tp", "TP", "TP.", "TX", "TT"]
    return {f"{u} {place}": f"{u} {place.replace(' ', IN_PLACE)}" for u in units for place in places}


class _Marks:
    """Words, the longest first, with what is put in their place."""

    def __init__(self, by: dict[str, str]) -> None:
        self.put = {word: by[word] for word in sorted(by, key=lambda w: (-len(w), w))}
        self.words = Vocabulary(self.put)


def _replaced(sentences: pl.DataFrame, marks: _Marks) -> pl.DataFrame:
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
RAISED = ["phòng", "khoa", "đoàn", "ban", "đơn", "bộ", "phát", "điều", "đại", "cấp", "tịch", "đốc", "thư", "sứ"]  # fmt: skip


def _cased(word: str) -> set[str]:
    """A title's word in small letters, as the seed has it, and raised where papers do so."""
    return {word, word[0].lower() + word[1:]} | ({word.title()} if word in RAISED else set())


TITLE = rf"{LETTER}+(?:{IN_TITLE}{LETTER}+)+|CEO"  # a title in marked text


def plain(text: pl.Expr) -> pl.Expr:
    """Marked text as it was written."""
    return text.str.replace_all(MARKS, " ")
