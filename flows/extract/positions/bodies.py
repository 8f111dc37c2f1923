"""Where an office is held that is told by its body's noun alone: "Phó Giám đốc Sở" in an article of one Sở (linguistics §10)."""

from functools import cache

import polars as pl

from flows.assets import reference
from flows.letters import SMALL
from flows.read import Reading
from flows.read.organizations.organizations import GOES_ON
from flows.read.organizations.trailing import ADVERB, SAYS, STOP
from flows.read.rules import of_rows

# The noun behind a title ("Giám đốc | Sở"), and how the names of such bodies begin.
NOUNS = {
    "sở": "^Sở ",
    "cục": "^Cục ",
    "chi cục": "^Chi cục ",
    "viện": "^Viện ",
    "bệnh viện": "^Bệnh viện ",
    "trung tâm": "^Trung tâm ",
    "hiệp hội": "^Hiệp hội ",
    "trường": "^(?:Trường|Đại học|Học viện) ",
    "nhà trường": "^(?:Trường|Đại học|Học viện) ",
    "ban quản lý": "^Ban Quản lý ",
    "hội": "^Hội ",
    "câu lạc bộ": "^Câu lạc bộ ",
    "clb": "^Câu lạc bộ ",
    "công ty": "^(?:Công ty|Tổng công ty) ",
    "tập đoàn": "^(?:Tập đoàn|Công ty .*Tập đoàn) ",
    "ngân hàng": "^Ngân hàng ",
    "bộ": None,  # any of the ministries
}
# Titles that say themselves what is led.
LED = {
    r"^(?:phó )?cục trưởng$": "cục",
    r"^(?:phó )?chi cục trưởng$": "chi cục",
    r"^(?:phó )?hiệu trưởng$": "trường",
    r"^(?:bộ|thứ) trưởng$": "bộ",
}
# Boards that firms alone have: "Chủ tịch HĐQT" in a sentence, or else an article, of one firm; what else firms have in such a sentence.
OF_BOARD = r"(?i) (?:hđqt|hội đồng quản trị|hđtv|hội đồng thành viên)(?: độc lập)?$"
OF_FIRM = r"(?i)^(?:(?:phó )?tổng giám đốc|kế toán trưởng|giám đốc tài chính|trưởng ban kiểm soát)$"
FIRM = "^(?:Công ty|Tổng công ty|Tập đoàn|Ngân hàng) "
# An office whose body the next office of its holder tells: the words between them, then its title, the next one's, the next one's body.
NEXT = r"^(?:,| [-–]| và)? (?:kiêm |đồng thời là )?(?i:thủ trưởng|phó thủ trưởng|chủ tịch|phó chủ tịch|người phát ngôn)(?: |$)"
BY_NEXT = [
    ("^(?:Phó )?Giám đốc$", "^(?:Phó )?Thủ trưởng$", r"^Cơ quan .*?(Công an (?:tỉnh|[Tt]hành phố) .+)$", "${1}"),
    ("^(?:Phó )?Bí thư", "Chủ tịch", r"^(?:Ủy ban|Hội đồng) nhân dân huyện (.+)$", "Huyện ủy ${1}"),
    ("^(?:Phó )?Bí thư", "Chủ tịch", r"^(?:Ủy ban|Hội đồng) nhân dân quận (.+)$", "Quận ủy ${1}"),
    ("^(?:Phó )?Bí thư", "Chủ tịch", r"^(?:Ủy ban|Hội đồng) nhân dân thị xã (.+)$", "Thị ủy ${1}"),
    ("^(?:Phó )?Bí thư", "Chủ tịch", r"^(?:Ủy ban|Hội đồng) nhân dân ((?:xã|phường|thị trấn) .+)$", "Đảng ủy ${1}"),
    ("Chánh Văn phòng$", "^Người phát ngôn$", r"^((?:Ủy ban|Hội đồng) nhân dân .+)$", "Văn phòng ${1}"),
]  # fmt: skip
PARTY_OF_NONE = ["Huyện ủy", "Quận ủy", "Thị ủy", "Đảng ủy"]  # "Phó Bí thư Huyện ủy, Chủ tịch UBND huyện B"
LONGEST = 120  # characters from an office to the end of the next
# "Trưởng phòng Cảnh sát hình sự" in an article that tells of one such room by its whole name.
ROOM = "^(?:Phòng|Khoa|Đội) "
WHOLE = "(?:Công an|Sở|Bệnh viện|Trường|Đại học|Viện|Cục|Ủy ban nhân dân|Trung tâm|Bộ) "
OF_WHOLE = f"{ROOM}.* (?:{WHOLE}|(?:[Qq]uận|[Hh]uyện|[Tt]hị xã|[Tt]hành phố|[Tt]ỉnh|[Xx]ã|[Pp]hường) )"
PARTS_OF = [" ", " (", " thuộc ", " của "]
NOUN = rf"^ (?i:({'|'.join(NOUNS)}))"
ENDS = rf"^(?:[,.;:)“\"]|$| (?:này|[-–]|\(|(?:đã |cũng |vừa )*{SAYS}|{STOP}|đích thân|đến dự|dự)(?:[ ,.:]|$))"


