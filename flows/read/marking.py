"""Sentences marked for the readers of names: people told by their surname, their office, their calling or a given name from abroad (linguistics §9)."""

from functools import cache

import polars as pl

from flows.letters import CAPITAL, FIGURE, LETTER, SMALL
from flows.read.lexicon import Lexicon
from flows.read.name_borders import (
    BEFORE_NAME,
    IN_NAME,
    IN_PLACE,
    IN_TITLE,
    ONE_SYLLABLE,
    PARTICLE,
    SYLLABLE,
    UNITS,
    Marks,
    apart_from_names,
    countries,
    fields,
    glue,
    glued,
    openings,
    our_provinces,
    replaced,
)
from flows.read.rules import of_rows
from flows.read.spans import find
from flows.read.vocabulary import Vocabulary, either

# Middle names that make a run with a rarer surname a name too.
MIDDLE = (
    "(?:Văn|Thị|Đức|Hữu|Minh|Quang|Xuân|Ngọc|Thanh|Hồng|Quốc|Công|Đình|Bá|Tiến|Anh|Tuấn|Hoàng|Thành|Duy|Việt|Thế|Trọng|Mạnh|Hải|Thu|"
    "Kim|Lưu|Huy|Thái|Chí|Nhật|Trung|Khắc|Sỹ|Sĩ|Đăng|Phúc|Bảo|Gia|Như|Mỹ|Phương|Bích|Thúy|Thuý|Ánh|Nguyên|Tấn|Viết|Vĩnh|Cao|Phi|Hoài|Thất|A|Thuận|Khánh|Tùng|Sơn|Ích|Đại|Danh|Tất|Cảnh|Doãn|Quý|Vũ|Lê|Thiện|Diệu|Hà)"
)
ABROAD = "A-Za-zÀ-ÖØ-öø-ÿČčŠšŽžŌō"
FOREIGN = rf"(?:{PARTICLE}[ -])*[A-ZÀ-ÖØ-ÞČŠŽŌ](?:\.(?:[A-Z][a-z]+)?|(?:['’][A-Z])?[a-zß-öø-ÿčšžō]+(?:[A-Z][a-z]+)?(?:[-'’][{ABROAD}]+)*)"
# "Kim Jong-un", "Ban Ki-moon": no Vietnamese word goes on in lower case behind a hyphen.
KOREAN = r"(?:[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+|(?:Kim|Park|Lee|Choi|Choo|Han|Moon|Jung|Chung|Shin|Kang|Cho|Yoon|Seo|Kwon|Hwang|Ahn|Yoo|Hong|Bang|Chang|Lim|Ryu|Roh|Jang|Bae|Yun) [A-Z][a-z]+-[A-Z][a-z]+)"
# "Katy Jones, chuyên gia …, cho biết": who opens a sentence, or follows its quotation, is a person by what is said of him.
DESCRIBED = (
    rf"(?:^|[”\"],? )((?:{FOREIGN})(?: {FOREIGN}){{1,3}}), (?:(?:một|nguyên|cựu|hiện là) )?(?i:(?:phó )?(?:tổng )?giám đốc|(?:phó )?chủ tịch|chuyên gia|giáo sư|tiến sĩ|nhà (?:nghiên cứu|phân tích|kinh tế|khoa học|sáng lập|báo|hoạt động|sử học|ngoại giao)|"
    r"nghiên cứu (?:sinh|viên)|nhân viên|luật sư|bác sĩ|cố vấn|kỹ sư|người (?:phát ngôn|sáng lập|đứng đầu|phụ trách)|phát ngôn viên|trưởng (?:bộ phận|nhóm|phòng|khoa|đại diện)|thành viên|đồng (?:sáng lập|tác giả|giám đốc)|tác giả|quan chức|nghị sĩ|biên tập viên|cây bút|ceo) "
)
# "…; Thongsing Phommavan, Thứ trưởng Bộ A; …": a list of a delegation from abroad.
IN_DELEGATION = rf"(?:; (?:và )?|[Đđ]ồng chí |[Nn]gài )((?:{FOREIGN})(?: {FOREIGN}){{1,3}}), (?:nguyên |cựu )?{LETTER}+{IN_TITLE}"
OPENS_SENTENCE = "^(?:Theo|Sau|Trong|Khi|Tại|Với|Từ|Ông|Bà|Anh|Chị|Cô|Ngài|Bên|Còn|Và|Như|Cùng|Do|Nếu|Dù|Tuy|Về|Trên|Hôm|Riêng|Cả|TS|GS|PGS|BS|Báo|Tờ|Hãng) "
# Whoever an office of a state leads, its field and its country between them, is a person, whatever the name looks like.
OF_STATE = (
    r"(?i:(?:phó )?tổng thống(?: đắc cử| lâm thời)?|(?:phó )?thủ tướng(?: thường trực| lâm thời)?|ngoại trưởng|quốc vương|nữ hoàng|bộ trưởng|thứ trưởng(?: thường trực)?|(?:phó )?đại sứ(?: đặc mệnh toàn quyền)?|"
    r"tổng lãnh sự|(?:phó )?chủ tịch nước|tổng bí thư)"
)
STYLED = "(?:Cộng hòa|Liên bang|Vương quốc)"  # "Tổng thống Cộng hòa Belarus | A"
STATE = "(?:Bang|Tiểu|Cộng|Liên|Vương)"  # the first word of a state's own name: "Bang California", "Cộng hòa Haiti"
LEADING = r"(?i:(?:phó )?chủ tịch|(?:phó )?bí thư(?: thường trực)?|tổng thư ký|thống đốc|thị trưởng)"
OF_PROVINCE = r"(?:Tỉnh (?:ủy|uỷ)|Thành (?:ủy|uỷ)|(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)(?: (?:tỉnh|thành phố|TP\.?))?|tỉnh)"
DIRECTOR = rf"(?i:(?:phó{IN_TITLE})?giám{IN_TITLE}đốc)"
OWN_PLACE = rf"(?:(?:tỉnh|thành phố|TP\.?) ?)?{CAPITAL}{LETTER}*(?:{IN_PLACE}{LETTER}+)+"
# An office in a public body, up to the place that closes its name; what follows that, and what does not.
PUBLIC = r"(?:Tỉnh|Thành|Huyện|Thị|Quận|Đảng) (?:ủy|uỷ)|Đảng bộ|UBND|HĐND|[UỦ][yỷ] ban|Hội đồng nhân dân|Sở|Ban|Công an|MTTQ|Mặt trận|Hội|Liên đoàn|Cục|Chi cục|Ngân hàng Nhà nước|NHNN|Tòa án|TAND|Viện [Kk]iểm sát|VKSND|Viện KSND|Tỉnh đoàn|Bảo hiểm xã hội|BHXH|Kho bạc|Thuế|Thống kê|Bộ (?:Chỉ huy|CHQS)|Thanh tra|Văn phòng|Đoàn|Phòng|Liên minh"
IN_BODY = rf"(?:{IN_TITLE}{LETTER}+ (?:{PUBLIC})|(?i:trưởng){IN_TITLE}(?i:ban|phòng|đoàn))(?: [^\s,.;:()“”\"{IN_NAME}{IN_TITLE}]+){{0,9}}?"
PART = rf"{CAPITAL}{LETTER}*(?:['’]{LETTER}+)?"
NO_HOLDER = "^(?:Theo|Sau|Trong|Khi|Tại|Với|Từ|Ông|Bà|Bên|Còn|Và|Như|Cùng|Do|Nếu|Tuy|Về|Trên|Hôm|Riêng|Khóa|Nhiệm|Ảnh|Ngày|Sáng|Chiều|Tối|TS|ThS|PGS|BS) |^Y (?:Dược|Khoa|Tế|Học)(?: |$)"
# Who leads an international body: "Tổng Giám đốc WHO Anders Holm", "Trưởng đại diện UNDP tại Việt Nam Maria Novak".
OF_BODY = (
    r"(?i:(?:phó )?(?:tổng )?giám đốc(?: điều hành)?|(?:phó )?chủ tịch|(?:phó )?tổng thư ký|trưởng đại diện)"
)
# Callings that no firm's name follows: "nhà báo Anders Holm".
CALLING = (
    "(?i:giáo sư|phó giáo sư|nghị sĩ|nghị sỹ|nhà (?:kinh tế|kinh tế học|nghiên cứu|báo|sử học|khoa học|ngoại giao|văn|làm phim)|cây bút|"
    "chuyên gia kinh tế|chuyên gia phân tích|luật sư|tiến sĩ|phát ngôn viên)"
)
CALLINGS = ["iáo sư ", "ghị s", "hà kinh", "hà nghiên", "hà báo ", "hà sử", "hà khoa", "hà ngoại", "hà văn ", "hà làm", "ây bút ", "huyên gia ", "uật sư ", "iến sĩ ", "phát ngôn viên ", "ngôn\ue013viên "]  # fmt: skip
# What the titles in a state and in other bodies end with.
STATES = ["ổng thống", "hủ tướng", "oại trưởng", "uốc vương", "ữ hoàng", "ộ trưởng", "hứ trưởng", "ại sứ", "ãnh sự", "hủ tịch", "í thư"]  # fmt: skip
LEADERS = ["hủ tịch", "í thư", "hư ký", "hống đốc", "hị trưởng"]
BEGUN = [*STATES, *LEADERS, "iám đốc"]
IN_A_ROW = 3  # units called like people that one list is looked through for
# Surnames that are words of other names too: a delegation, a lake, a martial art.
ALSO_WORDS = ["Đoàn", "Hồ", "Hoàng", "Võ", "Lý", "Vương", "Đào", "Dương", "Tôn", "Tống"]
ADDRESS = "(?i:ông|bà|anh|chị|đồng chí|đ/c|đại biểu|ĐB|ĐBQH|luật sư|bác sĩ|tiến sĩ|TS|PGS|GS)\\.?"
DELEGATE = "(?:[Đđ]ại biểu(?: Quốc hội)?|ĐBQH|ĐB)"  # no title elsewhere: "Đoàn đại biểu", "các đại biểu"
# "Trong", also a given name, opens a sentence where one of these follows: "Bí thư Lê Văn A Trong năm qua, …".
WITHIN = (
    "Trong (?:khi|năm|tháng|quý|tuần|ngày|đêm|sáng|chiều|kỳ|đợt|dịp|đó|số|những|các|một|hai|ba|bốn|nhiều|quá|buổi|cuộc|phiên|chuyến|thời|bối|giai|khuôn|lúc|suốt|vòng|"
    "tổng|lĩnh|điều|phần|bài|báo|văn|kế|nội|tương|lịch|nước|[0-9]+)"
)
# "Bộ trưởng Trần Văn A Sáng 3/7, …": a day's part behind a name of three syllables, with a day.
AND_A_TIME = rf"((?:{IN_NAME}{LETTER}+){{2}}){IN_NAME}((?:Sáng|Trưa|Chiều|Tối|Đêm) (?:ngày|hôm|nay|qua|mai|cùng|{FIGURE}))"
NO_NAME = r" (?:Theo|Trong|Sau|Khi|Cùng|Trao|Nhân|Ngay|Tuy|Còn|Song|Chia|Tham|Qua|Do)$"  # a sentence may follow without a full stop
# Words before a name that make it something else: streets, schools, companies, prizes.
NO_PERSON = (
    "(?i:đường|phố|ngõ|trường|học|chuyên|sư phạm|thpt|thcs|viện|hồ|cầu|chợ|chùa|đền|tượng đài|công viên|quảng trường|đại lộ|bến|sông|núi|công ty|tập đoàn|"
    "nhà máy|cty|kcn|ccn|kkt|khu công nghiệp|cụm công nghiệp|khu kinh tế|thương hiệu|giải thưởng|giải|quỹ|khách sạn|siêu thị|đảo|cảng|hầm|khu|ga|sân|rạp|nhà hát|bảo tàng|xuất khẩu|cphần|phần|tnhh|mtv|doanh nghiệp|hãng|hiệu|ctcp|thuyền|tàu)"
)

