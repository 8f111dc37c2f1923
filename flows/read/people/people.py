"""People: full names by their shape, names that an honorific opens, and the titles that stand around them (linguistics §9)."""

from functools import cache

import polars as pl

from flows.letters import CAPITAL, FIGURE, LETTER, SMALL
from flows.read.name_borders import (
    BEFORE_HEAD,
    BEFORE_NAME,
    IN_NAME,
    IN_PLACE,
    IN_TITLE,
    ONE_SYLLABLE,
    PARTICLE,
    TITLE,
    plain,
)
from flows.read.organizations.trailing import BRAND, SAYS
from flows.read.people.offices import DELEGATE, TENURE
from flows.read.rules import of_rows
from flows.read.spans import lex

READER = "[Bb]ạn đọc|[Đđ]ộc giả"
HONORIFIC = (
    r"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Đđ]ồng chí|[Đđ]/c|[Nn]gài|[Cc]ô|[Tt]hầy|GS\.?TSKH\.?|GS\.?TS\.?|PGS\.?,? ?TS\.?|GS\.?|TSKH\.?|TS\.?|ThS\.?|KTS\.?|BS\.?|LS\.?|NSND|NSƯT|"
    rf"{READER}|[Hh](?:òa|oà) thượng|[Tt]hượng t(?:ọa|oạ)|[Đđ]ại đức|[Nn]i sư|[Nn]i trưởng|[Ll]inh mục|[Gg]iám mục|[Mm]ục sư|[Ll]uật sư|[Nn]ghệ nhân|[Gg]ià làng|[Bb]ác sĩ|[Tt]iến sĩ|[Gg]iáo sư|[Nn]hà báo|[Đđ]ại tướng|[Tt]hượng tướng|[Tt]rung tướng|[Tt]hiếu tướng|[Đđ]ại tá|[Tt]hượng tá|[Tt]rung tá|[Tt]hiếu tá|[Cc]hị em)"
)
FEMALE, MALE = r"^(?:[Bb]à|[Cc]hị|[Cc]ô)$", r"^(?:[Ôô]ng|[Aa]nh|[Tt]hầy)$"
# Any capitalised run, also foreign ("Kim Min-soo", "Wan Ling Martello", "K'Brêu").
ANY_NAME = rf"{CAPITAL}[{LETTER}'’\-]*(?:[ {IN_NAME}{IN_PLACE}](?:{PARTICLE}[ {IN_NAME}-])*{CAPITAL}[{LETTER}'’\-]*){{0,4}}"
PART = rf"(?:(?:{CAPITAL}\.)+|(?:{CAPITAL}\.)?{LETTER}[{LETTER}'’\-]*)"
FULL_NAME = rf"{CAPITAL}[{LETTER}'’\-]*\.?(?:{IN_NAME}{PART}){{1,5}}"
SPACE = rf"[ {BEFORE_NAME}]"
# Streets and whatever else bears a person's name, of several in a row too: "đường A, B và C", "nút giao A - B".
RUN = rf"{CAPITAL}[{LETTER}{IN_NAME}{IN_PLACE}]*(?:{SPACE}{CAPITAL}[{LETTER}{IN_NAME}{IN_PLACE}]*)*"
STREETS = rf"(?:^|[^{LETTER}])(?:[Đđ]ường|[Đđ]ường phố|[Hh]ẻm|[Nn]gõ|[Nn]út giao|[Gg]iao lộ|[Nn]gã (?:ba|tư|năm|sáu|bảy)|[Cc]ầu|[Cc]ầu vượt|[Hh]ầm chui|[Hh]ầm|[Vv]òng xoay|[Qq]uảng trường|[Đđ]ại lộ|[Cc]hợ|[Cc]ông viên|[Đđ]ền|[Mm]iếu|các phố)(?: (?:nối|từ|giao|gồm|như|trên|chính|phường|quận))*:?[ {BEFORE_NAME}](?:{RUN}(?:,{SPACE}| [–-]{SPACE}|[–-]|{SPACE}và{SPACE}|{SPACE}đến{SPACE}|{SPACE}với{SPACE}))*$"
ASKED = rf"(?i:yêu|nhu|toàn) cầu[ {BEFORE_NAME}]$"  # no bridge
HIDDEN = rf"(?:^| ){CAPITAL}\.?$"  # "anh Vũ Văn H." is not to be known
GOES_ON = rf"[ {IN_NAME}](?:Ông|Bà|Ảnh|Theo|Khi|Với|Những|Nhưng|Các|Đây)(?:[ {IN_NAME}].*)?$"  # the next sentence's first word, its mark lost
UNION = rf"^Đoàn[ {IN_NAME}]{CAPITAL}[^ {IN_NAME}]*[ {IN_NAME}]{CAPITAL}"
OF_UNION = rf"(?:[Tt]rung ương|T\.Ư|TƯ|TW|Tỉnh|Thành|Huyện|Quận|(?:[Bb]í[ {IN_TITLE}]thư|[Tt]hường[ {IN_TITLE}]vụ|[Cc]hấp[ {IN_TITLE}]hành)[ {BEFORE_NAME}{BEFORE_HEAD}{IN_TITLE}](?:tỉnh|thành|huyện|quận))[ {BEFORE_NAME}{BEFORE_HEAD}]$"
# "Chủ tịch UBND tỉnh | Đoàn Văn A": the unit is another body's.
OF_OTHER_BODY = rf"(?:UBND|HĐND|[Nn]hân dân|MTTQ|Tổ quốc|Sở[^,.;:]*)[ {BEFORE_NAME}{BEFORE_HEAD}{IN_TITLE}{IN_PLACE}](?:[Tt]ỉnh|[Tt]hành|[Hh]uyện|[Qq]uận)[ {BEFORE_NAME}{BEFORE_HEAD}]$"
NO_PERSON = r"(?: |^)(?:Vietnam|VietNam|Group|Holdings|Bank|Corp|Ltd|Media|Energy|Pharma|Airlines)$"
# "(Đoàn luật sư Hà Nội)": a body of such people.
BODY_OF = rf"(?:^|[^{LETTER}])(?:Đoàn|Hội|Liên đoàn|Hiệp hội|đoàn|hội)[ {BEFORE_HEAD}]$"
# Who took a picture or wrote the text is told of by no article.
CREDITED = (
    r"(?:^|[\s(.])(?i:ảnh|nguồn|nguồn ảnh|video|clip|đồ họa|thực hiện)\s*:[ \x{e012}]*$|[\s(.]Ảnh[ \x{e012}]$"
)
# A name of one part is a person's where the honorific is no part of a name itself: in lower case, or with what only a person does.
ALONE = rf"^{CAPITAL}{SMALL}+(?:-{LETTER}+)?$"
ACTS = rf"^(?:,? (?:{SAYS}|đã|cũng|còn|vừa|từng|vẫn|lại|muốn|gọi|nhớ|bảo|hỏi)[ :,])"
# Who writes to a paper is told by what he does: "bạn đọc An Bình góp ý", but "bạn đọc Báo Sông Mây".
WRITES = rf"^(?:,? (?:{SAYS}|đã|cũng|ủng hộ|viết|bình luận|đặt câu hỏi|hỏi|chỉ ra|góp ý|thắc mắc|phản ánh|đồng tình|băn khoăn|cho|đề xuất)[ :,.])"
NOBODY = [
    "Trời",
    "Phật",
    "Bụt",
    "Táo",
    "Địa",
    "Tơ",
    "Hỏa",
    "Nội",
    "Ngoại",
    "Chúa",
    "Thần",
    "Công",
    "Xã",
    "Trùm",
    "Tây",
]
# Offices whose holder alone may follow them by one part of a name: "Tổng thống Zelensky".
OF_ONE = ["tổng thống", "phó tổng thống", "thủ tướng", "ngoại trưởng", "quốc vương", "nữ hoàng", "bộ trưởng", "thứ trưởng", "đại sứ", "thị trưởng", "thống đốc", "tổng thư ký", "chủ tịch"]  # fmt: skip
# With an initial alone: "Phó Chủ tịch K. Holm".
OF_INITIAL = [
    "phó thủ tướng",
    "phó chủ tịch",
    "phó chủ tịch thứ nhất",
    "phó thủ tướng thứ nhất",
    "thứ trưởng thứ nhất",
]
ONE_PART = rf"^ ({CAPITAL}\. ?{CAPITAL}{SMALL}+(?:-{LETTER}+)*|{CAPITAL}{SMALL}{{2,}}(?:-{LETTER}+)?)(?: {SMALL}|[,.;:)'’”\"]|$)"
# Names from these lands are written as Vietnamese ones of two syllables, which elsewhere may be a place's or a firm's.
WITH_OUR_SYLLABLES = r"(?:^| )(?:Trung Quốc|Đài Loan|Hồng Kông|Triều Tiên|Hàn Quốc)$"
FIRM = "^(?:Công ty|Tập đoàn|Tổng công ty|Ngân hàng)"
TWO_PARTS = rf"^ ({ONE_SYLLABLE} {ONE_SYLLABLE})(?: {SMALL}|[,.;:)'’”\"]|$)"


