"""What a figure measures by the figures beside it: the one before it, the other end of "từ … xuống", the amount in its turn."""

import polars as pl

from flows.extract.measurements.kinds import FALL, FROM, RISE
from flows.letters import CAPITAL, LETTER
from flows.read import neighbours
from flows.read.rules import of_rows, with_common

MOVES = rf"(?:{RISE}|{FALL}|mất|bật|trượt|leo|cộng)"
TOLD = ("metric", "head", "head_at", "head_end")  # what one figure has from another
DEALT = ["mua", "bán", "trị giá", "giá trị", "cổ phiếu", "cổ phần"]  # heads that leave a sum of money a price
IN_BRACKETS = r"\([^()]{0,40}$"
# "chè tăng 1,9% (cùng kỳ năm trước giảm 0,6%)": of the same matter as the figure that the brackets follow.
A_YEAR_BEFORE = r"(?i)^\s?\((?:trong khi )?(?:cùng kỳ|năm (?:trước|ngoái))(?: năm (?:trước|ngoái|[12][0-9]{3}))?[^()0-9]*$"
# "huyện A đã bồi thường được 5 tỷ đồng; huyện B 8 tỷ đồng": a name alone stands before the figure.
OF_A_NAME = rf"^[;,]?\s?(?:và\s|còn\s|tiếp đến là\s)?(?:(?:tỉnh|huyện|thị xã|thành phố|TP\.?|quận|xã|phường|thị trấn)\s)?{CAPITAL}[{LETTER}]*(?:\s{CAPITAL}[{LETTER}0-9]*){{0,4}}(?:\s(?:là|đạt|với|hơn|gần|trên|khoảng))*\s$"
# "xuất khẩu đạt 1 tỷ USD và đang hướng đến mục tiêu 2 tỷ USD", "trên 31 USD, nhưng chưa vượt ngưỡng 32 USD"
TO_A_MARK = r"(?i)(?:(?:hướng (?:đến|tới)|đặt|phấn đấu|với|đạt)(?: mục tiêu| mốc| mức| con số)+|(?:vượt|chạm|đạt|phá|mất|thủng|giữ|dưới|trên)(?: được| qua| khỏi)? (?:ngưỡng|mốc)(?: [^\s,;.()0-9]+){0,4})(?: (?:là|khoảng|hơn|gần|trên))*\s$"
# "từ 83 tỷ đồng … xuống còn 66 tỷ đồng", at most so many characters apart.
DOWN_TO = r"(?i)\s(?:lên|xuống|về|còn|đến|tới|thành)(?:\s(?:mức|còn|đến|tới|khoảng|hơn|gần|trên|dưới|chỉ|ở|là|quanh))*\s$"
WITHIN = 90
# "…, lần lượt tăng 9% và 21%", "…, tăng 18% và 13,7%", "…, lần lượt tương đương 62% và 41%"
AND = r"(?i)^\svà\s(?:hơn |gần |khoảng |trên |tới )?$"
EACH_IN_TURN = rf"(?i)^(?:\s[^\s,;.:()0-9]+){{0,4}},?\s(?:cùng |đều |lần lượt |tương ứng )*(?:{MOVES}(?:\s(?:lần lượt|tương ứng|khoảng|hơn|gần|mạnh|tới))*|lần lượt (?:tương đương|tương ứng|bằng|đạt|hoàn thành|gấp)(?:\s(?:khoảng|hơn|gần|với))*)\s$"


def with_carried(met: pl.DataFrame) -> pl.DataFrame:
    """Fills metric, with head, head_at, head_end and way, of figures that have it from a figure beside them.

    `met` has the columns of with_metric() but is_flow.
    """
    return _in_turn(_from_to(_goes_on(met)))


