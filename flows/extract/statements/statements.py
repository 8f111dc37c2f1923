"""Statements: who said what, directly or indirectly (linguistics §11).

The span is what is said: the clause after the verb, or the quotation. Of a quotation over several sentences
the span is the part in the sentence that holds the frame; `statement` has all of it.
"""

import polars as pl

from flows.extract.statements.attribution import according_to
from flows.extract.statements.frames import CLOSED, NO_WORDS, TELLING, framed, verbs_of_speech
from flows.extract.statements.further import (
    AND_ASKS,
    after_acts,
    ended_by_next,
    going_on,
    nested,
    taken_up,
)
from flows.extract.statements.quotes import outside, quoted, quotes, without_lone_mark
from flows.extract.statements.role_names import known_by_calling, named_in_role
from flows.extract.statements.speakers import (
    DAY,
    OFFICE,
    PRONOUN,
    THIS,
    VERB_INSIDE,
    WHO,
    named_sources,
    source_words,
)
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read import Reading
from flows.read.lexicon import Lexicon
from flows.read.organizations.trailing import BRAND
from flows.read.rules import of_rows, with_common
from flows.read.spans import order

ONE = r"^(?i:một |vị |đại diện|lãnh đạo|người phát ngôn|phát ngôn viên|chuyên gia|luật sư|bác sĩ|chủ |nguồn tin)"
SPEAKING_ROLES = ["body", "lead", "pull_quote", "title"]
NO_WORDS_LEFT = ["", "và"]  # "lên án và | cho biết": the first verb has none
COLUMNS = ["s", "start", "end", *WHO, "verb", "directness", "statement", "rule"]

