"""Investment projects and their totals: name, place, investor, capital, stage (linguistics §15)."""

import polars as pl

from flows.extract.projects import words
from flows.extract.projects.capital import with_capital
from flows.extract.projects.governed import with_governing_place
from flows.extract.projects.lines import with_bullets
from flows.extract.projects.names import ROLES, project_names
from flows.extract.projects.opened import with_governing
from flows.extract.projects.same import one_each, with_tellings
from flows.extract.projects.stages import with_stage
from flows.extract.projects.totals import NUMBER, counted
from flows.extract.projects.where import OPENS_LIST, OUR_OWN, by_article, with_place
from flows.letters import CAPITAL, LETTER
from flows.read import Reading
from flows.read.rules import of_rows
from flows.read.spans import find, lex

HABIT = r"^(?i:(?:dự án|khởi công|khánh thành|công trình|đầu tư(?: xây dựng)?|xây dựng|việc)\s)+"
# "đầu tư xây dựng và kinh doanh hạ tầng …": here they are what the project does.
ONLY = r"(?i:(?:dự án|công trình|việc)\s)+"
LISTED = r"(?i:dự án)(?: này| trên| gồm| nói trên| được trao| đầu tư)*\s(?:gồm|bao gồm)(?: có)?\s?:?\s"
TOTAL = {
    "total": rf"{NUMBER}\s(?i:dự án)(?:[^.;]|[0-9]\.[0-9]){{0,160}}?(?i:vốn|mức đầu tư|trị giá)",
    "total_of": rf"(?i:vốn|mức đầu tư|kinh phí)\s[^.;,]{{0,40}}?{NUMBER}\s(?i:dự án)[^.;,0-9]{{0,60}}",
    "total_invested": rf"(?i:tổng (?:số )?vốn (?:đầu tư )?)(?:(?i:của )(?:(?i:các doanh nghiệp |nhà đầu tư )?){CAPITAL}[^,;.()0-9]{{1,40}}?\s)?(?i:tại|vào|ở|sang) (?i:tỉnh |thành phố )?{CAPITAL}[^,;.()0-9]{{1,30}}?\s(?i:là|đạt|lên|khoảng|hơn|gần|trên|ước)(?:[\s,]|$)",
    "total_registered": r"(?i:tổng (?:số )?vốn (?:đầu tư )?(?:trực tiếp nước ngoài )?(?:FDI )?đăng ký)",
}
# A sum registered is of one project where its sentence speaks of one.
OF_PARTS = (
    r"(?i)(?:của|thuộc|trong) dự án\s\S*\s?(?:\S+\s){0,2}$"  # "các hạng mục của dự án gồm": no projects
)
OF_SHARE = r"%\s(?:của\s)?$"  # "chiếm 60% tổng vốn đăng ký": of the whole no sum is told
PARTED = r"(?i)(?:trong đó,?\s(?:có\s)?|thành phần:\s)(?:dự án|công trình)\s"  # "2 dự án, trong đó dự án A có vốn …": of one of them
# Papers and services listed after "dự án gồm" are none: "thuyết minh và thiết kế cơ sở", "nộp hồ sơ qua SMS".
NO_ITEM = r"(?i)^(?:thứ|phần|bước|giai đoạn|hợp phần)\s(?:[0-9]|nhất|hai|ba|tư)|hồ sơ|thuyết minh|thủ tục|phần mềm|tờ khai|thiết kế cơ sở|hóa đơn"
OF_ONE = r"(?i)dự án|công trình|giai đoạn|gói thầu"
# "5.000 doanh nghiệp thành lập mới với tổng vốn đăng ký …": the capital of businesses, not of projects.
OF_BUSINESSES = r"(?i)(?:doanh nghiệp|DN)\s(?:đăng ký\s)?(?:thành lập|mới|gia nhập|đăng ký (?:thành lập|mới))|số (?:lượng )?(?:các )?(?:doanh nghiệp|DN)[\s,]|(?:thành lập|đăng ký) (?:mới )?(?:doanh nghiệp|DN)|[0-9]\s(?:doanh nghiệp|DN)\s(?:với|có|đang hoạt động|hoạt động)\s"
CUES = [
    "ự án",
    "ổng vốn",
    "ốn đầu tư",
    "ốn đăng ký",
    "ổng mức đầu tư",
    "ởi công",
]  # a sentence without any tells no total
INVESTS = r"(?i)^\s*(?:\([^)]*\)\s*)?(?:(?:được (?:giao )?)?là(?:m)? chủ đầu tư|là(?:m)? nhà đầu tư|đầu tư|với dự án|được cấp|đề xuất|xin)"
LEADS = r"(?i)^\s*(?:\([^)]*\)\s*)?(?:làm chủ đầu tư|là(?:m)? nhà đầu tư|đầu tư|đề xuất)"
# Whoever it is, a ministry or its board of projects: "chủ đầu tư là Ban Quản lý dự án A", "do Sở B làm chủ đầu tư".
OWNS = r"(?i)^\s*(?:\([^)]*\)\s*)?(?:được (?:giao )?)?làm chủ đầu tư"
OWNED_BY = r"(?i)chủ đầu tư(?: dự án)?(?: là|:)\s$"
INVESTED_BY = r"(?i)(?:do|chủ đầu tư(?: dự án)? là|nhà đầu tư là|chủ đầu tư:?|của)\s$"
# "do liên danh A và B làm chủ đầu tư": its first member, who leads it, stands for all; many a consortium only builds.
CONSORTIUM = r"(?i)liên (?:danh|doanh)(?:\s(?:các )?nhà đầu tư)?(?:\s(?:gồm|bao gồm|giữa|là))?:?\s$"
TOGETHER = r"(?i)^(?:(?:,|\s[-–]|\svà|;)\s(?:công ty|tập đoàn|tổng công ty|ngân hàng)\s[^.;]{2,100}?){1,5}\s(?:là(?:m)? (?:chủ|nhà) đầu tư|đầu tư|đề xuất)(?:[\s,.;]|$)"
OTHERS = r"(?i)(?:các|những|thuộc|và|,)\sdự án\s|,\s(?:các|những)\s"  # whose is told of other projects
NEXT_TO = 80  # code points between the business and the project that it invests in
THIS = r"(?i:dự án|công trình) (?i:này|trên|nói trên)|^(?:Dự án|Công trình|Tuyến đường|Nhà máy|Cây cầu|Cầu|Tuyến|Khu đô thị|Khu công nghiệp)(?: này)? (?:có|được|do|gồm|với|dự kiến|sẽ|đã|đang|dài|khởi công|nằm)\s"
# "Tổng mức đầu tư của dự án là 900 tỷ đồng", "Tổng mức đầu tư hơn 900 tỷ đồng": of the project that was told before.
COSTS = r"^\s?(?:Tổng (?:mức|vốn|số vốn|kinh phí)(?: đầu tư| thực hiện| xây dựng)*|Mức đầu tư|Vốn đầu tư|Kinh phí(?: đầu tư| thực hiện| xây dựng)*)(?: dự kiến)? (?:(?:của|cho|toàn|cả|toàn bộ) )*(?:dự án|công trình)(?: (?:này|trên|nói trên))?\s|^\s?Tổng (?:mức|vốn) đầu tư\s"
COME_TO = r"^(?:(?:là|khoảng|hơn|gần|trên|dự kiến|dự tính|ước|ước tính|lên|đến|tới|lên tới|xấp xỉ|đạt|được|đã|vừa|phải|phê duyệt|điều chỉnh|tăng|giảm|nâng|đội|từ)\s)*[0-9][0-9.,]*\s(?:(?:nghìn |ngàn )?(?i:tỷ|tỉ|triệu)|lên|xuống)\s"
SEVERAL = rf"(?:{NUMBER}|(?i:các|những|nhiều|mỗi))\s(?i:dự án|công trình)[\s,.]|(?i:dự án|công trình) khác"
NEAR = 3  # sentences between a project's name and "dự án này"
AND_NEXT = r"^(?:\s\([^()]*\))?(?:,|;|\svà|,\svà)\s(?:dự án\s|tuyến\s|công trình\s)?$"
ENOUGH = 3  # words that a name without a capital letter needs


