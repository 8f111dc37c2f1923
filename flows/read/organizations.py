"""Organisations: listed bodies, committees and departments with their area, and names that a head word opens (linguistics §13)."""

import polars as pl

from flows.read.lexicon import Lexicon, either
from flows.read.marked import BEFORE_HEAD, IN_NAME, IN_PLACE, IN_TITLE, glued, plain
from flows.read.organization_names import canonical
from flows.read.places import begun
from flows.read.spans import find, lex, without_overlap

IN_WORD, BEFORE_WORD = "\ue015", "\ue016"  # inside and before the compounds that names are made of
UNIT = r"(?:tỉnh|[Tt]hành phố|TP\.?|T\.P|Tp\.?|tp\.?|huyện|[Qq]uận|thị xã|TX\.?|thị trấn|xã|phường|đặc khu)"
CAP = rf"\p{{Lu}}[\p{{L}}\d.'’\-–{IN_PLACE}]*"
NUMBERED = r"(?:[Qq]uận|[Pp]hường) \d{1,2}"
AREA = rf"(?: (?:{NUMBERED}|{UNIT} ?{CAP}(?: \p{{Lu}}\p{{Ll}}*){{0,2}}|{CAP}(?: \p{{Lu}}\p{{Ll}}*){{0,2}}|{UNIT}))"
COMMITTEE = r"(?:[UỦuủ][yỷ] ban [Nn]hân dân|[Uu]ỷ ban [Nn]hân dân|UBND|[Hh]ội đồng [Nn]hân dân|HĐND)"
COMMITTEE_OF_PARTY = r"(?:[Tt]ỉnh|[Tt]hành|[Hh]uyện|[Qq]uận|[Tt]hị) (?:ủy|uỷ|Ủy)"
SPACE = rf"[ {BEFORE_HEAD}]"
BOARD = rf"(?:(?:[Bb]an{SPACE}(?:[Tt]hường vụ|[Cc]hấp hành|[Tt]ổ chức|Tuyên giáo và Dân vận|Tuyên giáo|Nội chính|Dân vận)|[UỦ][yỷ] ban Kiểm tra|Văn phòng){SPACE})"
LEGAL = rf"(?: (?:[Cc]ổ phần|CP|TNHH|MTV|[Mm]ột thành viên|[Hh]ai thành viên|TMCP|[Tt]hương mại [Cc]ổ phần|tư nhân|[Hh]ợp danh|[Ll]iên doanh)|{BEFORE_HEAD}[Tt]ập đoàn)*"

