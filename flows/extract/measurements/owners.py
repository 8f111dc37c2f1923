"""Who can own a figure: places and the country where they stand, named projects, and an article's topic."""

import polars as pl

from flows.letters import CAPITAL, LETTER, SMALL
from flows.read import Reading
from flows.read.spans import find, without_overlap

NATION = r"(?i:cả nước|toàn quốc|nước ta|đất nước|nền kinh tế Việt Nam)|VN"
HERE = r"(?i:toàn tỉnh|toàn thành phố|trên địa bàn(?: tỉnh| thành phố)?|của tỉnh|của thành phố|địa phương này|tỉnh này|tỉnh ta|UBND tỉnh|UBND thành phố|lãnh đạo tỉnh)|(?:Tỉnh|tỉnh|Thành phố|thành phố) (?:đã|đang|sẽ|có|đặt|phấn đấu|thu hút|đạt|ước|cũng)|(?:GRDP|ngân sách|kinh tế) (?:tỉnh|thành phố)"
NOT_HERE = rf"^\s(?:bạn|khác|láng giềng)(?:[^{LETTER}]|$)"  # "GRDP của tỉnh bạn"
# A place after these is a partner, an origin or a goal, not the owner of the figure.
PARTNER = rf"(?i)(?:sang|từ|với|đối với|thị trường|giữa|so với|khỏi|cùng)(?:\s{SMALL}+)?\s*$|(?:người|du khách|khách|đoàn|vào|đến|tới|cho|gần|cách|hàng|nước|của cả|như|ngoài|trừ|đi|qua|giờ|trụ sở tại|trụ sở chính tại|đóng tại|họp tại|hội nghị tại)\s*$|\(\s*$|[–-]\s?$"
# … but of capital the place that it flows into is the owner: "vốn FDI vào Bình Dương đạt 2 tỷ USD".
FLOWS_INTO = rf"(?i)(?:FDI|vốn đầu tư|vốn nước ngoài|đầu tư nước ngoài)(?:\s{LETTER}+){{0,3}}\svào(?:\s(?:tỉnh|thành phố))?\s$"
# "sang Hoa Kỳ, EU, Nhật Bản": what goes on a list of partners is one too.
PARTNERS = rf"(?:sang|vào|từ|với|gồm|như|tới)\s(?:thị trường\s)?(?:{CAPITAL}[{LETTER}]*,?\s(?:và\s)?)+$"
LISTED = r"^\s*(?:,|và|,\s*và|/|-|–)\s*$"
# The whole of a share, and what a figure is compared with, own no figure.
OF_SHARE = r"(?i)%[^,;.()]{0,40}của\s$|%\s(?:GDP|GRDP|tổng|kim ngạch|dân số|diện tích)[^,;.()]{0,25}$|(?:so với|cao hơn|thấp hơn|bình quân chung|mức bình quân)[^,;.]{0,25}$"
BUILT = r"(?i:nhà máy|nhà ga|khu liên hợp|khu liên hiệp|khu đô thị|khu nghỉ dưỡng|khu du lịch|khu nhà ở|trung tâm|bến cảng|cảng|tuyến|cầu|đường|cao tốc|sân bay|trường|bệnh viện|trang trại|thủy điện|nhà ở|tổ hợp|cụm công nghiệp|khu công nghiệp|hồ chứa|nút giao|tòa nhà|chung cư|điện gió|điện mặt trời|metro|hầm|công viên|chợ)"
NAME = rf"(?:\s{SMALL}[{LETTER}]*){{0,6}}\s{CAPITAL}[{LETTER}0-9]*(?:\.\s?{CAPITAL}+)?(?:(?:\s{SMALL}+)?(?:\s|\s?[–-]\s?)(?:{CAPITAL}[{LETTER}0-9]*|[0-9]{{1,2}}))*"
NAME_STOP = r"\s(?:tại|của|do|và|với|ở|có|là|từ|cho|đến|trên|được|trị giá|nằm|thuộc|vào|đã|sẽ|hơn|gần|để|khi|trong|về|này|giai đoạn)\s.*$"
PROJECT = rf"(?i:dự án|công trình)\s(?:(?i:đầu tư|xây dựng|mở rộng|nâng cấp|cải tạo|xây mới)\s)*{BUILT}{NAME}|(?i:nhà máy|nhà ga|khu liên hợp|thủy điện|điện gió|khu đô thị|cao tốc){NAME}"
LEADING = r"^(?i:(?:dự án|công trình|đầu tư|xây dựng|xây mới)\s)+"
NO_NAME = r"^(?i:sẽ|đã|đang|được|có|này|trên|đó|nhằm|với|do|tại|cho|để|là|và|theo|trong|không|chưa)\b"
# "hầm trên cao tốc Bắc - Nam": where it lies, not what it is.
WHERE = r"(?i)(?:trên|gần|qua|nối|đến|cạnh|tại|với|từ|ở|vào|thuộc)\s(?:tuyến\s)?$"
# A place owns the investment of several projects, never of one that lies there.
SEVERAL = rf"(?i)(?:các|những|nhiều|mọi|[0-9]|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|toàn bộ|số)\s(?:{SMALL}+\s)?(?:dự án|công trình|tuyến|cây cầu|nhà máy|gói thầu)|tổng\s(?:nguồn\s)?vốn\sđầu\stư\s(?:vào|của|trên địa bàn|tại)"
THIS_PROJECT = r"^(?:Dự án|Công trình|Nhà máy|Tuyến đường|Tuyến|Khu đô thị|Khu công nghiệp|Nhà ga|Cầu)\s(?:này|trên|được|có|do|dự kiến|gồm|sẽ|đã|nằm|rộng|mới)|^(?i:theo đó|trong đó)\b|\bdự án này\b"

