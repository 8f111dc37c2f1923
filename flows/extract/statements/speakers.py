"""Who speaks where no name or office stands before the verb: "các chuyên gia", "VCCI", "ông", "công ty này"."""

from functools import cache

import polars as pl

from flows.extract.reference_words import speaker_nouns
from flows.extract.statements.bodies import bodies, of_units
from flows.extract.statements.role_names import name_in
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read import Reading
from flows.read.rules import of_rows, with_common
from flows.read.spans import order

WHO = ["speaker", "speaker_kind", "speaker_role", "organization"]

DAY = r"(?:(?i:sáng|trưa|chiều|tối|đêm|rạng|ngày|hôm|cuối|đầu|giữa|hồi|tháng|tuần|năm)(?:\s(?:(?i:sáng|ngày|nay|qua|kia|tháng|tuần|năm|trước|này|cùng|đầu|cuối|vừa)|[0-9/.\-]+)){1,6})"
# What may open a clause before its subject.
OPENING = rf"^\s*(?:[-–—]\s)?(?:(?:(?i:như|tuy nhiên|trong khi đó|trong khi|trong lúc|mặc dù|cho dù|dù|ngay cả khi|ngay sau khi|nhưng|song|còn|và|ngoài ra|có|hiện|hiện nay|mới đây|trước đó|sau đó|sau khi|khi|cũng như|cũng|đặc biệt|đồng thời|trong đó|do đó|vì vậy|vì thế|bởi vậy|theo đó|do|vì|bởi|theo|cũng theo|về phía|riêng|thậm chí|đáng chú ý|cụ thể|ngược lại|được|tới|tính đến|(?:thông tin|thông báo|tin|thông cáo)(?: ban đầu| mới nhất)? (?:từ|của))|{DAY})\s+)*"

# "Khảo sát chỉ ra có 52% người tham gia …": what a paper shows may hold a speaker of its own.
REPORTED = r"^.*\s(?:cho thấy|chỉ ra|rằng|(?:dẫn|trích)(?: lại)?(?: (?:lời|phát biểu|thông báo|tuyên bố|thông cáo))*(?: của| từ)?)\s(?:(?:có|có tới|có đến|rằng)\s)*"

# Heads of phrases that name a kind of speaker, not a person or a body: seeds/reference/speakers.csv, and how many of them.
HOW_MANY = r"(?:(?i:các|những|một số|nhiều|đa số|phần lớn|hầu hết|đông đảo|không ít|một vài|vài|một|hai|ba|bốn|năm|cả|toàn bộ|mỗi|tất cả|rất nhiều|[0-9]+(?:[.,][0-9]+)?\s?%|[0-9.]+)\s+)*"
TAIL = r"(?:\s(?:(?:TP|Tp|T)\.\s?)?[^\s,.;:“”\"()]+){0,9}"
# "người" alone is somebody only where it is told how many.
SOME = r"(?:(?i:các|những|một số|nhiều|đa số|phần lớn|hầu hết|đông đảo|không ít|rất nhiều)\s)(?i:người|hộ|nước|quốc gia|bên)"
GOVERNED = r"^(?i:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|bang|chính quyền|địa phương)(?:\s|$)"
# Before verbs that also serve as acts only phrases this short are trusted.
BRIEF_TAIL = rf"(?:\s(?:này|khác|trên|nhà thầu|nói trên|{CAPITAL}\S*|(?i:tỉnh|thành phố|huyện|xã|phường|quận|ngành|của|và|vùng|trong|tại|ở|địa phương|công ty|doanh nghiệp|bộ|sở|ban|ngành|trung ương|sở tại|kinh tế|pháp luật|cấp)))*"
# Papers do not speak, nor do these words before a verb make a subject.
MUTE = r"(?i)^(?:nghị quyết|nghị định|quyết định|luật|bộ luật|thông tư|chỉ thị|hiến pháp|điều|khoản|công ước|hiệp định|quy hoạch|quy định|đề án|kế hoạch|chương trình|dự thảo|báo cáo|kết luận|văn bản|công văn|tờ trình|pháp lệnh|nghiên cứu|khảo sát|thống kê|số liệu|bảng|hình|ảnh|video|bài|sách|tài liệu|đơn (?:thư|từ|khiếu nại|tố cáo|kiện|của|xin)|thư|cáo trạng|bản án|hợp đồng|tôi|chúng tôi|chúng ta|họ|mình|em|con|ai|đó|đây|điều này|việc này|tiêu chí|dự án|tại|trong|trên|nếu|để|sau|trước|đến|từ)(?:\s|$)"
LAWYER = r"^(?i:luật sư)(?:\s|$)"
# Of these one knows that they speak and act for a body, however long its name: "Người đứng đầu ngành y tế thành phố yêu cầu".
LEADER = r"(?i:người (?:đứng đầu|phát ngôn|đại diện)|phát ngôn viên|đại diện|lãnh đạo|thủ trưởng)"
VERB_INSIDE = r"(?i)\s(?:khẳng định|cho biết|dẫn lời|yêu cầu|nhấn mạnh|và|là|được|bị|đang|sẽ|phải|cần|có thể|không|chưa|vẫn|nên|hãy|mà|nói|kể|đặt câu hỏi|nhận xét|thì|nhưng|song|còn|bởi|vì|để|khi|nộp|gửi|trình|ra|làm|có|cho)\s"

