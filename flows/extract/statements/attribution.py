"""Whose words are told with "theo": "Theo ông X, …", "…, theo Bộ Y tế." (linguistics §11, S4)."""

import polars as pl

from flows.extract.statements.quotes import outside, without_lone_mark
from flows.extract.statements.speakers import WHO, by_form, source_words
from flows.letters import SMALL
from flows.read import Reading
from flows.read.rules import of_rows, with_common
from flows.read.spans import find

# The papers and acts of telling that somebody's words are taken from: "Theo thống kê của X".
PAPER = r"(?i:một )?(?i:báo cáo|thông cáo|tuyên bố|công bố|dữ liệu|đề xuất|đánh giá|nhận định|ý kiến|thống kê|số liệu|tính toán|lời|chia sẻ|thông tin|thông báo|dự báo|ước tính|phân tích|nhận xét|kết quả|tổng hợp|lý giải|quan điểm|khảo sát|giải trình|phản ánh|giải thích|tìm hiểu|ghi nhận|thẩm tra|xác minh|điều tra|rà soát|quan sát|tiết lộ|cảnh báo|kết luận|lời khai|lời kể|nghiên cứu|khuyến cáo|khuyến nghị|tường trình|trình bày|xác nhận|khẳng định|dự đoán|mô tả)(?:\s(?:mới nhất|mới đây|gần đây|sơ bộ|ban đầu|nhanh|riêng))?"
OF = r"(?:\s(?i:của|từ)(?:\s(?:cơ quan|ngành|trang|đại diện|lãnh đạo|phía))?)"
PAPER_OF, WORDS_OF = rf"{PAPER}{OF}?", rf"(?:lời|{PAPER}{OF})"
# What a paper or an agency is, before its name: "theo tờ Sông Mây".
PRESS = "tờ báo|tờ|báo|nhật báo|trang tin|trang|tạp chí|hãng tin|hãng thông tấn|kênh|đài"
ACCORDING = (
    r"(?:^|[.;,:“(–-]\s*|\s(?:và|song|nhưng|còn|cũng|tuy nhiên|trong khi|là)\s|^(?i:hiện nay|hiện|tuy vậy|tuy nhiên|do đó|đến nay|thực tế|trước đó|mới đây|như vậy)\s)(?:(?:[Cc]ũng|[Cc]òn|[Mm]ặt khác|[Tt]uy nhiên|[Nn]hưng)\s+)?(?:[Tt]heo)(?:\s+" + PAPER_OF + r")?(?:\s(?i:" + PRESS + r"))?\s*$"
)  # fmt: skip
# "ông A, Trưởng phòng | cảnh sát hình sự, Công an tỉnh B": whoever leads a unit, and how its name goes on up to what it is part of.
IN_UNIT = r"[,–-]\s(?i:(?:phó |quyền |nguyên )*(?:trưởng|vụ trưởng|cục trưởng|chi cục trưởng|đội trưởng|viện trưởng|giám đốc|chánh văn phòng|chủ nhiệm|trạm trưởng))(?:\s|$)"
REST_OF_UNIT = r"^(?:\s[^.,;:“”\"()]{2,80})?,\s$"
# Words that open what a person is, in whole: "chủ trương", "giám sát", "nguyên nhân", "quyền lợi" do not.
OFFICE = (
    r"(?i:chủ (?:tịch|nhiệm|cơ sở|cửa hàng|doanh nghiệp|đầu tư|quán|trang trại|hộ)|phó \S+|giám đốc|tổng (?:giám đốc|thư ký|biên tập|cục trưởng|thanh tra|kiểm toán|lãnh sự)|trưởng \S+|"
    r"bí thư|đại diện|(?:viện|cục|vụ|hiệu|đội|trạm|đồn|chi cục|tổ) trưởng|thành viên|ủy viên|uỷ viên|chuyên gia|luật sư|giảng viên|nguyên (?:là )?(?:phó|quyền|chủ|giám|tổng|trưởng|bí thư|viện|cục|vụ|hiệu|thành viên|ủy viên|uỷ viên|cán bộ|đại|bộ|thứ|thủ|chánh|tư lệnh|thường|đội|chuyên|giảng|thống|hội|trợ|thư|cố|nhà|hlv|huấn|tuyển|phát ngôn|người|ceo|chi|đồng)\S*|cựu|ceo|đại sứ|trợ lý|người (?:phát ngôn|đứng đầu|sáng lập|đại diện)|"
    r"thường trực|cán bộ|kỹ sư|bác sĩ|phụ trách|quyền (?:chủ|giám|trưởng|tổng|bộ|cục|viện|hiệu|vụ|bí|trợ|thủ|thư|thứ|đại|ngoại|phó|chánh|hlv|huấn)\S*|đại biểu|tư lệnh|chính ủy|chánh \S+|bệnh viện|học viện|ngụ|trú|quê|thống đốc|thứ trưởng|bộ trưởng|nhà (?:sáng lập|báo|nghiên cứu|khoa học|kinh tế)|"
    r"nghiên cứu viên|giáo sư|tiến sĩ)"
)
OF_SOURCE = rf"^(\s*(?:\([^()]*\))?(?:\s[-–—]\s[^.;:“”\",–—]*?\s[-–—]\s|(?:\s*(?:,|-|–|—)\s{OFFICE}[^.;:“”\",]*|\s(?:về|tại|trong|vào|mới đây|ngày)\s[^.;:“”\",]{{1,60}})?\s*,\s*|\s(?:thì|là)\s))"
# "Theo chuyên gia kinh tế, TS A, …": who it is stands behind what he is.
BY_ROLE = rf"(?:^|[.;,“]\s)(?:[Cc]ũng )?[Tt]heo (?:một )?{OFFICE}[^.,;:“”\"]{{0,60}},\s$"
# What ends who is told with "theo" alone.
CLOSED_BY = r"(?:\s\([^()]{1,40}\))?(?:,\s|:\s[“\"]|\sthì\s|[.]?$)"
AFTER_SOURCE = OF_SOURCE + r"\S"
# "Theo UBND tỉnh X đến năm 2050 tỉnh sẽ …": a time begins the clause where its comma is lost.
NO_COMMA = r"^\s(?:đến năm|tính đến|đến nay|hiện nay|hiện|nguyên nhân|trong năm)\s"
# "theo ông An nợ xấu còn cao": whose words follow at once, for what he does or where he goes would follow otherwise.
AT_ONCE, DOES = (
    rf"^\s{SMALL}+(?:\s[^\s,.;:“”]+){{5,}}",
    r"^\s(?:vào|ra|đi|về|lên|xuống|sang|đến|tới|cùng|làm|học|kể|nói|cho|đã|đang|sẽ|là|thì|tại|ở|từ|của|và|với|nhận|đánh|chia|phân|giải|tính|thông|báo|xác|trình|khẳng|nhấn|được|bị|để|thuộc|kiêm|nguyên|trong|trên|khi|sau|trước|vừa|mới|còn|cũng|lại|vẫn|hay|hoặc|bày|dự|phó|giám|chủ|trưởng|đại|viện|tổng)\s",
)
# "Theo các hộ nuôi tôm: “…”".
COLON = r"^(:\s)[“\"]"
DASH = r"\s[-–—]\s"
BRIEF_END = r"^\s*,\s[^,;:]{1,60}[.]?$"
AT_END = r"^\s*(?:\([^()]*\))?\s*[.!…]*$"


