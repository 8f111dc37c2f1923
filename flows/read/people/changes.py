"""Appointments and ends of office: which office begins, which one ends, and from which day (linguistics §9.9).

"ông A, Phó Giám đốc Sở B, được bổ nhiệm giữ chức Giám đốc từ 1/8": the office behind the verb begins, the one told
before it ends. What is planned, proposed or long past changes nothing.
"""

import polars as pl

from flows.letters import CAPITAL, LETTER
from flows.read.lexicon import Lexicon
from flows.read.organizations.trailing import OF_FIRM
from flows.read.people.meant import judged
from flows.read.rules import of_rows
from flows.read.vocabulary import either

# What stands between the verb and the office that somebody takes or leaves.
POST = r"(?:các )?(?:chức vụ|chức danh|chức|cương vị|vị trí|nhiệm vụ|quyền|danh)"
MARK = rf"(?i)(?:^| )((?:(?:về|sang|đến|lên|giữ|nắm giữ|trở thành|nhận|đảm nhận|đảm nhiệm|đảm đương|kiêm nhiệm|vào|làm|là|bổ nhiệm|bầu|trúng cử|đắc cử|nhậm chức|thôi|miễn nhiệm|bãi nhiệm|cách chức|từ chức|hết) )*(?:{POST} ?)*(?:(?:đối với )?(?:ông|bà) )?:? ?)$"
FAR = 160  # characters between a verb and the office it is about
# What an office is in charge of, and for which term, stands between it and its holder.
TERM = r"(?: phụ trách(?: [^ ,.;]+){1,5}?)?(?:,? (?:nhiệm kỳ|khóa) [^ ,.;]+(?: [-–] [0-9]{4})?){0,2},?"
WHOM = rf"^{TERM} (?:đối với|với|của|cho)(?: (?:ông|bà|đồng chí|đ/c|anh|chị))? $"
# "miễn nhiệm ông A, sinh năm 1970, khỏi | chức vụ Chủ tịch UBND tỉnh B".
OUT_OF = r"^(?: \([^()]*\)|, [^,;]{1,60},)? (?:ra )?khỏi $"
# "bổ nhiệm Chủ tịch Ủy ban B cho ông A".
GIVEN_TO = rf"^{TERM} (?:cho|đối với|với) (?:ông|bà|đồng chí|đ/c) $"
# Whom another one follows: "thay ông A", "kế nhiệm bà B".
REPLACED = r"(?i)(?:thay|thay thế|thay cho|thay thế cho|kế nhiệm|kế nhiệm cho) (?:(?:ông|bà|đồng chí|đ/c|người tiền nhiệm) )?$"
# "thay ông A đến nhận nhiệm vụ Bí thư B": what follows is told of the one who goes.
GOES = r"^(?: \([^)]*\))?,? (?:đã |vừa |mới |nay |được |chuyển |về |sang )*(?:đến nhận|nhận nhiệm vụ|nhận công tác|chuyển|sang|về|điều động|phân công|luân chuyển|giữ nhiệm vụ)(?: |$)"
# "thay ông A, người được bầu giữ chức B": what follows is told of him as well, and here he takes it.
WHO_TAKES = r"^(?: \([^)]*\))?,? (?:là )?(?:người|vị) (?:đã |vừa |mới |cũng |nay |trước đó )*(?:được|trúng cử|đắc cử)(?: |$)"
# "…, thay bà B nghỉ hưu từ ngày": the day is hers.
LEFT = r"(?i)\s(?:thay|thay thế|kế nhiệm)\s[^;.]{0,80}\s(?:nghỉ|về hưu|hưu trí|chuyển|thôi|miễn nhiệm|điều động|luân chuyển|phân công|qua đời|từ trần|từ chức|mất|bị)\s[^;.]*$"
ADVERBS = r"^(?:,| [–-])?(?: (?:đã|vừa|mới|vừa mới|sẽ|chính thức|được|bị|đột ngột|tuyên bố|bất ngờ|hiện|theo chế độ|đến tuổi))* $"
# "được giao phụ trách Sở A đến khi có | Giám đốc": nobody's yet.
UNTIL = r" (?:đến khi|chờ|trong lúc|trong khi) "
GIVEN = "^(?:được )?giao(?: giữ| ông| bà| đồng chí)?$"
AT_ONCE = r"^(?:,? (?:đã|nay|hiện|cũng|vừa|chính thức|nghỉ hưu|như vậy|tức|và))*,? $"
OF_ONESELF = [
    "thôi giữ",
    "thôi làm",
    "thôi đảm nhiệm",
    "thôi chức",
    "không còn giữ",
    "không còn làm",
    "không còn là",
    "từ chức",
    "từ nhiệm",
    "mãn nhiệm",
    "nghỉ hưu",
]
# Committees of the Party do not end by an office of the state, unless one is transferred.
OF_PARTY = r"^(?:phó )?bí thư|^[uủ][yỷ] viên|^thường trực|^trưởng đoàn"
OVER = ("s", "office", "name_start", "name_end", "name_from", "to_come")
TRANSFER = ["điều động", "luân chuyển", "phân công", "chỉ định"]
# Whoever is born on a day takes no office on it.
BORN = r"(?i)(?:sinh|SN)(?: ngày| năm| tháng)?[ :]*$"
# "ông A, Giám đốc Sở B, | giữ chức | Phó Chủ tịch UBND tỉnh C".
HOLDING = ["giữ chức", ", làm ", ") làm ", "- làm ", "– làm "]
# … "- luân chuyển và | giữ chức", "luân chuyển đến Huyện ủy D và | giữ chức", "được điều động, phân công | giữ chức".
TRANSFERRED = r"(?:(?:luân chuyển|điều động|phân công|chuyển)(?:,| và)? ?)+(?: ?(?:đến|về|sang)(?: [^ ,.;:“”]+){1,10}?(?:,(?: [^ ,.;:“”]+){1,12}?){0,2},?(?: và)? )?"
# "được bổ nhiệm làm Giám đốc | Sao Mai": an office of a body whose name is not read.
UNREAD_BODY = f"^ (?:{CAPITAL}|cơ quan|ủy ban|hội đồng)"
MOVED = rf"^(?: \([^()]*\)|\))?(?:,| [-–])? (?:(?:đã|nay|vừa|mới|được|sẽ|về|sang|chuyển) )*(?:{TRANSFERRED})?(?:giữ chức|giữ chức vụ|giữ chức danh|giữ cương vị|đảm nhiệm chức vụ|đảm nhận chức vụ|nhận nhiệm vụ|làm) $"
DECIDED = r"(?i)(?:quyết định|nghị quyết)[^.;]{0,100}(?:điều động|bổ nhiệm|phân công|luân chuyển|chỉ định|nhân sự|cán bộ)|(?:trao|theo) (?:các |những )?(?:quyết định|nghị quyết)|công tác cán bộ|(?:điều động|bổ nhiệm|phân công|luân chuyển|chỉ định)[^.;]{0,60} giữ chức"
# What somebody leads beside his office: "làm Trưởng đoàn", "làm Chủ tịch Hội đồng thi".
BESIDE = r"^(?:phó )?(?:trưởng đoàn|trưởng ban|tổ trưởng|chủ tịch hội đồng)"
STATE = r"^(?:Bộ|Sở|Ủy ban nhân dân|Hội đồng nhân dân|Công an|Cục|Tổng cục|Vụ|Ban|Văn phòng|Thanh tra|Tòa án|Viện)(?: |$)"
TOLD = {"change": pl.String, "starts_on": pl.Date, "ends_on": pl.Date}