# "Giám đốc Trung tâm Sáng chế | xanh", "Vụ trưởng Vụ Pháp chế | Đại học": a name of common words goes on where nothing closes it.
COMMON = rf"^(?:Công ty|Tổng công ty|Tập đoàn|Trung tâm|Hội|Hiệp hội|Cục|Chi cục|Vụ|Ban|Viện|Quỹ|Phòng|Khoa|Tổ chức|Đảng|Liên|Câu lạc bộ|Trường|Xí nghiệp|Nhà máy|Tổng cục|Học viện|Bệnh viện|Đội) .*{SMALL}* {SMALL}+$"
CLOSES = rf"{GOES_ON}|^ (?:{STOP}|{SAYS}|{ADVERB}|chiều|sáng|tối|trưa|hôm|rằng|lần lượt|cách|viết|gây|sử dụng|động viên|biểu dương|quán triệt|khẳng|bày|đương|dẫn đầu|chụp|đích thân)(?: |[,.:]|$)"
HALF = r"^(?:\S+ )+(?:Trung|Thủ|Phát|Nhân|Quốc)$"  # "UB Trung | ương", "Hội đồng nhân dân Thủ | đô"


@cache
def _listed() -> list[str]:
    return reference("organizations")["organization"].to_list()


def is_cut() -> pl.Expr:
    """Whether a body's name, told behind its holder's, goes on behind the office: rule, organization, sentence, office_end (Boolean)."""
    right, body = pl.col("sentence").str.slice("office_end", 40), pl.col("organization")
    on = right.str.contains(rf"^ (?:{SMALL}|Đại học|ĐH )") & ~right.str.contains(CLOSES)
    half = body.str.contains(HALF) & right.str.contains("^ (?:ương|đô|triển|dân|gia|tế)(?:[ ,.]|$)")
    half |= body.str.contains("[Tt]ội phạm$") & right.str.contains("^ về ")  # "… tội phạm | về ma túy"
    cut = (on & body.str.contains(COMMON) & ~body.is_in(_listed())) | half
    return (cut & (pl.col("rule") == "position_after_name")).fill_null(False)


@cache
def ministries() -> list[str]:
    return reference("central_bodies").filter(pl.col("kind") == "ministry")["name"].to_list()


