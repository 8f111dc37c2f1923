"""Statements: who said what, directly or indirectly (linguistics §11).

The span is what is said: the clause after the verb, or the quotation. Of a quotation over several sentences
the span is the part in the sentence that holds the frame; `statement` has all of it.
"""

import polars as pl

from flows.extract.quotes import order, outside, quoted, quotes
from flows.extract.sources import DAY, WHO, by_form, named_sources
from flows.read import Reading
from flows.read.lexicon import Lexicon, either
from flows.read.spans import find

SPEAKING_ROLES = ["body", "lead", "pull_quote"]
COLUMNS = ["s", "start", "end", *WHO, "verb", "directness", "statement", "event", "rule"]

PAPER = r"(?i:(?:có|ban hành|ký|ra|gửi|phát đi) (?:văn bản|công văn|công điện|chỉ thị|thông báo|ý kiến|tờ trình|báo cáo|thông cáo)(?: (?:số )?[\d/\-\p{Lu}]+)?(?: (?:gửi|về|cho|trình|đến|tới|chỉ đạo)[^,.;:“”]{0,80}?)?,?)"
ADVERB = (
    rf"(?:(?i:cũng|còn|đã|vừa|tiếp tục|đồng thời|thẳng thắn|một lần nữa|lại|luôn|từng|mới|và|thì|trực tiếp|đặc biệt|cùng|thống nhất|nhiều lần|liên tục|thường xuyên|chính thức|bất ngờ|công khai|vẫn|đều|hôm nay|sau đó|trước đó|mới đây|"
    rf"kịch liệt|tự tin|vui mừng|vui vẻ|xúc động|ghi nhận và|kết luận và|phát biểu(?: [^,.;:“”]{{2,60}}?)?|tái|nay|bất bình|bức xúc|nghẹn ngào|hào hứng|phấn khởi|lo lắng|thành thật|nhanh chóng)|{DAY}|{PAPER})\s+"
)
ADVERBS = rf"(?:{ADVERB})*"
PARENTHESIS = r"(?:\s*\([^()]*\))?"
REST_OF_PLACE = r"(?:\s?[-–]\s?\p{Lu}\S*(?:\s\p{Lu}\S*){0,2})?"
ADJACENT = rf"^{REST_OF_PLACE}{PARENTHESIS}\s*{ADVERBS}$"
AFTER_COMMA = rf"^{PARENTHESIS}\s*,\s*{ADVERBS}$"
INSERTED = rf"^{PARENTHESIS}\s*(?:,|-|–|—|kiêm)\s[^.;:“”\"]{{0,140}}(?:,|\s[-–—])\s*{ADVERBS}$"
# "ông An chạy xe ôm ở bến, cho biết": what is told of a person, then a comma.
DESCRIBED = rf"^{PARENTHESIS}\s[^.,;:“”\"]{{1,110}}(?:,|\s[-–—])\s*{ADVERBS}$"
REST_OF_OFFICE = rf"^(?:\s[^\s.,;:“”\"()]+){{1,8}}\s+{ADVERBS}$"
# "ông Nguyễn Văn An, Giám đốc Nhà máy B khẳng định": the apposition runs up to the verb.
OFFICE = r"(?i:chủ|phó|giám|tổng|trưởng|bí thư|đại diện|viện|cục|vụ|hiệu|thành viên|ủy viên|chuyên gia|luật sư|giảng viên|nguyên|cựu|ceo|đại sứ|trợ lý|người|thường trực|cán bộ|kỹ sư|bác sĩ|phụ trách|quyền|đại biểu|tư lệnh|chánh|ngụ|trú|quê|đội|thống đốc|thứ trưởng|bộ trưởng|nhà)"
APPOSITION = rf"^{PARENTHESIS}\s*(?:,|-|–|—)?\s{OFFICE}[^.;:“”\"]{{0,110}}\s{ADVERBS}$|^\s?[,–-]\s\d\d tuổi[^.;:“”\"]{{0,60}}\s{ADVERBS}$"
TELLING = ["cho biết", "cho hay", "nói", "chia sẻ", "kể", "than thở", "tâm sự", "khẳng định", "nhấn mạnh", "cho rằng", "nhận định", "bày tỏ", "phát biểu"]
NO_APPOSITION = r"[,\s](?:nhưng|đã|được|để|khi|mà|nếu|vì|do|với việc|sẽ)\s"

