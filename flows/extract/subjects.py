"""Whose figure it is: a place, an organisation, a project, a country; null where the text does not say."""

import polars as pl

from flows.read import Reading
from flows.read.spans import find

# What firms have; a place has them only where the words say so ("doanh thu của tỉnh").
OF_FIRMS = ["revenue", "profit", "employment", "debt", "wage", "interest_rate"]
OF_PROJECTS = ["project_investment", "registered_investment", "area", "employment", "compensation", "revenue", "state_budget_revenue"]  # fmt: skip
# Figures of a whole economy: without a place of its own the article's home has them, else the country.
OF_ECONOMIES = [
    "economic_growth", "grdp_per_capita", "gdp_per_capita", "grdp", "gdp", "income_per_capita", "state_budget_revenue", "state_budget_expenditure",
    "public_investment_disbursement", "public_investment", "social_investment", "realised_investment", "fdi", "export_turnover", "import_turnover",
    "trade_turnover", "trade_balance", "industrial_production", "retail_sales", "tourism_revenue", "tourist_arrivals", "poverty_rate", "poor_households",
    "unemployment_rate", "inflation", "new_enterprises", "enterprises", "population", "urbanisation_rate", "forest_cover", "competitiveness_score",
    "digital_economy_share", "credit", "registered_investment", "project_count",
]  # fmt: skip
OF_THE_NATION = ["gdp", "gdp_per_capita", "economic_growth", "inflation", "export_turnover", "import_turnover", "trade_balance", "trade_turnover", "industrial_production", "public_investment", "public_investment_disbursement", "retail_sales", "unemployment_rate", "credit"]  # fmt: skip
NATION = r"(?i:cả nước|toàn quốc|nước ta|đất nước|nền kinh tế Việt Nam|trong nước)"
HERE = r"(?i:toàn tỉnh|toàn thành phố|trên địa bàn(?: tỉnh| thành phố)?|của tỉnh|của thành phố|địa phương này|tỉnh này|tỉnh ta)|(?:^|[,;.] )(?:Tỉnh|Thành phố|tỉnh|thành phố) (?:đã|đang|sẽ|có|đặt|phấn đấu|thu hút|đạt|ước|cũng)|(?:GRDP|ngân sách|kinh tế) (?:tỉnh|thành phố)(?: [^\p{Lu}])"
# A place after these is a partner, an origin or a goal, not the owner of the figure.
PARTNER = r"(?i)(?:sang|vào|đến|tới|từ|với|đối với|thị trường|giữa|cho|gần|cách|hàng|nước|của cả|như|so với|ngoài|trừ|đi|khỏi|qua|tại thị trường|người|du khách|khách|đoàn|cùng)(?:\s\p{Ll}+)?\s*$|\(\s*$|[–-]\s?$"
LISTED = r"^\s*(?:,|và|,\s*và|/|-|–)\s*$"
OF_SHARE = r"(?i)%[^,;.]{0,30}$|(?:so với|cao hơn|thấp hơn|bình quân chung|bình quân)[^,;.]{0,25}$"
OWNED = r"(?i)^\s*(?:\p{Ll}+\s){0,4}?(?:của|tại|ở|trên địa bàn)?\s*(?:cả\s)?$"
THIS_PROJECT = r"^(?:Dự án|Công trình|Nhà máy|Tuyến đường|Khu đô thị|Khu công nghiệp|Nhà ga|Cầu)\s(?:này|trên|được|có|do|dự kiến|gồm|sẽ|đã|nằm|rộng)|^(?i:theo đó|trong đó)\b"


