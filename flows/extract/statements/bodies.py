"""Bodies that speak by what they are called a second time: "Tập đoàn", "bộ này", "đơn vị này" (linguistics §10)."""

import polars as pl

from flows.read import Reading
from flows.read.organizations.trailing import SAYS
from flows.read.rules import of_rows
from flows.read.spans import order

HEAD_NOUN = r"(?i:tổng công ty|công ty|tập đoàn|ngân hàng|hiệp hội|bộ|sở|cục|ủy ban|viện|hãng|quỹ|trường)"
# Nouns that any body, any firm or any body but a firm may be called by.
ANY = r"^(?i:đơn vị|tổ chức|cơ quan|doanh nghiệp|nhà băng) (?:này|trên|nói trên)$"
FIRM = "^(?:Công ty|Tập đoàn|Tổng công ty|Ngân hàng|Hợp tác xã)"
AT_HEAD = 30  # characters: "Theo kết luận của | Cục A, …"
PARENTHESIS = r"(?: \([^()]*\))?"
# "Phòng Cảnh sát hình sự (PC02), | Công an tỉnh A cho biết": the unit of a body speaks, not the whole body.
IN_UNIT = r"(?:^|[\s,(–-])((?:Phòng|Đội|Khoa|[Cc]ơ quan (?:CSĐT|Cảnh sát điều tra|An ninh điều tra))(?:,?\s[^\s.,;:()“”\"]+){0,14})((?:\s\([^()]{2,12}\))?(?:,|\s[-–])?\s)$"
OF_A_BODY = r"^(?:Công an|Sở|Cục|Tổng cục|Bộ|Bệnh viện|Viện|Trường|Đại học) "
NO_UNIT = r"(?i)\s(?:đã|được|bị|phối hợp|cho|với|của|do|từ|thuộc|cùng|tại|là|có|đang|sẽ|gửi|yêu cầu|đề nghị|bắt|để|khi|báo|rằng|nhận)(?:\s|$)"
# "Trưởng Phòng A Công an tỉnh B": whoever leads it, or is of it.
OF_IT = r"(?i)(?:trưởng|phó|cán bộ|chiến sĩ|nhân viên|bác sĩ|điều dưỡng|thành viên|thuộc|tại|ở|của|cục|vụ|ban|trung tâm|viện|hội|sát)\s$"
SPEAKS_FOR_IT = r"((?i:lãnh đạo|đại diện|chỉ huy)\s)$"
LONGEST_UNIT = 120  # characters
ADVERBS = "(?:(?:đã|cũng|vừa|còn) )*"
QUOTED = r"[”\"][\s,.!?…–—-]*$"


@of_rows
def of_units(actors: pl.DataFrame) -> pl.DataFrame:
    """The rows (start, end, speaker, speaker_kind, organization, sentence) with the unit told before a body as part of it: its
    name, and where that begins.
    """
    left = pl.col("sentence").str.slice(0, pl.col("start")).str.slice(-LONGEST_UNIT)
    body = (pl.col("speaker_kind") == "organization") & pl.col("speaker").str.contains(OF_A_BODY)
    unit, rest = (pl.when(body).then(left).str.extract(IN_UNIT, i) for i in (1, 2))
    actors = actors.with_columns(_unit=unit, _rest=rest)
    start = pl.col("start") - pl.col("_unit").str.len_chars() - pl.col("_rest").str.len_chars()
    ahead = pl.col("sentence").str.slice(0, start)
    told = (~pl.col("_unit").str.contains(NO_UNIT) & ~ahead.str.contains(OF_IT)).fill_null(False)
    name = pl.concat_str(pl.col("_unit").str.replace("^cơ", "Cơ"), pl.lit(" "), "speaker")
    # "Lãnh đạo Phòng A Công an tỉnh B": somebody of it, whose name nobody tells.
    leads = ahead.str.extract(SPEAKS_FOR_IT)
    start = pl.when(told).then(start - leads.str.len_chars().fill_null(0)).otherwise("start")
    role = pl.col("sentence").str.slice(start, pl.col("end") - start)
    led = told & leads.is_not_null()
    return actors.with_columns(
        start=start.cast(pl.UInt32),
        speaker=pl.when(led).then(None).when(told).then(name).otherwise("speaker"),
        speaker_kind=pl.when(~led).then("speaker_kind"),
        speaker_role=pl.when(led).then(role).otherwise("speaker_role"),
        organization=pl.when(told).then(name).otherwise("organization"),
    ).drop("_unit", "_rest")


@of_rows
def bodies(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The rows of `by_form` whose phrase means a body told before, with it: start, end, WHO."""
    wanted = rows.with_columns(
        _noun=pl.col("phrase").str.extract(rf"^({HEAD_NOUN})(?: (?:này|trên|nói trên))?$").str.to_lowercase()
    )
    named = reading.organizations.select(
        "a",
        at=order(),
        speaker="organization",
        _noun=pl.col("organization").str.extract(rf"^({HEAD_NOUN})\s").str.to_lowercase(),
    )
    met = (
        wanted.drop_nulls("_noun")
        .sort("_at")
        .join_asof(
            named.drop_nulls("_noun").sort("at"),
            left_on="_at",
            right_on="at",
            by=["a", "_noun"],
            check_sortedness=False,
        )
    )
    met = pl.concat([met.drop_nulls("speaker").drop("at", "_noun"), _only_one(rows, reading)])
    return met.with_columns(
        speaker_kind=pl.lit("organization"), speaker_role=pl.lit(None, pl.String), organization="speaker"
    )


@of_rows
def _only_one(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """ "Đơn vị này": the one body told before in the sentence, or in the one before it; behind a quotation nobody knows."""
    ahead = pl.col("sentence").str.slice(0, pl.col("start"))
    wanted = rows.filter(pl.col("phrase").str.contains(ANY), ~ahead.str.contains(QUOTED))
    text = reading.sentences.select("s", _text="sentence")
    told = reading.organizations.join(wanted.select("a").unique(), on="a", how="semi").join(text, on="s")
    told = told.select(
        "a",
        _s="s",
        _start="start",
        _end="end",
        speaker="organization",
        _right=pl.col("_text").str.slice(pl.col("end"), 60),
    )
    near = wanted.select("row", "a", "s", "start", "phrase").join(told, on="a")
    same = (pl.col("_s") == pl.col("s")) & (pl.col("_end") <= pl.col("start"))
    # In the sentence before, the body that it begins with or that speaks there.
    first = (pl.col("_start") <= AT_HEAD) | pl.col("_right").str.contains(
        rf"^{PARENTHESIS} {ADVERBS}{SAYS}[ ,:]"
    )
    before = pl.col("_s") == pl.col("s").cast(pl.Int64) - 1
    firm = pl.col("speaker").str.contains(FIRM)
    called = pl.col("phrase").str.to_lowercase()
    other = (called.str.starts_with("cơ quan") & firm) | (called.str.starts_with("doanh nghiệp") & ~firm)
    other |= called.str.starts_with("nhà băng") & ~pl.col("speaker").str.starts_with("Ngân hàng")
    near = near.filter(same | before).with_columns(_here=same)
    near = near.filter(pl.col("_here") | ~pl.col("_here").any().over("row"))
    one = near.filter(pl.col("speaker").n_unique().over("row") == 1, ~other, pl.col("_here") | first)
    return wanted.join(
        one.select("row", "speaker").unique("row"), on="row", how="inner", maintain_order="left"
    )
