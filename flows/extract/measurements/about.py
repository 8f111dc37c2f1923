"""What an article is about: its place or the country, its firm, its project."""

from functools import cache

import polars as pl

from flows.extract.measurements.firms import CENTRAL_BANK, COMPANY
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read import Reading, neighbours
from flows.read.sentences import date_line

# In a headline these make the article one of the country.
NATIONAL = r"(?i:Thủ tướng|Chính phủ|Quốc hội|Chủ tịch nước|cả nước|toàn quốc|đất nước)"
# What an article of the whole country speaks of again and again.
NATIONWIDE = rf"{NATIONAL}|Việt Nam|VN|nước ta|Bộ {CAPITAL}|Bộ trưởng|Tổng cục|Ngân hàng Nhà nước|NHNN"
OURS = ["Việt Nam", "@nation"]
OUR_NAMES = ["Việt Nam", "VN ", "nước ta", "cả nước", "Cả nước", "toàn quốc", "Bộ Công Thương", "Bộ Tài chính", "Bộ Kế hoạch và Đầu tư", "Tổng cục Thống kê", "Cục Thống kê", "Ngân hàng Nhà nước"]  # fmt: skip
# "Bộ Tài chính Nhật Bản", "Bộ Tài chính nước này" are not ours.
OF_OTHER_LANDS = rf"(?:Bộ Công Thương|Bộ Tài chính|Bộ Kế hoạch và Đầu tư|Tổng cục Thống kê|Cục Thống kê)\s(?:của\s)?(?:nước (?:này|đó)|({CAPITAL}))"
# Who governs the country, and its laws: an article that names no place and tells of them again and again is of it.
OF_STATE = ["Thủ tướng", "Chính phủ", "Quốc hội", "Bộ trưởng", "Nghị định", "Bộ Tài chính", "Bộ Công Thương", "Bộ Y tế", "Tổng cục", "Kho bạc Nhà nước", "Ngân hàng Nhà nước"]  # fmt: skip
STATE_TOLD = 3
# What a headline that names no place tells of the country, unless it is about another part of the world.
STATISTICS = rf"(?:^|[^{LETTER}])(?:GDP|CPI|FDI|(?i:chỉ số giá tiêu dùng|xuất nhập khẩu|kim ngạch xuất khẩu|xuất siêu|nhập siêu|cán cân thương mại|lạm phát|nợ công|tăng trưởng kinh tế))(?:[^{LETTER}]|$)"
OF_THE_WORLD = r"(?i)thế giới|toàn cầu|châu |eurozone|(?:^|\s)(?:EU|ECB|Fed|OECD|G7|G20|ASEAN)(?:\W|$)"
# Brands and abbreviations, which may be the firm that a headline is about.
BRAND = rf"(?:^|[^{LETTER}])(?:[A-Z][A-Za-z]{{5,}}|[A-Z]{{3,6}})(?:[^{LETTER}]|$)"
NO_BRAND = r"VnExpress|VietNamNet|Vietnamnet|VietnamPlus|TTXVN|VTV|VOV|GDP|GRDP|CPI|FDI|ODA|USD|TPHCM|TP\.? ?HCM|HCM|GTVT|BHXH|BHYT|NHNN|UBND|HĐND|BOT|PPP|APEC|ASEAN|WTO|TPP|EVFTA|CPTPP|DNNN|ĐBSCL|KHCN|IMF|HSBC|ADB|BVMT|NSNN|PCI|Quốc hội"
FIRM = r"^(?:Công ty|Tập đoàn|Tổng công ty|Hợp tác xã|Trường|Đại học|Bệnh viện|Ngân hàng)"
# One undertaking that a headline is about, unless it tells of several.
PROJECT_TITLE = (
    r"(?i)dự án|nhà máy|cao tốc|sân bay|tuyến|nhà ga|metro|cầu vượt|cây cầu|BOT|khu đô thị|công trình"
)
# A place owns the investment of several projects, never of one that lies there.
SEVERAL = rf"(?i)(?:các|những|nhiều|mọi|[0-9]|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|toàn bộ|số)\s(?:{SMALL}+\s)?(?:dự án|công trình|tuyến|cây cầu|nhà máy|gói thầu)|tổng\s(?:nguồn\s)?vốn\sđầu\stư\s(?:vào|của|trên địa bàn|tại)"
HABIT = r"^(?:(?:mở rộng|nâng cấp|cải tạo|xây dựng|đầu tư|dự án|công trình)\s)+"
# The headline of a digest: each of its items is of a firm or a place of its own.
DIGEST = r"(?i)^[\W]*(?:(?:tin|tin tức) (?:sáng|trưa|chiều|tối|trong ngày|24h|thời sự|nổi bật|đáng chú ý)|điểm (?:tin|báo|nhanh)|bản tin|tin (?:nhanh|vắn|tổng hợp|doanh nghiệp|chứng khoán)|tổng hợp tin|sự kiện chứng khoán|lịch sự kiện|chứng khoán 24|trước giờ giao dịch|nhịp (?:đập )?(?:thị trường|chứng khoán)|thông tin (?:doanh nghiệp|chứng khoán))"
EARLY = 8  # sentences into which an article's beginning reaches
FIRM_LEADS = 6  # times that an article names a firm that leads it, three times as often as any other
FIRM_TOLD = 4  # times that an article names the firm that it is about, where the headline does not


