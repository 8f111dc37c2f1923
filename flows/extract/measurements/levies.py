"""Who levies a tax has its rate: the country that goods come into, and ours where a tax of its laws is told."""

import polars as pl

from flows.extract.measurements.clauses import given
from flows.read import Reading
from flows.read.rules import of_rows

OURS = "Việt Nam"
INTO = r"(?i)\s(?:vào|sang)\s(?:thị trường\s|nước\s)?$"
# Taxes by the names that our laws give them, and who makes those.
OUR_TAXES = r"(?i:thuế(?: suất)?(?: thuế)? (?:thu nhập (?:cá nhân|doanh nghiệp)|tiêu thụ đặc biệt|giá trị gia tăng|bảo vệ môi trường|tài nguyên|môn bài|sử dụng đất)|thuế suất ưu đãi)|(?i:thuế) (?:TNCN|TNDN|TTĐB|GTGT|VAT|BVMT|XNK)"
OUR_LAWS = (
    r"Luật (?:T|t)huế|Nghị định|Thông tư|Bộ Tài chính|Quốc hội|Tổng cục Thuế|Tổng cục Hải quan|Cục Thuế"
)
TAX = rf"(?:{OUR_TAXES}|(?i:mức thuế|thuế suất|thuế nhập khẩu|thuế xuất khẩu|thuế khoán))"
# A rate of no metric stands behind its tax, or its other half: "thuế TNCN 10%", "giảm từ 20% xuống 15%".
BEHIND_TAX = rf"{TAX}[^,;:.%()]{{0,90}}$|{TAX}[^,;:.%()]{{0,90}}%(?:[^,;:.%()]{{0,30}}%)?\s(?:xuống|lên|về)(?:\s(?:còn|mức|tới))*\s$"
NO_RATE = r"(?i)(?:chiếm|đóng góp|tỷ trọng|doanh thu|lợi nhuận|thu ngân sách|số thu|tiền thuế|số thuế|nợ thuế|kim ngạch|nội địa hóa|sản lượng|doanh số|thị phần|giá bán|tiêu thụ giảm|tăng trưởng)"
PART_OF = r"(?i)(?:chiếm|đóng góp|tỷ trọng|tỉ trọng)[^,;.]*$"
# From where goods come is no land that levies: "thuế nhập khẩu ô tô từ Đức".
FROM = r"(?i)\s(?:từ|của)\s(?:các nước\s)?(?:khu vực\s)?$"
ABROAD = r"(?i:nước ngoài|các nước|trên thế giới|nước này|nước (?:bạn|sở tại)|bang |châu âu)|cơ quan thuế [A-ZĐ]|EU(?:\s|,|$)"

OF_TAX = r"(?i)^\sthuế\s(?:suất|giá trị gia tăng|GTGT|VAT|thu nhập|TNDN|TNCN|nhập khẩu|xuất khẩu|tiêu thụ đặc biệt|chống bán phá giá|đối ứng|quan)"
LIGHTENED = r"(?i)(?:dỡ bỏ|xóa bỏ|xoá bỏ|bãi bỏ|giảm|miễn|hoàn|chiếm|đóng góp|bằng|hỗ trợ|tăng trưởng|gần|truy thu)(?:\s[^\s,;.]+){0,2}\s$"
# "thu thuế 10% với hàng nhập khẩu", "thuế 34% đối với thép, 20% đối với nhôm"; "giảm thuế từ 40% xuống còn 30%".
TAX_ALONE = r"(?:^|[\s,(“\"])thuế(?: mới| bổ sung| trung bình| cơ bản| chung)?(?:\s(?:là|tới|lên tới|lên đến|khoảng|hơn|ở mức|mức))*\s$"
FOR_WHOM = r"\s(?:đối với|với|cho|lên|áp)\s"
NEXT_FOR = rf"[\s,(]thuế\s(?:[^\s,;.()%0-9]+\s)?[0-9][0-9.,]*\s?%(?:{FOR_WHOM}[^,;.%]{{2,60}}?,?(?:\svà)?\s[0-9][0-9.,]*\s?%)*{FOR_WHOM}[^,;.%]{{2,60}}?,?(?:\svà)?\s$"
TAX_FROM = r"thuế(?:\s[^\s,;.()%0-9]+){0,14}?\stừ(?:\s(?:mức|khoảng))?\s$"
TAX_TO = r"thuế(?:\s[^\s,;.()%0-9]+){0,14}?\stừ(?:\s(?:mức|khoảng))?\s[0-9][0-9.,]*\s?%(?:\s[^\s,;.()%0-9]+){0,3}?\s(?:xuống|lên|còn|về)(?:\s(?:còn|mức|tới|đến|chỉ))*\s$"
# What a tax brings in, and what stands before or behind it.
NO_TAX = r"(?:trước|sau|tiền|số|nợ|nộp|thu từ|thất thu|nguồn thu|trốn|gánh nặng) thuế|doanh thu|lợi nhuận|tỷ lệ|tỷ trọng|chiếm"
CHANGES = r"^\s(?:[^\s,;.()%0-9]+\s){0,3}?(?:xuống|lên|còn|về)\s"


