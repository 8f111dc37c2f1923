"""Organisations: listed bodies, committees and departments with their area, and names that a head word opens (linguistics §13)."""

from functools import cache

import polars as pl

from flows.letters import CAPITAL, FIGURE, LETTER, SMALL
from flows.read.lexicon import Lexicon
from flows.read.name_borders import (
    BEFORE_HEAD,
    IN_NAME,
    IN_PLACE,
    IN_TITLE,
    ONE_SYLLABLE,
    countries,
    fields,
    glued,
    ministries,
    plain,
)
from flows.read.numbers.units import unit_pattern
from flows.read.organizations.canonical import canonical, lowered
from flows.read.organizations.generic import LONG, generic, of_other_states
from flows.read.organizations.headed import headed
from flows.read.organizations.heads import (
    BEFORE_WORD,
    IN_WORD,
    LEGAL,
    NEXT_LINE,
    NEXT_SENTENCE,
    OF_COUNCIL,
    UNIT,
    after_title,
    outside_names,
)
from flows.read.organizations.heads import heads as opened_by_head
from flows.read.organizations.short_names import fullest, of_area, shortened
from flows.read.organizations.side_by_side import side_by_side
from flows.read.organizations.states import (
    HOUSE_COMMITTEE,
    LEADING,
    OF_HOUSE,
    OF_STATE,
    PARTY,
    STATE,
    of_one_state,
)
from flows.read.rules import of_rows
from flows.read.spans import lex, without_overlap
from flows.read.vocabulary import Vocabulary, either

