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
    plain,
)
from flows.read.numbers.units import unit_pattern
from flows.read.organizations.canonical import canonical
from flows.read.organizations.short_names import shortened
from flows.read.places.gazetteer import with_spellings
from flows.read.places.places import begun
from flows.read.rules import of_rows
from flows.read.spans import lex, without_overlap
from flows.read.vocabulary import Vocabulary, either

IN_WORD, BEFORE_WORD = "\ue015", "\ue016"  # inside and before the compounds that names are made of
UNIT = r"(?:[Tt]ỉnh|[Tt]hành phố|TP\.?|T\.P|Tp\.?|tp\.?|[Hh]uyện|[Qq]uận|[Tt]hị xã|TX\.?|[Tt]hị trấn|[Xx]ã|[Pp]hường|[Đđ]ặc khu)"
CAP = rf"{CAPITAL}[{LETTER}0-9.'’\-–{IN_PLACE}]*"
NUMBERED = r"(?:[Qq]uận|[Pp]hường) [0-9]{1,2}"
AREA = rf"(?: (?:{NUMBERED}|{UNIT}[ {IN_PLACE}]?{CAP}(?: {CAPITAL}{SMALL}*){{0,2}}|{UNIT}|{CAP}(?: {CAPITAL}{SMALL}*){{0,2}}))"
COMMITTEE = r"(?:[UỦuủ][yỷ] ban [Nn]hân dân|[Uu]ỷ ban [Nn]hân dân|UBND|[Hh]ội đồng [Nn]hân dân|HĐND)"
COMMITTEE_OF_PARTY = r"(?:[Tt]ỉnh|[Tt]hành|[Hh]uyện|[Qq]uận|[Tt]hị) (?:ủy|uỷ|Ủy)"
SPACE = rf"[ {BEFORE_HEAD}]"
BOARD = rf"(?:(?:[Bb]an{SPACE}(?:[Tt]hường vụ|[Cc]hấp hành|[Tt]ổ chức|Tuyên giáo và Dân vận|Tuyên giáo|Nội chính|Dân vận)|[UỦ][yỷ] ban Kiểm tra|Văn phòng){SPACE})"
WITHIN = rf"[ {BEFORE_WORD}{IN_WORD}]"  # the words of a legal form may be compounds of names too
LEGAL = (
    rf"(?:{WITHIN}(?:[Cc]ổ{WITHIN}[Pp]hần|CP|TNHH|[Tt]rách{WITHIN}[Nn]hiệm{WITHIN}[Hh]ữu{WITHIN}[Hh]ạn|MTV|(?:[Mm]ột|[Hh]ai|1|2){WITHIN}[Tt]hành{WITHIN}[Vv]iên|"
    rf"TMCP|[Tt]hương{WITHIN}[Mm]ại{WITHIN}[Cc]ổ{WITHIN}[Pp]hần|tư{WITHIN}nhân|[Hh]ợp{WITHIN}[Dd]anh|[Ll]iên{WITHIN}[Dd]oanh)|{BEFORE_HEAD}[Tt]ập đoàn)*"
)

