"""Passages: behind a sentence that opens with one province, neither the country nor a project told before goes on (linguistics §15.2)."""

import polars as pl

from flows.extract.measurements.about import NATIONWIDE
from flows.read import Reading, neighbours

REACH = 4  # sentences of a paragraph
# What may stand before its province: "Trong khi đó, tại xã Mai Lĩnh, huyện Sơn Hòa, tỉnh Hải Bình …", "Theo báo cáo của UBND tỉnh Hải Bình, …",
# "Ông Lê Văn Tám, Phó Chủ tịch UBND tỉnh Hải Bình, cho biết …". "Hạ tầng cho Hải Bình cần …" is of nobody's passage.
LEADS = r"^(?:[^,;:.()0-9“”]{2,24},\s)?(?:(?:Theo\s)?(?i:ông|bà)\s[^,;.()]{2,30}(?:,|\s[-–])\s(?:[^,;.()]{2,40}\s)?)?(?:(?i:theo|tại|ở|còn|đối với|với|về|phía|báo cáo|thông tin|số liệu|thống kê|của|từ|khu vực|trên|địa bàn|tỉnh|thành phố|tp|tp\.|thủ đô|lãnh đạo|chính quyền|đại diện)\s|(?i:xã|phường|thị trấn|huyện|quận|thị xã)\s[^,;.()]{2,25},\s)*$"
# "Điển hình như tại Hải Bình …", "Riêng tại Hải Bình …": an instance of what is told of all.
INSTANCE = r"(?i)điển hình|chẳng hạn|ví dụ|trong đó|riêng|như|cả|ngoài"
OF_PROVINCE = r"\s(?:tỉnh|[Tt]hành phố)\s(\S+(?:\s\S+){0,3})$"
OF_NATION = rf"{NATIONWIDE}|(?:^|[^R])GDP|(?i:trung ương|quốc gia|toàn ngành|các (?:tỉnh|địa phương|bộ))"


def passages(reading: Reading) -> pl.DataFrame:
    """The passages of one province each: s, _passage (the province), _passage_s (UInt32, the sentence that opens it)."""
    told = reading.sentences.select("s", "a", "paragraph", "sentence")
    ours = pl.col("level").is_in(["province", "city"]) & pl.col("province").is_not_null()
    bodies = reading.organizations.select(
        "s", "start", place=pl.col("organization").str.extract(OF_PROVINCE)
    ).drop_nulls("place")
    places = reading.places.filter(ours, ~pl.col("in_date_line")).select("s", "start", "place")
    named = pl.concat([places, bodies], how="vertical_relaxed").join(told.select("s", "sentence"), on="s")
    ahead = pl.col("sentence").str.slice(0, pl.col("start"))
    named = named.group_by("s").agg(
        pl.col("place").filter(ahead.str.contains(LEADS), ~ahead.str.contains(INSTANCE)).first(),
        only=pl.col("place").n_unique() == 1,
    )
    opening = named.filter("only", pl.col("place").is_not_null()).select("s", "place")
    told = told.join(opening, on="s", how="left", maintain_order="left")
    # Only behind such a sentence it matters what closes its passage.
    near = neighbours.so_far(pl.col("place").is_not_null(), "a", "paragraph") > 0
    told = told.filter(near).with_columns(
        _said=pl.when(pl.col("sentence").str.contains(OF_NATION)).then(pl.lit("@nation")).otherwise("place")
    )
    at = neighbours.last_told(pl.when(pl.col("_said").is_not_null()).then("s"), "a", "paragraph")
    return (
        told.with_columns(_passage=neighbours.last_told(pl.col("_said"), "a", "paragraph"), _passage_s=at)
        .filter(pl.col("_passage") != "@nation", pl.col("s") - pl.col("_passage_s") <= REACH)
        .select("s", "_passage", "_passage_s")
    )
