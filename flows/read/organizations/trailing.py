"""What stands behind an office's title up to the mark that closes it: the organisation where no other rule reads one (linguistics §9.3).

"ông A, Trưởng khoa Tim mạch Bệnh viện B, cho biết", "Tổng Giám đốc Sao Mai Group Nguyễn Văn C": an apposition is
closed by a mark, a reporting verb or a name, and what it holds behind the title is where the office is held.
"""

from functools import cache

import polars as pl

from flows.letters import CAPITAL, LETTER, SMALL
from flows.read.lexicon import Lexicon, words
from flows.read.name_borders import BEFORE_HEAD, BEFORE_NAME, IN_NAME, IN_TITLE, plain
from flows.read.organizations.canonical import canonical
from flows.read.organizations.organizations import GOES_ON
from flows.read.rules import of_rows
from flows.read.vocabulary import either

SAYS = (
    "(?:cho biết|cho hay|cho rằng|chia sẻ|khẳng định|nhấn mạnh|nhận định|nói|phát biểu|bày tỏ|xác nhận|thừa nhận|lý giải|giải thích|trả lời|kể|"
    "tâm sự|đề nghị|yêu cầu|kiến nghị|đề xuất|nhận xét|tiết lộ|cảnh báo|khuyến cáo|nhìn nhận|nêu|thông tin|phân tích|đánh giá|báo cáo|dự đoán|lưu ý)"
)
ADVERB = "(?:đã|cũng|vừa|còn|thì|lại|vui mừng|thẳng thắn)"
# Words in lower case that no organisation's name goes on with.
STOP = (
    "(?:đã|sẽ|đang|vừa|cũng|còn|thì|là|cùng|tại|ở|trong|trên|về|với|được|bị|để|khi|từng|cho|nhận|trao|tham|chủ trì|ký|lại|luôn|mới|nhiệm kỳ|kiêm|hiện|"
    "đến|tới|dẫn|giữ|đăng|mua|theo|tặng|khóa|phụ trách|mà|do|bởi|nhưng|sau|trước|vào|từ|chưa|này|nay|đầu tiên|thường trực|gặp|thăm|đi|lên|nhằm|như|qua|"
    "đối|thuộc|đương nhiệm|đương chức|trực tiếp|đại diện|thay|gửi|thốt|mong|hy vọng|kỳ vọng|cam kết|cảm|thôi|nghỉ|miễn|bãi|cách|phân công|bổ nhiệm|điều động)"
)

BLANK = rf"[ {BEFORE_HEAD}]"
WORD = rf"{BLANK}[^\s,;:()“”\"!?…{BEFORE_HEAD}{BEFORE_NAME}{IN_TITLE}]+"
AFTER = rf"(?:[ ,.:;)({BEFORE_HEAD}{BEFORE_NAME}]|$)"
# Boards and sections of two fields: "Ban Văn hóa - Xã hội".
PAIR = rf"{BLANK}[Kk]inh tế, [Hh]ạ tầng và [Đđ]ô thị|{BLANK}(?:[Vv]ăn hóa|[Kk]inh tế|[Hh]ành chính|[Tt]ổ chức|[Kk]ế hoạch|[Tt]ài chính) [-–] (?:[Xx]ã hội|[Nn]gân sách|[Hh]ạ tầng|[Qq]uản trị|[Tt]ài chính|[Kk]ế hoạch|[Hh]ành chính|[Tt]ổng hợp)"
# "Trưởng khoa ngoại, Bệnh viện K": what the unit is part of closes its name.
WHOLE = r"(?:[Bb]ệnh viện|BV|Viện|[Hh]ọc viện|[Tt]rường|Đại học|ĐH|Sở|Công an|CA|Công ty|Tập đoàn|Cục|Bộ|UBND|HĐND|Trung tâm|Ngân hàng)"
OR_MORE = rf"{BLANK}và(?: (?:[Ôô]ng|[Bb]à|các|đồng|cùng)|{BEFORE_NAME}"
TAIL = (
    rf"^(?:{BLANK}của)?((?:{PAIR}|{WORD})+?)"
    rf"(,{BLANK}{WHOLE} |(?:,| [-–—])?(?: {ADVERB})* {SAYS}{AFTER}|\)|\s[-–—]\s|{BEFORE_NAME}|{BLANK}{STOP}{AFTER}|{OR_MORE}| {SMALL})|"
    rf"{BLANK}(?:ông|bà|anh|chị|đồng chí) |{BLANK}{LETTER}+{IN_TITLE}|[,;:(“”\"!?…]| \([{LETTER}0-9]?|\.*$)"
)
# "Trưởng phòng Việc làm và an toàn lao động (": a field of two, where a mark closes it and no one is told with its head.
TAIL_OF_TWO = TAIL.replace(f"{OR_MORE}| {SMALL})", f"{OR_MORE})")
TOGETHER_WITH = r" và (?:đại diện|nhiều|một|lãnh đạo|cán bộ|người|nhân viên|đoàn|gia đình|bạn|vợ|con|tôi|chúng|cả|hơn|những|hiện|đã|là|được|đang|sẽ|cũng|thành viên|chủ|phó|giám|trưởng|nguyên|cựu)(?: |$)"
CLOSED = rf"{WHOLE} $|{SAYS}{AFTER}$|^\)|^ [-–—]|^ \({CAPITAL}|^{BEFORE_NAME}"
LONGEST, LONGEST_REST = 14, 4  # syllables