CAP = rf"{CAPITAL}[{LETTER}0-9.'’\-–{IN_PLACE}]*"
SPACE = rf"[ {BEFORE_HEAD}]"
OF_SEVERAL = rf"(?:Đoàn ĐBQH(?:,| và| -){SPACE})?(?:(?:HĐND|Hội đồng nhân dân)(?: và| -|,){SPACE})?"  # an office of two bodies
NUMBERED = rf"(?:(?:[Qq]uận|[Pp]hường) [0-9]{{1,2}}|[Kk]hu vực [IVX0-9]+(?: [-–] {CAPITAL}{LETTER}*{IN_PLACE}[{LETTER}{IN_PLACE}]+)?)"
AREA = rf"(?: (?:{NUMBERED}|{UNIT}[ {IN_PLACE}]?{CAP}(?: {CAPITAL}{SMALL}*){{0,2}}|{UNIT}|{CAP}(?: {CAPITAL}{SMALL}*){{0,2}}))"
OF_UNIT = rf"(?:tỉnh|thành phố|TP\.?)[ {IN_PLACE}]?{CAP}(?: {CAPITAL}{SMALL}*){{0,2}}"
COMMITTEE = r"(?:[UỦuủ][yỷ] ban [Nn]hân dân|[Uu]ỷ ban [Nn]hân dân|UBND|[Hh]ội đồng [Nn]hân dân|HĐND)"
COMMITTEE_OF_PARTY = r"(?:[Tt]ỉnh|[Tt]hành|[Hh]uyện|[Qq]uận|[Tt]hị) (?:ủy|uỷ|Ủy)"
# "Đảng bộ Quân đội", "Đảng ủy Khối các cơ quan tỉnh": what party bodies are of besides a place, which is one by its shape
# or its unit ("Đảng bộ Công | an").
KNOWN_AREA = rf"(?: (?:{NUMBERED}|{UNIT}[ {IN_PLACE}]?{CAP}(?: {CAPITAL}{SMALL}*){{0,2}}|{UNIT}|{CAPITAL}{LETTER}*{IN_PLACE}[{LETTER}{IN_PLACE}]+|Huế|{CAPITAL}{{2,}}))"
AGENCIES = r"(?:cơ quan|doanh nghiệp|[Cc]ơ quan|[Dd]oanh nghiệp)"
BLOC = rf"(?: (?:Quân đội|Công an nhân dân)|(?: [Kk]hối)? các {AGENCIES}(?:(?: và|,) (?:các )?{AGENCIES})?(?: Đảng)?(?: [Tt]rung ương|{AREA})?| [Kk]hối {AGENCIES}(?:(?: và|,) (?:các )?{AGENCIES})?(?: [Tt]rung ương|{AREA})?)"
BOARD = rf"(?:(?:[Bb]an{SPACE}(?:[Tt]hường vụ|[Cc]hấp hành|[Tt]ổ chức|Tuyên giáo và Dân vận|Tuyên giáo|Nội chính|Dân vận)|[UỦ][yỷ] ban Kiểm tra|Văn phòng){SPACE})"
UNNAMED = rf"(?:Cơ quan|Thư viện|Bảo tàng|Học viện|Cục|Vụ|Viện|Chi cục|Phòng|Trung tâm|Ban [Cc]hỉ đạo|Hội đồng|Hội|Liên hiệp|Ủy ban|Văn phòng|Quỹ|Báo|Tổ chức|Bệnh viện|Hiệp hội|Trường(?: {CAPITAL}+)?|Trường Đại học|Nhà xuất bản|Ngân hàng(?: TMCP)?|Giáo hội|Khu [Qq]uản lý)"
# A compound that closes a name in lower case is a verb where a thing to be done follows it.
ACT = rf"(?:{BEFORE_WORD}(?:đầu|xây|sản|phát|quản|nghiên|hỗ|kiểm|tổ|cung|khai|triển|hợp|tư|kinh|đào|ứng|thiết|giám|vận|phối|điều|bảo|thanh){IN_WORD}{SMALL}+)$"
# "Viện Năng lượng | tổ chức hội thảo", "… tổ chức hội nghị |": what it holds is no part of it.
HOLDS = rf"{BEFORE_WORD}tổ{IN_WORD}chức(?:{BEFORE_WORD}(?:hội{IN_WORD}(?:nghị|thảo|thi|chợ)|diễn{IN_WORD}đàn|tọa{IN_WORD}đàm|triển{IN_WORD}lãm|tập{IN_WORD}huấn))?$"
HELD = r"^ (?:thành công |trọng thể |khởi |khai )?(?:thực hiện|triển khai|đấu giá|bán đấu giá|hội nghị|hội thảo|hội thi|hội chợ|ngày hội|cuộc thi|tọa đàm|diễn đàn|lễ|họp|khởi công|khánh thành|khai giảng|chương trình|phiên|kỳ họp|buổi|cuộc|giải|tập huấn|lớp|đêm|tuần|về|công bố|đối thoại|gặp|kỷ niệm|sáng|chiều|ngày|vào|mừng)(?:[^a-zà-ỹ]|$)"
CODE = rf" (?:HOSE|HoSE|HNX|HSX|UPCoM|UPCOM|MCK)(?: {CAPITAL}(?:{CAPITAL}|[0-9]){{2}})?$"  # "Công ty … Sao Mai HOSE SMC": where it is listed, without its marks
TERM = r" (?i:khóa|khoá|nhiệm kỳ)[ :]*[IVX0-9]+$"  # "HĐND tỉnh khóa X"
ISSUE = rf"[ {BEFORE_WORD}{IN_WORD}]số(?: [0-9]+)?$"
# So is one behind what closes a name ("Viện … Trung ương | tổ chức").
CLOSED = rf"(?:[Tt]rung{IN_WORD}ương|[Qq]uốc{IN_WORD}gia){ACT}"
FULL_STOP = rf"((?:{SMALL}{{3}}| Á| Âu))\. {CAPITAL}.*$"  # a sentence that ends with the name
FIGURE_NEXT = rf"({SMALL}{{2}})\.[0-9]+$"  # "Sở Y tế Hà Nội.5 | bệnh viện": the next sentence's figure
THING = r"^ (?:[0-9]|các|những|một|hai|ba|hơn|gần|trên|khoảng|thêm|dự án|nhà máy|công trình|tuyến|khu|cho|với|tại|ở|lại|theo|cùng|để|thi công)"

