"""Where a project's name ends (linguistics §15.1)."""

from functools import cache

import polars as pl

from flows.extract.projects import words
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read.name_borders import ONE_SYLLABLE
from flows.read.rules import of_rows, with_common

LONGEST = 170
# "tổ hợp khách sạn A và căn hộ chung cư cao cấp B": what one project sells belongs to its name.
HOMES = "(?:căn hộ|nhà ở|biệt thự|nhà phố|văn phòng|trung tâm thương mại|thương mại|dịch vụ)"
AND_HOMES = rf"^(\svà\s{HOMES}(?:\s{SMALL}+){{0,5}}?(?:\s[–-])?(?:\s{CAPITAL}{LETTER}*)+)(?:$|\s{SMALL}|,)|^(\svà\s{HOMES}(?:\s{SMALL}+){{0,4}})$"
MEASURE = r"[0-9][0-9.,]*\s?(?:nghìn|ngàn|tỷ|tỉ|triệu|km|m|m2|ha|MW|GW|MWp|căn|tầng|tháng|năm|làn|người|hộ|tấn|lần|phút|giờ|phòng|giường|chỗ|sao|héc|hecta|[Tt]háng)(?:[\s,.;:)/]|$)|[0-9.,]+%"
# "tuyến số 2 (Bến Thành - Tham Lương)": its ends in brackets tell which.
# "đường sắt đô thị Hải Bình, tuyến Bến Đá - Cầu Ngang": so is it told without brackets.
ENDS = rf"{CAPITAL}[^(),;.–-]{{2,30}}?\s?[–-]\s?{CAPITAL}"
IN_PLACE = r"\s\([^()]{2,25}\)"  # "Bến Đá (Nghệ An) - Cầu Ngang (Hà Tĩnh)": where its ends lie
END = rf"{CAPITAL}[^\s(),;.]*(?:\s{CAPITAL}[^\s(),;.]*)*"
PLACED_ENDS = rf"{END}{IN_PLACE}\s?[–-]\s?{END}(?:{IN_PLACE})?"
# "mở rộng quốc lộ 9 qua tỉnh Hòa Gấm", "QL9 đoạn qua tỉnh Hòa Gấm": of a long road the stretch through a province.
THROUGH = rf"(?:\s{SMALL}+){{0,2}}(?:\s(?:QL|(?i:quốc lộ)\s))?\s?[0-9]+{CAPITAL}?\s(?:đoạn\squa\s(?:(?:tỉnh|TP|thành phố)\s)?|qua\s(?:tỉnh|TP|thành phố)\s){CAPITAL}{SMALL}+(?:\s{CAPITAL}{SMALL}+){{0,3}}"
ROUTE = rf"^((?:(?:\s\S+){{0,3}}\ssố)?\s[0-9]+{CAPITAL}?\s\({ENDS}[^()]{{2,40}}\)|(?:\s[^\s,]+){{1,3}},? tuyến {ENDS}{SMALL}*(?:\s{CAPITAL}{SMALL}+)*|(?:\s[^\s,()]+){{0,6}}?,? (?:đoạn )?{PLACED_ENDS}|{THROUGH})"
# "đường A (giai đoạn 2)": which part of it is meant belongs to its name.
PHASE = r"^\s\((?:(?:giai đoạn|thành phần)\s[^()]{1,30}|giai đoạn [0-9I]+, đoạn từ [^()]{3,80}|đoạn [0-9][^()]{0,20}|tuyến [^(),]{1,40})\)"
BRAND = rf"^{CAPITAL}[{LETTER}0-9-]*{SMALL}[{LETTER}0-9-]*$"
NAME = rf"(?:{CAPITAL}[^\s,]*|[0-9][^\s,]*)"
IN_QUOTES = r"^([^“”\"]*)[”\"]"  # a name in quotes ends with them
# "đường A đi qua …", "… kết nối …": what it passes and joins is no part of its name, the stretch of it is.
PASSES = rf"^(.*?\s{NAME}.*?)\s(?:đi qua|kết nối|đoạn (?:đi|từ))\s.*$"
SHORT = r"((?:^|[\s(–-])(?:TP|Tp|tp|P|Q|H|TX))\."  # a full stop that ends nothing
PART = rf"\s(?:đoạn|nhánh|hướng)\s{SMALL}|^\s(?:kết )?(?:nối|từ)\s"  # "đoạn … đến …": the soft words belong to it
JOINING = r"(?i)(?:^|\s)nối(?:\s|$)"  # "đường nối quốc lộ 5 với quốc lộ 9": both are of its name
# "Nhà máy kính nổi siêu trắng tại KCN Phú Mỹ II": enough is said before where it lies.
PLACED = rf"^((?:,?\s{SMALL}[^\s,]*){{3,}}?)\s(?:tại|ở)\s(?:KCN|CCN|KKT|Khu|khu công|khu kinh tế|cụm|xã|phường|huyện|quận|tỉnh|thành phố|TP|Tp|thị|{CAPITAL}{SMALL}+\s{CAPITAL})"
# Up to its last name or number; four small words at most lie between two of its names.
WITH_NAMES = rf"^((?:\s[^\s]+){{0,24}}?\s{NAME}(?:(?:,?\s{SMALL}[^\s,]*){{0,4}}(?:,?\s|\s?[–-]\s?(?:{SMALL}+\s){{0,2}}){NAME})*(?:\s(?:mở rộng|(?:kéo|nối)[ _]dài|mới|trên[ _]cao|tốc độ cao)(?:\s|$))?)"
ALONE = rf"(?:(?:^|\s{SMALL}[^\s]*|[–-])\s|{SMALL}-){CAPITAL}{SMALL}+$"  # "– Vành": one capital, and the word goes on in small letters ("đai ngoài")
# "tăng cường năng lực chống lũ của thành phố A | nhân chuyến thăm": a programme is told by a clause, which goes up to these.
AIMED = r"(?:[,;:()“”\"…?!\n]|\.(?:\s|$)|\s[0-9][0-9.,]*\s(?:nghìn |ngàn )?(?:tỷ|tỉ|triệu)|\s(?:có|được|do|đã|sẽ|đang|là|nhân (?:dịp|chuyến|kỷ niệm)|nhằm|trị giá|(?:trong )?giai đoạn|(?:từ |đến |trong )?năm|này|vừa|mới|đi vào|đưa vào|đặt (?:tại|ở)|công suất|kết thúc|bắt đầu|bị|thì|mà|khi|nhưng|sau|trước|theo|cần|phải|không|chưa|với (?:tổng|kinh phí|số|sự|nguồn|mục)|cho (?:giai đoạn|biết|thấy)|của (?:Công ty|Tập đoàn|Tổng công ty|Bộ|Sở|UBND|Ủy ban)|[–-]))(?:\s.*)?$|(?:[,;:()“”\"…?!\n]|\.(?:\s|$)|\s[0-9][0-9.,]*\s(?:nghìn |ngàn )?(?:tỷ|tỉ|triệu)).*$"
GOES_ON = r"^((?:\s[^\s,]+){1,4})(?:,|$)"
# "đường A kéo dài", "đường B nối dài" are roads, "đường A kéo dài 5 km" is not: one word, where no length follows.
# "cầu Bà Lanh", "rạch Ông Tám": whom a bridge is called by is no one who speaks.
CALLED = rf"^\s(Bà|Ông)\s({CAPITAL}{SMALL})"
# "đường vào Khu du lịch A": where it leads to names a road.
INTO = rf"^((?:\s{SMALL}+){{0,4}})\svào\s((?i:khu|cảng|trung tâm|ga|sân bay|nhà máy|cụm|đền|chùa|cầu)\s|{CAPITAL}{SMALL}+\s{CAPITAL})"
LENGTHENED = r"\s(kéo|nối) dài(\s(?:với|có|qua|thuộc|tại|ở|của|được|đã|sẽ|đi|đến|từ|và|theo|vốn|là|đội|chậm|bị|do|sắp|vừa|chưa|còn|đang|khởi công|thông xe|hoàn thành)\s|[,.;:()”\"]|$)"
# "khu đô thị (KĐT) Ánh Sao": its short form in brackets within it.
ABBREVIATED = rf"^((?:\s[^\s(),.;]+){{0,5}}\s)\(([A-ZĐ][A-Za-zĐđ]{{1,7}})\)(\s(?:{SMALL}+\s){{0,2}}{CAPITAL})"
# "cải tạo các tuyến tỉnh lộ 2, tỉnh lộ 5 và đường Bến Đá": one project of several parts.
PARTS = r"\s(?:các|hai|ba|bốn|năm|[0-9]+)\s(?:tuyến|đường|cầu|kênh|rạch|hồ|trạm|nút giao)\s"
MORE = rf"^((?:(?:,|\svà)\s(?:{SMALL}+\s){{0,3}}{NAME}(?:\s(?:[–-]\s)?{NAME})*)+)"
SOLD = ["complex", "building", "housing", "urban_area", "resort", "park", "commerce"]
CALLED_BY = ["bridge", "water", "road", "interchange", "commerce", "resort", "park"]
LISTED = r"^([^,]{4,60}(?:, [^,]{3,40}){0,2} và [^,]{3,60})"  # "tôn, thép và ống màu": a list in lower case