# The body of a name: compounds in either case behind the head, then proper syllables; a linking word only
# before a capital. "Công ty Xây dựng nhà ở và Hạ tầng Sông Mây", but "Tập đoàn Sao Mai | đầu tư".
COMPOUND = rf"{BEFORE_WORD}[\p{{L}}{IN_WORD}]+"
CAPITAL_COMPOUND = rf"{BEFORE_WORD}\p{{Lu}}[\p{{L}}{IN_WORD}]*"
PROPER = rf" \p{{Lu}}[\p{{L}}\d&.'’\-{IN_PLACE}{IN_NAME}]*"
LINK = r"(?: và| &| -| –)"
OF_AREA = rf" (?:{UNIT}|miền|vùng|khu vực|châu|liên bang){PROPER}"
PAIR = rf" [-–] (?:\p{{Lu}}\p{{L}}*{IN_PLACE}[\p{{L}}{IN_PLACE}]*|Việt|Nga|Nhật|Hàn|Pháp|Đức|Mỹ|Lào|Trung|Âu|Á|Anh|Úc|Ấn)"
DESCRIBED = rf"(?:{COMPOUND}(?:{LINK}? {COMPOUND}|{LINK}?{COMPOUND})*(?:{LINK}{PROPER})?)?"
NAMED = (
    rf"(?:(?:{CAPITAL_COMPOUND}|{PROPER}|{OF_AREA})"
    rf"(?:{LINK}?{CAPITAL_COMPOUND}(?:{LINK}?{COMPOUND})*|{PROPER}|{OF_AREA}| & \p{{Lu}}\p{{L}}*|{PAIR})*)?"
)
# A steering committee is named by all that it steers, commas included.
STEERING = rf"[Bb]an [Cc]hỉ đạo{COMPOUND}(?:(?:,|{LINK})?{COMPOUND})*"
NUMBER = r"(?: \d{1,3})?"
ELIDED = r"(?: tỉnh| thành phố| huyện)?"
UNNAMED = r"(?:Cục|Vụ|Viện|Chi cục|Phòng|Trung tâm|Ban [Cc]hỉ đạo|Hội đồng|Hội|Liên hiệp|Ủy ban|Văn phòng|Quỹ|Báo|Tổ chức|Bệnh viện|Hiệp hội|Trường(?: \p{Lu}+)?|Trường Đại học|Nhà xuất bản|Ngân hàng(?: TMCP)?)"
AMBIGUOUS = r"^(?:Trường|Hội|Viện|Quỹ|Báo|Đài|Vụ|Cục|Phòng|Tổ chức|Đại học)\b"
# A compound that closes a name in lower case is a verb where a thing to be done follows it.
ACT = rf"(?:{BEFORE_WORD}(?:đầu|xây|sản|phát|quản|nghiên|hỗ|kiểm|tổ|cung|khai|triển|hợp|tư|kinh|đào|ứng|thiết|giám|vận|phối|điều|bảo|thanh){IN_WORD}\p{{Ll}}+)$"
THING = r"^ (?:\d|các|những|một|hai|ba|hơn|gần|trên|khoảng|thêm|dự án|nhà máy|công trình|tuyến|khu|cho|với|tại|ở|lại|theo|cùng|để)"

# A capital syllable that a word in lower case follows may be half of a compound the lexicon lacks ("Cục Giải | quyết");
# these words cannot be its other half.
HALF = rf"(?:^{UNNAMED}|{BEFORE_WORD}[\p{{L}}{IN_WORD}]+(?: và)?) \p{{Lu}}\p{{Ll}}{{1,5}}$"
GOES_ON = (
    r"^ (?:cho|đã|sẽ|và|là|có|được|tại|ở|với|trong|của|để|từ|vào|về|cũng|đang|vừa|phải|cần|như|khi|do|bị|mới|nói|chia|khẳng|đề|yêu|tổ|phối|ký|công|"
    r"thông|tiếp|năm|ngày|này|trên|qua|theo|nhằm|trao|tham|dự|lần|thuộc|nêu|trước|sau|giao|hiện|hoặc|cùng|diễn|mở|xây|đầu|trồng|khởi|khánh|triển|thực|"
    r"tiến|bắt|kiểm|phát|đạt|thu|chi|xuất|nhập|bán|mua|cấp|hỗ|giúp|nhận|đón|chuyển|đưa|lấy|lập|kết|quyết|thay|giữ|giảm|tăng|hoàn|hoạt|sản|cung|lai|thử|"
    r"bàn|lắp|rà|tuyển|làm|gặp|xem|đi|lên|ra|nằm|gồm|hay|nếu|vì|bằng|đến|tới|rồi|thì|đều|vẫn|chưa|không|còn|lại|đó|từng|rất|các|những|một|ông|bà)\b"
)

# An abbreviation in brackets behind a name, and where it is used again.
DEFINED = r"^ \((?:gọi tắt là |viết tắt là |sau đây gọi là |sau đây gọi tắt là )?(\p{Lu}[\p{Lu}\d&\-]{1,9})\)"
SHORT = r"\p{Lu}[\p{Lu}\d&\-]{1,9}"


