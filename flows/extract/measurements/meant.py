"""What a head means in its company: revenue told beside visitors is tourism's, an income of those who work for someone a wage."""

import polars as pl

from flows.extract.measurements import codes
from flows.letters import BEGINS, ENDS
from flows.read import neighbours
from flows.read.rules import of_rows, with_common

REVENUE = ["doanh thu", "tổng doanh thu"]
# Who has guests and takes money from them, but is no place …
OF_A_HOST = rf"(?i)công ty|tập đoàn|CTCP|doanh nghiệp|{BEGINS}(?:hãng|khách sạn|nhà hàng|bảo tàng|rạp|phim|cửa hàng|siêu thị|sân bay|đường sắt|chuyến bay|resort|quán|homestay|phòng vé|ca sĩ|ban tổ chức|chuỗi){ENDS}"
# … and what statistics tell of services: "doanh thu dịch vụ lưu trú, ăn uống".
OF_SERVICES = r"(?i)dịch vụ|lưu trú|ăn uống|vận tải|bán lẻ|thương mại|hàng hóa|bình quân|trung bình|sau thuế|mỗi|công nghiệp|phòng"
OPENING = 14  # letters before the head of a sentence that goes on about the visitors of the one before

# "công nhân có thu nhập bình quân 9 triệu đồng", "thu nhập bình quân của người lao động đạt 12 triệu đồng".
WORKERS = rf"(?i){BEGINS}(?:người lao động|công nhân|nhân viên|lao động|cán bộ|viên chức|giáo viên|lãnh đạo|quản lý|giám đốc|chủ tịch|nhân sự|tài xế|lái xe|kỹ sư|phi công|tiếp viên|bác sĩ|thợ|công ty|tập đoàn|tổng công ty|nhà máy|xí nghiệp|doanh nghiệp){ENDS}"
OF_PEOPLE = (
    r"(?i)đầu người|người dân|nông dân|hộ |nông thôn|khu vực|hội viên|xã viên|/ha|dân cư|nông nghiệp|mô hình"
)
CLAUSE = 70  # letters before the head in which those who earn stand


@of_rows
def as_meant(met: pl.DataFrame) -> pl.DataFrame:
    """The rows of with_metric(), with the metric that their heads mean beside the words around them."""
    met = met.sort("s", "start")
    between = pl.col("sentence").str.slice(
        pl.col("head_end"), pl.max_horizontal("start", "head_end") - pl.col("head_end")
    )
    ahead = pl.col("sentence").str.slice(0, pl.col("head_at"))
    hosted = pl.col("sentence").str.contains(OF_A_HOST)
    visited = pl.when(pl.col("metric").is_in(codes.TOURISM) & ~hosted).then("s")
    last = neighbours.before(neighbours.last_told(visited, "a", "paragraph"), "a", "paragraph")
    near = (last == pl.col("s")) | ((last == pl.col("s") - 1) & (pl.col("head_at") <= OPENING))
    of_guests = (
        (pl.col("metric") == "revenue")
        & pl.col("head").is_in(REVENUE)
        & near
        & ~hosted
        & ~between.str.contains(OF_SERVICES)
    )
    clause = ahead.str.slice(-CLAUSE).str.replace(r"^.*[;.]", "")
    earned = (
        (pl.col("metric") == "income_per_capita")
        & (clause.str.contains(WORKERS) | between.str.contains(WORKERS))
        & ~pl.col("head").str.contains("đầu người")
        & ~clause.str.contains(OF_PEOPLE)
        & ~between.str.contains(OF_PEOPLE)
    )
    return met.pipe(with_common, _of_guests=of_guests.fill_null(False), _earned=earned.fill_null(False)).with_columns(
        metric=pl.when("_of_guests").then(pl.lit("tourism_revenue"))
        .when("_earned").then(pl.lit("wage"))
        .otherwise("metric")
    ).drop("_of_guests", "_earned")  # fmt: skip
