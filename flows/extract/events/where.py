"""Where an event was: its venue, and its place (linguistics §12)."""

from functools import cache

import polars as pl

from flows.letters import CAPITAL, LETTER, SMALL
from flows.read import Reading
from flows.read.rules import of_rows

VENUE_END = r"(?:[,\s(]*(?i:(?:ở|tại)?\s*(?:tỉnh|thành phố|TP\.?|huyện|thị xã|phường|xã|quận|đặc khu|thủ đô)\s*)|[,\s(]+(?i:ở|tại)?[,\s(]*)$"
LONGEST_VENUE = 11  # blanks
HALLS = "trụ sở|hội trường|khách sạn|quảng trường|nhà văn hóa|nhà hát|nhà thi đấu|sân vận động|công viên|bảo tàng|thư viện|khu du lịch|khu di tích|khu lưu niệm|trung tâm|cung|đền|chùa|đình|học viện|trường"
NO_VENUE = r"(?i)\s(?:là|có|lên|tổ chức|cho biết|nói|phát biểu|khẳng định|cho rằng|yêu cầu|đề nghị|đang|gây)(?:[\s,]|$)|\s(?:này|đó|trên)$|%|SEA Games|AFF Cup|World Cup|Olympic|V-League|^điều [0-9]|^(?:thủ đô|khu vực|hội nghị|hội thảo|kỳ họp|đại hội|triển lãm|họp|buổi|lễ|diễn đàn|phiên|cuộc|thành phố|tỉnh|tp|huyện|xã|phường|quận|thị xã|việt nam|đây|chương trình|sự kiện|tọa đàm|toạ đàm|tuần lễ|festival|liên hoan|lhp |hội thi|cuộc thi|hội chợ|đối thoại|nghị quyết|nghị định|thông tư|báo cáo|luật|vương quốc|cộng hòa|liên bang|tổng thống|thủ tướng|chủ tịch|bộ trưởng|thứ trưởng|bí thư|đồng chí|ông\s)"
# "Nhà hát A, đường B, quận C": an address goes on behind a comma, a clause does not.
ADDRESS = r"^[^,]*,\s(?:số|đường|phố|ngõ|phường|xã|quận|huyện|thị|thành|tỉnh|tp|khu|thôn|ấp|bản|tòa|toà|tầng|lô|km|đảo|thủ|thể|du|văn|ngoại ô|đại|trung|nhà|trường|hội|phòng|sân|cung|công|bảo|thư|khách|quảng|đền|chùa|đình|học)"
CLAUSE = rf"^([^,]*),\s{SMALL}.*$"
OTHER_CLAUSE = r",\s(?:trong|tại|khi|sau|theo|trả lời|phát biểu|ông|bà)\s"
# Whose deputy somebody is, or which paper told of it, is no place of the event; nor is what somebody says of a place.
ELSEWHERE = rf"(?:(?:^|[\s(,])(?i:đại biểu(?: quốc hội)?|đbqh|đb|cử tri|ông|bà)(?:\s{CAPITAL}[{LETTER}.]*){{1,5}}\s?\((?i:tp\.?\s?)?|(?i:(?:đoàn(?: (?:đại biểu|đbqh|giám sát|công tác|kiểm tra|khảo sát|cán bộ|lãnh đạo|của|hđnd|ubnd|tỉnh ủy))*(?: quốc hội)?|cử tri)(?: (?:tỉnh|thành phố|tp\.?))?\s)|\s(?i:báo)\s[^,;.]{{0,20}}(?i:TP\.)?|\s(?i:rời|khởi hành từ)\s(?:(?i:thủ đô|thành phố|TP\.?)\s)?)$"
GONE_ON = r"[:;]|,\s(?:diễn ra|quy tụ|thu hút|có|gồm|với)\s"  # from the place on
LEVEL = r"\s(?i:tỉnh|thành phố|tp\.?|huyện|thị xã)\s?$"  # "Quảng trường 3/2 thành phố A"
# "chuyến thăm Lào của Thủ tướng A", "chuyến thăm của Thủ tướng A tới Lào": where to it is told before whose it is, or behind.
OPENS_PLACE = r"(?:^|[,;.]\s|[0-9)]\s|\s(?:nay|qua)\s)(?i:tại|ở)\s$"
WHOSE = r"\scủa\s"
TO_WHERE = r"\scủa\s.*\s(?:tới|đến|tại|sang)(?:\s\S+){0,4}\s$"
TELLING = r"[,\s](?:đề cập|liên quan|trả lời|trao đổi|báo cáo|trình bày|phản ánh|cho biết|cho rằng|khẳng định|nói|yêu cầu|nhấn mạnh|đặt ra|đề nghị|nhận định|chia sẻ|quyết định|thay đổi)\s"


