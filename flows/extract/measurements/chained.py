"""What a figure measures that stands right behind another: how much it grew by, what part it is of it, what it was a year before."""

import polars as pl

from flows.extract.measurements import codes
from flows.extract.measurements.carried import TOLD
from flows.read import neighbours
from flows.read.rules import of_rows, with_common

SOFT = r"(?:\s(?:thêm|khoảng|gần|hơn|trên|tới|mạnh|nhẹ|xấp xỉ|bình quân|tỷ lệ|tỉ lệ|mức|là|được|đến))*"
NOUN = r"(?:/[^\s,;()]+|(?:\s[^\s,;.()0-9%]+){1,4})?"  # "24 triệu lao động nông nghiệp, chiếm 52%"
# "53 triệu người (tăng 0,2%)", "7.400 tỷ đồng, tăng 75,8%", "694.000 ha, đạt 100,1% kế hoạch", "2 tỷ đồng (5%)"
BESIDE = rf"(?i)^{NOUN}\s?(?:[,;]\s|\(\s?|\svà\s)(?:cũng\s|đã\s|lại\s)?(?:tăng|giảm|bằng|đạt|vượt|hoàn thành){SOFT}\s\(?$|^\s\($"
# "6.400 tỷ đồng, gấp 1,4 lần năm ngoái", "450 triệu USD, tăng 2,3 lần so với năm 2010": as much as at another time.
TIMES_OVER = rf"(?i)^{NOUN}\s?(?:[,;]\s|\(\s?|\s[–-]\s|\svà\s)(?:(?:cũng|đã|cao|tăng|lớn|nhiều|lên|gần|hơn|khoảng|tới)\s)*$"
OF_A_TIME = r"(?i)^\s(?:so (?:với )?|của )?(?:(?:mức|con số|thực hiện|kết quả|tổng)\s)*(?:cùng kỳ|(?:của |hồi |thời điểm |cùng thời điểm )?(?:[0-9]{1,2}\s)?(?:năm|quý|tháng|giai đoạn|nhiệm kỳ|đầu năm|cuối năm|đầu nhiệm kỳ|kế hoạch|dự toán)(?:\s|[,.;)]|$))"
GREW = r"(?i)^tăng\s"  # "2,8 tỷ USD (tăng 2,6 lần)"
A_PART = rf"(?i)^{NOUN}\s?(?:,\s|\()(?:chỉ\s)?chiếm{SOFT}\s$"
OF_ITS_WHOLE = r"(?i)^(?:\s?[,.;)]|\s(?:tổng|toàn|dân số|số|diện tích|so với)\s)"
# "tăng 12% về số doanh nghiệp": of something else than the figure before.
OF_OTHERS = r"(?i)^\s(?:về\s(?:lượng|số|khối lượng|sản lượng|diện tích|quy mô)|thị phần|cổ phần|vốn điều lệ|lãi suất|thuế|/\s?năm|mỗi năm)|^/"
FUND = r"(?i)^(?:(?:tổng|số)\s)*(?:vốn|ngân sách|nguồn vốn)(?:\s|$)"
WITHIN = r"(?is)^.{0,90}?(?:[,;:]\s(?:trong đó|trong số đó|bao gồm|gồm),?:?\s[^()]*(?:\([^()]*\)[^()]*)*|\((?:trong đó|bao gồm|gồm),?:?\s[^()]*)$"
IN_PARTS = r"(?i)(?:trong đó|trong số đó|gồm)[^;]*$"
PARTS_WITHIN = 260  # characters from a total to its parts
NO_PART = r"(?i)(?:^|\s)(?:tăng|giảm|thu về|thu được|dự kiến thu|hụt|vượt|lãi|lỗ|nợ|phạt|nộp|mỗi|giá|bình quân|trị giá|lương|tiết kiệm|thiếu|so với|tương đương|doanh thu|lợi nhuận|giải ngân|vay|cho vay|chênh lệch|thất thoát|thu hồi|bồi thường|quyết toán|đấu giá|còn lại|trả|lên|xuống|từ|đến)(?:\s|$)"
# "giá phẫu thuật 10 triệu đồng, chụp cộng hưởng từ 3 triệu đồng"; "giá nhiều mặt hàng tăng: thực phẩm tăng 2%; gạo tăng 1%".
NEXT_GOOD = (
    r"(?i)^(?:/[^\s,;.()]+|\smột\s\S+)?(?:\s\([^()]*\))?(?:[,;]\s|\svà\s|,\svà\s)(?:[^\s,;.:()0-9%]+\s){1,9}$"
)
NO_GOOD = r"(?i)(?:^|\s)(?:trả|nộp|phạt|hỗ trợ|lương|thu|chi|vay|lãi|lỗ|đầu tư|tiền|thưởng|vốn|doanh thu|lợi nhuận|đóng|bồi thường|chênh lệch|tặng|ngân sách|thuế|cọc|tăng|giảm|cao hơn|thấp hơn|đắt hơn|rẻ hơn|hơn kém|khuyến mãi|tổng|nợ|tiết kiệm|tiêu|trị giá)(?:\s|$)"
GOODS = r"(?i)giá\s(?:cả\s)?(?:các|một số|nhiều|những|hàng loạt)?\s?(?:(?:nhóm|mặt|loại)\s)*(?:hàng|thực phẩm)[^;.]*?(?:như|gồm|:)"
NEXT_RISE = r"(?i)^\s?(?:[,;]\s)?(?:[^;.:()0-9%]{2,60}?\s)?(?:tăng|giảm)(?:\s(?:khoảng|gần|hơn|tới|mạnh|nhẹ|thêm|nhất|đến))*\s$"
MOVED_BY = r"(?i)^(?:\s[^\s,;.:()0-9%]+){0,4},\s(?:tăng|giảm)(?:\s(?:thêm|khoảng|hơn|gần|tới|trên))*\s$"
TIMES = 100  # … as dear as the good before, at most
# "Trong khi cùng kỳ năm 2016 đạt 26%.": the same of the year before.
A_YEAR_BEFORE = r"(?i)^(?:trong khi(?: đó)?,?\s|còn\s)?(?:con số |tỷ lệ |mức )?(?:này )?(?:của )?(?:cùng kỳ|năm (?:ngoái|trước))(?: năm)?(?: (?:ngoái|trước|[12][0-9]{3}))?,?(?:\s(?:tỷ lệ|con số|này|chỉ|là|đạt|ở|mức|khoảng|gần|hơn|trên))*\s$"