def with_subject(rows: pl.DataFrame, reading: Reading, projects: pl.DataFrame) -> pl.DataFrame:
    """Adds subject and subject_kind. `projects` are the rows of investments: s, start, end, project, is_total.

    What is named right after the head ("GRDP của Hà Nam") comes before what is named before the figure, that
    before the project or firm the sentence is about, and only figures of economies fall back on the home.
    """
    owners = _owners(reading)
    rows = rows.sort("s", "start").with_columns(_at=pl.coalesce("head_end", "start"))
    after = _asof(rows, owners, "at", "_at", "forward", "after")
    before = _asof(rows, owners, "until", "start", "backward", "before")
    rows = rows.with_columns(
        **{
            f"{c}_{way}": frame[f"{c}_{way}"]
            for way, frame in (("after", after), ("before", before))
            for c in ("at", "until", "name", "kind", "many")
        }
    )
    opening = owners.filter(pl.col("at") <= 40, ~pl.col("many")).unique(
        "s", keep="first", maintain_order=True
    )
    rows = rows.join(
        opening.select("s", name_opening="name", kind_opening="kind"),
        on="s",
        how="left",
        maintain_order="left",
    )
    rows = _with_project(rows, projects)
    rows = _with_firm(rows, reading)
    rows = rows.join(reading.articles.select("a", "home"), on="a", how="left", maintain_order="left")
    segment_start = pl.col("start") - pl.col("segment").str.len_chars()
    link = pl.col("sentence").str.slice(
        pl.col("_at"), pl.max_horizontal("at_after", "_at") - pl.col("_at")
    )
    owned = (pl.col("at_after") < pl.col("start")) & link.str.contains(OWNED) & pl.col("head").is_not_null()
    near = (pl.col("at_before") >= segment_start).fill_null(False)
    told = pl.col("metric").is_not_null()
    economy = pl.col("metric").is_in(OF_ECONOMIES).fill_null(False)
    firm = pl.col("metric").is_in(OF_FIRMS).fill_null(False)
    project = pl.col("_project").is_not_null() & (pl.col("metric").is_in(OF_PROJECTS).fill_null(False) | ~told)
    no_one = pl.col("metric").is_in(["exchange_rate"]).fill_null(False)

    def pick(column: str) -> pl.Expr:
        literal = {
            "name": ("home", pl.lit("Việt Nam"), "_project", "_firm"),
            "kind": (pl.lit("place"), pl.lit("country"), pl.lit("project"), pl.lit("organization")),
        }
        home, nation, project_value, firm_value = literal[column]

        def owner(way: str) -> pl.Expr:
            name = pl.col(f"{column}_{way}")
            here = pl.when(pl.col("home").is_not_null()).then(home if isinstance(home, pl.Expr) else pl.col(home))
            return (
                pl.when(pl.col(f"many_{way}")).then(None)
                .when(pl.col(f"name_{way}") == "@here").then(here)
                .when(pl.col(f"name_{way}") == "@nation").then(nation)
                .otherwise(name)
            )  # fmt: skip

        at_home = pl.col("home").is_not_null()
        national = pl.col("metric").is_in(OF_THE_NATION) & pl.col("home").is_null()
        return (
            pl.when(no_one).then(None)
            .when(project & pl.col("_project_here")).then(project_value)
            .when(owned & (~firm | (pl.col("kind_after") != "place"))).then(owner("after"))
            .when(project).then(project_value)
            .when(firm & pl.col("_firm").is_not_null()).then(firm_value)
            .when(firm & ~pl.col("name_before").is_in(["@here", "@nation"]).fill_null(False) & (pl.col("metric") != "employment")).then(None)
            .when(near).then(owner("before"))
            .when(told & pl.col("name_opening").is_not_null()).then(
                pl.when(pl.col("name_opening") == "@here").then(pl.when(at_home).then(home)).when(pl.col("name_opening") == "@nation").then(nation).otherwise(f"{column}_opening"))
            .when(national | pl.col("metric").is_in(["gdp", "gdp_per_capita"])).then(nation)
            .when(economy & at_home).then(home)
        )  # fmt: skip

    rows = rows.with_columns(subject=pick("name"), subject_kind=pick("kind"))
    rows = rows.with_columns(subject_kind=pl.when(pl.col("subject").is_not_null()).then("subject_kind"))
    extra = [c for c in rows.columns if c.endswith(("_after", "_before", "_opening"))]
    return rows.drop(*extra, "home", "_at", "_project", "_project_here", "_firm")


