"""What a figure measures that "con số này" points back to: "Doanh thu quý I đạt 140 tỷ đồng. Đến nay, con số này đã lên đến 510 tỷ đồng." """

import polars as pl

from flows.read.rules import of_rows

NOUNS = ["con số", "chỉ số", "tỷ lệ", "tỉ lệ", "mức", "số tiền", "giá trị"]
N = rf"(?:{'|'.join(NOUNS)})"
# Between the words that point and the figure stands no other clause, and before them nothing that only compares or counts among;
# right before a figure "trên" bounds it: "mức trên 7% chỉ còn ở vài nơi".
POINTS = rf"(?i)(?:^|[,(“]\s?|\s(?:thì|và|còn|nhưng|song|đến nay|hiện|hiện nay|khi|trong khi)\s){N}\s(?:này(?:\s[^;:.()%]{{0,70}})?|trên\s[^;:.()%0-9]{{2,70}})\s$"
TWO_OF_THEM = r"(?i)lần lượt|tương ứng"  # nobody knows in turn of which
# "con số này tăng 12%": by so much, whatever the figure is told in; "giảm còn 12%" is the same again.
GREW = r"(?i)\s(?:tăng|giảm|sụt|cao hơn|thấp hơn|vượt)(?:\s(?:trưởng|mạnh|nhẹ|thêm|tới|đến|hơn|gần|khoảng|trên|gấp|vọt|đều))*\s$"
# Of a part, of persons asked, or by how much it differs: another figure.
A_PART = r"(?i)\s(?:chiếm|đóng góp|dành)(?:\s[^\s,;.()0-9]+){0,4}\s$"  # a metric of the whole says nothing of its next part
OF_ANOTHER = (
    r"(?i)chiếm|so với|tương đương|bằng|gấp|dành|trong đó|mỗi|bình quân|cho phép|dự phòng|bao gồm|cộng"
)
FAR = 200  # times as much or as little as what is pointed to, at most
MOST = 6  # figures of a sentence, of which one would be meant


@of_rows
def with_pointed(met: pl.DataFrame) -> pl.DataFrame:
    """Fills metric and way of figures behind "con số này" from the only one that the words can mean: in their own sentence before
    them, else in the one before. `met` has the columns of with_metric() but is_flow.
    """
    own_head = pl.col("head").str.to_lowercase().is_in(NOUNS)
    open_ = pl.col("metric").is_null() & (pl.col("head").is_null() | own_head)
    open_ &= pl.col("dimension").is_in(["money", "percent"])
    since = pl.col("gap").str.slice(-120)
    points = met.filter(open_, since.str.contains(POINTS), ~since.str.contains(f"{TWO_OF_THEM}|{OF_ANOTHER}"))
    if points.is_empty():
        return met
    asked = points.select(
        "a", "s", "start", "dimension", "value", _grew=(pl.col("dimension") == "percent") & since.str.contains(GREW)
    )  # fmt: skip
    told = met.filter(pl.col("dimension").is_not_null()).select(
        "a", "metric", _s="s", _at="start", _of="dimension", _value="value", _moved=_moves()
    )
    meant = (
        asked.join(told, on="a")
        .filter(
            ((pl.col("_s") == pl.col("s")) & (pl.col("_at") < pl.col("start"))) | (pl.col("_s") + 1 == pl.col("s")),
            pl.when("_grew").then(pl.col("_of") != "percent").otherwise((pl.col("_of") == pl.col("dimension")) & ~pl.col("_moved")),
        )
        .filter(pl.col("_s") == pl.col("_s").max().over("s", "start"))
        .group_by("s", "start", maintain_order=True)
        .agg(
            "_grew",
            "value",
            "_value",
            _metric=pl.col("metric").first(),
            _alike=(pl.col("metric").n_unique() == 1) & (pl.len() <= MOST),
        )
        .with_columns(pl.col("_grew", "value", "_value").list.last())
    )  # fmt: skip
    near = pl.col("value").abs().is_between(pl.col("_value").abs() / FAR, pl.col("_value").abs() * FAR)
    meant = meant.filter("_alike", pl.col("_grew") | near, pl.col("_metric").is_not_null())
    return (
        met.join(meant.select("s", "start", "_metric"), on=["s", "start"], how="left", maintain_order="left")
        .with_columns(
            metric=pl.coalesce("metric", "_metric"),
            way=pl.when(pl.col("_metric").is_not_null()).then(pl.lit("again")).otherwise("way"),
        )
        .drop("_metric")
    )


def _moves() -> pl.Expr:
    """A percentage is by how much something rose or fell, or a part of it (Boolean)."""
    return (pl.col("dimension") == "percent") & pl.col("gap").str.slice(-60).str.contains(f"{GREW}|{A_PART}")
