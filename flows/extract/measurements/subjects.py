"""Whose figure it is: a place, an organisation, a project, the country; null where the text does not say."""

from functools import cache

import polars as pl

from flows.extract.measurements import areas, codes
from flows.extract.measurements.about import main_firms, topics
from flows.extract.measurements.clauses import told_by
from flows.extract.measurements.deputies import with_deputies
from flows.extract.measurements.firms import firms
from flows.extract.measurements.holders import with_holder
from flows.extract.measurements.households import growers, with_households
from flows.extract.measurements.in_turn import each_in_turn
from flows.extract.measurements.inherited import with_inherited
from flows.extract.measurements.investors import with_investor
from flows.extract.measurements.levies import with_levier
from flows.extract.measurements.nearby import only_nearby
from flows.extract.measurements.owners import owners, with_firm
from flows.extract.measurements.partners import partners_share
from flows.extract.measurements.precedence import BEHIND, chosen
from flows.extract.measurements.shares import with_issuer
from flows.extract.measurements.tags import with_tag
from flows.extract.measurements.things import of_ballots
from flows.extract.measurements.undertakings import with_project
from flows.extract.measurements.within import of_some_within
from flows.extract.roundups import by_section
from flows.letters import CAPITAL, ENDS, LETTER, SMALL
from flows.read import Reading, neighbours
from flows.read.rules import of_rows, with_common

OPENS = 40  # characters into a sentence, or behind who tells it, in which whom all its parts are of is named
# Of a region; without one they are nobody's.
REGIONAL = r"(?i)GRDP|địa bàn"
# Said in the sentence before, it is whose the next sentence's trade is: "Pháp là đối tác thương mại lớn … Kim ngạch đạt 4,8 tỷ USD."
PARTNERS = r"(?i)đối tác thương mại|thương mại (?:song phương|hai nước|hai chiều|giữa)|(?:quan hệ|hợp tác|trao đổi) (?:kinh tế[, -]*)?(?:và )?thương mại"
IN_A_LAND = rf"^[^;.]{{0,40}}\s(?:tại|ở|vào|sang)\s{CAPITAL}[^;.]{{0,40}}\s(?:tổng\s|số\s)*vốn"
# Investors of a stock exchange, who trade as one: "khối ngoại mua ròng 6 tỷ đồng".
TRADERS = r"(?i)(khối ngoại|khối nội|khối tự doanh)"
# "Sở A phạt công ty B 120 triệu đồng" is of whom it fines; of no one, where that is no firm.
FINES, FINED = (
    r"(?i)(?:^|\s)(?:xử )?phạt(?:\s|$)",
    r"(?i)(?:bị|chịu|nộp|đóng|tiền|mức|khoản|án)\s(?:xử )?phạt|bị\s(?:Ủy ban|Cục|Sở|Công an|Tòa|Chi cục|UBND|Bộ|Thanh tra)[^,;.]{2,60}?\s(?:xử )?phạt",
)
# "thấp hơn mức 7,09% của Việt Nam": whose the figure is stands behind it.
OF_ANOTHER = rf"^\scủa\s(?:(?:tỉnh|thành phố|TP\.?|nước|riêng)\s?)?{CAPITAL}|^\scủa\s(?:cả nước|toàn quốc|thế giới|khu vực|vùng)(?:[^{LETTER}]|$)|^\s(?:{SMALL}+\s){{0,3}}của\s(?:cả|toàn|toàn bộ)\s(?:thị trường|ngành|thế giới|hệ thống)(?:[^{LETTER}]|$)"

