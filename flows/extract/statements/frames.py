"""Who stands before which reporting verb: the frames of speech (linguistics §11, S1–S3)."""

import polars as pl

from flows.extract.statements.speakers import DAY, VERB_INSIDE, WHO, by_form, source_words
from flows.letters import CAPITAL, FIGURE, LETTER
from flows.read import Reading
from flows.read.lexicon import Lexicon
from flows.read.name_borders import ONE_SYLLABLE
from flows.read.organizations.trailing import WHOLE
from flows.read.rules import of_rows, with_common
from flows.read.spans import find
from flows.read.vocabulary import either

PAPER = rf"(?i:(?:có|ban hành|ký|ra|gửi|phát đi) (?:văn bản|tuyên bố|công văn|công điện|chỉ thị|thông báo|ý kiến|tờ trình|báo cáo|thông cáo)(?: (?:số )?[0-9/\-{CAPITAL}]+)?(?: (?:gửi|về|cho|trình|đến|tới|chỉ đạo|triển khai|hướng dẫn|đôn đốc)[^,.;:“”]{{0,80}}?)?,?)"
ADVERB = (
    rf"(?:(?i:lập tức|ngay lập tức|cũng|còn|chỉ|đã|vừa|tiếp tục|đồng thời|thẳng thắn|một lần nữa|lại|luôn|từng|mới|và|thì|trực tiếp|đặc biệt|cùng|thống nhất|nhất trí|nhiều lần|(?:hai|ba|bốn|năm|[0-9]+) lần|liên tục|thường xuyên|chính thức|bất ngờ|công khai|vẫn|đều|hôm nay|sau đó|trước đó|mới đây|gần đây|khi đó|lúc đó|khi ấy|lúc ấy|bấy giờ|đồng loạt|"
    rf"kịch liệt|lên tiếng|tự tin|vui mừng|vui vẻ|xúc động|phát biểu(?: [^,.;:“”]+?)?|tái|nay|bất bình|bức xúc|nghẹn ngào|hào hứng|phấn khởi|lo lắng|thành thật|nhanh chóng|trân trọng|nhiệt liệt|chân thành|nồng nhiệt|nức nở|mạnh dạn|chủ động|gián tiếp|buồn bã|buồn rầu|nghẹn giọng|rưng rưng|hồ hởi|dí dỏm|hóm hỉnh|mạnh mẽ|thẳng thừng|dứt khoát|cương quyết|kiên quyết|bình thản|dè dặt|ngậm ngùi|chua xót|xót xa|tiếc nuối|giận dữ|phẫn nộ|ái ngại|đưa ra)|{DAY}|{PAPER})\s+"
)
ADVERBS = rf"(?:{ADVERB})*"
# Most verbs stand behind no paper's name: a pattern without those is sixty times faster.
PAPERS = r"(?i)văn bản|công văn|công điện|chỉ thị|thông báo|ý kiến|tờ trình|báo cáo|thông cáo"
OTHER_ADVERBS = rf"(?:{ADVERB.replace(f'|{PAPER}', '')})*"
PARENTHESIS = r"(?:\s*\([^()]*\))?"
REST_OF_PLACE = rf"(?:\s?[-–]\s?{CAPITAL}\S*(?:\s{CAPITAL}\S*){{0,2}})?"
ADJACENT = rf"^{REST_OF_PLACE}{PARENTHESIS}\s*{ADVERBS}$"
AFTER_COMMA = rf"^{PARENTHESIS}\s*,\s*{ADVERBS}$"
INSERTED = rf"^{PARENTHESIS}\s*(?:,|-|–|—|kiêm)\s[^.;:“”\"]*(?:,|\s[-–—])\s*{ADVERBS}$"
# "ông A, Phó Giám đốc Sở B, cho rằng …, còn bà C, Hiệu trưởng D, nhận định …": the second speaks for herself.
SPEAKS_TOO = r"(?i)[,;]\s(?:còn|trong khi đó|trong khi|nhưng|song|riêng),?\s(?:ông|bà|anh|chị|đồng chí)\s"
# "ông An chạy xe ôm ở bến, cho biết": what is told of a person, then a comma.
DESCRIBED = rf"^{PARENTHESIS}\s[^.,;:“”\"]+(?:,|\s[-–—])\s*{ADVERBS}$"
REST_OF_OFFICE = rf"^{PARENTHESIS}(?:\s[^\s.,;:“”\"()]+){{1,14}}{PARENTHESIS}\s+{ADVERBS}$"
REST_OF_BODY = rf"^\s{CAPITAL}[^.;:“”\"()]*[,–-]\s+{ADVERBS}$"
# "ông Nguyễn Văn An, Giám đốc Nhà máy B khẳng định": the apposition runs up to the verb.
OFFICE = r"(?i:chủ|phó|giám|tổng|trưởng|bí thư|đại diện|viện|cục|vụ|hiệu|thành viên|ủy viên|chuyên gia|luật sư|giảng viên|nguyên|cựu|ceo|đại sứ|trợ lý|người|thường trực|cán bộ|kỹ sư|bác sĩ|phụ trách|quyền|đại biểu|tư lệnh|chánh|chính ủy|chính trị viên|khoa|bộ môn|phòng|tổ trưởng|tổ phó|trạm trưởng|đồn trưởng|bệnh viện|bv|trường|học viện|ngụ|trú|quê|đội|thống đốc|thứ trưởng|bộ trưởng|nhà|chỉ huy|chuyên viên|một|tác giả|giáo viên|giáo sư|tiến sĩ|kinh tế trưởng|quản lý|thư ký|cố vấn|đồng sáng lập|điều phối|phát ngôn viên|thanh tra|đại tá|thượng tá|trung tá|thiếu tá|tgđ|ptgđ|pgđ|gđ)"
APPOSITION = rf"^{PARENTHESIS}\s*(?:,|-|–|—)?\s{OFFICE}[^.;:“”\"]*\s{ADVERBS}$|^\s?[,–-]\s[0-9][0-9] tuổi[^.;:“”\"]*\s{ADVERBS}$|^{PARENTHESIS}\s(?:đến từ\s[^.;:“”\"]*|(?:tại|thuộc|của)\s(?:{CAPITAL}|trường|viện|công ty|tập đoàn|tổ chức|ngân hàng|hãng|tờ|chuyên trang|trang)[^.;:,“”\"]*)\s{ADVERBS}$"
# "anh A, nhân viên bán vé ở bến B cho biết": so does one of those who hold no office, with no verb of its own in it.
CALLED = rf"^{PARENTHESIS}(?:,|\s?[-–—])\s(?i:nhân viên|học sinh|sinh viên|du khách|hành khách|tài xế|lái xe|trụ trì|phụ huynh|tiểu thương|nông dân|công nhân|hướng dẫn viên|huấn luyện viên|điều dưỡng|phóng viên|biên tập viên|cư dân|khách hàng|hội viên|kế toán|nghiên cứu sinh|y tá|thợ|chủ|kiểm lâm|đầu bếp|phi công|tiếp viên|họa sĩ|hàng xóm|cựu)\s[^.,;:“”\"]{{2,90}}$"
# "ông A, Chủ tịch UBND xã B, huyện C, tỉnh D cho biết": the rest of an address.
ADDRESS = rf"^(?:\s?,\s(?:xã|phường|thị trấn|huyện|quận|thị xã|tỉnh|thành phố|TP[.·]?)\s?{CAPITAL}[{LETTER}’']*(?:\s{CAPITAL}[{LETTER}’']*){{0,3}}(?:\s?[,-]\s?{CAPITAL}[{LETTER}’']*(?:\s{CAPITAL}[{LETTER}’']*){{0,3}})*)+{PARENTHESIS}\s*[,–-]?\s*{ADVERBS}$"
# "Giám đốc Công ty A - ông B - cho rằng", "ông A - nhà sáng lập | một tổ chức ở X, nước Y - nhận định": a dash closes what one opened.
IN_DASHES, CLOSES_DASH = r"\s[-–—]\s", rf"^(?:\s[^.;:“”\"–—]{{3,140}}?)?{PARENTHESIS}\s[-–—]\s+{ADVERBS}$"
OF_WHOLE = rf"^(?:(?:\s[^\s.,;:“”\"()]+){{0,12}},| [-–])\s{WHOLE}\s[^.;:“”\",]*\s?{ADVERBS}$"
# "ông A, Trưởng Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn Công an tỉnh B cho biết": commas within the unit's name.
UNIT_IN_A_ROW = rf"^(?:,\s[^\s.,;:“”\"()]+(?:\s[^\s.,;:“”\"()]+){{0,6}}){{1,3}}?\s(?:Công an|Sở|Cục|Bộ|UBND)\s[^.;:“”\",]*\s?{ADVERBS}$"
# "Thủ tướng A trong bài phát biểu tại hội nghị B đã khẳng định": where somebody spoke, up to the verb.
OCCASION = rf"^{PARENTHESIS}\s(?i:trong|tại|trước|sau|nhân|khi trả lời|trả lời)\s(?i:một\s)?(?i:chuyến|dịp|bài|buổi|cuộc|phiên|lễ|hội|chương trình|phần|phỏng vấn|thông báo|thông cáo|tuyên bố|báo chí)(?:\s[^.;:,“”\"]{{3,110}})?(?:\s(?i:đã|cũng|còn|tiếp tục|một lần nữa))?\s+$"
# "Cũng có ý kiến cho rằng": nobody has them, the opinions themselves are told.
THERE_ARE = r"(?:^|[,;.:]\s)(?:(?i:cũng như|cũng|đặc biệt|tuy nhiên|nhưng|song|tuy vậy|ngoài ra|trong khi|hiện|vẫn|đã|bên cạnh đó|thậm chí|và)\s)*(?i:có)(?:\s(?i:nhiều|một số|không ít))?\s(?i:ý kiến)(?:\s(?i:khác|trái chiều|cũng|lại))*\s$"
CLOSED = r"[”\"][,.!?…]*\s*[-–—]?\s*$"
OUR_NAME = rf"^{ONE_SYLLABLE}(?: {ONE_SYLLABLE})+$"  # no firm: "ông A, Giám đốc Sao Mai Energy nói"
# The last of those to whom a paper goes: "gửi Bộ A, Bộ B, UBND tỉnh C, yêu cầu …".
SENT_TO = r"\s(?:gửi|tới|đến|giữa|gồm)\s[^.;:“”]*,\s$"
ASKS = "^(?:Đề nghị|Yêu cầu|Kiến nghị)"
AT_ADDRESS = r"(?i:công an|ubnd|ủy ban|phường|xã|huyện|quận|thị xã|trường|bệnh viện|đồn|đội|chi cục)\s[^,.;:“”\"]{2,40},\s$"
OF_A_PLACE = r"(?i:công an|ubnd|ủy ban|phường|xã|huyện|quận|thị xã|trường|bệnh viện|đồn|đội|chi cục)\s"
# "học sinh Trường A, thành phố B cho biết": who is of the body speaks, not the body.
MEMBER_OF = r"(?i)(?:học sinh|sinh viên|trưởng|giám đốc|phó|chủ tịch|cán bộ|giáo viên|nhân viên|bí thư|bác sĩ|chiến sĩ|công nhân)(?:\s\S+)?\s$"
ITS_PLACE = rf"^(?:,\s(?:huyện|quận|thị xã|thành phố|TP\.?)\s?{CAPITAL}[{LETTER}’']*(?:\s{CAPITAL}[{LETTER}’']*){{0,2}})?(?:,\s(?:(?:tỉnh|thành phố|TP\.?)\s?)?{CAPITAL}\S*(?:\s{CAPITAL}\S*){{1,2}})?\s+{ADVERBS}$"
PLACE_ALONE = rf"^{CAPITAL}\S*(?:\s{CAPITAL}\S*){{1,3}}$"
# Whom these are said to says nothing by the next verb.
THANKS = ["cảm ơn", "chúc mừng", "hoan nghênh", "biểu dương"]
# What only tells when and where somebody speaks holds none of his words.
NO_WORDS = r"^(?i:tại|trong|sáng|chiều|tối|trưa|đêm|ngày|hôm|sau|trước|trả lời|trao đổi|theo|về|liên quan|nhân|thay mặt|cùng|bên|kết luận|phát biểu|dự|tham dự|tham gia|tới|đến|đối với|với|từ|qua|cuối|đầu|giữa|mới đây|chia sẻ|nói|để|nhằm|khi|ở|vào|trên|chủ trì|làm việc|gặp|tiếp|thăm|ảnh)\s"
TELLING = [
    "cho biết",
    "cho hay",
    "nói",
    "chia sẻ",
    "kể",
    "than thở",
    "tâm sự",
    "khẳng định",
    "nhấn mạnh",
    "cho rằng",
    "nhận định",
    "bày tỏ",
    "phát biểu",
]
NEWS = r"(?i)(?:^|\s)(?:khi|để|do|nhờ|vì|mời|được|bị|cho|nếu)\s(?:\S+\s){0,2}(?:báo chí|truyền thông|báo đài)\s(?:\S+\s){0,2}$|báo, đài "
# "bác bỏ những cáo buộc", "đặt một loạt câu hỏi", "thay đổi mức đánh giá": a noun.
NOUN_AHEAD, REFUTED = r"(?i)(?:^|[\s,])(?:những|mọi|mức|câu)\s$", r"(?i)\s(?:bác|bác bỏ)\s$"
# What stands behind verbs of feeling and doing where they report words: "chị bức xúc: “…”", "anh bảo rằng …".
ALOUD = r"^\s*(?:như sau)?(?::|rằng\s|,?\s*[“\"])"
# A dot within "TP.HCM", "TS. An", "2.700" ends nothing.
ABBREVIATED, DECIMAL = rf"({CAPITAL})\.([ {CAPITAL}0-9])", r"([0-9])\.([0-9])"
# What an office's or a body's phrase leaves of itself: "Cục Phòng, chống HIV | /AIDS", "(Phó Chánh Văn phòng | )".
LEFT_OVER = rf"^/{CAPITAL}[{LETTER}]*"
NO_APPOSITION = r"[,\s](?:nhưng|đã|được|để|khi|mà|nếu|vì|do|với việc|sẽ|chủ trì|dự (?:lễ|hội|họp|buổi|cuộc|phiên|tọa|khai)|tham dự|thăm|làm việc|tiếp|gặp|trao|ký|tổ chức|ban hành|trình|cho biết|và các)\s"


