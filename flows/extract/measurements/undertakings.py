"""The projects that an article names: where they stand, and which one a figure may be of."""

from functools import cache

import polars as pl

from flows.extract.measurements.about import HABIT, main_projects
from flows.extract.measurements.areas import in_passing
from flows.extract.measurements.passages import passages
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read import Reading
from flows.read.rules import of_rows
from flows.read.spans import find, without_overlap

BUILT = r"(?i:nhà máy|nhà ga|khu liên hợp|khu liên hiệp|khu đô thị|khu nghỉ dưỡng|khu du lịch|khu nhà ở|trung tâm|bến cảng|cảng|tuyến|cầu|đường|cao tốc|sân bay|trường|bệnh viện|trang trại|thủy điện|nhà ở|tổ hợp|cụm công nghiệp|khu công nghiệp|hồ chứa|nút giao|tòa nhà|chung cư|điện gió|điện mặt trời|metro|hầm|công viên|chợ)"
NAME = rf"(?:\s{SMALL}[{LETTER}]*){{0,6}}\s{CAPITAL}[{LETTER}0-9]*(?:\.\s?{CAPITAL}+)?(?:(?:\s{SMALL}+)?(?:\s|\s?[–-]\s?)(?:{CAPITAL}[{LETTER}0-9]*|[0-9]{{1,2}}))*"
NAME_STOP = r"\s(?:tại|của|do|và|với|ở|có|là|từ|cho|đến|trên|được|trị giá|nằm|đặt|tọa lạc|gồm|bao gồm|thuộc|vào|đã|sẽ|hơn|gần|để|khi|trong|về|này|giai đoạn)\s.*$"
PROJECT = rf"(?i:dự án|công trình)\s(?:(?i:đầu tư|xây dựng|mở rộng|nâng cấp|cải tạo|xây mới)\s)*{BUILT}{NAME}|(?i:nhà máy|nhà ga|khu liên hợp|thủy điện|điện gió|khu đô thị|cao tốc){NAME}"
KIND_AND_NAME = rf"^(?:{BUILT})\s({CAPITAL}.*\s.*)$"
LEADING = r"^(?i:(?:dự án|công trình|đầu tư|xây dựng|xây mới)\s)+"
NAMED = rf"{CAPITAL}|\s(?:số|giai đoạn)\s[0-9]"  # "tuyến metro số 1"
NO_NAME = r"^(?i:sẽ|đã|đang|được|có|nằm|đặt|này|trên|đó|nhằm|với|do|tại|cho|để|là|và|theo|trong|không|chưa)\b"
# "dự án thành phần 2", "gói thầu số 18": a part of a project has what is told of it, and the whole has not.
COMPONENT = r"(?i:dự án thành phần|tiểu dự án|gói thầu)\s(?:(?i:số)\s)?[0-9]+(?:[.-][0-9]+)?"
# "hầm trên cao tốc Bắc - Nam": where it lies, not what it is.
WHERE = r"(?i)(?:trên|gần|qua|nối|đến|cạnh|tại|với|từ|ở|vào|thuộc)\s(?:tuyến\s)?$"
THIS_PROJECT = r"^(?:Dự án|Công trình|Nhà máy|Tuyến đường|Tuyến|Khu đô thị|Khu công nghiệp|Khu đất|Khu trung tâm|Toàn khu|Toàn dự án|Nhà ga|Cầu)\s(?:này|trên|được|có|do|dự kiến|gồm|sẽ|đã|nằm|rộng|mới)|^(?:Các )?(?i:mục tiêu) (?:của |đầu tư )?(?:dự án|công trình)\s|^(?i:theo đó|trong đó)\b|\bdự án này\b"
# "Sau khi hoàn thành, …": of the project before. Apart, for its cases make the pattern above thirty times as slow.
ONCE_BUILT = (
    r"^(?:Dự kiến,?\s)?(?:[Ss]au khi|[Kk]hi)\s(?:được\s)?(?:hoàn thành|hoàn tất|đi vào|xây dựng xong)[\s,]"
)
# "doanh thu của dự án sau khi hoàn thành là", "vốn cho công trình này khoảng": the project that was named before.
OF_THIS = r"(?i)(?:^|\s)(?:của|cho|vào|với|triển khai|thực hiện|toàn bộ)\s(?:dự án|công trình|nhà máy|tuyến đường|cây cầu)(?:\s(?:này|trên|là|đạt|sau|ước|dự kiến|khoảng|hơn|gần|lên|ban đầu|hiện|theo|đến|tới|từ)(?:\s|$)|,|\s?$|\s\()"
# "Đối với tuyến đường số 3, …": what is told of one that opens its sentence is of no other.
FRONTED = rf"^(?i:đối với|riêng|còn|về|với)\s(?i:dự án|công trình|tuyến|cầu|đường|nhà máy|gói thầu|hạng mục)\s[^,;.]{{0,60}}(?:{CAPITAL}|[0-9])"
# "sẽ hoàn thành cầu A và …": what somebody builds, who may go on with something else.
BUILDS = r"(?i)(?:hoàn thành|hoàn tất|thông xe|khởi công|động thổ|khánh thành|hợp long|bàn giao|xây dựng|xây|khai thác|sử dụng|vận hành)\s(?:(?:các|toàn bộ|xong|dự án|công trình|việc|tuyến)\s)*$"
# "Tỉnh ký biên bản ghi nhớ với A về xây dựng …": what is agreed on is none of what was told before.
AGREED = r"(?i)(?:^|\s)(?:ký|trao đổi|trao)\s(?:[^\s,.;]+\s){0,4}?(?:biên bản|bản ghi nhớ|thỏa thuận|thoả thuận|ý định thư|mou)\s"
# What a passage about another province says of the project without its name.
STILL = r"Dự án|(?:dự án|công trình|tuyến|cao tốc|nhà máy|cây cầu) (?:này|trên)"
MOST_SENTENCES_ON, RECENT = 8, 3  # how far "Dự án này" reaches back
FOR_PROJECT = (
    r"(?i)^\s(?:cho|vào|để|đầu tư|xây dựng|\s)*(?:dự án|công trình)?\s*$"  # "1,2 tỷ USD cho dự án …"
)