# Words that only look like those.
NOT_INSIDE = r"(?i)(?:được (?:hỏi|phỏng vấn|khảo sát)|hàng không|không quân|không gian|bị (?:đơn|cáo|can|hại)|người có công|bất động sản cho thuê|cho thuê)"
# "Một nhà đầu tư giấu tên nói: “…”": with his words behind a colon anyone speaks.
TOLD = r"^\s(?:\S+\s){0,3}\S+:\s?[“\"]"
NAME = rf"{CAPITAL}[{LETTER}0-9.&'’\-]*(?:\s{CAPITAL}[{LETTER}0-9.&'’\-]*){{0,4}}"
OFFICE = r"(?i:đại biểu|đbqh|đb|tổng thống|phó tổng thống|thủ tướng|phó thủ tướng|ngoại trưởng|bộ trưởng|thứ trưởng|đại sứ|tổng thư ký|chủ tịch|phó chủ tịch|tổng giám đốc|phó tổng giám đốc|giám đốc|phó giám đốc|ceo|thống đốc|thị trưởng|phát ngôn viên|người phát ngôn|cố vấn|tướng|đại tá|trung tá|thiếu tướng|trung tướng|thượng tá|luật sư|bác sĩ|chuyên gia|nhà báo|nghị sĩ|thượng nghị sĩ|hạ nghị sĩ|trưởng|phó|huấn luyện viên|hlv|đạo diễn|ca sĩ|diễn viên|cầu thủ|tiền đạo|nghệ sĩ(?: ưu tú| nhân dân)?|nsưt|nsnd|nhạc sĩ|nhà văn|mc|thuyền trưởng|tỷ phú|giáo sư|tiến sĩ|ts|gs|pgs|ông|bà|anh|chị|cô|vua|hoàng tử|nữ hoàng|giáo hoàng|cựu)"
OF_OFFICE = r"(?:[^\s,.;:“”\"()]+\s){0,7}?"
BRANCH = rf"{CAPITAL}{{3,}}\s(?i:tỉnh|thành phố|tp\.?|huyện|quận|thị xã)\s"  # "BHXH tỉnh X"
# "Hãng tin A dẫn phát biểu của | Thủ tướng B | khẳng định".
QUOTED_FROM = r"(?i)(?:dẫn|trích)(?: lại)? (?:lời|phát biểu|tuyên bố|thông báo|thông cáo|thông tin|nguồn tin|tin|nguồn)(?: (?:của|từ))?\s$"
# "anh T.", "bà N.T.L.": who is not to be known speaks all the same.
INITIALS = (
    rf"^(?i:ông|bà|anh|chị|cô|em|cháu|bác)\s(?:{CAPITAL}{SMALL}+\s){{0,3}}(?:{CAPITAL}\.\s?)*{CAPITAL}\.?$"
)
QUOTED = r"[”\"]\s*[,.]?\s*[-–—]?\s*$"  # a quotation ends where the clause begins
LATELY = r"\s(?:đã|cũng|vừa|gần đây|mới đây|trước đó|từng|hiện|đều|còn|bước đầu)$"
LEVEL = r"^(?:Tỉnh|Thành|Huyện|Xã|Phường|Quận)\s"
FOREIGN = rf"^(?:{CAPITAL}{{2,}}[0-9{CAPITAL}&\-]*|{LETTER}*[fjwzFJWZ]{LETTER}*|{LETTER}{{8,}}|{CAPITAL}{SMALL}+{CAPITAL}{LETTER}*)$"
PRONOUN = r"(?i:(?:ông|bà|anh|chị|cô)(?: này| ấy| ta)?|đồng chí|vị này|người này|(?:chuyên gia|luật sư|bác sĩ|đại biểu|giáo sư|tiến sĩ|nhà báo|nghị sĩ|lãnh đạo|đại diện|cán bộ|quan chức|giám đốc|hiệu trưởng) này|(?:vị|nữ|nam) (?:chuyên gia|lãnh đạo|đại diện|luật sư|bác sĩ|(?:phó )?(?:giám đốc|chủ tịch|bí thư|hiệu trưởng)|đại biểu|bộ trưởng|thứ trưởng|đại sứ|quan chức|cán bộ|doanh nhân|tổng thống|thủ tướng)(?: (?:sở|xã|huyện|tỉnh))?(?: này)?)"
THIS = r"^(?i:vị|người)\s|^(?i:anh|chị|cô|chuyên gia|luật sư|bác sĩ|đại biểu|giáo sư|tiến sĩ|nhà báo|nghị sĩ|lãnh đạo|đại diện|cán bộ|quan chức|giám đốc|hiệu trưởng)\snày$"
SPEAKS = "(?:cho rằng|tin rằng|nói rằng|khẳng định|nhận định|cho biết|cho hay|đánh giá|thừa nhận|tiết lộ)"
SPEAKS_OF = rf"\s{SPEAKS}[\s,][^”\"]*$"
SPEAKS_TOO = rf"^(?:,[^,]{{0,80}},)?\s(?:(?:cũng|đã|còn|thì)\s)?{SPEAKS}"
HER, HIM = r"(?i)^(?:bà|chị|cô|nữ)", r"(?i)^(?:ông|anh|nam)"
SPOKEN_FOR = rf"((?i:(?:các |nhiều |một số )?đại biểu|đại diện|lãnh đạo|người phát ngôn|phát ngôn viên|ban lãnh đạo|phía|chuyên gia|cán bộ|người đứng đầu|các (?:nước|quốc gia|nền kinh tế)(?: thành viên)?|các thành viên)(?: (?:lãnh đạo|của|từ|và|hai|các|viện|ngành|bộ|[Bb]an (?:chỉ đạo|quản lý|tổ chức)|[Tt]ổ công tác|[Đđ]oàn công tác|{CAPITAL}[^\s,.:;]*(?: (?:tế|vụ|chính|thương|tư|an|phòng|phủ|hội|lập|đội|ủy|thông|nghiệp|hóa|học|trường|bộ|sát|tịch))?))*)\s$"
SEVERAL = r"(?:^|\b)(?i:cả hai|hai|các|những|ba|bốn)"
# "đại diện các bộ A, B và C": the last of a list does not speak for itself.
LISTED = r"(?i:đại diện|lãnh đạo) [^.;“”]*(?:,|\svà)\s$"
OBJECT = r"(?i)(?:^|[\s(])(?:của|với|cho|đến|tới|(?:gửi|trình|cáo) lên|về|tại|ở|bởi|do|được|bị|vào|gặp|như|mà|giữa|trên|trong|dưới|bằng|thuộc|qua|sang|là|thay mặt|trình|gửi|nhắc|dự|giao|giúp|kỷ luật|cảnh cáo|bổ nhiệm|miễn nhiệm|cách chức|khởi tố|bắt giữ|xét xử|từ|trường hợp|nếu|đi|đường|phố|trường|quảng trường|quốc lộ|THCS|THPT|tiểu học|trung học|mầm non|đại học|học viện|nhà chờ|điểm thi|trạm|bến|ga|cầu|chợ|công viên|tượng đài|nhà thờ|rạp|ngõ|hẻm)\s*$"


