"""Where projects are named: by "dự án", by the kind of work that is being done, in lists (linguistics §15.1)."""

from functools import cache

import polars as pl

from flows.extract.projects import words
from flows.extract.projects.borders import LONGEST, with_border
from flows.extract.projects.lines import with_bullets
from flows.extract.projects.shared import brands, makers, numbered, of_one_kind, routes, sharing
from flows.extract.projects.works import ENOUGH, OF_CAPITAL, SUM_BEHIND, WHO, at_work, in_list
from flows.extract.reference_words import project_kinds
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read import Reading, neighbours
from flows.read.rules import of_rows
from flows.read.spans import find_words, without_overlap
from flows.read.vocabulary import Vocabulary

ROLES = ["body", "lead", "caption", "section"]
PROJECT = "dự án"
WORKS = "công trình"
# What the verb does to the hạ tầng is the project itself: "đầu tư xây dựng và kinh doanh hạ tầng …".
JOINED = r"^(?i:đầu tư |xây dựng )+và\s(?i:kinh doanh|phát triển|khai thác|vận hành)"
# "thép Sông Con", "lấn biển Hòn Nét": what it is about, then its name; "lắp ráp 20.000 xe Sông Con"; "12B Hòn Nét": its address.
THING = rf"^(?:{SMALL}+,?\s){{1,8}}(?:[0-9.]+\s(?:{SMALL}+\s){{1,2}})?(?:{CAPITAL}|giai đoạn\s)|^[0-9]+[A-Z]?(?:[-–/][0-9]+[A-Z]?)?\s{CAPITAL}{SMALL}+\s{CAPITAL}"
OF_PLACE = r"\scủa (?:TP|thành phố|tỉnh|huyện|quận|xã)\s"  # "nhà ở xã hội của TP …": one of many
# In lower case all through, what it makes or grows is told by whose it is or where.
WHOSE = r"^\s(?:của\s(?:Công ty|Tập đoàn|Tổng công ty|[A-Z])|tại\s(?:tỉnh|huyện|xã|phường|thị xã|TP|thành phố|khu|KCN|CCN|cụm)|(?:chạy |nằm )?(?:dọc|ven|trên)\s(?:đường|phố|sông|quốc lộ|đảo|bán đảo)\s[A-ZĐ0-9])"
# "dự án nhạc nước 20 tỷ đồng".
SUM_AT_ONCE = rf"(?i)^\s(?:trị giá\s)?(?:(?:hơn|gần|khoảng|trên)\s)?{words.SUM} (?:đồng|USD)"
PLAIN = rf"^{SMALL}+(?:\s{SMALL}+){{1,3}}$"
# What is only counted ("cây cầu thứ 12"), of a grade ("đường cấp III") or speaks of other projects has no name; "nút giao khác mức" may.
NAMELESS = rf"^{LETTER}+\svà\s[0-9]|\s(?:loại|hạng)\s[A-D0-9][0-9]?$|\scủa\s[0-9]+$|^{LETTER}+(?:\s{LETTER}+)?\scấp\s[0-9IV]+[A-Z]?$|\s[0-9]+\s?[-–]\s?[0-9]+$|\s(?:KCN|CCN|KCX|KĐT|KKT|THPT|THCS|PTTH|ĐH|CĐ)$|^{LETTER}+\s[0-9.,]+\s?(?:mm|m|kV)$|^{LETTER}+(?:\s{SMALL}+){{0,3}}\sthứ\s(?:[0-9]|{SMALL})|\s(?:dự án|tương tự)(?:\s|$)|\snhất(?:\s|$)|\skhác(?:\s(?:[^m]|m[^ứ])|$)|\stừ\s[0-9]+$"
NO_WORKS = r"(?i)^\s[“\"]?(?:nghiên cứu|khoa học|luận|sách|âm nhạc|xanh)\s"  # of scholars
ACTS = r"(?i)^công ty\s(?:(?:đang|đã|sẽ|triển khai|thực hiện|xây dựng|phát triển)\s){1,3}dự án\s"
CARRIED_OUT = r"(?i)(?:^|\s)(?:thực hiện|bàn giao|gắn biển)\s$"
PART = r"^(?i:thành phần) [0-9]"  # "dự án thành phần 3 cao tốc A - B" is one of its own
# What a project's part is told by, with what leads to the project: "thành phần 3 thuộc dự án ", "giai đoạn 1 của ".
PART_OF_IT = r"((?:[Tt]hành phần|[Tt]iểu dự án|[Gg]ói thầu|[Gg]iai đoạn|[Pp]hân kỳ)(?: số)? [0-9A-Z]+(?:[-.][0-9A-Z]+)*\s(?:(?i:thuộc|của|trong|nằm trong)\s)?(?i:(?:công trình|dự án)\s)?)[“\"]?$"
NAMED = ("a", "s", "start", "end", "project", "kind", "token", "proper")
# "(gọi tắt là dự án A)": another name of the one before it.
ALIAS = r"(?i)gọi (?:tắt |chung )?là (?:dự án )?$"
# "dự án BOT Hòn Nét": a road that its toll names.
TOLL = rf"^BOT\s{CAPITAL}{SMALL}+\s(?:[–-]\s)?{CAPITAL}{SMALL}"
FIRST_OF = rf"^((?:đầu tay|tiếp theo|đình đám|tâm điểm|cao cấp|hạng sang|siêu sang|đẳng cấp)\s)[“\"]?{CAPITAL}"  # "dự án đầu tay Leaf Town"
SORT = r"(^(?:(?:BOT|BT|PPP|ODA|trọng điểm|động lực|quan trọng|cấp bách)\s)+)"
# "học sinh làm dự án trồng rau": what a school does.
OF_SCHOOL = (
    r"(?i)(?:học sinh|sinh viên|nhà trường|trường (?:còn|đã|đang|cũng)|ngoại khóa|giáo viên|câu lạc bộ|CLB)\s"
)
# In quotes all of it is the name ("Nhịp cầu đến trường").
QUOTED = r"[“\"]$"
# "thép ở Hòn Nét", "thép của tập đoàn Sông Con": what it makes, and where or whose.
THERE = rf"^(?:{SMALL}+\s){{1,4}}(?:(?:ở|tại)\s(?:(?:tỉnh|huyện|xã|phường|thị xã|thành phố)\s)?|của\s(?:tập đoàn|tổng công ty|công ty)\s){CAPITAL}"
IN_LAND = r"\s(?:ở|tại)\s(?:Việt Nam|nước)"  # no place for one project
# "Phó Tổng Giám đốc dự án Lê Văn Nam", "Bộ Kế hoạch & Đầu tư Hồ Văn Sĩ": a person follows.
MANAGER = r"(?i)(?:đốc|trưởng|quản lý|phụ trách|điều phối|đầu tư|viên)\s(?:(?:ban|dự án)\s)*$"
SEAT = r"^(?i:trụ sở)(?: (?:mới|làm việc|chính))*$"
DWELT_IN = [
    "housing",
    "building",
    "urban_area",
    "complex",
]  # of which a firm has many: whose it is tells which


