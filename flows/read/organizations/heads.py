"""Names of organisations that a head word opens: "Công ty cổ phần Xây dựng Sao Mai" (linguistics §13)."""

import re
from functools import cache

import polars as pl

from flows.letters import CAPITAL, LETTER, SMALL
from flows.read.lexicon import Lexicon
from flows.read.name_borders import BEFORE_HEAD, IN_NAME, IN_PLACE, countries
from flows.read.places.gazetteer import with_spellings
from flows.read.places.places import begun
from flows.read.rules import of_rows
from flows.read.vocabulary import Vocabulary, either

IN_WORD, BEFORE_WORD = "\ue015", "\ue016"  # inside and before the compounds that names are made of
UNIT = r"(?:[Tt]ỉnh|[Tt]hành phố|TP\.?|T\.P|Tp\.?|tp\.?|[Hh]uyện|[Qq]uận|[Tt]hị xã|TX\.?|[Tt]hị trấn|[Xx]ã|[Pp]hường|[Đđ]ặc khu)"
WITHIN = rf"[ {BEFORE_WORD}{IN_WORD}]"  # the words of a legal form may be compounds of names too
LEGAL = (
    rf"(?:{WITHIN}(?:[Cc]ổ{WITHIN}[Pp]hần|CP|TNHH|[Tt]rách{WITHIN}[Nn]hiệm{WITHIN}[Hh]ữu{WITHIN}[Hh]ạn|MTV|(?:[Mm]ột|[Hh]ai|1|2){WITHIN}[Tt]hành{WITHIN}[Vv]iên|"
    rf"TMCP|[Tt]hương{WITHIN}[Mm]ại{WITHIN}[Cc]ổ{WITHIN}[Pp]hần|tư{WITHIN}nhân|[Hh]ợp{WITHIN}[Dd]anh|[Ll]iên{WITHIN}[Dd]oanh)|{BEFORE_HEAD}[Tt]ập đoàn|{WITHIN}[Cc]hứng{WITHIN}[Kk]hoán{BEFORE_HEAD}Ngân hàng)*"
)