def projects_named(reading: Reading, projects: pl.DataFrame) -> pl.DataFrame:
    """Where projects are named: s, _named, _named_at, _named_end (UInt32), _known (by investments), in order. `projects`
    are the rows of investments; where a name of theirs does not stand, the words after "dự án" and names of what is built do.
    """
    known = projects.filter(
        ~pl.col("is_total"),
        pl.col("project").str.contains(NAMED),
        ~pl.col("project").str.contains(NO_NAME),
    ).select("s", _named="project", _named_at="start", _named_end="end", _known=pl.lit(True))
    told = reading.sentences.filter(
        pl.col("role").is_in(["body", "lead", "caption", "title"]),
        pl.col("sentence").str.contains(r"(?i)dự án|công trình|nhà máy|nhà ga|khu liên hợp|thủy điện|điện gió|khu đô thị|cao tốc"),
    ).select("s", "sentence")  # fmt: skip
    other = find(told, PROJECT, "sentence").join(told, on="s", how="left", maintain_order="left")
    other = other.filter(~pl.col("sentence").str.slice(0, pl.col("start")).str.contains(WHERE))
    opening = pl.col("surface").str.extract(f"({LEADING})").str.len_chars().fill_null(0)
    other = other.select(
        "s",
        _named=pl.col("surface").str.slice(opening).str.replace(NAME_STOP, ""),
        _named_at=(pl.col("start") + opening).cast(pl.UInt32),
        _named_end=pl.col("end").cast(pl.UInt32),
        _known=pl.lit(False),
    )
    # "Nhà máy | đặt tại khu A" has no name.
    other = other.filter(
        pl.col("_named").str.contains(rf"{CAPITAL}.*\s|\s.*{CAPITAL}"),
        ~pl.col("_named").str.contains(f"^{BUILT}$"),
    )
    inside = reading.organizations.select("s", "start", "end")
    outside = without_overlap(other.rename({"_named_at": "start", "_named_end": "end"}), inside).rename(
        {"start": "_named_at", "end": "_named_end"}
    )
    apart = outside.join(known.select("s").unique(), on="s", how="anti")
    named = pl.concat(
        [known.cast({"_named_at": pl.UInt32, "_named_end": pl.UInt32}), apart], how="vertical_relaxed"
    )
    # Of names that end together the longest comes last: it is the one that is taken.
    return pl.concat([named, _again(named, reading)]).sort(
        "s", "_named_end", "_named_at", "_named", descending=[False, False, True, False]
    )