@cache
def _said_after(place: str) -> pl.Expr:
    """Whether somebody says something between the event's name and a place (Boolean)."""
    gap = pl.col("sentence").str.slice(pl.col("end"), pl.max_horizontal(place, "end") - pl.col("end"))
    return gap.str.contains(TELLING).fill_null(False)


def _of_another(ahead: pl.Expr) -> pl.Expr:
    """Whether what stands there, told `ahead` of the event, belongs to something else: "chia sẻ về lễ hội tại đền A, …"."""
    return ahead.fill_null(False) & ~pl.col("sentence").str.slice(0, pl.col("_at")).str.contains(OPENS_PLACE)


@cache
def _apart() -> pl.Expr:
    """Whether a semicolon parts the event's name from where something is ("…; lễ hội A; chợ phiên tại công viên B")."""
    first, last = pl.min_horizontal("_at", "end"), pl.max_horizontal("_at", "start")
    return pl.col("sentence").str.slice(first, last - first).str.contains(";", literal=True).fill_null(False)


@cache
def _clause_between() -> pl.Expr:
    """Whether another clause begins between the event's name and where something is (Boolean)."""
    gap = pl.col("sentence").str.slice(pl.col("end"), pl.max_horizontal("_at", "end") - pl.col("end"))
    return gap.str.contains(OTHER_CLAUSE).fill_null(False)


