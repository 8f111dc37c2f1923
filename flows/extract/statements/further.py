"""Further verbs of one source: after its first verb, after what it does, at the head of the next sentence (linguistics §11)."""

import polars as pl

from flows.extract.statements.frames import ADVERBS, CLOSED, NO_WORDS, OTHER_ADVERBS, dots_kept
from flows.extract.statements.speakers import WHO
from flows.letters import SMALL
from flows.read.rules import of_rows

# Another verb of the same source, with words of its own.
GOES_ON = rf"(?:;\s*(?:(?i:đồng thời|và|cũng)\s+)*|,?\s(?i:đồng thời|và cũng|qua đó|từ đó)\s+(?:(?i:cũng)\s+)?){ADVERBS}$"
AND = rf",?\s(?i:và|nhưng|song)\s+{ADVERBS}$"
# "“…”, ông nói, yêu cầu …": the quotation is the first verb's, what follows the second's.
AND_ASKS = r"^,?\s(?:(?:và|đồng thời|cũng|đặc biệt)\s)*(?:cho biết|cho hay|cho rằng|khẳng định|nhấn mạnh|đề nghị|yêu cầu|kiến nghị|kêu gọi|cảnh báo|lưu ý|thông tin|bày tỏ|khuyến cáo|nhận định|nói thêm)[\s,:]"
# Verbs that go on with words of the same source after "và", and after a comma alone.
AFTER_AND = ["cho biết", "cho rằng", "cho hay", "khẳng định", "nhấn mạnh", "nhận định", "đề nghị", "yêu cầu", "kiến nghị", "kêu gọi", "thừa nhận", "xác nhận", "cảnh báo", "cam kết", "lưu ý", "tuyên bố", "bày tỏ"]  # fmt: skip
AFTER_COMMA = ["cho rằng", "khẳng định", "nhấn mạnh", "kêu gọi", "cảnh báo", "bày tỏ", "nhất trí"]
# Who speaks of himself goes on with what he says or undertakes: "cam kết … và nói", "lý giải … và hứa".
OF_HIMSELF = ["cam kết", "hứa", "cảm ơn", "ghi nhận", "thừa nhận", "lý giải", "giải thích", "khẳng định"]
UNDERTAKES = ["cam kết", "hứa", "nói"]
# "thừa nhận công ty đã nhận lỗi và hứa …": so does the company.
OTHERS_ACT = r"\s(?:đã|sẽ|vừa|đang|có thể|muốn)\s"
APOLOGIES = r",?\s(?:và|đồng thời)(?:\s(?:cũng|gửi lời|thành thật|mong))*\s(?:xin lỗi|cảm ơn|nhận lỗi|nhận trách nhiệm|xin rút kinh nghiệm)(?:\s.*)?$"
# "cảm ơn huyện đã hỗ trợ giống; chào mừng đoàn đến bản": another act, whose words these are not.
GREETS = r";\s(?:và\s)?(?:chào mừng|chúc mừng|cảm ơn|hoan nghênh|gửi lời)\s.*$"
# What somebody feels is told further on only where a word says that he goes on.
FEELS = ["bày tỏ", "cảm ơn", "biểu dương", "hoan nghênh", "chúc mừng", "đánh giá", "tin tưởng", "hy vọng", "kỳ vọng", "cam kết", "hứa"]  # fmt: skip
# Behind an opinion or a feeling ("hoan nghênh kế hoạch, đề nghị …") these go on too; behind what is only told
# ("cho biết Bộ đã họp, đề nghị …") they may be of whom it tells.
AFTER_OPINION = ["đề nghị", "yêu cầu", "kiến nghị", "cho biết", "tin tưởng", "hy vọng", "mong muốn", "mong", "đánh giá", "hoan nghênh", "ghi nhận", "cảm ơn", "cam kết"]  # fmt: skip
SAID = r"^\s*[:“\"]|^\s+rằng\s"
# "giúp đỡ và mong muốn", "các ý kiến, kiến nghị": words of one row, no further verb.
IN_A_ROW = r"(?i)(?:ý kiến|coi trọng|quan tâm|ủng hộ|đồng tình|hy vọng|kỳ vọng|tâm tư|nguyện vọng|nghiên cứu|tổng hợp|rà soát|báo cáo|tham mưu|phát hiện|kiểm tra|thảo luận|bàn|điều kiện|nhu cầu|nội dung|phân tích)(?:,|\svà)\s+$"
CONNECTS = r"(?:\s*[,;])?(?:\s+(?i:và|nhưng|song|đồng thời|cũng|qua đó|từ đó|còn|tiếp tục|đã|lại|một lần nữa|vừa|nay|đặc biệt))*\s*$"
# "…, còn | ông B thì nói", "…, nhưng | Bí thư B cho rằng".
OTHERS_SAY = r"(?:;|,?\s(?i:còn|nhưng|song|trong khi|trong khi đó|tuy nhiên),?)\s(?:[^\s,;.]+\s){0,6}?$"
# "Đồng thời yêu cầu …", "Đề nghị …": a sentence without a subject goes on with the words of who spoke in the one before.
TAKES_UP = r"^(?:(?:Đồng thời|Bên cạnh đó|Ngoài ra|Cùng với đó|Từ đó|Qua đó|Do đó|Vì vậy|Vì thế|Trong đó|Tuy nhiên|Trên cơ sở đó|Mặt khác),?\s(?:(?:cũng|còn|và|đồng thời)\s)*)?$"
# "Bộ A đã gửi công văn tới các ngân hàng, yêu cầu …": after what the subject of the sentence does.
ACTS_AND = rf"(?:,?\s(?:đồng thời|và|nhưng|song|qua đó|từ đó)|,)\s+{OTHER_ADVERBS}$"
AFTER_ACT = [*AFTER_AND, "thông báo"]
NOT_AFTER_ACT = ["cam kết", "thông báo", "xác nhận"]  # after a comma alone they are acts in a row
# "cho biết | đã (có văn bản) yêu cầu …": what is still to be asked for nobody has said.
TELLS_OF_HIMSELF = ["cho biết", "cho hay", "nói", "thông tin", "chia sẻ", "khẳng định", "xác nhận"]
HAS_ASKED, DONE = (
    rf"^(?:\sthêm)?(?:\s(?:rằng|là))?,?\s(?:(?:hiện|hiện nay|ngay sau đó),?\s)?{ADVERBS}$",
    r"[\s,](?:đã|vừa)\s",
)
SUBJECT_AT = rf"^(?:(?i:và|đồng thời|tuy nhiên|ngoài ra|bên cạnh đó|trước đó|sau đó|mới đây|theo đó|cụ thể|riêng|còn|hiện|cùng ngày),?\s)?$|{NO_WORDS}[^.;:]*,\s$"
ACT = rf"^(?:,\s(?:đã|vừa|sẽ|cũng|tiếp tục|đang|hôm|ngày|sáng|chiều|tối)|\s{SMALL}+)\s"
NO_ACT = r"^,?\s(?:và|với|cùng|của|tại|ở|gồm|là|trong|về|theo|cho|từ|do|được|bị|không|nói|hay|hoặc|như|để|khi|mà|nên|thì|này cho|trên)\s|\s(?:bị|mà|nếu|thì|rằng|khiến|buộc|khi|vì|nói|người|phải|nên|nhằm|thể hiện|góp phần|cần|hãy)\s"