CLAUSE = r"(?:rằng|là|như sau|như vậy)"
FROM_WHERE = r"\s+(?:(?:với|tại|trước|trong|trên|về|cùng|nhân|bên lề|sau|khi|vào|hôm|ngày)\s[^:“”\"]+?)"
# "nói với phóng viên là …"; behind any other place "là" is the words' own: "cho biết trong huyện chỉ có một nạn nhân là …".
TO_WHOM = r"\s+(?:(?:với|cùng)\s[^:,“”\"]{2,60}?|trước (?:Quốc hội|tòa|báo chí|báo giới|cử tri|cổ đông))"
# Two patterns, not two alternatives: the engine lifts a shared greedy prefix out of an alternation, and then
# prefers the shorter one.
LEAD_FROM = (
    rf"^(\s*(?:thêm)?(?:{FROM_WHERE}(?:\s(?:rằng|như sau|như vậy)\b\s*[:,]?|\s*:)|{TO_WHOM}\slà\b)\s*[“\"]?)"
)
LEAD = rf"^(\s*(?:(?:và|,) (?:biểu dương|đánh giá cao|ghi nhận|cảm ơn|hoan nghênh|chúc mừng) |và (?:nhấn mạnh|khẳng định|cho biết|yêu cầu|đề nghị) ){{0,2}}(?:thêm\s+|tiếp\s*[,:]\s*)?(?:{CLAUSE}\b\s*[:,]?|[:,])?\s*[“\"]?)"
# "nói ngắn gọn: “…”", "chia sẻ trong nước mắt: “…”": how it is said.
MANNER = rf"^(\s{SMALL}+(?:\s{SMALL}+){{0,3}}\s?:\s?[“\"])"
IN_A_MANNER = ["nói", "kể", "chia sẻ", "tâm sự", "trả lời", "cho biết", "khẳng định", "đáp"]
MARKED = (
    rf"^\s*(?:thêm\s*)?(?:(?:{CLAUSE})\s|[:,]\s*\S|[“\"])|^{FROM_WHERE}\s*(?:\srằng\s|:)|^{TO_WHOM}\slà\s"
)
BY_A_DAY = r"^\s*trước\s(?:(?:ngày|tháng|năm|quý|hết|cuối)\s)?[0-9IV]"  # "cam kết trước ngày 30/6 sẽ …"
# "hứa với cử tri sẽ …", "cam kết với tỉnh hoàn thành …": behind those to whom it is promised.
COMMITTED_TO = r"^(\s(?:với|trước)\s[^0-9,;:“”\"]{2,60}?\s)(?:sẽ|không|hoàn thành|hoàn tất|khởi công|bàn giao|khắc phục|(?:đến|tới|trước|chậm nhất|trong|vào)\s(?:cuối |hết |đầu |giữa )?(?:ngày|tháng|năm|quý|tuần|[0-9]))\s"
IN_TIME = r"^\s(?:trong|đến|trước|hết)\s(?:vòng |cuối |hết |đầu |giữa )?(?:ngày|tháng|năm|quý|tuần)\s[0-9IV]"  # "cam kết trong quý III hoàn thành"
WHERE_ONLY = r"^\s*(?:tại|với|trước|trong|trên|về|cùng)\s"
# Where and to whom one speaks; behind verbs that must have words of their own everything else is what is said.
AT = r"^\s*(?:tại|với|trước|trong|trên|về|cùng)\s(?:(?:một|những|các|bản|lần|lúc|khi|dịp)\s)?(?:bài|cuộc|buổi|phiên|hội|lễ|tuyên bố|thông cáo|văn bản|báo|thư|họp|kỳ|trang|tài khoản|phóng viên|đoàn|hãng|tờ|chương trình|diễn đàn|tọa đàm|video|clip|truyền|đài|phần|phỏng vấn|đại hội|thông báo|ông|bà|chúng tôi|tôi|[A-Z])"
# Of an order or a proposal this is part: "đề nghị với …", "đề nghị trong Luật A cần …".
ASKED_IN = r"^ với |^ trong [A-ZĐ][^,.;:“”]* (?:cần|phải|nên) "
# "chia sẻ dù công việc nhiều, anh …", "chia sẻ Công ty A có …", "chia sẻ tỉnh đã …": a clause follows, no thing that is shared.
SHARED = rf"^\s(?:thêm\s)?(?:dù|khi|nhân tố|yếu tố|lý do|nguyên nhân|nếu|để|trước|sau|hiện|hiện nay|vì|do|từ|anh|chị|ông|bà|cô|mình|đây|việc|công ty|doanh nghiệp|tập đoàn|ngân hàng|tỉnh|thành phố|huyện|xã|phường|địa phương|ngành|sở|người|gia đình|ban đầu|ngày|mỗi|{CAPITAL}\S+)\s(?:[^“”]*?\s)?(?:đã|sẽ|đang|là|không|chưa|phải|cần|được|bị|có|vẫn|luôn|nên)\s"
TELLS = [
    "cho biết",
    "cho hay",
    "cho rằng",
    "tin rằng",
    "khẳng định",
    "nhấn mạnh",
    "nhận định",
    "đề nghị",
    "yêu cầu",
    "kiến nghị",
    "đề xuất",
    "xác nhận",
    "lưu ý",
    "cảnh báo",
    "chỉ ra",
    "nêu",
    "thừa nhận",
    "thông tin",
]
# Of a quotation's source: "…”, | thầy giáo | Trần A", "…”, | hãng tin B dẫn lời | Tổng thống C".
BEFORE_SOURCE = r"[”\"][,.!?…]*\s*[-–—]?\s*((?:[^\s,.;:“”\"]+\s){1,6})$"
RELATED = r"\s(?:trợ lý|thư ký|phu nhân|vợ|chồng|con trai|con gái|mẹ|cha|bố|em trai|anh trai|đại diện|luật sư của)\s$"
# Verbs that may end a sentence of whose words they tell: "…, Bộ trưởng A tuyên bố trong một cuộc phỏng vấn."
AT_LAST = ["tuyên bố", "đưa tin", "tiết lộ", "nhận xét", "phân tích", "giải thích", "lý giải", "đặt vấn đề", "bình luận", "viết", "chỉ rõ", "đánh giá", "dự báo", "kết luận", "quả quyết"]  # fmt: skip
AT_END = r"^\s*(?:thêm|tiếp|như vậy)?\s*[./!…]*\s*$"
TOLD_BEFORE = r"^[^“”\"]{40,}(?:[,?!]|\s[-–—])\s*$"
BRIEFLY_BEFORE = (
    r"^(?:\S+\s)+(?i:sẽ|đã|đang|là|không|chưa|phải|cần|được|bị|vẫn|còn|sắp|có thể)\s[^“”\"]{6,}[,?!]\s*$"
)
WHERE = r"(?:\s+(?:tại|với|trước|trong|hôm|ngày|sáng|chiều|khi|về|vào|ở|trên)\s[^:“”\"]+)?"
# Where and when, at a sentence's end that tells the words before its source.
LAST = rf"^\s*(?:thêm|tiếp|rõ|như vậy|như trên)?(?:{AT[4:]}[^:“”\",]{{0,80}}|\s{DAY}[^:“”\",]{{0,40}})?\s*[./!…]*\s*$"
CLAUSE_WITHIN = r"\s(?:sẽ|đã|đang|là|phải|cần|có|không|được|bị|rằng)\s"
# "Ảnh: A “…”, ông B nói", "Đầu đề “…”, ông B nói": what stands before a whole quotation is none of its words.
GLUED = rf"^([^“”\"]{{3,90}}[^,:;“”\"\s]\s“){CAPITAL}[^“”\"]{{60,}}[”\"][,.!?…]*\s*[-–—]?\s*$"
FINISHED = rf"^\s*(?:thêm|tiếp|rõ|như vậy|như trên)?{WHERE}\s*[./!…]*\s*$"