@cache
def _hard() -> str:
    """A name ends before these whatever stands before them, and all behind them."""
    return rf"(?:,?\s(?:{words.ends()})(?:[\s,.;:]|$)|\s(?:{words.any_of('other')})\s|,\s{words.built()}\s|\s[–-]\s(?:Ảnh|ảnh|Nguồn|ông|bà|một|là|nơi|công trình|dự án)\s|[;:”“\"()\[\]…?!\n]|\s\.|\.(?:\s|$|\.)|,\s?$|\s(?:Sáng|Trưa|Chiều|Tối)\s[0-9]|\s{MEASURE}).*$"


@cache
def _soft() -> str:
    """After a name or a number it also ends before these."""
    return rf"\s(?:{words.leads()})(?:\s.*)?$"


@cache
def _up_to_name() -> str:
    """ "nối từ cầu A đến cầu B", "tại nút giao C": before any name the words that lead on lead to it."""
    return rf"^((?:\s[^\s,]+|,\s{SMALL}[^\s,]*){{0,24}}?\s{NAME}.*?)(?:\s(?:{words.leads()}|sản xuất|chế biến)\s|,|$)"


@cache
def _two_works() -> str:
    """ "quốc lộ A và quốc lộ B đoạn qua C": the stretch is that of the second."""
    return rf"^[^,]*\svà\s{words.kinds()}\s[^,]*\sđoạn\s"


