"""Whose words hold a figure, where a sentence tells what several foresee: "ADB dự báo tăng 6,6%, trong khi HSBC dự báo 6,7%"."""

import polars as pl

from flows.letters import CAPITAL
from flows.read import Reading, neighbours
from flows.read.rules import of_rows

FORESEES = r"(?:(?:cũng|lại|thì|vừa|tiếp tục|chỉ)\s)*(?:dự báo|dự đoán|nhận định|ước tính|kỳ vọng|cho rằng|(?:hạ|nâng|giữ nguyên|giữ|điều chỉnh|đưa ra)\s(?:\S+\s){0,3}?(?:dự báo|ước tính|triển vọng|con số))"
SAYS = rf"^(?:\s\([^()]*\))?\s{FORESEES}\s[^;]*$"
# Behind a figure that somebody else foresees; of an item of the same list nobody speaks.
ANOTHER_SAYS = rf"^[^,;]{{0,40}}[,;]\s(?:(?:trong khi đó|trong khi|còn|và|riêng|nhưng|song),?\s)*{CAPITAL}[^,;0-9]{{1,60}}?\s{FORESEES}\s"
THINGS = r"(?:CPI|GDP|GRDP|FDI|PMI|IIP|Việt Nam|Trung Quốc|Mỹ|[Ll]ạm phát|[Xx]uất khẩu)\s(?:được\s)?(?:dự báo|ước tính|kỳ vọng)"


@of_rows
def of_another(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Figures whose speaker the words since the figure before name; null where that is nobody known."""
    rows = rows.sort("s", "start")
    another = pl.col("linked") & pl.col("gap").str.contains(ANOTHER_SAYS)
    rows = rows.with_columns(_another=another & ~pl.col("gap").str.contains(THINGS))
    if not rows["_another"].any():
        return rows.drop("_another")
    bodies = reading.organizations.filter(pl.col("s").is_in(rows["s"].unique().implode()))
    bodies = bodies.select("s", _body="organization", _body_at="start", _body_end="end").sort(
        "s", "_body_end"
    )
    rows = rows.join_asof(bodies, left_on="start", right_on="_body_end", by="s", check_sortedness=False)
    since = pl.col("sentence").str.slice(
        pl.col("_body_end"), pl.max_horizontal("start", "_body_end") - pl.col("_body_end")
    )
    says = (since.str.contains(SAYS) & (pl.col("_body_at") >= pl.col("prev_end"))).fill_null(False)
    rows = rows.with_columns(speaker=pl.when(~pl.col("_another")).then("speaker").when(says).then("_body"))
    # "IMF hạ dự báo từ 5,6% xuống 5,4%"
    goes_on = neighbours.before(pl.col("_another"), "s").fill_null(False) & ~pl.col("_another")
    goes_on &= pl.col("linked") & ~pl.col("gap").str.contains("[,;]")
    last = neighbours.before(pl.col("speaker"), "s")
    return rows.with_columns(speaker=pl.when(goes_on).then(last).otherwise("speaker")).drop(
        "_another", "_body", "_body_at", "_body_end"
    )
