"""Prices of a market are of the day that is told beside them: "Sáng nay, giá vàng giao dịch ở mức 84 triệu đồng" (linguistics §7)."""

import polars as pl

from flows.letters import BEGINS, ENDS
from flows.read import Reading
from flows.read.rules import of_rows

PRICED = ["price", "exchange_rate"]
# What is traded anew each day; a tariff or a plot has no such day.
TRADED = rf"(?i)giao dịch|niêm yết|mua vào|bán ra|mở cửa|đóng cửa|tỷ giá trung tâm|giá (?:vàng|USD|đô la|dầu|xăng|cổ phiếu|lợn hơi|heo hơi|bitcoin|cà phê|hồ tiêu|tiêu|gạo|cao su|bạc)|{BEGINS}(?:cổ phiếu|xăng|vàng miếng|vàng nhẫn|vàng SJC|tỷ giá){ENDS}"
NO_MARKET = r"(?i)đấu giá|khởi điểm|trúng|mua (?:lại|nhà|đất|xe)|căn hộ|bảng giá|giá đất|khung giá|hợp đồng|thương vụ|mệnh giá|phát hành|chào bán|chuyển nhượng|ESOP|số lượng cổ phiếu|cổ tức|thoái vốn|bình quân|thông qua|đăng ký|đầu tư mua"
# A day on which something is told or decided, or to which the price is held, is not that of the price.
OTHER_DAY = r"(?i)(?:so với|từ|đến|tới|trước|sau|kể từ|tính từ|của|hơn|quyết định|văn bản|nghị định|công văn|thông tư)(?:\s(?:phiên|ngày|cuối|đầu|sáng|chiều|chốt))*\s$|so với[^,;]{0,110}$"
# Sentences that go on about the day's prices name no other time.
OTHER_TIME = rf"(?i){BEGINS}(?:năm|tháng|quý|tuần|hôm qua|hôm kia|hôm trước|dự báo|dự đoán|nhận định|có thể|sẽ|từng|trước đó|trước đây|kỷ lục|đỉnh|đáy|nếu|phiên trước|giai đoạn){ENDS}|[12][0-9]{{3}}"
THAN_LAST = r"(?i)so (?:với )?(?:chốt |cuối |đầu |giờ |giá |mức |phiên |ngày )*(?:hôm qua|phiên trước|hôm trước|giờ sáng|cuối tuần trước|tuần trước|phiên liền trước)"
NOW = rf"(?i){BEGINS}(?:nay|hiện|hiện tại|lúc|cùng lúc|đang|từng|chỉ sau|có lúc){ENDS}"
LATER = r"(?i)[\s,](?:hiện|sau đó|đến nay)\s"  # "lùi về giá chốt hôm qua, hiện quanh 91 triệu đồng"
FRESH = 7  # days from the day of a market to the article
REACH = 5  # sentences over which a day's prices go on


@of_rows
def on_market_days(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Fills period_start and period_end of prices and rates of a market that have none: the only day that their sentence names, or that of a
    sentence about the market before.
    """
    priced = pl.col("metric").is_in(PRICED) & ~pl.col("sentence").str.contains(NO_MARKET)
    priced &= pl.col("sentence").str.contains(TRADED) & pl.col("status").is_in(["actual", "estimate"])
    rows = rows.sort("s", "start").with_columns(_priced=priced.fill_null(False))
    days = (
        reading.dates.filter(pl.col("sense") == "point", ~pl.col("is_base"))
        .join(
            reading.sentences.join(rows.filter("_priced").select("a").unique(), on="a", how="semi")
            .filter(pl.col("sentence").str.contains(TRADED), ~pl.col("sentence").str.contains(NO_MARKET))
            .select("s", "a", "sentence"),
            on="s",
        )
        .filter(~pl.col("sentence").str.slice(0, pl.col("start")).str.slice(-130).str.contains(OTHER_DAY))
        .group_by("a", "s")
        .agg(
            _day=pl.col("starts_on").unique(),
            _day_at=pl.col("start").min(),
            _today=pl.col("sentence").first().str.contains(NOW),
        )
        .filter(pl.col("_day").list.len() == 1)
        .select("a", "s", "_day_at", "_today", _day=pl.col("_day").list.first(), _told=pl.col("s"))
        .sort("s")
    )
    any_day = reading.dates.filter(~pl.col("is_base")).select("s", _any=pl.lit(True)).unique()
    rows = rows.join(any_day, on="s", how="left", maintain_order="left")
    rows = rows.join_asof(days, on="s", by="a", check_sortedness=False).sort("s", "start")
    rows = rows.join(
        reading.articles.select("a", anchor="anchor_on"), on="a", how="left", maintain_order="left"
    )
    bare = pl.col("period_start").is_null() & pl.col("period_end").is_null() & pl.col("_priced")
    here = pl.col("_told") == pl.col("s")
    since = pl.col("sentence").str.slice(
        pl.col("_day_at"), pl.max_horizontal("start", "_day_at") - pl.col("_day_at")
    )
    own = bare & here & (pl.col("_day_at") < pl.col("start")) & ~since.str.contains(LATER)
    words = pl.col("sentence").str.replace_all(THAN_LAST, " ")
    near = pl.col("s") - pl.col("_told") <= REACH
    # Of what "sáng nay" is, and of long ago, no sentence behind tells.
    fresh = (pl.col("anchor") - pl.col("_day")).dt.total_days().is_between(0, FRESH)
    fresh &= pl.col("_today") | ~words.str.contains(NOW)
    goes_on = fresh & bare & ~here & pl.col("_any").is_null() & near & ~words.str.contains(OTHER_TIME)
    day = pl.when((own | goes_on).fill_null(False)).then("_day")
    return rows.with_columns(
        period_start=pl.coalesce("period_start", day), period_end=pl.coalesce("period_end", day)
    ).drop("_priced", "_day", "_day_at", "_any", "_told", "_today", "anchor")