@of_rows
def going_on(framed: pl.DataFrame, verbs: pl.DataFrame) -> pl.DataFrame:
    """ "…; đề nghị Sở …", "…, đồng thời yêu cầu …": further verbs of the source that the sentence began with."""
    before = framed.select(
        "s",
        "source_start",
        first_end="verb_end",
        first_right="right",
        first_force="force",
        first_head="head",
        **{c: pl.col(c) for c in WHO},
    ).sort("s", "first_end")
    rest = verbs.join(framed.select("row"), on="row", how="anti").sort("s", "verb_start")
    rest = rest.join_asof(
        before, left_on="verb_start", right_on="first_end", by="s", check_sortedness=False
    ).filter(pl.col("first_end").is_not_null())
    between = pl.col("sentence").str.slice(pl.col("first_end"), pl.col("verb_start") - pl.col("first_end"))
    quoted_before = pl.col("sentence").str.slice(0, pl.col("source_start")).str.contains(CLOSED)
    second = quoted_before & pl.col("first_right").str.contains(AND_ASKS)
    second &= between.str.contains(r"^,?\s(?:(?:và|đồng thời|cũng|đặc biệt)\s)*$")
    spoken = (
        pl.col("head").is_in(AFTER_AND)
        | pl.col("right").str.contains(SAID)
        | pl.col("surface").str.ends_with("rằng")
    )
    goes_on = between.str.contains(GOES_ON)
    comma, also = between.str.contains(rf",\s+{ADVERBS}$"), between.str.contains(AND)
    opinion = pl.col("first_force").is_in(["feel", "assert"])
    # "phủ nhận cáo buộc và cho biết …", "biểu dương xã; yêu cầu …": the first verb has words of its own, however few.
    brief = also | goes_on | (opinion & comma)
    brief &= between.str.contains(r"^\s(?:\S+\s){2}") & ~between.str.contains(r"^,?\s(?:và|nhưng|song)\s")
    rest = rest.filter(
        (pl.col("verb_start") > pl.col("first_end") + 20) | second | brief,
        ~pl.col("marked") | pl.col("right").str.contains(SAID),
    )
    opinion &= pl.col("head").is_in(AFTER_OPINION) & (comma | also)
    opinion &= (pl.col("surface") != "đánh giá") & ~pl.col("right").str.contains(r"^ về ")
    row = between.str.contains(IN_A_ROW)
    own = also & pl.col("first_head").is_in(OF_HIMSELF) & pl.col("head").is_in(UNDERTAKES)
    own &= ~between.str.contains(OTHERS_ACT)
    again = comma & (pl.col("first_head") == pl.col("head")) & (pl.col("force") == "direct")
    return rest.filter(
        second
        | goes_on
        | (opinion & ~row)
        | again
        | own
        | (also & spoken & ~row)
        | (comma & (pl.col("head").is_in(AFTER_COMMA) | pl.col("right").str.contains(SAID))),
        pl.col("force").is_in(["direct", "assert", "say"])
        | own
        | (pl.col("head") == "bày tỏ")
        | ((goes_on | opinion) & pl.col("head").is_in([*FEELS, "ghi nhận", "mong"]))
        | pl.col("surface").str.ends_with("rằng"),
    )


