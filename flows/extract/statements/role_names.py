"""Names that the reading of names left in a role: "nghệ sĩ Xuân Hải", "Lucia Morandi" of "ca sĩ Lucia Morandi", "tờ Sông Mây"."""

from functools import cache

import polars as pl

from flows.extract.reference_words import callings
from flows.letters import CAPITAL, LETTER
from flows.read import Reading
from flows.read.name_borders import ONE_SYLLABLE
from flows.read.rules import of_rows
from flows.read.vocabulary import either

# Offices that only people have; a country may stand between them, or a calling, and the full name.
OFFICE = r"(?:(?:cựu |phó )?(?:tổng thống|thủ tướng|ngoại trưởng|bộ trưởng(?: \S+){0,4}?|thứ trưởng(?: \S+){0,4}?|chủ tịch nước|đại sứ|thượng nghị sĩ|hạ nghị sĩ|nghị sĩ|tướng|đại tá|trung tá|thiếu tướng|trung tướng|thượng tá|chuyên gia(?: \S+){0,2}?))"
STATE_NAMES = r"Việt Nam|Trung Quốc|Hàn Quốc|Nhật Bản|Thái Lan|Triều Tiên|Hoa Kỳ|Ấn Độ|Ba Lan|Hà Lan|Thổ Nhĩ Kỳ|Đài Loan|Hong Kong|[Cc]ộng hòa \S+|Vương quốc \S+|Anh|Pháp|Đức|Nga|Mỹ|Úc|Lào|Campuchia|Nhật|Ý|Bỉ|Áo"
STATE = rf"(?:{STATE_NAMES}|[A-Z][a-z]*(?:ia|an|ine|ael|pore|pines|ada|land|sia))"
# At a name's own ends only these: "Cynthia", "Orban" end like states.
STATE_SURELY = rf"(?:{STATE_NAMES}|[A-Z][a-z]*(?:nesia|stan|pore|pines|nada|land))"
WORD = rf"{CAPITAL}[{LETTER}'’.]*(?:-{LETTER}+)*"
FULL = rf"{WORD}(?:\s{WORD}){{1,3}}"
# "người phát ngôn Chính phủ Pháp Marc Vauquelin": the body that somebody speaks for ends in its country.
OF_SPOKESMAN = rf"^(?i:(?:nữ )?(?:người phát ngôn|phát ngôn viên))\s.*{STATE}\s({FULL})$"
NO_NAME = rf"^(?:Bộ|Sở|Ban|Hội|Viện|Cục|Vụ|Liên|Tập|Công|Trường|Đại|Quốc|Ngân|Ủy|UBND|CLB|Tổng|Nhà|Văn|Hiệp|Trung|Bệnh|Phòng|Khoa|Đài|Báo|{STATE_SURELY})(?:\s|$)|\s{STATE_SURELY}$"
BARE = rf"^{FULL}$"
# "Thu Mây cho biết cô …": a name of our syllables, whose words tell of one person; "Phía Thu Mây" is none.
OURS = rf"^(?:Bạn |Cụ )?({ONE_SYLLABLE}(?: {ONE_SYLLABLE}){{1,3}})$"
NO_PERSON = r"^(?:Phía|Ngày|Hai|Rồi|Riêng|Còn|Quận|Huyện|Tỉnh|Xã|Phường|Khi|Theo|Vợ|Chồng|Bố|Mẹ|Con|Gia|Ảnh) | (?:Ông|Bà|Anh|Chị|Cô|Em) "
OF_PAPERS = ["theo", "đưa tin"]  # verbs of papers, too
OF_ONESELF = r"(?:^|[\s“\"])(?i:anh|chị|cô|tôi|mình|em|nàng|chàng)(?:[\s,.!?]|$)"
# "tờ Sông Mây", "Daily Harbour": a paper by its noun or by a word that names of papers hold.
PRESS = r"(?i:tờ báo|tờ|nhật báo|tạp chí|trang tin|trang mạng|trang báo|trang|hãng tin|hãng thông tấn|kênh truyền hình|đài truyền hình)"
OF_PAPER = rf"^{PRESS}\s({WORD}(?:\s{WORD}){{0,4}}?)(?:\s{STATE})?(?:\s(?:của|tại|ở)\s.*)?$"
PAPER = rf"^(?:{WORD}\s){{0,3}}(?:Times|News|Daily|Post|Journal|Insider|Telegraph|Guardian|Tribune|Herald|Magazine|Review|Gazette|Chronicle|Today|Reporter)(?:\s{WORD}){{0,2}}$"
NO_PAPER = rf"^(?:Facebook|Twitter|Instagram|TikTok|YouTube|Zalo|Weibo|Nhất|Chủ|Trang|Trần|{STATE})(?:\s|$)"
LONGEST = 25  # characters of a calling


@cache
def _of_name() -> str:
    """The full name behind an office or a calling."""
    called = rf"(?i:{OFFICE}|{either(callings())})"
    return rf"^{called}(?:\s{STATE})?\s({FULL})(?:\s(?:của|tại|ở|thuộc|từ)\s.*)?$"


@cache
def _before_name() -> str:
    """Where the article calls somebody by a calling, there is a person where only the name stands too."""
    return rf"(?i)(?:^|[\s(“\"])(?:{either(callings())}|ông|bà|anh|chị|cô|chú|em|bạn)\s$"