def topics(reading: Reading, owning: pl.DataFrame, bodies: pl.DataFrame) -> pl.DataFrame:
    """What place an article is about: a, home, topic, topic_kind, topic_sure, topic_titled, topic_told, is_part. The one place of its headline; the
    country where the headline names who governs it, or most of its figures are told of it, or nowhere else is; else its home, which is
    sure (Boolean) where most figures are told of it; titled where the headline names it, told (Boolean) also where it names it as no owner. `bodies` as firms() has them.
    """
    titles = reading.sentences.filter(pl.col("role") == "title").select("a", "s", "sentence")
    named = (
        owning.join(titles, on="s")
        .filter(pl.col("name") != "@here")
        .group_by("a")
        .agg(pl.col("name").unique(), pl.col("kind").first())
        .filter(pl.col("name").list.len() == 1)
        .select("a", _title=pl.col("name").list.first(), _title_kind="kind")
    )
    said = reading.sentences.join(reading.quantities.select("s").unique(), on="s", how="semi")
    counts = pl.col("sentence").str.contains(STATISTICS) & ~pl.col("sentence").str.contains(OF_THE_WORLD)
    national = titles.group_by("a").agg(
        _national=pl.col("sentence").str.contains(NATIONAL).any(), _statistics=counts.any()
    )
    often = said.group_by("a").agg(
        _often=pl.col("sentence").str.contains(NATIONWIDE).sum(),
        _figures=pl.len(),
    )
    ours = reading.sentences.group_by("a").agg(
        _ours=pl.col("sentence").str.replace_all(OF_OTHER_LANDS, " ${1}").str.contains_any(OUR_NAMES).sum()
    )
    state = reading.sentences.group_by("a").agg(_state=pl.col("sentence").str.contains_any(OF_STATE).sum())
    firm_told = titles.join(bodies.filter(is_firm()).select("s").unique(), on="s", how="semi")["s"].implode()
    branded = pl.col("sentence").str.replace_all(NO_BRAND, "").str.contains(BRAND) | pl.col("s").is_in(
        firm_told
    )
    brands = titles.group_by("a").agg(_brand=branded.any())
    # How many sentences with figures speak of the home, and of other countries.
    spoken = (
        owning.join(said.select("s", "a"), on="s")
        .join(reading.articles.select("a", "home"), on="a")
        .group_by("a")
        .agg(
            _of_home=pl.col("s")
            .filter((pl.col("name") == pl.col("home")) | (pl.col("name") == "@here"))
            .n_unique(),
            _abroad=pl.col("s")
            .filter((pl.col("kind") == "country") & ~pl.col("name").is_in(OURS))
            .n_unique(),
        )
    )
    articles = reading.articles.select("a", "home", "is_part")
    for counted in (named, national, often, ours, state, brands, spoken, headed(reading)):
        articles = articles.join(counted, on="a", how="left", maintain_order="left")
    # A headline about what another country does to ours.
    foreign = (pl.col("_title_kind") == "country") & ~pl.col("_title").is_in(OURS)
    mostly = (
        (pl.col("_often") >= 2)
        & (pl.col("_often") > pl.col("_of_home").fill_null(0))
        & (pl.col("_often") > pl.col("_abroad").fill_null(0))
    )
    nation = (
        pl.col("_title").is_in(OURS)
        | (foreign & (pl.col("_ours") >= 2))
        | (pl.col("_title").is_null() & (pl.col("_national") | (mostly.fill_null(False) & ~pl.col("_brand"))))
        | (
            pl.col("_title").is_null()
            & pl.col("home").is_null()
            & ((pl.col("_state") >= STATE_TOLD) | (pl.col("_statistics") & (pl.col("_ours") > 0)))
            & (pl.col("_abroad").fill_null(0) == 0)
            & ~pl.col("_brand")
        )
    ).fill_null(False)
    # … and one most of whose figures are told of its home.
    digest = pl.col("a").is_in(digests(reading).implode())
    at_home = ((pl.col("_of_home") >= 3) & (pl.col("_of_home") * 2 > pl.col("_figures"))).fill_null(False)
    articles = articles.with_columns(
        home=pl.when(~digest).then("home"), _title=pl.when(~digest).then("_title")
    )
    nation = nation & ~digest
    return articles.select(
        "a",
        "home",
        "is_part",
        topic=pl.when(nation).then(pl.lit("Việt Nam")).otherwise(pl.coalesce("_title", "home")),
        topic_kind=pl.when(nation)
        .then(pl.lit("country"))
        .when(pl.coalesce("_title", "home").is_not_null())
        .then(pl.coalesce("_title_kind", pl.lit("place"))),
        topic_sure=nation | pl.col("_title").is_not_null() | at_home,
        topic_titled=pl.col("_title").is_not_null(),
        topic_told=nation | pl.col("_title").is_not_null() | at_home | pl.col("_headed"),
    )