PART_OF_THE_WORLD = r"^(?:Châu|EU|ASEAN)|Á$|Mỹ$"  # "Đông Nam Á" as well
# An economy of several provinces is told by such a word, or by the region's name.
OF_A_REGION = r"(?i)vùng|khu vực|miền|đồng bằng|đbscl|tây nguyên|tây bắc|đông bắc|duyên hải|(?:bắc|nam|trung) bộ|liên minh|(?:^|\s)eu(?:[\s,.)]|$)|(?:^|(?:của|tại|ở|toàn|,)\s)(?:châu|đông nam á|bắc mỹ|trung đông|asean)(?:\s|$)"
# "so với mức tăng 5% của chỉ số ngành": … or of no one that is named.
OF_ANOTHER_KIND = rf"^\scủa\s(?:chỉ số|thị trường|(?:toàn |cả )?ngành|các|nhóm|đối thủ|những){ENDS}"
# "các công ty còn lại đều lỗ trên 30 tỷ đồng": of nobody that is named; "các khoản khác" are whose the rest is.
OWNERS = r"(?:công ty|doanh nghiệp|DN|tập đoàn|ngân hàng|nhà băng|đơn vị|hãng|tổng công ty|thành viên|tỉnh|thành phố|địa phương|huyện|quận|thị xã|xã|phường|nước|quốc gia|nền kinh tế|vùng|sở|bộ|trường|cổ đông|bị cáo|bị can|đối thủ|ông lớn)"
THE_OTHERS = rf"(?i)^(?:.*[;,:])?\s?(?:(?:còn|trong khi|trong khi đó|và|nhưng|song|riêng|thì|hầu hết|phần lớn|đa số|tất cả|nhiều|một số|[0-9]+|hai|ba|bốn|năm)\s)*(?:(?:các|những|[0-9]+|hai|ba|bốn)\s)?{OWNERS}(?:\s[^\s,;]+){{0,3}}?\s(?:còn lại|khác)\s(?:[0-9][.,][0-9]|[^,;])*$"
BESIDE = r"(?i)^\s?[,(]\s?(?:và\s)?(?:tăng|giảm|gấp|bằng|chiếm)\s[^,;]*$"
# "Theo đó, BIDV dành gói tín dụng 5.000 tỷ đồng": of who lends, whatever project was told of before.
LENDS = r"(?i)^(?:\s(?:đã|sẽ|cũng|cam kết))*\s(?:dành|cho vay|cấp tín dụng|tung ra|triển khai gói)\s[^,;.]*$"
# "hỗ trợ Cao Bằng 150 tỷ đồng, Bắc Kạn 100 tỷ đồng": each has its own.
IN_TURN = rf"^(?:,|;|\svà|,\svà|\scòn|,\scòn)\s(?:tỉnh\s|thành phố\s|TP\.?\s)?{CAPITAL}[{LETTER}]*(?:[\s-]+{CAPITAL}[{LETTER}]*){{1,4}}(?:\s(?:hơn|gần|khoảng|trên|là))?\s$"
# "Ông cũng kiến nghị bố trí 500 tỷ đồng": not of the body that he asked for something else before.
HE_ASKS = r"^(?:Ông|Bà|Vị|Đại biểu|Đồng thời|Cùng với đó|Bên cạnh đó)(?:\s[^\s,;]+){0,2}?,?\s(?:ông\s|bà\s)?(?:(?:cũng|còn|đã|tiếp tục)\s)*(?:kiến nghị|đề nghị|đề xuất)\s"
# "Con gái của Giám đốc Sở A …", "vợ ông B …": what a relative does is told of nobody that is named.
KIN = r"(?:con (?:trai|gái|rể|dâu|ruột|nuôi)(?: (?:cả|út|thứ|riêng))?|vợ(?: cũ)?|chồng(?: cũ)?|(?:em|anh|chị) (?:trai|gái|ruột|rể|dâu|vợ|chồng|họ)|(?:bố|mẹ|cha) (?:vợ|chồng|đẻ|ruột|nuôi)|cháu (?:trai|gái|nội|ngoại|ruột|họ)|(?:con|cháu|bố|mẹ|cha|em|anh|chị|người thân|người nhà|họ hàng)(?: (?:trai|gái|cả|út|thứ|hai|riêng|chung))* của)"
A_RELATIVE = rf"((?:^|[;,:“]\s?|\s(?:rằng|do|thì|và|còn)\s|(?i:công ty|doanh nghiệp|hộ|nhà|tài khoản)(?:\s[^\s,;]+)?\scủa\s)(?i:{KIN})\s(?:của\s)?(?:(?i:ông|bà|anh|chị|cựu|nguyên)\s|{CAPITAL})(?:[0-9][.,][0-9]|[^,;])*)$"
IS_NAMED = r"\s(?:là|tên)\s(?:ông|bà|anh|chị|[A-ZĐ])"
THAN = r"(?i)(?:so với|hơn|kém|vượt|bằng)(?:\s(?:mức|con số|tỷ lệ|tốc độ|tăng|giảm|trưởng|bình quân|trung bình|khoảng|hơn|gần))*\s$"