def investments(reading: Reading) -> pl.DataFrame:
    """Rows of fact type `investments`: s, start, end, project, is_total, project_count, place, places, investor,
    amount_vnd, amount_usd, comparator, stage, rule, again (Boolean: told again, in the sentence that tells its stage or its
    capital). A total is never given to its projects.
    """
    names = project_names(reading)
    every = reading.sentences.filter(pl.col("role").is_in(ROLES)).select("s", "a", "sentence")
    cued = pl.col("sentence").str.contains_any(CUES)
    told = every.filter(cued | pl.col("s").is_in(names["s"].unique().implode()))
    parts = _parts(told)
    named = pl.concat([_named(parts, names), _items(parts)], how="diagonal").sort("s", "start")
    named = with_governing(_until_next(named))
    headings = reading.sentences.filter(pl.col("role") == "section")["s"]
    totals = _totals(parts.filter(~pl.col("s").is_in(headings.implode())))
    all_rows = pl.concat([totals, named, _these(parts, named, every)], how="diagonal")
    rows = with_capital(all_rows.with_row_index("i"), reading)
    has_amount = pl.col("amount_vnd").is_not_null() | pl.col("amount_usd").is_not_null()
    rows = rows.filter(has_amount | ~pl.col("is_total"))
    rows = with_governing_place(with_place(rows, reading), reading)
    rows = _by_whom(rows, reading)
    # Of a total only what stands before the next number of projects tells.
    until = pl.col("end") - pl.col("from_")
    rest = pl.col("part").str.slice(until).str.replace(rf"(?s)\s{NUMBER}\s(?i:dự án).*$", "")
    of_total = pl.col("part").str.slice(0, until) + rest
    own = pl.col("part").str.slice(until, pl.col("next") - pl.col("end"))
    # What the line says that opens a list of lines holds for each of them: "Tỉnh vừa khởi công các dự án sau:".
    lines = with_bullets(reading.sentences.select("s", "a", "sentence")).select("s", "opening").drop_nulls()
    rows = rows.join(lines, on="s", how="left", maintain_order="left")
    opened = pl.when(pl.col("opening").is_null()).then(pl.lit("")).otherwise(pl.col("opening") + " ")
    of_one = pl.concat_str(pl.col("lead_text").fill_null(""), pl.coalesce("own_text", own), separator=" ")
    of_one = opened + of_one
    told_of = pl.when("is_total").then(of_total).otherwise(pl.coalesce(of_one, "part"))
    years = reading.articles.select("a", year="anchor_year", today="anchor_on")
    rows = rows.with_columns(about=told_of).join(years, on="a", how="left", maintain_order="left")
    rows = _all_alike(with_stage(rows, "about", "year", "today"))
    # "trong năm thành phố sẽ khởi công: cầu A; đường B; hồ C": so it is of every item.
    lead = pl.col("part").str.slice(0, pl.col("lead"))
    own = lead.str.contains(OUR_OWN)
    of_list = (own & lead.str.contains(OPENS_LIST)).max().over("s")
    rows = rows.with_columns(rule=pl.concat_str(pl.lit("investment_"), "token"), ours=own | of_list)
    return with_tellings(by_article(one_each(rows), reading)).select(
        "s", "start", "end", "project", "is_total", "project_count", "place", "places", "investor", "amount_vnd", "amount_usd", "comparator", "stage", "rule", "again"
    )  # fmt: skip