def changed(
    held: pl.DataFrame, people: pl.DataFrame, dates: pl.DataFrame, sentences: pl.DataFrame, days: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:  # fmt: skip
    """`held` (holders.held) with change (`begins`, `ends`, null), starts_on and ends_on (Date, as told; the day from which
    the office begins or is over), the owner of each office that begins, and tenure `former` for each that is over.

    `people` are the names found (people.people), `days` has a and day, the article's.
    """
    held = held.with_row_index("office").with_columns(pl.lit(None, t).alias(c) for c, t in TOLD.items())
    words = lexicon.office_changes["word"].to_list()
    words = [*words, *(word.capitalize() for word in words), *HOLDING]
    likely = sentences.filter(pl.col("sentence").str.contains_any(words)).select("s", "sentence")
    touched = held.join(likely, on="s", how="inner")
    if touched.is_empty():
        return held.drop("office")
    names = people.join(likely, on="s", how="semi").select(
        "s", name_start="start", name_end="end", name_from="from_"
    )
    dates = (
        dates.join(likely, on="s")
        .filter(~pl.col("sentence").str.slice(0, "start").str.contains(BORN))
        .drop("sentence")
    )
    told = _verbs(touched, lexicon)
    moved = _moved(touched, sentences)
    taken = pl.concat([judged(_begun(told, names)), moved], how="diagonal").unique(
        "office", keep="first", maintain_order=True
    )
    taken = taken.join(_careers(dates, days), on="s", how="anti")
    begins = taken.filter("real")
    named = judged(_ended(told, names))  # "ông A, Ủy viên B, thôi giữ chức C": only C is over
    left = judged(_left(touched, lexicon)).join(named, on=["s", "name_start"], how="anti")
    over = pl.concat([named, left], how="diagonal").filter("real")
    over = pl.concat([over.select(*OVER), _given_up(touched, begins).select(*OVER)])
    over = over.unique("office", keep="first", maintain_order=True).join(
        begins.select("office"), on="office", how="anti"
    )
    ended = _owned(held, over).with_columns(change=pl.lit("ends"))
    # "ông A, Phó Giám đốc Sở B, được giao quyền Giám đốc": who only acts for it keeps the office that he has.
    kept = touched.join(begins.select("office"), on="office", how="anti")
    before = pl.concat(
        [
            ended.select("s", "owner_start", "organization", "title_key"),
            kept.select("s", "owner_start", "organization", "title_key"),
        ]
    )
    begun = _with_body(_owned(held, begins).with_columns(change=pl.lit("begins")), before, likely)
    followed = _followed(begins, names, likely)
    before = _owned(begun, followed).with_columns(change=pl.lit("ends"))
    every = pl.concat([begun, ended, before]).select(held.columns)
    meant = pl.concat([f.select(*OVER) for f in (begins, over, followed)]).filter("to_come")
    every = _with_days(every, meant, dates, days, sentences)
    rest = held.join(every.select("office").unique(), on="office", how="anti")
    # Whom an office is denied, or only meant for, does not hold it.
    nobodys = taken.filter(~pl.col("real") | pl.col("to_come"))["office"].implode()
    rest = rest.with_columns(
        pl.when(~pl.col("office").is_in(nobodys)).then(c).alias(c)
        for c in ("owner_start", "owner_end", "owner_from")
    )
    return pl.concat([rest, every]).sort("office", maintain_order=True).drop("office")


def _verbs(touched: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The offices behind a verb of change: `touched` with left, verb, change, verb_start, mark_start (UInt32, where the
    words begin that lead from the verb to the office).
    """
    words = lexicon.office_changes
    some = either(words["word"].to_list())
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    rows = touched.with_columns(left=left).with_columns(
        _upto=pl.col("left").str.extract(rf"(?i)^(.*(?:^|[^{LETTER}])){some}(?:[^{LETTER}]|$)"),
        _mark=pl.col("left").str.extract(MARK),
    )
    rows = rows.with_columns(
        verb=pl.col("left")
        .str.slice(pl.col("_upto").str.len_chars())
        .str.extract(rf"(?i)^({some})")
        .str.to_lowercase()
    ).join(words.select(verb="word", kind="change"), on="verb", how="left", maintain_order="left")
    none = either(words.filter(pl.col("change") == "none")["word"].to_list())
    planned = pl.col("_upto").str.slice(-60).str.contains(rf"(?i)(?:^|[^{LETTER}]){none}(?:[^{LETTER}]|$)")
    start = pl.col("_upto").str.len_chars()
    near = (pl.col("start") - start <= FAR) & ~pl.col("left").str.slice(start).str.contains(r"[;“”\"]|[.] ")
    mark = pl.col("start") - pl.col("_mark").str.len_chars()
    return rows.filter(pl.col("kind") != "none", ~planned.fill_null(False), near).with_columns(
        verb_start=start, mark_start=pl.max_horizontal(mark, start)
    ).drop("_upto", "_mark")  # fmt: skip


@of_rows
def _begun(told: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """The offices that somebody takes, with whom: office, name_start, name_end, name_from, verb, mark_start."""
    holds = pl.col("left").str.contains(r"(?:đang|vẫn)(?: là| làm| giữ| đảm)")
    since = pl.col("left").str.slice(pl.col("verb_start"))
    told = told.filter(
        pl.col("kind") == "begins", pl.col("tenure") != "former", ~holds, ~since.str.contains(UNTIL)
    )
    # "được giao quyền Chủ tịch", "giao ông A giữ quyền Bộ trưởng"; other things are given to people too.
    acting = pl.col("tenure") == "acting"
    told = told.filter(acting | ~pl.col("verb").str.contains(GIVEN))
    at_once = acting & pl.col("left").str.ends_with("được giao ")
    rows = told.filter((pl.col("mark_start") < pl.col("start")) | at_once).drop("owner_start")
    # "bổ nhiệm Giám đốc Sở A Trần Văn B làm …": the office before its own name is the old one.
    rows = rows.filter(~(pl.col("before").fill_null(False) & pl.col("owner_end").is_not_null()))
    every = rows.join(names, on="s")
    gap = pl.col("sentence").str.slice(
        pl.col("end"), pl.max_horizontal(pl.col("name_start").cast(pl.Int64) - pl.col("end"), 0)
    )
    given = every.filter(pl.col("name_start") > pl.col("end"), gap.str.contains(GIVEN_TO))
    met = every.filter(pl.col("name_end") <= pl.col("mark_start"))
    between = pl.col("left").str.slice(
        pl.col("name_end"), pl.max_horizontal(pl.col("verb_start").cast(pl.Int64) - pl.col("name_end"), 0)
    )
    passive = between.str.contains(rf"(?:^|[ ,])được(?:[^{LETTER}]|$)") | pl.col("verb").is_in(
        ["trúng cử", "đắc cử", "tái đắc cử", "tái cử", "nhậm chức", "được bầu", "được điều", "được giao"]
    )
    inside = pl.col("name_start") > pl.col("verb_start")
    replaced = pl.col("left").str.slice(0, pl.col("name_from")).str.contains(REPLACED)
    behind = pl.col("left").str.slice(pl.col("name_end"))
    of_another = met.filter(replaced & behind.str.contains(GOES)).select("office").unique()
    met = met.join(of_another, on="office", how="anti", maintain_order="left")
    given = pl.concat([given, met.filter(replaced & behind.str.contains(WHO_TAKES))])
    met = pl.concat([given, met.filter(inside | passive, ~replaced).join(given, on="office", how="anti")])
    return met.sort("office", "name_start", descending=[False, True]).unique("office", keep="first", maintain_order=True).select(
        "s", "office", "name_start", "name_end", "name_from", "verb", "verb_start", "mark_start", "title", "title_key", "organization", "tenure", "sentence", "end"
    )  # fmt: skip


@of_rows
def _moved(touched: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """The offices that somebody takes who is told with the one that he has, where the article tells of such decisions and
    the sentence does not: "Theo đó, ông A, Giám đốc Sở B, giữ chức Phó Chủ tịch UBND tỉnh C".
    """
    rows = touched.unique("office", keep="first").sort("s", "start")
    old = {
        c: pl.col(c).shift(1).over("s")
        for c in ("owner_start", "owner_end", "owner_from", "end", "tenure", "title_key")
    }
    rows = rows.with_columns(**{f"_{c}": e for c, e in old.items()})
    until = pl.max_horizontal("_end", "_owner_end").cast(pl.Int64)
    gap = pl.col("sentence").str.slice(until, pl.max_horizontal(pl.col("start").cast(pl.Int64) - until, 0))
    new = (
        pl.col("owner_start").is_null()
        & pl.col("_owner_start").is_not_null()
        & pl.col("organization").is_not_null()
    )
    of_firm = pl.col("title_key").str.contains(OF_FIRM) & pl.col("_title_key").str.contains(OF_FIRM)
    beside = (gap.str.ends_with(" làm ") & pl.col("title_key").str.contains(BESIDE)) | (
        of_firm & ~pl.col("organization").str.contains(STATE)
    )
    rows = rows.filter(new & gap.str.contains(MOVED) & (pl.col("_tenure") != "former") & ~beside)
    decided = sentences.join(rows, on="a", how="semi").filter(pl.col("sentence").str.contains(DECIDED))
    return rows.join(decided, on="a", how="semi").select(
        "s", "office", "title", "title_key", "organization", "tenure", "sentence", "end", name_start="_owner_start", name_end="_owner_end",
        name_from="_owner_from", verb=pl.lit("điều động"), verb_start="_end", mark_start="_end", real=pl.lit(True), to_come=gap.str.contains(" sẽ ")
    )  # fmt: skip


@of_rows
def _ended(told: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """The offices that are over by the verb before them ("thôi giữ chức X", "miễn nhiệm X đối với ông A"): s, office, name_start, name_end, name_from."""
    at_once = pl.col("mark_start") <= pl.col("verb_start") + pl.col("verb").str.len_chars() + 1
    out = pl.col("left").str.slice(0, pl.col("mark_start")).str.ends_with("khỏi ")
    rows = told.filter(pl.col("kind") == "ends", at_once | out).with_columns(_at_once=at_once)
    met = rows.join(names, on="s")
    gap = pl.col("sentence").str.slice(
        pl.col("end"), pl.max_horizontal(pl.col("name_start").cast(pl.Int64) - pl.col("end"), 0)
    )
    whom = ((pl.col("name_start") > pl.col("end")) & gap.str.contains(WHOM)) | (
        pl.col("before").fill_null(False) & (pl.col("owner_start") == pl.col("name_start")).fill_null(False)
    )
    until = pl.max_horizontal(pl.col("mark_start").cast(pl.Int64) - pl.col("name_end"), 0)
    moved_out = pl.col("left").str.slice(pl.col("name_end"), until).str.contains(OUT_OF)
    whom |= moved_out & (pl.col("name_start") > pl.col("verb_start"))
    before = (pl.col("name_end") <= pl.col("verb_start")) & pl.col("_at_once")
    # "ông A đã cách chức Giám đốc B": somebody else's office.
    gone = pl.col("left").str.slice(
        pl.col("name_end"), pl.max_horizontal(pl.col("verb_start").cast(pl.Int64) - pl.col("name_end"), 0)
    )
    lost = gone.str.contains(rf"(?:^|[ ,])(?:bị|được|để)(?:[^{LETTER}]|$)") | pl.col("verb").is_in(OF_ONESELF)
    # "ông A khẳng định dù không còn là Giám đốc B, bà vẫn …": who speaks is not whom he speaks of.
    lost &= ~pl.col("verb").str.contains("^không còn") | gone.str.contains(AT_ONCE)
    met = met.filter(whom | (before & lost)).with_columns(rank=pl.when(whom).then(0).otherwise(1))
    return met.sort("office", "rank", "name_start", descending=[False, False, True]).unique("office", keep="first", maintain_order=True).select(
        "s", "office", "name_start", "name_end", "name_from", "verb", "verb_start", "sentence", "end"
    )  # fmt: skip


def _left(touched: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The offices of whoever retires, resigns, is dismissed or dies: s, office, name_start, name_end, name_from."""
    owned = touched.filter(pl.col("owner_start").is_not_null(), pl.col("tenure") != "former")
    ends = either(lexicon.office_changes.filter(pl.col("change") == "ends")["word"].to_list())
    reach = pl.max_horizontal("end", "owner_end").max().over("s", "owner_start")
    ended = rf"^([^.;:“”\"]{{0,40}}?)({ends})(?:[^{LETTER}]|$)"
    after, verb = (pl.col("sentence").str.slice(reach).str.extract(ended, group) for group in (1, 2))
    own = verb.str.contains(r"^(?:cách|miễn|bãi|cho) ") & ~after.str.contains(r" (?:bị|được)(?: |$)")
    # Who is no longer in charge of a field keeps his office.
    own |= verb.str.contains("^không còn")
    own |= verb.str.contains("phụ trách") & ~pl.col("title_key").str.ends_with("phụ trách")
    rows = owned.with_columns(_after=after, _by_another=own).filter(
        pl.col("_after").str.contains(ADVERBS), ~pl.col("_by_another")
    )
    return rows.select(
        "s", "office", "sentence", "end", name_start="owner_start", name_end="owner_end", name_from="owner_from",
        verb=verb.str.to_lowercase(), verb_start=reach + pl.col("_after").str.len_chars()
    )  # fmt: skip


def _given_up(touched: pl.DataFrame, begins: pl.DataFrame) -> pl.DataFrame:
    """The offices told of somebody before the one that he takes, and not only acts for: s, office, name_start, name_end, name_from."""
    new = (
        begins.filter(pl.col("tenure") != "acting")
        .select("s", "verb", "to_come", owner_start="name_start", new="title_key", until="mark_start")
        .unique(["s", "owner_start"], keep="first", maintain_order=True)
    )
    old = touched.filter(pl.col("tenure") != "former").join(new, on=["s", "owner_start"], how="inner")
    apart = pl.col("title_key").str.contains(OF_PARTY) != pl.col("new").str.contains(OF_PARTY)
    stays = pl.col("title_key").str.contains("(?:^| )[uủ][yỷ] viên") | (
        apart & ~pl.col("verb").is_in(TRANSFER)
    )
    return old.filter(pl.col("start") < pl.col("until"), ~stays).select(
        "s", "office", "to_come", name_start="owner_start", name_end="owner_end", name_from="owner_from"
    )


def _followed(begins: pl.DataFrame, names: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Whose office it was that somebody takes ("thay ông A"): office, name_start, name_end, name_from."""
    met = begins.select("s", "office", "mark_start", "to_come").join(names, on="s").join(sentences, on="s")
    replaced = pl.col("sentence").str.slice(0, pl.col("name_from")).str.contains(REPLACED)
    return met.filter(replaced, pl.col("name_start") > pl.col("mark_start")).unique("office", keep="first", maintain_order=True).select(
        "s", "office", "name_start", "name_end", "name_from", "to_come"
    )  # fmt: skip


def _careers(dates: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """The sentences that tell of a day long before their article: s."""
    return _long_ago(dates, days).select("s").unique()


def _long_ago(dates: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """The dates long before their article: s, _at (where it stands)."""
    rows = dates.join(days.select("a", "day"), on="a")
    last = pl.coalesce("ends_on", "starts_on")
    return rows.filter(last < pl.col("day").dt.offset_by("-13mo")).select("s", _at="start")


def _owned(held: pl.DataFrame, by: pl.DataFrame) -> pl.DataFrame:
    """The offices of `by` with its owners."""
    rows = held.join(by.select("office", "name_start", "name_end", "name_from"), on="office", how="inner")
    return rows.with_columns(owner_start="name_start", owner_end="name_end", owner_from="name_from").drop(
        "name_start", "name_end", "name_from"
    )


def _with_body(begun: pl.DataFrame, over: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """A new office whose body is not told, or without its place, is held where the old one was: "Phó Giám đốc Sở A được
    bổ nhiệm làm Giám đốc", "Phó Chủ tịch UBND huyện B được bầu làm Chủ tịch UBND huyện".
    """
    body = over.drop_nulls("organization").unique(["s", "owner_start"], keep="last", maintain_order=True)
    rows = begun.join(sentences, on="s", how="left").join(
        body.select("s", "owner_start", _body="organization", _old="title_key"),
        on=["s", "owner_start"],
        how="left",
    )
    short = pl.concat_str("organization", pl.lit(" "))
    deputy = pl.col("_old").str.replace("^phó ", "") == pl.col("title_key").str.replace("^phó ", "")
    deputy &= ~pl.col("sentence").str.slice("end", 10).str.contains(UNREAD_BODY)
    same = (pl.col("organization").is_null() & deputy) | pl.col("_body").str.starts_with(short)
    whole = pl.when(same & pl.col("_body").is_not_null()).then("_body").otherwise("organization")
    return rows.with_columns(organization=whole).drop("_body", "_old", "sentence")


def _with_days(
    changed: pl.DataFrame,
    meant: pl.DataFrame,
    dates: pl.DataFrame,
    days: pl.DataFrame,
    sentences: pl.DataFrame,
) -> pl.DataFrame:
    """Adds the day of each change: the one since which it holds, else the only day that the sentence tells. On which day
    somebody left begins nothing for whom he is replaced by. What is `meant` for later (office, name_start) needs such a day.
    """
    day = dates.filter(pl.col("sense").is_in(["since", "point"]), pl.col("starts_on").is_not_null())
    exact = (pl.col("sense") == "since") | (pl.col("starts_on") == pl.col("ends_on"))
    day = day.filter(exact).select("s", _since=pl.col("sense") == "since", _at="start", _on="starts_on")
    met = (
        changed.select("s", "office", "owner_start", "change", "start")
        .join(day, on="s")
        .join(sentences, on="s")
    )
    until = pl.max_horizontal("start", "_at") - pl.col("start")
    between = pl.col("sentence").str.slice(pl.col("start"), until)
    left_on = (pl.col("change") == "begins") & between.str.contains(LEFT)
    # "ông A giữ chức B; bà C giữ chức D từ ngày 1/9": each item of a list has its own day.
    next_item = between.str.contains(";", literal=True)
    # "Từ ngày 1/7, ông A thôi giữ chức B": the day that opens a sentence is the change's where it tells no other.
    opens = (pl.col("_at") <= 3) & (pl.col("_at").n_unique().over("s") == 1)
    met = met.filter(
        ~left_on, ~next_item, ~pl.col("_since") | (pl.col("_at") > pl.col("start")) | opens
    ).sort("_since", "_at", descending=[True, True])
    met = met.unique(["office", "owner_start", "change"], keep="first", maintain_order=True)
    rows = changed.join(
        met.select("office", "owner_start", "change", "_on"),
        on=["office", "owner_start", "change"],
        how="left",
    ).join(days.select("a", "day"), on="a", how="left")
    # "bị cách chức vào tháng 10/2019", told years later: over, and since nobody knows which day.
    long_ago = _long_ago(dates, days).select("s", "_at")
    near = pl.col("_at").is_between(pl.col("start") + 1, pl.col("start") + FAR)
    over = changed.join(long_ago, on="s").filter(near)["office"].unique()
    vague = pl.col("office").is_in(over.implode()) & pl.col("_on").is_null() & (pl.col("change") == "ends")
    ahead = (pl.col("_on") > pl.col("day")).fill_null(False)
    later = meant.select("office", owner_start="name_start")
    rows = pl.concat(
        [
            rows.join(later, on=["office", "owner_start"], how="anti"),
            rows.filter(ahead).join(later, on=["office", "owner_start"], how="semi"),
        ]
    )
    return rows.with_columns(
        starts_on=pl.when(pl.col("change") == "begins").then("_on"),
        ends_on=pl.when(pl.col("change") == "ends").then("_on"),
        # Who retires next month is in office still.
        tenure=pl.when((pl.col("change") == "ends") & ~ahead).then(pl.lit("former")).otherwise("tenure"),
        change=pl.when(~vague).then("change"),
    ).drop("_on", "day")  # fmt: skip