CLAUSE = r"(?:rằng|là|như sau|như vậy)"
FROM_WHERE = r"\s+(?:(?:với|tại|trước|trong|trên|về|cùng|nhân|bên lề|sau|khi|vào|hôm|ngày)\s[^:“”\"]{1,100}?)"
LEAD = rf"^(?:\s*(?:thêm)?{FROM_WHERE}\s*(?:{CLAUSE}\s*[:,]?|:)\s*[“\"]?|\s*(?:thêm\s+)?(?:{CLAUSE}\b\s*[:,]?|[:,])?\s*[“\"]?)"
MARKED = rf"^\s*(?:thêm\s*)?(?:(?:{CLAUSE})\s|[:,]\s*\S|[“\"])|^{FROM_WHERE}\s*(?:\s(?:rằng|là)\s|:)"
WHERE_ONLY = r"^\s*(?:tại|với|trước|trong|trên|về|cùng)\s"
CLOSED = r"[”\"][,.!?…]*\s*[-–—]?\s*$"
FINISHED = r"^\s*(?:thêm|rõ|như vậy|như trên)?(?:\s+(?:tại|với|trước|trong|hôm|ngày|sáng|chiều|khi|về|vào|ở|trên)\s[^:“”\"]{1,100})?\s*[.!…]*\s*$"

ACCORDING = (
    r"(?:^|[.;,:“(–-]\s*|\s(?:và|song|nhưng|còn|cũng|tuy nhiên|trong khi|là)\s)(?:(?:[Cc]ũng|[Cc]òn|[Mm]ặt khác|[Tt]uy nhiên|[Nn]hưng)\s+)?(?:[Tt]heo)(?:\s+(?i:báo cáo|đánh giá|nhận định|ý kiến|thống kê|số liệu|tính toán|lời|chia sẻ|thông tin|thông báo|dự báo|ước tính|phân tích|nhận xét|kết quả|tổng hợp|lý giải|quan điểm|khảo sát)(?:\s(?:mới nhất|sơ bộ|ban đầu|nhanh))?(?:\s+(?i:của|từ))?)?\s*$"
)  # fmt: skip
OF_SOURCE = rf"^(\s*(?:\([^()]*\))?(?:\s*(?:,|-|–|—)\s{OFFICE}[^.;:“”\",]{{0,110}})?\s*,\s*)"
AFTER_SOURCE = OF_SOURCE + r"\S"
AT_END = r"^\s*(?:\([^()]*\))?\s*[.!…]*$"
# Another verb of the same source, with words of its own.
GOES_ON = rf"(?:;\s*(?:(?i:đồng thời|và|cũng)\s+)*|,?\s(?i:đồng thời|và cũng|qua đó|từ đó)\s+(?:(?i:cũng)\s+)?){ADVERBS}$"
AND = rf",?\s(?i:và)\s+{ADVERBS}$"
OPENERS = r"^(?:Cho rằng|Nhấn mạnh|Khẳng định|Nhận định|Đánh giá cao|Đánh giá|Ghi nhận|Lưu ý)\s"


