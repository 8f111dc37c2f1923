"""Offices: a title's rank words with the organisation they are held in, whoever holds them (linguistics §9.2)."""

from functools import cache

import polars as pl

from flows.letters import CAPITAL, LETTER, SMALL
from flows.read.lexicon import Lexicon
from flows.read.name_borders import BEFORE_HEAD, BEFORE_NAME, IN_NAME, IN_PLACE, countries, fields, plain
from flows.read.organizations.canonical import canonical, proper_field
from flows.read.organizations.trailing import OF_FIRM, OF_MINISTRY, told_behind
from flows.read.rules import of_rows
from flows.read.vocabulary import Vocabulary

TENURE = r"(?:nguyên|cựu|cố|quyền|tân|Nguyên|Cựu|Cố|Quyền|Tân)"
# "chính quyền Tổng thống", "củng cố Ban Chỉ đạo": a word that only ends like one.
NO_TENURE = r"(?i)(?:chính|thẩm|chủ|uy|toàn|củng|gia|biến|sự)[ \x{e014}]$"
# A delegate of the National Assembly, in letters or short.
DELEGATE = r"(?:[Đđ]ại biểu|ĐBQH|ĐB)"
OF_DELEGATION = r"^[^,.;:()]{3,40} \((?i:đoàn|ĐBQH) "  # "đại biểu A (đoàn B)": councils have none
ASSEMBLY = ["Quốc hội", "Ủy ban Thường vụ Quốc hội"]
TENURES = {"nguyên": "former", "cựu": "former", "cố": "former", "quyền": "acting"}
# Offices of a state that a country's name may follow.
IN_STATE = ["thủ tướng", "phó thủ tướng", "thủ tướng lâm thời", "ngoại trưởng"]
# Offices of the state itself; a "Chủ tịch" of a country leads it, one of a body does not stand before a country.
OF_COUNTRY = ["tổng thống", "phó tổng thống", "tổng thống đắc cử", "tổng thống lâm thời", "quốc vương", "nữ hoàng", "chủ tịch", "phó chủ tịch", "đại sứ", "phó đại sứ", "đại sứ đặc mệnh toàn quyền", "tổng lãnh sự", "lãnh sự danh dự", "tổng lãnh sự danh dự"]  # fmt: skip
REPUBLIC = r"^([ \x{e010}](?:Cộng[ \x{e010}]hòa[ \x{e010}]xã[ \x{e010}]hội[ \x{e010}]chủ[ \x{e010}]nghĩa|CHXHCN)[ \x{e010}]Việt[ \x{e010}]Nam)"
OURSELVES = rf"^([ \x{{e010}}]Việt[ \x{{e010}}]Nam){BEFORE_NAME}"  # "Chủ tịch nước Việt Nam Trần A"
OF_PARTY = ["bí thư", "phó bí thư", "phó bí thư thường trực"]
PARTY = {
    "tỉnh": "Tỉnh ủy",
    "huyện": "Huyện ủy",
    "quận": "Quận ủy",
    "thị xã": "Thị ủy",
    "xã": "Đảng ủy xã",
    "phường": "Đảng ủy phường",
}
# A committee of the Party that is not told in full: "Bí thư Đảng ủy, Chủ tịch UBND xã A", "Bí thư Chi bộ".
BARE_PARTY = rf"^[ {BEFORE_HEAD}]((?:[Đđ]ảng (?:ủy|uỷ|bộ|đoàn)|[Cc]hi (?:bộ|ủy|uỷ)|[Bb]an [Cc]án sự [Đđ]ảng))(?:[,;.)]| [-–]|{BEFORE_NAME}|$)"
OF_INSPECTORATE = ["chánh thanh tra", "phó chánh thanh tra"]
OF_COMMITTEE = ["chủ tịch", "phó chủ tịch", "phó chủ tịch thường trực"]
# A title's last word may open the organisation's name: "Phó Trưởng Ban | Chỉ đạo", "Chánh Văn phòng | Quốc hội".
OPENS = r"(?i)[ \x{e013}](ban|văn[ \x{e013}]phòng|phòng|viện|cục|vụ|đoàn|thanh[ \x{e013}]tra|hội[ \x{e013}]đồng|thuế|thống[ \x{e013}]kê)$"
OF = r"(?: của)?"
FIELD = rf"{CAPITAL}[{LETTER} \x{{e015}}\x{{e016}}]{{2,24}}?"  # a further field of a ministry abroad
# Whoever assists an office, or is its holder's wife, does not hold it; "Phủ Chủ tịch" is a palace.
OF_ANOTHER = r"(?i)(?:thư[ \x{e013}]ký[ \x{e013}]báo[ \x{e013}]chí|phát[ \x{e013}]ngôn(?: viên)?|(?:trợ lý|thư ký|luật sư|em trai|anh trai|em gái|chị gái|phu nhân|văn phòng|phủ|cố vấn|đặc phái viên|con trai|con gái|vợ|chồng|tranh cử|ứng cử viên|ứng viên|bầu cử|dinh|bộ)(?: (?:của|của ông|của bà))?)[ \x{e014}]$"
# Whoever acts for an office does not hold it; its holder stands right behind it: "thay mặt Thủ tướng Trần A, Bộ trưởng …".
ON_BEHALF = r"(?i)(?:thay mặt|ủy quyền)(?: (?:của|cho))?[ \x{e014}]$"
# A face for a brand or a cause: "Đại sứ thương hiệu".
NO_OFFICE = r"^ (?:hình ảnh|thương hiệu|du lịch|thiện chí|văn hóa|toàn cầu|nhãn hàng|môi trường|chiến dịch|chương trình)"
# "Phó Giám đốc phụ trách Sở A" acts for a head that there is not, "Phó Giám đốc phụ trách kinh doanh" is one of several.
CHARGE = r"[ \x{e010}-\x{e014}]phụ[ \x{e010}-\x{e014}]trách$"
ASIDE = r"^( \((?:phụ trách|thường trực|điều hành|kiêm nhiệm|chuyên trách)\))[ \x{e014}]"  # "Phó Giám đốc (phụ trách) | Sở A"
FOUNDED = r"^( (?:ra|nên))[ \x{e014}]"  # "nhà sáng lập ra | Công ty A"
OF_A_FIELD = rf"^[ \x{{e010}}-\x{{e014}}]{SMALL}{{2,}}|^[ \x{{e010}}\x{{e013}}]{CAPITAL}{SMALL}"  # bodies have a mark before them
NO_FIELD = rf"(?i)^[ \x{{e010}}-\x{{e014}}](?:của|tại|ở|từ|là|và|cho|đã|đang|cũng|khi|ban|sở|văn|phòng|viện|trung|trường|đoàn|hội|công|chi|cục|vụ|tổng|nhà|bệnh|quản|thay|điều|lãnh|chung|quỹ|vườn)(?:[^{LETTER}]|$)"
LEVEL = r"(?:tỉnh|[Tt]hành phố|TP\.?|huyện|thị xã|[Qq]uận|xã|phường)"
AREA = rf"{LEVEL}(?: ?{CAPITAL}[{LETTER}{IN_PLACE}]*(?: {CAPITAL}{SMALL}+){{0,2}}| [0-9]{{1,2}})?"