def names_and_titles(marked: pl.DataFrame) -> pl.DataFrame:
    """Lexer rows for people: a, s, token (`name`, `called`, `title`, `subject`), surface, start, end, left, right.

    `name` is a full name by its shape, `called` an honorific with what follows it, `title` an office's
    rank words, `subject` a bare "Ông" or "Bà". Surfaces are marked text.
    """
    patterns = {
        "called": rf"{HONORIFIC}{SPACE}(?:{FULL_NAME}|{ANY_NAME})",
        "name": FULL_NAME,
        "title": rf"(?:{TENURE}[ {BEFORE_HEAD}])?(?:{TITLE})|{DELEGATE}",
        "subject": r"(?:Ông|Bà)",
    }
    found = lex(marked, patterns, "marked", words=True).join(
        marked.select("s", "marked"), on="s", how="left", maintain_order="left"
    )
    return (
        found.with_columns(
            left=pl.col("marked").str.slice(0, pl.col("start")).str.slice(-90),
            right=pl.col("marked").str.slice(pl.col("end"), 140),
        )
        .filter(
            ~pl.col("left").str.contains(rf"[{LETTER}{FIGURE}{IN_NAME}]$"),
            ~pl.col("right").str.contains(rf"^[{LETTER}{IN_NAME}]") | pl.col("token").is_in(["called"]),
            ~pl.col("surface").str.contains(f"^{DELEGATE}$") | _one_delegate(),
        )
        .drop("marked")
    )


