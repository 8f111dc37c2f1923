"""Whose a figure is by the grammar of its own clause: the genitive right before its predicate, the subject behind a fronted "Với …"."""

from functools import cache

import polars as pl

from flows.extract.measurements import codes
from flows.extract.measurements.owners import (
    BUSINESS,
    GOVERNMENT,
    NATIONAL_BODIES,
    NO_PREDICATE,
    PREDICATE,
    REGION_OF,
)
from flows.letters import CAPITAL
from flows.read import Reading

WHEN = r"(?:,?\s(?:(?:tính )?(?:đến|tới)(?:\s(?:hết|cuối|nay|ngày|tháng|quý|năm))*|trong|cả|riêng|cuối|đầu|giữa|hết|năm|quý|tháng|kỳ|nửa (?:đầu|cuối)|[0-9]+ tháng)(?:\s(?:năm|tháng|quý|kỳ|ngày|đầu|cuối|nay|này|trước|qua|vừa|rồi|tài chính|[0-9IV][0-9/.-]*))*,?)"
MEANWHILE = r"(?:đã|sẽ|đang|cũng|vẫn|hiện|chỉ|mới|ước|ước tính|dự kiến|đều|từng|còn)"
VERB = r"(?:là|đạt|còn|ở|ước đạt|lên|xuống|tăng|giảm|bằng|chiếm|vào khoảng|trị giá|vượt|âm|thu về|dao động)"
DEGREE = r"(?:hơn|gần|khoảng|trên|dưới|tới|đến|lên|xuống|còn|mức|ở|chỉ|đạt|nhẹ|mạnh|thêm|xấp xỉ|là|về|từ|ước|được|vỏn vẹn|tổng cộng|bình quân)"
# "số dư tiền gửi của Tập đoàn A (AAA) cuối năm 2024 còn hơn 2.000 tỷ đồng": what stands between the owner and its figure.
GENITIVE = rf"^(?:\s\([^()]*\))?{WHEN}?\s(?:{MEANWHILE}\s)*{VERB}(?:\s{DEGREE})*\s$"
OF = r"\scủa\s(?:hãng\s|nhà băng\s)?$"
# Who says or decides something does not have it: "dự báo của Ngân hàng Thế giới là 6%"; what lies at a body is not it either.
SAID = r"(?i)(?:báo cáo|số liệu|thống kê|dự báo|khảo sát|nghiên cứu|đánh giá|công bố|ý kiến|quyết định|nghị quyết|đề xuất|đề án|phương án|dự thảo|nhận định|tính toán|ước tính|quy định|dự án|công trình|chương trình|sản phẩm|cổ đông|khách hàng|lãnh đạo|đại diện|theo)(?:\s[^\s,;:.]+){0,6}\scủa\s"
AIMED = r"(?i)(?:mục tiêu|kế hoạch|chỉ tiêu|yêu cầu|phấn đấu)(?:\s[^\s,;:.]+){0,6}\scủa\s"
# A fronted "Với …" up to its figure, and on to the comma that the subject stands behind.
FRONTED = rf"^\W*(?:[Vv]à |[Cc]òn )?[Vv]ới\s(?:[^{CAPITAL}]|[A-Z]{{2,}})*$"
UP_TO_SUBJECT = rf"^(?:[^.;:(){CAPITAL}]|[A-Z]{{2,}})*,\s(?:(?:hiện|hiện nay|nay|năm nay)\s)?(?:tỉnh\s|thành phố\s|TP\.?\s|nước\s)?$"
# "Với 5 tỷ USD, Đức là thị trường lớn nhất của nước ta": of our trade a partner is no owner.
OF_TRADE = r"(?i)kim ngạch|xuất khẩu|nhập khẩu|trao đổi thương mại"


def with_holder(rows: pl.DataFrame, reading: Reading, bodies: pl.DataFrame) -> pl.DataFrame:
    """Adds _holder and _holder_kind, whom the figure's own clause gives it; null where its grammar does not tell.

    `rows` have name_after, kind_after and at_after of owners(); `bodies` are as firms() has them.
    """
    told = bodies.filter(pl.col("s").is_in(rows["s"].unique().implode())).join(
        reading.sentences.select("s", "sentence"), on="s", how="left", maintain_order="left"
    )
    left = pl.col("sentence").str.slice(0, pl.col("start")).str.slice(-80)
    public = ~pl.col("organization").str.contains(BUSINESS) & ~pl.col("is_short") & ~pl.col("is_brand")
    owners = told.filter(
        left.str.contains(OF),
        ~left.str.contains(SAID + "$"),
        ~(public & left.str.contains(AIMED + "$")),
        ~pl.col("organization").is_in(NATIONAL_BODIES),
    ).select("s", _whose="organization", _whose_end="end")
    rows = rows.sort("s", "start").join_asof(
        owners.sort("s", "_whose_end"), left_on="start", right_on="_whose_end", by="s", check_sortedness=False
    )
    ahead = told.filter(~public).select("s", _ahead="organization", _ahead_at="start", _ahead_end="end")
    rows = rows.sort("s", "end").join_asof(
        ahead.sort("s", "_ahead_at"),
        left_on="end",
        right_on="_ahead_at",
        by="s",
        strategy="forward",
        check_sortedness=False,
    )
    metric, whose = pl.col("metric"), pl.col("_whose")
    owned = (
        _between("_whose_end", "start").str.contains(GENITIVE)
        & ~metric.is_in(codes.BORNE_BY_OTHERS).fill_null(False)
    ).fill_null(False)
    fronted = pl.col("segment").str.contains(FRONTED) & ~metric.is_in(codes.BORNE_BY_OTHERS).fill_null(False)
    place = fronted & _subject("at_after", "until_after") & ~pl.col("many_after")
    trade = metric.is_in(codes.WITH_PARTNERS).fill_null(False) | pl.col("segment").str.contains(OF_TRADE)
    place &= ~(trade & (pl.col("kind_after") == "country").fill_null(False))
    place &= ~pl.col("name_after").str.starts_with("@")
    firm = fronted & _subject("_ahead_at", "_ahead_end")
    region, abroad = whose.str.extract(REGION_OF), whose.str.extract(GOVERNMENT)
    of_whom = (
        pl.when(region.is_not_null()).then(pl.lit("place"))
        .when(abroad.is_not_null()).then(pl.lit("country"))
        .otherwise(pl.lit("organization"))
    )  # fmt: skip
    return rows.with_columns(
        _holder=pl.when(owned).then(pl.coalesce(region, abroad, whose)).when(place).then("name_after").when(firm).then("_ahead"),
        _holder_kind=pl.when(owned).then(of_whom).when(place).then("kind_after").when(firm).then(pl.lit("organization")),
    ).drop("_whose", "_whose_end", "_ahead", "_ahead_at", "_ahead_end")  # fmt: skip


@cache
def _between(start: str, end: str) -> pl.Expr:
    """What a sentence says from one place to a later one; null where one is unknown or they stand the other way."""
    length = pl.max_horizontal(start, end) - pl.col(start)
    return pl.when(pl.col(start) <= pl.col(end)).then(pl.col("sentence").str.slice(pl.col(start), length))


@cache
def _subject(at: str, until: str) -> pl.Expr:
    """Whether a name is the subject that the figure's fronted part leads to (Boolean)."""
    right = pl.col("sentence").str.slice(pl.col(until), 40)
    says = right.str.contains(PREDICATE) & ~right.str.contains(NO_PREDICATE)
    return (_between("end", at).str.contains(UP_TO_SUBJECT) & says).fill_null(False)