@of_rows
def with_chained(met: pl.DataFrame) -> pl.DataFrame:
    """Fills metric, with head, head_at, head_end and way, of figures that have it from one before them, and adds _beside_last (it is
    of the figure right before) and _part (of a total before), Boolean both. `met` has the columns of with_metric() but is_flow.
    """
    return _a_year_before(_beside(_priced(_parts(met.sort("s", "start")))))


def _given(met: pl.DataFrame, fits: pl.Expr, told: dict[str, pl.Expr]) -> pl.DataFrame:
    return met.with_columns(
        *(pl.when(fits).then(told[c]).otherwise(c).alias(c) for c in TOLD),
        way=pl.when(fits).then(pl.lit("again")).otherwise("way"),
    )


def _beside(met: pl.DataFrame) -> pl.DataFrame:
    last = {c: neighbours.before(pl.col(c), "s") for c in (*TOLD, "dimension")}
    same_head = pl.col("head").is_null() | (pl.col("head_at") == last["head_at"])
    gap, right = pl.col("gap"), pl.col("right")
    part = (
        gap.str.contains(A_PART)
        & right.str.contains(OF_ITS_WHOLE)
        & ~last["metric"].is_in(["price", "compensation"])
    )
    beside = (gap.str.contains(BESIDE) | part) & ~right.str.contains(OF_OTHERS)
    grew = pl.col("surface").str.contains(GREW) & right.str.contains(r"^\s?(?:[,.;)]|$)")
    times = (pl.col("unit") == "times") & gap.str.contains(TIMES_OVER)
    times &= right.str.contains(OF_A_TIME) | grew
    fits = (
        pl.col("metric").is_null()
        & pl.col("linked")
        & (last["dimension"] != "percent")
        & last["metric"].is_not_null()
        & (((pl.col("unit") == "percent") & beside & same_head) | times)
    ).fill_null(False)
    return _given(met.with_columns(_beside_last=fits), pl.col("_beside_last"), last)