# Said elsewhere than at the event that the article tells of: to a paper, earlier, at another meeting.
ELSEWHERE = r"(?i)(?:trao đổi|chia sẻ|trò chuyện|nói|trả lời)\s(?:\S+\s){0,2}?(?:với|phỏng vấn|PV|phóng viên|báo)\s|phỏng vấn|qua điện thoại|điện đàm|thông cáo|(?:^|\s)(?:trước đó|mới đây|trước thềm|trước chuyến)\s|cho (?:phóng viên|PV|báo) (?:\S+ ){0,3}?biết|bên (?:hành lang|lề)|trên (?:báo|trang|tờ|mạng|Facebook|Twitter)\s"
MEETING = r"(?i)\s(hội nghị|hội thảo|kỳ họp|phiên họp|tọa đàm|diễn đàn|đại hội|cuộc họp|họp báo|hội đàm|cuộc gặp|buổi làm việc|buổi tiếp|buổi gặp|phiên thảo luận|phiên chất vấn)\s"
# An event that is still to come: nobody has spoken there.
TO_COME = r"(?i)(?:sẽ|sắp|dự kiến)\s(?:được\s)?(?:diễn ra|tổ chức|khai mạc|tham dự|dự|đăng cai|chủ trì)\s|chuẩn bị (?:cho|tổ chức|tham dự)\s|trước thềm|vào (?:tháng|ngày) [0-9/]+ tới"
OPENERS = r"^(?:Cho rằng|Nhấn mạnh|Khẳng định|Nhận định|Đánh giá cao|Đánh giá|Ghi nhận|Lưu ý)\s"


def statements(reading: Reading, lexicon: Lexicon) -> pl.DataFrame:
    """Rows of fact type `statements`: s, start, end (of what is said), speaker, speaker_kind, speaker_role,
    organization, verb (bare head), directness, statement, rule.
    """
    told = reading.sentences.filter(pl.col("role").is_in(SPEAKING_ROLES)).select("s", "a", "sentence")
    pairs = quotes(told)
    verbs = outside(verbs_of_speech(told, lexicon), pairs, "verb_start").with_row_index("row")
    sources = named_sources(reading)
    frames = framed(verbs, sources, reading)
    said = pl.concat(
        [
            _said(frames),
            _further(going_on(frames, verbs), "statement_going_on"),
            _further(nested(frames, verbs), "statement_nested"),
            _further(after_acts(verbs, frames, sources), "statement_after_act"),
            _opening(frames, lexicon),
            _further(taken_up(frames, verbs), "statement_taken_up"),
            according_to(told, sources, pairs, reading),
        ],
        how="diagonal",
    )
    # Of a headline's collectives nobody knows whether they speak or act: "hội đồng đánh giá trường đạt chuẩn".
    titles = reading.sentences.filter(pl.col("role") == "title")["s"].implode()
    said = said.filter(pl.col("speaker").is_not_null() | ~pl.col("s").is_in(titles))
    by_verb = said.filter(pl.col("verb") != "theo").select("s", "source_start", _spoken=pl.lit(True)).unique()
    said = said.join(by_verb, on=["s", "source_start"], how="left", maintain_order="left").filter(
        (pl.col("verb") != "theo")
        | pl.col("_spoken").is_null(),  # "Theo ông X cho biết": the verb speaks for both
    )
    brief = pl.col("said").str.count_matches(" ") < 2
    said = ended_by_next(said.with_columns(brief=brief)).filter(
        ~pl.col("brief"), ~pl.col("said").is_in(NO_WORDS_LEFT)
    )
    said = _whole(said.drop("brief"), pairs, told).with_columns(
        end=(pl.col("start") + pl.col("said").str.len_chars()).cast(pl.UInt32)
    )
    by = ["s", "start", "source_start", "source_end", "speaker", "organization", "speaker_role", "rule"]
    said = said.sort(by, nulls_last=True).unique(["s", "start", "verb"], keep="first", maintain_order=True)
    said = known_by_calling(_known_by_turn(named_in_role(said, told, reading.places), told), reading)
    return _first_of_two(_not_of_itself(said), sources).select(COLUMNS)