def verbs_of_speech(told: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Verbs that may report: a, s, verb_start, verb_end, surface, head, force, marked, by, right, sentence."""
    verbs = lexicon.verbs.select(
        "head",
        "force",
        "by",
        pl.col("unless").str.split("|"),
        surface="verb",
        marked=pl.col("marked") != "no",
        _aloud=pl.col("marked") == "words",
    )
    found = find(told, either(verbs["surface"].to_list()), "sentence")
    # "Đề nghị …" at a sentence's head is of who spoke before.
    opening = find(told.filter(pl.col("sentence").str.contains(ASKS)), ASKS, "sentence")
    found = pl.concat([found, opening.with_columns(pl.col("surface").str.to_lowercase())])
    found = found.rename({"start": "verb_start", "end": "verb_end"}).join(verbs, on="surface", how="inner")
    found = found.join(told.select("s", "sentence"), on="s", how="left", maintain_order="left").with_columns(
        right=pl.col("sentence").str.slice(pl.col("verb_end")),
        _before=pl.col("sentence").str.slice(
            pl.max_horizontal(pl.col("verb_start").cast(pl.Int64) - 1, 0), 1
        ),
    )
    follows = [pl.col("right").str.extract(rf"^\s({LETTER}+(?:\s{LETTER}+){{{n}}})") for n in (0, 1, 2)]
    other = pl.any_horizontal([pl.col("unless").list.contains(f) for f in follows])
    # "Ban chỉ đạo", "Ban Chỉ đạo": a body.
    board = (pl.col("head") == "chỉ đạo") & pl.col("sentence").str.slice(
        pl.max_horizontal(pl.col("verb_start").cast(pl.Int64) - 4, 0), 4
    ).str.contains("[Bb]an $")
    quoted = pl.col("sentence").str.slice(0, pl.col("verb_start")).str.contains(r"[”\"]")
    aloud = pl.col("right").str.contains(ALOUD) | (quoted & pl.col("right").str.contains(r"^\s*[.!…]*$"))
    # "Sau khi báo chí đưa tin, …", "mời báo chí đưa tin": an act.
    reports = (pl.col("head") == "đưa tin") & pl.col("sentence").str.slice(
        0, pl.col("verb_start")
    ).str.contains(NEWS)
    ahead = pl.col("sentence").str.slice(0, pl.col("verb_start")).str.slice(-15)
    noun = ahead.str.contains(NOUN_AHEAD) | (ahead.str.contains(REFUTED) & (pl.col("head") == "cáo buộc"))
    return found.filter(
        ~board,
        ~reports,
        ~noun,
        aloud | ~pl.col("_aloud"),
        ~pl.col("right").str.contains(rf"^(?:[{LETTER}{FIGURE}]|\s?\))"),
        (pl.col("verb_start") == 0) | ~pl.col("_before").str.contains(rf"[{LETTER}{FIGURE}]"),
        ~other.fill_null(False),
    ).drop("_before", "_aloud", "unless")


def dots_kept(text: pl.Expr) -> pl.Expr:
    """Text whose dots within abbreviations and figures are other signs, so that a dot ends something."""
    return text.str.replace_all(ABBREVIATED, "${1}·${2}").str.replace_all(DECIMAL, "${1}-${2}")


@of_rows
def framed(verbs: pl.DataFrame, sources: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Each verb with its source: the rows of `verbs` with source_start, source_end and WHO."""
    near = (
        sources.filter(~pl.col("is_object") | pl.col("is_agent"))
        .rename({"start": "source_start", "end": "source_end"})
        .drop("a", "is_object")
    )
    met = _nearest(verbs.join(near, on="s", how="inner").filter(pl.col("source_end") <= pl.col("verb_start")))
    rest = _with_clause(verbs.join(met.select("row"), on="row", how="anti"))
    formed = by_form(rest, reading).rename({"start": "source_start", "end": "source_end"})
    columns = [*verbs.columns, "source_start", "source_end", *WHO]
    every = pl.concat([met.select(columns), formed.select(columns)]).sort("row")
    # "Lãnh đạo Sở A xác nhận vụ việc và cho biết": what he says first is no part of who he is; the second verb goes on.
    first = pl.col("verb_end").min().over("s", "source_start")
    return _not_told_to(every.filter(pl.col("source_end") < first), verbs)


@of_rows
def _nearest(met: pl.DataFrame) -> pl.DataFrame:
    """Of a verb and the sources before it, a row each, the source whose words between them make it the one that speaks."""
    gap = pl.col("sentence").str.slice(pl.col("source_end"), pl.col("verb_start") - pl.col("source_end"))
    met = met.filter(pl.col("verb_start") - pl.col("source_end") <= 240).with_columns(gap=dots_kept(gap))
    met = met.filter(
        ~pl.col("is_agent")
        | (pl.col("gap").str.contains(ADJACENT) & pl.col("force").is_in(["say", "assert", "direct"])),
    ).drop("is_agent")
    person = (pl.col("speaker_kind") == "person").fill_null(False)
    source = source_words()
    gap = pl.col("gap").str.replace(LEFT_OVER, "")
    gap = pl.when(source.str.contains(r"\([^)]*$")).then(gap.str.replace(r"^\)", "")).otherwise(gap)
    met = met.with_columns(gap=pl.when(person).then(gap).otherwise("gap"))
    met = met.with_columns(adjacent=pl.col("gap").str.contains(ADJACENT))
    unnamed = ~person & pl.col("speaker_role").is_not_null()
    # Behind its subject no verb follows "và": "… đi các nước ASEAN và kiến nghị" is of who goes.
    near = met.filter("adjacent", ~pl.col("gap").str.contains(r"^\s+và\s")).with_columns(
        rank=pl.when(unnamed).then(2).otherwise(1).cast(pl.Int32)
    )
    far = _not_beside(met.filter(~pl.col("adjacent")), near)
    met = pl.concat([near, _further_off(far)])
    by = ["row", "rank", "source_end", "source_start", "organization"]
    met = met.drop_nulls("rank").sort(by, descending=[False, False, True, False, False], nulls_last=True)
    return met.unique("row", keep="first", maintain_order=True).filter(
        (pl.col("by") != "person")
        | person
        | (pl.col("speaker_role").is_not_null() & (pl.col("speaker_kind").is_null()))
    )


def _not_beside(far: pl.DataFrame, near: pl.DataFrame) -> pl.DataFrame:
    """The sources further off without those that a comma parts from the person right before the verb: "Trả lời Bí thư A,
    Phó Giám đốc Sở B Trần C cho biết".
    """
    person = (pl.col("speaker_kind") == "person") & pl.col("speaker").str.contains(OUR_NAME)
    beside = near.filter(person).select("row", source_end=pl.col("source_start") - len(", ")).unique()
    return far.join(beside, on=["row", "source_end"], how="anti", maintain_order="left")


@of_rows
def _further_off(far: pl.DataFrame) -> pl.DataFrame:
    """Sources and verbs with more than an adverb between them, with `rank` (Int32): null where the source does not speak."""
    person = (pl.col("speaker_kind") == "person").fill_null(False)
    unnamed = ~person & pl.col("speaker_role").is_not_null()
    source = source_words()
    before = pl.max_horizontal(pl.col("source_start").cast(pl.Int64) - 5, 0)
    by_theo = pl.col("sentence").str.slice(before, pl.col("source_start") - before).str.contains(r"heo $")
    # "ông A, bộ trưởng Bộ B, C và D, cho biết": the body's name holds commas.
    in_full = source.str.contains(rf"[,–-]\s{OFFICE}[^,]*$") & pl.col("gap").str.contains(REST_OF_BODY)
    office_cut = in_full | source.str.contains(rf"[,–-]\s{OFFICE}[^,]*$") & pl.col("gap").str.contains(
        REST_OF_OFFICE
    )
    # "bà A, Trưởng phòng Thủy lợi, Sở B cho biết": what the office's unit is part of.
    whole = source.str.contains(rf"[,–(-]\s?{OFFICE}\s") & pl.col("gap").str.contains(OF_WHOLE)
    in_a_row = source.str.contains(rf"[,–-]\s{OFFICE}\s(?i:phòng|ban|cục)\s[^,]*$")
    in_a_row &= person & pl.col("gap").str.contains(UNIT_IN_A_ROW)
    whole |= in_a_row
    # "Bà A, Trung tâm B cho biết": where somebody works stands for an office, at the head of a sentence.
    whole |= (pl.col("source_start") == 0) & pl.col("gap").str.contains(OF_WHOLE)
    apposed = (
        person
        & (pl.col("gap").str.contains(APPOSITION) | pl.col("gap").str.contains(ADDRESS) | office_cut | whole)
        & ~pl.col("gap").str.contains(NO_APPOSITION)
    )
    verb = pl.concat_str(pl.col("gap").str.strip_chars_end(), pl.lit(" ")).str.contains(VERB_INSIDE)
    apposed |= person & pl.col("gap").str.contains(CALLED) & ~verb & ~by_theo
    at_occasion = pl.col("gap").str.contains(OCCASION) & (person | (pl.col("speaker_kind") == "organization"))
    apposed |= at_occasion.fill_null(False)
    dashes = person & source.str.contains(IN_DASHES) & pl.col("gap").str.contains(CLOSES_DASH)
    ahead = pl.col("sentence").str.slice(0, pl.col("source_start"))
    listed = ~person & ahead.str.contains(SENT_TO)
    local = ~person & source.str.contains(OF_A_PLACE) & pl.col("gap").str.contains(ITS_PLACE) & ~listed
    local &= ~ahead.str.contains(MEMBER_OF)
    return far.with_columns(
        # Of a unit that is cut at its first comma nobody knows the name.
        organization=pl.when(~in_a_row).then("organization"),
        rank=pl.when(apposed).then(0)
        .when(local).then(4)
        .when(pl.col("gap").str.contains(AFTER_COMMA) & ~listed).then(4)
        .when(dashes & ~by_theo).then(3)
        .when(pl.col("gap").str.contains(INSERTED) & ~pl.col("gap").str.contains(SPEAKS_TOO) & ~by_theo & ~listed).then(pl.when(unnamed).then(7).when(person).then(3).otherwise(6))
        .when(person & pl.col("head").is_in(TELLING) & pl.col("gap").str.contains(DESCRIBED)).then(5).cast(pl.Int32)
    )  # fmt: skip


@of_rows
def _with_clause(rest: pl.DataFrame) -> pl.DataFrame:
    """Verbs without a source near them, with `left`, `clause` (the words since the last mark), ends_at, at_start."""
    left = pl.col("sentence").str.slice(0, pl.col("verb_start"))
    papers = left.str.contains(PAPERS)
    of_paper, of_none = (pl.when(holds).then(left).otherwise(pl.lit("")) for holds in (papers, ~papers))
    rest = rest.with_columns(
        left=pl.when(left.str.contains(THERE_ARE))
        .then(left)
        .when(papers)
        .then(of_paper.str.replace(rf"(?:^|[\s,]){ADVERBS}$", " "))
        .otherwise(of_none.str.replace(rf"(?:^|[\s,]){OTHER_ADVERBS}$", " "))
        .str.replace(r"\s\([^()]*\)\s*$", "")
        .str.strip_chars_end(" ")
    )
    clause = pl.col("left").str.extract(rf"((?:(?:[^{LETTER}][A-ZĐ]|TP|Tp|TX|TT)\.|[^.;:,“”\"()])*)$")
    return rest.pipe(
        with_common, clause=clause, ends_at=pl.col("left").str.len_chars(), at_start=clause == pl.col("left")
    )


@of_rows
def _not_told_to(framed: pl.DataFrame, verbs: pl.DataFrame) -> pl.DataFrame:
    """Without the frames whose source is whom another verb addresses: "đề nghị Sở Y tế chỉ đạo …", "cảm ơn Sở Y tế và đề nghị …"."""
    told = (pl.col("force") == "direct") | pl.col("head").is_in(THANKS)
    orders = verbs.filter(told).select("s", _end="verb_end").sort("s", "_end")
    met = framed.sort("s", "source_start").join_asof(
        orders, left_on="source_start", right_on="_end", by="s", check_sortedness=False
    )
    between = pl.col("sentence").str.slice(pl.col("_end"), pl.col("source_start") - pl.col("_end"))
    addressed = pl.col("_end").is_not_null() & between.str.contains(r"^[^,.;:“”\"]{0,30}$")
    # "Như báo X đã thông tin, …" recalls what was told before.
    recalled = (pl.col("head") == "thông tin") & pl.col("sentence").str.slice(
        0, pl.col("source_start")
    ).str.contains(r"(?i)(?:^|\s)như\s(?:báo\s)?$")
    # "Lãnh đạo Công an quận A, Hà Nội xác nhận": where the body is, that speaks.
    address = pl.col("sentence").str.slice(0, pl.col("source_start")).str.contains(AT_ADDRESS)
    address &= pl.col("speaker").is_null() & pl.col("speaker_role").str.contains(PLACE_ALONE)
    return (
        met.filter(~addressed.fill_null(False), ~recalled, ~address.fill_null(False)).drop("_end").sort("row")
    )