@of_rows
def _with_components(named: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """`named`, rows of projects_named, and the parts of projects that have a number for a name, where no longer name holds it."""
    told = reading.sentences.join(reading.quantities.select("s").unique(), on="s", how="semi")
    parts = find(told.select("s", "sentence"), COMPONENT, "sentence")
    spans = named.select("s", start="_named_at", end="_named_end")
    alone = without_overlap(parts.cast({"start": pl.UInt32, "end": pl.UInt32}), spans).select(
        "s",
        _named=pl.col("surface").str.replace(r"^(?i:dự án)\s", ""),
        _named_at="start",
        _named_end="end",
    )
    order = ["s", "_named_end", "_named_at", "_named"]
    return pl.concat([named, alone], how="vertical_relaxed").sort(
        order, descending=[False, False, True, False]
    )


@of_rows
def _again(named: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Where a name that an article tells as a project's stands once more, in a headline or beside a figure, in a sentence that tells none: rows of projects_named."""
    told = reading.sentences.select("s", "a", "sentence", "role")
    titles = told.filter(pl.col("role") == "title").select("s")
    figured = told.join(pl.concat([reading.quantities.select("s"), titles]).unique(), on="s", how="semi")
    figured = figured.join(named.select("s").unique(), on="s", how="anti")
    names = (
        named.join(told.select("s", "a"), on="s")
        .sort("s", "_named_at", "_named_end", "_named")
        .with_columns(_name=pl.col("_named").str.to_lowercase().str.replace(HABIT, ""))
        .unique(["a", "_name"], keep="first", maintain_order=True)
        .select("a", "_named", "_name")
    )
    # "dự án Sông Mây" is the "nhà máy đường Sông Mây" of another sentence.
    short = pl.format("dự án {}", pl.col("_named").str.extract(KIND_AND_NAME).str.to_lowercase())
    names = pl.concat([names, names.with_columns(_name=short).drop_nulls("_name")])
    names = names.unique(["a", "_name"], keep="none", maintain_order=True)
    met = names.join(figured, on="a", how="inner").with_columns(_lower=pl.col("sentence").str.to_lowercase())
    ahead = pl.col("_lower").str.splitn(pl.col("_name"), 2).struct.field("field_0").str.len_chars()
    length = pl.col("_name").str.len_chars()
    return met.filter(pl.col("_lower").str.contains(pl.col("_name"), literal=True)).select(
        "s", "_named", _named_at=ahead, _named_end=ahead + length, _known=pl.lit(False)
    )


@cache
def of_this_project() -> pl.Expr:
    """The sentence goes on with the project that was named before (Boolean)."""
    sentence = pl.col("sentence")
    return sentence.str.contains(THIS_PROJECT) | sentence.str.contains(ONCE_BUILT)


@cache
def plainly_of_project() -> pl.Expr:
    """The figure is said to be of the project that was told before, "doanh thu của nhà máy này" (Boolean); "theo đó" says it of nobody."""
    sentence = pl.col("sentence").str.replace(r"^(?i:theo đó|trong đó),?\s", "")
    again = sentence.str.contains(THIS_PROJECT) | sentence.str.contains(ONCE_BUILT)
    return again | pl.col("segment").str.contains(OF_THIS)


@of_rows
def with_project(rows: pl.DataFrame, reading: Reading, projects: pl.DataFrame) -> pl.DataFrame:
    """Adds _project (named before the figure in its part of the sentence, else the last one of the article, where
    the sentence goes on about it), _project_here, _project_until (where its name ends there), _project_built (somebody builds it there) and _of_total (the figure stands in the total of several);
    and _passage, the province that the passage is of, where no project is held that was named before another one than the article's.
    """
    named = projects_named(reading, projects)
    rows = rows.join(main_projects(reading, named), on="a", how="left", maintain_order="left")
    named = _with_components(named.drop("_known"), reading)
    rows = rows.sort("s", "start").join_asof(
        named, left_on="start", right_on="_named_end", by="s", check_sortedness=False
    )
    segment_start = pl.col("start") - pl.col("segment").str.len_chars()
    here = (pl.col("_named_at") >= segment_start).fill_null(False)
    last = (
        named.join(reading.sentences.select("s", "a"), on="s", maintain_order="left")
        .select("a", _last_s="s", _last="_named")
        .unique(["a", "_last_s"], keep="last", maintain_order=True)
        .sort("_last_s")
    )
    # What is not said to be of "this project" is of one that was named where figures are told.
    recent = last.join(
        rows.filter(~in_passing()).select(_recent_s="s").unique(),
        left_on="_last_s",
        right_on="_recent_s",
        how="semi",
    )
    recent = recent.rename({"_last_s": "_recent_s", "_last": "_recent"})
    rows = rows.sort("s").join_asof(last, left_on="s", right_on="_last_s", by="a", check_sortedness=False)
    rows = rows.sort("s").join_asof(recent, left_on="s", right_on="_recent_s", by="a", check_sortedness=False)
    ahead = named.rename({c: f"{c}_ahead" for c in named.columns if c != "s"}).sort(
        "s", "_named_at_ahead", "_named_end_ahead", "_named_ahead"
    )
    rows = rows.sort("s", "start").join_asof(
        ahead, left_on="end", right_on="_named_at_ahead", by="s", strategy="forward", check_sortedness=False
    )
    link = pl.col("sentence").str.slice(
        pl.col("end"), pl.max_horizontal("_named_at_ahead", "end") - pl.col("end")
    )
    leads = (pl.col("_named_at_ahead") > 0) & link.str.contains(FOR_PROJECT)
    this = of_this_project() | pl.col("segment").str.contains(OF_THIS)
    # "This project" is the last one of which figures were told, else the last one named.
    told = pl.col("s") - pl.col("_recent_s") <= MOST_SENTENCES_ON
    near = pl.col("s") - pl.col("_last_s") <= MOST_SENTENCES_ON
    within = pl.col("sentence").str.contains(r"^(?i:theo đó|trong đó)\b")
    totals = (
        projects.filter("is_total").select("s", _total_at="start", _total_until="end").sort("s", "_total_at")
    )
    rows = rows.sort("s", "start").join_asof(
        totals, left_on="start", right_on="_total_at", by="s", check_sortedness=False
    )
    built = pl.col("sentence").str.slice(0, pl.col("_named_at")).str.contains(BUILDS)
    another = pl.col("sentence").str.contains(FRONTED) | pl.col("segment").str.contains(AGREED)
    another &= ~(here | leads).fill_null(False)
    rows = rows.join(passages(reading), on="s", how="left", maintain_order="left")
    rows = rows.join(reading.articles.select("a", _home="home"), on="a", how="left", maintain_order="left")
    elsewhere = (pl.col("_passage") != pl.col("_home")).fill_null(pl.col("_passage").is_not_null())
    elsewhere &= (pl.col("_passage_s") > pl.col("_last_s")).fill_null(True)
    another |= elsewhere & ~(here | leads).fill_null(False) & ~pl.col("sentence").str.contains(STILL)
    return rows.with_columns(
        _recent=pl.when((pl.col("s") - pl.col("_recent_s") <= RECENT) & ~another).then("_recent"),
        _main=pl.when(~another).then("_main"),
        _project=pl.when(leads)
        .then("_named_ahead")
        .when(here)
        .then("_named")
        .when(this & told)
        .then("_recent")
        .when(this & ~within & near)
        .then("_last")
        .when(this & ~within)
        .then("_main"),
        _project_here=(here | leads).fill_null(False),
        _project_until=pl.when(here).then("_named_end"),
        _project_built=(here & built).fill_null(False),
        _of_total=(pl.col("_total_until") >= pl.col("end")).fill_null(False),
    ).drop(
        "_named",
        "_named_at",
        "_named_end",
        "_last",
        "_last_s",
        "_recent_s",
        "_total_at",
        "_total_until",
        "_named_ahead",
        "_named_at_ahead",
        "_named_end_ahead",
        "_passage_s",
        "_home",
    )