def _priced(met: pl.DataFrame) -> pl.DataFrame:
    """What a list of prices, or of how much they rose, goes on with is a price as well, and what an area grew or shrank by an area."""
    gap = pl.col("gap")
    last = {c: neighbours.before(pl.col(c), "s") for c in ("unit", "value")}
    near = pl.col("value").is_between(last["value"] / TIMES, last["value"] * TIMES)
    a_sum = (pl.col("dimension") == "money") & near & gap.str.contains(NEXT_GOOD) & ~gap.str.contains(NO_GOOD)
    a_rise = (
        (pl.col("unit") == "percent") & gap.str.contains(NEXT_RISE) & pl.col("before").str.contains(GOODS)
    )
    # "gieo cấy 12.000 ha, giảm 180 ha"
    a_move = (pl.col("dimension") == "area") & gap.str.contains(MOVED_BY)
    goes_on = pl.col("metric").is_null() & pl.col("head").is_null() & (pl.col("unit") == last["unit"])
    goes_on &= a_sum | a_rise | a_move
    goes_on = goes_on.fill_null(False)
    met = met.pipe(with_common, _on=goes_on, _list=neighbours.so_far(~goes_on, "s"))
    first = pl.col("metric").first().over("s", "_list")
    fits = pl.col("_on") & first.is_in(["price", "area"]).fill_null(False)
    return met.with_columns(
        metric=pl.when(fits).then(first).otherwise("metric"),
        way=pl.when(fits).then(pl.lit("again")).otherwise("way"),
    ).drop("_on", "_list")


def _parts(met: pl.DataFrame) -> pl.DataFrame:
    total = pl.when(
        pl.col("metric").is_in(codes.IN_PARTS)
        & (pl.col("dimension") == "money")
        & pl.col("way").is_in(["head", "beside"])
        & ~pl.col("segment").str.contains(IN_PARTS)
    )
    before = {
        c: neighbours.before(total.then(c).forward_fill().over("s"), "s")
        for c in (*TOLD, "end", "unit", "value")
    }
    met = met.with_columns(**{f"_t_{c}": e for c, e in before.items()})
    told = pl.col("sentence").str.slice(
        pl.col("_t_end"), pl.max_horizontal("start", "_t_end") - pl.col("_t_end")
    )
    fund = pl.col("head").str.contains(FUND) & pl.col("_t_metric").is_in(codes.FUNDED)
    fits = (
        pl.col("metric").is_null()
        & (pl.col("head").is_null() | fund | (pl.col("head_at") == pl.col("_t_head_at")))
        & (pl.col("unit") == pl.col("_t_unit"))
        & (pl.col("value") < pl.col("_t_value"))
        & pl.col("per").is_null()
        & (told.str.len_chars() <= PARTS_WITHIN)
        & told.str.contains(WITHIN)
        & ~told.str.extract(r"(?s)([^,;:(]*)$").str.contains(NO_PART)
    ).fill_null(False)
    met = met.with_columns(_part=fits)
    met = _given(met, pl.col("_part"), {c: pl.col(f"_t_{c}") for c in TOLD})
    return met.drop(f"_t_{c}" for c in before)


def _a_year_before(met: pl.DataFrame) -> pl.DataFrame:
    percent = met.filter(pl.col("unit") == "percent", pl.col("metric").is_in(codes.LIKE_A_YEAR_BEFORE))
    last = (
        percent.group_by("a", "s", maintain_order=True).last().select("a", s=pl.col("s") + 1, _last="metric")
    )
    met = met.join(last, on=["a", "s"], how="left", maintain_order="left")
    fits = (
        pl.col("metric").is_null()
        & pl.col("head").is_null()
        & (pl.col("unit") == "percent")
        & pl.col("_last").is_not_null()
        & pl.col("before").str.contains(A_YEAR_BEFORE)
    )
    return met.with_columns(
        metric=pl.when(fits).then("_last").otherwise("metric"),
        way=pl.when(fits).then(pl.lit("again")).otherwise("way"),
    ).drop("_last")