@cache
def source_words() -> pl.Expr:
    """The words of a source, by sentence, source_start and source_end."""
    return pl.col("sentence").str.slice(pl.col("source_start"), pl.col("source_end") - pl.col("source_start"))


def named_sources(reading: Reading) -> pl.DataFrame:
    """The reading's actors that can be subjects: a, s, start, end, speaker, speaker_kind, speaker_role,
    organization, is_object (behind a preposition: of no verb the subject), is_agent (behind "được"). "đại diện Bộ Y tế" is a collective.
    """
    text = reading.sentences.select("s", "sentence")
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    actors = of_units(reading.actors.join(text, on="s", how="left", maintain_order="left")).with_columns(
        _for=pl.when(
            (pl.col("speaker_kind") == "organization")
            | pl.col("speaker_role").str.contains(r"^(?i:các|những|lãnh đạo)\s")
        ).then(left.str.slice(-60).str.extract(SPOKEN_FOR)),
        _left=left.str.slice(-30),
    )
    # "Hai Thủ tướng nhất trí": of whom the office alone would be one.
    words = pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    unnamed = ~words.str.contains(pl.col("speaker").str.extract(r"([^ ]+)$"), literal=True)
    of_office = (
        pl.when(pl.col("speaker").is_null())
        .then(pl.col("speaker_role").is_not_null())
        .otherwise((pl.col("speaker_kind") == "person") & unnamed)
    )
    several = of_office & pl.col("_left").str.contains(rf"{SEVERAL}\s$")
    actors = actors.pipe(
        with_common,
        _for=pl.when(several).then(pl.col("_left").str.extract(rf"({SEVERAL})\s$")).otherwise("_for"),
        organization=pl.when(~several.fill_null(False)).then("organization"),
    )
    spoken_for = pl.col("_for").is_not_null()
    start = pl.when(spoken_for).then(pl.col("start") - 1 - pl.col("_for").str.len_chars()).otherwise("start")
    role = pl.col("sentence").str.slice(start, pl.col("end") - start)
    actors = actors.with_columns(
        start=start.cast(pl.UInt32),
        speaker=pl.when(~spoken_for).then("speaker"),
        speaker_kind=pl.when(~spoken_for).then("speaker_kind"),
        speaker_role=pl.when(spoken_for).then(role).otherwise("speaker_role"),
    )
    from_source = pl.col("_left").str.contains(
        r"(?i)(?:tin|báo cáo|số liệu|thống kê|kết quả|tính toán)(?: \S+){0,2} từ $"
    )
    # "vấn đề được Thủ tướng nêu": who does it stands behind "được".
    is_agent = pl.col("_left").str.contains(r"(?i)(?:^|\s)được\s$")
    from_source |= pl.col("_left").str.contains(QUOTED_FROM)
    is_object = pl.col("_left").str.contains(OBJECT) & ~spoken_for & ~from_source
    is_object |= (pl.col("speaker_kind") == "organization") & left.str.slice(-200).str.contains(LISTED)
    # "gửi Bộ A và | Bộ B": of two that "và" joins the second is an object where the first is one.
    joined = pl.col("_left").str.ends_with(" và ") & (
        pl.col("start") == pl.col("end").shift(1).over("s") + len(" và ")
    )
    addressed = (
        pl.col("_left").str.contains(r"\s(?:với|cho|đến|tới|lên|gửi|trình|giữa)\s$").shift(1).over("s")
    )
    is_object |= (joined & addressed).fill_null(False)
    return actors.select("a", "s", "start", "end", *WHO, is_object=is_object, is_agent=is_agent).pipe(
        _with_organization, reading
    )


