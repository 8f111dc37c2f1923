"""Places (linguistics §14): names that mean a place alone, names after a unit word, zones, and bare names of
units that the article's province settles.
"""

from functools import cache

import polars as pl

from flows.letters import CAPITAL, FIGURE, LETTER, SMALL
from flows.read import neighbours
from flows.read.lexicon import Lexicon, words
from flows.read.name_borders import BEFORE_HEAD, BEFORE_NAME, IN_NAME, IN_PLACE, glued, plain
from flows.read.places.with_unit_word import UNIT, UNIT_BEGUN, candidates, one_code, resolved, unit_names
from flows.read.places.without_unit_word import bare
from flows.read.rules import of_rows
from flows.read.sentences import date_line
from flows.read.spans import find, without_overlap
from flows.read.vocabulary import cased, either

ZONES = {
    "khu công nghiệp": "Khu công nghiệp", "kcn": "Khu công nghiệp", "cụm công nghiệp": "Cụm công nghiệp", "ccn": "Cụm công nghiệp",
    "khu kinh tế": "Khu kinh tế", "kkt": "Khu kinh tế", "khu công nghệ cao": "Khu công nghệ cao", "khu cnc": "Khu công nghệ cao",
    "khu chế xuất": "Khu chế xuất", "kcx": "Khu chế xuất", "khu đô thị": "Khu đô thị", "kđt": "Khu đô thị",
}  # fmt: skip
_MIXED = "khu Công nghiệp|khu Kinh tế|khu Công nghệ cao|khu CNC|khu Chế xuất|khu Đô thị|cụm Công nghiệp"
ZONE = cased("|".join([*ZONES, *(f + w[1:] for w in _MIXED.split("|") for f in (w[0], w[0].upper()))]))
_OWN = r"(?: (?:cửa khẩu|mở|ven biển|sinh thái|dịch vụ|mới))*"
_NUMBER = r"(?: (?:[IVX]+|[0-9]{1,2}|[A-Z][0-9]?)(?:-[A-Z])?)?"
_WORD = rf"{CAPITAL}[{LETTER}0-9'’{IN_PLACE}{IN_NAME}]*"
ZONE_NAME = rf"(?:TP\.? ?)?{_WORD}(?: {_WORD}){{0,3}}{_NUMBER}(?: ?[-–] ?{_WORD}(?: {_WORD}){{0,2}})?"
# Rivers, roads and the like are no places of their own; nor is what a person's title stands before.
NO_PLACE = rf"(?i)(?:^|[^{LETTER}])(?:sông|núi|đường|phố|quốc lộ|đại lộ|cầu|hồ|tiếng|chữ|ngôn ngữ|suối|đèo|đảo|vịnh|biển|ngõ|chợ|chùa|đền|báo|tờ|nhà ga|ga|cao tốc|tuyến|bến xe|ngân hàng|tập đoàn|công ty|cảng|sân bay|sân bay quốc tế|cảng hàng không|cảng hàng không quốc tế|hầm|kênh|rạch|thác|hang|đồi|cồn|ngã ba|ngã tư|ngã năm|vòng xoay|chung cư|clb|u[0-9][0-9]|khách sạn|ông|bà|anh|chị|cô|chú|cháu|đồng chí|đ/c|thầy|nghệ sĩ|ca sĩ) $"
# Compounds that end as those words do ("yêu cầu Hà Nội", "thông báo Việt Nam"), and the place at the end of a line.
COMPOUND = r"(?i:(?:yêu|nhu|toàn|cung|điểm|đầu) cầu|(?:thông|cảnh|dự|quảng|họp) báo|(?:thành|khu) phố|(?:vùng|ven|trên|ra) biển|(?:trực|đa|song) tuyến|(?:con|lên|mở|dẫn|chặng) đường|(?:nổi|lên|danh) tiếng|(?:bộ|cửa) ga|quần đảo|đồng hồ|hội chợ|ngành đường) $"
# The city has its man's name: alone, and not told as places are ("tại", "Hà Nội và …"), it is his ("tư tưởng Hồ Chí Minh").
OF_THE_MAN, OF_THE_CITY = (
    r"^Hồ.Chí.Minh$",
    rf"(?i)(?:(?:^|[^{LETTER}])(?:tại|ở|từ|đến|vào|ra|tới|về|và|hoặc|với|như|thành phố|TP\.?) ?|[,;(–-] ?)$",
)
WIND = r"(?i:gió|hướng|phía) $"  # before these regions' names: only a point of the compass
# "cao tốc Hạ Long - Vân Đồn": each name between the dashes is the road's.
_ROAD = rf"(?:(?i:cao tốc|đường sắt|quốc lộ|tuyến|vành đai|metro)(?: [{SMALL}0-9.]+){{0,5}}|(?i:đường|hầm|cầu)(?: [{SMALL}0-9.]+)?) [{CAPITAL}][{LETTER}. \x{{e010}}]*(?: ?[-–] ?[{CAPITAL}][{LETTER}. \x{{e010}}]*)* ?[-–] ?$"
_ROAD_HEAD = rf"(?:(?i:cao tốc|đường sắt|quốc lộ|tuyến|metro)(?: [{SMALL}0-9.]+){{0,5}}|(?i:đường)(?: [{SMALL}0-9.]+)?) (?i:TP\.?|thành phố)? ?$"
# Offices before a land's one-syllable name, which a person's name may follow ("Tổng thống Nga Vladimir …").
_OFFICE = r"(?i:tổng thống|thủ tướng|ngoại trưởng|bộ trưởng|đại sứ|đại sứ quán|quốc vương|quốc hội|chính phủ|nước|phía) $"
# Common words that begin as a land's name does.
COMMON = rf"^(?:Pháp (?:luật|lệnh|lý|chế|nhân|y|danh)|Mỹ (?:thuật|phẩm|nghệ|học|quan)|Đức (?:tin|tính|độ|hạnh)|Anh {SMALL}|Ý {SMALL}|Áo (?:dài|mưa|phao|ấm|quần|khoác|tắm|giáp|trắng)|Nga (?:mi|my)|Lào xào)"
COLUMNS = ["a", "s", "start", "end", "surface", "place", "level", "province", "code", "rule", "in_date_line"]


