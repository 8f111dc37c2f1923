"""Lists of goals that a heading opens: "Các chỉ tiêu chủ yếu đến năm 2030:", then a paragraph for each (linguistics §8)."""

import polars as pl

from flows.extract.measurements.told_days import COLUMNS, told_days
from flows.letters import CAPITAL
from flows.read import Reading, neighbours
from flows.read.rules import of_rows, with_common

# Literals that every sentence holds that opens a list of goals, in either case of the first letter.
OPENERS = ["ục tiêu", "hỉ tiêu", "hấn đấu"]
TOLD = ["body", "lead", "section", "pull_quote"]
# What opens: goals as a heading, what a body sets, adopts or strives for; a number behind the colon is the first item's mark.
MARK = r"(?:[-–—−+•*●▪◦·]\s?|\(?[0-9]{1,2}[.)](?:\s|$)|\(?[a-zđ][.)]\s|[IVX]{1,4}\.\s)"
# "Theo nghị quyết, các chỉ tiêu …": by what; "Trong đó, một số chỉ tiêu …": of what was told right before.
BY_WHAT = r"(?i:theo (?:nghị quyết|kế hoạch|chương trình|đề án|quyết định|dự thảo|tờ trình|phương án|đó)[^,;:]{0,70}|trong đó|cụ thể),\s"
OF_IT = r"^(?i:theo đó|trong đó|cụ thể),\s"
SETS_OUT = r"(?i)nghị quyết|mục tiêu|chỉ tiêu|phấn đấu|kế hoạch (?:phát triển|năm|5 năm|giai đoạn|hành động)"
AS_REACHED = r"(?i)kết quả|đạt được|hoàn thành|vượt|ước|đã đạt|\stháng\s(?:đầu|qua|năm)|thực hiện"
SET = "đề ra|đặt ra|đặt|đưa ra|xác định|thông qua|quyết nghị|nêu rõ|nêu|giao|phấn đấu|thống nhất|biểu quyết|quyết định|ban hành|với|gồm|hướng tới|là"
OPENS = rf"^{MARK}?(?:{BY_WHAT})?(?:(?i:các|một số|những|hệ thống|nhóm|về|[0-9]+)\s)*(?i:mục tiêu|chỉ tiêu)(?:[\s:]|$)|(?i)\s(?:{SET})\s(?:[^\s;:]+\s){{0,8}}?(?:mục tiêu|chỉ tiêu)(?:[\s,:.]|$)|(?:^|\s)phấn đấu[\s,][^;.]*:"
# "phấn đấu hoàn thành các chỉ tiêu" is still to be done; what was reached, held against goals or done for them is no goal.
TO_DO = (
    r"(?i)(phấn đấu|quyết tâm|cần|phải)[^,;:]{0,60}?\s(?:hoàn thành|đạt|thực hiện|vượt)(?: và vượt)?(\s|:)"
)
NO_GOALS = r"(?i)hoàn thành|vượt|kết quả|đạt được|(?:đã|chưa|không|mới|có|đều)(?: [^\s,;:]+){0,2} đạt|chỉ tiêu(?: [^\s,;:]+){0,6}? (?:đạt|tăng|giảm)[\s:,]|thực hiện(?: [^\s,;:]+){0,3}? (?:mục tiêu|chỉ tiêu)|(?:để|nhằm|từ|theo|trên cơ sở|so với|bám sát|căn cứ) (?:[^\s,;:]+ ){0,4}?(?:mục tiêu|chỉ tiêu)|giải pháp|[0-9]\s?/\s?[0-9]+ (?:mục tiêu|chỉ tiêu)|(?:trong|có) [0-9]+ (?:mục tiêu|chỉ tiêu)|chỉ tiêu (?:tuyển sinh|biên chế|tuyển dụng|sử dụng đất|tuyển quân)|(?:đa|chương trình) mục tiêu"
COLON = r":\s?(?:1[.)])?$"
# Items: marked lines, fields ("Về kinh tế: …"), steps ("Đến năm 2045:"), what a semicolon goes on with, short lines under a colon.
FIELD = r"^(?:Về|Trong lĩnh vực|Lĩnh vực|Nhóm chỉ tiêu|Các chỉ tiêu|Chỉ tiêu|Mục tiêu)\s[^:.;]{2,60}(?::|$)"
STEP = rf"^{MARK}?(?:Đến|Tới|Giai đoạn|Trong|Năm)\s[^:;.]{{4,40}}:$"
NAMELY = r"^(?:Cụ thể|Trong đó|Theo đó|Gồm|Bao gồm)(?:\s[^.;:]{1,40})?:$"
PLAIN = rf"^{CAPITAL}[^.;]{{8,150}}[0-9][^;]{{0,60}}[.;]?$"
TELLS = r"(?i)(?:^|\s)(?:đã|đang|hiện|ước|cho biết|cho rằng|nhấn mạnh|yêu cầu|đề nghị|so với|cùng kỳ|tháng|ngày|ông|bà|trước đó|theo)[\s,]|[12][0-9]{3}"
# Behind the colon of a heading the whole paragraph is of goals, up to a sentence that tells of what is so.
AS_IT_STANDS = r"(?i)(?:^|\s)(?:qua|nhiệm kỳ|kết quả|đã|đang|hiện|ước|cho biết|cho rằng|nhấn mạnh|yêu cầu|đề nghị|cùng kỳ|tháng|ngày|ông|bà|trước đó)[\s,]"
# Behind a heading with its list in the same sentence only what tells how far it looks: "5 năm đạt …", "tăng 9%/năm", "đến năm 2030 đạt …".
INLINE = r":[^:]*;[^:]*;"
LOOKS_FAR = r"(?i)(?:^|\s)[0-9]{1,2}\snăm\s(?:đạt|khoảng|ước|tối thiểu)|/năm|(?:đến|vào)\snăm\s20[0-9]{2}"
# What begins another part of the paper, marked as it may be.
NEXT_PART = rf"^{MARK}?(?i:(?:các|một số|những|về)\s)*(?i:nhiệm vụ|giải pháp|kết quả|tồn tại|hạn chế|thực trạng|tình hình|nguyên nhân|tổ chức thực hiện|kinh phí|định hướng|quan điểm|đánh giá|bài học|khâu đột phá|đột phá|phương hướng|đến nay|hiện nay)(?:[\s:,]|$)"
# "giai đoạn 2026 - 2030, tầm nhìn đến năm 2045": how far one looks is no day to be held to.
FAR = r"(?i)(?:tầm nhìn|định hướng (?:đến|tới))[^,;:]*$"
# "(hiện là 5%)", "(năm 2024 đạt 7%)": beside a goal, what is so.
AS_IT_IS = r"(?i)\((?:hiện|năm|thực hiện|ước|cùng kỳ|so với|đến nay|nay)[^()]*$"