# Nouns that open an organisation's name besides those of organization_heads.csv, in either case.
HEAD = (
    r"(?i:công ty|cty|tcty|tổng công ty|ctcp|tổng ctcp|dntn|tập đoàn|hãng|ngân hàng|quỹ|viện|học viện|trường|đại học|đh|trung tâm|tt|bệnh viện|bv|khoa|phòng|bộ môn|sở|cục|vụ|"
    r"chi cục|hội|hiệp hội|liên hiệp|liên minh|liên đoàn|đoàn|công đoàn|đảng ủy|chi bộ|đảng bộ|hội đồng|ủy ban|uỷ ban|ubmttq|tổ chức|câu lạc bộ|clb|nhà hát|bảo tàng|vườn quốc gia|xí nghiệp|"
    r"nhà máy|hệ thống|chuỗi|tạp chí|báo|đài|nxb|nhà xuất bản|văn phòng|đội|đồn|trạm|hạt|cảnh sát|quân khu|quân chủng|quân đoàn|hải quân|bộ tư lệnh|tổng cục|htx|hợp tác xã|trung ương|"
    r"tỉnh đoàn|thành đoàn|ban quản lý|ban qlda|bql|ban chỉ đạo|khu quản lý|khu di tích|khách sạn|bảo hiểm|cơ quan|thư viện|nhóm|hạ viện|thượng viện|kho bạc|tòa án|viện kiểm sát|ban)"
)
WRITTEN_OUT = {
    r"^QH$": "Quốc hội", r"^TT ": "Trung tâm ",
    r"^(?i:cty) ": "Công ty ", r"^(?i:tcty) ": "Tổng công ty ", r"^DNTN ": "Doanh nghiệp tư nhân ", r"^Tổng CTCP ": "Tổng công ty cổ phần ", r" ĐH ": " Đại học ",
    r"^((?:Khoa|Phòng) .*) BV ": "${1} Bệnh viện ", r"^(?:HĐND|Hội đồng nhân dân)(?:,| và| -) (?:UBND|Ủy ban nhân dân) ": "Ủy ban nhân dân ",
}  # fmt: skip
# The unit that a title's own word names, and how its name begins.
OWN = {
    r"văn phòng$": "Văn phòng", r"(?:trưởng |phó )phòng$": "Phòng", r"bộ môn$": "Bộ môn", r"khoa$": "Khoa", r"ban$": "Ban", r"công an$": "Công an", r"chi cục trưởng": "Chi cục",
    r"^(?:phó )?cục trưởng": "Cục", r"^(?:phó )?vụ trưởng": "Vụ", r"^(?:phó )?viện trưởng": "Viện", r"^đồn trưởng": "Đồn", r"hiệu trưởng": "Trường",
}  # fmt: skip
UNIT = "(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)"
# Boards known by a word in lower case alone.
BOARD = r"^(?:công tác [Mm]ặt trận|kiểm soát|tổ chức|điều hành|thanh tra nhân dân|giám sát|trọng tài|nữ công|thư ký|biên tập|huấn luyện|liên lạc|đại diện cha mẹ học sinh)$"
SCHOOL = r"^(?i:tiểu học|mầm non|mẫu giáo|trung học|thpt|thcs|cao đẳng|trung cấp)"
# What may bear a person's name.
NAMED_AFTER = (
    r"^(?i:trường|tiểu học|mầm non|trung học|thpt|thcs|bệnh viện|công ty|tập đoàn|quỹ|hội|trung tâm|ctcp)"
)
ANOTHER = r"^(?i:phòng|cục|chi cục|vụ|ban|đội|sở|văn phòng|công ty|cty|trường|bệnh viện|viện|ngân hàng|tập đoàn|đại học|đh) "
OF_FIRM = r"^(?:phó )?(?:ceo|tổng giám đốc|giám đốc|chủ tịch|kế toán trưởng|trưởng đại diện|người phát ngôn|tổng thư ký|hiệu trưởng|thành viên h|ủy viên h|(?:nhà |người )?(?:đồng )?sáng lập)"
OF_TOP = r"^(?:ceo|(?:phó )?tổng giám đốc|(?:phó )?chủ tịch (?:hđ|hội đồng))"
OF_MINISTRY = ["bộ trưởng", "thứ trưởng", "thứ trưởng thường trực"]
OF_STATE = r"^(?:đại sứ|tổng lãnh sự|tổng thống|quốc vương|phó đại sứ)"
# A name that no Vietnamese word looks like: an abbreviation, foreign letters, two vowels apart.
BRAND = (
    rf"^(?:(?:{CAPITAL}{LETTER}+ ){{1,3}}(?:Group|Holdings?|Land|Corp|Bank|Life|Media|Capital|Airlines|Retail)|{CAPITAL}{{2,}}[0-9{CAPITAL}&.\-]*|{CAPITAL}[0-9]+|{LETTER}*[fjwzFJWZ]{LETTER}*|{LETTER}{{8,}}|{CAPITAL}{SMALL}+{CAPITAL}{LETTER}*|[A-Z][a-z]*[bdklrsvx]|"
    r"[A-Z][a-z]*[aeiouy][b-df-hj-np-tv-xz]+[aeiouy][a-z]*|[AEIOU][b-df-hj-np-tv-xz]+[aeiouy][a-z]*)(?:[ \-]|$)"
)
NO_BRAND = rf"^(?:CLB|BV|ĐH|CTCP|HĐ{CAPITAL}*|UBND|UBDN|HĐND|CATP|CA|TP|TT|NXB|KCN|THPT|THCS|HTX|CĐ|BQL|TCT|DN|LĐBĐ|Hội nghị.*)$"
PROPER = rf"^({CAPITAL}[^ ]*(?: (?:&|[{CAPITAL}0-9][^ ]*))*)"
# What a director directs within a firm.
FUNCTION = (
    r"(?i)^(?:điều hành|tài chính|kinh doanh|đối ngoại|truyền thông|marketing|kỹ thuật|nhân sự|công nghệ|phát triển|nghiên cứu|dịch vụ|quan hệ|quốc gia|quốc tế|khu vực|vùng|khối|mảng|"
    r"khoa học|chương trình|dự án|sản xuất|vận hành|học thuật|tuyển sinh|sáng tạo|thương mại|bán hàng|y khoa|chuyên môn|pháp chế|cấp cao|danh dự|lâm thời|sản phẩm|chiến lược|đầu tư|âm nhạc|"
    r"nghệ thuật|thiết kế|bộ phận|toàn cầu|kết nối|chi nhánh|hình ảnh|thương hiệu|nhượng quyền|một)(?: |$)"
)