FIRM = rf"(?:Công ty|công ty|CTCP|Cty|Tập đoàn|tập đoàn|Tổng công ty|Bệnh viện|bệnh viện){LEGAL}"
HALF = rf"(?:^{UNNAMED}|^{FIRM}|^(?:Công an|Thanh tra|TAND|Đảng ủy|Cục Thống kê|Cục Thuế|Ban Quản lý|Liên minh|Liên đoàn)|{BEFORE_WORD}[{LETTER}{IN_WORD}]+(?: và)?| và) {ONE_SYLLABLE}$"
# A brand before another word with a capital, in an address, or as the place where people write.
PRODUCT = rf"^(?: {CAPITAL}| [0-9]{{2,3}}(?:[,. ]|$)|[0-9@&]|[.\-–/]{LETTER})"
HOLDER = rf"(?:{IN_TITLE}{LETTER}+|CEO|tịch|đốc|nhân|viên|hãng|ty|đoàn|hàng) $"
WRITTEN_ON = r"(?i)(?:trang|nick|nhóm|khoản|mạng|xã hội|fanpage|page|group|hội|qua|trên|lên|vào|dùng|lướt|link|facebook|cá nhân|bạn bè|kênh|ứng dụng|xe|bài|chạy|gọi|đi|đặt) $"
# Credits, and what is only of a brand's make.
CREDIT = r"(?i:ảnh|nguồn)[^.:]{0,12}: ?[^.;:]{1,40}[-–] $"  # "Ảnh: Văn Bình - TTXVN"
SIGNS = rf"^[-–( ]*(?i:theo|nguồn|ảnh)?[: ]*$|^(?:{CAPITAL}+[ –-]+)+\($"  # "BÁ VÂN (VnExpress)"
OF_MAKE = rf"(?i)(?:^|[^{LETTER}])(?:ảnh|nguồn|pv|ctv)[: ]*$|(?i)(?:^|[^{LETTER}])(?:điện thoại|xe|xe máy|ô tô|máy bay|máy tính|máy|laptop|tivi|chiếc|mẫu|dòng|smartphone|giải|cúp|cup|sông|rừng) $"
GOES_ON = (
    r"^ (?:cho|đã|sẽ|và|là|có|được|tại|ở|với|trong|của|để|từ|vào|về|cũng|đang|vừa|phải|cần|như|khi|do|bị|mới|nói|chia|khẳng|đề|yêu|tổ|phối|ký|công|"
    r"thông|tiếp|năm|ngày|này|trên|qua|theo|nhằm|trao|tham|dự|lần|thuộc|nêu|trước|sau|giao|hiện|hoặc|cùng|diễn|mở|xây|đầu|trồng|khởi|khánh|triển|thực|"
    r"tiến|bắt|kiểm|phát|đạt|thu|chi|xuất|nhập|bán|mua|cấp|hỗ|giúp|nhận|đón|chuyển|đưa|lấy|lập|kết|quyết|thay|giữ|giảm|tăng|hoàn|hoạt|sản|cung|lai|thử|"
    r"bàn|lắp|rà|tuyển|làm|gặp|xem|đi|lên|ra|nằm|gồm|hay|nếu|vì|bằng|đến|tới|rồi|thì|đều|vẫn|chưa|không|còn|lại|đó|từng|rất|các|những|một|ông|bà|họp|thăm|gửi|mời|tặng|xử|truy|chỉ|kêu|rút|ghi|long trọng|trang trọng|chính thức|trân trọng|tưng bừng|khai giảng|khai mạc|bế mạc|khai trương|ban hành|tuyên dương|phê duyệt|niêm yết|báo cáo|tạm dừng|nghiệm thu|tổng kết|sơ kết|vận động|ra quân)\b"
)


# What a name goes on with behind half a compound, up to what closes it: a mark, a verb; a place may end it.
CLOSES = (
    "(?:trực thuộc|thuộc|giữ chức|trao|tặng|ký|nhận|đã|sẽ|vừa|đang|cũng|được|bị|là|có|tại|ở|cho biết|cho hay|tổ chức|phối hợp|ban hành|về|với|do|để|khi|vào|trong|trên|từ|đến|theo|nhằm|của|"
    "yêu cầu|cho thấy|cam kết|tiếp tục|phản ánh|đưa tin|đề nghị|thông báo|công bố|xác nhận|khẳng định|chỉ đạo|triển khai|kiểm tra|phê duyệt|tham mưu|đối|không|phải|mà|nên|nhưng|rằng)"
)
REST = rf"^((?: (?:và )?{SMALL}+){{1,6}}?(?: {CAPITAL}{LETTER}*{IN_PLACE}[{LETTER}{IN_PLACE}]*| (?:Mỹ|Nga|Pháp|Đức|Anh|Úc|Nhật)|(?:[,.;:()”\"]|[ {BEFORE_HEAD}][–-] |$| {CLOSES}[ ,.;:])))"