@of_rows
def offices(
    tokens: pl.DataFrame,
    organizations: pl.DataFrame,
    homes: pl.DataFrame,
    marked: pl.DataFrame,
    lexicon: Lexicon,
) -> pl.DataFrame:
    """Offices, named holder or not: a, s, start, end, surface, title, title_key, organization, tenure, rule.

    `tokens` are the rows of people.names_and_titles, `organizations` those found in the same sentences; `homes` (a, home, day)
    fills the place of "Chủ tịch tỉnh". `title_key` is the title in lower case.
    """
    titles = lexicon.titles.select(
        title_key=pl.col("title").str.to_lowercase(), title="title", implied="organization"
    ).unique("title_key", keep="first")
    for_another = pl.col("left").str.contains(ON_BEHALF) & ~pl.col("right").str.contains(f"^{BEFORE_NAME}")
    office = (pl.col("token") == "title") & ~pl.col("left").str.contains(OF_ANOTHER) & ~for_another
    # "Đoàn Chủ tịch Ủy ban A" is a board.
    board = pl.col("left").str.contains(rf"(?i)đoàn[ {BEFORE_HEAD}]$") & pl.col("surface").str.contains(
        "^[Cc]hủ"
    )
    face = pl.col("surface").str.contains(r"(?i)sứ$") & pl.col("right").str.contains(NO_OFFICE)
    of_a_field = (
        pl.col("surface").str.contains(CHARGE)
        & pl.col("right").str.contains(OF_A_FIELD)
        & ~pl.col("right").str.contains(NO_FIELD)
    )
    rows = (
        tokens.filter(office & ~face & ~board)
        .with_columns(
            surface=pl.when(of_a_field).then(pl.col("surface").str.replace(CHARGE, "")).otherwise("surface"),
            right=pl.when(of_a_field)
            .then(pl.concat_str(pl.col("surface").str.slice(-len(" phụ trách")), "right"))
            .otherwise("right"),
            end=pl.when(of_a_field).then(pl.col("end") - len(" phụ trách")).otherwise("end").cast(pl.UInt32),
        )
        .with_columns(
            word=pl.when(~pl.col("left").str.contains(NO_TENURE)).then(
                pl.col("surface").str.extract(rf"^({TENURE})[ {BEFORE_HEAD}]").str.to_lowercase()
            ),
            title_key=plain(
                pl.col("surface").str.replace(rf"^{TENURE}[ {BEFORE_HEAD}]", "")
            ).str.to_lowercase(),
            own=pl.col("surface").str.extract(OPENS),
        )
    )
    rows = rows.with_columns(
        title_key=pl.col("title_key").replace(
            {"đbqh": "đại biểu", "đb": "đại biểu", "pct": "phó chủ tịch", "phó ct": "phó chủ tịch"}
        )
    )
    founded = pl.when(pl.col("title_key").str.contains("sáng lập")).then(pl.col("right").str.extract(FOUNDED))
    aside = pl.coalesce(pl.col("right").str.extract(ASIDE), founded).fill_null("")
    rows = rows.join(titles, on="title_key", how="left", maintain_order="left").with_columns(
        surface=pl.concat_str("surface", aside),
        right=pl.col("right").str.slice(aside.str.len_chars()),
        end=(pl.col("end") + aside.str.len_chars()).cast(pl.UInt32),
    )
    rows = _in_full(rows, organizations)
    rows = rows.join(homes, on="a", how="left", maintain_order="left")
    for name, at in (
        ("inner", pl.col("end") - pl.col("own").str.len_chars()),
        ("after", pl.col("end") + 1),
        ("of", pl.col("end") + 5),
    ):
        starting = organizations.select("s", _at="start", **{f"{name}_end": "end", name: "organization"})
        rows = rows.with_columns(_at=at.cast(pl.UInt32)).join(
            starting, on=["s", "_at"], how="left", maintain_order="left"
        )
    # "Trưởng ban | Tổ chức Lễ hội A": the title's last word opens the name.
    board = (pl.col("own").str.to_lowercase() == "ban") & pl.col("after").str.starts_with("Tổ chức ")
    rows = rows.with_columns(
        after=pl.when(board).then(pl.concat_str(pl.lit("Ban "), "after")).otherwise("after")
    )
    named = _with_organization(rows, lexicon)
    named = told_behind(
        named.with_columns(title_end=pl.col("start") + pl.col("surface").str.len_chars()), lexicon
    )
    # "Giám đốc Vietcombank Bình Dương": a name that goes on is told whole, though not with what it belongs to.
    more = pl.col("told").str.slice(pl.col("organization").str.len_chars())
    goes_on = more.str.contains(rf"^ [{CAPITAL}0-9]") | (
        pl.col("closed") & more.str.contains(rf"^ .* {CAPITAL}")
    )
    longer = goes_on & ~more.str.contains(r"^ (?:Bộ|Tổng cục|UBND|Chính phủ|Cộng sản|và) ")
    longer &= pl.col("told").str.starts_with(pl.col("organization"))
    told = longer | (pl.col("organization").is_null() & pl.col("told").is_not_null())
    told = told.fill_null(False)
    named = named.with_columns(
        organization=pl.when(told).then("told").otherwise("organization"),
        end=pl.when(told).then(pl.col("title_end") + pl.col("told_end")).otherwise("end").cast(pl.UInt32),
        rule=pl.when(told).then(pl.lit("office_told")).otherwise(pl.lit("office")),
    )
    columns = ["a", "s", "start", "end", "title", "title_key", "organization", "tenure", "rule"]
    text = marked.select("s", _text=plain(pl.col("marked")))
    every = named.select(columns).sort("s", "start").join(text, on="s", how="left", maintain_order="left")
    return (
        _together(every)
        .with_columns(surface=pl.col("_text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
        .drop("_text")
    )


@of_rows
def _in_full(rows: pl.DataFrame, organizations: pl.DataFrame) -> pl.DataFrame:
    """Titles in their one spelling, without the body they imply ("Thường trực | Ban Bí thư"); delegates of the National
    Assembly where the article tells of it, and of no People's Council.
    """
    of_assembly = (
        organizations.group_by("a")
        .agg(
            _assembly=pl.col("organization").is_in(ASSEMBLY).any()
            & ~pl.col("organization").str.starts_with("Hội đồng nhân dân").any()
        )
        .filter("_assembly")
    )
    title = pl.col("title").str.replace("^Uỷ ", "Ủy ")
    bare = pl.when(title.str.ends_with("Ban Bí thư")).then(pl.lit("Thường trực")).otherwise(title)
    delegate = (pl.col("title_key") == "đại biểu") & (
        pl.col("_assembly").fill_null(False)
        | (pl.col("surface") == "ĐBQH")
        | pl.col("right").str.contains(OF_DELEGATION)
    )
    return (
        rows.join(of_assembly, on="a", how="left", maintain_order="left")
        .with_columns(title=bare, implied=pl.when(delegate).then(pl.lit("Quốc hội")).otherwise("implied"))
        .drop("_assembly")
    )


COMMUNE = r"^(?:Ủy ban|Hội đồng) nhân dân ((?:xã|phường|thị trấn|đặc khu) .+)$"


@of_rows
def _together(offices: pl.DataFrame) -> pl.DataFrame:
    """ "Chủ tịch HĐQT kiêm Tổng Giám đốc Công ty X", "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ": two offices told with
    the organisation of both behind the second.
    """
    gap = (pl.col("start").shift(-1).cast(pl.Int64) - pl.col("end")).clip(0)
    between = pl.col("_text").str.slice(pl.col("end"), gap)
    firms = pl.col("title_key").str.contains(OF_FIRM) & pl.col("title_key").shift(-1).str.contains(OF_FIRM)
    shares = (firms & between.str.contains(r"^(?:,? kiêm |, | và )$")) | (
        (pl.col("title_key") == "bộ trưởng") & (between == ", ") & pl.col("title_key").shift(-1).str.starts_with("chủ nhiệm")
    )  # fmt: skip
    apart = pl.col("organization").is_not_null() | (pl.col("s") != pl.col("s").shift(-1)) | ~shares
    together = ~apart.fill_null(True)
    # "nguyên Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh": the word before the first stands for them all.
    listed = (pl.col("s") == pl.col("s").shift(-1)) & between.str.contains(
        r"^(?:, | và | kiêm |, kiêm |, đồng thời là )$"
    )
    run = (~listed.shift(1, fill_value=False).fill_null(False)).cum_sum()
    former = (pl.col("tenure") == "former").cast(pl.Int32).cum_max().over(run) == 1
    after = former & (pl.col("tenure") == "current")
    # "Bí thư Đảng ủy, Chủ tịch UBND xã A": the Party's committee is that of the commune too.
    commune = pl.col("organization").shift(-1).str.extract(COMMUNE)
    its_party = (pl.col("organization") == "Đảng ủy") & commune.is_not_null()
    its_party &= (pl.col("s") == pl.col("s").shift(-1)) & between.str.contains("^(?:,| [-–]) $")
    return offices.with_columns(
        organization=pl.when(its_party)
        .then(pl.concat_str(pl.lit("Đảng ủy "), commune))
        .when(together)
        .then(pl.col("organization").shift(-1))
        .otherwise("organization"),
        tenure=pl.when(after).then(pl.lit("former")).otherwise("tenure"),
    )


def _party(area: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """The Party committee of an area: "tỉnh Lào Cai" has its Tỉnh ủy, "TP. Huế" and "Hà Nội" their Thành ủy."""
    cities = lexicon.places.filter(pl.col("level") == "city")["name"].str.replace_all(" ", IN_PLACE).to_list()
    unit = area.str.extract(r"^(tỉnh|huyện|[Qq]uận|thị xã|xã|phường)").str.to_lowercase()
    own = area.str.replace(r"^(?:tỉnh|[Tt]hành phố|TP\.?|huyện|thị xã|[Qq]uận|xã|phường) ?", "")
    own = own.replace({"HCM": "TP.HCM", f"Hồ{IN_PLACE}Chí{IN_PLACE}Minh": "TP.HCM"})
    city = area.str.contains(r"^(?:[Tt]hành phố|TP)") | area.is_in(cities)
    body = unit.replace_strict(PARTY, default=None, return_dtype=pl.String)
    body = pl.coalesce(body, pl.when(city).then(pl.lit("Thành ủy")).otherwise(pl.lit("Tỉnh ủy")))
    return pl.concat_str(body, pl.lit(" "), own)


LOOKED_UP = [
    "_field",
    "_abroad",
    "_republic",
    "_area",
    "_state",
    "_seat",
]  # in columns, for each serves several rules


@cache
def _provinces(lexicon: Lexicon) -> Vocabulary:
    """The provinces and cities, the blanks in their names marked."""
    listed = lexicon.places.filter(pl.col("level").is_in(["province", "city"]))["name"].unique()
    return Vocabulary(listed.str.replace_all(" ", IN_PLACE))


@cache
def _abroad(lexicon: Lexicon) -> Vocabulary:
    """The provinces and cities of other countries, the blanks in their names marked."""
    away = (pl.col("parent") != "Việt Nam") & pl.col("level").is_in(["province", "city"])
    return Vocabulary(lexicon.places.filter(away)["name"].unique().str.replace_all(" ", IN_PLACE))


# What a state calls itself stands between its office and its name: "Tổng thống | Cộng hòa | Belarus".
STYLED = "(?: của)? (?:Cộng hòa(?: Nhân dân| Dân chủ Nhân dân| Liên bang| Hồi giáo)?|Liên bang|Vương quốc|Nhà nước)"


def _past_style(rows: pl.DataFrame, country: str) -> pl.DataFrame:
    """The rows of offices that a state has, each with `end` and `right` behind what the state calls itself."""
    style = pl.col("right").str.extract(rf"^({STYLED}) {country}(?:[ ,.;)]|[{BEFORE_NAME}{IN_NAME}]|$)")
    of_state = pl.col("title_key").is_in(OF_COUNTRY + IN_STATE)
    length = pl.when(of_state).then(style.str.len_chars()).fill_null(0)
    return rows.with_columns(
        right=pl.col("right").str.slice(length), end=(pl.col("end") + length).cast(pl.UInt32)
    )


@of_rows
def _with_organization(rows: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    rows = _past_style(rows, countries(lexicon, but="Việt Nam").pattern(rows["right"]))
    right, key = pl.col("right"), pl.col("title_key")
    names = fields(lexicon).pattern(rows["right"])
    country = countries(lexicon, but="Việt Nam").pattern(rows["right"])
    told = right.str.extract(rf"^{OF} ((?i:{names}))")
    # "Bộ trưởng Thương mại, Công nghiệp và Năng lượng Hàn Quốc": no ministry of ours is called so.
    told = pl.when(
        ~right.str.contains(rf"^(?: (?i:{names}))(?:, {FIELD}){{0,3}}(?:,| và) {FIELD} {country}")
    ).then(told)
    every = countries(lexicon).pattern(rows["right"])
    provinces = _provinces(lexicon).pattern(rows["right"])
    foreign = plain(
        right.str.extract(rf"^(?: (?i:{names}))?( {country})(?:[ ,.;)]|[{BEFORE_NAME}{IN_NAME}]|$)")
    ).fill_null("")
    rows = rows.with_columns(
        _field=told,
        _abroad=foreign,
        _republic=pl.coalesce(right.str.extract(REPUBLIC), right.str.extract(OURSELVES)).fill_null(""),
        _area=pl.coalesce(
            # "Chủ tịch thành phố Nguyễn Văn A": who leads it, not what it is called.
            right.str.extract(rf"^ ({LEVEL}) {CAPITAL}{LETTER}*{IN_NAME}"),
            right.str.extract(rf"^ ({AREA})"),
            right.str.extract(rf"^ ({provinces})(?:{BEFORE_NAME}|[,.:;)]| {SMALL}|$)"),
        ),
    )
    rows = rows.with_columns(
        _state=pl.when(key.is_in(OF_COUNTRY)).then(right.str.extract(rf"^((?: của)? {every})(?:[ ,.;)]|{BEFORE_NAME}|$)")),
        _seat=pl.when(key.str.contains("đại sứ|lãnh sự")).then(right.str.extract(rf"^.*?( (?:tại|ở) {every})[ {BEFORE_NAME}]")),
    )  # fmt: skip
    field, abroad, republic, area, state_itself, seat = (pl.col(c) for c in LOOKED_UP)
    ministry = pl.concat_str(pl.lit("Bộ "), proper_field(field, lexicon), abroad)
    of_area = pl.concat_str(pl.lit("UBND "), area.str.replace(r"^(?:TP\.?|Thành phố)$", "thành phố"))
    committee = canonical(
        rows.select(token=pl.lit("committee"), home="home", day="day", surface=of_area), lexicon
    )
    party = canonical(
        rows.select(token=pl.lit("party"), home="home", day="day", surface=_party(area, lexicon)), lexicon
    )
    of_state = key.is_in(IN_STATE) & (abroad != "")
    state = pl.concat_str(pl.coalesce("implied", pl.lit("Bộ Ngoại giao")), abroad)
    of_ministry = key.is_in(OF_MINISTRY) & field.is_not_null()
    # Who leads a province abroad leads no committee of ours.
    ours = ~area.str.contains(_abroad(lexicon).pattern(rows["right"])).fill_null(False)
    of_committee = key.is_in(OF_COMMITTEE) & area.is_not_null() & state_itself.is_null() & ours
    of_party = key.is_in(OF_PARTY) & area.is_not_null()
    of_inspectorate = key.is_in(OF_INSPECTORATE) & area.is_not_null()
    of_follows = right.str.starts_with(" của ")
    bare = pl.when(key.is_in(OF_PARTY)).then(right.str.extract(BARE_PARTY))
    bare_name = (
        bare.str.to_lowercase()
        .str.replace("uỷ", "ủy", literal=True)
        .str.replace_many(
            {
                "đảng đ": "Đảng đ",
                "đảng ủy": "Đảng ủy",
                "đảng bộ": "Đảng bộ",
                "chi ": "Chi ",
                "ban cán": "Ban Cán",
            }
        )
    )
    organization = (
        pl.when(pl.col("inner").is_not_null()).then("inner")
        .when(key.str.ends_with("ban bí thư")).then("implied")  # "Thường trực Ban Bí thư Trung ương Đảng"
        .when(pl.col("after").is_not_null()).then("after")
        .when(pl.col("of").is_not_null() & of_follows).then("of")
        .when(of_ministry).then(ministry)
        .when(of_committee).then(committee)
        .when(of_party).then(party)
        .when(of_inspectorate).then(committee.str.replace("^Ủy ban nhân dân", "Thanh tra"))
        .when(key.str.starts_with("ủy viên") & right.str.contains(r"^ Trung ương(?:[,;.]|$)")).then(pl.lit("Ban Chấp hành Trung ương Đảng"))
        .when(of_state).then(state)
        .when(state_itself.is_not_null()).then(plain(state_itself).str.replace("^(?: của)? ", ""))
        .when(bare.is_not_null()).then(bare_name)
        # Another country's Party, King and Government are not ours.
        .when(abroad == "").then("implied")
    )  # fmt: skip
    rows = rows.with_columns(_bare=bare, organization=organization)  # once, not wherever it is asked
    shown, body = pl.col("_bare"), pl.col("organization")
    end = (
        pl.when(pl.col("inner").is_not_null()).then("inner_end")
        .when(pl.col("after").is_not_null()).then("after_end")
        .when(pl.col("of").is_not_null() & of_follows).then("of_end")
        .when(of_ministry).then(pl.col("end") + right.str.extract(rf"^({OF} (?i:{names}))").str.len_chars() + abroad.str.len_chars())
        .when(of_state).then(pl.col("end") + abroad.str.len_chars())
        .when(state_itself.is_not_null()).then(pl.col("end") + state_itself.str.len_chars() + seat.str.len_chars().fill_null(0))
        .when((abroad != "") & pl.col("implied").is_not_null()).then(pl.col("end") + abroad.str.len_chars())
        .when(republic != "").then(pl.col("end") + republic.str.len_chars())
        .when(of_committee | of_party | of_inspectorate).then(pl.col("end") + 1 + area.str.len_chars())
        .when(body.is_not_null() & shown.is_not_null()).then(pl.col("end") + 1 + shown.str.len_chars())
        .otherwise("end")
    )  # fmt: skip
    # "Chánh Văn phòng UBND tỉnh" leads the office of the committee that follows.
    office = key.str.contains("văn phòng") & ~body.str.starts_with("Văn phòng")
    whole = pl.when(office).then(pl.concat_str(pl.lit("Văn phòng "), body)).otherwise(body)
    inspects = key.str.ends_with("tổng thanh tra") & (whole == "Chính phủ")
    whole = pl.when(inspects).then(pl.lit("Thanh tra Chính phủ")).otherwise(whole)
    # "Chánh Thanh tra Sở A" leads its inspectorate.
    within = key.is_in(OF_INSPECTORATE) & ~whole.str.starts_with("Thanh tra")
    whole = pl.when(within).then(pl.concat_str(pl.lit("Thanh tra "), whole)).otherwise(whole)
    tenure = (
        pl.when(key.str.ends_with("phụ trách") & pl.col("word").is_null()).then(pl.lit("acting"))
        .otherwise(pl.col("word").replace_strict(TENURES, default="current", return_dtype=pl.String))
    )  # fmt: skip
    return rows.with_columns(organization=whole, end=end.cast(pl.UInt32), tenure=tenure).drop(
        *LOOKED_UP, "_bare"
    )
