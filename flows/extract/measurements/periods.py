"""For when a figure holds: only what the text says or implies by the article's own date (linguistics §7)."""

from functools import cache

import polars as pl

from flows.extract.measurements import codes
from flows.extract.measurements.clauses import told_by
from flows.extract.measurements.in_turn import with_turns
from flows.extract.measurements.kinds import TIME_BEHIND, from_to
from flows.extract.measurements.things import begun, of_a_thing
from flows.extract.measurements.told_days import COLUMNS, none_alone, told_days
from flows.letters import CAPITAL
from flows.read import Reading, neighbours
from flows.read.rules import of_rows, with_common

# "đạt 5 tỷ USD năm 2024", "hai chữ số giai đoạn 2026-2030": a date that leans on the figure is its own.
LIST_OPENS = r"(?:như|gồm|gồm có|bao gồm|là|sau|đó)?\s?:\s[^:]*;"
LEANS = r"(?i)^\s*(?:\(|vào |trong |của |cho |ở |từ |hồi )?(?:cả )?(?:thời điểm )?$"
# "31.000 tỷ đồng (năm trước đạt 29.000 tỷ đồng)": in brackets that hold another figure a date is that figure's, unless it only goes on.
OPENS_OTHERS, HOLDS_A_FIGURE = (
    r"\(\s?(?:vào |trong |của |cho |ở |từ )?(?:cả )?$",
    r"^\s?:?[^,;()0-9]{0,60}[0-9]",
)
DATE_GOES_ON = r"(?i)^\s?(?:so|và|đến|tới|theo|hoặc|hay|[–/-])\s"
REACHES_AFTER = r"^[^,;.()]{0,40}$"
NEXT_CLAUSE = r"(?i)(?:^|\s)(?:lùi|hoãn|thì|trong khi|còn|nhưng|và|so với|để|khi|nếu)(?:\s|$)"
# An item of a list that has no day of its own: "…; thu nhập bình quân đạt 8.000 USD".
NEXT_ITEM = r"^[^;.!?:]{0,80};[^;.!?:]*$"
# … and how much such an item grows: "tổng tài sản đạt 525 tỷ đồng, tăng 3,5%; huy động vốn đạt 383 tỷ đồng".
GROWS_BY = r"(?i)^(?:\s[^\s,;.:()0-9]+){0,2},?\s\(?(?:tăng|giảm|bằng|tương đương|tương ứng)(?:\s(?:khoảng|hơn|gần|trên|tới|thêm|trưởng|với))*\s$"
# "54,5% và 60,8% trong năm 2016", "tăng 49%, lên 3 tỷ USD trong quý I": the day behind the second is the first one's, too.
AND_ITS = r"^\s(?:và|cùng)\s(?:[^,;.:()0-9]{2,40})?$|(?i)^,?\s(?:lên|xuống|đạt|còn|tương đương|tương ứng)(?:\s(?:mức|còn|tới|đến|đạt|khoảng|hơn|gần|trên|với|là))*\s$"
OWN_TIME = (
    r"(?i)(?:^|\s)(?:năm|tháng|quý|ngày|tuần|hiện|nay|trước|mỗi|hằng|hàng năm|giai đoạn|bình quân)(?:\s|,|$)"
)
LEADING = 25  # a date this near to the sentence's start, or behind who tells it, governs all its parts
# "vượt 12% so với kế hoạch năm 2024": what is held against a year's plan was done in that year.
OF_PLAN = r"(?i)^\sso (?:với )?(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu)(?:\s[^,;.()0-9]{0,25})?\s$"
SAID_ANEW = r"dự báo|triển vọng|điều chỉnh|mục tiêu|kế hoạch|dự toán"
MORE_OR_LESS = r"(?i)(?:tăng|giảm)[^,;.]{0,15}$"  # than an earlier plan
SAME_PERIOD = r"(?i)^\s*(?:(?:đạt|có|ghi nhận|thực hiện) được )?(?:của |trong |ở |vào )?cùng kỳ(?: năm (?:ngoái|trước))?"
# "lỗ 12 tỷ đồng (cùng kỳ lãi 5 tỷ đồng)": told before the figure.
SAME_AHEAD = r"(?i)(?:^|[,(;:–-]\s?|\s(?:trong khi|còn|khi|và|nhưng)\s)\s?(?:trong khi |còn |nhưng )?(?:con số |mức )?(?:cùng kỳ(?: năm (?:ngoái|trước))?|(?:trong |vào |ở )?năm (?:trước đó|liền trước(?: đó)?|liền kề trước(?: đó)?|trước liền kề))(?:\s[^,;.()0-9]{0,40})?\s$"
# "đạt 44%, cao hơn cùng kỳ năm trước (34%)": what a figure of the same unit is held against, but not by how much it grew.
SAME_IN_BRACKETS = r"(?i)^[^0-9;.()]*\scùng kỳ(?: năm (?:ngoái|trước|[12][0-9]{3}))?\s\((?:(?:là|đạt|tăng|giảm|khoảng|hơn|gần|trên|chỉ)\s)*$"
GREW_SINCE = r"(?i)(?:tăng|giảm)[^,;()]*\($"
OTHER_TIME = r"(?i)^\s*(?:của |trong |ở )?(?:giai đoạn )?(?:[0-9]+|vài|nhiều|những|mấy) năm (?:trước|qua)|^\s*(?:của |trong )?năm trước đó"
# "tháng 8 … 3 tỷ, lũy kế từ đầu năm 10 tỷ": what adds up does so from the year's beginning, not over the month told before.
ADDS_UP = r"(?i)(?:lũy kế|luỹ kế|cộng dồn|tính chung|từ đầu năm|(?:còn|(?:tổng|nâng|đưa)[^,;.0-9]{0,30}) [0-9]{1,2} tháng)"
# "cả năm ước 18 tỷ, đến nay đã thu 15 tỷ", "5 năm giảm 4%/năm; riêng năm cuối giảm 5%": not of the whole time.
APART = r"(?i)[,;]\s(?:(?:tính )?đến nay|riêng (?:năm|quý|tháng) (?:cuối|đầu)(?: cùng| tiên)?)\s"
# "sẽ hoàn thành cầu A trước ngày 30/6 và giải ngân 100% vốn": another act, with no day of its own.
AND_ACTS = (
    r"(?i)^,?\svà\s(?:sẽ\s|phải\s)?(?:nâng|đưa|tăng|giảm|kéo giảm|giải ngân|thu|đạt|bảo đảm|đảm bảo|bố trí)\s"
)
IN_BRACKETS = r"^[^(]*\)"  # what follows a date closes the brackets that it stands in
OPENS_BRACKETS = r"\($"  # "giai đoạn 2 (từ năm 2023 đến năm 2025) cần 114 tỷ đồng": brackets that hold the date alone close nothing
TURNS = r"(?i)tuy nhiên|nhưng|song|trong khi|hiện"  # to another time
# "…, so với mức trước đó là 80 tỷ đồng"
THAN_BEFORE = r"(?i)(?:lần lượt|trong khi)(?: lần lượt)? [0-9]+ (?:tháng|quý) trước đó[^;.()]*$|so với (?:(?:mức|con số|giá|quy mô|lương|phí|bán|bán lẻ)\s)*(?:trước (?:đó|đây)|cũ|ban đầu|hiện hành|hiện tại|đang áp dụng)(?:\s(?:là|khoảng|hơn|gần|trên))*\s\(?$"
# "đã đầu tư 120 tỷ đồng trên tổng mức đầu tư dự kiến 600 tỷ đồng"
OF_THE_WHOLE = r"(?i:(?:trên|trong|so với) (?:tổng|tổng số) (?:mức|vốn)(?: vốn)?(?: đầu tư)?(?: (?:dự kiến|là|hơn|gần|khoảng|được duyệt|phê duyệt))*\s$)"
# "giao dịch từ tháng 5 và hiện có giá 21.300 đồng"
BY_NOW = r"(?i)(?:[,;]|\svà|\snhưng)\s(?:hiện|hiện nay|hiện tại|đến nay)\s"