@cache
def _one_delegate() -> pl.Expr:
    """ "đại biểu Trần A", "ông Trần A, đại biểu Quốc hội": one delegate, by his name."""
    before = pl.col("right").str.contains(rf"^(?:[ {BEFORE_HEAD}]Quốc hội)?{BEFORE_NAME}")
    behind = pl.col("right").str.contains(rf"^[ {BEFORE_HEAD}]Quốc hội") & pl.col("left").str.contains(
        rf"{IN_NAME}{LETTER}+(?:, | [-–(] ?)$"
    )
    return before | behind


@of_rows
def people(tokens: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """People named in full or called by honorific: a, s, start, end (of the name), surface, person, given,
    honorific, from_ (where the phrase with its honorific begins), is_full, alone, rule.

    `person` is null where the name is a reference to be resolved ("ông Ký"); `alone` where it is the person's name if
    the article has no fuller one.
    """
    rows = tokens.filter(pl.col("token").is_in(["name", "called"]))
    honorific = pl.col("surface").str.extract(rf"^({HONORIFIC}){SPACE}")
    # Within a sentence "Anh" is the country: "Bộ trưởng Nội vụ Anh Amber Rudd".
    country = (honorific == "Anh") & ~pl.col("left").str.contains(r"(?:^|[.:;“\"”(–-] ?)$")
    offset = honorific.str.len_chars() + 1
    name = pl.when(pl.col("token") == "called").then(pl.col("surface").str.slice(offset)).otherwise("surface")
    rows = rows.with_columns(
        honorific=pl.when((pl.col("token") == "called") & ~country).then(honorific),
        from_=pl.when((pl.col("token") == "called") & country).then(pl.col("start") + offset).otherwise("start").cast(pl.UInt32),
        start=pl.when(pl.col("token") == "called").then(pl.col("start") + offset).otherwise("start").cast(pl.UInt32),
        surface=name,
    ).with_columns(surface=pl.when(pl.col("surface").str.contains(IN_NAME)).then(
        # A full name ends the run: what a capital opens after it is another thing.
        pl.col("surface").str.extract(rf"^({FULL_NAME})")
    ).otherwise("surface").str.replace(GOES_ON, "").str.strip_chars_end("-'’"))  # fmt: skip
    # "Bí thư Trung ương | Đoàn Nguyễn Anh Tuấn": the body's last word is a surname too.
    union = pl.col("surface").str.contains(UNION) & pl.col("left").str.contains(OF_UNION)
    union &= ~pl.col("left").str.contains(OF_OTHER_BODY)
    rows = rows.with_columns(
        start=pl.when(union & pl.col("honorific").is_null()).then(pl.col("start") + len("Đoàn ")).otherwise("start").cast(pl.UInt32),
        surface=pl.when(union & pl.col("honorific").is_null()).then(pl.col("surface").str.slice(len("Đoàn "))).otherwise("surface"),
    )  # fmt: skip
    rows = rows.drop_nulls("surface").with_columns(
        end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32),
        surface=plain(pl.col("surface")),
    )
    syllables = pl.col("surface").str.count_matches(" ") + 1
    place = places.select("s", "start", _place=pl.lit(True)).unique(["s", "start"])
    return (
        rows.join(place, on=["s", "start"], how="left", maintain_order="left")
        .filter(pl.col("_place").is_null() | (pl.col("token") == "name") | (syllables > 1))
        .filter(
            ~pl.col("left").str.contains(STREETS)
            | pl.col("left").str.contains(ASKED)
            | (pl.col("token") == "called"),
            # "Hoàng Anh Gia Lai": a syllable of a name, no honorific.
            ~(
                (pl.col("token") == "called")
                & pl.col("honorific").is_null()
                & pl.col("left").str.contains(rf"{CAPITAL}{SMALL}* $")
            ),
            ~pl.col("honorific").str.contains(f"^(?:{READER})$").fill_null(False) | _writes(),
            ~(
                pl.col("honorific").str.contains("(?i)^(?:luật sư|nhà báo|nghệ nhân|bác sĩ)$")
                & pl.col("left").str.contains(BODY_OF)
            ).fill_null(False),
            ~pl.col("surface").str.contains(HIDDEN) & ~pl.col("left").str.contains(rf"&{SPACE}$"),
            ~pl.col("left").str.contains(CREDITED) & ~pl.col("right").str.contains(rf"^/ ?{CAPITAL}"),
        )
        .filter(
            ~pl.col("surface").str.contains(NO_PERSON),
            ~pl.col("surface").str.contains(
                r"^(?:Bí thư|Chủ tịch|Giám đốc|Nội|Ngoại|Bộ|Sở|TP|Việt Nam|Đảng)\b"
            ),
        )
        .with_columns(
            is_full=(syllables >= 2) | pl.col("surface").str.contains(rf"^{CAPITAL}['’]{CAPITAL}"),  # K'Brêu
            given=pl.col("surface").str.extract(r"([^ ]+)$"),
            rule=pl.concat_str(pl.lit("person_"), "token"),
        )
        .with_columns(person=pl.when("is_full").then("surface"), alone=_alone())
        .select(COLUMNS)
    )