# In a headline these make the article one of the country.
NATIONAL = r"(?i:Thủ tướng|Chính phủ|Quốc hội|Chủ tịch nước|cả nước|toàn quốc|đất nước)"
# What an article of the whole country speaks of again and again.
NATIONWIDE = rf"{NATIONAL}|Việt Nam|VN|nước ta|Bộ {CAPITAL}|Bộ trưởng|Tổng cục|Ngân hàng Nhà nước|NHNN"
OURS = ["Việt Nam", "@nation"]
OUR_NAMES = ["Việt Nam", "VN ", "nước ta", "cả nước", "Cả nước", "toàn quốc", "Bộ Công Thương", "Bộ Tài chính", "Bộ Kế hoạch và Đầu tư", "Tổng cục Thống kê", "Cục Thống kê", "Ngân hàng Nhà nước"]  # fmt: skip
# Brands and abbreviations, which may be the firm that a headline is about.
BRAND = rf"(?:^|[^{LETTER}])(?:[A-Z][A-Za-z]{{5,}}|[A-Z]{{3,6}})(?:[^{LETTER}]|$)"
NO_BRAND = r"GDP|GRDP|CPI|FDI|ODA|USD|TPHCM|TP\.? ?HCM|HCM|GTVT|BHXH|BHYT|NHNN|UBND|HĐND|BOT|PPP|APEC|ASEAN|WTO|TPP|EVFTA|CPTPP|DNNN|ĐBSCL|KHCN|IMF|HSBC|ADB|BVMT|NSNN|PCI|Quốc hội"
FIRM = r"^(?:Công ty|Tập đoàn|Tổng công ty|Hợp tác xã|Trường|Đại học|Bệnh viện|Ngân hàng)"
NO_FIRM = r"^Ngân hàng (?:Nhà nước|Trung ương|Thế giới|Phát triển Châu Á|Phát triển châu Á)"
FIRM_TOLD = 4  # times that an article names the firm that it is about, where the headline does not

# A body that does something with money or a share, said right after its name.
DOES = r"(?i)^\s(?:(?:này|đã|sẽ|đang|cũng|còn|vừa|phải|được|chỉ|mới|đều|tiếp tục|dự kiến|đồng ý|cam kết|quyết định|bị|cần|hiện|nay|lại)\s)*(?:chi|nộp|hỗ trợ|đầu tư|giải ngân|huy động|tài trợ|ủng hộ|dành|bố trí|thu|nợ|góp|đóng góp|sở hữu|nắm giữ|nắm|trao|tặng|cho vay|vay|mua|bán|phân bổ|nhận|lãi|lỗ|đạt|có|chiếm|tăng|giảm|tiết kiệm|cắt giảm|phạt|bồi thường|trả|ghi nhận|rót|phát hành|niêm yết|thoái|bán ra|triển khai|thực hiện|khởi công|xây dựng|xây)\s"
REGION_OF = r"^(?:Ủy ban nhân dân|Hội đồng nhân dân|Tỉnh ủy|Thành ủy)\s(?:tỉnh|thành phố)?\s?(.+)$"