@of_rows
def _first_of_two(said: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """ "Bộ trưởng A và Bộ trưởng B cho biết": the rows with whom "và" joins to their speaker in his place, who is told first."""
    first = sources.filter(~pl.col("is_object"), ~pl.col("is_agent"), pl.col("speaker").is_not_null())
    before = first.select(
        "s", *(pl.col(c).alias(f"_{c}") for c in WHO), source_start=pl.col("end") + len(" và ")
    )
    before = before.unique(["s", "source_start"], keep="first", maintain_order=True)
    met = said.join(before, on=["s", "source_start"], how="left", maintain_order="left")
    ahead = pl.col("sentence").str.slice(0, pl.col("source_start"))
    alike = (pl.col("_speaker_kind") == pl.col("speaker_kind")) & (pl.col("_speaker") != pl.col("speaker"))
    joined = (alike & ahead.str.ends_with(" và ") & ~pl.col("before")).fill_null(False)
    return met.with_columns([pl.when(joined).then(f"_{c}").otherwise(c).alias(c) for c in WHO]).drop(
        f"_{c}" for c in WHO
    )


@of_rows
def _not_of_itself(said: pl.DataFrame) -> pl.DataFrame:
    """ "Ông cho rằng Bolton …" is not Bolton speaking: who it is stays open."""
    source = source_words()
    # A Vietnamese given name may be a common word's syllable, a foreign family name is none.
    family = pl.col("speaker").str.extract(r"([^ ]+)$")
    name = pl.concat_str(
        pl.lit(" "), pl.when(family.str.contains(BRAND)).then(family).otherwise("speaker"), pl.lit(" ")
    )
    words = pl.concat_str(pl.lit(" "), pl.col("said").str.replace_all(rf"[^{LETTER}\-]+", " "), pl.lit(" "))
    pronoun = source.str.contains(rf"^{PRONOUN}$") & words.str.contains(name, literal=True)
    other, none = pl.col("_other"), pl.lit(None, pl.String)
    return (
        said.with_columns(_other=pronoun.fill_null(False))
        .with_columns(
            speaker=pl.when(~other).then("speaker"),
            speaker_kind=pl.when(~other).then("speaker_kind"),
            speaker_role=pl.when(other).then(source).otherwise("speaker_role"),
            organization=pl.when(other).then(none).otherwise("organization"),
        )
        .drop("_other")
    )


@of_rows
def _said(framed: pl.DataFrame, second: bool = False) -> pl.DataFrame:
    """What stands after the verb, or in the quotation before the source; of a `second` verb what stands after it."""
    left = pl.col("sentence").str.slice(0, pl.col("source_start"))
    role = left.str.slice(-70).str.extract(BEFORE_SOURCE).fill_null("")
    told_by = role.str.replace(r"(?:dẫn|trích) (?:lời|phát biểu)(?: của)? $", "")
    another = pl.concat_str(pl.lit(" "), told_by).str.contains(f"{VERB_INSIDE}|{RELATED}")
    own = (pl.col("speaker_kind") == "person") & ~another
    left = pl.when(own).then(left.str.slice(0, left.str.len_chars() - role.str.len_chars())).otherwise(left)
    committed = pl.when(pl.col("force") == "commit").then(pl.col("right"))
    in_a_manner = pl.when(pl.col("head").is_in(IN_A_MANNER)).then(pl.col("right").str.extract(MANNER))
    after = pl.coalesce(
        committed.str.extract(COMMITTED_TO),
        in_a_manner,
        pl.col("right").str.extract(LEAD_FROM),
        pl.col("right").str.extract(LEAD),
    ).str.len_chars()
    rows = framed.with_columns(left=left, lead=after)
    quote = pl.col("left").str.replace(CLOSED, "")
    glued = pl.col("left").str.extract(GLUED)
    from_start = pl.col("left").str.contains(r"^[“\"]") | glued.is_not_null()
    unopened = ~quote.str.contains(r"[“\"]")
    whole = (from_start & (quote.str.count_matches(r"[“\"]") == 1)) | unopened
    ended = pl.col("right").str.contains(FINISHED) | (whole & ~pl.col("right").str.contains(MARKED))
    ended |= pl.col("right").str.contains(AND_ASKS)
    # "…”, bà nói và cho biết khi nhà xong thì …": a second verb's clause may open with a time.
    brief = pl.col("right").str.count_matches(r"\S+") <= 8
    before = pl.col("left").str.contains(CLOSED) & (
        ended if not second else pl.col("right").str.contains(FINISHED) & brief
    )
    opens = pl.col("right").str.contains(rf"^[^“”\"]*(?::|{CLAUSE}|,)?\s*[“\"]") & pl.col("right").str.slice(
        0, pl.col("lead")
    ).str.contains(r"[“\"]$")
    # "…, Bộ Y tế cho hay.": at a sentence's end words without quotation marks are told before the source as well.
    at_end = (
        pl.col("right").str.contains(LAST)
        & ~pl.col("right").str.slice(0, 130).str.contains(CLAUSE_WITHIN)
        & ~pl.col("left").str.contains(NO_WORDS)
        & (
            (pl.col("speaker_kind") == "person")
            | ~pl.col("left").str.contains(rf"^{PRONOUN}\s")
            | (pl.col("head") == "đưa tin")
        ).fill_null(False)
        & ((pl.col("speaker_kind") == "person") | (pl.col("head") != "phát biểu")).fill_null(False)
        & (pl.col("head").is_in(TELLING) | pl.col("head").is_in(TELLS) | pl.col("head").is_in(AT_LAST))
    ) | (pl.col("right").str.contains(AT_END) & pl.col("head").is_in(TELLING))
    told_before = pl.col("left").str.contains(TOLD_BEFORE) | pl.col("left").str.contains(BRIEFLY_BEFORE)
    at_end &= told_before & ~pl.lit(second)
    before |= at_end
    rows = rows.pipe(
        with_common,
        before=before,
        direct=pl.when(before).then((from_start | unopened) & ~at_end).otherwise(opens),
    )
    shared = (pl.col("head") == "chia sẻ") & (pl.col("speaker_kind") == "person")
    shared = (shared & pl.col("right").str.contains(SHARED)).fill_null(False)
    rows = rows.filter(
        pl.col("before")
        | shared
        | ~pl.col("right").str.contains(WHERE_ONLY)
        | pl.col("right").str.contains(BY_A_DAY)
        | committed.str.contains(f"{COMMITTED_TO}|{IN_TIME}")
        | pl.col("right").str.contains(MARKED)
        | (pl.col("force") == "feel")
        | (
            pl.col("head").is_in(TELLS)
            & (
                ~pl.col("right").str.contains(AT)
                | ((pl.col("force") == "direct") & pl.col("right").str.contains(ASKED_IN))
            )
            & (pl.col("right").str.count_matches(" ") >= 8)
        ),
        pl.col("before")
        | ~pl.col("marked")
        | pl.col("right").str.contains(MARKED)
        | shared
        | in_a_manner.is_not_null(),
    )
    shown = pl.col("right").str.slice(pl.col("lead"))
    closed = shown.str.extract(r"^([^”\"]*(?:[“][^”]*[”][^”]*)*)[”\"]")
    told = (
        pl.when("direct")
        .then(pl.coalesce(closed, shown))
        .otherwise(shown)
        .str.strip_chars_end(" ./…!:;")
        .pipe(without_lone_mark)
    )
    offset = pl.when(glued.is_not_null()).then(glued.str.len_chars()).when(from_start).then(1).otherwise(0)
    words = quote.str.slice(offset).str.strip_chars_end(" ,.-–—")
    return rows.with_columns(
        start=pl.when("before").then(offset).otherwise(pl.col("verb_end") + pl.col("lead")).cast(pl.UInt32),
        said=pl.when("before").then(words).otherwise(told),
        verb="head",
        directness=pl.when("direct").then(pl.lit("direct")).otherwise(pl.lit("indirect")),
        rule=pl.when("before").then(pl.lit("statement_quote")).otherwise(pl.lit("statement_source_verb")),
    )


def _further(framed: pl.DataFrame, rule: str) -> pl.DataFrame:
    """What further verbs of a source tell, all of it behind them."""
    return _said(framed, second=True).filter(~pl.col("before")).with_columns(rule=pl.lit(rule))


@of_rows
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


@of_rows
def _whole(said: pl.DataFrame, pairs: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """`statement`: what is said; of a quotation that runs over sentences, all its words."""
    words = quoted(pairs, told)
    direct = pl.col("directness") == "direct"
    said = said.with_columns(
        _closes=pl.when(direct & pl.col("before")).then(order() + pl.col("said").str.len_chars()),
        _opens=pl.when(direct & ~pl.col("before")).then(order() - 1),
    )
    ahead = words.select(_opens="from_", _ahead="words")
    back = words.select("to", _back="words").sort("to")
    said = (
        said.join(ahead, on="_opens", how="left", maintain_order="left")
        .sort("_closes")
        .join_asof(back, left_on="_closes", right_on="to", strategy="nearest", tolerance=4)
    )
    return said.with_columns(statement=pl.coalesce("_ahead", "_back", "said"))


@of_rows
def at_events(said: pl.DataFrame, happened: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The rows of `statements` with `event`: the name of the one event that the article tells of, once it is told, where
    nothing tells that they were said elsewhere.
    """
    articles = reading.sentences.select("s", "a", "sentence")
    held = happened.select("s", "name").join(articles, on="s")
    to_come = pl.col("sentence").str.contains(TO_COME)
    held = held.with_columns(name=pl.when(~to_come).then("name"))
    alone = (
        held.group_by("a")
        .agg(event=pl.col("name").first(), since=pl.col("s").min(), n=pl.len())
        .filter(pl.col("n") == 1)
    )
    met = said.join(articles, on="s", how="left", maintain_order="left").join(
        alone, on="a", how="left", maintain_order="left"
    )
    ahead = pl.col("sentence").str.slice(0, pl.col("start"))
    meeting = ahead.str.extract(MEETING).str.to_lowercase()
    other = meeting.is_not_null() & ~pl.col("event").str.to_lowercase().str.contains(meeting, literal=True)
    there = (
        (pl.col("s") >= pl.col("since"))
        & ((pl.col("verb") != "theo") | (pl.col("speaker_kind") == "person").fill_null(False))
        & ~pl.col("sentence").str.contains(ELSEWHERE)
        & ~other
    )
    return met.with_columns(event=pl.when(there).then("event")).drop("a", "since", "n", "sentence")


@of_rows
def _known_by_turn(said: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """A bare "Bà", "Anh" whom the reading could not tell: whoever of a name spoke last in the article."""
    bare = pl.col("speaker").is_null() & pl.col("speaker_role").str.contains(rf"^{PRONOUN}$")
    personal = (pl.col("speaker_kind") == "person") | (
        pl.col("speaker_kind").is_null()
        & pl.col("speaker_role").str.contains(rf"^{OFFICE}\s(?:.*\s)?{CAPITAL}\S*$")
    )
    said = said.join(told.select("s", "a"), on="s", how="left", maintain_order="left").sort("s", "start")
    said = said.with_row_index("nth")
    # "vị này" may also be one who has no name: "đại diện công ty".
    single = personal | pl.col("speaker_role").str.contains(ONE)
    turns = [pl.when(of & ~bare).then("nth").forward_fill().over("a") for of in (personal, single)]
    this = pl.col("speaker_role").str.contains(THIS).fill_null(False)
    last = said.with_columns(turn=pl.when(this).then(turns[1]).otherwise(turns[0]))
    before = said.select(pl.col("nth").alias("turn"), *(pl.col(c).alias(f"_{c}") for c in WHO))
    met = last.join(before, on="turn", how="left", maintain_order="left")
    known = bare & pl.col("turn").is_not_null()
    return met.with_columns([pl.when(known).then(f"_{c}").otherwise(c).alias(c) for c in WHO]).drop(
        "a", "nth", "turn", *(f"_{c}" for c in WHO)
    )