def _owners(reading: Reading) -> pl.DataFrame:
    """Places and words for the home or the country that can own a figure: s, at, until, name, kind, many."""
    sentences = reading.sentences.select("s", "sentence")
    quantified = reading.quantities["s"].unique().implode()
    places = (
        reading.places.filter(pl.col("s").is_in(quantified))
        .filter(~pl.col("level").is_in(["zone", "region"]))
        .select(
            "s",
            at="start",
            until="end",
            name="place",
            kind=pl.when(pl.col("level") == "country").then(pl.lit("country")).otherwise(pl.lit("place")),
        )
    )
    told = sentences.filter(pl.col("s").is_in(quantified))
    generic = pl.concat(
        [
            find(told, pattern, "sentence").select(
                "s", at="start", until="end", name=pl.lit(name), kind=pl.lit("place")
            )
            for pattern, name in ((NATION, "@nation"), (HERE, "@here"))
        ]
    )
    found = (
        pl.concat([places, generic.cast({"at": pl.UInt32, "until": pl.UInt32})], how="diagonal_relaxed")
        .sort("s", "at")
        .join(sentences, on="s", how="left", maintain_order="left")
        .with_columns(
            left=pl.col("sentence").str.slice(0, pl.col("at")).str.slice(-40),
            _last=pl.col("until").shift(1).over("s"),
        )
    )
    joint = pl.col("sentence").str.slice(
        pl.col("_last"), pl.max_horizontal("at", "_last") - pl.col("_last")
    )
    opens_list = ~(pl.col("_last").is_not_null() & joint.str.contains(LISTED)).fill_null(False)
    generic_name = pl.col("name").str.starts_with("@")
    partner = (~generic_name & pl.col("left").str.contains(PARTNER)) | pl.col("left").str.contains(OF_SHARE)
    return (
        found.with_columns(_list=opens_list.cum_sum().over("s"), _partner=partner)
        .with_columns(
            _partner=pl.col("_partner").first().over("s", "_list"),
            many=(pl.len().over("s", "_list") > 1) & (pl.col("name").n_unique().over("s", "_list") > 1),
        )
        .filter(~pl.col("_partner"))
        .select("s", "at", "until", "name", "kind", "many")
        .sort("s", "at")
    )


def _asof(
    rows: pl.DataFrame, owners: pl.DataFrame, key: str, place: str, strategy: str, way: str
) -> pl.DataFrame:
    named = owners.rename({c: f"{c}_{way}" for c in owners.columns if c != "s"}).sort("s", f"{key}_{way}")
    return rows.select("s", place).join_asof(
        named,
        left_on=place,
        right_on=f"{key}_{way}",
        by="s",
        strategy=strategy,  # type: ignore[arg-type]
        check_sortedness=False,
    )


def _with_project(rows: pl.DataFrame, projects: pl.DataFrame) -> pl.DataFrame:
    """Adds _project (named before the figure in its part of the sentence, else the last one of the article that
    the sentence goes on about) and _project_here (it is named in this part).
    """
    named = (
        projects.filter(~pl.col("is_total"), pl.col("project").is_not_null())
        .select("s", _named="project", _named_at="start", _named_end="end")
        .sort("s", "_named_end")
    )
    rows = rows.join_asof(
        named, left_on="start", right_on="_named_end", by="s", check_sortedness=False
    )
    segment_start = pl.col("start") - pl.col("segment").str.len_chars()
    here = (pl.col("_named_at") >= segment_start).fill_null(False)
    last = (
        named.join(rows.select("s", "a").unique(), on="s")
        .select("a", _last_s="s", _last="_named")
        .sort("a", "_last_s")
        .unique(["a", "_last_s"], keep="last", maintain_order=True)
        .with_columns(pl.col("_last_s").cast(pl.UInt32))
        .sort("_last_s")
    )
    rows = rows.sort("s", "start").join_asof(
        last, left_on="s", right_on="_last_s", by="a", check_sortedness=False
    ).sort("s", "start")
    goes_on = pl.col("sentence").str.contains(THIS_PROJECT) & (pl.col("s") - pl.col("_last_s") <= 4)
    return rows.with_columns(
        _project=pl.when(here).then("_named").when(goes_on).then("_last"), _project_here=here
    ).drop("_named", "_named_at", "_named_end", "_last", "_last_s")


def _with_firm(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds _firm: the organisation that the part of the sentence is about, or that owns the head ("doanh thu của …")."""
    firms = (
        reading.organizations.filter(pl.col("kind") == "head")
        .select("s", _firm="organization", _firm_at="start", _firm_end="end")
        .sort("s", "_firm_end")
    )
    rows = rows.sort("s", "start").join_asof(
        firms, left_on="start", right_on="_firm_end", by="s", check_sortedness=False
    )
    segment_start = pl.col("start") - pl.col("segment").str.len_chars()
    here = (pl.col("_firm_at") >= segment_start).fill_null(False)
    business = pl.col("_firm").str.contains(
        r"^(?:Công ty|Tập đoàn|Tổng công ty|Ngân hàng|Hợp tác xã|Liên danh|Doanh nghiệp|Trường|Bệnh viện)"
    )
    return rows.with_columns(_firm=pl.when(here & business).then("_firm")).drop("_firm_at", "_firm_end")