def statements(reading: Reading, lexicon: Lexicon, happened: pl.DataFrame | None = None) -> pl.DataFrame:
    """Rows of fact type `statements`: s, start, end (of what is said), speaker, speaker_kind, speaker_role,
    organization, verb (bare head), directness, statement, event, rule.

    `happened` are the rows of `events`: where an article tells of one only, its statements fell there.
    """
    told = reading.sentences.filter(pl.col("role").is_in(SPEAKING_ROLES)).select("s", "a", "sentence")
    pairs = quotes(told)
    verbs = outside(_verbs(told, lexicon), pairs, "verb_start").with_row_index("row")
    sources = named_sources(reading)
    framed = _framed(verbs, sources, reading)
    said = pl.concat(
        [
            _said(framed),
            _going_on(framed, verbs),
            _opening(framed, lexicon),
            _according_to(told, sources, pairs, reading),
        ],
        how="diagonal",
    )
    by_verb = said.filter(pl.col("verb") != "theo").select("s", "source_start", _spoken=pl.lit(True)).unique()
    said = said.join(by_verb, on=["s", "source_start"], how="left", maintain_order="left").filter(
        (pl.col("verb") != "theo")
        | pl.col("_spoken").is_null(),  # "Theo ông X cho biết": the verb speaks for both
        pl.col("said").str.count_matches(" ") >= 2,
    )
    said = _whole(said, pairs, told).with_columns(
        end=(pl.col("start") + pl.col("said").str.len_chars()).cast(pl.UInt32)
    )
    said = said.sort("s", "start", "source_start").unique(
        ["s", "start", "verb"], keep="first", maintain_order=True
    )
    return said.join(_events(happened, told), on="s", how="left", maintain_order="left").select(COLUMNS)


