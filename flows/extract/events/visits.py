"""Visits named after the visitor: "chuyến thăm Lào của Thủ tướng A" (linguistics §12)."""

import polars as pl

from flows.extract.events.borders import COLUMNS, DAY_TOLD
from flows.letters import CAPITAL, LETTER
from flows.read import Reading
from flows.read.rules import of_rows
from flows.read.spans import find

# "thăm chính thức Lào (của Thủ tướng A)"; without such a word a visit is named by whose it is: "chuyến thăm Lào của Thủ tướng A".
SORTS = r"(?i:chính thức|cấp nhà nước|hữu nghị)"
TRIP = r"(?i:chuyến (?:thăm|công du))"
WORKING = r"(?:,?\s(?i:và làm việc|làm việc|hữu nghị|chính thức|cấp nhà nước|cấp cao|lịch sử|đầu tiên|lần đầu tiên|lần thứ (?:hai|ba|tư|[0-9]+)|nước ngoài|thứ (?:hai|ba|tư|[0-9]+)))*"
TO = r"(?:\s(?i:tới|đến|tại|nước|cộng hòa|nhân dân|dân chủ|hồi giáo|liên bang|vương quốc|hợp chúng quốc|thành phố|thủ đô|tỉnh|bang))*"
NAME = rf"\s{CAPITAL}[{LETTER}]*(?:\s{CAPITAL}[{LETTER}]*){{0,3}}"
LAND = rf"{NAME}(?:\svà{TO}{NAME})?"
# "chuyến thăm chính thức Lào ngày 3-5/9 của …": when it was, no part of its name.
WHEN = r"\s(?i:(?:từ )?ngày [0-9][^\s,;()]*(?: đến (?:ngày )?[0-9][^\s,;()]*)?|vừa qua|mới đây|lần này|sắp tới|tới đây)"
INITIALS = rf"(?:{CAPITAL}\.\s?)*"  # "Thủ tướng Nhật Bản S.Abe"
HEAD = r"(?i:tổng thống|thủ tướng|chủ tịch|quốc vương|ngoại trưởng|bộ trưởng)"  # before a name of one word: "Tổng thống Rojas"
WHOSE = rf"(?:{WHEN})?\s(?i:của)\s(?:(?:[^\s,.;:()“”]+\s){{0,6}}?{CAPITAL}[{LETTER}]*(?:\s{INITIALS}{CAPITAL}[{LETTER}]*){{1,4}}|{HEAD}\s{CAPITAL}[{LETTER}]*(?:-[{LETTER}]+)*)"
OF_HEAD = r"\s(?i:của)\s(?i:thủ tướng(?: chính phủ)?|chủ tịch nước|tổng bí thư|chủ tịch quốc hội)"  # told without the name
# "chuyến thăm của Thủ tướng tới Lào": where to stands behind whose it is.
OF_HEAD_TO = rf"{OF_HEAD}\s(?i:tới|đến|tại|sang){TO}{LAND}"
# "sẽ thăm Lào từ ngày 3 đến 5/9", "lên đường thăm Lào": the verb alone, where the day is told and who goes.
GOING = r"(?i:(?:sẽ|bắt đầu|lên đường)\s)+"
VISITS = [
    rf"{GOING}(?i:thăm){WORKING}{TO}{LAND}(?:{WHOSE})?",
    rf"{TRIP}{WORKING}{OF_HEAD_TO}",
    rf"(?:(?i:chuyến)\s)?(?i:thăm){WORKING}\s{SORTS}(?:\s(?i:(?:lần )?đầu tiên|lần thứ (?:hai|ba|tư|[0-9]+)))?(?:\s[0-9]{{1,2}}\s(?i:ngày))?(?:\s(?i:của)\s[^,.;:()“”]{{3,60}}?\s(?i:tới|đến|tại))?{TO}{LAND}(?:{WHOSE})?",
    rf"{TRIP}{WORKING}{TO}{LAND}(?:{WHOSE}|{OF_HEAD})",
    rf"{TRIP}{WORKING}{WHOSE}\s(?i:tới|đến|tại){TO}{LAND}",
    rf"{TRIP}{WORKING}{WHOSE}",
    rf"{TRIP}{WORKING}{TO}{LAND}",
]
HALF = r"\s(?:Phó|Chủ|Thủ|Tổng|Bộ|Bí|Đại|Giám|Trưởng|Thứ|Ngoại|Quốc|Cộng|Hợp)$|(?i:chủ tịch)\s(?:Thượng|Hạ|Tập|Hội|Ủy|Đoàn|Quỹ|Liên|Đại|Hiệp)$"  # the first half of an office
WIFE = r"(?i)và\s(?:(?:đệ nhất )?phu nhân|phu quân)\s(?:là\s)?(?:bà\s|ông\s)?$"
OF_HIM = r"\s(?i:ông|bà|mình|họ)\s(?:đến|tới|tại|sang)\s"  # "chuyến thăm của ông đến Trung Đông"
SAID = r"(?i)cho biết|cho hay|cho rằng|nói|khẳng định|nhấn mạnh|đánh giá|tin tưởng|thông báo|[;:]"
# "Trong khuôn khổ chuyến thăm chính thức Lào, chiều 3/9, Thủ tướng A": whose visit it is stands behind.
BEGINS = r"(?:^(?i:tiếp tục(?: chương trình)?|bắt đầu|kết thúc|trong chương trình)|(?:^|[,.)]\s|(?i:hoạt động)(?:\s(?i:đầu tiên|tiếp theo|cuối cùng))?\s)(?i:trong(?: suốt| khuôn khổ)?|nhân|trước thềm))\s$"
BEHIND = r"^(?:[^.;:“”]|[0-9]\.[0-9])*,\s(?:[^,.;:“”]{0,30}\s)?$"  # what stands between it and them
NEAR = 110  # characters from a visit to whom it is told of
FAR = 170  # from a visit that opens the sentence, which may frame a conference as well
# "Thủ tướng A đang có chuyến thăm Lào", "Thủ tướng A trong chuyến thăm Lào": who makes it stands before.
MAKES = r"(?:(?:^|[\s,])(?:có|thực hiện|tiến hành|bắt đầu|kết thúc)|\s(?:trong(?: khuôn khổ)?|nhân))\s$"
WILL_MAKE = r"(?i)(?:sẽ|dự kiến|sắp|lời mời|chưa|không)\s(?:[^,.;]{0,30}\s)?$"
IN_A_YEAR = r"(?i)(?:^|\s)(?:năm|[0-9]{1,2}[/-])\s?(?:19|20)[0-9]{2}"  # visits of old
OF_ANY = r"\scủa (?:một|các|những|nhiều)\s"
NEXT_SENTENCE = (
    r"\s(?:Theo|Trong|Tại|Trước|Sau|Sáng|Chiều|Ngày|Ảnh|Phát)\s.*$"  # a caption without its full stop
)
INVITED = r"(?i)(?:nhân dịp|mời|hủy|huỷ|hoãn|chỉ đạo|phân công|yêu cầu|đề nghị|muốn|có thể|sau|trước|khi|nếu|từng|các|những)\s(?:[^,.;]{0,60}\s)?$"
TO_COME = r"(?i)trước thềm\s$"  # told with its day