# A firm's legal form and trade, behind which its own name may look like a person's: "Công ty TNHH Phát triển Phan Gia Khánh".
TRADE = "(?: (?:tm|thương mại|dv|dịch vụ|đầu tư|xd|xây dựng|phát triển|sản xuất|sx|tư vấn|du lịch|địa ốc|bất động sản|xuất nhập khẩu|xnk|kinh doanh|vận tải|quản lý|và|&|-))"
FIRM_OF = (
    f"(?i:(?:công ty|cty|tập đoàn){TRADE}*(?: (?:tnhh|mtv|một thành viên|cp|cổ phần))+{TRADE}+|ctcp{TRADE}+)"
)
NO_SCHOOL = "[Mm]ôi trường|[Tt]hị trường|[Ll]ập trường"


def marked(sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """a, s and `marked`: the sentence with the blanks of places, titles, people and before organisations marked."""
    surnames = lexicon.surnames.sort(pl.col("surname").str.len_chars(), descending=True)
    strong = either(surnames.filter(pl.col("strong") == "yes")["surname"].to_list())
    every = either(surnames["surname"].to_list())
    sentences = _apart_from_people(sentences, every, strong, lexicon)
    for _ in range(IN_A_ROW):
        further = _listed_like_people(sentences, every, lexicon)
        if further is sentences:
            break
        sentences = further
    sentences = replaced(sentences, glue(lexicon))
    alone = surnames.filter(pl.col("strong") == "yes", ~pl.col("surname").is_in(ALSO_WORDS))[
        "surname"
    ].to_list()
    sentences = _over_places(sentences, every, either(alone), lexicon)
    sentences = _led_in_province(_led_by_office(sentences, every, strong, lexicon), strong, lexicon)
    sentences = _led_in_body(sentences, lexicon)
    sentences = _foreign(sentences, lexicon)
    # About every third sentence holds a surname before a capital, or a blank within a name that is marked already.
    likely = sentences.filter(pl.col("sentence").str.contains(rf"{every} {CAPITAL}|{IN_NAME}"))
    if likely.height:
        sentences = sentences.update(_named(likely, every, strong), on="s")
    return replaced(sentences, openings(lexicon)).select("a", "s", marked="sentence")


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
    # A sentence may follow without a full stop: "Thủ tướng Trần Văn A Ngày 3/7, …".
    text = text.str.replace_all(rf"{IN_NAME}(Ngày|Tại|Theo|Ảnh|Tuy|Với|{WITHIN})( |$)", " ${1}${2}")
    text = text.str.replace_all(AND_A_TIME, "$1 $2")
    sentences = replaced(sentences.select("s", sentence=text), apart_from_names())
    named = rf"({CAPITAL}[{LETTER}'’.\-]*{IN_NAME})"
    text = pl.col("sentence").str.replace_all(rf" {named}", f"{BEFORE_NAME}${{1}}")
    text = text.str.replace_all(rf"(^|[^{LETTER}])({NO_PERSON}|{FIRM_OF}){BEFORE_NAME}", "${1}${2} ")
    # "Phòng Tài nguyên và Môi trường | Trần Văn A": what ends a body's name is no school's word.
    text = text.str.replace_all(rf"({NO_SCHOOL}) {named}", f"${{1}}{BEFORE_NAME}${{2}}")
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
    return sentences.update(replaced(likely.select("s", "sentence"), Marks(marks)), on="s")


@of_rows
def _listed_like_people(sentences: pl.DataFrame, every: str, lexicon: Lexicon) -> pl.DataFrame:
    """Sentences with the blanks of the first unit marked that is called like a person, has its blanks yet and stands behind its noun, alone or
    in a list: "các huyện U Minh, Trần Văn Thời".
    """
    name, like = (
        f"{SYLLABLE}(?:[ {IN_PLACE}]{SYLLABLE}){{0,3}}",
        f"{every} {SYLLABLE} {SYLLABLE}(?: {SYLLABLE})?",
    )
    behind = rf"(?:[,.;:)]| {SMALL}| \(|$)"
    found = find(sentences, rf"{either(UNITS[:8])} (?:{name}(?:,| và) )*?{like}{behind}", "sentence")
    if found.is_empty():
        return sentences
    called = pl.col("surface").str.extract(rf"({like}){behind}$")
    units = found.with_columns(name=called).filter(pl.col("name").is_in(_like_people(lexicon).words))
    marks = {
        told: told.replace(name, name.replace(" ", IN_PLACE))
        for told, name in units.select("surface", "name").rows()
    }
    return replaced(sentences, Marks(marks)) if marks else sentences


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
    alone = rf"(^|[“\":;,(–-] ?|{SMALL} |{CAPITAL}{{2}} )({strong}) ({own}){end}"
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
    weak = either(lexicon.surnames.filter(pl.col("strong") != "yes")["surname"].to_list())
    country = countries(lexicon).pattern(likely["sentence"])
    field = fields(lexicon).pattern(likely["sentence"])
    name = rf"((?:{FOREIGN})(?: {FOREIGN}){{1,3}}|{every}(?: {SYLLABLE}){{1,3}})(?: {SMALL}|[^{LETTER} {IN_PLACE}{IN_TITLE}]|$)"
    state, leading = (title.replace(" ", IN_TITLE) for title in (OF_STATE, LEADING))
    state = rf"(?:{state}|(?i:chủ{IN_TITLE}tịch) (?:Quốc hội|Hạ viện|Thượng viện|Nghị viện))"
    patterns = {
        rf"{state}(?:(?: Bộ)? (?i:{field}))?(?:(?: của)?(?: {STYLED})? {country})?(?: (?:tại|ở) {country})? {name}": _of(STATES),
        rf"(?i:bộ|thứ){IN_TITLE}trưởng [^,.;:()“”\"]{{2,45}} {country} {name}": _of(["ộ trưởng", "ứ trưởng"]),
        rf"{leading} {country} {name}": _of(LEADERS),
        rf"{leading} ({strong} {SYLLABLE})(?: {SMALL}|[,.;:)]|$)": _of(LEADERS),
        # Provinces and cities are glued: "Bí thư Tỉnh ủy | Lê Hà", "Giám đốc Sở Y tế Nghệ An | Lê Hà", "Chủ tịch tỉnh Sơn Đông Vu Chí Hòa".
        rf"(?:{leading} {OF_PROVINCE}|{DIRECTOR} Sở (?i:{field}))(?: {OWN_PLACE})? ({strong} {SYLLABLE})(?: {SMALL}|[,.;:)]|$)": _of([*LEADERS, "iám đốc"]),
        rf"{leading}(?: {OF_PROVINCE}(?: {OWN_PLACE})?| tỉnh {SYLLABLE} {SYLLABLE})? ({weak} {SYLLABLE} {SYLLABLE})(?: {SMALL}|[,.;:)]|$)": _of(LEADERS),
        rf"{DELEGATE} ({every}(?: {SYLLABLE}){{2,3}})(?: [({SMALL[1:]}|[^{LETTER} {IN_PLACE}{IN_TITLE}]|$)": ("đại biểu ", "đb ", "đbqh "),
    }  # fmt: skip
    if (told := _told(likely, patterns)).is_empty():
        return sentences
    other = rf"^(?:{country}|{STATE}) |^Đoàn Thanh$"  # "Bí thư Đoàn Thanh | niên"
    return _with_names(sentences, told.filter(~pl.col("name").str.contains(other)))


def _led_in_province(sentences: pl.DataFrame, strong: str, lexicon: Lexicon) -> pl.DataFrame:
    """Glued sentences with the names marked of whoever holds an office in a body that its province's name closes, whatever they look like
    ("Chủ tịch UBND tỉnh Đắk Lắk | Y Ban Kbuôr"); below it, of names that no place has ("Bí thư Huyện ủy Cư Mgar | Y Ban Kbuôr").
    """
    likely = sentences.filter(
        pl.col("sentence").str.contains(rf"{IN_TITLE}[^,.;:]*{CAPITAL}[{LETTER}{IN_PLACE}]* {CAPITAL}")
    )
    if likely.is_empty():
        return sentences
    province = our_provinces(lexicon).pattern(likely["sentence"])
    peoples = either(lexicon.surnames.filter(pl.col("surname").str.contains(" "))["surname"].to_list())
    ends = rf"(?: {SMALL}|[,.;:)]|$)"
    patterns = [
        rf"{IN_BODY} {province} ({PART}(?: {PART}){{1,4}}){ends}",
        rf"{IN_BODY} {CAPITAL}{LETTER}* ((?:Y {PART}|[HK]['’]{LETTER}+|{peoples})(?: {PART}){{1,3}}|Y {PART}){ends}",
        rf"{IN_TITLE}{LETTER}+ (Y {PART}(?: {PART}){{0,3}}){ends}",
    ]
    told = pl.concat(_matches(likely, p) for p in patterns)
    # A usual name is told by its surname.
    other = pl.col("name").str.contains(rf"{NO_HOLDER}|^{strong} {SYLLABLE} {SYLLABLE}(?: {SYLLABLE})?$")
    known = pl.col("name").is_in(lexicon.localities["word"].unique().implode())
    return _with_names(sentences, told.filter(~other & ~known))


def _of(titles: list[str]) -> tuple[str, ...]:
    """Titles as marked text has them, in lower case."""
    return tuple(title.replace(" ", IN_TITLE) for title in titles)


def _told(likely: pl.DataFrame, patterns: dict[str, tuple[str, ...]]) -> pl.DataFrame:
    """As `_matches`, of each pattern where one of its cues stands in lower case: where none does it is not even compiled,
    which costs some 4 ms.
    """
    lower = likely["sentence"].str.to_lowercase()
    cued = ((likely.filter(lower.str.contains_any(list(cues))), p) for p, cues in patterns.items())
    nothing = pl.DataFrame(schema={"told": pl.String, "s": likely.schema["s"], "name": pl.String})
    return pl.concat([nothing, *(_matches(rows, p) for rows, p in cued if rows.height)])


def _matches(sentences: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """What the pattern finds: told, s, and name, its first group. One expression a query: polars then compiles it once."""
    found = sentences.select(told=pl.col("sentence").str.extract_all(pattern))
    each = found.with_columns(sentences["s"]).explode("told").drop_nulls()
    return each.with_columns(name=pl.col("told").str.extract(pattern))


def _led_in_body(sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Glued sentences with the foreign names marked that an office in an international body, or a calling, opens."""
    text = pl.col("sentence")
    bodies = _international(lexicon)
    name = rf"((?:{FOREIGN})(?: {FOREIGN}){{1,3}})(?: {SMALL}|[^{LETTER} {IN_PLACE}{IN_TITLE}]|$)"
    told = []
    likely = sentences.filter(
        text.str.contains_any(["iám\ue013đốc", "hủ\ue013tịch", "hư\ue013ký", "ại\ue013diện"])
    )
    met = bodies.pattern(likely["sentence"])
    title, country = OF_BODY.replace(" ", IN_TITLE), countries(lexicon).pattern(likely["sentence"])
    told.append((likely, rf"{title}(?: của)? {met}(?: \([A-Z]+\))?(?: tại {country})? {name}"))
    likely = sentences.filter(text.str.contains_any(CALLINGS))
    of = countries(lexicon).pattern(likely["sentence"])
    called = CALLING.replace("phát ngôn viên", f"phát[ {IN_TITLE}]ngôn[ {IN_TITLE}]viên")
    told.append((likely, rf"{called}(?: {of})? {name}"))
    return _with_names(sentences, _abroad(pl.concat(_matches(rows, p) for rows, p in told)))


@cache
def _international(lexicon: Lexicon) -> Vocabulary:
    """The international bodies by every name, as the glued text has it."""
    rows = lexicon.organizations.filter(pl.col("kind") == "international")
    return Vocabulary(rows.select(glued(pl.col("word"), lexicon))["word"].unique(maintain_order=True))


def _abroad(told: pl.DataFrame) -> pl.DataFrame:
    """The rows whose name is no Vietnamese one and opens no sentence."""
    vietnamese = pl.col("name").str.contains(rf"^{ONE_SYLLABLE}(?: {ONE_SYLLABLE})*$")
    return told.filter(~vietnamese, ~pl.col("name").str.contains(OPENS_SENTENCE))


def _foreign(sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Glued sentences with the names marked that a given name from abroad opens, and Korean ones."""
    text = pl.col("sentence")
    given = [f"{name} " for name in lexicon.given_names["name"]]
    sentences = _with_names(sentences, _described(sentences))
    likely = sentences.filter(text.str.contains_any(given) | text.str.contains(KOREAN))
    if likely.is_empty():
        return sentences
    met = set(likely.select(text.str.extract_many(given, overlapping=True)).to_series().explode().unique())
    opened = [name.strip() for name in given if name in met]
    pattern = rf"(?:{KOREAN}|{either(opened)}(?: {FOREIGN}){{1,3}})" if opened else KOREAN
    told = likely.select("s", name=text.str.extract_all(f"{pattern}{IN_TITLE}?")).explode("name").drop_nulls()
    # "Anna Holm | Giám đốc điều hành Minera": a title is none of the name.
    told = told.with_columns(pl.col("name").str.replace(rf"(?: [^ ]+)?{IN_TITLE}$", ""))
    return _with_names(sentences, told.with_columns(told="name"))


def _described(sentences: pl.DataFrame) -> pl.DataFrame:
    """The foreign names with what their bearer is right behind them: s, told, name."""
    told = sentences.select("s", name=pl.col("sentence").str.extract(DESCRIBED)).drop_nulls()
    listed = sentences.filter(pl.col("sentence").str.contains_any(["; ", "ồng chí ", "gài "])).filter(
        pl.col("sentence").str.contains(IN_DELEGATION)
    )
    each = _matches(listed, IN_DELEGATION).select("s", "name")
    return _abroad(pl.concat([told, each])).with_columns(told="name")


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