# The body of a name: compounds in either case behind the head, then proper syllables; a linking word only
# before a capital. "Công ty Xây dựng nhà ở và Hạ tầng Sông Mây", but "Tập đoàn Sao Mai | đầu tư".
COMPOUND = rf"{BEFORE_WORD}[{LETTER}{IN_WORD}]+"
CAPITAL_COMPOUND = rf"{BEFORE_WORD}{CAPITAL}[{LETTER}{IN_WORD}]*"
PROPER = rf" {CAPITAL}[{LETTER}0-9&.'’\-{IN_PLACE}{IN_NAME}]*"
LINK = r"(?: và| &| -| –)"
OF_AREA = rf" (?:{UNIT}|miền|vùng|khu vực|châu|liên bang){PROPER}"
PAIR = rf" [-–] (?:{CAPITAL}{LETTER}*{IN_PLACE}[{LETTER}{IN_PLACE}]*|Việt|Nga|Nhật|Hàn|Pháp|Đức|Mỹ|Lào|Trung|Âu|Á|Anh|Úc|Ấn)"
DESCRIBED = rf"(?:{COMPOUND}(?:{LINK}? {COMPOUND}|{LINK}?{COMPOUND})*(?:{LINK}{PROPER})?)?"
NAMED = (
    rf"(?:(?:{CAPITAL_COMPOUND}|{PROPER}|{OF_AREA})"
    rf"(?:{LINK}?{CAPITAL_COMPOUND}(?:{LINK}?{COMPOUND})*|{PROPER}|{OF_AREA}| & {CAPITAL}{LETTER}*|{PAIR})*)?"
)
# A steering committee is named by all that it steers, commas included.
STEERING = rf"[Bb]an [Cc]hỉ đạo{COMPOUND}(?:(?:,|{LINK})?{COMPOUND})*"
NUMBER = r"(?: [0-9]{1,3})?"
ELIDED = r"(?: tỉnh| thành phố| huyện)?"
UNNAMED = rf"(?:Cục|Vụ|Viện|Chi cục|Phòng|Trung tâm|Ban [Cc]hỉ đạo|Hội đồng|Hội|Liên hiệp|Ủy ban|Văn phòng|Quỹ|Báo|Tổ chức|Bệnh viện|Hiệp hội|Trường(?: {CAPITAL}+)?|Trường Đại học|Nhà xuất bản|Ngân hàng(?: TMCP)?|Giáo hội|Khu [Qq]uản lý)"
AMBIGUOUS = r"^(?:Trường|Hội|Viện|Quỹ|Báo|Đài|Vụ|Cục|Phòng|Tổ chức|Đại học)\b"
# A compound that closes a name in lower case is a verb where a thing to be done follows it.
ACT = rf"(?:{BEFORE_WORD}(?:đầu|xây|sản|phát|quản|nghiên|hỗ|kiểm|tổ|cung|khai|triển|hợp|tư|kinh|đào|ứng|thiết|giám|vận|phối|điều|bảo|thanh){IN_WORD}{SMALL}+)$"
# So is one behind what closes a name ("Viện … Trung ương | tổ chức").
CLOSED = rf"(?:[Tt]rung{IN_WORD}ương|[Qq]uốc{IN_WORD}gia){ACT}"
FULL_STOP = rf"((?:{SMALL}{{3}}| Á| Âu))\. {CAPITAL}.*$"  # a sentence that ends with the name
THING = r"^ (?:[0-9]|các|những|một|hai|ba|hơn|gần|trên|khoảng|thêm|dự án|nhà máy|công trình|tuyến|khu|cho|với|tại|ở|lại|theo|cùng|để)"

# A capital syllable that a word in lower case follows may be half of a compound the lexicon lacks ("Cục Giải | quyết");
# these words cannot be its other half.
FIRM = rf"(?:Công ty|công ty|CTCP|Cty|Tập đoàn|tập đoàn|Tổng công ty|Bệnh viện|bệnh viện){LEGAL}"
HALF = rf"(?:^{UNNAMED}|^{FIRM}|^(?:Công an|Thanh tra|TAND|Đảng ủy|Cục Thống kê|Cục Thuế|Ban Quản lý|Liên minh|Liên đoàn)|{BEFORE_WORD}[{LETTER}{IN_WORD}]+(?: và)?) {ONE_SYLLABLE}$"
# One syllable behind "Trường" is a name with it: Trường Sơn, Trường Hải.
LONG = rf"^Trường[ {IN_PLACE}]{ONE_SYLLABLE}$"
# A brand before another word with a capital, in an address, or as the place where people write.
PRODUCT = rf"^(?: {CAPITAL}|[0-9@&]|[.\-–/]{LETTER})"
HOLDER = rf"(?:{IN_TITLE}{LETTER}+|CEO|tịch|đốc|nhân|viên|hãng|ty|đoàn|hàng) $"
WRITTEN_ON = r"(?i)(?:trang|nick|nhóm|khoản|mạng|xã hội|fanpage|page|group|hội|qua|trên|lên|vào|dùng|lướt|link|facebook|cá nhân|bạn bè|kênh|ứng dụng|xe|bài|chạy|gọi|đi|đặt) $"
# Credits, and what is only of a brand's make.
OF_MAKE = rf"(?i)(?:^|[^{LETTER}])(?:ảnh|nguồn|pv|ctv)[: ]*$|(?i)(?:^|[^{LETTER}])(?:điện thoại|xe|xe máy|ô tô|máy bay|máy tính|máy|laptop|tivi|chiếc|mẫu|dòng|smartphone|giải|cúp|cup|sông|rừng) $"
GOES_ON = (
    r"^ (?:cho|đã|sẽ|và|là|có|được|tại|ở|với|trong|của|để|từ|vào|về|cũng|đang|vừa|phải|cần|như|khi|do|bị|mới|nói|chia|khẳng|đề|yêu|tổ|phối|ký|công|"
    r"thông|tiếp|năm|ngày|này|trên|qua|theo|nhằm|trao|tham|dự|lần|thuộc|nêu|trước|sau|giao|hiện|hoặc|cùng|diễn|mở|xây|đầu|trồng|khởi|khánh|triển|thực|"
    r"tiến|bắt|kiểm|phát|đạt|thu|chi|xuất|nhập|bán|mua|cấp|hỗ|giúp|nhận|đón|chuyển|đưa|lấy|lập|kết|quyết|thay|giữ|giảm|tăng|hoàn|hoạt|sản|cung|lai|thử|"
    r"bàn|lắp|rà|tuyển|làm|gặp|xem|đi|lên|ra|nằm|gồm|hay|nếu|vì|bằng|đến|tới|rồi|thì|đều|vẫn|chưa|không|còn|lại|đó|từng|rất|các|những|một|ông|bà)\b"
)