def headed(reading: Reading) -> pl.DataFrame:
    """Whether a headline names its article's home, as owner or not ("Đầu tư vào Hải Bình"): a, _headed (Boolean)."""
    titles = reading.sentences.filter(pl.col("role") == "title").select("a", "sentence")
    named = pl.col("sentence").str.slice(date_line()).str.contains(pl.col("home"), literal=True)
    homes = titles.join(reading.articles.select("a", "home"), on="a")
    return homes.group_by("a").agg(_headed=named.any().fill_null(False))


def main_firms(reading: Reading, bodies: pl.DataFrame) -> pl.DataFrame:
    """The firm or school (of `bodies`, as firms() has them) that an article is about: a, _main_firm, the words with a capital in its names,
    _firm_words (list of String), _firm_leads (Boolean): it only leads among others, so that not all is told of it, and _firm_brand
    (Boolean): it is told by its brand alone. The only one of the headline; else the one that is named most often by far; none of a digest.
    """
    named = bodies.filter(is_firm()).join(reading.sentences.select("s", "a", "role"), on="s")
    counted = named.group_by("a", "organization").agg(
        times=pl.len(),
        titled=(pl.col("role") == "title").any(),
        _names=pl.col("surface").unique(),
        short=pl.col("is_short").any(),
        brand=pl.col("is_brand").all(),
    )
    total, titles = pl.col("times").sum().over("a"), pl.col("titled").sum().over("a")
    leads = (titles == 0) & (pl.col("times") >= FIRM_TOLD) & (pl.col("times") * 3 > total * 2)
    counted = counted.sort("a", "times", "organization", descending=[False, True, False])
    first = (pl.col("a") != pl.col("a").shift(1)).fill_null(True)
    most = (
        first
        & (pl.col("times") >= FIRM_LEADS)
        & (pl.col("times") >= 3 * neighbours.behind(pl.col("times"), "a").fill_null(0))
    )
    most &= (titles == 0) & (pl.col("organization").str.contains(COMPANY) | pl.col("short") | pl.col("brand"))
    about = (pl.col("titled") & (titles == 1)) | leads
    return (
        counted.with_columns(_about=about)
        .filter(pl.col("_about") | most, ~pl.col("a").is_in(digests(reading).implode()))
        .unique("a", keep="none")
        .select(
            "a",
            _main_firm="organization",
            _firm_leads=~pl.col("_about"),
            _firm_brand="brand",
            _firm_words=pl.col("_names").list.join(" ").str.extract_all(rf"{CAPITAL}[{LETTER}0-9&.-]*"),
        )
    )