BUSINESS = r"^(?:Công ty|Tập đoàn|Tổng công ty|Ngân hàng|Hợp tác xã|Liên danh|Doanh nghiệp|Trường|Bệnh viện)"


def owners(reading: Reading) -> pl.DataFrame:
    """Places and words for the home or the country that can own a figure: s, at, until, name (a place, `@here`
    or `@nation`), kind (place or country), many (it stands in a list of several).
    """
    sentences = reading.sentences.select("s", "sentence", "role")
    quantified = reading.quantities["s"].unique().implode()
    wanted = pl.col("s").is_in(quantified) | (pl.col("role") == "title")
    told = sentences.filter(wanted)
    places = (
        reading.places.join(told.select("s", "role"), on="s")
        .filter((pl.col("level") != "zone") | (pl.col("role") == "title"))
        .select("s", at="start", until="end", name="place", kind=pl.when(pl.col("level") == "country").then(pl.lit("country")).otherwise(pl.lit("place")))
    )  # fmt: skip
    generic = pl.concat(
        find(told.drop("role"), pattern, "sentence").select(
            "s", at="start", until="end", name=pl.lit(name), kind=pl.lit(kind)
        )
        for pattern, name, kind in ((NATION, "@nation", "country"), (HERE, "@here", "place"))
    )
    found = (
        pl.concat([places, generic], how="vertical_relaxed")
        .unique(["s", "at"], keep="first", maintain_order=True)
        .sort("s", "at")
        .join(told, on="s", how="left", maintain_order="left")
        .with_columns(
            pl.col("at").cast(pl.UInt32),
            pl.col("until").cast(pl.UInt32),
            left=pl.col("sentence").str.slice(0, pl.col("at")).str.slice(-80),
            _last=pl.col("until").shift(1).over("s"),
        )
        .filter(
            ~pl.col("left").str.contains(rf"[{LETTER}0-9]$"),
            ~pl.col("sentence").str.slice(pl.col("until"), 1).str.contains(rf"[{LETTER}0-9]"),
            (pl.col("name") != "@here")
            | ~pl.col("sentence").str.slice(pl.col("until"), 12).str.contains(NOT_HERE),
        )
    )
    joint = pl.col("sentence").str.slice(pl.col("_last"), pl.max_horizontal("at", "_last") - pl.col("_last"))
    opens_list = ~(pl.col("_last").is_not_null() & joint.str.contains(LISTED)).fill_null(False)
    is_generic = pl.col("name").str.starts_with("@")
    # "địa phương duy nhất trong cả nước": the country is what it is picked from.
    superlative = (pl.col("name") == "@nation") & pl.col("left").str.contains(
        r"(?i)(?:trong|nhất|hàng đầu|nhất của)\s$"
    )
    partner = (
        (superlative)
        | (
            ~is_generic
            & (pl.col("left").str.contains(PARTNER) | pl.col("left").str.contains(PARTNERS))
            & ~pl.col("left").str.contains(FLOWS_INTO)
        )
        | pl.col("left").str.contains(OF_SHARE)
    )
    return (
        found.with_columns(_list=opens_list.cum_sum().over("s"), _partner=partner)
        .with_columns(
            _partner=pl.col("_partner").first().over("s", "_list"),
            many=pl.col("name").n_unique().over("s", "_list") > 1,
        )
        .filter(~pl.col("_partner"))
        .select("s", "at", "until", "name", "kind", "many")
        .sort("s", "at")
    )