# The body of a name: compounds in either case behind the head, then proper syllables; a linking word only
# before a capital. "Công ty Xây dựng nhà ở và Hạ tầng Sông Mây", but "Tập đoàn Sao Mai | đầu tư".
COMPOUND = rf"{BEFORE_WORD}(?:[{LETTER}{IN_WORD}]|[-–,]{IN_WORD})+"
CAPITAL_COMPOUND = rf"{BEFORE_WORD}{CAPITAL}(?:[{LETTER}{IN_WORD}]|[-–,]{IN_WORD})*"
PROPER = rf" {CAPITAL}[{LETTER}0-9&.'’\-{IN_PLACE}{IN_NAME}]*"
LINK = r"(?: và| &| -| –)"
OF_AREA = rf" (?:{UNIT}|miền|vùng|khu vực|châu|liên bang|bang){PROPER}"
OF_FOREIGN_STATE = rf"^(.* bang {CAPITAL}[^ ]* {CAPITAL}[^ ]*) {CAPITAL}.*$"
PAIR = rf" [-–] (?:{CAPITAL}{LETTER}*{IN_PLACE}[{LETTER}{IN_PLACE}]*|Việt|Nga|Nhật|Hàn|Pháp|Đức|Mỹ|Lào|Trung|Âu|Á|Anh|Úc|Ấn|Singapore|Moscow|Paris|London|Canada|Australia|Campuchia|Malaysia|Hungary|Cuba|Israel|Invest|Group|Land|IDC)"
# "Xúc tiến Đầu tư, Thương mại và Du lịch": commas within a row that "và" closes.
ROW = rf"(?:,{COMPOUND}){{1,3}} và{COMPOUND}"
DESCRIBED = rf"(?:{COMPOUND}(?:{LINK}? {COMPOUND}|{LINK}?{COMPOUND})*(?:{ROW})?(?:{LINK}{PROPER})?)?"
NAMED = (
    rf"(?:(?:{CAPITAL_COMPOUND}|{PROPER}|{OF_AREA})"
    rf"(?:{LINK}?{CAPITAL_COMPOUND}(?:{LINK}?{COMPOUND})*| và{BEFORE_WORD}các{IN_WORD}[{LETTER}{IN_WORD}]+|{PROPER}|{OF_AREA}| & {CAPITAL}{LETTER}*|{PAIR})*)?"
)
OF_GOVERNMENT = rf" của[ {BEFORE_HEAD}{BEFORE_WORD}]Chính[ {IN_WORD}]phủ về"
# A steering committee is named by all that it steers, commas included.
STEERING = rf"[Bb]an [Cc]hỉ đạo(?:{OF_GOVERNMENT}|(?:{COMPOUND}){{0,2}} (?:về|thực hiện))?{COMPOUND}(?:(?:,|{LINK})?{COMPOUND})*(?: và Đề án [0-9]{{2,3}})?"
# So is a council by what it is about: "Hội đồng quốc gia về phát triển bền vững".
ABOUT = rf"(?:Hội đồng|Ủy ban|Tổ [Cc]ông tác)(?:{COMPOUND}){{0,2}} về{COMPOUND}(?:(?:,|{LINK})?{COMPOUND})*"
# Bodies whose number is their name.
NUMBERED_BODY = r"(?:ông ty|[Dd]ự.án|QLDA|hỉ đạo|uân khu|uân đoàn|ư đoàn|ữ đoàn|inh đoàn|rung đoàn|ường.bộ|đô.thị|hu.vực)(?:.số)? [0-9]{1,3}$"
LEGAL_FIRM = rf"^(?:(?:[Cc]ông ty|Cty|Tổng công ty){WITHIN}(?:TNHH|CP|[Cc]ổ{WITHIN}[Pp]hần|[Tt]rách)|CTCP)"
BRAND = rf"^((?:[ {BEFORE_WORD}{IN_WORD}]{SMALL}+){{1,4}}(?: {CAPITAL}[{LETTER}0-9&.{IN_PLACE}]*)+)"
NO_BRAND = rf"[ {BEFORE_WORD}](?:đã|sẽ|là|và|có|được|tại|ở|với|của|do|từ|cho|về|để|trong|vào|khi|ký|bị|này|thuộc|cùng|đang|vừa|cũng|không|nhận|mua|bán|trên|theo|nên|mà|hay|hoặc|đến|tới|ra|lên|như|gồm|làm|nói|ngày|phải|cần|năm)[ {BEFORE_WORD}]"
# "Quỹ Hỗ trợ môi trường | xanh Việt Nam (GVX)": so is a union whose letters close its name.
UNION = rf"^(?:Quỹ|Hội|Hiệp hội|Trung tâm|Viện|Liên minh|Liên đoàn|Tổ chức|Câu lạc bộ){WITHIN}.*{BEFORE_WORD}[^ ]+$"
OF_VIETNAM = rf"^((?:[ {BEFORE_WORD}{IN_WORD}]{SMALL}+){{1,4}} Việt{IN_PLACE}Nam) \({CAPITAL}{{2}}"
NUMBER = r"(?: [0-9]{1,3}(?:-[0-9]{1,2})?)?"
ELIDED = r"(?: tỉnh| thành phố| huyện)?"

DASHED = re.compile(rf" [-–] {LETTER}")  # "Bia - Rượu - Nước giải khát": each part may have its capital

# Of the next line, which no mark divides: "UBND tỉnh Lào Cai | Theo báo cáo …".
NEXT_LINE = rf"[ {BEFORE_WORD}](?:Là|Theo|Tại|Trong|Khi|Sau|Ngoài|Tuy|Ảnh|Trước|Trên|Với|Hiện|Đây|Nhưng|Những|Các|Ngay|Số|Ông|Dịp)$"
# … and in the middle of what compounds went on through: "Hiệp hội Nhà đầu tư tài chính | Để tránh rủi ro".
NEXT_SENTENCE = rf"[ {BEFORE_WORD}](?:Để|Theo|Tuy|Trong|Khi|Nếu|Nhưng|Những|Ngoài|Tính|Riêng|Mặc)[ {BEFORE_WORD}]{SMALL}.*$"
# The boards of a People's Council: "Ban Pháp chế HĐND tỉnh".
OF_COUNCIL = rf"Ban (?:Pháp chế|Kinh tế ?(?:[-–]|và) ?Ngân sách|Văn hóa ?[-–] ?Xã hội|Đô thị)[ {BEFORE_HEAD}](?:của[ {BEFORE_HEAD}])?"
# A capital syllable that a word in lower case follows may be half of a compound the lexicon lacks ("Cục Giải | quyết");
# these words cannot be its other half.
# How a name goes on behind one that is known: with another field, a branch, a place.
GOES_ON_BY = rf"^(?: và{BEFORE_WORD}|[ {BEFORE_HEAD}]-|{WITHIN}[Cc]hi{WITHIN}nhánh|{WITHIN}[Kk]hu{WITHIN}vực{WITHIN}[0-9IVX]| {UNIT}| {CAPITAL}{LETTER}*{IN_PLACE})"


