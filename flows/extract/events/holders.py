"""Hosts that the sentence of an event does not tell: those of a later sentence, and the firm whose shareholders meet (linguistics §12)."""

from dataclasses import replace

import polars as pl

from flows.extract.events.named import MEETING
from flows.extract.measurements.about import main_firms
from flows.extract.measurements.firms import firms
from flows.read import Reading
from flows.read.rules import of_rows

# "Hội thảo được Hiệp hội A tổ chức", "Sự kiện do Bộ B phối hợp với tỉnh C tổ chức": told after the event, by its noun.
HELD_LATER = r"^(?:(?:Buổi|Cuộc)\s)?([^\s,;:“”]+(?:\s[^\s,;:“”]+){0,2}?)(?:\s(?:này|trên|năm nay|lần này))?\s(?:(?:đã|sẽ|cũng|vừa)\s)*(?:do|được)\s"
HELD_BY = r"^[^.;:“”]{0,220}?\s(?:đồng tổ chức|đồng chủ trì|tổ chức|chủ trì|đăng cai|phát động)(?:[\s,.;]|$)"
NO_HOST = r"(?i)(?:của|tại|thuộc|theo|chỉ đạo|bảo trợ|phối hợp cho|giám đốc|chủ tịch)\s$"
# "Sự kiện do …": of the only event that the article tells.
IT = ["sự kiện", "chương trình", "buổi lễ", "lễ"]
SOON = 8  # sentences after the event
# Between a firm and its meeting: "Công ty A sẽ tổ chức | ĐHĐCĐ thường niên", "Ngân hàng B vừa công bố tài liệu họp | …".
OWN_MEETING = r"^(?:\s\([^()]*\))?,?\s(?:[^\s.;:“”]+\s){1,14}$"
OF_ANOTHER = r"(?i)\s(?:của|cho biết|tham dự|dự|theo|bởi)\s"
# "Tại ĐHĐCĐ thường niên ngày 3/6, Công ty A thông qua …", "Tại cuộc họp HĐQT, Công ty A …": the firm that goes on.
AT_MEETING = r"(?:^|[\s.;])(?i:tại|trong)\s(?:[^\s,;.]+\s){0,2}$"
THEN_FIRM = r"^[^,;:“”]{0,40},\s$"
BOARD = r"(?i)\s(?:hội đồng quản trị|hđqt)(?:\s|$)"
# "ĐHCĐ các cấp": of a union, and no meeting of shareholders.
OF_FIRMS = r"(?i)cổ đông|thường niên|bất thường|20[0-9]{2}|đhđcđ"
ABOUT = r"(?i)(?:của|theo|tại|cho|với|từ|thuộc|và|,|cổ đông|lãnh đạo)\s$"