def organizations(marked: pl.DataFrame, homes: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Organisations: a, s, start, end, surface, organization (canonical full name), kind, rule.

    `marked` has a, s, marked; `homes` has a, home: what an elided place ("UBND tỉnh") is filled from, and day, the
    article's. `kind` is how it was found: `listed`, `committee`, `party`, `ministry`, `department`, `area`,
    `central` (a listed body whose name a place might have followed), `head`, `alias`.
    """
    patterns = _patterns(lexicon)
    # The first letter may be in either case.
    openings = lexicon.organization_heads["head"].str.slice(1).to_list()
    likely = marked.filter(
        pl.col("marked").str.contains_any(
            [*openings, *_listed(lexicon)["word"], "UBND", "HĐND", "ủy", "uỷ", "hân dân", "Bộ ", "Sở "]
        )
    )
    found = lex(likely, patterns, "marked", words=True).select("a", "s", "token", "surface", "start", "end")
    heads = _heads(likely, lexicon)
    every = pl.concat([found, without_overlap(heads, found.sort("s", "start"))]).join(
        likely.select("s", "marked"), on="s", how="left", maintain_order="left"
    )
    bordered = (
        every.with_columns(
            left=pl.col("marked").str.slice(0, pl.col("start")).str.slice(-16),
            right=pl.col("marked").str.slice(pl.col("end"), 40),
        )
        .filter(~pl.col("left").str.contains(r"[\p{L}\p{N}]$"), ~_generic(), ~_halved())
        .pipe(_trimmed, lexicon.unit)
        .filter(
            ~pl.col("right").str.contains(r"^\p{L}"),
            pl.col("surface").str.contains(r"\p{Lu}") | (pl.col("token") == "party"),
            # The Party of another country: "Trung ương Đảng | Cộng sản Trung Quốc".
            ~(
                pl.col("surface").str.ends_with("Đảng")
                & pl.col("right").str.contains(r"^ (?:Cộng sản|Nhân dân|Dân chủ|Lao động|Cộng hòa) \p{Lu}")
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
    columns = ["a", "s", "start", "end", "surface", "organization", "kind", "rule"]
    named = named.sort("s", "start")
    return pl.concat([named.select(columns), _aliases(named, marked).select(columns)]).sort("s", "start")


def _patterns(lexicon: Lexicon) -> dict[str, str]:
    fields = lexicon.fields
    field, ministry = either(fields["word"].to_list()), either(fields.filter("ministry")["word"].to_list())
    countries = lexicon.places.filter(pl.col("level") == "country", pl.col("name") != "Việt Nam")
    abroad = rf" {either(countries['name'].str.replace_all(' ', IN_PLACE).to_list())}"
    area = lexicon.organization_heads.filter(pl.col("area") == "yes")
    lower = area.filter(pl.col("lower") == "yes")["head"].to_list()
    heads = either(
        [*area["head"], *(h[0].lower() + h[1:] for h in lower), *_after_title(area["head"].to_list())]
    )
    listed = _listed(lexicon)
    local = pl.col("organization").is_in(area["head"].to_list())
    return {
        "listed": rf"{either(listed.filter(~local)['word'].to_list())}(?:{abroad})?",
        "committee": rf"(?:Văn phòng{SPACE})?{COMMITTEE}{AREA}",
        "party": rf"{BOARD}?(?:{COMMITTEE_OF_PARTY}(?:{AREA})?|Đảng (?:bộ|ủy|uỷ){AREA})",
        "ministry": rf"[Bb]ộ{SPACE}(?:(?i:{field}){abroad}|(?i:{ministry}))",
        "department": rf"(?:Sở|sở) (?i:{field})(?:{AREA})?",
        "area": rf"{heads}{AREA}",
        "central": either(listed.filter(local)["word"].to_list()),
    }  # fmt: skip


def _after_title(heads: list[str]) -> list[str]:
    """Heads as a title's last word opens them: "Trưởng ban Tổ chức", "Trưởng đoàn Đại biểu Quốc hội"."""
    opened = [h[0].lower() + h[1:] for h in heads if h.startswith(("Ban ", "Đoàn "))]
    return [*opened, *(h.replace(" đại biểu", " Đại biểu") for h in opened if " đại biểu" in h)]


def _heads(likely: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Names that a head word opens, as lexer rows with token `head`."""
    rows = lexicon.organization_heads.filter(pl.col("area") == "no")
    lower = rows.filter(pl.col("lower") == "yes")["head"].to_list()
    forms = [
        *rows["head"],
        *(h[0].lower() + h[1:] for h in lower),
        *_after_title(rows["head"].to_list()),
        "Bộ",
    ]
    compounds = [w for w in lexicon.organization_words["word"] if " " in w]
    single = [w for w in lexicon.organization_words["word"] if " " not in w]
    both = {
        f" {v}": BEFORE_WORD + v.replace(" ", IN_WORD) for w in compounds for v in (w, w[0].upper() + w[1:])
    }
    both |= {f: f for f in forms}  # "Ban Quản lý" is a head before it is a compound
    ordered = sorted(both, key=lambda w: (-len(w), w))
    text = pl.col("marked").str.replace_many(ordered, [both[w] for w in ordered], leftmost=True)
    one = rf"(?: {either(single)})"
    described = DESCRIBED.replace(COMPOUND, f"(?:{COMPOUND}|{one})")
    pattern = rf"{either(forms)}{LEGAL}{described}{NAMED}{NUMBER}{ELIDED}"
    pattern = rf"{STEERING}{NAMED}{ELIDED}|{pattern}"
    with_heads = likely.filter(pl.col("marked").str.contains_any(sorted(set(forms))))
    found = begun(with_heads.with_columns(marked=text), either(forms), pattern, words=True)
    found = found.with_columns(token=pl.lit("head"))
    # A head with its legal form alone, or with common words in lower case only, names nothing.
    rest = pl.col("surface").str.replace(rf"^{either(forms)}{LEGAL}", "")
    board = pl.col("surface").str.contains(rf"^[Bb]an [Cc]hỉ đạo{BEFORE_WORD}")
    # Ministries of this country are listed; "Bộ … Nga" is another's.
    countries = lexicon.places.filter(pl.col("level") == "country")["name"].str.replace_all(" ", IN_PLACE)
    abroad = pl.col("surface").str.contains(rf"{BEFORE_WORD}.* {either(countries.to_list())}$")
    home = ~pl.col("surface").str.starts_with("Bộ") | abroad
    numbered = pl.col("surface").str.contains(r"ông ty \d{1,3}$")
    return found.filter(
        (rest.str.contains(r"\p{Lu}") & ~rest.str.contains(r"^ [IVX]+$")) | board | numbered, home
    ).select("a", "s", "token", "surface", "start", "end")


def _generic() -> pl.Expr:
    """ "các công ty", "nhiều trường đại học": kinds of organisations; "Quảng Trường": another word."""
    lower = pl.col("surface").str.contains(r"^\p{Ll}")
    many = lower & pl.col("left").str.contains(r"(?i)(?:các|những|nhiều|mỗi|mọi|cấp|một|hai|số)[ \x{e014}]$")
    of_title = pl.col("surface").str.contains(r"^(?:ban|đoàn) ") & ~pl.col("left").str.contains(
        rf"{IN_TITLE}$|[Dd]ẫn đầu $"
    )
    leaning = pl.col("surface").str.contains(AMBIGUOUS) & pl.col("left").str.contains(
        r"\p{Lu}\p{L}*[ \x{e014}]$"
    )
    return many | of_title | leaning  # fmt: skip


def _halved() -> pl.Expr:
    """Whether a name may end within a compound; it stays unread."""
    return (
        pl.col("surface").str.contains(HALF)
        & pl.col("right").str.contains(r"^ \p{Ll}")
        & ~pl.col("right").str.contains(GOES_ON)
    )


def _trimmed(rows: pl.DataFrame, unit: str) -> pl.DataFrame:
    """Surfaces without what only looks like their end: a verb, a figure, a mark."""
    surface, right = pl.col("surface"), pl.col("right")
    verb = surface.str.contains(ACT) & right.str.contains(THING)
    figure = surface.str.contains(r"[^ ] \d{1,3}$") & right.str.contains(
        rf"^[.,/%]?\d|^ ?(?:{unit})|^ (?:tỷ|tỉ|triệu|nghìn|trăm)"
    )
    leaning = right.str.contains(f"^[{IN_TITLE}{IN_NAME}]")
    cut = (
        pl.when(verb).then(surface.str.replace(ACT, ""))
        .when(figure).then(surface.str.replace(r" \d{1,3}$", ""))
        .when(leaning).then(surface.str.replace(r"[ ,\-–]+\p{Lu}\p{L}*$", ""))
        .otherwise("surface")
        .str.replace(r"[\s,.\-–&]+$", "")
    )  # fmt: skip
    taken = pl.col("surface").str.slice(cut.str.len_chars())
    return rows.with_columns(
        right=pl.concat_str(taken, "right"),
        surface=cut.str.replace_all(f"[{IN_WORD}{BEFORE_WORD}]", " "),
    ).with_columns(end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32))


def _aliases(named: pl.DataFrame, marked: pl.DataFrame) -> pl.DataFrame:
    """Where an abbreviation that the article defines is used: "Viện … (VCQ)", later "VCQ"."""
    defined = (
        named.with_columns(short=pl.col("right").str.extract(DEFINED), spelled=_initials(pl.col("organization")))
        .filter(pl.col("short").is_not_null())
        .filter(_subsequence(pl.col("short"), pl.col("spelled")))
        .unique(["a", "short"], keep="first", maintain_order=True)
        .select("a", "organization", surface="short")
    )  # fmt: skip
    if defined.is_empty():
        return named.clear()
    likely = marked.join(defined.select("a").unique(), on="a", how="semi")
    used = find(likely, SHORT, "marked").join(defined, on=["a", "surface"], how="inner")
    fresh = without_overlap(used.sort("s", "start"), named).join(
        likely.select("s", "marked"), on="s", how="left"
    )
    lone = ~pl.col("marked").str.slice(0, pl.col("start")).str.contains(r"[\p{L}\p{N}]$")
    return fresh.filter(lone).with_columns(kind=pl.lit("alias"), rule=pl.lit("organization_alias"))


def _initials(name: pl.Expr) -> pl.Expr:
    """The first letters of a name's syllables, without marks: "Viện Nghiên cứu Cây ăn quả" is VNCCAQ."""
    letters = name.str.to_uppercase().str.replace_all(r"(\p{L})\p{L}*[ ,\-–]*", "${1}")
    return letters.str.normalize("NFD").str.replace_all(r"\p{M}", "").str.replace_all("Đ", "D", literal=True)


def _subsequence(short: pl.Expr, letters: pl.Expr) -> pl.Expr:
    """Whether at least half of the short form's letters, the first one too, are among the name's first letters.

    Abbreviations of English names share fewer letters; a longer name in brackets is none.
    """
    bare = short.str.normalize("NFD").str.replace_all(r"\p{M}", "").str.replace_all("Đ", "D", literal=True)
    shared = bare.str.extract_all(r"\p{L}").list.set_intersection(letters.str.extract_all(r"\p{L}"))
    return shared.list.len() * 2 >= bare.str.extract_all(r"\p{L}").list.unique().list.len()


def _listed(lexicon: Lexicon) -> pl.DataFrame:
    """The known organisations by every name: word (marked text), organization. Ministries are read by their field."""
    return lexicon.organizations.filter(pl.col("kind") != "ministry").select(
        word=glued(pl.col("word"), lexicon).str.replace_all(BEFORE_HEAD, " ", literal=True),
        organization="organization",
    )