def after_title(heads: list[str]) -> list[str]:
    """Heads as a title's last word opens them: "Trưởng ban Tổ chức", "Trưởng đoàn Đại biểu Quốc hội"."""
    opened = [h[0].lower() + h[1:] for h in heads if h.startswith(("Ban ", "Đoàn "))]
    return [*opened, *(h.replace(" đại biểu", " Đại biểu") for h in opened if " đại biểu" in h)]


def _raised(found: re.Match[str]) -> str:
    return found.group().upper()


@cache
def _head_words(lexicon: Lexicon) -> tuple[list[str], pl.Series, dict[str, str], Vocabulary]:
    """The forms of the head words, the compounds, both as the text is to have them, and the order they win in."""
    rows = lexicon.organization_heads.filter(pl.col("area") == "no")
    lower = rows.filter(pl.col("lower") == "yes")["head"].to_list()
    forms = [
        *rows["head"],
        *(h[0].lower() + h[1:] for h in lower),
        *after_title(rows["head"].to_list()),
        "Bộ",
    ]
    compounds = with_spellings(lexicon.organization_words.filter(pl.col("word").str.contains(" ")))["word"]
    both = {
        f" {v}": BEFORE_WORD + v.replace(" ", IN_WORD)
        for w in compounds
        for v in (w, w[0].upper() + w[1:], DASHED.sub(_raised, w[0].upper() + w[1:]))
    }
    both |= {f: f for f in forms}  # "Ban Quản lý" is a head before it is a compound
    return forms, compounds, both, Vocabulary(sorted(both, key=lambda w: (-len(w), w)))