@of_rows
def _with_organization(actors: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """A person's organisation by the first office that the article names."""
    known = reading.actors.filter(pl.col("speaker_kind") == "person", pl.col("organization").is_not_null())
    first = (
        known.sort("s", "start", "end", "organization")
        .group_by("a", "speaker", maintain_order=True)
        .agg(_first=pl.col("organization").first())
    )
    joined = actors.join(first, on=["a", "speaker"], how="left", maintain_order="left")
    return joined.with_columns(organization=pl.coalesce("organization", "_first")).drop("_first")


@of_rows
def by_form(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The rows with who is meant by the clause that ends where the source should end.

    `rows` has a, s, row, ends_at, clause (the words since the last mark), by, and at_start (the clause opens
    the sentence). Adds start, end, WHO; rows whose clause names no source are left out.
    """
    opening = pl.col("clause").str.extract(rf"({REPORTED})").str.len_chars().fill_null(0)
    opening += pl.col("clause").str.slice(opening).str.extract(rf"({OPENING})").str.len_chars()
    phrase = pl.col("clause").str.slice(opening).str.strip_chars_end()
    mute = pl.col("phrase").str.contains(MUTE) & ~pl.col("phrase").str.contains(LAWYER)
    rows = rows.with_columns(phrase=phrase).filter(pl.col("phrase") != "", ~mute)
    rows = rows.with_columns(
        start=(pl.col("ends_at") - pl.col("clause").str.len_chars() + opening).cast(pl.UInt32),
        _at=order("s", "ends_at"),
    ).with_columns(end=(pl.col("start") + pl.col("phrase").str.len_chars()).cast(pl.UInt32))
    found = [
        _pronouns(rows, reading),
        bodies(rows, reading),
        _initials(rows),
        _names(rows, reading),
        _collectives(rows),
    ]
    return (
        pl.concat(found, how="diagonal")
        .unique("row", keep="first", maintain_order=True)
        .drop("phrase", "_at")
    )


def _genders(reading: Reading) -> pl.DataFrame:
    called = pl.col("honorific").str.to_lowercase()
    woman = called.is_in(["bà", "chị", "cô"]) | pl.col("person").str.contains(" Thị ")
    gender = pl.when(woman).then(pl.lit("f")).when(called.is_in(["ông", "anh"])).then(pl.lit("m"))
    return (
        reading.people.with_columns(gender=gender)
        .group_by("a", "person")
        .agg(gender=pl.col("gender").drop_nulls().first())
    )


@of_rows
def _pronouns(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """ "ông", "nữ giám đốc này": the last person before who may be meant; "vị này" stays open."""
    return _meant(rows.filter(pl.col("phrase").str.contains(rf"^{PRONOUN}$")).sort("_at"), reading)


@of_rows
def _meant(wanted: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Rows whose phrase is a pronoun with the last person before who may be meant."""
    people = (
        named_sources(reading)
        .join(wanted.select("a").unique(), on="a", how="semi")
        .filter(pl.col("speaker_kind") == "person")
        .with_columns(at=order())
    )
    people = (
        _not_spoken_of(people, reading)
        .join(_genders(reading), left_on=["a", "speaker"], right_on=["a", "person"], how="left")
        .select("a", "at", "gender", *WHO)
    )
    parts, this = [], pl.col("phrase").str.contains(THIS)
    for who, other in ((HER, "m"), (HIM, "f"), ("^(?i:đồng chí)", "-")):
        able = people.filter(pl.col("gender").is_null() | (pl.col("gender") != other))
        parts.append(
            wanted.filter(pl.col("phrase").str.contains(who), ~this).join_asof(
                able.sort("at"), left_on="_at", right_on="at", by="a", check_sortedness=False
            )
        )
    # "vị này" is whoever spoke last, named or not: statements.py knows.
    none = pl.lit(None, pl.String)
    last = wanted.filter(this).with_columns(
        speaker=none, speaker_kind=none, speaker_role="phrase", organization=none
    )
    told = pl.concat(parts).drop_nulls("speaker").drop("at", "gender")
    return pl.concat([told, last.select(told.columns)])


def _not_spoken_of(people: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """People (s, start and others) without those of whom another speaks: "ông A cho rằng ông B …. Ông nói"."""
    text = reading.sentences.select("s", _text="sentence")
    met = people.join(text, on="s", how="left", maintain_order="left")
    told = pl.col("_text").str.slice(0, pl.col("start")).str.contains(SPEAKS_OF)
    told &= ~pl.col("_text").str.slice(pl.col("end"), 110).str.contains(SPEAKS_TOO)
    another = pl.col("start").min().over("s") < pl.col("start")
    return met.filter(~(told & another).fill_null(False)).drop("_text")


@of_rows
def _initials(rows: pl.DataFrame) -> pl.DataFrame:
    """ "anh T.", "bà N.T.L.": a speaker by role alone."""
    none = pl.lit(None, pl.String)
    return rows.filter(pl.col("phrase").str.contains(INITIALS)).with_columns(
        speaker=none, speaker_kind=none, speaker_role="phrase", organization=none
    )


@of_rows
def _names(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """ "JFE", "Hòa Phát": who in the article bears or ends in that name, else the name as it stands."""
    office = pl.col("phrase").str.extract(rf"^({OFFICE}\s{OF_OFFICE}){NAME}$").str.len_chars().fill_null(0)
    is_name = pl.col("phrase").str.contains(rf"^(?:{OFFICE}\s{OF_OFFICE}|{BRANCH})?{NAME}$")
    # "Luật sư của bà A": whoever is named is another.
    related = pl.col("phrase").str.contains(rf"\scủa\s{OFFICE}\s")
    wanted = rows.filter(is_name, ~related, ~pl.col("phrase").str.contains(rf"^{PRONOUN}$")).with_columns(
        whole="phrase", phrase=pl.col("phrase").str.slice(office)
    )
    return _bearing(wanted, reading)


@of_rows
def _bearing(wanted: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Phrases that are names, and `whole`, the same with the office before it, with who bears them."""
    articles = wanted.select("a").unique()
    people = (
        reading.people.select("a", "person").join(articles, on="a", how="semi").unique(maintain_order=True)
    )
    given = pl.col("person").str.extract(r"([^ ]+)$")
    text = reading.sentences.select("s", "sentence")
    bodies = (
        reading.organizations.join(articles, on="a", how="semi")
        .join(text, on="s", how="left", maintain_order="left")
        .with_columns(
            alias=pl.col("sentence")
            .str.slice(pl.col("end"), 40)
            .str.extract(
                rf"^\s*\((?:(?i:gọi tắt là|viết tắt là|sau đây gọi là)\s)?([{CAPITAL}0-9][{LETTER}0-9&\-]{{1,11}})\)"
            )
        )
    )
    tail = pl.col("organization").str.extract(rf"{SMALL}\s({NAME})$")
    called = pl.concat(
        [
            people.select("a", phrase="person", speaker="person", speaker_kind=pl.lit("person")),
            bodies.select("a", phrase="organization", speaker="organization", speaker_kind=pl.lit("organization")),
            bodies.select("a", phrase="surface", speaker="organization", speaker_kind=pl.lit("organization")),
            bodies.select("a", phrase="alias", speaker="organization", speaker_kind=pl.lit("organization")),
            bodies.select("a", phrase=tail, speaker="organization", speaker_kind=pl.lit("organization")),
            bodies.select("a", phrase=tail.str.extract(r"(\S*[A-Z]\S*[A-Z]\S*)$"), speaker="organization", speaker_kind=pl.lit("organization")),
            people.select("a", phrase=pl.col("person").str.extract(r" ([^ ]+ [^ ]+)$"), speaker="person", speaker_kind=pl.lit("person")),
            people.filter(pl.col("person").str.contains(" ")).select("a", phrase=given, speaker="person", speaker_kind=pl.lit("person")),
        ]
    ).drop_nulls().unique(["a", "phrase"], keep="first", maintain_order=True)  # fmt: skip
    met = wanted.join(called, on=["a", "phrase"], how="left", maintain_order="left")
    # A state speaks as a body does: "Canada cho biết".
    state = pl.when(pl.col("level") == "country").then("place")
    places = reading.places.select("a", _place=pl.col("surface").str.to_lowercase(), _state=state).unique(
        ["a", "_place"], keep="first", maintain_order=True
    )
    met = met.with_columns(_place=pl.col("phrase").str.to_lowercase()).join(
        places.with_columns(_is_place=pl.lit(True)), on=["a", "_place"], how="left", maintain_order="left"
    )
    # Whoever has an office is no organisation, and a country is none of those named after it.
    other = (pl.col("speaker_kind") == "organization") & (
        (pl.col("whole") != pl.col("phrase"))
        | (pl.col("_is_place") & (pl.col("speaker") != pl.col("phrase")))
    )
    other = other.fill_null(False)
    met = met.with_columns(pl.when(~other).then(c).alias(c) for c in ("speaker", "speaker_kind"))
    itself = pl.col("_state").is_not_null() & (pl.col("whole") == pl.col("phrase"))
    # "Bảo hiểm xã hội (BHXH) | Việt Nam", "người Pháp (61%) và | Ý (60%)": the end of another name, or of a list.
    ahead = pl.col("sentence").str.slice(0, pl.col("start"))
    rest = pl.col("_is_place").fill_null(False) & ahead.str.contains(r"(?:[A-ZĐ]|%)\)\s*(?:,\s*)?(?:và\s)?$")
    of_state = itself & pl.col("speaker").is_null() & ~rest
    of_state &= pl.col("by") != "person"
    met = met.with_columns(
        speaker=pl.when(of_state).then("_state").otherwise("speaker"),
        speaker_kind=pl.when(of_state).then(pl.lit("organization")).otherwise("speaker_kind"),
    )
    unread = pl.col("speaker").is_null() & ~pl.col("_is_place").fill_null(False)
    full = pl.when(unread).then(name_in(pl.col("whole")))
    met = met.with_columns(
        speaker=pl.coalesce("speaker", full),
        speaker_kind=pl.when(full.is_not_null()).then(pl.lit("person")).otherwise("speaker_kind"),
    )
    sure = pl.col("phrase").str.contains(FOREIGN) | pl.col("phrase").str.contains(" ") | pl.col("_is_place")
    sure &= ~rest
    return (
        met.filter(
            pl.col("speaker").is_not_null()
            | pl.col("sentence").str.slice("ends_at", 60).str.contains(TOLD)
            | (
                sure
                & (
                    (pl.col("by") == "anyone")
                    | ((pl.col("by") == "named") & pl.col("phrase").str.contains(FOREIGN))
                )
                & ~pl.col("phrase").str.contains(LEVEL)
                & ~pl.concat_str("whole", pl.lit(" ")).str.contains(VERB_INSIDE)
            )
        )
        .with_columns(
            speaker_role=pl.when(pl.col("speaker").is_null()).then("whole"),
            organization=pl.when(pl.col("speaker_kind") == "organization").then("speaker"),
        )
        .drop("_place", "_is_place", "_state", "whole")
    )


@of_rows
def _collectives(rows: pl.DataFrame) -> pl.DataFrame:
    """ "nhiều cử tri", "một nguồn tin của hãng": a kind of speaker; a second kind may follow behind "và"."""
    noun = f"(?i:{speaker_nouns().pattern(rows['phrase'])})"
    others = rf"\svà\s((?:{HOW_MANY}{noun}|{SOME})(?:\s|$))"
    plain = pl.col("phrase").str.replace_all(NOT_INSIDE, "·").str.replace(others, " · $1")
    # "Người dân đã hô hoán | cho rằng": an act before the verb is no part of who they are.
    acted = pl.col("phrase").str.replace(LATELY, "").str.contains(r"\s(?:đã|đều)\s")
    told = (
        ~acted
        & pl.col("phrase").str.contains(rf"^(?:{HOW_MANY}(?:(?i:nam|nữ)\s)?{noun}|{SOME}){TAIL}$")
        & ~pl.concat_str(plain, pl.lit(" ")).str.contains(VERB_INSIDE)
    )
    some = rf"(?:{HOW_MANY}{noun}|{SOME})"
    brief = pl.col("phrase").str.contains(rf"^{some}(?:\svà\s{some})?{BRIEF_TAIL}$")
    # What a province promises is its policy, no one's words.
    policy = (pl.col("force") == "commit") & pl.col("phrase").str.contains(GOVERNED)
    led = pl.col("phrase").str.contains(rf"^{LEADER}\s")
    long = pl.col("phrase").str.contains(rf"^{LEADER}{TAIL}{TAIL}$")
    long &= pl.col("force").is_in(["say", "assert", "by", "direct"])
    told |= long & ~pl.concat_str(plain, pl.lit(" ")).str.contains(VERB_INSIDE)
    trusted = (
        pl.when(pl.col("force").is_in(["say", "assert", "by"]) | led)
        .then(told)
        .otherwise(told & brief & ~policy)
    )
    none = pl.lit(None, pl.String)
    opens = pl.col("ends_at") - pl.col("clause").str.len_chars()
    quoted = pl.col("sentence").str.slice(0, opens).str.contains(QUOTED)
    quoted |= pl.col("sentence").str.slice("ends_at", 60).str.contains(TOLD)
    return rows.filter((pl.col("by") == "anyone") | (quoted & told), trusted | (quoted & told)).with_columns(
        speaker=none,
        speaker_kind=none,
        speaker_role=pl.col("phrase").str.replace(r"^(?i:có)\s", "").str.replace(LATELY, ""),
        organization=none,
    )