@of_rows
def nested(framed: pl.DataFrame, verbs: pl.DataFrame) -> pl.DataFrame:
    """ "Ông A cho biết đã yêu cầu Sở B …": what the speaker tells that he has asked for is a statement of its own."""
    telling = framed.filter(pl.col("head").is_in(TELLS_OF_HIMSELF), pl.col("speaker").is_not_null())
    first = telling.select("s", "source_start", first_end="verb_end", **{c: pl.col(c) for c in WHO})
    rest = verbs.filter(pl.col("force") == "direct").join(framed.select("row"), on="row", how="anti")
    met = rest.sort("s", "verb_start").join_asof(
        first.sort("s", "first_end"),
        left_on="verb_start",
        right_on="first_end",
        by="s",
        check_sortedness=False,
    )
    between = pl.col("sentence").str.slice(pl.col("first_end"), pl.col("verb_start") - pl.col("first_end"))
    return met.filter(
        pl.col("first_end").is_not_null(),
        between.str.contains(HAS_ASKED),
        between.str.contains(DONE),
        ~pl.col("right").str.contains("^,? và "),
    )


@of_rows
def ended_by_next(said: pl.DataFrame) -> pl.DataFrame:
    """The rows of what is said, each without what a further verb of its sentence tells, or what somebody else says behind it ("A nói
    …, còn ông B thì nói …"): s, start, said, speaker, source_start, verb_start, directness, rule and others.
    """
    said, begun = _until(said, _marks(said))
    said = said.with_columns(
        said=pl.when(begun.is_not_null()).then(begun.str.replace(CONNECTS, "")).otherwise("said")
    )
    others = said.filter(pl.col("speaker").is_not_null(), pl.col("source_start") < pl.col("start"))
    said, begun = _until(said.drop("_next"), others.select("s", _next="source_start", _who="speaker"))
    another = (pl.col("_who") != pl.col("speaker")) & begun.str.contains(OTHERS_SAY)
    own = pl.when(another).then(begun.str.replace(OTHERS_SAY, "")).otherwise("said")
    undertaken = pl.col("verb").is_in(["cam kết", "hứa"]) & (pl.col("directness") == "indirect")
    own = pl.when(undertaken).then(own.str.replace(APOLOGIES, "")).otherwise(own)
    own = pl.when(pl.col("directness") == "indirect").then(own.str.replace(GREETS, "")).otherwise(own)
    return said.with_columns(said=own).drop("_next", "_who")