@of_rows
def told_behind(rows: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The rows (title_key, right: marked text behind the title, home, day) with `told`, the organisation told there
    (canonical, null where none is), `told_end` (UInt32, where it ends in `right`) and `closed` (its end is sure).
    """
    right, key = pl.col("right"), pl.col("title_key").str.strip_suffix(" phụ trách")
    told, mark = right.str.extract(TAIL, 1), right.str.extract(TAIL, 2)
    twice = pl.when(mark.str.contains(rf"và {SMALL}$")).then(right)
    told_twice, mark_twice = twice.str.extract(TAIL_OF_TWO, 1), twice.str.extract(TAIL_OF_TWO, 2)
    of_two = (mark_twice.str.contains(CLOSED) & ~told_twice.str.contains(TOGETHER_WITH)).fill_null(False)
    rows = rows.with_columns(
        _told=pl.when(of_two).then(told_twice).otherwise(told),
        _mark=pl.when(of_two).then(mark_twice).otherwise(mark),
    )
    rows = rows.with_columns(
        _tail=plain(pl.col("_told")).str.strip_chars(" ."),
        _names=pl.col("_told").str.contains(IN_NAME),
        _lead=right.str.extract(rf"^((?:{BLANK}của)?{BLANK})").str.len_chars(),
    )
    # "Chủ tịch Sao Mai nâng giá | Trần Văn A": before a name a firm's is told whole, and small words behind it are a verb.
    by_name = pl.col("_mark").str.contains(f"^{BEFORE_NAME}")
    rows = rows.with_columns(closed=pl.col("_mark").str.contains(CLOSED), _sure=_sure(), _by_name=by_name)
    sure, own, named = pl.col("_sure"), pl.col("_own"), pl.col("_named")
    is_named = sure.str.contains(rf" [{CAPITAL}0-9]") & sure.str.contains(rf"^{HEAD} ")
    owned = pl.coalesce(pl.when(key.str.contains(k)).then(pl.lit(word)) for k, word in OWN.items())
    rows = rows.with_columns(_own=owned, _named=is_named)
    doubled = pl.concat_str(sure.str.to_lowercase(), pl.lit(" ")).str.starts_with(
        pl.concat_str(own.str.to_lowercase(), pl.lit(" "))
    )
    unit = (
        (pl.col("closed") | sure.str.contains(rf"^(?:{CAPITAL}|{UNIT} ?{CAPITAL})|{BOARD}"))
        & ~doubled
        & (~sure.str.contains(ANOTHER) | (own == "Văn phòng"))
        & ((own != "Trường") | sure.str.contains(SCHOOL))
    )
    runs_on = sure.str.contains(rf"^{CAPITAL}[^ ]*(?: [{CAPITAL}0-9][^ ]*)*(?: {SMALL}+){{1,3}}$") & pl.col(
        "_by_name"
    )
    brand = pl.when(sure.str.contains(BRAND) & ~sure.str.contains(NO_BRAND) & ~runs_on).then(
        pl.when("closed").then(sure).otherwise(sure.str.extract(PROPER))
    )
    top = pl.when(key.str.contains(OF_TOP) & sure.str.contains(" ")).then(sure.str.extract(rf"{PROPER}$"))
    # "Tổng Thư ký Guterres" is a man, "Tổng Thư ký VFF" a federation's.
    union = ~key.str.contains("thư ký") | sure.str.contains(rf"^{CAPITAL}{{2}}")
    firm = pl.when(key.str.contains(OF_FIRM) & union).then(pl.coalesce(brand, top))
    countries = _countries(lexicon)
    country = sure.str.replace(r"^(?i:nước) ", "").replace_strict(
        countries, default=None, return_dtype=pl.String
    )
    abroad = pl.when(sure.str.contains(rf"^{CAPITAL}{SMALL}+ .*{either(list(countries))}$")).then(
        pl.concat_str(pl.lit("Bộ "), sure)
    )
    undirected = ~sure.str.contains(FUNCTION) | own.is_not_null()
    rows = rows.with_columns(
        _firm=pl.when(undirected & ~named).then(firm),
        _name=pl.when(key.str.contains(OF_STATE)).then(country)
        .when(key.is_in(OF_MINISTRY)).then(abroad)
        .when(unit).then(pl.concat_str(own, pl.lit(" "), sure))
        .when(undirected & named & ~key.str.starts_with("ủy viên")).then(sure),
    )  # fmt: skip
    name = pl.coalesce("_name", "_firm")
    for pattern, long in WRITTEN_OUT.items():
        name = name.str.replace(pattern, long)
    token = pl.when(pl.col("_name").is_null()).then(pl.lit("listed")).otherwise(pl.lit("head"))
    full = canonical(rows.select(token=token, home="home", day="day", surface=name), lexicon)
    used = pl.when(pl.col("_name").is_null()).then("_firm").otherwise("_sure")
    return rows.with_columns(
        told=full, told_end=(pl.col("_lead") + used.str.len_chars()).cast(pl.UInt32)
    ).drop(
        "_told", "_tail", "_mark", "_names", "_lead", "_sure", "_by_name", "_own", "_named", "_firm", "_name"
    )


@cache
def _sure() -> pl.Expr:
    """The part of a tail that belongs to the name: all of it where its end is sure, else what capitals hold together,
    or null where that could end within a word ("Khoa Cấp | cứu").
    """
    tail = pl.col("_tail")
    capitals = tail.str.extract(rf"^(.*(?:^| )[{CAPITAL}0-9][^ ]*)(?: |$)")
    rest = tail.str.slice(capitals.str.len_chars())
    closed = pl.col("_mark").str.contains(CLOSED)
    halved = capitals.str.contains(" Phát$") & rest.str.contains(
        r"^ triển (?:[^k]|k[^h])"
    )  # "Phát | triển nông thôn"
    return (
        pl.when((pl.col("_names") & ~tail.str.contains(NAMED_AFTER)) | tail.str.contains(rf"{LETTER}{{3}}\.{CAPITAL}{SMALL}")).then(None)
        .when((tail.str.count_matches(" ") >= LONGEST) | pl.col("_mark").str.contains(rf"và {SMALL}$")).then(None)
        .when(halved & ~closed).then(None)
        .when(closed | (rest == "") | tail.str.contains(BOARD)).then(tail)
        .when(rest.str.contains(GOES_ON)).then(capitals)
        .when(rest.str.count_matches(" ") <= LONGEST_REST).then(tail)
    )  # fmt: skip


@cache
def _countries(lexicon: Lexicon) -> dict[str, str]:
    """Each country's usual name by all its names."""
    rows = lexicon.places.filter(pl.col("level") == "country").select(
        "name", word=pl.concat_list("name", words("aliases").fill_null([]))
    )
    return {word: name for name, word in rows.explode("word").drop_nulls().iter_rows()}