@of_rows
def with_subject(rows: pl.DataFrame, reading: Reading, projects: pl.DataFrame) -> pl.DataFrame:
    """Adds subject and subject_kind. `projects` are the rows of investments: s, start, end, project, is_total.

    In this order: the project named in the figure's part of the sentence; what is named right after the head
    ("GRDP của Hà Nam"); the project the sentence goes on about; a firm, for what firms have; a place before the
    figure, in its part of the sentence or opening it; for figures of economies the topic of the article. A section of a
    roundup is an article of its own.
    """
    reading = by_section(reading)
    rows = rows.rename({"a": "_article"}).join(
        reading.sentences.select("s", "a"), on="s", how="left", maintain_order="left"
    )
    owning = owners(reading)
    rows = rows.sort("s", "start").with_columns(_at=pl.coalesce("head_end", "start"))
    rows = _met(rows, owning, "at", "_at", "forward", "after")
    rows = _right_behind(rows, owning)
    rows = _met(rows, owning, "until", "start", "backward", "before")
    sentences = reading.sentences.select("s", "sentence")
    opening = (
        owning.join(sentences, on="s", how="left", maintain_order="left")
        .filter(
            (pl.col("at") <= OPENS) | ((pl.col("at") - told_by()).is_between(0, OPENS)),
            ~pl.col("many"),
            ~pl.col("sentence")
            .str.slice(pl.col("until"))
            .str.contains(r"^[^()]*\)"),  # where someone is from
        )
        .unique("s", keep="first", maintain_order=True)
    )
    rows = rows.join(
        opening.select("s", name_opening="name", kind_opening="kind", at_opening="at", until_opening="until"),
        on="s",
        how="left",
        maintain_order="left",
    )
    bodies = firms(reading)
    rows = with_tag(with_firm(with_project(rows, reading, projects), reading, bodies), reading, bodies)
    rows = with_holder(rows, reading, bodies)
    others = reading.places.filter(pl.col("level").is_in(["province", "country"]), ~pl.col("in_date_line"))
    others = others.select("s", _other="place", _other_end="end").sort("s", "_other_end")
    rows = rows.sort("s", "start").join_asof(
        others, left_on="start", right_on="_other_end", by="s", check_sortedness=False
    )
    for about in (topics(reading, owning, bodies), main_firms(reading, bodies)):
        rows = rows.join(about, on="a", how="left", maintain_order="left")
    partners = reading.sentences.select(
        "s", _of_partners=neighbours.before(pl.col("sentence").str.contains(PARTNERS), "a").fill_null(False)
    )
    rows = rows.join(partners, on="s", how="left", maintain_order="left")
    several = bodies.group_by("s").agg(_bodies=pl.col("organization").n_unique())
    rows = rows.join(several, on="s", how="left", maintain_order="left")
    # "Quốc hội hỗ trợ 130 tỷ USD" is told of the land that the headline names.
    lands = pl.when((pl.col("topic_kind") == "country") & pl.col("topic_titled")).then("topic")
    rows = rows.with_columns(
        _doer=pl.when(pl.col("_doer") == "@nation")
        .then(pl.coalesce(lands, pl.lit("Việt Nam")))
        .otherwise("_doer")
    )
    share = partners_share()
    placed = pl.col("kind_before").is_in(["place", "country"])
    rows = rows.pipe(with_common, _nearby=only_nearby(), where=pl.col("metric").is_null() & placed)
    rows = rows.pipe(
        with_common,
        _chosen=chosen(),
        _partner_share=pl.when(share & (pl.col("metric") != "tourist_arrivals")).then("name_before"),
    )
    rows = rows.with_columns(subject=_named(), subject_kind=_kind_of())
    rows = with_deputies(rows, reading)
    # "Việt Nam có 18 dự án tại Nga với tổng vốn 2 tỷ USD": of whose projects it is, wherever they lie.
    counted = (
        (neighbours.before(pl.col("metric"), "s") == "project_count")
        & pl.col("metric").is_in(["project_investment", "registered_investment"])
        & (pl.col("_chosen") == "before")
        & (pl.col("kind_before") == "country")
        & pl.col("gap").str.contains(IN_A_LAND)
    ).fill_null(False)
    rows = rows.with_columns(
        pl.when(counted).then(neighbours.before(pl.col(c), "s")).otherwise(c).alias(c)
        for c in ("subject", "subject_kind")
    )
    rows = rows.with_columns(
        _open=pl.col("subject").is_null() & pl.col("_chosen").is_null(),
        _unowned=pl.col("subject").is_null() & (pl.col("_chosen").is_null() | (pl.col("_chosen") == "topic")),
    )
    of_nation = pl.col("_chosen") == "nation"  # "7,09% của cả nước"
    nations = pl.col("head").str.contains(REGIONAL) & (pl.col("subject_kind") == "country") & ~of_nation
    its_own = (
        pl.col("right").str.extract(r"^([^,;.]{0,60})").str.contains(pl.col("subject"), literal=True)
        | of_nation
    ).fill_null(False)
    another = (
        pl.col("right").str.contains(OF_ANOTHER)
        & pl.col("dimension").is_in(["money", "percent"])
        & ~pl.col("kind").is_in(["share", "ratio"])
        & ~its_own
    )
    compared = pl.col("right").str.contains(OF_ANOTHER_KIND) & pl.col("before").str.slice(-40).str.contains(
        THAN
    )
    private = (areas.of_a_house() & pl.col("subject_kind").is_in(["place", "country"])) | (
        (pl.col("metric") == "price") & (pl.col("subject_kind") == "person")
    )
    fining = (
        (pl.col("unit") == "VND")
        & pl.col("segment").str.contains(FINES)
        & ~pl.col("segment").str.contains(FINED)
    )
    behind_verb = pl.col("sentence").str.slice(0, pl.col("_firm_until")).str.contains(FINES)
    of_firm = (
        fining
        & behind_verb
        & pl.col("_firm").is_not_null()
        & (pl.col("_firm") != pl.col("_doer")).fill_null(True)
    ).fill_null(False)
    traders = pl.col("segment").str.extract(TRADERS).str.to_lowercase()
    trade = (
        traders.is_not_null()
        & pl.col("metric").is_null()
        & ~pl.col("subject_kind").is_in(["organization", "person", "project"]).fill_null(False)
    )
    rows = rows.pipe(with_common, _growers=growers())
    grown = pl.col("_growers").is_not_null()
    rows = rows.with_columns(
        subject=pl.when(of_firm)
        .then("_firm")
        .when(trade)
        .then(traders)
        .when(grown)
        .then("_growers")
        .otherwise("subject"),
        subject_kind=pl.when(of_firm)
        .then(pl.lit("organization"))
        .when(trade | grown)
        .then(pl.lit("sector"))
        .otherwise("subject_kind"),
        _open=pl.col("_open") & ~grown,
        _unowned=pl.col("_unowned") & ~grown,
    ).drop("_growers")
    kin = pl.col("before").str.extract(A_RELATIVE)
    of_nobody = pl.col("before").str.contains(THE_OTHERS) | (kin.is_not_null() & ~kin.str.contains(IS_NAMED))
    of_nobody = (
        of_nobody.fill_null(False)
        | of_some_within()
        | (of_ballots() & pl.col("subject_kind").is_in(["place", "country"])).fill_null(False)
        | pl.col("_ballots")
    )
    # "…, tăng 8%": of the same.
    of_nobody |= neighbours.before(of_nobody, "s").fill_null(False) & pl.col("gap").str.contains(BESIDE)
    denied = (nations | another | compared | private | fining).fill_null(False) & ~of_firm
    # "dự án A gồm nhà thi đấu, công viên 25 ha": of what stands right before it.
    nearest = pl.col("before").str.extract(r"([^,;]*)$")
    of_it = nearest.str.contains(pl.col("subject"), literal=True) | nearest.str.contains("trong đó")
    denied |= of_nobody | (areas.in_passing() & (pl.col("subject_kind") == "project") & ~of_it).fill_null(
        False
    )
    rows = rows.with_columns(
        pl.when(~denied & pl.col("subject").is_not_null() & pl.col("subject_kind").is_not_null()).then(c)
        for c in ("subject", "subject_kind")
    ).pipe(with_common, _open=pl.col("_open") & ~denied, _unowned=pl.col("_unowned") & ~denied)
    for whose in (with_households, with_levier, with_investor):
        rows = whose(rows, reading)
    rows = with_issuer(each_in_turn(rows, owning, bodies), reading, bodies)
    rows = _without_regions(with_inherited(rows, reading, bodies), reading)
    rows = _each_its_own(rows)
    rows = rows.drop("a").rename({"_article": "a"})
    met = [c for c in rows.columns if c.endswith(("_after", "_before", "_opening"))]
    return rows.drop("is_part", "_passage", *met, "topic", "topic_kind", "topic_sure", "topic_titled", "topic_told", "_main_firm", "_firm_words", "_firm_leads", "_firm_brand", "home", "_at", "_project", "_project_here", "_project_until", "_project_built", "_of_total", "_firm", "_firm_behind", "_doer", "_doer_kind", "_tag", "_tag_kind", "_unknown", "_holder", "_holder_kind", "_other", "_other_end", "_doer_until", "_doer_trades", "_firm_owns", "_firm_until", "_firm_speaks", "_firm_told_by", "_of_partners", "_chosen", "_main", "_main_titled", "_recent", "_bodies", "_nearby", "_ballots")  # fmt: skip