COLUMNS = ["a", "s", "start", "end", "surface", "person", "given", "honorific", "from_", "is_full", "alone", "rule"]  # fmt: skip


@cache
def _writes() -> pl.Expr:
    paper = pl.col("surface").str.contains(
        r"^(?:Báo|Tạp chí|VnE|VietN|Vietn|Tuổi|Dân|Thanh Niên|Lao|Tiền Phong)"
    )
    full = pl.col("surface").str.count_matches(" ") > 1
    return (full | pl.col("right").str.contains(WRITES)) & ~paper


@cache
def _alone() -> pl.Expr:
    told = pl.col("surface").str.contains(ALONE) & ~pl.col("surface").is_in(NOBODY)
    lower = pl.col("honorific").str.contains(f"^{SMALL}")
    opens = pl.col("left").str.contains(r"(?:^|[.:;“\"”(–-] ?)$") & pl.col("right").str.contains(ACTS)
    return (told & (lower | opens) & ~pl.col("right").str.contains(rf"^ {CAPITAL}")).fill_null(False)


@of_rows
def led(offices: pl.DataFrame, places: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """People told by an office and one part of their name ("Tổng thống Zelensky"), or by two syllables behind an office of a
    land whose names are written so ("Ngoại trưởng Trung Quốc Vương Nghị"): rows as those of `people`.
    """
    title = pl.col("title_key")
    near = pl.col("organization").str.contains(WITH_OUR_SYLLABLES).fill_null(False)
    of_firm = pl.col("organization").str.contains(FIRM).fill_null(False)  # whose name may go on
    likely = offices.filter((title.is_in(OF_ONE + OF_INITIAL) & ~of_firm) | near).select(
        "a", "s", "title_key", near=near, start="end"
    )
    place = places.select("s", "start", _place=pl.lit(True)).unique(["s", "start"])
    foreign = pl.col("surface").str.contains(BRAND) | pl.col("surface").str.contains("[.-]")
    return (
        likely.join(sentences.select("s", "sentence"), on="s")
        .with_columns(_right=pl.col("sentence").str.slice("start", 40))
        .with_columns(_two=pl.when("near").then(pl.col("_right").str.extract(TWO_PARTS)))
        .with_columns(surface=pl.coalesce("_two", pl.col("_right").str.extract(ONE_PART)))
        .filter(
            pl.col("_two").is_not_null()
            | (foreign & (title.is_in(OF_ONE) | pl.col("surface").str.contains(r"\.")))
        )
        .with_columns((pl.col("start") + 1).cast(pl.UInt32))
        .join(place, on=["s", "start"], how="left")
        .filter(pl.col("_place").is_null())
        .with_columns(
            end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32),
            person="_two",
            given=pl.col("surface").str.extract(r"([^ ]+)$"),
            honorific=pl.lit(None, pl.String),
            from_="start",
            is_full=pl.col("_two").is_not_null(),
            alone=pl.col("_two").is_null(),
            rule=pl.lit("person_called"),
        )
        .select(COLUMNS)
    )