@cache
def _words() -> Vocabulary:
    heads = [PROJECT, WORKS, *project_kinds()["word"].to_list()]
    return Vocabulary(sorted(heads, key=lambda w: (-len(w), w)))


def project_names(reading: Reading) -> pl.DataFrame:
    """Every naming of a project: a, s, start, end (UInt32, of the name), project (the name as told), kind (null
    where its words do not say), token (how it is told: `project`, `work` or `listed`), proper (it holds a name or a number).
    """
    told = with_bullets(reading.sentences.filter(pl.col("role").is_in(ROLES)).select("a", "s", "sentence"))
    told = told.filter(pl.col("sentence").str.contains_any(words.cues()) | pl.col("bullet"))
    heads = _heads(told)
    rows = pl.concat([_after_project(heads), _of_work(heads)], how="diagonal")
    rows = _with_owner(with_border(rows), reading)
    of_building, of_studies = _speaking_of(reading)
    rows = _certain(rows.with_columns(built=of_building, studies=of_studies))
    rows = _apart(rows, reading)
    rows = pl.concat(
        [
            rows,
            numbered(rows),
            sharing(rows, reading),
            routes(told),
            of_one_kind(told),
            makers(told),
            brands(told.filter(of_building), reading),
        ],
        how="diagonal",
    )
    rows = _parts_of_it(rows.select(*NAMED), told)
    # Of two alike the first holds.
    rows = rows.sort("s", "start", "end", descending=[False, False, True], maintain_order=True)
    return rows.filter(pl.col("start") >= neighbours.reached("s").fill_null(0))