def according_to(
    told: pl.DataFrame, sources: pl.DataFrame, pairs: pl.DataFrame, reading: Reading
) -> pl.DataFrame:
    """ "Theo X, …", "…, theo X." """
    return _by(told.filter(pl.col("sentence").str.contains("[Tt]heo ")), sources, pairs, reading)


@of_rows
def _by(likely: pl.DataFrame, sources: pl.DataFrame, pairs: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """What is told with "theo" in sentences that hold the word."""
    placed = sources.rename({"start": "source_start", "end": "source_end"}).join(
        likely.select("s", "sentence"), on="s", how="inner"
    )
    placed = _with_whole(placed, reading)
    placed = placed.with_columns(
        left=pl.col("sentence").str.slice(0, pl.col("source_start")),
        right=pl.col("sentence").str.slice(pl.col("source_end")),
    )
    before = pl.col("left").str.slice(-90)
    apposed = (pl.col("speaker_kind") == "person") & before.str.contains(BY_ROLE)
    # "theo báo Anders Holm": a paper that is called like a person.
    paper = (pl.col("speaker_kind") == "person") & before.str.contains(rf"\s(?i:{PRESS})\s$")
    begins_clause = (
        (before.str.contains(ACCORDING) & ~paper.fill_null(False))
        | before.str.contains(r"\sTheo $")
        | apposed
    )
    called = pl.col("sentence").str.slice("source_start", 5).str.contains("^(?i:ông|bà|anh|chị) ")
    named = placed.filter(
        begins_clause,
        pl.any_horizontal(
            pl.col("right").str.contains(p) for p in (AFTER_SOURCE, AT_END, NO_COMMA, COLON, f"^{DASH}")
        )
        | (called & _at_once()),
    )
    words = find(
        likely,
        rf"[Tt]heo\s(?:{WORDS_OF}\s)?[^,.;:“”\"()]{{2,70}}?{CLOSED_BY}",
        "sentence",
    )
    words = words.join(likely.select("s", "sentence"), on="s", how="left", maintain_order="left").filter(
        pl.col("sentence").str.slice(0, pl.col("start")).str.contains(r"(?:^|[,;.“”]\s*[-–]?\s*|[Cc]ũng )$")
    )
    ended = pl.col("surface").str.replace(rf"{CLOSED_BY}$", "").str.strip_chars_end(" ,.")
    shown = ended.str.replace(rf"^[Tt]heo\s(?:{WORDS_OF}\s)?", "")
    words = words.join(named.select("s", "source_start"), on="s", how="left", maintain_order="left").filter(
        pl.col("source_start").is_null()
        | (pl.col("source_start") < pl.col("start"))
        | (pl.col("source_start") > pl.col("end") + 1)
    )
    words = words.drop("source_start").unique(["s", "start"], maintain_order=True).with_row_index("row").with_columns(
        clause=shown,
        ends_at=(pl.col("start") + ended.str.len_chars()).cast(pl.UInt32),
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
    columns = ["a", "s", "sentence", "source_start", "source_end", "left", "right", *WHO]
    return _said_by(
        outside(pl.concat([named.select(columns), formed.select(columns)]), pairs, "source_start")
    )


@of_rows
def _with_whole(placed: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Sources, each of an office to the end of what its unit is part of: "ông A, Trưởng phòng B, | Công an tỉnh C, …"."""
    bodies = reading.organizations.select("s", _from="start", _until="end").sort("s", "_from")
    met = placed.sort("s", "source_end").join_asof(
        bodies, left_on="source_end", right_on="_from", by="s", strategy="forward", check_sortedness=False
    )
    after = bodies.select("s", _until=pl.col("_from") - len(", "), _listed=pl.lit(True)).unique()
    met = met.join(after, on=["s", "_until"], how="left", maintain_order="left")
    between = pl.col("sentence").str.slice(pl.col("source_end"), pl.col("_from") - pl.col("source_end"))
    whole = (pl.col("speaker_kind") == "person") & source_words().str.contains(IN_UNIT)
    whole &= between.str.contains(REST_OF_UNIT) & pl.col("_listed").is_null()
    whole &= pl.col("sentence").str.slice("_until", 2) == ", "
    return met.with_columns(source_end=pl.when(whole).then("_until").otherwise("source_end")).drop(
        "_from", "_until", "_listed"
    )


@of_rows
def _said_by(rows: pl.DataFrame) -> pl.DataFrame:
    """Sources with their words, which stand before or behind; without those that have none."""
    source = source_words()
    # "Theo ông A - giám đốc B - …": the second dash ends what he is.
    dash = pl.when(source.str.contains(DASH)).then(pl.col("right").str.extract(f"^({DASH})"))
    lead = pl.coalesce(
        dash, pl.col("right").str.extract(OF_SOURCE), pl.col("right").str.extract(COLON), pl.when(pl.col("right").str.contains(NO_COMMA) | _at_once()).then(pl.lit(" "))
    ).str.len_chars()  # fmt: skip
    earlier = pl.col("left").str.extract(r"^(.*?)[,”\"\s\-–]*\s[Tt]heo[^,]*$")
    quote = pl.col("left").str.contains(r"^[“\"]|^[^“\"]*[”\"],?\s*[-–]?\s*theo\s[^,]*$") & pl.col(
        "left"
    ).str.contains(r"[”\"],?\s*[-–]?\s*theo\s[^,]*$")
    long = earlier.str.len_chars() > 20
    apposed = (
        long & pl.col("left").str.contains(r"[,”]\s*[-–]?\s*theo\s") & pl.col("right").str.contains(BRIEF_END)
    )
    ends = (pl.col("right").str.contains(AT_END) & long) | apposed
    follows = lead.is_not_null() & ~apposed
    begins = pl.when(earlier.str.contains(r"^[“\"]")).then(1).otherwise(0)
    clause = pl.col("right").str.slice(lead)
    inside = clause.str.contains(r"^[“\"][^”\"]*[”\"][.!…]?$") | pl.col("right").str.contains(COLON)
    return rows.filter(follows | ends).pipe(
        with_common,
        start=pl.when(follows)
        .then(pl.col("source_end") + lead + inside.cast(pl.UInt32))
        .otherwise(begins)
        .cast(pl.UInt32),
        said=pl.when(follows)
        .then(_told(clause))
        .otherwise(earlier.str.slice(begins).str.strip_chars_end('”" ,')),
        verb=pl.lit("theo"),
        before=~follows,
        directness=pl.when(pl.when(follows).then(inside).otherwise(quote))
        .then(pl.lit("direct"))
        .otherwise(pl.lit("indirect")),
        rule=pl.lit("statement_by"),
    )


def _at_once() -> pl.Expr:
    return pl.col("right").str.contains(AT_ONCE) & ~pl.col("right").str.contains(DOES)


def _told(clause: pl.Expr) -> pl.Expr:
    """What follows the source, without the marks around a quotation and without one that lost its partner."""
    words = clause.str.strip_chars_end(" .…")
    quoted = words.str.contains(r"^[“\"][^“”\"]*[”\"]?$")
    return pl.when(quoted).then(words.str.strip_chars('“”"')).otherwise(without_lone_mark(words))
