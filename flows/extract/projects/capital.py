"""What a project costs: the sum that is told behind its name, or right before it (linguistics §15.1)."""

import polars as pl

from flows.extract.measurements.corrected import errors
from flows.extract.measurements.kinds import where_it_began
from flows.extract.measurements.status import BEFORE, BUT_NOW
from flows.extract.projects import words
from flows.extract.projects.works import PLURAL
from flows.read import Reading
from flows.read.numbers.amounts import digits, scale
from flows.read.rules import of_rows
from flows.read.spans import find

# "cầu A (650 tỷ đồng)", "khu B (75 ha, 680 tỷ đồng)": the sum right behind a name is its own.
IN_BRACKETS = r"(?i)^\s?(?:\((?:[^()0-9]{0,60},\s|[^()]{0,30}[0-9],\s|[^()]{0,25}[0-9] (?:ha|km|m|m2|MW|căn|giường|làn xe),\s)?|[:–-]\s)(?:khoảng |hơn |gần |trên )?$"
# "đầu tư 900 tỷ đồng làm cầu A", "vốn đầu tư 50 triệu USD cho dự án B": the sum stands before its name.
SPENT = r"(?i)(?:tổng vốn|mức đầu tư|vốn đầu tư|đầu tư)(?:\s(?:là|tới|lên tới|khoảng|hơn|gần|trên|dự kiến|xấp xỉ|ước|số tiền))*\s$"
SPENT_ON = r"(?i)^\s(?:(?:để|cho|vào)\s(?:(?:làm|xây dựng|xây|thực hiện|triển khai)\s)?(?:(?:dự án|công trình)\s)?|(?:làm|xây dựng|xây)\s(?:(?:dự án|công trình)\s)?)(?:(?:đầu tư|xây dựng)\s)*$"
ALLOTTED = r"(?i)(?:bố trí|phân bổ|giải ngân|kế hoạch|giao|bổ sung|hỗ trợ|nguồn|cấp)\s[^,;]{0,25}$"
AND_OTHERS = r"^(?:,|\svà)\s"
# "9 dự án với tổng vốn …": a total's sum follows.
MANY_TOLD = r"(?i)(?:[0-9]|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s(?:dự án|công trình)\s"
# "giảm 40 tỷ đồng so với phê duyệt, còn 900 tỷ đồng": what it came to.
CAME_TO = r"(?i)^(?:\sso với [^,;.0-9]{0,40})?,?\s(?:(?:nay\s)?(?:chỉ\s)?còn|thành|lên|xuống|nâng|đưa)\s[^;.0-9]{0,40}[0-9]"
# "tăng thêm 200 tỷ đồng, lên 1.100 tỷ đồng": by how much it rose.
ROSE_BY = r"(?i)(?:tăng|giảm|đội|bổ sung|nâng)(?:\s[^\s,;.0-9]+){0,4}\s$"
TO_NOW = r"(?i)^,?\s(?:lên|xuống|nâng|đưa)\s[^;.0-9]{0,40}[0-9]"
# "cầu A và đường B với tổng vốn …": the sum is that of both.
OF_BOTH = r"(?i)^,?\s(?:với|có)\s(?:tổng|vốn tổng)\s[^,;]*$"
TWO = r"(?i)^(?:\s\([^()]*\))?\svà\s(?:(?:dự án|công trình|tuyến)\s)?$"
# "Vốn (tỷ đồng): 90": a row of a table.
IN_COLUMN = rf"\(({words.TIMES})\s(đồng|USD)\):\s([0-9](?:[0-9.,]*[0-9])?)"
OF_COLUMN = rf"[:;]\s(?:Tổng\s)?(?i:vốn)\s\({words.TIMES}\s(?:đồng|USD)\):\s$"
# "đề xuất tăng tổng mức đầu tư dự án A lên 900 tỷ đồng", "trình điều chỉnh vốn thành …": a sum that nobody has granted yet.
ASKED = r"(?i)(?:đề xuất|đề nghị|kiến nghị|xin|muốn|trình)\s(?:[^;.:]|[0-9]\.[0-9]){0,60}?(?:tăng|nâng|điều chỉnh|bổ sung|giảm|hạ)\s(?:[^;:.]|[0-9]\.[0-9]){0,30}?(?:vốn|mức đầu tư|kinh phí)\s[^;:]{0,160}?\s(?:lên|xuống|thành|còn|tới|đến)(?:\s(?:mức|tới|đến|khoảng|hơn|gần|trên|thành))*\s$"
FAR = 80  # code points between a project and what is worth something else