def places(
    marked: pl.DataFrame, articles: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Place mentions: a, s, start, end, surface, place (canonical bare name), level, province (that of an
    administrative unit where it is sure), code (dim_place's, null where several are left), rule, in_date_line.

    `marked` has a, s, marked; `articles` a, published_on; `sentences` s, role, sentence_number. Names inside
    organisations are still among them.
    """
    listed, alone = _words(lexicon), _alone(lexicon)
    zones = _zones(
        begun(
            marked,
            rf"{ZONE}{_OWN}[ {BEFORE_NAME}](?:TP|{CAPITAL})",
            rf"{ZONE}{_OWN}[ {BEFORE_NAME}]{ZONE_NAME}",
        )
    )
    known = _listed(_off_roads(_beside(find(marked, alone, "marked"), marked)), listed)
    names = unit_names(_off_roads(without_overlap(begun(marked, UNIT_BEGUN, UNIT), zones)))
    meant = candidates(names, lexicon.localities)
    provinces = pl.concat(
        [
            known.filter(pl.col("level").is_in(["province", "city"]), pl.col("parent") == "Việt Nam").select(
                "a", "s", "start", place="place"
            ),
            names.select("n", "a", "s", "start")
            .join(meant.filter(pl.col("rank") == "p").select("n", place="name").unique("n"), on="n")
            .drop("n"),
        ],
        how="diagonal",
    ).with_columns(level=pl.lit("province"), rule=pl.lit("place_listed"), province="place")
    days = articles.select("a", day="published_on")
    at = homes(articles, provinces, sentences).join(days, on="a", how="left", maintain_order="left")
    units = resolved(names, meant, at)
    guessed = pl.col("rule") == "place_unit"  # "các tỉnh Tây Nguyên": what has a name of its own keeps it
    units = pl.concat([units.filter(~guessed), without_overlap(units.filter(guessed), known)])
    strong = pl.concat([units, zones], how="diagonal").unique(
        ["s", "start"], keep="first", maintain_order=True
    )
    strong = pl.concat(
        [strong, without_overlap(_dated(known, at, lexicon.localities), strong)], how="diagonal"
    )
    at = homes(articles, strong, sentences).join(days, on="a", how="left", maintain_order="left")
    rows = pl.concat([strong, bare(marked, strong, at, lexicon)], how="diagonal")
    rows = rows.join(marked, on=["a", "s"], how="left", maintain_order="left")
    surface = pl.col("marked").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    told = sentences.select("s", _until=date_line())
    rows = rows.join(told, on="s", how="left", maintain_order="left")
    rows = rows.with_columns(surface=plain(surface), in_date_line=pl.col("start") < pl.col("_until"))
    return rows.select(COLUMNS).sort("s", "start")


@cache
def _words(lexicon: Lexicon) -> pl.DataFrame:
    """What means a place alone, as marked text has it: word, name, level, code."""
    parts = words("aliases").list.eval(pl.element().str.replace_all(" ", IN_PLACE))
    lower = words("lower").fill_null([]).list.eval(glued(pl.element(), lexicon))  # "châu Á - Thái Bình Dương"
    return (
        lexicon.places.select("name", "level", "code", "parent", word=pl.concat_list(parts, lower))
        .explode("word")
        .filter(pl.col("word") != "")
        .unique("word", keep="first", maintain_order=True)
    )


@cache
def _alone(lexicon: Lexicon) -> str:
    """The pattern of what may mean a place alone in marked text."""
    listed = _words(lexicon)
    spaced = pl.col("word").str.contains(" ")
    single = ~spaced & ~pl.col("word").str.contains(IN_PLACE, literal=True)
    return "|".join(
        [
            either(listed.filter(spaced)["word"].to_list()),
            rf"[{LETTER}\-–]+\.?(?:{IN_PLACE}[{LETTER}\-–]+)+",
            either(listed.filter(single)["word"].to_list()),
        ]
    )


@of_rows
def begun(marked: pl.DataFrame, begins: str, whole: str, words: bool = False) -> pl.DataFrame:
    """Every place where the short pattern begins and the long one matches there, without what lies within another:
    `find` for a pattern too long to run over whole texts.
    """
    rows = _beside(find(marked, begins, "marked", words), marked)
    text = pl.concat_str("surface", "right")
    return (
        rows.with_columns(surface=text.str.extract(rf"^({whole})"), right=text)
        .filter(pl.col("surface").is_not_null())
        .with_columns(
            end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32),
            right=pl.col("right").str.slice(pl.col("surface").str.len_chars()),
        )
        .sort("s", "start")
        .filter(pl.col("start") >= neighbours.reached("s").fill_null(0))
    )


@of_rows
def _beside(found: pl.DataFrame, marked: pl.DataFrame) -> pl.DataFrame:
    """Matches with what stands to their left and right."""
    return (
        found.join(marked, on=["a", "s"], how="left", maintain_order="left")
        .with_columns(
            left=pl.col("marked").str.slice(0, pl.col("start")).str.tail(60),
            right=pl.col("marked").str.slice(pl.col("end"), 240),
        )
        .drop("marked")
    )


@of_rows
def _off_roads(found: pl.DataFrame) -> pl.DataFrame:
    """Matches without those between the dashes of a road's name."""
    left = plain(pl.col("left"))
    opens = left.str.contains(_ROAD_HEAD) & pl.col("right").str.contains(rf"^ ?[-–] ?{CAPITAL}")
    return found.filter(~left.str.contains(_ROAD), ~opens)


@of_rows
def _listed(found: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Names that mean a place alone: a, s, start, end, place, level, code (a country's), rule."""
    rows = found.filter(
        ~pl.col("left").str.contains(rf"[{LETTER}{FIGURE}]$"),
        ~pl.col("right").str.contains(rf"^[{LETTER}{FIGURE}]|^ FC(?:[^{LETTER}]|$)"),
    ).join(listed, left_on="surface", right_on="word", how="inner", maintain_order="left")
    left, right = pl.col("left"), pl.col("right")
    rows = rows.filter(
        ~plain(left).str.contains(NO_PLACE) | left.str.contains(COMPOUND),
        ~(pl.col("level").eq("region") & left.str.contains(WIND)),
        ~pl.col("surface").str.contains(OF_THE_MAN) | plain(left).str.contains(OF_THE_CITY),
        pl.col("level") != "sea",
    )
    # A one-word name is a place only where no other capitalised word leans on it ("Đức" in "Minh Đức") ...
    short = ~pl.col("surface").str.contains(f"[ {IN_PLACE}]")
    leans = left.str.contains(rf"{CAPITAL}{LETTER}*[ \x{{e011}}\x{{e012}}]$") | (
        right.str.contains(rf"^[ \x{{e011}}\x{{e012}}]{CAPITAL}") & ~plain(left).str.contains(_OFFICE)
    )
    # ... and one that begins a sentence as a common word may ("Pháp luật") only where the article says it elsewhere.
    common = pl.concat_str("surface", "right").str.contains(COMMON)
    opens = (
        short
        & (pl.col("level") == "country")
        & left.str.contains(r"(?:^|[.:;!?“\"(] ?|[-–] )$")
        & right.str.contains(rf"^ {SMALL}")
    )
    rows = rows.filter(~(short & (leans | common | right.str.contains(rf"^-{LETTER}")))).with_columns(
        _opens=opens
    )
    said = rows.filter(~pl.col("_opens")).select("a", "name").unique()
    rows = pl.concat(
        [rows.filter(~pl.col("_opens")), rows.filter("_opens").join(said, on=["a", "name"], how="semi")]
    )
    return rows.select(
        "a", "s", "start", "end", "level", "code", "parent", place="name", rule=pl.lit("place_listed")
    )


@of_rows
def _dated(known: pl.DataFrame, at: pl.DataFrame, localities: pl.DataFrame) -> pl.DataFrame:
    """Listed names with the administrative unit that bore them on the article's day: level, province, code."""
    units = localities.filter((pl.col("rank") == "p") | pl.col("bare")).unique(["name", "code"])
    rows = known.with_row_index("n")
    meant = (
        rows.join(at, on="a", how="left")
        .join(
            units.select(
                "valid_from", "valid_to", "province", "rank", "name", unit_code="code", unit_level="level"
            ),
            left_on="place",
            right_on="name",
        )
        .with_columns(stood=pl.col("day").is_null() | pl.col("day").is_between("valid_from", "valid_to"))
        .filter(pl.col("stood") == pl.col("stood").max().over("n"))  # "Bắc Giang" of 2026 is what it was
        .sort("n", "rank", "valid_from", descending=[False, True, False])
        .group_by("n", maintain_order=True)
        .agg(pl.col("unit_level", "province").first(), unit_code=one_code("place", "unit_code"))
    )
    return rows.join(meant, on="n", how="left", maintain_order="left").select(
        "a",
        "s",
        "start",
        "end",
        "place",
        "rule",
        "province",
        level=pl.coalesce("unit_level", "level"),
        code=pl.coalesce("unit_code", "code"),
    )


@of_rows
def _zones(found: pl.DataFrame) -> pl.DataFrame:
    rows = found.filter(~pl.col("left").str.contains(rf"[{LETTER}{FIGURE}]$"))
    kind = pl.col("surface").str.extract(rf"^({ZONE})")
    alone = ~pl.col("surface").str.slice(
        pl.col("surface").str.extract(rf"^({ZONE}{_OWN}.)").str.len_chars()
    ).str.contains(" ")
    broken = alone & pl.col("right").str.starts_with(
        BEFORE_HEAD
    )  # "Nhơn Hội", whose second word opens other names
    rows = rows.filter(~broken)
    cut = pl.col("right").str.contains(rf"^[{LETTER}{FIGURE}]")  # a number that runs on is none of the name's
    named = pl.when(cut).then(pl.col("surface").str.replace(rf" [{LETTER}0-9-]+$", "")).otherwise("surface")
    name = named.str.slice(kind.str.len_chars())
    return rows.select(
        "a",
        "s",
        "start",
        end=(pl.col("start") + named.str.len_chars()).cast(pl.UInt32),
        place=plain(pl.concat_str(kind.str.to_lowercase().replace_strict(ZONES, default=None), name)),
        level=pl.lit("zone"),
        rule=pl.lit("place_zone"),
    )


def homes(articles: pl.DataFrame, places: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """The main province of each article that has one: a, home. The title, the lead and the first sentences
    weigh more, a date line only where nothing else speaks; a tie gives none. Where no province is named, those of its districts and
    communes speak, towns known by their name alone among them.
    """
    # No foreign city: those lie in no province.
    ours = pl.col("level").is_in(["province", "city"]) & (pl.col("rule") != "place_unit")
    ours = ours & pl.col("province").is_not_null()
    told = places.join(sentences.select("s", _until=date_line()), on="s", how="left", maintain_order="left")
    ahead = pl.col("start") < pl.col("_until")
    alone = told.filter(ours & ahead).select("a", "s", home="place")
    places = told.filter(~ahead)
    named = places.filter(ours).select("a", "s", home="place")
    known = pl.col("rule").is_in(["place_unit_listed", "place_listed"])  # "xã Cẩm Hà", "Hội An"
    below = known & ~pl.col("level").is_in(["country", "province", "city"]) & pl.col("province").is_not_null()
    spoken = places.filter(below).select("a", "s", home="province").join(named, on="a", how="anti")
    weight = (
        pl.when(pl.col("role").is_in(["title", "lead"]))
        .then(3)
        .when(pl.col("sentence_number") <= 2)
        .then(2)
        .otherwise(1)
    )
    alone = alone.join(pl.concat([named, spoken]), on="a", how="anti")
    counted = (
        pl.concat([named, spoken, alone])
        .join(sentences.select("s", "role", "sentence_number"), on="s")
        .group_by("a", "home")
        .agg(weight=weight.sum())
        .sort("a", "weight", "home", descending=[False, True, False])
    )
    best = counted.group_by("a", maintain_order=True).agg(
        home=pl.col("home").first(),
        first=pl.col("weight").first(),
        second=pl.col("weight").get(1, null_on_oob=True),
    )
    clear = pl.col("second").is_null() | (pl.col("first") >= 1.5 * pl.col("second"))
    return articles.select("a").join(
        best.filter(clear).select("a", "home"), on="a", how="left", maintain_order="left"
    )