def visits(told: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Visits named after the visitor: official and state visits whose day is told ("thăm chính thức Lào"), any that tells
    whose it is ("chuyến thăm Lào của Thủ tướng A"), and any to a land that its sentence tells somebody to make.
    """
    likely = told.filter(
        pl.col("sentence").str.contains_any(
            [
                "huyến thăm",
                "huyến công du",
                "thăm chính thức",
                "thăm cấp",
                "thăm hữu nghị",
                "sẽ thăm",
                "ắt đầu thăm",
                "ên đường thăm",
            ]
        )
    )
    return _visited(likely, reading)


@of_rows
def _visited(likely: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    rows = find(likely.select("s", "sentence"), f"(?:{'|'.join(VISITS)})", "sentence").join(
        likely, on="s", how="left", maintain_order="left"
    )
    going = pl.col("surface").str.extract(f"^({GOING})").str.len_chars()
    rows = rows.with_columns(
        surface=pl.col("surface").str.replace(NEXT_SENTENCE, "").str.slice(going.fill_null(0)),
        start=(pl.col("start") + going.fill_null(0)).cast(pl.UInt32),
        _going=going.is_not_null(),
    ).with_columns(end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32))
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    day_told = pl.col("sentence").str.contains(DAY_TOLD)
    behind = pl.concat_str(pl.lit(" "), pl.col("sentence").str.slice(pl.col("end"), 25))
    named = pl.col("surface").str.contains(rf"(?:{WHOSE}|{OF_HEAD})(?:$|\s)")
    # Told by the office alone only where no telling of the article has more.
    office = pl.col("surface").str.contains(rf"{OF_HEAD}$|^{TRIP}{WORKING}{OF_HEAD_TO}$")
    rows = rows.with_columns(left=left, _named=named).filter(
        ~office | office.all().over("a"),
        ~left.str.contains(INVITED) | (left.str.contains(TO_COME) & day_told),
        ~pl.col("surface").str.contains(HALF),
        ~pl.col("surface").str.contains(OF_HIM),
        ~pl.col("surface").str.contains(OF_ANY),
        ~(office & behind.str.contains(IN_A_YEAR)),
        day_told | ((named | left.str.contains(BEGINS) | left.str.contains(MAKES)) & ~pl.col("_going")),
    )
    visit = (
        pl.col("surface")
        .str.replace(r"^(?i:chuyến )?(?i:thăm)", "chuyến thăm")
        .str.replace("^Chuyến", "chuyến")
        .str.replace(WHEN, "")
    )
    # Without such a word and whose it is only one that opens what its visitor does, or that he makes.
    told = pl.col("_named") | (day_told & pl.col("surface").str.contains(rf"\s{SORTS}"))
    # "Trong chuyến thăm Mỹ, Tổng thống Mỹ A tiếp …": who leads the land that is visited receives the visitor.
    land = pl.col("surface").str.replace(rf"{WHEN}$", "").str.extract(rf"({NAME})$")
    rows = _by_whom(_abroad(rows, reading), reading).filter(
        pl.col("_named") | ~pl.col("_visitor").str.contains(land, literal=True).fill_null(False)
    )
    rows = rows.filter(told | pl.col("_opens") | pl.col("_makes"))
    return rows.with_columns(
        name=pl.concat_str(visit, pl.when(~pl.col("_named")).then(pl.lit(" của ") + pl.col("_visitor")).fill_null("")),
        noun=pl.lit("chuyến thăm"),
        token=pl.lit("visit"),
        event_kind=pl.lit("visit"),
        rule=pl.lit("event_visit"),
    ).select(COLUMNS)  # fmt: skip


def _written(at: str, until: str) -> pl.Expr:
    """The words of a sentence between two places."""
    return pl.col("sentence").str.slice(pl.col(at), pl.col(until) - pl.col(at))


@of_rows
def _abroad(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds _land: whether the visit is to a place that we know, and not to one of another year."""
    places = reading.places.select("s", _at="start", _until="end")
    met = rows.join(places, on="s").filter(
        pl.col("_at") >= pl.col("start"), pl.col("_until") <= pl.col("end")
    )
    of_old = pl.concat_str(
        pl.col("left").str.tail(80), pl.lit(" "), pl.col("sentence").str.slice(pl.col("end"), 25)
    ).str.contains(IN_A_YEAR)
    return rows.join(
        met.select("s", "start", _land=pl.lit(True)).unique(),
        on=["s", "start"],
        how="left",
        maintain_order="left",
    ).with_columns(_land=pl.col("_land").fill_null(False) & ~of_old)


@of_rows
def _by_whom(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds _opens, _makes and _visitor: whoever the clause tells of before the visit, else right behind a visit that opens
    the clause.
    """
    told = reading.sentences.select("s", _told="sentence").join(rows.select("s").unique(), on="s")
    people = reading.phrases.drop_nulls("person").select("s", "person", at="start", until="end")
    # "Chủ tịch nước A và Phu nhân B thăm …" is A's visit.
    people = (
        people.join(told, on="s")
        .filter(~pl.col("_told").str.slice(0, pl.col("at")).str.contains(WIFE))
        .drop("_told")
    )
    before = rows.sort("s", "start").join_asof(
        people.sort("s", "until"), left_on="start", right_on="until", by="s", check_sortedness=False
    )
    met = before.sort("s", "end").join_asof(
        people.select("s", next="person", next_at="at", next_until="until").sort("s", "next_at"),
        left_on="end", right_on="next_at", by="s", strategy="forward", check_sortedness=False,
    )  # fmt: skip
    gap = pl.col("sentence").str.slice(pl.col("until"), pl.col("start") - pl.col("until"))
    after = pl.col("sentence").str.slice(pl.col("end"), pl.max_horizontal("next_at", "end") - pl.col("end"))
    official = pl.col("surface").str.contains(rf"\s{SORTS}") & pl.col("sentence").str.contains(DAY_TOLD)
    opens = (
        (pl.col("_land") | official)
        & pl.col("left").str.contains(BEGINS)
        & (pl.col("next_at") - pl.col("end") <= FAR)
        & after.str.contains(BEHIND)
        & ~after.str.contains(SAID)
    )
    makes = (
        pl.col("_land")
        & (pl.col("left").str.contains(MAKES) | pl.col("_going"))
        & (~pl.col("left").str.contains(WILL_MAKE) | pl.col("sentence").str.contains(DAY_TOLD))
        & (gap.str.len_chars() <= NEAR)
        # "Tổng thống | Mỹ có chuyến thăm": of an office without a name the land tells whose it is.
        & ~(
            gap.str.contains(rf"^\s{CAPITAL}")
            & ~_written("at", "until").str.contains(pl.col("person"), literal=True)
        )
        & ~gap.str.contains(SAID)
        & ~opens.fill_null(False)
    )

    def shown(person: str, at: str, until: str) -> pl.Expr:
        """The name as written with its office, the name alone where that stood in another sentence: "ông Nam"."""
        written = pl.col("sentence").str.slice(pl.col(at), pl.col(until) - pl.col(at))
        full = written.str.contains(rf"^{CAPITAL}") & written.str.ends_with(pl.col(person))
        return (
            pl.when(full)
            .then(written.str.extract(r"(?:^(?:Ông|Bà) )?([^,]+)$").str.strip_chars())
            .otherwise(person)
        )

    return met.with_columns(
        _opens=opens.fill_null(False),
        _makes=makes.fill_null(False),
        _visitor=pl.when(opens).then(shown("next", "next_at", "next_until"))
        .when(~gap.str.contains(SAID)).then(shown("person", "at", "until"))
    )  # fmt: skip