def _each_its_own(rows: pl.DataFrame) -> pl.DataFrame:
    """What places are given in turn is each one's; what somebody asks for besides is not of the body asked before."""
    metric = pl.col("metric")
    in_turn = (
        pl.col("gap").str.contains(IN_TURN)
        & (pl.col("unit") == "VND")
        & metric.is_null()
        & (pl.col("subject_kind") == "place")
        & (pl.col("at_before") >= pl.col("prev_end"))
        & ~pl.col("many_before")
        & ~pl.col("name_before").str.starts_with("@")
    ).fill_null(False)
    asked = (
        (pl.col("subject_kind") == "organization")
        & pl.col("sentence").str.contains(HE_ASKS)
        & ~pl.col("sentence").str.contains(pl.col("subject"), literal=True)
        & metric.is_null()
    ).fill_null(False)
    lender = pl.col("sentence").str.slice(
        pl.col("_firm_until"), pl.max_horizontal("_firm_until", "start") - pl.col("_firm_until")
    )
    lends = ((pl.col("subject_kind") == "project") & metric.is_null() & lender.str.contains(LENDS)).fill_null(
        False
    )
    rows = rows.with_columns(
        subject=pl.when(lends).then("_firm").otherwise("subject"),
        subject_kind=pl.when(lends & pl.col("_firm").is_not_null())
        .then(pl.lit("organization"))
        .when(~lends)
        .then("subject_kind"),
    )
    return rows.with_columns(
        pl.when(in_turn).then(name).when(~asked).then(c).alias(c)
        for c, name in (("subject", "name_before"), ("subject_kind", "kind_before"))
    )