def topics(reading: Reading, owning: pl.DataFrame) -> pl.DataFrame:
    """What place an article is about: a, home, topic, topic_kind, topic_sure, topic_titled. The one place of its headline; the
    country where the headline names who governs it, or most of its figures are told of it; else its home, which alone
    is not sure (Boolean); titled where the headline names it (Boolean).
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
    national = titles.group_by("a").agg(_national=pl.col("sentence").str.contains(NATIONAL).any())
    often = said.group_by("a").agg(
        _often=pl.col("sentence").str.contains(NATIONWIDE).sum(),
    )
    ours = reading.sentences.group_by("a").agg(_ours=pl.col("sentence").str.contains_any(OUR_NAMES).sum())
    brands = titles.group_by("a").agg(
        _brand=pl.col("sentence").str.replace_all(NO_BRAND, "").str.contains(BRAND).any()
    )
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
    articles = reading.articles.select("a", "home")
    for counted in (named, national, often, ours, brands, spoken):
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
    ).fill_null(False)
    return articles.select(
        "a",
        "home",
        topic=pl.when(nation).then(pl.lit("Việt Nam")).otherwise(pl.coalesce("_title", "home")),
        topic_kind=pl.when(nation)
        .then(pl.lit("country"))
        .when(pl.coalesce("_title", "home").is_not_null())
        .then(pl.coalesce("_title_kind", pl.lit("place"))),
        topic_sure=nation | pl.col("_title").is_not_null(),
        topic_titled=pl.col("_title").is_not_null(),
    )


def main_firms(reading: Reading) -> pl.DataFrame:
    """The firm or school that an article is about: a, _main_firm. The only one of its headline; else the one that is
    named most often by far; none where the headline names a place that is no part of its name.
    """
    named = reading.organizations.filter(
        pl.col("organization").str.contains(FIRM), ~pl.col("organization").str.contains(NO_FIRM)
    ).join(reading.sentences.select("s", "a", "role"), on="s")
    counted = named.group_by("a", "organization").agg(
        times=pl.len(), titled=(pl.col("role") == "title").any()
    )
    total, titles = pl.col("times").sum().over("a"), pl.col("titled").sum().over("a")
    leads = (titles == 0) & (pl.col("times") >= FIRM_TOLD) & (pl.col("times") * 3 > total * 2)
    return (
        counted.filter((pl.col("titled") & (titles == 1)) | leads)
        .unique("a", keep="none")
        .select("a", _main_firm="organization")
    )


def main_projects(reading: Reading, named: pl.DataFrame) -> pl.DataFrame:
    """The project that an article is about: a, _main. The one most of its namings mean, told most fully; none
    where two are named as often. `named` are rows of projects_named.
    """
    key = (
        pl.col("_named")
        .str.to_lowercase()
        .str.replace(r"^(?:(?:mở rộng|nâng cấp|cải tạo|xây dựng|đầu tư)\s)+", "")
        .str.replace_all("liên hiệp", "liên hợp", literal=True)
    )
    in_title = pl.col("role") == "title"
    counted = (
        named.join(reading.sentences.select("s", "a", "role"), on="s")
        .with_columns(_key=key)
        .group_by("a", "_key")
        .agg(
            times=pl.len() + 2 * in_title.any(),
            _main=pl.col("_named").sort_by(pl.col("_named").str.len_chars()).last(),
            first=pl.col("s").min(),
        )
        .sort("a", "times", "first", descending=[False, True, False])
    )
    total = pl.col("times").sum().over("a")
    return (
        counted.filter(pl.col("times") * 2 > total, pl.col("times") >= 2)
        .unique("a", keep="first", maintain_order=True)
        .select("a", "_main")
    )


def projects_named(reading: Reading, projects: pl.DataFrame) -> pl.DataFrame:
    """Where projects are named: s, _named, _named_at, _named_end (UInt32), in order. `projects` are the rows of
    investments; where a name of theirs does not stand, the words after "dự án" and names of what is built do.
    """
    known = projects.filter(
        ~pl.col("is_total"),
        pl.col("project").str.contains(rf"{CAPITAL}"),
        ~pl.col("project").str.contains(NO_NAME),
    ).select("s", _named="project", _named_at="start", _named_end="end")
    told = reading.sentences.filter(
        pl.col("role").is_in(["body", "lead", "caption", "title"]),
        pl.col("sentence").str.contains(r"(?i)dự án|công trình|nhà máy|nhà ga|khu liên hợp|thủy điện|điện gió|khu đô thị|cao tốc"),
    ).select("s", "sentence")  # fmt: skip
    other = find(told, PROJECT, "sentence").join(told, on="s", how="left", maintain_order="left")
    other = other.filter(~pl.col("sentence").str.slice(0, pl.col("start")).str.contains(WHERE))
    opening = pl.col("surface").str.extract(f"({LEADING})").str.len_chars().fill_null(0)
    other = other.select(
        "s",
        _named=pl.col("surface").str.slice(opening).str.replace(NAME_STOP, ""),
        _named_at=(pl.col("start") + opening).cast(pl.UInt32),
        _named_end=pl.col("end").cast(pl.UInt32),
    )
    other = other.filter(pl.col("_named").str.contains(rf"{CAPITAL}.*\s|\s.*{CAPITAL}"))
    inside = reading.organizations.select("s", "start", "end")
    outside = without_overlap(other.rename({"_named_at": "start", "_named_end": "end"}), inside).rename(
        {"start": "_named_at", "end": "_named_end"}
    )
    apart = outside.join(known.select("s").unique(), on="s", how="anti")
    return pl.concat(
        [known.cast({"_named_at": pl.UInt32, "_named_end": pl.UInt32}), apart], how="vertical_relaxed"
    ).sort("s", "_named_end")


def with_firm(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds _firm, the business named last before the figure in its part of the sentence, and _firm_owns: it
    stands after the head ("doanh thu của Công ty …"); _firm_behind, named right after the figure ("5 tỷ đồng của …");
    _doer and _doer_kind, the body last named there that does something with money, a province for its committee.
    """
    named = (
        reading.organizations.join(
            reading.sentences.select("s", "sentence"), on="s", how="left", maintain_order="left"
        )
        .with_columns(
            _right=pl.col("sentence").str.slice(pl.col("end"), 40),
            _left=pl.col("sentence").str.slice(0, pl.col("start")).str.slice(-12),
            _business=pl.col("organization").str.contains(BUSINESS),
        )
        .sort("s", "end")
    )
    firms = named.filter("_business").select("s", _firm="organization", _firm_at="start", _firm_end="end")
    rows = rows.sort("s", "start").join_asof(
        firms, left_on="start", right_on="_firm_end", by="s", check_sortedness=False
    )
    behind = firms.select("s", _firm_behind="_firm", _behind_at="_firm_at").sort("s", "_behind_at")
    rows = rows.sort("s", "end").join_asof(
        behind, left_on="end", right_on="_behind_at", by="s", strategy="forward", check_sortedness=False
    )
    region = pl.col("organization").str.extract(REGION_OF)
    doers = named.filter(
        pl.col("_right").str.contains(DOES),
        ~pl.col("_left").str.contains(r"(?i)(?:với|của|tại|ở|cho|theo)\s$"),
    ).select(
        "s",
        _doer=pl.coalesce(region, "organization"),
        _doer_kind=pl.when(region.is_not_null()).then(pl.lit("place")).otherwise(pl.lit("organization")),
        _doer_trades="_business",
        _doer_at="start",
        _doer_until="end",
    )
    rows = rows.sort("s", "start").join_asof(
        doers, left_on="start", right_on="_doer_until", by="s", check_sortedness=False
    )
    segment_start = pl.col("start") - pl.col("segment").str.len_chars()
    here = (pl.col("_firm_at") >= segment_start).fill_null(False)
    to_doer = pl.col("sentence").str.slice(
        pl.col("_doer_until"), pl.max_horizontal("_doer_until", "start") - pl.col("_doer_until")
    )
    doing = (
        (pl.col("_doer_at") >= segment_start) & (pl.col("_doer_trades") | ~to_doer.str.contains(r"[,:]\s"))
    ).fill_null(False)
    link = pl.col("sentence").str.slice(
        pl.col("head_end"), pl.max_horizontal("_firm_at", "head_end") - pl.col("head_end")
    )
    owns = (
        here
        & (pl.col("_firm_at") >= pl.col("head_end"))
        & link.str.contains(rf"(?i)^\s(?:{LETTER}+\s){{0,4}}của\s$")
    )
    to_behind = pl.col("sentence").str.slice(
        pl.col("end"), pl.max_horizontal("_behind_at", "end") - pl.col("end")
    )
    said = pl.col("sentence").str.slice(0, pl.col("_firm_at")).str.slice(-12)
    return rows.with_columns(
        _firm=pl.when(here).then("_firm"),
        _firm_owns=owns.fill_null(False),
        _firm_until="_firm_end",
        _firm_behind=pl.when(
            to_behind.str.contains(rf"(?i)^\s(?:{SMALL}+\s){{0,2}}của\s$")
            & (pl.col("metric") != "project_count").fill_null(True)
        ).then("_firm_behind"),
        _doer=pl.when(doing).then("_doer"),
        _firm_speaks=said.str.contains(
            r"(?i)(?:theo|do|với|của|tại|ở|cho|và|,|trả|nộp|gửi|vào|sang|bởi|qua|HĐQT|đốc|tịch|đạo|viên|trưởng|đông|diện)\s*$"
        ).fill_null(False),
    ).drop("_firm_at", "_firm_end", "_behind_at", "_doer_at")