@of_rows
def heads(likely: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Names that a head word opens, as lexer rows with token `head`."""
    forms, compounds, marks, order = _head_words(lexicon)
    single = [w for w in lexicon.organization_words["word"] if " " not in w]
    one = rf"(?: {either(single)})"
    described = DESCRIBED.replace(COMPOUND, f"(?:{COMPOUND}|{one})")
    pattern = rf"{either(forms)}{LEGAL}{described}{NAMED}{NUMBER}{ELIDED}"
    pattern = rf"(?:{STEERING}|{ABOUT}){NAMED}{NUMBER}{ELIDED}|{pattern}"
    with_heads = likely.filter(pl.col("marked").str.contains_any(sorted(set(forms))))
    ordered = order.within(with_heads["marked"])
    text = pl.col("marked").str.replace_many(ordered, [marks[w] for w in ordered], leftmost=True)
    found = begun(with_heads.with_columns(marked=text), either(forms), pattern, words=True)
    found = _with_brand(found.with_columns(token=pl.lit("head")))
    # Ministries of this country are listed; "Bộ … Nga" is another's, and ends there.
    country = countries(lexicon).pattern(found["surface"])
    found = found.with_columns(surface=pl.col("surface").str.replace(rf"^(Bộ.*? {country}) .*$", "${1}"))
    # "Hội Hữu nghị bang Tây Bengal | Geetesh Sharma": of a state's name two words are sure.
    found = found.with_columns(surface=pl.col("surface").str.replace(OF_FOREIGN_STATE, "${1}"))
    found = found.with_columns(end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32))
    # A head with its legal form alone, or with common words in lower case only, names nothing.
    rest = pl.col("surface").str.replace(rf"^{either(forms)}{LEGAL}", "")
    # So does a head in lower case with common words in capitals ("tập đoàn Dinh Dưỡng").
    own = rest.str.replace_all(rf"{COMPOUND}|{one}\b", "").str.replace_many(
        {f" {w.title()}": "" for w in compounds}
    )
    common = pl.col("surface").str.contains(rf"^{SMALL}") & ~own.str.contains(rf"{CAPITAL}|[0-9]")
    common = common & ~pl.col("surface").str.starts_with("ngân hàng")
    board = pl.col("surface").str.contains(
        rf"^[Bb]an [Cc]hỉ đạo(?:{BEFORE_WORD}|{OF_GOVERNMENT})|^Ban [Qq]uản lý{BEFORE_WORD}dự{IN_WORD}án{BEFORE_WORD}(?:[^t]|t[^ổ])|^(?:{ABOUT})$"
    )
    abroad = pl.col("surface").str.contains(rf"{BEFORE_WORD}.* {country}$")
    home = ~pl.col("surface").str.starts_with("Bộ") | abroad
    numbered = pl.col("surface").str.contains(NUMBERED_BODY)
    national = pl.col("surface").str.contains(
        rf"^{CAPITAL}.*[{BEFORE_WORD}{IN_WORD}](?:quốc{IN_WORD}gia|trung{IN_WORD}ương)$"
    )
    # "Đội Cảnh sát hình sự": the head holds what others tell with a capital behind it.
    police = pl.col("surface").str.contains(
        rf"^(?:Đội Cảnh sát{BEFORE_WORD}|Phòng{BEFORE_WORD}[Cc]ảnh{IN_WORD}sát[{BEFORE_WORD}{IN_WORD}]|Cơ quan Cảnh sát điều tra$)"
    )
    return found.filter(
        police
        | (rest.str.contains(rf"{CAPITAL}") & ~rest.str.contains(r"^ [IVX]+$") & ~common)
        | board
        | numbered
        | national,
        home,
    ).select("a", "s", "token", "surface", "start", "end")


@of_rows
def _with_brand(found: pl.DataFrame) -> pl.DataFrame:
    """Firms whose legal form told that a name is to come, with that name where words in lower case that no list holds
    lie before it: "Công ty TNHH Kinh doanh | lốp xe Hansol".
    """
    surface = pl.col("surface")
    waits = surface.str.contains(LEGAL_FIRM) & (
        surface.str.contains(rf"{BEFORE_WORD}[^ ]+$") | surface.str.contains(rf"^[^ ]+ [^ ]+{LEGAL}$")
    )
    firm = pl.when(waits).then(pl.col("right").str.extract(BRAND))
    union = pl.when(surface.str.contains(UNION)).then(pl.col("right").str.extract(OF_VIETNAM))
    brand = pl.coalesce(firm, union)
    more = pl.when(~brand.str.contains(NO_BRAND)).then(brand).fill_null("")
    return found.with_columns(
        surface=pl.concat_str("surface", more), right=pl.col("right").str.slice(more.str.len_chars())
    ).with_columns(end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32))


@of_rows
def outside_names(found: pl.DataFrame, heads: pl.DataFrame) -> pl.DataFrame:
    """The lexer's rows without the listed bodies that are but a part of a name a head opens ("Công ty … Samsung", "Cục
    Chăn nuôi | và Thú y").
    """
    spans = heads.select("s", _from="start", _until="end", _surface="surface").sort("s", "_from")
    met = found.sort("s", "start").join_asof(
        spans, left_on="start", right_on="_from", by="s", check_sortedness=False
    )
    inside = (pl.col("_from") < pl.col("start")) & (pl.col("_until") >= pl.col("end"))
    more = pl.col("_surface").str.slice(pl.col("end") - pl.col("start"))
    same = pl.col("_from") == pl.col("start")
    # "Tập đoàn Dầu khí | Sông Mây": none of the firms that are told so in short.
    brand = pl.col("surface").str.contains("^(?:Tập đoàn|Tổng công ty) ") & more.str.contains(
        rf"^{WITHIN}{CAPITAL}"
    )
    inside |= same & (more.str.contains(GOES_ON_BY) | brand)
    # "Bộ Y tế | và Phúc lợi Hàn Quốc": another country's.
    abroad = same & (pl.col("token") == "ministry") & (more != "") & ~more.str.ends_with(f"Việt{IN_PLACE}Nam")
    abroad &= pl.col("_surface").str.contains("^[Bb]ộ")
    other = (inside & (pl.col("token") == "listed")) | abroad
    return met.filter(~other.fill_null(False)).select(found.columns)