@of_rows
def with_period(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds period_start, period_end, period_is_fuzzy, _same (told of the same time a year before): of the date that leans on the figure, else the last one
    before it in its part of the sentence, else the one that opens the sentence, else one close after it.
    """
    dates = told_days(reading)
    rows = _respectively(rows.sort("s", "start"), dates)
    dates = none_alone(dates, reading)
    spans = dates.filter(pl.col("sense") != "since")
    before = _asof(rows, spans, "before")
    told = spans.join(reading.sentences.select("s", "sentence"), on="s", how="left", maintain_order="left")
    opening = (
        told.filter(pl.col("date_start") - told_by() <= LEADING)
        .drop("sentence")
        .unique("s", keep="first", maintain_order=True)
    )
    rows = (
        before.join(
            opening.rename({c: f"{c}_opening" for c in (*COLUMNS, "date_start", "date_end")}),
            on="s",
            how="left",
            maintain_order="left",
        )
        .pipe(_asof, dates, "after")
        .pipe(_asof, dates.filter(pl.col("sense") == "since"), "since")
    )
    segment_start = pl.col("start") - pl.col("segment").str.len_chars()
    since_date = _unbracketed(_between("date_end_before", "start"), "before")
    # "trong năm 2017 sẽ khởi công: A (5 tỷ đồng); B (7 tỷ đồng)": the date of what a list opens with is its items'.
    of_list = since_date.str.contains(LIST_OPENS) & ~pl.col("before").str.contains(r"[.!?]\s+[^;]*:\s")
    # A date in brackets that are closed governs what stands with it there.
    reaches = (
        ((pl.col("date_start_before") >= segment_start) | of_list)
        & ~since_date.str.contains(rf"[.!?]\s+{CAPITAL}")
        & ~since_date.str.contains(IN_BRACKETS)
    )
    since_opening = _unbracketed(_between("date_end_opening", "start"), "opening")
    opens = (pl.col("date_end_opening") <= pl.col("start")) & ~since_opening.str.contains(IN_BRACKETS)
    reaches, opens = (
        holds
        & ~(since.str.contains(ADDS_UP) & _is_within_a_year(way)).fill_null(False)
        & ~(since.str.contains(APART) & (pl.col(f"sense_{way}") == "span")).fill_null(False)
        & ~since.str.contains(BY_NOW)
        & ~(since.str.contains(AND_ACTS) & (pl.col(f"sense_{way}") == "deadline")).fill_null(False)
        & ~begun(way)
        for holds, since, way in ((reaches, since_date, "before"), (opens, since_opening, "opening"))
    )
    gap_after = _between("end", "date_start_after")
    leans = pl.col("date_start_after").is_not_null() & gap_after.str.contains(LEANS)
    behind_date = pl.col("sentence").str.slice(pl.col("date_end_after"), 70)
    leans &= ~(
        gap_after.str.contains(OPENS_OTHERS)
        & behind_date.str.contains(HOLDS_A_FIGURE)
        & ~behind_date.str.contains(DATE_GOES_ON)
    ).fill_null(False)
    held = gap_after.str.contains(OF_PLAN) & ~pl.col("before").str.slice(-40).str.contains(MORE_OR_LESS)
    follows = (
        pl.col("date_start_after").is_not_null()
        & gap_after.str.contains(REACHES_AFTER)
        & (~gap_after.str.contains(NEXT_CLAUSE) | held)
    )
    other = (
        pl.col("right").str.contains(OTHER_TIME)
        | pl.col("before").str.slice(-60).str.contains(f"{THAN_BEFORE}|{OF_THE_WHOLE}")
        | of_a_thing()
    )
    of_level = pl.col("before").str.contains(r"(?i)(?:mức|con số)\s$")
    as_level = ~pl.col("kind").is_in(["growth", "ratio", "multiple"]) | of_level
    # "tăng 6,1%, cùng kỳ tăng 5,4%": growth beside growth is of the year before, alone it is measured against it.
    beside = neighbours.before(pl.col("kind") == "growth", "s") & (pl.col("kind") == "growth")
    ahead = pl.col("gap").str.contains(SAME_AHEAD) & (as_level | beside.fill_null(False))
    alike = pl.col("linked") & (neighbours.before(pl.col("unit"), "s") == pl.col("unit"))
    held_to = alike.fill_null(False) & pl.col("gap").str.contains(SAME_IN_BRACKETS)
    held_to &= (pl.col("unit") != "percent") | ~pl.col("gap").str.contains(GREW_SINCE)
    same = (pl.col("right").str.contains(SAME_PERIOD) & as_level) | ahead | held_to
    since_when = _unbracketed(_between("date_end_since", "start"), "since")
    came = pl.col("_left").fill_null(False)  # of a time before
    take = {
        c: pl.when(other).then(None)
        .when(pl.col("sense_respectively").is_not_null()).then(f"{c}_respectively")
        .when(leans).then(f"{c}_after")
        .when(came & ~same).then(None)
        .when(reaches).then(f"{c}_before")
        .when(opens).then(f"{c}_opening")
        .when(follows).then(f"{c}_after")
        .when(pl.col("listed")).then(f"{c}_listed")
        .when(~begun("since") & ~since_when.str.contains(BY_NOW) & ~since_when.str.contains(IN_BRACKETS)).then(f"{c}_since")
        for c in COLUMNS
    }  # fmt: skip
    rows = rows.pipe(with_common, **take, _same=same)
    flow = pl.col("is_flow").fill_null(False) & ~pl.col("metric").is_in(codes.STOCKS)
    closes = pl.col("sense") == "until_end"
    start = (
        pl.when(closes & flow & (pl.col("kind") != "share")).then("flow_start")
        .when(closes | pl.col("sense").is_in(["as_of", "deadline"])).then(None)
        .otherwise("starts_on")
    )  # fmt: skip
    a_year_ago = pl.when("_same").then(pl.lit("-1y")).otherwise(pl.lit("0d"))
    rows = rows.with_columns(
        _closes=closes.fill_null(False),
        period_start=start.dt.offset_by(a_year_ago),
        period_end=pl.col("ends_on").dt.offset_by(a_year_ago),
        period_is_fuzzy=pl.col("is_fuzzy").fill_null(False),
        status=pl.when("_same").then(pl.lit("actual")).otherwise("status"),
        basis=pl.when("_same").then(None).otherwise("basis"),
    )
    rows = _from_to(_parallel(_shared(rows)))
    turned = (pl.col("period_start") > pl.col("period_end")).fill_null(False)  # two dates that are no span
    rows = rows.with_columns(
        pl.when(turned).then(None).otherwise(c).alias(c) for c in ("period_start", "period_end")
    )
    added = {f"{c}_{way}" for c in (*COLUMNS, "date_start", "date_end") for way in ("before", "after", "opening", "respectively", "since", "listed")}  # fmt: skip
    return rows.drop(*added & set(rows.columns), *COLUMNS)


def _unbracketed(since: pl.Expr, way: str) -> pl.Expr:
    """What follows a date, behind the brackets that hold it alone."""
    alone = pl.col("sentence").str.slice(0, pl.col(f"date_start_{way}")).str.contains(OPENS_BRACKETS)
    alone &= since.str.starts_with(")") & ~since.str.contains(TURNS)
    return pl.when(alone).then(since.str.slice(1)).otherwise(since)


@cache
def _is_within_a_year(way: str) -> pl.Expr:
    """Whether a date is a span that does not begin with a year."""
    start = pl.col(f"starts_on_{way}")
    return (pl.col(f"sense_{way}") == "span") & ((start.dt.month() > 1) | (pl.col(f"ends_on_{way}") == start))


@cache
def _between(left: str, right: str) -> pl.Expr:
    """The sentence between two places of it; empty where they overlap."""
    until = pl.max_horizontal(left, right)
    return pl.col("sentence").str.slice(pl.col(left), until - pl.col(left))


def _asof(rows: pl.DataFrame, dates: pl.DataFrame, way: str) -> pl.DataFrame:
    named = dates.rename({c: f"{c}_{way}" for c in dates.columns if c != "s"})
    left, right = ("end", f"date_start_{way}") if way == "after" else ("start", f"date_end_{way}")
    return rows.join_asof(
        named.sort("s", right),
        left_on=left,
        right_on=right,
        by="s",
        strategy="forward" if way == "after" else "backward",
        check_sortedness=False,
    )


def _respectively(rows: pl.DataFrame, dates: pl.DataFrame) -> pl.DataFrame:
    """ "tháng 4 và tháng 5 lần lượt đạt 6% và 7%": the figures after the word take the dates before it in turn."""
    rows = with_turns(rows)
    words = rows.filter(pl.col("_word").is_not_null()).select("s", "_word", "_turns").unique()
    listed = (
        words.join(dates, on="s")
        .filter(pl.col("date_end") <= pl.col("_word") + 1)
        .sort("s", "_word", "date_end")
        .with_columns(
            _turn=pl.int_range(pl.len()).over("s", "_word") - pl.len().over("s", "_word") + pl.col("_turns")
        )
        .filter(pl.col("_turn") >= 0)
        .filter(pl.col("_turn").min().over("s", "_word") == 0)
        .rename({c: f"{c}_respectively" for c in COLUMNS})
        .drop("_turns", "date_start", "date_end", "rule")
        .with_columns(pl.col("_turn").cast(pl.Int64))
    )
    alone = pl.len().over("s", "_word") > 1
    return rows.join(
        listed.filter(alone), on=["s", "_word", "_turn"], how="left", maintain_order="left"
    ).drop("_word", "_turn", "_turns")


def _shared(rows: pl.DataFrame) -> pl.DataFrame:
    """What a list of goals or flows goes on with holds for its first day; what "và" joins to a figure for that figure's period."""
    target = (pl.col("status") == "target").fill_null(False)
    bare = pl.col("period_end").is_null() & pl.col("period_start").is_null()
    goes_on = (
        bare & (target | pl.col("status").is_null()) & _between("prev_end", "start").str.contains(NEXT_ITEM)
    )
    grows = bare & target & (pl.col("unit") == "percent") & pl.col("gap").str.contains(GROWS_BY)
    goes_on |= grows & pl.col("before").str.contains(";")
    opening = pl.when(target & ~goes_on).then(pl.struct("period_start", "period_end"))
    rows = rows.with_columns(_list=neighbours.so_far(~goes_on, "s"), _opening=opening)
    first = pl.col("_opening").first().over("s", "_list")
    rows = rows.with_columns(
        pl.when(goes_on).then(first.struct.field(c)).otherwise(c).alias(c)
        for c in ("period_start", "period_end")
    )
    bare = pl.col("period_end").is_null() & pl.col("period_start").is_null()
    joined = neighbours.behind(
        pl.col("gap").str.contains(AND_ITS) & (pl.col("date_start_after") <= pl.col("end") + 10), "s"
    ).fill_null(False)
    both = bare & joined & (pl.col("status").eq_missing(neighbours.behind(pl.col("status"), "s")))
    rows = rows.with_columns(
        pl.when(both).then(neighbours.behind(pl.col(c), "s")).otherwise(c).alias(c)
        for c in ("period_start", "period_end")
    )
    return _listed(rows).drop("_list", "_opening")


def _listed(rows: pl.DataFrame) -> pl.DataFrame:
    """ "GRDP năm 2024 tăng 8%; thu ngân sách đạt 5.000 tỷ đồng": flows that a list goes on with are of the only time it tells."""
    days = ("period_start", "period_end")
    bare = pl.all_horizontal(pl.col(c).is_null() for c in days)
    flow = pl.col("is_flow").fill_null(False) & ~pl.col("metric").is_in(codes.STOCKS)
    told = pl.when(~bare & flow).then(pl.struct(days))
    last = neighbours.before(neighbours.last_told(told, "s"), "s")
    listed = bare & flow & pl.col("before").str.contains(";") & (told.drop_nulls().n_unique().over("s") == 1)
    listed &= ~pl.col("segment").str.contains(OWN_TIME) & ~pl.col("_same")
    return rows.with_columns(pl.when(listed).then(last.struct.field(c)).otherwise(c).alias(c) for c in days)


def _from_to(rows: pl.DataFrame) -> pl.DataFrame:
    """ "từ 5% lên 7%": only the second figure is that of the period; of several years the first is that of their beginning, and
    the second of their end; "từ 5% năm 2015 lên 7%": the time right behind the first is the first's alone.
    """
    rows = rows.sort("s", "start")
    words = pl.col("segment").str.slice(-70).str.to_lowercase(), pl.col("right").str.to_lowercase()
    first, second = from_to(*words)
    said_anew = words[0].str.contains(SAID_ANEW)  # of a forecast made anew both are of its period
    first, second = first & ~said_anew, second & ~said_anew
    own = first & words[1].str.contains(TIME_BEHIND)
    not_its = (second & neighbours.before(own, "s")).fill_null(False)
    days = [pl.col(c) for c in ("period_start", "period_end")]
    years = (days[1].dt.year() > days[0].dt.year()).fill_null(False)
    alike = pl.all_horizontal(d.eq_missing(neighbours.behind(d, "s")) for d in days)
    begins = first & ~own & alike & pl.any_horizontal(d.is_not_null() for d in days)
    same = pl.all_horizontal(d.eq_missing(neighbours.before(d, "s")) for d in days)
    ends, not_its = (second & same).fill_null(False), not_its & same
    return rows.pipe(
        with_common,
        period_start=pl.when((begins & ~years) | (ends & years) | not_its)
        .then(None)
        .otherwise("period_start"),
        period_end=pl.when(begins | not_its).then(None).otherwise("period_end"),
    )


def _parallel(rows: pl.DataFrame) -> pl.DataFrame:
    """A sentence that goes into detail ("Trong đó, …") holds for the time of the sentence before."""
    within = pl.col("_opens_within") & pl.col("period_end").is_null() & pl.col("period_start").is_null()
    told = pl.col("period_end").is_not_null() | pl.col("period_start").is_not_null()
    last_s = neighbours.before(neighbours.last_told(pl.when(told).then("s"), "a"), "a")
    within = within & (pl.col("s") - last_s <= 1)
    start, end = (
        neighbours.before(neighbours.last_told(pl.when(told).then(c), "a"), "a")
        for c in ("period_start", "period_end")
    )
    return rows.sort("s", "start").with_columns(
        period_start=pl.when(within).then(start).otherwise("period_start"),
        period_end=pl.when(within).then(end).otherwise("period_end"),
    )