# "CTCP Thủy điện Sông Mây | – Mây Sơn (SMY – HOSE)": the second part of a listed firm's name, no brand.
LISTED_AS, EXCHANGE = rf"{CAPITAL}[{CAPITAL}0-9]{{2}}", "(?i:hose|hsx|hnx|upcom)"
SECOND = rf"^( [-–] {ONE_SYLLABLE}(?:[ {IN_PLACE}{IN_NAME}]{ONE_SYLLABLE}){{0,2}}) \((?:{LISTED_AS} ?[-–:,;] ?{EXCHANGE}|{EXCHANGE} ?[-–:,;] ?{LISTED_AS})\)"
# "CTCP Thực phẩm Hosana | - Lamiket (UPCoM: HLK)": of two brands, where none is the short name of a Vietnamese one.
BRAND, NEXT_BRAND = (
    rf"[ {IN_NAME}][A-Z][a-z]+$",
    SECOND.replace(
        f"{ONE_SYLLABLE}(?:[ {IN_PLACE}{IN_NAME}]{ONE_SYLLABLE}){{0,2}}", "[A-Z][a-z]+(?: [A-Z][a-z]+)?"
    ),
)


# "Cơ quan Thương mại bang Sông Mây | tại Việt Nam": where a body from abroad has its seat here.
SEATED = rf"^(?:Cơ quan|Văn phòng|Hiệp hội|Hội|Phòng)[ {BEFORE_WORD}].* (?:bang|liên bang) {CAPITAL}[^ ]*$"
SEAT = rf"^( tại Việt{IN_PLACE}Nam)"
EMBASSY = rf"(?:[Đđ]ại[ {IN_TITLE}]sứ|(?:[Tt]ổng[ {IN_TITLE}])?[Ll]ãnh[ {IN_TITLE}]sự)[ {IN_TITLE}]quán"

# What only ends like a ministry's head: "cán bộ | Công an phường".
NO_MINISTRY = {"none": "(?:[Cc]án|[Tt]oàn|[Nn]ội|[Cc]ục|[Tt]iến|[Ll]iên|[Đđ]ội) bộ"}
# "thông báo | Lao động", "họp báo | Đầu tư": the second half of a word is no newspaper.
HALF_PAPER = "(?i)(?:thông|cảnh|họp|dự|quảng|tố|mật|khai|điện|tình|phúc|tin|trình|tư) $"
SIR, CALLED_BANK = r"(?:^|\s)(?:[Ôô]ng|[Bb]à)\s$", "^[A-Z][a-z]+.Bank$"  # "ông Steve Bank": a man
# In the case of the text, what a match of the lexer's patterns holds.
CUES = {
    "none": ["án bộ", "àn bộ", "ội bộ", "ục bộ", "iến bộ", "iên bộ"],
    "embassy": ["quán", "Thương vụ", "hái đoàn"],
    "ministry": ["bộ", "Bộ"],
    "department": ["sở", "Sở"],
    "party": ["ủy", "uỷ", "Ủy", "đảng", "Đảng"],
    "committee": ["UBND", "HĐND", "hân dân"],
}
# … besides the names of known bodies.
LISTED_CUES = ["hính phủ", "uốc hội", "ượng viện", "ạ viện", "ghị viện", "ội các", "Ngân hàng ", "òa án ", "ội đồng", "y ban", "ỷ ban", "Văn phòng", "ảng ", f"Bí{IN_TITLE}thư"]  # fmt: skip