def digests(reading: Reading) -> pl.Series:
    """The articles (a) that are digests of many firms' or places' news, by their headlines."""
    return reading.sentences.filter(pl.col("role") == "title", pl.col("sentence").str.contains(DIGEST))["a"]


@cache
def is_firm() -> pl.Expr:
    """Whether a row of firms() is a firm, a school or a hospital (Boolean); no central bank is."""
    name = pl.col("organization")
    return (name.str.contains(FIRM) | pl.col("is_short") | pl.col("is_brand")) & ~name.str.contains(
        CENTRAL_BANK
    )


def main_projects(reading: Reading, named: pl.DataFrame) -> pl.DataFrame:
    """The project that an article is about: a, _main, told most fully, and _main_titled (Boolean: its headline is of one). The only one it names, if its headline or its
    beginning speaks of a project; else the one most of its namings mean; none where two are named as often.
    `named` are rows of projects_named.
    """
    told = reading.sentences.select("s", "a", "role", "sentence", _first=pl.col("s").min().over("a"))
    named = named.join(told, on="s").with_columns(
        _words=pl.col("_named").str.slice(1).str.extract_all(rf"{CAPITAL}{LETTER}*").list.unique()
    )
    # A shorter telling names the same: all its capitals stand in the fullest one.
    fullest = {c: pl.col(c).sort_by("_known", pl.col("_words").list.len(), pl.col("_named").str.len_chars(), "_named").last() for c in ("_named", "_words")}  # fmt: skip
    named = named.with_columns(_full=fullest["_named"].over("a"), _most=fullest["_words"].over("a"))
    left_over = pl.col("_words").list.set_difference("_most").list.len()
    same = (left_over == 0) & (pl.col("_words").list.len() > 0)
    key = (
        pl.when(same)
        .then("_full")
        .otherwise("_named")
        .str.to_lowercase()
        .str.replace(HABIT, "")
        .str.replace_all("liên hiệp", "liên hợp", literal=True)
    )
    in_title = pl.col("role") == "title"
    counted = (
        named.with_columns(_key=key)
        .group_by("a", "_key")
        .agg(
            times=pl.len() + 2 * in_title.any(),
            _main=pl.col("_named").sort_by("_known", pl.col("_named").str.len_chars(), "_named").last(),
            first=pl.col("s").min(),
            early=(pl.col("s") - pl.col("_first")).min() <= EARLY,
        )
        .sort("a", "times", "first", descending=[False, True, False])
    )
    headline = pl.col("sentence")
    of_project = (
        told.filter(in_title)
        .group_by("a")
        .agg(
            _titled=(headline.str.contains(PROJECT_TITLE) & ~headline.str.contains(SEVERAL)).any(),
            _headline=headline.first().str.to_lowercase(),
        )
    )
    counted = counted.join(of_project, on="a", how="left", maintain_order="left")
    total = pl.col("times").sum().over("a")
    # "Lò đốt rác bỏ hoang": a headline that opens with what kind of thing it is.
    thing = pl.col("_main").str.to_lowercase().str.replace(HABIT, "").str.extract(r"^(\S+ \S+)")
    titled = pl.col("_titled") | pl.col("_headline").str.replace(HABIT, "").str.starts_with(thing)
    alone = (pl.len().over("a") == 1) & titled & pl.col("early")
    most = (pl.col("times") * 2 > total) & (pl.col("times") >= 2)
    return (
        counted.filter(alone | most)
        .unique("a", keep="first", maintain_order=True)
        .select("a", "_main", _main_titled=titled.fill_null(False))
    )
