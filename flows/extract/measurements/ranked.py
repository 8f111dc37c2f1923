"""Items of a ranking: "dẫn đầu là Nghĩa Hành với 81,4%, tiếp đến là Mộ Đức 78,2%". Each figure is of the name it stands behind, and
measures what the figure before the ranking does.
"""

from functools import cache

import polars as pl

from flows.extract.measurements import codes
from flows.extract.measurements.carried import TOLD
from flows.letters import CAPITAL, LETTER
from flows.read import neighbours
from flows.read.rules import of_rows, with_common

CUE = r"(?i:dẫn đầu|đứng đầu|cao nhất|thấp nhất|nhiều nhất|ít nhất|tiếp đến|tiếp theo|tiếp sau|kế đến|kế tiếp|theo sau|xếp sau|(?:tỷ|tỉ) lệ (?:này )?(?:cao|thấp))"
LIST = r"(?i:(?:bao )?gồm|như|sau đó|là)"
AGAIN = r"(?i)(?:tỷ|tỉ) lệ (?:này )?(?:cao|thấp)"  # of what was told before
TRADED = (
    r"(?i)(?:mua|bán) ròng|mua vào|bán ra|khối (?:ngoại|nội|tự doanh)"  # what is bought owns nothing of it
)
BODY = r"(?:Bộ|Sở|Ban|Cục|UBND|Tập đoàn|Tổng công ty|Công ty|Ngân hàng|Đại học)\s[^,;:.()0-9]{2,50}?"
NAME = rf"(?:{BODY}|(?:(?i:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|đặc khu)\s|TP\.?\s?)?{CAPITAL}[{LETTER}]*(?:[\s-]+{CAPITAL}[{LETTER}0-9]*){{0,4}})"
OPENS = rf"(?:^\s?\)?[,;]?\s?(?:(?i:và|còn|rồi|trong đó|trong số này|cụ thể|riêng)[,:]?\s)*|(?:{CUE}|{LIST})(?:\s(?:là|có|thuộc về|vẫn|đang))*:?\s|:\s)"
SOFT = rf"(?:\s(?:{CUE}|(?i:cả nước|toàn tỉnh|là|đạt|với|chỉ|mới|hơn|gần|trên|khoảng|được|tỷ lệ|tỉ lệ|giải ngân|ở|mức|còn|tăng|có|trưởng)))*\s\(?$"
ITEM = rf"{OPENS}{NAME}{SOFT}"
GREW = r"(?i)tăng(?: trưởng)?(?:\s(?:khoảng|hơn|gần|trên|tới|đạt|ước|thêm))*\s$"
# Nothing that the figure is a part of stands right behind it.
ENDS_THERE = r"(?i)^\s?(?:[,.;)]|$)|^\s(?:và|kế hoạch|trong khi|còn)\s"


@cache
def is_ranked() -> pl.Expr:
    """A figure stands right behind a name in a sentence that ranks names (Boolean). Needs before, gap and head_at."""
    own_head = (
        (pl.col("head_at") >= pl.col("prev_end")) & pl.col("linked") & ~pl.col("gap").str.contains(AGAIN)
    )
    item = pl.col("gap").str.slice(-110).str.contains(ITEM) & pl.col("before").str.contains(CUE)
    item &= ~pl.col("before").str.contains(TRADED)
    return item & ~own_head.fill_null(False)


@of_rows
def with_ranked(met: pl.DataFrame) -> pl.DataFrame:
    """Fills metric, with head, head_at, head_end and way, of such percentages: what the last rate told before them, in the sentence or
    the one before, measures. `met` has the columns of with_metric() but is_flow.
    """
    met = met.sort("s", "start")
    # "GRDP tăng 13,8%": growth by its verb.
    output = pl.col("metric").is_in(["gdp", "grdp"]) & pl.col("gap").str.contains(GREW)
    met = met.with_columns(_rate=pl.when(output).then(pl.lit("economic_growth")).otherwise("metric"))
    rate = (pl.col("unit") == "percent") & pl.col("_rate").is_in(codes.OF_EVERY_PLACE)
    last = met.filter(rate).group_by("a", "s", maintain_order=True).last()
    met = met.join(
        last.select("a", s=pl.col("s") + 1, _last="_rate"), on=["a", "s"], how="left", maintain_order="left"
    )
    open_ = (
        pl.col("metric").is_null()
        & (pl.col("unit") == "percent")
        & is_ranked()
        & pl.col("right").str.contains(ENDS_THERE)
    )
    met = met.pipe(with_common, _item=open_.fill_null(False))
    percent = pl.when(pl.col("unit") == "percent")
    told = percent.then(pl.when("_item").then(None).otherwise(pl.coalesce("_rate", pl.lit(""))))
    here = neighbours.last_told(told, "s")
    metric = pl.coalesce(here, "_last")
    fits = pl.col("_item") & metric.is_in(codes.OF_EVERY_PLACE)
    return met.with_columns(
        metric=pl.when(fits).then(metric).otherwise("metric"),
        **{c: pl.when(~fits).then(c) for c in TOLD[1:]},
        way=pl.when(fits).then(pl.lit("again")).otherwise("way"),
    ).drop("_last", "_item", "_rate")
