"""Names of which several share the word for what is built: "nhà ga T3, T4", "các dự án cao tốc: A - B; C - D"."""

import polars as pl

from flows.extract.projects import words
from flows.extract.projects.works import SUM_IN_BRACKETS
from flows.extract.reference_words import project_kinds
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read import Reading
from flows.read.name_borders import ONE_SYLLABLE
from flows.read.rules import of_rows
from flows.read.spans import find
from flows.read.vocabulary import either

LINE = "(đường bộ cao tốc|đường cao tốc|cao tốc|đường sắt đô thị|đường sắt|metro)"
ROUTES = rf"(?i)(?:dự án|tuyến)\s(?:\S+\s)?{LINE}[^.;:()–-]{{0,30}}(?:\s\([^)]*\))?(?:\snhư|\sgồm|\sbao gồm|:|\slà)\s?:?\s"
# "hai dự án đường sắt đô thị A - B và C - ga D": right behind the word.
DIRECT = rf"(?i)(?:các|những|hai|ba|bốn|năm|[0-9]+)\s(?:dự án|tuyến)\s(?:tuyến\s)?{LINE}\s"
# "các tuyến đường A - B (900 tỷ đồng), C - D (600 tỷ đồng)": streets are shared by many lists, these are built for a sum.
STREETS = r"(?i)(?:các|những|hai|ba|bốn|năm|[0-9]+)\s(?:dự án|tuyến)\s(?:tuyến\s)?(đường)(?:\sgồm|\snhư|:)?\s"
WAYS = (ROUTES, DIRECT, STREETS)
PLACES = rf"(?:ga\s)?(?:[Qq]uốc lộ [0-9]+|{CAPITAL}[{LETTER}.]*(?:\s(?:{CAPITAL}[{LETTER}.]*|[0-9]+))*)"
ROUTE = rf"{PLACES}(?:\s?[–-]\s?{PLACES})+"
ONLY_ROUTES = r"^(?:[^.–-]{1,30}\s?[–-]\s?[^.,;(]{1,60}(?:\s?\([^()]{1,60}\))?(?:,|;|\svà)\s)*(?:và\s)?$"
# "các dự án nhiệt điện như A 1, B 2 ở phía Nam và C": each is a work of that kind.
OF_KIND = r"(?:các|những|nhiều|hai|ba|bốn|năm|[0-9]+)\sdự án\s"
LISTED = r"(?:\s(?:lớn|trọng điểm|đang triển khai|chậm tiến độ))?(?:\snhư|\sgồm|\sbao gồm|:|\slà)\s?:?\s"
NAME = rf"{CAPITAL}[{LETTER}]*(?:\s{CAPITAL}[{LETTER}]*)+\s[0-9]{{1,2}}"  # without a number it may be where they lie
ONLY_NAMES = rf"^(?:{NAME}(?:\s(?:ở|tại|\()[^,;.]{{2,40}})?(?:,|;|\svà)\s)*$"
# "A 1 và 2", "vành đai 2 và 3" are two, "giai đoạn 1 và 2" is one; "nhà ga T3, T4": by their letter also behind a comma.
NUMBERED = rf"(?:{CAPITAL}{LETTER}*|số|vành đai|quốc lộ|đường tỉnh|tỉnh lộ)\s[0-9]{{1,2}}[A-Z]?$|\s[A-Z][0-9]{{1,2}}$"
BEHIND = r"(?:[,.;)]|$|\s(?:đã|được|sẽ|đang|tại|của|với|ở|do|để|vào|trong|có|cho|là|cũng|nhằm|theo|và)\s)"
AND_NUMBER = (
    rf"^(\svà\s(?:số\s)?)([0-9]{{1,2}}[A-Z]?|[A-Z][0-9]{{1,2}}){BEHIND}|^(,\s)([A-Z][0-9]{{1,2}}){BEHIND}"
)
# "các dự án nhà máy nước A, B và C", "dự án nhiệt điện A 1, B 2": each is a work of the first one's kind.
OTHER = rf"{CAPITAL}{SMALL}+(?:\s{CAPITAL}{SMALL}+){{1,2}}"
OTHERS = rf"^((?:(?:,|\svà)\s{OTHER})+)(?:[,.;…]|$|\s(?:đã|được|sẽ|đang|đều|với|để|vào|trong|có|còn|cũng|theo|chậm|bị)\s)"
NUMBERED_OTHERS = rf"^((?:(?:,|\svà)\s{OTHER}\s[0-9]{{1,2}})+)(?:[,.;…)]|$|\s)"
OF_SEVERAL = r"(?i)(?:^|\s)(?:[2-9]|hai|ba|bốn|năm)\s$|(?:các|những|nhiều|hai|ba|bốn|năm|[0-9]+)\s(?:dự án|công trình)\s(?:[^.;:]{0,60}?(?:như|gồm|là)\s:?\s?)?$"
PLAIN = rf"^(?:[{LETTER}]+\s)+?{OTHER}$"
# "Nhà máy đạm A, đạm B, DAP C": what each makes, and where, behind one word for them all.
MAKER = r"(?i:nhà máy)"
IN_A_LIST = r"(?i)dự án[^.]*(?:\snhư|\sgồm(?: có)?|trong đó có|\slà|:)\s?:?\s"
# "những dự án nhà giá rẻ như: Lake Park (Bến Đá), Leaf City và The Amber": brands alone, told after "dự án".
SEVERAL = r"(?i:(?:các|những|nhiều|loạt|một số|hai|ba|bốn|năm|sáu|[0-9]+)\s(?:đại |siêu )?dự án)"
# "… dự án của ông A gồm", "…: ": what opens the list can be far from "dự án", "như" stands beside it.
HABIT = rf"(?:\s{SMALL}+){{0,7}}(?:\s(?:của|do|thuộc)\s(?:[Tt]ập đoàn |[Cc]ông ty |chủ đầu tư )?{CAPITAL}[{LETTER}0-9-]*(?:\s{CAPITAL}[{LETTER}0-9-]*){{0,4}}(?:\s(?:phát triển|đầu tư|làm chủ đầu tư|triển khai))?)?"
OPENS = rf"{SEVERAL}(?:{HABIT},?(?:\s(?:có thể|phải|điển hình|tiêu biểu|đáng chú ý)(?:\s(?:kể đến|kể tới|là))?)?\s(?:như|là)(?: là)?\s?:?\s|[^.;:()“”]{{0,100}}?(?:\s(?:gồm|bao gồm)(?: có)?\s?:?\s|:\s))"
# "các dự án của nhiều ông lớn như …": others are listed.
OF_OTHERS = r"(?i)dự án[^.;:]*\s(?:của|từ|do|cho|với|tại|ở|trong|thuộc)\s(?:các|những|nhiều|một số|hàng loạt|mọi)\s[^.;:()]*\snhư\s?:?\s$"
BRAND = rf"{CAPITAL}[{LETTER}0-9’'-]*(?:\s(?:&\s)?(?:{CAPITAL}|[0-9])[{LETTER}0-9’'-]*){{1,5}}"
# What stands between the opening and a brand: other items, each up to what divides them, whatever they are.
AND = r"(?:,|;|,?\s(?:và|hay|hoặc|cùng))\s(?:(?:dự án|công trình)\s)?"
ITEM = r"(?:[^.,;:()]|[0-9][.,][0-9])"
ITEMS = rf"^(?:dự án\s)?(?:{ITEM}{{2,90}}?(?:\s?\([^()]{{1,60}}\){ITEM}{{0,60}}?)?{AND})*$"
# "…, đã bán hết": what goes on tells of them, and is no item.
OVER = r"(?:,|;|\svà)\s(?:đã|đang|sẽ|được|do|với|nhằm|để|góp phần|hiện|theo|trong đó|ngoài ra|còn|khi|tổng|vốn|mang|giúp|tạo|tại|ở|của|cho)\s"
SIZE = r"^(?:[,.][0-9]|\s?(?:ha|hecta|m2|km|căn|tầng|tỷ|triệu))"  # "Lake Park 13,6 ha": its number is another thing's
ENDS_ITEM = r"^(?:\s?\(|[,;….”\"]|$|\s(?:và|hay|hoặc|cùng|ở|tại|thuộc|của|quy mô|vốn|với|có|do|đang|đã|sẽ|được|đều|cũng|vẫn|còn|rộng)\s)"
FIRM = r"\s(?:Group|Holdings?|Corp|Corporation|Capital|Bank|Invest|Partners|Inc|Ltd|JSC|Fund)$"
NO_BRAND = r"^(?:Công|Tập|Tổng|Ngân|Luật|Bộ|Sở|Khu|Quỹ|Hà|Nhà|Tòa|Trung|Liên|Hiệp|Chính|Thủ)\s"
SYLLABLES = rf"^{ONE_SYLLABLE}(?:\s(?:{ONE_SYLLABLE}|[A-Z]?[0-9]+))*$"
CODE = r"[A-Z]?[0-9]+[A-Z]?$"