def _marks(said: pl.DataFrame) -> pl.DataFrame:
    """Where a further verb of the same source tells on: s, _next. Some were met with that source at once ("bày tỏ …, đồng thời cho rằng")."""
    first = pl.col("verb_start").min().over("s", "source_start")
    ahead = pl.col("sentence").str.slice(0, pl.col("verb_start")).str.slice(-60)
    joined = ahead.str.contains(GOES_ON) | (pl.col("verb").is_in(AFTER_AND) & ahead.str.contains(AND))
    again = (pl.col("verb_start") > first) & joined
    return said.filter((pl.col("rule") == "statement_going_on") | again).select("s", _next="verb_start")


def _until(said: pl.DataFrame, marks: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """What is said with the nearest mark behind its start (marks: s, _next and others), and what of an indirect one stands before a
    mark within it (String; null where none is).
    """
    said = said.sort("s", "start").join_asof(
        marks.sort("s", "_next"), left_on="start", right_on="_next", by="s", strategy="forward", check_sortedness=False
    )  # fmt: skip
    within = pl.col("_next") < pl.col("start") + pl.col("said").str.len_chars()
    inside = pl.col("said").str.slice(0, pl.col("_next") - pl.col("start"))
    return said, pl.when(within & (pl.col("directness") == "indirect")).then(inside)


@of_rows
def after_acts(verbs: pl.DataFrame, framed: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """ "Bộ A đã gửi công văn tới các ngân hàng, yêu cầu …": a verb that follows what its sentence's subject does."""
    left = dots_kept(pl.col("sentence").str.slice(0, pl.col("verb_start")))
    rest = verbs.filter(pl.col("head").is_in(AFTER_ACT), left.str.contains(ACTS_AND), ~pl.col("marked")).join(
        framed.select("s").unique(), on="s", how="anti"
    )
    return _by_subject(rest, sources)


@of_rows
def _by_subject(rest: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """Verbs with the subject before them that did something."""
    subjects = sources.filter(~pl.col("is_object"), ~pl.col("is_agent")).select(
        "s", *WHO, source_start="start", source_end="end"
    )
    met = rest.join(subjects, on="s").filter(pl.col("source_end") < pl.col("verb_start"))
    ahead = dots_kept(pl.col("sentence").str.slice(0, pl.col("source_start")))
    act = dots_kept(
        pl.col("sentence").str.slice(pl.col("source_end"), pl.col("verb_start") - pl.col("source_end"))
    )
    alone = act.str.contains(rf",\s+{ADVERBS}$")
    met = met.filter(
        ahead.str.contains(SUBJECT_AT),
        act.str.contains(ACT),
        ~act.str.contains(NO_ACT),
        act.str.contains(r"^[^.;:“”\"()]{10,240}$"),
        ~(alone & pl.col("head").is_in(NOT_AFTER_ACT)),
    )
    first = ["row", "source_start", "source_end"]
    return met.sort(first, descending=[False, False, True]).unique("row", keep="first", maintain_order=True)


@of_rows
def taken_up(framed: pl.DataFrame, verbs: pl.DataFrame) -> pl.DataFrame:
    """ "Sở A cho biết …. Đồng thời đề nghị …": a verb that opens a sentence is of who spoke last in the one before, and so is
    one that opens the sentence after it.
    """
    first = _opened(framed, verbs).select(framed.columns)
    return pl.concat([first, _opened(pl.concat([framed, first]), verbs).select(framed.columns)])


def _opened(framed: pl.DataFrame, verbs: pl.DataFrame) -> pl.DataFrame:
    """The verbs that open the sentence after one of the frames."""
    last = framed.sort("s", "verb_start").unique("s", keep="last", maintain_order=True)
    last = last.select("a", *WHO, s=(pl.col("s") + 1).cast(framed.schema["s"]))
    opening = verbs.filter(
        pl.col("sentence").str.slice(0, pl.col("verb_start")).str.contains(TAKES_UP),
        (pl.col("force") == "direct") | ((pl.col("force") == "assert") & (pl.col("verb_start") > 0)),
    )
    rows = opening.join(framed.select("s").unique(), on="s", how="anti").join(
        last, on=["a", "s"], how="inner"
    )
    return rows.with_columns(source_start=pl.lit(0, pl.UInt32), source_end=pl.lit(0, pl.UInt32))