def _without_regions(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """A region has only what is told of a region, unless a headline is about it; a budget it has none of its own."""
    regions = reading.places.filter(pl.col("level") == "region")["place"].unique()
    untold = ~pl.col("topic_titled").fill_null(False) | pl.col("subject").str.contains(PART_OF_THE_WORLD)
    untold |= pl.col("metric").str.starts_with("state_budget").fill_null(False)
    none = pl.col("subject").is_in(regions.implode()) & untold
    none &= ~pl.col("sentence").str.contains(OF_A_REGION)
    return rows.with_columns(
        pl.when(~none.fill_null(False)).then(c).alias(c) for c in ("subject", "subject_kind")
    )


def _right_behind(rows: pl.DataFrame, owning: pl.DataFrame) -> pl.DataFrame:
    """Of a later figure of a head what stands right behind it is the owner after, "12%, so với 5% ở Yên Bái", no place between head and figure."""
    rows = _met(rows, owning, "at", "end", "forward", "beyond")
    to_place = pl.col("sentence").str.slice(
        pl.col("end"), pl.max_horizontal("at_beyond", "end") - pl.col("end")
    )
    fits = (
        (pl.col("unit") == "percent")
        & pl.col("linked")
        & (pl.col("prev_unit") == pl.col("unit"))
        & (pl.col("at_after") < pl.col("start"))
        & pl.col("metric").is_in(codes.OF_ECONOMIES)
        & ~pl.col("metric").is_in([*codes.FROM_ABROAD, *codes.CAPITAL])
        & to_place.str.contains(BEHIND)
        & ~pl.col("many_beyond")
    ).fill_null(False)
    met = [c.removesuffix("_after") for c in rows.columns if c.endswith("_after")]
    rows = rows.pipe(with_common, _fits=fits)
    return rows.with_columns(
        pl.when("_fits").then(f"{c}_beyond").otherwise(f"{c}_after").alias(f"{c}_after") for c in met
    ).drop("_fits", *(f"{c}_beyond" for c in met))


@cache
def _named() -> pl.Expr:
    """The subject's name by _chosen: @here is the article's home, @nation the country; several places are none."""
    chosen = pl.col("_chosen")

    def owner(way: str) -> pl.Expr:
        name = pl.col(f"name_{way}")
        return (
            pl.when(name == "@here")
            .then("home")
            .when(name == "@nation")
            .then(pl.lit("Việt Nam"))
            .otherwise(name)
        )

    return (
        pl.when(chosen == "project").then("_project")
        .when(chosen == "main").then("_main")
        .when(chosen == "recent").then("_recent")
        .when(chosen == "firm").then("_firm")
        .when(chosen == "behind").then("_firm_behind")
        .when(chosen == "doer").then("_doer")
        .when(chosen == "tag").then("_tag")
        .when(chosen == "holder").then("_holder")
        .when((chosen == "after") & ~pl.col("many_after")).then(owner("after"))
        .when((chosen == "before") & ~pl.col("many_before")).then(owner("before"))
        .when(chosen == "opening").then(owner("opening"))
        .when(chosen == "nation").then(pl.lit("Việt Nam"))
        .when(chosen == "topic").then("topic")
    )  # fmt: skip


@cache
def _kind_of() -> pl.Expr:
    chosen = pl.col("_chosen")
    kind = pl.lit(None, pl.String)
    fixed = {
        "project": "project",
        "main": "project",
        "recent": "project",
        "firm": "organization",
        "behind": "organization",
        "nation": "country",
    }
    for way, code in fixed.items():
        kind = pl.when(chosen == way).then(pl.lit(code)).otherwise(kind)
    for way in ("after", "before", "opening"):
        kind = pl.when(chosen == way).then(f"kind_{way}").otherwise(kind)
    for way in ("doer", "tag", "holder"):
        kind = pl.when(chosen == way).then(f"_{way}_kind").otherwise(kind)
    return pl.when(chosen == "topic").then("topic_kind").otherwise(kind)


def _met(
    rows: pl.DataFrame, owning: pl.DataFrame, key: str, place: str, strategy: str, way: str
) -> pl.DataFrame:
    """Adds the nearest owner that way, its columns named with _after or _before."""
    named = owning.rename({c: f"{c}_{way}" for c in owning.columns if c != "s"}).sort("s", f"{key}_{way}")
    ordered = rows.with_row_index("_row").sort("s", place)
    return (
        ordered.join_asof(
            named,
            left_on=place,
            right_on=f"{key}_{way}",
            by="s",
            strategy=strategy,  # type: ignore[arg-type]
            check_sortedness=False,
            coalesce=False,
        )
        .sort("_row")
        .drop("_row", "s_right", strict=False)
    )