@of_rows
def numbered(rows: pl.DataFrame) -> pl.DataFrame:
    """The second of "nhà máy điện A 1 và 2", of "nhà ga T3, T4"."""
    right = pl.col("sentence").str.slice(pl.col("end"), 20)
    number, ahead = (
        pl.coalesce(right.str.extract(AND_NUMBER, i), right.str.extract(AND_NUMBER, i + 2)) for i in (1, 2)
    )
    alike = pl.col("project").str.contains(r"[A-Z][0-9]+$") == ahead.str.contains("^[A-Z]")
    rows = rows.filter(pl.col("project").str.contains(NUMBERED), alike)
    return rows.with_columns(
        project=pl.col("project").str.replace(CODE, "") + ahead,
        start=(pl.col("end") + number.str.len_chars()).cast(pl.UInt32),
        end=(pl.col("end") + number.str.len_chars() + ahead.str.len_chars()).cast(pl.UInt32),
    )


@of_rows
def sharing(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The names behind the first of a kind: "các dự án nhà máy nước A, B và C", "dự án nhiệt điện A 1, B 2"."""
    head = pl.col("sentence").str.slice(pl.col("start"), pl.col("head_end") - pl.col("start"))
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    right = pl.col("sentence").str.slice(pl.col("end"), 120)
    several = left.str.contains(OF_SEVERAL) & pl.col("project").str.contains(PLAIN)
    others = pl.when(several).then(right.str.extract(OTHERS))
    numbers = pl.when(pl.col("project").str.contains(rf"{OTHER}\s[0-9]{{1,2}}$")).then(
        right.str.extract(NUMBERED_OTHERS)
    )
    some = rows.filter(pl.col("kind").is_not_null(), pl.col("end") > pl.col("head_end")).select(
        "a", "s", "kind", head=head, since="end", text=pl.coalesce(numbers, others)
    ).drop_nulls("text")  # fmt: skip
    if some.is_empty():
        return some.select("a", "s").clear()
    found = find(some, rf"{OTHER}(?:\s[0-9]{{1,2}})?", "text")
    found = found.with_columns((pl.col(c) + pl.col("since")).cast(pl.UInt32) for c in ("start", "end"))
    at = reading.places.filter(pl.col("level").is_in(["country", "province", "city", "region"]))
    return found.join(at.select("s", "start", "end"), on=["s", "start", "end"], how="anti").select(
        "a", "s", "start", "end", project=pl.concat_str("head", pl.lit(" "), "surface"),
        kind="kind", token=pl.lit("listed"), proper=pl.lit(True),
    )  # fmt: skip


@of_rows
def routes(told: pl.DataFrame) -> pl.DataFrame:
    """Routes that share the word for what is built: "các dự án cao tốc: A - B; C - D"."""
    some = told.filter(pl.col("sentence").str.contains("|".join(WAYS)))
    found = find(some, ROUTE, "sentence").join(
        some.select("s", "sentence"), on="s", how="left", maintain_order="left"
    )
    found = found.with_columns(pl.col("surface").str.strip_chars_end("."))
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    line = pl.coalesce(left.str.extract(way) for way in WAYS).str.to_lowercase()
    rest = pl.coalesce(left.str.extract(rf"{way}(.*)$", 2) for way in WAYS)
    paid = pl.col("sentence").str.slice(pl.col("end"), 60).str.contains(SUM_IN_BRACKETS)
    return (
        found.with_columns(_line=line, _rest=rest)
        .join(
            project_kinds().select(_line="word", kind="kind"), on="_line", how="left", maintain_order="left"
        )
        .filter(
            pl.col("kind").is_not_null(),
            pl.col("_rest").str.contains(ONLY_ROUTES),
            (pl.col("_line") != "đường") | paid,
            ~pl.col("_rest").str.to_lowercase().str.contains(LINE),  # from there on it is another line
        )
        .with_columns(
            project=pl.concat_str("_line", pl.lit(" "), "surface"),
            end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32),
            token=pl.lit("listed"),
            proper=pl.lit(True),
        )
        .select("a", "s", "start", "end", "project", "kind", "token", "proper")
    )


@of_rows
def of_one_kind(told: pl.DataFrame) -> pl.DataFrame:
    """Names behind the kind that they share: "các dự án nhiệt điện như A 1, B 2"."""
    word = project_kinds().filter(pl.col("kind").is_not_null())["word"].to_list()
    opens = rf"(?i:{OF_KIND})((?i:{either(word)})){LISTED}"
    several = told.filter(pl.col("sentence").str.contains(OF_KIND))  # a short pattern first
    some = several.filter(pl.col("sentence").str.contains(opens))
    if some.is_empty():
        return some.select("a", "s").clear()
    found = find(some, NAME, "sentence").join(
        some.select("s", "sentence"), on="s", how="left", maintain_order="left"
    )
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    return (
        found.with_columns(
            _kind=left.str.extract(opens).str.to_lowercase(), _rest=left.str.extract(f"{opens}(.*)$", 2)
        )
        .filter(pl.col("_rest").str.contains(ONLY_NAMES))
        .join(
            project_kinds().select(_kind="word", kind="kind"), on="_kind", how="inner", maintain_order="left"
        )
        .with_columns(
            project=pl.concat_str("_kind", pl.lit(" "), "surface"),
            token=pl.lit("listed"),
            proper=pl.lit(True),
        )
        .select("a", "s", "start", "end", "project", "kind", "token", "proper")
    )


@of_rows
def makers(told: pl.DataFrame) -> pl.DataFrame:
    """Factories listed by what they make behind the first: "Nhà máy đạm A, đạm B, DAP C"."""
    some = told.filter(
        pl.col("sentence").str.contains_any(["hà máy "]), pl.col("sentence").str.contains(IN_A_LIST)
    )
    if some.is_empty():
        return some.select("a", "s").clear()
    made = rf"(?i:{words.any_of('product')})"
    item = rf"(?:{made}\s){{1,2}}{CAPITAL}{SMALL}+(?:\s{CAPITAL}{SMALL}+){{1,2}}"
    found = find(some, item, "sentence", words=True).join(
        some.select("s", "sentence"), on="s", how="left", maintain_order="left"
    )
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    behind = rf"{MAKER}\s{item}(?:(?:,|;|\svà)\s{item})*(?:,|;|\svà)\s$"
    return (
        found.filter(left.str.contains(behind), left.str.contains(IN_A_LIST))
        .with_columns(
            project=pl.concat_str(pl.lit("Nhà máy "), "surface"),
            kind=pl.lit("factory"),
            token=pl.lit("listed"),
            proper=pl.lit(True),
        )
        .select("a", "s", "start", "end", "project", "kind", "token", "proper")
    )


@of_rows
def brands(told: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Brands listed behind "các dự án … như": names of which a word at least is no Vietnamese one."""
    several = told.filter(pl.col("sentence").str.contains(" dự án", literal=True))  # a short pattern first
    some = several.filter(pl.col("sentence").str.contains(OPENS))
    if some.is_empty():
        return some.select("a", "s").clear()
    found = find(some, BRAND, "sentence").join(
        some.select("s", "sentence"), on="s", how="left", maintain_order="left"
    )
    right = pl.col("sentence").str.slice(pl.col("end"), 40)
    sized = pl.when(right.str.contains(SIZE)).then(pl.col("surface").str.replace(r"\s[0-9]+$", ""))
    found = found.with_columns(surface=pl.coalesce(sized, "surface"), _right=right)
    found = found.with_columns(end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32))
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    rest = left.str.extract(f"^.*?{OPENS}(.*)$")
    opened = left.str.slice(0, left.str.len_chars() - rest.str.len_chars())
    brand = ~pl.any_horizontal(pl.col("surface").str.contains(p) for p in (SYLLABLES, NO_BRAND, FIRM))
    found = found.filter(
        brand,
        rest.str.contains(ITEMS),
        ~rest.str.contains(OVER),
        ~opened.str.contains(OF_OTHERS),
        pl.col("_right").str.contains(rf"{ENDS_ITEM}|{SIZE}"),
    )
    for others in (reading.places, reading.organizations):
        found = found.join(others.select("s", "start", "end"), on=["s", "start", "end"], how="anti")
    return found.with_columns(
        project="surface", kind=pl.lit(None, pl.String), token=pl.lit("listed"), proper=pl.lit(True)
    ).select("a", "s", "start", "end", "project", "kind", "token", "proper")
