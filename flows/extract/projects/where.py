"""Where a project lies: told with it, in its name, or by its article (linguistics §15.1)."""

import polars as pl

from flows.extract.events.where import ELSEWHERE
from flows.extract.projects import words
from flows.extract.projects.same import ABBREVIATED
from flows.letters import SMALL
from flows.read import Reading
from flows.read.rules import of_rows

# What joins places rather than lies in one; and how where it lies is told.
LINE = r"^(?i:(?:mở rộng|nâng cấp|cải tạo|xây dựng|tuyến)\s)*(?i:đường|cao tốc|quốc lộ|tỉnh lộ|hương lộ|cầu|hầm|metro|nút giao|tuyến|đường sắt)(?:\s|$)"
LEVEL = r"(?:tỉnh|thành phố|tp\.?|huyện|thị xã|xã|phường|quận)\s"
LIES = rf"(?i)(?:(?:tại|ở|thuộc|địa phận)\s|\()(?:{LEVEL})?$|,\s{LEVEL}$"
# Of several projects each lies where is told right behind it; "cầu A và cầu B tại tỉnh C": what follows the last is of all.
SAME_PLACE = rf"(?i),\s(?:{LEVEL}|(?:thị trấn|đặc khu|thôn|ấp|tại|ở|thuộc|trên|nằm|đi qua|đoạn|nối|từ|dài|giai đoạn|khu vực|khu|lô|số|đường|ngã|tổng|vốn|với|quy mô|công suất|diện tích|có|do|dự kiến|được|đã|khởi công)\s)"
ANOTHER = rf"(?:,|\svà)\s(?:{SMALL}|{words.kinds()}\s)"
OF_ALL = r"^(?:\s\([^)]*\))?,?\s(?:(?:đều|cùng|nằm)\s)*(?:tại|ở|thuộc|trên địa bàn|của)\s[^,;.()]*$"
STREET = r"(?i)(?:đường|ngõ|bến|(?:^|[^h]\s)phố)\s$"  # "đường Bến Đá": named like a place
BRANCH = r"(?i)chi nhánh\s(?:(?:tỉnh|thành phố|tp\.?|quận|huyện|khu vực)\s)?$"  # a bank's, which lends for it
# "theo mô hình đã làm ở tỉnh A", "lộ trình A – B (C) – D": what it is like lies there, and what it passes.
NOT_THERE = rf"(?i)(?:mô hình|tương tự|giống|kinh nghiệm|lộ trình|hành trình|hướng tuyến)\s[^,.;]{{0,90}}(?:\s(?:tại|ở)\s(?:{LEVEL})?|\()$|(?:,|;|\svà)\scác dự án\s[^.;]*$"
# What a province or a city does to a project that lies in it.
ITS_DEEDS = "khởi công|động thổ|khánh thành|thông xe|hoàn thành|triển khai|đầu tư|xây dựng|phê duyệt|chấp thuận|thu hồi|thông qua|điều chỉnh|đẩy nhanh"
OUR_OWN = rf"(?:^|[\s(“])(?:[Tt]ỉnh|[Tt]hành phố|TP|UBND (?:tỉnh|thành phố))\s(?:(?:sẽ|đã|đang|vừa|cũng|dự kiến)\s)*(?:{ITS_DEEDS}|trao|cấp|có)\s"
OPENS_LIST = r"(?:\s(?:như|gồm|bao gồm|là)|:)\s(?i:(?:dự án|công trình|đầu tư|xây dựng|khởi công)\s)*$"  # "… như: dự án cầu A; đường B"