@of_rows
def with_bodies(held: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The rows of observations (a, s, owner_start, office_end, title, organization, sentence, is_ours: a Vietnamese name) with the one body
    of its kind that the article names, where the office is told without any."""
    key = pl.col("title").str.to_lowercase()
    right = pl.col("sentence").str.slice("office_end", 60)
    noun = right.str.extract(NOUN).str.to_lowercase()
    led = pl.coalesce(pl.when(key.str.contains(k)).then(pl.lit(v)) for k, v in LED.items())
    reach = pl.col("office_end") + pl.when(noun.is_null()).then(0).otherwise(noun.str.len_chars() + 1)
    # Its holder, or a mark, stands right behind.
    ends = (pl.col("owner_start") == reach + 1) | pl.col("sentence").str.slice(reach, 24).str.contains(ENDS)
    open_ = pl.col("organization").is_null() & pl.col("is_ours") & ends
    of_board = pl.when(noun.is_null()).then(
        pl.when(key.str.contains(OF_BOARD))
        .then(pl.lit("firm"))
        .when(key.str.contains(OF_FIRM))
        .then(pl.lit("firm of sentence"))
    )
    rows = _by_next(held).with_columns(_noun=pl.when(open_).then(pl.coalesce(noun, led, of_board)))
    asked = rows.drop_nulls("_noun").select("a").unique()
    told = (reading.organizations, reading.offices.drop_nulls("organization"))
    named = pl.concat([f.select("a", "organization") for f in told]).join(asked, on="a", how="semi").unique()
    body = pl.col("organization")
    kinds = [
        named.filter(body.str.contains(k) if k else body.is_in(ministries())).with_columns(_noun=pl.lit(n))
        for n, k in (NOUNS | {"firm": FIRM}).items()
    ]
    one = pl.concat(kinds).group_by("a", "_noun").agg(_n=pl.len(), _body=pl.col("organization").first())
    one = one.filter(pl.col("_n") == 1).select("a", "_noun", "_body")
    met = rows.join(one, on=["a", "_noun"], how="left", maintain_order="left")
    # "Chánh Thanh tra Bộ" leads its inspectorate.
    inspects = pl.col("title").str.to_lowercase().str.ends_with("thanh tra")
    body = pl.when(inspects).then(pl.concat_str(pl.lit("Thanh tra "), "_body")).otherwise("_body")
    return (
        met.join(_firm_of_sentence(met, reading), on="s", how="left", maintain_order="left")
        .with_columns(
            organization=pl.coalesce(
                "organization", pl.when(pl.col("_noun").str.starts_with("firm")).then("_firm"), body
            )
        )
        .drop("_noun", "_body", "_firm")
        .pipe(_whole_rooms, reading)
    )


def _whole_rooms(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The rows with the room's whole name, "Phòng Cảnh sát hình sự Công an tỉnh A", where the article tells one that begins so."""
    rooms = rows.filter(pl.col("organization").str.contains(ROOM)).select("a", "organization").unique()
    told = reading.organizations.join(rooms.select("a").unique(), on="a", how="semi").sort("s", "start")
    told = told.join(reading.sentences.select("s", "sentence"), on="s", how="left", maintain_order="left")
    nexts = {c: pl.col(c).shift(-1).over("s") for c in ("organization", "start")}
    told = told.with_columns(**{f"_next_{c}": e for c, e in nexts.items()})
    gap = pl.col("sentence").str.slice("end", pl.max_horizontal("_next_start", "end") - pl.col("end"))
    room = pl.col("organization")
    whole = (
        pl.when(room.str.contains(OF_WHOLE))
        .then(room)
        .when(
            gap.is_in(PARTS_OF) | ((gap == ", ") & pl.col("_next_organization").str.starts_with("Công an ")),
            pl.col("_next_organization").str.contains(f"^{WHOLE}"),
        )
        .then(pl.concat_str("organization", pl.lit(" "), "_next_organization"))
    )
    every = told.filter(room.str.contains(ROOM)).select("a", _whole=whole).drop_nulls()
    offices = reading.offices.filter(room.str.contains(OF_WHOLE)).select("a", _whole="organization")
    met = rooms.join(pl.concat([every, offices]).unique(), on="a")
    begins = pl.concat_str(room.str.to_lowercase(), pl.lit(" "))
    met = met.filter(pl.col("_whole").str.to_lowercase().str.starts_with(begins))
    one = met.group_by("a", "organization").agg(
        pl.col("_whole").str.to_lowercase().n_unique().alias("_n"), pl.col("_whole").first()
    )
    rows = rows.join(
        one.filter(pl.col("_n") == 1), on=["a", "organization"], how="left", maintain_order="left"
    )
    return rows.with_columns(organization=pl.coalesce("_whole", "organization")).drop("_whole", "_n")


def _firm_of_sentence(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The one firm that a sentence with an office of a firm's board names: s, _firm."""
    asked = rows.filter(pl.col("_noun").str.starts_with("firm")).select("s").unique()
    firms = reading.organizations.filter(pl.col("organization").str.contains(FIRM)).join(
        asked, on="s", how="semi"
    )
    one = firms.group_by("s").agg(_n=pl.col("organization").n_unique(), _firm=pl.col("organization").first())
    return one.filter(pl.col("_n") == 1).select("s", "_firm")


@of_rows
def _by_next(held: pl.DataFrame) -> pl.DataFrame:
    """The rows with the body that the next office of the same holder tells: "Phó Giám đốc, Thủ trưởng Cơ quan Cảnh sát điều
    tra Công an tỉnh A", "Bí thư kiêm Chủ tịch UBND huyện B"."""
    rows = held.with_row_index("_at")
    following = {
        c: pl.col(c).shift(-1).over("s", "owner_start") for c in ("title", "organization", "office_end")
    }
    rows = rows.sort("s", "owner_start", "office_end").with_columns(
        **{f"_next_{c}": e for c, e in following.items()}
    )
    near = pl.col("sentence").str.slice("office_end", LONGEST).str.contains(NEXT)
    near &= pl.col("_next_office_end") - pl.col("office_end") < LONGEST
    body = pl.coalesce(
        pl.when(
            pl.col("title").str.contains(title),
            pl.col("_next_title").str.contains(next_title),
            pl.col("_next_organization").str.contains(pattern),
        ).then(pl.col("_next_organization").str.replace(pattern, whole))
        for title, next_title, pattern, whole in BY_NEXT
    )
    bare = pl.when(~pl.col("organization").is_in(PARTY_OF_NONE)).then("organization")
    told = pl.coalesce(bare, pl.when(near).then(body), "organization")
    return rows.with_columns(organization=told).sort("_at").select(held.columns)
