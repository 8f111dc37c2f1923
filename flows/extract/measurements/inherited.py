"""Whose a figure is where its own clause names no owner: the clause's before it, else what the article is about.

linguistics §15.2: the subject of the clause before where this one has none, then the section's or article's topic.
"""

import polars as pl

from flows.extract.measurements.owners import main_firms
from flows.read import Reading
from flows.read.letters import CAPITAL, LETTER, SMALL
from flows.read.rules import of_rows

# What firms and persons have, and places only in sum: theirs is never told by the article's place alone.
OF_FIRMS = ["revenue", "profit", "debt"]
# Of one undertaking, or of nobody.
OF_NO_PLACE = ["project_investment", "exchange_rate", "compensation", "area", "employment", "interest_rate"]
# Prices, wages and rates of law are a country's where no one else is told; no province's.
OF_THE_COUNTRY = ["price", "wage", "tax_rate"]
# "Bộ Tài chính cho biết, …": who says it does not own it.
SAID = r"(?i)^.*(?:cho biết|cho hay|cho rằng|nói rằng|khẳng định|nhấn mạnh|chia sẻ|nhận định|đánh giá|thống kê|số liệu|báo cáo|theo)(?: thêm| rằng)?[^,:]{0,90}?(?:[,:]|rằng)\s"
SAYS = r"(?i)^.*(?:cho biết|cho hay|cho rằng|khẳng định|nhấn mạnh|chia sẻ|nhận định|thông tin)\s(?:thêm\s|rằng\s|thêm rằng\s)?"
# Names after these go along with a figure, and own none.
PARTNERED = rf"(?:sang|từ|với|vào|đến|tới|thị trường|khỏi|giữa|nghị quyết|nghị định|quyết định|luật|chương trình|ngày|quý|tết|dịp)\s(?:{SMALL}+\s)?{CAPITAL}[{LETTER}0-9/-]*(?:(?:,|\svà)?\s{CAPITAL}[{LETTER}0-9/-]*)*"
OPENS = rf"(^|[.!?:“\"(•*–-]\s?){CAPITAL}{LETTER}*"
NAMED = rf"{CAPITAL}[{LETTER}0-9&.-]*"
WITHIN = r"^(?i:trong đó|cụ thể|riêng|theo đó|số tiền này|số vốn này)"
# Capitals that name nobody.
COMMON = ["GDP", "GRDP", "CPI", "IIP", "FDI", "ODA", "USD", "VND", "VNĐ", "EUR", "NSNN", "XK", "NK", "DN", "KCN", "BOT", "PPP", "PCI", "AI", "I", "II", "III", "IV", "V", "Nhà", "Đảng", "CO2", "HTX", "BHYT", "BHXH", "NTM", "TP", "TP."]  # fmt: skip
# Persons, and some out of many: nobody knows which.
PRIVATE = rf"(?i)(?:^|[^{LETTER}])(?:tôi|ông|bà|anh|chị|cô|họ|mỗi|từng|người dân|bị can|bị cáo|nạn nhân|nghi phạm|đối tượng|cá nhân|hộ dân|gia đình|nông dân|ngư dân|khách hàng|người mua|người bán|nhà đầu tư|cổ đông|ứng viên|học sinh|sinh viên|thí sinh|người trả lời|người tham gia|khảo sát|(?:doanh nghiệp|công ty|tập đoàn|ngân hàng|đơn vị|trường) này|một (?:doanh nghiệp|công ty|hộ|người|số)|ví dụ|chẳng hạn|giả sử|nếu)(?:[^{LETTER}]|$)"


ASKED = r"(?i)^\s(?:(?:số|trong|trong số|tổng số|các|hơn|gần|[0-9.]+)\s)*(?:doanh nghiệp|người|hộ|công ty|nhân viên)[^,.;]{0,30}?(?:được hỏi|tham gia|cho biết|cho rằng|trả lời|khảo sát|xác nhận)"


@of_rows
def with_inherited(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Fills subject and subject_kind of the rows that are still open (Boolean `_open`): from the figure before in the
    sentence or paragraph, then from the article's topic (topic, topic_kind, topic_sure). Drops `_open`.
    """
    rows = rows.sort("s", "start").join(main_firms(reading), on="a", how="left", maintain_order="left")
    lead = pl.col("before").str.replace(SAYS, "").str.replace(SAID, "")
    rows = rows.with_columns(
        _stranger=_names_someone(lead),
        _newcomer=_names_someone(pl.col("gap")),
        _private=lead.str.contains(PRIVATE) | pl.col("right").str.contains(ASKED),
    )
    is_open = pl.col("_open")
    # Along the sentence: as the figure before, until someone else comes up.
    holds = (~is_open | pl.col("_newcomer") | pl.col("_private")).cum_sum().over("s")
    rows = rows.with_columns(_held=holds)
    rows = rows.with_columns(
        pl.when(is_open & ~pl.col("_newcomer") & ~pl.col("_private")).then(pl.col(c).first().over("s", "_held")).otherwise(c).alias(c)
        for c in ("subject", "subject_kind")
    )  # fmt: skip
    quiet = is_open & pl.col("subject").is_null() & ~pl.col("_stranger") & ~pl.col("_private")
    last = {c: pl.col(c).forward_fill().shift(1).over("a", "paragraph") for c in ("subject", "subject_kind")}
    last_s = pl.when(pl.col("subject").is_not_null()).then("s").forward_fill().shift(1).over("a", "paragraph")
    within = pl.col("sentence").str.contains(WITHIN)
    goes_on = quiet & (pl.col("s") - last_s == 1) & ((last["subject_kind"] != "project") | within)
    rows = rows.with_columns(pl.when(goes_on).then(last[c]).otherwise(c).alias(c) for c in last)
    quiet = is_open & pl.col("subject").is_null() & ~pl.col("_stranger") & ~pl.col("_private")
    told = pl.col("metric").is_not_null()
    firm = pl.col("_main_firm").is_not_null() & (
        pl.col("metric").is_in([*OF_FIRMS, "wage", "employment"])
        | (~told & ~pl.col("topic_sure").fill_null(False))
    )
    country = pl.col("topic_kind") == "country"
    place = (
        pl.col("topic_sure")
        & ~pl.col("metric").is_in([*OF_FIRMS, *OF_NO_PLACE]).fill_null(False)
        & (country | ~pl.col("metric").is_in(OF_THE_COUNTRY).fill_null(False))
    )
    by_topic = pl.when(quiet & firm).then(pl.lit("firm")).when(quiet & place).then(pl.lit("place"))
    rows = rows.with_columns(_by=by_topic)
    return rows.with_columns(
        subject=pl.when(pl.col("_by") == "firm").then("_main_firm").when(pl.col("_by") == "place").then("topic").otherwise("subject"),
        subject_kind=pl.when(pl.col("_by") == "firm").then(pl.lit("organization")).when(pl.col("_by") == "place").then("topic_kind").otherwise("subject_kind"),
    ).drop("_open", "_stranger", "_newcomer", "_private", "_held", "_main_firm", "_by")  # fmt: skip


def _names_someone(text: pl.Expr) -> pl.Expr:
    """True where a text names anyone who could own what follows (Boolean)."""
    left = text.str.replace_all(PARTNERED, " ").str.replace_all(OPENS, "${1}")
    return left.str.extract_all(NAMED).list.set_difference(COMMON).list.len() > 0