def _goes_on(met: pl.DataFrame) -> pl.DataFrame:
    """Metrics that a figure has from the figure before it in the sentence: what a head right behind that one names
    ("4.120 tỷ đồng vốn đầu tư công, bằng 61,5% kế hoạch"), the same price again, the next of a list in brackets.
    """
    met = met.sort("s", "start")
    last = {
        c: neighbours.before(pl.col(c), "s") for c in ("metric", "dimension", "per", "unit", "_bracketed")
    }
    sums = pl.col("dimension").is_in(["money", "percent"])
    of_last = (
        (pl.col("way") == "head")
        & sums
        & last["dimension"].is_in(["money", "percent"])
        & pl.col("linked")
        & (pl.col("head_at") - pl.col("prev_end") <= 1)
    ).fill_null(False)
    met = met.with_columns(_bracketed=pl.col("before").str.contains(IN_BRACKETS))
    of_last &= last["metric"].is_not_null()
    of_last |= (
        pl.col("gap").str.contains(A_YEAR_BEFORE) & (last["dimension"] == pl.col("dimension"))
    ).fill_null(False) & ~(pl.col("head_at") >= pl.col("prev_end")).fill_null(False)
    met = met.with_columns(metric=pl.when(of_last).then(last["metric"]).otherwise("metric"))
    untold = pl.col("metric").is_null() & pl.col("head").is_null() & (last["unit"] == pl.col("unit"))
    open_ = untold & (pl.col("dimension") == "money")
    # "từ 83.000 đồng/kg rồi giảm dần xuống 66.000 đồng/kg"; "cầu A (tổng vốn 700 tỷ đồng), cầu B (250 tỷ đồng)"
    again = open_ & pl.col("per").is_not_null() & (last["per"] == pl.col("per")) & pl.col("linked")
    listed = (
        open_
        & pl.col("_bracketed")
        & last["_bracketed"]
        & pl.col("gap").str.contains(r"^\s?\)|^[^(]*\([^()]*$")
    )
    marked = open_ & pl.col("linked") & pl.col("gap").str.contains(TO_A_MARK)
    named = (
        untold
        & pl.col("dimension").is_in(["money", "area"])
        & pl.col("gap").str.contains(OF_A_NAME)
        & ~pl.col("_bracketed")
    )
    goes_on = (again | listed | marked | named).fill_null(False)
    met = met.with_columns(_as_last=(marked | named).fill_null(False))
    met = met.pipe(with_common, _follows=goes_on, _chain=neighbours.so_far(~goes_on, "s"))
    first = pl.col("metric").first().over("s", "_chain")
    fits = pl.col("_follows") & (
        (first == "price") | ((first == "project_investment") & pl.col("_bracketed")) | pl.col("_as_last")
    ).fill_null(False)
    head = (
        pl.when(fits & pl.col("_as_last")).then(pl.col(c).first().over("s", "_chain")).otherwise(c).alias(c)
        for c in TOLD[1:]
    )
    return met.with_columns(
        *head,
        metric=pl.when(fits).then(first).otherwise("metric"),
        way=pl.when(fits).then(pl.lit("head")).otherwise("way"),
    ).drop("_bracketed", "_follows", "_chain", "_as_last")


@of_rows
def _from_to(met: pl.DataFrame) -> pl.DataFrame:
    """Of "từ 11 tỷ USD (…) xuống 9 tỷ USD" both ends measure the same; what brackets hold between them is passed over."""
    ends = met.filter(~pl.col("before").str.contains(IN_BRACKETS)).with_columns(
        _opens=pl.col("before").str.contains(f"(?i){FROM}"), _closes=pl.col("before").str.contains(DOWN_TO)
    )
    alike = pl.col("unit") == neighbours.before(pl.col("unit"), "s")
    near = pl.col("start") - neighbours.before(pl.col("end"), "s") <= WITHIN
    closes = (pl.col("_closes") & neighbours.before(pl.col("_opens"), "s") & alike & near).fill_null(False)
    opens = neighbours.behind(closes, "s").fill_null(False)
    free = pl.col("metric").is_null()
    unheaded = pl.col("head").is_null() | pl.col("head").is_in(DEALT)
    return _filled(
        met,
        ends.with_columns(
            pl.when(closes & free)
            .then(neighbours.before(pl.col(c), "s"))
            .when(opens & free & unheaded)
            .then(neighbours.behind(pl.col(c), "s"))
            .alias(f"_{c}")
            for c in TOLD
        ),
    )


@of_rows
def _in_turn(met: pl.DataFrame) -> pl.DataFrame:
    """Of "doanh thu 400 tỷ đồng và lãi 69 tỷ đồng, (lần lượt) tăng 18% và 13,7%" each percentage measures what the amount
    in its place does.
    """

    def ago(column: str, rows: int) -> pl.Expr:
        """What stood in a column so many figures before in the sentence."""
        return neighbours.before(ago(column, rows - 1), "s") if rows else pl.col(column)

    second = (
        (pl.col("dimension") == "percent")
        & (ago("dimension", 1) == "percent")
        & (ago("dimension", 2) == "money")
        & (ago("dimension", 3) == "money")
        & pl.col("gap").str.contains(AND)
        & ago("gap", 1).str.contains(EACH_IN_TURN)
        & (ago("metric", 3) != ago("metric", 2))
        & (ago("unit", 2) == ago("unit", 3))
    ).fill_null(False)
    either = neighbours.behind(second, "s").fill_null(False) | second
    return _filled(met, met.with_columns(pl.when(either).then(ago(c, 2)).alias(f"_{c}") for c in TOLD))


def _filled(met: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The figures with what `_metric`, `_head`, … of `told`, some of the same rows, tell of them."""
    others = [f"_{c}" for c in TOLD]
    told = told.filter(pl.col("_metric").is_not_null()).select("s", "start", *others)
    has = pl.col("_metric").is_not_null()
    return (
        met.join(told, on=["s", "start"], how="left", maintain_order="left")
        .with_columns(
            *(pl.when(has).then(f"_{c}").otherwise(c).alias(c) for c in TOLD),
            way=pl.when(has).then(pl.lit("head")).otherwise("way"),
        )
        .drop(others)
    )
