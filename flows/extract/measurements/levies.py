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