def is_tax(right: pl.Expr, ahead: pl.Expr) -> pl.Expr:
    """A percentage is the rate of a tax by the words beside it (Boolean)."""
    named = right.str.contains(OF_TAX) & ~ahead.str.contains(LIGHTENED)
    told = pl.col("segment").str.slice(-150).str.to_lowercase()
    alone = told.str.contains(TAX_ALONE) & ~ahead.str.contains(LIGHTENED) & right.str.contains(f"^{FOR_WHOM}")
    moved = (told.str.contains(TAX_FROM) & right.str.contains(CHANGES)) | told.str.contains(TAX_TO)
    listed = told.str.contains(NEXT_FOR) & right.str.contains(f"^{FOR_WHOM}")
    return named | ((alone | moved | listed) & ~told.str.slice(-90).str.contains(NO_TAX))


@of_rows
def with_levier(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Gives rates of taxes to who levies them: subject, subject_kind; such rows are no longer `_open`."""
    left = pl.col("before").str.slice(-140)
    plain = (
        pl.col("metric").is_null()
        & (pl.col("kind") == "level")
        & left.str.contains(BEHIND_TAX)
        & ~left.str.contains(NO_RATE)
    )
    rate = (pl.col("unit") == "percent") & ((pl.col("metric") == "tax_rate") | plain)
    rates = rows.filter(rate.fill_null(False), ~pl.col("subject_kind").is_in(["person"]).fill_null(False))
    if rates.is_empty():
        return rows
    lands = reading.places.filter(pl.col("level") == "country").join(
        reading.sentences.select("s", "a", "sentence"), on="s", how="left", maintain_order="left"
    )
    lands = lands.with_columns(_left=pl.col("sentence").str.slice(0, pl.col("start")).str.slice(-30))
    into = lands.filter(pl.col("_left").str.contains(INTO)).select("s", _into="place", _into_at="end")
    rates = rates.select("s", "a", "start", "sentence", "subject", "topic", "topic_kind", "before").sort(
        "s", "start"
    )
    rates = rates.join_asof(
        into.sort("s", "_into_at"), left_on="start", right_on="_into_at", by="s", check_sortedness=False
    )
    foreign = lands.filter(pl.col("place") != OURS, ~pl.col("_left").str.contains(FROM))["s"].unique()
    laws = reading.sentences.filter(pl.col("sentence").str.contains(OUR_LAWS))["a"].unique()
    told = pl.col("before").str.contains("(?i)thuế")
    at_home = (
        (pl.col("sentence").str.contains(OUR_LAWS) | pl.col("sentence").str.contains(OUR_TAXES))
        & pl.col("a").is_in(laws.implode())
        & ~pl.col("s").is_in(foreign.implode())
        & ~pl.col("sentence").str.contains(ABROAD)
        & ((pl.col("topic_kind") != "country") | (pl.col("topic") == OURS)).fill_null(True)
        & ~pl.col("before").str.contains(PART_OF)
        & pl.col("subject").is_null()
    )
    levier = pl.when(told & pl.col("_into").is_not_null()).then("_into").when(at_home).then(pl.lit(OURS))
    rates = rates.select("s", "start", _levier=levier)
    rows = rows.join(rates, on=["s", "start"], how="left", maintain_order="left")
    return rows.with_columns(**given(pl.col("_levier"), "country")).drop("_levier")