def organizations(marked: pl.DataFrame, homes: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Organisations: a, s, start, end, surface, organization (canonical full name), kind, rule.

    `marked` has a, s, marked; `homes` has a, home: what an elided place ("UBND tỉnh") is filled from, and day, the
    article's. `kind` is how it was found: `listed`, `committee`, `party`, `ministry`, `department`, `area`,
    `central` (a listed body whose name a place might have followed), `head`, `alias`.
    """
    # The first letter may be in either case.
    openings = lexicon.organization_heads["head"].str.slice(1).to_list()
    told = [*openings, *_listed(lexicon)["word"], *lexicon.organization_endings["ending"]]
    told += ["Thuế ", "Thống kê ", "UBND", "HĐND", "ủy", "uỷ", "hân dân", "Bộ ", "Sở ", " quán", "Thương vụ", "hái đoàn", "òa án ", "oà án "]  # fmt: skip
    likely = marked.filter(pl.col("marked").str.contains_any(told))
    texts = likely["marked"]
    found = lex(
        likely, patterns(texts, lexicon), "marked", words=True, cues=cues(texts, lexicon), cued=texts
    ).select("a", "s", "token", "surface", "start", "end")
    found = found.filter(pl.col("token") != "none")
    heads = opened_by_head(likely, lexicon)
    # "Theo Sao Mai Economics": the word before a name from abroad is none of it.
    opened = pl.col("surface").str.extract("^((?:Theo|Khi|Trong|Sau) )").str.len_chars().fill_null(0)
    found = outside_names(found, heads)
    found = found.with_columns(start=pl.col("start") + opened, surface=pl.col("surface").str.slice(opened))
    every = pl.concat([found, without_overlap(heads, found.sort("s", "start"))]).join(
        likely.select("s", "marked"), on="s", how="left", maintain_order="left"
    )
    bordered = (
        every.with_columns(right=pl.col("marked").str.slice(pl.col("end"), 60))
        .pipe(_completed)
        .with_columns(
            left=pl.col("marked").str.slice(0, pl.col("start")).str.slice(-16),
            right=pl.col("marked").str.slice(pl.col("end"), 40),
        )
        .filter(
            ~pl.col("left").str.contains(rf"[{LETTER}{FIGURE}@/]$"),
            ~generic(),
            ~_halved(),
            ~_brand_only(lexicon),
            ~(plain(pl.col("left")).str.contains(SIR) & pl.col("surface").str.contains(CALLED_BANK)),
            ~(
                (pl.col("token") == "listed")
                & pl.col("surface").str.starts_with("báo")
                & pl.col("left").str.contains(HALF_PAPER)
            ),
            # "Sao Mai International Film Festival": more than a firm.
            ~(
                (pl.col("token") == "listed")
                & pl.col("surface").str.ends_with(" International")
                & pl.col("right").str.contains("^ [A-Z][a-z]")
            ),
        )
        .pipe(_trimmed, lexicon)
        .filter(
            ~pl.col("right").str.contains(rf"^{LETTER}"),
            pl.col("surface").str.contains(rf"{CAPITAL}") | (pl.col("token") == "party"),
            ~((pl.col("token") == "listed") & pl.col("right").str.contains(OF_HOUSE)),
            ~of_other_states(),
            # The Party of another country: "Trung ương Đảng | Cộng sản Trung Quốc".
            ~(
                pl.col("surface").str.ends_with("Đảng")
                & pl.col("right").str.contains(
                    rf"^ (?:Cộng sản|Nhân dân|Dân chủ|Lao động|Cộng hòa) {CAPITAL}"
                )
                & ~pl.col("right").str.contains("^ Cộng sản Việt")
            ),
        )
        .join(homes, on="a", how="left", maintain_order="left")
    )
    abroad = of_one_state(likely, lexicon)
    bordered = without_overlap(bordered, abroad)
    beside = pl.concat([side_by_side(likely, AREA, lexicon), abroad])
    beside = beside.join(homes, on="a", how="left", maintain_order="left")
    every = pl.concat([bordered.with_columns(own="surface"), beside], how="diagonal_relaxed")
    named = every.with_columns(
        organization=canonical(every, lexicon),
        kind="token",
        rule=pl.concat_str(pl.lit("organization_"), "token"),
        surface=plain(pl.col("own")),
    ).filter(pl.col("organization").is_not_null())
    named = of_area(headed(fullest(named.sort("s", "start"), lexicon)))
    return shortened(named.sort("s", "start"), marked, lexicon).sort("s", "start")


def patterns(texts: pl.Series, lexicon: Lexicon) -> dict[str, str]:
    """The lexer's patterns for the marked texts, by what they find."""
    return NO_MINISTRY | _told_in(texts, lexicon) | _patterns(lexicon)


def cues(texts: pl.Series, lexicon: Lexicon) -> dict[str, list[str]]:
    """In the case of the texts, what a match of those patterns holds there, of known bodies one of their names."""
    words, endings = _names(lexicon)
    return CUES | {
        "listed": [*words.within(texts), *endings.within(texts), *LISTED_CUES],
        "central": _listed(lexicon).filter("local")["word"].to_list(),
    }


@cache
def _patterns(lexicon: Lexicon) -> dict[str, str]:
    area = lexicon.organization_heads.filter(pl.col("area") == "yes")
    lower = area.filter(pl.col("lower") == "yes")["head"].to_list()
    heads = either(
        [
            *area["head"],
            *area.select(glued(pl.col("head"), lexicon))["head"],
            *(h[0].lower() + h[1:] for h in lower),
            *after_title(area["head"].to_list()),
        ]
    )
    listed = _listed(lexicon)
    return {
        "committee": rf"(?:Văn phòng{SPACE}{OF_SEVERAL}|{OF_COUNCIL})?{COMMITTEE}{AREA}",
        "party": rf"{BOARD}?(?:{COMMITTEE_OF_PARTY}(?:{AREA})?|Đảng (?:bộ|ủy|uỷ)(?:{BLOC}|{KNOWN_AREA})|đảng (?:bộ|ủy|uỷ) {UNIT}[ {IN_PLACE}]{CAP}(?: {CAPITAL}{SMALL}*){{0,2}})",
        "area": rf"{heads}{AREA}|(?:Thuế(?: cơ sở [0-9]{{1,2}})?|Thống[ {IN_TITLE}]kê) {OF_UNIT}|(?:công an|[Tt]òa án|[Tt]oà án) (?:{OF_UNIT}|(?:huyện|quận|thị xã|phường|xã)[ {IN_PLACE}]{CAP}(?: {CAPITAL}{SMALL}*){{0,2}})",
        "central": either(listed.filter("local")["word"].to_list()),
    }  # fmt: skip


def _told_in(texts: pl.Series, lexicon: Lexicon) -> dict[str, str]:
    """The lexer's patterns of those known organisations and fields that may stand in the marked texts."""
    words, endings = _names(lexicon)
    country = countries(lexicon, but="Việt Nam").pattern(texts)
    abroad = f" {country}"
    # With the look of a person's name, too: "Lucas Holdings", "Nguyễn Lâm Group".
    like_people = rf"(?:{CAPITAL}{LETTER}*{IN_NAME}){{1,3}}"
    named = rf"(?:[A-Z][A-Za-z0-9&-]*(?: [A-Z][A-Za-z0-9&-]*){{0,2}} |{like_people})"
    ended = rf"{named}{endings.pattern(texts)}(?: Việt{IN_PLACE}Nam)?"
    field, ministry = fields(lexicon).pattern(texts), ministries(lexicon).pattern(texts)
    return {
        "listed": rf"{ended}|(?:{HOUSE_COMMITTEE}|{OF_STATE}) {STATE}{country}|{LEADING}{PARTY} {country}|{PARTY}(?: (?:{country}|Việt{IN_PLACE}Nam))?|Ban{IN_TITLE}Bí{IN_TITLE}thư|{words.pattern(texts)}(?:{abroad})?",
        "embassy": rf"{EMBASSY} (?:của )?{countries(lexicon).pattern(texts)}(?: tại (?:(?:TP\.?|[Tt]hành phố) ?)?{CAP})?|Thương vụ Việt{IN_PLACE}Nam tại {CAP}|[Pp]hái đoàn (?:Liên[ {IN_PLACE}]minh[ {IN_PLACE}][Cc]hâu[ {IN_PLACE}]Âu|EU)(?: tại {CAP})?",
        "ministry": rf"[Bb]ộ{SPACE}(?:(?i:{field}){abroad}|(?i:{ministry}))",
        "department": rf"(?:Sở|sở) (?i:{field})(?:{AREA})?",
    }


@cache
def _names(lexicon: Lexicon) -> tuple[Vocabulary, Vocabulary]:
    """The names of known organisations that no area need follow, and the words that end the name of a firm."""
    words = _listed(lexicon).filter(~pl.col("local"))["word"].to_list()
    lowered = [
        w[0].lower() + w[1:]
        for w in _listed(lexicon)["word"]
        if w.startswith(("Ngân hàng ", "Tập đoàn ", "Tổng công ty ", "Ban "))
    ]
    # "Trưởng ban Tổ chức Trung ương": the second word is a head of its own elsewhere.
    lowered += [w.replace("ban ", f"ban{BEFORE_HEAD}", 1) for w in lowered if w.startswith("ban ")]
    return Vocabulary([*words, *lowered]), Vocabulary(lexicon.organization_endings["ending"])


@cache
def _brand_only(lexicon: Lexicon) -> pl.Expr:
    """ "Google Maps", "VTV.vn", "trên Facebook": a listed name of one word that means a product or a page."""
    platforms = lexicon.organizations.filter(pl.col("kind") == "platform")["word"].to_list()
    lone = (pl.col("token") == "listed") & ~pl.col("surface").str.contains(f"[ {IN_PLACE}]")
    # "GMP - WHO": a standard.
    joined = pl.col("left").str.contains(rf"{CAPITAL}{{2}} ?[-–] ?$")
    product = joined | (pl.col("right").str.contains(PRODUCT) & ~pl.col("left").str.contains(HOLDER))
    ahead = pl.col("marked").str.slice(0, pl.col("start")).str.tail(60)
    made = pl.col("left").str.contains(OF_MAKE) | ahead.str.contains(CREDIT)
    # "… sớm kết thúc. VnExpress": the paper that signs.
    signed = (pl.col("marked").str.slice(0, pl.col("start")).str.contains(SIGNS)) & pl.col(
        "right"
    ).str.contains(r"^\s*[.)]*\s*$")
    page = pl.col("surface").is_in(platforms) & pl.col("left").str.contains(WRITTEN_ON)
    return lone & (product | made | page | signed)


# "Quỹ Phòng chống | tự sát", "Hội Hỗ trợ | gia đình liệt sĩ": what is prevented, and who is helped, is told behind.
OF_WHAT = rf"{BEFORE_WORD}(?i:phòng{IN_WORD}chống|hỗ{IN_WORD}trợ|bảo{IN_WORD}vệ|bảo{IN_WORD}trợ|chăm{IN_WORD}sóc|bảo{IN_WORD}tồn|xúc{IN_WORD}tiến)$"
OF_COUNTRY = r" (?:Nga|Mỹ|Pháp|Đức|Anh|Lào|Úc|Bỉ|Áo|Séc|Huế)$"  # one syllable, and no half of anything


@cache
def _halved() -> pl.Expr:
    """Whether a name may end within a compound; it stays unread."""
    return (
        (pl.col("surface").str.contains(HALF) | pl.col("surface").str.contains(OF_WHAT))
        & ~pl.col("surface").str.contains(OF_COUNTRY)
        & pl.col("right").str.contains(rf"^ {SMALL}")
        & ~pl.col("right").str.contains(GOES_ON)
    )


@of_rows
def _completed(rows: pl.DataFrame) -> pl.DataFrame:
    """Names that end within a compound with the rest of it, where a mark or a verb closes the name ("Cục Chống | tham nhũng")."""
    # "Trường Sa | thân yêu", "bệnh viện Được | biết": what is no name needs no rest.
    may_go_on = ~pl.col("surface").str.contains(LONG) & pl.col("surface").str.contains(f"^{CAPITAL}")
    more = pl.when(_halved() & may_go_on).then(pl.col("right").str.extract(REST)).fill_null("")
    more = more.str.replace(rf"(?:[,.;:()”\"]|[ {BEFORE_HEAD}][–-] | {CLOSES}[ ,.;:])$", "")
    seat = pl.when(pl.col("surface").str.contains(SEATED)).then(pl.col("right").str.extract(SEAT))
    brand = pl.col("surface").str.contains(BRAND) & ~pl.col("surface").str.contains(f"{ONE_SYLLABLE}$")
    second = pl.coalesce(
        pl.col("right").str.extract(SECOND), pl.when(brand).then(pl.col("right").str.extract(NEXT_BRAND))
    )
    more = pl.concat_str(more, pl.coalesce(second, seat).fill_null(""))
    return rows.with_columns(surface=pl.concat_str("surface", more)).with_columns(
        end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32)
    )