@of_rows
def _all_alike(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with the stage that is told behind the last of a list for all: "cầu A, đường B và hồ C đang chậm tiến độ"."""
    until = pl.col("end") - pl.col("from_")
    own = pl.col("part").str.slice(until, pl.col("next") - pl.col("end"))
    goes_on = (
        ~pl.col("is_total") & (pl.col("next") < pl.col("to")) & own.str.contains(AND_NEXT).fill_null(False)
    )
    stage = pl.when(~goes_on).then(pl.col("stage").fill_null(""))
    rows = rows.sort("s", "from_", "is_total", "start").with_columns(
        _of_all=stage.backward_fill().over("s", "from_", "is_total").replace("", None)
    )
    return rows.with_columns(stage=pl.coalesce("stage", "_of_all")).drop("_of_all")


@of_rows
def _parts(told: pl.DataFrame) -> pl.DataFrame:
    """The parts of sentences between semicolons: a, s, part, from_ (UInt32), listed (it is an item of a list of projects)."""
    # "…; tổng vốn 15 triệu USD" goes on about the project before it.
    joined = pl.col("sentence").str.replace_all(
        r";( (?i:với )?(?i:tổng |vốn |mức đầu tư|khái toán |kinh phí ))", ",${1}"
    )
    found = find(told.with_columns(joined), r"[^;]+", "sentence").rename(
        {"surface": "part", "start": "from_"}
    )
    found = found.join(told.select("s", "sentence"), on="s", how="left", maintain_order="left")
    led = pl.col("sentence").str.extract(rf"(?s)^(.*?{LISTED})")
    opened = pl.when(~led.str.contains(OF_PARTS)).then(led.str.len_chars())
    many = pl.len().over("s") >= 2
    first = (pl.col("from_") <= opened) & (pl.col("end") > opened)
    cut = pl.when(opened.is_not_null() & many & first).then(opened - pl.col("from_")).otherwise(0)
    return found.with_columns(
        listed=(opened.is_not_null() & many & (pl.col("end") > opened)).fill_null(False),
        part=pl.col("part").str.slice(cut),
        from_=(pl.col("from_") + cut).cast(pl.UInt32),
        to=pl.col("end"),
    ).drop("end", "sentence")


@of_rows
def _totals(parts: pl.DataFrame) -> pl.DataFrame:
    found = lex(parts.with_columns(text="part"), TOTAL, "text", words=True)
    count, skipped = counted(pl.col("surface"))
    skipped = pl.when(pl.col("token") == "total").then(skipped).fill_null(0)
    return found.with_columns(
        is_total=pl.lit(True), project_count=count, name_end=(pl.col("from_") + pl.col("end")).cast(pl.UInt32),
        start=(pl.col("from_") + pl.col("start") + skipped).cast(pl.UInt32), project=pl.lit(None, pl.String),
    ).filter(
        ~pl.col("part").str.slice(0, pl.col("start") - pl.col("from_")).str.contains(rf"(?i)một trong(?: số)?\s$|{OF_SHARE}"),
        ~pl.col("surface").str.contains(PARTED),
        (pl.col("project_count") > 1)
        | (pl.col("token").is_in(["total_registered", "total_invested"]) & ~pl.col("part").str.contains(rf"{OF_ONE}|{OF_BUSINESSES}|{words.kinds()}\s"))
    ).drop("end", "surface")  # fmt: skip


@of_rows
def _named(parts: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """The named projects, each in its part of the sentence; items of a list are told by `_items`."""
    met = parts.join(names.rename({"end": "name_end"}).drop("a"), on="s")
    return met.filter(
        ~pl.col("listed"), pl.col("start") >= pl.col("from_"), pl.col("start") < pl.col("to")
    ).with_columns(is_total=pl.lit(False), project_count=pl.lit(None, pl.Int32))


@of_rows
def _items(parts: pl.DataFrame) -> pl.DataFrame:
    """Each item of "các dự án gồm: …; …; …": its name may lack the word for its kind, and any capital."""
    shown = pl.col("part").str.strip_chars_start()
    blank = pl.col("part").str.len_chars() - shown.str.len_chars()
    habit = pl.coalesce(
        shown.str.extract(rf"^({ONLY})(?i:đầu tư |xây dựng )+và\s").str.len_chars(),
        shown.str.extract(f"({HABIT})").str.len_chars(),
        pl.lit(0),
    )
    name = shown.str.slice(habit).str.replace(words.item_ends(), "").str.strip_chars(" ,.…")
    start = pl.col("from_") + blank + habit
    return (
        parts.filter("listed")
        .with_columns(
            project=name, start=start.cast(pl.UInt32), token=pl.lit("item"), is_total=pl.lit(False),
            project_count=pl.lit(None, pl.Int32), kind=pl.lit(None, pl.String), proper=pl.lit(True),
        )
        .with_columns(name_end=(pl.col("start") + pl.col("project").str.len_chars()).cast(pl.UInt32))
        .filter(
            pl.col("project").str.contains(rf"^[{LETTER}“\"]"),
            ~pl.col("project").str.contains(words.law()),
            pl.col("project").str.count_matches(" ").is_between(1, 30),
            ~pl.col("project").str.contains(NO_ITEM),
            pl.col("project").str.contains(rf"\s.*(?:{CAPITAL}|[0-9])|,")
            | (pl.col("project").str.count_matches(" ") >= ENOUGH),
        )
    )  # fmt: skip


@of_rows
def _until_next(named: pl.DataFrame) -> pl.DataFrame:
    """Adds next, where the next project of the part begins, joint, what stands between the one before and it, and lead, how much of the part stands before its first one."""
    last = pl.col("name_end").shift(1).over("s", "from_")
    joint = pl.col("part").str.slice(last - pl.col("from_"), pl.max_horizontal("start", last) - last)
    return named.with_columns(
        joint=pl.when(last <= pl.col("start")).then(joint),
        next=pl.col("start").shift(-1).over("s", "from_").fill_null(pl.col("to")),
        lead=(pl.col("start").min().over("s", "from_") - pl.col("from_")).cast(pl.UInt32),
    )


@of_rows
def _these(parts: pl.DataFrame, named: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """ "Dự án này có tổng vốn …": the project named last in the sentences before, where that sentence names no other."""
    verb = pl.col("surface").str.extract(r"(\s(?:dự kiến|khởi công|\S+)\s)$").str.len_chars().fill_null(0)
    found = find(parts.with_columns(text="part"), THIS, "text").with_columns(
        start=(pl.col("from_") + pl.col("start")).cast(pl.UInt32),
        name_end=(pl.col("from_") + pl.col("end") - verb).cast(pl.UInt32),
    )
    found = found.filter(
        ~pl.col("part")
        .str.slice(0, pl.col("start") - pl.col("from_"))
        .str.contains(
            rf"(?i)(?:ngoài|bên cạnh|cùng với|song song với|trước|sau|cả|các|những|mỗi|nhiều|{NUMBER})\s$"
        )
    )
    found = pl.concat(
        [found.with_columns(_bare=pl.lit(False), costs=pl.lit(False)), _costs(parts, named)], how="diagonal"
    )
    told = told.filter(pl.col("a").is_in(found.filter("_bare")["a"].unique().implode()))
    several = told.filter(pl.col("sentence").str.contains(SEVERAL)).select("a", "s", _several="s")
    before = named.with_columns(n=pl.col("project").n_unique().over("s"))
    before = before.select("a", "project", "kind", "n", named_in="s").sort("named_in")
    met = found.sort("s").join_asof(
        before, left_on="s", right_on="named_in", by="a", allow_exact_matches=False, check_sortedness=False
    )
    met = met.join_asof(several.sort("s"), on="s", by="a", allow_exact_matches=False, check_sortedness=False)
    alone = ~pl.col("_bare") | (pl.col("_several") < pl.col("named_in")).fill_null(True)
    return met.filter(pl.col("n") == 1, pl.col("s") - pl.col("named_in") <= NEAR, alone).select(
        *[c for c in named.columns if c in found.columns and c not in ("token", "end")],
        "project",
        "kind",
        "costs",
        token=pl.lit("this"),
        is_total=pl.lit(False),
        project_count=pl.lit(None, pl.Int32),
        next="to",
        lead=pl.lit(0, pl.UInt32),
    )


@of_rows
def _costs(parts: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """ "Tổng mức đầu tư (của dự án) là …", where that sentence names no project and speaks of no others: as parts, with start, name_end and
    _bare (Boolean: it does not say "dự án").
    """
    found = find(parts.with_columns(text="part"), COSTS, "text").join(named, on="s", how="anti")
    rest = pl.col("part").str.slice(pl.col("end"))
    return found.filter(rest.str.contains(COME_TO), ~rest.str.contains(SEVERAL)).with_columns(
        start=(pl.col("from_") + pl.col("start")).cast(pl.UInt32),
        name_end=(pl.col("from_") + pl.col("end") - 1).cast(pl.UInt32),
        _bare=~pl.col("surface").str.contains("dự án|công trình"),
        own_text=pl.lit(""),  # "dự kiến", said of a sum, tells no stage
        costs=pl.lit(True),
    )


@of_rows
def _by_whom(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds investor: the business that invests, right before the project, or the one after "do" or "của"; else whatever
    body is said to be "chủ đầu tư".
    """
    bodies = reading.organizations.with_columns(
        business=pl.col("organization").str.contains(
            r"^(?:Công ty|Tập đoàn|Tổng|Liên danh|Ngân hàng|Doanh nghiệp|Hợp tác xã)"
        )
    )
    met = rows.filter(~pl.col("is_total")).select("i", "s", "from_", "next", "start", "name_end", "part").join(
        bodies.select("s", "organization", "business", at="start", until="end"), on="s"
    ).filter(pl.col("at") >= pl.col("from_"), pl.col("until") <= pl.col("next"))  # fmt: skip
    left = pl.col("part").str.slice(0, pl.col("at") - pl.col("from_"))
    right = pl.col("part").str.slice(pl.col("until") - pl.col("from_"))
    name_end = pl.min_horizontal("name_end", "at")
    between = pl.col("part").str.slice(name_end - pl.col("from_"), pl.col("at") - name_end)
    behind = (pl.col("at") >= pl.col("start")) & left.str.contains(INVESTED_BY)
    ahead = (pl.col("until") <= pl.col("start")) & (pl.col("start") - pl.col("until") <= NEXT_TO)
    behind &= ~between.str.contains(OTHERS)
    going_on = (pl.col("at") >= pl.col("name_end")) & right.str.contains(LEADS)
    after = pl.col("at") >= pl.col("name_end")
    together = left.str.contains(CONSORTIUM) & right.str.contains(TOGETHER)
    together &= ahead | (after & ~between.str.contains(OTHERS))
    invests = pl.col("business") & (behind | (ahead & right.str.contains(INVESTS)) | going_on | together)
    owns = ((ahead | after) & right.str.contains(OWNS)) | (after & left.str.contains(OWNED_BY))
    owns &= ~between.str.contains(OTHERS)
    first = met.filter(invests | owns).sort("at").group_by("i").agg(investor=pl.col("organization").first())
    return rows.join(first, on="i", how="left", maintain_order="left")