def name_in(role: pl.Expr) -> pl.Expr:
    """The full name behind an office or a calling, or null."""
    name = pl.coalesce(role.str.extract(_of_name()), role.str.extract(OF_SPOKESMAN))
    return pl.when(~name.str.contains(NO_NAME)).then(name)


def paper_in(role: pl.Expr) -> pl.Expr:
    """The name of the paper that speaks, or null."""
    name = pl.coalesce(role.str.extract(OF_PAPER), role.str.extract(rf"({PAPER})"))
    return pl.when(~name.str.contains(NO_PAPER)).then(name)


@of_rows
def named_in_role(said: pl.DataFrame, told: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """The rows of what is said whose speaker_role holds a person's full name, or a paper's, with that one as the speaker.

    `told` are sentences: s, a, sentence; `places` those of the reading.
    """
    unnamed = pl.col("speaker").is_null()
    role = pl.col("speaker_role").str.strip_chars()
    said = said.join(told.select("s", _a="a"), on="s", how="left", maintain_order="left").with_columns(
        _name=pl.when(unnamed).then(name_in(role)),
        _paper=pl.when(unnamed).then(paper_in(role)),
        _bare=pl.when(unnamed & role.str.contains(BARE) & ~role.str.contains(NO_NAME)).then(
            role.str.replace(r"^(?:Bạn|Cụ) ", "")
        ),
    )
    said = said.join(_called(said, told, places), on=["_a", "_bare"], how="left", maintain_order="left")
    name = pl.coalesce("_name", pl.when("_called").then("_bare"))
    paper = pl.when(name.is_null()).then("_paper")
    kind = (
        pl.when(name.is_not_null())
        .then(pl.lit("person"))
        .when(paper.is_not_null())
        .then(pl.lit("organization"))
    )
    return said.with_columns(
        speaker=pl.coalesce("speaker", name, paper),
        speaker_kind=kind.otherwise("speaker_kind"),
        speaker_role=pl.when(name.is_null() & paper.is_null()).then("speaker_role"),
        organization=pl.coalesce(paper, "organization"),
    ).drop("_a", "_name", "_paper", "_bare", "_called")


# Callings of one person whom the article names elsewhere: "Chuyên gia cho rằng", "theo đại biểu".
OF_ONE = r"^(?i:(?:vị|nữ|nam)\s)?(?i)(chuyên gia|luật sư|bác sĩ|đại biểu|đbqh|giáo sư|tiến sĩ|nhà báo|nhà nghiên cứu|nhà khoa học|nhà kinh tế|hiệu trưởng|đạo diễn|nhạc sĩ|nhà văn|kiến trúc sư|nghị sĩ)(?: này)?$"
BEFORE_NAME = 50  # characters that are looked through for a calling


@of_rows
def known_by_calling(said: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The rows of what is said whose speaker_role is a calling that one person of the article alone has, with him as the speaker."""
    place = reading.sentences.select("s", "a", "sentence")
    said = said.join(place.select("s", _a="a"), on="s", how="left", maintain_order="left")
    role = pl.when(pl.col("speaker").is_null()).then(pl.col("speaker_role").str.extract(OF_ONE))
    said = said.with_columns(_calling=role.str.to_lowercase())
    wanted = said.select("_a", "_calling").drop_nulls().unique()
    called = reading.people.filter(pl.col("person").str.contains(" ")).join(
        wanted, left_on="a", right_on="_a"
    )
    before = pl.col("sentence").str.slice(0, pl.col("start")).str.slice(-BEFORE_NAME)
    before = before.str.extract(r"([^,.;:“”\"()]*)$").str.to_lowercase()
    one = (
        called.join(place.select("s", "sentence"), on="s")
        .filter(before.str.contains(pl.col("_calling"), literal=True))
        .group_by(_a="a", _calling="_calling")
        .agg(_one=pl.col("person").unique())
        .filter(pl.col("_one").list.len() == 1)
        .with_columns(pl.col("_one").list.first())
    )
    met = said.join(one, on=["_a", "_calling"], how="left", maintain_order="left")
    known = pl.col("_one").is_not_null()
    return met.with_columns(
        speaker=pl.coalesce("speaker", "_one"),
        speaker_kind=pl.when(known).then(pl.lit("person")).otherwise("speaker_kind"),
        speaker_role=pl.when(~known).then("speaker_role"),
    ).drop("_a", "_calling", "_one")


def _called(said: pl.DataFrame, told: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Bare names (_a, _bare) that their article tells behind a calling, or whose own words tell of one person, with _called (true)."""
    bare = said.select("_a", "_bare").drop_nulls().unique()
    met = bare.join(told.select("sentence", _a="a"), on="_a").filter(
        pl.col("sentence").str.contains(pl.col("_bare"), literal=True)
    )
    at = pl.col("sentence").str.split(pl.col("_bare")).list.first().str.slice(-LONGEST)
    ours = pl.col("_bare").str.contains(OURS) & ~pl.col("_bare").str.contains(NO_PERSON)
    own = ours & pl.col("said").str.contains(OF_ONESELF) & ~pl.col("verb").is_in(OF_PAPERS)
    somewhere = places.select(_a="a", _bare="surface").unique()
    called = pl.concat(
        [
            met.filter(at.str.contains(_before_name())).select("_a", "_bare"),
            said.filter(own).select("_a", "_bare").join(somewhere, on=["_a", "_bare"], how="anti"),
        ]
    )
    return called.unique(maintain_order=True).with_columns(_called=pl.lit(True))