@of_rows
def _trimmed(rows: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Surfaces without what only looks like their end: a verb, a figure, a mark."""
    surface, right = pl.col("surface"), pl.col("right")
    unit = unit_pattern(lexicon.unit.within(rows["right"]))
    verb = (surface.str.contains(ACT) & right.str.contains(THING)) | surface.str.contains(CLOSED)
    holds = surface.str.contains(HOLDS) & (
        right.str.contains(HELD) | ~surface.str.contains(rf"tổ{IN_WORD}chức$")
    )
    figure = surface.str.contains(r"[^ ] [0-9]{1,3}$") & right.str.contains(
        rf"^[.,/%]?[0-9]|^ ?(?:{unit})(?:[^{LETTER}]|$)|^ (?:tỷ|tỉ|triệu|nghìn|trăm|chỉ.tiêu|vị.trí|suất|bệnh.nhân|trường.hợp|ca|hồ.sơ|học.sinh|sinh.viên|cán.bộ|chiếc|tầng|giường|năm.liên|năm.liền)(?:[^{LETTER}]|$)"
    )
    # "Báo Giao thông số 22", "báo Nhân Dân số ra ngày 5/3": which issue, not which paper.
    issue = surface.str.contains(ISSUE) & surface.str.contains(r"^(?i:báo|tạp.chí)[^a-z]")
    leaning = right.str.contains(f"^[{IN_TITLE}{IN_NAME}]")
    cut = (
        pl.when(holds).then(surface.str.replace(HOLDS, ""))
        .when(verb).then(surface.str.replace(ACT, ""))
        .when(issue).then(surface.str.replace(ISSUE, ""))
        .when(figure).then(surface.str.replace(r" [0-9]{1,3}$", ""))
        .when(leaning).then(surface.str.replace(rf"[ ,\-–]+{CAPITAL}{LETTER}*$", ""))
        .otherwise("surface")
        .str.replace(NEXT_LINE, "")
        .str.replace(CODE, "")
        .str.replace(NEXT_SENTENCE, "")
        .str.replace(FULL_STOP, "${1}")
        .str.replace(FIGURE_NEXT, "${1}")
        .str.replace(TERM, "")
        .str.replace(r"[\s,.\-–&]+$", "")
    )  # fmt: skip
    taken = pl.col("surface").str.slice(cut.str.len_chars())
    return rows.with_columns(
        right=pl.concat_str(taken, "right"),
        surface=cut.str.replace_all(f"[{IN_WORD}{BEFORE_WORD}]", " "),
    ).with_columns(end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32))


@cache
def _listed(lexicon: Lexicon) -> pl.DataFrame:
    """The known organisations by every name: word (marked text), organization, local (whether an area may follow).
    Ministries are read by their field.
    """
    areas = lexicon.organization_heads.filter(pl.col("area") == "yes")["head"].to_list()
    others = lexicon.organizations.filter(pl.col("kind") != "ministry")
    # Firms keep their capitals.
    firms = pl.col("kind").is_in(["company", "bank", "platform", "press"])
    small = others.filter(~firms, pl.col("word").str.count_matches(" ") >= 2).with_columns(
        pl.col("word").map_elements(lowered, return_dtype=pl.String)
    )
    every = pl.concat([others, small]).unique("word", keep="first", maintain_order=True)
    return every.select(
        word=glued(pl.col("word"), lexicon).str.replace_all(BEFORE_HEAD, " ", literal=True),
        organization="organization",
        local=pl.col("organization").is_in(areas),
    )
