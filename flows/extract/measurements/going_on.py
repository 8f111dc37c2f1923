"""Figures of sentences that name no time go on in that of the sentence before: "Năm 2024, tỉnh thu 5.000 tỷ đồng. Thu nội địa đạt 4.000 tỷ đồng." """

import polars as pl

from flows.extract.measurements import codes
from flows.extract.measurements.kinds import where_it_began
from flows.extract.measurements.ranked import is_ranked
from flows.letters import BEGINS, ENDS
from flows.read import Reading, neighbours
from flows.read.rules import of_rows, with_common

REACH = 2  # sentences from figure to figure
DONE = ["actual", "estimate"]  # what lies ahead is told with its own year
AHEAD = ["target", "forecast"]
MOVED = r"(?i)(?:giảm|tăng|nâng|đạt)[^,;.]*$"  # "còn 7.000 hộ" may be of any day
# A sentence that speaks of any time of its own, of each time, of a rule or of what may be does not go on in another's …
ITS_OWN = rf"(?i){BEGINS}(?:năm|tháng|quý|tuần|ngày|phiên|hôm|hiện|nay|trước|sau|từng|mỗi|hằng|bình quân|trung bình|nếu|có thể|mục tiêu|kế hoạch|phấn đấu|thập kỷ|thập niên|giai đoạn|nhiệm kỳ|khi|lâu|bao giờ){ENDS}|[12][0-9]{{3}}"
# … but for the aims of the period that was told, where they are aims as well, …
AIMS = r"(?i)mục tiêu|kế hoạch|phấn đấu"
# … what is measured against the time before, and words for the time that was told.
NOT_ITS_OWN = r"(?i)(?:so (?:với )?)?cùng kỳ(?: năm)?(?: (?:ngoái|trước|[12][0-9]{3}))?|so (?:với )?(?:kế hoạch|dự toán|(?:cùng )?(?:năm|tháng|quý) (?:trước|ngoái)(?: đó)?|năm [12][0-9]{3})|(?:trước|sau) thuế|kế hoạch(?: cả)? năm|[0-9]\s?% (?:kế hoạch|dự toán|mục tiêu)(?:(?: cả)? năm)?|(?:thực|phát|xuất|thể|biểu) hiện|hiện (?:đại|vật|trường)|bình quân đầu người|trong khi|trong (?:kỳ|năm|quý)|(?:năm|quý|kỳ|tháng) này|giai đoạn này|thời gian này|kỳ hạn(?: từ)?(?: [0-9]+ tháng)?|so (?:với )?(?:hồi |thời điểm )?(?:đầu năm|cuối năm(?: (?:ngoái|trước))?|[12][0-9]{3})|so (?:với )?[0-9]{1,2} (?:quý|tháng) (?:đầu )?(?:năm )?(?:[12][0-9]{3}|ngoái|trước)|sau khi (?:khấu |cấn |loại )?trừ"

# A sentence that tells of results or plans and their time, and of no figure: "X công bố báo cáo tài chính quý III. Doanh thu đạt …".
RESULTS = r"(?i)kết quả|báo cáo tài chính|kinh doanh|doanh thu|lợi nhuận|tài khóa|tài khoá"
# … or of how a place fares: "Chín tháng năm 2026, kinh tế tỉnh A tiếp tục khởi sắc. GRDP tăng 8%. Thu ngân sách …".
FARES = r"(?i)(?:kinh tế|GRDP|GDP)[^.;:]{0,90}(?:phát triển|tăng trưởng|khởi sắc|phục hồi|ổn định|chuyển biến|tích cực|khả quan|kết quả|đà tăng)|(?:tình hình|bức tranh) kinh tế|(?:tỉnh|thành phố|huyện|thị xã|địa phương|cả nước|toàn tỉnh)[^.;:]{0,70}(?:đạt|giành|gặt hái|có|thu)(?: được)? (?:nhiều |những |các )?(?:kết quả|thành tựu|chuyển biến|thành tích)"
FARES_REACH = 5
COSTS = r"(?i)(?:chi phí|giá vốn)(?:\s[^\s,;.:()0-9]+)*\s$"  # of the same time as what a firm took in
IN_IT = r"^(?:Trong|Cả) (?:năm|quý|kỳ|tháng)(?: (?:này|đó|qua))?,?\s[^0-9]"  # "Trong năm, nhà máy bán …"
LAST_YEARS = r"(?i)cùng kỳ(?: năm (?:trước|ngoái))?(?:\s(?:là|đạt|chỉ|tăng|giảm|mức|ở mức))*\s\(?$"
A_MONTH = 27  # days from a month's first to its last, at the least