def _verbs(told: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Verbs that may report: a, s, verb_start, verb_end, surface, head, force, marked, by, right, sentence."""
    verbs = lexicon.verbs.select(
        "head", "force", "by", "unless", surface="verb", marked=pl.col("marked") == "yes"
    )
    found = find(told, either(verbs["surface"].to_list()), "sentence")
    found = found.rename({"start": "verb_start", "end": "verb_end"}).join(verbs, on="surface", how="inner")
    found = found.join(told.select("s", "sentence"), on="s", how="left", maintain_order="left").with_columns(
        right=pl.col("sentence").str.slice(pl.col("verb_end")),
        _before=pl.col("sentence").str.slice(
            pl.max_horizontal(pl.col("verb_start").cast(pl.Int64) - 1, 0), 1
        ),
    )
    word = pl.col("right").str.slice(1, 24)
    other = pl.any_horizontal(
        [
            (pl.col("unless").str.split("|").list.get(i, null_on_oob=True) + " ").pipe(
                lambda u: (word + " ").str.starts_with(u)
            )
            for i in range(30)
        ]
    )
    return found.filter(
        ~pl.col("right").str.contains(r"^[\p{L}\p{N}]"),
        ~pl.col("_before").str.contains(r"[\p{L}\p{N}]"),
        ~other.fill_null(False),
    ).drop("_before", "unless")


def _framed(verbs: pl.DataFrame, sources: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Each verb with its source: the rows of `verbs` with source_start, source_end and WHO."""
    near = sources.rename({"start": "source_start", "end": "source_end"}).drop("a")
    met = verbs.join(near, on="s", how="inner").filter(pl.col("source_end") <= pl.col("verb_start"))
    met = met.with_columns(
        gap=pl.col("sentence").str.slice(pl.col("source_end"), pl.col("verb_start") - pl.col("source_end"))
    )
    met = met.filter(pl.col("gap").str.len_chars() <= 240)
    person = pl.col("speaker_kind") == "person"
    apposed = (
        person.fill_null(False)
        & pl.col("gap").str.contains(APPOSITION)
        & ~pl.col("gap").str.contains(NO_APPOSITION)
    )
    rank = (
        pl.when(pl.col("gap").str.contains(ADJACENT) & (person.fill_null(False) | pl.col("speaker_role").is_null())).then(1)
        .when(pl.col("gap").str.contains(ADJACENT)).then(2)
        .when(pl.col("gap").str.contains(INSERTED)).then(3)
        .when(pl.col("gap").str.contains(AFTER_COMMA)).then(4)
        .when(telling & pl.col("gap").str.contains(DESCRIBED)).then(5)
    )  # fmt: skip
    rank = pl.when(apposed & ~pl.col("gap").str.contains(ADJACENT)).then(0).otherwise(rank)
    met = (
        met.with_columns(rank=rank)
        .drop_nulls("rank")
        .sort("row", "rank", "source_end", descending=[False, False, True])
    )
    met = met.unique("row", keep="first", maintain_order=True).filter(
        (pl.col("by") != "person")
        | person
        | (pl.col("speaker_role").is_not_null() & (pl.col("speaker_kind").is_null()))
    )
    rest = verbs.join(met.select("row"), on="row", how="anti").with_columns(
        left=pl.col("sentence")
        .str.slice(0, pl.col("verb_start"))
        .str.replace(rf"(?:^|[\s,]){ADVERBS}$", " ")
        .str.strip_chars_end(" ")
    )
    clause = pl.col("left").str.extract(r"([^.;:,“”\"()]*)$")
    rest = rest.with_columns(
        clause=clause, ends_at=pl.col("left").str.len_chars(), at_start=clause == pl.col("left")
    )
    formed = by_form(rest, reading).rename({"start": "source_start", "end": "source_end"})
    columns = [*verbs.columns, "source_start", "source_end", *WHO]
    return pl.concat([met.select(columns), formed.select(columns)]).sort("row")


def _said(framed: pl.DataFrame) -> pl.DataFrame:
    """What stands after the verb, or in the quotation before the source."""
    left = pl.col("sentence").str.slice(0, pl.col("source_start"))
    after = pl.col("right").str.extract(LEAD.replace("^(?:", "^((?:", 1) + ")").str.len_chars()
    rows = framed.with_columns(left=left, lead=after)
    before = pl.col("left").str.contains(CLOSED) & pl.col("right").str.contains(FINISHED)
    opens = pl.col("right").str.contains(rf"^[^“”\"]{{0,110}}(?::|{CLAUSE}|,)?\s*[“\"]") & pl.col(
        "right"
    ).str.slice(0, pl.col("lead")).str.contains(r"[“\"]$")
    quote = pl.col("left").str.replace(CLOSED, "")
    from_start = pl.col("left").str.contains(r"^[“\"]")
    unopened = ~quote.str.contains(r"[“\"]")
    rows = rows.with_columns(
        before=before, direct=pl.when(before).then(from_start | unopened).otherwise(opens)
    )
    rows = rows.filter(
        pl.col("before")
        | ~pl.col("right").str.contains(WHERE_ONLY)
        | pl.col("right").str.contains(MARKED)
        | (pl.col("force") == "feel"),
        pl.col("before") | ~pl.col("marked") | pl.col("right").str.contains(MARKED) | _assigns(),
    )
    shown = pl.col("right").str.slice(pl.col("lead"))
    closed = shown.str.extract(r"^([^”\"]*(?:[“][^”]*[”][^”]*)*)[”\"]")
    told = (
        pl.when("direct")
        .then(pl.coalesce(closed, shown))
        .otherwise(shown)
        .str.strip_chars_end(" .…!:;")
        .str.strip_chars_end('”"')
    )
    offset = pl.when(from_start).then(1).otherwise(0)
    words = quote.str.slice(offset).str.strip_chars_end(" ,.")
    return rows.with_columns(
        start=pl.when("before").then(offset).otherwise(pl.col("verb_end") + pl.col("lead")).cast(pl.UInt32),
        said=pl.when("before").then(words).otherwise(told),
        verb="head",
        directness=pl.when("direct").then(pl.lit("direct")).otherwise(pl.lit("indirect")),
        rule=pl.when("before").then(pl.lit("statement_quote")).otherwise(pl.lit("statement_source_verb")),
    )


def _assigns() -> pl.Expr:
    """ "giao Bộ Y tế nghiên cứu": the verb takes whom it binds as its object."""
    whom = r"^\s(?:cho\s)?(?:Bộ|Sở|UBND|Ủy ban|Ban|Văn phòng|Thanh tra|Công an|Cục|Tổng cục|Tổ|các (?:bộ|sở|đơn vị|địa phương|cơ quan|ngành))\s"
    return (pl.col("head") == "giao") & pl.col("right").str.contains(whom)


def _going_on(framed: pl.DataFrame, verbs: pl.DataFrame) -> pl.DataFrame:
    """ "…; đề nghị Sở …", "…, đồng thời yêu cầu …": further verbs of the source that the sentence began with."""
    first = framed.sort("s", "verb_start").unique("s", keep="first", maintain_order=True)
    first = first.select(
        "s", "source_start", first_end="verb_end", first_force="force", **{c: pl.col(c) for c in WHO}
    )
    rest = verbs.join(framed.select("row"), on="row", how="anti").join(first, on="s", how="inner")
    between = pl.col("sentence").str.slice(pl.col("first_end"), pl.col("verb_start") - pl.col("first_end"))
    rest = rest.filter(
        pl.col("verb_start") > pl.col("first_end") + 20,
        ~pl.col("marked") | pl.col("right").str.contains(r"^\s*[:“\"]|^\s+rằng\s"),
    )
    own = rest.filter(
        between.str.contains(GOES_ON) | (between.str.contains(AND) & pl.col("right").str.contains(r"^\s*[:“\"]|^\s+rằng\s")), pl.col("force").is_in(["direct", "assert", "say"])
    )
    rows = _said(own).filter(~pl.col("before"))
    return rows.with_columns(rule=pl.lit("statement_going_on"))


def _opening(framed: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """ "Cho rằng A, Thủ tướng yêu cầu B": the clause before the source is its own statement."""
    rows = (
        framed.filter(pl.col("sentence").str.contains(OPENERS))
        .sort("s", "source_start")
        .unique("s", keep="first", maintain_order=True)
    )
    verb = pl.col("sentence").str.extract(OPENERS.replace("(?:", "(", 1))
    clause = pl.col("sentence").str.slice(
        verb.str.len_chars() + 1, pl.col("source_start") - verb.str.len_chars() - 1
    )
    heads = lexicon.verbs.select(_verb="verb", _head="head")
    return (
        rows.with_columns(
            _verb=verb.str.to_lowercase(), said=clause, start=(verb.str.len_chars() + 1).cast(pl.UInt32)
        )
        .filter(pl.col("said").str.contains(r",\s*$"))
        .join(heads, on="_verb", how="inner")
        .with_columns(
            said=pl.col("said").str.strip_chars_end(" ,"),
            verb="_head",
            directness=pl.lit("indirect"),
            before=pl.lit(False),
            rule=pl.lit("statement_opening"),
        )
    )


def _according_to(
    told: pl.DataFrame, sources: pl.DataFrame, pairs: pl.DataFrame, reading: Reading
) -> pl.DataFrame:
    """ "Theo X, …", "…, theo X." """
    likely = told.filter(pl.col("sentence").str.contains("[Tt]heo "))
    placed = sources.rename({"start": "source_start", "end": "source_end"}).join(
        likely.select("s", "sentence"), on="s", how="inner"
    )
    placed = placed.with_columns(
        left=pl.col("sentence").str.slice(0, pl.col("source_start")),
        right=pl.col("sentence").str.slice(pl.col("source_end")),
    )
    begins_clause = pl.col("left").str.slice(-60).str.contains(ACCORDING) | pl.col("left").str.contains(r"\sTheo $")
    named = placed.filter(begins_clause, pl.col("right").str.contains(AFTER_SOURCE) | pl.col("right").str.contains(AT_END))
    words = find(
        likely,
        r"[Tt]heo\s(?:(?:lời|đánh giá của|báo cáo của|thông tin từ|ý kiến của)\s)?[^,.;:“”\"()]{2,70}(?:,\s|[.]?$)",
        "sentence",
    )
    words = words.join(likely.select("s", "sentence"), on="s", how="left", maintain_order="left").filter(
        pl.col("sentence").str.slice(0, pl.col("start")).str.contains(r"(?:^|[,;.“”]\s*[-–]?\s*|[Cc]ũng )$")
    )
    shown = (
        pl.col("surface")
        .str.replace(r"^[Tt]heo\s(?:(?:lời|đánh giá của|báo cáo của|thông tin từ|ý kiến của)\s)?", "")
        .str.strip_chars_end(" ,.")
    )
    words = words.join(named.select("s", "source_start"), on="s", how="left", maintain_order="left").filter(
        pl.col("source_start").is_null()
        | (pl.col("source_start") < pl.col("start"))
        | (pl.col("source_start") > pl.col("end"))
    )
    words = words.drop("source_start").unique(["s", "start"], maintain_order=True).with_row_index("row").with_columns(
        clause=shown,
        ends_at=pl.col("end") - (pl.col("surface").str.len_chars() - pl.col("surface").str.strip_chars_end(" ,.").str.len_chars()),
        by=pl.lit("anyone"), force=pl.lit("by"), at_start=pl.lit(False),
    )  # fmt: skip
    formed = (
        by_form(words, reading)
        .rename({"start": "source_start", "end": "source_end"})
        .with_columns(
            left=pl.col("sentence").str.slice(0, pl.col("source_start")),
            right=pl.col("sentence").str.slice(pl.col("source_end")),
        )
    )
    columns = ["a", "s", "source_start", "source_end", "left", "right", *WHO]
    rows = outside(pl.concat([named.select(columns), formed.select(columns)]), pairs, "source_start")
    lead = pl.col("right").str.extract(OF_SOURCE).str.len_chars()
    earlier = pl.col("left").str.extract(r"^(.*?)[,”\"\s\-–]*\s[Tt]heo[^,]*$")
    quote = pl.col("left").str.contains(r"[”\"],?\s*[-–]?\s*theo\s[^,]*$")
    follows, ends = (
        pl.col("right").str.contains(AFTER_SOURCE),
        pl.col("right").str.contains(AT_END) & (earlier.str.len_chars() > 20),
    )
    begins = pl.when(earlier.str.contains(r"^[“\"]")).then(1).otherwise(0)
    clause = pl.col("right").str.slice(lead)
    inside = clause.str.contains(r"^[“\"][^”\"]*[”\"][.!…]?$")
    return rows.filter(follows | ends).with_columns(
        start=pl.when(follows)
        .then(pl.col("source_end") + lead + inside.cast(pl.UInt32))
        .otherwise(begins)
        .cast(pl.UInt32),
        said=pl.when(follows)
        .then(clause.str.strip_chars_end(" .…").str.strip_chars('“”"'))
        .otherwise(earlier.str.slice(begins).str.strip_chars_end('”" ,')),
        verb=pl.lit("theo"),
        before=~follows,
        directness=pl.when(pl.when(follows).then(inside).otherwise(quote))
        .then(pl.lit("direct"))
        .otherwise(pl.lit("indirect")),
        rule=pl.lit("statement_by"),
    )


def _whole(said: pl.DataFrame, pairs: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """`statement`: what is said; of a quotation that runs over sentences, all its words."""
    words = quoted(pairs, told)
    direct = pl.col("directness") == "direct"
    said = said.with_columns(
        _closes=pl.when(direct & pl.col("before")).then(order("s", "start") + pl.col("said").str.len_chars()),
        _opens=pl.when(direct & ~pl.col("before")).then(order("s", "start") - 1),
    )
    ahead = words.select(_opens="from_", _ahead="words")
    back = words.select("to", _back="words").sort("to")
    said = (
        said.join(ahead, on="_opens", how="left", maintain_order="left")
        .sort("_closes")
        .join_asof(back, left_on="_closes", right_on="to", strategy="nearest", tolerance=4)
    )
    return said.with_columns(statement=pl.coalesce("_ahead", "_back", "said"))


def _events(happened: pl.DataFrame | None, told: pl.DataFrame) -> pl.DataFrame:
    """s and the event's name, for the articles that tell of one event."""
    if happened is None:
        return told.select("s", event=pl.lit(None, pl.String))
    held = (
        happened.join(told.select("s", "a"), on="s", how="inner")
        .group_by("a")
        .agg(pl.col("name").first(), pl.col("name").n_unique().alias("n"))
    )
    return told.join(held.filter(pl.col("n") == 1), on="a", how="inner").select("s", event="name")