@of_rows
def _parts_of_it(rows: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """A part that is told of a project ("dự án thành phần 3 thuộc dự án …", "gói thầu XL02 của …") is one of its own, and its name
    begins with the part.
    """
    rows = rows.join(told.select("s", "sentence"), on="s", how="left", maintain_order="left")
    part = pl.col("sentence").str.slice(0, pl.col("start")).str.extract(PART_OF_IT).fill_null("")
    start = (pl.col("start") - part.str.len_chars()).cast(pl.UInt32)
    return rows.with_columns(start=start, project=pl.concat_str(part, "project")).select(*NAMED)


def _speaking_of(reading: Reading) -> tuple[pl.Expr, pl.Expr]:
    """Whether an article `a` tells of building, and whether of studies and good works with no word that surely builds."""

    def any_of(role: str) -> pl.Expr:
        told = reading.sentences.filter(pl.col("sentence").str.contains_any(words.words(role)))
        return pl.col("a").is_in(told["a"].unique().implode())

    studies = any_of("cause") & ~any_of("site")
    return any_of("context") & ~any_of("art") & ~studies, studies


@of_rows
def _heads(told: pl.DataFrame) -> pl.DataFrame:
    """Words that can open a name: a, s, sentence, word, start, end, kind, alone."""
    found = find_words(told, _words(), "sentence").rename({"surface": "word"})
    found = found.drop("bullet").join(told.drop("a"), on="s", how="left", maintain_order="left")
    before = pl.col("sentence").str.slice(pl.col("start").cast(pl.Int64) - 1, 1)
    after = pl.col("sentence").str.slice(pl.col("end"), 1)
    return (
        found.filter(
            (pl.col("start") == 0) | ~before.str.contains(rf"[{LETTER}0-9-]"),
            after.is_in([" ", ":", ",", ".", ""]),
        )
        .join(project_kinds(), on="word", how="left", maintain_order="left")
        .filter(pl.col("kind").is_not_null() | pl.col("word").is_in([PROJECT, WORKS]))
    )


@of_rows
def _after_project(heads: pl.DataFrame) -> pl.DataFrame:
    """What "dự án" and "công trình" name: with `kind` where a kind of work opens it, and where its head ends."""
    opens = pl.col("word").is_in([PROJECT, WORKS])
    works = (
        heads.filter(~opens)
        .select("s", at=pl.col("start"), until=pl.col("end"), kind="kind", alone="alone")
        .sort("s", "at")
    )
    # "tái định cư cảng hàng không A": two such words are one head.
    goes_on = neighbours.behind(pl.col("at"), "s") == pl.col("until") + 1
    works = works.with_columns(
        until=pl.when(goes_on).then(neighbours.behind(pl.col("until"), "s")).otherwise("until")
    )
    rows = heads.filter(opens).drop("kind", "alone").sort("s", "end")
    rows = rows.join_asof(
        works, left_on="end", right_on="at", by="s", strategy="forward", check_sortedness=False
    )
    between = pl.col("sentence").str.slice(pl.col("end"), pl.col("at") - pl.col("end"))
    headed = ((pl.col("at") - pl.col("end") <= 60) & between.str.contains(words.opening())).fill_null(False)
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    rest = pl.col("sentence").str.slice(pl.col("end"), LONGEST)
    opened = (
        rest.str.extract(r"^(\s?:?\s?(?:(?:mang|có)\s(?:tên(?:\sgọi|\slà)*)\s)?[“\"]?)")
        .str.len_chars()
        .fill_null(0)
    )
    shown = rest.str.slice(opened)
    # "khởi công công trình Đài quan sát A", "triển khai công trình xử lý sạt lở …": it is being built.
    begun = (
        (pl.col("word") == WORKS)
        & left.str.contains(f"{words.doing()}|{CARRIED_OUT}")
        & ~left.str.contains(WHO)
    )
    begun &= rest.str.slice(1).str.contains(rf"^{CAPITAL}|{words.aims()}")
    begun &= ~rest.str.contains(NO_WORKS)
    titled = ~headed & shown.str.contains(r"^(?:Xây dựng|Đầu tư|Phát triển)\s")
    habit = pl.when(shown.str.contains(JOINED) | titled).then(0).otherwise(
        shown.str.extract(rf"(^(?:{words.built()}\s)+(?:{words.LENGTH}\s)?)").str.len_chars().fill_null(0)
    )  # fmt: skip
    # "dự án BOT đường A", "dự án trọng điểm mở rộng quốc lộ B": how it is paid and what it is like are no part of its name.
    sort = shown.str.extract(SORT).str.len_chars()
    habit = (
        pl.when(headed | shown.str.contains(rf"{SORT}{words.changed()}"))
        .then(pl.coalesce(sort, habit))
        .otherwise(habit)
    )
    habit = pl.max_horizontal(habit, shown.str.extract(FIRST_OF).str.len_chars().fill_null(0))
    begin = pl.col("end") + opened + habit
    first = shown.str.slice(habit).str.extract(r"^(\S+?)[.;:”\"]*(?:\s|$)").str.len_chars().fill_null(0)
    return rows.filter(
        headed | (pl.col("word") == PROJECT) | begun, ~left.str.replace(r"số [0-9]+ $", "").str.contains(words.many()), ~rest.str.contains(r"^:")
    ).select(
        "a", "s", "sentence", "bullet",
        kind=pl.when(headed).then("kind"),
        opens=pl.col("start"),
        start=begin.cast(pl.UInt32),
        head_end=pl.when(headed).then(pl.max_horizontal("until", begin)).otherwise(begin + first).cast(pl.UInt32),
        # "công trình" alone is any building, "dự án" a project.
        token=pl.when((pl.col("word") == PROJECT) | (~headed & begun)).then(pl.lit("project")).otherwise(pl.lit("work")),
        alone=pl.lit("yes"),
    )  # fmt: skip


@of_rows
def _of_work(heads: pl.DataFrame) -> pl.DataFrame:
    """Kinds of work, with what changes them before ("nâng cấp, mở rộng quốc lộ …")."""
    rows = heads.filter(pl.col("kind").is_not_null())
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    changing = left.str.extract(f"({words.changing()})").str.len_chars().fill_null(0).cast(pl.Int64)
    changing = (
        pl.when(left.str.slice(-pl.max_horizontal(changing, 1)).str.contains(words.changed()))
        .then(changing)
        .otherwise(0)
    )
    return rows.select(
        "a", "s", "sentence", "bullet", "kind",
        start=(pl.col("start") - changing).cast(pl.UInt32),
        head_end=pl.col("end").cast(pl.UInt32),
        token=pl.lit("work"), alone="alone",
    )  # fmt: skip


@of_rows
def _certain(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of which the sentence says that they are projects."""
    project = pl.col("project")
    rows = rows.filter(~project.str.contains(NAMELESS)).with_columns(
        _left=pl.col("sentence").str.slice(0, pl.col("start")),
        _right=pl.col("sentence").str.slice(pl.col("end"), 140),
        _words=project.str.count_matches(" ") + 1,
        _titled=project.str.contains(rf"^[“\"]?{CAPITAL}"),
        _changed=project.str.contains(rf"^{words.changed()},?\s"),
    )
    # "khu dịch vụ, du lịch": "khu" alone says nothing of what is built.
    bare = (pl.col("head_end") - pl.col("start") == len("khu")) & (
        pl.col("kind").eq_missing(pl.lit("complex"))
    )
    announced = pl.col("token") == "project"
    rows = rows.filter(
        ~bare | (pl.col("proper") & announced) | project.str.contains(rf"^[Kk]hu {CAPITAL}{SMALL}")
    )
    rows = pl.concat([_announced(rows.filter(announced)), at_work(rows.filter(~announced))], how="diagonal")
    return rows.select(pl.exclude("^_.*$"))


@of_rows
def _announced(rows: pl.DataFrame) -> pl.DataFrame:
    """Of the names after "dự án" those that tell more than what kind of project it is."""
    project, left, right, n_words = (pl.col(c) for c in ("project", "_left", "_right", "_words"))
    headed = pl.col("kind").is_not_null() | pl.col("_changed")
    aim = project.str.contains(words.aims())
    common = (
        ~pl.col("own")
        & ~aim
        & (
            project.str.contains(OF_PLACE)
            | (left.str.contains(r"(?i)\slà dự án $") & ~pl.col("proper") & ~pl.col("_titled"))
            | left.str.contains(r"(?i)(?:một|1) dự án $")
        )
    )
    whose = right.str.contains(WHOSE)
    paid = right.str.contains(SUM_BEHIND) & ~project.str.contains(r"\smột\s")
    long = (n_words > ENOUGH) & (pl.col("_titled") | right.str.contains(OF_CAPITAL) | whose | paid)
    quoted = pl.col("_titled") & (n_words >= ENOUGH) & left.str.contains(QUOTED)
    about = pl.col("own") & (pl.col("_titled") | project.str.contains(THING))
    there = project.str.contains(THERE) & ~project.str.contains(IN_LAND)
    alias = left.str.contains(ALIAS)
    owned = pl.col("owned") & ~left.str.contains(r"(?i)một dự án $")
    told = (
        (headed & (pl.col("proper") | long))
        | (
            pl.col("built")
            & (about | quoted | there | (project.str.contains(PLAIN) & right.str.contains(SUM_AT_ONCE)))
        )
        | (~pl.col("proper") & (n_words >= ENOUGH) & (owned | whose))
        | (
            aim
            & ~pl.col("studies")
            & (paid | ~pl.col("sentence").str.contains(OF_SCHOOL))
            & (n_words > pl.when("proper").then(ENOUGH).otherwise(3 * ENOUGH))
        )
    )
    toll = project.str.contains(TOLL) & ~project.str.contains(rf"^BOT\s(?:{words.any_of('other')})\s")
    rows = in_list(
        rows.filter(
            told
            & ~common
            & ~alias
            & (~project.str.contains(words.no_name()) | project.str.contains(PART) | toll)
        )
    )
    # "dự án thép của tập đoàn Sông Con": where no other word says what it is, "dự án" belongs to the name.
    nothing_else = pl.col("kind").is_null() & ~aim & ~pl.col("own") & ~pl.col("_titled") & ~pl.col("_changed")
    rows = rows.with_columns(start=pl.when(nothing_else).then("opens").otherwise("start"))
    return rows.with_columns(
        project=pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    )


@of_rows
def _with_owner(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """A name of common words alone goes on up to whose it is: "nông nghiệp công nghệ cao của Tập đoàn Mía Sông Con",
    "chung cư kết hợp thương mại của Công ty Sông Con"; a factory is known by what it makes.
    No name ends within that of a body ("Bệnh viện Chấn" of "Bệnh viện Chấn thương chỉnh hình Sông Con").
    """
    bodies = reading.organizations.select("s", at="start", until="end").sort("s", "at")
    rows = rows.sort("s", "end").join_asof(
        bodies, left_on="end", right_on="at", by="s", check_sortedness=False, allow_exact_matches=False
    )
    whole = (pl.col("until") - pl.col("end").cast(pl.Int64)).is_between(1, 60) & (
        pl.col("at") >= pl.col("start")
    )
    # "Bệnh viện Sông Con và Dự án …": another project, whatever the body was taken for.
    beyond = pl.col("sentence").str.slice(pl.col("end"), pl.max_horizontal("until", "end") - pl.col("end"))
    whole &= ~beyond.str.contains(" (?i:dự án) ")
    rows = rows.with_columns(end=pl.when(whole).then("until").otherwise("end").cast(pl.UInt32))
    rows = rows.drop("at", "until").join_asof(
        bodies, left_on="end", right_on="at", by="s", strategy="forward", check_sortedness=False
    )
    joint = pl.col("sentence").str.slice(pl.col("end"), pl.col("at") - pl.col("end"))
    owned = (
        ~pl.col("proper") & (pl.col("kind").is_null() | pl.col("kind").is_in(DWELT_IN)) & (joint == " của ")
    )
    # "trụ sở mới Bộ Công Thương": a seat is known by whose it is.
    owned |= ~pl.col("proper") & pl.col("project").str.contains(SEAT) & joint.is_in([" ", " của "])
    end = pl.when(owned).then("until").otherwise("end").cast(pl.UInt32)
    return rows.with_columns(end=end, owned=owned.fill_null(False)).with_columns(
        project=pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    ).drop("at", "until")  # fmt: skip


@of_rows
def _apart(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Names that neither stand within another nor within the name of a body, nor are those of who manages projects."""
    led = pl.col("sentence").str.slice(0, pl.col("start")).str.contains(MANAGER)
    people = reading.people.select("s", "start", _person=pl.lit(True)).unique()
    rows = rows.join(people, on=["s", "start"], how="left", maintain_order="left")
    rows = rows.filter(~(led & pl.col("_person").fill_null(False))).drop("_person")
    # "công ty triển khai dự án A" was taken for a body.
    bodies = reading.organizations.filter(~pl.col("organization").str.contains(ACTS))
    bodies = bodies.select("s", at="start", until="end").sort("s", "at")
    rows = rows.sort("s", "start").join_asof(
        bodies, left_on="start", right_on="at", by="s", check_sortedness=False, allow_exact_matches=False
    )
    rows = rows.filter(pl.col("until").is_null() | (pl.col("until") <= pl.col("start"))).drop("at", "until")
    first = rows.filter(pl.col("token") == "project").unique(
        ["s", "start"], keep="first", maintain_order=True
    )
    others = without_overlap(rows.filter(pl.col("token") != "project"), first)
    rows = pl.concat([first, others]).sort("s", "start", "head_end", descending=[False, False, True])
    reached = neighbours.reached("s").fill_null(0)
    return rows.filter(pl.col("start") >= reached)