@of_rows
def with_place(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds place and places (null where there are none): those of the part, in the name or after "tại".

    What a road, a bridge or a line joins is not where it lies: of such only what stands outside the name counts. A total
    also has the place that its clause begins with. A region or a land is none, nor is the project itself, which a text can
    name as a place ("khu công nghiệp A").
    """
    told = reading.places.filter(~pl.col("in_date_line"))
    named = told.filter(~pl.col("level").is_in(["country", "region"])).select(
        "s", "place", "level", at="start"
    )
    joins = pl.col("project").str.contains(LINE).fill_null(False)
    from_ = pl.when("is_total").then("from_").when(joins).then("name_end").otherwise("start")
    met = (
        rows.select(
            "i",
            "s",
            "to",
            "part",
            "start",
            "name_end",
            "next",
            first=from_,
            part_at="from_",
            ends=pl.when(joins).then("name_end"),
            last=pl.when(~pl.col("is_total")).then(pl.col("name_end").max().over("s", "from_", "is_total")),
            several=~pl.col("is_total") & (pl.len().over("s", "from_", "is_total") > 1),
        )
        .join(named, on="s")
        .filter(pl.col("at") >= pl.col("first"), pl.col("at") < pl.col("to"))
        .filter(
            ~pl.col("several") | _of_it(),
            ~_gap("part_at").str.contains(f"{STREET}|{BRANCH}"),
            ~_gap("part_at").str.contains(ELSEWHERE),
            ~_gap("first").str.contains(NOT_THERE),
        )
        # What a project is named by is no place ("khu đô thị A, công viên B").
        .join(rows.select("s", at="start").unique(), on=["s", "at"], how="anti", maintain_order="left")
    )
    beyond = pl.col("part").str.slice(
        pl.col("ends") - pl.col("part_at"), pl.max_horizontal("at", "ends") - pl.col("ends")
    )
    met = met.filter(pl.col("ends").is_null() | beyond.str.contains(LIES))
    listed = (
        met.sort("at")
        .group_by("i")
        .agg(
            places=pl.col("place").unique(maintain_order=True),
            place=pl.coalesce(
                pl.col("place").filter(~pl.col("level").is_in(["ward", "commune"])).first(),
                pl.col("place").first(),
            ),
        )
    )
    return rows.join(listed, on="i", how="left", maintain_order="left")


def _gap(since: str) -> pl.Expr:
    """What stands in the part between a column's position and a place."""
    since_ = pl.min_horizontal(since, "at")
    return pl.col("part").str.slice(since_ - pl.col("part_at"), pl.col("at") - since_)


def _of_it() -> pl.Expr:
    """Whether a place is that of this one of several projects (Boolean): told with it, or behind the last for all."""
    own = (pl.col("at") < pl.col("next")) & ~_gap("name_end").str.replace_all(SAME_PLACE, " ").str.contains(
        ANOTHER
    )
    return own | ((pl.col("at") >= pl.col("last")) & _gap("last").str.contains(OF_ALL))


@of_rows
def by_article(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Fills place and places where no telling gives one: the article's own, where a list opens with its city or province
    ("thành phố sẽ khởi công …"), the only place of the headline, else the only province that the article names, if more
    than once and the project's name holds it. Of a line it is none of its ends.
    """
    named = reading.places.filter(~pl.col("level").is_in(["country", "region"]), ~pl.col("in_date_line"))
    # A visit to a city abroad tells nothing of where a land's projects lie.
    elsewhere = (pl.col("level") == "city") & pl.col("code").is_null() & pl.col("province").is_null()
    named = named.select("s", "place", "level", abroad=elsewhere)
    heads = reading.sentences.select("a", "s", "role")
    told = named.join(heads, on="s").select("a", "place", "level", "abroad", "role")
    titled = told.filter(pl.col("role") == "title")
    of_title = _only(titled, "_title", 1)
    abroad = titled.group_by("a").agg(_abroad=pl.col("abroad").all())
    province = _only(told.filter(pl.col("level").is_in(["province", "city"])), "_province", 2)
    headlines = reading.sentences.filter(pl.col("role") == "title")
    head = headlines.group_by("a").agg(_head=pl.col("sentence").str.join(" "))
    for of_article in (of_title, abroad, head):
        rows = rows.join(of_article, on="a", how="left", maintain_order="left")
    rows = rows.join(province, on="a", how="left", maintain_order="left")
    name = pl.col("project").str.replace_all(ABBREVIATED, "Hồ Chí Minh")
    own = pl.when(name.str.contains(pl.col("_province"), literal=True)).then("_province")
    rows = rows.join(reading.articles.select("a", "home"), on="a", how="left", maintain_order="left")
    visited = pl.col("is_total") & pl.col("_abroad").fill_null(False)
    # Of "nhiệt điện Bến Đá 2" in the headline the place is not that of other works.
    plant = pl.col("project").str.extract(
        pl.concat_str(pl.col("_title").str.escape_regex(), pl.lit(" [0-9]+")), 0
    )
    numbered = pl.col("_head").str.contains(plant, literal=True).any().over("a").fill_null(False)
    headline = pl.when(~visited & (~numbered | name.str.contains(pl.col("_title"), literal=True))).then(
        "_title"
    )
    rows = rows.join(_in_the_name(rows, told), on="i", how="left", maintain_order="left")
    found = pl.coalesce("_named", pl.when("ours").then("home"), headline, own)
    place = pl.coalesce("place", pl.when(~is_joined(name, found).fill_null(False)).then(found))
    alone = pl.when(place.is_null()).then(pl.lit([], pl.List(pl.String))).otherwise(pl.concat_list(place))
    return rows.with_columns(place=place, places=pl.coalesce("places", alone)).drop(
        "_title", "_abroad", "_head", "_province", "_named", "home"
    )


@of_rows
def _in_the_name(rows: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """i and _named: the province that the article names and the project's name tells as one ("Bệnh viện đa khoa tỉnh A")."""
    provinces = told.filter(pl.col("level").is_in(["province", "city"])).select("a", "place").unique()
    met = (
        rows.filter(~pl.col("project").str.contains(LINE)).select("i", "a", "project").join(provinces, on="a")
    )
    units = [pl.concat_str(pl.lit(unit), "place") for unit in ("tỉnh ", "thành phố ")]
    held = pl.any_horizontal(pl.col("project").str.contains(unit, literal=True) for unit in units)
    return (
        met.filter(held)
        .sort("i", "place")
        .group_by("i", maintain_order=True)
        .agg(_named=pl.col("place").first())
    )


def is_joined(name: pl.Expr, place: pl.Expr) -> pl.Expr:
    """Whether a place is one of those that a name joins, "cao tốc A - B", and so not where it lies (Boolean)."""
    return name.str.contains(r"\S\s?[–-]\s?\S") & name.str.contains(place, literal=True)


def _only(told: pl.DataFrame, name: str, times: int) -> pl.DataFrame:
    """a and the only place that is told there, if at least so often."""
    each = told.group_by("a").agg(pl.col("place").unique(), times=pl.len())
    only = each.filter(pl.col("place").list.len() == 1, pl.col("times") >= times)
    return only.select("a", pl.col("place").list.first().alias(name))
