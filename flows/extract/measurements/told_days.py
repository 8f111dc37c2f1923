"""Which of the dates that a sentence tells can be those of its figures (linguistics §7)."""

import polars as pl

from flows.read import Reading, neighbours

COLUMNS = ("starts_on", "ends_on", "flow_start", "sense", "is_fuzzy")
BESIDE = r"^\s*(?:,|và|, và)\s*$"
DEALT_OUT = r"(?i)lần lượt|tương ứng|(?:%|đồng|USD|lượt|khách)\svà\s[0-9]"
BASE_IN_BRACKETS = r"(?i)so với [^,;()]{1,25}\($"  # "tăng 5% so với quý IV (từ 1/10 đến 31/12)"
# A day of trade, and a day that is told as a time to do something in, are their figures' own: "trong phiên giao dịch ngày 19/10".
OF_TRADE = r"(?i)phiên(?:\s(?:giao dịch|cuối tuần|sáng|chiều|thứ))*\s$"
WITHIN_A_DAY = r"(?i)^trong\s(?:ngày|hôm)\s"
PART_OF = r"(?i)(?:đầu tiên|cuối cùng) (?:của|trong)\s$"  # "tháng đầu tiên của năm 2017" is no year
# "dầu giao tháng 8" is of the day it is traded; "Luật Nhà ở năm 2014" is a law's name; "mức cao nhất kể từ năm 2011" names no time of its own.
DELIVERED = r"(?i)\sgiao(?: (?:kỳ hạn|trong|vào|ngay))*\s$"
# "một khảo sát công bố hồi tháng 5": the day of telling is none of what is told.
MADE_PUBLIC = r"(?i)(?:khảo sát|báo cáo|nghiên cứu|số liệu|thống kê|kết quả|dữ liệu|thông tin)(?:\s[^\s;.]+){0,8}?\s(?:công bố|đăng tải|xuất bản|phát hành)(?: (?:vào|hồi|trong|ngày|từ))*\s$"
# "vụ đông xuân 2024-2025", "niên độ 2024-2025": a season, no two whole years.
OF_A_SEASON = r"(?i)(?:đông xuân|hè thu|thu đông|vụ mùa|niên vụ|niên độ|mùa giải|mùa bóng|mùa|tài khóa|tài khoá|năm tài chính|khóa|khoá)\s$"
YEAR_TO_YEAR = r"^[12][0-9]{3}\s?[-–/]\s?[12][0-9]{3}$"
OF_LAW = r"(?:Luật|Bộ luật|Hiến pháp|Pháp lệnh)(?:\s[^\s,;.:()0-9]+){0,7}\s$"
A_YEAR_ALONE = r"(?i)^(?:năm )?[12][0-9]{3}$"
AT_MOST_SINCE = r"(?i)(?:nhất|kỷ lục|đỉnh|đáy|đầu tiên|lần đầu)(?:\s[^\s,;.()]+){0,4}\s$"


def told_days(reading: Reading) -> pl.DataFrame:
    """The dates that can be a figure's: s, date_start, date_end, rule and COLUMNS. Of single days those of trade, and those within which something was done."""
    told = _year_before(reading.dates.filter(~pl.col("is_base")).sort("s", "start")).join(
        reading.sentences.select("s", "sentence"), on="s", how="left", maintain_order="left"
    )
    left = pl.col("sentence").str.slice(0, pl.col("start")).str.slice(-60)
    point = pl.col("sense") == "point"
    named = left.str.contains(OF_LAW) & pl.col("surface").str.contains(A_YEAR_ALONE)
    named |= left.str.contains(OF_A_SEASON) & pl.col("surface").str.contains(YEAR_TO_YEAR)
    named |= (
        left.str.contains(MADE_PUBLIC)
        | left.str.contains(DELIVERED)
        | ((pl.col("sense") == "since") & left.str.contains(AT_MOST_SINCE))
    )
    base = left.str.contains(BASE_IN_BRACKETS)
    own = left.str.contains(OF_TRADE) | pl.col("surface").str.contains(WITHIN_A_DAY)
    return (
        told.filter(~point | own, ~base, ~left.str.contains(PART_OF), ~named)
        .with_columns(sense=pl.when(point).then(pl.lit("span")).otherwise("sense"))
        .select("s", *COLUMNS, "rule", date_start="start", date_end="end")
        .sort("s", "date_end")
    )


def _year_before(dates: pl.DataFrame) -> pl.DataFrame:
    """ "Năm 2019 thu 900 tỷ đồng, năm trước thu 800 tỷ đồng": the year before that which its sentence tells."""
    first, last = (neighbours.before(pl.col(c).dt.year(), "s") for c in ("starts_on", "ends_on"))
    years = first - 1 - pl.col("starts_on").dt.year()
    held = (pl.col("surface").str.to_lowercase() == "năm trước") & (first == last) & (years < 0)
    moved = pl.format("{}y", pl.when(held).then(years).otherwise(0))
    return dates.with_columns(pl.col(c).dt.offset_by(moved) for c in ("starts_on", "ends_on", "flow_start"))


def none_alone(dates: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Of periods told side by side none alone is that of a figure: two that follow one another ("quý I và quý II/2025") are
    one span, unless figures are dealt out to them; others say no day.
    """
    told = dates.join(reading.sentences.select("s", "sentence"), on="s", how="left", maintain_order="left")
    last = {c: neighbours.before(pl.col(c), "s") for c in ("date_end", "rule", "starts_on", "ends_on")}
    between = pl.col("sentence").str.slice(
        last["date_end"], pl.max_horizontal("date_start", last["date_end"]) - last["date_end"]
    )
    beside = (between.str.contains(BESIDE) & (pl.col("rule") == last["rule"])).fill_null(False)
    told = told.with_columns(_beside=beside, _from=last["starts_on"], _until=last["ends_on"])
    more = neighbours.behind(pl.col("_beside"), "s").fill_null(False)
    two = pl.col("_beside") & ~more & ~neighbours.before(pl.col("_beside"), "s").fill_null(False)
    one_span = (
        two
        & (pl.col("_until").dt.offset_by("1d") == pl.col("starts_on"))
        & ~pl.col("sentence").str.contains(DEALT_OUT)
    ).fill_null(False)
    days = ("starts_on", "ends_on", "flow_start")
    return told.with_columns(
        pl.when(one_span)
        .then("ends_on" if c == "ends_on" else "_from")
        .when(~pl.col("_beside") & ~more)
        .then(c)
        .alias(c)
        for c in days
    ).drop("sentence", "_beside", "_from", "_until", "rule")