@cache
def _parts() -> str:
    """A change made to several of one kind."""
    return rf"^(?:{words.changed()}(?:,|\svà)?\s?)+{PARTS}"


@of_rows
def with_border(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds to rows (sentence, start, head_end) the name's end (UInt32), project (the name) proper: whether a name or a
    number stands in it behind its head, and own: whether one stands there before "tại", "của" and their like.
    """
    # Step by step: a pattern within an expression that is used three times would be carried out three times.
    rest, hard, soft, named = (pl.col(c) for c in ("_rest", "_hard", "_soft", "_named"))
    head = pl.col("sentence").str.slice(pl.col("start"), pl.col("head_end") - pl.col("start"))
    before = pl.col("sentence").str.slice(pl.col("start").cast(pl.Int64) - 1, 1)
    behind = pl.col("sentence").str.slice(pl.col("head_end"), LONGEST)
    as_one = words.lower() | words.whole()
    called = pl.when(pl.col("kind").is_in(CALLED_BY)).then(behind.str.replace(CALLED, " ${1}_${2}"))
    led = pl.when(pl.col("kind") == "road").then(behind.str.replace(INTO, "${1} vào_${2}"))
    leads = pl.when(behind.str.contains(INTO)).then(led)
    rest_ = pl.coalesce(leads, called, behind).str.replace_many(list(as_one), list(as_one.values()))
    rows = rows.with_columns(_rest=rest_)
    rows = rows.pipe(
        with_common,
        _hard=rest.str.replace(ABBREVIATED, "${1}${2}··${3}")
        .str.replace_all(SHORT, "${1}·")
        .str.replace_all(LENGTHENED, " ${1}_dài${2}")
        .str.replace(_hard(), "")
        .str.strip_chars_end(),
    ).with_columns(_hard=hard.str.replace(PASSES, "${1}"))
    rows = rows.with_columns(
        _part=(hard.str.contains(PART) | head.str.contains(JOINING)) & ~hard.str.contains(_two_works()),
        _plain=hard.str.replace(_soft(), ""),
    )
    stretch = hard.str.replace(rf"^(.*?\s{NAME}[^,]*),.*$", "${1}")
    up_to_name = pl.coalesce(hard.str.extract(_up_to_name()), hard.str.replace(r",\s.*$", ""))
    rows = rows.with_columns(_soft=pl.when("_part").then(stretch).otherwise(up_to_name))
    rows = rows.with_columns(
        _named=soft.str.extract(WITH_NAMES),
        own=pl.col("_plain").str.contains(rf"\s{NAME}") | pl.col("_part"),
    )
    # "dự án LeafTown ở Hòn Nét": a brand of one word is the whole name.
    brand = pl.col("kind").is_null() & head.str.contains(BRAND) & ~head.str.contains(f"^{ONE_SYLLABLE}$")
    rows = rows.with_columns(_brand=(brand & ~pl.col("own")).fill_null(False))
    beyond = soft.str.slice(named.str.len_chars()).str.extract(GOES_ON)
    rows = rows.with_columns(
        _named=pl.when(named.str.contains(ALONE)).then(named + beyond.fill_null("")).otherwise(named),
        _placed=pl.when(~pl.col("own")).then(hard.str.extract(PLACED)),
        _route=rest.str.extract(ROUTE),
        _quoted=pl.when(before.is_in(["“", '"'])).then(rest.str.extract(IN_QUOTES)),
    )
    aim = (
        pl.col("sentence").str.slice(pl.col("start"), 30).str.contains(words.aims())
        & pl.col("opens").is_not_null()
    )
    aimed = pl.when(aim).then(behind.str.replace(AIMED, "").str.strip_chars_end())
    plain = pl.coalesce(hard.str.extract(LISTED), pl.col("_plain").str.replace(r",.*$", ""))
    named_so_far = pl.when("_brand").then("_plain").otherwise(pl.coalesce("_placed", "_named", plain))
    tail = pl.coalesce("_quoted", "_route", named_so_far).str.strip_chars_end(" ,./-–…")
    tail = pl.when(aimed.str.len_chars() > tail.str.len_chars()).then(aimed).otherwise(tail)
    tail = tail.str.strip_chars_end(" ,./-–…")
    dwelling = tail.str.ends_with("hà ở")  # no word that leads on
    tail = (
        pl.when(dwelling)
        .then(tail)
        .otherwise(tail.str.replace(rf"\s(?:{words.leads()}|sản xuất|chế biến)$", ""))
    )
    several = pl.col("sentence").str.slice(pl.col("start"), 50).str.contains(_parts())
    more = pl.when(several).then(pl.col("_rest").str.slice(tail.str.len_chars()).str.extract(MORE))
    tail = pl.concat_str(tail, more.fill_null(""))
    homes = pl.col("_hard").str.slice(tail.str.len_chars())
    homes = pl.coalesce(homes.str.extract(AND_HOMES, 1), homes.str.extract(AND_HOMES, 2))
    sold = pl.col("opens").is_not_null() & pl.col("kind").is_in(SOLD) & tail.str.contains(rf"\s{CAPITAL}")
    tail = pl.concat_str(tail, pl.when(sold).then(homes).fill_null(""))
    phase = pl.col("_rest").str.slice(tail.str.len_chars()).str.extract(f"({PHASE})").fill_null("")
    return (
        rows.pipe(
            with_common,
            own=pl.col("own") | pl.col("_brand"),
            proper=pl.col("_brand")
            | (named.is_not_null() & pl.col("_placed").is_null())
            | pl.col("_route").is_not_null(),
            end=(pl.col("head_end") + tail.str.len_chars() + phase.str.len_chars()).cast(pl.UInt32),
        )
        .with_columns(project=pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
        .filter(pl.col("end") > pl.col("start"))
        .select(pl.exclude("^_.*$"))
    )