@of_rows
def held_by_others(rows: pl.DataFrame, told: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Rows of events, those without hosts with those that another sentence tells."""
    rows = rows.with_row_index("_i")
    open_ = (pl.col("hosts").list.len() == 0) & ~pl.col("token").is_in(["named", "visit"])
    later = _told_later(rows, rows.filter(open_), told, reading)
    firm = _whose_shareholders(rows.filter(open_), reading)
    rows = rows.join(later, on="_i", how="left", maintain_order="left")
    rows = rows.join(firm, on="_i", how="left", maintain_order="left")
    hosts = pl.when(pl.col("hosts").list.len() > 0).then("hosts")
    return rows.with_columns(hosts=pl.coalesce(hosts, "_firm", "_later", "hosts")).drop(
        "_i", "_firm", "_later"
    )


def _told_later(
    rows: pl.DataFrame, open_: pl.DataFrame, told: pl.DataFrame, reading: Reading
) -> pl.DataFrame:
    """_i and _later: the bodies that a later sentence tells by the noun of the article's only event of that noun."""
    lone = rows.group_by("a").agg(_lone=pl.len() == 1)
    alone = rows.group_by("a", "noun").agg(_alone=pl.len() == 1).filter("_alone").drop("_alone")
    each = open_.select("_i", "a", "noun", _s="s").join(alone, on=["a", "noun"], how="semi")
    only = each.join(lone.filter("_lone"), on="a", how="semi").drop("noun")
    it = only.join(pl.DataFrame({"noun": IT}), how="cross").select(each.columns)
    later = told.join(each.select("a").unique(), on="a", how="semi").with_columns(
        noun=pl.col("sentence").str.extract(HELD_LATER).str.to_lowercase(),
        _by=pl.col("sentence").str.extract(f"({HELD_LATER})").str.len_chars(),
    )
    met = (
        pl.concat([each, it])
        .join(later.drop_nulls("noun").select("a", "s", "noun", "_by", "sentence"), on=["a", "noun"])
        .filter(pl.col("s") > pl.col("_s"), pl.col("s") - pl.col("_s") <= SOON)
        .sort("_i", "s")
        .unique("_i", keep="first", maintain_order=True)
        .join(reading.organizations.select("s", "organization", at="start", until="end"), on="s")
    )
    left = pl.col("sentence").str.slice(0, pl.col("at"))
    between = pl.col("sentence").str.slice(pl.col("_by"), pl.max_horizontal("at", "_by") - pl.col("_by"))
    behind = pl.col("sentence").str.slice(pl.col("until"))
    hosts = met.filter(
        pl.col("at") >= pl.col("_by"),
        ~left.str.contains(NO_HOST),
        ~between.str.contains(r"(?:tổ chức|chủ trì|đăng cai|phát động)\s|[.;:“”]"),
        pl.concat_str(pl.lit(" "), behind).str.contains(HELD_BY),
    )
    return (
        hosts.sort("_i", "at")
        .group_by("_i", maintain_order=True)
        .agg(_later=pl.col("organization").unique(maintain_order=True))
    )


def _whose_shareholders(open_: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """_i and _firm: of a meeting of shareholders the firm that its name tells, that its sentence says to hold it, or whose article it is."""
    shareholders = pl.col("noun").str.contains(f"^{MEETING}$") & pl.col("name").str.contains(OF_FIRMS)
    board = pl.col("name").str.contains(BOARD) & (pl.col("event_kind") == "meeting")
    meetings = open_.filter(shareholders | board)
    if meetings.is_empty():
        return meetings.select("_i", _firm=pl.lit(None, pl.List(pl.String)))
    # Firms are looked for in the articles of such meetings alone.
    told = reading.sentences.join(meetings.select("a").unique(), on="a", how="semi")
    named = reading.organizations.join(told.select("s"), on="s", how="semi")
    reading = replace(reading, sentences=told, organizations=named)
    bodies = firms(reading)
    near = meetings.select("_i", "s", "start", "end", "left", "sentence").join(
        bodies.select("s", "organization", at="start", until="end"), on="s"
    )
    left = pl.col("sentence").str.slice(0, pl.col("at"))
    gap = pl.col("sentence").str.slice(pl.col("until"), pl.max_horizontal("start", "until") - pl.col("until"))
    behind = pl.col("sentence").str.slice(pl.col("end"), pl.max_horizontal("at", "end") - pl.col("end"))
    within = pl.col("at").is_between("start", "end") | (
        (pl.col("at") > pl.col("end")) & behind.str.contains(r"^\s(?:của\s)?$")
    )
    holds = (
        (pl.col("until") <= pl.col("start"))
        & gap.str.contains(OWN_MEETING)
        & ~gap.str.contains(OF_ANOTHER)
        & ~left.str.contains(ABOUT)
    )
    goes_on = (
        (pl.col("at") > pl.col("end"))
        & pl.col("left").str.contains(AT_MEETING)
        & behind.str.contains(THEN_FIRM)
    )
    own = (
        near.with_columns(_within=within, _goes_on=goes_on)
        .filter(within | holds | goes_on)
        .sort("_i", "_within", "_goes_on", "at", descending=[False, True, True, True])
        .unique("_i", keep="first", maintain_order=True)
        .select("_i", _own="organization")
    )
    about = main_firms(reading, bodies).filter(~pl.col("_firm_leads")).select("a", "_main_firm")
    firm = meetings.select("_i", "a").join(own, on="_i", how="left").join(about, on="a", how="left")
    firm = firm.with_columns(_one=pl.coalesce("_own", "_main_firm")).drop_nulls("_one")
    return firm.select("_i", _firm=pl.concat_list("_one"))
