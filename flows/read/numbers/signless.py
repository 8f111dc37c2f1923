"""Percentages of articles that a publisher took every sign from (linguistics §4.10): "doanh thu giảm 12 so với cùng kỳ", "nắm giữ 31,5 vốn"."""

import polars as pl

from flows.letters import BEGINS, LETTER
from flows.read.numbers.amounts import DIGITS, SCALE, digits
from flows.read.numbers.unsaid import CLAUSE, FINANCE
from flows.read.rules import of_rows

PERCENT = r"(?i)%|phần trăm"
ABOUT = r"(?:\s(?:trưởng|mạnh|nhẹ|hơn|gần|khoảng|tới|đến|thêm|trên|xấp xỉ|lần lượt|được|mức|ở mức|là))*\s$"
MOVED = rf"(?i){BEGINS}(?:tăng|giảm|sụt){ABOUT}"
A_SUM_MOVED = r"(?i)(?:đồng|USD|tỷ|tỉ|triệu),?\s(?:cùng\s|đã\s)?(?:tăng|giảm|sụt)[^,;:.(0-9]*$"
SINCE = rf"(?i)^\s(?:và\s{DIGITS}\s)?so (?:với )?(?:cùng kỳ|(?:hồi )?đầu (?:năm|kỳ|quý)|(?:cùng )?(?:năm|quý|tháng)|mức)|^\s(?:lên|xuống|đạt|còn)(?:\s(?:còn|mức|hơn|gần|khoảng|ở|tới))*\s{DIGITS}\s?{SCALE}"
ENDS = r"^\s?[.,;:)]|^\s*$"
# "tăng 13 và 19.", "tăng 8 là do …": of what moved in an article of which it is sure.
MOVES_END = rf"(?i){ENDS}|^\sso (?:với )?|^\svà\s{DIGITS}(?:\s?[.,;]|\s?$|\sso\s)|^\s(?:là do|do|nhờ|trong khi|chủ yếu)\s"
# "chiếm 40 thị phần", "nâng sở hữu lên 17,2 vốn": what only a share is told of in that way.
HOLDS = rf"(?i){BEGINS}(?:chiếm|tương đương|tương ứng|nắm giữ|nắm|giữ|sở hữu|góp|mua|bán|thoái|lên|xuống|còn|bằng|với|(?:tỷ|tỉ) (?:lệ|trọng)){ABOUT}"
OF_WHOLE = rf"(?i)^\s(?:vốn|cổ phần|thị phần|tổng|GDP|lãi ròng|nguồn thu|quyền biểu quyết|số (?:lượng )?cổ (?:phần|phiếu)|doanh (?:thu|số)|kim ngạch|dân số)(?:[^{LETTER}]|$)"
# "hoàn thành 58 kế hoạch doanh thu và 71 chỉ tiêu lợi nhuận"
PLAN = r"(?:kế hoạch|mục tiêu|chỉ tiêu|dự toán)"
FULFILS = (
    rf"(?i){BEGINS}(?:hoàn thành|thực hiện|đạt|vượt|bằng){ABOUT}|{DIGITS}\s{PLAN}[^,;:.0-9]{{0,40}}\svà\s$"
)
OF_PLAN = rf"(?i)^\s{PLAN}\s"
FEW = 10  # plans that are counted: "hoàn thành 3 chỉ tiêu"
# "tỷ lệ cổ tức dự kiến là 15.", "biên lãi gộp đạt 41,7": neither of debts nor of one share for five.
RATE = r"(?i)(?:(?:tỷ|tỉ) (?:lệ|trọng|suất)|lãi suất|biên (?:lãi|lợi nhuận))[^,;:.0-9]*\s$"
RATIO = r"(?i)(?:tỷ|tỉ) lệ[^,;:.0-9]*(?:nợ|quyền|hoán đổi)[^,;:.0-9]*$"
RATE_ENDS = rf"(?i){ENDS}|^\s(?:bằng tiền|lên|xuống|so với)\s"
MOST = 1_000
CERTAIN = 2  # figures that moved since a time and are told of nothing that has a price


@of_rows
def signless(tokens: pl.DataFrame) -> pl.DataFrame:
    """Of bare numbers the percentages in articles without a sign of a percentage, as rows of quantities.

    Which articles have lost theirs is told by sums that "rose by 12 since", in whole numbers that count nothing, or by two
    figures that moved so; then shares, plans fulfilled and rates of theirs are read too. `tokens` are all of the lexer's.
    """
    bare = tokens.filter(pl.col("token") == "bare")
    signed = tokens.filter(pl.col("surface").str.contains(PERCENT))["a"].unique()
    rows = bare.filter(~pl.col("a").is_in(signed.implode())).with_columns(
        value=digits(pl.col("surface"), pl.lit(False))
    )
    return _percentages(rows.filter(pl.col("value") < MOST))


@of_rows
def _percentages(rows: pl.DataFrame) -> pl.DataFrame:
    left = pl.col("left").str.slice(-120).str.replace(rf"{DIGITS}\svà\s$", "")
    of_sums = left.str.contains(A_SUM_MOVED) | left.str.extract(f"({CLAUSE})").str.contains(FINANCE)
    rows = rows.with_columns(_moved=left.str.contains(MOVED), _of_sums=of_sums)
    since = pl.col("_moved") & pl.col("right").str.contains(SINCE)
    rows = rows.with_columns(_since=since).with_columns(
        _lost=((pl.col("_since") & pl.col("_of_sums")).any() | (pl.col("_since").sum() >= CERTAIN)).over("a")
    )
    left, right = pl.col("left").str.slice(-120), pl.col("right")
    told = (
        pl.col("_since")
        | (pl.col("_moved") & right.str.contains(MOVES_END))
        | (left.str.contains(HOLDS) & right.str.contains(OF_WHOLE))
        | (left.str.contains(FULFILS) & right.str.contains(OF_PLAN) & (pl.col("value") >= FEW))
        | (left.str.contains(RATE) & right.str.contains(RATE_ENDS) & ~left.str.contains(RATIO))
    )
    return (
        rows.filter(pl.col("_lost"), told)
        .with_columns(unit=pl.lit("percent"), dimension=pl.lit("percent"), rule=pl.lit("quantity_unsigned"))
        .drop("_moved", "_of_sums", "_since", "_lost")
    )