# What a name goes on with behind half a compound, up to what closes it: a mark, a verb; a place may end it.
CLOSES = "(?:đã|sẽ|vừa|đang|cũng|được|bị|là|có|tại|ở|cho biết|cho hay|tổ chức|phối hợp|ban hành|về|với|do|để|khi|vào|trong|trên|từ|đến|theo|nhằm|của)"
REST = rf"^((?: (?:và )?{SMALL}+){{1,6}}?(?: {CAPITAL}{LETTER}*{IN_PLACE}[{LETTER}{IN_PLACE}]*|(?:[,.;:()”\"]|[ {BEFORE_HEAD}][–-] |$| {CLOSES}[ ,.;:])))"


EMBASSY = rf"(?:[Đđ]ại[ {IN_TITLE}]sứ|(?:[Tt]ổng[ {IN_TITLE}])?[Ll]ãnh[ {IN_TITLE}]sự)[ {IN_TITLE}]quán"

# In lower case, what a match of the lexer's patterns holds.
CUES = {
    "embassy": ["quán"],
    "ministry": ["bộ"],
    "department": ["sở"],
    "party": ["ủy", "uỷ", "đảng"],
    "committee": ["ubnd", "hđnd", "nhân dân"],
}


def organizations(marked: pl.DataFrame, homes: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Organisations: a, s, start, end, surface, organization (canonical full name), kind, rule.

    `marked` has a, s, marked; `homes` has a, home: what an elided place ("UBND tỉnh") is filled from, and day, the
    article's. `kind` is how it was found: `listed`, `committee`, `party`, `ministry`, `department`, `area`,
    `central` (a listed body whose name a place might have followed), `head`, `alias`.
    """
    patterns = _told_in(marked["marked"], lexicon) | _patterns(lexicon)
    # The first letter may be in either case.
    openings = lexicon.organization_heads["head"].str.slice(1).to_list()
    told = [*openings, *_listed(lexicon)["word"], *lexicon.organization_endings["ending"]]
    told += ["UBND", "HĐND", "ủy", "uỷ", "hân dân", "Bộ ", "Sở ", " quán"]
    likely = marked.filter(pl.col("marked").str.contains_any(told))
    found = lex(likely, patterns, "marked", words=True, cues=CUES).select(
        "a", "s", "token", "surface", "start", "end"
    )
    heads = _heads(likely, lexicon)
    # "Theo Sao Mai Economics": the word before a name from abroad is none of it.
    opened = pl.col("surface").str.extract("^((?:Theo|Khi|Trong|Sau) )").str.len_chars().fill_null(0)
    found = _outside_firms(found, heads)
    found = found.with_columns(start=pl.col("start") + opened, surface=pl.col("surface").str.slice(opened))
    every = pl.concat([found, without_overlap(heads, found.sort("s", "start"))]).join(
        likely.select("s", "marked"), on="s", how="left", maintain_order="left"
    )
    bordered = (
        every.with_columns(
            right=pl.col("marked").str.slice(pl.col("end"), 60),
        )
        .pipe(_completed)
        .with_columns(
            left=pl.col("marked").str.slice(0, pl.col("start")).str.slice(-16),
            right=pl.col("marked").str.slice(pl.col("end"), 40),
        )
        .filter(
            ~pl.col("left").str.contains(rf"[{LETTER}{FIGURE}@/]$"),
            ~_generic(),
            ~_halved(),
            ~_brand_only(lexicon),
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
    named = bordered.with_columns(
        organization=canonical(bordered, lexicon),
        kind="token",
        rule=pl.concat_str(pl.lit("organization_"), "token"),
        surface=plain(pl.col("surface")),
    ).filter(pl.col("organization").is_not_null())
    return shortened(named.sort("s", "start"), marked, lexicon).sort("s", "start")


@cache
def _patterns(lexicon: Lexicon) -> dict[str, str]:
    area = lexicon.organization_heads.filter(pl.col("area") == "yes")
    lower = area.filter(pl.col("lower") == "yes")["head"].to_list()
    heads = either(
        [
            *area["head"],
            *area.select(glued(pl.col("head"), lexicon))["head"],
            *(h[0].lower() + h[1:] for h in lower),
            *_after_title(area["head"].to_list()),
        ]
    )
    listed = _listed(lexicon)
    return {
        "committee": rf"(?:Văn phòng{SPACE})?{COMMITTEE}{AREA}",
        "party": rf"{BOARD}?(?:{COMMITTEE_OF_PARTY}(?:{AREA})?|Đảng (?:bộ|ủy|uỷ){AREA})",
        "area": rf"{heads}{AREA}",
        "central": either(listed.filter("local")["word"].to_list()),
    }  # fmt: skip


def _told_in(texts: pl.Series, lexicon: Lexicon) -> dict[str, str]:
    """The lexer's patterns of those known organisations and fields that may stand in the marked texts."""
    words, endings = _names(lexicon)
    abroad = f" {countries(lexicon, but='Việt Nam').pattern(texts)}"
    ended = (
        rf"[A-Z][A-Za-z0-9&-]*(?: [A-Z][A-Za-z0-9&-]*){{0,2}} {endings.pattern(texts)}(?: Việt{IN_PLACE}Nam)?"
    )
    field, ministry = fields(lexicon).pattern(texts), _ministries(lexicon).pattern(texts)
    return {
        "listed": rf"{ended}|(?:chính phủ|quốc hội){abroad}|Ban{IN_TITLE}Bí{IN_TITLE}thư|{words.pattern(texts)}(?:{abroad})?",
        "embassy": rf"{EMBASSY} (?:của )?{countries(lexicon).pattern(texts)}(?: tại (?:(?:TP\.?|[Tt]hành phố) ?)?{CAP})?",
        "ministry": rf"[Bb]ộ{SPACE}(?:(?i:{field}){abroad}|(?i:{ministry}))",
        "department": rf"(?:Sở|sở) (?i:{field})(?:{AREA})?",
    }


@cache
def _ministries(lexicon: Lexicon) -> Vocabulary:
    """The fields of ministries by each name."""
    return Vocabulary(lexicon.fields.filter("ministry")["word"], cased=False)


@cache
def _names(lexicon: Lexicon) -> tuple[Vocabulary, Vocabulary]:
    """The names of known organisations that no area need follow, and the words that end the name of a firm."""
    words = _listed(lexicon).filter(~pl.col("local"))["word"].to_list()
    lowered = [
        w[0].lower() + w[1:]
        for w in _listed(lexicon)["word"]
        if w.startswith(("Ngân hàng ", "Tập đoàn ", "Tổng công ty "))
    ]
    return Vocabulary([*words, *lowered]), Vocabulary(lexicon.organization_endings["ending"])


def _after_title(heads: list[str]) -> list[str]:
    """Heads as a title's last word opens them: "Trưởng ban Tổ chức", "Trưởng đoàn Đại biểu Quốc hội"."""
    opened = [h[0].lower() + h[1:] for h in heads if h.startswith(("Ban ", "Đoàn "))]
    return [*opened, *(h.replace(" đại biểu", " Đại biểu") for h in opened if " đại biểu" in h)]


@cache
def _head_words(lexicon: Lexicon) -> tuple[list[str], pl.Series, dict[str, str], Vocabulary]:
    """The forms of the head words, the compounds, both as the text is to have them, and the order they win in."""
    rows = lexicon.organization_heads.filter(pl.col("area") == "no")
    lower = rows.filter(pl.col("lower") == "yes")["head"].to_list()
    forms = [
        *rows["head"],
        *(h[0].lower() + h[1:] for h in lower),
        *_after_title(rows["head"].to_list()),
        "Bộ",
    ]
    compounds = with_spellings(lexicon.organization_words.filter(pl.col("word").str.contains(" ")))["word"]
    both = {
        f" {v}": BEFORE_WORD + v.replace(" ", IN_WORD) for w in compounds for v in (w, w[0].upper() + w[1:])
    }
    both |= {f: f for f in forms}  # "Ban Quản lý" is a head before it is a compound
    return forms, compounds, both, Vocabulary(sorted(both, key=lambda w: (-len(w), w)))


@of_rows
def _heads(likely: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Names that a head word opens, as lexer rows with token `head`."""
    forms, compounds, marks, order = _head_words(lexicon)
    single = [w for w in lexicon.organization_words["word"] if " " not in w]
    one = rf"(?: {either(single)})"
    described = DESCRIBED.replace(COMPOUND, f"(?:{COMPOUND}|{one})")
    pattern = rf"{either(forms)}{LEGAL}{described}{NAMED}{NUMBER}{ELIDED}"
    pattern = rf"{STEERING}{NAMED}{ELIDED}|{pattern}"
    with_heads = likely.filter(pl.col("marked").str.contains_any(sorted(set(forms))))
    ordered = order.within(with_heads["marked"])
    text = pl.col("marked").str.replace_many(ordered, [marks[w] for w in ordered], leftmost=True)
    found = begun(with_heads.with_columns(marked=text), either(forms), pattern, words=True)
    found = found.with_columns(token=pl.lit("head"))
    # Ministries of this country are listed; "Bộ … Nga" is another's, and ends there.
    country = countries(lexicon).pattern(found["surface"])
    found = found.with_columns(surface=pl.col("surface").str.replace(rf"^(Bộ.*? {country}) .*$", "${1}"))
    found = found.with_columns(end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32))
    # A head with its legal form alone, or with common words in lower case only, names nothing.
    rest = pl.col("surface").str.replace(rf"^{either(forms)}{LEGAL}", "")
    # So does a head in lower case with common words in capitals ("tập đoàn Dinh Dưỡng").
    own = rest.str.replace_all(rf"{COMPOUND}|{one}\b", "").str.replace_many(
        {f" {w.title()}": "" for w in compounds}
    )
    common = pl.col("surface").str.contains(rf"^{SMALL}") & ~own.str.contains(rf"{CAPITAL}|[0-9]")
    common = common & ~pl.col("surface").str.starts_with("ngân hàng")
    board = pl.col("surface").str.contains(rf"^[Bb]an [Cc]hỉ đạo{BEFORE_WORD}")
    abroad = pl.col("surface").str.contains(rf"{BEFORE_WORD}.* {country}$")
    home = ~pl.col("surface").str.starts_with("Bộ") | abroad
    numbered = pl.col("surface").str.contains(r"ông ty [0-9]{1,3}$")
    return found.filter(
        (rest.str.contains(rf"{CAPITAL}") & ~rest.str.contains(r"^ [IVX]+$") & ~common) | board | numbered,
        home,
    ).select("a", "s", "token", "surface", "start", "end")


def _generic() -> pl.Expr:
    """ "các công ty", "nhiều trường đại học": kinds of organisations; "Quảng Trường": another word."""
    lower = pl.col("surface").str.contains(rf"^{SMALL}")
    club = pl.col("surface").str.contains("^(?:CLB|Câu lạc bộ) ")
    many = (lower | club) & pl.col("left").str.contains(
        r"(?i)(?:các|những|nhiều|mỗi|mọi|cấp|một|hai|số)[ \x{e014}]$"
    )
    of_title = pl.col("surface").str.contains(r"^(?:ban|đoàn) ") & ~pl.col("left").str.contains(
        rf"{IN_TITLE}$|[Dd]ẫn đầu $"
    )
    leaning = pl.col("surface").str.contains(AMBIGUOUS) & pl.col("left").str.contains(
        rf"{CAPITAL}{LETTER}*[ \x{{e014}}]$"
    )
    # "Sở Công Thương các tỉnh"
    several = pl.col("right").str.contains(r"^ (?:của )?các (?:tỉnh|thành|địa phương|huyện|quận)")
    many |= several & (pl.col("token") == "department")
    return many | of_title | leaning | pl.col("surface").str.contains(LONG)  # fmt: skip


def _outside_firms(found: pl.DataFrame, heads: pl.DataFrame) -> pl.DataFrame:
    """The lexer's rows without the listed bodies that are but a part of a name a head opens ("Công ty … Samsung")."""
    spans = heads.select("s", _from="start", _until="end").sort("s", "_from")
    met = found.sort("s", "start").join_asof(
        spans, left_on="start", right_on="_from", by="s", check_sortedness=False
    )
    inside = (pl.col("_from") < pl.col("start")) & (pl.col("_until") >= pl.col("end"))
    return met.filter(~(inside.fill_null(False) & (pl.col("token") == "listed"))).select(found.columns)


def _brand_only(lexicon: Lexicon) -> pl.Expr:
    """ "Google Maps", "VTV.vn", "trên Facebook": a listed name of one word that means a product or a page."""
    platforms = lexicon.organizations.filter(pl.col("kind") == "platform")["word"].to_list()
    lone = (pl.col("token") == "listed") & ~pl.col("surface").str.contains(f"[ {IN_PLACE}]")
    # "GMP - WHO": a standard.
    joined = pl.col("left").str.contains(rf"{CAPITAL}{{2}} ?[-–] ?$")
    product = joined | (pl.col("right").str.contains(PRODUCT) & ~pl.col("left").str.contains(HOLDER))
    made = pl.col("left").str.contains(OF_MAKE)
    page = pl.col("surface").is_in(platforms) & pl.col("left").str.contains(WRITTEN_ON)
    return lone & (product | made | page)


def _halved() -> pl.Expr:
    """Whether a name may end within a compound; it stays unread."""
    return (
        pl.col("surface").str.contains(HALF)
        & pl.col("right").str.contains(rf"^ {SMALL}")
        & ~pl.col("right").str.contains(GOES_ON)
    )


@of_rows
def _completed(rows: pl.DataFrame) -> pl.DataFrame:
    """Names that end within a compound with the rest of it, where a mark or a verb closes the name ("Cục Chống | tham nhũng")."""
    more = pl.when(_halved()).then(pl.col("right").str.extract(REST)).fill_null("")
    more = more.str.replace(rf"(?:[,.;:()”\"]|[ {BEFORE_HEAD}][–-] | {CLOSES}[ ,.;:])$", "")
    return rows.with_columns(surface=pl.concat_str("surface", more)).with_columns(
        end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32)
    )


@of_rows
def _trimmed(rows: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Surfaces without what only looks like their end: a verb, a figure, a mark."""
    surface, right = pl.col("surface"), pl.col("right")
    unit = unit_pattern(lexicon.unit.within(rows["right"]))
    verb = (surface.str.contains(ACT) & right.str.contains(THING)) | surface.str.contains(CLOSED)
    figure = surface.str.contains(r"[^ ] [0-9]{1,3}$") & right.str.contains(
        rf"^[.,/%]?[0-9]|^ ?(?:{unit})|^ (?:tỷ|tỉ|triệu|nghìn|trăm)"
    )
    leaning = right.str.contains(f"^[{IN_TITLE}{IN_NAME}]")
    cut = (
        pl.when(verb).then(surface.str.replace(ACT, ""))
        .when(figure).then(surface.str.replace(r" [0-9]{1,3}$", ""))
        .when(leaning).then(surface.str.replace(rf"[ ,\-–]+{CAPITAL}{LETTER}*$", ""))
        .otherwise("surface")
        .str.replace(FULL_STOP, "${1}")
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
    return lexicon.organizations.filter(pl.col("kind") != "ministry").select(
        word=glued(pl.col("word"), lexicon).str.replace_all(BEFORE_HEAD, " ", literal=True),
        organization="organization",
        local=pl.col("organization").is_in(areas),
    )