@of_rows
def with_capital(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds amount_vnd, amount_usd, comparator and end: the amount that is spent on it right before its name, else the first
    amounts of the part after it that are capital.
    """
    money = reading.quantities.filter(pl.col("unit").is_in(["VND", "USD"]), pl.col("per").is_null())
    wrong = errors(money.join(reading.sentences.select("s", "sentence"), on="s"))
    money = money.join(wrong, left_on=["s", "start"], right_on=["wrong_s", "wrong_start"], how="anti").select(
        "s", "value", "unit", "comparator", at="start", until="end"
    )
    told = reading.sentences.filter(pl.col("s").is_in(rows["s"].unique().implode())).select("s", "sentence")
    money = pl.concat([money, _of_columns(told)])
    met = (
        rows.select(
            "i", "s", "start", "from_", "to", "name_end", "part", "is_total", "token", "lead", "next", "joint"
        )
        .join(money, on="s")
        .filter((pl.col("at") >= pl.col("from_")) & (pl.col("until") <= pl.col("to") + 1))
    )
    met = pl.concat([_ahead(met), met.filter(pl.col("at") >= pl.col("name_end"))]).sort("i", "at")
    met = _as_it_is_now(met)
    before = pl.col("part").str.slice(0, pl.col("at") - pl.col("from_"))
    between = pl.col("part").str.slice(
        pl.col("name_end") - pl.col("from_"), pl.col("at") - pl.col("name_end")
    )
    spent = pl.col("at") < pl.col("start")
    own = spent | between.str.contains(IN_BRACKETS) | ((pl.col("token") == "listed") & (between == ", "))
    own |= before.str.contains(OF_COLUMN)
    linked = ~own & before.str.contains(r"(?i)(?:tương đương|và|\()\s?(?:với |khoảng |hơn |gần |trên )*$")
    far_worth = before.str.contains(r"(?i)trị giá[^;,]{0,30}$") & (between.str.len_chars() > FAR)
    # "các dự án A, B và C với tổng vốn 900 tỷ đồng": the sum is that of all.
    lead = pl.col("part").str.slice(0, pl.col("lead"))
    of_all = (
        (pl.col("lead") + pl.col("from_") < pl.col("start"))
        & lead.str.contains(PLURAL)
        & between.str.contains(r"(?i)tổng\s[^,;]*$")
    )
    of_both = pl.col("joint").str.contains(TWO).fill_null(False) & between.str.contains(OF_BOTH)
    capital = met.filter(
        ~of_all,
        ~of_both,
        (before.str.contains(words.of_capital()) & ~before.str.contains(words.no_capital()) & ~far_worth)
        | linked
        | own
        | ((pl.col("token") == "total_of") & between.str.contains(r"^\s?$")),
        pl.col("is_total")
        | (pl.col("token") == "this")
        | spent
        | (
            ~between.str.contains(words.other_work())
            & ~between.str.contains(MANY_TOLD)
            & (pl.col("until") <= pl.col("next"))
        ),
    ).with_columns(linked=linked, asked=before.str.contains(ASKED))
    # The first amount, and one in the other currency right after it.
    capital = capital.sort("at").with_columns(_n=pl.int_range(pl.len()).over("i")).filter(
        ((pl.col("_n") == 0) & ~pl.col("linked")) | ((pl.col("_n") == 1) & pl.col("linked"))
    )  # fmt: skip
    each = capital.group_by("i", maintain_order=True).agg(
        amount_vnd=pl.col("value").filter(pl.col("unit") == "VND").first(),
        amount_usd=pl.col("value").filter(pl.col("unit") == "USD").first(),
        comparator=pl.col("comparator").first(),
        last=pl.col("until").last(),
        asked=pl.col("asked").first(),
        _first=pl.col("_n").min(),
    ).filter(pl.col("_first") == 0).drop("_first")  # fmt: skip
    return rows.join(each, on="i", how="left", maintain_order="left").with_columns(
        end=pl.when("is_total").then(pl.coalesce("last", "name_end")).otherwise("name_end").cast(pl.UInt32),
        asked=pl.col("asked").fill_null(False),
    )


@of_rows
def _of_columns(told: pl.DataFrame) -> pl.DataFrame:
    """The sums of tables, whose column tells the unit: s, value, unit, comparator, at, until."""
    found = find(told.filter(pl.col("sentence").str.contains(IN_COLUMN)), IN_COLUMN, "sentence")
    times, currency, number = (pl.col("surface").str.extract(IN_COLUMN, n) for n in (1, 2, 3))
    value = digits(number, pl.lit(False)) * scale(times)
    return found.select(
        "s",
        value.cast(pl.Decimal(38, 6)).alias("value"),
        unit=pl.when(currency == "USD").then(pl.lit("USD")).otherwise(pl.lit("VND")),
        comparator=pl.lit("eq"),
        at=(pl.col("end") - number.str.len_chars()).cast(pl.UInt32),
        until=pl.col("end"),
    ).drop_nulls("value")


@of_rows
def _as_it_is_now(met: pl.DataFrame) -> pl.DataFrame:
    """Of "từ 410 tỷ đồng lên 655 tỷ đồng", "ban đầu là 300 tỷ đồng, nay tăng lên 450 tỷ đồng" the second sum, which is
    told of today.
    """
    told = met.with_columns(
        segment=pl.col("part").str.slice(0, pl.col("at") - pl.col("from_")),
        right=pl.col("part").str.slice(pl.col("until") - pl.col("from_")),
    )
    segment, right = pl.col("segment"), pl.col("right")
    over = (
        where_it_began()
        | (segment.str.contains(BEFORE) & right.str.contains(BUT_NOW))
        | (segment.str.contains(ROSE_BY) & right.str.contains(rf"{TO_NOW}|{CAME_TO}"))
    )
    return told.filter(~over).drop("segment", "right")


@of_rows
def _ahead(met: pl.DataFrame) -> pl.DataFrame:
    """Of the amounts met with a project those right before its name that are spent on it alone."""
    before = pl.col("part").str.slice(0, pl.col("at") - pl.col("from_"))
    link = pl.col("part").str.slice(
        pl.col("until") - pl.col("from_"), pl.max_horizontal("start", "until") - pl.col("until")
    )
    right = pl.col("part").str.slice(pl.col("name_end") - pl.col("from_"), 5)
    return met.filter(
        pl.col("until") <= pl.col("start"),
        ~pl.col("is_total"),
        link.str.contains(SPENT_ON),
        before.str.contains(SPENT),
        ~before.str.contains(ALLOTTED),
        ~right.str.contains(AND_OTHERS),
    )