# What a figure is no part of is measured against nothing that stands beside it: "giảm 20% thuế", "giảm 15% khi thử nghiệm".
OF_ITS_OWN = r"(?i)^\s?(?:/|mỗi|một|hằng|hàng|so\s|đối với|với|lượng|số|thuế|phí|giá|tiền|chi phí|học phí|khi|nếu|trong|sau|theo|vốn|cho|mức|tổng)"
MAY_BE = r"(?i)(?:^|\s)(?:nếu|giúp|có thể|để|nhằm|khi|sẽ|được)\s"


@of_rows
def going_on(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Fills period_start and period_end of flows, of growth and of parts of a plan whose sentence names no time: those of the figures of the
    last sentence that does, in the same paragraph or of the same subject, if all those have one span, the same status and subject.
    """
    dated = reading.dates.filter(~pl.col("is_base")).select("s", _dated=pl.lit(True)).unique()
    rows = rows.join(dated, on="s", how="left", maintain_order="left").sort("s", "start")
    ahead = pl.col("status").is_in(AHEAD)
    own_words = pl.col("sentence").str.replace_all(NOT_ITS_OWN, " ")
    own_words = pl.when(ahead).then(own_words.str.replace_all(AIMS, " ")).otherwise(own_words)
    own_words = own_words.str.contains(ITS_OWN)
    timeless = pl.col("_dated").is_null() & ~own_words
    far = pl.col("s") - neighbours.before(pl.col("s"), "a") > REACH
    breaks = neighbours.opens("s") & (~timeless | far.fill_null(False))
    chain = neighbours.so_far(breaks, "a")
    rows = rows.pipe(with_common, _timeless=timeless, _chain=chain)
    first = pl.col("s") == pl.col("s").first().over("a", "_chain")
    rows = rows.with_columns(_first=first & pl.col("_dated").fill_null(False))
    planned = (pl.col("kind") == "ratio") & (pl.col("basis") == "plan").fill_null(False)
    compared = (pl.col("kind") == "growth") | planned
    told = pl.when(pl.col("_first") & ~pl.col("_same") & (pl.col("metric").is_not_null() | compared))
    group = ("a", "_chain")
    days = pl.struct("period_start", "period_end")
    rows = rows.with_columns(
        _spans=told.then(days).drop_nulls().n_unique().over(*group),
        _status=told.then("status").drop_nulls().last().over(*group),
        _subject=told.then("subject").drop_nulls().last().over(*group),
        _span=told.then(days).drop_nulls().last().over(*group),
        _here=pl.col("paragraph") == pl.col("paragraph").first().over(*group),
    )
    bare = pl.col("period_start").is_null() & pl.col("period_end").is_null()
    flow = pl.col("is_flow").fill_null(False) & pl.col("metric").is_not_null()
    spent = (pl.col("dimension") == "money") & pl.col("gap").str.contains(COSTS)
    flow |= pl.col("metric").is_null() & spent
    rows = _of_headline(_announced(rows, reading), reading)
    lasting = pl.col("metric").is_in(codes.LASTING).fill_null(False)
    # "lợi nhuận tăng 3% so với kế hoạch, đạt 160 tỷ đồng": how much it is stands with what it is held against.
    beside = (
        compared.any().over("s")
        & pl.col("linked")
        & (pl.col("dimension") == "money")
        & (pl.col("kind") == "level")
        & pl.col("metric").is_null()
    )
    # "tăng từ 52 tỷ đồng lên 60 tỷ đồng": where it began is of the time before.
    year, until = (pl.col("_span").struct.field(c) for c in ("period_start", "period_end"))
    whole = (year == pl.date(year.dt.year(), 1, 1)) & (until == pl.date(year.dt.year(), 12, 31))
    yearly = pl.col("metric").is_in(codes.YEARLY) & (pl.col("kind") == "level") & whole & pl.col("_here")
    yearly &= pl.col("segment").str.contains(MOVED)
    goes_on = (
        bare
        & pl.col("_timeless")
        & (((flow | compared) & ~lasting) | planned | beside | yearly.fill_null(False))
    )
    goes_on &= ~where_it_began() & ~pl.col("_left").fill_null(False)
    done = pl.col("status").is_in(DONE)
    firms_aim = ahead & pl.col("metric").is_in(codes.OF_FIRMS_ALONE)
    announced = goes_on & (done | firms_aim)
    announced &= pl.col("metric").is_in([*codes.OF_FIRMS_ALONE, "export_turnover"]) | pl.col(
        "sentence"
    ).str.contains(IN_IT)
    announced &= pl.col("s") - pl.col("_announced_in") <= REACH
    announced &= (pl.col("_announced_in") < pl.col("s").first().over(*group)) | pl.col("_spans").eq(0)
    of_place = pl.col("subject_kind").is_in(["place", "country"]) & pl.col("metric").is_not_null()
    of_place &= ~pl.col("metric").is_in([*codes.LASTING, *codes.YEARLY])
    of_place &= pl.col("_fares_of").str.contains(pl.col("subject"), literal=True) & pl.col("_spans").eq(0)
    announced |= goes_on & done & of_place.fill_null(False)
    fits = (
        goes_on
        & (pl.col("_spans") == 1)
        & (
            (pl.col("status") == pl.col("_status"))
            | (done & pl.col("_status").is_in(DONE))
            | (firms_aim & pl.col("_status").is_in(AHEAD))
        )
        & (done | firms_aim)
        & (
            (pl.col("_here") & (pl.col("subject").is_null() | is_ranked()))
            | (pl.col("subject") == pl.col("_subject")).fill_null(False)
        )
        # "Tính đến 20/8, …": as of a day in its own paragraph alone.
        & (
            pl.col("_span").struct.field("period_start").is_not_null()
            | (pl.col("_here") & (pl.col("kind") != "share"))
        )
        & pl.col("_span").struct.field("period_end").is_not_null()
    )
    a_year_ago = pl.when("_same").then(pl.lit("-1y")).otherwise(pl.lit("0d"))
    rows = rows.with_columns(
        pl.when(fits)
        .then(pl.col("_span").struct.field(c).dt.offset_by(a_year_ago))
        .when(announced & pl.col("_announced").is_not_null())
        .then(pl.col("_announced").struct.field(c).dt.offset_by(a_year_ago))
        .when(goes_on & done & pl.col("_only").is_not_null())
        .then(pl.col("_only").struct.field(c).dt.offset_by(a_year_ago))
        .otherwise(c)
        .alias(c)
        for c in ("period_start", "period_end")
    )
    return _without_last_year(_since_then(rows)).drop("_same", "_dated", "_timeless", "_chain", "_first", "_spans", "_status", "_subject", "_span", "_here", "_announced", "_announced_in", "_fares_of", "_only")  # fmt: skip


def _is_span() -> pl.Expr:
    """A date is a span of a month or more, with both its days, that nothing is measured against (Boolean)."""
    whole = pl.col("ends_on") - pl.col("starts_on") >= pl.duration(days=A_MONTH)
    return ~pl.col("is_base") & (pl.col("sense") == "span") & ~pl.col("is_fuzzy") & whole


def _of_headline(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds _only, the span that an article's headline tells and no figure of the article contradicts (period_start, period_end)."""
    days = ("period_start", "period_end")
    told = (
        reading.dates.filter(_is_span())
        .join(reading.sentences.filter(pl.col("role") == "title").select("s"), on="s", how="semi")
        .group_by("a")
        .agg(pl.struct(period_start="starts_on", period_end="ends_on").unique().alias("_only"))
        .filter(pl.col("_only").list.len() == 1)
        .with_columns(pl.col("_only").list.first())
    )
    rows = rows.join(told, on="a", how="left", maintain_order="left")
    own = pl.col("period_end").is_not_null() & ~pl.col("_same")
    # Day by day: polars 2.1 panics where it compares structs of which a whole column is null.
    alike = pl.all_horizontal(pl.col(c).eq_missing(pl.col("_only").struct.field(c)) for c in days)
    return rows.with_columns(_only=pl.when((~own | alike).all().over("a")).then("_only"))


def _announced(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds _announced, the only time that a sentence without figures tells results of, at most REACH sentences before, _announced_in, its s, and
    _fares_of, its words where it tells how a place fares, at most FARES_REACH before."""
    told = (
        reading.dates.filter(pl.len().over("s") == 1)
        .filter(_is_span())
        .join(rows.select("s").unique(), on="s", how="anti")
        .join(reading.sentences.select("s", "sentence", "paragraph", "role"), on="s")
        .with_columns(_fares=pl.col("sentence").str.contains(FARES) & pl.col("role").ne("title"))
        .filter(pl.col("_fares") | pl.col("sentence").str.contains(RESULTS))
        .select("a", "s", _announced_in="s", _fares_of=pl.when("_fares").then("sentence"), _announced=pl.struct(period_start="starts_on", period_end="ends_on"))
        .sort("s")
    )  # fmt: skip
    rows = rows.sort("s").join_asof(told, on="s", by="a", check_sortedness=False)
    far = pl.col("s") - pl.col("_announced_in")
    near = far <= pl.when(pl.col("_fares_of").is_not_null()).then(FARES_REACH).otherwise(REACH)
    known = ("_announced", "_announced_in", "_fares_of")
    return rows.with_columns(pl.when(near).then(c).alias(c) for c in known).sort("s", "start")


def _since_then(rows: pl.DataFrame) -> pl.DataFrame:
    """ "tăng 15% so với năm 2015", told in 2017 without a time: growth in the year that came after and is over."""
    year = pl.col("basis").str.extract(r"^([0-9]{4})-12-31$").cast(pl.Int32)
    bare = pl.col("period_start").is_null() & pl.col("period_end").is_null()
    fits = (
        bare
        & (pl.col("kind") == "growth")
        & (pl.col("status") == "actual")
        & (pl.col("anchor_year") == year + 2)
        & pl.col("_timeless")
    ).fill_null(False)
    return rows.with_columns(
        period_start=pl.when(fits).then(pl.date(year + 1, 1, 1)).otherwise("period_start"),
        period_end=pl.when(fits).then(pl.date(year + 1, 12, 31)).otherwise("period_end"),
    )


def _without_last_year(rows: pl.DataFrame) -> pl.DataFrame:
    """ "quý I tăng 5,1%, thấp hơn cùng kỳ (5,5%)": of the year before, which is not the time of the figure that it is held against."""
    last = {c: neighbours.before(pl.col(c), "s") for c in ("unit", "metric", "period_start", "period_end")}
    fits = (
        pl.col("before").str.slice(-70).str.contains(LAST_YEARS)
        & ~pl.col("_apart")
        & (last["unit"] == pl.col("unit"))
        & (last["metric"] == pl.col("metric"))
        & (last["period_start"] == pl.col("period_start"))
        & (last["period_end"] == pl.col("period_end"))
    ).fill_null(False)
    bare = {c: pl.when(~fits).then(c) for c in ("period_start", "period_end", "basis")}
    return rows.with_columns(**bare)


@of_rows
def with_shared_basis(rows: pl.DataFrame) -> pl.DataFrame:
    """ "Doanh thu giảm 8% so với cùng kỳ. Chi phí bán hàng giảm 12%": growth that tells no basis has that of the growth told
    just before it, of the same time, status and subject. Of an economy or of prices what is meant is never sure.
    """
    rows = rows.sort("s", "start")
    told = pl.col("basis").is_in(["yoy", "previous_period"]) & pl.col("kind").is_in(["growth", "change"])
    known = ("basis", "period_start", "period_end", "status", "subject", "metric", "paragraph", "s")
    last = neighbours.before(neighbours.last_told(pl.when(told).then(pl.struct(known)), "a"), "a").struct
    alike = pl.all_horizontal(
        pl.col(c).eq_missing(last.field(c)) for c in ("period_start", "period_end", "status")
    )
    of_same = pl.col("subject").eq_missing(last.field("subject")) | pl.col("subject").is_null()
    metric = pl.col("metric")
    own_words = pl.col("sentence").str.replace_all(NOT_ITS_OWN, " ").str.contains(ITS_OWN)
    near = (pl.col("s") == last.field("s")) | (
        (pl.col("s") - last.field("s") <= REACH)
        & ~pl.col("segment").str.contains(MAY_BE)
        & (pl.col("period_end").is_not_null() | ~own_words)
        & (
            (pl.col("paragraph") == last.field("paragraph"))
            | (metric == last.field("metric")).fill_null(False)
        )
    )
    bare = (pl.col("kind") == "growth") & (pl.col("unit") == "percent") & pl.col("basis").is_null()
    bare &= ~metric.is_in(["economic_growth", "inflation", "price"]).fill_null(False)
    shares = bare & alike & of_same & near & ~pl.col("right").str.contains(OF_ITS_OWN)
    return rows.with_columns(
        basis=pl.when(shares.fill_null(False)).then(last.field("basis")).otherwise("basis")
    )