@of_rows
def _visited(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """_i and _land: the land or place that the name of a visit says it goes to."""
    lands = reading.places.filter(pl.col("level") != "region").select("s", "place", at="start", until="end")
    met = (
        rows.filter(pl.col("token") == "visit")
        .select("_i", "s", "start", "end", "sentence")
        .join(lands, on="s")
    )
    before = pl.col("sentence").str.slice(pl.col("start"), pl.max_horizontal("at", "start") - pl.col("start"))
    whither = ~before.str.contains(WHOSE) | before.str.contains(TO_WHERE)
    within = met.filter(pl.col("at") >= pl.col("start"), pl.col("until") <= pl.col("end"), whither)
    return within.sort("_i", "at").group_by("_i").agg(_to=pl.col("place").first())


@of_rows
def placed(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds venue and place: what stands after "tại", and the place named there, else the first of the sentence."""
    # "phát biểu tại Tọa đàm A", "chuyến thăm và làm việc tại Lào": what the name itself holds is not where it was.
    own = pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    masked = pl.concat_str(
        pl.col("sentence").str.slice(0, pl.col("start")),
        pl.when(pl.col("token").is_in(["ceremony", "visit"]))
        .then(own)
        .otherwise(own.str.replace_all(r"[\s\S]", "x")),
        pl.col("sentence").str.slice(pl.col("end")),
    )
    at = pl.coalesce(
        masked.str.extract(rf"(?s)^(.*?(?:^|[\s,])(?i:tại|ở) ){CAPITAL}").str.len_chars(),
        masked.str.extract(r"(?s)^(.*?(?:^|[\s,])(?i:tại) )").str.len_chars(),
    )
    at_name = pl.col("sentence").str.slice(pl.col("_at"), 1).str.contains(rf"{CAPITAL}")
    # Nor does an event whose name holds a place take the first that its sentence tells.
    placed_by_name = own.str.contains(rf"\s(?i:tại|ở)\s{CAPITAL}")
    rows = rows.with_columns(_at=at, _inner=placed_by_name)
    rows = rows.with_columns(_named=at_name.fill_null(False)).with_row_index("_i")
    named = reading.places.filter(~pl.col("level").is_in(["country", "region", "zone"])).select(
        "s", "place", place_start="start", place_end="end"
    )
    met = rows.select("_i", "s", "_at", "_named", "_inner", "start", "end", "sentence", "token").join(
        named, on="s"
    )
    outside = (pl.col("place_start") >= pl.col("end")) | (pl.col("place_end") <= pl.col("start"))
    outside &= ~pl.col("sentence").str.slice(0, pl.col("place_start")).str.contains(ELSEWHERE)
    outside &= ~_said_after("place_start")
    # "tại Nhà thi đấu A, có các đội từ: B, C": none of what follows is where it was.
    gone_on = pl.col("sentence").str.slice(
        pl.col("_at"), pl.max_horizontal("place_start", "_at") - pl.col("_at")
    )
    outside &= ~gone_on.str.contains(GONE_ON).fill_null(False)
    apart = (
        pl.col("sentence")
        .str.slice(0, pl.col("place_start"))
        .str.contains(
            r"(?:[,(]\s*|(?:^|\s)(?i:tại|ở)\s)(?:(?i:tỉnh|thành phố|tp\.?|huyện|thị xã|phường|xã|quận|đặc khu)\s?)?$"
        )
    )
    # "tại Nhà hát Sông Hương Huế, …": the last word of where it was held.
    shown = pl.col("sentence").str.slice(
        pl.col("_at"), pl.max_horizontal("place_start", "_at") - pl.col("_at")
    )
    rest = pl.col("sentence").str.slice(pl.col("place_end"))
    closes = (
        ~shown.str.contains(r"[,.;:“”\"]")
        & rest.str.contains(r"^(?:[,.;)]|$)")
        & (pl.col("place") != "Hồ Chí Minh")
    )
    levelled = ~shown.str.contains(r"[,.;:“”\"]") & shown.str.contains(LEVEL)
    levelled &= (pl.col("token") != "visit") & (shown.str.count_matches(" ") <= LONGEST_VENUE)
    after = (
        met.with_columns(_apart=apart, _ends=apart | closes)
        .filter(pl.col("place_start") >= pl.col("_at"), pl.col("_ends") | levelled, outside)
        .sort("_apart", "place_start", descending=[True, False])
        .group_by("_i")
        .agg(_after=pl.col("place").first(), _until=pl.col("place_start").filter("_ends").first())
    )
    # What stands after "tại" and is no place that we know leaves the event without one.
    first = (
        met.filter(
            outside,
            pl.col("token") != "visit",
            ~pl.col("_inner"),
            pl.col("_at").is_null() | ~pl.col("_named"),
        )
        .sort("place_start")
        .group_by("_i")
        .agg(_first=pl.col("place").first())
    )
    hosts = reading.organizations.select("s", _org="start")
    # "tại trụ sở Chính phủ, …": whose house it is, and not who holds the event.
    told = rows.select("s", "sentence").unique("s")
    whose = (
        pl.col("sentence")
        .str.slice(0, pl.col("_org"))
        .str.contains(r"(?i)(?:trụ sở|hội trường|nhà khách)\s$")
    )
    seats = hosts.join(told, on="s").filter(whose).select("s", "_org")
    host = (
        rows.select("_i", "s", "_at")
        .join(hosts, on="s")
        .filter(pl.col("_org") > pl.col("_at"))
        .join(seats, on=["s", "_org"], how="anti")
        .group_by("_i")
        .agg(_host=pl.col("_org").min())
    )
    rows = rows.join(after, on="_i", how="left", maintain_order="left").join(
        first, on="_i", how="left", maintain_order="left"
    )
    rows = rows.join(host, on="_i", how="left", maintain_order="left")
    # "tại Đức của Thủ tướng A": a land or a region is no venue, whatever follows its name.
    lands = reading.places.filter(pl.col("level").is_in(["country", "region"])).select(
        "s", _at=pl.col("start").cast(pl.UInt32), _land=pl.lit(True)
    )
    rows = rows.join(lands.unique(), on=["s", "_at"], how="left", maintain_order="left")
    until = pl.min_horizontal("_until", "_host", pl.when(pl.col("_at") < pl.col("start")).then("start"))
    until = pl.coalesce(until, pl.col("sentence").str.len_chars())
    shown = pl.col("sentence").str.slice(pl.col("_at"), pl.max_horizontal(until, "_at") - pl.col("_at"))
    shown = shown.str.replace(
        rf"\s*[(.;:“”\"].*$|\s(?:Sáng|Trưa|Chiều|Tối|Ngày|Hôm)\s.*$|\s(?:với|nhằm|do|từ|vào|trong|để|sau|trước|đã|sẽ|được|diễn ra|khai mạc|mang tên|theo|nhân (?:dịp|kỷ niệm|ngày|chuyến|sự kiện)|phối hợp|hồi|hôm|nằm|Ngoài ra|Ngoài)\s.*$|\s(?:ngày|tháng|năm)\s[0-9].*$|,\s(?:sáng|trưa|chiều|tối|đêm|ngày|hôm|một|sau|và|trước|nhân|bên|cùng|theo|đại|ông|bà|các|nhiều|những|đồng chí|lãnh đạo)(?:\s.*)?$|,\s(?:diễn ra|được|kéo dài)(?:\s.*)?$|,\s{CAPITAL}.*$",
        "",
    ).str.strip_chars_end(" ,")
    shown = pl.when(shown.str.contains(ADDRESS)).then(shown).otherwise(shown.str.replace(CLAUSE, "${1}"))
    # "Nhà thi đấu, tỉnh" goes on with the place; "Nhà thi đấu tỉnh" is whole.
    shown = (
        pl.when(until == pl.col("_until"))
        .then(shown.str.replace(VENUE_END, "").str.strip_chars_end(" ,"))
        .otherwise(shown)
    )
    usable = (
        shown.str.contains(rf"^(?:{CAPITAL}|(?:{HALLS})\s)")
        & shown.str.count_matches(" ").is_between(2, LONGEST_VENUE)
        & ~shown.str.contains(NO_VENUE)
        & (shown != pl.coalesce("_after", pl.lit("")))
        & (
            (pl.col("_at") < pl.col("start"))
            | (pl.col("_at") >= pl.col("end"))
            | (pl.col("token") == "ceremony")
        )
        & ~_said_after("_at")
        & pl.col("_land").is_null()
        & ~pl.col("framed")
        & ~_apart()
        & ~(_of_another(pl.col("_at") < pl.col("start")) & ~shown.str.contains(rf"^{CAPITAL}"))
        # Where a visitor was received is not where the visit went.
        & ((pl.col("token") != "visit") | ((pl.col("_at") >= pl.col("start")) & ~_clause_between()))
    )
    own_place = ~pl.col("framed") | (pl.col("_at") >= pl.col("end")).fill_null(False)
    place = pl.when(own_place).then(pl.coalesce("_after", "_first"))
    rows = rows.join(_visited(rows, reading), on="_i", how="left", maintain_order="left")
    return rows.with_columns(venue=pl.when(usable).then(shown), place=pl.coalesce("_to", place)).drop(
        "_to", "_i", "_at", "_named", "_inner", "_after", "_until", "_first", "_host", "_land"
    )