def with_goal_lists(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds to figures `listed`, whether they stand in a list of goals, and of the list that they stand in the day that its
    heading names (COLUMNS with _listed) and the place (_place_listed, _kind_listed).
    """
    told = goal_lists(reading)
    return rows.join(told, on="s", how="left", maintain_order="left").with_columns(
        listed=pl.col("listed").fill_null(False) & ~pl.col("before").str.contains(AS_IT_IS)
    )


def by_heading(rows: pl.DataFrame, no_places: list[str]) -> pl.DataFrame:
    """A goal in a list that nobody has is of the place that the list's heading names; of metrics `no_places` none is a place's.
    Needs subject, subject_kind, _unowned, _chosen, _stranger and _this_firm.
    """
    theirs = pl.col("_unowned") | (pl.col("_chosen") == "topic").fill_null(False)
    theirs &= pl.col("listed") & pl.col("_place_listed").is_not_null()
    theirs &= ~pl.col("_stranger") & ~pl.col("_this_firm")
    theirs &= ~pl.col("metric").is_in(no_places).fill_null(False)
    return rows.with_columns(
        pl.when(theirs).then(f"_{given}_listed").otherwise(c).alias(c)
        for c, given in (("subject", "place"), ("subject_kind", "kind"))
    )


def goal_lists(reading: Reading) -> pl.DataFrame:
    """The sentences that stand in a list of goals: s, listed, COLUMNS with _listed, _place_listed, _kind_listed."""
    told = reading.sentences.select("s", "a", "paragraph", "role", "sentence").join(
        reading.articles.select("a", "anchor_year"), on="a", how="left", maintain_order="left"
    )
    likely = told.filter(pl.col("sentence").str.contains_any(OPENERS))
    likely = likely.filter(opens_goals())
    return _items(told.join(likely.select("a").unique(), on="a", how="semi", maintain_order="left"), reading)


def opens_goals() -> pl.Expr:
    """A sentence (`sentence`, `role`) that can open a list of goals (Boolean)."""
    meant = pl.col("sentence").str.replace_all(TO_DO, "${1}${2}")
    return pl.col("role").is_in(TOLD) & meant.str.contains(OPENS) & ~meant.str.contains(NO_GOALS)


@of_rows
def _items(told: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The items of lists of goals in articles whose sentences are `told`, each with its list's heading."""
    sentence = pl.col("sentence")
    ends = neighbours.opens("a", "paragraph").shift(-1, fill_value=True)  # the last of its paragraph
    begins = neighbours.opens("a", "paragraph")
    marked = sentence.str.contains(f"^{MARK}|{FIELD}|{STEP}|{NAMELY}")
    namely = neighbours.behind(sentence.str.contains(NAMELY), "a").fill_null(False)
    told = told.with_columns(
        _opens=opens_goals()
        & (ends | namely | sentence.str.contains(COLON))
        & (~sentence.str.contains(OF_IT) | _of_goals_before()),
        _colon=sentence.str.contains(COLON),
        _marked=marked,
        _next_part=sentence.str.contains(NEXT_PART)
        | (sentence.str.contains(COLON) & sentence.str.contains(NO_GOALS)),
        _plain=begins & ends & sentence.str.contains(PLAIN) & ~sentence.str.contains(TELLS),
        _begins=begins,
        _number=sentence.str.contains(r"(?:^|:\s)\(?[0-9]{1,2}[.)]$"),
    )
    last = {c: neighbours.before(pl.col(c), "a") for c in ("_opens", "_colon", "_number", "sentence")}
    headed = (last["_opens"] & last["_colon"] & pl.col("_begins")).fill_null(False)
    inline = (last["_opens"] & pl.col("_begins") & last["sentence"].str.contains(INLINE)).fill_null(False)
    told = told.with_columns(_headed=headed, _inline=inline)
    told = told.with_columns(pl.col("_headed", "_inline").first().over("a", "paragraph"))
    headed = pl.col("_headed") | (pl.col("_inline") & sentence.str.contains(LOOKS_FAR))
    # The rest of a paragraph goes as its first sentence does, the sentence behind a number alone as that number.
    goes_on = last["sentence"].str.ends_with(";") & pl.col("_begins")
    item = (
        pl.col("_marked")
        | (~pl.col("_begins") & pl.col("_marked").first().over("a", "paragraph"))
        | last["_number"]
        | goes_on
        | (headed & ~sentence.str.contains(AS_IT_STANDS))
        | (pl.col("_plain") & (last["_colon"] | neighbours.before(pl.col("_plain"), "a")))
    ).fill_null(False) & ~pl.col("_next_part")
    told = told.with_columns(_item=item & pl.col("role").is_in(TOLD))
    told = told.join(_days(told, reading), on="s", how="left", maintain_order="left")
    told = told.pipe(with_common, _list=neighbours.so_far(~pl.col("_item") & ~pl.col("_opens"), "a"))
    listed = neighbours.last_told(pl.when("_opens").then(True), "a", "_list").fill_null(False)
    # A heading in the list that names its own day ("Đến năm 2045:") is that of what follows.
    heads = listed & pl.col("_colon") | pl.col("_opens")
    named = [f"{c}_listed" for c in COLUMNS]
    day = pl.when(heads & pl.col("sense_listed").is_not_null()).then(pl.struct(named))
    told = told.pipe(with_common, listed=listed, _day=neighbours.last_told(day, "a", "_list"))
    return (
        _placed(told, reading)
        .filter("listed", ~pl.col("_opens"))
        .select(
            "s", *(pl.col("_day").struct.field(c) for c in named), "_place_listed", "_kind_listed", "listed"
        )
    )


def _of_goals_before() -> pl.Expr:
    """The sentence before sets goals and tells no results, or the heading names a year to come (Boolean). Needs anchor_year."""
    last = neighbours.before(pl.col("sentence"), "a")
    sets = last.str.contains(SETS_OUT) & ~last.str.contains(AS_REACHED)
    named = pl.col("sentence").str.extract(r"([12][0-9]{3})[^0-9]*$").cast(pl.Int32) > pl.col("anchor_year")
    return (sets | named).fill_null(False)


def _days(told: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The last day to come that a heading names, or the sentence before it that sets its goals: s, COLUMNS with _listed."""
    sets = pl.col("sentence").str.contains(SETS_OUT) & ~pl.col("sentence").str.contains(AS_REACHED)
    before = neighbours.behind(pl.col("_opens"), "a").fill_null(False) & sets
    own = _days_of(told.filter(pl.col("_opens") | pl.col("_colon")), reading)
    earlier = _days_of(told.filter(before), reading).with_columns(pl.col("s") + 1)
    return pl.concat([own, earlier.join(own, on="s", how="anti")])


def _days_of(likely: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The last day to come that each of these sentences names: s, COLUMNS with _listed."""
    anchors = reading.articles.select("a", "anchor_on", "anchor_year")
    days = told_days(reading).join(likely.select("s", "a", "sentence"), on="s")
    days = days.join(anchors, on="a", how="left", maintain_order="left")
    to_come = pl.coalesce(
        pl.col("ends_on") >= pl.col("anchor_on"), pl.col("ends_on").dt.year() >= pl.col("anchor_year"), True
    )
    far = pl.col("sentence").str.slice(0, pl.col("date_end")).str.contains(FAR)
    return (
        days.filter(to_come, ~far)
        .sort("s", "date_end")
        .unique("s", keep="last", maintain_order=True)
        .select("s", *(pl.col(c).alias(f"{c}_listed") for c in COLUMNS))
    )


def _placed(told: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds _place_listed and _kind_listed: the only place that the list's heading names."""
    places = (
        reading.places.filter(pl.col("level") != "region")
        .group_by("s")
        .agg(pl.col("place").first(), pl.col("level").first(), _places=pl.col("place").n_unique())
        .filter(pl.col("_places") == 1)
        .select("s", "place", kind=pl.when(pl.col("level") == "country").then(pl.lit("country")).otherwise(pl.lit("place")))
    )  # fmt: skip
    told = told.join(places, on="s", how="left", maintain_order="left")
    given = pl.when("_opens").then(pl.struct(_place_listed="place", _kind_listed="kind"))
    given = pl.when(pl.col("place").is_not_null()).then(given)
    told = told.with_columns(_given=neighbours.last_told(given, "a", "_list"))
    return told.unnest("_given")
